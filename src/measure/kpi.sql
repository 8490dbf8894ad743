-- kpi: what happened. A mergeable summary of many measurements, and what can be read from it.

-- ---- type ----

CREATE TYPE opm.kpi;

CREATE FUNCTION opm.kpi_in(cstring) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'kpi_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_in(cstring) IS 'Text input of opm.kpi. Error 22P02 (22003 for a number out of range) names the position or the rule.';
CREATE FUNCTION opm.kpi_out(opm.kpi) RETURNS cstring
	AS 'MODULE_PATHNAME', 'kpi_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_out(opm.kpi) IS 'Text output of opm.kpi: exact, and the same whatever TimeZone, DateStyle and locale are.';
CREATE FUNCTION opm.kpi_recv(internal) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'kpi_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_recv(internal) IS 'Binary input of opm.kpi, format 1. Error 22P03 names the rule.';
CREATE FUNCTION opm.kpi_send(opm.kpi) RETURNS bytea
	AS 'MODULE_PATHNAME', 'kpi_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_send(opm.kpi) IS 'Binary output of opm.kpi: a format byte, then the fields in network byte order.';

CREATE TYPE opm.kpi (
	INPUT = opm.kpi_in,
	OUTPUT = opm.kpi_out,
	RECEIVE = opm.kpi_recv,
	SEND = opm.kpi_send,
	INTERNALLENGTH = 184,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE opm.kpi IS 'A summary of measurements (time, value and, for ratios, base): counts, sums, moments, extremes, first and last. Made by the aggregate opm.kpi(at, value), merged with + and opm.merge(kpi). No measurements is NULL.';

-- ---- aggregates ----

CREATE FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'kpi_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision) IS 'Adds one measurement to a summary; the summary may be NULL. A NULL value changes nothing. Transition function of opm.kpi(at, value).';
CREATE FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision, double precision) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'kpi_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_accum(opm.kpi, timestamp with time zone, double precision, double precision) IS 'Adds one measurement with its base to a summary; the summary may be NULL. A NULL value changes nothing, a NULL base makes a measurement without base. Transition function of opm.kpi(at, value, base).';
CREATE FUNCTION opm.kpi_merge(opm.kpi, opm.kpi) RETURNS opm.kpi
	AS 'MODULE_PATHNAME', 'kpi_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_merge(opm.kpi, opm.kpi) IS 'The summary of both arguments'' measurements together. NULL stands for no measurements. Error 22003 if a sum overflows.';

