/* SPDX-License-Identifier: MIT */
#include "view/rows.h"

#include "ledger/beside.h"
#include "view/wording.h"

#include <stdlib.h>
#include <string.h>

const char *cs_row_name(const struct cs_report *report, cs_name name)
{
    return name == CS_NO_NAME ? NULL : cs_names_text(report->ledger->docket->plan->names, name);
}

const char *cs_row_called(const struct cs_report *report, cs_name name, struct cs_arena *arena)
{
    struct cs_buffer text;
    const char *kept;

    if (name == CS_NO_NAME)
        return NULL;
    cs_buffer_init(&text);
    cs_language_name(cs_report_language(report), name, NULL, 0, &text);
    kept = cs_arena_text(arena, cs_buffer_string(&text), text.length);
    arena->failed = arena->failed || text.failed;
    cs_buffer_release(&text);
    return kept;
}

const char *cs_row_state(const struct cs_report *report, enum cs_state state)
{
    return cs_told(cs_report_language(report), cs_ledger_state_text(report->ledger, state));
}

size_t cs_row_account_count(const struct cs_report *report)
{
    return report->ledger->account_count;
}

const char *cs_row_account(const struct cs_report *report, size_t account)
{
    struct cs_language l = cs_report_language(report);
    cs_name voice = report->ledger->accounts[account].voice;

    return voice != CS_NO_NAME ? cs_language_told(l, voice) : cs_told(l, "open");
}

void cs_row_add_account(const void *context, const char *form, size_t length, struct cs_buffer *out)
{
    const struct cs_row_voice *voice = context;
    cs_name name = voice->report->ledger->accounts[voice->account].voice;

    if (name == CS_NO_NAME)
        cs_buffer_text(out, cs_row_account(voice->report, voice->account));
    else
        cs_language_name(cs_report_language(voice->report), name, form, length, out);
}

cs_set cs_row_worlds(const struct cs_report *report, size_t account)
{
    return report->ledger->accounts[account].worlds;
}

/* Does it owe, is it owed, or does it stand in what was put or done? */
static bool concerns(const struct cs_report *report, const struct cs_ledger_row *row)
{
    const struct cs_relation *relation = &report->ledger->docket->plan->relations[row->relation];

    if (row->holder == report->party || row->claimant == report->party)
        return true;
    for (uint32_t i = 0; row->bond == CS_NO_ROW && row->values != NULL && i < relation->column_count; i++)
        if (row->values[i] == report->party)
            return true;
    return false;
}

bool cs_row_wanted(const struct cs_report *report, const struct cs_ledger_row *row)
{
    if (report->party != CS_NO_NAME && !concerns(report, row))
        return false;
    return report->request == CS_NO_NAME ||
           (row->request != CS_NO_ROW && report->ledger->rows[row->request].trigger == report->request);
}

const char *cs_row_still_owed(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds)
{
    bool owed = false, free_of_it = false;

    if (cs_ledger_contradictory(worlds))
        return "";
    for (uint32_t i = 0; i < row->piece_count; i++) {
        if (cs_worlds_disjoint(report->ledger->docket->worlds, row->pieces[i].worlds, worlds))
            continue;
        owed = owed || row->pieces[i].still_owed;
        free_of_it = free_of_it || !row->pieces[i].still_owed;
    }
    return owed && free_of_it ? "" : owed ? "yes" : "no";
}

const char *cs_row_request(const struct cs_report *report, const struct cs_ledger_row *row)
{
    return row->request == CS_NO_ROW ? NULL : cs_row_name(report, report->ledger->rows[row->request].trigger);
}

const char *cs_row_since_in(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                            char out[32])
{
    const struct cs_ledger_piece *first = NULL;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];

        if (cs_worlds_disjoint(report->ledger->docket->worlds, p->worlds, worlds))
            continue;
        if (!p->has_since || (first != NULL && (p->since_day != first->since_day || p->state != first->state)))
            return NULL;
        first = p;
    }
    return first == NULL ? NULL : cs_row_since(first, out);
}

