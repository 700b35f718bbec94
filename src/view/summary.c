/* SPDX-License-Identifier: MIT */
#include "view/summary.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/done.h"
#include "view/grounds.h"
#include "view/rows.h"
#include "view/sentence.h"
#include "view/standing.h"
#include "view/when.h"
#include "view/wording.h"

#define NODES_MAX 4000 /* of the worlds in which a duty of a request is broken */
#define NAMES_MAX 64     /* of one sentence */
#define SENTENCES_MAX 64 /* on the decisions of a request */

struct building {
    const cs_set *worlds; /* in which verdicts are made, `count` of them */
    size_t count;
    const struct cs_report *report;
    const struct cs_report *plain; /* the same without labels, for sentences */
    struct cs_summary *summary;
    struct cs_summary_request *request;
    struct cs_arena *arena;
    const struct cs_entry *asked; /* the entry of the request, or NULL */
    bool on_day;                  /* the last sentence was about one day: */
    cs_day day;
};

/* ---- what was entered, as a sentence ---- */

/* The values of a role of an entry. */
static size_t role_names(const struct cs_entry *entry, enum cs_prep prep, cs_name *out)
{
    size_t count = 0;

    for (const struct cs_arg *arg = cs_term_args(&entry->term, prep); arg != NULL && count < NAMES_MAX; arg = arg->next)
        out[count++] = arg->name;
    return count;
}

/* The roles of an entry but those that `leave` has, for a wording; `names` is room for all. */
static void read_roles(const struct cs_entry *entry, const bool leave[CS_PREP_COUNT], cs_name *names,
                       struct cs_worded *out)
{
    size_t count = 0;

    *out = (struct cs_worded){.head = entry->term.head, .it = entry->label};
    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next) {
        size_t start = count;

        for (const struct cs_arg *arg = role->args; !leave[role->prep] && arg != NULL && count < NAMES_MAX;
             arg = arg->next)
            names[count++] = arg->name;
        out->roles[role->prep].values = names + start;
        out->roles[role->prep].count = count - start;
    }
}

/* Do two entries name the same in a role, and something? */
static bool same_role(const struct cs_entry *a, const struct cs_entry *b, enum cs_prep prep)
{
    cs_name x[NAMES_MAX], y[NAMES_MAX];
    size_t count = role_names(a, prep, x);

    return count > 0 && count == role_names(b, prep, y) && memcmp(x, y, count * sizeof *x) == 0;
}

bool cs_summary_statement(const struct cs_report *report, const struct cs_entry *asked, const struct cs_entry *entry,
                          struct cs_buffer *out)
{
    bool leave[CS_PREP_COUNT] = {[CS_PREP_UNDER] = true};
    cs_name names[NAMES_MAX];
    struct cs_worded said;

    if (asked == NULL || asked == entry || entry->kind != CS_ENTRY_TERM)
        return cs_worded_statement(report, entry, out);
    leave[CS_PREP_ON] = same_role(asked, entry, CS_PREP_ON);
    read_roles(entry, leave, names, &said);
    return cs_worded_add(report, &said, CS_WORDING_SAID, out) || cs_worded_statement(report, entry, out);
}

/* "Armenia asked the CSTO for help over the fighting"; in formal words what the record has. */
static const char *statement_of(struct building *b, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (!cs_summary_statement(b->plain, b->asked, entry, &text))
        cs_row_statement(b->plain, entry, &text);
    return cs_buffer_keep(&text, b->arena);
}

/* "on 13 September 2022", or "the same day" as what was told before; NULL without a date. */
static const char *when_of(struct building *b, const struct cs_entry *entry)
{
    struct cs_moment moment;
    bool again;
    struct cs_buffer text;

    if (entry == NULL || entry->moment.form == CS_MOMENT_NONE)
        return NULL;
    moment = cs_when_of(b->report, entry);
    again = moment.form == CS_MOMENT_DAY && b->on_day && b->day == moment.first;
    b->on_day = moment.form == CS_MOMENT_DAY;
    b->day = moment.first;
    if (again)
        return cs_sentence(b->report, "the same day", NULL, 0, b->arena);
    cs_buffer_init(&text);
    cs_when_on(b->report, &moment, &text);
    return cs_buffer_keep(&text, b->arena);
}

