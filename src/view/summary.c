/* SPDX-License-Identifier: MIT */
#include "view/summary.h"

#include <stdio.h>
#include <string.h>

#include "view/done.h"
#include "view/grounds.h"
#include "view/rows.h"
#include "view/sentence.h"
#include "view/when.h"
#include "view/wording.h"

#define DECISIONS_MAX 4
#define NODES_MAX 4000 /* of the worlds in which a duty of a request is broken */
#define NAMES_MAX 64     /* of one sentence */
#define SENTENCES_MAX 64 /* on the decisions of a request */

struct building {
    const struct cs_report *report;
    struct cs_summary *summary;
    struct cs_summary_request *request;
    struct cs_arena *arena;
    const struct cs_entry *asked; /* the entry of the request, or NULL */
    bool on_day;                  /* the last sentence was about one day: */
    cs_day day;
};

static const char *kept(struct cs_arena *arena, struct cs_buffer *text)
{
    const char *copy = cs_arena_text(arena, cs_buffer_string(text), text->length);

    arena->failed = arena->failed || text->failed;
    cs_buffer_release(text);
    return copy != NULL ? copy : "";
}

/* ---- what was entered, as a sentence ---- */

/* The values of a role of an entry. */
static size_t role_names(const struct cs_entry *entry, enum cs_prep prep, cs_name *out)
{
    size_t count = 0;

    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; role->prep == prep && arg != NULL && count < NAMES_MAX;
             arg = arg->next)
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

/*
 * "Armenia asked the CSTO for help over the fighting"; in formal words what the record has. What the request was about
 * is not said again of what came of it.
 */
static const char *statement_of(struct building *b, const struct cs_entry *entry)
{
    bool leave[CS_PREP_COUNT] = {false};
    cs_name names[NAMES_MAX];
    struct cs_worded said;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (b->asked != NULL && b->asked != entry && entry->kind == CS_ENTRY_TERM) {
        leave[CS_PREP_ON] = same_role(b->asked, entry, CS_PREP_ON);
        read_roles(entry, leave, names, &said);
        if (leave[CS_PREP_ON] && cs_worded_add(b->report, &said, CS_WORDING_SAID, &text))
            return kept(b->arena, &text);
    }
    if (!cs_worded_statement(b->report, entry, &text))
        cs_row_statement(b->report, entry, &text);
    return kept(b->arena, &text);
}

/* "on 13 September 2022", or "the same day" as what was told before; NULL without a date. */
static const char *when_of(struct building *b, const struct cs_entry *entry)
{
    const struct cs_moment *moment = entry != NULL ? &entry->moment : NULL;
    bool again;
    struct cs_buffer text;

    if (moment == NULL || moment->form == CS_MOMENT_NONE)
        return NULL;
    again = moment->form == CS_MOMENT_DAY && b->on_day && b->day == moment->first;
    b->on_day = moment->form == CS_MOMENT_DAY;
    b->day = moment->first;
    if (again)
        return cs_sentence(b->report, "the same day", NULL, 0, b->arena);
    cs_buffer_init(&text);
    cs_when_on(b->report, moment, &text);
    return kept(b->arena, &text);
}

/* The sentence with a capital at its beginning. */
static const char *begun(struct building *b, const char *sentence)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, sentence);
    cs_worded_capital(&text, 0);
    return kept(b->arena, &text);
}

