/* SPDX-License-Identifier: MIT */
/*
 * Reasons as an indented text. Accounts with the same reasons share one part. A reason that was unfolded above is named
 * but not unfolded again. Of equal reasons in one list only the first is shown.
 */
#include <stdlib.h>
#include <string.h>

#include "view/fold.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/unfold.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/write.h"

struct page {
    const struct cs_report *report;
    struct cs_buffer *out;
    struct cs_unfolding unfolding;
};

/* Adds the passage as a quotation, or the gist if the document is not at hand. */
static void add_claim(struct page *page, const struct cs_claim *claim, size_t indent, size_t column)
{
    struct cs_passage passage = {.state = CS_PASSAGE_NONE};
    const char *text = claim->quote != NULL  ? claim->quote
                       : claim->gist != NULL ? cs_told(cs_report_language(page->report), claim->gist)
                                             : NULL;
    size_t length = text != NULL ? strlen(text) : 0;
    struct cs_buffer words;

    cs_buffer_init(&words);
    if (claim->anchor.given)
        cs_buffer_printf(&words, " @%llu..%llu #%s", (unsigned long long)claim->anchor.start,
                         (unsigned long long)claim->anchor.end, claim->anchor.digest);
    if (page->report->documents != NULL)
        cs_documents_passage(page->report->documents, claim, &passage);
    if (passage.bytes != NULL) {
        text = passage.bytes;
        length = passage.length;
    }
    if (text != NULL) {
        cs_buffer_text(&words, passage.bytes != NULL || claim->quote != NULL ? ": \"" : ": ");
        cs_buffer_add(&words, text, length);
        cs_buffer_text(&words, passage.bytes != NULL || claim->quote != NULL ? "\"" : "");
    }
    if (passage.state == CS_PASSAGE_CHANGED || passage.state == CS_PASSAGE_MISQUOTED ||
        passage.state == CS_PASSAGE_OUTSIDE)
        cs_buffer_text(&words, cs_told(cs_report_language(page->report),
                                       " (the document is not the one that was cited)"));
    if (words.length > 0 && words.bytes[0] == ' ' &&
        column + 1 + strcspn(words.bytes + 1, " ") > cs_report_columns(page->report)) {
        cs_buffer_char(page->out, '\n');
        cs_buffer_repeat(page->out, ' ', indent + 4);
        column = indent + 4;
    } else if (words.length > 0 && words.bytes[0] == ' ') {
        cs_buffer_char(page->out, ' ');
    }
    cs_report_wrap(page->report, page->out, cs_buffer_string(&words), words.length, column + 1, indent + 4);
    page->out->failed = page->out->failed || words.failed;
    cs_buffer_release(&words);
}

static void add_reasons(struct page *page, const struct cs_reason *first, size_t depth);

static void add_reason(struct page *page, const struct cs_reason *reason, enum cs_unfold unfold, size_t depth)
{
    static const char *const elsewhere[] = {"", CS_PHRASE(" (as above)"), CS_PHRASE(" (below)")};
    bool head = reason->kind == CS_REASON_STATE || reason->kind == CS_REASON_RULE;
    const char *behind = cs_told(cs_report_language(page->report), elsewhere[unfold]);
    size_t indent = 2 + 2 * depth, column;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_worded_reason(page->report, reason, &text);
    cs_buffer_repeat(page->out, ' ', indent);
    if (head)
        cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    column = cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, indent, indent + 4);
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
    if (head)
        cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    if (reason->claim != NULL)
        add_claim(page, reason->claim, indent, column);
    if (unfold != CS_UNFOLD_HERE && column + cs_text_width(behind, strlen(behind)) > cs_report_columns(page->report)) {
        cs_buffer_char(page->out, '\n');
        cs_buffer_repeat(page->out, ' ', indent + 3);
    }
    cs_buffer_text(page->out, behind);
    cs_buffer_char(page->out, '\n');
    if (unfold == CS_UNFOLD_HERE)
        add_reasons(page, reason->first, depth + 1);
}

