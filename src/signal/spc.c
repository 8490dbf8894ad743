/*
 * spc.c: process behaviour charts as window functions: reading the partition, limits, one composite a row.
 *
 * The one idea: limits need the baseline before the first row can be judged, so the first row reads the
 * partition once, front to back, into arrays in partition memory; every row is then answered from the arrays.
 */
#include "spc.h"

#include <float.h>

#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "dd.h"
#include "distribution.h"
#include "huge.h"
#include "kpi.h"
#include "number.h"
#include "option.h"

/* Of the range of n standard normal values: integrals of 1 - F^n - (1 - F)^n, by quadrature to 1e-15. */
static const float8 d2_of[] = {
	1.1283791670955128, 1.6925687506432692, 2.0587507460079286, 2.3259289472810396, 2.5344127212229433,
	2.704356751213809, 2.847200612090556, 2.9700263244184746, 3.0775054616703463, 3.172872703816001,
	3.258455279743827, 3.3359803540982558, 3.4067631081999536, 3.4718268898820757, 3.5319827861095767,
	3.5878839617653826, 3.640063757937445, 3.6889630232076502, 3.734950119596642, 3.778335829842622,
	3.8193846433628336, 3.858323423285008, 3.8953481484513572, 3.930629219507114
};
static const float8 d3_of[] = {
	0.8525024664274217, 0.8883680040452046, 0.8798082028249837, 0.8640819410995036, 0.8480396861174939,
	0.833205335622294, 0.8198314897919431, 0.8078342745533218, 0.7970506735194107, 0.7873146205503271,
	0.7784783412033818, 0.770416202063754, 0.7630230956247891, 0.7562114297279429, 0.7499080894099143,
	0.7440517839607301, 0.7385908533781762, 0.7334814955188661, 0.7286863457073021, 0.7241733407174957,
	0.71991480843422, 0.7158867354918104, 0.712068175147934, 0.7084407658886526
};

/* Median of |difference| of two standard normal values: sqrt(2) * NormalQuantile(0.75). */
#define MEDIAN_MOVING_RANGE		0.95387255240893975

float8
ChartD2(int64 n, bool rounded)
{
	float8		d2 = d2_of[n - 2];

	return rounded ? rint(d2 * 1000.0) / 1000.0 : d2;
}

float8
ChartD3(int64 n)
{
	return d3_of[n - 2];
}

float8
ChartC4(float8 n)
{
	/* in powers of 1 / (n - 1) */
	static const float8 series[] = {
		1.0, -1.0 / 4, 1.0 / 32, 5.0 / 128, -21.0 / 2048, -399.0 / 8192, 869.0 / 65536, 39325.0 / 262144
	};

	/* It is sqrt(2 / (n - 1)) gamma(n / 2) / gamma((n - 1) / 2). For large n the gammas lose digits. */
	if (n > 60.0)
		return Polynomial(series, lengthof(series), 1.0 / (n - 1.0));
	return sqrt(2.0 / (n - 1.0)) * (tgamma(n / 2.0) / tgamma((n - 1.0) / 2.0));
}

/* ---- Arguments ---- */

/* Read from the first row; NULL is the usual choice, which stands first in the list. */
int
ChartWord(WindowObject winobj, int arg, const char *what, const char *const *words, int n)
{
	bool		isnull;
	Datum		d = WinGetFuncArgCurrent(winobj, arg, &isnull);

	return isnull ? 0 : ChooseWord(DatumGetTextPP(d), what, words, n);
}

float8
ChartNumber(WindowObject winobj, int arg, const char *what)
{
	bool		isnull;
	Datum		d = WinGetFuncArgCurrent(winobj, arg, &isnull);

	return isnull ? OPM_UNKNOWN : CheckFinite(DatumGetFloat8(d), what);
}

/* Does the argument have the same value in every row? */
static bool
ArgIsStable(FunctionCallInfo fcinfo, int arg)
{
	return get_fn_expr_arg_stable(fcinfo->flinfo, arg);
}

/* Rows that are read for one argument before the next argument of the same rows is. */
#define READ_BLOCK	8

