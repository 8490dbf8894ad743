/*
 * decimal.h: the same decimals in, the same decimals out: 0.1 and 0.2 add up to 0.3.
 *
 * A double with at most 15 significant digits stands for one decimal, the one that was written; the double
 * itself is off by a part of its last bit, and so 0.1 + 0.2 is 0.30000000000000004. Where all numbers of a
 * sum, a mean or a share are such decimals, they are counted in whole units of their last place, which is
 * exact, and one division makes a double of the result: the one nearest to the decimal answer. It does not
 * depend on the order of the numbers. Where a number is no such decimal (1/3), or the units are too many to
 * count, doubles are computed with as ever.
 */
#ifndef OPM_DECIMAL_H
#define OPM_DECIMAL_H

#include "opm.h"

#include "dd.h"

#define DECIMAL_NONE		(-1)	/* places of a number that stands for no decimal */
#define DECIMAL_MAX_PLACES	22	/* 10^22 is the last power of ten that a double has exactly */
#define DECIMAL_MAX_SIZE	1e270	/* such a number in units of any place is still no infinity */
#define DECIMAL_MAX_UNITS	1e15	/* units are whole numbers below this: 15 digits, exact in a double */

/* 10^0 .. 10^DECIMAL_MAX_PLACES */
extern const float8 decimal_power[DECIMAL_MAX_PLACES + 1];

/* x >= 0 rounded to a whole number; exact for whole numbers, and faster than rint(). */
static inline float8
DecimalRound(float8 x)
{
	return x < 0x1p51 ? (x + 0x1p52) - 0x1p52 : rint(x);
}

extern int	DecimalFractionPlaces(float8 size);

/* Places after the point of the decimal that x stands for: 0 .. DECIMAL_MAX_PLACES, or DECIMAL_NONE. */
static inline int
DecimalPlaces(float8 x)
{
	float8		size = fabs(x);

	/* whole numbers of any size: those of more digits are too many units, as the caller will find */
	return DecimalRound(size) == size ? 0 : DecimalFractionPlaces(size);
}

/* Places that hold both; DECIMAL_NONE if one has none. */
static inline int
DecimalCommon(int a, int b)
{
	return a < 0 || b < 0 ? DECIMAL_NONE : Max(a, b);
}

/* A decimal of at most so many places in units of the last; whole, unless it is too large. */
static inline float8
DecimalUnits(float8 x, int places)
{
	return rint(x * decimal_power[places]);
}

/* Numbers of so many places whose sizes add up to this: are they few enough units to be counted? */
static inline bool
DecimalCountable(float8 size, int places)
{
	return places >= 0 && places <= DECIMAL_MAX_PLACES && size * decimal_power[places] < DECIMAL_MAX_UNITS;
}

extern float8 DecimalNearest(float8 x);
extern float8 DecimalDifference(float8 a, float8 b);
extern float8 DecimalQuotient(float8 a, float8 b);
extern bool DecimalShareOfWay(float8 x, float8 a, float8 b, float8 *share);
extern bool DecimalShareLeft(float8 x, float8 limit, float8 tolerance, float8 *share);
extern bool DecimalPointOfWay(float8 share, float8 a, float8 b, float8 *point);
extern float8 DecimalPercent(float8 score);

/*
 * A sum of decimals on its way: kept beside a sum of doubles, to round that to the decimals' own. The doubles
 * are off by 2^-53 of their sizes at most, which is less than half a unit where DecimalCountable.
 */
typedef struct DecimalSum
{
	float8		size;			/* sum of |x|; twice that of products, which were rounded more often */
	int			places;			/* that hold all of them, or DECIMAL_NONE */
} DecimalSum;

static inline void
DecimalSumNote(DecimalSum *s, float8 x, int places, bool product)
{
	s->size += product ? 2 * fabs(x) : fabs(x);
	s->places = DecimalCommon(s->places, places);
}

/* The sum in units of the last place, if it can be told from the sum of the doubles. */
static inline bool
DecimalSumUnits(const DecimalSum *s, float8 sum, float8 *units)
{
	if (!DecimalCountable(s->size, s->places))
		return false;
	*units = DecimalUnits(sum, s->places);
	return true;
}

extern bool DecimalSummaryUnits(Dd sum, float8 size, int *places, float8 *units);

#endif							/* OPM_DECIMAL_H */
