/*
 * goaltree_emit.c: the last step of building: write ranked, ordered goals as the columns of the stored form.
 *
 * Equal trees must be equal bytes, which rules what is done here: a column that would hold only defaults is
 * left out, every byte is written (paddings and unsaid texts are zero), and texts go into the string area in
 * one order: targets first, then each goal's key, label, unit, and at the end the keys of parents that are
 * not there.
 */
#include "goaltree_build.h"

/* A tree in the making. */
typedef struct Emit
{
	Build	   *b;				/* what is laid out */
	GoalView	v;				/* of the tree, laid out but not yet filled */
	uint32		stringend;		/* next free byte of the string area */
} Emit;

/* The bit of a column that is needed, else none. */
static inline uint32
ColumnIf(bool needed, GoalColumn col)
{
	return needed ? 1u << col : 0;
}

/* Columns that one goal needs; adds to *strings the bytes that its texts take in the string area. */
static uint32
ColumnsOfExtra(const Build *b, const GoalExtra *e, uint64 *strings)
{
	uint32		columns = 0;

	ForEachExtraNumber(m)
	{
		if (!m->link && GoalNumberSaid(m, *GoalExtraNumber(e, m)))
			columns |= (1u << m->column) | m->results;
	}
	ForEachGoalText(m)
	{
		uint64		at = *GoalExtraText(e, m);
		uint32		len;

		if (at == 0)
			continue;
		columns |= 1u << m->column;
		len = GoalArenaLen(b->in, at - 1);
		*strings += GoalMemberIdOf(m) == MEMBER_TARGET ? MAXALIGN(len) : len;
	}
	ForEachGoalFlag(m)
	{
		columns |= ColumnIf(*GoalExtraFlag(e, m) != 0, m->column);
	}
	columns |= ColumnIf(e->missing != GOAL_IGNORE, GOALCOL_POLICY);
	columns |= ColumnIf(e->missing == GOAL_COVER, GOALCOL_MINCOVER);
	columns |= ColumnIf(e->basis != BASIS_EXPECTED, GOALCOL_BASIS);
	return columns;
}

/* Keys of parents that are not there are texts of their own: the bytes that they take in the string area. */
static uint64
DanglingStrings(const Build *b)
{
	uint64		strings = 0;

	if (b->ndanglings == 0 || b->in->keytype == GOAL_KEY_BIGINT)
		return 0;
	/* with one row per key, those of the rows whose parent was not found */
	for (uint32 r = 0; b->links == NULL && r < b->nodes; r++)
	{
		const GoalRow *row = BuildRow(b, r);

		BuildInterrupt(r);
		if ((row->flags & GOALROW_HAS_PARENT) && b->parent[r] == GOALTREE_NONE)
			strings += GoalArenaLen(b->in, row->parent);
	}
	for (uint32 i = 0; b->links && i < b->nlinks; i++)
	{
		BuildInterrupt(i);
		if (b->links[i].parent == GOALTREE_NONE)
			strings += GoalArenaLen(b->in, b->links[i].key);
	}
	return strings;
}

/* Which columns there are, and how large the string area is. */
static void
PlanTree(Build *b, GoalTree *header)
{
	uint32		columns = (1u << GOALCOL_KEY) | (1u << GOALCOL_PARENT) | (1u << GOALCOL_SIZE) |
		(1u << GOALCOL_BYKEY) | (1u << GOALCOL_SCORE) | (1u << GOALCOL_COVERAGE);
	uint64		strings = 0;
	bool		weights = false;
	bool		scores = false;
	bool		policies = false;
	bool		values = false;

	for (uint32 r = 0; r < b->nodes; r++)
	{
		/* with one row per goal any order will do, and that of the rows is the fastest */
		const GoalRow *row = b->merged ? &b->merged[r] : &b->in->rows[r];
		const GoalExtra *x = BuildExtra(b, row);

		BuildInterrupt(r);
		weights |= row->weight != 1.0;
		scores |= !OpmIsUnknown(row->score);
		policies |= row->method != GOAL_AUTO;
		/* a total comes up even if no value is given: 0, or what scores add up to */
		values |= GoalMethodIsValue(row->method);
		if (x)
		{
			columns |= ColumnsOfExtra(b, x, &strings);
			if (b->links == NULL && x->share != 1.0)
				columns |= 1u << GOALCOL_SHARE;
		}
		if (b->in->keytype == GOAL_KEY_TEXT)
			strings += GoalArenaLen(b->in, row->key);
	}
	/* with several rows per key, weights and shares are those of the links, not of the rows */
	for (uint32 i = 0; b->links && i < b->nlinks; i++)
	{
		BuildInterrupt(i);
		weights |= b->links[i].weight != 1.0;
		columns |= ColumnIf(b->links[i].share != 1.0, GOALCOL_SHARE);
	}
	strings += DanglingStrings(b);
	columns |= ColumnIf(weights, GOALCOL_WEIGHT) | ColumnIf(scores, GOALCOL_OWN);
	columns |= ColumnIf(policies, GOALCOL_POLICY) | ColumnIf(values, GOALCOL_TOTAL);
	header->format = GOALTREE_FORMAT;
	header->form = GOAL_FORM_TREE;
	header->keytype = b->in->keytype;
	header->nodes = b->nodes;
	header->columns = columns;
	header->edges = b->nedges;
	header->danglings = b->ndanglings;
	header->strings = strings;
}

