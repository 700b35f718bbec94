/* SPDX-License-Identifier: MIT */
/*
 * Folding has three steps: make a line for each row; join the lines of one family that stand alike (view/alike.h); join
 * neighbours whose words differ in one name.
 */
#include "view/fold.h"

#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "ledger/beside.h"
#include "ledger/parties.h"
#include "ledger/performed.h"
#include "view/done.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording.h"

struct folding {
    const struct cs_report *report;
    struct cs_arena *arena;
    struct cs_lines *lines;
};

/* ---- notes beside the state ---- */

static void add_note(struct cs_buffer *out, const char *note)
{
    cs_buffer_printf(out, "%s%s", out->length > 0 ? ", " : "", note);
}

/* "by 14 to 20 September 2022"; behind a formal statement "by 2022-09-14 to 2022-09-20" */
static void add_deadlines(const struct cs_report *of, bool worded, const struct cs_ledger_piece *soonest,
                          const struct cs_ledger_piece *latest, struct cs_buffer *out)
{
    struct cs_report own = *of;
    struct cs_buffer days, last;

    own.formal = !worded;
    cs_buffer_init(&days);
    cs_buffer_init(&last);
    if (!soonest->deadline_hours && !latest->deadline_hours) {
        cs_when_days(&own, cs_day_of(soonest->deadline - 1, soonest->deadline_offset),
                     cs_day_of(latest->deadline - 1, latest->deadline_offset), CS_PHRASE("{first} to {last}"), &days);
    } else {
        cs_when_deadline(&own, soonest, &days);
        if (latest->deadline != soonest->deadline)
            cs_when_deadline(&own, latest, &last);
    }
    cs_say(cs_report_language(of), out, "by {days}[ to {last}]", cs_part_text(cs_buffer_string(&days)),
           cs_part_text(cs_buffer_string(&last)));
    out->failed = out->failed || days.failed || last.failed;
    cs_buffer_release(&days);
    cs_buffer_release(&last);
}

void cs_row_beside(const struct cs_report *report, const struct cs_ledger_row *row, cs_set worlds,
                   struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_ledger_beside b = cs_ledger_beside(report->ledger, row, worlds);
    char least[CS_WIDE_TEXT], most[CS_WIDE_TEXT], all[CS_WIDE_TEXT];

    if (b.part != NULL) {
        cs_buffer_text(out, out->length > 0 ? ", " : "");
        if (b.least == b.part->have)
            cs_say(l, out, "{have} of {all} performed", cs_part_text(cs_wide_text(b.part->have, most)),
                   cs_part_text(cs_wide_text(b.part->of, all)));
        else
            cs_say(l, out, "{least} to {have} of {all} performed", cs_part_text(cs_wide_text(b.least, least)),
                   cs_part_text(cs_wide_text(b.part->have, most)), cs_part_text(cs_wide_text(b.part->of, all)));
    }
    if (b.broken && !b.lapsed && row->kind == CS_ROW_DUTY)
        add_note(out, cs_told(l, "still owed where violated"));
    if (b.unreported)
        add_note(out, cs_told(l, row->kind == CS_ROW_DUTY ? "unreported where fulfilled" : "unreported where met"));
    if (b.substituted)
        add_note(out, cs_told(l, b.not_substituted ? "perhaps substitute offered" : "substitute offered"));
}

