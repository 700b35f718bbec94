/* SPDX-License-Identifier: MIT */
/* The sources, each with who wrote and published it, when and where; and the names that the page uses. */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

#define SOURCES_SHOWN 2 /* of more all are folded away */
#define PASSAGE_BYTES_MAX ((size_t)60000) /* of HTML; beyond that the passages stand with their entries alone */
#define LINES_MAX 400u /* of a page with passages beside its sources */

/* Only these may be a link: others could run something. */
static bool is_web_address(const char *url)
{
    return strncmp(url, "https://", 8) == 0 || strncmp(url, "http://", 7) == 0;
}

static void write_title(struct cs_page *page, const struct cs_document *document)
{
    bool link = document->url != NULL && is_web_address(document->url);

    if (link) {
        cs_buffer_text(page->out, "<a rel=\"noopener\" href=\"");
        cs_html_text(page->out, document->url);
        cs_buffer_text(page->out, "\">");
    } else {
        cs_buffer_text(page->out, "<span>");
    }
    cs_html_text(page->out, document->title);
    cs_buffer_text(page->out, link ? "</a>" : "</span>");
}

/* ---- what is cited of a source ---- */

/* A claim, and the entry on which it is. */
struct cited { const struct cs_claim *claim; const struct cs_entry *entry; };
struct citations { struct cited *items; size_t count; }; /* by source, then in the order of the record */

static int by_source(const void *a, const void *b)
{
    const struct cited *x = a, *y = b;

    if (x->claim->source != y->claim->source)
        return x->claim->source < y->claim->source ? -1 : 1;
    return x->claim->span.start < y->claim->span.start ? -1 : x->claim->span.start > y->claim->span.start;
}

/* All claims of the records that cite a source, with a passage of it or its gist. */
static struct citations find_citations(struct cs_page *page)
{
    struct citations all = {.count = 0};
    size_t count = 0;

    for (int filled = 0; filled < 2; filled++) {
        for (const struct cs_file *file = page->report.ledger->docket->plan->files; file != NULL; file = file->next)
            for (const struct cs_entry *e = file->entries; e != NULL; e = e->next)
                for (const struct cs_claim *c = e->claims; c != NULL; c = c->next) {
                    if (c->source == CS_NO_NAME || (c->quote == NULL && c->gist == NULL && !c->anchor.given))
                        continue;
                    if (filled == 1)
                        all.items[all.count++] = (struct cited){c, e};
                    count += filled == 0;
                }
        if (filled == 0 && (all.items = cs_arena_array(&page->arena, count, sizeof *all.items)) == NULL)
            return all;
    }
    if (all.count > 0)
        qsort(all.items, all.count, sizeof *all.items, by_source);
    return all;
}

static void write_citation(struct cs_page *page, const struct cited *cited)
{
    const struct cs_claim *claim = cited->claim;

    cs_buffer_text(page->out, "<li>");
    cs_page_name(page, claim->voice);
    cs_page_claim(page, claim);
    cs_buffer_text(page->out, "</li>");
}

static bool is_again(const struct cited *one, const struct cited *other)
{
    return one->claim->anchor.given && other->claim->anchor.given &&
           one->claim->anchor.start == other->claim->anchor.start && one->claim->anchor.end == other->claim->anchor.end;
}

/* The passages that are cited of a source, each once, with their anchors. */
static void write_citations(struct cs_page *page, const struct citations *all, cs_name source, size_t *bytes)
{
    size_t start = page->out->length, written = 0, count = 0;

    for (size_t i = 0; i < all->count; i++)
        count += all->items[i].claim->source == source &&
                 !(i > 0 && all->items[i - 1].claim->source == source && is_again(&all->items[i], &all->items[i - 1]));
    if (count == 0 || *bytes > PASSAGE_BYTES_MAX || page->lines.count > LINES_MAX)
        return;
    cs_buffer_text(page->out, "<details class=\"passages\"><summary>");
    cs_page_count(page, CS_PHRASE("{count} cited {count:passage|passages}"), count);
    cs_buffer_text(page->out, "</summary><ul>");
    for (size_t i = 0; i < all->count; i++) {
        if (all->items[i].claim->source != source || (written > 0 && is_again(&all->items[i], &all->items[i - 1])))
            continue;
        write_citation(page, &all->items[i]);
        written++;
    }
    cs_buffer_text(page->out, "</ul></details>");
    *bytes += page->out->length - start;
}

