/*
 * target.c: the type opm.target: its one gate, its text and binary forms, order, and constructors.
 *
 * What a target means is in target_score.c; here it is a kind and a row of numbers.
 */
#include "opm.h"

#include "catalog/pg_type.h"
#include "libpq/pqformat.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "literal.h"
#include "number.h"
#include "opclass.h"
#include "option.h"
#include "result.h"
#include "target_view.h"

#define TARGET_FORMS \
	"Write a move (80 -> 95, 200 -> -30%), a limit to hold (>= 95, < 2 ~ 0.5), " \
	"a range (10 .. 20 ~ 5, 100 +- 5%) or a curve (0.8:0.5 1:1 1.2:2)."

/* ---- validation and construction ---- */

/* Values rise; two knots at one value make a step, and three would hide the middle one. */
static const char *
CurveProblem(int n, const float8 *num, int *where)
{
	*where = 0;
	if (n < 4)
		return "A curve needs at least two knots.";
	if (n > 2 * TARGET_MAX_KNOTS)
		return "A curve has at most " CppAsString2(TARGET_MAX_KNOTS) " knots.";
	if (n % 2 != 0)
		return "Every knot of a curve has a value and a score.";
	for (int i = 2; i < n; i += 2)
	{
		*where = i;
		if (num[i] < num[i - 2])
			return "The values of a curve's knots must rise.";
		if (num[i] > num[i - 2])
			continue;
		if (i >= 4 && num[i - 4] == num[i])
			return "At most two knots may have the same value (they make a step).";
		if (num[i + 1] == num[i - 1])
			return "Two knots at the same value must have different scores.";
	}
	return NULL;
}

/*
 * The one gate of the type: NULL when these parts make a target, else the sentence for errdetail,
 * with the number it is about.
 */
static const char *
TargetProblem(int kind, int flags, int n, const float8 *num, int *where)
{
	int			tolerance = (flags & TARGET_TOLERANCE) ? 1 : 0;
	int			allowed = kind == TARGET_HOLD ? TARGET_BELOW | TARGET_STRICT | TARGET_TOLERANCE :
		kind == TARGET_RANGE ? TARGET_TOLERANCE : 0;
	int			wanted = (kind == TARGET_HOLD ? 1 : 2) + tolerance;

	*where = 0;
	if (kind < TARGET_MOVE || kind > TARGET_CURVE || (flags & ~allowed) != 0)
		return "The kind of target is unknown.";
	if (kind != TARGET_CURVE && n != wanted)
		return "The target has the wrong number of numbers.";
	for (*where = 0; *where < n; (*where)++)
		if (!isfinite(num[*where]))
			return "Every number of a target must be finite.";
	if (kind == TARGET_CURVE)
		return CurveProblem(n, num, where);

	*where = 1;
	if (kind == TARGET_MOVE && num[0] == num[1])
		return "The baseline and the target value must differ.";
	if (kind == TARGET_RANGE && num[0] > num[1])
		return "The lower end of a range must not be above its upper end.";
	*where = n - 1;
	if (tolerance && num[n - 1] <= 0.0)
		return "The tolerance must be greater than 0.";
	return NULL;
}

/* Only for parts that TargetProblem has passed. */
static Target *
MakeTarget(int kind, int flags, int n, const float8 *num)
{
	Size		size = offsetof(Target, number) + n * sizeof(float8);
	Target	   *t = palloc0(size);

	SET_VARSIZE(t, size);
	t->format = TARGET_FORMAT;
	t->kind = (uint8) kind;
	t->flags = (uint8) flags;
	for (int i = 0; i < n; i++)
		t->number[i] = num[i] + 0.0;	/* -0 becomes 0 */
	return t;
}

/* For constructors: an error, not a soft one, and no position. */
static Target *
CheckedTarget(int kind, int flags, int n, const float8 *num)
{
	int			where;
	const char *problem = TargetProblem(kind, flags, n, num, &where);

	if (problem != NULL)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid target"),
				 errdetail("%s", problem)));
	return MakeTarget(kind, flags, n, num);
}

