-- A change of status is announced by NOTIFY, in the transaction that causes it.

CREATE OR REPLACE FUNCTION channel() RETURNS text LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT 'opm_' || CASE WHEN octet_length(n.nspname) < 60 THEN n.nspname ELSE md5(n.nspname) END
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE c.oid = 'setting'::regclass;
END;
COMMENT ON FUNCTION channel IS
	'Channel on which this workspace announces changes of status, for LISTEN: '
	'opm_ and the schema name (the md5 of a name of 60 bytes and more).';

CREATE OR REPLACE FUNCTION _tell_status(goal_id bigint, status text, home regclass DEFAULT 'setting'::regclass)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.announced AS a (goal_id, status) VALUES (goal_id, status)
		ON CONFLICT ON CONSTRAINT announced_pkey
		DO UPDATE SET status = EXCLUDED.status, since = EXCLUDED.since, quiet_from = NULL, quiet_to = NULL;
	-- Anyone who can connect can listen, and all of them hear the same: that something changed, and no more. What it is
	-- they read with rights of their own.
	PERFORM pg_notify(perf.channel(), json_build_object('goal_id', goal_id)::text)
	FROM perf.setting s WHERE s.notify;
END
$$;
COMMENT ON FUNCTION _tell_status IS
	'Internal: notes the status of a goal and sends its goal_id by NOTIFY, unless setting.notify is off. Used by '
	'_announce_goals and announce.';

CREATE OR REPLACE FUNCTION _quiet_edge(
	value double precision, edge double precision, target opm.target, bands opm.bands)
RETURNS double precision LANGUAGE plpgsql IMMUTABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	same text := opm.status(opm.score(value, target), bands);
	inside double precision;
BEGIN
	IF abs(edge) > 1e139 OR opm.status(opm.score(edge, target), bands) = same THEN
		RETURN edge;
	END IF;
	inside := value + (edge - value) * (1 - 1e-9);
	RETURN CASE WHEN opm.status(opm.score(inside, target), bands) = same THEN inside ELSE value END;
END
$$;
COMMENT ON FUNCTION _quiet_edge(double precision, double precision, opm.target, opm.bands) IS
	'Internal: the value nearest to edge that has the same status as value: edge itself, one just inside, or value.';

CREATE OR REPLACE FUNCTION _quiet_values(
	value double precision, target opm.target, bands opm.bands, home regclass DEFAULT 'setting'::regclass,
	OUT low double precision, OUT high double precision)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	rank integer := opm.status_rank(opm.score(value, target), bands);
	worse double precision := opm.required(target, (opm.cuts(bands))[rank - 1]);
	better double precision := opm.required(target, (opm.cuts(bands))[rank]);
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- where the score rises (or falls) with the value, a status is a range of values; no edge means no end on that
	-- side, which is written as 1e140, because BI tools know no infinity; values beyond are looked at
	IF opm.direction(target) = 'up' THEN
		low := perf._quiet_edge(value, COALESCE(worse, -1e140), target, bands);
		high := perf._quiet_edge(value, COALESCE(better, 1e140), target, bands);
	ELSIF opm.direction(target) = 'down' THEN
		low := perf._quiet_edge(value, COALESCE(better, -1e140), target, bands);
		high := perf._quiet_edge(value, COALESCE(worse, 1e140), target, bands);
	END IF;
END
$$;
COMMENT ON FUNCTION _quiet_values IS
	'Internal: range of values around the given one, ends included, that have the same status. '
	'NULL where the score does not rise or fall with the value all the way.';

CREATE OR REPLACE FUNCTION _score_bands(
	bands opm.bands, pace_score double precision, basis text, home regclass DEFAULT 'setting'::regclass)
RETURNS opm.bands LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN opm.bands(opm.labels(bands),
		ARRAY(SELECT perf._needed_score(c.cut, pace_score, basis)
			FROM unnest(opm.cuts(bands)) WITH ORDINALITY c(cut, place) ORDER BY c.place));
END
$$;
COMMENT ON FUNCTION _score_bands IS
	'Internal: the bands that give a score the status which the given bands give to what it lets expect.';

