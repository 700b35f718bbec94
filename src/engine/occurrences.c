/* SPDX-License-Identifier: MIT */
/*
 * Entries to occurrences: their value, the worlds in which they happened, the days on which they may have been (R 8.1), their
 * rows, what they name (R 6.4).
 */
#include <stdlib.h>
#include <string.h>

#include "engine/docket_int.h"

/* "2022-09-13 request by Armenia of CSTO": what an entry without a label is called. */
static void entry_text(const struct cs_docket *docket, const struct cs_entry *entry, struct cs_buffer *out)
{
    const struct cs_term *term = entry->kind == CS_ENTRY_BOND ? &entry->bond.act : &entry->term;
    const char *bytes = term->span.source->bytes;
    char moment[96];

    if (entry->moment.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, "%s ", cs_moment_text(&entry->moment, moment));
    for (uint32_t i = term->span.start; i < term->span.end; i++) {
        bool space = bytes[i] == ' ' || bytes[i] == '\t';

        if (!space || (i > term->span.start && bytes[i - 1] != ' ' && bytes[i - 1] != '\t'))
            cs_buffer_char(out, space ? ' ' : bytes[i]);
    }
    (void)docket;
}

cs_value cs_docket_entry_value(struct cs_docket *docket, const struct cs_entry *entry)
{
    struct cs_buffer text;
    cs_name value;

    if (entry->label != CS_NO_NAME)
        return entry->label;
    cs_buffer_init(&text);
    entry_text(docket, entry, &text);
    value = cs_names_intern_buffer(docket->plan->names, &text);
    if (value == CS_NO_NAME)
        cs_fail_memory(docket->failure);
    return value;
}

static bool is_event_entry(const struct cs_docket *docket, const struct cs_entry *entry)
{
    uint32_t relation;

    if (entry->kind != CS_ENTRY_TERM)
        return false;
    relation = cs_plan_relation(docket->plan, entry->term.head, CS_NO_NAME);
    must(relation != CS_NOWHERE);
    return docket->plan->relations[relation].kind == CS_RELATION_EVENT;
}

uint32_t cs_term_choices(const struct cs_term *term)
{
    uint32_t choices = 1;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        uint32_t count = 0;

        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            count++;
        choices *= count;
    }
    return choices;
}

void cs_term_values(const struct cs_docket *docket, const struct cs_term *term, uint32_t relation, uint32_t choice,
                    cs_value *values)
{
    const struct cs_relation *r = &docket->plan->relations[relation];

    memset(values, 0, CS_COLUMNS_MAX * sizeof *values);
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        const struct cs_arg *arg = role->args;
        uint32_t count = 0;
        int position = cs_shape_role(r->shape, role->prep);

        for (const struct cs_arg *a = role->args; a != NULL; a = a->next)
            count++;
        for (uint32_t skip = choice % count; skip > 0; skip--)
            arg = arg->next;
        choice /= count;
        if (position >= 0 && arg->kind != CS_ARG_VARIABLE)
            values[r->first_role + (uint32_t)position] = arg->name;
    }
}

void cs_occurrence_add_row(struct cs_docket *docket, struct cs_occurrence *occurrence, uint32_t relation,
                           const cs_value *values, cs_set worlds, const struct cs_matter *matter)
{
    struct cs_occurrence_row **link = &occurrence->rows;

    if (worlds == CS_NONE)
        return;
    while (*link != NULL)
        link = &(*link)->next;
    *link = cs_arena_alloc(&docket->arena, sizeof **link);
    if (*link == NULL)
        return;
    (*link)->relation = relation;
    memcpy((*link)->values, values, CS_COLUMNS_MAX * sizeof *values);
    (*link)->worlds = worlds;
    (*link)->matter = matter;
}

static void add_own_rows(struct cs_docket *docket, struct cs_occurrence *occurrence)
{
    const struct cs_term *term = &occurrence->entry->term;
    uint32_t base = cs_plan_relation(docket->plan, term->head, CS_NO_NAME);
    const struct cs_relation *r = &docket->plan->relations[base];
    cs_value values[CS_COLUMNS_MAX];

    for (uint32_t choice = 0; choice < cs_term_choices(term); choice++) {
        cs_term_values(docket, term, base, choice, values);
        if (r->kind == CS_RELATION_EVENT)
            values[0] = occurrence->value;
        cs_occurrence_add_row(docket, occurrence, base, values, occurrence->worlds, NULL);
    }
}

/* Is anything of this occurrence looked at, so that its day could matter? */
static bool is_read(const struct cs_plan *plan, uint32_t relation)
{
    const uint8_t *names = plan->names_of + (size_t)relation * plan->relation_count;

    for (size_t i = 0; i < plan->relation_count; i++)
        if ((names[i] != 0 || i == relation) && plan->relations[i].read)
            return true;
    return plan->relations[relation].kind == CS_RELATION_FACT;
}