/* ---- text form ---- */

/* How a limit to hold is written, by its flags TARGET_BELOW and TARGET_STRICT. */
static const char *const hold_sign[] = {">=", "<=", ">", "<"};

StaticAssertDecl(TARGET_BELOW == 1 && TARGET_STRICT == 2, "hold_sign is in the order of these flags");

/* A target being read: numbers with the place each one stands at. */
typedef struct Draft
{
	int			kind;			/* TargetKind; 0 until it is known */
	int			flags;			/* TARGET_BELOW ... */
	int			n;				/* numbers so far */
	int			room;			/* numbers that fit */
	float8	   *num;			/* the numbers, in the order given at TargetKind */
	const char **at;			/* where in the literal each one stands */
} Draft;

/* Remembers where the number stands, so that a rule it breaks later can point at it. */
static bool
DraftNumber(Literal *lit, Draft *d)
{
	if (d->n == d->room)
	{
		d->room *= 2;
		d->num = repalloc(d->num, d->room * sizeof(float8));
		d->at = repalloc(d->at, d->room * sizeof(char *));
	}
	LiteralSkipSpace(lit);
	d->at[d->n] = lit->at;
	if (!LiteralNumber(lit, &d->num[d->n]))
		return false;
	d->n++;
	return true;
}

/* This part of a level, whatever its sign: 5 % of -200 are 10. False if that is no number. */
static bool
PercentOf(Literal *lit, float8 level, float8 *percent)
{
	float8		part = fabs(level) * *percent / 100.0;

	if (isinf(part))
		part = fabs(level) / 100.0 * *percent;
	*percent = part;
	if (isfinite(level + part) && isfinite(level - part))
		return true;
	return LiteralOutOfRange(lit, lit->at, "target value");
}

/* A distance from a level, as a number or in percent of it. */
static bool
ParseDistance(Literal *lit, Draft *d, float8 level)
{
	if (!DraftNumber(lit, d))
		return false;
	if (!LiteralAccept(lit, "%"))
		return true;
	if (level == 0.0)
		return LiteralFail(lit, d->at[d->n - 1], "A tolerance in percent needs a level other than 0.",
						   "Write the tolerance itself: 0 +- 5.");
	return PercentOf(lit, level, &d->num[d->n - 1]);
}

/* In percent it is of the limit to hold, or of the middle of a range. */
static bool
ParseTolerance(Literal *lit, Draft *d)
{
	if (!LiteralAccept(lit, "~"))
		return true;
	d->flags |= TARGET_TOLERANCE;
	return ParseDistance(lit, d, d->kind == TARGET_HOLD ? d->num[0] : d->num[0] / 2.0 + d->num[1] / 2.0);
}

/* A level and what it may differ: 100 +- 5% is the range 95 .. 105. */
static bool
ParseAround(Literal *lit, Draft *d)
{
	float8		level = d->num[0];
	float8		distance;

	d->kind = TARGET_RANGE;
	if (!ParseDistance(lit, d, level))
		return false;
	distance = d->num[1];
	if (distance <= 0.0)
		return LiteralFail(lit, d->at[1], "The tolerance must be greater than 0.", NULL);
	d->num[0] = level - distance;
	d->num[1] = level + distance;
	return ParseTolerance(lit, d);
}

/* After "baseline ->": a level, or a signed percentage of the baseline's size. */
static bool
ParseGoal(Literal *lit, Draft *d)
{
	bool		has_sign;
	float8		base = d->num[0];

	d->kind = TARGET_MOVE;
	LiteralSkipSpace(lit);
	has_sign = *lit->at == '+' || *lit->at == '-';
	if (!DraftNumber(lit, d))
		return false;
	if (!LiteralAccept(lit, "%"))
		return true;
	if (!has_sign)
		return LiteralFail(lit, d->at[1], "A change in percent needs its sign.",
						   "Write 200 -> +30% or 200 -> -30%; "
						   "write a level in percent as a plain number: 80 -> 95.");
	if (base == 0.0)
		return LiteralFail(lit, d->at[1], "A change in percent needs a baseline other than 0.",
						   "Write the target value itself: 0 -> 95.");
	if (!PercentOf(lit, base, &d->num[1]))
		return false;
	d->num[1] += base;
	return true;
}