/* Adds a list of reasons; of equal ones only the first. */
static void add_reasons(struct page *page, const struct cs_reason *first, size_t depth)
{
    size_t count;
    const struct cs_reason **items = cs_unfold_list(&page->unfolding, first, &count);

    for (size_t i = 0; i < count; i++)
        add_reason(page, items[i], cs_unfold(&page->unfolding, items[i], depth), depth);
    free(items);
}

/* ---- parts ---- */

/* Adds the voice of an account, in the genitive of a language that has one. */
static void add_account(const struct page *page, const struct cs_reasons_part *part, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(page->report);

    if (part->account == CS_NO_NAME)
        cs_buffer_text(out, cs_told(l, "open"));
    else
        cs_language_name(l, part->account, "gen", strlen("gen"), out);
}

static bool same_part(const struct cs_reasons_part *a, const struct cs_reasons_part *b)
{
    return a->of_account && b->of_account && a->state == b->state && cs_reasons_same(a->reasons, b->reasons);
}

/* "On the accounts of Russia and CSTO": the accounts that share the part. */
static void add_accounts(const struct page *page, const struct cs_reasons *reasons, size_t index, struct cs_buffer *out)
{
    const struct cs_reasons_part *part = &reasons->parts[index];
    struct cs_language l = cs_report_language(page->report);
    size_t count = 0, done = 0, all = 0;
    struct cs_buffer names;

    cs_buffer_init(&names);
    for (size_t i = 0; i < reasons->part_count; i++) {
        all += reasons->parts[i].of_account;
        count += same_part(part, &reasons->parts[i]);
    }
    if (count == 1 && part->account == CS_NO_NAME) {
        cs_buffer_text(out, cs_told(l, "Whatever is still open"));
        return;
    }
    if (count == all && count > 1) {
        cs_buffer_text(out, cs_told(l, "On every account"));
        return;
    }
    for (size_t i = index; i < reasons->part_count; i++)
        if (same_part(part, &reasons->parts[i])) {
            cs_buffer_text(&names, done == 0 ? "" : done + 1 == count ? cs_told(l, " and ") : ", ");
            add_account(page, &reasons->parts[i], &names);
            done++;
        }
    cs_say(l, out, count > 1 ? "On the accounts of {names}" : "On the account of {names}",
           cs_part_text(cs_buffer_string(&names)));
    out->failed = out->failed || names.failed;
    cs_buffer_release(&names);
}

