-- goaltree: a whole tree (or DAG) of goals as one value, scored.
-- Keys are text, bigint or uuid. Each function that takes a key stands three times; the text one has the comment.

CREATE TYPE opm.goaltree;

-- internal: input, output, comparison

CREATE FUNCTION opm.goaltree_in(cstring) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_in(cstring) IS
	'Internal: text input of opm.goaltree: an outline, one goal per line, indentation is structure. Error 22P02 with '
	'the position and the rule.';
CREATE FUNCTION opm.goaltree_out(opm.goaltree) RETURNS cstring
	AS 'MODULE_PATHNAME', 'opm_goaltree_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_out(opm.goaltree) IS
	'Internal: text output of opm.goaltree: the canonical outline. Reading it back gives the same value, bit by bit.';
CREATE FUNCTION opm.goaltree_recv(internal) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_recv(internal) IS
	'Internal: binary input of opm.goaltree, format 1. Error 22P03 with the rule.';
CREATE FUNCTION opm.goaltree_send(opm.goaltree) RETURNS bytea
	AS 'MODULE_PATHNAME', 'opm_goaltree_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_send(opm.goaltree) IS
	'Internal: binary output of opm.goaltree, format 1: the rows the tree is made of, in network byte order.';

CREATE TYPE opm.goaltree (
	INPUT = opm.goaltree_in, OUTPUT = opm.goaltree_out, RECEIVE = opm.goaltree_recv, SEND = opm.goaltree_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE opm.goaltree IS
	'A whole tree (or DAG) of goals in one value: keys, links with weights, targets, values, and the scores that '
	'follow from them. Made by the aggregate opm.goaltree, from an outline or from jsonb; read with opm.rollup, '
	'opm.score and others.';

CREATE FUNCTION opm.goaltree_eq(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_eq(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator =.';
CREATE FUNCTION opm.goaltree_ne(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_ne(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator <>.';
CREATE FUNCTION opm.goaltree_lt(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_lt(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator <.';
CREATE FUNCTION opm.goaltree_le(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_le(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator <=.';
CREATE FUNCTION opm.goaltree_gt(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_gt(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator >.';
CREATE FUNCTION opm.goaltree_ge(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'opm_goaltree_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_ge(opm.goaltree, opm.goaltree) IS 'Internal: used by the operator >=.';
CREATE FUNCTION opm.goaltree_cmp(opm.goaltree, opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_cmp(opm.goaltree, opm.goaltree) IS
	'Internal: order for b-tree indexes, below 0, 0 or above 0.';
CREATE FUNCTION opm.goaltree_hash(opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_hash(opm.goaltree) IS 'Internal: hash for hash indexes and joins.';
CREATE FUNCTION opm.goaltree_hash_extended(opm.goaltree, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_goaltree_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_hash_extended(opm.goaltree, bigint) IS 'Internal: hash with a seed.';

CREATE OPERATOR pg_catalog.= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_eq,
	COMMUTATOR = OPERATOR(pg_catalog.=), NEGATOR = OPERATOR(pg_catalog.<>),
	RESTRICT = pg_catalog.eqsel, JOIN = pg_catalog.eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR pg_catalog.= (opm.goaltree, opm.goaltree) IS 'the same goals, links and numbers';
CREATE OPERATOR pg_catalog.<> (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_ne,
	COMMUTATOR = OPERATOR(pg_catalog.<>), NEGATOR = OPERATOR(pg_catalog.=),
	RESTRICT = pg_catalog.neqsel, JOIN = pg_catalog.neqjoinsel
);
COMMENT ON OPERATOR pg_catalog.<> (opm.goaltree, opm.goaltree) IS 'not the same tree';
CREATE OPERATOR pg_catalog.< (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_lt,
	COMMUTATOR = OPERATOR(pg_catalog.>), NEGATOR = OPERATOR(pg_catalog.>=),
	RESTRICT = pg_catalog.scalarltsel, JOIN = pg_catalog.scalarltjoinsel
);
COMMENT ON OPERATOR pg_catalog.< (opm.goaltree, opm.goaltree) IS 'sorts before, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.<= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_le,
	COMMUTATOR = OPERATOR(pg_catalog.>=), NEGATOR = OPERATOR(pg_catalog.>),
	RESTRICT = pg_catalog.scalarlesel, JOIN = pg_catalog.scalarlejoinsel
);
COMMENT ON OPERATOR pg_catalog.<= (opm.goaltree, opm.goaltree) IS
	'sorts before or equal, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.> (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_gt,
	COMMUTATOR = OPERATOR(pg_catalog.<), NEGATOR = OPERATOR(pg_catalog.<=),
	RESTRICT = pg_catalog.scalargtsel, JOIN = pg_catalog.scalargtjoinsel
);
COMMENT ON OPERATOR pg_catalog.> (opm.goaltree, opm.goaltree) IS 'sorts after, by the stored bytes: for sorting only';
CREATE OPERATOR pg_catalog.>= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_ge,
	COMMUTATOR = OPERATOR(pg_catalog.<=), NEGATOR = OPERATOR(pg_catalog.<),
	RESTRICT = pg_catalog.scalargesel, JOIN = pg_catalog.scalargejoinsel
);
COMMENT ON OPERATOR pg_catalog.>= (opm.goaltree, opm.goaltree) IS
	'sorts after or equal, by the stored bytes: for sorting only';

CREATE OPERATOR CLASS opm.goaltree_ops DEFAULT FOR TYPE opm.goaltree USING btree AS
	OPERATOR 1 pg_catalog.<, OPERATOR 2 pg_catalog.<=, OPERATOR 3 pg_catalog.=,
	OPERATOR 4 pg_catalog.>=, OPERATOR 5 pg_catalog.>,
	FUNCTION 1 opm.goaltree_cmp(opm.goaltree, opm.goaltree);
COMMENT ON OPERATOR CLASS opm.goaltree_ops USING btree IS 'Sorting, grouping and b-tree indexes of opm.goaltree.';
CREATE OPERATOR CLASS opm.goaltree_hash_ops DEFAULT FOR TYPE opm.goaltree USING hash AS
	OPERATOR 1 pg_catalog.=,
	FUNCTION 1 opm.goaltree_hash(opm.goaltree),
	FUNCTION 2 opm.goaltree_hash_extended(opm.goaltree, bigint);
COMMENT ON OPERATOR CLASS opm.goaltree_hash_ops USING hash IS
	'Hash joins, hash aggregation and hash indexes of opm.goaltree.';

-- internal: casts

CREATE FUNCTION opm.goaltree_to_jsonb(opm.goaltree) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'opm_goaltree_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_to_jsonb(opm.goaltree) IS 'Internal: used by the cast to jsonb.';
CREATE FUNCTION opm.goaltree_from_jsonb(jsonb) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_from_jsonb(jsonb) IS 'Internal: used by the cast from jsonb.';

CREATE CAST (opm.goaltree AS jsonb) WITH FUNCTION opm.goaltree_to_jsonb(opm.goaltree);
COMMENT ON CAST (opm.goaltree AS jsonb) IS
	'The goals of a tree as jsonb: what was given, not the results (those are the rows of opm.rollup). The cast back '
	'gives the same tree.';
CREATE CAST (jsonb AS opm.goaltree) WITH FUNCTION opm.goaltree_from_jsonb(jsonb);
COMMENT ON CAST (jsonb AS opm.goaltree) IS
	'A tree from the form that the cast to jsonb writes. Error 22P02 for an unknown member, a wrong type or goals that '
	'make no tree.';

-- internal: aggregates

CREATE FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(
	opm.goaltree, bigint, bigint, double precision, double precision
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(
	opm.goaltree, bigint, bigint, double precision, double precision, text
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision, text) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(
	opm.goaltree, uuid, uuid, double precision, double precision, text
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision, text) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(
	opm.goaltree, text, text, double precision, double precision, text
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision, text) IS
	'Internal: transition function of opm.goaltree. Adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_combine_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'opm_goaltree_combine_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_combine_support(internal) IS
	'Internal: planner support. A partial state costs like the rows in it.';
CREATE FUNCTION opm.goaltree_combine(opm.goaltree, opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE
	SUPPORT opm.goaltree_combine_support;
COMMENT ON FUNCTION opm.goaltree_combine(opm.goaltree, opm.goaltree) IS
	'Internal: combine function of opm.goaltree and opm.merge, the union of two sets of goals. NULL stands for no '
	'goals.';
CREATE FUNCTION opm.goaltree_merge(opm.goaltree, opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_merge(opm.goaltree, opm.goaltree) IS
	'Internal: transition function of opm.merge. Adds the goals of a tree to a set of goals. NULL stands for no goals.';
CREATE FUNCTION opm.goaltree_final(opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_final(opm.goaltree) IS
	'Internal: final function of opm.goaltree and opm.merge. Links a set of goals into the canonical, scored tree.';

-- one goal is a tree of one

CREATE FUNCTION opm.goal(
	key text, parent text DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL, pace_score double precision DEFAULT NULL,
	basis text DEFAULT NULL
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goal_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(
	text, text, text, double precision, double precision, opm.target, double precision, double precision, text, text,
	double precision, double precision, text, double precision, boolean, double precision, text
) IS
	'One goal, as a tree of one; opm.goaltree(opm.goal(...)) joins many. NULL (the default) means "not said in this '
	'row". value: the measured value; the numerator if base is given. target: what good looks like. score: given '
	'directly; it comes before value and target. weight: of the link to parent, 0 or more, default 1; a goal of weight '
	'0 is shown and does not count. rollup: how the goal counts its children, mean, min, max, geomean, harmean, '
	'median, any, all, at_least(k), sum, avg, ratio, low, high or own (default: mean with children, own without). '
	'missing: ignore (default), zero, block or ">= 0.8" (least coverage). credit_floor, credit_cap: children count at '
	'least and at most this much. unit: values of different units are never added up. share: the part, above 0 up to '
	'1, of a goal with several parents that counts under this parent. applicable: false takes the goal out of the '
	'count. pace_score: the score that its plan expects by now, for a goal that is scored by itself (a value or a '
	'score of its own, or values from below and a target); basis: expected (default), plan, pace or score, how '
	'opm.expected_score() uses it. Errors: 22004 without a key, 22003 for a number out of its range, 22023 for an '
	'unknown method, policy or basis.';
CREATE FUNCTION opm.goal(
	key bigint, parent bigint DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL, pace_score double precision DEFAULT NULL,
	basis text DEFAULT NULL
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goal_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(
	bigint, bigint, text, double precision, double precision, opm.target, double precision, double precision, text,
	text, double precision, double precision, text, double precision, boolean, double precision, text
) IS
	'As opm.goal(text, ...), with a bigint key.';
CREATE FUNCTION opm.goal(
	key uuid, parent uuid DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL, pace_score double precision DEFAULT NULL,
	basis text DEFAULT NULL
) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goal_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(
	uuid, uuid, text, double precision, double precision, opm.target, double precision, double precision, text, text,
	double precision, double precision, text, double precision, boolean, double precision, text
) IS
	'As opm.goal(text, ...), with a uuid key.';

-- aggregates

CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision) IS
	'The scored tree of all goals, one goal per row. A parent that is NULL or not among the keys makes a root. A key '
	'with several parents (one row for each) makes a DAG. A NULL score is not known; all weights are 1. A row of NULLs '
	'is skipped; no rows give NULL. The order of rows never matters. Errors: 22023 for a loop, 21000 for rows of a '
	'goal that contradict each other.';
CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision, double precision) IS
	'As opm.goaltree(key, parent, score), with the weight of the link to the parent; NULL is 1. Error 22003 for a '
	'weight out of range.';
CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision, double precision, text) IS
	'As opm.goaltree(key, parent, score, weight), with the method by which the goal counts its children; NULL is mean. '
	'Error 22023 for an unknown method.';
CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision) IS
	'As opm.goaltree(text, text, double precision), with bigint keys.';
CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision, double precision) IS
	'As opm.goaltree(text, text, double precision, double precision), with bigint keys.';
CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision, double precision, text) IS
	'As opm.goaltree(text, text, double precision, double precision, text), with bigint keys.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision) IS
	'As opm.goaltree(text, text, double precision), with uuid keys.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision, double precision) IS
	'As opm.goaltree(text, text, double precision, double precision), with uuid keys.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision, double precision, text) IS
	'As opm.goaltree(text, text, double precision, double precision, text), with uuid keys.';
CREATE AGGREGATE opm.goaltree(tree opm.goaltree) (
	SFUNC = opm.goaltree_merge, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(opm.goaltree) IS
	'The scored tree of goals made by opm.goal(...); the same as opm.merge.';
CREATE AGGREGATE opm.merge(tree opm.goaltree) (
	SFUNC = opm.goaltree_merge, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.goaltree) IS
	'The union of trees. Goals of one key become one goal: what one tree leaves unsaid another may say. NULLs are '
	'skipped; no rows give NULL. Errors: 21000 for two different answers, 22023 for a loop, 23514 for shares that do '
	'not add up to 1, 42804 for units that cannot be added up.';

-- one number: of the root, or of one goal

CREATE FUNCTION opm.score(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree) IS
	'Score of the root. NULL for NULL, and if it is not known. Error 21000 for a tree with several roots.';
CREATE FUNCTION opm.score(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, text) IS
	'Score of one goal. NULL when an argument is NULL, if it is not known, or if the key is not in the tree. Error '
	'42804 for a tree with keys of another type.';
CREATE FUNCTION opm.score(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, bigint) IS 'As opm.score(tree, key text), with a bigint key.';
CREATE FUNCTION opm.score(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, uuid) IS 'As opm.score(tree, key text), with a uuid key.';
CREATE FUNCTION opm.expected_score(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_expected_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.expected_score(opm.goaltree) IS
	'Score with which the root is expected to end: the expected scores of the goals below, rolled up as their scores '
	'are. A goal without a plan (pace_score) is expected to end as it is. NULL for NULL, and where the score is not '
	'known. Error 21000 for a tree with several roots.';
CREATE FUNCTION opm.expected_score(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_expected_score_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.expected_score(opm.goaltree, text) IS
	'Score with which one goal is expected to end. NULL when an argument is NULL, where the score is not known, or if '
	'the key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.expected_score(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_expected_score_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.expected_score(opm.goaltree, bigint) IS
	'As opm.expected_score(tree, key text), with a bigint key.';
CREATE FUNCTION opm.expected_score(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_expected_score_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.expected_score(opm.goaltree, uuid) IS 'As opm.expected_score(tree, key text), with a uuid key.';
CREATE FUNCTION opm.pace_score(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_pace_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace_score(opm.goaltree) IS
	'Score the root would have now if every goal below that has a plan were just on it; the others count as they are. '
	'NULL for NULL, and if no goal below has a plan or no score is known there. Error 21000 for a tree with several '
	'roots.';
CREATE FUNCTION opm.pace_score(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_pace_score_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace_score(opm.goaltree, text) IS
	'Score one goal would have now if it, or every goal below that has a plan, were just on plan; the others count as '
	'they are. NULL when an argument is NULL, if there is no plan, if no score is known below, or if the key is not in '
	'the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.pace_score(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_pace_score_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace_score(opm.goaltree, bigint) IS 'As opm.pace_score(tree, key text), with a bigint key.';
CREATE FUNCTION opm.pace_score(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_pace_score_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.pace_score(opm.goaltree, uuid) IS 'As opm.pace_score(tree, key text), with a uuid key.';
CREATE FUNCTION opm.value(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree) IS
	'Value of the root: as measured, or rolled up; for a ratio, numerator / denominator. NULL for NULL, and if it is '
	'not known. Error 21000 for a tree with several roots.';
CREATE FUNCTION opm.value(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_value_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, text) IS
	'Value of one goal: as measured, or rolled up; for a ratio, numerator / denominator. NULL when an argument is '
	'NULL, if it is not known, or if the key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.value(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_value_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, bigint) IS 'As opm.value(tree, key text), with a bigint key.';
CREATE FUNCTION opm.value(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_value_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, uuid) IS 'As opm.value(tree, key text), with a uuid key.';
CREATE FUNCTION opm.coverage(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree) IS
	'Share (0 to 1) of the applicable weight under the root that has data. NULL for NULL. Error 21000 for a tree with '
	'several roots.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_coverage_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, text) IS
	'Share (0 to 1) of the applicable weight under one goal that has data. NULL when an argument is NULL, or if the '
	'key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_coverage_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, bigint) IS 'As opm.coverage(tree, key text), with a bigint key.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_coverage_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, uuid) IS 'As opm.coverage(tree, key text), with a uuid key.';
CREATE FUNCTION opm.score_low(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree) IS
	'Lowest score the root can still get: all that is unknown scores at the credit floor. NULL for NULL, and where no '
	'credit range is declared. Error 21000 for a tree with several roots.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_low_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, text) IS
	'Lowest score one goal can still get: all that is unknown scores at the credit floor. NULL when an argument is '
	'NULL, where no credit range is declared, or if the key is not in the tree. Error 42804 for a tree with keys of '
	'another type.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_low_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, bigint) IS 'As opm.score_low(tree, key text), with a bigint key.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_low_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, uuid) IS 'As opm.score_low(tree, key text), with a uuid key.';
CREATE FUNCTION opm.score_high(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree) IS
	'Highest score the root can still get: all that is unknown scores at the credit cap. NULL for NULL, and where no '
	'credit range is declared. Error 21000 for a tree with several roots.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_high_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, text) IS
	'Highest score one goal can still get: all that is unknown scores at the credit cap. NULL when an argument is '
	'NULL, where no credit range is declared, or if the key is not in the tree. Error 42804 for a tree with keys of '
	'another type.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_high_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, bigint) IS 'As opm.score_high(tree, key text), with a bigint key.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'opm_goaltree_score_high_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, uuid) IS 'As opm.score_high(tree, key text), with a uuid key.';

-- structure

CREATE FUNCTION opm.goals(tree opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_goals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree) IS 'Number of goals in the tree. NULL for NULL.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key text) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_goals_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, text) IS
	'Number of distinct goals below one goal. NULL when an argument is NULL, or if the key is not in the tree. Error '
	'42804 for a tree with keys of another type.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key bigint) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_goals_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, bigint) IS 'As opm.goals(tree, key text), with a bigint key.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key uuid) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_goals_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, uuid) IS 'As opm.goals(tree, key text), with a uuid key.';
CREATE FUNCTION opm.depth(tree opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_depth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree) IS 'Levels below the roots: 0 for a tree of roots only. NULL for NULL.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key text) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_depth_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, text) IS
	'Number of links from the root down to one goal, 0 for a root. In a DAG this is along the path on which the goal '
	'is listed. NULL when an argument is NULL, or if the key is not in the tree. Error 42804 for a tree with keys of '
	'another type.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key bigint) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_depth_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, bigint) IS 'As opm.depth(tree, key text), with a bigint key.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key uuid) RETURNS integer
	AS 'MODULE_PATHNAME', 'opm_goaltree_depth_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, uuid) IS 'As opm.depth(tree, key text), with a uuid key.';
CREATE FUNCTION opm.root(tree opm.goaltree, key text) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_goaltree_root_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, text) IS
	'Key of the goal at the top, above one goal along the path on which it is listed; its own key for a root. NULL '
	'when an argument is NULL, or if the key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.root(tree opm.goaltree, key bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'opm_goaltree_root_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, bigint) IS 'As opm.root(tree, key text), with a bigint key.';
CREATE FUNCTION opm.root(tree opm.goaltree, key uuid) RETURNS uuid
	AS 'MODULE_PATHNAME', 'opm_goaltree_root_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, uuid) IS 'As opm.root(tree, key text), with a uuid key.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key text) RETURNS text[]
	AS 'MODULE_PATHNAME', 'opm_goaltree_ancestors_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, text) IS
	'Keys (as text) of all goals above one goal, the nearest first. In a DAG all parents count. NULL when an argument '
	'is NULL, or if the key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key bigint) RETURNS text[]
	AS 'MODULE_PATHNAME', 'opm_goaltree_ancestors_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, bigint) IS 'As opm.ancestors(tree, key text), with a bigint key.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key uuid) RETURNS text[]
	AS 'MODULE_PATHNAME', 'opm_goaltree_ancestors_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, uuid) IS 'As opm.ancestors(tree, key text), with a uuid key.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key text) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_subtree_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, text) IS
	'One goal and all below it, as a tree of its own. NULL when an argument is NULL, or if the key is not in the tree. '
	'Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key bigint) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_subtree_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, bigint) IS 'As opm.subtree(tree, key text), with a bigint key.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key uuid) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_goaltree_subtree_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, uuid) IS 'As opm.subtree(tree, key text), with a uuid key.';
CREATE FUNCTION opm.path(tree opm.goaltree, key text, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'opm_goaltree_path_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, text, text) IS
	'Labels (keys where there is no label) from the root down to one goal, along the path on which it is listed. NULL '
	'when an argument is NULL, or if the key is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.path(tree opm.goaltree, key bigint, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'opm_goaltree_path_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, bigint, text) IS 'As opm.path(tree, key text), with a bigint key.';
CREATE FUNCTION opm.path(tree opm.goaltree, key uuid, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'opm_goaltree_path_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, uuid, text) IS 'As opm.path(tree, key text), with a uuid key.';
