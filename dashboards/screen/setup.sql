-- Lets the screen in: a role that may log in and become each person of a workspace for one request, and nothing else.
-- Run by somebody who may create roles and grant those of the people: psql -v schema=perf -f setup.sql. Run it again
-- when people come; for those who leave, take their role away from opm_screen or set person.login to NULL.
--
-- The role itself has no right in the workspace (NOINHERIT), so a request without a token sees nothing. A role that
-- could do more than a person is not given to it: no superuser, no owner of the workspace, none that may make roles.
\set ON_ERROR_STOP on
SELECT 'CREATE ROLE opm_screen LOGIN NOINHERIT NOSUPERUSER NOCREATEDB NOCREATEROLE'
WHERE NOT EXISTS (SELECT FROM pg_catalog.pg_roles WHERE rolname = 'opm_screen') \gexec
SELECT pg_catalog.format('GRANT %I TO opm_screen', r.rolname)
FROM :"schema".person p
JOIN pg_catalog.pg_roles r ON r.rolname = p.login
JOIN pg_catalog.pg_namespace n ON n.nspname = :'schema'
WHERE NOT r.rolsuper AND NOT r.rolcreaterole AND NOT r.rolbypassrls AND NOT r.rolreplication AND r.oid <> n.nspowner
	AND NOT pg_catalog.pg_has_role('opm_screen', r.oid, 'MEMBER')
	-- nor one that can become such a role
	AND NOT EXISTS (
		SELECT FROM pg_catalog.pg_roles s
		WHERE (s.rolsuper OR s.rolcreaterole OR s.rolbypassrls OR s.rolreplication OR s.oid = n.nspowner
			OR s.rolname LIKE 'pg\_%')
			AND pg_catalog.pg_has_role(r.oid, s.oid, 'MEMBER')) \gexec
-- The owner of the workspace decides who is in person.login: read whom opm_screen may become now, and revoke what
-- should not be there, before the screen is served.
SELECT r.rolname AS role, p.name AS person
FROM :"schema".person p
JOIN pg_catalog.pg_roles r ON r.rolname = p.login AND pg_catalog.pg_has_role('opm_screen', r.oid, 'MEMBER')
ORDER BY 1;
