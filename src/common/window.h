/*
 * window.h: reading an argument of any row of the partition, in a window function.
 */
#ifndef OPM_WINDOW_H
#define OPM_WINDOW_H

#include "opm.h"

#include "windowapi.h"

/* Argument `arg` in row `row` of the partition, both from 0. */
static inline Datum
WindowArg(WindowObject winobj, int arg, int64 row, bool *isnull)
{
	bool		isout;			/* never: the row is in the partition */

	return WinGetFuncArgInPartition(winobj, arg, (int) row, WINDOW_SEEK_HEAD, false, isnull, &isout);
}

#endif							/* OPM_WINDOW_H */
