-- Which teams are below which, for filters that take a team with the teams below it.

CREATE OR REPLACE VIEW team_tree WITH (security_invoker) AS
WITH RECURSIVE up(team_id, within_team_id, depth) AS (
	SELECT t.id, t.id, 0 FROM team t
	UNION ALL
	-- a tree has no loops; the limit holds even for one that came past the triggers
	SELECT u.team_id, t.parent_id, u.depth + 1
	FROM up u
	JOIN team t ON t.id = u.within_team_id
	WHERE t.parent_id IS NOT NULL AND u.depth < 1000
)
SELECT u.team_id || '/' || u.within_team_id AS id,
	u.team_id,
	t.name AS team_name,
	u.within_team_id,
	w.name AS within_team_name,
	u.depth
FROM up u
JOIN team t ON t.id = u.team_id
JOIN team w ON w.id = u.within_team_id;
COMMENT ON VIEW team_tree IS
	'Which teams belong to a team, those below it included? One row per team and team that it is within: itself, the '
	'team above, and so on to the top. Join any view by team_id and filter by within_team_id or within_team_name.';
COMMENT ON COLUMN team_tree.id IS 'Team and team it is within; unique in this view.';
COMMENT ON COLUMN team_tree.team_id IS 'Team; join the team_id of other views with it.';
COMMENT ON COLUMN team_tree.team_name IS 'Name of the team.';
COMMENT ON COLUMN team_tree.within_team_id IS 'Team it is within: itself or one above.';
COMMENT ON COLUMN team_tree.within_team_name IS 'Name of that team, to filter by.';
COMMENT ON COLUMN team_tree.depth IS 'Steps from that team down to the team; 0: itself.';
