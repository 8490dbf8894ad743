/*
 * huge.h: arrays of one item per goal or row, which may exceed the 1 GB that palloc gives.
 */
#ifndef OPM_HUGE_H
#define OPM_HUGE_H

#include "opm.h"

/* Room for n items of `width` bytes; for none as well, so that the result is never NULL. */
static inline void *
HugeAlloc(int64 n, Size width)
{
	return MemoryContextAllocHuge(CurrentMemoryContext, (Size) Max(n, 1) * width);
}

static inline void *
HugeZeroed(int64 n, Size width)
{
	return MemoryContextAllocExtended(CurrentMemoryContext, (Size) Max(n, 1) * width,
									  MCXT_ALLOC_HUGE | MCXT_ALLOC_ZERO);
}

/* The array (NULL at first) with room for `room` items, which the caller has doubled. */
static inline void *
HugeGrow(void *array, int64 room, Size width)
{
	return array ? repalloc_huge(array, (Size) room * width) : HugeAlloc(room, width);
}

#endif							/* OPM_HUGE_H */
