/* SPDX-License-Identifier: MIT */
/* Rows, entries, acts, questions and reasons as sentences, by the wordings of what stands in them. */
#include <string.h>

#include "docket/made.h"
#include "view/reason.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording_int.h"

/* ---- rows ---- */

/* Reads the values of a row of a relation; those in `values` are shown where they stand. */
static void read_values(const struct cs_plan *plan, uint32_t relation, const cs_value *values, struct cs_worded *out)
{
    const struct cs_relation *r = &plan->relations[relation];

    *out = (struct cs_worded){.head = r->head, .it = r->first_role == 1 ? values[0] : CS_NO_NAME};
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        const struct cs_role_symbol *role = &r->shape->roles[i - r->first_role];

        if (values[i] == CS_UNSAID || (role->or_nothing && values[i] == plan->nothing))
            continue;
        out->roles[role->prep].values = &values[i];
        out->roles[role->prep].count = 1;
    }
}

/*
 * What is owed is told of its holder, who stands before it; so rows of several holders are told in one line. A wording
 * that would name the holder again is not used.
 */
static bool add_owed(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out,
                     bool *claimant)
{
    const struct cs_plan *plan = report->ledger->docket->plan;
    uint32_t relation;
    const cs_value *values = cs_ledger_owed(report->ledger, row, &relation);
    const char *text = cs_symbols_wording(plan->symbols, report->language, plan->relations[relation].head,
                                          CS_WORDING_OWED);
    struct cs_wording_piece piece;
    struct cs_worded said;
    bool shown[CS_PREP_COUNT] = {false};

    if (text == NULL)
        return false;
    read_values(plan, relation, values, &said);
    said.on = cs_told_on_row(row);
    said.it = CS_NO_NAME; /* what is owed has not happened */
    for (const char *cursor = text;
         piece = cs_wording_next(&cursor), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG;)
        if (piece.kind == CS_PIECE_ROLE)
            shown[piece.prep] = true;
    *claimant = false;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++) {
        if (said.roles[prep].count == 0)
            continue;
        if (said.roles[prep].values[0] == row->holder) {
            if (shown[prep])
                return false;
            said.roles[prep].count = 0;
        } else if (shown[prep] && said.roles[prep].values[0] == row->claimant) {
            *claimant = true;
        }
    }
    return cs_worded_add(report, &said, CS_WORDING_OWED, out);
}

/* A request, a decision or an act: as it was entered, or as a rule or a name has it; but the roles that `leave` has. */
static bool add_said(const struct cs_report *report, const struct cs_ledger_row *row, const bool leave[CS_PREP_COUNT],
                     struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (!row->entire)
        read_values(report->ledger->docket->plan, row->relation, row->values, &said);
    else if (!cs_worded_read_term(&row->entry->term, row->trigger, &room, &said))
        return false;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        said.roles[prep].count = leave[prep] ? 0 : said.roles[prep].count;
    said.on = cs_told_on_row(row);
    return cs_worded_add(report, &said, CS_WORDING_SAID, out);
}

bool cs_worded_heading(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    static const bool leave[CS_PREP_COUNT] = {[CS_PREP_ON] = true, [CS_PREP_UNDER] = true, [CS_PREP_AT] = true};

    return !report->formal && row->bond == CS_NO_ROW && add_said(report, row, leave, out);
}

struct cs_worded_row cs_worded_row(const struct cs_report *report, const struct cs_ledger_row *row,
                                   struct cs_arena *arena)
{
    static const bool leave[CS_PREP_COUNT] = {false};
    struct cs_worded_row worded = {.text = NULL};
    struct cs_buffer out;

    if (report->formal)
        return worded;
    cs_buffer_init(&out);
    if (row->bond != CS_NO_ROW ? add_owed(report, row, &out, &worded.claimant) : add_said(report, row, leave, &out))
        worded.text = cs_arena_text(arena, cs_buffer_string(&out), out.length);
    arena->failed = arena->failed || out.failed;
    cs_buffer_release(&out);
    return worded;
}

