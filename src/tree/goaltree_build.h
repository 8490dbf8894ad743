/*
 * goaltree_build.h: the work sheet on which rows become a tree; private to goaltree_build.c (links and order),
 * goaltree_keys.c (ranks) and goaltree_emit.c (columns). Everything is indexed by rank: a goal's place in key order.
 */
#ifndef OPM_GOALTREE_BUILD_H
#define OPM_GOALTREE_BUILD_H

#include "goaltree_rows.h"

/* A link from a goal to one of its parents. */
typedef struct BuildLink
{
	int64		key;			/* parent key as in GoalRow */
	float8		weight;
	float8		share;
	uint32		parent;			/* rank, GOALTREE_NONE if dangling */
} BuildLink;

typedef struct Build
{
	const GoalRows *in;
	bool		complete;		/* all rows are here: check what only the whole can show */
	bool		contiguous;		/* bigint keys min, min+1, ...: rank = key - min */
	uint32		nodes;			/* distinct keys */
	MemoryContext context;		/* work memory */
	MemoryContext result_context;

	/* goaltree_keys.c: which rows belong to a rank, and key -> rank */
	uint32	   *order;			/* row indexes in key order; NULL if the rows are in key order */
	uint32	   *first;			/* start of each rank's rows in order; NULL if one row a key */
	int64		min;			/* smallest bigint key */
	uint64		range;			/* entries of dense */
	uint32	   *dense;			/* rank by key - min, GOALTREE_NONE if absent */
	uint32	   *slots;			/* hash table of ranks + 1, 0 if empty */
	uint64		seed;			/* of its hash function */
	int			slotbits;
	uint32		compared;		/* comparisons of a sort, for interrupts */

	/* links; with one row a key only parent[] */
	uint32	   *parent;			/* rank of the parent the goal stands under, GOALTREE_NONE for a root */
	GoalRow    *merged;			/* one a rank, if keys have several rows */
	GoalExtra  *extras;			/* of merged */
	BuildLink  *links;			/* linkstart[rank] .. linkstart[rank + 1]: present ones by rank, then dangling */
	uint32	   *linkstart;
	uint32		nextras;
	uint32		nlinks;
	uint32		nedges;			/* present parents beyond the first */
	uint32		ndanglings;

	/* order */
	uint32	   *childstart;
	uint32	   *child;
	uint32	   *pos;			/* rank -> position */
	uint32	   *rankat;			/* position -> rank */
	uint32	   *size;			/* nodes of the subtree, by rank */
} Build;

extern void *BuildAlloc(Build *b, int64 n, Size width);
extern void *BuildAllocZero(Build *b, int64 n, Size width);
extern void BuildFree(Build *b, void *p);

/* goaltree_keys.c */
extern void BuildRankKeys(Build *b);
extern uint32 BuildFindKey(const Build *b, int64 key);
extern int	BuildCompareKeys(const Build *b, int64 x, int64 y);
extern char *BuildKeyString(const Build *b, int64 key);
extern void BuildFreeIndex(Build *b);

/* goaltree_build.c */
extern void BuildCheckShares(const Build *b, const GoalRow *row, float8 shares, bool split);

/* goaltree_emit.c */
extern GoalTree *BuildEmit(Build *b);

/* In every loop over goals: a cancel is answered at once, also in a tree of 20 million. */
static inline void
BuildInterrupt(uint32 i)
{
	if ((i & 0xffff) == 0)
		CHECK_FOR_INTERRUPTS();
}

/* The row that speaks for a rank. */
static inline const GoalRow *
BuildRow(const Build *b, uint32 rank)
{
	if (b->merged)
		return &b->merged[rank];
	/* while keys are ranked, a rank's first row will do */
	if (b->first)
		return &b->in->rows[b->order[b->first[rank]]];
	return &b->in->rows[b->order ? b->order[rank] : rank];
}

#define BUILD_AHEAD		16		/* rows to prefetch: enough to hide a miss of the last cache */

/*
 * Rows that came in no order lie all over memory: fetch the one of a rank before its turn. Two rows in three
 * cross a cache line. A macro, because gcc takes an inline function that only prefetches for one without effect.
 */
#define BuildPrefetch(b, rank) \
	do { \
		if ((b)->order && !(b)->first) \
		{ \
			const GoalRow *ahead_ = &(b)->in->rows[(b)->order[rank]]; \
			OpmPrefetch(&ahead_->key); \
			OpmPrefetch(&ahead_->extra); \
		} \
	} while (0)

static inline const GoalExtra *
BuildExtra(const Build *b, const GoalRow *row)
{
	if (row->extra == 0)
		return NULL;
	return b->merged ? &b->extras[row->extra - 1] : &b->in->extras[row->extra - 1];
}

static inline uint32
BuildParentCount(const Build *b, uint32 rank)
{
	uint32		n = 0;

	if (b->links == NULL)
		return b->parent[rank] != GOALTREE_NONE;
	while (b->linkstart[rank] + n < b->linkstart[rank + 1] && b->links[b->linkstart[rank] + n].parent != GOALTREE_NONE)
		n++;
	return n;
}

static inline uint32
BuildParent(const Build *b, uint32 rank, uint32 i)
{
	return b->links == NULL ? b->parent[rank] : b->links[b->linkstart[rank] + i].parent;
}

/* The first parent of a goal that the walk could not place. */
static inline uint32
BuildFirstPending(const Build *b, uint32 rank, const uint32 *pending)
{
	uint32		n = BuildParentCount(b, rank);

	for (uint32 i = 0; i < n; i++)
		if (pending[BuildParent(b, rank, i)] > 0)
			return BuildParent(b, rank, i);
	return rank;				/* cannot be: a placed parent never leaves its child pending alone */
}

#endif							/* OPM_GOALTREE_BUILD_H */
