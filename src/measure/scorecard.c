/*
 * scorecard.c: opm.scorecard, a mergeable summary of the scores of many goals.
 *
 * A NULL score is a goal that applies but was not measured. It counts against coverage and widens the bounds;
 * it is never a 0. A weight of 0 is a goal that is shown (in the counts) but does not count in anything else.
 */
#include "opm.h"

#include <float.h>

#include "decimal.h"
#include "number.h"
#include "opclass.h"
#include "summary.h"

#define SCORECARD_FORMAT	1
#define SCORECARD_MAX_SCORE	1e140	/* squares stay in range, whatever the weight */

typedef struct Scorecard
{
	int32		format;			/* SCORECARD_FORMAT */
	int32		zero;			/* spare, 0 */
	int64		applicable;		/* goals, 1 .. SUMMARY_MAX_N: no goals at all is NULL */
	int64		n;				/* those with a score, 0 .. applicable */
	float8		worst;			/* lowest score with a weight above 0; 0 if there is none */
	float8		best;			/* highest such score; 0 if there is none */
	Dd			weight;			/* sum of weights, >= 0 */
	Dd			measured;		/* sum of the weights of goals with a score, 0 .. weight */
	Dd			ws;				/* sum of weight * score */
	Dd			wss;			/* sum of weight * score^2 */
} Scorecard;

StaticAssertDecl(sizeof(Scorecard) == 104, "INTERNALLENGTH in scorecard.sql must be the size of Scorecard");

#define PG_GETARG_SCORECARD_P(n)	((Scorecard *) DatumGetPointer(PG_GETARG_DATUM(n)))
#define PG_RETURN_SCORECARD_P(s)	PG_RETURN_POINTER(s)

/* ---- the state ---- */

/* Goals of weight 0 are counted, but say nothing of the mean. */
static inline bool
ScorecardHasMean(const Scorecard *s)
{
	return s->measured.hi > 0.0;
}

/* Written so that NaN, which overflow makes of the low words, fails as well. */
static inline void
ScorecardCheckRange(const Scorecard *s)
{
	if (unlikely(!(SumInRange(s->weight) && SumInRange(s->wss) && s->applicable <= SUMMARY_MAX_N)))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("scorecard out of range"),
				 errdetail("Sums of weights and of weighted squared scores must stay within 1e290, "
						   "counts within %lld.",
						   (long long) SUMMARY_MAX_N)));
}

/* An unknown score only adds to what could have been measured. */
static inline void
ScorecardObserve(Scorecard *s, bool has_score, float8 score, float8 weight)
{
	s->applicable++;
	s->weight = DdAddFloat(s->weight, weight);
	if (has_score)
	{
		s->n++;
		if (weight > 0.0)
		{
			Dd			ws = DdTwoProd(weight, score);

			if (!ScorecardHasMean(s))
				s->worst = s->best = score;
			else if (score < s->worst)
				s->worst = score;
			else if (score > s->best)
				s->best = score;
			s->measured = DdAddFloat(s->measured, weight);
			s->ws = DdAdd(s->ws, ws);
			s->wss = DdAdd(s->wss, DdMultiplyFloat(ws, score));
		}
	}
	ScorecardCheckRange(s);
}

static void
ScorecardMerge(void *into, const void *from)
{
	Scorecard  *a = into;
	const Scorecard *b = from;

	if (ScorecardHasMean(b))
	{
		a->worst = ScorecardHasMean(a) ? Min(a->worst, b->worst) : b->worst;
		a->best = ScorecardHasMean(a) ? Max(a->best, b->best) : b->best;
	}
	a->applicable += b->applicable;
	a->n += b->n;
	a->weight = DdAdd(a->weight, b->weight);
	a->measured = DdAdd(a->measured, b->measured);
	a->ws = DdAdd(a->ws, b->ws);
	a->wss = DdAdd(a->wss, b->wss);
	ScorecardCheckRange(a);
}

/* Only where ScorecardHasMean. */
static float8
ScorecardMean(const Scorecard *s)
{
	int			scoreplaces = DecimalCommon(DecimalPlaces(s->worst), DecimalPlaces(s->best));
	int			weightplaces = DecimalPlaces(s->measured.hi);
	int			places = scoreplaces < 0 || weightplaces < 0 ? DECIMAL_NONE : scoreplaces + weightplaces;
	float8		size = Max(fabs(s->worst), fabs(s->best)) * s->measured.hi;
	float8		units;
	float8		mean;

	/* twice the size: products were rounded twice */
	if (DecimalSummaryUnits(s->ws, 2.0 * size, &places, &units) && DecimalCountable(s->measured.hi, places))
		mean = units / DecimalUnits(s->measured.hi, places);
	else
		mean = DdDivide(s->ws, s->measured).hi;
	return Max(s->worst, Min(s->best, mean));	/* underflow must not move it outside */
}

