-- How does every tree stand against its plan?
-- Show as: table; columns = goal_name, score_percent, plan_percent, expected_percent, status, plan_status
SELECT goal_name, score_percent, 100 * pace_score AS plan_percent, 100 * expected_score AS expected_percent,
	status, plan_status, owner_name
FROM perf.scorecard
WHERE depth = 0 AND is_current
ORDER BY tree_order;
