-- Laws of control charts; numbers against independent answers are in test/pgtap/spc.sql.

CREATE FUNCTION pg_temp.refusal(call text) RETURNS text LANGUAGE plpgsql AS $$
DECLARE state text; message text; row record;
BEGIN
	EXECUTE 'SELECT ' || call INTO row;
	RETURN 'not refused';
EXCEPTION WHEN OTHERS THEN
	GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT;
	RETURN state || ': ' || message;
END $$;

CREATE TABLE series AS
SELECT s, i, round((50 + 10 * sin(s * i * 1.7) + CASE WHEN i > 40 THEN 12 ELSE 0 END)::numeric, 2)::float8 AS value, i <= 30 AS base, timestamptz '2026-01-01 00:00Z' + i * interval '1 day' AS at
FROM generate_series(1, 5) s, generate_series(1, 60) i;

-- XmR by its definition in plain SQL, with baselines of every kind
WITH plain AS (
	SELECT s, avg(value) AS m, avg(r) AS mr FROM (SELECT s, value, abs(value - lag(value) OVER (PARTITION BY s ORDER BY i)) AS r FROM series WHERE i <= 30) x GROUP BY s),
chart AS (
	SELECT s, i, opm.xmr_chart(value, 30) OVER w AS by_number, opm.xmr_chart(value, in_baseline => base) OVER w AS by_flag, opm.xmr_chart(value, baseline => 30, in_baseline => i < 50) OVER w AS by_both,
		opm.xmr_chart(value, baseline => 1000, in_baseline => base) OVER w AS by_more FROM series WINDOW w AS (PARTITION BY s ORDER BY i))
SELECT count(*) AS rows, bool_and(by_number = by_flag AND by_flag = by_both AND by_both = by_more) AS same,
	bool_and(abs((by_number).centre - m) < 1e-12 AND abs((by_number).sigma - mr * sqrt(pi()) / 2) < 1e-12 AND abs((by_number).upper - m - 3 * mr * sqrt(pi()) / 2) < 1e-11
		AND abs((by_number).range_upper - mr * (1 + 3 * sqrt(2 - 4 / pi()) * sqrt(pi()) / 2)) < 1e-11 AND (by_number).points = 30) AS as_defined
FROM chart JOIN plain USING (s);

-- One pass for all columns, in any place of a query; every row counts once.
SELECT count(*), count(DISTINCT (s, i)), bool_and(x.value = series.value) AS value FROM (SELECT s, i, (opm.xmr_chart(value) OVER (PARTITION BY s ORDER BY i)).* FROM series) x JOIN series USING (s, i);
-- A partition alone gives what it gives among others; phases are partitions; the order of the rows in the table does not matter.
CREATE TABLE shuffled AS SELECT * FROM series ORDER BY md5((s * 100 + i)::text);
SELECT bool_and(a.p = b.p) AS same FROM (SELECT s, i, opm.xmr_chart(value, rules => 'all', at => at) OVER (PARTITION BY s ORDER BY i) AS p FROM series) a
JOIN (SELECT s, i, opm.xmr_chart(value, rules => 'all', at => at) OVER (PARTITION BY s ORDER BY i) AS p FROM shuffled) b USING (s, i);
SELECT bool_and(a.p = b.p) AS same FROM (SELECT i, opm.xmr_chart(value, rules => 'all', at => at) OVER (PARTITION BY s ORDER BY i) AS p FROM series WHERE s = 3) a
JOIN (SELECT i, opm.xmr_chart(value, rules => 'all', at => at) OVER (PARTITION BY s ORDER BY i) AS p FROM series ORDER BY s LIMIT 180) b USING (i) WHERE (b.p).value = (a.p).value;
-- Rescans, as in a lateral join
SELECT count(*), count(DISTINCT u) FROM generate_series(1, 5) g, LATERAL (SELECT max((p).upper) AS u FROM (SELECT opm.xmr_chart(value) OVER (ORDER BY i) AS p FROM series WHERE s = g) x) y;
-- A partition that spills to disk gives the same as one that does not.
CREATE TABLE long AS SELECT i, 100 + sin(i * 1.3) * 7 AS value, i % 5 <> 0 AS base, timestamptz '2026-01-01 00:00Z' + i * interval '1 minute' AS at FROM generate_series(1, 30000) i;
SET work_mem = '64MB';
CREATE TABLE in_memory AS SELECT i, opm.xmr_chart(value, in_baseline => base, rules => 'all', at => at) OVER w AS x, opm.p_chart(abs(value), 200, in_baseline => base) OVER w AS p, opm.chart(value, 100, 3, at => at) OVER w AS c FROM long WINDOW w AS (ORDER BY i);
SET work_mem = '64kB';
CREATE TABLE spilled AS SELECT i, opm.xmr_chart(value, in_baseline => base, rules => 'all', at => at) OVER w AS x, opm.p_chart(abs(value), 200, in_baseline => base) OVER w AS p, opm.chart(value, 100, 3, at => at) OVER w AS c FROM long WINDOW w AS (ORDER BY i);
RESET work_mem;
SELECT count(*), bool_and(a.x = b.x AND a.p = b.p AND a.c = b.c) AS same FROM in_memory a JOIN spilled b USING (i);
DROP TABLE long, in_memory, spilled;

