/*
 * leverage.c: opm.leverage, where effort moves the root most.
 *
 * Points go down from the root like a derivative: each goal hands its children what one point of theirs is
 * worth, at the present state and for a small rise. What that brings up to the goal's own target ranks the
 * goals.
 */
#include "goaltree_dag.h"
#include "goaltree_rows.h"

#include "decimal.h"
#include "goalwalk.h"
#include "huge.h"
#include "result.h"

typedef struct Leverage
{
	GoalWalk	w;				/* the tree */
	GoalDag    *dag;			/* NULL in a tree */
	uint8	   *methods;		/* by position: effective GoalMethod */
	uint32		top;			/* the root that is meant */
	bool	   *below;			/* top, and what is below it */
	bool		probe;			/* a tree made by PassVerge: only goals above one are looked at */
	float8	   *byscore;		/* root points for one point of score, while it rises a little; infinite, or
								 * unknown, where no number tells */
	float8	   *byvalue;		/* and for one unit of value (numerator, of a ratio) */
	float8	   *sorted;			/* scratch */
	uint32		maxsorted;		/* numbers that fit in sorted */
} Leverage;

/*
 * How a method's answer rises with one child at x: order statistics only if no other child stands with it
 * below.
 */
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

/* Of a geometric mean, also at 0: there it is steeper than any number, unless another 0 holds it down. */
static float8
GeometricSlope(const float8 *scores, uint32 n, float8 answer, float8 weight, float8 weights, float8 x)
{
	uint32		zeros = 0;

	if (x != 0)
		return answer * weight / (weights * x);
	for (uint32 i = 0; i < n; i++)
		zeros += scores[i] == 0;
	return n == 1 ? 1 : zeros > 1 ? 0 : get_float8_infinity();
}

/* a * b, where nothing of something infinite or unknown is nothing. */
static inline float8
PartOf(float8 points, float8 slope)
{
	return slope == 0 ? 0 : points * slope;
}

