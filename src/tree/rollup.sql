-- rollup: a tree as rows

CREATE FUNCTION opm.rollup(tree opm.goaltree, top text DEFAULT NULL) RETURNS TABLE (
	ordinal integer,
	key text,
	parent text,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	method text,
	value double precision,
	target text,
	unit text,
	score double precision,
	pace_score double precision,
	expected_score double precision,
	coverage double precision,
	score_low double precision,
	score_high double precision,
	root_weight double precision,
	contribution double precision,
	goals integer
)
	AS 'MODULE_PATHNAME', 'opm_rollup' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup(opm.goaltree, text) IS
	'One row per goal, in tree order, with keys as text; works for every type of key. With top: only that goal and '
	'what is below it, with the numbers of the whole tree. ordinal: place in tree order, from 1. parent: the parent '
	'under which the goal is listed, NULL for a root. weight: of that link. method: how the goal counts its children, '
	'"not applicable" if it is out of the count. score, coverage (0 to 1): the results. pace_score: '
	'what the score would be if every goal with a plan were just on it (NULL where there is none); expected_score: '
	'where the score is expected to end; both rolled up as the score is. score_low, score_high: what the score can '
	'still become, where a credit range is declared. root_weight: its weight at the root (0 to 1), by structure alone. '
	'contribution: points of the score of the root that come through this goal. Those of the leaves add up to the root '
	'for mean, min and max; NULL below other methods. goals: number of distinct goals below. No rows for a NULL tree, '
	'or if top is not in the tree.';
CREATE FUNCTION opm.rollup_bigint(tree opm.goaltree, top bigint DEFAULT NULL) RETURNS TABLE (
	ordinal integer,
	key bigint,
	parent bigint,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	method text,
	value double precision,
	target text,
	unit text,
	score double precision,
	pace_score double precision,
	expected_score double precision,
	coverage double precision,
	score_low double precision,
	score_high double precision,
	root_weight double precision,
	contribution double precision,
	goals integer
)
	AS 'MODULE_PATHNAME', 'opm_rollup_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup_bigint(opm.goaltree, bigint) IS
	'As opm.rollup, with bigint keys. Error 42804 for a tree with keys of another type.';
CREATE FUNCTION opm.rollup_uuid(tree opm.goaltree, top uuid DEFAULT NULL) RETURNS TABLE (
	ordinal integer,
	key uuid,
	parent uuid,
	label text,
	depth integer,
	leaf boolean,
	weight double precision,
	method text,
	value double precision,
	target text,
	unit text,
	score double precision,
	pace_score double precision,
	expected_score double precision,
	coverage double precision,
	score_low double precision,
	score_high double precision,
	root_weight double precision,
	contribution double precision,
	goals integer
)
	AS 'MODULE_PATHNAME', 'opm_rollup_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup_uuid(opm.goaltree, uuid) IS
	'As opm.rollup, with uuid keys. Error 42804 for a tree with keys of another type.';
