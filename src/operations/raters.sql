
-- raters: ratings of strict and generous raters on one scale

CREATE FUNCTION opm.adjusted_rating(rating double precision, rater_n bigint, rater_mean double precision,
	rater_stddev double precision, mean double precision, stddev double precision, prior double precision DEFAULT 5,
	OUT z double precision, OUT adjusted double precision, OUT trust double precision, OUT reason text) RETURNS record
	AS 'MODULE_PATHNAME', 'opm_adjusted_rating' LANGUAGE C IMMUTABLE STRICT PARALLEL SAFE;
COMMENT ON FUNCTION opm.adjusted_rating(double precision, bigint, double precision, double precision, double precision,
	double precision, double precision) IS
	'A rating read against its rater''s own mean and standard deviation over rater_n ratings, and put on the scale of '
	'all ratings (mean, stddev). As few ratings tell little about a rater, prior ratings of an average rater are '
	'added: mean and variance of the rater count n / (n + prior), those of all the rest. prior 0 gives the plain z '
	'within rater. Use the same kind of standard deviation (sample or population) for both. z: how many of the '
	'rater''s standard deviations the rating is above the rater''s mean. adjusted: the rating on the scale of all '
	'raters, mean + z * stddev; it may lie outside the scale of the form. trust: weight of the rater''s own figures, '
	'0 to 1. reason: why z and adjusted are NULL, or what to beware of. NULL when an argument is NULL. Errors: 22003 '
	'for NaN or infinity, 22023 for a negative count, deviation or prior. Source: credibility theory, Buhlmann (1967).';
CREATE FUNCTION opm.adjusted_rating(rating double precision, rater opm.scorecard, everyone opm.scorecard,
	prior double precision DEFAULT 5,
	OUT z double precision, OUT adjusted double precision, OUT trust double precision, OUT reason text) RETURNS record
	LANGUAGE SQL IMMUTABLE STRICT PARALLEL SAFE
	RETURN opm.adjusted_rating(rating, opm.n(rater), opm.mean(rater), opm.stddev(rater), opm.mean(everyone),
		opm.stddev(everyone), prior);
COMMENT ON FUNCTION opm.adjusted_rating(double precision, opm.scorecard, opm.scorecard, double precision) IS
	'As opm.adjusted_rating with numbers, for a rater and everyone described by scorecards of their ratings: '
	'opm.adjusted_rating(rating, opm.scorecard(rating) OVER (PARTITION BY rater), opm.scorecard(rating) OVER ()). '
	'Standard deviations are those of the whole population. NULL when an argument is NULL or nothing is rated. '
	'Errors: 22003 for NaN or infinity, 22023 for a negative prior.';
