/*
 * cascade.c: opm.cascade, a total pushed down a tree.
 *
 * Each goal hands all it got to its children by weight, in whole units: at every level the parts add up to
 * the last unit. Limits are first carried up, so that no level is given what the level below cannot take.
 */
#include "goalwalk.h"

#include "funcapi.h"
#include "utils/builtins.h"

#include "allocate.h"
#include "huge.h"
#include "jsonb_member.h"
#include "result.h"

typedef struct Limits
{
	int128		floor;			/* least units it takes */
	int128		cap;			/* most units it takes */
	bool		has_floor;		/* floor is meant */
	bool		has_cap;		/* cap is meant */
} Limits;

typedef struct Cascade
{
	GoalWalk	w;				/* the tree */
	AllocUnit	unit;			/* what amounts are whole numbers of */
	Numeric		total;			/* as given */
	int128		units;			/* the total in units */
	int128	   *amount;			/* in units */
	bool	   *reached;		/* has an amount */
	Limits	   *limits;			/* of each goal with all below it; NULL if none is limited */
	float8	   *weightof;		/* scratch, in a DAG */
	AllocPart  *parts;			/* children of the goal at hand */
	uint32	   *kids;			/* by part: position of the child */
	float8	   *weights;		/* by part: > 0 */
	int128	   *scaled;			/* by part: weights as whole numbers */
	int64		maxparts;		/* parts that fit */
} Cascade;

/* ---- limits ---- */

static void
BadLimits(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("invalid limits"),
			 errdetail("%s", detail),
			 errhint("The form is {\"goal key\": {\"at_least\": 10, \"at_most\": 20}}.")));
}

/* A limit between two units could be met by neither, so it must be a whole number of them. */
static int128
LimitInUnits(const Cascade *c, Numeric limit)
{
	int128		units;

	if (!NumericToInt128(AllocUnitCount(&c->unit, limit, "limit"), 0, &units))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("limit is out of range")));
	return units;
}

static void
ReadLimit(Cascade *c, const char *key, const JsonbValue *limit)
{
	uint32		node = GoalFindText(&c->w.v, key, strlen(key));
	char	   *name;
	JsonbValue	val;

	if (node == GOALTREE_NONE)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" of the limits is not in the tree", key)));
	if (!JsonbIsObject(limit))
		BadLimits(psprintf("The limits of \"%s\" must be an object.", key));
	ForEachJsonbMember(limit->val.binary.data, name, val)
	{
		bool		isfloor = strcmp(name, "at_least") == 0;

		if (!isfloor && strcmp(name, "at_most") != 0)
			BadLimits(psprintf("A limit has no member \"%s\".", name));
		if (val.type == jbvNull)
			continue;
		if (val.type != jbvNumeric)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("limit \"%s\" of goal %s must be a number", name, GoalKeyQuoted(&c->w.v, node))));
		if (isfloor)
		{
			c->limits[node].has_floor = true;
			c->limits[node].floor = LimitInUnits(c, val.val.numeric);
		}
		else
		{
			c->limits[node].has_cap = true;
			c->limits[node].cap = LimitInUnits(c, val.val.numeric);
		}
	}
}

/* A goal's own limits, tightened by what its children can take together. */
static void
CarryLimitsUp(Cascade *c, uint32 node)
{
	Limits	   *own = &c->limits[node];
	Limits		sum = {0, 0, true, true};
	bool		counted = false;

	ForEachGoalLink(&c->w, node, link)
	{
		Limits	   *kid = &c->limits[link.kid];

		if (GoalLinkWeight(&c->w, &link) == 0)
			continue;
		counted = true;
		sum.has_floor &= kid->has_floor;
		sum.has_cap &= kid->has_cap;
		sum.floor += kid->floor;
		sum.cap += kid->cap;
		if (Max(sum.floor, sum.cap) > ALLOC_MAX || Min(sum.floor, sum.cap) < -ALLOC_MAX)
			ereport(ERROR,
					(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
					 errmsg("limits are out of range")));
	}
	if (counted && sum.has_floor && (!own->has_floor || sum.floor > own->floor))
	{
		own->has_floor = true;
		own->floor = sum.floor;
	}
	if (counted && sum.has_cap && (!own->has_cap || sum.cap < own->cap))
	{
		own->has_cap = true;
		own->cap = sum.cap;
	}
	AllocKeepSign(c->units < 0, &own->has_floor, &own->floor, &own->has_cap, &own->cap);
}

