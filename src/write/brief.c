/* SPDX-License-Identifier: MIT */
/*
 * A summary of a few pages, in Markdown; of one request (--request) on one page (brief_page.c). Its sentences are made
 * of lines of the record and of the ledger. A state that is contested is given with its accounts; articles, sources and
 * passages are in footnotes.
 *
 *   the answer                   what each request came to, and whether a duty was broken, on each account
 *   a section for each request   the occurrence that it is about, and who calls it what; what was decided; what is owed
 *                                and expected, with its state; what had no effect
 *   a section for the rest       what the accounts differ on, or is broken; all else in one sentence
 *   a section of questions       what is open, and how each account answers
 *   a chronology                 all that happened, by date
 *
 * Of a record without a request it tells who says what happened, and who denies it.
 */
#include <stdlib.h>
#include <string.h>

#include "ledger/performed.h"
#include "view/absent.h"
#include "view/legend.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/standing.h"
#include "view/summary.h"
#include "view/when.h"
#include "view/wording.h"
#include "write/brief_int.h"
#include "write/write.h"

static const char *name_of(const struct cs_brief *page, cs_name name)
{
    return cs_row_name(page->report, name);
}

static const struct cs_occurrence *occurrence_of(const struct cs_brief *page, cs_value value)
{
    return cs_docket_occurrence(page->report->ledger->docket, value);
}

void cs_brief_note_article(struct cs_brief *page, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = page->report->ledger;

    if (row->bond != CS_NO_ROW && row->article != CS_NO_NAME)
        cs_note_article(&page->notes, cs_why_kept(&page->reasons, ledger, row, ledger->docket->possible));
}

void cs_brief_add_text(struct cs_brief *page, const char *text)
{
    cs_markdown_text(&page->line, text);
}

void cs_brief_add_made(struct cs_brief *page, struct cs_buffer *text)
{
    cs_brief_add_text(page, cs_buffer_string(text));
    page->md.failed = page->md.failed || text->failed;
    cs_buffer_release(text);
}

/* A phrase without places, in the reader's language. */
static const char *told(const struct cs_brief *page, const char *english)
{
    return cs_told(cs_report_language(page->report), english);
}

void cs_brief_add_told_text(struct cs_brief *page, const char *english)
{
    cs_buffer_text(&page->line, told(page, english));
}

const char *cs_brief_between(const struct cs_brief *page, size_t index, size_t count)
{
    return index == 0 ? "" : index + 1 == count ? told(page, " and ") : ", ";
}

/* Makes the letter at `at`, where a sentence begins, a capital. */
void cs_brief_begin_sentence(struct cs_brief *page, size_t at)
{
    if (page->line.length > at)
        cs_worded_capital(&page->line, at);
}

/* Adds the voice of an account in a form. */
static void add_account(struct cs_brief *page, size_t account, const char *form)
{
    struct cs_row_voice voice = {page->report, account};
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_add_account(&voice, form, strlen(form), &text);
    cs_brief_add_made(page, &text);
}

/* ---- states on the accounts ---- */

/* The words of states, one for each account. NULL if memory ran out. */
const char **cs_brief_words_of(struct cs_brief *page, const enum cs_state *states)
{
    size_t accounts = cs_row_account_count(page->report);
    const char **words = cs_arena_array(&page->arena, accounts, sizeof *words);

    for (size_t a = 0; words != NULL && a < accounts; a++)
        words[a] = states[a] == CS_STATE_SO       ? told(page, "it was so")
                   : states[a] == CS_STATE_NOT_SO ? told(page, "it was not so")
                                                  : cs_row_state(page->report, states[a]);
    return words;
}

/* "violated on the account of Armenia; undetermined on the accounts of Russia and CSTO (it depends on Q3 and Q6)" */
/* How many names and runs of names these questions are told as. */
static size_t count_pieces(const struct cs_brief *page, const uint32_t *each, size_t count)
{
    size_t pieces = 0;

    for (size_t i = 0; i < count; i += cs_legend_run(&page->legend, each + i, count - i))
        pieces++;
    return pieces;
}

