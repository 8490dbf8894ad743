/*
 * by_owner.h: doing something with the rights of the owner of a table, see by_owner.c.
 */
#ifndef OPM_BY_OWNER_H
#define OPM_BY_OWNER_H

#include "utils/rel.h"

/* Who acted before ByOwnerBegin, for ByOwnerEnd. */
typedef struct ByOwner
{
	Oid			writer;			/* role that acted until then */
	int			context;		/* its security context, flags of miscadmin.h */
} ByOwner;

extern Oid	ByOwnerHome(Oid relation);
extern ByOwner ByOwnerBegin(Relation rel);
extern void ByOwnerEnd(ByOwner by);
extern Oid	ByOwnerFunction(Relation rel, const char *name, oidvector *args, Oid returns, bool returns_set);
extern void ByOwnerTable(Relation rel, const char *name);

#endif							/* OPM_BY_OWNER_H */
