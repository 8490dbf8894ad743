-- Every measurement with the limits of what is usual.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT c.goal_id, c.goal_key, c.measured_at, c.unit, c.value, c.centre_value, c.lower_limit, c.upper_limit, c.is_signal,
	c.signal, c.signal_effect, c.is_latest
FROM (VALUES (1)) always(row)
LEFT JOIN control_chart c ON true
ORDER BY c.goal_id, c.measured_at
