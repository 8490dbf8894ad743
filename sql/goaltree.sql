-- goaltree: laws of the type and its aggregates. Numbers against other people's answers are in test/pgtap/goaltree.sql.
SET search_path = public, opm;
SET client_min_messages = warning;
SELECT setseed(0.42);

-- A tree of 2,000 goals that uses everything: values and scores, targets, units, labels, shares, several parents.
CREATE TABLE node (
	id bigint, parent_id bigint, label text, value float8, base float8, target opm.target, score float8, weight float8,
	rollup text, missing text, credit_floor float8, credit_cap float8, unit text, share float8, applicable boolean,
	pace_score float8, basis text, part int
) PARTITION BY HASH (id);
CREATE TABLE node_0 PARTITION OF node FOR VALUES WITH (MODULUS 3, REMAINDER 0);
CREATE TABLE node_1 PARTITION OF node FOR VALUES WITH (MODULUS 3, REMAINDER 1);
CREATE TABLE node_2 PARTITION OF node FOR VALUES WITH (MODULUS 3, REMAINDER 2);
INSERT INTO node
SELECT id, CASE WHEN id > 1 THEN 1 + (random() * (id - 2) * 0.3)::bigint END,
	CASE WHEN random() < 0.3 THEN 'goal ' || id END,
	CASE WHEN id > 700 AND random() < 0.8 THEN round((random() * 200 - 50)::numeric, 2) END, NULL,
	CASE WHEN random() < 0.8 THEN (ARRAY['0 -> 100', '>= 50 ~ 10', '10 .. 60', '100 -> 0'])[1 + id % 4] END::opm.target,
	CASE WHEN id > 700 AND random() < 0.1 THEN random() END, (id % 5)::float8 + 0.5,
	(ARRAY['mean', 'min', 'max', 'median', NULL, 'at_least(2)', 'mean'])[1 + id % 7],
	(ARRAY['ignore', 'zero', 'block', '>= 0.5', NULL, NULL])[1 + id % 6],
	CASE WHEN id % 4 = 0 THEN 0 END, CASE WHEN id % 4 = 0 THEN 1 END,
	CASE WHEN random() < 0.2 THEN 'EUR' END, NULL, CASE WHEN id % 50 = 0 THEN false END,
	CASE WHEN id % 3 = 0 THEN (id % 11) / 10.0 END, (ARRAY['expected', 'plan', 'pace', 'score', NULL])[1 + id % 5], (random() * 5)::int
FROM generate_series(1, 2000) id;
INSERT INTO node (id, parent_id, weight, part)
	SELECT id, 1 + (random() * 500)::bigint, 3, (random() * 5)::int FROM generate_series(1500, 2000, 10) id;
ANALYZE node;

CREATE VIEW goal AS SELECT *, opm.goal(id, parent_id, label, value, base, target, score, weight, rollup, missing, credit_floor,
	credit_cap, unit, share, applicable, pace_score, basis) AS g FROM node;
CREATE TABLE whole AS SELECT opm.goaltree(g) AS t FROM goal;
SELECT opm.goals(t), opm.depth(t) > 3 AS deep, opm.score(t) IS NOT NULL AS scored FROM whole;

-- Order of rows never matters, not one bit.
SELECT count(DISTINCT t) FROM (
	SELECT opm.goaltree(g ORDER BY random()) AS t FROM goal, generate_series(1, 20) run GROUP BY run
	UNION ALL SELECT t FROM whole) x;

-- Serial, parallel and partition-wise plans agree.
CREATE FUNCTION plan_has(query text, what text) RETURNS boolean LANGUAGE plpgsql AS $$
DECLARE line text;
BEGIN
	FOR line IN EXECUTE 'EXPLAIN (COSTS OFF) ' || query LOOP
		IF line ~ what THEN RETURN true; END IF;
	END LOOP;
	RETURN false;
