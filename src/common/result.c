/*
 * result.c: arrays in, rows out. See result.h.
 */
#include "opm.h"

#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "number.h"
#include "result.h"

void
RowInit(Row *row)
{
	memset(row->nulls, true, sizeof(row->nulls));
}

void
RowSet(Row *row, int i, Datum value)
{
	row->values[i] = value;
	row->nulls[i] = false;
}

/* For numbers that the user must hear about when they do not fit. */
void
RowFloat(Row *row, int i, float8 x)
{
	if (!isnan(x))
		RowSet(row, i, FloatResult(x));
}

/* For numbers that may be undefined or infinite by their nature, as a slope on a step. */
void
RowFinite(Row *row, int i, float8 x)
{
	if (isfinite(x))
		RowSet(row, i, Float8GetDatum(x + 0.0));
}

void
RowInt32(Row *row, int i, int32 x)
{
	RowSet(row, i, Int32GetDatum(x));
}

void
RowInt64(Row *row, int i, int64 x)
{
	RowSet(row, i, Int64GetDatum(x));
}

void
RowBool(Row *row, int i, bool x)
{
	RowSet(row, i, BoolGetDatum(x));
}

void
RowText(Row *row, int i, const char *x)
{
	if (x)
		RowSet(row, i, CStringGetTextDatum(x));
}

void
RowTextOfLength(Row *row, int i, const char *x, int len)
{
	RowSet(row, i, PointerGetDatum(cstring_to_text_with_len(x, len)));
}

/* What the function returns. Looked up once a query: a window function asks for every row. */
static TupleDesc
ResultDesc(FunctionCallInfo fcinfo)
{
	TupleDesc	desc = fcinfo->flinfo->fn_extra;

	if (desc == NULL)
	{
		MemoryContext old = MemoryContextSwitchTo(fcinfo->flinfo->fn_mcxt);

		if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE ||
			desc->natts > RESULT_MAX_COLUMNS)
			ereport(ERROR,
					(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
					 errmsg("function returning record called in context that cannot accept type record")));
		desc = BlessTupleDesc(CreateTupleDescCopy(desc));
		fcinfo->flinfo->fn_extra = desc;
		MemoryContextSwitchTo(old);
	}
	return desc;
}

Datum
RowDatum(FunctionCallInfo fcinfo, const Row *row)
{
	/* heap_form_tuple only reads the arrays */
	return HeapTupleGetDatum(heap_form_tuple(ResultDesc(fcinfo), (Datum *) row->values, (bool *) row->nulls));
}

/* The tuple is copied into the store, so cells may live in a context that is reset after each row. */
void
RowPut(FunctionCallInfo fcinfo, const Row *row)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;

	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, (Datum *) row->values, (bool *) row->nulls);
}

/*
 * Bounds and dimensions of the caller do not matter, but rows of rows would be read in one go: refuse them.
 */
Datum *
ValueArray(FunctionCallInfo fcinfo, int arg, const char *what, bool **nulls, int *n)
{
	ArrayType  *array = PG_GETARG_ARRAYTYPE_P(arg);
	Datum	   *values;
	int16		typlen;
	bool		typbyval;
	char		typalign;

	if (ARR_NDIM(array) > 1)
		ereport(ERROR,
				(errcode(ERRCODE_ARRAY_SUBSCRIPT_ERROR),
				 errmsg("array of %s must have one dimension", what)));
	get_typlenbyvalalign(ARR_ELEMTYPE(array), &typlen, &typbyval, &typalign);
	deconstruct_array(array, ARR_ELEMTYPE(array), typlen, typbyval, typalign, &values, nulls, n);
	return values;
}

float8 *
FloatArray(FunctionCallInfo fcinfo, int arg, const char *what, int *n)
{
	bool	   *nulls;
	Datum	   *values = ValueArray(fcinfo, arg, what, &nulls, n);
	float8	   *result = palloc(Max(*n, 1) * sizeof(float8));

	for (int i = 0; i < *n; i++)
		result[i] = nulls[i] ? get_float8_nan() : CheckFinite(DatumGetFloat8(values[i]), what);
	pfree(values);
	pfree(nulls);
	return result;
}

/* In place: the kept ones move forward. */
float8 *
FloatArrayWithoutNulls(FunctionCallInfo fcinfo, int arg, const char *what, int *n)
{
	int			all;
	float8	   *x = FloatArray(fcinfo, arg, what, &all);

	*n = 0;
	for (int i = 0; i < all; i++)
		if (!isnan(x[i]))
			x[(*n)++] = x[i];
	return x;
}

/* Arrays made in two queries, or with a filter on one of them, no longer describe the same rows. */
void
CheckSameLength(int na, int nb, const char *a, const char *b)
{
	if (na != nb)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("arrays of %s and %s must have the same length", a, b),
				 errdetail("They have %d and %d elements.", na, nb),
				 errhint("Make both with array_agg over the same rows; it keeps NULLs.")));
}

int
CompareFloat(const void *a, const void *b)
{
	float8		x = *(const float8 *) a;
	float8		y = *(const float8 *) b;

	return x < y ? -1 : x > y;
}
