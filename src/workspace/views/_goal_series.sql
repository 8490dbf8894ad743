-- Values as they are plotted: the ground of all views about signal and noise. What adds up over a period is no value by
-- itself, so logs of events and amounts are plotted by sums of days, weeks, months, quarters or years; where events are
-- rare, by the time from one to the next.

CREATE OR REPLACE FUNCTION _fitting_step(days double precision) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE WHEN days <= 1 THEN 'day' WHEN days <= 7 THEN 'week' WHEN days <= 31 THEN 'month'
	WHEN days <= 92 THEN 'quarter' ELSE 'year' END;
COMMENT ON FUNCTION _fitting_step IS
	'Internal: the step of the calendar that is at least so many days long, or year: day, week, month, quarter, year.';

CREATE OR REPLACE FUNCTION _step_length(step text) RETURNS interval LANGUAGE sql IMMUTABLE PARALLEL SAFE
RETURN CASE step WHEN 'day' THEN interval '1 day' WHEN 'week' THEN interval '7 days'
	WHEN 'month' THEN interval '1 month' WHEN 'quarter' THEN interval '3 months' WHEN 'year' THEN interval '1 year' END;
COMMENT ON FUNCTION _step_length IS 'Internal: how long a step of the calendar is; NULL for other words, and for NULL.';

