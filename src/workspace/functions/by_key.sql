-- The acts of a week in one call each, by the words that people use.

CREATE OR REPLACE FUNCTION person_id(name text, home regclass DEFAULT 'setting'::regclass) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
	named integer;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT min(p.id), count(*) INTO found_id, named FROM perf.person p
	WHERE p.login = person_id.name OR (p.name = person_id.name
		AND NOT EXISTS (SELECT FROM perf.person l WHERE l.login = person_id.name));
	IF named > 1 THEN
		RAISE EXCEPTION USING ERRCODE = 'ambiguous_alias',
			MESSAGE = format('%s people are called "%s"', named, left(person_id.name, 64)), HINT = 'Use the login.';
	ELSIF found_id IS NULL THEN
		SELECT string_agg('"' || n.name || '"', ', ' ORDER BY n.edits, n.name) INTO near
		FROM (SELECT DISTINCT p.name, opm._edits(person_id.name, p.name) AS edits FROM perf.person p
			WHERE opm._edits(person_id.name, p.name) IS NOT NULL ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no person %s', COALESCE('"' || left(person_id.name, 64) || '"', 'NULL')),
			HINT = COALESCE('Perhaps you mean ' || near || '.', 'SELECT add_person(...) adds one.');
	END IF;
	RETURN found_id;
END
$$;
COMMENT ON FUNCTION person_id IS
	'Id of the person with this login, or else this name. Errors: 42704 if there is none, also for NULL, with names '
	'that are near; 42P09 if several have the name.';

CREATE OR REPLACE FUNCTION team_id(key text, home regclass DEFAULT 'setting'::regclass) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	found_id bigint;
	near text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT t.id INTO found_id FROM perf.team t WHERE t.key = team_id.key;
	IF found_id IS NULL THEN
		SELECT string_agg('"' || n.key || '"', ', ' ORDER BY n.edits, n.key) INTO near
		FROM (SELECT t.key, opm._edits(team_id.key, t.key) AS edits FROM perf.team t
			WHERE opm._edits(team_id.key, t.key) IS NOT NULL ORDER BY 2, 1 LIMIT 3) n;
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('there is no team %s', COALESCE('"' || left(team_id.key, 64) || '"', 'NULL')),
			HINT = COALESCE('Perhaps you mean ' || near || '.', 'SELECT add_team(...) adds one.');
	END IF;
	RETURN found_id;
END
$$;
COMMENT ON FUNCTION team_id IS
	'Id of the team with this key. Errors: 42704 if there is none, also for NULL; the hint names keys that are near.';

CREATE OR REPLACE FUNCTION check_in(
	key text, confidence double precision DEFAULT NULL, note text DEFAULT NULL, blocker text DEFAULT NULL,
	score double precision DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS void LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.check_in (goal_id, confidence, note, blocker, score)
	VALUES (perf.goal_id(key), confidence, note, blocker, score);
END
$$;
COMMENT ON FUNCTION check_in IS
	'Checks in for the goal with this key, now and in your own name: how sure you are (0 to 1), what happened, what is '
	'in the way, or a score by judgement. Errors: 42704 for a key that is none, with keys that are near; 42501 for a '
	'goal that is not yours to check in for.';

CREATE OR REPLACE FUNCTION add_team(
	key text, name text DEFAULT NULL, parent text DEFAULT NULL, lead text DEFAULT NULL,
	home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	made bigint;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.team (key, name, parent_id, lead_id)
	VALUES (key, COALESCE(name, key), CASE WHEN parent IS NOT NULL THEN perf.team_id(parent) END,
		CASE WHEN lead IS NOT NULL THEN perf.person_id(lead) END)
	RETURNING id INTO made;
	RETURN made;
END
$$;
COMMENT ON FUNCTION add_team IS
	'Adds a team below the one with the key parent, led by the person with the name or login lead. Returns its id. '
	'Errors: 42704 for a parent or lead that is none, 23505 for a key that is there, 42501 for who is no admin.';

CREATE OR REPLACE FUNCTION add_person(
	name text, team text DEFAULT NULL, login text DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	made bigint;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.person (name, login, team_id)
	VALUES (name, login, CASE WHEN team IS NOT NULL THEN perf.team_id(team) END) RETURNING id INTO made;
	RETURN made;
END
$$;
COMMENT ON FUNCTION add_person IS
	'Adds a person to the team with this key. login: the database role, which the owner of the workspace alone may '
	'set. Returns the id. Errors: 42704 for a team that is none, 42501 for who is no admin.';

CREATE OR REPLACE FUNCTION okr(
	key text, objective text, key_results text[], period text DEFAULT NULL, owner text DEFAULT NULL,
	team text DEFAULT NULL, parent text DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS SETOF text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	made bigint;
	words text;
	place integer := 0;
	parts text[];
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	INSERT INTO perf.goal (key, name, kind, owner_id, team_id, period_id, parent_id)
	VALUES (key, objective, 'objective', CASE WHEN owner IS NULL THEN perf.me() ELSE perf.person_id(owner) END,
		CASE WHEN team IS NOT NULL THEN perf.team_id(team) END,
		CASE WHEN period IS NOT NULL THEN perf.period_id(period) END,
		CASE WHEN parent IS NOT NULL THEN perf.goal_id(parent) END)
	RETURNING id INTO made;
	RETURN NEXT key;
	FOREACH words IN ARRAY COALESCE(key_results, '{}') LOOP
		place := place + 1;
		parts := regexp_match(words, '^(.*[^:[:space:]]):[[:space:]]*([^:]*)$');
		IF parts IS NULL OR opm.try_target(parts[2], hundred_percent => 100) IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
				MESSAGE = format('key result %s has no target', place),
				DETAIL = COALESCE(opm.target_problem(parts[2], hundred_percent => 100),
					'Behind the last colon is a target.'),
				HINT = 'Write a name, a colon and a target: Answered within a day: 80 % -> 95 %.';
		END IF;
		INSERT INTO perf.goal (key, name, kind, target, unit, owner_id, team_id, period_id, parent_id)
		SELECT format('%s.%s', okr.key, place), parts[1], 'key result',
			opm.try_target(parts[2], hundred_percent => 100)::text, opm.target_unit(parts[2], hundred_percent => 100),
			g.owner_id, g.team_id, g.period_id, g.id
		FROM perf.goal g WHERE g.id = made;
		RETURN NEXT format('%s.%s', key, place);
	END LOOP;
END
$$;
COMMENT ON FUNCTION okr IS
	'Makes an objective with its key results, each a name, a colon and a target as people write it: Churn: at most 2 '
	'%. '
	'Their keys are that of the objective with .1, .2. Returns the keys. Errors: 22023 for a key result without a '
	'target, 42704 for a period, owner, team or parent that is none, with words that are near, 23505 for a key that is '
	'there.';
