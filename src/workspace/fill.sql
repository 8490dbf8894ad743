-- A workspace that is filled from elsewhere: by a restore of rows alone, or by logical replication. The rows come as
-- they were, in any order, and nothing may be done to them or added on the way. So opm.create_workspace(schema, true)
-- makes one without rows, whose triggers are off and whose foreign keys wait for the end of the transaction: all of
-- which the owner may do, where pg_restore --disable-triggers needs a superuser. opm.upgrade_workspace makes it a
-- workspace like any other, after looking whether the rows are whole.

CREATE FUNCTION opm._workspace_empty(schema name, version text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	r record;
	tables text[] := '{}';
BEGIN
	FOR r IN SELECT c.oid::regclass::text AS name FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = schema AND c.relkind = 'r' ORDER BY 1
	LOOP
		EXECUTE format('ALTER TABLE %s DISABLE TRIGGER USER', r.name);
		tables := tables || r.name;
	END LOOP;
	EXECUTE format('TRUNCATE %s RESTART IDENTITY', array_to_string(tables, ', '));
	FOR r IN SELECT k.conrelid::regclass AS name, k.conname FROM pg_constraint k
		JOIN pg_namespace n ON n.oid = k.connamespace WHERE n.nspname = schema AND k.contype = 'f'
	LOOP
		EXECUTE format('ALTER TABLE %s ALTER CONSTRAINT %I DEFERRABLE INITIALLY DEFERRED', r.name, r.conname);
	END LOOP;
	EXECUTE format('COMMENT ON TABLE %I.setting IS %L', schema,
		'Settings of this workspace, one row. To be filled. opm workspace, version ' || version || '.');
END
$$;
COMMENT ON FUNCTION opm._workspace_empty(name, text) IS
	'Internal: makes a new workspace one to be filled: without rows, with triggers that are off and foreign keys that '
	'are checked at the end of a transaction. The comment on its table setting says so. Used by opm.create_workspace.';

CREATE FUNCTION opm._workspace_to_be_filled(schema name) RETURNS boolean LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = schema AND c.relname = 'setting'
			AND pg_catalog.obj_description(c.oid, 'pg_class') ~ 'To be filled\. opm workspace, version');
END;
COMMENT ON FUNCTION opm._workspace_to_be_filled(name) IS
	'Internal: whether a workspace was made to be filled, and opm.upgrade_workspace was not called since. NULL for '
	'NULL.';

