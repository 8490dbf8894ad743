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
	BEFORE INSERT OR DELETE OR UPDATE OF parent_id, unit, rollup, time_aggregation, lifecycle, weight ON goal
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER goal_link_lock BEFORE INSERT OR UPDATE OR DELETE ON goal_link
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER team_lock BEFORE INSERT OR DELETE OR UPDATE OF parent_id ON team
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');
CREATE OR REPLACE TRIGGER period_lock BEFORE INSERT OR UPDATE OR DELETE ON period
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_tree_lock');

CREATE OR REPLACE FUNCTION _parents(goal_id bigint) RETURNS TABLE (parent_id bigint) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT g.parent_id FROM goal g WHERE g.id = _parents.goal_id AND g.parent_id IS NOT NULL
	UNION ALL
	SELECT l.parent_id FROM goal_link l WHERE l.goal_id = _parents.goal_id;
END;
COMMENT ON FUNCTION _parents IS
	'Internal: the goals right above a goal. The planner puts it in its place, as look-ups in two indexes.';

CREATE OR REPLACE FUNCTION _links_above(goal_ids bigint[]) RETURNS TABLE (goal_id bigint, parent_id bigint)
LANGUAGE sql STABLE ROWS 10
BEGIN ATOMIC
	WITH RECURSIVE up(id) AS (
		SELECT c.id FROM unnest(goal_ids) c(id)
		UNION
		SELECT e.parent_id FROM up
		CROSS JOIN LATERAL _parents(up.id) e
	)
	SELECT up.id, e.parent_id FROM up
	CROSS JOIN LATERAL _parents(up.id) e;
END;
COMMENT ON FUNCTION _links_above IS
	'Internal: every link from one of the goals upward, as far as the current role sees goals; each goal is looked at '
	'once.';

-- no sequential scan: planned while there are few goals and kept, it would read all of them for each step up
-- fence: jit, kept-plan
CREATE OR REPLACE FUNCTION _check_goal_loop() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET enable_seqscan = off AS $$
DECLARE
	changed bigint[];
	said text;
	looped text[];
	place integer;
	hidden bigint;
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
	-- A loop goes through a changed goal, and so through what is above the changed goals. The engine links that in one
	-- pass, and names a loop. Of many goals at once it takes the whole tree, which costs less than to look it up.
	BEGIN
		IF cardinality(changed) > 200 THEN
			PERFORM opm.goaltree(e.goal_id, e.parent_id, NULL) FROM perf._edge e;
		ELSE
			PERFORM opm.goaltree(a.goal_id, a.parent_id, NULL) FROM perf._links_above(changed) a;
		END IF;
	EXCEPTION WHEN invalid_parameter_value THEN
		GET STACKED DIAGNOSTICS said = MESSAGE_TEXT;
		looped := string_to_array(substring(said, '^goals form a loop: (.+)$'), ' -> ');
		IF looped IS NULL THEN
			RAISE;
		END IF;
	END;
	IF looped IS NOT NULL THEN
		-- by their keys, beginning with one that was changed; '...' where there are too many
		place := COALESCE((SELECT min(x.i) FROM unnest(looped) WITH ORDINALITY x(id, i)
			WHERE x.id <> '...' AND x.id::bigint = ANY (changed)), 1);
		IF looped[cardinality(looped)] <> '...' THEN
			looped := looped[place:] || looped[2:place];
		END IF;
		looped := ARRAY(SELECT COALESCE(g.key, x.id) FROM unnest(looped) WITH ORDINALITY x(id, i)
			LEFT JOIN perf.goal g ON g.id = CASE WHEN x.id <> '...' THEN x.id::bigint END ORDER BY x.i);
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" would be above itself', looped[1]),
			DETAIL = format('The loop is %s%s', array_to_string(looped, ' -> '),
				CASE WHEN looped[cardinality(looped)] <> '...' THEN '.' END),
			HINT = 'Give one of these goals another parent.';
	END IF;
	-- a loop through goals that the writer may not see cannot be seen either; a new goal has nothing below it, so it
	-- closes none
	IF row_security_active(TG_RELID) AND (TG_TABLE_NAME <> 'goal' OR TG_OP = 'UPDATE') THEN
		WITH a AS MATERIALIZED ( -- fence: one-pass
			SELECT l.goal_id, l.parent_id FROM perf._links_above(changed) l
		), h AS (
			SELECT a.goal_id FROM a LEFT JOIN perf.goal g ON g.id = a.parent_id WHERE g.id IS NULL LIMIT 1
		)
		SELECT COALESCE((SELECT h.goal_id WHERE h.goal_id = ANY (changed)), changed[1]) INTO hidden FROM h;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('goal "%s" cannot be put there by you',
					(SELECT g.key FROM perf.goal g WHERE g.id = hidden)),
				DETAIL = 'A goal above that place is private, so it cannot be told whether this closes a loop.',
				HINT = 'Ask an admin of the workspace.';
		END IF;
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
