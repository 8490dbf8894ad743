/*
 * number.h: the gates for numbers: what a user may hand in, and what may come out.
 *
 * NaN and infinity never pass, so the arithmetic between the gates may use NaN for "unknown" and need not
 * look. What does not fit into double precision is 22003; what fits, but makes no sense, is 22023. Every gate
 * turns -0 into 0, so that equal numbers have equal bytes and print alike.
 */
#ifndef OPM_NUMBER_H
#define OPM_NUMBER_H

#include "opm.h"

/* A number from a user's row; `what` names it in errors. */
extern float8 CheckFinite(float8 x, const char *what);
extern float8 CheckNotNegative(float8 x, const char *what);

/* The second half of it, where NaN is a number that is not known. */
extern void RefuseNegative(float8 x, const char *what);

/* A weight: 0, or so large and small that its products with scores neither vanish nor overflow. */
#define MIN_WEIGHT		1e-100
#define MAX_WEIGHT		1e100
#define WEIGHT_RULE		"A weight is 0, or from 1e-100 to 1e100."

static inline bool
WeightInRange(float8 weight)
{
	return weight == 0.0 || (weight >= MIN_WEIGHT && weight <= MAX_WEIGHT);
}

extern float8 CheckWeight(float8 weight);

/* A computed number on its way out: 22003 where it overflowed, as built-in functions do. */
extern float8 CheckResult(float8 x);
extern Datum FloatResult(float8 x);

#endif							/* OPM_NUMBER_H */
