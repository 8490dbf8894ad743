-- rollup: a tree as rows. What the columns add up to.
SET search_path = public, opm;

SELECT * FROM opm.rollup($$
company "Acme"
  growth *3 credit(0..1)
    arr *2 {M} [80 -> 120] = 110
    nps [>= 50 ~ 20] = 45
    churn
  lean min
    cost [5 -> 4] = 4.5
    waste score=0.75
$$);

-- Leaves' contributions add up to the root, their root weights to 1: for mean, min and max, with and without missing data.
SELECT setseed(0.5);
CREATE TABLE t AS SELECT run, opm.goaltree(opm.goal(id, CASE WHEN id > 1 THEN 1 + (random() * (id - 2) * 0.5)::bigint END, weight => 1 + id % 4, score => CASE WHEN id > 60 AND random() < 0.8 THEN random() * 2 - 0.3 END,
	rollup => (ARRAY['mean', 'min', 'max', NULL])[1 + (id * run) % 4], missing => (ARRAY['ignore', 'zero'])[1 + id % 2],
	credit_floor => CASE WHEN id % 3 = 0 THEN 0 END, credit_cap => CASE WHEN id % 3 = 0 THEN 1 END)) AS tree
	FROM generate_series(1, 200) id, generate_series(1, 50) run GROUP BY run;
SELECT count(*) AS trees, count(*) FILTER (WHERE abs(total - score) > 1e-9) AS contribution, count(*) FILTER (WHERE abs(weights - 1) > 1e-9) AS root_weight
FROM t, LATERAL (SELECT sum(contribution) FILTER (WHERE leaf) AS total, sum(root_weight) FILTER (WHERE leaf) AS weights, min(score) FILTER (WHERE depth = 0) AS score FROM opm.rollup(tree)) x;
SELECT sum(contribution) FILTER (WHERE leaf) AS contributions, max(score) FILTER (WHERE depth = 0) AS score FROM opm.rollup(E'r credit(0.2..1)\n  t score=0\n  u score=1');

-- rows are in preorder, parents first, numbered without gaps
SELECT bool_and(ordinal = n AND coalesce(parent_ordinal < ordinal, depth = 0)) AS preorder, bool_and(depth = coalesce(parent_depth + 1, 0)) AS depth FROM (
	SELECT r.*, row_number() OVER (PARTITION BY run) AS n, p.ordinal AS parent_ordinal, p.depth AS parent_depth
	FROM t CROSS JOIN opm.rollup(tree) r LEFT JOIN LATERAL (SELECT * FROM opm.rollup(tree) q WHERE q.key = r.parent) p ON run = 1 WHERE run = 1) x;

-- typed keys join back to the user's table; a top goal limits the rows, not the numbers
SELECT r.key + 1 AS next, r.score, r.root_weight FROM opm.rollup_bigint((SELECT opm.goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN id END) FROM generate_series(1, 7) id), 3) r;
SELECT count(*) FROM opm.rollup_bigint((SELECT opm.goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 7) id));
SELECT count(*) FROM opm.rollup_bigint((SELECT opm.goaltree(id, nullif(id / 2, 0), 1) FROM generate_series(1, 7) id), 99::bigint);
SELECT count(*) FROM opm.rollup_bigint('a'::opm.goaltree, 99::bigint);
SELECT count(*) FROM opm.rollup(NULL);
-- the plain name shows keys of every type as text, and finds its top by text
CREATE TEMP TABLE keyed AS
SELECT 'bigint' AS keys, opm.goaltree(id, nullif(id / 2, 0), CASE WHEN id > 3 THEN id END) AS tree FROM generate_series(1, 7) id
UNION ALL SELECT 'uuid', opm.goaltree(md5(id::text)::uuid, md5(nullif(id / 2, 0)::text)::uuid, CASE WHEN id > 3 THEN id END) FROM generate_series(1, 7) id
UNION ALL SELECT 'text', opm.goaltree('k' || id, 'k' || nullif(id / 2, 0), CASE WHEN id > 3 THEN id END) FROM generate_series(1, 7) id;
SELECT keys, (SELECT count(*) FROM opm.rollup(tree)) AS goals, (SELECT count(*) FROM opm.rollup(tree, top => NULL)) AS all_goals, t.top,
	(SELECT string_agg(r.score::text, ' ' ORDER BY r.score) FROM opm.rollup(tree, t.top) r) AS below, (SELECT count(*) FROM opm.rollup(tree, 'nowhere')) AS nowhere
FROM keyed JOIN (VALUES ('bigint', '3'), ('uuid', md5('3')::uuid::text), ('text', 'k3')) t(k, top) ON k = keys ORDER BY keys;
SELECT pg_typeof(key) FROM opm.rollup_uuid('00000000-0000-0000-0000-00000000000a'::opm.goaltree);
SELECT key FROM opm.rollup_bigint((SELECT tree FROM keyed WHERE keys = 'uuid'));
DROP TABLE t;