void cs_brief_add_standing(struct cs_brief *page, const char *before, const char *const *states,
                           const uint32_t *questions, size_t question_count)
{
    const struct cs_report *report = page->report;
    size_t accounts = cs_row_account_count(report);

    for (size_t a = 0; a < accounts; a++) {
        size_t first = 0, alike = 0, written = 0;

        while (strcmp(states[first], states[a]) != 0)
            first++;
        if (first < a)
            continue;
        for (size_t k = a; k < accounts; k++)
            alike += strcmp(states[k], states[a]) == 0;
        cs_buffer_text(&page->line, a == 0 ? before : "; ");
        cs_brief_add_text(page, states[a]);
        if (accounts == 1 && report->ledger->accounts[0].voice == CS_NO_NAME) {
            cs_brief_add_told_text(page, CS_PHRASE(", with all that is open"));
        } else if (alike == accounts && accounts > 1) {
            cs_brief_add_told_text(page, CS_PHRASE(" on every account"));
        } else {
            cs_brief_add_told_text(page, alike > 1 ? CS_PHRASE(" on the accounts of ")
                                                   : CS_PHRASE(" on the account of "));
            for (size_t k = a; k < accounts; k++)
                if (strcmp(states[k], states[a]) == 0) {
                    cs_buffer_text(&page->line, cs_brief_between(page, written++, alike));
                    add_account(page, k, "gen");
                }
        }
    }
    questions = cs_legend_distinct(&page->legend, questions, question_count, &question_count);
    for (size_t i = 0, run, piece = 0, pieces = count_pieces(page, questions, question_count); i < question_count;
         i += run) {
        run = cs_legend_run(&page->legend, questions + i, question_count - i);
        cs_buffer_text(&page->line,
                       piece == 0 ? told(page, " (it depends on ") : cs_brief_between(page, piece, pieces));
        cs_legend_names(&page->legend, questions + i, run, ' ', &page->line);
        piece++;
    }
    cs_buffer_text(&page->line, question_count > 0 ? ")" : "");
}

void cs_brief_add_set_standing(struct cs_brief *page, cs_set set)
{
    const enum cs_state *states =
        cs_standing_of_set(page->report, set, CS_STATE_SO, CS_STATE_NOT_SO, &page->arena);
    const char **words = states == NULL ? NULL : cs_brief_words_of(page, states);
    size_t count;
    const uint32_t *questions =
        cs_row_set_questions(page->report, set, cs_row_shown(page->report), &page->arena, &count);

    if (words != NULL)
        cs_brief_add_standing(page, ": ", words, questions, count);
}

/* ---- lines of the ledger ---- */

static bool is_done(const struct cs_brief *page, const struct cs_line *line)
{
    for (size_t a = 0; a < cs_row_account_count(page->report); a++)
        if (!cs_state_is_performed(line->states[a]) && line->states[a] != CS_STATE_FULFILLED_IN_PART &&
            line->states[a] != CS_STATE_MET_IN_PART)
            return false;
    return true;
}

static bool is_among(const struct cs_occurrence *const *written, size_t count, const struct cs_occurrence *entry)
{
    size_t k = 0;

    while (k < count && written[k] != entry)
        k++;
    return k < count;
}

/* Adds the occurrences that performed the rows of a line, each once; where contested, those that may have. */
static void add_performed(struct cs_brief *page, const struct cs_line *line)
{
    const struct cs_occurrence **written = NULL;
    size_t count = 0, capacity = 0;

    for (size_t r = 0; r < line->row_count; r++) {
        struct cs_performance *items;
        size_t items_count;

        if (cs_ledger_performed(page->report->ledger, line->rows[r], &page->arena, &items, &items_count) != CASUS_OK)
            break;
        for (size_t i = 0; i < items_count; i++) {
            if (items[i].by == NULL || is_among(written, count, items[i].by))
                continue;
            if (!cs_grow(&written, &capacity, count + 1, sizeof *written)) {
                page->arena.failed = true;
                break;
            }
            written[count++] = items[i].by;
            cs_buffer_text(&page->line, count > 1             ? "; "
                                        : is_done(page, line) ? told(page, CS_PHRASE(" What was done: "))
                                                              : told(page, CS_PHRASE(" What may perform it: ")));
            cs_brief_add_entry(page, items[i].by->entry);
            cs_note_matter(&page->notes, items[i].by->matter);
        }
    }
    cs_buffer_text(&page->line, count > 0 ? "." : "");
    free(written);
}

