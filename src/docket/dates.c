/* SPDX-License-Identifier: MIT */
/*
 * When an occurrence was (R 8.1, 8.5 to 8.9). The dates that its entry and other hands give are joined if all of them
 * can be right; else it is a question which is. What is left open is cut into cells, one for each answer of a question.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

/* A date that is given, and by whom. */
struct given { const struct cs_moment *moment; struct cs_matter *matter; /* NULL: the record itself */ };
struct givens { struct given *all; size_t count; bool contested; };

/* Does any rule look at what this occurrence is, so that its day could matter? */
static bool is_read(const struct cs_plan *plan, uint32_t relation)
{
    const uint8_t *names;

    if (relation == CS_NOWHERE)
        return true;
    names = plan->names_of + (size_t)relation * plan->relation_count;
    for (size_t i = 0; i < plan->relation_count; i++)
        if ((names[i] != 0 || i == relation) && plan->relations[i].read)
            return true;
    return plan->relations[relation].kind == CS_RELATION_FACT;
}

/* Has the voice said another date; with `torn`, has it said and denied one on the same day? */
static bool has_own_date(const struct cs_occurrence *o, cs_name voice, bool torn)
{
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        for (const struct cs_stance *s = d->matter->stances; s != NULL; s = s->next)
            if (s->voice == voice && s->torn == torn && (torn || s->kind == CS_CLAIM_SAYS))
                return true;
    return false;
}

/*
 * The entry's date, as given by those who say that it happened and give no other date. A voice that denies it, or asks
 * whether it happened, gives no date; one that is torn about another date leaves it open.
 */
static casus_status add_entry_date(struct cs_docket *docket, struct cs_occurrence *o, struct givens *givens)
{
    struct cs_matter *matter;
    bool any = false;

    if (o->matter->bare || o->datings == NULL) {
        givens->all[givens->count++] = (struct given){&o->moment, NULL};
        return CASUS_OK;
    }
    matter = cs_docket_matter(docket, o->entry);
    if (matter == NULL)
        return docket->failure->status;
    matter->known = o->matter->known;
    for (const struct cs_stance *s = o->matter->stances; s != NULL; s = s->next) {
        struct cs_stance *copy;

        if (s->kind != CS_CLAIM_SAYS || s->torn || has_own_date(o, s->voice, false))
            continue;
        any = true;
        if (has_own_date(o, s->voice, true))
            continue;
        copy = cs_arena_alloc(&docket->arena, sizeof *copy);
        if (copy == NULL)
            return cs_fail_memory(docket->failure);
        *copy = *s;
        copy->next = matter->stances;
        matter->stances = copy;
    }
    if (any)
        givens->all[givens->count++] = (struct given){&o->moment, matter};
    return CASUS_OK;
}

static casus_status collect(struct cs_docket *docket, struct cs_occurrence *o, struct givens *givens)
{
    size_t count = 1;

    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next)
        count++;
    givens->all = cs_arena_array(&docket->arena, count, sizeof *givens->all);
    if (givens->all == NULL)
        return cs_fail_memory(docket->failure);
    for (struct cs_dating *d = o->datings; d != NULL; d = d->next)
        cs_matter_close(docket, d->matter);
    if (add_entry_date(docket, o, givens) != CASUS_OK)
        return docket->failure->status;
    for (const struct cs_dating *d = o->datings; d != NULL; d = d->next) {
        struct cs_tally tally = cs_matter_tally(d->matter);

        if (!tally.says)
            continue;
        givens->contested |= tally.denies || tally.asks;
        givens->all[givens->count++] = (struct given){&d->entry->moment, d->matter->bare ? NULL : d->matter};
    }
    if (givens->count == 0) /* all dates were taken back: the entry's stands, as that of the record */
        givens->all[givens->count++] = (struct given){&o->moment, NULL};
    return CASUS_OK;
}

/* The result of joining dates was written by nobody: its written form goes. */
static void forget_written_form(struct cs_moment *m)
{
    m->form = CS_MOMENT_RANGE;
    m->begin_unknown = m->begin_unknown && m->start == CS_TIME_ALWAYS;
    m->from = m->to = (struct cs_given){0};
}

