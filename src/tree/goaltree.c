/*
 * goaltree.c: reading a canonical tree: where its columns lie, how a key is found, and the SQL functions that
 * answer one question without expanding anything.
 */
#include "goaltree.h"

#include <math.h>

#include "access/htup_details.h"
#include "catalog/pg_type.h"
#include "common/hashfn.h"
#include "mb/pg_wchar.h"
#include "funcapi.h"
#include "goalwalk.h"
#include "literal.h"
#include "port/pg_bitutils.h"
#include "utils/array.h"
#include "utils/builtins.h"
#include "utils/float.h"
#include "utils/uuid.h"

/* ---- layout ---- */

Size
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
			return 1;
		default:
			return 8;
	}
}

/* Total bytes of the tree that a filled header describes. Cannot overflow: counts are 32 bits. */
Size
GoalTreeLayout(GoalTree *header)
{
	Size		size = MAXALIGN(sizeof(GoalTree));

	for (int col = 0; col < GOALCOL_COUNT; col++)
		if (header->columns & (1u << col))
			size += MAXALIGN(header->nodes * GoalColumnWidth(col, header->keytype));
	size += header->edges * sizeof(GoalEdge);
	size += header->danglings * sizeof(GoalDangling);
	return size + MAXALIGN(header->strings);
}

void
GoalViewInit(GoalView *v, GoalTree *tree)
{
	char	   *at = (char *) tree + MAXALIGN(sizeof(GoalTree));

	v->tree = tree;
	v->nodes = tree->nodes;
	v->keytype = tree->keytype;
	memset(v->column, 0, sizeof(v->column));
	/* once for every row that is scored in place: only the columns that are there */
	for (uint32 left = tree->columns; left != 0; left &= left - 1)
	{
		GoalColumn	col = pg_rightmost_one_pos32(left);

		v->column[col] = at;
		at += MAXALIGN(tree->nodes * GoalColumnWidth(col, tree->keytype));
	}
	v->edges = (GoalEdge *) at;
	v->nedges = tree->edges;
	at += v->nedges * sizeof(GoalEdge);
	v->danglings = (GoalDangling *) at;
	v->ndanglings = tree->danglings;
	v->strings = at + v->ndanglings * sizeof(GoalDangling);
}

/* Clear what is not written goal by goal, so that no stale byte is stored. */
void
GoalViewZero(GoalView *v, Size size)
{
	for (int col = 0; col < GOALCOL_COUNT; col++)
	{
		Size		width = GoalColumnWidth(col, v->keytype) * v->nodes;

		if (v->column[col] == NULL)
			continue;
		if (col == GOALCOL_LABEL || col == GOALCOL_UNIT || col == GOALCOL_TARGET)
			memset(v->column[col], 0, width);
		memset((char *) v->column[col] + width, 0, MAXALIGN(width) - width);
	}
	memset(v->edges, 0, (char *) v->tree + size - (char *) v->edges);
}

/* ---- keys ---- */

static inline int
CompareBytes(const char *a, uint32 alen, const char *b, uint32 blen)
{
	int			cmp = memcmp(a, b, Min(alen, blen));

	return cmp != 0 ? cmp : (alen < blen ? -1 : alen > blen);
}

uint32
GoalFindBigint(const GoalView *v, int64 key)
{
	const int64 *keys = GoalColumnOf(v, GOALCOL_KEY, int64);
	const uint32 *bykey = GoalColumnOf(v, GOALCOL_BYKEY, uint32);
	uint32		lo = 0;
	uint32		hi = v->nodes;
	int64		min = keys[bykey[0]];

	if (key < min)
		return GOALTREE_NONE;
	/* gapless keys, the usual case, are found at once */
	if ((uint64) keys[bykey[hi - 1]] - (uint64) min == hi - 1)
		return (uint64) key - (uint64) min < hi ? bykey[(uint64) key - (uint64) min] : GOALTREE_NONE;
	while (lo < hi)
	{
		uint32		mid = lo + (hi - lo) / 2;
		int64		k = keys[bykey[mid]];

		if (k == key)
			return bykey[mid];
		if (k < key)
			lo = mid + 1;
		else
			hi = mid;
	}
	return GOALTREE_NONE;
}