END $$;
SET parallel_setup_cost = 0; SET parallel_tuple_cost = 0; SET min_parallel_table_scan_size = 0; SET max_parallel_workers_per_gather = 3;
SET parallel_leader_participation = off;
SELECT plan_has('SELECT opm.goaltree(g) FROM goal', 'Partial Aggregate') AND plan_has('SELECT opm.goaltree(g) FROM goal', 'Gather') AS parallel;
SELECT opm.goaltree(g) = (SELECT t FROM whole) AS same FROM goal;
SELECT opm.goaltree(id, parent_id, score, weight) = (SELECT opm.goaltree(id, parent_id, score, weight ORDER BY id) FROM node WHERE id < 1500) AS same FROM node WHERE id < 1500;
SELECT opm.goaltree(id, parent_id, score) IS NULL AS empty FROM node WHERE id < 0;
SET enable_partitionwise_aggregate = on; SET max_parallel_workers_per_gather = 0;
SELECT plan_has('SELECT opm.goaltree(g) FROM goal', 'Partial Aggregate') AS partitionwise;
SELECT opm.goaltree(g) = (SELECT t FROM whole) AS same FROM goal;
RESET ALL;
SET search_path = public, opm;
SET client_min_messages = warning;

-- Parts merge to the whole: as trees, as states, as states that went through text or binary.
SELECT opm.merge(t) = (SELECT t FROM whole) AS same FROM (SELECT opm.goaltree(g) AS t FROM goal GROUP BY part) parts;
SELECT opm.merge(t ORDER BY random()) = (SELECT t FROM whole) AS same FROM (SELECT opm.goaltree(g) AS t FROM goal GROUP BY part) parts;
CREATE AGGREGATE state(opm.goaltree) (SFUNC = opm.goaltree_combine, STYPE = opm.goaltree, COMBINEFUNC = opm.goaltree_combine, PARALLEL = SAFE);
CREATE TABLE states AS SELECT part, state(g) AS s FROM goal GROUP BY part;
SELECT opm.goaltree_final(state(s)) = (SELECT t FROM whole) AS same FROM states;
SELECT opm.goaltree_final(state(s::text::opm.goaltree)) = (SELECT t FROM whole) AS same FROM states;
SELECT opm.goaltree_final(state(s::jsonb::opm.goaltree)) = (SELECT t FROM whole) AS same FROM states;
SELECT current_setting('data_directory') || '/opm_goaltree.bin' AS file \gset
COPY (SELECT s FROM states) TO :'file' (FORMAT binary);
CREATE TABLE received (s opm.goaltree);
COPY received FROM :'file' (FORMAT binary);
SELECT opm.goaltree_final(state(s)) = (SELECT t FROM whole) AS same FROM received;
-- A state combined with itself is itself: goals are a set.
SELECT opm.goaltree_final(opm.goaltree_combine(state(s), state(s))) = (SELECT t FROM whole) AS same FROM states;
SELECT opm.goaltree_combine(NULL, NULL) IS NULL AS empty, opm.goaltree_final(NULL) IS NULL AS final;

-- Round trips of the value: text, binary, jsonb; equality, order and hash follow the bytes.
SELECT t::text::opm.goaltree = t AS text, t::jsonb::opm.goaltree = t AS jsonb, t::text::opm.goaltree::text = t::text AS stable FROM whole;
COPY (SELECT t FROM whole) TO :'file' (FORMAT binary);
TRUNCATE received;
COPY received FROM :'file' (FORMAT binary);
SELECT s = t AS binary, s <> t AS ne, s < t AS lt, s <= t AS le, opm.goaltree_cmp(s, t) AS cmp,
	opm.goaltree_hash(s) = opm.goaltree_hash(t) AS hash FROM received, whole;
SELECT count(DISTINCT opm.goaltree_hash(opm.goal(i))) AS spread FROM generate_series(1, 1000) i;
SELECT amname, opcname FROM pg_opclass c JOIN pg_am a ON a.oid = opcmethod
	WHERE opcintype = 'opm.goaltree'::regtype AND amvalidate(c.oid) ORDER BY 1;

