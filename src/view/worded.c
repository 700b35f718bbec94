/* SPDX-License-Identifier: MIT */
/* Rows, entries and acts as sentences, by the wordings of what stands in them. */
#include <string.h>

#include "docket/made.h"
#include "view/rows.h"
#include "view/mention.h"
#include "view/when.h"
#include "view/wording_int.h"

#define HEADING_NAMES ((size_t)3) /* of a list in a heading */

/* ---- rows ---- */

void cs_worded_read_row(const struct cs_plan *plan, uint32_t relation, const cs_value *values, struct cs_worded *out)
{
    const struct cs_relation *r = &plan->relations[relation];

    *out = (struct cs_worded){.head = r->head, .it = r->first_role == 1 ? values[0] : CS_NO_NAME};
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        const struct cs_role_symbol *role = &r->shape->roles[i - r->first_role];

        if (values[i] == CS_UNSAID || values[i] == plan->nothing) /* a rule hands nothing on to roles of all words */
            continue;
        out->roles[role->prep].values = &values[i];
        out->roles[role->prep].count = 1;
    }
}

/*
 * What is owed is told of its holder, who stands before it; so rows of several holders are told in one line. A wording
 * that would name the holder again is not used. *claimant: the text names the claimant.
 */
static bool add_act(const struct cs_report *report, struct cs_worded *said, cs_name holder, cs_name claimant,
                    struct cs_buffer *out, bool *shows_claimant)
{
    const char *text = cs_symbols_wording(report->ledger->docket->plan->symbols, report->language, said->head,
                                          CS_WORDING_OWED);
    struct cs_wording_piece piece;
    bool shown[CS_PREP_COUNT] = {false};

    if (text == NULL)
        return false;
    said->it = CS_NO_NAME; /* what is owed has not happened */
    for (const char *cursor = text;
         piece = cs_wording_next(&cursor), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG;)
        if (piece.kind == CS_PIECE_ROLE)
            shown[piece.prep] = true;
    *shows_claimant = false;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++) {
        if (said->roles[prep].count == 0)
            continue;
        if (said->roles[prep].values[0] == holder) {
            if (shown[prep])
                return false;
            said->roles[prep].count = 0;
        } else if (shown[prep] && said->roles[prep].values[0] == claimant) {
            *shows_claimant = true;
        }
    }
    return cs_worded_add(report, said, CS_WORDING_OWED, out);
}

static bool add_owed(const struct cs_report *report, const struct cs_ledger_row *row, struct cs_buffer *out,
                     bool *claimant)
{
    struct cs_worded said;
    uint32_t relation;
    const cs_value *values = cs_ledger_owed(report->ledger, row, &relation);

    cs_worded_read_row(report->ledger->docket->plan, relation, values, &said);
    said.on = cs_told_on_row(row);
    return add_act(report, &said, row->holder, row->claimant, out, claimant);
}

