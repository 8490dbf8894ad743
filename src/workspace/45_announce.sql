-- A change of status is announced in the transaction that causes it.

CREATE OR REPLACE FUNCTION channel() RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RETURN left('opm_' || (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = 'setting'::regclass), 63);
END
$$;
COMMENT ON FUNCTION channel IS 'Channel on which this workspace announces changes of status, for LISTEN: opm_ and the schema name.';

CREATE OR REPLACE FUNCTION announce_status() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	c record;
	listener text;
BEGIN
	FOR c IN
		SELECT n.id, n.goal_key, n.status, n.score, a.status AS was
		FROM (SELECT DISTINCT r.goal_id FROM changed_rows r) t
		JOIN goal_now n ON n.id = t.goal_id
		LEFT JOIN announced a ON a.goal_id = n.id
		WHERE n.status IS DISTINCT FROM a.status
		ORDER BY n.id
	LOOP
		IF listener IS NULL THEN
			listener := channel();
		END IF;
		INSERT INTO announced (goal_id, status) VALUES (c.id, c.status)
			ON CONFLICT (goal_id) DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since;
		PERFORM pg_notify(listener, json_build_object('goal_id', c.id, 'key', c.goal_key, 'from', c.was, 'to', c.status, 'score', c.score)::text);
	END LOOP;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION announce_status IS 'Trigger function: announces goals whose status by their own measurements is another than the one announced last, by NOTIFY on channel() with the payload {"goal_id", "key", "from", "to", "score"}. Parents are not looked at: their status is read from the scorecard.';
CREATE OR REPLACE TRIGGER measurement_announce_insert AFTER INSERT ON measurement REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_status();
CREATE OR REPLACE TRIGGER measurement_announce_update AFTER UPDATE ON measurement REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_status();
CREATE OR REPLACE TRIGGER measurement_announce_delete AFTER DELETE ON measurement REFERENCING OLD TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_status();
CREATE OR REPLACE TRIGGER check_in_announce_insert AFTER INSERT ON check_in REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_status();
CREATE OR REPLACE TRIGGER check_in_announce_update AFTER UPDATE ON check_in REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION announce_status();
