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
	COALESCE((c.chart).reason || CASE WHEN (c.chart).run > 1
			THEN CASE WHEN (c.chart).reason LIKE '%;%' THEN ' (the first since ' ELSE ' (since ' END
				|| to_char(timezone(d.time_zone, c.since), 'YYYY-MM-DD') || ')'
			ELSE '' END,
		CASE WHEN (c.chart).signal = 0 THEN 'noise: within its usual range' END) AS signal,
	c.latest AS is_latest
FROM (
	-- dates are put in here, by the clock of the workspace and not that of the reader
	SELECT y.goal_id, y.measured_at, y.phase_order, y.chart, y.latest,
		lag(y.measured_at, ((y.chart).run - 1)::integer)
			OVER (PARTITION BY y.goal_id, y.phase_order ORDER BY y.measured_at) AS since
	FROM (
		SELECT x.goal_id, x.measured_at, x.phase_order,
			opm.xmr_chart(x.value) OVER (PARTITION BY x.goal_id, x.phase_order ORDER BY x.measured_at) AS chart,
			-- phases follow each other in time: the order of the other two windows, so that one sort serves all
			lead(x.measured_at) OVER (PARTITION BY x.goal_id ORDER BY x.phase_order, x.measured_at) IS NULL AS latest
		FROM _goal_series x
	) y
) c
CROSS JOIN setting d
JOIN goal g ON g.id = c.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN (
	SELECT s.goal_id, opm.direction(s.target::opm.target) AS direction FROM _goal_scope s
	OFFSET 0 -- fence: once
) v ON v.goal_id = c.goal_id;
COMMENT ON VIEW control_chart IS
	'Is a measurement news or noise? One row per goal and measurement, with limits and the signal in words (XmR, '
	'process behaviour charts). Limits rest on all points of the phase; a pilot on the goal begins a new phase. For '
	'several goals in one chart, filter by goal_id.';
COMMENT ON COLUMN control_chart.measured_at IS 'Time of the measurement.';
COMMENT ON COLUMN control_chart.goal_id IS 'Goal.';
COMMENT ON COLUMN control_chart.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN control_chart.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN control_chart.team_id IS 'Team of the goal.';
COMMENT ON COLUMN control_chart.team_name IS 'Name of the team.';
COMMENT ON COLUMN control_chart.unit IS 'Unit of the values.';
COMMENT ON COLUMN control_chart.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
COMMENT ON COLUMN control_chart.value IS 'What is plotted, in unit; for ratios value / base.';
COMMENT ON COLUMN control_chart.centre_value IS 'Centre line: the mean of the phase.';
COMMENT ON COLUMN control_chart.lower_limit IS
	'Lower 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.upper_limit IS
	'Upper 3 sigma limit; a value on it is inside. Empty where there are too few points.';
COMMENT ON COLUMN control_chart.sigma IS 'Noise of single values, in unit, from the mean moving range.';
COMMENT ON COLUMN control_chart.moving_range IS 'Distance from the value before.';
COMMENT ON COLUMN control_chart.moving_range_limit IS 'Upper limit of the moving range.';
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
