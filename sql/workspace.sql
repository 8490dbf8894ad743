-- the workspace: what a team models, measures, corrects, closes and reads
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT opm.create_workspace('perf');
\set VERBOSITY terse
SELECT opm.create_workspace('perf');
SELECT opm.create_workspace('opm');
SELECT opm.create_workspace(NULL);
SELECT opm.load_outline('public', 'a');
\set VERBOSITY default
-- nothing of it belongs to the extension, and the names need no search_path
SELECT count(*) AS owned_by_extension FROM pg_depend d JOIN pg_class c ON c.oid = d.objid AND d.classid = 'pg_class'::regclass
	WHERE d.deptype = 'e' AND c.relnamespace = 'perf'::regnamespace;
SELECT schema, version = (SELECT extversion FROM pg_extension WHERE extname = 'opm') AS current, bytes > 0 AS has_size FROM opm.workspaces();
-- every table, view and column says what it is; views and policies hold for the reader
SELECT c.relname, a.attname FROM pg_class c LEFT JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
	WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind IN ('r', 'v')
	AND (obj_description(c.oid, 'pg_class') IS NULL OR col_description(c.oid, a.attnum) IS NULL);
SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'perf'::regnamespace AND (obj_description(p.oid, 'pg_proc') IS NULL OR p.prosecdef);
SELECT relname FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND (relkind = 'v' AND NOT 'security_invoker=true' = ANY (reloptions) OR relkind = 'r' AND NOT relrowsecurity);
SELECT DISTINCT format_type(a.atttypid, NULL) FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
	WHERE c.relnamespace = 'perf'::regnamespace AND c.relkind IN ('r', 'v') ORDER BY 1;
-- every view answers while there is nothing
CREATE FUNCTION pg_temp.read_all() RETURNS TABLE (failed text) LANGUAGE plpgsql AS $$
DECLARE r record; n bigint;
BEGIN
	FOR r IN SELECT relname FROM pg_class WHERE relnamespace = 'perf'::regnamespace AND relkind IN ('v', 'r') ORDER BY 1 LOOP
		BEGIN
			EXECUTE format('SELECT count(*) FROM (SELECT * FROM perf.%I) x', r.relname) INTO n;
		EXCEPTION WHEN OTHERS THEN
			failed := r.relname || ': ' || sqlerrm; RETURN NEXT;
		END;
	END LOOP;
END $$;
SELECT * FROM pg_temp.read_all();

-- calendars: nested, without gaps, every day in one period of a kind
SELECT perf.add_fiscal_year('2025-07-01');
SELECT perf.add_fiscal_year('2026-02-02', '4-4-5', 'retail');
SELECT perf.add_iso_year(2026);
SELECT perf.add_sprints('2026-01-05', 2, 3);
SELECT calendar, kind, count(*), sum(last_day - first_day + 1) AS days FROM perf.period GROUP BY 1, 2 ORDER BY 1, 2;
SELECT name, last_day - first_day + 1 AS days FROM perf.period WHERE calendar = 'retail' AND kind = 'month' ORDER BY first_day LIMIT 3;
SELECT count(*) AS days, count(DISTINCT day) AS different, count(*) FILTER (WHERE month_id IS NULL) AS without_month FROM perf.calendar WHERE calendar = 'main';
\set VERBOSITY terse
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('year', 'too much', '2026-01-01', '2026-12-31');
INSERT INTO perf.period (parent_id, kind, name, first_day, last_day) SELECT id, 'week', 'outside', '2026-06-29', '2026-07-05' FROM perf.period WHERE name = 'FY2026';
UPDATE perf.period SET last_day = '2026-05-31' WHERE name = 'FY2026';

-- a plan comes in as an outline and goes out unchanged
CREATE TEMP TABLE plan AS SELECT $$
company "Acme 2026"
  growth *2 "Grow revenue" min cover>=0.8 credit(0..1.5)
    arr *3 [80 -> 120] = 97 "Annual recurring revenue, M" {M}
    nps [>= 0.5 ~ 0.2] = 41/100
    judged score=0.7
  cost min "Run lean" zero
    unit_cost [5 -> 4] = 4.5
    speed *2 [>= 50 ~ 20] ^growth = 45
    off [1 -> 2] = n/a
