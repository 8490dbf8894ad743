-- The score of every goal on every day that was kept.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT h.goal_id, h.goal_key, h.goal_name, h.parent_goal_id, h.day_on, h.score, h.pace_score, h.expected_score, h.status
FROM (VALUES (1)) always(row)
LEFT JOIN goal_history h ON true
ORDER BY h.day_on, h.goal_id
