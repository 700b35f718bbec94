/* SPDX-License-Identifier: MIT */
/* The section of open questions: each with the answers of the accounts, the claims about it, and its lines. */
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

/* Writes "yes: Armenia, CSTO"; `answer` NULL: the accounts that leave it open. Returns the number of accounts. */
static void write_answer(struct cs_page *page, uint32_t question, const char *answer)
{
    size_t given = 0;

    for (size_t a = 0; a + 1 < page->account_count || a == 0; a++) {
        const char *own = cs_row_answer(&page->report, question, page->accounts[a].worlds);

        if (own != answer) /* pointers into the question's list: two different answers may have equal texts */
            continue;
        if (given == 0) {
            cs_buffer_text(page->out, "<div><dt>");
            cs_html_text(page->out, answer != NULL ? cs_worded_choice(&page->report, question, answer, &page->arena)
                                                   : cs_told(cs_report_language(&page->report), "open"));
            cs_buffer_text(page->out, "</dt><dd>");
        }
        cs_buffer_text(page->out, given++ > 0 ? ", " : "");
        cs_html_text(page->out, cs_page_account_called(page, a));
    }
    cs_buffer_text(page->out, given > 0 ? "</dd></div>" : "");
}

/* ---- claims ---- */

static void write_voice(struct cs_page *page, const struct cs_claim *claim, bool torn)
{
    static const char *const verbs[] = {CS_PHRASE("says"), CS_PHRASE("denies"), CS_PHRASE("leaves open"),
                                        CS_PHRASE("takes it back")};
    struct cs_language l = cs_report_language(&page->report);

    cs_buffer_text(page->out, "<b>");
    cs_page_name(page, claim->voice);
    cs_buffer_printf(page->out, "</b> %s%s", cs_told(l, verbs[claim->kind]),
                     torn ? cs_told(l, ", and on the same day otherwise") : "");
    for (const struct cs_via *via = claim->via; via != NULL; via = via->next) {
        cs_page_say(page, ", via ");
        cs_page_name(page, via->name);
    }
    if (claim->source != CS_NO_NAME) {
        cs_buffer_text(page->out, ", <a href=\"#source-");
        cs_html_text(page->out, cs_row_name(&page->report, claim->source));
        cs_buffer_text(page->out, "\">");
        cs_html_text(page->out, cs_row_name(&page->report, claim->source));
        cs_buffer_text(page->out, "</a>");
    }
    cs_page_claim(page, claim);
}

/* Writes what distinguishes a matter among those of one question: the reading or the date that it gives. */
static void write_matter(struct cs_page *page, const struct cs_matter *matter)
{
    size_t written = 0;

    if (matter->concluded != NULL) {
        cs_buffer_text(page->out, "<ul class=\"voices\">");
        cs_page_conclusion(page, matter->concluded);
        cs_buffer_text(page->out, "</ul>");
    }
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next) {
        if (s->claim == NULL)
            continue;
        cs_buffer_text(page->out, written++ == 0 ? "<ul class=\"voices\"><li>" : "</li><li>");
        if (matter->entry->kind == CS_ENTRY_READS) {
            cs_buffer_text(page->out, "<i>");
            cs_page_say(page, cs_row_name(&page->report, matter->entry->answer));
            cs_buffer_text(page->out, "</i>: ");
        }
        write_voice(page, s->claim, s->torn);
        for (const struct cs_said *said = s->said; said != NULL; said = said->next) {
            cs_buffer_text(page->out, "</li><li>");
            write_voice(page, said->claim, s->torn);
        }
    }
    cs_buffer_text(page->out, written > 0 ? "</li></ul>" : "");
}

static void write_voices(struct cs_page *page, uint32_t question)
{
    struct cs_docket *docket = page->report.ledger->docket;
    const struct cs_question *q = &docket->questions[question];
    const struct cs_matter *first = cs_docket_matters_of(docket, question);

    for (const struct cs_matter *m = first; m != NULL; m = m->asked_next)
        write_matter(page, m);
    if (first != NULL || q->entry == NULL) {
        if (first == NULL)
            cs_page_paragraph(page, CS_PHRASE("Nobody says anything about it."));
        return;
    }
    cs_page_paragraph(page, CS_PHRASE("The record does not settle it; what it says:"));
    cs_buffer_text(page->out, "<ul class=\"voices\">");
    for (const struct cs_claim *claim = q->entry->claims; claim != NULL; claim = claim->next) {
        cs_buffer_text(page->out, "<li>");
        write_voice(page, claim, false);
        cs_buffer_text(page->out, "</li>");
    }
    cs_page_conclusion(page, q->entry);
    if (q->entry->claims == NULL && q->entry->concluded == NULL) {
        cs_buffer_text(page->out, "<li>");
        cs_page_say(page, "entered without claim");
        cs_buffer_text(page->out, "</li>");
    }
    cs_buffer_text(page->out, "</ul>");
}

/* ---- readings ---- */

