/*
 * goaltree_dag.c: counting a shared goal once.
 *
 * Below a goal, a shared goal can be reached on several ways. It counts there once: in full if its parents
 * count it in full, by the shares of the ways if it is split. So a sum at the top is not the sum of its
 * children's sums, and has to look at what lies below them: it is made of units, each with the credit (0..1)
 * with which it counts.
 *
 * Two observations keep that from costing the square of the tree. A child is closed if everything below it
 * can be reached only through it: then its own total already is right, it is one unit, and the walk stops
 * there. And a goal with at most one child link that is open (not closed, or shared) cannot reach anything
 * twice: its children simply add up. Closed children are found with dominators; in a tree every goal is
 * closed.
 */
#include "goaltree_dag.h"

#include "huge.h"

struct GoalDag
{
	const GoalView *v;

	/* links, both ways */
	uint32	   *edgesof;		/* start of each node's edges in v->edges (by parent), nodes + 1 entries */
	uint32	   *upstart;		/* start of each node's extra parents in up, nodes + 1 entries */
	uint32	   *up;				/* indexes into v->edges, by child */

	/* what lies below a goal */
	bool	   *closed;			/* nothing below is also reached from elsewhere */
	uint8	   *open;			/* child links to what may be reached on a second way: 0, 1, or 2 for more */

	/* the walk at hand */
	float8	   *credit;			/* 0..1, valid where mark says so */
	uint32	   *mark;			/* number of the walk that last met the goal */
	uint32		walk;			/* number of this walk, from 1 */
	uint32	   *region;			/* goals it has met */
	uint32		nregion;
	uint32		maxregion;		/* room in region */
	uint32	   *unit;			/* its result: goals that count as a whole */
	float8	   *unitcredit;		/* and how much of each, (0, 1] */
	uint32		nunits;
	uint32		maxunits;		/* room in unit and unitcredit */
};

/*
 * Immediate dominators: the nearest goal that all ways from the roots pass, GOALTREE_NONE if they share none.
 * Goals come in topological order, so those of all parents are known; where two ways part is where their
 * dominators meet (Cooper, Harvey, Kennedy: A Simple, Fast Dominance Algorithm).
 */
static uint32 *
Dominators(GoalDag *dag)
{
	const GoalView *v = dag->v;
	uint32	   *idom = HugeAlloc(v->nodes, sizeof(uint32));

	for (uint32 i = 0; i < v->nodes; i++)
	{
		uint32		dom = GoalParents(v)[i];

		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
		for (uint32 e = dag->upstart[i]; e < dag->upstart[i + 1]; e++)
		{
			uint32		other = v->edges[dag->up[e]].parent;

			/* a dominator stands before what it dominates: climb from the later one */
			while (dom != other && dom != GOALTREE_NONE && other != GOALTREE_NONE)
			{
				if (dom > other)
					dom = idom[dom];
				else
					other = idom[other];
			}
			if (dom != other)
				dom = GOALTREE_NONE;
		}
		idom[i] = dom;
	}
	return idom;
}

/* Tell a parent what one of its child links leads to. */
static inline void
NoteLink(GoalDag *dag, uint32 *lowest, uint32 parent, uint32 reach, bool open)
{
	lowest[parent] = Min(lowest[parent], reach);
	if (open && dag->open[parent] < 2)
		dag->open[parent]++;
}

/* With at most one open child link, no goal is reached twice from here: children simply add up. */
static inline bool
IsSimple(const GoalDag *dag, uint32 node)
{
	return dag->open[node] < 2;
}

/*
 * From the last goal to the first. A goal is closed if the dominators of all goals below it lie at it or
 * below it: every way to them comes through. lowest carries the topmost of those dominators up.
 */
