/*
 * goaltree_member.c: the table of what can be said of a goal, and what follows from it for any member:
 * defaults, the gate, reading it from SQL, jsonb or a tree, and writing it as text. See goaltree_member.h.
 */
#include "goaltree_member.h"

#include <float.h>

#include "utils/builtins.h"

#include "literal.h"
#include "number.h"

/* ---- the table ---- */

static const GoalRange any_number = {-DBL_MAX, DBL_MAX, false, "It must be a finite number."};
static const GoalRange weight_range = {MIN_WEIGHT, MAX_WEIGHT, true, WEIGHT_RULE};
const GoalRange goal_share_range = {MIN_WEIGHT, 1, false, "A share is above 0 and at most 1."};
const GoalRange goal_cover_range = {0, 1, false, "A minimum coverage is from 0 to 1."};

/* Where a member lies: a field of GoalInput only; in its extra, so in both; or in both under one name. */
#define IN_INPUT(field)		.in_input = offsetof(GoalInput, field)
#define IN_EXTRA(field) \
	.in_input = offsetof(GoalInput, extra) + offsetof(GoalExtra, field), \
	.in_extra = offsetof(GoalExtra, field)
#define IN_BOTH(field)		.in_input = offsetof(GoalInput, field), .in_extra = offsetof(GoalExtra, field)
#define RESULT(column)		(1u << (column))

/* Rows are counted as they are written: a member without one would be a row of zeros, whose name is NULL. */
#define ROW(member)			((member) + 0 * __COUNTER__)
enum
{
	ROWS_BEGIN = __COUNTER__
};

const GoalMember goal_members[MEMBER_COUNT] = {
	[ROW(MEMBER_SCORE)] = {"score", "score", GOALCOL_OWN, .arg = 6, .place = 1, IN_INPUT(score),
	.unsaid = NAN, .range = &any_number, .rescore = true, .outline_word = true},
	[ROW(MEMBER_WEIGHT)] = {"weight", "weight", GOALCOL_WEIGHT, .arg = 7, .place = NO_PLACE, IN_INPUT(weight),
	.unsaid = 1, .range = &weight_range, .rescore = true, .link = true},
	[ROW(MEMBER_VALUE)] = {"value", "value", GOALCOL_VALUE, .arg = 3, .place = 2, IN_EXTRA(value),
	.unsaid = NAN, .range = &any_number, .rescore = true, .results = RESULT(GOALCOL_TOTAL)},
	[ROW(MEMBER_BASE)] = {"base", "base", GOALCOL_BASE, .arg = 4, .place = 3, IN_EXTRA(base),
	.unsaid = NAN, .range = &any_number, .rescore = true, .results = RESULT(GOALCOL_TOTALBASE)},
	[ROW(MEMBER_SHARE)] = {"share", "share", GOALCOL_SHARE, .arg = 13, .place = NO_PLACE, IN_EXTRA(share),
	.unsaid = 1, .range = &goal_share_range, .link = true},
	[ROW(MEMBER_CREDIT_FLOOR)] = {"credit_floor", "credit floor", GOALCOL_FLOOR, .arg = 10, .place = 8,
		IN_EXTRA(floor), .unsaid = NAN, .range = &any_number,
	.results = RESULT(GOALCOL_LOW) | RESULT(GOALCOL_HIGH)},
	[ROW(MEMBER_CREDIT_CAP)] = {"credit_cap", "credit cap", GOALCOL_CAP, .arg = 11, .place = 9, IN_EXTRA(cap),
	.unsaid = NAN, .range = &any_number},
	[ROW(MEMBER_PACE_SCORE)] = {"pace_score", "pace score", GOALCOL_PLANNED, .arg = 15, .place = 11,
		IN_EXTRA(pace_score), .unsaid = NAN, .range = &any_number, .rescore = true,
	.results = RESULT(GOALCOL_PACE) | RESULT(GOALCOL_EXPECTED), .outline_word = true},
	[ROW(MEMBER_LABEL)] = {"label", "label", GOALCOL_LABEL, .arg = 2, .place = 0, IN_BOTH(label)},
	[ROW(MEMBER_UNIT)] = {"unit", "unit", GOALCOL_UNIT, .arg = 12, .place = 5, IN_BOTH(unit)},
	[ROW(MEMBER_TARGET)] = {"target", "target", GOALCOL_TARGET, .arg = 5, .place = 4, IN_BOTH(target)},
	[ROW(MEMBER_APPLICABLE)] = {"applicable", "applicable", GOALCOL_NOTAPPLICABLE, .arg = 14, .place = 10,
	IN_EXTRA(notapplicable)},
	[ROW(MEMBER_ROLLUP)] = {"rollup", "rollup method", GOALCOL_POLICY, .arg = 8, .place = 6},
	[ROW(MEMBER_MISSING)] = {"missing", "missing-data policy", GOALCOL_POLICY, .arg = 9, .place = 7},
	[ROW(MEMBER_BASIS)] = {"basis", "basis", GOALCOL_BASIS, .arg = 16, .place = 12, IN_EXTRA(basis)},
};

