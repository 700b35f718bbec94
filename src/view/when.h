/* SPDX-License-Identifier: MIT */
/* Dates as people write them: "13 September 2022". Where a report is formal they stand as in a record (ISO 8601). */
#ifndef CS_VIEW_WHEN_H
#define CS_VIEW_WHEN_H

#include "view/view.h"

void cs_when_day(const struct cs_report *report, cs_day day, struct cs_buffer *out);
/* The same where there is no report. */
void cs_when_day_in(struct cs_language l, cs_day day, struct cs_buffer *out);
/*
 * "14 to 20 September 2022", "30 August to 2 September 2022"; one day where they are equal. `phrase`: that
 * of two days, such as CS_PHRASE("{first} to {last}").
 */
void cs_when_days(const struct cs_report *report, cs_day first, cs_day last, const char *phrase, struct cs_buffer *out);
/* As a record gives it: "between 12 and 13 September 2022", "since 20 April 1994". Rarer forms stay as written. */
void cs_when_moment(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out);
/* The same within a sentence: "on 13 September 2022", "in May 2021", "from 13 to 20 September 2022". */
void cs_when_on(const struct cs_report *report, const struct cs_moment *moment, struct cs_buffer *out);
/*
 * When it was what an entry tells: its date; of an occurrence that others date otherwise (R 8.5) what they leave open
 * in the worlds of the ledger. Formal statements have the date of the entry, as it was written.
 */
struct cs_moment cs_when_of(const struct cs_report *report, const struct cs_entry *entry);
/* The date of the report. */
void cs_when_as_of(const struct cs_report *report, struct cs_buffer *out);
/* A text of the docket, "2022-09-12 or 2022-09-14": each date in it as people write it. */
void cs_when_text(const struct cs_report *report, const char *text, struct cs_buffer *out);
/* ", by what was known on 14 September 2022"; nothing if all is known. */
void cs_when_known(const struct cs_report *report, struct cs_buffer *out);
/* Deadlines of one thing, the earliest first: "14, 16 or 20 September 2022". */
void cs_when_deadlines(const struct cs_report *report, const struct cs_ledger_piece *const *pieces, size_t count,
                       struct cs_buffer *out);
/* The last day of the time allowed, "20 September 2022", or its last minute, "20 September 2022, 17:59 (+04:00)". */
void cs_when_deadline(const struct cs_report *report, const struct cs_ledger_piece *piece, struct cs_buffer *out);

/* A period, in the language: "3 days", "2 business days". */
void cs_when_period(struct cs_language l, struct cs_duration period, struct cs_buffer *out);
/*
 * How far off the time is, in days from a day, at the least and at the most; below 0 it is over: "due today", "due in 2
 * to 6 days", "overdue by 3 days", "overdue by 1 day or due in up to 5 days".
 */
void cs_when_due(struct cs_language l, int32_t least, int32_t most, struct cs_buffer *out);

#endif
