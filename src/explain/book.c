/*
 * book.c: what of a goal's change is its own, and what it hands on to its children.
 *
 * Every goal reached knows how many points of the top one point of it is worth. It books what is its own, and
 * hands the rest to its children in the same currency.
 */
#include "explain_change.h"

/* Goals that are gone have rows behind those of the tree after. */
static void
Book(Explain *e, const ExplainKid *kid, ExplainCause cause, float8 points)
{
	uint32		row = kid->node[1] != GOALTREE_NONE ? kid->node[1] : e->rowof[kid->node[0]];

	e->effect[cause][row] += points;
}

static inline float8
TotalOf(const Explain *e, int t, uint32 node)
{
	return GoalFloat(&e->side[t].w.v, GOALCOL_TOTAL, node, OPM_UNKNOWN);
}

static inline float8
BaseOf(const Explain *e, int t, uint32 node)
{
	return GoalFloat(&e->side[t].w.v, GOALCOL_TOTALBASE, node, OPM_UNKNOWN);
}

static inline float8
ShownOf(const Explain *e, int t, uint32 node)
{
	return GoalShownValue(&e->side[t].w.v, node);
}

/* A score, or what it stands for where there is none. */
static inline float8
FilledScore(const Explain *e, int t, uint32 node, uint32 after)
{
	if (e->side[t].filled && !OpmIsUnknown(e->side[t].filled[after]))
		return e->side[t].filled[after];
	return ExplainScore(e, t, node);
}

/*
 * Points of the top for one unit of a goal's shown value, as points for its total and base. A ratio's change
 * is that of a product with 1/base: midpoint rule. Returns false if it is a ratio on one side only.
 */
static bool
AddShown(Explain *e, uint32 node, float8 points)
{
	uint32		before = e->side[1].other[node];
	float8		n0 = TotalOf(e, 0, before);
	float8		n1 = TotalOf(e, 1, node);
	float8		d0 = BaseOf(e, 0, before);
	float8		d1 = BaseOf(e, 1, node);

	if (OpmIsUnknown(d0) != OpmIsUnknown(d1))
		return false;
	if (OpmIsUnknown(d0))
		e->byvalue[node] += points;
	else
	{
		e->byvalue[node] += points * (1 / d0 + 1 / d1) / 2;
		e->bybase[node] -= points * ((n0 + n1) / 2) / d0 / d1;
	}
	return true;
}

/* A ratio on one side only has no common unit to hand on, so its change is the rule's. */
void
ExplainAddValue(Explain *e, uint32 node, float8 points)
{
	uint32		before = e->side[1].other[node];

	if (!AddShown(e, node, points))
		e->effect[CAUSE_RULE][node] += points * (ShownOf(e, 1, node) - ShownOf(e, 0, before));
}

/* ---- a goal by itself ---- */

/* The part of a change of score that comes from the value, by the midpoint of the two targets. */
static float8
ByValue(const Target *t0, const Target *t1, float8 v0, float8 v1)
{
	return (TargetScore(t0, v1) - TargetScore(t0, v0)) / 2 + (TargetScore(t1, v1) - TargetScore(t1, v0)) / 2;
}

/*
 * A goal that stands for itself. Where only the target changed, the score moved without the value: that part
 * is the rule's. Values and bases are booked in their own currency beside it.
 */
static void
ExplainOwn(Explain *e, uint32 node)
{
	uint32		before = e->side[1].other[node];
	float8	   *effect = e->effect[CAUSE_VALUE];

	if (e->byscore[node] != 0)
	{
		float8		change = FilledScore(e, 1, node, node) - FilledScore(e, 0, before, node);
		const Target *t0 = GoalTargetOf(&e->side[0].w.v, before);
		const Target *t1 = GoalTargetOf(&e->side[1].w.v, node);
		float8		v0 = ShownOf(e, 0, before);
		float8		v1 = ShownOf(e, 1, node);
		bool		given = !OpmIsUnknown(GoalFloat(&e->side[0].w.v, GOALCOL_OWN, before, OPM_UNKNOWN)) ||
			!OpmIsUnknown(GoalFloat(&e->side[1].w.v, GOALCOL_OWN, node, OPM_UNKNOWN));

		if (!given && t0 && t1 && !OpmIsUnknown(v0) && !OpmIsUnknown(v1) &&
			(VARSIZE(t0) != VARSIZE(t1) || memcmp(t0, t1, VARSIZE(t0)) != 0))
		{
			float8		value = v0 == v1 ? 0 : ByValue(t0, t1, v0, v1);

			e->effect[CAUSE_RULE][node] += e->byscore[node] * (change - value);
			change = value;
		}
		effect[node] += e->byscore[node] * change;
	}
	if (e->byvalue[node] != 0)
		effect[node] += e->byvalue[node] * (TotalOf(e, 1, node) - TotalOf(e, 0, before));
	if (e->bybase[node] != 0)
		effect[node] += e->bybase[node] * (BaseOf(e, 1, node) - BaseOf(e, 0, before));
}

