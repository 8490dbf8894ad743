/*
 * picture.c: numbers as text: drawn (opm.bar, opm.sparkline) and written (opm.value_text).
 *
 * The drawings use the block elements of Unicode where the database is in UTF8, and with plain ASCII
 * elsewhere. A picture must not flatter: a bar is full only when the goal is reached.
 */
#include "opm.h"

#include <float.h>
#include <limits.h>

#include "libpq/pqformat.h"
#include "mb/pg_wchar.h"
#include "utils/builtins.h"
#include "utils/timestamp.h"

#include "number.h"

#define BAR_MAX_WIDTH		200
#define SPARK_MAX_POINTS	10000
#define SPARK_LEVELS		8

/* ---- bar ---- */

/* Filled parts of a bar of `parts`, for a score of any size. */
static int
BarFill(float8 score, int parts)
{
	int			fill;

	if (score <= 0.0)
		return 0;
	if (score >= 1.0)
		return parts;
	fill = (int) floor(score * parts + 1e-9);	/* 0.29 of 100 parts is 29, not 28 */
	return Max(1, Min(fill, parts - 1));
}

PG_FUNCTION_INFO_V1(opm_picture_bar);
Datum
opm_picture_bar(PG_FUNCTION_ARGS)
{
	static const char *const eighth[] = {
		"", "\u258F", "\u258E", "\u258D", "\u258C", "\u258B", "\u258A", "\u2589"
	};
	float8		score = CheckFinite(PG_GETARG_FLOAT8(0), "score");
	int			width = PG_GETARG_INT32(1);
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;
	int			parts = utf8 ? 8 : 1;
	int			fill;
	int			full;			/* characters that are full */
	StringInfoData buf;

	if (width < 1 || width > BAR_MAX_WIDTH)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("width of a bar must be between 1 and %d", BAR_MAX_WIDTH)));
	if (!utf8 && width == 1)
		fill = score >= 1.0;	/* one character can't be partly full */
	else
		fill = BarFill(score, width * parts);
	initStringInfo(&buf);
	full = fill / parts;
	for (int i = 0; i < full; i++)
		appendStringInfoString(&buf, utf8 ? "\u2588" : "#");
	if (fill % parts != 0)
		appendStringInfoString(&buf, eighth[fill % parts]);
	for (int i = full + (fill % parts != 0); i < width; i++)
		appendStringInfoString(&buf, utf8 ? "\u2591" : "-");
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

/* ---- sparkline ---- */

typedef struct SparkPoint
{
	int64		at;				/* sort key: time in microseconds, or the number of the row */
	float8		value;			/* OPM_UNKNOWN for a gap */
} SparkPoint;

typedef struct SparkState
{
	MemoryContext context;		/* of the aggregate: where point lives */
	int			n;				/* points so far */
	int			room;			/* points that fit */
	bool		keyed;			/* to be sorted by time */
	SparkPoint *point;			/* n of them, in the order of the rows */
} SparkState;

static MemoryContext
AggContext(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	if (!AggCheckCallContext(fcinfo, &context))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("this function is part of the aggregate sparkline and cannot be called by itself")));
	return context;
}

static SparkState *
NewSpark(MemoryContext context, bool keyed)
{
	SparkState *s = MemoryContextAllocZero(context, sizeof(SparkState));

	s->context = context;
	s->room = 32;
	s->keyed = keyed;
	s->point = MemoryContextAlloc(context, s->room * sizeof(SparkPoint));
	return s;
}

/* Doubles its room as it grows: rows come one by one and nobody knows how many. */
static void
AddPoint(SparkState *s, int64 at, float8 value)
{
	if (s->n == SPARK_MAX_POINTS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("a sparkline has at most %d points", SPARK_MAX_POINTS),
				 errhint("Aggregate the rows first, for example to one a day.")));
	if (s->n == s->room)
	{
		s->room *= 2;
		s->point = repalloc(s->point, s->room * sizeof(SparkPoint));
	}
	s->point[s->n].at = at;
	s->point[s->n].value = value;
	s->n++;
}

static float8
ValueArgument(FunctionCallInfo fcinfo, int n)
{
	return PG_ARGISNULL(n) ? OPM_UNKNOWN : CheckFinite(PG_GETARG_FLOAT8(n), "value");
}

PG_FUNCTION_INFO_V1(opm_sparkline_accum);
Datum
opm_sparkline_accum(PG_FUNCTION_ARGS)
{
	MemoryContext context = AggContext(fcinfo);
	SparkState *s = PG_ARGISNULL(0) ? NewSpark(context, false) : (SparkState *) PG_GETARG_POINTER(0);

	AddPoint(s, s->n, ValueArgument(fcinfo, 1));
	PG_RETURN_POINTER(s);
}

