-- cascade: a total pushed down a tree; goals whose parts do not add up

CREATE FUNCTION opm.cascade(tree opm.goaltree, total numeric, unit numeric DEFAULT NULL, limits jsonb DEFAULT NULL) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, leaf boolean, weight double precision, amount numeric
)
	AS 'MODULE_PATHNAME', 'cascade' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade(opm.goaltree, numeric, numeric, jsonb) IS 'The total pushed down the tree: one row a goal, in tree order. Each goal hands what it got to its children by weight (times share), in whole units (unit NULL: the last digit that the total is written with), largest remainder, ties by key; children add up to their parent to the last unit at every level, whatever the rollup method. A goal with several parents gets the sum of what each gives. Several roots share the total by their weights. Where no child counts, the amount stays at the goal; amount is NULL for goals out of the count and below weight 0. limits: {"key": {"at_least": 10, "at_most": 20}}, in trees only; met by water-filling at every level. NULL tree or total: no rows. Errors: 22023 for a total or limit that is not a whole number of units, a total that the limits cannot meet, an unknown goal; 0A000 for limits in a DAG; 22003 for numbers out of range.';

CREATE FUNCTION opm.cascade(tree opm.goaltree, total numeric, unit numeric, limits jsonb, top bigint) RETURNS TABLE (
	ordinal integer, key bigint, parent bigint, label text, depth integer, leaf boolean, weight double precision, amount numeric
)
	AS 'MODULE_PATHNAME', 'cascade_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade(opm.goaltree, numeric, numeric, jsonb, bigint) IS 'As opm.cascade(tree, total, unit, limits), with bigint keys, and the total given to the goal top, with only what is below it; top NULL: to the roots. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';

CREATE FUNCTION opm.cascade(tree opm.goaltree, total numeric, unit numeric, limits jsonb, top uuid) RETURNS TABLE (
	ordinal integer, key uuid, parent uuid, label text, depth integer, leaf boolean, weight double precision, amount numeric
)
	AS 'MODULE_PATHNAME', 'cascade_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade(opm.goaltree, numeric, numeric, jsonb, uuid) IS 'As opm.cascade(tree, total, unit, limits), with uuid keys, and the total given to the goal top, with only what is below it; top NULL: to the roots. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';

CREATE FUNCTION opm.cascade(tree opm.goaltree, total numeric, unit numeric, limits jsonb, top text) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, leaf boolean, weight double precision, amount numeric
)
	AS 'MODULE_PATHNAME', 'cascade_text' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade(opm.goaltree, numeric, numeric, jsonb, text) IS 'As opm.cascade(tree, total, unit, limits), with text keys, and the total given to the goal top, with only what is below it; top NULL: to the roots. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';

CREATE FUNCTION opm.reconcile(tree opm.goaltree) RETURNS TABLE (
	key text, label text, method text, goal double precision, parts double precision, gap double precision, missing integer
) AS 'MODULE_PATHNAME', 'reconcile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION opm.reconcile(opm.goaltree) IS 'Do the goals of the children come to the goal of their parent? One row for each goal with the rollup sum, avg, low or high and a target with one goal value: goal, its own; parts: the goal values of its counting children, put together by its method; gap: parts - goal, 0 where they agree (to 12 digits); missing: children without a goal value, which parts leaves out. parts and gap are NULL if no child has one. NULL tree: no rows.';
