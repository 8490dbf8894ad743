-- explain_change, what_if, required and leverage: exact answers (test/data/rollup_random, test/data/pwt_tree), Shapley values by brute force,
-- and laws on random trees. Seeds are in the test names; a tree is the same for the same seed on every machine.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(23);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL ELSE abs(got - want) <= greatest(1e-12, 1e-9 * abs(want)) END;

-- ---- exact answers ----
CREATE TEMP TABLE series_node (tree_id text, node_id text, parent_id text, weight float8);
CREATE TEMP TABLE series_value (tree_id text, leaf_id text, period date, value float8);
CREATE TEMP TABLE contribution (tree_id text, node_id text, is_leaf int, from_period date, to_period date, contribution float8, root_change float8);
\copy series_node FROM 'test/data/rollup_random/series_nodes.csv' (FORMAT csv, HEADER)
\copy series_value FROM 'test/data/rollup_random/series_values.csv' (FORMAT csv, HEADER)
\copy contribution FROM 'test/data/rollup_random/expected_contribution.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE month AS SELECT p.period, opm.goaltree(n.node_id, n.parent_id, (SELECT v.value FROM series_value v WHERE v.leaf_id = n.node_id AND v.period = p.period), n.weight) AS t
FROM (SELECT DISTINCT period FROM series_value) p, series_node n GROUP BY p.period;
CREATE TEMP TABLE moved AS SELECT a.period AS from_period, b.period AS to_period, e.* FROM contribution c JOIN month a ON a.period = c.from_period JOIN month b ON b.period = c.to_period,
	LATERAL opm.explain_change(a.t, b.t) e WHERE c.node_id = (SELECT min(node_id) FROM contribution);
SELECT is((SELECT count(*) FROM contribution), 425::bigint, 'all contributions are here');
SELECT is_empty($$SELECT c.node_id, c.from_period, branch_effect, contribution FROM contribution c LEFT JOIN moved m ON m.key = c.node_id AND m.from_period = c.from_period AND m.to_period = c.to_period
	WHERE NOT pg_temp.close(branch_effect, contribution) OR m.key IS NULL$$, 'contributions of 18 months');
SELECT is_empty($$SELECT from_period FROM moved JOIN contribution c USING (from_period, to_period) WHERE NOT pg_temp.close((SELECT sum(m.effect) FROM moved m WHERE m.from_period = c.from_period), root_change)$$, 'they add up to the change of the root');

CREATE TEMP TABLE pwt_node (node_id text, parent_id text, level text, name text);
CREATE TEMP TABLE pwt_value (leaf_id text, year int, value float8);
CREATE TEMP TABLE pwt_answer (node_id text, year int, contribution_pp float8);
\copy pwt_node FROM 'test/data/pwt_tree/nodes.csv' (FORMAT csv, HEADER)
\copy pwt_value FROM 'test/data/pwt_tree/values.csv' (FORMAT csv, HEADER)
\copy pwt_answer FROM 'test/data/pwt_tree/expected_growth_contribution.csv' (FORMAT csv, HEADER)
CREATE TEMP TABLE pwt AS SELECT y AS year, opm.goaltree(opm.goal(node_id, parent_id, value => value, rollup => CASE WHEN value IS NULL THEN 'sum' END)) AS t
FROM generate_series(1999, 2017) y CROSS JOIN pwt_node LEFT JOIN pwt_value ON leaf_id = node_id AND year = y GROUP BY y;
CREATE TEMP TABLE grown AS SELECT b.year, e.key, 100 * branch_effect / opm.value(a.t) AS pp FROM pwt a JOIN pwt b ON b.year = a.year + 1, LATERAL opm.explain_change(a.t, b.t) e;
SELECT is_empty($$SELECT node_id, a.year, pp, contribution_pp FROM pwt_answer a LEFT JOIN grown g ON key = node_id AND g.year = a.year WHERE NOT pg_temp.close(pp, contribution_pp) OR pp IS NULL$$,
	'Penn World Table: 2592 growth contributions');

-- ---- random trees ----
CREATE FUNCTION pg_temp.rnd(seed int, what text) RETURNS double precision LANGUAGE sql
	RETURN (hashtextextended(what, seed) & 1048575) / 1048576.0::double precision;