/* Narrows *into to what both dates leave open; false if they cannot both be right. */
static bool meet(struct cs_moment *into, const struct cs_moment *other)
{
    if (other->start >= into->end || into->start >= other->end)
        return false;
    if (other->start <= into->start && into->end <= other->end)
        return true;
    if (into->start <= other->start && other->end <= into->end) {
        *into = *other;
        return true;
    }
    if (other->start > into->start) {
        into->start = other->start;
        into->first = other->first;
    } else {
        into->end = other->end;
        into->last = other->last;
    }
    forget_written_form(into);
    return true;
}

static bool all_meet(const struct givens *givens, struct cs_moment *out)
{
    *out = *givens->all[0].moment;
    for (size_t i = 1; i < givens->count; i++)
        if (!meet(out, givens->all[i].moment))
            return false;
    return !givens->contested;
}

/* How many days a date leaves open; of a state, on how many it may have begun. */
static uint32_t day_count(const struct cs_moment *m)
{
    if (m->form == CS_MOMENT_TIME)
        return 1;
    return (uint32_t)(cs_moment_last_beginning(m) - m->first) + 1;
}

static int by_time(const void *a, const void *b)
{
    const struct cs_cell *x = a, *y = b;

    if (x->start != y->start)
        return x->start < y->start ? -1 : 1;
    return x->end < y->end ? -1 : x->end > y->end;
}

/* The cell from one of the days of a date to another. */
static struct cs_cell cell_of(const struct cs_moment *m, cs_day first, cs_day last)
{
    struct cs_cell cell = {.start = m->start, .end = m->end, .day = first, .offset = m->offset,
                           .hours = m->form == CS_MOMENT_TIME, .worlds = CS_ALL};

    if (m->start == CS_TIME_ALWAYS && !m->begin_unknown) /* it began on no day: no period runs from one */
        cell.day = cs_day_of(CS_TIME_ALWAYS, m->offset);
    if (day_count(m) == 1)
        return cell;
    cell.start = cs_day_start(first, m->offset);
    cell.end = cs_day_start(last + 1, m->offset);
    if (cell.start < m->start)
        cell.start = m->start;
    if (cell.end > m->end)
        cell.end = m->end;
    return cell;
}

/* R 8.9: the first day of an unknown beginning that is told apart, after all earlier ones, which are one cell. */
static cs_day first_apart(const struct cs_docket *docket, const struct cs_moment *m)
{
    cs_day first = cs_day_of(docket->from, m->offset);

    return first > m->begins_last ? m->begins_last + 1 : first;
}

static struct cs_cell earlier_cell(const struct cs_docket *docket, const struct cs_moment *m)
{
    cs_day first = first_apart(docket, m);

    return (struct cs_cell){.start = CS_TIME_ALWAYS, .end = cs_day_start(first, m->offset),
                            .day = cs_day_of(CS_TIME_ALWAYS, m->offset), .offset = m->offset, .worlds = CS_ALL};
}

/* The cells of one date: one for each day, or with `days` one for all days that need not be told apart. Only counts
 * them if `cells` is NULL. */
static uint32_t add_days(const struct cs_docket *docket, const struct cs_moment *m, const struct cs_days *days,
                         struct cs_cell *cells)
{
    cs_day first = m->begin_unknown ? first_apart(docket, m) : m->first;
    cs_day end = m->begin_unknown ? m->begins_last : m->first + (cs_day)day_count(m) - 1;
    uint32_t count = m->begin_unknown;

    if (days == NULL && cells == NULL)
        return count + (uint32_t)(end - first + 1);
    if (m->begin_unknown && cells != NULL)
        cells[0] = earlier_cell(docket, m);
    for (cs_day day = first, last; day <= end; day = last + 1) {
        last = days != NULL ? cs_days_alike(days, day, end, m->offset) : day;
        if (cells != NULL)
            cells[count] = cell_of(m, day, last);
        count++;
    }
    return count;
}

static uint32_t count_cells(const struct cs_docket *docket, const struct givens *givens, const struct cs_days *days)
{
    uint32_t count = 0;

    for (size_t i = 0; i < givens->count; i++)
        count += add_days(docket, givens->all[i].moment, days, NULL);
    return count;
}

