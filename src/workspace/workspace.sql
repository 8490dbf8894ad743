-- workspace: a ready-made model of goals, measurements, reviews and BI views in a schema of the user's choice.
-- Each function that takes a workspace is made twice: opm._NAME does the work, opm.NAME is the door to it (as_owner.c).
-- What they share is in internals.sql. The DDL of a workspace is plain SQL in the folders here; the Makefile carries
-- each file in as the text of opm._workspace_ddl(). See README.md.

CREATE FUNCTION opm.create_workspace(schema name, empty boolean DEFAULT false) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	installed text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'opm');
BEGIN
	IF schema IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'a workspace needs the name of a schema',
			HINT = 'For example: SELECT opm.create_workspace(''perf'');';
	END IF;
	IF schema = 'opm' OR schema ~ '^pg_' OR schema = 'information_schema' THEN
		RAISE EXCEPTION USING ERRCODE = 'reserved_name',
			MESSAGE = format('a workspace cannot be made in schema %I', schema),
			DETAIL = 'A workspace has a schema of its own.', HINT = 'Choose another name.';
	END IF;
	IF schema = '' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_name', MESSAGE = 'the name of a workspace cannot be empty',
			HINT = 'For example: SELECT opm.create_workspace(''perf'');';
	ELSIF EXISTS (SELECT FROM pg_namespace n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_schema', MESSAGE = format('schema "%s" already exists', schema),
			DETAIL = 'A workspace has a schema of its own.',
			HINT = CASE WHEN opm._workspace_version(schema) IS NULL THEN 'Choose another name.'
				ELSE format('It is a workspace already. SELECT opm.upgrade_workspace(%L); brings it to the installed'
					' version.', schema) END;
	ELSIF NOT has_database_privilege(current_database(), 'CREATE') THEN
		RAISE EXCEPTION USING ERRCODE = 'insufficient_privilege',
			MESSAGE = format('permission denied for database %I', current_database()),
			DETAIL = 'A workspace is a schema, and who makes one needs CREATE on the database.',
			HINT = format('Its owner can say: GRANT CREATE ON DATABASE %I TO %I;', current_database(), current_user);
	END IF;
	-- Plain CREATE SCHEMA: a schema that somebody else made first must not be adopted.
	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema,
		'Goals, measurements, reviews and scorecards (opm workspace). Start with the view scorecard.');
	PERFORM opm._workspace_own_only(schema, '{}');
	PERFORM opm._workspace_run(schema, installed);
	IF empty THEN
		PERFORM opm._workspace_empty(schema, installed);
	END IF;
END
$$;
COMMENT ON FUNCTION opm.create_workspace(name, boolean) IS
	'Makes a workspace: a new schema with tables, views and functions for goals, measurements, reviews and '
	'scorecards, all owned by the caller and not by the extension. The caller needs CREATE on the database. '
	'empty: true for one to restore rows into, or to subscribe with: it has no first rows, and its triggers are off '
	'until opm.upgrade_workspace is called. Errors: '
	'42P06 if the schema exists, 42939 for a reserved name, 42602 for an empty one, 22004 for NULL, 42501 without '
	'CREATE on the database.';

CREATE FUNCTION opm.workspaces(
	OUT schema name, OUT owner name, OUT version text, OUT goals bigint, OUT measurements bigint, OUT bytes bigint)
RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE ROWS 10
BEGIN ATOMIC
	SELECT n.nspname, pg_catalog.pg_get_userbyid(n.nspowner), opm._workspace_version(n.nspname),
		pg_catalog.sum(c.reltuples) FILTER (WHERE c.relname = 'goal' AND c.reltuples >= 0)::bigint,
		pg_catalog.sum(c.reltuples) FILTER (WHERE (c.relname = 'measurement' OR p.inhrelid IS NOT NULL)
			AND c.reltuples >= 0)::bigint,
		pg_catalog.sum(pg_catalog.pg_total_relation_size(c.oid))::bigint
	FROM pg_catalog.pg_namespace n
	JOIN pg_catalog.pg_class c ON c.relnamespace = n.oid AND c.relkind IN ('r', 'm')
	LEFT JOIN pg_catalog.pg_inherits p ON p.inhrelid = c.oid
	-- the mark counts if it is the owner's: others may be allowed to make a table of that name
	WHERE opm._workspace_version(n.nspname) IS NOT NULL
		AND NOT EXISTS (SELECT FROM pg_catalog.pg_class s WHERE s.relnamespace = n.oid
			AND s.relname IN ('setting', 'goal', 'measurement') AND s.relowner <> n.nspowner)
	GROUP BY n.oid, n.nspname, n.nspowner
	ORDER BY n.nspname;
