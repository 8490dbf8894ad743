-- workspace: a ready-made model of goals, measurements, reviews and BI views in a schema of the user's choice.
-- Its DDL is plain SQL in src/workspace/; the Makefile carries each file in as the text of opm.workspace_ddl().

CREATE FUNCTION opm.workspace_run(schema name, version text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
SET check_function_bodies = on SET standard_conforming_strings = on SET default_table_access_method = heap AS $$
DECLARE
	statement text;
BEGIN
	-- pg_catalog is searched first, because it is not named here; what is created goes into the workspace.
	PERFORM pg_catalog.set_config('search_path', pg_catalog.format('%I, pg_temp', schema), true);
	FOR statement IN
		SELECT s.statement
		FROM opm.workspace_ddl() WITH ORDINALITY AS d(ddl, file)
		CROSS JOIN LATERAL pg_catalog.regexp_split_to_table(d.ddl, ';\n+(?=(CREATE|ALTER|COMMENT|INSERT|UPDATE|DROP|DO|GRANT|REVOKE|--) )') WITH ORDINALITY AS s(statement, place)
		WHERE s.statement ~ '\S'
		ORDER BY d.file, s.place
	LOOP
		EXECUTE statement;
	END LOOP;
	-- What tells a workspace from other schemas, and which version it has: the comment on its table setting.
	EXECUTE pg_catalog.format('COMMENT ON TABLE setting IS %L',
		'Settings of this workspace, one row. opm workspace, version ' || version || '.');
END
$$;
COMMENT ON FUNCTION opm.workspace_run(name, text) IS 'Runs the DDL of a workspace in an existing schema, as the caller. Behind opm.create_workspace and opm.upgrade_workspace, not to be called on its own.';

CREATE FUNCTION opm.workspace_version(schema name) RETURNS text
LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT pg_catalog.substring(pg_catalog.obj_description(c.oid, 'pg_class'), 'opm workspace, version ([0-9][0-9.]*)\.$')
	FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = schema AND c.relname = 'setting' AND c.relkind = 'r';
END;
COMMENT ON FUNCTION opm.workspace_version(name) IS 'Version of the opm that made or last upgraded the workspace in this schema. NULL if the schema is no workspace, and for NULL.';

CREATE FUNCTION opm.create_workspace(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF schema IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'a workspace needs the name of a schema',
			HINT = 'For example: SELECT opm.create_workspace(''perf'');';
	END IF;
	IF schema = 'opm' OR schema ~ '^pg_' OR schema = 'information_schema' THEN
		RAISE EXCEPTION USING ERRCODE = 'reserved_name', MESSAGE = format('a workspace cannot be made in schema %I', schema),
			DETAIL = 'A workspace has a schema of its own.', HINT = 'Choose another name.';
	END IF;
	-- Plain CREATE SCHEMA: a schema that somebody else made first must not be adopted.
	EXECUTE format('CREATE SCHEMA %I', schema);
	EXECUTE format('COMMENT ON SCHEMA %I IS %L', schema, 'Goals, measurements, reviews and scorecards (opm workspace). Start with the view scorecard.');
	PERFORM opm.workspace_run(schema, (SELECT e.extversion FROM pg_extension e WHERE e.extname = 'opm'));
END
$$;
COMMENT ON FUNCTION opm.create_workspace(name) IS 'Makes a workspace: a new schema with tables, views and functions for goals, measurements, reviews and scorecards, all owned by the caller and not by the extension. The caller needs CREATE on the database. Errors: 42P06 if the schema exists, 42939 for a reserved name, 22004 for NULL.';
