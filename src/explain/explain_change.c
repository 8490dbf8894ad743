/*
 * explain_change.c: opm.explain_change, the change of a root divided among the goals.
 *
 * Points go down the tree after the change, parents before children: each goal books what is its own and
 * hands on the rest (pair.c, divide.c, book.c). At the end all parts are rounded to one binary grid on which
 * sums are exact, so the rows add up to the change in any order, without an "approximately".
 */
#include "explain_change.h"

#include "funcapi.h"

#include "huge.h"
#include "option.h"
#include "result.h"

/* ---- set-up ---- */

static void
InitSide(ExplainSide *side, GoalTree *tree)
{
	const GoalView *v = &side->w.v;

	GoalWalkInit(&side->w, tree);
	GoalWalkNoAnswers(&side->w);
	side->other = GoalPerNode(v, sizeof(uint32));
	side->methods = GoalPerNode(v, sizeof(uint8));
	for (uint32 i = 0; i < v->nodes; i++)
		side->methods[i] = GoalMethodOf(&side->w, i);
	if (v->nedges > 0)
		side->dag = GoalDagCreate(v);
}

/*
 * Rows are goals after, in tree order, then those that are gone; everything else is indexed by position in
 * one of the trees.
 */
static void
InitExplain(Explain *e, GoalTree *before, GoalTree *after)
{
	const GoalView *v0;
	const GoalView *v1;

	memset(e, 0, sizeof(*e));
	InitSide(&e->side[0], before);
	InitSide(&e->side[1], after);
	v0 = &e->side[0].w.v;
	v1 = &e->side[1].w.v;
	GoalPairTrees(v0, v1, e->side[0].other, e->side[1].other);
	e->byscore = GoalPerNode(v1, sizeof(float8));
	e->byvalue = GoalPerNode(v1, sizeof(float8));
	e->bybase = GoalPerNode(v1, sizeof(float8));
	e->slot = GoalPerNode(v0, sizeof(uint32));
	e->stamp = GoalPerNode(v0, sizeof(uint32));
	e->rowof = GoalPerNode(v0, sizeof(uint32));
	e->nrows = v1->nodes;
	for (uint32 i = 0; i < v0->nodes; i++)
		if (e->side[0].other[i] == GOALTREE_NONE)
			e->rowof[i] = e->nrows++;
	for (int c = 0; c < CAUSE_COUNT; c++)
		e->effect[c] = HugeZeroed(e->nrows, sizeof(float8));
	/* in a DAG two parents could want different scores filled in */
	for (int t = 0; t < 2 && v0->nedges == 0 && v1->nedges == 0; t++)
	{
		e->side[t].filled = GoalPerNode(v1, sizeof(float8));
		for (uint32 i = 0; i < v1->nodes; i++)
			e->side[t].filled[i] = OPM_UNKNOWN;
	}
}

/* The goal whose change is explained: the one named, or the only root of both. */
static void
FindTop(Explain *e, GoalKeyType keytype, bool named, Datum key)
{
	for (int t = 0; t < 2; t++)
	{
		const GoalView *v = &e->side[t].w.v;

		e->top[t] = named ? GoalFindTop(v, keytype, key) : GoalOnlyRoot(v);
		if (e->top[t] == GOALTREE_NONE)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("top goal is not in the tree %s the change", t == 0 ? "before" : "after"),
					 errdetail("Only a goal that is in both trees has a change to explain.")));
	}
	if (e->side[0].other[e->top[0]] != e->top[1])
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("trees have different roots: %s before, %s after",
						GoalKeyQuoted(&e->side[0].w.v, e->top[0]), GoalKeyQuoted(&e->side[1].w.v, e->top[1])),
				 errhint("Name a goal that is in both as top.")));
}

/* A score or a value, as asked for. */
static inline float8
Measure(const Explain *e, int t, uint32 node)
{
	return e->values ? GoalShownValue(&e->side[t].w.v, node) : ExplainScore(e, t, node);
}

/* "score", "value", or neither: the score, if there is one. */
static void
ChooseMeasure(Explain *e, const text *quantity)
{
	static const char *const word[] = {"score", "value"};

	if (quantity)
		e->values = ChooseWord(quantity, "quantity", word, lengthof(word)) == 1;
	else
		e->values = OpmIsUnknown(ExplainScore(e, 0, e->top[0])) &&
			OpmIsUnknown(ExplainScore(e, 1, e->top[1]));
}

/* ---- exact sums ---- */

/*
 * Round all parts to multiples of one power of two, so coarse that no sum of them needs more than 53 bits,
 * and spread what that and earlier rounding took, a step each, over parts that are large beside a step. Then
 * every partial sum is exact. If the change itself is finer than the grid, its last bits go to the last part.
 */
