-- Probabilities and what came of them, one by one.

CREATE OR REPLACE VIEW calibration_case WITH (security_invoker) AS
SELECT 'check-in ' || ci.id AS id,
	'stated confidence' AS origin,
	ci.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	ci.person_id,
	p.name AS person_name,
	ci.at AS made_at,
	u.until_at AS ended_at,
	ci.confidence AS probability,
	n.score >= 1 AS is_reached,
	opm.brier(ci.confidence, n.score >= 1) AS brier
FROM check_in ci
CROSS JOIN setting d
JOIN goal g ON g.id = ci.goal_id AND g.lifecycle IN ('active', 'done')
JOIN person p ON p.id = ci.person_id
LEFT JOIN period pe ON pe.id = g.period_id
CROSS JOIN LATERAL (
	SELECT COALESCE(timezone(COALESCE(pe.time_zone, d.time_zone), (g.due_on + 1)::timestamp), pe.until_at) AS until_at
) u
LEFT JOIN (
	SELECT cr.goal_id, pc.period_id, cr.score FROM close_result cr JOIN period_close pc ON pc.id = cr.close_id
) r ON r.goal_id = g.id AND r.period_id = g.period_id
LEFT JOIN _goal_scope s ON s.goal_id = g.id
LEFT JOIN LATERAL (
	-- how it stood at the end: what came after a due day does not count, but a grade may be given later
	SELECT CASE WHEN _is_zero(opm.kpi(x.at, x.value, x.base), s.counted_at, s.usable_from_at, u.until_at) THEN 0
		ELSE opm.value(opm.kpi(x.at, x.value, x.base), g.time_aggregation) END AS actual
	FROM _measured x
	WHERE x.goal_id = g.id AND x.at < LEAST(u.until_at, s.until_at)
		AND x.at >= CASE WHEN g.max_age IS NULL THEN s.usable_from_at
			ELSE _window_from(NULL, LEAST(u.until_at, s.until_at), g.max_age, now(), d.time_zone) END
		AND (g.min_group IS NULL OR x.base >= g.min_group)
) e ON true
LEFT JOIN LATERAL _judged_now(g.id, s.usable_from_at, s.until_at, s.graded_until_at) j ON true
CROSS JOIN LATERAL (
	SELECT COALESCE(r.score, opm.score(e.actual, s.target::opm.target), CASE WHEN e.actual IS NULL THEN j.score END)
		AS score
	OFFSET 0 -- fence: once
) n
WHERE ci.confidence IS NOT NULL AND u.until_at <= now() AND ci.at < u.until_at AND n.score IS NOT NULL
UNION ALL
SELECT 'forecast ' || g.id || '/' || q.id,
	'forecast',
	g.id,
	g.key,
	g.name,
	NULL,
	NULL,
	w.made_at,
	q.until_at,
	f.hit,
	opm.reached(e.actual, w.target::opm.target),
	opm.brier(f.hit, opm.reached(e.actual, w.target::opm.target))
FROM goal g
LEFT JOIN period pe ON pe.id = g.period_id
JOIN period q ON q.kind = 'quarter' AND q.calendar = COALESCE(pe.calendar, 'main') AND q.until_at <= now()
	AND q.until_at > now() - interval '9600 hours'
LEFT JOIN goal_target gt ON gt.goal_id = g.id AND gt.period_id = q.id
CROSS JOIN LATERAL (
	SELECT COALESCE(gt.target, CASE WHEN g.period_id = q.id OR g.time_aggregation IN ('last', 'mean', 'ratio')
			THEN g.target END) AS target,
		q.from_at + make_interval(secs => date_part('epoch', q.until_at - q.from_at) / 2) AS made_at
	OFFSET 0 -- fence: once
) w
CROSS JOIN LATERAL _project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, ARRAY[q.until_at], w.made_at) f
CROSS JOIN LATERAL _project(g.id, w.target, g.time_aggregation, g.min_group, q.from_at, ARRAY[q.until_at],
	q.until_at) e
-- fence: few-rows
WHERE CASE WHEN g.lifecycle IN ('active', 'done') THEN 'counts' END = 'counts'
	AND w.target IS NOT NULL AND f.hit IS NOT NULL AND e.actual IS NOT NULL;
COMMENT ON VIEW calibration_case IS
	'Which probabilities came true? One row per check-in with a confidence whose goal is over, and one row per goal '
	'and quarter of the last year with the forecast that would have been made half-way.';
COMMENT ON COLUMN calibration_case.id IS 'Check-in, or goal and quarter; unique in this view.';
COMMENT ON COLUMN calibration_case.origin IS 'stated confidence or forecast.';
COMMENT ON COLUMN calibration_case.goal_id IS 'Goal.';
COMMENT ON COLUMN calibration_case.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN calibration_case.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN calibration_case.person_id IS 'Person who stated the confidence; empty for forecasts.';
COMMENT ON COLUMN calibration_case.person_name IS 'Name of that person.';
COMMENT ON COLUMN calibration_case.made_at IS 'When it was stated; for forecasts the middle of the quarter.';
COMMENT ON COLUMN calibration_case.ended_at IS 'End of the period, when the outcome was known.';
COMMENT ON COLUMN calibration_case.probability IS 'Probability that the target is reached, 0 to 1.';
COMMENT ON COLUMN calibration_case.is_reached IS
	'True if it was reached at the end: by the close, if the period is closed.';
COMMENT ON COLUMN calibration_case.brier IS
	'(probability - outcome) squared: 0 certain and right, 1 certain and wrong.';