-- Every kind of key.
SELECT opm.goaltree(k, p, s)::text FROM (VALUES ('b', 'a', 0.5), ('a', NULL, NULL)) v(k, p, s);
SELECT opm.goaltree(k::uuid, p::uuid, s)::text FROM (VALUES ('00000000-0000-0000-0000-00000000000b', '00000000-0000-0000-0000-00000000000a', 0.5),
	('00000000-0000-0000-0000-00000000000a', NULL, NULL)) v(k, p, s);
SELECT opm.goaltree(k, p, s)::text FROM (VALUES (-9223372036854775808, 9223372036854775807, 0.5), (9223372036854775807, NULL, NULL)) v(k, p, s);
SELECT opm.goaltree(k, p, s)::text::opm.goaltree = opm.goaltree(k, p, s) AS same, opm.goaltree(k, p, s)
	FROM (VALUES ('12', 'a b', 0.5), ('a b', '', NULL), ('', NULL, NULL), ('it''s', '', 1), ('x*y', '12', 0)) v(k, p, s);
-- uuid and text keys order by bytes, bigint by number; the same tree whatever the key type
SELECT count(*) FILTER (WHERE b.score IS DISTINCT FROM x.score OR b.coverage IS DISTINCT FROM x.coverage)
FROM (SELECT opm.goaltree(id, parent_id, score, weight) AS t FROM node WHERE id < 1500) bt,
	 (SELECT opm.goaltree(lpad(id::text, 6, '0'), lpad(parent_id::text, 6, '0'), score, weight) AS t FROM node WHERE id < 1500) xt,
	 opm.rollup(bt.t) b JOIN opm.rollup(xt.t) x USING (ordinal);

-- Empty and all-NULL input, rows without a key.
SELECT opm.goaltree(NULL::bigint, NULL::bigint, NULL::float8) IS NULL AS allnull;
SELECT opm.goaltree(k, NULL, NULL, w) FROM (VALUES (1, 1.0), (NULL, 2.0)) v(k, w);
SELECT opm.goaltree(NULL::bigint, 1, NULL::float8);
SELECT opm.merge(NULL::opm.goaltree) IS NULL AS merged;

-- Many small trees in a hash aggregate: time grows with the groups, not with their square (that took minutes).
SET work_mem = '1GB'; SET enable_sort = off; SET statement_timeout = '60s';
SELECT count(*), sum(goals) FROM (SELECT opm.goals(opm.goaltree(i, NULL, 1)) AS goals FROM generate_series(1, 100000) i GROUP BY i) x;
SELECT count(*), sum(goals) FROM (SELECT opm.goals(opm.goaltree(i, NULL, 1)) AS goals FROM generate_series(1, 1000) i GROUP BY GROUPING SETS ((i % 10), (i % 7), ())) x;
RESET work_mem; RESET enable_sort; RESET statement_timeout;
-- keys with one long beginning, and keys made for a known hash function
SELECT opm.goals(opm.goaltree('department/team/' || i, NULL, 1)) FROM generate_series(1, 200000) i;
SELECT opm.goals(opm.goaltree((CASE WHEN u >= 9223372036854775808 THEN u - 18446744073709551616 ELSE u END)::bigint, NULL, 1))
FROM (SELECT (i::numeric * 17428512612931826493) % 18446744073709551616 AS u FROM generate_series(1, 20000) i) x;

-- As a window: every row scored in place, running and moving frames.
SELECT count(*) FILTER (WHERE s IS DISTINCT FROM opm.score(t, id)) AS differences
FROM (SELECT id, opm.score(opm.goaltree(g) OVER (), id) AS s FROM goal) x, whole;
SELECT string_agg(opm.score(t, 1)::text, ' ' ORDER BY id) FROM (
	SELECT id, opm.goaltree(id, CASE WHEN id > 1 THEN 1 END, CASE WHEN id > 1 THEN id END) OVER (ORDER BY id) AS t FROM generate_series(1, 6) id) x;
SELECT string_agg(opm.goals(t)::text, ' ' ORDER BY id) FROM (
	SELECT id, opm.goaltree(id, id - 1, 1) OVER (ORDER BY id ROWS BETWEEN 2 PRECEDING AND CURRENT ROW) AS t FROM generate_series(1, 6) id) x;

