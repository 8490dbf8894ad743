/*
 * target.c: the type opm.target, its text and binary forms, and the arithmetic of scores.
 *
 * A target answers "how good is this value?" with a piecewise-linear curve. One law holds for every kind:
 * the score is at least 1 exactly when the goal is reached. Where rounding (or a strict limit) would
 * give 1 to a value that just misses, the score is the largest number below 1.
 */
#include "opm.h"

#include <float.h>
#include <math.h>

#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "libpq/pqformat.h"
#include "literal.h"
#include "target.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"

#define TARGET_HEADER	(offsetof(Target, number) - VARHDRSZ)	/* payload bytes before the numbers */
#define JUST_MISSED		(1.0 - DBL_EPSILON / 2) /* the largest number below 1 */

#define TARGET_FORMS \
	"Write a move (80 -> 95, 200 -> -30%), a limit to hold (>= 95, < 2 ~ 0.5), a range (10 .. 20 ~ 5) or a curve (0.8:0.5 1:1 1.2:2)."

/*
 * A target where it lies: small values in a table row have a 1-byte header and so are not aligned.
 * Scoring reads them in place, since a copy a row would cost more than the arithmetic.
 */
typedef struct TargetView
{
	uint8		kind;
	uint8		flags;
	int			n;				/* how many numbers */
	const char *numbers;		/* not aligned */
} TargetView;

static inline TargetView
ViewPayload(const char *payload, Size len)
{
	TargetView	v;

	v.kind = (uint8) payload[1];
	v.flags = (uint8) payload[2];
	v.n = (int) ((len - TARGET_HEADER) / sizeof(float8));
	v.numbers = payload + TARGET_HEADER;
	return v;
}

static inline TargetView
ViewTarget(const Target *t)
{
	return ViewPayload(VARDATA(t), VARSIZE(t) - VARHDRSZ);
}

static inline TargetView
ViewDatum(Datum datum)
{
	struct varlena *p = PG_DETOAST_DATUM_PACKED(datum);

	return ViewPayload(VARDATA_ANY(p), VARSIZE_ANY_EXHDR(p));
}

#define PG_GETARG_TARGET_VIEW(n) ViewDatum(PG_GETARG_DATUM(n))

static inline float8
Num(const TargetView *v, int i)
{
	float8		x;

	memcpy(&x, v->numbers + i * sizeof(float8), sizeof(float8));
	return x;
}

#define KnotX(v, i)		Num(v, 2 * (i))
#define KnotScore(v, i) Num(v, 2 * (i) + 1)

static inline float8
Tolerance(const TargetView *v)
{
	return Num(v, v->n - 1);
}

/* ---------- validation and construction ---------- */

static const char *
CurveProblem(int n, const float8 *num, int *where)
{
	int			i;

	*where = 0;
	if (n < 4)
		return "A curve needs at least two knots.";
	if (n > 2 * TARGET_MAX_KNOTS)
		return "A curve has at most " CppAsString2(TARGET_MAX_KNOTS) " knots.";
	if (n % 2 != 0)
		return "Every knot of a curve has a value and a score.";
	for (i = 2; i < n; i += 2)
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
		return "The baseline and the goal must differ.";
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
	int			i;

	SET_VARSIZE(t, size);
	t->format = TARGET_FORMAT;
	t->kind = (uint8) kind;
	t->flags = (uint8) flags;
	for (i = 0; i < n; i++)
		t->number[i] = num[i] + 0.0;	/* -0 becomes 0 */
	return t;
}

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

const char *
TargetCheck(const Target *t)
{
	Size		size = VARSIZE(t);
	int			where;

	if (size < offsetof(Target, number) || (size - offsetof(Target, number)) % sizeof(float8) != 0 ||
		size > offsetof(Target, number) + 2 * TARGET_MAX_KNOTS * sizeof(float8))
		return "The target has an impossible length.";
	if (t->format != TARGET_FORMAT || t->spare != 0)
		return "The format of the target is unknown.";
	return TargetProblem(t->kind, t->flags, (int) ((size - offsetof(Target, number)) / sizeof(float8)),
						 t->number, &where);
}

/* ---------- arithmetic ---------- */

