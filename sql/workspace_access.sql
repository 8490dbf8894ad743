-- who may do what in a workspace: every level as its own role
\set SHOW_CONTEXT never
SET client_min_messages = warning;
CREATE ROLE regress_opm_reader;
CREATE ROLE regress_opm_ben;
CREATE ROLE regress_opm_lead;
CREATE ROLE regress_opm_admin;
CREATE ROLE regress_opm_stranger;
SELECT opm.create_workspace('perf');
INSERT INTO perf.team (key, name) VALUES ('sales', 'Sales'), ('works', 'Works');
INSERT INTO perf.person (name, login, team_id) VALUES ('Rita', 'regress_opm_reader', NULL), ('Ben', 'regress_opm_ben', 1), ('Lea', 'regress_opm_lead', 1), ('Ad', 'regress_opm_admin', NULL);
UPDATE perf.team SET lead_id = (SELECT id FROM perf.person WHERE name = 'Lea') WHERE key = 'sales';
INSERT INTO perf.goal (key, name, team_id, owner_id, target, parent_id, visibility) VALUES
	('root', 'Root', NULL, 1, NULL, NULL, 'everyone'),
	('deals', 'Deals', 1, (SELECT id FROM perf.person WHERE name = 'Ben'), '0 -> 10', 1, 'everyone'),
	('secret', 'Secret', 1, (SELECT id FROM perf.person WHERE name = 'Lea'), '0 -> 10', 1, 'team'),
	('mine', 'Mine', 2, (SELECT id FROM perf.person WHERE name = 'Ad'), '0 -> 10', 1, 'owner'),
	('survey', 'Survey', 1, (SELECT id FROM perf.person WHERE name = 'Lea'), '0 -> 1', 1, 'everyone');
UPDATE perf.goal SET min_group = 5, time_aggregation = 'ratio' WHERE key = 'survey';
INSERT INTO perf.measurement (goal_id, at, value, base) VALUES (2, now(), 5, NULL), (3, now(), 1, NULL), (4, now(), 9, NULL), (5, now(), 1, 2);
INSERT INTO perf.feedback (kind, from_id, to_id, body, visibility) VALUES
	('feedback', (SELECT id FROM perf.person WHERE name = 'Lea'), (SELECT id FROM perf.person WHERE name = 'Ben'), 'between us', 'private'),
	('recognition', (SELECT id FROM perf.person WHERE name = 'Lea'), (SELECT id FROM perf.person WHERE name = 'Ben'), 'for all', 'everyone');
SELECT opm.grant_workspace('perf', 'regress_opm_reader', 'reader'), opm.grant_workspace('perf', 'regress_opm_ben', 'contributor'),
	opm.grant_workspace('perf', 'regress_opm_lead', 'manager'), opm.grant_workspace('perf', 'regress_opm_admin', 'admin');
\set VERBOSITY terse
SELECT opm.grant_workspace('perf', 'regress_opm_ben', 'king');
SELECT opm.grant_workspace('perf', 'regress_opm_nobody', 'reader');
CREATE VIEW public.opm_probe WITH (security_invoker) AS
	SELECT (SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM perf.scorecard) AS goals, (SELECT round(score::numeric, 5) FROM perf.scorecard WHERE goal_id = 1) AS root,
		(SELECT string_agg(value::text, ' ' ORDER BY goal_id) FROM perf.measurement) AS values, (SELECT string_agg(body, ', ' ORDER BY body) FROM perf.feedback) AS feedback,
		(SELECT count(*) FROM perf.change_log WHERE old_row LIKE '%Secret%') AS secrets_in_log;
