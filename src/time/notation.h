/* SPDX-License-Identifier: MIT */
/*
 * What to write in place of a date that is refused: dates of other notations (ISO 8601 basic, week and ordinal dates,
 * EDTF level 2), and days, hours and offsets that do not exist (docs/dates.md). Nothing is read by these forms; they
 * are only known, so that a message can name what says the same here.
 */
#ifndef CS_TIME_NOTATION_H
#define CS_TIME_NOTATION_H

#include <stdbool.h>
#include <stddef.h>

#define CS_NOTATION_REMEDY_MAX 320

/*
 * Writes a whole sentence that says what to write in place of `text`, a run of `length` bytes without a space. False
 * if nothing is known about it, or if it is a date that can be read. `plain_number` says whether a run of digits alone,
 * or of Y and digits, is meant as a date.
 */
bool cs_notation_remedy(const char *text, size_t length, bool plain_number, char out[CS_NOTATION_REMEDY_MAX]);

#endif
