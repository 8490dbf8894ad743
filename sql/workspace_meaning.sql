-- what the views and the history say: a status for what has no target, who answers for what, all calendars, who is asked next,
-- what is inherited, what restates a close, periods as they were known, and what one unit is worth
SET client_min_messages = warning;
SET timezone = 'UTC';
SELECT opm.create_workspace('perf');
INSERT INTO perf.person (name) VALUES ('Ann'), ('Bob'), ('Cid'), ('Dee'), ('Eve');
INSERT INTO perf.team (key, name, lead_id) SELECT 'top', 'Top', id FROM perf.person WHERE name = 'Ann';
INSERT INTO perf.team (key, name, parent_id, lead_id) SELECT 'unit', 'Unit', (SELECT id FROM perf.team WHERE key = 'top'), id FROM perf.person WHERE name = 'Bob';
INSERT INTO perf.team (key, name, parent_id, lead_id) SELECT 'crew', 'Crew', (SELECT id FROM perf.team WHERE key = 'unit'), id FROM perf.person WHERE name = 'Cid';
CREATE FUNCTION public.goal_id(key text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT g.id FROM perf.goal g WHERE g.key = goal_id.key); END $$;
CREATE FUNCTION public.person_id(name text) RETURNS bigint LANGUAGE plpgsql STABLE AS $$ BEGIN RETURN (SELECT p.id FROM perf.person p WHERE p.name = person_id.name); END $$;

-- no target: measured, and nothing says what good looks like; a container of such goals lacks data, a sum of them lacks a target
INSERT INTO perf.goal (key, name, target) VALUES ('bare', 'Measured, no target', NULL), ('bare_old', 'Measured long ago, no target', NULL), ('nothing', 'Neither', NULL), ('unmeasured', 'Target only', '>= 1'),
	('good', 'Both', '>= 1'), ('box', 'A container', NULL), ('total', 'A sum', NULL), ('judged', 'Judged', NULL), ('draft', 'Draft', NULL);
UPDATE perf.goal SET rollup = 'sum' WHERE key = 'total';
UPDATE perf.goal SET lifecycle = 'draft' WHERE key = 'draft';
INSERT INTO perf.goal (key, name, parent_id) VALUES ('in_box', 'In the container', goal_id('box')), ('in_total', 'In the sum', goal_id('total'));
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, CASE key WHEN 'bare_old' THEN now() - interval '20 days' ELSE now() - interval '1 minute' END, 2 FROM perf.goal WHERE key IN ('bare', 'bare_old', 'good', 'in_box', 'in_total', 'draft', 'box');
INSERT INTO perf.check_in (goal_id, person_id, score) VALUES (goal_id('judged'), 1, 0.5);
SELECT s.goal_key, s.actual, s.status, s.status_order, s.is_stale, n.status AS by_itself, a.status AS announced
FROM perf.scorecard s JOIN perf.goal_now n USING (goal_id) JOIN perf.announced a USING (goal_id) ORDER BY s.goal_key;
-- the scorecard of a time and a close say the same; so does what_if where nothing changes
SELECT count(*) AS goals, count(*) FILTER (WHERE (s.status, s.status_order) IS DISTINCT FROM (a.status, a.status_order)) AS differ FROM perf.scorecard s JOIN perf.scorecard_at(now()) a USING (goal_id);
SELECT count(*) AS differ FROM perf.scorecard s JOIN perf.scenario('{}') x ON x.goal_id = s.goal_id WHERE s.status IN ('no target', 'no data') AND x.status <> s.status;
-- silence is not hidden by the missing target, and a measured goal is not told to be measured
SELECT goal_key, status, is_stale, overdue_days FROM perf.scorecard WHERE goal_key IN ('bare', 'bare_old') ORDER BY 1;
SELECT goal_name, status, status_order FROM perf.huddle WHERE goal_key IN ('bare', 'bare_old') ORDER BY 1;
INSERT INTO perf.measurement (goal_id, at, value) VALUES (goal_id('bare'), now() - interval '3 days', 1);
SELECT goal_name, advice FROM perf.smart_audit WHERE goal_key IN ('bare', 'nothing') ORDER BY 1;
-- a target makes a status of it, which is announced with the next value
UPDATE perf.goal SET target = '0 -> 4' WHERE key = 'bare';
SELECT status FROM perf.scorecard WHERE goal_key = 'bare';
UPDATE perf.measurement SET value = 2.5 WHERE goal_id = goal_id('bare') AND at > now() - interval '1 day';
SELECT status FROM perf.announced WHERE goal_id = goal_id('bare');
DELETE FROM perf.check_in;
DELETE FROM perf.measurement;
UPDATE perf.goal SET parent_id = NULL;
DELETE FROM perf.goal;

