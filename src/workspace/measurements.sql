-- measurements of a workspace: queries on the user's own tables that stand for them (opm.bind), and partitions by time.

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
		WHERE w.ev_class = format('%I._bound', schema)::regclass AND c.oid <> w.ev_class
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

CREATE FUNCTION opm._workspace_bind(schema name) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	b record;
	body text := '';
BEGIN
	FOR b IN EXECUTE format('SELECT name, query FROM %I.binding ORDER BY id', schema) LOOP
		-- goal may be a key or an id: compared as text with both, and ids are no keys of others' goals
		body := body || CASE WHEN body = '' THEN '' ELSE E'\nUNION ALL\n' END || format(
			'SELECT g.id AS goal_id, q.at, q.value::double precision AS value,'
			' CASE WHEN q.base::double precision = 0 OR abs(q.base::double precision) BETWEEN 1e-40 AND 1e100'
			' THEN q.base::double precision END AS base'
			' FROM (SELECT b.goal, %s AS at, b.value, b.base FROM (%s) b(goal, at, value, base)) q'
			' JOIN %I.goal g ON g.%s'
			-- what cannot be counted with (NaN, infinity, beyond 1e100) is as good as not measured; and as for stored
			-- measurements, the future does not count yet
			' WHERE q.value::double precision BETWEEN -1e100 AND 1e100 AND isfinite(q.at)'
			' AND q.at <= now() + interval ''1 hour''',
			-- days and times without a zone are those of the workspace, not of whoever reads
			CASE WHEN opm._workspace_query_type(b.query, 'at', 'timestamp with time zone') THEN 'b.at'
				ELSE format('timezone((SELECT s.time_zone FROM %I.setting s), b.at::timestamp without time zone)',
					schema) END,
			b.query, schema, opm._workspace_goal_column(b.query));
	END LOOP;
	IF body = '' THEN
		body := 'SELECT NULL::bigint AS goal_id, NULL::timestamp with time zone AS at,'
			' NULL::double precision AS value, NULL::double precision AS base WHERE false';
	END IF;
	EXECUTE format('CREATE OR REPLACE VIEW %I._bound WITH (security_invoker) AS %s', schema, body);
END
$$;
COMMENT ON FUNCTION opm._workspace_bind(name) IS
	'Internal: makes the view _bound of a workspace anew from its table binding. Used by opm.bind and opm.unbind.';

CREATE FUNCTION opm._workspace_query_type(query text, col text, VARIADIC types text[]) RETURNS boolean
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	fits boolean;
BEGIN
	EXECUTE format('SELECT pg_typeof((SELECT q.%I FROM (%s) q(goal, at, value, base) LIMIT 0))::text = ANY ($1)',
		col, query) INTO fits USING types;
	RETURN fits;
END
$$;
COMMENT ON FUNCTION opm._workspace_query_type(text, text, text[]) IS
	'Internal: true if a column (goal, at, value or base) of a query that is to be bound has one of these types. '
	'Used by opm.bind.';

CREATE FUNCTION opm._workspace_goal_column(query text) RETURNS text
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
BEGIN
	RETURN CASE WHEN opm._workspace_query_type(query, 'goal', 'bigint', 'integer', 'smallint') THEN 'id = q.goal'
		ELSE 'key = q.goal::text' END;
END
$$;
COMMENT ON FUNCTION opm._workspace_goal_column(text) IS
	'Internal: how the goals of a bound query q are found in the table goal: '
	'by id where they are numbers, else by key.';

