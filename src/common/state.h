/*
 * state.h: transition states of aggregates that are arrays of numbers, changed in place.
 *
 * An array is a type of the server's own, so such an aggregate needs no functions that send its state between
 * processes, and users may store it. For the same reason they may hand in any array: the shape is checked
 * every time.
 */
#ifndef OPM_STATE_H
#define OPM_STATE_H

#include "opm.h"

#include "utils/array.h"

/* bigint and double precision, without NULLs */
#define STATE_NUMBER_SIZE	8

/* The n numbers of a state, of element type `type`, where they lie; `what` names the aggregate in errors. */
static inline void *
StateNumbers(ArrayType *state, Oid type, int n, const char *what)
{
	if (unlikely(ARR_NDIM(state) != 1 || ARR_DIMS(state)[0] != n || ARR_HASNULL(state) ||
				 ARR_ELEMTYPE(state) != type))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("state of %s must be an array of %d numbers", what, n)));
	return (char *) state + ARR_OVERHEAD_NONULLS(1);
}

/* The state to write to: in an aggregate the running one, else a copy; all zeros where there is none yet. */
static inline ArrayType *
StateWritable(FunctionCallInfo fcinfo, Oid type, int n)
{
	Size		size = ARR_OVERHEAD_NONULLS(1) + n * STATE_NUMBER_SIZE;
	ArrayType  *state;

	if (!PG_ARGISNULL(0))
		return AggCheckCallContext(fcinfo, NULL) ? PG_GETARG_ARRAYTYPE_P(0) : PG_GETARG_ARRAYTYPE_P_COPY(0);
	state = palloc0(size);
	SET_VARSIZE(state, size);
	state->ndim = 1;
	state->elemtype = type;
	ARR_DIMS(state)[0] = n;
	ARR_LBOUND(state)[0] = 1;
	return state;
}

#endif							/* OPM_STATE_H */
