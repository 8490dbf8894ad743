/*
 * goaltree_rows.h: making trees: rows are collected, built into a tree, and scored.
 *
 * Nothing is linked while rows come in: a parent may come later, or in another worker. GoalRowsAdd is the one gate
 * for what a caller says of a goal, whether it comes from SQL, an outline, jsonb or the wire.
 */
#ifndef OPM_GOALTREE_ROWS_H
#define OPM_GOALTREE_ROWS_H

#include "goaltree.h"

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

/* What only the full form, opm.goal(...), says of a row. Text: arena offset + 1, 0 if none. */
typedef struct GoalExtra
{
	float8		value;
	float8		base;
	float8		share;			/* 1 if not given */
	float8		floor;
	float8		cap;
	float8		mincover;
	uint64		label;
	uint64		unit;
	uint64		target;
	uint8		missing;		/* GoalMissing */
	uint8		notapplicable;	/* 0 or 1 */
	uint8		unused[6];		/* zero */
} GoalExtra;

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

/* A literal that makes no tree is a malformed literal, whatever the rule it breaks. */
#define GoalErrcode(rows, code)	errcode((rows)->badrow ? (rows)->badrow : (code))

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

/* What a caller says of one goal; the one gate is GoalRowsAdd. */
typedef struct GoalInput
{
	GoalKeyType keytype;
	int64		bigint;			/* key */
	const char *key;			/* key bytes if uuid or text */
	int			keylen;
	bool		has_parent;
	int64		parent_bigint;
	const char *parent;
	int			parentlen;
	float8		score;
	float8		weight;
	GoalPolicy	policy;
	bool		has_extra;		/* the fields of extra, label, unit, target count */
	GoalExtra	extra;			/* numbers only; texts come below */
	const char *label;
	int			labellen;
	const char *unit;
	int			unitlen;
	const Target *target;
} GoalInput;

/* goaltree_rows.c */
extern GoalRows *GoalRowsCreate(MemoryContext parent, GoalKeyType keytype);
extern GoalRows *GoalRowsCreateIn(MemoryContext context, GoalKeyType keytype);
extern GoalRow *GoalRowsPush(GoalRows *rows);
extern GoalExtra *GoalRowExtra(GoalRows *rows, GoalRow *row);
extern int64 GoalArenaAdd(GoalRows *rows, const char *bytes, size_t len);
extern void GoalInputInit(GoalInput *in, GoalKeyType keytype);
extern void GoalInputRefuse(const GoalInput *in, const char *what, float8 x, const char *rule);
extern void GoalRowsAdd(GoalRows *rows, const GoalInput *in);
extern void GoalRowsAddTree(GoalRows *rows, GoalTree *tree, const bool *keep);
extern void GoalRowsAddDatum(GoalRows *rows, Datum d);
extern GoalRows *GoalRowsFromDatum(Datum d, MemoryContext context);
extern void GoalRowsPeek(GoalRows *view, GoalTree *flat);

/* goaltree_build.c */
extern GoalTree *GoalTreeBuild(const GoalRows *rows, bool complete);

#endif							/* OPM_GOALTREE_ROWS_H */
