-- No loop in the goal tree or the team tree. Changes wait for each other on the row of tree_lock.

-- fence: jit
CREATE OR REPLACE FUNCTION _take_tree_lock() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	UPDATE perf.tree_lock SET turn = turn + 1;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _take_tree_lock IS
	'Internal: trigger function: takes the lock row, so that changes of a tree are one after the other. '
	'An UPDATE, because only a write-write conflict is seen at every isolation level.';
CREATE OR REPLACE TRIGGER goal_lock
	BEFORE INSERT OR UPDATE OF parent_id, unit, rollup, time_aggregation, lifecycle, weight ON goal
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER goal_link_lock BEFORE INSERT OR UPDATE ON goal_link
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER team_lock BEFORE INSERT OR UPDATE OF parent_id ON team
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER period_lock BEFORE INSERT OR UPDATE ON period
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

CREATE OR REPLACE FUNCTION _parents(goal_id bigint) RETURNS TABLE (parent_id bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT g.parent_id FROM goal g WHERE g.id = _parents.goal_id AND g.parent_id IS NOT NULL
	UNION ALL
	SELECT l.parent_id FROM goal_link l WHERE l.goal_id = _parents.goal_id;
END;
COMMENT ON FUNCTION _parents IS
	'Internal: the goals right above a goal. The planner puts it in its place, as look-ups in two indexes.';

-- no sequential scan: planned while there are few goals and kept, it would read all of them for each step up
-- fence: jit, kept-plan
CREATE OR REPLACE FUNCTION _check_goal_loop() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
	changed bigint[];
	above bigint[];
	suspects bigint[];
	looped bigint;
	loop_text text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		-- not a join: planned for an update of one goal and kept, it would compare all with all in one of many
		SELECT array_agg(x.id)
		INTO changed
		FROM (SELECT n.id, n.parent_id FROM new_rows n EXCEPT SELECT o.id, o.parent_id FROM old_rows o) x
		WHERE x.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(DISTINCT n.goal_id) INTO changed FROM new_rows n;
	END IF;
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	IF cardinality(changed) > 200 AND NOT row_security_active(TG_RELID) THEN
		-- many at once: the engine links the whole tree in one pass and names a loop
		PERFORM opm.goaltree(e.goal_id, e.parent_id, NULL) FROM perf._edge e;
		RETURN NULL;
	END IF;
	-- All that is above the changed goals, each goal once. A loop goes through a changed goal, which is then above
	-- itself, so it is among these.
	WITH RECURSIVE up(id) AS (
		SELECT e.parent_id FROM unnest(changed) c(id)
		CROSS JOIN LATERAL perf._parents(c.id) e
		UNION
		SELECT e.parent_id FROM up
		CROSS JOIN LATERAL perf._parents(up.id) e
	)
	SELECT array_agg(up.id) INTO above FROM up;
	SELECT array_agg(c.id)
	INTO suspects
	FROM unnest(changed) c(id)
	WHERE c.id IN (SELECT a.id FROM unnest(above) a(id));
	IF suspects IS NOT NULL THEN
		WITH RECURSIVE up(origin, id) AS (
			SELECT c.id, c.id FROM unnest(suspects) c(id)
			UNION
			SELECT up.origin, e.parent_id FROM up
			CROSS JOIN LATERAL perf._parents(up.id) e
			WHERE e.parent_id <> up.origin
		)
		SELECT up.origin INTO looped FROM up
		WHERE up.origin IN (SELECT e.parent_id FROM perf._parents(up.id) e) ORDER BY 1 LIMIT 1;
	END IF;
	IF looped IS NOT NULL THEN
		WITH RECURSIVE walk(id, keys, ids) AS (
			SELECT g.id, g.key, ARRAY[g.id] FROM perf.goal g WHERE g.id = looped
			UNION ALL
			SELECT e.parent_id,
				walk.keys || ' -> ' || (SELECT p.key FROM perf.goal p WHERE p.id = e.parent_id),
				walk.ids || e.parent_id
			FROM walk
			CROSS JOIN LATERAL perf._parents(walk.id) e
			WHERE (cardinality(walk.ids) = 1 OR walk.id <> looped) AND cardinality(walk.ids) < 20
				AND NOT e.parent_id = ANY (walk.ids[2:])
		)
		SELECT walk.keys
		INTO loop_text
		FROM walk
		WHERE walk.id = looped AND cardinality(walk.ids) > 1
		ORDER BY cardinality(walk.ids)
		LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" would be above itself', (SELECT g.key FROM perf.goal g WHERE g.id = looped)),
			DETAIL = COALESCE('The loop is ' || loop_text || '.', 'The loop has many goals.'),
			HINT = 'Give one of these goals another parent.';
	END IF;
	-- a loop through goals that the writer may not see cannot be seen either; a new goal has nothing below it, so it
	-- closes none
	IF row_security_active(TG_RELID) AND (TG_TABLE_NAME <> 'goal' OR TG_OP = 'UPDATE')
		AND EXISTS (SELECT FROM unnest(above) a(id) WHERE NOT EXISTS (SELECT FROM perf.goal g WHERE g.id = a.id)) THEN
		WITH RECURSIVE up(origin, id) AS (
			SELECT c.id, c.id FROM unnest(changed) c(id)
			UNION
			SELECT up.origin, e.parent_id FROM up
			CROSS JOIN LATERAL perf._parents(up.id) e
		)
		SELECT up.origin INTO looped FROM up WHERE NOT EXISTS (SELECT FROM perf.goal g WHERE g.id = up.id) LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" cannot be put there by you',
				(SELECT g.key FROM perf.goal g WHERE g.id = looped)),
			DETAIL = 'A goal above that place is private, so it cannot be told whether this closes a loop.',
			HINT = 'Ask an admin of the workspace.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _check_goal_loop IS
	'Internal: trigger function: refuses a change of goals or links that closes a loop, or may close one through goals '
	'that the writer may not see.';
CREATE OR REPLACE TRIGGER goal_loop_insert AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_goal_loop();
CREATE OR REPLACE TRIGGER goal_loop_update AFTER UPDATE ON goal
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_goal_loop();
CREATE OR REPLACE TRIGGER goal_link_loop_insert AFTER INSERT ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_goal_loop();
CREATE OR REPLACE TRIGGER goal_link_loop_update AFTER UPDATE ON goal_link
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_goal_loop();

-- fence: jit
CREATE OR REPLACE FUNCTION _check_team_loop() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	looped text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, t.parent_id FROM up JOIN perf.team t ON t.id = up.id
		WHERE t.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT t.key INTO looped FROM up JOIN perf.team t ON t.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF looped IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'team', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('team "%s" would be above itself', looped),
			HINT = 'Give one of the teams above it another parent.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _check_team_loop IS 'Internal: trigger function: refuses a change of teams that closes a loop.';
CREATE OR REPLACE TRIGGER team_loop_insert AFTER INSERT ON team
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_team_loop();
CREATE OR REPLACE TRIGGER team_loop_update AFTER UPDATE ON team
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_team_loop();
