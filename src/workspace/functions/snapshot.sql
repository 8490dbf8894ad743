-- The score over time, and when a change between two times is one. Many days are taken together: each measurement is
-- read once, and a running summary says what was known on each day; then one tree per day is scored. What each function
-- says of many times, as_of.sql says of one; test/t/044_workspace_history.pl compares them.

CREATE OR REPLACE FUNCTION _is_comparable(coverage_fraction double precision, before_coverage_fraction double precision)
RETURNS boolean LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN COALESCE(coverage_fraction >= 0.5 AND before_coverage_fraction >= 0.5, false);
COMMENT ON FUNCTION _is_comparable IS
	'Internal: true if at two times enough was known to compare the scores: at least half of the weight, both times. '
	'A score of a few goals against one of many tells which were measured, not how they went.';

CREATE OR REPLACE FUNCTION _scopes_at(times timestamptz[]) RETURNS TABLE (
	ordinal integer, as_of timestamptz, goal_id bigint, window_id bigint, target text, period_id bigint,
	usable_from_at timestamptz, until_at timestamptz, graded_until_at timestamptz, counted_at timestamptz,
	elapsed double precision, has_begun boolean, fresh_days integer
) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH asked AS MATERIALIZED ( -- fence: one-pass
		SELECT t.ordinal::integer AS ordinal, t.as_of, d.time_zone, _day(d.time_zone, t.as_of) AS today,
			d.cadence_days, d.grace_days
		FROM unnest(times) WITH ORDINALITY t(as_of, ordinal)
		CROSS JOIN setting d
	), t AS MATERIALIZED ( -- fence: one-pass
		SELECT gt.goal_id, gt.target, q.id AS period_id, q.from_at, q.until_at, q.last_day - q.first_day AS days
		FROM goal_target gt JOIN period q ON q.id = gt.period_id
	), graded AS MATERIALIZED ( -- fence: one-pass
		SELECT x.goal_id, p.id AS period_id, min(GREATEST(l.from_at, p.until_at)) AS until_at
		FROM (
			SELECT g.id AS goal_id, g.period_id FROM goal g WHERE g.id IN (SELECT y.goal_id FROM t y)
			UNION
			SELECT y.goal_id, y.period_id FROM t y
		) x
		JOIN period p ON p.id = x.period_id
		JOIN t l ON l.goal_id = x.goal_id AND l.until_at > p.until_at
		GROUP BY x.goal_id, p.id
	), bound AS MATERIALIZED ( -- fence: one-pass
		-- as _bound_logs: logs that are complete up to each time, and since when
		SELECT y.goal_id, min(y.since) AS since
		FROM (
			SELECT b.goal_id, b.at AS since FROM _bound b
			UNION ALL
			SELECT g.id, '-infinity'::timestamptz AS since
			FROM binding x JOIN goal g ON g.key = ANY (string_to_array(x.goals, ' '))
		) y
		GROUP BY y.goal_id
	)
	SELECT a.ordinal, a.as_of, g.id, COALESCE(p.id, 0), COALESCE(h.target, g.target), p.id,
		_window_from(p.from_at, p.until_at, g.max_age, a.as_of, a.time_zone),
		COALESCE(p.until_at, 'infinity'::timestamptz), l.until_at,
		CASE WHEN g.time_aggregation IN ('count', 'sum') THEN _counted_at(CASE WHEN o.since <= a.as_of
			THEN timezone(a.time_zone, a.as_of)::date ELSE g.counted_until END, p.until_at, a.time_zone) END,
		_elapsed(COALESCE(p.first_day, timezone(a.time_zone, g.created_at)::date), LEAST(g.due_on, p.last_day),
			CASE WHEN p.time_zone <> a.time_zone THEN _day(p.time_zone, a.as_of) ELSE a.today END),
		COALESCE(p.from_at <= a.as_of, true),
		_fresh_days(g.cadence_days, a.cadence_days, a.grace_days, p.first_day, p.last_day)
	FROM asked a
	CROSS JOIN goal g
	LEFT JOIN (
		SELECT DISTINCT ON (b.ordinal, t.goal_id) b.ordinal, t.goal_id, t.target, t.period_id
		FROM asked b
		JOIN t ON t.from_at <= b.as_of AND b.as_of < t.until_at
		ORDER BY b.ordinal, t.goal_id, t.days, t.period_id
	) h ON h.ordinal = a.ordinal AND h.goal_id = g.id
	LEFT JOIN period p ON p.id = COALESCE(h.period_id, g.period_id)
	LEFT JOIN graded l ON l.goal_id = g.id AND l.period_id = p.id
	LEFT JOIN bound o ON o.goal_id = g.id;
