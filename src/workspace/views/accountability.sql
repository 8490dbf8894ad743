-- Goals and actions by person.

CREATE OR REPLACE VIEW accountability WITH (security_invoker) AS
SELECT p.id AS person_id,
	p.name AS person_name,
	p.team_id,
	t.name AS team_name,
	p.active AS is_active,
	COALESCE(g.goal_count, 0) AS goal_count,
	COALESCE(g.lowest_band_count, 0) AS lowest_band_count,
	COALESCE(g.stale_count, 0) AS stale_count,
	COALESCE(g.no_data_count, 0) AS no_data_count,
	COALESCE(g.not_accepted_count, 0) AS not_accepted_count,
	opm.mean(g.topmost) AS score,
	opm.percent(opm.mean(g.topmost)) AS score_percent,
	opm.mean(g.expected) AS expected_score,
	opm.weight(g.topmost) AS root_weight_fraction,
	COALESCE(a.open_action_count, 0) AS open_action_count,
	COALESCE(a.overdue_action_count, 0) AS overdue_action_count,
	COALESCE(a.done_action_count, 0) AS done_action_count,
	c.last_check_in_at,
	COALESCE(g.no_target_count, 0) AS no_target_count
FROM _people p
LEFT JOIN team t ON t.id = p.team_id
LEFT JOIN (
	SELECT s.owner_id,
		count(*)::integer AS goal_count,
		count(*) FILTER (WHERE s.status_order = 1)::integer AS lowest_band_count,
		count(*) FILTER (WHERE s.status = 'stale')::integer AS stale_count,
		count(*) FILTER (WHERE s.status = 'no data')::integer AS no_data_count,
		count(*) FILTER (WHERE s.status = 'no target')::integer AS no_target_count,
		count(*) FILTER (WHERE s.accepted_at IS NULL)::integer AS not_accepted_count,
		opm.scorecard(_bounded(s.credited_score), _counting(s.root_weight_fraction))
			FILTER (WHERE m.of_owner) AS topmost,
		opm.scorecard(_bounded(s.credited_expected_score), _counting(s.root_weight_fraction))
			FILTER (WHERE m.of_owner) AS expected
	FROM scorecard s
	JOIN _topmost_goals() m ON m.goal_id = s.goal_id
	GROUP BY s.owner_id
) g ON g.owner_id = p.id
LEFT JOIN (
	SELECT x.owner_id,
		count(*) FILTER (WHERE x.done_at IS NULL AND x.dropped_at IS NULL)::integer AS open_action_count,
		count(*) FILTER (WHERE x.done_at IS NULL AND x.dropped_at IS NULL
			AND x.due_on < timezone(d.time_zone, now())::date)::integer AS overdue_action_count,
		count(*) FILTER (WHERE x.done_at IS NOT NULL)::integer AS done_action_count
	FROM action x
	CROSS JOIN setting d
	GROUP BY x.owner_id
) a ON a.owner_id = p.id
LEFT JOIN (
	SELECT ci.person_id, max(ci.at) AS last_check_in_at FROM check_in ci GROUP BY ci.person_id
) c ON c.person_id = p.id
WHERE g.owner_id IS NOT NULL OR a.owner_id IS NOT NULL OR p.active;
COMMENT ON VIEW accountability IS
	'Who answers for which goals and actions, and how do these stand? One row per person who is active or owns goals '
	'or actions. Counts are over all goals the person owns, objectives and what is below them alike; the score is over '
	'the topmost, those that are not below another goal of the same owner, so that nothing counts twice.';
COMMENT ON COLUMN accountability.person_id IS 'Person; unique in this view.';
COMMENT ON COLUMN accountability.person_name IS 'Name of the person.';
COMMENT ON COLUMN accountability.team_id IS 'Team of the person.';
COMMENT ON COLUMN accountability.team_name IS 'Name of the team.';
COMMENT ON COLUMN accountability.is_active IS 'False for someone who left but still owns something.';
COMMENT ON COLUMN accountability.goal_count IS
	'Active and done goals the person owns whose period holds now, wherever in the tree.';
COMMENT ON COLUMN accountability.lowest_band_count IS 'Of goal_count, in the lowest band.';
COMMENT ON COLUMN accountability.stale_count IS 'Of goal_count, with the status stale: measured too long ago.';
COMMENT ON COLUMN accountability.no_data_count IS
	'Of goal_count, with the status no data: not measured, and no score below.';
COMMENT ON COLUMN accountability.not_accepted_count IS 'Of goal_count, not accepted by the owner.';
COMMENT ON COLUMN accountability.score IS
	'Mean score of the topmost goals of the person by their weight at the root: 1 is goal reached; each counts within '
	'the credit range of the workspace, one without a score not at all. Empty: none has a score, or none has weight at '
	'the root.';
COMMENT ON COLUMN accountability.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN accountability.expected_score IS
	'Mean of the scores with which these goals are expected to end, in the same way.';
COMMENT ON COLUMN accountability.root_weight_fraction IS
	'Weight of these topmost goals at the root, added up: 0 to 1 for one tree.';
COMMENT ON COLUMN accountability.open_action_count IS 'Actions neither done nor dropped.';
COMMENT ON COLUMN accountability.overdue_action_count IS 'Of these, actions past their day.';
COMMENT ON COLUMN accountability.done_action_count IS 'Actions done.';
COMMENT ON COLUMN accountability.last_check_in_at IS 'Latest check-in by this person.';
COMMENT ON COLUMN accountability.no_target_count IS
	'Of goal_count, with the status no target: measured, but nothing says what good looks like.';