/* "by 2022-09-14 to 2022-09-20, still owed where violated"; "by 2022-09-14 and before session of Council" */
static const char *notes_of(struct folding *f, const struct cs_ledger_row *row, bool worded)
{
    struct cs_language l = cs_report_language(f->report);
    struct cs_ledger_due due = cs_ledger_due(f->report->ledger, row, f->report->ledger->worlds);
    struct cs_buffer out, left_out;

    cs_buffer_init(&out);
    if (due.first != NULL)
        add_deadlines(f->report, worded, due.first, due.last, &out);
    cs_ledger_awaited(f->report->ledger, row, f->report->ledger->worlds, &out);
    cs_row_beside(f->report, row, f->report->ledger->worlds, &out);
    if (cs_row_is_before(f->report, row, f->arena))
        add_note(&out, cs_told(l, "before the request"));
    cs_buffer_init(&left_out);
    cs_row_left_out(f->report, row, f->report->ledger->worlds, f->arena, &left_out);
    if (left_out.length > 0)
        add_note(&out, cs_buffer_string(&left_out));
    out.failed = out.failed || left_out.failed;
    cs_buffer_release(&left_out);
    return cs_buffer_keep(&out, f->arena);
}

/* ---- lines ---- */

static bool is_bond(const struct cs_ledger_row *row)
{
    return row->kind == CS_ROW_DUTY || row->kind == CS_ROW_PROHIBITION || row->kind == CS_ROW_EXPECTATION;
}

/*
 * A number of what lines that stand alike have in common: most lines of a large family are told apart by it alone. A
 * line that hangs on no question has no partners, and so its class in common too.
 */
static uint64_t likeness_of(const struct folding *f, const struct cs_line *line)
{
    const struct cs_ledger_row *rows = f->report->ledger->rows;
    uint64_t hash = cs_hash_bytes(line->states, cs_row_account_count(f->report) * sizeof *line->states);

    hash = cs_hash_mix(hash, cs_hash_bytes(line->notes, strlen(line->notes)));
    for (size_t i = 0; i < line->concluded_count; i++)
        hash = cs_hash_mix(hash, cs_hash_bytes(line->concluded[i], strlen(line->concluded[i])));
    if (line->own_count == 0 && f->report->classes != NULL)
        hash = cs_hash_mix(hash, f->report->classes[line->rows[0] - rows]);
    return cs_hash_mix(hash, line->own_count);
}

/* Is what it rests on just its own entry? */
static bool is_concluded(const struct folding *f, const struct cs_line *line)
{
    const struct cs_entry *entry = line->rows[0]->entry;
    struct cs_buffer words;
    bool only;

    if (line->concluded_count != 1 || entry == NULL || entry->concluded == NULL)
        return false;
    cs_buffer_init(&words);
    cs_row_entry(f->report, entry, &words);
    only = strcmp(line->concluded[0], cs_buffer_string(&words)) == 0;
    f->arena->failed |= words.failed;
    cs_buffer_release(&words);
    return only;
}

static void init_line(struct folding *f, struct cs_line *line, const struct cs_ledger_row *row)
{
    size_t accounts = cs_row_account_count(f->report);
    cs_set looked_at = f->report->ledger->worlds;
    struct cs_worded_row worded = cs_worded_row(f->report, row, f->arena);

    *line = (struct cs_line){.row_count = 1, .row_capacity = 1, .text_count = 1, .same = true};
    line->rows = cs_arena_array(f->arena, 1, sizeof *line->rows);
    line->texts = cs_arena_array(f->arena, 1, sizeof *line->texts);
    line->states = cs_arena_array(f->arena, accounts, sizeof *line->states);
    line->shown = cs_arena_array(f->arena, accounts, sizeof *line->shown);
    if (line->rows == NULL || line->texts == NULL || line->states == NULL || line->shown == NULL)
        return;
    line->rows[0] = row;
    line->worded = worded.text != NULL;
    line->claimant = worded.claimant;
    line->texts[0] = line->worded ? worded.text : cs_ledger_words(f->report->ledger, row);
    for (size_t a = 0; a < accounts; a++) {
        line->states[a] = cs_ledger_state(f->report->ledger, row, cs_row_worlds(f->report, a));
        line->shown[a] = cs_ledger_shown(row->kind, line->states[a]);
        line->same = line->same && line->states[a] == line->states[0];
    }
    line->questions = cs_row_line_questions(f->report, row, accounts == 1 ? cs_row_worlds(f->report, 0) : looked_at,
                                            f->arena, &line->question_count);
    line->own = line->questions;
    line->own_count = line->question_count;
    line->concluded = cs_row_concluded_anywhere(f->report, row, f->arena, &line->concluded_count);
    line->is_concluded = is_concluded(f, line);
    line->notes = notes_of(f, row, line->worded);
    line->likeness = likeness_of(f, line);
}

