-- demo/company.sql: fills a workspace with a small company that does not exist: a year of weekly history, made by a seeded generator.
-- psql -v schema=demo -v seed=1 -f demo/company.sql    (the schema is made; it must not exist)
-- The same seed and day give the same company. Every name and number in it is made up.
\set ON_ERROR_STOP 1
\if :{?schema} \else \set schema demo \endif
\if :{?seed} \else \set seed 1 \endif
SET client_min_messages = warning;
SELECT opm.create_workspace(:'schema') \g /dev/null
SET search_path = :"schema", pg_temp;
BEGIN;

-- a fixed number from 0 to 1 for a seed and a text: random enough, and the same every time
CREATE FUNCTION pg_temp.fixed(seed bigint, what text) RETURNS double precision LANGUAGE sql IMMUTABLE
RETURN (hashtextextended(what, seed) & 1048575)::double precision / 1048575;

SELECT date_part('year', now())::integer AS year \gset
SELECT add_fiscal_year(make_date(:year - 1, 1, 1)), add_fiscal_year(make_date(:year, 1, 1)), add_sprints((date_trunc('week', now()) - interval '8 weeks')::date, 2, 6) \g /dev/null

INSERT INTO team (key, name) VALUES ('company', 'Larkmoor Bikes (fictional)');
INSERT INTO team (key, name, parent_id) SELECT t.key, t.name, (SELECT id FROM team WHERE key = 'company')
	FROM (VALUES ('sales', 'Sales'), ('works', 'Works'), ('care', 'Customer care'), ('people', 'People')) t(key, name);
INSERT INTO person (name, team_id) SELECT p.name, t.id
	FROM (VALUES ('Ada Quill', 'company'), ('Ben Osei', 'sales'), ('Chiara Voss', 'works'), ('Deniz Arman', 'care'), ('Emil Hart', 'people'),
		('Farah Lund', 'sales'), ('Goran Petit', 'works'), ('Hana Moreau', 'care')) p(name, team) JOIN team t ON t.key = p.team;
UPDATE team t SET lead_id = (SELECT min(p.id) FROM person p WHERE p.team_id = t.id);

INSERT INTO goal (key, name, why, kind, perspective_id, team_id, owner_id, period_id, target, unit, weight, rollup, time_aggregation, cadence_days, horizon, indicator, ambition, priority, accepted_at, created_at)
SELECT g.key, g.name, g.why, g.kind, (SELECT id FROM perspective WHERE name = g.perspective), t.id, t.lead_id,
	(SELECT id FROM period WHERE name = CASE WHEN g.kind = 'key result' AND g.agg = 'sum' THEN 'FY' || :year ELSE 'FY' || :year END),
	g.target, g.unit, g.weight, g.rollup, g.agg, 7, g.horizon, g.indicator, g.ambition, g.priority, now() - interval '300 days', now() - interval '320 days'