/*
 * Read all arguments of every row, front to back, into columns and, if wanted, in_baseline.
 *
 * The server fetches a row anew for each argument. In a partition that spilled to disk a step back is dear
 * once it leaves the buffer, and fetching the same row twice takes a step back each time; a block of a few
 * rows makes both rare.
 */
static void
ChartReadColumns(Chart *chart, WindowObject winobj, bool read_baseline)
{
	int			columns = chart->kind->from_kpi ? 0 : chart->kind->columns;

	for (int64 start = 0; start < chart->n; start += READ_BLOCK)
	{
		int64		end = Min(start + READ_BLOCK, chart->n);
		bool		isnull;
		Datum		d;

		CHECK_FOR_INTERRUPTS();
		for (int c = 0; c < columns; c++)
		{
			for (int64 i = start; i < end; i++)
			{
				d = WindowArg(winobj, c, i, &isnull);
				chart->column[c][i] = isnull ? OPM_UNKNOWN : CheckFinite(DatumGetFloat8(d), "measurement");
			}
		}
		for (int64 i = start; read_baseline && i < end; i++)
		{
			d = WindowArg(winobj, chart->kind->in_baseline, i, &isnull);
			chart->in_baseline[i] = !isnull && DatumGetBool(d);
		}
	}
}

/* Likewise an opm.kpi a row: mean, range or standard deviation, and n. */
static void
ChartReadKpi(Chart *chart, WindowObject winobj)
{
	for (int64 i = 0; i < chart->n; i++)
	{
		bool		isnull;
		Datum		d = WindowArg(winobj, 0, i, &isnull);

		CHECK_FOR_INTERRUPTS();
		if (isnull)
			chart->column[0][i] = chart->column[1][i] = chart->column[2][i] = OPM_UNKNOWN;
		else
		{
			Kpi		   *k = DatumGetKpiP(d);
			float8		variance = k->n > 1 ? KpiCentral(k).value.hi / (k->n - 1) : OPM_UNKNOWN;

			chart->column[0][i] = KpiMean(k);
			chart->column[1][i] = chart->kind->type == CHART_XBAR_R ? k->max - k->min : sqrt(variance);
			chart->column[2][i] = (float8) k->n;
		}
	}
}

/* Which rows the limits rest on: the first `baseline` points among those marked in_baseline. */
static void
ChartPickBaseline(Chart *chart, WindowObject winobj, bool baseline_is_read)
{
	const ChartKind *kind = chart->kind;
	bool		isnull;
	Datum		d;
	int64		wanted = chart->n;

	d = WinGetFuncArgCurrent(winobj, kind->baseline, &isnull);
	if (!isnull)
	{
		wanted = DatumGetInt32(d);
		if (wanted < kind->least)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("baseline must be %d or more", kind->least),
					 errhint("Leave baseline out to take all points.")));
	}
	if (!baseline_is_read)
	{
		d = WinGetFuncArgCurrent(winobj, kind->in_baseline, &isnull);
		memset(chart->in_baseline, !isnull && DatumGetBool(d), chart->n);
	}
	for (int64 i = 0; i < chart->n; i++)
	{
		chart->in_baseline[i] = chart->in_baseline[i] && chart->usable[i] && chart->points < wanted;
		chart->points += chart->in_baseline[i];
	}
}

/* Room for the chart of a partition of n rows, with the arrays that its kind needs. */
static Chart *
ChartLayout(WindowObject winobj, const ChartKind *kind, int64 n, bool timed)
{
	Size		row_size = kind->columns * sizeof(float8) + 2 * sizeof(bool) +
		(timed ? sizeof(TimestampTz) : 0);
	Chart	   *chart;
	char	   *place;

	if ((Size) n > (MaxAllocSize - MAXALIGN(sizeof(Chart))) / row_size)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a chart of " INT64_FORMAT " points is too long", n),
				 errhint("Use PARTITION BY, or one point for a longer period.")));
	chart = (Chart *) WinGetPartitionLocalMemory(winobj, MAXALIGN(sizeof(Chart)) + n * row_size);
	chart->kind = kind;
	chart->n = n;
	place = (char *) chart + MAXALIGN(sizeof(Chart));
	for (int c = 0; c < kind->columns; c++, place += n * sizeof(float8))
		chart->column[c] = (float8 *) place;
	if (timed)
	{
		chart->at = (TimestampTz *) place;
		place += n * sizeof(TimestampTz);
	}
	chart->usable = (bool *) place;
	chart->in_baseline = (bool *) place + n;
	chart->centre = chart->sigma = chart->range_centre = OPM_UNKNOWN;
	return chart;
}

