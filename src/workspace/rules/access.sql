-- Who may do what: the questions that the policies ask of the current role.

CREATE OR REPLACE FUNCTION _my_level() RETURNS integer LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT COALESCE(max(CASE a.level WHEN 'admin' THEN 4 WHEN 'manager' THEN 3 WHEN 'contributor' THEN 2 ELSE 1 END), 0)
	FROM access a WHERE pg_has_role(current_user, opm._workspace_role(a.role_key, a.login), 'USAGE');
END;
COMMENT ON FUNCTION _my_level IS
	'Internal: highest level of the current role, by its own grant or that of a role it is a member of: '
	'0 none, 1 reader or reporter, 2 contributor, 3 manager, 4 admin. What a reporter sees beyond a reader is asked by '
	'_shared_scores.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _sees_everything(home regclass DEFAULT 'setting'::regclass) RETURNS boolean
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN perf._my_level() >= 4 OR NOT row_security_active(format('%I.setting', 'perf')::regclass);
END
$$;
COMMENT ON FUNCTION _sees_everything IS
	'Internal: true for admins of the workspace and for the owner of its tables, whom no policy limits.';

-- The next two are not SQL functions, so that the planner does not write them out in every policy: their cost would be
-- that of the rule, many times over.
-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _my_teams(home regclass DEFAULT 'setting'::regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY WITH RECURSIVE led(id) AS (
		SELECT t.id FROM perf.team t WHERE t.lead_id = (SELECT perf.me())
		UNION
		SELECT t.id FROM perf.team t JOIN led ON t.parent_id = led.id
	)
	SELECT led.id FROM led;
END
$$;
COMMENT ON FUNCTION _my_teams IS 'Internal: teams the current person leads, with all teams below them.';

-- fence: black-box, jit
CREATE OR REPLACE FUNCTION _my_parts(home regclass DEFAULT 'setting'::regclass) RETURNS SETOF bigint
LANGUAGE plpgsql STABLE PARALLEL SAFE ROWS 10 SET search_path = pg_catalog, pg_temp SET jit = off AS $$
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY SELECT gp.goal_id FROM perf.goal_person gp
		WHERE gp.person_id = (SELECT perf.me()) AND gp.part = 'contributor';
END
$$;
COMMENT ON FUNCTION _my_parts IS
	'Internal: goals the current person takes part in as a contributor, of those that the person may see.';
