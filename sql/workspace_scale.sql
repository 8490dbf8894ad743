-- one scale: a score is 1 when the goal is reached, in every table, view and function; score_percent is the same times 100
SET client_min_messages = warning;
SELECT opm.create_workspace('half');
-- every goal is half-way, whatever its target, and was so half a year ago; two have names of their own for the same bands
INSERT INTO half.team (key, name) VALUES ('north', 'North'), ('south', 'South');
INSERT INTO half.period (kind, name, first_day, last_day) SELECT 'quarter', p.name, timezone('UTC', now())::date + p.first, timezone('UTC', now())::date + p.last FROM (VALUES ('past', -60, -31), ('this', -30, 30)) p(name, first, last);
INSERT INTO half.goal (key, name, kind, team_id, parent_id, target, time_aggregation, period_id, plan, due_on, perspective_id, horizon, bands) VALUES
	('top', 'Top', 'objective', 1, NULL, NULL, 'last', NULL, NULL, NULL, 1, 'long', 'poor | 0.4 | fair | 0.7 | rich'),
	('up', 'Up', 'key result', 1, 1, '0 -> 10', 'last', NULL, NULL, timezone('UTC', now())::date + 29, 2, 'short', NULL),
	('down', 'Down', 'key result', 1, 1, '20 -> 10', 'mean', 2, '0:0.5 1:0.5', NULL, NULL, NULL, 'poor | 0.4 | fair | 0.7 | rich'),
	('hold', 'Hold', 'kpi', 2, 1, '>= 20 ~ 10', 'last', NULL, NULL, NULL, NULL, NULL, NULL),
	('judged', 'Judged', 'initiative', 2, 1, NULL, 'last', NULL, NULL, NULL, NULL, NULL, NULL);
-- status is judged by the score, and half of the time has passed
UPDATE half.setting SET status_basis = 'score';
UPDATE half.goal SET created_at = now() - interval '30 days';
INSERT INTO half.measurement (goal_id, at, value) SELECT g.id, now() - k * interval '7 days' - interval '1 minute', CASE g.key WHEN 'up' THEN 5 ELSE 15 END FROM half.goal g, generate_series(0, 26) k WHERE g.target IS NOT NULL;
INSERT INTO half.check_in (goal_id, person_id, at, score) VALUES (5, 1, now() - interval '200 days', 0.5);
INSERT INTO half.check_in (goal_id, person_id, blocker) SELECT id, 1, 'no parts' FROM half.goal WHERE key = 'up';
INSERT INTO half.incentive (person_id, goal_id, amount) VALUES (1, 1, 100);
INSERT INTO half.template (name, outline) VALUES ('rate', 'rate [0 -> 10] = 5');
SELECT half.instantiate('rate', ARRAY[1, 2]);
SELECT half.close_period(1) AS closed;
INSERT INTO half.measurement (goal_id, at, value) SELECT id, now() - interval '40 days', 5 FROM half.goal WHERE key = 'up';
-- each column that is called so: how it is there, and where it is not half of what is asked for. The edges of the band are those of the workspace; drivers has rows only when something
-- moves, and what pillar_health counts is not goals: both are below
CREATE FUNCTION public.scores(relation text, columns text[]) RETURNS TABLE (col text, has_values boolean, wrong bigint) LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
	FOREACH col IN ARRAY columns LOOP
		EXECUTE format('SELECT count(x.%1$I), count(*) FILTER (WHERE abs(x.%1$I - %2$s) > 1e-9) FROM %3$s x', col, CASE WHEN col ~ 'percent$' THEN 50 WHEN col = 'band_from_score' THEN 0.4 WHEN col = 'band_to_score' THEN 0.7 ELSE 0.5 END, relation) INTO n, wrong;
		has_values := n > 0;
		RETURN NEXT;
	END LOOP;