-- who answers for what: Ann owns the objective, Bob a part of it and one goal below Ann's, Cid a goal elsewhere
INSERT INTO perf.goal (key, name, kind, owner_id, team_id, target, weight, parent_id) VALUES ('aim', 'Aim', 'objective', person_id('Ann'), (SELECT id FROM perf.team WHERE key = 'top'), NULL, 1, NULL);
INSERT INTO perf.goal (key, name, owner_id, team_id, target, weight, parent_id) SELECT v.key, v.key, person_id(v.owner), (SELECT id FROM perf.team WHERE key = v.team), v.target, v.weight, goal_id('aim')
FROM (VALUES ('a1', 'Ann', 'top', '0 -> 10', 1), ('b1', 'Bob', 'unit', NULL, 2), ('c1', 'Cid', 'crew', '0 -> 10', 1)) v(key, owner, team, target, weight);
INSERT INTO perf.goal (key, name, owner_id, team_id, target, weight, parent_id) SELECT v.key, v.key, person_id(v.owner), (SELECT id FROM perf.team WHERE key = v.team), '0 -> 10', v.weight, goal_id('b1')
FROM (VALUES ('b2', 'Bob', 'unit', 3), ('c2', 'Cid', 'unit', 1), ('b3', 'Bob', 'unit', 0)) v(key, owner, team, weight);
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 minute', CASE key WHEN 'a1' THEN 2 WHEN 'b2' THEN 8 WHEN 'c2' THEN 4 WHEN 'c1' THEN 1 END FROM perf.goal WHERE key IN ('a1', 'b2', 'c2', 'c1');
SELECT goal_key, round(score::numeric, 9) AS score, round(root_weight_fraction::numeric, 9) AS weight, round(coverage_fraction::numeric, 9) AS coverage, status FROM perf.scorecard ORDER BY goal_key;
-- Ann: the aim alone, a1 is in it; Bob: b1 alone; Cid: c1 and c2 by their weight at the root, (1 x 1/4 + 4 x 1/8) / (3/8)
SELECT person_name, goal_count, lowest_band_count AS lowest, no_data_count AS no_data, no_target_count AS no_target, round(score::numeric, 9) AS score, round(root_weight_fraction::numeric, 9) AS weight FROM perf.accountability WHERE person_name IN ('Ann', 'Bob', 'Cid', 'Dee') ORDER BY 1;
SELECT team_name, goal_count, no_data_count AS no_data, round(score::numeric, 9) AS score, status, status_order, round(coverage_fraction::numeric, 9) AS coverage FROM perf.team_scorecard ORDER BY 1;
-- the mean by hand
SELECT round(((10 * 0.25 + 40 * 0.125) / 0.375)::numeric, 9) AS cid;
-- a second parent counts as being below, a dropped one does not; so nothing is lost when an objective is given up
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (goal_id('c2'), goal_id('c1'), 1);
SELECT g.key FROM perf._topmost_goals() t JOIN perf.goal g ON g.id = t.goal_id WHERE t.of_owner ORDER BY 1;
DELETE FROM perf.goal_link;
UPDATE perf.goal SET lifecycle = 'dropped' WHERE key = 'b1';
SELECT g.key FROM perf._topmost_goals() t JOIN perf.goal g ON g.id = t.goal_id WHERE t.of_owner ORDER BY 1;
UPDATE perf.goal SET lifecycle = 'active' WHERE key = 'b1';
-- what moved a team is told goal by goal down its tree, and adds up; a split goal below does not stand in the way
UPDATE perf.measurement SET value = 6 WHERE goal_id = goal_id('b2');
UPDATE perf.measurement SET value = 3 WHERE goal_id = goal_id('c1');
UPDATE perf.measurement SET at = at - interval '10 days', recorded_at = recorded_at - interval '10 days' WHERE goal_id IN (goal_id('b2'), goal_id('c1'));
INSERT INTO perf.measurement (goal_id, at, value) VALUES (goal_id('b2'), now() - interval '1 minute', 8), (goal_id('c1'), now() - interval '1 minute', 1);
SELECT scope_kind, scope_name, goal_name, round(effect_points::numeric, 6) AS effect, round(scope_before_score::numeric, 6) AS before, round(scope_score::numeric, 6) AS after FROM perf.drivers WHERE since = 'last week' ORDER BY 1, 2, 3;
BEGIN;
UPDATE perf.goal SET share = 0.5 WHERE key = 'c2';
INSERT INTO perf.goal_link (goal_id, parent_id, share) VALUES (goal_id('c2'), goal_id('aim'), 0.5);
COMMIT;
SELECT scope_name, goal_name, round(effect_points::numeric, 6) AS effect FROM perf.drivers WHERE since = 'last week' AND scope_kind = 'team' ORDER BY 1, 2;
SELECT count(*) AS drivers, count(*) FILTER (WHERE abs(d.scope_score - t.score) > 1e-9) AS differ FROM perf.drivers d JOIN perf.team_scorecard t ON t.team_id = d.team_id;
SELECT count(*) AS unsummed FROM (SELECT FROM perf.drivers GROUP BY since, team_id, root_goal_id HAVING abs(sum(effect_points) - min(scope_change_points)) > 1e-9) x;
BEGIN;
DELETE FROM perf.goal_link;
UPDATE perf.goal SET share = NULL;
COMMIT;

