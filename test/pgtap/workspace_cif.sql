-- The Canadian Indicator Framework in a workspace: it loads, its published indicator scores come out of its series, every view answers on it.
-- The data may not be shipped: read from ../shared (or $OPM_SHARED), skipped loudly where that is absent.
\set QUIET 1
\pset format unaligned
\pset tuples_only on
\pset pager off
\set ON_ERROR_STOP 1
SET client_min_messages = warning;
\set here `pwd`
\set folder `echo "${OPM_SHARED:-../shared}/oracles/cif_canada"`
\set there `test -f "${OPM_SHARED:-../shared}/oracles/cif_canada/nodes.csv" && echo 1 || echo 0`
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
\if :there
SELECT plan(8);
CREATE TEMP TABLE nodes (node_id text, parent_id text, level text, name text, unit text, target_text text);
CREATE TEMP TABLE series (series_id text, indicator_id text, breakdown text, direction text, base_year integer, base_value double precision, current_year integer, current_value double precision,
	target double precision, target_year integer, "limit" double precision, published_progress double precision, published_score double precision, published_status text,
	formula_reproduces_progress text, has_observations text);
CREATE TEMP TABLE observations (series_id text, year integer, value double precision);
CREATE TEMP TABLE indicator_status (indicator_id text, published_status text, published_score double precision);
\cd :folder
\copy nodes from 'nodes.csv' (format csv, header)
\copy series from 'series.csv' (format csv, header)
\copy observations from 'observations.csv' (format csv, header)
\copy indicator_status from 'indicator_status.csv' (format csv, header)
\cd :here
SELECT opm.create_workspace('cif') \g /dev/null
SET LOCAL search_path = cif, public, pg_temp;
-- the framework, without weights of its own; scores go from -5 to 5 as published, so children count from -5 to 5
INSERT INTO goal (key, name, kind, unit, credit_floor, credit_cap)
	SELECT node_id, COALESCE(name, node_id), CASE level WHEN 'indicator' THEN 'kpi' ELSE 'objective' END, NULL, -5, 5 FROM nodes;
UPDATE goal SET parent_id = p.id FROM nodes n JOIN goal p ON p.key = n.parent_id WHERE goal.key = n.node_id;
-- a series with a target: its value is the progress, 1 is on the way to the target; the published score is a curve over it.
-- The lines are those of the README (through -2.5, 0 and 2.5) but with slopes of four digits, 4.1667 x - 2.5 below 0.6 and 7.1429 x - 4.2857 from there:
-- inferred from the published scores, which the exact slopes miss by up to 7e-5. Series whose target is already met (status target_achieved) are scored by another rule and left out.
SELECT opm.target_curve(ARRAY[-2.5 / 4.1667, 0.6, 0.6, 9.2857 / 7.1429], ARRAY[-5, 4.1667 * 0.6 - 2.5, 7.1429 * 0.6 - 4.2857, 5])::text AS curve \gset
INSERT INTO goal (key, parent_id, name, kind, target, unit, cadence_days)
	SELECT 'series-' || replace(s.series_id, ' ', '_'), p.id, concat_ws(', ', p.name, NULLIF(s.breakdown, '')), 'kpi',
		CASE WHEN s.target IS NOT NULL THEN :'curve' END, 'progress', 3660
	FROM series s JOIN goal p ON p.key = s.indicator_id;
INSERT INTO measurement (goal_id, at, value)
	SELECT g.id, make_timestamptz(s.current_year - 1, 12, 31, 12, 0, 0, 'UTC'),
		(power(s.current_value / s.base_value, 1.0 / (s.current_year - s.base_year)) - 1) / (power(s.target / s.base_value, 1.0 / (s.target_year - s.base_year)) - 1)
	FROM series s JOIN goal g ON g.key = 'series-' || replace(s.series_id, ' ', '_')
	WHERE s.target IS NOT NULL AND s.current_year > s.base_year AND s.formula_reproduces_progress = '1' AND s.base_value > 0 AND s.current_value > 0 AND s.target > 0;
SELECT is((SELECT string_agg(c, ' ' ORDER BY c) FROM (SELECT level || ':' || count(*) FROM nodes GROUP BY level) x(c)), 'ambition:34 framework:1 goal:17 indicator:86', 'the framework is loaded');
SELECT is((SELECT count(*)::integer FROM goal WHERE key LIKE 'series-%'), (SELECT count(*)::integer FROM series), 'all series are goals');
-- tolerance 1e-9 relative, that of the README for double precision
SELECT cmp_ok((SELECT count(*) FROM series s JOIN scorecard c ON c.goal_key = 'series-' || replace(s.series_id, ' ', '_') WHERE c.actual IS NOT NULL), '>', 25::bigint, 'many series have a target and a formula that reproduces');
SELECT is_empty($$SELECT s.series_id, c.actual, s.published_progress FROM series s JOIN scorecard c ON c.goal_key = 'series-' || replace(s.series_id, ' ', '_')
	WHERE c.actual IS NOT NULL AND abs(c.actual - s.published_progress) > 1e-9 * greatest(1, abs(s.published_progress))$$, 'published progress is reproduced');
SELECT is_empty($$SELECT s.series_id, c.score, s.published_score FROM series s JOIN scorecard c ON c.goal_key = 'series-' || replace(s.series_id, ' ', '_')
	WHERE c.actual IS NOT NULL AND s.published_status <> 'target_achieved' AND abs(c.score - s.published_score) > 1e-9 * greatest(1, abs(s.published_score))$$, 'published series scores are reproduced');
SELECT is_empty($$SELECT i.indicator_id, c.score, i.published_score FROM indicator_status i JOIN scorecard c ON c.goal_key = i.indicator_id
	WHERE NOT EXISTS (SELECT FROM series s LEFT JOIN scorecard x ON x.goal_key = 'series-' || replace(s.series_id, ' ', '_') WHERE s.indicator_id = i.indicator_id AND (x.actual IS NULL OR s.published_status = 'target_achieved'))
		AND abs(c.score - i.published_score) > 1e-9 * greatest(1, abs(i.published_score))$$, 'published indicator scores are reproduced as the mean of their series');
SELECT cmp_ok((SELECT count(*) FROM indicator_status i WHERE EXISTS (SELECT FROM series s WHERE s.indicator_id = i.indicator_id) AND NOT EXISTS (
	SELECT FROM series s LEFT JOIN scorecard x ON x.goal_key = 'series-' || replace(s.series_id, ' ', '_') WHERE s.indicator_id = i.indicator_id AND (x.actual IS NULL OR s.published_status = 'target_achieved'))), '>', 10::bigint, 'on many indicators');
CREATE FUNCTION pg_temp.read_all() RETURNS SETOF text LANGUAGE plpgsql AS $$
DECLARE r record; n bigint;
BEGIN
	FOR r IN SELECT relname FROM pg_class WHERE relnamespace = 'cif'::regnamespace AND relkind = 'v' LOOP
		BEGIN EXECUTE format('SELECT count(*) FROM (SELECT * FROM cif.%I) x', r.relname) INTO n;
		EXCEPTION WHEN OTHERS THEN RETURN NEXT r.relname || ': ' || sqlerrm; END;
	END LOOP;
END $$;
SELECT is_empty('SELECT * FROM pg_temp.read_all()', 'every view answers');
SELECT * FROM finish();
\else
SELECT plan(1);
SELECT skip('the oracle cif_canada is not there: set OPM_SHARED or run beside ../shared', 1);
SELECT * FROM finish();
\endif
ROLLBACK;
