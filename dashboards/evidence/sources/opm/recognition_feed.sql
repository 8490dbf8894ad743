-- Who was recognised, and for what.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT r.id, r.recognised_at, r.from_person_name, r.to_person_name, r.goal_name, r.body, r.point_count
FROM (VALUES (1)) always(row)
LEFT JOIN recognition_feed r ON true
ORDER BY r.recognised_at DESC
