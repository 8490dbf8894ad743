-- Signal and outlook: what is news and what is noise, where each goal is heading, and how good such forecasts were.

CREATE OR REPLACE FUNCTION number_text(x double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN x = 0 THEN '0' WHEN abs(x) >= 1e-6 AND abs(x) < 1e15 THEN trim_scale(round(x::numeric, GREATEST(0, 3 - floor(log(abs(x)))::integer)))::text ELSE to_char(x, 'FM9.999EEEE') END;
END;
COMMENT ON FUNCTION number_text IS 'A number for a sentence: 4 significant digits, whole numbers whole. The same whatever the settings of the session are. NULL for NULL.';

CREATE OR REPLACE VIEW goal_series WITH (security_invoker) AS
SELECT g.id AS goal_id,
	m.at AS measured_at,
	plotted(m.value, m.base, g.time_aggregation) AS value,
	p.phase_order,
	p.phase_from_at,
	g.name AS goal_name
FROM goal g
CROSS JOIN setting d
JOIN measured m ON m.goal_id = g.id
LEFT JOIN (
	-- a pilot is meant to change the process, so what is usual is judged anew from its first day
	SELECT a.goal_id, array_agg(DISTINCT timezone(e.time_zone, a.began_on::timestamp) ORDER BY timezone(e.time_zone, a.began_on::timestamp)) AS began
	FROM action a CROSS JOIN setting e WHERE a.kind = 'pilot' AND a.began_on IS NOT NULL GROUP BY a.goal_id
) b ON b.goal_id = g.id
CROSS JOIN LATERAL (
	SELECT CASE WHEN b.began IS NULL THEN 0 ELSE width_bucket(m.at, b.began) END AS phase_order,
		CASE WHEN b.began IS NOT NULL THEN b.began[width_bucket(m.at, b.began)] END AS phase_from_at
) p
WHERE g.min_group IS NULL OR m.base >= g.min_group;
COMMENT ON VIEW goal_series IS 'Single measurements as they are plotted: one row a goal and measurement. Small survey groups are left out.';
COMMENT ON COLUMN goal_series.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_series.measured_at IS 'Time of the measurement.';
COMMENT ON COLUMN goal_series.value IS 'The measured value, in the unit of the goal; for ratios value / base, empty where the base is 0 and beyond 1e140.';
COMMENT ON COLUMN goal_series.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
COMMENT ON COLUMN goal_series.phase_from_at IS 'When the phase began; empty for the first.';
COMMENT ON COLUMN goal_series.goal_name IS 'Name of the goal.';

CREATE OR REPLACE VIEW control_chart WITH (security_invoker) AS
SELECT c.measured_at,
	c.goal_id,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	g.unit,
	c.phase_order,
	(c.chart).value AS value,
	(c.chart).centre AS centre_value,
	(c.chart).lower AS lower_limit,
	(c.chart).upper AS upper_limit,
	(c.chart).sigma AS sigma,
	(c.chart).range AS moving_range,
	(c.chart).range_upper AS moving_range_limit,
	(c.chart).points::integer AS point_count,
	(c.chart).signal <> 0 AS is_signal,
	CASE (c.chart).direction WHEN 1 THEN 'up' WHEN -1 THEN 'down' WHEN 0 THEN 'neither' END AS signal_direction,
	CASE WHEN (c.chart).direction = 0 THEN 'unclear'
		WHEN v.direction = 'up' THEN CASE (c.chart).direction WHEN 1 THEN 'better' WHEN -1 THEN 'worse' END
		WHEN v.direction = 'down' THEN CASE (c.chart).direction WHEN -1 THEN 'better' WHEN 1 THEN 'worse' END
		WHEN (c.chart).direction IS NOT NULL THEN 'unclear' END AS signal_effect,
	(c.chart).run::integer AS signal_length,
	c.since AS signal_since_at,
	COALESCE((c.chart).reason || CASE WHEN (c.chart).run > 1 THEN CASE WHEN (c.chart).reason LIKE '%;%' THEN ' (the first since ' ELSE ' (since ' END || to_char(timezone(d.time_zone, c.since), 'YYYY-MM-DD') || ')' ELSE '' END, CASE WHEN (c.chart).signal = 0 THEN 'noise: within its usual range' END) AS signal,
	c.latest AS is_latest
FROM (
	-- dates are put in here, by the clock of the workspace and not that of the reader
	SELECT y.goal_id, y.measured_at, y.phase_order, y.chart, y.latest,
		lag(y.measured_at, ((y.chart).run - 1)::integer) OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS since
	FROM (
		SELECT x.goal_id, x.measured_at, x.phase_order, opm.xmr_chart(x.value) OVER (PARTITION BY x.goal_id, x.phase_order ORDER BY x.measured_at) AS chart,
			-- phases follow each other in time: the order of the other two windows, so that one sort serves all
			lead(x.measured_at) OVER (PARTITION BY x.goal_id ORDER BY x.phase_order, x.measured_at) IS NULL AS latest
		FROM goal_series x
	) y
) c
CROSS JOIN setting d
JOIN goal g ON g.id = c.goal_id
LEFT JOIN team t ON t.id = g.team_id
CROSS JOIN LATERAL (SELECT opm.direction(g.target::opm.target) AS direction) v;
COMMENT ON VIEW control_chart IS 'Control charts (XmR, process behaviour charts) of every goal: one row a goal and measurement, with limits and the signal in words. Limits rest on all points of the phase; a pilot on the goal begins a new phase. For several goals in one chart, filter by goal_id.';
COMMENT ON COLUMN control_chart.measured_at IS 'Time of the measurement.';
COMMENT ON COLUMN control_chart.goal_id IS 'Goal.';
COMMENT ON COLUMN control_chart.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN control_chart.team_id IS 'Team of the goal.';
COMMENT ON COLUMN control_chart.team_name IS 'Name of the team.';
COMMENT ON COLUMN control_chart.unit IS 'Unit of the values.';
COMMENT ON COLUMN control_chart.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
COMMENT ON COLUMN control_chart.value IS 'What is plotted, in unit; for ratios value / base.';
COMMENT ON COLUMN control_chart.centre_value IS 'Centre line: the mean of the phase.';
COMMENT ON COLUMN control_chart.lower_limit IS 'Lower 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.upper_limit IS 'Upper 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.sigma IS 'Noise of single values, in unit, from the mean moving range.';
COMMENT ON COLUMN control_chart.moving_range IS 'Distance from the value before.';
COMMENT ON COLUMN control_chart.moving_range_limit IS 'Upper limit of the moving range.';
COMMENT ON COLUMN control_chart.point_count IS 'Points that the limits rest on.';
COMMENT ON COLUMN control_chart.is_signal IS 'True: news, a pattern is completed here. False: noise. Empty: cannot be judged.';
COMMENT ON COLUMN control_chart.signal_direction IS 'up, down or neither; empty without a signal.';
COMMENT ON COLUMN control_chart.signal_effect IS 'better or worse by the target, unclear if the target has no direction; empty without a signal.';
COMMENT ON COLUMN control_chart.signal_length IS 'Points in the pattern, this one included.';
COMMENT ON COLUMN control_chart.signal_since_at IS 'Time of the first point of the pattern.';
COMMENT ON COLUMN control_chart.signal IS 'The pattern in words, noise, or why it cannot be told.';
COMMENT ON COLUMN control_chart.is_latest IS 'True for the latest measurement of the goal.';

CREATE OR REPLACE VIEW goal_signal WITH (security_invoker) AS
WITH seen AS (
	-- one pass for the latest point, of which there is one a goal, and for the means before and since
	SELECT c.goal_id,
		max(c.measured_at) FILTER (WHERE c.is_latest) AS measured_at,
		max(c.value) FILTER (WHERE c.is_latest) AS value,
		max(c.centre_value) FILTER (WHERE c.is_latest) AS centre,
		max(CASE WHEN c.is_signal THEN 1 WHEN NOT c.is_signal THEN 0 END) FILTER (WHERE c.is_latest) AS signal,
		max(CASE c.signal_direction WHEN 'up' THEN 1 WHEN 'down' THEN -1 WHEN 'neither' THEN 0 END) FILTER (WHERE c.is_latest) AS direction,
		max(c.point_count) FILTER (WHERE c.is_latest) AS points,
		max(c.signal) FILTER (WHERE c.is_latest AND c.is_signal IS DISTINCT FROM false) AS note,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.measured_at > now() - interval '672 hours' AND c.measured_at <= now() AND c.value IS NOT NULL) AS short_after,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.measured_at <= now() - interval '672 hours' AND c.measured_at > now() - interval '1344 hours' AND c.value IS NOT NULL) AS short_before,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.measured_at > now() - interval '2184 hours' AND c.measured_at <= now() AND c.value IS NOT NULL) AS long_after,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.measured_at <= now() - interval '2184 hours' AND c.measured_at > now() - interval '4368 hours' AND c.value IS NOT NULL) AS long_before
	FROM control_chart c GROUP BY c.goal_id
)
SELECT g.id,
	g.name,
	l.measured_at,
	l.value,
	l.centre AS centre_value,
	l.points AS point_count,
	l.signal <> 0 AS is_signal,
	l.note AS signal,
	s.change AS short_value_change,
	s.p AS short_chance,
	o.change AS long_value_change,
	o.p AS long_chance,
	v.momentum,
	CASE v.found WHEN 'signal' THEN l.note
		WHEN 'long' THEN 'the mean of the last 13 weeks is ' || CASE WHEN o.change > 0 THEN 'higher' ELSE 'lower' END || ' than that of the 13 weeks before (' || number_text(o.change) || ', chance ' || CASE WHEN o.p < 0.0001 THEN 'below 0.0001' ELSE number_text(round(o.p::numeric, 4)::double precision) END || ')'
		WHEN 'short' THEN 'the mean of the last 4 weeks is ' || CASE WHEN s.change > 0 THEN 'higher' ELSE 'lower' END || ' than that of the 4 weeks before (' || number_text(s.change) || ', chance ' || CASE WHEN s.p < 0.0001 THEN 'below 0.0001' ELSE number_text(round(s.p::numeric, 4)::double precision) END || ')'
		WHEN 'noise' THEN 'within its usual range: changes are no greater than chance makes them'
		WHEN 'side' THEN 'there is a signal, but the target does not say which way is better'
		ELSE COALESCE(l.note, 'too few measurements') END AS reason,
	CASE v.momentum WHEN 'deteriorating' THEN 1 WHEN 'steady' THEN 2 WHEN 'improving' THEN 3 ELSE 0 END AS momentum_order
