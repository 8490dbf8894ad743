-- What is on the agenda of the next review?
-- Show as: table; columns = team_name, item_order, topic, item, why, person_name
SELECT team_name, item_order, topic, item, why, person_name, since_on
FROM perf.review_agenda
WHERE true
	[[AND team_name = {{team}}]]
ORDER BY team_name, item_order;