$$::opm.goaltree AS t;
SELECT opm.load_outline('perf', t::text) FROM plan;
SELECT opm.export_outline('perf')::opm.goaltree = t AS unchanged FROM plan;
SELECT opm.load_outline('perf', opm.export_outline('perf')), (SELECT count(*) FROM perf.goal) AS goals;
SELECT tree_order, goal_name, depth, parent_goal_name, actual, round(score::numeric, 8) AS score, status, status_order, coverage_fraction FROM perf.scorecard ORDER BY tree_order;
-- the scorecard is the tree of the outline, workspace credit 0 .. 1 included
SELECT round(opm.score(merge::opm.goaltree, 'company')::numeric, 8) AS by_hand FROM (
	SELECT opm.merge(x) FROM plan, LATERAL (SELECT t UNION ALL SELECT opm.goal(k, credit_floor => 0, credit_cap => 1) FROM unnest(ARRAY['company', 'cost']) k) y(x)) z;

-- what was announced is the status of the goal by itself
SELECT count(*) AS announced, count(*) FILTER (WHERE a.status <> n.status) AS wrong FROM perf.announced a JOIN perf.goal_now n ON n.goal_id = a.goal_id;

-- wrong states cannot be written
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'arr') WHERE key = 'company';
INSERT INTO perf.goal_link SELECT a.id, b.id FROM perf.goal a, perf.goal b WHERE a.key = 'company' AND b.key = 'nps';
UPDATE perf.goal SET parent_id = id WHERE key = 'arr';
DELETE FROM perf.goal WHERE key = 'growth';
INSERT INTO perf.goal_person SELECT id, owner_id, 'accountable' FROM perf.goal WHERE key = 'arr';
INSERT INTO perf.goal (name, owner_id) VALUES ('nobody', 4711);
INSERT INTO perf.goal (name, unit, target, time_aggregation) VALUES ('z', '%', '>= 3', 'sum');
INSERT INTO perf.goal (name, kind, target) VALUES ('z', 'objective', '>= 1');
INSERT INTO perf.goal (name, unit, target) VALUES ('z', 'yes/no', '>= 2');
INSERT INTO perf.goal (name, target) VALUES ('z', 'as much as possible');
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() + interval '1 day', 1 FROM perf.goal WHERE key = 'arr';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now(), 'NaN' FROM perf.goal WHERE key = 'judged';
INSERT INTO perf.measurement (goal_id, at, value) VALUES (4711, now(), 1);
TRUNCATE perf.measurement;
SELECT count(*) AS on_a_loop FROM perf.check_tree();
-- a loop that came past the triggers is found
SET session_replication_role = replica;
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'arr') WHERE key = 'growth';
RESET session_replication_role;
SELECT goal_key FROM perf.check_tree() ORDER BY 1;
SET session_replication_role = replica;
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'company') WHERE key = 'growth';
RESET session_replication_role;
\set VERBOSITY default

-- time aggregation: each goal by its own rule, inside its period, in both views
INSERT INTO perf.period (calendar, kind, name, first_day, last_day) VALUES ('other', 'custom', 'then', '2026-01-01', '2026-01-31');
INSERT INTO perf.goal (key, name, period_id, time_aggregation, target, unit)
	SELECT 'how_' || how, how, (SELECT id FROM perf.period WHERE name = 'then'), how, '0 -> 100', 'u' FROM unnest(ARRAY['last', 'first', 'sum', 'mean', 'min', 'max', 'count', 'ratio']) how;
INSERT INTO perf.measurement (goal_id, at, value, base)
	SELECT g.id, timestamptz '2025-12-31 12:00+00' + d * interval '1 day', 10 * d + 1, CASE WHEN d <> 2 THEN 2 END FROM perf.goal g, generate_series(0, 3) d WHERE g.key LIKE 'how_%';
SELECT s.goal_name, s.actual, n.actual AS by_id, s.actual IS NOT DISTINCT FROM n.actual AND s.score IS NOT DISTINCT FROM n.score AND s.status = n.status AS same
	FROM perf.scorecard s JOIN perf.goal_now n USING (goal_id) WHERE s.goal_key LIKE 'how_%' ORDER BY 1;