-- Bad rows: a clear error that names the goal; nothing is dropped in silence.
\set VERBOSITY terse
SELECT opm.goaltree(k, p, 1) FROM (VALUES (1, 2), (2, 3), (3, 1), (4, 3)) v(k, p);
SELECT opm.goaltree(k, p, 1) FROM (VALUES ('r', NULL), ('a', 'a')) v(k, p);
SELECT opm.goaltree(k, p, s) FROM (VALUES (1, NULL, NULL), (2, 1, 0.5), (2, 1, 0.6)) v(k, p, s);
SELECT opm.goaltree(k, p, s) FROM (VALUES (1, NULL, NULL), (2, 1, 0.5), (2, 1, 0.5), (2, 1, NULL)) v(k, p, s);
SELECT opm.goaltree(k, p, s, w) FROM (VALUES (1, NULL, NULL, 1), (2, 1, 0.5, 2), (2, 1, NULL, 3)) v(k, p, s, w);
SELECT opm.goaltree(k, p, s, w) FROM (VALUES (1, NULL, NULL, 1), (2, NULL, 0.5, 2), (2, 1, NULL, 1)) v(k, p, s, w);
SELECT opm.goaltree(1, NULL, 'NaN');
SELECT opm.goaltree(1, NULL, 'Infinity');
SELECT opm.goaltree('a', NULL, 1, -1);
SELECT opm.goaltree('a', NULL, 1, 'NaN');
SELECT opm.goaltree('a', NULL, 1, 1, 'average');
SELECT opm.goaltree('a', NULL, 1, 1, 'at_least(0)');
SELECT opm.goaltree('a', NULL, 1, 1, 'at_least(70000)');
SELECT opm.goal(NULL::text);
SELECT opm.goal('a', missing => 'maybe');
SELECT opm.goal('a', missing => '>= 1.5');
SELECT opm.goal('a', credit_floor => 0);
SELECT opm.goal('a', credit_floor => 1, credit_cap => 0);
SELECT opm.goal('a', value => '-Infinity');
SELECT opm.goal('a', share => 0);
SELECT opm.goal('a', share => 0.5);
SELECT opm.goaltree(opm.goal('a', 'p', share => 0.4));
SELECT opm.merge(t) FROM (VALUES (opm.goal('a')), (opm.goal(1))) v(t);
SELECT opm.score(E'a\nb'::opm.goaltree);
SELECT opm.score('a'::opm.goaltree, 1);
SELECT opm.score('a'::opm.goaltree, 'b') IS NULL AS unknown;
\set VERBOSITY default

-- A goal in several parents: coverage and scores by link, totals count each leaf once.
SELECT key, parent, value, goals FROM opm.rollup($$
company sum
  sales sum
    shared = 10 ^service
    a = 1
  service sum
    b = 2
$$);
SELECT key, value FROM opm.rollup($$
company sum
  sales sum
    shared @0.25 = 10 ^service@0.75
    a = 1
  service sum
    b = 2
$$);
-- ratio: numerators and denominators once each
SELECT key, round(value::numeric, 6) AS value FROM opm.rollup($$
all ratio
  x ratio
    s = 5/10 ^y
    p = 1/10
  y ratio
    q = 9/10
$$);

-- a policy holds with shared goals as without: r counts s as unknown, in both
SELECT opm.value(E'r sum\n  s sum block\n    x = 1\n    y\n    w = 100\n  z sum\n    x ^s\n    x2 = 10') AS shared,
	opm.value(E'r sum\n  s sum block\n    x1 = 1\n    y\n    w = 100\n  z sum\n    x = 1\n    x2 = 10') AS apart;
-- on the way to a shared goal: not applicable and weight 0 do not count, another method is a value of its own
SELECT key, value FROM opm.rollup(E'r sum\n  a sum = n/a\n    x = 1 ^b*0\n    p = 2\n  b sum\n    q = 4\n  c sum\n    x2 = 8 ^d\n  d avg\n    y = 16') WHERE depth < 2;
-- points add up under every parent that adds up, whatever it is called
SELECT opm.value(t, 'a') AS a, opm.value(t, 'z') AS z, opm.score(t, 'b') AS b FROM (SELECT opm.goaltree(k, p, s, 1, m) AS t
	FROM (VALUES ('a', NULL, NULL, 'sum'), ('b', NULL, NULL, 'mean'), ('z', NULL, NULL, 'sum'), ('x', 'a', 5.0, NULL), ('x', 'b', 5, NULL), ('x', 'z', 5, NULL)) v(k, p, s, m)) x;