static void add_part_head(struct page *page, const struct cs_reasons *reasons, size_t index)
{
    const struct cs_reasons_part *part = &reasons->parts[index];
    enum cs_state state = cs_ledger_shown(reasons->kind, part->state);
    struct cs_buffer text;

    cs_buffer_init(&text);
    add_accounts(page, reasons, index, &text);
    cs_buffer_text(&text, part->state != CS_STATE_UNSAID ? ":" : "");
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 0, 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    if (part->state != CS_STATE_UNSAID) {
        cs_buffer_char(page->out, ' ');
        cs_paint(page->out, page->report->colour, cs_paint_of(state));
        cs_buffer_text(page->out, cs_row_state(page->report, state));
        cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    }
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_part(struct page *page, const struct cs_reasons *reasons, size_t index)
{
    const struct cs_reason *later;

    for (size_t i = 0; i < index; i++)
        if (same_part(&reasons->parts[i], &reasons->parts[index]))
            return;
    if (index == 0 || reasons->parts[index].reasons != NULL)
        cs_buffer_char(page->out, '\n');
    if (reasons->parts[index].of_account)
        add_part_head(page, reasons, index);
    add_reasons(page, reasons->parts[index].reasons, 0);
    for (later = cs_unfolding_later(&page->unfolding); later != NULL; later = cs_unfolding_later(&page->unfolding))
        add_reason(page, later, CS_UNFOLD_HERE, 0);
}

static bool has_reasons(const struct cs_reasons *reasons)
{
    for (size_t p = 0; p < reasons->part_count; p++)
        if (reasons->parts[p].reasons != NULL)
            return true;
    return false;
}

static void add_subject(struct page *page, const struct cs_reasons *reasons)
{
    const struct cs_report *report = page->report;
    struct cs_language l = cs_report_language(report);
    struct cs_arena arena;
    struct cs_lines lines;
    struct cs_buffer text, head;

    cs_arena_init(&arena);
    cs_buffer_init(&text);
    if (reasons->row == NULL && reasons->sentence == NULL) {
        cs_arena_release(&arena);
        return;
    }
    if (reasons->row != NULL) {
        cs_fold(report, &reasons->row, 1, &arena, &lines);
        if (lines.count > 0)
            cs_buffer_printf(&text, "%s  %s", reasons->row->id, lines.items[0].label);
    } else {
        cs_buffer_text(&text, reasons->sentence);
    }
    cs_paint(page->out, report->colour, CS_PAINT_BOLD);
    cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 0, 4);
    cs_paint(page->out, report->colour, CS_PAINT_PLAIN);
    cs_buffer_clear(&text);
    cs_when_as_of(report, &text);
    if (!report->as_of_given)
        cs_buffer_text(&text, cs_told(l, ", the last date of the record"));
    cs_when_known(report, &text);
    cs_buffer_char(page->out, '\n');
    cs_buffer_init(&head);
    cs_say(l, &head, "(on {day})", cs_part_text(cs_buffer_string(&text)));
    cs_report_wrap(page->report, page->out, cs_buffer_string(&head), head.length, 0, 2);
    text.failed = text.failed || head.failed;
    cs_buffer_release(&head);
    cs_buffer_char(page->out, '\n');
    cs_standing_supposed(l, report->supposed, cs_report_columns(report), page->out);
    page->out->failed = page->out->failed || text.failed || arena.failed;
    cs_buffer_release(&text);
    cs_arena_release(&arena);
}

/* Names rows of the ledger that may be meant. */
static void add_near(struct page *page, const struct cs_reasons *reasons)
{
    for (size_t i = 0; i < CS_NEAR_ROWS && reasons->near[i] != NULL; i++) {
        struct cs_arena arena;
        struct cs_lines lines;
        struct cs_buffer text;

        cs_arena_init(&arena);
        cs_buffer_init(&text);
        cs_fold(page->report, &reasons->near[i], 1, &arena, &lines);
        if (lines.count > 0)
            cs_say(cs_report_language(page->report), &text, "near it stands {row}", cs_part_text(reasons->near[i]->id));
        if (lines.count > 0)
            cs_buffer_printf(&text, "  %s", lines.items[0].label);
        cs_buffer_text(page->out, "  ");
        cs_report_wrap(page->report, page->out, cs_buffer_string(&text), text.length, 2, 4);
        cs_buffer_char(page->out, '\n');
        page->out->failed = page->out->failed || text.failed || arena.failed;
        cs_buffer_release(&text);
        cs_arena_release(&arena);
    }
}

casus_status cs_reasons_text(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                             struct cs_buffer *out)
{
    struct cs_telling telling;
    struct page page = {.report = &telling.report, .out = out};

    cs_telling_open(&telling, report, out);
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            cs_buffer_char(out, '\n');
        add_subject(&page, &reasons[i]);
        for (size_t p = 0; p < reasons[i].part_count; p++)
            add_part(&page, &reasons[i], p);
        if (!has_reasons(&reasons[i]) && !reasons[i].near_says_less)
            cs_buffer_printf(out, "  %s\n", cs_told(cs_report_language(page.report),
                                                    "nothing in the texts or the record bears on it"));
        if (!has_reasons(&reasons[i]) || reasons[i].near_says_less)
            add_near(&page, &reasons[i]);
    }
    out->failed = out->failed || page.unfolding.failed;
    cs_unfolding_release(&page.unfolding);
    cs_telling_close(&telling, out);
    return cs_report_status(report, NULL, out);
}
