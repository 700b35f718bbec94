/* SPDX-License-Identifier: MIT */
/*
 * The standing of a row or event on each account for each choice of the switches: the readings, and other questions on
 * which it depends whether a duty was broken. Most rows do not depend on them; for those that do there is a table over
 * the switches that make a difference. Equal tables, and equal parts of tables, are kept once:
 *
 *   standings   [9,4,7,"term 1 2;not 3",[3]]     state, times, words, shapes, questions ([3,9] among them: 3 to 9)
 *   times       "since 13 September 2022, by 20 September 2022", "still owed": the times, and the words too
 *   tables      [[0,2],[4,4,5,...]]     switches 0 and 2; standings by mixed radix, 0 of each switch being "open"
 *   vectors     [7,-1,8]                for each account a standing, or, as -1 - n, table n
 *
 * An account answers some switches itself (its presets). With its presets its own worlds are looked at; if a switch is
 * set otherwise, its answer is forgotten first (cs_page_worlds_with).
 *
 * The first switches are chosen together (`combined`, the readings first), as far as no table has more than
 * CS_COMBINATIONS_MAX entries and the work stays small. The others are chosen one at a time, with all switches else as
 * the account has them: for each of them a table has, behind its combinations, an entry for "open" and for each answer.
 */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"

#define REQUEST_SWITCHES_MAX 6     /* of one request beside the readings */
#define NODES_MAX 300000           /* of the diagrams of all things on all accounts */
/*
 * Entries of all tables, times what one takes: as much as ENTRY_WORK for its words, and the square of the nodes that
 * there are to a thing on an account. A measure of their work, found by trying.
 */
#define WORK_MAX 39000000u
#define ENTRY_WORK 520u
#define LINES_OF_ENTRY 16u /* a verdict looks at all lines of its request: so many take as long as an entry */
#define SINGLE_ENTRIES_MAX 60000u /* of switches that are chosen one at a time, on all accounts */
#define REASON_COMBINATIONS_MAX 64 /* of more, reasons are kept for the account itself alone */

/* ---- accounts ---- */

static void add_account(struct cs_page *page, cs_name voice, cs_set worlds)
{
    page->accounts[page->account_count] =
        (struct cs_page_account){.name = voice != CS_NO_NAME ? cs_row_name(&page->report, voice) : "open",
                                 .voice = voice, .worlds = worlds, .base = worlds,
                                 .first_alike = page->account_count};
    page->account_count++;
}

/* The accounts of the ledger, the one that was asked for, and last the one with all open. */
void cs_page_accounts(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    const struct cs_page_settings *settings = page->settings;
    bool found = !settings->account_given || settings->account == CS_NO_NAME;

    page->accounts = cs_arena_array(&page->arena, ledger->account_count + 2, sizeof *page->accounts);
    if (page->accounts == NULL)
        return;
    for (size_t a = 0; a < ledger->account_count; a++) {
        if (ledger->accounts[a].voice == CS_NO_NAME)
            continue;
        if (settings->account_given && ledger->accounts[a].voice == settings->account) {
            page->shown = page->account_count;
            found = true;
        }
        add_account(page, ledger->accounts[a].voice, ledger->accounts[a].worlds);
    }
    if (!found) {
        page->shown = page->account_count;
        add_account(page, settings->account,
                    cs_worlds_and(ledger->docket->worlds, ledger->worlds,
                                  cs_docket_account(ledger->docket, settings->account)));
    }
    if (page->account_count == 0 || (settings->account_given && settings->account == CS_NO_NAME))
        page->shown = page->account_count;
    page->column_count = page->account_count > 0 ? page->account_count : 1;
    add_account(page, CS_NO_NAME, ledger->worlds);
}

/* Marks the questions on which a set depends. */
static void mark_support(struct cs_page *page, cs_set set, bool *marked)
{
    uint32_t *questions = NULL;
    size_t count = 0;

    if (!cs_worlds_support(page->report.ledger->docket->worlds, set, &questions, &count))
        page->arena.failed = true;
    for (size_t i = 0; i < count; i++)
        marked[questions[i]] = true;
    free(questions);
}