/* All of a goal's change, where it cannot be told apart further. */
static void
ExplainWhole(Explain *e, uint32 node, ExplainCause cause)
{
	float8		own = e->effect[CAUSE_VALUE][node];
	float8		rule = e->effect[CAUSE_RULE][node];
	float8		change;

	ExplainOwn(e, node);
	change = e->effect[CAUSE_VALUE][node] - own + e->effect[CAUSE_RULE][node] - rule;
	e->effect[CAUSE_VALUE][node] = own;
	e->effect[CAUSE_RULE][node] = rule;
	e->effect[cause][node] += change;
}

/* ---- sums and ratios ---- */

/* One thing that a total adds up, with what it brings on either side. */
static void
ExplainUnit(Explain *e, uint32 node, const ExplainKid *kid, const float8 *credit, bool ratio)
{
	float8		n[2];
	float8		d[2];
	bool		known[2];
	float8		part;
	ExplainCause cause;

	for (int t = 0; t < 2; t++)
	{
		n[t] = kid->node[t] == GOALTREE_NONE ? OPM_UNKNOWN : TotalOf(e, t, kid->node[t]);
		d[t] = kid->node[t] == GOALTREE_NONE || !ratio ? 0 : BaseOf(e, t, kid->node[t]);
		known[t] = !OpmIsUnknown(n[t]) && !OpmIsUnknown(d[t]);
		if (!known[t])
			n[t] = d[t] = 0;	/* adds nothing */
	}

	/*
	 * in the tree before, a link that is gone takes all it brought with it; what is linked now carries its
	 * change
	 */
	part = credit[1] == 0 ? 0 : credit[0] == 0 ? credit[1] : (credit[0] + credit[1]) / 2;
	if (known[0] && known[1])
	{
		e->byvalue[kid->node[1]] += part * e->byvalue[node];
		if (ratio)
			e->bybase[kid->node[1]] += part * e->bybase[node];
	}
	else if (part != 0 && kid->node[0] != GOALTREE_NONE && kid->node[1] != GOALTREE_NONE)
		Book(e, kid, CAUSE_VALUE,
			 part * (e->byvalue[node] * (n[1] - n[0]) + e->bybase[node] * (d[1] - d[0])));
	if (credit[0] == credit[1] && kid->node[0] != GOALTREE_NONE && kid->node[1] != GOALTREE_NONE)
		return;
	cause = kid->link[0] && kid->link[1] && GoalApplies(&e->side[0].w, kid->node[0]) &&
		GoalApplies(&e->side[1].w, kid->node[1]) ? CAUSE_WEIGHT : CAUSE_STRUCTURE;
	if (kid->node[0] == GOALTREE_NONE || kid->node[1] == GOALTREE_NONE)
	{
		int			t = kid->node[0] == GOALTREE_NONE;
		float8		sign = t ? credit[1] : -credit[0];

		Book(e, kid, CAUSE_STRUCTURE, sign * (e->byvalue[node] * n[t] + e->bybase[node] * d[t]));
	}
	else
	{
		/* change of credit, times the mean or, for a link on one side, what was there before */
		float8		nn = credit[0] == 0 || credit[1] == 0 ? n[0] : (n[0] + n[1]) / 2;
		float8		dd = credit[0] == 0 || credit[1] == 0 ? d[0] : (d[0] + d[1]) / 2;

		Book(e, kid, cause, (credit[1] - credit[0]) * (e->byvalue[node] * nn + e->bybase[node] * dd));
	}
}

static void
ExplainTotal(Explain *e, uint32 node, bool ratio)
{
	if (!ExplainPairUnits(e, node))
		ExplainPairLinks(e, node);
	for (int64 i = 0; i < e->nkids; i++)
		ExplainUnit(e, node, &e->kids[i], e->kids[i].share, ratio);
}

/* ---- methods over scores, and over shown values ---- */

/* The two methods that are linear, so that parts of a change can be told apart. */
static inline bool
IsMean(const ExplainRule *r)
{
	return r->method == GOAL_MEAN || r->method == GOAL_AVG;
}

/* Hand points for one point of a child's score (or shown value) on. */
static void
PassOn(Explain *e, bool values, uint32 kid, float8 points)
{
	if (!values)
		e->byscore[kid] += points;
	else
		ExplainAddValue(e, kid, points);
}

/*
 * Can a change be followed into a child that has a score on one side only? Then it stands for `score` there.
 */
