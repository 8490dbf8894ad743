-- Error budgets: how much of what may fail has failed. A ratio with a target below 1 has one: 99.9 % of requests that
-- succeed leave 0.1 % that need not.

CREATE OR REPLACE VIEW error_budget WITH (security_invoker) AS
SELECT g.id AS goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	tm.name AS team_name,
	g.owner_id,
	ow.name AS owner_name,
	s.period_id,
	pe.name AS period_name,
	t.objective AS objective_fraction,
	m.total AS total_value,
	m.bad AS bad_value,
	_product(m.total, 1 - t.objective) AS budget_value,
	_quotient(m.bad, _product(m.total, 1 - t.objective)) AS budget_used_fraction,
	1 - _quotient(m.bad, _product(m.total, 1 - t.objective)) AS budget_left_fraction,
	_quotient(m.week_bad, _product(m.week_total, 1 - t.objective)) AS week_burn,
	_quotient(m.month_bad, _product(m.month_total, 1 - t.objective)) AS month_burn,
	COALESCE(a.severity, 'none') AS alert,
	CASE a.severity WHEN 'page' THEN 2 WHEN 'ticket' THEN 1 ELSE 0 END AS alert_order
FROM goal g
JOIN _goal_scope s ON s.goal_id = g.id
LEFT JOIN period pe ON pe.id = s.period_id
CROSS JOIN LATERAL (
	SELECT COALESCE(x.low, 1 - x.high) AS objective, x.low IS NOT NULL AS counts_good
	FROM (
		SELECT opm.target_low(s.target::opm.target) AS low, opm.target_high(s.target::opm.target) AS high
		OFFSET 0 -- fence: once
	) x
	WHERE num_nonnulls(x.low, x.high) = 1
) t
CROSS JOIN LATERAL (
	SELECT sum(x.total) FILTER (WHERE x.counts) AS total,
		sum(x.bad) FILTER (WHERE x.counts) AS bad,
		sum(x.total) FILTER (WHERE x.at > now() - interval '168 hours') AS week_total,
		sum(x.bad) FILTER (WHERE x.at > now() - interval '168 hours') AS week_bad,
		sum(x.total) FILTER (WHERE x.at > now() - interval '672 hours') AS month_total,
		sum(x.bad) FILTER (WHERE x.at > now() - interval '672 hours') AS month_bad,
		-- the longest window of an alert
		array_agg(x.at) FILTER (WHERE x.at > now() - interval '72 hours') AS recent_at,
		array_agg(x.total) FILTER (WHERE x.at > now() - interval '72 hours') AS recent_total,
		array_agg(x.bad) FILTER (WHERE x.at > now() - interval '72 hours') AS recent_bad
	FROM (
		SELECT b.at, b.base AS total,
			LEAST(GREATEST(CASE WHEN t.counts_good THEN b.base - b.value ELSE b.value END, 0), b.base) AS bad,
			b.at >= s.usable_from_at AND b.at < COALESCE(s.until_at, 'infinity'::timestamptz) AS counts
		FROM _measured b
		WHERE b.goal_id = g.id AND b.at >= LEAST(s.usable_from_at, now() - interval '672 hours') AND b.base > 0
			AND (s.min_group IS NULL OR b.base >= s.min_group)
	) x
) m
LEFT JOIN LATERAL (
	SELECT w.severity
	FROM opm.burn_windows(m.recent_at, m.recent_bad, m.recent_total, t.objective, now(),
		COALESCE(pe.last_day - pe.first_day + 1, 30)) w
	WHERE w.firing
	ORDER BY w.severity LIMIT 1
) a ON true
LEFT JOIN team tm ON tm.id = g.team_id
LEFT JOIN person ow ON ow.id = g.owner_id
WHERE g.time_aggregation = 'ratio' AND g.lifecycle = 'active' AND t.objective BETWEEN 1e-9 AND 1 - 1e-9;
COMMENT ON VIEW error_budget IS
	'How much of the error budget is left? One row per active goal that is a ratio with a target between 0 and 1 from '
	'one side: of what is counted, 1 less the target may fail (>= 0.999: good parts are counted; <= 0.001: bad ones).';
COMMENT ON COLUMN error_budget.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN error_budget.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN error_budget.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN error_budget.team_id IS 'Team of the goal.';
COMMENT ON COLUMN error_budget.team_name IS 'Name of the team.';
COMMENT ON COLUMN error_budget.owner_id IS 'Person who answers for the goal.';
COMMENT ON COLUMN error_budget.owner_name IS 'Name of that person.';
COMMENT ON COLUMN error_budget.period_id IS 'Period of the budget; empty: all measurements count.';
COMMENT ON COLUMN error_budget.period_name IS 'Name of that period.';
COMMENT ON COLUMN error_budget.objective_fraction IS 'Part that should be good, between 0 and 1.';
COMMENT ON COLUMN error_budget.total_value IS 'All that was counted in the period so far; empty: nothing.';
COMMENT ON COLUMN error_budget.bad_value IS
	'Of these, what was bad; each measurement counts as no less than nothing and no more than all of it.';
COMMENT ON COLUMN error_budget.budget_value IS 'Of these, what may be bad.';
COMMENT ON COLUMN error_budget.budget_used_fraction IS
	'Part of that budget which is used; above 1: more than there was.';
COMMENT ON COLUMN error_budget.budget_left_fraction IS
	'Part of it which is left; below 0: more than there was is used.';
COMMENT ON COLUMN error_budget.week_burn IS
	'How fast it burned in the last 7 times 24 hours: 1 is as fast as allowed, 2 twice. Empty: nothing was counted.';
COMMENT ON COLUMN error_budget.month_burn IS 'The same of the last 28 times 24 hours.';
COMMENT ON COLUMN error_budget.alert IS
	'page, ticket or none, by three pairs of windows from 5 minutes to 3 days, see opm.burn_windows; for a budget '
	'of the length of the period, or of 30 days.';
COMMENT ON COLUMN error_budget.alert_order IS 'For sorting: 0 none, 1 ticket, 2 page.';
