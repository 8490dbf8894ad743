-- The one number of each parent that all share.

CREATE OR REPLACE VIEW shared_scorecard WITH (security_invoker) AS
SELECT x.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	x.score,
	opm.percent(x.score) AS score_percent,
	x.status,
	x.status_order,
	x.is_withheld,
	g.perspective_id,
	pv.name AS perspective_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	ow.name AS owner_name
FROM opm._workspace_shared_scores('setting'::regclass) x
JOIN goal g ON g.id = x.goal_id
LEFT JOIN perspective pv ON pv.id = g.perspective_id
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person ow ON ow.id = g.owner_id;
COMMENT ON VIEW shared_scorecard IS
	'What is the one score of every parent, whoever reads? One row per goal with goals below it that the current role '
	'sees; all goals count in it, also those that the role may not see, as in a close. For reporters, admins and the '
	'owner; others read no rows. A score from which a hidden goal could be solved is withheld.';
COMMENT ON COLUMN shared_scorecard.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN shared_scorecard.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN shared_scorecard.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN shared_scorecard.score IS
	'Score over all goals below: 1 is goal reached, below 0 and above 1 are possible. Empty: not known, or withheld.';
COMMENT ON COLUMN shared_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN shared_scorecard.status IS 'Status by that score, as in scorecard; empty: withheld.';
COMMENT ON COLUMN shared_scorecard.status_order IS 'For sorting by status, as in scorecard; empty: withheld.';
COMMENT ON COLUMN shared_scorecard.is_withheld IS
	'True if the score is not shown, because it would give away a goal that the current role may not see.';
COMMENT ON COLUMN shared_scorecard.perspective_id IS 'Perspective, as said of this goal itself; empty: not said.';
COMMENT ON COLUMN shared_scorecard.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN shared_scorecard.team_id IS 'Team of the goal.';
COMMENT ON COLUMN shared_scorecard.team_name IS 'Name of the team.';
COMMENT ON COLUMN shared_scorecard.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN shared_scorecard.owner_name IS 'Name of that person.';
