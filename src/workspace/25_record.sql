-- What happens when measurements are corrected, and when a status changes.

CREATE OR REPLACE FUNCTION stamp_correction() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	NEW.recorded_at := clock_timestamp();
	NEW.recorded_by := current_user;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION stamp_correction IS 'Trigger function: a correction is known from now on.';

-- no nested loop: planned for a correction of one row and kept, it would compare all old rows with all new ones in a correction of many
CREATE OR REPLACE FUNCTION keep_superseded() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off SET enable_nestloop = off AS $$
BEGIN
	IF TG_TABLE_SCHEMA IS DISTINCT FROM current_schema() THEN
		PERFORM opm._workspace_renamed(TG_TABLE_SCHEMA);
	END IF;
	IF TG_OP = 'DELETE' THEN
		INSERT INTO measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by, TG_OP FROM old_rows o;
	ELSE
		-- the old row holds until the very moment from which the new one does
		INSERT INTO measurement_history (goal_id, at, value, base, note, recorded_at, recorded_by, superseded_at, operation)
		SELECT o.goal_id, o.at, o.value, o.base, o.note, o.recorded_at, o.recorded_by, COALESCE(n.recorded_at, clock_timestamp()), TG_OP
		FROM old_rows o LEFT JOIN new_rows n ON n.goal_id = o.goal_id AND n.at = o.at;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION keep_superseded IS 'Trigger function: keeps superseded measurements in measurement_history.';

CREATE OR REPLACE TRIGGER measurement_stamp BEFORE UPDATE ON measurement FOR EACH ROW EXECUTE FUNCTION stamp_correction();
CREATE OR REPLACE TRIGGER measurement_keep_update AFTER UPDATE ON measurement REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_superseded();
CREATE OR REPLACE TRIGGER measurement_keep_delete AFTER DELETE ON measurement REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION keep_superseded();

CREATE OR REPLACE TRIGGER check_in_log_insert AFTER INSERT ON check_in REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE OR REPLACE TRIGGER check_in_log_update AFTER UPDATE ON check_in REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change();
CREATE OR REPLACE TRIGGER check_in_log_delete AFTER DELETE ON check_in REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION log_change();

CREATE OR REPLACE FUNCTION refuse_truncate() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = format('table "%s" cannot be truncated', TG_TABLE_NAME),
		DETAIL = 'Every change is kept, and TRUNCATE would leave no trace.', HINT = 'Use DELETE.';
END
$$;
COMMENT ON FUNCTION refuse_truncate IS 'Trigger function: refuses TRUNCATE, which would lose measurements without a trace.';
CREATE OR REPLACE TRIGGER measurement_truncate BEFORE TRUNCATE ON measurement FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
CREATE OR REPLACE TRIGGER goal_truncate BEFORE TRUNCATE ON goal FOR EACH STATEMENT EXECUTE FUNCTION refuse_truncate();