/* Share of the way from a to b that x has gone, also where the plain differences overflow. May be infinite. */
static float8
ShareOfWay(float8 x, float8 a, float8 b)
{
	float8		way = b - a;
	float8		share = (x - a) / way;

	if (unlikely(!isfinite(share) || isinf(way)))
		share = (x * 0.5 - a * 0.5) / (b * 0.5 - a * 0.5);
	return share;
}

/* The inverse: the point at that share of the way. Exact at both ends; may be infinite. */
static float8
PointOfWay(float8 share, float8 a, float8 b)
{
	float8		way = b - a;

	if (share == 1.0)
		return b;
	if (unlikely(isinf(way)))
		return a * (1.0 - share) + b * share;
	return a + share * way;
}

/* Refuse infinity as a result; turn -0 into 0. */
static inline float8
CheckResult(float8 x, const char *what)
{
	if (unlikely(!isfinite(x)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("%s is out of range for type double precision", what)));
	return x + 0.0;
}

/* Between two limits in the direction the target says? */
static inline bool
HoldMet(const TargetView *v, float8 limit, float8 x)
{
	switch (v->flags & (TARGET_BELOW | TARGET_STRICT))
	{
		case 0:
			return x >= limit;
		case TARGET_STRICT:
			return x > limit;
		case TARGET_BELOW:
			return x <= limit;
		default:
			return x < limit;
	}
}

static inline float8
FallOff(const TargetView *v, float8 distance)
{
	float8		score;

	if (!(v->flags & TARGET_TOLERANCE))
		return 0.0;
	score = 1.0 - distance / Tolerance(v);
	return score <= 0.0 ? 0.0 : Min(score, JUST_MISSED);
}

/* Where x lies among the knots: index of the first knot beyond x (0 .. number of knots). */
static int
KnotAfter(const TargetView *v, float8 x)
{
	int			low = 0;
	int			high = v->n / 2;

	while (low < high)
	{
		int			mid = (low + high) / 2;

		if (KnotX(v, mid) > x)
			high = mid;
		else
			low = mid + 1;
	}
	return low;
}

static float8
CurveScore(const TargetView *v, float8 x)
{
	int			after = KnotAfter(v, x);
	int			before = after - 1;
	float8		y0,
				y1,
				y;

	if (after == 0)
		return KnotScore(v, 0);
	y0 = KnotScore(v, before);
	if (KnotX(v, before) == x)
	{
		/* On a step the better score counts, as on the limit of ">=" and "<=". */
		if (before > 0 && KnotX(v, before - 1) == x)
			return Max(y0, KnotScore(v, before - 1));
		return y0;
	}
	if (after == v->n / 2)
		return y0;
	y1 = KnotScore(v, after);
	y = PointOfWay(ShareOfWay(x, KnotX(v, before), KnotX(v, after)), y0, y1);
	return Max(Min(y0, y1), Min(y, Max(y0, y1)));
}

static inline float8
MoveScore(const TargetView *v, float8 x)
{
	float8		baseline = Num(v, 0);
	float8		goal = Num(v, 1);
	float8		score = ShareOfWay(x, baseline, goal);

	if (unlikely(score == 1.0) && (goal > baseline ? x < goal : x > goal))
		return JUST_MISSED;
	return CheckResult(score, "score");
}

static inline float8
ScoreView(const TargetView *v, float8 x)
{
	float8		limit;

	switch (v->kind)
	{
		case TARGET_MOVE:
			return MoveScore(v, x);
		case TARGET_HOLD:
			limit = Num(v, 0);
			return HoldMet(v, limit, x) ? 1.0 : FallOff(v, fabs(x - limit));
		case TARGET_RANGE:
			if (x < Num(v, 0))
				return FallOff(v, Num(v, 0) - x);
			return x > Num(v, 1) ? FallOff(v, x - Num(v, 1)) : 1.0;
		default:
			return CurveScore(v, x);
	}
}

static bool
ReachedView(const TargetView *v, float8 x)
{
	switch (v->kind)
	{
		case TARGET_MOVE:
			return Num(v, 1) > Num(v, 0) ? x >= Num(v, 1) : x <= Num(v, 1);
		case TARGET_HOLD:
			return HoldMet(v, Num(v, 0), x);
		case TARGET_RANGE:
			return x >= Num(v, 0) && x <= Num(v, 1);
		default:
			return CurveScore(v, x) >= 1.0;
	}
}

/*
 * The first value that scores at least `score` when walking from knot `first` to the right (step 1) or left
 * (step -1). The caller knows that the point it starts from scores less.
 */