/* " Nobody reports any help by Borea to Alden by 2022-09-16." */
static void add_absences(struct cs_brief *page, const struct cs_line *line)
{
    const struct cs_report *report = page->report;
    const char *const *absences;
    size_t count;

    if (line->rows[0]->bond == CS_NO_ROW)
        return;
    absences = cs_line_absences(
        report, line, cs_why_kept(&page->reasons, report->ledger, line->rows[0], cs_row_shown(report)), &page->arena,
        &count);
    for (size_t i = 0; i < count; i++) {
        size_t at = page->line.length;

        cs_buffer_char(&page->line, ' ');
        cs_brief_add_text(page, absences[i]);
        cs_brief_begin_sentence(page, at + 1);
        cs_buffer_char(&page->line, '.');
    }
}

/* " It rests on what the record concludes: e1 counts as attack on Armenia.", " The record concludes it." */
static void add_concluded(struct cs_brief *page, const struct cs_line *line)
{
    if (line->is_concluded) {
        cs_buffer_text(&page->line, told(page, CS_PHRASE(" The record concludes it.")));
        return;
    }
    for (size_t i = 0; i < line->concluded_count; i++) {
        cs_buffer_text(&page->line, i == 0 ? told(page, CS_PHRASE(" It rests on what the record concludes: ")) : "; ");
        cs_brief_add_text(page, line->concluded[i]);
    }
    cs_buffer_text(&page->line, line->concluded_count > 0 ? "." : "");
}

static void add_line(struct cs_brief *page, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    const struct cs_occurrence *o = row->bond == CS_NO_ROW ? occurrence_of(page, row->trigger) : NULL;
    const char **states = cs_brief_words_of(page, line->shown);
    size_t at = page->line.length;

    if (o != NULL && line->row_count == 1 && row->entry != NULL && row->named == CS_NO_ROW) {
        struct cs_buffer left_out;

        cs_brief_add_entry(page, row->entry);
        cs_buffer_init(&left_out);
        cs_row_left_out(page->report, row, page->report->ledger->worlds, &page->arena, &left_out);
        cs_buffer_text(&page->line, left_out.length > 0 ? ", " : "");
        cs_brief_add_text(page, cs_buffer_string(&left_out));
        page->line.failed = page->line.failed || left_out.failed;
        cs_buffer_release(&left_out);
        cs_note_matter(&page->notes, o->matter);
    } else {
        cs_brief_add_text(page, line->label);
        cs_brief_begin_sentence(page, at);
        cs_brief_note_article(page, row);
    }
    if (states != NULL)
        cs_brief_add_standing(page, ": ", states, line->questions, line->question_count);
    cs_buffer_char(&page->line, '.');
    add_absences(page, line);
    add_concluded(page, line);
    add_performed(page, line);
    cs_markdown_item(&page->md, &page->line);
}

static bool of_kind(const struct cs_ledger_row *row, enum cs_ledger_kind a, enum cs_ledger_kind b)
{
    return row->kind == a || row->kind == b;
}

static bool stands_as(const struct cs_line *line, enum cs_state state)
{
    return line->same && line->states[0] == state;
}

static void add_part(struct cs_brief *page, const struct cs_lines *lines, const char *title, enum cs_ledger_kind a,
                     enum cs_ledger_kind b, enum cs_state unless)
{
    bool written = false;