CREATE AGGREGATE opm.kpi(at timestamp with time zone, value double precision) (
	SFUNC = opm.kpi_accum, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.kpi(at timestamp with time zone, value double precision) IS 'Summary of measurements. Rows with NULL value are left out; no rows gives NULL. Errors: NULL time beside a value (22004), infinite time (22008), value NaN or infinite, or sums out of range (22003).';
CREATE AGGREGATE opm.kpi(at timestamp with time zone, value double precision, base double precision) (
	SFUNC = opm.kpi_accum, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.kpi(at timestamp with time zone, value double precision, base double precision) IS 'Summary of measurements of a ratio: value is the numerator, base the denominator. Rows with NULL value are left out; a row with NULL base counts as in opm.kpi(at, value) but not in ratio() and base(). Errors as there, also for the base.';
CREATE AGGREGATE opm.merge(opm.kpi) (
	SFUNC = opm.kpi_merge, STYPE = opm.kpi, COMBINEFUNC = opm.kpi_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.kpi) IS 'One summary of all measurements in many summaries, as if they had been aggregated at once. NULLs are left out; no rows gives NULL.';

CREATE OPERATOR opm.+ (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_merge, COMMUTATOR = OPERATOR(opm.+)
);
COMMENT ON OPERATOR opm.+ (opm.kpi, opm.kpi) IS 'merge two summaries; NULL stands for no measurements';

-- ---- accessors: NULL for NULL ----

CREATE FUNCTION opm.n(opm.kpi) RETURNS bigint
	AS 'MODULE_PATHNAME', 'kpi_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.n(opm.kpi) IS 'Number of measurements, at least 1.';
CREATE FUNCTION opm.total(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_total' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.total(opm.kpi) IS 'Sum of the values, correctly rounded from a sum with about 30 digits.';
CREATE FUNCTION opm.mean(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.mean(opm.kpi) IS 'Mean of the values.';
CREATE FUNCTION opm.stddev(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_stddev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.stddev(opm.kpi) IS 'Sample standard deviation of the values (divisor n - 1). NULL for one measurement.';
CREATE FUNCTION opm.variance(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_variance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.variance(opm.kpi) IS 'Sample variance of the values (divisor n - 1), in squared units of value. NULL for one measurement.';
CREATE FUNCTION opm.min(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_min' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.min(opm.kpi) IS 'Smallest value.';
CREATE FUNCTION opm.max(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_max' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.max(opm.kpi) IS 'Largest value.';
CREATE FUNCTION opm.first(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_first' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.first(opm.kpi) IS 'Value at the earliest time; the largest of several at that time.';
CREATE FUNCTION opm.last(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_last' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.last(opm.kpi) IS 'Value at the latest time; the largest of several at that time.';
CREATE FUNCTION opm.first_at(opm.kpi) RETURNS timestamp with time zone
	AS 'MODULE_PATHNAME', 'kpi_first_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.first_at(opm.kpi) IS 'Earliest time.';
CREATE FUNCTION opm.last_at(opm.kpi) RETURNS timestamp with time zone
	AS 'MODULE_PATHNAME', 'kpi_last_at' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.last_at(opm.kpi) IS 'Latest time.';
CREATE FUNCTION opm.base(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_base' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.base(opm.kpi) IS 'Sum of the bases. NULL if no measurement has a base.';
CREATE FUNCTION opm.pairs(opm.kpi) RETURNS bigint
	AS 'MODULE_PATHNAME', 'kpi_pairs' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pairs(opm.kpi) IS 'Number of measurements that have a base.';
CREATE FUNCTION opm.ratio(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_ratio' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ratio(opm.kpi) IS 'Sum of the values that have a base / sum of the bases: never a mean of ratios. NULL if the bases sum to 0 or there are none. Error 22003 on overflow.';
CREATE FUNCTION opm.slope(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_slope' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.slope(opm.kpi) IS 'Slope of the least-squares line of value on time, in units of value per day of 24 hours. NULL if all measurements have one time.';
CREATE FUNCTION opm.intercept(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_intercept' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.intercept(opm.kpi) IS 'Least-squares line at first_at, in units of value: the line at time x is intercept + slope * (days from first_at to x). NULL if all measurements have one time.';
CREATE FUNCTION opm.r2(opm.kpi) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_r2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.r2(opm.kpi) IS 'Share of the variance of value that the least-squares line explains, 0 to 1. NULL if all measurements have one time, or one value.';
CREATE FUNCTION opm.trend(opm.kpi, at timestamp with time zone) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_trend' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.trend(opm.kpi, at timestamp with time zone) IS 'Least-squares line of value on time, at the time given, in units of value. NULL if all measurements have one time. Error 22008 for an infinite time, 22003 on overflow.';
CREATE FUNCTION opm.value(opm.kpi, how text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'kpi_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.kpi, how text) IS 'The one number that a goal takes from its measurements: how is sum, mean, last, first, min, max, count or ratio. NULL where that is undefined (ratio with bases that sum to 0). Error 22023 for another word.';

-- ---- comparison ----

CREATE FUNCTION opm.kpi_eq(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_eq(opm.kpi, opm.kpi) IS 'Implementation of the operator =.';
CREATE FUNCTION opm.kpi_ne(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_ne(opm.kpi, opm.kpi) IS 'Implementation of the operator <>.';
CREATE FUNCTION opm.kpi_lt(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_lt(opm.kpi, opm.kpi) IS 'Implementation of the operator <.';
CREATE FUNCTION opm.kpi_le(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_le(opm.kpi, opm.kpi) IS 'Implementation of the operator <=.';
CREATE FUNCTION opm.kpi_ge(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_ge(opm.kpi, opm.kpi) IS 'Implementation of the operator >=.';
CREATE FUNCTION opm.kpi_gt(opm.kpi, opm.kpi) RETURNS boolean
	AS 'MODULE_PATHNAME', 'kpi_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_gt(opm.kpi, opm.kpi) IS 'Implementation of the operator >.';
CREATE FUNCTION opm.kpi_cmp(opm.kpi, opm.kpi) RETURNS integer
	AS 'MODULE_PATHNAME', 'kpi_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_cmp(opm.kpi, opm.kpi) IS 'Order of opm.kpi for btree: -1, 0 or 1. It is fixed but has no meaning, and may differ between machines of different byte order.';
CREATE FUNCTION opm.kpi_hash(opm.kpi) RETURNS integer
	AS 'MODULE_PATHNAME', 'kpi_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_hash(opm.kpi) IS 'Hash of opm.kpi.';
CREATE FUNCTION opm.kpi_hash_extended(opm.kpi, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'kpi_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.kpi_hash_extended(opm.kpi, bigint) IS 'Seeded 64-bit hash of opm.kpi.';

CREATE OPERATOR opm.= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_eq,
	COMMUTATOR = OPERATOR(opm.=), NEGATOR = OPERATOR(opm.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR opm.= (opm.kpi, opm.kpi) IS 'equal: the same summary, bit for bit';
CREATE OPERATOR opm.<> (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_ne,
	COMMUTATOR = OPERATOR(opm.<>), NEGATOR = OPERATOR(opm.=), RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR opm.<> (opm.kpi, opm.kpi) IS 'not equal';
CREATE OPERATOR opm.< (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_lt,
	COMMUTATOR = OPERATOR(opm.>), NEGATOR = OPERATOR(opm.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR opm.< (opm.kpi, opm.kpi) IS 'before, in a fixed but meaningless order: for indexes, DISTINCT and sorting';
CREATE OPERATOR opm.<= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_le,
	COMMUTATOR = OPERATOR(opm.>=), NEGATOR = OPERATOR(opm.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR opm.<= (opm.kpi, opm.kpi) IS 'before or equal, in a fixed but meaningless order';
CREATE OPERATOR opm.>= (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_ge,
	COMMUTATOR = OPERATOR(opm.<=), NEGATOR = OPERATOR(opm.<), RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR opm.>= (opm.kpi, opm.kpi) IS 'after or equal, in a fixed but meaningless order';
CREATE OPERATOR opm.> (
	LEFTARG = opm.kpi, RIGHTARG = opm.kpi, FUNCTION = opm.kpi_gt,
	COMMUTATOR = OPERATOR(opm.<), NEGATOR = OPERATOR(opm.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR opm.> (opm.kpi, opm.kpi) IS 'after, in a fixed but meaningless order';

CREATE OPERATOR CLASS opm.kpi_ops DEFAULT FOR TYPE opm.kpi USING btree AS
	OPERATOR 1 opm.<, OPERATOR 2 opm.<=, OPERATOR 3 opm.=, OPERATOR 4 opm.>=, OPERATOR 5 opm.>,
	FUNCTION 1 opm.kpi_cmp(opm.kpi, opm.kpi);

CREATE OPERATOR CLASS opm.kpi_ops DEFAULT FOR TYPE opm.kpi USING hash AS
	OPERATOR 1 opm.=,
	FUNCTION 1 opm.kpi_hash(opm.kpi),
	FUNCTION 2 opm.kpi_hash_extended(opm.kpi, bigint);
