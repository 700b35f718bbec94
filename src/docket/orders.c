/* SPDX-License-Identifier: MIT */
/*
 * Lines of order: "s1 before c1", "s1 after 2022-09-16T18:00+04:00" (R 6.7, 6.8). What the record itself says settles
 * the order of the two, so that no question of it is asked; what voices say answers the question on their accounts.
 * Lines about the same two are one matter: what the first of these lines says.
 */
#include <stdlib.h>

#include "docket/docket_int.h"
#include "docket/made.h"

/* The line says that its first came before its second, or before the moment; `turned`: that it did not. */
struct statement { cs_value first, second; bool of_moment, turned; cs_instant from, to; };

static struct statement statement_of(const struct cs_docket *docket, const struct cs_entry *entry)
{
    const struct cs_moment *moment = entry->other.moment;
    struct statement s = {.first = entry->about.name, .second = entry->other.name, .turned = entry->after};

    if (entry->other.kind == CS_ARG_MOMENT) { /* before a day: before it begins; after it: when it is over */
        s.second = CS_UNSAID;
        s.of_moment = true;
        s.from = s.to = entry->after ? moment->end : moment->start;
        if (moment->form == CS_MOMENT_TIME) { /* before an hour: by then */
            s.from = moment->start;
            s.to = moment->end;
        }
    } else if (cs_docket_name_order(docket, s.first, s.second) > 0) {
        s.first = entry->other.name;
        s.second = entry->about.name;
        s.turned = !s.turned;
    }
    return s;
}

static bool is_of(const struct cs_order_line *line, const struct statement *s)
{
    return line->first == s->first && line->second == s->second && line->of_moment == s->of_moment &&
           (!s->of_moment || (line->from == s->from && line->to == s->to));
}

static struct cs_order_line *line_of(struct cs_docket *docket, const struct cs_entry *entry, const struct statement *s)
{
    struct cs_order_line *line;

    for (size_t i = 0; i < docket->order_count; i++)
        if (is_of(&docket->orders[i], s))
            return &docket->orders[i];
    line = &docket->orders[docket->order_count];
    *line = (struct cs_order_line){.first = s->first, .second = s->second, .of_moment = s->of_moment,
                                   .from = s->from, .to = s->to, .matter = cs_docket_matter(docket, entry),
                                   .turned = s->turned};
    if (line->matter == NULL)
        return NULL;
    docket->order_count++;
    return line;
}

/* Who says that s1 came after c1 denies that it came before it. */
static struct cs_claim *turned_claims(struct cs_docket *docket, const struct cs_claim *claim)
{
    struct cs_claim *first = NULL, **tail = &first;

    for (; claim != NULL; claim = claim->next) {
        struct cs_claim *copy = cs_arena_alloc(&docket->arena, sizeof *copy);

        if (copy == NULL)
            return NULL;
        *copy = *claim;
        copy->next = NULL;
        if (claim->kind == CS_CLAIM_SAYS || claim->kind == CS_CLAIM_DENIES)
            copy->kind = claim->kind == CS_CLAIM_SAYS ? CS_CLAIM_DENIES : CS_CLAIM_SAYS;
        *tail = copy;
        tail = &copy->next;
    }
    return first;
}

static void take_line(struct cs_docket *docket, const struct cs_entry *entry)
{
    const struct cs_occurrence *about = cs_docket_entered(docket, entry->about.name);
    struct cs_recorded fallback = cs_entry_recorded(about == NULL ? NULL : about->entry);
    struct statement s = statement_of(docket, entry);
    struct cs_order_line *line = line_of(docket, entry, &s);
    struct cs_entry *turned; /* outlives this: the matter keeps the entry that takes it back */

    if (line == NULL)
        return;
    if (entry->claims == NULL && cs_instant_known(docket, cs_conclusion_recorded(entry, fallback).time))
        line->settled = s.turned ? CS_ORDER_SECOND : CS_ORDER_FIRST;
    if (s.turned != line->turned) {
        turned = cs_arena_alloc(&docket->arena, sizeof *turned);
        if (turned == NULL)
            return;
        *turned = *entry;
        turned->claims = turned_claims(docket, entry->claims);
        entry = turned;
    }
    cs_matter_add_claims(docket, line->matter, entry, CS_NO_NAME, fallback);
}

