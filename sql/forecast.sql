-- forecast: lines, smoothing, Theil-Sen: laws and edge cases (the numbers are in test/pgtap/forecast.sql)
\pset null NULL
SET search_path = opm;
SET timezone = 'UTC';
CREATE FUNCTION pg_temp.near(a double precision, b double precision, tol double precision DEFAULT 1e-12) RETURNS boolean
	LANGUAGE sql IMMUTABLE RETURN a IS NOT DISTINCT FROM b OR coalesce(abs(a - b) <= tol * greatest(abs(a), abs(b)), false);
-- a small worked example
CREATE TEMP TABLE small AS SELECT fit(x, y) AS f FROM unnest('{1,2,3,4,5,6,7,8}'::float8[], '{10,12,13,15,18,19,22,24}'::float8[]) v(x, y);
SELECT round(value::numeric, 9), round(error::numeric, 9), df, round(hit_probability(f, 12, '>= 32')::numeric, 9) AS p, reason FROM small, forecast(f, 12);
-- laws: the interval at level p holds with probability p; every kind of target adds up
SELECT bool_and(pg_temp.near(hit_probability(f, 12, target_range(low, high)), level)) AS interval_holds,
	bool_and(pg_temp.near(hit_probability(f, 12, target_range(line_low, line_high), 'line'), level)) AS line_holds
FROM small, unnest('{0.5,0.8,0.95,0.999}'::float8[]) level, forecast(f, 12, level);
SELECT pg_temp.near(hit_probability(f, 12, '>= 31') + hit_probability(f, 12, '< 31'), 1) AS complement, hit_probability(f, 12, '>= 31') = hit_probability(f, 12, '> 31') AS strict,
	hit_probability(f, 12, '20 -> 31') = hit_probability(f, 12, '>= 31') AS move_up, hit_probability(f, 12, '40 -> 31') = hit_probability(f, 12, '<= 31') AS move_down,
	pg_temp.near(hit_probability(f, 12, '30 .. 33'), hit_probability(f, 12, '>= 30') - hit_probability(f, 12, '> 33')) AS range,
	pg_temp.near(hit_probability(f, 12, '29:0 31:2 33:2 35:0'), hit_probability(f, 12, '30 .. 34')) AS curve,
	pg_temp.near(hit_probability(f, 12, '29:1 31:0 33:0 35:1'), 1 - hit_probability(f, 12, '29 .. 35')) AS two_ends,
	hit_probability(f, 12, '29:0 31:0.9') AS never, hit_probability(f, 12, '29:1 31:2') AS always
FROM small;
SELECT pg_temp.near(hit_probability(value, error, '>= 32', df), hit_probability(f, 12, '>= 32')) AS from_its_parts, pg_temp.near(hit_probability(value, error, '>= 32'), hit_probability(f, 12, '>= 32', 'normal')) AS normal FROM small, forecast(f, 12);
SELECT hit_probability(5, 0, '>= 5') AS sure, hit_probability(5, 0, '> 5') AS not_so, hit_probability(1e300, 1, '>= 5') AS far, hit_probability(0, 1, '>= 38') > 0 AS tail;
-- the same from a kpi, any time unit; reaches is the inverse of forecast
WITH k AS (SELECT kpi('2026-01-01'::timestamptz + x * interval '1 day', y) AS k FROM unnest('{1,2,3,4,5,6,7,8}'::float8[], '{10,12,13,15,18,19,22,24}'::float8[]) v(x, y))
SELECT pg_temp.near(a.value, b.value) AND pg_temp.near(a.low, b.low) AND pg_temp.near(a.line_high, b.line_high) AND pg_temp.near(hit_probability(k, '2026-01-13', '>= 32'), hit_probability(f, 12, '>= 32')) AS same,
	pg_temp.near((forecast(k, reaches_at(k, 100))).value, 100, 1e-9) AND pg_temp.near((forecast(f, reaches(f, 100))).value, 100) AS inverse, pg_temp.near(a.value, trend(k, '2026-01-13')) AS trend
FROM k, small, forecast(k, '2026-01-13') a, forecast(f, 12) b;
-- too few points, no spread: a reason, never NaN
SELECT w, f.*, hit_probability(fit, 5, '>= 1') AS p, reaches(fit, 5) FROM (SELECT 1, fit(1, 2) UNION ALL SELECT 2, fit(x, x + 1) FROM generate_series(1, 2) x UNION ALL SELECT 3, fit(3, x) FROM generate_series(1, 4) x
	UNION ALL SELECT 4, fit(x, 4.5) FROM generate_series(1, 4) x UNION ALL SELECT 5, fit(x, 2 * x) FROM generate_series(1, 4) x) q(w, fit), forecast(fit, 5) f ORDER BY w;
SELECT forecast(NULL::fit, 5) IS NULL AS null_fit, reaches_at(k, 1e300) AS too_far FROM (SELECT kpi('2026-01-01'::timestamptz + x * interval '1 day', x) AS k FROM generate_series(1, 5) x) q;