void cs_worded_capital(struct cs_buffer *out, size_t start)
{
    unsigned char *at;

    if (out->failed || start >= out->length)
        return;
    at = (unsigned char *)out->bytes + start;
    if (at[0] >= 'a' && at[0] <= 'z')
        at[0] = (unsigned char)(at[0] - 'a' + 'A');
    else if (start + 1 < out->length && at[0] == 0xD0 && at[1] >= 0xB0 && at[1] <= 0xBF) /* Cyrillic a to p */
        at[1] = (unsigned char)(at[1] - 0x20);
    else if (start + 1 < out->length && at[0] == 0xD1 && at[1] >= 0x80 && at[1] <= 0x8F) { /* r to ya */
        at[0] = 0xD0;
        at[1] = (unsigned char)(at[1] + 0x20);
    }
}

/* ---- entries ---- */

/* Adds the wording of what an entry says; false, with nothing added, if it has none. */
static bool add_term(const struct cs_report *report, const struct cs_entry *entry, cs_name it,
                     enum cs_wording_form form, struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (!cs_worded_read_term(&entry->term, it, &room, &said))
        return false;
    said.on = cs_told_on_entry(report, entry);
    return cs_worded_add(report, &said, form, out);
}

/* Adds a phrase with these parts, of which the last is what was said in `text`; releases that. */
static bool add_said_as(const struct cs_report *report, struct cs_buffer *out, bool worded, const char *phrase,
                        struct cs_part *parts, size_t count, struct cs_buffer *text)
{
    parts[count - 1] = cs_part_text(cs_buffer_string(text));
    if (worded)
        cs_say_parts(cs_report_language(report), out, phrase, parts, count);
    out->failed = out->failed || text->failed;
    cs_buffer_release(text);
    return worded;
}

/* "13 September 2022: Armenia asked the CSTO for help (r1)" */
static bool add_happened(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer text;
    bool worded;

    cs_buffer_init(&text);
    cs_when_moment(report, &entry->moment, &text);
    cs_buffer_text(&text, ": ");
    worded = add_term(report, entry, entry->label, CS_WORDING_SAID, &text);
    if (worded)
        cs_buffer_text(out, cs_buffer_string(&text));
    if (worded && entry->label != CS_NO_NAME)
        cs_buffer_printf(out, " (%s)", cs_row_name(report, entry->label));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

bool cs_worded_statement(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    if (report->formal)
        return false;
    if (entry->kind == CS_ENTRY_TERM)
        return add_term(report, entry, entry->label, CS_WORDING_SAID, out);
    return (entry->kind == CS_ENTRY_COUNTS_AS || entry->kind == CS_ENTRY_IN_PLACE) &&
           add_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, out);
}

bool cs_worded_occurrence(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    return !report->formal && entry->kind == CS_ENTRY_TERM &&
           add_term(report, entry, entry->label, CS_WORDING_NAMED, out);
}

bool cs_worded_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer text;

    if (report->formal)
        return false;
    if (entry->kind == CS_ENTRY_TERM)
        return add_happened(report, entry, out);
    if (entry->kind != CS_ENTRY_COUNTS_AS && entry->kind != CS_ENTRY_IN_PLACE)
        return false;
    cs_buffer_init(&text);
    return add_said_as(report, out, add_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, &text),
                       entry->kind == CS_ENTRY_COUNTS_AS ? CS_PHRASE("{it} was {what}")
                                                         : CS_PHRASE("{it} in place of {what}"),
                       (struct cs_part[]){cs_part_name(&entry->about.name), cs_part_text("")}, 2, &text);
}

/* ---- acts ---- */

struct actor { const struct cs_report *report; cs_name name; };

/* Who may act, by the name of the record. */
static void add_actor(const void *context, const char *form, size_t length, struct cs_buffer *out)
{
    const struct actor *actor = context;
    struct cs_language language = cs_report_language(actor->report);

    cs_language_name(language, actor->name, form, length, out);
}

