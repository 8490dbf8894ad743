/*
 * spc_counts.c: charts of counts (p, np, c, u), charts with limits of the user's own, and chart constants.
 *
 * A count says by itself how much it varies (binomial or Poisson), so one number, the rate of the baseline, gives
 * centre and sigma of every point, whatever its size. Where that is too narrow, as with very large sizes, Laney's
 * method measures on the moving range of the standardised points how much more they really vary.
 */
#include "spc.h"

#include "dd.h"
#include "number.h"

typedef enum CountChart
{
	CHART_P, CHART_NP, CHART_C, CHART_U
} CountChart;

static bool
CountUsable(Chart *chart, int64 row)
{
	RefuseNegative(chart->column[0][row], "count");
	return !isnan(chart->column[0][row]);
}

/* Sizes of 0 hold no point: nothing could be counted. */
static bool
RateUsable(Chart *chart, int64 row)
{
	float8		count = chart->column[0][row];
	float8		size = chart->column[1][row];

	RefuseNegative(count, "count");
	RefuseNegative(size, "size");
	if (isnan(count) || isnan(size))
		return false;
	if (size == 0.0)
	{
		if (count > 0.0)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("a size of 0 cannot have a count of %g", count)));
		return false;
	}
	return true;
}

static bool
ShareUsable(Chart *chart, int64 row)
{
	if (!RateUsable(chart, row))
		return false;
	if (chart->column[0][row] > chart->column[1][row])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("count must not be greater than size"),
				 errhint("Use opm.u_chart where one unit can have several defects.")));
	return true;
}

/* Standard deviation of a rate of this size under the plain model. */
static float8
RateSigma(float8 rate, float8 size, bool share)
{
	return sqrt((share ? rate * (1.0 - rate) : rate) / size);
}

static void
RateLimits(Chart *chart, bool sized, bool share)
{
	Dd			count = {0, 0};
	Dd			size = {0, 0};
	float8		before = OPM_UNKNOWN;
	Dd			moving = {0, 0};
	int64		ranges = 0;

	for (int64 i = 0; i < chart->n; i++)
	{
		if (!chart->in_baseline[i])
			continue;
		count = DdAddFloat(count, chart->column[0][i]);
		size = DdAddFloat(size, sized ? chart->column[1][i] : 1.0);
	}
	chart->centre = DdDivide(count, size).hi;
	chart->sigma = 1.0;
	if (isnan(chart->centre))
		float_overflow_error();
	if (share ? chart->centre == 0.0 || chart->centre == 1.0 : chart->centre == 0.0)
		chart->caution = "no variation in the baseline";
	if (chart->method == 0 || chart->caution != NULL)
		return;

	/* Laney: sigma of the standardised points, by their moving range */
	for (int64 i = 0; i < chart->n; i++)
	{
		float8		z = OPM_UNKNOWN;

		if (chart->in_baseline[i])
		{
			float8		units = chart->column[1][i];

			z = (chart->column[0][i] / units - chart->centre) / RateSigma(chart->centre, units, share);
		}
		if (!isnan(z) && !isnan(before))
		{
			moving = DdAddFloat(moving, fabs(z - before));
			ranges++;
		}
		before = z;
	}
	if (ranges == 0)
	{
		chart->sigma = OPM_UNKNOWN;
		chart->problem = "no two points in a row in the baseline";
	}
	else
		chart->sigma = DdDivideFloat(moving, ranges).hi / ChartD2(2, false);
	if (ranges > 0 && isnan(chart->sigma))
		float_overflow_error();
}

static void
ShareLimits(Chart *chart)
{
	RateLimits(chart, true, true);
}

static void
DensityLimits(Chart *chart)
{
	RateLimits(chart, true, false);
}

static void
CountLimits(Chart *chart)
{
	RateLimits(chart, false, false);
}