/* The sentence with a capital at its beginning. */
static const char *begun(struct building *b, const char *sentence)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, sentence);
    cs_worded_capital(&text, 0);
    return cs_buffer_keep(&text, b->arena);
}

/* Of what a line tells and not every account has: "so: Alden; not so: Borea"; else NULL. */
static const char *standing_of(struct building *b, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = b->report->ledger;
    const struct cs_occurrence *o = row->entry == NULL ? NULL : cs_docket_occurrence(ledger->docket, row->trigger);
    const enum cs_state *states;
    struct cs_buffer text;

    if (o == NULL || cs_worlds_within(ledger->docket->worlds, ledger->worlds, o->worlds))
        return NULL;
    states = cs_standing_of_set(b->report, o->worlds, CS_STATE_SO, CS_STATE_NOT_SO, b->arena);
    if (states == NULL)
        return NULL;
    cs_buffer_init(&text);
    cs_standing_text(b->report, states, &text);
    return cs_buffer_keep(&text, b->arena);
}

/* "On 13 September 2022, Armenia asked the CSTO for help"; `outcome`: "and it was adopted that day". */
static const char *told(struct building *b, const char *when, const char *what, const char *standing,
                        const char *outcome)
{
    const struct cs_place places[] = {{.name = "when", .text = when}, {.name = "what", .text = what},
                                      {.name = "standing", .text = standing}, {.name = "outcome", .text = outcome}};

    return begun(b, cs_sentence(b->report, when != NULL ? "{when}, {what}[ ({standing})][, {outcome}]."
                                                        : "{what}[ ({standing})][, {outcome}].", places, 4, b->arena));
}

/* What a line of a request, a decision or an act says, in the middle of a sentence. */
static const char *line_statement(struct building *b, const struct cs_line *line)
{
    if (line->rows[0]->entry != NULL && line->rows[0]->named == CS_NO_ROW)
        return statement_of(b, line->rows[0]->entry);
    return line->text_count == 1 ? line->texts[0] : line->statement;
}

/* ---- the request ---- */

static bool is_adopted(const struct building *b, const struct cs_line *line)
{
    return line->rows[0]->kind == CS_ROW_DECISION &&
           cs_ledger_state(b->report->ledger, line->rows[0], b->report->ledger->worlds) == CS_STATE_ADOPTED;
}

/* What was given: what the first draft is for that was adopted. Returns the number of names. */
static size_t given_names(const struct building *b, cs_name *out)
{
    for (size_t i = 0; i < b->request->lines.count; i++) {
        const struct cs_line *line = &b->request->lines.items[i];
        size_t count = 0;

        if (is_adopted(b, line) && line->rows[0]->entry != NULL)
            count = role_names(line->rows[0]->entry, CS_PREP_FOR, out);
        if (count > 0)
            return count;
    }
    return 0;
}

/* "Armenia asked the CSTO for help, and got a mission" */
static const char *title_of(struct building *b, const struct cs_line *line)
{
    cs_name given[NAMES_MAX], asked[NAMES_MAX];
    size_t count;
    struct cs_buffer text;
    struct cs_place places[] = {{.name = "asked"}, {.name = "given", .names = given}};

    cs_buffer_init(&text);
    if (!cs_worded_heading(b->plain, line->rows[0], &text))
        cs_buffer_text(&text, line_statement(b, line));
    places[0].text = cs_buffer_keep(&text, b->arena);
    places[1].count = b->report->formal ? 0 : given_names(b, given);
    if (places[1].count > 0 && line->rows[0]->entry != NULL) {
        count = role_names(line->rows[0]->entry, CS_PREP_FOR, asked);
        if (count == places[1].count && memcmp(asked, given, count * sizeof *asked) == 0)
            return begun(b, cs_sentence(b->report, "{asked}, and got what was asked for", places, 1, b->arena));
    }
    return begun(b, cs_sentence(b->report, "{asked}[, and got {given}]", places, 2, b->arena));
}

/* ---- decisions ---- */