static bool
FollowFilled(Explain *e, bool values, const ExplainKid *kid, int t, float8 score)
{
	if (values || e->side[0].filled == NULL || kid->node[0] == GOALTREE_NONE || kid->node[1] == GOALTREE_NONE)
		return false;
	e->side[t].filled[kid->node[1]] = score;
	return true;
}

/*
 * Book and hand on what one player is worth; scale: root points of the parent. With two rules each has half
 * of them, and a child that stands for another score by each: that cannot be followed into it.
 */
static void
BookPlayer(Explain *e, bool values, bool follow, const ExplainRule *r, const Player *p,
		   const ExplainKid *kid, float8 scale)
{
	float8		x0 = ExplainBrings(r, kid, 0);
	float8		x1 = ExplainBrings(r, kid, 1);
	bool		both = !OpmIsUnknown(kid->x[0]) && !OpmIsUnknown(kid->x[1]);
	float8		dx = kid->x[1] - kid->x[0];
	int			t;

	if (!OpmIsUnknown(x0) && !OpmIsUnknown(x1))
	{
		Book(e, kid, CAUSE_WEIGHT, scale * p->byw);
		if (!both)
			Book(e, kid, CAUSE_VALUE, scale * p->byx);	/* counted as 0 on a side */
		else if (dx != 0)
			PassOn(e, values, kid->node[1], scale * p->byx / dx);
		else if (x0 == kid->x[0])
			PassOn(e, values, kid->node[1], scale * p->slope);
		return;
	}
	t = OpmIsUnknown(x0) ? 0 : 1;	/* the side on which it does not count */
	if (!kid->link[t] || kid->node[t] == GOALTREE_NONE ||
		(kid->weight[t] == 0 && !GoalApplies(&e->side[t].w, kid->node[t])))
	{
		/* moved here: its own change counts here, the rest is the move */
		if (t == 0 && both && IsMean(r) && dx != 0)
		{
			float8		own = p->slope * (x1 - ExplainClip(kid->x[0], r));

			PassOn(e, values, kid->node[1], scale * own / dx);
			Book(e, kid, CAUSE_STRUCTURE, scale * (p->byx - own));
		}
		else
			Book(e, kid, CAUSE_STRUCTURE, scale * p->byx);
	}
	else if (kid->weight[t] == 0)
		Book(e, kid, CAUSE_WEIGHT, scale * p->byx);
	else
	{
		float8		filled = t == 0 ? p->x0 : p->x1;
		float8		change = t == 0 ? kid->x[1] - filled : filled - kid->x[0];

		/* not into a child that counts as 0 on the other side, and has no score there either */
		if (follow && p->byx != 0 && !OpmIsUnknown(change) && change != 0 &&
			FollowFilled(e, values, kid, t, filled))
			e->byscore[kid->node[1]] += scale * p->byx / change;
		else
			Book(e, kid, CAUSE_VALUE, scale * p->byx);
	}
}

/* Scores or values of the children, filled where this goal's own score is filled. False if that cannot be. */
static bool
ReadKids(Explain *e, uint32 node, bool values)
{
	for (int64 i = 0; i < e->nkids; i++)
	{
		ExplainKid *kid = &e->kids[i];

		for (int t = 0; t < 2; t++)
			if (kid->node[t] != GOALTREE_NONE)
				kid->x[t] = values ? ShownOf(e, t, kid->node[t]) : ExplainScore(e, t, kid->node[t]);
		for (int t = 0; t < 2; t++)
		{
			float8	   *filled = values ? NULL : e->side[t].filled;

			if (filled == NULL || OpmIsUnknown(filled[node]) || !kid->link[t])
				continue;
			if (!OpmIsUnknown(kid->x[t]))
				return false;	/* the goal has no score although this child has: not for want of data */
			if (OpmIsUnknown(kid->x[1 - t]))
				continue;		/* missing in both trees: no part in the change */
			kid->x[t] = filled[kid->node[1]] = filled[node];
		}
	}
	return true;
}

/* A goal that puts scores (or shown values) together: points = root points for one point of its answer. */
static bool
ExplainItems(Explain *e, uint32 node, bool values, float8 points, float8 from, float8 to)
{
	ExplainRule rule[2] = {ExplainRuleOf(e, 0, e->side[1].other[node]), ExplainRuleOf(e, 1, node)};
	int			nrules = ExplainSameRule(&rule[0], &rule[1]) ? 1 : 2;
	float8		answer[2][2];	/* by rule and side */
	float8		byrule = to - from;
	int64		n = 0;

	ExplainPairLinks(e, node);
	if (!ReadKids(e, node, values))
		return false;
	/* first all that could fail, so that nothing is booked twice */
	for (int i = 0; i < nrules; i++)
	{
		for (int t = 0; t < 2; t++)
		{
			answer[i][t] = nrules == 1 || i == t ? (t ? to : from) : ExplainAnswer(e, &rule[i], t);
			if (OpmIsUnknown(answer[i][t]) || isinf(answer[i][t]))
				return false;
		}
		n = ExplainDivide(e, &rule[i], answer[i]);
		if (n == 0)
			return false;
	}
	for (int i = 0; i < nrules; i++)
	{
		if (nrules > 1)
			n = ExplainDivide(e, &rule[i], answer[i]);
		for (int64 j = 0; j < n; j++)
			BookPlayer(e, values, nrules == 1, &rule[i], &e->players[j], &e->kids[e->playerkid[j]],
					   points / nrules);
		byrule -= (answer[i][1] - answer[i][0]) / nrules;
	}
	if (nrules > 1)
		e->effect[CAUSE_RULE][node] += points * byrule;
	return true;
}

