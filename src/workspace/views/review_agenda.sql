-- The agenda of the next review.

CREATE OR REPLACE VIEW review_agenda WITH (security_invoker) AS
SELECT i.id,
	i.team_id,
	t.name AS team_name,
	row_number() OVER (PARTITION BY i.team_id ORDER BY i.rank, i.place, i.id)::integer AS item_order,
	i.topic,
	i.rank + 1 AS topic_order,
	i.item,
	i.why,
	i.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	i.person_id,
	p.name AS person_name,
	i.since_on,
	COALESCE(i.finding, i.why) AS why_short
FROM (
	SELECT 'exception ' || e.goal_id AS id,
		e.team_id,
		1 AS rank,
		'exception' AS topic,
		e.goal_name AS item,
		e.reason AS why,
		e.goal_id,
		e.owner_id AS person_id,
		e.attention_order::double precision AS place,
		timezone(d.time_zone, e.measured_at)::date AS since_on,
		e.finding
	FROM exceptions e
	CROSS JOIN setting d
	WHERE e.blocker IS NULL
	UNION ALL
	SELECT 'blocker ' || b.check_in_id,
		g.team_id,
		0,
		'blocker',
		b.blocker,
		'open since ' || to_char(timezone(d.time_zone, b.at), 'YYYY-MM-DD'),
		b.goal_id,
		b.person_id,
		date_part('epoch', b.at),
		timezone(d.time_zone, b.at)::date,
		NULL
	FROM _open_blocker b
	JOIN goal g ON g.id = b.goal_id
	CROSS JOIN setting d
	UNION ALL
	SELECT 'action ' || a.id,
		g.team_id,
		2,
		'overdue action',
		a.name,
		'due on ' || to_char(a.due_on::timestamp, 'YYYY-MM-DD'),
		a.goal_id,
		a.owner_id,
		date_part('epoch', a.due_on::timestamp),
		a.due_on,
		NULL
	FROM action a
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.done_at IS NULL AND a.dropped_at IS NULL AND a.due_on < timezone(d.time_zone, now())::date
	UNION ALL
	SELECT 'proposal ' || a.id,
		g.team_id,
		3,
		'proposal to decide',
		a.name,
		'raised on ' || to_char(timezone(d.time_zone, a.raised_at), 'YYYY-MM-DD'),
		a.goal_id,
		a.raised_by_id,
		date_part('epoch', a.raised_at),
		timezone(d.time_zone, a.raised_at)::date,
		NULL
	FROM action a
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = a.goal_id
	WHERE a.kind = 'proposal' AND a.verdict IS NULL AND a.done_at IS NULL AND a.dropped_at IS NULL
	UNION ALL
	SELECT 'decision ' || x.id,
		COALESCE(g.team_id, r.team_id),
		4,
		'decision to follow up',
		x.name,
		'no action yet',
		x.goal_id,
		x.decided_by_id,
		date_part('epoch', x.decided_at),
		timezone(d.time_zone, x.decided_at)::date,
		NULL
	FROM decision x
	JOIN review r ON r.id = x.review_id
	CROSS JOIN setting d
	LEFT JOIN goal g ON g.id = x.goal_id
	WHERE NOT EXISTS (SELECT FROM action a WHERE a.decision_id = x.id)
) i
LEFT JOIN team t ON t.id = i.team_id
LEFT JOIN goal g ON g.id = i.goal_id
LEFT JOIN person p ON p.id = i.person_id;
COMMENT ON VIEW review_agenda IS
	'What is on the agenda of the next review? One row per item, for each team and for goals without a team. Sort by '
	'team_name, item_order.';
COMMENT ON COLUMN review_agenda.id IS 'Kind and key of the item; unique in this view.';
COMMENT ON COLUMN review_agenda.team_id IS 'Team whose review it is for; empty: the whole organisation.';
COMMENT ON COLUMN review_agenda.team_name IS 'Name of the team.';
COMMENT ON COLUMN review_agenda.item_order IS 'Place on the agenda of the team.';
COMMENT ON COLUMN review_agenda.topic IS
	'blocker, exception, overdue action, proposal to decide, or decision to follow up.';
COMMENT ON COLUMN review_agenda.topic_order IS 'For sorting by topic.';
COMMENT ON COLUMN review_agenda.item IS 'What to talk about.';
COMMENT ON COLUMN review_agenda.why IS 'Why it is on the agenda.';
COMMENT ON COLUMN review_agenda.goal_id IS 'Goal concerned.';
COMMENT ON COLUMN review_agenda.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN review_agenda.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN review_agenda.person_id IS 'Person to report.';
COMMENT ON COLUMN review_agenda.person_name IS 'Name of that person.';
COMMENT ON COLUMN review_agenda.since_on IS
	'Day from which it is open: raised, decided or due; for an exception the day of the last measurement.';
COMMENT ON COLUMN review_agenda.why_short IS
	'The same in a few words, at most 30 characters, for a cell of a table: the finding of an exception.';