/* Of which of the days first..last is it so? One cell for each, with the worlds of that answer. */
struct splitting {
    const char *what, *question; /* "date", "on which day was" */
    cs_day first, last;
    bool or_later;               /* or after all of them: an answer without a cell */
    struct cs_cell *cells;       /* what comes of it */
    uint32_t count;
};

static const char **day_names(struct cs_docket *docket, const struct splitting *s)
{
    const char **days = cs_arena_array(&docket->arena, s->count + 1, sizeof *days);

    if (days != NULL)
        days[s->count] = "later";
    for (uint32_t i = 0; days != NULL && i < s->count; i++) {
        char day[32];

        cs_day_text(s->first + (cs_day)i, day);
        days[i] = cs_arena_text(&docket->arena, day, strlen(day));
    }
    return days;
}

static casus_status split_days(struct cs_docket *docket, const struct cs_occurrence *occurrence, struct splitting *s)
{
    const struct cs_moment *m = &occurrence->entry->moment;
    const char *value = cs_names_text(docket->plan->names, occurrence->value), **days;
    struct cs_buffer id, text;
    uint32_t question;

    if (s->or_later && s->last - s->first + 1 >= CS_ANSWERS_MAX)
        return cs_fail(docket->failure, CASUS_ERR_LIMIT,
                       "when \"%s\" ended is not known, and %d days lie between its beginning and the date asked "
                       "about; at most %d can be told apart: say between which days it ended, A/[B..C]",
                       value, s->last - s->first + 1, CS_ANSWERS_MAX - 1);
    if ((int64_t)s->last - s->first >= CS_ANSWERS_MAX)
        return cs_fail(docket->failure, CASUS_ERR_LIMIT,
                       "the %s of \"%s\" spans %d days and something depends on it; at most %d can be told apart",
                       s->what, value, s->last - s->first + 1, CS_ANSWERS_MAX);
    s->count = (uint32_t)(s->last - s->first) + 1;
    s->cells = cs_arena_array(&docket->arena, s->count, sizeof *s->cells);
    days = day_names(docket, s);
    if (cs_arena_failed(&docket->arena))
        return cs_fail_memory(docket->failure);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "%s %s", s->what, value);
    cs_buffer_printf(&text, "%s %s?", s->question, value);
    question = cs_docket_ask(docket, CS_QUESTION_ORDER, &id, &text, days, s->count + s->or_later, occurrence->entry);
    if (question == CS_NOWHERE)
        return docket->failure->status;
    for (uint32_t i = 0; i < s->count; i++) {
        struct cs_cell *cell = &s->cells[i];

        cell->day = s->first + (cs_day)i;
        cell->start = cs_day_start(cell->day, m->offset);
        cell->end = cs_day_start(cell->day + 1, m->offset);
        if (cell->start < m->start)
            cell->start = m->start;
        if (cell->end > m->end)
            cell->end = m->end;
        cell->worlds = cs_worlds_answer(docket->worlds, question, i);
    }
    return CASUS_OK;
}

static casus_status one_cell(struct cs_docket *docket, const struct cs_occurrence *occurrence, cs_day day,
                             struct splitting *s)
{
    const struct cs_moment *m = &occurrence->entry->moment;

    s->cells = cs_arena_alloc(&docket->arena, sizeof *s->cells);
    if (s->cells == NULL)
        return cs_fail_memory(docket->failure);
    s->count = 1;
    s->cells[0] = (struct cs_cell){.start = m->start, .end = m->end, .day = day, .worlds = CS_ALL};
    return CASUS_OK;
}

static casus_status add_cells(struct cs_docket *docket, struct cs_occurrence *occurrence, uint32_t relation)
{
    const struct cs_moment *m = &occurrence->entry->moment;
    bool span = m->form == CS_MOMENT_SPAN;
    struct splitting s = {.what = "date", .question = span ? "on which day did it begin that" : "on which day was",
                          .first = m->first, .last = span ? m->begins_last : m->last};

    if (s.last > s.first && (occurrence->named || is_read(docket->plan, relation)))
        split_days(docket, occurrence, &s);
    else
        one_cell(docket, occurrence, m->first, &s);
    occurrence->cells = s.cells;
    occurrence->cell_count = s.count;
    return docket->failure->status;
}

