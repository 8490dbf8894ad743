
-- calibrate: ratings of strict and generous raters on one scale

CREATE TYPE opm.calibrated_rating AS (
	z double precision,
	calibrated double precision,
	trust double precision,
	note text
);
COMMENT ON TYPE opm.calibrated_rating IS 'A rating read against its rater.';
COMMENT ON COLUMN opm.calibrated_rating.z IS 'How many of the rater''s standard deviations the rating is above the rater''s mean. NULL if all ratings, or all of this rater with prior 0, are equal; note says so.';
COMMENT ON COLUMN opm.calibrated_rating.calibrated IS 'The rating on the scale of all raters: mean of all + z * standard deviation of all. May lie outside the scale of the form. NULL where z is.';
COMMENT ON COLUMN opm.calibrated_rating.trust IS 'Weight of the rater''s own figures, 0 to 1: n / (n + prior). The rest is that of all raters.';
COMMENT ON COLUMN opm.calibrated_rating.note IS 'What to beware of, or NULL.';

CREATE FUNCTION opm.calibrate(rating double precision, rater_n bigint, rater_mean double precision, rater_sd double precision, mean double precision, sd double precision,
	prior double precision DEFAULT 5) RETURNS opm.calibrated_rating
	AS 'MODULE_PATHNAME', 'calibrate_rating' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.calibrate(double precision, bigint, double precision, double precision, double precision, double precision, double precision) IS 'A rating read against its rater''s own mean and standard deviation over rater_n ratings, and put on the scale of all ratings (mean, sd). As few ratings tell little about a rater, prior ratings of an average rater are added: mean and variance of the rater count n / (n + prior), those of all the rest. prior 0 gives the plain z within rater. Use the same kind of standard deviation (sample or population) for both. NULL when an argument is NULL. Errors: 22003 for NaN or infinity, 22023 for a negative count, deviation or prior.';
CREATE FUNCTION opm.calibrate(rating double precision, rater opm.scorecard, everyone opm.scorecard, prior double precision DEFAULT 5) RETURNS opm.calibrated_rating
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN opm.calibrate(rating, opm.n(rater), opm.mean(rater), opm.spread(rater), opm.mean(everyone), opm.spread(everyone), prior);
COMMENT ON FUNCTION opm.calibrate(double precision, opm.scorecard, opm.scorecard, double precision) IS 'A rating read against its rater, both described by scorecards of their ratings: opm.calibrate(rating, opm.scorecard(rating) OVER (PARTITION BY rater), opm.scorecard(rating) OVER ()). See the form with numbers. Standard deviations are those of the whole population (opm.spread). NULL when an argument is NULL or nothing is rated. Errors: 22003 for NaN or infinity, 22023 for a negative prior.';
