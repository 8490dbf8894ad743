/*
 * goaltree_score.c: every goal's score, coverage and bounds, bottom-up.
 *
 * Positions are topological, so one loop from the last goal to the first meets each goal after all its
 * children. Each goal is done in three steps: its children that count are collected, what is missing, clipped
 * or not applicable is settled, and the method gets an array of (weight, number) that has none of that in it.
 *
 * There are two families of methods. The score family (mean, min, at_least, ...) puts together the scores of
 * the children. The value family (sum, avg, ratio, low, high) puts together their values, and the goal's own
 * target turns the result into a score. A value travels as total and, for a ratio, totalbase: what is shown
 * is one over the other, but only numerators and denominators can be added up further above.
 *
 * Beside the score, trees in which some goal has a plan get two more numbers, rolled up just as the score is:
 * where the goals would be if each were on its plan (pace), and where they are expected to end (expected). A
 * goal that is scored by itself has its pace score as given, and its expected score by the rule of its basis;
 * one without a plan counts by its score.
 *
 * NaN stands for "unknown" throughout. Comparisons with NaN are false, which the code relies on where it says
 * so.
 */
#include "goaltree.h"

#include "goaltree_dag.h"

/* A child that counts: applicable, with a weight above 0. */
typedef struct Kid
{
	uint32		node;			/* position */
	float8		weight;			/* of the link, times its share; > 0 */
	float8		share;			/* (0, 1] of the child that counts here; sums go by it, not by weight */
} Kid;

/* What a method sees of a child. */
typedef struct Item
{
	float8		weight;			/* > 0 */
	float8		x;				/* score or value, known */
} Item;

typedef struct Scorer
{
	GoalView	v;				/* the tree; its result columns are filled */

	/* results, by position; columns of the tree, filled as the loop comes by */
	float8	   *score;			/* 1 = reached */
	float8	   *coverage;		/* 0..1 of the weight below that has data */
	float8	   *total;			/* value, or numerator; NULL if no goal has a value */
	float8	   *totalbase;		/* denominator; NULL if no goal has a base */
	float8	   *low;			/* least score still possible; NULL if no credit range is declared */
	float8	   *high;			/* greatest score still possible; NULL with low */
	float8	   *pace;			/* score by now if all were on plan; NULL if no goal has a plan */
	float8	   *expected;		/* score at the end, as expected now; NULL with pace */

	/* notes on the way, by position */
	float8	   *rest;			/* what rounding took from total, carried up: sums of sums stay exact */
	bool	   *haschildren;	/* NULL in a tree: size tells */
	bool	   *skipped;		/* not applicable; NULL if none is */
	bool	   *undefined;		/* the method has no answer to these numbers: not the same as missing */
	uint32	   *unitof;			/* node whose unit a value has, GOALTREE_NONE if none; NULL without units */
	bool	   *addedup;		/* goals with a parent that rolls up values; NULL without such parents */
	bool	   *istotal;		/* goals whose value was rolled up; NULL without values */
	uint8	   *methods;		/* effective GoalMethod of each goal, for the DAG walk */
	GoalDag    *dag;			/* NULL if no goal can be reached on two ways */
	uint32		nextedge;		/* edges of the parents still to come end here */

	/* the goal at hand */
	Kid		   *kids;			/* its children that count */
	int			nkids;			/* 0 or more */
	int			maxkids;		/* room in kids */
	Item	   *items;			/* of those with a number */
	Item	   *lowitems;		/* of all kids, at the low end of what they can become */
	Item	   *highitems;		/* the same, at the high end */
	int			maxitems;		/* room in each of the three */
} Scorer;

/* ---- children ---- */

/* A child of weight 0 is shown, but takes no part; one that does not apply, neither. */
static inline void
PushKid(Scorer *s, uint32 node, float8 weight, float8 share)
{
	if (weight == 0 || (s->skipped && s->skipped[node]))
		return;
	if (unlikely(s->nkids >= s->maxkids))
	{
		s->maxkids *= 2;
		s->kids = repalloc_huge(s->kids, sizeof(Kid) * s->maxkids);
	}
	s->kids[s->nkids].node = node;
	s->kids[s->nkids].weight = weight * share;
	s->kids[s->nkids++].share = share;
}

