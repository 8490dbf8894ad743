/*
 * expected.h: where will it end? The score that a goal is expected to have at the end of its plan.
 *
 * Two numbers are known on the way: the score so far, and the pace score, which the plan expects by now. The
 * rules differ in what they expect of the rest.
 */
#ifndef OPM_EXPECTED_H
#define OPM_EXPECTED_H

#include "opm.h"

/* What the rest of the plan will bring. Stored numbers: never renumber. */
typedef enum ScoreBasis
{
	BASIS_EXPECTED = 0,			/* between plan and past pace, weighted by what has passed */
	BASIS_PLAN,					/* what is planned for it */
	BASIS_PACE,					/* as much as the past did */
	BASIS_SCORE					/* nothing: the score so far is judged as it is */
} ScoreBasis;

#define BASIS_COUNT		(BASIS_SCORE + 1)

extern const char *const basis_word[BASIS_COUNT];

extern ScoreBasis ScoreBasisFromText(const text *word);
extern float8 ExpectedScore(float8 score, float8 pace, ScoreBasis basis);

#endif							/* OPM_EXPECTED_H */