static bool same_conclusions(const struct cs_line *a, const struct cs_line *b)
{
    for (size_t i = 0; i < a->concluded_count && a->concluded_count == b->concluded_count; i++)
        if (strcmp(a->concluded[i], b->concluded[i]) != 0)
            return false;
    return a->concluded_count == b->concluded_count;
}

/* Do the lines stand alike? Then `pairs`: the questions of the first row of `b` that are partners of those of `a`. */
static bool alike(const struct folding *f, const struct cs_line *a, const struct cs_line *b, struct cs_partner *pairs,
                  size_t *pair_count)
{
    const struct cs_ledger_row *rows = f->report->ledger->rows;
    const uint32_t *classes = f->report->classes;

    if (a->likeness != b->likeness)
        return false;
    for (size_t i = 0; i < cs_row_account_count(f->report); i++)
        if (a->states[i] != b->states[i])
            return false;
    if (strcmp(a->notes, b->notes) != 0 || !same_conclusions(a, b) ||
        !cs_rows_alike(f->report, a->rows[0], a->own, a->own_count, b->rows[0], b->own, b->own_count, f->arena, pairs,
                       pair_count))
        return false;
    return *pair_count > 0 || classes == NULL || classes[a->rows[0] - rows] == classes[b->rows[0] - rows];
}

/* ---- joining ---- */

static void add_partner(struct folding *f, struct cs_line *line, struct cs_partner partner)
{
    if (line->partner_count == line->partner_capacity) {
        size_t capacity = line->partner_capacity == 0 ? 8 : line->partner_capacity * 2;
        struct cs_partner *grown = cs_arena_array(f->arena, capacity, sizeof *grown);

        if (grown == NULL)
            return;
        if (line->partner_count > 0)
            memcpy(grown, line->partners, line->partner_count * sizeof *grown);
        line->partners = grown;
        line->partner_capacity = capacity;
    }
    line->partners[line->partner_count++] = partner;
}

/* The question of the first row of the line whose partner is this one of another line; itself if it is one of both. */
static uint32_t of_first(const struct cs_partner *pairs, size_t pair_count, uint32_t question)
{
    for (size_t i = 0; i < pair_count; i++)
        if (pairs[i].other == question)
            return pairs[i].first;
    return question;
}

static void join_partners(struct folding *f, struct cs_line *line, const struct cs_line *other,
                          const struct cs_partner *pairs, size_t pair_count)
{
    for (size_t i = 0; i < pair_count; i++)
        add_partner(f, line, pairs[i]);
    for (size_t i = 0; i < other->partner_count; i++) {
        struct cs_partner partner = other->partners[i];

        partner.first = of_first(pairs, pair_count, partner.first);
        add_partner(f, line, partner);
    }
}

static void join_rows(struct folding *f, struct cs_line *line, const struct cs_line *other,
                      const struct cs_partner *pairs, size_t pair_count)
{
    size_t count = line->row_count + other->row_count;

    if (count > line->row_capacity) {
        const struct cs_ledger_row **rows = cs_arena_array(f->arena, count * 2, sizeof *rows);

        if (rows == NULL)
            return;
        memcpy(rows, line->rows, line->row_count * sizeof *rows);
        line->rows = rows;
        line->row_capacity = count * 2;
    }
    memcpy(line->rows + line->row_count, other->rows, other->row_count * sizeof *line->rows);
    line->row_count = count;
    join_partners(f, line, other, pairs, pair_count);
}

