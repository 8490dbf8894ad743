-- demo/company.sql: fills a workspace with a small company that does not exist: a year of weekly history, made by a seeded generator.
-- psql -v schema=demo -v seed=1 -f demo/company.sql    (the schema is made; it must not exist)
-- The same seed and day give the same company. Every name and number in it is made up. Whatever day it is, the fiscal year is in its
-- eighth month: two of its quarters are over, the third is running.
\set ON_ERROR_STOP 1
\if :{?schema} \else \set schema demo \endif
\if :{?seed} \else \set seed 1 \endif
SET client_min_messages = warning;
SELECT opm.create_workspace(:'schema') \g /dev/null
SET search_path = :"schema", pg_temp;
BEGIN;

-- a fixed number from 0 to 1 for a text: random enough, and the same every time
CREATE FUNCTION pg_temp.fixed(seed bigint, what text) RETURNS double precision LANGUAGE sql IMMUTABLE
RETURN (hashtextextended(what, seed) & 1048575)::double precision / 1048575;
-- today 00:00, and the last Monday 12:00 whose values are in by now, five hours later
SELECT timezone('UTC', now())::date AS today, timezone('UTC', date_trunc('day', timezone('UTC', now()))) AS midnight,
	timezone('UTC', date_trunc('week', timezone('UTC', now() - interval '17 hours')) + interval '12 hours') AS monday \gset
SELECT (date_trunc('month', date :'today') - interval '7 months')::date AS first_day,
	'FY' || date_part('year', date_trunc('month', date :'today') + interval '5 months' - interval '1 day') AS year \gset

-- Who and when: a calendar of fiscal years, one of sprints, one of weeks.
UPDATE setting SET year_begins_in = date_part('month', date :'first_day');
SELECT add_fiscal_year((date :'first_day' - interval '1 year')::date), add_fiscal_year(date :'first_day'),
	add_sprints((date_trunc('week', date :'today') - interval '9 weeks')::date, 2, 6),
	add_iso_year(date_part('isoyear', date :'today')::integer) \g /dev/null
INSERT INTO team (key, name) VALUES ('company', 'Larkmoor Bikes (fictional)');
INSERT INTO team (key, name, parent_id) SELECT t.key, t.name, (SELECT id FROM team WHERE key = 'company')
	FROM (VALUES (1, 'sales', 'Sales'), (2, 'works', 'Works'), (3, 'care', 'Customer care'), (4, 'people', 'People')) t(n, key, name) ORDER BY t.n;
INSERT INTO person (name, team_id) SELECT p.name, t.id
	FROM (VALUES (1, 'Ada Quill', 'company'), (2, 'Ben Osei', 'sales'), (3, 'Chiara Voss', 'works'), (4, 'Deniz Arman', 'care'), (5, 'Emil Hart', 'people'),
		(6, 'Farah Lund', 'sales'), (7, 'Goran Petit', 'works'), (8, 'Hana Moreau', 'care')) p(n, name, team) JOIN team t ON t.key = p.team ORDER BY p.n;
UPDATE team t SET lead_id = (SELECT min(p.id) FROM person p WHERE p.team_id = t.id);

-- The plan. parent, key, name, why, kind, perspective, team, target, unit, weight, rollup, time aggregation, horizon, indicator, priority
CREATE TEMP TABLE plan (n integer GENERATED ALWAYS AS IDENTITY, parent text, key text, name text, why text, kind text, perspective text, team text, target text, unit text,
	weight double precision, rollup text, how text, horizon text, indicator text, priority integer);