static void mark_row(struct cs_page *page, const struct cs_ledger_row *row, bool *marked)
{
    for (uint32_t i = 0; i < row->piece_count; i++)
        mark_support(page, row->pieces[i].worlds, marked);
}

static bool *room_for_marks(struct cs_page *page)
{
    bool *marked = calloc(page->report.ledger->docket->question_count + 1, sizeof *marked);

    if (marked == NULL)
        page->arena.failed = true;
    return marked;
}

/* ---- classes of rows ---- */

void cs_page_classes(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    struct cs_names keys;

    cs_names_init(&keys);
    page->row_classes = cs_arena_array(&page->arena, ledger->row_count, sizeof *page->row_classes);
    page->class_rows = cs_arena_array(&page->arena, ledger->row_count, sizeof *page->class_rows);
    for (uint32_t i = 0; page->class_rows != NULL && page->row_classes != NULL && i < ledger->row_count; i++) {
        struct cs_buffer key;
        cs_name name;

        cs_buffer_init(&key);
        cs_page_row_key(page, &ledger->rows[i], &key);
        name = cs_names_intern_buffer(&keys, &key);
        if (name == CS_NO_NAME) {
            page->arena.failed = true;
            break;
        }
        page->row_classes[i] = name - 1;
        if (name - 1 == page->class_count)
            page->class_rows[page->class_count++] = i;
    }
    page->class_vectors = cs_arena_array(&page->arena, page->class_count, sizeof *page->class_vectors);
    page->report.classes = page->row_classes;
    cs_names_release(&keys);
}

/* ---- worlds of an account with some switches set otherwise ---- */

cs_set cs_page_forget(struct cs_page *page, cs_set worlds, const struct cs_page_switch *s)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;

    for (size_t i = 0; i < s->count; i++) {
        uint32_t answers = page->report.ledger->docket->questions[s->all[i]].answer_count;
        cs_set any = CS_NONE;

        for (uint32_t answer = 0; answer < answers; answer++)
            any = cs_worlds_or(w, any, cs_worlds_given(w, worlds, s->all[i], answer));
        worlds = any;
    }
    return worlds;
}

/* Those of the worlds in which all questions of a switch have this answer; 0: open. */
static cs_set with_answer(struct cs_page *page, cs_set worlds, const struct cs_page_switch *s, uint32_t answer)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;

    for (size_t i = 0; answer > 0 && i < s->count; i++)
        worlds = cs_worlds_and(w, worlds, cs_worlds_answer(w, s->all[i], answer - 1));
    return worlds;
}

/*
 * The worlds in which a switch has this value: those among them that answer it so; if there are none, or if it is to be
 * open, those that differ from them in that answer alone.
 */
static cs_set set_switch(struct cs_page *page, cs_set worlds, const struct cs_page_switch *s, uint32_t value)
{
    cs_set own = value == 0 ? CS_NONE : with_answer(page, worlds, s, value);

    if (own != CS_NONE)
        return own;
    return cs_worlds_and(page->report.ledger->docket->worlds,
                         with_answer(page, cs_page_forget(page, worlds, s), s, value), page->report.ledger->worlds);
}

cs_set cs_page_worlds_with(struct cs_page *page, const struct cs_page_account *account, const uint32_t *switches,
                           const uint32_t *values, size_t count)
{
    cs_set worlds = account->plain ? account->base : account->worlds;

    for (size_t i = 0; i < count; i++) {
        const struct cs_page_switch *s = &page->switches[switches[i]];

        if (account->plain && values[i] == 0)
            worlds = cs_worlds_and(page->report.ledger->docket->worlds, worlds, account->open[switches[i]]);
        else if (account->plain)
            worlds = with_answer(page, worlds, s, values[i]);
        else if (values[i] != account->presets[switches[i]])
            worlds = set_switch(page, worlds, s, values[i]);
    }
    return worlds;
}

