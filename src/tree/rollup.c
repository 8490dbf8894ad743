/*
 * rollup.c: the whole tree as rows, one per goal in tree order, with what each goal contributes to the root.
 *
 * root_weight is structure: the product of normalised weights from the root, whatever data there is.
 * contribution is arithmetic: the points of the root's score that came through this goal, known for linear
 * ways only.
 *
 * Both are handed down from the roots, parents before children: a goal that has several parents gets a part
 * from each.
 */
#include "goalwalk.h"

#include "goaltree_dag.h"
#include "result.h"

enum RollupColumn
{
	COL_ORDINAL, COL_KEY, COL_PARENT, COL_LABEL, COL_DEPTH, COL_LEAF, COL_WEIGHT, COL_METHOD, COL_VALUE,
	COL_TARGET, COL_UNIT, COL_SCORE, COL_PACE_SCORE, COL_EXPECTED_SCORE, COL_COVERAGE, COL_SCORE_LOW,
	COL_SCORE_HIGH, COL_ROOT_WEIGHT, COL_CONTRIBUTION, COL_GOALS
};

/* A tree with what its rows show, by position. */
typedef struct Rollup
{
	GoalWalk	w;				/* the tree, and its links */
	int32	   *depth;			/* links down from the root, along the way a goal is listed */
	float8	   *rootweight;		/* effective weight at the root, 0..1 */
	float8	   *points;			/* root points per point of this goal; unknown where the way is not linear */
	float8	   *contribution;	/* root points that come through this goal, as far as its parents count it */
	uint32	   *goals;			/* distinct goals below; NULL in a tree, where size tells */
	StringInfoData text;		/* scratch, for all rows */
} Rollup;

/*
 * What a child brings to its parent: zero if it is missing and that counts so; clipped as the parent's credit
 * range wants it.
 */
static float8
CountedScore(const GoalView *v, uint32 parent, uint32 kid)
{
	float8		x = GoalScores(v)[kid];
	float8		floor = GoalFloat(v, GOALCOL_FLOOR, parent, OPM_UNKNOWN);
	float8		cap = GoalFloat(v, GOALCOL_CAP, parent, OPM_UNKNOWN);

	if (OpmIsUnknown(x))
		x = GoalPolicyOf(v, parent).missing == GOAL_ZERO ? 0 : x;
	return x < floor ? floor : x > cap ? cap : x;
}

/*
 * Weight of a goal's children that are in its score, and how many of them have just that score.
 */
static float8
CountedWeight(const Rollup *r, uint32 node, int *chosen)
{
	const GoalView *v = &r->w.v;
	float8		score = GoalScores(v)[node];
	float8		counted = 0;
	float8		sum = 0;
	bool		missing = false;

	*chosen = 0;
	ForEachGoalLink(&r->w, node, link)
	{
		float8		x = CountedScore(v, node, link.kid);
		float8		weight = GoalLinkWeight(&r->w, &link);

		if (weight == 0 || OpmIsUnknown(x))
			continue;
		counted += weight;
		sum += weight * x;
		missing |= OpmIsUnknown(GoalScores(v)[link.kid]);
		*chosen += x == score;
	}

	/*
	 * what is missing counts as zero, unless its method had no answer: the score tells which weights were in
	 * it
	 */
	return missing && score != 0 && sum != 0 ? sum / score : counted;
}

/* Hand the root's points down the links of one goal. */
static void
PassPoints(Rollup *r, uint32 node, GoalMethod method)
{
	const GoalView *v = &r->w.v;
	int			chosen;
	float8		counted = CountedWeight(r, node, &chosen);
	float8		score = GoalScores(v)[node];
	bool		linear = method == GOAL_MEAN;
	bool		selects = method == GOAL_MIN || method == GOAL_MAX;

	ForEachGoalLink(&r->w, node, link)
	{
		float8		x = CountedScore(v, node, link.kid);
		float8		own = GoalScores(v)[link.kid];
		float8		weight = GoalLinkWeight(&r->w, &link);
		float8		part;

		if (weight == 0)
			part = 0;
		else if (OpmIsUnknown(r->points[node]) || OpmIsUnknown(score) || (!linear && !selects))
			part = OPM_UNKNOWN;
		else if (OpmIsUnknown(x))
			part = 0;
		else if (linear)
			part = r->points[node] * weight / counted;
		else
			part = x == score ? r->points[node] / chosen : 0;	/* min, max: those that set the score */
		r->contribution[link.kid] += part == 0 ? 0 : part * x;
		/* where the range clipped, the points below shrink or grow in proportion */
		if (part != 0 && !OpmIsUnknown(own) && x != own)
			part = own == 0 ? OPM_UNKNOWN : part * (x / own);
		r->points[link.kid] += part;
	}
}

/*
 * Hand the root's weight down the links of one goal, in proportion: structure alone, whatever data there is.
 */
static void
PassWeight(Rollup *r, uint32 node)
{
	float8		weights = 0;

	ForEachGoalLink(&r->w, node, link)
		weights += GoalLinkWeight(&r->w, &link);
	if (weights == 0)
		return;
	ForEachGoalLink(&r->w, node, link)
		r->rootweight[link.kid] += r->rootweight[node] * (GoalLinkWeight(&r->w, &link) / weights);
}

