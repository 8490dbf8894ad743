/*
 * capability.c: does a process keep within its limits? Cp, Cpk, Cpm, Pp, Ppk with intervals, and expected
 * defects.
 *
 * Two sigmas tell two stories: sigma within subgroups (or from moving ranges) is what the process could do if
 * it stayed stable and gives the C indices; the overall standard deviation is what it did and gives the P
 * indices.
 *
 * Sources: NIST/SEMATECH e-Handbook 6.1.6; intervals: chi-square for Cp and Pp, Bissell (1990) for Cpk and
 * Ppk, Boyles (1991) for Cpm.
 */
#include "opm.h"

#include <float.h>

#include "distribution.h"
#include "kpi.h"
#include "number.h"
#include "result.h"

/* ---- Chi-square quantiles ---- */

/* Lower (upper = false) or upper regularised incomplete gamma function of (a, x). */
static float8
GammaTail(float8 a, float8 x, bool upper)
{
	float8		front;

	if (x <= 0.0)
		return upper ? 1.0 : 0.0;
	front = exp(a * log(x) - x - lgamma(a));
	if (x < a + 1.0)
	{
		float8		term = 1.0 / a;
		float8		sum = term;

		for (float8 k = a + 1.0; term > sum * DBL_EPSILON * 0.25; k += 1.0)
		{
			term *= x / k;
			sum += term;
		}
		return upper ? 1.0 - front * sum : front * sum;
	}
	else
	{
		/* continued fraction, modified Lentz */
		const float8 tiny = 1e-300;
		float8		b = x + 1.0 - a;
		float8		c = 1.0 / tiny;
		float8		d = 1.0 / b;
		float8		h = d;

		for (int i = 1; i < 100000; i++)
		{
			float8		an = -i * (i - a);
			float8		change;

			b += 2.0;
			d = an * d + b;
			d = 1.0 / (fabs(d) < tiny ? tiny : d);
			c = b + an / c;
			c = fabs(c) < tiny ? tiny : c;
			change = d * c;
			h *= change;
			if (fabs(change - 1.0) < DBL_EPSILON)
				break;
		}
		return upper ? front * h : 1.0 - front * h;
	}
}

/*
 * The x that a chi-square variable with df > 0 degrees of freedom stays below with probability p, 0 < p < 1.
 */
static float8
ChiSquareQuantile(float8 p, float8 df)
{
	float8		a = df / 2.0;
	float8		w = 1.0 - 2.0 / (9.0 * df) + NormalQuantile(p) * sqrt(2.0 / (9.0 * df));
	float8		x = df * w * w * w / 2.0;	/* Wilson and Hilferty; x is half the quantile */
	float8		low = 0.0;
	float8		high = Max(4.0 * a, 1.0) + 1000.0;
	bool		upper = p > 0.5;

	if (df > 1e5)
		return 2.0 * x;			/* good to 9 digits by then */
	if (!(x > 0.0 && x < high))
		x = exp((log(p) + lgamma(a + 1.0)) / a);
	for (int i = 0; i < 200; i++)
	{
		float8		miss = upper ? (1.0 - p) - GammaTail(a, x, true) : GammaTail(a, x, false) - p;
		float8		next;

		if (miss > 0.0)
			high = x;
		else
			low = x;
		next = x - miss / exp((a - 1.0) * log(x) - x - lgamma(a));
		if (!(next > low && next < high))
			next = (low + high) / 2.0;
		if (fabs(next - x) <= 4.0 * DBL_EPSILON * x)
			return 2.0 * next;
		x = next;
	}
	return 2.0 * x;
}

/* ---- Capability ---- */