PG_FUNCTION_INFO_V1(opm_sparkline_accum_at);
Datum
opm_sparkline_accum_at(PG_FUNCTION_ARGS)
{
	MemoryContext context = AggContext(fcinfo);
	SparkState *s = PG_ARGISNULL(0) ? NULL : (SparkState *) PG_GETARG_POINTER(0);

	if (!PG_ARGISNULL(1))
	{
		float8		value = ValueArgument(fcinfo, 2);

		if (s == NULL)
			s = NewSpark(context, true);
		AddPoint(s, PG_GETARG_TIMESTAMPTZ(1), value);
	}
	if (s == NULL)
		PG_RETURN_NULL();
	PG_RETURN_POINTER(s);
}

/* Only for the form that is sorted by time: in the order of the rows there is no order between workers. */
PG_FUNCTION_INFO_V1(opm_sparkline_combine);
Datum
opm_sparkline_combine(PG_FUNCTION_ARGS)
{
	MemoryContext context = AggContext(fcinfo);
	SparkState *a = PG_ARGISNULL(0) ? NULL : (SparkState *) PG_GETARG_POINTER(0);
	SparkState *b = PG_ARGISNULL(1) ? NULL : (SparkState *) PG_GETARG_POINTER(1);

	if (a == NULL && b == NULL)
		PG_RETURN_NULL();
	if (a == NULL)
		a = NewSpark(context, true);
	for (int i = 0; b != NULL && i < b->n; i++)
		AddPoint(a, b->point[i].at, b->point[i].value);
	PG_RETURN_POINTER(a);
}

PG_FUNCTION_INFO_V1(opm_sparkline_serialize);
Datum
opm_sparkline_serialize(PG_FUNCTION_ARGS)
{
	SparkState *s;
	StringInfoData buf;

	AggContext(fcinfo);
	s = (SparkState *) PG_GETARG_POINTER(0);
	pq_begintypsend(&buf);
	for (int i = 0; i < s->n; i++)
	{
		pq_sendint64(&buf, s->point[i].at);
		pq_sendfloat8(&buf, s->point[i].value);
	}
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

PG_FUNCTION_INFO_V1(opm_sparkline_deserialize);
Datum
opm_sparkline_deserialize(PG_FUNCTION_ARGS)
{
	MemoryContext context = AggContext(fcinfo);
	bytea	   *state = PG_GETARG_BYTEA_PP(0);
	SparkState *s = NewSpark(context, true);
	StringInfoData buf;

	if (VARSIZE_ANY_EXHDR(state) % sizeof(SparkPoint) != 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
				 errmsg("invalid state of the aggregate sparkline")));
	initStringInfo(&buf);
	appendBinaryStringInfo(&buf, VARDATA_ANY(state), (int) VARSIZE_ANY_EXHDR(state));
	while (buf.cursor < buf.len)
	{
		int64		at = pq_getmsgint64(&buf);

		AddPoint(s, at, pq_getmsgfloat8(&buf));
	}
	pq_getmsgend(&buf);
	PG_RETURN_POINTER(s);
}

/* By time, then value, gaps first: a total order up to points that draw the same. */
static int
ComparePoints(const void *a, const void *b)
{
	const SparkPoint *p = (const SparkPoint *) a;
	const SparkPoint *q = (const SparkPoint *) b;

	if (p->at != q->at)
		return p->at < q->at ? -1 : 1;
	if (OpmIsUnknown(p->value) || OpmIsUnknown(q->value))
		return (int) OpmIsUnknown(q->value) - (int) OpmIsUnknown(p->value) == 0 ? 0 :
			(OpmIsUnknown(p->value) ? -1 : 1);
	return p->value < q->value ? -1 : p->value > q->value;
}

/* Level 0 .. 7 of a value between low and high; halves, so that the difference can't overflow. */
static int
SparkLevel(float8 value, float8 low, float8 high)
{
	float8		share;

	if (low == high)
		return SPARK_LEVELS / 2 - 1;
	share = isinf(high - low) ? (value * 0.5 - low * 0.5) / (high * 0.5 - low * 0.5) :
		(value - low) / (high - low);
	return Min((int) (share * SPARK_LEVELS), SPARK_LEVELS - 1);
}

