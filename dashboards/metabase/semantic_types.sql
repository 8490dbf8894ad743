-- semantic_types.sql: tells Metabase what the columns of a workspace mean, so that nobody has to click it together.
-- psql -v schema=perf -v metadata=perf_bi -v reader=metabase -f dashboards/metabase/semantic_types.sql
-- Metabase reads a relation of the name _metabase_metadata at every sync. It is a view here, in a schema of its own
-- (made if it is not there), over the catalog: what an upgrade adds to the workspace is in it too.
\set ON_ERROR_STOP 1
\if :{?schema} \else \set schema perf \endif
\if :{?metadata} \else \set metadata perf_bi \endif
\if :{?reader} \else \set reader metabase \endif
BEGIN;
CREATE SCHEMA IF NOT EXISTS :"metadata";
CREATE OR REPLACE VIEW :"metadata"._metabase_metadata AS
SELECT k.keypath || '.semantic_type' AS keypath, m.value
FROM pg_catalog.pg_class r
JOIN pg_catalog.pg_attribute a ON a.attrelid = r.oid AND a.attnum > 0 AND NOT a.attisdropped
CROSS JOIN LATERAL (SELECT r.relname || '.' || a.attname) k(keypath)
CROSS JOIN LATERAL (
	SELECT CASE
		-- one view for each thing there is: its key, which links lead to, and its name
		WHEN k.keypath IN ('scorecard.goal_id', 'team_scorecard.team_id', 'accountability.person_id') THEN 'type/PK'
		WHEN k.keypath IN ('scorecard.goal_name', 'team_scorecard.team_name', 'accountability.person_name')
			THEN 'type/Name'
		WHEN a.attname ~ '_id$' THEN 'type/FK'
		-- shown as percent: Metabase multiplies by 100, so these are the columns in which 1 is the whole, and no other
		WHEN a.atttypid = 'pg_catalog.float8'::pg_catalog.regtype
			AND a.attname ~ '(^|_)(score|fraction|probability|confidence|chance)($|_low$|_high$)' THEN 'type/Percentage'
		-- what people filter by; an order beside it sorts it
		WHEN a.atttypid = 'pg_catalog.text'::pg_catalog.regtype
			AND a.attname ~ '(^|_)(status|outcome|finding|outlook|topic|kind|lifecycle|momentum|horizon|indicator)$'
			THEN 'type/Category'
	END) m(value)
WHERE r.relnamespace = :'schema'::pg_catalog.regnamespace AND r.relkind = 'v' AND r.relname !~ '^_'
	AND m.value IS NOT NULL;
COMMENT ON VIEW :"metadata"._metabase_metadata IS
	'What do the columns of a workspace mean to Metabase? One row per column that Metabase cannot tell by its name.';
GRANT USAGE ON SCHEMA :"metadata" TO :"reader";
GRANT SELECT ON :"metadata"._metabase_metadata TO :"reader";
COMMIT;
