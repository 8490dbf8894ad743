/*
 * by_owner.c: triggers that act with the rights of the owner of their table, and know who writes.
 *
 * The one idea: what a workspace keeps of its own (history, what was announced, the lock of the tree) is
 * written by nobody, so no role has a privilege for it. The triggers of the workspace write it as the owner
 * of the table on which they are, just as PostgreSQL checks foreign keys. No function is SECURITY DEFINER:
 * hung on a table of somebody else's, a trigger has the rights of that somebody.
 *
 * What runs with these rights belongs to the same owner: the function, and the tables in which it writes.
 * Whoever writes gives it data, never code.
 */
#include "opm.h"

#include "access/htup_details.h"
#include "catalog/partition.h"
#include "catalog/pg_class.h"
#include "catalog/pg_proc.h"
#include "catalog/pg_type.h"
#include "commands/proclang.h"
#include "commands/trigger.h"
#include "miscadmin.h"
#include "storage/lmgr.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"
#include "utils/regproc.h"
#include "utils/syscache.h"

#include "by_owner.h"

/*
 * The schema of the workspace to which a table belongs: its own, or for a partition, which may be anywhere,
 * that of the table on top.
 */
Oid
ByOwnerHome(Oid relation)
{
	if (get_rel_relispartition(relation))
	{
		List	   *above = get_partition_ancestors(relation);

		/* none while it is being detached (DETACH ... CONCURRENTLY, also one that was cancelled) */
		if (above != NIL)
			relation = llast_oid(above);
	}
	return get_rel_namespace(relation);
}

/*
 * From here on, until ByOwnerEnd or an error, the owner of the table acts; its row-level security does not
 * limit it.
 */
ByOwner
ByOwnerBegin(Relation rel)
{
	ByOwner		by;

	GetUserIdAndSecContext(&by.writer, &by.context);
	SetUserIdAndSecContext(rel->rd_rel->relowner,
						   by.context | SECURITY_LOCAL_USERID_CHANGE | SECURITY_NOFORCE_RLS);
	return by;
}

void
ByOwnerEnd(ByOwner by)
{
	SetUserIdAndSecContext(by.writer, by.context);
}

/* Code or a table of another owner would be given the rights of this one. */
static void
ExpectSameOwner(Relation rel, Oid owner, const char *name)
{
	if (owner != rel->rd_rel->relowner && !superuser_arg(owner))
		ereport(ERROR,
				(errcode(ERRCODE_INSUFFICIENT_PRIVILEGE),
				 errmsg("\"%s\" does not belong to the owner of table \"%s\"",
						name, RelationGetRelationName(rel)),
				 errdetail("The tables and functions of a workspace have one owner."),
				 errhint("REASSIGN OWNED, or ALTER ... OWNER TO, gives all of it to one role.")));
}

/*
 * The function of this name in the workspace of the table, of the same owner. It is called past the executor,
 * so what it returns is looked at here: it is one row after the other for returns_set, else one value.
 */
Oid
ByOwnerFunction(Relation rel, const char *name, oidvector *args, Oid returns, bool returns_set)
{
	Oid			home = ByOwnerHome(RelationGetRelid(rel));
	HeapTuple	tuple = SearchSysCache3(PROCNAMEARGSNSP, CStringGetDatum(name), PointerGetDatum(args),
										ObjectIdGetDatum(home));
	Form_pg_proc proc;
	Oid			function;

	if (!HeapTupleIsValid(tuple))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_FUNCTION),
				 errmsg("there is no function \"%s\" in schema \"%s\" for table \"%s\"", name,
						get_namespace_name(home), RelationGetRelationName(rel)),
				 errhint("opm.upgrade_workspace() makes what is missing in a workspace.")));
	proc = (Form_pg_proc) GETSTRUCT(tuple);
	ExpectSameOwner(rel, proc->proowner, name);
	if (proc->prokind != PROKIND_FUNCTION || proc->prolang != get_language_oid("plpgsql", false) ||
		proc->prorettype != returns || proc->proretset != returns_set)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_FUNCTION_DEFINITION),
				 errmsg("function \"%s\" in schema \"%s\" is not that of a workspace", name,
						get_namespace_name(home)),
				 errdetail("It is in PL/pgSQL and returns %s%s.", returns_set ? "SETOF " : "",
						   format_type_be(returns)),
				 errhint("opm.upgrade_workspace() makes what is missing in a workspace.")));
	function = proc->oid;
	ReleaseSysCache(tuple);
	return function;
}

/*
 * The name is that of a table in the same workspace and of the same owner, and stays so until the transaction
 * ends.
 */
void
ByOwnerTable(Relation rel, const char *name)
{
	Oid			home = ByOwnerHome(RelationGetRelid(rel));
	Oid			table = get_relname_relid(name, home);
	HeapTuple	tuple = NULL;
	Form_pg_class class;

	if (OidIsValid(table))
	{
		LockRelationOid(table, RowShareLock);
		tuple = SearchSysCache1(RELOID, ObjectIdGetDatum(table));
	}
	class = HeapTupleIsValid(tuple) ? (Form_pg_class) GETSTRUCT(tuple) : NULL;
	if (class == NULL || (class->relkind != RELKIND_RELATION && class->relkind != RELKIND_PARTITIONED_TABLE))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("there is no table \"%s\" in schema \"%s\" for table \"%s\"", name,
						get_namespace_name(home), RelationGetRelationName(rel)),
				 errhint("opm.upgrade_workspace() makes what is missing in a workspace.")));
	ExpectSameOwner(rel, class->relowner, name);
	ReleaseSysCache(tuple);
}

/*
 * The trigger function opm._workspace_by_owner('name'): calls the trigger function of this name, which is in
 * the schema of the table, as the owner of the table. It finds the role that writes in TG_ARGV[1], where
 * nobody else can put one.
 */
PG_FUNCTION_INFO_V1(opm_workspace_by_owner);
Datum
opm_workspace_by_owner(PG_FUNCTION_ARGS)
{
	LOCAL_FCINFO(call, 0);
	TriggerData *fired = (TriggerData *) fcinfo->context;
	TriggerData data;
	Trigger		trigger;
	char	   *args[2];
	FmgrInfo	function;
	Oid			oid;
	ByOwner		by;
	Datum		result;

	if (!CALLED_AS_TRIGGER(fcinfo) || fired->tg_trigger->tgnargs != 1)
		ereport(ERROR,
				(errcode(ERRCODE_E_R_I_E_TRIGGER_PROTOCOL_VIOLATED),
				 errmsg("opm._workspace_by_owner() was called in a way it is not made for"),
				 errdetail("It is the function of a trigger, whose one argument names a trigger function"
						   " in the schema of the table.")));
	oid = ByOwnerFunction(fired->tg_relation, fired->tg_trigger->tgargs[0], buildoidvector(NULL, 0),
						  TRIGGEROID, false);
	args[0] = fired->tg_trigger->tgargs[0];
	args[1] = GetUserNameFromId(GetUserId(), false);
	trigger = *fired->tg_trigger;
	trigger.tgnargs = lengthof(args);
	trigger.tgargs = args;
	data = *fired;
	data.tg_trigger = &trigger;
	fmgr_info(oid, &function);
	InitFunctionCallInfoData(*call, &function, 0, InvalidOid, (Node *) &data, fcinfo->resultinfo);
	by = ByOwnerBegin(fired->tg_relation);
	result = FunctionCallInvoke(call);
	ByOwnerEnd(by);
	fcinfo->isnull = call->isnull;
	return result;
}
