/*
 * kpi.c: opm.kpi, what happened: aggregates, merge, accessors, text and binary forms.
 *
 * The hot path is KpiObserve: about 80 floating-point operations a row in place, no division, no allocation.
 * See kpi.h for the state and for why its moments are taken about the first measurement.
 */
#include "kpi.h"

#include <float.h>

#include "lib/stringinfo.h"
#include "utils/datetime.h"
#include "utils/timestamp.h"

#include "decimal.h"
#include "number.h"
#include "opclass.h"
#include "option.h"
#include "result.h"
#include "summary.h"

#define MICROSECONDS_PER_DAY	((float8) USECS_PER_DAY)

/* ---- the state ---- */

static inline float8
KpiElapsed(TimestampTz from, TimestampTz to)
{
	/* The range of timestamptz is wider than int64, so subtract without sign. */
	return (float8) ((uint64) to - (uint64) from);
}

/* Sum of (value - first): not stored, because it follows from the total without loss that matters. */
static inline Dd
KpiDeviationSum(const Kpi *k)
{
	return DdSubtract(k->total, DdTwoProd(k->first, (float8) k->n));
}

/* For the hot path: a product's error term joins the low word at once, one normalisation in place of two. */
static inline void
KpiAccumulate(Dd *sum, Dd x)
{
	Dd			s = DdTwoSum(sum->hi, x.hi);

	*sum = DdFastTwoSum(s.hi, s.lo + (sum->lo + x.lo));
}

/* Out of line, to keep the hot path short. */
static void
KpiOverflow(void)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("kpi out of range"),
			 errdetail("Sums of values and bases must stay within 1e290, sums of squared deviations "
					   "from the first value within 1.7e308, counts within %lld.",
					   (long long) SUMMARY_MAX_N),
			 errhint("Measure in a larger unit.")));
}

/* Written so that NaN, which overflow makes of the low words, fails as well. */
static inline void
KpiCheckRange(const Kpi *k)
{
	if (unlikely(!(SumInRange(k->total) && k->vv.hi <= DBL_MAX && k->n <= SUMMARY_MAX_N)))
		KpiOverflow();
}

/* Make (at, value), which is not later than first, the first measurement. The counts and sums stay. */
static void
KpiMoveFirst(Kpi *k, TimestampTz at, float8 value)
{
	float8		n = (float8) k->n;
	float8		back = KpiElapsed(at, k->first_at);
	Dd			by = DdTwoSum(k->first, 0.0 - value);
	Dd			sum = KpiDeviationSum(k);
	Dd			sum_by = DdMultiply(sum, by);
	Dd			n_by = DdMultiplyFloat(by, n);

	/* (v + by)^2 = v^2 + 2 v by + by^2, summed; likewise for time and the product */
	k->vv = DdAdd(k->vv, DdAdd(DdAdd(sum_by, sum_by), DdMultiply(n_by, by)));
	k->tv = DdAdd(k->tv, DdAdd(DdMultiply(k->t, by), DdMultiplyFloat(DdAdd(sum, n_by), back)));
	k->tt = DdAdd(k->tt, DdMultiplyFloat(DdAdd(DdAdd(k->t, k->t), DdTwoProd(back, n)), back));
	k->t = DdAdd(k->t, DdTwoProd(back, n));
	if (k->vv.hi < 0.0)
		k->vv = DdFrom(0.0);	/* dust of underflowed products */
	k->first_at = at;
	k->first = value;
}

/*
 * Does (at, value) come before (at2, value2) as first? Of several values at one time the larger one is taken.
 */
static inline bool
KpiIsEarlier(TimestampTz at, float8 value, TimestampTz at2, float8 value2)
{
	return at < at2 || (at == at2 && value > value2);
}

static inline bool
KpiIsLater(TimestampTz at, float8 value, TimestampTz at2, float8 value2)
{
	return at > at2 || (at == at2 && value > value2);
}

