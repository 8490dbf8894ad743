/*
 * rollup.c: the whole tree as rows, one a goal in tree order, with what each goal contributes to the root.
 *
 * share is structure: the product of normalised weights from the root, whatever data there is. contribution is
 * arithmetic: the points of the root's score that came through this goal, known for linear ways only.
 */
#include "goaltree.h"

#include <math.h>

#include "funcapi.h"
#include "goalwalk.h"
#include "miscadmin.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/tuplestore.h"
#include "utils/uuid.h"

enum RollupColumn
{
	COL_ORDINAL, COL_KEY, COL_PARENT, COL_LABEL, COL_DEPTH, COL_LEAF, COL_WEIGHT, COL_METHOD, COL_VALUE, COL_TARGET,
	COL_UNIT, COL_SCORE, COL_COVERAGE, COL_SCORE_LOW, COL_SCORE_HIGH, COL_SHARE, COL_CONTRIBUTION, COL_GOALS,
	COL_COUNT
};

typedef struct Rollup
{
	GoalView	v;
	bool	   *haschildren;
	bool	   *skipped;		/* does not apply, by itself or because nothing below does */
	uint32	   *edgesof;		/* start of each node's edges, nodes + 1 entries */
	int32	   *depth;
	float8	   *share;			/* effective weight at the root, 0..1 */
	float8	   *points;			/* root points per point of this goal; unknown where the way is not linear */
	float8	   *contribution;	/* root points that come through this goal, as far as its parents count it */
	uint32	   *goals;			/* distinct goals below; NULL in a tree, where size tells */
} Rollup;

typedef struct LinkWalk
{
	const Rollup *r;
	uint32		node;
	uint32		kid;
	uint32		edge;
} LinkWalk;

/* Every link from a node to a child: its kid, weight and share. */
#define ForEachLink(r, node, kid, w, s) \
	for (LinkWalk walk_ = FirstLink(r, node); NextLink(&walk_, &(kid), &(w), &(s));)

static inline LinkWalk
FirstLink(const Rollup *r, uint32 node)
{
	LinkWalk	walk = {r, node, node + 1, r->edgesof ? r->edgesof[node] : 0};

	return walk;
}

static inline bool
NextLink(LinkWalk *walk, uint32 *kid, float8 *weight, float8 *share)
{
	const GoalView *v = &walk->r->v;

	if (walk->kid < walk->node + GoalSizes(v)[walk->node])
	{
		*kid = walk->kid;
		*weight = GoalFloat(v, GOALCOL_WEIGHT, *kid, 1.0);
		*share = GoalFloat(v, GOALCOL_SHARE, *kid, 1.0);
		walk->kid += GoalSizes(v)[*kid];
		return true;
	}
	if (walk->r->edgesof && walk->edge < walk->r->edgesof[walk->node + 1])
	{
		*kid = v->edges[walk->edge].child;
		*weight = v->edges[walk->edge].weight;
		*share = v->edges[walk->edge++].share;
		return true;
	}
	return false;
}

static void *
PerNode(const Rollup *r, Size width)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, ((Size) r->v.nodes + 1) * width, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* What does not apply: said so, or a parent of nothing that applies. As in scoring. */
static void
FindSkipped(Rollup *r)
{
	const uint8 *said = GoalColumnOf(&r->v, GOALCOL_NOTAPPLICABLE, uint8);

	if (said == NULL)
		return;
	r->skipped = PerNode(r, sizeof(bool));
	for (uint32 i = r->v.nodes; i-- > 0;)
	{
		bool		any = false;
		uint32		kid;
		float8		w;
		float8		s;

		r->skipped[i] = said[i];
		if (!r->haschildren[i] || GoalPolicyOf(&r->v, i).method == GOAL_OWN)
			continue;
		ForEachLink(r, i, kid, w, s)
			any |= !r->skipped[kid];
		r->skipped[i] |= !any;
	}
}

static inline float8
LinkWeight(const Rollup *r, uint32 kid, float8 weight, float8 share)
{
	return r->skipped && r->skipped[kid] ? 0 : weight * share;
}

/* Clipped as the parent's credit range wants it. */
static float8
CountedScore(const Rollup *r, uint32 parent, uint32 kid)
{
	float8		x = GoalScores(&r->v)[kid];
	float8		floor = GoalFloat(&r->v, GOALCOL_FLOOR, parent, OPM_UNKNOWN);
	float8		cap = GoalFloat(&r->v, GOALCOL_CAP, parent, OPM_UNKNOWN);

	if (OpmIsUnknown(x))
		x = GoalPolicyOf(&r->v, parent).missing == GOAL_ZERO ? 0 : x;
	return x < floor ? floor : x > cap ? cap : x;
}

