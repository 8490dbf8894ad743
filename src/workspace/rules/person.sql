-- The login of a person decides what is private to whom: it is the owner's to change, and the person hears of it.

CREATE OR REPLACE FUNCTION _check_login() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID);
	-- the id as well: rows that name a person would pass to another one
	IF row_security_active('person') AND ((OLD.id, OLD.login) IS DISTINCT FROM (NEW.id, NEW.login))
		AND (TG_OP = 'UPDATE' OR OLD.login IS NOT NULL OR NEW.login IS NOT NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
			MESSAGE = format('the login of person "%s" is not yours to change', COALESCE(OLD.name, NEW.name)),
			DETAIL = 'Whoever has the login reads and writes in the place of the person, private feedback included.',
			HINT = 'Leave the login out, and ask the owner of the workspace to set it.';
	END IF;
	RETURN COALESCE(NEW, OLD);
END
$$;
COMMENT ON FUNCTION _check_login IS
	'Internal: trigger function: only the owner of the workspace gives, changes or takes the login of a person.';
CREATE OR REPLACE TRIGGER person_login BEFORE INSERT OR UPDATE OR DELETE ON person
	FOR EACH ROW EXECUTE FUNCTION _check_login();

CREATE OR REPLACE FUNCTION _tell_login() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID);
	-- anyone who can connect can listen, so no name is sent: change_log has the rest
	PERFORM pg_notify(channel(), json_build_object('person_id', OLD.id)::text);
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _tell_login IS
	'Internal: trigger function: announces, by NOTIFY on channel() with the payload {"person_id"}, that the login of a '
	'person has changed.';
CREATE OR REPLACE TRIGGER person_tell_login AFTER UPDATE ON person
	FOR EACH ROW WHEN ((OLD.id, OLD.login) IS DISTINCT FROM (NEW.id, NEW.login)) EXECUTE FUNCTION _tell_login();
