-- Notes goals that are private or surveys in guarded_goal, and keeps the promise made to those who answered a survey.

CREATE OR REPLACE FUNCTION _guard_goal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	INSERT INTO perf.guarded_goal (goal_id)
	SELECT n.id FROM new_rows n WHERE n.visibility <> 'everyone' OR n.min_group IS NOT NULL
	ON CONFLICT DO NOTHING;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _guard_goal IS 'Internal: trigger function: notes goals that not everyone may see all of.';
CREATE OR REPLACE TRIGGER goal_guard_insert AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_guard_goal');
CREATE OR REPLACE TRIGGER goal_guard_update AFTER UPDATE ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_guard_goal');

CREATE OR REPLACE FUNCTION _check_min_group() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	shown text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF row_security_active(TG_RELID) AND NOT perf._sees_everything() THEN
		SELECT n.key INTO shown
		FROM (
			SELECT o.id, o.min_group FROM old_rows o WHERE o.min_group IS NOT NULL
			EXCEPT
			SELECT n.id, n.min_group FROM new_rows n
		) o
		JOIN new_rows n ON n.id = o.id
		WHERE o.min_group > COALESCE(n.min_group, 0) LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('the minimum group of survey "%s" cannot be lowered by you', shown),
				DETAIL = 'Answers were given under the promise that smaller groups are not shown.',
				HINT = 'Ask an admin of the workspace.';
		END IF;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _check_min_group IS
	'Internal: trigger function: only admins lower the minimum group of a survey.';
CREATE OR REPLACE TRIGGER goal_min_group AFTER UPDATE ON goal
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _check_min_group();

-- goals that were loaded while triggers were off
INSERT INTO guarded_goal (goal_id)
SELECT DISTINCT c.goal_id
FROM change_log c
WHERE c.goal_id IS NOT NULL AND (c.confidential OR c.old_row::jsonb ->> 'min_group' IS NOT NULL)
ON CONFLICT DO NOTHING;
INSERT INTO guarded_goal (goal_id)
SELECT g.id FROM goal g WHERE g.visibility <> 'everyone' OR g.min_group IS NOT NULL
ON CONFLICT DO NOTHING;

-- What names a goal may be private itself (feedback, pay, a goal below), and the error of a foreign key names its
-- table. So the id of a goal stays, and who may not see everything is told the same whatever stands in the way.
CREATE OR REPLACE FUNCTION _keep_goal_id() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
		COLUMN = 'id', MESSAGE = 'the id of a goal does not change',
		DETAIL = 'Its history goes by it.', HINT = 'Change key or name, which are for people.';
END
$$;
COMMENT ON FUNCTION _keep_goal_id IS 'Internal: trigger function: the id of a goal does not change.';
CREATE OR REPLACE TRIGGER goal_id_kept BEFORE UPDATE ON goal
	FOR EACH ROW WHEN (NEW.id IS DISTINCT FROM OLD.id) EXECUTE FUNCTION _keep_goal_id();

CREATE OR REPLACE FUNCTION _refuse_used_goal() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	k record;
	is_used boolean;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF pg_has_role(TG_ARGV[1], current_user, 'USAGE') OR EXISTS (SELECT FROM perf.access a WHERE a.level = 'admin'
		AND pg_has_role(TG_ARGV[1], opm._workspace_role(a.role_key, a.login), 'USAGE')) THEN
		RETURN OLD;
	END IF;
	FOR k IN SELECT c.conrelid::regclass AS name, a.attname FROM pg_constraint c
		JOIN pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = c.conkey[1]
		WHERE c.confrelid = TG_RELID AND c.contype = 'f' AND c.confdeltype IN ('a', 'r') AND c.conparentid = 0
			AND cardinality(c.conkey) = 1
	LOOP
		EXECUTE format('SELECT EXISTS (SELECT FROM %s x WHERE x.%I = $1)', k.name, k.attname) INTO is_used USING OLD.id;
		IF is_used THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('goal "%s" cannot be deleted', OLD.key),
				DETAIL = 'Other rows name it: goals below it, measurements, check-ins, or what you may not see.',
				HINT = 'Set its lifecycle to dropped: then it does not count. An admin is told what names it.';
		END IF;
	END LOOP;
	RETURN OLD;
END
$$;
COMMENT ON FUNCTION _refuse_used_goal IS
	'Internal: trigger function: a goal that other rows name is not deleted, and who may not see everything is not '
	'told which rows these are.';
CREATE OR REPLACE TRIGGER goal_used BEFORE DELETE ON goal
	FOR EACH ROW EXECUTE FUNCTION opm._workspace_by_owner('_refuse_used_goal');
