-- What needs attention first, and why?
-- Show as: table; columns = attention_order, goal_name, finding, reason, owner_name
SELECT attention_order, goal_name, finding, status, score_percent, lost_points, owner_name, due_on, reason
FROM perf.exceptions
WHERE true
	[[AND team_name = {{team}}]]
	[[AND owner_name = {{owner}}]]
ORDER BY attention_order;