/* Joins lines of one family with equal states, at the place of the first. */
static void fold_families(struct folding *f)
{
    struct cs_line *items = f->lines->items;
    struct cs_partner pairs[CS_PARTNERS_MAX];
    size_t count = 0, pair_count = 0;

    for (size_t i = 0; i < f->lines->count && !f->arena->failed; i++) {
        size_t k = count;

        while (k > 0 && items[k - 1].rows[0]->family == items[i].rows[0]->family &&
               !alike(f, &items[k - 1], &items[i], pairs, &pair_count))
            k--;
        if (k > 0 && items[k - 1].rows[0]->family == items[i].rows[0]->family)
            join_rows(f, &items[k - 1], &items[i], pairs, pair_count);
        else
            items[count++] = items[i];
    }
    f->lines->count = count;
}

/* The number of rows of the family, which are next to each other in the ledger. */
static size_t family_size(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    const struct cs_ledger_row *first = row, *end = row + 1;

    while (first > ledger->rows && first[-1].family == row->family)
        first--;
    while (end < ledger->rows + ledger->row_count && end->family == row->family)
        end++;
    return (size_t)(end - first);
}

/* ---- who ---- */

struct form { const char *text; size_t length; }; /* of a name, "dat"; length 0: none */

#define EXCEPTIONS_MAX 3 /* of more, and of more than are left, the holders are named */

static int ascending(const void *a, const void *b)
{
    cs_name x = *(const cs_name *)a, y = *(const cs_name *)b;

    return x < y ? -1 : x > y;
}

static bool is_among(cs_name name, const cs_name *sorted, size_t count)
{
    return count > 0 && bsearch(&name, sorted, count, sizeof *sorted, ascending) != NULL;
}

/* The one who is "other": who may claim it, or who asked, of whom it is not owed as a matter of course. */
static bool is_the_other(const struct folding *f, const struct cs_ledger_row *row, cs_name who)
{
    const struct cs_ledger *ledger = f->report->ledger;
    const struct cs_ledger_row *request = row->request == CS_NO_ROW ? NULL : &ledger->rows[row->request];
    const struct cs_relation *relation =
        request == NULL || request->values == NULL ? NULL : &ledger->docket->plan->relations[request->relation];
    int by = relation == NULL || relation->shape == NULL ? -1 : cs_shape_role(relation->shape, CS_PREP_BY);

    return who == row->claimant || (by >= 0 && request->values[relation->first_role + (uint32_t)by] == who);
}

static const struct cs_ledger_row *family_start(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    while (row > ledger->rows && row[-1].family == row->family)
        row--;
    return row;
}

/* The holders of the line, of its family, and the parties of its instrument: who of the last two is not in the line. */
static const cs_name *missing_from(struct folding *f, const struct cs_line *line, size_t *count)
{
    const struct cs_ledger_row *row = family_start(f->report->ledger, line->rows[0]);
    size_t size = family_size(f->report->ledger, row), party_count, kept = 0;
    cs_name *holders = cs_arena_array(f->arena, line->row_count, sizeof *holders);
    cs_name *family = cs_arena_array(f->arena, size, sizeof *family), *missing;
    const cs_name *parties;

    *count = 0;
    for (size_t i = 0; holders != NULL && i < line->row_count; i++)
        holders[i] = line->rows[i]->holder;
    for (size_t i = 0; family != NULL && i < size; i++)
        family[i] = row[i].holder;
    if (holders == NULL || family == NULL)
        return NULL;
    qsort(holders, line->row_count, sizeof *holders, ascending);
    parties = cs_ledger_parties(f->report->ledger, row->instrument, family, size, f->arena, &party_count);
    missing = cs_arena_array(f->arena, size + party_count, sizeof *missing);
    for (size_t i = 0; missing != NULL && i < size; i++)
        if (!is_among(family[i], holders, line->row_count))
            missing[kept++] = family[i];
    qsort(family, size, sizeof *family, ascending);
    for (size_t i = 0; missing != NULL && i < party_count; i++)
        if (!is_among(parties[i], family, size) && !is_the_other(f, row, parties[i]))
            missing[kept++] = parties[i];
    *count = kept;
    return missing;
}

