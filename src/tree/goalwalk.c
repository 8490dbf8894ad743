/*
 * goalwalk.c: walking down the links of a canonical tree or DAG, and its goals as result rows.
 */
#include "goalwalk.h"

#include <math.h>

#include "utils/builtins.h"
#include "utils/uuid.h"

/* Zeroed room for one item a goal, and one more. */
void *
GoalPerNode(const GoalView *v, Size width)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, ((Size) v->nodes + 1) * width, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* What does not apply: said so, or a parent of nothing that applies. As in scoring. */
static void
FindSkipped(GoalWalk *w)
{
	const uint8 *said = GoalColumnOf(&w->v, GOALCOL_NOTAPPLICABLE, uint8);

	if (said == NULL)
		return;
	w->skipped = GoalPerNode(&w->v, sizeof(bool));
	for (uint32 i = w->v.nodes; i-- > 0;)
	{
		bool		any = false;

		w->skipped[i] = said[i];
		if (GoalMethodOf(w, i) == GOAL_OWN)
			continue;
		ForEachGoalLink(w, i, link)
			any |= !w->skipped[link.kid];
		w->skipped[i] |= !any;
	}
}

void
GoalWalkInit(GoalWalk *w, GoalTree *tree)
{
	memset(w, 0, sizeof(*w));
	GoalViewInit(&w->v, tree);
	w->haschildren = GoalHasChildren(&w->v);
	if (w->v.nedges > 0)
	{
		w->edgesof = GoalPerNode(&w->v, sizeof(uint32));
		for (uint32 e = 0; e < w->v.nedges; e++)
			w->edgesof[w->v.edges[e].parent + 1]++;
		for (uint32 i = 0; i < w->v.nodes; i++)
			w->edgesof[i + 1] += w->edgesof[i];
	}
	FindSkipped(w);
}

/* Fill w->rank, for whoever must settle ties by key. */
void
GoalWalkRanks(GoalWalk *w)
{
	const uint32 *bykey = GoalColumnOf(&w->v, GOALCOL_BYKEY, uint32);

	w->rank = GoalPerNode(&w->v, sizeof(uint32));
	for (uint32 i = 0; i < w->v.nodes; i++)
		w->rank[bykey[i]] = i;
}

int32 *
GoalDepths(const GoalView *v)
{
	int32	   *depth = GoalPerNode(v, sizeof(int32));

	for (uint32 i = 0; i < v->nodes; i++)
	{
		uint32		parent = GoalParents(v)[i];

		depth[i] = parent == GOALTREE_NONE ? 0 : depth[parent] + 1;
	}
	return depth;
}

uint32
GoalOnlyRoot(const GoalView *v)
{
	uint32		second = GoalSizes(v)[0];

	if (second < v->nodes)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("goaltree has more than one root: %s and %s", GoalKeyString(v, 0), GoalKeyString(v, second)),
				 errdetail("A goal whose parent is not among the rows is a root."),
				 errhint("Name the goal to read as top.")));
	return 0;
}

/* The goal whose key is written so; GOALTREE_NONE if there is none. */
uint32
GoalFindText(const GoalView *v, const char *key, int len)
{
	char	   *s = pnstrdup(key, len);
	char	   *end;
	int64		n;
	pg_uuid_t  *uuid;

	switch (v->keytype)
	{
		case GOAL_KEY_BIGINT:
			errno = 0;
			n = strtoi64(s, &end, 10);
			if (errno != 0 || end == s || *end != '\0')
				return GOALTREE_NONE;
			return GoalFindBigint(v, n);
		case GOAL_KEY_UUID:
			if (strspn(s, "0123456789abcdefABCDEF-{}") != strlen(s) || strlen(s) < 32)
				return GOALTREE_NONE;
			uuid = DatumGetUUIDP(DirectFunctionCall1(uuid_in, CStringGetDatum(s)));
			return GoalFindBytes(v, (char *) uuid, UUID_LEN);
		default:
			return GoalFindBytes(v, key, len);
	}
}

/* The goal that an argument named top is about: by a key of that type, or for keytype 0 by a key of any type as text. */
uint32
GoalFindTop(const GoalView *v, GoalKeyType keytype, Datum key)
{
	text	   *t;

	if (keytype != 0)
		return GoalFindDatum(v, key);
	t = DatumGetTextPP(key);
	return GoalFindText(v, VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t));
}

/* ---- pairing the goals of two trees ---- */

static int
CompareKeys(const GoalView *a, uint32 i, const GoalView *b, uint32 j)
{
	GoalText	s;
	GoalText	t;
	int			cmp;

	if (a->keytype == GOAL_KEY_BIGINT)
	{
		int64		x = GoalColumnOf(a, GOALCOL_KEY, int64)[i];
		int64		y = GoalColumnOf(b, GOALCOL_KEY, int64)[j];

		return x < y ? -1 : x > y;
	}
	if (a->keytype == GOAL_KEY_UUID)
		return memcmp(GoalColumnOf(a, GOALCOL_KEY, pg_uuid_t) + i, GoalColumnOf(b, GOALCOL_KEY, pg_uuid_t) + j, UUID_LEN);
	s = GoalKeyText(a, i);
	t = GoalKeyText(b, j);
	cmp = memcmp(a->strings + s.off, b->strings + t.off, Min(s.len, t.len));
	return cmp != 0 ? cmp : s.len < t.len ? -1 : s.len > t.len;
}

/* For each goal of either tree the position of the same goal in the other, GOALTREE_NONE if it is not there. */
void
GoalPairTrees(const GoalView *a, const GoalView *b, uint32 *ofa, uint32 *ofb)
{
	const uint32 *bya = GoalColumnOf(a, GOALCOL_BYKEY, uint32);
	const uint32 *byb = GoalColumnOf(b, GOALCOL_BYKEY, uint32);
	uint32		i = 0;
	uint32		j = 0;

	GoalCheckKeyType(b, a->keytype);
	while (i < a->nodes || j < b->nodes)
	{
		int			cmp = i >= a->nodes ? 1 : j >= b->nodes ? -1 : CompareKeys(a, bya[i], b, byb[j]);

		if (cmp == 0)
		{
			ofa[bya[i]] = byb[j];
			ofb[byb[j]] = bya[i];
		}
		else if (cmp < 0)
			ofa[bya[i]] = GOALTREE_NONE;
		else
			ofb[byb[j]] = GOALTREE_NONE;
		i += cmp <= 0;
		j += cmp >= 0;
	}
}

/* ---- result rows ---- */

Datum
GoalKeyDatum(const GoalView *v, uint32 node, bool typed)
{
	GoalText	t;

	if (v->keytype == GOAL_KEY_TEXT)
	{
		t = GoalKeyText(v, node);
		return PointerGetDatum(cstring_to_text_with_len(v->strings + t.off, t.len));
	}
	if (!typed)
		return CStringGetTextDatum(GoalKeyString(v, node));
	if (v->keytype == GOAL_KEY_BIGINT)
		return Int64GetDatum(GoalColumnOf(v, GOALCOL_KEY, int64)[node]);
	return UUIDPGetDatum(GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + node);
}

void
GoalSetText(Datum *values, bool *nulls, int col, const GoalView *v, GoalText t)
{
	nulls[col] = t.len == 0;
	if (t.len)
		values[col] = PointerGetDatum(cstring_to_text_with_len(v->strings + t.off, t.len));
}

void
GoalSetFloat(Datum *values, bool *nulls, int col, float8 x)
{
	nulls[col] = OpmIsUnknown(x) || isinf(x);
	if (!nulls[col])
		values[col] = Float8GetDatum(x);
}
