/*
 * uncertainty.c: what uncertain goals make of the root.
 *
 * Where the root is linear in the uncertain goals its mean and variance follow exactly, and its distribution
 * if they are normal or few. Elsewhere bounds are carried up that hold whatever the goals have to do with
 * each other: all methods rise with their children and lie between the least and the greatest of them.
 */
#include "goalwalk.h"

#include "access/htup_details.h"
#include "utils/builtins.h"

#include "jsonb_member.h"
#include "number.h"
#include "result.h"

#define MAX_COINS	16			/* yes-no goals up to which the distribution is exact */

typedef struct Spread
{
	bool		given;			/* the goal is uncertain */
	bool		coin;			/* scores 1 with probability p, else 0 */
	float8		mean;			/* score, or value where the goal counts by its value */
	float8		sd;				/* standard deviation, >= 0 */
	float8		p;				/* of a coin */
} Spread;

/* Bounds of what a goal's score can be like, whatever the dependence below. */
typedef struct Bounds
{
	bool		known;			/* has a score at all */
	bool		uncertain;		/* an uncertain goal is in it */
	bool		opaque;			/* cannot be bounded: uncertain values behind a curved target */
	float8		mean_low;		/* ends of what the mean can be */
	float8		mean_high;		/* its upper end */
	float8		sd_high;		/* most that the standard deviation can be */
	float8		low[2];			/* probability to reach the threshold [0], and 1 [1] */
	float8		high[2];		/* upper ends */
} Bounds;

typedef struct Uncertainty
{
	GoalWalk	w;				/* the tree */
	uint32		root;			/* its only root */
	float8		threshold[2];	/* [0]: the score asked for, [1]: 1 */
	float8		correlation;	/* of any two uncertain goals, 0 .. 1 */
	Spread	   *spread;			/* by position: as given */
	Bounds	   *bounds;			/* by position */
	float8	   *points;			/* of the root, for one point of score */
	float8	   *unitpoints;		/* and for one unit of value */
	bool		independent;	/* correlation 0, and no goal counts twice */
} Uncertainty;

/* ---- input ---- */

static void
BadSpread(const char *key, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 key ? errmsg("invalid uncertainty of goal \"%s\"", key) : errmsg("invalid uncertainties"),
			 errdetail("%s", detail),
			 errhint("The form is {\"goal key\": 0.1} for a standard deviation, "
					 "{\"goal key\": {\"mean\": 0.6, \"stddev\": 0.1}}, "
					 "or {\"goal key\": {\"p\": 0.7}} for a goal that is reached or not.")));
}

static float8
SpreadNumber(const char *key, const JsonbValue *val)
{
	if (val->type != jbvNumeric)
		BadSpread(key, "It must be a number.");
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, NumericGetDatum(val->val.numeric)));
}

/* Either a mean and a standard deviation, or the probability of a goal that is reached or not. */
static void
ReadSpreadObject(const char *key, Spread *s, JsonbContainer *members)
{
	char	   *name;
	JsonbValue	val;

	ForEachJsonbMember(members, name, val)
	{
		if (strcmp(name, "p") == 0)
		{
			s->coin = true;
			s->p = SpreadNumber(key, &val);
		}
		else if (strcmp(name, "mean") == 0)
			s->mean = SpreadNumber(key, &val);
		else if (strcmp(name, "stddev") == 0)
			s->sd = SpreadNumber(key, &val);
		else
			BadSpread(key, psprintf("There is no member \"%s\".", name));
	}
	if (s->coin && !(s->p >= 0 && s->p <= 1))
		BadSpread(key, "A probability is from 0 to 1.");
	if (s->coin && (s->sd != 0 || !OpmIsUnknown(s->mean)))
		BadSpread(key, "A probability stands alone.");
}

/* Does the goal count by its value where it stands? */
static bool
CountsByValue(const Uncertainty *u, uint32 node)
{
	uint32		parent = GoalParents(&u->w.v)[node];

	return parent != GOALTREE_NONE && GoalMethodIsValue(GoalMethodOf(&u->w, parent));
}

