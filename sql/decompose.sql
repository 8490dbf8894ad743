-- Decompositions of a ratio, a revenue, a product. Exact answers are in test/pgtap/decompose.sql.
SET search_path = public, opm;
CREATE TABLE seg (name text, v0 float8, r0 float8, v1 float8, r1 float8);
INSERT INTO seg VALUES ('easy', 900, 0.90, 300, 0.95), ('hard', 100, 0.30, 700, 0.40), ('new', NULL, NULL, 100, 0.5), ('gone', 50, 0.1, 0, NULL);
SELECT name, round(rate_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS rate, round(mix_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS mix, round(rate_effect(v0, r0, v1, r1, 'base') OVER w::numeric, 6) AS rate_base,
	round(mix_effect(v0, r0, v1, r1, 'base') OVER w::numeric, 6) AS mix_base, round(interaction_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS interaction FROM seg WINDOW w AS ();
SELECT name, round(volume_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS volume, round(assortment_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS assortment, round(price_effect(v0, r0, v1, r1) OVER w::numeric, 6) AS price,
	round(volume_effect(v0, r0, v1, r1, 'base') OVER w::numeric, 6) AS volume_base, round(assortment_effect(v0, r0, v1, r1, 'base') OVER w::numeric, 6) AS assortment_base, round(price_effect(v0, r0, v1, r1, 'base') OVER w::numeric, 6) AS price_base
FROM seg WINDOW w AS ();
-- a period without volume: a ratio has no answer, a revenue is all volume
SELECT rate_effect(0, NULL, 5, 1) OVER (), mix_effect(NULL, NULL, 5, 1) OVER (), volume_effect(0, NULL, 5, 2) OVER (), price_effect(0, NULL, 5, 2) OVER (), volume_effect(0, NULL, 0, NULL) OVER ();
SELECT product_effects('{2}', '{5}'), product_effects('{1,2,3}', '{1,2,3}'), product_effects('{0,2}', '{3,2}'), product_effects('{2,2}', '{4,4}', 'lmdi'), product_effects(NULL, '{1}');
-- a hundred factors
SELECT round(sum(e)::numeric, 9) FROM unnest(product_effects(array_fill(1::float8, '{100}'), array_fill(1.01::float8, '{100}'))) e;

-- bad input
SELECT rate_effect(-1, 1, 1, 1) OVER ();
SELECT rate_effect(1, NULL, 1, 1) OVER ();
SELECT rate_effect(1, 'NaN', 1, 1) OVER ();
SELECT rate_effect(1, 1, 1, 1, 'best') OVER ();
SELECT rate_effect(1, 1, 1, 1);
SELECT product_effects('{1}', '{1,2}');
SELECT product_effects('{}', '{}');
SELECT product_effects('{1,NULL}', '{1,2}');
SELECT product_effects('{0,1}', '{1,2}', 'lmdi');
SELECT product_effects('{1}', '{2}', 'best');
SELECT product_effects('{1e200,1}', '{1e200,1e200}');
