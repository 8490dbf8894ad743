/*
 * seek.c: what would move it. opm.required (goal seek) and opm.leverage.
 *
 * Goal seek asks the scoring code itself, so its answer holds for every method: the root's score as a function of
 * one goal never falls when that goal rises, hence halving an interval of doubles ends at the least that reaches.
 */
#include "goalwalk.h"

#include <math.h>

#include "access/htup_details.h"
#include "funcapi.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/tuplestore.h"

#define SEEK_LIMIT	1e15		/* scores and values are looked for up to here */

typedef struct Seek
{
	GoalTree   *tree;			/* a copy in which the goal stands for itself */
	GoalView	v;
	uint32		node;
	uint32		root;
	float8		wanted;
	bool		values;			/* the goal counts by its value, not by its score */
	float8		base;			/* of its value, 1 if it is no ratio */
} Seek;

/* ---- trying a number ---- */

static float8
RootScore(Seek *s, float8 x)
{
	CHECK_FOR_INTERRUPTS();
	if (s->values)
		GoalColumnOf(&s->v, GOALCOL_VALUE, float8)[s->node] = x * s->base;
	else
		GoalColumnOf(&s->v, GOALCOL_OWN, float8)[s->node] = x;
	GoalTreeScore(s->tree);
	return GoalScores(&s->v)[s->root];
}

static bool
Reaches(Seek *s, float8 x)
{
	return RootScore(s, x) >= s->wanted;	/* unknown does not */
}

/* Does any parent of the goal take values? */
static bool
CountsByValue(const GoalWalk *w, uint32 node)
{
	uint32		parent = GoalParents(&w->v)[node];

	if (parent != GOALTREE_NONE && GoalMethodIsValue(GoalMethodOf(w, parent)))
		return true;
	for (uint32 i = 0; i < w->v.nedges; i++)
		if (w->v.edges[i].child == node && GoalMethodIsValue(GoalMethodOf(w, w->v.edges[i].parent)))
			return true;
	return false;
}

/* The same tree, but the goal's score or value is its own, whatever is below. */
static void
InitSeek(Seek *s, const GoalWalk *w, uint32 node, float8 wanted)
{
	GoalRows   *rows = GoalRowsCreate(CurrentMemoryContext, w->v.keytype);
	GoalRow    *row;
	float8		base = GoalFloat(&w->v, GOALCOL_TOTALBASE, node, OPM_UNKNOWN);

	s->node = node;
	s->root = GoalOnlyRoot(&w->v);
	s->wanted = wanted;
	s->values = CountsByValue(w, node);
	s->base = OpmIsUnknown(base) || base == 0 ? 1 : base;
	GoalRowsAddTree(rows, w->v.tree, NULL);
	row = &rows->rows[node];
	row->method = GOAL_OWN;
	row->k = 0;
	if (!s->values)
		row->score = 0;
	else
	{
		row->score = OPM_UNKNOWN;
		if (row->extra == 0)
		{
			GoalInput	in;

			/* an extra with nothing in it, by way of a row that is taken back */
			GoalInputInit(&in, w->v.keytype);
			in.key = in.parent = "";
			in.has_extra = true;
			GoalRowsAdd(rows, &in);
			row = &rows->rows[node];
			row->extra = rows->rows[rows->nrows - 1].extra;
			rows->nrows--;
		}
		rows->extras[row->extra - 1].value = 0;
		rows->extras[row->extra - 1].base = OpmIsUnknown(base) || base == 0 ? OPM_UNKNOWN : base;
	}
	s->tree = GoalTreeBuild(rows, false);
	GoalViewInit(&s->v, s->tree);
}

/* ---- searching ---- */

/* Doubles in order, as integers, so that halving takes at most 64 steps wherever they are. */
static inline int64
OrderOfDouble(float8 x)
{
	int64		i;

	memcpy(&i, &x, sizeof(i));
	return i < 0 ? PG_INT64_MIN - i : i;
}

static inline float8
DoubleOfOrder(int64 i)
{
	float8		x;

	i = i < 0 ? PG_INT64_MIN - i : i;
	memcpy(&x, &i, sizeof(x));
	return x;
}

/* The number with 15 digits nearest to x: what the user would have written. */
static float8
Rounded(float8 x)
{
	char		buf[64];

	snprintf(buf, sizeof(buf), "%.14e", x);
	return strtod(buf, NULL) + 0.0;
}

