/*
 * option.h: options given as words, such as method => 'median'.
 */
#ifndef OPM_OPTION_H
#define OPM_OPTION_H

#include "opm.h"

/* The place of the word among those allowed, from 0; 22023 with the words as hint if it is none of them. */
extern int	ChooseWord(const text *word, const char *what, const char *const *words, int n);

#endif							/* OPM_OPTION_H */
