/*
 * goaltree_rows.c: collecting rows, the half of goaltree that an aggregate runs once a row.
 *
 * Nothing is linked here: a parent may come later, or in another worker. Rows lie in one array, texts in one
 * arena, so that a partial state crosses processes as three copies of memory.
 */
#include "goaltree.h"

#include <math.h>

#include "literal.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/memutils.h"
#include "utils/uuid.h"

static Size GoalRowsFlatSize(ExpandedObjectHeader *eohptr);
static void GoalRowsFlatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size);

static const ExpandedObjectMethods goalrows_methods = {GoalRowsFlatSize, GoalRowsFlatten};

/* ---- memory ---- */

static GoalRows *
CreateRowsIn(MemoryContext context, GoalKeyType keytype)
{
	GoalRows   *rows = MemoryContextAllocZero(context, sizeof(GoalRows));

	EOH_init_header(&rows->hdr, &goalrows_methods, context);
	rows->magic = GOALROWS_MAGIC;
	rows->keytype = keytype;
	return rows;
}

GoalRows *
GoalRowsCreate(MemoryContext parent, GoalKeyType keytype)
{
	return CreateRowsIn(AllocSetContextCreate(parent, "opm goaltree rows", ALLOCSET_START_SMALL_SIZES), keytype);
}

/*
 * Room for one more item in an array of the rows' context. Beyond a million items the array grows by a
 * quarter: large blocks are moved by remapping, and doubling would hold twice the memory for nothing.
 */
static void *
GrowArray(GoalRows *rows, void *array, int64 *max, int64 need, Size width)
{
	int64		newmax = *max < 1000000 ? *max * 2 : *max + *max / 4;

	newmax = Max(newmax, Max(need, 8));
	if (newmax > (int64) (MaxAllocHugeSize / width))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many goals for one goaltree")));
	*max = newmax;
	if (array == NULL)
		return MemoryContextAllocHuge(rows->hdr.eoh_context, newmax * width);
	return repalloc_huge(array, newmax * width);
}

/* The stored form ends at 1 GB, some 20 million goals; more rows than this cannot become one. */
static void
CheckRowCount(int64 n)
{
	if (n > GOALTREE_MAX_ROWS)
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("too many goals for one goaltree"),
				 errdetail("A goaltree is built from at most %d rows.", GOALTREE_MAX_ROWS),
				 errhint("Build a tree for each part, and roll up their scores.")));
}

GoalRow *
GoalRowsPush(GoalRows *rows)
{
	if (unlikely(rows->nrows >= rows->maxrows))
	{
		CheckRowCount(rows->nrows + 1);
		rows->rows = GrowArray(rows, rows->rows, &rows->maxrows, rows->nrows + 1, sizeof(GoalRow));
	}
	return &rows->rows[rows->nrows++];
}

int64
GoalArenaAdd(GoalRows *rows, const char *bytes, size_t len)
{
	int64		off = rows->arenalen;
	int64		need = off + 8 + MAXALIGN(len);

	if (need > rows->arenamax)
		rows->arena = GrowArray(rows, rows->arena, &rows->arenamax, need, 1);
	memset(rows->arena + off, 0, need - off);	/* padding must not differ */
	*(uint32 *) (rows->arena + off) = (uint32) len;
	if (len > 0)
		memcpy(rows->arena + off + 8, bytes, len);
	rows->arenalen = need;
	return off;
}

static GoalExtra *
ExtraPush(GoalRows *rows)
{
	if (rows->nextras >= rows->maxextras)
		rows->extras = GrowArray(rows, rows->extras, &rows->maxextras, rows->nextras + 1, sizeof(GoalExtra));
	return &rows->extras[rows->nextras++];
}

/* What only the full form says of a row; made, saying nothing, where there is none yet. */
GoalExtra *
GoalRowExtra(GoalRows *rows, GoalRow *row)
{
	if (row->extra == 0)
	{
		GoalInput	nothing;

		GoalInputInit(&nothing, rows->keytype);
		*ExtraPush(rows) = nothing.extra;
		row->extra = (uint32) rows->nextras;
	}
	return &rows->extras[row->extra - 1];
}

/* ---- flat rows form, for the way between processes ---- */

