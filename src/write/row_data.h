/* SPDX-License-Identifier: MIT */
/* Parts of a row of the ledger that several JSON and CSV texts have, with the same keys in each. */
#ifndef CS_WRITE_ROW_DATA_H
#define CS_WRITE_ROW_DATA_H

#include "view/view.h"
#include "write/json.h"

/* "id" and "kind"; both null if `row` is NULL. */
void cs_json_row_id(struct cs_json *json, const struct cs_ledger_row *row);
/* "article", "holder", "claimant" and "content". If `row` is NULL all are null, but for `content`. */
void cs_json_row_terms(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                       const char *content);
/* The state of the row on each account, by account; an empty object if `row` is NULL. */
void cs_json_row_states(struct cs_json *json, const char *key, const struct cs_report *report,
                        const struct cs_ledger_row *row);
/* "states" by account, of states in the order of the accounts; an empty object if `states` is NULL. */
void cs_json_states(struct cs_json *json, const struct cs_report *report, const enum cs_state *states);
/* "turns_on": the ids of questions of the docket. */
void cs_json_questions(struct cs_json *json, const struct cs_report *report, const uint32_t *questions, size_t count);
/* "concluded": the texts of what the record concludes (cs_row_concluded); written only where there are any. */
void cs_json_concluded(struct cs_json *json, const char *const *texts, size_t count);
/* The CSV field of the same, with "; " between. */
void cs_csv_concluded(struct cs_buffer *out, const char *const *texts, size_t count, bool last);
/* The CSV fields of article, holder, claimant and content; others follow. */
void cs_csv_row_terms(struct cs_buffer *out, const struct cs_report *report, const struct cs_ledger_row *row);
/*
 * "supposed": what is supposed; "contradictory": the accounts that contradict themselves (they have no world). Each is
 * written only if there is any.
 */
void cs_json_reservations(struct cs_json *json, const struct cs_report *report);

#endif
