-- goaltree: a whole tree (or DAG) of goals as one value, scored.

CREATE TYPE opm.goaltree;

CREATE FUNCTION opm.goaltree_in(cstring) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_in' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_in(cstring) IS 'Input of opm.goaltree: an outline, one goal a line, indentation is structure. Refuses a malformed outline with 22P02, the character position and the rule.';
CREATE FUNCTION opm.goaltree_out(opm.goaltree) RETURNS cstring
	AS 'MODULE_PATHNAME', 'goaltree_out' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_out(opm.goaltree) IS 'Output of opm.goaltree: the canonical outline. Reading it back gives the same value, bit by bit.';
CREATE FUNCTION opm.goaltree_recv(internal) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_recv' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_recv(internal) IS 'Binary input of opm.goaltree, format version 1.';
CREATE FUNCTION opm.goaltree_send(opm.goaltree) RETURNS bytea
	AS 'MODULE_PATHNAME', 'goaltree_send' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_send(opm.goaltree) IS 'Binary output of opm.goaltree, format version 1: the rows the tree is made of, network byte order.';

CREATE TYPE opm.goaltree (
	INPUT = opm.goaltree_in, OUTPUT = opm.goaltree_out, RECEIVE = opm.goaltree_recv, SEND = opm.goaltree_send,
	INTERNALLENGTH = VARIABLE, ALIGNMENT = double, STORAGE = extended
);
COMMENT ON TYPE opm.goaltree IS 'A whole tree (or DAG) of goals in one value: keys, links with weights, targets, values, and the scores that follow from them. Built by the aggregate opm.goaltree, from an outline or from jsonb; read with opm.rollup, opm.score and others.';

-- comparison: by bytes; equal trees are equal bytes