/* Copy a text of the arena (offset + 1) to the end of the string area. */
static GoalText
EmitText(Emit *e, uint64 arena, bool aligned)
{
	GoalText	t = {0, 0};

	if (arena == 0)
		return t;
	t.len = GoalArenaLen(e->b->in, arena - 1);
	t.off = e->stringend;
	memcpy(e->v.strings + t.off, GoalArenaData(e->b->in, arena - 1), t.len);
	e->stringend += aligned ? MAXALIGN(t.len) : t.len;
	return t;
}

/* Write to a column, if the tree has it. */
#define SetColumn(col, ctype, val) \
	do { if (v->column[col]) GoalColumnOf(v, col, ctype)[at] = (val); } while (0)

/* What only the full form says of a goal; x is NULL if it says nothing. */
static void
EmitExtra(Emit *e, uint32 at, const GoalExtra *x)
{
	GoalView   *v = &e->v;

	ForEachExtraNumber(m)
	{
		if (!m->link)
			SetColumn(m->column, float8, x ? *GoalExtraNumber(x, m) : m->unsaid);
	}
	/* a text that is not said is zero already, and targets are there */
	ForEachMemberFrom(MEMBER_NUMBERS_END, MEMBER_TARGET, m)
	{
		if (x)
			SetColumn(m->column, GoalText, EmitText(e, *GoalExtraText(x, m), false));
	}
	ForEachGoalFlag(m)
	{
		SetColumn(m->column, uint8, x ? *GoalExtraFlag(x, m) : 0);
	}
	SetColumn(GOALCOL_MINCOVER, float8, x ? x->mincover : 0);
	SetColumn(GOALCOL_BASIS, uint8, x ? x->basis : BASIS_EXPECTED);
}

/* The link a goal stands under: its weight and share go into columns. */
static void
EmitLink(Emit *e, uint32 at, uint32 rank, const GoalRow *row, const GoalExtra *x)
{
	Build	   *b = e->b;
	GoalView   *v = &e->v;
	float8		weight = row->weight;
	float8		share = x && b->links == NULL ? x->share : 1.0;

	if (b->links != NULL)
	{
		bool		shown = b->parent[rank] != GOALTREE_NONE;

		/* a root with dangling parents shows the first link's weight */
		for (uint32 i = b->linkstart[rank]; i < b->linkstart[rank + 1]; i++)
			if (b->links[i].parent == b->parent[rank])
			{
				weight = b->links[i].weight;
				share = shown ? b->links[i].share : 1.0;
				break;
			}
	}
	else if (b->parent[rank] == GOALTREE_NONE)
		share = 1.0;			/* that of a dangling link is said there */
	SetColumn(GOALCOL_WEIGHT, float8, weight);
	SetColumn(GOALCOL_SHARE, float8, share);
}

/* The columns in which every goal has an entry. */
static void
EmitNodes(Emit *e)
{
	Build	   *b = e->b;
	GoalView   *v = &e->v;
	uint32	   *parents = GoalParents(v);
	uint32	   *sizes = GoalSizes(v);

	/* in a tree of the short form there is nothing to look up in the extras */
	bool		full = GoalHasExtras(v) || b->links != NULL;

	for (uint32 at = 0; at < b->nodes; at++)
	{
		uint32		rank = b->rankat[at];
		const GoalRow *row = BuildRow(b, rank);
		const GoalExtra *x = BuildExtra(b, row);

		BuildPrefetch(b, b->rankat[Min(at + BUILD_AHEAD, b->nodes - 1)]);
		BuildInterrupt(at);
		parents[at] = b->parent[rank] == GOALTREE_NONE ? GOALTREE_NONE : b->pos[b->parent[rank]];
		sizes[at] = b->size[rank];
		SetColumn(GOALCOL_OWN, float8, row->score);
		switch (v->keytype)
		{
			case GOAL_KEY_BIGINT:
				GoalColumnOf(v, GOALCOL_KEY, int64)[at] = row->key;
				break;
			case GOAL_KEY_UUID:
				memcpy(GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + at,
					   GoalArenaData(b->in, row->key), UUID_LEN);
				break;
			default:
				GoalColumnOf(v, GOALCOL_KEY, GoalText)[at] = EmitText(e, row->key + 1, false);
				break;
		}
		if (v->column[GOALCOL_POLICY])
		{
			GoalPolicy *p = &GoalColumnOf(v, GOALCOL_POLICY, GoalPolicy)[at];

			p->method = row->method;
			p->k = row->k;
			p->missing = x ? x->missing : GOAL_IGNORE;
		}
		if (full)
		{
			EmitLink(e, at, rank, row, x);
			EmitExtra(e, at, x);
		}
		else
			SetColumn(GOALCOL_WEIGHT, float8, row->weight);
	}
}

