-- A close is made at once, as a whole, and never changes.

CREATE OR REPLACE FUNCTION _refuse_change_of_close() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', MESSAGE = 'a close never changes',
		DETAIL = 'What was closed stays as it was; later corrections show in the view restatements.';
END
$$;
COMMENT ON FUNCTION _refuse_change_of_close IS 'Internal: trigger function: a close never changes.';
CREATE OR REPLACE TRIGGER period_close_final BEFORE UPDATE OR DELETE OR TRUNCATE ON period_close
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_tree_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_tree
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();
CREATE OR REPLACE TRIGGER close_result_final BEFORE UPDATE OR DELETE OR TRUNCATE ON close_result
	FOR EACH STATEMENT EXECUTE FUNCTION _refuse_change_of_close();

-- fence: jit
CREATE OR REPLACE FUNCTION _refuse_late_close() RETURNS trigger
LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	wrong text;
BEGIN
	-- Nobody is believed to be close_period. It writes all of a close in one statement, so at the end of one that
	-- writes any of it the close is of this transaction, and whole: the tree fits the digest, and the results are those
	-- of the tree. A row that comes later does not fit.
	SELECT CASE WHEN c.closed_by <> current_user OR c.closed_at < now() OR c.closed_at > clock_timestamp()
			THEN 'was not made now, by you'
			ELSE _close_problem(c.id) END
	INTO wrong
	FROM period_close c
	WHERE c.id IN (SELECT COALESCE(to_jsonb(n) ->> 'close_id', to_jsonb(n) ->> 'id')::bigint FROM new_rows n)
	ORDER BY 1 LIMIT 1;
	IF wrong IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state', TABLE = TG_TABLE_NAME,
			SCHEMA = TG_TABLE_SCHEMA, MESSAGE = 'a close is made as a whole',
			DETAIL = format('With these rows, a close %s.', wrong),
			HINT = format('SELECT %I.close_period(...) makes one.', TG_TABLE_SCHEMA);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _refuse_late_close IS
	'Internal: trigger function: rows of a close are written by the transaction that makes it, all at once, and as the '
	'tree says.';
CREATE OR REPLACE TRIGGER period_close_whole AFTER INSERT ON period_close
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
CREATE OR REPLACE TRIGGER close_tree_whole AFTER INSERT ON close_tree
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
CREATE OR REPLACE TRIGGER close_result_whole AFTER INSERT ON close_result
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION _refuse_late_close();