cs_set cs_page_without_answer(struct cs_page *page, size_t account, uint32_t s)
{
    uint32_t all[CS_SWITCHES_MAX], values[CS_SWITCHES_MAX];

    for (uint32_t i = 0; i < page->switch_count; i++) {
        all[i] = i;
        values[i] = i == s ? 0 : page->accounts[account].presets[i];
    }
    return cs_page_worlds_with(page, &page->accounts[account], all, values, page->switch_count);
}

/* ---- the switches ---- */

static void add_switch(struct cs_page *page, uint32_t question)
{
    const struct cs_legend *legend = &page->summary.legend;
    const struct cs_question *questions = page->report.ledger->docket->questions;
    bool reading = questions[question].kind == CS_QUESTION_READING;
    uint32_t *all = cs_arena_array(&page->arena, reading ? 1 : legend->count, sizeof *all);
    size_t count = 0;

    if (all == NULL || page->switch_count == CS_SWITCHES_MAX)
        return;
    all[count++] = question;
    for (uint32_t q = 0; !reading && q < legend->count; q++)
        if (q != question && legend->numbers[q] != 0 && legend->firsts[q] == legend->firsts[question] &&
            questions[q].answer_count == questions[question].answer_count)
            all[count++] = q;
    page->switches[page->switch_count++] =
        (struct cs_page_switch){.question = question, .all = all, .count = count, .is_reading = reading};
}

static bool is_switched(const struct cs_page *page, uint32_t question)
{
    for (size_t s = 0; s < page->switch_count; s++)
        for (size_t i = 0; i < page->switches[s].count; i++)
            if (page->switches[s].all[i] == question)
                return true;
    return false;
}

/* The readings that matter to a row, then the other questions on which the breach of a duty depends. */
static void find_candidates(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    bool *marked = room_for_marks(page);

    for (size_t c = 0; marked != NULL && c < page->class_count; c++)
        mark_row(page, &ledger->rows[page->class_rows[c]], marked);
    for (uint32_t q = 0; marked != NULL && q < ledger->docket->question_count; q++)
        if (marked[q] && ledger->docket->questions[q].kind == CS_QUESTION_READING)
            add_switch(page, q);
    page->reading_count = page->switch_count;
    for (size_t r = 0; r < page->told; r++) {
        const struct cs_summary_request *request = &page->summary.requests[r];
        size_t before = page->switch_count;

        for (size_t i = 0; i < request->question_count && page->switch_count - before < REQUEST_SWITCHES_MAX; i++)
            if (!is_switched(page, request->questions[i]))
                add_switch(page, request->questions[i]);
    }
    free(marked);
}

/* The answer that an account gives to all questions of a switch, + 1; 0: it leaves them open, or answers them apart. */
static uint32_t preset_of(struct cs_page *page, const struct cs_page_account *account, const struct cs_page_switch *s)
{
    const struct cs_question *q = &page->report.ledger->docket->questions[s->question];

    for (uint32_t answer = 0; account->worlds != CS_NONE && answer < q->answer_count; answer++)
        if (with_answer(page, account->worlds, s, answer + 1) == account->worlds)
            return answer + 1;
    return 0;
}

/* Which answers an account gives to each question of a switch, as worlds. */
static cs_set said_of(struct cs_page *page, const struct cs_page_account *account, const struct cs_page_switch *s)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;
    bool given[CS_ANSWERS_MAX];
    cs_set out = CS_ALL;

    for (size_t i = 0; i < s->count; i++) {
        cs_set here = CS_NONE;

        if (!cs_worlds_answers_given(w, account->worlds, s->all[i], given))
            page->arena.failed = true;
        for (uint32_t answer = 0; answer < cs_worlds_answer_count(w, s->all[i]); answer++)
            if (given[answer])
                here = cs_worlds_or(w, here, cs_worlds_answer(w, s->all[i], answer));
        out = cs_worlds_and(w, out, here);
    }
    return out;
}

/* Are two plain accounts the same once all switches are set? */
static bool same_base(const struct cs_page *page, const struct cs_page_account *a, const struct cs_page_account *b)
{
    return a->plain && b->plain && a->base == b->base &&
           (page->switch_count == 0 || memcmp(a->open, b->open, page->switch_count * sizeof *a->open) == 0);
}