static Size
GoalRowsFlatSize(ExpandedObjectHeader *eohptr)
{
	GoalRows   *rows = (GoalRows *) eohptr;
	Size		size = MAXALIGN(sizeof(GoalTree));

	size += rows->nrows * sizeof(GoalRow) + rows->nextras * sizeof(GoalExtra) + rows->arenalen;
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("partial goaltree of " INT64_FORMAT " rows exceeds the maximum size of 1 GB", rows->nrows),
				 errhint("Set max_parallel_workers_per_gather to 0 for this statement, or aggregate fewer goals.")));
	return size;
}

static void
GoalRowsFlatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size)
{
	GoalRows   *rows = (GoalRows *) eohptr;
	GoalTree   *flat = (GoalTree *) result;
	char	   *at = (char *) result + MAXALIGN(sizeof(GoalTree));

	memset(flat, 0, MAXALIGN(sizeof(GoalTree)));
	SET_VARSIZE(flat, allocated_size);
	flat->format = GOALTREE_FORMAT;
	flat->form = GOAL_FORM_ROWS;
	flat->keytype = rows->keytype;
	flat->nodes = (uint32) rows->nrows;
	flat->extras = (uint32) rows->nextras;
	flat->strings = rows->arenalen;
	memcpy(at, rows->rows, rows->nrows * sizeof(GoalRow));
	at += rows->nrows * sizeof(GoalRow);
	if (rows->nextras > 0)
		memcpy(at, rows->extras, rows->nextras * sizeof(GoalExtra));
	at += rows->nextras * sizeof(GoalExtra);
	if (rows->arenalen > 0)
		memcpy(at, rows->arena, rows->arenalen);
}

/* Read a flat rows form in place; the result must not be changed. */
static void
GoalRowsPeek(GoalRows *view, GoalTree *flat)
{
	char	   *at = (char *) flat + MAXALIGN(sizeof(GoalTree));

	memset(view, 0, sizeof(GoalRows));
	view->magic = GOALROWS_MAGIC;
	view->keytype = flat->keytype;
	view->rows = (GoalRow *) at;
	view->nrows = flat->nodes;
	at += flat->nodes * sizeof(GoalRow);
	view->extras = (GoalExtra *) at;
	view->nextras = flat->extras;
	view->arena = at + flat->extras * sizeof(GoalExtra);
	view->arenalen = flat->strings;
}

/* ---- adding ---- */

static void
CheckKeyType(const GoalRows *rows, GoalKeyType keytype)
{
	static const char *const names[] = {"", "bigint", "uuid", "text"};

	if (rows->keytype != keytype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot combine goals with %s keys and goals with %s keys",
						names[rows->keytype], names[keytype])));
}

/* Append all of src, which may belong to somebody else, to dst. */
static void
GoalRowsAppend(GoalRows *dst, const GoalRows *src)
{
	/* counted first: src may be dst */
	int64		nrows = src->nrows;
	int64		nextras = src->nextras;
	int64		arenalen = src->arenalen;
	int64		shift = dst->arenalen;
	uint32		extrashift = (uint32) dst->nextras;
	bool		textkeys = src->keytype != GOAL_KEY_BIGINT;

	CheckKeyType(dst, src->keytype);
	CheckRowCount(dst->nrows + nrows);
	if (arenalen > 0)
	{
		if (shift + arenalen > dst->arenamax)
			dst->arena = GrowArray(dst, dst->arena, &dst->arenamax, shift + arenalen, 1);
		memcpy(dst->arena + shift, src->arena, arenalen);
		dst->arenalen += arenalen;
	}
	for (int64 i = 0; i < nextras; i++)
	{
		GoalExtra  *e = ExtraPush(dst);

		*e = src->extras[i];
		e->label += e->label ? shift : 0;
		e->unit += e->unit ? shift : 0;
		e->target += e->target ? shift : 0;
	}
	if (dst->nrows + nrows > dst->maxrows)
		dst->rows = GrowArray(dst, dst->rows, &dst->maxrows, dst->nrows + nrows, sizeof(GoalRow));
	memcpy(dst->rows + dst->nrows, src->rows, nrows * sizeof(GoalRow));
	for (GoalRow *r = dst->rows + dst->nrows; r < dst->rows + dst->nrows + nrows; r++)
	{
		r->extra += r->extra ? extrashift : 0;
		if (textkeys)
		{
			r->key += shift;
			r->parent += shift;
		}
	}
	dst->nrows += nrows;
}

