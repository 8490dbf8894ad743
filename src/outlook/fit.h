/*
 * fit.h: opm.fit, a mergeable straight-line fit of y on x, and the line read from a fit or a kpi.
 *
 * The one idea: the plain sums of x, y, x^2, xy and y^2 in double-double. Their 106 bits leave at least 10
 * good digits after centring even when the data sit at an offset of 10^10 standard deviations, and adding is
 * all that merging takes.
 */
#ifndef OPM_FIT_H
#define OPM_FIT_H

#include "opm.h"

#include "dd.h"
#include "kpi.h"

#define FIT_FORMAT	1

typedef struct Fit
{
	int32		format;			/* FIT_FORMAT */
	int32		zero;			/* spare, 0 */
	int64		n;				/* points, 1 .. SUMMARY_MAX_N: no points is NULL, not a fit */
	Dd			x;				/* sums over the points, each within SUMMARY_MAX_SUM */
	Dd			y;				/* likewise */
	Dd			xx;				/* >= 0 */
	Dd			xy;				/* any sign */
	Dd			yy;				/* >= 0 */
} Fit;

StaticAssertDecl(sizeof(Fit) == 96, "INTERNALLENGTH in fit.sql must be the size of Fit");

#define DatumGetFitP(d)			((Fit *) DatumGetPointer(d))
#define PG_GETARG_FIT_P(n)		DatumGetFitP(PG_GETARG_DATUM(n))
#define PG_RETURN_FIT_P(f)		PG_RETURN_POINTER(f)

/* A least-squares line and its scatter. */
typedef struct FitLine
{
	float8		n;				/* points */
	Dd			mean_x;			/* mean of x */
	Dd			mean_y;			/* mean of y */
	Dd			slope;			/* y per x; 0 where x has no spread */
	float8		xx;				/* sum of squared deviations; 0: x has no spread, and there is no line */
	float8		yy;				/* likewise of y */
	float8		rss;			/* sum of squared residuals, >= 0 */
	float8		df;				/* n - 2, may be <= 0 */
	float8		sd;				/* of the residuals, divisor df; NaN without degrees of freedom */
} FitLine;

extern FitLine FitToLine(const Fit *f);

/* x is days of 24 hours since first_at */
extern FitLine KpiToLine(const Kpi *k);

/* A prediction at one x. Errors are NaN where the line has no degrees of freedom. */
typedef struct FitPoint
{
	Dd			value;			/* unrounded: its distance to a target far from 0 must keep its digits */
	float8		line_error;		/* standard error of the line */
	float8		error;			/* standard error of a new value */
} FitPoint;

extern FitPoint FitPredict(const FitLine *line, float8 x);

#endif							/* OPM_FIT_H */
