/* SPDX-License-Identifier: MIT */
/*
 * Reasons, written twice: as HTML for the account that is shown first, and as data for the script, where each distinct
 * reason is kept once and names its children by number:
 *
 *   nodes    [kind, text, claim + 1 or 0, [children]]
 *   claims   {"a": anchor, "p": passage or gist, "q": 1 if it is verbatim, "x": 1 if the document has changed}
 *
 * A reason that is in the HTML already is linked to, not written again.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"
#include "view/wording.h"

#define REASONS_LISTED_MAX 200000 /* so many reasons are listed in the data, by all lines together; then none are */
#define ROWS_KEPT ((size_t)1000) /* of the rows of a ledger, the first: their reasons are kept until they are written */

enum { KIND_COUNT = CS_REASON_NOTE + 1 };
static const char *const kinds[KIND_COUNT] = {"state",  "rule",  "entry",   "claim",    "derived",
                                              "absent", "count", "reading", "question", "note"};

/* ---- claims ---- */

struct words { /* the passage of a claim, if its document is at hand */
    char anchor[64];
    const char *text;
    size_t length;
    bool verbatim, changed;
};

static void words_of(struct cs_page *page, const struct cs_claim *claim, struct words *out)
{
    struct cs_passage passage = {.state = CS_PASSAGE_NONE};
    const char *text = claim->quote != NULL ? claim->quote : claim->gist;

    memset(out, 0, sizeof *out);
    if (claim->anchor.given)
        snprintf(out->anchor, sizeof out->anchor, "@%llu..%llu #%s", (unsigned long long)claim->anchor.start,
                 (unsigned long long)claim->anchor.end, claim->anchor.digest);
    out->text = text;
    out->verbatim = claim->quote != NULL;
    if (text != NULL && !out->verbatim) /* a quotation stands as it is written */
        out->text = cs_told(cs_report_language(&page->report), text);
    out->length = text != NULL ? strlen(out->text) : 0;
    if (page->report.documents != NULL)
        cs_documents_passage(page->report.documents, claim, &passage);
    if (passage.bytes != NULL) {
        out->text = passage.bytes;
        out->length = passage.length;
        out->verbatim = true;
    }
    out->changed = passage.state == CS_PASSAGE_CHANGED || passage.state == CS_PASSAGE_MISQUOTED ||
                   passage.state == CS_PASSAGE_OUTSIDE;
}

void cs_page_claim(struct cs_page *page, const struct cs_claim *claim)
{
    struct words words;

    words_of(page, claim, &words);
    if (words.anchor[0] != '\0')
        cs_buffer_printf(page->out, " <code>%s</code>", words.anchor);
    if (words.changed)
        {
        cs_buffer_text(page->out, " <em>");
        cs_page_say(page, CS_PAGE_CHANGED);
        cs_buffer_text(page->out, "</em>");
    }
    if (words.length == 0)
        return;
    cs_buffer_text(page->out, words.verbatim ? "<q>" : "<span class=\"gist\">");
    cs_html_bytes(page->out, words.text, words.length);
    cs_buffer_text(page->out, words.verbatim ? "</q>" : "</span>");
}

void cs_page_conclusion(struct cs_page *page, const struct cs_entry *entry)
{
    if (entry->concluded == NULL)
        return;
    cs_buffer_text(page->out, "<li>");
    cs_page_say(page, "concluded by the record");
    cs_buffer_text(page->out, "<span class=\"gist\">");
    cs_page_say(page, entry->concluded->why);
    cs_buffer_text(page->out, "</span></li>");
}

static cs_name keep_claim(struct cs_page *page, const struct cs_claim *claim)
{
    struct words words;
    struct cs_buffer text;

    words_of(page, claim, &words);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "{\"a\":\"%s\",\"p\":", words.anchor);
    cs_html_json_bytes(&text, words.text, words.length);
    cs_buffer_printf(&text, "%s%s}", words.verbatim ? ",\"q\":1" : "", words.changed ? ",\"x\":1" : "");
    return cs_names_intern_buffer(&page->claims, &text);
}

/* ---- nodes ---- */

static cs_name keep_text(struct cs_page *page, const char *text)
{
    struct cs_buffer json;

    cs_buffer_init(&json);
    cs_html_json(&json, text);
    return cs_names_intern_buffer(&page->texts, &json);
}