/* Hand the root's points down the links of one goal. */
static void
PassPoints(Rollup *r, uint32 node, GoalMethod method)
{
	float8		counted = 0;
	float8		sum = 0;
	bool		missing = false;
	int			chosen = 0;
	float8		score = GoalScores(&r->v)[node];
	bool		linear = method == GOAL_MEAN;
	bool		selects = method == GOAL_MIN || method == GOAL_MAX;
	uint32		kid;
	float8		w;
	float8		s;

	ForEachLink(r, node, kid, w, s)
	{
		float8		x = CountedScore(r, node, kid);

		w = LinkWeight(r, kid, w, s);
		if (w == 0 || OpmIsUnknown(x))
			continue;
		counted += w;
		sum += w * x;
		missing |= OpmIsUnknown(GoalScores(&r->v)[kid]);
		chosen += x == score;
	}
	/* what is missing counts as zero, unless its method had no answer: the score tells which weights were in it */
	if (missing && score != 0 && sum != 0)
		counted = sum / score;
	ForEachLink(r, node, kid, w, s)
	{
		float8		x = CountedScore(r, node, kid);
		float8		own = GoalScores(&r->v)[kid];
		float8		part;

		w = LinkWeight(r, kid, w, s);
		if (w == 0)
			part = 0;
		else if (OpmIsUnknown(r->points[node]) || OpmIsUnknown(score) || (!linear && !selects))
			part = OPM_UNKNOWN;
		else if (OpmIsUnknown(x))
			part = 0;
		else if (linear)
			part = r->points[node] * w / counted;
		else
			part = x == score ? r->points[node] / chosen : 0;	/* min, max: those that set the score */
		r->contribution[kid] += part == 0 ? 0 : part * x;
		/* where the range clipped, the points below shrink or grow in proportion */
		if (part != 0 && !OpmIsUnknown(own) && x != own)
			part = own == 0 ? OPM_UNKNOWN : part * (x / own);
		r->points[kid] += part;
	}
}

static void
PassDown(Rollup *r)
{
	const GoalView *v = &r->v;

	r->share = PerNode(r, sizeof(float8));
	r->points = PerNode(r, sizeof(float8));
	r->contribution = PerNode(r, sizeof(float8));
	r->depth = PerNode(r, sizeof(int32));
	for (uint32 i = 0; i < v->nodes; i++)
	{
		GoalMethod	method = GoalEffectiveMethod(v, i, !r->haschildren[i]);
		uint32		parent = GoalParents(v)[i];
		float8		weights = 0;
		uint32		kid;
		float8		w;
		float8		s;

		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
		r->depth[i] = parent == GOALTREE_NONE ? 0 : r->depth[parent] + 1;
		if (parent == GOALTREE_NONE)
		{
			r->share[i] = r->points[i] = 1;
			r->contribution[i] = GoalScores(v)[i];
		}
		if (method == GOAL_OWN)
			continue;			/* children of such a goal are shown, but have no part in it */
		ForEachLink(r, i, kid, w, s)
			weights += LinkWeight(r, kid, w, s);
		if (weights > 0)
			ForEachLink(r, i, kid, w, s)
				r->share[kid] += r->share[i] * (LinkWeight(r, kid, w, s) / weights);
		PassPoints(r, i, method);
	}
}

static void
RollupInit(Rollup *r, GoalTree *tree)
{
	memset(r, 0, sizeof(*r));
	GoalViewInit(&r->v, tree);
	r->haschildren = GoalHasChildren(&r->v);
	if (r->v.nedges > 0)
	{
		r->edgesof = PerNode(r, sizeof(uint32));
		for (uint32 e = 0; e < r->v.nedges; e++)
			r->edgesof[r->v.edges[e].parent + 1]++;
		for (uint32 i = 0; i < r->v.nodes; i++)
			r->edgesof[i + 1] += r->edgesof[i];
		r->goals = PerNode(r, sizeof(uint32));
		GoalDagCounts(GoalDagCreate(&r->v), r->goals);
	}
	FindSkipped(r);
	PassDown(r);
}

