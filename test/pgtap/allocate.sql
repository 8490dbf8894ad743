-- allocate, phase and cascade against exact answers (test/data/allocation), and their laws on random splits. Seeds are in the test names.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(21);

CREATE TEMP TABLE alloc_case (case_id text, total numeric, unit numeric, parts int, sum_of_parts numeric);
CREATE TEMP TABLE part (case_id text, seq int, weight numeric, allocated numeric, exact_quota numeric, tie int);
CREATE TEMP TABLE cascade_node (node_id text, parent_id text, weight float8, is_leaf int, allocated numeric);
\copy alloc_case FROM 'test/data/allocation/cases.csv' (FORMAT csv, HEADER)
\copy part FROM 'test/data/allocation/expected_parts.csv' (FORMAT csv, HEADER)
\copy cascade_node FROM 'test/data/allocation/cascade.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE got AS SELECT *, opm.allocate(total, weight, unit) OVER w AS amount, opm.allocate(total, weight::float8, unit) OVER w AS amount_float8
FROM part JOIN alloc_case USING (case_id) WINDOW w AS (PARTITION BY case_id ORDER BY seq);
SELECT is(count(*), 849::bigint, 'all parts are here') FROM got;
SELECT is_empty($$SELECT case_id, seq, amount, allocated FROM got WHERE amount IS DISTINCT FROM allocated$$, 'allocate: every part of 77 splits, ties to the earlier');
SELECT is_empty($$SELECT case_id, seq, amount_float8, allocated FROM got WHERE amount_float8 IS DISTINCT FROM allocated$$, 'allocate: the same with double precision weights');
SELECT is_empty($$SELECT case_id FROM got GROUP BY case_id, sum_of_parts HAVING sum(amount) IS DISTINCT FROM sum_of_parts$$, 'allocate: parts add up');
SELECT is_empty($$SELECT node_id, amount, allocated FROM cascade_node LEFT JOIN
	(SELECT (opm.cascade(opm.goaltree(node_id, parent_id, NULL::float8, weight), 1234567.89, 0.01)).* FROM cascade_node) c ON key = node_id WHERE amount IS DISTINCT FROM allocated$$,
	'cascade: 60 goals to the cent');

-- Laws on random splits.
CREATE FUNCTION pg_temp.rnd(seed int, what text) RETURNS double precision LANGUAGE sql
	RETURN (hashtextextended(what, seed) & 1048575) / 1048576.0::double precision;
CREATE TEMP TABLE split AS
SELECT seed, i, (round((2e6 * pg_temp.rnd(seed, 't') - 1e6)::numeric, 2)) AS total, floor(1000 * pg_temp.rnd(seed, 'w' || i))::numeric AS weight
FROM generate_series(1, 2000) seed, LATERAL generate_series(1, 1 + seed % 30) i;
CREATE TEMP TABLE splitted AS SELECT *, opm.allocate(total, weight) OVER w AS a, opm.allocate(total, weight * 7.25) OVER w AS scaled, opm.allocate(-total, weight) OVER w AS mirrored,
	opm.phase(total, weight) OVER w AS phased, sum(weight) OVER (PARTITION BY seed) AS weights, sum(weight) OVER w AS running, total * weight / nullif(sum(weight) OVER (PARTITION BY seed), 0) AS quota
FROM split WINDOW w AS (PARTITION BY seed ORDER BY i);
SELECT is_empty($$SELECT seed FROM splitted WHERE weights > 0 GROUP BY seed, total HAVING sum(a) <> total OR sum(phased) <> total$$, 'seeds 1-2000: allocate and phase add up exactly');
SELECT is_empty($$SELECT seed, i FROM splitted WHERE abs(a - quota) >= 0.01$$, 'seeds 1-2000: quota rule, less than a unit off');
SELECT is_empty($$SELECT seed, i FROM splitted WHERE scaled IS DISTINCT FROM a$$, 'seeds 1-2000: scale of the weights does not matter');
SELECT is_empty($$SELECT seed, i FROM splitted WHERE mirrored IS DISTINCT FROM -a$$, 'seeds 1-2000: a negative total mirrors the positive one');
SELECT is_empty($$SELECT x.seed FROM splitted x JOIN splitted y USING (seed) WHERE x.weight > y.weight AND abs(x.a) < abs(y.a)$$, 'seeds 1-2000: more weight is never less');
SELECT is_empty($$SELECT seed, i FROM (SELECT seed, i, sum(phased) OVER (PARTITION BY seed ORDER BY i) AS to_date, total * running / weights AS plan FROM splitted WHERE weights > 0) x
	WHERE abs(to_date - plan) > 0.005 + 1e-12$$, 'seeds 1-2000: phase is never more than half a unit off the plan to date');

