/*
 * goalwalk.c: walking down the links of a canonical tree or DAG, and finding the same goals in two trees.
 */
#include "goalwalk.h"

/* What does not apply: said so, or a parent of nothing that applies. As in scoring. */
static void
FindSkipped(GoalWalk *w)
{
	const uint8 *said = GoalColumnOf(&w->v, GOALCOL_NOTAPPLICABLE, uint8);

	if (said == NULL)
		return;
	w->skipped = GoalPerNode(&w->v, sizeof(bool));
	for (uint32 i = w->v.nodes; i-- > 0;)
	{
		bool		any = false;

		w->skipped[i] = said[i];
		if (GoalMethodOf(w, i) == GOAL_OWN)
			continue;
		ForEachGoalLink(w, i, link)
			any |= !w->skipped[link.kid];
		w->skipped[i] |= !any;
	}
}

/* Get ready to walk: what is not needed, because the tree has no such thing, stays NULL. */
void
GoalWalkInit(GoalWalk *w, GoalTree *tree)
{
	memset(w, 0, sizeof(*w));
	GoalViewInit(&w->v, tree);
	w->haschildren = GoalHasChildren(&w->v);
	if (w->v.nedges > 0)
		w->edgesof = GoalEdgesByParent(&w->v);
	FindSkipped(w);
}

/* Fill w->rank, for whoever must settle ties by key. */
void
GoalWalkRanks(GoalWalk *w)
{
	const uint32 *bykey = GoalColumnOf(&w->v, GOALCOL_BYKEY, uint32);

	w->rank = GoalPerNode(&w->v, sizeof(uint32));
	for (uint32 i = 0; i < w->v.nodes; i++)
		w->rank[bykey[i]] = i;
}

/* For whoever must know what counts as zero. */
void
GoalWalkNoAnswers(GoalWalk *w)
{
	w->noanswer = GoalNoAnswers(&w->v);
}

/* Links down from the root to each goal, along the way it is listed. */
int32 *
GoalDepths(const GoalView *v)
{
	int32	   *depth = GoalPerNode(v, sizeof(int32));

	for (uint32 i = 0; i < v->nodes; i++)
	{
		uint32		parent = GoalParents(v)[i];

		depth[i] = parent == GOALTREE_NONE ? 0 : depth[parent] + 1;
	}
	return depth;
}

/* ---- pairing the goals of two trees ---- */

/* A goal of a, a goal of b. */
static int
CompareGoals(const GoalView *a, uint32 i, const GoalView *b, uint32 j)
{
	GoalKey		x = GoalKeyOf(a, i);
	GoalKey		y = GoalKeyOf(b, j);

	return GoalCompareKeys(a->keytype, &x, &y);
}

/*
 * For each goal of either tree the position of the same goal in the other, GOALTREE_NONE if it is not there.
 * Both know their goals in key order, so one walk along both (a merge) finds all pairs.
 */
void
GoalPairTrees(const GoalView *a, const GoalView *b, uint32 *ofa, uint32 *ofb)
{
	const uint32 *bya = GoalColumnOf(a, GOALCOL_BYKEY, uint32);
	const uint32 *byb = GoalColumnOf(b, GOALCOL_BYKEY, uint32);
	uint32		i = 0;
	uint32		j = 0;

	GoalCheckKeyType(b, a->keytype);
	while (i < a->nodes || j < b->nodes)
	{
		int			cmp;

		/* what the one that has ended would have comes after all that is left */
		if (i >= a->nodes)
			cmp = 1;
		else if (j >= b->nodes)
			cmp = -1;
		else
			cmp = CompareGoals(a, bya[i], b, byb[j]);
		if (cmp == 0)
		{
			ofa[bya[i]] = byb[j];
			ofb[byb[j]] = bya[i];
		}
		else if (cmp < 0)
			ofa[bya[i]] = GOALTREE_NONE;
		else
			ofb[byb[j]] = GOALTREE_NONE;
		if (cmp <= 0)
			i++;
		if (cmp >= 0)
			j++;
	}
}
