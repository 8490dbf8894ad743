-- Control charts of every goal: what is news and what is noise.

CREATE OR REPLACE VIEW control_chart WITH (security_invoker) AS
SELECT c.measured_at,
	c.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	g.unit,
	c.phase_order,
	c.value,
	CASE c.step WHEN 'event' THEN power((c.chart).centre, 3.6) ELSE (c.chart).centre END AS centre_value,
	CASE c.step WHEN 'event' THEN power(GREATEST((c.chart).lower, 0), 3.6) ELSE (c.chart).lower END AS lower_limit,
	CASE c.step WHEN 'event' THEN power((c.chart).upper, 3.6) ELSE (c.chart).upper END AS upper_limit,
	CASE WHEN c.step IS DISTINCT FROM 'event' THEN (c.chart).sigma END AS sigma,
	CASE WHEN c.step IS DISTINCT FROM 'event' THEN (c.chart).range END AS moving_range,
	CASE WHEN c.step IS DISTINCT FROM 'event' THEN (c.chart).range_upper END AS moving_range_limit,
	(c.chart).points::integer AS point_count,
	(c.chart).signal <> 0 AS is_signal,
	CASE (c.chart).direction WHEN 1 THEN 'up' WHEN -1 THEN 'down' WHEN 0 THEN 'neither' END AS signal_direction,
	CASE WHEN (c.chart).direction = 0 THEN 'unclear'
		-- more time between events is fewer events
		WHEN v.direction = CASE c.step WHEN 'event' THEN 'down' ELSE 'up' END
			THEN CASE (c.chart).direction WHEN 1 THEN 'better' WHEN -1 THEN 'worse' END
		WHEN v.direction IN ('up', 'down')
			THEN CASE (c.chart).direction WHEN -1 THEN 'better' WHEN 1 THEN 'worse' END
		WHEN (c.chart).direction IS NOT NULL THEN 'unclear' END AS signal_effect,
	(c.chart).run::integer AS signal_length,
	c.since AS signal_since_at,
	COALESCE((c.chart).reason || CASE WHEN (c.chart).run > 1
			THEN CASE WHEN (c.chart).reason LIKE '%;%' THEN ' (the first since ' ELSE ' (since ' END
				|| to_char(timezone(d.time_zone, c.since), 'YYYY-MM-DD') || ')'
			ELSE '' END,
		CASE WHEN (c.chart).signal = 0 THEN 'noise: within its usual range' END) AS signal,
	c.latest AS is_latest,
	CASE WHEN c.step IS NULL THEN 'value' WHEN c.step = 'event' THEN 'days between events' ELSE c.step END AS step,
	(c.chart).signal <> 0 AND NOT COALESCE((c.before).signal <> 0
		AND (c.before).direction IS NOT DISTINCT FROM (c.chart).direction, false) AS is_new_signal,
	c.in_baseline AS is_in_baseline,
	c.excluded_why,
	v.target_low,
	v.target_high,
	CASE WHEN c.step IS NOT NULL OR (c.chart).upper IS NULL OR num_nulls(v.target_low, v.target_high) = 2 THEN NULL
		WHEN (v.target_low IS NULL OR (c.chart).lower >= v.target_low)
			AND (v.target_high IS NULL OR (c.chart).upper <= v.target_high) THEN 'hits'
		WHEN (c.chart).upper < v.target_low OR (c.chart).lower > v.target_high THEN 'misses'
		ELSE 'hit and miss' END AS assurance,
	CASE WHEN c.trend_fit >= 0.5 AND c.trend_points >= 12 AND c.step IS DISTINCT FROM 'event'
		THEN c.trend_value END AS trend_value
