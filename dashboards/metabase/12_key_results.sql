-- How do key results and their objectives stand (OKR)?
-- Show as: table; columns = objective_name, goal_name, actual_text, target_text, score_percent
SELECT objective_name, goal_name, actual_text, target_text, score_percent, 100 * pace_score AS plan_percent,
	100 * confidence AS confidence_percent, status, plan_status, owner_name, team_name
FROM perf.okr
WHERE goal_id IN (SELECT goal_id FROM perf.scorecard WHERE is_current)
	[[AND team_name = {{team}}]]
ORDER BY tree_order;