-- Limits: parts within them, in whole units, adding up; where nobody is limited, as without.
CREATE TEMP TABLE limited AS
SELECT seed, i, total, weight, least_, most_, opm.allocate(total, weight, 1, least_, most_) OVER w AS a
FROM (SELECT seed, i, 1000::numeric AS total, 1 + floor(100 * pg_temp.rnd(seed, 'w' || i))::numeric AS weight,
	CASE WHEN pg_temp.rnd(seed, 'l' || i) < 0.3 THEN floor(30 * pg_temp.rnd(seed, 'lv' || i))::numeric END AS least_,
	CASE WHEN i > 1 AND pg_temp.rnd(seed, 'm' || i) < 0.3 THEN 30 + floor(200 * pg_temp.rnd(seed, 'mv' || i))::numeric END AS most_
	FROM generate_series(1, 500) seed, generate_series(1, 12) i) x WINDOW w AS (PARTITION BY seed ORDER BY i);
SELECT is_empty($$SELECT seed FROM limited GROUP BY seed HAVING sum(a) <> 1000$$, 'seeds 1-500: limited parts add up');
SELECT is_empty($$SELECT seed, i FROM limited WHERE a < least_ OR a > most_ OR a <> trunc(a)$$, 'seeds 1-500: limits hold');
SELECT is_empty($$SELECT x.seed FROM limited x JOIN limited y USING (seed) WHERE (x.a < x.most_ OR x.most_ IS NULL) AND (y.a > y.least_ OR y.least_ IS NULL) AND y.a / y.weight - x.a / x.weight > 1 / x.weight + 1 / y.weight$$,
	'seeds 1-500: nobody who could take more gets less for their weight than one who could give');

-- Cascades of random trees.
CREATE TEMP TABLE goal_row AS
SELECT seed, i, CASE WHEN i > 1 THEN 1 + floor((i - 1) * pg_temp.rnd(seed, 'p' || i))::int END AS parent, 1 + floor(9 * pg_temp.rnd(seed, 'w' || i)) AS weight
FROM generate_series(1, 300) seed, LATERAL generate_series(1, 2 + seed % 60) i;
CREATE TEMP TABLE cascaded AS SELECT seed, c.* FROM (SELECT seed, opm.goaltree(i::bigint, parent::bigint, NULL::float8, weight) AS t FROM goal_row GROUP BY seed) x,
	opm.cascade_bigint(t, 12345.67) c;
SELECT is_empty($$SELECT p.seed, p.key FROM cascaded p JOIN cascaded k ON k.seed = p.seed AND k.parent = p.key GROUP BY p.seed, p.key, p.amount HAVING sum(k.amount) <> p.amount$$,
	'seeds 1-300: children add up to their parent at every goal');
SELECT is(min(amount) || ' ' || max(amount), '12345.67 12345.67', 'the root has the total') FROM cascaded WHERE parent IS NULL;
SELECT is((SELECT sum(amount) FROM opm.cascade(E'r\n  a\n    x *2\n    y ^b\n  b *3\n    z'::opm.goaltree, 100.00) WHERE leaf), 100.00, 'DAG: the leaves have the total');

-- Bad input.
SELECT throws_ok($$SELECT opm.allocate(t, w) OVER () FROM (VALUES (1.0, 1.0), (2.0, 1.0)) x(t, w)$$, '22023', 'total must be the same in all rows of a partition', 'two totals');
SELECT throws_ok($$SELECT opm.allocate(1.005, w, 0.01) OVER () FROM (VALUES (1.0)) x(w)$$, '22023', NULL, 'total in parts of a unit');
SELECT throws_ok($$SELECT opm.allocate(1, w) OVER () FROM (VALUES (-1.0)) x(w)$$, '22003', 'weight must not be negative', 'negative weight');
SELECT throws_ok($$SELECT * FROM opm.cascade(E'r\n  a\n  b', 10, 1, '{"a": {"at_most": 3}, "b": {"at_most": 3}}')$$, '22023', 'total 10 of goal "r" cannot be met within the limits', 'caps too low');

SELECT * FROM finish();
ROLLBACK;
