-- Row-level security. Everyone who may read sees all, except goals that are private and what hangs on them, private
-- feedback, ratings and pay.
-- A person writes for goals they own, take part in, or whose team they lead. The owner of the tables is not limited.

-- fence: black-box
CREATE OR REPLACE FUNCTION _least_group(goal_id bigint, home regclass DEFAULT 'setting'::regclass)
RETURNS double precision LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN (SELECT COALESCE(g.min_group, 0) FROM perf.goal g WHERE g.id = _least_group.goal_id);
END
$$;
COMMENT ON FUNCTION _least_group IS
	'Internal: least number of answers for a measurement of this goal to be seen: 0 where it is no survey, NULL where '
	'the goal cannot be seen. Used by a policy. A function, because the planner would expect a subquery to cost as '
	'much as millions of rows, and compile it.';

-- Functions and not subqueries, because the planner would take the cost of reading goal for that of every look. Each is
-- asked once per query.
-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _seen_guarded(home regclass DEFAULT 'setting'::regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT q.goal_id FROM perf.guarded_goal q WHERE q.goal_id IN (SELECT g.id FROM perf.goal g);
END
$$;
COMMENT ON FUNCTION _seen_guarded IS 'Internal: guarded goals that the current role may see. Used by the policies.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _survey_goals(home regclass DEFAULT 'setting'::regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE COST 1 ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT g.id FROM perf.goal g WHERE g.min_group IS NOT NULL;
END
$$;
COMMENT ON FUNCTION _survey_goals IS
	'Internal: surveys that the current role may see. Used by the policies: only for these the size of a group is '
	'looked at.';

DO $do$
DECLARE
	t record;
	-- Most goals are for everyone to see, and that is asked first: a look into a small table. What may be seen of the
	-- others is asked of goal.
	shown text := 'goal_id NOT IN (SELECT q.goal_id FROM guarded_goal q)';
	guarded text := 'goal_id IN (SELECT s.id FROM _seen_guarded() s(id))';
	seen text := shown || ' OR ' || guarded;
	-- What a person may write for a goal, and who may change the goal itself. As text, not as functions: those would be
	-- called for every row, this is planned with the statement, and each of its questions is asked once. Admins have a
	-- policy of their own.
	leads text := 'team_id IN (SELECT t.id FROM _my_teams() t(id))';
	changes_it text := '(SELECT _my_level()) >= 2 AND (owner_id = (SELECT me()) OR ((SELECT _my_level()) >= 3 AND '
		|| leads || '))';
	-- %s is the table of the policy: without it, goal_id could be a column that a user added to goal
	writes text := '(SELECT _my_level()) >= 2 AND EXISTS (SELECT FROM goal g WHERE g.id = %s.goal_id'
		' AND (owner_id = (SELECT me()) OR ' || leads || ' OR g.id IN (SELECT p.id FROM _my_parts() p(id))))';
	changes text := 'EXISTS (SELECT FROM goal g WHERE g.id = %s.goal_id AND ' || changes_it || ')';
	-- For what people say, see own_name.sql; a measurement is of the role that writes it. A policy, because it costs
	-- less for a row than a trigger.
	here_and_now text := 'recorded_by = current_user AND recorded_at >= now() AND recorded_at <= clock_timestamp()';
	-- What a row names is a goal that its writer sees. Asked of goal, so that a goal that is hidden and one that is not
	-- there get the same answer; a foreign key alone would tell them apart.
	there text := '(goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g))';
	reads text;
BEGIN
	FOR t IN SELECT k.table_name, k.readers, k.writers FROM opm._workspace_tables() k LOOP
		EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t.table_name);
		EXECUTE format('DROP POLICY IF EXISTS readable ON %1$I; DROP POLICY IF EXISTS admin ON %1$I;'
			' DROP POLICY IF EXISTS added ON %1$I; DROP POLICY IF EXISTS changed ON %1$I;'
			' DROP POLICY IF EXISTS removed ON %1$I', t.table_name);
		-- what triggers write is written by nobody, see opm._workspace_by_owner: no policy lets anybody
		IF t.writers <> 'owner' THEN
			EXECUTE format('CREATE POLICY admin ON %I FOR %s USING ((SELECT _my_level()) >= 4)%s',
				t.table_name, CASE t.writers WHEN 'triggers' THEN 'SELECT' ELSE 'ALL' END,
				-- restatements rest on when a value became known: that is not an admin's to choose
				CASE t.table_name WHEN 'measurement'
					THEN format(' WITH CHECK ((SELECT _my_level()) >= 4 AND %s)', here_and_now) END);
		END IF;
		reads := CASE t.readers
			WHEN 'everyone' THEN 'true'
			-- what hangs on a goal is read by those who see the goal
			WHEN 'goal' THEN seen
			WHEN 'goal or none' THEN 'goal_id IS NULL OR ' || seen
			-- small survey groups are not shown
			WHEN 'group' THEN format('%s OR (%s AND (goal_id NOT IN (SELECT s.id FROM _survey_goals() s(id))'
				' OR %s >= _least_group(goal_id)))', shown, guarded,
				CASE t.table_name WHEN 'measurement' THEN 'group_size' ELSE 'COALESCE(base, 0)' END) END;
		IF reads IS NOT NULL THEN
			EXECUTE format('CREATE POLICY readable ON %I FOR SELECT USING (%s)', t.table_name, reads);
		END IF;
		IF t.writers = 'contributors' THEN
			EXECUTE format('CREATE POLICY added ON %I FOR INSERT WITH CHECK ((SELECT _my_level()) >= 2)', t.table_name);
		ELSIF t.writers = 'goal writers' THEN
			EXECUTE format('CREATE POLICY added ON %I FOR INSERT WITH CHECK (%s)', t.table_name,
				format(writes, t.table_name));
			EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (%s) WITH CHECK (%s)',
				t.table_name, format(writes, t.table_name), format(writes, t.table_name));
		ELSIF t.writers = 'goal editors' THEN
			EXECUTE format('CREATE POLICY added ON %I FOR INSERT WITH CHECK (%s)', t.table_name,
				format(changes, t.table_name));
			EXECUTE format('CREATE POLICY changed ON %I FOR UPDATE USING (%s) WITH CHECK (%s)',
				t.table_name, format(changes, t.table_name), format(changes, t.table_name));
			EXECUTE format('CREATE POLICY removed ON %I FOR DELETE USING (%s)', t.table_name,
				format(changes, t.table_name));
		END IF;
	END LOOP;
	-- what is written for a goal, beside the tables of goal writers
	EXECUTE format('CREATE POLICY added ON check_in FOR INSERT WITH CHECK (%s)', format(writes, 'check_in'));
	EXECUTE format('CREATE POLICY changed ON check_in FOR UPDATE USING (%1$s) WITH CHECK (%1$s)',
		format(writes, 'check_in'));
	EXECUTE format('CREATE POLICY removed ON goal_factor FOR DELETE USING (%s)', format(changes, 'goal_factor'));
	EXECUTE format('CREATE POLICY added ON measurement FOR INSERT WITH CHECK (%s AND %s)', here_and_now,
		format(writes, 'measurement'));
	-- An UPDATE that reads no column asks only this policy which rows it may change: a round that is hidden for its
	-- size is not corrected by who may not see it.
	EXECUTE format('CREATE POLICY changed ON measurement FOR UPDATE'
		' USING (%1$s AND (%2$s OR group_size >= _least_group(goal_id))) WITH CHECK (%1$s)',
		format(writes, 'measurement'), shown);
	EXECUTE format('CREATE POLICY removed ON measurement FOR DELETE USING (%s)', format(writes, 'measurement'));
	-- what one may not see one does not change, as above
	EXECUTE format('CREATE POLICY changed ON decision FOR UPDATE'
		' USING ((SELECT _my_level()) >= 2 AND decided_by_id = (SELECT me()) AND (goal_id IS NULL OR %s))'
		' WITH CHECK ((SELECT _my_level()) >= 2 AND decided_by_id = (SELECT me()) AND %s)', seen, there);
	EXECUTE format('CREATE POLICY changed ON action FOR UPDATE'
		' USING ((SELECT _my_level()) >= 2 AND (goal_id IS NULL OR %s) AND (owner_id = (SELECT me())'
		' OR raised_by_id = (SELECT me()) OR (SELECT _my_level()) >= 3 OR (%s)))'
		' WITH CHECK ((SELECT _my_level()) >= 2 AND (owner_id = (SELECT me()) OR raised_by_id = (SELECT me())'
		' OR (SELECT _my_level()) >= 3 OR (%s)) AND %s AND %s)', seen, format(writes, 'action'),
		format(writes, 'action'), there, replace(there, 'goal_id', 'control_goal_id'));
	EXECUTE format('CREATE POLICY changed ON goal FOR UPDATE USING (%s) WITH CHECK (%s)', changes_it, changes_it);
	EXECUTE format('CREATE POLICY removed ON goal FOR DELETE USING ((SELECT _my_level()) >= 3 AND %s)', changes_it);
	-- not with the key of a goal that is gone and was private or a survey: what is left of that one would be read as of
	-- this one
	EXECUTE format('CREATE POLICY added ON goal FOR INSERT WITH CHECK ((SELECT _my_level()) >= 3'
		' AND id NOT IN (SELECT q.goal_id FROM guarded_goal q) AND %s)', changes_it);
