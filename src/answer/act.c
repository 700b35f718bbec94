/* SPDX-License-Identifier: MIT */
#include "answer/act.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "run/run_int.h"

/* ---- trying ---- */

/* The occurrence of the entry, in the answer with it. */
static const struct cs_occurrence *occurrence_of(const struct cs_trial *t)
{
    struct cs_docket *docket = t->after->docket;

    return cs_docket_occurrence(docket, cs_docket_entry_value(docket, t->entry));
}

/* Sets `effect`. An entry with lists has several rows, and each may need a power: it has effect where each has one. */
static void read_effect(struct cs_trial *t)
{
    const struct cs_run *run = t->after->run;
    struct cs_worlds *worlds = t->after->docket->worlds;
    const struct cs_occurrence *o = occurrence_of(t);
    size_t index = o != NULL ? (size_t)(o - run->docket->occurrences) : 0, number;

    if (o == NULL)
        return;
    t->needs_power = run->effective_asked[index] != 0;
    t->happens = o->worlds;
    t->effect = t->tried;
    number = run->effective_first[index];
    for (const struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next, number++) {
        if (row->matter != NULL || run->plan->relations[row->relation].under != CS_NO_NAME)
            continue;
        t->effect = cs_worlds_and(worlds, t->effect, run->effective[number]);
    }
}

/* Is the power at the end of the day the same as at the entry: on every account, everywhere and nowhere? */
static bool same_at_end(struct cs_trial *t)
{
    const struct cs_ledger *ledger = t->before->ledger;
    struct cs_docket *docket = t->before->docket;
    bool asked;

    t->power = cs_ledger_may(ledger, &t->entry->term, &asked);
    if (asked != t->needs_power ||
        cs_worlds_within(docket->worlds, docket->possible, t->power) != cs_trial_everywhere(t) ||
        cs_worlds_disjoint(docket->worlds, docket->possible, t->power) != cs_trial_nowhere(t))
        return false;
    for (size_t i = 0; i < ledger->account_count; i++)
        if (cs_ledger_standing(ledger, ledger->accounts[i].worlds, t->power, CS_STATE_MAY, CS_STATE_MAY_NOT) !=
            cs_trial_state(t, i, CS_STATE_MAY, CS_STATE_MAY_NOT))
            return false;
    return true;
}

void cs_trial_find(struct cs_trial *t)
{
    read_effect(t);
    t->same_at_end = same_at_end(t);
}

/* Makes the answer without the entry, unless there is one, and that with it. */
static casus_status try_entry(struct cs_trial *t, const struct cs_plan *plan, const struct cs_wishes *wishes,
                              const struct cs_wishes *with, struct cs_failure *failure)
{
    if ((t->before == NULL && cs_answer_new(plan, wishes, failure, &t->before) != CASUS_OK) ||
        cs_answer_new(plan, with, failure, &t->after) != CASUS_OK)
        return failure->status;
    t->tried = CS_ALL;
    cs_trial_find(t);
    if (cs_answer_status(t->before, "this act") != CASUS_OK)
        return cs_fail(failure, t->before->failure.status, "%s", t->before->failure.message);
    if (cs_answer_status(t->after, "this act") != CASUS_OK)
        return cs_fail(failure, t->after->failure.status, "%s", t->after->failure.message);
    return CASUS_OK;
}

casus_status cs_trial_new(const struct cs_plan *plan, const struct cs_wishes *wishes, const struct cs_entry *entry,
                          struct cs_failure *failure, struct cs_trial **out)
{
    struct cs_trial *t = calloc(1, sizeof *t);
    struct cs_wishes with = *wishes;

    *out = NULL;
    if (t == NULL)
        return cs_fail_memory(failure);
    t->entry = entry;
    with.entry = entry;
    if (try_entry(t, plan, wishes, &with, failure) == CASUS_OK)
        *out = t;
    else
        cs_trial_free(t);
    return failure->status;
}

/* On the date of the wishes. False if memory ran out. */
bool cs_trial_entry(const struct cs_wishes *wishes, const struct cs_check *check, struct cs_zone zone,
                    struct cs_names *names, const char *name, struct cs_entry *out)
{
    struct cs_date date;

