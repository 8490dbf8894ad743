/*
 * explain.h: the work sheet of opm.explain_change; private to explain.c (rows) and explain_links.c (arithmetic).
 */
#ifndef OPM_EXPLAIN_H
#define OPM_EXPLAIN_H

#include "goaltree_dag.h"
#include "goalwalk.h"
#include "shapley.h"

/* Why a part of the change is there. */
typedef enum ExplainCause
{
	CAUSE_VALUE,				/* a score or value changed, came or went */
	CAUSE_RULE,					/* how the goal is scored: target, method, missing-data policy, credit range */
	CAUSE_WEIGHT,				/* weight or share of a link */
	CAUSE_STRUCTURE,			/* a goal or a link is new, gone or out of the count */
	CAUSE_COUNT
} ExplainCause;

/* One of the two trees: 0 before, 1 after. */
typedef struct ExplainSide
{
	GoalWalk	w;
	uint32	   *other;			/* position of the same goal in the other tree, GOALTREE_NONE if none */
	uint8	   *methods;		/* effective GoalMethod, for the DAG walk */
	GoalDag    *dag;			/* NULL in a tree */
	float8	   *filled;			/* by position after: score that a goal without one stands for on this side */
} ExplainSide;

/* A child in either tree, as its parent sees it. */
typedef struct ExplainKid
{
	uint32		node[2];		/* GOALTREE_NONE: not in that tree */
	bool		link[2];
	float8		weight[2];		/* times share; 0 if it does not count */
	float8		share[2];		/* 0 if it does not count */
	float8		x[2];			/* score or value, unknown if none */
} ExplainKid;

typedef struct Explain
{
	ExplainSide side[2];
	bool		values;			/* the change of the top's value is explained, not of its score */
	uint32		top[2];
	/* by position after: root points for one point of score, of value (or numerator), of denominator */
	float8	   *byscore;
	float8	   *byvalue;
	float8	   *bybase;
	/* by row: positions after, then goals that are gone */
	float8	   *effect[CAUSE_COUNT];
	uint32		nrows;
	uint32	   *rowof;			/* by position before */
	/* scratch: children of the goal at hand */
	uint32	   *slot;			/* by position before: index into kids, if stamp says so */
	uint32	   *stamp;
	ExplainKid *kids;
	int64		nkids;
	int64		maxkids;
	Player	   *players;
	int64	   *playerkid;
	int64		maxplayers;
} Explain;

extern void ExplainNode(Explain *e, uint32 node);
extern void ExplainAddValue(Explain *e, uint32 node, float8 points);

static inline float8
ExplainScore(const Explain *e, int t, uint32 node)
{
	return GoalScores(&e->side[t].w.v)[node];
}

#endif							/* OPM_EXPLAIN_H */
