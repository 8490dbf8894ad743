-- Guards and history of what people model: loops, nested periods, and a log of every change.

CREATE TABLE IF NOT EXISTS change_log (
	id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
	changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
	changed_by text NOT NULL DEFAULT current_user,
	table_name text NOT NULL,
	operation text NOT NULL,
	row_key text NOT NULL,
	goal_id bigint,
	confidential boolean NOT NULL DEFAULT false,
	old_row text
);
COMMENT ON TABLE change_log IS 'Every change of goals, links, targets, people, teams, periods and settings: what the row was before. Filled by triggers; scorecard_at reads it.';
COMMENT ON COLUMN change_log.id IS 'Order of the changes.';
COMMENT ON COLUMN change_log.changed_at IS 'When.';
COMMENT ON COLUMN change_log.changed_by IS 'Database role.';
COMMENT ON COLUMN change_log.table_name IS 'Table that was changed.';
COMMENT ON COLUMN change_log.operation IS 'INSERT, UPDATE or DELETE.';
COMMENT ON COLUMN change_log.row_key IS 'Key of the row in that table.';
COMMENT ON COLUMN change_log.goal_id IS 'Goal concerned, if any.';
COMMENT ON COLUMN change_log.confidential IS 'True if the row was or is about a goal that not everyone may see.';
COMMENT ON COLUMN change_log.old_row IS 'The row before the change as JSON text; empty for INSERT.';
CREATE INDEX IF NOT EXISTS change_log_row ON change_log (table_name, row_key, id);
CREATE INDEX IF NOT EXISTS change_log_changed_at ON change_log (changed_at);

CREATE TABLE IF NOT EXISTS guarded_goal (
	goal_id bigint PRIMARY KEY -- no foreign key: what is known of a private goal stays guarded after it is gone
);
ALTER TABLE guarded_goal DROP CONSTRAINT IF EXISTS guarded_goal_goal;
COMMENT ON TABLE guarded_goal IS 'Goals that are or were private, or surveys with a minimum group: only for these do the policies ask who may see what. Filled by a trigger, only ever added to; goals that are gone stay.';
COMMENT ON COLUMN guarded_goal.goal_id IS 'Goal.';

CREATE OR REPLACE FUNCTION guard_goal() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
	shown text;
BEGIN
	INSERT INTO guarded_goal (goal_id) SELECT n.id FROM new_rows n WHERE n.visibility <> 'everyone' OR n.min_group IS NOT NULL ON CONFLICT DO NOTHING;
	IF TG_OP = 'UPDATE' AND row_security_active('goal') AND NOT sees_everything() THEN
		SELECT n.key INTO shown FROM (SELECT o.id, o.min_group FROM old_rows o WHERE o.min_group IS NOT NULL EXCEPT SELECT n.id, n.min_group FROM new_rows n) o
		JOIN new_rows n ON n.id = o.id WHERE o.min_group > COALESCE(n.min_group, 0) LIMIT 1;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = 'goal', SCHEMA = TG_TABLE_SCHEMA,
				MESSAGE = format('the minimum group of survey "%s" cannot be lowered by you', shown),
				DETAIL = 'Answers were given under the promise that smaller groups are not shown.', HINT = 'Ask an admin of the workspace.';
		END IF;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION guard_goal IS 'Trigger function: notes goals that not everyone may see all of; only admins lower the minimum group of a survey.';
CREATE OR REPLACE TRIGGER goal_guard_insert AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_goal();
CREATE OR REPLACE TRIGGER goal_guard_update AFTER UPDATE ON goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION guard_goal();
INSERT INTO guarded_goal (goal_id) SELECT DISTINCT c.goal_id FROM change_log c WHERE c.goal_id IS NOT NULL AND (c.confidential OR c.old_row::jsonb ->> 'min_group' IS NOT NULL) ON CONFLICT DO NOTHING;
INSERT INTO guarded_goal (goal_id) SELECT g.id FROM goal g WHERE g.visibility <> 'everyone' OR g.min_group IS NOT NULL ON CONFLICT DO NOTHING;