/* ---- one goal ---- */

/*
 * A goal that puts values together and scores the result by its target: first the target's part, then on to
 * the children in units of value.
 */
static void
ExplainValues(Explain *e, uint32 node)
{
	uint32		before = e->side[1].other[node];
	float8		v0 = ShownOf(e, 0, before);
	float8		v1 = ShownOf(e, 1, node);
	GoalMethod	m0 = e->side[0].methods[before];
	GoalMethod	m1 = e->side[1].methods[node];
	const Target *t0 = GoalTargetOf(&e->side[0].w.v, before);
	const Target *t1 = GoalTargetOf(&e->side[1].w.v, node);
	float8		points = e->byscore[node];
	float8		change;

	if (points != 0)
	{
		if (OpmIsUnknown(v0) || OpmIsUnknown(v1) || !t0 || !t1 ||
			OpmIsUnknown(ExplainScore(e, 0, before)) || OpmIsUnknown(ExplainScore(e, 1, node)))
		{
			/* a score on one side only, or by other means than the value */
			ExplainWhole(e, node, CAUSE_VALUE);
			return;
		}
		change = v0 == v1 ? 0 : ByValue(t0, t1, v0, v1);
		e->effect[CAUSE_RULE][node] +=
			points * (ExplainScore(e, 1, node) - ExplainScore(e, 0, before) - change);
		e->byscore[node] = 0;
		if (change != 0)
			ExplainAddValue(e, node, points * change / (v1 - v0));
	}
	if (e->byvalue[node] == 0 && e->bybase[node] == 0)
		return;
	if ((m0 == GOAL_SUM || m0 == GOAL_RATIO) && m1 == m0)
		ExplainTotal(e, node, m0 == GOAL_RATIO);
	else if (m0 == GOAL_SUM || m0 == GOAL_RATIO || m1 == GOAL_SUM || m1 == GOAL_RATIO ||
			 !ExplainItems(e, node, true, e->byvalue[node], TotalOf(e, 0, before), TotalOf(e, 1, node)))
		ExplainWhole(e, node, m0 == m1 ? CAUSE_VALUE : CAUSE_RULE);
}

/* Scores come from scores; a value, if it counts above, is the goal's own. */
static void
ExplainScores(Explain *e, uint32 node)
{
	uint32		before = e->side[1].other[node];
	float8		points = e->byscore[node];

	e->byscore[node] = 0;
	ExplainOwn(e, node);
	e->byscore[node] = points;
	if (points == 0)
		return;
	if (!ExplainItems(e, node, false, points, FilledScore(e, 0, before, node), FilledScore(e, 1, node, node)))
	{
		e->byvalue[node] = e->bybase[node] = 0;
		ExplainWhole(e, node, CAUSE_VALUE);
	}
}

/* All points that reach this goal are known: book its own part, hand on the rest. */
void
ExplainNode(Explain *e, uint32 node)
{
	uint32		before = e->side[1].other[node];
	GoalMethod	m0;
	GoalMethod	m1;

	if (before == GOALTREE_NONE || (e->byscore[node] == 0 && e->byvalue[node] == 0 && e->bybase[node] == 0))
		return;
	m0 = e->side[0].methods[before];
	m1 = e->side[1].methods[node];
	if (m0 == GOAL_OWN && m1 == GOAL_OWN)
		ExplainOwn(e, node);
	else if (m0 == GOAL_OWN || m1 == GOAL_OWN || GoalMethodIsValue(m0) != GoalMethodIsValue(m1))
	{
		/* another way of scoring: because it was told so, or because it gained or lost its children */
		bool		told = GoalPolicyOf(&e->side[0].w.v, before).method !=
			GoalPolicyOf(&e->side[1].w.v, node).method;

		ExplainWhole(e, node, told ? CAUSE_RULE : CAUSE_STRUCTURE);
	}
	else if (GoalMethodIsValue(m0))
		ExplainValues(e, node);
	else
		ExplainScores(e, node);
}