-- fence: kept-plan
CREATE OR REPLACE FUNCTION _announce_goals(goal_ids bigint[], home regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET plan_cache_mode = force_generic_plan AS $$
DECLARE
	g record;
	newest double precision;
	newest_at timestamptz;
	own double precision;
	is_late boolean;
	pace double precision;
	quiet_end timestamptz;
	now_status text;
	low double precision;
	high double precision;
	told boolean;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- One goal at a time: by its key each is a matter of index look-ups, a join would read all goals.
	FOR g IN
		SELECT i.id AS goal_id, x.*
		FROM unnest(goal_ids) i(id)
		CROSS JOIN LATERAL (
			SELECT a.status AS was, o.rollup, p.from_at, p.until_at,
				o.target::opm.target AS target,
				COALESCE(o.bands, d.bands)::opm.bands AS bands,
				COALESCE(o.status_basis, d.status_basis) AS basis, o.plan,
				perf._elapsed(COALESCE(p.first_day, timezone(d.time_zone, o.created_at)::date),
					LEAST(o.due_on, p.last_day), perf._day(COALESCE(p.time_zone, d.time_zone), now())) AS elapsed,
				timezone(COALESCE(p.time_zone, d.time_zone),
					timezone(COALESCE(p.time_zone, d.time_zone), now())::date + interval '1 day') AS tomorrow,
				perf._days(perf._fresh_days(o.cadence_days, d.cadence_days, d.grace_days, p.first_day, p.last_day))
					AS fresh,
				o.time_aggregation = 'last' AND o.max_age IS NULL AND o.target IS NOT NULL AND o.min_group IS NULL
					AND o.lifecycle = 'active'
					AND NOT EXISTS (SELECT FROM perf.goal_target t WHERE t.goal_id = o.id) AS plain
			FROM perf.announced a
			JOIN perf.goal o ON o.id = a.goal_id
			CROSS JOIN perf.setting d
			LEFT JOIN perf.period p ON p.id = o.period_id
			WHERE a.goal_id = i.id FOR NO KEY UPDATE OF a
		) x
	LOOP
		newest := NULL;
		pace := NULL;
		low := NULL;
		IF g.plain THEN
			-- the common case of what goal_now computes, in one look-up
			SELECT m.value, m.at INTO newest, newest_at FROM perf.measurement m
			WHERE m.goal_id = g.goal_id AND m.at >= COALESCE(g.from_at, '-infinity')
				AND m.at < COALESCE(g.until_at, 'infinity')
			ORDER BY m.at DESC LIMIT 1;
		END IF;
		IF newest IS NULL THEN
			SELECT n.status INTO now_status FROM perf.goal_now n WHERE n.goal_id = g.goal_id;
		ELSE
			own := opm.score(newest, g.target);
			pace := perf._pace_score(g.target, g.elapsed, g.plan);
			is_late := newest_at + g.fresh < LEAST(now(), g.until_at);
			now_status := perf._goal_status('active', perf._judged_score(own, opm.expected_score(own, pace, g.basis),
				g.basis, COALESCE(g.elapsed >= 1, false)), false, is_late, false, g.bands);
			IF NOT is_late THEN
				SELECT q.low, q.high INTO low, high FROM perf._quiet_values(newest, g.target,
					CASE WHEN pace < 1 THEN perf._score_bands(g.bands, pace, g.basis) ELSE g.bands END) q;
			END IF;
		END IF;
		-- a goal with goals below it is what they make of it: that is for announce()
		told := lower(g.rollup) = 'own'
			OR NOT (EXISTS (SELECT FROM perf.goal c WHERE c.parent_id = g.goal_id)
				OR EXISTS (SELECT FROM perf.goal_link l WHERE l.parent_id = g.goal_id));
		IF told IS NOT TRUE THEN
			low := NULL;
			high := NULL;
		END IF;
		IF told AND now_status <> g.was THEN
			PERFORM perf._tell_status(g.goal_id, now_status);
		END IF;
		-- tomorrow the plan expects more, and the same value may have another status
		quiet_end := COALESCE(LEAST(g.until_at, CASE WHEN pace < 1 THEN g.tomorrow END), '9999-12-31 UTC');
		UPDATE perf.announced a
		SET quiet_from = low, quiet_to = high, quiet_since = COALESCE(g.from_at, '0001-01-01 UTC'),
			quiet_until = quiet_end
		WHERE a.goal_id = g.goal_id
			AND (a.quiet_from, a.quiet_to, a.quiet_until) IS DISTINCT FROM (low, high, quiet_end);
	END LOOP;
END
$$;
COMMENT ON FUNCTION _announce_goals IS
	'Internal: announces those of the goals whose status, by their own measurements, has changed since it was '
	'announced last, by NOTIFY on channel() with the payload {"goal_id"}. home: a table of this workspace. Used by '
	'the triggers, and opm._workspace_measured. Parents, goals gone stale and bound goals are announced by '
	'announce().';

CREATE OR REPLACE FUNCTION _announce_changed() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- a row may have moved from one goal to another
	IF TG_OP = 'UPDATE' THEN
		PERFORM perf._announce_goals(
			ARRAY(SELECT c.goal_id FROM changed_rows c UNION SELECT o.goal_id FROM old_rows o ORDER BY 1),
			TG_RELID);
	ELSE
		PERFORM perf._announce_goals(ARRAY(SELECT DISTINCT c.goal_id FROM changed_rows c ORDER BY 1), TG_RELID);
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _announce_changed IS
	'Internal: trigger function: announces the goals of corrected measurements and of check-ins, see _announce_goals. '
	'New measurements have opm._workspace_measured, which is quicker.';

-- fence: jit
CREATE OR REPLACE FUNCTION _forget_quiet() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	-- Also where it is forgotten already: whoever measures at this time has to wait for the change. Locked in the order
	-- in which measurements lock.
	IF TG_TABLE_NAME IN ('setting', 'period') THEN
		PERFORM FROM perf.announced a ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL;
	ELSIF TG_TABLE_NAME = 'goal' THEN
		PERFORM FROM perf.announced a
		WHERE a.goal_id IN (SELECT c.id FROM changed_rows c)
		ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL FROM changed_rows c WHERE a.goal_id = c.id;
	ELSE
		PERFORM FROM perf.announced a
		WHERE a.goal_id IN (SELECT c.goal_id FROM changed_rows c)
		ORDER BY a.goal_id FOR NO KEY UPDATE;
		UPDATE perf.announced a SET quiet_from = NULL FROM changed_rows c WHERE a.goal_id = c.goal_id;
	END IF;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _forget_quiet IS
	'Internal: trigger function: another target, period or band may give the same value another status, so the next '
	'measurement is looked at.';

-- fence: jit
CREATE OR REPLACE FUNCTION announce(home regclass DEFAULT 'setting'::regclass) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	g record;
	told integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF row_security_active(format('%I.setting', 'perf')::regclass) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = 'permission denied to announce changes of status',
			DETAIL = 'What was announced is written by the owner of the workspace and by triggers, and by nobody else.',
			HINT = 'Let the owner of the workspace call it, for example by cron.';
	END IF;
	FOR g IN
		-- where a private goal counts, every reader sees another score, and none of them is this one
		WITH RECURSIVE mixed(id) AS (
			SELECT p.id FROM perf.goal c JOIN perf._edge e ON e.goal_id = c.id JOIN perf.goal p ON p.id = e.parent_id
			WHERE c.visibility <> 'everyone' AND lower(p.rollup) IS DISTINCT FROM 'own'
			UNION
			SELECT p.id FROM mixed JOIN perf._edge e ON e.goal_id = mixed.id JOIN perf.goal p ON p.id = e.parent_id
			WHERE lower(p.rollup) IS DISTINCT FROM 'own'
		)
		SELECT s.goal_id, s.status
		FROM perf.scorecard s JOIN perf.announced a ON a.goal_id = s.goal_id
		WHERE s.status <> a.status AND s.goal_id NOT IN (SELECT m.id FROM mixed m)
		ORDER BY s.goal_id
	LOOP
		PERFORM perf._tell_status(g.goal_id, g.status);
		told := told + 1;
	END LOOP;
	RETURN told;
END
$$;
COMMENT ON FUNCTION announce IS
	'Announces, by NOTIFY on channel(), every goal whose status in the scorecard has changed since it was '
	'announced last: also parents, bound goals, and goals that went stale because time passed, when nothing was '
	'written; but no goal above a private one, whose status depends on who reads it. To be called from time to time, '
	'for example by cron. For the owner of the workspace. Returns how many were announced. Errors: 42501 for others.';

CREATE OR REPLACE FUNCTION _note_goal() RETURNS trigger LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	INSERT INTO perf.announced (goal_id, status)
	SELECT n.id, perf._goal_status(n.lifecycle, NULL, false, false, p.from_at > now(), NULL)
	FROM new_rows n LEFT JOIN perf.period p ON p.id = n.period_id;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _note_goal IS
	'Internal: trigger function: a new goal begins with the status it has without data, which is not announced.';
CREATE OR REPLACE TRIGGER goal_note AFTER INSERT ON goal
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_note_goal');
-- goals that were loaded while triggers were off
INSERT INTO announced (goal_id, status)
SELECT g.id, _goal_status(g.lifecycle, NULL, false, false, p.from_at > now(), NULL)
FROM goal g LEFT JOIN period p ON p.id = g.period_id
ON CONFLICT DO NOTHING;

DO $do$
BEGIN
	PERFORM opm._workspace_watch('measurement');
END
$do$;
CREATE OR REPLACE TRIGGER check_in_announce_insert AFTER INSERT ON check_in
	REFERENCING NEW TABLE AS changed_rows
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');
CREATE OR REPLACE TRIGGER check_in_announce_update AFTER UPDATE ON check_in
	REFERENCING OLD TABLE AS old_rows NEW TABLE AS changed_rows
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');
CREATE OR REPLACE TRIGGER check_in_announce_delete AFTER DELETE ON check_in
	REFERENCING OLD TABLE AS changed_rows
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_announce_changed');
CREATE OR REPLACE TRIGGER goal_forget_quiet AFTER UPDATE ON goal
	REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');
CREATE OR REPLACE TRIGGER goal_target_forget_quiet AFTER INSERT ON goal_target
	REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');
CREATE OR REPLACE TRIGGER goal_target_forget_quiet_update AFTER UPDATE ON goal_target
	REFERENCING NEW TABLE AS changed_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');
CREATE OR REPLACE TRIGGER period_forget_quiet AFTER UPDATE ON period
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');
CREATE OR REPLACE TRIGGER setting_forget_quiet AFTER UPDATE ON setting
	FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_forget_quiet');