FROM goal g
JOIN seen l ON l.goal_id = g.id
LEFT JOIN LATERAL opm.improvement(l.short_before, l.short_after) s ON true
LEFT JOIN LATERAL opm.improvement(l.long_before, l.long_after) o ON true
CROSS JOIN LATERAL (
	-- 1: more is better, -1: less is better; inside a range it is the way to its middle
	SELECT CASE opm.direction(g.target::opm.target) WHEN 'up' THEN 1 WHEN 'down' THEN -1
		WHEN 'range' THEN sign(opm.target_low(g.target::opm.target) / 2 + opm.target_high(g.target::opm.target) / 2 - l.value) END AS good
) w
CROSS JOIN LATERAL (
	SELECT CASE WHEN l.signal <> 0 AND l.direction <> 0 THEN 'signal'
		WHEN l.points >= 6 AND s.p < 0.01 THEN 'short'
		WHEN l.points >= 6 AND o.p < 0.01 THEN 'long'
		WHEN l.signal IS NOT NULL AND l.points >= 6 THEN 'noise' END AS found,
		CASE WHEN l.signal <> 0 AND l.direction <> 0 THEN l.direction * w.good
			WHEN l.points >= 6 AND s.p < 0.01 THEN sign(s.change) * w.good
			WHEN l.points >= 6 AND o.p < 0.01 THEN sign(o.change) * w.good
			WHEN l.signal IS NOT NULL AND l.points >= 6 THEN 0 END AS way
) f
CROSS JOIN LATERAL (
	SELECT CASE f.way WHEN 1 THEN 'improving' WHEN -1 THEN 'deteriorating' WHEN 0 THEN 'steady' ELSE 'unknown' END AS momentum,
		CASE WHEN f.found IS NOT NULL AND f.way IS NULL THEN 'side' ELSE f.found END AS found
) v;
COMMENT ON VIEW goal_signal IS 'What the measurements of each goal say by themselves: one row a goal that has any. Changes compare means of single values; chance treats them as independent.';
COMMENT ON COLUMN goal_signal.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN goal_signal.name IS 'Name of the goal.';
COMMENT ON COLUMN goal_signal.measured_at IS 'Time of the latest measurement.';
COMMENT ON COLUMN goal_signal.value IS 'The latest value, in unit; for ratios value / base.';
COMMENT ON COLUMN goal_signal.centre_value IS 'Mean of the phase, in unit.';
COMMENT ON COLUMN goal_signal.point_count IS 'Measurements in the phase.';
COMMENT ON COLUMN goal_signal.is_signal IS 'True if the latest measurement completes a pattern; empty if that cannot be judged.';
COMMENT ON COLUMN goal_signal.signal IS 'The pattern in words, or why it cannot be judged; empty for noise.';
COMMENT ON COLUMN goal_signal.short_value_change IS 'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';
COMMENT ON COLUMN goal_signal.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN goal_signal.long_value_change IS 'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';
COMMENT ON COLUMN goal_signal.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN goal_signal.momentum IS 'improving, steady, deteriorating or unknown.';
COMMENT ON COLUMN goal_signal.reason IS 'Why it is called so.';
COMMENT ON COLUMN goal_signal.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';