-- Times without a zone are by the clock of the workspace. First what is said once for a goal, from all its
-- measurements; then these again, added up: so nothing is sorted or computed for each of them. No step may be a
-- MATERIALIZED one: one goal is charted without a look at the others.
CREATE OR REPLACE VIEW _summed_series WITH (security_invoker) AS
WITH said AS (
	SELECT g.id AS goal_id,
		d.time_zone,
		g.time_aggregation = 'count' AS is_count,
		g.min_group,
		COALESCE(g.cadence_days, d.cadence_days) AS cadence_days,
		-- until when the log is complete: whole days, so that what is read twice on a day is the same
		CASE WHEN l.goal_id IS NOT NULL OR (g.counted_until + 1)::timestamp > v.today THEN v.today
			ELSE (g.counted_until + 1)::timestamp END AS complete_at,
		timezone(d.time_zone, now()) AS seen_at
	FROM goal g
	CROSS JOIN setting d
	CROSS JOIN LATERAL (SELECT date_trunc('day', timezone(d.time_zone, now())) AS today) v
	LEFT JOIN _bound_logs(now()) l ON l.goal_id = g.id
	WHERE g.time_aggregation IN ('count', 'sum')
), spread AS (
	SELECT m.goal_id,
		count(*) AS events,
		min(m.at) AS first_at,
		max(m.at) AS last_at,
		min(m.value) AS least
	FROM _measured m
	WHERE abs(m.value) <= 1e100
	GROUP BY m.goal_id
), fitted AS (
	SELECT s.*, e.events, timezone(s.time_zone, e.first_at) AS first_at, s.is_count OR e.least >= 0 AS only_grows,
		CASE WHEN NOT s.is_count
				-- rows of a month are not cut into weeks
				THEN _fitting_step(GREATEST(s.cadence_days, 0.7 * t.days / GREATEST(e.events - 1, 1)))
			-- fewer than one a step: most steps would be 0
			WHEN e.events * s.cadence_days < t.days THEN 'event'
			ELSE _fitting_step(s.cadence_days) END AS step
	FROM said s
	JOIN spread e ON e.goal_id = s.goal_id
	CROSS JOIN LATERAL (
		SELECT date_part('epoch', GREATEST(s.complete_at, timezone(s.time_zone, e.last_at))
			- timezone(s.time_zone, e.first_at)) / 86400 AS days
	) t
	-- computed once a goal; the grouping lets a condition on the goal through, which an OFFSET would not
	GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11
), summed AS (
	SELECT f.goal_id, f.step, f.is_count, f.complete_at, f.seen_at, f.only_grows, f.first_at, f.events, b.at,
		CASE WHEN f.is_count THEN count(*) ELSE sum(m.value) END AS amount
	FROM fitted f
	JOIN _measured m ON m.goal_id = f.goal_id
	CROSS JOIN LATERAL (
		SELECT CASE f.step WHEN 'event' THEN timezone(f.time_zone, m.at)
			ELSE date_trunc(f.step, timezone(f.time_zone, m.at)) END AS at
	) b
	-- numbers that can be added up: one absurd measurement must not stop a view of all goals
	WHERE abs(m.value) <= 1e100 AND (f.min_group IS NULL OR m.base >= f.min_group)
	GROUP BY 1, 2, 3, 4, 5, 6, 7, 8, 9
), followed AS (
	SELECT s.goal_id, s.step, s.is_count, s.complete_at, s.seen_at, s.only_grows, s.first_at, s.events, s.at,
		CASE s.step WHEN 'event' THEN date_part('epoch', s.at - lag(s.at) OVER w) / 86400 ELSE s.amount END AS amount,
		lead(s.at) OVER w AS next_at,
		_step_length(s.step) AS length,
		CASE WHEN s.step <> 'event' THEN max(s.amount) FILTER (
			WHERE s.at + _step_length(s.step) <= COALESCE(s.complete_at, s.seen_at)) OVER p END AS most
	FROM summed s
	WINDOW w AS (PARTITION BY s.goal_id ORDER BY s.at), p AS (PARTITION BY s.goal_id)
), filled AS (
	SELECT f.goal_id, f.step, f.at, f.amount, f.length, f.complete_at, f.seen_at, f.only_grows,
		f.most,
		opm._workspace_steps(f.at, GREATEST(f.at, r.until_at), r.length) AS step_at
	FROM followed f
	CROSS JOIN LATERAL (
		SELECT CASE WHEN f.step <> 'event' THEN f.length
				-- the time since the last event is a point once it is longer than usual
				WHEN f.next_at IS NULL AND f.events > 1
					AND f.complete_at - f.at > (f.at - f.first_at) / (f.events - 1) THEN f.complete_at - f.at
				END AS length
	) l
	CROSS JOIN LATERAL (
		SELECT COALESCE(l.length, interval '1 day') AS length,
			CASE WHEN f.step = 'event' THEN f.at + l.length
				-- nothing happened between two events, nor after the last one until the log ends
				WHEN f.is_count OR f.complete_at IS NOT NULL
					THEN COALESCE(f.next_at, date_trunc(f.step, f.complete_at)) - f.length END AS until_at
	) r
)
SELECT f.goal_id,
	f.step,
	timezone(d.time_zone, f.step_at) AS at,
	CASE WHEN f.step_at = f.at THEN f.amount
		WHEN f.step = 'event' THEN date_part('epoch', f.step_at - f.at) / 86400
		ELSE 0 END AS value
FROM filled f
CROSS JOIN setting d
-- what is not over is left out, unless it is more than there ever was already
WHERE CASE f.step WHEN 'event' THEN f.amount IS NOT NULL OR f.step_at > f.at
	ELSE f.step_at + f.length <= COALESCE(f.complete_at, f.seen_at)
		OR (f.step_at = f.at AND f.only_grows AND f.amount > f.most) END;
COMMENT ON VIEW _summed_series IS
	'Internal: goals whose measurements add up (time aggregation count and sum), as they are plotted. One row per goal '
	'and step of the calendar that is over, or per event where there is less than one in a step.';
COMMENT ON COLUMN _summed_series.goal_id IS 'Goal.';
COMMENT ON COLUMN _summed_series.step IS
	'day, week, month, quarter or year that was added up, fitting the cadence of the goal and the distance of its '
	'measurements; event: the time between events.';
COMMENT ON COLUMN _summed_series.at IS
	'First instant of the step by the clock of the workspace, or time of the event; the last time between events may '
	'go on, it then ends with the log.';
COMMENT ON COLUMN _summed_series.value IS
	'Sum of the step, 0 where the log is known to be complete; or days since the event before.';