static char *
UnitsText(const Cascade *c, int128 units)
{
	return DatumGetCString(DirectFunctionCall1(numeric_out,
											   NumericGetDatum(AllocUnitAmount(&c->unit, units))));
}

/* Names the goal and what it and those below could take, since the user gave limits, and not these sums. */
static void
RefuseTotal(const Cascade *c, uint32 node, int128 amount)
{
	Limits	   *l = c->limits ? &c->limits[node] : NULL;

	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("total %s of goal %s cannot be met within the limits",
					UnitsText(c, amount), GoalKeyQuoted(&c->w.v, node)),
			 l && l->has_floor && l->has_cap ?
			 errdetail("It and the goals below it take from %s to %s.",
					   UnitsText(c, l->floor), UnitsText(c, l->cap)) :
			 l && l->has_floor ?
			 errdetail("It and the goals below it take at least %s.", UnitsText(c, l->floor)) :
			 l && l->has_cap ?
			 errdetail("It and the goals below it take at most %s.", UnitsText(c, l->cap)) :
			 errdetail("The limits of the goals below it leave no room for it."),
			 errhint("Widen the limits, or change the total.")));
}

/* Bottom up, children before parents: what a goal can take is known when its parent asks. */
static void
ReadLimits(Cascade *c, Jsonb *doc)
{
	char	   *key;
	JsonbValue	limit;

	if (!JB_ROOT_IS_OBJECT(doc))
		BadLimits("The limits must be an object.");
	if (JB_ROOT_COUNT(doc) == 0)
		return;
	if (c->w.edgesof)
		ereport(ERROR,
				(errcode(ERRCODE_FEATURE_NOT_SUPPORTED),
				 errmsg("limits need a tree in which every goal has one parent"),
				 errdetail("A goal with two parents gets an amount from each, "
						   "so its limit would bind neither.")));
	c->limits = GoalPerNode(&c->w.v, sizeof(Limits));
	ForEachJsonbMember(&doc->root, key, limit)
		ReadLimit(c, key, &limit);
	for (uint32 i = c->w.v.nodes; i-- > 0;)
	{
		if (i % 16384 == 0)
			CHECK_FOR_INTERRUPTS();
		CarryLimitsUp(c, i);
		if (c->limits[i].has_floor && c->limits[i].has_cap && c->limits[i].floor > c->limits[i].cap)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("limits of goal %s contradict each other", GoalKeyQuoted(&c->w.v, i)),
					 errdetail("It and the goals below it take at least %s, but at most %s.",
							   UnitsText(c, c->limits[i].floor), UnitsText(c, c->limits[i].cap))));
	}
}

/* ---- the split ---- */

/* Children of weight 0 get nothing and are left out, so that a limit of theirs binds nobody. */
static void
PushPart(Cascade *c, int64 *n, uint32 kid, float8 weight)
{
	if (weight == 0)
		return;
	if (*n >= c->maxparts)
	{
		c->maxparts = Max(2 * c->maxparts, 64);
		c->parts = HugeGrow(c->parts, c->maxparts, sizeof(AllocPart));
		c->kids = HugeGrow(c->kids, c->maxparts, sizeof(uint32));
		c->weights = HugeGrow(c->weights, c->maxparts, sizeof(float8));
		c->scaled = HugeGrow(c->scaled, c->maxparts, sizeof(int128));
	}
	c->kids[*n] = kid;
	c->weights[(*n)++] = weight;
}

static int
CompareRanks(const void *a, const void *b, void *arg)
{
	const uint32 *rank = arg;
	uint32		x = rank[*(const uint32 *) a];
	uint32		y = rank[*(const uint32 *) b];

	return x < y ? -1 : x > y;
}

