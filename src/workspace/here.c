/*
 * here.c: whether a function of a workspace still looks into the schema that it is in.
 *
 * The one idea: a PL/pgSQL function finds tables by name, and the name of its schema is in its text. After
 * ALTER SCHEMA ... RENAME that name is nobody's, or another workspace's, until opm.upgrade_workspace has
 * written the new one. So each of them begins by asking, with that name and a table that it is given by its
 * identity: the one whose trigger it is, or a default of its argument home.
 */
#include "opm.h"

#include "utils/builtins.h"
#include "utils/lsyscache.h"

#include "by_owner.h"

PG_FUNCTION_INFO_V1(opm_workspace_here);
Datum
opm_workspace_here(PG_FUNCTION_ARGS)
{
	Oid			home = PG_GETARG_OID(0);
	const char *expected = NameStr(*PG_GETARG_NAME(1));
	char	   *name = get_namespace_name(ByOwnerHome(home));

	if (name == NULL)
		ereport(ERROR,
				(errcode(ERRCODE_UNDEFINED_TABLE),
				 errmsg("table %u of workspace %s does not exist", home, quote_identifier(expected))));
	if (strcmp(name, expected) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_OBJECT_NOT_IN_PREREQUISITE_STATE),
				 errmsg("workspace %s was renamed", quote_identifier(name)),
				 errdetail("Its functions still look for it under the name %s.", quote_identifier(expected)),
				 errhint("SELECT opm.upgrade_workspace(%s);", quote_literal_cstr(name))));
	PG_RETURN_VOID();
}