/* From one that does not reach and one that does to the first that does, then to a round number beside it. */
static float8
Halve(Seek *s, float8 fails, float8 reaches)
{
	int64		lo = OrderOfDouble(fails);
	int64		hi = OrderOfDouble(reaches);
	float8		x;

	/* unsigned: the distance may exceed the largest int64 */
	while ((hi > lo ? (uint64) hi - (uint64) lo : (uint64) lo - (uint64) hi) > 1)
	{
		int64		mid = lo / 2 + hi / 2 + (lo % 2 + hi % 2) / 2;

		if (mid == lo || mid == hi)
			break;
		if (Reaches(s, DoubleOfOrder(mid)))
			hi = mid;
		else
			lo = mid;
	}
	x = DoubleOfOrder(hi);
	for (int i = 0; i < 2; i++)
	{
		float8		round = Rounded(i == 0 ? x : x + (reaches > fails ? 1e-14 : -1e-14) * fabs(x));

		if (fabs(round - x) <= 1e-12 * Max(fabs(x), 1e-3) && Reaches(s, round))
			return round;
	}
	return x;
}

/* Where all is linear, two points tell; rounding may ask for a little more. */
static bool
TryLinear(Seek *s, float8 *x)
{
	float8		f0 = RootScore(s, 0);
	float8		f1 = RootScore(s, 1);
	float8		guess = Rounded((s->wanted - f0) / (f1 - f0));
	float8		near = 1e-12 * Max(fabs(guess), 1);

	if (OpmIsUnknown(f0) || OpmIsUnknown(f1) || !(f1 > f0) || !(fabs(guess) < SEEK_LIMIT) || Reaches(s, guess - near))
		return false;
	if (Reaches(s, guess))
		*x = guess;
	else if (Reaches(s, guess + near))
		*x = Halve(s, guess, guess + near);
	else
		return false;
	return true;
}

/* NULL if found, else why not. */
static const char *
SeekScore(Seek *s, float8 *x)
{
	float8		low;
	float8		high;

	if (TryLinear(s, x))
		return NULL;
	low = RootScore(s, -SEEK_LIMIT);
	high = RootScore(s, SEEK_LIMIT);
	if (low >= s->wanted)
		return "the root reaches it whatever this goal does";
	if (!(high >= s->wanted))
		return low == high ? "this goal does not move the root" : "the root does not reach it by this goal alone";
	*x = Halve(s, -SEEK_LIMIT, SEEK_LIMIT);
	return NULL;
}

/* A value may have to rise or to fall: look on both sides, further each time, and take the nearest that reaches. */
static const char *
SeekValue(Seek *s, float8 from, float8 *x)
{
	float8		step = Max(fabs(from), 1) / 1024;
	float8		fails[2] = {from, from};

	if (Reaches(s, from))
	{
		*x = from;
		return NULL;
	}
	for (int doubling = 0; doubling < 60 && step < SEEK_LIMIT; doubling++)
	{
		for (int side = 0; side < 2; side++)
		{
			float8		next = side == 0 ? from + step : from - step;

			if (Reaches(s, next))
			{
				*x = Halve(s, fails[side], next);
				return NULL;
			}
			fails[side] = next;
		}
		step *= 2;
	}
	step = RootScore(s, from);
	return RootScore(s, from - SEEK_LIMIT) == step && RootScore(s, from + SEEK_LIMIT) == step ?
		"this goal does not move the root" : "the root does not reach it by this goal alone";
}

/* ---- SQL: required(tree, key, root_score) ---- */

static Datum
ReturnRequired(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalWalk	w;
	Seek		s = {0};
	TupleDesc	desc;
	Datum		values[3];
	bool		nulls[3] = {true, true, false};
	uint32		node;
	float8		wanted = PG_GETARG_FLOAT8(2);
	float8		x = 0;
	float8		value = OPM_UNKNOWN;
	float8		shown;
	const Target *target;
	const char *reason;

	if (get_call_result_type(fcinfo, NULL, &desc) != TYPEFUNC_COMPOSITE)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("function returning record called in context that cannot accept type record")));
	if (isnan(wanted) || isinf(wanted))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("root score must be a finite number")));
	GoalWalkInit(&w, PG_GETARG_GOALTREE_P(0));
	GoalCheckKeyType(&w.v, keytype);
	node = GoalFindDatum(&w.v, PG_GETARG_DATUM(1));
	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	InitSeek(&s, &w, node, wanted);
	shown = GoalShownValue(&w.v, node);
	target = GoalTargetOf(&w.v, node);
	if (!GoalApplies(&w, node))
		reason = "this goal is out of the count";
	else if (s.values)
	{
		reason = SeekValue(&s, OpmIsUnknown(shown) ? 0 : shown, &x);
		value = x;
		x = target && !reason ? TargetScore(target, x) : OPM_UNKNOWN;
	}
	else
	{
		reason = SeekScore(&s, &x);
		if (target && !reason && !TargetRequired(target, x, OpmIsUnknown(shown) ? NULL : &shown, &value))
			value = OPM_UNKNOWN;
	}
	if (reason == NULL)
	{
		GoalSetFloat(values, nulls, 0, x);
		GoalSetFloat(values, nulls, 1, value);
		nulls[2] = target == NULL || !OpmIsUnknown(value) || TargetRequired(target, x, &(float8) {0}, &value);
		if (!nulls[2])
			values[2] = CStringGetTextDatum("no value scores that by its target");
	}
	else
		values[2] = CStringGetTextDatum(reason);
	PG_RETURN_DATUM(HeapTupleGetDatum(heap_form_tuple(BlessTupleDesc(desc), values, nulls)));
}