static void add_sentence(struct building *b, const char *sentence)
{
    struct cs_summary_request *r = b->request;

    for (size_t i = 0; i < r->told_count; i++)
        if (strcmp(r->told[i], sentence) == 0) /* such as the rule by which two drafts were decided */
            return;
    if (r->told_count < SENTENCES_MAX && sentence[0] != '\0')
        r->told[r->told_count++] = sentence;
}

static const char *outcome_text(enum cs_state state, bool that_day)
{
    switch (state) {
    case CS_STATE_ADOPTED:
        return that_day ? CS_PHRASE("and it was adopted that day") : CS_PHRASE("and it was adopted[ {when}]");
    case CS_STATE_NOT_ADOPTED:
        return CS_PHRASE("and it was not adopted");
    case CS_STATE_DEFERRED:
        return CS_PHRASE("and it was put off");
    case CS_STATE_PENDING:
        return CS_PHRASE("and it is not decided yet");
    case CS_STATE_UNDETERMINED:
        return CS_PHRASE("and whether it was adopted is open");
    default:
        return NULL;
    }
}

/* "and it was adopted on 16 September 2022": what came of a draft that was put to an organ; else NULL. */
static const char *outcome_of(struct building *b, const struct cs_ledger_row *row)
{
    const struct cs_row_done *done = cs_row_done_throughout(b->report, row, b->report->ledger->worlds, b->arena);
    enum cs_state state = cs_ledger_state(b->report->ledger, row, b->report->ledger->worlds);
    struct cs_moment put = cs_when_of(b->report, row->entry);
    bool known = done != NULL && done->first == done->last;
    bool that_day = known && put.form != CS_MOMENT_NONE && put.first == done->first && put.last == done->first;
    const char *english = outcome_text(state, that_day);
    struct cs_place when = {.name = "when"};
    struct cs_buffer text;

    if (known && !that_day) {
        struct cs_moment day = {.form = CS_MOMENT_DAY, .first = done->first, .last = done->last};

        cs_buffer_init(&text);
        cs_when_on(b->report, &day, &text);
        when.text = cs_buffer_keep(&text, b->arena);
    }
    return english != NULL ? cs_sentence(b->report, english, &when, 1, b->arena) : NULL;
}

/* "The Council decides by consensus." */
static void add_rule(struct building *b, const struct cs_ledger_row *row, const struct cs_entry *ground)
{
    static const bool leave[CS_PREP_COUNT] = {[CS_PREP_IS] = true};
    cs_name names[NAMES_MAX], decider = cs_decider(b->report, row);
    struct cs_worded said;
    struct cs_buffer text;

    read_roles(ground, leave, names, &said);
    said.roles[CS_PREP_IS].values = &decider;
    said.roles[CS_PREP_IS].count = 1;
    cs_buffer_init(&text);
    if (cs_worded_add(b->plain, &said, CS_WORDING_SAID, &text))
        add_sentence(b, told(b, NULL, cs_buffer_keep(&text, b->arena), NULL, NULL));
    else
        cs_buffer_release(&text);
}

/* Does the entry act on this draft: "vote by Borea on d1", "objection by Borea to d1"? */
static bool acts_on(const struct cs_entry *entry, cs_name draft)
{
    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        if ((role->prep == CS_PREP_ON || role->prep == CS_PREP_TO) && role->args != NULL &&
            role->args->name == draft && role->args->next == NULL)
            return true;
    return false;
}

static bool is_without_effect(const struct cs_ledger *ledger, const struct cs_entry *entry)
{
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_ACT && ledger->rows[i].entry == entry)
            return cs_ledger_state(ledger, &ledger->rows[i], ledger->worlds) == CS_STATE_WITHOUT_EFFECT;
    return false;
}

/* The voters or objectors of one kind: those whose entries have this word and this value of "for". */
struct voices { const struct cs_entry *entry; cs_name ballot, names[NAMES_MAX]; size_t count; };

static cs_name ballot_of(const struct cs_entry *entry)
{
    cs_name names[NAMES_MAX];

    return role_names(entry, CS_PREP_FOR, names) > 0 ? names[0] : CS_NO_NAME;
}

