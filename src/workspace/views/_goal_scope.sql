-- Which target, which measurements and which freshness count for each goal now.

CREATE OR REPLACE VIEW _goal_scope WITH (security_invoker) AS
SELECT g.id AS goal_id,
	g.time_aggregation,
	COALESCE(t.target, g.target) AS target,
	p.id AS period_id,
	p.from_at,
	p.until_at,
	LEAST(now(), p.until_at) AS reference_at,
	_window_from(p.from_at, p.until_at, g.max_age, now(), s.time_zone) AS usable_from_at,
	_fresh_days(g.cadence_days, s.cadence_days, s.grace_days, p.first_day, p.last_day) AS fresh_days,
	g.min_group,
	_elapsed(COALESCE(p.first_day, timezone(s.time_zone, g.created_at)::date), LEAST(g.due_on, p.last_day),
		CASE WHEN p.time_zone <> s.time_zone THEN _day(p.time_zone, now()) ELSE s.today END) AS elapsed,
	COALESCE(g.status_basis, s.status_basis) AS status_basis,
	_counted_at(g.counted_until, p.until_at, s.time_zone) AS counted_at,
	_counted_at(timezone(s.time_zone, now())::date, p.until_at, s.time_zone) AS bound_at,
	-- asked only of a period that is over
	CASE WHEN p.until_at <= now() THEN (
		SELECT min(GREATEST(q.from_at, p.until_at))
		FROM goal_target gt
		JOIN period q ON q.id = gt.period_id
		WHERE gt.goal_id = g.id AND q.until_at > p.until_at) END AS graded_until_at,
	CASE WHEN p.id IS NULL THEN g.lifecycle <> 'done' ELSE p.from_at <= now() AND now() < p.until_at END AS is_current,
	COALESCE(p.from_at <= now(), true) AS has_begun
FROM goal g
CROSS JOIN (
	SELECT x.cadence_days, x.grace_days, x.time_zone, x.status_basis, _day(x.time_zone, now()) AS today
	FROM setting x
	OFFSET 0 -- fence: once
) s
LEFT JOIN (
	SELECT DISTINCT ON (gt.goal_id) gt.goal_id, gt.target, gt.period_id
	FROM goal_target gt JOIN period q ON q.id = gt.period_id
	WHERE q.from_at <= now() AND now() < q.until_at
	ORDER BY gt.goal_id, q.last_day - q.first_day, q.id
) t ON t.goal_id = g.id
LEFT JOIN period p ON p.id = COALESCE(t.period_id, g.period_id);
COMMENT ON VIEW _goal_scope IS
	'Internal: what counts for each goal now: target, window of time, and how long a value stays fresh. One row per '
	'goal.';
COMMENT ON COLUMN _goal_scope.goal_id IS 'Goal.';
COMMENT ON COLUMN _goal_scope.time_aggregation IS
	'How the measurements of the window make one value: last, first, sum, mean, min, max, count or ratio.';
COMMENT ON COLUMN _goal_scope.target IS
	'Target that holds now: that of the shortest period with a goal_target row, else that of the goal.';
COMMENT ON COLUMN _goal_scope.period_id IS 'Period whose measurements count; empty: all measurements count.';
COMMENT ON COLUMN _goal_scope.from_at IS 'Measurements from this time on count; empty: no limit.';
COMMENT ON COLUMN _goal_scope.until_at IS 'Measurements before this time count; empty: no limit.';
COMMENT ON COLUMN _goal_scope.reference_at IS
	'Time at which freshness and pace are judged: now, or the end of a period that is over.';
COMMENT ON COLUMN _goal_scope.usable_from_at IS 'Oldest time a value may have to count now; -infinity for no limit.';
COMMENT ON COLUMN _goal_scope.fresh_days IS
	'Days after which a value counts as stale: cadence and grace, see _fresh_days.';
COMMENT ON COLUMN _goal_scope.elapsed IS
	'Part of the days of the goal that have passed, 0 to 1: from the first day of its period, or the day it was made, '
	'to its day due or the last day of the period. 1: it is over. Empty: it has no end.';
COMMENT ON COLUMN _goal_scope.status_basis IS 'What status judges: expected, plan, pace or score.';
COMMENT ON COLUMN _goal_scope.min_group IS 'For surveys: least number of answers.';
COMMENT ON COLUMN _goal_scope.counted_at IS
	'For logs of events that people keep: until when they are complete; empty: not said.';
COMMENT ON COLUMN _goal_scope.bound_at IS
	'Until when the log would be complete if it were bound to a query: the end of today, or of the period.';
COMMENT ON COLUMN _goal_scope.graded_until_at IS
	'Check-ins from the end of the period until this time grade the period: then another target of the goal begins. '
	'Empty: no limit.';
COMMENT ON COLUMN _goal_scope.is_current IS
	'True if its period holds now; without a period, if it is not done. Others are of the past or still to come.';
COMMENT ON COLUMN _goal_scope.has_begun IS 'False if its period is still to come.';