INSERT INTO plan (parent, key, name, why, kind, perspective, team, target, unit, weight, rollup, how, horizon, indicator, priority) VALUES
	(NULL, 'larkmoor', 'Larkmoor Bikes (fictional)', 'Ride further together: what the company is for this year', 'objective', NULL, 'company', NULL, NULL, 1, NULL, 'last', 'long', NULL, 1),
	('larkmoor', 'grow', 'Grow revenue', 'Pays for everything else', 'objective', 'Financial', 'sales', NULL, NULL, 3, NULL, 'last', 'long', 'lagging', 1),
	('grow', 'bikes_sold', 'Bikes sold', 'Volume drives revenue', 'key result', 'Financial', 'sales', '0 -> 4600', 'bikes', 2, NULL, 'sum', 'short', 'lagging', 1),
	('grow', 'margin', 'Gross margin', 'Growth must pay', 'key result', 'Financial', 'sales', '0.31 -> 0.36', 'EUR/EUR', 2, NULL, 'ratio', 'short', 'lagging', 2),
	('grow', 'dealers', 'Active dealers', 'Reach', 'key result', 'Customer', 'sales', '80 -> 110', 'dealers', 1, NULL, 'last', 'long', 'leading', 3),
	('larkmoor', 'build', 'Build right the first time', 'Quality is cheaper than repair', 'objective', 'Internal process', 'works', NULL, NULL, 2, NULL, 'last', 'long', NULL, 1),
	('build', 'first_pass', 'First-pass yield', 'Less rework', 'key result', 'Internal process', 'works', '0.92 -> 0.97', 'bikes/bikes', 2, NULL, 'ratio', 'short', 'lagging', 2),
	('build', 'lead_time', 'Lead time', 'Customers wait less', 'key result', 'Internal process', 'works', '21 -> 12', 'days', 1, NULL, 'mean', 'short', 'lagging', 3),
	('build', 'accidents', 'Lost-time accidents', 'Nobody gets hurt', 'kpi', 'Internal process', 'works', '<= 2 ~ 3', 'accidents', 2, NULL, 'sum', 'short', 'lagging', 1),
	('larkmoor', 'care_for', 'Care for riders', 'Riders come back', 'objective', 'Customer', 'care', NULL, NULL, 2, 'min', 'last', 'long', NULL, 2),
	('care_for', 'nps', 'Net promoter score', 'Would they recommend us', 'key result', 'Customer', 'care', '30 -> 45', 'points', 1, NULL, 'last', 'long', 'leading', 2),
	('care_for', 'first_reply', 'First reply', 'Nobody waits for an answer', 'key result', 'Customer', 'care', '<= 4 ~ 4', 'hours', 1, NULL, 'mean', 'short', 'leading', 3),
	('larkmoor', 'team_well', 'A team that stays', 'People build bikes', 'objective', 'Learning and growth', 'people', NULL, NULL, 1, NULL, 'last', 'long', NULL, 2),
	('team_well', 'engaged', 'Engagement survey', 'Early sign of turnover', 'kpi', 'Learning and growth', 'people', '0.66 -> 0.75', 'yes/answers', 1, NULL, 'ratio', 'long', 'leading', 3),
	('team_well', 'trained', 'Training hours a head', 'Skills last', 'kpi', 'Learning and growth', 'people', '0 -> 24', 'hours', 1, NULL, 'sum', 'short', 'leading', 4),
	('build', 'lean_line', 'Lean line', 'Smaller batches, shorter queue', 'initiative', 'Internal process', 'works', '0 -> 12', 'changes', 0.5, NULL, 'sum', 'short', 'leading', 3),
	-- a goal that stays in a range, one against a baseline in percent, and one that adds up its children's values
	('build', 'torque', 'Torque of the stem bolts', 'Neither loose nor stripped', 'kpi', 'Internal process', 'works', '5 .. 6 ~ 1', 'Nm', 1, NULL, 'mean', 'short', 'leading', 3),
	('build', 'scrap', 'Scrap', 'Steel is dear', 'kpi', 'Internal process', 'works', '200 -> -30%', 'kg', 1, NULL, 'last', 'long', 'lagging', 4),
	('grow', 'spares', 'Spare parts sold', 'Bikes of the past pay for those of the future', 'kpi', 'Financial', 'sales', '0 -> 600', 'kEUR', 1, 'sum', 'last', 'short', 'lagging', 4),
	('spares', 'spares_shops', 'Spare parts sold in shops', 'Riders are there anyway', 'kpi', 'Financial', 'sales', '0 -> 380', 'kEUR', 1, NULL, 'sum', 'short', 'lagging', 5),
	('spares', 'spares_online', 'Spare parts sold online', 'Open at night', 'kpi', 'Financial', 'sales', '0 -> 160', 'kEUR', 1, NULL, 'sum', 'short', 'lagging', 5),
	-- read from the company's own table; measured once; a survey of too few people; not everybody's business; not yet and no longer
	('grow', 'test_rides', 'Visitors who take a test ride', 'Who has ridden one, buys one', 'kpi', 'Customer', 'sales', '0.2 -> 0.3', 'rides/visitors', 1, NULL, 'ratio', 'short', 'leading', 5),
	('build', 'paint', 'Thickness of the paint', 'The gauge is new', 'kpi', 'Internal process', 'works', '80 .. 120 ~ 20', 'um', 0.5, NULL, 'mean', 'short', 'leading', 5),
	('team_well', 'paint_pulse', 'Pulse of the paint shop', 'Three people work there', 'kpi', 'Learning and growth', 'works', '0.66 -> 0.75', 'yes/answers', 1, NULL, 'ratio', 'long', 'leading', 5),
	('team_well', 'weld', 'Learn to weld aluminium', 'Two welders are too few', 'development', 'Learning and growth', 'works', '0 -> 40', 'hours', 0.5, NULL, 'sum', 'long', 'leading', 5),
	('grow', 'leasing', 'Leasing by employers', 'May double the market', 'initiative', 'Financial', 'sales', '0 -> 5', 'partners', 1, NULL, 'last', 'long', 'leading', 6),
	('care_for', 'hotline', 'Hotline at weekends', 'Was too dear', 'initiative', 'Customer', 'care', '0 -> 1', 'yes/no', 1, NULL, 'last', 'short', 'leading', 6),
	-- what was promised for the quarters that are over
	(NULL, 'promises', 'Promises of past quarters (fictional)', 'What was promised, what came of it', 'objective', NULL, 'company', NULL, NULL, 1, NULL, 'last', 'short', NULL, 5);