uint32
GoalFindBytes(const GoalView *v, const char *key, int len)
{
	const uint32 *bykey = GoalColumnOf(v, GOALCOL_BYKEY, uint32);
	uint32		lo = 0;
	uint32		hi = v->nodes;

	while (lo < hi)
	{
		uint32		mid = lo + (hi - lo) / 2;
		GoalText	t = GoalKeyText(v, bykey[mid]);
		const char *bytes = v->keytype == GOAL_KEY_UUID ?
			(char *) (GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + bykey[mid]) : v->strings + t.off;
		int			cmp = CompareBytes(bytes, t.len, key, len);

		if (cmp == 0)
			return bykey[mid];
		if (cmp < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return GOALTREE_NONE;
}

uint32
GoalFindDatum(const GoalView *v, Datum key)
{
	text	   *t;

	switch (v->keytype)
	{
		case GOAL_KEY_BIGINT:
			return GoalFindBigint(v, DatumGetInt64(key));
		case GOAL_KEY_UUID:
			return GoalFindBytes(v, (char *) DatumGetUUIDP(key), UUID_LEN);
		default:
			t = DatumGetTextPP(key);
			return GoalFindBytes(v, VARDATA_ANY(t), VARSIZE_ANY_EXHDR(t));
	}
}

void
GoalCheckKeyType(const GoalView *v, GoalKeyType keytype)
{
	static const char *const names[] = {"", "bigint", "uuid", "text"};

	if (v->keytype != keytype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("goaltree has %s keys, not %s", names[v->keytype], names[keytype]),
				 errhint("Use a %s key, or the function for %s keys.", names[v->keytype], names[v->keytype])));
}

/* Where a text key lies; for other key types only the length counts. */
GoalText
GoalKeyText(const GoalView *v, uint32 node)
{
	GoalText	t = {0, v->keytype == GOAL_KEY_UUID ? UUID_LEN : 8};

	return v->keytype == GOAL_KEY_TEXT ? GoalColumnOf(v, GOALCOL_KEY, GoalText)[node] : t;
}

/* A key as plain text, without quotes. */
char *
GoalKeyString(const GoalView *v, uint32 node)
{
	switch (v->keytype)
	{
		case GOAL_KEY_BIGINT:
			return psprintf(INT64_FORMAT, GoalColumnOf(v, GOALCOL_KEY, int64)[node]);
		case GOAL_KEY_UUID:
			return DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + node)));
		default:
			{
				GoalText	t = GoalKeyText(v, node);

				return pnstrdup(v->strings + t.off, t.len);
			}
	}
}

/* The key of a node for a message. */
char *
GoalKeyQuoted(const GoalView *v, uint32 node)
{
	GoalText	t = GoalKeyText(v, node);

	if (v->keytype == GOAL_KEY_TEXT)
		return GoalKeyFormat(GOAL_KEY_TEXT, 0, v->strings + t.off, t.len);
	return GoalKeyString(v, node);
}

/* A key for a message: text in quotes, cut if it is very long. */
char *
GoalKeyFormat(GoalKeyType keytype, int64 bigint, const char *bytes, int len)
{
	if (keytype == GOAL_KEY_BIGINT)
		return psprintf(INT64_FORMAT, bigint);
	if (keytype == GOAL_KEY_UUID)
	{
		pg_uuid_t	uuid;

		memcpy(&uuid, bytes, UUID_LEN);
		return DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid)));
	}
	if (len <= 200)
		return psprintf("\"%.*s\"", len, bytes);
	return psprintf("\"%.*s...\"", pg_mbcliplen(bytes, len, 200), bytes);
}

/* ---- what a node shows ---- */

/* Its value: the number itself, or numerator over denominator; unknown for x/0. */
float8
GoalShownValue(const GoalView *v, uint32 node)
{
	float8		total = GoalFloat(v, GOALCOL_TOTAL, node, OPM_UNKNOWN);
	float8		base = GoalFloat(v, GOALCOL_TOTALBASE, node, OPM_UNKNOWN);
	float8		ratio;

	if (OpmIsUnknown(base))
		return total;
	if (base == 0)
		return OPM_UNKNOWN;
	ratio = total / base;
	return isinf(ratio) ? OPM_UNKNOWN : ratio;
}

GoalMethod
GoalEffectiveMethod(const GoalView *v, uint32 node, bool childless)
{
	GoalMethod	method = GoalPolicyOf(v, node).method;

	if (childless || method == GOAL_OWN)
		return GOAL_OWN;
	return method == GOAL_AUTO ? GOAL_MEAN : method;
}

