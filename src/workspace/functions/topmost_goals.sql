-- Which goals stand for an owner or a team, so that none counts twice.

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _topmost_goals(home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (goal_id bigint, of_owner boolean, of_team boolean)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- not written out in the views: the walk is guessed to find millions, and they would be compiled for many times as
	-- long as they run
	RETURN QUERY WITH RECURSIVE counted AS MATERIALIZED ( -- fence: one-pass
		SELECT g.id, g.owner_id, g.team_id
		FROM perf.goal g
		JOIN perf._goal_scope s ON s.goal_id = g.id AND s.is_current
		WHERE g.lifecycle IN ('active', 'done')
	), edge AS (
		SELECT x.goal_id, x.parent_id FROM perf._edge x
	), owner_above(goal_id, owner_id) AS (
		-- each owner above once, not each goal above: that many there are not, however deep the tree
		SELECT e.goal_id, a.owner_id
		FROM edge e JOIN counted a ON a.id = e.parent_id
		UNION
		SELECT e.goal_id, o.owner_id FROM owner_above o JOIN edge e ON e.parent_id = o.goal_id
	), team_above(goal_id, team_id) AS (
		SELECT e.goal_id, a.team_id
		FROM edge e
		JOIN counted a ON a.id = e.parent_id AND a.team_id IS NOT NULL
		UNION
		SELECT e.goal_id, t.team_id FROM team_above t JOIN edge e ON e.parent_id = t.goal_id
	)
	SELECT g.id, o.goal_id IS NULL, t.goal_id IS NULL
	FROM counted g
	LEFT JOIN owner_above o ON o.goal_id = g.id AND o.owner_id = g.owner_id
	LEFT JOIN team_above t ON t.goal_id = g.id AND t.team_id = g.team_id;
END
$$;
COMMENT ON FUNCTION _topmost_goals IS
	'Internal: active and done goals whose period holds now (is_current); of_owner is true where no such goal above, '
	'by any parent, has the same owner, of_team where none has the same team. The mean over these counts nothing '
	'twice.';