static void settle_account(struct cs_page *page, struct cs_page_account *account)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;
    cs_set own;

    account->presets = cs_arena_array(&page->arena, page->switch_count + 1, sizeof *account->presets);
    account->open = cs_arena_array(&page->arena, page->switch_count + 1, sizeof *account->open);
    if (account->presets == NULL || account->open == NULL)
        return;
    account->base = account->worlds;
    for (size_t s = 0; s < page->switch_count; s++) {
        account->presets[s] = preset_of(page, account, &page->switches[s]);
        account->open[s] = account->presets[s] != 0 ? CS_ALL : said_of(page, account, &page->switches[s]);
        account->base = cs_page_forget(page, account->base, &page->switches[s]);
    }
    account->base = cs_worlds_and(w, account->base, page->report.ledger->worlds);
    own = account->base;
    for (size_t s = 0; s < page->switch_count; s++)
        own = cs_worlds_and(w, with_answer(page, own, &page->switches[s], account->presets[s]), account->open[s]);
    account->plain = own == account->worlds && account->worlds != CS_NONE;
    account->first_alike = 0;
    for (size_t a = 0; &page->accounts[a] != account; a++, account->first_alike++)
        if (same_base(page, &page->accounts[a], account) || page->accounts[a].worlds == account->worlds)
            return;
}

static void settle_accounts(struct cs_page *page)
{
    for (size_t a = 0; a < page->account_count; a++)
        settle_account(page, &page->accounts[a]);
}

/* ---- tables ---- */

/*
 * The switches that make a difference to it on an account; returns their number. Adds the nodes of its sets on that
 * account to `reach`, unless that is NULL.
 */
static size_t relevant_switches(struct cs_page *page, const struct cs_page_subject *subject,
                                const struct cs_page_account *account, bool *marked, uint32_t *out,
                                struct cs_reach *reach)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;
    size_t count = 0;

    if (page->switch_count == 0)
        return 0;
    memset(marked, 0, page->report.ledger->docket->question_count * sizeof *marked);
    mark_support(page, account->base, marked);
    for (size_t i = 0; i < subject->count; i++) {
        cs_set set = cs_worlds_and(w, subject->sets[i], account->base);

        mark_support(page, set, marked);
        if (reach != NULL && !cs_reach_add(reach, w, set))
            page->arena.failed = true;
    }
    for (uint32_t s = 0; s < page->switch_count; s++)
        for (size_t i = 0; i < page->switches[s].count; i++)
            if (marked[page->switches[s].all[i]]) {
                out[count++] = s;
                break;
            }
    return count;
}

static void add_number(struct cs_buffer *out, uint32_t number, bool *first)
{
    if (!*first)
        cs_buffer_char(out, ',');
    cs_buffer_number(out, number);
    *first = false;
}

/* Adds the entry of one account to a vector. */
static void add_account_entry(struct cs_page *page, const struct cs_page_subject *subject,
                              const struct cs_page_account *account, bool *marked, uint32_t *switches,
                              struct cs_page_entries *kept, struct cs_buffer *out)
{
    size_t count = relevant_switches(page, subject, account, marked, switches, NULL);
    struct cs_buffer text;
    bool first = true;

    if (count == 0 || (subject->most > 0 && cs_page_combinations(page, switches, count) > subject->most)) {
        cs_buffer_printf(out, "%u", (unsigned)subject->number(page, subject->what, account->worlds));
        return;
    }
    cs_buffer_init(&text);
    cs_buffer_text(&text, "[[");
    for (size_t i = 0; i < count; i++)
        add_number(&text, switches[i], &first);
    cs_buffer_text(&text, "],[");
    cs_page_add_entries(page, subject, account, switches, count, kept, &text);
    cs_buffer_text(&text, "]]");
    cs_buffer_printf(out, "-%u", (unsigned)cs_names_intern_buffer(&page->tables, &text));
}

