/* SPDX-License-Identifier: MIT */
/*
 * What decides a line, for people:
 *
 *   3.2 Cassia is to give Alden help over e1 (Pact 2, by 6 March 2022)
 *         in force: Alden; not owed: Dorn
 *         so on no account, and yet possible: violated
 *
 *   What would change it
 *     Alden (in force)
 *       Was e1 an attack by Dorn on Alden? no, and not yes: not owed
 *
 *   What would be worth knowing first
 *     Was e1 an attack by Dorn on Alden?
 *       any answer to it settles it (yes: in force; no: not owed)
 *
 *   How likely it is (all answers equally likely)
 *     in force 0.5; not owed 0.5
 */
#include <string.h>

#include "view/rows.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"
#include "view/wrap.h"
#include "write/write.h"

#define MARGIN ((size_t)6)
#define PLACES 6u

struct page {
    const struct cs_report *report;
    const struct cs_pivots *p;
    struct cs_arena arena;
    struct cs_legend legend;
    struct cs_buffer *out;
};

static void write_line(struct page *page, struct cs_buffer *text, size_t column, size_t hang)
{
    cs_buffer_repeat(page->out, ' ', column);
    cs_wrap(page->out, cs_buffer_string(text), text->length, column, column + hang, cs_report_columns(page->report));
    cs_buffer_char(page->out, '\n');
    page->out->failed = page->out->failed || text->failed;
    cs_buffer_release(text);
}

static void add_title(struct page *page, const char *title, const char *more)
{
    cs_buffer_char(page->out, '\n');
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    cs_buffer_text(page->out, title);
    cs_buffer_text(page->out, more);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_buffer_char(page->out, '\n');
}

static const struct cs_question *question_of(const struct page *page, uint32_t question)
{
    return &page->report->ledger->docket->questions[question];
}

static const char *text_of(const struct page *page, uint32_t question)
{
    return cs_legend_tells(&page->legend, question) ? cs_legend_text(&page->legend, question)
                                                    : question_of(page, question)->text;
}

/* Two questions that read alike are told apart by their ids. */
static void add_question(const struct page *page, uint32_t question, struct cs_buffer *out)
{
    const struct cs_pivots *p = page->p;
    const char *text = text_of(page, question);

    cs_buffer_text(out, text);
    for (size_t i = 0; i < p->question_count; i++)
        if (p->questions[i] != question && strcmp(text_of(page, p->questions[i]), text) == 0) {
            cs_buffer_printf(out, " (%s)", cs_row_name(page->report, question_of(page, question)->id));
            return;
        }
}

static const char *told(const struct page *page, const char *english)
{
    return cs_told(cs_report_language(page->report), english);
}

/* "yes", "13 September 2022" */
static void add_answer(const struct page *page, uint32_t question, uint32_t answer, struct cs_buffer *out)
{
    cs_worded_answer(page->report, question_of(page, question)->answers[answer], out);
}

