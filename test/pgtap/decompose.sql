-- Decompositions against exact answers (test/data/contribution) and published ones. Tolerance: 1e-9 relative, 1e-12 absolute.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(10);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN CASE WHEN got IS NULL OR want IS NULL THEN got IS NULL AND want IS NULL ELSE abs(got - want) <= greatest(1e-12, 1e-9 * abs(want)) END;
CREATE TEMP TABLE mix (case_id text, segment text, volume_0 float8, rate_0 float8, volume_1 float8, rate_1 float8);
CREATE TEMP TABLE mix_answer (case_id text, segment text, rate_mid float8, mix_mid float8, rate_base float8, mix_base float8, interaction float8, plain float8);
CREATE TEMP TABLE mix_total (case_id text, overall_0 float8, overall_1 float8, change float8);
CREATE TEMP TABLE product (case_id text, factor text, value_0 float8, value_1 float8);
CREATE TEMP TABLE product_answer (case_id text, factor text, lmdi float8, shapley float8, product_0 float8, product_1 float8, change float8);
\copy mix FROM 'test/data/contribution/mix_data.csv' (FORMAT csv, HEADER)
\copy mix_answer FROM 'test/data/contribution/expected_mix_segments.csv' (FORMAT csv, HEADER)
\copy mix_total FROM 'test/data/contribution/expected_mix_totals.csv' (FORMAT csv, HEADER)
\copy product FROM 'test/data/contribution/product_data.csv' (FORMAT csv, HEADER)
\copy product_answer FROM 'test/data/contribution/expected_product.csv' (FORMAT csv, HEADER)

CREATE TEMP TABLE mixed AS SELECT *, opm.rate_effect(volume_0, rate_0, volume_1, rate_1) OVER w AS rate, opm.mix_effect(volume_0, rate_0, volume_1, rate_1) OVER w AS mix,
	opm.rate_effect(volume_0, rate_0, volume_1, rate_1, 'base') OVER w AS rate_b, opm.mix_effect(volume_0, rate_0, volume_1, rate_1, 'base') OVER w AS mix_b,
	opm.interaction_effect(volume_0, rate_0, volume_1, rate_1) OVER w AS inter FROM mix JOIN mix_answer USING (case_id, segment) WINDOW w AS (PARTITION BY case_id);
SELECT is(count(*), 41::bigint, 'all segments are here') FROM mixed;
SELECT is_empty($$SELECT case_id, segment FROM mixed WHERE NOT (pg_temp.close(rate, rate_mid) AND pg_temp.close(mix, mix_mid))$$, 'rate and mix, midpoint');
SELECT is_empty($$SELECT case_id, segment FROM mixed WHERE NOT (pg_temp.close(rate_b, rate_base) AND pg_temp.close(mix_b, mix_base) AND pg_temp.close(inter, interaction))$$, 'rate, mix and interaction, base');
SELECT is_empty($$SELECT case_id FROM mixed JOIN mix_total USING (case_id) GROUP BY case_id, change HAVING NOT (pg_temp.close(sum(rate + mix), change) AND pg_temp.close(sum(rate_b + mix_b + inter), change))$$, 'both add up');

CREATE TEMP TABLE product_got AS SELECT case_id, f.* FROM
	(SELECT case_id, array_agg(factor ORDER BY factor) AS names, array_agg(value_0 ORDER BY factor) AS before, array_agg(value_1 ORDER BY factor) AS after FROM product GROUP BY case_id) p,
	unnest(names, opm.product_effects(before, after), opm.product_effects(before, after, 'lmdi')) AS f(factor, shapley, lmdi);
SELECT is_empty($$SELECT case_id, factor, g.shapley, a.shapley FROM product_got g FULL JOIN product_answer a USING (case_id, factor) WHERE NOT pg_temp.close(g.shapley, a.shapley) OR g.factor IS NULL$$, 'products, Shapley');
SELECT is_empty($$SELECT case_id, factor, g.lmdi, a.lmdi FROM product_got g FULL JOIN product_answer a USING (case_id, factor) WHERE NOT pg_temp.close(g.lmdi, a.lmdi) OR g.factor IS NULL$$, 'products, LMDI');
-- Three factors: (100, 0.05, 20) -> (120, 0.06, 18)
SELECT ok(pg_temp.close(e[1], 20.866666666666667) AND pg_temp.close(e[2], 20.866666666666667) AND pg_temp.close(e[3], -12.133333333333333), 'published: three factors')
FROM opm.product_effects('{100,0.05,20}', '{120,0.06,18}') e;
-- Price and volume: 1000 at 50 -> 1100 at 52 is 2000 + 5000 + 200; the joint part is shared by midpoint
SELECT is(opm.product_effects('{1000,50}', '{1100,52}'), '{5100,2100}'::float8[], 'published: price and volume');

-- A factor that stays has no effect, equal factors have equal effects: 1000 random products.
CREATE FUNCTION pg_temp.rnd(seed int, what text) RETURNS double precision LANGUAGE sql
	RETURN (hashtextextended(what, seed) & 1048575) / 1048576.0::double precision;
SELECT is_empty($$SELECT seed FROM generate_series(1, 1000) seed, LATERAL (SELECT pg_temp.rnd(seed, 'a') AS a, pg_temp.rnd(seed, 'b') AS b, pg_temp.rnd(seed, 'c') AS c, pg_temp.rnd(seed, 'd') AS d) x,
	LATERAL opm.product_effects(ARRAY[a, b, c, b], ARRAY[d, a, c, a]) e WHERE NOT (e[3] = 0 AND pg_temp.close(e[2], e[4]) AND pg_temp.close(e[1] + e[2] + e[3] + e[4], d * a * c * a - a * b * c * b))$$,
	'seeds 1-1000: efficiency, symmetry, dummy');
-- Revenue: volume, mix and price of random assortments, one product new, one gone.
SELECT is_empty($$SELECT seed FROM (SELECT seed, coalesce(q1 * p1, 0) - coalesce(q0 * p0, 0) AS change, opm.volume_effect(q0, p0, q1, p1, m) OVER w + opm.assortment_effect(q0, p0, q1, p1, m) OVER w + opm.price_effect(q0, p0, q1, p1, m) OVER w AS effect
	FROM (SELECT seed, i, m, CASE WHEN i <> 1 THEN 100 * pg_temp.rnd(seed, 'q' || i) END AS q0, CASE WHEN i <> 1 THEN 10 * pg_temp.rnd(seed, 'p' || i) END AS p0,
		CASE WHEN i <> 2 THEN 100 * pg_temp.rnd(seed, 'Q' || i) END AS q1, CASE WHEN i <> 2 THEN 10 * pg_temp.rnd(seed, 'P' || i) END AS p1
		FROM generate_series(1, 500) seed, generate_series(1, 6) i, unnest('{midpoint,base}'::text[]) m) x WINDOW w AS (PARTITION BY seed, m)) y WHERE NOT pg_temp.close(effect, change)$$,
	'seeds 1-500: volume, mix and price add up, product by product');
SELECT * FROM finish();
ROLLBACK;
