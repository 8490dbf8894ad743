/*
 * for_reader.c: the door to what is computed over all goals, for a reader who may not see all of them.
 *
 * The one idea: two questions, asked with two different rights. Which guarded goals the reader may see is
 * asked as the reader (_my_sight), by the policies that hold for every read. With that answer, and with the
 * role itself, the owner's function is called as the owner, sees all goals, and gives back only what the
 * reader may have. The reader chooses neither: the function follows from the name of the one called here,
 * and no argument but the home table comes from outside. Given a table of somebody else's, the door has the
 * rights of that somebody, and calls a function of that somebody (see by_owner.c).
 */
#include "opm.h"

#include "access/relation.h"
#include "catalog/pg_type.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"
#include "utils/rel.h"

#include "by_owner.h"

#define FOR_READER_PREFIX	"_workspace"	/* opm._workspace_NAME(home) is _NAME of the workspace */

/* The guarded goals that the current role sees, as bigint[]; null: it sees all goals. */
static NullableDatum
ForReaderSight(Relation home)
{
	LOCAL_FCINFO(call, 1);
	Oid			types[] = {REGCLASSOID};
	FmgrInfo	function;
	NullableDatum sight;

	fmgr_info(ByOwnerFunction(home, "_my_sight", buildoidvector(types, 1), INT8ARRAYOID, false), &function);
	InitFunctionCallInfoData(*call, &function, 1, InvalidOid, NULL, NULL);
	call->args[0].value = ObjectIdGetDatum(RelationGetRelid(home));
	call->args[0].isnull = false;
	sight.value = FunctionCallInvoke(call);
	sight.isnull = call->isnull;
	return sight;
}

/* An error that may hold what the reader may not see: about values, or about how they fit each other. */
static bool
ForReaderIsTelling(int code)
{
	int			category = ERRCODE_TO_CATEGORY(code);

	return category == ERRCODE_TO_CATEGORY(ERRCODE_DATA_EXCEPTION) ||
		category == ERRCODE_TO_CATEGORY(ERRCODE_INTEGRITY_CONSTRAINT_VIOLATION) ||
		category == ERRCODE_TO_CATEGORY(ERRCODE_CARDINALITY_VIOLATION) || code == ERRCODE_DATATYPE_MISMATCH;
}

/* Calls the owner's function. Who sees all goals is told what goes wrong there, others only that it did. */
static Datum
ForReaderCall(FunctionCallInfo call, Relation home, bool sees_all)
{
	MemoryContext context = CurrentMemoryContext;
	Datum		result = (Datum) 0;

	PG_TRY();
	{
		result = FunctionCallInvoke(call);
	}
	PG_CATCH();
	{
		int			code = geterrcode();

		if (sees_all || !ForReaderIsTelling(code))
			PG_RE_THROW();
		MemoryContextSwitchTo(context);
		FlushErrorState();
		ereport(ERROR,
				(errcode(code),
				 errmsg("figures over all goals of workspace %s cannot be computed",
						quote_identifier(get_namespace_name(RelationGetNamespace(home)))),
				 errdetail("What stands in the way may be private."),
				 errhint("Ask the owner or an admin of the workspace: they are told the reason.")));
	}
	PG_END_TRY();
	return result;
}

/*
 * opm._workspace_NAME(home) returns the rows of _NAME(reader oid, sight bigint[], home regclass), a PL/pgSQL
 * function in the schema of home, which puts them where the rows of this one are expected.
 */
PG_FUNCTION_INFO_V1(opm_workspace_for_reader);
Datum
opm_workspace_for_reader(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(call, 3);
	Oid			types[] = {OIDOID, INT8ARRAYOID, REGCLASSOID};
	char	   *name = get_func_name(fcinfo->flinfo->fn_oid);
	Relation	home = try_relation_open(PG_GETARG_OID(0), AccessShareLock);
	FmgrInfo	function;
	Oid			reader;
	int			context;
	int			settings;
	Datum		result;

	if (home == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("relation with OID %u does not exist", PG_GETARG_OID(0))));
	name += strlen(FOR_READER_PREFIX);
	fmgr_info(ByOwnerFunction(home, name, buildoidvector(types, lengthof(types)),
							  get_func_rettype(fcinfo->flinfo->fn_oid), true), &function);
	InitFunctionCallInfoData(*call, &function, lengthof(types), InvalidOid, NULL, fcinfo->resultinfo);
	GetUserIdAndSecContext(&reader, &context);
	call->args[0].value = ObjectIdGetDatum(reader);
	call->args[0].isnull = false;
	call->args[1] = ForReaderSight(home);
	call->args[2].value = ObjectIdGetDatum(RelationGetRelid(home));
	call->args[2].isnull = false;
	/*
	 * As in as_owner.c: whatever a bound query calls takes no other role, and its settings end here. No
	 * message gets out: a reader could have the plans printed, with what they compute with.
	 */
	settings = NewGUCNestLevel();
	(void) set_config_option("client_min_messages", "error", PGC_USERSET, PGC_S_SESSION, GUC_ACTION_SAVE,
							 true, 0, false);
	SetUserIdAndSecContext(home->rd_rel->relowner,
						   context | SECURITY_RESTRICTED_OPERATION | SECURITY_NOFORCE_RLS);
	result = ForReaderCall(call, home, call->args[1].isnull);
	SetUserIdAndSecContext(reader, context);
	AtEOXact_GUC(false, settings);
	fcinfo->isnull = call->isnull;
	relation_close(home, AccessShareLock);
	return result;
}
