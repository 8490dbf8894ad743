-- operations: laws and errors (the numbers are in test/pgtap/operations.sql)
\pset null NULL
SET search_path = opm;
SET timezone = 'UTC';
SELECT * FROM oee(420, 373, 1 / 60.0, 19271, 18848);
SELECT o.* FROM (VALUES (1, 0, 0, 1, 0, 0), (2, 10, 0, 1, 0, 0), (3, 10, 5, 1, 0, 0), (4, 10, 0, 1, 3, 3), (5, 10, 10, 2, 10, 10)) v(o, planned, run, cycle, total, good), oee(planned, run, cycle, total, good) o ORDER BY v.o;
SELECT takt(27000, 450), takt(27000, 0);
-- surveys: parts merge; a group too small shows nothing, however it is cut
SELECT nps(r), nps(r, 7), nps(r, 6), csat(r, 7), csat(r, 7, 7), csat(NULL::float8, 7) FROM unnest('{10,9,8,7,6,0,NULL}'::int[]) r;
SELECT nps(r) FROM unnest('{}'::int[]) r;
SELECT g, nps(r, 3) FROM (VALUES ('a', 10), ('a', 9), ('a', 1), ('b', 10), ('b', 9)) v(g, r) GROUP BY ROLLUP (g) ORDER BY g;
SELECT nps_final(survey_merge(nps_accum(nps_accum(NULL, 10, 2), 9, 2), nps_accum(NULL, 0, 2))) = nps(r, 2) AS merged, survey_merge(NULL, NULL) IS NULL AS nothing FROM unnest('{10,9,0}'::int[]) r;
SELECT bool_and(abs(n - m) < 1e-9) AS running FROM (SELECT nps(r) OVER (ORDER BY i) AS n, 100.0 * sum((r > 8)::int - (r < 7)::int) OVER (ORDER BY i) / i AS m FROM (SELECT i, i * 7 % 11 AS r FROM generate_series(1, 100) i) x) y;
-- error budgets
SELECT burn_rate(5, 1000, 0.999), burn_rate(0, 10, 0.9), burn_rate(0, 0, 0.9);
SELECT severity, long_hours, threshold, long_burn, short_burn, budget_used, firing FROM burn_windows('{2026-01-01 11:58,2026-01-01 12:00,2026-01-01 12:01,2026-01-01 11:00,NULL}', '{10,10,99,50,1}', '{100,100,100,100,1}', 0.99, '2026-01-01 12:00', 7);
\set VERBOSITY terse
SELECT oee(10, 11, 1, 1, 1);
SELECT oee(10, 9, 1, 1, 2);
SELECT oee(-1, 0, 1, 1, 1);
SELECT oee('NaN', 0, 1, 1, 1);
SELECT takt(1, -1);
SELECT nps(11);
SELECT nps(5, 0);
SELECT csat('NaN', 1);
SELECT nps_final('{1,2}');
SELECT nps_final('{1,2,NULL,4}');
SELECT burn_rate(2, 1, 0.9);
SELECT burn_rate(1, 2, 1);
SELECT burn_windows('{2026-01-01}', '{3}', '{2}', 0.9, '2026-01-01');
SELECT burn_windows('{2026-01-01}', '{3,4}', '{2}', 0.9, '2026-01-01');
SELECT burn_windows('{}', '{}', '{}', 0.9, 'infinity');