CREATE FUNCTION opm.goaltree_eq(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_eq' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_eq(opm.goaltree, opm.goaltree) IS 'Implementation of the operator =. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE FUNCTION opm.goaltree_ne(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_ne' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_ne(opm.goaltree, opm.goaltree) IS 'Implementation of the operator <>. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE FUNCTION opm.goaltree_lt(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_lt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_lt(opm.goaltree, opm.goaltree) IS 'Implementation of the operator <. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE FUNCTION opm.goaltree_le(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_le' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_le(opm.goaltree, opm.goaltree) IS 'Implementation of the operator <=. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE FUNCTION opm.goaltree_gt(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_gt' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_gt(opm.goaltree, opm.goaltree) IS 'Implementation of the operator >. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE FUNCTION opm.goaltree_ge(opm.goaltree, opm.goaltree) RETURNS boolean
	AS 'MODULE_PATHNAME', 'goaltree_ge' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_ge(opm.goaltree, opm.goaltree) IS 'Implementation of the operator >=. The order is that of the stored bytes: good for sorting and indexes, without meaning.';
CREATE OPERATOR opm.= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_eq,
	COMMUTATOR = OPERATOR(opm.=), NEGATOR = OPERATOR(opm.<>), RESTRICT = eqsel, JOIN = eqjoinsel, HASHES, MERGES
);
COMMENT ON OPERATOR opm.= (opm.goaltree, opm.goaltree) IS 'same goals, links and numbers';
CREATE OPERATOR opm.<> (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_ne,
	COMMUTATOR = OPERATOR(opm.<>), NEGATOR = OPERATOR(opm.=), RESTRICT = neqsel, JOIN = neqjoinsel
);
COMMENT ON OPERATOR opm.<> (opm.goaltree, opm.goaltree) IS 'not the same tree';
CREATE OPERATOR opm.< (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_lt,
	COMMUTATOR = OPERATOR(opm.>), NEGATOR = OPERATOR(opm.>=), RESTRICT = scalarltsel, JOIN = scalarltjoinsel
);
COMMENT ON OPERATOR opm.< (opm.goaltree, opm.goaltree) IS 'order of the stored bytes, for sorting only';
CREATE OPERATOR opm.<= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_le,
	COMMUTATOR = OPERATOR(opm.>=), NEGATOR = OPERATOR(opm.>), RESTRICT = scalarlesel, JOIN = scalarlejoinsel
);
COMMENT ON OPERATOR opm.<= (opm.goaltree, opm.goaltree) IS 'order of the stored bytes, for sorting only';
CREATE OPERATOR opm.> (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_gt,
	COMMUTATOR = OPERATOR(opm.<), NEGATOR = OPERATOR(opm.<=), RESTRICT = scalargtsel, JOIN = scalargtjoinsel
);
COMMENT ON OPERATOR opm.> (opm.goaltree, opm.goaltree) IS 'order of the stored bytes, for sorting only';
CREATE OPERATOR opm.>= (
	LEFTARG = opm.goaltree, RIGHTARG = opm.goaltree, FUNCTION = opm.goaltree_ge,
	COMMUTATOR = OPERATOR(opm.<=), NEGATOR = OPERATOR(opm.<), RESTRICT = scalargesel, JOIN = scalargejoinsel
);
COMMENT ON OPERATOR opm.>= (opm.goaltree, opm.goaltree) IS 'order of the stored bytes, for sorting only';
CREATE FUNCTION opm.goaltree_cmp(opm.goaltree, opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_cmp' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_cmp(opm.goaltree, opm.goaltree) IS 'Btree support: -1, 0 or 1 by the order of the stored bytes.';
CREATE FUNCTION opm.goaltree_hash(opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_hash' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_hash(opm.goaltree) IS 'Hash support, 32 bits.';
CREATE FUNCTION opm.goaltree_hash_extended(opm.goaltree, bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'goaltree_hash_extended' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_hash_extended(opm.goaltree, bigint) IS 'Hash support, 64 bits with a seed.';
CREATE OPERATOR CLASS opm.goaltree_ops DEFAULT FOR TYPE opm.goaltree USING btree AS
	OPERATOR 1 opm.<, OPERATOR 2 opm.<=, OPERATOR 3 opm.=, OPERATOR 4 opm.>=, OPERATOR 5 opm.>,
	FUNCTION 1 opm.goaltree_cmp(opm.goaltree, opm.goaltree);
CREATE OPERATOR CLASS opm.goaltree_hash_ops DEFAULT FOR TYPE opm.goaltree USING hash AS
	OPERATOR 1 opm.=,
	FUNCTION 1 opm.goaltree_hash(opm.goaltree), FUNCTION 2 opm.goaltree_hash_extended(opm.goaltree, bigint);

-- casts

CREATE FUNCTION opm.goaltree_to_jsonb(opm.goaltree) RETURNS jsonb
	AS 'MODULE_PATHNAME', 'goaltree_to_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_to_jsonb(opm.goaltree) IS 'The goals of a tree as jsonb: what was given, not the results (those are rows of opm.rollup).';
CREATE FUNCTION opm.goaltree_from_jsonb(jsonb) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_from_jsonb' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_from_jsonb(jsonb) IS 'A tree from the form that the cast to jsonb writes. An unknown member, a wrong type or goals that make no tree raise 22P02.';
CREATE CAST (opm.goaltree AS jsonb) WITH FUNCTION opm.goaltree_to_jsonb(opm.goaltree);
COMMENT ON CAST (opm.goaltree AS jsonb) IS 'Goals as jsonb; the cast back gives the same tree.';
CREATE CAST (jsonb AS opm.goaltree) WITH FUNCTION opm.goaltree_from_jsonb(jsonb);
COMMENT ON CAST (jsonb AS opm.goaltree) IS 'A goal tree from jsonb.';

-- one goal is a tree of one

CREATE FUNCTION opm.goal(
	key bigint, parent bigint DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL
) RETURNS opm.goaltree AS 'MODULE_PATHNAME', 'goal_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(bigint, bigint, text, double precision, double precision, opm.target, double precision, double precision, text, text, double precision, double precision, text, double precision, boolean) IS
'One goal with a bigint key, as a tree of one; opm.goaltree(opm.goal(...)) joins many. NULL (or the default) means "not said in this row". value: the measured value, the numerator if base is given; target: what good looks like; score: given outright, it stands before value and target; weight: of the link to parent, 0 or more, default 1 (0: shown, does not count); rollup: mean, min, max, geomean, harmean, median, any, all, at_least(k), sum, avg, ratio, low, high, own (default: mean with children, own without); missing: ignore (default), zero, block or ">= 0.8" (least coverage); credit_floor, credit_cap: children count at least and at most this much; unit: values of different units are never added up; share: the part, above 0 up to 1, of a goal with several parents that counts under this one; applicable: false takes the goal out of the count. Errors: 22004 without a key, 22003 for a number out of its range, 22023 for an unknown method or policy.';
CREATE FUNCTION opm.goal(
	key uuid, parent uuid DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL
) RETURNS opm.goaltree AS 'MODULE_PATHNAME', 'goal_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(uuid, uuid, text, double precision, double precision, opm.target, double precision, double precision, text, text, double precision, double precision, text, double precision, boolean) IS
'One goal with a uuid key, as a tree of one; opm.goaltree(opm.goal(...)) joins many. NULL (or the default) means "not said in this row". value: the measured value, the numerator if base is given; target: what good looks like; score: given outright, it stands before value and target; weight: of the link to parent, 0 or more, default 1 (0: shown, does not count); rollup: mean, min, max, geomean, harmean, median, any, all, at_least(k), sum, avg, ratio, low, high, own (default: mean with children, own without); missing: ignore (default), zero, block or ">= 0.8" (least coverage); credit_floor, credit_cap: children count at least and at most this much; unit: values of different units are never added up; share: the part, above 0 up to 1, of a goal with several parents that counts under this one; applicable: false takes the goal out of the count. Errors: 22004 without a key, 22003 for a number out of its range, 22023 for an unknown method or policy.';
CREATE FUNCTION opm.goal(
	key text, parent text DEFAULT NULL, label text DEFAULT NULL, value double precision DEFAULT NULL,
	base double precision DEFAULT NULL, target opm.target DEFAULT NULL, score double precision DEFAULT NULL,
	weight double precision DEFAULT NULL, rollup text DEFAULT NULL, missing text DEFAULT NULL,
	credit_floor double precision DEFAULT NULL, credit_cap double precision DEFAULT NULL, unit text DEFAULT NULL,
	share double precision DEFAULT NULL, applicable boolean DEFAULT NULL
) RETURNS opm.goaltree AS 'MODULE_PATHNAME', 'goal_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goal(text, text, text, double precision, double precision, opm.target, double precision, double precision, text, text, double precision, double precision, text, double precision, boolean) IS
'One goal with a text key, as a tree of one; opm.goaltree(opm.goal(...)) joins many. NULL (or the default) means "not said in this row". value: the measured value, the numerator if base is given; target: what good looks like; score: given outright, it stands before value and target; weight: of the link to parent, 0 or more, default 1 (0: shown, does not count); rollup: mean, min, max, geomean, harmean, median, any, all, at_least(k), sum, avg, ratio, low, high, own (default: mean with children, own without); missing: ignore (default), zero, block or ">= 0.8" (least coverage); credit_floor, credit_cap: children count at least and at most this much; unit: values of different units are never added up; share: the part, above 0 up to 1, of a goal with several parents that counts under this one; applicable: false takes the goal out of the count. Errors: 22004 without a key, 22003 for a number out of its range, 22023 for an unknown method or policy.';

-- aggregates

CREATE FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision, text) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, bigint, bigint, double precision, double precision, text) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision, text) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, uuid, uuid, double precision, double precision, text) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision, text) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_accum_text' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_accum(opm.goaltree, text, text, double precision, double precision, text) IS 'Transition of the aggregate opm.goaltree: adds a goal to a set of goals.';
CREATE FUNCTION opm.goaltree_combine_support(internal) RETURNS internal
	AS 'MODULE_PATHNAME', 'goaltree_combine_support' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_combine_support(internal) IS 'Planner support: a partial state costs like the rows in it.';