static casus_status make_cells(struct cs_docket *docket, struct cs_occurrence *o, const struct givens *givens,
                                const struct cs_days *days)
{
    uint32_t count = count_cells(docket, givens, days), kept = 0;

    o->cells = cs_arena_array(&docket->arena, count, sizeof *o->cells);
    if (o->cells == NULL)
        return cs_fail_memory(docket->failure);
    count = 0;
    for (size_t i = 0; i < givens->count; i++)
        count += add_days(docket, givens->all[i].moment, days, o->cells + count);
    cs_sort(o->cells, count, sizeof *o->cells, by_time);
    for (uint32_t i = 0; i < count; i++)
        if (kept == 0 || by_time(&o->cells[kept - 1], &o->cells[i]) != 0)
            o->cells[kept++] = o->cells[i];
    o->cell_count = kept;
    return CASUS_OK;
}

static casus_status too_many_days(struct cs_docket *docket, const struct cs_occurrence *o, uint32_t count,
                                  const struct cs_days *days)
{
    const char *name = cs_names_text(docket->plan->names, o->value);

    if (days->with == NULL || days->with_days * 2 < CS_ANSWERS_MAX)
        return cs_fail_at(
            docket->failure, &o->entry->span, CASUS_ERR_LIMIT,
            "the date of \"%s\" leaves %u days open and something depends on it; at most %d can be told apart: "
            "narrow it",
            name, (unsigned)count, CS_ANSWERS_MAX);
    return cs_fail_at(docket->failure, &o->entry->span, CASUS_ERR_LIMIT,
                      "the date of \"%s\" leaves %u days open, that of \"%s\" %u, and something depends on which of "
                      "the two came first: at most %d days can be told apart. Give one of them within fewer days, "
                      "[A..B] or a year",
                      name, (unsigned)count, cs_names_text(docket->plan->names, days->with->value),
                      (unsigned)days->with_days, CS_ANSWERS_MAX);
}

static casus_status beginning_counts(struct cs_docket *docket, const struct cs_occurrence *o)
{
    return cs_fail_at(docket->failure, &o->entry->span, CASUS_ERR_LIMIT,
                      "when \"%s\" began is not known, and something depends on the day itself: say between which days "
                      "it began, [A..B]/C",
                      cs_names_text(docket->plan->names, o->value));
}

/* The cells of all these dates, each once. If the days are too many, those that need not be told apart become one. */
static casus_status cut_into_cells(struct cs_docket *docket, struct cs_occurrence *o, const struct givens *givens,
                               uint32_t relation)
{
    uint32_t count = count_cells(docket, givens, NULL);
    bool unknown = false, matter;
    struct cs_days days = {0};
    casus_status status = CASUS_OK;

    for (size_t i = 0; i < givens->count; i++)
        unknown = unknown || givens->all[i].moment->begin_unknown;
    if (count <= CS_ANSWERS_MAX && !unknown)
        return make_cells(docket, o, givens, NULL);
    matter = cs_days_that_matter(docket, o, relation, &days);
    if (docket->failure->status != CASUS_OK)
        status = docket->failure->status;
    else if (unknown && days.beginning_counts)
        status = beginning_counts(docket, o);
    else if (count <= CS_ANSWERS_MAX)
        status = make_cells(docket, o, givens, NULL);
    else if (!matter || count_cells(docket, givens, &days) > CS_ANSWERS_MAX)
        status = unknown ? beginning_counts(docket, o) : too_many_days(docket, o, count, &days);
    else
        status = make_cells(docket, o, givens, &days);
    free(days.moments);
    return status;
}

static void cell_text(const struct cs_cell *cell, char place[80])
{
    cs_day first = cs_day_of(cell->start, cell->offset), last = cs_day_of(cell->end - 1, cell->offset);
    char one[32], other[32];

    if (cell->start == CS_TIME_ALWAYS)
        snprintf(place, 80, "earlier");
    else if (cell->hours)
        snprintf(place, 80, "%s", cs_instant_text(cell->start, cell->offset, one));
    else if (first == last)
        snprintf(place, 80, "%s", cs_day_text(cell->day, one));
    else
        snprintf(place, 80, "%s..%s", cs_day_text(first, one), cs_day_text(last, other));
}

/* Asks in which of these cells it was; with `or_later`, or after all of them. Each gets the worlds of its answer. */
static uint32_t ask(struct cs_docket *docket, const struct cs_occurrence *o, enum cs_made made, const char *words,
                    struct cs_cell *cells, uint32_t count, bool or_later)
{
    const char *value = cs_names_text(docket->plan->names, o->value);
    const char **answers = cs_arena_array(&docket->arena, count + 1, sizeof *answers);
    struct cs_name_key key;
    struct cs_buffer id, text;
    uint32_t question;