static inline void
KpiObserve(Kpi *k, TimestampTz at, float8 value)
{
	if (unlikely(KpiIsEarlier(at, value, k->first_at, k->first)))
		KpiMoveFirst(k, at, value);
	else
	{
		float8		t = KpiElapsed(k->first_at, at);
		Dd			v = DdTwoSum(value, 0.0 - k->first);
		Dd			tv = DdTwoProd(t, v.hi);
		Dd			vv = DdTwoProd(v.hi, v.hi);

		tv.lo += t * v.lo;
		vv.lo += 2.0 * v.hi * v.lo;
		k->t = DdAddFloat(k->t, t);
		KpiAccumulate(&k->tt, DdTwoProd(t, t));
		KpiAccumulate(&k->tv, tv);
		KpiAccumulate(&k->vv, vv);
	}
	if (KpiIsLater(at, value, k->last_at, k->last))
	{
		k->last_at = at;
		k->last = value;
	}
	if (value < k->min)
		k->min = value;
	if (value > k->max)
		k->max = value;
	k->n++;
	k->total = DdAddFloat(k->total, value);
}

/*
 * Moments are about the first measurement of each: bring both to the earlier one, then everything adds up.
 * The result does not depend on which is a and which is b, down to rounding in the 26th digit.
 */
static void
KpiMerge(void *into, const void *from)
{
	Kpi		   *a = into;
	Kpi			other = *(const Kpi *) from;

	if (KpiIsEarlier(other.first_at, other.first, a->first_at, a->first))
		KpiMoveFirst(a, other.first_at, other.first);
	else
		KpiMoveFirst(&other, a->first_at, a->first);
	if (KpiIsLater(other.last_at, other.last, a->last_at, a->last))
	{
		a->last_at = other.last_at;
		a->last = other.last;
	}
	a->min = Min(a->min, other.min);
	a->max = Max(a->max, other.max);
	a->n += other.n;
	a->pairs += other.pairs;
	a->total = DdAdd(a->total, other.total);
	a->paired = DdAdd(a->paired, other.paired);
	a->base = DdAdd(a->base, other.base);
	a->t = DdAdd(a->t, other.t);
	a->tt = DdAdd(a->tt, other.tt);
	a->tv = DdAdd(a->tv, other.tv);
	a->vv = DdAdd(a->vv, other.vv);
	KpiCheckRange(a);
	if (unlikely(!(SumInRange(a->base) && fabs(a->tv.hi) <= DBL_MAX)))
		KpiOverflow();
}

/* A sum of n of the values, in units of their last decimal place; false where they are no decimals. */
static bool
KpiSumUnits(const Kpi *k, Dd sum, int64 n, int *places, float8 *units)
{
	bool		mixed = k->min < 0.0 && k->max > 0.0;
	float8		size = mixed ? (float8) n * Max(k->max, -k->min) : fabs(sum.hi);

	*places = DecimalCommon(DecimalPlaces(k->first), DecimalPlaces(k->last));
	*places = DecimalCommon(*places, DecimalCommon(DecimalPlaces(k->min), DecimalPlaces(k->max)));
	return DecimalSummaryUnits(sum, size, places, units);
}

/* The sum of n of the values as they were written: 0.1 and 0.2 make 0.3. */
static float8
KpiSum(const Kpi *k, Dd sum, int64 n)
{
	float8		units;
	int			places;

	return KpiSumUnits(k, sum, n, &places, &units) ? units / decimal_power[places] : sum.hi;
}

float8
KpiTotal(const Kpi *k)
{
	return KpiSum(k, k->total, k->n);
}

float8
KpiMean(const Kpi *k)
{
	float8		units;
	int			places;

	if (KpiSumUnits(k, k->total, k->n, &places, &units) && DecimalCountable((float8) k->n, places))
		return units / ((float8) k->n * decimal_power[places]);
	return DdDivideFloat(k->total, (float8) k->n).hi;
}

/*
 * From moments about the first measurement to those about the mean. The subtraction cancels digits, but at
 * most by a factor of n + 1, and the double-double sums have 15 to spare.
 */
KpiMoments
KpiCentral(const Kpi *k)
{
	KpiMoments	m;
	Dd			sum = KpiDeviationSum(k);
	float8		n = (float8) k->n;

	m.mean_value = DdDivideFloat(sum, n);
	m.mean_time = DdDivideFloat(k->t, n);
	m.value = DdSubtract(k->vv, DdMultiply(sum, m.mean_value));
	m.time = DdSubtract(k->tt, DdMultiply(k->t, m.mean_time));
	m.both = DdSubtract(k->tv, DdMultiply(k->t, m.mean_value));
	if (m.value.hi < 0.0)
		m.value = DdFrom(0.0);
	if (m.time.hi < 0.0)
		m.time = DdFrom(0.0);
	return m;
}

