-- Goals one by one, without a tree: reading one of them by id takes milliseconds.

CREATE OR REPLACE VIEW goal_now WITH (security_invoker) AS
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	s.period_id,
	g.unit,
	v.actual,
	m.measurement_count,
	m.measured_at,
	v.previous_actual,
	m.change_per_day,
	g.time_aggregation,
	s.target,
	opm.target_value(t.target) AS target_value,
	opm.baseline(t.target) AS baseline,
	v.own AS score,
	opm.percent(v.own) AS score_percent,
	_goal_status(g.lifecycle, y.judged, f.lacks_target, f.is_late, f.not_started, f.bands) AS status,
	v.fresh_until,
	c.confidence,
	g.owner_id,
	v.newest_actual,
	_goal_status_order(g.lifecycle, y.judged, f.lacks_target, f.is_late, f.not_started, f.bands) AS status_order,
	w.pace_score,
	e.expected_score,
	_plan_status(v.own, w.pace_score, w.is_over) AS plan_status,
	_outcome(g.lifecycle, v.own, w.is_over) AS outcome
FROM goal g
CROSS JOIN setting d
JOIN _goal_scope s ON s.goal_id = g.id
CROSS JOIN LATERAL (
	SELECT s.target::opm.target AS target
	OFFSET 0 -- fence: once
) t
LEFT JOIN LATERAL (
	SELECT opm.kpi(x.at, x.value, x.base) AS kpi,
		count(*)::integer AS measurement_count,
		max(x.at) AS measured_at,
		opm.slope(opm.kpi(x.at, x.value, x.base)) AS change_per_day
	FROM _measured x
	WHERE x.goal_id = g.id AND x.at >= s.usable_from_at AND x.at < COALESCE(s.until_at, 'infinity'::timestamptz)
		AND (s.min_group IS NULL OR x.base >= s.min_group)
) m ON true
LEFT JOIN LATERAL _judged_now(g.id, s.usable_from_at, s.until_at, s.graded_until_at) j ON true
LEFT JOIN LATERAL _latest_confidence(g.id) c ON true
CROSS JOIN LATERAL (
	-- until when the log of events is complete
	SELECT CASE WHEN g.time_aggregation NOT IN ('count', 'sum') THEN NULL
		WHEN EXISTS (SELECT FROM _bound b WHERE b.goal_id = g.id)
			OR EXISTS (SELECT FROM binding x WHERE g.key = ANY (string_to_array(x.goals, ' '))) THEN s.bound_at
		ELSE s.counted_at END AS counted_at
	OFFSET 0 -- fence: once
) u
CROSS JOIN LATERAL (
	SELECT CASE WHEN _is_zero(m.kpi, u.counted_at, s.usable_from_at, now()) THEN 0
		ELSE opm.value(m.kpi, g.time_aggregation) END AS actual
	OFFSET 0 -- fence: once
) a
CROSS JOIN LATERAL (
	SELECT a.actual,
		COALESCE(opm.score(a.actual, t.target), CASE WHEN a.actual IS NULL THEN j.score END) AS own,
		CASE WHEN a.actual IS NULL THEN j.at ELSE GREATEST(m.measured_at, u.counted_at) END
			+ _days(s.fresh_days) AS fresh_until,
		(SELECT CASE WHEN g.time_aggregation = 'ratio' THEN _quotient(x.value, x.base) ELSE x.value END
			FROM _measured x
			WHERE x.goal_id = g.id AND x.at < m.measured_at AND (s.min_group IS NULL OR x.base >= s.min_group)
			ORDER BY x.at DESC LIMIT 1) AS previous_actual,
		CASE WHEN g.time_aggregation <> 'ratio' THEN opm.last(m.kpi)
			ELSE (SELECT _quotient(x.value, x.base) FROM _measured x
				WHERE x.goal_id = g.id AND x.at = m.measured_at LIMIT 1) END AS newest_actual
	OFFSET 0 -- fence: once
) v
CROSS JOIN LATERAL (
	SELECT _lacks_target(v.own, v.actual, t.target IS NOT NULL, 'own') AS lacks_target,
		v.fresh_until < s.reference_at AS is_late,
		_not_started(s.has_begun, NULL, v.own, NULL) AS not_started,
		COALESCE(g.bands, d.bands)::opm.bands AS bands
) f
CROSS JOIN LATERAL (
	SELECT COALESCE(s.elapsed >= 1, false) OR g.lifecycle = 'done' AS is_over,
		_pace_score(t.target, CASE WHEN g.lifecycle = 'done' THEN 1 ELSE s.elapsed END, g.plan) AS pace_score
	OFFSET 0 -- fence: once
) w
CROSS JOIN LATERAL (
	SELECT opm.expected_score(v.own, w.pace_score, s.status_basis) AS expected_score
	OFFSET 0 -- fence: once
) e
CROSS JOIN LATERAL (
	SELECT _judged_score(v.own, e.expected_score, s.status_basis, w.is_over) AS judged
	OFFSET 0 -- fence: once
) y
-- fence: few-rows
WHERE CASE WHEN g.lifecycle <> '' THEN 'a goal' END = 'a goal';
COMMENT ON VIEW goal_now IS
	'How does one goal stand by its own measurements? One row per goal: its current value by its own time aggregation, '
	'and its score without its children. Reading one goal by goal_id or goal_key needs no tree and takes milliseconds.';
