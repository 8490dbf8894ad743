-- Who answers for which goals and actions?
-- Show as: table; columns = person_name, goal_count, score_percent, no_data_count, overdue_action_count
SELECT person_name, team_name, goal_count, score_percent, no_data_count, stale_count, not_accepted_count,
	open_action_count, overdue_action_count, done_action_count, last_check_in_at
FROM perf.accountability
WHERE true
	[[AND team_name = {{team}}]]
ORDER BY person_name;
