/* SPDX-License-Identifier: MIT */
/* Requests for programs. JSON: each request with its items. CSV: a line for each item and account. */
#include <stdio.h>

#include "view/requests.h"
#include "view/rows.h"
#include "write/csv.h"
#include "write/json.h"
#include "write/row_data.h"
#include "write/write.h"

static const char *id_of(const struct cs_report *report, uint32_t question)
{
    return cs_row_name(report, report->ledger->docket->questions[question].id);
}

static void write_item(struct cs_json *json, const struct cs_report *report, const struct cs_request_item *item)
{
    cs_json_open(json, '{', false);
    cs_json_pair(json, "aspect", item->name);
    cs_json_pair(json, "id", item->id);
    cs_json_pair(json, "text", item->text);
    if (item->rule != NULL)
        cs_json_pair(json, "rule", item->rule);
    if (item->states != NULL) {
        cs_json_states(json, report, item->states);
        cs_json_questions(json, report, item->questions, item->question_count);
    }
    cs_json_concluded(json, item->concluded, item->concluded_count);
    if (item->has_days) {
        cs_json_key(json, "days_after");
        cs_json_open(json, '[', true);
        cs_json_signed(json, item->days);
        cs_json_signed(json, item->days_most);
        cs_json_close(json, ']');
    }
    cs_json_close(json, '}');
}

casus_status cs_requests_json(const struct cs_report *report, struct cs_buffer *out)
{
    struct cs_request_table table;
    struct cs_json json;
    casus_status status;

    cs_request_table_init(&table, report);
    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_pair(&json, "known_on", report->known_on);
    cs_json_reservations(&json, report);
    cs_json_key(&json, "requests");
    cs_json_open(&json, '[', false);
    for (size_t c = 0; c < table.count; c++) {
        cs_json_open(&json, '{', false);
        cs_json_pair(&json, "request", table.columns[c].label);
        cs_json_key(&json, "items");
        cs_json_open(&json, '[', false);
        for (size_t i = 0; i < table.columns[c].count; i++)
            write_item(&json, report, &table.columns[c].items[i]);
        cs_json_close(&json, ']');
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    status = cs_report_status(report, &table.arena, out);
    cs_request_table_release(&table);
    return status;
}

static void write_line(const struct cs_report *report, const struct cs_request_column *column,
                       const struct cs_request_item *item, size_t account, struct cs_buffer *out)
{
    char days[16] = "", most[16] = "";
    struct cs_buffer questions;

    cs_buffer_init(&questions);
    for (size_t i = 0; i < item->question_count; i++)
        cs_buffer_printf(&questions, "%s%s", i > 0 ? "; " : "", id_of(report, item->questions[i]));
    if (item->has_days) {
        snprintf(days, sizeof days, "%d", (int)item->days);
        snprintf(most, sizeof most, "%d", (int)item->days_most);
    }
    cs_csv_field(out, report->as_of, false);
    cs_csv_field(out, report->known_on, false);
    cs_csv_field(out, column->label, false);
    cs_csv_field(out, item->name, false);
    cs_csv_field(out, item->id, false);
    cs_csv_field(out, item->text, false);
    cs_csv_field(out, item->rule, false);
    cs_csv_field(out, item->states != NULL ? cs_row_account(report, account) : NULL, false);
    cs_csv_field(out, item->states != NULL ? cs_ledger_state_text(report->ledger, item->states[account]) : NULL, false);
    cs_csv_field(out, days, false);
    cs_csv_field(out, most, false);
    cs_csv_field(out, cs_buffer_string(&questions), false);
    cs_csv_concluded(out, item->concluded, item->concluded_count, true);
    out->failed = out->failed || questions.failed;
    cs_buffer_release(&questions);
}

casus_status cs_requests_csv(const struct cs_report *report, struct cs_buffer *out)
{
    static const char *const columns[] = {"as_of", "known_on", "request", "aspect",     "id",       "text",
                                          "rule",  "account",  "state",   "days_after", "days_most", "turns_on",
                                          "concluded"};
    struct cs_request_table table;
    casus_status status;

    cs_request_table_init(&table, report);
    cs_csv_head(out, columns, sizeof columns / sizeof *columns);
    for (size_t c = 0; c < table.count; c++)
        for (size_t i = 0; i < table.columns[c].count; i++) {
            const struct cs_request_item *item = &table.columns[c].items[i];
            size_t lines = item->states != NULL ? cs_row_account_count(report) : 1;

            for (size_t a = 0; a < lines; a++)
                write_line(report, &table.columns[c], item, a, out);
        }
    status = cs_report_status(report, &table.arena, out);
    cs_request_table_release(&table);
    return status;
}