END;
COMMENT ON FUNCTION _scopes_at IS
	'Internal: what counts for each goal at each of some times, as known now: _scope_at, for many times. times: in '
	'order; ordinal: place in times; window_id: the period, 0 for none.';

-- fence: jit
CREATE OR REPLACE FUNCTION _values_at(times timestamptz[]) RETURNS TABLE (
	ordinal integer, goal_id bigint, target text, period_id bigint, elapsed double precision,
	value double precision, base double precision, judged double precision, fresh_until timestamptz,
	reference_at timestamptz, has_begun boolean
) LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH scope AS MATERIALIZED ( -- fence: one-pass
		-- ages: the newest value, if it is not too old. rolls: what leaves the window has to be taken away again, which
		-- a summary cannot do, so each time reads its own window
		SELECT s.*, g.time_aggregation, g.min_group, g.max_age IS NOT NULL AND g.time_aggregation = 'last' AS ages,
			g.max_age IS NOT NULL AND g.time_aggregation <> 'last' AS rolls
		FROM _scopes_at(times) s
		JOIN goal g ON g.id = s.goal_id
	), part AS (
		-- what was measured since the time before, one row per time at which that is anything
		SELECT w.goal_id, w.window_id, w.ordinal, opm.kpi(w.at, w.value, w.base) AS kpi
		FROM (
			SELECT s.goal_id, s.window_id, m.at, m.value, m.base,
				width_bucket(m.at, ARRAY(SELECT u.t + interval '1 microsecond' FROM unnest(times) u(t))) + 1 AS ordinal
			FROM (
				SELECT DISTINCT x.goal_id, x.window_id, x.min_group, x.until_at,
					CASE WHEN x.ages THEN '-infinity'::timestamptz ELSE x.usable_from_at END AS from_at
				FROM scope x
				WHERE NOT x.rolls
			) s
			JOIN _measured m ON m.goal_id = s.goal_id AND m.at >= s.from_at AND m.at < s.until_at
				AND m.at <= times[cardinality(times)] AND (s.min_group IS NULL OR m.base >= s.min_group)
		) w
		GROUP BY w.goal_id, w.window_id, w.ordinal
	), running AS (
		SELECT r.goal_id, r.window_id, r.ordinal, r.is_asked,
			opm.merge(r.kpi) OVER (PARTITION BY r.goal_id, r.window_id ORDER BY r.ordinal) AS kpi
		FROM (
			SELECT p.goal_id, p.window_id, p.ordinal, false AS is_asked, p.kpi FROM part p
			UNION ALL
			SELECT s.goal_id, s.window_id, s.ordinal, true AS is_asked, NULL::opm.kpi AS kpi
			FROM scope s WHERE NOT s.rolls
		) r
	)
	SELECT s.ordinal, s.goal_id, s.target, s.period_id, s.elapsed, v.value,
		CASE WHEN v.value IS NOT NULL THEN _counted_base(k.kpi, s.time_aggregation) END,
		CASE WHEN v.value IS NULL THEN j.score END,
		CASE WHEN v.value IS NULL THEN j.at ELSE GREATEST(opm.last_at(k.kpi), s.counted_at) END
			+ _days(s.fresh_days),
		LEAST(s.as_of, s.until_at), s.has_begun
	FROM scope s
	LEFT JOIN running r ON r.is_asked AND r.goal_id = s.goal_id AND r.ordinal = s.ordinal
	CROSS JOIN LATERAL (
		SELECT CASE WHEN s.rolls THEN (
				SELECT opm.kpi(m.at, m.value, m.base) FROM _measured m
				WHERE m.goal_id = s.goal_id AND m.at >= s.usable_from_at AND m.at < s.until_at AND m.at <= s.as_of
					AND (s.min_group IS NULL OR m.base >= s.min_group))
			WHEN NOT s.ages OR opm.last_at(r.kpi) >= s.usable_from_at THEN r.kpi END AS kpi
		OFFSET 0 -- fence: once
	) k
	CROSS JOIN LATERAL (
		SELECT CASE WHEN _is_zero(k.kpi, s.counted_at, s.usable_from_at, s.as_of) THEN 0
			ELSE _counted_value(k.kpi, s.time_aggregation) END AS value
	) v
	LEFT JOIN LATERAL (
		-- a grade given after the end of a period is one of its last instant, as in _judged_now
		SELECT c.score, LEAST(c.at, s.until_at - interval '1 microsecond') AS at
		FROM check_in c
		WHERE c.goal_id = s.goal_id AND c.score IS NOT NULL AND c.at >= s.usable_from_at AND c.at <= now()
			AND c.at < COALESCE(s.graded_until_at, 'infinity'::timestamptz)
			AND LEAST(c.at, s.until_at - interval '1 microsecond') <= s.as_of
		ORDER BY c.at DESC, c.id DESC LIMIT 1
	) j ON v.value IS NULL AND s.goal_id IN (SELECT y.goal_id FROM check_in y WHERE y.score IS NOT NULL);
