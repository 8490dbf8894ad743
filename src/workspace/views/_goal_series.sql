-- Single measurements as they are plotted: the ground of all views about signal and noise.

CREATE OR REPLACE VIEW _goal_series WITH (security_invoker) AS
SELECT g.id AS goal_id,
	m.at AS measured_at,
	_plotted(m.value, m.base, g.time_aggregation) AS value,
	CASE WHEN b.began IS NULL THEN 0 ELSE width_bucket(m.at, b.began) END AS phase_order
FROM goal g
JOIN _measured m ON m.goal_id = g.id
LEFT JOIN (
	-- a pilot is meant to change the process, so what is usual is judged anew from its first day
	SELECT a.goal_id,
		array_agg(DISTINCT timezone(e.time_zone, a.began_on::timestamp)
			ORDER BY timezone(e.time_zone, a.began_on::timestamp)) AS began
	FROM action a
	CROSS JOIN setting e
	WHERE a.kind = 'pilot' AND a.began_on IS NOT NULL
	GROUP BY a.goal_id
) b ON b.goal_id = g.id
WHERE g.min_group IS NULL OR m.base >= g.min_group;
COMMENT ON VIEW _goal_series IS
	'Internal: single measurements as they are plotted. One row per goal and measurement; small survey groups are left '
	'out.';
COMMENT ON COLUMN _goal_series.goal_id IS 'Goal.';
COMMENT ON COLUMN _goal_series.measured_at IS 'Time of the measurement.';
COMMENT ON COLUMN _goal_series.value IS
	'The measured value, in the unit of the goal; for ratios value / base, empty where the base is 0 and beyond 1e140.';
COMMENT ON COLUMN _goal_series.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
