/*
 * means.c: the plain aggregates weighted_mean, geomean, harmean and ratio.
 *
 * All four are a quotient of two sums, so they share one state: float8[8], updated in place, with both sums
 * in double-double. The state remembers whether any addition ever lost a bit. While none did (the usual case:
 * 106 bits hold a long sum of ordinary numbers), rows can be taken out again exactly, and a moving window
 * costs one step a row; after a loss the inverse transition gives up and PostgreSQL sums the frame afresh, so
 * the answer is always the same.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "utils/array.h"

#include "number.h"
#include "state.h"
#include "summary.h"

/* Elements of the state. */
enum
{
	MEANS_N,					/* rows that count */
	MEANS_BAD,					/* rows outside the domain: they make the result NULL */
	MEANS_ZEROS,				/* geomean: values that are 0 */
	MEANS_LOSSY,				/* 1 once an addition was not exact */
	MEANS_ABOVE,				/* sum above the fraction bar, two elements */
	MEANS_BELOW = MEANS_ABOVE + 2,	/* sum below it, two elements */
	MEANS_SIZE = MEANS_BELOW + 2
};

/* One row's part in each. */
typedef struct MeansRow
{
	float8		bad;			/* 1 if it is outside the domain, else 0 */
	float8		zeros;			/* 1 if the value is 0 and that matters, else 0 */
	float8		lossy;			/* 1 if one of its products was not exact */
	Dd			above;			/* its part in the sum above the fraction bar */
	Dd			below;			/* and below it */
} MeansRow;

/* ---- the state ---- */

static inline float8 *
MeansElements(ArrayType *array)
{
	return StateNumbers(array, FLOAT8OID, MEANS_SIZE, "a mean");
}

/* Add x to the sum at state[at]; notes in state[MEANS_LOSSY] if a bit had to go. */
static inline void
MeansAddSum(float8 *state, int at, Dd x)
{
	Dd			high = DdTwoSum(state[at], x.hi);
	Dd			low = DdTwoSum(state[at + 1], x.lo);
	Dd			middle = DdTwoSum(high.lo, low.hi);
	Dd			top = DdTwoSum(high.hi, middle.hi);
	Dd			rest = DdTwoSum(middle.lo, low.lo);
	Dd			bottom = DdTwoSum(top.lo, rest.hi);
	Dd			sum = DdTwoSum(top.hi, bottom.hi);

	if (bottom.lo != 0.0 || rest.lo != 0.0)
		state[MEANS_LOSSY] = 1.0;
	state[at] = sum.hi;
	state[at + 1] = sum.lo;
	if (unlikely(!SumInRange(sum)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum out of range"),
				 errdetail("Sums must stay within 1e290.")));
}

/* Also takes rows out: a negated row is one that was added before. */
static inline void
MeansAdd(float8 *state, const MeansRow *row)
{
	state[MEANS_N] += 1.0;
	state[MEANS_BAD] += row->bad;
	state[MEANS_ZEROS] += row->zeros;
	if (row->lossy != 0.0)
		state[MEANS_LOSSY] = 1.0;
	MeansAddSum(state, MEANS_ABOVE, row->above);
	MeansAddSum(state, MEANS_BELOW, row->below);
}

/* a * b; a product too small for an exact error term counts as a loss. */
static inline Dd
MeansProduct(float8 a, float8 b, float8 *lossy)
{
	Dd			p = DdTwoProd(a, b);

	if (fabs(p.hi) < MIN_WEIGHT * MIN_WEIGHT && a != 0.0 && b != 0.0)
		*lossy = 1.0;
	return p;
}

/* ---- one row of each aggregate: false if the row does not count ---- */

typedef bool (*MeansReader) (FunctionCallInfo fcinfo, MeansRow *row);

/* Value and weight of a mean; false if either is NULL or the weight is 0. */
static inline bool
MeansValue(FunctionCallInfo fcinfo, float8 *value, float8 *weight)
{
	bool		weighted = PG_NARGS() > 2;

	*weight = 1.0;
	if (PG_ARGISNULL(1) || (weighted && PG_ARGISNULL(2)))
		return false;
	*value = CheckFinite(PG_GETARG_FLOAT8(1), "value");
	if (weighted)
		*weight = CheckWeight(PG_GETARG_FLOAT8(2));
	return *weight > 0.0;
}

static bool
ReadWeightedMean(FunctionCallInfo fcinfo, MeansRow *row)
{
	float8		value;
	float8		weight;

	if (!MeansValue(fcinfo, &value, &weight))
		return false;
	row->above = MeansProduct(value, weight, &row->lossy);
	row->below = DdFrom(weight);
	return true;
}

/* The sum above is that of weight times binary logarithm. */
static bool
ReadGeomean(FunctionCallInfo fcinfo, MeansRow *row)
{
	float8		value;
	float8		weight;

	if (!MeansValue(fcinfo, &value, &weight))
		return false;
	if (value > 0.0)
	{
		/*
		 * log2(value) = exponent + log2(fraction): its error does not grow with its size, and powers of 2
		 * are exact
		 */
		int			exponent;
		float8		fraction = frexp(value, &exponent);

		if (fraction < M_SQRT1_2)
		{
			fraction *= 2.0;
			exponent--;
		}
		row->above = DdAdd(MeansProduct(weight, (float8) exponent, &row->lossy),
						   MeansProduct(weight, log2(fraction), &row->lossy));
	}
	row->bad = value < 0.0;
	row->zeros = value == 0.0;
	row->below = DdFrom(weight);
	return true;
}