/* Fill s->kids; returns whether any child is applicable (of weight 0 or not). */
static bool
CollectKids(Scorer *s, uint32 node)
{
	const uint32 *sizes = GoalSizes(&s->v);
	uint32		end = node + sizes[node];
	bool		applicable = s->skipped == NULL;

	s->nkids = 0;
	for (uint32 kid = node + 1; kid < end; kid += sizes[kid])
	{
		applicable = applicable || !s->skipped[kid];
		PushKid(s, kid, GoalFloat(&s->v, GOALCOL_WEIGHT, kid, 1.0),
				GoalFloat(&s->v, GOALCOL_SHARE, kid, 1.0));
	}
	/* edges are sorted by parent and parents come last to first, so this goal's are the last that are left */
	if (s->nextedge > 0 && s->v.edges[s->nextedge - 1].parent == node)
	{
		uint32		last = s->nextedge;

		while (s->nextedge > 0 && s->v.edges[s->nextedge - 1].parent == node)
			s->nextedge--;
		for (uint32 i = s->nextedge; i < last; i++)
		{
			applicable = applicable || !s->skipped[s->v.edges[i].child];
			PushKid(s, s->v.edges[i].child, s->v.edges[i].weight, s->v.edges[i].share);
		}
	}
	if (s->nkids > s->maxitems)
	{
		s->maxitems = s->maxkids;
		s->items = repalloc_huge(s->items, sizeof(Item) * s->maxitems);
		s->lowitems = repalloc_huge(s->lowitems, sizeof(Item) * s->maxitems);
		s->highitems = repalloc_huge(s->highitems, sizeof(Item) * s->maxitems);
	}
	return applicable;
}

/* ---- methods of the score family, over n > 0 items ---- */

/*
 * Deviations from the first child are averaged, not the numbers themselves: they are small, so little is
 * lost, and equal children give exactly their score.
 */
static float8
WeightedMean(const Item *items, int n)
{
	float8		first = items[0].x;
	float8		sum = 0;
	float8		lost = 0;
	float8		weights = 0;
	float8		min = first;
	float8		max = first;
	float8		mean;

	for (int i = 0; i < n; i++)
	{
		float8		y = items[i].weight * (items[i].x - first) - lost;
		float8		t = sum + y;

		lost = (t - sum) - y;	/* compensated: a million children add no error */
		sum = t;
		weights += items[i].weight;
		min = Min(min, items[i].x);
		max = Max(max, items[i].x);
	}
	mean = first + sum / weights;
	if (unlikely(isnan(mean) || isinf(mean) || isinf(weights)))
	{
		/* a sum left the range of double precision, which the mean cannot: scale first */
		mean = 0;
		weights = 0;
		for (int i = 0; i < n; i++)
			weights += items[i].weight / n;
		for (int i = 0; i < n; i++)
			mean += items[i].x * (items[i].weight / n / weights);
	}
	return Max(min, Min(max, mean));	/* rounding must not leave the range of the children */
}

/* By logarithms, so that a product of many does not overflow; no answer below 0, and one 0 makes all 0. */
static float8
GeometricMean(const Item *items, int n)
{
	float8		logs = 0;
	float8		weights = 0;
	bool		zero = false;

	for (int i = 0; i < n; i++)
	{
		if (items[i].x < 0)
			return OPM_UNKNOWN;
		if (items[i].x == 0)
			zero = true;
		else
			logs += items[i].weight * log(items[i].x);
		weights += items[i].weight;
	}
	return zero ? 0 : exp(logs / weights);
}

/* Harmonic: the weights over the sum of weight / x; no answer at or below 0. */
static float8
HarmonicMean(const Item *items, int n)
{
	float8		parts = 0;
	float8		weights = 0;

	for (int i = 0; i < n; i++)
	{
		if (items[i].x <= 0)
			return OPM_UNKNOWN;
		parts += items[i].weight / items[i].x;
		weights += items[i].weight;
	}
	return weights / parts;
}