static void
RoundToGrid(Explain *e, float8 before, float8 after)
{
	float8		change = after - before;
	float8		size = fabs(change);
	float8		sum = 0;
	float8		step;
	float8		steps;
	float8	   *largest = NULL;
	float8	   *last = NULL;

	for (uint32 i = 0; i < e->nrows; i++)
		for (int c = 0; c < CAUSE_COUNT; c++)
			size += fabs(e->effect[c][i]);
	if (size == 0 || isinf(size) || isnan(size))
		return;
	step = ldexp(1.0, ilogb(size) - 52);
	for (uint32 i = 0; i < e->nrows; i++)
		for (int c = 0; c < CAUSE_COUNT; c++)
		{
			float8	   *x = &e->effect[c][i];

			*x = rint(*x / step) * step + 0.0;
			sum += *x;
			if (*x == 0)
				continue;
			last = x;
			if (largest == NULL || fabs(*x) > fabs(*largest))
				largest = x;
		}
	Assert(fabs(change - sum) <= 1e-9 * size + 1e-14 * (fabs(before) + fabs(after)));
	if (largest == NULL)
	{
		/* no goal has a part in it: the same numbers, rounded another way */
		e->effect[CAUSE_VALUE][e->top[1]] = change;
		return;
	}
	steps = rint((change - sum) / step);
	for (uint32 i = 0; i < e->nrows && steps != 0; i++)
		for (int c = 0; c < CAUSE_COUNT && steps != 0; c++)
			if (fabs(e->effect[c][i]) > step * 1048576)
			{
				float8		one = steps > 0 ? step : -step;

				e->effect[c][i] += one;
				sum += one;
				steps -= steps > 0 ? 1 : -1;
			}
	*largest += steps * step;
	sum += steps * step;
	if ((*last + (change - sum)) - *last == change - sum)
		*last += change - sum;
}

/* ---- rows ---- */

enum ExplainColumn
{
	EXP_ORDINAL, EXP_KEY, EXP_PARENT, EXP_LABEL, EXP_DEPTH, EXP_NOTE, EXP_BEFORE, EXP_AFTER,
	EXP_VALUE, EXP_RULE, EXP_WEIGHT, EXP_STRUCTURE, EXP_EFFECT, EXP_BRANCH
};

typedef struct ExplainOutput
{
	Explain    *e;				/* the work sheet */
	bool		typed;			/* keys in their own type, not as text */
	bool		known;			/* the top's change is */
	int32	   *depth[2];		/* by position in either tree: levels below the root */
	bool	   *shown[2];		/* below the top */
	float8	   *branch;			/* by row */
	FunctionCallInfo fcinfo;	/* where rows go */
} ExplainOutput;

static float8
RowEffect(const Explain *e, uint32 row)
{
	return e->effect[CAUSE_VALUE][row] + e->effect[CAUSE_RULE][row] +
		e->effect[CAUSE_WEIGHT][row] + e->effect[CAUSE_STRUCTURE][row];
}

/* Four effects that cancel out are still a row to show. */
static bool
HasEffect(const Explain *e, uint32 row)
{
	for (int c = 0; c < CAUSE_COUNT; c++)
		if (e->effect[c][row] != 0)
			return true;
	return false;
}

/* A goal's effect with those of all listed below it; goals that are gone count where they were. */
static void
AddBranches(ExplainOutput *out)
{
	const Explain *e = out->e;
	const GoalView *v0 = &e->side[0].w.v;
	const GoalView *v1 = &e->side[1].w.v;

	out->branch = HugeAlloc(e->nrows, sizeof(float8));
	for (uint32 i = 0; i < e->nrows; i++)
		out->branch[i] = RowEffect(e, i);
	for (uint32 i = v0->nodes; i-- > 0;)
	{
		uint32		parent = GoalParents(v0)[i];

		if (e->side[0].other[i] != GOALTREE_NONE || parent == GOALTREE_NONE)
			continue;
		parent = e->side[0].other[parent] != GOALTREE_NONE ? e->side[0].other[parent] : e->rowof[parent];
		out->branch[parent] += out->branch[e->rowof[i]];
	}
	for (uint32 i = v1->nodes; i-- > 0;)
		if (GoalParents(v1)[i] != GOALTREE_NONE)
			out->branch[GoalParents(v1)[i]] += out->branch[i];
}

/*
 * The one thing that a reader must know to understand the effects of the row: where the goal came from or
 * went.
 */
static char *
RowNote(const Explain *e, uint32 before, uint32 after)
{
	const GoalView *v0 = &e->side[0].w.v;
	const GoalView *v1 = &e->side[1].w.v;
	uint32		p0;
	uint32		p1;
	bool		known0;
	bool		known1;

	if (before == GOALTREE_NONE)
		return "added";
	if (after == GOALTREE_NONE)
		return "removed";
	p0 = GoalParents(v0)[before];
	p1 = GoalParents(v1)[after];
	if ((p0 == GOALTREE_NONE) != (p1 == GOALTREE_NONE) || (p0 != GOALTREE_NONE && e->side[0].other[p0] != p1))
		return p0 == GOALTREE_NONE ? "moved from the top" : psprintf("moved from %s", GoalKeyString(v0, p0));
	known0 = !OpmIsUnknown(Measure(e, 0, before));
	known1 = !OpmIsUnknown(Measure(e, 1, after));
	if (known0 == known1)
		return NULL;
	return known0 ? "not known after" : "not known before";
}