void
GoalInputInit(GoalInput *in, GoalKeyType keytype)
{
	memset(in, 0, sizeof(*in));
	in->keytype = keytype;
	in->score = OPM_UNKNOWN;
	in->weight = 1.0;
	in->extra.value = in->extra.base = in->extra.floor = in->extra.cap = OPM_UNKNOWN;
	in->extra.share = 1.0;
}

static void
RefuseGoal(const GoalInput *in, const char *what, float8 x, const char *rule)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s of goal %s must not be %g", what,
					GoalKeyFormat(in->keytype, in->bigint, in->key, in->keylen), x),
			 errdetail("%s", rule),
			 errhint("Filter the row out, or use NULL for \"not known\".")));
}

static float8
CheckNumber(const GoalInput *in, const char *what, float8 x)
{
	if (unlikely(isinf(x)))
		RefuseGoal(in, what, x, "It must be a finite number.");
	return x + 0.0;
}

static void
CheckPolicy(const GoalRows *rows, GoalInput *in)
{
	bool		wants_k = in->policy.method == GOAL_AT_LEAST;

	if (in->policy.method > GOAL_OWN || in->policy.missing > GOAL_COVER || wants_k != (in->policy.k > 0))
		ereport(ERROR,
				(GoalErrcode(rows, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal %s has an unknown rollup method or missing-data policy",
						GoalKeyFormat(in->keytype, in->bigint, in->key, in->keylen))));
	if (in->policy.missing != GOAL_COVER)
		in->extra.mincover = 0;
	else if (!(in->extra.mincover > 0 && in->extra.mincover <= 1))
		RefuseGoal(in, "minimum coverage", in->extra.mincover, "A minimum coverage is above 0 and at most 1.");
}

