-- Results of closed periods. A close takes a snapshot of its last day, which has the places of then.

CREATE OR REPLACE VIEW scorecard_history WITH (security_invoker) AS
SELECT c.period_id || '/' || r.goal_id AS id,
	c.period_id,
	p.name AS period_name,
	p.kind AS period_kind,
	p.last_day,
	r.goal_id,
	r.goal_key,
	r.goal_name,
	r.parent_goal_id,
	u.goal_name AS parent_goal_name,
	r.depth,
	r.tree_order,
	r.actual,
	r.unit,
	r.target,
	r.score,
	opm.percent(r.score) AS score_percent,
	r.status,
	r.status_order,
	r.outcome,
	r.coverage_fraction,
	CASE WHEN _is_comparable(r.coverage_fraction, lag(r.coverage_fraction) OVER w)
		THEN 100 * (r.score - lag(r.score) OVER w) END AS change_points,
	_is_comparable(r.coverage_fraction, lag(r.coverage_fraction) OVER w) AS is_comparable,
	c.closed_at,
	c.note AS close_note,
	n.root_goal_id,
	n.perspective_id,
	pv.name AS perspective_name,
	n.team_id,
	tm.name AS team_name,
	n.owner_id,
	ow.name AS owner_name,
	n.plan_status,
	CASE n.plan_status WHEN 'behind' THEN 1 WHEN 'on plan' THEN 2 WHEN 'ahead' THEN 3 END AS plan_status_order,
	n.expected_score
FROM close_result r
JOIN period_close c ON c.id = r.close_id
JOIN period p ON p.id = c.period_id
LEFT JOIN close_result u ON u.close_id = r.close_id AND u.goal_id = r.parent_goal_id
CROSS JOIN LATERAL (
	-- places are the same in both rows of a goal above private ones; its plan is that of the row in which all count
	SELECT max(x.root_goal_id) AS root_goal_id, max(x.perspective_id) AS perspective_id,
		max(x.team_id) AS team_id, max(x.owner_id) AS owner_id,
		max(x.plan_status) FILTER (WHERE NOT x.is_partial) AS plan_status,
		max(x.expected_score) FILTER (WHERE NOT x.is_partial) AS expected_score
	FROM goal_snapshot x
	WHERE x.goal_id = r.goal_id AND x.day = p.last_day
) n
LEFT JOIN perspective pv ON pv.id = n.perspective_id
LEFT JOIN team tm ON tm.id = n.team_id
LEFT JOIN person ow ON ow.id = n.owner_id
WINDOW w AS (PARTITION BY r.goal_id, p.kind, p.calendar ORDER BY p.first_day);
COMMENT ON VIEW scorecard_history IS
	'How did goals stand when periods were closed? One row per goal and closed period, as closed.';
COMMENT ON COLUMN scorecard_history.id IS 'Period and goal; unique in this view.';
COMMENT ON COLUMN scorecard_history.period_id IS 'Period.';
COMMENT ON COLUMN scorecard_history.period_name IS 'Name of the period.';
COMMENT ON COLUMN scorecard_history.period_kind IS 'year, quarter, month and so on.';
COMMENT ON COLUMN scorecard_history.last_day IS 'Last day of the period.';
COMMENT ON COLUMN scorecard_history.goal_id IS 'Goal.';
COMMENT ON COLUMN scorecard_history.goal_key IS 'Short unique word of the goal then.';
COMMENT ON COLUMN scorecard_history.goal_name IS 'Name of the goal then.';
COMMENT ON COLUMN scorecard_history.parent_goal_id IS 'Goal above then.';
COMMENT ON COLUMN scorecard_history.parent_goal_name IS 'Name of the goal above then.';
COMMENT ON COLUMN scorecard_history.depth IS '0 for a root.';
COMMENT ON COLUMN scorecard_history.tree_order IS 'Place in tree order.';
COMMENT ON COLUMN scorecard_history.actual IS 'Value then, in unit.';
COMMENT ON COLUMN scorecard_history.unit IS 'Unit of actual.';
COMMENT ON COLUMN scorecard_history.target IS 'Target then, as text.';
COMMENT ON COLUMN scorecard_history.score IS
	'Score then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN scorecard_history.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN scorecard_history.status IS
	'Status then: name of the score, stale, no target, not started, no data, or draft, paused or dropped.';
COMMENT ON COLUMN scorecard_history.status_order IS
	'For sorting by status: -2 did not count, or not started, -1 no data or no target, 0 stale, then 1 for the lowest '
	'band and up.';
COMMENT ON COLUMN scorecard_history.outcome IS
	'reached, missed or unknown, of a goal that was over then; empty: it was not, or did not count.';
COMMENT ON COLUMN scorecard_history.coverage_fraction IS
	'Part of the weight below that had data, 0 to 1. Empty where a private goal counts below.';
COMMENT ON COLUMN scorecard_history.change_points IS
	'Points more than in the closed period before, of the same kind and calendar; empty: none, no score, or too little '
	'was known in one of the two.';
COMMENT ON COLUMN scorecard_history.is_comparable IS
	'True if at least half of the weight was known in both: only then is there a change.';
COMMENT ON COLUMN scorecard_history.closed_at IS 'When the period was closed.';
COMMENT ON COLUMN scorecard_history.close_note IS 'Name of the close, or what was said of it.';
COMMENT ON COLUMN scorecard_history.root_goal_id IS
	'Goal at the top of the tree then; below a private goal, the goal itself. This and what follows is from the '
	'snapshot that the close took, empty if that is gone.';
COMMENT ON COLUMN scorecard_history.perspective_id IS 'Perspective then: that of the nearest goal above, if not said.';
COMMENT ON COLUMN scorecard_history.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN scorecard_history.team_id IS 'Team of the goal then.';
COMMENT ON COLUMN scorecard_history.team_name IS 'Name of the team.';
COMMENT ON COLUMN scorecard_history.owner_id IS 'Person who answered for the goal then.';
COMMENT ON COLUMN scorecard_history.owner_name IS 'Name of that person.';
COMMENT ON COLUMN scorecard_history.plan_status IS
	'ahead, on plan or behind then, of a goal that runs on beyond the period, as in scorecard; else empty, and where '
	'goals count that the current role may not see.';
COMMENT ON COLUMN scorecard_history.plan_status_order IS 'For sorting: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN scorecard_history.expected_score IS
	'Score with which it was expected to end then, as in scorecard; empty where goals count that the current role may '
	'not see.';