/* One sigma's indices; NaN = NULL. */
typedef struct Indices
{
	float8		both;			/* Cp or Pp */
	float8		below;			/* Cpl or Ppl: room to the lower limit */
	float8		above;			/* Cpu or Ppu */
	float8		least;			/* Cpk or Ppk */
	float8		target;			/* Cpm */
	float8		dpm;			/* expected outside, parts per million */
	float8		both_low;		/* ends of the intervals */
	float8		both_high;		/* upper end */
	float8		least_low;		/* of least */
	float8		least_high;		/* upper end */
	float8		target_low;		/* and of target */
	float8		target_high;	/* upper end */
} Indices;

typedef struct Process
{
	float8		n;				/* measurements, >= 0 */
	float8		mean;			/* of the measurements */
	float8		sd;				/* overall, sample; NaN = unknown */
	float8		within;			/* sigma within subgroups; NaN = unknown */
	float8		lower;			/* NaN = no such limit */
	float8		upper;			/* NaN = no such limit */
	float8		target;			/* best value; NaN = none */
	float8		level;			/* of confidence */
} Process;

/* All indices for one estimate of sigma. Intervals treat it as one of n - 1 degrees of freedom. */
static Indices
ProcessIndices(const Process *p, float8 sigma)
{
	Indices		r;
	float8		df = p->n - 1.0;
	float8		z = NormalQuantile(0.5 + p->level / 2.0);
	float8		tail = (1.0 - p->level) / 2.0;

	r.both = (p->upper - p->lower) / (6.0 * sigma);
	r.below = (p->mean - p->lower) / (3.0 * sigma);
	r.above = (p->upper - p->mean) / (3.0 * sigma);
	r.least = isnan(r.below) ? r.above : isnan(r.above) ? r.below : Min(r.below, r.above);
	r.dpm = 0.0;
	if (!isnan(p->lower))
		r.dpm += 1e6 * NormalCdf((p->lower - p->mean) / sigma);
	if (!isnan(p->upper))
		r.dpm += 1e6 * NormalCdf((p->mean - p->upper) / sigma);

	r.both_low = r.both * sqrt(ChiSquareQuantile(tail, df) / df);
	r.both_high = r.both * sqrt(ChiSquareQuantile(1.0 - tail, df) / df);
	r.least_low = r.least - z * sqrt(1.0 / (9.0 * p->n) + r.least * r.least / (2.0 * df));
	r.least_high = r.least + z * sqrt(1.0 / (9.0 * p->n) + r.least * r.least / (2.0 * df));

	r.target = r.target_low = r.target_high = OPM_UNKNOWN;
	if (!isnan(p->target) && !isnan(r.both))
	{
		float8		off = (p->mean - p->target) / sigma;
		float8		off2 = off * off;
		float8		nu = p->n * (1.0 + off2) * (1.0 + off2) / (1.0 + 2.0 * off2);

		r.target = r.both / sqrt(1.0 + off2);
		if (isfinite(nu))
		{
			r.target_low = r.target * sqrt(ChiSquareQuantile(tail, nu) / nu);
			r.target_high = r.target * sqrt(ChiSquareQuantile(1.0 - tail, nu) / nu);
		}
	}
	return r;
}

/* Limits may be missing on one side, but not stand the wrong way round. */
static void
CheckProcess(const Process *p)
{
	if (!isnan(p->lower) && !isnan(p->upper) && p->lower >= p->upper)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("lower limit must be below the upper limit")));
	RefuseNegative(p->within, "sigma");
	RefuseNegative(p->sd, "sigma");
	RefuseNegative(p->n, "number of measurements");
}

/* Columns of the result, in order. */
#define INDICES_COLUMNS		12

enum CapabilityColumn
{
	CAP_N, CAP_MEAN, CAP_WITHIN, CAP_OVERALL,
	CAP_INDICES_WITHIN,			/* first of INDICES_COLUMNS */
	CAP_INDICES_OVERALL = CAP_INDICES_WITHIN + INDICES_COLUMNS,
	CAP_REASON = CAP_INDICES_OVERALL + INDICES_COLUMNS
};

/*
 * Indices are NULL where they are not defined, or where next to no variation makes them larger than any
 * number.
 */
