/*
 * distribution.h: the normal and Student's t distribution, for intervals and probabilities.
 */
#ifndef OPM_DISTRIBUTION_H
#define OPM_DISTRIBUTION_H

#include "opm.h"

/* coefficient[0] + coefficient[1] x + ... + coefficient[n - 1] x^(n - 1) */
static inline float8
Polynomial(const float8 *coefficient, int n, float8 x)
{
	float8		sum = coefficient[n - 1];

	for (int i = n - 2; i >= 0; i--)
		sum = coefficient[i] + x * sum;
	return sum;
}

/* P(Z <= z) for every z; relative accuracy holds in the lower tail, so ask for the upper one as -z. */
extern float8 NormalCdf(float8 z);

/* The z with NormalCdf(z) = p, for 0 < p < 1. */
extern float8 NormalQuantile(float8 p);

/*
 * P(T <= t) with df > 0 degrees of freedom, not necessarily whole; an infinite df is the normal distribution.
 */
extern float8 StudentCdf(float8 t, float8 df);

/* A confidence level from a user: above 0 and below 1, or 22023. */
extern float8 CheckLevel(float8 level);
extern float8 CheckChance(float8 probability);

/* Half the width of a two-sided interval, in standard errors. */
extern float8 IntervalFactor(float8 level, float8 df);

#endif							/* OPM_DISTRIBUTION_H */