END;
COMMENT ON FUNCTION _values_at IS
	'Internal: what each goal was worth by itself at each of some times, as known now: value (base for a ratio), or '
	'the score judged where nothing was measured; and until when it was fresh. times: in order.';

CREATE OR REPLACE FUNCTION _private_below() RETURNS TABLE (goal_id bigint, private_ids bigint[]) LANGUAGE sql STABLE
BEGIN ATOMIC
	WITH RECURSIVE counted AS MATERIALIZED ( -- fence: one-pass
		SELECT e.goal_id, e.parent_id
		FROM _edge e
		JOIN goal c ON c.id = e.goal_id
		JOIN goal p ON p.id = e.parent_id
		WHERE e.weight > 0 AND c.lifecycle IN ('active', 'done') AND lower(p.rollup) IS DISTINCT FROM 'own'
	), above(id, private_id) AS (
		SELECT e.parent_id, g.id FROM goal g JOIN counted e ON e.goal_id = g.id WHERE g.visibility <> 'everyone'
		UNION
		SELECT e.parent_id, a.private_id FROM above a JOIN counted e ON e.goal_id = a.id
	)
	SELECT a.id, array_agg(a.private_id ORDER BY a.private_id) FROM above a GROUP BY a.id;
END;
COMMENT ON FUNCTION _private_below IS
	'Internal: goals whose figures rest on private goals, with these; asked as who sees all goals. What counts where '
	'is as in _partial_goals.';