static int
CompareItemX(const void *a, const void *b)
{
	float8		x = ((const Item *) a)->x;
	float8		y = ((const Item *) b)->x;

	return x < y ? -1 : x > y;
}

/* The middle one by score, the mean of the middle two of an even number; weights only tell who is in. */
static float8
Median(Item *items, int n)
{
	qsort(items, n, sizeof(Item), CompareItemX);
	return n % 2 ? items[n / 2].x : items[n / 2 - 1].x / 2 + items[n / 2].x / 2;
}

/* 1 if k of them have reached their goal, else 0: nothing in between. */
static float8
ReachedAtLeast(const Item *items, int n, int k)
{
	int			reached = 0;

	for (int i = 0; i < n; i++)
		reached += items[i].x >= 1;
	return reached >= k ? 1 : 0;
}

/* The method's answer; unknown if it has none to these numbers. */
static float8
ApplyMethod(GoalMethod method, int k, Item *items, int n)
{
	float8		x = n > 0 ? items[0].x : OPM_UNKNOWN;

	if (n == 0)
		return OPM_UNKNOWN;
	switch (method)
	{
		case GOAL_MIN:
		case GOAL_LOW:
			for (int i = 1; i < n; i++)
				x = Min(x, items[i].x);
			return x;
		case GOAL_MAX:
		case GOAL_HIGH:
			for (int i = 1; i < n; i++)
				x = Max(x, items[i].x);
			return x;
		case GOAL_GEOMEAN:
			x = GeometricMean(items, n);
			break;
		case GOAL_HARMEAN:
			x = HarmonicMean(items, n);
			break;
		case GOAL_MEDIAN:
			return Median(items, n);
		case GOAL_ANY:
			return ReachedAtLeast(items, n, 1);
		case GOAL_ALL:
			return ReachedAtLeast(items, n, n);
		case GOAL_AT_LEAST:
			return ReachedAtLeast(items, n, k);
		default:
			return WeightedMean(items, n);
	}
	return isinf(x) ? OPM_UNKNOWN : x;
}

/* ---- missing data ---- */

/* A score as the parent's credit range wants it. */
static inline float8
Clip(float8 x, float8 floor, float8 cap)
{
	/* comparisons with an undeclared (NaN) end are false */
	return x < floor ? floor : x > cap ? cap : x;
}

/* A minimum coverage, given as a decimal, must not fail by a rounding error of the sum. */
static inline bool
CoverageTooLow(const Scorer *s, uint32 node, GoalPolicy policy)
{
	return policy.missing == GOAL_COVER &&
		s->coverage[node] < GoalFloat(&s->v, GOALCOL_MINCOVER, node, 0) - 1e-12;
}

/* What score-family children bring: a score they lack for want of a target is no data at all. */
static inline float8
ScoreCoverage(const Scorer *s, uint32 kid)
{
	if (OpmIsUnknown(s->score[kid]) && s->total && !OpmIsUnknown(s->total[kid]))
		return 0;
	return s->coverage[kid];
}

/*
 * What a child can still become, as one item at each end: its own bounds, or as far as this goal's range
 * reaches.
 */
static void
BoundKid(Scorer *s, int i, float8 floor, float8 cap)
{
	uint32		kid = s->kids[i].node;
	float8		x = s->score[kid];
	bool		settled = !OpmIsUnknown(x) && s->coverage[kid] == 1;
	float8		low = s->low[kid];
	float8		high = s->high[kid];

	if (OpmIsUnknown(low))
		low = settled ? x : floor;
	if (OpmIsUnknown(high))
		high = settled ? x : cap;
	s->lowitems[i].weight = s->highitems[i].weight = s->kids[i].weight;
	s->lowitems[i].x = Clip(low, floor, cap);
	s->highitems[i].x = Clip(high, floor, cap);
}

/*
 * All methods rise with their children, so the bounds of a goal are its method at the bounds of its children.
 */
