/* SPDX-License-Identifier: MIT */
/*
 * Reasons as JSON, for each account. A reason that occurs several times is unfolded at its first place, with a
 * "number"; elsewhere it has "as_number". A reason deeper than CS_UNFOLD_DEPTH_MAX has only "as_number", and is
 * unfolded in the list "further" after the tree.
 */
#include "write/reasons_json.h"

#include <stdlib.h>

#include "view/rows.h"
#include "view/unfold.h"
#include "write/row_data.h"
#include "write/write.h"

struct writing {
    struct cs_json *json;
    const struct cs_report *report;
    struct cs_unfolding unfolding;
    uint32_t *numbers; /* by number of the reason: its number on this account, or 0 */
    size_t number_capacity, number_count;
};

static void write_anchor(struct cs_json *json, const struct cs_anchor *anchor)
{
    cs_json_key(json, "anchor");
    if (!anchor->given) {
        cs_json_text(json, NULL);
        return;
    }
    cs_json_open(json, '{', true);
    cs_json_key(json, "start");
    cs_json_number(json, anchor->start);
    cs_json_key(json, "end");
    cs_json_number(json, anchor->end);
    cs_json_pair(json, "sha256", anchor->digest);
    cs_json_close(json, '}');
}

static void write_claim(struct cs_json *json, const struct cs_report *report, const struct cs_claim *claim)
{
    static const char *const kinds[] = {"says", "denies", "asks", "retracts"};
    struct cs_passage passage = {.state = CS_PASSAGE_NONE};

    cs_json_key(json, "claim");
    cs_json_open(json, '{', false);
    cs_json_pair(json, "kind", kinds[claim->kind]);
    cs_json_pair(json, "voice", cs_row_name(report, claim->voice));
    cs_json_key(json, "via");
    cs_json_open(json, '[', true);
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_json_text(json, cs_row_name(report, via->name));
    cs_json_close(json, ']');
    cs_json_pair(json, "source", cs_row_name(report, claim->source));
    write_anchor(json, &claim->anchor);
    cs_json_pair(json, "quote", claim->quote);
    cs_json_pair(json, "gist", claim->gist);
    if (report->documents != NULL)
        cs_documents_passage(report->documents, claim, &passage);
    if (passage.bytes != NULL) {
        cs_json_key(json, "passage");
        cs_json_bytes(json, passage.bytes, passage.length);
        cs_json_key(json, "verified");
        cs_json_bool(json, passage.state == CS_PASSAGE_VERIFIED);
    }
    cs_json_close(json, '}');
}

const char *cs_reason_kind_text(enum cs_reason_kind kind)
{
    static const char *const kinds[] = {"state", "rule",    "entry",    "claim", "derived",
                                        "absent", "count", "reading", "question", "note"};

    return kinds[kind];
}

/* Its number on this account; a new one if it has none yet. */
static uint32_t number_of(struct writing *w, const struct cs_reason *reason, bool give)
{
    size_t old = w->number_capacity;

    if (!cs_grow(&w->numbers, &w->number_capacity, (size_t)reason->number + 1, sizeof *w->numbers)) {
        w->unfolding.failed = true;
        return 0;
    }
    for (size_t i = old; i < w->number_capacity; i++)
        w->numbers[i] = 0;
    if (w->numbers[reason->number] == 0 && give)
        w->numbers[reason->number] = (uint32_t)++w->number_count;
    return w->numbers[reason->number];
}

/* Numbers the reasons that are unfolded at another place, in the order in which write_reasons meets them. */
static void number_reasons(struct writing *w, const struct cs_reason *first, size_t depth)
{
    for (const struct cs_reason *r = first; r != NULL; r = r->next)
        if (cs_unfold(&w->unfolding, r, depth) == CS_UNFOLD_HERE)
            number_reasons(w, r->first, depth + 1);
        else if (!r->circular)
            number_of(w, r, true);
}