static void add_names(const struct folding *f, const struct cs_line *line, const cs_name *names, size_t count,
                      const struct form *form, struct cs_buffer *out)
{
    for (size_t i = 0; !line->worded && i < count; i++)
        cs_buffer_printf(out, "%s%s", i > 0 ? ", " : "", cs_row_name(f->report, names[i]));
    if (line->worded)
        cs_say_names(cs_report_language(f->report), names, count, form->text, form->length, out);
}

/* A name as it was when the row was founded, in plain language. */
static cs_name called(const struct folding *f, const struct cs_line *line, const struct cs_ledger_row *row,
                      cs_name name)
{
    return line->worded ? cs_worded_called(f->report, row, name) : name;
}

/* The holders of a line by name. */
static void add_holders(struct folding *f, const struct cs_line *line, const struct form *form, struct cs_buffer *out)
{
    cs_name *holders = cs_arena_array(f->arena, line->row_count, sizeof *holders);
    size_t count = 0;

    for (size_t i = 0; holders != NULL && i < line->row_count; i++)
        if (line->rows[i]->holder != CS_NO_NAME)
            holders[count++] = called(f, line, line->rows[i], line->rows[i]->holder);
    add_names(f, line, holders, count, form, out);
}

/* "Russia", "each other party", "each other party but Cuba", "Belarus, Kazakhstan"; in a form, if one is asked for */
static void add_who(struct folding *f, struct cs_line *line, const struct form *form, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(f->report);
    bool claimant_too = line->rows[0]->claimant == CS_NO_NAME;
    struct cs_buffer names;
    const cs_name *missing;
    size_t count;

    if (!is_bond(line->rows[0]))
        return;
    if (line->row_count == 1) {
        add_holders(f, line, form, out);
        return;
    }
    missing = missing_from(f, line, &count);
    line->listed = count > EXCEPTIONS_MAX || (count > 0 && line->row_count <= count + 1);
    for (size_t i = 0; i < line->row_count; i++)
        claimant_too = claimant_too || line->rows[i]->holder == line->rows[i]->claimant;
    if (line->listed) {
        add_holders(f, line, form, out);
        return;
    }
    cs_buffer_init(&names);
    add_names(f, line, missing, count, &(struct form){"gen", 3}, &names);
    l.form = form->text;
    l.form_length = form->length;
    cs_say(l, out, claimant_too ? "each party[ but {names}]" : "each other party[ but {names}]",
           cs_part_text(cs_buffer_string(&names)));
    out->failed = out->failed || names.failed;
    cs_buffer_release(&names);
}

static const char *who_of(struct folding *f, struct cs_line *line)
{
    struct cs_buffer who;

    cs_buffer_init(&who);
    add_who(f, line, &(struct form){NULL, 0}, &who);
    return cs_buffer_keep(&who, f->arena);
}

struct who { struct folding *f; struct cs_line line; }; /* a copy: `add_who` notes what it lists */

static void add_who_in_context(const void *context, const char *form, size_t length, struct cs_buffer *out)
{
    const struct who *who = context;
    struct cs_line line = who->line;

    add_who(who->f, &line, &(struct form){form, length}, out);
}

static bool same_but_for_a_name(const struct cs_line *a, const struct cs_line *b)
{
    const struct cs_ledger_row *x = a->rows[0], *y = b->rows[0];

    return x->kind == y->kind && x->article == y->article && x->claimant == y->claimant && x->trigger == y->trigger &&
           (x->request == y->request || x->kind == CS_ROW_REQUEST) && strcmp(a->who, b->who) == 0 &&
           a->worded == b->worded && a->claimant == b->claimant &&
           (is_bond(x) || x->trigger != CS_NO_NAME);
}

