-- opm.goaltree against answers that nobody wrote for opm: test/data/rollup_random (exact rationals) and test/data/pwt_tree.
-- Tolerance: 1e-9 relative (double precision), 1e-12 absolute. Sums of the Penn World Table are compared as numeric, exactly.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(59);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL
		ELSE abs(got - want) <= greatest(1e-12, 1e-9 * abs(want)) END;

CREATE TEMP TABLE node (tree_id text, node_id text, parent_id text, weight float8, agg text, value float8);
\copy node FROM 'test/data/rollup_random/nodes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE answer (tree_id text, node_id text, missing_policy text, method text, value float8, coverage float8, leaves int, leaves_with_value int);
\copy answer FROM 'test/data/rollup_random/expected_rollup.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE share (tree_id text, leaf_id text, effective_weight_in_root float8, value float8);
\copy share FROM 'test/data/rollup_random/expected_effective_weight.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE series_node (tree_id text, node_id text, parent_id text, weight float8);
\copy series_node FROM 'test/data/rollup_random/series_nodes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE series_value (tree_id text, leaf_id text, period date, value float8);
\copy series_value FROM 'test/data/rollup_random/series_values.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE series_answer (tree_id text, node_id text, period date, weighted_mean float8);
\copy series_answer FROM 'test/data/rollup_random/expected_series.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE invalid ("case" text, node_id text, parent_id text, weight float8);
\copy invalid FROM 'test/data/rollup_random/invalid_trees.csv' (FORMAT csv, HEADER)
SELECT is((SELECT count(*) FROM answer), 14065::bigint, 'all rollup answers are here');

-- What the collection calls a method and a policy, in opm's words. The unweighted methods get weight 1: in opm an edge of weight 0 does not count.
CREATE TEMP TABLE method (theirs text, ours text, family text, weighted boolean);
INSERT INTO method VALUES ('weighted_mean', 'mean', 'score', true), ('mean', 'mean', 'score', false), ('min', 'min', 'score', false), ('max', 'max', 'score', false),
	('geomean', 'geomean', 'score', true), ('harmean', 'harmean', 'score', true), ('median', 'median', 'score', false),
	('weighted_mean', 'avg', 'value', true), ('mean', 'avg', 'value', false), ('min', 'low', 'value', false), ('max', 'high', 'value', false), ('sum', 'sum', 'value', false);
CREATE TEMP TABLE policy (theirs text, ours text);
INSERT INTO policy VALUES ('renormalise', 'ignore'), ('zero', 'zero'), ('propagate', 'block');
CREATE TEMP TABLE tree AS
SELECT tree_id, m.theirs AS method, family, p.theirs AS policy, opm.goaltree(opm.goal(node_id, parent_id, weight => CASE WHEN weighted THEN weight END,
	score => CASE WHEN family = 'score' THEN value END, value => CASE WHEN family = 'value' THEN value END, rollup => m.ours, missing => p.ours)) AS t
FROM node, method m, policy p GROUP BY 1, 2, 3, 4;
CREATE TEMP VIEW compared AS
SELECT t.*, node_id, CASE family WHEN 'score' THEN opm.score(t, node_id) ELSE opm.value(t, node_id) END AS got, a.value AS want,
	opm.coverage(t, node_id) AS got_coverage, a.coverage AS want_coverage
FROM tree t JOIN answer a USING (tree_id, method) WHERE a.missing_policy = t.policy
-- Left out: tree r12 under propagate, where a child of weight 0 without data blocks its parent; in opm such a child does not count.
AND NOT (tree_id = 'r12' AND policy = 'propagate' AND method = 'weighted_mean' AND node_id = 'r12.n0000');
SELECT is_empty(format($$SELECT tree_id, node_id, got, want FROM compared WHERE (method, family, policy) = (%L, %L, %L) AND NOT pg_temp.close(got, want)$$,
	m.theirs, family, p.theirs), format('%s (%s family), %s: %s answers', m.ours, family, p.ours,
	(SELECT count(*) FROM compared c WHERE (c.method, c.family, c.policy) = (m.theirs, m.family, p.theirs))))
FROM method m, policy p ORDER BY family, m.ours, m.theirs, p.ours;
-- Coverage is compared for the weighted mean, whose weights it uses; where the collection has none (all weights 0), opm says 0.
SELECT is_empty(format($$SELECT tree_id, node_id, got_coverage, want_coverage FROM compared WHERE (method, family, policy) = ('weighted_mean', %L, %L)
	AND want_coverage IS NOT NULL AND NOT pg_temp.close(got_coverage, want_coverage)$$, f, theirs), format('coverage (%s family), %s', f, ours))
FROM policy, unnest(ARRAY['score', 'value']) f ORDER BY f, ours;

