-- calibration: scores of probabilities
\pset null NULL
SET search_path = opm;
SELECT brier(0.7, true), brier(0.7, false), brier(1, true), log_score(0.5, true), log_score(1, true), log_score(0, true) BETWEEN 34 AND 35 AS held, brier(NULL, true);
CREATE TEMP TABLE said AS SELECT i, (i * 7 % 11) / 10.0::float8 AS p, i * 13 % 10 < 4 + (i * 7 % 11) / 3 AS hit FROM generate_series(1, 200) i;
-- against the definitions; the three parts add up; the order does not matter
SELECT c.n, abs(c.brier - b) < 1e-15 AS brier, abs(c.log_score - l) < 1e-13 AS log, abs(c.bias - (mp - r)) < 1e-15 AS bias, abs(c.brier - (c.reliability - c.resolution + c.uncertainty)) < 1e-15 AS murphy,
	abs(c.skill - (1 - c.brier / c.uncertainty)) < 1e-15 AS skill, c.reason, c = calibration(pd, hd) AS any_order
FROM (SELECT array_agg(p ORDER BY i) AS pa, array_agg(hit ORDER BY i) AS ha, array_agg(p ORDER BY i DESC) AS pd, array_agg(hit ORDER BY i DESC) AS hd, avg(brier(p, hit)) AS b, avg(log_score(p, hit)) AS l, avg(p) AS mp, avg(hit::int) AS r FROM said) q, calibration(pa, ha) c;
SELECT c.* FROM (VALUES (1, '{}'::float8[], '{}'::bool[]), (2, '{0.9,NULL,0.5}', '{t,t,NULL}'), (3, '{1,0}', '{t,f}'), (4, '{0.5,0.5}', '{t,f}')) v(o, p, h), calibration(p, h) c ORDER BY o;
-- a careful and an over-confident person
SELECT c.bias, round(c.bias_z::numeric, 3) AS z FROM calibration(array_fill(0.9::float8, '{10}'), '{t,t,t,t,t,t,t,t,t,f}') c UNION ALL SELECT c.bias, round(c.bias_z::numeric, 3) FROM calibration(array_fill(0.9::float8, '{10}'), '{t,t,t,t,t,f,f,f,f,f}') c;
-- bins: half-open, the last one closed; all forecasts are in one; the interval holds the rate
SELECT bin, low, high, n, mean_p, hit_rate FROM reliability('{0,0.2,0.5,0.99,1,NULL}', '{f,f,t,t,t,t}', 2);
SELECT sum(n) AS n, bool_and(hit_low <= hit_rate AND hit_rate <= hit_high AND mean_p >= low - 1e-12 AND mean_p <= high) AS inside FROM (SELECT array_agg(p) AS p, array_agg(hit) AS h FROM said) q, reliability(p, h);
-- Wilson's interval, 8 of 10 at 95 %: 0.490 to 0.943
SELECT round(hit_low::numeric, 3), round(hit_high::numeric, 3) FROM reliability(array_fill(0.5::float8, '{10}'), '{t,t,t,t,t,t,t,t,f,f}', 1, 0.95);
\set VERBOSITY terse
SELECT brier(1.1, true);
SELECT brier('NaN', true);
SELECT log_score(-0.1, true);
SELECT calibration('{0.5}', '{t,f}');
SELECT calibration('{50}', '{t}');
SELECT reliability('{0.5}', '{t}', 0);
SELECT reliability('{0.5}', '{t}', 10, 1);