/* ", and not no": the answer of the account itself; nothing if it leaves the question open */
static void add_and_not(const struct page *page, const char *own, struct cs_buffer *out)
{
    struct cs_buffer text;

    if (own == NULL)
        return;
    cs_buffer_init(&text);
    cs_worded_answer(page->report, own, &text);
    cs_say(cs_report_language(page->report), out, ", and not {answer}", cs_part_text(cs_buffer_string(&text)));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

static const char *state_text(const struct page *page, enum cs_state state)
{
    return cs_row_state(page->report, state);
}

/* ---- the line and its states ---- */

/* "so on no account, and yet possible: violated": the states that only worlds of no account have */
static void add_nobody_says(struct page *page)
{
    const struct cs_pivots *p = page->p;
    struct cs_buffer text;
    bool any = false;

    cs_buffer_init(&text);
    for (size_t s = 0; s < p->state_count; s++) {
        bool said = false;

        for (size_t a = 0; a < p->account_count; a++)
            said |= !cs_worlds_disjoint(page->report->ledger->docket->worlds, p->accounts[a].worlds,
                                        p->states[s].worlds);
        if (said)
            continue;
        cs_buffer_text(&text, any ? ", " : told(page, "so on no account, and yet possible: "));
        cs_buffer_text(&text, state_text(page, p->states[s].state));
        any = true;
    }
    if (any)
        write_line(page, &text, MARGIN, 2);
    else
        cs_buffer_release(&text);
}

static void add_states(struct page *page)
{
    const struct cs_pivots *p = page->p;
    enum cs_state *states = cs_arena_array(&page->arena, p->account_count, sizeof *states);
    struct cs_buffer text;

    for (size_t a = 0; states != NULL && a < p->account_count; a++)
        states[a] = p->accounts[a].state;
    if (states != NULL)
        cs_standing_write(page->report, &page->legend, states, CS_STATE_UNSAID, NULL, 0, MARGIN, page->out);
    if (p->settled) {
        cs_buffer_init(&text);
        cs_say(cs_report_language(page->report), &text,
               "settled: {state} in every world that can be. No answer to a question of this record could change it.",
               cs_part_text(p->state_count > 0 ? state_text(page, p->states[0].state) : ""));
        write_line(page, &text, MARGIN, 2);
        return;
    }
    add_nobody_says(page);
}

static void add_head(struct page *page)
{
    const struct cs_pivots *p = page->p;
    struct cs_lines lines;
    struct cs_buffer text, day;

    cs_buffer_init(&text);
    cs_buffer_init(&day);
    cs_when_as_of(page->report, &day);
    cs_say(cs_report_language(page->report), &text, "What decides it, on {day}", cs_part_text(cs_buffer_string(&day)));
    cs_buffer_text(&text, page->report->as_of_given ? "" : told(page, ", the last date of the record"));
    page->out->failed = page->out->failed || day.failed;
    cs_buffer_release(&day);
    cs_paint(page->out, page->report->colour, CS_PAINT_BOLD);
    write_line(page, &text, 0, 2);
    cs_paint(page->out, page->report->colour, CS_PAINT_PLAIN);
    cs_standing_reservations(page->report, &page->arena, page->out);
    cs_buffer_char(page->out, '\n');
    if (p->row == NULL) {
        cs_buffer_init(&text);
        cs_buffer_text(&text, p->sentence != NULL ? p->sentence : "");
        write_line(page, &text, 2, 4);
        return;
    }
    cs_fold(page->report, &p->row, 1, &page->arena, &lines);
    for (size_t i = 0; i < lines.count; i++)
        cs_standing_label(page->report, &lines.items[i], MARGIN, page->out);
}

/* ---- what would change it ---- */

/* "yes, and not no" */
static void add_instead(const struct page *page, uint32_t question, uint32_t answer, cs_set account,
                        struct cs_buffer *out)
{
    add_answer(page, question, answer, out);
    add_and_not(page, cs_row_answer(page->report, question, account), out);
}

/* "in force or violated": the states that an answer may bring about, from an outcome on; *end is behind the last. */
static void add_states_of(const struct page *page, const struct cs_pivot *pivot, size_t first, size_t *end,
                          struct cs_buffer *out)
{
    *end = first;
    while (*end < pivot->outcome_count && pivot->outcomes[*end].answers[0] == pivot->outcomes[first].answers[0]) {
        cs_buffer_text(out, *end > first ? told(page, " or ") : "");
        cs_buffer_text(out, state_text(page, pivot->outcomes[*end].state));
        ++*end;
    }
}

/* Do the outcomes from `a` on, of one answer, have the states of those from `b` on, of another? */
static bool same_states(const struct page *page, const struct cs_pivot *pivot, size_t a, size_t b)
{
    struct cs_buffer x, y;
    size_t end;
    bool same;

    cs_buffer_init(&x);
    cs_buffer_init(&y);
    add_states_of(page, pivot, a, &end, &x);
    add_states_of(page, pivot, b, &end, &y);
    same = strcmp(cs_buffer_string(&x), cs_buffer_string(&y)) == 0;
    page->out->failed = page->out->failed || x.failed || y.failed;
    cs_buffer_release(&x);
    cs_buffer_release(&y);
    return same;
}

/* Of one question, on one line: "yes, and not no: in force or violated"; answers to the same effect are joined. */
static void add_single(struct page *page, const struct cs_pivot *pivot, cs_set account, struct cs_buffer *out)
{
    const char *own = cs_row_answer(page->report, pivot->questions[0], account);
    struct cs_buffer states;
    size_t end;

    cs_buffer_init(&states);
    for (size_t i = 0; i < pivot->outcome_count; i = end) {
        bool last;

        cs_buffer_clear(&states);
        add_states_of(page, pivot, i, &end, &states);
        last = end == pivot->outcome_count || !same_states(page, pivot, i, end);
        add_answer(page, pivot->questions[0], pivot->outcomes[i].answers[0], out);
        if (last)
            add_and_not(page, own, out);
        if (last)
            cs_buffer_printf(out, ": %s%s", cs_buffer_string(&states), end < pivot->outcome_count ? "; " : "");
        else
            cs_buffer_text(out, told(page, " or "));
    }
    out->failed = out->failed || states.failed;
    cs_buffer_release(&states);
}

static void put(struct cs_buffer *out, size_t columns, struct cs_buffer *text, size_t column, size_t hang)
{
    cs_buffer_repeat(out, ' ', column);
    cs_wrap(out, cs_buffer_string(text), text->length, column, column + hang, columns);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text->failed;
    cs_buffer_clear(text);
}

static void add_together(struct page *page, const struct cs_pivot *pivot, cs_set account, struct cs_buffer *out)
{
    size_t columns = cs_report_columns(page->report);
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t o = 0; o < pivot->outcome_count || o == 0; o++) {
        const struct cs_pivot_outcome *outcome = o < pivot->outcome_count ? &pivot->outcomes[o] : NULL;

        cs_buffer_text(&text, told(page, o == 0 ? CS_PHRASE("together") : CS_PHRASE("or together")));
        cs_say(cs_report_language(page->report), &text, "[, then: {state}]",
               cs_part_text(outcome != NULL ? state_text(page, outcome->state) : ""));
        put(out, columns, &text, MARGIN, 2);
        for (size_t i = 0; i < pivot->count; i++) {
            add_question(page, pivot->questions[i], &text);
            if (outcome != NULL) {
                cs_buffer_char(&text, ' ');
                add_instead(page, pivot->questions[i], outcome->answers[i], account, &text);
            }
            put(out, columns, &text, MARGIN + 2, 2);
        }
    }
    cs_buffer_release(&text);
}

