-- The scorecard by team.

CREATE OR REPLACE VIEW team_scorecard WITH (security_invoker) AS
SELECT t.id AS team_id,
	t.name AS team_name,
	t.parent_id AS parent_team_id,
	u.name AS parent_team_name,
	t.lead_id AS lead_person_id,
	l.name AS lead_person_name,
	COALESCE(x.goal_count, 0) AS goal_count,
	opm.mean(x.topmost) AS score,
	opm.percent(opm.mean(x.topmost)) AS score_percent,
	opm.mean(x.expected) AS expected_score,
	COALESCE(opm.status(_judged_score(opm.mean(x.topmost), opm.mean(x.expected), d.status_basis, false),
		d.bands::opm.bands), 'no data') AS status,
	COALESCE(opm.status_rank(_judged_score(opm.mean(x.topmost), opm.mean(x.expected), d.status_basis, false),
		d.bands::opm.bands), -1) AS status_order,
	x.coverage_fraction,
	COALESCE(x.lowest_band_count, 0) AS lowest_band_count,
	COALESCE(x.stale_count, 0) AS stale_count,
	COALESCE(x.no_data_count, 0) AS no_data_count,
	COALESCE(x.no_target_count, 0) AS no_target_count
FROM team t
CROSS JOIN setting d
LEFT JOIN team u ON u.id = t.parent_id
LEFT JOIN person l ON l.id = t.lead_id
LEFT JOIN (
	SELECT s.team_id,
		count(*)::integer AS goal_count,
		opm.scorecard(_bounded(s.credited_score), _counting(s.root_weight_fraction))
			FILTER (WHERE m.of_team) AS topmost,
		opm.scorecard(_bounded(s.credited_expected_score), _counting(s.root_weight_fraction))
			FILTER (WHERE m.of_team) AS expected,
		_at_most_one(sum(_product(_counting(s.root_weight_fraction), s.coverage_fraction)) FILTER (WHERE m.of_team)
			/ NULLIF(sum(_counting(s.root_weight_fraction)) FILTER (WHERE m.of_team), 0)) AS coverage_fraction,
		count(*) FILTER (WHERE s.status_order = 1)::integer AS lowest_band_count,
		count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count,
		count(*) FILTER (WHERE s.status = 'no data')::integer AS no_data_count,
		count(*) FILTER (WHERE s.status = 'no target')::integer AS no_target_count
	FROM scorecard s
	JOIN _topmost_goals() m ON m.goal_id = s.goal_id
	GROUP BY s.team_id
) x ON x.team_id = t.id;
COMMENT ON VIEW team_scorecard IS
	'How does each team stand? One row per team, with the goals that belong to the team itself, not those of the teams '
	'below. Counts are over all of these; the score is over the topmost, those that are not below another goal of the '
	'same team, so that an objective and its key results do not count twice.';
COMMENT ON COLUMN team_scorecard.team_id IS 'Team; unique in this view.';
COMMENT ON COLUMN team_scorecard.team_name IS 'Name of the team.';
COMMENT ON COLUMN team_scorecard.parent_team_id IS 'Team above.';
COMMENT ON COLUMN team_scorecard.parent_team_name IS 'Name of the team above.';
COMMENT ON COLUMN team_scorecard.lead_person_id IS 'Person who leads the team.';
COMMENT ON COLUMN team_scorecard.lead_person_name IS 'Name of that person.';
COMMENT ON COLUMN team_scorecard.goal_count IS
	'Active and done goals of the team whose period holds now, wherever in the tree.';
COMMENT ON COLUMN team_scorecard.score IS
	'Mean score of the topmost goals of the team by their weight at the root: 1 is goal reached; each counts within '
	'the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at '
	'the root.';
COMMENT ON COLUMN team_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN team_scorecard.expected_score IS
	'Mean of the scores with which these goals are expected to end, in the same way.';
COMMENT ON COLUMN team_scorecard.status IS
	'Name of expected_score (of the score, if that is the status_basis of the workspace) by the bands of the '
	'workspace, or no data where there is none.';
COMMENT ON COLUMN team_scorecard.status_order IS
	'For sorting by status: -1 no data, then 1 for the lowest band and up.';
COMMENT ON COLUMN team_scorecard.coverage_fraction IS
	'Part of the weight of the topmost goals that has data, below them included, 0 to 1.';
COMMENT ON COLUMN team_scorecard.lowest_band_count IS 'Of goal_count, in the lowest band.';
COMMENT ON COLUMN team_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';
COMMENT ON COLUMN team_scorecard.no_data_count IS
	'Of goal_count, with the status no data: not measured, and no score below.';
COMMENT ON COLUMN team_scorecard.no_target_count IS
	'Of goal_count, with the status no target: measured, but nothing says what good looks like.';
