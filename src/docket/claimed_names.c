/* SPDX-License-Identifier: MIT */
/*
 * What is said about entries: roles filled in, names given (R 2.2, 2.3, 2.6), substitutes offered, readings taken (R
 * 3).
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "docket/docket_int.h"
#include "docket/made.h"

static struct cs_occurrence *occurrence(struct cs_docket *docket, cs_value value)
{
    return (struct cs_occurrence *)cs_docket_occurrence(docket, value);
}

/* The argument whose text begins here, or NULL. */
static const struct cs_arg *arg_at(const struct cs_entry *entry, uint32_t at)
{
    const struct cs_term *terms[] = {&entry->term, &entry->bond.act};

    if (entry->about.span.source != NULL && entry->about.span.start == at)
        return &entry->about;
    for (size_t i = 0; i < 2; i++)
        for (const struct cs_role *role = terms[i]->roles; role != NULL; role = role->next)
            for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
                if (arg->span.start == at && (arg->kind == CS_ARG_LABEL || arg->kind == CS_ARG_NAME))
                    return arg;
    return NULL;
}

/* The words of a stretch, one space between them, each name and label by what it is called everywhere. */
static void copy_words(const struct cs_docket *docket, const struct cs_entry *entry, struct cs_span span,
                       struct cs_buffer *out)
{
    const char *bytes = span.source->bytes;

    for (uint32_t i = span.start; i < span.end && bytes[i] != '\n' && bytes[i] != '\r';) {
        const struct cs_arg *arg = arg_at(entry, i);

        if (arg != NULL) {
            const char *quote = bytes[i] == '"' ? "\"" : "";

            cs_buffer_printf(out, "%s%s%s", quote, cs_names_text(docket->plan->names, arg->name), quote);
            i = arg->span.end;
            continue;
        }
        if (bytes[i] == '-' && bytes[i + 1] == '-')
            break;
        if (bytes[i] != ' ' && bytes[i] != '\t')
            cs_buffer_char(out, bytes[i]);
        else if (i + 1 < span.end && strchr(" \t\r\n", bytes[i + 1]) == NULL && strncmp(bytes + i + 1, "--", 2) != 0)
            cs_buffer_char(out, ' ');
        i++;
    }
}

/*
 * "e1 counts as attack on Armenia", as the entry has it; of what is told again (R 2.8), as such an entry would have it.
 */
static void line_text(struct cs_docket *docket, const struct cs_entry *entry, struct cs_buffer *out)
{
    const char *about = cs_names_text(docket->plan->names, entry->about.name);
    char moment[96];

    if (entry->kind == CS_ENTRY_DATED) {
        cs_buffer_printf(out, "%s dated %s", about, cs_moment_text(&entry->moment, moment));
    } else if (entry->retold != NULL) {
        cs_buffer_printf(out, "%s %s", about, entry->kind == CS_ENTRY_COUNTS_AS ? "counts as " : "");
        copy_words(docket, entry, entry->term.span, out);
    } else if (entry->kind == CS_ENTRY_BOND) {
        cs_buffer_printf(out, "happened %s", cs_names_text(docket->plan->names, cs_docket_entry_value(docket, entry)));
    } else {
        copy_words(docket, entry, entry->span, out);
    }
}

/* Where the matter of this line is in the table of matters, or the free slot where it belongs. Some slot is always
 * free. */
static uint32_t *slot_of(const struct cs_docket *docket, enum cs_entry_kind kind, cs_name under, cs_name line)
{
    size_t mask = docket->line_slot_count - 1;
    size_t at = (size_t)cs_hash_mix(cs_hash_mix(kind, under), line) & mask;

    for (;; at = (at + 1) & mask) {
        uint32_t *slot = &docket->line_slots[at];
        const struct cs_matter *m = *slot == 0 ? NULL : docket->matters[*slot - 1];

        if (m == NULL || (m->entry->kind == kind && m->under == under && m->line == line))
            return slot;
    }
}

