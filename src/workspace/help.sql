
-- help: what there is for a word, from the catalog

CREATE FUNCTION opm.help(
	word text DEFAULT '', OUT name text, OUT kind text, OUT arguments text, OUT about text)
RETURNS SETOF record LANGUAGE sql STABLE PARALLEL SAFE ROWS 20
BEGIN ATOMIC
	WITH place AS (
		SELECT n.oid, n.nspname, n.nspname = 'opm' AS is_opm
		FROM pg_catalog.pg_namespace n
		WHERE (n.nspname = 'opm' OR opm._workspace_version(n.nspname) IS NOT NULL)
			AND pg_catalog.has_schema_privilege(n.oid, 'USAGE')
	), thing AS (
		SELECT s.nspname, p.proname AS name,
			CASE p.prokind WHEN 'a' THEN 'aggregate' WHEN 'w' THEN 'window function' ELSE 'function' END AS kind,
			pg_catalog.pg_get_function_arguments(p.oid) AS arguments,
			pg_catalog.obj_description(p.oid, 'pg_proc') AS comment
		FROM place s JOIN pg_catalog.pg_proc p ON p.pronamespace = s.oid
		WHERE p.prorettype <> 'pg_catalog.trigger'::pg_catalog.regtype
		UNION ALL
		-- a view or table is also a type, which is not listed again
		SELECT s.nspname, c.relname, CASE c.relkind WHEN 'v' THEN 'view' ELSE 'table' END, NULL,
			pg_catalog.obj_description(c.oid, 'pg_class')
		FROM place s JOIN pg_catalog.pg_class c ON c.relnamespace = s.oid
		WHERE c.relkind IN ('r', 'p', 'v') AND NOT c.relispartition AND NOT s.is_opm
		UNION ALL
		SELECT s.nspname, t.typname, 'type', NULL, pg_catalog.obj_description(t.oid, 'pg_type')
		FROM place s JOIN pg_catalog.pg_type t ON t.typnamespace = s.oid
		WHERE t.typtype IN ('b', 'c') AND t.typelem = 0 AND s.is_opm
	), found AS (
		SELECT t.*, pg_catalog.replace(pg_catalog.lower(word), ' ', '_') AS wanted,
			COALESCE(pg_catalog.substring(t.comment, '^.*?[.?](?= |$)'), t.comment) AS about
		FROM thing t
		WHERE t.name !~ '^_' AND t.comment !~ '^Internal:'
	), placed AS (
		SELECT f.*, CASE
			WHEN f.name = f.wanted THEN 1
			WHEN pg_catalog.starts_with(f.name, f.wanted) THEN 2
			WHEN pg_catalog.strpos(f.name, f.wanted) > 0 THEN 3
			WHEN pg_catalog.strpos(pg_catalog.lower(f.about), pg_catalog.lower(word)) > 0 THEN 4 END AS place
		FROM found f
	)
	SELECT pg_catalog.format('%I.%I', p.nspname, p.name), p.kind, p.arguments, p.about
	FROM placed p
	WHERE p.place IS NOT NULL
	ORDER BY p.place, p.nspname <> 'opm', p.nspname, p.name, p.kind, p.arguments;
END;
COMMENT ON FUNCTION opm.help(text) IS
	'What there is for a word: public functions and types of opm, and functions, views and tables of the workspaces '
	'that the reader may use, with their arguments and the first sentence of their comment. Best fit first: the name '
	'itself, names that begin with the word, names that have it, then sentences that have it. Upper and lower case are '
	'the same, a blank stands for _ in names. An empty word lists everything, NULL nothing.';
