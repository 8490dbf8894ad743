/*
 * required.c: opm.required, the score or value of one goal at which the root reaches a given score (goal
 * seek).
 *
 * The scoring code itself is asked, so the answer holds for every method: the root's score as a function of
 * one goal never falls when that goal rises, hence halving an interval of doubles ends at the least that
 * reaches.
 */
#include "goaltree_rows.h"

#include "access/htup_details.h"

#include "decimal.h"
#include "goalwalk.h"
#include "number.h"
#include "result.h"

#define SEEK_LIMIT	1e15		/* scores and values are looked for up to here */

typedef struct Seek
{
	GoalTree   *tree;			/* a copy in which the goal stands for itself */
	GoalView	v;				/* a view of it */
	uint32		node;			/* the goal whose number is looked for */
	uint32		root;			/* the goal that is to reach */
	float8		wanted;			/* the score it is to reach */
	bool		values;			/* the goal counts by its value, not by its score */
	float8		base;			/* of its value, 1 if it is no ratio */
} Seek;

/* ---- trying a number ---- */

/*
 * Sets the number and scores the whole tree again, by the same code as always: slow, but right for every
 * method.
 */
static float8
RootScore(Seek *s, float8 x)
{
	CHECK_FOR_INTERRUPTS();
	if (s->values)
		GoalColumnOf(&s->v, GOALCOL_VALUE, float8)[s->node] = x * s->base;
	else
		GoalColumnOf(&s->v, GOALCOL_OWN, float8)[s->node] = x;
	GoalTreeScore(s->tree);
	return GoalScores(&s->v)[s->root];
}

static bool
Reaches(Seek *s, float8 x)
{
	return RootScore(s, x) >= s->wanted;	/* unknown does not */
}

/* Does any parent of the goal take values? */
static bool
CountsByValue(const GoalWalk *w, uint32 node)
{
	uint32		parent = GoalParents(&w->v)[node];

	if (parent != GOALTREE_NONE && GoalMethodIsValue(GoalMethodOf(w, parent)))
		return true;
	for (uint32 i = 0; i < w->v.nedges; i++)
		if (w->v.edges[i].child == node && GoalMethodIsValue(GoalMethodOf(w, w->v.edges[i].parent)))
			return true;
	return false;
}

/* The same tree, but the goal's score or value is its own, whatever is below. */
static void
InitSeek(Seek *s, const GoalWalk *w, uint32 node, float8 wanted)
{
	GoalRows   *rows = GoalRowsCreate(CurrentMemoryContext, w->v.keytype);
	GoalRow    *row;
	float8		base = GoalFloat(&w->v, GOALCOL_TOTALBASE, node, OPM_UNKNOWN);

	s->node = node;
	s->root = GoalOnlyRoot(&w->v);
	s->wanted = wanted;
	s->values = CountsByValue(w, node);
	s->base = OpmIsUnknown(base) || base == 0 ? 1 : base;
	GoalRowsAddTree(rows, w->v.tree, NULL);
	row = &rows->rows[node];
	row->method = GOAL_OWN;
	row->k = 0;
	row->score = s->values ? OPM_UNKNOWN : 0;
	if (s->values)
	{
		GoalExtra  *extra = GoalRowExtra(rows, row);

		extra->value = 0;
		extra->base = OpmIsUnknown(base) || base == 0 ? OPM_UNKNOWN : base;
	}
	s->tree = GoalTreeBuild(rows, false);
	GoalViewInit(&s->v, s->tree);
}

/* ---- searching ---- */

/* Doubles in order, as integers, so that halving takes at most 64 steps wherever they are. */
static inline int64
OrderOfDouble(float8 x)
{
	int64		i;

	memcpy(&i, &x, sizeof(i));
	return i < 0 ? PG_INT64_MIN - i : i;
}

/* The inverse; both are their own mirror below 0. */
static inline float8
DoubleOfOrder(int64 i)
{
	float8		x;

	i = i < 0 ? PG_INT64_MIN - i : i;
	memcpy(&x, &i, sizeof(x));
	return x;
}

/* From one that does not reach and one that does to the first that does, then to a round number beside it. */
static float8
Halve(Seek *s, float8 fails, float8 reaches)
{
	int64		lo = OrderOfDouble(fails);
	int64		hi = OrderOfDouble(reaches);
	float8		x;

	/* unsigned: the distance may exceed the largest int64 */
	while ((hi > lo ? (uint64) hi - (uint64) lo : (uint64) lo - (uint64) hi) > 1)
	{
		int64		mid = lo / 2 + hi / 2 + (lo % 2 + hi % 2) / 2;

		if (mid == lo || mid == hi)
			break;
		if (Reaches(s, DoubleOfOrder(mid)))
			hi = mid;
		else
			lo = mid;
	}
	x = DoubleOfOrder(hi);
	for (int i = 0; i < 2; i++)
	{
		float8		round = DecimalNearest(i == 0 ? x : x + (reaches > fails ? 1e-14 : -1e-14) * fabs(x));

		if (fabs(round - x) <= 1e-12 * Max(fabs(x), 1e-3) && Reaches(s, round))
			return round;
	}
	return x;
}