/* "On 13 September 2022, Armenia asked the CSTO for help." */
static const char *told(struct building *b, const char *when, const char *what, const char *without)
{
    const struct cs_place places[] = {{.name = "when", .text = when}, {.name = "what", .text = what},
                                      {.name = "without", .text = without}};

    return begun(b, cs_sentence(b->report, when != NULL ? "{when}, {what}[, {without}]." : "{what}[, {without}].",
                                places, 3, b->arena));
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

/* "Armenia asked the CSTO for help, and got a mission": a heading, so without what it was about. */
static const char *title_of(struct building *b, const struct cs_line *line)
{
    static const bool leave[CS_PREP_COUNT] = {[CS_PREP_ON] = true, [CS_PREP_UNDER] = true};
    const struct cs_entry *entry = line->rows[0]->entry;
    cs_name names[NAMES_MAX], given[NAMES_MAX];
    struct cs_buffer text;
    struct cs_worded said;
    struct cs_place places[] = {{.name = "asked"}, {.name = "given", .names = given}};

    cs_buffer_init(&text);
    if (entry != NULL && line->rows[0]->named == CS_NO_ROW)
        read_roles(entry, leave, names, &said);
    if (entry == NULL || line->rows[0]->named != CS_NO_ROW ||
        !cs_worded_add(b->report, &said, CS_WORDING_SAID, &text))
        cs_buffer_text(&text, line_statement(b, line));
    places[0].text = kept(b->arena, &text);
    places[1].count = b->report->formal ? 0 : given_names(b, given);
    return begun(b, cs_sentence(b->report, "{asked}[, and got {given}]", places, 2, b->arena));
}

/* ---- decisions ---- */

static void add_sentence(struct building *b, const char *sentence)
{
    struct cs_summary_request *r = b->request;

    if (r->decided_count < SENTENCES_MAX && sentence[0] != '\0')
        r->decided[r->decided_count++] = sentence;
}

static const char *outcome_sentence(enum cs_state state)
{
    switch (state) {
    case CS_STATE_ADOPTED:
        return CS_PHRASE("It was adopted[ {when}].");
    case CS_STATE_NOT_ADOPTED:
        return CS_PHRASE("It was not adopted.");
    case CS_STATE_DEFERRED:
        return CS_PHRASE("It was put off.");
    case CS_STATE_PENDING:
        return CS_PHRASE("It is not decided yet.");
    case CS_STATE_UNDETERMINED:
        return CS_PHRASE("Whether it was adopted is open.");
    default:
        return "";
    }
}

/* "the same day", "on 16 September 2022"; NULL where it is not exactly known. */
static const char *decided_when(struct building *b, const struct cs_ledger_row *row)
{
    const struct cs_row_done *done = cs_row_done_throughout(b->report, row, b->report->ledger->worlds, b->arena);
    const struct cs_moment *put = row->entry != NULL ? &row->entry->moment : NULL;
    struct cs_place day = {.name = "day"};
    struct cs_buffer text;

    if (done == NULL || done->first != done->last)
        return NULL;
    if (put != NULL && put->form != CS_MOMENT_NONE && put->first == done->first && put->last == done->first)
        return cs_sentence(b->report, "the same day", NULL, 0, b->arena);
    cs_buffer_init(&text);
    cs_when_day(b->report, done->first, &text);
    day.text = kept(b->arena, &text);
    return cs_sentence(b->report, "on {day}", &day, 1, b->arena);
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
    if (cs_worded_add(b->report, &said, CS_WORDING_SAID, &text))
        add_sentence(b, told(b, NULL, kept(b->arena, &text), NULL));
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
    if (cs_worded_add(b->report, &said, CS_WORDING_SAID, &text))
        add_sentence(b, told(b, NULL, kept(b->arena, &text), NULL));
    else
        cs_buffer_release(&text);
}

/* Who voted how, or objected, as far as it has happened in all worlds and has effect. */
static void add_all_voices(struct building *b, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = b->report->ledger;
    struct voices *all = cs_arena_array(b->arena, 8, sizeof *all);
    cs_name by[NAMES_MAX], decider = cs_decider(b->report, row);
    size_t count = 0;

    for (size_t i = 0; all != NULL && row->entry != NULL && row->entry->label != CS_NO_NAME &&
                       i < ledger->docket->occurrence_count; i++) {
        const struct cs_entry *entry = ledger->docket->occurrences[i].entry;

        if (entry->kind == CS_ENTRY_TERM && acts_on(entry, row->entry->label) &&
            role_names(entry, CS_PREP_BY, by) > 0 && by[0] != decider && !is_without_effect(ledger, entry) &&
            cs_worlds_within(ledger->docket->worlds, ledger->worlds, cs_ledger_taken(ledger, i)))
            add_voice(all, &count, 8, entry);
    }
    for (size_t i = 0; i < count; i++)
        add_voices(b, &all[i]);
}

/* Of a message: "without aggression". */
static const char *left_out(struct building *b, const struct cs_ledger_row *row)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_left_out(b->report, row, b->report->ledger->worlds, b->arena, &text);
    if (text.length == 0) {
        cs_buffer_release(&text);
        return NULL;
    }
    return kept(b->arena, &text);
}

static bool is_put_to_an_organ(const struct cs_ledger_row *row)
{
    cs_name names[NAMES_MAX];

    return row->entry != NULL && role_names(row->entry, CS_PREP_IN, names) > 0;
}