/*
 * Set-up on the first row: options, all values in one pass, baseline, limits. Later rows find it in partition
 * memory.
 */
Chart *
ChartOfPartition(FunctionCallInfo fcinfo, WindowObject winobj, const ChartKind *kind)
{
	Chart	   *chart;
	bool		read_baseline;

	/* Only the first call of a partition decides how much memory there is. */
	if (WinGetCurrentPosition(winobj) > 0)
		return (Chart *) WinGetPartitionLocalMemory(winobj, sizeof(Chart));
	chart = ChartLayout(winobj, kind, WinGetPartitionRowCount(winobj),
						kind->at >= 0 && !ArgIsStable(fcinfo, kind->at));

	if (kind->rules >= 0)
	{
		bool		isnull;
		Datum		d = WinGetFuncArgCurrent(winobj, kind->rules, &isnull);

		chart->rules = RuleSetFromText(isnull ? "none" : text_to_cstring(DatumGetTextPP(d)));
	}
	if (kind->options)
		kind->options(chart, winobj);

	read_baseline = kind->in_baseline >= 0 && !ArgIsStable(fcinfo, kind->in_baseline);
	if (kind->from_kpi)
		ChartReadKpi(chart, winobj);
	if (!kind->from_kpi || read_baseline)
		ChartReadColumns(chart, winobj, read_baseline);
	for (int64 i = 0; i < chart->n; i++)
		chart->usable[i] = kind->usable(chart, i);
	if (kind->baseline >= 0)
		ChartPickBaseline(chart, winobj, read_baseline);
	/* All is read: the server may forget rows as the chart moves on. */
	WinSetMarkPosition(winobj, chart->n - 1);

	if (kind->baseline >= 0 && chart->points == 0)
		chart->problem = "no points in the baseline";
	else
		kind->limits(chart);
	if (isinf(chart->centre) || isinf(chart->sigma) || isinf(chart->range_centre))
		float_overflow_error();
	return chart;
}

/* Times are read row by row as the chart moves on: only signals need them. */
void
ChartAt(Chart *chart, WindowObject winobj, int64 row)
{
	if (chart->at)
	{
		bool		isnull;
		Datum		d = WinGetFuncArgCurrent(winobj, chart->kind->at, &isnull);

		chart->at[row] = isnull ? DT_NOEND : DatumGetTimestampTz(d);
	}
}

/* ---- Results ---- */

/* Columns of opm.chart_point, in order. */
enum ChartColumn
{
	CHART_VALUE, CHART_CENTRE, CHART_LOWER, CHART_UPPER, CHART_SIGMA, CHART_RANGE, CHART_RANGE_CENTRE,
	CHART_RANGE_LOWER, CHART_RANGE_UPPER, CHART_BASELINE, CHART_SIGNAL, CHART_DIRECTION, CHART_RUN,
	CHART_SINCE, CHART_NOTE
};