END;
COMMENT ON FUNCTION opm.workspaces() IS
	'All workspaces of the database: schema, owner, version of the opm that made or last upgraded it, number of goals '
	'and measurements (estimates by ANALYZE, NULL before the first), size on disk in bytes.';

CREATE FUNCTION opm._upgrade_workspace(schema name) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	installed text := (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'opm');
	had text := opm._workspace_version(schema);
	to_be_filled boolean := opm._workspace_to_be_filled(schema);
	missing text;
	g record;
BEGIN
	IF string_to_array(had, '.')::integer[] > string_to_array(installed, '.')::integer[] THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace %I has version %s, newer than opm %s', schema, had, installed),
			HINT = 'Update the extension first: ALTER EXTENSION opm UPDATE.';
	END IF;
	-- a table that was renamed or moved would be made anew, without its rows
	SELECT string_agg(t.table_name, ', ') INTO missing FROM opm._workspace_tables() t
	WHERE had = installed AND to_regclass(format('%I.%I', schema, t.table_name)) IS NULL;
	IF missing IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('tables of workspace %I are missing', schema), DETAIL = format('They are %s.', missing),
			HINT = 'If they were renamed or moved, give them back their name and schema: ALTER TABLE ... RENAME, or'
				' SET SCHEMA. If they are lost, restore them.';
	END IF;
	IF to_be_filled THEN
		PERFORM opm._workspace_finish(schema);
	END IF;
	PERFORM opm._workspace_take(schema, true);
	PERFORM opm._workspace_whole(schema);
	-- after ALTER SCHEMA ... RENAME functions have the old name in their search_path, and triggers would run with it
	-- before they are made anew
	FOR g IN SELECT p.oid::regprocedure::text AS called FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = schema AND EXISTS (SELECT FROM unnest(p.proconfig) c
			WHERE c LIKE 'search_path=%'
				AND c NOT IN ('search_path=pg_catalog, pg_temp', format('search_path=%I, pg_temp', schema)))
	LOOP
		EXECUTE format('ALTER FUNCTION %s SET search_path = %I, pg_temp', g.called, schema);
	END LOOP;
	PERFORM opm._workspace_run(schema, installed);
	PERFORM opm._workspace_bind(schema);
	FOR g IN SELECT a.login, a.level FROM opm._workspace_granted(schema) a LOOP
		PERFORM opm._grant_workspace(schema, g.login, g.level);
	END LOOP;
	IF to_be_filled THEN
		EXECUTE format('SELECT string_agg(c.goal_key, '', '' ORDER BY c.goal_key) FROM %I.check_tree() c', schema)
			INTO missing;
		IF missing IS NOT NULL THEN
			RAISE WARNING USING MESSAGE = format('goals of workspace %I form a loop', schema),
				DETAIL = format('They are %s.', left(missing, 1000)),
				HINT = 'No score can be computed until they do not: UPDATE goal SET parent_id = NULL, or delete links.';
		END IF;
	END IF;
	RETURN installed;
END
$$;
COMMENT ON FUNCTION opm._upgrade_workspace(name) IS
	'Internal: the work of opm.upgrade_workspace, done as the owner.';

