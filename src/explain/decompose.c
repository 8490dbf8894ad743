/*
 * decompose.c: why a ratio, a revenue or a product of factors moved.
 *
 * Segments of a ratio and products of a revenue are rows, so these are window functions: the partition's
 * totals are summed once, at its first row. A product of factors is one row: an array of factors gives an
 * array of effects.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "number.h"
#include "option.h"
#include "result.h"
#include "window.h"

/* ---- segments over a window ---- */

/* Sums over the partition, before (0) and after (1). */
typedef struct Totals
{
	float8		volume[2];		/* sum of volumes, >= 0 */
	float8		product[2];		/* sum of volume times rate */
	bool		base;			/* effects at the values before, not at midpoints */
	bool		ready;			/* the sums are made */
} Totals;

typedef struct Segment
{
	float8		volume[2];		/* >= 0 */
	float8		rate[2];		/* per unit of volume */
} Segment;

enum SegmentArg
{
	SEG_VOLUME0, SEG_RATE0, SEG_VOLUME1, SEG_RATE1, SEG_METHOD
};

/* One row's numbers. A segment that is not there has volume 0 and, having no rate, that of the other side. */
static bool
ReadSegment(FunctionCallInfo fcinfo, int64 row, Segment *s)
{
	static const int args[4] = {SEG_VOLUME0, SEG_VOLUME1, SEG_RATE0, SEG_RATE1};
	static const char *const names[4] = {"volume before", "volume after", "rate before", "rate after"};
	float8		x[4];

	for (int i = 0; i < 4; i++)
	{
		bool		isnull;
		Datum		d = WindowArg(PG_WINDOW_OBJECT(), args[i], row, &isnull);

		x[i] = isnull ? OPM_UNKNOWN : CheckFinite(DatumGetFloat8(d), names[i]);
		if (i < 2)
			RefuseNegative(x[i], names[i]);
	}
	for (int t = 0; t < 2; t++)
	{
		s->volume[t] = OpmIsUnknown(x[t]) ? 0 : x[t];
		s->rate[t] = x[2 + t];
		if (OpmIsUnknown(s->rate[t]) && s->volume[t] > 0)
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be null where there is volume", names[2 + t]),
					 errhint("Leave the segment out of both periods, or give its volume as 0.")));
	}
	for (int t = 0; t < 2; t++)
		if (OpmIsUnknown(s->rate[t]))
			s->rate[t] = s->rate[1 - t];
	return !OpmIsUnknown(s->rate[0]);
}

/* The method is read once, from the first row of the partition. */
static bool
MethodIsBase(FunctionCallInfo fcinfo)
{
	static const char *const method[] = {"midpoint", "base"};
	bool		isnull;
	Datum		d = WindowArg(PG_WINDOW_OBJECT(), SEG_METHOD, 0, &isnull);

	return !isnull && ChooseWord(DatumGetTextPP(d), "method", method, lengthof(method)) == 1;
}

/* Sums of all segments, made at the first row and kept in partition memory. */
static Totals *
PartitionTotals(FunctionCallInfo fcinfo)
{
	WindowObject window = PG_WINDOW_OBJECT();
	Totals	   *t;
	int64		nrows;

	if (!WindowObjectIsValid(window))
		ereport(ERROR,
				(errcode(ERRCODE_WRONG_OBJECT_TYPE),
				 errmsg("window function called without an OVER clause")));
	t = WinGetPartitionLocalMemory(window, sizeof(Totals));
	if (t->ready)
		return t;
	nrows = WinGetPartitionRowCount(window);
	for (int64 row = 0; row < nrows; row++)
	{
		Segment		s;

		if (row % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!ReadSegment(fcinfo, row, &s))
			continue;
		for (int i = 0; i < 2; i++)
		{
			t->volume[i] += s.volume[i];
			t->product[i] += s.volume[i] * s.rate[i];
		}
	}
	t->base = MethodIsBase(fcinfo);
	t->ready = true;
	return t;
}

/* Shares of the volume; false (and NULL) where a period has none. */
static bool
Shares(FunctionCallInfo fcinfo, Totals **t, Segment *s, float8 *share)
{
	*t = PartitionTotals(fcinfo);
	if (!ReadSegment(fcinfo, WinGetCurrentPosition(PG_WINDOW_OBJECT()), s) ||
		(*t)->volume[0] == 0 || (*t)->volume[1] == 0)
		return false;
	for (int i = 0; i < 2; i++)
		share[i] = s->volume[i] / (*t)->volume[i];
	return true;
}

/* What the change of the segment's own rate did, at the share that it had (mean of both, or before). */
PG_FUNCTION_INFO_V1(opm_rate_effect);
Datum
opm_rate_effect(PG_FUNCTION_ARGS)
{
	Totals	   *t;
	Segment		s;
	float8		share[2];

	if (!Shares(fcinfo, &t, &s, share))
		PG_RETURN_NULL();
	return FloatResult((t->base ? share[0] : (share[0] + share[1]) / 2) * (s.rate[1] - s.rate[0]));
}

/* What the change of its share did: good if it grew and is above the average, or shrank and is below. */
PG_FUNCTION_INFO_V1(opm_mix_effect);
Datum
opm_mix_effect(PG_FUNCTION_ARGS)
{
	Totals	   *t;
	Segment		s;
	float8		share[2];
	float8		overall[2];

	if (!Shares(fcinfo, &t, &s, share))
		PG_RETURN_NULL();
	for (int i = 0; i < 2; i++)
		overall[i] = t->product[i] / t->volume[i];
	if (t->base)
		return FloatResult((s.rate[0] - overall[0]) * (share[1] - share[0]));
	return FloatResult(((s.rate[0] - overall[0]) / 2 + (s.rate[1] - overall[1]) / 2) * (share[1] - share[0]));
}