static void write_reasons(struct writing *w, const char *key, const struct cs_reason *first, size_t depth);

static void write_reason(struct writing *w, const struct cs_reason *r, enum cs_unfold unfold, size_t depth)
{
    cs_json_open(w->json, '{', false);
    cs_json_pair(w->json, "kind", cs_reason_kind_text(r->kind));
    cs_json_pair(w->json, "text", r->text);
    if (r->claim != NULL)
        write_claim(w->json, w->report, r->claim);
    if (r->circular) {
        cs_json_key(w->json, "circular");
        cs_json_bool(w->json, true);
    } else if (r->first != NULL && number_of(w, r, false) != 0) {
        cs_json_key(w->json, unfold == CS_UNFOLD_HERE ? "number" : "as_number");
        cs_json_number(w->json, number_of(w, r, false));
    }
    if (r->first != NULL && unfold == CS_UNFOLD_HERE)
        write_reasons(w, "reasons", r->first, depth + 1);
    cs_json_close(w->json, '}');
}

static void write_reasons(struct writing *w, const char *key, const struct cs_reason *first, size_t depth)
{
    cs_json_key(w->json, key);
    cs_json_open(w->json, '[', false);
    for (const struct cs_reason *r = first; r != NULL; r = r->next)
        write_reason(w, r, cs_unfold(&w->unfolding, r, depth), depth);
    cs_json_close(w->json, ']');
}

static void write_account(struct cs_json *json, const struct cs_report *report, const struct cs_reason *first)
{
    struct writing w = {.json = json, .report = report};
    const struct cs_reason *later;

    number_reasons(&w, first, 0);
    while ((later = cs_unfolding_later(&w.unfolding)) != NULL)
        number_reasons(&w, later->first, 1);
    json->out->failed = json->out->failed || w.unfolding.failed;
    cs_unfolding_release(&w.unfolding);
    write_reasons(&w, "reasons", first, 0);
    later = cs_unfolding_later(&w.unfolding);
    if (later != NULL) {
        cs_json_key(json, "further");
        cs_json_open(json, '[', false);
        for (; later != NULL; later = cs_unfolding_later(&w.unfolding))
            write_reason(&w, later, CS_UNFOLD_HERE, 0);
        cs_json_close(json, ']');
    }
    json->out->failed = json->out->failed || w.unfolding.failed;
    cs_unfolding_release(&w.unfolding);
    free(w.numbers);
}

static void write_subject(struct cs_json *json, const struct cs_report *report, const struct cs_reasons *reasons)
{
    const struct cs_ledger_row *row = reasons->row;

    cs_json_open(json, '{', false);
    cs_json_row_id(json, row);
    cs_json_row_terms(json, report, row, reasons->sentence);
    cs_json_key(json, "accounts");
    cs_json_open(json, '[', false);
    for (size_t p = 0; p < reasons->part_count; p++) {
        const struct cs_reasons_part *part = &reasons->parts[p];
        const char *name = cs_row_name(report, part->account);

        cs_json_open(json, '{', false);
        cs_json_pair(json, "account", !part->of_account ? NULL : name != NULL ? name : "open");
        cs_json_pair(json, "state", cs_ledger_state_text(report->ledger, part->state));
        write_account(json, report, part->reasons);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
    cs_json_close(json, '}');
}

void cs_reasons_json_into(struct cs_json *json, const struct cs_report *report, const struct cs_reasons *reasons,
                          size_t count)
{
    cs_json_key(json, "rows");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++)
        write_subject(json, report, &reasons[i]);
    cs_json_close(json, ']');
}

casus_status cs_reasons_json(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "as_of", report->as_of);
    cs_json_pair(&json, "known_on", report->known_on);
    cs_json_reservations(&json, report);
    cs_reasons_json_into(&json, report, reasons, count);
    cs_json_close(&json, '}');
    return cs_report_status(report, NULL, out);
}