CREATE OR REPLACE VIEW _goal_series WITH (security_invoker) AS
SELECT x.goal_id,
	x.measured_at,
	x.value,
	v.phase_order,
	x.step,
	(timezone(d.time_zone, x.measured_at)::date <@ e.days) IS NOT TRUE AND (x.baseline_until IS NULL
		OR timezone(d.time_zone, x.measured_at)::date <= x.baseline_until
		-- a phase that begins later has limits of its own
		OR v.phase_order > COALESCE(width_bucket(timezone(d.time_zone, x.baseline_until::timestamp), b.began), 0))
		AS in_baseline,
	CASE WHEN timezone(d.time_zone, x.measured_at)::date <@ e.days THEN (
		SELECT string_agg(y.why, '; ' ORDER BY y.id) FROM chart_exclusion y
		WHERE y.goal_id = x.goal_id AND timezone(d.time_zone, x.measured_at)::date BETWEEN y.first_day AND y.last_day
		) END AS excluded_why,
	x.signal_rules
FROM (
	SELECT g.id AS goal_id, m.at AS measured_at, _plotted(m.value, m.base, g.time_aggregation) AS value,
		NULL::text AS step, g.baseline_until, g.signal_rules
	FROM goal g
	JOIN _measured m ON m.goal_id = g.id
	WHERE g.time_aggregation NOT IN ('count', 'sum') AND (g.min_group IS NULL OR m.base >= g.min_group)
	UNION ALL
	SELECT s.goal_id, s.at, _plotted(s.value, NULL, 'sum'), s.step, g.baseline_until, g.signal_rules
	FROM _summed_series s
	JOIN goal g ON g.id = s.goal_id
) x
CROSS JOIN setting d
LEFT JOIN (
	-- a pilot is meant to change the process, so what is usual is judged anew from its first day
	SELECT a.goal_id,
		array_agg(DISTINCT timezone(e.time_zone, a.began_on::timestamp)
			ORDER BY timezone(e.time_zone, a.began_on::timestamp)) AS began
	FROM action a
	CROSS JOIN setting e
	WHERE a.kind = 'pilot' AND a.began_on IS NOT NULL
	GROUP BY a.goal_id
) b ON b.goal_id = x.goal_id
LEFT JOIN (
	SELECT y.goal_id, range_agg(daterange(y.first_day, y.last_day, '[]')) AS days
	FROM chart_exclusion y GROUP BY y.goal_id
) e ON e.goal_id = x.goal_id
CROSS JOIN LATERAL (
	SELECT CASE WHEN b.began IS NULL THEN 0 ELSE width_bucket(x.measured_at, b.began) END AS phase_order
) v;
COMMENT ON VIEW _goal_series IS
	'Internal: values as they are plotted. One row per goal and measurement; where measurements add up, per step of '
	'the calendar, or per rare event. Small survey groups are left out.';
COMMENT ON COLUMN _goal_series.goal_id IS 'Goal.';
COMMENT ON COLUMN _goal_series.measured_at IS
	'Time of the measurement or event; for what is added up, the beginning of the step.';
COMMENT ON COLUMN _goal_series.value IS
	'The measured value or sum, in the unit of the goal; for ratios value / base, empty where the base is 0 and beyond '
	'1e140; for rare events days since the one before.';
COMMENT ON COLUMN _goal_series.phase_order IS '0 until the first pilot on the goal begins, 1 from then on, and so on.';
COMMENT ON COLUMN _goal_series.step IS
	'day, week, month, quarter or year that was added up; event: the value is the time between rare events; empty: '
	'single values.';
COMMENT ON COLUMN _goal_series.in_baseline IS 'True if the limits of the control chart rest on it.';
COMMENT ON COLUMN _goal_series.excluded_why IS 'Why it does not count for the limits; empty: nothing was said.';
COMMENT ON COLUMN _goal_series.signal_rules IS 'What is news for this goal; empty: western electric.';
