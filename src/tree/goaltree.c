/*
 * goaltree.c: the ground under every reader of a canonical tree: where its columns lie, how a key is found and shown,
 * and facts that follow from the columns alone. Calls nothing else in src/tree.
 */
#include "goaltree.h"

#include "mb/pg_wchar.h"
#include "port/pg_bitutils.h"
#include "utils/builtins.h"
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

/* Zeroed room for one item a goal, and one more. */
void *
GoalPerNode(const GoalView *v, Size width)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, ((Size) v->nodes + 1) * width, MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* ---- keys ---- */

const char *
GoalKeyTypeName(GoalKeyType keytype)
{
	static const char *const names[] = {"", "bigint", "uuid", "text"};

	return names[keytype];
}

void
GoalCheckKeyType(const GoalView *v, GoalKeyType keytype)
{
	if (keytype != GOAL_KEY_ANY && keytype != v->keytype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("goaltree has %s keys, not %s", GoalKeyTypeName(v->keytype), GoalKeyTypeName(keytype)),
				 errhint("Use a %s key, or the function for %s keys.", GoalKeyTypeName(v->keytype),
						 GoalKeyTypeName(v->keytype))));
}

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

/* The goal that an argument named top is about: by a key of that type, or for GOAL_KEY_ANY by a key as text. */
uint32
GoalFindTop(const GoalView *v, GoalKeyType keytype, Datum key)
{
	text	   *t;

	if (keytype != GOAL_KEY_ANY)
		return GoalFindDatum(v, key);
	t = DatumGetTextPP(key);
	return GoalFindText(v, VARDATA_ANY(t), (int) VARSIZE_ANY_EXHDR(t));
}

/* The root of a tree, for whoever names no goal. */
uint32
GoalOnlyRoot(const GoalView *v)
{
	uint32		second = GoalSizes(v)[0];

	if (second < v->nodes)
		ereport(ERROR,
				(errcode(ERRCODE_CARDINALITY_VIOLATION),
				 errmsg("goaltree has more than one root: %s and %s", GoalKeyQuoted(v, 0), GoalKeyQuoted(v, second)),
				 errdetail("A goal whose parent is not among the rows is a root."),
				 errhint("Name the goal to read, or take its opm.subtree().")));
	return 0;
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

/* A key as a result: of its own type, or as text. */
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

/* ---- facts ---- */

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
	bool	   *has = GoalPerNode(v, sizeof(bool));

	for (uint32 i = 0; i < v->nodes; i++)
		has[i] = GoalSizes(v)[i] > 1;
	for (uint32 i = 0; i < v->nedges; i++)
		has[v->edges[i].parent] = true;
	return has;
}

/* ---- links ---- */

/* Start of each goal's extra edges in v->edges, which are sorted by parent; nodes + 1 entries. */
uint32 *
GoalEdgesByParent(const GoalView *v)
{
	uint32	   *start = GoalPerNode(v, sizeof(uint32));

	for (uint32 e = 0; e < v->nedges; e++)
		start[v->edges[e].parent + 1]++;
	for (uint32 i = 0; i < v->nodes; i++)
		start[i + 1] += start[i];
	return start;
}

/*
 * Indexes of extra edges in order of their children, those of one child in order of its parents. *start tells where
 * each child's begin; nodes + 1 entries.
 */
uint32 *
GoalEdgesByChild(const GoalView *v, uint32 **start)
{
	uint32	   *order = MemoryContextAllocHuge(CurrentMemoryContext, sizeof(uint32) * Max((Size) v->nedges, 1));
	uint32	   *end = GoalPerNode(v, sizeof(uint32));

	/* counts become ends, and filling from the last edge back turns ends into starts */
	for (uint32 e = 0; e < v->nedges; e++)
		end[v->edges[e].child]++;
	for (uint32 i = 0; i < v->nodes; i++)
		end[i + 1] += end[i];
	for (uint32 e = v->nedges; e-- > 0;)
		order[--end[v->edges[e].child]] = e;
	*start = end;
	return order;
}

/* Which goals are top or below it, by any way. */
bool *
GoalMarkBelow(const GoalView *v, uint32 top)
{
	bool	   *below = GoalPerNode(v, sizeof(bool));
	uint32		edge = 0;

	below[top] = true;
	/* parents stand before their children, and edges are sorted by parent: one pass meets each link after its parent */
	for (uint32 i = top; i < v->nodes; i++)
	{
		uint32		parent = GoalParents(v)[i];

		below[i] |= parent != GOALTREE_NONE && below[parent];
		while (edge < v->nedges && v->edges[edge].parent < i)
			edge++;
		for (; edge < v->nedges && v->edges[edge].parent == i; edge++)
			below[v->edges[edge].child] |= below[i];
	}
	return below;
}
