-- Every measurement beside plan and target.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT t.goal_id, t.goal_key, t.measured_at, t.unit, t.actual_so_far, t.pace_value, t.target_value
FROM (VALUES (1)) always(row)
LEFT JOIN goal_trend t ON true
ORDER BY t.goal_id, t.measured_at
