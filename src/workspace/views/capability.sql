-- Whether a process keeps within its limits.

CREATE OR REPLACE VIEW capability WITH (security_invoker) AS
WITH phased AS (
	SELECT x.goal_id, x.measured_at, x.value, x.phase_order,
		max(x.phase_order) OVER (PARTITION BY x.goal_id) AS last_phase
	FROM _goal_series x
	WHERE x.step IS DISTINCT FROM 'event'
), stepped AS (
	SELECT p.goal_id, p.measured_at, p.value,
		abs(p.value - lag(p.value) OVER (PARTITION BY p.goal_id ORDER BY p.measured_at)) AS step
	FROM phased p WHERE p.phase_order = p.last_phase AND p.value IS NOT NULL
), series AS MATERIALIZED ( -- fence: one-pass
	SELECT s.goal_id, opm.kpi(s.measured_at, s.value) AS kpi, avg(s.step) / opm.d2(2) AS sigma, count(*) AS n
	FROM stepped s
	GROUP BY s.goal_id
)
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
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
	CASE WHEN (c.x).cpk IS NULL THEN 'unknown'
		WHEN (c.x).cpk >= 1.33 THEN 'capable'
		WHEN (c.x).cpk >= 1 THEN 'barely capable'
		ELSE 'not capable' END AS finding,
	COALESCE((c.x).reason, CASE WHEN s.goal_id IS NULL THEN 'no measurements'
		WHEN l.lower_limit = l.upper_limit THEN 'no width between the limits' END) AS reason,
	CASE WHEN (c.x).cpk IS NULL THEN 0
		WHEN (c.x).cpk >= 1.33 THEN 3
		WHEN (c.x).cpk >= 1 THEN 2
		ELSE 1 END AS finding_order
FROM goal g
JOIN _goal_scope sc ON sc.goal_id = g.id
CROSS JOIN LATERAL (
	SELECT opm.target_low(sc.target::opm.target) AS lower_limit,
		opm.target_high(sc.target::opm.target) AS upper_limit,
		CASE WHEN opm.target_kind(sc.target::opm.target) = 'range'
			THEN opm.target_low(sc.target::opm.target) / 2 + opm.target_high(sc.target::opm.target) / 2 END AS best
	OFFSET 0 -- fence: once
) l
LEFT JOIN series s ON s.goal_id = g.id
LEFT JOIN LATERAL (
	SELECT opm.capability(s.kpi, l.lower_limit, l.upper_limit, l.best, s.sigma) AS x
	WHERE (l.lower_limit = l.upper_limit) IS NOT TRUE
	OFFSET 0 -- fence: once
) c ON true
LEFT JOIN team t ON t.id = g.team_id
WHERE opm.target_kind(sc.target::opm.target) IN ('hold', 'range') AND g.time_aggregation NOT IN ('sum', 'count')
	AND g.lifecycle IN ('active', 'done');
COMMENT ON VIEW capability IS
	'Does the process keep within its limits? One row per goal that is to hold a limit or stay in a range, by its '
	'single measurements since the last pilot began. Goals that add up over a period have no limit for single '
	'measurements and are left out.';
COMMENT ON COLUMN capability.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN capability.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN capability.goal_name IS 'Name of the goal.';
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
COMMENT ON COLUMN capability.cpk IS
	'Distance of the mean from the nearer limit over 3 sigma_within: 1.33 and more is called capable, below 0 the '
	'mean is outside.';
COMMENT ON COLUMN capability.cpk_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN capability.cpk_high IS 'Upper end of its 95 % interval.';
COMMENT ON COLUMN capability.cpm IS
	'Cp reduced for the distance of the mean from the middle of the range; empty with one limit.';
COMMENT ON COLUMN capability.pp IS 'As cp, with sigma_overall.';
COMMENT ON COLUMN capability.ppk IS 'As cpk, with sigma_overall.';
COMMENT ON COLUMN capability.ppk_low IS 'Lower end of its 95 % interval.';
COMMENT ON COLUMN capability.ppk_high IS 'Upper end of its 95 % interval.';
COMMENT ON COLUMN capability.expected_misses_per_million IS
	'Measurements outside the limits expected in a million, if normal with sigma_overall.';
COMMENT ON COLUMN capability.finding IS 'capable, barely capable, not capable or unknown.';
COMMENT ON COLUMN capability.reason IS 'Why numbers are empty.';
COMMENT ON COLUMN capability.finding_order IS
	'For sorting by finding: 0 unknown, 1 not capable, 2 barely capable, 3 capable.';