static void add_voice(struct voices *all, size_t *count, size_t most, const struct cs_entry *entry)
{
    cs_name by[NAMES_MAX];
    size_t who = role_names(entry, CS_PREP_BY, by), i = 0;

    while (i < *count && (all[i].entry->term.head != entry->term.head || all[i].ballot != ballot_of(entry)))
        i++;
    if (i == most)
        return;
    if (i == *count)
        all[(*count)++] = (struct voices){.entry = entry, .ballot = ballot_of(entry)};
    for (size_t k = 0; k < who && all[i].count < NAMES_MAX; k++)
        all[i].names[all[i].count++] = by[k];
}

/* "Alden and Corvin voted yes." "Borea objected." */
static void add_voices(struct building *b, const struct voices *voices)
{
    static const bool leave[CS_PREP_COUNT] = {[CS_PREP_BY] = true, [CS_PREP_ON] = true, [CS_PREP_TO] = true};
    cs_name names[NAMES_MAX];
    struct cs_worded said;
    struct cs_buffer text;

    read_roles(voices->entry, leave, names, &said);
    said.roles[CS_PREP_BY].values = voices->names;
    said.roles[CS_PREP_BY].count = voices->count;
    cs_buffer_init(&text);
    if (cs_worded_add(b->plain, &said, CS_WORDING_SAID, &text))
        add_sentence(b, told(b, NULL, cs_buffer_keep(&text, b->arena), NULL, NULL));
    else
        cs_buffer_release(&text);
}

/* Did somebody act on the draft by this, before it was decided? What comes after the decision carries it out, say. */
static bool is_voice(struct building *b, const struct cs_ledger_row *row, const struct cs_entry *entry)
{
    const struct cs_row_done *done = cs_row_done_throughout(b->report, row, b->report->ledger->worlds, b->arena);
    cs_name by[NAMES_MAX];

    return row->entry != NULL && row->entry->label != CS_NO_NAME && entry->kind == CS_ENTRY_TERM &&
           acts_on(entry, row->entry->label) && role_names(entry, CS_PREP_BY, by) > 0 &&
           by[0] != cs_decider(b->report, row) && !is_without_effect(b->report->ledger, entry) &&
           (done == NULL || entry->moment.first <= done->last);
}

/* Who voted how, or objected, as far as it has happened in all worlds and has effect. */
static void add_all_voices(struct building *b, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = b->report->ledger;
    struct voices *all = cs_arena_array(b->arena, 8, sizeof *all);
    size_t count = 0;

    for (size_t i = 0; all != NULL && i < ledger->docket->occurrence_count; i++) {
        const struct cs_entry *entry = ledger->docket->occurrences[i].entry;

        if (is_voice(b, row, entry) &&
            cs_worlds_within(ledger->docket->worlds, ledger->worlds, cs_ledger_taken(ledger, i)))
            add_voice(all, &count, 8, entry);
    }
    for (size_t i = 0; i < count; i++)
        add_voices(b, &all[i]);
}

/* Of a message: "It left out aggression." */
static void add_left_out(struct building *b, const struct cs_ledger_row *row)
{
    size_t count;
    const struct cs_left_out *all =
        cs_ledger_left_out(b->report->ledger, row, b->report->ledger->worlds, b->arena, &count);

    for (int certain = 1; certain >= 0; certain--) {
        cs_name names[NAMES_MAX];
        struct cs_place place = {.name = "names", .names = names};

        for (size_t i = 0; i < count && place.count < NAMES_MAX; i++)
            if (all[i].certain == (certain != 0))
                names[place.count++] = cs_worded_called(b->report, row, all[i].who);
        if (place.count > 0)
            add_sentence(b, cs_sentence(b->plain, certain ? "It left out {names}." : "Perhaps it left out {names}.",
                                        &place, 1, b->arena));
    }
}

static bool is_put_to_an_organ(const struct cs_ledger_row *row)
{
    cs_name names[NAMES_MAX];

    return row->entry != NULL && role_names(row->entry, CS_PREP_IN, names) > 0;
}

static void add_decision(struct building *b, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    bool put = is_put_to_an_organ(row);
    const struct cs_entry **grounds;
    size_t count;

    add_sentence(b, told(b, when_of(b, row->entry), line_statement(b, line), standing_of(b, row),
                         put ? outcome_of(b, row) : NULL));
    add_left_out(b, row);
    if (!put)
        return;
    grounds = cs_decision_grounds(b->report, row, b->arena, &count);
    for (size_t i = 0; i < count; i++)
        add_rule(b, row, grounds[i]);
    add_all_voices(b, row);
}