CREATE FUNCTION opm.goaltree_combine(opm.goaltree, opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE SUPPORT opm.goaltree_combine_support;
COMMENT ON FUNCTION opm.goaltree_combine(opm.goaltree, opm.goaltree) IS 'The union of two sets of goals; NULL counts as empty. Combine function of opm.goaltree and opm.merge.';
CREATE FUNCTION opm.goaltree_merge(opm.goaltree, opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_combine' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_merge(opm.goaltree, opm.goaltree) IS 'Transition of opm.merge: adds the goals of a tree to a set of goals; NULL counts as empty.';
CREATE FUNCTION opm.goaltree_final(opm.goaltree) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_final' LANGUAGE C IMMUTABLE PARALLEL SAFE;
COMMENT ON FUNCTION opm.goaltree_final(opm.goaltree) IS 'Links a set of goals into the canonical, scored tree. Errors: 22023 for a loop, 21000 for conflicting rows of a goal, 23514 for shares that do not add up to 1, 42804 for units that cannot be added up.';

CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision) IS 'The scored tree of all goals, from rows (key, parent, score) with bigint keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; all weights are 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision, double precision) IS 'The scored tree of all goals, from rows (key, parent, score, weight) with bigint keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key bigint, parent bigint, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(bigint, bigint, double precision, double precision, text) IS 'The scored tree of all goals, from rows (key, parent, score, weight, rollup) with bigint keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1; rollup: how the goal counts its children, NULL: mean. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision) IS 'The scored tree of all goals, from rows (key, parent, score) with uuid keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; all weights are 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision, double precision) IS 'The scored tree of all goals, from rows (key, parent, score, weight) with uuid keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key uuid, parent uuid, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(uuid, uuid, double precision, double precision, text) IS 'The scored tree of all goals, from rows (key, parent, score, weight, rollup) with uuid keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1; rollup: how the goal counts its children, NULL: mean. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision) IS 'The scored tree of all goals, from rows (key, parent, score) with text keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; all weights are 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision, weight double precision) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision, double precision) IS 'The scored tree of all goals, from rows (key, parent, score, weight) with text keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(key text, parent text, score double precision, weight double precision, rollup text) (
	SFUNC = opm.goaltree_accum, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(text, text, double precision, double precision, text) IS 'The scored tree of all goals, from rows (key, parent, score, weight, rollup) with text keys. A parent that is NULL or not among the keys makes a root; a key with several parents (one row each) makes a DAG. score NULL: not known; weight of the link to the parent, NULL: 1; rollup: how the goal counts its children, NULL: mean. A row of NULLs is skipped; no rows give NULL. The order of rows never matters.';
CREATE AGGREGATE opm.goaltree(opm.goaltree) (
	SFUNC = opm.goaltree_merge, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.goaltree(opm.goaltree) IS 'The scored tree of goals made by opm.goal(...); the same as opm.merge.';
CREATE AGGREGATE opm.merge(opm.goaltree) (
	SFUNC = opm.goaltree_merge, STYPE = opm.goaltree, SSPACE = 65536, FINALFUNC = opm.goaltree_final,
	COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE
);
COMMENT ON AGGREGATE opm.merge(opm.goaltree) IS 'The union of trees: goals of one key become one goal, what one tree leaves unsaid another may say, two different answers are refused (21000). NULLs are skipped; no rows give NULL.';

-- reading one goal

CREATE FUNCTION opm.score(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree) IS 'Score of the root; NULL if it is not known. A tree with several roots raises 21000.';
CREATE FUNCTION opm.score(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, bigint) IS 'Score of one goal; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, uuid) IS 'Score of one goal; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score(opm.goaltree, text) IS 'Score of one goal; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.value(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_value' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree) IS 'Value of the root: as measured, or rolled up; numerator over denominator for a ratio; NULL if it is not known. A tree with several roots raises 21000.';
CREATE FUNCTION opm.value(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_value_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, bigint) IS 'Value of one goal: as measured, or rolled up; numerator over denominator for a ratio; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.value(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_value_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, uuid) IS 'Value of one goal: as measured, or rolled up; numerator over denominator for a ratio; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.value(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_value_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.value(opm.goaltree, text) IS 'Value of one goal: as measured, or rolled up; numerator over denominator for a ratio; NULL if it is not known, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.coverage(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_coverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree) IS 'Share (0 to 1) of the applicable weight under the root that has data. A tree with several roots raises 21000.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_coverage_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, bigint) IS 'Share (0 to 1) of the applicable weight under one goal that has data, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_coverage_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, uuid) IS 'Share (0 to 1) of the applicable weight under one goal that has data, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.coverage(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_coverage_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.coverage(opm.goaltree, text) IS 'Share (0 to 1) of the applicable weight under one goal that has data, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_low(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_low' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree) IS 'Lowest score that the root could still come to if all that is unknown came in at the credit floor; NULL where no credit range is declared. A tree with several roots raises 21000.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_low_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, bigint) IS 'Lowest score that one goal could still come to if all that is unknown came in at the credit floor; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_low_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, uuid) IS 'Lowest score that one goal could still come to if all that is unknown came in at the credit floor; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_low(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_low_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_low(opm.goaltree, text) IS 'Lowest score that one goal could still come to if all that is unknown came in at the credit floor; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_high(tree opm.goaltree) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_high' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree) IS 'Highest score that the root could still come to if all that is unknown came in at the credit cap; NULL where no credit range is declared. A tree with several roots raises 21000.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key bigint) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_high_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, bigint) IS 'Highest score that one goal could still come to if all that is unknown came in at the credit cap; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key uuid) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_high_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, uuid) IS 'Highest score that one goal could still come to if all that is unknown came in at the credit cap; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.score_high(tree opm.goaltree, key text) RETURNS double precision
	AS 'MODULE_PATHNAME', 'goaltree_score_high_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.score_high(opm.goaltree, text) IS 'Highest score that one goal could still come to if all that is unknown came in at the credit cap; NULL where no credit range is declared, or if the key is not in the tree. A tree with keys of another type raises 42804.';