-- Few points, no points
SELECT n, (p).value, (p).centre, (p).lower, (p).upper, (p).points, (p).signal, (p).reason
FROM (SELECT n, i, opm.xmr_chart(value) OVER (PARTITION BY n ORDER BY i) AS p FROM (VALUES (1, 1, 5::float8), (2, 1, NULL), (3, 1, NULL), (3, 2, NULL), (4, 1, 4), (4, 2, 6), (5, 1, 4), (5, 2, NULL), (5, 3, 6), (6, 1, 0.1), (6, 2, 0.1), (6, 3, 0.1)) v(n, i, value)) x ORDER BY n, i;
SELECT count(*) FROM (SELECT opm.xmr_chart(value) OVER () FROM series WHERE false) x;
-- Equal values have no variation, however they round; a later change is then news.
SELECT count(*), count(*) FILTER (WHERE (p).sigma <> 0 OR (p).signal <> 0 OR (p).upper <> v) AS wrong FROM (SELECT v, opm.xmr_chart(v, rules => 'all') OVER (PARTITION BY v) AS p FROM unnest('{0.1,1e-300,123456.789,-7.7,1e300}'::float8[]) v, generate_series(1, 33)) x;
SELECT (p).signal, (p).reason FROM (SELECT opm.xmr_chart(CASE WHEN i = 12 THEN 0.2 ELSE 0.1 END, baseline => 11) OVER (ORDER BY i) AS p FROM generate_series(1, 12) i) x WHERE (p).signal <> 0;
-- A flag that is never true; rules NULL are none; no NaN comes out
SELECT DISTINCT (p).centre, (p).signal, (p).points, (p).reason FROM (SELECT opm.xmr_chart(value, in_baseline => NULL) OVER (ORDER BY i) AS p FROM series) x;
SELECT DISTINCT (p).signal FROM (SELECT opm.xmr_chart(value, rules => NULL) OVER (ORDER BY i) AS p FROM series) x;
-- A point on a limit is inside.
SELECT i, (p).signal FROM (SELECT i, opm.chart(v, 10, 2, 'beyond') OVER (ORDER BY i) AS p FROM (VALUES (1, 16), (2, 4), (3, 16.0000001), (4, 3.9999999), (5, 10)) x(i, v)) y ORDER BY i;

-- Subgroups: sizes may vary; a single measurement is a point without a range
SELECT i, round((p).value::numeric, 3) AS value, round((p).centre::numeric, 3) AS centre, round((p).upper::numeric, 3) AS upper, (p).range, round((p).range_upper::numeric, 3) AS range_upper, (p).signal, (p).reason
FROM (SELECT i, opm.xbar_r_chart(m, r, n) OVER (ORDER BY i) AS p FROM (VALUES (1, 10, 2, 5), (2, 11, 3, 4), (3, 9, NULL, 1), (4, 12, 1, 2), (5, NULL, 1, 3), (6, 10, NULL, 0), (7, 20, 9, 5)) v(i, m, r, n)) x ORDER BY i;
SELECT bool_and(abs((r).sigma - sigma / sqrt(n)) < 1e-12 AND abs((r).centre - centre) < 1e-12) AS xbar_r, bool_and(abs((s).sigma - ssigma / sqrt(n)) < 1e-12) AS xbar_s, bool_and((r).centre = (s).centre) AS centre
FROM (SELECT n, opm.xbar_r_chart(m, d, n) OVER w AS r, opm.xbar_s_chart(m, d, n) OVER w AS s, avg(d / opm.d2(n)) OVER () AS sigma, avg(d / opm.c4(n)) OVER () AS ssigma, sum(m * n) OVER () / sum(n) OVER () AS centre
	FROM (SELECT i, (50 + i % 7)::float8 AS m, (3 + i % 5)::float8 AS d, 2 + i % 9 AS n FROM generate_series(1, 40) i) g WINDOW w AS (ORDER BY i)) x;
SELECT DISTINCT (p).reason FROM (SELECT opm.xbar_r_chart(i, 0, 1) OVER (ORDER BY i) AS p FROM generate_series(1, 3) i) x;

