/*
 * fit.c: the type opm.fit: aggregate, merging, text and binary forms, and what can be read from a line.
 * See fit.h for the idea.
 */
#include "opm.h"

#include "datatype/timestamp.h"

#include "distribution.h"
#include "fit.h"
#include "literal.h"
#include "number.h"
#include "opclass.h"
#include "summary.h"

#define FIT_SYNTAX			"A fit reads (n: 3, x: 6, y: 12, xx: 14, xy: 28, yy: 56)."
#define MICROSECONDS_PER_DAY 86400e6

/* A centred sum below this share of the plain one is rounding: 10^14 standard deviations away from 0. */
#define FIT_NOISE			1e-28

/* ---- the line ---- */

/* The sum of products about the means. In double-double, so that data far from 0 keep their digits. */
static float8
Centred(Dd sum_of_products, Dd a, Dd b, float8 n, Dd *result)
{
	*result = DdSubtract(sum_of_products, DdDivideFloat(DdMultiply(a, b), n));
	return result->hi;
}

/* Residuals from the centred moments. `noise` is what counts as 0. */
static void
LineResiduals(FitLine *line, Dd yy, Dd xy, float8 noise)
{
	Dd			rest = DdSubtract(yy, DdMultiply(line->slope, xy));

	line->yy = yy.hi;
	line->rss = rest.hi <= noise ? 0.0 : rest.hi;
	line->df = line->n - 2.0;
	line->sd = line->df > 0.0 ? sqrt(line->rss / line->df) : get_float8_nan();
}

/* A centred sum that is only rounding counts as 0: all x, or all y, are the same. */
FitLine
FitToLine(const Fit *f)
{
	FitLine		line = {0};
	Dd			xx;
	Dd			xy;
	Dd			yy;

	line.n = (float8) f->n;
	line.mean_x = DdDivideFloat(f->x, line.n);
	line.mean_y = DdDivideFloat(f->y, line.n);
	if (Centred(f->xx, f->x, f->x, line.n, &xx) <= FIT_NOISE * f->xx.hi)
		xx = DdFrom(0.0);
	if (Centred(f->yy, f->y, f->y, line.n, &yy) <= FIT_NOISE * f->yy.hi)
		yy = DdFrom(0.0);
	Centred(f->xy, f->x, f->y, line.n, &xy);
	if (yy.hi == 0.0)
		xy = DdFrom(0.0);
	line.xx = xx.hi;
	line.slope = xx.hi == 0.0 ? DdFrom(0.0) : DdDivide(xy, xx);
	LineResiduals(&line, yy, xy, FIT_NOISE * f->yy.hi);
	return line;
}

/* A kpi holds its moments about the first measurement already; only the unit of time changes. */
FitLine
KpiToLine(const Kpi *k)
{
	KpiMoments	m = KpiCentral(k);
	FitLine		line = {0};

	line.n = (float8) k->n;
	line.mean_x = DdDivideFloat(m.mean_time, MICROSECONDS_PER_DAY);
	line.mean_y = DdAddFloat(m.mean_value, k->first);
	line.xx = DdDivideFloat(DdDivideFloat(m.time, MICROSECONDS_PER_DAY), MICROSECONDS_PER_DAY).hi;
	line.slope = m.time.hi == 0.0 ? DdFrom(0.0) : DdDivide(m.both, m.time);
	LineResiduals(&line, m.value, m.both, FIT_NOISE * k->vv.hi);
	line.slope = DdMultiplyFloat(line.slope, MICROSECONDS_PER_DAY);
	return line;
}

/* The error of a new value is that of the line, which grows with the distance from the mean, and its own. */
FitPoint
FitPredict(const FitLine *line, float8 x)
{
	Dd			off = DdSubtract(DdFrom(x), line->mean_x);
	float8		leverage = 1.0 / line->n + (line->xx == 0.0 ? 0.0 : off.hi / line->xx * off.hi);
	FitPoint	p;

	p.value = DdAdd(line->mean_y, DdMultiply(line->slope, off));
	p.line_error = line->sd * sqrt(leverage);
	p.error = line->sd * sqrt(1.0 + leverage);
	return p;
}

