/*
 * bands.h: opm.bands, "what do we call that score": labels with rising cuts between them.
 *
 * Label i covers [cut[i-1], cut[i]); the first has no lower end, the last no upper one. A gap or an
 * overlap cannot be written. The same bands always have the same bytes, so memcmp is equality.
 */
#ifndef OPM_BANDS_H
#define OPM_BANDS_H

#include "opm.h"

#define BANDS_FORMAT			1
#define BANDS_MAX_LABELS		100
#define BANDS_MAX_LABEL_BYTES	255

typedef struct Bands
{
	int32		vl_len_;		/* varlena header (do not touch directly!) */
	uint8		format;			/* BANDS_FORMAT */
	uint8		spare;			/* 0 */
	uint16		nlabels;		/* 1 .. BANDS_MAX_LABELS */
	/* float8 cut[nlabels - 1], uint32 end[nlabels] in the characters, the characters, zeros up to 8 bytes */
	float8		cut[FLEXIBLE_ARRAY_MEMBER];
} Bands;

#define PG_RETURN_BANDS_P(b)	PG_RETURN_POINTER(b)

/* Read a literal; NULL after a soft error. The result is palloc'd. */
extern Bands *BandsParse(const char *str, Node *escontext);

/* Is this the name of a preset? */
extern bool IsBandsPreset(const char *name);

#endif							/* OPM_BANDS_H */