const char *cs_row_since(const struct cs_ledger_piece *piece, char out[32])
{
    return piece->has_since ? cs_day_text(piece->since_day, out) : NULL;
}

const char *cs_row_deadline(const struct cs_ledger_piece *piece, char out[32])
{
    if (!piece->has_deadline)
        return NULL;
    if (piece->deadline_hours)
        return cs_instant_text(piece->deadline - 1, piece->deadline_offset, out);
    return cs_day_text(cs_day_of(piece->deadline - 1, piece->deadline_offset), out);
}

void cs_row_days_after(struct cs_language l, int32_t least, int32_t most, struct cs_buffer *out)
{
    if (least == 0 && most == 0)
        cs_buffer_text(out, cs_told(l, "the same day"));
    else if (least == 0)
        cs_say(l, out, "up to {days} {days:day|days} after", cs_part_number(most));
    else if (most == 0)
        cs_say(l, out, "up to {days} {days:day|days} before", cs_part_number(-(long long)least));
    else if (least < 0 && most > 0)
        cs_say(l, out, "{before} {before:day|days} before to {after} {after:day|days} after",
               cs_part_number(-(long long)least), cs_part_number(most));
    else if (least < 0 && least == most)
        cs_say(l, out, "{days} {days:day|days} before", cs_part_number(-(long long)least));
    else if (least < 0)
        cs_say(l, out, "{least} to {days} {days:day|days} before", cs_part_number(-(long long)most),
               cs_part_number(-(long long)least));
    else if (least == most)
        cs_say(l, out, "{days} {days:day|days} after", cs_part_number(most));
    else
        cs_say(l, out, "{least} to {days} {days:day|days} after", cs_part_number(least), cs_part_number(most));
}

const char *cs_row_answer(const struct cs_report *report, uint32_t question, cs_set worlds)
{
    const struct cs_docket *docket = report->ledger->docket;
    const char *found = NULL;

    if (cs_ledger_contradictory(worlds))
        return cs_row_state(report, CS_STATE_CONTRADICTORY);
    for (uint32_t a = 0; a < docket->questions[question].answer_count; a++) {
        if (cs_worlds_disjoint(docket->worlds, worlds, cs_worlds_answer(docket->worlds, question, a)))
            continue;
        if (found != NULL)
            return NULL;
        found = docket->questions[question].answers[a];
    }
    return found;
}

/* Copies `all` into the arena and frees it; NULL, with the count 0, if memory ran out. */
static const uint32_t *keep_questions(uint32_t *all, struct cs_arena *arena, size_t *count)
{
    uint32_t *kept = cs_arena_array(arena, *count, sizeof *kept);

    if (kept == NULL)
        *count = 0;
    else
        memcpy(kept, all, *count * sizeof *kept);
    free(all);
    return kept;
}

static uint32_t *room_for_questions(const struct cs_report *report, struct cs_arena *arena)
{
    uint32_t *all = malloc((report->ledger->docket->question_count + 1) * sizeof *all);

    if (all == NULL)
        arena->failed = true;
    return all;
}

const uint32_t *cs_row_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                 struct cs_arena *arena, size_t *count)
{
    uint32_t *all;

    *count = 0;
    if (cs_ledger_state(report->ledger, row, worlds) != CS_STATE_UNDETERMINED)
        return NULL;
    all = room_for_questions(report, arena);
    if (all == NULL)
        return NULL;
    *count = cs_ledger_turns_on(report->ledger, row, worlds, all, report->ledger->docket->question_count);
    return keep_questions(all, arena, count);
}

