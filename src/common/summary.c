/*
 * summary.c: text form, binary form and merging of the summaries. See summary.h.
 */
#include "summary.h"

#include "libpq/pqformat.h"

void
AppendDd(StringInfo buf, Dd x)
{
	AppendFloat8(buf, x.hi);
	if (x.lo > 0.0)
		appendStringInfoChar(buf, '+');
	if (x.lo != 0.0)
		AppendFloat8(buf, x.lo);
}

/* Not by LiteralNumber: counts beyond 2^53 would be rounded, and times have digits in fixed places. */
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

/* Blanks may stand on both sides of the mark that a label begins with. */
bool
ReadLabel(Literal *lit, const char *label)
{
	const char *word = label;

	if (*word == '(' || *word == ',')	/* blanks may stand on both sides of it */
	{
		const char	mark[] = {*word, '\0'};

		if (!LiteralAccept(lit, mark))
			return LiteralFail(lit, lit->at, psprintf("\"%s\" is expected here.", label), lit->syntax);
		word++;
	}
	if (LiteralAccept(lit, word))
		return true;
	return LiteralFail(lit, lit->at, psprintf("\"%s\" is expected here.", word), lit->syntax);
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

Datum
SummaryIn(FunctionCallInfo fcinfo, const SummaryType *type)
{
	void	   *value = SummaryNew(type);
	const char *problem;
	Literal		lit;

	LiteralInit(&lit, type->name, PG_GETARG_CSTRING(0), fcinfo->context);
	lit.syntax = type->syntax;
	if (!type->read(&lit, value) || !ReadLabel(&lit, ")"))
		PG_RETURN_NULL();
	if (!LiteralAtEnd(&lit))
	{
		LiteralFail(&lit, lit.at, "Nothing may follow the closing parenthesis.", NULL);
		PG_RETURN_NULL();
	}
	problem = type->problem(value);
	if (problem)
		ereturn(fcinfo->context, (Datum) 0,
				(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
				 errmsg("invalid input for type %s", type->name),
				 errdetail("%s", problem),
				 errhint("%s", type->source)));
	PG_RETURN_POINTER(value);
}

/* ---- binary form ---- */

#define FIELD_SIZE		8		/* bytes of an int64 and of a float8 */

StaticAssertDecl(sizeof(SummaryHeader) == FIELD_SIZE, "fields begin after the header");

static int
FieldCount(const SummaryType *type)
{
	return (type->size - (int) sizeof(SummaryHeader)) / FIELD_SIZE;
}

/* Numbers go in network order, as in every binary form. */
Datum
SummarySend(FunctionCallInfo fcinfo, const SummaryType *type)
{
	const char *field = PG_GETARG_POINTER(0) + sizeof(SummaryHeader);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, type->format);
	for (int i = 0; i < FieldCount(type); i++, field += FIELD_SIZE)
		if (i < type->whole)
			pq_sendint64(&buf, *(const int64 *) field);
		else
			pq_sendfloat8(&buf, *(const float8 *) field);
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* The length is known beforehand, so one comparison guards all reads. */
Datum
SummaryRecv(FunctionCallInfo fcinfo, const SummaryType *type)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			length = 1 + FieldCount(type) * FIELD_SIZE;
	char	   *value = SummaryNew(type);
	char	   *field = value + sizeof(SummaryHeader);
	const char *problem;

	if (buf->len - buf->cursor != length || pq_getmsgbyte(buf) != type->format)
		BinaryFail(type->name,
				   psprintf("Format %d has %d bytes and starts with that number.", type->format, length));
	for (int i = 0; i < FieldCount(type); i++, field += FIELD_SIZE)
		if (i < type->whole)
			*(int64 *) field = pq_getmsgint64(buf);
		else
			*(float8 *) field = pq_getmsgfloat8(buf) + 0.0; /* -0 becomes 0 */
	pq_getmsgend(buf);
	problem = type->problem(value);
	if (problem)
		BinaryFail(type->name, problem);
	PG_RETURN_POINTER(value);
}

/* Combine function, transition function of merge() and the operator +. */
Datum
SummaryMerge(FunctionCallInfo fcinfo, const SummaryType *type)
{
	void	   *a;

	if (PG_ARGISNULL(1))
	{
		if (PG_ARGISNULL(0))
			PG_RETURN_NULL();
		PG_RETURN_DATUM(PG_GETARG_DATUM(0));
	}
	if (PG_ARGISNULL(0))
		PG_RETURN_DATUM(PG_GETARG_DATUM(1));	/* the executor copies it */
	a = SummaryWritable(fcinfo, type);
	type->merge(a, PG_GETARG_POINTER(1));
	PG_RETURN_POINTER(a);
}
