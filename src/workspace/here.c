/*
 * here.c: whether a function of a workspace still looks into the schema that it is in.
 *
 * The one idea: a PL/pgSQL function finds tables by name, and the name of its schema is in its search_path.
 * After ALTER SCHEMA ... RENAME that name is nobody's, or another workspace's, until opm.upgrade_workspace has
 * written the new one. So each of them begins by asking, with a table that it is given by its identity: the
 * one whose trigger it is, or a default of its argument home.
 */
#include "opm.h"

#include "catalog/namespace.h"
#include "nodes/pg_list.h"
#include "utils/builtins.h"
#include "utils/lsyscache.h"

PG_FUNCTION_INFO_V1(opm_workspace_here);
Datum
opm_workspace_here(PG_FUNCTION_ARGS)
{
	Oid			schema = get_rel_namespace(PG_GETARG_OID(0));
	List	   *path = fetch_search_path(false);

	if (!OidIsValid(schema))
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table %u of the workspace does not exist", PG_GETARG_OID(0))));
	if (path == NIL || linitial_oid(path) != schema)
	{
		char	   *name = get_namespace_name(schema);

		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("workspace %s was renamed", quote_identifier(name)),
				 errdetail("Its functions still look for it under its old name."),
				 errhint("SELECT opm.upgrade_workspace(%s);", quote_literal_cstr(name))));
	}
	list_free(path);
	PG_RETURN_VOID();
}
