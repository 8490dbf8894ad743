
-- spc: process behaviour charts as window functions.
-- Charts are STABLE, other window functions IMMUTABLE: the reason shows dates in the time zone of the session.
-- Its result is a composite type, because a window function cannot have OUT parameters.

CREATE TYPE opm.chart_point AS (
	value double precision,
	centre double precision,
	lower double precision,
	upper double precision,
	sigma double precision,
	range double precision,
	range_centre double precision,
	range_lower double precision,
	range_upper double precision,
	points bigint,
	signal integer,
	direction integer,
	run bigint,
	since timestamp with time zone,
	reason text
);
COMMENT ON TYPE opm.chart_point IS
	'One point of a process behaviour chart: what is plotted, its centre line and limits, and whether it is news '
	'(signal) or noise. (chart).* in the select list gives plain columns in one pass.';
COMMENT ON COLUMN opm.chart_point.value IS
	'What is plotted: the value, the mean of the subgroup, the share, the count or the rate. NULL where a number is '
	'missing or a size is 0.';
COMMENT ON COLUMN opm.chart_point.centre IS 'Centre line, in the unit of value. NULL where it is unknown.';
COMMENT ON COLUMN opm.chart_point.lower IS
	'Lower 3 sigma limit, cut at 0 for counts and rates. A value on it is inside. NULL where sigma is unknown.';
COMMENT ON COLUMN opm.chart_point.upper IS
	'Upper 3 sigma limit, cut at 1 for shares (np: at the size). A value on it is inside. NULL where sigma is unknown.';
COMMENT ON COLUMN opm.chart_point.sigma IS
	'Standard deviation of the plotted value that is noise alone, in the unit of value, 0 or more. NULL where it is '
	'unknown.';
COMMENT ON COLUMN opm.chart_point.range IS
	'Moving range (xmr: distance from the value before), or range or standard deviation of the subgroup. NULL for '
	'counts, at the start and after a gap.';
COMMENT ON COLUMN opm.chart_point.range_centre IS 'Centre line of the range. NULL for counts.';
COMMENT ON COLUMN opm.chart_point.range_lower IS 'Lower limit of the range, 0 or more. NULL for counts.';
COMMENT ON COLUMN opm.chart_point.range_upper IS 'Upper limit of the range. NULL for counts.';
COMMENT ON COLUMN opm.chart_point.points IS
	'Number of points that the limits are computed from. NULL where the caller gave the limits.';
COMMENT ON COLUMN opm.chart_point.signal IS
	'Patterns that this point completes, one bit per rule (opm.signal_rules()); 0 = noise. NULL where the point cannot '
	'be judged; reason says why.';
COMMENT ON COLUMN opm.chart_point.direction IS
	'Where the strongest pattern points: 1 up, -1 down, 0 neither. NULL without a signal.';
COMMENT ON COLUMN opm.chart_point.run IS
	'Number of points in the strongest pattern, this one included. NULL without a signal.';
COMMENT ON COLUMN opm.chart_point.since IS
	'Time of the first point of the strongest pattern. NULL without a signal or without times.';
COMMENT ON COLUMN opm.chart_point.reason IS 'The signal in words, or why there is none, or a warning. NULL otherwise.';

