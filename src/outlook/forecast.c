/*
 * forecast.c: where a straight line is heading: prediction intervals, the chance of reaching a target, and
 * when.
 *
 * The one idea: a prediction is a value, a standard error and degrees of freedom; the chance of reaching a
 * target is then the probability of the values that the target calls reached, whatever the kind of the
 * target.
 */
#include "opm.h"

#include "datatype/timestamp.h"
#include "utils/timestamp.h"

#include "distribution.h"
#include "fit.h"
#include "forecast.h"
#include "number.h"
#include "option.h"
#include "result.h"
#include "target.h"

#define MICROSECONDS_PER_DAY 86400e6

/* ---- the chance of reaching a target ---- */

/* How far the limit, which may be infinite, lies above the value. */
static inline float8
Distance(float8 limit, Dd value)
{
	return isinf(limit) ? limit : DdSubtract(DdFrom(limit), value).hi;
}

/* P(low <= value <= high), where either may be infinite. Tails are added as tails. */
static float8
Between(float8 low, float8 high, Dd value, float8 error, float8 df)
{
	float8		a = Distance(low, value) / error;
	float8		b = Distance(high, value) / error;

	if (a > 0.0)
		return StudentCdf(-a, df) - (isinf(b) ? 0.0 : StudentCdf(-b, df));
	return (isinf(b) ? 1.0 : StudentCdf(b, df)) - (isinf(a) ? 0.0 : StudentCdf(a, df));
}

/* The part of the straight line from (x0, s0) to (x1, s1) that scores at least 1. */
static float8
SegmentProbability(float8 x0, float8 s0, float8 x1, float8 s1, Dd value, float8 error, float8 df)
{
	if (s0 < 1.0 && s1 < 1.0)
		return 0.0;
	if (s0 < 1.0)
		x0 += (x1 - x0) * ((1.0 - s0) / (s1 - s0));
	else if (s1 < 1.0)
		x1 -= (x1 - x0) * ((1.0 - s1) / (s0 - s1));
	return Between(x0, x1, value, error, df);
}

/* The stretches that score at least 1, each a straight line, and the flat ends. */
static float8
CurveProbability(const Target *t, Dd value, float8 error, float8 df)
{
	int			n = (int) ((VARSIZE(t) - offsetof(Target, number)) / sizeof(float8));
	const float8 *k = t->number;
	float8		p = 0.0;

	if (k[1] >= 1.0)
		p += Between(-get_float8_infinity(), k[0], value, error, df);
	for (int i = 0; i + 3 < n; i += 2)
		if (k[i + 2] > k[i])
			p += SegmentProbability(k[i], k[i + 1], k[i + 2], k[i + 3], value, error, df);
	if (k[n - 1] >= 1.0)
		p += Between(k[n - 2], get_float8_infinity(), value, error, df);
	return Min(p, 1.0);
}

float8
TargetProbability(const Target *t, Dd value, float8 error, float8 df)
{
	bool		below;
	float8		limit;			/* where it is reached: the target value, or the limit to hold */

	if (error == 0.0)
		return TargetReached(t, value.hi) ? 1.0 : 0.0;
	switch ((TargetKind) t->kind)
	{
		case TARGET_RANGE:
			return Between(t->number[0], t->number[1], value, error, df);
		case TARGET_CURVE:
			return CurveProbability(t, value, error, df);
		case TARGET_MOVE:
			below = t->number[1] < t->number[0];
			break;
		default:
			below = (t->flags & TARGET_BELOW) != 0;
			break;
	}
	limit = t->number[t->kind == TARGET_MOVE ? 1 : 0];
	return below ? Between(-get_float8_infinity(), limit, value, error, df) :
		Between(limit, get_float8_infinity(), value, error, df);
}

typedef enum Method
{
	METHOD_T, METHOD_NORMAL, METHOD_LINE
} Method;

static const char *const method_word[] = {"t", "normal", "line"};

/* hit_probability(value, error, target, df) */
PG_FUNCTION_INFO_V1(opm_hit_probability_value);
Datum
opm_hit_probability_value(PG_FUNCTION_ARGS)
{
	float8		value = CheckFinite(PG_GETARG_FLOAT8(0), "value");
	float8		error = CheckNotNegative(PG_GETARG_FLOAT8(1), "standard error");
	float8		df = PG_GETARG_FLOAT8(3);

	if (!(df > 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("degrees of freedom must be above 0")));
	return FloatResult(TargetProbability(PG_GETARG_TARGET_P(2), DdFrom(value), error, df));
}

/* Of a single new value, by t or normal; or of the line itself. */
static Datum
LineProbability(FunctionCallInfo fcinfo, const FitLine *line, float8 x)
{
	const Target *t = PG_GETARG_TARGET_P(2);
	Method		method = ChooseWord(PG_GETARG_TEXT_PP(3), "method", method_word, lengthof(method_word));
	FitPoint	p;

	if (line->xx == 0.0 || !(line->df > 0.0))
		PG_RETURN_NULL();
	p = FitPredict(line, x);
	return FloatResult(TargetProbability(t, p.value, method == METHOD_LINE ? p.line_error : p.error,
										 method == METHOD_NORMAL ? get_float8_infinity() : line->df));
}

