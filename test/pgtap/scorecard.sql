-- scorecard and means, one level at a time, against trees rolled up with exact rationals (test/data/rollup_random).
BEGIN;
SET LOCAL client_min_messages = warning;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SET LOCAL search_path = public, opm;
SELECT plan(14);

CREATE FUNCTION pg_temp.near(got double precision, want double precision, tol double precision DEFAULT 1e-13) RETURNS boolean LANGUAGE sql
	RETURN got IS NOT DISTINCT FROM want OR abs(got - want) <= tol * abs(want);
CREATE TEMP TABLE node (tree text, node text, parent text, weight float8, agg text, value float8);
CREATE TEMP TABLE expected (tree text, node text, policy text, method text, value float8, coverage float8, leaves int, leaves_with_value int);
\copy node from 'test/data/rollup_random/nodes.csv' (format csv, header)
\copy expected from 'test/data/rollup_random/expected_rollup.csv' (format csv, header)
ANALYZE node, expected;

-- the children of each node: a leaf brings its value, an inner node what is expected of it
CREATE TEMP TABLE child AS
SELECT e.tree, e.node, e.policy, e.method, e.value AS want, c.weight, i.node IS NULL AS leaf, e.coverage,
	CASE WHEN i.node IS NOT NULL THEN x.value WHEN e.policy = 'zero' THEN coalesce(c.value, 0) ELSE c.value END AS value,
	i.node IS NOT NULL AND x.node IS NULL AS unlisted
FROM expected e JOIN node c ON c.tree = e.tree AND c.parent = e.node
LEFT JOIN (SELECT DISTINCT tree, parent AS node FROM node) i ON i.tree = c.tree AND i.node = c.node
LEFT JOIN expected x ON x.tree = c.tree AND x.node = c.node AND x.policy = e.policy AND x.method = e.method;
CREATE TEMP TABLE got AS
SELECT tree, node, policy, method, want, bool_and(leaf) AS leaves_only, min(coverage) AS coverage, scorecard(value, weight) AS s,
	weighted_mean(value, weight) AS weighted_mean, geomean(value, weight) AS geomean, harmean(value, weight) AS harmean, ratio(value * weight, weight) AS ratio,
	bool_or(weight = 0) AS has_zero_weight
FROM child GROUP BY tree, node, policy, method, want HAVING NOT bool_or(unlisted);

SELECT cmp_ok(count(*), '>', 4000::bigint, 'nodes to compare') FROM got;
SELECT is_empty(format($$SELECT tree, node, want, mean(s) FROM got WHERE method = 'weighted_mean' AND policy = %L AND NOT pg_temp.near(mean(s), want)$$, policy), 'mean(scorecard), policy ' || policy)
FROM (VALUES ('renormalise'), ('zero')) p(policy);
SELECT is_empty(format($$SELECT tree, node, want, weighted_mean FROM got WHERE method = 'weighted_mean' AND policy = %L AND NOT pg_temp.near(weighted_mean, want)$$, policy), 'weighted_mean, policy ' || policy)
FROM (VALUES ('renormalise'), ('zero')) p(policy);
SELECT is_empty($$SELECT tree, node, want, ratio FROM got WHERE method = 'weighted_mean' AND policy = 'zero' AND NOT pg_temp.near(ratio, want)$$, 'ratio(weight * value, weight)');
SELECT is_empty($$SELECT tree, node, want, mean(s), n(s), applicable(s) FROM got WHERE method = 'weighted_mean' AND policy = 'propagate'
	AND NOT pg_temp.near(CASE WHEN n(s) = applicable(s) THEN mean(s) END, want)$$, 'mean where n = applicable, policy propagate');
SELECT is_empty(format($$SELECT tree, node, policy, want, %I FROM got WHERE method = %L AND policy <> 'propagate' AND NOT pg_temp.near(%I, want)$$, m, m, m), m || ', policies renormalise and zero')
FROM (VALUES ('geomean'), ('harmean')) v(m);
SELECT is_empty($$SELECT tree, node, policy, method, want, s FROM got WHERE method IN ('min', 'max') AND policy <> 'propagate' AND NOT has_zero_weight
	AND (CASE method WHEN 'min' THEN worst(s) ELSE best(s) END) IS DISTINCT FROM want$$, 'worst and best');
SELECT is_empty($$SELECT tree, node, coverage, coverage(s), s FROM got WHERE leaves_only AND method = 'weighted_mean' AND policy = 'renormalise' AND weight(s) > 0
	AND NOT pg_temp.near(coverage(s), coverage)$$, 'coverage of nodes whose children are all leaves');
SELECT is_empty($$SELECT s FROM got WHERE NOT (mean(s) BETWEEN worst(s) AND best(s)) OR NOT (score_low(s, worst(s)) <= mean(s) AND mean(s) <= score_high(s, best(s)))
	OR NOT coverage(s) BETWEEN 0 AND 1 OR stddev(s) < 0 OR s::text::opm.scorecard <> s$$, 'bounds, coverage, round trip');
SELECT is_empty($$SELECT a.node FROM got a JOIN got z USING (tree, node, method) WHERE a.method = 'weighted_mean' AND a.policy = 'renormalise' AND z.policy = 'zero' AND a.leaves_only
	AND NOT pg_temp.near(score_low(a.s, 0), mean(z.s), 1e-12)$$, 'score_low at floor 0 is the mean with missing leaves as 0');
SELECT is((SELECT mean(merge(s)) FROM (SELECT scorecard(score, weight) AS s FROM (VALUES (1, 0.25, 3), (1, NULL, 2), (2, 0.75, 1), (2, 0.5, 0)) v(g, score, weight) GROUP BY g) p), 0.375::float8, 'merged by hand');
SELECT * FROM finish();
ROLLBACK;