/* What the record says and somebody disputes is open. */
static void settle_line(struct cs_docket *docket, struct cs_order_line *line)
{
    struct cs_matter *matter = line->matter;
    enum cs_settled_order as_said = line->turned ? CS_ORDER_SECOND : CS_ORDER_FIRST;
    struct cs_tally tally;

    cs_matter_close(docket, matter);
    if (!matter->bare)
        line->settled = CS_ORDER_OPEN;
    matter->bare = false;
    tally = cs_matter_tally(matter);
    if (tally.asks || (line->settled == as_said ? tally.denies : tally.says))
        line->settled = CS_ORDER_OPEN;
}

/* ---- worlds ---- */

static int64_t side(cs_value value)
{
    return (int64_t)value << 1;
}

/* What the questions that were asked say where two places overlap: the first came first (*yes), or it did not (*no). */
static void by_questions(struct cs_docket *docket, const struct cs_order_line *line, cs_set *yes, cs_set *no)
{
    for (uint32_t q = 0; q < docket->question_count; q++) {
        const struct cs_question *question = &docket->questions[q];
        bool turned = question->later == side(line->first);
        int64_t other = turned ? question->earlier : question->later;
        cs_set first;

        if (question->kind != CS_QUESTION_ORDER || question->earlier == question->later ||
            (!turned && question->earlier != side(line->first)))
            continue;
        first = cs_worlds_answer(docket->worlds, q, turned ? 1 : 0);
        if (line->of_moment ? other % 2 != 0 && other >> 1 <= line->to : other == side(line->second))
            *yes = cs_worlds_or(docket->worlds, *yes, first);
        if (line->of_moment ? other % 2 != 0 && other >> 1 >= line->from : other == side(line->second)) {
            *no = cs_worlds_or(docket->worlds, *no, cs_worlds_not(docket->worlds, first));
            line->matter->question = q;
        }
        if (line->of_moment && other % 2 != 0 && line->matter->question == CS_NOWHERE)
            line->matter->question = q;
    }
}

static const struct cs_cell *cells_of(const struct cs_occurrence *o, uint32_t *count)
{
    *count = o == NULL ? 0 : o->cell_count;
    return o == NULL ? NULL : o->cells;
}

/*
 * The worlds in which the first of the two was earlier (*yes), and in which it was later (*no): by their days, and
 * where these are not enough by the questions of their order. In the others it is open, or one has not happened.
 */
static void find_worlds(struct cs_docket *docket, const struct cs_order_line *line, bool questions, cs_set *yes,
                        cs_set *no)
{
    const struct cs_occurrence *first = cs_docket_entered(docket, line->first),
                               *second = cs_docket_entered(docket, line->second);
    struct cs_worlds *w = docket->worlds;
    cs_set asked_yes = CS_NONE, asked_no = CS_NONE;
    uint32_t first_count, second_count;
    const struct cs_cell *a = cells_of(first, &first_count), *b = cells_of(second, &second_count);
    const struct cs_cell at = {.start = line->to, .end = line->to, .worlds = CS_ALL};

    *yes = *no = CS_NONE;
    if (first == NULL || (second == NULL && !line->of_moment))
        return;
    if (line->of_moment) {
        b = &at;
        second_count = 1;
    }
    if (questions)
        by_questions(docket, line, &asked_yes, &asked_no);
    for (uint32_t i = 0; i < first_count; i++)
        for (uint32_t k = 0; k < second_count; k++) {
            cs_set here = cs_worlds_and(w, cs_worlds_and(w, a[i].worlds, first->worlds), b[k].worlds);
            bool earlier = a[i].end <= b[k].start, later = b[k].end <= a[i].start;

            if (second != NULL)
                here = cs_worlds_and(w, here, second->worlds);
            *yes = cs_worlds_or(w, *yes, earlier ? here : later ? CS_NONE : cs_worlds_and(w, here, asked_yes));
            *no = cs_worlds_or(w, *no, later && !earlier ? here : earlier ? CS_NONE : cs_worlds_and(w, here, asked_no));
        }
}

/* Days on which the order that the record settles could not be are those of no world. */
static void narrow(struct cs_docket *docket, const struct cs_order_line *line)
{
    cs_set yes, no;

    find_worlds(docket, line, false, &yes, &no);
    cs_docket_exclude(docket, line->settled == CS_ORDER_FIRST ? no : yes, line->matter->entry);
}

