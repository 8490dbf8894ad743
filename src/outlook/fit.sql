
-- fit: a mergeable straight-line fit of y on x

CREATE TYPE opm.fit;

-- internal: input, output, comparison

CREATE FUNCTION opm.fit_in(cstring) RETURNS opm.fit
	AS 'MODULE_PATHNAME', 'opm_fit_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_in(cstring) IS
	'Internal: text input of opm.fit. Errors: 22P02 with the position or the rule, 22003 for a number out of range.';
CREATE FUNCTION opm.fit_out(opm.fit) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_fit_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_out(opm.fit) IS 'Internal: text output of opm.fit: exact.';
CREATE FUNCTION opm.fit_recv(internal) RETURNS opm.fit
	AS 'MODULE_PATHNAME', 'opm_fit_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_recv(internal) IS 'Internal: binary input of opm.fit, format 1. Error 22P03 with the rule.';
CREATE FUNCTION opm.fit_send(opm.fit) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_fit_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_send(opm.fit) IS
	'Internal: binary output of opm.fit: a format byte, then the fields in network byte order.';

CREATE TYPE opm.fit (
	INPUT = opm.fit_in,
	OUTPUT = opm.fit_out,
	RECEIVE = opm.fit_recv,
	SEND = opm.fit_send,
	INTERNALLENGTH = 96,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE opm.fit IS
	'A least-squares line of y on x, kept as sums so that parts can be merged. Made by the aggregate opm.fit(x, y) or '
	'from a kpi, merged with + and opm.merge(fit). No points is NULL.';

CREATE FUNCTION opm.fit_eq(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_eq(opm.fit, opm.fit) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.fit_ne(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_ne(opm.fit, opm.fit) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.fit_lt(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_lt(opm.fit, opm.fit) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.fit_le(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_le(opm.fit, opm.fit) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.fit_gt(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_gt(opm.fit, opm.fit) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.fit_ge(opm.fit, opm.fit) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_fit_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_ge(opm.fit, opm.fit) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.fit_cmp(opm.fit, opm.fit) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_fit_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_cmp(opm.fit, opm.fit) IS 'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.fit_hash(opm.fit) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_fit_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_hash(opm.fit) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.fit_hash_extended(opm.fit, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_fit_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_hash_extended(opm.fit, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.fit, opm.fit) IS 'the same fit, bit for bit';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.fit, opm.fit) IS 'not the same fit';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.fit, opm.fit) IS 'sorts before, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.fit, opm.fit) IS 'sorts before or equal, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.fit, opm.fit) IS 'sorts after, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.fit, opm.fit) IS 'sorts after or equal, by the stored bytes: for sorting only';

CREATE OPERATOR CLASS opm.fit_ops DEFAULT FOR TYPE opm.fit USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.fit_cmp(opm.fit, opm.fit);
COMMENT ON OPERATOR CLASS opm.fit_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.fit.';
CREATE OPERATOR CLASS opm.fit_ops DEFAULT FOR TYPE opm.fit USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.fit_hash(opm.fit),
	FUNCTION 2 opm.fit_hash_extended(opm.fit, bigint);
COMMENT ON OPERATOR CLASS opm.fit_ops USING hash IS 'Hash joins, hash aggregation and hash indexes of opm.fit.';

-- internal: aggregates

CREATE FUNCTION opm.fit_accum(opm.fit, double precision, double precision) RETURNS opm.fit
	AS 'MODULE_PATHNAME', 'opm_fit_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_accum(opm.fit, double precision, double precision) IS
	'Internal: transition function of opm.fit(x, y). Adds one point to a fit, which may be NULL. A point with a NULL x '
	'or y changes nothing.';
CREATE FUNCTION opm.fit_merge(opm.fit, opm.fit) RETURNS opm.fit
	AS 'MODULE_PATHNAME', 'opm_fit_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit_merge(opm.fit, opm.fit) IS
	'Internal: used by the operator + and the aggregate opm.merge. The fit of the points of both; NULL stands for no '
	'points. Error 22003 if a sum overflows.';

-- aggregates

CREATE AGGREGATE opm.fit(x double precision, y double precision) (
	SFUNC = opm.fit_accum, STYPE = opm.fit, COMBINEFUNC = opm.fit_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.fit(double precision, double precision) IS
	'Least-squares line of y on x. Mind the order: x first. Points with a NULL x or y are left out; no points give '
	'NULL. Error 22003 for NaN, infinity, or sums of squares beyond 1e290.';
CREATE AGGREGATE opm.merge(fit opm.fit) (
	SFUNC = opm.fit_merge, STYPE = opm.fit, COMBINEFUNC = opm.fit_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.fit) IS
	'One fit of all points in many fits, as if they had been aggregated at once. NULLs are left out; no rows give '
	'NULL.';
CREATE OPERATOR pg_catalog.+ (
	LEFTARG = opm.fit, RIGHTARG = opm.fit, FUNCTION = opm.fit_merge, COMMUTATOR = OPERATOR(pg_catalog.+)
);
COMMENT ON OPERATOR pg_catalog.+ (opm.fit, opm.fit) IS 'merges two fits; NULL stands for no points';

-- making and reading a fit

CREATE FUNCTION opm.fit(kpi opm.kpi) RETURNS opm.fit
	AS 'MODULE_PATHNAME', 'opm_fit_from_kpi' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.fit(opm.kpi) IS
	'The line of the values of a kpi over time: x is days of 24 hours since first_at. NULL for NULL. Error 22003 if a '
	'sum overflows.';
CREATE FUNCTION opm.n(fit opm.fit) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_fit_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.n(opm.fit) IS 'Number of points, at least 1. NULL for NULL.';
CREATE FUNCTION opm.slope(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_slope' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.slope(opm.fit) IS
	'Slope of the line, y per unit of x. NULL for NULL, and if x does not vary (by less than 1e-14 of its size).';
CREATE FUNCTION opm.intercept(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_intercept' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.intercept(opm.fit) IS
	'The line at x = 0, in units of y. NULL for NULL, and if x does not vary.';
CREATE FUNCTION opm.r2(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_r2' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.r2(opm.fit) IS
	'Share of the variance of y that the line explains, 0 to 1. NULL for NULL, and if x or y does not vary.';
CREATE FUNCTION opm.residual_stddev(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_residual_stddev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.residual_stddev(opm.fit) IS
	'Standard deviation of the points about the line (divisor n - 2), in units of y. 0 for points exactly on a line. '
	'NULL for NULL, and for fewer than 3 points, or if x does not vary.';
CREATE FUNCTION opm.slope_error(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_slope_error' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.slope_error(opm.fit) IS
	'Standard error of the slope, y per unit of x. NULL for NULL, and for fewer than 3 points, or if x does not vary.';
CREATE FUNCTION opm.slope_p(fit opm.fit) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_fit_slope_p' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.slope_p(opm.fit) IS
	'Is the trend real? The probability of a slope at least this far from 0 in points without any trend (two-sided t '
	'test, n - 2 degrees of freedom, independent errors). NULL for NULL, and for fewer than 3 points, if x does not '
	'vary, or if all points lie on the line.';
