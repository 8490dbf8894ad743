/*
 * shapley.h: dividing the change of a mean, an order statistic or a power mean among what it is made of.
 *
 * A player goes from (x0, w0) to (x1, w1). Its Shapley value is the change it brings, averaged over all
 * orders in which the players could move; the values add up to the change of the whole.
 */
#ifndef OPM_SHAPLEY_H
#define OPM_SHAPLEY_H

#include "opm.h"

typedef struct Player
{
	float8		x0;				/* score or value before */
	float8		x1;				/* and after */
	float8		w0;				/* weight before, >= 0 */
	float8		w1;				/* and after */
	float8		byx;			/* results: points that come from the change of x, and of w */
	float8		byw;			/* and from the change of w */
	float8		slope;			/* points for one point of x, where x did not change */
} Player;

#define SHAPLEY_POWER_PLAYERS	12	/* changes that geometric and harmonic means try in all orders */
#define SHAPLEY_ORDER_PLAYERS	1000	/* changes up to which medians are exact */

/* Each returns false if the change cannot be divided: a weight is missing, or a mixed state has no answer. */
extern bool ShapleyMean(Player *p, int64 n);
extern bool ShapleyOrder(Player *p, int64 n, int64 k, float8 factor);
extern bool ShapleyMedian(Player *p, int64 n);
extern bool ShapleyReached(Player *p, int64 n, int64 k);
extern bool ShapleyPower(Player *p, int64 n, bool harmonic);

#endif							/* OPM_SHAPLEY_H */
