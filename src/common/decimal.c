/*
 * decimal.c: decimals behind doubles. See decimal.h.
 */
#include "decimal.h"

#include <float.h>

const float8 decimal_power[DECIMAL_MAX_PLACES + 1] = {
	1e0, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17, 1e18,
	1e19, 1e20, 1e21, 1e22
};

/*
 * Of a number that is not whole. Most that stand for no decimal fail the first test, at the place of the 15th
 * digit; for the others the least place is found.
 */
int
DecimalFractionPlaces(float8 size)
{
	int			last = 14;

	if (!(size < DECIMAL_MAX_UNITS))
		return DECIMAL_NONE;
	while (last > 0 && size * decimal_power[last] >= DECIMAL_MAX_UNITS)
		last--;
	while (last < DECIMAL_MAX_PLACES && size * decimal_power[last + 1] < DECIMAL_MAX_UNITS)
		last++;
	if (DecimalRound(size * decimal_power[last]) / decimal_power[last] != size)
		return DECIMAL_NONE;
	for (int places = 1; places < last; places++)
		if (DecimalRound(size * decimal_power[places]) / decimal_power[places] == size)
			return places;
	return last;
}

/* The decimal of 15 digits nearest to x: what a person would have written. */
float8
DecimalNearest(float8 x)
{
	char		buf[64];

	snprintf(buf, sizeof(buf), "%.14e", x);
	return strtod(buf, NULL) + 0.0;
}

/* a - b: 1 - 0.55 is 0.45. */
float8
DecimalDifference(float8 a, float8 b)
{
	int			places = DecimalCommon(DecimalPlaces(a), DecimalPlaces(b));

	if (places <= 0 || !DecimalCountable(fabs(a) + fabs(b), places))
		return a - b;
	return (DecimalUnits(a, places) - DecimalUnits(b, places)) / decimal_power[places];
}

/* a / b: 0.3 / 0.1 is 3. */
float8
DecimalQuotient(float8 a, float8 b)
{
	int			places = DecimalCommon(DecimalPlaces(a), DecimalPlaces(b));

	if (places <= 0 || !DecimalCountable(Max(fabs(a), fabs(b)), places))
		return a / b;
	return DecimalUnits(a, places) / DecimalUnits(b, places);
}

/*
 * The same for an x that is no decimal between two that are: (x - from) / way, both in units of their last
 * place. x is taken as it is, and all is rounded once; so an x beside a decimal never overtakes it.
 */
static float8
ShareOfUnits(float8 x, int places, float8 from, float8 way)
{
	return DdDivideFloat(DdAddFloat(DdTwoProd(x, decimal_power[places]), -from), way).hi;
}

/* The share of the way from a to b that x has gone; false where it is to be computed with doubles. */
bool
DecimalShareOfWay(float8 x, float8 a, float8 b, float8 *share)
{
	int			ends = DecimalCommon(DecimalPlaces(a), DecimalPlaces(b));
	int			places = DecimalCommon(DecimalPlaces(x), ends);
	float8		size = Max(fabs(a), fabs(b));
	float8		from;

	if (DecimalCountable(Max(fabs(x), size), places))
	{
		if (places == 0)
			return false;		/* doubles do the same */
		from = DecimalUnits(a, places);
		*share = (DecimalUnits(x, places) - from) / (DecimalUnits(b, places) - from);
		return true;
	}
	if (!DecimalCountable(size, ends) || fabs(x) > DECIMAL_MAX_SIZE)
		return false;
	from = DecimalUnits(a, ends);
	*share = ShareOfUnits(x, ends, from, DecimalUnits(b, ends) - from);
	return true;
}

/* What is left of a tolerance, as its share, where x is outside of the limit; false as above. */
bool
DecimalShareLeft(float8 x, float8 limit, float8 tolerance, float8 *share)
{
	int			ends = DecimalCommon(DecimalPlaces(limit), DecimalPlaces(tolerance));
	int			places = DecimalCommon(DecimalPlaces(x), ends);
	float8		size = fabs(limit) + tolerance;
	float8		units;

	if (DecimalCountable(Max(fabs(x), fabs(limit)) + tolerance, places))
	{
		units = DecimalUnits(tolerance, places);
		*share = (units - fabs(DecimalUnits(x, places) - DecimalUnits(limit, places))) / units;
		return true;
	}
	if (!DecimalCountable(size, ends) || fabs(x) > DECIMAL_MAX_SIZE)
		return false;
	units = DecimalUnits(tolerance, ends);
	if (x > limit)
		units = -units;
	*share = ShareOfUnits(x, ends, DecimalUnits(limit, ends) - units, units);
	return true;
}

/* The inverse: the point at that share of the way. */
bool
DecimalPointOfWay(float8 share, float8 a, float8 b, float8 *point)
{
	int			shareplaces = DecimalPlaces(share);
	int			places = DecimalCommon(DecimalPlaces(a), DecimalPlaces(b));
	float8		from;

	if (!DecimalCountable(fabs(a) + fabs(b), places) || fabs(share) > DECIMAL_MAX_SIZE)
		return false;
	from = DecimalUnits(a, places);
	if (shareplaces < 0 ||
		!DecimalCountable(fabs(a) + fabs(share) * (fabs(a) + fabs(b)), shareplaces + places))
	{
		/* a share that is no decimal: as in ShareOfUnits */
		Dd			units = DdAddFloat(DdTwoProd(share, DecimalUnits(b, places) - from), from);

		*point = DdDivideFloat(units, decimal_power[places]).hi;
		return true;
	}
	*point = from * decimal_power[shareplaces];
	*point += DecimalUnits(share, shareplaces) * (DecimalUnits(b, places) - from);
	*point /= decimal_power[shareplaces + places];
	return true;
}

/* A score in percent: 0.55 is 55. */
float8
DecimalPercent(float8 score)
{
	int			places = DecimalPlaces(score);

	if (places <= 0 || !DecimalCountable(fabs(score), places))
		return 100.0 * score;
	return places == 1 ? 10.0 * DecimalUnits(score, 1) :
		DecimalUnits(score, places) / decimal_power[places - 2];
}

/*
 * The same of a summary, which keeps no places: the caller tells those of the numbers it knows, others may
 * have more. With the right ones the sum lies nearer to a whole number of units than the doubles may be off,
 * and that is taken for true where chance would rarely bring it there. If it is not, then what is changed is
 * less than the doubles are off.
 */
bool
DecimalSummaryUnits(Dd sum, float8 size, int *places, float8 *units)
{
	for (; DecimalCountable(fabs(sum.hi), *places); ++*places)
	{
		float8		off = size * decimal_power[*places] * (DBL_EPSILON / 2);
		Dd			exact = DdMultiplyFloat(sum, decimal_power[*places]);

		if (off >= 1.0 / 64)
			return false;
		*units = rint(exact.hi);
		if (fabs((exact.hi - *units) + exact.lo) <= off)
			return true;
	}
	return false;
}