/* Only goals that take their number from nowhere else can be uncertain by themselves. */
static void
ReadSpread(Uncertainty *u, const char *key, const JsonbValue *val)
{
	const GoalView *v = &u->w.v;
	uint32		node = GoalFindText(v, key, strlen(key));
	Spread	   *s;

	if (node == GOALTREE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" of the stddevs is not in the tree", key)));
	if (GoalMethodOf(&u->w, node) != GOAL_OWN)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" takes its score from its children", key),
				 errhint("Give the standard deviations of the goals below it.")));
	s = &u->spread[node];
	s->given = true;
	s->mean = OPM_UNKNOWN;
	if (JsonbIsObject(val))
		ReadSpreadObject(key, s, val->val.binary.data);
	else
		s->sd = SpreadNumber(key, val);
	if (!(s->sd >= 0 && !isinf(s->sd)) || isinf(s->mean))
		BadSpread(key, "A standard deviation is a finite number of at least 0.");
	if (s->coin && CountsByValue(u, node))
		BadSpread(key, "The goal counts by its value, so it needs a mean and a standard deviation of that.");
	if (s->coin)
	{
		s->mean = s->p;
		s->sd = sqrt(s->p * (1 - s->p));
	}
	else if (OpmIsUnknown(s->mean))
		s->mean = CountsByValue(u, node) ? GoalShownValue(v, node) : GoalScores(v)[node];
	if (OpmIsUnknown(s->mean))
		BadSpread(key, "The goal has no score (or value), so it needs a mean.");
}

static void
ReadSpreads(Uncertainty *u, Jsonb *doc)
{
	char	   *key;
	JsonbValue	val;

	if (!JB_ROOT_IS_OBJECT(doc))
		BadSpread(NULL, "They must be an object.");
	ForEachJsonbMember(&doc->root, key, val)
		ReadSpread(u, key, &val);
}

/* ---- linear roots ---- */

/* Pass the root's points down; false as soon as an uncertain goal counts in any but a linear way. */
static bool
PassLinear(Uncertainty *u, uint32 node)
{
	const GoalView *v = &u->w.v;
	GoalMethod	method = GoalMethodOf(&u->w, node);
	float8		points = u->points[node];
	float8		units = u->unitpoints[node];
	float8		weights = 0;

	if (method == GOAL_OWN || (points == 0 && units == 0))
		return true;
	if (GoalMethodIsValue(method))
	{
		const Target *t = GoalTargetOf(v, node);

		if (points != 0 && (t == NULL || t->kind != TARGET_MOVE))
			return false;
		if (points != 0)
			units += points / (t->number[1] - t->number[0]);
	}
	if ((method != GOAL_MEAN && method != GOAL_AVG && method != GOAL_SUM) ||
		!OpmIsUnknown(GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN)))
		return false;
	ForEachGoalLink(&u->w, node, link)
	{
		bool		known = u->bounds[link.kid].known;

		if (GoalLinkWeight(&u->w, &link) > 0 && (known || GoalPolicyOf(v, node).missing == GOAL_ZERO))
			weights += GoalLinkWeight(&u->w, &link);
	}
	ForEachGoalLink(&u->w, node, link)
	{
		float8		w = GoalLinkWeight(&u->w, &link);

		if (w == 0 || !u->bounds[link.kid].known)
			continue;
		if (method == GOAL_SUM)
			u->unitpoints[link.kid] += units * link.share;
		else if (method == GOAL_AVG)
			u->unitpoints[link.kid] += units * w / weights;
		else
			u->points[link.kid] += points * w / weights;
	}
	return true;
}

/* By erfc, which keeps its digits far out in the tail. */
static float8
UpperNormal(float8 z)
{
	return 0.5 * erfc(z / sqrt(2.0));
}

/* P(sum >= threshold): all outcomes of the coins, each with what the normal part must then bring. */
static float8
MixedProbability(const float8 *step, const float8 *p, int n, float8 rest, float8 sd, float8 threshold)
{
	float8		sum = 0;

	for (uint32 set = 0; set < 1u << n; set++)
	{
		float8		prob = 1;
		float8		at = rest;

		for (int i = 0; i < n; i++)
		{
			prob *= set >> i & 1 ? p[i] : 1 - p[i];
			at += set >> i & 1 ? step[i] : 0;
		}
		if (sd > 0)
			sum += prob * UpperNormal((threshold - at) / sd);
		else if (at >= threshold - 1e-12)
			sum += prob;
	}
	return sum;
}

/* One-sided Chebyshev: the most and the least that a mean and a variance allow. */
static void
Cantelli(float8 mean, float8 sd, float8 threshold, float8 *low, float8 *high)
{
	float8		gap = threshold - mean;
	float8		tail = sd == 0 ? 0 : sd * sd / (sd * sd + gap * gap);

	*high = gap > 0 ? tail : 1;
	*low = gap > 0 ? 0 : 1 - tail;
}

