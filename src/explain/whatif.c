/*
 * whatif.c: a tree as it would be, from one jsonb document of changes; nothing is stored.
 *
 * Numbers that have a place in the stored form are changed in a copy, which is scored again. Any other change
 * turns the tree back into rows, edits those, and builds anew: the gate and the builder check it like any
 * input.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"
#include "utils/jsonb.h"
#include "utils/uuid.h"

#include "goalwalk.h"
#include "huge.h"

/* One goal's member of the document. */
typedef struct Change
{
	char	   *name;			/* key as written */
	int			namelen;
	uint32		node;			/* GOALTREE_NONE if the goal is to be added */
	JsonbContainer *members;	/* NULL: remove */
	bool		remove;
	bool		links;			/* "links" or "parent" given: where it hangs is said anew */
	bool		score;			/* sets a score, value or base */
	bool		value;			/* sets a value or base */
} Change;

typedef struct WhatIf
{
	GoalWalk	w;				/* the tree */
	Change	   *changes;		/* as given, nchanges of them */
	int			nchanges;
	uint32	   *changeof;		/* by node: index into changes + 1, 0 if none */
	bool	   *removed;		/* by node */
	GoalRows   *rows;			/* the goals of the new tree */
	bool	   *dropped;		/* by row of rows as first made */
} WhatIf;

static void
BadChange(const Change *c, const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
			 c ? errmsg("invalid change of goal \"%s\"", c->name) : errmsg("invalid changes"),
			 errdetail("%s", detail),
			 errhint("The form is {\"goal key\": {\"score\": 0.8, \"weight\": 2}, ...}; "
					 "{\"remove\": true} takes a goal out, {\"add\": true, ...} adds one.")));
}

static bool
NameIs(const JsonbValue *name, const char *word)
{
	return name->val.string.len == (int) strlen(word) &&
		memcmp(name->val.string.val, word, name->val.string.len) == 0;
}

/* ---- values of members ---- */

static float8
ChangeNumber(const Change *c, const char *name, const JsonbValue *val, float8 unsaid)
{
	if (val->type == jbvNull)
		return unsaid;
	if (val->type != jbvNumeric)
		BadChange(c, psprintf("\"%s\" must be a number or null.", name));
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, NumericGetDatum(val->val.numeric)));
}

static bool
ChangeBool(const Change *c, const char *name, const JsonbValue *val)
{
	if (val->type != jbvBool)
		BadChange(c, psprintf("\"%s\" must be true or false.", name));
	return val->val.boolean;
}

/* NULL for null and for an empty string. */
static const char *
ChangeText(const Change *c, const char *name, const JsonbValue *val, int *len)
{
	*len = 0;
	if (val->type == jbvNull)
		return NULL;
	if (val->type != jbvString)
		BadChange(c, psprintf("\"%s\" must be a string or null.", name));
	*len = val->val.string.len;
	return *len ? pnstrdup(val->val.string.val, *len) : NULL;
}

/* A key in a member: a string, or a number where keys are numbers. */
static char *
ChangeKey(const WhatIf *w, const Change *c, const JsonbValue *val)
{
	if (val->type == jbvString)
		return pnstrdup(val->val.string.val, val->val.string.len);
	if (val->type != jbvNumeric || w->w.v.keytype != GOAL_KEY_BIGINT)
		BadChange(c, "A parent is named by its key.");
	return DatumGetCString(DirectFunctionCall1(numeric_out, NumericGetDatum(val->val.numeric)));
}

/* Set a key of the tree's type from its text. */
static void
ParseKey(const WhatIf *w, const char *s, int64 *bigint, const char **bytes, int *len)
{
	switch (w->w.v.keytype)
	{
		case GOAL_KEY_BIGINT:
			*bigint = DatumGetInt64(DirectFunctionCall1(int8in, CStringGetDatum(s)));
			break;
		case GOAL_KEY_UUID:
			*bytes = (char *) DatumGetUUIDP(DirectFunctionCall1(uuid_in, CStringGetDatum(s)));
			*len = UUID_LEN;
			break;
		default:
			*bytes = s;
			*len = strlen(s);
	}
}

/* ---- reading the document ---- */

#define ForEachChangeMember(c, name, val) \
	for (JsonbIterator *it_ = JsonbIteratorInit((c)->members); NextChangeMember(&it_, &(name), &(val));)

