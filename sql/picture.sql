-- Laws of opm.bar and opm.sparkline.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text;
BEGIN
	EXECUTE 'SELECT ' || call;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;

SELECT score, '[' || opm.bar(score) || ']' AS bar, '[' || opm.bar(score, 4) || ']' AS bar_4
FROM unnest('{-1,0,1e-9,0.1,0.25,0.5,0.73,0.9999999999999999,1,7}'::float8[]) score;
SELECT opm.bar(NULL), opm.bar(0.5, NULL), opm.bar(0.29, 100) = repeat(U&'\2588', 29) || repeat(U&'\2591', 71) AS no_rounding_down;
-- As long as asked, full exactly from 1 on, empty exactly up to 0, never shorter for a higher score.
SELECT count(*) AS bars, count(*) FILTER (WHERE length(bar) <> width) AS length,
	count(*) FILTER (WHERE (bar = repeat(U&'\2588', width)) <> (score >= 1)) AS "full", count(*) FILTER (WHERE (bar = repeat(U&'\2591', width)) <> (score <= 0)) AS "empty"
FROM (SELECT score, width, opm.bar(score, width) AS bar FROM (SELECT i / 200.0::float8 AS score FROM generate_series(-20, 220) i) s, unnest('{1,2,3,10,200}'::int[]) width) b;
SELECT call, pg_temp.refusal(call) AS refusal
FROM (VALUES ('opm.bar(0.5, 0)'), ('opm.bar(0.5, -1)'), ('opm.bar(0.5, 201)'), ($$opm.bar('NaN')$$), ($$opm.bar('Infinity')$$),
	($$opm.sparkline('NaN'::float8)$$), ($$opm.sparkline(now(), 'Infinity')$$), ('opm.sparkline(i) FROM generate_series(1, 10001) i')) v(call);

-- Sparkline
SELECT opm.sparkline(v ORDER BY i) AS up, opm.sparkline(v ORDER BY i DESC) AS down, '[' || opm.sparkline(CASE WHEN i % 3 <> 0 THEN v END ORDER BY i) || ']' AS gaps,
	opm.sparkline(5 ORDER BY i) AS same, opm.sparkline(-v * (1e308 / 8) ORDER BY i) AS huge
FROM (SELECT i, i::float8 AS v FROM generate_series(1, 8) i) x;
SELECT opm.sparkline(v), opm.sparkline(now(), v) FROM (VALUES (1::float8)) x(v) WHERE false;
SELECT opm.sparkline(v), opm.sparkline(now(), v) FROM (VALUES (NULL::float8), (NULL)) x(v);
SELECT opm.sparkline(v ORDER BY i), opm.sparkline(NULL, v) AS no_time FROM (VALUES (1, 1e308::float8), (2, 0), (3, -1e308)) x(i, v);

-- With its own time, order does not matter: any order, parallel, and with ORDER BY give the same.
CREATE TABLE series AS
SELECT g, timestamptz '2026-01-01 00:00Z' + i * interval '1 day' AS at, CASE WHEN i % 11 <> 5 THEN sin(i * 0.2 * g) END AS value
FROM generate_series(1, 20) g, generate_series(1, 200) i ORDER BY sin(i * 7 + g);
ANALYZE series;
CREATE TEMP TABLE serial AS SELECT g, opm.sparkline(at, value) AS s, opm.sparkline(value ORDER BY at) AS o, opm.sparkline(at, value ORDER BY value) AS v FROM series GROUP BY g;
SELECT count(*) AS groups, bool_and(s = o AND s = v) AS same, bool_and(length(s) = 200) AS length FROM serial;
BEGIN;
SET LOCAL parallel_setup_cost = 0;
SET LOCAL parallel_tuple_cost = 0;
SET LOCAL min_parallel_table_scan_size = 0;
SET LOCAL max_parallel_workers_per_gather = 2;
SET LOCAL parallel_leader_participation = off;
CREATE FUNCTION pg_temp.is_parallel(query text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN ' || query LOOP
		IF line ~ 'Partial' THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SELECT pg_temp.is_parallel('SELECT g, opm.sparkline(at, value) FROM series GROUP BY g') AS parallel;
SELECT count(*) AS different FROM (SELECT g, opm.sparkline(at, value) AS s FROM series GROUP BY g) p JOIN serial USING (g) WHERE p.s <> serial.s;
COMMIT;
-- Running, as a window aggregate
SELECT i, opm.sparkline(v) OVER (ORDER BY i) AS running, opm.sparkline(v) OVER (ORDER BY i ROWS 2 PRECEDING) AS moving FROM (VALUES (1, 3::float8), (2, 1), (3, 4), (4, 1), (5, 5)) x(i, v);
DROP TABLE series;
