/*
 * drift.c: EWMA and CUSUM charts, which see small lasting shifts that single points hide.
 *
 * Both compare with a centre and a sigma that the user gives; where one is left out it comes from a baseline,
 * as in opm.xmr_chart (mean, and mean moving range / d2). A missing value leaves the sum or average as it is.
 *
 * Sources: NIST/SEMATECH e-Handbook 6.3.2.3 and 6.3.2.4; Montgomery, Introduction to Statistical Quality
 * Control (tabular CUSUM, its estimate of the changed level, fast initial response after Lucas and Crosier
 * 1982).
 */
#include "spc.h"

#include "utils/timestamp.h"

#include "number.h"

/* Options and running state of one partition. */
typedef struct Ewma
{
	float8		lambda;			/* weight of the newest value, above 0, up to 1 */
	float8		width;			/* limits in sigmas, above 0 */
	bool		asymptotic;		/* limits as after very many points */
	float8		z;				/* the average so far */
	float8		rest;			/* (1 - lambda)^(2 * values so far) */
} Ewma;

typedef struct Cusum
{
	float8		k;				/* slack, sigmas, 0 or more */
	float8		h;				/* limit, sigmas, above 0 */
	float8		head;			/* start of both sums, sigmas, 0 or more */
	float8		high;			/* sums so far, unit of the value */
	float8		low;			/* sum below the centre, >= 0 */
	int64		high_values;	/* values since the sum was last 0 */
	int64		low_values;		/* likewise of low */
	int64		high_row;		/* row of the first of them */
	int64		low_row;		/* likewise of low */
} Cusum;

/* Both charts have the same arguments in the same places. */
static const ChartKind drift_kind = {
	.type = CHART_DRIFT, .columns = 1, .baseline = 6, .in_baseline = 7, .rules = -1, .at = 8, .least = 2,
	.usable = ChartUsableValue, .limits = ChartLimitsXmr
};

/* Callers ask for what must hold, as in !(x > 0): that refuses NaN, the NULL of an option, as well. */
static void
OutOfRange(const char *what, const char *rule)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("%s must be %s", what, rule)));
}

/* Centre and sigma as given, else from the baseline. */
static void
DriftLimits(Chart *chart, WindowObject winobj, int centre_arg, int sigma_arg)
{
	float8		centre = ChartNumber(winobj, centre_arg, "centre");
	float8		sigma = ChartNumber(winobj, sigma_arg, "sigma");

	RefuseNegative(sigma, "sigma");
	if (!isnan(sigma))
		chart->sigma = sigma;
	if (!isnan(centre))
		chart->centre = centre;
	/* What is given needs no baseline. */
	if (!isnan(centre) && !isnan(sigma))
	{
		chart->own = true;
		chart->problem = chart->caution = NULL;
	}
	else if (!isnan(chart->sigma) && !isnan(chart->centre))
		chart->problem = NULL;
}

/* Room for an option struct, on the first row; zeroed partition memory hangs on the chart. */
static void *
DriftState(Chart *chart, Size size)
{
	if (chart->extra == NULL)
		chart->extra = MemoryContextAllocZero(GetMemoryChunkContext(chart), size);
	return chart->extra;
}

/* ---- EWMA ---- */

/* On the first row: options, limits, and the average starts at the centre. */
static Ewma *
EwmaStart(Chart *chart, WindowObject winobj)
{
	Ewma	   *e = DriftState(chart, sizeof(Ewma));
	bool		isnull;
	Datum		d;

	e->lambda = ChartNumber(winobj, 1, "lambda");
	e->width = ChartNumber(winobj, 2, "width");
	d = WinGetFuncArgCurrent(winobj, 5, &isnull);
	e->asymptotic = !isnull && DatumGetBool(d);
	if (!(e->lambda > 0.0 && e->lambda <= 1.0))
		OutOfRange("lambda", "above 0 and at most 1");
	if (!(e->width > 0.0))
		OutOfRange("width", "above 0");
	DriftLimits(chart, winobj, 3, 4);
	chart->rules.on = RULE_BEYOND;
	e->z = chart->centre;
	e->rest = 1.0;
	return e;
}

PG_FUNCTION_INFO_V1(opm_drift_ewma_chart);
Datum
opm_drift_ewma_chart(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Chart	   *chart = ChartOfPartition(fcinfo, winobj, &drift_kind);
	int64		row = WinGetCurrentPosition(winobj);
	Ewma	   *e = row == 0 ? EwmaStart(chart, winobj) : chart->extra;
	float8		x = chart->column[0][row];
	ChartPoint	p = ChartEmptyPoint(chart);

	p.centre = chart->centre;
	ChartAt(chart, winobj, row);
	if (isnan(x))
		p.note = "no value";
	else if (!isnan(chart->centre))
	{
		e->z = e->lambda * x + (1.0 - e->lambda) * e->z;
		e->rest *= (1.0 - e->lambda) * (1.0 - e->lambda);
		p.value = e->z;
	}
	if (!isnan(chart->sigma) && !isnan(chart->centre) && !isnan(x))
	{
		p.sigma = chart->sigma * sqrt(e->lambda / (2.0 - e->lambda) * (e->asymptotic ? 1.0 : 1.0 - e->rest));
		p.lower = p.centre - e->width * p.sigma;
		p.upper = p.centre + e->width * p.sigma;
		p.judged = true;
		if (p.value > p.upper || p.value < p.lower)
			p.signal = RULE_BEYOND;
	}
	return ChartPointDatum(fcinfo, chart, row, &p);
}