static bool
NextChangeMember(JsonbIterator **it, JsonbValue *name, JsonbValue *val)
{
	JsonbIteratorToken token;

	while ((token = JsonbIteratorNext(it, name, true)) != WJB_DONE)
		if (token == WJB_KEY)
		{
			(void) JsonbIteratorNext(it, val, true);
			return true;
		}
	return false;
}

static void
ReadChange(WhatIf *w, Change *c, const JsonbValue *key, const JsonbValue *val)
{
	bool		add = false;
	int			members = 0;
	JsonbValue	name;
	JsonbValue	member;

	memset(c, 0, sizeof(*c));
	c->name = pnstrdup(key->val.string.val, key->val.string.len);
	c->node = GoalFindText(&w->w.v, c->name, key->val.string.len);
	if (val->type == jbvNull)
		c->remove = true;
	else if (val->type == jbvBinary && JsonContainerIsObject(val->val.binary.data))
		c->members = val->val.binary.data;
	else
		BadChange(c, "A change is an object, or null to remove the goal.");
	if (c->members)
		ForEachChangeMember(c, name, member)
	{
		members++;
		if (NameIs(&name, "add"))
			add = ChangeBool(c, "add", &member);
		else if (NameIs(&name, "remove"))
			c->remove = ChangeBool(c, "remove", &member);
		else if (NameIs(&name, "parent") || NameIs(&name, "links"))
		{
			if (c->links)
				BadChange(c, "\"parent\" and \"links\" say the same thing twice.");
			c->links = true;
		}
		else if (NameIs(&name, "score"))
			c->score = member.type != jbvNull;
		else if (NameIs(&name, "value") || NameIs(&name, "base"))
			c->value |= member.type != jbvNull;
	}
	if (c->remove && members > 1)
		BadChange(c, "A goal that is removed takes no other change.");
	if (c->node == GOALTREE_NONE && !add)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" is not in the tree", c->name),
				 errhint("To add it, say so: {\"%s\": {\"add\": true, ...}}.", c->name)));
	if (c->node == GOALTREE_NONE)
		return;
	if (add)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" cannot be added: it is in the tree", c->name)));
	if (w->changeof[c->node])
		BadChange(c, psprintf("The same goal is changed twice, the other time as \"%s\".",
							  w->changes[w->changeof[c->node] - 1].name));
	w->changeof[c->node] = (uint32) (c - w->changes) + 1;
}

static void
ReadChanges(WhatIf *w, Jsonb *doc)
{
	JsonbIterator *it = JsonbIteratorInit(&doc->root);
	JsonbIteratorToken token;
	JsonbValue	key;
	JsonbValue	val;

	if (!JB_ROOT_IS_OBJECT(doc))
		BadChange(NULL, "They must be an object.");
	w->changes = HugeAlloc(JB_ROOT_COUNT(doc), sizeof(Change));
	w->changeof = GoalPerNode(&w->w.v, sizeof(uint32));
	while ((token = JsonbIteratorNext(&it, &key, true)) != WJB_DONE)
		if (token == WJB_KEY)
		{
			(void) JsonbIteratorNext(&it, &val, true);
			ReadChange(w, &w->changes[w->nchanges], &key, &val);
			w->nchanges++;
			if (w->nchanges % 1024 == 0)
				CHECK_FOR_INTERRUPTS();
		}
}

/* ---- the short way: numbers in place ---- */

static const struct
{
	const char *name;
	float8		unsaid;			/* what null means, but for unknown */
	GoalColumn	column;
	bool		unknown;		/* null means unknown */
}			columns_in_place[] =

{
	{"score", 0, GOALCOL_OWN, true},
	{"value", 0, GOALCOL_VALUE, true},
	{"base", 0, GOALCOL_BASE, true},
	{"weight", 1, GOALCOL_WEIGHT, false},
};

static int
ColumnInPlace(const JsonbValue *name)
{
	for (int i = 0; i < (int) lengthof(columns_in_place); i++)
		if (NameIs(name, columns_in_place[i].name))
			return i;
	return -1;
}