static void add_decision(struct building *b, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    enum cs_state state = cs_ledger_state(b->report->ledger, row, b->report->ledger->worlds);
    struct cs_place when = {.name = "when"};
    const struct cs_entry **grounds;
    size_t count;

    add_sentence(b, told(b, when_of(b, row->entry), line_statement(b, line), left_out(b, row)));
    if (!is_put_to_an_organ(row))
        return;
    when.text = decided_when(b, row);
    add_sentence(b, cs_sentence(b->report, outcome_sentence(state), &when, 1, b->arena));
    grounds = cs_decision_grounds(b->report, row, b->arena, &count);
    for (size_t i = 0; i < count; i++)
        add_rule(b, row, grounds[i]);
    add_all_voices(b, row);
}

static const char *number_text(struct building *b, size_t number)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%zu", number);
    return kept(b->arena, &text);
}

static void add_decisions(struct building *b)
{
    struct cs_summary_request *r = b->request;
    size_t count = 0;

    r->decided = cs_arena_array(b->arena, SENTENCES_MAX, sizeof *r->decided);
    for (size_t i = 0; r->decided != NULL && i < r->lines.count; i++)
        if (r->lines.items[i].rows[0]->kind == CS_ROW_DECISION && count++ < DECISIONS_MAX)
            add_decision(b, &r->lines.items[i]);
    if (r->decided != NULL && count > DECISIONS_MAX) {
        struct cs_place place = {.name = "count", .text = number_text(b, count - DECISIONS_MAX)};

        add_sentence(b, cs_sentence(b->report, count == DECISIONS_MAX + 1 ? "One more decision was put."
                                                                          : "{count} more decisions were put.",
                                    &place, 1, b->arena));
    }
}

/* ---- what was done ---- */

/* Has it happened in all worlds, and is it no act of the decision itself, which was told? */
static bool is_told_as_done(const struct building *b, const struct cs_request_done *done)
{
    const struct cs_ledger *ledger = b->report->ledger;

    if (done->what->entry->kind != CS_ENTRY_TERM)
        return false;
    for (size_t i = 0; i < b->request->lines.count; i++)
        if (b->request->lines.items[i].rows[0]->entry == done->what->entry)
            return false;
    return cs_worlds_within(ledger->docket->worlds, ledger->worlds, done->what->worlds);
}

/* Was it done by who was asked, or by who decided? That is told first. */
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

static void add_done(struct building *b)
{
    struct cs_summary_request *r = b->request;
    size_t count, first = 0, others, all_count = 0;
    const struct cs_request_done *all = cs_request_done(b->report, r->row, b->arena, &count);

    r->done = cs_arena_array(b->arena, CS_SUMMARY_DONE_MAX, sizeof *r->done);
    for (size_t i = 0; i < count; i++)
        if (is_told_as_done(b, &all[i])) {
            first += is_by_who_was_asked(b, all[i].what->entry);
            all_count++;
        }
    others = first < CS_SUMMARY_DONE_MAX ? CS_SUMMARY_DONE_MAX - first : 0;
    for (size_t i = 0; r->done != NULL && i < count && r->done_count < CS_SUMMARY_DONE_MAX; i++) {
        const struct cs_entry *entry = all[i].what->entry;
        bool asked = is_by_who_was_asked(b, entry);

        if (!is_told_as_done(b, &all[i]) || (!asked && others == 0))
            continue;
        others -= !asked;
        r->done[r->done_count] = told(b, when_of(b, entry), statement_of(b, entry), NULL);
        r->done_count++;
    }
    r->done_more = all_count - r->done_count;
}

/* ---- verdicts ---- */

cs_set cs_summary_broken(const struct cs_ledger *ledger, const struct cs_line *line)
{
    cs_set broken = CS_NONE;

    for (size_t r = 0; line->rows[0]->kind == CS_ROW_DUTY && r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++)
            if (line->rows[r]->pieces[i].state == CS_STATE_VIOLATED)
                broken = cs_worlds_or(ledger->docket->worlds, broken, line->rows[r]->pieces[i].worlds);
    return broken;
}

/* The last days by which the rows of a line were due where it is broken, "20 September 2022"; NULL: none is known. */
static const char *due_of(const struct cs_report *report, const struct cs_line *line, cs_set worlds,
                          struct cs_arena *arena)
{
    const struct cs_ledger_piece *soonest = NULL, *latest = NULL;
    struct cs_buffer text;

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];

            if (p->state != CS_STATE_VIOLATED || !p->has_deadline ||
                cs_worlds_disjoint(report->ledger->docket->worlds, p->worlds, worlds))
                continue;
            soonest = soonest == NULL || p->deadline < soonest->deadline ? p : soonest;
            latest = latest == NULL || p->deadline > latest->deadline ? p : latest;
        }
    if (soonest == NULL)
        return NULL;
    cs_buffer_init(&text);
    if (!soonest->deadline_hours && !latest->deadline_hours) {
        cs_when_days(report, cs_day_of(soonest->deadline - 1, soonest->deadline_offset),
                     cs_day_of(latest->deadline - 1, latest->deadline_offset), CS_PHRASE("{first} to {last}"), &text);
    } else {
        cs_when_deadline(report, latest, &text);
    }
    return kept(arena, &text);
}