/* ---- CUSUM ---- */

/* On the first row. A head start lets a process that begins off its level signal sooner. */
static Cusum *
CusumStart(Chart *chart, WindowObject winobj)
{
	Cusum	   *c = DriftState(chart, sizeof(Cusum));

	c->k = ChartNumber(winobj, 3, "k");
	c->h = ChartNumber(winobj, 4, "h");
	c->head = ChartNumber(winobj, 5, "head_start");
	if (!(c->k >= 0.0))
		OutOfRange("k", "0 or more");
	if (!(c->h > 0.0))
		OutOfRange("h", "above 0");
	if (isnan(c->head))
		c->head = 0.0;
	if (c->head < 0.0 || c->head >= c->h)
		OutOfRange("head_start", "0 or more and less than h");
	DriftLimits(chart, winobj, 1, 2);
	c->high = c->low = isnan(chart->sigma) ? 0.0 : c->head * chart->sigma;
	return c;
}

/* Add one deviation to a sum that never falls below 0, and count how long it has been above. */
static void
CusumAdd(float8 *sum, int64 *values, int64 *first_row, float8 step, int64 row)
{
	if (*values == 0)
		*first_row = row;
	*sum = *sum + step;
	if (*sum > 0.0)
		(*values)++;
	else
	{
		*sum = 0.0;
		*values = 0;
	}
}

/* Columns of opm.cusum_point, in order. */
enum CusumColumn
{
	CUSUM_VALUE, CUSUM_CENTRE, CUSUM_SIGMA, CUSUM_HIGH, CUSUM_LOW, CUSUM_UPPER, CUSUM_SIGNAL, CUSUM_RUN,
	CUSUM_SINCE, CUSUM_LEVEL, CUSUM_NOTE
};

/* A sum is beyond its limit: fill in since when, to what level, and the words. */
static void
CusumSignal(const Chart *chart, const Cusum *c, bool high, Row *out)
{
	int64		n = high ? c->high_values : c->low_values;
	int64		first = high ? c->high_row : c->low_row;
	float8		shift = c->k * chart->sigma + (high ? c->high : c->low) / n;
	StringInfoData note;

	initStringInfo(&note);
	appendStringInfo(&note, "level has %s", high ? "risen" : "fallen");
	RowInt64(out, CUSUM_RUN, n);
	RowFloat(out, CUSUM_LEVEL, chart->centre + (high ? shift : -shift));
	if (chart->at && chart->at[first] != DT_NOEND)
	{
		RowSet(out, CUSUM_SINCE, TimestampTzGetDatum(chart->at[first]));
		AppendSince(&note, chart->at[first]);
	}
	RowTextOfLength(out, CUSUM_NOTE, note.data, note.len);
}

PG_FUNCTION_INFO_V1(opm_drift_cusum_chart);
Datum
opm_drift_cusum_chart(PG_FUNCTION_ARGS)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Chart	   *chart = ChartOfPartition(fcinfo, winobj, &drift_kind);
	int64		row = WinGetCurrentPosition(winobj);
	Cusum	   *c = row == 0 ? CusumStart(chart, winobj) : chart->extra;
	float8		x = chart->column[0][row];
	float8		slack = c->k * chart->sigma;
	float8		limit = c->h * chart->sigma;
	const char *note = chart->problem ? chart->problem : chart->caution;
	int			signal = 0;
	Row			out;

	ChartAt(chart, winobj, row);
	RowInit(&out);
	RowFloat(&out, CUSUM_VALUE, x);
	RowFloat(&out, CUSUM_CENTRE, chart->centre);
	RowFloat(&out, CUSUM_SIGMA, chart->sigma);
	if (isnan(x))
		note = "no value";
	else if (!isnan(chart->sigma) && !isnan(chart->centre))
	{
		CusumAdd(&c->high, &c->high_values, &c->high_row, x - chart->centre - slack, row);
		CusumAdd(&c->low, &c->low_values, &c->low_row, chart->centre - slack - x, row);
		signal = c->high > limit ? 1 : c->low > limit ? -1 : 0;
		RowFloat(&out, CUSUM_HIGH, c->high);
		RowFloat(&out, CUSUM_LOW, c->low);
		RowFloat(&out, CUSUM_UPPER, limit);
		RowInt32(&out, CUSUM_SIGNAL, signal);
	}
	if (signal != 0)
		CusumSignal(chart, c, signal > 0, &out);
	else
		RowText(&out, CUSUM_NOTE, note);
	return RowDatum(fcinfo, &out);
}