/* Has the account the entry of an earlier one? Where it has one for itself alone, only with the same worlds. */
static bool is_shared(const struct cs_page *page, const struct cs_page_subject *subject, size_t a)
{
    size_t first = page->accounts[a].first_alike;

    return first < a && (page->accounts[first].worlds == page->accounts[a].worlds ||
                         (page->combined == page->switch_count && subject->most == 0));
}

static uint32_t vector_of(struct cs_page *page, const struct cs_page_subject *subject)
{
    bool *marked = room_for_marks(page);
    uint32_t *switches = calloc(page->switch_count + 1, sizeof *switches);
    /* where the entry of each account is in the text */
    struct { size_t start, end; } *entries = calloc(page->account_count + 1, sizeof *entries);
    struct cs_page_entries kept;
    struct cs_buffer text;

    cs_page_entries_init(&kept);
    cs_buffer_init(&text);
    for (size_t a = 0; marked != NULL && switches != NULL && entries != NULL && a < page->account_count; a++) {
        size_t first = page->accounts[a].first_alike;

        cs_buffer_char(&text, a == 0 ? '[' : ',');
        entries[a].start = text.length;
        if (is_shared(page, subject, a))
            for (size_t i = entries[first].start; i < entries[first].end && !text.failed; i++)
                cs_buffer_char(&text, text.bytes[i]);
        else
            add_account_entry(page, subject, &page->accounts[a], marked, switches, &kept, &text);
        entries[a].end = text.length;
    }
    cs_buffer_char(&text, ']');
    page->arena.failed = page->arena.failed || switches == NULL || entries == NULL;
    free(marked);
    free(switches);
    free(entries);
    cs_page_entries_release(&kept);
    return cs_names_intern_buffer(&page->vectors, &text) - 1;
}

/* ---- tables of rows, events and reasons ---- */

static void row_sets(struct cs_page *page, const struct cs_ledger_row *row, struct cs_page_subject *subject)
{
    cs_set *sets = cs_arena_array(&page->arena, row->piece_count, sizeof *sets);

    for (uint32_t i = 0; sets != NULL && i < row->piece_count; i++)
        sets[i] = row->pieces[i].worlds;
    subject->sets = sets;
    subject->count = sets != NULL ? row->piece_count : 0;
}

/* What else the standing of a row depends on: when it came out, when its occurrence may have happened, its states. */
static void row_further(struct cs_page *page, const struct cs_ledger_row *row, struct cs_page_subject *subject)
{
    const struct cs_occurrence *occurrence =
        row->occurrence == CS_NO_ROW ? NULL : &page->report.ledger->docket->occurrences[row->occurrence];
    struct cs_ledger_outcome *outcomes;
    size_t count = cs_ledger_outcomes(page->report.ledger, row, CS_ALL, &page->arena, &outcomes);
    uint32_t cells = occurrence == NULL ? 0 : occurrence->cell_count;
    cs_set *sets = cs_arena_array(&page->arena, count + cells, sizeof *sets);
    cs_set *states = cs_arena_array(&page->arena, row->piece_count, sizeof *states);

    if (sets == NULL || states == NULL)
        return;
    for (size_t i = 0; i < count; i++)
        sets[i] = outcomes[i].worlds;
    for (uint32_t i = 0; i < cells; i++)
        sets[count + i] = occurrence->cells[i].worlds;
    for (uint32_t i = 0; i < row->piece_count; i++) {
        uint32_t k = 0;

        while (row->pieces[k].state != row->pieces[i].state)
            k++;
        if (k == i)
            states[subject->turning_count++] =
                cs_ledger_in_states(page->report.ledger, row, &row->pieces[i].state, 1);
        if (row->pieces[i].without_count > 0) /* it turns on more who is left out */
            subject->depends = CS_PAGE_DEPENDS_ON_SETS;
    }
    subject->further = sets;
    subject->further_count = count + cells;
    subject->turning = states;
}