CREATE OR REPLACE FUNCTION check_place() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	goal_ids bigint[];
	parent_ids bigint[];
	is_new boolean[];
	refused record;
BEGIN
	IF NOT row_security_active('goal') OR sees_everything() THEN
		RETURN NULL;
	END IF;
	-- the places that a goal gets, and those that it had, where they are not the same
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'INSERT' THEN
		SELECT array_agg(n.id), array_agg(n.parent_id), array_agg(true) INTO goal_ids, parent_ids, is_new FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(x.id), array_agg(x.parent_id), array_agg(x.is_new) INTO goal_ids, parent_ids, is_new FROM (
			SELECT n.*, true AS is_new FROM (SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n EXCEPT SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o) n
			UNION ALL
			SELECT o.*, false FROM (SELECT o.id, o.parent_id, o.weight, o.share FROM old_rows o EXCEPT SELECT n.id, n.parent_id, n.weight, n.share FROM new_rows n) o) x
		WHERE x.parent_id IS NOT NULL;
	ELSIF TG_OP = 'INSERT' THEN
		SELECT array_agg(n.goal_id), array_agg(n.parent_id), array_agg(true) INTO goal_ids, parent_ids, is_new FROM new_rows n;
	ELSIF TG_OP = 'DELETE' THEN
		SELECT array_agg(o.goal_id), array_agg(o.parent_id), array_agg(false) INTO goal_ids, parent_ids, is_new FROM old_rows o;
	ELSE
		SELECT array_agg(x.goal_id), array_agg(x.parent_id), array_agg(x.is_new) INTO goal_ids, parent_ids, is_new FROM (
			SELECT n.*, true AS is_new FROM (SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n EXCEPT SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o) n
			UNION ALL
			SELECT o.*, false FROM (SELECT o.goal_id, o.parent_id, o.weight, o.share FROM old_rows o EXCEPT SELECT n.goal_id, n.parent_id, n.weight, n.share FROM new_rows n) o) x;
	END IF;
	IF goal_ids IS NULL THEN
		RETURN NULL;
	END IF;
	-- Whoever leads the team of a goal gives it any place they see, and takes it from any. All others ask who may write the goal above.
	SELECT g.key, p.key AS above INTO refused
	FROM unnest(goal_ids, parent_ids, is_new) c(goal_id, parent_id, is_new) LEFT JOIN goal g ON g.id = c.goal_id LEFT JOIN goal p ON p.id = c.parent_id
	WHERE (p.owner_id = (SELECT me()) OR p.team_id IN (SELECT t.id FROM my_teams() t(id)) OR p.id IN (SELECT m.id FROM my_parts() m(id))) IS NOT TRUE
		AND ((SELECT my_level()) >= 3 AND g.team_id IN (SELECT t.id FROM my_teams() t(id)) AND (p.id IS NOT NULL OR NOT c.is_new)) IS NOT TRUE LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('the place of goal "%s" under %s is not yours to change', refused.key, COALESCE('goal "' || refused.above || '"', 'a private goal')),
			DETAIL = 'Where a goal is, its weight and its share belong to the goal above: they are changed by owners of the goal who also own that one, take part in it or lead its team,'
				' and by managers who lead the team of the goal and see the goal above.',
			HINT = 'Ask an admin of the workspace, or a manager who leads the team of the goal.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION check_place IS 'Trigger function: where a goal is among its siblings, its weight and its share are changed by those who may write the goal above as well, before and after; managers place goals of teams they lead under any goal they see.';

CREATE OR REPLACE FUNCTION take_tree_lock() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM opm._workspace_renamed(TG_TABLE_SCHEMA);
	END IF;
	UPDATE tree_lock SET turn = turn + 1;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION take_tree_lock IS 'Trigger function: takes the lock row, so that changes of a tree are one after the other. An UPDATE, because only a write-write conflict is seen at every isolation level.';

