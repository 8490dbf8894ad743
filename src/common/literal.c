/*
 * literal.c: the scanner behind the text form of every opm type, and number output.
 */
#include "literal.h"

#include "common/shortest_dec.h"
#include "mb/pg_wchar.h"

void
LiteralInit(Literal *lit, const char *type, const char *str, Node *escontext)
{
	lit->type = type;
	lit->start = lit->at = str;
	lit->syntax = NULL;
	lit->escontext = escontext;
	lit->failed = false;
	lit->whole = NULL;
	lit->where = NULL;
	lit->problem = NULL;
}

/* ' (line 3, goal "arr")', or nothing where there is nothing to tell. */
static char *
LiteralWhere(const Literal *lit, const char *at)
{
	if (lit->whole)
		return LiteralWhere(lit->whole, lit->whole->at);
	return lit->where ? psprintf(" (%s)", lit->where(lit, at)) : "";
}

/*
 * Positions count characters of the whole text, as psql shows them, not bytes. After a soft error nothing of
 * the literal is used, which lit->failed tells callers that cannot return at once.
 */
void
LiteralReport(Literal *lit, const char *at, const char *detail, const char *hint)
{
	int			position = pg_mbstrlen_with_len(lit->start, at - lit->start) + 1;

	if (lit->whole)
		position += pg_mbstrlen_with_len(lit->whole->start, lit->whole->at - lit->whole->start);
	lit->failed = true;
	if (lit->problem)
	{
		*lit->problem = hint ? psprintf("%s %s", detail, hint) : pstrdup(detail);
		return;
	}
	errsave(lit->escontext,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("invalid input syntax for type %s at character %d%s", lit->type, position,
					LiteralWhere(lit, at)),
			 errdetail("%s", detail),
			 hint ? errhint("%s", hint) : 0));
}

bool
LiteralOutOfRange(Literal *lit, const char *at, const char *what)
{
	lit->failed = true;
	if (lit->problem)
		*lit->problem = psprintf("%s is out of range for type double precision.", what);
	else
		errsave(lit->escontext,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range for type double precision%s", what, LiteralWhere(lit, at))));
	return false;
}

void
LiteralSkipSpace(Literal *lit)
{
	while (*lit->at == ' ' || *lit->at == '\t' || *lit->at == '\n' || *lit->at == '\r')
		lit->at++;
}

bool
LiteralAtEnd(Literal *lit)
{
	LiteralSkipSpace(lit);
	return *lit->at == '\0';
}

bool
LiteralAccept(Literal *lit, const char *token)
{
	size_t		len = strlen(token);

	LiteralSkipSpace(lit);
	if (strncmp(lit->at, token, len) != 0)
		return false;
	lit->at += len;
	return true;
}

/* What strtod would also take (blanks, names, hexadecimal) is no number here. */
bool
LiteralNumberAhead(Literal *lit)
{
	const char *p;

	LiteralSkipSpace(lit);
	p = lit->at;
	if (*p == '-' || *p == '+')
		p++;
	if (*p == '.')
		p++;
	return *p >= '0' && *p <= '9';
}

bool
LiteralNumber(Literal *lit, float8 *result)
{
	char	   *end;
	float8		x;

	/*
	 * strtod alone would also take "nan", "inf" and hexadecimal; "1..2" is two numbers, so stop before "..".
	 */
	if (!LiteralNumberAhead(lit))
		return LiteralFail(lit, lit->at, "A number is expected here.", NULL);
	{
		const char *p = lit->at;
		char		buf[64];
		size_t		len;

		if (*p == '-' || *p == '+')
			p++;
		while (*p >= '0' && *p <= '9')
			p++;
		if (p[0] == '.' && p[1] != '.')
		{
			p++;
			while (*p >= '0' && *p <= '9')
				p++;
		}
		if (*p == 'e' || *p == 'E')
		{
			const char *digits = p + 1;

			if (*digits == '-' || *digits == '+')
				digits++;
			if (*digits >= '0' && *digits <= '9')
			{
				while (*digits >= '0' && *digits <= '9')
					digits++;
				p = digits;
			}
		}
		len = p - lit->at;
		if (len >= sizeof(buf))
			return LiteralFail(lit, lit->at, "A number has at most 63 characters.", NULL);
		memcpy(buf, lit->at, len);
		buf[len] = '\0';
		errno = 0;
		x = strtod(buf, &end);
		if (isinf(x) || (errno == ERANGE && x == 0.0))
			return LiteralOutOfRange(lit, lit->at, psprintf("\"%s\"", buf));
		lit->at = p;
	}
	*result = x + 0.0;			/* -0 becomes 0: one form for equal values */
	return true;
}

/* Whatever extra_float_digits says: text forms must read back as the same value. */
void
AppendFloat8(StringInfo buf, float8 x)
{
	char		text[DOUBLE_SHORTEST_DECIMAL_LEN];

	double_to_shortest_decimal_buf(x, text);
	appendStringInfoString(buf, text);
}

void
BinaryFail(const char *type, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary representation of type %s", type),
			 errdetail("%s", detail)));
}