-- recurring targets, carry-forward, survey groups
INSERT INTO perf.goal (key, name, target) VALUES ('monthly', 'monthly', '0 -> 1');
INSERT INTO perf.period (calendar, kind, name, first_day, last_day) SELECT 'now', 'custom', 'this month', (now() - interval '10 days')::date, (now() + interval '10 days')::date;
INSERT INTO perf.goal_target SELECT g.id, p.id, '0 -> 10' FROM perf.goal g, perf.period p WHERE g.key = 'monthly' AND p.name = 'this month';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '30 days', 8 FROM perf.goal WHERE key = 'monthly';
SELECT target, actual, status FROM perf.scorecard WHERE goal_key = 'monthly';
UPDATE perf.goal SET max_age_days = 40 WHERE key = 'monthly';
SELECT target, actual, round(score::numeric, 9) AS score, status FROM perf.scorecard WHERE goal_key = 'monthly';
UPDATE perf.goal SET max_age_days = 20 WHERE key = 'monthly';
SELECT target, actual, status FROM perf.scorecard WHERE goal_key = 'monthly';
INSERT INTO perf.goal (key, name, target, time_aggregation, min_group) VALUES ('survey', 'survey', '>= 0.7', 'ratio', 5);
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, now() - interval '1 day', 3, 4 FROM perf.goal WHERE key = 'survey';
SELECT actual, status FROM perf.scorecard WHERE goal_key = 'survey';
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT id, now(), 4, 5 FROM perf.goal WHERE key = 'survey';
SELECT actual, status FROM perf.scorecard WHERE goal_key = 'survey';
-- silence is never green
INSERT INTO perf.goal (key, name, target) VALUES ('silent_parent', 'p', NULL), ('silent', 's', '0 -> 1');
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'silent_parent') WHERE key = 'silent';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '10 days', 1 FROM perf.goal WHERE key = 'silent';
SELECT goal_key, score, status, status_order, is_stale FROM perf.scorecard WHERE goal_key LIKE 'silent%' ORDER BY 1;

-- the user's own table, not copied, in the same transaction
CREATE TABLE public.opm_sales (day date, amount double precision);
SELECT opm.bind('perf', 'sales', $$SELECT 'how_sum', timezone('UTC', day::timestamp), amount, NULL FROM public.opm_sales;$$);
BEGIN;
INSERT INTO public.opm_sales VALUES ('2026-01-20', 1000);
SELECT actual FROM perf.scorecard WHERE goal_key = 'how_sum';
ROLLBACK;
SELECT actual FROM perf.scorecard WHERE goal_key = 'how_sum';
SELECT opm.unbind('perf', 'sales');
DROP TABLE public.opm_sales;

-- corrections keep what was there; a close never changes
SELECT perf.close_period(id) FROM perf.period WHERE name = 'then';
CREATE TEMP TABLE moment AS SELECT clock_timestamp() AS at;
-- what is written in the same tick of the clock is known in it: wait for the next
DO $$ BEGIN WHILE clock_timestamp() <= (SELECT at FROM moment) LOOP PERFORM pg_sleep(0.001); END LOOP; END $$;
UPDATE perf.measurement SET value = 77 WHERE goal_id = (SELECT id FROM perf.goal WHERE key = 'how_max') AND at = '2026-01-03 12:00+00';
DELETE FROM perf.measurement WHERE goal_id = (SELECT id FROM perf.goal WHERE key = 'how_min') AND at = '2026-01-01 12:00+00';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, '2026-01-10', 5 FROM perf.goal WHERE key = 'how_count';
UPDATE perf.goal SET name = 'renamed', target = '0 -> 200' WHERE key = 'how_max';
SELECT goal_name, change_type, old_value, new_value, old_text, new_text, closed_actual FROM perf.restatements WHERE period_name = 'then' ORDER BY 1, 2;
SELECT goal_name, actual, score FROM perf.scorecard_at('2026-01-31', (SELECT at FROM moment)) WHERE goal_name IN ('max', 'renamed', 'min', 'count') ORDER BY 1;
SELECT goal_name, actual, score FROM perf.scorecard_at('2026-01-31') WHERE goal_name IN ('max', 'renamed', 'min', 'count') ORDER BY 1;
-- as known now about now, it is the scorecard
SELECT count(*) AS differences FROM perf.scorecard_at(now()) a FULL JOIN perf.scorecard s USING (goal_id)
	WHERE (a.actual, a.score, a.coverage_fraction, a.tree_order) IS DISTINCT FROM (s.actual, s.score, s.coverage_fraction, s.tree_order);
