/*
 * goaltree_rows.h: making trees: rows are collected, built into a tree, and scored.
 *
 * Nothing is linked while rows come in: a parent may come later, or in another worker. GoalRowsAdd is the one
 * gate for what a caller says of a goal, whether it comes from SQL, an outline, jsonb or the wire.
 */
#ifndef OPM_GOALTREE_ROWS_H
#define OPM_GOALTREE_ROWS_H

#include "goaltree_member.h"

#include "utils/expandeddatum.h"

/*
 * One row on its way into a tree: what the short form of the aggregate says, and where the rest is. Keys and
 * parents that are uuid or text are offsets into the arena. Rows are many, so this has no room to spare.
 */
typedef struct GoalRow
{
	int64		key;			/* as keytype says: number, or offset */
	int64		parent;			/* meaningful if GOALROW_HAS_PARENT */
	float8		score;			/* OPM_UNKNOWN if not given */
	float8		weight;			/* >= 0; 1 if not given */
	uint32		extra;			/* 1-based index of a GoalExtra, 0 if none */
	uint8		flags;			/* GOALROW_... */
	uint8		method;			/* GoalMethod */
	uint16		k;				/* of at_least(k), else 0 */
} GoalRow;

#define GOALROW_HAS_PARENT		0x01

/* Rows under construction: an expanded object, so that aggregates change it in place. */
typedef struct GoalRows
{
	ExpandedObjectHeader hdr;	/* its context holds all that follows */
	int			magic;			/* GOALROWS_MAGIC */
	GoalKeyType keytype;		/* of all rows */
	int			badrow;			/* SQLSTATE for rows that make no tree, if read from a literal; else 0 */
	GoalRow    *rows;			/* in the order in which they came */
	int64		nrows;			/* at most GOALTREE_MAX_ROWS */
	int64		maxrows;		/* room in rows */
	GoalExtra  *extras;			/* of the rows that have one */
	int64		nextras;		/* 0 .. nrows */
	int64		maxextras;		/* room in extras */
	char	   *arena;			/* entries: uint32 len, 4 bytes unused, bytes, padded to 8 */
	int64		arenalen;		/* bytes in use */
	int64		arenamax;		/* room in arena */
} GoalRows;

#define GOALROWS_MAGIC	0x60a1708

/* Bytes of an entry of the arena. */
static inline uint32
GoalArenaLen(const GoalRows *rows, int64 off)
{
	return *(const uint32 *) (rows->arena + off);
}

/* Bytes of an arena entry start at an 8-aligned address, so that a target can be read in place. */
static inline char *
GoalArenaData(const GoalRows *rows, int64 off)
{
	return rows->arena + off + 8;
}

/* A key or parent of a row. */
static inline GoalKey
GoalRowsKey(const GoalRows *rows, int64 key)
{
	GoalKey		result = {key, NULL, 0};

	if (rows->keytype != GOAL_KEY_BIGINT)
	{
		result.bytes = GoalArenaData(rows, key);
		result.len = (int) GoalArenaLen(rows, key);
	}
	return result;
}

/* goaltree_rows.c */
extern GoalRows *GoalRowsCreate(MemoryContext parent, GoalKeyType keytype);
extern GoalRows *GoalRowsCreateIn(MemoryContext context, GoalKeyType keytype);
extern GoalRow *GoalRowsPush(GoalRows *rows);
extern GoalExtra *GoalRowExtra(GoalRows *rows, GoalRow *row);
extern int64 GoalArenaAdd(GoalRows *rows, const char *bytes, size_t len);
extern void GoalRowsAdd(GoalRows *rows, GoalInput *in);
extern void GoalRowsAddTree(GoalRows *rows, GoalTree *tree, const bool *keep);
extern void GoalRowsAddDatum(GoalRows *rows, Datum d);
extern void GoalRowsInput(const GoalRows *rows, const GoalRow *row, GoalInput *in);
extern GoalRows *GoalRowsFromDatum(Datum d, MemoryContext context);
extern void GoalRowsPeek(GoalRows *view, GoalTree *flat);

/* goaltree_build.c */
extern GoalTree *GoalTreeBuild(const GoalRows *rows, bool complete);

#endif							/* OPM_GOALTREE_ROWS_H */
