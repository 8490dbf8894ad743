-- Where each goal is heading.

CREATE OR REPLACE VIEW forecast WITH (security_invoker) AS
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
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
	opm.score(f.expected, s.target::opm.target) AS expected_score,
	f.hit AS hit_probability,
	1 - f.hit AS miss_probability,
	f.required AS required_run,
	f.recent AS recent_run,
	CASE g.time_aggregation
		WHEN 'last' THEN 'change a day'
		WHEN 'count' THEN 'measurements a day'
		WHEN 'sum' THEN 'amount a step'
		WHEN 'mean' THEN 'level of each measurement'
		WHEN 'ratio' THEN 'ratio of what is to come' END AS run_kind,
	timezone(d.time_zone, f.reached_at)::date AS reached_on,
	CASE WHEN f.hit IS NULL THEN 'unknown'
		WHEN u.until_at <= now() THEN CASE WHEN f.hit > 0.5 THEN 'reached' ELSE 'missed' END
		WHEN f.hit >= 0.9 THEN 'almost certain'
		WHEN f.hit >= 0.7 THEN 'likely'
		WHEN f.hit > 0.3 THEN 'open'
		WHEN f.hit > 0.1 THEN 'unlikely'
		ELSE 'hardly possible' END AS outlook,
	CASE WHEN f.hit IS NULL THEN 0
		WHEN u.until_at <= now() THEN CASE WHEN f.hit > 0.5 THEN 6 ELSE 1 END
		WHEN f.hit >= 0.9 THEN 5
		WHEN f.hit >= 0.7 THEN 4
		WHEN f.hit > 0.3 THEN 3
		WHEN f.hit > 0.1 THEN 2
		ELSE 1 END AS outlook_order,
	f.reason,
	pe.name AS period_name
FROM goal g
CROSS JOIN setting d
JOIN _goal_scope s ON s.goal_id = g.id
LEFT JOIN period pe ON pe.id = s.period_id
CROSS JOIN LATERAL (
	SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), (g.due_on + 1)::timestamp), s.until_at) AS until_at
) u
-- An outer join with this view is not planned, where the function is merged into it (failed to build any 2-way joins).
CROSS JOIN LATERAL (
	SELECT p.* FROM _project(g.id, s.target, g.time_aggregation, g.min_group,
		-- a window that moves is looked at where it will be
		CASE WHEN g.max_age IS NULL OR g.time_aggregation = 'last' THEN s.from_at
			ELSE _window_from(s.from_at, u.until_at, g.max_age, u.until_at, d.time_zone) END,
		ARRAY[u.until_at], now()) p
	OFFSET 0 -- fence: once
) f
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person o ON o.id = g.owner_id
-- fence: few-rows
WHERE CASE WHEN g.lifecycle = 'active' AND s.target IS NOT NULL THEN 'has a forecast' END = 'has a forecast'
	-- what a goal above others measures itself does not count
	AND (lower(g.rollup) = 'own' OR NOT EXISTS (SELECT FROM _edge y WHERE y.parent_id = g.id));
COMMENT ON VIEW forecast IS
	'Where is each goal heading? One row per active goal with a target that is judged by what it measures itself: what '
	'is expected at the end of its period or on its due day if things go on as in the last half year, or the last 12 '
	'measurements if these go back further. Goals above others are in parent_forecast.';
COMMENT ON COLUMN forecast.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN forecast.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN forecast.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN forecast.team_id IS 'Team of the goal.';
COMMENT ON COLUMN forecast.team_name IS 'Name of the team.';
COMMENT ON COLUMN forecast.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN forecast.owner_name IS 'Name of that person.';
COMMENT ON COLUMN forecast.unit IS 'Unit of the values.';
COMMENT ON COLUMN forecast.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN forecast.due_on IS 'Day that the forecast is for: the due day, or the last day of the period.';
COMMENT ON COLUMN forecast.target IS 'Target as text.';
COMMENT ON COLUMN forecast.target_value IS 'Value to aim at.';
COMMENT ON COLUMN forecast.measurement_count IS
	'Measurements on which the forecast rests: of the last half year, or the last 12 if these go back further; where '
	'measurements add up, the days, weeks, months, quarters or years that they are added up by.';
COMMENT ON COLUMN forecast.actual IS
	'Value so far, by the goal''s time aggregation; with max_age of the window that ends on due_on.';
COMMENT ON COLUMN forecast.expected_value IS 'Value expected on due_on.';
COMMENT ON COLUMN forecast.expected_low IS 'With probability 0.8 the value will be between this ...';
COMMENT ON COLUMN forecast.expected_high IS '... and this.';
COMMENT ON COLUMN forecast.expected_score IS 'Score of the expected value: 1 is goal reached.';
COMMENT ON COLUMN forecast.hit_probability IS
	'Probability that the target is reached if things go on as they went, 0 to 1. '
	'A statement about that trend, not about what people may still change.';
COMMENT ON COLUMN forecast.miss_probability IS 'Probability that it is missed on the same terms, 0 to 1.';
COMMENT ON COLUMN forecast.required_run IS
	'What is needed from now on to reach the target, see run_kind; below 0 where more than the target is there '
	'already.';
COMMENT ON COLUMN forecast.recent_run IS 'What there was, see run_kind.';
COMMENT ON COLUMN forecast.run_kind IS
	'What the two before are: change a day, measurements a day, amount a step (the day, week, month, quarter or '
	'year of control_chart.step), level of each measurement, or ratio of what is to come.';
COMMENT ON COLUMN forecast.reached_on IS
	'Day on which the target is reached at this pace; empty if it is reached now, or never at this pace.';
COMMENT ON COLUMN forecast.outlook IS
	'almost certain, likely, open, unlikely, hardly possible; reached or missed when its time is over; unknown.';
COMMENT ON COLUMN forecast.outlook_order IS 'For sorting, 1 is worst; 0 unknown.';
COMMENT ON COLUMN forecast.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN forecast.period_name IS 'Name of the period.';
