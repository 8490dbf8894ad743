-- Recognition between people.

CREATE OR REPLACE VIEW recognition_feed WITH (security_invoker, security_barrier) AS
SELECT f.id,
	f.at AS recognised_at,
	f.from_id AS from_person_id,
	a.name AS from_person_name,
	f.to_id AS to_person_id,
	b.name AS to_person_name,
	f.goal_id,
	g.key AS goal_key,
	g.name AS goal_name,
	f.body,
	f.points AS point_count
FROM feedback f
JOIN person a ON a.id = f.from_id
JOIN person b ON b.id = f.to_id
LEFT JOIN goal g ON g.id = f.goal_id
WHERE f.kind = 'recognition';
COMMENT ON VIEW recognition_feed IS
	'Who was recognised, and for what? One row per recognition that you may see. Sort by recognised_at.';
COMMENT ON COLUMN recognition_feed.id IS 'Recognition; unique in this view.';
COMMENT ON COLUMN recognition_feed.recognised_at IS 'When.';
COMMENT ON COLUMN recognition_feed.from_person_id IS 'Person who gives it.';
COMMENT ON COLUMN recognition_feed.from_person_name IS 'Name of that person.';
COMMENT ON COLUMN recognition_feed.to_person_id IS 'Person who gets it.';
COMMENT ON COLUMN recognition_feed.to_person_name IS 'Name of that person.';
COMMENT ON COLUMN recognition_feed.goal_id IS 'Goal it is about.';
COMMENT ON COLUMN recognition_feed.goal_key IS 'Short unique word of the goal.';
COMMENT ON COLUMN recognition_feed.goal_name IS 'Name of the goal.';
COMMENT ON COLUMN recognition_feed.body IS 'What is said.';
COMMENT ON COLUMN recognition_feed.point_count IS 'Points given.';