CREATE FUNCTION opm._workspace_filled(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF opm._workspace_to_be_filled(schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace %I was made to be filled, and is not finished', schema),
			DETAIL = 'Its triggers are off, so nothing of what is written would be checked or kept in its history.',
			HINT = format('Restore the rows, or wait until the subscription has copied them, then'
				' SELECT opm.upgrade_workspace(%L);', schema);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_filled(name) IS
	'Internal: raises 55000 if a workspace is still to be filled. Asked by what manages a workspace, but for upgrading '
	'and dropping.';

CREATE FUNCTION opm._workspace_finish(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	waiting text;
	filled boolean;
	r record;
BEGIN
	SELECT string_agg(c.relname, ', ' ORDER BY c.relname) INTO waiting
	FROM pg_subscription_rel s JOIN pg_class c ON c.oid = s.srrelid JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = schema AND s.srsubstate NOT IN ('s', 'r');
	IF waiting IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('a subscription is still copying rows into workspace %I', schema),
			DETAIL = format('What is not complete: %s.', waiting),
			HINT = 'Wait until all its tables have the state r in pg_subscription_rel.';
	END IF;
	EXECUTE format('SELECT EXISTS (SELECT FROM %I.setting)', schema) INTO filled;
	IF NOT filled THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('workspace %I was made to be filled, and has no rows', schema),
			HINT = format('Restore them first. For a workspace to start with: SELECT opm.drop_workspace(%1$L);'
				' SELECT opm.create_workspace(%1$L);', schema);
	END IF;
	-- rows of this transaction, which wait to be checked
	EXECUTE (SELECT format('SET CONSTRAINTS %s IMMEDIATE', string_agg(format('%I.%I', schema, k.conname), ', '))
		FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
		WHERE n.nspname = schema AND k.contype = 'f' AND k.condeferrable);
	-- made anew, so that all rows are checked: they may have come past it
	FOR r IN SELECT k.conrelid::regclass AS name, k.conname,
			replace(pg_get_constraintdef(k.oid), ' DEFERRABLE INITIALLY DEFERRED', '') AS definition
		FROM pg_constraint k JOIN pg_namespace n ON n.oid = k.connamespace
		JOIN pg_class t ON t.oid = k.conrelid
		JOIN opm._workspace_tables() w ON w.table_name = t.relname
		WHERE n.nspname = schema AND k.contype = 'f' AND k.condeferred AND k.conparentid = 0
			-- not what users added meanwhile
			AND EXISTS (SELECT FROM opm._workspace_ddl() d(ddl) WHERE d.ddl ~ format('\mCONSTRAINT %s\M', k.conname))
		ORDER BY 1::text, 2
	LOOP
		EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I, ADD CONSTRAINT %I %s',
			r.name, r.conname, r.conname, r.definition);
	END LOOP;
	EXECUTE format('COMMENT ON TABLE %I.setting IS %L', schema, 'Settings of this workspace, one row. opm workspace,'
		' version ' || opm._workspace_version(schema) || '.');
END
$$;
COMMENT ON FUNCTION opm._workspace_finish(name) IS
	'Internal: makes the foreign keys of a workspace that was to be filled as in any other. Its triggers are switched '
	'on by opm._workspace_run, which makes them anew. Errors: 55000 if the rows are not there yet, 23503 if rows refer '
	'to others that are missing.';

CREATE FUNCTION opm._workspace_whole(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	r record;
	missing bigint;
	example text;
	wrong text[] := '{}';
BEGIN
	FOR r IN SELECT t.relname, k.conrelid::regclass AS name, a.attname,
			k.confrelid::regclass AS other, b.attname AS key
		FROM pg_constraint k
		JOIN pg_class t ON t.oid = k.conrelid
		JOIN pg_class o ON o.oid = k.confrelid AND o.relnamespace = t.relnamespace
		JOIN pg_namespace n ON n.oid = t.relnamespace
		-- not what users added, perhaps of a type whose operators are elsewhere
		JOIN opm._workspace_tables() w ON w.table_name = t.relname
		JOIN opm._workspace_tables() v ON v.table_name = o.relname
		JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = k.conkey[1]
		JOIN pg_attribute b ON b.attrelid = k.confrelid AND b.attnum = k.confkey[1]
		WHERE n.nspname = schema AND k.contype = 'f' AND k.conparentid = 0 AND cardinality(k.conkey) = 1
			AND 'int8'::regtype = ALL (ARRAY[a.atttypid, b.atttypid])
		ORDER BY t.relname, a.attname
	LOOP
		EXECUTE format('SELECT count(*), min(x.%1$I::text) FROM %2$s x WHERE x.%1$I IS NOT NULL'
			' AND NOT EXISTS (SELECT FROM %3$s y WHERE y.%4$I = x.%1$I)', r.attname, r.name, r.other, r.key)
		INTO missing, example;
		IF missing > 0 THEN
			wrong := wrong || format('%s.%s has %s, as %s', r.relname, r.attname, missing, example);
		END IF;
	END LOOP;
	IF wrong <> '{}' THEN
		RAISE WARNING USING MESSAGE = format('rows in workspace %I refer to rows that are not there', schema),
			DETAIL = array_to_string(wrong, '; ') || '.',
			HINT = 'They came past the foreign keys: by a restore with triggers off, or by replication. Bring back what'
				' is missing, or delete them.';
	END IF;
	-- keys that came from elsewhere
	FOR r IN SELECT c.oid::regclass AS name, a.attname, pg_get_serial_sequence(c.oid::regclass::text, a.attname) AS seq
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		JOIN opm._workspace_tables() w ON w.table_name = c.relname
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attidentity <> '' AND NOT a.attisdropped
		WHERE n.nspname = schema AND c.relkind = 'r'
	LOOP
		EXECUTE format('SELECT setval(%1$L, m.last) FROM (SELECT max(x.%2$I) AS last FROM %3$s x) m, %1$s s'
			' WHERE m.last > s.last_value OR (m.last = s.last_value AND NOT s.is_called)', r.seq, r.attname, r.name);
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_whole(name) IS
	'Internal: looks at rows that may have come past triggers: a WARNING names those that refer to nothing, and new '
	'keys begin behind the highest one. Used by opm.upgrade_workspace.';

CREATE FUNCTION opm._workspace_follows(schema name) RETURNS boolean LANGUAGE sql STABLE STRICT PARALLEL SAFE
BEGIN ATOMIC
	SELECT EXISTS (SELECT FROM pg_catalog.pg_subscription_rel s
		JOIN pg_catalog.pg_class c ON c.oid = s.srrelid
		JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
		WHERE n.nspname = schema AND c.relname IN ('access', 'binding', 'person', 'change_log'));
END;
COMMENT ON FUNCTION opm._workspace_follows(name) IS
	'Internal: whether the rows of a workspace come from a publisher. A row that is added here as well would collide '
	'with one that comes later, and end the replication. NULL for NULL.';

CREATE FUNCTION opm._workspace_leads(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	IF opm._workspace_follows(schema) THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('the rows of workspace %I come from its publisher', schema),
			DETAIL = 'What is added here would collide with what comes from there.',
			HINT = format('Do it there; what is made of it here comes with SELECT opm.upgrade_workspace(%L);', schema);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_leads(name) IS
	'Internal: raises 55000 if the rows of a workspace come from a publisher. Asked by what adds rows: opm.bind, '
	'opm.unbind and opm.load_outline.';
