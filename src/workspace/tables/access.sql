-- Levels of database roles, written by opm.grant_workspace and read by the policies.

CREATE TABLE IF NOT EXISTS access (
	login text PRIMARY KEY,
	level text NOT NULL CONSTRAINT access_level CHECK (level IN ('reader', 'contributor', 'manager', 'admin'))
);
COMMENT ON TABLE access IS 'Levels granted to database roles by opm.grant_workspace. A member of a role has its level.';
COMMENT ON COLUMN access.login IS 'Database role.';
COMMENT ON COLUMN access.level IS 'reader, contributor, manager or admin.';
