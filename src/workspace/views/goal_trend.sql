-- Measurements as a series, for line charts.

CREATE OR REPLACE VIEW goal_trend WITH (security_invoker) AS
SELECT m.at AS measured_at,
	m.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	_plotted(m.value, m.base, g.time_aggregation) AS actual,
	g.unit,
	opm.target_value(s.target::opm.target) AS target_value,
	opm.baseline(s.target::opm.target) AS baseline,
	CASE WHEN m.at BETWEEN s.from_at AND s.until_at THEN opm.planned(s.target::opm.target,
		date_part('epoch', m.at - s.from_at) / date_part('epoch', s.until_at - s.from_at)) END AS pace_value,
	v.score,
	opm.percent(v.score) AS score_percent,
	CASE WHEN g.time_aggregation IN ('count', 'sum') AND m.at >= COALESCE(s.from_at, '-infinity'::timestamptz)
			AND m.at < COALESCE(s.until_at, 'infinity'::timestamptz)
		THEN sum(CASE WHEN g.time_aggregation = 'count' THEN 1 ELSE _plotted(m.value, m.base, 'sum') END)
			OVER (PARTITION BY m.goal_id, m.at >= COALESCE(s.from_at, '-infinity'::timestamptz) ORDER BY m.at)
		ELSE _plotted(m.value, m.base, g.time_aggregation) END AS actual_so_far
FROM _measured m
JOIN goal g ON g.id = m.goal_id
JOIN _goal_scope s ON s.goal_id = m.goal_id
CROSS JOIN LATERAL (
	SELECT CASE WHEN g.time_aggregation NOT IN ('sum', 'count')
		THEN opm.score(_plotted(m.value, m.base, g.time_aggregation), s.target::opm.target) END AS score
	OFFSET 0 -- fence: once
) v
WHERE s.min_group IS NULL OR m.base >= s.min_group;
COMMENT ON VIEW goal_trend IS
	'How did the measurements of a goal move towards its target? One row per measurement, beside the target that holds '
	'now, for line charts.';
COMMENT ON COLUMN goal_trend.measured_at IS 'Time the value holds for.';
COMMENT ON COLUMN goal_trend.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_trend.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_trend.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_trend.actual IS 'Measured value, in unit; for a ratio value / base.';
COMMENT ON COLUMN goal_trend.unit IS 'Unit of actual.';
COMMENT ON COLUMN goal_trend.target_value IS 'Value to aim at now.';
COMMENT ON COLUMN goal_trend.baseline IS 'Value the goal starts from.';
COMMENT ON COLUMN goal_trend.pace_value IS
	'Value a straight plan expected then; empty outside the period that counts now.';
COMMENT ON COLUMN goal_trend.score IS
	'Score of this one value by the target of now: 1 is goal reached; empty where single values have none (sums, '
	'counts).';
COMMENT ON COLUMN goal_trend.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN goal_trend.actual_so_far IS
	'Value of the goal as it stood then: for what adds up (sum, count) the total of its period up to this measurement, '
	'which runs up towards target_value and is to be compared with pace_value; else as actual.';