static bool grow_lines(struct cs_docket *docket)
{
    size_t old = docket->line_slot_count;
    uint32_t *before = docket->line_slots, *slots;

    if (old > 2 * docket->line_count)
        return true;
    slots = calloc(old == 0 ? 64 : 2 * old, sizeof *slots);
    if (slots == NULL)
        return false;
    docket->line_slots = slots;
    docket->line_slot_count = old == 0 ? 64 : 2 * old;
    for (size_t i = 0; i < old; i++)
        if (before[i] != 0) {
            const struct cs_matter *m = docket->matters[before[i] - 1];

            *slot_of(docket, m->entry->kind, m->under, m->line) = before[i];
        }
    free(before);
    return true;
}

/* Entries that say the same of the same thing are one matter, whoever wrote them. NULL if memory ran out. */
static struct cs_matter *matter_of(struct cs_docket *docket, const struct cs_entry *entry, cs_name under, cs_name line)
{
    uint32_t *slot = grow_lines(docket) ? slot_of(docket, entry->kind, under, line) : NULL;
    struct cs_matter *matter;

    if (slot != NULL && *slot != 0)
        return docket->matters[*slot - 1];
    matter = slot == NULL ? NULL : cs_docket_matter(docket, entry);
    if (matter == NULL) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    matter->under = under;
    matter->line = line;
    *slot = (uint32_t)docket->matter_count;
    docket->line_count++;
    return matter;
}

/* The name of what a line says, whoever wrote it: of what is told again (R 2.8), as such an entry would have it. */
static cs_name name_of_line(struct cs_docket *docket, const struct cs_entry *entry)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_LINE);
    cs_name_key_number(&key, entry->kind);
    if (entry->kind == CS_ENTRY_BOND) {
        cs_name_key_name(&key, cs_docket_entry_value(docket, entry));
    } else {
        cs_name_key_name(&key, entry->about.name);
        cs_made_term(&key, &entry->term);
        cs_made_moment(&key, &entry->moment);
    }
    cs_buffer_init(&text);
    line_text(docket, entry, &text);
    return cs_names_make(&docket->names, &key, &text);
}

/* The same of a line that is given. */
static struct cs_matter *gather_matter(struct cs_docket *docket, const struct cs_entry *entry, cs_name line,
                                       cs_name under, struct cs_recorded fallback)
{
    struct cs_matter *matter = matter_of(docket, entry, under, line);

    if (matter != NULL)
        cs_matter_add_claims(docket, matter, entry, under, fallback);
    return matter;
}

struct cs_matter *cs_docket_line(struct cs_docket *docket, const struct cs_entry *entry, cs_name under,
                                 struct cs_recorded fallback)
{
    return gather_matter(docket, entry, name_of_line(docket, entry), under, fallback);
}

/*
 * What the question of a line asks. Of one role that was left unsaid it is the question that a rule asks as well
 * (R 2.7); of a bond, whether it was made.
 */
static void question_key(struct cs_docket *docket, const struct cs_matter *matter, struct cs_name_key *key)
{
    const struct cs_entry *entry = matter->entry;

    if (entry->kind == CS_ENTRY_BOND) {
        cs_name_key_init(key, CS_MADE_HAPPENED);
        cs_name_key_name(key, cs_docket_entry_value(docket, entry));
    } else if (entry->kind == CS_ENTRY_ROLE && entry->term.roles->args->next == NULL) {
        cs_name_key_init(key, CS_MADE_ROLE);
        cs_name_key_name(key, entry->about.name);
        cs_name_key_number(key, entry->term.roles->prep);
        cs_name_key_name(key, entry->term.roles->args->name);
    } else {
        cs_name_key_init(key, CS_MADE_NAME);
        cs_name_key_name(key, matter->line);
        cs_name_key_name(key, matter->under);
    }
}

static void settle_matter(struct cs_docket *docket, struct cs_matter *matter, bool name)
{
    const char *line = cs_names_text(docket->plan->names, matter->line);
    struct cs_name_key key;
    struct cs_buffer id, text;

    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_text(&id, line);
    if (matter->under != CS_NO_NAME)
        cs_buffer_printf(&id, " under %s", cs_names_text(docket->plan->names, matter->under));
    if (matter->entry->kind == CS_ENTRY_BOND)
        copy_words(docket, matter->entry, matter->entry->span, &text);
    else
        cs_buffer_text(&text, cs_buffer_string(&id));
    cs_buffer_text(&text, name ? ": is that what it was?" : ": was it so?");
    question_key(docket, matter, &key);
    cs_matter_settle(docket, matter, name, &key, &id, &text);
}

