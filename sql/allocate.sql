-- allocate, phase: a total in whole units. Exact answers and random splits are in test/pgtap/allocate.sql.
SET search_path = public, opm;

-- parts of every kind of weight, unit from the total
SELECT w, allocate(10.00, w::numeric) OVER o AS numeric, allocate(10.00, w::float8) OVER o AS float8, allocate(10.00, w::bigint) OVER o AS bigint, allocate(-10, w) OVER o AS whole
FROM (VALUES (1), (2), (4)) v(w) WINDOW o AS (ORDER BY w);
-- ties go to the earlier row of the window, whatever the order of the result
SELECT i, allocate(2, 1.0) OVER (ORDER BY i DESC) FROM generate_series(1, 3) i ORDER BY i;
-- NULL weight: no part; no weight, no total: no answer; no rows
SELECT w, allocate(10, w) OVER () AS part, phase(10, w) OVER () AS phase, allocate(NULL, w) OVER () AS no_total, allocate(10, 0 * w) OVER () AS no_weight FROM (VALUES (1.0), (NULL), (2)) v(w);
SELECT allocate(10, w) OVER () FROM (SELECT 1.0 AS w WHERE false) x;
-- the frame of the window does not matter
SELECT allocate(10, 1.0) OVER (ORDER BY i ROWS BETWEEN 1 PRECEDING AND CURRENT ROW) FROM generate_series(1, 4) i;
-- numbers of any size
SELECT sum(a) = total AS adds_up FROM (SELECT total, allocate(total, w, 0.01) OVER () AS a
	FROM (VALUES (1e40::numeric + 0.01)) t(total), (VALUES (1e-30), (3.000000000000000001), (1e20)) v(w)) x GROUP BY total;
-- limits: held at them, the rest split again; the sign of the total
SELECT w, allocate(100, w, 1, lo, hi) OVER (ORDER BY w) AS a, allocate(-100, w, 1, -hi, -lo) OVER (ORDER BY w) AS mirrored FROM (VALUES (1, 30, NULL), (2, NULL, 25), (3, NULL, NULL)) v(w, lo, hi);
-- partitions of one statement, thousands of rows
SELECT count(*), bool_and(s = 1000.01) FROM (SELECT g, sum(a) AS s FROM (SELECT g, allocate(1000.01, i % 7 + 1) OVER (PARTITION BY g ORDER BY i) AS a FROM generate_series(1, 50) g, generate_series(1, 200) i) x GROUP BY g) y;
-- the plan to date is never more than half a unit off
SELECT m, phase(10, 1.0) OVER (ORDER BY m) AS phase FROM generate_series(1, 12) m;

-- bad input
SELECT allocate(10, -1.0) OVER ();
SELECT allocate(10, 'NaN'::float8) OVER ();
SELECT allocate('Infinity', 1.0) OVER ();
SELECT allocate(10, 1.0, 0) OVER ();
SELECT allocate(10, 1.0, 3) OVER ();
SELECT allocate(10, 1.0, 1, 6, 5) OVER ();
SELECT allocate(10, 1.0, 1, 11) OVER ();
SELECT allocate(i, 1.0) OVER () FROM generate_series(1, 2) i;
SELECT allocate(10, 1.0);