-- no sequential scan: planned while there are few goals and kept, it would read all of them for each step up
CREATE OR REPLACE FUNCTION check_goal_loop() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off SET enable_seqscan = off AS $$
DECLARE
	changed bigint[];
	above bigint[];
	suspects bigint[];
	looped bigint;
	loop_text text;
BEGIN
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		-- not a join: planned for an update of one goal and kept, it would compare all with all in one of many
		SELECT array_agg(x.id) INTO changed FROM (SELECT n.id, n.parent_id FROM new_rows n EXCEPT SELECT o.id, o.parent_id FROM old_rows o) x WHERE x.parent_id IS NOT NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(DISTINCT n.goal_id) INTO changed FROM new_rows n;
	END IF;
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	IF cardinality(changed) > 200 AND NOT row_security_active('goal') THEN
		-- many at once: the engine links the whole tree in one pass and names a loop
		PERFORM opm.goaltree(e.goal_id, e.parent_id, NULL) FROM (
			SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e;
		RETURN NULL;
	END IF;
	-- All that is above the changed goals, each goal once. A loop goes through a changed goal, which is then above itself, so it is among these.
	WITH RECURSIVE up(id) AS (
		SELECT e.parent_id FROM unnest(changed) c(id)
		CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = c.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = c.id) e
		WHERE e.parent_id IS NOT NULL
		UNION
		SELECT e.parent_id FROM up
		CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) e
		WHERE e.parent_id IS NOT NULL
	)
	SELECT array_agg(up.id) INTO above FROM up;
	SELECT array_agg(c.id) INTO suspects FROM unnest(changed) c(id) WHERE c.id IN (SELECT a.id FROM unnest(above) a(id));
	IF suspects IS NOT NULL THEN
		WITH RECURSIVE up(origin, id) AS (
			SELECT c.id, c.id FROM unnest(suspects) c(id)
			UNION
			SELECT up.origin, e.parent_id FROM up
			CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) e
			WHERE e.parent_id IS NOT NULL AND e.parent_id <> up.origin
		)
		SELECT up.origin INTO looped FROM up
		WHERE up.origin IN (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) ORDER BY 1 LIMIT 1;
	END IF;
	IF looped IS NOT NULL THEN
		WITH RECURSIVE walk(id, keys, ids) AS (
			SELECT g.id, g.key, ARRAY[g.id] FROM goal g WHERE g.id = looped
			UNION ALL
			SELECT e.parent_id, walk.keys || ' -> ' || (SELECT p.key FROM goal p WHERE p.id = e.parent_id), walk.ids || e.parent_id
			FROM walk
			CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = walk.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = walk.id) e
			WHERE e.parent_id IS NOT NULL AND (cardinality(walk.ids) = 1 OR walk.id <> looped) AND cardinality(walk.ids) < 20
				AND NOT e.parent_id = ANY (walk.ids[2:])
		)
		SELECT walk.keys INTO loop_text FROM walk WHERE walk.id = looped AND cardinality(walk.ids) > 1 ORDER BY cardinality(walk.ids) LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" would be above itself', (SELECT g.key FROM goal g WHERE g.id = looped)),
			DETAIL = COALESCE('The loop is ' || loop_text || '.', 'The loop has many goals.'),
			HINT = 'Give one of these goals another parent.';
	END IF;
	-- a loop through goals that the writer may not see cannot be seen either; a new goal has nothing below it, so it closes none
	IF row_security_active('goal') AND (TG_TABLE_NAME <> 'goal' OR TG_OP = 'UPDATE') AND EXISTS (SELECT FROM unnest(above) a(id) WHERE NOT EXISTS (SELECT FROM goal g WHERE g.id = a.id)) THEN
		WITH RECURSIVE up(origin, id) AS (
			SELECT c.id, c.id FROM unnest(changed) c(id)
			UNION
			SELECT up.origin, e.parent_id FROM up
			CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) e
			WHERE e.parent_id IS NOT NULL
		)
		SELECT up.origin INTO looped FROM up WHERE NOT EXISTS (SELECT FROM goal g WHERE g.id = up.id) LIMIT 1;
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('goal "%s" cannot be put there by you', (SELECT g.key FROM goal g WHERE g.id = looped)),
			DETAIL = 'A goal above that place is private, so it cannot be told whether this closes a loop.', HINT = 'Ask an admin of the workspace.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION check_goal_loop IS 'Trigger function: refuses a change of goals or links that closes a loop, or may close one through goals that the writer may not see.';