StaticAssertDecl(__COUNTER__ - ROWS_BEGIN - 1 == MEMBER_COUNT, "each member has a row in goal_members");

/* NULL if there is none of that name. */
const GoalMember *
GoalMemberNamed(const char *name, int len)
{
	ForEachGoalMember(m)
	{
		if (strncmp(m->name, name, len) == 0 && m->name[len] == '\0')
			return m;
	}
	return NULL;
}

/* A member of a goal as text, as it would be said; false if it is not said. */
bool
GoalMemberAppend(StringInfo buf, const GoalMember *m, const GoalView *v, uint32 node)
{
	GoalPolicy	policy = GoalPolicyOf(v, node);
	int			len = buf->len;
	GoalText	t;
	float8		x;

	switch (GoalMemberIdOf(m))
	{
		case MEMBER_TARGET:
			if (GoalTargetOf(v, node))
				TargetAppend(buf, GoalTargetOf(v, node));
			break;
		case MEMBER_ROLLUP:
			if (policy.method != GOAL_AUTO)
				GoalMethodAppend(buf, policy.method, policy.k);
			break;
		case MEMBER_MISSING:
			GoalMissingAppend(buf, policy.missing, GoalFloat(v, GOALCOL_MINCOVER, node, 0));
			break;
		case MEMBER_BASIS:
			if (GoalBasisOf(v, node) != BASIS_EXPECTED)
				appendStringInfoString(buf, basis_word[GoalBasisOf(v, node)]);
			break;
		default:
			if (GoalMemberIsNumber(m))
			{
				x = GoalFloat(v, m->column, node, m->unsaid);
				if (GoalNumberSaid(m, x))
					AppendFloat8(buf, x);
			}
			else if (GoalMemberIsFlag(m))
			{
				if (v->column[m->column] && GoalColumnOf(v, m->column, uint8)[node])
					appendStringInfoString(buf, "false");
			}
			else
			{
				t = GoalTextOf(v, m->column, node);
				appendBinaryStringInfo(buf, v->strings + t.off, (int) t.len);
			}
	}
	return buf->len > len;
}

/* ---- one goal on its way in ---- */

/* A goal of which nothing is said yet. */
void
GoalInputInit(GoalInput *in, GoalKeyType keytype)
{
	static GoalInput unsaid;	/* made once: this is done for every row */

	if (unlikely(unsaid.keytype == GOAL_KEY_ANY))
	{
		unsaid.keytype = GOAL_KEY_TEXT;
		ForEachGoalNumber(m)
		{
			*GoalInputNumber(&unsaid, m) = m->unsaid;
		}
	}
	*in = unsaid;
	in->keytype = keytype;
}

/* A number of this goal is not allowed; rule is the sentence that says which are. */
void
GoalInputRefuse(const GoalInput *in, const char *what, float8 x, const char *rule)
{
	ereport(ERROR,
			(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
			 errmsg("%s of goal %s must not be %g", what, GoalKeyForMessage(in->keytype, &in->key), x),
			 errdetail("%s", rule),
			 errhint("Filter the row out, or use NULL for \"not known\".")));
}