    cs_date_of(wishes->as_of.end, zone, &date);
    *out = (struct cs_entry){.kind = CS_ENTRY_TERM, .asked = true, .term = check->term, .span = check->term.span,
                             .label = cs_names_intern_text(names, name)};
    must(cs_moment_parse(date.text, strlen(date.text), zone, &out->moment) == NULL);
    return out->label != CS_NO_NAME;
}

casus_status cs_trial_ask(const struct cs_plan *plan, const struct cs_wishes *wishes, const struct cs_check *check,
                          struct cs_zone zone, struct cs_answer *without, struct cs_failure *failure,
                          struct cs_trial **out)
{
    struct cs_trial *t = calloc(1, sizeof *t);
    struct cs_wishes with = *wishes;

    *out = NULL;
    if (t == NULL)
        return cs_fail_memory(failure);
    cs_names_init_over(&t->names, wishes->names != NULL ? wishes->names : plan->names);
    with.names = &t->names;
    with.entry = &t->own;
    t->before = without;
    t->lent = without != NULL;
    t->entry = &t->own;
    if (!cs_trial_entry(wishes, check, zone, &t->names, "the act asked about", &t->own))
        cs_fail_memory(failure);
    if (failure->status == CASUS_OK && try_entry(t, plan, wishes, &with, failure) == CASUS_OK)
        *out = t;
    else
        cs_trial_free(t);
    return failure->status;
}

void cs_trial_free(struct cs_trial *t)
{
    if (t == NULL)
        return;
    if (!t->lent)
        cs_answer_free(t->before);
    cs_answer_free(t->after);
    if (t->names.below != NULL)
        cs_names_release(&t->names);
    free(t);
}

enum cs_state cs_trial_state(const struct cs_trial *t, size_t account, enum cs_state yes, enum cs_state no)
{
    struct cs_worlds *w = t->after->docket->worlds;
    cs_set worlds = cs_worlds_and(w, t->after->ledger->accounts[account].worlds, t->tried);

    if (worlds == CS_NONE || cs_worlds_within(w, worlds, t->happens))
        return cs_ledger_standing(t->after->ledger, worlds, t->effect, yes, no);
    return cs_worlds_disjoint(w, worlds, t->happens) ? CS_STATE_NONE : CS_STATE_UNDETERMINED;
}

bool cs_trial_everywhere(const struct cs_trial *t)
{
    struct cs_worlds *w = t->after->docket->worlds;

    return cs_worlds_within(w, cs_worlds_and(w, t->after->docket->possible, t->tried), t->effect);
}

bool cs_trial_nowhere(const struct cs_trial *t)
{
    return cs_worlds_disjoint(t->after->docket->worlds, t->after->docket->possible, t->effect);
}

bool cs_trial_is_row(const struct cs_trial *t, const struct cs_ledger_row *row)
{
    const struct cs_occurrence *o = occurrence_of(t);

    return o != NULL && row->trigger == o->value &&
           (row->kind == CS_ROW_ACT || (row->kind == CS_ROW_REQUEST && row->named == CS_NO_ROW));
}

const struct cs_ledger_row *cs_trial_row(const struct cs_trial *t, size_t *from)
{
    const struct cs_ledger *ledger = t->after->ledger;

    while (*from < ledger->row_count)
        if (cs_trial_is_row(t, &ledger->rows[(*from)++]))
            return &ledger->rows[*from - 1];
    return NULL;
}

/* ---- reasons ---- */

static casus_status why_power(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                              struct cs_reason **out)
{
    return cs_why_act(of->ledger, &of->check->term, worlds, arena, out);
}

static casus_status why_anybody(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                                struct cs_reason **out)
{
    static struct cs_reason anybody = {.kind = CS_REASON_NOTE, .text = "no text says who may do this, so anybody may"};

    (void)of;
    (void)worlds;
    (void)arena;
    *out = &anybody;
    return CASUS_OK;
}