-- Against a plain reading of the rule, on random DAGs: credit is what the best way brings in full credit, the sum of ways in a split.
CREATE FUNCTION leaf_once(n int, seed float8, split boolean) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE bad bigint;
BEGIN
	PERFORM setseed(seed);
	CREATE TEMP TABLE link AS
		SELECT DISTINCT c AS child, (random() * (c - 2))::int + 1 AS parent FROM generate_series(2, n) c, generate_series(1, 3) WHERE random() < 0.7 OR c < 4;
	CREATE TEMP TABLE part AS SELECT child, parent, CASE WHEN split THEN 1.0 / count(*) OVER (PARTITION BY child) ELSE 1 END AS share FROM link;
	CREATE TEMP TABLE tree AS SELECT opm.goaltree(opm.goal(c, p.parent, share => p.share, rollup => CASE WHEN EXISTS (SELECT FROM link WHERE parent = c) THEN 'sum' END,
		value => CASE WHEN NOT EXISTS (SELECT FROM link WHERE parent = c) THEN c END)) AS t
		FROM generate_series(1, n) c LEFT JOIN part p ON p.child = c;
	-- credit of every goal to every goal above it, in order of numbers: parents have smaller ones
	CREATE TEMP TABLE credit AS SELECT i AS top, i AS node, 1.0::float8 AS c FROM generate_series(1, n) i;
	FOR i IN 2..n LOOP
		INSERT INTO credit SELECT top, i, CASE WHEN split THEN sum(c * share) ELSE max(c) END
			FROM part JOIN credit ON node = parent WHERE child = i GROUP BY top;
	END LOOP;
	SELECT count(*) INTO bad FROM (
		SELECT top, sum(c * node) FILTER (WHERE NOT EXISTS (SELECT FROM link WHERE parent = node)) AS want, count(*) - 1 AS below FROM credit GROUP BY top) x, tree
		WHERE abs(opm.value(t, top) - want) > 1e-9 * abs(want) OR opm.goals(t, top) <> below OR opm.value(t, top) IS NULL;
	DROP TABLE link, part, tree, credit;
	RETURN bad;
END $$;
SELECT sum(leaf_once(8 + s % 30, s / 100.0, s % 2 = 0)) AS wrong FROM generate_series(1, 50) s;

-- score_low <= score <= score_high, coverage in 0..1; bounds hold whatever the unknown turns out to be.
SELECT count(*) AS goals, count(*) FILTER (WHERE coverage NOT BETWEEN 0 AND 1) AS coverage, count(*) FILTER (WHERE score NOT BETWEEN score_low AND score_high) AS bounds,
	count(score_low) > 100 AS bounded FROM whole, opm.rollup(t);
WITH plan AS (SELECT $$
top credit(0..1)
  a *2
    a1 score=0.5
    a2
  b min credit(0..1)
    b1 score=0.9
    b2
  c score=1.4
$$::opm.goaltree AS t),
filled AS (SELECT opm.score(opm.merge(x.t)) AS s FROM plan, (VALUES (0.0), (0.3), (1.0), (1.7), (-2.0)) u(a2), (VALUES (0.0), (0.5), (1.0)) w(b2),
	LATERAL (SELECT plan.t UNION ALL SELECT opm.goal('a2', score => u.a2) UNION ALL SELECT opm.goal('b2', score => w.b2)) x(t) GROUP BY u.a2, w.b2)
SELECT bool_and(s BETWEEN opm.score_low(t) AND opm.score_high(t)) AS inside, min(opm.score_low(t)) AS low, min(opm.score_high(t)) AS high FROM filled, plan;

