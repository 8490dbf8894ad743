-- The score of every goal over time, for line charts: what snapshots kept, with the same goal at other times beside it.

CREATE OR REPLACE VIEW goal_history WITH (security_invoker) AS
WITH taken AS MATERIALIZED ( -- fence: one-pass
	-- times to compare with follow from the day alone
	SELECT s.day, s.as_of, s.known_at,
		lag(s.day) OVER (ORDER BY s.day) AS before_day,
		lead(s.day) OVER (ORDER BY s.day) IS NULL AS is_latest,
		(SELECT max(y.day) FROM snapshot y WHERE y.day BETWEEN (s.day - interval '1 year')::date - 6
			AND (s.day - interval '1 year')::date) AS year_before_day
	FROM snapshot s
), period_before AS MATERIALIZED ( -- fence: one-pass
	-- the last snapshot in the period before each one, of its calendar and kind
	SELECT p.id AS period_id, b.id AS before_id, b.name,
		(SELECT max(y.day) FROM snapshot y WHERE y.day BETWEEN b.first_day AND b.last_day) AS day
	FROM period p
	CROSS JOIN LATERAL (
		SELECT q.id, q.name, q.first_day, q.last_day FROM period q
		WHERE q.calendar = p.calendar AND q.kind = p.kind AND q.last_day < p.first_day
		ORDER BY q.last_day DESC, q.id LIMIT 1
	) b
), seen AS NOT MATERIALIZED (
	-- where goals count that not everyone may see: the row with all of them, if it may be seen, else the one without
	SELECT x.goal_id, x.day, x.is_partial, x.parent_goal_id, x.root_goal_id, x.perspective_id, x.team_id, x.owner_id,
		x.period_id, x.target, x.unit, x.actual, x.pace_value, x.score, x.pace_score, x.expected_score, x.status,
		x.status_order, x.plan_status, x.outcome, x.band_from_score, x.band_to_score, x.coverage_fraction
	FROM goal_snapshot x WHERE NOT x.is_partial
	UNION ALL
	SELECT x.goal_id, x.day, x.is_partial, x.parent_goal_id, x.root_goal_id, x.perspective_id, x.team_id, x.owner_id,
		x.period_id, x.target, x.unit, x.actual, x.pace_value, x.score, x.pace_score, x.expected_score, x.status,
		x.status_order, x.plan_status, x.outcome, x.band_from_score, x.band_to_score, x.coverage_fraction
	FROM goal_snapshot x
	LEFT JOIN goal_snapshot y ON y.goal_id = x.goal_id AND y.day = x.day AND NOT y.is_partial
	WHERE x.is_partial AND y.goal_id IS NULL
)
SELECT s.goal_id || '/' || to_char(s.day, 'YYYYMMDD') AS id,
	s.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	s.day AS day_on,
	t.is_latest,
	s.parent_goal_id,
	up.name AS parent_goal_name,
	s.root_goal_id,
	ro.name AS root_goal_name,
	s.perspective_id,
	pv.name AS perspective_name,
	s.team_id,
	tm.name AS team_name,
	s.owner_id,
	ow.name AS owner_name,
	s.period_id,
	pe.name AS period_name,
	s.unit,
	s.actual,
	s.target,
	opm.target_value(s.target::opm.target) AS target_value,
	s.pace_value,
	s.pace_score,
	s.score,
	100 * s.score AS score_percent,
	s.expected_score,
	s.status,
	s.status_order,
	s.plan_status,
	CASE s.plan_status WHEN 'behind' THEN 1 WHEN 'on plan' THEN 2 WHEN 'ahead' THEN 3 END AS plan_status_order,
	s.outcome,
	s.band_from_score,
	s.band_to_score,
	s.coverage_fraction,
	s.is_partial,
	b.day AS before_on,
	b.score AS before_score,
	CASE WHEN _is_comparable(s.coverage_fraction, b.coverage_fraction) THEN 100 * (s.score - b.score) END
		AS change_points,
	_is_comparable(s.coverage_fraction, b.coverage_fraction) AS is_comparable,
	pb.before_id AS period_before_id,
	pb.name AS period_before_name,
	p.actual AS period_before_actual,
	p.score AS period_before_score,
	CASE WHEN _is_comparable(s.coverage_fraction, p.coverage_fraction) THEN 100 * (s.score - p.score) END
		AS period_change_points,
	_is_comparable(s.coverage_fraction, p.coverage_fraction) AS is_period_comparable,
	y.day AS year_before_on,
	y.actual AS year_before_actual,
	y.score AS year_before_score,
	CASE WHEN _is_comparable(s.coverage_fraction, y.coverage_fraction) THEN 100 * (s.score - y.score) END
		AS year_change_points,
	_is_comparable(s.coverage_fraction, y.coverage_fraction) AS is_year_comparable,
	t.as_of AS until_at,
	t.known_at
FROM seen s
JOIN taken t ON t.day = s.day
JOIN goal g ON g.id = s.goal_id
LEFT JOIN seen b ON b.goal_id = s.goal_id AND b.day = t.before_day
LEFT JOIN period_before pb ON pb.period_id = s.period_id
LEFT JOIN seen p ON p.goal_id = s.goal_id AND p.day = pb.day
LEFT JOIN seen y ON y.goal_id = s.goal_id AND y.day = t.year_before_day
LEFT JOIN goal up ON up.id = s.parent_goal_id
LEFT JOIN goal ro ON ro.id = s.root_goal_id
LEFT JOIN perspective pv ON pv.id = s.perspective_id
LEFT JOIN team tm ON tm.id = s.team_id
LEFT JOIN person ow ON ow.id = s.owner_id
LEFT JOIN period pe ON pe.id = s.period_id;
COMMENT ON VIEW goal_history IS
	'How did the score of every goal go over time? One row per goal and day of which a snapshot was taken, for line '
	'charts; snapshot() takes them. Owner and team are those of that day, also where the snapshot was taken later; '
	'place, period and target are as known when it was taken. A change is empty where less than half of the weight was '
	'known at one of the two times.';
