/* SPDX-License-Identifier: MIT */
/* The data of the script (made in table.c and reasons.c), as JSON in the page. */
#include "page/page_int.h"

#define NUMBERS_RUN 3 /* so many in a row, at least, are written as the first and the last */

static void write_list(struct cs_page *page, const char *key, const struct cs_names *names)
{
    cs_buffer_printf(page->out, ",\n\"%s\":[", key);
    for (cs_name name = 1; name < names->count; name++) {
        cs_buffer_text(page->out, name > 1 ? ",\n" : "\n");
        cs_buffer_add(page->out, cs_names_text(names, name), cs_names_length(names, name));
    }
    cs_buffer_char(page->out, ']');
}

void cs_page_add_numbers(const uint32_t *numbers, size_t count, struct cs_buffer *out)
{
    for (size_t i = 0, run; i < count; i += run) {
        run = cs_page_run(numbers + i, count - i, NUMBERS_RUN);
        cs_buffer_printf(out, run > 1 ? "%s[%u," : "%s%u", i > 0 ? "," : "", (unsigned)numbers[i]);
        if (run > 1)
            cs_buffer_printf(out, "%u]", (unsigned)numbers[i + run - 1]);
    }
}

static void write_switch(struct cs_page *page, size_t index)
{
    const struct cs_page_switch *s = &page->switches[index];
    const struct cs_question *question = &page->report.ledger->docket->questions[s->question];

    cs_buffer_text(page->out, index > 0 ? ",{\"id\":" : "{\"id\":");
    cs_html_json(page->out, cs_row_name(&page->report, question->id));
    cs_buffer_printf(page->out, ",\"reading\":%s,\"questions\":[", s->is_reading ? "true" : "false");
    for (size_t i = 0; i < s->count; i++)
        cs_buffer_printf(page->out, i > 0 ? ",%u" : "%u", (unsigned)s->all[i]);
    cs_buffer_text(page->out, "],\"answers\":[");
    for (uint32_t a = 0; a < question->answer_count; a++) {
        cs_buffer_text(page->out, a > 0 ? "," : "");
        cs_html_json(page->out, question->answers[a]);
    }
    cs_buffer_text(page->out, "]}");
}

static void write_accounts(struct cs_page *page)
{
    cs_buffer_text(page->out, "{\"accounts\":[");
    for (size_t a = 0; a < page->account_count; a++) {
        cs_buffer_text(page->out, a > 0 ? "," : "");
        cs_html_json(page->out, page->accounts[a].name);
    }
    cs_buffer_printf(page->out, "],\n\"shown\":%zu,\"combined\":%zu,\n\"switches\":[", page->shown,
                     page->combined);
    for (size_t i = 0; i < page->switch_count; i++)
        write_switch(page, i);
    cs_buffer_text(page->out, "],\n\"presets\":[");
    for (size_t a = 0; a < page->account_count; a++) {
        cs_buffer_text(page->out, a > 0 ? ",[" : "[");
        for (size_t i = 0; i < page->switch_count; i++)
            cs_buffer_printf(page->out, i > 0 ? ",%u" : "%u", (unsigned)page->accounts[a].presets[i]);
        cs_buffer_char(page->out, ']');
    }
    cs_buffer_char(page->out, ']');
}

static void write_numbers(struct cs_page *page)
{
    const struct cs_legend *legend = &page->legend;
    const struct cs_question *questions = page->report.ledger->docket->questions;
    size_t written = 0;

    cs_buffer_text(page->out, ",\n\"questions\":{");
    for (uint32_t q = 0; q < legend->count; q++)
        if (legend->numbers[q] != 0)
            cs_buffer_printf(page->out, "%s\"%u\":%u", written++ > 0 ? "," : "", (unsigned)q,
                             (unsigned)legend->numbers[q]);
    cs_buffer_text(page->out, "},\n\"questionIds\":{");
    written = 0;
    for (uint32_t q = 0; q < legend->count; q++)
        if (legend->numbers[q] != 0) {
            cs_buffer_printf(page->out, "%s\"%u\":", written++ > 0 ? "," : "", (unsigned)q);
            cs_html_json(page->out, cs_row_name(&page->report, questions[q].id));
        }
    cs_buffer_char(page->out, '}');
}

/* Writes the text and sign of each state. */
static void write_signs(struct cs_page *page)
{
    enum cs_state state;

    cs_buffer_text(page->out, ",\n\"states\":[");
    for (size_t i = 0; (state = cs_page_state_at(page, i)) != CS_STATE_UNSAID; i++) {
        cs_buffer_text(page->out, i > 0 ? ",[" : "[");
        cs_html_json(page->out, cs_row_state(&page->report, state));
        cs_buffer_printf(page->out, ",\"%s\"]", cs_sign_text(cs_sign_of(state)));
    }
    cs_buffer_char(page->out, ']');
}

/* Writes for each line its tables and its reasons. */
static void write_lines(struct cs_page *page)
{
    bool first = true;

    cs_buffer_text(page->out, ",\n\"lines\":[");
    for (size_t i = 0; i < page->lines.count; i++)
        cs_buffer_printf(page->out, "%s[%u,%u]", i > 0 ? "," : "", (unsigned)page->line_tables[i],
                         (unsigned)page->line_reasons[i]);
    cs_buffer_text(page->out, "],\n\"events\":{");
    for (size_t i = 0; i < page->event_count; i++)
        if (page->events[i].class != CS_NO_ROW) {
            cs_buffer_text(page->out, first ? "" : ",");
            cs_html_json(page->out, page->events[i].id);
            cs_buffer_printf(page->out, ":%u", (unsigned)page->events[i].class);
            first = false;
        }
    cs_buffer_char(page->out, '}');
}

/* What the script says of its own. */
static void write_phrases(struct cs_page *page)
{
    static const struct { const char *key, *english; } phrases[] = {
        {"nothing", CS_PAGE_NOTHING}, {"changed", CS_PAGE_CHANGED}, {"alike", CS_PAGE_ALIKE},
        {"answered", CS_PHRASE("{who}, with your answers")}, {"why", CS_PHRASE("Why")}, {"close", CS_PHRASE("Close")},
        {"apart", CS_PHRASE("Reasons of the account itself, without your answers.")}};

    cs_buffer_text(page->out, ",\n\"phrases\":{");
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        cs_buffer_printf(page->out, i > 0 ? ",\"%s\":" : "\"%s\":", phrases[i].key);
        cs_html_json(page->out, cs_told(cs_report_language(&page->report), phrases[i].english));
    }
    cs_buffer_char(page->out, '}');
}

void cs_page_data(struct cs_page *page)
{
    cs_buffer_text(page->out, "<script type=\"application/json\" id=\"data\">");
    write_accounts(page);
    write_numbers(page);
    write_signs(page);
    write_phrases(page);
    write_lines(page);
    write_list(page, "standings", &page->standings);
    write_list(page, "times", &page->times);
    write_list(page, "tables", &page->tables);
    write_list(page, "vectors", &page->vectors);
    write_list(page, "roots", &page->roots);
    write_list(page, "nodes", &page->nodes);
    write_list(page, "claims", &page->claims);
    write_list(page, "texts", &page->texts);
    write_list(page, "verdicts", &page->verdicts);
    cs_buffer_text(page->out, ",\n\"requests\":[");
    for (size_t r = 0; r < page->told; r++)
        cs_buffer_printf(page->out, r > 0 ? ",%u" : "%u", (unsigned)page->verdict_tables[r]);
    cs_buffer_char(page->out, ']');
    cs_buffer_text(page->out, "}</script>\n");
}