INSERT INTO plan (parent, key, name, why, kind, perspective, team, target, unit, weight, how, horizon, indicator, priority)
SELECT 'promises', format('p%s_%s', q, k.key), k.name || ', ' || p.name, 'Promised for one quarter', 'key result', k.perspective, k.team, k.target, k.unit, 1, 'last', 'short', 'leading', 5
FROM (SELECT name, row_number() OVER (ORDER BY first_day) AS q FROM (SELECT * FROM period WHERE kind = 'quarter' AND until_at <= :'midnight' ORDER BY first_day DESC LIMIT 4) x) p,
	(VALUES ('offers', 'Offers written', 'Customer', 'sales', '0 -> 60', 'offers'), ('jigs', 'Jigs rebuilt', 'Internal process', 'works', '0 -> 8', 'jigs'),
		('answers', 'Answers in the handbook', 'Customer', 'care', '0 -> 40', 'answers')) k(key, name, perspective, team, target, unit) ORDER BY q, k.key;
-- what the pilot is compared with: shown, but without weight
INSERT INTO plan (parent, key, name, why, kind, perspective, team, target, unit, weight, how, horizon, indicator, priority) VALUES
	('build', 'lead_time_1', 'Lead time of line 1', 'Works as before, to compare with', 'kpi', 'Internal process', 'works', '21 -> 12', 'days', 0, 'mean', 'short', 'lagging', 6);
INSERT INTO goal (key, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, rollup, time_aggregation, cadence_days, min_group, visibility, lifecycle,
	horizon, indicator, ambition, priority, accepted_at, created_at)
SELECT g.key, g.name, g.why, g.kind, v.id, t.id, t.lead_id, p.id, g.target, g.unit, g.weight, g.rollup, g.how,
	CASE WHEN g.key IN ('engaged', 'paint_pulse') THEN 91 WHEN g.parent = 'promises' THEN 28 ELSE 7 END, CASE WHEN g.unit = 'yes/answers' THEN 5 END,
	CASE g.key WHEN 'weld' THEN 'owner' WHEN 'paint_pulse' THEN 'team' ELSE 'everyone' END, CASE WHEN g.key = 'leasing' THEN 'draft' WHEN g.key = 'hotline' THEN 'dropped' WHEN 'promises' IN (g.key, g.parent) THEN 'done' ELSE 'active' END,
	g.horizon, g.indicator, CASE WHEN g.key IN ('nps', 'dealers') THEN 'aspirational' WHEN g.kind IN ('objective', 'key result', 'kpi') THEN 'committed' END, g.priority,
	CASE WHEN g.key NOT IN ('leasing', 'test_rides') THEN timestamptz :'midnight' - interval '300 days' END, timestamptz :'midnight' - interval '420 days'
