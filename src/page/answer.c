/* SPDX-License-Identifier: MIT */
/*
 * The answer of each request: what was asked and what came of it in sentences, whether a duty was broken on each
 * account, and the questions on which that hangs, as switches. With several requests an index comes first.
 */
#include <stdio.h>
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

#define SWITCHES_SHOWN 4 /* of a request; the others are folded away */
#define ANSWERS_MAX 6    /* of a question as buttons; of more as a list */

/* ---- accounts ---- */

/* "Armenia's account": the accounts of the page in a bar that stays at the head of the window. */
void cs_page_switch_bar(struct cs_page *page)
{
    cs_buffer_text(page->out, "<form class=\"switch\" aria-label=\"");
    cs_page_say(page, "What is shown");
    cs_buffer_text(page->out, "\" hidden><label>");
    cs_page_say(page, "Shown:");
    cs_buffer_text(page->out, " <select name=\"account\">");
    for (size_t a = 0; a < page->account_count; a++) {
        cs_buffer_printf(page->out, "<option value=\"%zu\"%s>", a, a == page->shown ? " selected" : "");
        cs_page_account_title(page, a);
        cs_buffer_text(page->out, "</option>");
    }
    cs_buffer_text(page->out, "</select></label> <button type=\"button\" class=\"reset\" hidden>");
    cs_page_say(page, "Reset to");
    cs_buffer_text(page->out, " <span class=\"who\">");
    cs_page_account_title(page, page->shown);
    cs_buffer_text(page->out, "</span></button></form>\n<p id=\"status\" class=\"quiet\" role=\"status\"></p>\n");
}

/* ---- verdicts ---- */

/* Does the verdict on a request depend on a switch, on some account and with some answers? */
static bool is_switch_of(const struct cs_page *page, const struct cs_summary_request *request, uint32_t s)
{
    for (size_t i = 0; i < request->question_count; i++)
        for (size_t k = 0; k < page->switches[s].count; k++)
            if (request->questions[i] == page->switches[s].all[k])
                return true;
    return false;
}

/*
 * What somebody answers, and what a thing was, come first; then what happened, the days on which it did, and last how
 * texts are read.
 */
#define RANKS 4
static unsigned rank_of(const struct cs_page *page, uint32_t s)
{
    const struct cs_question *q = &page->report.ledger->docket->questions[page->switches[s].question];

    if (page->switches[s].is_reading)
        return RANKS;
    for (size_t a = 0; a + 1 < page->account_count; a++)
        if (page->accounts[a].presets[s] != 0)
            return 0;
    return q->kind == CS_QUESTION_QUALIFICATION                        ? 1
           : q->answers[0] != NULL && strcmp(q->answers[0], "yes") == 0 ? 2
                                                                        : 3;
}

static size_t switches_of(const struct cs_page *page, const struct cs_summary_request *request,
                          uint32_t out[CS_SWITCHES_MAX])
{
    size_t count = 0;

    for (unsigned rank = 0; rank <= RANKS; rank++)
        for (uint32_t s = 0; s < page->switch_count; s++)
            if (rank_of(page, s) == rank && is_switch_of(page, request, s))
                out[count++] = s;
    return count;
}

static const char *verdict_sign(enum cs_verdict_kind kind)
{
    return kind == CS_VERDICT_BROKEN ? "not" : kind == CS_VERDICT_KEPT ? "none" : "open";
}

static const struct cs_verdict *verdict_on(const struct cs_page *page, size_t r, size_t account)
{
    return &page->summary.requests[r].verdicts[account];
}

/* "Yes: Russia did not ...", its first word as a mark. */
void cs_page_verdict(struct cs_page *page, const struct cs_verdict *verdict)
{
    size_t word = strcspn(verdict->sentence, ":."), start = page->out->length;

    cs_buffer_printf(page->out, "<b class=\"%s\">", verdict_sign(verdict->kind));
    cs_html_bytes(page->out, verdict->sentence, word);
    cs_buffer_text(page->out, "</b>");
    cs_html_text(page->out, verdict->sentence + word);
    cs_page_settle(page, start, true); /* the script puts other verdicts there */
}

/* Is the switch one of the questions on which a verdict hangs? */
static bool hangs_on(const struct cs_page_switch *s, const struct cs_verdict *verdict)
{
    for (size_t i = 0; i < verdict->question_count; i++)
        for (size_t k = 0; k < s->count; k++)
            if (verdict->questions[i] == s->all[k])
                return true;
    return false;
}

