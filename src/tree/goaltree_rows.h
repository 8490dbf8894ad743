/*
 * goaltree_rows.h: making trees: rows are collected, built into a tree, and scored.
 *
 * Nothing is linked while rows come in: a parent may come later, or in another worker. GoalRowsAdd is the one gate
 * for what a caller says of a goal, whether it comes from SQL, an outline, jsonb or the wire.
 */
#ifndef OPM_GOALTREE_ROWS_H
#define OPM_GOALTREE_ROWS_H

#include "goaltree_member.h"

#include "utils/expandeddatum.h"

/* One row on its way into a tree. Keys and parents that are uuid or text are offsets into the arena. */
typedef struct GoalRow
{
	int64		key;
	int64		parent;			/* meaningful if GOALROW_HAS_PARENT */
	float8		score;			/* OPM_UNKNOWN if not given */
	float8		weight;			/* >= 0; 1 if not given */
	uint32		extra;			/* 1-based index of a GoalExtra, 0 if none */
	uint8		flags;
	uint8		method;			/* GoalMethod */
	uint16		k;
} GoalRow;

#define GOALROW_HAS_PARENT		0x01

/* Rows under construction: an expanded object, so that aggregates change it in place. */
typedef struct GoalRows
{
	ExpandedObjectHeader hdr;
	int			magic;			/* GOALROWS_MAGIC */
	GoalKeyType keytype;
	int			badrow;			/* SQLSTATE for rows that make no tree, if read from a literal; else 0 */
	GoalRow    *rows;
	int64		nrows;
	int64		maxrows;
	GoalExtra  *extras;
	int64		nextras;
	int64		maxextras;
	char	   *arena;			/* [uint32 len][bytes][pad to 8] entries */
	int64		arenalen;
	int64		arenamax;
} GoalRows;

#define GOALROWS_MAGIC	0x60a1708

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
