-- forecast, fit, smoothing and Theil-Sen against answers that nobody here wrote: R, statsmodels, 50-digit arithmetic, NIST.
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SET LOCAL search_path = public, opm;
SET LOCAL timezone = 'UTC';
SELECT plan(44);

CREATE FUNCTION pg_temp.near(got double precision, want double precision, tol double precision DEFAULT 1e-12) RETURNS boolean LANGUAGE sql
	RETURN got IS NOT DISTINCT FROM want OR coalesce(abs(got - want) <= tol * abs(want), false);

CREATE TEMP TABLE point (series text, t float8, value float8);
CREATE TEMP TABLE want (series text, n bigint, slope float8, intercept float8, r2 float8, residual_sd float8, se_slope float8, t_slope float8, p_slope float8, mean float8, sd float8, theil_sen float8, t_reaching float8, target float8);
CREATE TEMP TABLE prediction (series text, t float8, horizon float8, level float8, fit float8, pred_lwr float8, pred_upr float8, conf_lwr float8, conf_upr float8);
CREATE TEMP TABLE probability_text (series text, t float8, horizon float8, target float8, ge_t text, le_t text, ge_normal text, line_ge text, se_pred float8, se_line float8, df float8);
CREATE TEMP TABLE smoothing (series text, alpha float8, beta float8, ses_last float8, holt_level float8, holt_trend float8, holt_h1 float8, holt_h6 float8);
\copy point from 'test/data/forecast/data.csv' (format csv, header)
\copy want from 'test/data/forecast/expected_fit.csv' (format csv, header)
\copy prediction from 'test/data/forecast/expected_prediction.csv' (format csv, header)
\copy probability_text from 'test/data/forecast/expected_probability.csv' (format csv, header)
\copy smoothing from 'test/data/forecast/expected_smoothing.csv' (format csv, header)
-- what double precision cannot hold is left out of relative comparisons
CREATE FUNCTION pg_temp.held(x text) RETURNS double precision LANGUAGE sql RETURN CASE WHEN x !~ 'e-([3-9]\d\d|\d{4,})$' THEN x::float8 END;
CREATE TEMP TABLE probability AS SELECT series, t, target, df, se_pred, se_line,
	pg_temp.held(ge_t) AS ge_t, pg_temp.held(le_t) AS le_t, pg_temp.held(ge_normal) AS ge_normal, pg_temp.held(line_ge) AS line_ge
FROM probability_text;

-- The series "offset" lies at 1e8, where a double has 7 digits left after the point: its thousandths are not what the file says.
-- In thousandths they are whole numbers, and exact.
CREATE TEMP TABLE model AS SELECT series, fit(t, CASE WHEN series = 'offset' THEN round(value * 1000) ELSE value END) AS f,
	CASE WHEN series = 'offset' THEN 1000.0 ELSE 1.0 END AS unit, max(t) AS last FROM point WHERE value IS NOT NULL GROUP BY series;

-- ---- the fit: 1e-12 ----
SELECT ok(n(f) = n, format('%s: n', series)) FROM model JOIN want USING (series) ORDER BY series;
SELECT is_empty($$SELECT series, slope(f) / unit, w.slope FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(slope(f) / unit, w.slope)$$, 'slope');
SELECT is_empty($$SELECT series, intercept(f) / unit FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(intercept(f) / unit, w.intercept)$$, 'intercept');
SELECT is_empty($$SELECT series, r2(f), w.r2 FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(r2(f), w.r2)$$, 'r2, NULL for a constant');
SELECT is_empty($$SELECT series, residual_stddev(f) / unit FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(residual_stddev(f) / unit, w.residual_sd)$$, 'residual standard deviation, 0 for exact lines');
SELECT is_empty($$SELECT series, slope_error(f) / unit FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(slope_error(f) / unit, w.se_slope)$$, 'standard error of the slope');
SELECT is_empty($$SELECT series, slope_p(f), p_slope FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(slope_p(f), w.p_slope)$$, 'p of the slope');
SELECT is_empty($$SELECT series, reaches(f, target * unit) FROM model JOIN want w USING (series) WHERE NOT pg_temp.near(reaches(f, target * unit), w.t_reaching)$$, 'when the line reaches the target, NULL if it is level');
SELECT ok(pg_temp.near(slope(fit(t, value)), max(slope), 1e-9) AND pg_temp.near(residual_stddev(fit(t, value)), max(residual_sd), 1e-9), 'offset 1e8, in units: at least 9 digits of slope and residuals')
FROM point JOIN want USING (series) WHERE series = 'offset';