-- fence: jit
CREATE OR REPLACE FUNCTION _scorecards_at(times timestamptz[]) RETURNS TABLE (
	ordinal integer, goal_id bigint, is_partial boolean, rests_on bigint[], target text, period_id bigint,
	actual double precision, pace_value double precision, score double precision, pace_score double precision,
	expected_score double precision, status text, status_order integer, plan_status text, outcome text,
	band_from_score double precision, band_to_score double precision, coverage_fraction double precision
) LANGUAGE sql STABLE SET jit = off
-- one tree at a time
SET enable_hashagg = off
BEGIN ATOMIC
	WITH v AS MATERIALIZED ( -- fence: one-pass
		SELECT x.* FROM _values_at(times) x
	), private AS MATERIALIZED ( -- fence: one-pass
		SELECT b.goal_id, b.private_ids FROM _private_below() b
	), kind AS MATERIALIZED ( -- fence: one-pass
		-- trees of all goals, and where goals are private, trees of the others as well
		SELECT k.is_partial FROM (VALUES (false), (true)) k(is_partial)
		WHERE NOT k.is_partial OR EXISTS (SELECT FROM private)
	), split AS MATERIALIZED ( -- fence: one-pass
		SELECT s.goal_id FROM _split_goal s
	), listed AS (
		SELECT t.ordinal, t.is_partial, r.key, r.method, r.value, r.target, r.score, r.coverage, r.pace_score,
			r.expected_score, opm.score(t.left_over, r.key) < 0 AS is_late,
			CASE WHEN t.begun IS NOT NULL THEN opm.score(t.begun, r.key) <> 0 END AS has_begun_below
		FROM (
			SELECT x.ordinal, x.is_partial, opm.goaltree(x.goal) AS scored,
				opm.goaltree(x.id, x.parent_id, x.left_over, 1, x.fresh_rollup) FILTER (WHERE x.counts) AS left_over,
				opm.goaltree(x.id, x.parent_id, x.begun, 1, x.fresh_rollup)
					FILTER (WHERE x.counts AND EXISTS (SELECT FROM v f WHERE NOT f.has_begun)) AS begun
			FROM (
				SELECT v.ordinal, k.is_partial, g.id, g.parent_id, c.counts,
					CASE WHEN g.lifecycle = 'active'
						THEN date_part('epoch', v.fresh_until) - date_part('epoch', v.reference_at) END AS left_over,
					CASE WHEN v.has_begun OR g.lifecycle = 'done' THEN 1 ELSE 0 END::double precision AS begun,
					_fresh_rollup(g.rollup) AS fresh_rollup,
					opm.goal(g.id, g.parent_id, g.name, v.value, v.base, v.target::opm.target, v.judged,
						CASE WHEN g.parent_id IS NOT NULL THEN g.weight END, g.rollup, g.missing,
						COALESCE(g.credit_floor, d.credit_floor), COALESCE(g.credit_cap, d.credit_cap), g.unit,
						CASE WHEN g.share IS NOT NULL AND g.parent_id IS NOT NULL
							AND g.id IN (SELECT s.goal_id FROM split s) THEN g.share END,
						c.counts,
						_pace_score(v.target::opm.target, CASE WHEN g.lifecycle = 'done' THEN 1 ELSE v.elapsed END,
							g.plan),
						NULLIF(COALESCE(g.status_basis, d.status_basis), 'expected')) AS goal
				FROM v
				JOIN goal g ON g.id = v.goal_id
				CROSS JOIN setting d
				JOIN kind k ON NOT k.is_partial OR g.visibility = 'everyone'
				CROSS JOIN LATERAL (SELECT g.lifecycle IN ('active', 'done') AS counts) c
				UNION ALL
				SELECT o.ordinal::integer, k.is_partial, l.goal_id AS id, l.parent_id,
					g.lifecycle IN ('active', 'done') AS counts,
					NULL::double precision AS left_over, NULL::double precision AS begun, NULL::text AS fresh_rollup,
					opm.goal(l.goal_id, l.parent_id, weight => l.weight,
						share => CASE WHEN l.share IS NOT NULL AND l.goal_id IN (SELECT s.goal_id FROM split s)
							THEN l.share END) AS goal
				FROM goal_link l
				JOIN goal g ON g.id = l.goal_id
				JOIN kind k ON NOT k.is_partial OR g.visibility = 'everyone'
				CROSS JOIN generate_series(1, cardinality(times)) o(ordinal)
			) x
			GROUP BY x.ordinal, x.is_partial
			OFFSET 0 -- fence: once
		) t
		CROSS JOIN LATERAL opm.rollup_bigint(t.scored) r
		OFFSET 0 -- fence: stay
	)
	SELECT r.ordinal, r.key, r.is_partial,
		CASE WHEN NOT r.is_partial THEN COALESCE(p.private_ids, '{}') ELSE '{}' END,
		r.target, v.period_id, r.value, _planned(v.target::opm.target, v.elapsed, g.plan), r.score, r.pace_score,
		r.expected_score,
		_goal_status(g.lifecycle, j.judged, j.lacks_target, r.is_late, j.not_started, b.bands),
		_goal_status_order(g.lifecycle, j.judged, j.lacks_target, r.is_late, j.not_started, b.bands),
		_plan_status(r.score, r.pace_score, o.is_over), _outcome(g.lifecycle, r.score, o.is_over),
		(opm.cuts(b.bands))[opm.status_rank(j.judged, b.bands) - 1],
		(opm.cuts(b.bands))[opm.status_rank(j.judged, b.bands)], r.coverage
	FROM listed r
	JOIN goal g ON g.id = r.key
	JOIN v ON v.ordinal = r.ordinal AND v.goal_id = r.key
	CROSS JOIN setting d
	CROSS JOIN LATERAL (SELECT COALESCE(g.bands, d.bands)::opm.bands AS bands) b
	CROSS JOIN LATERAL (SELECT COALESCE(v.elapsed >= 1, false) OR g.lifecycle = 'done' AS is_over) o
	CROSS JOIN LATERAL (
		SELECT _judged_score(r.score, r.expected_score, COALESCE(g.status_basis, d.status_basis), o.is_over) AS judged,
			_lacks_target(r.score, r.value, r.target IS NOT NULL, r.method) AS lacks_target,
			_not_started(v.has_begun, r.has_begun_below, r.score, r.coverage) AS not_started
		OFFSET 0 -- fence: once
	) j
	LEFT JOIN private p ON p.goal_id = r.key
	WHERE NOT r.is_partial OR p.goal_id IS NOT NULL;