static bool
CurveCrossing(const TargetView *v, int first, int step, float8 score, float8 *value)
{
	int			i;
	int			nknots = v->n / 2;

	for (i = first; i >= 0 && i < nknots; i += step)
	{
		int			prev = i - step;

		if (KnotScore(v, i) < score)
			continue;
		if (prev < 0 || prev >= nknots || KnotX(v, prev) == KnotX(v, i))
			*value = KnotX(v, i);
		else
			*value = PointOfWay(ShareOfWay(score, KnotScore(v, prev), KnotScore(v, i)),
								KnotX(v, prev), KnotX(v, i));
		return true;
	}
	return false;
}

/* 1 rising, -1 falling, 0 flat, 2 both. */
static int
CurveTrend(const TargetView *v)
{
	bool		rises = false,
				falls = false;
	int			i;

	for (i = 1; i < v->n / 2; i++)
	{
		rises |= KnotScore(v, i) > KnotScore(v, i - 1);
		falls |= KnotScore(v, i) < KnotScore(v, i - 1);
	}
	return rises ? (falls ? 2 : 1) : (falls ? -1 : 0);
}

/*
 * The ends of the values that score at least `score` (a hull where a curve has several stretches).
 * False when no value does.
 */
static bool
GoalEnds(const TargetView *v, float8 score, float8 *low, bool *has_low, float8 *high, bool *has_high)
{
	float8		limit,
				slack;
	int			last = v->n / 2 - 1;

	*has_low = *has_high = true;
	switch (v->kind)
	{
		case TARGET_MOVE:
			*low = *high = PointOfWay(score, Num(v, 0), Num(v, 1));
			*has_low = Num(v, 1) > Num(v, 0);
			*has_high = !*has_low;
			return true;
		case TARGET_HOLD:
		case TARGET_RANGE:
			if (score > 1.0)
				return false;
			if (score <= 0.0)
			{
				*has_low = *has_high = false;
				return true;
			}
			slack = (v->flags & TARGET_TOLERANCE) ? Tolerance(v) * (1.0 - score) : 0.0;
			if (v->kind == TARGET_RANGE)
			{
				*low = Num(v, 0) - slack;
				*high = Num(v, 1) + slack;
				return true;
			}
			*has_high = (v->flags & TARGET_BELOW) != 0;
			*has_low = !*has_high;
			limit = Num(v, 0) + (*has_high ? slack : -slack);
			/* A strict limit is first beaten by the next number beyond it. */
			if ((v->flags & TARGET_STRICT) && limit == Num(v, 0))
				limit = nextafter(limit, *has_high ? -HUGE_VAL : HUGE_VAL);
			*low = *high = limit;
			return true;
		default:
			*has_low = KnotScore(v, 0) < score;
			*has_high = KnotScore(v, last) < score;
			return (!*has_low || CurveCrossing(v, 0, 1, score, low)) &&
				(!*has_high || CurveCrossing(v, last, -1, score, high));
	}
}

/* The value nearest to from, which scores less than asked. */
static bool
CurveNearest(const TargetView *v, float8 score, float8 from, float8 *value)
{
	int			after = KnotAfter(v, from);
	float8		left,
				right;
	bool		has_left = CurveCrossing(v, after - 1, -1, score, &left);
	bool		has_right = CurveCrossing(v, after, 1, score, &right);

	if (has_left && has_right)
		*value = from * 0.5 - left * 0.5 <= right * 0.5 - from * 0.5 ? left : right;
	else if (has_left)
		*value = left;
	else if (has_right)
		*value = right;
	return has_left || has_right;
}

static bool
RequiredView(const TargetView *v, float8 score, const float8 *from, float8 *value)
{
	float8		low,
				high;
	bool		has_low,
				has_high;

	if (from != NULL && v->kind == TARGET_CURVE)
	{
		if (CurveScore(v, *from) < score)
			return CurveNearest(v, score, *from, value);
		*value = *from;
		return true;
	}
	if (!GoalEnds(v, score, &low, &has_low, &high, &has_high))
		return false;
	if (from != NULL)
	{
		*value = *from;
		if (has_low && *from < low)
			*value = low;
		else if (has_high && *from > high)
			*value = high;
	}
	else if (has_low && (!has_high || low == high))
		*value = low;
	else if (has_high && !has_low)
		*value = high;
	else
		return false;
	/* A curve that rises and falls has no end that is the less demanding one. */
	if (from == NULL && v->kind == TARGET_CURVE && CurveTrend(v) == 2 && !(has_low && has_high))
		return false;
	*value = CheckResult(*value, "value");
	return true;
}