/* R 8.7: what ends does not end before it began. */
static void exclude_early_ends(struct cs_docket *docket, const struct cs_occurrence *fact)
{
    cs_set before = CS_NONE;
    uint32_t e = 0;

    for (uint32_t c = 0; c < fact->cell_count; c++) {
        for (; e < fact->end_count && fact->ends[e].day < fact->cells[c].day; e++)
            before = cs_worlds_or(docket->worlds, before, fact->ends[e].worlds);
        docket->possible = cs_worlds_minus(docket->worlds, docket->possible,
                                           cs_worlds_and(docket->worlds, before, fact->cells[c].worlds));
    }
}

static casus_status add_ends(struct cs_docket *docket, struct cs_occurrence *fact)
{
    const struct cs_moment *m = &fact->entry->moment;
    struct splitting s = {.what = "end", .question = "on which day did it end that", .first = m->ends_first,
                          .last = m->last};

    if (m->form != CS_MOMENT_SPAN || (m->end == CS_TIME_NEVER && !m->end_unknown))
        return CASUS_OK;
    if (m->end_unknown) {
        s.first = m->first;
        s.last = cs_day_of(docket->until == CS_TIME_NEVER ? CS_TIME_NEVER : docket->until - 1, m->offset);
        s.or_later = true;
        if (s.last < s.first) /* it ended later than anybody asks */
            return CASUS_OK;
    }
    if (s.last > s.first || s.or_later)
        split_days(docket, fact, &s);
    else
        one_cell(docket, fact, m->last, &s);
    fact->ends = s.cells;
    fact->end_count = s.count;
    if (docket->failure->status == CASUS_OK && fact->cell_count > 1 && fact->end_count > 1)
        exclude_early_ends(docket, fact);
    return docket->failure->status;
}

static casus_status fill_occurrence(struct cs_docket *docket, const struct cs_entry *entry, cs_value value,
                                    struct cs_occurrence *out)
{
    out->entry = entry;
    out->value = value;
    out->matter = cs_docket_matter(docket, entry);
    if (out->matter == NULL)
        return docket->failure->status;
    out->hours = entry->moment.form == CS_MOMENT_TIME;
    out->offset = entry->moment.offset;
    cs_matter_add_claims(docket, out->matter, entry, CS_NO_NAME, entry->moment.start);
    return CASUS_OK;
}

static struct cs_occurrence *find(struct cs_docket *docket, cs_value value)
{
    if (value >= docket->occurrence_of_count)
        return NULL;
    if (docket->occurrence_of[value] != 0)
        return &docket->occurrences[docket->occurrence_of[value] - 1];
    return docket->fact_of[value] == 0 ? NULL : &docket->facts[docket->fact_of[value] - 1];
}

/* Two lines of the same words are one entry, unless the heads of their files make other days of a season or a mark. */
static casus_status same_days(struct cs_docket *docket, const struct cs_occurrence *known, const struct cs_entry *entry)
{
    const struct cs_moment *a = &known->entry->moment, *b = &entry->moment;

    if (a->form == b->form && a->start == b->start && a->end == b->end)
        return CASUS_OK;
    if (!a->unsure && a->form != CS_MOMENT_SEASON)
        return CASUS_OK;
    return cs_fail(docket->failure, CASUS_ERR_ARGUMENT,
                   "\"%s\" stands in two files that make different days of its date: give each a label",
                   cs_names_text(docket->plan->names, known->value));
}

/* The two lists are made of different entries, and entries that say the same thing on the same day are one. */
static casus_status gather(struct cs_docket *docket, bool events, struct cs_occurrence *list, size_t *count)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_occurrence *known;
            cs_value value;

            if (entry->kind != CS_ENTRY_TERM || is_event_entry(docket, entry) != events)
                continue;
            value = cs_docket_entry_value(docket, entry);
            if (value == CS_NO_NAME)
                return docket->failure->status;
            known = find(docket, value);
            if (known != NULL && same_days(docket, known, entry) != CASUS_OK)
                return docket->failure->status;
            if (known != NULL) {
                cs_matter_add_claims(docket, known->matter, entry, CS_NO_NAME, entry->moment.start);
                continue;
            }
            if (fill_occurrence(docket, entry, value, &list[*count]) != CASUS_OK)
                return docket->failure->status;
            *count += 1;
            (events ? docket->occurrence_of : docket->fact_of)[value] = (uint32_t)*count;
        }
    return CASUS_OK;
}

/* about e1: claims of another hand on e1's having happened. Whether anybody gives it a name is noted as well. */
static void gather_about(struct cs_docket *docket)
{
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            struct cs_occurrence *o;

            if (entry->kind != CS_ENTRY_ABOUT && entry->kind != CS_ENTRY_COUNTS_AS)
                continue;
            o = find(docket, entry->about.name);
            if (o != NULL && entry->kind == CS_ENTRY_COUNTS_AS)
                o->named = true;
            else if (o != NULL)
                cs_matter_add_claims(docket, o->matter, entry, CS_NO_NAME, o->entry->moment.start);
        }
}

