/*
 * improvement.c: did the pilot work, and did it last? Changes between means of kpis, with their uncertainty.
 *
 * The one idea: every question here is a sum of independent means with signs (after - before; that minus the
 * same of the control group), whose standard error and degrees of freedom follow from the kpis' n and
 * variance. Source: Welch 1947 (degrees of freedom by Welch and Satterthwaite).
 */
#include "opm.h"

#include "distribution.h"
#include "kpi.h"
#include "result.h"

typedef struct Contrast
{
	float8		change;			/* sum of the signed means */
	float8		variance;		/* of that sum */
	float8		df;				/* infinity without scatter */
	bool		known;			/* every kpi has at least 2 measurements */
} Contrast;

/*
 * Differences of means, with the variances of the groups as they are (Welch), since a pilot often changes the
 * spread too.
 */
static Contrast
ContrastOf(const Kpi *const *k, const int *sign, int n)
{
	Contrast	c = {0};
	Dd			change = DdFrom(0.0);
	float8		satterthwaite = 0.0;

	c.known = true;
	for (int i = 0; i < n; i++)
	{
		Dd			mean = DdDivideFloat(k[i]->total, (float8) k[i]->n);
		float8		v;

		change = sign[i] > 0 ? DdAdd(change, mean) : DdSubtract(change, mean);
		if (k[i]->n < 2)
		{
			c.known = false;
			continue;
		}
		v = KpiCentral(k[i]).value.hi / (k[i]->n - 1.0) / k[i]->n;
		c.variance += v;
		satterthwaite += v / (k[i]->n - 1.0) * v;
	}
	c.change = change.hi + 0.0;
	c.df = satterthwaite > 0.0 ? c.variance / satterthwaite * c.variance : get_float8_infinity();
	return c;
}

/* columns: change, low, high, relative, error, df, p, reason */
static Datum
Improvement(FunctionCallInfo fcinfo, const Contrast *c, float8 before, float8 level)
{
	float8		error = sqrt(c->variance);
	Row			row;

	RowInit(&row);
	RowFloat(&row, 0, c->change);
	if (before != 0.0)
		RowFloat(&row, 3, c->change / fabs(before));
	if (!c->known)
	{
		RowText(&row, 7, "an interval needs at least 2 measurements in each group");
		return RowDatum(fcinfo, &row);
	}
	RowFloat(&row, 4, error);
	if (error == 0.0)
	{
		RowFloat(&row, 1, c->change);
		RowFloat(&row, 2, c->change);
		RowText(&row, 7, "the measurements have no scatter");
		return RowDatum(fcinfo, &row);
	}
	RowFloat(&row, 1, c->change - IntervalFactor(level, c->df) * error);
	RowFloat(&row, 2, c->change + IntervalFactor(level, c->df) * error);
	RowFloat(&row, 5, c->df);
	RowFloat(&row, 6, 2.0 * StudentCdf(-fabs(c->change) / error, c->df));
	return RowDatum(fcinfo, &row);
}

/* improvement(before, after, level) */
PG_FUNCTION_INFO_V1(opm_improvement);
Datum
opm_improvement(PG_FUNCTION_ARGS)
{
	const Kpi  *const k[] = {PG_GETARG_KPI_P(0), PG_GETARG_KPI_P(1)};
	const int	sign[] = {-1, 1};
	float8		level = CheckLevel(PG_GETARG_FLOAT8(2));
	Contrast	c = ContrastOf(k, sign, 2);

	return Improvement(fcinfo, &c, KpiMean(k[0]), level);
}

/* improvement(before, after, control_before, control_after, level): difference in differences */
PG_FUNCTION_INFO_V1(opm_improvement_controlled);
Datum
opm_improvement_controlled(PG_FUNCTION_ARGS)
{
	const Kpi  *const k[] = {PG_GETARG_KPI_P(0), PG_GETARG_KPI_P(1), PG_GETARG_KPI_P(2), PG_GETARG_KPI_P(3)};
	const int	sign[] = {-1, 1, 1, -1};
	float8		level = CheckLevel(PG_GETARG_FLOAT8(4));
	Contrast	c = ContrastOf(k, sign, 4);

	return Improvement(fcinfo, &c, KpiMean(k[0]), level);
}

/* gain_kept(before, after, recent, level): kept, change, p, alarm, reason */
PG_FUNCTION_INFO_V1(opm_gain_kept);
Datum
opm_gain_kept(PG_FUNCTION_ARGS)
{
	const Kpi  *before = PG_GETARG_KPI_P(0);
	const Kpi  *after = PG_GETARG_KPI_P(1);
	const Kpi  *recent = PG_GETARG_KPI_P(2);
	float8		level = CheckLevel(PG_GETARG_FLOAT8(3));
	const Kpi  *const k[] = {after, recent};
	const int	sign[] = {-1, 1};
	float8		gain = KpiMean(after) - KpiMean(before);
	Contrast	c = ContrastOf(k, sign, 2);
	float8		loss = gain < 0.0 ? c.change : -c.change;	/* above 0: worse than after the improvement */
	float8		p;
	Row			row;

	RowInit(&row);
	RowFloat(&row, 1, c.change);
	if (gain == 0.0)
	{
		RowText(&row, 4, "there was no gain");
		return RowDatum(fcinfo, &row);
	}
	RowFloat(&row, 0, (KpiMean(recent) - KpiMean(before)) / gain);
	if (!c.known)
	{
		RowText(&row, 4, "a test needs at least 2 measurements after the improvement and recently");
		return RowDatum(fcinfo, &row);
	}
	if (c.variance == 0.0)
		p = loss > 0.0 ? 0.0 : 1.0;
	else
		p = StudentCdf(-loss / sqrt(c.variance), c.df);
	RowFloat(&row, 2, p);
	RowBool(&row, 3, p < 1.0 - level);
	return RowDatum(fcinfo, &row);
}