FROM (VALUES
	('larkmoor', 'Larkmoor Bikes (fictional): ride further together', 'What the company is for this year', 'objective', NULL, 'company', NULL, NULL, 1, NULL, 'last', 'long', NULL, 'committed', 1),
	('grow', 'Grow revenue', 'Pays for everything else', 'objective', 'Financial', 'sales', NULL, NULL, 3, NULL, 'last', 'long', 'lagging', 'committed', 1),
	('bikes_sold', 'Bikes sold', 'Volume drives revenue', 'key result', 'Financial', 'sales', '0 -> 5200', 'bikes', 2, NULL, 'sum', 'short', 'lagging', 'committed', 1),
	('margin', 'Gross margin', 'Growth must pay', 'key result', 'Financial', 'sales', '0.31 -> 0.36', 'EUR/EUR', 2, NULL, 'ratio', 'short', 'lagging', 'committed', 2),
	('dealers', 'Active dealers', 'Reach', 'key result', 'Customer', 'sales', '80 -> 110', 'dealers', 1, NULL, 'last', 'long', 'leading', 'aspirational', 3),
	('build', 'Build right the first time', 'Quality is cheaper than repair', 'objective', 'Internal process', 'works', NULL, NULL, 2, NULL, 'last', 'long', NULL, 'committed', 1),
	('first_pass', 'First-pass yield', 'Less rework', 'key result', 'Internal process', 'works', '0.92 -> 0.97', 'bikes/bikes', 2, NULL, 'ratio', 'short', 'lagging', 'committed', 2),
	('lead_time', 'Lead time', 'Customers wait less', 'key result', 'Internal process', 'works', '21 -> 12', 'days', 1, NULL, 'mean', 'short', 'lagging', 'committed', 3),
	('accidents', 'Lost-time accidents', 'Nobody gets hurt', 'kpi', 'Internal process', 'works', '<= 2 ~ 3', 'accidents', 2, NULL, 'sum', 'short', 'lagging', 'committed', 1),
	('care_for', 'Care for riders', 'Riders come back', 'objective', 'Customer', 'care', NULL, NULL, 2, 'min', 'last', 'long', NULL, 'committed', 2),
	('nps', 'Net promoter score', 'Would they recommend us', 'key result', 'Customer', 'care', '30 -> 45', 'points', 1, NULL, 'last', 'long', 'leading', 'aspirational', 2),
	('first_reply', 'First reply', 'Nobody waits for an answer', 'key result', 'Customer', 'care', '<= 4 ~ 4', 'hours', 1, NULL, 'mean', 'short', 'leading', 'committed', 3),
	('team_well', 'A team that stays', 'People build bikes', 'objective', 'Learning and growth', 'people', NULL, NULL, 1, NULL, 'last', 'long', NULL, 'committed', 2),
	('engaged', 'Engagement survey, favourable answers', 'Early sign of turnover', 'kpi', 'Learning and growth', 'people', '0.66 -> 0.75', 'answers/answers', 1, NULL, 'ratio', 'long', 'leading', 'committed', 3),
	('trained', 'Training hours a head', 'Skills last', 'kpi', 'Learning and growth', 'people', '0 -> 24', 'hours', 1, NULL, 'sum', 'short', 'leading', 'committed', 4),
	('lean_line', 'Lean line pilot', 'Smaller batches, shorter queue', 'initiative', 'Internal process', 'works', NULL, NULL, 0, NULL, 'last', 'short', 'leading', NULL, 3)
) g(key, name, why, kind, perspective, team, target, unit, weight, rollup, agg, horizon, indicator, ambition, priority) JOIN team t ON t.key = g.team;
UPDATE goal SET parent_id = p.id FROM (VALUES ('grow', 'larkmoor'), ('build', 'larkmoor'), ('care_for', 'larkmoor'), ('team_well', 'larkmoor'),
	('bikes_sold', 'grow'), ('margin', 'grow'), ('dealers', 'grow'), ('first_pass', 'build'), ('lead_time', 'build'), ('accidents', 'build'), ('lean_line', 'build'),
	('nps', 'care_for'), ('first_reply', 'care_for'), ('engaged', 'team_well'), ('trained', 'team_well')) l(child, parent) JOIN goal p ON p.key = l.parent
	WHERE goal.key = l.child;
INSERT INTO goal_link (goal_id, parent_id, weight) SELECT c.id, p.id, 1 FROM goal c, goal p WHERE c.key = 'first_pass' AND p.key = 'care_for';
UPDATE goal SET min_group = 5 WHERE key = 'engaged';
INSERT INTO goal_person (goal_id, person_id, part) SELECT g.id, p.id, 'contributor' FROM goal g JOIN person p ON p.team_id = g.team_id AND p.id <> g.owner_id WHERE g.kind IN ('key result', 'kpi');

-- 52 weeks of measurements, the dealers stop reporting ten weeks ago
INSERT INTO measurement (goal_id, at, value, base, recorded_at)
SELECT g.id, w.at, s.value, s.base, w.at + interval '5 hours'
FROM goal g
CROSS JOIN (SELECT k, date_trunc('week', now(), 'UTC') - k * interval '7 days' + interval '12 hours' AS at, (51 - k) / 51.0 AS t FROM generate_series(0, 51) k) w
CROSS JOIN LATERAL (SELECT pg_temp.fixed(:seed, g.key || w.k) AS r, pg_temp.fixed(:seed, w.k || g.key) AS r2) f
CROSS JOIN LATERAL (SELECT
	CASE g.key WHEN 'bikes_sold' THEN round(70 + 45 * sin(pi() * w.t) + 25 * f.r)
		WHEN 'margin' THEN round((0.31 + 0.045 * w.t + 0.02 * (f.r - 0.5))::numeric * round(50000 + 30000 * f.r2)::numeric)
		WHEN 'dealers' THEN round(80 + 24 * w.t + 2 * f.r)
		WHEN 'first_pass' THEN round((0.92 + 0.035 * w.t + 0.02 * (f.r - 0.5))::numeric * round(90 + 30 * f.r2)::numeric)
		WHEN 'lead_time' THEN round((21 - CASE WHEN w.t > 0.7 THEN 6 ELSE 2 * w.t END + 3 * (f.r - 0.5))::numeric, 1)
		WHEN 'accidents' THEN CASE WHEN f.r > 0.955 THEN 1 ELSE 0 END
		WHEN 'nps' THEN round(30 + 9 * w.t + 6 * (f.r - 0.5))
		WHEN 'first_reply' THEN round((5.5 - 1.2 * w.t + 1.5 * (f.r - 0.5))::numeric, 2)
		WHEN 'engaged' THEN round(40 * (0.66 + 0.05 * w.t + 0.06 * (f.r - 0.5))::numeric)
		WHEN 'trained' THEN round((0.5 * f.r)::numeric, 2) END::double precision AS value,
	CASE g.key WHEN 'margin' THEN round(50000 + 30000 * f.r2) WHEN 'first_pass' THEN round(90 + 30 * f.r2) WHEN 'engaged' THEN 40 END::double precision AS base) s
