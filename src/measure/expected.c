/*
 * expected.c: the score a goal is expected to end with; see expected.h.
 *
 * With a = score so far and p = pace score, earned value management has two conventions for the rest: it goes
 * to plan and brings 1 - p, or it goes on at the pace so far and brings (1 - p) a/p. The first calls a goal
 * good for long that does nothing, the second calls every goal bad that has just begun. The default weights
 * the two by what has passed, p of the second and 1 - p of the first:
 *	a + (1 - p) ((1 - p) + p a/p) = a + (1 - p) (1 - p + a) = 1 + (a - p) (2 - p).
 * In the last form nothing is divided, and a goal on its plan has exactly 1.
 */
#include "expected.h"

#include "number.h"
#include "option.h"

const char *const basis_word[BASIS_COUNT] = {"expected", "plan", "pace", "score"};

ScoreBasis
ScoreBasisFromText(const text *word)
{
	return (ScoreBasis) ChooseWord(word, "basis", basis_word, BASIS_COUNT);
}

/* Infinite where it is out of range. */
float8
ExpectedScore(float8 score, float8 pace, ScoreBasis basis)
{
	if (pace >= 1 || basis == BASIS_SCORE)
		return score;			/* nothing is left that could change it */
	/* a plan that goes down first counts as one that has not begun: a lead weighs no more than twice */
	if (basis == BASIS_EXPECTED)
		return 1 + (score - pace) * (2 - Max(pace, 0.0));
	/* without a past there is no pace */
	if (basis == BASIS_PACE && pace > 0)
		return score / pace;
	return 1 + (score - pace);
}

/* Arguments: score, pace_score, basis. */
PG_FUNCTION_INFO_V1(opm_expected_score);
Datum
opm_expected_score(PG_FUNCTION_ARGS)
{
	float8		score;
	ScoreBasis	basis;

	if (PG_ARGISNULL(0) || PG_ARGISNULL(2))
		PG_RETURN_NULL();
	score = CheckFinite(PG_GETARG_FLOAT8(0), "score");
	basis = ScoreBasisFromText(PG_GETARG_TEXT_PP(2));
	if (PG_ARGISNULL(1))
		return FloatResult(score);	/* nothing is planned */
	return FloatResult(ExpectedScore(score, CheckFinite(PG_GETARG_FLOAT8(1), "pace score"), basis));
}
