/*
 * goaltree_rows.c: collecting rows: what an aggregate does once per row.
 *
 * Rows lie in one array, texts in one arena, so that a partial state crosses processes as three copies of
 * memory, and is joined to another by copying and shifting offsets. As an expanded object a state is changed
 * in place: an aggregate over a million rows does not copy it a million times.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"

static Size GoalRowsFlatSize(ExpandedObjectHeader *eohptr);
static void GoalRowsFlatten(ExpandedObjectHeader *eohptr, void *result, Size allocated_size);

static const ExpandedObjectMethods goalrows_methods = {GoalRowsFlatSize, GoalRowsFlatten};

/* ---- memory ---- */

/* An empty set of rows; what it grows by is allocated in this context, too. */
GoalRows *
GoalRowsCreateIn(MemoryContext context, GoalKeyType keytype)
{
	GoalRows   *rows = MemoryContextAllocZero(context, sizeof(GoalRows));

	EOH_init_header(&rows->hdr, &goalrows_methods, context);
	rows->magic = GOALROWS_MAGIC;
	rows->keytype = keytype;
	return rows;
}

/* The same, in a context of its own below parent: deleting that frees all of it. */
GoalRows *
GoalRowsCreate(MemoryContext parent, GoalKeyType keytype)
{
	MemoryContext context = AllocSetContextCreate(parent, "opm goaltree rows", ALLOCSET_START_SMALL_SIZES);

	return GoalRowsCreateIn(context, keytype);
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

/* Room for n more rows. */
static void
ReserveRows(GoalRows *rows, int64 n)
{
	CheckRowCount(rows->nrows + n);
	if (rows->nrows + n > rows->maxrows)
		rows->rows = GrowArray(rows, rows->rows, &rows->maxrows, rows->nrows + n, sizeof(GoalRow));
}

static void
ReserveExtras(GoalRows *rows, int64 n)
{
	if (rows->nextras + n > rows->maxextras)
		rows->extras = GrowArray(rows, rows->extras, &rows->maxextras, rows->nextras + n, sizeof(GoalExtra));
}

/* One more row; the caller fills all of it. */
GoalRow *
GoalRowsPush(GoalRows *rows)
{
	if (unlikely(rows->nrows >= rows->maxrows))
		ReserveRows(rows, 1);
	return &rows->rows[rows->nrows++];
}

/*
 * Add bytes to the arena; returns their offset, by which rows know them: addresses change as the arena grows.
 */
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
	ReserveExtras(rows, 1);
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

/* A header like that of a tree, then rows, extras and arena. */
static Size
GoalRowsFlatSize(ExpandedObjectHeader *eohptr)
{
	GoalRows   *rows = (GoalRows *) eohptr;
	Size		size = MAXALIGN(sizeof(GoalTree));

	size += rows->nrows * sizeof(GoalRow) + rows->nextras * sizeof(GoalExtra) + rows->arenalen;
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("partial goaltree of " INT64_FORMAT " rows exceeds the maximum size of 1 GB",
						rows->nrows),
				 errhint("Set max_parallel_workers_per_gather to 0 for this statement, or aggregate fewer "
						 "goals.")));
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

/* One tree has one type of keys. */
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
	ReserveRows(dst, nrows);
	ReserveExtras(dst, nextras);
	if (arenalen > 0)
	{
		if (shift + arenalen > dst->arenamax)
			dst->arena = GrowArray(dst, dst->arena, &dst->arenamax, shift + arenalen, 1);
		memcpy(dst->arena + shift, src->arena, arenalen);
		dst->arenalen += arenalen;
	}
	if (nextras > 0)
		memcpy(dst->extras + dst->nextras, src->extras, nextras * sizeof(GoalExtra));
	for (int64 i = dst->nextras; i < dst->nextras + nextras; i++)
	{
		ForEachGoalText(m)
		{
			uint64	   *text = GoalExtraText(&dst->extras[i], m);

			*text += *text ? shift : 0;
		}
	}
	dst->nextras += nextras;
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

/* Texts are kept in the arena; the extra has their offsets + 1. */
static void
AddTexts(GoalRows *rows, GoalExtra *e, GoalInput *in)
{
	ForEachGoalText(m)
	{
		const GoalBytes *bytes = GoalInputBytes(in, m);

		*GoalExtraText(e, m) = bytes->len ? GoalArenaAdd(rows, bytes->at, bytes->len) + 1 : 0;
	}
}

