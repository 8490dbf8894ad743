/*
 * goalwalk.h: walking down the links of a canonical tree or DAG, and its goals as result rows.
 *
 * A goal's children are those listed below it (the slice of its subtree) and those of its extra edges;
 * readers that go through every link need not know which is which.
 */
#ifndef OPM_GOALWALK_H
#define OPM_GOALWALK_H

#include "goaltree.h"
#include "result.h"

/* A tree with what a walk needs, by position. */
typedef struct GoalWalk
{
	GoalView	v;				/* the tree that is walked */
	bool	   *haschildren;	/* in the slice below it or through an extra edge */
	bool	   *noanswer;		/* its method has no answer: not the same as missing; NULL unless something
								 * counts what is missing as zero; only after GoalWalkNoAnswers */
	bool	   *skipped;		/* does not apply, itself or because nothing below does; NULL if all apply */
	uint32	   *edgesof;		/* start of each node's extra edges, nodes + 1 entries; NULL in a tree */
	uint32	   *rank;			/* place in key order; only after GoalWalkRanks */
} GoalWalk;

/* One link from a goal to a child, and where to look for the next. */
typedef struct GoalLink
{
	uint32		kid;			/* position of the child */
	float8		weight;			/* as given, >= 0 */
	float8		share;			/* (0, 1] */
	uint32		nextkid;		/* position of the next child in the slice, or its end */
	uint32		nextedge;		/* index of the next extra edge */
} GoalLink;

extern void GoalWalkInit(GoalWalk *w, GoalTree *tree);
extern void GoalWalkRanks(GoalWalk *w);
extern void GoalWalkNoAnswers(GoalWalk *w);
extern int32 *GoalDepths(const GoalView *v);
extern void GoalPairTrees(const GoalView *a, const GoalView *b, uint32 *ofa, uint32 *ofb);

/* Stand before the first link of a goal. */
static inline GoalLink
GoalFirstLink(const GoalWalk *w, uint32 node)
{
	GoalLink	link = {0};

	link.nextkid = node + 1;
	link.nextedge = w->edgesof ? w->edgesof[node] : 0;
	return link;
}

/* Go to the next: first the children in the slice, from subtree to subtree, then those of the extra edges. */
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

/* Every link from a goal down; link.kid, link.weight, link.share. */
#define ForEachGoalLink(w, node, link) \
	for (GoalLink link = GoalFirstLink(w, node); GoalNextLink(w, node, &link);)

/* Does the goal take part at all? */
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

/* Does a child without a number count as zero in this goal? */
static inline bool
GoalCountsAsZero(const GoalWalk *w, uint32 node, uint32 kid)
{
	return GoalPolicyOf(&w->v, node).missing == GOAL_ZERO && !(w->noanswer && w->noanswer[kid]);
}

/* How the goal gets its score; GOAL_OWN if it has no children. */
static inline GoalMethod
GoalMethodOf(const GoalWalk *w, uint32 node)
{
	return GoalEffectiveMethod(&w->v, node, !w->haschildren[node]);
}

/* ---- goals in result rows ---- */

/* The key of a goal; NULL if there is no goal. */
static inline void
RowGoalKey(Row *row, int i, const GoalView *v, uint32 node, bool typed)
{
	if (node != GOALTREE_NONE)
		RowSet(row, i, GoalKeyDatum(v, node, typed));
}

/* A text of a goal; NULL if it has none. */
static inline void
RowGoalText(Row *row, int i, const GoalView *v, GoalColumn column, uint32 node)
{
	GoalText	t = GoalTextOf(v, column, node);

	if (t.len > 0)
		RowTextOfLength(row, i, v->strings + t.off, t.len);
}

#endif							/* OPM_GOALWALK_H */
