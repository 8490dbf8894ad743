/*
 * goaltree_aggregate.c: rows of SQL become a tree: the aggregates opm.goaltree() and opm.merge(), and
 * opm.goal(), which makes a tree of one.
 *
 * The state of the aggregates is an expanded object of the type itself (GoalRows), so that it can be partial:
 * parallel workers, grouping sets and Citus pass it on, and what they pass is a goaltree that a user may
 * store, too. A state belongs to the aggregate that made it: it may be changed there, and nowhere else.
 */
#include "goaltree_rows.h"

#include "nodes/pathnodes.h"
#include "nodes/supportnodes.h"
#include "optimizer/optimizer.h"

#include "number.h"

/* ---- aggregate states ---- */

/*
 * The context that the states of one aggregate share, remembered in fn_extra. Either side may go first (Citus
 * makes the call's memory anew for every row), so each has a callback that tells the other.
 */
typedef struct StateContext
{
	MemoryContext aggregate;	/* whose child states is */
	MemoryContext states;		/* NULL once it is gone */
	struct StateLink *link;		/* lives in states */
	MemoryContextCallback gone; /* of the memory of this struct */
} StateContext;

typedef struct StateLink
{
	StateContext *cache;		/* NULL once it is gone */
	MemoryContextCallback gone; /* of states */
} StateLink;

static void
ForgetStates(void *arg)
{
	StateLink  *link = arg;

	if (link->cache)
	{
		link->cache->states = NULL;
		link->cache->link = NULL;
	}
}

static void
ForgetCache(void *arg)
{
	StateContext *cache = arg;

	if (cache->link)
		cache->link->cache = NULL;
}

static StateContext *
StateCache(FunctionCallInfo fcinfo)
{
	StateContext *cache = fcinfo->flinfo->fn_extra;

	if (cache == NULL)
	{
		cache = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(StateContext));
		fcinfo->flinfo->fn_extra = cache;
		cache->gone.func = ForgetCache;
		cache->gone.arg = cache;
		MemoryContextRegisterResetCallback(fcinfo->flinfo->fn_mcxt, &cache->gone);
	}
	return cache;
}

/*
 * A new state. An expanded object wants a context that is a child of the aggregate's, but a child for each
 * group would make hash aggregation quadratic, which sums up all children for every new group: all groups
 * share one.
 */
static GoalRows *
NewState(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	StateContext *cache;
	MemoryContext aggregate;
	MemoryContext states;

	/* Called as a plain function, the state lives as long as any other value. */
	if (!AggCheckCallContext(fcinfo, &aggregate))
		return GoalRowsCreate(CurrentMemoryContext, keytype);
	cache = StateCache(fcinfo);
	if (cache->states != NULL && cache->aggregate == aggregate)
		return GoalRowsCreateIn(cache->states, keytype);
	states = AllocSetContextCreate(aggregate, "opm goaltree states", ALLOCSET_START_SMALL_SIZES);
	if (cache->states == NULL)	/* else grouping sets take turns, and the other one keeps the place */
	{
		cache->link = MemoryContextAllocZero(states, sizeof(StateLink));
		cache->link->cache = cache;
		cache->link->gone.func = ForgetStates;
		cache->link->gone.arg = cache->link;
		MemoryContextRegisterResetCallback(states, &cache->link->gone);
		cache->aggregate = aggregate;
		cache->states = states;
	}
	return GoalRowsCreateIn(states, keytype);
}

/* Where a copy of somebody else's state lives. */
static MemoryContext
CopyContext(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	return AggCheckCallContext(fcinfo, &context) ? context : CurrentMemoryContext;
}

/* The state that this call may change: argument 1, a new one, or a copy of what is not ours. */
static inline GoalRows *
StateOf(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	if (PG_ARGISNULL(0))
		return NewState(fcinfo, keytype);
	/* the usual case first: our own state, once per row */
	if (likely(VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(PG_GETARG_DATUM(0)))))
		return (GoalRows *) DatumGetEOHP(PG_GETARG_DATUM(0));
	return GoalRowsFromDatum(PG_GETARG_DATUM(0), CopyContext(fcinfo));
}

/* ---- one more row ---- */

