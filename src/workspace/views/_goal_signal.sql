-- What the measurements of a goal say by themselves.

CREATE OR REPLACE VIEW _goal_signal WITH (security_invoker) AS
WITH seen AS (
	-- one pass for the latest point, of which there is one a goal, and for the means before and since
	SELECT c.goal_id,
		max(c.measured_at) FILTER (WHERE c.is_latest) AS measured_at,
		max(c.value) FILTER (WHERE c.is_latest) AS value,
		max(c.centre_value) FILTER (WHERE c.is_latest) AS centre,
		max(c.sigma) FILTER (WHERE c.is_latest) AS sigma,
		max(CASE WHEN c.is_signal THEN 1 WHEN NOT c.is_signal THEN 0 END) FILTER (WHERE c.is_latest) AS signal,
		max(CASE c.signal_direction WHEN 'up' THEN 1 WHEN 'down' THEN -1 WHEN 'neither' THEN 0 END)
			FILTER (WHERE c.is_latest) AS direction,
		max(c.point_count) FILTER (WHERE c.is_latest) AS points,
		max(c.signal) FILTER (WHERE c.is_latest AND c.is_signal IS DISTINCT FROM false) AS note,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.value IS NOT NULL
			AND c.measured_at > now() - interval '672 hours' AND c.measured_at <= now()) AS short_after,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.value IS NOT NULL
			AND c.measured_at > now() - interval '1344 hours'
			AND c.measured_at <= now() - interval '672 hours') AS short_before,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.value IS NOT NULL
			AND c.measured_at > now() - interval '2184 hours' AND c.measured_at <= now()) AS long_after,
		opm.kpi(c.measured_at, c.value) FILTER (WHERE c.value IS NOT NULL
			AND c.measured_at > now() - interval '4368 hours'
			AND c.measured_at <= now() - interval '2184 hours') AS long_before
	FROM control_chart c
	GROUP BY c.goal_id
)
SELECT g.goal_id,
	l.measured_at,
	l.value,
	s.change AS short_value_change,
	s.p AS short_chance,
	o.change AS long_value_change,
	o.p AS long_chance,
	v.momentum,
	CASE v.found
		WHEN 'signal' THEN l.note
		WHEN 'long' THEN
			'the mean of the last 13 weeks is ' || CASE WHEN o.change > 0 THEN 'higher' ELSE 'lower' END
				|| ' than that of the 13 weeks before (' || _number_text(o.change) || ', chance '
				|| CASE WHEN o.p < 0.0001 THEN 'below 0.0001'
					ELSE _number_text(round(o.p::numeric, 4)::double precision) END || ')'
		WHEN 'short' THEN
			'the mean of the last 4 weeks is ' || CASE WHEN s.change > 0 THEN 'higher' ELSE 'lower' END
				|| ' than that of the 4 weeks before (' || _number_text(s.change) || ', chance '
				|| CASE WHEN s.p < 0.0001 THEN 'below 0.0001'
					ELSE _number_text(round(s.p::numeric, 4)::double precision) END || ')'
		WHEN 'noise' THEN 'within its usual range: changes are no greater than chance makes them'
		WHEN 'side' THEN 'there is a signal, but the target does not say which way is better'
		ELSE COALESCE(l.note, 'too few measurements') END AS reason,
	CASE v.momentum
		WHEN 'deteriorating' THEN 1
		WHEN 'steady' THEN 2
		WHEN 'improving' THEN 3
		ELSE 0 END AS momentum_order
FROM _goal_scope g
JOIN seen l ON l.goal_id = g.goal_id
LEFT JOIN LATERAL opm.improvement(l.short_before, l.short_after) s ON true
LEFT JOIN LATERAL opm.improvement(l.long_before, l.long_after) o ON true
CROSS JOIN LATERAL (
	-- 1 better, -1 worse: a signal came from the centre line, or, on the far side of it, from where it is heading away
	SELECT _way(t.target, CASE WHEN l.direction * (l.value - l.centre) > 0 THEN l.centre
			ELSE l.value - l.direction * l.sigma END, l.value) AS signal,
		_way(t.target, opm.mean(l.short_before), opm.mean(l.short_after)) AS short,
		_way(t.target, opm.mean(l.long_before), opm.mean(l.long_after)) AS long
	FROM (SELECT g.target::opm.target AS target) t
) w
CROSS JOIN LATERAL (
	SELECT CASE WHEN l.signal <> 0 AND l.direction <> 0 THEN 'signal'
		WHEN l.points >= 6 AND s.p < 0.01 THEN 'short'
		WHEN l.points >= 6 AND o.p < 0.01 THEN 'long'
		WHEN l.signal IS NOT NULL AND l.points >= 6 THEN 'noise' END AS found,
		CASE WHEN l.signal <> 0 AND l.direction <> 0 THEN w.signal
			WHEN l.points >= 6 AND s.p < 0.01 THEN w.short
			WHEN l.points >= 6 AND o.p < 0.01 THEN w.long
			WHEN l.signal IS NOT NULL AND l.points >= 6 THEN 0 END AS way
) f
CROSS JOIN LATERAL (
	SELECT CASE f.way
		WHEN 1 THEN 'improving'
		WHEN -1 THEN 'deteriorating'
		WHEN 0 THEN 'steady'
		ELSE 'unknown' END AS momentum,
		CASE WHEN f.found IS NOT NULL AND f.way IS NULL THEN 'side' ELSE f.found END AS found
) v;
COMMENT ON VIEW _goal_signal IS
	'Internal: what the measurements of each goal say by themselves, for momentum and exceptions. One row per goal '
	'that has any. Changes compare means of single values; chance treats them as independent.';
COMMENT ON COLUMN _goal_signal.goal_id IS 'Goal; unique in this view.';
COMMENT ON COLUMN _goal_signal.measured_at IS 'Time of the latest measurement.';
COMMENT ON COLUMN _goal_signal.value IS 'The latest value, in unit; for ratios value / base.';
COMMENT ON COLUMN _goal_signal.short_value_change IS
	'Mean of the last 4 weeks less that of the 4 weeks before, in unit.';
COMMENT ON COLUMN _goal_signal.short_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN _goal_signal.long_value_change IS
	'Mean of the last 13 weeks less that of the 13 weeks before, in unit.';
COMMENT ON COLUMN _goal_signal.long_chance IS 'Probability of so great a change by chance, 0 to 1 (Welch).';
COMMENT ON COLUMN _goal_signal.momentum IS 'improving, steady, deteriorating or unknown.';
COMMENT ON COLUMN _goal_signal.reason IS 'Why it is called so.';
COMMENT ON COLUMN _goal_signal.momentum_order IS 'For sorting: 0 unknown, 1 deteriorating, 2 steady, 3 improving.';