/* ---- the gate ---- */

static bool
FitInRange(const Fit *f)
{
	return SumInRange(f->x) && SumInRange(f->y) &&
		SumInRange(f->xx) && SumInRange(f->xy) && SumInRange(f->yy);
}

/* NULL if f is a possible fit, else the sentence for errdetail. */
static const char *
FitProblem(const void *value)
{
	const Fit  *f = value;
	Dd			xx;
	Dd			xy;
	Dd			yy;
	float8		n = (float8) f->n;

	if (f->n < 1 || f->n > SUMMARY_MAX_N)
		return "The number of points must be from 1 to 2^53.";
	if (!DdIsCanonical(f->x) || !DdIsCanonical(f->y) ||
		!DdIsCanonical(f->xx) || !DdIsCanonical(f->xy) || !DdIsCanonical(f->yy))
		return "A sum must be a finite number, with a correction smaller than its last bit.";
	if (!FitInRange(f))
		return "Sums must stay within 1e290.";
	if (f->xx.hi < 0.0 || f->yy.hi < 0.0)
		return "Sums of squares must not be negative.";
	if (Centred(f->xx, f->x, f->x, n, &xx) < -1e-24 * f->xx.hi - 1e-290 ||
		Centred(f->yy, f->y, f->y, n, &yy) < -1e-24 * f->yy.hi - 1e-290 ||
		fabs(Centred(f->xy, f->x, f->y, n, &xy)) >
		sqrt(Max(xx.hi, 0.0)) * sqrt(Max(yy.hi, 0.0)) * (1 + 1e-9) +
		1e-12 * sqrt(f->xx.hi) * sqrt(f->yy.hi) + 1e-140)
		return "The sums must be possible for real points.";
	return NULL;
}

/* Squares reach the limit long before the values do. */
static void
FitOverflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("sums of a fit are out of range"),
			 errdetail("Sums of squares must stay within 1e290."),
			 errhint("Measure in larger units.")));
}

static void
FitMerge(void *into, const void *from)
{
	Fit		   *a = into;
	const Fit  *b = from;

	a->n += b->n;
	a->x = DdAdd(a->x, b->x);
	a->y = DdAdd(a->y, b->y);
	a->xx = DdAdd(a->xx, b->xx);
	a->xy = DdAdd(a->xy, b->xy);
	a->yy = DdAdd(a->yy, b->yy);
	if (a->n > SUMMARY_MAX_N || !FitInRange(a))
		FitOverflow();
}

/* ---- text and binary form ---- */

PG_FUNCTION_INFO_V1(opm_fit_out);
Datum
opm_fit_out(PG_FUNCTION_ARGS)
{
	const Fit  *f = PG_GETARG_FIT_P(0);
	const char *const label[] = {"x", "y", "xx", "xy", "yy"};
	const Dd	sum[] = {f->x, f->y, f->xx, f->xy, f->yy};
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "(n: " INT64_FORMAT, f->n);
	for (size_t i = 0; i < lengthof(sum); i++)
	{
		appendStringInfo(&buf, ", %s: ", label[i]);
		AppendDd(&buf, sum[i]);
	}
	appendStringInfoChar(&buf, ')');
	PG_RETURN_CSTRING(buf.data);
}

static bool
ReadFit(Literal *lit, void *value)
{
	Fit		   *f = value;
	const char *const label[] = {",x:", ",y:", ",xx:", ",xy:", ",yy:"};
	Dd		   *const sum[] = {&f->x, &f->y, &f->xx, &f->xy, &f->yy};

	if (!ReadLabel(lit, "(n:") || !ReadCount(lit, &f->n))
		return false;
	for (size_t i = 0; i < lengthof(sum); i++)
		if (!ReadLabel(lit, label[i]) || !ReadDd(lit, sum[i]))
			return false;
	return true;
}

