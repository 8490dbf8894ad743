/*
 * jsonb_member.h: reading a jsonb document member by member.
 */
#ifndef OPM_JSONB_MEMBER_H
#define OPM_JSONB_MEMBER_H

#include "opm.h"

#include "utils/jsonb.h"

/* The next member of an object; nested objects and arrays come whole, as jbvBinary. False at the end. */
static inline bool
NextJsonbMember(JsonbIterator **it, char **name, JsonbValue *value)
{
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(it, value, true)) != WJB_DONE)
	{
		if (token != WJB_KEY)
			continue;
		*name = pnstrdup(value->val.string.val, value->val.string.len);
		(void) JsonbIteratorNext(it, value, true);
		return true;
	}
	return false;
}

/* Loops over the members of an object: char *name, terminated and in memory of its own; JsonbValue value. */
#define ForEachJsonbMember(container, name, value) \
	for (JsonbIterator *it_ = JsonbIteratorInit(container); NextJsonbMember(&it_, &(name), &(value));)

static inline bool
JsonbIsObject(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsObject(value->val.binary.data);
}

static inline bool
JsonbIsArray(const JsonbValue *value)
{
	return value->type == jbvBinary && JsonContainerIsArray(value->val.binary.data) &&
		!JsonContainerIsScalar(value->val.binary.data);
}

#endif							/* OPM_JSONB_MEMBER_H */
