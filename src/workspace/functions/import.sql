-- Importing, second half: what a person calls. Everything is done with the rights of the caller.

CREATE OR REPLACE FUNCTION _import_batch(batch text, home regclass DEFAULT 'setting'::regclass) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_column
DECLARE
	found_batch text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT l.batch INTO found_batch FROM perf.import_line l
	WHERE l.person_id = perf.me() AND l.batch = COALESCE(_import_batch.batch, l.batch) ORDER BY l.id DESC LIMIT 1;
	IF found_batch IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = COALESCE(format('you have no batch "%s"', left(batch, 64)), 'you have nothing to import'),
			DETAIL = 'A batch is the lines of a file in the table import_line.',
			HINT = 'In psql: \copy import_line (line) FROM ''kpis.csv'' WITH (FORMAT csv, DELIMITER E''\x01'','
				' QUOTE E''\x02'')';
	END IF;
	RETURN found_batch;
END
$$;
COMMENT ON FUNCTION _import_batch IS
	'Internal: this batch of the caller, NULL: the newest. Errors: 42704 if there is none.';

-- fence: jit
CREATE OR REPLACE FUNCTION _import_order(
	mapping text, batch text, decimal_sign text, hundred_percent double precision, day_order text,
	home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (line integer, item jsonb, problems jsonb)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY
	WITH RECURSIVE plan AS MATERIALIZED ( -- fence: one-pass
		SELECT p.line, p.item, p.problems FROM perf._import_plan(mapping, batch, decimal_sign, hundred_percent,
			day_order) p
	), named AS MATERIALIZED ( -- fence: one-pass
		SELECT p.item ->> 'key' AS key, min(p.item ->> 'name') AS name FROM plan p
		WHERE p.item ? 'key' AND NOT p.item ? 'more' GROUP BY 1
	), above AS MATERIALIZED ( -- fence: one-pass
		-- a parent is a key, or a name that only one goal has: of this file, else of the workspace
		SELECT p.line, p.item ->> 'key' AS key, w.place, btrim(w.word) AS word, COALESCE(
			(SELECT n.key FROM named n WHERE n.key IN (btrim(w.word), regexp_replace(btrim(w.word),
				'[[:space:]]+', '-', 'g'))
				LIMIT 1),
			(SELECT g.key FROM perf.goal g WHERE g.key = btrim(w.word)),
			(SELECT min(n.key) FROM named n WHERE lower(n.name) = lower(btrim(w.word)) HAVING count(*) = 1),
			(SELECT min(g.key) FROM perf.goal g WHERE lower(g.name) = lower(btrim(w.word)) HAVING count(*) = 1)) AS up
		FROM plan p
		CROSS JOIN LATERAL (
			-- the whole cell, if that is a name: names may have a semicolon
			SELECT p.item ->> 'parent' AS word, 1::bigint AS place
			WHERE EXISTS (SELECT FROM named n WHERE lower(n.name) = lower(p.item ->> 'parent'))
			UNION ALL
			SELECT s.word, s.place FROM string_to_table(p.item ->> 'parent', ';') WITH ORDINALITY s(word, place)
			WHERE NOT EXISTS (SELECT FROM named n WHERE lower(n.name) = lower(p.item ->> 'parent'))
		) w
		WHERE p.item ? 'parent' AND btrim(w.word) <> ''
	), deep AS (
		SELECT n.key, 0 AS depth FROM named n
		WHERE NOT EXISTS (SELECT FROM above a JOIN named u ON u.key = a.up WHERE a.key = n.key)
		UNION
		SELECT a.key, d.depth + 1 FROM deep d JOIN above a ON a.up = d.key WHERE d.depth < 100
	), depth AS (
		SELECT d.key, max(d.depth) AS depth FROM deep d GROUP BY d.key
	)
	SELECT p.line, p.item || jsonb_build_object('parents', COALESCE((SELECT jsonb_agg(a.up ORDER BY a.place)
			FROM above a WHERE a.line = p.line), '[]')),
		p.problems
		|| COALESCE((SELECT jsonb_agg(jsonb_build_object('rule', 'parent', 'value', a.word, 'refused', true, 'problem',
				'No goal has this key or name, or several have. Use the key.')) FROM above a
			WHERE a.line = p.line AND a.up IS NULL), '[]')
		|| CASE WHEN EXISTS (SELECT FROM above a WHERE a.line = p.line AND a.up = a.key)
				OR (d.key IS NULL AND p.item ? 'key' AND NOT p.item ? 'more')
			THEN jsonb_build_array(jsonb_build_object('rule', 'parent', 'value', p.item ->> 'parent', 'refused', true,
				'problem', 'The goal would be below itself. Take one parent away.')) ELSE '[]' END
	FROM plan p
	LEFT JOIN depth d ON d.key = p.item ->> 'key'
	ORDER BY COALESCE(d.depth, 101), p.line;
END
$$;
COMMENT ON FUNCTION _import_order IS
	'Internal: _import_plan with the parents of each row, by key, and its problems with them; parents come first.';

-- fence: jit
CREATE OR REPLACE FUNCTION import_check(
	mapping text DEFAULT 'list', batch text DEFAULT NULL, decimal_sign text DEFAULT NULL,
	hundred_percent double precision DEFAULT NULL, day_order text DEFAULT NULL,
	home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (line integer, column_name text, rule text, value text, refused boolean, problem text)
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_column
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	RETURN QUERY
	SELECT o.line, p.x ->> 'column', p.x ->> 'rule', p.x ->> 'value', p.x -> 'refused' <> 'false', p.x ->> 'problem'
	FROM perf._import_order(mapping, perf._import_batch(batch), decimal_sign, hundred_percent, day_order) o
	CROSS JOIN LATERAL jsonb_array_elements(o.problems) p(x)
	ORDER BY o.line, p.x ->> 'column', p.x ->> 'rule';
END
$$;
COMMENT ON FUNCTION import_check IS
	'Every problem of every row of a batch, before anything is written: line of the file, column, rule, value, and '
	'what to do. refused: the row is not taken as it is; false: it is said only. batch NULL: the newest of the caller. '
	'decimal_sign, hundred_percent and day_order answer questions for the whole file, before the mapping does. No '
	'rows: '
	'all is well. Errors: 42704 for a mapping or batch that is none.';

-- fence: jit
CREATE OR REPLACE FUNCTION _import_item(
	item jsonb, make_missing boolean, home regclass DEFAULT 'setting'::regclass)
RETURNS text LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	had record;
	made bigint; -- the goal
	v record;
	owner bigint;
	team bigint;
	of_period bigint;
	t record;
	is_new boolean;
	changes integer := 0;
	n integer;
	above bigint;
	denied boolean := false;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT g.id, g.target INTO had FROM perf.goal g WHERE g.key = item ->> 'key';
	is_new := NOT FOUND;
	made := had.id;
	IF item ? 'owner' THEN
		SELECT p.id INTO owner FROM perf.person p WHERE lower(item ->> 'owner') IN (lower(p.name), lower(p.login))
		ORDER BY p.active DESC, p.id LIMIT 1;
		IF owner IS NULL AND make_missing THEN
			INSERT INTO perf.person (name) VALUES (item ->> 'owner') RETURNING id INTO owner;
		END IF;
	END IF;
	IF item ? 'team' THEN
		SELECT x.id INTO team FROM perf.team x WHERE lower(item ->> 'team') IN (lower(x.name), lower(x.key)) LIMIT 1;
		IF team IS NULL AND make_missing THEN
			INSERT INTO perf.team (key, name)
			VALUES (btrim(regexp_replace(lower(item ->> 'team'), '[^[:alnum:]]+', '-', 'g'), '-'), item ->> 'team')
			RETURNING id INTO team;
		END IF;
	END IF;
	IF item ? 'period' THEN
		of_period := perf._import_period(item ->> 'period', make_missing);
	END IF;
	IF NOT item ? 'more' THEN
		IF is_new THEN
			INSERT INTO perf.goal (key, name, why, kind, target, unit, weight, owner_id, team_id, period_id, due_on,
				perspective_id)
			VALUES (item ->> 'key', item ->> 'name', item ->> 'why', item ->> 'kind', item ->> 'target',
				item ->> 'unit',
				COALESCE((item ->> 'weight')::double precision, 1), COALESCE(owner, perf.me()), team, of_period,
				(item ->> 'due_on')::date,
				(SELECT x.id FROM perf.perspective x WHERE lower(x.name) = lower(item ->> 'perspective')))
			RETURNING id INTO made;
		ELSIF item ? 'name' THEN
			-- an empty cell leaves what is there
			SELECT COALESCE(item ->> 'name', x.name) AS name, COALESCE(item ->> 'why', x.why) AS why,
				COALESCE(item ->> 'kind', x.kind) AS kind, COALESCE(item ->> 'target', x.target) AS target,
				COALESCE(item ->> 'unit', x.unit) AS unit,
				COALESCE((item ->> 'weight')::double precision, x.weight) AS weight,
				COALESCE(owner, x.owner_id) AS owner_id, COALESCE(team, x.team_id) AS team_id,
				COALESCE(of_period, x.period_id) AS period_id, COALESCE((item ->> 'due_on')::date, x.due_on) AS due_on,
				COALESCE((SELECT y.id FROM perf.perspective y WHERE lower(y.name) = lower(item ->> 'perspective')),
					x.perspective_id) AS perspective_id INTO v
			FROM perf.goal x WHERE x.id = made;
			SELECT count(*) INTO n FROM perf.goal g WHERE g.id = made AND (g.name, g.why, g.kind, g.target, g.unit,
				g.weight, g.owner_id, g.team_id, g.period_id, g.due_on,
					g.perspective_id) IS DISTINCT FROM (v.name, v.why,
				v.kind, v.target, v.unit, v.weight, v.owner_id, v.team_id, v.period_id, v.due_on, v.perspective_id);
			IF n > 0 THEN
				UPDATE perf.goal g SET name = v.name, why = v.why, kind = v.kind, target = v.target, unit = v.unit,
					weight = v.weight, owner_id = v.owner_id, team_id = v.team_id, period_id = v.period_id,
					due_on = v.due_on, perspective_id = v.perspective_id
				WHERE g.id = made;
				changes := changes + 1;
				denied := NOT FOUND;
			END IF;
		END IF;
		above := CASE WHEN item -> 'parents' <> '[]' THEN perf.goal_id(item -> 'parents' ->> 0) END;
		IF EXISTS (SELECT FROM perf.goal g WHERE g.id = made AND g.parent_id IS DISTINCT FROM above AND above
			IS NOT NULL)
		THEN
			UPDATE perf.goal g SET parent_id = above WHERE g.id = made;
			changes := changes + 1;
			denied := denied OR NOT FOUND;
		END IF;
		-- a row that a policy keeps from being changed is no error for PostgreSQL
		IF denied THEN
			RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
				MESSAGE = format('permission denied to change goal "%s"', item ->> 'key'),
				HINT = 'Its owner, a manager of its team or an admin changes it.';
		END IF;
		INSERT INTO perf.goal_link (goal_id, parent_id)
		SELECT made, perf.goal_id(p.key)
		FROM jsonb_array_elements_text(item -> 'parents') WITH ORDINALITY p(key, place)
		WHERE p.place > 1
		ON CONFLICT ON CONSTRAINT goal_link_pkey DO NOTHING;
		GET DIAGNOSTICS n = ROW_COUNT;
		changes := changes + n;
	END IF;
	FOR t IN SELECT x.name, x.target FROM jsonb_to_recordset(item -> 'targets') x(name text, target text) LOOP
		INSERT INTO perf.goal_target AS o (goal_id, period_id, target)
		VALUES (made, perf._import_period(t.name, make_missing), t.target)
		ON CONFLICT ON CONSTRAINT goal_target_pkey DO UPDATE SET target = EXCLUDED.target
		WHERE o.target <> EXCLUDED.target;
		GET DIAGNOSTICS n = ROW_COUNT;
		changes := changes + n;
	END LOOP;
	FOR t IN SELECT x.value, x.at FROM jsonb_to_recordset(item -> 'values') x(value double precision,
		at timestamptz) LOOP
		-- a value without a time is that of now, or of the end of a period that is over, unless it is known
		IF t.at IS NULL AND t.value = (SELECT m.value FROM perf.measurement m WHERE m.goal_id = made
			ORDER BY m.at DESC LIMIT 1) THEN
			CONTINUE;
		END IF;
		INSERT INTO perf.measurement AS o (goal_id, at, value, note)
		SELECT made, COALESCE(t.at, LEAST(now(), s.until_at - interval '1 microsecond')), t.value, item ->> 'note'
		FROM perf._goal_scope s WHERE s.goal_id = made
		ON CONFLICT ON CONSTRAINT measurement_pkey DO UPDATE SET value = EXCLUDED.value, note = EXCLUDED.note
		WHERE (o.value, o.note) IS DISTINCT FROM (EXCLUDED.value, EXCLUDED.note);
		GET DIAGNOSTICS n = ROW_COUNT;
		changes := changes + n;
	END LOOP;
	-- a source that has nothing but progress: a score by judgement
	IF item ? 'progress' AND NOT (item ? 'target' AND item ? 'values') AND (item ->> 'progress')::double precision
		IS DISTINCT FROM (SELECT c.score FROM perf.check_in c WHERE c.goal_id = made
			AND c.score IS NOT NULL ORDER BY c.at DESC, c.id DESC LIMIT 1) THEN
		INSERT INTO perf.check_in (goal_id, score, note) VALUES (made, (item ->> 'progress')::double precision,
			item ->> 'note');
		changes := changes + 1;
	END IF;
	RETURN CASE WHEN is_new THEN 'new' WHEN changes > 0 THEN 'changed' ELSE 'same' END;
END
$$;
COMMENT ON FUNCTION _import_item IS
	'Internal: writes what one row of a file says, and tells whether it was new, changed or the same.';

CREATE OR REPLACE FUNCTION _import_period(
	word text, make_missing boolean, home regclass DEFAULT 'setting'::regclass)
RETURNS bigint LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
#variable_conflict use_variable
DECLARE
	found_id bigint;
	days record;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT * INTO days FROM perf._import_days(word, NULL);
	SELECT p.id INTO found_id FROM perf.period p
	WHERE p.calendar = 'main' AND (p.name = word
		OR (p.first_day = days.first_day AND p.last_day = days.last_day AND p.kind = days.kind))
	ORDER BY p.name = word DESC LIMIT 1;
	IF found_id IS NULL AND make_missing AND days.kind IS NOT NULL THEN
		INSERT INTO perf.period (kind, name, first_day, last_day)
		VALUES (days.kind, word, days.first_day, days.last_day) RETURNING id INTO found_id;
	END IF;
	RETURN COALESCE(found_id, perf.period_id(word));
END
$$;
COMMENT ON FUNCTION _import_period IS
	'Internal: the period that a word of a file means, made if it is missing and wanted. Errors: 42704 if there is '
	'none.';

-- fence: jit
CREATE OR REPLACE FUNCTION import_apply(
	mapping text DEFAULT 'list', batch text DEFAULT NULL, dry_run boolean DEFAULT true,
	make_missing boolean DEFAULT false, decimal_sign text DEFAULT NULL, hundred_percent double precision DEFAULT NULL,
	day_order text DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS TABLE (line integer, goal_key text, result text, problem text)
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	o record;
	done jsonb := '[]';
	refusal text;
	outcome text;
	hint text;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	batch := perf._import_batch(batch);
	BEGIN
		FOR o IN SELECT x.line, x.item, x.problems
			FROM perf._import_order(mapping, batch, decimal_sign, hundred_percent, day_order) x
		LOOP
			SELECT string_agg(p.x ->> 'problem', ' ') INTO refusal FROM jsonb_array_elements(o.problems) p(x)
			WHERE p.x -> 'refused' = 'true' OR (p.x -> 'refused' = '"unless made"' AND NOT make_missing);
			CONTINUE WHEN o.item IS NULL AND refusal IS NULL;
			outcome := 'refused';
			IF refusal IS NULL THEN
				-- one row that the workspace refuses does not stop the others
				BEGIN
					outcome := perf._import_item(o.item, make_missing);
				EXCEPTION WHEN data_exception OR integrity_constraint_violation OR insufficient_privilege OR
					undefined_object
					OR object_not_in_prerequisite_state THEN
					GET STACKED DIAGNOSTICS refusal = MESSAGE_TEXT, hint = PG_EXCEPTION_HINT;
					refusal := concat_ws('. ', refusal, NULLIF(hint, ''));
				END;
			END IF;
			done := done || jsonb_build_object('line', o.line, 'goal_key', o.item ->> 'key', 'result', outcome,
				'problem', refusal);
		END LOOP;
		IF dry_run THEN
			RAISE EXCEPTION USING ERRCODE = 'OPMDR';
		END IF;
	EXCEPTION WHEN SQLSTATE 'OPMDR' THEN
		NULL; -- what was tried is taken back
	END;
	RETURN QUERY SELECT r.line, r.goal_key, r.result, r.problem
	FROM jsonb_to_recordset(done) r(line integer, goal_key text, result text, problem text) ORDER BY r.line;
END
$$;
COMMENT ON FUNCTION import_apply IS
	'Puts a batch into the workspace, or only tries to (dry_run, which it is unless said): one row per row of the '
	'file, '
	'with result new, changed, same or refused, and why. Rows that are refused do not stop the others. The same file '
	'again is all same: goals are found by key. make_missing: people, teams and periods that are missing are made. '
	'Everything is done with the rights of the caller. Other arguments as in import_check. Errors: as there.';
