/* SPDX-License-Identifier: MIT */
/* Reasons as JSON: the whole tree for each account. */
#include "write/reasons_json.h"

#include "view/rows.h"
#include "write/write.h"

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
    if (report->documents != NULL &&
        cs_documents_passage(report->documents, claim, report->ledger->docket->failure, &passage) == CASUS_OK &&
        passage.bytes != NULL) {
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

static void write_reasons(struct cs_json *json, const struct cs_report *report, const struct cs_reason *first)
{
    cs_json_key(json, "reasons");
    cs_json_open(json, '[', false);
    for (const struct cs_reason *r = first; r != NULL; r = r->next) {
        cs_json_open(json, '{', false);
        cs_json_pair(json, "kind", cs_reason_kind_text(r->kind));
        cs_json_pair(json, "text", r->text);
        if (r->claim != NULL)
            write_claim(json, report, r->claim);
        if (r->first != NULL)
            write_reasons(json, report, r->first);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void write_subject(struct cs_json *json, const struct cs_report *report, const struct cs_reasons *reasons)
{
    const struct cs_ledger_row *row = reasons->row;

    cs_json_open(json, '{', false);
    cs_json_pair(json, "id", row != NULL ? row->id : NULL);
    cs_json_pair(json, "kind", row != NULL ? cs_row_kind_text(row->kind) : NULL);
    cs_json_pair(json, "article", row != NULL ? cs_row_name(report, row->article) : NULL);
    cs_json_pair(json, "holder", row != NULL ? cs_row_name(report, row->holder) : NULL);
    cs_json_pair(json, "claimant", row != NULL ? cs_row_name(report, row->claimant) : NULL);
    cs_json_pair(json, "content", row != NULL ? row->content : reasons->sentence);
    cs_json_key(json, "accounts");
    cs_json_open(json, '[', false);
    for (size_t p = 0; p < reasons->part_count; p++) {
        const struct cs_reasons_part *part = &reasons->parts[p];
        const char *name = cs_row_name(report, part->account);

        cs_json_open(json, '{', false);
        cs_json_pair(json, "account", !part->of_account ? NULL : name != NULL ? name : "open");
        cs_json_pair(json, "state", cs_state_text(part->state));
        write_reasons(json, report, part->reasons);
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
    cs_reasons_json_into(&json, report, reasons, count);
    cs_json_close(&json, '}');
    return cs_report_status(report, NULL, out);
}
