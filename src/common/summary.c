/*
 * summary.c: labelled fields of the text forms of kpi and scorecard. See summary.h.
 */
#include "summary.h"

void
AppendDd(StringInfo buf, Dd x)
{
	AppendFloat8(buf, x.hi);
	if (x.lo > 0.0)
		appendStringInfoChar(buf, '+');
	if (x.lo != 0.0)
		AppendFloat8(buf, x.lo);
}

int
ReadDigits(Literal *lit, int max_digits, int64 *result)
{
	int			digits = 0;

	*result = 0;
	while (digits < max_digits && *lit->at >= '0' && *lit->at <= '9')
	{
		*result = *result * 10 + (*lit->at++ - '0');
		digits++;
	}
	return digits;
}

bool
ReadLabel(Literal *lit, const char *label, const char *syntax)
{
	const char *word = label;

	if (*word == '(' || *word == ',')	/* blanks may stand on both sides of it */
	{
		const char	mark[] = {*word, '\0'};

		if (!LiteralAccept(lit, mark))
			return LiteralFail(lit, lit->at, psprintf("\"%s\" is expected here.", label), syntax);
		word++;
	}
	if (LiteralAccept(lit, word))
		return true;
	return LiteralFail(lit, lit->at, psprintf("\"%s\" is expected here.", word), syntax);
}

bool
ReadCount(Literal *lit, int64 *result)
{
	LiteralSkipSpace(lit);
	if (ReadDigits(lit, 16, result) == 0)
		return LiteralFail(lit, lit->at, "A count is expected here.", NULL);
	return true;
}

bool
ReadDd(Literal *lit, Dd *result)
{
	if (!LiteralNumber(lit, &result->hi))
		return false;
	result->lo = 0.0;
	if (*lit->at == '+' || *lit->at == '-')
		return LiteralNumber(lit, &result->lo);
	return true;
}
