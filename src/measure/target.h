/*
 * target.h: opm.target, "what good looks like": a curve from a measured value to a score.
 *
 * Stored form: a format byte, a kind, flag bits, then plain numbers. The same target always has the
 * same bytes (no -0, no NaN, spare byte zero), so memcmp is equality, and a copy may sit anywhere that
 * is 8-aligned: goal trees embed targets as they are.
 */
#ifndef OPM_TARGET_H
#define OPM_TARGET_H

#include "opm.h"

#include "lib/stringinfo.h"

#include "literal.h"

#define TARGET_FORMAT		1
#define TARGET_MAX_KNOTS	1000

/* Order is the sort order of kinds, and these numbers are on disk: never renumber. */
typedef enum TargetKind
{
	TARGET_MOVE = 1,			/* numbers: baseline, goal */
	TARGET_HOLD = 2,			/* limit [, tolerance] */
	TARGET_RANGE = 3,			/* low, high [, tolerance] */
	TARGET_CURVE = 4			/* x, score, x, score, ... */
} TargetKind;

#define TARGET_BELOW		0x01	/* hold: < or <= rather than > or >= */
#define TARGET_STRICT		0x02	/* hold: the limit itself does not count */
#define TARGET_TOLERANCE	0x04	/* hold, range: the last number is the tolerance */

typedef struct Target
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		format;			/* TARGET_FORMAT */
	uint8		kind;			/* TargetKind */
	uint8		flags;			/* TARGET_BELOW ... */
	uint8		spare;			/* 0 */
	float8		number[FLEXIBLE_ARRAY_MEMBER];	/* finite, in the order given at TargetKind */
} Target;

#define DatumGetTargetP(d)		((Target *) PG_DETOAST_DATUM(d))
#define PG_GETARG_TARGET_P(n)	DatumGetTargetP(PG_GETARG_DATUM(n))
#define PG_RETURN_TARGET_P(t)	PG_RETURN_POINTER(t)

/* Score of a finite x. Finite; score >= 1 if and only if TargetReached. Raises 22003 when out of range. */
extern float8 TargetScore(const Target *t, float8 x);

extern bool TargetReached(const Target *t, float8 x);

/*
 * The value that scores at least `score`: the one nearest to *from, or, when from is NULL, the least
 * demanding one. False when there is none, or (without from) none that can be singled out.
 */
extern bool TargetRequired(const Target *t, float8 score, const float8 *from, float8 *value);

/* The literal in its one canonical form. */
extern void TargetAppend(StringInfo buf, const Target *t);

/* Read a literal; NULL after a soft error. The result is palloc'd. */
extern Target *TargetParse(const char *str, Node *escontext, const Literal *whole);

/* The same, but nothing is raised: NULL, and what is wrong as sentences. */
extern Target *TargetTry(const char *str, char **problem);

#endif							/* OPM_TARGET_H */
