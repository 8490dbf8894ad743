/*
 * goaltree_json.c: the casts to and from jsonb.
 *
 * The document lists goals in tree order with what was given, never with results: reading it back builds and
 * scores the tree anew, so nobody can hand in a score that the goals do not have.
 *	{"keys": "text", "goals": [{"key": "company", "label": "The company"},
 *		{"key": "arr", "parent": "company", "weight": 2, "value": 91, "target": "80 -> 95"}]}
 * A goal's members are those of goal_members. Beside them stand its key, the parent it is listed under, with
 * weight and share of that link, and "links" to further parents.
 */
#include "goaltree_rows.h"

#include "utils/builtins.h"
#include "utils/numeric.h"

#include "jsonb_member.h"
#include "literal.h"

/* ---- to jsonb ---- */

/*
 * The document under construction. Text for jsonb_in() would be shorter code, but its parser cannot be
 * cancelled.
 */
typedef struct JsonWriter
{
	JsonbParseState *state;		/* jsonb in the making */
	GoalView	v;				/* the tree that is written */
	uint32	   *bychild;		/* edges in order of their children */
	uint32		edge;			/* next of bychild */
	uint32		dangling;		/* next of v.danglings */
	StringInfoData text;		/* scratch */
} JsonWriter;

/* A token without a value: the begin or end of an object or array. */
static void
Push(JsonWriter *w, JsonbIteratorToken token)
{
	(void) pushJsonbValue(&w->state, token, NULL);
}

static void
PushName(JsonWriter *w, const char *name)
{
	JsonbValue	val;

	val.type = jbvString;
	val.val.string.val = unconstify(char *, name);
	val.val.string.len = strlen(name);
	(void) pushJsonbValue(&w->state, WJB_KEY, &val);
}

static void
PushString(JsonWriter *w, const char *name, const char *s, int len)
{
	JsonbValue	val;

	PushName(w, name);
	val.type = jbvString;
	val.val.string.val = unconstify(char *, s);
	val.val.string.len = len;
	(void) pushJsonbValue(&w->state, WJB_VALUE, &val);
}

static void
PushNumeric(JsonWriter *w, const char *name, Datum numeric)
{
	JsonbValue	val;

	PushName(w, name);
	val.type = jbvNumeric;
	val.val.numeric = DatumGetNumeric(numeric);
	(void) pushJsonbValue(&w->state, WJB_VALUE, &val);
}

static void
PushFalse(JsonWriter *w, const char *name)
{
	JsonbValue	val;

	PushName(w, name);
	val.type = jbvBool;
	val.val.boolean = false;
	(void) pushJsonbValue(&w->state, WJB_VALUE, &val);
}

/*
 * Through its text, which reads back as the same double; the cast of a double to numeric keeps 15 digits
 * only.
 */