    for (size_t i = 0; i < lines->count; i++) {
        if (!of_kind(lines->items[i].rows[0], a, b) ||
            (unless != CS_STATE_UNSAID && stands_as(&lines->items[i], unless)))
            continue;
        if (!written) {
            cs_markdown_gap(&page->md);
            cs_brief_add_told_text(page, title);
            cs_markdown_paragraph(&page->md, &page->line);
        }
        written = true;
        add_line(page, &lines->items[i]);
    }
}

/* "v1 in place of assistance to Armenia of Military on e1, on the word of RFERL" */
static void add_substitutes(struct cs_brief *page, const struct cs_lines *lines)
{
    const struct cs_docket *docket = page->report->ledger->docket;
    bool written = false;

    for (size_t i = 0; i < docket->matter_count; i++) {
        const struct cs_matter *m = docket->matters[i];
        struct cs_buffer words;

        if (m->entry->kind != CS_ENTRY_IN_PLACE || !m->known || !cs_lines_offered(page->report, lines, m->entry))
            continue;
        if (!written) {
            cs_markdown_gap(&page->md);
            cs_brief_add_told_text(page, CS_PHRASE("What was offered in place of what was owed:"));
            cs_markdown_paragraph(&page->md, &page->line);
        }
        written = true;
        cs_buffer_init(&words);
        cs_row_entry(page->report, m->entry, &words);
        cs_brief_add_text(page, cs_buffer_string(&words));
        page->md.failed = page->md.failed || words.failed;
        cs_buffer_release(&words);
        cs_brief_add_word_of(page, m);
        if (m->concluded != NULL) {
            cs_brief_add_told_text(page, CS_PHRASE(", as the record concludes"));
            cs_note_conclusion(&page->notes, m->concluded);
        }
        cs_buffer_char(&page->line, '.');
        cs_markdown_item(&page->md, &page->line);
    }
}

/* ---- sections ---- */

const struct cs_ledger_row **cs_brief_rows_of(struct cs_brief *page, cs_name trigger, size_t *count)
{
    const struct cs_ledger *ledger = page->report->ledger;
    const struct cs_ledger_row **rows = cs_arena_array(&page->arena, ledger->row_count, sizeof *rows);

    *count = 0;
    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++) {
        uint32_t request = ledger->rows[i].request;

        if (request == CS_NO_ROW ? trigger == CS_NO_NAME : ledger->rows[request].trigger == trigger)
            rows[(*count)++] = &ledger->rows[i];
    }
    return rows;
}

/* Adds the occurrence that a request is about. */
static void add_about(struct cs_brief *page, const struct cs_occurrence *request)
{
    if (request == NULL || request->refer_count == 0)
        return;
    cs_markdown_gap(&page->md);
    cs_brief_add_told_text(page, CS_PHRASE("What it is about:"));
    cs_markdown_paragraph(&page->md, &page->line);
    for (uint32_t i = 0; i < request->refer_count; i++)
        cs_brief_add_occurrence(page, request->refers[i]);
}

/* "Armenia's request to the CSTO (r1), on 13 September 2022"; "Request r1, on 2022-09-13" */
static void add_request_heading(struct cs_brief *page, const struct cs_entry *entry)
{
    struct cs_buffer text;
    bool formal;

    cs_buffer_init(&text);
    formal = !cs_worded_occurrence(page->report, entry, &text);
    cs_buffer_text(&page->line, formal ? told(page, CS_PHRASE("Request")) : "");
    cs_brief_add_made(page, &text);
    cs_brief_begin_sentence(page, 0);
    if (entry->label != CS_NO_NAME)
        cs_buffer_printf(&page->line, formal ? " %s" : " (%s)", name_of(page, entry->label));
    cs_buffer_text(&page->line, ", ");
    cs_brief_add_date(page, entry);
}