/* centre and sigma hold the rate and Laney's factor */
static void
CountPoint(Chart *chart, int64 row, ChartPoint *p, CountChart which)
{
	float8		count = chart->column[0][row];
	float8		size = which == CHART_C ? 1.0 : chart->column[1][row];
	bool		share = which == CHART_P || which == CHART_NP;
	float8		scale = which == CHART_NP ? size : 1.0;

	if (!chart->usable[row])
	{
		/* A missing point still has its centre, and its limits where the size is not needed. */
		if (which != CHART_NP)
			p->centre = chart->centre;
		if (which != CHART_C)
			return;
	}
	p->value = which == CHART_NP ? count : count / size;
	p->centre = scale * chart->centre;
	p->sigma = scale * RateSigma(chart->centre, size, share) * chart->sigma;
	PointLimits(p, 0.0, share ? scale : get_float8_infinity());
}

static void
PPoint(Chart *chart, int64 row, ChartPoint *p)
{
	CountPoint(chart, row, p, CHART_P);
}

static void
NpPoint(Chart *chart, int64 row, ChartPoint *p)
{
	CountPoint(chart, row, p, CHART_NP);
}

static void
CPoint(Chart *chart, int64 row, ChartPoint *p)
{
	CountPoint(chart, row, p, CHART_C);
}

static void
UPoint(Chart *chart, int64 row, ChartPoint *p)
{
	CountPoint(chart, row, p, CHART_U);
}

static void
RateOptions(Chart *chart, WindowObject winobj)
{
	static const char *const method[] = {"plain", "laney"};

	chart->method = ChartWord(winobj, 5, "method", method, lengthof(method));
}

PG_FUNCTION_INFO_V1(spc_p_chart);
Datum
spc_p_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.name = "p_chart", .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = ShareUsable, .limits = ShareLimits, .point = PPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(spc_np_chart);
Datum
spc_np_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.name = "np_chart", .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = ShareUsable, .limits = ShareLimits, .point = NpPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(spc_u_chart);
Datum
spc_u_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.name = "u_chart", .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = RateUsable, .limits = DensityLimits, .point = UPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(spc_c_chart);
Datum
spc_c_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.name = "c_chart", .columns = 1, .baseline = 1, .in_baseline = 2, .rules = 3, .at = 4, .least = 1,
		.usable = CountUsable, .limits = CountLimits, .point = CPoint
	};

	return ChartRow(fcinfo, &kind);
}

/* ---- Limits of the user's own ---- */

static bool
OwnUsable(Chart *chart, int64 row)
{
	RefuseNegative(chart->column[2][row], "sigma");
	return !isnan(chart->column[0][row]);
}

static void
OwnLimits(Chart *chart)
{
	chart->own = true;			/* each row brings them */
}

static void
OwnPoint(Chart *chart, int64 row, ChartPoint *p)
{
	p->value = chart->column[0][row];
	p->centre = chart->column[1][row];
	p->sigma = chart->column[2][row];
	PointLimits(p, -get_float8_infinity(), get_float8_infinity());
	if (isnan(p->centre) || isnan(p->sigma))
	{
		p->note = "no centre or sigma";
		RuleGap(&chart->state);
	}
}

PG_FUNCTION_INFO_V1(spc_chart);
Datum
spc_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.name = "chart", .columns = 3, .baseline = -1, .in_baseline = -1, .rules = 3, .at = 4,
		.usable = OwnUsable, .limits = OwnLimits, .point = OwnPoint
	};

	return ChartRow(fcinfo, &kind);
}

/* ---- Constants ---- */

static int32
CheckSize(int32 n, int32 most)
{
	if (n < 2 || n > most)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("size of a subgroup must be from 2 to %d", most)));
	return n;
}

PG_FUNCTION_INFO_V1(spc_d2);
Datum
spc_d2(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartD2(CheckSize(PG_GETARG_INT32(0), CHART_MAX_RANGE_N), false));
}

PG_FUNCTION_INFO_V1(spc_d3);
Datum
spc_d3(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartD3(CheckSize(PG_GETARG_INT32(0), CHART_MAX_RANGE_N)));
}

PG_FUNCTION_INFO_V1(spc_c4);
Datum
spc_c4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartC4(CheckSize(PG_GETARG_INT32(0), PG_INT32_MAX)));
}