END
$do$;

CREATE POLICY readable ON goal FOR SELECT
	USING (visibility = 'everyone' OR owner_id = (SELECT me()) OR team_id IN (SELECT t.id FROM _my_teams() t(id))
		OR (visibility = 'team' AND team_id = (SELECT p.team_id FROM person p WHERE p.id = me())));
CREATE POLICY readable ON change_log FOR SELECT
	USING (NOT confidential AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g)
			OR (operation = 'DELETE' AND goal_id NOT IN (SELECT q.goal_id FROM guarded_goal q)))
		OR (confidential AND goal_id IN (SELECT g.id FROM goal g WHERE g.owner_id = me())));

CREATE POLICY changed ON review FOR UPDATE
	USING ((SELECT _my_level()) >= 3 OR facilitator_id = (SELECT me())) WITH CHECK ((SELECT _my_level()) >= 2);
CREATE POLICY added ON decision FOR INSERT
	WITH CHECK ((SELECT _my_level()) >= 2
		AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g)));
CREATE POLICY added ON action FOR INSERT
	WITH CHECK ((SELECT _my_level()) >= 2 AND raised_by_id IS NOT NULL
		AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g))
		AND (control_goal_id IS NULL OR control_goal_id IN (SELECT g.id FROM goal g)));
CREATE POLICY changed ON factor FOR UPDATE USING ((SELECT _my_level()) >= 3 OR owner_id = (SELECT me()));
CREATE POLICY added ON capacity FOR INSERT
	WITH CHECK ((SELECT _my_level()) >= 3 AND team_id IN (SELECT t.id FROM _my_teams() t(id)));
