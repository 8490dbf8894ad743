/*
 * goaltree_build.c: from a set of rows to the canonical tree.
 *
 * Keys become ranks (their place in key order), links become ranks, and ranks become positions: preorder,
 * siblings in key order, a goal with several parents under the last of them, so that every parent stands
 * before its children. Nothing depends on the order of the rows, so that parallel plans, merged parts and
 * dumps give equal bytes.
 */
#include "goaltree_build.h"

#include "huge.h"

/* ---- rows of one key become one goal ---- */

/*
 * Two rows of one goal do not agree. Whichever came last would win in another order of the rows, so neither
 * does.
 */
static void
Conflict(const Build *b, const char *what, const GoalRow *row)
{
	ereport(ERROR,
			(GoalErrcode(b->in->badrow, ERRCODE_CARDINALITY_VIOLATION),
			 errmsg("conflicting %s for goal %s", what, BuildKeyString(b, row->key)),
			 errdetail("Several rows give different answers for one goal."),
			 errhint("A goal may have a row for each of its parents; leave what is said elsewhere NULL.")));
}

/* A number that two rows give: the one that says something wins, two different ones are refused. */
static void
CombineNumber(const Build *b, const char *what, const GoalRow *row, float8 *into, float8 from, float8 unsaid)
{
	bool		said = isnan(unsaid) ? !isnan(from) : from != unsaid;
	bool		has = isnan(unsaid) ? !isnan(*into) : *into != unsaid;

	if (said && has && *into != from)
		Conflict(b, what, row);
	if (said)
		*into = from;
}

/* The same for texts, which are equal if their bytes are. */
static void
CombineText(const Build *b, const char *what, const GoalRow *row, uint64 *into, uint64 from)
{
	if (from != 0 && *into != 0)
	{
		uint32		len = GoalArenaLen(b->in, from - 1);

		if (len != GoalArenaLen(b->in, *into - 1) ||
			memcmp(GoalArenaData(b->in, from - 1), GoalArenaData(b->in, *into - 1), len) != 0)
			Conflict(b, what, row);
	}
	else if (from != 0)
		*into = from;
}

/* All that only the full form says, but for what belongs to links. */
static void
CombineExtra(const Build *b, const GoalRow *row, GoalExtra *into, const GoalExtra *from)
{
	ForEachExtraNumber(m)
	{
		/* those of a link are combined with the others of the same link */
		if (!m->link)
			CombineNumber(b, m->what, row, GoalExtraNumber(into, m), *GoalExtraNumber(from, m), m->unsaid);
	}
	ForEachGoalText(m)
	{
		CombineText(b, m->what, row, GoalExtraText(into, m), *GoalExtraText(from, m));
	}
	/* a flag cannot contradict: what is not said is its default */
	ForEachGoalFlag(m)
	{
		*GoalExtraFlag(into, m) |= *GoalExtraFlag(from, m);
	}
	if (from->missing != GOAL_IGNORE)
	{
		if (into->missing != GOAL_IGNORE && into->missing != from->missing)
			Conflict(b, "missing-data policy", row);
		CombineNumber(b, "minimum coverage", row, &into->mincover, from->mincover, 0);
		into->missing = from->missing;
	}
	if (from->basis != BASIS_EXPECTED)
	{
		if (into->basis != BASIS_EXPECTED && into->basis != from->basis)
			Conflict(b, "basis", row);
		into->basis = from->basis;
	}
}

/* Fold the rows of one key into b->merged[rank]; its links are gathered elsewhere. */
static void
MergeGroup(Build *b, uint32 rank)
{
	GoalRow    *into = &b->merged[rank];
	GoalExtra  *extra = NULL;

	for (uint32 i = b->first[rank]; i < b->first[rank + 1]; i++)
	{
		const GoalRow *row = &b->in->rows[b->order[i]];

		if (i == b->first[rank])
		{
			*into = *row;
			into->extra = 0;
			into->flags = 0;
			into->weight = 1.0;
		}
		else
		{
			CombineNumber(b, "score", row, &into->score, row->score, OPM_UNKNOWN);
			if (row->method != GOAL_AUTO)
			{
				if (into->method != GOAL_AUTO && (into->method != row->method || into->k != row->k))
					Conflict(b, "rollup method", row);
				into->method = row->method;
				into->k = row->k;
			}
		}
		if (row->extra)
		{
			const GoalExtra *from = &b->in->extras[row->extra - 1];

			if (extra == NULL)
			{
				extra = &b->extras[b->nextras++];
				into->extra = b->nextras;
				*extra = *from;
			}
			else
				CombineExtra(b, row, extra, from);
		}
		/* a weight without a parent is kept here; it is refused later if the goal has one */
		if (!(row->flags & GOALROW_HAS_PARENT))
			CombineNumber(b, "weight", row, &into->weight, row->weight, 1.0);
	}
}

