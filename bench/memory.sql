-- Bytes a node: stored, and at the peak of the aggregation (growth of the session's high-water mark, after the plain aggregate has
-- touched the same shared buffers). Run in a session of its own.
SET max_parallel_workers_per_gather = 0;
CREATE FUNCTION pg_temp.peak_kb() RETURNS bigint LANGUAGE sql AS
$$ SELECT substring(pg_read_file('/proc/self/status') FROM 'VmHWM:\s+(\d+) kB')::bigint $$;
SELECT count(*) AS nodes FROM tree \gset
SELECT sum(score * weight), count(id), count(parent_id) FROM tree \g /dev/null
SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree WHERE id < 3 \g /dev/null
SELECT pg_temp.peak_kb() AS before \gset
SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM tree \g /dev/null
SELECT pg_temp.peak_kb() AS after \gset
-- What the value is, and what a table keeps of it after compression.
CREATE TEMP TABLE plain (tree opm.goaltree);
ALTER TABLE plain ALTER tree SET STORAGE external;
INSERT INTO plain SELECT opm.goaltree(id, parent_id, score, weight) FROM tree;
CREATE TEMP TABLE stored AS SELECT opm.goaltree(id, parent_id, score, weight) AS tree FROM tree;
SELECT 'stored, uncompressed' AS "bytes a node", round(pg_column_size(tree)::numeric / :nodes, 1) AS bytes, 'at most 64' AS promise FROM plain
UNION ALL SELECT 'stored, compressed', round(pg_column_size(tree)::numeric / :nodes, 1), '' FROM stored
UNION ALL SELECT 'peak of aggregation', round((:after - :before) * 1024.0 / :nodes, 1), 'at most 160';