float8
TargetScore(const Target *t, float8 x)
{
	TargetView	v = ViewTarget(t);

	return ScoreView(&v, x);
}

bool
TargetReached(const Target *t, float8 x)
{
	TargetView	v = ViewTarget(t);

	return ReachedView(&v, x);
}

bool
TargetRequired(const Target *t, float8 score, const float8 *from, float8 *value)
{
	TargetView	v = ViewTarget(t);

	return RequiredView(&v, score, from, value);
}

/* ---------- text form ---------- */

/* A target being read: numbers with the place each one stands at. */
typedef struct Draft
{
	int			kind;
	int			flags;
	int			n;
	int			room;
	float8	   *num;
	const char **at;
} Draft;

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

static bool
ParseTolerance(Literal *lit, Draft *d)
{
	if (!LiteralAccept(lit, "~"))
		return true;
	d->flags |= TARGET_TOLERANCE;
	return DraftNumber(lit, d);
}

/* After "baseline ->": a level, or a signed percentage of the baseline's size. */
static bool
ParseGoal(Literal *lit, Draft *d)
{
	bool		has_sign;
	float8		base = d->num[0];
	float8		change;

	d->kind = TARGET_MOVE;
	LiteralSkipSpace(lit);
	has_sign = *lit->at == '+' || *lit->at == '-';
	if (!DraftNumber(lit, d))
		return false;
	if (!LiteralAccept(lit, "%"))
		return true;
	if (!has_sign)
		return LiteralFail(lit, d->at[1], "A change in percent needs its sign.",
						   "Write 200 -> +30% or 200 -> -30%; write a level in percent as a plain number: 80 -> 95.");
	if (base == 0.0)
		return LiteralFail(lit, d->at[1], "A change in percent needs a baseline other than 0.",
						   "Write the goal itself: 0 -> 95.");
	change = fabs(base) * d->num[1] / 100.0;
	if (isinf(change))
		change = fabs(base) / 100.0 * d->num[1];
	d->num[1] = base + change;
	if (!isfinite(d->num[1]))
	{
		lit->failed = true;
		errsave(lit->escontext,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("goal is out of range for type double precision")));
		return false;
	}
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
			return LiteralFail(lit, lit->at, "A curve has at most " CppAsString2(TARGET_MAX_KNOTS) " knots.", NULL);
		if (!DraftNumber(lit, d))
			return false;
		if (!LiteralAccept(lit, ":"))
			return LiteralFail(lit, lit->at, "A colon and a score are expected after the value of a knot.", TARGET_FORMS);
	}
}

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
	return LiteralFail(lit, lit->at, "One of ->, .. or : is expected after the first number.", TARGET_FORMS);
}

Target *
TargetParse(const char *str, Node *escontext)
{
	Literal		lit;
	Draft		d = {0};
	const char *problem;
	int			where;
	Target	   *t;

	LiteralInit(&lit, "opm.target", str, escontext);
	d.room = 8;
	d.num = palloc(d.room * sizeof(float8));
	d.at = palloc(d.room * sizeof(char *));
	if (!ParseDraft(&lit, &d))
		return NULL;
	if (!LiteralAtEnd(&lit))
	{
		LiteralFail(&lit, lit.at, "The target is complete before this point.", TARGET_FORMS);
		return NULL;
	}
	problem = TargetProblem(d.kind, d.flags, d.n, d.num, &where);
	if (problem != NULL)
	{
		LiteralFail(&lit, d.at[where], problem, NULL);
		return NULL;
	}
	t = MakeTarget(d.kind, d.flags, d.n, d.num);
	pfree(d.num);
	pfree(d.at);
	return t;
}