/* ---- what a stored or sent kpi must satisfy ---- */

/*
 * Could n numbers within [low, high] (low <= 0 <= high) have this sum and sum of squares? Their variance lies
 * between 0 and (high - mean)(mean - low). A state that passes cannot make NaN later, in any merge.
 */
static bool
KpiMomentsPossible(float8 n, float8 sum, float8 squares, float8 low, float8 high)
{
	float8		mean = sum / n;
	float8		central = squares - sum * mean;
	float8		slack = 1e-9 * n * (high - low) * (high - low) + n * 1e-290;

	return squares >= 0.0 && mean >= low - 1e-9 * (high - low) && mean <= high + 1e-9 * (high - low) &&
		central >= -slack && central <= n * (high - mean) * (mean - low) + slack;
}

/* What must hold between the counts, times and extreme values themselves. */
static const char *
KpiOrderProblem(const Kpi *k)
{
	if (!IS_VALID_TIMESTAMP(k->first_at) || !IS_VALID_TIMESTAMP(k->last_at) || k->first_at > k->last_at)
		return "The times must be finite and the first no later than the last.";
	if (!isfinite(k->first) || !isfinite(k->last) || !isfinite(k->min) || !isfinite(k->max))
		return "Values must be finite numbers.";
	if (Min(k->first, k->last) < k->min || Max(k->first, k->last) > k->max)
		return "The first and last values must lie between min and max.";
	if (k->first_at == k->last_at && (k->first != k->max || k->last != k->max))
		return "Of values at one time the largest is both the first and the last.";
	if (k->n == 1 && (k->min != k->max || k->first_at != k->last_at))
		return "A kpi of one measurement has one value and one time.";
	if (k->n == 2 && k->first_at != k->last_at &&
		(Min(k->first, k->last) != k->min || Max(k->first, k->last) != k->max))
		return "Two measurements are the first and the last, and so the min and the max.";
	return NULL;
}

/*
 * A kpi may come from a file or another server. Only what could have been aggregated is let in: a state that
 * is not possible would make NaN or nonsense much later, in a merge. Sums are compared with a little slack,
 * because they were rounded on the way.
 */
static const char *
KpiProblem(const void *value)
{
	const Kpi  *k = value;
	float8		n = (float8) k->n;
	float8		span;
	float8		low = k->min - k->first;
	float8		high = k->max - k->first;
	KpiMoments	m;
	const char *problem;

	if (k->n < 1 || k->n > SUMMARY_MAX_N)
		return "The count must be from 1 to 9007199254740992; no measurements at all is NULL.";
	if (k->pairs < 0 || k->pairs > k->n)
		return "The count of pairs must be from 0 to the count of measurements.";
	problem = KpiOrderProblem(k);
	if (problem)
		return problem;
	if (!DdIsCanonical(k->total) || !DdIsCanonical(k->paired) || !DdIsCanonical(k->base) ||
		!DdIsCanonical(k->t) || !DdIsCanonical(k->tt) || !DdIsCanonical(k->tv) || !DdIsCanonical(k->vv))
		return "A sum must be a finite number, with a correction smaller than its last bit.";
	if (!SumInRange(k->total) || !SumInRange(k->paired) || !SumInRange(k->base))
		return "Sums of values and of bases must stay within 1e290.";
	if (k->pairs == 0 && (k->paired.hi != 0.0 || k->base.hi != 0.0))
		return "Without pairs the sums of pairs must be 0.";
	if (k->n == 1 && (k->total.hi != k->first || k->total.lo != 0.0))
		return "The total of one measurement is its value.";
	if (k->pairs == k->n &&
		fabs(DdSubtract(k->paired, k->total).hi) > 1e-9 * n * Max(fabs(k->min), fabs(k->max)))
		return "When every measurement has a base, the sum of the paired values is the total.";
	if (fabs(k->paired.hi) > (float8) k->pairs * Max(fabs(k->min), fabs(k->max)) * (1 + 1e-9))
		return "The sum of the paired values must be possible for values between min and max.";
	if (k->min == k->max && (k->vv.hi != 0.0 || k->tv.hi != 0.0 || KpiDeviationSum(k).hi != 0.0))
		return "Equal values have no deviations, and their total is the value times the count.";
	if (!KpiMomentsPossible(n, KpiDeviationSum(k).hi, k->vv.hi, low, high) ||
		k->vv.hi * (1 + 1e-9) + 1e-290 < low * low + high * high)
		return "The total and the moments must be possible for values between min and max.";
	span = KpiElapsed(k->first_at, k->last_at);
	if ((span == 0.0 && (k->t.hi != 0.0 || k->tt.hi != 0.0)) ||
		!KpiMomentsPossible(n, k->t.hi, k->tt.hi, 0.0, span) ||
		k->tt.hi * (1 + 1e-9) < span * span)
		return "The moments must be possible for times between the first and the last.";
	m = KpiCentral(k);
	if (!(fabs(m.both.hi) <= sqrt(m.time.hi) * sqrt(m.value.hi) +
		  n * span * ((k->max - k->min) * 1e-9 + 1e-145)))	/* the second term for squares that underflowed */
		return "The moment of time and value must be possible for those of each.";
	return NULL;
}