CREATE OR REPLACE FUNCTION added_values(goal_ids bigint[]) RETURNS opm.goaltree LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH RECURSIVE up(id) AS (
		SELECT c.id FROM unnest(goal_ids) c(id)
		UNION
		SELECT p.id FROM up
		CROSS JOIN LATERAL (SELECT g.parent_id FROM goal g WHERE g.id = up.id UNION ALL SELECT l.parent_id FROM goal_link l WHERE l.goal_id = up.id) e
		JOIN goal p ON p.id = e.parent_id AND p.rollup IN ('sum', 'avg', 'ratio', 'low', 'high')
	), down(id, adds) AS (
		SELECT g.id, true FROM up JOIN goal g ON g.id = up.id AND g.rollup IN ('sum', 'avg', 'ratio', 'low', 'high')
		UNION
		SELECT k.id, COALESCE(k.rollup IN ('sum', 'avg', 'ratio', 'low', 'high'), false) FROM down
		CROSS JOIN LATERAL (SELECT g.id, g.rollup FROM goal g WHERE g.parent_id = down.id
			UNION ALL SELECT g.id, g.rollup FROM goal_link l JOIN goal g ON g.id = l.goal_id WHERE l.parent_id = down.id) k
		WHERE down.adds
	)
	SELECT opm.goaltree(x.goal) FROM (
		SELECT opm.goal(g.key, p.key, value => CASE WHEN v.adds THEN NULL ELSE 0 END, base => CASE WHEN NOT v.adds AND g.time_aggregation = 'ratio' THEN 1 END,
			weight => CASE WHEN p.key IS NOT NULL THEN g.weight END, rollup => CASE WHEN v.adds THEN g.rollup END, unit => g.unit, applicable => g.lifecycle IN ('active', 'done')) AS goal
		FROM down v JOIN goal g ON g.id = v.id LEFT JOIN (down d JOIN goal p ON p.id = d.id AND d.adds) ON p.id = g.parent_id
		UNION ALL
		SELECT opm.goal(g.key, p.key, weight => l.weight) FROM down v JOIN goal_link l ON l.goal_id = v.id JOIN goal g ON g.id = v.id JOIN (down d JOIN goal p ON p.id = d.id AND d.adds) ON p.id = l.parent_id
	) x;
END;
COMMENT ON FUNCTION added_values IS 'Tree of all goals whose values are put together with those of the given goals, by rollups that add up, each with a value of 0: opm.rollup of it raises what a scorecard would raise. NULL if these goals add up nothing. Behind check_units.';

CREATE OR REPLACE FUNCTION check_units() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	changed bigint[];
	said text;
	detail text;