static casus_status settle(struct cs_docket *docket, struct cs_occurrence *o)
{
    const char *value = cs_names_text(docket->plan->names, o->value);
    uint32_t relation = cs_plan_relation(docket->plan, o->entry->term.head, CS_NO_NAME);
    struct cs_buffer id, text;

    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "happened %s", value);
    if (o->entry->label != CS_NO_NAME) {
        cs_buffer_printf(&text, "%s ", value);
        entry_text(docket, o->entry, &text);
        cs_buffer_text(&text, ": was it so?");
    } else {
        cs_buffer_printf(&text, "%s: was it so?", value);
    }
    cs_matter_settle(docket, o->matter, false, &id, &text);
    cs_buffer_release(&id);
    cs_buffer_release(&text);
    o->worlds = o->matter->yes;
    if (o->worlds == CS_NONE || docket->failure->status != CASUS_OK)
        return docket->failure->status;
    add_own_rows(docket, o);
    return add_cells(docket, o, relation) == CASUS_OK ? add_ends(docket, o) : docket->failure->status;
}

static int by_value(const void *a, const void *b)
{
    cs_value x = *(const cs_value *)a, y = *(const cs_value *)b;

    return x < y ? -1 : x > y;
}

/* What an occurrence names, then what these name, each once. A circle of names ends where it began. */
static casus_status add_refers(struct cs_docket *docket, struct cs_occurrence *o)
{
    size_t capacity = 0, count = 0;
    cs_value *list = NULL;
    const struct cs_occurrence *next = o;

    for (size_t done = 0;; done++) {
        for (const struct cs_role *role = next == NULL ? NULL : next->entry->term.roles; role; role = role->next)
            for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next) {
                bool listed = arg->kind != CS_ARG_LABEL || arg->name == o->value;

                for (size_t i = 0; i < count && !listed; i++)
                    listed = list[i] == arg->name;
                if (listed)
                    continue;
                if (!cs_grow(&list, &capacity, count + 1, sizeof *list)) {
                    free(list);
                    return cs_fail_memory(docket->failure);
                }
                list[count++] = arg->name;
            }
        if (done >= count)
            break;
        next = cs_docket_occurrence(docket, list[done]);
    }
    o->refers = cs_arena_array(&docket->arena, count, sizeof *o->refers);
    if (o->refers != NULL && count > 0) {
        memcpy(o->refers, list, count * sizeof *list);
        qsort(o->refers, count, sizeof *list, by_value);
    }
    o->refer_count = (uint32_t)count;
    free(list);
    return CASUS_OK;
}

static void count_entries(const struct cs_docket *docket, size_t *events, size_t *facts)
{
    *events = *facts = 0;
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_TERM)
                *(is_event_entry(docket, entry) ? events : facts) += 1;
}

/* Values of entries are interned as they are met; the table by value must cover all of them, those to come as 0. */
static casus_status make_table(struct cs_docket *docket)
{
    size_t count;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_TERM && cs_docket_entry_value(docket, entry) == CS_NO_NAME)
                return docket->failure->status;
    count = docket->plan->names->count;
    docket->occurrence_of = cs_arena_array(&docket->arena, count, sizeof *docket->occurrence_of);
    docket->fact_of = cs_arena_array(&docket->arena, count, sizeof *docket->fact_of);
    if (docket->occurrence_of == NULL || docket->fact_of == NULL)
        return cs_fail_memory(docket->failure);
    docket->occurrence_of_count = count;
    return CASUS_OK;
}

casus_status cs_docket_occurrences(struct cs_docket *docket)
{
    size_t events, facts;
    struct cs_failure *failure = docket->failure;

    if (make_table(docket) != CASUS_OK)
        return failure->status;
    count_entries(docket, &events, &facts);
    docket->occurrences = cs_arena_array(&docket->arena, events, sizeof *docket->occurrences);
    docket->facts = cs_arena_array(&docket->arena, facts, sizeof *docket->facts);
    if (docket->occurrences == NULL || docket->facts == NULL)
        return cs_fail_memory(failure);
    if (gather(docket, true, docket->occurrences, &docket->occurrence_count) != CASUS_OK ||
        gather(docket, false, docket->facts, &docket->fact_count) != CASUS_OK)
        return failure->status;
    gather_about(docket);
    for (size_t i = 0; i < docket->occurrence_count && failure->status == CASUS_OK; i++) {
        settle(docket, &docket->occurrences[i]);
        if (failure->status == CASUS_OK)
            add_refers(docket, &docket->occurrences[i]);
    }
    for (size_t i = 0; i < docket->fact_count && failure->status == CASUS_OK; i++)
        settle(docket, &docket->facts[i]);
    return failure->status;
}
