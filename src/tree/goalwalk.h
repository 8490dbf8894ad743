/*
 * goalwalk.h: walking down the links of a canonical tree or DAG, and its goals as result rows.
 *
 * A goal's children are those listed below it (the slice of its subtree) and those of its extra edges; readers
 * that go through every link need not know which is which.
 */
#ifndef OPM_GOALWALK_H
#define OPM_GOALWALK_H

#include "goaltree.h"

typedef struct GoalWalk
{
	GoalView	v;
	bool	   *haschildren;
	bool	   *skipped;		/* does not apply, by itself or because nothing below does; NULL if all apply */
	uint32	   *edgesof;		/* start of each node's extra edges, nodes + 1 entries; NULL in a tree */
	uint32	   *rank;			/* place in key order; only after GoalWalkRanks */
} GoalWalk;

/* One link from a goal to a child, and where to look for the next. */
typedef struct GoalLink
{
	uint32		kid;
	float8		weight;			/* as given, >= 0 */
	float8		share;			/* (0, 1] */
	uint32		nextkid;
	uint32		nextedge;
} GoalLink;

extern void GoalWalkInit(GoalWalk *w, GoalTree *tree);
extern void GoalWalkRanks(GoalWalk *w);
extern void *GoalPerNode(const GoalView *v, Size width);
extern int32 *GoalDepths(const GoalView *v);
extern uint32 GoalOnlyRoot(const GoalView *v);
extern Datum GoalKeyDatum(const GoalView *v, uint32 node, bool typed);
extern void GoalSetText(Datum *values, bool *nulls, int col, const GoalView *v, GoalText t);
extern void GoalSetFloat(Datum *values, bool *nulls, int col, float8 x);
extern void GoalPairTrees(const GoalView *a, const GoalView *b, uint32 *ofa, uint32 *ofb);
extern uint32 GoalFindTop(const GoalView *v, GoalKeyType keytype, Datum key);
extern uint32 GoalFindText(const GoalView *v, const char *key, int len);

static inline GoalLink
GoalFirstLink(const GoalWalk *w, uint32 node)
{
	GoalLink	link = {0};

	link.nextkid = node + 1;
	link.nextedge = w->edgesof ? w->edgesof[node] : 0;
	return link;
}

static inline bool
GoalNextLink(const GoalWalk *w, uint32 node, GoalLink *link)
{
	const GoalView *v = &w->v;

	if (link->nextkid < node + GoalSizes(v)[node])
	{
		link->kid = link->nextkid;
		link->weight = GoalFloat(v, GOALCOL_WEIGHT, link->kid, 1.0);
		link->share = GoalFloat(v, GOALCOL_SHARE, link->kid, 1.0);
		link->nextkid += GoalSizes(v)[link->kid];
		return true;
	}
	if (w->edgesof && link->nextedge < w->edgesof[node + 1])
	{
		const GoalEdge *e = &v->edges[link->nextedge++];

		link->kid = e->child;
		link->weight = e->weight;
		link->share = e->share;
		return true;
	}
	return false;
}

#define ForEachGoalLink(w, node, link) \
	for (GoalLink link = GoalFirstLink(w, node); GoalNextLink(w, node, &link);)

static inline bool
GoalApplies(const GoalWalk *w, uint32 node)
{
	return w->skipped == NULL || !w->skipped[node];
}

/* What a link weighs in its parent: 0 if the child is out of the count. */
static inline float8
GoalLinkWeight(const GoalWalk *w, const GoalLink *link)
{
	return GoalApplies(w, link->kid) ? link->weight * link->share : 0;
}

static inline GoalMethod
GoalMethodOf(const GoalWalk *w, uint32 node)
{
	return GoalEffectiveMethod(&w->v, node, !w->haschildren[node]);
}

#endif							/* OPM_GOALWALK_H */
