/*
 * number.c: the gates for numbers. See number.h.
 */
#include "number.h"

/* Says what to do, because rows with NaN come from other programs, and are many. */
float8
CheckFinite(float8 x, const char *what)
{
	if (unlikely(!isfinite(x)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s must be a finite number", what),
				 errhint("Filter the value out, or use NULL for \"not measured\".")));
	return x + 0.0;
}

void
RefuseNegative(float8 x, const char *what)
{
	if (unlikely(x < 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("%s must not be negative", what)));
}

float8
CheckNotNegative(float8 x, const char *what)
{
	x = CheckFinite(x, what);
	RefuseNegative(x, what);
	return x;
}

/* Two messages, because a negative weight is a misunderstanding and a tiny one an accident. */
float8
CheckWeight(float8 weight)
{
	weight = CheckFinite(weight, "weight");
	if (unlikely(weight < 0.0))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight must not be negative"),
				 errhint("A weight of 0 shows a row without counting it.")));
	if (unlikely(!WeightInRange(weight)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("weight must be 0 or from 1e-100 to 1e100")));
	return weight;
}

/* Arithmetic is left to overflow to infinity and is looked at once, at its end. */
float8
CheckResult(float8 x)
{
	if (unlikely(!isfinite(x)))
		float_overflow_error();
	return x + 0.0;
}

Datum
FloatResult(float8 x)
{
	return Float8GetDatum(CheckResult(x));
}