/* The number of a reason's node, which was made before. */
static uint32_t node_of(const struct cs_page *page, const struct cs_reason *reason)
{
    return reason->number < page->node_capacity ? page->node_of[reason->number].number : 0;
}

/* "4,7,9"; counted, since together they may be as many as the square of the lines */
static void add_nodes(struct cs_page *page, const struct cs_reason *first, struct cs_buffer *out)
{
    size_t count;
    const struct cs_reason **items = cs_unfold_list(&page->unfolding, first, &count);

    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, i > 0 ? ",%u" : "%u", (unsigned)node_of(page, items[i]) - 1);
    page->reasons_listed += count;
    free(items);
}

static void keep_node(struct cs_page *page, const struct cs_reason *reason)
{
    size_t old = page->node_capacity;
    struct cs_page_node *node;
    struct cs_buffer text, words;

    if (!cs_grow(&page->node_of, &page->node_capacity, (size_t)reason->number + 1, sizeof *page->node_of)) {
        page->arena.failed = true;
        return;
    }
    for (size_t i = old; i < page->node_capacity; i++)
        page->node_of[i] = (struct cs_page_node){0, NULL};
    node = &page->node_of[reason->number];
    if (node->number != 0)
        return;
    cs_buffer_init(&words);
    cs_worded_reason(&page->report, reason, &words);
    node->words = cs_page_keep(page, &words);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "[%d,%u,%u,[", (int)reason->kind, (unsigned)keep_text(page, node->words) - 1,
                     reason->claim != NULL ? (unsigned)keep_claim(page, reason->claim) : 0);
    add_nodes(page, reason->first, &text);
    cs_buffer_text(&text, "]]");
    node->number = cs_names_intern_buffer(&page->nodes, &text);
}

static void keep_nodes(struct cs_page *page, const struct cs_reason *first)
{
    size_t count;
    const struct cs_reason **all = cs_reasons_from_below(first, &count);

    page->arena.failed = page->arena.failed || (count > 0 && all == NULL);
    for (size_t i = 0; all != NULL && i < count; i++)
        keep_node(page, all[i]);
    free(all);
}

/*
 * The reasons of a row. Those on the account that is shown are kept, since they are written as HTML too; others are in
 * `own`, which the caller releases.
 */
static const struct cs_reason *reasons_of(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds,
                                          struct cs_reasons_kept *own)
{
    const struct cs_ledger *ledger = page->report.ledger;
    size_t i = (size_t)(row - ledger->rows);
    struct cs_reasons_kept *kept = own;
    const struct cs_reason *reasons;

    *own = (struct cs_reasons_kept){.row = NULL};
    if (page->shown_reasons == NULL)
        page->shown_reasons = calloc(ROWS_KEPT, sizeof *page->shown_reasons);
    if (page->shown_reasons != NULL && i < ROWS_KEPT && worlds == page->accounts[page->shown].worlds)
        kept = &page->shown_reasons[i];
    reasons = cs_why_kept(kept, ledger, row, worlds);
    page->arena.failed = page->arena.failed || kept->arena.failed;
    return reasons;
}

void cs_page_release_reasons(struct cs_page *page)
{
    for (size_t i = 0; page->shown_reasons != NULL && i < ROWS_KEPT; i++)
        cs_reasons_kept_release(&page->shown_reasons[i]);
    free(page->shown_reasons);
}

/* In place of the reasons of a line for which there is no room: how they are asked for. */
static uint32_t left_out(struct cs_page *page, const struct cs_ledger_row *row)
{
    struct cs_buffer text, words;

    cs_buffer_init(&words);
    cs_say(cs_report_language(&page->report), &words,
           "The page has no room for the reasons of this line: casus why {row} tells them", cs_part_text(row->id));
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "[%d,%u,0,[]]", (int)CS_REASON_NOTE,
                     (unsigned)keep_text(page, cs_page_keep(page, &words)) - 1);
    cs_buffer_init(&words);
    cs_buffer_printf(&words, "[%u]", (unsigned)cs_names_intern_buffer(&page->nodes, &text) - 1);
    return cs_names_intern_buffer(&page->roots, &words) - 1;
}

