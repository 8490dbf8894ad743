-- Every goal as it stands now.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT s.goal_id, s.goal_key, s.goal_name, s.goal_kind, s.goal_path, s.depth, s.tree_order, s.is_leaf, s.is_current,
	s.perspective_name, s.team_name, s.owner_name, s.period_name, s.due_on, s.actual_text, s.target_text, s.measured_at,
	s.score, s.pace_score, s.expected_score, s.status, s.status_order, s.plan_status, s.coverage_fraction,
	s.root_weight_fraction, b.color, b.text_color, p.color AS plan_color, p.text_color AS plan_text_color
FROM (VALUES (1)) always(row)
LEFT JOIN scorecard s ON true
LEFT JOIN status_band b ON b.kind = 'status' AND b.status = s.status
LEFT JOIN status_band p ON p.kind = 'plan_status' AND p.status = s.plan_status
ORDER BY s.tree_order