/* The derivative of the method with respect to one child. */
static float8
ChildSlope(const Leverage *l, GoalMethod method, float8 answer, float8 weight, float8 weights, float8 x,
		   uint32 n)
{
	switch (method)
	{
		case GOAL_MEAN:
		case GOAL_AVG:
			return weight / weights;
		case GOAL_GEOMEAN:
			return GeometricSlope(l->sorted, n, answer, weight, weights, x);
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

/* Children that are clipped at the cap, or below the floor, move nothing. */
static void
PassItems(Leverage *l, uint32 node, bool values, float8 points)
{
	const GoalView *v = &l->w.v;
	GoalMethod	method = l->methods[node];
	float8		floor = values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN);
	float8		answer = values ? GoalShownValue(v, node) : GoalScores(v)[node];
	float8		weights = 0;
	uint32		n = 0;

	ForEachGoalLink(&l->w, node, link)
	{
		float8		x = values ? GoalShownValue(v, link.kid) : GoalScores(v)[link.kid];

		if (GoalLinkWeight(&l->w, &link) == 0 ||
			(OpmIsUnknown(x) && !GoalCountsAsZero(&l->w, node, link.kid)))
			continue;
		if (n >= l->maxsorted)
		{
			l->maxsorted = Max(2 * l->maxsorted, 64);
			l->sorted = HugeGrow(l->sorted, l->maxsorted, sizeof(float8));
		}
		x = OpmIsUnknown(x) ? 0 : x;
		l->sorted[n++] = x < floor ? floor : x > cap ? cap : x;
		weights += GoalLinkWeight(&l->w, &link);
	}
	if (method == GOAL_MEDIAN || method == GOAL_MIN || method == GOAL_MAX ||
		method == GOAL_LOW || method == GOAL_HIGH)
		qsort(l->sorted, n, sizeof(float8), CompareFloat);
	ForEachGoalLink(&l->w, node, link)
	{
		float8		x = values ? GoalShownValue(v, link.kid) : GoalScores(v)[link.kid];
		float8		slope;

		if (GoalLinkWeight(&l->w, &link) == 0 || OpmIsUnknown(x) || x < floor || x >= cap)
			continue;
		slope = PartOf(points,
					   ChildSlope(l, method, answer, GoalLinkWeight(&l->w, &link), weights, x, n));
		if (!values)
			l->byscore[link.kid] += slope;
		else
		{
			float8		base = GoalFloat(v, GOALCOL_TOTALBASE, link.kid, OPM_UNKNOWN);

			l->byvalue[link.kid] += OpmIsUnknown(base) ? slope : slope / base;
		}
	}
}

/* In a DAG a total adds up units that may lie deeper, each with its own credit. */
static void
PassTotal(Leverage *l, uint32 node)
{
	const float8 *total = GoalColumnOf(&l->w.v, GOALCOL_TOTAL, float8);
	int			units = l->dag ? GoalDagUnits(l->dag, node, l->methods, l->w.skipped, total) : -1;

	for (int i = 0; i < units; i++)
		l->byvalue[GoalDagUnitNode(l->dag, i)] += l->byvalue[node] * GoalDagUnitCredit(l->dag, i);
	if (units < 0)
		ForEachGoalLink(&l->w, node, link)
			if (GoalLinkWeight(&l->w, &link) > 0)
				l->byvalue[link.kid] += l->byvalue[node] * link.share;
}

/*
 * Score for one unit of value more. Targets are straight lines between knots: a step short of the next one
 * tells.
 */
static float8
TargetSlope(const Target *t, float8 v)
{
	float8		step = Max(fabs(v), 1) * 1e-7;

	if (t->kind == TARGET_MOVE)
		return 1 / (t->number[1] - t->number[0]);
	return (TargetScore(t, v + step) - TargetScore(t, v)) / step;
}

static void LeverageInit(Leverage *l, GoalTree *tree);
static void PassAll(Leverage *l);

/* Root points for one point of a goal that has no score now, but comes to score 0 and a little. */
static float8
PointsFromNothing(const Leverage *l, uint32 node)
{
	Leverage	probe = {.top = l->top, .probe = true};
	GoalRows   *rows = GoalRowsCreate(CurrentMemoryContext, l->w.v.keytype);
	float8		before = GoalScores(&l->w.v)[l->top];
	float8		after;

	GoalRowsAddTree(rows, l->w.v.tree, NULL);
	rows->rows[node].method = GOAL_OWN;
	rows->rows[node].k = 0;
	rows->rows[node].score = 0;
	LeverageInit(&probe, GoalTreeBuild(rows, false));
	after = GoalScores(&probe.w.v)[l->top];
	PassAll(&probe);
	/* the root jumps: what had no score did not count, and now it does */
	if (!OpmIsUnknown(before) && !(fabs(after - before) <= 1e-12 * Max(fabs(before), 1)))
		return OPM_UNKNOWN;
	return probe.byscore[node];
}

/*
 * A harmonic mean has no answer while a child scores 0, but one that begins at 0 as soon as that child rises:
 * by all weights over the child's.
 */
static void
PassVerge(Leverage *l, uint32 node)
{
	const GoalView *v = &l->w.v;
	float8		floor = GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN);
	MemoryContext work;
	MemoryContext old;
	uint32		kid = GOALTREE_NONE;
	float8		weight = 0;
	float8		weights = 0;

	ForEachGoalLink(&l->w, node, link)
	{
		float8		x = GoalScores(v)[link.kid];

		if (GoalLinkWeight(&l->w, &link) == 0)
			continue;
		if (OpmIsUnknown(x) && GoalPolicyOf(v, node).missing != GOAL_IGNORE)
			return;
		if (OpmIsUnknown(x))
			continue;
		weights += GoalLinkWeight(&l->w, &link);
		if ((x < floor ? floor : x > cap ? cap : x) > 0)
			continue;
		if (x != 0 || kid != GOALTREE_NONE || x >= cap)
			return;				/* a second one, or one that is still far from it */
		kid = link.kid;
		weight = GoalLinkWeight(&l->w, &link);
	}
	if (kid == GOALTREE_NONE)
		return;
	work = AllocSetContextCreate(CurrentMemoryContext, "opm leverage from 0", ALLOCSET_DEFAULT_SIZES);
	old = MemoryContextSwitchTo(work);
	l->byscore[kid] += PointsFromNothing(l, node) * (weights / weight);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
}

/* Parents come before children in tree order, so all points have arrived when a goal hands them on. */
static void
PassDown(Leverage *l, uint32 node)
{
	const GoalView *v = &l->w.v;
	GoalMethod	method = l->methods[node];
	float8		shown;

	if (method == GOAL_HARMEAN && OpmIsUnknown(GoalScores(v)[node]) && !l->probe)
		PassVerge(l, node);
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

		l->byvalue[node] += PartOf(l->byscore[node], TargetSlope(GoalTargetOf(v, node), shown)) /
			(OpmIsUnknown(base) ? 1 : base);
	}
	if (method == GOAL_SUM || method == GOAL_RATIO)
		PassTotal(l, node);
	else
		PassItems(l, node, true, l->byvalue[node]);
}