/*
 * Adds to an array in the arena. It is full when its count is a power of two and is then doubled, so that the work
 * stays linear.
 */
static void add_text(struct folding *f, struct cs_line *line, const char *text)
{
    if ((line->text_count & (line->text_count - 1)) == 0) {
        const char **grown = cs_arena_array(f->arena, line->text_count * 2, sizeof *grown);

        if (grown == NULL)
            return;
        memcpy(grown, line->texts, line->text_count * sizeof *grown);
        line->texts = grown;
    }
    line->texts[line->text_count++] = text;
}

/* Joins neighbours with equal states whose words differ in one name. */
static void fold_names(struct folding *f)
{
    struct cs_line *items = f->lines->items;
    struct cs_partner pairs[CS_PARTNERS_MAX];
    size_t count = 0, pair_count = 0;

    for (size_t i = 0; i < f->lines->count && !f->arena->failed; i++) {
        struct cs_line *before = count > 0 ? &items[count - 1] : NULL;

        items[i].who = who_of(f, &items[i]);
        if (before == NULL || !same_but_for_a_name(before, &items[i]) ||
            !alike(f, before, &items[i], pairs, &pair_count)) {
            items[count++] = items[i];
            continue;
        }
        if (!cs_join_try(f->report, &before->joining, before->texts, before->text_count, items[i].texts[0])) {
            items[count++] = items[i];
            continue;
        }
        add_text(f, before, items[i].texts[0]);
        join_rows(f, before, &items[i], pairs, pair_count);
    }
    f->lines->count = count;
}

/* ---- texts of a line ---- */

/* The number of a row in its family; 0 if it is the only one. */
static unsigned long number_in_family(const struct cs_ledger_row *row)
{
    const char *dot = strchr(row->id, '.');

    return dot != NULL ? strtoul(dot + 1, NULL, 10) : 0;
}

/* "6", "6,7", "27.2,4-7" */
static const char *ids_of(struct folding *f, const struct cs_line *line)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    for (size_t i = 0; i < line->row_count;) {
        uint32_t family = line->rows[i]->family;
        size_t end = i;

        while (end < line->row_count && line->rows[end]->family == family)
            end++;
        cs_buffer_printf(&out, "%s%u", i > 0 ? "," : "", (unsigned)family);
        if (end - i == family_size(f->report->ledger, line->rows[i])) {
            i = end;
            continue;
        }
        for (size_t first = i; first < end;) {
            size_t last = first;

            while (last + 1 < end && number_in_family(line->rows[last + 1]) == number_in_family(line->rows[last]) + 1)
                last++;
            cs_buffer_printf(&out, "%s%lu", first == i ? "." : ",", number_in_family(line->rows[first]));
            if (last > first)
                cs_buffer_printf(&out, "%s%lu", last > first + 1 ? "-" : ",", number_in_family(line->rows[last]));
            first = last + 1;
        }
        i = end;
    }
    return cs_buffer_keep(&out, f->arena);
}

/* "Russia is to give Armenia help", "the CSTO owes it to Armenia to send a mission", "Armenia expects Russia to ..." */
static void add_worded_bond(struct folding *f, const struct cs_line *line, const char *text, struct cs_buffer *out)
{
    static const char *const phrases[3][2] = {
        {CS_PHRASE("{who} expects {holder} to {act}"), CS_PHRASE("{who} expects {holder} not to {act}")},
        {CS_PHRASE("{holder} {several:owes|owe} it to {who} to {act}"),
         CS_PHRASE("{holder} {several:owes|owe} it to {who} not to {act}")},
        {CS_PHRASE("{holder} {several:is|are} to {act}"), CS_PHRASE("{holder} {several:is|are} not to {act}")}};
    const struct cs_ledger_row *row = line->rows[0];
    struct cs_language l = cs_report_language(f->report);
    struct who who = {f, *line};
    struct cs_part holder = cs_part_made(add_who_in_context, &who), several = cs_part_number(line->listed ? 2 : 1);
    cs_name claimant = row->claimant != CS_NO_NAME ? cs_worded_called(f->report, row, row->claimant) : CS_NO_NAME;
    struct cs_part to = cs_part_name(&claimant), act = cs_part_text(text);
    bool not = row->kind == CS_ROW_PROHIBITION;

    if (claimant == CS_NO_NAME)
        to = cs_part_text(cs_told(l, "somebody"));
    if (row->kind == CS_ROW_EXPECTATION)
        cs_say(l, out, phrases[0][not], to, holder, act);
    else if (claimant != CS_NO_NAME && !line->claimant)
        cs_say(l, out, phrases[1][not], holder, several, to, act);
    else
        cs_say(l, out, phrases[2][not], holder, several, act);
}