/* Where all is linear, two points tell; rounding may ask for a little more. */
static bool
TryLinear(Seek *s, float8 *x)
{
	float8		f0 = RootScore(s, 0);
	float8		f1 = RootScore(s, 1);
	float8		guess = DecimalNearest((s->wanted - f0) / (f1 - f0));
	float8		near = 1e-12 * Max(fabs(guess), 1);

	if (OpmIsUnknown(f0) || OpmIsUnknown(f1) || !(f1 > f0) ||
		!(fabs(guess) < SEEK_LIMIT) || Reaches(s, guess - near))
		return false;
	if (Reaches(s, guess))
		*x = guess;
	else if (Reaches(s, guess + near))
		*x = Halve(s, guess, guess + near);
	else
		return false;
	return true;
}

/* NULL if found, else why not. */
static const char *
SeekScore(Seek *s, float8 *x)
{
	float8		low;
	float8		high;

	if (TryLinear(s, x))
		return NULL;
	low = RootScore(s, -SEEK_LIMIT);
	high = RootScore(s, SEEK_LIMIT);
	if (low >= s->wanted)
		return "the root reaches it whatever this goal does";
	if (!(high >= s->wanted))
		return low == high ? "this goal does not move the root" :
			"the root does not reach it by this goal alone";
	*x = Halve(s, -SEEK_LIMIT, SEEK_LIMIT);
	return NULL;
}

/*
 * A value may have to rise or to fall: look on both sides, further each time, and take the nearest that
 * reaches.
 */
static const char *
SeekValue(Seek *s, float8 from, float8 *x)
{
	float8		step = Max(fabs(from), 1) / 1024;
	float8		fails[2] = {from, from};

	if (Reaches(s, from))
	{
		*x = from;
		return NULL;
	}
	for (int doubling = 0; doubling < 60 && step < SEEK_LIMIT; doubling++)
	{
		for (int side = 0; side < 2; side++)
		{
			float8		next = side == 0 ? from + step : from - step;

			if (Reaches(s, next))
			{
				*x = Halve(s, fails[side], next);
				return NULL;
			}
			fails[side] = next;
		}
		step *= 2;
	}
	step = RootScore(s, from);
	return RootScore(s, from - SEEK_LIMIT) == step && RootScore(s, from + SEEK_LIMIT) == step ?
		"this goal does not move the root" : "the root does not reach it by this goal alone";
}

/* ---- SQL: required(tree, key, root_score) ---- */

enum RequiredColumn
{
	REQ_SCORE, REQ_VALUE, REQ_REASON
};

/* Can no value at all score this by the target? */
static bool
NoValueScores(const Target *target, float8 score)
{
	const float8 anywhere = 0;
	float8		value;

	return !TargetRequired(target, score, &anywhere, &value);
}

/* The score, and the value by the goal's own target; if the goal counts by value, the value comes first. */
static Datum
ReturnRequired(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalWalk	w;
	Seek		s = {0};
	Row			row;
	uint32		node;
	float8		wanted = CheckFinite(PG_GETARG_FLOAT8(2), "root score");
	float8		score = 0;
	float8		value = OPM_UNKNOWN;
	float8		shown;
	const Target *target;
	const char *reason;

	GoalWalkInit(&w, PG_GETARG_GOALTREE_P(0));
	GoalCheckKeyType(&w.v, keytype);
	node = GoalFindDatum(&w.v, PG_GETARG_DATUM(1));
	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	InitSeek(&s, &w, node, wanted);
	shown = GoalShownValue(&w.v, node);
	target = GoalTargetOf(&w.v, node);
	if (!GoalApplies(&w, node))
		reason = "this goal is out of the count";
	else if (s.values)
	{
		reason = SeekValue(&s, OpmIsUnknown(shown) ? 0 : shown, &value);
		score = target && !reason ? TargetScore(target, value) : OPM_UNKNOWN;
	}
	else
	{
		reason = SeekScore(&s, &score);
		if (target && !reason && !TargetRequired(target, score, OpmIsUnknown(shown) ? NULL : &shown, &value))
			value = OPM_UNKNOWN;
	}
	RowInit(&row);
	if (reason == NULL)
	{
		RowFinite(&row, REQ_SCORE, score);
		RowFinite(&row, REQ_VALUE, value);
		if (target && OpmIsUnknown(value) && NoValueScores(target, score))
			reason = "no value scores that by its target";
	}
	RowText(&row, REQ_REASON, reason);
	return RowDatum(fcinfo, &row);
}

GOAL_KEY_FUNCTIONS(opm_required, ReturnRequired)
