/* SPDX-License-Identifier: MIT */
/*
 * A strip for an <iframe> of another page: of each request its title, what was asked, the verdict on each account and
 * the drawing of its story. One file without a script; it fits any width from 300 pixels on, light and dark.
 */
#include <string.h>

#include "page/files.h"
#include "page/page_int.h"

static void write_head(struct cs_page *page, const char *title)
{
    struct cs_buffer *out = page->out;
    const char *language = cs_row_name(&page->report, cs_report_language(&page->report).name);

    cs_buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n", language != NULL ? language : "en");
    cs_buffer_text(out, "<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    cs_page_digest(out, cs_page_css, cs_page_css_length);
    cs_buffer_text(out, "; base-uri 'none'; form-action 'none'\">\n"
                        "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                        "<meta name=\"color-scheme\" content=\"light dark\">\n<title>");
    cs_html_text(out, title);
    cs_buffer_text(out, "</title>\n<style>");
    cs_buffer_add(out, (const char *)cs_page_css, cs_page_css_length);
    cs_buffer_text(out, "</style>\n</head>\n");
}

static bool is_again(const struct cs_summary_request *request, size_t account)
{
    for (size_t a = 0; a < account; a++)
        if (strcmp(request->verdicts[a].sentence, request->verdicts[account].sentence) == 0)
            return true;
    return false;
}

/* The accounts whose verdict is that of this one: "Armenia, Russia, CSTO"; "On every account". */
static void write_accounts(struct cs_page *page, const struct cs_summary_request *request, size_t account)
{
    size_t alike = 0;

    for (size_t a = account; a < page->column_count; a++)
        alike += strcmp(request->verdicts[a].sentence, request->verdicts[account].sentence) == 0;
    if (alike == page->column_count && alike > 1) {
        cs_page_say(page, "On every account");
        return;
    }
    for (size_t a = account; a < page->column_count; a++)
        if (strcmp(request->verdicts[a].sentence, request->verdicts[account].sentence) == 0) {
            cs_buffer_text(page->out, a > account ? ", " : "");
            cs_html_text(page->out, cs_page_account_called(page, a));
        }
}

static void write_verdicts(struct cs_page *page, const struct cs_summary_request *request)
{
    cs_buffer_text(page->out, "<p><b>");
    cs_page_say(page, "Was a duty broken?");
    cs_buffer_text(page->out, "</b></p>\n<ul class=\"verdicts\">");
    for (size_t a = 0; a < page->column_count; a++) {
        if (is_again(request, a))
            continue;
        cs_buffer_text(page->out, "<li><b>");
        write_accounts(page, request, a);
        cs_buffer_text(page->out, "</b><span>");
        cs_page_verdict(page, &request->verdicts[a]);
        cs_buffer_text(page->out, "</span></li>\n");
    }
    cs_buffer_text(page->out, "</ul>\n");
}

static void write_request(struct cs_page *page, size_t r)
{
    const struct cs_summary_request *request = &page->summary.requests[r];
    struct cs_story story;

    cs_buffer_text(page->out, "<section>");
    if (page->summary.count > 1 && request->title != NULL) {
        cs_buffer_text(page->out, "<h2>");
        cs_html_text(page->out, cs_mentions_plain(&page->report, request->title, &page->arena));
        cs_buffer_text(page->out, "</h2>\n");
    }
    cs_buffer_text(page->out, "<p>");
    cs_html_text(page->out, request->asked);
    cs_buffer_text(page->out, "</p>\n");
    if (request->judged)
        write_verdicts(page, request);
    cs_page_story_make(page, r, &story);
    if (story.count > 0)
        cs_page_strip(page, &story);
    cs_buffer_text(page->out, "</section>\n");
}

void cs_page_embedded(struct cs_page *page, const char *title)
{
    write_head(page, title);
    cs_buffer_text(page->out, "<body class=\"embedded\">\n");
    cs_page_symbols(page);
    cs_buffer_text(page->out, "<main><h1>");
    cs_html_text(page->out, title);
    cs_buffer_text(page->out, "</h1>\n");
    for (size_t r = 0; r < page->told; r++)
        write_request(page, r);
    cs_buffer_text(page->out, "<p class=\"note\">");
    cs_page_as_it_stood(page);
    cs_buffer_text(page->out, ". ");
    cs_page_say(page, "Equal lengths are equal times; a zigzag leaves out time in which nothing is dated.");
    cs_buffer_text(page->out, "</p></main>\n</body>\n</html>\n");
}