/* ---- what was done ---- */

/*
 * Has it happened in all worlds, and is it no act of the decision itself, which was told? What was over before the
 * request and performs no row of it was not done on it.
 */
static bool is_told_as_done(struct building *b, const struct cs_request_done *done)
{
    const struct cs_ledger *ledger = b->report->ledger;

    if (done->what->entry->kind != CS_ENTRY_TERM || (!done->owed && done->has_days && done->days_most < 0))
        return false;
    for (size_t i = 0; i < b->request->lines.count; i++)
        if (b->request->lines.items[i].rows[0]->entry == done->what->entry ||
            (b->request->lines.items[i].rows[0]->kind == CS_ROW_DECISION &&
             is_voice(b, b->request->lines.items[i].rows[0], done->what->entry)))
            return false;
    return cs_worlds_within(ledger->docket->worlds, ledger->worlds, done->what->worlds);
}

/* Is it done to who asked: does any role of the entry but its actor name him? */
static bool is_to_who_asked(const struct building *b, const struct cs_entry *entry)
{
    cs_name by[NAMES_MAX];
    size_t count = b->asked != NULL ? role_names(b->asked, CS_PREP_BY, by) : 0;

    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; role->prep != CS_PREP_BY && arg != NULL; arg = arg->next)
            for (size_t i = 0; i < count; i++)
                if (arg->name == by[i])
                    return true;
    return false;
}

/* Was it done by who was asked? */
static bool is_by_who_was_asked(const struct building *b, const struct cs_entry *entry)
{
    cs_name by[NAMES_MAX], of[NAMES_MAX];
    size_t by_count = role_names(entry, CS_PREP_BY, by);
    size_t of_count = b->asked != NULL ? role_names(b->asked, CS_PREP_OF, of) : 0;

    for (size_t i = 0; i < by_count; i++)
        for (size_t k = 0; k < of_count; k++)
            if (by[i] == of[k])
                return true;
    return false;
}

/* What is told first, of the acts: by who was asked; then to who asked. */
static unsigned rank_of(const struct building *b, const struct cs_entry *entry)
{
    return is_by_who_was_asked(b, entry) ? 0 : is_to_who_asked(b, entry) ? 1 : 2;
}

/* ---- both, in the order of time ---- */

struct step {
    const struct cs_line *decision; /* or NULL: an act */
    const struct cs_entry *entry;   /* or NULL */
    size_t index;                   /* among all steps as they were found */
    const char *statement;          /* of an act */
};

struct steps { struct step *items; size_t decisions, done, more_decisions, more_done; };

static int by_time(const void *a, const void *b)
{
    const struct step *x = a, *y = b;
    const struct cs_moment *m = x->entry != NULL ? &x->entry->moment : NULL;
    const struct cs_moment *n = y->entry != NULL ? &y->entry->moment : NULL;
    bool dated = m != NULL && m->form != CS_MOMENT_NONE && n != NULL && n->form != CS_MOMENT_NONE;

    if (dated && m->first != n->first)
        return m->first < n->first ? -1 : 1;
    if (dated && m->last != n->last)
        return m->last < n->last ? -1 : 1;
    return x->index < y->index ? -1 : x->index > y->index;
}

static void find_decisions(struct building *b, struct steps *steps)
{
    for (size_t i = 0; i < b->request->lines.count; i++) {
        const struct cs_line *line = &b->request->lines.items[i];

        if (line->rows[0]->kind != CS_ROW_DECISION)
            continue;
        if (steps->decisions < CS_SUMMARY_DECISIONS_MAX) {
            steps->items[steps->decisions] =
                (struct step){.decision = line, .entry = line->rows[0]->entry, .index = steps->decisions};
            steps->decisions++;
        } else {
            steps->more_decisions++;
        }
    }
}

/* Is an act told in the same words already, on another day? */
static bool is_told_alike(const struct steps *steps, const char *statement)
{
    for (size_t i = steps->decisions; i < steps->decisions + steps->done; i++)
        if (strcmp(steps->items[i].statement, statement) == 0)
            return true;
    return false;
}