-- all calendars: each day once in each, with whatever periods there are; id is unique and the day itself in main
SELECT perf.add_fiscal_year('2026-01-01') > 0 AND perf.add_fiscal_year('2027-07-01', '4-4-5', 'retail') > 0 AND perf.add_iso_year(2026) > 0 AND perf.add_sprints('2026-01-05', 2, 3) > 0 AS made;
INSERT INTO perf.period (calendar, kind, name, first_day, last_day) VALUES ('ever', 'custom', 'All time', '0001-01-01', '9999-12-30'), ('halves', 'half', 'H1', '2026-01-01', '2026-06-30'), ('halves', 'half', 'H2', '2026-08-01', '2026-08-02');
SELECT calendar, count(*) AS days, count(DISTINCT day) AS different, count(year_id) AS in_year, count(quarter_id) AS in_quarter, count(month_id) AS in_month, count(week_id) AS in_week, count(sprint_id) AS in_sprint, count(period_id) AS in_any FROM perf.calendar GROUP BY 1 ORDER BY 1;
SELECT count(*) - count(DISTINCT id) AS twice, count(*) FILTER (WHERE calendar = 'main' AND id <> to_char(day, 'YYYYMMDD')::bigint) AS not_the_day FROM perf.calendar;
SELECT calendar, year_name, quarter_name, month_name, week_name, sprint_name, period_name, period_kind, iso_week_name FROM perf.calendar WHERE day = '2026-01-07' ORDER BY calendar;
SELECT count(*) AS wrong FROM perf.calendar c JOIN perf.period p ON p.id IN (c.year_id, c.quarter_id, c.month_id, c.week_id, c.sprint_id, c.period_id) WHERE c.day NOT BETWEEN p.first_day AND p.last_day OR p.calendar <> c.calendar;

-- who is asked next: goals and teams in step. Eve has it, on a goal of the crew that Dee owns, below one that Bob owns, below Ann's
INSERT INTO perf.person (name) VALUES ('Gus'), ('Hal');
UPDATE perf.team SET lead_id = person_id(CASE key WHEN 'crew' THEN 'Cid' WHEN 'unit' THEN 'Gus' ELSE 'Hal' END);
UPDATE perf.goal SET owner_id = person_id('Dee'), team_id = (SELECT id FROM perf.team WHERE key = 'crew') WHERE key = 'c2';
UPDATE perf.goal SET team_id = NULL WHERE key IN ('b1', 'aim');
INSERT INTO perf.check_in (goal_id, person_id, at, blocker, blocker_owner_id) VALUES (goal_id('c2'), person_id('Eve'), now() - interval '1 day', 'no parts', person_id('Eve'));
CREATE FUNCTION public.asked() RETURNS TABLE (step integer, next text, reason text) LANGUAGE plpgsql AS $$
BEGIN
	FOR k IN 1 .. 7 LOOP
		UPDATE perf.check_in SET at = now() - k * interval '7 days' - interval '1 hour' WHERE blocker IS NOT NULL;
		RETURN QUERY SELECT e.escalation_step, e.next_person_name, e.reason FROM perf.escalations e;
	END LOOP;