BEGIN
	IF TG_TABLE_NAME = 'goal' AND TG_OP = 'UPDATE' THEN
		SELECT array_agg(x.id) INTO changed FROM (
			SELECT n.id, n.parent_id, n.unit, n.rollup, n.time_aggregation, n.lifecycle, n.weight FROM new_rows n
			EXCEPT SELECT o.id, o.parent_id, o.unit, o.rollup, o.time_aggregation, o.lifecycle, o.weight FROM old_rows o) x;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		SELECT array_agg(n.id) INTO changed FROM new_rows n WHERE n.parent_id IS NOT NULL;
	ELSE
		SELECT array_agg(n.goal_id) INTO changed FROM new_rows n;
	END IF;
	-- Most goals are not part of a sum, and most of those that are have the unit of a goal beside them, which fits already.
	SELECT array_agg(g.id) INTO changed FROM unnest(changed) c(id) JOIN goal g ON g.id = c.id LEFT JOIN goal p ON p.id = g.parent_id
	WHERE g.rollup IN ('sum', 'avg', 'ratio', 'low', 'high')
		OR (p.rollup IN ('sum', 'avg', 'ratio', 'low', 'high') AND (g.time_aggregation = 'ratio' OR (g.unit IS NOT NULL AND NOT EXISTS (
			SELECT FROM goal b WHERE b.parent_id = p.id AND b.unit = g.unit AND b.time_aggregation <> 'ratio' AND b.lifecycle IN ('active', 'done') AND b.id <> ALL (changed)))))
		OR EXISTS (SELECT FROM goal_link l JOIN goal q ON q.id = l.parent_id WHERE l.goal_id = g.id AND q.rollup IN ('sum', 'avg', 'ratio', 'low', 'high'));
	IF changed IS NULL THEN
		RETURN NULL;
	END IF;
	-- the engine knows what may be added up, and says what may not
	PERFORM count(*) FROM opm.rollup(added_values(changed));
	RETURN NULL;
EXCEPTION WHEN datatype_mismatch THEN
	GET STACKED DIAGNOSTICS said = MESSAGE_TEXT, detail = PG_EXCEPTION_DETAIL;
	RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA, MESSAGE = said, DETAIL = detail,
		HINT = 'Change the unit of a sum and of all goals below it in one statement, or set it to NULL first; goals of different units are put together by their scores, with mean.';
END
$$;
COMMENT ON FUNCTION check_units IS 'Trigger function: refuses what would add up values of different units, or percentages, and so stop every view that shows the tree, as far as the writer sees the goals.';

CREATE OR REPLACE FUNCTION check_team_loop() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	looped text;
BEGIN
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, t.parent_id FROM up JOIN team t ON t.id = up.id WHERE t.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT t.key INTO looped FROM up JOIN team t ON t.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF looped IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'team', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('team "%s" would be above itself', looped), HINT = 'Give one of the teams above it another parent.';
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION check_team_loop IS 'Trigger function: refuses a change of teams that closes a loop.';

CREATE OR REPLACE FUNCTION check_period_nesting() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	wrong record;
BEGIN
	SELECT c.name AS child, p.name AS parent, p.first_day, p.last_day INTO wrong
	FROM new_rows n
	JOIN period c ON c.id = n.id OR c.parent_id = n.id
	JOIN period p ON p.id = c.parent_id
	WHERE c.first_day < p.first_day OR c.last_day > p.last_day OR c.calendar <> p.calendar
		OR (c.first_day = p.first_day AND c.last_day = p.last_day AND c.kind = p.kind)
	LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" is not a part of "%s"', wrong.child, wrong.parent),
			DETAIL = format('A period has the calendar of its parent and lies within it, here %s to %s; a part of the same length is of another kind.', wrong.first_day, wrong.last_day);
	END IF;
	WITH RECURSIVE up(origin, id) AS (
		SELECT n.id, n.parent_id FROM new_rows n WHERE n.parent_id IS NOT NULL
		UNION
		SELECT up.origin, p.parent_id FROM up JOIN period p ON p.id = up.id WHERE p.parent_id IS NOT NULL AND up.id <> up.origin
	)
	SELECT p.name INTO wrong FROM up JOIN period p ON p.id = up.origin WHERE up.id = up.origin LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'check_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('period "%s" would be part of itself', wrong.name);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION check_period_nesting IS 'Trigger function: a period lies within its parent, and around its children.';

