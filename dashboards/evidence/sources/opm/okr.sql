-- Key results with their objectives.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT o.goal_id, o.goal_key, o.goal_name, COALESCE(o.objective_name, '(no objective)') AS objective_name,
	o.objective_score, o.objective_status, o.actual_text, o.target_text, o.score, o.pace_score, o.expected_score,
	o.status, o.plan_status, o.confidence, o.ambition, o.owner_name, o.team_name, o.due_on, o.tree_order
FROM (VALUES (1)) always(row)
LEFT JOIN okr o ON true
ORDER BY o.tree_order