static void
FindClosed(GoalDag *dag)
{
	const GoalView *v = dag->v;
	uint32	   *idom = Dominators(dag);

	/* 1 + the first position of a dominator of anything below, 0 if something below has none */
	uint32	   *lowest = HugeAlloc(v->nodes, sizeof(uint32));

	for (uint32 i = 0; i < v->nodes; i++)
		lowest[i] = PG_UINT32_MAX;
	for (uint32 i = v->nodes; i-- > 0;)
	{
		uint32		own = idom[i] == GOALTREE_NONE ? 0 : idom[i] + 1;
		uint32		reach = Min(own, lowest[i]);
		bool		open;

		dag->closed[i] = lowest[i] >= i + 1;
		open = !dag->closed[i] || dag->upstart[i] < dag->upstart[i + 1];
		if (GoalParents(v)[i] != GOALTREE_NONE)
			NoteLink(dag, lowest, GoalParents(v)[i], reach, open);
		for (uint32 e = dag->upstart[i]; e < dag->upstart[i + 1]; e++)
			NoteLink(dag, lowest, v->edges[dag->up[e]].parent, reach, open);
	}
	pfree(lowest);
	pfree(idom);
}

GoalDag *
GoalDagCreate(const GoalView *v)
{
	GoalDag    *dag = palloc0(sizeof(GoalDag));

	dag->v = v;
	dag->edgesof = GoalEdgesByParent(v);
	dag->up = GoalEdgesByChild(v, &dag->upstart);
	dag->closed = GoalPerNode(v, sizeof(bool));
	dag->open = GoalPerNode(v, sizeof(uint8));
	FindClosed(dag);
	dag->credit = GoalPerNode(v, sizeof(float8));
	dag->mark = GoalPerNode(v, sizeof(uint32));
	dag->maxregion = dag->maxunits = 64;
	dag->region = palloc(sizeof(uint32) * dag->maxregion);
	dag->unit = palloc(sizeof(uint32) * dag->maxunits);
	dag->unitcredit = palloc(sizeof(float8) * dag->maxunits);
	return dag;
}

/*
 * Meet a goal on the walk, once. Starting a walk costs nothing: marks of earlier ones are just not this
 * one's.
 */
static void
Visit(GoalDag *dag, uint32 node)
{
	if (dag->mark[node] == dag->walk)
		return;
	dag->mark[node] = dag->walk;
	dag->credit[node] = 0;
	if (dag->nregion >= dag->maxregion)
	{
		dag->maxregion *= 2;
		dag->region = repalloc_huge(dag->region, sizeof(uint32) * (Size) dag->maxregion);
	}
	dag->region[dag->nregion++] = node;
}

static int
ComparePositions(const void *a, const void *b)
{
	uint32		x = *(const uint32 *) a;
	uint32		y = *(const uint32 *) b;

	return x < y ? -1 : x > y;
}

/*
 * Does the walk pass through this goal (a known total of the same kind), or does the goal count as one unit?
 * total NULL: everything is known.
 */
static inline bool
PassThrough(const GoalDag *dag, uint32 node, uint32 top, const uint8 *methods, const float8 *total)
{
	return node == top ||
		(!dag->closed[node] && methods[node] == methods[top] && !(total && OpmIsUnknown(total[node])));
}

/*
 * All goals that the walk from top meets, in topological order: so a goal has its whole credit, from all its
 * parents, before it hands any on.
 */
