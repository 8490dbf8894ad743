/*
 * goaltree.h: a whole tree (or DAG) of goals in one value, and what every reader of one needs.
 *
 * Two forms share the type. Rows (goaltree_rows.h) are what an aggregate collects: a set, in any order. A
 * tree (GoalTree, here) is the canonical, scored form that users store and read: columns in topological
 * preorder, so a subtree is a slice and one backward loop scores everything. The same set of rows always
 * gives the same bytes.
 *
 * This is the ground of src/tree: goaltree.c calls no other file of the folder. Above it stand, in this
 * order, goaltree_dag.h (goals with several parents), goaltree_rows.h (making trees) and goalwalk.h (walking
 * down links).
 */
#ifndef OPM_GOALTREE_H
#define OPM_GOALTREE_H

#include "opm.h"

#include "lib/stringinfo.h"
#include "port/pg_bitutils.h"
#include "utils/uuid.h"

#include "expected.h"
#include "target.h"

#define GOALTREE_FORMAT			1	/* version of the stored and of the wire form */
#define GOALTREE_NONE			PG_UINT32_MAX	/* "no node", e.g. the parent of a root */
#define GOALTREE_MAX_ROWS		100000000	/* rows one tree is built from; keeps every count in 32 bits */
#define GOALTREE_MAX_K			PG_UINT16_MAX	/* of at_least(k) */

typedef enum GoalKeyType
{
	GOAL_KEY_ANY = 0,			/* of an argument, never of a tree: keys of any type, shown as text */
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

/* How a goal counts its children: one word of 4 bytes in the POLICY column. */
typedef struct GoalPolicy
{
	uint8		method;			/* GoalMethod */
	uint8		missing;		/* GoalMissing */
	uint16		k;				/* of at_least(k), else 0 */
} GoalPolicy;

/* A piece of the string area, not terminated. */
typedef struct GoalText
{
	uint32		off;			/* first byte, from the start of the area */
	uint32		len;			/* bytes; 0: none */
} GoalText;

/* A key outside a tree, as an argument or a row has it. */
typedef struct GoalKey
{
	int64		bigint;			/* if keys are bigint */
	const char *bytes;			/* if they are uuid or text; not terminated */
	int			len;			/* of bytes */
} GoalKey;

/* A parent beyond the one in the PARENT column; both are positions. Sorted by (parent, child). */
typedef struct GoalEdge
{
	uint32		parent;			/* position, below child */
	uint32		child;			/* position */
	float8		weight;			/* >= 0 */
	float8		share;			/* (0, 1] of the child that counts here */
} GoalEdge;

/* A parent that is not (yet) among the goals; kept so that parts can be merged. Sorted by (child, key). */
typedef struct GoalDangling
{
	uint32		child;			/* position */
	uint32		unused;			/* zero */
	int64		bigint;			/* key if bigint, else 0 */
	GoalText	text;			/* key if uuid (16 bytes) or text */
	float8		weight;			/* >= 0 */
	float8		share;			/* (0, 1] */
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
	GOALCOL_CAP,				/* float8 the other end, default unknown */
	GOALCOL_MINCOVER,			/* float8 0..1 for GOAL_COVER, default 0 */
	GOALCOL_PLANNED,			/* float8 pace score as given: what the plan expects by now, default unknown */
	GOALCOL_BASIS,				/* uint8 ScoreBasis, default 0 */
	GOALCOL_LABEL,				/* GoalText */
	GOALCOL_UNIT,				/* GoalText */
	GOALCOL_TARGET,				/* GoalText: the bytes of an opm.target, aligned */
	GOALCOL_TOTAL,				/* float8 result: value, or numerator */
	GOALCOL_TOTALBASE,			/* float8 result: denominator, unknown if the node is no ratio */
	GOALCOL_LOW,				/* float8 result, unknown where no credit range */
	GOALCOL_HIGH,				/* float8 result, unknown where no credit range */
	GOALCOL_PACE,				/* float8 result: score by now if all were on plan; absent without plans */
	GOALCOL_EXPECTED,			/* float8 result: score at the end, as expected now; absent with PACE */
	GOALCOL_COUNT
} GoalColumn;

/* A stored tree. What follows the header is found with GoalViewInit only. */
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
	GoalTree   *tree;			/* what it reads */
	uint32		nodes;			/* > 0; positions are 0 .. nodes - 1 */
	GoalKeyType keytype;		/* never GOAL_KEY_ANY */
	void	   *column[GOALCOL_COUNT];	/* by position, of the types that GoalColumn tells */
	GoalEdge   *edges;			/* by parent, then child */
	uint32		nedges;			/* 0 in a tree */
	GoalDangling *danglings;	/* by child, then key */
	uint32		ndanglings;		/* 0 or more */
	char	   *strings;		/* what GoalText points into */
} GoalView;