static void add_request(struct cs_brief *page, cs_name trigger)
{
    const struct cs_occurrence *o = occurrence_of(page, trigger);
    struct cs_lines lines;
    size_t count;
    const struct cs_ledger_row **rows = cs_brief_rows_of(page, trigger, &count);

    cs_fold(page->report, rows, count, &page->arena, &lines);
    if (o != NULL)
        add_request_heading(page, o->entry);
    else
        cs_buffer_printf(&page->line, "%s, %s", told(page, CS_PHRASE("Request")),
                         count > 0 && rows[0]->date != NULL ? rows[0]->date : "");
    cs_markdown_heading(&page->md, 2, &page->line);
    add_part(page, &lines, CS_PHRASE("What was asked:"), CS_ROW_REQUEST, CS_ROW_REQUEST, CS_STATE_UNSAID);
    add_about(page, o);
    add_part(page, &lines, CS_PHRASE("What was decided:"), CS_ROW_DECISION, CS_ROW_DECISION, CS_STATE_UNSAID);
    add_part(page, &lines, CS_PHRASE("What is owed:"), CS_ROW_DUTY, CS_ROW_PROHIBITION, CS_STATE_UNSAID);
    add_substitutes(page, &lines);
    add_part(page, &lines, CS_PHRASE("What is expected, and not owed in law:"), CS_ROW_EXPECTATION,
             CS_ROW_EXPECTATION, CS_STATE_UNSAID);
    if (count > 0)
        cs_brief_also_done(page, rows[0]);
    add_part(page, &lines, CS_PHRASE("What was done without effect, or with contested effect:"), CS_ROW_ACT, CS_ROW_ACT,
             CS_STATE_WITH_EFFECT);
}

/* "Beside these, 73 lines stand alike on every account: 30 in force, 43 expired." */
static void add_quiet(struct cs_brief *page, const struct cs_lines *lines, const bool *quiet)
{
    size_t all = 0;

    for (size_t i = 0; i < lines->count; i++)
        all += quiet[i] ? lines->items[i].row_count : 0;
    if (all == 0)
        return;
    cs_markdown_gap(&page->md);
    cs_say(cs_report_language(page->report), &page->line,
           "{count} further {count:line of the ledger stands|lines of the ledger stand} alike on every account that "
           "is shown: ", cs_part_number((long long)all));
    for (size_t i = 0, written = 0; i < lines->count; i++) {
        size_t k = 0, same = 0;

        while (quiet[i] && k < i && !(quiet[k] && lines->items[k].states[0] == lines->items[i].states[0]))
            k++;
        if (!quiet[i] || k < i)
            continue;
        for (; k < lines->count; k++)
            if (quiet[k] && lines->items[k].states[0] == lines->items[i].states[0])
                same += lines->items[k].row_count;
        cs_buffer_printf(&page->line, "%s%zu ", written++ > 0 ? ", " : "", same);
        cs_brief_add_text(page, cs_row_state(page->report, lines->items[i].shown[0]));
    }
    cs_buffer_char(&page->line, '.');
    cs_markdown_paragraph(&page->md, &page->line);
}

/* The lines of no request: those on which accounts differ, decisions, expectations, and what was broken. */
static void add_rest(struct cs_brief *page)
{
    static const enum cs_state quiet_states[] = {CS_STATE_IN_FORCE,   CS_STATE_EXPIRED, CS_STATE_FULFILLED,
                                                 CS_STATE_WITH_EFFECT, CS_STATE_MET,    CS_STATE_SUSPENDED,
                                                 CS_STATE_DISCHARGED};
    struct cs_lines lines;
    size_t count;
    const struct cs_ledger_row **rows = cs_brief_rows_of(page, CS_NO_NAME, &count);
    bool *quiet, written = false;

    cs_fold(page->report, rows, count, &page->arena, &lines);
    quiet = cs_arena_array(&page->arena, lines.count, sizeof *quiet);
    if (count == 0 || quiet == NULL)
        return;
    for (size_t i = 0; i < lines.count; i++)
        for (size_t s = 0; s < sizeof quiet_states / sizeof *quiet_states; s++)
            quiet[i] = quiet[i] || (stands_as(&lines.items[i], quiet_states[s]) &&
                                    lines.items[i].concluded_count == 0 &&
                                    !of_kind(lines.items[i].rows[0], CS_ROW_DECISION, CS_ROW_EXPECTATION));
    cs_brief_add_told_text(page, CS_PHRASE("Under no request"));
    cs_markdown_heading(&page->md, 2, &page->line);
    for (size_t i = 0; i < lines.count; i++)
        if (!quiet[i]) {
            add_line(page, &lines.items[i]);
            written = true;
        }
    if (!written)
        cs_brief_add_told_text(page, CS_PHRASE("Nothing that is contested or broken. "));
    else
        add_substitutes(page, &lines);
    add_quiet(page, &lines, quiet);
}