COMMENT ON COLUMN goal_now.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN goal_now.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_now.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN goal_now.period_id IS 'Period whose measurements count; empty: all measurements count.';
COMMENT ON COLUMN goal_now.unit IS 'Unit of actual and target_value.';
COMMENT ON COLUMN goal_now.actual IS 'Current value, in the unit of the goal; empty: not known.';
COMMENT ON COLUMN goal_now.measurement_count IS 'Measurements that count, in the window of the goal.';
COMMENT ON COLUMN goal_now.measured_at IS 'Time of the last measurement that counts.';
COMMENT ON COLUMN goal_now.previous_actual IS 'Value of the measurement before the last one.';
COMMENT ON COLUMN goal_now.change_per_day IS
	'Trend: slope of the least-squares line through the measurements of the window, in units per day.';
COMMENT ON COLUMN goal_now.time_aggregation IS 'How the measurements make one value.';
COMMENT ON COLUMN goal_now.target IS 'Target, as text.';
COMMENT ON COLUMN goal_now.target_value IS 'Value to aim at, where there is one.';
COMMENT ON COLUMN goal_now.baseline IS 'Value the goal starts from, where there is one.';
COMMENT ON COLUMN goal_now.score IS
	'Score of the goal by itself: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN goal_now.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN goal_now.pace_score IS 'Score the plan expects by now; empty: nothing is planned.';
COMMENT ON COLUMN goal_now.expected_score IS
	'Score with which the goal by itself is expected to end; the score itself where nothing is planned.';
COMMENT ON COLUMN goal_now.plan_status IS
	'ahead, on plan or behind, as in the scorecard; empty: nothing is planned, no score, or the goal is over.';
COMMENT ON COLUMN goal_now.outcome IS
	'reached, missed or unknown, for a goal that is over; empty while it runs, and for one that does not count.';
COMMENT ON COLUMN goal_now.status IS
	'Name of expected_score while the goal runs and of the score when it is over, or stale (measured too long ago), '
	'no target (measured, but nothing says what good looks like), not started (its period is to come), no data, '
	'or the lifecycle of a goal that does not count (draft, paused, dropped).';
COMMENT ON COLUMN goal_now.fresh_until IS
	'Time until which the last measurement, or else the last judged score, counts as fresh.';
COMMENT ON COLUMN goal_now.confidence IS 'Latest stated confidence that the goal is reached in time, 0 to 1.';
COMMENT ON COLUMN goal_now.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN goal_now.newest_actual IS 'Value of the last measurement alone, for a ratio value / base.';
COMMENT ON COLUMN goal_now.status_order IS
	'For sorting by status: -2 does not count, or not started, -1 no data or no target, 0 stale, then 1 for the lowest '
	'band and up.';