/* How many questions, of partners one, a verdict hangs on beside those that are offered. */
static size_t not_offered(const struct cs_page *page, const struct cs_verdict *verdict)
{
    size_t count, left = 0;
    const uint32_t *each =
        cs_legend_distinct(&page->summary.legend, verdict->questions, verdict->question_count, &count);

    for (size_t i = 0; i < count; i++) {
        struct cs_verdict one = {.questions = &each[i], .question_count = 1};
        size_t s = 0;

        while (s < page->switch_count && !hangs_on(&page->switches[s], &one))
            s++;
        left += s == page->switch_count;
    }
    return left;
}

/* "1, 3\xE2\x80\x936": the numbers of the switches that are marked, where three in a row are a range. */
static const char *numbers_of(struct cs_page *page, const bool *marked, size_t all)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0, end; i < all; i = end + 1) {
        for (end = i; marked[i] && end + 1 < all && marked[end + 1];)
            end++;
        end = end < i + 2 ? i : end;
        if (!marked[i])
            continue;
        cs_buffer_printf(&text, text.length > 0 ? ", %zu" : "%zu", i + 1);
        if (end > i)
            cs_buffer_printf(&text, "\xE2\x80\x93%zu", end + 1);
    }
    return cs_page_keep(page, &text);
}

/* Would the verdict be open if the account left this switch open? */
static bool decides(struct cs_page *page, size_t r, enum cs_verdict_kind kind, size_t account, uint32_t s)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;
    cs_set broken = page->summary.requests[r].broken;
    cs_set worlds;

    if (page->accounts[account].presets[s] == 0 || (kind != CS_VERDICT_KEPT && kind != CS_VERDICT_BROKEN))
        return false;
    worlds = cs_page_without_answer(page, account, s);
    return kind == CS_VERDICT_KEPT ? !cs_worlds_disjoint(w, worlds, broken) : !cs_worlds_within(w, worlds, broken);
}

/* "Yes." */
static const char *first_word(struct cs_page *page, const char *sentence)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%.*s.", (int)strcspn(sentence, ":."), sentence);
    return cs_page_keep(page, &text);
}

/* What a verdict hangs on, by the numbers beside it: "{verdict} Its answer to question 1 decides that." */
static const char *hanging_phrase(enum cs_verdict_kind kind, size_t count)
{
    if (kind == CS_VERDICT_OPEN)
        return count == 1 ? CS_PHRASE("Open: it hangs on question {numbers}[ and on {more} more].")
                          : CS_PHRASE("Open: it hangs on questions {numbers}[ and on {more} more].");
    return count == 1 ? CS_PHRASE("{verdict} The answer to question {numbers} decides that.")
                      : CS_PHRASE("{verdict} The answers to questions {numbers} decide that.");
}

/*
 * "Open: it hangs on questions 1 and 3", by their numbers beside it; any other verdict with the answers of the account
 * without which it would be open.
 */
static struct cs_verdict own_verdict(struct cs_page *page, size_t r, size_t account)
{
    const struct cs_verdict *verdict = verdict_on(page, r, account);
    uint32_t switches[CS_SWITCHES_MAX];
    bool marked[CS_SWITCHES_MAX] = {false};
    size_t all = switches_of(page, &page->summary.requests[r], switches), count = 0;
    struct cs_place places[] = {{.name = "numbers"}, {.name = "more"}, {.name = "verdict", .text = verdict->sentence}};
    struct cs_verdict own = *verdict;
    char number[24];

    for (size_t i = 0; i < all; i++) {
        marked[i] = verdict->kind == CS_VERDICT_OPEN ? hangs_on(&page->switches[switches[i]], verdict)
                                                     : decides(page, r, verdict->kind, account, switches[i]);
        count += marked[i];
    }
    places[0].text = numbers_of(page, marked, all);
    snprintf(number, sizeof number, "%zu", not_offered(page, verdict));
    places[1].text = number[0] != '0' ? number : NULL;
    if (verdict->kind == CS_VERDICT_BROKEN) /* who broke what is told of the account that is chosen */
        places[2].text = first_word(page, verdict->sentence);
    if (count > 0)
        own.sentence =
            cs_sentence(&page->report, hanging_phrase(verdict->kind, count), places, 3, &page->arena);
    return own;
}