/* An answer as people read it, in the arena. */
static const char *answer_of(struct cs_brief *page, const char *answer)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_worded_answer(page->report, answer, &text);
    answer = cs_buffer_keep(&text, &page->arena);
    return answer != NULL ? answer : "";
}

static void add_question(struct cs_brief *page, uint32_t question)
{
    size_t accounts = cs_row_account_count(page->report), at;
    const char **answers = cs_arena_array(&page->arena, accounts, sizeof *answers);

    if (answers == NULL)
        return;
    for (size_t a = 0; a < accounts; a++) {
        answers[a] = cs_row_answer(page->report, question, cs_row_worlds(page->report, a));
        answers[a] = answer_of(page, answers[a] != NULL ? answers[a] : "open");
    }
    cs_legend_names(&page->legend, &question, 1, ' ', &page->line);
    cs_buffer_text(&page->line, ", ");
    cs_brief_add_text(page, cs_legend_text(&page->legend, question));
    at = page->line.length;
    cs_brief_add_standing(page, " ", answers, NULL, 0);
    cs_brief_begin_sentence(page, at + 1);
    cs_buffer_char(&page->line, '.');
    cs_markdown_item(&page->md, &page->line);
}

void cs_brief_add_questions(struct cs_brief *page, size_t least)
{
    bool written = false;

    for (int pass = 0; page->hangs != NULL && pass < (page->one_page ? 2 : 1); pass++)
        for (uint32_t i = 0; i < page->legend.count; i++) {
            if (!cs_legend_tells(&page->legend, i) ||
                (page->one_page && (page->hangs[i] != (pass == 0) || cs_brief_room(page) < least)))
                continue;
            if (!written) {
                cs_brief_add_told_text(page, CS_PHRASE("What is open"));
                cs_markdown_heading(&page->md, 2, &page->line);
            }
            written = true;
            add_question(page, i);
        }
}

/* Did somebody ask for something? */
static bool has_request(const struct cs_brief *page)
{
    const struct cs_ledger *ledger = page->report->ledger;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST)
            return true;
    return false;
}

/* ---- the answer ---- */

/* "- Armenia and Russia: Open: perhaps Russia did not give Armenia help.", "- On every account: No: ..." */
static void add_verdicts(struct cs_brief *page, const struct cs_summary_request *request)
{
    size_t accounts = cs_row_account_count(page->report);

    for (size_t a = 0; a < accounts; a++) {
        const char *sentence = request->verdicts[a].sentence;
        size_t first = 0, alike = 0, written = 0;

        while (strcmp(request->verdicts[first].sentence, sentence) != 0)
            first++;
        if (first < a)
            continue;
        for (size_t k = a; k < accounts; k++)
            alike += strcmp(request->verdicts[k].sentence, sentence) == 0;
        if (alike == accounts && accounts > 1)
            cs_brief_add_told_text(page, CS_PHRASE("On every account"));
        for (size_t k = a; k < accounts && (alike < accounts || accounts == 1); k++)
            if (strcmp(request->verdicts[k].sentence, sentence) == 0) {
                cs_buffer_text(&page->line, cs_brief_between(page, written++, alike));
                cs_brief_add_text(page, cs_row_account(page->report, k));
            }
        cs_buffer_text(&page->line, ": ");
        cs_brief_add_text(page, sentence);
        cs_markdown_item(&page->md, &page->line);
    }
}