static size_t holders_of(const struct cs_report *report, const struct cs_line *line, cs_name *out)
{
    size_t count = 0;

    for (size_t r = 0; r < line->row_count && count < NAMES_MAX; r++) {
        cs_name holder = cs_worded_called(report, line->rows[r], line->rows[r]->holder);
        size_t k = 0;

        while (k < count && out[k] != holder)
            k++;
        if (k == count && holder != CS_NO_NAME)
            out[count++] = holder;
    }
    return count;
}

/* "Yes: Belarus and Russia did not give Armenia help by 20 September 2022." */
static const char *broken_sentence(const struct cs_report *report, const struct cs_line *line, cs_set worlds,
                                   bool certain, struct cs_arena *arena)
{
    cs_name holders[NAMES_MAX];
    struct cs_place places[] = {{.name = "who", .names = holders, .count = holders_of(report, line, holders)},
                                {.name = "act", .text = line->texts[0]},
                                {.name = "due", .text = due_of(report, line, worlds, arena)},
                                {.name = "duty", .text = line->sentence}};
    const char *sentence;

    if (!line->worded || line->text_count > 1 || places[0].count == 0)
        sentence = certain ? CS_PHRASE("Yes. This was broken: {duty}[, by {due}].")
                           : CS_PHRASE("Open. This may have been broken: {duty}[, by {due}].");
    else
        sentence = certain ? CS_PHRASE("Yes: {who} did not {act}[ by {due}].")
                           : CS_PHRASE("Open: perhaps {who} did not {act}[ by {due}].");
    return cs_sentence(report, sentence, places, 4, arena);
}

/*
 * Why no duty is broken in these worlds: looked at are those that are broken in others, if there are any, for they are
 * what is disputed.
 */
static const char *kept_sentence(const struct cs_report *report, const struct cs_summary_request *request,
                                 cs_set worlds)
{
    bool any = false, owed = false, running = false, open = false;

    for (size_t i = 0; i < request->lines.count; i++) {
        const struct cs_line *line = &request->lines.items[i];

        if (request->broken != CS_NONE && cs_summary_broken(report->ledger, line) == CS_NONE)
            continue;
        for (size_t r = 0; line->rows[0]->kind == CS_ROW_DUTY && r < line->row_count; r++) {
            enum cs_state state = cs_ledger_state(report->ledger, line->rows[r], worlds);

            any = true;
            owed = owed || state != CS_STATE_NONE;
            running = running || state == CS_STATE_IN_FORCE || state == CS_STATE_SUSPENDED;
            open = open || state == CS_STATE_UNDETERMINED;
        }
    }
    return !any       ? CS_PHRASE("No: no treaty text makes it a duty.")
           : !owed    ? CS_PHRASE("No: it was not owed.")
           : open     ? CS_PHRASE("No: no duty was broken.")
           : running  ? CS_PHRASE("No: what is owed can still be done.")
                      : CS_PHRASE("No: what was owed was done.");
}

/* Was the same act by the same line of holders told already? A second article may lay it on them too. */
static bool is_again(const struct cs_summary_request *request, size_t index, const bool *told_lines)
{
    const struct cs_line *line = &request->lines.items[index];

    for (size_t i = 0; i < index; i++)
        if (told_lines[i] && strcmp(request->lines.items[i].sentence, line->sentence) == 0)
            return true;
    return false;
}

static const char *more_sentence(bool certain, size_t more)
{
    if (more == 1)
        return certain ? CS_PHRASE(" One more duty was broken.") : CS_PHRASE(" One more duty may have been broken.");
    return certain ? CS_PHRASE(" {count} more duties were broken.")
                   : CS_PHRASE(" {count} more duties may have been broken.");
}

