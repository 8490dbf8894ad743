/*
 * divide.c: the change of one goal's answer, divided among its children.
 *
 * The answer is what a method (a mean, an order statistic, "at least k reached") makes of the scores or
 * values of the children. A child that counts on one side only stands there for the goal's own answer: that
 * is what leaving it out means, so no mixed state ever lacks an answer.
 */
#include "explain_change.h"

#include "huge.h"

float8
ExplainClip(float8 x, const ExplainRule *r)
{
	return x < r->floor ? r->floor : x > r->cap ? r->cap : x;
}

/* Everything in which two goals can put the same children together differently. */
ExplainRule
ExplainRuleOf(const Explain *e, int t, uint32 node)
{
	const GoalView *v = &e->side[t].w.v;
	GoalPolicy	policy = GoalPolicyOf(v, node);
	GoalMethod	method = e->side[t].methods[node];
	bool		scores = !GoalMethodIsValue(method);	/* only scores have a credit range */
	ExplainRule r = {
		.method = method,
		.k = policy.k,
		.zero = policy.missing == GOAL_ZERO,
		.floor = scores ? GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN) : OPM_UNKNOWN,
		.cap = scores ? GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN) : OPM_UNKNOWN
	};

	return r;
}

/* No limit on both sides is the same limit. */
static bool
SameOrUnknown(float8 a, float8 b)
{
	return a == b || (OpmIsUnknown(a) && OpmIsUnknown(b));
}

bool
ExplainSameRule(const ExplainRule *a, const ExplainRule *b)
{
	return a->method == b->method && a->k == b->k && a->zero == b->zero &&
		SameOrUnknown(a->floor, b->floor) && SameOrUnknown(a->cap, b->cap);
}

/* What a child brings on one side by a rule; unknown if it does not count there. */
float8
ExplainBrings(const ExplainRule *r, const ExplainKid *kid, int t)
{
	if (!kid->link[t] || kid->weight[t] == 0)
		return OPM_UNKNOWN;
	return ExplainClip(OpmIsUnknown(kid->x[t]) && r->zero && !kid->noanswer[t] ? 0 : kid->x[t], r);
}

/* At most one player for each child. */
static void
RoomForPlayers(Explain *e)
{
	if (e->nkids <= e->maxplayers)
		return;
	e->maxplayers = e->maxkids;
	if (e->players)
	{
		pfree(e->players);
		pfree(e->playerkid);
	}
	e->players = HugeAlloc(e->maxplayers, sizeof(Player));
	e->playerkid = HugeAlloc(e->maxplayers, sizeof(int64));
}

/* ---- a rule's answer to the children of one side ---- */

/* Geometric or harmonic mean of x1 by w1; unknown where it has none. */
static float8
PowerAnswer(const Player *p, int64 n, bool harmonic)
{
	float8		sum = 0;
	float8		weights = 0;
	bool		zero = false;

	for (int64 i = 0; i < n; i++)
	{
		if (p[i].x1 < 0 || (harmonic && p[i].x1 == 0))
			return OPM_UNKNOWN;
		zero |= p[i].x1 == 0;
		weights += p[i].w1;
		if (!zero)
			sum += p[i].w1 * (harmonic ? 1 / p[i].x1 : log(p[i].x1));
	}
	return zero ? 0 : harmonic ? weights / sum : exp(sum / weights);
}

/* Weighted mean, summed as distances from the first, which keeps digits where all are far from 0. */
static float8
MeanAnswer(const Player *p, int64 n)
{
	float8		first = p[0].x1;
	float8		sum = 0;
	float8		weights = 0;

	for (int64 i = 0; i < n; i++)
	{
		sum += p[i].w1 * (p[i].x1 - first);
		weights += p[i].w1;
	}
	return first + sum / weights;
}

/*
 * Order statistics by way of the code that divides them, so that both agree in every tie: from all children
 * at the first one's score, where the answer is that score, the effects add up to the way from there.
 */
static float8
OrderAnswer(Player *p, int64 n, GoalMethod method)
{
	float8		first = p[0].x1;
	float8		sum = 0;

	for (int64 i = 0; i < n; i++)
	{
		p[i].x0 = first;
		p[i].byx = 0;
	}
	if (method == GOAL_MEDIAN)
		(void) ShapleyMedian(p, n);
	else
		(void) ShapleyOrder(p, n, method == GOAL_MAX || method == GOAL_HIGH ? 1 : n, 1);
	for (int64 i = 0; i < n; i++)
		sum += p[i].byx;
	return first + sum;
}