    for (uint32_t i = 0; answers != NULL && i < count; i++) {
        char place[80];

        cell_text(&cells[i], place);
        answers[i] = cs_arena_text(&docket->arena, place, strlen(place));
        if (answers[i] == NULL)
            answers = NULL;
    }
    if (answers == NULL) {
        cs_fail_memory(docket->failure);
        return CS_NOWHERE;
    }
    answers[count] = "later";
    cs_name_key_init(&key, made);
    cs_name_key_name(&key, o->value);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "%s %s", made == CS_MADE_DATE ? "date" : "end", value);
    cs_buffer_printf(&text, "%s %s?", words, value);
    question = cs_docket_ask(docket, CS_QUESTION_ORDER, &key, &id, &text, answers, count + or_later, o->entry);
    for (uint32_t i = 0; question != CS_NOWHERE && i < count; i++)
        cells[i].worlds = cs_worlds_answer(docket->worlds, question, i);
    return question;
}

/* A date is right in these worlds. Who denies one that leaves nothing else open answers nothing by that. */
static void settle_date(struct cs_docket *docket, struct cs_matter *matter, uint32_t question, cs_set right)
{
    matter->question = question;
    matter->yes = right;
    matter->no = right == CS_ALL ? CS_ALL : cs_worlds_not(docket->worlds, right);
}

/* A date that is given is right in the worlds of all cells that lie in it. */
static void settle_given(struct cs_docket *docket, const struct cs_occurrence *o, const struct given *given,
                         uint32_t question)
{
    cs_set right = CS_NONE;

    for (uint32_t i = 0; given->matter != NULL && i < o->cell_count; i++)
        if (o->cells[i].start >= given->moment->start && o->cells[i].end <= given->moment->end)
            right = cs_worlds_or(docket->worlds, right, o->cells[i].worlds);
    if (given->matter != NULL)
        settle_date(docket, given->matter, question, right);
}

static casus_status add_cells(struct cs_docket *docket, struct cs_occurrence *o, uint32_t relation)
{
    struct given joined = {&o->moment, NULL};
    struct givens givens = {0};
    struct cs_moment moment;
    uint32_t question;

    if (collect(docket, o, &givens) != CASUS_OK)
        return docket->failure->status;
    o->dates_differ = !all_meet(&givens, &moment);
    if (!o->dates_differ) {
        o->moment = moment;
        givens = (struct givens){.all = &joined, .count = 1};
        if (!o->named && !moment.begin_unknown && !is_read(docket->plan, relation)) {
            o->cells = cs_arena_alloc(&docket->arena, sizeof *o->cells);
            if (o->cells == NULL)
                return cs_fail_memory(docket->failure);
            o->cells[0] = cell_of(&o->moment, o->moment.first, o->moment.first);
            o->cells[0].end = o->moment.end;
            o->cell_count = 1;
            return CASUS_OK;
        }
    }
    if (cut_into_cells(docket, o, &givens, relation) != CASUS_OK)
        return docket->failure->status;
    if (o->cell_count == 1) { /* one cell is no question, however often its date is given or denied */
        for (size_t i = 0; i < givens.count; i++)
            settle_given(docket, o, &givens.all[i], CS_NOWHERE);
        return CASUS_OK;
    }
    question = ask(docket, o, CS_MADE_DATE,
                   o->moment.form == CS_MOMENT_SPAN ? "on which day did it begin that" : "on which day was", o->cells,
                   o->cell_count, false);
    if (question == CS_NOWHERE)
        return docket->failure->status;
    for (size_t i = 0; i < givens.count; i++)
        settle_given(docket, o, &givens.all[i], question);
    if (givens.count > 1)
        forget_written_form(&o->moment);
    for (size_t i = 0; i < givens.count; i++) {
        const struct cs_moment *m = givens.all[i].moment;

        if (m->start < o->moment.start) {
            o->moment.start = m->start;
            o->moment.first = m->first;
        }
        if (m->end > o->moment.end) {
            o->moment.end = m->end;
            o->moment.last = m->last;
        }
    }
    return CASUS_OK;
}

/* ---- ends ---- */