/* Where rates and shares are taken before, this is what both together did. */
PG_FUNCTION_INFO_V1(opm_interaction_effect);
Datum
opm_interaction_effect(PG_FUNCTION_ARGS)
{
	Totals	   *t;
	Segment		s;
	float8		share[2];

	if (!Shares(fcinfo, &t, &s, share))
		PG_RETURN_NULL();
	return FloatResult((share[1] - share[0]) * (s.rate[1] - s.rate[0]));
}

/* ---- products of factors ---- */

/*
 * Shapley value of one factor of a product: the others' products, averaged over how many of them have moved.
 * Those with k moved are the coefficient of z^k in the product of (before + after z).
 */
static float8
ProductShapley(const float8 *x0, const float8 *x1, int n, int factor)
{
	float8	   *moved = palloc0(sizeof(float8) * n);
	float8		share = 1.0 / n;
	float8		sum = 0;
	int			m = 0;

	moved[0] = 1;
	for (int j = 0; j < n; j++)
	{
		if (j == factor)
			continue;
		m++;
		for (int k = m; k >= 0; k--)
			moved[k] = moved[k] * x0[j] + (k > 0 ? moved[k - 1] * x1[j] : 0);
	}
	for (int k = 0; k < n; k++)
	{
		sum += share * moved[k];
		share *= (float8) (k + 1) / Max(n - 1 - k, 1);	/* k! (n - 1 - k)! / n! */
	}
	pfree(moved);
	return sum * (x1[factor] - x0[factor]);
}

/* Volume of all, share of this one, and rate: three factors of one row's part of a revenue. */
static Datum
RevenueEffect(FunctionCallInfo fcinfo, int factor)
{
	Totals	   *t;
	Segment		s;
	float8		x0[3];
	float8		x1[3];
	float8		effect = 1;

	t = PartitionTotals(fcinfo);
	if (!ReadSegment(fcinfo, WinGetCurrentPosition(PG_WINDOW_OBJECT()), &s))
		PG_RETURN_NULL();
	/* a period without any volume has no mix: that of the other period, so that all is volume */
	if (t->volume[0] == 0 && t->volume[1] == 0)
		PG_RETURN_FLOAT8(0);
	x0[0] = t->volume[0];
	x1[0] = t->volume[1];
	x0[1] = t->volume[0] > 0 ? s.volume[0] / t->volume[0] : s.volume[1] / t->volume[1];
	x1[1] = t->volume[1] > 0 ? s.volume[1] / t->volume[1] : x0[1];
	x0[2] = s.rate[0];
	x1[2] = s.rate[1];
	if (!t->base)
		return FloatResult(ProductShapley(x0, x1, 3, factor));
	for (int j = 0; j < 3; j++)
		effect *= j == factor ? x1[j] - x0[j] : j < factor ? x1[j] : x0[j];
	return FloatResult(effect);
}

#define REVENUE_FUNCTION(name, factor) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return RevenueEffect(fcinfo, factor); }

REVENUE_FUNCTION(opm_volume_effect, 0)
REVENUE_FUNCTION(opm_assortment_effect, 1)
REVENUE_FUNCTION(opm_price_effect, 2)

#define MAX_FACTORS 100

/* A factor that is not known leaves no product to divide, so NULL is an error. */
static int
FactorArray(ArrayType *a, const char *what, float8 *x)
{
	Datum	   *elems;
	bool	   *nulls;
	int			n;

	if (ARR_NDIM(a) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("factors must be a one-dimensional array")));
	deconstruct_array(a, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elems, &nulls, &n);
	if (n < 1 || n > MAX_FACTORS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("a product has 1 to %d factors, not %d", MAX_FACTORS, n)));
	for (int i = 0; i < n; i++)
	{
		if (nulls[i])
			ereport(ERROR,
					(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
					 errmsg("%s must not be null", what)));
		x[i] = CheckFinite(DatumGetFloat8(elems[i]), what);
	}
	return n;
}

/* Logarithmic mean; the limit where both are the same. */
static float8
LogMean(float8 a, float8 b)
{
	return a == b ? a : (a - b) / log(a / b);
}

PG_FUNCTION_INFO_V1(opm_product_effects);
Datum
opm_product_effects(PG_FUNCTION_ARGS)
{
	static const char *const method[] = {"shapley", "lmdi"};
	float8		x0[MAX_FACTORS];
	float8		x1[MAX_FACTORS];
	Datum		effects[MAX_FACTORS];
	int			n = FactorArray(PG_GETARG_ARRAYTYPE_P(0), "factor before", x0);
	bool		lmdi;
	float8		product0 = 1;
	float8		product1 = 1;

	if (FactorArray(PG_GETARG_ARRAYTYPE_P(1), "factor after", x1) != n)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("there must be as many factors after as before")));
	lmdi = ChooseWord(PG_GETARG_TEXT_PP(2), "method", method, lengthof(method)) == 1;
	for (int i = 0; i < n; i++)
	{
		if (lmdi && !(x0[i] > 0 && x1[i] > 0))
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("LMDI needs factors above 0"),
					 errdetail("It takes their logarithms."),
					 errhint("Use the method shapley.")));
		product0 *= x0[i];
		product1 *= x1[i];
	}
	for (int i = 0; i < n; i++)
		effects[i] = FloatResult(lmdi ? LogMean(product1, product0) * log(x1[i] / x0[i]) :
								 ProductShapley(x0, x1, n, i));
	PG_RETURN_ARRAYTYPE_P(construct_array(effects, n,
										  FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE));
}