uint32_t cs_page_reason_nodes(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds)
{
    struct cs_reasons_kept own = {.row = NULL};
    const struct cs_reason *reasons;
    struct cs_buffer text;

    if (page->reasons_listed > REASONS_LISTED_MAX)
        return left_out(page, row);
    reasons = worlds == CS_NONE ? NULL : reasons_of(page, row, worlds, &own);
    keep_nodes(page, reasons);
    cs_buffer_init(&text);
    cs_buffer_char(&text, '[');
    add_nodes(page, reasons, &text);
    cs_buffer_char(&text, ']');
    cs_reasons_kept_release(&own);
    return cs_names_intern_buffer(&page->roots, &text) - 1;
}

/* ---- as HTML ---- */

static void write_text(struct cs_page *page, const struct cs_reason *reason)
{
    if (node_of(page, reason) != 0) /* else memory ran out */
        cs_html_text(page->out, page->node_of[reason->number].words);
}

static void write_list(struct cs_page *page, const struct cs_reason *first, size_t depth);

/* Writes a reason and those below it. Cases and articles are open; the reader opens the rest. */
static void write_branch(struct cs_page *page, const struct cs_reason *reason, size_t depth)
{
    bool open = reason->kind == CS_REASON_STATE || reason->kind == CS_REASON_RULE || reason->kind == CS_REASON_NOTE;

    cs_buffer_printf(page->out, "<details%s><summary>", open ? " open" : "");
    write_text(page, reason);
    cs_buffer_text(page->out, "</summary>");
    if (reason->kind != CS_REASON_STATE && reason->kind != CS_REASON_NOTE)
        cs_buffer_printf(page->out, "<span id=\"n%u\"></span>", (unsigned)node_of(page, reason));
    write_list(page, reason->first, depth + 1);
    cs_buffer_text(page->out, "</details>");
}

static void write_reason(struct cs_page *page, const struct cs_reason *reason, enum cs_unfold unfold, size_t depth)
{
    struct cs_language l = cs_report_language(&page->report);

    cs_buffer_printf(page->out, "<li class=\"k-%s\">", kinds[reason->kind]);
    if (unfold == CS_UNFOLD_HERE && reason->first != NULL)
        write_branch(page, reason, depth);
    else
        write_text(page, reason);
    if (reason->circular)
        cs_buffer_printf(page->out, " <em>%s</em>", cs_told(l, "as above"));
    else if (unfold != CS_UNFOLD_HERE)
        cs_buffer_printf(page->out, " <a href=\"#n%u\">%s</a>", (unsigned)node_of(page, reason),
                         cs_told(l, unfold == CS_UNFOLD_ABOVE ? "as above" : "below"));
    if (reason->claim != NULL)
        cs_page_claim(page, reason->claim);
    cs_buffer_text(page->out, "</li>");
}

static void write_list(struct cs_page *page, const struct cs_reason *first, size_t depth)
{
    size_t count;
    const struct cs_reason **items = cs_unfold_list(&page->unfolding, first, &count);

    if (count == 0)
        return;
    cs_buffer_text(page->out, "<ul>");
    for (size_t i = 0; i < count; i++)
        write_reason(page, items[i], cs_unfold(&page->unfolding, items[i], depth), depth);
    cs_buffer_text(page->out, "</ul>");
    free(items);
}

/* Writes the reasons that are too deep for the tree after it, each once. */
static void write_later(struct cs_page *page)
{
    const struct cs_reason *later = cs_unfolding_later(&page->unfolding);

    if (later == NULL)
        return;
    cs_buffer_text(page->out, "<ul>");
    for (; later != NULL; later = cs_unfolding_later(&page->unfolding))
        write_reason(page, later, CS_UNFOLD_HERE, 0);
    cs_buffer_text(page->out, "</ul>");
}

void cs_page_reason_tree(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds)
{
    struct cs_reasons_kept own;
    const struct cs_reason *reasons = reasons_of(page, row, worlds, &own);

    keep_nodes(page, reasons);
    write_list(page, reasons, 0);
    write_later(page);
    if (reasons == NULL)
        cs_page_paragraph(page, CS_PAGE_NOTHING);
    cs_reasons_kept_release(&own);
}