static void describe_account(struct page *page, const struct cs_pivot_account *account, struct cs_buffer *out)
{
    size_t columns = cs_report_columns(page->report);
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (account->state == CS_STATE_CONTRADICTORY) {
        cs_buffer_text(&text, told(page, "the account contradicts itself: no world is like it"));
        put(out, columns, &text, MARGIN, 2);
    } else if (account->listed == 0) {
        cs_buffer_text(&text, told(page, "nothing: no answer to a question of this record"));
        put(out, columns, &text, MARGIN, 2);
    }
    for (size_t i = 0; i < account->listed; i++) {
        const struct cs_pivot *pivot = &account->pivots[i];

        if (pivot->count > 1) {
            add_together(page, pivot, account->worlds, out);
            continue;
        }
        add_question(page, pivot->questions[0], &text);
        if (pivot->outcome_count > 0)
            cs_buffer_char(&text, ' ');
        add_single(page, pivot, account->worlds, &text);
        put(out, columns, &text, MARGIN, 2);
    }
    if (account->pivot_count > account->listed) {
        cs_say(cs_report_language(page->report), &text, "and {count} more; --all lists up to 1,000",
               cs_part_number((long long)(account->pivot_count - account->listed)));
        put(out, columns, &text, MARGIN, 2);
    }
    cs_buffer_release(&text);
}

/* Accounts of which the same is told stand in one heading. */
static void add_changes(struct page *page)
{
    const struct cs_pivots *p = page->p;
    char **texts = cs_arena_array(&page->arena, p->account_count, sizeof *texts);

    for (size_t a = 0; texts != NULL && a < p->account_count; a++) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        cs_buffer_printf(&text, "    %s (%s)\n", "%", state_text(page, p->accounts[a].state));
        describe_account(page, &p->accounts[a], &text);
        texts[a] = cs_arena_text(&page->arena, cs_buffer_string(&text), text.length);
        page->out->failed = page->out->failed || text.failed;
        cs_buffer_release(&text);
        if (texts[a] == NULL || page->out->failed)
            return;
    }
    if (texts == NULL || p->settled)
        return;
    add_title(page, told(page, "What would change it"), "");
    for (size_t a = 0; a < p->account_count; a++) {
        size_t first = 0;
        struct cs_buffer names;

        while (strcmp(texts[first], texts[a]) != 0)
            first++;
        if (first < a)
            continue;
        cs_buffer_init(&names);
        for (size_t k = a; k < p->account_count; k++)
            if (strcmp(texts[k], texts[a]) == 0)
                cs_buffer_printf(&names, "%s%s", k > a ? ", " : "", cs_row_account(page->report, k));
        cs_buffer_text(page->out, "    ");
        cs_buffer_text(page->out, cs_buffer_string(&names));
        cs_buffer_text(page->out, texts[a] + strlen("    %"));
        page->out->failed = page->out->failed || names.failed;
        cs_buffer_release(&names);
    }
}

/* ---- what would be worth knowing ---- */

/* "(yes: fulfilled; no: not owed)": the answers that settle it */
static void add_settling(const struct page *page, const struct cs_evidence *e, struct cs_buffer *out)
{
    const struct cs_question *question = question_of(page, e->question);
    bool any = false;

    for (uint32_t a = 0; a < question->answer_count; a++) {
        if (!e->answers[a].possible || e->answers[a].state == CS_STATE_UNDETERMINED)
            continue;
        cs_buffer_text(out, any ? "; " : " (");
        add_answer(page, e->question, a, out);
        cs_buffer_printf(out, ": %s", state_text(page, e->answers[a].state));
        any = true;
    }
    cs_buffer_text(out, any ? ")" : "");
}