static void
FillRow(Rollup *r, uint32 node, bool typed, Datum *values, bool *nulls)
{
	const GoalView *v = &r->v;
	bool		skipped = r->skipped && r->skipped[node];
	uint32		parent = GoalParents(v)[node];
	StringInfoData buf;

	memset(nulls, 0, COL_COUNT);
	values[COL_ORDINAL] = Int32GetDatum((int32) node + 1);
	values[COL_KEY] = GoalKeyDatum(v, node, typed);
	nulls[COL_PARENT] = parent == GOALTREE_NONE;
	if (parent != GOALTREE_NONE)
		values[COL_PARENT] = GoalKeyDatum(v, parent, typed);
	GoalSetText(values, nulls, COL_LABEL, v, GoalTextOf(v, GOALCOL_LABEL, node));
	values[COL_DEPTH] = Int32GetDatum(r->depth[node]);
	values[COL_LEAF] = BoolGetDatum(!r->haschildren[node]);
	GoalSetFloat(values, nulls, COL_WEIGHT, GoalFloat(v, GOALCOL_WEIGHT, node, 1.0));
	initStringInfo(&buf);
	if (skipped)
		appendStringInfoString(&buf, "not applicable");
	else
		GoalMethodAppend(&buf, GoalEffectiveMethod(v, node, !r->haschildren[node]), GoalPolicyOf(v, node).k);
	values[COL_METHOD] = PointerGetDatum(cstring_to_text_with_len(buf.data, buf.len));
	GoalSetFloat(values, nulls, COL_VALUE, GoalShownValue(v, node));
	nulls[COL_TARGET] = GoalTargetOf(v, node) == NULL;
	if (GoalTargetOf(v, node))
	{
		resetStringInfo(&buf);
		TargetAppend(&buf, GoalTargetOf(v, node));
		values[COL_TARGET] = PointerGetDatum(cstring_to_text_with_len(buf.data, buf.len));
	}
	GoalSetText(values, nulls, COL_UNIT, v, GoalTextOf(v, GOALCOL_UNIT, node));
	GoalSetFloat(values, nulls, COL_SCORE, GoalScores(v)[node]);
	GoalSetFloat(values, nulls, COL_COVERAGE, skipped ? OPM_UNKNOWN : GoalCoverages(v)[node]);
	GoalSetFloat(values, nulls, COL_SCORE_LOW, GoalFloat(v, GOALCOL_LOW, node, OPM_UNKNOWN));
	GoalSetFloat(values, nulls, COL_SCORE_HIGH, GoalFloat(v, GOALCOL_HIGH, node, OPM_UNKNOWN));
	GoalSetFloat(values, nulls, COL_SHARE, skipped ? OPM_UNKNOWN : r->share[node]);
	GoalSetFloat(values, nulls, COL_CONTRIBUTION, OpmIsUnknown(GoalScores(v)[node]) ? OPM_UNKNOWN : r->contribution[node]);
	values[COL_GOALS] = Int32GetDatum((int32) (r->goals ? r->goals[node] : GoalSizes(v)[node] - 1));
}

/* Goals to show: all, or the named one and what is below it. NULL means all. */
static bool *
FindShown(const Rollup *r, uint32 from)
{
	bool	   *shown = PerNode(r, sizeof(bool));

	shown[from] = true;
	for (uint32 i = from; i < r->v.nodes; i++)
	{
		uint32		kid;
		float8		w;
		float8		s;

		if (shown[i])
			ForEachLink(r, i, kid, w, s)
				shown[kid] = true;
	}
	return shown;
}

static Datum
ReturnRollup(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	ReturnSetInfo *rsinfo = (ReturnSetInfo *) fcinfo->resultinfo;
	Rollup		r;
	Datum		values[COL_COUNT];
	bool		nulls[COL_COUNT];
	bool	   *shown = NULL;
	MemoryContext row = AllocSetContextCreate(CurrentMemoryContext, "opm rollup row", ALLOCSET_SMALL_SIZES);
	MemoryContext old;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0))
		return (Datum) 0;
	RollupInit(&r, PG_GETARG_GOALTREE_P(0));
	if (keytype != 0)
		GoalCheckKeyType(&r.v, keytype);
	if (!PG_ARGISNULL(1))
	{
		uint32		from = GoalFindTop(&r.v, keytype, PG_GETARG_DATUM(1));

		if (from == GOALTREE_NONE)
			return (Datum) 0;
		shown = FindShown(&r, from);
	}
	for (uint32 i = 0; i < r.v.nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (shown && !shown[i])
			continue;
		old = MemoryContextSwitchTo(row);
		FillRow(&r, i, keytype != 0, values, nulls);
		tuplestore_putvalues(rsinfo->setResult, rsinfo->setDesc, values, nulls);
		MemoryContextSwitchTo(old);
		MemoryContextReset(row);
	}
	return (Datum) 0;
}

#define ROLLUP_FUNCTION(name, keytype) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return ReturnRollup(fcinfo, keytype); }

ROLLUP_FUNCTION(rollup, 0)
ROLLUP_FUNCTION(rollup_bigint, GOAL_KEY_BIGINT)
ROLLUP_FUNCTION(rollup_uuid, GOAL_KEY_UUID)