static bool
CanChangeInPlace(const WhatIf *w)
{
	const GoalView *v = &w->w.v;
	JsonbValue	name;
	JsonbValue	val;

	for (int i = 0; i < w->nchanges; i++)
	{
		const Change *c = &w->changes[i];

		if (c->node == GOALTREE_NONE || c->remove)
			return false;
		ForEachChangeMember(c, name, val)
		{
			int			col = ColumnInPlace(&name);

			if (col < 0 || v->column[columns_in_place[col].column] == NULL)
				return false;
			/* a goal with several parents has several weights; that of a root may be a dangling link's */
			if (columns_in_place[col].column == GOALCOL_WEIGHT && (v->nedges > 0 || v->ndanglings > 0))
				return false;
		}
	}
	return true;
}

/* A column that has come to hold only defaults must go: equal trees are equal bytes. */
static bool
ColumnsStillNeeded(const GoalView *v, const bool *touched)
{
	for (int i = 0; i < (int) lengthof(columns_in_place); i++)
	{
		const float8 *x = GoalColumnOf(v, columns_in_place[i].column, float8);
		uint32		n = 0;

		if (!touched[i])
			continue;
		while (n < v->nodes &&
			   (columns_in_place[i].unknown ? OpmIsUnknown(x[n]) : x[n] == columns_in_place[i].unsaid))
			n++;
		if (n == v->nodes)
			return false;
	}
	return true;
}

/* The changed copy, not yet scored; NULL if it takes the long way after all. */
static GoalTree *
ChangeInPlace(WhatIf *w)
{
	GoalTree   *copy;
	GoalView	v;
	GoalRows   *gate = GoalRowsCreate(CurrentMemoryContext, w->w.v.keytype);
	bool		touched[lengthof(columns_in_place)] = {false};
	JsonbValue	name;
	JsonbValue	val;

	if (!CanChangeInPlace(w))
		return NULL;
	copy = palloc(VARSIZE(w->w.v.tree));
	memcpy(copy, w->w.v.tree, VARSIZE(w->w.v.tree));
	GoalViewInit(&v, copy);
	for (int i = 0; i < w->nchanges; i++)
	{
		const Change *c = &w->changes[i];
		GoalInput	in;

		GoalInputInit(&in, v.keytype);
		ParseKey(w, c->name, &in.bigint, &in.key, &in.keylen);
		in.has_extra = true;
		ForEachChangeMember(c, name, val)
		{
			int			col = ColumnInPlace(&name);
			float8		x = ChangeNumber(c, columns_in_place[col].name, &val,
										 columns_in_place[col].unknown ? OPM_UNKNOWN :
										 columns_in_place[col].unsaid);

			touched[col] = true;
			switch (columns_in_place[col].column)
			{
				case GOALCOL_OWN:
					in.score = x;
					break;
				case GOALCOL_VALUE:
					in.extra.value = x;
					break;
				case GOALCOL_BASE:
					in.extra.base = x;
					break;
				default:
					in.weight = x;
			}
			GoalColumnOf(&v, columns_in_place[col].column, float8)[c->node] = x + 0.0;
		}
		GoalRowsAdd(gate, &in); /* refuses what no goal may have */
	}
	return ColumnsStillNeeded(&v, touched) ? copy : NULL;
}

/* ---- the long way: rows ---- */