/* r1 under CST 4: in the worlds in which that is so, the rows that left the role unsaid have it. */
static void fill_role(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    struct cs_occurrence *o = occurrence(docket, entry->about.name);
    const struct cs_role *role = entry->term.roles;
    struct cs_occurrence_row *last;

    if (o == NULL || o->rows == NULL || matter->yes == CS_NONE)
        return;
    for (last = o->rows; last->next != NULL;)
        last = last->next;
    for (struct cs_occurrence_row *row = o->rows;; row = row->next) {
        const struct cs_relation *r = &docket->plan->relations[row->relation];
        int position = cs_shape_role(r->shape, role->prep);

        if (position >= 0 && row->values[r->first_role + (uint32_t)position] == CS_UNSAID) {
            cs_value values[CS_COLUMNS_MAX];

            memcpy(values, row->values, sizeof values);
            for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next) {
                values[r->first_role + (uint32_t)position] = arg->name;
                cs_occurrence_add_row(docket, o, row->relation, values,
                                      cs_worlds_and(docket->worlds, row->worlds, matter->yes), row->matter);
            }
            row->worlds = cs_worlds_and(docket->worlds, row->worlds, matter->no);
        }
        if (row == last)
            return;
    }
}

/* Of several roles filled one after another each matter is settled once, when all hands have been heard. */
static casus_status each_line(struct cs_docket *docket, enum cs_entry_kind kind, bool name,
                              void (*use)(struct cs_docket *, const struct cs_matter *, const struct cs_entry *))
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            const struct cs_occurrence *o;

            if (entry->kind != kind)
                continue;
            o = cs_docket_occurrence(docket, entry->about.name);
            if (cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(o == NULL ? NULL : o->entry)) == NULL)
                return docket->failure->status;
        }
    for (size_t i = 0; i < docket->matter_count && docket->failure->status == CASUS_OK; i++) {
        struct cs_matter *matter = docket->matters[i];

        if (matter->entry->kind != kind || matter->under != CS_NO_NAME)
            continue;
        settle_matter(docket, matter, name);
        use(docket, matter, matter->entry);
    }
    return docket->failure->status;
}

/* The columns of a name: its own roles, and those of the entry that it leaves unsaid. */
static void name_values(const struct cs_docket *docket, const struct cs_occurrence_row *row, uint32_t relation,
                        const cs_value *said, cs_value *out)
{
    const struct cs_relation *from = &docket->plan->relations[row->relation];
    const struct cs_relation *to = &docket->plan->relations[relation];

    memcpy(out, said, CS_COLUMNS_MAX * sizeof *out);
    out[0] = row->values[0];
    for (uint32_t i = 0; i < to->shape->role_count; i++) {
        int position = cs_shape_role(from->shape, to->shape->roles[i].prep);

        if (out[to->first_role + i] == CS_UNSAID && position >= 0 &&
            cs_kind_within(docket->plan->symbols, from->shape->roles[position].kind, to->shape->roles[i].kind))
            out[to->first_role + i] = row->values[from->first_role + (uint32_t)position];
    }
}

static void add_name(struct cs_docket *docket, struct cs_occurrence *o, uint32_t relation, const cs_value *values,
                     cs_set worlds, const struct cs_matter *matter)
{
    size_t size = docket->plan->relations[relation].column_count * sizeof *values;

    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (row->relation == relation && row->matter == matter && memcmp(row->values, values, size) == 0) {
            row->worlds = cs_worlds_or(docket->worlds, row->worlds, worlds);
            return;
        }
    cs_occurrence_add_row(docket, o, relation, values, worlds, matter);
}

