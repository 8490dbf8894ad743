-- what is announced when a target of a period moves to another goal, and when a goal has others below it by a link alone
SET client_min_messages = warning;
SELECT opm.create_workspace('perf');
CREATE VIEW public.told AS SELECT g.key, a.status, n.status AS own_status, a.quiet_from IS NOT NULL AS quiet FROM perf.announced a JOIN perf.goal g ON g.id = a.goal_id JOIN perf.goal_now n ON n.goal_id = g.id;
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('custom', 'now', current_date - 100, current_date + 100), ('year', 'all', current_date - 1000, current_date + 1000);
INSERT INTO perf.goal (key, name, target) VALUES ('from', 'From', '0 -> 10'), ('to', 'To', '0 -> 10'), ('by', 'Stands by', '0 -> 10');
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '3 hours', 5 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
-- half way to 10 is at risk, but all of the way to 5
INSERT INTO perf.goal_target (goal_id, period_id, target) VALUES (1, 1, '0 -> 5');
SELECT * FROM public.told ORDER BY key;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '2 hours', 5.01 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
-- moved, the value that was quiet for the new goal is looked at, and so is the old goal's
UPDATE perf.goal_target SET goal_id = 2 WHERE goal_id = 1;
SELECT * FROM public.told ORDER BY key;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 hour', 5.02 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
-- moved back, to another period, with another target, in one statement; then gone
UPDATE perf.goal_target SET goal_id = 1, period_id = 2, target = '0 -> 100' WHERE goal_id = 2;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '50 minutes', 5.03 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
DELETE FROM perf.goal_target;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '40 minutes', 5.04 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '30 minutes', 9 FROM perf.goal;
SELECT * FROM public.told ORDER BY key;
-- a goal with another below it, by a link alone, is what that one makes of it: its own measurement tells nothing of it
INSERT INTO perf.goal (key, name, target) VALUES ('above', 'Above', '0 -> 10'), ('own', 'Above, counts itself', '0 -> 10'), ('below', 'Below', '0 -> 10');
UPDATE perf.goal SET rollup = 'own' WHERE key = 'own';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '3 hours', 5 FROM perf.goal WHERE key IN ('above', 'own');
SELECT * FROM public.told WHERE key IN ('above', 'own', 'below') ORDER BY key;
INSERT INTO perf.goal_link (goal_id, parent_id) SELECT b.id, a.id FROM perf.goal a, perf.goal b WHERE a.key IN ('above', 'own') AND b.key = 'below';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '2 hours', 10 FROM perf.goal WHERE key IN ('above', 'own');
SELECT * FROM public.told WHERE key IN ('above', 'own', 'below') ORDER BY key;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '2 hours', 1 FROM perf.goal WHERE key = 'below';
SELECT * FROM public.told WHERE key IN ('above', 'own', 'below') ORDER BY key;
-- without the link it is its own measurements again, also where nothing was announced in between
BEGIN;
DELETE FROM perf.goal_link;
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 hour', 10 FROM perf.goal WHERE key = 'above';
SELECT * FROM public.told WHERE key IN ('above', 'own', 'below') ORDER BY key;
ROLLBACK;
-- announce() tells what the scorecard says
SELECT perf.announce() AS told;
SELECT t.key, t.status, s.status AS scorecard FROM public.told t JOIN perf.scorecard s ON s.goal_key = t.key WHERE t.key IN ('above', 'own', 'below') ORDER BY 1;
-- a goal below by parent_id is the same, and so is its leaving
DELETE FROM perf.goal_link;
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'above') WHERE key = 'below';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '1 hour', 10 FROM perf.goal WHERE key = 'above';
SELECT * FROM public.told WHERE key = 'above';
UPDATE perf.goal SET parent_id = NULL WHERE key = 'below';
INSERT INTO perf.measurement (goal_id, at, value) SELECT id, now() - interval '50 minutes', 10 FROM perf.goal WHERE key = 'above';
SELECT * FROM public.told WHERE key = 'above';
SELECT count(*) AS untrue FROM perf.announced a JOIN perf.scorecard s ON s.goal_id = a.goal_id WHERE a.status <> s.status;
DROP VIEW public.told;
SELECT opm.drop_workspace('perf', 'all data');
