-- Finding a row by the word that people use for it: a mistyped word is an error, and not a join without a row.

CREATE OR REPLACE FUNCTION goal_id(key text, home regclass DEFAULT 'setting'::regclass) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT g.id INTO found_id FROM perf.goal g WHERE g.key = goal_id.key;
	IF found_id IS NULL THEN
		SELECT string_agg('"' || n.key || '"', ', ' ORDER BY n.edits, n.key) INTO near
		FROM (SELECT g.key, opm._edits(goal_id.key, g.key) AS edits FROM perf.goal g
			WHERE opm._edits(goal_id.key, g.key) IS NOT NULL ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no goal %s', COALESCE('"' || left(goal_id.key, 64) || '"', 'NULL')),
			DETAIL = 'Keys are words of the table goal, upper and lower case are not the same.'
				' Goals that you may not see are not looked for.',
			HINT = COALESCE('Perhaps you mean ' || near || '.', 'The view scorecard lists goals with their keys.');
	END IF;
	RETURN found_id;
END
$$;
COMMENT ON FUNCTION goal_id IS
	'Id of the goal with this key. Errors: 42704 if there is none that you may see, also for NULL; the hint names up '
	'to three keys that are near.';

CREATE OR REPLACE FUNCTION period_id(
	name text, calendar text DEFAULT 'main', home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT p.id INTO found_id FROM perf.period p WHERE p.name = period_id.name AND p.calendar = period_id.calendar;
	IF found_id IS NULL THEN
		SELECT string_agg('"' || n.name || '"', ', ' ORDER BY n.edits, n.name) INTO near
		FROM (SELECT p.name, opm._edits(period_id.name, p.name) AS edits FROM perf.period p
			WHERE p.calendar = period_id.calendar AND opm._edits(period_id.name, p.name) IS NOT NULL
			ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no period %s in calendar %s',
				COALESCE('"' || left(period_id.name, 64) || '"', 'NULL'),
				COALESCE('"' || left(period_id.calendar, 64) || '"', 'NULL')),
			DETAIL = 'Periods are in the table period, each in a calendar.',
			HINT = CASE WHEN near IS NOT NULL THEN format('Perhaps you mean %s.', near)
				ELSE 'SELECT add_fiscal_year(...) makes the periods of a year; SELECT calendar, name FROM period'
					' lists those that are there.' END;
	END IF;
	RETURN found_id;
END
$$;
COMMENT ON FUNCTION period_id IS
	'Id of the period with this name, in the calendar main unless another is named. Errors: 42704 if there is none, '
	'also for NULL; the hint names up to three that are near.';
