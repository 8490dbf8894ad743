/*
 * explain_change.h: the work sheet of opm.explain_change, which four files share: explain_change.c walks down
 * the tree and puts out rows, pair.c finds the children of a goal in both trees, divide.c divides the change
 * of one answer among them, book.c writes down what is a goal's own and hands on the rest.
 */
#ifndef OPM_EXPLAIN_CHANGE_H
#define OPM_EXPLAIN_CHANGE_H

#include "goaltree_dag.h"
#include "goalwalk.h"
#include "shapley.h"

/* Why a part of the change is there. */
typedef enum ExplainCause
{
	CAUSE_VALUE,				/* a score or value changed, came or went */
	CAUSE_RULE,					/* how it is scored: target, method, missing-data policy, credit range */
	CAUSE_WEIGHT,				/* weight or share of a link */
	CAUSE_STRUCTURE,			/* a goal or a link is new, gone or out of the count */
	CAUSE_COUNT
} ExplainCause;

/* One of the two trees: 0 before, 1 after. */
typedef struct ExplainSide
{
	GoalWalk	w;				/* the tree */
	uint32	   *other;			/* by position: the same goal in the other tree, or GOALTREE_NONE */
	uint8	   *methods;		/* by position: effective GoalMethod, never GOAL_AUTO */
	GoalDag    *dag;			/* NULL in a tree */
	float8	   *filled;			/* by position after: score that a goal without one stands for on this side */
} ExplainSide;

/* A child in either tree, as its parent sees it; [0] before, [1] after. */
typedef struct ExplainKid
{
	uint32		node[2];		/* position; GOALTREE_NONE: not in that tree */
	bool		link[2];		/* is it a child of this parent there? */
	float8		weight[2];		/* times share, >= 0; 0 if it does not count */
	float8		share[2];		/* 0 .. 1; 0 if it does not count */
	float8		x[2];			/* score or value, unknown if none */
	bool		noanswer[2];	/* unknown, and not as zero: its method has no answer */
} ExplainKid;

/* How a goal puts its children together. */
typedef struct ExplainRule
{
	GoalMethod	method;			/* effective */
	uint16		k;				/* of at_least(k) */
	bool		zero;			/* what is missing counts as 0 */
	float8		floor;			/* credit range of scores; unknown: none */
	float8		cap;			/* its upper end, > floor; unknown: none */
} ExplainRule;

typedef struct Explain
{
	ExplainSide side[2];		/* the trees */
	bool		values;			/* the change of the top's value is explained, not of its score */
	uint32		top[2];			/* positions of the goal whose change is explained */
	/* by position after: points of the top for one unit of ... */
	float8	   *byscore;		/* score */
	float8	   *byvalue;		/* value, or numerator of a ratio */
	float8	   *bybase;			/* denominator of a ratio */
	/* by row: positions after, then goals that are gone */
	float8	   *effect[CAUSE_COUNT];	/* points of the top, booked so far */
	uint32		nrows;			/* goals in either tree */
	uint32	   *rowof;			/* by position before: row of a goal that is gone */
	/* scratch: children of the goal at hand */
	uint32	   *slot;			/* by position before: index into kids, if stamp says so */
	uint32	   *stamp;			/* by position before: parent (position after) + 1 */
	ExplainKid *kids;			/* nkids, room for maxkids */
	int64		nkids;			/* children of the goal at hand */
	int64		maxkids;		/* children that fit */
	Player	   *players;		/* those who have a part in the change, room for maxplayers */
	int64	   *playerkid;		/* by player: index into kids */
	int64		maxplayers;		/* players that fit */
} Explain;

/* pair.c */
extern void ExplainPairLinks(Explain *e, uint32 node);
extern bool ExplainPairUnits(Explain *e, uint32 node);

/* divide.c */
extern ExplainRule ExplainRuleOf(const Explain *e, int t, uint32 node);
extern bool ExplainSameRule(const ExplainRule *a, const ExplainRule *b);
extern float8 ExplainClip(float8 x, const ExplainRule *r);
extern float8 ExplainBrings(const ExplainRule *r, const ExplainKid *kid, int t);
extern float8 ExplainAnswer(Explain *e, const ExplainRule *r, int t);
extern int64 ExplainDivide(Explain *e, const ExplainRule *r, const float8 *answer);

/* book.c */
extern void ExplainAddValue(Explain *e, uint32 node, float8 points);
extern void ExplainNode(Explain *e, uint32 node);

static inline float8
ExplainScore(const Explain *e, int t, uint32 node)
{
	return GoalScores(&e->side[t].w.v)[node];
}

#endif							/* OPM_EXPLAIN_CHANGE_H */
