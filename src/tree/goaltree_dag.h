/*
 * goaltree_dag.h: counting a goal once that can be reached on several ways; only trees with extra edges need
 * it.
 */
#ifndef OPM_GOALTREE_DAG_H
#define OPM_GOALTREE_DAG_H

#include "goaltree.h"

typedef struct GoalDag GoalDag;

extern GoalDag *GoalDagCreate(const GoalView *v);
extern int	GoalDagUnits(GoalDag *dag, uint32 top, const uint8 *methods, const bool *skipped,
						 const float8 *total);
extern uint32 GoalDagUnitNode(GoalDag *dag, int i);
extern float8 GoalDagUnitCredit(GoalDag *dag, int i);
extern void GoalDagCounts(GoalDag *dag, uint32 *count);

#endif							/* OPM_GOALTREE_DAG_H */
