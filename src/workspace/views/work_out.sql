-- Work-Out proposals and how fast they are decided.

CREATE OR REPLACE VIEW work_out WITH (security_invoker) AS
SELECT a.id AS action_id,
	a.name AS action_name,
	a.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	a.raised_by_id AS raised_by_person_id,
	r.name AS raised_by_person_name,
	a.raised_at,
	COALESCE(a.verdict, 'open') AS verdict,
	a.decided_at,
	date_part('epoch', a.decided_at - a.raised_at) / 3600 AS decision_hours,
	CASE WHEN a.decided_at IS NULL
		THEN timezone(d.time_zone, now())::date - timezone(d.time_zone, a.raised_at)::date END AS waiting_days,
	a.owner_id,
	o.name AS owner_name,
	a.due_on,
	a.done_at,
	a.expected_effect,
	a.realised_effect,
	_quotient(a.realised_effect, a.expected_effect) AS realised_fraction
FROM action a
CROSS JOIN setting d
LEFT JOIN goal g ON g.id = a.goal_id
LEFT JOIN person r ON r.id = a.raised_by_id
LEFT JOIN person o ON o.id = a.owner_id
WHERE a.kind = 'proposal';
COMMENT ON VIEW work_out IS 'How fast are proposals decided, and what came of them? One row per Work-Out proposal.';
COMMENT ON COLUMN work_out.action_id IS 'Proposal; unique in this view.';
COMMENT ON COLUMN work_out.action_name IS 'What is proposed.';
COMMENT ON COLUMN work_out.goal_id IS 'Goal it serves.';
COMMENT ON COLUMN work_out.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN work_out.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN work_out.raised_by_person_id IS 'Person who proposed it.';
COMMENT ON COLUMN work_out.raised_by_person_name IS 'Name of that person.';
COMMENT ON COLUMN work_out.raised_at IS 'When it was raised.';
COMMENT ON COLUMN work_out.verdict IS 'accepted, rejected, studied or open.';
COMMENT ON COLUMN work_out.decided_at IS 'When it was decided.';
COMMENT ON COLUMN work_out.decision_hours IS 'Hours from proposal to decision; empty: not decided.';
COMMENT ON COLUMN work_out.waiting_days IS 'Days an open proposal has been waiting.';
COMMENT ON COLUMN work_out.owner_id IS 'Person who does it.';
COMMENT ON COLUMN work_out.owner_name IS 'Name of that person.';
COMMENT ON COLUMN work_out.due_on IS 'Day by which it is to be done.';
COMMENT ON COLUMN work_out.done_at IS 'When it was done.';
COMMENT ON COLUMN work_out.expected_effect IS 'Change of the goal''s value that was hoped for.';
COMMENT ON COLUMN work_out.realised_effect IS 'Change that came of it.';
COMMENT ON COLUMN work_out.realised_fraction IS 'Realised out of expected, 1 is all of it.';
