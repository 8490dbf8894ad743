-- The goal tree as pairs of goals: parent_id and goal_link together.

CREATE OR REPLACE VIEW _edge WITH (security_invoker) AS
SELECT g.id AS goal_id,
	g.parent_id,
	g.weight,
	g.share
FROM goal g
WHERE g.parent_id IS NOT NULL
UNION ALL
SELECT l.goal_id,
	l.parent_id,
	l.weight,
	l.share
FROM goal_link l;
COMMENT ON VIEW _edge IS 'Internal: one row per goal and goal above it.';
COMMENT ON COLUMN _edge.goal_id IS 'Goal.';
COMMENT ON COLUMN _edge.parent_id IS 'Goal above.';
COMMENT ON COLUMN _edge.weight IS 'How much the goal counts there.';
COMMENT ON COLUMN _edge.share IS 'Part of the goal that counts there; empty: all of it.';