static void
AppendView(StringInfo buf, const TargetView *v)
{
	static const char *const hold[] = {">= ", "<= ", "> ", "< "};
	int			i;

	switch (v->kind)
	{
		case TARGET_MOVE:
			AppendFloat8(buf, Num(v, 0));
			appendStringInfoString(buf, " -> ");
			AppendFloat8(buf, Num(v, 1));
			return;
		case TARGET_HOLD:
			appendStringInfoString(buf, hold[v->flags & (TARGET_BELOW | TARGET_STRICT)]);
			AppendFloat8(buf, Num(v, 0));
			break;
		case TARGET_RANGE:
			AppendFloat8(buf, Num(v, 0));
			appendStringInfoString(buf, " .. ");
			AppendFloat8(buf, Num(v, 1));
			break;
		default:
			for (i = 0; i < v->n / 2; i++)
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

PG_FUNCTION_INFO_V1(target_in);
Datum
target_in(PG_FUNCTION_ARGS)
{
	Target	   *t = TargetParse(PG_GETARG_CSTRING(0), fcinfo->context);

	if (t == NULL)
		PG_RETURN_NULL();
	PG_RETURN_TARGET_P(t);
}

PG_FUNCTION_INFO_V1(target_out);
Datum
target_out(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	StringInfoData buf;

	initStringInfo(&buf);
	AppendView(&buf, &v);
	PG_RETURN_CSTRING(buf.data);
}

/* ---------- binary form: format, kind, flags (1 byte each), count (2 bytes), numbers ---------- */

static void
BadBinary(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_BINARY_REPRESENTATION),
			 errmsg("invalid binary value for type opm.target"),
			 errdetail("%s", detail)));
}

PG_FUNCTION_INFO_V1(target_recv);
Datum
target_recv(PG_FUNCTION_ARGS)
{
	StringInfo	buf = (StringInfo) PG_GETARG_POINTER(0);
	int			kind,
				flags,
				n,
				i,
				where;
	float8	   *num;
	const char *problem;

	if (buf->len - buf->cursor < 5)
		BadBinary("The value is shorter than its header.");
	if (pq_getmsgbyte(buf) != TARGET_FORMAT)
		BadBinary("The format byte is unknown.");
	kind = pq_getmsgbyte(buf);
	flags = pq_getmsgbyte(buf);
	n = (int) pq_getmsgint(buf, 2);
	if (n > 2 * TARGET_MAX_KNOTS || buf->len - buf->cursor != n * (int) sizeof(float8))
		BadBinary("The count of numbers does not fit the length.");
	num = palloc((n + 1) * sizeof(float8));
	for (i = 0; i < n; i++)
		num[i] = pq_getmsgfloat8(buf);
	pq_getmsgend(buf);
	problem = TargetProblem(kind, flags, n, num, &where);
	if (problem != NULL)
		BadBinary(problem);
	PG_RETURN_TARGET_P(MakeTarget(kind, flags, n, num));
}

PG_FUNCTION_INFO_V1(target_send);
Datum
target_send(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	StringInfoData buf;
	int			i;

	pq_begintypsend(&buf);
	pq_sendbyte(&buf, TARGET_FORMAT);
	pq_sendbyte(&buf, v.kind);
	pq_sendbyte(&buf, v.flags);
	pq_sendint16(&buf, (uint16) v.n);
	for (i = 0; i < v.n; i++)
		pq_sendfloat8(&buf, Num(&v, i));
	PG_RETURN_BYTEA_P(pq_endtypsend(&buf));
}

/* ---------- equality, order, hash ---------- */

static int
CompareTargets(FunctionCallInfo fcinfo)
{
	TargetView	a = PG_GETARG_TARGET_VIEW(0);
	TargetView	b = PG_GETARG_TARGET_VIEW(1);
	int			i;

	if (a.kind != b.kind)
		return a.kind < b.kind ? -1 : 1;
	for (i = 0; i < a.n && i < b.n; i++)
		if (Num(&a, i) != Num(&b, i))
			return Num(&a, i) < Num(&b, i) ? -1 : 1;
	if (a.n != b.n)
		return a.n < b.n ? -1 : 1;
	return (int) a.flags - (int) b.flags;
}

#define TARGET_COMPARISON(name, op) \
PG_FUNCTION_INFO_V1(name); \
Datum \
name(PG_FUNCTION_ARGS) \
{ \
	PG_RETURN_BOOL(CompareTargets(fcinfo) op 0); \
} \
extern int	no_such_variable

TARGET_COMPARISON(target_eq, ==);
TARGET_COMPARISON(target_ne, !=);
TARGET_COMPARISON(target_lt, <);
TARGET_COMPARISON(target_le, <=);
TARGET_COMPARISON(target_ge, >=);
TARGET_COMPARISON(target_gt, >);