/* Removes the entry of an act that is only asked about: it is no reason. */
static void drop_asked(struct cs_reason *reasons)
{
    for (; reasons != NULL; reasons = reasons->next)
        if (reasons->first != NULL && reasons->first->entry != NULL && reasons->first->entry->asked)
            reasons->first = reasons->first->next;
}

/* The reasons of each account that the run kept when it took in the act. */
static casus_status reasons_of_run(const struct cs_trial *t, enum cs_state yes, enum cs_state no,
                                   struct cs_arena *arena, struct cs_reasons *out)
{
    const struct cs_ledger *ledger = t->after->ledger;
    struct cs_reasons_part *parts = cs_arena_array(arena, ledger->account_count, sizeof *parts);
    size_t from = 0;
    const struct cs_ledger_row *row = cs_trial_row(t, &from);

    if (parts == NULL)
        return cs_fail_memory(ledger->docket->failure);
    for (size_t i = 0; i < ledger->account_count; i++) {
        struct cs_reason *reasons = NULL;

        if (row != NULL && cs_why(ledger, row, ledger->accounts[i].worlds, arena, &reasons) != CASUS_OK)
            return ledger->docket->failure->status;
        drop_asked(reasons);
        parts[i] = (struct cs_reasons_part){.account = ledger->accounts[i].voice, .of_account = true,
                                            .state = cs_trial_state(t, i, yes, no), .reasons = reasons};
    }
    *out = (struct cs_reasons){.kind = CS_ROW_ACT, .set = t->effect, .parts = parts,
                               .part_count = ledger->account_count};
    return CASUS_OK;
}

casus_status cs_trial_reasons(const struct cs_trial *t, enum cs_state yes, enum cs_state no, bool apart,
                              struct cs_arena *arena, struct cs_reasons *out, struct cs_answer **shown)
{
    struct cs_check check = {.term = t->entry->term};
    struct cs_asked_set of = {.set = t->needs_power ? t->power : CS_ALL, .yes = yes, .no = no, .apart = apart,
                              .why = t->needs_power ? why_power : why_anybody,
                              .ledger = t->before->ledger, .check = &check};

    *shown = t->same_at_end ? t->before : t->after;
    return t->same_at_end ? cs_reasons_of_set(&of, arena, out) : reasons_of_run(t, yes, no, arena, out);
}

/* ---- the act of a user ---- */

__attribute__((format(printf, 2, 3))) static void refuse(struct cs_act *act, const char *format, ...)
{
    va_list arguments;
    char message[2048];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    act->refusal = cs_arena_text(&act->arena, message, strlen(message));
}

/* The day on which it is entered, as said or that of the last entry of the records, as the record reckons it. */
static void choose_date(struct cs_act *act, const struct cs_case *c, const char *on)
{
    cs_instant last;
    const char *wrong;

    act->date_given = on != NULL;
    if (on != NULL) {
        wrong = cs_date_read(on, act->own.reckoning, &act->date);
        if (wrong != NULL)
            refuse(act, "the date \"%s\" cannot be: %s", on, wrong);
        else if (strlen(on) < strlen("2022-09-13"))
            refuse(act, "an act has a day or an instant: %s is neither", on);
    } else if (cs_case_last(c, &last)) {
        cs_date_of(last, act->own.reckoning.zone, &act->date);
    }
}

/* Makes a file of the words alone, with the record's time zone, seasons and `hand`. */
static void make_own(struct cs_act *act, const struct cs_file *record, const char *words)
{
    struct cs_source *source;

    act->words = cs_arena_text(&act->arena, words, strlen(words));
    source = act->words != NULL ? cs_source_new(&act->arena, "the act", CS_SOURCE_RECORD, act->words, strlen(words))
                                : NULL;
    if (source != NULL)
        source->loose = true;
    act->own = (struct cs_file){.source = source, .reckoning = record->reckoning, .hand = record->hand};
}

/* Of a line that a file has and nobody enters its kind is what is wrong, and not that it is no statement. */
static void refuse_line(struct cs_act *act)
{
    bool belongs;
    const char *opener = cs_parse_act_opener(&act->arena, &act->names, &act->own, &belongs);

    if (act->diagnostics.error_count == 0 || opener == NULL)
        return;
    cs_diagnostics_release(&act->diagnostics);
    refuse(act,
           belongs ? "\"%s\" belongs to a line above it: that is the first argument, and this one behind it"
                   : "a line that begins with \"%s\" is no act, and corrects none: write it into the file yourself",
           opener);
}