/* A row as input again. Its texts point into the arena, which grows: the caller copies what it keeps. */
static void
InputOfRow(const GoalRows *rows, const GoalRow *row, GoalInput *in)
{
	GoalInputInit(in, rows->keytype);
	in->bigint = row->key;
	in->has_parent = (row->flags & GOALROW_HAS_PARENT) != 0;
	in->parent_bigint = row->parent;
	if (rows->keytype != GOAL_KEY_BIGINT)
	{
		in->keylen = GoalArenaLen(rows, row->key);
		in->key = pnstrdup(GoalArenaData(rows, row->key), in->keylen);
		in->parentlen = GoalArenaLen(rows, row->parent);
		in->parent = pnstrdup(GoalArenaData(rows, row->parent), in->parentlen);
		if (rows->keytype == GOAL_KEY_UUID)
		{
			/* sixteen bytes, zeros among them */
			in->key = memcpy(palloc(UUID_LEN), GoalArenaData(rows, row->key), UUID_LEN);
			in->parent = memcpy(palloc(UUID_LEN), GoalArenaData(rows, row->parent), UUID_LEN);
		}
	}
	in->score = row->score;
	in->weight = row->weight;
	in->policy.method = row->method;
	in->policy.k = row->k;
	if (row->extra)
	{
		const GoalExtra *e = &rows->extras[row->extra - 1];

		in->extra = *e;
		in->policy.missing = e->missing;
#define CopyText(field) \
		if (e->field) \
		{ \
			in->field##len = GoalArenaLen(rows, e->field - 1); \
			in->field = pnstrdup(GoalArenaData(rows, e->field - 1), in->field##len); \
		}
		CopyText(label);
		CopyText(unit);
		if (e->target)
		{
			uint32		len = GoalArenaLen(rows, e->target - 1);

			in->target = memcpy(palloc(len), GoalArenaData(rows, e->target - 1), len);
		}
	}
	in->extra.label = in->extra.unit = in->extra.target = 0;
	in->has_extra = true;
}

static void
ApplyNumber(const Change *c, GoalInput *in, const char *name, const JsonbValue *val, bool manylinks)
{
	if (strcmp(name, "score") == 0)
		in->score = ChangeNumber(c, name, val, OPM_UNKNOWN);
	else if (strcmp(name, "value") == 0)
		in->extra.value = ChangeNumber(c, name, val, OPM_UNKNOWN);
	else if (strcmp(name, "base") == 0)
		in->extra.base = ChangeNumber(c, name, val, OPM_UNKNOWN);
	else if (strcmp(name, "credit_floor") == 0)
		in->extra.floor = ChangeNumber(c, name, val, OPM_UNKNOWN);
	else if (strcmp(name, "credit_cap") == 0)
		in->extra.cap = ChangeNumber(c, name, val, OPM_UNKNOWN);
	else if (strcmp(name, "weight") == 0 || strcmp(name, "share") == 0)
	{
		if (manylinks)
			BadChange(c, psprintf("The goal has several parents, so \"%s\" could mean any: "
								  "say all its \"links\".", name));
		if (name[0] == 'w')
			in->weight = ChangeNumber(c, name, val, 1.0);
		else
			in->extra.share = ChangeNumber(c, name, val, 1.0);
	}
	else
		BadChange(c, psprintf("A goal has no member \"%s\".", name));
}

/* One member that is not about where the goal hangs. */
static void
ApplyMember(const Change *c, GoalInput *in, const char *name, const JsonbValue *val, bool manylinks)
{
	const char *s;
	int			len;

	if (strcmp(name, "add") == 0 || strcmp(name, "remove") == 0)
		return;
	if (strcmp(name, "label") == 0)
		in->label = ChangeText(c, name, val, &in->labellen);
	else if (strcmp(name, "unit") == 0)
		in->unit = ChangeText(c, name, val, &in->unitlen);
	else if (strcmp(name, "target") == 0)
	{
		s = ChangeText(c, name, val, &len);
		in->target = s ? TargetParse(s, NULL) : NULL;
	}
	else if (strcmp(name, "rollup") == 0)
	{
		GoalPolicy	policy = {0, 0, 0};

		s = ChangeText(c, name, val, &len);
		if (s)
			policy = GoalMethodFromText(cstring_to_text_with_len(s, len));
		in->policy.method = policy.method;
		in->policy.k = policy.k;
	}
	else if (strcmp(name, "missing") == 0)
	{
		s = ChangeText(c, name, val, &len);
		in->policy.missing = GOAL_IGNORE;
		in->extra.mincover = 0;
		if (s)
			GoalMissingFromText(cstring_to_text_with_len(s, len), &in->policy, &in->extra.mincover);
	}
	else if (strcmp(name, "applicable") == 0)
		in->extra.notapplicable = !ChangeBool(c, name, val);
	else
		ApplyNumber(c, in, name, val, manylinks);
}

/* A parent must be a goal of the tree as it will be. */
static void
SetParentKey(const WhatIf *w, const Change *c, GoalInput *in, const JsonbValue *val)
{
	char	   *key;
	uint32		node;
	bool		known;

	in->has_parent = val->type != jbvNull;
	if (!in->has_parent)
		return;
	key = ChangeKey(w, c, val);
	node = GoalFindText(&w->w.v, key, strlen(key));
	known = node != GOALTREE_NONE && !w->removed[node];
	for (int i = 0; !known && i < w->nchanges; i++)
		known = w->changes[i].node == GOALTREE_NONE && strcmp(w->changes[i].name, key) == 0;
	if (!known)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("parent \"%s\" of goal \"%s\" is not in the tree", key, c->name)));
	ParseKey(w, key, &in->parent_bigint, &in->parent, &in->parentlen);
}

