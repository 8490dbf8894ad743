/*
 * goaltree_json.c: the casts to and from jsonb. The document lists goals in tree order with what was given,
 * never with results: {"keys": "text", "goals": [{"key": "company", "label": ...}, {"key": "arr", "parent": "company", ...}]}.
 */
#include "goaltree_rows.h"

#include "jsonb_member.h"
#include "literal.h"
#include "utils/builtins.h"
#include "utils/numeric.h"
#include "utils/uuid.h"

/* ---- to jsonb ---- */

/* The document under construction. Text for jsonb_in() would be shorter code, but its parser cannot be cancelled. */
typedef struct JsonWriter
{
	JsonbParseState *state;
	GoalView	v;
	uint32	   *bychild;		/* edges in order of their children */
	uint32		edge;			/* next of bychild */
	uint32		dangling;
} JsonWriter;

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
PushText(JsonWriter *w, const char *name, GoalText t)
{
	if (t.len > 0)
		PushString(w, name, w->v.strings + t.off, t.len);
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

/* Through the shortest text, which reads back as the same double; the cast to numeric keeps 15 digits only. */
static void
PushNumber(JsonWriter *w, const char *name, float8 x, float8 unsaid)
{
	StringInfoData buf;

	if (OpmIsUnknown(x) || x == unsaid)
		return;
	initStringInfo(&buf);
	AppendFloat8(&buf, x);
	PushNumeric(w, name, DirectFunctionCall3(numeric_in, CStringGetDatum(buf.data), ObjectIdGetDatum(InvalidOid), Int32GetDatum(-1)));
}

static void
PushKey(JsonWriter *w, const char *name, int64 bigint, const char *s)
{
	if (w->v.keytype == GOAL_KEY_BIGINT)
		PushNumeric(w, name, DirectFunctionCall1(int8_numeric, Int64GetDatum(bigint)));
	else
		PushString(w, name, s, strlen(s));
}

static void
PushNodeKey(JsonWriter *w, const char *name, uint32 node)
{
	if (w->v.keytype == GOAL_KEY_BIGINT)
		PushKey(w, name, GoalColumnOf(&w->v, GOALCOL_KEY, int64)[node], NULL);
	else
		PushKey(w, name, 0, GoalKeyString(&w->v, node));
}

static void
OpenLink(JsonWriter *w, bool first)
{
	if (first)
	{
		PushName(w, "links");
		(void) pushJsonbValue(&w->state, WJB_BEGIN_ARRAY, NULL);
	}
	(void) pushJsonbValue(&w->state, WJB_BEGIN_OBJECT, NULL);
}

static void
CloseLink(JsonWriter *w, float8 weight, float8 share)
{
	PushNumber(w, "weight", weight, 1.0);
	PushNumber(w, "share", share, 1.0);
	(void) pushJsonbValue(&w->state, WJB_END_OBJECT, NULL);
}

/* Links beyond the one in "parent": other parents, and parents that are not among the goals. */
static void
PushLinks(JsonWriter *w, uint32 node)
{
	const GoalView *v = &w->v;
	bool		first = true;

	for (; w->edge < v->nedges && v->edges[w->bychild[w->edge]].child == node; w->edge++, first = false)
	{
		const GoalEdge *e = &v->edges[w->bychild[w->edge]];

		OpenLink(w, first);
		PushNodeKey(w, "parent", e->parent);
		CloseLink(w, e->weight, e->share);
	}
	for (; w->dangling < v->ndanglings && v->danglings[w->dangling].child == node; w->dangling++, first = false)
	{
		const GoalDangling *d = &v->danglings[w->dangling];

		OpenLink(w, first);
		PushKey(w, "parent", d->bigint, v->keytype == GOAL_KEY_TEXT ? pnstrdup(v->strings + d->text.off, d->text.len) :
				GoalKeyFormat(v->keytype, d->bigint, v->strings + d->text.off, d->text.len));
		CloseLink(w, d->weight, d->share);
	}
	if (!first)
		(void) pushJsonbValue(&w->state, WJB_END_ARRAY, NULL);
}

static void
PushPolicy(JsonWriter *w, uint32 node)
{
	const GoalView *v = &w->v;
	GoalPolicy	p = GoalPolicyOf(v, node);
	StringInfoData buf;

	initStringInfo(&buf);
	if (p.method != GOAL_AUTO)
	{
		GoalMethodAppend(&buf, p.method, p.k);
		PushString(w, "rollup", buf.data, buf.len);
		initStringInfo(&buf);	/* the first text is still in use */
	}
	if (p.missing == GOAL_COVER)
	{
		appendStringInfoString(&buf, ">= ");
		AppendFloat8(&buf, GoalFloat(v, GOALCOL_MINCOVER, node, 0));
	}
	else if (p.missing != GOAL_IGNORE)
		appendStringInfoString(&buf, p.missing == GOAL_ZERO ? "zero" : "block");
	if (buf.len > 0)
		PushString(w, "missing", buf.data, buf.len);
	PushNumber(w, "credit_floor", GoalFloat(v, GOALCOL_FLOOR, node, OPM_UNKNOWN), OPM_UNKNOWN);
	PushNumber(w, "credit_cap", GoalFloat(v, GOALCOL_CAP, node, OPM_UNKNOWN), OPM_UNKNOWN);
	if (v->column[GOALCOL_NOTAPPLICABLE] && GoalColumnOf(v, GOALCOL_NOTAPPLICABLE, uint8)[node])
	{
		JsonbValue	no;

		PushName(w, "applicable");
		no.type = jbvBool;
		no.val.boolean = false;
		(void) pushJsonbValue(&w->state, WJB_VALUE, &no);
	}
}

static void
PushGoal(JsonWriter *w, uint32 node)
{
	const GoalView *v = &w->v;
	uint32		parent = GoalParents(v)[node];
	bool		linked = parent != GOALTREE_NONE;
	bool		isdangling = w->dangling < v->ndanglings && v->danglings[w->dangling].child == node;

	(void) pushJsonbValue(&w->state, WJB_BEGIN_OBJECT, NULL);
	PushNodeKey(w, "key", node);
	if (linked)
		PushNodeKey(w, "parent", parent);
	if (linked || !isdangling)
		PushNumber(w, "weight", GoalFloat(v, GOALCOL_WEIGHT, node, 1.0), 1.0);
	if (linked)
		PushNumber(w, "share", GoalFloat(v, GOALCOL_SHARE, node, 1.0), 1.0);
	PushLinks(w, node);
	PushText(w, "label", GoalTextOf(v, GOALCOL_LABEL, node));
	PushText(w, "unit", GoalTextOf(v, GOALCOL_UNIT, node));
	if (GoalTargetOf(v, node))
	{
		StringInfoData target;

		initStringInfo(&target);
		TargetAppend(&target, GoalTargetOf(v, node));
		PushString(w, "target", target.data, target.len);
	}
	PushNumber(w, "value", GoalFloat(v, GOALCOL_VALUE, node, OPM_UNKNOWN), OPM_UNKNOWN);
	PushNumber(w, "base", GoalFloat(v, GOALCOL_BASE, node, OPM_UNKNOWN), OPM_UNKNOWN);
	PushNumber(w, "score", GoalFloat(v, GOALCOL_OWN, node, OPM_UNKNOWN), OPM_UNKNOWN);
	PushPolicy(w, node);
	(void) pushJsonbValue(&w->state, WJB_END_OBJECT, NULL);
}

PG_FUNCTION_INFO_V1(goaltree_to_jsonb);
Datum
goaltree_to_jsonb(PG_FUNCTION_ARGS)
{
	JsonWriter	w = {0};
	uint32	   *start;
	JsonbValue *doc;

	GoalViewInit(&w.v, PG_GETARG_GOALTREE_P(0));
	w.bychild = GoalEdgesByChild(&w.v, &start);
	(void) pushJsonbValue(&w.state, WJB_BEGIN_OBJECT, NULL);
	PushString(&w, "keys", GoalKeyTypeName(w.v.keytype), strlen(GoalKeyTypeName(w.v.keytype)));
	PushName(&w, "goals");
	(void) pushJsonbValue(&w.state, WJB_BEGIN_ARRAY, NULL);
	for (uint32 i = 0; i < w.v.nodes; i++)
	{
		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		PushGoal(&w, i);
	}
	(void) pushJsonbValue(&w.state, WJB_END_ARRAY, NULL);
	doc = pushJsonbValue(&w.state, WJB_END_OBJECT, NULL);
	CHECK_FOR_INTERRUPTS();
	PG_RETURN_JSONB_P(JsonbValueToJsonb(doc));
}

/* ---- from jsonb ---- */

static void
BadJson(const char *detail)
{
	ereport(ERROR,
			(errcode(ERRCODE_INVALID_TEXT_REPRESENTATION),
			 errmsg("jsonb value is not a goaltree"),
			 errdetail("%s", detail),
			 errhint("The form is {\"keys\": \"text\", \"goals\": [{\"key\": ..., \"parent\": ..., ...}]}.")));
}

static float8
JsonNumber(const JsonbValue *val, const char *name)
{
	if (val->type != jbvNumeric)
		BadJson(psprintf("\"%s\" must be a number.", name));
	return DatumGetFloat8(DirectFunctionCall1(numeric_float8, NumericGetDatum(val->val.numeric)));
}

static const char *
JsonText(const JsonbValue *val, const char *name, int *len)
{
	if (val->type != jbvString)
		BadJson(psprintf("\"%s\" must be a string.", name));
	*len = val->val.string.len;
	return val->val.string.val;
}

static void
JsonKey(const JsonbValue *val, GoalKeyType keytype, const char *name, int64 *bigint, const char **bytes, int *len)
{
	if (keytype == GOAL_KEY_BIGINT)
	{
		if (val->type != jbvNumeric)
			BadJson(psprintf("\"%s\" must be a number: the keys are bigint.", name));
		*bigint = DatumGetInt64(DirectFunctionCall1(numeric_int8, NumericGetDatum(val->val.numeric)));
		if (!DatumGetBool(DirectFunctionCall2(numeric_eq, NumericGetDatum(val->val.numeric),
											  DirectFunctionCall1(int8_numeric, Int64GetDatum(*bigint)))))
			BadJson(psprintf("\"%s\" must be a whole number: the keys are bigint.", name));
		return;
	}
	*bytes = JsonText(val, name, len);
	if (keytype == GOAL_KEY_UUID)
	{
		*bytes = (char *) DatumGetUUIDP(DirectFunctionCall1(uuid_in, CStringGetDatum(pnstrdup(*bytes, *len))));
		*len = UUID_LEN;
	}
}

static void
ReadJsonLink(GoalRows *rows, const GoalInput *goal, JsonbContainer *link)
{
	GoalInput	in;
	char	   *name;
	JsonbValue	val;

	GoalInputInit(&in, goal->keytype);
	in.bigint = goal->bigint;
	in.key = goal->key;
	in.keylen = goal->keylen;
	ForEachJsonbMember(link, name, val)
	{
		if (strcmp(name, "parent") == 0)
		{
			in.has_parent = true;
			JsonKey(&val, in.keytype, name, &in.parent_bigint, &in.parent, &in.parentlen);
		}
		else if (strcmp(name, "weight") == 0)
			in.weight = JsonNumber(&val, name);
		else if (strcmp(name, "share") == 0)
		{
			in.extra.share = JsonNumber(&val, name);
			in.has_extra = true;
		}
		else
			BadJson(psprintf("A link has no member \"%s\".", name));
	}
	if (!in.has_parent)
		BadJson("A link needs a \"parent\".");
	GoalRowsAdd(rows, &in);
}

static void
ReadJsonLinks(GoalRows *rows, const GoalInput *goal, const JsonbValue *links)
{
	uint32		n;

	if (!JsonbIsArray(links))
		BadJson("\"links\" must be an array.");
	n = JsonContainerSize(links->val.binary.data);
	for (uint32 i = 0; i < n; i++)
	{
		JsonbValue *link = getIthJsonbValueFromContainer(links->val.binary.data, i);

		if (!JsonbIsObject(link))
			BadJson("Each link must be an object.");
		ReadJsonLink(rows, goal, link->val.binary.data);
	}
}

/* One member that is neither key nor links. */
static void
ReadJsonMember(GoalInput *in, const char *name, const JsonbValue *val)
{
	static const struct
	{
		const char *name;
		Size		offset;
	}			numbers[] =
	{
		{"weight", offsetof(GoalInput, weight)},
		{"score", offsetof(GoalInput, score)},
		{"share", offsetof(GoalInput, extra) + offsetof(GoalExtra, share)},
		{"value", offsetof(GoalInput, extra) + offsetof(GoalExtra, value)},
		{"base", offsetof(GoalInput, extra) + offsetof(GoalExtra, base)},
		{"credit_floor", offsetof(GoalInput, extra) + offsetof(GoalExtra, floor)},
		{"credit_cap", offsetof(GoalInput, extra) + offsetof(GoalExtra, cap)},
	};
	const char *text;
	int			len;

	for (int i = 0; i < (int) lengthof(numbers); i++)
		if (strcmp(name, numbers[i].name) == 0)
		{
			*(float8 *) ((char *) in + numbers[i].offset) = JsonNumber(val, name);
			return;
		}
	if (strcmp(name, "parent") == 0)
	{
		in->has_parent = true;
		JsonKey(val, in->keytype, name, &in->parent_bigint, &in->parent, &in->parentlen);
	}
	else if (strcmp(name, "label") == 0)
		in->label = JsonText(val, name, &in->labellen);
	else if (strcmp(name, "unit") == 0)
		in->unit = JsonText(val, name, &in->unitlen);
	else if (strcmp(name, "target") == 0)
	{
		text = JsonText(val, name, &len);
		in->target = TargetParse(pnstrdup(text, len), NULL);
	}
	else if (strcmp(name, "rollup") == 0)
	{
		GoalPolicy	policy;

		text = JsonText(val, name, &len);
		policy = GoalMethodFromText(cstring_to_text_with_len(text, len));
		in->policy.method = policy.method;
		in->policy.k = policy.k;
	}
	else if (strcmp(name, "missing") == 0)
	{
		text = JsonText(val, name, &len);
		GoalMissingFromText(cstring_to_text_with_len(text, len), &in->policy, &in->extra.mincover);
	}
	else if (strcmp(name, "applicable") == 0)
	{
		if (val->type != jbvBool)
			BadJson("\"applicable\" must be true or false.");
		in->extra.notapplicable = !val->val.boolean;
	}
	else
		BadJson(psprintf("A goal has no member \"%s\".", name));
}

static void
ReadJsonGoal(GoalRows *rows, JsonbContainer *goal)
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
		if (strcmp(name, "key") == 0)
		{
			has_key = true;
			JsonKey(&val, in.keytype, name, &in.bigint, &in.key, &in.keylen);
		}
		else if (strcmp(name, "links") == 0)
			links = val;
		else if (val.type != jbvNull)
			ReadJsonMember(&in, name, &val);
	}
	if (!has_key)
		BadJson("Each goal needs a \"key\".");
	in.label = in.labellen ? in.label : NULL;
	in.unit = in.unitlen ? in.unit : NULL;
	GoalRowsAdd(rows, &in);
	if (links.type != jbvNull)
		ReadJsonLinks(rows, &in, &links);
}

