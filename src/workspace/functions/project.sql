-- The forecast of one goal, for the views forecast, goal_path and calibration_case: its history is read once, and then
-- it is looked at as many times as are asked for.

-- fence: black-box. Inside _project it is planned as if every goal had thousands of steps, and compiled (JIT) for
-- seconds.
CREATE OR REPLACE FUNCTION _steps_before(
	goal bigint, since timestamptz, as_of timestamptz, home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (n bigint, mean double precision, var double precision, first_at timestamptz, last_at timestamptz)
LANGUAGE plpgsql STABLE STRICT ROWS 1 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT count(*), avg(x.value), var_samp(x.value), min(x.at), max(x.at)
	FROM perf._summed_series x
	WHERE x.goal_id = goal AND x.step <> 'event' AND x.at >= since AND x.at + perf._step_length(x.step) <= as_of
		AND abs(x.value) <= 1e60 AND (x.value = 0 OR abs(x.value) >= 1e-40);
END
$$;
COMMENT ON FUNCTION _steps_before IS
	'Internal: number, mean, variance and times of the sums of days, weeks, months, quarters or years of one goal that '
	'began at since or later and were over at as_of. No row for a NULL goal.';

CREATE OR REPLACE FUNCTION _project(
	goal_id bigint, target text, how text, min_group integer, from_at timestamptz, times timestamptz[],
	as_of timestamptz)
RETURNS TABLE (
	until_at timestamptz, measurement_count integer, actual double precision, expected double precision,
	low double precision, high double precision, hit double precision, required double precision,
	recent double precision, reached_at timestamptz, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT u.until_at, e.n::integer, a.actual, f.expected,
		CASE WHEN how = 'last' AND u.until_at > as_of THEN l.low
			ELSE f.expected - q.width * f.error END,
		CASE WHEN how = 'last' AND u.until_at > as_of THEN l.high
			ELSE f.expected + q.width * f.error END,
		CASE WHEN how = 'last' AND u.until_at > as_of THEN opm.hit_probability(h.kpi, u.until_at, target::opm.target)
			ELSE opm.hit_probability(f.expected, f.error, target::opm.target,
				COALESCE(f.df, 'infinity'::double precision)) END,
		-- required
		CASE WHEN u.until_at > as_of THEN CASE how
			WHEN 'last' THEN (w.wanted - a.actual) / NULLIF(e.days_left, 0)
			WHEN 'count' THEN (w.wanted - h.done_n) / NULLIF(e.days_left, 0)
			WHEN 'sum' THEN (w.wanted - h.done) / NULLIF(e.k, 0)
			WHEN 'mean' THEN (w.wanted * (h.done_n + e.k) - h.done) / NULLIF(e.k, 0)
			WHEN 'ratio' THEN (w.wanted * (h.done_base + e.k * h.mean_base) - h.done) / NULLIF(e.k * h.mean_base, 0)
			END END,
		-- recent
		CASE how
			WHEN 'last' THEN opm.slope(h.kpi)
			WHEN 'count' THEN e.a_day
			WHEN 'sum' THEN e.mean
			WHEN 'mean' THEN h.mean
			WHEN 'ratio' THEN h.total / NULLIF(h.total_base, 0) END,
		-- reached_at
		CASE WHEN opm.reached(a.actual, target::opm.target) THEN NULL
			WHEN how = 'last' THEN
				CASE WHEN opm.reaches_at(h.kpi, w.wanted) > as_of THEN opm.reaches_at(h.kpi, w.wanted) END
			WHEN how = 'sum' AND e.mean > 0 AND w.wanted > h.done AND (w.wanted - h.done) / e.mean * e.gap < 36500
				THEN CASE WHEN e.is_log THEN as_of ELSE h.last_at END
					+ _days((w.wanted - h.done) / e.mean * e.gap) END,
		CASE WHEN h.n = 0 THEN 'no measurements'
			WHEN how IN ('min', 'max') THEN 'the lowest or highest value of a period has no forecast'
			WHEN u.until_at IS NULL THEN 'no period, and no day by which it is to be reached'
			WHEN u.until_at <= as_of THEN 'its time is over'
			WHEN how <> 'first' AND e.n < 3 THEN 'fewer than 3 measurements'
			WHEN how = 'last' THEN l.reason
			WHEN f.expected IS NULL THEN 'measured at one time only' END
	FROM (
		-- half a year, or the last 12 measurements if they go back further: yearly figures have a history too
		SELECT LEAST(as_of - interval '4368 hours', (SELECT min(z.at) FROM (
			SELECT x.at FROM _measured x WHERE x.goal_id = _project.goal_id AND x.at <= as_of
			ORDER BY x.at DESC LIMIT 12) z)) AS since
		OFFSET 0 -- fence: once
	) b
	CROSS JOIN LATERAL (
		-- past: in the history; own: in the period of the goal
		SELECT count(*) FILTER (WHERE i.past) AS n,
			opm.kpi(m.at, m.value) FILTER (WHERE i.past) AS kpi,
			opm.kpi(m.at, m.value, m.base) FILTER (WHERE i.own) AS own,
			avg(m.value) FILTER (WHERE i.past) AS mean,
			var_samp(m.value) FILTER (WHERE i.past) AS var,
			avg(m.base) FILTER (WHERE i.past) AS mean_base,
			var_samp(m.base) FILTER (WHERE i.past) AS var_base,
			covar_samp(m.value, m.base) FILTER (WHERE i.past) AS covar,
			sum(m.value) FILTER (WHERE i.past) AS total,
			sum(m.base) FILTER (WHERE i.past) AS total_base,
			min(m.at) FILTER (WHERE i.past) AS first_at,
			max(m.at) AS last_at,
			COALESCE(sum(m.value) FILTER (WHERE i.own), 0) AS done,
			COALESCE(sum(m.base) FILTER (WHERE i.own), 0) AS done_base,
			count(*) FILTER (WHERE i.own) AS done_n
		FROM _measured m
		CROSS JOIN LATERAL (
			SELECT m.at >= b.since AS past,
				m.at >= COALESCE(from_at, '-infinity'::timestamptz)
					AND m.at < COALESCE(times[cardinality(times)], 'infinity'::timestamptz) AS own
		) i
		WHERE m.goal_id = _project.goal_id AND m.at <= as_of
			AND m.at >= LEAST(COALESCE(from_at, '-infinity'::timestamptz), b.since)
			AND (_project.min_group IS NULL OR m.base >= _project.min_group)
			-- without a base it is no pair
			AND (how <> 'ratio' OR m.base IS NOT NULL)
			-- numbers of which products of four can be held: one absurd measurement must not stop all forecasts
			AND abs(m.value) <= 1e60 AND (m.value = 0 OR abs(m.value) >= 1e-40)
			AND (m.base IS NULL OR m.base = 0 OR abs(m.base) BETWEEN 1e-20 AND 1e60)
	) h
	-- what adds up is judged by sums of weeks, months ... that were over, as the control chart is
	LEFT JOIN LATERAL _steps_before(CASE WHEN how IN ('count', 'sum') THEN goal_id END, b.since, as_of) y ON true
	CROSS JOIN LATERAL (
		SELECT opm.value(h.own, how) AS actual
		OFFSET 0 -- fence: once
	) a
	CROSS JOIN LATERAL (
		SELECT CASE WHEN abs(opm.target_value(target::opm.target)) <= 1e140
			THEN opm.target_value(target::opm.target) END AS wanted
		OFFSET 0 -- fence: once
	) w
	CROSS JOIN LATERAL (
		-- once for all times: a quantile takes as long as all the rest
		SELECT CASE WHEN how = 'last' THEN 0
			ELSE opm.t_quantile(0.9, GREATEST(CASE WHEN y.n >= 3 THEN y.n ELSE h.n END - 1, 1)) END AS width
		OFFSET 0 -- fence: once
	) q
	CROSS JOIN LATERAL unnest(times) u(until_at)
	CROSS JOIN LATERAL (
		SELECT y.n >= 3 AS by_step,
			CASE WHEN y.n >= 3 THEN opm.days_between(y.first_at, y.last_at) / (y.n - 1)
				WHEN h.n >= 3 THEN NULLIF(opm.days_between(h.first_at, h.last_at), 0) / (h.n - 1) END AS gap,
			-- to the full hour, so that two readings one after the other are the same
			ceil(24 * opm.days_between(CASE WHEN how = 'count' THEN GREATEST(as_of,
					CASE WHEN from_at < u.until_at THEN from_at END)
				ELSE as_of END, u.until_at)) / 24 AS days_left
		OFFSET 0 -- fence: once
	) z
	CROSS JOIN LATERAL (
		-- how many measurements are still to come, if they go on as they came
		SELECT z.gap, z.days_left, z.by_step, z.by_step AND (how = 'count' OR abs(h.n - y.n) > 1) AS is_log,
			CASE WHEN z.by_step THEN y.n ELSE h.n END AS n,
			CASE WHEN z.by_step THEN y.mean ELSE h.mean END AS mean,
			CASE WHEN z.by_step THEN y.var ELSE h.var END AS var,
			-- of a log of many rows a part of a step is still to come
			CASE WHEN z.by_step AND (how = 'count' OR abs(h.n - y.n) > 1)
					THEN GREATEST(0, ceil(24 * opm.days_between(GREATEST(as_of, from_at), u.until_at)) / 24 / z.gap)
				WHEN z.gap IS NOT NULL THEN GREATEST(0, ceil(opm.days_between(
				GREATEST(h.last_at, as_of - _days(z.gap), from_at - _days(z.gap)), u.until_at) / z.gap) - 1) END AS k,
			CASE WHEN z.by_step THEN y.mean ELSE 1 END / z.gap AS a_day
		OFFSET 0 -- fence: once
	) e
	LEFT JOIN LATERAL opm.forecast(CASE WHEN how = 'last' AND h.n >= 3 THEN h.kpi END, u.until_at, 0.8) l ON true
	CROSS JOIN LATERAL (
		SELECT CASE WHEN u.until_at IS NULL OR how IN ('min', 'max') THEN NULL
				WHEN u.until_at <= as_of OR how = 'first' THEN a.actual
				WHEN how = 'last' THEN l.value
				WHEN how = 'sum' THEN h.done + e.k * e.mean
				WHEN how = 'count' AND e.by_step THEN h.done_n + e.k * e.mean
				WHEN how = 'mean' THEN (h.done + e.k * h.mean) / NULLIF(h.done_n + e.k, 0)
				WHEN how = 'ratio' THEN (h.done + e.k * h.mean_base * h.total / NULLIF(h.total_base, 0))
					/ NULLIF(h.done_base + e.k * h.mean_base, 0)
				WHEN how = 'count' THEN h.done_n + e.a_day * e.days_left END AS expected,
			CASE WHEN u.until_at <= as_of OR how = 'first' THEN 0
				WHEN how = 'sum' OR e.by_step THEN sqrt(e.var * e.k * (1 + e.k / e.n))
				WHEN how = 'mean' THEN sqrt(h.var * e.k * (1 + e.k / h.n)) / NULLIF(h.done_n + e.k, 0)
				-- GREATEST makes 0 of what is not known
				WHEN how = 'ratio' AND (h.n < 2 OR h.total_base = 0) THEN NULL
				WHEN how = 'ratio' THEN sqrt(GREATEST(0, h.var - 2 * h.covar * h.total / NULLIF(h.total_base, 0)
						+ h.var_base * (h.total / NULLIF(h.total_base, 0)) * (h.total / NULLIF(h.total_base, 0)))
					* e.k * (1 + e.k / h.n)) / NULLIF(abs(h.done_base + e.k * h.mean_base), 0)
				WHEN how = 'count' THEN sqrt(e.a_day * e.days_left * (1 + e.days_left / (e.gap * h.n))) END AS error,
			CASE WHEN e.n >= 2 THEN e.n - 1 END::double precision AS df
		OFFSET 0 -- fence: once
	) f;
END;
COMMENT ON FUNCTION _project IS
	'Internal: forecasts of one goal for some times (in order; a row each), made at as_of from what was measured in '
	'the half year before, or the last 12 times if these go back further, and in its period so far. last: the straight '
	'line. mean, ratio: what is measured already and as many measurements as are to be expected, each drawn from the '
	'history (t distribution). '
	'sum, count: the same with the sums of days, weeks, months, quarters or years that were over; rare events: a '
	'Poisson process. low and high hold 80 %; hit is the probability of reaching target; required and recent are a '
	'change per day (last), a number per day (count), an amount per step (sum), or a level per measurement. reason: '
	'why something is NULL. Used by the views forecast, goal_path and calibration_case.';