void cs_row_left_out(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                     struct cs_arena *arena, struct cs_buffer *out)
{
    size_t count, written = 0;
    const struct cs_left_out *all = cs_ledger_left_out(report->ledger, row, worlds, arena, &count);

    for (int certain = 1; certain >= 0; certain--) {
        cs_name *names = cs_arena_array(arena, count, sizeof *names);
        size_t kept = 0;

        for (size_t i = 0; names != NULL && i < count; i++)
            if (all[i].certain == (certain != 0))
                names[kept++] = cs_worded_called(report, row, all[i].who);
        if (kept == 0)
            continue;
        cs_buffer_text(out, written++ > 0 ? ", " : "");
        cs_say(cs_report_language(report), out, certain ? "without {names}" : "perhaps without {names}",
               cs_part_names(names, kept));
    }
}

const uint32_t *cs_row_left_out_questions(const struct cs_report *report, const struct cs_left_out *who,
                                          struct cs_arena *arena, size_t *count)
{
    struct cs_docket *docket = report->ledger->docket;
    const cs_set sets[] = {who->worlds, cs_worlds_minus(docket->worlds, who->adopted, who->worlds)};
    uint32_t *all = room_for_questions(report, arena);

    *count = 0;
    if (all == NULL)
        return NULL;
    *count = cs_turns_on(docket, sets, 2, who->adopted, all, docket->question_count);
    return keep_questions(all, arena, count);
}

const uint32_t *cs_row_line_questions(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                                      struct cs_arena *arena, size_t *count)
{
    size_t own, left_out, others, beside, question_count = report->ledger->docket->question_count;
    const uint32_t *of_state = cs_row_questions(report, row, worlds, arena, &own);
    const struct cs_left_out *all = cs_ledger_left_out(report->ledger, row, worlds, arena, &left_out);
    bool *named;
    uint32_t *out = room_for_questions(report, arena);

    *count = own;
    beside = out == NULL ? 0 : cs_ledger_beside_turns_on(report->ledger, row, worlds, arena, out, question_count);
    named = left_out + beside == 0 ? NULL : cs_arena_array(arena, question_count, sizeof *named);
    if (named == NULL) {
        free(out);
        return of_state;
    }
    for (size_t i = 0; i < beside; i++)
        named[out[i]] = true;
    for (size_t i = 0; i < own; i++)
        named[of_state[i]] = true;
    for (size_t i = 0; i < left_out; i++) {
        const uint32_t *on = cs_row_left_out_questions(report, &all[i], arena, &others);

        for (size_t k = 0; k < others; k++)
            named[on[k]] = true;
    }
    *count = 0;
    for (uint32_t q = 0; q < question_count; q++)
        if (named[q])
            out[(*count)++] = q;
    return keep_questions(out, arena, count);
}

enum cs_state cs_row_power(const struct cs_report *report, cs_set power, size_t account)
{
    return cs_ledger_standing(report->ledger, cs_row_worlds(report, account), power, CS_STATE_MAY, CS_STATE_MAY_NOT);
}

cs_set cs_row_shown(const struct cs_report *report)
{
    return cs_row_account_count(report) == 1 ? cs_row_worlds(report, 0) : report->ledger->docket->possible;
}

const uint32_t *cs_row_set_questions(const struct cs_report *report, cs_set set, cs_set worlds, struct cs_arena *arena,
                                     size_t *count)
{
    struct cs_docket *docket = report->ledger->docket;
    const cs_set sets[] = {set, cs_worlds_not(docket->worlds, set)};
    uint32_t *all;

    *count = 0;
    if (cs_worlds_within(docket->worlds, worlds, set))
        return NULL;
    all = room_for_questions(report, arena);
    if (all == NULL)
        return NULL;
    *count = cs_turns_on(docket, sets, 2, worlds, all, docket->question_count);
    return keep_questions(all, arena, count);
}

/* Adds the words of a part of the entry; "" if it is of no text. */
static void add_span(const struct cs_report *report, const struct cs_entry *entry, const struct cs_span *span,
                     struct cs_buffer *out)
{
    if (span->source != NULL)
        cs_entry_span_words(entry, *span, report->ledger->docket->plan->names, out);
}