/* Reads an act or a fact by its name in the docket; `values` keeps what `out` points to. False if it is none. */
static bool read_made(const struct cs_report *report, cs_name made, cs_value values[CS_COLUMNS_MAX],
                      struct cs_worded *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    uint32_t relation = CS_NOWHERE;

    if (!report->formal && cs_names_tag(&docket->names, made) == CS_MADE_ROW)
        relation = cs_plan_relation(docket->plan, cs_names_part(&docket->names, made, 0), CS_NO_NAME);
    if (relation == CS_NOWHERE)
        return false;
    for (uint32_t i = 0; i < docket->plan->relations[relation].column_count; i++)
        values[i] = cs_names_part(&docket->names, made, 2 + i);
    read_values(docket->plan, relation, values, out);
    out->it = CS_NO_NAME;
    return true;
}

static cs_name actor_in(const struct cs_worded *said)
{
    static const enum cs_prep order[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (said->roles[order[i]].count > 0)
            return said->roles[order[i]].values[0];
    return CS_NO_NAME;
}

static const char *kept_text(struct cs_buffer *text, bool worded, struct cs_arena *arena)
{
    const char *kept = worded ? cs_arena_text(arena, cs_buffer_string(text), text->length) : NULL;

    arena->failed = arena->failed || text->failed;
    cs_buffer_release(text);
    return kept;
}

const char *cs_worded_power(const struct cs_report *report, cs_name act, cs_name actor, struct cs_arena *arena)
{
    cs_value values[CS_COLUMNS_MAX];
    struct actor who = {.report = report};
    struct cs_worded said;
    struct cs_buffer text, does;
    bool worded;

    if (!read_made(report, act, values, &said))
        return NULL;
    actor = actor != CS_NO_NAME ? actor : actor_in(&said);
    if (actor == CS_NO_NAME)
        return NULL;
    who.name = actor;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        if (said.roles[prep].count > 0 && said.roles[prep].values[0] == actor)
            said.roles[prep].count = 0;
    cs_buffer_init(&text);
    cs_buffer_init(&does);
    worded = cs_worded_add(report, &said, CS_WORDING_OWED, &does);
    worded = add_said_as(report, &text, worded, CS_PHRASE("{who} may {act}"),
                         (struct cs_part[]){cs_part_made(add_actor, &who), cs_part_text("")}, 2, &does);
    return kept_text(&text, worded, arena);
}

const char *cs_worded_deed(const struct cs_report *report, cs_name act, struct cs_arena *arena)
{
    cs_value values[CS_COLUMNS_MAX];
    struct cs_worded said;
    struct cs_buffer text;

    if (!read_made(report, act, values, &said))
        return NULL;
    cs_buffer_init(&text);
    return kept_text(&text, cs_worded_add(report, &said, CS_WORDING_NAMED, &text), arena);
}

/* ---- questions ---- */

/* "Was the fighting an attack by Azerbaijan on Armenia?"; that of a judge of its own (R 2.6) names his instrument */
static bool add_name_question(const struct cs_report *report, const struct cs_entry *entry, cs_name judged,
                              struct cs_buffer *out)
{
    struct cs_part parts[] = {cs_part_name(&entry->about.name), cs_part_text(""), cs_part_names(&judged, 0)};
    struct cs_buffer text;
    bool worded;

    cs_buffer_init(&text);
    worded = add_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, &text);
    parts[1] = cs_part_text(cs_buffer_string(&text));
    if (judged != CS_NO_NAME)
        parts[2] = cs_part_name(&judged);
    if (worded)
        cs_say_parts(cs_report_language(report), out, CS_PHRASE("Was {it} {what}[, in the sense of {text}]?"), parts,
                     3);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

/* "Is it so that the CSTO drew up a roadmap for the fighting (28 October 2022)?" */
static bool add_happened_question(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer text, when;
    bool worded;

    cs_buffer_init(&text);
    cs_buffer_init(&when);
    worded = add_term(report, entry, entry->label, CS_WORDING_SAID, &text);
    cs_when_moment(report, &entry->moment, &when);
    if (worded)
        cs_say(cs_report_language(report), out, "Is it so that {said} ({when})?",
               cs_part_text(cs_buffer_string(&text)), cs_part_text(cs_buffer_string(&when)));
    out->failed = out->failed || text.failed || when.failed;
    cs_buffer_release(&text);
    cs_buffer_release(&when);
    return worded;
}

/* "Is it so, though nobody reports it, that Russia gave Armenia help in time?" */
static bool add_unreported_question(const struct cs_report *report, const struct cs_question *q, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    uint32_t relation = cs_plan_relation(docket->plan, cs_names_part(&docket->names, q->id, 0), CS_NO_NAME);
    cs_value values[CS_COLUMNS_MAX];
    struct cs_worded said;
    struct cs_buffer text;

    if (relation == CS_NOWHERE)
        return false;
    for (uint32_t i = 0; i < docket->plan->relations[relation].column_count; i++)
        values[i] = cs_names_part(&docket->names, q->id, 1 + i);
    read_values(docket->plan, relation, values, &said);
    cs_buffer_init(&text);
    return add_said_as(report, out, cs_worded_add(report, &said, CS_WORDING_SAID, &text),
                       CS_PHRASE("Is it so, though nobody reports it, that {said} in time?"),
                       (struct cs_part[]){cs_part_text("")}, 1, &text);
}

/* In another language: what a reading asks, "how is "immediately" to be read?" or its own question. */
static bool add_reading_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    struct cs_language l = cs_report_language(report);

    for (size_t i = 0; l.name != CS_NO_NAME && i < docket->plan->reading_count; i++) {
        const struct cs_plan_reading *reading = &docket->plan->readings[i];
        const char *title = cs_told(l, reading->text->title);

        if (docket->reading_questions[i] != question || reading->id != reading->text->name)
            continue; /* the reading of a time says that time in English */
        if (strchr(title, '?') != NULL)
            cs_buffer_text(out, title);
        else
            cs_say(l, out, "how is '{text}' to be read?", cs_part_text(title));
        return true;
    }
    return false;
}