/* "13 September 2022: Armenia asked the CSTO for help"; its label stands behind it, in brackets */
static void add_worded_entry(const struct folding *f, const struct cs_line *line, const char *text,
                             struct cs_buffer *out)
{
    const struct cs_ledger_row *row = line->rows[0];
    size_t start;

    if (row->entry != NULL) {
        struct cs_moment when = cs_when_of(f->report, row->entry);

        cs_when_moment(f->report, &when, out);
    } else if (row->date != NULL)
        cs_buffer_text(out, row->date);
    if (out->length > 0)
        cs_buffer_text(out, ": ");
    start = out->length;
    cs_buffer_text(out, text);
    cs_worded_capital(out, start);
    cs_worded_capital(out, 0);
}

static void add_bond(struct folding *f, const struct cs_line *line, const char *text, struct cs_buffer *out)
{
    const struct cs_ledger_row *row = line->rows[0];
    const char *claimant = cs_row_name(f->report, row->claimant);
    struct cs_language l = cs_report_language(f->report);

    if (row->kind == CS_ROW_EXPECTATION)
        cs_say(l, out, "{who} expects {holder} {act}",
               cs_part_text(claimant != NULL ? claimant : cs_told(l, "somebody")), cs_part_text(line->who),
               cs_part_text(text));
    else
        cs_say(l, out, "{holder} {several:owes|owe}[ {who}] {act}", cs_part_text(line->who),
               cs_part_number(line->listed ? 2 : 1), cs_part_text(claimant), cs_part_text(text));
}

static void add_entry(const struct folding *f, const struct cs_line *line, const char *text, struct cs_buffer *out)
{
    const struct cs_ledger_row *row = line->rows[0];
    char date[96];

    if (row->entry != NULL && row->entry->label != CS_NO_NAME)
        cs_buffer_printf(out, "%s: ", cs_row_name(f->report, row->entry->label));
    if (row->entry != NULL)
        cs_buffer_printf(out, "%s ", cs_moment_text(&row->entry->moment, date));
    else if (row->date != NULL)
        cs_buffer_printf(out, "%s ", row->date);
    cs_buffer_text(out, text);
}

/* What an entry says, as a sentence of its own. */
static const char *statement_of(struct folding *f, const struct cs_line *line, const char *text)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_buffer_text(&out, text);
    if (line->worded)
        cs_worded_capital(&out, 0);
    return cs_buffer_keep(&out, f->arena);
}

/* The label of an entry that its sentence does not show; NULL if it has none. */
static const char *label_behind(const struct folding *f, const struct cs_line *line)
{
    const struct cs_entry *entry = line->rows[0]->entry;

    return line->worded && !is_bond(line->rows[0]) && entry != NULL ? cs_row_name(f->report, entry->label) : NULL;
}

static void add_behind(const char *note, size_t start, struct cs_buffer *out)
{
    if (note != NULL && note[0] != '\0')
        cs_buffer_printf(out, "%s%s", out->length > start ? ", " : " (", note);
}