enum LeverageColumn
{
	LEV_RANK, LEV_KEY, LEV_LABEL, LEV_SCORE, LEV_VALUE, LEV_PER_SCORE, LEV_PER_VALUE, LEV_GAP, LEV_GAIN
};

typedef struct LeverageRow
{
	uint32		node;			/* position */
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
		row->gap = DecimalDifference(goal, shown);
		row->gain = row->gap * l->byvalue[row->node] * GoalFloat(v, GOALCOL_TOTALBASE, row->node, 1.0);
	}
	else if (!OpmIsUnknown(score))
	{
		row->gap = Max(DecimalDifference(1, score), 0);
		row->gain = row->gap * l->byscore[row->node] + 0.0;
	}
}

static void
PutLeverage(const Leverage *l, const LeverageRow *gain, int32 rank, bool typed, FunctionCallInfo fcinfo)
{
	const GoalView *v = &l->w.v;
	float8		score = GoalScores(v)[gain->node];
	float8		value = GoalShownValue(v, gain->node);
	Row			row;

	RowInit(&row);
	RowInt32(&row, LEV_RANK, rank);
	RowGoalKey(&row, LEV_KEY, v, gain->node, typed);
	RowGoalText(&row, LEV_LABEL, v, GOALCOL_LABEL, gain->node);
	RowFinite(&row, LEV_SCORE, score);
	RowFinite(&row, LEV_VALUE, value);
	if (!OpmIsUnknown(score))
		RowFinite(&row, LEV_PER_SCORE, l->byscore[gain->node]);
	if (!OpmIsUnknown(value))
		RowFinite(&row, LEV_PER_VALUE, l->byvalue[gain->node]);
	RowFinite(&row, LEV_GAP, gain->gap);
	RowFinite(&row, LEV_GAIN, gain->gain);
	RowPut(fcinfo, &row);
}

static void
LeverageInit(Leverage *l, GoalTree *tree)
{
	const GoalView *v = &l->w.v;

	GoalWalkInit(&l->w, tree);
	GoalWalkNoAnswers(&l->w);
	if (v->nedges > 0)
		l->dag = GoalDagCreate(v);
	l->methods = GoalPerNode(v, sizeof(uint8));
	for (uint32 i = 0; i < v->nodes; i++)
		l->methods[i] = GoalMethodOf(&l->w, i);
	l->byscore = GoalPerNode(v, sizeof(float8));
	l->byvalue = GoalPerNode(v, sizeof(float8));
}

/* One point from the top down. */
static void
PassAll(Leverage *l)
{
	l->below = GoalMarkBelow(&l->w.v, l->top);
	l->byscore[l->top] = 1;
	for (uint32 i = l->top; i < l->w.v.nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (l->below[i])
			PassDown(l, i);
	}
}

/* Arguments: tree[, top]. */
static Datum
ReturnLeverage(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	Leverage	l = {0};
	const GoalView *v = &l.w.v;
	LeverageRow *rows;
	uint32		n = 0;
	MemoryContext each = AllocSetContextCreate(CurrentMemoryContext, "opm leverage row",
											   ALLOCSET_SMALL_SIZES);
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	LeverageInit(&l, PG_GETARG_GOALTREE_P(0));
	GoalCheckKeyType(v, keytype);
	l.top = !PG_ARGISNULL(1) ? GoalFindTop(v, keytype, PG_GETARG_DATUM(1)) : GoalOnlyRoot(v);
	if (l.top == GOALTREE_NONE)
		return (Datum) 0;
	PassAll(&l);
	rows = GoalPerNode(v, sizeof(LeverageRow));
	for (uint32 i = l.top; i < v->nodes; i++)
	{
		if (!l.below[i] || l.methods[i] != GOAL_OWN || !GoalApplies(&l.w, i))
			continue;
		rows[n].node = i;
		FindGain(&l, &rows[n++]);
	}
	qsort(rows, n, sizeof(LeverageRow), CompareGains);
	for (uint32 i = 0; i < n; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		old = MemoryContextSwitchTo(each);
		PutLeverage(&l, &rows[i], (int32) i + 1, keytype != GOAL_KEY_ANY, fcinfo);
		MemoryContextSwitchTo(old);
		MemoryContextReset(each);
	}
	return (Datum) 0;
}

GOAL_FUNCTION(opm_leverage, ReturnLeverage, GOAL_KEY_ANY)
GOAL_FUNCTION(opm_leverage_bigint, ReturnLeverage, GOAL_KEY_BIGINT)
GOAL_FUNCTION(opm_leverage_uuid, ReturnLeverage, GOAL_KEY_UUID)