CREATE OR REPLACE FUNCTION momentum_rows() RETURNS TABLE (
	id bigint, name text, tree_order integer, is_leaf boolean, team_id bigint, team_name text, unit text, score double precision,
	short_before_score double precision, short_score_change double precision, long_before_score double precision, long_score_change double precision,
	value double precision, short_value_change double precision, short_chance double precision, long_value_change double precision, long_chance double precision,
	momentum text, momentum_order integer, reason text, measured_at timestamptz
) LANGUAGE sql STABLE ROWS 10000 SET jit = off
BEGIN ATOMIC
	WITH scored AS MATERIALIZED (
		-- each is made once, for a join that hashes: what a function yields is never hashed where it is joined by itself
		SELECT r.key, r.ordinal, r.leaf, r.score FROM (SELECT tree_at() AS tree OFFSET 0) t CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), short AS MATERIALIZED (
		SELECT r.key, r.score FROM (SELECT tree_at(now() - interval '672 hours') AS tree OFFSET 0) t CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), long AS MATERIALIZED (
		SELECT r.key, r.score FROM (SELECT tree_at(now() - interval '2184 hours') AS tree OFFSET 0) t CROSS JOIN LATERAL opm.rollup_bigint(t.tree) r
	), signals AS MATERIALIZED (
		SELECT x.id, x.measured_at, x.value, x.short_value_change, x.short_chance, x.long_value_change, x.long_chance, x.momentum, x.reason FROM goal_signal x
	)
	SELECT g.id,
		g.name,
		r.ordinal AS tree_order,
		r.leaf AS is_leaf,
		g.team_id,
		t.name AS team_name,
		g.unit,
		100 * r.score AS score,
		100 * s.score AS short_before_score,
		100 * (r.score - s.score) AS short_score_change,
		100 * l.score AS long_before_score,
		100 * (r.score - l.score) AS long_score_change,
		v.value,
		v.short_value_change,
		v.short_chance,
		v.long_value_change,
		v.long_chance,
		COALESCE(v.momentum, 'unknown') AS momentum,
		CASE v.momentum WHEN 'deteriorating' THEN 1 WHEN 'steady' THEN 2 WHEN 'improving' THEN 3 ELSE 0 END AS momentum_order,
		COALESCE(v.reason, CASE WHEN r.leaf THEN 'no measurements' ELSE 'no measurements of its own: see the goals below it' END) AS reason,
		v.measured_at
	FROM scored r
	JOIN goal g ON g.id = r.key AND g.lifecycle IN ('active', 'done')
	LEFT JOIN short s ON s.key = r.key
	LEFT JOIN long l ON l.key = r.key
	LEFT JOIN signals v ON v.id = r.key
	LEFT JOIN team t ON t.id = g.team_id;
END;
COMMENT ON FUNCTION momentum_rows IS 'Rows of the view momentum. A function, because compiling the query (JIT) would take longer than running it; nothing is lost, since the trees are made for all goals whatever is asked of them.';

CREATE OR REPLACE VIEW momentum WITH (security_invoker) AS
SELECT m.id,
	m.name,
	m.tree_order,
	m.is_leaf,
	m.team_id,
	m.team_name,
	m.unit,
	m.score,
	m.short_before_score,
	m.short_score_change,
	m.long_before_score,
	m.long_score_change,
	m.value,
	m.short_value_change,
	m.short_chance,
	m.long_value_change,
	m.long_chance,
	m.momentum,
	m.momentum_order,
	m.reason,
	m.measured_at
FROM momentum_rows() m;
COMMENT ON VIEW momentum IS 'Momentum: one row a goal, how score and value changed over the short term (4 weeks) and the long term (13 weeks), and whether that is more than noise. Scores before are by the goals, weights and targets of today.';
COMMENT ON COLUMN momentum.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN momentum.name IS 'Name of the goal.';
COMMENT ON COLUMN momentum.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN momentum.is_leaf IS 'True if nothing is below it.';
COMMENT ON COLUMN momentum.team_id IS 'Team of the goal.';
COMMENT ON COLUMN momentum.team_name IS 'Name of the team.';
COMMENT ON COLUMN momentum.unit IS 'Unit of the values.';
COMMENT ON COLUMN momentum.score IS 'Score now, 0 to 100 and beyond.';
COMMENT ON COLUMN momentum.short_before_score IS 'Score 4 weeks ago.';
COMMENT ON COLUMN momentum.short_score_change IS 'Points since then. The score of a goal that adds up over a period rises by itself.';
COMMENT ON COLUMN momentum.long_before_score IS 'Score 13 weeks ago.';
COMMENT ON COLUMN momentum.long_score_change IS 'Points since then.';
COMMENT ON COLUMN momentum.value IS 'The latest single value, in unit; for ratios value / base.';
COMMENT ON COLUMN momentum.short_value_change IS 'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';
COMMENT ON COLUMN momentum.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN momentum.long_value_change IS 'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';
COMMENT ON COLUMN momentum.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN momentum.momentum IS 'improving, steady, deteriorating or unknown, by the measurements and the direction of the target.';
COMMENT ON COLUMN momentum.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';
COMMENT ON COLUMN momentum.reason IS 'Why it is called so.';
COMMENT ON COLUMN momentum.measured_at IS 'Time of the latest measurement.';

