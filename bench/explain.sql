-- Promises of explain_change, cascade and what_if, measured: psql -d DATABASE -f bench/explain.sql, in a database with the extension.
-- Medians of seven rounds in one session, both sides right after each other. promise: the most that opm's time may be of the other's.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
SET max_parallel_workers_per_gather = 0;
CREATE TEMP TABLE small AS
SELECT i AS id, CASE WHEN i > 1 THEN (i - 2) / 10 + 1 END AS parent_id, CASE WHEN i > 10000 THEN (i * 7919 % 1000) / 1000.0::float8 END AS score,
       CASE WHEN i > 10000 THEN (i * 7907 % 1000) / 1000.0::float8 END AS score2, (1 + i % 5)::float8 AS weight, (1 + i % 7)::float8 AS weight2
FROM generate_series(1::bigint, 100000) i ORDER BY hashint8(i);
CREATE TEMP TABLE large AS
SELECT i AS id, CASE WHEN i > 1 THEN (i - 2) / 10 + 1 END AS parent_id, CASE WHEN i > 111111 THEN (i * 7919 % 1000) / 1000.0::float8 END AS score, (1 + i % 5)::float8 AS weight
FROM generate_series(1::bigint, 1111111) i ORDER BY hashint8(i);
CREATE TEMP TABLE built AS SELECT (SELECT opm.goaltree(id, parent_id, score, weight) FROM small) AS a, (SELECT opm.goaltree(id, parent_id, score2, weight2) FROM small) AS b,
	(SELECT opm.goaltree(id, parent_id, score, weight) FROM large) AS c;
ANALYZE small, large;
CREATE TEMP TABLE bench (ordinal int GENERATED ALWAYS AS IDENTITY, name text, opm text, versus text, other text, promise float8);
INSERT INTO bench (name, opm, versus, other, promise) VALUES
('explain_change, 100,000 goals, scores and weights', 'SELECT count(*) FROM built, opm.explain_change_bigint(a, b)', 'building both', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)), opm.score(opm.goaltree(id, parent_id, score2, weight2)) FROM small', 4),
('explain_change, keys as text', 'SELECT count(*) FROM built, opm.explain_change(a, b)', 'building both', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)), opm.score(opm.goaltree(id, parent_id, score2, weight2)) FROM small', 4),
('cascade, 1,000,000 leaves', 'SELECT count(*) FROM built, opm.cascade_bigint(c, 123456789.01, 0.01)', 'building the tree', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM large', 4),
('cascade, keys as text', 'SELECT count(*) FROM built, opm.cascade(c, 123456789.01)', 'building the tree', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM large', 4),
('what_if, one score, 1,111,111 goals', $$SELECT opm.score(opm.what_if(c, '{"1000000": {"score": 0.5}}')) FROM built$$, 'one rollup', 'SELECT count(*) FROM built, opm.rollup_bigint(c)', 1),
('what_if, one move', $$SELECT opm.score(opm.what_if(c, '{"1000000": {"parent": 7}}')) FROM built$$, 'one rollup', 'SELECT count(*) FROM built, opm.rollup_bigint(c)', 1),
('what_if, one score', $$SELECT opm.score(opm.what_if(c, '{"1000000": {"score": 0.5}}')) FROM built$$, 'building the tree', 'SELECT opm.score(opm.goaltree(id, parent_id, score, weight)) FROM large', 1);
CREATE TEMP TABLE took (round int, ordinal int, side text, ms float8);
CREATE FUNCTION pg_temp.milliseconds(statement text) RETURNS float8 LANGUAGE plpgsql AS $$
DECLARE began timestamptz := clock_timestamp();
BEGIN
	EXECUTE statement;
	RETURN 1000 * extract(epoch FROM clock_timestamp() - began);
END $$;
DO $$
DECLARE
	c bench;
	side text;
BEGIN
	FOR round IN 1..7 LOOP
		FOR c IN SELECT * FROM bench ORDER BY ordinal LOOP
			FOREACH side IN ARRAY CASE WHEN round % 2 = 0 THEN ARRAY['opm', 'other'] ELSE ARRAY['other', 'opm'] END LOOP
				INSERT INTO took VALUES (round, c.ordinal, side, pg_temp.milliseconds(CASE side WHEN 'opm' THEN c.opm ELSE c.other END));
			END LOOP;
		END LOOP;
	END LOOP;
END $$;
SELECT name, round(o::numeric, 1) AS ms, versus, round(v::numeric, 1) AS versus_ms, round((o / v)::numeric, 2) AS ratio, promise, o / v <= promise AS kept
FROM bench, LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'opm') AS o, percentile_cont(0.5) WITHIN GROUP (ORDER BY ms) FILTER (WHERE side = 'other') AS v
	FROM took WHERE took.ordinal = bench.ordinal) t ORDER BY ordinal;