CREATE FUNCTION opm._bind(schema name, name text, query text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	unknown text;
	ratios text;
	r record;
BEGIN
	IF name IS NULL OR query IS NULL THEN
		RAISE EXCEPTION USING ERRCODE = 'null_value_not_allowed', MESSAGE = 'a binding needs a name and a query';
	END IF;
	IF query ~ ';\s*$' THEN
		query := regexp_replace(query, ';\s*$', '');
	END IF;
	IF NOT (opm._workspace_query_type(query, 'value',
			'double precision', 'real', 'numeric', 'bigint', 'integer', 'smallint')
		AND opm._workspace_query_type(query, 'at',
			'timestamp with time zone', 'timestamp without time zone', 'date')) THEN
		RAISE EXCEPTION USING ERRCODE = 'datatype_mismatch',
			MESSAGE = format('the query of binding "%s" has columns of the wrong type', name),
			DETAIL = 'Its columns are goal (key or id), at (a time or a day), value (a number) and base'
				' (a number or NULL).',
			HINT = 'Cast them in the query.';
	END IF;
	PERFORM opm._workspace_take(schema, false);
	EXECUTE format('INSERT INTO %I.binding (name, query) VALUES ($1, $2)'
		' ON CONFLICT (name) DO UPDATE SET query = EXCLUDED.query', schema) USING name, query;
	PERFORM opm._workspace_bind(schema);
	FOR r IN SELECT a.login FROM opm._workspace_granted(schema) a LOOP
		PERFORM opm._workspace_grant_bound(schema, r.login);
	END LOOP;
	-- what would be overlooked in silence
	EXECUTE format('WITH q AS (
			SELECT b.goal, bool_or(b.base IS NOT NULL) AS has_base FROM (%s) b(goal, at, value, base) GROUP BY b.goal
		)
		SELECT string_agg(q.goal::text, '', '' ORDER BY q.goal) FILTER (WHERE g.id IS NULL),
			string_agg(g.key, '', '' ORDER BY g.key)
				FILTER (WHERE q.has_base AND g.time_aggregation <> ''ratio'' AND g.min_group IS NULL)
		FROM q LEFT JOIN %I.goal g ON g.%s', query, schema, opm._workspace_goal_column(query)) INTO unknown, ratios;
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
COMMENT ON FUNCTION opm._bind(name, text, text) IS
	'Internal: the work of opm.bind, done as the owner.';

CREATE FUNCTION opm.bind(schema name, name text, query text) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.bind(name, text, text) IS
	'Binds goals to the user''s own tables: query yields (goal, at, value, base), where goal is the key (text) or id '
	'(integer) of a goal, value the numerator and base the denominator of a ratio or NULL. Nothing is copied: '
	'the scorecard reads the query, in the same transaction. Table names in the query are schema-qualified. '
	'Values and bases that cannot be used (NaN, infinity, beyond 1e100) are treated as not measured. '
	'A binding of the same name is replaced. A NOTICE names rows of no goal, and tables that a role with access '
	'cannot read: views read them with the rights of their reader; tables in the schema of the workspace are granted. '
	'Days and times without a zone are those of the time zone of the workspace; '
	'what is later than in an hour does not count yet. Errors: those of the query, 42804 for columns of the wrong '
	'type, 42704 if the schema is not a workspace, 42501 for everybody but its owner.';

CREATE FUNCTION opm._unbind(schema name, name text) RETURNS void
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp AS $$
DECLARE
	gone bigint;
BEGIN
	PERFORM opm._workspace_take(schema, false);
	EXECUTE format('DELETE FROM %I.binding WHERE name = $1', schema) USING name;
	GET DIAGNOSTICS gone = ROW_COUNT;
	IF gone = 0 THEN
		RAISE EXCEPTION USING ERRCODE = 'undefined_object',
			MESSAGE = format('binding "%s" does not exist', coalesce(name, 'NULL'));
	END IF;
	PERFORM opm._workspace_bind(schema);
END
$$;
COMMENT ON FUNCTION opm._unbind(name, text) IS
	'Internal: the work of opm.unbind, done as the owner.';

CREATE FUNCTION opm.unbind(schema name, name text) RETURNS void
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.unbind(name, text) IS
	'Takes a binding away. Errors: 42704 if there is none of this name, or the schema is not a workspace, '
	'42501 for everybody but its owner.';

CREATE FUNCTION opm._partition_measurements(schema name, first_day date, last_day date, step text) RETURNS integer
LANGUAGE plpgsql SET search_path = pg_catalog, pg_temp SET client_min_messages = warning AS $$
DECLARE
	parted boolean;
	from_day date := date_trunc(step, first_day::timestamp)::date;
	until_day date;
	part text;
	made integer := 0;
	d record;
BEGIN
	IF step NOT IN ('month', 'quarter', 'year') OR first_day IS NULL OR last_day < first_day THEN
		RAISE EXCEPTION USING ERRCODE = 'invalid_parameter_value', MESSAGE = 'no such partitions',
			DETAIL = 'step is month, quarter or year, and first_day is not after last_day.';
	END IF;
	PERFORM opm._workspace_fresh('measurements cannot be partitioned');
	PERFORM opm._workspace_take(schema, true);
	SELECT c.relkind = 'p' INTO parted
	FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
	WHERE n.nspname = schema AND c.relname = 'measurement';
	IF NOT parted THEN
		-- A partitioned table takes the place of the plain one, with all that depends on it; the rows move over.
		EXECUTE format('LOCK TABLE %I.measurement IN ACCESS EXCLUSIVE MODE', schema);
		EXECUTE format('ALTER TABLE %I.measurement RENAME TO measurement_before', schema);
		EXECUTE format('ALTER INDEX %1$I.measurement_pkey RENAME TO measurement_before_pkey', schema);
		EXECUTE format('CREATE TABLE %1$I.measurement (LIKE %1$I.measurement_before INCLUDING ALL EXCLUDING INDEXES)'
			' PARTITION BY RANGE (at)', schema);
		EXECUTE format('ALTER TABLE %1$I.measurement'
			' ADD CONSTRAINT measurement_pkey PRIMARY KEY (goal_id, at) INCLUDE (value, group_size),'
			' ADD CONSTRAINT measurement_goal FOREIGN KEY (goal_id) REFERENCES %1$I.goal', schema);
		EXECUTE format('CREATE TABLE %1$I.measurement_rest PARTITION OF %1$I.measurement DEFAULT', schema);
		EXECUTE format('ALTER TABLE %I.measurement_rest ENABLE ROW LEVEL SECURITY', schema);
	END IF;
	WHILE from_day <= last_day LOOP
		until_day := (from_day + CASE step
			WHEN 'month' THEN interval '1 month'
			WHEN 'quarter' THEN interval '3 months'
			ELSE interval '1 year' END)::date;
		part := 'measurement_' || to_char(from_day, 'YYYY_MM');
		IF to_regclass(format('%I.%I', schema, part)) IS NULL THEN
			EXECUTE format('CREATE TABLE %1$I.%2$I PARTITION OF %1$I.measurement FOR VALUES FROM (%3$L) TO (%4$L)',
				schema, part, from_day::text || ' 00:00+00', until_day::text || ' 00:00+00');
			-- no policy of its own: read past its table, it shows nothing
			EXECUTE format('ALTER TABLE %I.%I ENABLE ROW LEVEL SECURITY', schema, part);
			made := made + 1;
		END IF;
		from_day := until_day;
	END LOOP;
	IF NOT parted THEN
		EXECUTE (SELECT format('INSERT INTO %1$I.measurement (%2$s) SELECT %2$s FROM %1$I.measurement_before',
				schema, string_agg(quote_ident(a.attname), ', '))
			FROM pg_attribute a
			WHERE a.attrelid = format('%I.measurement_before', schema)::regclass AND a.attnum > 0
				AND NOT a.attisdropped AND a.attgenerated = '');
		-- views read the table by its identity: they are made anew on the new one
		PERFORM opm._workspace_run(schema, opm._workspace_version(schema));
		EXECUTE format('DROP TABLE %I.measurement_before', schema);
		PERFORM opm._workspace_bind(schema);
		FOR d IN SELECT a.login, a.level FROM opm._workspace_granted(schema) a LOOP
			PERFORM opm._grant_workspace(schema, d.login, d.level);
		END LOOP;
	END IF;
	RETURN made;
END
$$;
COMMENT ON FUNCTION opm._partition_measurements(name, date, date, text) IS
	'Internal: the work of opm.partition_measurements, done as the owner.';

CREATE FUNCTION opm.partition_measurements(schema name, first_day date, last_day date, step text DEFAULT 'month')
RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_workspace_as_owner' LANGUAGE C;
COMMENT ON FUNCTION opm.partition_measurements(name, date, date, text) IS
	'Partitions the measurements of a workspace by time, in UTC: one partition per month, quarter or year from '
	'first_day to last_day, and one for the rest. The first call moves the rows into a partitioned table of the same '
	'name (exclusive lock while it runs); later calls add partitions. Returns how many were made. '
	'Errors: 42704, 42501 for everybody but the owner, 22023; 25000 in a transaction that is not READ COMMITTED; '
	'23514 when the rest holds rows of a new partition.';
