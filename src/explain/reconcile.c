/*
 * reconcile.c: opm.reconcile, goals whose children's target values do not come to their own.
 *
 * The target values are put together as the goal's method puts values together, so that "all children on
 * target" is compared with "this goal on target".
 */
#include "goalwalk.h"

#include "funcapi.h"

#include "result.h"

enum ReconcileColumn
{
	REC_KEY, REC_LABEL, REC_METHOD, REC_GOAL, REC_PARTS, REC_GAP, REC_MISSING
};

/* The value that scores 1; unknown where the target has no single one, as in a range. */
static float8
TargetGoal(const GoalView *v, uint32 node)
{
	const Target *t = GoalTargetOf(v, node);
	float8		goal;

	return t && TargetRequired(t, 1.0, NULL, &goal) ? goal : OPM_UNKNOWN;
}

/*
 * What the children's goals come to, put together as the method puts values together; counts those without
 * one.
 */
static float8
GoalOfParts(const GoalWalk *w, uint32 node, GoalMethod method, int32 *missing)
{
	float8		sum = 0;
	float8		lost = 0;
	float8		weights = 0;
	int32		n = 0;

	*missing = 0;
	ForEachGoalLink(w, node, link)
	{
		float8		goal = TargetGoal(&w->v, link.kid);
		float8		factor = method == GOAL_SUM ? link.share : link.weight * link.share;
		float8		y;
		float8		t;

		if (GoalLinkWeight(w, &link) == 0)
			continue;
		if (OpmIsUnknown(goal))
		{
			(*missing)++;
			continue;
		}
		n++;
		if (method == GOAL_LOW || method == GOAL_HIGH)
		{
			sum = n == 1 ? goal : method == GOAL_LOW ? Min(sum, goal) : Max(sum, goal);
			continue;
		}
		y = factor * goal - lost;
		t = sum + y;
		lost = (t - sum) - y;
		sum = t;
		weights += factor;
	}
	if (n == 0)
		return OPM_UNKNOWN;
	return method == GOAL_AVG ? sum / weights : sum;
}

PG_FUNCTION_INFO_V1(opm_reconcile);
Datum
opm_reconcile(PG_FUNCTION_ARGS)
{
	GoalWalk	w;

	InitMaterializedSRF(fcinfo, 0);
	GoalWalkInit(&w, PG_GETARG_GOALTREE_P(0));
	for (uint32 i = 0; i < w.v.nodes; i++)
	{
		GoalMethod	method = GoalMethodOf(&w, i);
		float8		goal = TargetGoal(&w.v, i);
		float8		parts;
		float8		gap;
		int32		missing;
		StringInfoData buf;
		Row			row;

		if (i % 4096 == 0)
			CHECK_FOR_INTERRUPTS();
		if (!GoalMethodIsValue(method) || method == GOAL_RATIO || OpmIsUnknown(goal) || !GoalApplies(&w, i))
			continue;
		parts = GoalOfParts(&w, i, method, &missing);
		gap = parts - goal;
		if (fabs(gap) <= 1e-12 * Max(fabs(parts), fabs(goal)))
			gap = 0;			/* decimals that no double holds exactly */
		initStringInfo(&buf);
		GoalMethodAppend(&buf, method, 0);
		RowInit(&row);
		RowGoalKey(&row, REC_KEY, &w.v, i, false);
		RowGoalText(&row, REC_LABEL, &w.v, GOALCOL_LABEL, i);
		RowText(&row, REC_METHOD, buf.data);
		RowFinite(&row, REC_GOAL, goal);
		RowFinite(&row, REC_PARTS, parts);
		RowFinite(&row, REC_GAP, gap);
		RowInt32(&row, REC_MISSING, missing);
		RowPut(fcinfo, &row);
	}
	return (Datum) 0;
}
