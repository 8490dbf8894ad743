
-- target: what good looks like, as a curve from value to score

CREATE TYPE opm.target;

-- internal: input, output, comparison

CREATE FUNCTION opm.target_in(cstring) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_in(cstring) IS
	'Internal: text input of opm.target. Errors: 22P02 with the position and the rule, 22003 for a number out of '
	'range.';
CREATE FUNCTION opm.target_out(opm.target) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_target_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_out(opm.target) IS
	'Internal: text output of opm.target: one canonical literal. Reading it back gives the same target.';
CREATE FUNCTION opm.target_recv(internal) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_recv(internal) IS
	'Internal: binary input of opm.target. Error 22P03 for a malformed value.';
CREATE FUNCTION opm.target_send(opm.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_target_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_send(opm.target) IS 'Internal: binary output of opm.target, with a format byte.';

CREATE TYPE opm.target (
	INPUT = opm.target_in,
	OUTPUT = opm.target_out,
	RECEIVE = opm.target_recv,
	SEND = opm.target_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE opm.target IS
	'What good looks like: a curve from a measured value to a score, where 1 is the goal reached. Literals: 80 -> 95 '
	'(move from a baseline to a target value), 200 -> -30% (relative), >= 95, > 95, <= 2, < 2 (hold), >= 95 ~ 5 (with '
	'a tolerance, or ~ 5% of the limit), 10 .. 20 and 10 .. 20 ~ 5 (range), 100 +- 5% (the range 95 .. 105), '
	'0.8:0.5 1:1 1.2:2 (curve).';

CREATE FUNCTION opm.target_eq(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_eq(opm.target, opm.target) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.target_ne(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_ne(opm.target, opm.target) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.target_lt(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_lt(opm.target, opm.target) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.target_le(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_le(opm.target, opm.target) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.target_gt(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_gt(opm.target, opm.target) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.target_ge(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_ge(opm.target, opm.target) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.target_cmp(opm.target, opm.target) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_target_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_cmp(opm.target, opm.target) IS
	'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.target_hash(opm.target) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_target_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_hash(opm.target) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.target_hash_extended(opm.target, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_target_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_hash_extended(opm.target, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.target, opm.target) IS 'same kind and same numbers';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.target, opm.target) IS 'not the same target';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.target, opm.target) IS
	'sorts before, by kind, then number by number: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.target, opm.target) IS
	'sorts before or equal, by kind, then number by number: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.target, opm.target) IS
	'sorts after, by kind, then number by number: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.target, opm.target) IS
	'sorts after or equal, by kind, then number by number: for sorting only';

CREATE OPERATOR CLASS opm.target_ops DEFAULT FOR TYPE opm.target USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.target_cmp(opm.target, opm.target);
COMMENT ON OPERATOR CLASS opm.target_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.target.';
CREATE OPERATOR CLASS opm.target_hash_ops DEFAULT FOR TYPE opm.target USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.target_hash(opm.target),
	FUNCTION 2 opm.target_hash_extended(opm.target, bigint);
COMMENT ON OPERATOR CLASS opm.target_hash_ops USING hash IS
	'Hash joins, hash aggregation and hash indexes of opm.target.';

-- making a target

CREATE FUNCTION opm.target(literal text) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target(text) IS
	'The target that a literal describes, as literal::opm.target does. NULL for NULL. Errors: 22P02, 22003.';
CREATE FUNCTION opm.target(baseline double precision, target_value double precision) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_move' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target(double precision, double precision) IS
	'Move from a baseline to a target value, up or down, in the unit of the value: opm.target(80, 95) is 80 -> 95. '
	'NULL when an argument is NULL. Errors: 22023 when the two are equal, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_hold(
	comparison text, bound double precision, tolerance double precision DEFAULT NULL
) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_hold' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_hold(text, double precision, double precision) IS
	'Hold a bound. comparison is <, <=, > or >=. tolerance says how far beyond the bound the score falls to 0 (unit of '
	'the value, above 0; NULL: no tolerance). NULL when comparison or bound is NULL. Errors: 22023 for another '
	'comparison or a tolerance not above 0, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_range(
	low double precision, high double precision, tolerance double precision DEFAULT NULL
) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_range' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_range(double precision, double precision, double precision) IS
	'Stay between low and high, both included; low = high asks for one value. tolerance says how far outside the score '
	'falls to 0 (unit of the value, above 0; NULL: no tolerance). NULL when low or high is NULL. Errors: 22023 when '
	'low > high or for a tolerance not above 0, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_curve(knots double precision[], scores double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'opm_target_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_curve(double precision[], double precision[]) IS
	'A curve through 2 to 1000 knots (values, rising) with their scores: straight lines between knots, flat outside. '
	'Two knots at one value make a step, where the higher score counts. NULL when an argument is NULL. Error 22023 '
	'with the rule.';

-- a value and its target

CREATE FUNCTION opm.score(value double precision, target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(double precision, opm.target) IS
	'How good a value is: 0 at the baseline or out of tolerance, 1 when the goal is reached. Not clamped: a move '
	'scores below 0 in the wrong direction and above 1 beyond its target value. The score is at least 1 exactly when '
	'opm.reached is true. NULL when an argument is NULL. Error 22003 for NaN, infinity or a score out of range.';
-- PostgreSQL takes two untyped literals or parameters for text. This one reads them; being inlined, it costs nothing.
CREATE FUNCTION opm.score(value text, target text) RETURNS double precision
	LANGUAGE sql IMMUTABLE STRICT PARALLEL SAFE
	RETURN opm.score(value::double precision, target::opm.target);
COMMENT ON FUNCTION opm.score(text, text) IS
	'As opm.score(double precision, opm.target), for a value and a target that are both text: opm.score(''91'', ''80 '
	'-> 95''), or opm.score($1, $2) with parameters of no type. NULL when an argument is NULL. Errors: 22P02 for text '
	'that is no number or no target, 22003.';
CREATE FUNCTION opm.reached(value double precision, target opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_target_reached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.reached(double precision, opm.target) IS
	'Does the value meet the goal? Move: at or beyond its target value. Hold and range: the condition as written; a '
	'tolerance does not widen it. Curve: a score of at least 1. NULL when an argument is NULL. Error 22003 for NaN or '
	'infinity.';
CREATE FUNCTION opm.percent(score double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_percent' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.percent(double precision) IS
	'A score or share in percent: 55 for 0.55, where 100 * 0.55 is 55.00000000000001 in double precision. It is at '
	'least 100 exactly when the score is at least 1. NULL for NULL. Error 22003 for NaN, infinity or a score out of '
	'range.';

-- reading a target

CREATE FUNCTION opm.target_kind(target opm.target) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_target_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_kind(opm.target) IS 'move, hold, range or curve. NULL for NULL.';
CREATE FUNCTION opm.direction(target opm.target) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_target_direction' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.direction(opm.target) IS
	'Which way is better: up, down or range. A curve can also be mixed (it rises and falls) or flat. NULL for NULL.';
CREATE FUNCTION opm.baseline(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_baseline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.baseline(opm.target) IS
	'The value a move starts from, which scores 0. NULL for other kinds, and for NULL.';
CREATE FUNCTION opm.target_value(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_value(opm.target) IS
	'The one value to aim at: the end of a move, the bound of a hold, the first value of a rising curve (the last of a '
	'falling one) that scores 1. NULL where there is not exactly one (a range with two ends, a curve that never '
	'reaches 1), and for NULL.';
CREATE FUNCTION opm.target_low(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_low(opm.target) IS
	'Lower end of the values that reach the goal, for drawing it. NULL where they have none (<= 2, a move down), and '
	'for NULL.';
CREATE FUNCTION opm.target_high(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_high(opm.target) IS
	'Upper end of the values that reach the goal, for drawing it. NULL where they have none (>= 95, a move up), and '
	'for NULL.';
CREATE FUNCTION opm.tolerance(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_tolerance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.tolerance(opm.target) IS
	'How far outside a hold or range the score falls to 0, in the unit of the value. NULL where none is given, and for '
	'NULL.';
CREATE FUNCTION opm.required(target opm.target, score double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_required' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.target, double precision) IS
	'The least demanding value that scores at least this much: the inverse of opm.score, up to rounding. NULL when no '
	'value does, when every value does, or when two values are equally good (for a range, give the value you start '
	'from); and when an argument is NULL. Error 22003 for NaN, infinity or a result out of range.';
CREATE FUNCTION opm.required(target opm.target, score double precision, value double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_required' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.target, double precision, double precision) IS
	'The value nearest to the given one that scores at least this much. It is the given value where that already does, '
	'and the lower of two that are equally near. NULL when no value does, or an argument is NULL. Error 22003 for NaN, '
	'infinity or a result out of range.';
CREATE FUNCTION opm.planned(target opm.target, elapsed double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_planned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.planned(opm.target, double precision) IS
	'The value expected when this share of the period has passed (0 to 1; held there if outside). A move goes in a '
	'straight line from its baseline to its target value. Other kinds have no baseline: their plan is the target value '
	'all the time, or NULL where there is not exactly one. NULL when an argument is NULL. Error 22003 for NaN or '
	'infinity.';
CREATE FUNCTION opm.planned(target opm.target, elapsed double precision, plan opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_target_planned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.planned(opm.target, double precision, opm.target) IS
	'As opm.planned(target, elapsed), but along a plan instead of a straight line. The plan is a curve from the '
	'elapsed share to the share of the way that should be done, for example an S-curve 0:0 0.5:0.3 1:1. NULL when an '
	'argument is NULL. Error 22003 for NaN or infinity.';
