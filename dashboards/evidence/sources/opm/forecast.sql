-- Where each goal is heading.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT f.goal_id, f.goal_key, f.goal_name, f.owner_name, f.team_name, f.unit, f.actual, f.due_on, f.target_value,
	f.expected_value, f.expected_low, f.expected_high, f.hit_probability, f.required_run, f.recent_run,
	f.run_kind, f.reached_on, f.outlook, f.outlook_order, f.reason
FROM (VALUES (1)) always(row)
LEFT JOIN forecast f ON true
ORDER BY f.goal_id