/* A request, a decision or an act: as it was entered, or as a rule or a name has it; but the roles that `leave` has. */
static bool add_said(const struct cs_report *report, const struct cs_ledger_row *row, const bool leave[CS_PREP_COUNT],
                     struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (!row->entire)
        cs_worded_read_row(report->ledger->docket->plan, row->relation, row->values, &said);
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

    struct cs_report brief = *report;

    brief.names_most = HEADING_NAMES;
    return !report->formal && row->bond == CS_NO_ROW && add_said(&brief, row, leave, out);
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
    start += cs_mention_begin(out->bytes + start, out->length - start);
    at = (unsigned char *)out->bytes + start;
    for (size_t i = 0; start + i < out->length && at[i] >= '0' && at[i] <= 'z'; i++)
        if (at[i] <= '9') /* a label */
            return;
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

bool cs_worded_term(const struct cs_report *report, const struct cs_entry *entry, cs_name it,
                     enum cs_wording_form form, struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (!cs_worded_read_term(&entry->term, it, &room, &said))
        return false;
    said.on = cs_told_on_entry(report, entry);
    return cs_worded_add(report, &said, form, out);
}

bool cs_worded_as(const struct cs_report *report, struct cs_buffer *out, bool worded, const char *phrase,
                        struct cs_part *parts, size_t count, struct cs_buffer *text)
{
    parts[count - 1] = cs_part_text(cs_buffer_string(text));
    if (worded)
        cs_say_parts(cs_report_language(report), out, phrase, parts, count);
    out->failed = out->failed || text->failed;
    cs_buffer_release(text);
    return worded;
}

bool cs_worded_so(const struct cs_report *report, struct cs_worded *said, const char *of_it, const char *of_all,
                  struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (of_it != NULL && said->it != CS_NO_NAME && said->it != CS_UNSAID)
        return cs_worded_as(report, out, cs_worded_add(report, said, CS_WORDING_TERMED, &text), of_it,
                            (struct cs_part[]){cs_part_name(&said->it), cs_part_text("")}, 2, &text);
    if (said->it == CS_UNSAID)
        said->it = CS_NO_NAME;
    return cs_worded_as(report, out, cs_worded_add(report, said, CS_WORDING_SAID, &text), of_all,
                        (struct cs_part[]){cs_part_text("")}, 1, &text);
}

/* "13 September 2022: Armenia asked the CSTO for help (r1)" */
static bool add_happened(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_moment moment = cs_when_of(report, entry);
    struct cs_buffer text;
    bool worded;

    cs_buffer_init(&text);
    cs_when_moment(report, &moment, &text);
    cs_buffer_text(&text, ": ");
    worded = cs_worded_term(report, entry, entry->label, CS_WORDING_SAID, &text);
    if (worded)
        cs_buffer_text(out, cs_buffer_string(&text));
    if (worded && entry->label != CS_NO_NAME)
        cs_buffer_printf(out, " (%s)", cs_row_name(report, entry->label));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

bool cs_worded_occurrence(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    return !report->formal && entry->kind == CS_ENTRY_TERM &&
           cs_worded_term(report, entry, entry->label, CS_WORDING_NAMED, out);
}

void cs_worded_tell_apart(struct cs_report *report, struct cs_arena *arena)
{
    const struct cs_docket *docket = report->ledger->docket;
    struct cs_report plain = *report;
    size_t count = docket->plan->names->count;
    cs_name *called = cs_arena_array(arena, count, sizeof *called);
    uint32_t *times = cs_arena_array(arena, docket->occurrence_count + 1, sizeof *times);
    bool *apart = cs_arena_array(arena, count, sizeof *apart);
    struct cs_names texts;

    plain.unlabelled = true;
    cs_names_init(&texts);
    for (size_t i = 0; called != NULL && times != NULL && i < docket->occurrence_count; i++) {
        const struct cs_entry *entry = docket->occurrences[i].entry;
        struct cs_buffer text;

        if (entry->label == CS_NO_NAME || entry->label >= count || called[entry->label] != CS_NO_NAME)
            continue;
        cs_buffer_init(&text);
        if (cs_worded_occurrence(&plain, entry, &text)) {
            called[entry->label] = cs_names_intern_buffer(&texts, &text);
            times[called[entry->label]]++;
        }
        cs_buffer_release(&text);
    }
    for (cs_name name = 0; called != NULL && times != NULL && apart != NULL && name < count; name++)
        apart[name] = called[name] != CS_NO_NAME && times[called[name]] == 1;
    report->told_apart = apart;
    report->told_apart_count = apart != NULL ? count : 0;
    arena->failed = arena->failed || texts.failed;
    cs_names_release(&texts);
}

/* What is said of a role of an occurrence: "Armenia's request to the CSTO was under CST 4". */
bool cs_worded_role(const struct cs_report *report, cs_name it, enum cs_prep prep, const cs_name *names, size_t count,
                    struct cs_buffer *out)
{
    static const char *const phrases[CS_PREP_COUNT] = {
        [CS_PREP_BY] = CS_PHRASE("{it} {it:was|were} by {names}"),
        [CS_PREP_OF] = CS_PHRASE("{it} {it:was|were} of {names}"),
        [CS_PREP_TO] = CS_PHRASE("{it} {it:was|were} to {names}"),
        [CS_PREP_FOR] = CS_PHRASE("{it} {it:was|were} for {names}"),
        [CS_PREP_ON] = CS_PHRASE("{it} {it:was|were} on {names}"),
        [CS_PREP_AT] = CS_PHRASE("{it} {it:was|were} at {names}"),
        [CS_PREP_IN] = CS_PHRASE("{it} {it:was|were} in {names}"),
        [CS_PREP_WITH] = CS_PHRASE("{it} {it:was|were} with {names}"),
        [CS_PREP_UNDER] = CS_PHRASE("{it} {it:was|were} under {names}"),
        [CS_PREP_FROM] = CS_PHRASE("{it} {it:was|were} from {names}"),
        [CS_PREP_INTO] = CS_PHRASE("{it} {it:was|were} into {names}"),
        [CS_PREP_AGAINST] = CS_PHRASE("{it} {it:was|were} against {names}"),
        [CS_PREP_OVER] = CS_PHRASE("{it} {it:was|were} over {names}"),
        [CS_PREP_BETWEEN] = CS_PHRASE("{it} {it:was|were} between {names}"),
        [CS_PREP_ABOUT] = CS_PHRASE("{it} {it:was|were} about {names}"),
        [CS_PREP_THROUGH] = CS_PHRASE("{it} {it:was|were} through {names}")};

    if (report->formal || phrases[prep] == NULL || count == 0)
        return false;
    cs_say(cs_report_language(report), out, phrases[prep], cs_part_name(&it), cs_part_names(names, count));
    return true;
}

static bool add_role(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;
    enum cs_prep prep = entry->term.roles->prep;

    return cs_worded_read_term(&entry->term, CS_NO_NAME, &room, &said) &&
           cs_worded_role(report, entry->about.name, prep, said.roles[prep].values, said.roles[prep].count, out);
}

/* "Armenia expects Russia to convene the Council" */
static bool add_bond(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    static const char *const phrases[2][2] = {
        {CS_PHRASE("{holder} {holder:owes|owe} it to {who} to {act}"),
         CS_PHRASE("{holder} {holder:owes|owe} it to {who} not to {act}")},
        {CS_PHRASE("{who} {who:expects|expect} {holder} to {act}"),
         CS_PHRASE("{who} {who:expects|expect} {holder} not to {act}")}};
    const struct cs_bond *bond = entry->bond;
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said, first = {.head = CS_NO_NAME}, second = {.head = CS_NO_NAME};
    struct cs_part parts[3];
    struct cs_buffer text;
    bool worded, claimant;

    if (bond->first == NULL || bond->second == NULL || bond->only ||
        !cs_worded_read_term(&bond->act, CS_NO_NAME, &room, &said))
        return false;
    cs_worded_put_names(bond->first, &room, &first);
    cs_worded_put_names(bond->second, &room, &second);
    if (room.full)
        return false;
    said.on = cs_told_on_moment(&entry->moment);
    cs_buffer_init(&text);
    worded = add_act(report, &said, (bond->expectation ? second : first).roles[CS_PREP_IS].values[0], CS_NO_NAME,
                     &text, &claimant);
    parts[0] = cs_part_names(first.roles[CS_PREP_IS].values, first.roles[CS_PREP_IS].count);
    parts[1] = cs_part_names(second.roles[CS_PREP_IS].values, second.roles[CS_PREP_IS].count);
    return cs_worded_as(report, out, worded, phrases[bond->expectation][bond->negated], parts, 3, &text);
}

/* "the session was on 14 May 2021", "the strike was before the request": what else is said of an occurrence. */
static bool add_about(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_part it = cs_part_name(&entry->about.name);
    struct cs_buffer when;

    if (entry->kind == CS_ENTRY_SAME) {
        cs_say(l, out, "{it} and {other} are the same", it, cs_part_name(&entry->other.name));
        return true;
    }
    if (entry->kind == CS_ENTRY_ORDER && entry->other.kind == CS_ARG_LABEL && entry->about.kind == CS_ARG_LABEL) {
        cs_say(l, out, entry->after ? CS_PHRASE("{it} {it:was|were} after {other}")
                                    : CS_PHRASE("{it} {it:was|were} before {other}"),
               it, cs_part_name(&entry->other.name));
        return true;
    }
    if (entry->kind != CS_ENTRY_DATED)
        return false;
    cs_buffer_init(&when);
    cs_when_on(report, &entry->moment, &when);
    return cs_worded_as(report, out, true, CS_PHRASE("{it} {it:was|were} {when}"),
                        (struct cs_part[]){it, cs_part_text("")}, 2, &when);
}

/* "by 16 September 2022, it was not so that Armenia was given help" */
static bool add_absence(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;
    struct cs_buffer what, when;
    bool worded;

    if (!cs_worded_read_term(&entry->term, CS_NO_NAME, &room, &said))
        return false;
    cs_buffer_init(&what);
    cs_buffer_init(&when);
    said.on = cs_told_on_moment(&entry->moment);
    cs_when_moment(report, &entry->moment, &when);
    worded = cs_worded_add(report, &said, CS_WORDING_TERMED, &what);
    if (worded)
        cs_say(l, out, "by {day} there had not been {what}", cs_part_text(cs_buffer_string(&when)),
               cs_part_text(cs_buffer_string(&what)));
    out->failed = out->failed || what.failed || when.failed;
    cs_buffer_release(&what);
    cs_buffer_release(&when);
    return worded;
}

bool cs_worded_statement(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    if (report->formal)
        return false;
    if (entry->kind == CS_ENTRY_TERM)
        return cs_worded_term(report, entry, entry->label, CS_WORDING_SAID, out);
    if (entry->kind == CS_ENTRY_BOND)
        return add_bond(report, entry, out);
    return (entry->kind == CS_ENTRY_COUNTS_AS || entry->kind == CS_ENTRY_IN_PLACE) &&
           cs_worded_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, out);
}

bool cs_worded_entry(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer text;

    if (report->formal)
        return false;
    switch (entry->kind) {
    case CS_ENTRY_TERM:
        return add_happened(report, entry, out);
    case CS_ENTRY_BOND:
        return add_bond(report, entry, out);
    case CS_ENTRY_ROLE:
        return add_role(report, entry, out);
    case CS_ENTRY_DATED:
    case CS_ENTRY_SAME:
    case CS_ENTRY_ORDER:
        return add_about(report, entry, out);
    case CS_ENTRY_ABSENCE:
        return add_absence(report, entry, out);
    case CS_ENTRY_COUNTS_AS:
    case CS_ENTRY_IN_PLACE:
        cs_buffer_init(&text);
        return cs_worded_as(report, out, cs_worded_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, &text),
                            entry->kind == CS_ENTRY_COUNTS_AS ? CS_PHRASE("{it} {it:was|were} {what}")
                                                              : CS_PHRASE("{it} in place of {what}"),
                            (struct cs_part[]){cs_part_name(&entry->about.name), cs_part_text("")}, 2, &text);
    default:
        return false;
    }
}

