-- fit: the mergeable line
\pset null NULL
SET search_path = opm;
CREATE FUNCTION pg_temp.near(a double precision, b double precision, tol double precision DEFAULT 1e-13) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tol * abs(b), false);
CREATE TEMP TABLE point AS SELECT i, i % 97 + 0.25::float8 AS x, 3 * (i % 97) - (i * 7919 % 101) / 8.0::float8 AS y, i % 7 AS g FROM generate_series(1, 1000) i;
-- against the built-in functions
SELECT n(f) = c AS n, pg_temp.near(slope(f), s) AS slope, pg_temp.near(intercept(f), i, 1e-12) AS intercept, pg_temp.near(r2(f), r, 1e-12) AS r2,
	pg_temp.near(residual_stddev(f), sqrt((1 - r) * yy / (c - 2)), 1e-11) AS residual_stddev, pg_temp.near(slope_error(f), sqrt((1 - r) * yy / (c - 2) / xx), 1e-11) AS slope_error
FROM (SELECT fit(x, y) AS f, regr_slope(y, x) AS s, regr_intercept(y, x) AS i, regr_r2(y, x) AS r, regr_sxx(y, x) AS xx, regr_syy(y, x) AS yy, count(*) AS c FROM point) q;
-- merged parts = whole, to the bit where sums are exact; order does not matter; + copies; NULL is no points
CREATE TEMP TABLE part AS SELECT g, fit(x, y) AS f FROM point GROUP BY g;
SELECT (SELECT merge(f) FROM part) = (SELECT fit(x, y) FROM point) AS merged, (SELECT merge(f ORDER BY g DESC) FROM part) = (SELECT fit(x, y ORDER BY i DESC) FROM point) AS shuffled,
	(SELECT a.f + b.f = b.f + a.f FROM part a, part b WHERE a.g = 1 AND b.g = 2) AS commutes;
SELECT fit_merge(NULL, NULL) IS NULL AS nulls, fit_merge(f, NULL) = f AND fit_merge(NULL, f) = f AS one, fit_accum(f, NULL, 3) = f AND fit_accum(f, 3, NULL) = f AS left_out FROM part WHERE g = 1;
SELECT fit(x, y) IS NULL AS empty FROM point WHERE false;
SELECT fit(NULL, y) IS NULL AS all_null FROM point;
SELECT bool_and(n(f) = least(i, 11) AND pg_temp.near(slope(f), s, 1e-12)) AS moving_frame FROM (SELECT i, fit(x, y) OVER w AS f, regr_slope(y, x) OVER w AS s FROM point WINDOW w AS (ORDER BY i ROWS 10 PRECEDING)) q WHERE i > 2;
-- text and binary
SELECT bool_and(f::text::fit = f AND f::text::fit::text = f::text) AS text_round_trip FROM (SELECT fit(sqrt(i), ln(i)) AS f FROM generate_series(1, 40) i GROUP BY i % 9) q;
SELECT fit(1, 2);
SELECT '( n: 2 , x: 3,y:-0, xx:5, xy:0, yy:0 ) '::fit;
SELECT count(DISTINCT f) = 7 AS hashed, bool_and(a.f = b.f) AS sorted FROM part a JOIN part b USING (f);
-- few points, no spread
SELECT what, n(f), slope(f), intercept(f), r2(f), residual_stddev(f), slope_error(f), slope_p(f) FROM
	(SELECT 1, 'one point', fit(x, y) FROM (VALUES (1, 2)) v(x, y) UNION ALL SELECT 2, 'one x', fit(x, y) FROM (VALUES (0.1, 2), (0.1, 3), (0.1, 4)) v(x, y)
	UNION ALL SELECT 3, 'two points', fit(x, y) FROM (VALUES (1, 2), (3, 3)) v(x, y) UNION ALL SELECT 4, 'constant', fit(x, y) FROM (VALUES (1, 0.1), (2, 0.1), (3, 0.1)) v(x, y)
	UNION ALL SELECT 5, 'exact line', fit(x, 2 * x + 0.3) FROM generate_series(1, 9) x) q(o, what, f) ORDER BY o;
-- the fit of a kpi is the kpi's line
SELECT pg_temp.near(slope(fit(k)), slope(k)) AND pg_temp.near(intercept(fit(k)), intercept(k)) AND pg_temp.near(r2(fit(k)), r2(k)) AND n(fit(k)) = n(k) AS same
FROM (SELECT kpi('2026-01-01Z'::timestamptz + i * interval '7 hours', 1000 + sqrt(i)) AS k FROM generate_series(1, 50) i) q;
-- an offset of 10^10 standard deviations
SELECT pg_temp.near(slope(fit(1e9 + x, 1e9 + y)), slope(fit(x, y)), 1e-9) AS far_from_0 FROM point;
-- errors
\set VERBOSITY terse
SELECT fit('NaN', 1);
SELECT fit(1, 'Infinity');
SELECT fit(1e200, 1);
SELECT fit(1e145, 1e145) FROM generate_series(1, 3);
SELECT 'x'::fit;
SELECT '(n: 0, x: 0, y: 0, xx: 0, xy: 0, yy: 0)'::fit;
SELECT '(n: 2, x: 3, y: 3, xx: 1, xy: 0, yy: 9)'::fit;
SELECT '(n: 2, x: 3, y: 3, xx: 5, xy: 40, yy: 5)'::fit;
SELECT '(n: 2, x: 3, y: 3, xx: 5, xy: 5, yy: -1)'::fit;
SELECT '(n: 2, x: NaN, y: 3, xx: 5, xy: 5, yy: 5)'::fit;
SELECT '(n: 2, x: 3+1, y: 3, xx: 5, xy: 5, yy: 5)'::fit;
SELECT '(n: 2, x: 3, y: 3, xx: 5, xy: 5, yy: 5) x'::fit;
SELECT '(n: 99999999999999999999, x: 3, y: 3, xx: 5, xy: 5, yy: 5)'::fit;
