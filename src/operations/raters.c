/*
 * calibrate.c: ratings made comparable between strict and generous raters.
 *
 * A rating is read against the rater's own mean and spread and put on the scale of all. What is known of a rater
 * from a few ratings is little, so each rater is given `prior` ratings of an average rater on top: few ratings
 * change little, many speak for themselves.
 *
 * Source: z within rater; the weights n / (n + prior) are those of the normal model with a known ratio of the
 * variances (Buhlmann credibility, empirical Bayes).
 */
#include "opm.h"

#include "number.h"
#include "result.h"

PG_FUNCTION_INFO_V1(calibrate_rating);
Datum
calibrate_rating(PG_FUNCTION_ARGS)
{
	Row			row;
	float8		rating;
	float8		n;
	float8		rater_mean;
	float8		rater_sd;
	float8		mean;
	float8		sd;
	float8		prior;
	float8		trust;
	float8		z = OPM_UNKNOWN;
	const char *note = NULL;

	rating = CheckFinite(PG_GETARG_FLOAT8(0), "rating");
	n = CheckNotNegative((float8) PG_GETARG_INT64(1), "number of ratings");
	rater_mean = CheckFinite(PG_GETARG_FLOAT8(2), "mean");
	rater_sd = CheckNotNegative(PG_GETARG_FLOAT8(3), "standard deviation");
	mean = CheckFinite(PG_GETARG_FLOAT8(4), "mean");
	sd = CheckNotNegative(PG_GETARG_FLOAT8(5), "standard deviation");
	prior = CheckNotNegative(PG_GETARG_FLOAT8(6), "prior");

	trust = n + prior > 0.0 ? n / (n + prior) : 0.0;
	if (sd == 0.0)
		note = "all ratings are equal";
	else
	{
		float8		centre = trust * rater_mean + (1.0 - trust) * mean;
		float8		spread = sqrt(trust * rater_sd * rater_sd + (1.0 - trust) * sd * sd);

		if (spread > 0.0)
			z = (rating - centre) / spread;
		else
			note = "the rater gives everyone the same rating";
		if (trust < 0.5)
			note = "few ratings: mostly read against all raters";
	}
	RowInit(&row);
	RowFloat(&row, 0, z);
	RowFloat(&row, 1, mean + sd * z);
	RowFloat(&row, 2, trust);
	RowText(&row, 3, note);
	return RowDatum(fcinfo, &row);
}