/* The one gate for a goal's numbers, from SQL, outline, jsonb and binary alike. */
static void
CheckGoalInput(const GoalRows *rows, GoalInput *in)
{
	GoalExtra  *e = &in->extra;

	in->score = CheckNumber(in, "score", in->score);
	if (in->weight != 0 && !(in->weight >= GOAL_MIN_WEIGHT && in->weight <= GOAL_MAX_WEIGHT))
		RefuseGoal(in, "weight", in->weight, "A weight is 0, or from 1e-100 to 1e100.");
	in->weight += 0.0;
	CheckPolicy(rows, in);
	if (!in->has_extra)
		return;
	e->value = CheckNumber(in, "value", e->value);
	e->base = CheckNumber(in, "base", e->base);
	e->floor = CheckNumber(in, "credit floor", e->floor);
	e->cap = CheckNumber(in, "credit cap", e->cap);
	if (!(e->share >= GOAL_MIN_WEIGHT && e->share <= 1))
		RefuseGoal(in, "share", e->share, "A share is above 0 and at most 1.");
	if (OpmIsUnknown(e->floor) != OpmIsUnknown(e->cap))
		ereport(ERROR,
				(GoalErrcode(rows, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("credit range of goal %s has only one end",
						GoalKeyFormat(in->keytype, in->bigint, in->key, in->keylen)),
				 errdetail("A credit range is a floor and a cap, as in 0 and 1.")));
	if (e->floor >= e->cap)
		RefuseGoal(in, "credit floor", e->floor, "The floor of a credit range lies below its cap.");
}

void
GoalRowsAdd(GoalRows *rows, const GoalInput *in)
{
	GoalRow    *row;
	GoalRow		new = {0};
	GoalInput	checked = *in;

	CheckKeyType(rows, in->keytype);
	CheckGoalInput(rows, &checked);
	if (in->keytype == GOAL_KEY_BIGINT)
	{
		new.key = in->bigint;
		new.parent = in->has_parent ? in->parent_bigint : 0;
	}
	else
	{
		new.key = GoalArenaAdd(rows, in->key, in->keylen);
		/* a row without a parent points at its own key, so that appending may shift both */
		new.parent = in->has_parent ? GoalArenaAdd(rows, in->parent, in->parentlen) : new.key;
	}
	new.score = checked.score;
	new.weight = checked.weight;
	new.flags = in->has_parent ? GOALROW_HAS_PARENT : 0;
	new.method = in->policy.method;
	new.k = in->policy.k;
	if (in->has_extra)
	{
		GoalExtra  *e = ExtraPush(rows);

		*e = checked.extra;
		e->missing = in->policy.missing;
		e->label = in->label ? GoalArenaAdd(rows, in->label, in->labellen) + 1 : 0;
		e->unit = in->unit ? GoalArenaAdd(rows, in->unit, in->unitlen) + 1 : 0;
		e->target = in->target ? GoalArenaAdd(rows, (const char *) in->target, VARSIZE(in->target)) + 1 : 0;
		new.extra = (uint32) rows->nextras;
	}
	row = GoalRowsPush(rows);
	*row = new;
}

static void
SetKey(GoalInput *in, const GoalView *v, uint32 node)
{
	GoalText	t = GoalKeyText(v, node);

	in->bigint = v->keytype == GOAL_KEY_BIGINT ? GoalColumnOf(v, GOALCOL_KEY, int64)[node] : 0;
	in->key = v->keytype == GOAL_KEY_UUID ? (char *) (GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + node) : v->strings + t.off;
	in->keylen = v->keytype == GOAL_KEY_UUID ? UUID_LEN : t.len;
}

static void
SetParent(GoalInput *in, const GoalView *v, uint32 parent, float8 weight, float8 share)
{
	GoalInput	p;

	SetKey(&p, v, parent);
	in->has_parent = true;
	in->parent_bigint = p.bigint;
	in->parent = p.key;
	in->parentlen = p.keylen;
	in->weight = weight;
	in->extra.share = share;
	in->has_extra |= share != 1.0;
}

/* A canonical tree as the set of rows it was built from: all, or only the goals to keep and the links among them. */
void
GoalRowsAddTree(GoalRows *rows, GoalTree *tree, const bool *keep)
{
	/* the columns that only opm.goal() can fill */
	const uint32 extra_columns = (1u << GOALCOL_TOTAL) - (1u << GOALCOL_NOTAPPLICABLE);
	GoalView	v;
	GoalInput	in;
	uint32		d = 0;

	GoalViewInit(&v, tree);
	for (uint32 i = 0; i < v.nodes; i++)
	{
		GoalText	label = GoalTextOf(&v, GOALCOL_LABEL, i);
		GoalText	unit = GoalTextOf(&v, GOALCOL_UNIT, i);
		uint32		parent = GoalParents(&v)[i];

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (keep && !keep[i])
			continue;
		GoalInputInit(&in, v.keytype);
		SetKey(&in, &v, i);
		in.score = GoalFloat(&v, GOALCOL_OWN, i, OPM_UNKNOWN);
		in.policy = GoalPolicyOf(&v, i);
		in.has_extra = (tree->columns & extra_columns) != 0 || in.policy.missing != GOAL_IGNORE;
		if (in.has_extra)
		{
			in.extra.value = GoalFloat(&v, GOALCOL_VALUE, i, OPM_UNKNOWN);
			in.extra.base = GoalFloat(&v, GOALCOL_BASE, i, OPM_UNKNOWN);
			in.extra.floor = GoalFloat(&v, GOALCOL_FLOOR, i, OPM_UNKNOWN);
			in.extra.cap = GoalFloat(&v, GOALCOL_CAP, i, OPM_UNKNOWN);
			in.extra.mincover = GoalFloat(&v, GOALCOL_MINCOVER, i, 0);
			in.extra.notapplicable = v.column[GOALCOL_NOTAPPLICABLE] ? GoalColumnOf(&v, GOALCOL_NOTAPPLICABLE, uint8)[i] : 0;
			in.label = label.len ? v.strings + label.off : NULL;
			in.labellen = label.len;
			in.unit = unit.len ? v.strings + unit.off : NULL;
			in.unitlen = unit.len;
			in.target = GoalTargetOf(&v, i);
		}
		if (parent != GOALTREE_NONE && (!keep || keep[parent]))
			SetParent(&in, &v, parent, GoalFloat(&v, GOALCOL_WEIGHT, i, 1.0), GoalFloat(&v, GOALCOL_SHARE, i, 1.0));
		else if (keep || (d < v.ndanglings && v.danglings[d].child == i))
			in.weight = 1.0;	/* the weight shown is that of a link which is not there */
		else
			in.weight = GoalFloat(&v, GOALCOL_WEIGHT, i, 1.0);
		while (d < v.ndanglings && v.danglings[d].child == i)
			d++;
		GoalRowsAdd(rows, &in);
	}
	for (uint32 i = 0; i < v.nedges; i++)
	{
		if (keep && !(keep[v.edges[i].parent] && keep[v.edges[i].child]))
			continue;
		GoalInputInit(&in, v.keytype);
		SetKey(&in, &v, v.edges[i].child);
		SetParent(&in, &v, v.edges[i].parent, v.edges[i].weight, v.edges[i].share);
		GoalRowsAdd(rows, &in);
	}
	for (uint32 i = 0; i < v.ndanglings && !keep; i++)
	{
		GoalDangling *link = &v.danglings[i];

		GoalInputInit(&in, v.keytype);
		SetKey(&in, &v, link->child);
		in.has_parent = true;
		in.parent_bigint = link->bigint;
		in.parent = v.strings + link->text.off;
		in.parentlen = link->text.len;
		in.weight = link->weight;
		in.extra.share = link->share;
		in.has_extra = link->share != 1.0;
		GoalRowsAdd(rows, &in);
	}
}

/* A state that may be changed: the datum itself if it is ours to change, else a copy in `context`. */
GoalRows *
GoalRowsFromDatum(Datum d, MemoryContext context)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(d);
	GoalRows   *rows;
	GoalRows	peek;
	GoalTree   *flat;

	if (VARATT_IS_EXTERNAL_EXPANDED_RW(raw))
	{
		rows = (GoalRows *) DatumGetEOHP(d);
		Assert(rows->magic == GOALROWS_MAGIC);
		return rows;
	}
	if (VARATT_IS_EXTERNAL_EXPANDED(raw))
	{
		GoalRows   *other = (GoalRows *) DatumGetEOHP(d);

		rows = GoalRowsCreate(context, other->keytype);
		GoalRowsAppend(rows, other);
		return rows;
	}
	flat = (GoalTree *) PG_DETOAST_DATUM(d);
	rows = GoalRowsCreate(context, flat->keytype);
	if (flat->form == GOAL_FORM_ROWS)
	{
		GoalRowsPeek(&peek, flat);
		GoalRowsAppend(rows, &peek);
	}
	else
		GoalRowsAddTree(rows, flat, NULL);
	return rows;
}

