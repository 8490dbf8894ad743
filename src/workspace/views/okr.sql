-- Key results with their objectives.

CREATE OR REPLACE VIEW okr WITH (security_invoker) AS
WITH s AS MATERIALIZED ( -- fence: one-pass
	-- for key results and objectives
	SELECT x.goal_id, x.goal_key, x.goal_name, x.goal_kind, x.parent_goal_id, x.period_id, x.period_name, x.team_id,
		x.team_name, x.owner_id, x.owner_name, x.root_goal_id, x.root_goal_name, x.perspective_id, x.perspective_name,
		x.actual, x.baseline, x.target_value, x.pace_value, x.unit, x.score,
		x.score_percent, x.pace_score, x.expected_score, x.plan_status, x.plan_status_order,
		x.outcome, x.status, x.status_order, x.weight, x.measured_at, x.due_on, x.tree_order,
		x.is_partial, x.actual_text, x.target_text
	FROM scorecard x
)
SELECT k.goal_id,
	k.goal_key,
	k.goal_name,
	o.goal_id AS objective_id,
	o.goal_name AS objective_name,
	o.score AS objective_score,
	o.expected_score AS objective_expected_score,
	o.status AS objective_status,
	k.period_id,
	k.period_name,
	k.team_id,
	k.team_name,
	k.owner_id,
	k.owner_name,
	k.actual,
	k.baseline,
	k.target_value,
	k.pace_value,
	k.unit,
	k.score,
	k.score_percent,
	k.pace_score,
	k.expected_score,
	k.plan_status,
	k.plan_status_order,
	k.outcome,
	k.status,
	k.status_order,
	c.confidence,
	g.ambition,
	k.weight,
	k.measured_at,
	k.due_on,
	k.tree_order,
	o.status_order AS objective_status_order,
	k.is_partial,
	o.is_partial AS is_objective_partial,
	k.actual_text,
	k.target_text,
	k.root_goal_id,
	k.root_goal_name,
	k.perspective_id,
	k.perspective_name
FROM s k
JOIN goal g ON g.id = k.goal_id
LEFT JOIN s o ON o.goal_id = k.parent_goal_id
LEFT JOIN LATERAL _latest_confidence(k.goal_id) c ON true
WHERE k.goal_kind = 'key result';
COMMENT ON VIEW okr IS
	'How do key results and their objectives stand? One row per key result (OKR). Objectives without key results are '
	'in alignment_gaps.';
COMMENT ON COLUMN okr.goal_id IS 'Key result; unique in this view.';
COMMENT ON COLUMN okr.goal_key IS 'Short unique word of the key result.';
COMMENT ON COLUMN okr.goal_name IS 'Name of the key result.';
COMMENT ON COLUMN okr.objective_id IS 'Goal above the key result, as a rule its objective; empty: none.';
COMMENT ON COLUMN okr.objective_name IS 'Name of that goal.';
COMMENT ON COLUMN okr.objective_score IS 'Score of that goal: 1 is goal reached.';
COMMENT ON COLUMN okr.objective_status IS 'Status of that goal.';
COMMENT ON COLUMN okr.period_id IS 'Period whose measurements count.';
COMMENT ON COLUMN okr.period_name IS 'Name of that period.';
COMMENT ON COLUMN okr.team_id IS 'Team of the key result.';
COMMENT ON COLUMN okr.team_name IS 'Name of the team.';
COMMENT ON COLUMN okr.owner_id IS 'Person who answers for the key result.';
COMMENT ON COLUMN okr.owner_name IS 'Name of that person.';
COMMENT ON COLUMN okr.actual IS 'Current value, in unit.';
COMMENT ON COLUMN okr.baseline IS 'Value it starts from.';
COMMENT ON COLUMN okr.target_value IS 'Value to aim at.';
COMMENT ON COLUMN okr.pace_value IS 'Value the plan expects by now.';
COMMENT ON COLUMN okr.unit IS 'Unit of the values.';
COMMENT ON COLUMN okr.score IS 'Score: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN okr.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN okr.objective_expected_score IS 'Score with which the objective is expected to end.';
COMMENT ON COLUMN okr.pace_score IS 'Score the plan expects by now; empty: nothing is planned.';
COMMENT ON COLUMN okr.expected_score IS
	'Score with which it is expected to end, as in the scorecard: status names it while the goal runs.';
COMMENT ON COLUMN okr.plan_status IS 'ahead, on plan or behind; empty: nothing is planned, no score, or it is over.';
COMMENT ON COLUMN okr.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN okr.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';
COMMENT ON COLUMN okr.status IS
	'Name of the score, stale, no target, not started, no data, or the lifecycle of a key result that does not '
	'count (draft, paused, dropped).';
COMMENT ON COLUMN okr.status_order IS 'For sorting by status.';
COMMENT ON COLUMN okr.confidence IS 'Latest stated confidence that it is reached in time, 0 to 1.';
COMMENT ON COLUMN okr.ambition IS 'committed or aspirational.';
COMMENT ON COLUMN okr.weight IS 'Weight among the siblings.';
COMMENT ON COLUMN okr.measured_at IS 'Time of the last measurement.';
COMMENT ON COLUMN okr.due_on IS 'Day by which it is to be reached.';
COMMENT ON COLUMN okr.tree_order IS 'Sort by this to show key results under their objectives.';
COMMENT ON COLUMN okr.objective_status_order IS 'For sorting by objective_status.';
COMMENT ON COLUMN okr.is_partial IS 'True if goals below count that the current role may not see.';
COMMENT ON COLUMN okr.is_objective_partial IS 'The same of that goal: its score here rests on the others.';
COMMENT ON COLUMN okr.actual_text IS
	'Current value with its unit as people read it, such as 4,600 bikes; shares (unit EUR/EUR) in percent. Digits '
	'behind the point: goal.decimals. Empty: not known.';
COMMENT ON COLUMN okr.target_text IS
	'Values that reach the goal, in words: at least 4,600 bikes, at most 12 days, 10 to 20 %. Empty: no target.';
COMMENT ON COLUMN okr.root_goal_id IS 'Goal at the top of the tree.';
COMMENT ON COLUMN okr.root_goal_name IS 'Name of that goal.';
COMMENT ON COLUMN okr.perspective_id IS 'Perspective, that of the nearest goal above if not said.';
COMMENT ON COLUMN okr.perspective_name IS 'Name of the perspective.';