/* Of an occurrence: when it may have happened, if it did. */
static void event_further(struct cs_page *page, const struct cs_page_event *event, struct cs_page_subject *subject)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;
    const struct cs_occurrence *occurrence = event->occurrence;
    cs_set *sets = cs_arena_array(&page->arena, occurrence->cell_count, sizeof *sets);
    cs_set *both = cs_arena_array(&page->arena, 2, sizeof *both);

    if (sets == NULL || both == NULL)
        return;
    for (uint32_t i = 0; i < occurrence->cell_count; i++)
        sets[i] = cs_worlds_and(w, occurrence->cells[i].worlds, event->worlds);
    both[0] = event->worlds;
    both[1] = cs_worlds_not(w, event->worlds);
    subject->further = sets;
    subject->further_count = occurrence->cell_count;
    subject->turning = both;
    subject->turning_count = 2;
}

/* Adds the worlds of all states of the duties that a verdict looks at: those that are `disputed`, or the others. */
static void add_states(struct cs_page *page, const struct cs_summary_request *request, bool disputed, cs_set *sets,
                       size_t *count)
{
    for (size_t i = 0; i < request->lines.count; i++) {
        struct cs_line *line = &request->lines.items[i];

        if ((cs_summary_broken(page->report.ledger, line) != CS_NONE) != disputed)
            continue;
        for (size_t r = 0; r < line->row_count; r++)
            for (uint32_t k = 0; k < line->rows[r]->piece_count; k++)
                sets[(*count)++] = line->rows[r]->pieces[k].worlds;
    }
}

/*
 * The worlds of all states of the duties that decide a verdict, and those in which each line of them is broken. If
 * nothing is broken in any world the states of all duties tell why.
 */
static void verdict_sets(struct cs_page *page, const struct cs_summary_request *request,
                         struct cs_page_subject *subject)
{
    size_t count = request->lines.count + 1;
    cs_set *sets, *further;

    for (size_t i = 0; i < request->lines.count; i++)
        for (size_t r = 0; r < request->lines.items[i].row_count; r++)
            count += request->lines.items[i].rows[r]->piece_count;
    sets = cs_arena_array(&page->arena, count, sizeof *sets);
    further = cs_arena_array(&page->arena, count, sizeof *further);
    subject->sets = sets;
    subject->further = further;
    subject->count = subject->further_count = 0;
    if (sets == NULL || further == NULL)
        return;
    sets[subject->count++] = request->broken;
    add_states(page, request, true, sets, &subject->count);
    if (request->broken == CS_NONE)
        add_states(page, request, false, further, &subject->further_count);
    for (size_t i = 0; i < request->lines.count; i++)
        further[subject->further_count++] = cs_summary_broken(page->report.ledger, &request->lines.items[i]);
}

/* Which switches make a difference to one thing, a bit for each; and to how many entries' worth of things they do. */
struct mask { uint64_t switches; size_t subjects; };
struct masks {
    struct mask *each; /* each once; on the heap */
    size_t count, capacity;
    size_t nodes; /* of diagrams, to one thing on one account: an average */
};

static void add_mask(struct cs_page *page, struct masks *masks, const uint32_t *switches, size_t count, size_t work)
{
    uint64_t mask = 0;

    for (size_t i = 0; i < count; i++)
        mask |= UINT64_C(1) << switches[i];
    for (size_t i = 0; i < masks->count; i++)
        if (masks->each[i].switches == mask) {
            masks->each[i].subjects += work;
            return;
        }
    if (cs_grow(&masks->each, &masks->capacity, masks->count + 1, sizeof *masks->each))
        masks->each[masks->count++] = (struct mask){mask, work};
    else
        page->arena.failed = true;
}

