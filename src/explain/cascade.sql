-- cascade: a total pushed down a tree; goals whose parts do not add up

CREATE FUNCTION opm.cascade(
	tree opm.goaltree, total numeric, unit numeric DEFAULT NULL, limits jsonb DEFAULT NULL, top text DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key text,
	parent text,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	amount numeric
)
	AS 'MODULE_PATHNAME', 'opm_cascade' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade(opm.goaltree, numeric, numeric, jsonb, text) IS
	'The total pushed down the tree: one row per goal, in tree order, with keys as text; works for every type of key. '
	'Each goal passes what it got on to its children by weight (times share), in whole units, and children add up to '
	'their parent to the last unit at every level. The rollup method does not matter. unit NULL: the last digit that '
	'the total is written with. What is left over goes by largest remainder, ties by key. A goal with several parents '
	'gets the sum of what each gives. top: the total is for this goal (NULL: for the roots, by their weights). Where '
	'no child counts, the amount stays at the goal. amount is NULL for goals out of the count and below weight 0. '
	'limits: {"key": {"at_least": 10, "at_most": 20}}, in trees only, kept at every level by water-filling. No rows '
	'when tree or total is NULL, or if top is not in the tree. Errors: 22023 for a total or limit that is not a whole '
	'number of units, a total that the limits do not allow, an unknown goal; 0A000 for limits in a DAG; 22003 for '
	'numbers out of range.';

CREATE FUNCTION opm.cascade_bigint(
	tree opm.goaltree, total numeric, unit numeric DEFAULT NULL, limits jsonb DEFAULT NULL, top bigint DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key bigint,
	parent bigint,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	amount numeric
)
	AS 'MODULE_PATHNAME', 'opm_cascade_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade_bigint(opm.goaltree, numeric, numeric, jsonb, bigint) IS
	'As opm.cascade, with bigint keys. Error 42804 for a tree with keys of another type.';

CREATE FUNCTION opm.cascade_uuid(
	tree opm.goaltree, total numeric, unit numeric DEFAULT NULL, limits jsonb DEFAULT NULL, top uuid DEFAULT NULL
) RETURNS TABLE (
	ordinal integer,
	key uuid,
	parent uuid,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	amount numeric
)
	AS 'MODULE_PATHNAME', 'opm_cascade_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.cascade_uuid(opm.goaltree, numeric, numeric, jsonb, uuid) IS
	'As opm.cascade, with uuid keys. Error 42804 for a tree with keys of another type.';

CREATE FUNCTION opm.reconcile(tree opm.goaltree) RETURNS TABLE (
	key text,
	label text,
	method text,
	target_value double precision,
	parts double precision,
	gap double precision,
	missing integer
)
	AS 'MODULE_PATHNAME', 'opm_reconcile' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 100;
COMMENT ON FUNCTION opm.reconcile(opm.goaltree) IS
	'Do the targets of the children come to the target of their parent? One row for each goal with the rollup sum, '
	'avg, low or high and a target with one target value. target_value: its own. parts: the target values of its '
	'counting children, put together by its method. gap: parts - target_value, 0 where they agree (to 12 digits). '
	'missing: number of children without a target value; parts leaves them out. parts and gap are NULL if no child has '
	'one. No rows for a NULL tree.';
