-- The work of opm.partition_measurements, whose door is in workspace.sql. A table cannot become a partitioned one, so
-- another takes its place, and the one idea is that nothing is lost on the way: what users hung on the table is written
-- down before as statements (_workspace_additions) and run again after, and what cannot come along is named before
-- anything is done (_workspace_obstacles).

CREATE FUNCTION opm._workspace_watch(measurement regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	home text := (SELECT quote_ident(n.nspname) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
		WHERE c.oid = measurement);
	is_parted boolean := (SELECT c.relkind = 'p' FROM pg_class c WHERE c.oid = measurement);
	r record;
	t record;
BEGIN
	-- Corrections and deletions are kept statement by statement, which is quicker; where there are partitions row by
	-- row, because a MERGE that moves a row to another partition shows it in no transition table. Triggers for rows are
	-- also those of every partition, at once when it is attached.
	FOR t IN SELECT * FROM (VALUES
		('measurement_keep_update', 'AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows'
			' FOR EACH STATEMENT', 'opm._workspace_by_owner(''_keep_superseded'')', false),
		('measurement_keep_delete', 'AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows'
			' FOR EACH STATEMENT', 'opm._workspace_by_owner(''_keep_superseded'')', false),
		('measurement_keep', 'AFTER UPDATE OR DELETE ON %s'
			' FOR EACH ROW', 'opm._workspace_by_owner(''_keep_superseded'')', true)) v(name, fires, calls, parted)
	LOOP
		IF t.parted = is_parted THEN
			EXECUTE format('CREATE OR REPLACE TRIGGER %I ' || t.fires || ' EXECUTE FUNCTION %s',
				t.name, measurement, t.calls);
		ELSE
			EXECUTE format('DROP TRIGGER IF EXISTS %I ON %s', t.name, measurement);
		END IF;
	END LOOP;
	-- triggers for statements are those of the table that the statement names, so each partition has its own
	FOR r IN
		SELECT measurement AS name, false AS is_partition
		UNION ALL
		SELECT p.relid, true FROM pg_partition_tree(measurement) p JOIN pg_class c ON c.oid = p.relid
		WHERE p.level > 0 AND c.relkind IN ('r', 'p')
	LOOP
		FOR t IN SELECT * FROM (VALUES
			('measurement_truncate', 'BEFORE TRUNCATE ON %s', home || '._refuse_truncate()'),
			('measurement_announce_insert', 'AFTER INSERT ON %s REFERENCING NEW TABLE AS changed_rows',
				'opm._workspace_measured()'),
			('measurement_announce_update', 'AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows'
				' NEW TABLE AS changed_rows', 'opm._workspace_by_owner(''_announce_changed'')'),
			('measurement_announce_delete', 'AFTER DELETE ON %s REFERENCING OLD TABLE AS changed_rows',
				'opm._workspace_by_owner(''_announce_changed'')')) v(name, fires, calls)
		LOOP
			EXECUTE format('CREATE OR REPLACE TRIGGER %I ' || t.fires || ' FOR EACH STATEMENT'
				' EXECUTE FUNCTION %s', t.name, r.name, t.calls);
		END LOOP;
		-- no policy of its own: read past its table, a partition shows nothing
		IF r.is_partition THEN
			EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', r.name);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_watch(regclass) IS
	'Internal: the triggers that keep and announce what is measured, on the table measurement of a workspace and on '
	'each of its partitions, so that a write into a partition leaves the same trace. Used by the DDL of a workspace '
	'and by opm.partition_measurements.';

CREATE FUNCTION opm._workspace_obstacles(schema name) RETURNS text[]
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET jit = off AS $$
DECLARE
	place oid := (SELECT n.oid FROM pg_namespace n WHERE n.nspname = schema);
	old oid := format('%I.measurement', schema)::regclass;
	at_column smallint := (SELECT a.attnum FROM pg_attribute a WHERE a.attrelid = old AND a.attname = 'at');
BEGIN
	RETURN ARRAY(
		-- what uses the table from outside of it: PostgreSQL knows it by the identity of the table, not by its name
		SELECT CASE WHEN d.classid = 'pg_rewrite'::regclass AND h.home <> old
				THEN COALESCE((SELECT format('binding "%s"', b.name) FROM opm._workspace_bindings(schema) b
					WHERE to_regclass(format('%I.%I', schema, b.called)) = h.home),
					pg_describe_object('pg_class'::regclass, h.home, 0))
			ELSE pg_describe_object(d.classid, d.objid, d.objsubid) END AS named
		FROM pg_depend d
		LEFT JOIN opm._workspace_parts() h ON h.class = d.classid AND h.id = d.objid
		WHERE (d.refclassid, d.refobjid) IN (
				SELECT 'pg_class'::regclass, old
				UNION ALL SELECT p.class, p.id FROM opm._workspace_parts() p WHERE p.home = old)
			AND h.home IS DISTINCT FROM old AND d.classid NOT IN ('pg_publication_rel'::regclass)
			AND NOT (d.classid = 'pg_class'::regclass AND d.deptype IN ('a', 'i') AND d.objsubid = 0
				AND (SELECT c.relkind FROM pg_class c WHERE c.oid = d.objid) IN ('S', 't', 'i'))
			-- the triggers of a foreign key go by its name
			AND NOT (d.classid = 'pg_trigger'::regclass
				AND (SELECT t.tgisinternal FROM pg_trigger t WHERE t.oid = d.objid))
			-- the workspace's own are made anew
			AND NOT EXISTS (SELECT FROM pg_class c JOIN opm._workspace_objects() o ON o.name = c.relname
				WHERE c.oid = h.home AND c.relnamespace = place AND o.kind = 'view' AND c.relkind = 'v')
			AND NOT (d.classid = 'pg_policy'::regclass AND EXISTS (SELECT FROM pg_policy p
				JOIN pg_class c ON c.oid = p.polrelid AND c.relnamespace = place
				JOIN opm._workspace_tables() t ON t.table_name = c.relname
				WHERE p.oid = d.objid AND p.polname IN ('readable', 'admin', 'added', 'changed', 'removed')))
			AND NOT (d.classid = 'pg_proc'::regclass AND EXISTS (SELECT FROM pg_proc p
				JOIN opm._workspace_objects() o ON o.name = p.proname AND o.kind = 'function'
				WHERE p.oid = d.objid AND p.pronamespace = place
					AND obj_description(p.oid, 'pg_proc') IS NOT NULL))
		-- what a partitioned table cannot have
		UNION
		SELECT format('parent table %s', i.inhparent::regclass) FROM pg_inherits i WHERE i.inhrelid = old
		UNION
		SELECT format('type %s of the table', c.reloftype::regtype) FROM pg_class c
		WHERE c.oid = old AND c.reloftype <> 0
		UNION
		SELECT format('identity of column %s', a.attname) FROM pg_attribute a
		WHERE a.attrelid = old AND a.attidentity <> '' AND NOT a.attisdropped
		UNION
		SELECT format('index %s, by which the table is clustered', i.indexrelid::regclass) FROM pg_index i
		WHERE i.indrelid = old AND i.indisclustered
		UNION
		SELECT format('unique index %s, which lacks the column at', i.indexrelid::regclass) FROM pg_index i
		WHERE i.indrelid = old AND i.indisunique
			AND NOT at_column = ANY ((i.indkey::smallint[])[0 : i.indnkeyatts - 1])
		UNION
		SELECT format('%s, which %s', pg_describe_object('pg_constraint'::regclass, o.oid, 0),
			CASE WHEN o.contype = 'x' THEN 'excludes' WHEN o.connoinherit THEN 'is not inherited'
			ELSE 'is not valid yet' END)
		FROM pg_constraint o
		WHERE o.conrelid = old AND (o.contype = 'x' OR (o.contype = 'c' AND o.connoinherit) OR NOT o.convalidated)
		UNION
		SELECT format('%s, which is for rows and reads a transition table',
			pg_describe_object('pg_trigger'::regclass, t.oid, 0))
		FROM pg_trigger t
		WHERE t.tgrelid = old AND t.tgtype & 1 = 1 AND (t.tgoldtable IS NOT NULL OR t.tgnewtable IS NOT NULL)
		UNION
		SELECT format('security label of provider %s', l.provider) FROM pg_seclabel l
		WHERE l.classoid = 'pg_class'::regclass AND l.objoid = old
		ORDER BY 1);
END
$$;
COMMENT ON FUNCTION opm._workspace_obstacles(name) IS
	'Internal: what the user has added to the table measurement of a workspace, or uses it, and cannot come along into '
	'a partitioned table, described as PostgreSQL does.';

CREATE FUNCTION opm._workspace_additions(
	schema name, OUT catalog regclass, OUT name name, OUT statement text, OUT tablespace text)
RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	WITH old(id, called) AS (SELECT c.oid, format('%I.%I', schema, c.relname)
		FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace AND n.nspname = schema
		WHERE c.relname = 'measurement')
	SELECT * FROM (
		SELECT 'pg_class'::regclass, x.relname, concat_ws('; ', pg_get_indexdef(x.oid),
			(SELECT string_agg(format('ALTER INDEX %I.%I ALTER COLUMN %s SET STATISTICS %s',
					schema, x.relname, a.attnum, a.attstattarget), '; ')
				FROM pg_attribute a WHERE a.attrelid = x.oid AND a.attstattarget >= 0),
			'COMMENT ON INDEX ' || format('%I.%I IS %L', schema, x.relname, obj_description(x.oid, 'pg_class'))),
			(SELECT s.spcname FROM pg_tablespace s WHERE s.oid = x.reltablespace)
		FROM old JOIN pg_index i ON i.indrelid = old.id JOIN pg_class x ON x.oid = i.indexrelid
		WHERE NOT EXISTS (SELECT FROM pg_constraint o WHERE o.conindid = x.oid AND o.conrelid = old.id)
		UNION ALL
		SELECT 'pg_constraint', o.conname, concat_ws('; ',
			format('ALTER TABLE %s ADD CONSTRAINT %I %s', old.called, o.conname, pg_get_constraintdef(o.oid)),
			format('COMMENT ON CONSTRAINT %I ON %s IS %L', o.conname, old.called,
				obj_description(o.oid, 'pg_constraint'))),
			(SELECT s.spcname FROM pg_class x JOIN pg_tablespace s ON s.oid = x.reltablespace
				WHERE x.oid = o.conindid AND o.contype = 'u')
		FROM old JOIN pg_constraint o ON o.conrelid = old.id WHERE o.contype IN ('u', 'f')
		UNION ALL
		SELECT 'pg_statistic_ext', s.stxname, concat_ws('; ', pg_get_statisticsobjdef(s.oid),
			CASE WHEN s.stxstattarget >= 0
				THEN format('ALTER STATISTICS %s.%I SET STATISTICS %s', s.stxnamespace::regnamespace, s.stxname,
					s.stxstattarget) END,
			format('COMMENT ON STATISTICS %s.%I IS %L', s.stxnamespace::regnamespace, s.stxname,
				obj_description(s.oid, 'pg_statistic_ext'))), NULL
		FROM old JOIN pg_statistic_ext s ON s.stxrelid = old.id
		UNION ALL
		SELECT 'pg_rewrite', w.rulename, concat_ws('; ', rtrim(pg_get_ruledef(w.oid), ';'),
			CASE w.ev_enabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE RULE %I', old.called, w.rulename)
				WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS RULE %I', old.called, w.rulename)
				WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA RULE %I', old.called, w.rulename) END,
			format('COMMENT ON RULE %I ON %s IS %L', w.rulename, old.called,
				obj_description(w.oid, 'pg_rewrite'))), NULL
		FROM old JOIN pg_rewrite w ON w.ev_class = old.id
		UNION ALL
		SELECT 'pg_trigger', t.tgname, concat_ws('; ', pg_get_triggerdef(t.oid),
			CASE t.tgenabled WHEN 'D' THEN format('ALTER TABLE %s DISABLE TRIGGER %I', old.called, t.tgname)
				WHEN 'A' THEN format('ALTER TABLE %s ENABLE ALWAYS TRIGGER %I', old.called, t.tgname)
				WHEN 'R' THEN format('ALTER TABLE %s ENABLE REPLICA TRIGGER %I', old.called, t.tgname) END,
			format('COMMENT ON TRIGGER %I ON %s IS %L', t.tgname, old.called,
				obj_description(t.oid, 'pg_trigger'))), NULL
		FROM old JOIN pg_trigger t ON t.tgrelid = old.id WHERE NOT t.tgisinternal
			AND t.tgname NOT IN ('measurement_keep_update', 'measurement_keep_delete')
		UNION ALL
		SELECT 'pg_policy', p.polname, concat_ws('; ', concat_ws(' ',
			format('CREATE POLICY %I ON %s AS %s FOR %s TO %s', p.polname, old.called,
				CASE WHEN p.polpermissive THEN 'PERMISSIVE' ELSE 'RESTRICTIVE' END,
				CASE p.polcmd WHEN 'r' THEN 'SELECT' WHEN 'a' THEN 'INSERT' WHEN 'w' THEN 'UPDATE'
					WHEN 'd' THEN 'DELETE' ELSE 'ALL' END,
				(SELECT string_agg(CASE u.id WHEN 0 THEN 'PUBLIC' ELSE u.id::regrole::text END, ', ')
					FROM unnest(p.polroles) u(id))),
			'USING (' || pg_get_expr(p.polqual, p.polrelid) || ')',
			'WITH CHECK (' || pg_get_expr(p.polwithcheck, p.polrelid) || ')'),
			format('COMMENT ON POLICY %I ON %s IS %L', p.polname, old.called,
				obj_description(p.oid, 'pg_policy'))), NULL
		FROM old JOIN pg_policy p ON p.polrelid = old.id
		UNION ALL
		SELECT NULL, NULL, format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', old.called, x.relname), NULL
		FROM old JOIN pg_index i ON i.indrelid = old.id AND i.indisreplident JOIN pg_class x ON x.oid = i.indexrelid
		UNION ALL
		SELECT NULL, NULL, format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', old.called), NULL
		FROM old JOIN pg_class c ON c.oid = old.id WHERE c.relforcerowsecurity
		UNION ALL
		-- rights, of the table and of its columns
		SELECT NULL, NULL, format('GRANT %s%s ON %s TO %s%s', x.privilege_type,
			CASE WHEN a.attname IS NULL THEN '' ELSE format(' (%I)', a.attname) END, old.called,
			CASE x.grantee WHEN 0 THEN 'PUBLIC' ELSE x.grantee::regrole::text END,
			CASE WHEN x.is_grantable THEN ' WITH GRANT OPTION' ELSE '' END), NULL
		FROM old JOIN pg_class c ON c.oid = old.id
		CROSS JOIN LATERAL (
			SELECT NULL::name, c.relacl
			UNION ALL SELECT b.attname, b.attacl FROM pg_attribute b WHERE b.attrelid = c.oid AND NOT b.attisdropped
		) a(attname, acl)
		CROSS JOIN LATERAL aclexplode(a.acl) x
		WHERE x.grantee <> c.relowner
		UNION ALL
		-- last, so that the rows that are moved are not published again
		SELECT 'pg_publication', b.pubname, format('ALTER PUBLICATION %I ADD TABLE %s%s%s', b.pubname, old.called,
			' (' || (SELECT string_agg(quote_ident(a.attname), ', ') FROM pg_attribute a
				WHERE a.attrelid = old.id AND a.attnum = ANY (r.prattrs::smallint[])) || ')',
			' WHERE (' || pg_get_expr(r.prqual, r.prrelid) || ')'), NULL
		FROM old JOIN pg_publication_rel r ON r.prrelid = old.id JOIN pg_publication b ON b.oid = r.prpubid
	) x(catalog, name, statement, tablespace);
END;
COMMENT ON FUNCTION opm._workspace_additions(name) IS
	'Internal: everything on the table measurement of a workspace that CREATE TABLE ... LIKE does not copy, as '
	'statements, in the order in which they are run: indexes, constraints, statistics, rules, triggers, policies, '
	'rights, publications. catalog and name tell what the workspace has made of itself meanwhile, which is not made '
	'again.';

CREATE FUNCTION opm._workspace_like(source regclass, target regclass) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	s record;
	index text;
BEGIN
	FOR s IN
		SELECT format('ALTER COLUMN %I SET STATISTICS %s', a.attname, a.attstattarget) AS change
		FROM pg_attribute a WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped AND a.attstattarget >= 0
		UNION ALL
		-- not what PostgreSQL keeps there for itself (15.20)
		SELECT format('ALTER COLUMN %I SET (%s)', a.attname, string_agg(o.option, ', '))
		FROM pg_attribute a CROSS JOIN LATERAL unnest(a.attoptions) o(option)
		WHERE a.attrelid = source AND a.attnum > 0 AND NOT a.attisdropped AND o.option !~ '^pg_'
		GROUP BY a.attname
		UNION ALL
		-- a partitioned table has none
		SELECT format('SET (%s%s)', x.prefix, o.option)
		FROM (
			SELECT '', c.reloptions FROM pg_class c WHERE c.oid = source
			UNION ALL
			SELECT 'toast.', t.reloptions FROM pg_class c JOIN pg_class t ON t.oid = c.reltoastrelid
			WHERE c.oid = source
		) x(prefix, options)
		CROSS JOIN LATERAL unnest(x.options) o(option)
		WHERE (SELECT c.relkind FROM pg_class c WHERE c.oid = target) = 'r'
		UNION ALL
		SELECT CASE c.relreplident WHEN 'f' THEN 'REPLICA IDENTITY FULL' WHEN 'n' THEN 'REPLICA IDENTITY NOTHING'
			ELSE 'REPLICA IDENTITY DEFAULT' END
		FROM pg_class c WHERE c.oid = source AND c.relreplident <> 'i'
	LOOP
		EXECUTE format('ALTER TABLE %s %s', target, s.change);
	END LOOP;
	-- the index of the other table that is a part of the same one
	SELECT x.relname INTO index
	FROM pg_index i
	JOIN pg_index o ON o.indrelid = target AND pg_partition_root(o.indexrelid) = pg_partition_root(i.indexrelid)
	JOIN pg_class x ON x.oid = o.indexrelid
	WHERE i.indrelid = source AND i.indisreplident;
	IF FOUND THEN
		EXECUTE format('ALTER TABLE %s REPLICA IDENTITY USING INDEX %I', target, index);
	END IF;
END
$$;
COMMENT ON FUNCTION opm._workspace_like(regclass, regclass) IS
	'Internal: gives one table of measurements what another one is set to: targets of statistics, options of columns '
	'and of storage, replica identity. New partitions are set as measurement_rest is.';

CREATE FUNCTION opm._workspace_replicated(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	old oid := format('%I.measurement', schema)::regclass;
	r record;
BEGIN
	SELECT u.subname, pg_get_userbyid(u.subowner) AS owner INTO r
	FROM pg_subscription_rel t JOIN pg_subscription u ON u.oid = t.srsubid AND u.subenabled
	WHERE t.srrelid = old AND (SELECT c.relkind FROM pg_class c WHERE c.oid = old) = 'r'
	ORDER BY u.subname LIMIT 1;
	IF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('subscription "%s" writes into table %I.measurement', r.subname, schema),
			DETAIL = 'A partitioned table takes its place, into which the subscription would not write.',
			HINT = format('While nothing is written on the publisher, and all has arrived: as %1$I'
				' ALTER SUBSCRIPTION %2$I DISABLE; partition; then ALTER SUBSCRIPTION %2$I ENABLE;'
				' ALTER SUBSCRIPTION %2$I REFRESH PUBLICATION WITH (copy_data = false);', r.owner, r.subname);
	END IF;
	FOR r IN
		SELECT b.pubname, pg_get_userbyid(b.pubowner) AS owner, b.pubviaroot, b.pubowner = c.relowner AS is_mine,
			EXISTS (SELECT FROM pg_publication_rel t WHERE t.prpubid = b.oid AND t.prrelid = old) AS is_named
		FROM pg_publication b JOIN pg_class c ON c.oid = old
		WHERE b.oid IN (SELECT p.oid FROM pg_publication p JOIN pg_publication_tables t ON t.pubname = p.pubname
			WHERE t.schemaname = schema AND t.tablename = 'measurement')
			-- one that publishes no new rows says nothing of those that are moved
			AND (b.pubinsert OR EXISTS (SELECT FROM pg_publication_rel t WHERE t.prpubid = b.oid AND t.prrelid = old))
		ORDER BY b.pubname
	LOOP
		IF NOT r.pubviaroot THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = format('publication "%s" would publish the partitions, each under its own name', r.pubname),
				DETAIL = 'Subscribers have a table measurement, and no partitions of these names.',
				HINT = format('As %I: ALTER PUBLICATION %I SET (publish_via_partition_root = true);',
					r.owner, r.pubname);
		ELSIF NOT r.is_named THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = format('publication "%s" would publish the rows that are moved once more', r.pubname),
				DETAIL = 'It publishes every table, and a partitioned table takes the place of measurement.',
				HINT = format('In one transaction: as %1$I ALTER PUBLICATION %2$I SET (publish = ''''); as the owner of'
					' the workspace opm.partition_measurements(); then ALTER PUBLICATION %2$I SET'
					' (publish = ''insert, update, delete, truncate'').', r.owner, r.pubname);
		ELSIF NOT r.is_mine THEN
			RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
				MESSAGE = format('publication "%s" belongs to another role', r.pubname),
				DETAIL = format('Role "%s" alone can put the partitioned table into it.', r.owner),
				HINT = format('As %1$I: ALTER PUBLICATION %2$I DROP TABLE %3$I.measurement; and after partitioning'
					' ADD TABLE.', r.owner, r.pubname, schema);
		END IF;
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_replicated(name) IS
	'Internal: raises 55000 if a subscriber, this database or another one, would lose measurements, or get them twice, '
	'when they are partitioned.';

CREATE FUNCTION opm._workspace_partition(
	schema name, from_day date, until_day date, part name, rest regclass, is_filled boolean)
RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET "TimeZone" = 'UTC' SET "DateStyle" = 'ISO' AS $$
DECLARE
	begins timestamptz := from_day::timestamp AT TIME ZONE 'UTC';
	ends timestamptz := until_day::timestamp AT TIME ZONE 'UTC';
	called text := format('%I.%I', schema, part);
	bounds text := format('FOR VALUES FROM (%L) TO (%L)', begins, ends);
	kind text := (SELECT CASE c.relpersistence WHEN 'u' THEN 'UNLOGGED' ELSE '' END FROM pg_class c WHERE c.oid = rest);
	columns text;
	other record;
BEGIN
	SELECT c.oid::regclass AS name, x.low, x.high, i.inhdetachpending AS going INTO other
	FROM pg_inherits i
	JOIN pg_class c ON c.oid = i.inhrelid
	CROSS JOIN LATERAL regexp_match(pg_get_expr(c.relpartbound, c.oid),
		'FROM \(''?(.*?)''?\) TO \(''?(.*?)''?\)') b(found)
	CROSS JOIN LATERAL (SELECT replace(b.found[1], 'MINVALUE', '-infinity')::timestamptz AS low,
		replace(b.found[2], 'MAXVALUE', 'infinity')::timestamptz AS high) x
	WHERE i.inhparent = format('%I.measurement', schema)::regclass AND x.low < ends AND x.high > begins
	ORDER BY x.low LIMIT 1;
	IF FOUND AND other.going THEN
		RAISE EXCEPTION USING ERRCODE = 'object_not_in_prerequisite_state',
			MESSAGE = format('partition %s is being detached', other.name),
			DETAIL = format('It holds %s up to %s, and new rows of this time have no place.', other.low, other.high),
			HINT = format('Finish it first: ALTER TABLE %I.measurement DETACH PARTITION %s FINALIZE;', schema,
				other.name);
	ELSIF FOUND AND (other.low, other.high) = (begins, ends) THEN
		RETURN false;
	ELSIF FOUND THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_object_definition',
			MESSAGE = format('a partition from %s to %s would overlap partition %s', from_day, until_day, other.name),
			DETAIL = format('That one holds %s up to %s.', other.low, other.high),
			HINT = 'Use the step with which it was made, or begin where the partitions end.';
	ELSIF to_regclass(called) IS NOT NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'duplicate_table',
			MESSAGE = format('relation %I.%I is there and is no partition of these days', schema, part),
			DETAIL = format('The partition from %s to %s would have this name.', from_day, until_day),
			HINT = format('Rename or drop it: ALTER TABLE %I.%I RENAME TO ...;', schema, part);
	END IF;
	IF is_filled THEN
		-- filled before it is attached: no trigger takes what is moved for new, or for deleted
		EXECUTE format('CREATE %s TABLE %s (LIKE %s INCLUDING ALL EXCLUDING STATISTICS)', kind, called, rest);
		columns := (SELECT string_agg(quote_ident(c.attname), ', ') FROM pg_attribute c
			WHERE c.attrelid = rest AND c.attnum > 0 AND NOT c.attisdropped AND c.attgenerated = '');
		EXECUTE format('INSERT INTO %1$s (%2$s) SELECT %2$s FROM %3$s WHERE at >= %4$L AND at < %5$L',
			called, columns, rest, begins, ends);
		EXECUTE format('DELETE FROM %s WHERE at >= %L AND at < %L', rest, begins, ends);
		EXECUTE format('ALTER TABLE %I.measurement ATTACH PARTITION %s %s', schema, called, bounds);
	ELSE
		EXECUTE format('CREATE %s TABLE %s PARTITION OF %I.measurement %s', kind, called, schema, bounds);
	END IF;
	IF rest IS NOT NULL THEN
		PERFORM opm._workspace_like(rest, called::regclass);
	END IF;
	RETURN true;
END
$$;
COMMENT ON FUNCTION opm._workspace_partition(name, date, date, name, regclass, boolean) IS
	'Internal: makes a partition of measurements for these days in UTC, the last one not included; false if there is '
	'one for just these. rest: the default partition, which is the model for it. is_filled: rest is detached, and may '
	'have rows of these days, which move. Errors: 42P17 if another one overlaps, 42P07 if the name is taken, 55000 if '
	'one is being detached.';

CREATE FUNCTION opm._workspace_add_partitions(schema name, days daterange[], names name[]) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	measurement regclass := format('%I.measurement', schema);
	rest regclass := (SELECT NULLIF(p.partdefid, 0) FROM pg_partitioned_table p WHERE p.partrelid = measurement);
	known oid[] := opm._workspace_known(schema);
	is_filled boolean := false;
	made integer := 0;
BEGIN
	PERFORM set_config('default_tablespace', COALESCE((SELECT s.spcname FROM pg_class c
		JOIN pg_tablespace s ON s.oid = c.reltablespace WHERE c.oid = measurement), ''), true);
	IF rest IS NOT NULL THEN
		EXECUTE format('SELECT EXISTS (SELECT FROM %s r WHERE r.at >= $1 AT TIME ZONE ''UTC'''
				' AND r.at < $2 AT TIME ZONE ''UTC'')', rest)
			INTO is_filled USING lower(days[1])::timestamp, upper(days[cardinality(days)])::timestamp;
	END IF;
	IF is_filled THEN
		PERFORM opm._workspace_replicated(schema);
		EXECUTE format('ALTER TABLE %s DETACH PARTITION %s', measurement, rest);
		-- what moves is not announced as deleted; opm._workspace_watch makes it again
		EXECUTE format('DROP TRIGGER IF EXISTS measurement_announce_delete ON %s', rest);
	END IF;
	FOR i IN 1 .. cardinality(days) LOOP
		made := made
			+ opm._workspace_partition(schema, lower(days[i]), upper(days[i]), names[i], rest, is_filled)::integer;
	END LOOP;
	IF is_filled THEN
		EXECUTE format('ALTER TABLE %s ATTACH PARTITION %s DEFAULT', measurement, rest);
	END IF;
	PERFORM opm._workspace_own_only(schema, known);
	PERFORM opm._workspace_watch(measurement);
	RETURN made;
END
$$;
COMMENT ON FUNCTION opm._workspace_add_partitions(name, daterange[], name[]) IS
	'Internal: makes partitions for the days that have none, and moves rows of these days out of the default '
	'partition. Returns how many were made.';

CREATE FUNCTION opm._workspace_not_partitioned(schema name, obstacles text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RAISE EXCEPTION USING ERRCODE = 'dependent_objects_still_exist',
		MESSAGE = format('measurements of workspace %I cannot be partitioned with what you have added', schema),
		DETAIL = format('A partitioned table takes the place of the table measurement, and this cannot come along: %s.',
			obstacles),
		HINT = 'Keep how they are defined, drop them, partition, and make them again.';
END
$$;
COMMENT ON FUNCTION opm._workspace_not_partitioned(name, text) IS
	'Internal: raises 2BP01 for what opm.partition_measurements cannot keep.';

CREATE FUNCTION opm._workspace_add_again(schema name, additions jsonb) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	measurement regclass := format('%I.measurement', schema);
	a record;
BEGIN
	FOR a IN SELECT * FROM jsonb_to_recordset(additions) x(catalog text, name name, statement text, tablespace text)
	LOOP
		CONTINUE WHEN CASE a.catalog
			WHEN 'pg_trigger' THEN EXISTS (SELECT FROM pg_trigger t
				WHERE t.tgrelid = measurement AND t.tgname = a.name)
			WHEN 'pg_policy' THEN EXISTS (SELECT FROM pg_policy p
				WHERE p.polrelid = measurement AND p.polname = a.name)
			WHEN 'pg_constraint' THEN EXISTS (SELECT FROM pg_constraint o
				WHERE o.conrelid = measurement AND o.conname = a.name) END;
		PERFORM set_config('default_tablespace', COALESCE(a.tablespace, ''), true);
		BEGIN
			EXECUTE a.statement;
		EXCEPTION WHEN OTHERS THEN
			-- errors of memory, locks, cancelling and the like are no word about the statement
			IF SQLSTATE ~ '^(22|23|42|0A|55|2B)' THEN
				PERFORM opm._workspace_not_partitioned(schema, format('%s (%s)', a.statement, SQLERRM));
			END IF;
			RAISE;
		END;
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_add_again(name, jsonb) IS
	'Internal: runs what opm._workspace_additions wrote down. Errors: 2BP01 for what a partitioned table cannot have.';

CREATE FUNCTION opm._workspace_make_partitioned(schema name, days daterange[], names name[]) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	old record;
	additions jsonb;
	a record;
	wrong text;
	known oid[] := opm._workspace_known(schema);
BEGIN
	SELECT c.oid, c.relpersistence, m.amname,
		(SELECT s.spcname FROM pg_tablespace s WHERE s.oid = c.reltablespace) AS tablespace INTO old
	FROM pg_class c JOIN pg_am m ON m.oid = c.relam WHERE c.oid = format('%I.measurement', schema)::regclass;
	additions := (SELECT jsonb_agg(to_jsonb(x)) FROM opm._workspace_additions(schema) x);
	EXECUTE format('ALTER TABLE %I.measurement RENAME TO measurement_before', schema);
	EXECUTE format('ALTER INDEX %I.measurement_pkey RENAME TO measurement_before_pkey', schema);
	EXECUTE format('ALTER TABLE %I.measurement_before NO FORCE ROW LEVEL SECURITY', schema);
	PERFORM set_config('default_tablespace', COALESCE(old.tablespace, ''), true),
		set_config('default_table_access_method', old.amname, true);
	EXECUTE format('CREATE TABLE %1$I.measurement (LIKE %1$I.measurement_before'
		' INCLUDING ALL EXCLUDING INDEXES EXCLUDING STATISTICS, CONSTRAINT measurement_pkey'
		' PRIMARY KEY (goal_id, at) INCLUDE (value, group_size)) PARTITION BY RANGE (at)',
		schema);
	EXECUTE format('ALTER TABLE %1$I.measurement'
		' ADD CONSTRAINT measurement_goal FOREIGN KEY (goal_id) REFERENCES %1$I.goal', schema);
	EXECUTE format('CREATE %2$s TABLE %1$I.measurement_rest PARTITION OF %1$I.measurement DEFAULT',
		schema, CASE old.relpersistence WHEN 'u' THEN 'UNLOGGED' END);
	PERFORM opm._workspace_like(old.oid, format('%I.measurement', schema)::regclass);
	PERFORM opm._workspace_like(old.oid, format('%I.measurement_rest', schema)::regclass);
	FOR i IN 1 .. cardinality(days) LOOP
		PERFORM opm._workspace_partition(schema, lower(days[i]), upper(days[i]), names[i],
			format('%I.measurement_rest', schema)::regclass, false);
	END LOOP;
	PERFORM set_config('default_tablespace', '', true);
	FOR a IN
		SELECT d.objid::regclass AS sequence, c.attname FROM pg_depend d
		JOIN pg_attribute c ON c.attrelid = d.refobjid AND c.attnum = d.refobjsubid
		JOIN pg_class s ON s.oid = d.objid AND s.relkind = 'S'
		WHERE d.classid = 'pg_class'::regclass AND d.refclassid = 'pg_class'::regclass AND d.refobjid = old.oid
			AND d.deptype = 'a'
	LOOP
		EXECUTE format('ALTER SEQUENCE %s OWNED BY %I.measurement.%I', a.sequence, schema, a.attname);
	END LOOP;
	EXECUTE (SELECT format('INSERT INTO %1$I.measurement (%2$s) SELECT %2$s FROM %1$I.measurement_before',
			schema, string_agg(quote_ident(c.attname), ', '))
		FROM pg_attribute c WHERE c.attrelid = old.oid AND c.attnum > 0 AND NOT c.attisdropped AND c.attgenerated = '');
	-- views read the table by its identity: they are made anew on the new one
	PERFORM opm._workspace_run(schema, opm._workspace_version(schema));
	PERFORM opm._workspace_bind(schema);
	BEGIN
		EXECUTE format('DROP TABLE %I.measurement_before', schema);
	EXCEPTION WHEN dependent_objects_still_exist THEN
		GET STACKED DIAGNOSTICS wrong = PG_EXCEPTION_DETAIL;
		PERFORM opm._workspace_not_partitioned(schema, replace(wrong, 'measurement_before', 'measurement'));
	END;
	PERFORM opm._workspace_own_only(schema, known);
	FOR a IN SELECT g.login, g.level FROM opm._workspace_granted(schema) g LOOP
		PERFORM opm._grant_workspace(schema, a.login, a.level);
	END LOOP;
	PERFORM opm._workspace_add_again(schema, additions);
	FOR a IN SELECT i.inhrelid::regclass AS part, i.inhparent::regclass AS whole FROM pg_inherits i
		WHERE i.inhparent = format('%I.measurement', schema)::regclass
	LOOP
		PERFORM opm._workspace_like(a.whole, a.part);
	END LOOP;
END
$$;
COMMENT ON FUNCTION opm._workspace_make_partitioned(name, daterange[], name[]) IS
	'Internal: puts a partitioned table, with a partition for each of the days and one for the rest, in the place of '
	'the table measurement, with all that the user has added to it, and moves the rows over.';

CREATE FUNCTION opm._partition_measurements(schema name, first_day date, last_day date, step text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning
SET default_tablespace = '' SET default_table_access_method = heap SET row_security = off AS $$
DECLARE
	kind "char";
	days daterange[];
	names name[];
	obstacles text[];
	made integer;
BEGIN
	IF first_day IS NULL OR last_day IS NULL OR step IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed',
			MESSAGE = 'partitions need a first day, a last day and a step',
			HINT = format('For example: SELECT opm.partition_measurements(%L, ''2026-01-01'', ''2026-12-31'');',
				schema);
	ELSIF step NOT IN ('month', 'quarter', 'year') OR last_day < first_day
		OR first_day < '0001-01-01' OR last_day > '9999-12-31' THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value',
			MESSAGE = format('no partitions by %s from %s to %s', step, first_day, last_day),
			DETAIL = 'The step is month, quarter or year; the first day is not after the last one, and both lie in the'
				' years 1 to 9999.',
			HINT = format('For example: SELECT opm.partition_measurements(%L, ''2026-01-01'', ''2026-12-31'');',
				schema);
	END IF;
	PERFORM opm._workspace_fresh('measurements cannot be partitioned');
	PERFORM opm._workspace_take(schema, true);
	SELECT c.relkind INTO kind FROM pg_class c WHERE c.oid = format('%I.measurement', schema)::regclass;
	IF EXISTS (SELECT FROM pg_trigger t
		WHERE t.tgrelid = format('%I.measurement', schema)::regclass AND t.tgname = 'ts_insert_blocker') THEN
		RAISE EXCEPTION USING ERRCODE = 'feature_not_supported',
			MESSAGE = format('table %I.measurement is a hypertable of TimescaleDB', schema),
			DETAIL = 'TimescaleDB partitions it itself: there is nothing to do here.',
			HINT = 'For partitions of PostgreSQL, put the rows into a plain table first. A hypertable of your own'
				' is bound with opm.bind().';
	END IF;
	SELECT array_agg(daterange(b::date, (b + every)::date) ORDER BY b),
		array_agg('measurement_' || to_char(b, 'YYYY_MM') ORDER BY b)
	INTO days, names
	FROM (VALUES ('month', interval '1 month'), ('quarter', interval '3 months'), ('year', interval '1 year'))
		s(word, every)
	CROSS JOIN generate_series(date_trunc(step, first_day::timestamp), last_day::timestamp, s.every) b
	WHERE s.word = step;
	IF kind = 'p' THEN
		made := opm._workspace_add_partitions(schema, days, names);
	ELSE
		PERFORM opm._workspace_replicated(schema);
		obstacles := opm._workspace_obstacles(schema);
		IF obstacles <> '{}' THEN
			PERFORM opm._workspace_not_partitioned(schema, array_to_string(obstacles, ', '));
		END IF;
		PERFORM opm._workspace_make_partitioned(schema, days, names);
		made := cardinality(days);
	END IF;
	RETURN made;
END
$$;
COMMENT ON FUNCTION opm._partition_measurements(name, date, date, text) IS
	'Internal: the work of opm.partition_measurements, done as the owner.';
