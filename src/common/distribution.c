/*
 * distribution.c: the normal and Student's t distribution.
 *
 * Tails are computed as tails, never as 1 minus the rest, so a probability of 1e-40 keeps its digits.
 * Sources: DLMF 8.17.22 (continued fraction of the incomplete beta function), 5.11.13 (ratio of gamma
 * functions), Abramowitz and Stegun 26.2.23 (start of the normal quantile), Hill 1970, CACM algorithm 395 (t
 * for very many degrees of freedom).
 */
#include "opm.h"

#include <float.h>

#include "distribution.h"
#include "number.h"

/*
 * From here the t distribution goes through the normal one: the continued fraction loses df / 2 units of the
 * last bit.
 */
#define NORMAL_FROM_DF	2e4

float8
NormalCdf(float8 z)
{
	return 0.5 * erfc(-z * M_SQRT1_2);
}

/* For the tail below one half, where NormalCdf is accurate; the other half is its mirror. */
float8
NormalQuantile(float8 p)
{
	float8		tail = p < 0.5 ? p : 1.0 - p;
	float8		s = sqrt(-2.0 * log(tail));
	float8		z = s - (2.515517 + s * (0.802853 + s * 0.010328)) /
		(1.0 + s * (1.432788 + s * (0.189269 + s * 0.001308)));

	if (tail == 0.5)
		return 0.0;
	/* Halley's method from an error of 4.5e-4: two rounds reach the last bit, the third costs little */
	for (int i = 0; i < 3; i++)
	{
		float8		step = (NormalCdf(-z) - tail) * sqrt(2.0 * M_PI) * exp(0.5 * z * z);

		if (!isfinite(step))
			break;
		z += step / (1.0 + 0.5 * z * step);
	}
	return p < 0.5 ? -z : z;
}

/* Gamma(a + 1/2) / Gamma(a). Through lgamma a difference of large numbers would lose the digits. */
static float8
HalfStepRatio(float8 a)
{
	/* of the ratio over sqrt(a), in powers of 1 / a; exact to the last bit from a = 24 on */
	static const float8 series[] = {
		1.0, -1.0 / 8, 1.0 / 128, 5.0 / 1024, -21.0 / 32768,
		-399.0 / 262144, 869.0 / 4194304, 39325.0 / 33554432
	};
	float8		r = 1.0;

	while (a < 24.0)
	{
		r *= a / (a + 0.5);
		a += 1.0;
	}
	return r * sqrt(a) * Polynomial(series, lengthof(series), 1.0 / a);
}

/*
 * The continued fraction of the incomplete beta function I_x(a, b), by the modified method of Lentz.
 * It converges fast where x < (a + 1) / (a + b + 2).
 */
static float8
BetaFraction(float8 a, float8 b, float8 x)
{
	const float8 tiny = 1e-300;
	float8		c = 1.0;
	float8		d = 1.0 - (a + b) * x / (a + 1.0);
	float8		h;
	int			m;

	d = 1.0 / (fabs(d) < tiny ? tiny : d);
	h = d;
	for (m = 1; m <= 100000; m++)
	{
		float8		even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
		float8		odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
		float8		change;

		d = 1.0 + even * d;
		c = 1.0 + even / c;
		d = 1.0 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		h *= d * c;
		d = 1.0 + odd * d;
		c = 1.0 + odd / c;
		d = 1.0 / (fabs(d) < tiny ? tiny : d);
		c = fabs(c) < tiny ? tiny : c;
		change = d * c;
		h *= change;
		if (fabs(change - 1.0) < 0.5 * DBL_EPSILON)
			break;
	}
	return h;
}

/* log(1 + t^2 / df), also where t^2 overflows */
static float8
LogOnePlusRatio(float8 t, float8 df)
{
	float8		ratio = t / df * t;

	return isinf(ratio) ? 2.0 * log(t) - log(df) : log1p(ratio);
}

/* The z >= 0 with the same upper tail as t, for many degrees of freedom. */
static float8
StudentToNormal(float8 t, float8 df)
{
	float8		a = df - 0.5;
	float8		b = 48.0 * a * a;
	float8		w2 = a * LogOnePlusRatio(t, df);
	float8		w = sqrt(w2);

	return w * (1.0 + (w2 + 3.0 - (((4.0 * w2 + 33.0) * w2 + 240.0) * w2 + 855.0) /
					   (10.0 * (b + 0.8 * w2 * w2 + 100.0))) / b);
}