-- ---- NIST: Norris, certified, to its 15 digits within 1e-13 ----
CREATE TEMP TABLE regression (dataset text, seq int, y float8, x1 float8, x2 float8, x3 float8, x4 float8, x5 float8, x6 float8);
CREATE TEMP TABLE line (dataset text, parameter text, estimate float8, se float8, residual_sd float8, r2 float8);
\copy regression from 'test/data/nist_strd/regression_data.csv' (format csv, header)
\copy line from 'test/data/nist_strd/regression_certified.csv' (format csv, header)
CREATE TEMP TABLE norris AS SELECT fit(x1, y) AS f, fit(x1 + 1e9, y + 1e9) AS shifted FROM regression WHERE dataset = 'Norris';
SELECT ok(pg_temp.near(slope(f), estimate, 1e-13) AND pg_temp.near(slope_error(f), se, 1e-13), 'Norris: B1') FROM norris, line WHERE parameter = 'B1';
SELECT ok(pg_temp.near(intercept(f), estimate, 1e-13) AND pg_temp.near((forecast(f, 0)).line_error, se, 1e-13), 'Norris: B0') FROM norris, line WHERE parameter = 'B0';
SELECT ok(pg_temp.near(residual_stddev(f), residual_sd, 1e-13) AND pg_temp.near(r2(f), r2, 1e-13), 'Norris: residuals') FROM norris, line WHERE parameter = 'B0';
-- 1e9 + 0.2 is not a double: what is lost is 6e-8 of a unit a point, not more
SELECT ok(pg_temp.near(slope(shifted), estimate, 1e-9) AND pg_temp.near(residual_stddev(shifted), residual_sd, 1e-7), 'Norris shifted by 1e9 both ways') FROM norris, line WHERE parameter = 'B1';

-- ---- prediction and confidence intervals: 1e-12 of the value or of the width ----
CREATE FUNCTION pg_temp.close(got double precision, want double precision, width double precision) RETURNS boolean LANGUAGE sql
	RETURN coalesce(abs(got - want) <= 1e-12 * greatest(abs(want), width), false);
CREATE TEMP TABLE predicted AS SELECT p.*, f.value / unit AS value, f.low / unit AS low, f.high / unit AS high, f.line_low / unit AS line_low, f.line_high / unit AS line_high, f.df, f.reason
FROM prediction p JOIN model USING (series), forecast(f, p.t, p.level) f;
SELECT is((SELECT count(*) FROM predicted), 210::bigint, 'all predictions');
SELECT is_empty($$SELECT * FROM predicted WHERE reason IS NOT NULL OR NOT (pg_temp.close(value, fit, 0) AND pg_temp.close(low, pred_lwr, pred_upr - pred_lwr) AND pg_temp.close(high, pred_upr, pred_upr - pred_lwr))$$, 'prediction intervals');
SELECT is_empty($$SELECT * FROM predicted WHERE NOT (pg_temp.close(line_low, conf_lwr, pred_upr - pred_lwr) AND pg_temp.close(line_high, conf_upr, pred_upr - pred_lwr))$$, 'confidence intervals');

-- ---- probabilities: 1e-11, down to 1e-300 ----
CREATE FUNCTION pg_temp.hold(comparison text, bound double precision) RETURNS target LANGUAGE sql RETURN target_hold(comparison, bound);
CREATE TEMP TABLE chance AS SELECT p.*, hit_probability(f, p.t, pg_temp.hold('>=', round((p.target * unit)::numeric, 6)::float8)) AS got_ge, hit_probability(f, p.t, pg_temp.hold('<=', round((p.target * unit)::numeric, 6)::float8)) AS got_le,
	hit_probability(f, p.t, pg_temp.hold('>=', round((p.target * unit)::numeric, 6)::float8), 'normal') AS got_normal, hit_probability(f, p.t, pg_temp.hold('>=', round((p.target * unit)::numeric, 6)::float8), 'line') AS got_line, fc.error / unit AS error, fc.line_error / unit AS line_error, fc.df AS got_df