static void use_name(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    struct cs_occurrence *o = occurrence(docket, entry->about.name);
    uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, matter->under);
    cs_value said[CS_COLUMNS_MAX], values[CS_COLUMNS_MAX];
    struct cs_occurrence_row *last = NULL;

    if (o == NULL || o->rows == NULL)
        return;
    cs_term_values(docket, &entry->term, relation, 0, said);
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next)
        if (row->matter == NULL)
            last = row;
    for (struct cs_occurrence_row *row = o->rows; last != NULL; row = row->next) {
        if (row->matter == NULL) {
            cs_set worlds = cs_worlds_and(docket->worlds, row->worlds, matter->yes);

            name_values(docket, row, relation, said, values);
            if (worlds != CS_NONE)
                add_name(docket, o, relation, values, worlds, matter);
        }
        if (row == last)
            return;
    }
}

static bool is_judge(const struct cs_instrument *instrument, cs_name who, cs_name word)
{
    for (const struct cs_judge *j = instrument->judges; j != NULL; j = j->next)
        if (j->who == who && j->word == word)
            return true;
    return false;
}

/* The judges' words on a matter, in the order in which they were entered. */
struct verdict { cs_instant recorded; enum cs_claim_kind kind; bool right; cs_name voice; };
struct verdicts { struct verdict *words; size_t count, capacity; };

static void add_verdict(struct cs_docket *docket, struct verdicts *v, struct verdict word)
{
    size_t i = v->count;

    if (!cs_grow(&v->words, &v->capacity, v->count + 1, sizeof *v->words)) {
        cs_fail_memory(docket->failure);
        return;
    }
    for (; i > 0 && v->words[i - 1].recorded > word.recorded; i--)
        v->words[i] = v->words[i - 1];
    v->words[i] = word;
    v->count++;
}

/* A judge who takes back what it said has said nothing. */
static void drop_retracted(struct verdicts *v)
{
    size_t kept = 0;

    for (size_t i = 0; i < v->count; i++) {
        bool gone = v->words[i].kind == CS_CLAIM_RETRACTS;

        for (size_t k = i + 1; k < v->count; k++)
            gone |= v->words[k].kind == CS_CLAIM_RETRACTS && v->words[k].voice == v->words[i].voice;
        if (!gone)
            v->words[kept++] = v->words[i];
    }
    v->count = kept;
}

static void gather_verdicts(struct cs_docket *docket, const struct cs_instrument *instrument,
                            const struct cs_matter *matter, struct cs_recorded fallback, struct verdicts *out)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (entry->kind != CS_ENTRY_COUNTS_AS || name_of_line(docket, entry) != matter->line)
                continue;
            for (const struct cs_claim *c = entry->claims; c != NULL; c = c->next) {
                cs_instant recorded = cs_claim_recorded(docket, c, fallback).time;

                if (c->kind != CS_CLAIM_ASKS && cs_instant_known(docket, recorded) &&
                    (c->instrument == CS_NO_NAME || c->instrument == instrument->name) &&
                    is_judge(instrument, c->voice, entry->term.head))
                    add_verdict(docket, out,
                                (struct verdict){recorded, c->kind, c->kind == CS_CLAIM_SAYS, c->voice});
            }
        }
}

static void add_redetermination(struct cs_docket *docket, const struct cs_matter *matter, cs_instant time, bool right)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, matter->entry->about.name);
    uint32_t relation = cs_plan_relation(docket->plan, matter->entry->term.head, matter->under);
    cs_value said[CS_COLUMNS_MAX];

    cs_term_values(docket, &matter->entry->term, relation, 0, said);
    for (const struct cs_occurrence_row *row = o == NULL ? NULL : o->rows; row != NULL; row = row->next) {
        struct cs_redetermination *r;

        if (row->matter != NULL || docket->plan->relations[row->relation].under != CS_NO_NAME)
            continue;
        if (!cs_grow(&docket->redeterminations, &docket->redetermination_capacity, docket->redetermination_count + 1,
                     sizeof *docket->redeterminations)) {
            cs_fail_memory(docket->failure);
            return;
        }
        r = &docket->redeterminations[docket->redetermination_count++];
        *r = (struct cs_redetermination){.occurrence = o->value, .matter = matter, .relation = relation,
                                         .worlds = row->worlds, .time = time, .right = right};
        name_values(docket, row, relation, said, r->values);
    }
}

