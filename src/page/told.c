/* SPDX-License-Identifier: MIT */
/* How the sections tell things: names, dates, articles, sentences with links to what they name, counts. */
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

const char *cs_page_keep(struct cs_page *page, struct cs_buffer *buffer)
{
    return cs_buffer_keep(buffer, &page->arena);
}

void cs_page_settle(struct cs_page *page, size_t start, bool plain)
{
    cs_mentions_settle(&page->report, page->out, start, plain, cs_html_text);
}

bool cs_page_names(const struct cs_entry *entry, enum cs_prep prep, cs_name name)
{
    for (const struct cs_arg *arg = cs_term_args(&entry->term, prep); arg != NULL; arg = arg->next)
        if (arg->name == name)
            return true;
    return false;
}

void cs_page_when(struct cs_page *page, const struct cs_entry *entry)
{
    struct cs_moment moment = cs_when_of(&page->report, entry);
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_when_moment(&page->report, &moment, &text);
    cs_html_text(page->out, cs_buffer_string(&text));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

const char *cs_page_entry_text(struct cs_page *page, const struct cs_entry *entry, const struct cs_entry *asked)
{
    struct cs_report plain = page->report;
    struct cs_buffer text;

    plain.unlabelled = true;
    cs_buffer_init(&text);
    if (!cs_summary_statement(&plain, asked, entry, &text))
        cs_row_statement(&plain, entry, &text);
    else
        cs_worded_capital(&text, 0);
    return cs_page_keep(page, &text);
}

void cs_page_told(struct cs_page *page, const struct cs_entry *entry)
{
    cs_html_text(page->out, cs_page_entry_text(page, entry, NULL));
}

void cs_page_name(struct cs_page *page, cs_name name)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (page->report.formal)
        cs_buffer_text(&text, cs_row_name(&page->report, name));
    else
        cs_worded_name(&page->report, name, &text);
    cs_html_text(page->out, cs_page_keep(page, &text));
}

void cs_page_article(struct cs_page *page, const struct cs_ledger_row *row)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_language_name(cs_report_language(&page->report), row->article != CS_NO_NAME ? row->article : row->instrument,
                     NULL, 0, &text);
    cs_html_text(page->out, cs_page_keep(page, &text));
}

void cs_page_sentence(struct cs_page *page, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    const struct cs_entry *entry = row->kind >= CS_ROW_REQUEST && line->text_count == 1 ? row->entry : NULL;

    if (entry != NULL) {
        if (entry->label != CS_NO_NAME) {
            cs_page_text(page, cs_row_name(&page->report, entry->label));
            cs_buffer_char(page->out, ' ');
        }
        cs_buffer_text(page->out, "<span class=\"date\">");
        cs_page_when(page, entry);
        cs_buffer_text(page->out, "</span> ");
    }
    cs_page_text(page, entry != NULL ? line->statement : line->sentence);
    if (row->article != CS_NO_NAME || row->instrument != CS_NO_NAME) {
        cs_buffer_text(page->out, " <small>");
        cs_page_article(page, row);
        cs_buffer_text(page->out, "</small>");
    }
    cs_page_rests_on(page, line);
}

void cs_page_rests_on(struct cs_page *page, const struct cs_line *line)
{
    if (line->is_concluded) {
        cs_buffer_text(page->out, "<span class=\"concluded\">");
        cs_page_say(page, "concluded by the record");
        cs_buffer_text(page->out, "</span>");
        return;
    }
    for (size_t i = 0; i < line->concluded_count; i++) {
        cs_buffer_text(page->out, i == 0 ? "<span class=\"concluded\">" : "; ");
        if (i == 0) {
            cs_page_say(page, "rests on what the record concludes:");
            cs_buffer_char(page->out, ' ');
        }
        cs_html_text(page->out, line->concluded[i]);
    }
    cs_buffer_text(page->out, line->concluded_count > 0 ? "</span>" : "");
}

const char *cs_page_account_called(const struct cs_page *page, size_t account)
{
    struct cs_language l = cs_report_language(&page->report);
    cs_name voice = page->accounts[account].voice;

    return voice != CS_NO_NAME ? cs_language_told(l, voice) : cs_told(l, "open");
}

/* The name of an account in a form, for cs_part_made. */
struct account { struct cs_language language; cs_name voice; };

static void add_account(const void *context, const char *form, size_t length, struct cs_buffer *out)
{
    const struct account *account = context;

    cs_language_name(account->language, account->voice, form, length, out);
}