/* A goal may have children only through extra edges, so size alone does not tell in a DAG. */
bool *
GoalHasChildren(const GoalView *v)
{
	bool	   *has = MemoryContextAllocHuge(CurrentMemoryContext, v->nodes);

	for (uint32 i = 0; i < v->nodes; i++)
		has[i] = GoalSizes(v)[i] > 1;
	for (uint32 i = 0; i < v->nedges; i++)
		has[v->edges[i].parent] = true;
	return has;
}

/* ---- SQL: one goal, one number ---- */

/*
 * The node that argument 1 names, or the only root if there is no argument 1. GOALTREE_NONE if the key is
 * not among the goals.
 */
static uint32
NodeArg(FunctionCallInfo fcinfo, GoalView *v, GoalKeyType keytype)
{
	GoalViewInit(v, PG_GETARG_GOALTREE_P(0));
	if (PG_NARGS() == 1)
	{
		uint32		second = GoalSizes(v)[0];

		if (second < v->nodes)
			ereport(ERROR,
					(errcode(ERRCODE_CARDINALITY_VIOLATION),
					 errmsg("goaltree has more than one root: %s and %s",
							GoalKeyQuoted(v, 0), GoalKeyQuoted(v, second)),
					 errdetail("A goal whose parent is not among the rows is a root."),
					 errhint("Name the goal to read, or use opm.rollup().")));
		return 0;
	}
	GoalCheckKeyType(v, keytype);
	return GoalFindDatum(v, PG_GETARG_DATUM(1));
}

static Datum
ReturnColumn(FunctionCallInfo fcinfo, GoalKeyType keytype, GoalColumn col)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	float8		x;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	x = col == GOALCOL_TOTAL ? GoalShownValue(&v, node) : GoalFloat(&v, col, node, OPM_UNKNOWN);
	if (OpmIsUnknown(x))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(x);
}

/* Three key types and the only root make four of each reader. */
#define GOALTREE_READER(name, call) \
	PG_FUNCTION_INFO_V1(name); \
	Datum name(PG_FUNCTION_ARGS) { return call; }
#define GOALTREE_KEY_READERS(name, call) \
	GOALTREE_READER(goaltree_##name##_bigint, call(fcinfo, GOAL_KEY_BIGINT)) \
	GOALTREE_READER(goaltree_##name##_uuid, call(fcinfo, GOAL_KEY_UUID)) \
	GOALTREE_READER(goaltree_##name##_text, call(fcinfo, GOAL_KEY_TEXT))
#define GOALTREE_READERS(name, call) \
	GOALTREE_READER(goaltree_##name, call(fcinfo, 0)) \
	GOALTREE_KEY_READERS(name, call)

#define ReadScore(f, k)		ReturnColumn(f, k, GOALCOL_SCORE)
#define ReadValue(f, k)		ReturnColumn(f, k, GOALCOL_TOTAL)
#define ReadCoverage(f, k)	ReturnColumn(f, k, GOALCOL_COVERAGE)
#define ReadScoreLow(f, k)	ReturnColumn(f, k, GOALCOL_LOW)
#define ReadScoreHigh(f, k) ReturnColumn(f, k, GOALCOL_HIGH)

GOALTREE_READERS(score, ReadScore)
GOALTREE_READERS(value, ReadValue)
GOALTREE_READERS(coverage, ReadCoverage)
GOALTREE_READERS(score_low, ReadScoreLow)
GOALTREE_READERS(score_high, ReadScoreHigh)

static Datum
ReadDepth(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	int32		depth = 0;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	while ((node = GoalParents(&v)[node]) != GOALTREE_NONE)
		depth++;
	PG_RETURN_INT32(depth);
}

GOALTREE_KEY_READERS(depth, ReadDepth)

/* Levels of the tree below its roots; a chain of three goals has depth 2. */
PG_FUNCTION_INFO_V1(goaltree_depth);
Datum
goaltree_depth(PG_FUNCTION_ARGS)
{
	GoalView	v;
	int32	   *depth;
	int32		max = 0;

	GoalViewInit(&v, PG_GETARG_GOALTREE_P(0));
	depth = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(int32) * (Size) v.nodes);
	for (uint32 i = 0; i < v.nodes; i++)
	{
		uint32		parent = GoalParents(&v)[i];

		depth[i] = parent == GOALTREE_NONE ? 0 : depth[parent] + 1;
		max = Max(max, depth[i]);
	}
	pfree(depth);
	PG_RETURN_INT32(max);
}

PG_FUNCTION_INFO_V1(goaltree_goals);
Datum
goaltree_goals(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) PG_GETARG_GOALTREE_P(0)->nodes);
}

static Datum
ReadGoals(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	uint32	   *counts;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	if (v.nedges == 0)
		PG_RETURN_INT32((int32) GoalSizes(&v)[node] - 1);
	counts = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * (Size) v.nodes);
	GoalDagCounts(GoalDagCreate(&v), counts);
	PG_RETURN_INT32((int32) counts[node]);
}