/* The sum below is that of weight / value. A value of 0 or less has no harmonic mean. */
static bool
ReadHarmean(FunctionCallInfo fcinfo, MeansRow *row)
{
	float8		value;
	float8		weight;

	if (!MeansValue(fcinfo, &value, &weight))
		return false;
	row->bad = value <= 0.0;
	row->above = DdFrom(weight);
	if (value > 0.0)
		row->below = DdFrom(weight / value);
	return true;
}

static bool
ReadRatio(FunctionCallInfo fcinfo, MeansRow *row)
{
	if (PG_ARGISNULL(1) || PG_ARGISNULL(2))
		return false;
	row->above = DdFrom(CheckFinite(PG_GETARG_FLOAT8(1), "numerator"));
	row->below = DdFrom(CheckFinite(PG_GETARG_FLOAT8(2), "denominator"));
	return true;
}

/* ---- transitions ---- */

static inline Datum
MeansAccum(FunctionCallInfo fcinfo, MeansReader reader)
{
	ArrayType  *array = StateWritable(fcinfo, FLOAT8OID, MEANS_SIZE);
	float8	   *state = MeansElements(array);
	MeansRow	row = {0};

	if (reader(fcinfo, &row))
		MeansAdd(state, &row);
	PG_RETURN_ARRAYTYPE_P(array);	/* never NULL: a moving aggregate may not return it */
}

/* The state without a row that was added before, or NULL if that cannot be done exactly. */
static inline Datum
MeansRemove(FunctionCallInfo fcinfo, MeansReader reader)
{
	ArrayType  *array;
	float8	   *state;
	MeansRow	row = {0};

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	array = StateWritable(fcinfo, FLOAT8OID, MEANS_SIZE);
	state = MeansElements(array);
	if (reader(fcinfo, &row))
	{
		row.above = DdNegate(row.above);
		row.below = DdNegate(row.below);
		row.bad = 0.0 - row.bad;
		row.zeros = 0.0 - row.zeros;
		MeansAdd(state, &row);
		state[MEANS_N] -= 2.0;	/* MeansAdd counted it once more */
		if (state[MEANS_LOSSY] != 0.0)
			PG_RETURN_NULL();
	}
	PG_RETURN_ARRAYTYPE_P(array);
}

#define MEANS_AGGREGATE(name, Reader) \
PG_FUNCTION_INFO_V1(opm_means_##name##_accum); \
Datum \
opm_means_##name##_accum(PG_FUNCTION_ARGS) \
{ \
	return MeansAccum(fcinfo, Reader); \
} \
PG_FUNCTION_INFO_V1(opm_means_##name##_remove); \
Datum \
opm_means_##name##_remove(PG_FUNCTION_ARGS) \
{ \
	return MeansRemove(fcinfo, Reader); \
}

MEANS_AGGREGATE(weighted_mean, ReadWeightedMean)
MEANS_AGGREGATE(geomean, ReadGeomean)
MEANS_AGGREGATE(harmean, ReadHarmean)
MEANS_AGGREGATE(ratio, ReadRatio)

PG_FUNCTION_INFO_V1(opm_means_merge);
Datum
opm_means_merge(PG_FUNCTION_ARGS)
{
	ArrayType  *array;
	float8	   *state;
	float8	   *other;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	array = StateWritable(fcinfo, FLOAT8OID, MEANS_SIZE);
	state = MeansElements(array);
	other = MeansElements(PG_GETARG_ARRAYTYPE_P(1));
	state[MEANS_N] += other[MEANS_N];
	state[MEANS_BAD] += other[MEANS_BAD];
	state[MEANS_ZEROS] += other[MEANS_ZEROS];
	if (other[MEANS_LOSSY] != 0.0)
		state[MEANS_LOSSY] = 1.0;
	for (int at = MEANS_ABOVE; at < MEANS_SIZE; at += 2)
	{
		Dd			x = {other[at], other[at + 1]};

		MeansAddSum(state, at, x);
	}
	PG_RETURN_ARRAYTYPE_P(array);
}

/* ---- results ---- */

/* The quotient of the two sums, or false if it is undefined. */
static bool
MeansQuotient(FunctionCallInfo fcinfo, float8 *state, Dd *result)
{
	Dd			above;
	Dd			below;

	memcpy(state, MeansElements(PG_GETARG_ARRAYTYPE_P(0)), sizeof(float8) * MEANS_SIZE);
	above.hi = state[MEANS_ABOVE];
	above.lo = state[MEANS_ABOVE + 1];
	below.hi = state[MEANS_BELOW];
	below.lo = state[MEANS_BELOW + 1];
	if (!(state[MEANS_N] > 0.0) || state[MEANS_BAD] != 0.0 || below.hi == 0.0)
		return false;
	*result = DdDivide(above, below);
	return true;
}

PG_FUNCTION_INFO_V1(opm_means_final);
Datum
opm_means_final(PG_FUNCTION_ARGS)
{
	float8		state[MEANS_SIZE];
	Dd			result;

	if (!MeansQuotient(fcinfo, state, &result))
		PG_RETURN_NULL();
	return FloatResult(result.hi);
}

PG_FUNCTION_INFO_V1(opm_means_geomean_final);
Datum
opm_means_geomean_final(PG_FUNCTION_ARGS)
{
	float8		state[MEANS_SIZE];
	Dd			result;
	float8		exponent;

	if (!MeansQuotient(fcinfo, state, &result))
		PG_RETURN_NULL();
	if (state[MEANS_ZEROS] > 0.0)
		PG_RETURN_FLOAT8(0.0);
	exponent = rint(Max(-2000.0, Min(2000.0, result.hi)));	/* a forged state may hold any number */
	return FloatResult(ldexp(exp2((result.hi - exponent) + result.lo), (int) exponent));
}
