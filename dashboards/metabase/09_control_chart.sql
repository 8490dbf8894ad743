-- Is a measurement news or noise?
-- Show as: line; x = measured_at; y = value, centre_value, lower_limit, upper_limit, signal_value
SELECT measured_at, value, centre_value, lower_limit, upper_limit, CASE WHEN is_signal THEN value END AS signal_value,
	signal, unit
FROM perf.control_chart
WHERE goal_key = {{goal}}
ORDER BY measured_at;