/* Edges are stored by parent: readers go down. */
static int
CompareEdges(const void *a, const void *b)
{
	const GoalEdge *x = a;
	const GoalEdge *y = b;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;
	return x->child < y->child ? -1 : x->child > y->child;
}

/* A parent that is not there, as the n-th of them; the key is as in GoalRow. */
static void
EmitDangling(Emit *e, uint32 n, uint32 at, int64 key, float8 weight, float8 share)
{
	GoalDangling *d = &e->v.danglings[n];

	d->child = at;
	if (e->v.keytype == GOAL_KEY_BIGINT)
		d->bigint = key;
	else
		d->text = EmitText(e, key + 1, false);
	d->weight = weight;
	d->share = share;
}

/* Links beyond the one each goal stands under: the columns have room for one. */
static void
EmitLinks(Emit *e)
{
	Build	   *b = e->b;
	uint32		nedges = 0;
	uint32		ndanglings = 0;

	if (b->nedges == 0 && b->ndanglings == 0)
		return;
	for (uint32 at = 0; at < b->nodes; at++)
	{
		uint32		rank = b->rankat[at];

		BuildInterrupt(at);
		if (b->links == NULL)
		{
			/* one row per goal: it has no more than one parent, which is there or not */
			const GoalRow *row = BuildRow(b, rank);
			const GoalExtra *x = BuildExtra(b, row);

			if ((row->flags & GOALROW_HAS_PARENT) && b->parent[rank] == GOALTREE_NONE)
				EmitDangling(e, ndanglings++, at, row->parent, row->weight, x ? x->share : 1.0);
			continue;
		}
		for (uint32 i = b->linkstart[rank]; i < b->linkstart[rank + 1]; i++)
		{
			BuildLink  *link = &b->links[i];

			if (link->parent == GOALTREE_NONE)
				EmitDangling(e, ndanglings++, at, link->key, link->weight, link->share);
			else if (link->parent != b->parent[rank])
			{
				GoalEdge   *edge = &e->v.edges[nedges++];

				edge->parent = b->pos[link->parent];
				edge->child = at;
				edge->weight = link->weight;
				edge->share = link->share;
			}
		}
	}
	Assert(nedges == b->nedges && ndanglings == b->ndanglings);
	qsort(e->v.edges, nedges, sizeof(GoalEdge), CompareEdges);
}

/*
 * Clear what is not written goal by goal, so that no stale byte is stored: texts that are not said, and
 * paddings.
 */
static void
ZeroUnwritten(GoalView *v, Size size)
{
	ForEachGoalText(m)
	{
		if (v->column[m->column])
			memset(v->column[m->column], 0, sizeof(GoalText) * v->nodes);
	}
	ForEachGoalColumn(col, v->tree->columns)
	{
		Size		width = GoalColumnWidth(col, v->keytype) * v->nodes;

		memset((char *) v->column[col] + width, 0, MAXALIGN(width) - width);
	}
	memset(v->edges, 0, (char *) v->tree + size - (char *) v->edges);
}

/* Targets come first in the string area: they need alignment, other texts do not. */
static void
EmitTargets(Emit *e)
{
	Build	   *b = e->b;
	GoalText   *targets = GoalColumnOf(&e->v, GOALCOL_TARGET, GoalText);

	for (uint32 at = 0; targets && at < b->nodes; at++)
	{
		const GoalExtra *x = BuildExtra(b, BuildRow(b, b->rankat[at]));

		BuildInterrupt(at);
		if (x)
			targets[at] = EmitText(e, x->target, true);
	}
}

/* The tree, all but its results: those are the business of scoring. */
GoalTree *
BuildEmit(Build *b)
{
	GoalTree	header = {0};
	GoalTree   *tree;
	Emit		e = {0};
	Size		size;

	PlanTree(b, &header);
	size = GoalTreeLayout(&header);
	if (!AllocSizeIsValid(size))
		ereport(ERROR,
				(errcode(ERRCODE_PROGRAM_LIMIT_EXCEEDED),
				 errmsg("goaltree of %u goals would take %zu bytes", b->nodes, size),
				 errdetail("A value is smaller than 1 GB: about 20 million goals with bigint keys, fewer "
						   "with labels."),
				 errhint("Build a tree for each part, and roll up their scores.")));
	tree = MemoryContextAlloc(b->result_context, size);
	memcpy(tree, &header, sizeof(GoalTree));
	SET_VARSIZE(tree, size);
	/* columns are written in full below, except for texts, links and paddings */
	e.b = b;
	GoalViewInit(&e.v, tree);
	ZeroUnwritten(&e.v, size);
	EmitTargets(&e);
	EmitNodes(&e);
	EmitLinks(&e);
	/* ranks are places in key order, so positions by rank are positions in key order */
	memcpy(e.v.column[GOALCOL_BYKEY], b->pos, b->nodes * sizeof(uint32));
	Assert(e.stringend == header.strings);
	return tree;
}