/* After "x:": the rest of a curve. */
static bool
ParseCurve(Literal *lit, Draft *d)
{
	d->kind = TARGET_CURVE;
	for (;;)
	{
		const char *end;

		if (!DraftNumber(lit, d))
			return false;
		end = lit->at;
		if (LiteralAtEnd(lit))
			return true;
		if (end == lit->at)
			return LiteralFail(lit, lit->at, "The knots of a curve are separated by blanks.", TARGET_FORMS);
		if (d->n == 2 * TARGET_MAX_KNOTS)
			return LiteralFail(lit, lit->at,
							   "A curve has at most " CppAsString2(TARGET_MAX_KNOTS) " knots.", NULL);
		if (!DraftNumber(lit, d))
			return false;
		if (!LiteralAccept(lit, ":"))
			return LiteralFail(lit, lit->at,
							   "A colon and a score are expected after the value of a knot.", TARGET_FORMS);
	}
}

/* The first sign or number tells the kind, so nothing is ever read twice. */
static bool
ParseDraft(Literal *lit, Draft *d)
{
	LiteralSkipSpace(lit);
	if (*lit->at == '<' || *lit->at == '>')
	{
		d->kind = TARGET_HOLD;
		if (*lit->at == '<')
			d->flags |= TARGET_BELOW;
		lit->at++;
		if (*lit->at == '=')
			lit->at++;
		else
			d->flags |= TARGET_STRICT;
		return DraftNumber(lit, d) && ParseTolerance(lit, d);
	}
	if (!LiteralNumberAhead(lit))
		return LiteralFail(lit, lit->at, "A target starts with a number, <, <=, > or >=.", TARGET_FORMS);
	if (!DraftNumber(lit, d))
		return false;
	if (LiteralAccept(lit, "->"))
		return ParseGoal(lit, d);
	if (LiteralAccept(lit, ".."))
	{
		d->kind = TARGET_RANGE;
		return DraftNumber(lit, d) && ParseTolerance(lit, d);
	}
	if (LiteralAccept(lit, ":"))
		return ParseCurve(lit, d);
	if (LiteralAccept(lit, "+-") || LiteralAccept(lit, "+/-") || LiteralAccept(lit, "\xc2\xb1"))
		return ParseAround(lit, d);
	if (*lit->at == '%')
		return LiteralFail(lit, lit->at,
						   "Only the target value of a move may be in percent, as a change of the baseline.",
						   "Write a level in percent as a plain number: 80 -> 95.");
	return LiteralFail(lit, lit->at, "One of ->, .., +- or : is expected after the first number.",
					   TARGET_FORMS);
}

static Target *
TargetRead(Literal *lit)
{
	Draft		d = {0};
	const char *problem;
	int			where;
	Target	   *t;

	d.room = 8;
	d.num = palloc(d.room * sizeof(float8));
	d.at = palloc(d.room * sizeof(char *));
	if (!ParseDraft(lit, &d))
		return NULL;
	if (!LiteralAtEnd(lit))
	{
		LiteralFail(lit, lit->at, "The target is complete before this point.", TARGET_FORMS);
		return NULL;
	}
	problem = TargetProblem(d.kind, d.flags, d.n, d.num, &where);
	if (problem != NULL)
	{
		LiteralFail(lit, d.at[where], problem, NULL);
		return NULL;
	}
	t = MakeTarget(d.kind, d.flags, d.n, d.num);
	pfree(d.num);
	pfree(d.at);
	return t;
}

/* NULL after a soft error. whole: the text that it stands in, or NULL. */
Target *
TargetParse(const char *str, Node *escontext, const Literal *whole)
{
	Literal		lit;

	LiteralInit(&lit, "opm.target", str, escontext);
	lit.whole = whole;
	return TargetRead(&lit);
}