/* The verdicts on the other accounts, for whom no script shows them. */
static void write_anchored(struct cs_page *page, size_t r)
{
    for (size_t a = 0; a < page->account_count && page->account_count <= CS_ANCHORS_MAX; a++) {
        if (a == page->shown)
            continue;
        cs_buffer_printf(page->out, "<span class=\"by-account by%zu\"><small>", a);
        cs_page_account_title(page, a);
        cs_buffer_text(page->out, "</small>");
        cs_page_verdict(page, verdict_on(page, r, a));
        cs_buffer_text(page->out, "</span>");
    }
}

static void write_account(struct cs_page *page, size_t account)
{
    cs_buffer_text(page->out, "<a class=\"as\" href=\"#as=");
    cs_html_text(page->out, page->accounts[account].name);
    cs_buffer_text(page->out, "\">");
    cs_html_text(page->out, cs_page_account_called(page, account));
    cs_buffer_text(page->out, "</a> ");
}

/* Whether a duty was broken: on the account that is shown, then on each; accounts that say the same share a line. */
static void write_verdicts(struct cs_page *page, size_t r)
{
    struct cs_verdict *own = cs_arena_array(&page->arena, page->account_count, sizeof *own);

    cs_buffer_text(page->out, "<section class=\"box\">");
    cs_page_heading(page, 0, "Was a duty broken?");
    cs_buffer_text(page->out, "<p class=\"then\">");
    cs_buffer_printf(page->out, "<span class=\"by-first by%zu\"><small><span class=\"who\">", page->shown);
    cs_page_account_title(page, page->shown);
    cs_buffer_printf(page->out, "</span></small><span class=\"verdict\" data-r=\"%zu\" aria-live=\"polite\">", r);
    cs_page_verdict(page, verdict_on(page, r, page->shown));
    cs_buffer_text(page->out, "</span></span>");
    write_anchored(page, r);
    cs_buffer_text(page->out, "</p>\n");
    if (page->account_count <= 2) { /* of one account alone it has been told */
        cs_buffer_text(page->out, "</section>\n");
        return;
    }
    cs_buffer_text(page->out, "<ul class=\"verdicts\">");
    for (size_t a = 0; own != NULL && a + 1 < page->account_count; a++)
        own[a] = own_verdict(page, r, a);
    for (size_t a = 0; own != NULL && a + 1 < page->account_count; a++) {
        size_t first = 0, alike = 0;

        while (strcmp(own[first].sentence, own[a].sentence) != 0)
            first++;
        if (first < a)
            continue;
        for (size_t i = a; i + 1 < page->account_count; i++)
            alike += strcmp(own[i].sentence, own[a].sentence) == 0;
        cs_buffer_text(page->out, alike > 1 ? "<li class=\"several\"><div>" : "<li><div>");
        for (size_t i = a; i + 1 < page->account_count; i++)
            if (strcmp(own[i].sentence, own[a].sentence) == 0)
                write_account(page, i);
        cs_buffer_text(page->out, "</div><span>");
        cs_page_verdict(page, &own[a]);
        cs_buffer_text(page->out, "</span></li>\n");
    }
    cs_buffer_text(page->out, "</ul></section>\n");
}

/* ---- the questions ---- */

/* What stands on a button. */
static void write_label(struct cs_page *page, uint32_t question, uint32_t answer)
{
    cs_html_text(page->out, cs_worded_choice(&page->report, question,
                                             page->report.ledger->docket->questions[question].answers[answer],
                                             &page->arena));
}

static void write_option(struct cs_page *page, size_t r, uint32_t s, uint32_t value, bool listed)
{
    uint32_t preset = page->accounts[page->shown].presets[s];

    if (listed)
        cs_buffer_printf(page->out, "<option value=\"%u\"%s>", (unsigned)value, value == preset ? " selected" : "");
    else
        cs_buffer_printf(page->out, "<label><input type=\"radio\" name=\"s%u-%zu\" data-s=\"%u\" value=\"%u\"%s><span>",
                         (unsigned)s, r, (unsigned)s, (unsigned)value, value == preset ? " checked" : "");
    if (value == 0)
        cs_page_say(page, "open");
    else
        write_label(page, page->switches[s].question, value - 1);
    cs_buffer_text(page->out, listed ? "</option>" : "</span></label>");
}

/* "yes: Armenia; no: Azerbaijan", of a question on which accounts differ. */
static void write_who_answers(struct cs_page *page, uint32_t s)
{
    bool any = false;

    for (uint32_t value = 1; value <= page->report.ledger->docket->questions[page->switches[s].question].answer_count;
         value++) {
        size_t count = 0;

        for (size_t a = 0; a + 1 < page->account_count; a++) {
            if (page->accounts[a].presets[s] != value)
                continue;
            if (count == 0) {
                cs_buffer_text(page->out, any ? "; " : "<small class=\"said\">");
                write_label(page, page->switches[s].question, value - 1);
                cs_buffer_text(page->out, ": ");
            }
            cs_buffer_text(page->out, count++ > 0 ? ", " : "");
            cs_html_text(page->out, cs_page_account_called(page, a));
            any = true;
        }
    }
    cs_buffer_text(page->out, any ? "</small>" : "");
}