/* Writes what each answer of a reading means. */
static void write_readings(struct cs_page *page, uint32_t question)
{
    const struct cs_docket *docket = page->report.ledger->docket;
    struct cs_language l = cs_report_language(&page->report);
    struct cs_buffer text;

    for (size_t i = 0; i < docket->plan->reading_count; i++) {
        const struct cs_plan_reading *reading = &docket->plan->readings[i];

        if (docket->reading_questions[i] != question)
            continue;
        cs_buffer_text(page->out, "<dl class=\"meanings\">");
        for (uint32_t a = 0; a < reading->answer_count; a++) {
            const struct cs_reading_answer *answer = reading->answers[a];

            cs_buffer_text(page->out, "<div><dt>");
            cs_page_say(page, cs_row_name(&page->report, answer->name));
            cs_buffer_text(page->out, "</dt><dd>");
            cs_buffer_init(&text);
            if (answer->has_duration) {
                cs_when_period(l, answer->duration, &text);
                cs_buffer_text(&text, ". ");
            }
            cs_buffer_text(&text, answer->gist != NULL ? cs_told(l, answer->gist) : "");
            cs_say(l, &text, "[ (grade {grade})]", cs_part_names(&answer->grade, answer->grade != CS_NO_NAME));
            cs_html_text(page->out, cs_page_keep(page, &text));
            cs_buffer_text(page->out, "</dd></div>");
        }
        cs_buffer_text(page->out, "</dl>");
    }
}

/* ---- the section ---- */

/* By question the lines that depend on it where all is open: those from `first` of it to that of the next. */
struct lines_of { uint32_t *first, *lines; };

static struct lines_of list_lines(struct cs_page *page)
{
    size_t count = page->report.ledger->docket->question_count, all = 0;
    struct lines_of of = {.first = cs_arena_array(&page->arena, count + 2, sizeof *of.first)};

    for (size_t i = 0; i < page->lines.count && of.first != NULL; i++)
        for (size_t k = 0; k < page->lines.items[i].question_count; k++, all++)
            of.first[page->lines.items[i].questions[k] + 2]++;
    of.lines = cs_arena_array(&page->arena, all, sizeof *of.lines);
    if (of.first == NULL || of.lines == NULL)
        return (struct lines_of){NULL, NULL};
    for (size_t q = 2; q <= count + 1; q++)
        of.first[q] += of.first[q - 1];
    for (uint32_t i = 0; i < page->lines.count; i++)
        for (size_t k = 0; k < page->lines.items[i].question_count; k++)
            of.lines[of.first[page->lines.items[i].questions[k] + 1]++] = i;
    return of;
}

static void write_line_link(struct cs_page *page, uint32_t number)
{
    const struct cs_line *line = &page->lines.items[number];

    cs_buffer_printf(page->out, "<a class=\"no\" href=\"#row-%s\">%s</a>", line->rows[0]->id, line->ids);
}

/* Writes links to them; of many in a row to the first and the last. */
static void write_lines(struct cs_page *page, const struct lines_of *of, uint32_t question)
{
    uint32_t end = of->first != NULL ? of->first[question + 1] : 0;

    for (uint32_t i = of->first != NULL ? of->first[question] : 0, first = i, run; i < end; i += run) {
        run = (uint32_t)cs_page_run(of->lines + i, end - i, CS_LEGEND_RUN);
        if (i == first) {
            cs_buffer_text(page->out, "<p class=\"lines-of\">");
            cs_page_say(page, "On it turn lines ");
        }
        cs_buffer_text(page->out, i > first ? ", " : "");
        write_line_link(page, of->lines[i]);
        if (run > 1) {
            cs_buffer_text(page->out, "\xE2\x80\x93");
            write_line_link(page, of->lines[i + run - 1]);
        }
        cs_buffer_text(page->out, i + run == end ? "</p>" : "");
    }
}

static void write_question(struct cs_page *page, const struct lines_of *of, uint32_t question)
{
    const struct cs_question *q = &page->report.ledger->docket->questions[question];
    unsigned number = (unsigned)page->legend.numbers[question];

    cs_buffer_printf(page->out,
                     "<article class=\"question\" id=\"Q%u\" tabindex=\"-1\"><h3><span class=\"no\">Q%u</span> ",
                     number, number);
    cs_page_text(page, cs_legend_text(&page->legend, question));
    cs_buffer_text(page->out, "</h3><dl class=\"answers\">");
    for (uint32_t a = 0; a < q->answer_count; a++)
        write_answer(page, question, q->answers[a]);
    write_answer(page, question, cs_state_text(CS_STATE_CONTRADICTORY));
    write_answer(page, question, NULL);
    cs_buffer_text(page->out, "</dl>");
    write_readings(page, question);
    write_voices(page, question);
    write_lines(page, of, question);
    cs_buffer_text(page->out, "</article>\n");
}

void cs_page_questions(struct cs_page *page)
{
    struct lines_of of;

    if (page->question_count == 0)
        return;
    of = list_lines(page);
    cs_page_section(page, "questions", CS_PHRASE("On what it turns"));
    cs_buffer_text(page->out, "<div class=\"cards\">\n");
    for (size_t i = 0; i < page->question_count; i++)
        write_question(page, &of, page->questions[i]);
    cs_buffer_text(page->out, "</div></section>\n");
}