/* P(T > t) for t >= 0 */
static float8
StudentUpper(float8 t, float8 df)
{
	float8		a = 0.5 * df;
	float8		ratio;			/* t^2 / df */
	float8		x;				/* df / (df + t^2) */
	float8		front;

	if (df >= NORMAL_FROM_DF)
	{
		if (isinf(df))
			return NormalCdf(-t);
		return NormalCdf(-StudentToNormal(t, df));
	}
	if (isinf(t))
		return 0.0;
	if (df < 1e-100)
		return 0.5;				/* the limit, before quotients by df overflow */
	ratio = t / df * t;
	if (isinf(ratio))
		ratio = DBL_MAX;
	x = 1.0 / (1.0 + ratio);
	/* x^a (1 - x)^(1/2) / B(a, 1/2) */
	front = exp(-a * LogOnePlusRatio(t, df)) * sqrt(ratio * x) * HalfStepRatio(a) / sqrt(M_PI);
	if (x < (a + 1.0) / (a + 2.5))
		return 0.5 * front * BetaFraction(a, 0.5, x) / a;
	return 0.5 - front * BetaFraction(0.5, a, ratio * x);
}

float8
StudentCdf(float8 t, float8 df)
{
	return t < 0.0 ? StudentUpper(-t, df) : 1.0 - StudentUpper(t, df);
}

static float8
StudentDensity(float8 t, float8 df)
{
	return HalfStepRatio(0.5 * df) / sqrt(df * M_PI) * exp(-0.5 * (df + 1.0) * LogOnePlusRatio(fabs(t), df));
}

/* The t with StudentCdf(t, df) = p, for 0 < p < 1. */
static float8
StudentQuantile(float8 p, float8 df)
{
	float8		tail = p < 0.5 ? p : 1.0 - p;
	float8		low = 0.0;
	float8		high = DBL_MAX;
	float8		t;

	if (isinf(df))
		return NormalQuantile(p);
	if (tail == 0.5)
		return 0.0;
	t = -NormalQuantile(tail);	/* below the answer, as t has the heavier tails */
	for (int i = 0; i < 200; i++)
	{
		float8		upper = StudentUpper(t, df);
		float8		slope = StudentDensity(t, df);
		float8		next;

		if (upper > tail)
			low = t;
		else
			high = t;
		/* in the tail, log of the probability over log of t is nearly straight; near 0 the plain form is */
		if (tail < 0.2)
			next = t * exp((t > 1e100 ? 1.0 / df : upper / (t * slope)) * log(upper / tail));
		else
			next = t + (upper - tail) / slope;
		if (fabs(next - t) <= 2.0 * DBL_EPSILON * t)
			break;
		if (isinf(next))
		{
			t = next;			/* for the caller to refuse */
			break;
		}
		if (!(next > low && next < high))	/* also when not a number */
			next = high == DBL_MAX ? 2.0 * t : low > 0.0 ? sqrt(low) * sqrt(high) : 0.5 * high;
		t = next;
	}
	return p < 0.5 ? -t : t;
}

/* 0 and 1 have no finite quantile. */
static float8
CheckInside(float8 x, const char *what)
{
	if (!(x > 0.0 && x < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must be above 0 and below 1", what),
				 errhint("Write 0.8 for 80 %%.")));
	return x;
}

/* How sure an interval is. */
float8
CheckLevel(float8 level)
{
	return CheckInside(level, "confidence level");
}

/* The probability that something is wanted with. */
float8
CheckChance(float8 probability)
{
	return CheckInside(probability, "probability");
}

/* Half the width of a two-sided interval, in standard errors: both tails hold 1 - level together. */
float8
IntervalFactor(float8 level, float8 df)
{
	return -StudentQuantile(0.5 * (1.0 - level), df);
}

/* ---- SQL functions ---- */

/* Degrees of freedom need not be whole, and an infinite number is the normal distribution. */
static void
CheckDf(float8 df)
{
	if (!(df > 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("degrees of freedom must be above 0")));
}

static float8
CheckProbabilityInside(float8 p)
{
	if (!(p > 0.0 && p < 1.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("probability must be above 0 and below 1"),
				 errdetail("The quantiles of 0 and 1 are infinite.")));
	return p;
}

PG_FUNCTION_INFO_V1(opm_normal_cdf);
Datum
opm_normal_cdf(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(NormalCdf(CheckFinite(PG_GETARG_FLOAT8(0), "z")));
}

PG_FUNCTION_INFO_V1(opm_normal_quantile);
Datum
opm_normal_quantile(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(NormalQuantile(CheckProbabilityInside(PG_GETARG_FLOAT8(0))));
}

PG_FUNCTION_INFO_V1(opm_t_cdf);
Datum
opm_t_cdf(PG_FUNCTION_ARGS)
{
	float8		df = PG_GETARG_FLOAT8(1);

	CheckDf(df);
	PG_RETURN_FLOAT8(StudentCdf(CheckFinite(PG_GETARG_FLOAT8(0), "t"), df));
}

PG_FUNCTION_INFO_V1(opm_t_quantile);
Datum
opm_t_quantile(PG_FUNCTION_ARGS)
{
	float8		df = PG_GETARG_FLOAT8(1);

	CheckDf(df);
	return FloatResult(StudentQuantile(CheckProbabilityInside(PG_GETARG_FLOAT8(0)), df));
}
