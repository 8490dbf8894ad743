-- scorecard: how is a group of goals doing? A mergeable summary of many scores.

CREATE TYPE opm.scorecard;

-- internal: input, output, comparison

CREATE FUNCTION opm.scorecard_in(cstring) RETURNS opm.scorecard
	AS 'MODULE_PATHNAME', 'opm_scorecard_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_in(cstring) IS
	'Internal: text input of opm.scorecard. Errors: 22P02 with the position or the rule, 22003 for a number out of '
	'range.';
CREATE FUNCTION opm.scorecard_out(opm.scorecard) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_scorecard_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_out(opm.scorecard) IS
	'Internal: text output of opm.scorecard: exact, and the same in every locale.';
CREATE FUNCTION opm.scorecard_recv(internal) RETURNS opm.scorecard
	AS 'MODULE_PATHNAME', 'opm_scorecard_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_recv(internal) IS
	'Internal: binary input of opm.scorecard, format 1. Error 22P03 with the rule.';
CREATE FUNCTION opm.scorecard_send(opm.scorecard) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_scorecard_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_send(opm.scorecard) IS
	'Internal: binary output of opm.scorecard: a format byte, then the fields in network byte order.';

CREATE TYPE opm.scorecard (
	INPUT = opm.scorecard_in,
	OUTPUT = opm.scorecard_out,
	RECEIVE = opm.scorecard_recv,
	SEND = opm.scorecard_send,
	INTERNALLENGTH = 104,
	ALIGNMENT = double,
	STORAGE = plain
);
COMMENT ON TYPE opm.scorecard IS
	'A summary of scores with weights: how many goals, how many measured, weighted sums, worst and best. Made by the '
	'aggregate opm.scorecard(score, weight), merged with + and opm.merge(scorecard). No goals is NULL.';