FROM plan g JOIN team t ON t.key = g.team LEFT JOIN perspective v ON v.name = g.perspective
LEFT JOIN period p ON p.calendar = 'main' AND p.name = CASE WHEN g.parent = 'promises' THEN split_part(g.name, ', ', 2) WHEN g.key <> 'promises' THEN :'year' END
ORDER BY g.n;
UPDATE goal SET parent_id = p.id FROM plan l JOIN goal p ON p.key = l.parent WHERE goal.key = l.key;
UPDATE goal SET owner_id = (SELECT id FROM person WHERE name = 'Goran Petit') WHERE key IN ('weld', 'torque');
-- a goal of two parents, targets of each quarter and each sprint, who else takes part
INSERT INTO goal_link (goal_id, parent_id, weight) SELECT c.id, p.id, 1 FROM goal c, goal p WHERE c.key = 'first_pass' AND p.key = 'care_for';
INSERT INTO goal_target (goal_id, period_id, target) SELECT g.id, p.id, CASE g.key WHEN 'trained' THEN '0 -> 6' ELSE '0 -> 2' END
	FROM goal g JOIN period p ON CASE g.key WHEN 'trained' THEN p.kind = 'quarter' WHEN 'lean_line' THEN p.kind = 'sprint' END;
INSERT INTO goal_person (goal_id, person_id, part) SELECT g.id, p.id, CASE WHEN p.id % 3 = 0 THEN 'reviewer' ELSE 'contributor' END
	FROM goal g JOIN person p ON p.team_id = g.team_id AND p.id <> g.owner_id WHERE g.kind IN ('key result', 'kpi');

-- 65 weeks of measurements; the dealers stop reporting ten weeks ago, the small batches begin 15 weeks ago
INSERT INTO measurement (goal_id, at, value, base, recorded_at)
SELECT g.id, w.at, s.value, s.base, w.at + interval '5 hours'
FROM goal g
CROSS JOIN (SELECT k, timestamptz :'monday' - k * interval '168 hours' AS at, (64 - k) / 64.0 AS t FROM generate_series(0, 64) k) w
CROSS JOIN LATERAL (SELECT pg_temp.fixed(:seed, g.key || w.k) AS r, pg_temp.fixed(:seed, w.k || g.key) AS r2) f
CROSS JOIN LATERAL (SELECT
	CASE g.key WHEN 'bikes_sold' THEN round(95 + 25 * sin(2 * pi() * w.t) + 25 * (f.r - 0.5))
		WHEN 'margin' THEN round((0.31 + 0.045 * w.t + 0.02 * (f.r - 0.5))::numeric * round(50000 + 30000 * f.r2)::numeric)
		WHEN 'dealers' THEN round(80 + 28 * w.t + 2 * f.r)
		WHEN 'first_pass' THEN round((0.92 + 0.04 * w.t + 0.02 * (f.r - 0.5))::numeric * round(90 + 30 * f.r2)::numeric)
		WHEN 'lead_time' THEN round((20 - CASE WHEN w.k <= 15 THEN 5 ELSE w.t END + 3 * (f.r - 0.5))::numeric, 1)
		WHEN 'lead_time_1' THEN round((20 - w.t + 3 * (f.r - 0.5))::numeric, 1)
		WHEN 'accidents' THEN CASE WHEN f.r > 0.955 THEN 1 ELSE 0 END
		WHEN 'nps' THEN round(30 + 11 * w.t + 6 * (f.r - 0.5))
		WHEN 'first_reply' THEN round((4.8 - 0.6 * w.t - CASE WHEN w.k BETWEEN 8 AND 20 THEN 1.2 ELSE 0 END + 1.2 * (f.r - 0.5))::numeric, 2)
		WHEN 'engaged' THEN round(40 * (0.66 + 0.06 * w.t + 0.06 * (f.r - 0.5))::numeric)
		WHEN 'paint_pulse' THEN round(1 + 2 * f.r)
		WHEN 'trained' THEN round((0.8 * f.r)::numeric, 2)
		WHEN 'torque' THEN round((5.5 + 0.25 * (f.r + f.r2 - 1))::numeric, 2)
		WHEN 'paint' THEN round(96 + 8 * f.r)
		WHEN 'scrap' THEN round((200 - 45 * w.t + 14 * (f.r - 0.5) + CASE WHEN w.k <= 1 THEN 25 ELSE 0 END)::numeric, 1)
		WHEN 'spares_shops' THEN round((6 + 2 * f.r)::numeric, 1) WHEN 'spares_online' THEN round((2 + 2 * w.t + f.r)::numeric, 1)
		WHEN 'lean_line' THEN CASE WHEN f.r > 0.3 THEN 1 ELSE 0 END
		WHEN 'weld' THEN round((1.2 * f.r)::numeric, 1) END::double precision AS value,
	CASE g.key WHEN 'margin' THEN round(50000 + 30000 * f.r2) WHEN 'first_pass' THEN round(90 + 30 * f.r2) WHEN 'engaged' THEN 40 WHEN 'paint_pulse' THEN 3 END::double precision AS base) s