CREATE POLICY changed ON capacity FOR UPDATE
	USING ((SELECT _my_level()) >= 3 AND team_id IN (SELECT t.id FROM _my_teams() t(id)));
CREATE POLICY added ON template FOR INSERT WITH CHECK ((SELECT _my_level()) >= 3);

-- Private feedback is for the two people only: not even admins of the workspace have a policy for it.
DROP POLICY admin ON feedback;
CREATE POLICY readable ON feedback FOR SELECT
	USING (visibility = 'everyone' OR from_id = (SELECT me()) OR to_id = (SELECT me())
		OR (visibility = 'team' AND (SELECT p.team_id FROM person p WHERE p.id = feedback.to_id)
			= (SELECT p.team_id FROM person p WHERE p.id = me())));
CREATE POLICY added ON feedback FOR INSERT
	WITH CHECK ((SELECT _my_level()) >= 2 AND from_id = (SELECT me())
		AND (goal_id IS NULL OR goal_id IN (SELECT g.id FROM goal g)));
CREATE POLICY removed ON feedback FOR DELETE USING (from_id = (SELECT me()));
-- what is not imported yet is its owner's alone
CREATE POLICY readable ON import_line FOR SELECT USING (person_id = (SELECT me()));
CREATE POLICY added ON import_line FOR INSERT WITH CHECK ((SELECT _my_level()) >= 2 AND person_id = (SELECT me()));
CREATE POLICY removed ON import_line FOR DELETE USING (person_id = (SELECT me()));
CREATE POLICY readable ON rating FOR SELECT USING (subject_id = (SELECT me()) OR rater_id = (SELECT me()));
CREATE POLICY added ON rating FOR INSERT WITH CHECK ((SELECT _my_level()) >= 2 AND rater_id = (SELECT me()));
CREATE POLICY changed ON rating FOR UPDATE USING (rater_id = (SELECT me())) WITH CHECK (rater_id = (SELECT me()));
CREATE POLICY readable ON incentive FOR SELECT USING (person_id = (SELECT me()));
CREATE POLICY readable ON close_result FOR SELECT
	USING ((visibility = 'everyone' OR goal_id IN (SELECT g.id FROM goal g))
		AND (close_id, goal_id) NOT IN (SELECT w.close_id, w.goal_id
			FROM opm._workspace_withheld_results('setting'::regclass) w));
-- you see a figure if you see every goal that it rests on
CREATE POLICY readable ON goal_snapshot FOR SELECT
	USING ((goal_id NOT IN (SELECT q.goal_id FROM guarded_goal q)
			OR goal_id IN (SELECT s.id FROM _seen_guarded() s(id)))
		AND (rests_on = '{}' OR rests_on <@ ARRAY(SELECT s.id FROM _seen_guarded() s(id))));

-- A trigger function is for the triggers here: nobody else hangs it on a table of their own.
DO $do$
DECLARE
	f text;
BEGIN
	FOR f IN SELECT p.oid::regprocedure::text
		FROM pg_proc p JOIN pg_class c ON c.relnamespace = p.pronamespace AND c.oid = 'setting'::regclass
		WHERE p.prorettype = 'trigger'::regtype
	LOOP
		EXECUTE format('REVOKE ALL ON FUNCTION %s FROM PUBLIC', f);
	END LOOP;
END
$do$;