CREATE FUNCTION pg_temp.pick(seed int, what text, choices text[]) RETURNS text LANGUAGE sql
	RETURN choices[1 + floor(pg_temp.rnd(seed, what) * array_length(choices, 1))::int];
-- n goals; version 2 changes some of everything; mild: only scores and weights of mean goals
CREATE FUNCTION pg_temp.random_tree(seed int, n int, version int, kind text) RETURNS opm.goaltree LANGUAGE sql AS $$
	SELECT opm.goaltree(opm.goal('g' || i,
		CASE WHEN i > 1 THEN 'g' || CASE WHEN kind <> 'linear' AND version = 2 AND pg_temp.rnd(seed, 'move' || i) < 0.1
			THEN 1 + floor((i - 1) * pg_temp.rnd(seed, 'p2' || i))::int ELSE 1 + floor((i - 1) * pg_temp.rnd(seed, 'p' || i))::int END END,
		score => CASE WHEN kind = 'value' OR (kind <> 'linear' AND pg_temp.rnd(seed, 'null' || i || CASE WHEN pg_temp.rnd(seed, 'nc' || i) < 0.2 THEN version::text ELSE '' END) < 0.1) THEN NULL ELSE
			round((1.3 * pg_temp.rnd(seed, 's' || i || CASE WHEN pg_temp.rnd(seed, 'sc' || i) < 0.6 THEN version::text ELSE '' END))::numeric, 3)::float8 END,
		value => CASE WHEN kind = 'value' AND pg_temp.rnd(seed, 'null' || i || CASE WHEN pg_temp.rnd(seed, 'nc' || i) < 0.2 THEN version::text ELSE '' END) >= 0.1
			THEN floor(100 * pg_temp.rnd(seed, 'v' || i || CASE WHEN pg_temp.rnd(seed, 'sc' || i) < 0.6 THEN version::text ELSE '' END)) END,
		target => CASE WHEN kind = 'value' THEN pg_temp.pick(seed, 't' || i || CASE WHEN pg_temp.rnd(seed, 'tc' || i) < 0.1 THEN version::text ELSE '' END, '{0 -> 100,0 -> 50,>= 50 ~ 20,10:0 60:1 90:1.5}')::opm.target END,
		weight => CASE WHEN kind <> 'equal' THEN floor(5 * pg_temp.rnd(seed, 'w' || i || CASE WHEN pg_temp.rnd(seed, 'wc' || i) < 0.3 THEN version::text ELSE '' END)) + CASE WHEN kind = 'linear' THEN 1 ELSE 0 END END,
		rollup => CASE kind WHEN 'linear' THEN NULL WHEN 'value' THEN pg_temp.pick(seed, 'm' || i, '{sum,avg,low,high,mean,min}')
			ELSE pg_temp.pick(seed, 'm' || i || CASE WHEN pg_temp.rnd(seed, 'mc' || i) < 0.1 THEN version::text ELSE '' END, '{mean,mean,min,max,median,geomean,harmean,any,all,at_least(2)}') END,
		missing => CASE WHEN kind IN ('mixed', 'value') THEN pg_temp.pick(seed, 'mi' || i, '{ignore,ignore,zero,>= 0.3}') END,
		credit_floor => CASE WHEN kind = 'mixed' AND pg_temp.rnd(seed, 'cr' || i) < 0.3 THEN 0 END,
		credit_cap => CASE WHEN kind = 'mixed' AND pg_temp.rnd(seed, 'cr' || i) < 0.3 THEN 1 END))
	FROM generate_series(1, n) i
	WHERE kind = 'linear' OR i = 1 OR pg_temp.rnd(seed, 'gone' || i || version) > 0.05 $$;