/* Finds the masks of all rows and verdicts; false if their worlds become too entangled. */
static bool find_masks(struct cs_page *page, struct masks *masks)
{
    struct cs_reach reach = {.count = 0};
    size_t subjects = 1;
    bool *marked = room_for_marks(page), fits = true;
    uint32_t *switches = calloc(page->switch_count + 1, sizeof *switches);

    for (size_t c = 0; marked != NULL && switches != NULL && fits && c < page->class_count + page->told; c++) {
        const struct cs_summary_request *request =
            c < page->class_count ? NULL : &page->summary.requests[c - page->class_count];
        struct cs_page_subject subject = {.count = 0};
        size_t work = request == NULL ? 1 : 1 + request->lines.count / LINES_OF_ENTRY;

        if (request == NULL)
            row_sets(page, &page->report.ledger->rows[page->class_rows[c]], &subject);
        else
            verdict_sets(page, request, &subject);
        for (size_t a = 0; a < page->account_count; a++)
            if (page->accounts[a].first_alike == a && ++subjects > 0)
                add_mask(page, masks, switches,
                         relevant_switches(page, &subject, &page->accounts[a], marked, switches, &reach), work);
        fits = reach.count < NODES_MAX;
    }
    masks->nodes = reach.count / subjects + 1;
    cs_reach_release(&reach);
    page->arena.failed = page->arena.failed || switches == NULL;
    free(marked);
    free(switches);
    return fits;
}

/* Has no table more than CS_COMBINATIONS_MAX entries if these switches are offered? `entries`: those of all tables. */
static bool may_combine(const struct masks *masks, const uint32_t *answers, size_t count, uint64_t offered,
                        uint64_t *entries)
{
    *entries = 0;
    for (size_t i = 0; i < masks->count; i++) {
        size_t product = 1;

        for (size_t s = 0; s < count && product <= CS_COMBINATIONS_MAX; s++)
            if ((masks->each[i].switches & offered) >> s & 1)
                product *= answers[s] + 1;
        if (product > CS_COMBINATIONS_MAX)
            return false;
        *entries += (uint64_t)product * masks->each[i].subjects;
    }
    return true;
}

/* The entries of a switch that is chosen by itself, in the tables of all accounts. */
static uint64_t single_entries(const struct cs_page *page, const struct masks *masks, size_t s)
{
    uint64_t entries = 0;

    for (size_t i = 0; i < masks->count; i++)
        if (masks->each[i].switches >> s & 1)
            entries += masks->each[i].subjects * (cs_page_answers_of(page, (uint32_t)s) + 1);
    return entries * page->account_count;
}

/*
 * Puts first what is chosen together: the readings, and of the other switches those that can be combined with them;
 * then those that are chosen one at a time.
 */
static void keep_switches(struct cs_page *page, const struct masks *masks, bool readings_alone)
{
    uint64_t offered = 0, entries, single = 0;
    uint32_t answers[CS_SWITCHES_MAX] = {0};
    struct cs_page_switch apart[CS_SWITCHES_MAX];
    size_t kept = page->reading_count, count = page->switch_count, apart_count = 0;
    bool readings;

    for (uint32_t s = 0; s < count; s++)
        answers[s] = cs_page_answers_of(page, s);
    for (size_t s = 0; s < page->reading_count; s++)
        offered |= UINT64_C(1) << s;
    readings = may_combine(masks, answers, count, offered, &entries);
    for (size_t s = page->reading_count; !readings_alone && s < count; s++)
        if (readings && may_combine(masks, answers, count, offered | UINT64_C(1) << s, &entries) &&
            entries * (ENTRY_WORK + masks->nodes * masks->nodes) < WORK_MAX) {
            offered |= UINT64_C(1) << s;
            page->switches[kept++] = page->switches[s];
        } else if ((single += single_entries(page, masks, s)) < SINGLE_ENTRIES_MAX) {
            apart[apart_count++] = page->switches[s];
        }
    page->combined = readings ? kept : 0;
    for (size_t i = 0; i < apart_count; i++)
        page->switches[kept++] = apart[i];
    page->switch_count = kept;
}

/* Questions that are no readings are switches as far as they can be combined with these. */
void cs_page_switches(struct cs_page *page)
{
    struct masks masks = {.count = 0};
    bool fits;

    page->switches = cs_arena_array(&page->arena, CS_SWITCHES_MAX, sizeof *page->switches);
    if (page->switches == NULL)
        return;
    find_candidates(page);
    settle_accounts(page);
    fits = find_masks(page, &masks);
    if (!fits) { /* the readings alone, as the accounts have everything else */
        page->switch_count = page->reading_count;
        masks.count = 0;
        settle_accounts(page);
        fits = find_masks(page, &masks);
    }
    keep_switches(page, &masks, !fits);
    settle_accounts(page);
    free(masks.each);
}

