/*
 * option.c: options given as words. See option.h.
 */
#include "option.h"

#include "lib/stringinfo.h"
#include "utils/builtins.h"

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

/* Words are compared as they are: options are written in lower case, as in PostgreSQL itself. */
int
ChooseWord(const text *word, const char *what, const char *const *words, int n)
{
	char	   *asked = text_to_cstring(word);

	for (int i = 0; i < n; i++)
		if (strcmp(asked, words[i]) == 0)
			return i;
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("unrecognized %s \"%s\"", what, asked),
			 errhint("Use %s.", WordList(words, n))));
}