CREATE OR REPLACE FUNCTION project(goal_id bigint, target text, how text, min_group integer, from_at timestamptz, until_at timestamptz, as_of timestamptz) RETURNS TABLE (
	measurement_count integer, actual double precision, expected double precision, low double precision, high double precision, hit double precision,
	required double precision, recent double precision, reached_at timestamptz, reason text
) LANGUAGE sql STABLE
BEGIN ATOMIC
	SELECT h.n::integer, a.actual, f.expected,
		CASE WHEN how = 'last' AND until_at > as_of THEN l.low ELSE f.expected + opm.t_quantile(0.1, COALESCE(f.df, 1)) * f.error END,
		CASE WHEN how = 'last' AND until_at > as_of THEN l.high ELSE f.expected + opm.t_quantile(0.9, COALESCE(f.df, 1)) * f.error END,
		CASE WHEN how = 'last' AND until_at > as_of THEN opm.hit_probability(h.kpi, until_at, target::opm.target)
			ELSE opm.hit_probability(f.expected, f.error, target::opm.target, COALESCE(f.df, 'infinity'::double precision)) END,
		CASE WHEN until_at > as_of THEN CASE how WHEN 'last' THEN (w.wanted - a.actual) / NULLIF(e.days_left, 0) WHEN 'count' THEN (w.wanted - h.done_n) / NULLIF(e.days_left, 0)
			WHEN 'sum' THEN (w.wanted - h.done) / NULLIF(e.k, 0) WHEN 'mean' THEN (w.wanted * (h.done_n + e.k) - h.done) / NULLIF(e.k, 0)
			WHEN 'ratio' THEN (w.wanted * (h.done_base + e.k * h.mean_base) - h.done) / NULLIF(e.k * h.mean_base, 0) END END,
		CASE how WHEN 'last' THEN opm.slope(h.kpi) WHEN 'count' THEN e.a_day WHEN 'sum' THEN h.mean WHEN 'mean' THEN h.mean WHEN 'ratio' THEN h.total / NULLIF(h.total_base, 0) END,
		CASE WHEN opm.reached(a.actual, target::opm.target) THEN NULL
			WHEN how = 'last' THEN CASE WHEN opm.reaches_at(h.kpi, w.wanted) > as_of THEN opm.reaches_at(h.kpi, w.wanted) END
			WHEN how = 'sum' AND h.mean > 0 AND w.wanted > h.done AND (w.wanted - h.done) / h.mean * e.gap < 36500
				THEN h.last_at + make_interval(secs => 86400.0 * (w.wanted - h.done) / h.mean * e.gap) END,
		CASE WHEN h.n = 0 THEN 'no measurements in the last half year'
			WHEN how IN ('min', 'max') THEN 'the lowest or highest value of a period has no forecast'
			WHEN until_at IS NULL THEN 'no period, and no day by which it is to be reached'
			WHEN until_at <= as_of THEN 'its time is over'
			WHEN how <> 'first' AND h.n < 3 THEN 'fewer than 3 measurements in the last half year'
			WHEN how = 'last' THEN l.reason
			WHEN f.expected IS NULL THEN 'measured at one time only' END
	FROM (
		SELECT count(*) FILTER (WHERE i.past) AS n, opm.kpi(m.at, m.value) FILTER (WHERE i.past) AS kpi, opm.kpi(m.at, m.value, m.base) FILTER (WHERE i.own) AS own,
			avg(m.value) FILTER (WHERE i.past) AS mean, var_samp(m.value) FILTER (WHERE i.past) AS var,
			avg(m.base) FILTER (WHERE i.past) AS mean_base, var_samp(m.base) FILTER (WHERE i.past) AS var_base, covar_samp(m.value, m.base) FILTER (WHERE i.past) AS covar,
			sum(m.value) FILTER (WHERE i.past) AS total, sum(m.base) FILTER (WHERE i.past) AS total_base,
			min(m.at) FILTER (WHERE i.past) AS first_at, max(m.at) AS last_at,
			COALESCE(sum(m.value) FILTER (WHERE i.own), 0) AS done, COALESCE(sum(m.base) FILTER (WHERE i.own), 0) AS done_base, count(*) FILTER (WHERE i.own) AS done_n
		FROM measured m
		CROSS JOIN LATERAL (SELECT m.at > as_of - interval '4368 hours' AS past, m.at >= COALESCE(from_at, '-infinity'::timestamptz) AND m.at < COALESCE(until_at, 'infinity'::timestamptz) AS own) i
		WHERE m.goal_id = project.goal_id AND m.at <= as_of AND m.at >= LEAST(COALESCE(from_at, '-infinity'::timestamptz), as_of - interval '4368 hours') AND (project.min_group IS NULL OR m.base >= project.min_group)
			-- within what products of four of them can hold: one absurd measurement must not stop the forecasts of all goals
			AND abs(m.value) <= 1e60 AND (m.value = 0 OR abs(m.value) >= 1e-40) AND (m.base IS NULL OR m.base = 0 OR abs(m.base) BETWEEN 1e-20 AND 1e60)
	) h
	CROSS JOIN LATERAL (SELECT opm.value(h.own, how) AS actual OFFSET 0) a
	CROSS JOIN LATERAL (SELECT CASE WHEN abs(opm.target_value(target::opm.target)) <= 1e140 THEN opm.target_value(target::opm.target) END AS wanted OFFSET 0) w
	CROSS JOIN LATERAL (SELECT CASE WHEN h.n >= 3 THEN NULLIF(opm.days_between(h.first_at, h.last_at), 0) / (h.n - 1) END AS gap,
		-- to the full hour, so that two readings one after the other are the same
		ceil(24 * opm.days_between(CASE WHEN how = 'count' THEN GREATEST(as_of, LEAST(from_at, until_at)) ELSE as_of END, until_at)) / 24 AS days_left OFFSET 0) z
	CROSS JOIN LATERAL (
		-- how many measurements are still to come, if they go on as they came
		SELECT z.gap, z.days_left, CASE WHEN z.gap IS NOT NULL THEN GREATEST(0, ceil(opm.days_between(GREATEST(h.last_at, as_of - make_interval(secs => 86400.0 * z.gap), from_at - make_interval(secs => 86400.0 * z.gap)), until_at) / z.gap) - 1) END AS k, 1 / z.gap AS a_day OFFSET 0
	) e
	LEFT JOIN LATERAL opm.forecast(CASE WHEN how = 'last' AND h.n >= 3 THEN h.kpi END, until_at, 0.8) l ON true
	CROSS JOIN LATERAL (
		SELECT CASE WHEN until_at IS NULL OR how IN ('min', 'max') THEN NULL WHEN until_at <= as_of OR how = 'first' THEN a.actual
				WHEN how = 'last' THEN l.value WHEN how = 'sum' THEN h.done + e.k * h.mean WHEN how = 'mean' THEN (h.done + e.k * h.mean) / NULLIF(h.done_n + e.k, 0)
				WHEN how = 'ratio' THEN (h.done + e.k * h.mean_base * h.total / NULLIF(h.total_base, 0)) / NULLIF(h.done_base + e.k * h.mean_base, 0)
				WHEN how = 'count' THEN h.done_n + e.a_day * e.days_left END AS expected,
			CASE WHEN until_at <= as_of OR how = 'first' THEN 0
				WHEN how = 'sum' THEN sqrt(h.var * e.k * (1 + e.k / h.n)) WHEN how = 'mean' THEN sqrt(h.var * e.k * (1 + e.k / h.n)) / NULLIF(h.done_n + e.k, 0)
				WHEN how = 'ratio' THEN sqrt(GREATEST(0, h.var - 2 * h.covar * h.total / NULLIF(h.total_base, 0) + h.var_base * (h.total / NULLIF(h.total_base, 0)) * (h.total / NULLIF(h.total_base, 0))) * e.k * (1 + e.k / h.n)) / NULLIF(abs(h.done_base + e.k * h.mean_base), 0)
				WHEN how = 'count' THEN sqrt(e.a_day * e.days_left * (1 + e.days_left / (e.gap * h.n))) END AS error,
			CASE WHEN h.n >= 2 THEN h.n - 1 END::double precision AS df
		OFFSET 0
	) f;
