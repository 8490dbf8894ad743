/*
 * whatif.c: a tree as it would be, from one jsonb document of changes; nothing is stored.
 *
 * Numbers that have a place in the stored form are changed in a copy, which is scored again. Any other change
 * turns the tree back into rows, edits those, and builds anew: the gate and the builder check it like any
 * input.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"
#include "utils/uuid.h"

#include "goalwalk.h"
#include "huge.h"
#include "jsonb_member.h"

/* One goal's member of the document. */
typedef struct Change
{
	char	   *name;			/* key as written */
	uint32		node;			/* GOALTREE_NONE if the goal is to be added */
	JsonbContainer *members;	/* NULL: remove */
	bool		remove;			/* the goal goes */
	bool		links;			/* "links" or "parent" given: where it hangs is said anew */
	bool		score;			/* sets a score, value or base */
	bool		value;			/* sets a value or base */
} Change;

typedef struct WhatIf
{
	GoalWalk	w;				/* the tree */
	Change	   *changes;		/* as given, nchanges of them */
	int			nchanges;		/* how many */
	uint32	   *changeof;		/* by node: index into changes + 1, 0 if none */
	bool	   *removed;		/* by node */
	GoalRows   *rows;			/* the goals of the new tree */
	bool	   *dropped;		/* by row of rows as first made */
} WhatIf;

pg_noreturn static void BadChange(const Change *c, const char *detail);

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

/* ---- values of members ---- */

static bool
ChangeBool(const Change *c, const char *name, const JsonbValue *val)
{
	if (val->type != jbvBool)
		BadChange(c, psprintf("\"%s\" must be true or false.", name));
	return val->val.boolean;
}