/* Acts by their rank, as far as there is room. */
static void find_done(struct building *b, struct steps *steps)
{
    size_t count, all_count = 0;
    const struct cs_request_done *all = cs_request_done(b->report, b->request->row, b->arena, &count);

    for (unsigned rank = 0; rank <= 2; rank++)
        for (size_t i = 0; i < count; i++) {
            const struct cs_entry *entry = all[i].what->entry;
            size_t index = steps->decisions + steps->done;
            const char *statement;

            if (!is_told_as_done(b, &all[i]) || rank_of(b, entry) != rank)
                continue;
            all_count++;
            statement = steps->done < CS_SUMMARY_DONE_MAX ? statement_of(b, entry) : NULL;
            if (statement == NULL || is_told_alike(steps, statement))
                continue;
            steps->items[index] = (struct step){.entry = entry, .index = index, .statement = statement};
            steps->done++;
        }
    steps->more_done = all_count - steps->done;
}

/* "5 further acts are on the record." */
static void add_more(struct building *b, size_t more, const char *one, const char *several)
{
    struct cs_place place = {.name = "count"};
    struct cs_buffer text;

    if (more == 0)
        return;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%zu", more);
    place.text = cs_buffer_keep(&text, b->arena);
    add_sentence(b, cs_sentence(b->report, more == 1 ? one : several, &place, 1, b->arena));
}

static void add_steps(struct building *b)
{
    struct cs_summary_request *r = b->request;
    struct steps steps = {
        .items = cs_arena_array(b->arena, CS_SUMMARY_DECISIONS_MAX + CS_SUMMARY_DONE_MAX, sizeof *steps.items)};

    r->told = cs_arena_array(b->arena, SENTENCES_MAX, sizeof *r->told);
    if (r->told == NULL || steps.items == NULL)
        return;
    find_decisions(b, &steps);
    if (r->row != NULL)
        find_done(b, &steps);
    qsort(steps.items, steps.decisions + steps.done, sizeof *steps.items, by_time);
    for (size_t i = 0; i < steps.decisions + steps.done; i++)
        if (steps.items[i].decision != NULL)
            add_decision(b, steps.items[i].decision);
        else
            add_sentence(b, told(b, when_of(b, steps.items[i].entry), steps.items[i].statement, NULL, NULL));
    add_more(b, steps.more_decisions, CS_PHRASE("One further decision is on the record."),
             CS_PHRASE("{count} further decisions are on the record."));
    add_more(b, steps.more_done, CS_PHRASE("One further act is on the record."),
             CS_PHRASE("{count} further acts are on the record."));
}

/* ---- all requests ---- */

static void fold_rows(struct building *b, const struct cs_ledger_row *request)
{
    const struct cs_ledger *ledger = b->report->ledger;
    const struct cs_ledger_row **rows = cs_arena_array(b->arena, ledger->row_count, sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++) {
        const struct cs_ledger_row *row = &ledger->rows[i];

        if (request == NULL ? row->request == CS_NO_ROW && row->kind != CS_ROW_REQUEST
                            : row->request != CS_NO_ROW && ledger->rows[row->request].trigger == request->trigger)
            rows[count++] = row;
    }
    if (rows != NULL)
        cs_fold(b->plain, rows, count, b->arena, &b->request->lines);
}

static void tell_request(struct building *b, const struct cs_line *line)
{
    b->asked = line->rows[0]->entry;
    b->request->title = title_of(b, line);
    b->request->asked = told(b, when_of(b, line->rows[0]->entry), line_statement(b, line),
                             standing_of(b, line->rows[0]), NULL);
}

/* The questions on which it depends over all worlds whether a duty is broken. */
static void find_questions(struct building *b)
{
    struct cs_summary_request *r = b->request;

    r->questions = cs_row_set_questions(b->report, r->broken, cs_row_shown(b->report), b->arena, &r->question_count);
    cs_legend_use(&b->summary->legend, r->questions, r->question_count);
}

/*
 * The worlds in which any duty is broken. What belongs to no request has little to do with each other: together with
 * requests it has no verdict. Nor have duties whose worlds have become too entangled together, so that a summary never
 * takes the room of a run.
 */