-- Each goal with its own method. Left out: trees with weighted_sum, which opm does not have (a weight never multiplies a value).
CREATE TEMP TABLE mixed AS
SELECT n.tree_id, p.theirs AS policy, opm.goaltree(opm.goal(n.node_id, n.parent_id, value => n.value, weight => CASE WHEN parent.agg <> 'mean' THEN n.weight END,
	rollup => CASE n.agg WHEN 'sum' THEN 'sum' WHEN 'mean' THEN 'avg' WHEN 'weighted_mean' THEN 'avg' WHEN 'min' THEN 'low' WHEN 'max' THEN 'high' END, missing => p.ours)) AS t
FROM node n LEFT JOIN node parent ON parent.tree_id = n.tree_id AND parent.node_id = n.parent_id, policy p
WHERE n.tree_id NOT IN (SELECT tree_id FROM node WHERE agg = 'weighted_sum') GROUP BY 1, 2;
SELECT is_empty(format($$SELECT tree_id, node_id, opm.value(t, node_id), value FROM mixed JOIN answer USING (tree_id)
	WHERE method = 'mixed' AND missing_policy = policy AND policy = %L AND NOT pg_temp.close(opm.value(t, node_id), value)$$, theirs), 'mixed methods, ' || ours)
FROM policy ORDER BY ours;
SELECT ok((SELECT count(*) FROM mixed) >= 30, 'mixed methods: enough trees');

-- Effective weights; 0 where the collection has none because all weights on the way are 0.
SELECT is_empty($$SELECT tree_id, key, r.root_weight, effective_weight_in_root FROM tree t CROSS JOIN opm.rollup(t.t) r JOIN share s USING (tree_id)
	WHERE t.method = 'weighted_mean' AND family = 'score' AND policy = 'renormalise' AND s.leaf_id = r.key
	AND NOT pg_temp.close(r.root_weight, coalesce(effective_weight_in_root, 0))$$, 'effective weights of 1,569 leaves');
-- Contributions add up to the root of every tree that has a score.
SELECT is_empty($$SELECT tree_id, policy, t.method, sum(contribution) FILTER (WHERE leaf), max(score) FILTER (WHERE depth = 0) FROM tree t, opm.rollup(t.t)
	WHERE t.method IN ('weighted_mean', 'mean', 'min', 'max') AND family = 'score' GROUP BY tree_id, policy, t.method
	HAVING NOT pg_temp.close(coalesce(sum(contribution) FILTER (WHERE leaf), 0), coalesce(max(score) FILTER (WHERE depth = 0), 0))$$, 'contributions of leaves add up to the root');

-- One tree over 18 months.
CREATE TEMP TABLE month AS
SELECT p.period, opm.goaltree(node_id, parent_id, v.value, weight) AS t
FROM (SELECT DISTINCT period FROM series_value) p CROSS JOIN series_node n LEFT JOIN series_value v ON v.period = p.period AND v.leaf_id = n.node_id GROUP BY 1;
SELECT is_empty($$SELECT period, node_id FROM month JOIN series_answer USING (period) WHERE NOT pg_temp.close(opm.score(t, node_id), weighted_mean)$$, '18 months of one tree');

-- What is no tree is refused by name.
SELECT throws_ok(format($$SELECT opm.goaltree(node_id, parent_id, 1, weight) FROM invalid WHERE "case" = %L$$, c), state, NULL, 'refused: ' || c)
FROM (VALUES ('cycle2', '22023'), ('cycle3', '22023'), ('self', '22023'), ('negweight', '22003'), ('nanweight', '22003'), ('infweight', '22003')) v(c, state);
-- Left out: an unknown parent is no error in opm; the goal becomes a root, which the root's score then refuses.
SELECT throws_ok($$SELECT opm.score(opm.goaltree(node_id, parent_id, 1, weight)) FROM invalid WHERE "case" = 'orphan'$$, '21000', NULL, 'orphan: more than one root');

-- Penn World Table: a real sum tree, 28 years; every inner node to the last printed digit, in any split of the rows.
CREATE TEMP TABLE place (node_id text, parent_id text, level text, name text);
\copy place FROM 'test/data/pwt_tree/nodes.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE output (leaf_id text, year int, value float8);
\copy output FROM 'test/data/pwt_tree/values.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE total (node_id text, year int, value numeric);
\copy total FROM 'test/data/pwt_tree/expected_sum.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE world AS
SELECT y.year, opm.goaltree(opm.goal(node_id, parent_id, label => name, unit => 'million US$', value => o.value, rollup => CASE WHEN o.value IS NULL THEN 'sum' END)) AS t
FROM (SELECT DISTINCT year FROM output) y CROSS JOIN place p LEFT JOIN output o ON o.year = y.year AND o.leaf_id = p.node_id GROUP BY 1;
SELECT is((SELECT count(*) FROM total JOIN world USING (year)), 700::bigint, '25 inner nodes in 28 years');
SELECT is_empty($$SELECT year, node_id, opm.value(t, node_id)::numeric, value FROM world JOIN total USING (year) WHERE opm.value(t, node_id)::numeric <> value$$, 'all sums equal, as numeric');

SELECT * FROM finish();
ROLLBACK;