static void
SetBounds(Scorer *s, uint32 node, GoalMethod method, int k)
{
	float8		score = s->score[node];

	s->low[node] = ApplyMethod(method, k, s->lowitems, s->nkids);
	s->high[node] = ApplyMethod(method, k, s->highitems, s->nkids);
	/* geomean and harmean have no answer at or below 0, but come as near to 0 as one likes */
	if (OpmIsUnknown(s->low[node]) && !OpmIsUnknown(s->high[node]))
		s->low[node] = 0;
	if (!OpmIsUnknown(score))
	{
		/* the same numbers in another order may round another way */
		s->low[node] = Min(s->low[node], score);
		s->high[node] = Max(s->high[node], score);
	}
}

/* ---- plans ---- */

/* The two numbers of plans of a goal that is scored by itself. */
static void
SetOwnPlans(Scorer *s, uint32 node)
{
	float8		pace = GoalFloat(&s->v, GOALCOL_PLANNED, node, OPM_UNKNOWN);
	float8		score = s->score[node];
	float8		expected = score;

	if (s->expected == NULL)
		return;
	if (!OpmIsUnknown(pace))
		/* without a score: what it would be at 0, for a parent that counts so what is missing */
		expected = ExpectedScore(OpmIsUnknown(score) ? 0 : score, pace, GoalBasisOf(&s->v, node));
	s->pace[node] = pace;
	s->expected[node] = isinf(expected) ? score : expected;
}

/*
 * The children put together once more, with other numbers where they have some, else with their scores. Who
 * takes part is as in the score. Unknown if none of them has another number.
 */