#define GoalColumnOf(view, col, ctype)	((ctype *) (view)->column[col])
#define GoalParents(view)	GoalColumnOf(view, GOALCOL_PARENT, uint32)
#define GoalSizes(view)		GoalColumnOf(view, GOALCOL_SIZE, uint32)
#define GoalScores(view)	GoalColumnOf(view, GOALCOL_SCORE, float8)
#define GoalCoverages(view) GoalColumnOf(view, GOALCOL_COVERAGE, float8)

/* The columns of a set of bits, in storage order; trees of one goal are many, so absent ones cost nothing. */
#define ForEachGoalColumn(col, columns) \
	for (uint32 left_ = (columns), col; left_ != 0 && (col = pg_rightmost_one_pos32(left_), true); \
		 left_ &= left_ - 1)

/* Bytes that a goal takes in a column. */
static inline Size
GoalColumnWidth(GoalColumn col, GoalKeyType keytype)
{
	switch (col)
	{
		case GOALCOL_KEY:
			return keytype == GOAL_KEY_UUID ? UUID_LEN : 8;
		case GOALCOL_PARENT:
		case GOALCOL_SIZE:
		case GOALCOL_BYKEY:
		case GOALCOL_POLICY:
			return 4;
		case GOALCOL_NOTAPPLICABLE:
		case GOALCOL_BASIS:
			return 1;
		default:
			return 8;
	}
}

/* goaltree.c: layout */
extern void GoalViewInit(GoalView *v, GoalTree *tree);
extern Size GoalTreeLayout(GoalTree *header);
extern void *GoalPerNode(const GoalView *v, Size width);

/* goaltree.c: keys */
extern const char *GoalKeyTypeName(GoalKeyType keytype);
extern void GoalCheckKeyType(const GoalView *v, GoalKeyType keytype);
extern GoalKey GoalKeyOf(const GoalView *v, uint32 node);
extern GoalKey GoalDanglingKey(const GoalView *v, const GoalDangling *link);
extern GoalKey GoalKeyFromDatum(GoalKeyType keytype, Datum d);
extern Datum GoalKeyDatum(const GoalView *v, uint32 node, bool typed);
extern int	GoalCompareKeys(GoalKeyType keytype, const GoalKey *a, const GoalKey *b);
extern uint32 GoalFindDatum(const GoalView *v, Datum d);
extern uint32 GoalFindTop(const GoalView *v, GoalKeyType keytype, Datum key);
extern uint32 GoalFindText(const GoalView *v, const char *s, int len);
extern uint32 GoalOnlyRoot(const GoalView *v);
extern char *GoalKeyPlain(GoalKeyType keytype, const GoalKey *key);
extern char *GoalKeyForMessage(GoalKeyType keytype, const GoalKey *key);
extern char *GoalKeyString(const GoalView *v, uint32 node);
extern char *GoalKeyQuoted(const GoalView *v, uint32 node);

