/*
 * goaltree.c: the ground under every reader of a canonical tree: where its columns lie, how a key is found
 * and shown, and facts that follow from the columns alone. Calls nothing else in src/tree.
 */
#include "goaltree.h"

#include "mb/pg_wchar.h"
#include "utils/builtins.h"

#include "huge.h"

/* ---- layout ---- */

/* Total bytes of the tree that a filled header describes. Cannot overflow: counts are 32 bits. */
Size
GoalTreeLayout(GoalTree *header)
{
	Size		size = MAXALIGN(sizeof(GoalTree));

	ForEachGoalColumn(col, header->columns)
		size += MAXALIGN(header->nodes * GoalColumnWidth(col, header->keytype));
	size += header->edges * sizeof(GoalEdge);
	size += header->danglings * sizeof(GoalDangling);
	return size + MAXALIGN(header->strings);
}

/* Find the columns of a tree. Done once for every row that is scored in place, so it is short. */
void
GoalViewInit(GoalView *v, GoalTree *tree)
{
	char	   *at = (char *) tree + MAXALIGN(sizeof(GoalTree));

	v->tree = tree;
	v->nodes = tree->nodes;
	v->keytype = tree->keytype;
	memset(v->column, 0, sizeof(v->column));
	ForEachGoalColumn(col, tree->columns)
	{
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
	return HugeZeroed((int64) v->nodes + 1, width);
}

/* ---- keys ---- */

/* As in SQL. */
const char *
GoalKeyTypeName(GoalKeyType keytype)
{
	static const char *const names[] = {"", "bigint", "uuid", "text"};

	return names[keytype];
}

/* Functions have a form for each key type; the wrong one would read bytes as something else. */
void
GoalCheckKeyType(const GoalView *v, GoalKeyType keytype)
{
	if (keytype != GOAL_KEY_ANY && keytype != v->keytype)
		ereport(ERROR,
				(errcode(ERRCODE_DATATYPE_MISMATCH),
				 errmsg("goaltree has %s keys, not %s",
						GoalKeyTypeName(v->keytype), GoalKeyTypeName(keytype)),
				 errhint("Use a %s key, or the function for %s keys.", GoalKeyTypeName(v->keytype),
						 GoalKeyTypeName(v->keytype))));
}

/* The key of a goal, in place. */
GoalKey
GoalKeyOf(const GoalView *v, uint32 node)
{
	GoalKey		key = {0};
	GoalText	t;

	switch (v->keytype)
	{
		case GOAL_KEY_BIGINT:
			key.bigint = GoalColumnOf(v, GOALCOL_KEY, int64)[node];
			break;
		case GOAL_KEY_UUID:
			key.bytes = (char *) (GoalColumnOf(v, GOALCOL_KEY, pg_uuid_t) + node);
			key.len = UUID_LEN;
			break;
		default:
			t = GoalColumnOf(v, GOALCOL_KEY, GoalText)[node];
			key.bytes = v->strings + t.off;
			key.len = (int) t.len;
	}
	return key;
}

/* The key of a parent that is not among the goals. */
GoalKey
GoalDanglingKey(const GoalView *v, const GoalDangling *link)
{
	GoalKey		key = {link->bigint, v->strings + link->text.off, (int) link->text.len};

	return key;
}

/* An argument, in place. */
GoalKey
GoalKeyFromDatum(GoalKeyType keytype, Datum d)
{
	GoalKey		key = {0};
	text	   *t;

	switch (keytype)
	{
		case GOAL_KEY_BIGINT:
			key.bigint = DatumGetInt64(d);
			break;
		case GOAL_KEY_UUID:
			key.bytes = (char *) DatumGetUUIDP(d);
			key.len = UUID_LEN;
			break;
		default:
			t = DatumGetTextPP(d);
			key.bytes = VARDATA_ANY(t);
			key.len = VARSIZE_ANY_EXHDR(t);
	}
	return key;
}

/* A key as a result: of its own type, or as text. */
Datum
GoalKeyDatum(const GoalView *v, uint32 node, bool typed)
{
	GoalKey		key = GoalKeyOf(v, node);

	if (v->keytype == GOAL_KEY_TEXT)
		return PointerGetDatum(cstring_to_text_with_len(key.bytes, key.len));
	if (!typed)
		return CStringGetTextDatum(GoalKeyPlain(v->keytype, &key));
	return v->keytype == GOAL_KEY_BIGINT ? Int64GetDatum(key.bigint) : PointerGetDatum(key.bytes);
}

/* The order of keys in a tree: numbers as numbers, bytes as bytes, whatever the collation. */
int
GoalCompareKeys(GoalKeyType keytype, const GoalKey *a, const GoalKey *b)
{
	int			cmp;

	if (keytype == GOAL_KEY_BIGINT)
		return a->bigint < b->bigint ? -1 : a->bigint > b->bigint;
	cmp = memcmp(a->bytes, b->bytes, Min(a->len, b->len));
	return cmp != 0 ? cmp : a->len < b->len ? -1 : a->len > b->len;
}

/* The goal that has this key, GOALTREE_NONE if there is none. */
static uint32
FindKey(const GoalView *v, const GoalKey *key)
{
	const uint32 *bykey = GoalColumnOf(v, GOALCOL_BYKEY, uint32);
	uint32		lo = 0;
	uint32		hi = v->nodes;

	if (v->keytype == GOAL_KEY_BIGINT)
	{
		const int64 *keys = GoalColumnOf(v, GOALCOL_KEY, int64);
		uint64		from_min = (uint64) key->bigint - (uint64) keys[bykey[0]];

		if (key->bigint < keys[bykey[0]])
			return GOALTREE_NONE;
		/* gapless keys, the usual case, are found at once */
		if ((uint64) keys[bykey[hi - 1]] - (uint64) keys[bykey[0]] == hi - 1)
			return from_min < hi ? bykey[from_min] : GOALTREE_NONE;
	}
	while (lo < hi)
	{
		uint32		mid = lo + (hi - lo) / 2;
		GoalKey		at = GoalKeyOf(v, bykey[mid]);
		int			cmp = GoalCompareKeys(v->keytype, &at, key);

		if (cmp == 0)
			return bykey[mid];
		if (cmp < 0)
			lo = mid + 1;
		else
			hi = mid;
	}
	return GOALTREE_NONE;
}

/* By an argument of the tree's own key type. */
uint32
GoalFindDatum(const GoalView *v, Datum d)
{
	GoalKey		key = GoalKeyFromDatum(v->keytype, d);

	return FindKey(v, &key);
}

/* By what a person wrote; text that is no key of the tree's type names no goal, so it is no error. */
uint32
GoalFindText(const GoalView *v, const char *s, int len)
{
	GoalKey		key = {0, s, len};
	char	   *terminated;
	char	   *end;

	switch (v->keytype)
	{
		case GOAL_KEY_BIGINT:
			terminated = pnstrdup(s, len);
			errno = 0;
			key.bigint = strtoi64(terminated, &end, 10);
			if (errno != 0 || end == terminated || *end != '\0')
				return GOALTREE_NONE;
			break;
		case GOAL_KEY_UUID:
			terminated = pnstrdup(s, len);
			if (len < 32 || strspn(terminated, "0123456789abcdefABCDEF-{}") != (size_t) len)
				return GOALTREE_NONE;
			key = GoalKeyFromDatum(GOAL_KEY_UUID, DirectFunctionCall1(uuid_in, CStringGetDatum(terminated)));
			break;
		default:
			break;
	}
	return FindKey(v, &key);
}

/*
 * The goal that an argument named top is about: by a key of that type, or for GOAL_KEY_ANY by a key as text.
 */
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
				 errmsg("goaltree has more than one root: %s and %s",
						GoalKeyQuoted(v, 0), GoalKeyQuoted(v, second)),
				 errdetail("A goal whose parent is not among the rows is a root."),
				 errhint("Name the goal to read, or take its opm.subtree().")));
	return 0;
}

