-- How does every goal stand, in the order of the tree?
-- Show as: table; columns = level, goal_path, actual_text, target_text, score_percent, status
SELECT depth AS level, goal_path, goal_name, actual_text, target_text, score_percent,
	100 * pace_score AS plan_percent, status, plan_status, owner_name, team_name, goal_key
FROM perf.scorecard
WHERE is_current
	[[AND team_name = {{team}}]]
	[[AND owner_name = {{owner}}]]
ORDER BY tree_order;