#define REQUIRED_FUNCTION(name, keytype) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return ReturnRequired(fcinfo, keytype); }

REQUIRED_FUNCTION(required_bigint, GOAL_KEY_BIGINT)
REQUIRED_FUNCTION(required_uuid, GOAL_KEY_UUID)
REQUIRED_FUNCTION(required_text, GOAL_KEY_TEXT)

/* ---- leverage: root points for one point more, from the root down ---- */

typedef struct Leverage
{
	GoalWalk	w;
	GoalDag    *dag;
	uint8	   *methods;
	float8	   *byscore;		/* root points for one point of score, while it rises a little */
	float8	   *byvalue;		/* and for one unit of value (numerator, of a ratio) */
	float8	   *sorted;			/* scratch */
	uint32		maxsorted;
} Leverage;

static int
CompareFloats(const void *a, const void *b)
{
	float8		x = *(const float8 *) a;
	float8		y = *(const float8 *) b;

	return x < y ? -1 : x > y;
}

/* How a method's answer rises with one child at x: order statistics only if no other child stands with it below. */
static float8
OrderSlope(const float8 *sorted, uint32 n, uint32 place, float8 x)
{
	uint32		upto = place + 1;

	if (sorted[place] != x)
		return 0;
	while (upto < n && sorted[upto] == x)
		upto++;
	return upto == place + 1;
}

static float8
ChildSlope(const Leverage *l, GoalMethod method, float8 answer, float8 weight, float8 weights, float8 x, uint32 n)
{
	switch (method)
	{
		case GOAL_MEAN:
		case GOAL_AVG:
			return weight / weights;
		case GOAL_GEOMEAN:
			return answer * weight / (weights * x);
		case GOAL_HARMEAN:
			return answer * answer * weight / (weights * x * x);
		case GOAL_MIN:
		case GOAL_LOW:
			return OrderSlope(l->sorted, n, 0, x);
		case GOAL_MAX:
		case GOAL_HIGH:
			return OrderSlope(l->sorted, n, n - 1, x);
		case GOAL_MEDIAN:
			return n % 2 ? OrderSlope(l->sorted, n, n / 2, x) :
				(OrderSlope(l->sorted, n, n / 2 - 1, x) + OrderSlope(l->sorted, n, n / 2, x)) / 2;
		default:
			return 0;			/* steps: nothing moves until a child crosses 1 */
	}
}

