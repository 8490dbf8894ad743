-- The login of a person decides what is private to whom: it is the owner's to change, and the person hears of it.

CREATE OR REPLACE FUNCTION _check_login() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- the id as well: rows that name a person would pass to another one
	IF row_security_active(TG_RELID) AND ((OLD.id, OLD.login) IS DISTINCT FROM (NEW.id, NEW.login))
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

CREATE OR REPLACE FUNCTION _know_role() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	other text;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- who may not change a login does not say it again either: another role may have the name now
	IF TG_OP = 'INSERT' OR (TG_ARGV[0] = 'said' AND NOT row_security_active(TG_RELID)) THEN
		NEW.role_key := opm._workspace_role_key(NEW.login);
		SELECT p.name INTO other FROM perf.person p WHERE p.role_key = NEW.role_key AND p.id <> NEW.id;
		IF FOUND THEN
			RAISE EXCEPTION USING ERRCODE = 'unique_violation', TABLE = TG_TABLE_NAME, SCHEMA = TG_TABLE_SCHEMA,
				CONSTRAINT = 'person_role_key', MESSAGE = format('role "%s" is person "%s" already', NEW.login, other),
				DETAIL = 'A database role is one person.', HINT = 'Take the login from that person first.';
		END IF;
	ELSIF TG_ARGV[0] = 'kept' THEN
		NEW.role_key := OLD.role_key;
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _know_role IS
	'Internal: trigger function: role_key is the role that login names when the owner says it, and is not written '
	'otherwise.';
CREATE OR REPLACE TRIGGER person_role_kept BEFORE UPDATE ON person
	FOR EACH ROW EXECUTE FUNCTION _know_role('kept');
CREATE OR REPLACE TRIGGER person_role_said BEFORE INSERT OR UPDATE OF login ON person
	FOR EACH ROW EXECUTE FUNCTION _know_role('said');

CREATE OR REPLACE FUNCTION _tell_login() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- anyone who can connect can listen, so no name is sent: change_log has the rest
	PERFORM pg_notify(perf.channel(), json_build_object('person_id', OLD.id)::text)
	FROM perf.setting s WHERE s.notify;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _tell_login IS
	'Internal: trigger function: announces, by NOTIFY on channel() with the payload {"person_id"}, that the login of a '
	'person has changed.';
CREATE OR REPLACE TRIGGER person_tell_login AFTER UPDATE ON person
	FOR EACH ROW WHEN (OLD.id <> NEW.id OR OLD.login IS DISTINCT FROM NEW.login
		OR OLD.role_key IS DISTINCT FROM NEW.role_key)
	EXECUTE FUNCTION _tell_login();
