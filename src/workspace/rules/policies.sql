-- Row-level security. Everyone who may read sees all, except goals that are private and what hangs on them, private feedback, ratings and pay.
-- A person writes for goals they own, take part in, or whose team they lead. The owner of the tables is not limited.

CREATE OR REPLACE FUNCTION least_group(goal_id bigint) RETURNS double precision LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 SET search_path FROM CURRENT AS $$
BEGIN
	RETURN (SELECT COALESCE(g.min_group, 0) FROM goal g WHERE g.id = least_group.goal_id);
END
$$;
COMMENT ON FUNCTION least_group IS 'Least number of answers for a measurement of this goal to be seen: 0 where it is no survey, NULL where the goal cannot be seen. Behind a policy; a function, because the planner would take a subquery for the cost of millions, and compile.';

-- Functions and not subqueries, because the planner would take the cost of reading goal for that of every look. Each is asked once a query.
CREATE OR REPLACE FUNCTION seen_guarded() RETURNS SETOF bigint LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 ROWS 10 SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RETURN QUERY SELECT q.goal_id FROM guarded_goal q WHERE q.goal_id IN (SELECT g.id FROM goal g);
END
$$;
COMMENT ON FUNCTION seen_guarded IS 'Guarded goals that the current role may see. Behind the policies.';

CREATE OR REPLACE FUNCTION survey_goals() RETURNS SETOF bigint LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 ROWS 10 SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RETURN QUERY SELECT g.id FROM goal g WHERE g.min_group IS NOT NULL;
END
$$;
COMMENT ON FUNCTION survey_goals IS 'Surveys that the current role may see. Behind the policies: only for these the size of a group is looked at.';

DO $do$
DECLARE
	t text;
	size text;
	-- Most goals are for everyone to see, and that is asked first: a look into a small table. What may be seen of the others is asked of goal.
	shown text := 'goal_id NOT IN (SELECT q.goal_id FROM guarded_goal q)';
	guarded text := 'goal_id IN (SELECT s.id FROM seen_guarded() s(id))';
	seen text := shown || ' OR ' || guarded;
	-- What a person may write for a goal, and who may change the goal itself. As text, not as functions: those would be called for every row,
	-- this is planned with the statement, and each of its questions is asked once. Admins have a policy of their own.
	leads text := 'team_id IN (SELECT t.id FROM my_teams() t(id))';
	changes_it text := '(SELECT my_level()) >= 2 AND (owner_id = (SELECT me()) OR ((SELECT my_level()) >= 3 AND ' || leads || '))';
	writes text := '(SELECT my_level()) >= 2 AND EXISTS (SELECT FROM goal g WHERE g.id = goal_id AND (owner_id = (SELECT me()) OR ' || leads || ' OR g.id IN (SELECT p.id FROM my_parts() p(id))))';
	changes text := 'EXISTS (SELECT FROM goal g WHERE g.id = goal_id AND ' || changes_it || ')';