-- Counts: sizes of 0 and NULLs hold no point; limits stay where values can be
SELECT chart, (p).value, round((p).centre::numeric, 4) AS centre, round((p).lower::numeric, 4) AS lower, round((p).upper::numeric, 4) AS upper, (p).signal, (p).reason
FROM (SELECT 'p' AS chart, i, opm.p_chart(c, n) OVER (ORDER BY i) AS p FROM (VALUES (1, 1, 10), (2, 3, 10), (3, NULL, 10), (4, 0, 0), (5, 5, 5), (6, 2, 40)) v(i, c, n)
UNION ALL SELECT 'np', i, opm.np_chart(c, n) OVER (ORDER BY i) FROM (VALUES (1, 1, 10), (2, 3, 10), (4, 0, 0), (5, 5, 5)) v(i, c, n)
UNION ALL SELECT 'c', i, opm.c_chart(c) OVER (ORDER BY i) FROM (VALUES (1, 1), (2, 3), (3, NULL), (4, 16)) v(i, c)
UNION ALL SELECT 'u', i, opm.u_chart(c, n) OVER (ORDER BY i) FROM (VALUES (1, 1, 0.5), (2, 3, 2), (3, 0, 0)) v(i, c, n)) x;
-- np is p times its size, u with size 1 is c, and Laney's limits are the plain ones times one factor
SELECT bool_and(abs((np).value - n * (p).value) < 1e-9 AND abs((np).upper - n * (p).upper) < 1e-9 AND (np).signal = (p).signal) AS np, bool_and((c).upper = (u).upper AND (c).signal = (u).signal) AS c,
	bool_and(abs((l).upper - (l).centre - ((p).upper - (p).centre) * (l).sigma / (p).sigma) < 1e-12) AS laney
FROM (SELECT n, opm.np_chart(k, n) OVER w AS np, opm.p_chart(k, n) OVER w AS p, opm.c_chart(k) OVER w AS c, opm.u_chart(k, 1) OVER w AS u, opm.p_chart(k, n, method => 'laney') OVER w AS l
	FROM (SELECT i, 200 + i % 7 * 10 AS n, 50 + (i * 37) % 11 AS k FROM generate_series(1, 50) i) s WINDOW w AS (ORDER BY i)) x;

-- The range rule: a jump that the values alone do not show
SELECT i, (p).signal, (p).direction, (p).run, (p).reason FROM (SELECT i, opm.xmr_chart(v, baseline => 12, rules => 'wheeler') OVER (ORDER BY i) AS p
	FROM (SELECT i, CASE WHEN i <= 12 THEN 10 + i % 3 WHEN i % 2 = 0 THEN 14 ELSE 8 END AS v FROM generate_series(1, 15) i) s) x WHERE (p).signal <> 0;

-- Refusals
SELECT call, pg_temp.refusal(call || ' OVER (ORDER BY i) FROM generate_series(1, 3) i') FROM (VALUES ($$opm.xmr_chart('NaN')$$), ($$opm.xmr_chart('Infinity')$$), ('opm.xmr_chart(i, 1)'), ('opm.xmr_chart(i, 0)'), ('opm.xmr_chart(i, -5)'), ($$opm.xmr_chart(i, rules => 'x')$$), ($$opm.xmr_chart(i, method => 'mode')$$), ($$opm.xmr_chart(i, constants => 'wrong')$$),
	('opm.xmr_chart(1e308 * (-1) ^ i)'), ('opm.xmr_chart(1.7e308 * i / i)'), ('opm.xbar_r_chart(i, -1, 5)'), ('opm.xbar_r_chart(i, 1, 26)'), ('opm.xbar_s_chart(i, 1, 26)'), ('opm.xbar_r_chart(i, 1, 2.5)'), ('opm.xbar_r_chart(i, 1, -2)'), ('opm.xbar_s_chart(i, -1, 5)'), ('opm.xbar_s_chart(i, 1, 5, 0)'), ('opm.p_chart(3, 2)'), ('opm.p_chart(-1, 2)'), ('opm.p_chart(1, -2)'), ('opm.p_chart(1, 0)'),
	('opm.np_chart(3, 2)'), ('opm.c_chart(-1)'), ('opm.u_chart(-1, 1)'), ('opm.u_chart(1, 0)'), ('opm.chart(1, 0, -1)'), ($$opm.p_chart(1, 2, method => 'x')$$), ('opm.chart(1.7e308, -1.7e308, 1e308)')) v(call);
SELECT pg_temp.refusal('opm.d2(1)'), pg_temp.refusal('opm.d3(26)'), pg_temp.refusal('opm.c4(1)'), opm.c4(2147483647) < 1 AS c4_large;
DROP TABLE series, shuffled;