-- Theil-Sen: one wild point does not move it; gaps are left out; times and numbers agree
SELECT t.* FROM theil_sen('{1,2,3,4,5,6,7,8}', '{10,12,13,15,18,19,22,24}') t;
SELECT t.slope, t.intercept, t.n FROM theil_sen('{1,2,3,4,5,6,7,8,9,NULL,11}', '{3,5,7,9,1e6,13,15,17,19,0,NULL}') t;
SELECT a = b AS by_time FROM theil_sen('{0,1,2,5,6}', '{10,12,13,15,18}') a, theil_sen_at('{2026-01-01,2026-01-02,2026-01-03,2026-01-06,2026-01-07}', '{10,12,13,15,18}') b;
SELECT t.* FROM (VALUES ('{}'::float8[], '{}'::float8[]), ('{1}', '{1}'), ('{1,1}', '{1,2}'), ('{1,2}', '{5,7}'), ('{-1,0,1}', '{-0.0,0,0}')) v(x, y), theil_sen(x, y) t;
-- against SQL: the median of all slopes, with ties and many signs
SELECT bool_and(t.slope = m AND t.low <= t.slope AND t.slope <= t.high) AS exact FROM generate_series(1, 20) s,
	LATERAL (SELECT array_agg((i * 37 * s % 19)::float8 ORDER BY i) AS x, array_agg((i * 7919 * s % 211 - 100) / 8.0::float8 ORDER BY i) AS y FROM generate_series(1, 12 + s) i) d, theil_sen(x, y) t,
	LATERAL (SELECT percentile_cont(0.5) WITHIN GROUP (ORDER BY (y[j] - y[i]) / (x[j] - x[i])) AS m FROM generate_subscripts(x, 1) i, generate_subscripts(x, 1) j WHERE i < j AND x[i] <> x[j]) m;

-- smoothing: a constant, a line, gaps
SELECT step, actual, forecast, low, high, error, smoothed, slope, reason FROM smooth('{5,5,NULL,5}', 2, 'simple', 0.3);
SELECT step, forecast, low, high, slope FROM smooth('{1,2,NULL,4,5}', 3, 'linear', 0.5, 0.5);
SELECT step, forecast FROM smooth('{NULL,1,2,3}', 4, 'damped', 1, 1, 0.5) WHERE step > 4;
SELECT step, reason FROM smooth('{}', 1) UNION ALL SELECT step, reason FROM smooth('{NULL,7}', 1, 'linear', 0.5, 0.5) UNION ALL SELECT step, reason FROM smooth('{7}', 1, 'simple', 0.5);
-- damping 1 is linear; beta 0 keeps the first trend; a fitted parameter is not beaten by a grid
SELECT bool_and(a.forecast IS NOT DISTINCT FROM b.forecast AND a.error IS NOT DISTINCT FROM b.error) AS damping_1 FROM smooth('{3,1,4,1,5,9,2,6}', 4, 'linear', 0.4, 0.2) a JOIN smooth('{3,1,4,1,5,9,2,6}', 4, 'damped', 0.4, 0.2, 1) b USING (step);
SELECT bool_and(f.rmse <= g.rmse + 1e-9) AS simple FROM smooth_fit('{3,1,4,1,5,9,2,6,5,3}') f, generate_series(1, 100) a, smooth_fit('{3,1,4,1,5,9,2,6,5,3}', 'simple', a / 100.0) g;
SELECT bool_and(f.rmse <= g.rmse + 1e-6) AS linear FROM smooth_fit('{3,1,4,1,5,9,2,6,5,3}', 'linear') f, generate_series(1, 20) a, generate_series(0, 20) b, smooth_fit('{3,1,4,1,5,9,2,6,5,3}', 'linear', a / 20.0, b / 20.0) g;
SELECT f.*, smooth_fit(NULL) IS NULL AS nulls FROM smooth_fit('{1}') f;
-- errors grow with the horizon
SELECT bool_and(error > before) AS grows FROM (SELECT error, lag(error) OVER (PARTITION BY m ORDER BY step) AS before FROM unnest('{simple,linear,damped}'::text[]) m, smooth('{3,1,4,1,5,9,2,6}', 9, m, 0.4, 0.2, 0.9)) q WHERE before IS NOT NULL;
-- errors
\set VERBOSITY terse
SELECT forecast(f, 12, 1) FROM small;
SELECT forecast(f, 'NaN') FROM small;
SELECT forecast(f, 1e308) FROM small;
SELECT hit_probability(f, 12, '>= 3', 'magic') FROM small;
SELECT hit_probability(5, -1, '>= 3');
SELECT hit_probability(5, 1, '>= 3', 0);
SELECT forecast(kpi(now(), 1), 'infinity');
SELECT theil_sen('{1,2}', '{1}');
SELECT theil_sen('{1,NaN}', '{1,2}');
SELECT theil_sen('{1,1e301}', '{1,2}');
SELECT theil_sen('{{1},{2}}', '{1,2}');
SELECT theil_sen(array_agg(i), array_agg(i)) FROM (SELECT i::float8 FROM generate_series(1, 10001) i) q;
SELECT smooth('{1,2}', -1);
SELECT smooth('{1,2}', 1, 'none');
SELECT smooth('{1,2}', 1, 'simple', 0);
SELECT smooth('{1,2}', 1, 'linear', 1, 1.5);
SELECT smooth('{1,Infinity}');
SELECT smooth('{1,2}', level => 0);
SELECT step, forecast FROM smooth('{1e308,-1e308,1e308}', 2, 'linear', 1, 1);
