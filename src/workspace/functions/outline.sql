-- Plans as text: an outline of opm.goaltree in and out, and a team's copy of a template.

-- fence: jit
CREATE OR REPLACE FUNCTION load_outline(
	outline text, period_id bigint DEFAULT NULL, owner_id bigint DEFAULT NULL, team_id bigint DEFAULT NULL,
	kind text DEFAULT 'kpi', key_prefix text DEFAULT '', template_id bigint DEFAULT NULL,
	home regclass DEFAULT 'setting'::regclass)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	plan jsonb := (outline::opm.goaltree)::jsonb -> 'goals';
	responsible bigint;
	units jsonb; -- by key, as they were
	linked text[]; -- goals that the outline has below a further parent of theirs, and says nothing of the first
	coming text; -- a period that has not begun
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	responsible := COALESCE(owner_id, perf.me());
	IF plan IS NULL THEN
		RETURN 0;
	END IF;
	IF responsible IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'not_null_violation', MESSAGE = 'goals need an owner',
			DETAIL = format('No person has the login %I.', current_user),
			HINT = 'Name the owner with owner_id, or add a person with this login.';
	END IF;
	SELECT jsonb_object_agg(r.key, g.unit) INTO units
	FROM jsonb_to_recordset(plan) r(key text)
	JOIN perf.goal g ON g.key = key_prefix || r.key WHERE g.unit IS NOT NULL;
	WITH named AS (
		SELECT r.key, g.id, g.parent_id, p.id AS further_id
		FROM jsonb_to_recordset(plan) r(key text, parent text)
		JOIN perf.goal g ON g.key = key_prefix || r.key
		LEFT JOIN perf.goal p ON p.key = key_prefix || r.parent
	)
	SELECT array_agg(n.key) INTO linked FROM named n
	JOIN perf.goal_link l ON l.goal_id = n.id AND l.parent_id = n.further_id
	WHERE n.parent_id NOT IN (SELECT o.id FROM named o);
	-- units of goals that are there already come last, when all are in their places: what is added up then fits
	UPDATE perf.goal g SET unit = NULL
	FROM jsonb_to_recordset(plan) r(key text, unit text, parent text)
	WHERE g.key = key_prefix || r.key AND g.unit IS NOT NULL
		AND (g.unit IS DISTINCT FROM COALESCE(r.unit, g.unit)
			OR (SELECT p.key FROM perf.goal p WHERE p.id = g.parent_id) IS DISTINCT FROM key_prefix || r.parent);
	INSERT INTO perf.goal AS g (key, name, kind, target, unit, weight, share, rollup, missing, credit_floor, credit_cap,
		status_basis, lifecycle, owner_id, period_id, team_id, template_id, template_node)
	SELECT key_prefix || r.key, COALESCE(r.label, k.name, r.key), kind, COALESCE(r.target, k.target),
		COALESCE(r.unit, k.unit), COALESCE(e.weight, e.had, 1), COALESCE(e.share, e.had_share),
		COALESCE(r.rollup, k.rollup), COALESCE(r.missing, k.missing),
		CASE WHEN num_nonnulls(r.credit_floor, r.credit_cap) = 0 THEN k.credit_floor ELSE r.credit_floor END,
		CASE WHEN num_nonnulls(r.credit_floor, r.credit_cap) = 0 THEN k.credit_cap ELSE r.credit_cap END,
		COALESCE(r.basis, k.status_basis),
		CASE WHEN r.applicable IS FALSE THEN 'paused' ELSE 'active' END, responsible, period_id, team_id,
		template_id, CASE WHEN template_id IS NOT NULL THEN r.key END
	FROM jsonb_to_recordset(plan) r(key text, label text, target text, unit text, weight double precision,
		share double precision, rollup text, missing text, credit_floor double precision, credit_cap double precision,
		basis text, applicable boolean, parent text)
	LEFT JOIN perf.goal k ON k.key = key_prefix || r.key
	-- the line between a goal and its first parent: a new one has nothing that could stay
	LEFT JOIN perf.goal up ON up.id = k.parent_id
	CROSS JOIN LATERAL (
		SELECT CASE WHEN NOT f.it THEN r.weight END AS weight, CASE WHEN NOT f.it THEN r.share END AS share,
			CASE WHEN f.it OR f.stays THEN k.weight END AS had, CASE WHEN f.it OR f.stays THEN k.share END AS had_share
		FROM (SELECT COALESCE(r.key = ANY (linked), false) AS it,
			r.parent IS NULL OR up.key IS NOT DISTINCT FROM key_prefix || r.parent AS stays) f
	) e
	-- a tree lists siblings by their ids: made in the order of the lines, they stay in the order of the plan
	LEFT JOIN (
		SELECT substring(t.line, '[^[:space:]]+') AS key, min(t.place) AS place
		FROM regexp_split_to_table(outline, chr(10)) WITH ORDINALITY t(line, place)
		GROUP BY 1
	) w ON w.key = r.key
	ORDER BY w.place, r.key
	ON CONFLICT (key) DO UPDATE SET
		name = EXCLUDED.name, target = EXCLUDED.target, weight = EXCLUDED.weight, share = EXCLUDED.share,
		rollup = EXCLUDED.rollup, missing = EXCLUDED.missing,
		credit_floor = EXCLUDED.credit_floor, credit_cap = EXCLUDED.credit_cap, status_basis = EXCLUDED.status_basis,
		-- draft, dropped and done stay what they are, as far as the outline says the same of them: whether they count
		lifecycle = CASE WHEN (g.lifecycle IN ('active', 'done')) = (EXCLUDED.lifecycle = 'active') THEN g.lifecycle
			ELSE EXCLUDED.lifecycle END,
		period_id = COALESCE(EXCLUDED.period_id, g.period_id),
		team_id = COALESCE(EXCLUDED.team_id, g.team_id),
		owner_id = COALESCE(load_outline.owner_id, g.owner_id);
	-- the text says of its own goals which are below which; a parent that it leaves out stays one
	WITH named AS (
		SELECT r.key, g.id FROM jsonb_to_recordset(plan) r(key text) JOIN perf.goal g ON g.key = key_prefix || r.key
	), kept AS (
		SELECT g.id AS goal_id, p.id AS parent_id
		FROM jsonb_array_elements(plan) r
		CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(r -> 'links', '[]')) k(parent text)
		JOIN named g ON g.key = r ->> 'key'
		JOIN named p ON p.key = k.parent
	)
	DELETE FROM perf.goal_link l
	WHERE l.goal_id IN (SELECT n.id FROM named n WHERE n.key = ANY (linked) IS NOT TRUE)
		AND l.parent_id IN (SELECT n.id FROM named n)
		AND (l.goal_id, l.parent_id) NOT IN (SELECT k.goal_id, k.parent_id FROM kept k);
	UPDATE perf.goal_link l SET weight = COALESCE(r.weight, l.weight), share = COALESCE(r.share, l.share)
	FROM jsonb_to_recordset(plan) r(key text, parent text, weight double precision, share double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf.goal p ON p.key = key_prefix || r.parent
	WHERE r.key = ANY (linked) AND l.goal_id = g.id AND l.parent_id = p.id
		AND (r.weight <> l.weight OR r.share IS DISTINCT FROM COALESCE(l.share, r.share));
	UPDATE perf.goal g SET parent_id = p.id
	FROM jsonb_to_recordset(plan) r(key text, parent text)
	LEFT JOIN perf.goal p ON p.key = key_prefix || r.parent
	WHERE g.key = key_prefix || r.key AND g.parent_id IS DISTINCT FROM p.id AND r.key = ANY (linked) IS NOT TRUE
		-- a part of the tree, loaded alone, stays where it is; not so a goal that was below another of the outline
		AND (r.parent IS NOT NULL OR EXISTS (
			SELECT FROM perf.goal was JOIN jsonb_array_elements(plan) o ON was.key = key_prefix || (o ->> 'key')
			WHERE was.id = g.parent_id));
	INSERT INTO perf.goal_link (goal_id, parent_id, weight, share)
	SELECT g.id, p.id, COALESCE(l.weight, was.weight, 1), COALESCE(l.share, was.share)
	FROM jsonb_array_elements(plan) r
	CROSS JOIN LATERAL jsonb_to_recordset(COALESCE(r -> 'links', '[]'))
		l(parent text, weight double precision, share double precision)
	JOIN perf.goal g ON g.key = key_prefix || (r ->> 'key')
	JOIN perf.goal p ON p.key = key_prefix || l.parent
	LEFT JOIN perf.goal_link was ON was.goal_id = g.id AND was.parent_id = p.id
	ON CONFLICT (goal_id, parent_id) DO UPDATE SET weight = EXCLUDED.weight, share = EXCLUDED.share;
	UPDATE perf.goal g SET unit = u.unit
	FROM jsonb_to_recordset(plan) r(key text, unit text)
	CROSS JOIN LATERAL (SELECT COALESCE(r.unit, units ->> r.key) AS unit) u
	WHERE g.key = key_prefix || r.key AND g.unit IS DISTINCT FROM u.unit;
	UPDATE perf.goal g SET time_aggregation = 'ratio'
	FROM jsonb_to_recordset(plan) r(key text, base double precision)
	WHERE g.key = key_prefix || r.key AND r.base IS NOT NULL AND g.time_aggregation <> 'ratio';
	SELECT p.name INTO coming
	FROM jsonb_to_recordset(plan) r(key text, value double precision, score double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf.period p ON p.id = g.period_id
	WHERE p.from_at > now() AND COALESCE(r.value, r.score) IS NOT NULL LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('period "%s" has not begun', coming),
			DETAIL = 'The outline has results, and goals of this period can have none yet.',
			HINT = 'Load the plan without values, or name the period that the results are of.';
	END IF;
	INSERT INTO perf.measurement AS m (goal_id, at, value, base)
	-- results of a period that is over are those at its end
	SELECT g.id, LEAST(now(), s.until_at - interval '1 microsecond'), r.value, r.base
	FROM jsonb_to_recordset(plan) r(key text, value double precision, base double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	JOIN perf._goal_scope s ON s.goal_id = g.id
	LEFT JOIN perf.goal_now n ON n.goal_id = g.id
	-- what is known already is not measured once more: a total would double
	WHERE r.value IS NOT NULL
		AND n.actual IS DISTINCT FROM CASE WHEN r.base IS NOT NULL THEN r.value / NULLIF(r.base, 0) ELSE r.value END
	ON CONFLICT (goal_id, at) DO UPDATE SET value = EXCLUDED.value, base = EXCLUDED.base;
	INSERT INTO perf.check_in (goal_id, person_id, score)
	SELECT g.id, responsible, r.score
	FROM jsonb_to_recordset(plan) r(key text, score double precision)
	JOIN perf.goal g ON g.key = key_prefix || r.key
	WHERE r.score IS NOT NULL;
	RETURN jsonb_array_length(plan);
END
$$;
COMMENT ON FUNCTION load_outline IS
	'Loads a plan from an opm.goaltree outline: makes goals, in the order of its lines, or changes those whose key is '
	'there already. What the outline leaves out stays: other goals, and of its own goals names, targets, units, '
	'weights, rules, and further parents that are not in the outline. '
	'Values other than the present ones become measurements, at the time of the call, or at the end of the period of '
	'the goal if it is over; given scores become check-ins. '
	'Goals of the outline belong to period_id, owner_id and team_id where these are given. '
	'Returns how many goals the outline has. Errors: 22P02 for a text that is no outline, 22023 for results of a '
	'period that has not begun, 23502 if goals have no owner.';

-- fence: jit
CREATE OR REPLACE FUNCTION export_outline(goal_key text DEFAULT NULL, with_values boolean DEFAULT true) RETURNS text
LANGUAGE sql STABLE SET jit = off
BEGIN ATOMIC
	WITH split AS (
		SELECT s.goal_id FROM _split_goal s
	)
	SELECT CASE WHEN export_outline.goal_key IS NULL THEN t.tree
		ELSE opm.subtree(t.tree, export_outline.goal_key) END::text
	FROM (
		SELECT opm.goaltree(x.goal) AS tree
		FROM (
			SELECT opm.goal(g.key, p.key, NULLIF(g.name, g.key),
				CASE WHEN with_values THEN
					CASE WHEN g.time_aggregation = 'ratio' THEN n.actual * b.base ELSE n.actual END END,
				CASE WHEN with_values AND g.time_aggregation = 'ratio' THEN b.base END,
				g.target::opm.target,
				CASE WHEN with_values AND n.actual IS NULL THEN j.score END,
				CASE WHEN g.parent_id IS NOT NULL THEN g.weight END,
				g.rollup, g.missing, g.credit_floor, g.credit_cap, g.unit,
				CASE WHEN g.share IS NOT NULL AND g.parent_id IS NOT NULL AND g.id IN (SELECT s.goal_id FROM split s)
					THEN g.share END,
				CASE WHEN g.lifecycle NOT IN ('active', 'done') THEN false END, basis => g.status_basis) AS goal
			FROM goal g
			JOIN goal_now n ON n.goal_id = g.id
			LEFT JOIN goal p ON p.id = g.parent_id
			LEFT JOIN LATERAL (
				SELECT sum(m.base) AS base
				FROM _measured m
				JOIN _goal_scope s ON s.goal_id = m.goal_id
				WHERE m.goal_id = g.id AND m.at >= s.usable_from_at
					AND m.at < COALESCE(s.until_at, 'infinity'::timestamptz)
			) b ON g.time_aggregation = 'ratio'
			JOIN _goal_scope w ON w.goal_id = g.id
			LEFT JOIN LATERAL _judged_now(g.id, w.usable_from_at, w.until_at, w.graded_until_at) j ON true
			UNION ALL
			SELECT opm.goal(g.key, p.key, weight => l.weight,
				share => CASE WHEN l.share IS NOT NULL AND l.goal_id IN (SELECT s.goal_id FROM split s)
					THEN l.share END)
			FROM goal_link l
			JOIN goal g ON g.id = l.goal_id
			JOIN goal p ON p.id = l.parent_id
		) x
	) t;
END;
COMMENT ON FUNCTION export_outline IS
	'The goals of the workspace as one outline with their current values: the text that load_outline reads. Key NULL: '
	'all goals.';

-- fence: jit
CREATE OR REPLACE FUNCTION instantiate(
	template_name text, team_ids bigint[], period_id bigint DEFAULT NULL, home regclass DEFAULT 'setting'::regclass)
RETURNS integer LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
#variable_conflict use_variable
DECLARE
	t record;
	wanted record;
	made integer := 0;
BEGIN
	PERFORM opm._workspace_here(home, 'perf');
	SELECT x.id, x.outline INTO wanted FROM perf.template x WHERE x.name = template_name;
	IF NOT FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('template "%s" does not exist', template_name);
	END IF;
	FOR t IN SELECT i.id, m.key, m.lead_id FROM unnest(team_ids) i(id) LEFT JOIN perf.team m ON m.id = i.id LOOP
		IF t.key IS NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'foreign_key_violation', MESSAGE = format('team %s does not exist', t.id);
		END IF;
		made := made + perf.load_outline(wanted.outline, period_id, t.lead_id, t.id, 'kpi', t.key || '.', wanted.id);
	END LOOP;
	RETURN made;
END
$$;
COMMENT ON FUNCTION instantiate IS
	'Makes the goals of a template for each of the teams, with the team key and a dot in front of their keys. '
	'Returns how many goals were made or changed. The owner is the team lead where there is one.';