/* R 8.8: no state ends before it began; worlds in which one does cannot be. */
static void exclude_early_ends(struct cs_docket *docket, const struct cs_occurrence *fact)
{
    cs_set before = CS_NONE;
    uint32_t e = 0;

    if (fact->end_count == 1 && fact->ends[0].worlds == CS_ALL && fact->cell_count == 1)
        return;
    for (uint32_t c = 0; c < fact->cell_count; c++) {
        for (; e < fact->end_count && (fact->ends[e].day < fact->cells[c].day ||
                                       fact->ends[e].end <= fact->cells[c].start);
             e++)
            before = cs_worlds_or(docket->worlds, before, fact->ends[e].worlds);
        cs_docket_exclude(docket, cs_worlds_and(docket->worlds, before, fact->cells[c].worlds), fact->entry);
    }
}

static casus_status too_many_ends(struct cs_docket *docket, const struct cs_occurrence *fact, int64_t days)
{
    return cs_fail_at(docket->failure, &fact->entry->span, CASUS_ERR_LIMIT,
                   "when \"%s\" ended is not known, and %lld days lie between its beginning and the date asked "
                   "about; at most %d can be told apart: say between which days it ended, A/[B..C]",
                   cs_names_text(docket->plan->names, fact->value), (long long)days, CS_ANSWERS_MAX - 1);
}

/* The days with which it may have ended; days that need not be told apart are one. */
static casus_status make_ends(struct cs_docket *docket, struct cs_occurrence *fact, cs_day first, cs_day last,
                              const struct cs_days *days)
{
    const struct cs_moment *m = &fact->entry->moment;
    size_t capacity = 0;
    struct cs_cell *ends = NULL;

    fact->end_count = 0;
    for (cs_day day = first, end; day <= last; day = end + 1) {
        cs_instant over;

        end = days != NULL ? cs_days_alike(days, day, last, m->offset) : day;
        over = end == m->last ? m->end : cs_day_start(end + 1, m->offset);
        if (!cs_grow(&ends, &capacity, fact->end_count + 1, sizeof *ends)) {
            free(ends);
            return cs_fail_memory(docket->failure);
        }
        ends[fact->end_count++] = (struct cs_cell){.start = cs_day_start(day, m->offset), .end = over, .day = end,
                                                   .offset = m->offset, .worlds = CS_ALL};
    }
    fact->ends = cs_arena_array(&docket->arena, fact->end_count, sizeof *fact->ends);
    if (fact->ends != NULL)
        memcpy(fact->ends, ends, fact->end_count * sizeof *ends);
    free(ends);
    return fact->ends != NULL ? CASUS_OK : cs_fail_memory(docket->failure);
}

/* One answer of the question is kept for "later". */
static casus_status place_ends(struct cs_docket *docket, struct cs_occurrence *fact, uint32_t relation, cs_day first,
                               cs_day last)
{
    struct cs_days days = {0};
    casus_status status;

    if ((int64_t)last - first + 1 < CS_ANSWERS_MAX)
        return make_ends(docket, fact, first, last, NULL);
    status = cs_days_that_matter(docket, fact, relation, &days) ? make_ends(docket, fact, first, last, &days)
                                                                       : docket->failure->status;
    if (status == CASUS_OK && (fact->end_count == 0 || fact->end_count >= CS_ANSWERS_MAX))
        status = too_many_ends(docket, fact, (int64_t)last - first + 1);
    free(days.moments);
    return status;
}

/* R 8.14: what is told to go on is told so only up to the day with which the data end, if it has begun by then. */
static casus_status end_with_data(struct cs_docket *docket, struct cs_occurrence *fact, cs_set worlds)
{
    const struct cs_silent_word *data = cs_docket_data_end(docket, fact->entry->term.head);
    uint32_t count = fact->end_count;
    struct cs_cell *ends;

    if (data == NULL || fact->entry->moment.start >= data->moment.start || worlds == CS_NONE)
        return CASUS_OK;
    ends = cs_arena_array(&docket->arena, count + 1, sizeof *ends);
    if (ends == NULL)
        return cs_fail_memory(docket->failure);
    if (count > 0)
        memcpy(ends, fact->ends, count * sizeof *ends);
    ends[count] = (struct cs_cell){.start = data->moment.start - 86400, .end = data->moment.start,
                                   .day = data->moment.first - 1, .offset = data->moment.offset, .worlds = worlds};
    fact->ends = ends;
    fact->end_count = count + 1;
    return CASUS_OK;
}

