-- What has been open too long, and who is asked next.
-- Never without a row (one of NULLs): Evidence makes no table of a source that has none.
SELECT e.id, e.item, e.item_kind, e.goal_name, e.team_name, e.person_name, e.open_on, e.age_days, e.escalation_step,
	e.next_person_name, e.reason
FROM (VALUES (1)) always(row)
LEFT JOIN escalations e ON true
ORDER BY e.escalation_step DESC, e.age_days DESC