/* ---- acts ---- */

struct actor { const struct cs_report *report; cs_name name; };

static void add_actor(const void *context, const char *form, size_t length, struct cs_buffer *out)
{
    const struct actor *actor = context;

    cs_worded_names_in(actor->report, &actor->name, 1, length > 0 ? form : NULL, length, out);
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
    cs_worded_read_row(docket->plan, relation, values, out);
    out->it = CS_NO_NAME;
    return true;
}

cs_name cs_worded_actor(const struct cs_worded *said)
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
    actor = actor != CS_NO_NAME ? actor : cs_worded_actor(&said);
    if (actor == CS_NO_NAME)
        return NULL;
    who.name = actor;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        if (said.roles[prep].count > 0 && said.roles[prep].values[0] == actor)
            said.roles[prep].count = 0;
    cs_buffer_init(&text);
    cs_buffer_init(&does);
    worded = cs_worded_add(report, &said, CS_WORDING_OWED, &does);
    worded = cs_worded_as(report, &text, worded, CS_PHRASE("{who} may {act}"),
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

/* ---- what fits a question ---- */

/* "13 September 2022: Armenia asked the CSTO for help (r1)", "the fighting was an attack", "Armenia is bound by d1" */
static bool add_fit(const struct cs_report *report, const struct cs_fit *fit, const struct cs_fit_list *list,
                    struct cs_buffer *out)
{
    const struct cs_relation *r = &report->ledger->docket->plan->relations[fit->relation];
    struct cs_worded said;
    struct cs_buffer text;
    bool event = report->ledger->docket->plan->relations[fit->relation].kind == CS_RELATION_EVENT, worded;

    cs_worded_read_row(report->ledger->docket->plan, fit->relation, fit->values, &said);
    if (fit->entry != NULL)
        said.on = cs_told_on_moment(&fit->entry->moment);
    if (list != NULL) {
        enum cs_prep prep = r->shape->roles[list->column - r->first_role].prep;

        said.roles[prep].values = list->names;
        said.roles[prep].count = list->count;
    }
    cs_buffer_init(&text);
    if (fit->is_name)
        return cs_worded_as(report, out, cs_worded_add(report, &said, CS_WORDING_TERMED, &text),
                            CS_PHRASE("{it} {it:was|were} {what}"),
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

bool cs_worded_fit(const struct cs_report *report, const struct cs_fit *fit, const struct cs_fit_list *list,
                   struct cs_arena *arena, struct cs_buffer *out)
{
    const char *power = fit->act != CS_NO_NAME ? cs_worded_power(report, fit->act, fit->actor, arena) : NULL;
    bool worded = power != NULL;

    if (power != NULL)
        cs_buffer_text(out, power);
    else if (!report->formal && fit->values != NULL)
        worded = add_fit(report, fit, list, out);
    else if (!report->formal && fit->entry != NULL)
        worded = cs_worded_entry(report, fit->entry, out);
    if (!worded && list == NULL)
        cs_when_text(report, fit->text, out);
    return worded || list == NULL;
}
