-- Finding loops that came past the triggers.

-- fence: jit
CREATE OR REPLACE FUNCTION check_tree(home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (goal_id bigint, goal_key text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
DECLARE
	alive bigint[];
	before integer := -1;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	-- take away goals without a parent that is still there, again and again; what stays is on a loop or below one;
	-- then the same from below, which leaves the loops
	SELECT array_agg(g.id) INTO alive FROM perf.goal g;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.goal_id) INTO alive
		FROM perf._edge e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id
		JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	before := -1;
	WHILE COALESCE(cardinality(alive), 0) <> before LOOP
		before := COALESCE(cardinality(alive), 0);
		SELECT array_agg(DISTINCT e.parent_id) INTO alive
		FROM perf._edge e
		JOIN unnest(alive) a(id) ON a.id = e.parent_id
		JOIN unnest(alive) c(id) ON c.id = e.goal_id;
	END LOOP;
	RETURN QUERY SELECT g.id, g.key FROM perf.goal g WHERE g.id = ANY (alive) ORDER BY g.id;
END
$$;
COMMENT ON FUNCTION check_tree IS
	'Goals on a loop, one row per goal: none in a healthy workspace. Finds loops that the triggers did not see, for '
	'example by replication.';