BEGIN
	FOREACH t IN ARRAY ARRAY['setting', 'tree_lock', 'team', 'person', 'period', 'perspective', 'template', 'goal', 'guarded_goal', 'goal_link', 'goal_target', 'goal_person',
		'measurement', 'measurement_history', 'binding', 'check_in', 'announced', 'review', 'decision', 'action', 'feedback', 'rating', 'incentive',
		'factor', 'goal_factor', 'capacity', 'change_log', 'period_close', 'close_tree', 'close_result', 'access'] LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
		EXECUTE format('DROP POLICY IF EXISTS readable ON %I', t);
		EXECUTE format('DROP POLICY IF EXISTS admin ON %I', t);
		EXECUTE format('DROP POLICY IF EXISTS own ON %I', t);
		EXECUTE format('DROP POLICY IF EXISTS added ON %I', t);
		EXECUTE format('DROP POLICY IF EXISTS changed ON %I', t);
		EXECUTE format('DROP POLICY IF EXISTS removed ON %I', t);
		EXECUTE format('CREATE POLICY admin ON %I USING ((SELECT my_level()) >= 4) WITH CHECK ((SELECT my_level()) >= 4)', t);
	END LOOP;
	-- what everyone may read
	FOREACH t IN ARRAY ARRAY['setting', 'tree_lock', 'team', 'person', 'period', 'perspective', 'template', 'review', 'factor', 'capacity', 'period_close', 'access', 'binding', 'guarded_goal'] LOOP
		EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (true)', t);
	END LOOP;
	-- what hangs on a goal is read by those who see the goal
	FOREACH t IN ARRAY ARRAY['goal_link', 'goal_target', 'goal_person', 'check_in', 'announced', 'goal_factor'] LOOP
		EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (%s)', t, seen);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['action', 'decision'] LOOP
		EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (goal_id IS NULL OR %s)', t, seen);
	END LOOP;
	-- small survey groups are not shown
	FOR t, size IN SELECT * FROM (VALUES ('measurement', 'group_size'), ('measurement_history', 'COALESCE(base, 0)')) v LOOP
		EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (%s OR (%s AND (goal_id NOT IN (SELECT s.id FROM survey_goals() s(id)) OR %s >= least_group(goal_id))))', t, shown, guarded, size);
	END LOOP;
	-- what is written for a goal
	FOREACH t IN ARRAY ARRAY['check_in', 'announced', 'goal_factor'] LOOP
		EXECUTE format('CREATE POLICY added ON %I FOR INSERT WITH CHECK (%s%s)', t, CASE t WHEN 'check_in' THEN 'person_id = (SELECT me()) AND ' END, writes);
		EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (%s) WITH CHECK (%s)', t, writes, writes);
	END LOOP;
	-- nobody writes in another's name, or at another time than now
	EXECUTE format('CREATE POLICY added ON measurement FOR INSERT WITH CHECK (recorded_by = current_user AND recorded_at >= now() AND recorded_at <= clock_timestamp() AND %s)', writes);
	-- An UPDATE that reads no column asks only this policy which rows it may change: a round that is hidden for its size is not corrected by who may not see it.
	EXECUTE format('CREATE POLICY changed ON measurement FOR UPDATE USING (%s AND (%s OR group_size >= least_group(goal_id))) WITH CHECK (%s)', writes, shown, writes);
	EXECUTE format('CREATE POLICY removed ON measurement FOR DELETE USING (%s)', writes);
	-- history is written by triggers, for what the writer may write
	EXECUTE format('CREATE POLICY added ON measurement_history FOR INSERT WITH CHECK (pg_trigger_depth() > 0 AND superseded_by = current_user AND superseded_at >= now() AND superseded_at <= clock_timestamp() AND %s)', writes);
	EXECUTE format('CREATE POLICY added ON change_log FOR INSERT WITH CHECK (pg_trigger_depth() > 0 AND changed_by = current_user AND changed_at >= now() AND changed_at <= clock_timestamp()'
		' AND (SELECT my_level()) >= 2 AND goal_id IS NOT NULL AND (operation = ''DELETE'' OR (%s)))', writes);
	-- what one may not see one does not change, as above
	EXECUTE format('CREATE POLICY changed ON decision FOR UPDATE USING ((SELECT my_level()) >= 2 AND decided_by_id = (SELECT me()) AND (goal_id IS NULL OR %s))', seen);
	EXECUTE format('CREATE POLICY changed ON action FOR UPDATE USING ((SELECT my_level()) >= 2 AND (goal_id IS NULL OR %s)'
		' AND (owner_id = (SELECT me()) OR raised_by_id = (SELECT me()) OR (SELECT my_level()) >= 3 OR (%s)))', seen, writes);
	EXECUTE format('CREATE POLICY changed ON goal FOR UPDATE USING (%s) WITH CHECK (%s)', changes_it, changes_it);
	EXECUTE format('CREATE POLICY removed ON goal FOR DELETE USING ((SELECT my_level()) >= 3 AND %s)', changes_it);
	-- not with the key of a goal that is gone and was private or a survey: what is left of that one would be read as of this one
	EXECUTE format('CREATE POLICY added ON goal FOR INSERT WITH CHECK ((SELECT my_level()) >= 3 AND id NOT IN (SELECT q.goal_id FROM guarded_goal q) AND %s)', changes_it);
	FOREACH t IN ARRAY ARRAY['goal_link', 'goal_person', 'goal_target', 'goal_factor'] LOOP
		EXECUTE format('CREATE POLICY removed ON %I FOR DELETE USING (%s)', t, changes);
	END LOOP;
	FOREACH t IN ARRAY ARRAY['goal_link', 'goal_person', 'goal_target'] LOOP
		EXECUTE format('CREATE POLICY added ON %I FOR INSERT WITH CHECK (%s)', t, changes);
		EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (%s) WITH CHECK (%s)', t, changes, changes);
	END LOOP;
