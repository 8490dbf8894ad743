
-- target: what good looks like, as a curve from value to score

CREATE TYPE opm.target;

CREATE FUNCTION opm.target_in(cstring) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_out(opm.target) RETURNS cstring
	AS 'MODULE_PATHNAME', 'target_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_recv(internal) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_send(opm.target) RETURNS bytea
	AS 'MODULE_PATHNAME', 'target_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_in(cstring) IS 'Text input of opm.target. Errors: 22P02 with the position and the rule, 22003 for a number out of range.';
COMMENT ON FUNCTION opm.target_out(opm.target) IS 'Text output of opm.target: the one canonical literal; reading it back gives the same target.';
COMMENT ON FUNCTION opm.target_recv(internal) IS 'Binary input of opm.target. Errors: 22P03 for a malformed value.';
COMMENT ON FUNCTION opm.target_send(opm.target) IS 'Binary output of opm.target, with a format byte.';

CREATE TYPE opm.target (
	INPUT = opm.target_in,
	OUTPUT = opm.target_out,
	RECEIVE = opm.target_recv,
	SEND = opm.target_send,
	INTERNALLENGTH = VARIABLE,
	ALIGNMENT = double,
	STORAGE = extended
);
COMMENT ON TYPE opm.target IS 'What good looks like: a curve from a measured value to a score, 1 = goal reached. Literals: 80 -> 95 (move from a baseline to a goal), 200 -> -30% (relative), >= 95, > 95, <= 2, < 2 (hold), >= 95 ~ 5 (with a tolerance), 10 .. 20 and 10 .. 20 ~ 5 (range), 0.8:0.5 1:1 1.2:2 (curve).';

-- Equality, order, hash