static const SummaryType fit_type = {
	.name = "opm.fit", .syntax = FIT_SYNTAX, .source = "Build a fit with the aggregate opm.fit(x, y).",
	.format = FIT_FORMAT, .size = sizeof(Fit), .whole = 1,
	.read = ReadFit, .problem = FitProblem, .merge = FitMerge
};

SUMMARY_FUNCTIONS(fit, fit_type)
OPCLASS_FIXED(fit, Fit)

/* ---- aggregates ---- */

PG_FUNCTION_INFO_V1(opm_fit_accum);
Datum
opm_fit_accum(PG_FUNCTION_ARGS)
{
	Fit		   *f;
	float8		x;
	float8		y;

	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	x = CheckFinite(PG_GETARG_FLOAT8(1), "x");
	y = CheckFinite(PG_GETARG_FLOAT8(2), "y");
	if (unlikely(fabs(x) > 1e145 || fabs(y) > 1e145))
		FitOverflow();
	f = SummaryWritable(fcinfo, &fit_type);
	f->n++;
	f->x = DdAddFloat(f->x, x);
	f->y = DdAddFloat(f->y, y);
	f->xx = DdAdd(f->xx, DdTwoProd(x, x));
	f->xy = DdAdd(f->xy, DdTwoProd(x, y));
	f->yy = DdAdd(f->yy, DdTwoProd(y, y));
	if (unlikely(!FitInRange(f)))
		FitOverflow();
	PG_RETURN_FIT_P(f);
}

/* The fit of a kpi's measurements, x in days since first_at. */
PG_FUNCTION_INFO_V1(opm_fit_from_kpi);
Datum
opm_fit_from_kpi(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	Fit		   *f = SummaryNew(&fit_type);
	float8		n = (float8) k->n;
	Dd			dev = DdSubtract(k->total, DdTwoProd(k->first, n));

	f->n = k->n;
	f->x = DdDivideFloat(k->t, MICROSECONDS_PER_DAY);
	f->xx = DdDivideFloat(DdDivideFloat(k->tt, MICROSECONDS_PER_DAY), MICROSECONDS_PER_DAY);
	f->y = k->total;
	f->xy = DdDivideFloat(DdAdd(k->tv, DdMultiplyFloat(k->t, k->first)), MICROSECONDS_PER_DAY);
	f->yy = DdAdd(DdAdd(k->vv, DdMultiplyFloat(dev, 2.0 * k->first)),
				  DdMultiplyFloat(DdTwoProd(k->first, k->first), n));
	if (!FitInRange(f))
		FitOverflow();
	PG_RETURN_FIT_P(f);
}

/* ---- accessors ---- */

PG_FUNCTION_INFO_V1(opm_fit_n);
Datum
opm_fit_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_FIT_P(0)->n);
}

#define FIT_ACCESSOR(name, defined, result) \
PG_FUNCTION_INFO_V1(opm_fit_##name); \
Datum \
opm_fit_##name(PG_FUNCTION_ARGS) \
{ \
	FitLine		line = FitToLine(PG_GETARG_FIT_P(0)); \
	if (!(defined)) \
		PG_RETURN_NULL(); \
	return FloatResult(result); \
}

FIT_ACCESSOR(slope, line.xx > 0.0, line.slope.hi)
FIT_ACCESSOR(intercept, line.xx > 0.0, DdSubtract(line.mean_y, DdMultiply(line.slope, line.mean_x)).hi)
FIT_ACCESSOR(r2, line.xx > 0.0 && line.yy > 0.0, Max(1.0 - line.rss / line.yy, 0.0))
FIT_ACCESSOR(residual_stddev, line.xx > 0.0 && line.df > 0.0, line.sd)
FIT_ACCESSOR(slope_error, line.xx > 0.0 && line.df > 0.0, line.sd / sqrt(line.xx))
FIT_ACCESSOR(slope_p, line.xx > 0.0 && line.df > 0.0 && line.sd > 0.0,
			 2.0 * StudentCdf(-fabs(line.slope.hi) * sqrt(line.xx) / line.sd, line.df))