static void add_dated(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    char date[96];

    cs_buffer_printf(out, "%s ", cs_moment_text(&entry->moment, date));
    if (entry->label != CS_NO_NAME)
        cs_buffer_printf(out, "%s: ", cs_row_name(report, entry->label));
    add_span(report, entry, entry->kind == CS_ENTRY_BOND ? &entry->bond->span : &entry->term.span, out);
}

static void add_order(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    char date[96];

    cs_buffer_printf(out, "%s %s %s", cs_row_name(report, entry->about.name), entry->after ? "after" : "before",
                     entry->other.kind == CS_ARG_MOMENT ? cs_moment_text(entry->other.moment, date)
                                                        : cs_row_name(report, entry->other.name));
}

void cs_row_statement(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    if (!cs_worded_statement(report, entry, out))
        add_span(report, entry, entry->kind == CS_ENTRY_BOND ? &entry->bond->span : &entry->term.span, out);
}

void cs_row_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    const char *about = cs_row_name(report, entry->about.name);

    if (cs_worded_entry(report, entry, out))
        return;
    switch (entry->kind) {
    case CS_ENTRY_TERM:
    case CS_ENTRY_BOND:
        add_dated(report, entry, out);
        return;
    case CS_ENTRY_COUNTS_AS:
    case CS_ENTRY_IN_PLACE:
        cs_buffer_printf(out, "%s %s ", about, entry->kind == CS_ENTRY_COUNTS_AS ? "counts as" : "in place of");
        add_span(report, entry, &entry->term.span, out);
        return;
    case CS_ENTRY_ROLE:
        cs_buffer_printf(out, "%s ", about);
        add_span(report, entry, &entry->term.roles->span, out);
        return;
    case CS_ENTRY_ABOUT:
        cs_buffer_printf(out, "that %s happened", about);
        return;
    case CS_ENTRY_DATED: {
        char date[96];

        cs_buffer_printf(out, "%s dated %s", about, cs_moment_text(&entry->moment, date));
        return;
    }
    case CS_ENTRY_SAME:
        cs_buffer_printf(out, "%s same as %s", about, cs_row_name(report, entry->other.name));
        return;
    case CS_ENTRY_ORDER:
        add_order(report, entry, out);
        return;
    case CS_ENTRY_READS:
        cs_buffer_printf(out, "%s reads %s", cs_row_name(report, entry->reading), cs_row_name(report, entry->answer));
        return;
    case CS_ENTRY_BOUND: {
        char number[CS_WIDE_TEXT];

        add_span(report, entry, &entry->term.span, out);
        cs_buffer_printf(out, " %s %s", cs_compare_text(entry->compare), cs_wide_text(entry->number, number));
        return;
    }
    case CS_ENTRY_ABSENCE: {
        char date[96];

        cs_buffer_printf(out, "%s no ", cs_moment_text(&entry->moment, date));
        add_span(report, entry, &entry->term.span, out);
    }
    }
}

void cs_row_state_words(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                        struct cs_buffer *out)
{
    cs_set worlds = cs_row_worlds(report, account);
    enum cs_state state = cs_ledger_state(report->ledger, row, worlds);
    size_t count = 0;

    cs_buffer_text(out, cs_row_state(report, cs_ledger_shown(row->kind, state)));
    if (state != CS_STATE_UNDETERMINED)
        return;
    for (uint32_t i = 0; i < row->piece_count; i++) {
        bool skip = cs_worlds_disjoint(report->ledger->docket->worlds, row->pieces[i].worlds, worlds);

        for (uint32_t k = 0; k < i && !skip; k++)
            skip = row->pieces[k].state == row->pieces[i].state &&
                   !cs_worlds_disjoint(report->ledger->docket->worlds, row->pieces[k].worlds, worlds);
        if (!skip)
            cs_buffer_printf(out, "%s%s", count++ == 0 ? " (" : cs_told(cs_report_language(report), " or "),
                             cs_row_state(report, cs_ledger_shown(row->kind, row->pieces[i].state)));
    }
    if (count > 0)
        cs_buffer_char(out, ')');
}