Datum
ChartPointDatum(FunctionCallInfo fcinfo, Chart *chart, int64 row, ChartPoint *p)
{
	Row			out;

	RowInit(&out);
	RowFloat(&out, CHART_VALUE, p->value);
	RowFloat(&out, CHART_CENTRE, p->centre);
	RowFloat(&out, CHART_LOWER, p->lower);
	RowFloat(&out, CHART_UPPER, p->upper);
	RowFloat(&out, CHART_SIGMA, p->sigma);
	RowFloat(&out, CHART_RANGE, p->range);
	RowFloat(&out, CHART_RANGE_CENTRE, p->range_centre);
	RowFloat(&out, CHART_RANGE_LOWER, p->range_lower);
	RowFloat(&out, CHART_RANGE_UPPER, p->range_upper);
	if (!chart->own)
		RowInt64(&out, CHART_BASELINE, chart->points);
	if (p->judged)
		RowInt32(&out, CHART_SIGNAL, p->signal);
	if (p->signal != 0)
	{
		StringInfoData note;
		int			direction;
		int64		run;

		RuleHeadline(&chart->rules, &chart->state, p->signal, p->value, p->centre, &direction, &run);
		RowInt32(&out, CHART_DIRECTION, direction);
		RowInt64(&out, CHART_RUN, run);
		if (chart->at && chart->at[row + 1 - run] != DT_NOEND)
			RowSet(&out, CHART_SINCE, TimestampTzGetDatum(chart->at[row + 1 - run]));
		initStringInfo(&note);
		RuleNote(&note, &chart->rules, &chart->state, p->signal, p->value, p->centre, p->range_high,
				 chart->at, row);
		RowTextOfLength(&out, CHART_NOTE, note.data, note.len);
	}
	else
		RowText(&out, CHART_NOTE, p->note);
	return RowDatum(fcinfo, &out);
}

ChartPoint
ChartEmptyPoint(const Chart *chart)
{
	ChartPoint	p = {0};

	p.value = p.centre = p.lower = p.upper = p.sigma = OPM_UNKNOWN;
	p.range = p.range_centre = p.range_lower = p.range_upper = OPM_UNKNOWN;
	p.note = chart->problem ? chart->problem : chart->caution;
	return p;
}

/* A missing value breaks run patterns, but keeps its limits, so that the chart is drawn through. */
Datum
ChartRow(FunctionCallInfo fcinfo, const ChartKind *kind)
{
	WindowObject winobj = PG_WINDOW_OBJECT();
	Chart	   *chart = ChartOfPartition(fcinfo, winobj, kind);
	int64		row = WinGetCurrentPosition(winobj);
	ChartPoint	p = ChartEmptyPoint(chart);

	ChartAt(chart, winobj, row);
	kind->point(chart, row, &p);
	if (!chart->usable[row])
	{
		p.value = OPM_UNKNOWN;
		p.note = "no value";
		RuleGap(&chart->state);
	}
	else if (!isnan(p.sigma) && !isnan(p.centre))
	{
		p.judged = true;
		p.signal = RuleStep(&chart->rules, &chart->state, p.value, p.centre, p.sigma);
		if ((chart->rules.on & RULE_RANGE) && (p.range > p.range_upper || p.range < p.range_lower))
		{
			p.signal |= RULE_RANGE;
			p.range_high = p.range > p.range_upper;
		}
	}
	if (kind->shown)
		kind->shown(chart, row, &p);
	return ChartPointDatum(fcinfo, chart, row, &p);
}

/* A share cannot leave 0 to 1, nor a count fall below 0; limits there would never be passed. */
void
PointLimits(ChartPoint *p, float8 least, float8 most)
{
	p->lower = Max(p->centre - 3.0 * p->sigma, least);
	p->upper = Min(p->centre + 3.0 * p->sigma, most);
	if (isnan(p->sigma))
		p->lower = p->upper = OPM_UNKNOWN;
}

/* ---- Individuals and moving range ---- */

/* The k-th smallest of n numbers (k from 0), by quickselect; reorders them. */
static float8
SelectKth(float8 *x, int64 n, int64 k)
{
	int64		low = 0;
	int64		high = n - 1;

	while (low < high)
	{
		float8		a = x[low];
		float8		b = x[low + (high - low) / 2];
		float8		c = x[high];
		float8		pivot = Max(Min(a, b), Min(Max(a, b), c));
		int64		i = low;
		int64		j = high;

		CHECK_FOR_INTERRUPTS();
		while (i <= j)
		{
			while (x[i] < pivot)
				i++;
			while (x[j] > pivot)
				j--;
			if (i <= j)
			{
				float8		swap = x[i];

				x[i++] = x[j];
				x[j--] = swap;
			}
		}
		if (k <= j)
			high = j;
		else if (k >= i)
			low = i;
		else
			break;
	}
	return x[k];
}