/* Add what another state or tree holds, without touching it. */
static void
GoalRowsAddDatum(GoalRows *rows, Datum d)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(d);
	GoalRows	peek;
	GoalTree   *flat;

	if (VARATT_IS_EXTERNAL_EXPANDED(raw))
	{
		GoalRowsAppend(rows, (GoalRows *) DatumGetEOHP(d));
		return;
	}
	flat = (GoalTree *) PG_DETOAST_DATUM(d);
	CheckKeyType(rows, flat->keytype);
	if (flat->form == GOAL_FORM_ROWS)
	{
		GoalRowsPeek(&peek, flat);
		GoalRowsAppend(rows, &peek);
	}
	else
		GoalRowsAddTree(rows, flat, NULL);
	if ((Pointer) flat != DatumGetPointer(d))
		pfree(flat);
}

/* ---- the aggregates ---- */

/*
 * The context that the states of one aggregate share, remembered in fn_extra. Either side may go first (Citus
 * makes the call's memory anew for every row), so each has a callback that tells the other.
 */
typedef struct StateContext
{
	MemoryContext aggregate;	/* whose child states is */
	MemoryContext states;		/* NULL once it is gone */
	struct StateLink *link;		/* lives in states */
	MemoryContextCallback gone;	/* of the memory of this struct */
} StateContext;

typedef struct StateLink
{
	StateContext *cache;		/* NULL once it is gone */
	MemoryContextCallback gone;	/* of states */
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
		cache = fcinfo->flinfo->fn_extra = MemoryContextAllocZero(fcinfo->flinfo->fn_mcxt, sizeof(StateContext));
		cache->gone.func = ForgetCache;
		cache->gone.arg = cache;
		MemoryContextRegisterResetCallback(fcinfo->flinfo->fn_mcxt, &cache->gone);
	}
	return cache;
}