/* A row without a key is skipped when it says nothing (an outer join's empty side), else refused. */
static bool
SkipNullKey(FunctionCallInfo fcinfo)
{
	if (!PG_ARGISNULL(1))
		return false;
	if (!PG_ARGISNULL(2) || !PG_ARGISNULL(3))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("goal key must not be null"),
				 errdetail("A row has a parent or a score but no key."),
				 errhint("Filter such rows out with FILTER (WHERE key IS NOT NULL).")));
	return true;
}

/* The state as it was. */
static Datum
SkippedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

/* Key and parent from two arguments. */
static void
KeyArgs(FunctionCallInfo fcinfo, GoalInput *in, int arg)
{
	in->key = GoalKeyFromDatum(in->keytype, PG_GETARG_DATUM(arg));
	in->has_parent = !PG_ARGISNULL(arg + 1);
	if (in->has_parent)
		in->parent = GoalKeyFromDatum(in->keytype, PG_GETARG_DATUM(arg + 1));
}

/* Arguments: state, key, parent, score[, weight[, rollup]]. */
static Datum
AccumGoal(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalRows   *rows;
	GoalInput	in;

	if (SkipNullKey(fcinfo))
		return SkippedState(fcinfo);
	GoalInputInit(&in, keytype);
	KeyArgs(fcinfo, &in, 1);
	if (!PG_ARGISNULL(3))
	{
		in.score = PG_GETARG_FLOAT8(3);
		if (isnan(in.score))
			GoalInputRefuse(&in, "score", in.score, "It must be a finite number.");
	}
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		in.weight = PG_GETARG_FLOAT8(4);
	if (PG_NARGS() > 5 && !PG_ARGISNULL(5))
		in.policy = GoalMethodFromText(PG_GETARG_TEXT_PP(5), keytype, &in.key);
	rows = StateOf(fcinfo, keytype);
	GoalRowsAdd(rows, &in);
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

/* The most frequent call of all, so what needs no gate goes straight into its row. */
static Datum
AccumBigint(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	float8		score = PG_ARGISNULL(3) ? 0 : PG_GETARG_FLOAT8(3);
	float8		weight = PG_NARGS() <= 4 || PG_ARGISNULL(4) ? 1.0 : PG_GETARG_FLOAT8(4);
	GoalRows   *rows;
	GoalRow    *row;

	if (unlikely(PG_ARGISNULL(1) || PG_NARGS() > 5 || !isfinite(score) || !WeightInRange(weight)))
		return AccumGoal(fcinfo, keytype);
	rows = StateOf(fcinfo, keytype);
	if (unlikely(rows->keytype != keytype))
		return AccumGoal(fcinfo, keytype);
	row = GoalRowsPush(rows);
	row->key = PG_GETARG_INT64(1);
	row->parent = PG_ARGISNULL(2) ? 0 : PG_GETARG_INT64(2);
	row->score = PG_ARGISNULL(3) ? OPM_UNKNOWN : score + 0.0;
	row->weight = weight + 0.0;
	row->extra = 0;
	row->flags = PG_ARGISNULL(2) ? 0 : GOALROW_HAS_PARENT;
	row->method = GOAL_AUTO;
	row->k = 0;
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

GOAL_FUNCTION(opm_goaltree_accum_bigint, AccumBigint, GOAL_KEY_BIGINT)
GOAL_FUNCTION(opm_goaltree_accum_uuid, AccumGoal, GOAL_KEY_UUID)
GOAL_FUNCTION(opm_goaltree_accum_text, AccumGoal, GOAL_KEY_TEXT)

/* ---- combining, and the result ---- */

/* Combine function, and the transition of merge(): argument 2 is another state or any tree. */
PG_FUNCTION_INFO_V1(opm_goaltree_combine);
Datum
opm_goaltree_combine(PG_FUNCTION_ARGS)
{
	GoalRows   *rows;

	if (PG_ARGISNULL(1))
		return SkippedState(fcinfo);
	if (PG_ARGISNULL(0))
	{
		/* Argument 2 may be another's living state: never adopt it. */
		Datum		other = PG_GETARG_DATUM(1);

		if (VARATT_IS_EXTERNAL_EXPANDED(DatumGetPointer(other)))
			rows = NewState(fcinfo, ((GoalRows *) DatumGetEOHP(other))->keytype);
		else
			rows = NewState(fcinfo, ((GoalTree *) PG_DETOAST_DATUM(other))->keytype);
	}
	else
		rows = StateOf(fcinfo, GOAL_KEY_ANY);	/* there is one, with keys of its type */
	GoalRowsAddDatum(rows, PG_GETARG_DATUM(1));
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

/* All rows are there: the tree. The state stays as it is; a window asks for it again and again. */
PG_FUNCTION_INFO_V1(opm_goaltree_final);
Datum
opm_goaltree_final(PG_FUNCTION_ARGS)
{
	struct varlena *raw;
	GoalRows	peek;
	GoalRows   *rows = &peek;
	GoalTree   *flat;

	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	raw = (struct varlena *) DatumGetPointer(PG_GETARG_DATUM(0));
	if (VARATT_IS_EXTERNAL_EXPANDED(raw))
		rows = (GoalRows *) DatumGetEOHP(PG_GETARG_DATUM(0));
	else
	{
		flat = (GoalTree *) PG_DETOAST_DATUM(PG_GETARG_DATUM(0));
		if (flat->form == GOAL_FORM_ROWS)
			GoalRowsPeek(&peek, flat);
		else
			rows = GoalRowsFromDatum(PointerGetDatum(flat), CurrentMemoryContext);
	}
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, true));
}

/*
 * What combining costs. A partial state is not one number but all its rows, and they cross to the leader like
 * tuples. Without that, the planner would go parallel over a plain table, where collecting in one process is
 * faster.
 */

/* A row in a state is copied in bulk: a tenth of what a tuple through a queue is said to cost. */
#define ROW_IN_STATE	0.1

/*
 * Rows that the statement aggregates, as far as the planner knows: of its last join, or its largest relation.
 */
static double
InputRows(PlannerInfo *root)
{
	double		rows = 0;

	if (root->join_rel_list != NIL)
		return ((RelOptInfo *) llast(root->join_rel_list))->rows;
	for (int i = 1; i < root->simple_rel_array_size; i++)
	{
		RelOptInfo *rel = root->simple_rel_array[i];

		if (rel != NULL && rel->reloptkind == RELOPT_BASEREL)
			rows = Max(rows, rel->rows);
	}
	return rows;
}

PG_FUNCTION_INFO_V1(opm_goaltree_combine_support);
Datum
opm_goaltree_combine_support(PG_FUNCTION_ARGS)
{
	Node	   *request = (Node *) PG_GETARG_POINTER(0);

	if (IsA(request, SupportRequestCost))
	{
		SupportRequestCost *req = (SupportRequestCost *) request;

		/* with groups, each call combines one group's part: the default will do */
		if (req->root != NULL && req->root->parse->groupClause == NIL)
		{
			req->startup = 0;
			/* a state that comes in holds half of all rows, if there is one worker beside the leader */
			req->per_tuple = cpu_operator_cost +
				ROW_IN_STATE * parallel_tuple_cost * InputRows(req->root) / 2;
			PG_RETURN_POINTER(req);
		}
	}
	PG_RETURN_POINTER(NULL);
}

/* ---- opm.goal(...): one goal is a tree of one ---- */

/* Arguments: key, parent, then the members in the places that their table says. */
static Datum
MakeGoal(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalRows   *rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	GoalTree   *tree;
	GoalInput	in;

	if (PG_ARGISNULL(0))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("goal key must not be null")));
	GoalInputInit(&in, keytype);
	in.has_extra = true;
	KeyArgs(fcinfo, &in, 0);
	ForEachGoalMember(m)
	{
		if (!PG_ARGISNULL(m->arg))
			GoalInputFromDatum(&in, m, PG_GETARG_DATUM(m->arg));
	}
	GoalRowsAdd(rows, &in);
	tree = GoalTreeBuild(rows, false);
	MemoryContextDelete(rows->hdr.eoh_context);
	PG_RETURN_GOALTREE_P(tree);
}

GOAL_KEY_FUNCTIONS(opm_goal, MakeGoal)