/* Exact, without sorting. */
static float8
MedianOf(float8 *x, int64 n)
{
	float8		upper = SelectKth(x, n, n / 2);
	float8		lower;

	if (n % 2 == 1)
		return upper;
	lower = SelectKth(x, n / 2, n / 2 - 1); /* the lower half now stands in front */
	return lower + (upper - lower) / 2.0;
}

/* What centre and noise are taken from. */
enum XmrMethod
{
	XMR_MEAN, XMR_MEDIAN_RANGE, XMR_MEDIAN
};

static const char *const xmr_method[] = {"mean", "median range", "median"};
static const char *const constants_word[] = {"exact", "rounded"};

/*
 * Is the spread so small against the values that doubles cannot carry 9 digits of it? Whole numbers lose
 * nothing.
 */
static void
XmrCaution(Chart *chart)
{
	float8		greatest = 0.0;
	bool		whole = true;

	for (int64 i = 0; i < chart->n; i++)
	{
		if (!chart->in_baseline[i])
			continue;
		greatest = Max(greatest, fabs(chart->column[0][i]));
		whole = whole && chart->column[0][i] == rint(chart->column[0][i]);
	}
	if (!whole && chart->sigma > 0.0 && greatest * DBL_EPSILON > 1e-9 * chart->sigma)
		chart->caution = "limits have fewer than 9 digits: subtract a constant from the values first";
	else if (chart->sigma == 0.0)
		chart->caution = "no variation in the baseline";
	else if (chart->points < 6)
		chart->caution = "limits rest on fewer than 6 points";
}

/*
 * Limits that a few wild points do not move: by the median of the moving ranges, and of the values if asked
 * for.
 */
static void
XmrMedians(Chart *chart)
{
	const float8 *x = chart->column[0];
	const bool *in = chart->in_baseline;
	float8	   *scratch = HugeAlloc(chart->points, sizeof(float8));
	int64		n = 0;

	for (int64 i = 1; i < chart->n; i++)
		if (in[i] && in[i - 1])
			scratch[n++] = fabs(x[i] - x[i - 1]);
	chart->range_centre = MedianOf(scratch, n);
	chart->sigma = chart->range_centre / (chart->rounded ? 0.954 : MEDIAN_MOVING_RANGE);
	if (chart->method == XMR_MEDIAN)
	{
		n = 0;
		for (int64 i = 0; i < chart->n; i++)
			if (in[i])
				scratch[n++] = x[i];
		chart->centre = MedianOf(scratch, n);
	}
	pfree(scratch);
}

/*
 * The noise is judged by steps from one point to the next, not by the deviation of all: a shift in the
 * baseline widens it only once.
 */
void
ChartLimitsXmr(Chart *chart)
{
	const float8 *x = chart->column[0];
	const bool *in = chart->in_baseline;
	Dd			total = {0, 0};
	Dd			moving = {0, 0};
	int64		ranges = 0;

	for (int64 i = 0; i < chart->n; i++)
	{
		if (!in[i])
			continue;
		total = DdAddFloat(total, x[i]);
		if (i > 0 && in[i - 1])
		{
			moving = DdAddFloat(moving, fabs(x[i] - x[i - 1]));
			ranges++;
		}
	}
	chart->centre = DdDivideFloat(total, chart->points).hi;
	if (ranges > 0)
	{
		chart->range_centre = DdDivideFloat(moving, ranges).hi;
		chart->sigma = chart->range_centre / ChartD2(2, chart->rounded);
	}
	else
		chart->problem = "no two points in a row in the baseline";
	/* A sum beyond double precision leaves NaN behind. */
	if (isnan(chart->centre) || (ranges > 0 && isnan(chart->sigma)))
		float_overflow_error();

	if (chart->method != XMR_MEAN && ranges > 0)
		XmrMedians(chart);
	if (ranges > 0)
		XmrCaution(chart);
}

bool
ChartUsableValue(Chart *chart, int64 row)
{
	return !isnan(chart->column[0][row]);
}

static void
XmrOptions(Chart *chart, WindowObject winobj)
{
	chart->method = ChartWord(winobj, 4, "method", xmr_method, lengthof(xmr_method));
	chart->rounded = ChartWord(winobj, 5, "constants", constants_word, lengthof(constants_word)) == 1;
}