GOALTREE_KEY_READERS(goals, ReadGoals)

/* ---- SQL: structure ---- */

/* Labels (keys where there is no label) from the root to the goal, the way a goal is listed. */
static Datum
ReadPath(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	uint32	   *up;
	uint32		n = 0;
	StringInfoData buf;
	text	   *separator = PG_GETARG_TEXT_PP(2);

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	for (uint32 i = node; i != GOALTREE_NONE; i = GoalParents(&v)[i])
		n++;
	up = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * (Size) n);
	for (uint32 i = node, at = n; i != GOALTREE_NONE; i = GoalParents(&v)[i])
		up[--at] = i;
	initStringInfo(&buf);
	for (uint32 i = 0; i < n; i++)
	{
		GoalText	label = GoalTextOf(&v, GOALCOL_LABEL, up[i]);

		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		if (i > 0)
			appendBinaryStringInfo(&buf, VARDATA_ANY(separator), VARSIZE_ANY_EXHDR(separator));
		if (label.len)
			appendBinaryStringInfo(&buf, v.strings + label.off, label.len);
		else
			appendStringInfoString(&buf, GoalKeyString(&v, up[i]));
	}
	PG_RETURN_TEXT_P(cstring_to_text_with_len(buf.data, buf.len));
}

GOALTREE_KEY_READERS(path, ReadPath)

/* The goal at the top of the way the goal is listed. */
static Datum
ReadRoot(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	while (GoalParents(&v)[node] != GOALTREE_NONE)
		node = GoalParents(&v)[node];
	PG_RETURN_DATUM(GoalKeyDatum(&v, node, true));
}

GOALTREE_KEY_READERS(root, ReadRoot)

/* Keys of all goals above one, the nearest first; every parent of a DAG counts. */
static Datum
ReadAncestors(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	bool	   *above;
	Datum	   *keys;
	int			n = 0;
	uint32		edge;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	above = MemoryContextAllocExtended(CurrentMemoryContext, v.nodes, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	keys = palloc(sizeof(Datum));
	above[node] = true;
	edge = v.nedges;
	/* parents stand before children: one pass to the front meets every goal after all its children */
	for (uint32 i = v.nodes; i-- > 0;)
	{
		if (i % 65536 == 0)
			CHECK_FOR_INTERRUPTS();
		for (; edge > 0 && v.edges[edge - 1].parent == i; edge--)
			above[i] |= above[v.edges[edge - 1].child];
		if (!above[i])
			continue;
		if (i != node)
		{
			if ((n & (n - 1)) == 0)
				keys = repalloc_huge(keys, sizeof(Datum) * Max(2 * (Size) n, 8));
			keys[n++] = CStringGetTextDatum(GoalKeyString(&v, i));
		}
		if (GoalParents(&v)[i] != GOALTREE_NONE)
			above[GoalParents(&v)[i]] = true;
	}
	PG_RETURN_ARRAYTYPE_P(construct_array(keys, n, TEXTOID, -1, false, TYPALIGN_INT));
}

GOALTREE_KEY_READERS(ancestors, ReadAncestors)

/* A goal and all below it as a tree of its own; links to parents outside are left behind. */
static Datum
ReadSubtree(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	GoalRows   *rows;
	bool	   *keep;
	uint32		edge = 0;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	keep = MemoryContextAllocExtended(CurrentMemoryContext, v.nodes, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
	keep[node] = true;
	for (uint32 i = node; i < v.nodes; i++)
	{
		uint32		parent = GoalParents(&v)[i];

		keep[i] |= parent != GOALTREE_NONE && keep[parent];
		while (edge < v.nedges && v.edges[edge].parent < i)
			edge++;
		for (; edge < v.nedges && v.edges[edge].parent == i; edge++)
			keep[v.edges[edge].child] |= keep[i];
	}
	rows = GoalRowsCreate(CurrentMemoryContext, v.keytype);
	GoalRowsAddTree(rows, v.tree, keep);
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}

GOALTREE_KEY_READERS(subtree, ReadSubtree)
