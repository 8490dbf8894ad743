-- What the functions that manage a workspace share: who may, what a workspace consists of, running its DDL, roles.
-- All of it is internal.

CREATE FUNCTION opm._workspace_measured() RETURNS trigger
	AS 'MODULE_PATHNAME', 'opm_workspace_measured' LANGUAGE C;
COMMENT ON FUNCTION opm._workspace_measured() IS
	'Internal: trigger function of the table measurement of a workspace: new measurements that leave the status of '
	'their goal as it is, by the range kept in the table announced, need nothing more; the other goals go to the '
	'_announce_goals() of the workspace. In C, because it is part of every insert. Errors: 39P01 when used in any '
	'other trigger.';

CREATE FUNCTION opm._workspace_by_owner() RETURNS trigger
	AS 'MODULE_PATHNAME', 'opm_workspace_by_owner' LANGUAGE C;
COMMENT ON FUNCTION opm._workspace_by_owner() IS
	'Internal: trigger function of a workspace: calls the trigger function that its argument names, in the schema of '
	'the table, with the rights of the owner of the table, and gives it the name of the role that writes as '
	'TG_ARGV[1]. So history is written by triggers, and by no role. Errors: 39P01 when called in any other way, '
	'42883 if there is no such function, 42501 if it belongs to another owner.';

CREATE FUNCTION opm._workspace_steps(timestamp, timestamp, interval) RETURNS SETOF timestamp
	AS 'generate_series_timestamp' LANGUAGE internal IMMUTABLE STRICT PARALLEL SAFE ROWS 2;
COMMENT ON FUNCTION opm._workspace_steps(timestamp, timestamp, interval) IS
	'Internal: generate_series, of which the planner expects 2 rows in place of 1,000. For gaps in what was added up '
	'by steps of the calendar: most have one row. With 1,000 of them it takes a view of all goals for a hundred times '
	'as long as it is, and compiles it (JIT), for longer than it runs. Errors: 22023 for a step of 0.';

CREATE TYPE opm._figure_part AS (close_id bigint, goal_id bigint, child_id bigint, tree_order integer,
	is_private boolean, is_secret boolean, fraction double precision);
COMMENT ON TYPE opm._figure_part IS
	'Internal: what a figure rests on, the columns of close_part. A type of its own: users add columns to tables.';

CREATE FUNCTION opm._workspace_partial_goals(home regclass) RETURNS SETOF bigint
	AS 'MODULE_PATHNAME', 'opm_workspace_for_reader' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION opm._workspace_partial_goals(regclass) IS
	'Internal: goals that the current role sees, and whose score it sees in part, because goals below that count are '
	'hidden from it. Calls _partial_goals of the workspace that has the table home, as its owner, for this role. '
	'Errors: 42P01 if home is no table, 42883 if it is in no workspace, 42501 if the function belongs to another '
	'owner.';

CREATE FUNCTION opm._workspace_shared_scores(
	home regclass, OUT goal_id bigint, OUT score double precision, OUT status text, OUT status_order integer,
	OUT is_withheld boolean)
RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'opm_workspace_for_reader' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 1000;
COMMENT ON FUNCTION opm._workspace_shared_scores(regclass) IS
	'Internal: the rows of the view shared_scorecard, for the current role. Calls _shared_scores of the workspace that '
	'has the table home, as its owner, for this role. Errors: as opm._workspace_partial_goals.';

CREATE FUNCTION opm._workspace_withheld_results(home regclass, OUT close_id bigint, OUT goal_id bigint)
RETURNS SETOF record
	AS 'MODULE_PATHNAME', 'opm_workspace_for_reader' LANGUAGE C STABLE STRICT PARALLEL SAFE COST 100 ROWS 10;
COMMENT ON FUNCTION opm._workspace_withheld_results(regclass) IS
	'Internal: results of closes that are not shown to the current role, because one could solve for a goal that it '
	'may not see. Used by a policy. Calls _withheld_results of the workspace that has the table home, as its owner, '
	'for this role. Errors: as opm._workspace_partial_goals.';

-- One line per table: what policies, the change log, closes, grants and opm.drop_workspace do with it. The order is
-- that in which a close locks.
CREATE FUNCTION opm._workspace_tables(
	OUT table_name name, OUT readers text, OUT writers text, OUT level text, OUT commands text, OUT logged boolean,
	OUT closed boolean, OUT first_rows integer)