CREATE FUNCTION opm.xmr_chart(
	value double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', method text DEFAULT 'mean', constants text DEFAULT 'exact',
	at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_xmr_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.xmr_chart(double precision, integer, boolean, text, text, text, timestamptz) IS
	'Individuals and moving range chart (XmR): the mean, and limits at 3 sigma, where sigma is the mean moving range / '
	'd2. A NULL value is a gap: it breaks patterns, and no moving range bridges it. method: mean; median range (mean, '
	'and the median moving range, for series with outliers); median (median of both). constants: exact, or rounded to '
	'3 decimals as in printed tables. Use as a window function OVER (PARTITION BY series ORDER BY at). The frame is '
	'ignored; options are read from the first row of the partition. baseline: the limits are computed from so many '
	'first points (NULL: all) of the rows where in_baseline is true. A new PARTITION is a new phase. rules: see '
	'opm.signal_rules(). at: the time of the point, for dates in reason. Errors: 22003 for NaN, infinity or a sum out '
	'of range, 22023 for an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.xbar_r_chart(
	mean double precision, range double precision, n double precision, baseline integer DEFAULT NULL,
	in_baseline boolean DEFAULT true, rules text DEFAULT 'western electric', constants text DEFAULT 'exact',
	at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_xbar_r_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.xbar_r_chart(
	double precision, double precision, double precision, integer, boolean, text, text, timestamptz
) IS
	'Chart of subgroup means, with sigma from ranges (X-bar/R): one row per subgroup, with its mean, its range '
	'(largest - smallest) and its size n, 1 to 25, which may vary. Sigma of one measurement is the mean of range / '
	'd2(n). Use and options as for opm.xmr_chart. Errors: 22003 for NaN or infinity, 22023 for a negative or '
	'impossible number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.xbar_r_chart(
	subgroup opm.kpi, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', constants text DEFAULT 'exact', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_xbar_r_chart_kpi' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.xbar_r_chart(opm.kpi, integer, boolean, text, text, timestamptz) IS
	'As opm.xbar_r_chart(mean, range, n), with one opm.kpi per subgroup.';

CREATE FUNCTION opm.xbar_s_chart(
	mean double precision, stddev double precision, n double precision, baseline integer DEFAULT NULL,
	in_baseline boolean DEFAULT true, rules text DEFAULT 'western electric', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_xbar_s_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.xbar_s_chart(
	double precision, double precision, double precision, integer, boolean, text, timestamptz
) IS
	'Chart of subgroup means, with sigma from standard deviations (X-bar/S): one row per subgroup, with its mean, its '
	'sample standard deviation and its size n, which may vary. Sigma of one measurement is the mean of stddev / c4(n). '
	'Use and options as for opm.xmr_chart. Errors: 22003 for NaN or infinity, 22023 for a negative or impossible '
	'number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.xbar_s_chart(
	subgroup opm.kpi, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_xbar_s_chart_kpi' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.xbar_s_chart(opm.kpi, integer, boolean, text, timestamptz) IS
	'As opm.xbar_s_chart(mean, stddev, n), with one opm.kpi per subgroup.';

CREATE FUNCTION opm.p_chart(
	count double precision, size double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', method text DEFAULT 'plain', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_p_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.p_chart(double precision, double precision, integer, boolean, text, text, timestamptz) IS
	'Chart of shares (p): count of size units have the mark; sizes may vary. The centre is all counts / all sizes. '
	'Limits are binomial, per point; method laney widens or narrows them by the moving range of the standardised '
	'points (p-prime). Use and options as for opm.xmr_chart. Errors: 22003 for NaN or infinity, 22023 for a negative '
	'or impossible number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.np_chart(
	count double precision, size double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', method text DEFAULT 'plain', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_np_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.np_chart(double precision, double precision, integer, boolean, text, text, timestamptz) IS
	'Chart of the number of marked units (np): count of size units have the mark. Where sizes vary, so do centre and '
	'limits. Otherwise as opm.p_chart. Use and options as for opm.xmr_chart. Errors: 22003 for NaN or infinity, 22023 '
	'for a negative or impossible number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.c_chart(
	count double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_c_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.c_chart(double precision, integer, boolean, text, timestamptz) IS
	'Chart of counts (c), with the same chance of an event in every row: the mean, and Poisson limits. Use and options '
	'as for opm.xmr_chart. Errors: 22003 for NaN or infinity, 22023 for a negative or impossible number, an unknown '
	'word or a baseline that is too short.';

CREATE FUNCTION opm.u_chart(
	count double precision, size double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', method text DEFAULT 'plain', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_u_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.u_chart(double precision, double precision, integer, boolean, text, text, timestamptz) IS
	'Chart of rates (u): count events in size units (hours, patient days, square metres); sizes may vary. The centre '
	'is all counts / all sizes. Limits are Poisson, per point; method laney widens or narrows them by the moving range '
	'of the standardised points (u-prime). Use and options as for opm.xmr_chart. Errors: 22003 for NaN or infinity, '
	'22023 for a negative or impossible number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.g_chart(
	count double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_g_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.g_chart(double precision, integer, boolean, text, timestamptz) IS
	'Chart of the number of cases between rare events (g): one row per event, count is how many cases went well since '
	'the one before, 0 or more. The mean m, and limits of the geometric distribution, m + 3 sqrt(m (m + 1)) '
	'(Benneyan 2001): a point above them says that events have become rarer. Use and options as for opm.xmr_chart. '
	'Errors: 22003 for NaN or infinity, 22023 for a negative count, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.t_chart(
	elapsed double precision, baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true,
	rules text DEFAULT 'western electric', at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_t_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.t_chart(double precision, integer, boolean, text, timestamptz) IS
	'Chart of the time between rare events (t): one row per event, elapsed is the time since the one before, in any '
	'unit, 0 or more. The times are raised to the power 1 / 3.6, judged like single values (opm.xmr_chart), and centre '
	'and limits brought back to times (Nelson 1994); sigma and range are NULL, as they hold on the other scale only. A '
	'point above the limits says that events have become rarer. Use and options as for opm.xmr_chart. Errors: 22003 '
	'for NaN or infinity, 22023 for a negative number, an unknown word or a baseline that is too short.';

CREATE FUNCTION opm.chart(
	value double precision, centre double precision, sigma double precision, rules text DEFAULT 'western electric',
	at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_spc_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.chart(double precision, double precision, double precision, text, timestamptz) IS
	'Chart with limits of your own: each row brings its centre (a plan, a forecast, a seasonal mean, a stored '
	'baseline) and sigma. A row without value, centre or sigma breaks patterns. Use as a window function OVER '
	'(PARTITION BY series ORDER BY at). rules: see opm.signal_rules(). at: the time of the point, for dates in reason. '
	'Errors: 22003 for NaN or infinity, 22023 for a negative sigma or an unknown rule.';

CREATE FUNCTION opm.d2(n integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_spc_d2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.d2(integer) IS
	'Mean range of n normal values, in sigmas: sigma is about range / d2(n). NULL for NULL. Error 22023 for n outside '
	'2 to 25.';
CREATE FUNCTION opm.d3(n integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_spc_d3' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.d3(integer) IS
	'Standard deviation of the range of n normal values, in sigmas. NULL for NULL. Error 22023 for n outside 2 to 25.';
CREATE FUNCTION opm.c4(n integer) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_spc_c4' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.c4(integer) IS
	'Mean sample standard deviation of n normal values, in sigmas: sigma is about stddev / c4(n). NULL for NULL. Error '
	'22023 for n below 2.';
