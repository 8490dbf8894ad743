/*
 * role.c: which database role is meant, in tables of a workspace that name one.
 *
 * The one idea: a name can be given to another role, an OID is the role itself, but only in its own cluster.
 * So a role is kept by both: its name, and a key that holds the identifier of the cluster and the OID. In
 * that cluster the key decides: a role that is renamed is still meant, and one that gets the name later is
 * not. In another cluster, where the table was restored, the name decides.
 */
#include "opm.h"

#include "access/xlog.h"
#include "catalog/pg_authid.h"
#include "utils/acl.h"
#include "utils/builtins.h"
#include "utils/syscache.h"

/* The key of a role in this cluster, or, without a role, its beginning that all keys here share. */
static char *
RoleKey(Oid role)
{
	return OidIsValid(role) ? psprintf(UINT64_FORMAT "/%u", GetSystemIdentifier(), role)
		: psprintf(UINT64_FORMAT "/", GetSystemIdentifier());
}

PG_FUNCTION_INFO_V1(opm_workspace_role_key);
Datum
opm_workspace_role_key(PG_FUNCTION_ARGS)
{
	Oid			role = get_role_oid(NameStr(*PG_GETARG_NAME(0)), true);

	if (!OidIsValid(role))
		PG_RETURN_NULL();
	PG_RETURN_TEXT_P(cstring_to_text(RoleKey(role)));
}

PG_FUNCTION_INFO_V1(opm_workspace_role);
Datum
opm_workspace_role(PG_FUNCTION_ARGS)
{
	char	   *key = PG_ARGISNULL(0) ? NULL : text_to_cstring(PG_GETARG_TEXT_PP(0));
	char	   *here = RoleKey(InvalidOid);
	Oid			role = InvalidOid;

	if (key != NULL && strncmp(key, here, strlen(here)) == 0)
	{
		role = (Oid) strtoul(key + strlen(here), NULL, 10);
		if (!SearchSysCacheExists1(AUTHOID, ObjectIdGetDatum(role)))
			role = InvalidOid;
	}
	else if (!PG_ARGISNULL(1))
		role = get_role_oid(NameStr(*PG_GETARG_NAME(1)), true);
	if (!OidIsValid(role))
		PG_RETURN_NULL();
	PG_RETURN_OID(role);
}