PG_FUNCTION_INFO_V1(target_cmp);
Datum
target_cmp(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32(CompareTargets(fcinfo));
}

PG_FUNCTION_INFO_V1(target_hash);
Datum
target_hash(PG_FUNCTION_ARGS)
{
	struct varlena *t = PG_GETARG_VARLENA_PP(0);

	return hash_any((unsigned char *) VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t));
}

PG_FUNCTION_INFO_V1(target_hash_extended);
Datum
target_hash_extended(PG_FUNCTION_ARGS)
{
	struct varlena *t = PG_GETARG_VARLENA_PP(0);

	return hash_any_extended((unsigned char *) VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t),
							 (uint64) PG_GETARG_INT64(1));
}

/* ---------- SQL functions ---------- */

PG_FUNCTION_INFO_V1(target_score);
Datum
target_score(PG_FUNCTION_ARGS)
{
	float8		x = PG_GETARG_FLOAT8(0);
	TargetView	v = PG_GETARG_TARGET_VIEW(1);

	if (unlikely(!isfinite(x)))
		CheckFinite(x, "value");
	PG_RETURN_FLOAT8(ScoreView(&v, x));
}

PG_FUNCTION_INFO_V1(target_reached);
Datum
target_reached(PG_FUNCTION_ARGS)
{
	float8		x = CheckFinite(PG_GETARG_FLOAT8(0), "value");
	TargetView	v = PG_GETARG_TARGET_VIEW(1);

	PG_RETURN_BOOL(ReachedView(&v, x));
}

