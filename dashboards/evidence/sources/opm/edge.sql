-- Lines of the map: a goal, and a goal above it.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT c.goal_id, p.goal_id AS parent_goal_id
FROM (VALUES (1)) always(row)
LEFT JOIN (
	SELECT id AS goal_id, parent_id FROM goal WHERE parent_id IS NOT NULL
	UNION
	SELECT goal_id, parent_id FROM goal_link
) e ON true
LEFT JOIN scorecard c ON c.goal_id = e.goal_id AND c.is_current
LEFT JOIN scorecard p ON p.goal_id = e.parent_id AND p.is_current
ORDER BY c.goal_id, p.goal_id