END;
COMMENT ON FUNCTION project IS 'Forecast of one goal at until_at, made at as_of from what was measured in the half year before and in its period so far. last: the straight line. sum, mean, ratio: what is measured already and as many measurements as are to be expected, each drawn from the history (t distribution). count: a Poisson process. low and high hold 80 %; hit is the probability of reaching target; required and recent are a change a day (last), a number a day (count) or an amount or level a measurement. reason: why something is NULL. Behind the views forecast and calibration_case.';

CREATE OR REPLACE VIEW forecast WITH (security_invoker) AS
SELECT g.id,
	g.name,
	g.team_id,
	t.name AS team_name,
	g.owner_id,
	o.name AS owner_name,
	g.unit,
	s.period_id,
	(timezone(COALESCE(pe.time_zone, d.time_zone), u.until_at - interval '1 microsecond'))::date AS due_on,
	s.target,
	opm.target_value(s.target::opm.target) AS target_value,
	f.measurement_count,
	f.actual,
	f.expected AS expected_value,
	f.low AS expected_low,
	f.high AS expected_high,
	100 * opm.score(f.expected, s.target::opm.target) AS expected_score,
	f.hit AS hit_probability,
	1 - f.hit AS miss_probability,
	f.required AS required_run,
	f.recent AS recent_run,
	CASE g.time_aggregation WHEN 'last' THEN 'change a day' WHEN 'count' THEN 'measurements a day' WHEN 'sum' THEN 'amount a measurement' WHEN 'mean' THEN 'level of each measurement' WHEN 'ratio' THEN 'ratio of what is to come' END AS run_kind,
	timezone(d.time_zone, f.reached_at)::date AS reached_on,
	CASE WHEN f.hit IS NULL THEN 'unknown' WHEN u.until_at <= now() THEN CASE WHEN f.hit > 0.5 THEN 'reached' ELSE 'missed' END
		WHEN f.hit >= 0.9 THEN 'almost certain' WHEN f.hit >= 0.7 THEN 'likely' WHEN f.hit > 0.3 THEN 'open' WHEN f.hit > 0.1 THEN 'unlikely' ELSE 'hardly possible' END AS outlook,
	CASE WHEN f.hit IS NULL THEN 0 WHEN u.until_at <= now() THEN CASE WHEN f.hit > 0.5 THEN 6 ELSE 1 END
		WHEN f.hit >= 0.9 THEN 5 WHEN f.hit >= 0.7 THEN 4 WHEN f.hit > 0.3 THEN 3 WHEN f.hit > 0.1 THEN 2 ELSE 1 END AS outlook_order,
	f.reason,
	pe.name AS period_name
FROM goal g
CROSS JOIN setting d
JOIN goal_scope s ON s.goal_id = g.id
LEFT JOIN period pe ON pe.id = s.period_id
CROSS JOIN LATERAL (SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), (g.due_on + 1)::timestamp), s.until_at) AS until_at) u
CROSS JOIN LATERAL project(g.id, s.target, g.time_aggregation, g.min_group, s.from_at, u.until_at, now()) f
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id
-- an equality whose rows are guessed to be few: what is read goal by goal would look dear, and be compiled (JIT) for longer than it runs
WHERE CASE WHEN g.lifecycle = 'active' AND s.target IS NOT NULL THEN 'has a forecast' END = 'has a forecast';
COMMENT ON VIEW forecast IS 'Where each goal is heading: one row an active goal with a target, expected at the end of its period or on its due day if things go on as in the last half year.';
COMMENT ON COLUMN forecast.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN forecast.name IS 'Name of the goal.';
COMMENT ON COLUMN forecast.team_id IS 'Team of the goal.';
COMMENT ON COLUMN forecast.team_name IS 'Name of the team.';
COMMENT ON COLUMN forecast.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN forecast.owner_name IS 'Name of that person.';
COMMENT ON COLUMN forecast.unit IS 'Unit of the values.';
COMMENT ON COLUMN forecast.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN forecast.due_on IS 'Day that the forecast is for: the due day, or the last day of the period.';
COMMENT ON COLUMN forecast.target IS 'Target as text.';
COMMENT ON COLUMN forecast.target_value IS 'Value to aim at.';
COMMENT ON COLUMN forecast.measurement_count IS 'Measurements in the last half year, on which the forecast rests.';
COMMENT ON COLUMN forecast.actual IS 'Value so far, by the goal''s time aggregation.';
COMMENT ON COLUMN forecast.expected_value IS 'Value expected on due_on.';
COMMENT ON COLUMN forecast.expected_low IS 'With probability 0.8 the value will be between this ...';
COMMENT ON COLUMN forecast.expected_high IS '... and this.';
COMMENT ON COLUMN forecast.expected_score IS 'Score of the expected value, 0 to 100 and beyond.';
COMMENT ON COLUMN forecast.hit_probability IS 'Probability that the target is reached if things go on as in the last half year, 0 to 1. A statement about that trend, not about what people may still change.';
COMMENT ON COLUMN forecast.miss_probability IS 'Probability that it is missed on the same terms, 0 to 1.';
COMMENT ON COLUMN forecast.required_run IS 'What is needed from now on to reach the target, see run_kind; below 0 where more than the target is there already.';
COMMENT ON COLUMN forecast.recent_run IS 'What there was in the last half year, see run_kind.';
COMMENT ON COLUMN forecast.run_kind IS 'What the two before are: change a day, measurements a day, amount a measurement, level of each measurement, or ratio of what is to come.';
COMMENT ON COLUMN forecast.reached_on IS 'Day on which the target is reached at this pace; empty if it is reached now, or never at this pace.';
COMMENT ON COLUMN forecast.outlook IS 'almost certain, likely, open, unlikely, hardly possible; reached or missed when its time is over; unknown.';
COMMENT ON COLUMN forecast.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';
COMMENT ON COLUMN forecast.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN forecast.period_name IS 'Name of the period.';