-- Where a method has no answer at the floor, the low end is what the score can come near to.
SELECT m, opm.score_low(t) AS low, opm.score(opm.merge(x)) >= opm.score_low(t) AS inside FROM (
	SELECT m, format(E'r %s\n  a score=0.5\n  b', m)::opm.goaltree AS t FROM unnest(ARRAY['harmean credit(0..1)', 'geomean credit(-1..1)', 'median credit(0..1)']) m) p,
	LATERAL (VALUES (t), (opm.goal('b', score => 0.01))) v(x) GROUP BY m, t ORDER BY m;

-- Methods, policies and ranges, one line each.
SELECT m, round(opm.score(format('r %s%s  a *1 score=0.5%s  b *3 score=1.25%s  c score=1', m, E'\n', E'\n', E'\n')::opm.goaltree)::numeric, 6) AS score
FROM unnest(ARRAY['mean', 'min', 'max', 'geomean', 'harmean', 'median', 'any', 'all', 'at_least(2)', 'at_least(3)', 'own', 'credit(0..1)']) WITH ORDINALITY u(m, n) ORDER BY n;
SELECT m, opm.score(format(E'r %s\n  a *3 score=0.5\n  b', m)::opm.goaltree) AS score, opm.coverage(format(E'r %s\n  a *3 score=0.5\n  b', m)::opm.goaltree) AS coverage
FROM unnest(ARRAY['ignore', 'zero', 'block', 'cover>=0.75', 'cover>=0.8']) WITH ORDINALITY u(m, n) ORDER BY n;
SELECT m, opm.value(format(E'r %s\n  a *3 = 6\n  b = 2\n  c', m)::opm.goaltree) AS value, opm.coverage(format(E'r %s\n  a *3 = 6\n  b = 2\n  c', m)::opm.goaltree) AS coverage
FROM unnest(ARRAY['sum', 'avg', 'low', 'high', 'sum zero', 'avg zero', 'sum block', 'ratio']) WITH ORDINALITY u(m, n) ORDER BY n;
-- not applicable is not unknown; weight 0 is shown and does not count; nothing to count is NULL, never NaN
SELECT key, method, score, coverage, root_weight, contribution FROM opm.rollup($$
r
  a score=0.5
  b = n/a
  c *0 score=9
  d
    e = n/a
  f
    g *0 score=1
$$);
-- a mean of equal scores is that score; huge numbers stay finite
SELECT opm.score(E'r\n  a *3 score=0.7\n  b *0.1 score=0.7\n  c *7 score=0.7') AS equal,
	opm.score(E'r\n  a *1e100 score=1e308\n  b *1e100 score=-1e308\n  c *1e100 score=1e308') BETWEEN 3.3e307 AND 3.4e307 AS huge,
	opm.score(E'r geomean\n  a *1e100 score=0.5\n  b *1e100 score=0.5') AS heavy;

-- Units: what cannot be added up is refused, naming both goals.
SELECT opm.value(E'r sum {EUR}\n  a {EUR} = 1\n  b = 2') AS sum;
SELECT opm.value(E'r sum\n  a {EUR} = 1\n  b {USD} = 2');
SELECT opm.value(E'r sum\n  a sum\n    a1 {EUR} = 1\n  b {USD} = 2');
SELECT opm.value(E'r sum {USD}\n  a {EUR} = 1');
SELECT opm.value(E'r sum\n  a {%} = 1\n  b {%} = 2');
SELECT opm.value(E'r sum\n  a = 1/2\n  b = 2');
SELECT opm.value(E'r ratio {%}\n  a {EUR} = 1/2\n  b {EUR} = 2/2') AS ratio, opm.value(E'r ratio\n  a = 1/0') IS NULL AS zero;

-- Plan and measurement meet by merging; what is said twice must agree.
SELECT key, value, target, score FROM (SELECT opm.merge(t) AS t FROM (
	SELECT E'r\n  a *3 [0 -> 10]\n  b [>= 5]'::opm.goaltree UNION ALL SELECT opm.goal('a', value => 4) UNION ALL SELECT opm.goal('b', value => 5)) x(t)) y, opm.rollup(t);
