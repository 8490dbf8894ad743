/*
 * goaltree_policy.c: the words for rollup methods and missing-data policies, one table for every way in and
 * out.
 *
 * A policy is one word of 4 bytes (GoalPolicy); the k of at_least(k) is in it, the minimum coverage of ">= x"
 * is not, because that is a double and few goals have one.
 */
#include "goaltree.h"

#include "utils/builtins.h"

#include "literal.h"

typedef struct MethodWord
{
	const char *word;			/* without the parenthesis of at_least(k) */
	GoalMethod	method;			/* what it stands for */
} MethodWord;

static const MethodWord method_words[] = {
	{"mean", GOAL_MEAN},
	{"min", GOAL_MIN},
	{"max", GOAL_MAX},
	{"geomean", GOAL_GEOMEAN},
	{"harmean", GOAL_HARMEAN},
	{"median", GOAL_MEDIAN},
	{"any", GOAL_ANY},
	{"all", GOAL_ALL},
	{"at_least", GOAL_AT_LEAST},
	{"sum", GOAL_SUM},
	{"avg", GOAL_AVG},
	{"ratio", GOAL_RATIO},
	{"low", GOAL_LOW},
	{"high", GOAL_HIGH},
	{"own", GOAL_OWN},
};

/* Reads "mean" or "at_least(3)" into method and k; false, and policy as it was, if the word is no method. */
bool
GoalMethodParse(const char *word, GoalPolicy *policy)
{
	for (int i = 0; i < (int) lengthof(method_words); i++)
	{
		const char *w = method_words[i].word;
		size_t		len = strlen(w);

		if (pg_strncasecmp(word, w, len) != 0)
			continue;
		if (method_words[i].method == GOAL_AT_LEAST)
		{
			char	   *end;
			long		k;

			if (word[len] != '(' || word[len + 1] < '1' || word[len + 1] > '9')
				continue;
			k = strtol(word + len + 1, &end, 10);
			if (strcmp(end, ")") != 0 || k > GOALTREE_MAX_K)
				continue;
			policy->k = (uint16) k;
		}
		else if (word[len] != '\0')
			continue;
		policy->method = method_words[i].method;
		return true;
	}
	return false;
}

/* As GoalMethodParse reads it; nothing for GOAL_AUTO. */
void
GoalMethodAppend(StringInfo buf, GoalMethod method, uint16 k)
{
	for (int i = 0; i < (int) lengthof(method_words); i++)
		if (method_words[i].method == method)
			appendStringInfoString(buf, method_words[i].word);
	if (method == GOAL_AT_LEAST)
		appendStringInfo(buf, "(%d)", k);
}

/* A rollup argument or member: method and k, the rest 0. The key is for the message. */
GoalPolicy
GoalMethodFromText(text *t, GoalKeyType keytype, const GoalKey *key)
{
	GoalPolicy	policy = {0, 0, 0};
	char	   *word = text_to_cstring(t);

	if (!GoalMethodParse(word, &policy))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized rollup method \"%s\" of goal %s", word,
						GoalKeyForMessage(keytype, key)),
				 errhint("Use " GOAL_METHODS "; k is from 1 to 65535.")));
	return policy;
}

/*
 * Reads "ignore", "zero", "block" or ">= 0.8" into missing and mincover; false if it is none of them, and
 * then mincover may have changed.
 */
bool
GoalMissingParse(const char *word, GoalPolicy *policy, float8 *mincover)
{
	Literal		lit;

	if (pg_strcasecmp(word, "ignore") == 0)
		policy->missing = GOAL_IGNORE;
	else if (pg_strcasecmp(word, "zero") == 0)
		policy->missing = GOAL_ZERO;
	else if (pg_strcasecmp(word, "block") == 0)
		policy->missing = GOAL_BLOCK;
	else
	{
		LiteralInit(&lit, "missing-data policy", word, NULL);
		if (!LiteralAccept(&lit, ">=") || !LiteralNumberAhead(&lit) || !LiteralNumber(&lit, mincover) ||
			!LiteralAtEnd(&lit) || !(*mincover >= 0 && *mincover <= 1))
			return false;
		policy->missing = GOAL_COVER;
	}
	return true;
}

/* A missing argument or member, as GoalMissingParse reads it. */
void
GoalMissingFromText(text *t, GoalKeyType keytype, const GoalKey *key, GoalPolicy *policy,
					float8 *mincover)
{
	char	   *word = text_to_cstring(t);

	if (!GoalMissingParse(word, policy, mincover))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("unrecognized missing-data policy \"%s\" of goal %s", word,
						GoalKeyForMessage(keytype, key)),
				 errhint("Use " GOAL_MISSINGS ".")));
}

/* As GoalMissingParse reads it; nothing for ignore, the default. */
void
GoalMissingAppend(StringInfo buf, GoalMissing missing, float8 mincover)
{
	if (missing == GOAL_ZERO)
		appendStringInfoString(buf, "zero");
	else if (missing == GOAL_BLOCK)
		appendStringInfoString(buf, "block");
	else if (missing == GOAL_COVER)
	{
		appendStringInfoString(buf, ">= ");
		AppendFloat8(buf, mincover);
	}
}
