
-- forecast: where a series is heading: straight line, robust line, exponential smoothing

CREATE FUNCTION opm.forecast(
	fit opm.fit, x double precision, level double precision DEFAULT 0.8,
	OUT value double precision,
	OUT low double precision,
	OUT high double precision,
	OUT line_low double precision,
	OUT line_high double precision,
	OUT error double precision,
	OUT line_error double precision,
	OUT df double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_forecast_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.forecast(opm.fit, double precision, double precision) IS
	'The line at x (value); the interval that holds a new value with probability level (low, high); the confidence '
	'interval of the line itself (line_low, line_high); their standard errors (error, line_error) in units of y; and '
	'the degrees of freedom n - 2 (df). Where cells are NULL, reason says why. Assumes independent errors of one size '
	'about a straight line. NULL when an argument is NULL. Errors: 22023 unless 0 < level < 1, 22003 for NaN, infinity '
	'or overflow.';

CREATE FUNCTION opm.forecast(
	kpi opm.kpi, at timestamp with time zone, level double precision DEFAULT 0.8,
	OUT value double precision,
	OUT low double precision,
	OUT high double precision,
	OUT line_low double precision,
	OUT line_high double precision,
	OUT error double precision,
	OUT line_error double precision,
	OUT df double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_forecast_kpi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.forecast(opm.kpi, timestamp with time zone, double precision) IS
	'The straight line through the values of a kpi, at a time: columns as in opm.forecast(fit, x, level). For levels, '
	'such as a stock, and not for running totals: forecast those with opm.hit_probability(history, ...). NULL when an '
	'argument is NULL. Errors: 22008 for an infinite time, 22023 unless 0 < level < 1, 22003 for overflow.';

CREATE FUNCTION opm.reaches(fit opm.fit, value double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_reaches_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.reaches(opm.fit, double precision) IS
	'The x at which the line has this value; it may be in the past. NULL for a level line, if x does not vary, and '
	'when an argument is NULL. Error 22003 for NaN or infinity.';

CREATE FUNCTION opm.reaches_at(kpi opm.kpi, value double precision) RETURNS timestamp with time zone
	AS 'MODULE_PATHNAME', 'opm_reaches_kpi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.reaches_at(opm.kpi, double precision) IS
	'The time at which the straight line through the values of a kpi has this value; it may be in the past. NULL for a '
	'level line, if all measurements have one time, if no timestamp is that far, and when an argument is NULL. Error '
	'22003 for NaN or infinity.';

CREATE FUNCTION opm.hit_probability(
	value double precision, error double precision, target opm.target, df double precision DEFAULT 'Infinity'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_hit_probability_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.hit_probability(double precision, double precision, opm.target, double precision) IS
	'Probability (0 to 1) that what was predicted as value, with this standard error, reaches the target: by the '
	'normal distribution, or by Student''s t with df degrees of freedom. Any kind of target. With error 0 it is 1 or '
	'0. NULL when an argument is NULL. Errors: 22023 for a negative error or df not above 0, 22003 for NaN or '
	'infinity.';

CREATE FUNCTION opm.hit_probability(
	fit opm.fit, x double precision, target opm.target, method text DEFAULT 't'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_hit_probability_fit' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.hit_probability(opm.fit, double precision, opm.target, text) IS
	'Probability (0 to 1) that a new value at x reaches the target, by the straight line. Method t (default), normal '
	'(the same standard error, normal distribution), or line (that the line itself does). NULL for fewer than 3 '
	'points, if x does not vary, and when an argument is NULL. Errors: 22023 for another method, 22003 for NaN or '
	'infinity.';

CREATE FUNCTION opm.hit_probability(
	kpi opm.kpi, at timestamp with time zone, target opm.target, method text DEFAULT 't'
) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_hit_probability_kpi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.hit_probability(opm.kpi, timestamp with time zone, opm.target, text) IS
	'Probability (0 to 1) that a new value at this time reaches the target, by the straight line through the values of '
	'a kpi. Methods as in opm.hit_probability(fit, x, target, method). NULL for fewer than 3 measurements, if they '
	'have one time, and when an argument is NULL. Errors: 22023 for another method, 22008 for an infinite time.';

CREATE FUNCTION opm.theil_sen(
	x double precision[], y double precision[], level double precision DEFAULT 0.95,
	OUT slope double precision,
	OUT intercept double precision,
	OUT low double precision,
	OUT high double precision,
	OUT n integer,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_theil_sen' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.theil_sen(double precision[], double precision[], double precision) IS
	'A line that outliers hardly move. slope: the exact median of the slopes of all pairs of points with different x. '
	'intercept: median y - slope * median x. low, high: confidence interval of the slope at this level. n: points '
	'used. A point with a NULL x or y is left out. Where cells are NULL, reason says why. NULL when an argument is '
	'NULL. Errors: 22023 for arrays of different length or a level outside 0 to 1, 54000 for more than 10000 points, '
	'22003 for NaN or infinity. Sources: Theil 1950, Sen 1968, Conover 1980.';

CREATE FUNCTION opm.theil_sen_at(
	at timestamp with time zone[], y double precision[], level double precision DEFAULT 0.95,
	OUT slope double precision,
	OUT intercept double precision,
	OUT low double precision,
	OUT high double precision,
	OUT n integer,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_theil_sen_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.theil_sen_at(timestamp with time zone[], double precision[], double precision) IS
	'As opm.theil_sen(x, y, level), with x in days of 24 hours since the earliest point: slope per day, intercept at '
	'that time. NULL when an argument is NULL. Errors as there, and 22008 for an infinite time.';

CREATE FUNCTION opm.smooth(
	series double precision[], horizon integer DEFAULT 1, method text DEFAULT 'simple',
	alpha double precision DEFAULT NULL, beta double precision DEFAULT NULL, damping double precision DEFAULT NULL,
	trend double precision DEFAULT NULL, level double precision DEFAULT 0.8
) RETURNS TABLE (
	step integer,
	actual double precision,
	forecast double precision,
	low double precision,
	high double precision,
	error double precision,
	smoothed double precision,
	slope double precision,
	reason text
)
	AS 'MODULE_PATHNAME', 'opm_smooth' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.smooth(
	double precision[], integer, text, double precision, double precision, double precision, double precision,
	double precision
) IS
	'Exponential smoothing of a series in time order, one element per period (NULL: not measured, carried forward). '
	'One row per period. For the periods of the series: actual, the forecast made one step before, and the smoothed '
	'value (Holt''s level) and slope after it. Then horizon more rows with the forecast and its interval at this '
	'level, low and high. Methods: simple (no trend), linear (Holt), damped (Holt with a trend that fades out). alpha '
	'weighs the newest value, beta the newest trend, damping multiplies the trend at each step; those that are NULL '
	'are fitted (least squares of the one-step errors). It starts with the first value and with trend, or if that is '
	'NULL with the difference to the second value. error: the standard error, from the mean square of the one-step '
	'errors. Where values are too few for a forecast, it is NULL and reason says why. No rows when series, horizon, '
	'method or level is NULL. Errors: 22023 for a parameter out of range, 22003 for NaN or infinity. Sources: NIST '
	'e-Handbook 6.4.3; Hyndman and Athanasopoulos 8.7.';

CREATE FUNCTION opm.smooth_fit(
	series double precision[], method text DEFAULT 'simple', alpha double precision DEFAULT NULL,
	beta double precision DEFAULT NULL, damping double precision DEFAULT NULL, trend double precision DEFAULT NULL,
	OUT fitted_alpha double precision,
	OUT fitted_beta double precision,
	OUT fitted_damping double precision,
	OUT rmse double precision,
	OUT errors integer,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_smooth_fit' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.smooth_fit(
	double precision[], text, double precision, double precision, double precision, double precision
) IS
	'The parameters that opm.smooth uses for a series: those given; for those that are NULL, the ones with the least '
	'sum of squared one-step errors. They are found to 0.0001 by grid and pattern search, always the same for the same '
	'series (alpha 0.001 to 1, beta 0 to 1, damping 0.8 to 0.98). rmse: root mean square of the errors. errors: their '
	'number. Where cells are NULL, reason says why. NULL when series or method is NULL. Errors as in opm.smooth.';
