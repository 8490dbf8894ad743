-- explain: why did it move

CREATE FUNCTION opm.explain_change(before opm.goaltree, after opm.goaltree) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, note text, before double precision, after double precision,
	value_effect double precision, rule_effect double precision, weight_effect double precision, structure_effect double precision,
	effect double precision, branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'explain_change' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change(opm.goaltree, opm.goaltree) IS 'Why did the root''s score move (its value, if it has no score in either tree)? One row for each goal of either tree, keys as text: the points of the root''s change that come from the goal itself, by cause. value_effect: its score or value changed, arrived or went missing; rule_effect: its target, method, missing-data policy or credit range changed; weight_effect: the weight or share of its links; structure_effect: it was added, removed, moved, or put in or out of the count. effect is their sum; branch_effect is effect with those of all goals listed below. The effects of all rows add up to the root''s change, exactly and in any order: every one is a multiple of one power of two, at most 2^-51 of all movement together; a change finer than that is met by the last row that has an effect. Linear goals by the midpoint rule; min, max, median, any, all, at_least, low and high by exact Shapley values (medians: up to 1000 changed children, beyond that those who moved with the median share it); geomean and harmean by Shapley up to 12 changes, beyond by the logarithmic mean and its harmonic twin; sum and ratio by midpoint. A child that counts on one side only stands there for the parent''s own score, which is what leaving it out means. note: added, removed, moved from, not known before or after. Effects are NULL if the root has no score in one tree. NULL argument: no rows. Errors: 22023 if the roots differ, 21000 for several roots, 42804 for different key types.';

CREATE FUNCTION opm.explain_change(before opm.goaltree, after opm.goaltree, top bigint, of text DEFAULT NULL) RETURNS TABLE (
	ordinal integer, key bigint, parent bigint, label text, depth integer, note text, before double precision, after double precision,
	value_effect double precision, rule_effect double precision, weight_effect double precision, structure_effect double precision,
	effect double precision, branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'explain_change_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change(opm.goaltree, opm.goaltree, bigint, text) IS 'As opm.explain_change(before, after), with bigint keys, for the change of the goal top (NULL: the only root), with only the goals that are or were below it. of: score or value, NULL for the score if top has one. Errors: 22023 if top is not in both trees; 42804 for trees with other keys.';

CREATE FUNCTION opm.explain_change(before opm.goaltree, after opm.goaltree, top uuid, of text DEFAULT NULL) RETURNS TABLE (
	ordinal integer, key uuid, parent uuid, label text, depth integer, note text, before double precision, after double precision,
	value_effect double precision, rule_effect double precision, weight_effect double precision, structure_effect double precision,
	effect double precision, branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'explain_change_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change(opm.goaltree, opm.goaltree, uuid, text) IS 'As opm.explain_change(before, after), with uuid keys, for the change of the goal top (NULL: the only root), with only the goals that are or were below it. of: score or value, NULL for the score if top has one. Errors: 22023 if top is not in both trees; 42804 for trees with other keys.';

CREATE FUNCTION opm.explain_change(before opm.goaltree, after opm.goaltree, top text, of text DEFAULT NULL) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, note text, before double precision, after double precision,
	value_effect double precision, rule_effect double precision, weight_effect double precision, structure_effect double precision,
	effect double precision, branch_effect double precision
)
	AS 'MODULE_PATHNAME', 'explain_change_text' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.explain_change(opm.goaltree, opm.goaltree, text, text) IS 'As opm.explain_change(before, after), with text keys, for the change of the goal top (NULL: the only root), with only the goals that are or were below it. of: score or value, NULL for the score if top has one. Errors: 22023 if top is not in both trees; 42804 for trees with other keys.';

CREATE FUNCTION opm.explain(tree opm.goaltree, key bigint) RETURNS text
	AS 'MODULE_PATHNAME', 'explain_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, bigint) IS 'How one goal comes to its score, in one line: the formula with its numbers (6 digits) and the key of each child (the first 20), what is missing and how that counts, what was capped, what has no part, and why there is no score if there is none. For people; the numbers are in opm.rollup. NULL if the key is not in the tree, or an argument is NULL; 42804 for keys of another type.';
CREATE FUNCTION opm.explain(tree opm.goaltree, key uuid) RETURNS text
	AS 'MODULE_PATHNAME', 'explain_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, uuid) IS 'As opm.explain(tree, bigint), for uuid keys.';
CREATE FUNCTION opm.explain(tree opm.goaltree, key text) RETURNS text
	AS 'MODULE_PATHNAME', 'explain_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.explain(opm.goaltree, text) IS 'As opm.explain(tree, bigint), for text keys.';

CREATE FUNCTION opm.diff(before opm.goaltree, after opm.goaltree) RETURNS TABLE (
	key text, label text, change text, parent text, was text, now text
) AS 'MODULE_PATHNAME', 'diff' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION opm.diff(opm.goaltree, opm.goaltree) IS 'What was changed between two trees: one row a change, in the order of the tree after, then the goals that are gone. change: added, removed (was, now: the score; parent: where), label, score, value, base, target, unit, rollup, missing, credit_floor, credit_cap, applicable (as said, NULL: not said), parent added, parent removed, weight, share (of the link to parent; was, now: its weight or share). What only follows from these (scores of parents) is no row: opm.explain_change has that. No rows: the same goals and links. NULL argument: no rows. 42804 for different key types.';