static void
PassItems(Leverage *l, uint32 node, bool values, float8 points)
{
	const GoalView *v = &l->w.v;
	GoalMethod	method = l->methods[node];
	bool		zero = GoalPolicyOf(v, node).missing == GOAL_ZERO;
	float8		floor = values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN);
	float8		answer = values ? GoalShownValue(v, node) : GoalScores(v)[node];
	float8		weights = 0;
	uint32		n = 0;

	ForEachGoalLink(&l->w, node, link)
	{
		float8		x = values ? GoalShownValue(v, link.kid) : GoalScores(v)[link.kid];

		if (GoalLinkWeight(&l->w, &link) == 0 || (OpmIsUnknown(x) && !zero))
			continue;
		if (n >= l->maxsorted)
		{
			l->maxsorted = Max(2 * l->maxsorted, 64);
			l->sorted = l->sorted ? repalloc_huge(l->sorted, sizeof(float8) * (Size) l->maxsorted) :
				MemoryContextAllocHuge(CurrentMemoryContext, sizeof(float8) * (Size) l->maxsorted);
		}
		x = OpmIsUnknown(x) ? 0 : x;
		l->sorted[n++] = x < floor ? floor : x > cap ? cap : x;
		weights += GoalLinkWeight(&l->w, &link);
	}
	if (method == GOAL_MEDIAN || method == GOAL_MIN || method == GOAL_MAX || method == GOAL_LOW || method == GOAL_HIGH)
		qsort(l->sorted, n, sizeof(float8), CompareFloats);
	ForEachGoalLink(&l->w, node, link)
	{
		float8		x = values ? GoalShownValue(v, link.kid) : GoalScores(v)[link.kid];
		float8		slope;

		if (GoalLinkWeight(&l->w, &link) == 0 || OpmIsUnknown(x) || x < floor || x >= cap)
			continue;
		slope = points * ChildSlope(l, method, answer, GoalLinkWeight(&l->w, &link), weights, x, n);
		if (!values)
			l->byscore[link.kid] += slope;
		else
		{
			float8		base = GoalFloat(v, GOALCOL_TOTALBASE, link.kid, OPM_UNKNOWN);

			l->byvalue[link.kid] += OpmIsUnknown(base) ? slope : slope / base;
		}
	}
}

static void
PassTotal(Leverage *l, uint32 node)
{
	int			units = l->dag ? GoalDagUnits(l->dag, node, l->methods, l->w.skipped, GoalColumnOf(&l->w.v, GOALCOL_TOTAL, float8)) : -1;

	for (int i = 0; i < units; i++)
		l->byvalue[GoalDagUnitNode(l->dag, i)] += l->byvalue[node] * GoalDagUnitCredit(l->dag, i);
	if (units < 0)
		ForEachGoalLink(&l->w, node, link)
			if (GoalLinkWeight(&l->w, &link) > 0)
				l->byvalue[link.kid] += l->byvalue[node] * link.share;
}

/* Score for one unit of value more. Targets are straight lines between knots: a step short of the next one tells. */
static float8
TargetSlope(const Target *t, float8 v)
{
	float8		step = Max(fabs(v), 1) * 1e-7;

	if (t->kind == TARGET_MOVE)
		return 1 / (t->number[1] - t->number[0]);
	return (TargetScore(t, v + step) - TargetScore(t, v)) / step;
}

static void
PassDown(Leverage *l, uint32 node)
{
	const GoalView *v = &l->w.v;
	GoalMethod	method = l->methods[node];
	float8		shown;

	if (method == GOAL_OWN || (l->byscore[node] == 0 && l->byvalue[node] == 0))
		return;
	if (!GoalMethodIsValue(method))
	{
		if (!OpmIsUnknown(GoalScores(v)[node]))
			PassItems(l, node, false, l->byscore[node]);
		return;
	}
	shown = GoalShownValue(v, node);
	if (OpmIsUnknown(shown))
		return;
	if (l->byscore[node] != 0 && GoalTargetOf(v, node))
	{
		float8		base = GoalFloat(v, GOALCOL_TOTALBASE, node, OPM_UNKNOWN);

		l->byvalue[node] += l->byscore[node] * TargetSlope(GoalTargetOf(v, node), shown) / (OpmIsUnknown(base) ? 1 : base);
	}
	if (method == GOAL_SUM || method == GOAL_RATIO)
		PassTotal(l, node);
	else
		PassItems(l, node, true, l->byvalue[node]);
}

enum LeverageColumn
{
	LEV_RANK, LEV_KEY, LEV_LABEL, LEV_SCORE, LEV_VALUE, LEV_PER_SCORE, LEV_PER_VALUE, LEV_GAP, LEV_GAIN, LEV_COUNT
};

typedef struct LeverageRow
{
	uint32		node;
	float8		gap;			/* score points, or units of value where the goal counts by value */
	float8		gain;			/* root points */
} LeverageRow;

/* Largest gain first, unknown last, ties in tree order. */
static int
CompareGains(const void *a, const void *b)
{
	const LeverageRow *x = a;
	const LeverageRow *y = b;
	float8		gx = OpmIsUnknown(x->gain) ? -1 : fabs(x->gain);
	float8		gy = OpmIsUnknown(y->gain) ? -1 : fabs(y->gain);

	if (gx != gy)
		return gx > gy ? -1 : 1;
	return x->node < y->node ? -1 : x->node > y->node;
}