static void add_evidence(struct page *page, const struct cs_judgement *j, const struct cs_evidence *e)
{
    bool whole = cs_natural_compare(e->settles, j->all, j->digits) == 0;
    bool nothing = cs_natural_is_zero(e->settles, j->digits);
    struct cs_buffer text;

    cs_buffer_init(&text);
    add_question(page, e->question, &text);
    write_line(page, &text, 4, 2);
    cs_buffer_init(&text);
    cs_buffer_text(&text, told(page, nothing ? CS_PHRASE("no answer to it settles it alone")
                                     : whole ? CS_PHRASE("any answer to it settles it")
                                             : CS_PHRASE("its answer settles it with a probability of ")));
    if (!nothing && !whole)
        cs_natural_ratio(e->settles, j->all, j->digits, PLACES, &text);
    add_settling(page, e, &text);
    if (!whole) {
        cs_buffer_text(&text, told(page, "; the likeliest state is then right with "));
        cs_natural_ratio(e->right, j->all, j->digits, PLACES, &text);
    }
    write_line(page, &text, 6, 2);
}

/* Has one state all the weight? Then nothing is worth knowing to this judge. */
static bool is_certain(const struct page *page, const struct cs_judgement *j)
{
    for (size_t s = 0; s < page->p->state_count; s++)
        if (cs_natural_compare(j->states[s], j->all, j->digits) == 0)
            return true;
    return false;
}

static void add_judgement(struct page *page, const struct cs_judgement *j)
{
    const struct cs_pivots *p = page->p;
    size_t most = j->evidence_count < 10 ? j->evidence_count : 10;
    struct cs_buffer text, whose;

    cs_buffer_init(&whose);
    if (j->judge->name == NULL)
        cs_buffer_text(&whose, told(page, " (all answers equally likely)"));
    else
        cs_buffer_printf(&whose, " (%s)", j->judge->name);
    if (cs_natural_is_zero(j->all, j->digits)) {
        add_title(page, told(page, "How likely it is"), cs_buffer_string(&whose));
        cs_buffer_init(&text);
        cs_buffer_text(&text, told(page, "this judge rules out every world that is looked at"));
        write_line(page, &text, 4, 2);
        cs_buffer_release(&whose);
        return;
    }
    if (is_certain(page, j))
        most = 0;
    if (most > 0)
        add_title(page, told(page, "What would be worth knowing first"), cs_buffer_string(&whose));
    for (size_t i = 0; i < most; i++)
        add_evidence(page, j, &j->evidence[i]);
    add_title(page, told(page, "How likely it is"), cs_buffer_string(&whose));
    cs_buffer_init(&text);
    for (size_t s = 0; s < p->state_count; s++) {
        cs_buffer_printf(&text, "%s%s ", s > 0 ? "; " : "", state_text(page, p->states[s].state));
        cs_natural_ratio(j->states[s], j->all, j->digits, PLACES, &text);
    }
    write_line(page, &text, 4, 2);
    page->out->failed = page->out->failed || whose.failed;
    cs_buffer_release(&whose);
}

static void open_page(struct page *page)
{
    const struct cs_pivots *p = page->p;

    cs_arena_init(&page->arena);
    cs_legend_init(&page->legend, page->report, &page->arena);
    for (size_t i = 0; i < p->question_count; i++)
        cs_legend_show(&page->legend, p->questions[i]);
    for (size_t a = 0; a < p->account_count; a++)
        for (size_t i = 0; i < p->accounts[a].listed; i++)
            cs_legend_use(&page->legend, p->accounts[a].pivots[i].questions, p->accounts[a].pivots[i].count);
    cs_legend_number(&page->legend);
}

static void write_page(struct page *page)
{
    open_page(page);
    add_head(page);
    add_states(page);
    add_changes(page);
    for (size_t i = 0; i < page->p->judgement_count && !page->p->settled; i++)
        add_judgement(page, &page->p->judgements[i]);
}

casus_status cs_pivots_text(const struct cs_report *report, const struct cs_pivots *lines, size_t count,
                            struct cs_buffer *out)
{
    casus_status status = CASUS_OK;

    for (size_t i = 0; i < count && status == CASUS_OK; i++) {
        struct page page = {.report = report, .p = &lines[i], .out = out};

        cs_buffer_text(out, i > 0 ? "\n" : "");
        write_page(&page);
        status = cs_report_status(report, &page.arena, out);
        cs_arena_release(&page.arena);
    }
    return status;
}