/* In a DAG children do not stand in key order, by which ties are settled. */
static void
SortParts(Cascade *c, int64 n)
{
	if (c->w.edgesof == NULL)
		return;
	/* weights go by way of a slot for each goal, since the sort moves keys only */
	for (int64 i = 0; i < n; i++)
		c->weightof[c->kids[i]] = c->weights[i];
	qsort_arg(c->kids, n, sizeof(uint32), CompareRanks, c->w.rank);
	for (int64 i = 0; i < n; i++)
		c->weights[i] = c->weightof[c->kids[i]];
}

/* Numbers beyond 128 bits, by way of numeric. Limits of that size are refused. */
static void
SplitBig(Cascade *c, int128 amount, int64 n)
{
	Numeric    *weights = HugeAlloc(n, sizeof(Numeric));
	Numeric    *units = HugeAlloc(n, sizeof(Numeric));

	for (int64 i = 0; i < n; i++)
		weights[i] = DatumGetNumeric(DirectFunctionCall1(float8_numeric, Float8GetDatum(c->weights[i])));
	if (c->limits || !AllocateNumeric(Int128ToNumeric(amount), weights, units, n))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("numbers are too large to cascade within limits"),
				 errdetail("Units times the sum of a goal's weights must stay below 10^37, "
						   "weights have at most 15 digits.")));
	for (int64 i = 0; i < n; i++)
		(void) NumericToInt128(units[i], 0, &c->parts[i].units);
}

/* Hand an amount to the n children collected; node is GOALTREE_NONE for the roots. */
static void
SplitAmount(Cascade *c, uint32 node, int128 amount, int64 n)
{
	AllocResult result = ALLOC_TOO_LARGE;
	bool		scaled = ScaleWeights(c->weights, c->scaled, n);

	for (int64 i = 0; i < n; i++)
	{
		AllocPart  *p = &c->parts[i];

		memset(p, 0, sizeof(*p));
		p->weight = scaled ? c->scaled[i] : 0;
		if (c->limits)
		{
			p->has_floor = c->limits[c->kids[i]].has_floor;
			p->has_cap = c->limits[c->kids[i]].has_cap;
			p->floor = c->limits[c->kids[i]].floor;
			p->cap = c->limits[c->kids[i]].cap;
		}
	}
	if (scaled)
		result = AllocateUnits(amount, c->parts, n);
	if (result == ALLOC_TOO_LARGE)
	{
		MemoryContext work = AllocSetContextCreate(CurrentMemoryContext, "opm cascade", ALLOCSET_SMALL_SIZES);
		MemoryContext old = MemoryContextSwitchTo(work);

		SplitBig(c, amount, n);
		MemoryContextSwitchTo(old);
		MemoryContextDelete(work);
	}
	else if (result != ALLOC_OK)
		RefuseTotal(c, node == GOALTREE_NONE ? c->kids[0] : node, amount);
	for (int64 i = 0; i < n; i++)
	{
		c->amount[c->kids[i]] += c->parts[i].units;
		c->reached[c->kids[i]] = true;
	}
}

/* Tree order puts parents before their children, so every amount is complete when it is handed on. */
static void
CascadeDown(Cascade *c, uint32 top)
{
	GoalView   *v = &c->w.v;
	int64		n = 0;

	if (top != GOALTREE_NONE)
	{
		c->amount[top] = c->units;
		c->reached[top] = true;
	}
	else
	{
		for (uint32 root = 0; root < v->nodes; root += GoalSizes(v)[root])
			PushPart(c, &n, root, GoalApplies(&c->w, root) ? GoalFloat(v, GOALCOL_WEIGHT, root, 1.0) : 0);
		if (n == 1)
			top = c->kids[0];
		if (n > 0)
			SplitAmount(c, GOALTREE_NONE, c->units, n);
	}
	if (top != GOALTREE_NONE && c->limits &&
		((c->limits[top].has_floor && c->units < c->limits[top].floor) ||
		 (c->limits[top].has_cap && c->units > c->limits[top].cap)))
		RefuseTotal(c, top, c->units);
	for (uint32 i = 0; i < v->nodes; i++)
	{
		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!c->reached[i] || !c->w.haschildren[i])
			continue;
		n = 0;
		ForEachGoalLink(&c->w, i, link)
			PushPart(c, &n, link.kid, GoalLinkWeight(&c->w, &link));
		if (n == 0)
			continue;			/* no child counts: the amount stays here */
		SortParts(c, n);
		SplitAmount(c, i, c->amount[i], n);
	}
}