/*
 * A new state. An expanded object wants a context that is a child of the aggregate's, but a child for each group
 * would make hash aggregation quadratic, which sums up all children for every new group: all groups share one.
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
		return CreateRowsIn(cache->states, keytype);
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
	return CreateRowsIn(states, keytype);
}

static MemoryContext
CopyContext(FunctionCallInfo fcinfo)
{
	MemoryContext context;

	return AggCheckCallContext(fcinfo, &context) ? context : CurrentMemoryContext;
}

static inline GoalRows *
StateOf(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	if (PG_ARGISNULL(0))
		return NewState(fcinfo, keytype);
	/* the usual case first: our own state, once a row */
	if (likely(VARATT_IS_EXTERNAL_EXPANDED_RW(DatumGetPointer(PG_GETARG_DATUM(0)))))
		return (GoalRows *) DatumGetEOHP(PG_GETARG_DATUM(0));
	return GoalRowsFromDatum(PG_GETARG_DATUM(0), CopyContext(fcinfo));
}

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

static Datum
SkippedState(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(0))
		PG_RETURN_NULL();
	PG_RETURN_DATUM(PG_GETARG_DATUM(0));
}

static void
FillShortForm(FunctionCallInfo fcinfo, GoalInput *in)
{
	if (!PG_ARGISNULL(3))
	{
		in->score = PG_GETARG_FLOAT8(3);
		if (isnan(in->score))
			RefuseGoal(in, "score", in->score, "It must be a finite number.");
	}
	if (PG_NARGS() > 4 && !PG_ARGISNULL(4))
		in->weight = PG_GETARG_FLOAT8(4);
	if (PG_NARGS() > 5 && !PG_ARGISNULL(5))
		in->policy = GoalMethodFromText(PG_GETARG_TEXT_PP(5));
}