/* NULL if s is a possible summary, else the sentence for errdetail. */
static const char *
ScorecardProblem(const void *value)
{
	const Scorecard *s = value;
	float8		range = s->best - s->worst;
	float8		w = s->measured.hi;
	float8		mean;
	float8		central;
	float8		slack;

	if (s->applicable < 1 || s->applicable > SUMMARY_MAX_N || s->n < 0 || s->n > s->applicable)
		return "The counts must be from 1 to 9007199254740992, of which from 0 to all have a score; "
			"no goals at all is NULL.";
	if (!(s->worst >= -SCORECARD_MAX_SCORE && s->worst <= s->best && s->best <= SCORECARD_MAX_SCORE))
		return "The worst and best scores must be from -1e140 to 1e140, "
			"and the worst no higher than the best.";
	if (!DdIsCanonical(s->weight) || !DdIsCanonical(s->measured) ||
		!DdIsCanonical(s->ws) || !DdIsCanonical(s->wss))
		return "A sum must be a finite number, with a correction smaller than its last bit.";
	if (!SumInRange(s->weight) || !SumInRange(s->ws) || !SumInRange(s->wss))
		return "Sums must stay within 1e290.";
	if (s->weight.hi < 0.0 || (w < MIN_WEIGHT && w != 0.0) || w > s->weight.hi ||
		(s->n == s->applicable && w != s->weight.hi))
		return "The weight of goals with a score must be from 0 to the weight of all, "
			"and is that if all have one.";
	if (!ScorecardHasMean(s) || s->n == 0)
		return w == 0.0 && s->worst == 0.0 && s->best == 0.0 && s->ws.hi == 0.0 && s->wss.hi == 0.0 ? NULL :
			"Without a weighted score the worst, the best and the sums of scores must be 0.";
	if (s->n == 1 && range != 0.0)
		return "One score is both the worst and the best.";
	/* As for kpi: the mean lies in the range, and the variance is one that such scores can have. */
	mean = s->ws.hi / w;
	central = s->wss.hi / w - mean * mean;
	slack = 1e-9 * (Max(fabs(s->worst), fabs(s->best)) + 1e-140);
	if (!(mean >= s->worst - slack && mean <= s->best + slack && s->wss.hi >= 0.0))
		return "The sum of weighted scores must be possible for scores between worst and best.";
	/* the last term for squares that underflowed */
	slack = slack * Max(fabs(s->worst), fabs(s->best)) + (float8) s->n * 1e-310 / w;
	if (!(central >= -slack && central <= (s->best - mean) * (mean - s->worst) + slack))
		return "The sum of weighted squared scores must be possible for scores between worst and best.";
	return NULL;
}

/* ---- text form: (n: 3 of 4, weight: 6 of 7, worst: 0.2, best: 1.1, ws: 4.1, wss: 3.2) ---- */

#define SCORECARD_SYNTAX \
	"A scorecard is (n: scored of all, weight: scored of all, worst: , best: , ws: , wss: ); " \
	"the last four are left out if no weighted goal has a score."

PG_FUNCTION_INFO_V1(opm_scorecard_out);
Datum
opm_scorecard_out(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);
	StringInfoData buf;

	initStringInfo(&buf);
	appendStringInfo(&buf, "(n: %lld of %lld, weight: ", (long long) s->n, (long long) s->applicable);
	AppendDd(&buf, s->measured);
	appendStringInfoString(&buf, " of ");
	AppendDd(&buf, s->weight);
	if (ScorecardHasMean(s))
	{
		appendStringInfoString(&buf, ", worst: ");
		AppendFloat8(&buf, s->worst);
		appendStringInfoString(&buf, ", best: ");
		AppendFloat8(&buf, s->best);
		appendStringInfoString(&buf, ", ws: ");
		AppendDd(&buf, s->ws);
		appendStringInfoString(&buf, ", wss: ");
		AppendDd(&buf, s->wss);
	}
	appendStringInfoChar(&buf, ')');
	PG_RETURN_CSTRING(buf.data);
}

static bool
ReadScorecard(Literal *lit, void *value)
{
	Scorecard  *s = value;

	if (!ReadLabel(lit, "(n:") || !ReadCount(lit, &s->n) ||
		!ReadLabel(lit, "of") || !ReadCount(lit, &s->applicable) ||
		!ReadLabel(lit, ",weight:") || !ReadDd(lit, &s->measured) ||
		!ReadLabel(lit, "of") || !ReadDd(lit, &s->weight))
		return false;
	LiteralSkipSpace(lit);
	if ((*lit->at == ',' || s->measured.hi != 0.0) &&
		(!ReadLabel(lit, ",worst:") || !LiteralNumber(lit, &s->worst) ||
		 !ReadLabel(lit, ",best:") || !LiteralNumber(lit, &s->best) ||
		 !ReadLabel(lit, ",ws:") || !ReadDd(lit, &s->ws) ||
		 !ReadLabel(lit, ",wss:") || !ReadDd(lit, &s->wss)))
		return false;
	return true;
}