/* Results, in the order of the record. */
typedef struct Outcome
{
	float8		mean;			/* of the score of the root; unknown if it is not one number */
	float8		sd;				/* standard deviation, likewise */
	float8		p;				/* probability to reach the threshold, likewise */
	float8		mean_low;		/* ends of what the mean can be */
	float8		mean_high;		/* its upper end */
	float8		p_low;			/* ends of what the probability can be */
	float8		p_high;			/* its upper end */
	bool		exact;			/* the probability is exact */
} Outcome;

/*
 * The root is its mean plus points times each deviation. Variances add up, with the correlation between them;
 * normal deviations and up to 16 coins have an exact distribution, anything else is bounded by its variance.
 */
static void
LinearOutcome(const Uncertainty *u, Outcome *o)
{
	const GoalView *v = &u->w.v;
	float8		steps[MAX_COINS] = {0};
	float8		ps[MAX_COINS] = {0};
	int			coins = 0;
	float8		squares = 0;
	float8		sum = 0;
	float8		normal = 0;
	float8		score = GoalScores(v)[u->root];
	float8		rest;

	/* the mean of a mean needs no variance: it came up with the bounds, except where values are in it */
	o->mean = u->bounds[u->root].opaque ? score : u->bounds[u->root].mean_low;
	for (uint32 i = 0; i < v->nodes; i++)
	{
		const Spread *s = &u->spread[i];
		float8		points;

		if (!s->given || (u->points[i] == 0 && u->unitpoints[i] == 0))
			continue;

		/*
		 * a goal that counts by score and, elsewhere, by value has no one spread: RootIsLinear refuses that
		 */
		points = u->unitpoints[i] != 0 ? u->unitpoints[i] : u->points[i];
		if (u->bounds[u->root].opaque)
			o->mean += points * (s->mean - (u->unitpoints[i] != 0 ? GoalShownValue(v, i) : GoalScores(v)[i]));
		squares += points * points * s->sd * s->sd;
		sum += points * s->sd;
		if (!s->coin)
			normal += points * points * s->sd * s->sd;
		else
		{
			if (coins < MAX_COINS)
			{
				steps[coins] = points;
				ps[coins] = s->p;
			}
			coins++;
		}
	}
	o->sd = sqrt((1 - u->correlation) * squares + u->correlation * sum * sum);
	o->mean_low = o->mean_high = o->mean;
	rest = o->mean;
	for (int i = 0; i < Min(coins, MAX_COINS); i++)
		rest -= steps[i] * ps[i];
	if (coins == 0)
		o->p = MixedProbability(NULL, NULL, 0, o->mean, o->sd, u->threshold[0]);
	else if (coins <= MAX_COINS && u->correlation == 0)
		o->p = MixedProbability(steps, ps, coins, rest, sqrt(normal), u->threshold[0]);
	else
	{
		o->p = UpperNormal((u->threshold[0] - o->mean) / o->sd);
		Cantelli(o->mean, o->sd, u->threshold[0], &o->p_low, &o->p_high);
		o->p = Max(o->p_low, Min(o->p_high, o->p));
		return;
	}
	o->p_low = o->p_high = o->p;
	o->exact = true;
}

/* ---- bounds elsewhere ---- */

/* A goal by itself: its own distribution is both bounds. */
static void
BoundOwn(Uncertainty *u, uint32 node)
{
	Bounds	   *b = &u->bounds[node];
	const Spread *s = &u->spread[node];
	float8		score = GoalScores(&u->w.v)[node];

	/* a spread of values says something of the score only through the parent's target */
	if (s->given && CountsByValue(u, node))
	{
		b->known = b->uncertain = b->opaque = true;
		return;
	}
	b->known = s->given || !OpmIsUnknown(score) || !OpmIsUnknown(GoalShownValue(&u->w.v, node));
	b->uncertain = s->given;
	b->mean_low = b->mean_high = s->given ? s->mean : score;
	b->sd_high = s->sd;
	for (int t = 0; t < 2; t++)
	{
		float8		at = u->threshold[t];

		if (s->coin)
			b->low[t] = at <= 0 ? 1 : at <= 1 ? s->p : 0;
		else if (s->sd > 0)
			b->low[t] = UpperNormal((at - s->mean) / s->sd);
		else
			b->low[t] = b->mean_low >= at;
		b->high[t] = b->low[t];
	}
}