/* ---- SQL: cascade ---- */

enum CascadeColumn
{
	CAS_ORDINAL, CAS_KEY, CAS_PARENT, CAS_LABEL, CAS_DEPTH, CAS_LEAF, CAS_WEIGHT, CAS_AMOUNT
};

static void
PutCascade(const Cascade *c, uint32 top, bool typed, FunctionCallInfo fcinfo)
{
	const GoalView *v = &c->w.v;
	int32	   *depth = GoalDepths(v);
	MemoryContext each = AllocSetContextCreate(CurrentMemoryContext, "opm cascade row", ALLOCSET_SMALL_SIZES);
	MemoryContext old = MemoryContextSwitchTo(each);

	for (uint32 i = 0; i < v->nodes; i++)
	{
		Row			row;

		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (top != GOALTREE_NONE && !c->reached[i])
			continue;
		RowInit(&row);
		RowInt32(&row, CAS_ORDINAL, (int32) i + 1);
		RowGoalKey(&row, CAS_KEY, v, i, typed);
		RowGoalKey(&row, CAS_PARENT, v, GoalParents(v)[i], typed);
		RowGoalText(&row, CAS_LABEL, v, GOALCOL_LABEL, i);
		RowInt32(&row, CAS_DEPTH, depth[i]);
		RowBool(&row, CAS_LEAF, !c->w.haschildren[i]);
		RowFloat(&row, CAS_WEIGHT, GoalFloat(v, GOALCOL_WEIGHT, i, 1.0));
		if (c->reached[i])
			RowSet(&row, CAS_AMOUNT, NumericGetDatum(AllocUnitAmount(&c->unit, c->amount[i])));
		RowPut(fcinfo, &row);
		MemoryContextReset(each);
	}
	MemoryContextSwitchTo(old);
}

/* Arguments: tree, total, unit, limits[, top]. */
static Datum
ReturnCascade(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	Cascade		c = {0};
	uint32		top = GOALTREE_NONE;
	GoalView   *v = &c.w.v;

	InitMaterializedSRF(fcinfo, 0);
	if (PG_ARGISNULL(0) || PG_ARGISNULL(1))
		return (Datum) 0;
	GoalWalkInit(&c.w, PG_GETARG_GOALTREE_P(0));
	if (c.w.edgesof)
	{
		GoalWalkRanks(&c.w);
		c.weightof = GoalPerNode(v, sizeof(float8));
	}
	c.total = PG_GETARG_NUMERIC(1);
	CheckAllocNumeric(c.total, "total", true);
	AllocUnitInit(&c.unit, c.total, PG_ARGISNULL(2) ? NULL : PG_GETARG_NUMERIC(2), !PG_ARGISNULL(2));
	if (!NumericToInt128(AllocUnitCount(&c.unit, c.total, "total"), 0, &c.units))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("total is out of range"),
				 errdetail("A cascade counts up to 4 * 10^36 units.")));
	GoalCheckKeyType(v, keytype);
	if (!PG_ARGISNULL(4))
	{
		top = GoalFindTop(v, keytype, PG_GETARG_DATUM(4));
		if (top == GOALTREE_NONE)
			return (Datum) 0;
	}
	c.amount = GoalPerNode(v, sizeof(int128));
	c.reached = GoalPerNode(v, sizeof(bool));
	if (!PG_ARGISNULL(3))
		ReadLimits(&c, PG_GETARG_JSONB_P(3));
	CascadeDown(&c, top);
	PutCascade(&c, top, keytype != GOAL_KEY_ANY, fcinfo);
	return (Datum) 0;
}

GOAL_FUNCTION(opm_cascade, ReturnCascade, GOAL_KEY_ANY)
GOAL_FUNCTION(opm_cascade_bigint, ReturnCascade, GOAL_KEY_BIGINT)
GOAL_FUNCTION(opm_cascade_uuid, ReturnCascade, GOAL_KEY_UUID)