GRANT SELECT ON public.opm_probe TO PUBLIC;
UPDATE perf.goal SET why = 'secret reason' WHERE key = 'secret';
-- a rollup counts what its reader may see; private feedback stays between two people, admins included
SET ROLE regress_opm_reader;
SELECT * FROM public.opm_probe;
SET ROLE regress_opm_ben;
SELECT * FROM public.opm_probe;
SET ROLE regress_opm_lead;
SELECT * FROM public.opm_probe;
SET ROLE regress_opm_admin;
SELECT * FROM public.opm_probe;
SET ROLE regress_opm_stranger;
SELECT count(*) FROM perf.scorecard;
-- a view that a user lays over the feedback, and a cheap function in WHERE, show no more
SET ROLE regress_opm_reader;
CREATE FUNCTION pg_temp.spy(text) RETURNS boolean LANGUAGE plpgsql COST 0.0001 AS $$ BEGIN RAISE NOTICE 'spy sees %', $1; RETURN true; END $$;
SET client_min_messages = notice;
SELECT count(*) FROM perf.feedback WHERE pg_temp.spy(body);
SELECT count(*) FROM perf.recognition_feed WHERE pg_temp.spy(body);
SET client_min_messages = warning;
SELECT count(*), string_agg(goal_name, ',') FROM perf.scorecard_at(now()) WHERE goal_id <> 1;
-- a reader reads, and does nothing else
INSERT INTO perf.measurement (goal_id, at, value) VALUES (2, now() - interval '1 day', 1);
UPDATE perf.goal SET name = 'x';
SELECT perf.close_period(1);
-- a contributor writes for goals they own
SET ROLE regress_opm_ben;
INSERT INTO perf.measurement (goal_id, at, value) VALUES (2, now() - interval '1 day', 1);
INSERT INTO perf.measurement (goal_id, at, value) VALUES (1, now() - interval '1 day', 1);
INSERT INTO perf.measurement (goal_id, at, value, recorded_by) VALUES (2, now() - interval '2 days', 1, 'regress_opm_lead');
UPDATE perf.measurement SET value = 2 WHERE goal_id = 2 AND at < now() - interval '1 hour';
UPDATE perf.measurement SET value = 2 WHERE goal_id = 3;
INSERT INTO perf.check_in (goal_id, confidence) VALUES (2, 0.8);
INSERT INTO perf.check_in (goal_id, confidence) VALUES (5, 0.8);
UPDATE perf.goal SET accepted_at = now() WHERE key = 'deals';
UPDATE perf.goal SET owner_id = 1 WHERE key = 'deals';
INSERT INTO perf.goal (key, name, team_id) VALUES ('new', 'New', 1);
INSERT INTO perf.feedback (from_id, to_id, body) VALUES ((SELECT id FROM perf.person WHERE name = 'Lea'), 1, 'forged');
SELECT perf.close_period(1);
-- a manager makes goals for the teams they lead
SET ROLE regress_opm_lead;
INSERT INTO perf.goal (key, name, team_id, owner_id, parent_id) VALUES ('new', 'New', 1, (SELECT id FROM perf.person WHERE name = 'Ben'), 1);
INSERT INTO perf.goal (key, name, team_id, owner_id) VALUES ('other', 'Other', 2, (SELECT id FROM perf.person WHERE name = 'Ben'));
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'deals') WHERE key = 'new';
UPDATE perf.setting SET grace_days = 9;
-- a loop through a goal one may not see cannot be seen either: deals under below, under mine, under deals
RESET ROLE;
INSERT INTO perf.goal (key, name, team_id, owner_id, parent_id) VALUES ('below', 'Below', 1, (SELECT id FROM perf.person WHERE name = 'Ben'), (SELECT id FROM perf.goal WHERE key = 'mine'));
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'deals') WHERE key = 'mine';
SET ROLE regress_opm_lead;
UPDATE perf.goal SET parent_id = (SELECT id FROM perf.goal WHERE key = 'below') WHERE key = 'deals';
INSERT INTO perf.goal_link (goal_id, parent_id) SELECT d.id, b.id FROM perf.goal d, perf.goal b WHERE d.key = 'deals' AND b.key = 'below';
INSERT INTO perf.goal (key, name, team_id, owner_id, parent_id) SELECT 'leaf', 'Leaf', 1, owner_id, id FROM perf.goal WHERE key = 'below';
-- what says that a goal is private is written by triggers alone
DELETE FROM perf.guarded_goal;
UPDATE perf.guarded_goal SET goal_id = 1;
INSERT INTO perf.guarded_goal VALUES (2);
SELECT string_agg(value::text, ' ' ORDER BY goal_id) AS still_seen FROM perf.measurement;
RESET ROLE;
SELECT count(*) AS on_a_loop FROM perf.check_tree();
SELECT count(*) AS unguarded FROM perf.goal g WHERE (g.visibility <> 'everyone' OR g.min_group IS NOT NULL) AND g.id NOT IN (SELECT goal_id FROM perf.guarded_goal);
DELETE FROM perf.goal WHERE key IN ('leaf', 'below');
-- a table and a view of the user's own in the schema are the user's to grant
CREATE TABLE perf.ours (i integer);
CREATE VIEW perf.our_view AS SELECT 1 AS i;
GRANT SELECT ON perf.our_view TO regress_opm_ben;
SELECT opm.grant_workspace('perf', 'regress_opm_ben', 'contributor');
SELECT has_table_privilege('regress_opm_ben', 'perf.ours', 'SELECT') AS ours, has_table_privilege('regress_opm_ben', 'perf.our_view', 'SELECT') AS our_view, has_table_privilege('regress_opm_ben', 'perf.scorecard', 'SELECT') AS scorecard;
DROP VIEW perf.our_view;
DROP TABLE perf.ours;
-- cached plans follow the role
SET ROLE regress_opm_admin;
SET plan_cache_mode = force_generic_plan;
PREPARE all_goals AS SELECT count(*) FROM perf.scorecard;
EXECUTE all_goals;
SET ROLE regress_opm_reader;
EXECUTE all_goals;
RESET plan_cache_mode;
SET ROLE regress_opm_admin;
SELECT perf.add_fiscal_year('2026-01-01') > 0 AS admin_makes_periods;
RESET ROLE;
SELECT changed_by, table_name, operation, count(*) FROM perf.change_log WHERE changed_by LIKE 'regress%' GROUP BY 1, 2, 3 ORDER BY 1, 2, 3;
SELECT superseded_by, value FROM perf.measurement_history;
SELECT opm.grant_workspace('perf', 'regress_opm_ben', 'none');
SET ROLE regress_opm_ben;
SELECT count(*) FROM perf.scorecard;
RESET ROLE;
DROP VIEW public.opm_probe;
-- granted, partitioned, granted again; a partition read past its table shows nothing
SELECT opm.partition_measurements('perf', '2020-01-01', '2020-02-01') AS made;
SELECT opm.grant_workspace('perf', 'regress_opm_reader', 'reader');
SET ROLE regress_opm_reader;
SELECT string_agg(value::text, ' ' ORDER BY goal_id) AS seen FROM perf.measurement;
SELECT count(*) FROM perf.measurement_rest;
-- nobody forges history, another's words, another time, or a trigger of their own with functions of the workspace
RESET ROLE;
SELECT opm.grant_workspace('perf', 'regress_opm_ben', 'contributor');
SET ROLE regress_opm_ben;
INSERT INTO perf.change_log (table_name, operation, row_key, goal_id, old_row) VALUES ('goal', 'UPDATE', '2', 2, '{}');
INSERT INTO perf.measurement_history (goal_id, at, value, recorded_at, recorded_by, operation) VALUES (2, now(), 1, now(), 'x', 'UPDATE');
INSERT INTO perf.measurement (goal_id, at, value, recorded_at) VALUES (2, '2029-12-31', 1, '2030-01-01');
INSERT INTO perf.measurement (goal_id, at, value, recorded_at) VALUES (2, now() - interval '3 days', 1, now() - interval '2 days');
INSERT INTO perf.check_in (goal_id, person_id, confidence) VALUES (2, 1, 0.1);
INSERT INTO perf.decision (review_id, name, decided_by_id) VALUES (1, 'd', 1);
CREATE TEMP TABLE goal (id bigint);
CREATE TRIGGER t AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf._log_change();
DROP TABLE goal;
SET ROLE regress_opm_lead;
UPDATE perf.goal SET min_group = NULL WHERE key = 'survey';
-- what is left of a private goal that is gone stays private
RESET ROLE;
DELETE FROM perf.measurement WHERE goal_id IN (3, 5);
DELETE FROM perf.check_in WHERE goal_id IN (3, 5);
DELETE FROM perf.goal WHERE id IN (3, 5);
SET ROLE regress_opm_reader;
SELECT count(*) AS history FROM perf.measurement_history WHERE goal_id IN (3, 5);
SELECT count(*) AS log FROM perf.change_log WHERE goal_id IN (3, 5);
SET ROLE regress_opm_lead;
INSERT INTO perf.goal (id, key, name, team_id, owner_id) VALUES (3, 'again', 'Again', 1, (SELECT id FROM perf.person WHERE name = 'Ben'));
RESET ROLE;
SELECT opm.grant_workspace('perf', current_user, 'reader');
SELECT opm.drop_workspace('perf', 'all data');
-- the place and the weight of a goal belong to the goal above
SELECT opm.create_workspace('perf');
INSERT INTO perf.team (key, name) VALUES ('sales', 'Sales'), ('works', 'Works');
INSERT INTO perf.person (name, login, team_id) VALUES ('Ben', 'regress_opm_ben', 1), ('Lea', 'regress_opm_lead', 1), ('Ad', 'regress_opm_admin', NULL);
UPDATE perf.team SET lead_id = 3 WHERE key = 'sales';
INSERT INTO perf.goal (id, key, name, team_id, owner_id, parent_id, target, visibility) VALUES
	(1, 'top', 'Top', NULL, 1, NULL, NULL, 'everyone'), (2, 'bens', 'Of Ben', 1, 2, 1, '0 -> 10', 'everyone'), (3, 'helped', 'Ben takes part', 2, 1, 1, NULL, 'everyone'),
	(4, 'free', 'Of Ben, a root', NULL, 2, NULL, '0 -> 10', 'everyone'), (5, 'leas', 'Of Lea, no team', NULL, 3, NULL, '0 -> 10', 'everyone'),
	(6, 'hidden', 'Of Ad', 2, 4, NULL, NULL, 'owner'), (7, 'sold', 'Of the team', 1, 2, 6, '0 -> 10', 'everyone'), (8, 'own', 'Of Ben', 2, 2, NULL, NULL, 'everyone');