WHERE s.value IS NOT NULL AND NOT (g.key = 'dealers' AND w.k < 10) AND NOT (g.key IN ('lean_line', 'weld') AND w.k > 9)
	AND NOT (g.key = 'engaged' AND w.k % 13 <> 0) AND NOT (g.key IN ('paint', 'paint_pulse') AND w.k <> 0);
-- the promises: some kept, some not; what their owners thought of them four, eight and eleven weeks before the end
INSERT INTO measurement (goal_id, at, value, recorded_at)
SELECT g.id, x.at, round(opm.target_value(g.target::opm.target) * (0.72 + 0.4 * pg_temp.fixed(:seed, g.key)) * x.part), x.at + interval '5 hours'
FROM goal g JOIN period p ON p.id = g.period_id, LATERAL (SELECT p.until_at - k * interval '336 hours' - interval '36 hours' AS at, 1 - k / 6.0 AS part FROM generate_series(0, 5) k) x WHERE g.lifecycle = 'done' AND g.target IS NOT NULL;
INSERT INTO check_in (goal_id, person_id, at, confidence, note)
SELECT g.id, g.owner_id, p.until_at - k * interval '168 hours', round(least(0.98, 0.3 + 0.4 * (pg_temp.fixed(:seed, g.key) > 0.7)::integer + 0.03 * (11 - k) + 0.3 * pg_temp.fixed(:seed, g.key || k))::numeric, 2), 'Fictional check-in'
FROM goal g JOIN period p ON p.id = g.period_id, unnest(ARRAY[4, 8, 11]) k WHERE g.lifecycle = 'done';
INSERT INTO check_in (goal_id, person_id, at, confidence, score, note)
SELECT g.id, b.id, p.until_at - interval '720 hours', 0.6, 0.7, 'Fictional check-in' FROM goal g JOIN period p ON p.id = g.period_id, person b WHERE g.key = 'p4_offers' AND b.name = 'Farah Lund';
INSERT INTO check_in (goal_id, person_id, at, confidence, note)
SELECT g.id, g.owner_id, timestamptz :'midnight' - k * interval '336 hours', round((0.35 + 0.5 * pg_temp.fixed(:seed, g.key || 'confidence' || k))::numeric, 2), 'Fictional check-in'
FROM goal g, generate_series(0, 12) k WHERE g.kind = 'key result' AND g.lifecycle = 'active';
INSERT INTO check_in (goal_id, person_id, at, blocker, blocker_kind, blocker_owner_id, cleared_at)
SELECT g.id, g.owner_id, timestamptz :'midnight' - b.age * interval '24 hours', b.blocker, b.kind, g.owner_id, timestamptz :'midnight' - b.cleared * interval '24 hours'
FROM (VALUES ('lead_time', 6, 'Paint supplier delivers late', 'dependency', NULL::integer), ('margin', 40, 'No price list for dealers', 'process', 30),
	('weld', 90, 'Nobody orders the second torch', 'priority', NULL)) b(key, age, blocker, kind, cleared) JOIN goal g ON g.key = b.key;