WHERE s.value IS NOT NULL AND w.at < now() AND NOT (g.key = 'dealers' AND w.k < 10) AND (g.key <> 'engaged' OR w.k % 13 = 0);

-- a late correction, so that history has something to say
UPDATE measurement SET value = value + 1, note = 'one return was counted twice' WHERE goal_id = (SELECT id FROM goal WHERE key = 'bikes_sold') AND at = (SELECT max(at) - interval '70 days' FROM measurement m JOIN goal g ON g.id = m.goal_id WHERE g.key = 'bikes_sold');

INSERT INTO check_in (goal_id, person_id, at, confidence, note)
SELECT g.id, g.owner_id, now() - k * interval '14 days', round((0.35 + 0.5 * pg_temp.fixed(:seed, g.key || 'confidence' || k))::numeric, 2), 'Fictional check-in'
FROM goal g, generate_series(0, 12) k WHERE g.kind = 'key result';
INSERT INTO check_in (goal_id, person_id, at, blocker, blocker_kind, blocker_owner_id)
SELECT g.id, g.owner_id, now() - interval '6 days', 'Paint supplier delivers late', 'dependency', g.owner_id FROM goal g WHERE g.key = 'lead_time';

INSERT INTO review (name, kind, team_id, facilitator_id, held_at, summary)
SELECT 'Weekly review ' || k, 'weekly', (SELECT id FROM team WHERE key = 'company'), (SELECT min(id) FROM person WHERE name = 'Ada Quill'), now() - k * interval '7 days', 'Fictional review' FROM generate_series(1, 8) k;
INSERT INTO decision (review_id, goal_id, name, why, decided_by_id, decided_at)
SELECT (SELECT min(id) FROM review), g.id, d.name, d.why, g.owner_id, now() - interval '50 days'
FROM (VALUES ('lead_time', 'Try smaller batches on one line', 'The queue before paint is the bottleneck'), ('dealers', 'Name one person for each dealer', 'Reports stopped coming')) d(key, name, why) JOIN goal g ON g.key = d.key;
INSERT INTO action (kind, name, why, goal_id, decision_id, owner_id, raised_by_id, raised_at, verdict, decided_by_id, decided_at, due_on, began_on, done_at, outcome, expected_effect, realised_effect, impact, feasibility, baseline_from)
SELECT a.kind, a.name, a.why, g.id, (SELECT d.id FROM decision d WHERE d.goal_id = g.id AND a.kind = 'pilot'), CASE WHEN a.verdict IS NULL AND a.kind = 'proposal' THEN NULL ELSE g.owner_id END, (SELECT max(p.id) FROM person p WHERE p.team_id = g.team_id),
	now() - a.age * interval '1 day', a.verdict, CASE WHEN a.verdict IS NOT NULL THEN g.owner_id END, CASE WHEN a.verdict IS NOT NULL THEN now() - (a.age - 1) * interval '1 day' END,
	(now() + a.due * interval '1 day')::date, CASE WHEN a.kind = 'pilot' THEN (now() - interval '105 days')::date END, CASE WHEN a.done THEN now() - interval '9 days' END,
	CASE WHEN a.done THEN 'Fictional outcome' END, a.expected, CASE WHEN a.done THEN a.realised END, a.impact, a.feasibility, CASE WHEN a.kind = 'pilot' THEN (now() - interval '210 days')::date END
FROM (VALUES
	('pilot', 'lead_time', 'Small batches on line 2', 'Shorter queues', NULL, 110, -10, true, -5, -4, 8, 6),
	('action', 'dealers', 'Call every dealer', 'Reports stopped', NULL, 40, -12, false, 5, NULL, 6, 9),
	('corrective', 'first_pass', 'Torque check at station 4', 'Loose bolts', NULL, 30, 20, false, 0.01, NULL, 5, 8),
	('proposal', 'first_reply', 'Templates for the ten most common questions', 'Faster answers', 'accepted', 60, -5, true, -0.8, -0.6, 6, 10),
	('proposal', 'bikes_sold', 'Test rides on Fridays', 'More trial, more sales', 'rejected', 45, 30, false, 150, NULL, 5, 4),
	('proposal', 'trained', 'One hour of learning a week', 'Skills last', NULL, 12, 40, false, 10, NULL, 4, 7)
) a(kind, key, name, why, verdict, age, due, done, expected, realised, impact, feasibility) JOIN goal g ON g.key = a.key;