SELECT setval(pg_get_serial_sequence('perf.goal', 'id'), 100) > 0 AS ids_go_on;
INSERT INTO perf.goal_person (goal_id, person_id, part) VALUES (3, 2, 'contributor'), (1, 2, 'informed');
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (2, 3, 1), (4, 1, 1);
SELECT opm.grant_workspace('perf', 'regress_opm_ben', 'contributor'), opm.grant_workspace('perf', 'regress_opm_lead', 'manager'), opm.grant_workspace('perf', 'regress_opm_admin', 'admin');
CREATE VIEW public.places WITH (security_invoker) AS
	SELECT string_agg(format('%s under %s x %s', g.id, g.parent_id, g.weight), ', ' ORDER BY g.id) AS goals,
		(SELECT string_agg(format('%s under %s x %s', l.goal_id, l.parent_id, l.weight), ', ' ORDER BY l.goal_id, l.parent_id) FROM perf.goal_link l) AS links FROM perf.goal g;
GRANT SELECT ON public.places TO PUBLIC;
SET ROLE regress_opm_ben;
\set VERBOSITY default
UPDATE perf.goal SET parent_id = 1 WHERE key = 'free';
\set VERBOSITY terse
UPDATE perf.goal SET parent_id = NULL WHERE key = 'bens';
UPDATE perf.goal SET weight = 100 WHERE key = 'bens';
UPDATE perf.goal SET share = 0.5 WHERE key = 'bens';
UPDATE perf.goal SET weight = 100;
UPDATE perf.goal SET parent_id = 6 WHERE key = 'free';
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (8, 1, 100);
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (4, 1, 100) ON CONFLICT (goal_id, parent_id) DO UPDATE SET weight = EXCLUDED.weight;
MERGE INTO perf.goal_link l USING (VALUES (4)) v(i) ON l.goal_id = v.i WHEN MATCHED THEN DELETE;
UPDATE perf.goal_link SET weight = 100 WHERE goal_id = 4;
UPDATE perf.goal_link SET parent_id = 3 WHERE goal_id = 4;
UPDATE perf.goal_link SET goal_id = 8 WHERE goal_id = 4;
UPDATE perf.goal_link SET share = 0.5 WHERE goal_id = 4;
DELETE FROM perf.goal_link WHERE goal_id = 4;
SELECT * FROM public.places;
-- but what they own, and under what they own or take part in, they arrange
BEGIN;
UPDATE perf.goal SET name = 'Free', weight = weight, parent_id = parent_id;
UPDATE perf.goal SET weight = 3 WHERE key = 'free';
UPDATE perf.goal SET parent_id = 3, weight = 2 WHERE key = 'free';
UPDATE perf.goal SET parent_id = 4 WHERE key = 'own';
UPDATE perf.goal SET parent_id = NULL WHERE key = 'free';
UPDATE perf.goal_link SET weight = 2 WHERE goal_id = 2;
INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (8, 3);
DELETE FROM perf.goal_link WHERE goal_id = 2;
SELECT * FROM public.places;
ROLLBACK;
-- a manager places what the team has under any goal they see, and is a contributor for the rest
SET ROLE regress_opm_lead;
UPDATE perf.goal SET parent_id = 1 WHERE key = 'leas';
INSERT INTO perf.goal (key, name, owner_id, parent_id) VALUES ('added', 'Added', 3, 1);
INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (5, 1);
INSERT INTO perf.goal (key, name, owner_id, team_id, parent_id) VALUES ('below', 'Below', 3, 1, 6);
UPDATE perf.goal SET weight = 9 WHERE key = 'sold';
INSERT INTO perf.goal_link (goal_id, parent_id) VALUES (2, 6);
BEGIN;
UPDATE perf.goal SET parent_id = 8, weight = 7 WHERE key = 'bens';
INSERT INTO perf.goal_link (goal_id, parent_id, weight) VALUES (2, 1, 5);
UPDATE perf.goal_link SET weight = 6 WHERE goal_id = 2;
DELETE FROM perf.goal_link WHERE goal_id = 2 AND parent_id = 3;
UPDATE perf.goal SET parent_id = 1 WHERE key = 'sold';
INSERT INTO perf.goal (key, name, owner_id, parent_id) VALUES ('under', 'Under my own', 3, 5);
INSERT INTO perf.goal (key, name, owner_id, team_id, parent_id) VALUES ('under_top', 'Of the team', 3, 1, 1);
SELECT * FROM public.places;
SELECT perf.load_outline(E'a *2 "A"\n  b *3 [0 -> 10] "B"\n  c [0 -> 10] "C"\n') AS loaded, perf.load_outline(E'a *4 "A"\n  c *3 [0 -> 10] "C"\n    b [0 -> 10] "B"\n') AS again;
INSERT INTO perf.template (name, outline) VALUES ('two', E'x "X"\n  y [0 -> 10] "Y"\n');
SELECT perf.instantiate('two', ARRAY[1]) AS made, perf.instantiate('two', ARRAY[1]) AS made_again;
SELECT g.key, g.weight, p.key AS parent FROM perf.goal g LEFT JOIN perf.goal p ON p.id = g.parent_id WHERE g.id > 100 ORDER BY g.key;
ROLLBACK;
-- admins and the owner place everything; links go with a goal that is deleted
SET ROLE regress_opm_admin;
UPDATE perf.goal SET weight = 2 WHERE key = 'bens';
RESET ROLE;
UPDATE perf.goal SET weight = 1 WHERE key = 'bens';
DROP VIEW public.places;
-- small rounds of a survey: the owner tries every door to them
INSERT INTO perf.goal (id, key, name, owner_id, team_id, target, min_group, time_aggregation) VALUES (20, 'pulse', 'Pulse', 2, 1, '0 -> 10', 5, 'last'), (21, 'plain', 'Plain', 2, 1, '0 -> 10', NULL, 'last');
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('custom', 'P', '2020-01-01', '2020-12-31');
INSERT INTO perf.measurement (goal_id, at, value, base) VALUES (20, '2020-01-01', 3, 2), (20, '2020-01-02', 7, 9), (21, '2020-01-01', 1, NULL);
CREATE FUNCTION public.seen() RETURNS text LANGUAGE sql RETURN (SELECT string_agg(format('%s: %s of %s', goal_id, value, base), ', ' ORDER BY goal_id, at) FROM perf.measurement);
CREATE FUNCTION public.was_seen() RETURNS text LANGUAGE sql RETURN (SELECT string_agg(format('%s: %s of %s', goal_id, value, base), ', ' ORDER BY goal_id, at, value) FROM perf.measurement_history);
SET ROLE regress_opm_ben;
SELECT public.seen();
-- raising the base, without a WHERE that would ask who may read
BEGIN; UPDATE perf.measurement SET base = 100; SELECT public.seen(), public.was_seen(); ROLLBACK;
BEGIN; UPDATE perf.measurement SET base = 100 RETURNING value; SELECT public.seen(); ROLLBACK;
-- moving the rows to a goal that is no survey
BEGIN; DELETE FROM perf.measurement WHERE goal_id = 21; UPDATE perf.measurement SET goal_id = 21; SELECT public.seen(); ROLLBACK;
-- moving them to another time; what is superseded stays as hidden
BEGIN; UPDATE perf.measurement SET note = 'x'; SELECT public.seen(), public.was_seen(); ROLLBACK;
BEGIN; UPDATE perf.measurement SET at = '2020-02-02' WHERE base < 5; SELECT public.seen(); ROLLBACK;
-- by way of an insertion
INSERT INTO perf.measurement (goal_id, at, value, base) VALUES (20, '2020-01-01', 0, 100) ON CONFLICT (goal_id, at) DO UPDATE SET base = EXCLUDED.base;
INSERT INTO perf.measurement (goal_id, at, value, base) VALUES (20, '2020-01-01', 0, 100) ON CONFLICT ON CONSTRAINT measurement_pkey DO UPDATE SET base = 100 RETURNING value;
MERGE INTO perf.measurement m USING (VALUES (20)) v(i) ON m.goal_id = v.i AND m.at = '2020-01-01' WHEN MATCHED THEN UPDATE SET base = 100;
MERGE INTO perf.measurement m USING (VALUES (20)) v(i) ON true WHEN MATCHED AND m.base < 5 THEN DELETE;
SELECT public.seen();
-- by deletion: allowed, and it shows nothing
BEGIN; DELETE FROM perf.measurement WHERE goal_id = 20 RETURNING value; SELECT public.seen(); ROLLBACK;
BEGIN; DELETE FROM perf.measurement; SELECT public.seen(), public.was_seen(); ROLLBACK;
-- by the goal: its minimum, its key, its time aggregation, targets of periods
UPDATE perf.goal SET min_group = 2 WHERE id = 20;
UPDATE perf.goal SET min_group = NULL, time_aggregation = 'sum';
UPDATE perf.goal SET id = 22, min_group = NULL WHERE id = 20;
UPDATE perf.goal SET id = 23 WHERE id = 8;
BEGIN;
DELETE FROM perf.measurement WHERE goal_id = 21;
WITH moved AS (UPDATE perf.goal SET id = 22 WHERE id = 20 RETURNING id), told AS (UPDATE perf.announced SET goal_id = 22 WHERE goal_id = 21)
	UPDATE perf.goal SET id = 20 WHERE id = 21 AND (SELECT count(*) FROM moved) = 1;
