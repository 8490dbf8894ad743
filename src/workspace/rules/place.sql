-- Who may change where a goal is in the tree.

-- fence: jit
CREATE OR REPLACE FUNCTION _check_place() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	goal_ids bigint[];
	parent_ids bigint[];
	is_new boolean[];
	refused record;
	probes boolean;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NOT row_security_active(TG_RELID) OR perf._sees_everything() THEN
		RETURN NULL;
	END IF;
	-- the places that a goal gets, and those that it had, where they are not the same
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'INSERT' THEN
		SELECT array_agg(n.id), array_agg(n.parent_id), array_agg(true)
		INTO goal_ids, parent_ids, is_new
		FROM new_rows n
		WHERE n.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(x.id), array_agg(x.parent_id), array_agg(x.is_new)
		INTO goal_ids, parent_ids, is_new
		FROM (
			SELECT n.*, true AS is_new
			FROM (
				SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n
				EXCEPT
				SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o
			) n
			UNION ALL
			SELECT o.*, false
			FROM (
				SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o
				EXCEPT
				SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n
			) o
		) x
		WHERE x.parent_id IS NOT NULL;
	ELSIF TG_OP = 'INSERT' THEN
		SELECT array_agg(n.goal_id), array_agg(n.parent_id), array_agg(true)
		INTO goal_ids, parent_ids, is_new
		FROM new_rows n;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(o.goal_id), array_agg(o.parent_id), array_agg(false)
		INTO goal_ids, parent_ids, is_new
		FROM old_rows o;
	ELSE
		SELECT array_agg(x.goal_id), array_agg(x.parent_id), array_agg(x.is_new)
		INTO goal_ids, parent_ids, is_new
		FROM (
			SELECT n.*, true AS is_new
			FROM (
				SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n
				EXCEPT
				SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o
			) n
			UNION ALL
			SELECT o.*, false
			FROM (
				SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o
				EXCEPT
				SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n
			) o
		) x;
	END IF;
	IF goal_ids IS NULL THEN
		RETURN NULL;
	END IF;
	-- Whoever leads the team of a goal gives it any place they see, and takes it from any. All others ask who may write
	-- the goal above.
	SELECT g.key, p.key AS above, c.goal_id, c.parent_id, c.is_new INTO refused
	FROM unnest(goal_ids, parent_ids, is_new) c(goal_id, parent_id, is_new)
	LEFT JOIN perf.goal g ON g.id = c.goal_id
	LEFT JOIN perf.goal p ON p.id = c.parent_id
	WHERE (p.owner_id = (SELECT perf.me()) OR p.team_id IN (SELECT t.id FROM perf._my_teams() t(id))
		OR p.id IN (SELECT m.id FROM perf._my_parts() m(id))) IS NOT TRUE
		AND ((SELECT perf._my_level()) >= 3 AND g.team_id IN (SELECT t.id FROM perf._my_teams() t(id))
			AND (p.id IS NOT NULL OR NOT c.is_new)) IS NOT TRUE
	LIMIT 1;
	IF FOUND THEN
		-- a goal that is hidden is answered like one that is not there, for which this is the foreign key's error;
		-- not so the goal under which this one is already
		probes := refused.above IS NULL AND refused.is_new;
		IF probes AND TG_OP = 'UPDATE' THEN
			probes := NOT EXISTS (SELECT FROM old_rows o WHERE o.parent_id = refused.parent_id
				AND (to_jsonb(o) ->> CASE TG_TABLE_NAME WHEN 'goal' THEN 'id' ELSE 'goal_id' END)::bigint
					= refused.goal_id);
		END IF;
		IF probes THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				CONSTRAINT = TG_TABLE_NAME || '_parent',
				MESSAGE = format('insert or update on table "%s" violates foreign key constraint "%s"', TG_TABLE_NAME,
					TG_TABLE_NAME || '_parent'),
				DETAIL = 'Key is not present in table "goal".';
		END IF;
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('the place of goal "%s" under %s is not yours to change', refused.key,
				COALESCE('goal "' || refused.above || '"', 'a private goal')),
			DETAIL = 'Where a goal is, its weight and its share belong to the goal above:'
				' they are changed by owners of the goal who also own that one, take part in it or lead its team,'
				' and by managers who lead the team of the goal and see the goal above.',
			HINT = 'Ask an admin of the workspace, or a manager who leads the team of the goal.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _check_place IS
	'Internal: trigger function: where a goal is among its siblings, its weight and its share are changed by those who '
	'may write the goal above as well, before and after; managers place goals of teams they lead under any goal they '
	'see.';
-- Their names come before those of the triggers that look for loops, which would tell a hidden goal from one that is
-- not there.
CREATE OR REPLACE TRIGGER goal_above_insert AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_place();
CREATE OR REPLACE TRIGGER goal_above_update AFTER UPDATE ON goal
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_place();
CREATE OR REPLACE TRIGGER goal_link_above_insert AFTER INSERT ON goal_link
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_place();
CREATE OR REPLACE TRIGGER goal_link_above_update AFTER UPDATE ON goal_link
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_place();
CREATE OR REPLACE TRIGGER goal_link_above_delete AFTER DELETE ON goal_link
	REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_place();