/* What each request came to, and whether that was a breach, before all else. */
static void add_answer(struct cs_brief *page)
{
    struct cs_summary summary;

    cs_summary_init(&summary, page->report);
    for (size_t i = 0; !cs_arena_failed(&summary.arena) && page->hangs != NULL && i < summary.count; i++) {
        const struct cs_summary_request *request = &summary.requests[i];
        struct cs_buffer text;

        if (request->row == NULL)
            continue;
        cs_buffer_init(&text);
        cs_summary_paragraph(&summary, request, &text);
        cs_brief_add_made(page, &text);
        cs_markdown_paragraph(&page->md, &page->line);
        cs_markdown_gap(&page->md);
        cs_brief_add_told_text(page, CS_PHRASE("Was a duty broken?"));
        cs_markdown_paragraph(&page->md, &page->line);
        add_verdicts(page, request);
        for (size_t q = 0; q < request->question_count; q++)
            page->hangs[request->questions[q]] = true;
        cs_markdown_gap(&page->md);
    }
    page->arena.failed = page->arena.failed || cs_arena_failed(&summary.arena);
    cs_summary_release(&summary);
}

/* ---- the page ---- */

/* Does a request begin with this row, and is it shown? */
static bool begins_request(const struct cs_brief *page, size_t row)
{
    const struct cs_ledger_row *rows = page->report->ledger->rows;

    return rows[row].kind == CS_ROW_REQUEST && cs_row_wanted(page->report, &rows[row]) &&
           (row == 0 || rows[row - 1].trigger != rows[row].trigger || rows[row - 1].kind != CS_ROW_REQUEST);
}

/* What is open is told of all accounts, also where the page shows one. */
static void use_lines(struct cs_brief *page, cs_name trigger)
{
    struct cs_lines lines;
    size_t count;
    const struct cs_ledger_row **rows = cs_brief_rows_of(page, trigger, &count);

    cs_fold(page->report, rows, count, &page->arena, &lines);
    for (size_t i = 0; i < lines.count; i++)
        cs_line_look_at(page->report, &lines.items[i], page->report->ledger->docket->possible, &page->arena);
    cs_legend_use_lines(&page->legend, &lines);
}

static void number_questions(struct cs_brief *page)
{
    const struct cs_ledger *ledger = page->report->ledger;
    bool asked = has_request(page);

    cs_legend_init(&page->legend, page->report, &page->arena);
    for (size_t i = 0; i < ledger->row_count; i++)
        if (begins_request(page, i)) {
            use_lines(page, ledger->rows[i].trigger);
            if (!page->one_page)
                cs_brief_use_done(page, &ledger->rows[i]);
        }
    if (page->report->request == CS_NO_NAME)
        use_lines(page, CS_NO_NAME);
    for (size_t i = 0; i < ledger->docket->occurrence_count; i++) {
        size_t count;
        const uint32_t *on = cs_row_set_questions(page->report, ledger->docket->occurrences[i].worlds,
                                                  cs_row_shown(page->report), &page->arena, &count);

        if (!asked && on != NULL)
            cs_legend_use(&page->legend, on, count);
        for (size_t r = 0; on != NULL && r < ledger->row_count; r++)
            if (ledger->rows[r].kind == CS_ROW_REQUEST && cs_row_wanted(page->report, &ledger->rows[r]) &&
                cs_docket_refers(ledger->docket, ledger->rows[r].trigger, ledger->docket->occurrences[i].value)) {
                cs_legend_use(&page->legend, on, count);
                break;
            }
    }
    cs_legend_number(&page->legend);
}