/* A key as plain text, without quotes. */
char *
GoalKeyPlain(GoalKeyType keytype, const GoalKey *key)
{
	pg_uuid_t	uuid;

	switch (keytype)
	{
		case GOAL_KEY_BIGINT:
			return psprintf(INT64_FORMAT, key->bigint);
		case GOAL_KEY_UUID:
			memcpy(&uuid, key->bytes, UUID_LEN);	/* that of a dangling link is not aligned */
			return DatumGetCString(DirectFunctionCall1(uuid_out, UUIDPGetDatum(&uuid)));
		default:
			return pnstrdup(key->bytes, key->len);
	}
}

/* A key for a message: text in quotes, cut if it is very long. */
char *
GoalKeyForMessage(GoalKeyType keytype, const GoalKey *key)
{
	if (keytype != GOAL_KEY_TEXT)
		return GoalKeyPlain(keytype, key);
	if (key->len <= 200)
		return psprintf("\"%.*s\"", key->len, key->bytes);
	return psprintf("\"%.*s...\"", pg_mbcliplen(key->bytes, key->len, 200), key->bytes);
}

/* The key of a goal as plain text. */
char *
GoalKeyString(const GoalView *v, uint32 node)
{
	GoalKey		key = GoalKeyOf(v, node);

	return GoalKeyPlain(v->keytype, &key);
}

/* The key of a goal for a message. */
char *
GoalKeyQuoted(const GoalView *v, uint32 node)
{
	GoalKey		key = GoalKeyOf(v, node);

	return GoalKeyForMessage(v->keytype, &key);
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

/* Without a score it is not shown; where nothing is planned, the score is what is expected. */
float8
GoalExpectedScore(const GoalView *v, uint32 node)
{
	float8		score = GoalScores(v)[node];

	return OpmIsUnknown(score) ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_EXPECTED, node, score);
}

/* The method that a goal has, said or not. */
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
 * Indexes of extra edges in order of their children, those of one child in order of its parents. *start tells
 * where each child's begin; nodes + 1 entries.
 */
uint32 *
GoalEdgesByChild(const GoalView *v, uint32 **start)
{
	uint32	   *order = HugeAlloc(v->nedges, sizeof(uint32));
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
	/* parents stand first, and edges are sorted by parent: one pass meets each link after its parent */
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
