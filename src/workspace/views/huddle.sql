-- What a team looks at every day.

CREATE OR REPLACE VIEW huddle WITH (security_invoker) AS
SELECT n.goal_id,
	n.goal_key,
	n.goal_name,
	g.team_id,
	t.name AS team_name,
	n.owner_id,
	p.name AS owner_name,
	n.actual,
	n.previous_actual,
	n.newest_actual - n.previous_actual AS change_value,
	n.target_value,
	n.unit,
	n.score,
	n.score_percent,
	n.expected_score,
	n.plan_status,
	CASE n.plan_status WHEN 'behind' THEN 1 WHEN 'on plan' THEN 2 WHEN 'ahead' THEN 3 END AS plan_status_order,
	n.outcome,
	n.status,
	n.measured_at,
	b.blocker,
	CASE WHEN n.status_order = 0 THEN opm.days_between(n.fresh_until, now())::integer ELSE 0 END AS overdue_days,
	n.status_order
FROM goal_now n
JOIN goal g ON g.id = n.goal_id AND g.lifecycle = 'active'
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person p ON p.id = n.owner_id
LEFT JOIN (
	SELECT o.goal_id, string_agg(o.blocker, ', ' ORDER BY o.at, o.check_in_id) AS blocker
	FROM _open_blocker o
	GROUP BY 1
) b ON b.goal_id = n.goal_id
WHERE n.measured_at IS NOT NULL OR n.target IS NOT NULL;
COMMENT ON VIEW huddle IS
	'What does a team look at today? One row per active goal that has a measurement or a target of its own, with the '
	'last two values, the value to aim at, and what is in the way (daily huddle). What the goals below come to is in '
	'the scorecard.';
COMMENT ON COLUMN huddle.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN huddle.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN huddle.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN huddle.team_id IS 'Team of the goal.';
COMMENT ON COLUMN huddle.team_name IS 'Name of the team.';
COMMENT ON COLUMN huddle.owner_id IS 'Person who answers for it.';
COMMENT ON COLUMN huddle.owner_name IS 'Name of that person.';
COMMENT ON COLUMN huddle.actual IS 'Current value, in unit.';
COMMENT ON COLUMN huddle.previous_actual IS 'Value of the measurement before the last one.';
COMMENT ON COLUMN huddle.change_value IS
	'Last measurement less the one before, in unit; not actual less previous_actual where the goal adds up or '
	'averages.';
COMMENT ON COLUMN huddle.target_value IS 'Value to aim at.';
COMMENT ON COLUMN huddle.unit IS 'Unit of the values.';
COMMENT ON COLUMN huddle.score IS 'Score of the goal by itself: 1 is goal reached.';
COMMENT ON COLUMN huddle.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN huddle.expected_score IS
	'Score with which it is expected to end, as in goal_now: status names it while the goal runs.';
COMMENT ON COLUMN huddle.plan_status IS 'ahead, on plan or behind; empty: nothing is planned, no score, or it is over.';
COMMENT ON COLUMN huddle.plan_status_order IS 'For sorting by plan_status: 1 behind, 2 on plan, 3 ahead.';
COMMENT ON COLUMN huddle.outcome IS 'reached, missed or unknown, when it is over; empty while it runs.';
COMMENT ON COLUMN huddle.status IS
	'Name of that score, stale, no target, not started or no data; not that of the goals below.';
COMMENT ON COLUMN huddle.measured_at IS 'Time of the last measurement.';
COMMENT ON COLUMN huddle.blocker IS 'Open blockers.';
COMMENT ON COLUMN huddle.overdue_days IS 'Days a new measurement is overdue; 0: not stale, or never measured.';
COMMENT ON COLUMN huddle.status_order IS
	'For sorting by status: -2 not started, -1 no data or no target, 0 stale, then 1 for the lowest band and up.';
