/*
 * goaltree_build.h: the work sheet on which rows become a tree; private to goaltree_build.c (links and
 * order), goaltree_keys.c (ranks) and goaltree_emit.c (columns). Everything is indexed by rank: a goal's
 * place in key order.
 */
#ifndef OPM_GOALTREE_BUILD_H
#define OPM_GOALTREE_BUILD_H

#include "goaltree_rows.h"

/* A link from a goal to one of its parents. */
typedef struct BuildLink
{
	int64		key;			/* parent key as in GoalRow */
	float8		weight;			/* >= 0 */
	float8		share;			/* (0, 1] */
	uint32		parent;			/* rank, GOALTREE_NONE if dangling */
} BuildLink;

/*
 * Filled from top to bottom. Most trees have one row per goal and one parent per goal, so there is a short
 * way: then first, merged, extras, links and linkstart stay NULL, and rows are used where they lie.
 */
typedef struct Build
{
	const GoalRows *in;
	bool		complete;		/* all rows are here: check what only the whole can show */
	bool		contiguous;		/* bigint keys min, min+1, ...: rank = key - min */
	uint32		nodes;			/* distinct keys */
	MemoryContext result_context;	/* where the tree goes */

	/* goaltree_keys.c: which rows belong to a rank, and key -> rank */
	uint32	   *order;			/* row indexes in key order; NULL if the rows are in key order */
	uint32	   *first;			/* start of each rank's rows in order, nodes + 1 entries; NULL if one row per
								 * key */
	int64		min;			/* smallest bigint key */
	uint64		range;			/* entries of dense */
	uint32	   *dense;			/* rank by key - min, GOALTREE_NONE if absent; NULL if not this way */
	uint32	   *slots;			/* hash table of ranks + 1, 0 if empty; NULL if not this way */
	uint64		seed;			/* of its hash function */
	int			slotbits;		/* it has 2 ^ slotbits entries */
	uint32		compared;		/* comparisons of a sort, for interrupts */

	/* goaltree_build.c: links */
	uint32	   *parent;			/* rank of the parent the goal stands under, GOALTREE_NONE for a root */
	GoalRow    *merged;			/* one row per rank, if keys have several */
	GoalExtra  *extras;			/* of merged */
	BuildLink  *links;			/* of all ranks; of each first the present ones by rank, then dangling ones
								 * by key */
	uint32	   *linkstart;		/* where a rank's links begin, nodes + 1 entries */
	uint32		nextras;
	uint32		nlinks;
	uint32		nedges;			/* present parents beyond the first */
	uint32		ndanglings;		/* parents that are not among the goals */

	/* goaltree_build.c: order */
	uint32	   *childstart;		/* where a rank's children begin in child, nodes + 1 entries; only for the
								 * walk */
	uint32	   *child;			/* ranks, siblings in key order */
	uint32	   *pos;			/* rank -> position */
	uint32	   *rankat;			/* position -> rank */
	uint32	   *size;			/* goals of the subtree, itself included, by rank */
} Build;

/* goaltree_keys.c */
extern void BuildRankKeys(Build *b);
extern uint32 BuildFindKey(const Build *b, int64 key);
extern int	BuildCompareKeys(const Build *b, int64 x, int64 y);
extern char *BuildKeyString(const Build *b, int64 key);
extern void BuildFreeIndex(Build *b);

/* goaltree_emit.c */
extern GoalTree *BuildEmit(Build *b);

/* In every loop over goals: a cancel is answered at once, also in a tree of 20 million. */
static inline void
BuildInterrupt(uint32 i)
{
	if ((i & 0xffff) == 0)
		CHECK_FOR_INTERRUPTS();
}

/* The row that speaks for a rank: its only one, or, once they are merged, what all of them say. */
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
 * cross a cache line. A macro, because gcc takes an inline function that only prefetches for one without
 * effect.
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

/* What the full form says in a row of BuildRow, NULL if nothing. */
static inline const GoalExtra *
BuildExtra(const Build *b, const GoalRow *row)
{
	if (row->extra == 0)
		return NULL;
	return b->merged ? &b->extras[row->extra - 1] : &b->in->extras[row->extra - 1];
}

/* Parents of a goal that are among the goals. */
static inline uint32
BuildParentCount(const Build *b, uint32 rank)
{
	uint32		n = 0;

	if (b->links == NULL)
		return b->parent[rank] != GOALTREE_NONE;
	/* present ones come first */
	while (b->linkstart[rank] + n < b->linkstart[rank + 1] &&
		   b->links[b->linkstart[rank] + n].parent != GOALTREE_NONE)
		n++;
	return n;
}

/* Rank of the i-th of them. */
static inline uint32
BuildParent(const Build *b, uint32 rank, uint32 i)
{
	return b->links == NULL ? b->parent[rank] : b->links[b->linkstart[rank] + i].parent;
}

#endif							/* OPM_GOALTREE_BUILD_H */