\set VERBOSITY terse
SELECT perf.close_period(id) FROM perf.period WHERE name = 'then';
SELECT perf.close_period(4711);
UPDATE perf.close_result SET score = 1;
DELETE FROM perf.period_close;
\set VERBOSITY default
SELECT perf.close_period(id, confirm => 'not over') > 0 AS closed FROM perf.period WHERE name = 'this month';
SELECT count(*) AS closes, count(DISTINCT digest) AS digests, count(previous_digest) AS chained FROM perf.period_close;
SELECT * FROM perf.check_closes();
ALTER TABLE perf.close_tree DISABLE TRIGGER close_tree_final;
UPDATE perf.close_tree SET outline = 'forged'::opm.goaltree::text WHERE close_id = 1;
ALTER TABLE perf.close_tree ENABLE TRIGGER close_tree_final;
SELECT * FROM perf.check_closes();

-- templates, partitions, upgrade
INSERT INTO perf.team (key, name) VALUES ('a', 'A'), ('b', 'B');
INSERT INTO perf.template (name, outline) VALUES ('ops', E'ops "Ops"\n  up [>= 99]\n  late [5 -> 4]');
SELECT perf.instantiate('ops', ARRAY(SELECT id FROM perf.team ORDER BY 1)), perf.instantiate('ops', ARRAY(SELECT id FROM perf.team ORDER BY 1));
SELECT template_node, team_name, status FROM perf.benchmark ORDER BY 1, 2;
CREATE TEMP TABLE before AS SELECT goal_id, actual, score, status FROM perf.scorecard;
SELECT count(*) FROM perf.measurement;
SELECT opm.partition_measurements('perf', '2025-12-01', '2026-02-01');
SELECT opm.partition_measurements('perf', '2026-02-01', '2026-03-01');
SELECT count(*), count(DISTINCT tableoid) AS in_partitions FROM perf.measurement;
SELECT opm.upgrade_workspace('perf') = (SELECT extversion FROM pg_extension WHERE extname = 'opm') AS upgraded;
SELECT count(*) AS differences FROM before b FULL JOIN perf.scorecard s USING (goal_id) WHERE (b.actual, b.score, b.status) IS DISTINCT FROM (s.actual, s.score, s.status);
SELECT * FROM pg_temp.read_all();
\set VERBOSITY terse
SELECT opm.drop_workspace('perf');
-- an export loaded again changes nothing: no value twice, no other state, no other place
CREATE TEMP TABLE as_was AS SELECT goal_id, actual, score, status, lifecycle, parent_goal_id FROM perf.scorecard;
SELECT count(*) AS measurements FROM perf.measurement;
SELECT opm.load_outline('perf', opm.export_outline('perf')) > 0 AS loaded;
SELECT count(*) AS measurements FROM perf.measurement;
SELECT count(*) AS differences FROM as_was b FULL JOIN perf.scorecard s USING (goal_id) WHERE (b.actual, b.lifecycle, b.parent_goal_id) IS DISTINCT FROM (s.actual, s.lifecycle, s.parent_goal_id);
-- a binding is looked at when it is made; days are those of the workspace, and what is to come does not count
SELECT opm.bind('perf', 'wrong', $$SELECT 'x', now(), 'ten', NULL$$);
SELECT opm.bind('perf', 'wrong', $$SELECT 'x', 'today', 10, NULL$$);
UPDATE perf.setting SET time_zone = 'Pacific/Kiritimati';
INSERT INTO perf.goal (key, name, target) VALUES ('by_day', 'By day', '0 -> 10');
SELECT opm.bind('perf', 'days', $$VALUES ('by_day', date '2026-01-02', 1, NULL), ('by_day', date '9000-01-01', 9, NULL)$$);
SELECT timezone('UTC', measured_at) AS measured_at, actual FROM perf.goal_now WHERE goal_key = 'by_day';
SELECT opm.unbind('perf', 'days');
-- a renamed workspace says so instead of writing into another; upgraded it works
ALTER SCHEMA perf RENAME TO opm_renamed;
SELECT opm.create_workspace('perf');
INSERT INTO opm_renamed.goal (name) VALUES ('x');
UPDATE opm_renamed.measurement SET note = 'x';
SELECT opm.upgrade_workspace('opm_renamed') IS NOT NULL AS upgraded;
INSERT INTO opm_renamed.goal (name) VALUES ('x');
SELECT count(*) AS in_the_other FROM perf.goal;
-- what is the user's own is not dropped unasked
CREATE VIEW public.opm_own AS SELECT id FROM perf.goal;
SELECT opm.drop_workspace('perf');
DROP VIEW public.opm_own;
SELECT opm.drop_workspace('perf');
ALTER SCHEMA opm_renamed RENAME TO perf;
SELECT opm.drop_workspace('perf', 'all data');
SELECT opm.drop_workspace('perf');
SELECT count(*) FROM opm.workspaces();