FROM (
	-- dates are put in here, by the clock of the workspace and not that of the reader
	SELECT y.goal_id, y.measured_at, y.phase_order, y.value, y.step, y.chart, y.latest, y.in_baseline, y.excluded_why,
		y.trend_fit, y.trend_points, y.trend_value,
		lag(y.chart) OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS before,
		lag(y.measured_at, ((y.chart).run - 1)::integer)
			OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS since
	FROM (
		SELECT x.goal_id, x.measured_at, x.phase_order, x.value, x.step,
			-- times between events are judged as opm.t_chart does
			opm.xmr_chart(CASE x.step WHEN 'event' THEN power(x.value, 1 / 3.6) ELSE x.value END,
				in_baseline => x.in_baseline, rules => COALESCE(x.signal_rules, 'western electric'))
				OVER (PARTITION BY x.goal_id, x.phase_order ORDER BY x.measured_at) AS chart,
			x.in_baseline, x.excluded_why,
			regr_r2(x.value, date_part('epoch', x.measured_at)) OVER p AS trend_fit,
			count(x.value) OVER p AS trend_points,
			-- the mean first: times are large numbers
			avg(x.value) OVER p + regr_slope(x.value, date_part('epoch', x.measured_at)) OVER p
				* (date_part('epoch', x.measured_at) - avg(date_part('epoch', x.measured_at)) OVER p) AS trend_value,
			-- phases follow each other in time: the order of the other two windows, so that one sort serves all
			lead(x.measured_at) OVER (PARTITION BY x.goal_id ORDER BY x.phase_order, x.measured_at) IS NULL AS latest
		FROM _goal_series x
		WINDOW p AS (PARTITION BY x.goal_id, x.phase_order)
	) y
) c
CROSS JOIN setting d
JOIN goal g ON g.id = c.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN (
	SELECT s.goal_id, opm.direction(s.target::opm.target) AS direction,
		opm.target_low(s.target::opm.target) AS target_low, opm.target_high(s.target::opm.target) AS target_high
	FROM _goal_scope s
	OFFSET 0 -- fence: once
) v ON v.goal_id = c.goal_id;
COMMENT ON VIEW control_chart IS
	'Is a measurement news or noise? One row per goal and measurement, with limits and the signal in words (XmR, '
	'process behaviour charts). What adds up (time aggregation sum and count) has a row per day, week, month, quarter '
	'or year that is over, and rare events one per event: the days since the one before (t chart). Limits rest on all '
	'points of the phase, or on what goal.baseline_until and chart_exclusion leave; a pilot on the goal begins a new '
	'phase. For several goals in one chart, filter by goal_id.';
COMMENT ON COLUMN control_chart.measured_at IS
	'Time of the measurement or event; for what is added up the beginning of the day, week, month, quarter or year.';
COMMENT ON COLUMN control_chart.goal_id IS 'Goal.';
COMMENT ON COLUMN control_chart.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN control_chart.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN control_chart.team_id IS 'Team of the goal.';
COMMENT ON COLUMN control_chart.team_name IS 'Name of the team.';
COMMENT ON COLUMN control_chart.unit IS 'Unit of the values.';
COMMENT ON COLUMN control_chart.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
COMMENT ON COLUMN control_chart.value IS
	'What is plotted, in unit; for ratios value / base; for rare events days since the one before.';
COMMENT ON COLUMN control_chart.centre_value IS 'Centre line: the mean of the phase.';
COMMENT ON COLUMN control_chart.lower_limit IS
	'Lower 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.upper_limit IS
	'Upper 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.sigma IS
	'Noise of single values, in unit, from the mean moving range; empty for days between events.';
COMMENT ON COLUMN control_chart.moving_range IS 'Distance from the value before; empty for days between events.';
COMMENT ON COLUMN control_chart.moving_range_limit IS
	'Upper limit of the moving range; empty for days between events.';
COMMENT ON COLUMN control_chart.point_count IS 'Points that the limits rest on.';
COMMENT ON COLUMN control_chart.is_signal IS
	'True: news, a pattern is completed here. False: noise. Empty: cannot be judged.';
COMMENT ON COLUMN control_chart.signal_direction IS 'up, down or neither; empty without a signal.';
COMMENT ON COLUMN control_chart.signal_effect IS
	'better or worse by the target, unclear if the target has no direction; empty without a signal.';
COMMENT ON COLUMN control_chart.signal_length IS 'Points in the pattern, this one included.';
COMMENT ON COLUMN control_chart.signal_since_at IS 'Time of the first point of the pattern.';
COMMENT ON COLUMN control_chart.signal IS 'The pattern in words, noise, or why it cannot be told.';
COMMENT ON COLUMN control_chart.is_latest IS 'True for the latest measurement of the goal.';
COMMENT ON COLUMN control_chart.step IS
	'value: single measurements; day, week, month, quarter or year: sums of each, of which the last one is over; days '
	'between events: more of them is fewer events.';
COMMENT ON COLUMN control_chart.is_new_signal IS
	'True where a signal begins: the point before had none, or one in another direction. Draw these, and not each '
	'point of a pattern that goes on. Empty: cannot be judged.';
COMMENT ON COLUMN control_chart.is_in_baseline IS
	'True if the limits rest on this point; false after goal.baseline_until and on days of chart_exclusion.';
COMMENT ON COLUMN control_chart.excluded_why IS
	'Why the limits do not rest on this point, from chart_exclusion; else empty.';
COMMENT ON COLUMN control_chart.target_low IS 'Lower end of the values that reach the goal, where there is one.';
COMMENT ON COLUMN control_chart.target_high IS 'Upper end of the values that reach the goal, where there is one.';
COMMENT ON COLUMN control_chart.assurance IS
	'Will the process reach the target if it goes on as it is? hits: both limits do; misses: no value between the '
	'limits does; hit and miss: chance decides. Empty without limits or target, and for what is added up or rare, of '
	'which the target is that of a whole period. As in NHS England, Making data count.';
COMMENT ON COLUMN control_chart.trend_value IS
	'Where the values of the phase follow a straight line (12 points, r squared at least 0.5), that line: a chart of '
	'levels does not fit then, and its many signals say only that there is a trend. Else empty.';
