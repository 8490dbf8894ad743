-- kpi: what happened. A mergeable summary of many measurements, and what can be read from it.

CREATE TYPE opm.kpi;

-- internal: input, output, comparison

CREATE FUNCTION opm.kpi_in(cstring) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'opm_kpi_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_in(cstring) IS
	'Internal: text input of opm.kpi. Errors: 22P02 with the position or the rule, 22003 for a number out of range.';
CREATE FUNCTION opm.kpi_out(opm.kpi) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_kpi_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_out(opm.kpi) IS
	'Internal: text output of opm.kpi: exact, and the same whatever TimeZone, DateStyle and locale are.';
CREATE FUNCTION opm.kpi_recv(internal) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'opm_kpi_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_recv(internal) IS 'Internal: binary input of opm.kpi, format 1. Error 22P03 with the rule.';
CREATE FUNCTION opm.kpi_send(opm.kpi) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_kpi_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_send(opm.kpi) IS
	'Internal: binary output of opm.kpi: a format byte, then the fields in network byte order.';

CREATE TYPE opm.kpi (
	INPUT = opm.kpi_in,
	OUTPUT = opm.kpi_out,
	RECEIVE = opm.kpi_recv,
	SEND = opm.kpi_send,
	INTERNALLENGTH = 184,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE opm.kpi IS
	'A summary of measurements (time, value and, for ratios, base): counts, sums, moments, extremes, first and last. '
	'Made by the aggregate opm.kpi(at, value), merged with + and opm.merge(kpi). No measurements is NULL.';

CREATE FUNCTION opm.kpi_eq(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_eq(opm.kpi, opm.kpi) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.kpi_ne(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_ne(opm.kpi, opm.kpi) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.kpi_lt(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_lt(opm.kpi, opm.kpi) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.kpi_le(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_le(opm.kpi, opm.kpi) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.kpi_gt(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_gt(opm.kpi, opm.kpi) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.kpi_ge(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_kpi_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_ge(opm.kpi, opm.kpi) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.kpi_cmp(opm.kpi, opm.kpi) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_kpi_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_cmp(opm.kpi, opm.kpi) IS 'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.kpi_hash(opm.kpi) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_kpi_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_hash(opm.kpi) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.kpi_hash_extended(opm.kpi, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_kpi_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_hash_extended(opm.kpi, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.kpi, opm.kpi) IS 'the same summary, bit for bit';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.kpi, opm.kpi) IS 'not the same summary';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.kpi, opm.kpi) IS 'sorts before, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.kpi, opm.kpi) IS 'sorts before or equal, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.kpi, opm.kpi) IS 'sorts after, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.kpi, opm.kpi) IS 'sorts after or equal, by the stored bytes: for sorting only';

CREATE OPERATOR CLASS opm.kpi_ops DEFAULT FOR TYPE opm.kpi USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.kpi_cmp(opm.kpi, opm.kpi);
COMMENT ON OPERATOR CLASS opm.kpi_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.kpi.';
CREATE OPERATOR CLASS opm.kpi_ops DEFAULT FOR TYPE opm.kpi USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.kpi_hash(opm.kpi),
	FUNCTION 2 opm.kpi_hash_extended(opm.kpi, bigint);
COMMENT ON OPERATOR CLASS opm.kpi_ops USING hash IS 'Hash joins, hash aggregation and hash indexes of opm.kpi.';

-- internal: aggregates

CREATE FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'opm_kpi_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision) IS
	'Internal: transition function of opm.kpi(at, value). Adds one measurement to a summary, which may be NULL. A NULL '
	'value changes nothing.';
CREATE FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision, double precision) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'opm_kpi_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision, double precision) IS
	'Internal: transition function of opm.kpi(at, value, base). Adds one measurement with its base to a summary, which '
	'may be NULL. A NULL value changes nothing; a NULL base makes a measurement without base.';
CREATE FUNCTION opm.kpi_merge(opm.kpi, opm.kpi) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'opm_kpi_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_merge(opm.kpi, opm.kpi) IS
	'Internal: used by the operator + and the aggregate opm.merge. The summary of the measurements of both; NULL '
	'stands for no measurements. Error 22003 if a sum overflows.';

-- aggregates

CREATE AGGREGATE opm.kpi(at timestamp with time zone, value double precision) (
	SFUNC = opm.kpi_accum, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.kpi(timestamp with time zone, double precision) IS
	'Summary of measurements. Rows with a NULL value are left out; no rows give NULL. Errors: 22004 for a NULL time '
	'beside a value, 22008 for an infinite time, 22003 for a value that is NaN or infinite, or sums out of range.';
CREATE AGGREGATE opm.kpi(at timestamp with time zone, value double precision, base double precision) (
	SFUNC = opm.kpi_accum, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.kpi(timestamp with time zone, double precision, double precision) IS
	'Summary of measurements of a ratio: value is the numerator, base the denominator. Rows with a NULL value are left '
	'out. A row with a NULL base counts as in opm.kpi(at, value), but not in ratio() and base(). Errors as there, also '
	'for the base.';
CREATE AGGREGATE opm.merge(kpi opm.kpi) (
	SFUNC = opm.kpi_merge, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.kpi) IS
	'One summary of all measurements in many summaries, as if they had been aggregated at once. NULLs are left out; no '
	'rows give NULL.';

CREATE OPERATOR pg_catalog.+ (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_merge, COMMUTATOR = OPERATOR(pg_catalog.+)
);
COMMENT ON OPERATOR pg_catalog.+ (opm.kpi, opm.kpi) IS 'merges two summaries; NULL stands for no measurements';

-- reading a kpi

CREATE FUNCTION opm.n(kpi opm.kpi) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_kpi_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.n(opm.kpi) IS 'Number of measurements, at least 1. NULL for NULL.';
CREATE FUNCTION opm.total(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.total(opm.kpi) IS
	'Sum of the values, correctly rounded from a sum with about 30 digits. NULL for NULL.';
CREATE FUNCTION opm.mean(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.mean(opm.kpi) IS 'Mean of the values. NULL for NULL.';
CREATE FUNCTION opm.stddev(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_stddev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.stddev(opm.kpi) IS
	'Sample standard deviation of the values (divisor n - 1). NULL for NULL, and for one measurement.';
CREATE FUNCTION opm.variance(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_variance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.variance(opm.kpi) IS
	'Sample variance of the values (divisor n - 1), in squared units of value. NULL for NULL, and for one measurement.';
CREATE FUNCTION opm.min(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_min' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.min(opm.kpi) IS 'Smallest value. NULL for NULL.';
CREATE FUNCTION opm.max(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_max' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.max(opm.kpi) IS 'Largest value. NULL for NULL.';
CREATE FUNCTION opm.first(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_first' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.first(opm.kpi) IS
	'Value at the earliest time; the largest of several at that time. NULL for NULL.';
CREATE FUNCTION opm.last(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_last' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.last(opm.kpi) IS
	'Value at the latest time; the largest of several at that time. NULL for NULL.';
CREATE FUNCTION opm.first_at(kpi opm.kpi) RETURNS timestamp with time zone
	AS 'MODULE_PATHNAME', 'opm_kpi_first_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.first_at(opm.kpi) IS 'Earliest time. NULL for NULL.';
CREATE FUNCTION opm.last_at(kpi opm.kpi) RETURNS timestamp with time zone
	AS 'MODULE_PATHNAME', 'opm_kpi_last_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.last_at(opm.kpi) IS 'Latest time. NULL for NULL.';
CREATE FUNCTION opm.base(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.base(opm.kpi) IS 'Sum of the bases. NULL for NULL, and if no measurement has a base.';
CREATE FUNCTION opm.pairs(kpi opm.kpi) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_kpi_pairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pairs(opm.kpi) IS 'Number of measurements that have a base. NULL for NULL.';
CREATE FUNCTION opm.ratio(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ratio(opm.kpi) IS
	'Sum of the values that have a base / sum of the bases: never a mean of ratios. NULL for NULL, and if the bases '
	'sum to 0 or there are none. Error 22003 on overflow.';
CREATE FUNCTION opm.slope(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_slope' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.slope(opm.kpi) IS
	'Slope of the least-squares line of value on time, in units of value per day of 24 hours. NULL for NULL, and if '
	'all measurements have one time.';
CREATE FUNCTION opm.intercept(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_intercept' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.intercept(opm.kpi) IS
	'The least-squares line at first_at, in units of value. The line at time x is intercept + slope * (days from '
	'first_at to x). NULL for NULL, and if all measurements have one time.';
CREATE FUNCTION opm.r2(kpi opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_r2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.r2(opm.kpi) IS
	'Share of the variance of value that the least-squares line explains, 0 to 1. NULL for NULL, and if all '
	'measurements have one time, or one value.';
CREATE FUNCTION opm.trend(kpi opm.kpi, at timestamp with time zone) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_trend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.trend(opm.kpi, timestamp with time zone) IS
	'The least-squares line of value on time, at the given time, in units of value. NULL when an argument is NULL, and '
	'if all measurements have one time. Errors: 22008 for an infinite time, 22003 on overflow.';
CREATE FUNCTION opm.value(kpi opm.kpi, how text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_kpi_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.kpi, text) IS
	'The number that how names: sum, mean, last, first, min, max, count or ratio. NULL when an argument is NULL, and '
	'where it is undefined (a ratio with bases that sum to 0). Error 22023 for another word.';