static void
AddLink(WhatIf *w, const Change *c, const GoalInput *goal, const JsonbValue *link)
{
	GoalInput	in;
	bool		parent = false;
	JsonbValue	name;
	JsonbValue	val;
	Change		part = *c;

	if (link->type != jbvBinary || !JsonContainerIsObject(link->val.binary.data))
		BadChange(c, "Each link must be an object with a \"parent\".");
	part.members = link->val.binary.data;
	GoalInputInit(&in, goal->keytype);
	in.bigint = goal->bigint;
	in.key = goal->key;
	in.keylen = goal->keylen;
	in.has_extra = true;
	ForEachChangeMember(&part, name, val)
	{
		if (NameIs(&name, "parent"))
		{
			SetParentKey(w, c, &in, &val);
			parent = in.has_parent;
		}
		else if (NameIs(&name, "weight"))
			in.weight = ChangeNumber(c, "weight", &val, 1.0);
		else if (NameIs(&name, "share"))
			in.extra.share = ChangeNumber(c, "share", &val, 1.0);
		else
			BadChange(c, psprintf("A link has no member \"%s\".",
								  pnstrdup(name.val.string.val, name.val.string.len)));
	}
	if (!parent)
		BadChange(c, "Each link must be an object with a \"parent\".");
	GoalRowsAdd(w->rows, &in);
}

static void
AddLinks(WhatIf *w, const Change *c, GoalInput *in, const JsonbValue *links)
{
	if (links->type != jbvBinary || !JsonContainerIsArray(links->val.binary.data))
		BadChange(c, "\"links\" must be an array.");
	in->has_parent = false;
	in->weight = 1.0;
	in->extra.share = 1.0;
	for (uint32 i = 0; i < JsonContainerSize(links->val.binary.data); i++)
		AddLink(w, c, in, getIthJsonbValueFromContainer(links->val.binary.data, i));
}

/* How many parents has a goal, those that are not among the goals included? */
static bool
HasManyLinks(const WhatIf *w, uint32 node)
{
	const GoalView *v = &w->w.v;
	uint32		n = GoalParents(v)[node] != GOALTREE_NONE;

	for (uint32 e = 0; e < v->nedges; e++)
		n += v->edges[e].child == node;
	for (uint32 d = 0; d < v->ndanglings; d++)
		n += v->danglings[d].child == node;
	return n > 1;
}

static void
ApplyChange(WhatIf *w, const Change *c)
{
	GoalInput	in;
	bool		manylinks = c->node != GOALTREE_NONE && !c->links && HasManyLinks(w, c->node);
	JsonbValue	name;
	JsonbValue	val;

	if (c->node != GOALTREE_NONE)
		InputOfRow(w->rows, &w->rows->rows[c->node], &in);
	else
	{
		GoalInputInit(&in, w->w.v.keytype);
		ParseKey(w, c->name, &in.bigint, &in.key, &in.keylen);
		in.has_extra = true;
	}
	ForEachChangeMember(c, name, val)
	{
		if (NameIs(&name, "parent"))
			SetParentKey(w, c, &in, &val);
		else if (NameIs(&name, "links"))
			AddLinks(w, c, &in, &val);
		else
			ApplyMember(c, &in, pnstrdup(name.val.string.val, name.val.string.len), &val, manylinks);
	}
	GoalRowsAdd(w->rows, &in);
	if (c->node != GOALTREE_NONE)
		w->dropped[c->node] = true;
}

/* A goal goes with its last parent, unless the changes hang it elsewhere. */
static void
FindRemoved(WhatIf *w)
{
	const GoalView *v = &w->w.v;
	uint32	   *parents = GoalPerNode(v, sizeof(uint32));
	uint32	   *gone = GoalPerNode(v, sizeof(uint32));

	w->removed = GoalPerNode(v, sizeof(bool));
	for (uint32 i = 0; i < v->nodes; i++)
		parents[i] = GoalParents(v)[i] != GOALTREE_NONE;
	for (uint32 e = 0; e < v->nedges; e++)
		parents[v->edges[e].child]++;
	for (uint32 d = 0; d < v->ndanglings; d++)
		parents[v->danglings[d].child]++;
	for (uint32 i = 0; i < v->nodes; i++)
	{
		const Change *c = w->changeof[i] ? &w->changes[w->changeof[i] - 1] : NULL;

		w->removed[i] = c && c->remove;
		if (!(c && c->links) && parents[i] > 0 && gone[i] == parents[i])
			w->removed[i] = true;
		if (w->removed[i])
			ForEachGoalLink(&w->w, i, link)
				gone[link.kid]++;
		if (w->removed[i] && c && !c->remove)
			ereport(ERROR,
					(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
					 errmsg("goal %s is changed, but goes with its parent", GoalKeyQuoted(v, i)),
					 errhint("Give it another \"parent\" to keep it.")));
	}
}

