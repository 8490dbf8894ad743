-- How many goals have which status?
-- Show as: bar; x = status; y = goal_count
SELECT status, status_order, count(*)::integer AS goal_count
FROM perf.scorecard
WHERE is_current AND is_leaf
	[[AND team_name = {{team}}]]
GROUP BY status, status_order
ORDER BY status_order DESC, status;