RETURNS SETOF record LANGUAGE sql IMMUTABLE PARALLEL SAFE ROWS 32
BEGIN ATOMIC
	VALUES
		-- readers,        writers,        level,         commands,                 logged, closed, first_rows
		('goal', 'own', 'own', 'contributor', 'INSERT, UPDATE, DELETE', true, true, 0),
		('goal_link', 'goal', 'goal editors', 'contributor', 'INSERT, UPDATE, DELETE', true, true, 0),
		('goal_target', 'goal', 'goal editors', 'contributor', 'INSERT, UPDATE, DELETE', true, true, 0),
		('goal_person', 'goal', 'goal editors', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('chart_exclusion', 'goal', 'goal editors', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('measurement', 'group', 'own', 'contributor', 'INSERT (%s), UPDATE, DELETE', false, true, 0),
		('measurement_history', 'group', 'triggers', NULL, NULL, false, false, 0),
		('check_in', 'goal', 'own', 'contributor', 'INSERT, UPDATE, DELETE', true, true, 0),
		('announced', 'own', 'triggers', NULL, NULL, false, false, 0),
		('guarded_goal', 'everyone', 'triggers', NULL, NULL, false, false, 0),
		('setting', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', true, false, NULL),
		('tree_lock', 'everyone', 'triggers', NULL, NULL, false, false, NULL),
		('access', 'everyone', 'owner', NULL, NULL, false, false, NULL),
		('change_log', 'own', 'triggers', NULL, NULL, false, false, NULL),
		('team', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', true, false, 0),
		('person', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', true, false, 1),
		('period', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', true, false, 0),
		('perspective', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', true, false, 4),
		('template', 'everyone', 'own', 'contributor', 'INSERT, UPDATE, DELETE', false, false, 0),
		('binding', 'everyone', 'owner', NULL, NULL, false, false, 0),
		('review', 'everyone', 'contributors', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('decision', 'goal or none', 'own', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('action', 'goal or none', 'own', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('feedback', 'own', 'own', 'contributor', 'INSERT, UPDATE, DELETE', false, false, 0),
		('rating', 'own', 'own', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('incentive', 'own', 'own', 'admin', 'INSERT, UPDATE, DELETE', false, false, 0),
		('factor', 'everyone', 'contributors', 'contributor', 'INSERT, UPDATE, DELETE', true, false, 0),
		('goal_factor', 'goal', 'goal writers', 'contributor', 'INSERT, UPDATE, DELETE', false, false, 0),
		('capacity', 'everyone', 'own', 'contributor', 'INSERT, UPDATE, DELETE', false, false, 0),
		('period_close', 'everyone', 'own', 'admin', 'INSERT (period_id, note)', false, false, 0),
		('close_tree', 'own', 'triggers', NULL, NULL, false, false, 0),
		('close_result', 'own', 'triggers', NULL, NULL, false, false, 0),
		('close_part', 'own', 'triggers', NULL, NULL, false, false, 0),
		('import_line', 'own', 'own', 'contributor', 'INSERT, DELETE', false, false, 0),
		('import_mapping', 'everyone', 'own', 'admin', 'INSERT, UPDATE, DELETE', false, false, 6),
		('snapshot', 'everyone', 'own', 'admin', 'INSERT (day), DELETE', false, false, 0),
		('goal_snapshot', 'own', 'triggers', NULL, NULL, false, false, 0);
END;
COMMENT ON FUNCTION opm._workspace_tables() IS
	'Internal: the tables of a workspace, one row per table. readers: everyone; goal (who sees the goal of the row); '
	'goal or none (also rows without a goal); group (as goal, and not too small a group of a survey); '
	'own (a policy in rules/policies.sql, or only admins). writers: contributors (they add rows, what else is own); '
	'goal writers (who may write for the goal add and change rows); goal editors (who may change the goal itself '
	'adds, changes and removes them); triggers (nobody writes them: see opm._workspace_by_owner); own; owner (the '
	'owner of the workspace alone: what is executed, and who may do what). Admins of the workspace read everything but '
	'feedback, and write everything but feedback, what triggers write and what is the owner''s. level: '
	'least level with which opm.grant_workspace grants commands (%s: all columns but recorded_at and recorded_by, '
	'which nobody chooses); all levels read. logged: '
	'changes are kept in change_log. closed: what a close rests on, locked while one is made. first_rows: '
	'rows of a new workspace, more are data; NULL: its rows are never data.';

CREATE FUNCTION opm._workspace_objects(OUT kind text, OUT name name) RETURNS SETOF record
LANGUAGE plpgsql IMMUTABLE PARALLEL SAFE ROWS 200 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN QUERY SELECT DISTINCT lower(m.found[1]), m.found[2]::name FROM opm._workspace_ddl() d(ddl)
		CROSS JOIN LATERAL regexp_matches(d.ddl,
			'(?n)^CREATE (?:OR REPLACE )?(TABLE|VIEW|FUNCTION) (?:IF NOT EXISTS )?(\w+)', 'g') m(found);
END
$$;
COMMENT ON FUNCTION opm._workspace_objects() IS
	'Internal: what makes a workspace, by name. kind: table, view or function. All else in its schema is the user''s.';

CREATE FUNCTION opm._workspace_own_only(schema name, known oid[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT o.called,
			string_agg(DISTINCT CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END, ', ') AS grantees
		FROM pg_namespace n
		CROSS JOIN LATERAL (
			SELECT n.oid, format('SCHEMA %I', n.nspname), n.nspacl, false
			UNION ALL
			SELECT c.oid, format('%s %I.%I', CASE c.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END,
				n.nspname, c.relname), c.relacl, false
			FROM pg_class c WHERE c.relnamespace = n.oid AND c.relkind IN ('r', 'p', 'v', 'S')
			UNION ALL
			SELECT p.oid, format('FUNCTION %s', p.oid::regprocedure), p.proacl, true
			FROM pg_proc p WHERE p.pronamespace = n.oid
		) o(id, called, acl, is_function)
		CROSS JOIN LATERAL aclexplode(o.acl) x
		WHERE n.nspname = schema AND NOT o.id = ANY (known) AND x.grantee <> n.nspowner
			-- PostgreSQL's own default, which is worth nothing without USAGE on the schema
			AND NOT (o.is_function AND x.grantee = 0)
		GROUP BY o.called
	LOOP
		EXECUTE format('REVOKE ALL ON %s FROM %s', r.called, r.grantees);
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_own_only(name, oid[]) IS
	'Internal: takes away the rights that default privileges gave others on what was just made in a workspace, known '
	'being what was there before: who has which right is said by opm.grant_workspace, or by a grant on the object.';

CREATE FUNCTION opm._workspace_known(schema name) RETURNS oid[]
LANGUAGE sql STABLE PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.array_agg(x.oid) FROM (
		SELECT n.oid FROM pg_catalog.pg_namespace n WHERE n.nspname = schema
		UNION ALL
		SELECT c.oid FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = schema
		UNION ALL
		SELECT p.oid FROM pg_catalog.pg_proc p JOIN pg_catalog.pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = schema
	) x;
END;
COMMENT ON FUNCTION opm._workspace_known(name) IS
	'Internal: what is in a schema, and the schema, for opm._workspace_own_only.';

CREATE FUNCTION opm._workspace_execute(schema name, statement text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	places CONSTANT text := '\mperf\.|''perf''|[$][$]';
	parts text[];
BEGIN
	-- PL/pgSQL is not bound to what it names when it is created, so it names the schema, as perf (README.md)
	IF statement ~ '\mLANGUAGE plpgsql\M' THEN
		-- in one pass: the name itself may hold any of these, and what the body is quoted with
		parts := regexp_split_to_array(statement, places);
		statement := (SELECT parts[1] || string_agg(CASE m.found[1] WHEN 'perf.' THEN quote_ident(schema) || '.'
				WHEN '''perf''' THEN quote_literal(schema) ELSE '$body_' || md5(schema) || '$' END
				|| parts[m.place + 1], '' ORDER BY m.place)
			FROM regexp_matches(statement, places, 'g') WITH ORDINALITY m(found, place));
	END IF;
	-- pg_catalog is searched first, because it is not named here; what is created goes into the workspace.
	PERFORM set_config('search_path', quote_ident(schema) || ', pg_temp', true);
	EXECUTE statement;
END
$$;
COMMENT ON FUNCTION opm._workspace_execute(name, text) IS
	'Internal: runs one statement with the workspace as the first schema of search_path. A function of its own, so '
	'that nothing but the statement itself is looked up there. Used by opm._workspace_run.';

CREATE FUNCTION opm._workspace_no_twins(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	twins text;
BEGIN
	SELECT string_agg(x.twin, ', ') INTO twins
	FROM (
		SELECT pg_describe_object('pg_proc'::regclass, p.oid, 0) AS twin
		FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = schema
			-- functions of a workspace have a comment
			AND (obj_description(p.oid, 'pg_proc') IS NULL
				OR p.proname NOT IN (SELECT o.name FROM opm._workspace_objects() o WHERE o.kind = 'function'))
			AND (EXISTS (SELECT FROM pg_proc c
					WHERE c.proname = p.proname AND c.pronamespace = 'pg_catalog'::regnamespace)
				OR EXISTS (SELECT FROM pg_proc c
					WHERE c.proname = p.proname AND c.pronamespace = p.pronamespace AND c.oid <> p.oid))
		UNION ALL
		SELECT pg_describe_object('pg_operator'::regclass, o.oid, 0)
		FROM pg_operator o JOIN pg_namespace n ON n.oid = o.oprnamespace
		WHERE n.nspname = schema AND EXISTS (SELECT FROM pg_operator c
			WHERE c.oprname = o.oprname AND c.oprnamespace = 'pg_catalog'::regnamespace)
		ORDER BY 1 LIMIT 5
	) x;
	IF twins IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('functions or operators in workspace %I have names of others', schema),
			DETAIL = format('They are %s. The workspace would be bound to them where it means the others.', twins),
			HINT = 'Rename them, or move them to another schema: ALTER ... SET SCHEMA.';
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_no_twins(name) IS
	'Internal: raises 55000 if a function or operator of the user''s own in the schema of a workspace has the name of '
	'one of PostgreSQL''s or of the workspace''s: of several, the one whose arguments fit best is taken. Asked before '
	'the DDL of a workspace is run.';

CREATE FUNCTION opm._workspace_rights(schema name, source name, target name, functions oid[]) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN ARRAY(
		SELECT format('GRANT %s%s ON %s TO %s%s', x.privilege_type, a.col, a.called,
			CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END,
			CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END)
		FROM (
			SELECT s.relacl, s.relowner, '', format('TABLE %I.%I', schema, target) FROM pg_class s
			WHERE s.relnamespace = quote_ident(schema)::regnamespace AND s.relname = source
			UNION ALL
			-- of a column that there is no more, nothing is left to have rights on
			SELECT o.attacl, s.relowner, format(' (%I)', o.attname), format('TABLE %I.%I', schema, target)
			FROM pg_class s JOIN pg_attribute o ON o.attrelid = s.oid
			JOIN pg_attribute n ON n.attrelid = format('%I.%I', schema, target)::regclass AND n.attname = o.attname
			WHERE s.relnamespace = quote_ident(schema)::regnamespace AND s.relname = source AND s.relkind = 'v'
			UNION ALL
			SELECT s.proacl, s.proowner, '', format('FUNCTION %s', t.oid::regprocedure) FROM pg_proc s
			JOIN pg_proc t ON t.pronamespace = s.pronamespace AND t.proname = target
			WHERE s.oid = ANY (functions) AND s.proname = source
		) a(acl, owner, col, called)
		CROSS JOIN LATERAL aclexplode(a.acl) x
		WHERE x.grantee <> a.owner);
END
$$;
COMMENT ON FUNCTION opm._workspace_rights(name, name, name, oid[]) IS
	'Internal: statements that give the rights on a view or on functions to those that take their place. Used by '
	'opm._workspace_run.';

CREATE FUNCTION opm._workspace_on_view(
	schema name, target name, OUT view name, OUT statement text, OUT described text)
RETURNS SETOF record LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	old oid := format('%I.%I', schema, target)::regclass;
BEGIN
	RETURN QUERY
		SELECT target, concat_ws('; ', pg_get_triggerdef(t.oid),
				format('COMMENT ON TRIGGER %I ON %I.%I IS %L', t.tgname, schema, target,
					obj_description(t.oid, 'pg_trigger'))),
			pg_describe_object('pg_trigger'::regclass, t.oid, 0)
		FROM pg_trigger t WHERE t.tgrelid = old AND NOT t.tgisinternal
		UNION ALL
		SELECT target, concat_ws('; ', rtrim(pg_get_ruledef(w.oid), ';'),
				format('COMMENT ON RULE %I ON %I.%I IS %L', w.rulename, schema, target,
					obj_description(w.oid, 'pg_rewrite'))),
			pg_describe_object('pg_rewrite'::regclass, w.oid, 0)
		FROM pg_rewrite w WHERE w.ev_class = old AND w.rulename <> '_RETURN'
		UNION ALL
		SELECT target, format('ALTER VIEW %I.%I ALTER %I SET DEFAULT %s', schema, target, a.attname,
				pg_get_expr(d.adbin, d.adrelid)),
			pg_describe_object('pg_attrdef'::regclass, d.oid, 0)
		FROM pg_attrdef d JOIN pg_attribute a ON a.attrelid = d.adrelid AND a.attnum = d.adnum WHERE d.adrelid = old;
END
$$;
COMMENT ON FUNCTION opm._workspace_on_view(name, name) IS
	'Internal: what the user has hung on a view, triggers, rules and defaults, as statements that hang it on the view '
	'that takes its place. Used by opm._workspace_run.';

CREATE FUNCTION opm._workspace_policies(schema name) RETURNS text[]
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN ARRAY(SELECT format('%I ON %s', p.polname, p.polrelid::regclass)
		FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid
		JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = schema
		JOIN opm._workspace_tables() t ON t.table_name = c.relname
		WHERE p.polname IN ('admin', 'readable', 'added', 'changed', 'removed'));
END
$$;
COMMENT ON FUNCTION opm._workspace_policies(name) IS
	'Internal: the policies on tables of a workspace whose names are those of its own.';

CREATE FUNCTION opm._workspace_run(schema name, version text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
SET check_function_bodies = on SET standard_conforming_strings = on SET default_table_access_method = heap
SET quote_all_identifiers = off SET transform_null_equals = off SET array_nulls = on SET "DateStyle" = 'ISO'
SET "IntervalStyle" = 'postgres' SET extra_float_digits = 1 AS $$
DECLARE
	statement text;
	kind text;
	object text;
	had oid[];
	failed boolean;
	o record;
	before text[] := '{}';
	rights text[] := '{}';
	hung jsonb := '[]';
	policies text[] := opm._workspace_policies(schema);
	known oid[] := opm._workspace_known(schema);
BEGIN
	PERFORM opm._workspace_no_twins(schema);
	-- the law by which a file is cut into statements is in src/workspace/README.md
	FOR statement IN
		SELECT s.statement
		FROM opm._workspace_ddl() WITH ORDINALITY AS d(ddl, file)
		CROSS JOIN LATERAL regexp_split_to_table(d.ddl,
			';\n+(?=(CREATE|ALTER|COMMENT|INSERT|UPDATE|DROP|DO|GRANT|REVOKE|--) )')
			WITH ORDINALITY AS s(statement, place)
		WHERE s.statement ~ '\S'
		ORDER BY d.file, s.place
	LOOP
		kind := substring(statement, '(?n)^CREATE OR REPLACE (VIEW|FUNCTION) ');
		IF kind IS NULL THEN
			PERFORM opm._workspace_execute(schema, statement);
			CONTINUE;
		END IF;
		object := substring(statement, '(?n)^CREATE OR REPLACE (?:VIEW|FUNCTION) (\w+)');
		had := ARRAY(SELECT p.oid FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
			WHERE kind = 'FUNCTION' AND n.nspname = schema AND p.proname = object);
		failed := false;
		BEGIN
			PERFORM opm._workspace_execute(schema, statement);
		EXCEPTION WHEN invalid_table_definition OR invalid_function_definition THEN
			-- an older one has other columns or another result
			failed := true;
		END;
		-- It steps aside, and the new one has its rights; what uses it is made anew below, and then it can go. So does
		-- an older function with other arguments: it would stay beside the new one, and make calls ambiguous.
		IF failed AND kind = 'VIEW' THEN
			hung := hung || (SELECT COALESCE(jsonb_agg(to_jsonb(h)), '[]')
				FROM opm._workspace_on_view(schema, object) h);
			EXECUTE format('ALTER VIEW %I.%I RENAME TO %I', schema, object, object || '__before');
			before := before || format('VIEW %I.%I', schema, object || '__before');
		ELSIF failed OR (had <> '{}' AND EXISTS (
			SELECT FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
			WHERE n.nspname = schema AND p.proname = object AND NOT p.oid = ANY (had))) THEN
			FOR o IN
				SELECT p.oid::regprocedure::text AS called,
					pg_get_function_identity_arguments(p.oid) AS arguments
				FROM pg_proc p WHERE p.oid = ANY (had)
			LOOP
				EXECUTE format('ALTER FUNCTION %s RENAME TO %I', o.called, object || '__before');
				before := before || format('FUNCTION %I.%I(%s)', schema, object || '__before', o.arguments);
			END LOOP;
		END IF;
		IF failed THEN
			PERFORM opm._workspace_execute(schema, statement);
			rights := rights || opm._workspace_rights(schema, object || '__before', object, had);
		END IF;
	END LOOP;
	policies := ARRAY(SELECT p FROM unnest(policies) p EXCEPT SELECT p FROM unnest(opm._workspace_policies(schema)) p
		ORDER BY 1);
	IF policies <> '{}' THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('policies of your own in workspace %I have names that are for its own', schema),
			DETAIL = format('They are %s. The names admin, readable, added, changed and removed are those of the'
				' workspace, which makes its policies anew.', array_to_string(policies, ', ')),
			HINT = format('Rename them: ALTER POLICY %s RENAME TO ...;', policies[1]);
	END IF;
	-- The last ones first: views are made in the order of their use. Not CASCADE: an object of the user's own that
	-- still uses one is named, and nothing is lost.
	FOR i IN REVERSE cardinality(before) .. 1 LOOP
		BEGIN
			EXECUTE 'DROP ' || before[i];
		EXCEPTION WHEN dependent_objects_still_exist THEN
			GET STACKED DIAGNOSTICS object = PG_EXCEPTION_DETAIL;
			RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
				MESSAGE = format('%s has changed, and objects of your own use it',
					replace(before[i], '__before', '')),
				DETAIL = replace(object, '__before', ''), HINT = 'Drop them, upgrade, and make them again.';
		END;
	END LOOP;
	PERFORM opm._workspace_own_only(schema, known);
	FOREACH statement IN ARRAY rights LOOP
		EXECUTE statement;
	END LOOP;
	FOR o IN SELECT * FROM jsonb_to_recordset(hung) h(view name, statement text, described text) LOOP
		BEGIN
			EXECUTE o.statement;
		EXCEPTION WHEN syntax_error_or_access_rule_violation THEN
			RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
				MESSAGE = format('VIEW %I.%I has changed, and objects of your own use it', schema, o.view),
				DETAIL = format('%s cannot be made on it as it is now: %s.', o.described, SQLERRM),
				HINT = 'Drop them, upgrade, and make them again.';
		END;
	END LOOP;
	-- Without statistics the planner takes new tables for large ones, and compiles queries over them (JIT) for longer
	-- than they run.
	FOR statement IN
		SELECT format('ANALYZE %I.%I', schema, c.relname)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = schema AND c.relkind = 'r' AND c.reltuples < 0
	LOOP
		EXECUTE statement;
	END LOOP;
	-- What tells a workspace from other schemas, and which version it has: the comment on its table setting.
	EXECUTE format('COMMENT ON TABLE %I.setting IS %L', schema,
		'Settings of this workspace, one row. opm workspace, version ' || version || '.');
END
$$;
COMMENT ON FUNCTION opm._workspace_run(name, text) IS
	'Internal: runs the DDL of a workspace in an existing schema, as the caller. Used by opm.create_workspace and '
	'opm.upgrade_workspace, not to be called on its own.';

CREATE FUNCTION opm._workspace_version(schema name) RETURNS text LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.substring(pg_catalog.obj_description(c.oid, 'pg_class'),
		'opm workspace, version ([0-9][0-9.]*)\.$')
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = schema AND c.relname = 'setting' AND c.relkind = 'r';
END;
COMMENT ON FUNCTION opm._workspace_version(name) IS
	'Internal: version of the opm that made or last upgraded the workspace in this schema. '
	'NULL if the schema is not a workspace, and for NULL.';

CREATE FUNCTION opm._workspace_owner(schema name) RETURNS oid
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	owner record;
	others text;
BEGIN
	-- the mark was taken by COMMENT ON TABLE, or by a restore without comments
	IF schema IS NOT NULL AND opm._workspace_version(schema) IS NULL
		AND NOT EXISTS (SELECT FROM opm._workspace_objects() o WHERE o.kind = 'table'
			AND to_regclass(format('%I.%I', schema, o.name)) IS NULL) THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('schema %I is no longer known as a workspace', schema),
			DETAIL = 'It has the tables of one, but the comment on its table setting, which says the version, is'
				' another one.',
			HINT = format('Give it back, with the version that made it: COMMENT ON TABLE %I.setting IS ''Settings of'
				' this workspace, one row. opm workspace, version %s.'';', schema,
				(SELECT e.extversion FROM pg_extension e WHERE e.extname = 'opm'));
	ELSIF schema IS NULL OR opm._workspace_version(schema) IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('schema %s is no workspace', coalesce(quote_ident(schema), 'NULL')),
			HINT = 'opm.workspaces() lists workspaces, opm.create_workspace() makes one.';
	END IF;
	SELECT r.oid, r.rolname, r.rolsuper, n.oid AS place, n.nspacl INTO owner
	FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner WHERE n.nspname = schema;
	IF NOT EXISTS (SELECT FROM pg_roles r
		WHERE r.rolname = current_user AND (r.oid = owner.oid OR (r.rolsuper AND owner.rolsuper))) THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('must be owner of workspace %I', schema),
			DETAIL = format('It belongs to role "%s". What its owner put into it, a trigger for example,'
				' would run with your rights.', owner.rolname),
			HINT = format('Connect as that role, or SET ROLE %I;', owner.rolname);
	END IF;
	-- Who may create in the schema can make a function that is taken for another one: that is for the owner alone, and
	-- for superusers, who need no trick.
	SELECT string_agg(x.grantee, ', ') INTO others
	FROM (
		SELECT CASE a.grantee WHEN 0 THEN 'PUBLIC' ELSE quote_ident(r.rolname) END AS grantee
		FROM aclexplode(owner.nspacl) a LEFT JOIN pg_roles r ON r.oid = a.grantee
		WHERE a.privilege_type = 'CREATE' AND a.grantee <> owner.oid AND r.rolsuper IS NOT TRUE
		ORDER BY 1
	) x;
	IF others IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('others may create objects in workspace %I', schema),
			DETAIL = 'What they create, a function for example, could run with the rights of whoever uses it.',
			HINT = format('REVOKE CREATE ON SCHEMA %I FROM %s;', schema, others);
	END IF;
	SELECT string_agg(x.object, ', ') INTO others
	FROM (
		SELECT pg_describe_object(o.class, o.object, 0) AS object
		FROM (
			SELECT 'pg_class'::regclass, c.oid, c.relowner FROM pg_class c WHERE c.relnamespace = owner.place
			UNION ALL
			SELECT 'pg_proc'::regclass, p.oid, p.proowner FROM pg_proc p WHERE p.pronamespace = owner.place
			UNION ALL
			SELECT 'pg_operator'::regclass, p.oid, p.oprowner FROM pg_operator p WHERE p.oprnamespace = owner.place
			UNION ALL
			SELECT 'pg_type'::regclass, t.oid, t.typowner FROM pg_type t
			WHERE t.typnamespace = owner.place AND t.typrelid = 0 AND t.typelem = 0
		) o(class, object, owner)
		WHERE o.owner <> owner.oid AND NOT (SELECT r.rolsuper FROM pg_roles r WHERE r.oid = o.owner)
		ORDER BY 1 LIMIT 5
	) x;
	IF others IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('objects of others are in workspace %I', schema),
			DETAIL = format('They are %s. A workspace and all in its schema belong to one role.', others),
			HINT = format('Drop them, or give them to their owner: ALTER ... OWNER TO %I, or REASSIGN OWNED.',
				owner.rolname);
	END IF;
	RETURN owner.oid;
END
$$;
COMMENT ON FUNCTION opm._workspace_owner(name) IS
	'Internal: the owner of a workspace, if that is the caller, or both are superusers. Asked before anything in the '
	'schema is touched. Errors: 42704 if the schema is not a workspace, 42501 for everybody else, 55000 if others '
	'could have put functions into the schema.';

CREATE FUNCTION opm._workspace_here(home regclass, schema name) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_here' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._workspace_here(regclass, name) IS
	'Internal: the first statement of the PL/pgSQL functions of a workspace: home, a table of the workspace, is in the '
	'schema of this name. Errors: 55000 if not, because after ALTER SCHEMA ... RENAME they would look into whatever '
	'has the old name now.';

CREATE FUNCTION opm._workspace_role_key(login name) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_workspace_role_key' LANGUAGE C STABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm._workspace_role_key(name) IS
	'Internal: what a role is apart from its name: the identifier of the cluster and its OID. NULL if there is no role '
	'of this name, and for NULL.';

CREATE FUNCTION opm._workspace_role(role_key text, login name) RETURNS oid
	AS 'MODULE_PATHNAME', 'opm_workspace_role' LANGUAGE C STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm._workspace_role(text, name) IS
	'Internal: the role that a row means: that of role_key in the cluster where this was noted, elsewhere and without '
	'it that of the name. NULL if it is gone.';

CREATE FUNCTION opm._workspace_granted(schema name, OUT login name, OUT level text) RETURNS SETOF record
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	here text := split_part(opm._workspace_role_key(current_user), '/', 1) || '/%';
BEGIN
	-- rows that a publisher keeps are left to it, and mean roles by their names
	IF NOT opm._workspace_follows(schema) THEN
		-- who was given the workspace since (REASSIGN OWNED, a restore under another owner) has all rights, and no
		-- level
		EXECUTE format('DELETE FROM %I.access a USING pg_namespace n
			WHERE n.nspname = $1 AND n.nspowner = opm._workspace_role(a.role_key, a.login)', schema) USING schema;
		-- two steps for the names, because two roles may have swapped theirs
		EXECUTE format('DELETE FROM %I.access a
			WHERE a.role_key LIKE $1 AND opm._workspace_role(a.role_key, a.login) IS NULL', schema) USING here;
		EXECUTE format('UPDATE %I.access a SET login = ''/'' || r.oid FROM pg_roles r
			WHERE r.oid = opm._workspace_role(a.role_key, a.login) AND r.rolname <> a.login', schema);
		EXECUTE format('UPDATE %I.access a SET login = r.rolname, role_key = opm._workspace_role_key(r.rolname)
			FROM pg_roles r WHERE r.oid = opm._workspace_role(a.role_key, a.login)
				AND (r.rolname <> a.login OR a.role_key IS NULL OR a.role_key NOT LIKE $1)', schema) USING here;
		-- persons who came by a restore are known by name: from now on they are the roles that have these names
		EXECUTE format('UPDATE %I.person SET login = login WHERE role_key NOT LIKE $1', schema) USING here;
	END IF;
	-- who has lost the grants otherwise (DROP OWNED, a restore without them) gets them by opm.grant_workspace alone
	RETURN QUERY EXECUTE format('SELECT a.login::name, a.level FROM %I.access a
		WHERE EXISTS (SELECT FROM pg_namespace n CROSS JOIN LATERAL aclexplode(n.nspacl) x
			WHERE n.nspname = $1 AND x.privilege_type = ''USAGE'' AND x.grantee <> n.nspowner
				AND x.grantee = opm._workspace_role(a.role_key, a.login))
		ORDER BY a.login', schema) USING schema;
END
$$;
COMMENT ON FUNCTION opm._workspace_granted(name) IS
	'Internal: the roles that have a level in a workspace, and what was granted with it, by the names they have now. '
	'Brings the table access up to date: roles that are gone, renamed, or known by name since a restore.';

CREATE FUNCTION opm._workspace_fresh(refused text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	-- an older snapshot would leave behind what others wrote since
	IF current_setting('transaction_isolation') NOT IN ('read committed', 'read uncommitted') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_transaction_state',
			MESSAGE = format('%s in a transaction of isolation level %s', refused,
				current_setting('transaction_isolation')),
			HINT = 'Use READ COMMITTED.';
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_fresh(text) IS
	'Internal: raises 25000 unless the transaction is READ COMMITTED. refused: what cannot be done. Used where rows '
	'are moved or removed.';

CREATE FUNCTION opm._workspace_lock(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	made text[] := ARRAY(
		SELECT c.oid::regclass::text
		FROM pg_class c
		JOIN (SELECT m.found[1] AS name, max(array[d.file, m.place]) AS place
			FROM opm._workspace_ddl() WITH ORDINALITY d(ddl, file)
			CROSS JOIN LATERAL regexp_matches(d.ddl, '(?n)^CREATE OR REPLACE VIEW (\w+)', 'g')
				WITH ORDINALITY m(found, place)
			GROUP BY 1) o ON o.name = c.relname
		WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind = 'v'
		ORDER BY o.place DESC);
	tables text[] := ARRAY(
		SELECT c.oid::regclass::text
		FROM pg_class c
		JOIN opm._workspace_tables() t ON t.table_name = c.relname
		JOIN (SELECT m.found[1] AS name, max(array[d.file, m.place]) AS place
			FROM opm._workspace_ddl() WITH ORDINALITY d(ddl, file)
			CROSS JOIN LATERAL regexp_matches(d.ddl, '(?n)^CREATE TABLE IF NOT EXISTS (\w+)', 'g')
				WITH ORDINALITY m(found, place)
			GROUP BY 1) o ON o.name = c.relname
		WHERE c.relnamespace = quote_ident(schema)::regnamespace AND c.relkind IN ('r', 'p')
		ORDER BY c.relname = 'period_close' DESC, t.writers = 'triggers', o.place DESC);
	name text;
BEGIN
	-- Whoever is under way holds what it locked first, and will want what it locks later. So that nobody who waits for
	-- this has what it waits for: first closes, which read and lock much; then the tables against writers, those on top
	-- that refer to others, because foreign keys, policies and triggers lock what is below them later. Who reads a view
	-- locks it, then what it reads, and so on: views before tables, those on top first. ALTER VIEW, because LOCK TABLE
	-- of a view would lock the tables of bound queries too. Functions read in any order, and so may transactions of
	-- several statements: for them all is given back after a deadlock, and taken once more.
	FOR turn IN 1 .. 5 LOOP
		BEGIN
			EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', tables[1]);
			FOREACH name IN ARRAY tables LOOP
				EXECUTE format('LOCK TABLE %s IN EXCLUSIVE MODE', name);
			END LOOP;
			FOREACH name IN ARRAY made LOOP
				EXECUTE format('ALTER VIEW %s SET (security_invoker)', name);
			END LOOP;
			FOREACH name IN ARRAY tables LOOP
				EXECUTE format('LOCK TABLE %s IN ACCESS EXCLUSIVE MODE', name);
			END LOOP;
			EXIT;
		EXCEPTION WHEN deadlock_detected THEN
			IF turn = 5 THEN
				RAISE;
			END IF;
		END;
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_lock(name) IS
	'Internal: locks every table and view of a workspace against everybody, in an order in which those who write by '
	'single statements meet no deadlock, and those who read hardly one. Used by opm._workspace_take and '
	'opm.drop_workspace.';

CREATE FUNCTION opm._workspace_take(schema name, whole boolean) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	PERFORM opm._workspace_owner(schema);
	PERFORM opm._workspace_filled(schema);
	-- One of these at a time, before anything else: GRANT takes no lock that a change of a view would wait for.
	IF to_regclass(format('%I.access', schema)) IS NOT NULL THEN
		EXECUTE format('LOCK TABLE %I.access IN SHARE UPDATE EXCLUSIVE MODE', schema);
	END IF;
	IF whole THEN
		PERFORM opm._workspace_lock(schema);
	ELSE
		EXECUTE format('LOCK TABLE %I.goal IN ACCESS SHARE MODE', schema);
	END IF;
	-- An UPDATE of one row, as for changes of the tree: under REPEATABLE READ the second one fails instead of not
	-- seeing what the first one did.
	IF to_regclass(format('%I.tree_lock', schema)) IS NOT NULL THEN
		EXECUTE format('UPDATE %I.tree_lock SET turn = turn + 1', schema);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_take(name, boolean) IS
	'Internal: makes changes of a workspace itself wait for each other until the transaction ends; whole: '
	'all who write and read wait too. Used by opm.upgrade_workspace, opm.grant_workspace, opm.bind, opm.unbind '
	'and opm.partition_measurements. Errors: 42704 if the schema is not a workspace, 40001 under REPEATABLE READ and '
	'SERIALIZABLE if another one was there at the same time.';

CREATE FUNCTION opm._workspace_parts(OUT class oid, OUT id oid, OUT home oid, OUT part integer)
RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE ROWS 1000
BEGIN ATOMIC
	SELECT 'pg_class'::regclass, c.oid, COALESCE(i.indrelid, d.refobjid, c.oid), 0 FROM pg_class c
	LEFT JOIN pg_index i ON i.indexrelid = c.oid
	LEFT JOIN pg_depend d ON c.relkind IN ('S', 't') AND d.classid = 'pg_class'::regclass AND d.objid = c.oid
		AND d.refclassid = 'pg_class'::regclass AND d.deptype = 'i'
	UNION ALL
	SELECT 'pg_constraint'::regclass, o.oid, o.conrelid, 0 FROM pg_constraint o WHERE o.conrelid <> 0
	UNION ALL
	SELECT 'pg_trigger'::regclass, t.oid, t.tgrelid, 0 FROM pg_trigger t
	UNION ALL
	SELECT 'pg_policy'::regclass, p.oid, p.polrelid, 0 FROM pg_policy p
	UNION ALL
	SELECT 'pg_rewrite'::regclass, w.oid, w.ev_class, 0 FROM pg_rewrite w
	UNION ALL
	SELECT 'pg_attrdef'::regclass, f.oid, f.adrelid, f.adnum FROM pg_attrdef f
	UNION ALL
	SELECT 'pg_statistic_ext'::regclass, x.oid, x.stxrelid, 0 FROM pg_statistic_ext x
	UNION ALL
	SELECT 'pg_type'::regclass, t.oid, t.typrelid, 0 FROM pg_type t WHERE t.typrelid <> 0
	UNION ALL
	SELECT 'pg_type'::regclass, t.oid, e.typrelid, 0 FROM pg_type t JOIN pg_type e ON e.oid = t.typelem
	WHERE t.typcategory = 'A' AND e.typrelid <> 0;
END;
COMMENT ON FUNCTION opm._workspace_parts() IS
	'Internal: objects of the database that are part of a table or view (home), and the number of the column, if they '
	'are part of that: indexes, constraints, triggers, policies, rules, defaults, statistics, types of rows.';

CREATE FUNCTION opm._workspace_foreign(schema name) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	place oid := (SELECT n.oid FROM pg_namespace n WHERE n.nspname = schema);
	made oid[] := ARRAY(
		WITH RECURSIVE made(id) AS (
			SELECT c.oid FROM pg_class c JOIN opm._workspace_objects() o ON o.name = c.relname AND o.kind <> 'function'
			WHERE c.relnamespace = place AND c.relkind IN ('r', 'p', 'v')
			UNION
			SELECT to_regclass(format('%I.%I', schema, b.called)) FROM opm._workspace_bindings(schema) b
			UNION
			SELECT c.oid FROM made JOIN pg_inherits i ON i.inhparent = made.id
			JOIN pg_class c ON c.oid = i.inhrelid AND c.relispartition
		)
		SELECT made.id FROM made);
	-- all functions of a workspace have a comment: an overload of one is told by having none
	made_function oid[] := ARRAY(SELECT p.oid
		FROM pg_proc p JOIN opm._workspace_objects() o ON o.name = p.proname AND o.kind = 'function'
		WHERE p.pronamespace = place AND (obj_description(p.oid, 'pg_proc') IS NOT NULL
			OR NOT EXISTS (SELECT FROM pg_proc b
				WHERE b.pronamespace = place AND b.proname = p.proname AND b.oid <> p.oid)));
BEGIN
	RETURN ARRAY(
		-- what DROP SCHEMA ... CASCADE would take along
		WITH RECURSIVE gone(class, id, part) AS (
			SELECT 'pg_namespace'::regclass::oid, place, 0
			UNION
			SELECT n.* FROM gone g
			CROSS JOIN LATERAL (
				SELECT d.classid, d.objid, d.objsubid FROM pg_depend d
				WHERE d.refclassid = g.class AND d.refobjid = g.id AND (g.part = 0 OR d.refobjsubid = g.part)
				UNION ALL
				-- a part that goes takes the whole along, as a rule its view
				SELECT d.refclassid, d.refobjid, d.refobjsubid FROM pg_depend d
				WHERE d.classid = g.class AND d.objid = g.id AND d.objsubid = g.part AND d.deptype = 'i'
			) n
		)
		SELECT DISTINCT pg_describe_object(g.class, g.id, g.part)
		FROM gone g
		LEFT JOIN opm._workspace_parts() h ON h.class = g.class AND h.id = g.id
		WHERE g.class NOT IN ('pg_namespace'::regclass, 'pg_default_acl'::regclass, 'pg_publication_rel'::regclass,
				'pg_publication_namespace'::regclass)
			AND (h.home = ANY (made)) IS NOT TRUE
			AND NOT (g.class = 'pg_proc'::regclass AND g.id = ANY (made_function))
			-- the array of a type, and the triggers of a foreign key, are named by these
			AND NOT (g.class = 'pg_type'::regclass
				AND EXISTS (SELECT FROM pg_type t WHERE t.oid = g.id AND t.typcategory = 'A' AND t.typelem <> 0))
			AND NOT (g.class = 'pg_trigger'::regclass
				AND EXISTS (SELECT FROM pg_trigger t WHERE t.oid = g.id AND t.tgisinternal))
			-- what is part of something that is named is not named itself
			AND NOT EXISTS (SELECT FROM gone w WHERE w.class = 'pg_class'::regclass AND w.id = h.home
				AND (w.part = 0 OR w.part = h.part) AND (w.class, w.id, w.part) <> (g.class, g.id, g.part))
		ORDER BY 1);
END
$$;
COMMENT ON FUNCTION opm._workspace_foreign(name) IS
	'Internal: everything that would be lost with the schema of a workspace and does not belong to the workspace: '
	'objects of the user''s own in it, and those elsewhere that use anything in it, described as PostgreSQL does. '
	'Indexes, policies and the like on a table of the workspace belong to it.';

CREATE FUNCTION opm._workspace_grant_bound(schema name, login name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	r record;
	missing text;
BEGIN
	FOR r IN
		SELECT DISTINCT c.oid, format('%I.%I', n.nspname, c.relname) AS name, n.nspname = schema AS inside
		FROM pg_rewrite w
		JOIN pg_depend d ON d.classid = 'pg_rewrite'::regclass AND d.objid = w.oid
			AND d.refclassid = 'pg_class'::regclass
		JOIN pg_class c ON c.oid = d.refobjid
		JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE w.ev_class IN (
				SELECT format('%I._bound', schema)::regclass
				UNION SELECT to_regclass(format('%I.%I', schema, b.called)) FROM opm._workspace_bindings(schema) b)
			AND c.oid <> w.ev_class
	LOOP
		IF r.inside THEN
			EXECUTE format('GRANT SELECT ON %s TO %I', r.name, login);
		ELSIF NOT has_any_column_privilege(login, r.oid, 'SELECT') THEN
			missing := concat_ws(', ', missing, r.name);
		END IF;
	END LOOP;
	IF missing IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = format('role "%s" cannot read the tables of bound queries: %s', login, missing),
			DETAIL = 'Views of the workspace read them with the rights of their reader.',
			HINT = format('GRANT SELECT ON %s TO %I;', missing, login);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_grant_bound(name, name) IS
	'Internal: lets a role read the tables of bound queries that are in the schema of the workspace, and names those '
	'elsewhere that it cannot read in a NOTICE. Used by opm.grant_workspace and opm.bind.';

CREATE FUNCTION opm._workspace_bindings(schema name, OUT id bigint, OUT name text, OUT query text, OUT called name)
RETURNS SETOF record LANGUAGE plpgsql STABLE ROWS 10 SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF to_regclass(format('%I.binding', schema)) IS NULL THEN
		RETURN;
	END IF;
	RETURN QUERY EXECUTE format(
		'SELECT b.id, b.name, b.query, (''_bound_'' || b.id)::name FROM %I.binding b ORDER BY b.id', schema);
END
$$;
COMMENT ON FUNCTION opm._workspace_bindings(name) IS
	'Internal: the bindings of a workspace, and the name of the view that holds the query of each. PostgreSQL keeps a '
	'view up to date when a column, table or schema that it reads is renamed; the text in the table binding is what '
	'was said once.';

CREATE FUNCTION opm._workspace_bind_one(schema name, id bigint, name text, query text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	called text := format('%I.%I', schema, '_bound_' || id);
	known oid[] := opm._workspace_known(schema);
BEGIN
	EXECUTE format(E'CREATE VIEW %s WITH (security_invoker) AS'
		' SELECT b.goal, b.at, b.value, b.base FROM (%s\n) b(goal, at, value, base)', called, query);
	EXECUTE format('COMMENT ON VIEW %s IS %L', called, format('Internal: the query of binding "%s".', name));
	EXECUTE (SELECT string_agg(format('COMMENT ON COLUMN %s.%s IS %L', called, c.col, c.comment), '; ') FROM (VALUES
		('goal', 'Key or id of the goal that was measured.'), ('at', 'Time or day the value holds for.'),
		('value', 'Measured value in the unit of the goal; for a ratio the numerator.'),
		('base', 'For a ratio the denominator; for a survey the number of answers.')) c(col, comment));
	IF EXISTS (SELECT FROM pg_attribute a WHERE a.attrelid = called::regclass AND CASE a.attname
		WHEN 'value' THEN NOT a.atttypid = ANY ('{float8, float4, numeric, int8, int4, int2}'::regtype[])
		WHEN 'at' THEN NOT a.atttypid = ANY ('{timestamptz, timestamp, date}'::regtype[]) END) THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = format('the query of binding "%s" has columns of the wrong type', name),
			DETAIL = 'Its columns are goal (key or id), at (a time or a day), value (a number) and base'
				' (a number or NULL).',
			HINT = 'Cast them in the query.';
	END IF;
	PERFORM opm._workspace_own_only(schema, known);
END
$$;
COMMENT ON FUNCTION opm._workspace_bind_one(name, bigint, text, text) IS
	'Internal: makes the view of a binding. Errors: those of the query, 42804 for columns of the wrong type.';

CREATE FUNCTION opm._workspace_bind(schema name, spared text DEFAULT NULL) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	b record;
	body text := '';
BEGIN
	FOR b IN SELECT x.*, to_regclass(format('%I.%I', schema, x.called)) AS there FROM opm._workspace_bindings(schema) x
		WHERE x.name IS DISTINCT FROM spared
	LOOP
		-- not there: the workspace was restored without the tables that it reads, or an older version made it
		IF b.there IS NULL THEN
			BEGIN
				PERFORM opm._workspace_bind_one(schema, b.id, b.name, b.query);
			EXCEPTION WHEN syntax_error_or_access_rule_violation OR invalid_schema_name THEN
				IF spared IS NOT NULL THEN
					RAISE WARNING USING MESSAGE = format('binding "%s" is left out: %s', b.name, SQLERRM),
						HINT = format('Bind it anew, or SELECT opm.unbind(%L, %L);', schema, b.name);
					CONTINUE;
				END IF;
				RAISE EXCEPTION USING ERRCODE = SQLSTATE,
					MESSAGE = format('binding "%s" cannot be made: %s', b.name, SQLERRM),
					DETAIL = format('Its query is: %s', b.query),
					HINT = format('Bring back what it reads, or SELECT opm.bind(%1$L, %2$L, ...) with another query,'
						' or SELECT opm.unbind(%1$L, %2$L);', schema, b.name);
			END;
		END IF;
		-- goal may be a key or an id: compared as text with both, and ids are no keys of others' goals
		body := body || CASE WHEN body = '' THEN '' ELSE E'\nUNION ALL\n' END || format(
			'SELECT g.id AS goal_id, q.at, q.value::double precision AS value,'
			' CASE WHEN q.base::double precision = 0 OR abs(q.base::double precision) BETWEEN 1e-40 AND 1e100'
			' THEN q.base::double precision END AS base'
			' FROM (SELECT b.goal, %1$s AS at, b.value, b.base FROM %2$I.%3$I b) q'
			' JOIN %2$I.goal g ON g.%4$s'
			-- what cannot be counted with (NaN, infinity, beyond 1e100) is as good as not measured, and the future does
			-- not count yet
			' WHERE q.value::double precision BETWEEN -1e100 AND 1e100 AND isfinite(q.at)'
			' AND q.at <= now()',
			-- days and times without a zone are those of the workspace, not of whoever reads
			CASE opm._workspace_bound_type(schema, b.called, 'at') WHEN 'timestamptz'::regtype THEN 'b.at'
				ELSE format('timezone((SELECT s.time_zone FROM %I.setting s), b.at::timestamp without time zone)',
					schema) END,
			schema, b.called, opm._workspace_goal_column(schema, b.called));
	END LOOP;
	IF body = '' THEN
		body := 'SELECT NULL::bigint AS goal_id, NULL::timestamp with time zone AS at,'
			' NULL::double precision AS value, NULL::double precision AS base WHERE false';
	END IF;
	EXECUTE format('CREATE OR REPLACE VIEW %I._bound WITH (security_invoker) AS %s', schema, body);
END
$$;
COMMENT ON FUNCTION opm._workspace_bind(name, text) IS
	'Internal: makes the view _bound of a workspace anew from the views of its bindings, and those of these that are '
	'missing. spared: a binding to leave out, which is being changed: then others that cannot be made are left out as '
	'well, with a WARNING; otherwise they are an error that names them.';

CREATE FUNCTION opm._workspace_bound_type(schema name, called name, col name) RETURNS regtype
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT a.atttypid::pg_catalog.regtype FROM pg_catalog.pg_attribute a
	JOIN pg_catalog.pg_class c ON c.oid = a.attrelid
	JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = schema AND c.relname = called AND a.attname = col AND NOT a.attisdropped;
END;
COMMENT ON FUNCTION opm._workspace_bound_type(name, name, name) IS
	'Internal: type of a column (goal, at, value or base) of the view of a binding. NULL if there is none, and for '
	'NULL.';

CREATE FUNCTION opm._workspace_goal_column(schema name, called name) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT CASE WHEN opm._workspace_bound_type(schema, called, 'goal')
			IN ('int8'::regtype, 'int4'::regtype, 'int2'::regtype)
		THEN 'id = q.goal' ELSE 'key = q.goal::text' END;
END;
COMMENT ON FUNCTION opm._workspace_goal_column(name, name) IS
	'Internal: how the goals of the view q of a binding are found in the table goal: by id where they are numbers, '
	'else by key. NULL for NULL.';
