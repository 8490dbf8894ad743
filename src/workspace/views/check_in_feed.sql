-- Check-ins, as a feed and as a line of confidence over time.

CREATE OR REPLACE VIEW check_in_feed WITH (security_invoker) AS
SELECT c.id,
	c.at AS checked_at,
	c.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	g.team_id,
	t.name AS team_name,
	c.person_id,
	p.name AS person_name,
	c.confidence,
	c.score,
	opm.percent(c.score) AS score_percent,
	c.note,
	c.blocker,
	c.cleared_at
FROM check_in c
JOIN goal g ON g.id = c.goal_id
LEFT JOIN team t ON t.id = g.team_id
LEFT JOIN person p ON p.id = c.person_id;
COMMENT ON VIEW check_in_feed IS
	'What did people say of their goals, and when? One row per check-in that you may see. Sort by checked_at.';
COMMENT ON COLUMN check_in_feed.id IS 'Check-in; unique in this view.';
COMMENT ON COLUMN check_in_feed.checked_at IS 'Time of the check-in.';
COMMENT ON COLUMN check_in_feed.goal_id IS 'Goal it is about.';
COMMENT ON COLUMN check_in_feed.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN check_in_feed.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN check_in_feed.team_id IS 'Team of the goal.';
COMMENT ON COLUMN check_in_feed.team_name IS 'Name of the team.';
COMMENT ON COLUMN check_in_feed.person_id IS 'Person who checked in.';
COMMENT ON COLUMN check_in_feed.person_name IS 'Name of that person.';
COMMENT ON COLUMN check_in_feed.confidence IS
	'How likely the person thinks the goal is reached in time, 0 to 1; empty: not said.';
COMMENT ON COLUMN check_in_feed.score IS 'Score given by judgement: 1 is goal reached; empty: none given.';
COMMENT ON COLUMN check_in_feed.score_percent IS 'The same times 100: 100 is goal reached.';
COMMENT ON COLUMN check_in_feed.note IS 'What happened, in words.';
COMMENT ON COLUMN check_in_feed.blocker IS 'What is in the way; empty: nothing.';
COMMENT ON COLUMN check_in_feed.cleared_at IS 'Time when the blocker was cleared; empty: still there, or none.';