void cs_page_account_title(struct cs_page *page, size_t account)
{
    struct account own = {cs_report_language(&page->report), page->accounts[account].voice};
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (account + 1 == page->account_count)
        cs_buffer_text(&text, cs_told(own.language, "whatever is still open"));
    else
        cs_say(own.language, &text, "{who}'s account", cs_part_made(add_account, &own));
    cs_html_text(page->out, cs_buffer_string(&text));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_page_say(struct cs_page *page, const char *english)
{
    cs_html_text(page->out, cs_sentence(&page->report, english, NULL, 0, &page->arena));
}

void cs_page_paragraph(struct cs_page *page, const char *english)
{
    cs_buffer_text(page->out, "<p>");
    cs_page_say(page, english);
    cs_buffer_text(page->out, "</p>");
}

void cs_page_count(struct cs_page *page, const char *english, size_t count)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_say_parts(cs_report_language(&page->report), &text, english,
                 (const struct cs_part[]){cs_part_number((long long)count)}, 1);
    cs_html_text(page->out, cs_buffer_string(&text));
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_page_heading(struct cs_page *page, unsigned below, const char *english)
{
    cs_buffer_printf(page->out, "<h%u>", page->level + below);
    cs_page_say(page, english);
    cs_buffer_printf(page->out, "</h%u>\n", page->level + below);
}

bool cs_page_is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/* The occurrence with this label, if it is on the page; or NULL. */
static const struct cs_page_event *labelled(const struct cs_page *page, const char *word, size_t length)
{
    cs_name name = length == 0 || word[0] < 'a' || word[0] > 'z'
                       ? CS_NO_NAME
                       : cs_names_find(page->report.ledger->docket->plan->names, word, length);
    const struct cs_page_event *event;

    if (name == CS_NO_NAME || name >= page->name_count || page->event_of[name] == 0)
        return NULL;
    event = &page->events[page->event_of[name] - 1];
    return event->label != NULL ? event : NULL;
}

/* The length of the next word, or of the characters up to the next word. */
static size_t next_piece(const char *text, size_t length)
{
    size_t end = 0;

    while (end < length && cs_page_is_word(text[end]) == cs_page_is_word(text[0]))
        end++;
    return end;
}

void cs_page_text(struct cs_page *page, const char *text)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        size_t piece = next_piece(text + at, length - at);
        const struct cs_page_event *event = labelled(page, text + at, piece);

        if (event != NULL) {
            cs_buffer_text(page->out, "<a href=\"#");
            cs_html_text(page->out, event->id);
            cs_buffer_text(page->out, "\">");
        }
        cs_html_bytes(page->out, text + at, piece);
        cs_buffer_text(page->out, event != NULL ? "</a>" : "");
        at += piece;
    }
}

const struct cs_page_event *cs_page_case(const struct cs_page *page, const char *text, size_t *place)
{
    size_t length = strlen(text);

    for (size_t at = 0; at < length; at += next_piece(text + at, length - at)) {
        const struct cs_page_event *event = labelled(page, text + at, next_piece(text + at, length - at));

        if (event == NULL)
            continue;
        *place = at;
        return event;
    }
    return NULL;
}

size_t cs_page_run(const uint32_t *numbers, size_t count, size_t least)
{
    size_t run = 1;

    while (run < count && numbers[run] == numbers[run - 1] + 1)
        run++;
    return run < least ? 1 : run;
}

void cs_page_section(struct cs_page *page, const char *id, const char *title)
{
    cs_buffer_printf(page->out, "<section id=\"%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">", id, id, id);
    cs_page_say(page, title);
    cs_buffer_text(page->out, "</h2>\n");
}

void cs_page_question_links(struct cs_page *page, const struct cs_standing *standing)
{
    size_t count;
    const uint32_t *each = cs_legend_distinct(&page->legend, standing->questions, standing->question_count, &count);

    for (size_t i = 0, run; i < count; i += run) {
        unsigned number = (unsigned)page->legend.numbers[each[i]];

        run = cs_legend_run(&page->legend, each + i, count - i);
        cs_buffer_printf(page->out, "%s<a href=\"#Q%u\">Q%u</a>", i > 0 ? " " : "", number, number);
        number += (unsigned)run - 1;
        if (run > 1)
            cs_buffer_printf(page->out, "\xE2\x80\x93<a href=\"#Q%u\">Q%u</a>", number, number);
    }
}

void cs_page_words(struct cs_page *page, const struct cs_standing *standing)
{
    size_t start = page->out->length;

    cs_html_text(page->out, standing->times);
    cs_buffer_text(page->out, standing->times[0] != '\0' && standing->words[0] != '\0' ? ", " : "");
    cs_html_text(page->out, standing->words);
    cs_page_settle(page, start, true); /* the script puts other words there */
}

void cs_page_state(struct cs_page *page, const struct cs_standing *standing)
{
    const char *sign = cs_sign_text(cs_sign_of(standing->state));

    cs_buffer_printf(page->out, "<b class=\"%s\">%s</b>", sign,
                     cs_row_state(&page->report, standing->state));
}

/* ---- head ---- */