/* One more row. Refuses what no goal may have, and gives in its one form: -0 becomes 0. */
void
GoalRowsAdd(GoalRows *rows, GoalInput *in)
{
	GoalRow		new = {0};

	CheckKeyType(rows, in->keytype);
	GoalInputCheck(in, rows->badrow);
	if (in->keytype == GOAL_KEY_BIGINT)
	{
		new.key = in->key.bigint;
		new.parent = in->has_parent ? in->parent.bigint : 0;
	}
	else
	{
		new.key = GoalArenaAdd(rows, in->key.bytes, in->key.len);
		/* a row without a parent points at its own key, so that appending may shift both without looking */
		new.parent = in->has_parent ? GoalArenaAdd(rows, in->parent.bytes, in->parent.len) : new.key;
	}
	new.score = in->score;
	new.weight = in->weight;
	new.flags = in->has_parent ? GOALROW_HAS_PARENT : 0;
	new.method = in->policy.method;
	new.k = in->policy.k;
	if (in->has_extra)
	{
		GoalExtra  *e = ExtraPush(rows);

		*e = in->extra;
		e->missing = in->policy.missing;
		AddTexts(rows, e, in);
		new.extra = (uint32) rows->nextras;
	}
	*GoalRowsPush(rows) = new;
}

/* A row as input again. Its bytes lie in the arena, so they are good until more are added. */
void
GoalRowsInput(const GoalRows *rows, const GoalRow *row, GoalInput *in)
{
	GoalInputInit(in, rows->keytype);
	in->key = GoalRowsKey(rows, row->key);
	in->has_parent = (row->flags & GOALROW_HAS_PARENT) != 0;
	if (in->has_parent)
		in->parent = GoalRowsKey(rows, row->parent);
	in->score = row->score;
	in->weight = row->weight;
	in->policy.method = row->method;
	in->policy.k = row->k;
	if (row->extra == 0)
		return;
	in->has_extra = true;
	in->extra = rows->extras[row->extra - 1];
	in->policy.missing = in->extra.missing;
	ForEachGoalText(m)
	{
		uint64	   *off = GoalExtraText(&in->extra, m);

		if (*off != 0)
		{
			GoalInputBytes(in, m)->at = GoalArenaData(rows, *off - 1);
			GoalInputBytes(in, m)->len = (int) GoalArenaLen(rows, *off - 1);
		}
		*off = 0;
	}
}

/* ---- a tree as rows again ---- */

/* A share is kept in the full form only; a share of 1 need not be said. */
static void
SetParent(GoalInput *in, const GoalKey *parent, float8 weight, float8 share)
{
	in->has_parent = true;
	in->parent = *parent;
	in->weight = weight;
	in->extra.share = share;
	in->has_extra |= share != 1.0;
}

/* A link beyond the one that a goal is listed under: a row that says nothing else. */
static void
AddLink(GoalRows *rows, const GoalView *v, uint32 child, const GoalKey *parent, float8 weight, float8 share)
{
	GoalInput	in;

	GoalInputInit(&in, v->keytype);
	in.key = GoalKeyOf(v, child);
	SetParent(&in, parent, weight, share);
	GoalRowsAdd(rows, &in);
}

/*
 * A canonical tree as the set of rows it was built from: all, or only the goals to keep and the links among
 * them.
 */
void
GoalRowsAddTree(GoalRows *rows, GoalTree *tree, const bool *keep)
{
	GoalView	v;
	uint32		d = 0;

	GoalViewInit(&v, tree);
	if (!keep)
	{
		ReserveRows(rows, (int64) v.nodes + v.nedges + v.ndanglings);
		ReserveExtras(rows, GoalHasExtras(&v) ? v.nodes : 0);
	}
	for (uint32 i = 0; i < v.nodes; i++)
	{
		uint32		parent = GoalParents(&v)[i];
		float8		weight = GoalFloat(&v, GOALCOL_WEIGHT, i, 1.0);
		bool		dangling = d < v.ndanglings && v.danglings[d].child == i;
		GoalInput	in;

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		while (d < v.ndanglings && v.danglings[d].child == i)
			d++;
		if (keep && !keep[i])
			continue;
		GoalInputInit(&in, v.keytype);
		in.key = GoalKeyOf(&v, i);
		GoalInputFromTree(&in, &v, i);
		if (parent != GOALTREE_NONE && (!keep || keep[parent]))
		{
			GoalKey		key = GoalKeyOf(&v, parent);

			SetParent(&in, &key, weight, GoalFloat(&v, GOALCOL_SHARE, i, 1.0));
		}
		else if (!keep && !dangling)
			in.weight = weight; /* else the weight shown is that of a link which is not there */
		GoalRowsAdd(rows, &in);
	}
	for (uint32 e = 0; e < v.nedges; e++)
	{
		const GoalEdge *link = &v.edges[e];
		GoalKey		key = GoalKeyOf(&v, link->parent);

		if (!keep || (keep[link->parent] && keep[link->child]))
			AddLink(rows, &v, link->child, &key, link->weight, link->share);
	}
	for (d = 0; d < v.ndanglings && !keep; d++)
	{
		const GoalDangling *link = &v.danglings[d];
		GoalKey		key = GoalDanglingKey(&v, link);

		AddLink(rows, &v, link->child, &key, link->weight, link->share);
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