/* From the wire any byte may come; elsewhere words have been read. */
static void
CheckPolicy(GoalInput *in, int badrow)
{
	bool		wants_k = in->policy.method == GOAL_AT_LEAST;

	if (in->policy.method > GOAL_OWN || in->policy.missing > GOAL_COVER || wants_k != (in->policy.k > 0))
		ereport(ERROR,
				(GoalErrcode(badrow, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal %s has an unrecognized rollup method or missing-data policy",
						GoalKeyForMessage(in->keytype, &in->key))));
	if (in->extra.basis > BASIS_SCORE)
		ereport(ERROR,
				(GoalErrcode(badrow, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("goal %s has an unrecognized basis", GoalKeyForMessage(in->keytype, &in->key))));
	if (in->policy.missing != GOAL_COVER)
		in->extra.mincover = 0; /* without meaning, so it must not make two trees differ */
	else if (!GoalInRange(&goal_cover_range, in->extra.mincover))
		GoalInputRefuse(in, "minimum coverage", in->extra.mincover, goal_cover_range.rule);
}

/*
 * The one gate for a goal's numbers, from SQL, outline, jsonb and binary alike. badrow: SQLSTATE instead of
 * that of the rule, if the row comes from a literal.
 */
void
GoalInputCheck(GoalInput *in, int badrow)
{
	GoalExtra  *e = &in->extra;

	ForEachMemberFrom(0, in->has_extra ? MEMBER_NUMBERS_END : MEMBER_VALUE, m)
	{
		float8	   *x = GoalInputNumber(in, m);

		if (unlikely(GoalNumberSaid(m, *x) && !GoalInRange(m->range, *x)))
			GoalInputRefuse(in, m->what, *x, m->range->rule);
		*x += 0.0;				/* -0 becomes 0: equal numbers are equal bytes */
	}
	CheckPolicy(in, badrow);
	if (!in->has_extra)
		return;
	if (OpmIsUnknown(e->floor) != OpmIsUnknown(e->cap))
		ereport(ERROR,
				(GoalErrcode(badrow, ERRCODE_INVALID_PARAMETER_VALUE),
				 errmsg("credit range of goal %s has only one end", GoalKeyForMessage(in->keytype, &in->key)),
				 errdetail("A credit range is a floor and a cap, as in 0 and 1.")));
	if (e->floor >= e->cap)
		GoalInputRefuse(in, "credit floor", e->floor, "The floor of a credit range lies below its cap.");
}

/* Say a member by an argument of opm.goal(). */
void
GoalInputFromDatum(GoalInput *in, const GoalMember *m, Datum d)
{
	GoalBytes  *bytes = GoalInputBytes(in, m);
	GoalPolicy	policy;

	in->has_extra = true;
	switch (GoalMemberIdOf(m))
	{
		case MEMBER_TARGET:
			bytes->at = (char *) DatumGetTargetP(d);
			bytes->len = VARSIZE(bytes->at);
			break;
		case MEMBER_ROLLUP:
			policy = GoalMethodFromText(DatumGetTextPP(d));
			in->policy.method = policy.method;
			in->policy.k = policy.k;
			break;
		case MEMBER_MISSING:
			GoalMissingFromText(DatumGetTextPP(d), &in->policy, &in->extra.mincover);
			break;
		case MEMBER_BASIS:
			in->extra.basis = ScoreBasisFromText(DatumGetTextPP(d));
			break;
		default:
			if (GoalMemberIsNumber(m))
			{
				/* a NaN from SQL is not "unknown", which is NULL */
				if (isnan(DatumGetFloat8(d)))
					GoalInputRefuse(in, m->what, DatumGetFloat8(d), any_number.rule);
				*GoalInputNumber(in, m) = DatumGetFloat8(d);
			}
			else if (GoalMemberIsFlag(m))
				*GoalInputFlag(in, m) = !DatumGetBool(d);
			else
			{
				text	   *t = DatumGetTextPP(d);

				bytes->at = VARDATA_ANY(t);
				bytes->len = VARSIZE_ANY_EXHDR(t);
			}
	}
}

/* Say a member by a jsonb value that is not null. NULL if done, else what the value must be. */
const char *
GoalInputFromJsonb(GoalInput *in, const GoalMember *m, const JsonbValue *value)
{
	Datum		d;

	if (GoalMemberIsNumber(m))
	{
		if (value->type != jbvNumeric)
			return "a number";
		d = DirectFunctionCall1(numeric_float8, NumericGetDatum(value->val.numeric));
	}
	else if (GoalMemberIsFlag(m))
	{
		if (value->type != jbvBool)
			return "true or false";
		d = BoolGetDatum(value->val.boolean);
	}
	else
	{
		if (value->type != jbvString)
			return "a string";
		d = PointerGetDatum(cstring_to_text_with_len(value->val.string.val, value->val.string.len));
		if (GoalMemberIdOf(m) == MEMBER_TARGET)
			d = PointerGetDatum(TargetParse(TextDatumGetCString(d), NULL));
	}
	GoalInputFromDatum(in, m, d);
	return NULL;
}

/* Take a member back. */
void
GoalInputUnsay(GoalInput *in, const GoalMember *m)
{
	switch (GoalMemberIdOf(m))
	{
		case MEMBER_ROLLUP:
			in->policy.method = GOAL_AUTO;
			in->policy.k = 0;
			break;
		case MEMBER_MISSING:
			in->policy.missing = GOAL_IGNORE;
			in->extra.mincover = 0;
			break;
		case MEMBER_BASIS:
			in->extra.basis = BASIS_EXPECTED;
			break;
		default:
			if (GoalMemberIsNumber(m))
				*GoalInputNumber(in, m) = m->unsaid;
			else if (GoalMemberIsFlag(m))
				*GoalInputFlag(in, m) = 0;
			else
				GoalInputBytes(in, m)->len = 0;
	}
}

/* Say all that a goal of a tree says of itself; its links are said apart. */
void
GoalInputFromTree(GoalInput *in, const GoalView *v, uint32 node)
{
	in->score = GoalFloat(v, GOALCOL_OWN, node, OPM_UNKNOWN);
	in->policy = GoalPolicyOf(v, node);
	in->has_extra = GoalHasExtras(v) || in->policy.missing != GOAL_IGNORE;
	if (!in->has_extra)
		return;
	in->extra.mincover = GoalFloat(v, GOALCOL_MINCOVER, node, 0);
	in->extra.basis = GoalBasisOf(v, node);
	ForEachExtraNumber(m)
	{
		if (!m->link && v->column[m->column])
			*GoalInputNumber(in, m) = GoalColumnOf(v, m->column, float8)[node];
	}
	ForEachGoalText(m)
	{
		GoalText	t = GoalTextOf(v, m->column, node);

		GoalInputBytes(in, m)->at = v->strings + t.off;
		GoalInputBytes(in, m)->len = (int) t.len;
	}
	ForEachGoalFlag(m)
	{
		if (v->column[m->column])
			*GoalInputFlag(in, m) = GoalColumnOf(v, m->column, uint8)[node];
	}
}