CREATE FUNCTION opm.target_eq(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_ne(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_lt(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_le(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_gt(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_ge(opm.target, opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_cmp(opm.target, opm.target) RETURNS integer
	AS 'MODULE_PATHNAME', 'target_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_hash(opm.target) RETURNS integer
	AS 'MODULE_PATHNAME', 'target_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
CREATE FUNCTION opm.target_hash_extended(opm.target, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'target_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_eq(opm.target, opm.target) IS 'Same kind and same numbers. Behind =. NULL when an argument is NULL.';
COMMENT ON FUNCTION opm.target_ne(opm.target, opm.target) IS 'Not the same target. Behind <>. NULL when an argument is NULL.';
COMMENT ON FUNCTION opm.target_lt(opm.target, opm.target) IS 'Sorts before: by kind, then number by number. An order for sorting and indexes; it does not say which target is harder.';
COMMENT ON FUNCTION opm.target_le(opm.target, opm.target) IS 'Sorts before or equal, see opm.target_lt.';
COMMENT ON FUNCTION opm.target_gt(opm.target, opm.target) IS 'Sorts after, see opm.target_lt.';
COMMENT ON FUNCTION opm.target_ge(opm.target, opm.target) IS 'Sorts after or equal, see opm.target_lt.';
COMMENT ON FUNCTION opm.target_cmp(opm.target, opm.target) IS 'Negative, 0 or positive as the first target sorts before, with or after the second. B-tree support function.';
COMMENT ON FUNCTION opm.target_hash(opm.target) IS 'Hash of a target. Hash support function.';
COMMENT ON FUNCTION opm.target_hash_extended(opm.target, bigint) IS 'Seeded hash of a target. Hash support function.';

CREATE OPERATOR opm.= (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_eq,
	COMMUTATOR = OPERATOR(opm.=), NEGATOR = OPERATOR(opm.<>), RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES);
CREATE OPERATOR opm.<> (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_ne,
	COMMUTATOR = OPERATOR(opm.<>), NEGATOR = OPERATOR(opm.=), RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel);
CREATE OPERATOR opm.< (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_lt,
	COMMUTATOR = OPERATOR(opm.>), NEGATOR = OPERATOR(opm.>=), RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel);
CREATE OPERATOR opm.<= (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_le,
	COMMUTATOR = OPERATOR(opm.>=), NEGATOR = OPERATOR(opm.>), RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel);
CREATE OPERATOR opm.> (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_gt,
	COMMUTATOR = OPERATOR(opm.<), NEGATOR = OPERATOR(opm.<=), RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel);
CREATE OPERATOR opm.>= (LEFTARG = opm.target, RIGHTARG = opm.target, FUNCTION = opm.target_ge,
	COMMUTATOR = OPERATOR(opm.<=), NEGATOR = OPERATOR(opm.<), RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel);
COMMENT ON OPERATOR opm.= (opm.target, opm.target) IS 'same target';
COMMENT ON OPERATOR opm.<> (opm.target, opm.target) IS 'different target';
COMMENT ON OPERATOR opm.< (opm.target, opm.target) IS 'sorts before';
COMMENT ON OPERATOR opm.<= (opm.target, opm.target) IS 'sorts before or equal';
COMMENT ON OPERATOR opm.> (opm.target, opm.target) IS 'sorts after';
COMMENT ON OPERATOR opm.>= (opm.target, opm.target) IS 'sorts after or equal';

CREATE OPERATOR CLASS opm.target_ops DEFAULT FOR TYPE opm.target USING btree AS
	OPERATOR 1 opm.<, OPERATOR 2 opm.<=, OPERATOR 3 opm.=, OPERATOR 4 opm.>=, OPERATOR 5 opm.>,
	FUNCTION 1 opm.target_cmp(opm.target, opm.target);
CREATE OPERATOR CLASS opm.target_hash_ops DEFAULT FOR TYPE opm.target USING hash AS
	OPERATOR 1 opm.=,
	FUNCTION 1 opm.target_hash(opm.target),
	FUNCTION 2 opm.target_hash_extended(opm.target, bigint);
COMMENT ON OPERATOR CLASS opm.target_ops USING btree IS 'Sorting, grouping and b-tree indexes of targets.';
COMMENT ON OPERATOR CLASS opm.target_hash_ops USING hash IS 'Hash joins, hash aggregation and hash indexes of targets.';

-- Making targets

CREATE FUNCTION opm.target(literal text) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_from_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target(text) IS 'The target that a literal describes, as literal::opm.target does. NULL gives NULL. Errors: 22P02, 22003.';
CREATE FUNCTION opm.target(baseline double precision, goal double precision) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_move' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target(double precision, double precision) IS 'Move from a baseline to a goal, up or down, in the unit of the value: opm.target(80, 95) is 80 -> 95. NULL when an argument is NULL. Errors: 22023 when baseline = goal, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_hold(comparison text, "limit" double precision, tolerance double precision DEFAULT NULL) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_hold' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_hold(text, double precision, double precision) IS 'Hold a limit: comparison is one of <, <=, > and >=; the tolerance (unit of the value, above 0, NULL for none) is how far from the limit the score falls to 0. NULL when comparison or limit is NULL. Errors: 22023, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_between(low double precision, high double precision, tolerance double precision DEFAULT NULL) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_between' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_between(double precision, double precision, double precision) IS 'Stay between low and high, ends included (low = high asks for one value); the tolerance (unit of the value, above 0, NULL for none) is how far outside the score falls to 0. NULL when low or high is NULL. Errors: 22023 when low > high, 22003 for NaN or infinity.';
CREATE FUNCTION opm.target_curve("values" double precision[], scores double precision[]) RETURNS opm.target
	AS 'MODULE_PATHNAME', 'target_curve' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_curve(double precision[], double precision[]) IS 'A curve through 2 to 1000 knots (value, score): straight lines between, flat outside. Two knots at one value make a step, where the higher score counts. NULL when an argument is NULL. Errors: 22023.';

-- Reading a value with a target

CREATE FUNCTION opm.score(value double precision, target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(double precision, opm.target) IS 'How good a value is: 0 = at the baseline or out of tolerance, 1 = goal reached. Not clamped: a move scores below 0 in the wrong direction and above 1 beyond its goal. At least 1 exactly when opm.reached is true. NULL when an argument is NULL. Errors: 22003 for NaN, infinity, or a score out of range.';
CREATE FUNCTION opm.reached(value double precision, target opm.target) RETURNS boolean
	AS 'MODULE_PATHNAME', 'target_reached' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.reached(double precision, opm.target) IS 'Does the value meet the goal? Move: at or beyond it in its direction. Hold and range: the condition as written; a tolerance does not widen it. Curve: a score of at least 1. NULL when an argument is NULL. Errors: 22003 for NaN or infinity.';

-- Reading the target itself

CREATE FUNCTION opm.target_kind(target opm.target) RETURNS text
	AS 'MODULE_PATHNAME', 'target_kind' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.target_kind(opm.target) IS 'move, hold, range or curve. NULL for NULL.';
CREATE FUNCTION opm.direction(target opm.target) RETURNS text
	AS 'MODULE_PATHNAME', 'target_direction' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.direction(opm.target) IS 'Which way is better: up, down or range; for a curve up, down, mixed (rises and falls) or flat. NULL for NULL.';
CREATE FUNCTION opm.baseline(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_baseline' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.baseline(opm.target) IS 'The value a move starts from, which scores 0. NULL for the other kinds, and for NULL.';
CREATE FUNCTION opm.goal_value(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_goal_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal_value(opm.target) IS 'The one value to aim at: the goal of a move, the limit of a hold, the first value of a rising (last of a falling) curve that scores 1. NULL where there is not exactly one (a range with two ends, a curve that never reaches 1), and for NULL.';
CREATE FUNCTION opm.goal_low(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_goal_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal_low(opm.target) IS 'Lower end of the values that reach the goal, for drawing it. NULL where they have none (<= 2, a move down), and for NULL.';
CREATE FUNCTION opm.goal_high(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_goal_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal_high(opm.target) IS 'Upper end of the values that reach the goal, for drawing it. NULL where they have none (>= 95, a move up), and for NULL.';
CREATE FUNCTION opm.tolerance(target opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_tolerance' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.tolerance(opm.target) IS 'How far outside a hold or range the score falls to 0, in the unit of the value. NULL where none is given, and for NULL.';
CREATE FUNCTION opm.required(target opm.target, score double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_required' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.target, double precision) IS 'The least demanding value that scores at least this much (the inverse of opm.score, up to rounding). NULL when no value does, when every value does, or when two do equally (a range: name the value you come from); and for NULL. Errors: 22003 for NaN, infinity, or a result out of range.';
CREATE FUNCTION opm.required(target opm.target, score double precision, value double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_required' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.target, double precision, double precision) IS 'The value nearest to this one that scores at least this much: the value itself where it already does; the lower of two that are equally near. NULL when no value does, or an argument is NULL. Errors: 22003 for NaN, infinity, or a result out of range.';
CREATE FUNCTION opm.planned(target opm.target, elapsed double precision) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_planned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.planned(opm.target, double precision) IS 'The value expected when this share of the period (0..1, held outside) has passed: a move goes in a straight line from baseline to goal; other kinds have no baseline, so the goal value itself, or NULL where there is not exactly one. NULL when an argument is NULL. Errors: 22003 for NaN or infinity.';
CREATE FUNCTION opm.planned(target opm.target, elapsed double precision, profile opm.target) RETURNS double precision
	AS 'MODULE_PATHNAME', 'target_planned' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.planned(opm.target, double precision, opm.target) IS 'As opm.planned(target, elapsed), along a profile instead of a straight line: a curve from elapsed share to the share of the way that should be done, for example an S-curve 0:0 0.5:0.3 1:1. NULL when an argument is NULL. Errors: 22003.';
