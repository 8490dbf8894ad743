-- who may do what in a workspace: every level as its own role
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
	SELECT (SELECT string_agg(goal_key, ' ' ORDER BY goal_key) FROM perf.scorecard) AS goals, (SELECT round(score::numeric, 3) FROM perf.scorecard WHERE id = 1) AS root,
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
SELECT count(*), string_agg(name, ',') FROM perf.scorecard_at(now()) WHERE id <> 1;
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
-- what says that a goal is private can be added to, and that is all
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
CREATE TRIGGER t AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION perf.log_change();
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
DROP OWNED BY regress_opm_reader, regress_opm_ben, regress_opm_lead, regress_opm_admin, regress_opm_stranger;
DROP ROLE regress_opm_reader, regress_opm_ben, regress_opm_lead, regress_opm_admin, regress_opm_stranger;