PG_FUNCTION_INFO_V1(goaltree_accum_bigint);
Datum
goaltree_accum_bigint(PG_FUNCTION_ARGS)
{
	GoalRows   *rows;
	float8		score = PG_ARGISNULL(3) ? 0 : PG_GETARG_FLOAT8(3);
	float8		weight = PG_NARGS() <= 4 || PG_ARGISNULL(4) ? 1.0 : PG_GETARG_FLOAT8(4);

	if (unlikely(SkipNullKey(fcinfo)))
		return SkippedState(fcinfo);
	rows = StateOf(fcinfo, GOAL_KEY_BIGINT);
	if (likely(rows->keytype == GOAL_KEY_BIGINT && PG_NARGS() <= 5 && !isnan(score) && !isinf(score) &&
			   (weight == 0 || (weight >= GOAL_MIN_WEIGHT && weight <= GOAL_MAX_WEIGHT))))
	{
		GoalRow    *row = GoalRowsPush(rows);

		row->key = PG_GETARG_INT64(1);
		row->parent = PG_ARGISNULL(2) ? 0 : PG_GETARG_INT64(2);
		row->score = PG_ARGISNULL(3) ? OPM_UNKNOWN : score + 0.0;
		row->weight = weight + 0.0;
		row->extra = 0;
		row->flags = PG_ARGISNULL(2) ? 0 : GOALROW_HAS_PARENT;
		row->method = GOAL_AUTO;
		row->k = 0;
	}
	else
	{
		GoalInput	in;

		GoalInputInit(&in, GOAL_KEY_BIGINT);
		in.bigint = PG_GETARG_INT64(1);
		in.has_parent = !PG_ARGISNULL(2);
		in.parent_bigint = in.has_parent ? PG_GETARG_INT64(2) : 0;
		FillShortForm(fcinfo, &in);
		GoalRowsAdd(rows, &in);
	}
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

PG_FUNCTION_INFO_V1(goaltree_accum_uuid);
Datum
goaltree_accum_uuid(PG_FUNCTION_ARGS)
{
	GoalRows   *rows;
	GoalInput	in;

	if (SkipNullKey(fcinfo))
		return SkippedState(fcinfo);
	GoalInputInit(&in, GOAL_KEY_UUID);
	in.key = (char *) PG_GETARG_UUID_P(1);
	in.keylen = UUID_LEN;
	in.has_parent = !PG_ARGISNULL(2);
	in.parent = in.has_parent ? (char *) PG_GETARG_UUID_P(2) : NULL;
	in.parentlen = UUID_LEN;
	FillShortForm(fcinfo, &in);
	rows = StateOf(fcinfo, GOAL_KEY_UUID);
	GoalRowsAdd(rows, &in);
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

PG_FUNCTION_INFO_V1(goaltree_accum_text);
Datum
goaltree_accum_text(PG_FUNCTION_ARGS)
{
	GoalRows   *rows;
	GoalInput	in;
	text	   *key;
	text	   *parent;

	if (SkipNullKey(fcinfo))
		return SkippedState(fcinfo);
	key = PG_GETARG_TEXT_PP(1);
	parent = PG_ARGISNULL(2) ? NULL : PG_GETARG_TEXT_PP(2);
	GoalInputInit(&in, GOAL_KEY_TEXT);
	in.key = VARDATA_ANY(key);
	in.keylen = VARSIZE_ANY_EXHDR(key);
	in.has_parent = parent != NULL;
	in.parent = parent ? VARDATA_ANY(parent) : NULL;
	in.parentlen = parent ? VARSIZE_ANY_EXHDR(parent) : 0;
	FillShortForm(fcinfo, &in);
	rows = StateOf(fcinfo, GOAL_KEY_TEXT);
	GoalRowsAdd(rows, &in);
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

/* Combine function, and the transition of merge(): argument 2 is another state or any tree. */
PG_FUNCTION_INFO_V1(goaltree_combine);
Datum
goaltree_combine(PG_FUNCTION_ARGS)
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
		rows = StateOf(fcinfo, 0);
	GoalRowsAddDatum(rows, PG_GETARG_DATUM(1));
	PG_RETURN_DATUM(EOHPGetRWDatum(&rows->hdr));
}

PG_FUNCTION_INFO_V1(goaltree_final);
Datum
goaltree_final(PG_FUNCTION_ARGS)
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

/* Any goaltree datum as a canonical tree. */
GoalTree *
GoalTreeFromDatum(Datum d)
{
	struct varlena *raw = (struct varlena *) DatumGetPointer(d);
	GoalTree   *flat;
	GoalRows	peek;

	if (VARATT_IS_EXTERNAL_EXPANDED(raw))
		return GoalTreeBuild((GoalRows *) DatumGetEOHP(d), false);
	flat = (GoalTree *) PG_DETOAST_DATUM(d);
	if (unlikely(flat->format != GOALTREE_FORMAT))
		ereport(ERROR,
				(errcode(ERRCODE_DATA_CORRUPTED),
				 errmsg("goaltree has storage format %d, which this version of opm does not know", flat->format),
				 errhint("Install the version of opm that wrote it, or a newer one.")));
	if (likely(flat->form == GOAL_FORM_TREE))
		return flat;
	GoalRowsPeek(&peek, flat);
	return GoalTreeBuild(&peek, false);
}

/* ---- opm.goal(...): one goal is a tree of one ---- */

enum GoalArg
{
	ARG_KEY, ARG_PARENT, ARG_LABEL, ARG_VALUE, ARG_BASE, ARG_TARGET, ARG_SCORE, ARG_WEIGHT, ARG_ROLLUP,
	ARG_MISSING, ARG_FLOOR, ARG_CAP, ARG_UNIT, ARG_SHARE, ARG_APPLICABLE
};

static float8
FloatArg(FunctionCallInfo fcinfo, int arg, const GoalInput *in, const char *what, float8 def)
{
	float8		x;

	if (PG_ARGISNULL(arg))
		return def;
	x = PG_GETARG_FLOAT8(arg);
	if (isnan(x))
		RefuseGoal(in, what, x, "It must be a finite number.");
	return x;
}

static void
TextArg(FunctionCallInfo fcinfo, int arg, const char **bytes, int *len)
{
	text	   *t;

	if (PG_ARGISNULL(arg))
		return;
	t = PG_GETARG_TEXT_PP(arg);
	if (VARSIZE_ANY_EXHDR(t) == 0)
		return;
	*bytes = VARDATA_ANY(t);
	*len = VARSIZE_ANY_EXHDR(t);
}

/* Everything but the keys, which the caller has set. */
static Datum
MakeGoal(FunctionCallInfo fcinfo, GoalInput *in)
{
	GoalRows   *rows = GoalRowsCreate(CurrentMemoryContext, in->keytype);
	GoalTree   *tree;

	in->has_extra = true;
	TextArg(fcinfo, ARG_LABEL, &in->label, &in->labellen);
	TextArg(fcinfo, ARG_UNIT, &in->unit, &in->unitlen);
	in->extra.value = FloatArg(fcinfo, ARG_VALUE, in, "value", OPM_UNKNOWN);
	in->extra.base = FloatArg(fcinfo, ARG_BASE, in, "base", OPM_UNKNOWN);
	in->target = PG_ARGISNULL(ARG_TARGET) ? NULL : PG_GETARG_TARGET_P(ARG_TARGET);
	in->score = FloatArg(fcinfo, ARG_SCORE, in, "score", OPM_UNKNOWN);
	in->weight = FloatArg(fcinfo, ARG_WEIGHT, in, "weight", 1.0);
	if (!PG_ARGISNULL(ARG_ROLLUP))
		in->policy = GoalMethodFromText(PG_GETARG_TEXT_PP(ARG_ROLLUP));
	if (!PG_ARGISNULL(ARG_MISSING))
		GoalMissingFromText(PG_GETARG_TEXT_PP(ARG_MISSING), &in->policy, &in->extra.mincover);
	in->extra.floor = FloatArg(fcinfo, ARG_FLOOR, in, "credit floor", OPM_UNKNOWN);
	in->extra.cap = FloatArg(fcinfo, ARG_CAP, in, "credit cap", OPM_UNKNOWN);
	in->extra.share = FloatArg(fcinfo, ARG_SHARE, in, "share", 1.0);
	in->extra.notapplicable = !PG_ARGISNULL(ARG_APPLICABLE) && !PG_GETARG_BOOL(ARG_APPLICABLE);
	GoalRowsAdd(rows, in);
	tree = GoalTreeBuild(rows, false);
	MemoryContextDelete(rows->hdr.eoh_context);
	PG_RETURN_GOALTREE_P(tree);
}

static void
RequireKey(FunctionCallInfo fcinfo)
{
	if (PG_ARGISNULL(ARG_KEY))
		ereport(ERROR,
				(errcode(ERRCODE_NULL_VALUE_NOT_ALLOWED),
				 errmsg("goal key must not be null")));
}

PG_FUNCTION_INFO_V1(goal_bigint);
Datum
goal_bigint(PG_FUNCTION_ARGS)
{
	GoalInput	in;

	RequireKey(fcinfo);
	GoalInputInit(&in, GOAL_KEY_BIGINT);
	in.bigint = PG_GETARG_INT64(ARG_KEY);
	in.has_parent = !PG_ARGISNULL(ARG_PARENT);
	in.parent_bigint = in.has_parent ? PG_GETARG_INT64(ARG_PARENT) : 0;
	return MakeGoal(fcinfo, &in);
}

PG_FUNCTION_INFO_V1(goal_uuid);
Datum
goal_uuid(PG_FUNCTION_ARGS)
{
	GoalInput	in;

	RequireKey(fcinfo);
	GoalInputInit(&in, GOAL_KEY_UUID);
	in.key = (char *) PG_GETARG_UUID_P(ARG_KEY);
	in.keylen = UUID_LEN;
	in.has_parent = !PG_ARGISNULL(ARG_PARENT);
	in.parent = in.has_parent ? (char *) PG_GETARG_UUID_P(ARG_PARENT) : NULL;
	in.parentlen = UUID_LEN;
	return MakeGoal(fcinfo, &in);
}

PG_FUNCTION_INFO_V1(goal_text);
Datum
goal_text(PG_FUNCTION_ARGS)
{
	GoalInput	in;
	text	   *key;
	text	   *parent;

	RequireKey(fcinfo);
	key = PG_GETARG_TEXT_PP(ARG_KEY);
	parent = PG_ARGISNULL(ARG_PARENT) ? NULL : PG_GETARG_TEXT_PP(ARG_PARENT);
	GoalInputInit(&in, GOAL_KEY_TEXT);
	in.key = VARDATA_ANY(key);
	in.keylen = VARSIZE_ANY_EXHDR(key);
	in.has_parent = parent != NULL;
	in.parent = parent ? VARDATA_ANY(parent) : NULL;
	in.parentlen = parent ? VARSIZE_ANY_EXHDR(parent) : 0;
	return MakeGoal(fcinfo, &in);
}
