/*
 * pair.c: the children of one goal in both trees, each once, with what its link says on either side.
 *
 * In a DAG a total adds up units that may lie deeper than the children; these are paired in the same way.
 */
#include "explain_change.h"

#include "huge.h"

/* Unknown on both sides until a link says otherwise. */
static ExplainKid *
PushKid(Explain *e, uint32 before, uint32 after)
{
	ExplainKid *kid;

	if (e->nkids >= e->maxkids)
	{
		e->maxkids = Max(2 * e->maxkids, 64);
		e->kids = HugeGrow(e->kids, e->maxkids, sizeof(ExplainKid));
	}
	kid = &e->kids[e->nkids++];
	memset(kid, 0, sizeof(*kid));
	kid->node[0] = before;
	kid->node[1] = after;
	kid->x[0] = kid->x[1] = OPM_UNKNOWN;
	return kid;
}

/*
 * A goal of side t in the list, where it may stand already for the other side. Side 0 comes first, and leaves
 * a stamp that tells side 1 so. The stamp names the parent, so that nothing has to be cleared between
 * parents.
 */
static ExplainKid *
PairGoal(Explain *e, uint32 parent, int t, uint32 goal)
{
	uint32		other = e->side[t].other[goal];

	if (t == 0)
	{
		e->slot[goal] = (uint32) e->nkids;
		e->stamp[goal] = parent + 1;
		return PushKid(e, goal, other);
	}
	if (other != GOALTREE_NONE && e->stamp[other] == parent + 1)
		return &e->kids[e->slot[other]];
	return PushKid(e, other, goal);
}

/* Weight 0 and "not applicable" are the same to the arithmetic: the child does not count. */
static void
SetLink(const Explain *e, ExplainKid *kid, int t, const GoalLink *link)
{
	bool		counts = link->weight > 0 && GoalApplies(&e->side[t].w, link->kid);

	kid->link[t] = true;
	kid->weight[t] = counts ? link->weight * link->share : 0;
	kid->share[t] = counts ? link->share : 0;
	kid->noanswer[t] = e->side[t].w.noanswer && e->side[t].w.noanswer[link->kid];
}

/* The children of a goal that is in both trees. */
void
ExplainPairLinks(Explain *e, uint32 node)
{
	uint32		at[2] = {e->side[1].other[node], node};

	e->nkids = 0;
	for (int t = 0; t < 2; t++)
		ForEachGoalLink(&e->side[t].w, at[t], link)
			SetLink(e, PairGoal(e, node, t, link.kid), t, &link);
}

/* One thing that a total adds up: which part of it counts. */
static void
SetCredit(Explain *e, uint32 node, int t, uint32 unit, float8 credit)
{
	ExplainKid *kid = PairGoal(e, node, t, unit);

	kid->link[t] = true;
	kid->share[t] = credit;
}

/* The units of a goal's total in both trees. False if neither side has any but its children. */
bool
ExplainPairUnits(Explain *e, uint32 node)
{
	uint32		at[2] = {e->side[1].other[node], node};
	int			n[2];			/* units; -1: the children are the units */

	for (int t = 0; t < 2; t++)
	{
		const ExplainSide *side = &e->side[t];
		const float8 *total = GoalColumnOf(&side->w.v, GOALCOL_TOTAL, float8);

		n[t] = side->dag ? GoalDagUnits(side->dag, at[t], side->methods, side->w.skipped, total) : -1;
	}
	if (n[0] < 0 && n[1] < 0)
		return false;
	e->nkids = 0;
	for (int t = 0; t < 2; t++)
	{
		const ExplainSide *side = &e->side[t];

		for (int i = 0; i < n[t]; i++)
			SetCredit(e, node, t, GoalDagUnitNode(side->dag, i), GoalDagUnitCredit(side->dag, i));
		if (n[t] < 0)
			ForEachGoalLink(&side->w, at[t], link)
				SetCredit(e, node, t, link.kid,
						  link.weight > 0 && GoalApplies(&side->w, link.kid) ? link.share : 0);
	}
	return true;
}
