-- What has been open too long, and who is asked next.

CREATE OR REPLACE VIEW escalations WITH (security_invoker) AS
WITH RECURSIVE item AS (
	SELECT 'blocker ' || b.check_in_id AS id,
		'blocker' AS item_kind,
		b.blocker AS item,
		b.goal_id,
		b.person_id,
		timezone(d.time_zone, b.at)::date AS open_on,
		timezone(d.time_zone, now())::date - timezone(d.time_zone, b.at)::date AS age_days,
		COALESCE(g.cadence_days, d.cadence_days) AS patience_days
	FROM _open_blocker b
	JOIN goal g ON g.id = b.goal_id
	CROSS JOIN setting d
	UNION ALL
	SELECT 'action ' || a.id, 'overdue action', a.name, a.goal_id, a.owner_id, a.due_on,
		timezone(d.time_zone, now())::date - a.due_on, COALESCE(g.cadence_days, d.cadence_days)
	FROM action a
	JOIN goal g ON g.id = a.goal_id
	CROSS JOIN setting d
	WHERE a.done_at IS NULL AND a.dropped_at IS NULL AND a.due_on < timezone(d.time_zone, now())::date
		AND a.due_on > '-infinity'
), late AS (
	SELECT i.id, i.item_kind, i.item, i.goal_id, i.person_id, i.open_on, i.age_days, i.patience_days,
		i.age_days / i.patience_days AS step
	FROM item i
	WHERE i.age_days >= i.patience_days
), way(id, goal_id, height) AS (
	-- a tree has no loops; the limit holds even for one that came past the triggers
	SELECT l.id, l.goal_id, 0 FROM late l
	UNION ALL
	SELECT w.id, g.parent_id, w.height + 1
	FROM way w
	JOIN goal g ON g.id = w.goal_id
	WHERE g.parent_id IS NOT NULL AND w.height < 64
), team_way(id, team_id, height) AS (
	SELECT l.id, g.team_id, 0 FROM late l JOIN goal g ON g.id = l.goal_id WHERE g.team_id IS NOT NULL
	UNION ALL
	SELECT w.id, t.parent_id, w.height + 1
	FROM team_way w
	JOIN team t ON t.id = w.team_id
	WHERE t.parent_id IS NOT NULL AND w.height < 64
), asked AS (
	-- goals and teams are climbed in step: whoever is nearer to the goal is asked first
	SELECT c.id, c.person_id,
		row_number() OVER (PARTITION BY c.id ORDER BY min(c.place)) AS turn,
		count(*) OVER (PARTITION BY c.id) AS turns
	FROM (
		SELECT w.id, g.owner_id AS person_id, 3 * w.height AS place FROM way w JOIN goal g ON g.id = w.goal_id
		UNION ALL
		SELECT w.id, t.lead_id, 3 * w.height + 1
		FROM way w
		JOIN goal g ON g.id = w.goal_id
		JOIN team t ON t.id = g.team_id
		UNION ALL
		SELECT w.id, t.lead_id, 3 * w.height + 2 FROM team_way w JOIN team t ON t.id = w.team_id
	) c
	JOIN late l ON l.id = c.id
	JOIN person p ON p.id = c.person_id AND p.active
	WHERE c.person_id IS DISTINCT FROM l.person_id
	GROUP BY c.id, c.person_id
)
SELECT l.id,
	l.item,
	l.item_kind,
	l.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	l.person_id,
	p.name AS person_name,
	l.open_on,
	l.age_days,
	l.patience_days,
	l.step AS escalation_step,
	a.person_id AS next_person_id,
	n.name AS next_person_name,
	CASE WHEN a.person_id IS NULL THEN 'nobody is above the person who has it'
		WHEN l.step > a.turns THEN 'the last one up; asked before, and still open' END AS reason
FROM late l
JOIN goal g ON g.id = l.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person p ON p.id = l.person_id
LEFT JOIN asked a ON a.id = l.id AND a.turn = LEAST(l.step, a.turns)
LEFT JOIN person n ON n.id = a.person_id;
COMMENT ON VIEW escalations IS
	'What has been open too long, and who is asked next? One row per blocker, or overdue action of a goal, that '
	'is open for at least one check-in cadence of its goal. With every further cadence it goes one person up, goals '
	'and teams in step: owner of the goal, lead of its team; owner of the goal above, lead of the team of that goal, '
	'lead of the team above the own team; then the same two goals and two teams up, and so on to the top, each person '
	'once, without those who have it already or left.';
COMMENT ON COLUMN escalations.id IS 'Kind and key of the item; unique in this view.';
COMMENT ON COLUMN escalations.item IS 'The blocker, or what is to be done.';
COMMENT ON COLUMN escalations.item_kind IS 'blocker or overdue action.';
COMMENT ON COLUMN escalations.goal_id IS 'Goal concerned.';
COMMENT ON COLUMN escalations.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN escalations.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN escalations.team_id IS 'Team of the goal.';
COMMENT ON COLUMN escalations.team_name IS 'Name of the team.';
COMMENT ON COLUMN escalations.person_id IS 'Person who has it: for a blocker who is to clear it, else who said it.';
COMMENT ON COLUMN escalations.person_name IS 'Name of that person.';
COMMENT ON COLUMN escalations.open_on IS 'Day on which the blocker was said, or the action was due.';
COMMENT ON COLUMN escalations.age_days IS 'Days since then.';
COMMENT ON COLUMN escalations.patience_days IS 'Days for one step: the check-in cadence of the goal.';
COMMENT ON COLUMN escalations.escalation_step IS
	'How many times the cadence has passed, 1 or more: it goes up so many persons.';
COMMENT ON COLUMN escalations.next_person_id IS
	'Person to ask now; the last one up once all were asked; empty: there is nobody above.';
COMMENT ON COLUMN escalations.next_person_name IS 'Name of that person.';
COMMENT ON COLUMN escalations.reason IS
	'Why there is nobody to ask, or nobody new; empty: the next one is to be asked.';