static float8
FoldAgain(Scorer *s, uint32 node, GoalMethod method, GoalPolicy policy, const float8 *numbers)
{
	float8		floor = GoalFloat(&s->v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = GoalFloat(&s->v, GOALCOL_CAP, node, OPM_UNKNOWN);
	bool		other = false;
	int			n = 0;

	for (int i = 0; i < s->nkids; i++)
	{
		uint32		kid = s->kids[i].node;
		bool		known = !OpmIsUnknown(s->score[kid]);
		float8		x = numbers[kid];

		if (!known && (policy.missing != GOAL_ZERO || (s->undefined && s->undefined[kid])))
			continue;
		if (OpmIsUnknown(x))
			x = known ? s->score[kid] : 0;
		else
			other = true;
		s->items[n].weight = s->kids[i].weight;
		s->items[n].x = Clip(x, floor, cap);
		n++;
	}
	return other ? ApplyMethod(method, policy.k, s->items, n) : OPM_UNKNOWN;
}

/* The same of a goal that has its score from those of its children. */
static void
FoldPlans(Scorer *s, uint32 node, GoalMethod method, GoalPolicy policy)
{
	if (s->expected == NULL)
		return;
	s->pace[node] = s->expected[node] = OPM_UNKNOWN;
	if (OpmIsUnknown(s->score[node]))
		return;
	s->pace[node] = FoldAgain(s, node, method, policy, s->pace);
	s->expected[node] = FoldAgain(s, node, method, policy, s->expected);
	if (OpmIsUnknown(s->expected[node]))
		s->expected[node] = s->score[node];
}

/* ---- a goal by the scores of its children ---- */

static void
ScoreFromScores(Scorer *s, uint32 node, GoalMethod method, GoalPolicy policy)
{
	float8		floor = GoalFloat(&s->v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = GoalFloat(&s->v, GOALCOL_CAP, node, OPM_UNKNOWN);
	bool		ranged = !OpmIsUnknown(floor);
	float8		weights = 0;
	float8		covered = 0;
	bool		blocked = false;
	bool		undefined = s->nkids == 0;	/* nothing counts here */
	int			n = 0;

	for (int i = 0; i < s->nkids; i++)
	{
		uint32		kid = s->kids[i].node;
		float8		x = s->score[kid];

		weights += s->kids[i].weight;
		covered += s->kids[i].weight * ScoreCoverage(s, kid);
		if (ranged)
			BoundKid(s, i, floor, cap);
		if (OpmIsUnknown(x))
		{
			bool		noanswer = s->undefined && s->undefined[kid];

			blocked |= policy.missing == GOAL_BLOCK;
			undefined |= noanswer;
			/* a method without an answer is not missing data, so it does not count as zero */
			if (policy.missing != GOAL_ZERO || noanswer)
				continue;
			x = 0;
		}
		s->items[n].weight = s->kids[i].weight;
		s->items[n].x = Clip(x, floor, cap);
		n++;
	}
	s->coverage[node] = weights > 0 ? Min(covered / weights, 1.0) : 0;
	s->score[node] = ApplyMethod(method, policy.k, s->items, n);
	if (s->undefined)
		s->undefined[node] = OpmIsUnknown(s->score[node]) && (undefined || n > 0);
	if (blocked || CoverageTooLow(s, node, policy))
		s->score[node] = OPM_UNKNOWN;
	if (ranged && s->nkids > 0)
		SetBounds(s, node, method, policy.k);
	FoldPlans(s, node, method, policy);
}

/* ---- value family ---- */

/* "A is in EUR", for a message: a goal, and the goal that its unit comes from. */
static char *
UnitName(const Scorer *s, uint32 node, uint32 shownby)
{
	GoalText	t = GoalTextOf(&s->v, GOALCOL_UNIT, shownby);

	return psprintf("%s is in %.*s", GoalKeyQuoted(&s->v, node), (int) t.len, s->v.strings + t.off);
}

static bool
SameUnit(const Scorer *s, uint32 a, uint32 b)
{
	GoalText	x = GoalTextOf(&s->v, GOALCOL_UNIT, a);
	GoalText	y = GoalTextOf(&s->v, GOALCOL_UNIT, b);

	return x.len == y.len && memcmp(s->v.strings + x.off, s->v.strings + y.off, x.len) == 0;
}

/* Blanks around the word do not make another unit of it. */
static bool
IsPercentage(const Scorer *s, uint32 unitnode)
{
	static const char *const words[] = {"%", "percent", "pct", "percentage"};
	GoalText	t = GoalTextOf(&s->v, GOALCOL_UNIT, unitnode);
	const char *start = s->v.strings + t.off;
	const char *end = start + t.len;

	while (start < end && *start == ' ')
		start++;
	while (start < end && end[-1] == ' ')
		end--;
	for (int i = 0; i < (int) lengthof(words); i++)
		if ((size_t) (end - start) == strlen(words[i]) && pg_strncasecmp(start, words[i], end - start) == 0)
			return true;
	return false;
}

static void
RefuseUnits(const Scorer *s, uint32 parent, const char *first, const char *second)
{
	ereport(ERROR,
			(errcode(ERRCODE_DATATYPE_MISMATCH),
			 errmsg("cannot roll up values of different units under goal %s", GoalKeyQuoted(&s->v, parent)),
			 errdetail("%s, %s.", first, second),
			 errhint("Convert the values to one unit, or roll up scores with mean.")));
}

/*
 * Adding up must make sense: one unit among the children and (but for a ratio) the goal itself, no
 * percentages.
 */
static void
CheckUnits(Scorer *s, uint32 node, GoalMethod method)
{
	uint32		unit = GOALTREE_NONE;
	uint32		unitkid = GOALTREE_NONE;

	for (int i = 0; i < s->nkids; i++)
	{
		uint32		kid = s->kids[i].node;
		uint32		kidunit = s->unitof ? s->unitof[kid] : GOALTREE_NONE;
		bool		isratio = s->totalbase && !OpmIsUnknown(s->totalbase[kid]);

		if (method == GOAL_SUM && (isratio || (kidunit != GOALTREE_NONE && IsPercentage(s, kidunit))))
			ereport(ERROR,
					(errcode(ERRCODE_DATATYPE_MISMATCH),
					 errmsg("cannot add up percentages: goal %s under goal %s",
							GoalKeyQuoted(&s->v, kid), GoalKeyQuoted(&s->v, node)),
					 errdetail("A sum of ratios or percentages has no meaning."),
					 errhint("Give each child its numerator as value and its denominator as base, and use "
							 "the method ratio.")));
		if (kidunit == GOALTREE_NONE)
			continue;
		if (unit == GOALTREE_NONE)
		{
			unit = kidunit;
			unitkid = kid;
		}
		else if (!SameUnit(s, unit, kidunit))
			RefuseUnits(s, node, UnitName(s, unitkid, unit), UnitName(s, kid, kidunit));
	}
	if (s->unitof == NULL || method == GOAL_RATIO)
		return;
	if (s->unitof[node] == GOALTREE_NONE)
		s->unitof[node] = unit;
	else if (unit != GOALTREE_NONE && !SameUnit(s, unit, s->unitof[node]))
		RefuseUnits(s, node, UnitName(s, unitkid, unit), UnitName(s, node, s->unitof[node]));
}

/*
 * Exact running sum: hi + lo holds what has been added, but for the last few bits of lo. The second line gets
 * back what the first lost by rounding (Knuth's two-sum), so a million children add up like decimals do.
 */
static inline void
AddExactly(float8 x, float8 *hi, float8 *lo)
{
	float8		sum = *hi + x;
	float8		back = sum - *hi;

	*lo += (*hi - (sum - back)) + (x - back);
	*hi = sum;
}

/* A total in the making. */
typedef struct Total
{
	bool		ratio;			/* a denominator is added up, too */
	float8		hi;				/* the sum is hi + lo */
	float8		lo;				/* what rounding took from hi */
	float8		base;			/* sum of denominators */
	int			known;			/* units in it */
} Total;

static bool
UnitKnown(const Scorer *s, uint32 unit, bool ratio)
{
	return !OpmIsUnknown(s->total[unit]) && (!ratio || !OpmIsUnknown(s->totalbase[unit]));
}

/*
 * One unit of a total, if it is known: a child, or, where goals are shared, whatever GoalDagUnits counts
 * once.
 */
static void
AddUnit(const Scorer *s, Total *total, uint32 unit, float8 credit)
{
	if (!UnitKnown(s, unit, total->ratio))
		return;
	total->known++;
	AddExactly(credit * s->total[unit], &total->hi, &total->lo);
	if (s->rest)
		total->lo += credit * s->rest[unit];
	if (total->ratio)
		total->base += credit * s->totalbase[unit];
}

/* Sum and ratio. Only shares count, not weights: half a child's amount is half an amount. */
static void
TotalOf(Scorer *s, uint32 node, bool ratio)
{
	Total		total = {.ratio = ratio};
	int			units = s->dag ? GoalDagUnits(s->dag, node, s->methods, s->skipped, s->total) : -1;
	float8		sum;

	for (int i = 0; i < units; i++)
		AddUnit(s, &total, GoalDagUnitNode(s->dag, i), GoalDagUnitCredit(s->dag, i));
	if (units < 0)				/* no goal below is shared: the children are the units */
		for (int i = 0; i < s->nkids; i++)
			AddUnit(s, &total, s->kids[i].node, s->kids[i].share);
	if (total.known == 0)
		return;
	sum = total.hi + total.lo;
	if (!isfinite(sum) || !isfinite(total.base))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("sum of values is out of range for type double precision"),
				 errdetail("Goal: %s.", GoalKeyQuoted(&s->v, node))));
	s->total[node] = sum;
	if (s->rest)
		s->rest[node] = total.lo - (sum - total.hi);
	if (ratio)
		s->totalbase[node] = total.base;
}

