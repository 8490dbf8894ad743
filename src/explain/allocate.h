/*
 * allocate.h: splitting a total into whole units by weights, exactly.
 *
 * Amounts are counted in units (cents, say) as 128-bit integers, so nothing is ever rounded but the split
 * itself.
 */
#ifndef OPM_ALLOCATE_H
#define OPM_ALLOCATE_H

#include "opm.h"

#include "utils/numeric.h"

#ifndef HAVE_INT128
/* cppcheck-suppress preprocessorErrorDirective */
#error "opm needs a compiler with 128-bit integers"
#endif

/* Amounts and products of amounts and weights stay below this, so that sums of two never overflow. */
#define ALLOC_MAX			((int128) 1 << 125)

typedef struct AllocPart
{
	int128		weight;			/* >= 0; all parts scaled by the same power of ten */
	int128		floor;			/* least and most units, if limited */
	int128		cap;			/* most units */
	int128		units;			/* result */
	bool		has_floor;		/* floor is meant */
	bool		has_cap;		/* cap is meant */
	bool		frozen;			/* held at a limit */
} AllocPart;

typedef enum AllocResult
{
	ALLOC_OK,
	ALLOC_NO_WEIGHT,			/* nothing has a weight above 0 */
	ALLOC_LIMITS,				/* the limits do not leave room for the total */
	ALLOC_TOO_LARGE				/* a product would leave 128 bits: use AllocateNumeric */
} AllocResult;

/* How amounts look to the user. */
typedef struct AllocUnit
{
	Numeric		unit;			/* > 0 */
	int			scale;			/* unit = 10^-scale, or -1 */
} AllocUnit;

/*
 * A part has the sign of the total, unless its own limit says otherwise: what is not limited gets a floor of
 * 0 (below 0 a cap), else it would make up for the limits of others.
 */
static inline void
AllocKeepSign(bool negative, bool *has_floor, int128 *floor, bool *has_cap, int128 *cap)
{
	if (!negative && !*has_floor && !(*has_cap && *cap < 0))
	{
		*has_floor = true;
		*floor = 0;
	}
	if (negative && !*has_cap && !(*has_floor && *floor > 0))
	{
		*has_cap = true;
		*cap = 0;
	}
}

extern AllocResult AllocateUnits(int128 total, AllocPart *parts, int64 n);
extern bool AllocateNumeric(Numeric total, const Numeric *weights, Numeric *units, int64 n);

extern bool ScaleWeights(const float8 *weights, int128 *scaled, int64 n);
extern bool NumericToInt128(Numeric n, int scale, int128 *result);
extern Numeric Int128ToNumeric(int128 x);

extern void AllocUnitInit(AllocUnit *u, Numeric total, Numeric unit, bool has_unit);
extern Numeric AllocUnitCount(const AllocUnit *u, Numeric amount, const char *what);
extern Numeric AllocUnitAmount(const AllocUnit *u, int128 units);
extern void CheckAllocNumeric(Numeric n, const char *what, bool negative_allowed);

#endif							/* OPM_ALLOCATE_H */
