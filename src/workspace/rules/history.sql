-- Nothing is overwritten without a trace: change_log for what people model, measurement_history for measurements.
-- Both are written by triggers with the rights of the owner (opm._workspace_by_owner), and by no role: the name of who
-- writes is TG_ARGV[1].

-- Rows are kept and compared as text, which settings of the writer would change: without its last digits, a number would be
-- another one, or the same as before.
-- fence: jit
CREATE OR REPLACE FUNCTION _log_change() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off
SET extra_float_digits = 1 SET "TimeZone" = 'UTC' AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF TG_OP = 'INSERT' THEN
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME, TG_OP, perf._row_key(j.n), perf._row_goal(TG_TABLE_NAME, j.n),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, j.n), NULL
		FROM (SELECT to_jsonb(r) AS n FROM new_rows r) j;
	ELSIF TG_OP = 'UPDATE' THEN
		-- a changed key is a deletion and an insertion
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME,
			CASE WHEN j.n IS NULL THEN 'DELETE' WHEN j.o IS NULL THEN 'INSERT' ELSE 'UPDATE' END,
			COALESCE(j.o_key, j.n_key), perf._row_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone'
				OR COALESCE(j.n ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, COALESCE(j.o, j.n)), j.o::text
		FROM (
			SELECT o.j AS o, o.k AS o_key, n.j AS n, n.k AS n_key
			FROM (SELECT to_jsonb(r) AS j, perf._row_key(to_jsonb(r)) AS k FROM old_rows r) o
			FULL JOIN (SELECT to_jsonb(r) AS j, perf._row_key(to_jsonb(r)) AS k FROM new_rows r) n ON n.k = o.k
		) j
		WHERE (j.o - 'updated_at') IS DISTINCT FROM (j.n - 'updated_at');
	ELSE
		INSERT INTO perf.change_log (changed_by, table_name, operation, row_key, goal_id, confidential, old_row)
		SELECT TG_ARGV[1], TG_TABLE_NAME, TG_OP, perf._row_key(j.o), perf._row_goal(TG_TABLE_NAME, j.o),
			TG_TABLE_NAME = 'rating' OR COALESCE(j.o ->> 'visibility', 'everyone') <> 'everyone'
				OR perf._is_of_private_goal(TG_TABLE_NAME, j.o), j.o::text
		FROM (SELECT to_jsonb(r) AS o FROM old_rows r) j;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _log_change IS 'Internal: trigger function: keeps what rows were before a change, in change_log.';

DO $do$
DECLARE
	t name;
BEGIN
	FOR t IN SELECT k.table_name FROM opm._workspace_tables() k WHERE k.logged LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER INSERT ON %I REFERENCING NEW TABLE AS new_rows'
			' FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner(''_log_change'')', t || '_log_insert', t);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER UPDATE ON %I'
			' REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
			' FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner(''_log_change'')', t || '_log_update', t);
		EXECUTE format('CREATE OR REPLACE TRIGGER %I AFTER DELETE ON %I REFERENCING OLD TABLE AS old_rows'
			' FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner(''_log_change'')', t || '_log_delete', t);
	END LOOP;
END
$do$;

CREATE OR REPLACE FUNCTION _row_key(j jsonb) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(j ->> 'id',
	(j ->> 'goal_id') || '/' || COALESCE(j ->> 'parent_id', j ->> 'period_id', j ->> 'person_id', ''));
COMMENT ON FUNCTION _row_key IS 'Internal: key of a row for change_log: its id, or the two keys it links.';

CREATE OR REPLACE FUNCTION _row_goal(table_name text, j jsonb) RETURNS bigint LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN (CASE WHEN table_name = 'goal' THEN j ->> 'id' ELSE j ->> 'goal_id' END)::bigint;
COMMENT ON FUNCTION _row_goal IS 'Internal: goal a row is about, for change_log; NULL if none.';