CREATE TEMP TABLE pair AS SELECT seed, kind, pg_temp.random_tree(seed, 3 + seed % 40, 1, kind) AS a, pg_temp.random_tree(seed, 3 + seed % 40, 2, kind) AS b
FROM generate_series(1, 1500) seed, unnest('{linear,equal,mixed,value}'::text[]) kind;
CREATE TEMP TABLE explained AS SELECT seed, kind, e.* FROM pair, LATERAL opm.explain_change(a, b, 'g1'::text, 'score') e;
-- Efficiency. The rows are added in numeric and in double precision.
CREATE TEMP TABLE added AS SELECT seed, kind, opm.score(b, 'g1'::text) - opm.score(a, 'g1'::text) AS change, sum(effect) AS effects, sum(abs(value_effect) + abs(rule_effect) + abs(weight_effect) + abs(structure_effect)) AS movement, max(branch_effect) FILTER (WHERE key = 'g1') AS branch
FROM pair JOIN explained USING (seed, kind) GROUP BY seed, kind, a, b;
SELECT cmp_ok(count(change), '>', 5000::bigint, 'random trees: most roots have a score before and after') FROM added;
SELECT is_empty($$SELECT kind, seed, change, effects FROM added WHERE abs(change - effects) > 2 ^ -51 * movement$$, 'seeds 1-1500, four kinds of tree: efficiency, to 2^-51 of all movement');
SELECT cmp_ok(count(*) FILTER (WHERE change <> effects)::float8 / count(*), '<', 0.01::float8, 'efficiency, bit for bit, in 99 of 100 trees') FROM added WHERE change IS NOT NULL;
SELECT is_empty($$SELECT kind, seed FROM explained WHERE effect <> value_effect + rule_effect + weight_effect + structure_effect$$, 'effect is the sum of its causes');
SELECT is_empty($$SELECT kind, seed FROM added WHERE change IS NULL <> (effects IS NULL)$$, 'effects are NULL where the root has no score in one tree');
-- Dummy: what is the same in both trees, with the same children below the same parent, has no effect of its own. (Without a score it may be so
-- for want of data, which counts as zero, or of an answer, which does not.)
SELECT is_empty($$SELECT e.kind, e.seed, e.key, e.effect FROM explained e JOIN pair p USING (kind, seed),
	LATERAL jsonb_path_query(p.a::jsonb, '$.goals[*] ? (@.key == $k)', jsonb_build_object('k', e.key)) x, LATERAL jsonb_path_query(p.b::jsonb, '$.goals[*] ? (@.key == $k)', jsonb_build_object('k', e.key)) y
	WHERE seed <= 300 AND effect <> 0 AND x = y AND e.before = e.after$$, 'seeds 1-300: dummy, an unchanged goal has no effect');
-- There and back: linear and order methods only divide by midpoints and orders, so the effects change their sign.
SELECT is_empty($$SELECT f.seed, f.key, f.effect, r.effect FROM (SELECT seed, e.* FROM pair, LATERAL opm.explain_change(a, b) e WHERE kind = 'linear' AND seed <= 400) f
	JOIN (SELECT seed, e.* FROM pair, LATERAL opm.explain_change(b, a) e WHERE kind = 'linear' AND seed <= 400) r USING (seed, key) WHERE abs(f.effect + r.effect) > 1e-12$$, 'seeds 1-400: the way back has the opposite effects');
SELECT is_empty($$SELECT seed FROM pair, LATERAL opm.explain_change(a, a, 'g1'::text) e WHERE effect <> 0$$, 'no change, no effects');
-- Additivity: linear goals with fixed weights; the effects of two changes together are the sums of their effects.
CREATE TEMP TABLE additive AS SELECT seed, pg_temp.random_tree(seed, 30, 1, 'linear') AS t,
	(SELECT jsonb_object_agg('g' || i, jsonb_build_object('score', pg_temp.rnd(seed, 'x' || i))) FROM generate_series(2, 30, 2) i WHERE opm.goals(pg_temp.random_tree(seed, 30, 1, 'linear'), 'g' || i) = 0) AS x,
	(SELECT jsonb_object_agg('g' || i, jsonb_build_object('score', pg_temp.rnd(seed, 'x' || i))) FROM generate_series(3, 30, 2) i WHERE opm.goals(pg_temp.random_tree(seed, 30, 1, 'linear'), 'g' || i) = 0) AS y FROM generate_series(1, 100) seed;