SELECT opm.merge(t) FROM (VALUES (opm.goal('a', label => 'x')), (opm.goal('a', label => 'y'))) v(t);

-- a mean under a value without target lacks data; a million children add up without error
SELECT opm.coverage(E'r\n  a sum\n    x = 1\n  b score=0.5'::opm.goaltree) AS coverage, opm.score(E'r\n  a sum\n    x = 1\n  b score=0.5') AS score;
SELECT opm.score(opm.goaltree(i, nullif(0, i), CASE WHEN i > 0 THEN 0.1 + (i % 2) * 1e-9 END)) = 0.1000000005 AS exact FROM generate_series(0, 1000000) i;

-- Readers of one goal.
SELECT opm.path(t, 'c'), opm.path(t, 'c', ' > '), opm.ancestors(t, 'c'), opm.depth(t, 'c'), opm.depth(t), opm.goals(t, 'a'), opm.goals(t), opm.subtree(t, 'b')
FROM (SELECT E'a "Top"\n  b\n    c "Leaf" ^x\nx'::opm.goaltree AS t) x;
SELECT opm.subtree(E'a\n  b *3\n    c *2', 'b');
SELECT opm.subtree(t, 'nothing') IS NULL, opm.path(t, 'nothing') IS NULL, opm.value(t, 'a') IS NULL, opm.score_low(t, 'a') IS NULL FROM (SELECT 'a'::opm.goaltree AS t) x;

-- The outline: what is written comes back, in one form.
SELECT $$
# goals as code
 'odd key' "Tab	and \\ \"quotes\"" at_least(2) cover>=0.9 credit(-1..2) {M \} €}
   7.5 *0 [0.5:0 1:1] = 3 / 4   # a ratio
   b ^outside*2@0.5 @0.5 own zero score=-0
   c = n/a
$$::opm.goaltree;
\set VERBOSITY terse
SELECT E'a *2 *3'::opm.goaltree;
SELECT E'a min max'::opm.goaltree;
SELECT E'a "x" "y"'::opm.goaltree;
SELECT E'a = 1 = 2'::opm.goaltree;
SELECT E'1\n  007\n  7'::opm.goaltree;
SELECT ''::opm.goaltree;
SELECT E'a\n\tb'::opm.goaltree;
SELECT E'a\n    b\n  c'::opm.goaltree;
SELECT E'a *'::opm.goaltree;
SELECT E'a *-1'::opm.goaltree;
SELECT E'a "x'::opm.goaltree;
SELECT E'a [80 -> 80]'::opm.goaltree;
SELECT E'a [80 -> 90'::opm.goaltree;
SELECT E'a = x'::opm.goaltree;
SELECT E'a nonsense'::opm.goaltree;
SELECT E'a credit(1..0)'::opm.goaltree;
SELECT E'a @2'::opm.goaltree;
SELECT E'ä *3 "ö" ?'::opm.goaltree;
SELECT E'a\n  a'::opm.goaltree;
SELECT E'a = 1\na = 2'::opm.goaltree;
SELECT E'a = 1e999'::opm.goaltree;
SELECT '[]'::jsonb::opm.goaltree;
SELECT '{"keys": "text", "goals": [{"key": "a", "colour": 1}]}'::jsonb::opm.goaltree;
SELECT '{"keys": "int", "goals": [{"key": 1}]}'::jsonb::opm.goaltree;
SELECT '{"keys": "bigint", "goals": [{"key": "a"}]}'::jsonb::opm.goaltree;
SELECT '{"keys": "bigint", "goals": [{"key": 1.5}]}'::jsonb::opm.goaltree;
SELECT '{"keys": "bigint", "goals": []}'::jsonb::opm.goaltree;
SELECT '{"keys": "bigint", "goals": [{"parent": 1}]}'::jsonb::opm.goaltree;
\set VERBOSITY default
SELECT jsonb_pretty(E'a "A" *2\n  b at_least(1) cover>=0.5 [1 -> 2] = 1 score=3 ^z*2'::opm.goaltree::jsonb);

DROP VIEW goal;
DROP TABLE node, whole, states, received;
