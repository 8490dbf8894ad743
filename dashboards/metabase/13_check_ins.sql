-- What do people say of their goals?
-- Show as: table; columns = checked_at, goal_name, person_name, confidence_percent, note, blocker
SELECT checked_at, goal_name, person_name, 100 * confidence AS confidence_percent, score_percent, note, blocker,
	cleared_at
FROM perf.check_in_feed
WHERE true
	[[AND goal_key = {{goal}}]]
	[[AND team_name = {{team}}]]
ORDER BY checked_at DESC;