CREATE FUNCTION opm.goals(tree opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_goals' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree) IS 'Number of goals in the tree.';
CREATE FUNCTION opm.depth(tree opm.goaltree) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_depth' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree) IS 'Levels below the roots: 0 for a tree of roots only.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key bigint) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_goals_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, bigint) IS 'Number of distinct goals below one goal; NULL if the key is not in the tree.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key uuid) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_goals_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, uuid) IS 'Number of distinct goals below one goal; NULL if the key is not in the tree.';
CREATE FUNCTION opm.goals(tree opm.goaltree, key text) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_goals_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.goals(opm.goaltree, text) IS 'Number of distinct goals below one goal; NULL if the key is not in the tree.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key bigint) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_depth_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, bigint) IS 'Links from the root down to one goal, 0 for a root; in a DAG along the way the goal is listed. NULL if the key is not in the tree.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key uuid) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_depth_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, uuid) IS 'Links from the root down to one goal, 0 for a root; in a DAG along the way the goal is listed. NULL if the key is not in the tree.';
CREATE FUNCTION opm.depth(tree opm.goaltree, key text) RETURNS integer
	AS 'MODULE_PATHNAME', 'goaltree_depth_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.depth(opm.goaltree, text) IS 'Links from the root down to one goal, 0 for a root; in a DAG along the way the goal is listed. NULL if the key is not in the tree.';