CREATE FUNCTION opm.upgrade_workspace(schema name) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.upgrade_workspace(name) IS
	'Brings the views, functions, triggers and policies of a workspace to the installed version of opm, adds new '
	'tables and columns, and grants again what was granted. Data is not touched; what users added stays. '
	'Finishes a workspace that was made empty and is filled now. A WARNING names rows that refer to nothing. '
	'Returns the version. Errors: 42704 if the schema is not a workspace, 42501 for everybody but its owner, 55000 if '
	'it is newer than the extension, if others can create objects in the schema, if policies of the user''s own have '
	'names of the workspace''s, or if it was made empty and its rows are not there yet, 23503 if rows that it was '
	'filled with refer to nothing, 2BP01 if an object of the user''s own uses a view or function whose columns or '
	'arguments have changed.';

CREATE FUNCTION opm._drop_workspace(schema name, confirm text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning SET row_security = off AS $$
DECLARE
	r record;
	filled boolean;
	holds text;
	own text[];
BEGIN
	PERFORM opm._workspace_owner(schema);
	IF confirm IS DISTINCT FROM 'all data' THEN
		PERFORM opm._workspace_fresh('a workspace cannot be looked through');
		-- What others are writing is waited for. What a new workspace has of itself is no data.
		PERFORM opm._workspace_lock(schema);
		FOR r IN SELECT t.table_name, t.first_rows FROM opm._workspace_tables() t
			WHERE t.first_rows IS NOT NULL AND to_regclass(format('%I.%I', schema, t.table_name)) IS NOT NULL
			ORDER BY t.table_name
		LOOP
			EXECUTE format('SELECT count(*) > %s FROM (SELECT FROM %I.%I LIMIT %s) x',
				r.first_rows, schema, r.table_name, r.first_rows + 1) INTO filled;
			holds := CASE WHEN filled THEN concat_ws(', ', holds, r.table_name) ELSE holds END;
		END LOOP;
		IF holds IS NOT NULL THEN
			RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
				MESSAGE = format('workspace %I is not empty', schema), DETAIL = format('It has rows in %s.', holds),
				HINT = format('To delete them for good: SELECT opm.drop_workspace(%L, ''all data'');', schema);
		END IF;
		own := opm._workspace_foreign(schema);
		IF own <> '{}' THEN
			RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
				MESSAGE = format('objects of your own are in workspace %I or use it', schema),
				DETAIL = format('They are %s%s.', array_to_string(own[:10], ', '),
					CASE WHEN cardinality(own) > 10 THEN format(', and %s more', cardinality(own) - 10) ELSE '' END),
				HINT = format('Move or drop them; or lose them with'
					' SELECT opm.drop_workspace(%L, ''all data'');', schema);
		END IF;
	END IF;
	EXECUTE format('DROP SCHEMA %I CASCADE', schema);
END
$$;
COMMENT ON FUNCTION opm._drop_workspace(name, text) IS
	'Internal: the work of opm.drop_workspace, done as the owner.';

CREATE FUNCTION opm.drop_workspace(schema name, confirm text DEFAULT NULL) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.drop_workspace(name, text) IS
	'Removes a workspace and its schema. Refused with 2BP01 while it holds anything that a new one does not, or while '
	'objects of the user''s own are in it or use it: tables, views, functions, types, columns, policies, defaults, '
	'foreign keys. Unless the second argument is ''all data'': then these go as well. Errors: 25000 in a transaction '
	'that is not READ COMMITTED, which would not see the latest rows; 42704 if the schema is not a workspace, 42501 '
	'for everybody but its owner.';

CREATE FUNCTION opm._grant_workspace(schema name, login name, level text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	r record;
	gone bigint := 0;
BEGIN
	IF level IS NULL OR level NOT IN ('reader', 'reporter', 'contributor', 'manager', 'admin', 'none') THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('unknown level %s', coalesce(quote_literal(left(level, 64)), 'NULL')),
			HINT = 'Levels are reader, reporter, contributor, manager and admin; none takes all away.';
	END IF;
	IF NOT EXISTS (SELECT FROM pg_roles x WHERE x.rolname = login) THEN
		-- a level may be left of a role that is gone, or has another name now
		EXECUTE format('SELECT x.rolname FROM %I.access a
			LEFT JOIN pg_roles x ON x.oid = opm._workspace_role(a.role_key, a.login)
			WHERE a.login = $1', schema) INTO r USING login;
		IF r IS NULL AND level = 'none' THEN
			EXECUTE format('DELETE FROM %I.access WHERE login = $1', schema) USING login;
			GET DIAGNOSTICS gone = ROW_COUNT;
		END IF;
		IF gone > 0 THEN
			RETURN;
		ELSIF r IS NULL OR level <> 'none' THEN
			RAISE EXCEPTION USING ERRCODE = 'undefined_object', MESSAGE = format('role "%s" does not exist', login);
		END IF;
		login := r.rolname;
	END IF;
	IF login = (SELECT pg_get_userbyid(n.nspowner) FROM pg_namespace n WHERE n.nspname = schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_grant_operation',
			MESSAGE = format('role "%s" owns workspace %I', login, schema),
			DETAIL = 'The owner has all rights, and a level would take some away.';
	END IF;
	PERFORM opm._workspace_take(schema, false);
	-- only what the workspace made: a table or view of the user's own in the schema is the user's to grant
	FOR r IN
		SELECT c.oid AS id, c.relname, c.relkind, COALESCE(m.name, b.called) IS NOT NULL AS made, t.level,
			-- the one view that is written
			COALESCE(t.commands, CASE c.relname WHEN 'measurement_by_key' THEN 'INSERT' END) AS commands
		FROM pg_class c
		JOIN pg_namespace n ON n.oid = c.relnamespace
		LEFT JOIN opm._workspace_objects() m ON m.name = c.relname AND m.kind <> 'function'
		LEFT JOIN opm._workspace_tables() t ON t.table_name = c.relname
		LEFT JOIN opm._workspace_bindings(schema) b ON b.called = c.relname
		WHERE n.nspname = schema AND (COALESCE(m.name, b.called) IS NOT NULL
			-- a sequence of such a table
			OR EXISTS (SELECT FROM pg_depend d
				JOIN pg_class t ON t.oid = d.refobjid AND t.relnamespace = n.oid
				JOIN opm._workspace_objects() o ON o.name = t.relname AND o.kind = 'table'
				WHERE c.relkind = 'S' AND d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.deptype = 'i')
			-- a partition
			OR EXISTS (SELECT FROM pg_inherits i
				JOIN pg_class t ON t.oid = i.inhparent AND t.relnamespace = n.oid AND t.relname = 'measurement'
				WHERE i.inhrelid = c.oid))
	LOOP
		EXECUTE format('REVOKE ALL ON %s %I.%I FROM %I',
			CASE r.relkind WHEN 'S' THEN 'SEQUENCE' ELSE 'TABLE' END, schema, r.relname, login);
		-- partitions are read through their table, whose policies do not hold on the partition itself
		IF level <> 'none' AND r.made THEN
			EXECUTE format('GRANT SELECT ON %I.%I TO %I', schema, r.relname, login);
		END IF;
		CONTINUE WHEN level IN ('none', 'reader', 'reporter') OR r.commands IS NULL
			OR (r.level = 'admin' AND level <> 'admin');
		EXECUTE format('GRANT %s ON %I.%I TO %I', format(r.commands, (SELECT string_agg(quote_ident(a.attname), ', ')
				FROM pg_attribute a WHERE a.attrelid = r.id AND a.attnum > 0 AND NOT a.attisdropped
					AND a.attgenerated = '' AND a.attname NOT IN ('recorded_at', 'recorded_by'))),
			schema, r.relname, login);
	END LOOP;
	-- where default privileges keep EXECUTE from PUBLIC, it is granted with the level
	EXECUTE (SELECT format(CASE level WHEN 'none' THEN 'REVOKE ALL ON FUNCTION %s FROM %I'
			ELSE 'GRANT EXECUTE ON FUNCTION %s TO %I' END, string_agg(p.oid::regprocedure::text, ', '), login)
		FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
		WHERE n.nspname = schema AND p.prorettype <> 'trigger'::regtype
			AND obj_description(p.oid, 'pg_proc') IS NOT NULL
			AND p.proname IN (SELECT m.name FROM opm._workspace_objects() m WHERE m.kind = 'function'));
	PERFORM opm._workspace_granted(schema);
	IF opm._workspace_follows(schema) THEN
		-- who has which level is said by the publisher, and the rights to go with it are granted here
		EXECUTE format('SELECT count(*) FROM %I.access WHERE login = $1 AND level = $2', schema) INTO gone
		USING login, level;
		IF gone = 0 AND level <> 'none' THEN
			PERFORM opm._workspace_leads(schema);
		END IF;
	ELSE
		EXECUTE format('DELETE FROM %I.access WHERE login = $1 OR role_key = $2', schema)
			USING login, opm._workspace_role_key(login);
	END IF;
	IF level = 'none' THEN
		EXECUTE format('REVOKE ALL ON SCHEMA %I FROM %I', schema, login);
		RETURN;
	END IF;
	EXECUTE format('GRANT USAGE ON SCHEMA %I TO %I', schema, login);
	IF NOT (has_schema_privilege(login, 'opm', 'USAGE')
		AND has_function_privilege(login, 'opm._workspace_here(regclass, name)', 'EXECUTE')) THEN
		RAISE NOTICE USING MESSAGE = format('role "%s" may not use the extension opm', login),
			DETAIL = 'Views and functions of the workspace call its functions with the rights of who reads.',
			HINT = format('Its owner can say: GRANT USAGE ON SCHEMA opm TO %1$I;'
				' GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA opm TO %1$I;', login);
	END IF;
	PERFORM opm._workspace_grant_bound(schema, login);
	IF opm._workspace_follows(schema) THEN
		RETURN;
	END IF;
	EXECUTE format('INSERT INTO %I.access (login, role_key, level) VALUES ($1, $2, $3)', schema)
		USING login, opm._workspace_role_key(login), level;
	-- a person who was there before the role is this role from now on, and not another one that gets its name later
	EXECUTE format('UPDATE %I.person SET login = login WHERE login = $1 AND role_key IS NULL', schema) USING login;
END
$$;
COMMENT ON FUNCTION opm._grant_workspace(name, name, text) IS
	'Internal: the work of opm.grant_workspace, done as the owner.';

CREATE FUNCTION opm.grant_workspace(schema name, login name, level text) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.grant_workspace(name, name, text) IS
	'Lets a database role use a workspace, at one level, which replaces any it had before. reader: '
	'reads every table and view, within the row-level policies. reporter: also reads the shared score of every parent, '
	'in which all goals count (shared_scorecard). contributor: as a reader, and '
	'writes measurements, check-ins and actions for goals they own, take part in or whose team they lead. '
	'manager: also makes and changes goals of teams they lead, and places them under any goal they see; '
	'others change the place of a goal they own where they may write the goal above. admin: '
	'everything but private feedback, bindings and levels. none: takes all rights away. '
	'Tables and views of the user''s own are not touched, except tables of bound queries in the schema of the '
	'workspace, which are granted; a NOTICE names those elsewhere that the role cannot read. '
	'Errors: 42501 for everybody but the owner, '
	'42704 for an unknown workspace or role, 22023 for an unknown level, 0LP01 for the owner of the workspace.';

CREATE FUNCTION opm._load_outline(schema name, outline text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	loaded integer;
BEGIN
	PERFORM opm._workspace_owner(schema);
	PERFORM opm._workspace_filled(schema);
	PERFORM opm._workspace_leads(schema);
	-- all arguments with their types, so that no overload fits better
	EXECUTE format('SELECT %1$I.load_outline($1, NULL::bigint, NULL::bigint, NULL::bigint, ''kpi''::text, ''''::text,'
		' NULL::bigint, %2$L::regclass)', schema, format('%I.setting', schema)) INTO loaded USING outline;
	RETURN loaded;
END
$$;
COMMENT ON FUNCTION opm._load_outline(name, text) IS
	'Internal: the work of opm.load_outline, done as the owner.';

CREATE FUNCTION opm.load_outline(schema name, outline text) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.load_outline(name, text) IS
	'Loads a plan, written as an opm.goaltree outline, into a workspace: makes goals and changes those whose key is '
	'there. The function load_outline of the workspace has more arguments. Returns the number of goals in the '
	'outline. Errors: 42704 if the schema is not a workspace, 42501 for everybody but its owner (others call the '
	'function of the workspace, with their own rights), 22P02 for a malformed outline.';

CREATE FUNCTION opm._export_outline(schema name) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	outline text;
BEGIN
	PERFORM opm._workspace_owner(schema);
	EXECUTE format('SELECT %I.export_outline(NULL::text, true)', schema) INTO outline;
	RETURN outline;
END
$$;
COMMENT ON FUNCTION opm._export_outline(name) IS
	'Internal: the work of opm.export_outline, done as the owner.';

CREATE FUNCTION opm.export_outline(schema name) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C STABLE;
COMMENT ON FUNCTION opm.export_outline(name) IS
	'The goals of a workspace with their current values as an outline, which opm.load_outline reads. '
	'NULL if there are none. Errors: 42704 if the schema is not a workspace, 42501 for everybody but its owner (others '
	'call the function of the workspace, with their own rights).';

CREATE FUNCTION opm._bind(schema name, name text, query text, goals text[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	unknown text;
	ratios text;
	why text;
	way text;
	b record;
	r record;
BEGIN
	IF name IS NULL OR query IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'a binding needs a name and a query';
	END IF;
	IF query ~ ';\s*$' THEN
		query := regexp_replace(query, ';\s*$', '');
	END IF;
	PERFORM opm._workspace_take(schema, false);
	PERFORM opm._workspace_leads(schema);
	FOR r IN SELECT k.key FROM unnest(goals) k(key) LOOP
		EXECUTE format('SELECT %1$I.goal_id($1, %2$L::regclass)', schema, format('%I.setting', schema)) USING r.key;
	END LOOP;
	EXECUTE format('INSERT INTO %I.binding (name, query, goals) VALUES ($1, $2, $3)'
		' ON CONFLICT (name) DO UPDATE SET query = EXCLUDED.query, goals = EXCLUDED.goals', schema)
	USING name, query, array_to_string(goals, ' ');
	SELECT x.id, x.called INTO b FROM opm._workspace_bindings(schema) x WHERE x.name = _bind.name;
	IF to_regclass(format('%I.%I', schema, b.called)) IS NOT NULL THEN
		PERFORM opm._workspace_bind(schema, name);
		EXECUTE format('DROP VIEW %I.%I', schema, b.called);
	END IF;
	BEGIN
		PERFORM opm._workspace_bind_one(schema, b.id, name, query);
	EXCEPTION WHEN syntax_error_or_access_rule_violation OR invalid_schema_name THEN
		GET STACKED DIAGNOSTICS why = PG_EXCEPTION_DETAIL, way = PG_EXCEPTION_HINT;
		RAISE EXCEPTION USING ERRCODE = SQLSTATE,
			MESSAGE = CASE WHEN SQLERRM LIKE 'the query of binding %' THEN SQLERRM
				ELSE format('the query of binding "%s" cannot be used: %s', name, SQLERRM) END,
			DETAIL = CASE WHEN why <> '' THEN why ELSE 'It is one SELECT with four columns: goal (key or id),'
				' at (a time or a day), value (a number) and base (a number or NULL).' END,
			HINT = CASE WHEN way <> '' THEN way
				ELSE 'It runs with an empty search_path: write tables and functions with'
				' their schema, as public.invoice.' END;
	END;
	PERFORM opm._workspace_bind(schema, '');
	FOR r IN SELECT a.login FROM opm._workspace_granted(schema) a LOOP
		PERFORM opm._workspace_grant_bound(schema, r.login);
	END LOOP;
	-- what would be overlooked in silence
	EXECUTE format('WITH q AS (
			SELECT b.goal, bool_or(b.base IS NOT NULL) AS has_base FROM %1$I.%2$I b GROUP BY b.goal
		)
		SELECT string_agg(q.goal::text, '', '' ORDER BY q.goal) FILTER (WHERE g.id IS NULL),
			string_agg(g.key, '', '' ORDER BY g.key)
				FILTER (WHERE q.has_base AND g.time_aggregation <> ''ratio'' AND g.min_group IS NULL)
		FROM q LEFT JOIN %1$I.goal g ON g.%3$s', schema, b.called, opm._workspace_goal_column(schema, b.called))
	INTO unknown, ratios;
	IF unknown IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = format('binding "%s" has rows of no goal: %s', name, unknown),
			HINT = 'They are left out until there are goals with these keys.';
	END IF;
	IF ratios IS NOT NULL THEN
		RAISE NOTICE USING MESSAGE = format('binding "%s" has a base for goals that are no ratios: %s', name, ratios),
			HINT = 'Set goal.time_aggregation to ratio where value is to be divided by base.';
	END IF;
END
$$;
COMMENT ON FUNCTION opm._bind(name, text, text, text[]) IS
	'Internal: the work of opm.bind, done as the owner.';

CREATE FUNCTION opm.bind(schema name, name text, query text, goals text[] DEFAULT NULL) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.bind(name, text, text, text[]) IS
	'Binds goals to the user''s own tables: query yields (goal, at, value, base), where goal is the key (text) or id '
	'(integer) of a goal, value the numerator and base the denominator of a ratio or NULL. Nothing is copied: '
	'the scorecard reads the query, in the same transaction. Table names in the query are schema-qualified. '
	'Values and bases that cannot be used (NaN, infinity, beyond 1e100) are treated as not measured. '
	'A binding of the same name is replaced. A NOTICE names rows of no goal, and tables that a role with access '
	'cannot read: views read them with the rights of their reader; tables in the schema of the workspace are granted. '
	'Days and times without a zone are those of the time zone of the workspace; '
	'what is later than in an hour does not count yet. The query is complete up to now: a goal with time_aggregation '
	'count or sum that has a row in it, of any time, is 0 where it has none in its period. goals: keys of goals of '
	'which this holds although the query has no row yet. Errors: those of the query, 42804 for columns of the wrong '
	'type, 42704 if the schema is not a workspace or there is no such goal, 42501 for everybody but its owner.';

CREATE FUNCTION opm._unbind(schema name, name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	gone name;
BEGIN
	PERFORM opm._workspace_take(schema, false);
	PERFORM opm._workspace_leads(schema);
	SELECT b.called INTO gone FROM opm._workspace_bindings(schema) b WHERE b.name = _unbind.name;
	IF gone IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('binding "%s" does not exist', coalesce(name, 'NULL'));
	END IF;
	EXECUTE format('DELETE FROM %I.binding WHERE name = $1', schema) USING name;
	PERFORM opm._workspace_bind(schema, name);
	IF to_regclass(format('%I.%I', schema, gone)) IS NOT NULL THEN
		EXECUTE format('DROP VIEW %I.%I', schema, gone);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._unbind(name, text) IS
	'Internal: the work of opm.unbind, done as the owner.';

CREATE FUNCTION opm.unbind(schema name, name text) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.unbind(name, text) IS
	'Takes a binding away. Errors: 42704 if there is none of this name, or the schema is not a workspace, '
	'42501 for everybody but its owner.';

-- the work of this one is in partition.sql
CREATE FUNCTION opm.partition_measurements(schema name, first_day date, last_day date, step text DEFAULT 'month')
RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.partition_measurements(name, date, date, text) IS
	'Partitions the measurements of a workspace by time, in UTC: one partition per month, quarter or year from '
	'first_day to last_day, and one for the rest. The first call moves the rows into a partitioned table of the same '
	'name (exclusive lock while it runs), with what you have added to the table: indexes, constraints, policies, '
	'triggers, rules, rights, statistics, settings, publications. Later calls add partitions, set as the one for the '
	'rest is, and move rows of their days out of it. Returns how many were made. '
	'Errors: 2BP01 if something of yours cannot come along (a view or foreign key on it, a unique index without the '
	'column at), and 55000 for a publication without publish_via_partition_root, or a subscription: both before '
	'anything is done; 42704, '
	'42501 for everybody but the owner, 22023, 22004 for NULL; 25000 in a transaction that is not READ COMMITTED; '
	'42P17 if a partition would overlap another one, 42P07 if its name is taken; '
	'0A000 for a hypertable of TimescaleDB.';
