/*
 * literal.h: reading and writing the text forms of opm's types, and refusing malformed binary ones.
 *
 * One scanner serves every literal, so that each malformed one is refused in the same way:
 * SQLSTATE 22P02, the character position, the rule, the next step.
 */
#ifndef OPM_LITERAL_H
#define OPM_LITERAL_H

#include "opm.h"

#include "lib/stringinfo.h"

typedef struct Literal
{
	const char *type;			/* SQL name for messages, e.g. "opm.target" */
	const char *start;			/* the whole literal, NUL-terminated, server encoding */
	const char *at;				/* next unread byte */
	const char *syntax;			/* hint: the shape of the whole literal, or NULL */
	Node	   *escontext;		/* where soft errors go, or NULL */
	bool		failed;			/* a soft error was saved: stop and return NULL */
	const struct Literal *whole;	/* the text that this one is a piece of, from its `at` on; NULL: none */
	char	   *(*where) (const struct Literal *lit, const char *at);	/* names the place of a byte for
																		 * people, or NULL */
	char	  **problem;		/* gets what is wrong, as a text, and nothing is raised; NULL: it is raised */
} Literal;

extern void LiteralInit(Literal *lit, const char *type, const char *str, Node *escontext);

extern void LiteralReport(Literal *lit, const char *at, const char *detail, const char *hint);

/* The number at this place, written so, is out of range (22003). Returns false. */
extern bool LiteralOutOfRange(Literal *lit, const char *at, const char *what);

/*
 * Refuse the literal at byte `at`; detail states the rule, hint (may be NULL) the next step. Returns false.
 */
static inline bool
LiteralFail(Literal *lit, const char *at, const char *detail, const char *hint)
{
	LiteralReport(lit, at, detail, hint);
	return false;
}

extern void LiteralSkipSpace(Literal *lit);
extern bool LiteralAtEnd(Literal *lit); /* after blanks */

/* Skip blanks, then take `token` if it is next. */
extern bool LiteralAccept(Literal *lit, const char *token);

/* Skip blanks, then read one finite number; -0 becomes 0. False after a soft error. */
extern bool LiteralNumber(Literal *lit, float8 *result);

/* Is a number (sign, digit or point) next, after blanks? */
extern bool LiteralNumberAhead(Literal *lit);

/* Shortest text that reads back as the same number. */
extern void AppendFloat8(StringInfo buf, float8 x);

/* A value in binary form breaks a rule, which detail states: 22P03. */
pg_noreturn extern void BinaryFail(const char *type, const char *detail);

#endif							/* OPM_LITERAL_H */