/* Have several judges, by their latest words, differed? Then nothing is settled. */
static bool judges_differ(const struct verdicts *v)
{
    for (size_t i = 0; i < v->count; i++) {
        size_t last = i;

        for (size_t k = i + 1; k < v->count; k++)
            if (v->words[k].voice == v->words[i].voice)
                last = k;
        if (v->words[last].right != v->words[v->count - 1].right)
            return true;
    }
    return false;
}

/*
 * R 2.6: the judges' word is the answer in all worlds; the first from the date of the occurrence, a later one that
 * differs from its own date, and duties founded in between stand (DECISIONS 23).
 */
static void settle_judged(struct cs_docket *docket, struct cs_matter *matter, const struct verdicts *v)
{
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (s->voice == v->words[v->count - 1].voice)
            matter->judged = s;
    matter->question = CS_NOWHERE;
    matter->yes = v->words[0].right ? CS_ALL : CS_NONE;
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    for (size_t i = 1; i < v->count; i++)
        if (v->words[i].right != v->words[i - 1].right)
            add_redetermination(docket, matter, v->words[i].recorded, v->words[i].right);
}

static void judge_matter(struct cs_docket *docket, const struct cs_instrument *instrument, struct cs_matter *matter)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, matter->entry->about.name);
    struct verdicts v = {0};

    gather_verdicts(docket, instrument, matter, cs_entry_recorded(o == NULL ? NULL : o->entry), &v);
    drop_retracted(&v);
    if (v.count > 0 && !judges_differ(&v))
        settle_judged(docket, matter, &v);
    free(v.words);
}

/* In each instrument with a judge of the word, the name is a matter of its own. */
static casus_status add_judged_names(struct cs_docket *docket, const struct cs_instrument *instrument)
{
    size_t first = docket->matter_count;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            const struct cs_occurrence *o;
            uint32_t relation;

            if (entry->kind != CS_ENTRY_COUNTS_AS)
                continue;
            relation = cs_plan_relation(docket->plan, entry->term.head, instrument->name);
            o = cs_docket_occurrence(docket, entry->about.name);
            if (o == NULL || docket->plan->relations[relation].under != instrument->name)
                continue;
            if (cs_docket_line(docket, entry, instrument->name, cs_entry_recorded(o->entry)) == NULL)
                return docket->failure->status;
        }
    for (size_t i = first; i < docket->matter_count; i++) {
        judge_matter(docket, instrument, docket->matters[i]);
        if (docket->matters[i]->judged == NULL)
            settle_matter(docket, docket->matters[i], true);
        use_name(docket, docket->matters[i], docket->matters[i]->entry);
    }
    return docket->failure->status;
}

/* An entry that is by itself what a judge has to say (entered as an attack) is so in the instrument as well. */
static void copy_own_rows(struct cs_docket *docket, struct cs_occurrence *o)
{
    for (struct cs_occurrence_row *row = o->rows; row != NULL; row = row->next) {
        uint32_t copy = docket->plan->relations[row->relation].judged_copies;

        if (row->matter != NULL)
            continue;
        for (; copy != CS_NOWHERE; copy = docket->plan->relations[copy].next_copy)
            cs_occurrence_add_row(docket, o, copy, row->values, row->worlds, NULL);
    }
}

/* R 2.3 */
static void exclude(struct cs_docket *docket, const struct cs_occurrence *o)
{
    struct cs_worlds *w = docket->worlds;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_exclusion *x = file->exclusions; x != NULL; x = x->next)
            for (const struct cs_occurrence_row *a = o->rows; a != NULL; a = a->next)
                for (const struct cs_occurrence_row *b = o->rows; b != NULL; b = b->next)
                    if (docket->plan->relations[a->relation].head == x->first &&
                        docket->plan->relations[b->relation].head == x->second)
                        docket->possible =
                            cs_worlds_minus(w, docket->possible, cs_worlds_and(w, a->worlds, b->worlds));
    if (docket->possible == CS_NONE)
        cs_fail_at(
            docket->failure, &o->entry->span, CASUS_ERR_ARGUMENT,
            "what the record fixes cannot all be so: %s has names that exclude each other, and nobody disputes them",
            cs_names_text(docket->plan->names, o->value));
}