/* What it would bring if this goal alone came to score 1, at the present rate. */
static void
FindGain(const Leverage *l, LeverageRow *row)
{
	const GoalView *v = &l->w.v;
	float8		score = GoalScores(v)[row->node];
	float8		shown = GoalShownValue(v, row->node);
	const Target *t = GoalTargetOf(v, row->node);
	float8		goal;

	row->gap = row->gain = OPM_UNKNOWN;
	if (l->byvalue[row->node] != 0)
	{
		if (t == NULL || OpmIsUnknown(shown) || !TargetRequired(t, 1, &shown, &goal))
			return;
		row->gap = goal - shown;
		row->gain = row->gap * l->byvalue[row->node] * GoalFloat(v, GOALCOL_TOTALBASE, row->node, 1.0);
	}
	else if (!OpmIsUnknown(score))
	{
		row->gap = Max(1 - score, 0);
		row->gain = row->gap * l->byscore[row->node] + 0.0;
	}
}

static void
PutLeverage(const Leverage *l, const LeverageRow *row, int32 rank, bool typed, ReturnSetInfo *rsinfo)
{
	const GoalView *v = &l->w.v;
	Datum		values[LEV_COUNT];
	bool		nulls[LEV_COUNT] = {false};

	values[LEV_RANK] = Int32GetDatum(rank);
	values[LEV_KEY] = GoalKeyDatum(v, row->node, typed);
	GoalSetText(values, nulls, LEV_LABEL, v, GoalTextOf(v, GOALCOL_LABEL, row->node));
	GoalSetFloat(values, nulls, LEV_SCORE, GoalScores(v)[row->node]);
	GoalSetFloat(values, nulls, LEV_VALUE, GoalShownValue(v, row->node));
	GoalSetFloat(values, nulls, LEV_PER_SCORE, OpmIsUnknown(GoalScores(v)[row->node]) ? OPM_UNKNOWN : l->byscore[row->node]);
	GoalSetFloat(values, nulls, LEV_PER_VALUE, OpmIsUnknown(GoalShownValue(v, row->node)) ? OPM_UNKNOWN : l->byvalue[row->node]);
	GoalSetFloat(values, nulls, LEV_GAP, row->gap);
	GoalSetFloat(values, nulls, LEV_GAIN, row->gain);
	tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
}

/* Arguments: tree, top. Keytype 0: keys of any type, as text. */
static Datum
ReturnLeverage(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Leverage	l = {0};
	const GoalView *v = &l.w.v;
	LeverageRow *rows;
	bool	   *below;
	uint32		top;
	uint32		n = 0;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "opm leverage row", ALLOCSET_SMALL_SIZES);
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	GoalWalkInit(&l.w, PG_GETARG_GOALTREE_P(0));
	if (keytype != 0)
		GoalCheckKeyType(v, keytype);
	top = !PG_ARGISNULL(1) ? GoalFindTop(v, keytype, PG_GETARG_DATUM(1)) : GoalOnlyRoot(v);
	if (top == GOALTREE_NONE)
		return (Datum) 0;
	if (v->nedges > 0)
		l.dag = GoalDagCreate(v);
	l.methods = GoalPerNode(v, sizeof(uint8));
	for (uint32 i = 0; i < v->nodes; i++)
		l.methods[i] = GoalMethodOf(&l.w, i);
	l.byscore = GoalPerNode(v, sizeof(float8));
	l.byvalue = GoalPerNode(v, sizeof(float8));
	below = GoalPerNode(v, sizeof(bool));
	rows = GoalPerNode(v, sizeof(LeverageRow));
	l.byscore[top] = 1;
	below[top] = true;
	for (uint32 i = top; i < v->nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!below[i])
			continue;
		ForEachGoalLink(&l.w, i, link)
			below[link.kid] = true;
		PassDown(&l, i);
		if (l.methods[i] != GOAL_OWN || !GoalApplies(&l.w, i))
			continue;
		rows[n].node = i;
		FindGain(&l, &rows[n++]);
	}
	qsort(rows, n, sizeof(LeverageRow), CompareGains);
	for (uint32 i = 0; i < n; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		old = MemoryContextSwitchTo(row);
		PutLeverage(&l, &rows[i], (int32) i + 1, keytype != 0, rsinfo);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row);
	}
	return (Datum) 0;
}

#define LEVERAGE_FUNCTION(name, keytype) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return ReturnLeverage(fcinfo, keytype); }

LEVERAGE_FUNCTION(leverage, 0)
LEVERAGE_FUNCTION(leverage_bigint, GOAL_KEY_BIGINT)
LEVERAGE_FUNCTION(leverage_uuid, GOAL_KEY_UUID)