END $$;
CREATE VIEW public.score_column AS
SELECT c.relname::text AS relation, array_agg(a.attname::text ORDER BY a.attnum) AS columns FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
WHERE c.relnamespace = 'half'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname !~ '^_' AND a.attname ~ '(^|_)score($|_)' AND a.attname <> 'log_loss' AND c.relname <> 'status_band' GROUP BY 1;
SELECT r.relation, s.* FROM public.score_column r CROSS JOIN LATERAL public.scores('half.' || r.relation, r.columns) s WHERE r.relation <> 'pillar_health' ORDER BY r.relation COLLATE "C", array_position(r.columns, s.col);
SELECT s.* FROM public.scores('half.scorecard_at(now())', ARRAY['score', 'score_percent']) s;
SELECT s.* FROM public.scores('half.scenario(''{}'')', ARRAY['score_before', 'score', 'score_percent']) s;
-- so a bar is half full, and the name of a score is what opm.status says of it
SELECT DISTINCT opm.bar(score, 8) AS bar, opm.status(score, 'low | 0.4 | middle | 0.6 | high') AS status FROM half.scorecard;
-- now each goal has a score of its own, and one is reached
INSERT INTO half.measurement (goal_id, at, value) SELECT g.id, now(), CASE g.key WHEN 'up' THEN 12 WHEN 'down' THEN 19 WHEN 'hold' THEN 18 ELSE 3 END FROM half.goal g WHERE g.target IS NOT NULL ON CONFLICT (goal_id, at) DO UPDATE SET value = EXCLUDED.value;
SELECT half.close_period(2, confirm => 'not over') AS closed;
CREATE FUNCTION public.named() RETURNS TABLE (relation text, seen bigint, other_status bigint) LANGUAGE plpgsql AS $$
DECLARE by_goal boolean;
BEGIN
	FOR relation, by_goal IN
		SELECT c.relname, bool_or(a.attname = 'goal_id') FROM pg_class c JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0
		WHERE c.relnamespace = 'half'::regnamespace AND c.relkind IN ('r', 'v') AND c.relname !~ '^_' GROUP BY c.relname HAVING bool_or(a.attname = 'status') AND bool_or(a.attname = 'score') ORDER BY c.relname COLLATE "C"
	LOOP
		EXECUTE format('SELECT count(*), count(*) FILTER (WHERE x.status <> opm.status(x.score, COALESCE(g.bands, d.bands)::opm.bands)) FROM half.%I x CROSS JOIN half.setting d LEFT JOIN half.goal g ON %s WHERE x.status_order >= 1', relation, CASE WHEN by_goal THEN 'g.id = x.goal_id' ELSE 'false' END)
			INTO seen, other_status;
		RETURN NEXT;
	END LOOP;
END $$;
SELECT relation, seen > 0 AS some, other_status FROM public.named();
SELECT count(DISTINCT status) AS statuses, count(DISTINCT score) > 4 AS scores FROM half.scorecard;
SELECT count(*) AS key_results, count(*) FILTER (WHERE objective_status <> opm.status(objective_score, 'poor | 0.4 | fair | 0.7 | rich')) AS wrong FROM half.okr;
-- the engine says the same: of the goals, of what moved them, and of what would
SELECT count(*) AS goals, count(*) FILTER (WHERE s.score IS DISTINCT FROM opm.score(t.tree, s.goal_id)) AS wrong FROM half.scorecard s CROSS JOIN (SELECT half.tree_at() AS tree OFFSET 0) t;
SELECT count(*) > 0 AS some, count(*) FILTER (WHERE abs(d.goal_score - s.score) > 1e-9 OR abs(d.goal_before_score - 0.5) > 1e-9) AS wrong, count(*) FILTER (WHERE abs(100 * (d.scope_score - d.scope_before_score) - d.scope_change_points) > 1e-9) AS wrong_points
FROM half.drivers d JOIN half.scorecard s USING (goal_id);
SELECT count(*) FILTER (WHERE abs(100 * (m.score - m.long_before_score) - m.long_change_points) > 1e-9) AS wrong_points, count(m.long_change_points) > 0 AS some FROM half.momentum m;
SELECT s.change_points, 100 * (s.score - s.score_before) AS points FROM half.scenario('{"up": {"value": 0}}') s WHERE s.goal_key = 'up';
-- what is counted is a part of 1
SELECT bool_and(score BETWEEN 0 AND 1) AS parts, bool_and(score_percent = 100 * score) AS percents FROM half.pillar_health;
DROP FUNCTION scores, named;
DROP VIEW score_column;
SELECT opm.drop_workspace('half', 'all data');