/* The moving range has limits of its own, from the distribution of the range of two. */
static void
XmrPoint(Chart *chart, int64 row, ChartPoint *p)
{
	p->value = chart->column[0][row];
	p->centre = chart->centre;
	p->sigma = chart->sigma;
	PointLimits(p, -get_float8_infinity(), get_float8_infinity());
	if (row > 0 && chart->usable[row] && chart->usable[row - 1])
		p->range = fabs(p->value - chart->column[0][row - 1]);
	p->range_centre = chart->range_centre;
	if (!isnan(chart->sigma))
	{
		p->range_lower = 0.0;
		p->range_upper = (ChartD2(2, chart->rounded) + 3.0 * ChartD3(2)) * chart->sigma;
	}
}

PG_FUNCTION_INFO_V1(opm_spc_xmr_chart);
Datum
opm_spc_xmr_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_XMR, .columns = 1, .baseline = 1, .in_baseline = 2, .rules = 3, .at = 6, .least = 2,
		.options = XmrOptions, .usable = ChartUsableValue, .limits = ChartLimitsXmr, .point = XmrPoint
	};

	return ChartRow(fcinfo, &kind);
}

/* ---- Time between events ---- */

/* Exponential times raised to this power are near to normal (Nelson 1994). */
#define T_POWER		(1.0 / 3.6)

/* The times themselves are kept beside what is judged: no power brings them back to the last digit. */
static void
TimeOptions(Chart *chart, WindowObject winobj)
{
	chart->extra = MemoryContextAllocHuge(GetMemoryChunkContext(chart), chart->n * sizeof(float8));
}

static bool
TimeUsable(Chart *chart, int64 row)
{
	float8		time = chart->column[0][row];

	RefuseNegative(time, "elapsed");
	((float8 *) chart->extra)[row] = time;
	chart->column[0][row] = pow(time, T_POWER);
	return !isnan(time);
}

static void
TimePoint(Chart *chart, int64 row, ChartPoint *p)
{
	p->value = chart->column[0][row];
	p->centre = chart->centre;
	p->sigma = chart->sigma;
	PointLimits(p, 0.0, get_float8_infinity());
}

/* Times again. Sigma holds on the other scale only, so none is shown. */
static void
TimeShown(Chart *chart, int64 row, ChartPoint *p)
{
	if (!isnan(p->value))
		p->value = ((float8 *) chart->extra)[row];
	p->centre = pow(p->centre, 1.0 / T_POWER);
	p->lower = pow(p->lower, 1.0 / T_POWER);
	p->upper = pow(p->upper, 1.0 / T_POWER);
	p->sigma = OPM_UNKNOWN;
}

PG_FUNCTION_INFO_V1(opm_spc_t_chart);
Datum
opm_spc_t_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_T, .columns = 1, .baseline = 1, .in_baseline = 2, .rules = 3, .at = 4, .least = 2,
		.options = TimeOptions, .usable = TimeUsable, .limits = ChartLimitsXmr, .point = TimePoint,
		.shown = TimeShown
	};

	return ChartRow(fcinfo, &kind);
}

/* ---- Subgroups: columns are mean, range or sd, n ---- */

/* Sizes come from the user's data, where 0 is a subgroup that was not taken. */
static bool
XbarUsable(Chart *chart, int64 row)
{
	float8		mean = chart->column[0][row];
	float8		spread = chart->column[1][row];
	float8		n = chart->column[2][row];

	if (isnan(mean) || isnan(n) || n == 0.0)
		return false;
	if (n < 0.0 || n != rint(n))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("size of a subgroup must be a whole number, 0 or more")));
	RefuseNegative(spread, "range or standard deviation of a subgroup");
	if (chart->kind->type == CHART_XBAR_R && n > CHART_MAX_RANGE_N)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a range chart takes subgroups of at most %d measurements", CHART_MAX_RANGE_N),
				 errhint("Use opm.xbar_s_chart: the range of a large subgroup says little.")));
	/* Without a spread the mean is still a point; one measurement has none. */
	if (n == 1.0)
		chart->column[1][row] = OPM_UNKNOWN;
	return true;
}