static int by_words(const void *a, const void *b)
{
    return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* "Ours 1, who acts under Article 4 takes it for an attack" */
static void add_article_words(const struct cs_report *report, const struct cs_article *article, struct cs_buffer *out)
{
    cs_buffer_printf(out, "%s %s", cs_row_name(report, article->instrument->name), cs_row_name(report, article->text));
    if (article->gist != NULL)
        cs_buffer_printf(out, ", %s", article->gist);
}

/* Adds the texts of these reasons to a list that has room for them; then sorts it, and keeps each once. */
static void add_texts(const struct cs_report *report, const struct cs_reason *const *reasons, size_t reason_count,
                      struct cs_arena *arena, const char **texts, size_t *count)
{
    size_t unique = 0;

    for (size_t i = 0; i < reason_count; i++) {
        struct cs_buffer words;
        const char *text;

        cs_buffer_init(&words);
        if (reasons[i]->entry != NULL)
            cs_row_entry(report, reasons[i]->entry, &words);
        else
            add_article_words(report, reasons[i]->article, &words);
        text = cs_arena_text(arena, cs_buffer_string(&words), words.length);
        arena->failed |= words.failed;
        cs_buffer_release(&words);
        if (text != NULL)
            texts[(*count)++] = text;
    }
    if (*count > 0)
        qsort(texts, *count, sizeof *texts, by_words);
    for (size_t i = 0; i < *count; i++)
        if (unique == 0 || strcmp(texts[unique - 1], texts[i]) != 0)
            texts[unique++] = texts[i];
    *count = unique;
}

/* Of the accounts from `first` to `end`. The failure of the ledger is kept there, and told by cs_report_status. */
static const char *const *concluded(const struct cs_report *report, const struct cs_ledger_row *row, size_t first,
                                    size_t end, struct cs_arena *arena, size_t *count)
{
    const char **texts = NULL;

    *count = 0;
    for (size_t a = first; a < end && report->ledger->docket->concludes; a++) {
        const struct cs_reason **reasons;
        const char **more;
        size_t found;

        if (cs_why_concluded(report->ledger, row, cs_row_worlds(report, a), arena, &reasons, &found) != CASUS_OK)
            return NULL;
        if (found == 0)
            continue;
        more = cs_arena_array(arena, *count + found, sizeof *more);
        if (more == NULL)
            return NULL;
        for (size_t i = 0; i < *count; i++)
            more[i] = texts[i];
        texts = more;
        add_texts(report, reasons, found, arena, texts, count);
    }
    return texts;
}

const char *const *cs_row_concluded(const struct cs_report *report, const struct cs_ledger_row *row, size_t account,
                                    struct cs_arena *arena, size_t *count)
{
    *count = 0;
    if (cs_why_rests_on_nothing(report->ledger, row))
        return NULL;
    return concluded(report, row, account, account + 1, arena, count);
}

const char *const *cs_row_concluded_anywhere(const struct cs_report *report, const struct cs_ledger_row *row,
                                             struct cs_arena *arena, size_t *count)
{
    *count = 0;
    if (cs_why_rests_on_nothing(report->ledger, row))
        return NULL;
    return concluded(report, row, 0, cs_row_account_count(report), arena, count);
}

casus_status cs_report_status(const struct cs_report *report, const struct cs_arena *arena,
                              const struct cs_buffer *out)
{
    struct cs_docket *docket = report->ledger->docket;
    casus_status worlds = cs_worlds_status(docket->worlds);

    if (worlds != CASUS_OK && worlds != CASUS_ERR_MEMORY) /* what found no answer for it may have failed as well */
        return cs_docket_fail_entangled(docket, docket->failure, " for the report");
    if (worlds != CASUS_OK || out->failed || (arena != NULL && cs_arena_failed(arena)))
        return cs_fail_memory(docket->failure);
    return docket->failure->status;
}