/* What the record itself says goes in a circle in these worlds: they are none. */
static void leave_out_circles(struct cs_docket *docket)
{
    bool *firsts = calloc(docket->order_count + 1, sizeof *firsts),
         *seconds = calloc(docket->order_count + 1, sizeof *seconds);
    const struct cs_entry *last = NULL;

    if (firsts == NULL || seconds == NULL)
        cs_fail_memory(docket->failure);
    for (size_t i = 0; i < docket->order_count && docket->failure->status == CASUS_OK; i++) {
        firsts[i] = docket->orders[i].settled == CS_ORDER_FIRST;
        seconds[i] = docket->orders[i].settled == CS_ORDER_SECOND;
        if (firsts[i] || seconds[i])
            last = docket->orders[i].matter->entry;
    }
    if (last != NULL && docket->failure->status == CASUS_OK)
        cs_docket_exclude(docket, cs_docket_order_circles(docket, firsts, seconds), last);
    free(firsts);
    free(seconds);
}

casus_status cs_docket_orders(struct cs_docket *docket)
{
    const struct cs_entry *wrong;
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_ORDER); entry != NULL; entry = entry->next)
            count += entry->kind == CS_ENTRY_ORDER;
    docket->orders = cs_arena_array(&docket->arena, count, sizeof *docket->orders);
    if (docket->orders == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL && count > 0; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_ORDER); entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_ORDER)
                take_line(docket, entry);
    for (size_t i = 0; i < docket->order_count; i++) {
        settle_line(docket, &docket->orders[i]);
        if (docket->orders[i].settled != CS_ORDER_OPEN && docket->failure->status == CASUS_OK)
            narrow(docket, &docket->orders[i]);
    }
    leave_out_circles(docket);
    wrong = docket->failure->status == CASUS_OK ? cs_docket_leave_out(docket) : NULL;
    if (wrong != NULL)
        cs_fail_at(docket->failure, &wrong->span, CASUS_ERR_ARGUMENT,
                   "the record cannot be right: by their dates, and what else puts them in an order, these cannot have "
                   "come in this one");
    return docket->failure->status;
}

void cs_docket_answer_orders(struct cs_docket *docket)
{
    for (size_t i = 0; i < docket->order_count; i++) {
        struct cs_matter *matter = docket->orders[i].matter;
        cs_set yes, no;

        matter->question = CS_NOWHERE;
        find_worlds(docket, &docket->orders[i], true, &yes, &no);
        matter->yes = cs_worlds_not(docket->worlds, docket->orders[i].turned ? yes : no);
        matter->no = cs_worlds_not(docket->worlds, docket->orders[i].turned ? no : yes);
    }
}

/* ---- what the record settles ---- */

static enum cs_settled_order turned(enum cs_settled_order order)
{
    return order == CS_ORDER_FIRST ? CS_ORDER_SECOND : order == CS_ORDER_SECOND ? CS_ORDER_FIRST : CS_ORDER_OPEN;
}

/* Of an entry and what comes about at this instant. */
static enum cs_settled_order against_instant(const struct cs_docket *docket, cs_value entry, cs_instant at)
{
    for (size_t i = 0; i < docket->order_count; i++) {
        const struct cs_order_line *line = &docket->orders[i];

        if (!line->of_moment || line->first != entry)
            continue;
        if ((line->settled == CS_ORDER_FIRST && line->from <= at) ||
            (line->settled == CS_ORDER_SECOND && line->to >= at))
            return line->settled;
    }
    return CS_ORDER_OPEN;
}

/* Is it an entry that has an hour, and may be of this instant? */
static bool is_at(const struct cs_occurrence *entered, cs_instant at)
{
    for (uint32_t i = 0; i < entered->cell_count; i++)
        if (entered->cells[i].start == at && entered->cells[i].end == at + 1)
            return true;
    return false;
}

enum cs_settled_order cs_docket_settled_order(const struct cs_docket *docket, cs_value a, cs_value b, cs_instant at)
{
    const struct cs_occurrence *first, *second;

    if (docket->order_count == 0)
        return CS_ORDER_OPEN;
    first = cs_docket_entered(docket, a);
    second = cs_docket_entered(docket, b);
    for (size_t i = 0; i < docket->order_count && first != NULL && second != NULL; i++) {
        const struct cs_order_line *line = &docket->orders[i];

        if (!line->of_moment && line->first == a && line->second == b)
            return line->settled;
        if (!line->of_moment && line->first == b && line->second == a)
            return turned(line->settled);
    }
    if (first != NULL && (second == NULL || is_at(second, at)))
        return against_instant(docket, a, at);
    if (second != NULL && (first == NULL || is_at(first, at)))
        return turned(against_instant(docket, b, at));
    return CS_ORDER_OPEN;
}