PG_FUNCTION_INFO_V1(opm_hit_probability_fit);
Datum
opm_hit_probability_fit(PG_FUNCTION_ARGS)
{
	FitLine		line = FitToLine(PG_GETARG_FIT_P(0));

	return LineProbability(fcinfo, &line, CheckFinite(PG_GETARG_FLOAT8(1), "x"));
}

/* An int64, exactly. */
static Dd
DdFromInt(int64 i)
{
	int64		low = i % (INT64CONST(1) << 32);

	return DdTwoSum((float8) (i - low), (float8) low);
}

/* Days from the first measurement to `at`. */
static float8
KpiDay(const Kpi *k, TimestampTz at)
{
	if (TIMESTAMP_NOT_FINITE(at))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("time must be finite")));
	return DdSubtract(DdFromInt(at), DdFromInt(k->first_at)).hi / MICROSECONDS_PER_DAY;
}

PG_FUNCTION_INFO_V1(opm_hit_probability_kpi);
Datum
opm_hit_probability_kpi(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	FitLine		line = KpiToLine(k);

	return LineProbability(fcinfo, &line, KpiDay(k, PG_GETARG_TIMESTAMPTZ(1)));
}

/* ---- forecast ---- */

/* Two points make a line, but only a third one shows how far values lie from it. */
static Datum
LineForecast(FunctionCallInfo fcinfo, const FitLine *line, float8 x)
{
	float8		level = CheckLevel(PG_GETARG_FLOAT8(2));
	Row			row;
	FitPoint	p;
	float8		factor;

	RowInit(&row);
	if (line->xx == 0.0)
	{
		RowText(&row, 8, line->n < 2.0 ? "a line needs at least 2 measurements" :
				"all measurements have the same x");
		return RowDatum(fcinfo, &row);
	}
	p = FitPredict(line, x);
	RowFloat(&row, 0, p.value.hi);
	if (!(line->df > 0.0))
	{
		RowText(&row, 8, "an interval needs at least 3 measurements");
		return RowDatum(fcinfo, &row);
	}
	factor = IntervalFactor(level, line->df);
	RowFloat(&row, 1, DdAddFloat(p.value, -factor * p.error).hi);
	RowFloat(&row, 2, DdAddFloat(p.value, factor * p.error).hi);
	RowFloat(&row, 3, DdAddFloat(p.value, -factor * p.line_error).hi);
	RowFloat(&row, 4, DdAddFloat(p.value, factor * p.line_error).hi);
	RowFloat(&row, 5, p.error);
	RowFloat(&row, 6, p.line_error);
	RowFloat(&row, 7, line->df);
	return RowDatum(fcinfo, &row);
}

PG_FUNCTION_INFO_V1(opm_forecast_fit);
Datum
opm_forecast_fit(PG_FUNCTION_ARGS)
{
	FitLine		line = FitToLine(PG_GETARG_FIT_P(0));

	return LineForecast(fcinfo, &line, CheckFinite(PG_GETARG_FLOAT8(1), "x"));
}

PG_FUNCTION_INFO_V1(opm_forecast_kpi);
Datum
opm_forecast_kpi(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	FitLine		line = KpiToLine(k);

	return LineForecast(fcinfo, &line, KpiDay(k, PG_GETARG_TIMESTAMPTZ(1)));
}

/* ---- when ---- */

/* A flat line never gets there; the answer may also lie before the first measurement. */
static bool
LineReaches(const FitLine *line, float8 value, float8 *x)
{
	if (line->xx == 0.0 || line->slope.hi == 0.0)
		return false;
	*x = DdAdd(line->mean_x, DdDivide(DdSubtract(DdFrom(value), line->mean_y), line->slope)).hi;
	return isfinite(*x);
}

PG_FUNCTION_INFO_V1(opm_reaches_fit);
Datum
opm_reaches_fit(PG_FUNCTION_ARGS)
{
	FitLine		line = FitToLine(PG_GETARG_FIT_P(0));
	float8		x;

	if (!LineReaches(&line, CheckFinite(PG_GETARG_FLOAT8(1), "value"), &x))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(x + 0.0);
}

PG_FUNCTION_INFO_V1(opm_reaches_kpi);
Datum
opm_reaches_kpi(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	FitLine		line = KpiToLine(k);
	float8		days;
	float8		micros;

	if (!LineReaches(&line, CheckFinite(PG_GETARG_FLOAT8(1), "value"), &days))
		PG_RETURN_NULL();
	micros = (float8) k->first_at + days * MICROSECONDS_PER_DAY;
	if (!(micros > (float8) MIN_TIMESTAMP && micros < (float8) END_TIMESTAMP))
		PG_RETURN_NULL();
	PG_RETURN_TIMESTAMPTZ(k->first_at + (int64) rint(days * MICROSECONDS_PER_DAY));
}
