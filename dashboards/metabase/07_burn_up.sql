-- How far is a goal, where should it be, where will it end?
-- Show as: line; x = at; y = actual, plan, target, expected_low, expected, expected_high
SELECT measured_at AS at, actual_so_far AS actual, pace_value AS plan, target_value AS target,
	NULL::double precision AS expected_low, NULL::double precision AS expected, NULL::double precision AS expected_high
FROM (SELECT *, count(pace_value) OVER () AS planned FROM perf.goal_trend WHERE goal_key = {{goal}}) t
-- from the begin of the plan, if there is one: before, a total is that of another period
WHERE pace_value IS NOT NULL OR planned = 0
UNION ALL
-- the forecast begins at the last value
SELECT n.measured_at, NULL, NULL, NULL, n.actual, n.actual, n.actual
FROM perf.goal_now n
JOIN perf.forecast f ON f.goal_id = n.goal_id AND f.expected_value IS NOT NULL
WHERE n.goal_key = {{goal}}
UNION ALL
SELECT due_on, NULL, target_value, target_value, expected_low, expected_value, expected_high
FROM perf.forecast
WHERE goal_key = {{goal}} AND due_on IS NOT NULL
ORDER BY at;