/* Sums over a goal's counting children, from which every method's bounds follow. */
typedef struct KidSums
{
	int			n;				/* how many count */
	float8		weights;		/* sum of weights */
	float8		mean_low;		/* weighted sums */
	float8		mean_high;		/* sum of weight times greatest mean */
	float8		sd;				/* sum of weight times greatest standard deviation */
	float8		least_low;		/* of the means: of the least child */
	float8		least_high;		/* least of the greatest means */
	float8		most_low;		/* of the greatest child */
	float8		most_high;		/* greatest of the greatest means */
	float8		squares;		/* of the standard deviations */
	float8		sum_low[2];		/* of the probabilities, for each threshold */
	float8		sum_high[2];	/* likewise of the greatest */
	float8		min_high[2];	/* least and greatest single ones */
	float8		max_low[2];		/* greatest of the least */
	float8		all_low[2];		/* products, if independent */
	float8		all_high[2];	/* likewise of the greatest */
	float8		none_low[2];	/* and of the complements */
	float8		none_high[2];	/* likewise, greatest */
	bool		opaque;			/* one cannot be bounded */
	bool		uncertain;		/* one is uncertain */
	bool		missing;		/* one that counts is not known */
} KidSums;

/* One pass over the children for whatever method the goal has; each method then needs a few of the sums. */
static void
SumKids(Uncertainty *u, uint32 node, KidSums *g)
{
	const GoalView *v = &u->w.v;
	float8		floor = GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN);
	float8		cap = GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN);
	bool		zero = GoalPolicyOf(v, node).missing == GOAL_ZERO;

	memset(g, 0, sizeof(*g));
	for (int t = 0; t < 2; t++)
		g->min_high[t] = g->all_low[t] = g->all_high[t] = g->none_low[t] = g->none_high[t] = 1;
	ForEachGoalLink(&u->w, node, link)
	{
		Bounds		b = u->bounds[link.kid];
		float8		w = GoalLinkWeight(&u->w, &link);

		g->missing |= w > 0 && !b.known;
		if (w == 0 || (!b.known && !zero))
			continue;
		g->opaque |= b.opaque;
		g->uncertain |= b.uncertain;
		if (!b.known)
		{
			b.mean_low = b.mean_high = b.sd_high = 0;
			for (int t = 0; t < 2; t++)
				b.low[t] = b.high[t] = 0 >= u->threshold[t];
		}
		if (!OpmIsUnknown(floor))
		{
			/* clipping brings a mean nearer to the range, by no more than the deviation */
			b.mean_low = Max(floor, Min(cap, b.mean_low - b.sd_high));
			b.mean_high = Max(floor, Min(cap, b.mean_high + b.sd_high));
			for (int t = 0; t < 2; t++)
				if (u->threshold[t] <= floor || u->threshold[t] > cap)
					b.low[t] = b.high[t] = u->threshold[t] <= floor;
		}
		g->least_low = g->n == 0 ? b.mean_low : Min(g->least_low, b.mean_low);
		g->least_high = g->n == 0 ? b.mean_high : Min(g->least_high, b.mean_high);
		g->most_low = g->n == 0 ? b.mean_low : Max(g->most_low, b.mean_low);
		g->most_high = g->n == 0 ? b.mean_high : Max(g->most_high, b.mean_high);
		g->n++;
		g->weights += w;
		g->mean_low += w * b.mean_low;
		g->mean_high += w * b.mean_high;
		g->sd += w * b.sd_high;
		g->squares += b.sd_high * b.sd_high;
		for (int t = 0; t < 2; t++)
		{
			g->sum_low[t] += b.low[t];
			g->sum_high[t] += b.high[t];
			g->min_high[t] = Min(g->min_high[t], b.high[t]);
			g->max_low[t] = Max(g->max_low[t], b.low[t]);
			g->all_low[t] *= b.low[t];
			g->all_high[t] *= b.high[t];
			g->none_low[t] *= 1 - b.high[t];
			g->none_high[t] *= 1 - b.low[t];
		}
	}
}