static void use_substitute(struct cs_docket *docket, const struct cs_matter *matter, const struct cs_entry *entry)
{
    for (uint32_t choice = 0; matter->yes != CS_NONE && choice < cs_term_choices(&entry->term); choice++) {
        struct cs_substitute *s = &docket->substitutes[docket->substitute_count++];

        s->entry = entry;
        s->matter = matter;
        s->relation = cs_plan_relation(docket->plan, entry->term.head, CS_NO_NAME);
        cs_term_values(docket, &entry->term, s->relation, choice, s->values);
    }
}

casus_status cs_docket_names(struct cs_docket *docket)
{
    size_t substitutes = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            substitutes += entry->kind == CS_ENTRY_IN_PLACE ? cs_term_choices(&entry->term) : 0;
    docket->substitutes = cs_arena_array(&docket->arena, substitutes, sizeof *docket->substitutes);
    if (docket->substitutes == NULL)
        return cs_fail_memory(docket->failure);
    if (each_line(docket, CS_ENTRY_ROLE, false, fill_role) != CASUS_OK)
        return docket->failure->status;
    for (size_t i = 0; i < docket->occurrence_count; i++)
        copy_own_rows(docket, &docket->occurrences[i]);
    if (each_line(docket, CS_ENTRY_COUNTS_AS, true, use_name) != CASUS_OK)
        return docket->failure->status;
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (i->judges != NULL && add_judged_names(docket, i) != CASUS_OK)
                return docket->failure->status;
    for (size_t i = 0; i < docket->occurrence_count && docket->failure->status == CASUS_OK; i++)
        exclude(docket, &docket->occurrences[i]);
    for (size_t i = 0; i < docket->occurrence_count; i++)
        for (struct cs_occurrence_row *row = docket->occurrences[i].rows; row != NULL; row = row->next)
            cs_plan_fill_nothing(docket->plan, row->relation, row->values);
    if (docket->failure->status != CASUS_OK)
        return docket->failure->status;
    return each_line(docket, CS_ENTRY_IN_PLACE, false, use_substitute);
}

/* A bond that stands in the record is claimed like an occurrence; its lists are one matter. */
casus_status cs_docket_bonds(struct cs_docket *docket)
{
    const struct cs_plan *plan = docket->plan;

    docket->bond_matters = cs_arena_array(&docket->arena, plan->bond_count, sizeof *docket->bond_matters);
    if (docket->bond_matters == NULL)
        return cs_fail_memory(docket->failure);
    for (size_t i = 0; i < plan->bond_count; i++) {
        const struct cs_entry *entry = plan->bonds[i].entry;

        if (i > 0 && plan->bonds[i - 1].entry == entry) {
            docket->bond_matters[i] = docket->bond_matters[i - 1];
            continue;
        }
        docket->bond_matters[i] = cs_docket_line(docket, entry, CS_NO_NAME, cs_entry_recorded(entry));
        if (docket->bond_matters[i] == NULL)
            return docket->failure->status;
    }
    for (size_t i = 0; i < plan->bond_count; i++)
        if (i == 0 || docket->bond_matters[i] != docket->bond_matters[i - 1])
            settle_matter(docket, docket->bond_matters[i], false);
    return docket->failure->status;
}

static uint32_t answer_index(const struct cs_plan_reading *reading, cs_name answer)
{
    for (uint32_t i = 0; i < reading->answer_count; i++)
        if (reading->answers[i]->name == answer)
            return i;
    return CS_NOWHERE;
}

