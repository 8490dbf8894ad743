-- The people whom views list: not the role that only made the workspace.

CREATE OR REPLACE VIEW _people WITH (security_invoker) AS
SELECT p.id, p.name, p.team_id, p.active
FROM person p
WHERE p.name IS DISTINCT FROM p.login
	OR p.team_id IS NOT NULL
	OR EXISTS (SELECT FROM goal g WHERE g.owner_id = p.id)
	OR EXISTS (SELECT FROM action a WHERE a.owner_id = p.id)
	OR EXISTS (SELECT FROM check_in c WHERE c.person_id = p.id);
COMMENT ON VIEW _people IS
	'Internal: people, without rows that are only a database role: called like their login, in no team, with no goal, '
	'action or check-in. create_workspace adds such a row for the role that makes the workspace.';
COMMENT ON COLUMN _people.id IS 'Person.';
COMMENT ON COLUMN _people.name IS 'Name of the person.';
COMMENT ON COLUMN _people.team_id IS 'Team of the person.';
COMMENT ON COLUMN _people.active IS 'False: has left.';
