-- The scorecard by perspective.

CREATE OR REPLACE VIEW balanced_scorecard WITH (security_invoker) AS
SELECT p.id AS perspective_id,
	p.name AS perspective_name,
	p.display_order,
	COALESCE(x.goal_count, 0) AS goal_count,
	COALESCE(x.measured_count, 0) AS measured_count,
	opm.mean(x.goals) AS score,
	opm.percent(opm.mean(x.goals)) AS score_percent,
	opm.mean(x.expected) AS expected_score,
	COALESCE(opm.status(_judged_score(opm.mean(x.goals), opm.mean(x.expected), d.status_basis, false),
		d.bands::opm.bands), 'no data') AS status,
	COALESCE(opm.status_rank(_judged_score(opm.mean(x.goals), opm.mean(x.expected), d.status_basis, false),
		d.bands::opm.bands), -1) AS status_order,
	opm.coverage(x.goals) AS coverage_fraction,
	x.worst AS worst_score,
	x.best AS best_score,
	opm.weight(x.goals) AS root_weight_fraction,
	COALESCE(x.stale_count, 0) AS stale_count
FROM perspective p
CROSS JOIN setting d
LEFT JOIN (
	SELECT s.perspective_id,
		count(*)::integer AS goal_count,
		count(s.score)::integer AS measured_count,
		opm.scorecard(_bounded(s.credited_score), _counting(s.root_weight_fraction)) AS goals,
		opm.scorecard(_bounded(s.credited_expected_score), _counting(s.root_weight_fraction)) AS expected,
		min(s.score) AS worst,
		max(s.score) AS best,
		count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count
	FROM scorecard s
	WHERE s.is_leaf AND s.lifecycle IN ('active', 'done') AND s.is_current
	GROUP BY s.perspective_id
) x ON x.perspective_id = p.id;
COMMENT ON VIEW balanced_scorecard IS
	'How does each perspective stand? One row per perspective (balanced scorecard). The score is the mean of the goals '
	'at the bottom of the tree, by their weight at the root; a goal without a perspective has that of the nearest goal '
	'above.';
COMMENT ON COLUMN balanced_scorecard.perspective_id IS 'Perspective; unique in this view.';
COMMENT ON COLUMN balanced_scorecard.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN balanced_scorecard.display_order IS 'Place in lists.';
COMMENT ON COLUMN balanced_scorecard.goal_count IS
	'Active and done goals at the bottom of the tree in this perspective whose period holds now.';
COMMENT ON COLUMN balanced_scorecard.measured_count IS 'Of these, goals with a score.';
COMMENT ON COLUMN balanced_scorecard.score IS
	'Mean score of these by their weight at the root: 1 is goal reached; each counts within the credit range of the '
	'workspace, one without a score not at all. Empty: none has a score, or none has weight at the root.';
COMMENT ON COLUMN balanced_scorecard.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN balanced_scorecard.expected_score IS
	'Mean of the scores with which these goals are expected to end, in the same way.';
COMMENT ON COLUMN balanced_scorecard.status IS
	'Name of expected_score (of the score, if that is the status_basis of the workspace) by the bands of the '
	'workspace, or no data where there is none.';
COMMENT ON COLUMN balanced_scorecard.status_order IS
	'For sorting by status: -1 no data, then 1 for the lowest band and up.';
COMMENT ON COLUMN balanced_scorecard.coverage_fraction IS 'Part of the weight that has data, 0 to 1.';
COMMENT ON COLUMN balanced_scorecard.worst_score IS
	'Lowest score of one of these goals, without the credit range: it may be below 0.';
COMMENT ON COLUMN balanced_scorecard.best_score IS
	'Highest score of one of these goals, without the credit range: it may be above 1.';
COMMENT ON COLUMN balanced_scorecard.root_weight_fraction IS
	'Effective weight of the perspective at the root, 0 to 1 for one tree.';
COMMENT ON COLUMN balanced_scorecard.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';