CREATE OR REPLACE VIEW capability WITH (security_invoker) AS
WITH phased AS (
	SELECT x.goal_id, x.measured_at, x.value, x.phase_order, max(x.phase_order) OVER (PARTITION BY x.goal_id) AS last_phase FROM goal_series x
), stepped AS (
	SELECT p.goal_id, p.measured_at, p.value, abs(p.value - lag(p.value) OVER (PARTITION BY p.goal_id ORDER BY p.measured_at)) AS step
	FROM phased p WHERE p.phase_order = p.last_phase AND p.value IS NOT NULL
), series AS MATERIALIZED (
	SELECT s.goal_id, opm.kpi(s.measured_at, s.value) AS kpi, avg(s.step) / opm.d2(2) AS sigma, count(*) AS n FROM stepped s GROUP BY s.goal_id
)
SELECT g.id,
	g.name,
	g.team_id,
	t.name AS team_name,
	g.unit,
	l.lower_limit,
	l.upper_limit,
	COALESCE((c.x).n, 0)::integer AS measurement_count,
	(c.x).mean AS mean_value,
	(c.x).sigma_within AS sigma_within,
	(c.x).sigma_overall AS sigma_overall,
	(c.x).cp,
	(c.x).cpk,
	(c.x).cpk_low,
	(c.x).cpk_high,
	(c.x).cpm,
	(c.x).pp,
	(c.x).ppk,
	(c.x).ppk_low,
	(c.x).ppk_high,
	(c.x).dpm_overall AS expected_misses_per_million,
	CASE WHEN (c.x).cpk IS NULL THEN 'unknown' WHEN (c.x).cpk >= 1.33 THEN 'capable' WHEN (c.x).cpk >= 1 THEN 'barely capable' ELSE 'not capable' END AS finding,
	COALESCE((c.x).reason, CASE WHEN s.goal_id IS NULL THEN 'no measurements' END) AS reason,
	CASE WHEN (c.x).cpk IS NULL THEN 0 WHEN (c.x).cpk >= 1.33 THEN 3 WHEN (c.x).cpk >= 1 THEN 2 ELSE 1 END AS finding_order
FROM goal g
JOIN goal_scope sc ON sc.goal_id = g.id
CROSS JOIN LATERAL (SELECT opm.target_low(sc.target::opm.target) AS lower_limit, opm.target_high(sc.target::opm.target) AS upper_limit,
	CASE WHEN opm.target_kind(sc.target::opm.target) = 'range' THEN opm.target_low(sc.target::opm.target) / 2 + opm.target_high(sc.target::opm.target) / 2 END AS best OFFSET 0) l
LEFT JOIN series s ON s.goal_id = g.id
LEFT JOIN LATERAL (SELECT opm.capability(s.kpi, l.lower_limit, l.upper_limit, l.best, s.sigma) AS x OFFSET 0) c ON true
LEFT JOIN team t ON t.id = g.team_id
WHERE opm.target_kind(sc.target::opm.target) IN ('hold', 'range') AND g.time_aggregation NOT IN ('sum', 'count') AND g.lifecycle IN ('active', 'done');
COMMENT ON VIEW capability IS 'Does the process keep within its limits? One row a goal that is to hold a limit or stay in a range, by its single measurements since the last pilot began. Goals that add up over a period have no limit for single measurements and are left out.';
COMMENT ON COLUMN capability.id IS 'Goal; unique in this view.';
COMMENT ON COLUMN capability.name IS 'Name of the goal.';
COMMENT ON COLUMN capability.team_id IS 'Team of the goal.';
COMMENT ON COLUMN capability.team_name IS 'Name of the team.';
COMMENT ON COLUMN capability.unit IS 'Unit of the values.';
COMMENT ON COLUMN capability.lower_limit IS 'Lowest value that is good; empty if there is none.';
COMMENT ON COLUMN capability.upper_limit IS 'Highest value that is good; empty if there is none.';
COMMENT ON COLUMN capability.measurement_count IS 'Measurements.';
COMMENT ON COLUMN capability.mean_value IS 'Their mean.';
COMMENT ON COLUMN capability.sigma_within IS 'Noise from one measurement to the next (mean moving range / 1.128).';
COMMENT ON COLUMN capability.sigma_overall IS 'Standard deviation of all of them.';
COMMENT ON COLUMN capability.cp IS 'Width between the limits over 6 sigma_within; empty with one limit.';
COMMENT ON COLUMN capability.cpk IS 'Distance of the mean from the nearer limit over 3 sigma_within: 1.33 and more is called capable, below 0 the mean is outside.';
COMMENT ON COLUMN capability.cpk_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN capability.cpk_high IS 'Upper end of its 95 % interval.';
COMMENT ON COLUMN capability.cpm IS 'Cp reduced for the distance of the mean from the middle of the range; empty with one limit.';
COMMENT ON COLUMN capability.pp IS 'As cp, with sigma_overall.';
COMMENT ON COLUMN capability.ppk IS 'As cpk, with sigma_overall.';
COMMENT ON COLUMN capability.ppk_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN capability.ppk_high IS 'Upper end of its 95 % interval.';
COMMENT ON COLUMN capability.expected_misses_per_million IS 'Measurements outside the limits expected in a million, if normal with sigma_overall.';
COMMENT ON COLUMN capability.finding IS 'capable, barely capable, not capable or unknown.';
COMMENT ON COLUMN capability.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN capability.finding_order IS 'For sorting by finding: 0 unknown, 1 not capable, 2 barely capable, 3 capable.';

CREATE OR REPLACE VIEW flow WITH (security_invoker) AS
WITH item AS (
	SELECT a.kind, g.team_id, a.raised_at,
		LEAST(COALESCE(timezone(d.time_zone, a.began_on::timestamp), CASE WHEN a.kind <> 'proposal' THEN a.raised_at WHEN a.verdict = 'accepted' THEN a.decided_at ELSE a.done_at END), a.done_at) AS began_at,
		a.done_at
	FROM action a CROSS JOIN setting d LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.dropped_at IS NULL
), window_of AS (
	-- to the full hour, so that two readings one after the other are the same
	SELECT h.until_at - interval '2184 hours' AS from_at, h.until_at FROM (SELECT date_trunc('hour', now(), 'UTC') + interval '1 hour' AS until_at) h
), numbers AS (
	SELECT i.team_id, i.kind, opm.flow(i.began_at, i.done_at, w.from_at, w.until_at) AS f,
		percentile_cont(0.5) WITHIN GROUP (ORDER BY opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at)) FILTER (WHERE i.done_at >= w.from_at AND i.done_at < w.until_at) AS lead_half,
		percentile_cont(0.85) WITHIN GROUP (ORDER BY opm.days_between(LEAST(i.raised_at, i.began_at), i.done_at)) FILTER (WHERE i.done_at >= w.from_at AND i.done_at < w.until_at) AS lead_most,
		avg(opm.age_days(i.began_at, i.done_at, w.until_at)) AS mean_age, max(opm.age_days(i.began_at, i.done_at, w.until_at)) AS oldest_age,
		count(*) FILTER (WHERE i.began_at IS NULL) AS waiting
	FROM item i CROSS JOIN window_of w GROUP BY i.team_id, i.kind
)
SELECT concat_ws(' ', n.kind, n.team_id) AS id,
	n.team_id,
	t.name AS team_name,
	n.kind AS action_kind,
	n.waiting::integer AS waiting_count,
	(n.f).started::integer AS begun_count,
	(n.f).finished::integer AS finished_count,
	(n.f).wip_to::integer AS wip_count,
	(n.f).mean_wip AS mean_wip,
	7 * (n.f).throughput AS throughput_per_week,
	n.lead_half AS lead_days_median,
	n.lead_most AS lead_days_85,
	(n.f).mean_cycle_days AS mean_cycle_days,
	(n.f).littles_cycle_days AS littles_cycle_days,
	n.mean_age AS mean_age_days,
	n.oldest_age AS oldest_age_days
