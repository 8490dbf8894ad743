/*
 * goaltree.h: a whole tree (or DAG) of goals in one value.
 *
 * Two forms share the type. Rows (GoalRows, expanded in memory; flat between processes) are what an
 * aggregate collects: a set, in any order. A tree (GoalTree) is the canonical, scored form that users
 * store and read: columns in topological preorder, so a subtree is a slice and one backward loop scores
 * everything. The same set of rows always gives the same bytes.
 */
#ifndef OPM_GOALTREE_H
#define OPM_GOALTREE_H

#include "opm.h"

#include "lib/stringinfo.h"
#include "target.h"
#include "utils/expandeddatum.h"

#define GOALTREE_FORMAT			1	/* version of the stored and of the wire form */
#define GOALTREE_NONE			PG_UINT32_MAX	/* "no node", e.g. the parent of a root */
#define GOALTREE_MAX_ROWS		100000000	/* rows one tree is built from; keeps every count in 32 bits */
#define GOAL_MIN_WEIGHT			1e-100	/* of a weight other than 0, so that sums and products of weights stay in range */
#define GOAL_MAX_WEIGHT			1e100
#define GOALTREE_MAX_K			PG_UINT16_MAX	/* of at_least(k) */

typedef enum GoalKeyType
{
	GOAL_KEY_BIGINT = 1,
	GOAL_KEY_UUID = 2,
	GOAL_KEY_TEXT = 3
} GoalKeyType;

typedef enum GoalForm
{
	GOAL_FORM_ROWS = 1,			/* partial aggregate state, unlinked */
	GOAL_FORM_TREE = 2			/* canonical and scored */
} GoalForm;

/* Stored numbers: never renumber. */
typedef enum GoalMethod
{
	GOAL_AUTO = 0,				/* not said: mean with children, own without */
	GOAL_MEAN,
	GOAL_MIN,
	GOAL_MAX,
	GOAL_GEOMEAN,
	GOAL_HARMEAN,
	GOAL_MEDIAN,
	GOAL_ANY,
	GOAL_ALL,
	GOAL_AT_LEAST,
	GOAL_SUM,					/* from here on: value family */
	GOAL_AVG,
	GOAL_RATIO,
	GOAL_LOW,
	GOAL_HIGH,
	GOAL_OWN
} GoalMethod;

#define GoalMethodIsValue(m)	((m) >= GOAL_SUM && (m) <= GOAL_HIGH)

typedef enum GoalMissing
{
	GOAL_IGNORE = 0,			/* renormalise over the known children */
	GOAL_ZERO,
	GOAL_BLOCK,
	GOAL_COVER					/* ignore, but unknown below a minimum coverage */
} GoalMissing;

/* How a node rolls up: one fixed-size word of the METHOD column. */
typedef struct GoalPolicy
{
	uint8		method;			/* GoalMethod */
	uint8		missing;		/* GoalMissing */
	uint16		k;				/* of at_least(k), else 0 */
} GoalPolicy;

/* A piece of the string area: bytes [off, off + len), not terminated; len 0 is "none". */
typedef struct GoalText
{
	uint32		off;
	uint32		len;
} GoalText;

/* A parent beyond the one in the PARENT column; both are positions. Sorted by (parent, child). */
typedef struct GoalEdge
{
	uint32		parent;
	uint32		child;
	float8		weight;			/* >= 0 */
	float8		share;			/* (0, 1] of the child that counts here */
} GoalEdge;

/* A parent that is not (yet) among the goals; kept so that parts can be merged. Sorted by (child, key). */
typedef struct GoalDangling
{
	uint32		child;
	uint32		unused;			/* zero */
	int64		bigint;			/* key if bigint, else 0 */
	GoalText	text;			/* key if uuid (16 bytes) or text */
	float8		weight;
	float8		share;
} GoalDangling;

/* Columns of the canonical form, in storage order. A column that holds only defaults is absent. */
typedef enum GoalColumn
{
	GOALCOL_KEY,				/* int64, pg_uuid_t or GoalText */
	GOALCOL_PARENT,				/* uint32 position, GOALTREE_NONE for a root */
	GOALCOL_SIZE,				/* uint32 nodes of the subtree, itself included */
	GOALCOL_BYKEY,				/* uint32 positions in key order */
	GOALCOL_SCORE,				/* float8 result, OPM_UNKNOWN if none */
	GOALCOL_COVERAGE,			/* float8 result, 0..1 */
	GOALCOL_WEIGHT,				/* float8 of the edge to PARENT, default 1 */
	GOALCOL_OWN,				/* float8 score as given, default unknown */
	GOALCOL_POLICY,				/* GoalPolicy, default all 0 */
	GOALCOL_NOTAPPLICABLE,		/* uint8, default 0 */
	GOALCOL_VALUE,				/* float8 as given (numerator if base is given), default unknown */
	GOALCOL_BASE,				/* float8 denominator as given, default unknown */
	GOALCOL_SHARE,				/* float8 of the edge to PARENT, default 1 */
	GOALCOL_FLOOR,				/* float8 credit range for the children, default unknown */
	GOALCOL_CAP,
	GOALCOL_MINCOVER,			/* float8 0..1 for GOAL_COVER, default 0 */
	GOALCOL_LABEL,				/* GoalText */
	GOALCOL_UNIT,				/* GoalText */
	GOALCOL_TARGET,				/* GoalText: the bytes of an opm.target, aligned */
	GOALCOL_TOTAL,				/* float8 result: value, or numerator */
	GOALCOL_TOTALBASE,			/* float8 result: denominator, unknown if the node is no ratio */
	GOALCOL_LOW,				/* float8 result, unknown where no credit range */
	GOALCOL_HIGH,
	GOALCOL_COUNT
} GoalColumn;