/* ---- text form ---- */

/*
 * ISO 8601 in UTC, whatever the session's TimeZone and DateStyle: the text form must mean the same
 * everywhere.
 */
static void
AppendTime(StringInfo buf, TimestampTz at)
{
	struct pg_tm tm;
	fsec_t		fsec;

	if (timestamp2tm(at, NULL, &tm, &fsec, NULL, NULL) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("timestamp out of range")));
	appendStringInfo(buf, "%04d-%02d-%02dT%02d:%02d:%02d",
					 tm.tm_year > 0 ? tm.tm_year : 1 - tm.tm_year, tm.tm_mon, tm.tm_mday,
					 tm.tm_hour, tm.tm_min, tm.tm_sec);
	if (fsec != 0)
		appendStringInfo(buf, ".%06d", (int) fsec);
	appendStringInfoString(buf, tm.tm_year > 0 ? "Z" : "Z BC");
}

PG_FUNCTION_INFO_V1(opm_kpi_out);
Datum
opm_kpi_out(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	const struct
	{
		const char *label;		/* as in the text form */
		const Dd   *sum;		/* what it stands for */
	}			sums[] = {{", t: ", &k->t}, {", tt: ", &k->tt}, {", tv: ", &k->tv}, {", vv: ", &k->vv}};
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "(n: %lld, total: ", (long long) k->n);
	AppendDd(&buf, k->total);
	appendStringInfoString(&buf, ", min: ");
	AppendFloat8(&buf, k->min);
	appendStringInfoString(&buf, ", max: ");
	AppendFloat8(&buf, k->max);
	appendStringInfoString(&buf, ", first: ");
	AppendFloat8(&buf, k->first);
	appendStringInfoString(&buf, " @ ");
	AppendTime(&buf, k->first_at);
	appendStringInfoString(&buf, ", last: ");
	AppendFloat8(&buf, k->last);
	appendStringInfoString(&buf, " @ ");
	AppendTime(&buf, k->last_at);
	for (size_t i = 0; i < lengthof(sums); i++)
	{
		appendStringInfoString(&buf, sums[i].label);
		AppendDd(&buf, *sums[i].sum);
	}
	if (k->pairs > 0)
	{
		appendStringInfo(&buf, ", pairs: %lld, paired: ", (long long) k->pairs);
		AppendDd(&buf, k->paired);
		appendStringInfoString(&buf, ", base: ");
		AppendDd(&buf, k->base);
	}
	appendStringInfoChar(&buf, ')');
	PG_RETURN_CSTRING(buf.data);
}

#define KPI_SYNTAX \
	"A kpi is (n: , total: , min: , max: , first: value @ time, last: value @ time, " \
	"t: , tt: , tv: , vv: ), and pairs: , paired: , base: at the end if there are bases."

