-- What the next review of each team talks about.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT r.id, COALESCE(r.team_name, '(no team)') AS team_name, r.item_order, r.topic, r.topic_order, r.item, r.why_short,
	r.why, r.person_name, r.since_on
FROM (VALUES (1)) always(row)
LEFT JOIN review_agenda r ON true
ORDER BY r.team_name, r.item_order
