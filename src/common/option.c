/*
 * option.c: options given as words. See option.h.
 */
#include "option.h"

#include "lib/stringinfo.h"

/* "a, b or c" */
static char *
WordList(const char *const *words, int n)
{
	StringInfoData list;

	initStringInfo(&list);
	for (int i = 0; i < n; i++)
		appendStringInfo(&list, "%s%s", i == 0 ? "" : i < n - 1 ? ", " : " or ", words[i]);
	return list.data;
}

int
ChooseWord(const char *word, const char *what, const char *const *words, int n)
{
	for (int i = 0; i < n; i++)
		if (strcmp(word, words[i]) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized %s \"%s\"", what, word),
			 errhint("Use %s.", WordList(words, n))));
}