/* Mean of the subgroups' own estimates of sigma; centre weighted by size. */
static void
XbarLimits(Chart *chart)
{
	bool		by_range = chart->kind->type == CHART_XBAR_R;
	Dd			total = {0, 0};
	Dd			units = {0, 0};
	Dd			sigmas = {0, 0};
	int64		groups = 0;

	for (int64 i = 0; i < chart->n; i++)
	{
		float8		n = chart->column[2][i];
		float8		spread = chart->column[1][i];

		if (!chart->in_baseline[i])
			continue;
		total = DdAdd(total, DdTwoProd(chart->column[0][i], n));
		units = DdAddFloat(units, n);
		if (isnan(spread))
			continue;
		sigmas = DdAddFloat(sigmas, spread / (by_range ? ChartD2((int64) n, chart->rounded) : ChartC4(n)));
		groups++;
	}
	chart->centre = DdDivide(total, units).hi;
	if (groups > 0)
		chart->sigma = DdDivideFloat(sigmas, groups).hi;
	else
		chart->problem = "no subgroup of 2 or more measurements in the baseline";
	if (isnan(chart->centre) || (groups > 0 && isnan(chart->sigma)))
		float_overflow_error();
	if (chart->sigma == 0.0)
		chart->caution = "no variation in the baseline";
}

static void
XbarPoint(Chart *chart, int64 row, ChartPoint *p)
{
	bool		by_range = chart->kind->type == CHART_XBAR_R;
	float8		n = chart->column[2][row];

	p->value = chart->column[0][row];
	p->centre = chart->centre;
	if (!chart->usable[row])
		return;
	p->sigma = chart->sigma / sqrt(n);
	PointLimits(p, -get_float8_infinity(), get_float8_infinity());
	if (n >= 2.0 && !isnan(chart->sigma))
	{
		/* mean and standard deviation of the spread of a subgroup of this size, in sigmas */
		float8		mean = by_range ? ChartD2((int64) n, chart->rounded) : ChartC4(n);
		float8		sd = by_range ? ChartD3((int64) n) : sqrt(1.0 - mean * mean);

		p->range = chart->column[1][row];
		p->range_centre = mean * chart->sigma;
		p->range_lower = Max(mean - 3.0 * sd, 0.0) * chart->sigma;
		p->range_upper = (mean + 3.0 * sd) * chart->sigma;
	}
}

static void
XbarROptions(Chart *chart, WindowObject winobj)
{
	int			arg = chart->kind->rules + 1;

	chart->rounded = ChartWord(winobj, arg, "constants", constants_word, lengthof(constants_word)) == 1;
}

PG_FUNCTION_INFO_V1(opm_spc_xbar_r_chart);
Datum
opm_spc_xbar_r_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_XBAR_R, .columns = 3, .baseline = 3, .in_baseline = 4, .rules = 5, .at = 7, .least = 1,
		.options = XbarROptions, .usable = XbarUsable, .limits = XbarLimits, .point = XbarPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_xbar_r_chart_kpi);
Datum
opm_spc_xbar_r_chart_kpi(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_XBAR_R, .columns = 3, .from_kpi = true, .baseline = 1, .in_baseline = 2,
		.rules = 3, .at = 5, .least = 1,
		.options = XbarROptions, .usable = XbarUsable, .limits = XbarLimits, .point = XbarPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_xbar_s_chart);
Datum
opm_spc_xbar_s_chart(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_XBAR_S, .columns = 3, .baseline = 3, .in_baseline = 4, .rules = 5, .at = 6, .least = 1,
		.usable = XbarUsable, .limits = XbarLimits, .point = XbarPoint
	};

	return ChartRow(fcinfo, &kind);
}

PG_FUNCTION_INFO_V1(opm_spc_xbar_s_chart_kpi);
Datum
opm_spc_xbar_s_chart_kpi(PG_FUNCTION_ARGS)
{
	static const ChartKind kind = {
		.type = CHART_XBAR_S, .columns = 3, .from_kpi = true, .baseline = 1, .in_baseline = 2,
		.rules = 3, .at = 4, .least = 1,
		.usable = XbarUsable, .limits = XbarLimits, .point = XbarPoint
	};

	return ChartRow(fcinfo, &kind);
}