/* A statement gets a date. The date of one that the record takes back is a part of what that is. */
static bool has_date(const struct cs_entry *entry)
{
    return (entry->kind == CS_ENTRY_TERM || entry->kind == CS_ENTRY_BOND) && entry->retracted == NULL;
}

/* Adds the words from *at to the end of a line, and the day on which it is recorded if the line has none. */
static void add_recorded(const struct cs_act *act, const struct cs_span *span, const struct cs_moment *recorded,
                         const char **at, struct cs_buffer *text)
{
    const char *end = act->words + span->end;

    cs_buffer_add(text, *at, (size_t)(end - *at));
    if (recorded->form == CS_MOMENT_NONE)
        cs_buffer_printf(text, " recorded %s", act->recorded != NULL ? act->recorded : act->date.text);
    *at = end;
}

/*
 * The words with the date of a statement before them, or else the day on which it is recorded behind each claim and
 * behind what is concluded.
 */
static void add_dates(const struct cs_act *act, bool own_date, struct cs_buffer *text)
{
    const char *at = act->words;

    if (act->entry != NULL && has_date(act->entry) && !own_date)
        cs_buffer_printf(text, "%s ", act->date.text);
    if (act->entry != NULL && (act->recorded != NULL || (!has_date(act->entry) &&
                                                         (act->date_given || act->entry->retracted != NULL)))) {
        const struct cs_concluded *concluded = act->entry->concluded;
        const struct cs_retraction *retracted = act->entry->retracted;

        for (const struct cs_claim *c = act->entry->claims; c != NULL; c = c->next)
            add_recorded(act, &c->span, &c->recorded, &at, text);
        if (concluded != NULL)
            add_recorded(act, &concluded->span, &concluded->recorded, &at, text);
        if (retracted != NULL)
            add_recorded(act, &retracted->span, &retracted->recorded, &at, text);
    }
    cs_buffer_printf(text, "%s\n", at);
}

/* The lines as fmt writes them. */
static void format_line(struct cs_act *act, bool own_date)
{
    const struct cs_source *source;
    struct cs_buffer text, line;

    cs_buffer_init(&text);
    cs_buffer_init(&line);
    add_dates(act, own_date, &text);
    source = cs_source_new(&act->arena, "the act", CS_SOURCE_RECORD, cs_buffer_string(&text), text.length);
    if (source != NULL)
        cs_format(source, &line);
    act->line = cs_arena_text(&act->arena, cs_buffer_string(&line), line.length);
    if (text.failed || line.failed)
        act->arena.failed = true;
    cs_buffer_release(&text);
    cs_buffer_release(&line);
}

/* ---- what it is ---- */

/* Up to when an entry is judged: the end of its date; of what lasts, of the last day on which it may have begun. */
static void judge_at(struct cs_act *act, const struct cs_moment *m)
{
    if (m->form != CS_MOMENT_SPAN)
        cs_date_of(m->end, m->form == CS_MOMENT_TIME ? m->offset : act->own.reckoning.zone, &act->date);
    else if (m->start != CS_TIME_ALWAYS)
        cs_date_of(cs_day_start(m->begins_last + 1, m->offset), m->offset, &act->date);
    else if (m->end != CS_TIME_NEVER)
        cs_date_of(m->end, act->own.reckoning.zone, &act->date);
}

/* A statement has a day: its own, or that which was chosen. */
static void give_date(struct cs_act *act, bool own_date)
{
    struct cs_entry *entry = act->entry;

    if (own_date && act->date_given)
        refuse(act, "the line has a date of its own, and %s is given as well", act->date.text);
    else if (own_date)
        judge_at(act, &entry->moment);
    if (act->date.text[0] == '\0')
        refuse(act, "the files hold no dated entry; a date is needed");
    else if (!own_date)
        must(cs_moment_parse(act->date.text, strlen(act->date.text), act->own.reckoning.zone, &entry->moment) == NULL);
    act->from = entry->moment.start;
}