/* The sentence, and after it in brackets the article or the label, the time and the notes. */
static const char *label_of(struct folding *f, struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    const char *text = cs_join_text(&line->joining, f->arena, line->texts, line->text_count,
                                     line->worded ? cs_told(cs_report_language(f->report), " and ") : ", ");
    const char *article;
    struct cs_buffer out;
    size_t start;

    cs_buffer_init(&out);
    if (is_bond(row) && line->worded) {
        add_worded_bond(f, line, text != NULL ? text : "", &out);
        cs_worded_capital(&out, 0);
    } else if (is_bond(row)) {
        add_bond(f, line, text != NULL ? text : "", &out);
    } else if (line->worded) {
        add_worded_entry(f, line, text != NULL ? text : "", &out);
    } else {
        add_entry(f, line, text != NULL ? text : "", &out);
    }
    line->sentence = cs_arena_text(f->arena, cs_buffer_string(&out), out.length);
    line->statement = is_bond(row) ? line->sentence : statement_of(f, line, text != NULL ? text : "");
    article = cs_row_called(f->report, row->article != CS_NO_NAME ? row->article : row->instrument, f->arena);
    start = out.length;
    add_behind(article, start, &out);
    add_behind(label_behind(f, line), start, &out);
    add_behind(line->notes, start, &out);
    if (out.length > start)
        cs_buffer_char(&out, ')');
    return cs_buffer_keep(&out, f->arena);
}

bool cs_lines_offered(const struct cs_report *report, const struct cs_lines *lines, const struct cs_entry *entry)
{
    for (size_t i = 0; i < lines->count; i++)
        for (size_t r = 0; r < lines->items[i].row_count; r++)
            if (cs_ledger_offered(report->ledger, lines->items[i].rows[r], entry))
                return true;
    return false;
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return x < y ? -1 : x > y;
}

const uint32_t *cs_line_questions(const struct cs_line *line, const uint32_t *questions, size_t count,
                                  struct cs_arena *arena, size_t *all_count)
{
    uint32_t *all;
    size_t found = 0, kept = 0;

    *all_count = count;
    if (line->partner_count == 0 || count == 0)
        return questions;
    all = cs_arena_array(arena, count + line->partner_count, sizeof *all);
    if (all == NULL)
        return questions;
    memcpy(all, questions, count * sizeof *all);
    found = count;
    for (size_t i = 0; i < line->partner_count; i++)
        for (size_t k = 0; k < count; k++)
            if (line->partners[i].first == questions[k]) {
                all[found++] = line->partners[i].other;
                break;
            }
    qsort(all, found, sizeof *all, by_number);
    for (size_t i = 0; i < found; i++)
        if (kept == 0 || all[kept - 1] != all[i])
            all[kept++] = all[i];
    *all_count = kept;
    return all;
}

void cs_line_look_at(const struct cs_report *report, struct cs_line *line, cs_set worlds, struct cs_arena *arena)
{
    size_t count;
    const uint32_t *own = cs_row_line_questions(report, line->rows[0], worlds, arena, &count);

    line->questions = cs_line_questions(line, own, count, arena, &line->question_count);
}

void cs_fold(const struct cs_report *report, const struct cs_ledger_row *const *rows, size_t count,
             struct cs_arena *arena, struct cs_lines *out)
{
    struct folding f = {.report = report, .arena = arena, .lines = out};

    out->count = 0;
    out->items = cs_arena_array(arena, count, sizeof *out->items);
    for (size_t i = 0; i < count && !arena->failed; i++)
        init_line(&f, &out->items[out->count++], rows[i]);
    if (!arena->failed && !report->each)
        fold_families(&f);
    if (!arena->failed)
        fold_names(&f);
    for (size_t i = 0; i < out->count && !arena->failed; i++) {
        struct cs_line *line = &out->items[i];

        line->questions = cs_line_questions(line, line->own, line->own_count, arena, &line->question_count);
        line->ids = ids_of(&f, line);
        line->label = label_of(&f, line);
    }
    if (arena->failed)
        out->count = 0;
}