/* Say a member anew; null, and an empty string, take it back. */
static void
ChangeMember(const Change *c, GoalInput *in, const GoalMember *m, const JsonbValue *val)
{
	bool		flag = GoalMemberIsFlag(m);
	const char *wanted = NULL;

	if (val->type == jbvNull && !flag)
		GoalInputUnsay(in, m);
	else if (val->type == jbvString && val->val.string.len == 0 && !flag && !GoalMemberIsNumber(m))
		GoalInputUnsay(in, m);
	else
		wanted = GoalInputFromJsonb(in, m, val);
	if (wanted)
		BadChange(c, psprintf("\"%s\" must be %s%s.", m->name, wanted, flag ? "" : " or null"));
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

/* A key of the tree's type from its text, which must be one. */
static GoalKey
ParseKey(const WhatIf *w, const char *s)
{
	GoalKeyType keytype = w->w.v.keytype;

	if (keytype == GOAL_KEY_BIGINT)
		return GoalKeyFromDatum(keytype, DirectFunctionCall1(int8in, CStringGetDatum(s)));
	if (keytype == GOAL_KEY_UUID)
		return GoalKeyFromDatum(keytype, DirectFunctionCall1(uuid_in, CStringGetDatum(s)));
	return GoalKeyFromDatum(keytype, CStringGetTextDatum(s));
}

/* ---- reading the document ---- */

/* Notes what of a member of a change tells which way it takes. */
static void
NoteMember(Change *c, const char *name, const JsonbValue *val, bool *add)
{
	if (strcmp(name, "add") == 0)
		*add = ChangeBool(c, name, val);
	else if (strcmp(name, "remove") == 0)
		c->remove = ChangeBool(c, name, val);
	else if (strcmp(name, "parent") == 0 || strcmp(name, "links") == 0)
	{
		if (c->links)
			BadChange(c, "\"parent\" and \"links\" say the same thing twice.");
		c->links = true;
	}
	else if (strcmp(name, "score") == 0)
		c->score = val->type != jbvNull;
	else if (strcmp(name, "value") == 0 || strcmp(name, "base") == 0)
		c->value |= val->type != jbvNull;
}

/* What kind of change it is decides how it can be made; the members are read when it is. */
static void
ReadChange(WhatIf *w, Change *c, char *key, const JsonbValue *val)
{
	bool		add = false;
	int			members = 0;
	char	   *name;
	JsonbValue	member;

	memset(c, 0, sizeof(*c));
	c->name = key;
	c->node = GoalFindText(&w->w.v, key, strlen(key));
	if (val->type == jbvNull)
		c->remove = true;
	else if (JsonbIsObject(val))
		c->members = val->val.binary.data;
	else
		BadChange(c, "A change is an object, or null to remove the goal.");
	if (c->members)
		ForEachJsonbMember(c->members, name, member)
		{
			members++;
			NoteMember(c, name, &member, &add);
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
	char	   *key;
	JsonbValue	val;

	if (!JB_ROOT_IS_OBJECT(doc))
		BadChange(NULL, "They must be an object.");
	w->changes = HugeAlloc(JB_ROOT_COUNT(doc), sizeof(Change));
	w->changeof = GoalPerNode(&w->w.v, sizeof(uint32));
	ForEachJsonbMember(&doc->root, key, val)
	{
		ReadChange(w, &w->changes[w->nchanges], key, &val);
		w->nchanges++;
		if (w->nchanges % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
	}
}

/* ---- the short way: numbers in place ---- */

/*
 * Scores and values can be overwritten in a copy of the tree, which is much faster than building it anew:
 * worth it for a slider, or a search.
 */
static bool
CanChangeInPlace(const WhatIf *w)
{
	const GoalView *v = &w->w.v;
	char	   *name;
	JsonbValue	val;

	for (int i = 0; i < w->nchanges; i++)
	{
		const Change *c = &w->changes[i];

		if (c->node == GOALTREE_NONE || c->remove)
			return false;
		ForEachJsonbMember(c->members, name, val)
		{
			const GoalMember *m = GoalMemberNamed(name, strlen(name));

			if (m == NULL || !m->rescore || v->column[m->column] == NULL)
				return false;
			/* a goal with several parents has several weights; that of a root may be a dangling link's */
			if (m->link && (v->nedges > 0 || v->ndanglings > 0))
				return false;
		}
	}
	return true;
}

/* A column that has come to hold only defaults must go: equal trees are equal bytes. */
static bool
ColumnsStillNeeded(const GoalView *v, uint32 touched)
{
	ForEachGoalNumber(m)
	{
		const float8 *x = GoalColumnOf(v, m->column, float8);
		uint32		n = 0;

		if (!(touched & (1u << m->column)))
			continue;
		while (n < v->nodes && !GoalNumberSaid(m, x[n]))
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
	uint32		touched = 0;	/* bit per GoalColumn */
	char	   *name;
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
		in.key = ParseKey(w, c->name);
		in.has_extra = true;
		ForEachJsonbMember(c->members, name, val)
		{
			const GoalMember *m = GoalMemberNamed(name, strlen(name));

			ChangeMember(c, &in, m, &val);
			touched |= 1u << m->column;
			GoalColumnOf(&v, m->column, float8)[c->node] = *GoalInputNumber(&in, m) + 0.0;
		}
		GoalRowsAdd(gate, &in); /* refuses what no goal may have */
	}
	return ColumnsStillNeeded(&v, touched) ? copy : NULL;
}

/* ---- the long way: rows ---- */

/* Bytes of a row move when the next one is added, so what is kept is copied. */
static void
CopyBytes(const char **at, int len)
{
	if (len > 0)
		*at = memcpy(palloc(len), *at, len);
}

/* A row of the tree as input. */
static void
InputOfRow(const GoalRows *rows, const GoalRow *row, GoalInput *in)
{
	GoalRowsInput(rows, row, in);
	in->has_extra = true;
	CopyBytes(&in->key.bytes, in->key.len);
	CopyBytes(&in->parent.bytes, in->parent.len);
	ForEachGoalText(m)
		CopyBytes(&GoalInputBytes(in, m)->at, GoalInputBytes(in, m)->len);
}

/* One member that is not about where the goal hangs. */
static void
ApplyMember(const Change *c, GoalInput *in, const char *name, const JsonbValue *val, bool manylinks)
{
	const GoalMember *m = GoalMemberNamed(name, strlen(name));

	if (strcmp(name, "add") == 0 || strcmp(name, "remove") == 0)
		return;
	if (m == NULL)
		BadChange(c, psprintf("A goal has no member \"%s\".", name));
	if (m->link && manylinks)
		BadChange(c, psprintf("The goal has several parents, so \"%s\" could mean any: "
							  "say all its \"links\".", name));
	ChangeMember(c, in, m, val);
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
	in->parent = ParseKey(w, key);
}

static void
AddLink(WhatIf *w, const Change *c, const GoalInput *goal, const JsonbValue *link)
{
	GoalInput	in;
	bool		parent = false;
	char	   *name;
	JsonbValue	val;

	if (!JsonbIsObject(link))
		BadChange(c, "Each link must be an object with a \"parent\".");
	GoalInputInit(&in, goal->keytype);
	in.key = goal->key;
	in.has_extra = true;
	ForEachJsonbMember(link->val.binary.data, name, val)
	{
		const GoalMember *m = GoalMemberNamed(name, strlen(name));

		if (strcmp(name, "parent") == 0)
		{
			SetParentKey(w, c, &in, &val);
			parent = in.has_parent;
		}
		else if (m && m->link)
			ChangeMember(c, &in, m, &val);
		else
			BadChange(c, psprintf("A link has no member \"%s\".", name));
	}
	if (!parent)
		BadChange(c, "Each link must be an object with a \"parent\".");
	GoalRowsAdd(w->rows, &in);
}

/* All links are said anew: the old ones have been dropped. */
static void
AddLinks(WhatIf *w, const Change *c, GoalInput *in, const JsonbValue *links)
{
	if (!JsonbIsArray(links))
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
	char	   *name;
	JsonbValue	val;

	if (c->node != GOALTREE_NONE)
		InputOfRow(w->rows, &w->rows->rows[c->node], &in);
	else
	{
		GoalInputInit(&in, w->w.v.keytype);
		in.key = ParseKey(w, c->name);
		in.has_extra = true;
	}
	ForEachJsonbMember(c->members, name, val)
	{
		if (strcmp(name, "parent") == 0)
			SetParentKey(w, c, &in, &val);
		else if (strcmp(name, "links") == 0)
			AddLinks(w, c, &in, &val);
		else
			ApplyMember(c, &in, name, &val, manylinks);
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

/* The long way: the tree as rows, changed, and built again with all its checks. */
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

PG_FUNCTION_INFO_V1(opm_what_if);
Datum
opm_what_if(PG_FUNCTION_ARGS)
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