static void add_heading(struct cs_brief *page, const char *title)
{
    const struct cs_report *report = page->report;
    size_t accounts = cs_row_account_count(report);
    struct cs_language l = cs_report_language(report);
    struct cs_buffer day;

    cs_brief_add_told_text(page, CS_PHRASE("Brief of "));
    cs_brief_add_text(page, title);
    cs_markdown_heading(&page->md, 1, &page->line);
    cs_buffer_init(&day);
    cs_when_as_of(report, &day);
    cs_say(l, &page->line, "As of {day}", cs_part_text(cs_buffer_string(&day)));
    page->md.failed = page->md.failed || day.failed;
    cs_buffer_release(&day);
    if (!report->as_of_given)
        cs_brief_add_told_text(page, CS_PHRASE(", the last date of the record"));
    cs_when_known(report, &page->line);
    if (accounts == 1 && report->ledger->accounts[0].voice == CS_NO_NAME) {
        cs_brief_add_told_text(page, CS_PHRASE(", whatever is still open"));
    } else {
        cs_brief_add_told_text(page, accounts > 1 ? CS_PHRASE(", on the accounts of ")
                                                  : CS_PHRASE(", on the account of "));
        for (size_t a = 0; a < accounts; a++) {
            cs_buffer_text(&page->line, cs_brief_between(page, a, accounts));
            add_account(page, a, "gen");
        }
    }
    cs_brief_add_told_text(page,
                           CS_PHRASE(". What is contested is told with the account on which it stands; articles, "
                                     "sources and passages are in the footnotes."));
    if (report->supposed != NULL) {
        cs_brief_add_told_text(page, CS_PHRASE(" Supposed: "));
        cs_brief_add_text(page, report->supposed);
        cs_buffer_char(&page->line, '.');
    }
    for (size_t a = 0; a < accounts; a++) {
        const char *contradiction =
            cs_standing_contradiction(report, cs_row_account(report, a), cs_row_worlds(report, a), &page->arena);

        if (contradiction != NULL) {
            cs_buffer_char(&page->line, ' ');
            cs_brief_add_text(page, contradiction);
        }
    }
    cs_markdown_paragraph(&page->md, &page->line);
}

casus_status cs_brief(const struct cs_report *report, const char *title, struct cs_buffer *out)
{
    const struct cs_ledger *ledger = report->ledger;
    struct cs_telling telling;
    struct cs_brief page = {.report = &telling.report};
    casus_status status;

    cs_telling_open(&telling, report, out);
    report = page.report;
    cs_arena_init(&page.arena);
    cs_buffer_init(&page.line);
    cs_markdown_init(&page.md, report, out);
    page.notes = (struct cs_notes){report, &page.md, &page.line};
    page.one_page = report->request != CS_NO_NAME;
    page.about = cs_arena_array(&page.arena, ledger->docket->occurrence_count + 1, sizeof *page.about);
    page.hangs = cs_arena_array(&page.arena, ledger->docket->question_count + 1, sizeof *page.hangs);
    if (page.hangs == NULL)
        page.arena.failed = true;
    number_questions(&page);
    add_heading(&page, title);
    add_answer(&page);
    if (report->request == CS_NO_NAME && !has_request(&page))
        cs_brief_happened(&page);
    for (size_t i = 0; i < ledger->row_count; i++)
        if (begins_request(&page, i) && page.one_page)
            cs_brief_one_page(&page, ledger->rows[i].trigger);
        else if (begins_request(&page, i))
            add_request(&page, ledger->rows[i].trigger);
    if (report->request == CS_NO_NAME)
        add_rest(&page);
    if (ledger->row_count == 0) {
        cs_markdown_gap(&page.md);
        cs_brief_add_told_text(&page, CS_PHRASE("Nothing was asked, decided or owed."));
        cs_markdown_paragraph(&page.md, &page.line);
    }
    if (!page.one_page)
        cs_brief_add_questions(&page, 0);
    if (report->request == CS_NO_NAME && has_request(&page))
        cs_brief_chronology(&page);
    cs_markdown_notes(&page.md);
    if (page.md.failed || page.line.failed)
        page.arena.failed = true;
    cs_telling_close(&telling, out);
    cs_markdown_release(&page.md);
    cs_buffer_release(&page.line);
    status = cs_report_status(report, &page.arena, out);
    cs_reasons_kept_release(&page.reasons);
    cs_lists_release(&page.names);
    cs_arena_release(&page.arena);
    return status;
}