static void unite_broken(struct building *b)
{
    struct cs_summary_request *r = b->request;
    struct cs_worlds *w = b->report->ledger->docket->worlds;
    size_t before = cs_worlds_node_count(w);

    r->judged = r->row != NULL || b->summary->count == 1;
    for (size_t i = 0; r->judged && i < r->lines.count; i++) {
        r->broken = cs_worlds_or(w, r->broken, cs_summary_broken(b->report->ledger, &r->lines.items[i]));
        r->judged = cs_worlds_node_count(w) - before < NODES_MAX;
    }
    if (!r->judged)
        r->broken = CS_NONE;
}

static void add_request(struct building *b, const struct cs_ledger_row *row)
{
    struct cs_summary_request *r = &b->summary->requests[b->summary->count++];

    *r = (struct cs_summary_request){.row = row, .broken = CS_NONE};
    b->request = r;
    b->asked = NULL;
    b->on_day = false;
    fold_rows(b, row);
    cs_legend_use_lines(&b->summary->legend, &r->lines);
    unite_broken(b);
    if (row != NULL && r->lines.count > 0)
        tell_request(b, &r->lines.items[0]);
    add_steps(b);
    find_questions(b);
    r->verdicts = cs_arena_array(b->arena, b->count, sizeof *r->verdicts);
    for (size_t a = 0; r->verdicts != NULL && a < b->count; a++) {
        r->verdicts[a] = cs_summary_hanging(b->report, r, b->worlds[a], b->arena);
        cs_legend_use(&b->summary->legend, r->verdicts[a].questions, r->verdicts[a].question_count);
    }
}

/* Is there a decision that belongs to no request? */
static bool decides_apart(const struct cs_ledger *ledger)
{
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_DECISION && ledger->rows[i].request == CS_NO_ROW)
            return true;
    return false;
}

void cs_summary_init_in(struct cs_summary *summary, const struct cs_report *report, const cs_set *worlds,
                        size_t count)
{
    const struct cs_ledger *ledger = report->ledger;
    struct cs_report plain = *report;
    struct building b = {.report = report, .plain = &plain, .summary = summary, .arena = &summary->arena,
                         .worlds = worlds, .count = count};

    plain.unlabelled = true;
    *summary = (struct cs_summary){.report = report};
    cs_arena_init(&summary->arena);
    cs_legend_init(&summary->legend, report, &summary->arena);
    summary->requests = cs_arena_array(&summary->arena, ledger->row_count + 1, sizeof *summary->requests);
    for (size_t i = 0; summary->requests != NULL && i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST && cs_row_wanted(report, &ledger->rows[i]) &&
            (i == 0 || ledger->rows[i - 1].kind != CS_ROW_REQUEST ||
             ledger->rows[i - 1].trigger != ledger->rows[i].trigger))
            add_request(&b, &ledger->rows[i]);
    if (summary->requests != NULL && (summary->count == 0 || (report->request == CS_NO_NAME && decides_apart(ledger))))
        add_request(&b, NULL);
    cs_legend_number(&summary->legend);
}

void cs_summary_init(struct cs_summary *summary, const struct cs_report *report)
{
    size_t count = cs_row_account_count(report);
    struct cs_arena arena;
    cs_set *worlds;

    cs_arena_init(&arena);
    worlds = cs_arena_array(&arena, count, sizeof *worlds);
    for (size_t a = 0; worlds != NULL && a < count; a++)
        worlds[a] = cs_row_worlds(report, a);
    cs_summary_init_in(summary, report, worlds, worlds != NULL ? count : 0);
    summary->arena.failed = summary->arena.failed || arena.failed;
    cs_arena_release(&arena);
}

void cs_summary_release(struct cs_summary *summary)
{
    cs_arena_release(&summary->arena);
}

static void add_apart(const char *sentence, size_t start, struct cs_buffer *out)
{
    cs_buffer_printf(out, "%s%s", out->length > start ? " " : "", sentence);
}

void cs_summary_paragraph(const struct cs_summary *summary, const struct cs_summary_request *request,
                          struct cs_buffer *out)
{
    size_t start = out->length;

    (void)summary;
    if (request->asked != NULL)
        add_apart(request->asked, start, out);
    for (size_t i = 0; i < request->told_count; i++)
        add_apart(request->told[i], start, out);
}
