/*
 * kpi.h: opm.kpi, a mergeable summary of many measurements of one thing.
 *
 * The one idea: second moments are taken about the first measurement in time. That point is one of the data,
 * which bounds the cancellation in "sum of squares minus square of sum" by a factor of n + 1, far inside what
 * the double-double sums carry; it is the same whatever the order of the rows; and it makes two summaries
 * mergeable without a division per row.
 */
#ifndef OPM_KPI_H
#define OPM_KPI_H

#include "opm.h"

#include "datatype/timestamp.h"

#include "dd.h"

#define KPI_FORMAT	1

typedef struct Kpi
{
	int32		format;			/* KPI_FORMAT */
	int32		zero;			/* spare, 0 */
	int64		n;				/* measurements, 1 .. SUMMARY_MAX_N: no measurements is NULL, not a kpi */
	int64		pairs;			/* those with a base, 0 .. n */
	TimestampTz first_at;		/* finite */
	TimestampTz last_at;		/* finite, >= first_at */
	float8		first;			/* value at first_at; the larger one of several */
	float8		last;			/* value at last_at; the larger one of several */
	float8		min;			/* smallest value */
	float8		max;			/* largest value */
	Dd			total;			/* sum of values */
	Dd			paired;			/* sum of the values that have a base */
	Dd			base;			/* sum of bases */
	Dd			t;				/* sum of t, where t = at - first_at in microseconds, >= 0 */
	Dd			tt;				/* sum of t^2 */
	Dd			tv;				/* sum of t * (value - first) */
	Dd			vv;				/* sum of (value - first)^2 */
} Kpi;

StaticAssertDecl(sizeof(Kpi) == 184, "INTERNALLENGTH in kpi.sql must be the size of Kpi");

#define DatumGetKpiP(d)			((Kpi *) DatumGetPointer(d))
#define PG_GETARG_KPI_P(n)		DatumGetKpiP(PG_GETARG_DATUM(n))
#define PG_RETURN_KPI_P(k)		PG_RETURN_POINTER(k)

/* Means and central second moments; value and time are never negative. */
typedef struct KpiMoments
{
	Dd			mean_value;		/* minus first */
	Dd			mean_time;		/* minus first_at, microseconds */
	Dd			value;			/* sum of squared deviations from the mean */
	Dd			time;			/* likewise, microseconds^2 */
	Dd			both;			/* sum of products of deviations, value * microseconds */
} KpiMoments;

extern KpiMoments KpiCentral(const Kpi *k);
extern float8 KpiTotal(const Kpi *k);
extern float8 KpiMean(const Kpi *k);

#endif							/* OPM_KPI_H */