/* What is said of an entry of the record can tell from the date of that on. */
static void find_from(struct cs_act *act, const struct cs_case *c)
{
    const struct cs_entry *entry = act->entry, *about;

    act->from = CS_TIME_ALWAYS;
    if (entry == NULL || entry->about.name == CS_NO_NAME || entry->about.name >= c->symbols.by_name_count)
        return;
    about = c->symbols.entry_of[entry->about.name];
    if (about == NULL || about->moment.form == CS_MOMENT_NONE)
        return;
    act->from = about->moment.start;
    if (entry->kind == CS_ENTRY_DATED && entry->moment.start < act->from)
        act->from = entry->moment.start;
}

/* Is anything said of it, by a voice or by the record, that has a date on which it is recorded? */
static bool is_said(const struct cs_entry *entry)
{
    return entry != NULL && (entry->claims != NULL || entry->concluded != NULL || entry->retracted != NULL);
}

/* What has no date gets none, unless somebody says it. */
static void give_recorded(struct cs_act *act)
{
    if (act->date.text[0] == '\0')
        refuse(act, "the files hold no dated entry of which this could be said");
    else if (act->recorded == NULL && act->date_given && !is_said(act->entry))
        refuse(act, "\"%s\" has no date, and nothing that is said of it could be recorded on %s", act->words,
               act->date.text);
}

static casus_status check_entry(struct cs_act *act, const struct cs_case *c, bool own_date)
{
    const struct cs_shape *shape;

    if (has_date(act->entry))
        give_date(act, own_date);
    if (act->refusal != NULL)
        return CASUS_OK;
    if (cs_check_act(c->files, &c->symbols, &act->own, &act->names, &act->arena, act->entry, &act->diagnostics) !=
        CASUS_OK)
        return CASUS_ERR_MEMORY;
    shape = act->entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(&c->symbols, act->entry->term.head) : NULL;
    act->event = shape != NULL && shape->kind == CS_SHAPE_EVENT && act->entry->retracted == NULL;
    return CASUS_OK;
}

static bool same_args(const struct cs_arg *a, const struct cs_arg *b)
{
    for (; a != NULL && b != NULL && a->name == b->name; b = b->next)
        a = a->next;
    return a == NULL && b == NULL;
}

static bool has_roles_of(const struct cs_term *a, const struct cs_term *b)
{
    for (const struct cs_role *role = b->roles; role != NULL; role = role->next) {
        const struct cs_role *own = a->roles;

        while (own != NULL && own->prep != role->prep)
            own = own->next;
        if (own == NULL || !same_args(own->args, role->args))
            return false;
    }
    return true;
}

static bool same_terms(const struct cs_term *a, const struct cs_term *b)
{
    return a->head == b->head && has_roles_of(a, b) && has_roles_of(b, a);
}

static bool same_bonds(const struct cs_bond *a, const struct cs_bond *b)
{
    return same_terms(&a->act, &b->act) && same_args(a->first, b->first) && same_args(a->second, b->second);
}

/* Do two entries say the same, so that the one takes back the other? */
static bool says_same(const struct cs_entry *a, const struct cs_entry *b)
{
    return a->kind == b->kind && a->about.name == b->about.name && a->other.name == b->other.name &&
           a->moment.start == b->moment.start && a->moment.end == b->moment.end && a->reading == b->reading &&
           a->answer == b->answer && a->compare == b->compare && a->number == b->number &&
           same_terms(&a->term, &b->term) && (a->bond == NULL || same_bonds(a->bond, b->bond));
}

/* Has the record a zone of its own, or a date, so that one date more does not change by which zone its days go? */
static bool has_days(const struct cs_file *record)
{
    const struct cs_entry *entry = record->entries;

    while (entry != NULL && entry->moment.form == CS_MOMENT_NONE)
        entry = entry->next;
    return entry != NULL || record->reckoning.has_zone;
}

static bool is_said_again(const struct cs_entry *entry, const struct cs_file *files)
{
    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_entry *other = file->entries; other != NULL; other = other->next)
            if (says_same(entry, other))
                return true;
    return false;
}

