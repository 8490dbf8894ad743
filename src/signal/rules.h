/*
 * rules.h: run rules, the patterns that tell a signal from noise on a chart with a centre and a sigma.
 *
 * The one idea: every rule looks back a fixed number of points, so a few counters and the zones of the last
 * five points are all the memory there is. One step a point, whatever the rules.
 */
#ifndef OPM_RULES_H
#define OPM_RULES_H

#include "opm.h"

#include "datatype/timestamp.h"
#include "lib/stringinfo.h"

/* Bits of a signal. The first eight are Nelson's rules: rule k is bit k - 1. */
#define RULE_BEYOND			(1 << 0)	/* beyond a 3 sigma limit */
#define RULE_RUN			(1 << 1)	/* many in a row on one side of the centre */
#define RULE_TREND			(1 << 2)	/* many in a row rising, or falling */
#define RULE_ALTERNATING	(1 << 3)	/* many in a row up and down in turn */
#define RULE_2OF3			(1 << 4)	/* 2 of 3 beyond 2 sigma on one side */
#define RULE_4OF5			(1 << 5)	/* 4 of 5 beyond 1 sigma on one side */
#define RULE_WITHIN			(1 << 6)	/* many in a row within 1 sigma */
#define RULE_OUTSIDE		(1 << 7)	/* many in a row beyond 1 sigma, on both sides */
#define RULE_3OF4			(1 << 8)	/* 3 of 4 beyond 1.5 sigma on one side */
#define RULE_RANGE			(1 << 9)	/* the range beyond its limit; not seen by RuleStep */
#define RULE_COUNT			10

#define RULE_MAX_LENGTH		100

/*
 * Which rules are watched, and how many points complete the patterns of settable length (2 ..
 * RULE_MAX_LENGTH).
 */
typedef struct RuleSet
{
	int32		on;				/* RULE_ bits */
	int			run;			/* points on one side of the centre */
	int			trend;			/* points that rise, or fall */
	int			alternating;	/* points up and down in turn */
	int			within;			/* points within 1 sigma */
	int			outside;		/* points beyond 1 sigma */
	bool		outside_either; /* one side alone will do for "outside" */
} RuleSet;

/* What the points since the last gap look like. All zero is the start. */
typedef struct RuleState
{
	int64		seen;			/* points since the last gap */
	int64		run;			/* points in a row on one side: above > 0, below < 0 */
	int64		trend;			/* strict steps in a row one way: up > 0, down < 0 */
	int64		alternating;	/* steps in a row, each against the one before; sign of the last */
	int64		within;			/* points in a row within 1 sigma */
	int64		outside;		/* points in a row beyond 1 sigma */
	int64		since_above;	/* points since the last one beyond 1 sigma above, that included; 0: none */
	int64		since_below;	/* likewise below */
	uint8		above[3];		/* beyond 1, 1.5, 2 sigma above? bit 0 = this point, 1 = the one before ... */
	uint8		below[3];		/* likewise below */
	float8		last;			/* value of the last point */
} RuleState;

/* Read a list of rules such as 'nelson, run 7, -alternating', or raise 22023. */
extern RuleSet RuleSetFromText(const char *list);

/* A point is missing: every pattern starts afresh. */
extern void RuleGap(RuleState *state);

/* Take in one point and say which patterns it completes. */
extern int32 RuleStep(const RuleSet *set, RuleState *state, float8 value, float8 centre, float8 sigma);

/*
 * The strongest rule of a signal (one bit, or 0), its direction (1 up, -1 down, 0 neither) and how many
 * points back it began.
 */
extern int32 RuleHeadline(const RuleSet *set, const RuleState *state, int32 signal, float8 value,
						  float8 centre, int *direction, int64 *points);

/*
 * Append what happened, in words. at: times of the rows up to and including this one, at[row] being this
 * one's, or NULL if unknown; range_high tells which limit of the range was passed.
 */
extern void RuleNote(StringInfo note, const RuleSet *set, const RuleState *state, int32 signal, float8 value,
					 float8 centre, bool range_high, const TimestampTz *at, int64 row);

/* Append " since 3 May 2026", with the time of day unless that is midnight in the session's time zone. */
extern void AppendSince(StringInfo note, TimestampTz at);

#endif							/* OPM_RULES_H */