/* P(at least k of n), Frechet and Markov; or exactly, one by one, if independent and known. */
static void
BoundCount(Uncertainty *u, uint32 node, const KidSums *g, int k, int t, float8 *low, float8 *high)
{
	float8	   *exactly;
	int			n = 0;

	*low = k > g->n ? 0 : Max(0, (g->sum_low[t] - (k - 1)) / (g->n - k + 1));
	*high = k > g->n ? 0 : Min(1, g->sum_high[t] / k);
	if (!u->independent || k > g->n || g->n > 10000)
		return;
	for (int side = 0; side < 2; side++)
	{
		float8		below = 0;

		exactly = palloc0(sizeof(float8) * (g->n + 1));
		exactly[0] = 1;
		n = 0;
		ForEachGoalLink(&u->w, node, link)
		{
			const Bounds *b = &u->bounds[link.kid];
			float8		p = b->known ? (side ? b->high[t] : b->low[t]) : 0;

			if (GoalLinkWeight(&u->w, &link) == 0 ||
				(!b->known && GoalPolicyOf(&u->w.v, node).missing != GOAL_ZERO))
				continue;
			n++;
			for (int i = n; i >= 0; i--)
				exactly[i] = exactly[i] * (1 - p) + (i > 0 ? exactly[i - 1] * p : 0);
		}
		for (int i = 0; i < k; i++)
			below += exactly[i];
		*(side ? high : low) = Max(0, 1 - below);
		pfree(exactly);
	}
}

/*
 * Any, all and at_least are 1 or 0: reaching 1 is all there is to know, and it bounds the mean and the
 * deviation.
 */
static void
BoundSteps(Uncertainty *u, uint32 node, const KidSums *g, GoalMethod method)
{
	Bounds	   *b = &u->bounds[node];
	int			k = method == GOAL_ANY ? 1 : method == GOAL_ALL ? g->n : GoalPolicyOf(&u->w.v, node).k;
	float8		low;
	float8		high;

	BoundCount(u, node, g, k, 1, &low, &high);
	for (int t = 0; t < 2; t++)
	{
		b->low[t] = u->threshold[t] <= 0 ? 1 : u->threshold[t] <= 1 ? low : 0;
		b->high[t] = u->threshold[t] <= 0 ? 1 : u->threshold[t] <= 1 ? high : 0;
	}
	b->mean_low = low;
	b->mean_high = high;
	b->sd_high = low == high ? sqrt(low * (1 - low)) : 0.5;
}

/* Least, greatest, or something between: all lie between least and greatest child. */
static void
BoundBetween(Uncertainty *u, const KidSums *g, GoalMethod method, Bounds *b)
{
	float8		spread = sqrt(g->squares);
	bool		least = method == GOAL_MIN;
	bool		most = method == GOAL_MAX;

	b->mean_low = most ? g->most_low : g->least_low - spread;
	b->mean_high = least ? g->least_high : g->most_high + spread;
	b->sd_high = spread;
	if (method == GOAL_MEAN)
	{
		b->mean_low = g->mean_low / g->weights;
		b->mean_high = g->mean_high / g->weights;
		b->sd_high = g->sd / g->weights;
	}
	else if (method == GOAL_GEOMEAN || method == GOAL_HARMEAN)
		b->mean_high = g->mean_high / g->weights;	/* neither exceeds the arithmetic mean */
	for (int t = 0; t < 2; t++)
	{
		/* at least the least reaches: all do; at most the greatest: one does */
		b->low[t] = u->independent ? g->all_low[t] : Max(0, g->sum_low[t] - (g->n - 1));
		b->high[t] = u->independent ? 1 - g->none_low[t] : Min(1, g->sum_high[t]);
		if (least)
			b->high[t] = u->independent ? g->all_high[t] : g->min_high[t];
		if (most)
			b->low[t] = u->independent ? 1 - g->none_high[t] : g->max_low[t];
	}
}

