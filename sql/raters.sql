-- Laws of adjusted ratings; definitions are checked in test/pgtap/raters.sql.

CREATE TABLE rating AS SELECT rater, subject, ((rater * 7 + subject * 5) % 11) / 2.0::float8 + rater / 3.0 AS rating FROM generate_series(1, 4) rater, generate_series(1, 12) subject;
-- Adding a constant to one rater's ratings, or stretching them, changes none of the adjusted ones with prior 0, as long as the others are the yardstick.
WITH yardstick AS (SELECT opm.scorecard(rating) AS s FROM rating),
plain AS (SELECT rater, subject, opm.adjusted_rating(rating, opm.scorecard(rating) OVER (PARTITION BY rater), s, 0) AS c FROM rating, yardstick),
stretched AS (SELECT rater, subject, opm.adjusted_rating(rating, opm.scorecard(rating) OVER (PARTITION BY rater), s, 0) AS c FROM (SELECT rater, subject, CASE WHEN rater = 2 THEN 3 + 2 * rating ELSE rating END AS rating FROM rating) r, yardstick)
SELECT count(*), bool_and(abs((p.c).adjusted - (q.c).adjusted) < 1e-12) AS same FROM plain p JOIN stretched q USING (rater, subject);
-- A rater who rates like all is left alone, whatever the prior.
SELECT bool_and(abs((c).adjusted - r) < 1e-12) AS same FROM generate_series(1, 5) r, unnest('{0,1,5,100}'::float8[]) prior, LATERAL (SELECT opm.adjusted_rating(r, 7, 3, 0.8, 3, 0.8, prior) AS c) x;
-- Trust grows with the number of ratings; without any, all raters are the measure.
SELECT n, (opm.adjusted_rating(4, n, 4.5, 0.5, 3, 1)).* FROM unnest('{0,1,5,45}'::bigint[]) n;
SELECT opm.adjusted_rating(4, 0, 4.5, 0.5, 3, 1, 0) AS nothing_known, opm.adjusted_rating(4, 5, 4.5, 0.5, NULL, 1) IS NULL AS unknown;
SELECT opm.adjusted_rating('NaN', 1, 1, 1, 1, 1);
SELECT opm.adjusted_rating(1, -1, 1, 1, 1, 1);
SELECT opm.adjusted_rating(1, 1, 1, 1, 1, 1, -1);
DROP TABLE rating;