/* YYYY-MM-DDThh:mm:ss[.ffffff]Z[ BC], as AppendTime writes it. */
static bool
ReadTime(Literal *lit, TimestampTz *result)
{
	static const char *const separator[] = {"-", "-", "T", ":", ":", ""};
	const char *start;
	int64		part[6];
	int64		fraction = 0;
	int			tz = 0;
	bool		good = true;
	struct pg_tm tm = {0};

	LiteralSkipSpace(lit);
	start = lit->at;
	for (int i = 0; i < 6 && good; i++)
	{
		int			digits = ReadDigits(lit, i == 0 ? 6 : 2, &part[i]);

		good = digits >= (i == 0 ? 4 : 2) && strncmp(lit->at, separator[i], strlen(separator[i])) == 0;
		if (good)
			lit->at += strlen(separator[i]);
	}
	if (good && *lit->at == '.')
	{
		int			digits;

		lit->at++;
		digits = ReadDigits(lit, 6, &fraction);
		good = digits > 0;
		for (; digits < 6; digits++)
			fraction *= 10;
	}
	good = good && *lit->at == 'Z';
	if (good)
	{
		lit->at++;
		if (strncmp(lit->at, " BC", 3) == 0)
		{
			lit->at += 3;
			part[0] = 1 - part[0];
			good = part[0] <= 0;
		}
		else
			good = part[0] > 0;
		tm.tm_year = part[0];
		tm.tm_mon = part[1];
		tm.tm_mday = part[2];
		tm.tm_hour = part[3];
		tm.tm_min = part[4];
		tm.tm_sec = part[5];
		good = good && tm.tm_mon >= 1 && tm.tm_mon <= 12 && tm.tm_mday >= 1 &&
			tm.tm_mday <= day_tab[isleap(tm.tm_year)][tm.tm_mon - 1] &&
			tm.tm_hour < 24 && tm.tm_min < 60 && tm.tm_sec < 60 &&
			tm2timestamp(&tm, (fsec_t) fraction, &tz, result) == 0;
	}
	if (!good)
		return LiteralFail(lit, start, "A time is expected here, in UTC.",
						   "Write it like 2025-06-30T23:59:59.5Z.");
	return true;
}

static bool
ReadPoint(Literal *lit, const char *label, float8 *value, TimestampTz *at)
{
	return ReadLabel(lit, label) && LiteralNumber(lit, value) &&
		ReadLabel(lit, "@") && ReadTime(lit, at);
}

static bool
ReadSum(Literal *lit, const char *label, Dd *sum)
{
	return ReadLabel(lit, label) && ReadDd(lit, sum);
}

static bool
ReadKpi(Literal *lit, void *value)
{
	Kpi		   *k = value;

	if (!ReadLabel(lit, "(n:") || !ReadCount(lit, &k->n) ||
		!ReadSum(lit, ",total:", &k->total) ||
		!ReadLabel(lit, ",min:") || !LiteralNumber(lit, &k->min) ||
		!ReadLabel(lit, ",max:") || !LiteralNumber(lit, &k->max) ||
		!ReadPoint(lit, ",first:", &k->first, &k->first_at) ||
		!ReadPoint(lit, ",last:", &k->last, &k->last_at) ||
		!ReadSum(lit, ",t:", &k->t) || !ReadSum(lit, ",tt:", &k->tt) ||
		!ReadSum(lit, ",tv:", &k->tv) || !ReadSum(lit, ",vv:", &k->vv))
		return false;
	LiteralSkipSpace(lit);
	if (*lit->at == ',' &&
		(!ReadLabel(lit, ",pairs:") || !ReadCount(lit, &k->pairs) ||
		 !ReadSum(lit, ",paired:", &k->paired) || !ReadSum(lit, ",base:", &k->base)))
		return false;
	return true;
}

static const SummaryType kpi_type = {
	.name = "opm.kpi", .syntax = KPI_SYNTAX, .source = "Build a kpi with the aggregate opm.kpi(at, value).",
	.format = KPI_FORMAT, .size = sizeof(Kpi), .whole = 4,
	.read = ReadKpi, .problem = KpiProblem, .merge = KpiMerge
};

SUMMARY_FUNCTIONS(kpi, kpi_type)
OPCLASS_FIXED(kpi, Kpi)

/* ---- aggregates ---- */

/* All deviations from the first measurement are 0 while there is only one. */
static Kpi *
KpiFromOne(TimestampTz at, float8 value)
{
	Kpi		   *k = SummaryNew(&kpi_type);	/* the executor copies it into the aggregate's memory */

	k->n = 1;
	k->first_at = k->last_at = at;
	k->first = k->last = k->min = k->max = k->total.hi = value;
	return k;
}