/* Children before parents. Bounds only ever widen on the way up. */
static void
BoundNode(Uncertainty *u, uint32 node)
{
	Bounds	   *b = &u->bounds[node];
	GoalMethod	method = GoalMethodOf(&u->w, node);
	float8		score = GoalScores(&u->w.v)[node];
	GoalPolicy	policy = GoalPolicyOf(&u->w.v, node);
	KidSums		g;

	if (method == GOAL_OWN)
	{
		BoundOwn(u, node);
		return;
	}
	SumKids(u, node, &g);
	b->known = g.n > 0 && (g.uncertain || !OpmIsUnknown(score));
	/* what is missing may keep the goal from having a score at all */
	if (g.missing && (policy.missing == GOAL_BLOCK || (policy.missing == GOAL_COVER && OpmIsUnknown(score))))
		b->known = false;
	b->uncertain = g.uncertain;
	b->opaque = g.opaque || (g.uncertain && GoalMethodIsValue(method));
	if (!b->known || b->opaque)
		return;
	if (!g.uncertain)
	{
		b->mean_low = b->mean_high = score;
		for (int t = 0; t < 2; t++)
			b->low[t] = b->high[t] = score >= u->threshold[t];
	}
	else if (method == GOAL_ANY || method == GOAL_ALL || method == GOAL_AT_LEAST)
		BoundSteps(u, node, &g, method);
	else
		BoundBetween(u, &g, method, b);
}

/* Where the ends meet, the answer is exact after all. */
static void
BoundedOutcome(const Uncertainty *u, Outcome *o)
{
	const Bounds *b = &u->bounds[u->root];

	o->mean = o->sd = o->p = o->mean_low = o->mean_high = OPM_UNKNOWN;
	if (!b->known)
	{
		o->p_low = o->p_high = OPM_UNKNOWN;
		return;
	}
	o->p_high = 1;
	if (b->opaque)
		return;
	o->mean_low = b->mean_low;
	o->mean_high = b->mean_high;
	o->p_low = Max(0, Min(1, b->low[0]));
	o->p_high = Max(0, Min(1, b->high[0]));
	o->exact = o->p_low == o->p_high;
	if (o->exact)
		o->p = o->p_low;
	if (o->mean_low == o->mean_high)
		o->mean = o->mean_low;
}

/* ---- SQL ---- */

/* Is the root a weighted sum of all uncertain goals, with weights that do not depend on how they turn out? */
static bool
RootIsLinear(Uncertainty *u)
{
	const GoalView *v = &u->w.v;

	if (!u->bounds[u->root].known)
		return false;
	u->points[u->root] = 1;
	for (uint32 i = u->root; i < v->nodes; i++)
	{
		const Spread *s = &u->spread[i];

		if (u->bounds[i].uncertain && !PassLinear(u, i))
			return false;

		/*
		 * a value that comes where none was changes more than the sum; two kinds of points need two spreads
		 */
		if (s->given && u->unitpoints[i] != 0 && (OpmIsUnknown(GoalShownValue(v, i)) || u->points[i] != 0))
			return false;
	}
	return !u->bounds[u->root].opaque || !OpmIsUnknown(GoalScores(v)[u->root]);
}

PG_FUNCTION_INFO_V1(opm_uncertainty);
Datum
opm_uncertainty(PG_FUNCTION_ARGS)
{
	Uncertainty u = {0};
	Outcome		o = {0};
	Row			row;

	u.threshold[0] = CheckFinite(PG_GETARG_FLOAT8(2), "threshold");
	u.threshold[1] = 1;
	u.correlation = PG_GETARG_FLOAT8(3);
	if (!(u.correlation >= 0 && u.correlation <= 1))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("correlation must be from 0 to 1")));
	GoalWalkInit(&u.w, PG_GETARG_GOALTREE_P(0));
	u.root = GoalOnlyRoot(&u.w.v);
	u.independent = u.correlation == 0 && u.w.v.nedges == 0;
	u.spread = GoalPerNode(&u.w.v, sizeof(Spread));
	u.bounds = GoalPerNode(&u.w.v, sizeof(Bounds));
	u.points = GoalPerNode(&u.w.v, sizeof(float8));
	u.unitpoints = GoalPerNode(&u.w.v, sizeof(float8));
	ReadSpreads(&u, PG_GETARG_JSONB_P(1));
	for (uint32 i = u.w.v.nodes; i-- > 0;)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		BoundNode(&u, i);
	}
	if (RootIsLinear(&u))
		LinearOutcome(&u, &o);
	else
		BoundedOutcome(&u, &o);
	RowInit(&row);
	RowFinite(&row, 0, o.mean);
	RowFinite(&row, 1, o.sd);
	RowFinite(&row, 2, o.p);
	RowFinite(&row, 3, o.mean_low);
	RowFinite(&row, 4, o.mean_high);
	RowFinite(&row, 5, o.p_low);
	RowFinite(&row, 6, o.p_high);
	RowBool(&row, 7, o.exact);
	return RowDatum(fcinfo, &row);
}
