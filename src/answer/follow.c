/* SPDX-License-Identifier: MIT */
#include "answer/follow.h"

#include <stdlib.h>

#include "run/run_int.h"

struct following {
    const struct cs_follow_side *without, *with;
    const struct cs_entry *own;
    struct cs_failure *failure;
    struct cs_follow *follow;
    struct cs_zone zone;
    cs_instant *days; /* ends of days on which something is dated, ascending */
    size_t day_count, day_capacity;
    size_t effort;
    /*
     * The answers of the last date but one, if nothing points to them: those of the next date go on from them. So two
     * dates are always there to be held against each other, and each case is run twice, however many dates there are.
     */
    struct cs_answer *spare_without, *spare_with;
    struct cs_answer *late_without, *late_with; /* of the last date of the record: the last of all goes on from them */
};

/* ---- dates ---- */

static cs_instant day_end(const struct following *f, cs_instant time)
{
    return cs_day_start(cs_day_of(time, f->zone) + 1, f->zone);
}

/* Many entries are of the day of the one before them. */
static void add_day(struct following *f, cs_instant time)
{
    cs_instant end;

    if (time == CS_TIME_ALWAYS || time == CS_TIME_NEVER)
        return;
    end = day_end(f, time);
    if (f->day_count > 0 && f->days[f->day_count - 1] == end)
        return;
    if (!cs_grow(&f->days, &f->day_capacity, f->day_count + 1, sizeof *f->days)) {
        cs_fail_memory(f->failure);
        return;
    }
    f->days[f->day_count++] = end;
}

static int by_time(const void *a, const void *b)
{
    cs_instant x = *(const cs_instant *)a, y = *(const cs_instant *)b;

    return x < y ? -1 : x > y;
}

static void list_days(struct following *f)
{
    for (const struct cs_file *file = f->with->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL; e = e->next) {
            if (e->moment.form == CS_MOMENT_NONE || file->source->kind != CS_SOURCE_RECORD)
                continue;
            add_day(f, e->moment.start);
            add_day(f, e->moment.end == CS_TIME_NEVER ? CS_TIME_NEVER : e->moment.end - 1);
        }
    if (f->day_count > 0)
        cs_sort(f->days, f->day_count, sizeof *f->days, by_time);
}

/* The first day after the end of this answer on which something in it falls due, or begins; or `next`, if sooner. */
static cs_instant sooner(const struct following *f, const struct cs_answer *a, cs_instant next)
{
    for (size_t i = 0; i < a->run->queue_count; i++) {
        cs_instant time = a->run->queue[i].time;

        if (time >= a->run->end && time < next && day_end(f, time) < next)
            next = day_end(f, time);
    }
    return next;
}

static cs_instant latest(const struct following *f, const struct cs_answer *a, cs_instant last)
{
    for (size_t i = 0; i < a->run->queue_count; i++) {
        cs_instant time = a->run->queue[i].time;

        if (time >= a->run->end && time != CS_TIME_NEVER && day_end(f, time) > last)
            last = day_end(f, time);
    }
    return last;
}

/* ---- answers ---- */

/*
 * What occurrences name, also through others, is listed for each; one of an uncertain day is taken in on each day on
 * which it may have been, and a row has a piece for each.
 */
static size_t effort_of(const struct cs_answer *a)
{
    size_t refers = 0, cells = 0, pieces = 0;

    for (size_t i = 0; i < a->docket->occurrence_count; i++) {
        refers += a->docket->occurrences[i].refer_count;
        cells += a->docket->occurrences[i].cell_count > 1 ? a->docket->occurrences[i].cell_count : 0;
    }
    for (size_t i = 0; i < a->ledger->row_count; i++)
        pieces += a->ledger->rows[i].piece_count > 1 ? a->ledger->rows[i].piece_count : 0;
    return a->docket->occurrence_count + a->docket->fact_count + a->run->bond_count + a->plan->rule_count +
           refers / 4 + cells / 4 + pieces;
}

/* Is there an answer from which that of the date can go on? */
static bool leads_to(const struct cs_answer *a, const struct cs_date *date)
{
    return a != NULL && a->wishes.as_of.end <= date->end;
}

static casus_status answer_of(struct following *f, const struct cs_plan *plan, const struct cs_date *date,
                              struct cs_answer **spare, struct cs_answer **late, struct cs_answer **out)
{
    struct cs_wishes wishes = {.as_of = *date};

    spare = leads_to(*late, date) ? late : spare;
    if (!leads_to(*spare, date))
        return cs_answer_new(plan, &wishes, f->failure, out);
    *out = *spare;
    *spare = NULL;
    (*out)->wishes.wanted = NULL;
    return cs_answer_later(out, date, f->failure);
}