END $$;
SELECT * FROM asked();
-- a goal on its own has its teams above it
UPDATE perf.goal SET parent_id = NULL WHERE key = 'c2';
SELECT * FROM asked();
UPDATE perf.person SET active = false WHERE name = 'Gus';
SELECT * FROM asked();
UPDATE perf.person SET active = true WHERE name = 'Gus';
UPDATE perf.goal SET parent_id = goal_id('b1') WHERE key = 'c2';

-- the horizon is that of the nearest goal above that has one, where it is shown
UPDATE perf.goal SET horizon = 'long' WHERE key = 'aim';
UPDATE perf.goal SET horizon = 'short' WHERE key = 'b1';
UPDATE perf.goal SET horizon = 'long', indicator = 'leading' WHERE key = 'c2';
SELECT id, goal_count, round(root_weight_fraction::numeric, 6) AS weight, round(score::numeric, 6) AS score FROM perf.balance ORDER BY 1;

-- what one unit is worth at the root: by its own target where it counts by its score, against the scenario of a small step
INSERT INTO perf.goal (key, name) VALUES ('worth', 'Worth');
INSERT INTO perf.goal (key, name, parent_id, target, rollup, unit, time_aggregation) SELECT v.key, v.key, goal_id('worth'), v.target, v.rollup, 'u', v.how
FROM (VALUES ('w_up', '0 -> 200', NULL, 'last'), ('w_down', '50 -> 10', NULL, 'last'), ('w_hold', '>= 50 ~ 20', NULL, 'last'), ('w_held', '<= 50 ~ 20', NULL, 'last'), ('w_range', '10 .. 20 ~ 5', NULL, 'last'),
	('w_curve', '0:0 10:0.5 30:1', NULL, 'last'), ('w_step', '>= 50', NULL, 'last'), ('w_full', '0 -> 10', NULL, 'last'), ('w_ratio', '0 -> 2', NULL, 'ratio'), ('w_total', '0 -> 100', 'sum', 'last'), ('w_judged', '0 -> 1', NULL, 'last')) v(key, target, rollup, how);
INSERT INTO perf.goal (key, name, parent_id, unit) VALUES ('w_part', 'w_part', goal_id('w_total'), 'u');
INSERT INTO perf.measurement (goal_id, at, value, base) SELECT goal_id(v.key), now() - interval '1 minute', v.value, v.base FROM (VALUES ('w_up', 50, NULL), ('w_down', 30, NULL), ('w_hold', 40, NULL), ('w_held', 55, NULL), ('w_range', 22, NULL),
	('w_curve', 14, NULL), ('w_step', 40, NULL), ('w_full', 12, NULL), ('w_ratio', 3, 4), ('w_part', 40, NULL)) v(key, value, base);
INSERT INTO perf.check_in (goal_id, person_id, score) VALUES (goal_id('w_judged'), 1, 0.5);
SELECT l.goal_name, l.actual, round(l.root_points_per_point::numeric, 6) AS per_point, round(l.root_points_per_unit::numeric, 6) AS per_unit FROM perf.leverage l WHERE l.root_goal_id = goal_id('worth') ORDER BY 1;
SELECT count(*) AS tried, count(*) FILTER (WHERE (abs(x.change_points / 1e-3 - l.root_points_per_unit) < 1e-6) IS NOT TRUE) AS wrong
FROM perf.leverage l JOIN perf.goal g ON g.id = l.goal_id CROSS JOIN LATERAL perf.scenario(jsonb_build_object(g.key, jsonb_build_object('value', l.actual + 1e-3))) x
WHERE x.goal_id = l.root_goal_id AND l.root_goal_id = goal_id('worth') AND g.time_aggregation = 'last' AND l.actual IS NOT NULL;

