-- A change of status is announced in the transaction that causes it.

CREATE OR REPLACE FUNCTION channel() RETURNS text LANGUAGE plpgsql STABLE SET search_path FROM CURRENT SET jit = off AS $$
BEGIN
	RETURN left('opm_' || (SELECT n.nspname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = 'setting'::regclass), 63);
END
$$;
COMMENT ON FUNCTION channel IS 'Channel on which this workspace announces changes of status, for LISTEN: opm_ and the schema name.';

CREATE OR REPLACE FUNCTION announce_status() RETURNS trigger LANGUAGE plpgsql SET search_path FROM CURRENT SET jit = off AS $$
DECLARE
	changed bigint;
	g record;
	newest double precision;
	newest_at timestamptz;
	c record;
	was text;
BEGIN
	-- what is recorded before a close but was not there for it would be neither in it nor a restatement of it
	IF TG_TABLE_NAME = 'measurement' AND EXISTS (SELECT FROM period_close k JOIN period p ON p.id = k.period_id
			JOIN changed_rows r ON r.at >= p.from_at AND r.at < p.until_at WHERE k.closed_at > now()) THEN
		RAISE EXCEPTION USING ERRCODE = 'serialization_failure', MESSAGE = 'a period was closed since this transaction began',
			DETAIL = 'A measurement of a closed period is kept as a restatement, which has to be known after the close.', HINT = 'Retry the transaction.';
	END IF;
	-- one goal at a time, in a fixed order: by its key each is a matter of index look-ups, a join would read all goals
	FOR changed IN SELECT DISTINCT r.goal_id FROM changed_rows r ORDER BY 1 LOOP
		-- the lock makes a second transaction that measures this goal wait, and then see what the first one wrote
		SELECT a.status INTO was FROM announced a WHERE a.goal_id = changed FOR NO KEY UPDATE;
		IF NOT FOUND THEN
			-- no row yet to lock: the first of two makes it, the second waits here for the first to end
			INSERT INTO announced (goal_id, status) VALUES (changed, 'no data') ON CONFLICT (goal_id) DO NOTHING;
			IF NOT FOUND THEN
				SELECT a.status INTO was FROM announced a WHERE a.goal_id = changed FOR NO KEY UPDATE;
			END IF;
		END IF;
		SELECT x.key, x.target, x.bands, x.time_aggregation, x.max_age_days, d.bands AS usual_bands,
			COALESCE(x.cadence_days, d.cadence_days) + d.grace_days AS fresh_days, p.from_at, p.until_at,
			x.time_aggregation = 'last' AND x.max_age_days IS NULL AND x.target IS NOT NULL AND x.min_group IS NULL AND x.lifecycle = 'active'
				AND NOT EXISTS (SELECT FROM goal_target t WHERE t.goal_id = x.id) AS plain
			INTO g FROM goal x CROSS JOIN setting d LEFT JOIN period p ON p.id = x.period_id WHERE x.id = changed;
		newest := NULL;
		IF g.plain THEN
			-- the common case of what goal_now computes, in two look-ups
			SELECT m.value, m.at INTO newest, newest_at FROM measured m
			WHERE m.goal_id = changed AND m.at >= COALESCE(g.from_at, '-infinity') AND m.at < COALESCE(g.until_at, 'infinity') ORDER BY m.at DESC LIMIT 1;
		END IF;
		IF newest IS NOT NULL THEN
			SELECT g.key AS goal_key, 100 * s.score AS score,
				CASE WHEN newest_at + make_interval(secs => g.fresh_days * 86400.0) < LEAST(now(), g.until_at) THEN 'stale'
					ELSE opm.status(s.score, COALESCE(g.bands, g.usual_bands)::opm.bands) END AS status
				INTO c FROM opm.score(newest, g.target::opm.target) s(score);
		ELSE
			SELECT n.goal_key, n.status, n.score INTO c FROM goal_now n WHERE n.id = changed;
		END IF;
		IF c.status IS DISTINCT FROM was THEN
			INSERT INTO announced (goal_id, status) VALUES (changed, c.status)
				ON CONFLICT (goal_id) DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since;
			PERFORM pg_notify(channel(), json_build_object('goal_id', changed, 'key', c.goal_key, 'from', was, 'to', c.status, 'score', c.score)::text);
		END IF;
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