PG_FUNCTION_INFO_V1(opm_sparkline_final);
Datum
opm_sparkline_final(PG_FUNCTION_ARGS)
{
	SparkState *s = PG_ARGISNULL(0) ? NULL : (SparkState *) PG_GETARG_POINTER(0);
	bool		utf8 = GetDatabaseEncoding() == PG_UTF8;
	SparkPoint *point;
	float8		low = 0.0,
				high = 0.0;
	bool		any = false;
	StringInfoData buf;

	AggContext(fcinfo);
	if (s == NULL)
		PG_RETURN_NULL();
	/* Sorted in a copy: a final function must leave the state alone. */
	point = palloc(s->n * sizeof(SparkPoint));
	memcpy(point, s->point, s->n * sizeof(SparkPoint));
	if (s->keyed)
		qsort(point, s->n, sizeof(SparkPoint), ComparePoints);
	for (int i = 0; i < s->n; i++)
	{
		if (OpmIsUnknown(point[i].value))
			continue;
		low = any ? Min(low, point[i].value) : point[i].value;
		high = any ? Max(high, point[i].value) : point[i].value;
		any = true;
	}
	if (!any)
		PG_RETURN_NULL();
	initStringInfo(&buf);
	for (int i = 0; i < s->n; i++)
	{
		if (OpmIsUnknown(point[i].value))
			appendStringInfoChar(&buf, ' ');
		else if (utf8)
		{
			/* U+2581 .. U+2588, one eighth to eight eighths */
			appendBinaryStringInfo(&buf, "\xE2\x96", 2);
			appendStringInfoChar(&buf, (char) (0x81 + SparkLevel(point[i].value, low, high)));
		}
		else
			appendStringInfoChar(&buf, (char) ('1' + SparkLevel(point[i].value, low, high)));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

/* ---- values as text ---- */

/* A share is a part of the same unit, such as EUR/EUR. */
static bool
IsShare(const char *unit, int len)
{
	return len >= 3 && len % 2 == 1 && unit[len / 2] == '/' &&
		memcmp(unit, unit + len / 2 + 1, len / 2) == 0;
}

/* The digits before the point in groups of three; number is as %.*f has it. */
static void
AppendGrouped(StringInfo buf, const char *number)
{
	int			digits;			/* left before the point */

	if (*number == '-')
		appendStringInfoChar(buf, *number++);
	for (digits = strspn(number, "0123456789"); digits > 0; digits--)
	{
		appendStringInfoChar(buf, *number++);
		if (digits % 3 == 1 && digits > 1)
			appendStringInfoChar(buf, ',');
	}
	appendStringInfoString(buf, number);
}

/* Without decimals: about three digits that count, and no zeros at the end. */
static void
AppendValue(StringInfo buf, float8 value, bool is_null, int decimals)
{
	float8		size = fabs(value);
	char		number[64];

	if (is_null)
		decimals = size >= 1000 ? 0 : size >= 100 ? 1 : size >= 1 ? 2 :
			size >= 1e-6 ? 2 - (int) floor(log10(size)) : 0;
	/* a half is stored a little below or above: 2.675 is 2.68 for people */
	snprintf(number, sizeof(number), "%.*f", decimals, value * (1 + 2 * DBL_EPSILON));
	if (is_null && strchr(number, '.'))
	{
		char	   *end = number + strlen(number);

		while (end[-1] == '0')
			*--end = '\0';
		if (end[-1] == '.')
			end[-1] = '\0';
	}
	/* no minus before nothing */
	AppendGrouped(buf, number[strspn(number, "-0.")] == '\0' && *number == '-' ? number + 1 : number);
}

PG_FUNCTION_INFO_V1(opm_picture_value_text);
Datum
opm_picture_value_text(PG_FUNCTION_ARGS)
{
	float8		value;
	text	   *unit = PG_ARGISNULL(1) ? NULL : PG_GETARG_TEXT_PP(1);
	bool		share = unit && IsShare(VARDATA_ANY(unit), VARSIZE_ANY_EXHDR(unit));
	int			decimals = PG_ARGISNULL(2) ? 0 : PG_GETARG_INT32(2);
	StringInfoData buf;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	if (decimals < 0 || decimals > 6)
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("decimals cannot be %d", decimals),
				 errdetail("It is from 0 to 6, or NULL for about three digits that count.")));
	value = PG_GETARG_FLOAT8(0) * (share ? 100 : 1);
	initStringInfo(&buf);
	if (value == 0.0)
		AppendValue(&buf, 0.0, false, decimals);
	else if (!isfinite(value))
		appendStringInfoString(&buf, isnan(value) ? "NaN" : value > 0 ? "Infinity" : "-Infinity");
	else if (fabs(value) >= 1e15 || fabs(value) < 1e-6)
		appendStringInfo(&buf, "%.2e", value);
	else
		AppendValue(&buf, value, PG_ARGISNULL(2), decimals);
	if (share)
		appendStringInfoString(&buf, " %");
	else if (unit)
	{
		appendStringInfoChar(&buf, ' ');
		appendBinaryStringInfo(&buf, VARDATA_ANY(unit), VARSIZE_ANY_EXHDR(unit));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}