/* Without a time there is no first and last, so such rows are an error and not a NULL. */
static TimestampTz
KpiCheckTime(FunctionCallInfo fcinfo, int arg)
{
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(arg);

	if (unlikely(PG_ARGISNULL(arg)))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("measurement time must not be null where there is a value"),
				 errhint("Leave such rows out with FILTER (WHERE at IS NOT NULL), or give them a time.")));
	if (unlikely(TIMESTAMP_NOT_FINITE(at)))
		ereport(ERROR,
				(errcode(ERRCODE_DATETIME_VALUE_OUT_OF_RANGE),
				 errmsg("measurement time must be finite"),
				 errhint("Leave such rows out with FILTER (WHERE isfinite(at)).")));
	return at;
}

/* kpi_accum(state, at, value [, base]) */
PG_FUNCTION_INFO_V1(opm_kpi_accum);
Datum
opm_kpi_accum(PG_FUNCTION_ARGS)
{
	Kpi		   *k;
	TimestampTz at;
	float8		value;

	if (PG_ARGISNULL(2))		/* nothing was measured */
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	at = KpiCheckTime(fcinfo, 1);
	value = CheckFinite(PG_GETARG_FLOAT8(2), "value");
	if (PG_ARGISNULL(0))
		k = KpiFromOne(at, value);
	else
	{
		k = SummaryWritable(fcinfo, &kpi_type);
		KpiObserve(k, at, value);
	}
	KpiCheckRange(k);
	if (PG_NARGS() > 3 && !PG_ARGISNULL(3))
	{
		k->pairs++;
		k->base = DdAddFloat(k->base, CheckFinite(PG_GETARG_FLOAT8(3), "base"));
		k->paired = DdAddFloat(k->paired, value);
		if (unlikely(!SumInRange(k->base)))
			KpiOverflow();
	}
	PG_RETURN_KPI_P(k);
}

/* ---- accessors ---- */

#define KPI_ACCESSOR(name, result) \
PG_FUNCTION_INFO_V1(opm_kpi_##name); \
Datum \
opm_kpi_##name(PG_FUNCTION_ARGS) \
{ \
	const Kpi  *k = PG_GETARG_KPI_P(0); \
	result; \
}

KPI_ACCESSOR(n, PG_RETURN_INT64(k->n))
KPI_ACCESSOR(pairs, PG_RETURN_INT64(k->pairs))
KPI_ACCESSOR(total, PG_RETURN_FLOAT8(KpiTotal(k)))
KPI_ACCESSOR(mean, PG_RETURN_FLOAT8(KpiMean(k)))
KPI_ACCESSOR(min, PG_RETURN_FLOAT8(k->min))
KPI_ACCESSOR(max, PG_RETURN_FLOAT8(k->max))
KPI_ACCESSOR(first, PG_RETURN_FLOAT8(k->first))
KPI_ACCESSOR(last, PG_RETURN_FLOAT8(k->last))
KPI_ACCESSOR(first_at, PG_RETURN_TIMESTAMPTZ(k->first_at))
KPI_ACCESSOR(last_at, PG_RETURN_TIMESTAMPTZ(k->last_at))

/* The sum of bases, of which nothing else is kept: the decimal of 15 digits beside it, if there is one. */
static float8
KpiBase(const Kpi *k)
{
	float8		decimal = DecimalNearest(k->base.hi);
	int			places = DecimalPlaces(decimal);
	float8		units;

	if (!DecimalSummaryUnits(k->base, fabs(k->base.hi), &places, &units))
		return k->base.hi;
	return units / decimal_power[places];
}

PG_FUNCTION_INFO_V1(opm_kpi_base);
Datum
opm_kpi_base(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);

	if (k->pairs == 0)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(KpiBase(k));
}

/* Sum of the values that have a base over the sum of bases: a ratio of totals, not a mean of ratios. */
PG_FUNCTION_INFO_V1(opm_kpi_ratio);
Datum
opm_kpi_ratio(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);

	if (k->base.hi == 0.0)
		PG_RETURN_NULL();
	if (DecimalPlaces(KpiBase(k)) >= 0)
		return FloatResult(DecimalQuotient(KpiSum(k, k->paired, k->pairs), KpiBase(k)));
	return FloatResult(DdDivide(k->paired, k->base).hi);
}

PG_FUNCTION_INFO_V1(opm_kpi_variance);
Datum
opm_kpi_variance(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);

	if (k->n < 2)
		PG_RETURN_NULL();
	return FloatResult(DdDivideFloat(KpiCentral(k).value, (float8) (k->n - 1)).hi);
}