-- A goal that is gone, with what hung on it, was private if it is among the guarded ones.
CREATE OR REPLACE FUNCTION _is_of_private_goal(table_name text, j jsonb) RETURNS boolean LANGUAGE sql STABLE
RETURN table_name <> 'goal' AND j ->> 'goal_id' IS NOT NULL AND (SELECT CASE WHEN g.id IS NULL
		THEN EXISTS (SELECT FROM guarded_goal q WHERE q.goal_id = k.id) ELSE g.visibility <> 'everyone' END
	FROM (SELECT (j ->> 'goal_id')::bigint AS id) k LEFT JOIN goal g ON g.id = k.id);
COMMENT ON FUNCTION _is_of_private_goal IS
	'Internal: true for a row that is about a private goal, for change_log: it stays confidential when the goal no more '
	'is. Asked as the owner.';

CREATE OR REPLACE FUNCTION _touch() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	NEW.updated_at := now();
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _touch IS 'Internal: trigger function: sets updated_at.';
CREATE OR REPLACE TRIGGER goal_touch BEFORE UPDATE ON goal FOR EACH ROW EXECUTE FUNCTION _touch();

CREATE OR REPLACE FUNCTION _stamp_correction() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- a row written again as it was is no correction: what is known is known since then, and from whom
	IF (NEW.goal_id, NEW.at, NEW.value, NEW.base, NEW.note)
		IS NOT DISTINCT FROM (OLD.goal_id, OLD.at, OLD.value, OLD.base, OLD.note) THEN
		NEW.recorded_at := OLD.recorded_at;
		NEW.recorded_by := OLD.recorded_by;
	ELSE
		NEW.recorded_at := clock_timestamp();
		NEW.recorded_by := current_user;
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _stamp_correction IS
	'Internal: trigger function: a correction is known from now on; an unchanged row is none.';
CREATE OR REPLACE TRIGGER measurement_stamp BEFORE UPDATE ON measurement
	FOR EACH ROW EXECUTE FUNCTION _stamp_correction();

-- For statements, and for rows where measurements are partitioned (opm._workspace_watch).
-- no nested loop: planned for a correction of one row and kept, it would compare all old rows with all new ones in a
-- correction of many
-- fence: jit, kept-plan
CREATE OR REPLACE FUNCTION _keep_superseded() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off SET enable_nestloop = off AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- recorded_at stays where nothing was changed (_stamp_correction)
	IF TG_LEVEL = 'ROW' THEN
		IF TG_OP = 'UPDATE' AND NEW.recorded_at = OLD.recorded_at THEN
			RETURN NULL;
		END IF;
		-- a row that an UPDATE or MERGE moves to another partition is deleted here, and new there
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation)
		VALUES (OLD.goal_id, OLD.at, OLD.value, OLD.base, OLD.note, OLD.recorded_at, OLD.recorded_by,
			COALESCE(NEW.recorded_at, clock_timestamp()), TG_ARGV[1], TG_OP);
	ELSIF TG_OP = 'DELETE' THEN
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_by, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by, TG_ARGV[1], TG_OP
		FROM old_rows o;
	ELSE
		-- the old row holds until the very moment from which the new one does
		INSERT INTO perf.measurement_history
			(goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, superseded_by, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by,
			COALESCE(n.recorded_at, clock_timestamp()), TG_ARGV[1], TG_OP
		FROM old_rows o LEFT JOIN new_rows n ON n.goal_id = o.goal_id AND n.at = o.at
		WHERE o.recorded_at IS DISTINCT FROM n.recorded_at;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _keep_superseded IS
	'Internal: trigger function: keeps superseded measurements in measurement_history.';

CREATE OR REPLACE FUNCTION _refuse_truncate() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
		MESSAGE = format('table "%s" cannot be truncated', TG_TABLE_NAME),
		DETAIL = 'Every change is kept, and TRUNCATE would leave no trace.', HINT = 'Use DELETE.';
END
$$;
COMMENT ON FUNCTION _refuse_truncate IS
	'Internal: trigger function: refuses TRUNCATE, which would lose rows without a trace.';

DO $do$
DECLARE
	t name;
BEGIN
	FOR t IN SELECT k.table_name FROM opm._workspace_tables() k WHERE k.logged LOOP
		EXECUTE format('CREATE OR REPLACE TRIGGER %I BEFORE TRUNCATE ON %I'
			' FOR EACH STATEMENT EXECUTE FUNCTION _refuse_truncate()', t || '_truncate', t);
	END LOOP;
END
$do$;