/* The duties that are broken, or may be: the first in a sentence, the number of the others in a second. */
static const char *broken_sentences(const struct cs_report *report, const struct cs_summary_request *request,
                                    cs_set worlds, bool certain, struct cs_arena *arena)
{
    struct cs_worlds *w = report->ledger->docket->worlds;
    bool *told_lines = cs_arena_array(arena, request->lines.count, sizeof *told_lines);
    size_t count = 0;
    struct cs_buffer text;
    char number[24];

    cs_buffer_init(&text);
    for (size_t i = 0; told_lines != NULL && i < request->lines.count; i++) {
        cs_set broken = cs_summary_broken(report->ledger, &request->lines.items[i]);

        if (cs_worlds_disjoint(w, worlds, broken) || (certain && !cs_worlds_within(w, worlds, broken)) ||
            is_again(request, i, told_lines))
            continue;
        told_lines[i] = true;
        if (count++ == 0)
            cs_buffer_text(&text, broken_sentence(report, &request->lines.items[i], worlds, certain, arena));
    }
    if (count == 0) /* in each world another duty is */
        cs_sentence_add(report, "Yes: one duty or another was broken.", NULL, 0, &text);
    if (count > 1) {
        struct cs_place place = {.name = "count", .text = number};

        snprintf(number, sizeof number, "%zu", count - 1);
        cs_sentence_add(report, more_sentence(certain, count - 1), &place, 1, &text);
    }
    return kept(arena, &text);
}

struct cs_verdict cs_summary_verdict(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena)
{
    struct cs_worlds *w = report->ledger->docket->worlds;
    struct cs_verdict verdict = {.kind = CS_VERDICT_CONTRADICTORY};

    if (cs_ledger_contradictory(worlds)) {
        verdict.sentence = cs_sentence(report, "No answer: this contradicts itself.", NULL, 0, arena);
        return verdict;
    }
    if (!request->judged) {
        verdict.kind = CS_VERDICT_OPEN;
        verdict.sentence = cs_sentence(report, "Open: the duties are not looked at together.", NULL, 0, arena);
        return verdict;
    }
    verdict.kind = cs_worlds_disjoint(w, worlds, request->broken)  ? CS_VERDICT_KEPT
                   : cs_worlds_within(w, worlds, request->broken) ? CS_VERDICT_BROKEN
                                                                  : CS_VERDICT_OPEN;
    if (verdict.kind == CS_VERDICT_KEPT) {
        verdict.sentence = cs_sentence(report, kept_sentence(report, request, worlds), NULL, 0, arena);
        return verdict;
    }
    verdict.sentence = broken_sentences(report, request, worlds, verdict.kind == CS_VERDICT_BROKEN, arena);
    return verdict;
}

struct cs_verdict cs_summary_hanging(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena)
{
    struct cs_verdict verdict = cs_summary_verdict(report, request, worlds, arena);

    if (verdict.kind == CS_VERDICT_OPEN && request->judged)
        verdict.questions = cs_row_set_questions(report, request->broken, worlds, arena, &verdict.question_count);
    return verdict;
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
        cs_fold(b->report, rows, count, b->arena, &b->request->lines);
}

static void tell_request(struct building *b, const struct cs_line *line)
{
    b->asked = line->rows[0]->entry;
    b->request->title = title_of(b, line);
    b->request->asked = told(b, when_of(b, line->rows[0]->entry), line_statement(b, line), NULL);
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
    size_t accounts = cs_row_account_count(b->report);
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
    add_decisions(b);
    if (row != NULL)
        add_done(b);
    find_questions(b);
    r->verdicts = cs_arena_array(b->arena, accounts, sizeof *r->verdicts);
    for (size_t a = 0; r->verdicts != NULL && a < accounts; a++) {
        r->verdicts[a] = cs_summary_hanging(b->report, r, cs_row_worlds(b->report, a), b->arena);
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

void cs_summary_init(struct cs_summary *summary, const struct cs_report *report)
{
    const struct cs_ledger *ledger = report->ledger;
    struct building b = {.report = report, .summary = summary, .arena = &summary->arena};

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
    char number[24];
    struct cs_place place = {.name = "count", .text = number};

    if (request->asked != NULL)
        add_apart(request->asked, start, out);
    for (size_t i = 0; i < request->decided_count; i++)
        add_apart(request->decided[i], start, out);
    for (size_t i = 0; i < request->done_count; i++)
        add_apart(request->done[i], start, out);
    if (request->done_more == 0)
        return;
    snprintf(number, sizeof number, "%zu", request->done_more);
    add_apart("", start, out);
    cs_sentence_add(summary->report, request->done_more == 1 ? "One more thing was done on it."
                                                             : "{count} more things were done on it.",
                    &place, 1, out);
}
