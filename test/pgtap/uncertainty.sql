-- uncertainty against enumeration: every outcome of up to 7 yes-no goals, scored by what_if. Seeds are in the test names.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(7);
CREATE FUNCTION pg_temp.rnd(seed int, what text) RETURNS double precision LANGUAGE sql
	RETURN (hashtextextended(what, seed) & 1048575) / 1048576.0::double precision;
-- A root with two inner goals and 5 to 7 leaves; every method at the root and below.
CREATE TEMP TABLE tree AS SELECT seed, method, opm.goaltree(opm.goal(k, CASE WHEN k IN ('a', 'b') THEN 'r' WHEN k <> 'r' THEN (ARRAY['r', 'a', 'b'])[1 + i % 3] END,
	rollup => CASE WHEN k = 'r' THEN method WHEN k IN ('a', 'b') THEN (ARRAY['mean', method])[1 + seed % 2] END, score => CASE WHEN i > 0 AND seed % 3 > 0 THEN round(pg_temp.rnd(seed, 's' || i)::numeric) END,
	weight => 1 + floor(3 * pg_temp.rnd(seed, 'w' || k)))) AS t
FROM generate_series(1, 60) seed, unnest('{mean,min,max,median,any,all,at_least(2)}'::text[]) method, LATERAL (SELECT 0 AS i, unnest('{r,a,b}'::text[]) AS k UNION ALL SELECT i, 'x' || i FROM generate_series(1, 5 + seed % 3) i) g GROUP BY 1, 2;
CREATE TEMP TABLE coin AS SELECT seed, i, 0.05 + round(0.9 * pg_temp.rnd(seed, 'p' || i)::numeric, 2)::float8 AS p FROM generate_series(1, 60) seed, LATERAL generate_series(1, 5 + seed % 3) i;
CREATE TEMP TABLE outcome AS SELECT seed, s, o.changes, o.prob FROM generate_series(1, 60) seed, LATERAL generate_series(0, (1 << (5 + seed % 3)) - 1) s,
	LATERAL (SELECT jsonb_object_agg('x' || i, jsonb_build_object('score', s >> (i - 1) & 1)) AS changes, exp(sum(ln(greatest(CASE WHEN s >> (i - 1) & 1 = 1 THEN p ELSE 1 - p END, 1e-300)))) AS prob FROM coin WHERE coin.seed = seed.seed) o;
CREATE TEMP TABLE truth AS SELECT seed, method, sum(prob * score) AS mean, sqrt(greatest(0, sum(prob * score * score) - sum(prob * score) ^ 2)) AS sd, sum(prob) FILTER (WHERE score >= 0.6) AS p
FROM (SELECT seed, method, prob, opm.score(opm.what_if(t, changes)) AS score FROM tree JOIN outcome USING (seed)) x GROUP BY 1, 2;
CREATE TEMP TABLE got AS SELECT t.seed, t.method, u.* FROM tree t, LATERAL opm.uncertainty(t.t, (SELECT jsonb_object_agg('x' || i, jsonb_build_object('p', p)) FROM coin WHERE coin.seed = t.seed), 0.6) u;
CREATE TEMP TABLE loose AS SELECT t.seed, t.method, u.* FROM tree t, LATERAL opm.uncertainty(t.t, (SELECT jsonb_object_agg('x' || i, jsonb_build_object('p', p)) FROM coin WHERE coin.seed = t.seed), 0.6, 0.4) u;
SELECT is_empty($$SELECT seed FROM got JOIN truth USING (seed, method) WHERE method = 'mean' AND NOT (exact AND abs(got.mean - truth.mean) < 1e-9 AND abs(stddev - sd) < 1e-7 AND abs(got.p - coalesce(truth.p, 0)) < 1e-9)$$, 'seeds 1-60: linear roots are exact');
SELECT is_empty($$SELECT seed, method, got.p, truth.p FROM got JOIN truth USING (seed, method) WHERE exact AND abs(got.p - coalesce(truth.p, 0)) > 1e-9$$, 'seeds 1-60, seven methods: what is called exact is');
SELECT is_empty($$SELECT seed, method, p_low, truth.p, p_high FROM got JOIN truth USING (seed, method) WHERE coalesce(truth.p, 0) NOT BETWEEN p_low - 1e-9 AND p_high + 1e-9$$, 'seeds 1-60: the probability is within its bounds');
SELECT is_empty($$SELECT seed, method, mean_low, truth.mean, mean_high FROM got JOIN truth USING (seed, method) WHERE truth.mean NOT BETWEEN mean_low - 1e-9 AND mean_high + 1e-9$$, 'seeds 1-60: so is the mean');
SELECT is_empty($$SELECT seed, method FROM loose JOIN truth USING (seed, method) WHERE coalesce(truth.p, 0) NOT BETWEEN p_low - 1e-9 AND p_high + 1e-9 OR truth.mean NOT BETWEEN mean_low - 1e-9 AND mean_high + 1e-9$$, 'seeds 1-60: independence is one of the dependences');
-- Fully dependent coins: all leaves follow one uniform number.
SELECT is_empty($$SELECT seed, method FROM (SELECT seed, method, avg((opm.score(opm.what_if(t, (SELECT jsonb_object_agg('x' || i, jsonb_build_object('score', (p >= u)::int)) FROM coin WHERE coin.seed = tree.seed))) >= 0.6)::int) AS p
	FROM tree, generate_series(0.005, 0.995, 0.01) u WHERE seed <= 15 GROUP BY 1, 2) x JOIN loose USING (seed, method) WHERE NOT x.p BETWEEN p_low - 1e-9 AND p_high + 1e-9$$, 'seeds 1-15: goals that all move together are within the bounds, too');
SELECT ok(abs(stddev - sqrt(0.09 * 0.04 + 0.49 * 0.01 + 2 * 0.5 * 0.3 * 0.2 * 0.7 * 0.1)) < 1e-12, 'variance with correlation') FROM opm.uncertainty(E'r\n  a *3 score=0.5\n  b *7 score=0.5', '{"a": 0.2, "b": 0.1}', 0.5, 0.5);
SELECT * FROM finish();
ROLLBACK;