static void write_switch(struct cs_page *page, size_t r, uint32_t s, size_t number)
{
    const struct cs_question *q = &page->report.ledger->docket->questions[page->switches[s].question];
    bool listed = q->answer_count > ANSWERS_MAX;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_legend_text(&page->summary.legend, page->switches[s].question));
    cs_worded_capital(&text, 0);
    cs_buffer_printf(page->out, "<fieldset><legend><span class=\"no\">%zu</span> ", number);
    cs_html_text(page->out, cs_page_keep(page, &text));
    write_who_answers(page, s);
    cs_buffer_text(page->out, "</legend>");
    if (listed) {
        cs_buffer_printf(page->out, "<select class=\"seg\" data-s=\"%u\" hidden aria-label=\"", (unsigned)s);
        cs_page_say(page, "answer");
        cs_buffer_text(page->out, "\">");
    } else {
        cs_buffer_text(page->out, "<div class=\"seg\" hidden>");
    }
    for (uint32_t value = 1; value <= q->answer_count; value++)
        write_option(page, r, s, value, listed);
    write_option(page, r, s, 0, listed);
    cs_buffer_text(page->out, listed ? "</select></fieldset>\n" : "</div></fieldset>\n");
}

/* "What it hangs on: answer it yourself", the last words in an element that is shown with the script alone. */
static void write_switches_heading(struct cs_page *page)
{
    const char *text = cs_told(cs_report_language(&page->report), CS_PHRASE("What it hangs on: answer it yourself"));
    size_t colon = strcspn(text, ":");

    cs_buffer_printf(page->out, "<h%u>", page->level);
    cs_html_bytes(page->out, text, colon);
    cs_buffer_text(page->out, "<span class=\"by-script\">");
    cs_html_text(page->out, text + colon);
    cs_buffer_printf(page->out, "</span></h%u>\n", page->level);
}

static void write_switches(struct cs_page *page, size_t r)
{
    uint32_t switches[CS_SWITCHES_MAX];
    size_t count = switches_of(page, &page->summary.requests[r], switches);
    bool more = count > SWITCHES_SHOWN;

    if (count == 0)
        return;
    cs_buffer_text(page->out, "<section class=\"box switches\">");
    write_switches_heading(page);
    for (size_t i = 0; i < count; i++) {
        if (more && i == SWITCHES_SHOWN - 1) {
            cs_buffer_text(page->out, "<details><summary>");
            cs_page_count(page, CS_PHRASE("{count} more questions"), count - i);
            cs_buffer_text(page->out, "</summary>\n");
        }
        write_switch(page, r, switches[i], i + 1);
    }
    cs_buffer_text(page->out, more ? "</details>\n" : "");
    for (size_t i = 0; i < count; i++)
        if (switches[i] >= page->combined) {
            cs_buffer_text(page->out, "<p class=\"note\">");
            cs_page_say(page, "The questions combine in too many ways for one page: some are answered one at a time, "
                              "with the others as the account has them.");
            cs_buffer_text(page->out, "</p>\n");
            break;
        }
    cs_buffer_text(page->out, "</section>\n");
}

/* The readings on which no verdict hangs, but the time or the state of some line. */
void cs_page_other_readings(struct cs_page *page)
{
    size_t written = 0;

    for (uint32_t s = 0; s < page->reading_count; s++) {
        bool told = false;

        for (size_t r = 0; r < page->told; r++)
            told = told || is_switch_of(page, &page->summary.requests[r], s);
        if (told)
            continue;
        if (written++ == 0) {
            cs_buffer_text(page->out, "<section class=\"box switches\">");
            cs_page_heading(page, 0, "Other readings, which change a time or a line");
        }
        write_switch(page, page->summary.count, s, written);
    }
    cs_buffer_text(page->out, written > 0 ? "</section>\n" : "");
}

/* ---- the answer ---- */