static void
PushNumber(JsonWriter *w, const char *name, const char *digits)
{
	PushNumeric(w, name, DirectFunctionCall3(numeric_in, CStringGetDatum(digits),
											 ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

/* A key has the type of its tree: a number for bigint, else a string. */
static void
PushKey(JsonWriter *w, const char *name, GoalKey key)
{
	char	   *plain;

	if (w->v.keytype == GOAL_KEY_BIGINT)
		PushNumeric(w, name, DirectFunctionCall1(int8_numeric, Int64GetDatum(key.bigint)));
	else
	{
		plain = GoalKeyPlain(w->v.keytype, &key);
		PushString(w, name, plain, strlen(plain));
	}
}

/*
 * A member, if the goal says it. The document keeps strings by reference until it is done, so they are
 * copied.
 */
static void
PushMember(JsonWriter *w, const GoalMember *m, uint32 node)
{
	resetStringInfo(&w->text);
	if (!GoalMemberAppend(&w->text, m, &w->v, node))
		return;
	if (GoalMemberIsNumber(m))
		PushNumber(w, m->name, w->text.data);
	else if (GoalMemberIsFlag(m))
		PushFalse(w, m->name);
	else
		PushString(w, m->name, pnstrdup(w->text.data, w->text.len), w->text.len);
}

/* Weight or share of a link. */
static void
PushLinkNumber(JsonWriter *w, const char *name, float8 x)
{
	if (x == 1.0)
		return;					/* the default of weights and shares */
	resetStringInfo(&w->text);
	AppendFloat8(&w->text, x);
	PushNumber(w, name, w->text.data);
}

/* One of "links"; the first opens the array. */
static void
PushLink(JsonWriter *w, bool first, GoalKey parent, float8 weight, float8 share)
{
	if (first)
	{
		PushName(w, "links");
		Push(w, WJB_BEGIN_ARRAY);
	}
	Push(w, WJB_BEGIN_OBJECT);
	PushKey(w, "parent", parent);
	PushLinkNumber(w, "weight", weight);
	PushLinkNumber(w, "share", share);
	Push(w, WJB_END_OBJECT);
}

/* Links beyond the one in "parent": other parents, and parents that are not among the goals. */
static void
PushLinks(JsonWriter *w, uint32 node)
{
	const GoalView *v = &w->v;
	bool		first = true;

	while (w->edge < v->nedges && v->edges[w->bychild[w->edge]].child == node)
	{
		const GoalEdge *e = &v->edges[w->bychild[w->edge++]];

		PushLink(w, first, GoalKeyOf(v, e->parent), e->weight, e->share);
		first = false;
	}
	while (w->dangling < v->ndanglings && v->danglings[w->dangling].child == node)
	{
		const GoalDangling *d = &v->danglings[w->dangling++];

		PushLink(w, first, GoalDanglingKey(v, d), d->weight, d->share);
		first = false;
	}
	if (!first)
		Push(w, WJB_END_ARRAY);
}

/* Goals come in tree order, and so do their extra edges and dangling links: two cursors lead through both. */
static void
PushGoal(JsonWriter *w, uint32 node)
{
	const GoalView *v = &w->v;
	uint32		parent = GoalParents(v)[node];
	bool		linked = parent != GOALTREE_NONE;
	bool		isdangling = w->dangling < v->ndanglings && v->danglings[w->dangling].child == node;

	Push(w, WJB_BEGIN_OBJECT);
	PushKey(w, "key", GoalKeyOf(v, node));
	if (linked)
		PushKey(w, "parent", GoalKeyOf(v, parent));

	/*
	 * the weight that a root shows may be that of its link to a parent that is not there, which says it
	 * itself
	 */
	if (linked || !isdangling)
		PushLinkNumber(w, "weight", GoalFloat(v, GOALCOL_WEIGHT, node, 1.0));
	if (linked)
		PushLinkNumber(w, "share", GoalFloat(v, GOALCOL_SHARE, node, 1.0));
	PushLinks(w, node);
	ForEachGoalMember(m)
	{
		if (!m->link)
			PushMember(w, m, node);
	}
	Push(w, WJB_END_OBJECT);
}

PG_FUNCTION_INFO_V1(opm_goaltree_to_jsonb);
Datum
opm_goaltree_to_jsonb(PG_FUNCTION_ARGS)
{
	JsonWriter	w = {0};
	uint32	   *start;
	JsonbValue *doc;

	GoalViewInit(&w.v, PG_GETARG_GOALTREE_P(0));
	initStringInfo(&w.text);
	w.bychild = GoalEdgesByChild(&w.v, &start);
	Push(&w, WJB_BEGIN_OBJECT);
	PushString(&w, "keys", GoalKeyTypeName(w.v.keytype), strlen(GoalKeyTypeName(w.v.keytype)));
	PushName(&w, "goals");
	Push(&w, WJB_BEGIN_ARRAY);
	for (uint32 i = 0; i < w.v.nodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		PushGoal(&w, i);
	}
	Push(&w, WJB_END_ARRAY);
	doc = pushJsonbValue(&w.state, WJB_END_OBJECT, NULL);
	CHECK_FOR_INTERRUPTS();
	PG_RETURN_JSONB_P(JsonbValueToJsonb(doc));
}

/* ---- from jsonb ---- */

/* detail says what is wrong; the hint shows the form. */
static void
BadJson(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("jsonb value is not a goaltree"),
			 errdetail("%s", detail),
			 errhint("The form is {\"keys\": \"text\", \"goals\": "
					 "[{\"key\": ..., \"parent\": ..., ...}]}.")));
}

/*
 * A key, of the goal with that number in the document. A number that is no whole number would be rounded to
 * the key of another goal.
 */
static GoalKey
JsonKey(const JsonbValue *val, GoalKeyType keytype, const char *name, uint32 number)
{
	GoalKey		key = {0};

	if (keytype == GOAL_KEY_BIGINT)
	{
		if (val->type != jbvNumeric)
			BadJson(psprintf("\"%s\" of goal number %u must be a number: the keys are bigint.", name,
							 number));
		key.bigint = DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(val->val.numeric)));
		if (!DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(val->val.numeric),
											  DirectFunctionCall1(int8_numeric, Int64GetDatum(key.bigint)))))
			BadJson(psprintf("\"%s\" of goal number %u must be a whole number: the keys are bigint.", name,
							 number));
		return key;
	}
	if (val->type != jbvString)
		BadJson(psprintf("\"%s\" of goal number %u must be a string.", name, number));
	key.bytes = val->val.string.val;
	key.len = val->val.string.len;
	if (keytype == GOAL_KEY_UUID)
	{
		char	   *uuid = pnstrdup(key.bytes, key.len);

		key = GoalKeyFromDatum(keytype, DirectFunctionCall1(uuid_in, CStringGetDatum(uuid)));
	}
	return key;
}

/* Say a member of a goal or of a link. */
static void
ReadJsonMember(GoalInput *in, const GoalMember *m, const JsonbValue *val)
{
	const char *wanted = GoalInputFromJsonb(in, m, val);

	if (wanted)
		BadJson(psprintf("\"%s\" of goal %s must be %s.", m->name, GoalKeyForMessage(in->keytype, &in->key),
						 wanted));
}