static bool stands_alone(const struct cs_act *act, const struct cs_case *c, const struct cs_file *record)
{
    const struct cs_entry *entry = act->entry;
    const struct cs_shape *shape = entry != NULL && entry->kind == CS_ENTRY_TERM && entry->retracted == NULL
                                       ? cs_symbols_shape(&c->symbols, entry->term.head)
                                       : NULL;

    return shape != NULL && !shape->takes_over && entry->same_as == NULL && record->next == NULL &&
           record->hand == CS_NO_NAME && c->suppositions == NULL && has_days(record) &&
           (entry->label != CS_NO_NAME || !is_said_again(entry, c->files));
}

/* The text of the record with the addition, in the arena; NULL without memory. */
static struct cs_source *text_with(struct cs_act *act, const struct cs_source *record, const char *addition)
{
    size_t more = strlen(addition);
    char *text = cs_arena_alloc(&act->arena, record->length + more + 1);
    struct cs_source *source = NULL;

    if (text == NULL)
        return NULL;
    memcpy(text, record->bytes, record->length);
    memcpy(text + record->length, addition, more);
    source = cs_source_new(&act->arena, record->name, CS_SOURCE_RECORD, text, record->length + more);
    if (source != NULL)
        source->loose = true;
    return source;
}

casus_status cs_act_place(struct cs_act *act, const struct cs_case *c, const struct cs_file *record,
                          const char *addition, struct cs_failure *failure, bool *alone)
{
    struct cs_file file = {.reckoning = record->reckoning, .clock = record->clock, .language = record->language};
    struct cs_diagnostics diagnostics;
    struct cs_entry *entry;
    casus_status status = CASUS_OK;

    *alone = false;
    if (!stands_alone(act, c, record) || record->source->length + strlen(addition) > CS_SOURCE_BYTES_MAX)
        return CASUS_OK;
    file.source = text_with(act, record->source, addition);
    if (file.source == NULL)
        return cs_fail_memory(failure);
    cs_diagnostics_init(&diagnostics);
    entry = cs_parse_more(&act->arena, &act->names, &file, record->source->line_count, &diagnostics);
    if (entry != NULL && entry->next == NULL)
        status = cs_check_act(c->files, &c->symbols, &file, &act->names, &act->arena, entry, &diagnostics);
    *alone = entry != NULL && entry->next == NULL && diagnostics.error_count == 0;
    if (diagnostics.failed)
        status = CASUS_ERR_MEMORY;
    cs_diagnostics_release(&diagnostics);
    if (status != CASUS_OK || cs_arena_failed(&act->arena) || act->names.failed)
        return cs_fail_memory(failure);
    if (*alone)
        act->entry = entry;
    return CASUS_OK;
}

/* What the record does not hold it cannot take back. What has a label is called by it. */
static void refuse_vain_retraction(struct cs_act *act, const struct cs_case *c)
{
    const struct cs_entry *entry = act->entry;

    if (entry == NULL || entry->retracted == NULL || entry->kind == CS_ENTRY_ABOUT)
        return;
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *other = file->entries; other != NULL; other = other->next) {
            if (!says_same(entry, other))
                continue;
            if (other->label != CS_NO_NAME)
                refuse(act, "this entry has a label: it is taken back by \"about %s\" and, behind it, \"retracted\"",
                       cs_names_text(&act->names, other->label));
            return;
        }
    refuse(act, "the record does not hold what this takes back: no line says the same");
}

/* ---- retractions ---- */

/* The entry that an act is about by its label; else NULL. */
static const struct cs_entry *entry_about(const struct cs_act *act, const struct cs_case *c)
{
    cs_name about = act->entry->about.name;

    return about != CS_NO_NAME && about < c->symbols.by_name_count ? c->symbols.entry_of[about] : NULL;
}

/* The day on which a claim on it counts: its own, that of its source, else that of what it is about. */
static cs_day day_of_claim(const struct cs_act *act, const struct cs_case *c, const struct cs_claim *claim)
{
    const struct cs_moment *date = cs_claim_date(&c->symbols, claim);

    return date != NULL ? cs_moment_recorded(date).day : cs_entry_recorded(entry_about(act, c)).day;
}