void cs_worded_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_question *q = &docket->questions[question];
    uint32_t made = cs_names_tag(&docket->names, q->id);
    bool worded = false;

    if (!report->formal && made == CS_MADE_NAME && q->entry != NULL && q->entry->kind == CS_ENTRY_COUNTS_AS)
        worded = add_name_question(report, q->entry, cs_names_part(&docket->names, q->id, 1), out);
    else if (!report->formal && made == CS_MADE_UNREPORTED)
        worded = add_unreported_question(report, q, out);
    else if (!report->formal && made == CS_MADE_HAPPENED && q->entry != NULL && q->entry->kind == CS_ENTRY_TERM)
        worded = add_happened_question(report, q->entry, out);
    else if (!report->formal && made == CS_MADE_READING)
        worded = add_reading_question(report, question, out);
    if (!worded) /* a reading has a text of its own */
        cs_buffer_text(out, cs_told(cs_report_language(report), q->text));
}

/* ---- reasons ---- */

/* What a rule concluded: "the fighting was also a menace to Armenia", "Armenia is a member of the CSTO". */
static bool add_derived(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    const struct cs_plan *plan = report->ledger->docket->plan;
    const struct cs_occurrence *entered;
    struct cs_worded said;
    struct cs_buffer text;

    read_values(plan, reason->relation, reason->values, &said);
    said.on = (struct cs_told_on){reason->has_day, reason->day, reason->day};
    if (said.it != CS_NO_NAME && (entered = cs_docket_entered(report->ledger->docket, said.it)) != NULL)
        said.on = cs_told_on_moment(&entered->entry->moment);
    if (plan->relations[reason->relation].kind != CS_RELATION_EVENT || said.it == CS_NO_NAME)
        return cs_worded_add(report, &said, CS_WORDING_SAID, out);
    cs_buffer_init(&text);
    return add_said_as(report, out, cs_worded_add(report, &said, CS_WORDING_TERMED, &text),
                       CS_PHRASE("{it} was also {what}"),
                       (struct cs_part[]){cs_part_name(&said.it), cs_part_text("")}, 2, &text);
}

