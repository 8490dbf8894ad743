/*
 * opm.h: what every module of opm includes first.
 *
 * Data flows one way: measurement -> kpi -> (target) score -> goaltree -> scorecard, bands.
 * Each module owns one header (its type and the few functions others may call).
 */
#ifndef OPM_H
#define OPM_H

#include "postgres.h"

#include <math.h>

#include "fmgr.h"
#include "miscadmin.h"
#include "utils/float.h"
#include "utils/memutils.h"

#include "compat.h"

/* An SQL function whose body is one expression. */
#define SQL_FUNCTION(name, result) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	return result; \
}

/* Unknown is stored as this one NaN, never shown; a user's own NaN is refused at every gate. */
#define OPM_UNKNOWN			get_float8_nan()
#define OpmIsUnknown(x)		isnan(x)

#endif							/* OPM_H */
