-- Who answers for which goals and actions.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT a.person_id, a.person_name, a.team_name, a.goal_count, a.score, a.expected_score, a.no_data_count, a.stale_count,
	a.not_accepted_count, a.open_action_count, a.overdue_action_count, a.done_action_count, a.last_check_in_at,
	e.active_goal_count, e.checked_goal_count, e.streak_weeks, e.finding
FROM (VALUES (1)) always(row)
LEFT JOIN accountability a ON true
LEFT JOIN engagement e ON e.person_id = a.person_id
ORDER BY a.person_name