/* "Was the fighting an attack by Azerbaijan on Armenia? yes" */
static bool add_answered(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    const struct cs_question *q = &report->ledger->docket->questions[reason->question];
    struct cs_buffer text;
    bool worded;

    cs_buffer_init(&text);
    cs_worded_question(report, reason->question, &text);
    worded = strcmp(cs_buffer_string(&text), q->text) != 0;
    if (worded)
        cs_buffer_text(out, cs_buffer_string(&text));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

void cs_worded_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    const char *rest = reason->text + reason->said + reason->said_length;
    bool worded = false;

    if (cs_told_reason(report, reason, out))
        return;
    if (report->formal || reason->said_length == 0) {
        cs_buffer_text(out, reason->text);
        return;
    }
    if (reason->kind == CS_REASON_QUESTION) {
        worded = add_answered(report, reason, out);
        rest += worded && rest[0] == ':'; /* behind the question mark */
        if (worded && rest[0] == ' ') { /* the answer */
            cs_buffer_char(out, ' ');
            rest = cs_told(cs_report_language(report), rest + 1);
        }
    } else if (reason->kind == CS_REASON_ABSENT) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        worded = add_derived(report, reason, &text);
        add_said_as(report, out, worded, CS_PHRASE("nobody reports that {said}"),
                    (struct cs_part[]){cs_part_text("")}, 1, &text);
    } else if (reason->entry != NULL) {
        worded = cs_worded_entry(report, reason->entry, out);
    } else if (reason->values != NULL) {
        worded = add_derived(report, reason, out);
    }
    cs_buffer_text(out, worded ? rest : reason->text);
}

/* ---- what fits a question ---- */

/* "13 September 2022: Armenia asked the CSTO for help (r1)", "the fighting was an attack", "Armenia is bound by d1" */
static bool add_fit(const struct cs_report *report, const struct cs_fit *fit, struct cs_buffer *out)
{
    struct cs_worded said;
    struct cs_buffer text;
    bool event = report->ledger->docket->plan->relations[fit->relation].kind == CS_RELATION_EVENT, worded;

    read_values(report->ledger->docket->plan, fit->relation, fit->values, &said);
    if (fit->entry != NULL)
        said.on = cs_told_on_moment(&fit->entry->moment);
    cs_buffer_init(&text);
    if (fit->is_name)
        return add_said_as(report, out, cs_worded_add(report, &said, CS_WORDING_TERMED, &text),
                           CS_PHRASE("{it} was {what}"),
                           (struct cs_part[]){cs_part_name(&said.it), cs_part_text("")}, 2, &text);
    if (event) {
        cs_when_moment(report, &fit->entry->moment, &text);
        cs_buffer_text(&text, ": ");
    }
    worded = cs_worded_add(report, &said, CS_WORDING_SAID, &text);
    if (event && fit->bearer != CS_NO_NAME)
        cs_buffer_printf(&text, " (%s)", cs_row_name(report, fit->bearer));
    if (worded)
        cs_buffer_text(out, cs_buffer_string(&text));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

void cs_worded_fit(const struct cs_report *report, const struct cs_fit *fit, struct cs_arena *arena,
                   struct cs_buffer *out)
{
    const char *power = fit->act != CS_NO_NAME ? cs_worded_power(report, fit->act, fit->actor, arena) : NULL;
    bool worded = power != NULL;

    if (power != NULL)
        cs_buffer_text(out, power);
    else if (!report->formal && fit->values != NULL)
        worded = add_fit(report, fit, out);
    else if (!report->formal && fit->entry != NULL)
        worded = cs_worded_entry(report, fit->entry, out);
    if (!worded)
        cs_buffer_text(out, fit->text);
}
