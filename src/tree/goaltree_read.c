/*
 * goaltree_read.c: the SQL functions that answer one question about a tree: a goal's number, place, path,
 * relatives.
 *
 * Nothing is expanded: a column is looked up, or the way to the root is followed. Where a goal has several
 * parents, its path, depth and root are those of the one it is listed under; goals(), ancestors() and
 * subtree() count them all.
 */
#include "goaltree.h"

#include "catalog/pg_type.h"
#include "utils/array.h"
#include "utils/builtins.h"

#include "goaltree_dag.h"
#include "goaltree_rows.h"
#include "goalwalk.h"
#include "huge.h"

/* ---- SQL: one goal, one number ---- */

/*
 * The node that argument 1 names, or the only root if there is no argument 1. GOALTREE_NONE if the key is
 * not among the goals.
 */
static uint32
NodeArg(FunctionCallInfo fcinfo, GoalView *v, GoalKeyType keytype)
{
	GoalViewInit(v, PG_GETARG_GOALTREE_P(0));
	if (keytype == GOAL_KEY_ANY)
		return GoalOnlyRoot(v);
	GoalCheckKeyType(v, keytype);
	return GoalFindDatum(v, PG_GETARG_DATUM(1));
}

/* One number of one goal; NULL if it is not known, or if there is no such goal. */
static Datum
ReadNumber(FunctionCallInfo fcinfo, GoalKeyType keytype, GoalColumn col)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	float8		x;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	if (col == GOALCOL_TOTAL)
		x = GoalShownValue(&v, node);
	else if (col == GOALCOL_EXPECTED)
		x = GoalExpectedScore(&v, node);
	else
		x = GoalFloat(&v, col, node, OPM_UNKNOWN);
	if (OpmIsUnknown(x))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(x);
}

static Datum
ReadScore(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_SCORE);
}

static Datum
ReadValue(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_TOTAL);
}

static Datum
ReadCoverage(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_COVERAGE);
}

static Datum
ReadScoreLow(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_LOW);
}

static Datum
ReadScoreHigh(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_HIGH);
}

static Datum
ReadExpectedScore(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_EXPECTED);
}

static Datum
ReadPaceScore(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	return ReadNumber(fcinfo, keytype, GOALCOL_PACE);
}

GOAL_FUNCTION(opm_goaltree_score, ReadScore, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_score, ReadScore)
GOAL_FUNCTION(opm_goaltree_value, ReadValue, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_value, ReadValue)
GOAL_FUNCTION(opm_goaltree_coverage, ReadCoverage, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_coverage, ReadCoverage)
GOAL_FUNCTION(opm_goaltree_expected_score, ReadExpectedScore, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_expected_score, ReadExpectedScore)
GOAL_FUNCTION(opm_goaltree_pace_score, ReadPaceScore, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_pace_score, ReadPaceScore)
GOAL_FUNCTION(opm_goaltree_score_low, ReadScoreLow, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_score_low, ReadScoreLow)
GOAL_FUNCTION(opm_goaltree_score_high, ReadScoreHigh, GOAL_KEY_ANY)
GOAL_KEY_FUNCTIONS(opm_goaltree_score_high, ReadScoreHigh)

/* ---- SQL: place ---- */

/* Links from the root down to a goal. */
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

GOAL_KEY_FUNCTIONS(opm_goaltree_depth, ReadDepth)

/* Levels of the tree below its roots; a chain of three goals has depth 2. */
PG_FUNCTION_INFO_V1(opm_goaltree_depth);
Datum
opm_goaltree_depth(PG_FUNCTION_ARGS)
{
	GoalView	v;
	int32	   *depth;
	int32		max = 0;

	GoalViewInit(&v, PG_GETARG_GOALTREE_P(0));
	depth = GoalDepths(&v);
	for (uint32 i = 0; i < v.nodes; i++)
		max = Max(max, depth[i]);
	pfree(depth);
	PG_RETURN_INT32(max);
}

/* Goals in the tree. */
PG_FUNCTION_INFO_V1(opm_goaltree_goals);
Datum
opm_goaltree_goals(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT32((int32) PG_GETARG_GOALTREE_P(0)->nodes);
}

/* Goals below one: in a tree size tells, in a DAG each is counted once. */
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
	counts = GoalPerNode(&v, sizeof(uint32));
	GoalDagCounts(GoalDagCreate(&v), counts);
	PG_RETURN_INT32((int32) counts[node]);
}

GOAL_KEY_FUNCTIONS(opm_goaltree_goals, ReadGoals)

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
	up = HugeAlloc(n, sizeof(uint32));
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

GOAL_KEY_FUNCTIONS(opm_goaltree_path, ReadPath)

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

GOAL_KEY_FUNCTIONS(opm_goaltree_root, ReadRoot)

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
	above = GoalPerNode(&v, sizeof(bool));
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

GOAL_KEY_FUNCTIONS(opm_goaltree_ancestors, ReadAncestors)

/* A goal and all below it as a tree of its own; links to parents outside are left behind. */
static Datum
ReadSubtree(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	GoalView	v;
	uint32		node = NodeArg(fcinfo, &v, keytype);
	GoalRows   *rows;

	if (node == GOALTREE_NONE)
		PG_RETURN_NULL();
	rows = GoalRowsCreate(CurrentMemoryContext, v.keytype);
	GoalRowsAddTree(rows, v.tree, GoalMarkBelow(&v, node));
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}

GOAL_KEY_FUNCTIONS(opm_goaltree_subtree, ReadSubtree)
