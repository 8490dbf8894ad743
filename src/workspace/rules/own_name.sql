-- In one's own name and at the present time: one rule for all that people say of goals and of each other. Who sees
-- everything (admins, and the owner of the tables) may record for somebody else and for another time; the log has
-- who did.

-- Rows are compared as text, which settings of the writer would change (see _log_change).
CREATE OR REPLACE FUNCTION _check_own_name() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET extra_float_digits = 1 SET "TimeZone" = 'UTC' AS $$
DECLARE
	n jsonb := to_jsonb(NEW);
	o jsonb := CASE WHEN TG_OP = 'UPDATE' THEN to_jsonb(OLD) ELSE '{}' END;
	who text;
	at text;
	columns text[];
	said boolean;
	named boolean;
	dated boolean;
	is_mine boolean;
	wrong text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- TG_ARGV is triples: the column that names a person, that of the time at which this person said it, and what was
	-- said: the columns that nobody else changes. If the name is among these, nobody else says it anew either.
	FOR i IN 0 .. TG_NARGS - 1 BY 3 LOOP
		who := TG_ARGV[i];
		at := TG_ARGV[i + 1];
		dated := n ->> at IS DISTINCT FROM o ->> at;
		IF dated AND (n ->> at)::timestamptz > clock_timestamp() + interval '1 hour' THEN
			RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				COLUMN = at, MESSAGE = format('column "%s" of table "%s" is in the future', at, TG_TABLE_NAME),
				DETAIL = 'What has not happened yet is not recorded; clocks may differ by an hour.',
				HINT = format('Leave "%s" out: it is now unless said.', at);
		END IF;
		columns := string_to_array(TG_ARGV[i + 2], ' ');
		said := EXISTS (SELECT FROM unnest(columns) c(name) WHERE n ->> c.name IS DISTINCT FROM o ->> c.name);
		named := n ->> who IS DISTINCT FROM o ->> who;
		CONTINUE WHEN NOT (said OR named OR dated);
		is_mine := who = '' OR ((n ->> who)::bigint = perf.me()
			AND NOT (TG_OP = 'UPDATE' AND who = ANY (columns) AND (o ->> who)::bigint IS DISTINCT FROM perf.me()));
		-- a row may name nobody; who is named is oneself, and nobody takes another's name away
		IF is_mine IS NOT TRUE AND (said OR n ->> who IS NOT NULL
			OR (named AND (o ->> who)::bigint IS DISTINCT FROM perf.me())) THEN
			wrong := format('in the name of another person (column "%s")', who);
		ELSIF dated AND NOT (n ->> at)::timestamptz BETWEEN now() AND clock_timestamp() THEN
			wrong := format('for another time than now (column "%s")', at);
		END IF;
	END LOOP;
	IF wrong IS NOT NULL AND NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('permission denied to write table "%s" %s', TG_TABLE_NAME, wrong),
			DETAIL = 'People write in their own name and at the present time, and do not change what others said.',
			HINT = 'Leave the column out. An admin of the workspace records for others, and for another time.';
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _check_own_name IS
	'Internal: trigger function: people write in their own name and at the present time, see rules/own_name.sql; what '
	'is in the future nobody records.';

DO $do$
DECLARE
	r record;
BEGIN
	FOR r IN SELECT * FROM (VALUES
		('check_in', ARRAY['person_id', 'at', 'person_id goal_id confidence score note blocker blocker_kind',
			'', 'cleared_at', '']),
		('action', ARRAY['raised_by_id', 'raised_at', 'name why', 'decided_by_id', 'decided_at', 'verdict',
			'', 'done_at', '', '', 'dropped_at', '']),
		('review', ARRAY['facilitator_id', 'held_at', 'name summary']),
		('decision', ARRAY['decided_by_id', 'decided_at', 'decided_by_id review_id goal_id name why']),
		('feedback', ARRAY['from_id', 'at', 'from_id kind to_id goal_id body visibility points']),
		('rating', ARRAY['rater_id', 'rated_at',
			'rater_id kind criterion subject_id period_id rating required_rating weight note']),
		('factor', ARRAY['owner_id', 'noted_at', '', '', 'closed_at', ''])) v(table_name, args)
	LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE INSERT OR UPDATE ON %I'
			' FOR EACH ROW EXECUTE FUNCTION _check_own_name(%s)', r.table_name || '_own_name', r.table_name,
			(SELECT string_agg(quote_literal(a), ', ' ORDER BY i) FROM unnest(r.args) WITH ORDINALITY x(a, i)));
	END LOOP;
END
$do$;

-- a goal is accepted by its owner, and made now; only looked at where needed, because goals are made by the thousand
CREATE OR REPLACE TRIGGER goal_own_name_insert BEFORE INSERT ON goal
	FOR EACH ROW WHEN (NEW.accepted_at IS NOT NULL OR NEW.created_at IS DISTINCT FROM now())
	EXECUTE FUNCTION _check_own_name('owner_id', 'accepted_at', '', '', 'created_at', '');
CREATE OR REPLACE TRIGGER goal_own_name_update BEFORE UPDATE ON goal
	FOR EACH ROW WHEN (NEW.created_at IS DISTINCT FROM OLD.created_at
		OR (NEW.accepted_at IS NOT NULL AND NEW.accepted_at IS DISTINCT FROM OLD.accepted_at))
	EXECUTE FUNCTION _check_own_name('owner_id', 'accepted_at', '', '', 'created_at', '');
