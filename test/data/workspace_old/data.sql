-- What the workspaces of this folder hold: written by make.sh into the schema perf.
SET search_path = perf, pg_temp;
UPDATE setting SET time_zone = 'Europe/Vienna', cadence_days = 14;
INSERT INTO team (key, name) VALUES ('co', 'Company'), ('sales', 'Sales'), ('it', 'IT');
UPDATE team SET parent_id = 1 WHERE key <> 'co';
UPDATE person SET name = 'The owner', login = 'old_owner', team_id = 1;
INSERT INTO person (name, login, team_id) VALUES ('Ann', 'old_ann', 2), ('Bob', NULL, 3);
UPDATE team SET lead_id = 2 WHERE key = 'sales';
INSERT INTO period (kind, name, first_day, last_day) VALUES ('year', 'FY2025', '2025-01-01', '2025-12-31');
INSERT INTO period (kind, name, first_day, last_day, parent_id) VALUES ('quarter', 'FY2025 Q1', '2025-01-01', '2025-03-31', 1), ('quarter', 'FY2025 Q2', '2025-04-01', '2025-06-30', 1);
INSERT INTO goal (key, name, kind, parent_id, owner_id, team_id, period_id, target, unit, weight, rollup, time_aggregation, min_group, created_at) VALUES
	('co', 'Company', 'objective', NULL, 1, 1, 1, NULL, NULL, 1, NULL, 'last', NULL, '2025-01-01'),
	('sell', 'Sell more', 'objective', 1, 2, 2, 1, NULL, NULL, 2, 'mean', 'last', NULL, '2025-01-01'),
	('orders', 'Orders', 'key result', 2, 2, 2, 1, '0 -> 100', 'orders', 3, NULL, 'sum', NULL, '2025-01-01'),
	('margin', 'Margin', 'key result', 2, 2, 2, 1, '0.2 -> 0.4', 'EUR/EUR', 1, NULL, 'ratio', NULL, '2025-01-01'),
	('run', 'Run well', 'objective', 1, 3, 3, 1, NULL, NULL, 1, 'min', 'last', NULL, '2025-01-01'),
	('uptime', 'Uptime', 'kpi', 5, 3, 3, NULL, '>= 99.5', '%', 1, NULL, 'last', NULL, '2025-01-01'),
	('survey', 'People like it here', 'kpi', 5, 3, 3, 1, '>= 7', 'points', 1, NULL, 'mean', 5, '2025-01-01'),
	('judged', 'New shop', 'initiative', 2, 2, 2, NULL, NULL, NULL, 1, NULL, 'last', NULL, '2025-01-01');
INSERT INTO goal_link (goal_id, parent_id, weight) VALUES (6, 2, 0.5);
INSERT INTO goal_target (goal_id, period_id, target) VALUES (3, 2, '0 -> 20'), (3, 3, '0 -> 30');
INSERT INTO goal_person (goal_id, person_id) VALUES (3, 3);
INSERT INTO measurement (goal_id, at, value, base, recorded_at)
	SELECT 3, t, 1 + n % 4, NULL, t FROM generate_series(timestamptz '2025-01-07 12:00+00', '2025-12-30', '7 days') WITH ORDINALITY s(t, n)
	UNION ALL SELECT 4, t, 30 + n, 100, t FROM generate_series(timestamptz '2025-01-31 12:00+00', '2025-12-31', '30 days') WITH ORDINALITY s(t, n)
	UNION ALL SELECT 6, t, 99 + n % 10 / 10.0, NULL, t FROM generate_series(timestamptz '2025-01-07 12:00+00', '2025-12-30', '14 days') WITH ORDINALITY s(t, n)
	UNION ALL SELECT 7, t, 7 + n % 2, 3 + n, t FROM generate_series(timestamptz '2025-03-01 12:00+00', '2025-12-31', '90 days') WITH ORDINALITY s(t, n);
UPDATE measurement SET value = 5, note = 'two orders came late' WHERE goal_id = 3 AND at < '2025-01-20';
DELETE FROM measurement WHERE goal_id = 6 AND at < '2025-01-20';
INSERT INTO check_in (goal_id, person_id, at, confidence, score, note, blocker, blocker_kind, blocker_owner_id, cleared_at) VALUES
	(8, 2, '2025-05-05', 0.7, 0.5, 'half done', NULL, NULL, NULL, NULL),
	(3, 2, '2025-05-06', 0.4, NULL, NULL, 'no stock', 'process', 3, '2025-05-20'),
	(6, 3, '2025-06-01', 0.9, NULL, 'fine', NULL, NULL, NULL, NULL);
INSERT INTO review (name, facilitator_id, held_at) VALUES ('May review', 1, '2025-05-10');
INSERT INTO decision (review_id, goal_id, name, decided_by_id, decided_at) VALUES (1, 3, 'Order stock earlier', 1, '2025-05-10');
INSERT INTO action (kind, name, goal_id, decision_id, owner_id, raised_by_id, raised_at, due_on) VALUES ('corrective', 'Call the supplier', 3, 1, 2, 1, '2025-05-10', '2025-06-01');
INSERT INTO feedback (kind, from_id, to_id, at, body, visibility) VALUES ('recognition', 1, 2, '2025-05-11', 'Well sold', 'everyone'), ('feedback', 2, 3, '2025-05-12', 'Between us', 'private');
INSERT INTO rating (kind, subject_id, rater_id, period_id, rating, rated_at) VALUES ('performance', 2, 1, 1, 80, '2025-12-20'), ('potential', 2, 1, 1, 60, '2025-12-20');
INSERT INTO incentive (person_id, goal_id, amount) VALUES (2, 3, 1000);
INSERT INTO factor (kind, name, owner_id, noted_at) VALUES ('risk', 'One supplier', 3, '2025-02-01');
INSERT INTO goal_factor (goal_id, factor_id, effect) VALUES (3, 1, 'endangers');
INSERT INTO capacity (team_id, period_id, available, committed) VALUES (2, 1, 200, 150);
INSERT INTO template (name, outline) VALUES ('shop', E'shop\n  sales [>= 5]');
SELECT perf.close_period(2, 'first quarter');
UPDATE measurement SET value = 6 WHERE goal_id = 3 AND at >= '2025-02-01' AND at < '2025-02-08';
SELECT perf.close_period(1, 'the year');
