/*
 * goaltree_rows.c: collecting rows: what an aggregate does once a row, and the gate that every row passes.
 *
 * Rows lie in one array, texts in one arena, so that a partial state crosses processes as three copies of memory.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"
#include "utils/uuid.h"

static Size GoalRowsFlatSize(ExpandedObjectHeader *eohptr);
static void GoalRowsFlatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size);

static const ExpandedObjectMethods goalrows_methods = {GoalRowsFlatSize, GoalRowsFlatten};

/* ---- memory ---- */

GoalRows *
GoalRowsCreateIn(MemoryContext context, GoalKeyType keytype)
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
	return GoalRowsCreateIn(AllocSetContextCreate(parent, "opm goaltree rows", ALLOCSET_START_SMALL_SIZES), keytype);
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
void
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
	if (rows->keytype != keytype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("cannot combine goals with %s keys and goals with %s keys",
						GoalKeyTypeName(rows->keytype), GoalKeyTypeName(keytype))));
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

void
GoalInputRefuse(const GoalInput *in, const char *what, float8 x, const char *rule)
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
		GoalInputRefuse(in, what, x, "It must be a finite number.");
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
		GoalInputRefuse(in, "minimum coverage", in->extra.mincover, "A minimum coverage is above 0 and at most 1.");
}

/* The one gate for a goal's numbers, from SQL, outline, jsonb and binary alike. */
static void
CheckGoalInput(const GoalRows *rows, GoalInput *in)
{
	GoalExtra  *e = &in->extra;

	in->score = CheckNumber(in, "score", in->score);
	if (in->weight != 0 && !(in->weight >= GOAL_MIN_WEIGHT && in->weight <= GOAL_MAX_WEIGHT))
		GoalInputRefuse(in, "weight", in->weight, "A weight is 0, or from 1e-100 to 1e100.");
	in->weight += 0.0;
	CheckPolicy(rows, in);
	if (!in->has_extra)
		return;
	e->value = CheckNumber(in, "value", e->value);
	e->base = CheckNumber(in, "base", e->base);
	e->floor = CheckNumber(in, "credit floor", e->floor);
	e->cap = CheckNumber(in, "credit cap", e->cap);
	if (!(e->share >= GOAL_MIN_WEIGHT && e->share <= 1))
		GoalInputRefuse(in, "share", e->share, "A share is above 0 and at most 1.");
	if (OpmIsUnknown(e->floor) != OpmIsUnknown(e->cap))
		ereport(ERROR,
				(GoalErrcode(rows, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("credit range of goal %s has only one end",
						GoalKeyFormat(in->keytype, in->bigint, in->key, in->keylen)),
				 errdetail("A credit range is a floor and a cap, as in 0 and 1.")));
	if (e->floor >= e->cap)
		GoalInputRefuse(in, "credit floor", e->floor, "The floor of a credit range lies below its cap.");
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
void
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