Target *
TargetTry(const char *str, char **problem)
{
	Literal		lit;

	*problem = NULL;
	LiteralInit(&lit, "opm.target", str, NULL);
	lit.problem = problem;
	return TargetRead(&lit);
}

/* The canonical form, which reads back as the same bytes. */
static void
AppendView(StringInfo buf, const TargetView *v)
{
	switch (v->kind)
	{
		case TARGET_MOVE:
			AppendFloat8(buf, Num(v, 0));
			appendStringInfoString(buf, " -> ");
			AppendFloat8(buf, Num(v, 1));
			return;
		case TARGET_HOLD:
			appendStringInfo(buf, "%s ", hold_sign[v->flags & (TARGET_BELOW | TARGET_STRICT)]);
			AppendFloat8(buf, Num(v, 0));
			break;
		case TARGET_RANGE:
			AppendFloat8(buf, Num(v, 0));
			appendStringInfoString(buf, " .. ");
			AppendFloat8(buf, Num(v, 1));
			break;
		default:
			for (int i = 0; i < v->n / 2; i++)
			{
				if (i > 0)
					appendStringInfoChar(buf, ' ');
				AppendFloat8(buf, KnotX(v, i));
				appendStringInfoChar(buf, ':');
				AppendFloat8(buf, KnotScore(v, i));
			}
			return;
	}
	if (v->flags & TARGET_TOLERANCE)
	{
		appendStringInfoString(buf, " ~ ");
		AppendFloat8(buf, Tolerance(v));
	}
}

void
TargetAppend(StringInfo buf, const Target *t)
{
	TargetView	v = ViewTarget(t);

	AppendView(buf, &v);
}

PG_FUNCTION_INFO_V1(opm_target_in);
Datum
opm_target_in(PG_FUNCTION_ARGS)
{
	Target	   *t = TargetParse(PG_GETARG_CSTRING(0), fcinfo->context, NULL);

	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TARGET_P(t);
}

PG_FUNCTION_INFO_V1(opm_target_out);
Datum
opm_target_out(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	StringInfoData buf;

	initStringInfo(&buf);
	AppendView(&buf, &v);
	PG_RETURN_CSTRING(buf.data);
}

/* ---- binary form: format, kind, flags (1 byte each), count (2 bytes), numbers ---- */

/* The count comes from outside: it is checked against the length before anything is allocated. */
PG_FUNCTION_INFO_V1(opm_target_recv);
Datum
opm_target_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			kind,
				flags,
				n,
				where;
	float8	   *num;
	const char *problem;

	if (buf->len - buf->cursor < 5)
		BinaryFail("opm.target", "The value is shorter than its header.");
	if (pq_getmsgbyte(buf) != TARGET_FORMAT)
		BinaryFail("opm.target", "The format byte is unknown.");
	kind = pq_getmsgbyte(buf);
	flags = pq_getmsgbyte(buf);
	n = (int) pq_getmsgint(buf, 2);
	if (n > 2 * TARGET_MAX_KNOTS || buf->len - buf->cursor != n * (int) sizeof(float8))
		BinaryFail("opm.target", "The count of numbers does not fit the length.");
	num = palloc((n + 1) * sizeof(float8));
	for (int i = 0; i < n; i++)
		num[i] = pq_getmsgfloat8(buf);
	pq_getmsgend(buf);
	problem = TargetProblem(kind, flags, n, num, &where);
	if (problem != NULL)
		BinaryFail("opm.target", problem);
	PG_RETURN_TARGET_P(MakeTarget(kind, flags, n, num));
}

PG_FUNCTION_INFO_V1(opm_target_send);
Datum
opm_target_send(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	StringInfoData buf;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, TARGET_FORMAT);
	pq_sendbyte(&buf, v.kind);
	pq_sendbyte(&buf, v.flags);
	pq_sendint16(&buf, (uint16) v.n);
	for (int i = 0; i < v.n; i++)
		pq_sendfloat8(&buf, Num(&v, i));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---- equality, order, hash ---- */

