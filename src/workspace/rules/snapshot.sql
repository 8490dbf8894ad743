-- A snapshot is taken by a trigger with the rights of the owner, of all goals at once. Who takes one, the owner or an
-- admin, says of which days, and nothing else.

CREATE OR REPLACE FUNCTION _check_snapshot() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	ends timestamptz;
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF NOT perf._sees_everything() THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege', MESSAGE = 'permission denied to take a snapshot',
			DETAIL = 'A snapshot holds every goal, so only the owner and admins of the workspace, who see all of them,'
				' may take one.';
	END IF;
	-- the owner brings back rows from elsewhere
	IF NEW.known_at IS NOT NULL THEN
		RETURN NEW;
	END IF;
	ends := timezone(perf.time_zone(), (NEW.day + 1)::timestamp) - interval '1 microsecond';
	NEW.known_at := clock_timestamp();
	NEW.as_of := LEAST(ends, NEW.known_at);
	NEW.taken_by := current_user;
	IF NEW.known_at < timezone(perf.time_zone(), NEW.day::timestamp) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('a snapshot of %s cannot be taken', NEW.day), DETAIL = 'The day has not begun.';
	END IF;
	RETURN NEW;
END
$$;
COMMENT ON FUNCTION _check_snapshot IS
	'Internal: trigger function: says of which time a new snapshot is, and refuses one by who does not see all goals.';
CREATE OR REPLACE TRIGGER snapshot_check BEFORE INSERT ON snapshot
	FOR EACH ROW EXECUTE FUNCTION _check_snapshot();

-- fence: jit
CREATE OR REPLACE FUNCTION _take_snapshots() RETURNS trigger
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	-- rows brought back from elsewhere have their goals with them
	days date[] := ARRAY(SELECT n.day FROM new_rows n WHERE n.known_at >= now() ORDER BY n.as_of);
	times timestamptz[] := ARRAY(SELECT n.as_of FROM new_rows n WHERE n.known_at >= now() ORDER BY n.as_of);
BEGIN
	PERFORM opm._workspace_here(TG_RELID, 'perf');
	IF days = '{}' THEN
		RETURN NULL;
	END IF;
	WITH RECURSIVE above AS (
		-- down from the roots; a goal that everyone sees is never told of the private goals above it
		SELECT g.id, g.id AS root_id, g.perspective_id, g.visibility = 'everyone' AS is_open
		FROM perf.goal g WHERE g.parent_id IS NULL
		UNION ALL
		SELECT g.id, CASE WHEN g.visibility = 'everyone' AND NOT a.is_open THEN g.id ELSE a.root_id END,
			COALESCE(g.perspective_id, a.perspective_id), g.visibility = 'everyone'
		FROM above a JOIN perf.goal g ON g.parent_id = a.id
	), before AS MATERIALIZED ( -- fence: one-pass
		-- whose a goal was before each change of it; who has it now did not have it then
		SELECT x.goal_id, x.team_id, x.owner_id, x.until_at,
			COALESCE(lag(x.until_at) OVER (PARTITION BY x.goal_id ORDER BY x.until_at), '-infinity') AS from_at
		FROM (
			SELECT DISTINCT ON (c.goal_id, c.changed_at) c.goal_id, c.changed_at AS until_at,
				(c.old_row::jsonb ->> 'team_id')::bigint AS team_id,
				(c.old_row::jsonb ->> 'owner_id')::bigint AS owner_id
			FROM perf.change_log c
			WHERE c.table_name = 'goal' AND c.operation = 'UPDATE' AND c.changed_at > times[1]
			ORDER BY c.goal_id, c.changed_at, c.id
		) x
	)
	INSERT INTO perf.goal_snapshot (goal_id, day, is_partial, rests_on, parent_goal_id, root_goal_id, perspective_id,
		team_id, owner_id, period_id, target, unit, actual, pace_value, score, pace_score, expected_score,
		status, status_order, plan_status, outcome, band_from_score, band_to_score, coverage_fraction)
	SELECT s.goal_id, days[s.ordinal], s.is_partial, s.rests_on,
		CASE WHEN g.visibility <> 'everyone' OR u.visibility = 'everyone' THEN u.id END, a.root_id, a.perspective_id,
		CASE WHEN b.goal_id IS NULL THEN g.team_id ELSE b.team_id END,
		CASE WHEN b.goal_id IS NULL THEN g.owner_id ELSE b.owner_id END, s.period_id, s.target, g.unit, s.actual,
		s.pace_value, s.score, s.pace_score,
		s.expected_score, s.status, s.status_order, s.plan_status, s.outcome, s.band_from_score, s.band_to_score,
		s.coverage_fraction
	FROM perf._scorecards_at(times) s
	JOIN perf.goal g ON g.id = s.goal_id
	LEFT JOIN perf.goal u ON u.id = g.parent_id
	LEFT JOIN above a ON a.id = s.goal_id
	LEFT JOIN before b ON b.goal_id = s.goal_id AND b.from_at <= times[s.ordinal] AND times[s.ordinal] < b.until_at;
	RETURN NULL;
END
$$;
COMMENT ON FUNCTION _take_snapshots IS
	'Internal: trigger function: fills goal_snapshot for the days that were added to snapshot.';
CREATE OR REPLACE TRIGGER snapshot_take AFTER INSERT ON snapshot
	REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION opm._workspace_by_owner('_take_snapshots');