/* ---- links ---- */

/* Present parents by rank, dangling ones by key: the order in which a goal's links are kept. */
static int
CompareLinks(const void *a, const void *b, void *arg)
{
	const BuildLink *x = a;
	const BuildLink *y = b;

	if (x->parent != y->parent)
		return x->parent < y->parent ? -1 : 1;	/* dangling ones, GOALTREE_NONE, come last */
	return x->parent == GOALTREE_NONE ? BuildCompareKeys(arg, x->key, y->key) : 0;
}

static void
RefuseShareOfRoot(const Build *b, const GoalRow *row)
{
	if (row->extra && b->in->extras[row->extra - 1].share != 1.0)
		ereport(ERROR,
				(GoalErrcode(b->in->badrow, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("share of goal %s is given without its parent", BuildKeyString(b, row->key)),
				 errdetail("A share belongs to the link between a goal and its parent.")));
}

/*
 * Shares split a goal up, so they add up to 1. A part of a tree may lack some of the parents: then they must
 * only not exceed it. The tolerance is for decimals that no double holds exactly.
 */
static void
CheckShares(const Build *b, const GoalRow *row, float8 shares, bool split)
{
	if (split && (shares > 1 + 1e-9 || (b->complete && shares < 1 - 1e-9)))
		ereport(ERROR,
				(GoalErrcode(b->in->badrow, ERRCODE_CHECK_VIOLATION),
				 errmsg("shares of goal %s add up to %g", BuildKeyString(b, row->key), shares),
				 errdetail("A goal is either counted in full by each of its parents, or split by shares that "
						   "add up to 1.")));
}

/*
 * The links of one goal: one per parent, sorted. Several rows may name the same parent; what they say of the
 * link is combined like what rows say of a goal.
 */
static void
GatherLinks(Build *b, uint32 rank)
{
	BuildLink  *links = b->links + b->nlinks;
	uint32		n = 0;
	uint32		kept = 0;
	float8		shares = 0;
	bool		split = false;
	const GoalRow *row = NULL;

	for (uint32 i = b->first[rank]; i < b->first[rank + 1]; i++)
	{
		row = &b->in->rows[b->order[i]];
		if (!(row->flags & GOALROW_HAS_PARENT))
		{
			RefuseShareOfRoot(b, row);
			continue;
		}
		links[n].parent = BuildFindKey(b, row->parent);
		links[n].key = row->parent;
		links[n].weight = row->weight;
		links[n].share = row->extra ? b->in->extras[row->extra - 1].share : 1.0;
		n++;
	}
	qsort_arg(links, n, sizeof(BuildLink), CompareLinks, b);
	for (uint32 i = 0; i < n; i++)
	{
		if (kept > 0 && CompareLinks(&links[kept - 1], &links[i], b) == 0)
		{
			CombineNumber(b, "weight", row, &links[kept - 1].weight, links[i].weight, 1.0);
			CombineNumber(b, "share", row, &links[kept - 1].share, links[i].share, 1.0);
		}
		else
			links[kept++] = links[i];
	}
	for (uint32 i = 0; i < kept; i++)
	{
		shares += links[i].share;
		split |= links[i].share != 1.0;
	}
	CheckShares(b, row, shares, split);
	if (kept > 0 && b->merged[rank].weight != 1.0)
		ereport(ERROR,
				(GoalErrcode(b->in->badrow, ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("weight of goal %s is given without its parent",
						BuildKeyString(b, b->merged[rank].key)),
				 errdetail("A weight belongs to the link between a goal and its parent."),
				 errhint("Give the parent in the same row as the weight.")));
	b->nlinks += kept;
	b->linkstart[rank + 1] = b->nlinks;
}

/* Every rank's links. With one row per key the row itself is the link, and only its parent's rank is kept. */
static void
ResolveLinks(Build *b)
{
	b->parent = HugeAlloc(b->nodes, sizeof(uint32));
	if (b->first == NULL)
	{
		int64		lastkey = 0;
		uint32		last = GOALTREE_NONE;
		bool		any = false;

		for (uint32 r = 0; r < b->nodes; r++)
		{
			const GoalRow *row = BuildRow(b, r);

			BuildPrefetch(b, Min(r + BUILD_AHEAD, b->nodes - 1));
			if (row->flags & GOALROW_HAS_PARENT)
			{
				/* siblings tend to stand together */
				if (!any || row->parent != lastkey)
				{
					last = BuildFindKey(b, row->parent);
					lastkey = row->parent;
					any = true;
				}
				b->parent[r] = last;
				b->ndanglings += last == GOALTREE_NONE;
				if (row->extra && b->in->extras[row->extra - 1].share != 1.0)
					CheckShares(b, row, b->in->extras[row->extra - 1].share, true);
			}
			else
			{
				RefuseShareOfRoot(b, row);
				b->parent[r] = GOALTREE_NONE;
			}
			BuildInterrupt(r);
		}
		return;
	}
	b->merged = HugeAlloc(b->nodes, sizeof(GoalRow));
	b->extras = HugeAlloc(b->in->nextras, sizeof(GoalExtra));
	b->links = HugeAlloc(b->in->nrows, sizeof(BuildLink));
	b->linkstart = HugeAlloc((int64) b->nodes + 1, sizeof(uint32));
	b->linkstart[0] = 0;
	/* all goals first: finding a parent by its key looks at merged goals */
	for (uint32 r = 0; r < b->nodes; r++)
	{
		MergeGroup(b, r);
		BuildInterrupt(r);
	}
	for (uint32 r = 0; r < b->nodes; r++)
	{
		uint32		present = 0;

		GatherLinks(b, r);
		for (uint32 i = b->linkstart[r]; i < b->linkstart[r + 1]; i++)
			present += b->links[i].parent != GOALTREE_NONE;
		b->parent[r] = present > 0 ? b->links[b->linkstart[r]].parent : GOALTREE_NONE;
		b->nedges += present > 1 ? present - 1 : 0;
		b->ndanglings += b->linkstart[r + 1] - b->linkstart[r] - present;
		BuildInterrupt(r);
	}
}

/* ---- order ---- */

/* The first parent of a goal that the walk could not place, either. */
static uint32
NextUp(const Build *b, uint32 rank, const uint32 *pending)
{
	uint32		n = BuildParentCount(b, rank);

	for (uint32 i = 0; i < n; i++)
		if (pending[BuildParent(b, rank, i)] > 0)
			return BuildParent(b, rank, i);
	return rank;				/* cannot be: a placed parent never leaves its child pending alone */
}

/*
 * The walk could not place some goals: each of them waits for a parent that waits, too. Name one loop, always
 * the same one for the same rows.
 */
static void
RefuseLoop(const Build *b, const uint32 *pending)
{
	StringInfoData path;
	uint32		slow = 0;
	uint32		fast;
	uint32		start;
	int			shown = 0;

	while (pending[slow] == 0)
		slow++;
	/* every goal left has a parent left: walking up must come round (tortoise and hare) */
	fast = slow;
	do
	{
		slow = NextUp(b, slow, pending);
		fast = NextUp(b, NextUp(b, fast, pending), pending);
	} while (slow != fast);
	/* start the report at the loop's first key, so that it does not depend on where the walk came in */
	start = slow;
	for (uint32 r = NextUp(b, slow, pending); r != slow; r = NextUp(b, r, pending))
		start = Min(start, r);
	initStringInfo(&path);
	appendStringInfoString(&path, BuildKeyString(b, BuildRow(b, start)->key));
	for (uint32 r = NextUp(b, start, pending);; r = NextUp(b, r, pending))
	{
		if (++shown > 20)
		{
			appendStringInfoString(&path, " -> ...");
			break;
		}
		appendStringInfo(&path, " -> %s", BuildKeyString(b, BuildRow(b, r)->key));
		if (r == start)
			break;
	}
	ereport(ERROR,
			(GoalErrcode(b->in->badrow, ERRCODE_INVALID_PARAMETER_VALUE),
			 errmsg("goals form a loop: %s", path.data),
			 errdetail("Each goal's parent is named after it; a goal cannot be above itself."),
			 errhint("Remove one of these links.")));
}

/*
 * Parents have smaller ranks than their children (ids given in order): straight passes do, without following
 * links. Sizes add up from the last goal to the first. Then each goal takes the next free place under its
 * parent: the first child stands right behind it, the others behind the subtree before them.
 */
static bool
OrderByRank(Build *b)
{
	uint32		nextroot = 0;
	uint32	   *cursor;

	if (b->nedges > 0)
		return false;
	for (uint32 r = 0; r < b->nodes; r++)
		if (b->parent[r] != GOALTREE_NONE && b->parent[r] >= r)
			return false;
	for (uint32 r = 0; r < b->nodes; r++)
		b->size[r] = 1;
	for (uint32 r = b->nodes; r-- > 0;)
	{
		if (b->parent[r] != GOALTREE_NONE)
			b->size[b->parent[r]] += b->size[r];
		BuildInterrupt(r);
	}
	cursor = b->rankat;			/* borrowed for the next free place under each goal; filled for good
								 * afterwards */
	for (uint32 r = 0; r < b->nodes; r++)
	{
		uint32	   *next = b->parent[r] == GOALTREE_NONE ? &nextroot : &cursor[b->parent[r]];

		b->pos[r] = *next;
		*next += b->size[r];
		cursor[r] = b->pos[r] + 1;
		BuildInterrupt(r);
	}
	for (uint32 r = 0; r < b->nodes; r++)
	{
		b->rankat[b->pos[r]] = r;
		BuildInterrupt(r);
	}
	return true;
}

/* Children by parent rank: b->childstart, b->child, siblings in key order; pending counts parents. */
static void
ListChildren(Build *b, uint32 *pending)
{
	uint32		total = 0;

	b->childstart = HugeZeroed((int64) b->nodes + 1, sizeof(uint32));
	for (uint32 r = 0; r < b->nodes; r++)
	{
		uint32		n = BuildParentCount(b, r);

		pending[r] = n;
		total += n;
		for (uint32 i = 0; i < n; i++)
			b->childstart[BuildParent(b, r, i)]++;
		BuildInterrupt(r);
	}
	/* turn counts into ends, then fill backwards: starts remain */
	for (uint32 r = 0, sum = 0; r <= b->nodes; r++)
	{
		sum += b->childstart[r];
		b->childstart[r] = sum;
	}
	b->child = HugeAlloc(total, sizeof(uint32));
	for (uint32 r = b->nodes; r-- > 0;)
	{
		for (uint32 i = BuildParentCount(b, r); i-- > 0;)
			b->child[--b->childstart[BuildParent(b, r, i)]] = r;
		BuildInterrupt(r);
	}
}

/*
 * Depth first without a stack, which a chain of a million goals would need: b->parent leads back up. A goal
 * is placed when the last of its parents comes to it, so parents stand before children also in a DAG.
 */
static void
OrderByWalk(Build *b)
{
	uint32	   *pending = HugeAlloc(b->nodes, sizeof(uint32));
	uint32	   *cursor = HugeAlloc(b->nodes, sizeof(uint32));
	uint32		placed = 0;

	ListChildren(b, pending);
	for (uint32 root = 0; root < b->nodes; root++)
	{
		uint32		cur = root;

		if (BuildParentCount(b, root) > 0)
			continue;
		b->parent[root] = GOALTREE_NONE;
		b->rankat[placed] = root;
		b->pos[root] = placed++;
		cursor[root] = b->childstart[root];
		while (cur != GOALTREE_NONE)
		{
			uint32		c;

			if (cursor[cur] == b->childstart[cur + 1])
			{
				b->size[cur] = placed - b->pos[cur];
				cur = b->parent[cur];
				continue;
			}
			c = b->child[cursor[cur]++];
			if (--pending[c] > 0)
				continue;		/* another parent will take it along */
			BuildInterrupt(placed);
			b->parent[c] = cur;
			b->rankat[placed] = c;
			b->pos[c] = placed++;
			cursor[c] = b->childstart[c];
			cur = c;
		}
	}
	if (placed < b->nodes)
		RefuseLoop(b, pending);
	pfree(b->child);
	pfree(b->childstart);
	pfree(pending);
	pfree(cursor);
}

/*
 * The canonical, scored tree of a set of rows. complete: no further rows will come, so shares must add up;
 * what is read back or merged later may be a part.
 */
GoalTree *
GoalTreeBuild(const GoalRows *rows, bool complete)
{
	Build		b = {0};
	GoalTree   *tree;
	MemoryContext work;
	MemoryContext old;

	b.in = rows;
	b.complete = complete;
	b.result_context = CurrentMemoryContext;
	/* all work memory of the build is in a context that goes with it */
	work = AllocSetContextCreate(CurrentMemoryContext, "opm goaltree build", ALLOCSET_SMALL_SIZES);
	old = MemoryContextSwitchTo(work);
	BuildRankKeys(&b);
	ResolveLinks(&b);
	BuildFreeIndex(&b);
	b.pos = HugeAlloc(b.nodes, sizeof(uint32));
	b.size = HugeAlloc(b.nodes, sizeof(uint32));
	b.rankat = HugeAlloc(b.nodes, sizeof(uint32));
	if (!OrderByRank(&b))
		OrderByWalk(&b);
	tree = BuildEmit(&b);
	MemoryContextSwitchTo(old);
	MemoryContextDelete(work);
	GoalTreeScore(tree);
	return tree;
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
				 errmsg("goaltree has storage format %d, which this version of opm does not know",
						flat->format),
				 errhint("Install the version of opm that wrote it, or a newer one.")));
	if (likely(flat->form == GOAL_FORM_TREE))
		return flat;
	GoalRowsPeek(&peek, flat);
	return GoalTreeBuild(&peek, false);
}