/* By kind, then number by number; the flags last, so that < 5 and <= 5 are neighbours. */
static int
CompareTargets(Datum left, Datum right)
{
	TargetView	a = ViewDatum(left);
	TargetView	b = ViewDatum(right);

	if (a.kind != b.kind)
		return a.kind < b.kind ? -1 : 1;
	for (int i = 0; i < a.n && i < b.n; i++)
		if (Num(&a, i) != Num(&b, i))
			return Num(&a, i) < Num(&b, i) ? -1 : 1;
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return (int) a.flags - (int) b.flags;
}

OPCLASS_COMPARISON(target, CompareTargets)
OPCLASS_HASH(target, OpclassVarlena)

/* ---- constructors ---- */

PG_FUNCTION_INFO_V1(opm_target_from_text);
Datum
opm_target_from_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TARGET_P(TargetParse(text_to_cstring(PG_GETARG_TEXT_PP(0)), NULL, NULL));
}

PG_FUNCTION_INFO_V1(opm_target_move);
Datum
opm_target_move(PG_FUNCTION_ARGS)
{
	float8		num[2];

	num[0] = CheckFinite(PG_GETARG_FLOAT8(0), "baseline");
	num[1] = CheckFinite(PG_GETARG_FLOAT8(1), "target value");
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_MOVE, 0, 2, num));
}

PG_FUNCTION_INFO_V1(opm_target_hold);
Datum
opm_target_hold(PG_FUNCTION_ARGS)
{
	int			flags;
	int			n = 1;
	float8		num[2];

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	flags = ChooseWord(PG_GETARG_TEXT_PP(0), "comparison", hold_sign, lengthof(hold_sign));
	num[0] = CheckFinite(PG_GETARG_FLOAT8(1), "bound");
	if (!PG_ARGISNULL(2))
	{
		flags |= TARGET_TOLERANCE;
		num[n++] = CheckFinite(PG_GETARG_FLOAT8(2), "tolerance");
	}
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_HOLD, flags, n, num));
}

PG_FUNCTION_INFO_V1(opm_target_range);
Datum
opm_target_range(PG_FUNCTION_ARGS)
{
	int			flags = 0;
	int			n = 2;
	float8		num[3];

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	num[0] = CheckFinite(PG_GETARG_FLOAT8(0), "low");
	num[1] = CheckFinite(PG_GETARG_FLOAT8(1), "high");
	if (!PG_ARGISNULL(2))
	{
		flags |= TARGET_TOLERANCE;
		num[n++] = CheckFinite(PG_GETARG_FLOAT8(2), "tolerance");
	}
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_RANGE, flags, n, num));
}

/* A one-dimensional double precision[] without NULLs; *n gets its length. */
static Datum *
KnotArray(ArrayType *array, const char *what, int *n)
{
	Datum	   *elems;

	if (ARR_NDIM(array) > 1 || array_contains_nulls(array))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid target"),
				 errdetail("The %s must be a one-dimensional array without nulls.", what)));
	deconstruct_array(array, FLOAT8OID, sizeof(float8), FLOAT8PASSBYVAL, TYPALIGN_DOUBLE, &elems, NULL, n);
	return elems;
}

PG_FUNCTION_INFO_V1(opm_target_curve);
Datum
opm_target_curve(PG_FUNCTION_ARGS)
{
	int			nx,
				ny;
	Datum	   *x = KnotArray(PG_GETARG_ARRAYTYPE_P(0), "knots", &nx);
	Datum	   *y = KnotArray(PG_GETARG_ARRAYTYPE_P(1), "scores", &ny);
	float8	   *num;

	if (nx != ny || nx > TARGET_MAX_KNOTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid target"),
				 errdetail("A curve needs as many scores as values, at most %d.", TARGET_MAX_KNOTS)));
	num = palloc((2 * nx + 1) * sizeof(float8));
	for (int i = 0; i < nx; i++)
	{
		num[2 * i] = DatumGetFloat8(x[i]);
		num[2 * i + 1] = DatumGetFloat8(y[i]);
	}
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_CURVE, 0, 2 * nx, num));
}