/* From the roots down: root weights, points and contributions of all goals. */
static void
PassDown(Rollup *r)
{
	const GoalView *v = &r->w.v;

	r->rootweight = GoalPerNode(v, sizeof(float8));
	r->points = GoalPerNode(v, sizeof(float8));
	r->contribution = GoalPerNode(v, sizeof(float8));
	/* parents stand before children: each goal has all that its parents hand it when its turn comes */
	for (uint32 i = 0; i < v->nodes; i++)
	{
		GoalMethod	method = GoalMethodOf(&r->w, i);

		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
		if (GoalParents(v)[i] == GOALTREE_NONE)
		{
			r->rootweight[i] = r->points[i] = 1;
			r->contribution[i] = GoalScores(v)[i];
		}
		if (method == GOAL_OWN)
			continue;			/* children of such a goal are shown, but have no part in it */
		PassWeight(r, i);
		PassPoints(r, i, method);
	}
}

static void
RollupInit(Rollup *r, GoalTree *tree)
{
	const GoalView *v = &r->w.v;

	memset(r, 0, sizeof(*r));
	GoalWalkInit(&r->w, tree);
	if (v->nedges > 0)
	{
		r->goals = GoalPerNode(v, sizeof(uint32));
		GoalDagCounts(GoalDagCreate(v), r->goals);
	}
	r->depth = GoalDepths(v);
	initStringInfo(&r->text);
	PassDown(r);
}

/* One row of the result. */
static void
PutGoal(Rollup *r, uint32 node, bool typed, FunctionCallInfo fcinfo)
{
	const GoalView *v = &r->w.v;
	bool		applies = GoalApplies(&r->w, node);
	StringInfo	text = &r->text;
	Row			row;

	RowInit(&row);
	resetStringInfo(text);
	RowInt32(&row, COL_ORDINAL, (int32) node + 1);
	RowGoalKey(&row, COL_KEY, v, node, typed);
	RowGoalKey(&row, COL_PARENT, v, GoalParents(v)[node], typed);
	RowGoalText(&row, COL_LABEL, v, GOALCOL_LABEL, node);
	RowInt32(&row, COL_DEPTH, r->depth[node]);
	RowBool(&row, COL_LEAF, !r->w.haschildren[node]);
	RowFinite(&row, COL_WEIGHT, GoalFloat(v, GOALCOL_WEIGHT, node, 1.0));
	if (applies)
		GoalMethodAppend(text, GoalMethodOf(&r->w, node), GoalPolicyOf(v, node).k);
	else
		appendStringInfoString(text, "not applicable");
	RowTextOfLength(&row, COL_METHOD, text->data, text->len);
	RowFinite(&row, COL_VALUE, GoalShownValue(v, node));
	if (GoalTargetOf(v, node))
	{
		resetStringInfo(text);
		TargetAppend(text, GoalTargetOf(v, node));
		RowTextOfLength(&row, COL_TARGET, text->data, text->len);
	}
	RowGoalText(&row, COL_UNIT, v, GOALCOL_UNIT, node);
	RowFinite(&row, COL_SCORE, GoalScores(v)[node]);
	RowFinite(&row, COL_PACE_SCORE, GoalFloat(v, GOALCOL_PACE, node, OPM_UNKNOWN));
	RowFinite(&row, COL_EXPECTED_SCORE, GoalExpectedScore(v, node));
	RowFinite(&row, COL_SCORE_LOW, GoalFloat(v, GOALCOL_LOW, node, OPM_UNKNOWN));
	RowFinite(&row, COL_SCORE_HIGH, GoalFloat(v, GOALCOL_HIGH, node, OPM_UNKNOWN));
	if (applies)
	{
		RowFinite(&row, COL_COVERAGE, GoalCoverages(v)[node]);
		RowFinite(&row, COL_ROOT_WEIGHT, r->rootweight[node]);
	}
	if (!OpmIsUnknown(GoalScores(v)[node]))
		RowFinite(&row, COL_CONTRIBUTION, r->contribution[node]);
	RowInt32(&row, COL_GOALS, (int32) (r->goals ? r->goals[node] : GoalSizes(v)[node] - 1));
	RowPut(fcinfo, &row);
}

/* Arguments: tree[, top]. */
static Datum
ReturnRollup(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	Rollup		r;
	bool	   *shown = NULL;	/* NULL: all */
	MemoryContext each = AllocSetContextCreate(CurrentMemoryContext, "opm rollup row", ALLOCSET_SMALL_SIZES);
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	RollupInit(&r, PG_GETARG_GOALTREE_P(0));
	GoalCheckKeyType(&r.w.v, keytype);
	if (!PG_ARGISNULL(1))
	{
		uint32		top = GoalFindTop(&r.w.v, keytype, PG_GETARG_DATUM(1));

		if (top == GOALTREE_NONE)
			return (Datum) 0;
		shown = GoalMarkBelow(&r.w.v, top);
	}
	for (uint32 i = 0; i < r.w.v.nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (shown && !shown[i])
			continue;
		old = MemoryContextSwitchTo(each);
		PutGoal(&r, i, keytype != GOAL_KEY_ANY, fcinfo);
		MemoryContextSwitchTo(old);
		MemoryContextReset(each);
	}
	return (Datum) 0;
}

GOAL_FUNCTION(opm_rollup, ReturnRollup, GOAL_KEY_ANY)
GOAL_FUNCTION(opm_rollup_bigint, ReturnRollup, GOAL_KEY_BIGINT)
GOAL_FUNCTION(opm_rollup_uuid, ReturnRollup, GOAL_KEY_UUID)