static void
PutIndices(Row *row, int first, const Indices *x)
{
	const float8 column[] = {
		x->both, x->below, x->above, x->least, x->target, x->dpm,
		x->both_low, x->both_high, x->least_low, x->least_high, x->target_low, x->target_high
	};

	StaticAssertStmt(lengthof(column) == INDICES_COLUMNS, "one column per index");
	for (int i = 0; i < INDICES_COLUMNS; i++)
		RowFinite(row, first + i, column[i]);
}

static Datum
ProcessDatum(FunctionCallInfo fcinfo, const Process *p)
{
	Row			row;
	Indices		x;

	CheckProcess(p);
	RowInit(&row);
	RowInt64(&row, CAP_N, (int64) p->n);
	RowFinite(&row, CAP_MEAN, p->mean);
	RowFinite(&row, CAP_WITHIN, p->within);
	RowFinite(&row, CAP_OVERALL, p->sd);
	if (isnan(p->lower) && isnan(p->upper))
		RowText(&row, CAP_REASON, "no limits");
	else if (p->n < 2.0)
		RowText(&row, CAP_REASON, "fewer than 2 measurements");
	else
	{
		if (p->within > 0.0)
		{
			x = ProcessIndices(p, p->within);
			PutIndices(&row, CAP_INDICES_WITHIN, &x);
		}
		if (p->sd > 0.0)
		{
			x = ProcessIndices(p, p->sd);
			PutIndices(&row, CAP_INDICES_OVERALL, &x);
		}
		if (p->within == 0.0 || p->sd == 0.0)
			RowText(&row, CAP_REASON, "no variation");
		else if (isnan(p->within))
			RowText(&row, CAP_REASON, "no sigma within: Cp, Cpk and Cpm need it");
	}
	return RowDatum(fcinfo, &row);
}

/* A number that may be NULL. */
static float8
OptionalNumber(FunctionCallInfo fcinfo, int arg, const char *what)
{
	return PG_ARGISNULL(arg) ? OPM_UNKNOWN : CheckFinite(PG_GETARG_FLOAT8(arg), what);
}

/*
 * lower, upper, target, sigma_within, confidence from argument `first` on; false if there is no confidence
 * level
 */
static bool
ReadLimits(FunctionCallInfo fcinfo, int first, Process *p)
{
	p->lower = OptionalNumber(fcinfo, first, "lower limit");
	p->upper = OptionalNumber(fcinfo, first + 1, "upper limit");
	p->target = OptionalNumber(fcinfo, first + 2, "target");
	p->within = OptionalNumber(fcinfo, first + 3, "sigma within");
	if (PG_ARGISNULL(first + 4))
		return false;
	p->level = CheckLevel(PG_GETARG_FLOAT8(first + 4));
	return true;
}

PG_FUNCTION_INFO_V1(opm_capability_of_kpi);
Datum
opm_capability_of_kpi(PG_FUNCTION_ARGS)
{
	Process		p;
	Kpi		   *k;

	if (PG_ARGISNULL(0) || !ReadLimits(fcinfo, 1, &p))
		PG_RETURN_NULL();
	k = PG_GETARG_KPI_P(0);
	p.n = (float8) k->n;
	p.mean = KpiMean(k);
	p.sd = k->n > 1 ? sqrt(KpiCentral(k).value.hi / (k->n - 1)) : OPM_UNKNOWN;
	return ProcessDatum(fcinfo, &p);
}

PG_FUNCTION_INFO_V1(opm_capability_of_numbers);
Datum
opm_capability_of_numbers(PG_FUNCTION_ARGS)
{
	Process		p;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1) || !ReadLimits(fcinfo, 3, &p))
		PG_RETURN_NULL();
	p.n = (float8) PG_GETARG_INT64(0);
	p.mean = CheckFinite(PG_GETARG_FLOAT8(1), "mean");
	p.sd = OptionalNumber(fcinfo, 2, "standard deviation");
	return ProcessDatum(fcinfo, &p);
}