END
$do$;

CREATE POLICY changed ON tree_lock FOR UPDATE USING ((SELECT my_level()) >= 2) WITH CHECK ((SELECT my_level()) >= 2);
CREATE POLICY readable ON goal FOR SELECT USING (visibility = 'everyone' OR owner_id = (SELECT me()) OR team_id IN (SELECT t.id FROM my_teams() t(id))
	OR (visibility = 'team' AND team_id = (SELECT p.team_id FROM person p WHERE p.id = me())));

CREATE POLICY added ON guarded_goal FOR INSERT WITH CHECK ((SELECT my_level()) >= 2);
CREATE POLICY readable ON change_log FOR SELECT USING (NOT confidential AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g) OR (operation = 'DELETE' AND goal_id NOT IN (SELECT q.goal_id FROM guarded_goal q)))
	OR (confidential AND goal_id IN (SELECT g.id FROM goal g WHERE g.owner_id = me())));

CREATE POLICY added ON review FOR INSERT WITH CHECK ((SELECT my_level()) >= 2);
CREATE POLICY changed ON review FOR UPDATE USING ((SELECT my_level()) >= 3 OR facilitator_id = (SELECT me())) WITH CHECK ((SELECT my_level()) >= 2);
CREATE POLICY added ON decision FOR INSERT WITH CHECK ((SELECT my_level()) >= 2 AND decided_by_id = (SELECT me()) AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g)));
CREATE POLICY added ON action FOR INSERT WITH CHECK ((SELECT my_level()) >= 2 AND raised_by_id = (SELECT me()) AND (decided_by_id IS NULL OR decided_by_id = (SELECT me())) AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g)));
CREATE POLICY added ON factor FOR INSERT WITH CHECK ((SELECT my_level()) >= 2);
CREATE POLICY changed ON factor FOR UPDATE USING ((SELECT my_level()) >= 3 OR owner_id = (SELECT me()));
CREATE POLICY added ON capacity FOR INSERT WITH CHECK ((SELECT my_level()) >= 3 AND team_id IN (SELECT t.id FROM my_teams() t(id)));
CREATE POLICY changed ON capacity FOR UPDATE USING ((SELECT my_level()) >= 3 AND team_id IN (SELECT t.id FROM my_teams() t(id)));
CREATE POLICY added ON template FOR INSERT WITH CHECK ((SELECT my_level()) >= 3);

-- Private feedback is for the two people only: not even admins of the workspace have a policy for it.
DROP POLICY admin ON feedback;
CREATE POLICY readable ON feedback FOR SELECT USING (visibility = 'everyone' OR from_id = (SELECT me()) OR to_id = (SELECT me())
	OR (visibility = 'team' AND (SELECT p.team_id FROM person p WHERE p.id = to_id) = (SELECT p.team_id FROM person p WHERE p.id = me())));
CREATE POLICY added ON feedback FOR INSERT WITH CHECK ((SELECT my_level()) >= 2 AND from_id = (SELECT me()));
CREATE POLICY removed ON feedback FOR DELETE USING (from_id = (SELECT me()));
CREATE POLICY readable ON rating FOR SELECT USING (subject_id = (SELECT me()) OR rater_id = (SELECT me()));
CREATE POLICY added ON rating FOR INSERT WITH CHECK ((SELECT my_level()) >= 2 AND rater_id = (SELECT me()));
CREATE POLICY changed ON rating FOR UPDATE USING (rater_id = (SELECT me())) WITH CHECK (rater_id = (SELECT me()));
CREATE POLICY readable ON incentive FOR SELECT USING (person_id = (SELECT me()));
CREATE POLICY readable ON close_result FOR SELECT USING (visibility = 'everyone' OR goal_id IN (SELECT g.id FROM goal g));

-- A trigger function is for the triggers here: nobody else hangs it on a table of their own.
DO $do$
DECLARE
	f text;
BEGIN
	FOR f IN SELECT p.oid::regprocedure::text FROM pg_proc p JOIN pg_class c ON c.relnamespace = p.pronamespace AND c.oid = 'setting'::regclass WHERE p.prorettype = 'trigger'::regtype LOOP
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
	END LOOP;
END
$do$;