FROM numbers n LEFT JOIN team t ON t.id = n.team_id;
COMMENT ON VIEW flow IS 'Flow of the work: one row a team and kind of action, over the last 13 weeks. Work begins on the day it began, else when it was raised (proposals: accepted), and ends when it is done; what was dropped is left out.';
COMMENT ON COLUMN flow.id IS 'Kind of action and team; unique in this view.';
COMMENT ON COLUMN flow.team_id IS 'Team of the goal that the actions serve; empty for actions without one.';
COMMENT ON COLUMN flow.team_name IS 'Name of the team.';
COMMENT ON COLUMN flow.action_kind IS 'action, corrective, initiative, pilot or proposal.';
COMMENT ON COLUMN flow.waiting_count IS 'Actions that have not begun.';
COMMENT ON COLUMN flow.begun_count IS 'Actions begun in the last 13 weeks.';
COMMENT ON COLUMN flow.finished_count IS 'Actions done in the last 13 weeks.';
COMMENT ON COLUMN flow.wip_count IS 'Actions in progress now.';
COMMENT ON COLUMN flow.mean_wip IS 'Actions in progress, averaged over the 13 weeks.';
COMMENT ON COLUMN flow.throughput_per_week IS 'Actions done a week.';
COMMENT ON COLUMN flow.lead_days_median IS 'Half of the actions done took no more days than this, from raised to done.';
COMMENT ON COLUMN flow.lead_days_85 IS '85 % of the actions done took no more days than this, from raised to done.';
COMMENT ON COLUMN flow.mean_cycle_days IS 'Mean days from begun to done.';
COMMENT ON COLUMN flow.littles_cycle_days IS 'mean_wip over throughput in days (Little''s law): what work begun now can expect.';
COMMENT ON COLUMN flow.mean_age_days IS 'Mean age in days of what is in progress.';
COMMENT ON COLUMN flow.oldest_age_days IS 'Age in days of the oldest in progress.';

CREATE OR REPLACE VIEW initiatives WITH (security_invoker) AS
WITH span AS (
	SELECT a.id, a.goal_id, a.control_goal_id, v.began_at, v.done_at,
		COALESCE(timezone(d.time_zone, a.baseline_from::timestamp), v.began_at - GREATEST(interval '2184 hours', COALESCE(v.done_at, now()) - v.began_at)) AS baseline_at
	FROM action a CROSS JOIN setting d
	CROSS JOIN LATERAL (SELECT timezone(d.time_zone, a.began_on::timestamp) AS began_at, COALESCE(a.done_at, a.dropped_at) AS done_at) v
	WHERE a.began_on IS NOT NULL
), group_of AS (
	SELECT s.id,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at < s.began_at) AS before,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at >= s.began_at AND (s.done_at IS NULL OR x.measured_at <= s.done_at)) AS after,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at > s.done_at) AS later
	FROM span s JOIN goal_series x ON x.goal_id = s.goal_id AND x.measured_at >= s.baseline_at AND x.value IS NOT NULL
	GROUP BY s.id
), control_of AS (
	-- the same days of the goal on which nothing was tried
	SELECT s.id,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at < s.began_at) AS before,
		opm.kpi(x.measured_at, x.value) FILTER (WHERE x.measured_at >= s.began_at AND (s.done_at IS NULL OR x.measured_at <= s.done_at)) AS after
	FROM span s JOIN goal_series x ON x.goal_id = s.control_goal_id AND x.measured_at >= s.baseline_at AND x.value IS NOT NULL
	GROUP BY s.id
)
SELECT a.id,
	a.name,
	a.kind AS action_kind,
	a.goal_id,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	a.owner_id,
	o.name AS owner_name,
	CASE WHEN a.done_at IS NOT NULL THEN 'done' WHEN a.dropped_at IS NOT NULL THEN 'dropped' WHEN a.began_on IS NULL OR a.began_on > timezone(d.time_zone, now())::date THEN 'planned' ELSE 'in progress' END AS status,
	a.began_on,
	timezone(d.time_zone, COALESCE(a.done_at, a.dropped_at))::date AS finished_on,
	g.unit,
	COALESCE(opm.n(k.before), 0)::integer AS before_count,
	COALESCE(opm.n(k.after), 0)::integer AS after_count,
	opm.mean(k.before) AS before_value,
	opm.mean(k.after) AS after_value,
	i.change AS change_value,
	i.low AS change_low,
	i.high AS change_high,
	i.p AS chance,
	CASE WHEN i.p IS NULL THEN 'unknown' WHEN i.p >= 0.05 THEN 'no change shown'
		WHEN sign(i.change) * w.good > 0 THEN 'better' WHEN sign(i.change) * w.good < 0 THEN 'worse' ELSE 'changed' END AS finding,
	a.expected_effect,
	a.realised_effect,
	y.kept AS kept_fraction,
	y.alarm AS is_gain_lost,
	CASE WHEN a.goal_id IS NULL THEN 'serves no goal' WHEN a.began_on IS NULL THEN 'has not begun' WHEN k.id IS NULL THEN 'no measurements'
		WHEN k.before IS NULL THEN 'no measurements before it began' WHEN k.after IS NULL THEN 'no measurements since it began' ELSE i.reason END AS reason,
	CASE WHEN a.done_at IS NOT NULL THEN 3 WHEN a.dropped_at IS NOT NULL THEN 4 WHEN a.began_on IS NULL OR a.began_on > timezone(d.time_zone, now())::date THEN 1 ELSE 2 END AS status_order,
	CASE WHEN i.p IS NULL THEN 0 WHEN i.p >= 0.05 THEN 3 WHEN sign(i.change) * w.good > 0 THEN 4 WHEN sign(i.change) * w.good < 0 THEN 1 ELSE 2 END AS finding_order,
	a.control_goal_id,
	cg.name AS control_goal_name,
	opm.mean(c.before) AS control_before_value,
	opm.mean(c.after) AS control_after_value,
	n.change AS net_change_value,
	n.low AS net_change_low,
	n.high AS net_change_high,
	n.p AS net_chance,
	CASE WHEN n.p IS NULL THEN 'unknown' WHEN n.p >= 0.05 THEN 'no change shown'
		WHEN sign(n.change) * w.good > 0 THEN 'better' WHEN sign(n.change) * w.good < 0 THEN 'worse' ELSE 'changed' END AS net_finding,
	CASE WHEN n.p IS NULL THEN 0 WHEN n.p >= 0.05 THEN 3 WHEN sign(n.change) * w.good > 0 THEN 4 WHEN sign(n.change) * w.good < 0 THEN 1 ELSE 2 END AS net_finding_order,
	CASE WHEN a.control_goal_id IS NULL THEN 'nothing to compare with' WHEN cg.id IS NULL THEN 'the goal to compare with may not be seen' WHEN cg.unit IS DISTINCT FROM g.unit THEN 'units differ'
		WHEN c.before IS NULL OR c.after IS NULL THEN 'the goal to compare with was not measured before and since' ELSE n.reason END AS net_reason