/* The same of a claim of the act, which has the day of the act if that was given. */
static cs_day day_of_retraction(const struct cs_act *act, const struct cs_case *c, const struct cs_claim *claim)
{
    struct cs_zone zone = act->own.reckoning.zone;
    struct cs_date date = act->date;

    if (cs_claim_date(&c->symbols, claim) != NULL)
        return day_of_claim(act, c, claim);
    if (act->recorded != NULL && cs_date_read(act->recorded, act->own.reckoning, &date) == NULL)
        return cs_day_of(date.end - 1, zone);
    return act->date_given ? cs_day_of(act->date.end - 1, zone) : day_of_claim(act, c, claim);
}

/* Is what stands in the entry said of the same as the act, which has no date: of an entry, or that it has some name? */
static bool is_of_same(const struct cs_entry *act, const struct cs_entry *entry)
{
    if (act->kind == CS_ENTRY_ABOUT && entry->label == act->about.name)
        return true;
    return entry->kind == act->kind && entry->about.name == act->about.name && entry->reading == act->reading;
}

struct said { bool anything, in_time; cs_day first; }; /* first: the day of the first claim that is not in time */

/* What the voice of a retraction has said of the same, and whether by the day of the retraction. */
static struct said said_before(const struct cs_act *act, const struct cs_case *c, const struct cs_claim *retraction)
{
    cs_day by = day_of_retraction(act, c, retraction);
    struct said said = {.first = CS_DAY_FARTHEST};

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
                cs_day day;

                if (claim->voice != retraction->voice || claim->kind == CS_CLAIM_RETRACTS ||
                    !is_of_same(act->entry, entry))
                    continue;
                day = day_of_claim(act, c, claim);
                said.anything = true;
                said.in_time = said.in_time || day <= by;
                said.first = day < said.first ? day : said.first;
            }
    return said;
}

/* This voice has said nothing of it. What nobody has said is the record's own word, which no voice takes back. */
static void refuse_unsaid(struct cs_act *act, const struct cs_entry *about)
{
    size_t line, column;

    cs_source_place(about->span.source, about->span.start, &line, &column);
    refuse(act, "%s has said nothing of %s that could be taken back. %s (%s:%zu)",
           cs_names_text(&act->names, act->entry->claims->voice), cs_names_text(&act->names, act->entry->about.name),
           about->claims == NULL ? "It is the record's own word: who holds it to be wrong denies it; to undo it, write "
                                   "retracted \"why\""
                                 : "Here it stands",
           about->span.source->name, line);
}

/* A retraction undoes what its voice has said by then: an act that does nothing else is refused. */
static void refuse_empty_retraction(struct cs_act *act, const struct cs_case *c)
{
    const struct cs_entry *entry = act->entry, *about = entry == NULL || has_date(entry) ? NULL : entry_about(act, c);
    struct said said;
    char day[32];

    if (about == NULL || entry->claims == NULL)
        return;
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        if (claim->kind != CS_CLAIM_RETRACTS || said_before(act, c, claim).in_time)
            return;
    said = said_before(act, c, entry->claims);
    if (!said.anything) {
        refuse_unsaid(act, about);
        return;
    }
    cs_day_text(said.first, day);
    refuse(act, "what %s says of it was recorded on %s, and a retraction undoes what was recorded by its own day: "
                "give it a later one", cs_names_text(&act->names, entry->claims->voice), day);
}