PG_FUNCTION_INFO_V1(target_required);
Datum
target_required(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		score = CheckFinite(PG_GETARG_FLOAT8(1), "score");
	float8		from = PG_NARGS() > 2 ? CheckFinite(PG_GETARG_FLOAT8(2), "value") : 0.0;
	float8		value;

	if (!RequiredView(&v, score, PG_NARGS() > 2 ? &from : NULL, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

/* The one value to aim at: the only end of the values that reach the goal, or both where they agree. */
static bool
GoalValue(const TargetView *v, float8 *value)
{
	if (v->kind == TARGET_MOVE || v->kind == TARGET_HOLD)
	{
		*value = Num(v, v->kind == TARGET_MOVE ? 1 : 0);
		return true;
	}
	return RequiredView(v, 1.0, NULL, value);
}

PG_FUNCTION_INFO_V1(target_goal_value);
Datum
target_goal_value(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		value;

	if (!GoalValue(&v, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(value);
}

static Datum
GoalEnd(FunctionCallInfo fcinfo, bool want_high)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		low,
				high;
	bool		has_low,
				has_high;

	if (!GoalEnds(&v, 1.0, &low, &has_low, &high, &has_high) || !(want_high ? has_high : has_low))
		PG_RETURN_NULL();
	if (v.kind == TARGET_HOLD)
		PG_RETURN_FLOAT8(Num(&v, 0));	/* as written, also where it is strict */
	PG_RETURN_FLOAT8(want_high ? high : low);
}

PG_FUNCTION_INFO_V1(target_goal_low);
Datum
target_goal_low(PG_FUNCTION_ARGS)
{
	return GoalEnd(fcinfo, false);
}

PG_FUNCTION_INFO_V1(target_goal_high);
Datum
target_goal_high(PG_FUNCTION_ARGS)
{
	return GoalEnd(fcinfo, true);
}

PG_FUNCTION_INFO_V1(target_baseline);
Datum
target_baseline(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	if (v.kind != TARGET_MOVE)
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(Num(&v, 0));
}

PG_FUNCTION_INFO_V1(target_tolerance);
Datum
target_tolerance(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	if (!(v.flags & TARGET_TOLERANCE))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(Tolerance(&v));
}

PG_FUNCTION_INFO_V1(target_kind);
Datum
target_kind(PG_FUNCTION_ARGS)
{
	static const char *const name[] = {"", "move", "hold", "range", "curve"};
	TargetView	v = PG_GETARG_TARGET_VIEW(0);

	PG_RETURN_TEXT_P(cstring_to_text(name[v.kind]));
}

PG_FUNCTION_INFO_V1(target_direction);
Datum
target_direction(PG_FUNCTION_ARGS)
{
	static const char *const trend[] = {"down", "flat", "up", "mixed"};
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	bool		up;

	if (v.kind == TARGET_RANGE)
		PG_RETURN_TEXT_P(cstring_to_text("range"));
	if (v.kind == TARGET_CURVE)
		PG_RETURN_TEXT_P(cstring_to_text(trend[CurveTrend(&v) + 1]));
	up = v.kind == TARGET_MOVE ? Num(&v, 1) > Num(&v, 0) : !(v.flags & TARGET_BELOW);
	PG_RETURN_TEXT_P(cstring_to_text(up ? "up" : "down"));
}

/* planned(target, elapsed) and planned(target, elapsed, profile): expected value on the way. */
PG_FUNCTION_INFO_V1(target_planned);
Datum
target_planned(PG_FUNCTION_ARGS)
{
	TargetView	v = PG_GETARG_TARGET_VIEW(0);
	float8		elapsed = CheckFinite(PG_GETARG_FLOAT8(1), "elapsed");
	float8		value;

	elapsed = Min(Max(elapsed, 0.0), 1.0);
	if (PG_NARGS() > 2)
	{
		TargetView	profile = PG_GETARG_TARGET_VIEW(2);

		elapsed = ScoreView(&profile, elapsed);
	}
	if (v.kind == TARGET_MOVE)
		value = PointOfWay(elapsed, Num(&v, 0), Num(&v, 1));
	else if (!GoalValue(&v, &value))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(CheckResult(value, "value"));
}

PG_FUNCTION_INFO_V1(target_from_text);
Datum
target_from_text(PG_FUNCTION_ARGS)
{
	PG_RETURN_TARGET_P(TargetParse(text_to_cstring(PG_GETARG_TEXT_PP(0)), NULL));
}

PG_FUNCTION_INFO_V1(target_move);
Datum
target_move(PG_FUNCTION_ARGS)
{
	float8		num[2];

	num[0] = CheckFinite(PG_GETARG_FLOAT8(0), "baseline");
	num[1] = CheckFinite(PG_GETARG_FLOAT8(1), "goal");
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_MOVE, 0, 2, num));
}

PG_FUNCTION_INFO_V1(target_hold);
Datum
target_hold(PG_FUNCTION_ARGS)
{
	char	   *sign;
	int			flags = 0;
	int			n = 1;
	float8		num[2];

	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		PG_RETURN_NULL();
	sign = text_to_cstring(PG_GETARG_TEXT_PP(0));
	if ((sign[0] != '<' && sign[0] != '>') || (sign[1] != '\0' && strcmp(sign + 1, "=") != 0))
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid comparison \"%s\" for a target", sign),
				 errhint("Use one of <, <=, > and >=.")));
	if (sign[0] == '<')
		flags |= TARGET_BELOW;
	if (sign[1] == '\0')
		flags |= TARGET_STRICT;
	num[0] = CheckFinite(PG_GETARG_FLOAT8(1), "limit");
	if (!PG_ARGISNULL(2))
	{
		flags |= TARGET_TOLERANCE;
		num[n++] = CheckFinite(PG_GETARG_FLOAT8(2), "tolerance");
	}
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_HOLD, flags, n, num));
}

PG_FUNCTION_INFO_V1(target_between);
Datum
target_between(PG_FUNCTION_ARGS)
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

PG_FUNCTION_INFO_V1(target_curve);
Datum
target_curve(PG_FUNCTION_ARGS)
{
	int			nx,
				ny,
				i;
	Datum	   *x = KnotArray(PG_GETARG_ARRAYTYPE_P(0), "values", &nx);
	Datum	   *y = KnotArray(PG_GETARG_ARRAYTYPE_P(1), "scores", &ny);
	float8	   *num;

	if (nx != ny || nx > TARGET_MAX_KNOTS)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("invalid target"),
				 errdetail("A curve needs as many scores as values, at most %d.", TARGET_MAX_KNOTS)));
	num = palloc((2 * nx + 1) * sizeof(float8));
	for (i = 0; i < nx; i++)
	{
		num[2 * i] = DatumGetFloat8(x[i]);
		num[2 * i + 1] = DatumGetFloat8(y[i]);
	}
	PG_RETURN_TARGET_P(CheckedTarget(TARGET_CURVE, 0, 2 * nx, num));
}
