-- Which goals are split among their parents.

CREATE OR REPLACE VIEW _split_goal WITH (security_invoker) AS
SELECT l.goal_id
FROM goal_link l
JOIN goal g ON g.id = l.goal_id
GROUP BY l.goal_id, g.parent_id, g.share
HAVING _is_whole(sum(COALESCE(l.share, 1)) + CASE WHEN g.parent_id IS NULL THEN 0 ELSE COALESCE(g.share, 1) END)
	-- the same parent twice is one parent
	AND bool_or(l.parent_id = g.parent_id) IS NOT TRUE;
COMMENT ON VIEW _split_goal IS
	'Internal: goals with several parents whose shares add up to 1. A goal whose shares do not is counted in full by '
	'each of its parents.';
COMMENT ON COLUMN _split_goal.goal_id IS 'Goal.';
