/*
 * target_view.h: reading a target where it lies; for target.c and target_score.c only.
 */
#ifndef OPM_TARGET_VIEW_H
#define OPM_TARGET_VIEW_H

#include "target.h"

#define TARGET_HEADER	(offsetof(Target, number) - VARHDRSZ)	/* payload bytes before the numbers */

/*
 * A target where it lies: small values in a table row have a 1-byte header and so are not aligned.
 * Scoring reads them in place, since a copy a row would cost more than the arithmetic.
 */
typedef struct TargetView
{
	uint8		kind;			/* TargetKind */
	uint8		flags;			/* TARGET_BELOW ... */
	int			n;				/* how many numbers */
	const char *numbers;		/* not aligned */
} TargetView;

static inline TargetView
ViewPayload(const char *payload, Size len)
{
	TargetView	v;

	v.kind = (uint8) payload[1];
	v.flags = (uint8) payload[2];
	v.n = (int) ((len - TARGET_HEADER) / sizeof(float8));
	v.numbers = payload + TARGET_HEADER;
	return v;
}

static inline TargetView
ViewTarget(const Target *t)
{
	return ViewPayload(VARDATA(t), VARSIZE(t) - VARHDRSZ);
}

static inline TargetView
ViewDatum(Datum datum)
{
	struct varlena *p = (struct varlena *) DatumGetPointer(datum);

	if (unlikely(VARATT_IS_COMPRESSED(p) || VARATT_IS_EXTERNAL(p)))
		p = PG_DETOAST_DATUM_PACKED(datum);
	return ViewPayload(VARDATA_ANY(p), VARSIZE_ANY_EXHDR(p));
}

#define PG_GETARG_TARGET_VIEW(n) ViewDatum(PG_GETARG_DATUM(n))

static inline float8
Num(const TargetView *v, int i)
{
	float8		x;

	memcpy(&x, v->numbers + i * sizeof(float8), sizeof(float8));
	return x;
}

#define KnotX(v, i)		Num(v, 2 * (i))
#define KnotScore(v, i) Num(v, 2 * (i) + 1)

static inline float8
Tolerance(const TargetView *v)
{
	return Num(v, v->n - 1);
}

#endif							/* OPM_TARGET_VIEW_H */