/* The record takes back what it held up to then: of an entry of which all was recorded later nothing. */
static void refuse_early_retraction(struct cs_act *act, const struct cs_case *c)
{
    const struct cs_entry *entry = act->entry;
    cs_day by, first = CS_DAY_FARTHEST;
    char day[32];

    if (entry == NULL || entry->retracted == NULL || entry->kind != CS_ENTRY_ABOUT || entry_about(act, c) == NULL)
        return;
    by = entry->retracted->recorded.form != CS_MOMENT_NONE
             ? cs_moment_recorded(&entry->retracted->recorded).day
             : cs_day_of(act->date.end - 1, act->own.reckoning.zone);
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *other = file->entries; other != NULL; other = other->next) {
            if (!is_of_same(entry, other))
                continue;
            if (other->concluded != NULL || (other->label == entry->about.name && other->claims == NULL))
                return;
            for (const struct cs_claim *claim = other->claims; claim != NULL; claim = claim->next) {
                if (cs_claim_date(&c->symbols, claim) == NULL || day_of_claim(act, c, claim) <= by)
                    return;
                first = day_of_claim(act, c, claim) < first ? day_of_claim(act, c, claim) : first;
            }
        }
    cs_day_text(first, day);
    refuse(act, "the first that is said of %s was recorded on %s, and a retraction undoes what was recorded by its own "
                "day: give it a later one", cs_names_text(&act->names, entry->about.name), day);
}

static casus_status read_words(struct cs_act *act, const struct cs_case *c)
{
    bool own_date;

    act->entry = cs_parse_act(&act->arena, &act->names, &act->own, &act->diagnostics);
    if (act->diagnostics.error_count > 0)
        refuse_line(act);
    if (act->diagnostics.error_count > 0 || act->refusal != NULL || cs_arena_failed(&act->arena))
        return CASUS_OK;
    own_date = act->entry != NULL && has_date(act->entry) && act->entry->moment.form != CS_MOMENT_NONE;
    if (act->entry != NULL && check_entry(act, c, own_date) != CASUS_OK)
        return CASUS_ERR_MEMORY;
    if (act->diagnostics.error_count > 0)
        refuse_line(act);
    act->date_given = act->date_given || own_date;
    if (act->entry == NULL || !has_date(act->entry)) {
        give_recorded(act);
        find_from(act, c);
    }
    if (act->refusal == NULL)
        refuse_empty_retraction(act, c);
    if (act->refusal == NULL)
        refuse_vain_retraction(act, c);
    if (act->refusal == NULL)
        refuse_early_retraction(act, c);
    if (act->diagnostics.error_count > 0 || act->refusal != NULL)
        return CASUS_OK;
    format_line(act, own_date);
    act->read = true;
    return CASUS_OK;
}

casus_status cs_act_read(struct cs_act *act, const struct cs_case *c, const struct cs_file *record, const char *words,
                         const char *on, const char *recorded, struct cs_failure *failure)
{
    casus_status status = CASUS_OK;

    memset(act, 0, sizeof *act);
    act->recorded = recorded;
    cs_arena_init(&act->arena);
    cs_diagnostics_init(&act->diagnostics);
    cs_names_init_over(&act->names, &c->names);
    make_own(act, record, words);
    if (act->own.source == NULL)
        return cs_fail_memory(failure);
    choose_date(act, c, on);
    if (act->refusal == NULL)
        status = read_words(act, c);
    if (!act->read)
        act->entry = NULL;
    cs_diagnostics_errors(&act->diagnostics);
    if (status != CASUS_OK || cs_arena_failed(&act->arena) || act->diagnostics.failed || act->names.failed)
        return cs_fail_memory(failure);
    return CASUS_OK;
}

void cs_act_release(struct cs_act *act)
{
    cs_trial_free(act->trial);
    cs_answer_free(act->without);
    cs_answer_free(act->with);
    cs_names_release(&act->names);
    cs_diagnostics_release(&act->diagnostics);
    cs_arena_release(&act->arena);
}

casus_status cs_act_try(struct cs_act *act, const struct cs_case *c, struct cs_failure *failure)
{
    struct cs_wishes wishes = {.as_of = act->date, .names = &act->names};

    return cs_trial_new(c->plan, &wishes, act->entry, failure, &act->trial);
}

casus_status cs_act_run(struct cs_act *act, const struct cs_case *c, const struct cs_date *as_of,
                        struct cs_failure *failure)
{
    struct cs_wishes wishes = {.as_of = *as_of, .names = &act->names};

    if (cs_answer_new(c->plan, &wishes, failure, &act->without) != CASUS_OK)
        return failure->status;
    wishes.entry = act->entry;
    return cs_answer_new(c->plan, &wishes, failure, &act->with);
}