static const SummaryType scorecard_type = {
	.name = "opm.scorecard", .syntax = SCORECARD_SYNTAX,
	.source = "Build a scorecard with the aggregate opm.scorecard(score, weight).",
	.format = SCORECARD_FORMAT, .size = sizeof(Scorecard), .whole = 2,
	.read = ReadScorecard, .problem = ScorecardProblem, .merge = ScorecardMerge
};

SUMMARY_FUNCTIONS(scorecard, scorecard_type)
OPCLASS_FIXED(scorecard, Scorecard)

/* ---- aggregates ---- */

/* scorecard_accum(state, score [, weight]) */
PG_FUNCTION_INFO_V1(opm_scorecard_accum);
Datum
opm_scorecard_accum(PG_FUNCTION_ARGS)
{
	bool		has_score = !PG_ARGISNULL(1);
	float8		score = has_score ? CheckFinite(PG_GETARG_FLOAT8(1), "score") : 0.0;
	float8		weight = 1.0;
	Scorecard  *s;

	if (unlikely(fabs(score) > SCORECARD_MAX_SCORE))
		ereport(ERROR,
				(errcode(ERRCODE_NUMERIC_VALUE_OUT_OF_RANGE),
				 errmsg("score must be from -1e140 to 1e140")));
	if (PG_NARGS() > 2 && !PG_ARGISNULL(2))
		weight = CheckWeight(PG_GETARG_FLOAT8(2));
	s = SummaryWritable(fcinfo, &scorecard_type);
	ScorecardObserve(s, has_score, score, weight);
	PG_RETURN_SCORECARD_P(s);
}

/* ---- accessors ---- */

PG_FUNCTION_INFO_V1(opm_scorecard_n);
Datum
opm_scorecard_n(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SCORECARD_P(0)->n);
}

PG_FUNCTION_INFO_V1(opm_scorecard_applicable);
Datum
opm_scorecard_applicable(PG_FUNCTION_ARGS)
{
	PG_RETURN_INT64(PG_GETARG_SCORECARD_P(0)->applicable);
}

PG_FUNCTION_INFO_V1(opm_scorecard_weight);
Datum
opm_scorecard_weight(PG_FUNCTION_ARGS)
{
	PG_RETURN_FLOAT8(PG_GETARG_SCORECARD_P(0)->weight.hi);
}

PG_FUNCTION_INFO_V1(opm_scorecard_coverage);
Datum
opm_scorecard_coverage(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);

	if (!ScorecardHasMean(s))
		PG_RETURN_FLOAT8(0.0);
	return FloatResult(Min(1.0, s->measured.hi / s->weight.hi));
}

PG_FUNCTION_INFO_V1(opm_scorecard_mean);
Datum
opm_scorecard_mean(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);

	if (!ScorecardHasMean(s))
		PG_RETURN_NULL();
	return FloatResult(ScorecardMean(s));
}

PG_FUNCTION_INFO_V1(opm_scorecard_worst);
Datum
opm_scorecard_worst(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);

	if (!ScorecardHasMean(s))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(s->worst);
}

PG_FUNCTION_INFO_V1(opm_scorecard_best);
Datum
opm_scorecard_best(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);

	if (!ScorecardHasMean(s))
		PG_RETURN_NULL();
	PG_RETURN_FLOAT8(s->best);
}

/*
 * Weighted standard deviation of the scores as a whole population: weights are importance, not sample counts.
 */
PG_FUNCTION_INFO_V1(opm_scorecard_stddev);
Datum
opm_scorecard_stddev(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);
	Dd			mean;
	Dd			variance;

	if (!ScorecardHasMean(s))
		PG_RETURN_NULL();
	if (s->worst == s->best)
		PG_RETURN_FLOAT8(0.0);
	mean = DdDivide(s->ws, s->measured);
	variance = DdSubtract(DdDivide(s->wss, s->measured), DdMultiply(mean, mean));
	return FloatResult(variance.hi > 0.0 ? sqrt(variance.hi) : 0.0);
}

/*
 * score_low(scorecard, floor) and score_high(scorecard, cap): the mean if every unknown score came in there.
 */
PG_FUNCTION_INFO_V1(opm_scorecard_bound);
Datum
opm_scorecard_bound(PG_FUNCTION_ARGS)
{
	const Scorecard *s = PG_GETARG_SCORECARD_P(0);
	float8		unknown_score = CheckFinite(PG_GETARG_FLOAT8(1), "bound");
	Dd			unknown = DdSubtract(s->weight, s->measured);

	if (s->weight.hi == 0.0)
		PG_RETURN_NULL();
	if (unknown.hi <= 0.0)
		return FloatResult(ScorecardMean(s));
	return FloatResult(DdDivide(DdAdd(s->ws, DdMultiplyFloat(unknown, unknown_score)), s->weight).hi);
}