SELECT is_empty($$SELECT seed, xy.key FROM additive, LATERAL opm.explain_change(t, opm.what_if(t, x || y)) xy JOIN LATERAL opm.explain_change(t, opm.what_if(t, x)) x1 ON x1.key = xy.key
	JOIN LATERAL opm.explain_change(t, opm.what_if(t, y)) y1 ON y1.key = xy.key WHERE abs(xy.effect - x1.effect - y1.effect) > 1e-12$$, 'seeds 1-100: additivity');

-- ---- Shapley values by brute force: 5 children, every subset scored by what_if ----
CREATE TEMP TABLE flat AS SELECT seed, method, opm.goaltree(opm.goal(k, CASE WHEN k <> 'r' THEN 'r' END, rollup => CASE k WHEN 'r' THEN method END,
	score => CASE WHEN k <> 'r' THEN 0.01 + round(1.5 * pg_temp.rnd(seed, 'a' || k)::numeric, 1)::float8 END, weight => CASE WHEN k <> 'r' THEN 1 + floor(3 * pg_temp.rnd(seed, 'w' || k)) END)) AS t
FROM generate_series(1, 40) seed, unnest('{min,max,median,geomean,harmean,any,all,at_least(2),at_least(3)}'::text[]) method, unnest('{r,a,b,c,d,e}'::text[]) k GROUP BY 1, 2;
CREATE TEMP TABLE kid AS SELECT seed, i, chr(97 + i) AS k, 0.01 + round(1.5 * pg_temp.rnd(seed, 'b' || i)::numeric, 1)::float8 AS new FROM generate_series(1, 40) seed, generate_series(0, 4) i;
CREATE TEMP TABLE subset AS SELECT seed, method, s, opm.score(opm.what_if(t, coalesce((SELECT jsonb_object_agg(k, jsonb_build_object('score', new)) FROM kid WHERE kid.seed = flat.seed AND s >> i & 1 = 1), '{}'))) AS v
FROM flat, generate_series(0, 31) s;
CREATE TEMP TABLE brute AS SELECT x.seed, x.method, k, sum((y.v - x.v) * (ARRAY[1/5.0, 1/20.0, 1/30.0, 1/20.0, 1/5.0])[1 + length(replace(x.s::bit(5)::text, '0', ''))]) AS effect
FROM subset x JOIN kid USING (seed) JOIN subset y ON y.seed = x.seed AND y.method = x.method AND y.s = x.s | (1 << i) WHERE x.s >> i & 1 = 0 GROUP BY 1, 2, 3;
SELECT is_empty($$SELECT b.seed, b.method, k, b.effect, e.effect FROM flat JOIN LATERAL opm.explain_change(t, opm.what_if(t, (SELECT jsonb_object_agg(k, jsonb_build_object('score', new)) FROM kid WHERE kid.seed = flat.seed))) e ON true
	JOIN brute b ON b.seed = flat.seed AND b.method = flat.method AND b.k = e.key WHERE NOT pg_temp.close(e.effect, b.effect)$$, 'seeds 1-40, nine methods: Shapley values by brute force');
-- Symmetry: two children alike before and after.
SELECT is_empty($$SELECT method, x.effect, y.effect FROM unnest('{mean,min,max,median,geomean,harmean,any,all,at_least(2)}'::text[]) method, generate_series(1, 50) seed,
	LATERAL (SELECT format(E'r %s\n  a score=%s\n  b score=%s\n  c score=%s', method, p, p, 0.5)::opm.goaltree AS t0, format(E'r %s\n  a score=%s\n  b score=%s\n  c score=%s', method, q, q, 1.1)::opm.goaltree AS t1
		FROM (SELECT round(0.1 + 1.4 * pg_temp.rnd(seed, 'p')::numeric, 3) AS p, round(0.1 + 1.4 * pg_temp.rnd(seed, 'q')::numeric, 3) AS q) v) t,
	opm.explain_change(t0, t1) x, opm.explain_change(t0, t1) y WHERE x.key = 'a' AND y.key = 'b' AND NOT pg_temp.close(x.effect, y.effect)$$, 'symmetry');

-- ---- DAG ----
SELECT is_empty($$WITH d AS (SELECT E'r\n  a *2\n    x score=0.2\n    y ^b*3 score=0.4\n  b min\n    z score=0.9'::opm.goaltree AS a, E'r\n  a *2\n    x score=0.3\n    y ^b*2 score=0.8\n  b min\n    z score=0.5'::opm.goaltree AS b)
	SELECT FROM d WHERE (SELECT sum(effect) FROM opm.explain_change(a, b)) <> opm.score(b) - opm.score(a)$$, 'DAG: a shared goal has all its effects, and they add up');
