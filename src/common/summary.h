/*
 * summary.h: what the summaries (kpi, scorecard, fit) have in common: they have a fixed size, merge, and
 * never move more than their sums.
 *
 * A summary is a header, then fields of 8 bytes: first whole numbers, then double precision. So one reader
 * and one writer serve the binary forms of all: a format byte, then the fields in order. The text form is a
 * list of labelled fields, which each type reads by itself. Equal summaries have equal bytes.
 */
#ifndef OPM_SUMMARY_H
#define OPM_SUMMARY_H

#include "opm.h"

#include "lib/stringinfo.h"

#include "dd.h"
#include "literal.h"

#define SUMMARY_MAX_N	(INT64CONST(1) << 53)	/* counts stay exact as double precision */
#define SUMMARY_MAX_SUM	1e290	/* beyond it DdTwoProd would overflow on the way */

/* How every summary begins. */
typedef struct SummaryHeader
{
	int32		format;			/* of the stored and the binary form */
	int32		zero;			/* spare, 0 */
} SummaryHeader;

/* What tells one type of summary from another. */
typedef struct SummaryType
{
	const char *name;			/* SQL name, for messages */
	const char *syntax;			/* hint: the shape of the whole literal */
	const char *source;			/* hint: how such a value is made */
	int			format;			/* the format written now, 1 .. 255 */
	int			size;			/* bytes of a value: the header, then fields of 8 bytes */
	int			whole;			/* so many fields, from the first, are int64, the rest float8 */
	/* Read the fields of a literal from "(" on, up to but not including ")"; false after a soft error. */
	bool		(*read) (Literal *lit, void *value);
	/* NULL if these fields are those of possible data, else the sentence for errdetail. */
	const char *(*problem) (const void *value);
	/* Add b's data to a. b stays as it is. */
	void		(*merge) (void *a, const void *b);
} SummaryType;

/*
 * Makes TYPE_in, TYPE_send, TYPE_recv and TYPE_merge. NULL, where merge takes it, is the summary of no data.
 */
#define SUMMARY_FUNCTIONS(type, descriptor) \
SQL_FUNCTION(opm_##type##_in, SummaryIn(fcinfo, &(descriptor))) \
SQL_FUNCTION(opm_##type##_send, SummarySend(fcinfo, &(descriptor))) \
SQL_FUNCTION(opm_##type##_recv, SummaryRecv(fcinfo, &(descriptor))) \
SQL_FUNCTION(opm_##type##_merge, SummaryMerge(fcinfo, &(descriptor)))

extern Datum SummaryIn(FunctionCallInfo fcinfo, const SummaryType *type);
extern Datum SummarySend(FunctionCallInfo fcinfo, const SummaryType *type);
extern Datum SummaryRecv(FunctionCallInfo fcinfo, const SummaryType *type);
extern Datum SummaryMerge(FunctionCallInfo fcinfo, const SummaryType *type);

/* A summary without data, in the current memory context. */
static inline void *
SummaryNew(const SummaryType *type)
{
	SummaryHeader *s = palloc0(type->size);

	s->format = type->format;
	return s;
}

/*
 * The summary to write to: in an aggregate the running one, else a copy, because other values may share it.
 */
static inline void *
SummaryWritable(FunctionCallInfo fcinfo, const SummaryType *type)
{
	if (PG_ARGISNULL(0))
		return SummaryNew(type);
	if (AggCheckCallContext(fcinfo, NULL))
		return PG_GETARG_POINTER(0);
	return memcpy(palloc(type->size), PG_GETARG_POINTER(0), type->size);
}

/* Is this sum in range? False for NaN too, which overflow makes. */
static inline bool
SumInRange(Dd sum)
{
	return fabs(sum.hi) <= SUMMARY_MAX_SUM;
}

/* 60, or 0.30000000000000004-2.8e-17: the value, and the rest where there is one. */
extern void AppendDd(StringInfo buf, Dd x);

/* These return false after a soft error. */
extern bool ReadLabel(Literal *lit, const char *label);
extern bool ReadCount(Literal *lit, int64 *result);
extern bool ReadDd(Literal *lit, Dd *result);

/* Up to max_digits digits. Returns how many there were. */
extern int	ReadDigits(Literal *lit, int max_digits, int64 *result);

#endif							/* OPM_SUMMARY_H */