/* Rows that the changes do away with: of removed goals, links to them, and links that are said anew. */
static void
DropRows(WhatIf *w)
{
	const GoalView *v = &w->w.v;

	for (uint32 i = 0; i < v->nodes; i++)
	{
		GoalRow    *row = &w->rows->rows[i];
		uint32		parent = GoalParents(v)[i];

		w->dropped[i] = w->removed[i];
		/* a goal that stays but loses its parent; one that moves keeps its weight */
		if (parent != GOALTREE_NONE && w->removed[parent] && !w->removed[i] &&
			!(w->changeof[i] && w->changes[w->changeof[i] - 1].links))
		{
			row->flags &= ~GOALROW_HAS_PARENT;
			row->parent = v->keytype == GOAL_KEY_BIGINT ? 0 : row->key;
			row->weight = 1.0;
			if (row->extra)
				w->rows->extras[row->extra - 1].share = 1.0;
		}
	}
	for (uint32 i = 0; i < v->nedges + v->ndanglings; i++)
	{
		uint32		child = i < v->nedges ? v->edges[i].child : v->danglings[i - v->nedges].child;
		uint32		c = w->changeof[child];

		w->dropped[v->nodes + i] = w->removed[child] || (c && w->changes[c - 1].links) ||
			(i < v->nedges && w->removed[v->edges[i].parent]);
	}
}

static GoalTree *
ChangeRows(WhatIf *w)
{
	int64		nold;
	int64		n = 0;

	w->rows = GoalRowsCreate(CurrentMemoryContext, w->w.v.keytype);
	GoalRowsAddTree(w->rows, w->w.v.tree, NULL);
	nold = w->rows->nrows;
	w->dropped = HugeZeroed(nold + 1, sizeof(bool));
	FindRemoved(w);
	DropRows(w);
	for (int i = 0; i < w->nchanges; i++)
		if (!w->changes[i].remove)
			ApplyChange(w, &w->changes[i]);
	for (int64 i = 0; i < w->rows->nrows; i++)
		if (i >= nold || !w->dropped[i])
			w->rows->rows[n++] = w->rows->rows[i];
	w->rows->nrows = n;
	if (n == 0)
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("changes remove every goal of the tree"),
				 errdetail("A goaltree has at least one goal.")));
	/* complete: all goals are here, so shares must add up */
	return GoalTreeBuild(w->rows, w->w.v.ndanglings == 0);
}

/* A number that the goal would never show was not meant: it takes its own from its children. */
static void
CheckEffect(const WhatIf *w, GoalTree *tree)
{
	GoalWalk	after;

	GoalWalkInit(&after, tree);
	for (int i = 0; i < w->nchanges; i++)
	{
		const Change *c = &w->changes[i];
		uint32		node;
		GoalMethod	method;

		if (!c->score && !c->value)
			continue;
		node = GoalFindText(&after.v, c->name, strlen(c->name));
		method = GoalMethodOf(&after, node);
		if (method == GOAL_OWN || (!c->score && !GoalMethodIsValue(method)))
			continue;
		ereport(ERROR,
				(errcode(ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal \"%s\" takes its %s from its children", c->name, c->score ? "score" : "value"),
				 errdetail("The change would have no effect."),
				 errhint("Change the goals below, or add \"rollup\": \"own\".")));
	}
}

PG_FUNCTION_INFO_V1(what_if);
Datum
what_if(PG_FUNCTION_ARGS)
{
	WhatIf		w = {0};
	GoalTree   *tree;

	GoalWalkInit(&w.w, PG_GETARG_GOALTREE_P(0));
	ReadChanges(&w, PG_GETARG_JSONB_P(1));
	if (w.nchanges == 0)
		PG_RETURN_GOALTREE_P(w.w.v.tree);
	tree = ChangeInPlace(&w);
	if (tree)
		GoalTreeScore(tree);
	else
		tree = ChangeRows(&w);
	CheckEffect(&w, tree);
	PG_RETURN_GOALTREE_P(tree);
}
