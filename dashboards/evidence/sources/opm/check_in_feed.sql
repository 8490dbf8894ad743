-- What people say of their goals.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT c.id, c.checked_at, c.goal_id, c.goal_key, c.goal_name, c.person_name, c.confidence, c.score, c.note, c.blocker
FROM (VALUES (1)) always(row)
LEFT JOIN check_in_feed c ON true
ORDER BY c.checked_at DESC
