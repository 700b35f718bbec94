/* SPDX-License-Identifier: MIT */
#include "write/row_data.h"

#include "view/rows.h"
#include "write/csv.h"

void cs_json_row_id(struct cs_json *json, const struct cs_ledger_row *row)
{
    cs_json_pair(json, "id", row != NULL ? row->id : NULL);
    cs_json_pair(json, "kind", row != NULL ? cs_ledger_kind_text(row->kind) : NULL);
}

void cs_json_row_terms(struct cs_json *json, const struct cs_report *report, const struct cs_ledger_row *row,
                       const char *content)
{
    cs_json_pair(json, "article", row != NULL ? cs_row_name(report, row->article) : NULL);
    cs_json_pair(json, "holder", row != NULL ? cs_row_name(report, row->holder) : NULL);
    cs_json_pair(json, "claimant", row != NULL ? cs_row_name(report, row->claimant) : NULL);
    cs_json_pair(json, "content", row != NULL ? cs_ledger_content(report->ledger, row) : content);
}

void cs_json_row_states(struct cs_json *json, const char *key, const struct cs_report *report,
                        const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = report->ledger;

    cs_json_key(json, key);
    cs_json_open(json, '{', true);
    for (size_t a = 0; row != NULL && a < cs_row_account_count(report); a++)
        cs_json_pair(json, cs_row_account(report, a),
                     cs_ledger_state_text(ledger, cs_ledger_state(ledger, row, cs_row_worlds(report, a))));
    cs_json_close(json, '}');
}

void cs_json_states(struct cs_json *json, const struct cs_report *report, const enum cs_state *states)
{
    cs_json_key(json, "states");
    cs_json_open(json, '{', true);
    for (size_t a = 0; states != NULL && a < cs_row_account_count(report); a++)
        cs_json_pair(json, cs_row_account(report, a), cs_ledger_state_text(report->ledger, states[a]));
    cs_json_close(json, '}');
}

void cs_json_questions(struct cs_json *json, const struct cs_report *report, const uint32_t *questions, size_t count)
{
    cs_json_key(json, "turns_on");
    cs_json_open(json, '[', true);
    for (size_t i = 0; i < count; i++)
        cs_json_text(json, cs_row_name(report, report->ledger->docket->questions[questions[i]].id));
    cs_json_close(json, ']');
}

void cs_csv_row_terms(struct cs_buffer *out, const struct cs_report *report, const struct cs_ledger_row *row)
{
    cs_csv_field(out, cs_row_name(report, row->article), false);
    cs_csv_field(out, cs_row_name(report, row->holder), false);
    cs_csv_field(out, cs_row_name(report, row->claimant), false);
    cs_csv_field(out, cs_ledger_content(report->ledger, row), false);
}

void cs_json_concluded(struct cs_json *json, const char *const *texts, size_t count)
{
    if (count == 0)
        return;
    cs_json_key(json, "concluded");
    cs_json_open(json, '[', true);
    for (size_t i = 0; i < count; i++)
        cs_json_text(json, texts[i]);
    cs_json_close(json, ']');
}

void cs_csv_concluded(struct cs_buffer *out, const char *const *texts, size_t count, bool last)
{
    struct cs_buffer text;

    if (count == 0) {
        cs_csv_field(out, NULL, last);
        return;
    }
    cs_buffer_init(&text);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(&text, "%s%s", i > 0 ? "; " : "", texts[i]);
    cs_csv_field(out, cs_buffer_string(&text), last);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_json_reservations(struct cs_json *json, const struct cs_report *report)
{
    bool any = false;

    if (report->supposed != NULL)
        cs_json_pair(json, "supposed", report->supposed);
    for (size_t a = 0; a < cs_row_account_count(report); a++) {
        if (!cs_ledger_contradictory(cs_row_worlds(report, a)))
            continue;
        if (!any) {
            cs_json_key(json, "contradictory");
            cs_json_open(json, '[', true);
        }
        any = true;
        cs_json_text(json, cs_row_account(report, a));
    }
    if (any)
        cs_json_close(json, ']');
}