-- periods as they were known: moved afterwards, a period is what it was for whoever asks as known before; the window, the target and freshness follow
INSERT INTO perf.period (calendar, kind, name, first_day, last_day) VALUES ('moved', 'custom', 'Moved', '2025-03-01', '2025-03-10');
INSERT INTO perf.goal (key, name, target, period_id, time_aggregation, cadence_days) SELECT 'p_sum', 'Sum', '0 -> 100', id, 'sum', 3660 FROM perf.period WHERE name = 'Moved';
INSERT INTO perf.goal (key, name, target) VALUES ('p_target', 'Target', '0 -> 100'), ('p_fresh', 'Fresh', NULL);
UPDATE perf.goal SET period_id = (SELECT id FROM perf.period WHERE name = 'Moved'), target = '0 -> 100', cadence_days = 3 WHERE key = 'p_fresh';
INSERT INTO perf.goal_target SELECT goal_id('p_target'), id, '0 -> 50' FROM perf.period WHERE name = 'Moved';
INSERT INTO perf.measurement (goal_id, at, value) SELECT goal_id(key), day, 10 FROM unnest(ARRAY['p_sum', 'p_target', 'p_fresh']) key, unnest(ARRAY[timestamptz '2025-03-05', '2025-03-08', '2025-03-12']) day WHERE key <> 'p_fresh' OR day < '2025-03-10';
CREATE TEMP TABLE before_move AS SELECT clock_timestamp() AS at;
SELECT pg_sleep(0.01);
UPDATE perf.period SET last_day = '2025-03-20' WHERE name = 'Moved';
SELECT 'now' AS known, goal_name, actual, target, status FROM perf.scorecard_at('2025-03-15') WHERE goal_key IN ('p_sum', 'p_target', 'p_fresh')
UNION ALL SELECT 'before', goal_name, actual, target, status FROM before_move b, perf.scorecard_at('2025-03-15', b.at) WHERE goal_key IN ('p_sum', 'p_target', 'p_fresh') ORDER BY 1, 2;
SELECT k.last_day, timezone('UTC', k.from_at) AS from_at, timezone('UTC', k.until_at) AS until_at FROM before_move b, perf._periods_known_at(b.at) k WHERE k.name = 'Moved';
SELECT count(*) AS none_yet FROM perf._periods_known_at('-infinity');
SELECT count(*) AS wrong FROM before_move b, perf._periods_known_at(b.at) k WHERE k.from_at <> timezone(k.time_zone, k.first_day::timestamp) OR k.until_at <> timezone(k.time_zone, (k.last_day + 1)::timestamp);
-- in another time zone, and a period that is gone since
SET timezone = 'Asia/Kolkata';
UPDATE perf.period SET time_zone = 'Pacific/Kiritimati' WHERE name = 'Moved';
DELETE FROM perf.period WHERE name = 'All time';
SELECT k.name, k.last_day, k.until_at = timezone(k.time_zone, (k.last_day + 1)::timestamp) AS fits FROM before_move b, perf._periods_known_at(b.at) k WHERE k.name IN ('Moved', 'All time') ORDER BY 1;
SET timezone = 'UTC';