static void
PutRow(const ExplainOutput *out, uint32 before, uint32 after, int32 ordinal)
{
	const Explain *e = out->e;
	int			t = after != GOALTREE_NONE;
	uint32		node = t ? after : before;
	const GoalView *v = &e->side[t].w.v;
	Row			row;

	RowInit(&row);
	RowInt32(&row, EXP_ORDINAL, ordinal);
	RowGoalKey(&row, EXP_KEY, v, node, out->typed);
	RowGoalKey(&row, EXP_PARENT, v, GoalParents(v)[node], out->typed);
	RowGoalText(&row, EXP_LABEL, v, GOALCOL_LABEL, node);
	RowInt32(&row, EXP_DEPTH, out->depth[t][node]);
	RowText(&row, EXP_NOTE, RowNote(e, before, after));
	if (before != GOALTREE_NONE)
		RowFinite(&row, EXP_BEFORE, Measure(e, 0, before));
	if (after != GOALTREE_NONE)
		RowFinite(&row, EXP_AFTER, Measure(e, 1, after));
	if (out->known)
	{
		uint32		place = t ? after : e->rowof[before];

		for (int c = 0; c < CAUSE_COUNT; c++)
			RowFinite(&row, EXP_VALUE + c, e->effect[c][place]);
		RowFinite(&row, EXP_EFFECT, RowEffect(e, place));
		RowFinite(&row, EXP_BRANCH, out->branch[place]);
	}
	RowPut(out->fcinfo, &row);
}

/* The tree after in its order, then what is gone. Each row is made in a context of its own. */
static void
PutRows(const ExplainOutput *out)
{
	const Explain *e = out->e;
	MemoryContext each = AllocSetContextCreate(CurrentMemoryContext, "opm explain row", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(each);
	int32		ordinal = 0;

	for (int t = 1; t >= 0; t--)
		for (uint32 i = 0; i < e->side[t].w.v.nodes; i++)
		{
			uint32		other = e->side[t].other[i];

			if (i % 4096 == 0)
				CHECK_FOR_INTERRUPTS();
			if (t == 0 && other != GOALTREE_NONE)
				continue;
			/* a goal that has left the top counts in its change, and one that went with a goal moved there */
			if (!out->shown[t][i] && !(t == 1 && other != GOALTREE_NONE && out->shown[0][other]) &&
				!HasEffect(e, t ? i : e->rowof[i]))
				continue;
			PutRow(out, t ? other : i, t ? i : GOALTREE_NONE, ++ordinal);
			MemoryContextReset(each);
		}
	MemoryContextSwitchTo(old);
}

/* Arguments: before, after, top, quantity. */
static Datum
ReturnExplain(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	Explain		e;
	ExplainOutput out = {0};
	bool		named = !PG_ARGISNULL(2);
	float8		m0;
	float8		m1;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	InitExplain(&e, PG_GETARG_GOALTREE_P(0), PG_GETARG_GOALTREE_P(1));
	GoalCheckKeyType(&e.side[0].w.v, keytype);
	FindTop(&e, keytype, named, named ? PG_GETARG_DATUM(2) : (Datum) 0);
	ChooseMeasure(&e, !PG_ARGISNULL(3) ? PG_GETARG_TEXT_PP(3) : NULL);
	m0 = Measure(&e, 0, e.top[0]);
	m1 = Measure(&e, 1, e.top[1]);
	out.e = &e;
	out.fcinfo = fcinfo;
	out.typed = keytype != GOAL_KEY_ANY;
	out.known = !OpmIsUnknown(m0) && !OpmIsUnknown(m1);
	if (out.known)
	{
		if (e.values)
			ExplainAddValue(&e, e.top[1], 1);
		else
			e.byscore[e.top[1]] = 1;
		for (uint32 i = e.top[1]; i < e.side[1].w.v.nodes; i++)
		{
			if (i % 1024 == 0)
				CHECK_FOR_INTERRUPTS();
			ExplainNode(&e, i);
		}
		RoundToGrid(&e, m0, m1);
		AddBranches(&out);
	}
	for (int t = 0; t < 2; t++)
	{
		out.depth[t] = GoalDepths(&e.side[t].w.v);
		out.shown[t] = GoalMarkBelow(&e.side[t].w.v, e.top[t]);
	}
	PutRows(&out);
	return (Datum) 0;
}

GOAL_FUNCTION(opm_explain_change, ReturnExplain, GOAL_KEY_ANY)
GOAL_FUNCTION(opm_explain_change_bigint, ReturnExplain, GOAL_KEY_BIGINT)
GOAL_FUNCTION(opm_explain_change_uuid, ReturnExplain, GOAL_KEY_UUID)
