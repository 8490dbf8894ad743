/*
 * summary.h: what the fixed-size summary types (kpi, scorecard) have in common.
 *
 * Their text form is a list of labelled fields; equal summaries have equal bytes, so comparison and hash are over bytes.
 */
#ifndef OPM_SUMMARY_H
#define OPM_SUMMARY_H

#include "opm.h"

#include "lib/stringinfo.h"

#include "dd.h"
#include "literal.h"

#define SUMMARY_MAX_N	(INT64CONST(1) << 53)	/* counts stay exact as double precision */
#define SUMMARY_MAX_SUM	1e290		/* beyond it DdTwoProd would overflow on the way */

/* Is this sum in range? False for NaN too, which overflow makes. */
static inline bool
SumInRange(Dd sum)
{
	return fabs(sum.hi) <= SUMMARY_MAX_SUM;
}

/* 60, or 0.30000000000000004-2.8e-17: the value, and the rest where there is one. */
extern void AppendDd(StringInfo buf, Dd x);

/* These return false after a soft error. `syntax` is the hint: the shape of the whole literal. */
extern bool ReadLabel(Literal *lit, const char *label, const char *syntax);
extern bool ReadCount(Literal *lit, int64 *result);
extern bool ReadDd(Literal *lit, Dd *result);

/* Up to max_digits digits. Returns how many there were. */
extern int	ReadDigits(Literal *lit, int max_digits, int64 *result);

#endif							/* OPM_SUMMARY_H */