/* A link beyond "parent" is a row that says nothing but the link. */
static void
ReadJsonLink(GoalRows *rows, const GoalInput *goal, JsonbContainer *link, uint32 number)
{
	GoalInput	in;
	char	   *name;
	JsonbValue	val;

	GoalInputInit(&in, goal->keytype);
	in.key = goal->key;
	ForEachJsonbMember(link, name, val)
	{
		const GoalMember *m = GoalMemberNamed(name, strlen(name));

		if (strcmp(name, "parent") == 0)
		{
			in.has_parent = true;
			in.parent = JsonKey(&val, in.keytype, name, number);
		}
		else if (m && m->link)
			ReadJsonMember(&in, m, &val);
		else
			BadJson(psprintf("A link of goal %s has no member \"%s\".",
							 GoalKeyForMessage(in.keytype, &in.key), name));
	}
	if (!in.has_parent)
		BadJson(psprintf("Each link of goal %s needs a \"parent\".",
						 GoalKeyForMessage(in.keytype, &in.key)));
	GoalRowsAdd(rows, &in);
}

static void
ReadJsonLinks(GoalRows *rows, const GoalInput *goal, const JsonbValue *links, uint32 number)
{
	uint32		n;

	if (!JsonbIsArray(links))
		BadJson(psprintf("\"links\" of goal %s must be an array.",
						 GoalKeyForMessage(goal->keytype, &goal->key)));
	n = JsonContainerSize(links->val.binary.data);
	for (uint32 i = 0; i < n; i++)
	{
		JsonbValue *link = getIthJsonbValueFromContainer(links->val.binary.data, i);

		if (!JsonbIsObject(link))
			BadJson(psprintf("Each link of goal %s must be an object.",
							 GoalKeyForMessage(goal->keytype, &goal->key)));
		ReadJsonLink(rows, goal, link->val.binary.data, number);
	}
}

/* The key comes first, because jsonb puts short names before long ones; links wait until all else is read. */
static void
ReadJsonGoal(GoalRows *rows, JsonbContainer *goal, uint32 number)
{
	GoalInput	in;
	char	   *name;
	JsonbValue	val;
	JsonbValue	links = {0};
	bool		has_key = false;

	GoalInputInit(&in, rows->keytype);
	in.has_extra = true;
	ForEachJsonbMember(goal, name, val)
	{
		const GoalMember *m;

		if (strcmp(name, "key") == 0)
		{
			has_key = true;
			in.key = JsonKey(&val, in.keytype, name, number);
			continue;
		}
		if (!has_key)
			break;
		if (strcmp(name, "links") == 0)
			links = val;
		else if (val.type == jbvNull)
			continue;			/* not said */
		else if (strcmp(name, "parent") == 0)
		{
			in.has_parent = true;
			in.parent = JsonKey(&val, in.keytype, name, number);
		}
		else if ((m = GoalMemberNamed(name, strlen(name))) != NULL)
			ReadJsonMember(&in, m, &val);
		else
			BadJson(psprintf("Goal %s has \"%s\", which no goal has.",
							 GoalKeyForMessage(in.keytype, &in.key), name));
	}
	if (!has_key)
		BadJson(psprintf("Goal number %u needs a \"key\".", number));
	GoalRowsAdd(rows, &in);
	if (links.type != jbvNull)
		ReadJsonLinks(rows, &in, &links, number);
}

PG_FUNCTION_INFO_V1(opm_goaltree_from_jsonb);
Datum
opm_goaltree_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *doc = PG_GETARG_JSONB_P(0);
	GoalRows   *rows;
	JsonbValue	goals = {0};
	char	   *name;
	JsonbValue	val;
	GoalKeyType keytype = GOAL_KEY_ANY;
	uint32		n;

	if (!JB_ROOT_IS_OBJECT(doc))
		BadJson("The document must be an object.");
	ForEachJsonbMember(&doc->root, name, val)
	{
		if (strcmp(name, "goals") == 0)
			goals = val;
		else if (strcmp(name, "keys") != 0)
			BadJson(psprintf("The document has no member \"%s\".", name));
		else
			for (GoalKeyType t = GOAL_KEY_BIGINT; t <= GOAL_KEY_TEXT; t++)
				if (val.type == jbvString && val.val.string.len == (int) strlen(GoalKeyTypeName(t)) &&
					strncmp(val.val.string.val, GoalKeyTypeName(t), val.val.string.len) == 0)
					keytype = t;
	}
	if (keytype == GOAL_KEY_ANY)
		BadJson("\"keys\" must be \"bigint\", \"uuid\" or \"text\".");
	if (!JsonbIsArray(&goals) || JsonContainerSize(goals.val.binary.data) == 0)
		BadJson("\"goals\" must be an array of at least one goal.");
	rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	/* whatever rule a goal breaks, the document is malformed */
	rows->badrow = ERRCODE_INVALID_TEXT_REPRESENTATION;
	n = JsonContainerSize(goals.val.binary.data);
	for (uint32 i = 0; i < n; i++)
	{
		JsonbValue *goal = getIthJsonbValueFromContainer(goals.val.binary.data, i);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!JsonbIsObject(goal))
			BadJson(psprintf("Goal number %u must be an object.", i + 1));
		ReadJsonGoal(rows, goal->val.binary.data, i + 1);
	}
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}
