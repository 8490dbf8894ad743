
-- drift: small lasting shifts.
-- STABLE and with composite types for the same reasons as the charts in spc.sql.

CREATE FUNCTION opm.ewma_chart(
	value double precision, lambda double precision DEFAULT 0.2, width double precision DEFAULT 3,
	centre double precision DEFAULT NULL, sigma double precision DEFAULT NULL, asymptotic boolean DEFAULT false,
	baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true, at timestamptz DEFAULT NULL
) RETURNS opm.chart_point
	AS 'MODULE_PATHNAME', 'opm_drift_ewma_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.ewma_chart(
	double precision, double precision, double precision, double precision, double precision, boolean, integer, boolean,
	timestamptz
) IS
	'Exponentially weighted moving average chart. The value of the result is lambda * value + (1 - lambda) * the '
	'average before, which starts at the centre. Limits are width sigmas of that average: exact for its age or, if '
	'asymptotic, as after very many points. centre and sigma left out (NULL) come from the baseline as in '
	'opm.xmr_chart. A NULL value leaves the average as it is. Bit 1 of signal: beyond a limit. Use as a window '
	'function OVER (PARTITION BY series ORDER BY at). The frame is ignored; options are read from the first row of the '
	'partition. Errors: 22003 for NaN or infinity, 22023 for lambda outside (0, 1], a width that is not above 0, a '
	'negative sigma, a baseline below 2. Source: NIST/SEMATECH e-Handbook 6.3.2.4.';

CREATE TYPE opm.cusum_point AS (
	value double precision,
	centre double precision,
	sigma double precision,
	high double precision,
	low double precision,
	upper double precision,
	signal integer,
	run bigint,
	since timestamp with time zone,
	level double precision,
	reason text
);
COMMENT ON TYPE opm.cusum_point IS
	'One point of a CUSUM chart: the two sums, their limit and, where one is beyond it, since when and to what level '
	'the process has changed.';
COMMENT ON COLUMN opm.cusum_point.value IS 'The measurement. NULL where it is missing.';
COMMENT ON COLUMN opm.cusum_point.centre IS 'The level it is compared with.';
COMMENT ON COLUMN opm.cusum_point.sigma IS 'Standard deviation of one measurement that is noise alone, 0 or more.';
COMMENT ON COLUMN opm.cusum_point.high IS
	'Sum of what the values were above centre + k sigma, never below 0, in the unit of value. NULL where value, centre '
	'or sigma is.';
COMMENT ON COLUMN opm.cusum_point.low IS
	'Sum of what the values were below centre - k sigma, never below 0, in the unit of value. NULL where value, centre '
	'or sigma is.';
COMMENT ON COLUMN opm.cusum_point.upper IS 'Limit of both sums, h sigma, in the unit of value. A sum on it is inside.';
COMMENT ON COLUMN opm.cusum_point.signal IS
	'1 where high is above its limit, -1 where low is, else 0. NULL where it cannot be told; reason says why.';
COMMENT ON COLUMN opm.cusum_point.run IS
	'Number of values since the change, this one included: since the sum was last 0. NULL without a signal.';
COMMENT ON COLUMN opm.cusum_point.since IS
	'When the change began: the time of the first of those values. NULL without a signal or without times.';
COMMENT ON COLUMN opm.cusum_point.level IS
	'The new level, estimated: centre plus or minus (k sigma + sum / run). NULL without a signal.';
COMMENT ON COLUMN opm.cusum_point.reason IS 'The signal in words, or why there is none, or a warning. NULL otherwise.';

CREATE FUNCTION opm.cusum_chart(
	value double precision, centre double precision DEFAULT NULL, sigma double precision DEFAULT NULL,
	k double precision DEFAULT 0.5, h double precision DEFAULT 5, head_start double precision DEFAULT 0,
	baseline integer DEFAULT NULL, in_baseline boolean DEFAULT true, at timestamptz DEFAULT NULL
) RETURNS opm.cusum_point
	AS 'MODULE_PATHNAME', 'opm_drift_cusum_chart' LANGUAGE C WINDOW STABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.cusum_chart(
	double precision, double precision, double precision, double precision, double precision, double precision, integer,
	boolean, timestamptz
) IS
	'Tabular CUSUM chart, both sides: sums of deviations from the centre beyond a slack of k sigmas, and a signal '
	'where a sum is above h sigmas. It is best at finding a lasting shift of 2k sigmas, and says since when. '
	'head_start (in sigmas, often h / 2) starts both sums above 0, to find a bad start faster (fast initial response). '
	'centre and sigma left out (NULL) come from the baseline as in opm.xmr_chart. With sigma => 1, k and h are in the '
	'unit of value. A NULL value leaves the sums as they are. Use as a window function OVER (PARTITION BY series ORDER '
	'BY at). The frame is ignored; options are read from the first row of the partition. Errors: 22003 for NaN, '
	'infinity or a sum out of range, 22023 for a k below 0, an h that is not above 0, a head_start outside 0 to h, a '
	'negative sigma, a baseline below 2. Sources: NIST/SEMATECH e-Handbook 6.3.2.3; Montgomery, Introduction to '
	'Statistical Quality Control; Lucas and Crosier (1982).';