/* Does a child bring what this method puts together? For a ratio x/0 is known: it adds to both sums. */
static bool
ValueKnown(const Scorer *s, uint32 kid, GoalMethod method)
{
	if (method == GOAL_RATIO)
		return s->totalbase && UnitKnown(s, kid, true);
	return !OpmIsUnknown(GoalShownValue(&s->v, kid));
}

/* Put the children's values together; the goal's own target makes a score of the result. */
static void
ScoreFromValues(Scorer *s, uint32 node, GoalMethod method, GoalPolicy policy)
{
	float8		weights = 0;
	float8		covered = 0;
	bool		blocked = false;
	bool		undefined = s->nkids == 0;	/* nothing counts here */
	int			n = 0;
	float8		shown;

	if (s->total == NULL)
		return;					/* no goal of this tree has a value */
	CheckUnits(s, node, method);
	if (s->istotal)
		s->istotal[node] = true;
	s->total[node] = OPM_UNKNOWN;
	if (s->totalbase)
		s->totalbase[node] = OPM_UNKNOWN;
	for (int i = 0; i < s->nkids; i++)
	{
		uint32		kid = s->kids[i].node;
		bool		known = ValueKnown(s, kid, method);
		bool		noanswer = !known && s->undefined && s->undefined[kid];

		weights += s->kids[i].weight;
		/* a total that is unknown (blocked, say) may still rest on data; anything else unknown does not */
		if (known || (s->istotal && s->istotal[kid]))
			covered += s->kids[i].weight * s->coverage[kid];
		blocked |= !known && policy.missing == GOAL_BLOCK;
		undefined |= noanswer;
		if (!known && (policy.missing != GOAL_ZERO || noanswer))
			continue;
		s->items[n].weight = s->kids[i].weight;
		s->items[n].x = known ? GoalShownValue(&s->v, kid) : 0;
		n++;
	}
	s->coverage[node] = weights > 0 ? Min(covered / weights, 1.0) : 0;
	if (s->undefined)
		s->undefined[node] = undefined && n == 0;
	if (blocked || CoverageTooLow(s, node, policy) || n == 0)
		return;
	if (method == GOAL_SUM)
		TotalOf(s, node, false);
	else if (method == GOAL_RATIO && s->totalbase)
		TotalOf(s, node, true);
	else if (method != GOAL_RATIO)
		s->total[node] = ApplyMethod(method, 0, s->items, n);
	/* nothing known at all, but missing counts as zero: the sum of zeros */
	if (method == GOAL_SUM && OpmIsUnknown(s->total[node]) && policy.missing == GOAL_ZERO)
		s->total[node] = 0;
	shown = GoalShownValue(&s->v, node);
	if (!OpmIsUnknown(shown) && GoalTargetOf(&s->v, node))
		s->score[node] = TargetScore(GoalTargetOf(&s->v, node), shown);
}

