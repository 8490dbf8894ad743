-- explain: why did it move

CREATE FUNCTION opm.explain_change(
	before opm.goaltree, after opm.goaltree, top text DEFAULT NULL, quantity text DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key text,
	parent text,
	label text,
	depth integer,
	reason text,
	before double precision,
	after double precision,
	value_effect double precision,
	rule_effect double precision,
	weight_effect double precision,
	structure_effect double precision,
	effect double precision,
	branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'opm_explain_change' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change(opm.goaltree, opm.goaltree, text, text) IS
	'Why did the score of the root move? One row per goal of either tree, in tree order, with keys as text; works for '
	'every type of key. Each row has the points of the change that come from the goal itself, by cause. value_effect: '
	'its score or value changed, arrived or went missing. rule_effect: its target, method, missing-data policy or '
	'credit range changed. weight_effect: the weight or share of its links changed. structure_effect: it was added, '
	'removed, moved, or put in or out of the count. effect: their sum. branch_effect: effect with those of all goals '
	'listed below. reason: added, removed, moved from, not known before or after. top: explain the change of this goal '
	'instead of the root, with only the goals that are or were below it. quantity: score or value; NULL: the score, or '
	'the value if there is no score in either tree. The effects of all rows add up to the change exactly and in any '
	'order: each is a multiple of one power of two, at most 2^-51 of all movement together; what is finer goes to the '
	'last row that has an effect. A child that counts in one tree only is compared with the score of its parent, '
	'because leaving it out has that effect. Linear goals are divided by the midpoint rule; min, max, median, any, '
	'all, at_least, low and high by exact Shapley values (medians: up to 1000 changed children; beyond, those that '
	'moved with the median share it); geomean and harmean by Shapley values up to 12 changes, beyond by the '
	'logarithmic mean and its harmonic twin; sum and ratio by midpoint. Effects are NULL if the root has no score in '
	'one tree. No rows when a tree is NULL. Errors: 22023 if the roots differ, top is not in both trees or for another '
	'quantity; 21000 for several roots; 42804 for different key types.';

CREATE FUNCTION opm.explain_change_bigint(
	before opm.goaltree, after opm.goaltree, top bigint DEFAULT NULL, quantity text DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key bigint,
	parent bigint,
	label text,
	depth integer,
	reason text,
	before double precision,
	after double precision,
	value_effect double precision,
	rule_effect double precision,
	weight_effect double precision,
	structure_effect double precision,
	effect double precision,
	branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'opm_explain_change_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change_bigint(opm.goaltree, opm.goaltree, bigint, text) IS
	'As opm.explain_change, with bigint keys. Error 42804 for trees with keys of another type.';

CREATE FUNCTION opm.explain_change_uuid(
	before opm.goaltree, after opm.goaltree, top uuid DEFAULT NULL, quantity text DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key uuid,
	parent uuid,
	label text,
	depth integer,
	reason text,
	before double precision,
	after double precision,
	value_effect double precision,
	rule_effect double precision,
	weight_effect double precision,
	structure_effect double precision,
	effect double precision,
	branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'opm_explain_change_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change_uuid(opm.goaltree, opm.goaltree, uuid, text) IS
	'As opm.explain_change, with uuid keys. Error 42804 for trees with keys of another type.';

CREATE FUNCTION opm.explain(tree opm.goaltree, key text) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_explain_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, text) IS
	'How one goal comes to its score, in one line: the formula with its numbers (6 digits) and the key of each child '
	'(the first 20), what is missing and how that counts, what was capped, what does not count, and why there is no '
	'score if there is none. For people; the numbers are in opm.rollup. NULL when an argument is NULL, or if the key '
	'is not in the tree. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.explain(tree opm.goaltree, key bigint) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_explain_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, bigint) IS 'As opm.explain(tree, key text), with a bigint key.';
CREATE FUNCTION opm.explain(tree opm.goaltree, key uuid) RETURNS text
	AS 'MODULE_PATHNAME', 'opm_explain_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, uuid) IS 'As opm.explain(tree, key text), with a uuid key.';

CREATE FUNCTION opm.diff(before opm.goaltree, after opm.goaltree) RETURNS TABLE (
	key text,
	label text,
	change text,
	parent text,
	was text,
	now text
)
	AS 'MODULE_PATHNAME', 'opm_diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION opm.diff(opm.goaltree, opm.goaltree) IS
	'What was changed between two trees: one row per change, in the order of the tree after, then the goals that are '
	'gone. change: added or removed (was, now: the score; parent: where); label, score, value, base, target, unit, '
	'rollup, missing, credit_floor, credit_cap, applicable, pace_score or basis (was, now: as said, NULL: not said); '
	'parent added, parent removed, weight or share (of the link to parent; was, now: its weight or share). What only '
	'follows from these, such as scores of parents, is no row: see opm.explain_change. No rows: the same goals and '
	'links, or a NULL argument. Error 42804 for different key types.';