/* `begins`: of the first date, whose answers the sides may have already. */
static casus_status answer_at(struct following *f, const struct cs_date *date, bool begins, struct cs_follow_date *out)
{
    *out = (struct cs_follow_date){.date = *date};
    if (begins) {
        out->without = f->without->first;
        out->with = f->with->first;
        out->lent_without = out->without != NULL;
        out->lent_with = out->with != NULL;
    }
    if (!out->lent_without)
        answer_of(f, f->without->plan, date, &f->spare_without, &f->late_without, &out->without);
    if (!out->lent_with && f->failure->status == CASUS_OK)
        answer_of(f, f->with->plan, date, &f->spare_with, &f->late_with, &out->with);
    if (f->failure->status == CASUS_OK)
        f->effort += effort_of(out->without) + effort_of(out->with);
    return f->failure->status;
}

static void release(struct cs_follow_date *date)
{
    if (!date->lent_without)
        cs_answer_free(date->without);
    if (!date->lent_with)
        cs_answer_free(date->with);
    *date = (struct cs_follow_date){.without = NULL};
}

static void release_spare(struct following *f)
{
    cs_answer_free(f->spare_without);
    cs_answer_free(f->spare_with);
    f->spare_without = f->spare_with = NULL;
}

static void release_late(struct following *f)
{
    cs_answer_free(f->late_without);
    cs_answer_free(f->late_with);
    f->late_without = f->late_with = NULL;
}

/* The answers of the date are needed no more. */
static void spare(struct following *f, struct cs_follow_date *date)
{
    release_spare(f);
    f->spare_without = date->lent_without ? NULL : date->without;
    f->spare_with = date->lent_with ? NULL : date->with;
    *date = (struct cs_follow_date){.without = NULL};
}

/* ---- what is otherwise ---- */

static bool differ(const struct cs_answer *a, const struct cs_ledger_row *x, const struct cs_answer *b,
                   const struct cs_ledger_row *y)
{
    return x == NULL || y == NULL ? x != y
                                  : !cs_changes_same_states(a->ledger, x, b->ledger, y) ||
                                        !cs_changes_same_deadlines(x, y);
}

/* The date before, and where in its answers the last row was found: rows keep their order. */
struct earlier { const struct cs_follow_date *date; struct cs_changes_place without, with; };

/* A row of `of`, one of the two answers, is held against what it was at the date before. */
static void hold_against(struct cs_follow_date *now, struct earlier *earlier, const struct cs_answer *of,
                         struct cs_follow_row row)
{
    const struct cs_ledger_row *any = of == now->with ? row.with : row.without;
    const struct cs_follow_date *before = earlier->date;
    bool otherwise = differ(now->without, row.without, now->with, row.with), was = false, stays = false;

    if (before->with != NULL) {
        const struct cs_ledger_row *without, *with;

        without = cs_changes_find(before->without->ledger, of->ledger, any, &earlier->without);
        with = cs_changes_find(before->with->ledger, of->ledger, any, &earlier->with);
        was = differ(before->without, without, before->with, with);
        stays = was && !differ(before->without, without, now->without, row.without) &&
                !differ(before->with, with, now->with, row.with);
    }
    row.alike = !otherwise;
    if (otherwise ? !stays : was)
        now->rows[now->row_count++] = row;
}

static bool is_own(const struct following *f, const struct cs_ledger_row *row)
{
    return f->own != NULL && row->entry == f->own && row->kind == CS_ROW_ACT;
}

static void compare(struct following *f, struct cs_follow_date *now, const struct cs_follow_date *before)
{
    const struct cs_ledger *without = now->without->ledger, *with = now->with->ledger;
    bool *met = calloc(without->row_count + 1, sizeof *met);
    struct earlier earlier = {.date = before};
    struct cs_changes_place place = {.from = 0};

    now->rows = cs_arena_array(&f->follow->arena, without->row_count + with->row_count, sizeof *now->rows);
    if (met == NULL || now->rows == NULL) {
        free(met);
        cs_fail_memory(f->failure);
        return;
    }
    for (size_t i = 0; i < with->row_count; i++) {
        struct cs_follow_row row = {.with = &with->rows[i]};

        row.without = cs_changes_find(without, with, row.with, &place);
        if (row.without != NULL)
            met[row.without - without->rows] = true;
        if (!is_own(f, row.with))
            hold_against(now, &earlier, now->with, row);
    }
    earlier = (struct earlier){.date = before};
    for (size_t i = 0; i < without->row_count; i++)
        if (!met[i])
            hold_against(now, &earlier, now->without, (struct cs_follow_row){.without = &without->rows[i]});
    free(met);
    if (cs_answer_status(now->without, "what follows") != CASUS_OK)
        cs_fail(f->failure, now->without->failure.status, "%s", now->without->failure.message);
    if (cs_answer_status(now->with, "what follows") != CASUS_OK)
        cs_fail(f->failure, now->with->failure.status, "%s", now->with->failure.message);
}

