-- Levels of database roles, written by opm.grant_workspace and read by the policies.

CREATE TABLE IF NOT EXISTS access (
	login text PRIMARY KEY,
	role_key text CONSTRAINT access_role_key UNIQUE,
	level text NOT NULL
);
COMMENT ON TABLE access IS 'Levels granted to database roles by opm.grant_workspace. A member of a role has its level.';
COMMENT ON COLUMN access.login IS 'Database role, by its name when the level was granted.';
COMMENT ON COLUMN access.role_key IS
	'The role itself: identifier of the cluster and OID. In that cluster it decides which role has the level, whatever '
	'its name is now; where the table was restored elsewhere, login does.';
COMMENT ON COLUMN access.level IS 'reader, reporter, contributor, manager or admin.';