-- the company's own table, read by a bound goal: nothing is copied
CREATE TABLE test_ride (day date PRIMARY KEY, rides integer NOT NULL, visitors integer NOT NULL);
COMMENT ON TABLE test_ride IS 'The company''s own table (fictional): test rides a day. No part of the workspace; the goal test_rides reads it, see the table binding.';
COMMENT ON COLUMN test_ride.day IS 'Day.';
COMMENT ON COLUMN test_ride.rides IS 'Test rides on that day.';
COMMENT ON COLUMN test_ride.visitors IS 'Visitors on that day.';
INSERT INTO test_ride SELECT date :'today' - k, 3 + round(6 * pg_temp.fixed(:seed, 'ride' || k)), 18 + round(10 * pg_temp.fixed(:seed, k || 'ride')) FROM generate_series(1, 240) k;
SELECT opm.bind(:'schema', 'test rides', format('SELECT ''test_rides'', timezone(''UTC'', day::timestamp), rides, visitors FROM %I.test_ride', :'schema')) \g /dev/null

-- Rhythm: reviews, decisions, actions, pilots, Work-Out.
INSERT INTO review (name, kind, team_id, facilitator_id, held_at, summary)
SELECT 'Weekly review ' || 9 - k, 'weekly', t.id, t.lead_id, timestamptz :'monday' - k * interval '168 hours', 'Fictional review' FROM team t, generate_series(1, 8) k WHERE t.key = 'company' ORDER BY k DESC;
INSERT INTO decision (review_id, goal_id, name, why, decided_by_id, decided_at)
SELECT (SELECT min(id) FROM review), g.id, d.name, d.why, g.owner_id, timestamptz :'monday' - interval '1344 hours'
FROM (VALUES ('lead_time', 'Try smaller batches on one line', 'The queue before paint is the bottleneck'), ('dealers', 'Name one person for each dealer', 'Reports stopped coming')) d(key, name, why) JOIN goal g ON g.key = d.key;
INSERT INTO action (kind, name, why, goal_id, decision_id, owner_id, raised_by_id, raised_at, verdict, decided_by_id, decided_at, due_on, began_on, done_at, outcome, expected_effect, realised_effect, impact, feasibility, baseline_from)
SELECT a.kind, a.name, a.why, g.id, (SELECT d.id FROM decision d WHERE d.goal_id = g.id AND a.kind = 'pilot'), CASE WHEN a.verdict IS NULL AND a.kind = 'proposal' THEN NULL ELSE g.owner_id END, (SELECT max(p.id) FROM person p WHERE p.team_id = g.team_id),
	timestamptz :'midnight' - a.raised * interval '24 hours', a.verdict, CASE WHEN a.verdict IS NOT NULL THEN g.owner_id END, timestamptz :'midnight' - a.decided * interval '24 hours',
	date :'today' + a.due, date :'today' - a.began, timestamptz :'midnight' - a.done * interval '24 hours', CASE WHEN a.done IS NOT NULL THEN 'Fictional outcome' END,
	a.expected, a.realised, a.impact, a.feasibility, CASE WHEN a.began IS NOT NULL THEN date :'today' - 2 * a.began END
FROM (VALUES -- days: raised, decided, due (ahead), began, done
	('pilot', 'lead_time', 'Small batches on line 2', 'Shorter queues', NULL, 115, NULL::integer, -40, 108, 45, -5, -4, 8, 6),
	('initiative', 'first_reply', 'Two people more at the desk', 'Faster answers', NULL, 150, NULL, -60, 146, 55, -1.5, -1.1, 7, 5),
	('initiative', 'weld', 'A second place to weld', 'The first is always taken', NULL, 14, NULL, 60, NULL, NULL, 10, NULL, 6, 3),
	('action', 'dealers', 'Call every dealer', 'Reports stopped', NULL, 40, NULL, -12, NULL, NULL, 5, NULL, 6, 9),
	('corrective', 'first_pass', 'Torque check at station 4', 'Loose bolts', NULL, 30, NULL, 20, 25, NULL, 0.01, NULL, 5, 8),
	('proposal', 'first_reply', 'Templates for the ten most common questions', 'Faster answers', 'accepted', 60, 59, -5, NULL, 9, -0.8, -0.6, 6, 10),
	('proposal', 'bikes_sold', 'Bike rental on Fridays', 'More trial, more sales', 'rejected', 45, 43, 30, NULL, NULL, 150, NULL, 5, 4),
	('proposal', 'scrap', 'Cut tubes from longer bars', 'Less waste', 'studied', 20, 18, 25, NULL, NULL, -10, NULL, 6, 6),
	('proposal', 'trained', 'One hour of learning a week', 'Skills last', NULL, 12, NULL, 40, NULL, NULL, 10, NULL, 4, 7)
) a(kind, key, name, why, verdict, raised, decided, due, began, done, expected, realised, impact, feasibility) JOIN goal g ON g.key = a.key;
UPDATE action SET control_goal_id = (SELECT id FROM goal WHERE key = 'lead_time_1') WHERE kind = 'pilot';