static void write_lead(struct cs_page *page, const struct cs_summary_request *request)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_summary_paragraph(&page->summary, request, &text);
    if (text.length > 0) {
        cs_buffer_text(page->out, "<p class=\"lead\">");
        cs_html_text(page->out, cs_buffer_string(&text));
        cs_buffer_text(page->out, "</p>\n");
    }
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void write_answer(struct cs_page *page, size_t r)
{
    size_t start = page->out->length;

    cs_mentions_again(&page->report);
    cs_buffer_text(page->out, "<section class=\"answer\">\n");
    write_lead(page, &page->summary.requests[r]);
    cs_buffer_text(page->out, "<div class=\"split\">");
    if (page->summary.requests[r].judged)
        write_verdicts(page, r);
    write_switches(page, r);
    cs_buffer_text(page->out, "</div></section>\n");
    cs_page_settle(page, start, false);
}

static const char *request_title(struct cs_page *page, size_t r)
{
    const struct cs_summary_request *request = &page->summary.requests[r];

    return request->title != NULL ? cs_mentions_plain(&page->report, request->title, &page->arena)
                                  : cs_sentence(&page->report, "Under no request", NULL, 0, &page->arena);
}

static void write_id(struct cs_page *page, size_t r)
{
    const struct cs_ledger_row *row = page->summary.requests[r].row;

    cs_buffer_text(page->out, "row=");
    if (row == NULL)
        cs_buffer_text(page->out, "none");
    else
        cs_html_text(page->out, row->id);
}

/* When a request was made, small: two of one title are told apart by it. */
static void write_date(struct cs_page *page, size_t r)
{
    const struct cs_ledger_row *row = page->summary.requests[r].row;
    struct cs_moment moment;
    struct cs_buffer date;

    if (row == NULL || row->entry == NULL)
        return;
    moment = cs_when_of(&page->report, row->entry);
    cs_buffer_init(&date);
    cs_when_moment(&page->report, &moment, &date);
    cs_buffer_text(page->out, "<small>");
    cs_html_text(page->out, cs_page_keep(page, &date));
    cs_buffer_text(page->out, "</small>");
}

/* The requests, each with its verdict on the account that is shown. */
static void write_index(struct cs_page *page)
{
    cs_buffer_text(page->out, "<nav class=\"index\" aria-label=\"");
    cs_page_say(page, "Requests");
    cs_buffer_text(page->out, "\"><ol>\n");
    for (size_t r = 0; r < page->told; r++) {
        cs_buffer_text(page->out, "<li><a href=\"#");
        write_id(page, r);
        cs_buffer_text(page->out, "\">");
        cs_html_text(page->out, request_title(page, r));
        cs_buffer_text(page->out, "</a> ");
        write_date(page, r);
        cs_buffer_printf(page->out, "<span class=\"verdict\" data-r=\"%zu\">", r);
        cs_page_verdict(page, verdict_on(page, r, page->shown));
        cs_buffer_text(page->out, "</span></li>\n");
    }
    cs_buffer_text(page->out, "</ol></nav>\n");
}

/* A part of a request; `again`: people may begin to read there. */
static void write_part(struct cs_page *page, size_t r, void (*write)(struct cs_page *page, size_t request), bool again)
{
    size_t start = page->out->length;

    if (again)
        cs_mentions_again(&page->report);
    write(page, r);
    cs_page_settle(page, start, false);
}

static void write_request(struct cs_page *page, size_t r)
{
    bool alone = page->summary.count == 1;

    cs_buffer_text(page->out, alone ? "<article class=\"case\" id=\"" : "<details class=\"case\" id=\"");
    write_id(page, r);
    cs_buffer_text(page->out, alone ? "\">\n" : r == 0 ? "\" open><summary><h2>" : "\"><summary><h2>");
    if (!alone) {
        cs_html_text(page->out, request_title(page, r));
        cs_buffer_char(page->out, ' ');
        write_date(page, r);
        cs_buffer_text(page->out, "</h2></summary>\n");
    }
    write_answer(page, r);
    write_part(page, r, cs_page_differences, false);
    write_part(page, r, cs_page_story, true);
    write_part(page, r, cs_page_duties, true);
    cs_buffer_text(page->out, alone ? "</article>\n" : "</details>\n");
}

void cs_page_answers(struct cs_page *page)
{
    if (page->summary.count > 1)
        write_index(page);
    for (size_t r = 0; r < page->told; r++)
        write_request(page, r);
    if (page->summary.count > page->told) {
        cs_buffer_text(page->out, "<p class=\"note\">");
        cs_page_count(page, CS_PHRASE("{count} more requests stand in the ledger."), page->summary.count - page->told);
        cs_buffer_text(page->out, "</p>\n");
    }
}