static void
CollectRegion(GoalDag *dag, uint32 top, const uint8 *methods, const float8 *total)
{
	const GoalView *v = dag->v;
	const uint32 *sizes = GoalSizes(v);

	dag->walk++;
	dag->nregion = 0;
	Visit(dag, top);
	for (uint32 i = 0; i < dag->nregion; i++)
	{
		uint32		node = dag->region[i];

		if (!PassThrough(dag, node, top, methods, total))
			continue;
		for (uint32 kid = node + 1; kid < node + sizes[node]; kid += sizes[kid])
			Visit(dag, kid);
		for (uint32 e = dag->edgesof[node]; e < dag->edgesof[node + 1]; e++)
			Visit(dag, v->edges[e].child);
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	qsort(dag->region, dag->nregion, sizeof(uint32), ComparePositions);
}

/* Hand a parent's credit down one link: shares add up, full credit is the most that any way brings. */
static void
PassCredit(GoalDag *dag, uint32 parent, uint32 child, float8 weight, float8 share, const bool *skipped)
{
	if (weight == 0 || (skipped && skipped[child]))
		return;
	if (share < 1)
		dag->credit[child] += dag->credit[parent] * share;
	else
		dag->credit[child] = Max(dag->credit[child], dag->credit[parent]);
}

/*
 * What a total at top is made of, each thing once: returns the number of units, or -1 if top's children can
 * simply be added up. methods: each goal's effective method; skipped: goals that do not apply, or NULL;
 * total: values so far, unknown where a policy or missing data says so.
 */
int
GoalDagUnits(GoalDag *dag, uint32 top, const uint8 *methods, const bool *skipped, const float8 *total)
{
	const GoalView *v = dag->v;
	const uint32 *sizes = GoalSizes(v);

	if (IsSimple(dag, top))
		return -1;
	CollectRegion(dag, top, methods, total);
	dag->credit[top] = 1;
	dag->nunits = 0;
	for (uint32 i = 0; i < dag->nregion; i++)
	{
		uint32		node = dag->region[i];

		if (PassThrough(dag, node, top, methods, total))
		{
			for (uint32 kid = node + 1; kid < node + sizes[node]; kid += sizes[kid])
				PassCredit(dag, node, kid, GoalFloat(v, GOALCOL_WEIGHT, kid, 1.0),
						   GoalFloat(v, GOALCOL_SHARE, kid, 1.0), skipped);
			for (uint32 e = dag->edgesof[node]; e < dag->edgesof[node + 1]; e++)
				PassCredit(dag, node, v->edges[e].child, v->edges[e].weight, v->edges[e].share, skipped);
			continue;
		}
		if (dag->credit[node] == 0)
			continue;			/* all ways to it are out of the count */
		if (dag->nunits >= dag->maxunits)
		{
			dag->maxunits *= 2;
			dag->unit = repalloc_huge(dag->unit, sizeof(uint32) * (Size) dag->maxunits);
			dag->unitcredit = repalloc_huge(dag->unitcredit, sizeof(float8) * (Size) dag->maxunits);
		}
		dag->unit[dag->nunits] = node;
		dag->unitcredit[dag->nunits++] = dag->credit[node];
	}
	return (int) dag->nunits;
}

/* The i-th unit of the last GoalDagUnits. */
uint32
GoalDagUnitNode(GoalDag *dag, int i)
{
	return dag->unit[i];
}

/* How much of it counts, (0, 1]. */
float8
GoalDagUnitCredit(GoalDag *dag, int i)
{
	return dag->unitcredit[i];
}

/*
 * Distinct goals below each goal, bottom-up; *count has room for all. Closed goals below bring their own
 * count, so only goals between a shared one and where its ways meet are walked.
 */
void
GoalDagCounts(GoalDag *dag, uint32 *count)
{
	const GoalView *v = dag->v;
	const uint32 *sizes = GoalSizes(v);

	/* one method for all: walk through whatever is open */
	uint8	   *alike = GoalPerNode(v, sizeof(uint8));

	for (uint32 i = v->nodes; i-- > 0;)
	{
		count[i] = 0;
		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
		if (IsSimple(dag, i))
		{
			for (uint32 kid = i + 1; kid < i + sizes[i]; kid += sizes[kid])
				count[i] += 1 + count[kid];
			for (uint32 e = dag->edgesof[i]; e < dag->edgesof[i + 1]; e++)
				count[i] += 1 + count[v->edges[e].child];
			continue;
		}
		CollectRegion(dag, i, alike, NULL);
		for (uint32 r = 0; r < dag->nregion; r++)
			if (dag->region[r] != i)
				count[i] += 1 + (dag->closed[dag->region[r]] ? count[dag->region[r]] : 0);
	}
	pfree(alike);
}
