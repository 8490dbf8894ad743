-- More cases: forecasts and the figures of a flow, one pass over a million rows.
INSERT INTO bench_case (name, opm, versus, other, kind, bound, settings) VALUES
('forecast from a kpi', $$SELECT opm.forecast(opm.kpi(at, value), '2028-01-01') FROM fact$$,
 'regr_slope, regr_intercept', 'SELECT regr_slope(value, x), regr_intercept(value, x) FROM fact', 'at most', 1.5, 'max_parallel_workers_per_gather = 0'),
('forecast from a fit', $$SELECT opm.forecast(opm.fit(x, value), 1e8) FROM fact$$,
 'regr_slope, regr_intercept', 'SELECT regr_slope(value, x), regr_intercept(value, x) FROM fact', 'at most', 1.5, 'max_parallel_workers_per_gather = 0'),
('forecast from a kpi, parallel', $$SELECT opm.forecast(opm.kpi(at, value), '2028-01-01') FROM fact$$,
 'regr_slope, regr_intercept, parallel', 'SELECT regr_slope(value, x), regr_intercept(value, x) FROM fact', 'at most', 1.5, 'max_parallel_workers_per_gather = 2');
