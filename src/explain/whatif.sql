-- whatif: a tree as it would be, goal seek and leverage

CREATE FUNCTION opm.what_if(tree opm.goaltree, changes jsonb) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'what_if' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.what_if(opm.goaltree, jsonb) IS 'The tree as it would be; nothing is stored. changes: {"goal key": {member: new value, ...}, ...}, all at once. Members are those of opm.goal: score, value, base, target, weight, share, rollup, missing, credit_floor, credit_cap, label, unit, applicable; null takes what was said back. "parent": "key" moves a goal (null: makes it a root), "links": [{"parent": ..., "weight": ..., "share": ...}, ...] says all its parents anew; "remove": true (or null for the whole change) takes a goal out with all that hangs only below it; "add": true adds a goal. No changes, {}: the same tree. NULL when an argument is NULL. Errors: 22023 for an unknown goal or parent, an unknown member, a loop, or a number without effect (the goal takes it from its children); and those of opm.goaltree.';

CREATE FUNCTION opm.required(tree opm.goaltree, key bigint, root_score double precision, OUT score double precision, OUT value double precision, OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'required_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, bigint, double precision) IS 'What one goal must come to for the root to reach a score, all else as it is: score and value, or NULLs with the reason. A goal that counts by its score: the least score that reaches, and the value at which its own target gives that (nearest to the present one). A goal whose parent puts values together: the value nearest to the present one that reaches, up or down, and its score by its own target. The answer, set with opm.what_if, reaches the score; it has at most 15 digits where that holds. Linear trees take 4 to 20 scorings, others at most 180; scores and values are looked for up to 1e15 either way. NULL if the key is not in the tree, or an argument is NULL. Errors: 21000 for several roots, 42804 for keys of another type, 22003 for NaN or infinity.';

CREATE FUNCTION opm.required(tree opm.goaltree, key uuid, root_score double precision, OUT score double precision, OUT value double precision, OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'required_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, uuid, double precision) IS 'As opm.required(tree, bigint, root_score), for uuid keys.';

CREATE FUNCTION opm.required(tree opm.goaltree, key text, root_score double precision, OUT score double precision, OUT value double precision, OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'required_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, text, double precision) IS 'As opm.required(tree, bigint, root_score), for text keys.';

CREATE FUNCTION opm.leverage(tree opm.goaltree) RETURNS TABLE (
	rank integer, key text, label text, score double precision, value double precision, per_score double precision, per_value double precision,
	gap double precision, gain double precision
)
	AS 'MODULE_PATHNAME', 'leverage' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage(opm.goaltree) IS 'What one point more of each goal that has its own score is worth at the root, the most useful first. per_score: root points for one point of its score, per_value: for one unit of its value (numerator, of a ratio), both while it rises a little from where it is: of tied worst children under min none moves the root alone; any, all and at_least move by steps only, so 0. gap: what it lacks to score 1 (in units of value, if it counts by value); gain: the root points that closing the gap would bring at this rate, exact where all is linear up to there; opm.required and opm.what_if give the exact answer elsewhere. NULL where a number is not known. Errors: 21000 for several roots.';

CREATE FUNCTION opm.leverage(tree opm.goaltree, top bigint) RETURNS TABLE (
	rank integer, key bigint, label text, score double precision, value double precision, per_score double precision, per_value double precision,
	gap double precision, gain double precision
)
	AS 'MODULE_PATHNAME', 'leverage_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage(opm.goaltree, bigint) IS 'As opm.leverage(tree), with bigint keys, at the goal top instead of the root (NULL: the only root). No rows if the key is not in the tree; 42804 for keys of another type.';

CREATE FUNCTION opm.leverage(tree opm.goaltree, top uuid) RETURNS TABLE (
	rank integer, key uuid, label text, score double precision, value double precision, per_score double precision, per_value double precision,
	gap double precision, gain double precision
)
	AS 'MODULE_PATHNAME', 'leverage_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage(opm.goaltree, uuid) IS 'As opm.leverage(tree), with uuid keys, at the goal top instead of the root (NULL: the only root). No rows if the key is not in the tree; 42804 for keys of another type.';

CREATE FUNCTION opm.leverage(tree opm.goaltree, top text) RETURNS TABLE (
	rank integer, key text, label text, score double precision, value double precision, per_score double precision, per_value double precision,
	gap double precision, gain double precision
)
	AS 'MODULE_PATHNAME', 'leverage_text' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage(opm.goaltree, text) IS 'As opm.leverage(tree), with text keys, at the goal top instead of the root (NULL: the only root). No rows if the key is not in the tree; 42804 for keys of another type.';