END;
COMMENT ON FUNCTION _scorecards_at IS
	'Internal: scorecard_at of many times, as known now, for who sees all goals. Goals whose figures rest on private '
	'ones have two rows: with all goals, and without the private ones (is_partial). times: in order.';

CREATE OR REPLACE FUNCTION snapshot(
	from_day date DEFAULT NULL, step text DEFAULT 'week', home regclass DEFAULT 'setting'::regclass)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	zone text;
	today date;
	missing date[];
	chunk integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	IF step IS NULL OR step NOT IN ('day', 'week', 'month') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('unknown step %s', COALESCE(quote_literal(left(step, 64)), 'NULL')),
			HINT = 'Steps are day, week and month.';
	END IF;
	zone := perf.time_zone();
	today := timezone(zone, now())::date;
	-- what is to be taken again, and days that were not over
	DELETE FROM perf.snapshot s
	WHERE s.day >= from_day OR s.as_of < timezone(zone, (s.day + 1)::timestamp) - interval '1 microsecond';
	missing := ARRAY(
		SELECT e.day FROM (
			SELECT (CASE step WHEN 'day' THEN d.day
				ELSE date_trunc(step, d.day) + format('1 %s', step)::interval - interval '1 day' END)::date AS day
			FROM generate_series(
				date_trunc(step, GREATEST(COALESCE(from_day, (SELECT timezone(zone, min(m.at)) FROM perf._measured m)),
					today - 3660)::timestamp),
				today::timestamp, format('1 %s', step)::interval) d(day)
			UNION
			SELECT today
		) e
		WHERE e.day <= today AND e.day NOT IN (SELECT s.day FROM perf.snapshot s)
		ORDER BY e.day);
	-- so that no more than about half a million rows are sorted at once
	chunk := LEAST(366, GREATEST(1, 500000 / (1 + (SELECT count(*) FROM perf.goal))))::integer;
	FOR i IN 0 .. (cardinality(missing) - 1) / chunk LOOP
		INSERT INTO perf.snapshot (day)
		SELECT u.day FROM unnest(missing[1 + i * chunk:(i + 1) * chunk]) u(day)
		ON CONFLICT DO NOTHING;
	END LOOP;
	RETURN cardinality(missing);
END
$$;
COMMENT ON FUNCTION snapshot IS
	'Keeps the score over time: takes the snapshots that are missing since the first measurement (ten years at most), '
	'at the end of each step (day, week or month), and one of today. To be called by cron, or by hand: twice is as '
	'once. What is known now counts; a snapshot that was taken stays as it is, unless from_day says to take all again '
	'from that day on. Read the view goal_history. For the owner of the workspace and admins. Returns the number of '
	'days taken. Errors: 42501 for others, 22023 for another step.';