CREATE OR REPLACE FUNCTION log_change() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM opm._workspace_renamed(TG_TABLE_SCHEMA);
	END IF;
	IF TG_OP = 'INSERT' THEN
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, TG_OP, row_key(j.n), row_goal(TG_TABLE_NAME, j.n), COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone', NULL
		FROM (SELECT to_jsonb(r) AS n FROM new_rows r) j;
	ELSIF TG_OP = 'UPDATE' THEN
		-- a changed key is a deletion and an insertion
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, CASE WHEN j.n IS NULL THEN 'DELETE' WHEN j.o IS NULL THEN 'INSERT' ELSE 'UPDATE' END,
			COALESCE(j.o_key, j.n_key), row_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)),
			COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone' OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone', j.o::text
		FROM (
			SELECT o.j AS o, o.k AS o_key, n.j AS n, n.k AS n_key
			FROM (SELECT to_jsonb(r) AS j, row_key(to_jsonb(r)) AS k FROM old_rows r) o
			FULL JOIN (SELECT to_jsonb(r) AS j, row_key(to_jsonb(r)) AS k FROM new_rows r) n ON n.k = o.k
		) j
		WHERE (j.o - 'updated_at') IS DISTINCT FROM (j.n - 'updated_at');
	ELSE
		INSERT INTO change_log (table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_TABLE_NAME, TG_OP, row_key(j.o), row_goal(TG_TABLE_NAME, j.o), COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone', j.o::text
		FROM (SELECT to_jsonb(r) AS o FROM old_rows r) j;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION log_change IS 'Trigger function: keeps what rows were before a change, in change_log.';

CREATE OR REPLACE FUNCTION row_key(j jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(j ->> 'id', (j ->> 'goal_id') || '/' || COALESCE(j ->> 'parent_id', j ->> 'period_id', j ->> 'person_id', ''));
COMMENT ON FUNCTION row_key IS 'Key of a row for change_log: its id, or the two keys it links.';

CREATE OR REPLACE FUNCTION row_goal(table_name text, j jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN table_name = 'goal' THEN j ->> 'id' ELSE j ->> 'goal_id' END)::bigint;
COMMENT ON FUNCTION row_goal IS 'Goal a row is about, for change_log; NULL if none.';

CREATE OR REPLACE FUNCTION touch() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION touch IS 'Trigger function: sets updated_at.';

CREATE OR REPLACE FUNCTION check_period_overlap() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	other period;
BEGIN
	SELECT p.* INTO other FROM period p
	WHERE p.calendar = NEW.calendar AND p.kind = NEW.kind AND p.parent_id IS NOT DISTINCT FROM NEW.parent_id AND p.id <> NEW.id
		AND p.first_day <= NEW.last_day AND p.last_day >= NEW.first_day LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'exclusion_violation', TABLE = 'period', SCHEMA = TG_TABLE_SCHEMA, CONSTRAINT = 'period_siblings_overlap',
			MESSAGE = format('period "%s" overlaps "%s"', NEW.name, other.name),
			DETAIL = format('Periods of one calendar, kind and parent share no day; "%s" is from %s to %s.', other.name, other.first_day, other.last_day),
			HINT = 'Choose other days, or another calendar.';
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION check_period_overlap IS 'Trigger function: refuses a period that overlaps a sibling, in words; the constraint period_siblings_overlap stands behind it for what another transaction does at the same time.';
CREATE OR REPLACE TRIGGER period_overlap BEFORE INSERT OR UPDATE ON period FOR EACH ROW EXECUTE FUNCTION check_period_overlap();
CREATE OR REPLACE TRIGGER goal_touch BEFORE UPDATE ON goal FOR EACH ROW EXECUTE FUNCTION touch();
CREATE OR REPLACE TRIGGER goal_lock BEFORE INSERT OR UPDATE OF parent_id, unit, rollup, time_aggregation, lifecycle, weight ON goal FOR EACH STATEMENT EXECUTE FUNCTION take_tree_lock();
CREATE OR REPLACE TRIGGER goal_link_lock BEFORE INSERT OR UPDATE ON goal_link FOR EACH STATEMENT EXECUTE FUNCTION take_tree_lock();
CREATE OR REPLACE TRIGGER team_lock BEFORE INSERT OR UPDATE OF parent_id ON team FOR EACH STATEMENT EXECUTE FUNCTION take_tree_lock();
CREATE OR REPLACE TRIGGER period_lock BEFORE INSERT OR UPDATE ON period FOR EACH STATEMENT EXECUTE FUNCTION take_tree_lock();
CREATE OR REPLACE TRIGGER goal_loop_insert AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_goal_loop();
CREATE OR REPLACE TRIGGER goal_loop_update AFTER UPDATE ON goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_goal_loop();
CREATE OR REPLACE TRIGGER goal_link_loop_insert AFTER INSERT ON goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_goal_loop();
CREATE OR REPLACE TRIGGER goal_link_loop_update AFTER UPDATE ON goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_goal_loop();
CREATE OR REPLACE TRIGGER goal_place_insert AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_place();
CREATE OR REPLACE TRIGGER goal_place_update AFTER UPDATE ON goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_place();
CREATE OR REPLACE TRIGGER goal_link_place_insert AFTER INSERT ON goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_place();
CREATE OR REPLACE TRIGGER goal_link_place_update AFTER UPDATE ON goal_link REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_place();
CREATE OR REPLACE TRIGGER goal_link_place_delete AFTER DELETE ON goal_link REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION check_place();
CREATE OR REPLACE TRIGGER goal_units_insert AFTER INSERT ON goal REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_units();
CREATE OR REPLACE TRIGGER goal_units_update AFTER UPDATE ON goal REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_units();
CREATE OR REPLACE TRIGGER goal_link_units_insert AFTER INSERT ON goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_units();
CREATE OR REPLACE TRIGGER goal_link_units_update AFTER UPDATE ON goal_link REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_units();
CREATE OR REPLACE TRIGGER team_loop_insert AFTER INSERT ON team REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_team_loop();
CREATE OR REPLACE TRIGGER team_loop_update AFTER UPDATE ON team REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_team_loop();
CREATE OR REPLACE TRIGGER period_nesting_insert AFTER INSERT ON period REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_period_nesting();
CREATE OR REPLACE TRIGGER period_nesting_update AFTER UPDATE ON period REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION check_period_nesting();
DO $do$
DECLARE
	t text;
BEGIN
	FOREACH t IN ARRAY ARRAY['goal', 'goal_link', 'goal_target', 'goal_person', 'person', 'team', 'period', 'perspective', 'setting'] LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change()', t || '_log_insert', t);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %I REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change()', t || '_log_update', t);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change()', t || '_log_delete', t);
	END LOOP;
END
$do$;

CREATE OR REPLACE FUNCTION check_tree() RETURNS TABLE (goal_id bigint, goal_key text) LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
	alive bigint[];
	before integer := -1;
BEGIN
	-- take away goals without a parent that is still there, again and again; what stays is on a loop or below one;
	-- then the same from below, which leaves the loops
	SELECT array_agg(g.id) INTO alive FROM goal g;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.goal_id) INTO alive
		FROM (SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	before := -1;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.parent_id) INTO alive
		FROM (SELECT g.id AS goal_id, g.parent_id FROM goal g UNION ALL SELECT l.goal_id, l.parent_id FROM goal_link l) e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	RETURN QUERY SELECT g.id, g.key FROM goal g WHERE g.id = ANY (alive) ORDER BY g.id;
END
$$;
COMMENT ON FUNCTION check_tree IS 'Goals on a loop, one row a goal: none in a sound workspace. Finds loops that came past the triggers, for example by replication.';