/* ---- the loop ---- */

/* A goal that stands for itself: without children, or by its method whatever they say. */
static inline void
ScoreOwn(Scorer *s, uint32 node)
{
	float8		score = GoalFloat(&s->v, GOALCOL_OWN, node, OPM_UNKNOWN);
	bool		known = !OpmIsUnknown(score);

	if (s->total)
	{
		float8		shown;

		/* what is given as a score only (the short form) can be added up as well */
		if (known && OpmIsUnknown(s->total[node]) && s->addedup && s->addedup[node])
			s->total[node] = score;
		shown = GoalShownValue(&s->v, node);
		/* a score that is given outright stands; the value is shown beside it */
		if (!known && !OpmIsUnknown(shown) && GoalTargetOf(&s->v, node))
			score = TargetScore(GoalTargetOf(&s->v, node), shown);
		known = known || !OpmIsUnknown(shown);
	}
	s->score[node] = score;
	s->coverage[node] = known ? 1 : 0;
	SetOwnPlans(s, node);
}

static void
ScoreNode(Scorer *s, uint32 node)
{
	GoalPolicy	policy = GoalPolicyOf(&s->v, node);
	bool		parent = s->haschildren ? s->haschildren[node] : GoalSizes(&s->v)[node] > 1;
	GoalMethod	method = GoalEffectiveMethod(&s->v, node, !parent);
	bool		applicable = true;

	if (s->skipped)
	{
		Assert(s->v.column[GOALCOL_NOTAPPLICABLE] != NULL); /* without the column nothing is skipped */
		s->skipped[node] = GoalColumnOf(&s->v, GOALCOL_NOTAPPLICABLE, uint8)[node] != 0;
	}
	if (parent)
		applicable = CollectKids(s, node);
	if (method == GOAL_OWN)
	{
		ScoreOwn(s, node);
		return;
	}
	if (!applicable)
		s->skipped[node] = true;	/* nothing below applies, so neither does this */
	s->score[node] = OPM_UNKNOWN;
	s->coverage[node] = 0;
	if (GoalMethodIsValue(method))
	{
		ScoreFromValues(s, node, method, policy);
		SetOwnPlans(s, node);
	}
	else
		ScoreFromScores(s, node, method, policy);
}