/* ---- from date to date ---- */

static bool wants_none(const struct cs_run *run, const struct cs_bond_state *bond, const void *context)
{
    (void)run;
    (void)bond;
    (void)context;
    return false;
}

/* The end of the last day on which anything is dated or falls due; `first` at least. */
static cs_instant horizon(struct following *f, const struct cs_date *first, const struct cs_follow_date *at_first)
{
    static const struct cs_ledger_wanted none = {wants_none, NULL}; /* no row is looked at */
    cs_instant last = f->day_count > 0 ? f->days[f->day_count - 1] : first->end;
    struct cs_wishes wishes = {.wanted = &none};

    if (last <= first->end)
        return latest(f, at_first->with, latest(f, at_first->without, first->end));
    cs_date_of(last, f->zone, &wishes.as_of);
    if (cs_answer_new(f->without->plan, &wishes, f->failure, &f->late_without) != CASUS_OK ||
        cs_answer_new(f->with->plan, &wishes, f->failure, &f->late_with) != CASUS_OK)
        return last;
    f->effort += effort_of(f->late_without) + effort_of(f->late_with);
    return latest(f, f->late_with, latest(f, f->late_without, last));
}

static cs_instant next_day(const struct following *f, const struct cs_follow_date *at, cs_instant last)
{
    cs_instant next = CS_TIME_NEVER;

    for (size_t i = 0; i < f->day_count && next == CS_TIME_NEVER; i++)
        if (f->days[i] > at->date.end)
            next = f->days[i];
    next = sooner(f, at->with, sooner(f, at->without, next));
    return next < last ? next : last;
}

static bool keep(struct following *f, const struct cs_follow_date *date)
{
    struct cs_follow *follow = f->follow;

    if (!cs_grow(&follow->dates, &follow->capacity, follow->date_count + 1, sizeof *follow->dates)) {
        cs_fail_memory(f->failure);
        return false;
    }
    follow->dates[follow->date_count++] = *date;
    return true;
}

/* The date that is looked at after this one; where there are too many, the last. */
static cs_instant step(struct following *f, const struct cs_follow_date *at, cs_instant last)
{
    cs_instant next = next_day(f, at, last);

    if (f->effort <= CS_FOLLOW_EFFORT_MAX || next == last)
        return next;
    f->follow->left_out = true;
    f->follow->left_after = at->date;
    cs_date_of(last, f->zone, &f->follow->left_before);
    return last;
}

static void follow(struct following *f, const struct cs_date *first)
{
    struct cs_follow_date before = {.without = NULL}, now = {.without = NULL};
    struct cs_date date = *first;
    cs_instant last = 0;
    bool kept = false;

    do {
        bool begins = before.with == NULL;

        if (answer_at(f, &date, begins, &now) != CASUS_OK)
            break;
        compare(f, &now, &before);
        if (begins)
            last = horizon(f, first, &now);
        if (!kept)
            spare(f, &before);
        before = now;
        kept = f->failure->status == CASUS_OK && (begins || now.row_count > 0) && keep(f, &now);
        now = (struct cs_follow_date){.without = NULL};
        cs_date_of(f->failure->status == CASUS_OK ? step(f, &before, last) : last, f->zone, &date);
    } while (f->failure->status == CASUS_OK && before.date.end < last);
    release(&now);
    if (!kept)
        release(&before);
    release_spare(f);
    release_late(f);
}

casus_status cs_follow_new(const struct cs_follow_side *without, const struct cs_follow_side *with,
                           const struct cs_date *first, const struct cs_entry *own, struct cs_failure *failure,
                           struct cs_follow **out)
{
    struct following f = {.without = without, .with = with, .own = own, .failure = failure,
                          .zone = cs_plan_zone(with->plan->files), .follow = calloc(1, sizeof *f.follow)};

    *out = NULL;
    if (f.follow == NULL)
        return cs_fail_memory(failure);
    cs_arena_init(&f.follow->arena);
    list_days(&f);
    if (failure->status == CASUS_OK)
        follow(&f, first);
    free(f.days);
    if (failure->status == CASUS_OK)
        *out = f.follow;
    else
        cs_follow_free(f.follow);
    return failure->status;
}

void cs_follow_free(struct cs_follow *follow)
{
    if (follow == NULL)
        return;
    for (size_t i = 0; i < follow->date_count; i++)
        release(&follow->dates[i]);
    free(follow->dates);
    cs_arena_release(&follow->arena);
    free(follow);
}
