-- The planner keeps samples of each column, over all rows, and its estimates tell them: EXPLAIN ... WHERE value < 7
-- says how many rows there are, also to who may see none of them. So it keeps none of what is private: numbers, texts
-- and the like. What it needs are keys, times and words of short lists. What the owner has set stays.

DO $do$
DECLARE
	r record;
BEGIN
	FOR r IN
		SELECT t.table_name, string_agg(format('ALTER COLUMN %I SET STATISTICS 0', a.attname), ', ') AS changes
		FROM opm._workspace_tables() t
		JOIN pg_class c ON c.oid = t.table_name::text::regclass
		JOIN pg_attribute a ON a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped
			AND COALESCE(a.attstattarget, -1) < 0
		WHERE t.readers <> 'everyone'
			AND a.atttypid <> ALL ('{bigint, timestamptz, date, boolean}'::regtype[])
			AND a.attname <> ALL ('{table_name, operation, row_key, changed_by, recorded_by, superseded_by, status,'
				'visibility, min_group}')
			-- a word of a list
			AND NOT EXISTS (SELECT FROM pg_constraint o
				WHERE o.conrelid = c.oid AND o.contype = 'c' AND o.conkey = ARRAY[a.attnum]
					AND pg_get_constraintdef(o.oid) LIKE '%opm.\_word(%')
		GROUP BY t.table_name
	LOOP
		EXECUTE format('ALTER TABLE %I %s', r.table_name, r.changes);
	END LOOP;
END
$do$;
