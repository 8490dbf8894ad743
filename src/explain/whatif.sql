-- whatif: a tree as it would be, goal seek and leverage

CREATE FUNCTION opm.what_if(tree opm.goaltree, changes jsonb) RETURNS opm.goaltree
	AS 'MODULE_PATHNAME', 'opm_what_if' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.what_if(opm.goaltree, jsonb) IS
	'The tree as it would be; nothing is stored. changes: {"goal key": {member: new value, ...}, ...}, made all at '
	'once. Members are those of opm.goal: score, value, base, target, weight, share, rollup, missing, credit_floor, '
	'credit_cap, label, unit, applicable, pace_score, basis; null takes back what was said. "parent": "key" moves a '
	'goal (null: makes it a root). "links": [{"parent": ..., "weight": ..., "share": ...}, ...] says all its parents '
	'anew. "remove": true (or null for the whole change) takes a goal out, with all that hangs only below it. "add": '
	'true adds a goal. {}: no changes, the same tree. NULL when an argument is NULL. Errors: 22023 for an unknown '
	'goal, parent or member, a loop, or a number without effect (the goal takes it from its children); and those of '
	'opm.goaltree.';

CREATE FUNCTION opm.required(
	tree opm.goaltree, key text, root_score double precision,
	OUT score double precision,
	OUT value double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_required_text' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, text, double precision) IS
	'What one goal must come to so that the root reaches root_score, while all else stays as it is: score and value, '
	'or NULLs with the reason. For a goal that counts by its score: the least score that reaches, and the value that '
	'gives this score by its own target (the nearest to the present value). For a goal whose parent puts values '
	'together: the value nearest to the present one that reaches, up or down, and its score by its own target. Set '
	'with opm.what_if, the answer reaches root_score; it has at most 15 digits where that is enough. Scores and values '
	'are searched up to 1e15 either way; a linear tree is scored 4 to 20 times for it, others at most 180 times. NULL '
	'when an argument is NULL, or if the key is not in the tree. Errors: 21000 for several roots, 42804 for keys of '
	'another type, 22003 for NaN or infinity.';

CREATE FUNCTION opm.required(
	tree opm.goaltree, key bigint, root_score double precision,
	OUT score double precision,
	OUT value double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_required_bigint' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, bigint, double precision) IS
	'As opm.required(tree, key text, root_score), with a bigint key.';

CREATE FUNCTION opm.required(
	tree opm.goaltree, key uuid, root_score double precision,
	OUT score double precision,
	OUT value double precision,
	OUT reason text
) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_required_uuid' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.required(opm.goaltree, uuid, double precision) IS
	'As opm.required(tree, key text, root_score), with a uuid key.';

CREATE FUNCTION opm.leverage(tree opm.goaltree, top text DEFAULT NULL) RETURNS TABLE (
	rank integer,
	key text,
	label text,
	score double precision,
	value double precision,
	per_score double precision,
	per_value double precision,
	gap double precision,
	gain double precision
)
	AS 'MODULE_PATHNAME', 'opm_leverage' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage(opm.goaltree, text) IS
	'What one point more of each goal is worth at the root: one row per goal that has a score of its own, the most '
	'useful first, with keys as text; works for every type of key. top: the goal to lift instead of the root. '
	'per_score: points of the root for one point of its score. per_value: for one unit of its value (of the numerator, '
	'for a ratio). Both hold for a small rise from where it is: of several worst children under min none moves the '
	'root alone, and any, all and at_least move by steps only, so 0. gap: what it lacks to score 1 (in units of value, '
	'if it counts by value). gain: the points of the root that closing the gap would bring at this rate. It is exact '
	'where all is linear up to there; elsewhere opm.required and opm.what_if give the exact answer. NULL where a '
	'number is not known. No rows for a NULL tree, or if top is not in the tree. Error 21000 for several roots without '
	'top.';

CREATE FUNCTION opm.leverage_bigint(tree opm.goaltree, top bigint DEFAULT NULL) RETURNS TABLE (
	rank integer,
	key bigint,
	label text,
	score double precision,
	value double precision,
	per_score double precision,
	per_value double precision,
	gap double precision,
	gain double precision
)
	AS 'MODULE_PATHNAME', 'opm_leverage_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage_bigint(opm.goaltree, bigint) IS
	'As opm.leverage, with bigint keys. Error 42804 for a tree with keys of another type.';

CREATE FUNCTION opm.leverage_uuid(tree opm.goaltree, top uuid DEFAULT NULL) RETURNS TABLE (
	rank integer,
	key uuid,
	label text,
	score double precision,
	value double precision,
	per_score double precision,
	per_value double precision,
	gap double precision,
	gain double precision
)
	AS 'MODULE_PATHNAME', 'opm_leverage_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.leverage_uuid(opm.goaltree, uuid) IS
	'As opm.leverage, with uuid keys. Error 42804 for a tree with keys of another type.';
