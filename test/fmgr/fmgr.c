/*
 * fmgr.c: test only. A caller of transition functions that looks the function up anew for every row, as the
 * worker aggregates of Citus do: what the function keeps in fn_extra lives for one row, its state for the group.
 */
#include "postgres.h"

#include "fmgr.h"

PG_MODULE_MAGIC;

/* anew(arguments of f, f): what f returns, called for the aggregate that calls this. */
PG_FUNCTION_INFO_V1(anew);
Datum
anew(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(inner, FUNC_MAX_ARGS);
	int			nargs = PG_NARGS() - 1;
	FmgrInfo	f;
	Datum		result;

	fmgr_info(PG_GETARG_OID(nargs), &f);	/* what it remembers lies in the memory of the row */
	InitFunctionCallInfoData(*inner, &f, nargs, PG_GET_COLLATION(), fcinfo->context, NULL);
	for (int i = 0; i < nargs; i++)
		inner->args[i] = fcinfo->args[i];
	result = FunctionCallInvoke(inner);
	if (inner->isnull)
		PG_RETURN_NULL();
	PG_RETURN_DATUM(result);
}