static casus_status ask_reading(struct cs_docket *docket, uint32_t index)
{
    const struct cs_plan_reading *reading = &docket->plan->readings[index];
    const char **answers = cs_arena_array(&docket->arena, reading->answer_count, sizeof *answers);
    const char *id = cs_names_text(docket->plan->names, reading->id);
    const char *time = id + strlen(cs_names_text(docket->plan->names, reading->text->name)); /* "" or " since DATE" */
    struct cs_name_key key;
    struct cs_buffer text, shown;

    if (answers == NULL)
        return cs_fail_memory(docket->failure);
    for (uint32_t i = 0; i < reading->answer_count; i++)
        answers[i] = cs_names_text(docket->plan->names, reading->answers[i]->name);
    cs_buffer_init(&text);
    if (strchr(reading->text->title, '?') == NULL)
        cs_buffer_printf(&text, "how is \"%s\" to be read%s?", reading->text->title, time);
    else if (*time != '\0')
        cs_buffer_printf(&text, "%s (%s)", reading->text->title, time + 1);
    else
        cs_buffer_text(&text, reading->text->title);
    cs_name_key_init(&key, CS_MADE_READING);
    cs_name_key_name(&key, reading->id);
    cs_buffer_init(&shown);
    cs_buffer_text(&shown, id);
    docket->reading_questions[index] =
        cs_docket_ask(docket, CS_QUESTION_READING, &key, &shown, &text, answers, reading->answer_count, NULL);
    return docket->failure->status;
}

static casus_status fix_reading(struct cs_docket *docket, uint32_t index, uint32_t answer)
{
    if (docket->plan->readings[index].answer_count > 1 && docket->reading_fixed[index] != CS_NOWHERE &&
        docket->reading_fixed[index] != answer)
        return cs_fail(docket->failure, CASUS_ERR_ARGUMENT, "the reading \"%s\" is fixed twice, and not alike",
                       cs_names_text(docket->plan->names, docket->plan->readings[index].id));
    docket->reading_fixed[index] = answer;
    return CASUS_OK;
}

/* "Immediately since 2022-01-01 reads Strict": one matter for each answer that somebody takes, in each of its times. */
static cs_name reading_line(struct cs_docket *docket, const struct cs_plan_reading *reading, cs_name answer)
{
    struct cs_name_key key;
    struct cs_buffer text;

    cs_name_key_init(&key, CS_MADE_LINE);
    cs_name_key_number(&key, CS_ENTRY_READS);
    cs_name_key_name(&key, reading->id);
    cs_name_key_name(&key, answer);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s reads %s", cs_names_text(docket->plan->names, reading->id),
                     cs_names_text(docket->plan->names, answer));
    return cs_names_make(&docket->names, &key, &text);
}

/* What is entered without claims is fixed for the record. An answer that is none at this time is no word on it. */
static casus_status take_reading(struct cs_docket *docket, const struct cs_entry *entry, uint32_t index)
{
    const struct cs_plan_reading *reading = &docket->plan->readings[index];
    uint32_t answer = answer_index(reading, entry->answer);
    struct cs_matter *matter;

    if (answer == CS_NOWHERE)
        return CASUS_OK;
    if (entry->claims == NULL)
        return fix_reading(docket, index, answer);
    matter = gather_matter(docket, entry, reading_line(docket, reading, entry->answer), CS_NO_NAME,
                           cs_entry_recorded(entry));
    if (matter == NULL || reading->answer_count < 2)
        return docket->failure->status;
    matter->question = docket->reading_questions[index];
    matter->yes = cs_worlds_answer(docket->worlds, matter->question, answer);
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    return CASUS_OK;
}

casus_status cs_docket_readings(struct cs_docket *docket)
{
    size_t count = docket->plan->reading_count;

    docket->reading_questions = cs_arena_array(&docket->arena, count, sizeof *docket->reading_questions);
    docket->reading_fixed = cs_arena_array(&docket->arena, count, sizeof *docket->reading_fixed);
    if (docket->reading_questions == NULL || docket->reading_fixed == NULL)
        return cs_fail_memory(docket->failure);
    for (uint32_t i = 0; i < count; i++) {
        docket->reading_fixed[i] = docket->plan->readings[i].answer_count < 2 ? 0 : CS_NOWHERE;
        docket->reading_questions[i] = CS_NOWHERE;
        if (docket->plan->readings[i].answer_count >= 2 && ask_reading(docket, i) != CASUS_OK)
            return docket->failure->status;
    }
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (uint32_t i = 0; entry->kind == CS_ENTRY_READS && i < count; i++)
                if (docket->plan->readings[i].text->name == entry->reading &&
                    take_reading(docket, entry, i) != CASUS_OK)
                    return docket->failure->status;
    return CASUS_OK;
}