static int64
CountReached(const Player *p, int64 n)
{
	int64		reached = 0;

	for (int64 i = 0; i < n; i++)
		reached += p[i].x1 >= 1;
	return reached;
}

/* Wanted where the rules of both sides differ: what each makes of the children of the other side. */
float8
ExplainAnswer(Explain *e, const ExplainRule *r, int t)
{
	Player	   *p;
	int64		n = 0;

	RoomForPlayers(e);
	p = e->players;
	for (int64 i = 0; i < e->nkids; i++)
	{
		float8		x = ExplainBrings(r, &e->kids[i], t);

		if (OpmIsUnknown(x))
			continue;
		p[n].x1 = x;
		p[n++].w1 = e->kids[i].weight[t];
	}
	if (n == 0)
		return OPM_UNKNOWN;
	switch (r->method)
	{
		case GOAL_GEOMEAN:
		case GOAL_HARMEAN:
			return PowerAnswer(p, n, r->method == GOAL_HARMEAN);
		case GOAL_MEAN:
		case GOAL_AVG:
			return MeanAnswer(p, n);
		case GOAL_ANY:
			return CountReached(p, n) >= 1;
		case GOAL_ALL:
			return CountReached(p, n) >= n;
		case GOAL_AT_LEAST:
			return CountReached(p, n) >= r->k;
		default:
			return OrderAnswer(p, n, r->method);
	}
}

/* ---- dividing ---- */

/* Divide the change by one rule among the players. */
static bool
DivideChange(Explain *e, const ExplainRule *r, int64 n)
{
	Player	   *p = e->players;

	for (int64 i = 0; i < n; i++)
		p[i].byx = p[i].byw = p[i].slope = 0;
	switch (r->method)
	{
		case GOAL_MIN:
		case GOAL_LOW:
			return ShapleyOrder(p, n, n, 1);
		case GOAL_MAX:
		case GOAL_HIGH:
			return ShapleyOrder(p, n, 1, 1);
		case GOAL_MEDIAN:
			return ShapleyMedian(p, n);
		case GOAL_ANY:
			return ShapleyReached(p, n, 1);
		case GOAL_ALL:
			return ShapleyReached(p, n, n);
		case GOAL_AT_LEAST:
			return ShapleyReached(p, n, r->k);
		case GOAL_GEOMEAN:
		case GOAL_HARMEAN:
			return ShapleyPower(p, n, r->method == GOAL_HARMEAN);
		default:
			return ShapleyMean(p, n);
	}
}

/* Children that count on either side, as players; absent ones stand for the answer of that side. */
static int64
FillPlayers(Explain *e, const ExplainRule *r, const float8 *answer)
{
	int64		n = 0;

	for (int64 i = 0; i < e->nkids; i++)
	{
		ExplainKid *kid = &e->kids[i];
		float8		x0 = ExplainBrings(r, kid, 0);
		float8		x1 = ExplainBrings(r, kid, 1);
		Player	   *p = &e->players[n];

		if (OpmIsUnknown(x0) && OpmIsUnknown(x1))
			continue;
		p->w0 = OpmIsUnknown(x0) ? kid->weight[1] : kid->weight[0];
		p->w1 = OpmIsUnknown(x1) ? kid->weight[0] : kid->weight[1];
		p->x0 = OpmIsUnknown(x0) ? answer[0] : x0;
		p->x1 = OpmIsUnknown(x1) ? answer[1] : x1;
		e->playerkid[n++] = i;
	}
	return n;
}

/* Do the players' parts add up to what they should? They do not where the stored tree does not tell all. */
static bool
AddsUp(const Player *p, int64 n, const float8 *answer)
{
	float8		sum = 0;
	float8		size = fabs(answer[0]) + fabs(answer[1]);

	for (int64 i = 0; i < n; i++)
	{
		sum += p[i].byx + p[i].byw;
		size += fabs(p[i].byx) + fabs(p[i].byw);
	}
	return fabs(sum - (answer[1] - answer[0])) <= 1e-9 * size;
}

/*
 * The players of the change from answer[0] to answer[1], with their parts in it. Returns how many, 0 if the
 * change cannot be divided.
 */
int64
ExplainDivide(Explain *e, const ExplainRule *r, const float8 *answer)
{
	int64		n;

	RoomForPlayers(e);
	n = FillPlayers(e, r, answer);
	return n > 0 && DivideChange(e, r, n) && AddsUp(e->players, n, answer) ? n : 0;
}