SELECT results_eq($$SELECT key, effect FROM opm.explain_change(E'r sum\n  a sum\n    x = 5\n    y ^b = 7\n  b sum\n    z = 1', E'r sum\n  a sum\n    x = 6\n    y ^b = 10\n  b sum\n    z = 1', 'r'::text) WHERE effect <> 0 ORDER BY key$$,
	$$VALUES ('x', 1::float8), ('y', 3)$$, 'DAG: a total counts a shared goal once');

-- ---- what_if ----
SELECT is_empty($$SELECT seed, kind FROM pair WHERE opm.what_if(a, '{}') <> a$$, 'what_if without changes is the tree itself');
SELECT is_empty($$SELECT seed, kind FROM pair, LATERAL (SELECT jsonb_object_agg(g->>'key', (g - 'key' - 'links')) AS same FROM jsonb_array_elements(a::jsonb->'goals') g WHERE NOT g ? 'links') j
	WHERE seed <= 300 AND opm.what_if(a, same - (SELECT coalesce(array_agg(r.key), '{}') FROM opm.rollup(a) r WHERE NOT leaf)) <> a$$, 'seeds 1-300: saying again what is there changes nothing');
SELECT is_empty($$SELECT seed FROM pair, LATERAL (SELECT key FROM opm.rollup(a) WHERE leaf ORDER BY ordinal DESC LIMIT 1) l, LATERAL opm.what_if(a, jsonb_build_object(key, '{"score": 0.123, "weight": 1.5}'::jsonb)) w
	WHERE kind = 'linear' AND w <> (SELECT opm.goaltree(opm.goal(r.key, r.parent, score => CASE WHEN r.key = l.key THEN 0.123 WHEN leaf THEN r.score ELSE (g->>'score')::float8 END, weight => CASE WHEN r.key = l.key THEN 1.5 ELSE weight END))
		FROM opm.rollup(a) r JOIN jsonb_array_elements(a::jsonb->'goals') g ON g->>'key' = r.key)$$, 'seeds 1-1500: a change in place is the tree built with it, bit by bit');

-- ---- required and leverage ----
CREATE TEMP TABLE sought AS SELECT seed, kind, a, l.key, w.wanted, r.* FROM pair, LATERAL (SELECT key, method FROM opm.rollup(a, 'g1'::text) WHERE ordinal % 3 = seed % 3 AND method <> 'not applicable' ORDER BY ordinal LIMIT 2) l,
	(VALUES (0.3), (0.7), (0.95)) w(wanted), LATERAL opm.required(a, l.key, w.wanted) r WHERE (SELECT count(*) FROM opm.rollup(a) t WHERE t.parent IS NULL) = 1 AND seed <= 300 AND kind IN ('linear', 'equal', 'mixed');
SELECT is_empty($$SELECT seed, kind, key, wanted, score FROM sought WHERE score IS NOT NULL AND NOT opm.score(opm.what_if(a, jsonb_build_object(key, jsonb_build_object('score', score, 'rollup', 'own')))) >= wanted$$,
	'seeds 1-300: what is required, set by what_if, reaches the score');
SELECT is_empty($$SELECT seed, kind, key, wanted, score FROM sought WHERE score IS NOT NULL AND opm.score(opm.what_if(a, jsonb_build_object(key, jsonb_build_object('score', score - 1e-9 * greatest(1, abs(score)), 'rollup', 'own')))) >= wanted$$,
	'seeds 1-300: and a little less does not');
SELECT is_empty($$SELECT seed, l.key, per_score FROM pair, LATERAL opm.leverage(a) l WHERE kind = 'linear' AND seed <= 200 AND NOT abs(per_score - (opm.score(opm.what_if(a, jsonb_build_object(l.key, jsonb_build_object('score', l.score + 1)))) - opm.score(a))) < 1e-9$$,
	'seeds 1-200: leverage of linear trees is what one point more brings');
SELECT * FROM finish();
ROLLBACK;
