/*
 * raters.c: ratings made comparable between strict and generous raters.
 *
 * A rating is read against the rater's own mean and standard deviation and put on the scale of all. What is
 * known of a rater from a few ratings is little, so each rater is given `prior` ratings of an average rater
 * on top: few ratings change little, many speak for themselves.
 *
 * Source: z within rater; the weights n / (n + prior) are those of the normal model with a known ratio of the
 * variances (Buhlmann credibility, empirical Bayes).
 */
#include "opm.h"

#include "number.h"
#include "result.h"

/* Columns of the result, in order. */
enum AdjustedColumn
{
	ADJ_Z, ADJ_ADJUSTED, ADJ_TRUST, ADJ_REASON
};

/* adjusted_rating(rating, rater_n, rater_mean, rater_stddev, mean, stddev, prior) */
PG_FUNCTION_INFO_V1(opm_adjusted_rating);
Datum
opm_adjusted_rating(PG_FUNCTION_ARGS)
{
	float8		rating = CheckFinite(PG_GETARG_FLOAT8(0), "rating");
	float8		n = CheckNotNegative((float8) PG_GETARG_INT64(1), "number of ratings");
	float8		rater_mean = CheckFinite(PG_GETARG_FLOAT8(2), "mean");
	float8		rater_stddev = CheckNotNegative(PG_GETARG_FLOAT8(3), "standard deviation");
	float8		mean = CheckFinite(PG_GETARG_FLOAT8(4), "mean");
	float8		stddev = CheckNotNegative(PG_GETARG_FLOAT8(5), "standard deviation");
	float8		prior = CheckNotNegative(PG_GETARG_FLOAT8(6), "prior");
	float8		trust = n + prior > 0.0 ? n / (n + prior) : 0.0;
	Row			row;

	RowInit(&row);
	RowFloat(&row, ADJ_TRUST, trust);
	if (stddev == 0.0)
		RowText(&row, ADJ_REASON, "all ratings are equal");
	else
	{
		/* what the rater is measured by: own figures as far as they are trusted, those of all for the rest */
		float8		centre = trust * rater_mean + (1.0 - trust) * mean;
		float8		width = sqrt(trust * rater_stddev * rater_stddev + (1.0 - trust) * stddev * stddev);

		if (width > 0.0)
		{
			float8		z = (rating - centre) / width;

			RowFloat(&row, ADJ_Z, z);
			RowFloat(&row, ADJ_ADJUSTED, mean + stddev * z);
		}
		if (trust < 0.5)
			RowText(&row, ADJ_REASON, "few ratings: mostly read against all raters");
		else if (width == 0.0)
			RowText(&row, ADJ_REASON, "the rater gives everyone the same rating");
	}
	return RowDatum(fcinfo, &row);
}