/* A state ends with the last day of its span, or with one of several days (R 8.8), or nobody knows when (R 8.9). */
static casus_status add_ends(struct cs_docket *docket, struct cs_occurrence *fact, uint32_t relation)
{
    const struct cs_moment *m = &fact->entry->moment;
    cs_day first = m->end_unknown ? m->first : m->ends_first, last = m->last;

    if (m->form != CS_MOMENT_SPAN || (m->end == CS_TIME_NEVER && !m->end_unknown))
        return relation != CS_NOWHERE && docket->plan->relations[relation].kind == CS_RELATION_FACT
                   ? end_with_data(docket, fact, CS_ALL)
                   : CASUS_OK;
    if (m->end_unknown)
        last = cs_day_of(cs_docket_until(docket) == CS_TIME_NEVER ? CS_TIME_NEVER : docket->until - 1, m->offset);
    if (last < first) /* it did not end by the date asked about */
        return CASUS_OK;
    if (place_ends(docket, fact, relation, first, last) != CASUS_OK)
        return docket->failure->status;
    if (fact->end_count == 1 && !m->end_unknown)
        return CASUS_OK;
    if (ask(docket, fact, CS_MADE_END, "on which day did it end that", fact->ends, fact->end_count, m->end_unknown) ==
        CS_NOWHERE)
        return docket->failure->status;
    if (fact->cell_count > 1)
        exclude_early_ends(docket, fact);
    return CASUS_OK;
}

/* ---- states of which several dates are given (R 8.13) ---- */

#define NEVER_ENDS INT32_MAX /* as a last day */

/* The sides of one date of a state: when it began, and from which day to which it may have ended; `over`: the end. */
struct sides { struct cs_moment begin; cs_day end_first, end_last; cs_instant over; struct cs_zone offset; };

static struct sides sides_of(const struct cs_docket *docket, const struct cs_moment *m)
{
    bool open = m->form != CS_MOMENT_SPAN || (m->end == CS_TIME_NEVER && !m->end_unknown);
    struct sides s = {.begin = cs_moment_beginning(m), .end_first = m->ends_first, .end_last = m->last,
                      .over = m->end, .offset = m->offset};

    if (open || m->end_unknown) {
        s.end_first = open ? NEVER_ENDS : m->first;
        s.end_last = NEVER_ENDS;
        s.over = CS_TIME_NEVER;
    }
    if (m->start == CS_TIME_ALWAYS) {
        s.begin = *m;
        s.begin.end_unknown = false;
        s.begin.form = CS_MOMENT_RANGE;
        s.begin.begins_last = m->begin_unknown ? m->begins_last : cs_day_of(docket->from, m->offset) - 1;
        s.begin.begin_unknown = true;
        s.begin.last = s.begin.begins_last;
        s.begin.end = cs_day_start(s.begin.begins_last + 1, m->offset);
    }
    return s;
}

/* The ends that these dates leave open together; false if they cannot all be right. */
static bool ends_meet(const struct sides *sides, size_t count, struct sides *out)
{
    *out = sides[0];
    for (size_t i = 1; i < count; i++) {
        if (sides[i].end_first > out->end_first)
            out->end_first = sides[i].end_first;
        if (sides[i].end_last < out->end_last || (sides[i].end_last == out->end_last && sides[i].over < out->over)) {
            out->end_last = sides[i].end_last;
            out->over = sides[i].over;
            out->offset = sides[i].offset;
        }
    }
    return out->end_first <= out->end_last;
}

/* Adds the days with which it may have ended; none later than `last`. */
static bool add_end_days(const struct sides *s, cs_day last, const struct cs_days *days, struct cs_cell **ends,
                         size_t *capacity, uint32_t *count)
{
    if (s->end_last < last)
        last = s->end_last;
    for (cs_day day = s->end_first, end; day <= last; day = end + 1) {
        end = days != NULL ? cs_days_alike(days, day, last, s->offset) : day;
        if (!cs_grow(ends, capacity, *count + 1, sizeof **ends))
            return false;
        (*ends)[*count] = (struct cs_cell){.start = cs_day_start(day, s->offset), .day = end, .offset = s->offset,
                                           .end = end == s->end_last ? s->over : cs_day_start(end + 1, s->offset),
                                           .worlds = CS_ALL};
        *count += 1;
    }
    return true;
}