ROLLBACK;
BEGIN;
UPDATE perf.goal SET time_aggregation = 'sum' WHERE id = 20;
SELECT goal_id, actual, score FROM perf.scorecard WHERE goal_id = 20;
UPDATE perf.goal SET time_aggregation = 'count' WHERE id = 20;
SELECT goal_id, actual, score FROM perf.scorecard WHERE goal_id = 20;
INSERT INTO perf.goal_target (goal_id, period_id, target) VALUES (20, 1, '0 -> 4');
SELECT goal_id, actual, measurement_count FROM perf.goal_now WHERE goal_id = 20;
SELECT goal_id, actual, score FROM perf.scorecard_at('2020-01-01 12:00 UTC', now()) WHERE goal_id = 20;
ROLLBACK;
-- a manager: the survey deleted and made again with a smaller minimum, under the key it had
SET ROLE regress_opm_lead;
INSERT INTO perf.goal AS g (key, name, owner_id, team_id) VALUES ('pulse', 'Pulse', 3, 1) ON CONFLICT (key) DO UPDATE SET min_group = EXCLUDED.min_group;
BEGIN;
DELETE FROM perf.measurement WHERE goal_id = 20;
DELETE FROM perf.measurement;
DELETE FROM perf.goal WHERE id = 20;
INSERT INTO perf.goal (id, key, name, owner_id, team_id, min_group) VALUES (20, 'again', 'Again', 3, 1, 2);
ROLLBACK;
BEGIN;
DELETE FROM perf.measurement;
DELETE FROM perf.goal WHERE id = 20;
INSERT INTO perf.goal (id, key, name, owner_id, team_id, visibility) VALUES (20, 'again', 'Again', 3, 1, 'owner');
ROLLBACK;
-- actions and decisions of a goal one may not see are not moved to where one does
RESET ROLE;
INSERT INTO perf.review (name) VALUES ('R');
INSERT INTO perf.action (goal_id, name, raised_by_id, owner_id) VALUES (6, 'Secret action', 4, 4);
INSERT INTO perf.decision (goal_id, review_id, name, decided_by_id) VALUES (6, 1, 'Secret decision', 4);
SET ROLE regress_opm_lead;
UPDATE perf.action SET goal_id = NULL;
UPDATE perf.action SET owner_id = 3;
UPDATE perf.decision SET goal_id = NULL;
SELECT (SELECT count(*) FROM perf.action) AS actions, (SELECT count(*) FROM perf.decision) AS decisions;
RESET ROLE;
SELECT public.seen(), (SELECT count(*) FROM perf.action WHERE goal_id = 6) AS actions;
DROP FUNCTION public.seen(), public.was_seen();
-- rows of a close: only with the whole close, and by nobody's hand afterwards
INSERT INTO perf.period (kind, name, first_day, last_day) VALUES ('custom', 'Q', '2021-01-01', '2021-12-31'), ('custom', 'R', '2022-01-01', '2022-12-31');
UPDATE perf.goal SET owner_id = 4 WHERE key = 'plain';
SET ROLE regress_opm_admin;
SELECT perf.close_period(1) AS closed;
SELECT * FROM perf.check_closes();
\set VERBOSITY default
INSERT INTO perf.close_result (close_id, goal_id, goal_key, goal_name, depth, tree_order, status, status_order, visibility) VALUES (1, 99, 'added', 'Added', 0, 99, 'no data', -1, 'everyone');
\set VERBOSITY terse
INSERT INTO perf.close_tree (close_id, outline) VALUES (1, '1 "x"') ON CONFLICT DO NOTHING;
INSERT INTO perf.period_close (period_id, digest) VALUES (2, 'made up');
INSERT INTO perf.period_close (period_id, closed_at, previous_digest, digest) SELECT 2, '2021-06-01', digest, perf._close_digest(digest, 2, '2021-06-01', '') FROM perf.period_close;
INSERT INTO perf.period_close (period_id, closed_by, previous_digest, digest) SELECT 2, 'regress_opm_lead', digest, perf._close_digest(digest, 2, now(), '') FROM perf.period_close;
INSERT INTO perf.period_close (period_id, digest) SELECT 2, perf._close_digest(NULL, 2, now(), '');
-- also in the transaction of the close, and after a savepoint
BEGIN;
SELECT perf.close_period(2) AS closed;
INSERT INTO perf.close_result (close_id, goal_id, goal_key, goal_name, depth, tree_order, status, status_order, visibility) SELECT id, 99, 'added', 'Added', 0, 99, 'no data', -1, 'everyone' FROM perf.period_close WHERE period_id = 2;
ROLLBACK;
BEGIN;
SAVEPOINT s;
SELECT perf.close_period(2) > 1 AS closed;
RELEASE s;
COMMIT;
-- the owner of the tables can put the triggers aside: that shows
RESET ROLE;
SET session_replication_role = replica;
INSERT INTO perf.close_result (close_id, goal_id, goal_key, goal_name, depth, tree_order, status, status_order, visibility) VALUES (1, 99, 'added', 'Added', 0, 99, 'no data', -1, 'everyone');
SELECT problem FROM perf.check_closes();
DELETE FROM perf.close_result WHERE goal_id = 99;
BEGIN; DELETE FROM perf.close_result WHERE close_id = 1 AND goal_id = 21; SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.close_result SET actual = actual + 0.001 WHERE close_id = 1; SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.close_result SET score = COALESCE(score, 0) + 1 WHERE close_id = 1 AND goal_id IN (20, 2); SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.close_result SET target = '0 -> 11' WHERE close_id = 1 AND goal_id = 20; SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.close_result SET coverage_fraction = 1 - COALESCE(coverage_fraction, 0) WHERE close_id = 1 AND goal_id = 1; SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.close_tree SET outline = '1 "x"'::opm.goaltree::text WHERE close_id = 1; SELECT problem FROM perf.check_closes(); ROLLBACK;
BEGIN; UPDATE perf.period_close SET previous_digest = 'x' WHERE id = 1; SELECT problem FROM perf.check_closes(); ROLLBACK;
RESET session_replication_role;
SELECT count(*) AS problems FROM perf.check_closes();
-- who may not see the trees is not told that they were changed
SET ROLE regress_opm_lead;
SELECT count(*) AS problems FROM perf.check_closes();
RESET ROLE;
SELECT opm.drop_workspace('perf', 'all data');
DROP OWNED BY regress_opm_reader, regress_opm_ben, regress_opm_lead, regress_opm_admin, regress_opm_stranger;
DROP ROLE regress_opm_reader, regress_opm_ben, regress_opm_lead, regress_opm_admin, regress_opm_stranger;
