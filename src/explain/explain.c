/*
 * explain.c: opm.explain, the formula of one goal with its numbers, in one line a person reads.
 */
#include "goalwalk.h"

#include "utils/builtins.h"

#define EXPLAIN_CHILDREN	20	/* named one by one; the rest is counted */

typedef struct Sentence
{
	GoalWalk	w;				/* the tree */
	uint32		node;			/* the goal that is explained */
	GoalMethod	method;			/* effective method of the goal */
	bool		values;			/* the method puts values together */
	StringInfoData text;		/* the sentence so far */
	StringInfoData missing;		/* what has no score, added at the end */
	StringInfoData zeros;		/* what has none and counts as 0 */
	StringInfoData clipped;		/* what counts as another number, likewise */
	StringInfoData idle;		/* weight 0, or out of the count */
	int			named;			/* children named so far */
	int			counted;		/* children that count, named or not */
	float8		weights;		/* sum of their weights */
} Sentence;

static void
AppendShort(StringInfo buf, float8 x)
{
	appendStringInfo(buf, "%.6g", x);
}

/* The first of a list brings the words that introduce it. */
static void
AppendComma(StringInfo buf, const char *first)
{
	appendStringInfoString(buf, buf->len == 0 ? first : ", ");
}

/* One child that counts: "3 * 0.425 [arr]" where weights matter, else "0.425 [arr]". */
static void
AppendCounted(Sentence *s, uint32 kid, float8 x, float8 weight, float8 share)
{
	bool		weighs = s->method == GOAL_MEAN || s->method == GOAL_AVG ||
		s->method == GOAL_GEOMEAN || s->method == GOAL_HARMEAN;
	bool		sums = s->method == GOAL_SUM || s->method == GOAL_RATIO;

	s->counted++;
	s->weights += weight;
	if (s->named++ >= EXPLAIN_CHILDREN)
		return;
	if (s->named > 1)
		appendStringInfoString(&s->text, weighs || sums ? " + " : ", ");
	if (weighs && weight != 1)
		appendStringInfo(&s->text, "%.6g * ", weight);
	if (sums && share != 1)
		appendStringInfo(&s->text, "%.6g * ", share);
	if (s->method == GOAL_RATIO)
		appendStringInfo(&s->text, "%.6g/%.6g",
						 GoalFloat(&s->w.v, GOALCOL_TOTAL, kid, 0),
						 GoalFloat(&s->w.v, GOALCOL_TOTALBASE, kid, 0));
	else
		AppendShort(&s->text, x);
	appendStringInfo(&s->text, " [%s]", GoalKeyString(&s->w.v, kid));
}

/*
 * Every child lands in one of five places: the formula, what is missing, what was clipped on the way into the
 * formula, or what has no part.
 */
static void
AppendChild(Sentence *s, const GoalLink *link)
{
	const GoalView *v = &s->w.v;
	float8		floor = s->values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_FLOOR, s->node, OPM_UNKNOWN);
	float8		cap = s->values ? OPM_UNKNOWN : GoalFloat(v, GOALCOL_CAP, s->node, OPM_UNKNOWN);
	float8		weight = GoalLinkWeight(&s->w, link);
	float8		x = s->values ? GoalShownValue(v, link->kid) : GoalScores(v)[link->kid];
	char	   *key = GoalKeyString(v, link->kid);

	if (weight == 0)
	{
		AppendComma(&s->idle, "; without part: ");
		appendStringInfo(&s->idle, "%s (%s)", key, link->weight == 0 ? "weight 0" : "not applicable");
		return;
	}
	if (OpmIsUnknown(x))
	{
		bool		zero = GoalCountsAsZero(&s->w, s->node, link->kid);

		AppendComma(zero ? &s->zeros : &s->missing, zero ? "; missing, counts as 0: " : "; missing: ");
		appendStringInfo(zero ? &s->zeros : &s->missing, "%s (weight %.6g)", key, weight);
		if (!zero)
			return;
		x = 0;
	}
	if (x < floor || x > cap)
	{
		AppendComma(&s->clipped, "; ");
		appendStringInfo(&s->clipped, "%s counts as %.6g, not %.6g", key, x < floor ? floor : cap, x);
		x = x < floor ? floor : cap;
	}
	AppendCounted(s, link->kid, x, weight, link->share);
}

static void
AppendTarget(Sentence *s, const char *before)
{
	const Target *t = GoalTargetOf(&s->w.v, s->node);

	if (t == NULL)
		return;
	appendStringInfoString(&s->text, before);
	TargetAppend(&s->text, t);
}