-- People: feedback, ratings, pay. Around the goals: factors, capacity, a template for every team.
WITH p AS (SELECT row_number() OVER (ORDER BY p.id) - 1 AS n, p.id FROM person p WHERE p.team_id IS NOT NULL)
INSERT INTO feedback (kind, from_id, to_id, goal_id, at, body, visibility, points)
SELECT (ARRAY['recognition', 'feedback', 'coaching', 'one-on-one'])[1 + k % 4], a.id, b.id, CASE WHEN k % 8 < 4 THEN (SELECT min(g.id) FROM goal g WHERE g.owner_id = b.id) END, timestamptz :'midnight' - k * interval '144 hours', 'Fictional words',
	CASE WHEN k % 4 = 0 THEN 'everyone' ELSE 'private' END, CASE WHEN k % 4 = 0 THEN 10 END
FROM generate_series(0, 23) k JOIN p a ON a.n = k * 5 % 8 JOIN p b ON b.n = (k * 3 + 1) % 8 AND b.id <> a.id;
INSERT INTO rating (kind, criterion, subject_id, rater_id, period_id, rating, required_rating)
SELECT k.kind, k.criterion, p.id, r.id, y.id, round((12 + 75 * pg_temp.fixed(:seed, p.name || k.criterion || k.kind) + 10 * (pg_temp.fixed(:seed, r.name || p.name || k.kind) - 0.5))::numeric, 1), k.required
FROM person p JOIN person r ON r.team_id IS NOT NULL AND (r.id - p.id) % 8 IN (1, -3, 5) JOIN period y ON y.name = :'year',
	(VALUES ('performance', 'overall', NULL::double precision), ('potential', 'overall', NULL), ('competency', 'Lean basics', 60), ('competency', 'Talking with riders', 50)) k(kind, criterion, required) WHERE p.team_id IS NOT NULL;
INSERT INTO incentive (person_id, goal_id, amount, threshold) SELECT g.owner_id, g.id, 1200, CASE WHEN g.key = 'nps' THEN 0.9 END FROM goal g WHERE g.key IN ('grow', 'build', 'nps');
INSERT INTO factor (kind, name, note, team_id, owner_id, impact, likelihood)
SELECT f.kind, f.name, f.note, t.id, t.lead_id, f.impact, f.likelihood FROM (VALUES
	('strength', 'Own paint shop', 'Fictional', 'works', 3, 5), ('weakness', 'One supplier for frames', 'Fictional', 'works', 4, 4), ('opportunity', 'Bike leasing by employers', 'Fictional', 'sales', 4, 3),
	('threat', 'Cheap imports', 'Fictional', 'sales', 4, 4), ('risk', 'Flood at the works', 'Fictional', 'company', 5, 1), ('stakeholder', 'Dealers', 'Want margin and spare parts', 'sales', 4, 4)) f(kind, name, note, team, impact, likelihood) JOIN team t ON t.key = f.team;
INSERT INTO goal_factor (goal_id, factor_id, effect) SELECT g.id, f.id, l.effect FROM (VALUES ('margin', 'Cheap imports', 'answered by'), ('bikes_sold', 'Bike leasing by employers', 'supports'), ('dealers', 'Dealers', 'supports'), ('bikes_sold', 'One supplier for frames', 'endangers')) l(key, factor, effect)
	JOIN goal g ON g.key = l.key JOIN factor f ON f.name = l.factor;
