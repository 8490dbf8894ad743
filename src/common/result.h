/*
 * result.h: reading array arguments, and returning rows whose cells may be NULL for a stated reason.
 */
#ifndef OPM_RESULT_H
#define OPM_RESULT_H

#include "opm.h"

#include "funcapi.h"

#define RESULT_MAX_COLUMNS	32

/* One row in the making: every cell is NULL until set. Columns count from 0. */
typedef struct Row
{
	Datum		values[RESULT_MAX_COLUMNS]; /* valid where nulls is false */
	bool		nulls[RESULT_MAX_COLUMNS];	/* all true at first */
} Row;

extern void RowInit(Row *row);
extern void RowSet(Row *row, int i, Datum value);
extern void RowFloat(Row *row, int i, float8 x);	/* NaN is NULL; overflow is an error */
extern void RowFinite(Row *row, int i, float8 x);	/* NaN and overflow are NULL */
extern void RowInt32(Row *row, int i, int32 x);
extern void RowInt64(Row *row, int i, int64 x);
extern void RowBool(Row *row, int i, bool x);
extern void RowText(Row *row, int i, const char *x);	/* NULL is NULL */
extern void RowTextOfLength(Row *row, int i, const char *x, int len);

/* The result of a function with OUT parameters or of a composite type. Keeps its descriptor in fn_extra. */
extern Datum RowDatum(FunctionCallInfo fcinfo, const Row *row);

/* One more row of a set-returning function, after InitMaterializedSRF(fcinfo, 0). */
extern void RowPut(FunctionCallInfo fcinfo, const Row *row);

/*
 * The elements of a one-dimensional array argument, each checked to be finite; `what` names them in errors.
 * A NULL element is NaN in its place, or left out.
 */
extern float8 *FloatArray(FunctionCallInfo fcinfo, int arg, const char *what, int *n);
extern float8 *FloatArrayWithoutNulls(FunctionCallInfo fcinfo, int arg, const char *what, int *n);

/* Elements of any pass-by-value type; *nulls tells which are NULL. */
extern Datum *ValueArray(FunctionCallInfo fcinfo, int arg, const char *what, bool **nulls, int *n);

/* The result must not be used where two arrays describe the same things: 22023 unless na = nb. */
extern void CheckSameLength(int na, int nb, const char *a, const char *b);

extern int	CompareFloat(const void *a, const void *b);

#endif							/* OPM_RESULT_H */