-- what restates a close: one row per change, of goals that bear on the period
INSERT INTO perf.period (calendar, kind, name, first_day, last_day) VALUES ('closed', 'custom', 'Shut', '2025-02-01', '2025-02-28'), ('closed', 'custom', 'Other', '2027-04-01', '2027-04-30');
INSERT INTO perf.goal (key, name, target, parent_id, period_id) SELECT v.key, v.key, v.target, goal_id(v.parent), (SELECT id FROM perf.period WHERE name = v.period)
FROM (VALUES ('r', NULL, NULL, NULL), ('r_other', '0 -> 10', NULL, 'Other')) v(key, target, parent, period);
INSERT INTO perf.goal (key, name, target, parent_id) SELECT v.key, v.key, v.target, goal_id('r')
FROM (VALUES ('r_target', '0 -> 10'), ('r_own', '0 -> 10'), ('r_weight', '0 -> 10'), ('r_move', '0 -> 10'), ('r_gone', '0 -> 10'), ('r_name', '0 -> 10'), ('r_judged', '0 -> 10'), ('r_late', '0 -> 10'), ('r_back', '0 -> 10')) v(key, target);
INSERT INTO perf.goal_target SELECT goal_id('r_own'), id, '0 -> 20' FROM perf.period WHERE name = 'Shut';
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (goal_id('r_weight'), goal_id('worth'), 2);
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, '2025-02-10', 5 FROM perf.goal WHERE key IN ('r_target', 'r_own', 'r_weight', 'r_move', 'r_late');
INSERT INTO perf.check_in (goal_id, person_id, at, score) VALUES (goal_id('r_judged'), 1, '2025-02-20', 0.5);
UPDATE perf.goal SET weight = 4 WHERE key = 'r_target';
SELECT perf.close_period(id) > 0 AS closed FROM perf.period WHERE name = 'Shut';
SELECT count(*) AS none FROM perf.restatements;
UPDATE perf.goal SET target = '0 -> 8' WHERE key IN ('r_target', 'r_own', 'r_other');
UPDATE perf.goal SET target = '0 -> 5' WHERE key = 'r_target';
UPDATE perf.goal_target SET target = '0 -> 25' WHERE goal_id = goal_id('r_own');
UPDATE perf.goal SET weight = 3, rollup = 'own' WHERE key = 'r_weight';
UPDATE perf.goal_link SET weight = 5 WHERE goal_id = goal_id('r_weight');
UPDATE perf.goal SET rollup = 'min', credit_floor = 0, credit_cap = 2 WHERE key = 'r';
UPDATE perf.goal SET parent_id = goal_id('worth') WHERE key = 'r_move';
INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (goal_id('r_move'), goal_id('r'));
DELETE FROM perf.goal WHERE key = 'r_gone';
UPDATE perf.goal SET name = 'r_name, renamed', why = 'no number changes' WHERE key = 'r_name';
UPDATE perf.goal SET weight = 2 WHERE key = 'r_back';
UPDATE perf.goal SET weight = 1 WHERE key = 'r_back';
INSERT INTO perf.goal (key, name, parent_id) VALUES ('r_new', 'r_new', goal_id('r')), ('r_brief', 'r_brief', goal_id('r'));
INSERT INTO perf.goal (key, name, period_id) SELECT 'r_new_other', 'r_new_other', id FROM perf.period WHERE name = 'Other';
DELETE FROM perf.goal WHERE key = 'r_brief';
INSERT INTO perf.check_in (goal_id, person_id, at, score) VALUES (goal_id('r_judged'), 1, '2025-02-21', 0.7), (goal_id('r_judged'), 1, '2025-03-21', 0.9), (goal_id('r_late'), 1, '2025-02-21', 0.7);
UPDATE perf.check_in SET score = 0.6 WHERE score = 0.5 AND goal_id = goal_id('r_judged');
INSERT INTO perf.measurement (goal_id, at, value) VALUES (goal_id('r_late'), '2025-02-25', 6), (goal_id('r_late'), '2025-03-05', 7);
SELECT goal_name, change_type, changed_field, old_value, new_value, old_text, new_text, closed_score FROM perf.restatements WHERE period_name = 'Shut' ORDER BY 1, 2, 3, changed_at;
SELECT count(*) AS not_after FROM perf.restatements WHERE changed_at <= closed_at OR changed_by <> current_user;
-- for a reader the private ones are not there, and what was before is not read out of what came after
CREATE ROLE regress_opm_meaning;
SELECT opm.grant_workspace('perf', 'regress_opm_meaning', 'reader');
UPDATE perf.goal SET visibility = 'owner' WHERE key = 'r_target';
UPDATE perf.goal SET target = '0 -> 4' WHERE key = 'r_target';
SET ROLE regress_opm_meaning;
SELECT count(*) > 10 AS some, count(*) FILTER (WHERE goal_name = 'r_target') AS private FROM perf.restatements;
RESET ROLE;
SELECT opm.upgrade_workspace('perf') IS NOT NULL AS upgraded;
SELECT opm.drop_workspace('perf', 'all data');
DROP FUNCTION goal_id, person_id, asked;
DROP ROLE regress_opm_meaning;