/*
 * Copy what is given into the results, where goals without children leave it, and make room for the notes on
 * values.
 */
static void
PrepareValues(Scorer *s)
{
	GoalView   *v = &s->v;

	s->total = GoalColumnOf(v, GOALCOL_TOTAL, float8);
	s->totalbase = GoalColumnOf(v, GOALCOL_TOTALBASE, float8);
	for (uint32 i = 0; s->total && i < v->nodes; i++)
		s->total[i] = GoalFloat(v, GOALCOL_VALUE, i, OPM_UNKNOWN);
	if (s->totalbase)
		memcpy(s->totalbase, v->column[GOALCOL_BASE], v->nodes * sizeof(float8));
	if (s->total && v->column[GOALCOL_POLICY])
	{
		s->rest = GoalPerNode(v, sizeof(float8));
		s->istotal = GoalPerNode(v, sizeof(bool));
		s->addedup = GoalPerNode(v, sizeof(bool));
		for (uint32 i = 0; i < v->nodes; i++)
			s->addedup[i] = GoalParents(v)[i] != GOALTREE_NONE &&
				GoalMethodIsValue(GoalPolicyOf(v, GoalParents(v)[i]).method);
		for (uint32 i = 0; i < v->nedges; i++)
			s->addedup[v->edges[i].child] |= GoalMethodIsValue(GoalPolicyOf(v, v->edges[i].parent).method);
	}
	if (v->column[GOALCOL_UNIT])
	{
		s->unitof = GoalPerNode(v, sizeof(uint32));
		for (uint32 i = 0; i < v->nodes; i++)
			s->unitof[i] = GoalTextOf(v, GOALCOL_UNIT, i).len ? i : GOALTREE_NONE;
	}
	if (v->nedges > 0 && v->column[GOALCOL_POLICY])
	{
		s->dag = GoalDagCreate(v);
		s->methods = GoalPerNode(v, sizeof(uint8));
		for (uint32 i = 0; i < v->nodes; i++)
			s->methods[i] = GoalEffectiveMethod(v, i, !s->haschildren[i]);
	}
}

/* Fill the result columns of a tree whose other columns are complete. */
void
GoalTreeScore(GoalTree *tree)
{
	Scorer		s = {0};
	MemoryContext context = AllocSetContextCreate(CurrentMemoryContext, "opm goaltree score",
												  ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(context);

	GoalViewInit(&s.v, tree);
	s.score = GoalScores(&s.v);
	s.coverage = GoalCoverages(&s.v);
	s.low = GoalColumnOf(&s.v, GOALCOL_LOW, float8);
	s.high = GoalColumnOf(&s.v, GOALCOL_HIGH, float8);
	s.pace = GoalColumnOf(&s.v, GOALCOL_PACE, float8);
	s.expected = GoalColumnOf(&s.v, GOALCOL_EXPECTED, float8);
	for (uint32 i = 0; s.low && i < s.v.nodes; i++)
		s.low[i] = s.high[i] = OPM_UNKNOWN;
	if (s.v.nedges > 0)
		s.haschildren = GoalHasChildren(&s.v);
	if (s.v.column[GOALCOL_NOTAPPLICABLE])
		s.skipped = GoalPerNode(&s.v, sizeof(bool));
	if (s.v.column[GOALCOL_POLICY])
		s.undefined = GoalPerNode(&s.v, sizeof(bool));
	PrepareValues(&s);
	s.nextedge = s.v.nedges;
	s.maxkids = s.maxitems = Min(s.v.nodes, 64);	/* goals made one by one are trees of one */
	s.kids = palloc(sizeof(Kid) * s.maxkids);
	s.items = palloc(sizeof(Item) * s.maxitems);
	s.lowitems = palloc(sizeof(Item) * s.maxitems);
	s.highitems = palloc(sizeof(Item) * s.maxitems);
	for (uint32 i = s.v.nodes; i-- > 0;)
	{
		ScoreNode(&s, i);
		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
	}
	MemoryContextSwitchTo(old);
	MemoryContextDelete(context);
}