CREATE FUNCTION opm.root(tree opm.goaltree, key bigint) RETURNS bigint
	AS 'MODULE_PATHNAME', 'goaltree_root_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, bigint) IS 'Key of the goal at the top, above one goal along the way the goal is listed; its own for a root. NULL if the key is not in the tree.';
CREATE FUNCTION opm.root(tree opm.goaltree, key uuid) RETURNS uuid
	AS 'MODULE_PATHNAME', 'goaltree_root_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, uuid) IS 'Key of the goal at the top, above one goal along the way the goal is listed; its own for a root. NULL if the key is not in the tree.';
CREATE FUNCTION opm.root(tree opm.goaltree, key text) RETURNS text
	AS 'MODULE_PATHNAME', 'goaltree_root_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.root(opm.goaltree, text) IS 'Key of the goal at the top, above one goal along the way the goal is listed; its own for a root. NULL if the key is not in the tree.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key bigint) RETURNS text[]
	AS 'MODULE_PATHNAME', 'goaltree_ancestors_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, bigint) IS 'Keys (as text) of all goals above one goal, the nearest first; all parents of a DAG count. NULL if the key is not in the tree.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key uuid) RETURNS text[]
	AS 'MODULE_PATHNAME', 'goaltree_ancestors_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, uuid) IS 'Keys (as text) of all goals above one goal, the nearest first; all parents of a DAG count. NULL if the key is not in the tree.';
CREATE FUNCTION opm.ancestors(tree opm.goaltree, key text) RETURNS text[]
	AS 'MODULE_PATHNAME', 'goaltree_ancestors_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.ancestors(opm.goaltree, text) IS 'Keys (as text) of all goals above one goal, the nearest first; all parents of a DAG count. NULL if the key is not in the tree.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key bigint) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_subtree_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, bigint) IS 'One goal and all below it as a tree of its own. NULL if the key is not in the tree.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key uuid) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_subtree_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, uuid) IS 'One goal and all below it as a tree of its own. NULL if the key is not in the tree.';
CREATE FUNCTION opm.subtree(tree opm.goaltree, key text) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'goaltree_subtree_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.subtree(opm.goaltree, text) IS 'One goal and all below it as a tree of its own. NULL if the key is not in the tree.';
CREATE FUNCTION opm.path(tree opm.goaltree, key bigint, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'goaltree_path_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, bigint, text) IS 'Labels (keys where there is none) from the root down to one goal, along the way the goal is listed. NULL if the key is not in the tree.';
CREATE FUNCTION opm.path(tree opm.goaltree, key uuid, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'goaltree_path_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, uuid, text) IS 'Labels (keys where there is none) from the root down to one goal, along the way the goal is listed. NULL if the key is not in the tree.';
CREATE FUNCTION opm.path(tree opm.goaltree, key text, separator text DEFAULT ' / ') RETURNS text
	AS 'MODULE_PATHNAME', 'goaltree_path_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.path(opm.goaltree, text, text) IS 'Labels (keys where there is none) from the root down to one goal, along the way the goal is listed. NULL if the key is not in the tree.';
