-- Ratings made comparable: a published example, the definitions in plain SQL, and what shrinkage must do.
\set ON_ERROR_STOP on
SET client_min_messages = warning;
BEGIN;
CREATE EXTENSION IF NOT EXISTS pgtap;
CREATE EXTENSION IF NOT EXISTS opm;
SELECT plan(8);

CREATE FUNCTION pg_temp.close(got double precision, want double precision) RETURNS boolean
	RETURN coalesce(abs(got - want) <= 1e-12 * greatest(1, abs(want)), got IS NULL AND want IS NULL);
-- Published example: rating 3.5, rater 4.2 with sd 0.7, all 3.8 with sd 0.6.
SELECT ok((SELECT pg_temp.close(z, -1) AND pg_temp.close(adjusted, 3.2) AND trust = 1 FROM opm.adjusted_rating(3.5, 12, 4.2, 0.7, 3.8, 0.6, prior => 0)), 'raw 3.5 of a generous rater is 3.2');

CREATE TEMP TABLE review AS
SELECT rater, subject, round((3 + (rater % 4 - 1.5) * 0.6 + sin(rater * 13.7 + subject * 7.1) * (0.5 + rater % 3 * 0.4))::numeric, 1)::float8 AS rating
FROM generate_series(1, 9) rater, generate_series(1, 20) subject WHERE subject <= 2 + rater * 2;
CREATE TEMP TABLE adjusted AS
SELECT rater, subject, rating, prior, (c).*
FROM (SELECT rater, subject, rating, prior, opm.adjusted_rating(rating, opm.scorecard(rating) OVER (PARTITION BY rater, prior),
	opm.scorecard(rating) OVER (PARTITION BY prior), prior) AS c FROM review, unnest('{0,5,50}'::float8[]) prior) x;
SELECT is_empty($$
	WITH r AS (SELECT *, count(*) OVER r AS n, avg(rating) OVER r AS m, var_pop(rating) OVER r AS v, avg(rating) OVER a AS am, var_pop(rating) OVER a AS av FROM adjusted WINDOW r AS (PARTITION BY rater, prior), a AS (PARTITION BY prior))
	SELECT rater, subject, prior FROM r WHERE NOT (pg_temp.close(trust, n / (n + prior)) AND
		pg_temp.close(z, (rating - (n * m + prior * am) / (n + prior)) / sqrt((n * v + prior * av) / (n + prior))) AND pg_temp.close(adjusted, am + sqrt(av) * z))$$, 'by definition');
SELECT is_empty($$SELECT rater FROM adjusted WHERE prior = 0 GROUP BY rater HAVING abs(avg(z)) > 1e-9 OR abs(stddev_pop(z) - 1) > 1e-9$$, 'prior 0: every rater comes to mean 0 and deviation 1');
SELECT is_empty($$SELECT a.rater, a.subject FROM adjusted a JOIN adjusted b ON (a.rater, a.prior) = (b.rater, b.prior) AND a.rating < b.rating WHERE a.adjusted >= b.adjusted$$, 'the order within a rater stays');
SELECT ok((SELECT bool_and(abs(m50 - am) > abs(m5 - am) OR abs(m5 - am) < 1e-9) FROM (SELECT rater, avg(adjusted) FILTER (WHERE prior = 5) AS m5, avg(adjusted) FILTER (WHERE prior = 50) AS m50 FROM adjusted GROUP BY 1) x, (SELECT avg(rating) AS am FROM review) a), 'a greater prior corrects less');
SELECT is((SELECT array_agg(reason ORDER BY o) FROM (VALUES (1, 9, 0, 3, 0, 5), (2, 9, 0, 3.5, 1, 0), (3, 9, 0, 3.5, 1, 5), (4, 2, 0, 3.5, 1, 5), (5, 0, 0, 3.5, 1, 5)) v(o, n, deviation, mean, stddev, prior),
		opm.adjusted_rating(3, n, CASE WHEN o < 5 THEN 3 ELSE 0 END, deviation, mean, stddev, prior)),
	ARRAY['all ratings are equal', 'the rater gives everyone the same rating', NULL, 'few ratings: mostly read against all raters', 'few ratings: mostly read against all raters'], 'NULL says why');
SELECT ok(opm.adjusted_rating(NULL, 9, 3, 1, 3, 1) IS NULL AND opm.adjusted_rating(3, NULL::opm.scorecard, NULL) IS NULL, 'NULL in, NULL out');
SELECT throws_ok('SELECT opm.adjusted_rating(3, 9, 3, -1, 3, 1)', '22023', 'standard deviation must not be negative', 'a negative deviation');
SELECT * FROM finish();
ROLLBACK;
