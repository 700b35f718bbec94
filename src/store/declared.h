/* SPDX-License-Identifier: MIT */
/*
 * Remedies for words, kinds, names and clocks that a case does not know: the file that declares them, beside the texts
 * of the case or in the library. No text is added to the case.
 */
#ifndef CS_STORE_DECLARED_H
#define CS_STORE_DECLARED_H

#include "store/case.h"

/*
 * Adds to the diagnostics, which are sorted, which file is to be used. Of those whose remedy is one file only the first
 * is kept.
 */
void cs_declared_help(struct cs_case *c);

#endif
