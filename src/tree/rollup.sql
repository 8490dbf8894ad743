-- rollup: a tree as rows

CREATE FUNCTION opm.rollup(tree opm.goaltree) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, leaf boolean, weight double precision, method text,
	value double precision, target text, unit text, score double precision, coverage double precision,
	score_low double precision, score_high double precision, share double precision, contribution double precision,
	goals integer
) AS 'MODULE_PATHNAME', 'rollup' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup(opm.goaltree) IS 'One row a goal in tree order, keys as text. ordinal: place in tree order, from 1; parent: the parent under which the goal is listed, NULL for a root; weight: of that link; method: how the goal counts its children, "not applicable" if it is out of the count; score, coverage (0 to 1): results; score_low, score_high: what the score could still become, where a credit range is declared; share: effective weight at the root (0 to 1), by structure alone; contribution: points of the roots score that come through this goal, those of the leaves add up to the root for mean, min and max, NULL below other methods; goals: distinct goals below.';
CREATE FUNCTION opm.rollup(tree opm.goaltree, top bigint) RETURNS TABLE (
	ordinal integer, key bigint, parent bigint, label text, depth integer, leaf boolean, weight double precision, method text,
	value double precision, target text, unit text, score double precision, coverage double precision,
	score_low double precision, score_high double precision, share double precision, contribution double precision,
	goals integer
) AS 'MODULE_PATHNAME', 'rollup_bigint' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup(opm.goaltree, bigint) IS 'As opm.rollup(tree), with bigint keys, and only the goal top and what is below it; top NULL: all. The numbers are those of the whole tree. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';
CREATE FUNCTION opm.rollup(tree opm.goaltree, top uuid) RETURNS TABLE (
	ordinal integer, key uuid, parent uuid, label text, depth integer, leaf boolean, weight double precision, method text,
	value double precision, target text, unit text, score double precision, coverage double precision,
	score_low double precision, score_high double precision, share double precision, contribution double precision,
	goals integer
) AS 'MODULE_PATHNAME', 'rollup_uuid' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup(opm.goaltree, uuid) IS 'As opm.rollup(tree), with uuid keys, and only the goal top and what is below it; top NULL: all. The numbers are those of the whole tree. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';
CREATE FUNCTION opm.rollup(tree opm.goaltree, top text) RETURNS TABLE (
	ordinal integer, key text, parent text, label text, depth integer, leaf boolean, weight double precision, method text,
	value double precision, target text, unit text, score double precision, coverage double precision,
	score_low double precision, score_high double precision, share double precision, contribution double precision,
	goals integer
) AS 'MODULE_PATHNAME', 'rollup_text' LANGUAGE C IMMUTABLE PARALLEL SAFE ROWS 1000;
COMMENT ON FUNCTION opm.rollup(opm.goaltree, text) IS 'As opm.rollup(tree), with text keys, and only the goal top and what is below it; top NULL: all. The numbers are those of the whole tree. No rows if the key is not in the tree; a tree with keys of another type raises 42804.';
