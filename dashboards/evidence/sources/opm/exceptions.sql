-- What needs attention first, and why.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT x.goal_id, x.goal_key, x.goal_name, x.attention_order, x.finding, x.finding_order, x.status, x.score,
	x.lost_points, x.owner_name, x.team_name, x.due_on, x.blocker, x.reason
FROM (VALUES (1)) always(row)
LEFT JOIN exceptions x ON true
ORDER BY x.attention_order