PG_FUNCTION_INFO_V1(goaltree_from_jsonb);
Datum
goaltree_from_jsonb(PG_FUNCTION_ARGS)
{
	Jsonb	   *doc = PG_GETARG_JSONB_P(0);
	GoalRows   *rows;
	JsonbValue	goals = {0};
	char	   *name;
	JsonbValue	val;
	GoalKeyType keytype = 0;
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
	if (keytype == 0)
		BadJson("\"keys\" must be \"bigint\", \"uuid\" or \"text\".");
	if (!JsonbIsArray(&goals) || JsonContainerSize(goals.val.binary.data) == 0)
		BadJson("\"goals\" must be an array of at least one goal.");
	rows = GoalRowsCreate(CurrentMemoryContext, keytype);
	rows->badrow = ERRCODE_INVALID_TEXT_REPRESENTATION;
	n = JsonContainerSize(goals.val.binary.data);
	for (uint32 i = 0; i < n; i++)
	{
		JsonbValue *goal = getIthJsonbValueFromContainer(goals.val.binary.data, i);

		if (i % 1024 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!JsonbIsObject(goal))
			BadJson("Each goal must be an object.");
		ReadJsonGoal(rows, goal->val.binary.data);
	}
	PG_RETURN_GOALTREE_P(GoalTreeBuild(rows, false));
}