INSERT INTO feedback (kind, from_id, to_id, goal_id, at, body, visibility, points)
SELECT (ARRAY['recognition', 'feedback', 'coaching', 'one-on-one'])[1 + k % 4], a.id, b.id, NULL, now() - k * interval '6 days', 'Fictional words', CASE WHEN k % 4 = 0 THEN 'everyone' ELSE 'private' END, CASE WHEN k % 4 = 0 THEN 10 END
FROM generate_series(0, 23) k
JOIN person a ON a.id = 2 + (k * 5) % 8 JOIN person b ON b.id = 2 + (k * 3 + 1) % 8 AND b.id <> a.id;
INSERT INTO rating (kind, criterion, subject_id, rater_id, period_id, score, required_score)
SELECT k.kind, k.criterion, p.id, t.lead_id, (SELECT id FROM period WHERE name = 'FY' || :year), round((40 + 55 * pg_temp.fixed(:seed, p.name || k.kind))::numeric, 1), k.required
FROM person p JOIN team t ON t.id = p.team_id AND t.lead_id <> p.id, (VALUES ('performance', 'overall', NULL::double precision), ('potential', 'overall', NULL), ('competency', 'Lean basics', 60)) k(kind, criterion, required);
INSERT INTO incentive (person_id, goal_id, amount) SELECT g.owner_id, g.id, 1200 FROM goal g WHERE g.key IN ('grow', 'build', 'nps');
INSERT INTO factor (kind, name, note, owner_id, impact, likelihood)
SELECT f.kind, f.name, f.note, (SELECT id FROM person WHERE name = 'Ada Quill'), f.impact, f.likelihood FROM (VALUES
	('strength', 'Own paint shop', 'Fictional', 3, 5), ('weakness', 'One supplier for frames', 'Fictional', 4, 4), ('opportunity', 'Bike leasing by employers', 'Fictional', 4, 3),
	('threat', 'Cheap imports', 'Fictional', 4, 4), ('stakeholder', 'Dealers', 'Want margin and spare parts', 4, 4)) f(kind, name, note, impact, likelihood);
INSERT INTO goal_factor (goal_id, factor_id, effect) SELECT g.id, f.id, l.effect FROM (VALUES ('margin', 'Cheap imports', 'answered by'), ('bikes_sold', 'Bike leasing by employers', 'supports'), ('dealers', 'Dealers', 'supports')) l(key, factor, effect)
	JOIN goal g ON g.key = l.key JOIN factor f ON f.name = l.factor;
INSERT INTO capacity (team_id, period_id, available, committed, used)
SELECT t.id, p.id, 120, round(100 + 40 * pg_temp.fixed(:seed, t.key || p.name)), CASE WHEN p.last_day < now() THEN round(95 + 30 * pg_temp.fixed(:seed, p.name || t.key)) END
FROM team t JOIN period p ON p.kind = 'quarter' AND p.name LIKE 'FY' || :year || '%' WHERE t.key <> 'company';

INSERT INTO template (name, outline) VALUES ('Health of a team', E'health "Health of a team"\n  huddles [>= 4 ~ 4] {huddles} "Huddles held"\n  ideas [0 -> 6] {ideas} "Ideas raised"');
SELECT instantiate('Health of a team', ARRAY(SELECT id FROM team WHERE key <> 'company' ORDER BY id)) \g /dev/null
INSERT INTO measurement (goal_id, at, value) SELECT g.id, now() - interval '2 days', round(2 + 4 * pg_temp.fixed(:seed, g.key)) FROM goal g WHERE g.template_node IN ('huddles', 'ideas');
COMMIT;

-- the quarters that are over are closed, and one value comes late
SELECT close_period(p.id, 'Fictional close') FROM (SELECT id FROM period WHERE kind = 'quarter' AND calendar = 'main' AND until_at < now() ORDER BY first_day) p \g /dev/null
UPDATE measurement m SET value = value + 2, note = 'found in a drawer' FROM goal g WHERE g.id = m.goal_id AND g.key = 'nps' AND m.at = (SELECT max(x.at) FROM measurement x JOIN period p ON x.at < p.until_at AND x.at >= p.from_at JOIN period_close c ON c.period_id = p.id WHERE x.goal_id = g.id);
ANALYZE;
RESET search_path;