FROM probability p JOIN model USING (series), forecast(f, p.t) fc;
SELECT is((SELECT count(*) FROM chance), 300::bigint, 'all probabilities');
SELECT is_empty($$SELECT series, t, target, got_ge, ge_t FROM chance WHERE ge_t IS NOT NULL AND NOT pg_temp.near(got_ge, ge_t, 1e-11)$$, 'P(value >= target), t');
SELECT is_empty($$SELECT series, t, target, got_le, le_t FROM chance WHERE le_t IS NOT NULL AND NOT pg_temp.near(got_le, le_t, 1e-11)$$, 'P(value <= target), t');
SELECT is_empty($$SELECT series, t, target, got_normal, ge_normal FROM chance WHERE ge_normal IS NOT NULL AND NOT pg_temp.near(got_normal, ge_normal, 1e-11)$$, 'P(value >= target), normal');
SELECT is_empty($$SELECT series, t, target, got_line, line_ge FROM chance WHERE line_ge IS NOT NULL AND NOT pg_temp.near(got_line, line_ge, 1e-11)$$, 'P(line >= target)');
SELECT is_empty($$SELECT series, t FROM chance WHERE NOT (pg_temp.near(error, se_pred) AND pg_temp.near(line_error, se_line) AND got_df = df)$$, 'standard errors and degrees of freedom');

-- ---- Theil-Sen: the exact median ----
SELECT is_empty($$SELECT series FROM (SELECT series, theil_sen(array_agg(t), array_agg(CASE WHEN series = 'offset' THEN round(value * 1000) ELSE value END)) AS t FROM point GROUP BY series) x
	JOIN want w USING (series) WHERE NOT pg_temp.near((t).slope / CASE WHEN series = 'offset' THEN 1000 ELSE 1 END, w.theil_sen, 1e-13)$$, 'Theil-Sen slopes');

-- ---- smoothing ----
CREATE TEMP TABLE smoothed AS SELECT s.*, x.*, x.step - cardinality(y) AS ahead, m.method FROM smoothing s JOIN (SELECT series, array_agg(value ORDER BY t) AS y FROM point GROUP BY series) p USING (series),
	(VALUES ('simple'), ('linear')) m(method), smooth(y, 6, m.method, alpha, beta) x;
SELECT is((SELECT count(*) FROM smoothed WHERE method = 'simple' AND ahead IN (1, 6) AND pg_temp.near(forecast, ses_last)), 40::bigint, 'simple smoothing');
SELECT is((SELECT count(*) FROM smoothed WHERE method = 'linear' AND (ahead = 1 AND pg_temp.near(forecast, holt_h1) OR ahead = 6 AND pg_temp.near(forecast, holt_h6))), 40::bigint, 'Holt: forecasts');
SELECT is((SELECT count(*) FROM smoothed WHERE method = 'linear' AND ahead = 0 AND pg_temp.near(smoothed, holt_level) AND abs(slope - holt_trend) <= 1e-12 * greatest(1, abs(holt_trend))), 20::bigint, 'Holt: level and trend');
-- NIST e-Handbook 6.4.3.3, printed to one decimal
SELECT results_eq($$SELECT round(forecast::numeric, 1) FROM smooth('{6.4,5.6,7.8,8.8,11.0,11.6,16.7,15.3,21.6,22.4}', 5, 'linear', 0.3623, 1, trend => 0.8) WHERE step > 1$$,
	$$SELECT unnest('{7.2,6.8,7.8,9.1,11.4,13.2,17.4,18.9,23.1,25.8,28.7,31.7,34.6,37.6}'::numeric[])$$, 'NIST: double exponential smoothing');

-- ---- the same line from a kpi: Nile, one value a day; and a small worked example ----
CREATE TEMP TABLE nile AS SELECT kpi('1999-12-31'::timestamptz + t * interval '1 day', value) AS k FROM point WHERE series = 'Nile';
SELECT is_empty($$SELECT p.* FROM predicted p, nile, forecast(k, '1999-12-31'::timestamptz + p.t * interval '1 day', p.level) f
	WHERE series = 'Nile' AND NOT (pg_temp.near(f.value, p.fit) AND pg_temp.near(f.low, p.pred_lwr) AND pg_temp.near(f.line_high, p.conf_upr))$$, 'forecast of a kpi');
SELECT is_empty($$SELECT p.* FROM probability p, nile WHERE series = 'Nile' AND ge_t IS NOT NULL
	AND NOT pg_temp.near(hit_probability(k, '1999-12-31'::timestamptz + p.t * interval '1 day', target_hold('>=', p.target)), ge_t, 1e-11)$$, 'hit_probability of a kpi');
SELECT ok(abs(extract(epoch FROM reaches_at(k, 700) - '1999-12-31'::timestamptz) / 86400 - 131.31257088157333327) < 1e-10, 'reaches_at: to the microsecond') FROM nile;
SELECT ok(pg_temp.near(slope(fit(k)), slope(k), 1e-13) AND pg_temp.near(intercept(fit(k)), intercept(k), 1e-13) AND pg_temp.near(r2(fit(k)), r2(k), 1e-13), 'fit(kpi) is the kpi''s line') FROM nile;
SELECT * FROM finish();
ROLLBACK;