PG_FUNCTION_INFO_V1(opm_kpi_stddev);
Datum
opm_kpi_stddev(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);

	if (k->n < 2)
		PG_RETURN_NULL();
	return FloatResult(sqrt(DdDivideFloat(KpiCentral(k).value, (float8) (k->n - 1)).hi));
}

/* Least squares on time, per day. */
PG_FUNCTION_INFO_V1(opm_kpi_slope);
Datum
opm_kpi_slope(PG_FUNCTION_ARGS)
{
	KpiMoments	m = KpiCentral(PG_GETARG_KPI_P(0));

	if (m.time.hi == 0.0)
		PG_RETURN_NULL();
	return FloatResult(DdMultiplyFloat(DdDivide(m.both, m.time), MICROSECONDS_PER_DAY).hi);
}

PG_FUNCTION_INFO_V1(opm_kpi_intercept);
Datum
opm_kpi_intercept(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	KpiMoments	m = KpiCentral(k);
	Dd			rise;

	if (m.time.hi == 0.0)
		PG_RETURN_NULL();
	rise = DdMultiply(DdDivide(m.both, m.time), m.mean_time);
	return FloatResult(DdAddFloat(DdSubtract(m.mean_value, rise), k->first).hi);
}

PG_FUNCTION_INFO_V1(opm_kpi_r2);
Datum
opm_kpi_r2(PG_FUNCTION_ARGS)
{
	KpiMoments	m = KpiCentral(PG_GETARG_KPI_P(0));
	float8		r2;

	if (m.time.hi == 0.0 || m.value.hi == 0.0)
		PG_RETURN_NULL();
	r2 = (m.both.hi / m.time.hi) * (m.both.hi / m.value.hi);
	return FloatResult(Min(r2, 1.0));
}

/* The fitted line at a time. */
PG_FUNCTION_INFO_V1(opm_kpi_trend);
Datum
opm_kpi_trend(PG_FUNCTION_ARGS)
{
	const Kpi  *k = PG_GETARG_KPI_P(0);
	TimestampTz at = PG_GETARG_TIMESTAMPTZ(1);
	KpiMoments	m = KpiCentral(k);
	float8		t;
	Dd			rise;

	if (TIMESTAMP_NOT_FINITE(at))
		KpiCheckTime(fcinfo, 1);
	if (m.time.hi == 0.0)
		PG_RETURN_NULL();
	t = at >= k->first_at ? KpiElapsed(k->first_at, at) : 0.0 - KpiElapsed(at, k->first_at);
	rise = DdMultiply(DdDivide(m.both, m.time), DdSubtract(DdFrom(t), m.mean_time));
	return FloatResult(DdAddFloat(DdAdd(m.mean_value, rise), k->first).hi);
}

/* value(kpi, how): the one number a goal takes from its measurements. */
PG_FUNCTION_INFO_V1(opm_kpi_value);
Datum
opm_kpi_value(PG_FUNCTION_ARGS)
{
	static const char *const word[] = {"sum", "mean", "last", "first", "min", "max", "count", "ratio"};
	enum
	{
		VALUE_SUM, VALUE_MEAN, VALUE_LAST, VALUE_FIRST, VALUE_MIN, VALUE_MAX, VALUE_COUNT, VALUE_RATIO
	}			how = ChooseWord(PG_GETARG_TEXT_PP(1), "time aggregation", word, lengthof(word));
	const Kpi  *k = PG_GETARG_KPI_P(0);

	switch (how)
	{
		case VALUE_SUM:
			PG_RETURN_FLOAT8(KpiTotal(k));
		case VALUE_MEAN:
			PG_RETURN_FLOAT8(KpiMean(k));
		case VALUE_LAST:
			PG_RETURN_FLOAT8(k->last);
		case VALUE_FIRST:
			PG_RETURN_FLOAT8(k->first);
		case VALUE_MIN:
			PG_RETURN_FLOAT8(k->min);
		case VALUE_MAX:
			PG_RETURN_FLOAT8(k->max);
		case VALUE_COUNT:
			PG_RETURN_FLOAT8((float8) k->n);
		case VALUE_RATIO:
			break;
	}
	return opm_kpi_ratio(fcinfo);
}
