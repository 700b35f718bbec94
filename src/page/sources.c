/* SPDX-License-Identifier: MIT */
/* The sources, each with who wrote and published it, when and where; and the names that the page uses. */
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

#define SOURCES_SHOWN 4 /* of more all are folded away */

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

static void write_source(struct cs_page *page, const struct cs_document *document)
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
    cs_buffer_text(page->out, "</span></li>\n");
}

void cs_page_sources(struct cs_page *page)
{
    size_t count = 0;
    const struct cs_file *files = page->report.ledger->docket->plan->files;

    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            count++;
    if (count == 0)
        return;
    cs_page_section(page, "sources", CS_PHRASE("Sources"));
    if (count > SOURCES_SHOWN) {
        cs_buffer_text(page->out, "<details><summary>");
        cs_page_count(page, CS_PHRASE("{count} sources"), count);
        cs_buffer_text(page->out, "</summary>\n");
    }
    cs_buffer_text(page->out, "<ul class=\"sources\">\n");
    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_document *d = file->documents; d != NULL; d = d->next)
            write_source(page, d);
    cs_buffer_text(page->out, count > SOURCES_SHOWN ? "</ul></details></section>\n" : "</ul></section>\n");
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
    cs_mentions_write(&wide, &page->arena, &text);
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

void cs_page_glossary(struct cs_page *page)
{
    cs_buffer_text(page->out, "<section class=\"glossary\" id=\"glossary\"><h2>");
    cs_page_say(page, "Terms and names");
    cs_buffer_text(page->out, "</h2>\n<dl>");
    for (size_t i = 0; i < sizeof states / sizeof *states; i++) {
        cs_buffer_printf(page->out, "<div class=\"%s\"><dt><b class=\"%s\">%s</b></dt><dd>",
                         states[i].kind != NULL ? states[i].kind : "duty", cs_sign_text(cs_sign_of(states[i].state)),
                         cs_row_state(&page->report, states[i].state));
        cs_page_say(page, states[i].meaning);
        cs_buffer_text(page->out, "</dd></div>\n");
    }
    write_names(page);
    cs_buffer_text(page->out, "</dl></section>\n");
}