CREATE FUNCTION opm.scorecard_eq(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_eq(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.scorecard_ne(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_ne(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.scorecard_lt(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_lt(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.scorecard_le(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_le(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.scorecard_gt(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_gt(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.scorecard_ge(opm.scorecard, opm.scorecard) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_scorecard_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_ge(opm.scorecard, opm.scorecard) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.scorecard_cmp(opm.scorecard, opm.scorecard) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_scorecard_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_cmp(opm.scorecard, opm.scorecard) IS
	'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.scorecard_hash(opm.scorecard) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_scorecard_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_hash(opm.scorecard) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.scorecard_hash_extended(opm.scorecard, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_scorecard_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_hash_extended(opm.scorecard, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.scorecard, opm.scorecard) IS 'the same summary, bit for bit';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.scorecard, opm.scorecard) IS 'not the same summary';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.scorecard, opm.scorecard) IS
	'sorts before, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.scorecard, opm.scorecard) IS
	'sorts before or equal, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.scorecard, opm.scorecard) IS 'sorts after, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.scorecard, opm.scorecard) IS
	'sorts after or equal, by the stored bytes: for sorting only';

CREATE OPERATOR CLASS opm.scorecard_ops DEFAULT FOR TYPE opm.scorecard USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.scorecard_cmp(opm.scorecard, opm.scorecard);
COMMENT ON OPERATOR CLASS opm.scorecard_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.scorecard.';
CREATE OPERATOR CLASS opm.scorecard_ops DEFAULT FOR TYPE opm.scorecard USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.scorecard_hash(opm.scorecard),
	FUNCTION 2 opm.scorecard_hash_extended(opm.scorecard, bigint);
COMMENT ON OPERATOR CLASS opm.scorecard_ops USING hash IS
	'Hash joins, hash aggregation and hash indexes of opm.scorecard.';

-- internal: aggregates

CREATE FUNCTION opm.scorecard_accum(opm.scorecard, double precision) RETURNS opm.scorecard
	AS 'MODULE_PATHNAME', 'opm_scorecard_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_accum(opm.scorecard, double precision) IS
	'Internal: transition function of opm.scorecard(score). Adds one goal of weight 1 to a scorecard, which may be '
	'NULL. A NULL score is a goal that is not measured.';
CREATE FUNCTION opm.scorecard_accum(opm.scorecard, double precision, double precision) RETURNS opm.scorecard
	AS 'MODULE_PATHNAME', 'opm_scorecard_accum' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_accum(opm.scorecard, double precision, double precision) IS
	'Internal: transition function of opm.scorecard(score, weight). Adds one goal to a scorecard, which may be NULL. A '
	'NULL score is a goal that is not measured, a NULL weight is 1.';
CREATE FUNCTION opm.scorecard_merge(opm.scorecard, opm.scorecard) RETURNS opm.scorecard
	AS 'MODULE_PATHNAME', 'opm_scorecard_merge' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.scorecard_merge(opm.scorecard, opm.scorecard) IS
	'Internal: used by the operator + and the aggregate opm.merge. The scorecard of the goals of both; NULL stands for '
	'no goals. Error 22003 if a sum overflows.';

-- aggregates

CREATE AGGREGATE opm.scorecard(score double precision) (
	SFUNC = opm.scorecard_accum, STYPE = opm.scorecard, COMBINEFUNC = opm.scorecard_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.scorecard(double precision) IS
	'Summary of the scores of goals that count the same. A NULL score is a goal that applies but is not measured: it '
	'lowers coverage and is not a 0. No rows give NULL. Error 22003 for a score that is NaN, infinite or beyond 1e140.';
CREATE AGGREGATE opm.scorecard(score double precision, weight double precision) (
	SFUNC = opm.scorecard_accum, STYPE = opm.scorecard, COMBINEFUNC = opm.scorecard_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.scorecard(double precision, double precision) IS
	'Summary of the scores of goals with weights. A NULL score is a goal that applies but is not measured: it lowers '
	'coverage and is not a 0. A NULL weight is 1. A goal of weight 0 counts in n and applicable, and nowhere else. No '
	'rows give NULL. Error 22003 for a negative weight, and for numbers that are NaN, infinite or out of range (scores '
	'to 1e140, weights from 1e-100 to 1e100).';
CREATE AGGREGATE opm.merge(scorecard opm.scorecard) (
	SFUNC = opm.scorecard_merge, STYPE = opm.scorecard, COMBINEFUNC = opm.scorecard_merge, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.scorecard) IS
	'One scorecard of all goals in many scorecards, as if they had been aggregated at once. NULLs are left out; no '
	'rows give NULL.';

CREATE OPERATOR pg_catalog.+ (
	LEFTARG = opm.scorecard, RIGHTARG = opm.scorecard, FUNCTION = opm.scorecard_merge,
	COMMUTATOR = OPERATOR(pg_catalog.+)
);
COMMENT ON OPERATOR pg_catalog.+ (opm.scorecard, opm.scorecard) IS 'merges two scorecards; NULL stands for no goals';

-- reading a scorecard

CREATE FUNCTION opm.n(scorecard opm.scorecard) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_scorecard_n' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.n(opm.scorecard) IS
	'Number of goals that have a score, those of weight 0 included. NULL for NULL.';
CREATE FUNCTION opm.applicable(scorecard opm.scorecard) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_scorecard_applicable' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.applicable(opm.scorecard) IS
	'Number of goals, with or without a score, at least 1. NULL for NULL.';
CREATE FUNCTION opm.weight(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_weight' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.weight(opm.scorecard) IS
	'Sum of the weights of all goals, measured or not. Use it as the weight of this scorecard in a larger one. NULL '
	'for NULL.';
CREATE FUNCTION opm.mean(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_mean' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.mean(opm.scorecard) IS
	'Weighted mean of the known scores. NULL for NULL, and if no goal with a weight above 0 is measured.';
CREATE FUNCTION opm.coverage(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.scorecard) IS
	'Share of the weight that is measured, 0 to 1. 0 if nothing is measured or all weights are 0. NULL for NULL.';
CREATE FUNCTION opm.worst(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_worst' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.worst(opm.scorecard) IS
	'Lowest score of a goal with a weight above 0. NULL for NULL, and if there is none.';
CREATE FUNCTION opm.best(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_best' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.best(opm.scorecard) IS
	'Highest score of a goal with a weight above 0. NULL for NULL, and if there is none.';
CREATE FUNCTION opm.stddev(scorecard opm.scorecard) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_stddev' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.stddev(opm.scorecard) IS
	'Weighted standard deviation of the known scores, as of a whole population: sqrt(sum(w * (score - mean)^2) / '
	'sum(w)). 0 for one goal. NULL for NULL, and if no goal with a weight above 0 is measured.';
CREATE FUNCTION opm.score_low(scorecard opm.scorecard, floor double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_bound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.scorecard, double precision) IS
	'What the mean would be if every goal that is not measured scored floor. It is not above the mean if floor is not. '
	'NULL when an argument is NULL, and if all weights are 0. Error 22003 for a floor that is not finite.';
CREATE FUNCTION opm.score_high(scorecard opm.scorecard, cap double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_scorecard_bound' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.scorecard, double precision) IS
	'What the mean would be if every goal that is not measured scored cap. It is not below the mean if cap is not. '
	'NULL when an argument is NULL, and if all weights are 0. Error 22003 for a cap that is not finite.';