static void write_source(struct cs_page *page, const struct cs_document *document, const struct citations *citations,
                         size_t *bytes)
{
    const char *parts[] = {document->author, document->publisher};
    size_t written = 0;
    struct cs_buffer date;

    cs_buffer_text(page->out, "<li id=\"source-");
    cs_html_text(page->out, cs_row_name(&page->report, document->name));
    cs_buffer_text(page->out, "\" tabindex=\"-1\"><b class=\"no\">");
    cs_html_text(page->out, cs_row_name(&page->report, document->name));
    cs_buffer_text(page->out, "</b> ");
    write_title(page, document);
    cs_buffer_text(page->out, " <span class=\"by\">");
    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++) {
        cs_buffer_text(page->out, parts[i] != NULL && written++ > 0 ? ", " : "");
        cs_html_text(page->out, parts[i]);
    }
    if (document->date.form != CS_MOMENT_NONE) {
        cs_buffer_init(&date);
        cs_when_moment(&page->report, &document->date, &date);
        cs_buffer_text(page->out, written > 0 ? ", " : "");
        cs_html_text(page->out, cs_buffer_string(&date));
        page->out->failed = page->out->failed || date.failed;
        cs_buffer_release(&date);
    }
    cs_buffer_text(page->out, "</span>");
    write_citations(page, citations, document->name, bytes);
    cs_buffer_text(page->out, "</li>\n");
}

void cs_page_sources(struct cs_page *page)
{
    size_t count = 0, bytes = 0;
    struct citations citations = find_citations(page);
    const struct cs_file *files = page->report.ledger->docket->plan->files;

    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            count++;
    if (count == 0)
        return;
    cs_buffer_text(page->out, count > SOURCES_SHOWN ? "<details class=\"fold\" id=\"sources\"><summary><h2>"
                                                    : "<section id=\"sources\"><h2>");
    cs_page_say(page, "Sources");
    cs_buffer_printf(page->out, " <small>%zu</small>%s<ul class=\"sources\">\n", count,
                     count > SOURCES_SHOWN ? "</h2></summary>\n" : "</h2>\n");
    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            write_source(page, d, &citations, &bytes);
    cs_buffer_text(page->out, count > SOURCES_SHOWN ? "</ul></details>\n" : "</ul></section>\n");
}

/* ---- glossary ---- */

static const struct { enum cs_state state; const char *meaning, *kind; } states[] = {
    {CS_STATE_VIOLATED, CS_PHRASE("the time allowed is over, and on this account it was not done"), NULL},
    {CS_STATE_FULFILLED, CS_PHRASE("it was done in time"), NULL},
    {CS_STATE_FULFILLED_LATE, CS_PHRASE("it was done after the time allowed"), NULL},
    {CS_STATE_IN_FORCE, CS_PHRASE("it is owed, and its time is not over"), NULL},
    {CS_STATE_NOT_OWED, CS_PHRASE("on this account no text makes it a duty"), NULL},
    {CS_STATE_NOT_MET, CS_PHRASE("a political expectation that came to nothing; no duty in law"), "expectation"},
    {CS_STATE_WITHOUT_EFFECT, CS_PHRASE("an act of somebody who had no power for it"), "act"},
    {CS_STATE_DEFERRED, CS_PHRASE("it was put off; it binds nobody as yet"), NULL},
    {CS_STATE_UNDETERMINED, CS_PHRASE("the account leaves open a question on which it hangs: neither yes nor no"),
     NULL}};

/* The lines of the names that were called by their titles (view/wording.h). */
static void write_names(struct cs_page *page)
{
    struct cs_report wide = page->report;
    struct cs_buffer text;

    cs_buffer_init(&text);
    wide.columns = 100000;
    cs_mentions_write(&wide, true, &page->arena, &text);
    for (const char *line = cs_buffer_string(&text); *line != '\0';) {
        size_t length = strcspn(line, "\n"), name = strcspn(line, ":");

        if (length > 0 && name < length) {
            cs_buffer_text(page->out, "<div><dt>");
            cs_html_bytes(page->out, line, name);
            cs_buffer_text(page->out, "</dt><dd>");
            cs_html_bytes(page->out, line + name + 2, length - name - 2);
            cs_buffer_text(page->out, "</dd></div>\n");
        }
        line += length + (line[length] == '\n');
    }
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Does a line stand so on some account, as the page shows it? */
static bool is_used(const struct cs_page *page, enum cs_state state)
{
    for (size_t i = 0; i < page->lines.count; i++)
        for (size_t a = 0; a < cs_row_account_count(&page->report); a++)
            if (page->lines.items[i].shown[a] == state)
                return true;
    return state == CS_STATE_UNDETERMINED && page->question_count > 0;
}

void cs_page_glossary(struct cs_page *page)
{
    cs_buffer_text(page->out, "<details class=\"fold glossary\" id=\"glossary\"><summary><h2>");
    cs_page_say(page, "Terms and names");
    cs_buffer_text(page->out, "</h2></summary>\n<dl>");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        if (!is_used(page, states[i].state))
            continue;
        cs_buffer_printf(page->out, "<div class=\"%s\"><dt><b class=\"%s\">%s</b></dt><dd>",
                         states[i].kind != NULL ? states[i].kind : "duty", cs_sign_text(cs_sign_of(states[i].state)),
                         cs_row_state(&page->report, states[i].state));
        cs_page_say(page, states[i].meaning);
        cs_buffer_text(page->out, "</dd></div>\n");
    }
    write_names(page);
    cs_buffer_text(page->out, "</dl></details>\n");
}
