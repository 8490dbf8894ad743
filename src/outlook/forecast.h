/*
 * forecast.h: predictions against targets.
 */
#ifndef OPM_FORECAST_H
#define OPM_FORECAST_H

#include "opm.h"

#include "dd.h"
#include "target.h"

/*
 * Probability that a new value reaches the target, where value + error * (t with df degrees of freedom)
 * predicts it. With an error of 0, 1 or 0.
 */
extern float8 TargetProbability(const Target *t, Dd value, float8 error, float8 df);

#endif							/* OPM_FORECAST_H */
