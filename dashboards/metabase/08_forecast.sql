-- Which goals will reach their target, and what does it take?
-- Show as: table; columns = goal_name, outlook, chance_percent, expected_value, target_value, due_on
SELECT goal_name, outlook, 100 * hit_probability AS chance_percent, actual, expected_value, expected_low, expected_high,
	target_value, unit, due_on, required_run, recent_run, run_kind, reached_on, reason, owner_name
FROM perf.forecast
WHERE true
	[[AND goal_key = {{goal}}]]
	[[AND team_name = {{team}}]]
ORDER BY hit_probability NULLS LAST, goal_name;
