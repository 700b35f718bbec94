/* SPDX-License-Identifier: MIT */
/*
 * Reasons, twice: as HTML for the account that is seen first, and as data for the script, where each distinct reason is
 * kept once, with its children by number:
 *
 *   nodes    [kind, text, claim + 1 or 0, [children]]
 *   claims   {"a": anchor, "p": passage or gist, "q": 1 if it is verbatim, "x": 1 if the document has changed}
 *
 * What stands in the HTML already is not written out again but linked to.
 */
#include <stdio.h>
#include <string.h>

#include "page/page_int.h"

enum { KIND_COUNT = CS_REASON_NOTE + 1 };
static const char *const kinds[KIND_COUNT] = {"state",  "rule",  "entry",   "claim",    "derived",
                                              "absent", "count", "reading", "question", "note"};

/* ---- claims ---- */

struct words { /* what a claim rests on, as far as it is at hand */
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
    out->length = text != NULL ? strlen(text) : 0;
    out->verbatim = claim->quote != NULL;
    if (page->report.documents != NULL &&
        cs_documents_passage(page->report.documents, claim, page->report.ledger->docket->failure, &passage) ==
            CASUS_OK &&
        passage.bytes != NULL) {
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
        cs_buffer_text(page->out, " <em>the document is not the one that was cited</em>");
    if (words.length == 0)
        return;
    cs_buffer_text(page->out, words.verbatim ? "<q>" : "<span class=\"gist\">");
    cs_html_bytes(page->out, words.text, words.length);
    cs_buffer_text(page->out, words.verbatim ? "</q>" : "</span>");
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

/* A deeper tree than this is cut: nobody unfolds that far, and the stack is not endless. */
#define DEPTH_MAX 40

static cs_name keep_text(struct cs_page *page, const char *text)
{
    struct cs_buffer json;

    cs_buffer_init(&json);
    cs_html_json(&json, text);
    return cs_names_intern_buffer(&page->texts, &json);
}

static cs_name keep_node(struct cs_page *page, const struct cs_reason *reason, size_t depth);

/* The reasons of a list, each once, with their nodes. What goes beyond the room is not told: nobody reads so far. */
#define CHILDREN_MAX 256
struct children { const struct cs_reason *items[CHILDREN_MAX]; cs_name nodes[CHILDREN_MAX]; size_t count; };

static void read_children(struct cs_page *page, const struct cs_reason *first, size_t depth, struct children *out)
{
    out->count = 0;
    for (const struct cs_reason *r = first; r != NULL && depth < DEPTH_MAX && out->count < CHILDREN_MAX; r = r->next) {
        cs_name node = keep_node(page, r, depth);
        bool again = false;

        for (size_t i = 0; i < out->count; i++)
            again = again || out->nodes[i] == node;
        if (again)
            continue;
        out->items[out->count] = r;
        out->nodes[out->count++] = node;
    }
}

/* "4,7,9" */
static void add_nodes(struct cs_page *page, const struct cs_reason *first, size_t depth, struct cs_buffer *out)
{
    struct children children;

    read_children(page, first, depth, &children);
    for (size_t i = 0; i < children.count; i++)
        cs_buffer_printf(out, i > 0 ? ",%u" : "%u", (unsigned)children.nodes[i] - 1);
}

static cs_name keep_node(struct cs_page *page, const struct cs_reason *reason, size_t depth)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "[%d,%u,%u,[", (int)reason->kind, (unsigned)keep_text(page, reason->text) - 1,
                     reason->claim != NULL ? (unsigned)keep_claim(page, reason->claim) : 0);
    add_nodes(page, reason->first, depth + 1, &text);
    cs_buffer_text(&text, "]]");
    return cs_names_intern_buffer(&page->nodes, &text);
}

uint32_t cs_page_reason_nodes(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds)
{
    struct cs_reason *reasons = NULL;
    struct cs_arena arena;
    struct cs_buffer text;

    cs_arena_init(&arena);
    cs_buffer_init(&text);
    cs_buffer_char(&text, '[');
    if (worlds != CS_NONE && cs_why(page->report.ledger, row, worlds, &arena, &reasons) == CASUS_OK)
        add_nodes(page, reasons, 0, &text);
    cs_buffer_char(&text, ']');
    page->arena.failed = page->arena.failed || arena.failed;
    cs_arena_release(&arena);
    return cs_names_intern_buffer(&page->roots, &text) - 1;
}

/* ---- as HTML ---- */

static void write_list(struct cs_page *page, const struct cs_reason *first, size_t depth);

/* "performed by" says nothing without what is below it, and the head of a case is its own. */
static bool may_be_linked(const struct cs_reason *reason)
{
    return reason->first != NULL && reason->kind != CS_REASON_STATE && reason->kind != CS_REASON_NOTE;
}

/* True if the node stands in the page already; else it is noted that it does now. */
static bool was_shown(struct cs_page *page, cs_name node)
{
    char number[16];
    int length = snprintf(number, sizeof number, "%u", (unsigned)node);

    if (cs_names_find(&page->shown_nodes, number, (size_t)length) != CS_NO_NAME)
        return true;
    cs_names_intern(&page->shown_nodes, number, (size_t)length);
    return false;
}

/* Cases and articles are open, what lies below them is to be unfolded. */
static void write_branch(struct cs_page *page, const struct cs_reason *reason, cs_name node, size_t depth)
{
    bool open = reason->kind == CS_REASON_STATE || reason->kind == CS_REASON_RULE || reason->kind == CS_REASON_NOTE;

    cs_buffer_printf(page->out, "<details%s><summary>", open ? " open" : "");
    cs_html_text(page->out, reason->text);
    cs_buffer_text(page->out, "</summary>");
    if (may_be_linked(reason))
        cs_buffer_printf(page->out, "<span id=\"n%u\"></span>", (unsigned)node);
    write_list(page, reason->first, depth + 1);
    cs_buffer_text(page->out, "</details>");
}

static void write_reason(struct cs_page *page, const struct cs_reason *reason, cs_name node, size_t depth)
{
    cs_buffer_printf(page->out, "<li class=\"k-%s\">", kinds[reason->kind]);
    if (may_be_linked(reason) && was_shown(page, node)) {
        cs_html_text(page->out, reason->text);
        cs_buffer_printf(page->out, " <a href=\"#n%u\">as above</a>", (unsigned)node);
    } else if (reason->first != NULL) {
        write_branch(page, reason, node, depth);
    } else {
        cs_html_text(page->out, reason->text);
    }
    if (reason->claim != NULL)
        cs_page_claim(page, reason->claim);
    cs_buffer_text(page->out, "</li>");
}

static void write_list(struct cs_page *page, const struct cs_reason *first, size_t depth)
{
    struct children children;

    read_children(page, first, depth, &children);
    if (children.count == 0)
        return;
    cs_buffer_text(page->out, "<ul>");
    for (size_t i = 0; i < children.count; i++)
        write_reason(page, children.items[i], children.nodes[i], depth);
    cs_buffer_text(page->out, "</ul>");
}

void cs_page_reason_tree(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds)
{
    struct cs_reason *reasons = NULL;
    struct cs_arena arena;

    cs_arena_init(&arena);
    if (cs_why(page->report.ledger, row, worlds, &arena, &reasons) == CASUS_OK)
        write_list(page, reasons, 0);
    if (reasons == NULL)
        cs_buffer_text(page->out, "<p>Nothing in the texts or the record bears on it.</p>");
    page->arena.failed = page->arena.failed || arena.failed;
    cs_arena_release(&arena);
}
