-- improvement: changes of means
\pset null NULL
SET search_path = opm;
SET timezone = 'UTC';
CREATE FUNCTION pg_temp.k(v double precision[]) RETURNS kpi LANGUAGE sql IMMUTABLE RETURN (SELECT kpi('2026-01-01'::timestamptz + i * interval '1 day', x) FROM unnest(v) WITH ORDINALITY u(x, i));
-- Welch's test by the formulas
WITH s AS (SELECT pg_temp.k('{27.5,21.0,19.0,23.6,17.0,17.9,16.9,20.1,21.9,22.6,23.1,19.6,19.0,21.7,21.4}') AS a, pg_temp.k('{27.1,22.0,20.8,23.4,23.4,23.5,25.8,22.0,24.8,20.2,21.9,22.1,22.9,20.5,24.4}') AS b)
SELECT round(i.change::numeric, 6) AS change, round((i.change / i.error)::numeric, 5) AS t, round(i.df::numeric, 4) AS df, round(i.p::numeric, 6) AS p, i.low < i.change AND i.change < i.high AND i.low > 0 AS interval,
	abs(2 * t_cdf(-i.change / i.error, i.df) - i.p) < 1e-15 AS p_is_t, i.relative = i.change / mean(a) AS relative, i.reason FROM s, improvement(a, b) i;
-- antisymmetric; against itself nothing; the control takes out what happened to all
SELECT a.change = -b.change AND a.low = -b.high AND a.p = b.p AS antisymmetric, c.change AS self, c.p AS p_self
FROM improvement(pg_temp.k('{1,2,3}'), pg_temp.k('{4,6,5}')) a, improvement(pg_temp.k('{4,6,5}'), pg_temp.k('{1,2,3}')) b, improvement(pg_temp.k('{1,2,3}'), pg_temp.k('{1,2,3}')) c;
SELECT i.change, i.low < 0 AND i.high > 0 AS maybe_nothing, d.change AS pilot, e.change AS control FROM improvement(pg_temp.k('{1,2,3}'), pg_temp.k('{4,6,5}'), pg_temp.k('{10,11,12}'), pg_temp.k('{13,14,15}')) i,
	improvement(pg_temp.k('{1,2,3}'), pg_temp.k('{4,6,5}')) d, improvement(pg_temp.k('{10,11,12}'), pg_temp.k('{13,14,15}')) e;
SELECT i.* FROM (VALUES (1, '{1}'::float8[], '{2,3}'::float8[]), (2, '{1,1}', '{2,2}'), (3, '{0,0}', '{1,2}'), (4, '{1e9,1000000001}', '{1000000000.5,1000000001.5}')) v(o, a, b), improvement(pg_temp.k(a), pg_temp.k(b)) i ORDER BY o;
SELECT improvement(NULL, pg_temp.k('{1,2}')) IS NULL AS nothing_before;
-- sustained: kept, half lost, all lost, better still; downwards too
SELECT o, g.kept, g.change, round(g.p::numeric, 4) AS p, g.alarm, g.reason FROM (VALUES (1, '{10,11,9}'::float8[], '{20,21,19}'::float8[], '{20,19,21}'::float8[]), (2, '{10,11,9}', '{20,21,19}', '{15,16,14}'), (3, '{10,11,9}', '{20,21,19}', '{10,9,11}'),
	(4, '{10,11,9}', '{20,21,19}', '{30,31,29}'), (5, '{20,21,19}', '{10,11,9}', '{16,15,14}'), (6, '{20,21,19}', '{10,11,9}', '{8,7,9}'), (7, '{1,2}', '{2,1}', '{3,4}'), (8, '{1,2}', '{5,6}', '{3}'), (9, '{1,1}', '{5,5}', '{4,4}')) v(o, a, b, c),
	gain_kept(pg_temp.k(a), pg_temp.k(b), pg_temp.k(c)) g ORDER BY o;
\set VERBOSITY terse
SELECT improvement(pg_temp.k('{1,2}'), pg_temp.k('{1,2}'), 1);
SELECT gain_kept(pg_temp.k('{1,2}'), pg_temp.k('{1,2}'), pg_temp.k('{1,2}'), 0);