/* The last day that can matter as an end: that of the dates that are given, and of the date asked about. */
static cs_day last_end(struct cs_docket *docket, const struct sides *sides, size_t count)
{
    cs_day last = 0;

    for (size_t i = 0; i < count; i++) {
        cs_day day = sides[i].end_last;

        if (day == NEVER_ENDS)
            day = cs_docket_until(docket) == CS_TIME_NEVER ? 0 : cs_day_of(docket->until - 1, sides[i].offset);
        last = i == 0 || day > last ? day : last;
    }
    return last;
}

static casus_status cut_ends(struct cs_docket *docket, struct cs_occurrence *fact, const struct sides *sides,
                             size_t count, const struct cs_days *days)
{
    cs_day last = last_end(docket, sides, count);
    struct cs_cell *ends = NULL;
    size_t capacity = 0;
    uint32_t all = 0;
    bool fine = true;

    for (size_t i = 0; fine && i < count; i++)
        fine = add_end_days(&sides[i], last, days, &ends, &capacity, &all);
    fact->ends = fine ? cs_arena_array(&docket->arena, all, sizeof *fact->ends) : NULL;
    fact->end_count = 0;
    if (fact->ends != NULL && all > 0)
        qsort(ends, all, sizeof *ends, by_time);
    for (uint32_t i = 0; fact->ends != NULL && i < all; i++)
        if (fact->end_count == 0 || by_time(&fact->ends[fact->end_count - 1], &ends[i]) != 0)
            fact->ends[fact->end_count++] = ends[i];
    free(ends);
    return fact->ends != NULL ? CASUS_OK : cs_fail_memory(docket->failure);
}

/* With which day it ended, by all of these dates; of too many those that need not be told apart are one. */
static casus_status add_given_ends(struct cs_docket *docket, struct cs_occurrence *fact, uint32_t relation,
                                   const struct sides *sides, size_t count)
{
    struct cs_days days = {0};
    casus_status status = cut_ends(docket, fact, sides, count, NULL);

    if (status != CASUS_OK || fact->end_count < CS_ANSWERS_MAX)
        return status;
    status = cs_days_that_matter(docket, fact, relation, &days) ? cut_ends(docket, fact, sides, count, &days)
                                                                : docket->failure->status;
    if (status == CASUS_OK && fact->end_count >= CS_ANSWERS_MAX)
        status = too_many_ends(docket, fact, fact->end_count);
    free(days.moments);
    return status;
}

/* The worlds in which it ended as this date says. */
static cs_set ended_so(const struct cs_docket *docket, const struct cs_occurrence *fact, const struct sides *s,
                       uint32_t question)
{
    uint32_t later = fact->end_count; /* the answer, if there is such a one */

    cs_set worlds = CS_NONE;

    if (question == CS_NOWHERE)
        return CS_ALL;
    for (uint32_t e = 0; e < fact->end_count; e++)
        if (fact->ends[e].start >= cs_day_start(s->end_first, s->offset) && fact->ends[e].end <= s->over)
            worlds = cs_worlds_or(docket->worlds, worlds, fact->ends[e].worlds);
    if (s->end_last == NEVER_ENDS && later < docket->questions[question].answer_count)
        worlds = cs_worlds_or(docket->worlds, worlds, cs_worlds_answer(docket->worlds, question, later));
    return worlds;
}

static cs_set began_so(const struct cs_docket *docket, const struct cs_occurrence *fact, const struct sides *s)
{
    cs_set worlds = CS_NONE;

    for (uint32_t c = 0; c < fact->cell_count; c++)
        if (fact->cells[c].start >= s->begin.start && fact->cells[c].end <= s->begin.end)
            worlds = cs_worlds_or(docket->worlds, worlds, fact->cells[c].worlds);
    return fact->cell_count > 1 ? worlds : CS_ALL;
}

/* What is left of the dates: from the first day that is given to the last. */
static void span_all(struct cs_occurrence *fact, const struct givens *givens)
{
    for (size_t i = 0; i < givens->count; i++) {
        const struct cs_moment *m = givens->all[i].moment;

        if (m->start < fact->moment.start) {
            fact->moment.start = m->start;
            fact->moment.first = m->first;
        }
        if (m->end > fact->moment.end) {
            fact->moment.end = m->end;
            fact->moment.last = m->last;
        }
    }
    fact->moment.form = CS_MOMENT_RANGE;
    fact->moment.from = fact->moment.to = (struct cs_given){0};
}