COMMENT ON COLUMN goal_history.id IS 'Goal and day; unique in this view.';
COMMENT ON COLUMN goal_history.goal_id IS 'Goal.';
COMMENT ON COLUMN goal_history.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN goal_history.goal_name IS 'Name of the goal now.';
COMMENT ON COLUMN goal_history.day_on IS 'Day at the end of which it stood so; of the last day, by until_at.';
COMMENT ON COLUMN goal_history.is_latest IS 'True for the newest snapshot.';
COMMENT ON COLUMN goal_history.parent_goal_id IS 'Goal above when the snapshot was taken; empty for a root.';
COMMENT ON COLUMN goal_history.parent_goal_name IS 'Name of the goal above now.';
COMMENT ON COLUMN goal_history.root_goal_id IS
	'Goal at the top of the tree when it was taken; below a private goal, the goal itself.';
COMMENT ON COLUMN goal_history.root_goal_name IS 'Name of that goal now.';
COMMENT ON COLUMN goal_history.perspective_id IS
	'Perspective when it was taken: that of the nearest goal above, if not said.';
COMMENT ON COLUMN goal_history.perspective_name IS 'Name of the perspective.';
COMMENT ON COLUMN goal_history.team_id IS 'Team of the goal on that day.';
COMMENT ON COLUMN goal_history.team_name IS 'Name of the team.';
COMMENT ON COLUMN goal_history.owner_id IS 'Person who answered for the goal on that day.';
COMMENT ON COLUMN goal_history.owner_name IS 'Name of that person.';
COMMENT ON COLUMN goal_history.period_id IS 'Period whose measurements counted; empty: all did.';
COMMENT ON COLUMN goal_history.period_name IS 'Name of that period.';
COMMENT ON COLUMN goal_history.unit IS 'Unit of the values.';
COMMENT ON COLUMN goal_history.actual IS 'Value by then; empty: not known.';
COMMENT ON COLUMN goal_history.target IS 'Target that held, as text.';
COMMENT ON COLUMN goal_history.target_value IS 'Value to aim at, where there is one.';
COMMENT ON COLUMN goal_history.pace_value IS 'Value the plan expected by then.';
COMMENT ON COLUMN goal_history.pace_score IS 'Score the plan expected by then: 1 is goal reached.';
COMMENT ON COLUMN goal_history.score IS
	'Score by then: 1 is goal reached, below 0 and above 1 are possible. Empty: not known.';
COMMENT ON COLUMN goal_history.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN goal_history.expected_score IS 'Score expected at the end, as in scorecard.';
COMMENT ON COLUMN goal_history.plan_status IS 'ahead, on plan or behind, as in scorecard; empty: not known, or over.';
COMMENT ON COLUMN goal_history.plan_status_order IS 'For sorting: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN goal_history.outcome IS 'reached or missed, as in scorecard; empty: not over.';
COMMENT ON COLUMN goal_history.status IS 'Status by then, as in scorecard.';
COMMENT ON COLUMN goal_history.status_order IS 'For sorting by status, as in scorecard.';
COMMENT ON COLUMN goal_history.band_from_score IS 'Score at which the band of score began; empty in the lowest.';
COMMENT ON COLUMN goal_history.band_to_score IS 'Score at which the next band began; empty in the highest.';
COMMENT ON COLUMN goal_history.coverage_fraction IS 'Part of the weight below that had data, 0 to 1.';
COMMENT ON COLUMN goal_history.is_partial IS
	'True if goals counted that the current role may not see: then only goals that everyone might see are in this row.';
COMMENT ON COLUMN goal_history.before_on IS 'Day of the snapshot before this one.';
COMMENT ON COLUMN goal_history.before_score IS 'Score by then.';
COMMENT ON COLUMN goal_history.change_points IS
	'Points since then; 100 points are 1. Empty: too little was known at one of the two times, or nothing.';
COMMENT ON COLUMN goal_history.is_comparable IS
	'True if at least half of the weight was known at both times: only then is there a change.';
COMMENT ON COLUMN goal_history.period_before_id IS
	'Period before, of the same calendar and kind; empty: none, or the goal has no period.';
COMMENT ON COLUMN goal_history.period_before_name IS 'Name of the period before.';
COMMENT ON COLUMN goal_history.period_before_actual IS 'Value in the last snapshot of the period before.';
COMMENT ON COLUMN goal_history.period_before_score IS 'Score in the last snapshot of the period before.';
COMMENT ON COLUMN goal_history.period_change_points IS 'Points since then, as change_points.';
COMMENT ON COLUMN goal_history.is_period_comparable IS 'As is_comparable, for the period before.';
COMMENT ON COLUMN goal_history.year_before_on IS
	'Day of the snapshot of the same day a year before, or of up to 6 days earlier.';
COMMENT ON COLUMN goal_history.year_before_actual IS 'Value by then.';
COMMENT ON COLUMN goal_history.year_before_score IS 'Score by then.';
COMMENT ON COLUMN goal_history.year_change_points IS 'Points since then, as change_points.';
COMMENT ON COLUMN goal_history.is_year_comparable IS 'As is_comparable, for the year before.';
COMMENT ON COLUMN goal_history.until_at IS
	'What was measured until then is in it: the last instant of the day, or when a snapshot of today was taken.';
COMMENT ON COLUMN goal_history.known_at IS 'What was known by then is in it.';