static uint32_t keep_times(struct cs_page *page, const char *times)
{
    struct cs_buffer json;

    cs_buffer_init(&json);
    cs_html_json(&json, times);
    return cs_names_intern_buffer(&page->times, &json) - 1;
}

static uint32_t keep_standing(struct cs_page *page, const struct cs_standing *standing)
{
    /* each by itself: in which order the arguments of a call are made is left to the compiler, and they are numbered */
    uint32_t words = keep_times(page, standing->words), times = keep_times(page, standing->times);
    struct cs_buffer text;
    size_t state = 0;

    cs_legend_use(&page->legend, standing->questions, standing->question_count);
    cs_buffer_init(&text);
    while (cs_page_state_at(page, state) != CS_STATE_UNSAID &&
           cs_page_state_at(page, state) != standing->state)
        state++;
    cs_buffer_printf(&text, "[%zu,%u,%u,\"%s\",[", state, (unsigned)times, (unsigned)words, standing->shapes);
    cs_page_add_numbers(standing->questions, standing->question_count, &text);
    cs_buffer_text(&text, "]]");
    return cs_names_intern_buffer(&page->standings, &text) - 1;
}

static uint32_t number_of_row(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_row_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_line(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_line_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_event(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_standing standing;

    cs_page_event_standing(page, what, worlds, &standing);
    return keep_standing(page, &standing);
}

static uint32_t number_of_reasons(struct cs_page *page, const void *what, cs_set worlds)
{
    return cs_page_reason_nodes(page, what, worlds);
}

uint32_t cs_page_row_tables(struct cs_page *page, const struct cs_ledger_row *row)
{
    uint32_t *kept = &page->class_vectors[page->row_classes[row - page->report.ledger->rows]];
    struct cs_page_subject subject = {.what = row, .number = number_of_row};

    if (*kept == 0) {
        row_sets(page, row, &subject);
        row_further(page, row, &subject);
        *kept = vector_of(page, &subject) + 1;
    }
    return *kept - 1;
}

uint32_t cs_page_line_tables(struct cs_page *page, const struct cs_line *line)
{
    struct cs_page_subject subject = {.what = line, .number = number_of_line};

    if (line->partner_count == 0)
        return cs_page_row_tables(page, line->rows[0]);
    row_sets(page, line->rows[0], &subject);
    row_further(page, line->rows[0], &subject);
    return vector_of(page, &subject);
}

uint32_t cs_page_event_tables(struct cs_page *page, const struct cs_page_event *event)
{
    struct cs_page_subject subject = {.sets = &event->worlds, .count = 1, .what = event, .number = number_of_event};

    event_further(page, event, &subject);
    return vector_of(page, &subject);
}

uint32_t cs_page_reason_tables(struct cs_page *page, const struct cs_ledger_row *row)
{
    struct cs_page_subject subject = {.what = row, .number = number_of_reasons, .depends = CS_PAGE_DEPENDS_ON_MORE,
                                      .most = REASON_COMBINATIONS_MAX};

    row_sets(page, row, &subject);
    return vector_of(page, &subject);
}

static uint32_t number_of_verdict(struct cs_page *page, const void *what, cs_set worlds)
{
    struct cs_verdict verdict = cs_summary_verdict(&page->report, what, worlds, &page->arena);
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "[%d,", (int)verdict.kind);
    cs_html_json(&text, verdict.sentence);
    cs_buffer_char(&text, ']');
    return cs_names_intern_buffer(&page->verdicts, &text) - 1;
}

uint32_t cs_page_verdict_tables(struct cs_page *page, const struct cs_summary_request *request)
{
    struct cs_page_subject subject = {.what = request, .number = number_of_verdict};

    verdict_sets(page, request, &subject);
    return vector_of(page, &subject);
}