/* Each matter is right in the worlds in which both of its sides are. */
static void settle_sides(struct cs_docket *docket, const struct cs_occurrence *fact, const struct givens *givens,
                         const struct sides *sides, uint32_t date, uint32_t end)
{
    for (size_t i = 0; i < givens->count; i++) {
        cs_set right = cs_worlds_and(docket->worlds, began_so(docket, fact, &sides[i]),
                                     ended_so(docket, fact, &sides[i], end));

        if (givens->all[i].matter != NULL)
            settle_date(docket, givens->all[i].matter, date != CS_NOWHERE ? date : end, right);
    }
}

/* The cells of the beginnings and of the ends; each side joined if all that is given of it can be right. */
static casus_status cut_sides(struct cs_docket *docket, struct cs_occurrence *fact, uint32_t relation,
                              const struct givens *givens, const struct sides *sides)
{
    struct givens begins = {.count = givens->count, .contested = givens->contested};
    struct given joined = {0};
    struct cs_moment begin;
    struct sides end;

    begins.all = cs_arena_array(&docket->arena, givens->count, sizeof *begins.all);
    if (begins.all == NULL)
        return cs_fail_memory(docket->failure);
    for (size_t i = 0; i < givens->count; i++)
        begins.all[i] = (struct given){&sides[i].begin, NULL};
    fact->dates_differ = !all_meet(&begins, &begin) || !ends_meet(sides, givens->count, &end);
    if (all_meet(&begins, &begin)) {
        joined.moment = &begin;
        begins = (struct givens){.all = &joined, .count = 1};
    }
    if (cut_into_cells(docket, fact, &begins, relation) != CASUS_OK)
        return docket->failure->status;
    if (ends_meet(sides, givens->count, &end) && !givens->contested)
        return add_given_ends(docket, fact, relation, &end, 1);
    return add_given_ends(docket, fact, relation, sides, givens->count);
}

/* R 8.13: when it began is a question of its own, and so is when it ended. */
static casus_status add_sides(struct cs_docket *docket, struct cs_occurrence *fact, uint32_t relation)
{
    struct givens givens = {0};
    struct sides *sides, joined;
    uint32_t date = CS_NOWHERE, end = CS_NOWHERE;
    bool goes_on = false;

    if (collect(docket, fact, &givens) != CASUS_OK)
        return docket->failure->status;
    sides = cs_arena_array(&docket->arena, givens.count, sizeof *sides);
    if (sides == NULL)
        return cs_fail_memory(docket->failure);
    for (size_t i = 0; i < givens.count; i++) {
        sides[i] = sides_of(docket, givens.all[i].moment);
        goes_on |= sides[i].end_last == NEVER_ENDS;
    }
    if (cut_sides(docket, fact, relation, &givens, sides) != CASUS_OK)
        return docket->failure->status;
    if (fact->cell_count > 1)
        date = ask(docket, fact, CS_MADE_DATE, "on which day did it begin that", fact->cells, fact->cell_count, false);
    if (ends_meet(sides, givens.count, &joined) && !givens.contested)
        goes_on = joined.end_last == NEVER_ENDS;
    if (fact->end_count + goes_on > 1)
        end = ask(docket, fact, CS_MADE_END, "on which day did it end that", fact->ends, fact->end_count, goes_on);
    if (docket->failure->status != CASUS_OK)
        return docket->failure->status;
    settle_sides(docket, fact, &givens, sides, date, end);
    exclude_early_ends(docket, fact);
    span_all(fact, &givens);
    for (size_t i = 0; i < givens.count; i++)
        if (goes_on && sides[i].end_first == NEVER_ENDS)
            return end_with_data(docket, fact,
                                 end == CS_NOWHERE ? CS_ALL
                                                   : cs_worlds_answer(docket->worlds, end, fact->end_count));
    return CASUS_OK;
}

casus_status cs_docket_dates(struct cs_docket *docket, struct cs_occurrence *o, uint32_t relation)
{
    if (o->datings != NULL && relation != CS_NOWHERE && docket->plan->relations[relation].kind == CS_RELATION_FACT)
        return add_sides(docket, o, relation);
    return add_cells(docket, o, relation) == CASUS_OK ? add_ends(docket, o, relation) : docket->failure->status;
}