/* goaltree.c: facts */
extern float8 GoalShownValue(const GoalView *v, uint32 node);
extern float8 GoalExpectedScore(const GoalView *v, uint32 node);
extern GoalMethod GoalEffectiveMethod(const GoalView *v, uint32 node, bool childless);
extern bool *GoalHasChildren(const GoalView *v);
extern uint32 *GoalEdgesByParent(const GoalView *v);
extern uint32 *GoalEdgesByChild(const GoalView *v, uint32 **start);
extern bool *GoalMarkBelow(const GoalView *v, uint32 top);

/* goaltree_policy.c: words of the language */
#define GOAL_METHODS \
	"mean, min, max, geomean, harmean, median, any, all, at_least(k), sum, avg, ratio, low, high or own"
#define GOAL_MISSINGS \
	"ignore, zero, block, or a minimum coverage from 0 to 1, as in \">= 0.8\""

extern bool GoalMethodParse(const char *word, GoalPolicy *policy);
extern void GoalMethodAppend(StringInfo buf, GoalMethod method, uint16 k);
extern GoalPolicy GoalMethodFromText(text *t);
extern bool GoalMissingParse(const char *word, GoalPolicy *policy, float8 *mincover);
extern void GoalMissingAppend(StringInfo buf, GoalMissing missing, float8 mincover);
extern void GoalMissingFromText(text *t, GoalPolicy *policy, float8 *mincover);

/* goaltree_build.c: the tree that any datum of the type stands for, also one that is still rows */
extern GoalTree *GoalTreeFromDatum(Datum d);

/* goaltree_score.c: fills the result columns of a tree whose other columns are complete */
extern void GoalTreeScore(GoalTree *tree);

#define PG_GETARG_GOALTREE_P(n) GoalTreeFromDatum(PG_GETARG_DATUM(n))
#define PG_RETURN_GOALTREE_P(t) PG_RETURN_POINTER(t)

/* An entry of a column, or its default where the column is absent. */
static inline float8
GoalFloat(const GoalView *v, GoalColumn col, uint32 node, float8 def)
{
	return v->column[col] ? ((const float8 *) v->column[col])[node] : def;
}

/* The same for a text. */
static inline GoalText
GoalTextOf(const GoalView *v, GoalColumn col, uint32 node)
{
	GoalText	none = {0, 0};

	return v->column[col] ? ((const GoalText *) v->column[col])[node] : none;
}

/* How a goal counts its children, as given: GOAL_AUTO if not said. */
static inline GoalPolicy
GoalPolicyOf(const GoalView *v, uint32 node)
{
	GoalPolicy	none = {0, 0, 0};

	return v->column[GOALCOL_POLICY] ? ((const GoalPolicy *) v->column[GOALCOL_POLICY])[node] : none;
}

/* The rule for a goal's expected score. */
static inline ScoreBasis
GoalBasisOf(const GoalView *v, uint32 node)
{
	return v->column[GOALCOL_BASIS] ? ((const uint8 *) v->column[GOALCOL_BASIS])[node] : BASIS_EXPECTED;
}

/* NULL if the goal has none. */
static inline const Target *
GoalTargetOf(const GoalView *v, uint32 node)
{
	GoalText	t = GoalTextOf(v, GOALCOL_TARGET, node);

	return t.len ? (const Target *) (v->strings + t.off) : NULL;
}

/*
 * SQL functions: one that needs no key (GOAL_KEY_ANY), and one for each key type. `function` takes fcinfo and
 * the key type.
 */
#define GOAL_FUNCTION(name, function, keytype) SQL_FUNCTION(name, function(fcinfo, keytype))
#define GOAL_KEY_FUNCTIONS(name, function) \
GOAL_FUNCTION(name##_bigint, function, GOAL_KEY_BIGINT) \
GOAL_FUNCTION(name##_uuid, function, GOAL_KEY_UUID) \
GOAL_FUNCTION(name##_text, function, GOAL_KEY_TEXT)

#endif							/* OPM_GOALTREE_H */