FROM action a
CROSS JOIN setting d
LEFT JOIN goal g ON g.id = a.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = a.owner_id
LEFT JOIN group_of k ON k.id = a.id
LEFT JOIN LATERAL opm.improvement(k.before, k.after) i ON true
LEFT JOIN LATERAL opm.gain_kept(k.before, k.after, k.later) y ON true
LEFT JOIN goal cg ON cg.id = a.control_goal_id
LEFT JOIN control_of c ON c.id = a.id AND cg.unit IS NOT DISTINCT FROM g.unit
LEFT JOIN LATERAL opm.improvement(k.before, k.after, c.before, c.after) n ON c.before IS NOT NULL AND c.after IS NOT NULL
CROSS JOIN LATERAL (SELECT CASE opm.direction(g.target::opm.target) WHEN 'up' THEN 1 WHEN 'down' THEN -1
	WHEN 'range' THEN sign(opm.target_low(g.target::opm.target) / 2 + opm.target_high(g.target::opm.target) / 2 - opm.mean(k.before)) END AS good) w
WHERE a.kind IN ('pilot', 'initiative', 'corrective') OR a.began_on IS NOT NULL;
COMMENT ON VIEW initiatives IS 'Did it work? One row a pilot, initiative or corrective action, with the measurements of its goal before and since, and the interval of the change. It shows that something changed, not why.';
COMMENT ON COLUMN initiatives.id IS 'Action; unique in this view.';
COMMENT ON COLUMN initiatives.name IS 'What was done.';
COMMENT ON COLUMN initiatives.action_kind IS 'pilot, initiative, corrective, or another action that began.';
COMMENT ON COLUMN initiatives.goal_id IS 'Goal it serves.';
COMMENT ON COLUMN initiatives.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN initiatives.team_id IS 'Team of the goal.';
COMMENT ON COLUMN initiatives.team_name IS 'Name of the team.';
COMMENT ON COLUMN initiatives.owner_id IS 'Person who does it.';
COMMENT ON COLUMN initiatives.owner_name IS 'Name of that person.';
COMMENT ON COLUMN initiatives.status IS 'planned, in progress, done or dropped.';
COMMENT ON COLUMN initiatives.began_on IS 'Day on which it began.';
COMMENT ON COLUMN initiatives.finished_on IS 'Day on which it was done or dropped.';
COMMENT ON COLUMN initiatives.unit IS 'Unit of the values.';
COMMENT ON COLUMN initiatives.before_count IS 'Measurements before it began: from its baseline day, else as long before as it lasted, at least 13 weeks.';
COMMENT ON COLUMN initiatives.after_count IS 'Measurements from its first day until it was done, or until now.';
COMMENT ON COLUMN initiatives.before_value IS 'Their mean before.';
COMMENT ON COLUMN initiatives.after_value IS 'Their mean since.';
COMMENT ON COLUMN initiatives.change_value IS 'Mean since less mean before, in unit.';
COMMENT ON COLUMN initiatives.change_low IS 'Lower end of the 95 % interval of the change.';
COMMENT ON COLUMN initiatives.change_high IS 'Upper end of the 95 % interval of the change.';
COMMENT ON COLUMN initiatives.chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN initiatives.finding IS 'better, worse, changed, no change shown (chance 0.05 or more) or unknown.';
COMMENT ON COLUMN initiatives.expected_effect IS 'Change that was hoped for, as entered.';
COMMENT ON COLUMN initiatives.realised_effect IS 'Change that came of it, as entered.';
COMMENT ON COLUMN initiatives.kept_fraction IS 'Part of the change that is still there after it was done: 1 all of it, 0 back where it was.';
COMMENT ON COLUMN initiatives.is_gain_lost IS 'True if the gain is not sustained, more surely than chance makes it.';
COMMENT ON COLUMN initiatives.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN initiatives.status_order IS 'For sorting by status: 1 planned, 2 in progress, 3 done, 4 dropped.';
COMMENT ON COLUMN initiatives.finding_order IS 'For sorting by finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';
COMMENT ON COLUMN initiatives.control_goal_id IS 'Goal to compare with, on which it was not tried.';
COMMENT ON COLUMN initiatives.control_goal_name IS 'Name of that goal.';
COMMENT ON COLUMN initiatives.control_before_value IS 'Mean of that goal in the same days before, in unit.';
COMMENT ON COLUMN initiatives.control_after_value IS 'Mean of that goal in the same days since, in unit.';
COMMENT ON COLUMN initiatives.net_change_value IS 'Change of the goal less change of the goal to compare with (difference in differences), in unit.';
COMMENT ON COLUMN initiatives.net_change_low IS 'Lower end of the 95 % interval of the net change.';
COMMENT ON COLUMN initiatives.net_change_high IS 'Upper end of the 95 % interval of the net change.';
COMMENT ON COLUMN initiatives.net_chance IS 'Probability of so great a net change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN initiatives.net_finding IS 'better, worse, changed, no change shown (net_chance 0.05 or more) or unknown.';
COMMENT ON COLUMN initiatives.net_finding_order IS 'For sorting by net_finding: 0 unknown, 1 worse, 2 changed, 3 no change shown, 4 better.';
COMMENT ON COLUMN initiatives.net_reason IS 'Why the net change is empty.';
