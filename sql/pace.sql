-- pace: laws and errors (the numbers are in test/pgtap/operations.sql)
\pset null NULL
SET search_path = opm;
SET timezone = 'UTC';
SELECT elapsed('2026-01-01', '2026-12-31'::date, '2026-04-02'), elapsed('2026-01-01 00:00'::timestamptz, '2026-01-02', '2026-01-01 06:00'), elapsed('2026-01-01', '2026-12-31'::date, 'infinity'), elapsed('2026-01-01', '2026-12-31'::date, '-infinity');
SELECT working_days('2026-01-01', '2026-01-08'), working_days('2026-01-08', '2026-01-01'), elapsed_working('2026-01-03', '2026-01-05', '2026-01-04') AS weekend_only, elapsed_working('2026-01-01', '2026-01-08', '2026-01-06', holidays => '{2026-01-01,NULL,infinity}');
SELECT plan_seasonal('{1,1,2}'), plan_stepped('{1,1,2}'), plan_stepped('{1}'), plan_seasonal('{0,1}');
-- plans go into planned() too
SELECT planned('100 -> 200', 0.5, plan_seasonal('{1,3}')), (pace(120, 100, 200, 0.5, plan_seasonal('{1,3}'))).*;
SELECT p.* FROM (VALUES (1, 60, 0, 100, 0.5), (2, 60, 100, 0, 0.5), (3, NULL, 0, 100, 0.5), (4, 5, 12, 12, 0.5), (5, 5, 0, 100, 0), (6, 90, 0, 100, 7)) v(o, value, baseline, goal, elapsed), pace(value, baseline, goal, elapsed) p ORDER BY o;
SELECT pace(1, NULL, 2, 0.5) IS NULL AS no_baseline;
-- a plan on schedule has index 1 and projects the goal, whatever its shape
SELECT bool_and(abs(p.pace_index - 1) < 1e-12 AND abs(p.projected - 250) < 1e-9 AND abs(p.gap) < 1e-12) AS on_schedule
FROM unnest(ARRAY[plan_seasonal('{1,2,3}'), plan_stepped('{1,2,3}'), '0:0 0.5:0.2 1:1', NULL]) plan, unnest('{0.4,0.7,1}'::float8[]) e, LATERAL (SELECT (pace(NULL, 50, 250, e, plan)).expected AS v) w, pace(w.v, 50, 250, e, plan) p;
SELECT required_rate(100, 40, 3), required_rate(100, 140, 4), required_rate(100, 40, 0);
\set VERBOSITY terse
SELECT elapsed('2026-01-01', '2026-01-01'::date, '2026-01-01');
SELECT elapsed('2026-01-01', 'infinity'::date, '2026-01-01');
SELECT elapsed('2026-01-02'::timestamptz, '2026-01-01', '2026-01-01');
SELECT working_days('2026-01-01', 'infinity');
SELECT working_days('2026-01-01', '2026-02-01', '{0}');
SELECT working_days('2026-01-01', '2026-02-01', '{1,NULL}');
SELECT elapsed_working('2026-01-01', '2026-01-01', '2026-01-01');
SELECT plan_seasonal('{}');
SELECT plan_seasonal('{1,-1}');
SELECT plan_seasonal('{1,NULL}');
SELECT plan_stepped(array_fill(1::float8, '{500}'));
SELECT pace('NaN', 0, 1, 0.5);
SELECT pace(1, 0, 1, 'NaN');
SELECT pace(1e308, -1e308, 1, 0.5);
SELECT required_rate(100, 40, -1);
