/*
 * as_owner.c: the door to the functions that manage a workspace.
 *
 * The one idea: whoever owns a workspace can put code into it (triggers, constraints, functions), and that
 * code must never run with rights that the owner has not. So opm.upgrade_workspace and its like are all this
 * one C function. It asks opm._workspace_owner(), which refuses everybody else, becomes the owner, shuts the
 * way back to any other role, and only then calls opm._upgrade_workspace, where the work is done.
 */
#include "opm.h"

#include "nodes/pg_list.h"
#include "nodes/value.h"
#include "parser/parse_func.h"
#include "utils/guc.h"
#include "utils/lsyscache.h"

#define AS_OWNER_ARGS		4	/* most arguments of a function that manages a workspace */

/* What one of these functions calls; kept as long as the plan that calls it. */
typedef struct AsOwner
{
	FmgrInfo	owner;			/* opm._workspace_owner(name) */
	FmgrInfo	work;			/* the function of the same name and arguments, with _ before the name */
} AsOwner;

/* What is made is the same, and is read in the same way, whatever the session says. */
static const struct
{
	const char *name;			/* a setting that everybody may change */
	const char *value;			/* its value meanwhile, as in SET */
}			AsOwnerSettings[] = {
	{"array_nulls", "on"},
	{"DateStyle", "ISO"},
	{"IntervalStyle", "postgres"},
	{"quote_all_identifiers", "off"},
	{"standard_conforming_strings", "on"},
	{"transform_null_equals", "off"},
};

static void
AsOwnerFind(FmgrInfo *found, const char *name, const Oid *types, int n, MemoryContext context)
{
	List	   *path = list_make2(makeString(pstrdup("opm")), makeString(pstrdup(name)));

	fmgr_info_cxt(LookupFuncName(path, n, types, false), found, context);
}

static AsOwner *
AsOwnerOf(FmgrInfo *called)
{
	AsOwner    *made = called->fn_extra;
	Oid			schema_type = NAMEOID;
	Oid		   *types;
	int			n;

	if (made != NULL)
		return made;
	made = MemoryContextAllocZero(called->fn_mcxt, sizeof(AsOwner));
	get_func_signature(called->fn_oid, &types, &n);
	if (n < 1 || n > AS_OWNER_ARGS)
		ereport(ERROR,
				(errcode(ERRCODE_INTERNAL_ERROR),
				 errmsg_internal("such a function has 1 to %d arguments", AS_OWNER_ARGS)));
	AsOwnerFind(&made->owner, "_workspace_owner", &schema_type, 1, called->fn_mcxt);
	AsOwnerFind(&made->work, psprintf("_%s", get_func_name(called->fn_oid)), types, n, called->fn_mcxt);
	called->fn_extra = made;
	return made;
}

PG_FUNCTION_INFO_V1(opm_workspace_as_owner);
Datum
opm_workspace_as_owner(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(work, AS_OWNER_ARGS);
	LOCAL_FCINFO(asked, 1);
	AsOwner    *called = AsOwnerOf(fcinfo->flinfo);
	Oid			owner;
	Oid			caller;
	int			context;
	int			settings;
	Datum		result;

	InitFunctionCallInfoData(*asked, &called->owner, 1, InvalidOid, NULL, NULL);
	asked->args[0] = fcinfo->args[0];
	owner = DatumGetObjectId(FunctionCallInvoke(asked));

	settings = NewGUCNestLevel();
	for (int i = 0; i < (int) lengthof(AsOwnerSettings); i++)
		(void) set_config_option(AsOwnerSettings[i].name, AsOwnerSettings[i].value, PGC_USERSET,
								 PGC_S_SESSION, GUC_ACTION_SAVE, true, 0, false);
	InitFunctionCallInfoData(*work, &called->work, fcinfo->nargs, fcinfo->fncollation, NULL, NULL);
	memcpy(work->args, fcinfo->args, fcinfo->nargs * sizeof(NullableDatum));
	GetUserIdAndSecContext(&caller, &context);
	if (caller == owner && GetAuthenticatedUserId() == owner)
	{
		/* connected as the owner: there are no other rights to get back to */
		result = FunctionCallInvoke(work);
		AtEOXact_GUC(true, settings);
		fcinfo->isnull = work->isnull;
		return result;
	}
	/* As in VACUUM and REINDEX: no SET ROLE, no deferred triggers, and settings do not outlive the call. */
	SetUserIdAndSecContext(owner, context | SECURITY_RESTRICTED_OPERATION);
	result = FunctionCallInvoke(work);
	/* after an error, the end of the (sub)transaction does these two */
	SetUserIdAndSecContext(caller, context);
	AtEOXact_GUC(false, settings);
	fcinfo->isnull = work->isnull;
	return result;
}
