-- distribution: normal and t
SET search_path = opm;
CREATE FUNCTION pg_temp.near(a double precision, b double precision, tol double precision DEFAULT 1e-12) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN coalesce(abs(a - b) <= tol * abs(b), false);
-- 40-digit values (mpmath)
SELECT z, pg_temp.near(normal_cdf(z), p, 1e-13) AS ok FROM (VALUES (0, 0.5), (-1, 0.158655253931457051414767454367962), (1.5, 0.933192798731141933910675577), (-10, 7.61985302416052606597e-24), (-37, 5.72557122252417e-300)) v(z, p);
SELECT bool_and(pg_temp.near(normal_cdf(normal_quantile(p)), p)) AS inverse, bool_and(normal_quantile(1 - p) = -normal_quantile(p)) FILTER (WHERE p IN (0.25, 0.125, 0.5)) AS symmetric
FROM unnest('{1e-300,1e-100,1e-10,0.001,0.125,0.25,0.3,0.5,0.6,0.975,0.999999}'::float8[]) p;
SELECT t, df, pg_temp.near(t_cdf(t, df), p) AS ok FROM (VALUES (0, 3, 0.5), (-1, 1, 0.25), (-2, 2, 0.0917517095361369), (2.5, 10, 0.984276577881833)) v(t, df, p);
-- closed forms: df 1 and 2
SELECT bool_and(pg_temp.near(t_cdf(t, 1), atan(-1 / t) / pi())) AS cauchy, bool_and(pg_temp.near(t_cdf(t, 2), 0.5 / (1 + t * t / 2) / (1 + sqrt(t * t / (2 + t * t))) , 1e-12)) AS df2
FROM unnest('{-0.1,-1,-3,-30,-1000,-1e6}'::float8[]) t;
SELECT bool_and(pg_temp.near(t_cdf(t_quantile(p, df), df), p)) AS inverse, bool_and(t_quantile(p, df) = -t_quantile(1 - p, df)) FILTER (WHERE p IN (0.25, 0.125)) AS symmetric
FROM unnest('{1e-100,1e-10,0.001,0.125,0.25,0.4,0.499999,0.6,0.975,0.999999}'::float8[]) p, unnest('{1,1.5,2,3,7.7,30,1000,19999,20001,1e6,1e12,Infinity}'::float8[]) df;
-- no step where the method changes, and the normal limit
SELECT pg_temp.near(t_cdf(-2, 19999.999999), t_cdf(-2, 20000)) AS no_step, t_cdf(-2, 'Infinity') = normal_cdf(-2) AS limit;
SELECT t_quantile(1e-300, 1) BETWEEN -3.1831e299 AND -3.183e299 AS far_out, t_quantile(0.5, 4) = 0 AS middle;
\set VERBOSITY terse
SELECT normal_cdf('NaN');
SELECT normal_quantile(0);
SELECT t_cdf(1, 0);
SELECT t_cdf(1, 'NaN');
SELECT t_cdf('Infinity', 3);
SELECT t_quantile(1, 3);
SELECT t_quantile(1e-300, 0.1);
SELECT normal_cdf(NULL) IS NULL AND t_quantile(NULL, 3) IS NULL AS nulls;
