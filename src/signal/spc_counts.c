/*
 * spc_counts.c: charts of counts (p, np, c, u, g), charts with limits of the user's own, and chart constants.
 *
 * A count says by itself how much it varies (binomial or Poisson), so one number, the rate of the baseline,
 * gives centre and sigma of every point, whatever its size. Where that is too narrow, as with very large
 * sizes, Laney's method measures on the moving range of the standardised points how much more they really
 * vary.
 */
#include "spc.h"

#include "dd.h"
#include "number.h"

/* Whether the variation is that of the plain model, or measured on the points. */
enum CountsMethod
{
	COUNTS_PLAIN, COUNTS_LANEY
};

static const char *const counts_method[] = {"plain", "laney"};

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

/* More hits than tries: the columns are swapped, or each unit can have several. */
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

/* Does each unit count at most once, so that the rate is a share of 0 to 1? */
static bool
CountsShares(const Chart *chart)
{
	return chart->kind->type == CHART_P || chart->kind->type == CHART_NP;
}

/* Units of a row: its size, or one where all rows are alike. */
static float8
UnitsOf(const Chart *chart, int64 row)
{
	return chart->kind->columns == 1 ? 1.0 : chart->column[1][row];
}

/* Standard deviation of the rate of so many units under the plain model: geometric, binomial or Poisson. */
static float8
RateSigma(const Chart *chart, float8 units)
{
	float8		rate = chart->centre;

	if (chart->kind->type == CHART_G)
		return sqrt(rate) * sqrt(rate + 1.0);
	return sqrt((CountsShares(chart) ? rate * (1.0 - rate) : rate) / units);
}

/*
 * How much more the points vary than the plain model says: sigma of the standardised points, by their moving
 * range.
 */
static void
LaneyFactor(Chart *chart)
{
	float8		before = OPM_UNKNOWN;
	Dd			moving = {0, 0};
	int64		ranges = 0;

	for (int64 i = 0; i < chart->n; i++)
	{
		float8		z = OPM_UNKNOWN;

		if (chart->in_baseline[i])
		{
			float8		units = UnitsOf(chart, i);

			z = (chart->column[0][i] / units - chart->centre) /
				RateSigma(chart, units);
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
		return;
	}
	chart->sigma = DdDivideFloat(moving, ranges).hi / ChartD2(2, false);
	if (isnan(chart->sigma))
		float_overflow_error();
}

/* Of charts of counts, centre is the rate of one unit, and sigma a factor: 1, or Laney's. */
static void
CountLimits(Chart *chart)
{
	Dd			count = {0, 0};
	Dd			units = {0, 0};

	for (int64 i = 0; i < chart->n; i++)
	{
		if (!chart->in_baseline[i])
			continue;
		count = DdAddFloat(count, chart->column[0][i]);
		units = DdAddFloat(units, UnitsOf(chart, i));
	}
	chart->centre = DdDivide(count, units).hi;
	chart->sigma = 1.0;
	if (isnan(chart->centre))
		float_overflow_error();
	if (chart->centre == 0.0 || (CountsShares(chart) && chart->centre == 1.0))
		chart->caution = "no variation in the baseline";
	else if (chart->method == COUNTS_LANEY)
		LaneyFactor(chart);
}

/* The model gives each size its own sigma, and Laney's factor widens or narrows all of them alike. */
static void
CountPoint(Chart *chart, int64 row, ChartPoint *p)
{
	ChartType	type = chart->kind->type;
	float8		count = chart->column[0][row];
	float8		units = UnitsOf(chart, row);
	float8		scale = type == CHART_NP ? units : 1.0; /* of what is plotted against the rate */

	if (!chart->usable[row])
	{
		/* A missing point still has its centre, and its limits where the size is not needed. */
		if (type != CHART_NP)
			p->centre = chart->centre;
		if (chart->kind->columns == 2)
			return;
	}
	p->value = type == CHART_NP ? count : count / units;
	p->centre = scale * chart->centre;
	p->sigma = scale * RateSigma(chart, units) * chart->sigma;
	PointLimits(p, 0.0, CountsShares(chart) ? scale : get_float8_infinity());
}

static void
RateOptions(Chart *chart, WindowObject winobj)
{
	chart->method = ChartWord(winobj, 5, "method", counts_method, lengthof(counts_method));
}

PG_FUNCTION_INFO_V1(opm_spc_p_chart);
Datum
opm_spc_p_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_P, .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = ShareUsable, .limits = CountLimits, .point = CountPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_np_chart);
Datum
opm_spc_np_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_NP, .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = ShareUsable, .limits = CountLimits, .point = CountPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_u_chart);
Datum
opm_spc_u_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_U, .columns = 2, .baseline = 2, .in_baseline = 3, .rules = 4, .at = 6, .least = 1,
		.options = RateOptions, .usable = RateUsable, .limits = CountLimits, .point = CountPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_c_chart);
Datum
opm_spc_c_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_C, .columns = 1, .baseline = 1, .in_baseline = 2, .rules = 3, .at = 4, .least = 1,
		.usable = CountUsable, .limits = CountLimits, .point = CountPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_g_chart);
Datum
opm_spc_g_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_G, .columns = 1, .baseline = 1, .in_baseline = 2, .rules = 3, .at = 4, .least = 1,
		.usable = CountUsable, .limits = CountLimits, .point = CountPoint
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

/* A row that brings no limits cannot be judged, and breaks patterns. */
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

PG_FUNCTION_INFO_V1(opm_spc_chart);
Datum
opm_spc_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_OWN, .columns = 3, .baseline = -1, .in_baseline = -1, .rules = 3, .at = 4,
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

PG_FUNCTION_INFO_V1(opm_spc_d2);
Datum
opm_spc_d2(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartD2(CheckSize(PG_GETARG_INT32(0), CHART_MAX_RANGE_N), false));
}

PG_FUNCTION_INFO_V1(opm_spc_d3);
Datum
opm_spc_d3(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartD3(CheckSize(PG_GETARG_INT32(0), CHART_MAX_RANGE_N)));
}

PG_FUNCTION_INFO_V1(opm_spc_c4);
Datum
opm_spc_c4(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(ChartC4(CheckSize(PG_GETARG_INT32(0), PG_INT32_MAX)));
}