INSERT INTO capacity (team_id, period_id, available, committed, used)
SELECT t.id, p.id, 120, round(100 + 40 * pg_temp.fixed(:seed, t.key || p.name)), CASE WHEN p.until_at <= :'midnight' THEN round(95 + 30 * pg_temp.fixed(:seed, p.name || t.key)) END
FROM team t JOIN period p ON p.kind = 'quarter' AND p.name LIKE :'year' || '%' WHERE t.key <> 'company';
INSERT INTO template (name, outline) VALUES ('Health of a team', E'health "Health of a team"\n  huddles [>= 4 ~ 4] {huddles} "Huddles held"\n  ideas [0 -> 6] {ideas} "Ideas raised"');
SELECT instantiate('Health of a team', ARRAY(SELECT id FROM team WHERE key <> 'company' ORDER BY id)) \g /dev/null
-- one is over, and nobody has said what becomes of it
UPDATE goal SET due_on = (SELECT max(last_day) FROM period WHERE kind = 'quarter' AND until_at <= :'midnight') WHERE key = 'works.ideas';
UPDATE goal g SET name = g.name || ', ' || t.name, accepted_at = timestamptz :'midnight' - interval '300 days', period_id = y.id, parent_id = CASE WHEN g.template_node = 'health' THEN w.id ELSE g.parent_id END,
	weight = CASE WHEN g.template_node = 'health' THEN 0.5 ELSE g.weight END FROM team t, period y, goal w WHERE g.template_id IS NOT NULL AND t.id = g.team_id AND y.name = :'year' AND w.key = 'team_well';
INSERT INTO measurement (goal_id, at, value, recorded_at)
SELECT g.id, x.at, round(2 + 4 * pg_temp.fixed(:seed, g.key || k)), x.at FROM goal g, generate_series(0, 12) k, LATERAL (SELECT timestamptz :'monday' - k * interval '168 hours' AS at) x WHERE g.template_node IN ('huddles', 'ideas');
-- what has a known reason does not say what is usual
INSERT INTO chart_exclusion (goal_id, first_day, last_day, why) SELECT id, date :'monday' - 211, date :'monday' - 204, 'The paint line stood still for repairs' FROM goal WHERE key = 'first_pass';
-- All of this was known when it happened: the log of changes is dated back. Later the target of one goal and the weight of another were changed.
UPDATE change_log SET changed_at = timestamptz :'midnight' - interval '420 days';
UPDATE goal SET target = '30 -> 48' WHERE key = 'nps';
UPDATE goal SET weight = 3 WHERE key = 'first_pass';
UPDATE change_log SET changed_at = timestamptz :'midnight' - interval '96 hours' WHERE changed_at >= now();
COMMIT;

-- The quarters that are over are closed. Then one value comes late, one is corrected, one is deleted, and one target is set higher.
SELECT close_period(p.id, 'Fictional close') FROM (SELECT id FROM period WHERE kind = 'quarter' AND calendar = 'main' AND until_at <= :'midnight' AND first_day >= date :'first_day' - 190 ORDER BY first_day) p \g /dev/null
CREATE TEMP VIEW closed AS SELECT g.key, m.goal_id, m.at, row_number() OVER (PARTITION BY g.key ORDER BY m.at DESC) AS n
	FROM measurement m JOIN goal g ON g.id = m.goal_id JOIN period p ON p.calendar = 'main' AND p.kind = 'quarter' AND m.at >= p.from_at AND m.at < p.until_at JOIN period_close c ON c.period_id = p.id;
UPDATE measurement m SET value = value + 2, note = 'found in a drawer' FROM closed c WHERE c.goal_id = m.goal_id AND c.at = m.at AND c.key = 'nps' AND c.n = 1;
UPDATE measurement m SET value = value - 1, note = 'one return was counted as a sale' FROM closed c WHERE c.goal_id = m.goal_id AND c.at = m.at AND c.key = 'bikes_sold' AND c.n = 3;
DELETE FROM measurement m USING closed c WHERE c.goal_id = m.goal_id AND c.at = m.at AND c.key = 'trained' AND c.n = 2;
INSERT INTO measurement (goal_id, at, value, note) SELECT goal_id, at - interval '24 hours', 1, 'reported late' FROM closed WHERE key = 'accidents' AND n = 1;
UPDATE goal SET target = '80 -> 112' WHERE key = 'dealers';
-- every week is looked back at
SELECT snapshot() \g /dev/null
ANALYZE;
RESET search_path;