typedef struct GoalTree
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		format;			/* GOALTREE_FORMAT */
	uint8		form;			/* GoalForm */
	uint8		keytype;		/* GoalKeyType */
	uint8		unused;			/* zero */
	uint32		nodes;			/* > 0; rows in the rows form */
	uint32		columns;		/* bit per GoalColumn present (tree form) */
	uint32		edges;			/* GoalEdge entries */
	uint32		danglings;		/* GoalDangling entries */
	uint32		extras;			/* GoalExtra entries (rows form) */
	uint32		unused2;		/* zero */
	uint64		strings;		/* bytes of the string area */
	/* columns, edges, danglings, strings follow, each 8-aligned */
} GoalTree;

/* Pointers into a canonical tree; NULL for an absent column. */
typedef struct GoalView
{
	GoalTree   *tree;
	uint32		nodes;
	GoalKeyType keytype;
	void	   *column[GOALCOL_COUNT];
	GoalEdge   *edges;
	uint32		nedges;
	GoalDangling *danglings;
	uint32		ndanglings;
	char	   *strings;
} GoalView;

#define GoalColumnOf(view, col, ctype)	((ctype *) (view)->column[col])
#define GoalParents(view)	GoalColumnOf(view, GOALCOL_PARENT, uint32)
#define GoalSizes(view)		GoalColumnOf(view, GOALCOL_SIZE, uint32)
#define GoalScores(view)	GoalColumnOf(view, GOALCOL_SCORE, float8)
#define GoalCoverages(view) GoalColumnOf(view, GOALCOL_COVERAGE, float8)

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
extern void GoalInputInit(GoalInput *in, GoalKeyType keytype);
extern void GoalRowsAdd(GoalRows *rows, const GoalInput *in);
extern void GoalRowsAddTree(GoalRows *rows, GoalTree *tree, const bool *keep);
extern GoalRows *GoalRowsFromDatum(Datum d, MemoryContext context);
extern GoalRow *GoalRowsPush(GoalRows *rows);
extern GoalExtra *GoalRowExtra(GoalRows *rows, GoalRow *row);
extern int64 GoalArenaAdd(GoalRows *rows, const char *bytes, size_t len);

/* goaltree_build.c */
extern GoalTree *GoalTreeBuild(const GoalRows *rows, bool complete);

/* goaltree_score.c */
extern void GoalTreeScore(GoalTree *tree);

/* goaltree_dag.c */
typedef struct GoalDag GoalDag;
extern GoalDag *GoalDagCreate(const GoalView *v);
extern int	GoalDagUnits(GoalDag *dag, uint32 top, const uint8 *methods, const bool *skipped, const float8 *total);
extern uint32 GoalDagUnitNode(GoalDag *dag, int i);
extern float8 GoalDagUnitCredit(GoalDag *dag, int i);
extern void GoalDagCounts(GoalDag *dag, uint32 *count);

/* goaltree.c: reading */
extern GoalTree *GoalTreeFromDatum(Datum d);
extern void GoalViewInit(GoalView *v, GoalTree *tree);
extern void GoalViewZero(GoalView *v, Size size);
extern Size GoalColumnWidth(GoalColumn col, GoalKeyType keytype);
extern Size GoalTreeLayout(GoalTree *header);
extern uint32 GoalFindBigint(const GoalView *v, int64 key);
extern uint32 GoalFindBytes(const GoalView *v, const char *key, int len);
extern uint32 GoalFindDatum(const GoalView *v, Datum key);
extern void GoalCheckKeyType(const GoalView *v, GoalKeyType keytype);
extern char *GoalKeyString(const GoalView *v, uint32 node);
extern char *GoalKeyQuoted(const GoalView *v, uint32 node);
extern char *GoalKeyFormat(GoalKeyType keytype, int64 bigint, const char *bytes, int len);
extern GoalText GoalKeyText(const GoalView *v, uint32 node);
extern float8 GoalShownValue(const GoalView *v, uint32 node);
extern GoalMethod GoalEffectiveMethod(const GoalView *v, uint32 node, bool childless);
extern bool *GoalHasChildren(const GoalView *v);

/* goaltree_policy.c: words of the language */
extern bool GoalMethodParse(const char *word, GoalPolicy *policy);
extern void GoalMethodAppend(StringInfo buf, GoalMethod method, uint16 k);
extern GoalPolicy GoalMethodFromText(text *t);
extern void GoalMissingFromText(text *t, GoalPolicy *policy, float8 *mincover);

#define DatumGetGoalTreeP(d)	GoalTreeFromDatum(d)
#define PG_GETARG_GOALTREE_P(n) GoalTreeFromDatum(PG_GETARG_DATUM(n))
#define PG_RETURN_GOALTREE_P(t) PG_RETURN_POINTER(t)

static inline float8
GoalFloat(const GoalView *v, GoalColumn col, uint32 node, float8 def)
{
	return v->column[col] ? ((const float8 *) v->column[col])[node] : def;
}

static inline GoalText
GoalTextOf(const GoalView *v, GoalColumn col, uint32 node)
{
	GoalText	none = {0, 0};

	return v->column[col] ? ((const GoalText *) v->column[col])[node] : none;
}

static inline GoalPolicy
GoalPolicyOf(const GoalView *v, uint32 node)
{
	GoalPolicy	none = {0, 0, 0};

	return v->column[GOALCOL_POLICY] ? ((const GoalPolicy *) v->column[GOALCOL_POLICY])[node] : none;
}

static inline const Target *
GoalTargetOf(const GoalView *v, uint32 node)
{
	GoalText	t = GoalTextOf(v, GOALCOL_TARGET, node);

	return t.len ? (const Target *) (v->strings + t.off) : NULL;
}

#endif							/* OPM_GOALTREE_H */