/* A goal that stands for itself. */
static void
ExplainOwnText(Sentence *s)
{
	const GoalView *v = &s->w.v;
	float8		own = GoalFloat(v, GOALCOL_OWN, s->node, OPM_UNKNOWN);
	float8		shown = GoalShownValue(v, s->node);

	if (!GoalApplies(&s->w, s->node))
		appendStringInfoString(&s->text, "does not apply");
	else if (!OpmIsUnknown(own) && OpmIsUnknown(GoalScores(v)[s->node]))
		appendStringInfoString(&s->text, "has no score");
	else if (!OpmIsUnknown(own))
		appendStringInfoString(&s->text, "score as given");
	else if (OpmIsUnknown(shown))
		appendStringInfoString(&s->text, "no score and no value is given");
	else
	{
		appendStringInfo(&s->text, "value %.6g", shown);
		if (!OpmIsUnknown(GoalFloat(v, GOALCOL_TOTALBASE, s->node, OPM_UNKNOWN)))
			appendStringInfo(&s->text, " = %.6g / %.6g",
							 GoalFloat(v, GOALCOL_TOTAL, s->node, 0),
							 GoalFloat(v, GOALCOL_TOTALBASE, s->node, 0));
		if (GoalTargetOf(v, s->node))
			AppendTarget(s, " by target ");
		else
			appendStringInfoString(&s->text, "; without a target it has no score");
	}
	if (s->w.haschildren[s->node])
		appendStringInfoString(&s->text, "; its children are shown, but do not count");
}

/* Why a goal with children has no answer, if the rest does not say so. */
static void
AppendBlocked(Sentence *s)
{
	const GoalView *v = &s->w.v;
	GoalPolicy	policy = GoalPolicyOf(v, s->node);

	if (!OpmIsUnknown(s->values ? GoalShownValue(v, s->node) : GoalScores(v)[s->node]))
		return;
	if (policy.missing == GOAL_BLOCK && s->missing.len > 0)
		appendStringInfoString(&s->missing, "; anything missing blocks it");
	else if (policy.missing == GOAL_COVER &&
			 GoalCoverages(v)[s->node] < GoalFloat(v, GOALCOL_MINCOVER, s->node, 0))
		appendStringInfo(&s->missing, "; coverage %.6g is below the %.6g it needs",
						 GoalCoverages(v)[s->node], GoalFloat(v, GOALCOL_MINCOVER, s->node, 0));
	else if (s->counted > 0)
		appendStringInfoString(&s->missing, "; the method has no answer to these numbers");
}

/* The formula first, then what a reader would wonder about: no score at all, clipped, missing, left out. */
static void
ExplainChildrenText(Sentence *s)
{
	const GoalView *v = &s->w.v;
	bool		means = s->method == GOAL_MEAN || s->method == GOAL_AVG;
	int			start;

	GoalMethodAppend(&s->text, s->method, GoalPolicyOf(v, s->node).k);
	appendStringInfoString(&s->text, means ? " = (" : s->method == GOAL_SUM ? " = " : " of ");
	start = s->text.len;
	ForEachGoalLink(&s->w, s->node, link)
		AppendChild(s, &link);
	if (s->counted == 0)
	{
		s->text.len = start;
		s->text.data[start] = '\0';
		appendStringInfoString(&s->text, "nothing");
	}
	else if (s->named > EXPLAIN_CHILDREN)
		appendStringInfo(&s->text, " and %d more", s->named - EXPLAIN_CHILDREN);
	if (means)
		appendStringInfo(&s->text, ") / %.6g", s->counted == 0 ? 1 : s->weights);
	if (s->values && !OpmIsUnknown(GoalShownValue(v, s->node)))
	{
		appendStringInfo(&s->text, " = %.6g", GoalShownValue(v, s->node));
		if (GoalTargetOf(v, s->node))
			AppendTarget(s, ", by target ");
		else
			appendStringInfoString(&s->text, ", without a target no score");
	}
	AppendBlocked(s);
	appendStringInfoString(&s->text, s->clipped.data);
	appendStringInfoString(&s->text, s->zeros.data);
	appendStringInfoString(&s->text, s->missing.data);
	appendStringInfoString(&s->text, s->idle.data);
}

/* Six digits: a sentence for people. The exact numbers are in opm.rollup. */
static Datum
ReturnExplanation(FunctionCallInfo fcinfo, GoalKeyType keytype)
{
	Sentence	s = {0};
	float8		score;

	GoalWalkInit(&s.w, PG_GETARG_GOALTREE_P(0));
	GoalWalkNoAnswers(&s.w);
	GoalCheckKeyType(&s.w.v, keytype);
	s.node = GoalFindDatum(&s.w.v, PG_GETARG_DATUM(1));
	if (s.node == GOALTREE_NONE)
		PG_RETURN_NULL();
	initStringInfo(&s.text);
	initStringInfo(&s.missing);
	initStringInfo(&s.zeros);
	initStringInfo(&s.clipped);
	initStringInfo(&s.idle);
	s.method = GoalMethodOf(&s.w, s.node);
	s.values = GoalMethodIsValue(s.method);
	score = GoalScores(&s.w.v)[s.node];
	appendStringInfo(&s.text, "%s", GoalKeyString(&s.w.v, s.node));
	if (OpmIsUnknown(score))
		appendStringInfoString(&s.text, " is not known: ");
	else
		appendStringInfo(&s.text, " = %.6g: ", score);
	if (s.method == GOAL_OWN || !GoalApplies(&s.w, s.node))
		ExplainOwnText(&s);
	else
		ExplainChildrenText(&s);
	PG_RETURN_TEXT_P(cstring_to_text_with_len(s.text.data, s.text.len));
}

GOAL_KEY_FUNCTIONS(opm_explain, ReturnExplanation)
