/* SPDX-License-Identifier: MIT */
/*
 * A stream of rows against a run on a record of the same rows (R 12): of each duty the verdict that was told last is
 * its state in the ledger, and what is over was given back without a difference. Treaties and rows are made by chance:
 * duties founded again after their end (R 6.1), performed late, suspended, in one moment, on days without an hour, and
 * roles left unsaid. Both are run without access paths too: among many seeds each combination of them comes up. Of an
 * incident that was closed for good (R 6.9) the stream takes no row any more, and what it has forgotten of it nothing
 * founds again.
 *
 * In a third run one performance is disputed, of a duty that several members owe alike. What is so with it and without
 * it alike must be so still; all else of these duties must be undetermined (R 1.4), and nothing of the others.
 *
 *   stream_test [COUNT [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger.h"
#include "plan/access.h"
#include "property/chance.h"
#include "run/run_int.h"
#include "run/stream.h"
#include "sanitized.h"
#include "store/case.h"

#define ROWS_MAX 60
#define DAYS 40 /* rows are of so many days from 1970-01-05 on */
#define FIRST_DAY 4

static const char WORDS[] =
    "kind  state, body, incident\n"
    "name  state Alden, Borea, Cassia, Dorn\n"
    "name  body League\n"
    "name  incident I1, I2, I5\n"
    "event threat on incident to state\n"
    "event request on incident by state\n"
    "event consult on incident\n"
    "event assist on incident by state to state\n"
    "event withdraw on incident\n"
    "event freeze on incident\n"
    "event thaw on incident\n"
    "event close on incident\n"
    "fact  state is threatened in incident\n"
    "fact  incident is frozen\n"
    "fact  state is member of body\n"
    "treaty Pact \"A pact\" since 1970-01-01\n"
    "reading Soon \"soon\"\n"
    "  Quick 30 hours\n"
    "  Slow  4 days\n"
    "1970-01-01/.. Alden, Borea, Cassia are member of League\n"
    /* before any rule is in force, so that the plan knows which words are told of, as from a map, and what the rows may
     * leave unsaid */
    "1960-01-01 threat on I5 to Alden\n"
    "1960-01-02 request on I5 by Alden\n"
    "1960-01-03 consult on I5\n"
    "1960-01-04 assist on I5 by Borea to Alden\n"
    "1960-01-05 withdraw on I5\n"
    "1960-01-06 freeze on I5\n"
    "1960-01-07 thaw on I5\n"
    "1960-01-08 close on I5\n"
    "1960-01-09 threat on I5\n"
    "1960-01-10 assist on I5\n"
    "article 1\n"
    "when  threat on i to s\n"
    "then  s is threatened in i\n"
    "when  withdraw on i\n"
    "if    s is threatened in i\n"
    "then  end s is threatened in i\n"
    "when  freeze on i\n"
    "then  i is frozen\n"
    "when  thaw on i\n"
    "then  end i is frozen\n";

static const char *const STATES[] = {"Alden", "Borea", "Cassia", "Dorn"};
static const char *const INCIDENTS[] = {"I1", "I2"};

struct row {
    const char *head;
    const char *incident, *by, *to;
    bool hours, late; /* late: the stream did not take it, since its incident was closed */
    cs_instant start;
};

struct trial_of_rows {
    struct chance chance;
    struct cs_buffer treaty, record;
    struct row rows[ROWS_MAX];
    size_t count;
    bool hours; /* each row has one, so that duties stay in families */
    bool closes; /* "close" closes an incident */
    bool ages;  /* of duties to the League help that leaves unsaid to whom it is performs the oldest alone (R 6.2) */
};

/* ---- made by chance ---- */

static void add_limit(struct trial_of_rows *t)
{
    static const char *const periods[] = {" within 3 days", " within 12 hours", " within 30 hours", " within 8 days",
                                          " within Soon", ""};
    uint32_t period = below(&t->chance, 6);

    cs_buffer_printf(&t->treaty, "%s%s\n", periods[period], period < 5 && percent(&t->chance, 40) ? " only" : "");
}

static void make_treaty(struct trial_of_rows *t)
{
    cs_buffer_add(&t->treaty, WORDS, sizeof WORDS - 1);
    cs_buffer_text(&t->treaty, "article 2\nwhen  request on i by s\nif    s is threatened in i\n");
    cs_buffer_text(&t->treaty, "and   s is member of League\nthen  League owes s consult on i");
    add_limit(t);
    cs_buffer_text(&t->treaty, "article 3\nwhen  request on i by s\nif    s is threatened in i\n");
    t->ages = percent(&t->chance, 30);
    cs_buffer_printf(&t->treaty, "and   helper is member of League\n%s", t->ages ? "" : "and   helper other than s\n");
    cs_buffer_printf(&t->treaty, "then  helper owes %s assist on i by helper to s", t->ages ? "League" : "s");
    add_limit(t);
    if (percent(&t->chance, 40))
        cs_buffer_text(&t->treaty, "until withdraw on i\n");
    if (percent(&t->chance, 30))
        cs_buffer_text(&t->treaty, "suspended while i is frozen\n");
    if (percent(&t->chance, 30)) { /* another way to found a duty of the same article, before a request or after */
        cs_buffer_printf(&t->treaty, "when  freeze on i\nif    s is threatened in i\nthen  Borea owes %s assist on i "
                         "by Borea to s", t->ages ? "League" : "s");
        add_limit(t);
    }
    if (percent(&t->chance, 30))
        cs_buffer_text(&t->treaty, "article 4\nwhile s is threatened in i\nand   s is member of League\n"
                                   "then  s owes League consult on i within 2 days\n");
    if (percent(&t->chance, 30))
        cs_buffer_text(&t->treaty, "article 5\nwhen  freeze on i\nif    s is threatened in i\n"
                                   "then  s owes League no request on i by s within 5 days\n");
    if (percent(&t->chance, 20))
        cs_buffer_text(&t->treaty, "article 6\nwhen  assist on i by h\nif    request on i by s\n"
                                   "and   h other than s\nthen  s owes h consult on i within 1 day\n");
    t->closes = percent(&t->chance, 40);
    if (t->closes) /* what a breach founds comes of no row, and may come after the close */
        cs_buffer_text(&t->treaty, "fact incident is closed, for good\n"
                                   "article 7\nwhen  close on i\nthen  i is closed\n"
                                   "article 8\nwhen  League fails s consult on i\n"
                                   "then  League owes s withdraw on i within 6 days\n");
}

static void make_row(struct trial_of_rows *t, struct row *row)
{
    static const char *const heads[] = {"threat", "request", "request", "consult", "assist",
                                        "assist", "assist",  "withdraw", "freeze", "thaw", "close"};
    struct chance *c = &t->chance;
    cs_instant day = FIRST_DAY + below(c, DAYS);

    *row = (struct row){.head = heads[below(c, t->closes ? 11 : 10)], .incident = INCIDENTS[below(c, 2)]};
    if (strcmp(row->head, "request") == 0 || strcmp(row->head, "assist") == 0)
        row->by = STATES[below(c, percent(c, 80) ? 2 : 4)];
    if (strcmp(row->head, "threat") == 0 || strcmp(row->head, "assist") == 0)
        row->to = STATES[below(c, percent(c, 80) ? 2 : 4)];
    if (percent(c, t->ages && strcmp(row->head, "assist") == 0 ? 40 : 4) && row->to != NULL)
        row->to = NULL;
    if (percent(c, 4) && strcmp(row->head, "assist") == 0) /* somebody did: it may be for any of them (R 6.2) */
        row->by = NULL;
    row->hours = t->hours || percent(c, 85);
    row->start = day * 86400 + (row->hours ? (cs_instant)below(c, 24) * 3600 : 0);
}

static int by_start(const void *a, const void *b)
{
    const struct row *x = a, *y = b;

    return x->start < y->start ? -1 : x->start > y->start;
}

static void add_line(struct trial_of_rows *t, const struct row *row)
{
    char text[32];

    if (row->hours)
        cs_instant_text(row->start, CS_UTC, text);
    else
        cs_day_text(cs_day_of(row->start, CS_UTC), text);
    cs_buffer_printf(&t->record, "%s %s on %s", text, row->head, row->incident);
    if (row->by != NULL)
        cs_buffer_printf(&t->record, " by %s", row->by);
    if (row->to != NULL)
        cs_buffer_printf(&t->record, " to %s", row->to);
    cs_buffer_char(&t->record, '\n');
}

enum telling { TOLD, LEFT_OUT, DISPUTED };

/* The rows as a record; one of them may be left out, or be denied by somebody. */
static void write_record(struct trial_of_rows *t, size_t one, enum telling how)
{
    cs_buffer_clear(&t->record);
    cs_buffer_text(&t->record, "use pair.treaty\n");
    for (size_t i = 0; i < t->count; i++) {
        if ((i == one && how == LEFT_OUT) || t->rows[i].late)
            continue;
        add_line(t, &t->rows[i]);
        if (i == one && how == DISPUTED)
            cs_buffer_text(&t->record, "  says Alden\n  denies Dorn\n");
    }
}

static cs_instant end_of_row(const struct row *row)
{
    return row->start + (row->hours ? 1 : 86400);
}

/* Is its incident closed before it? A close of a day without an hour comes about at the moment at which it is over. */
static bool is_after_close(const struct trial_of_rows *t, size_t row)
{
    for (size_t i = 0; i < row; i++) {
        const struct row *close = &t->rows[i];
        cs_instant at = close->hours ? close->start : end_of_row(close);

        if (strcmp(close->head, "close") == 0 && strcmp(close->incident, t->rows[row].incident) == 0 &&
            at < t->rows[row].start)
            return true;
    }
    return false;
}

static void make(struct trial_of_rows *t, uint64_t seed)
{
    *t = (struct trial_of_rows){.chance = {seed}};
    cs_buffer_init(&t->treaty);
    cs_buffer_init(&t->record);
    make_treaty(t);
    t->hours = percent(&t->chance, 50);
    t->count = 5 + below(&t->chance, ROWS_MAX - 5);
    for (size_t i = 0; i < t->count; i++)
        make_row(t, &t->rows[i]);
    qsort(t->rows, t->count, sizeof *t->rows, by_start);
}

/* ---- states of duties, by their sentences ---- */

struct line { char *sentence; enum cs_state state; };
struct lines { struct line *items; size_t count, capacity; bool failed; };

static void set_state(struct lines *lines, const char *sentence, enum cs_state state)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strcmp(lines->items[i].sentence, sentence) == 0) {
            lines->items[i].state = state;
            return;
        }
    if (!cs_grow(&lines->items, &lines->capacity, lines->count + 1, sizeof *lines->items))
        abort();
    lines->items[lines->count++] = (struct line){strdup(sentence), state};
}

static void release_lines(struct lines *lines)
{
    for (size_t i = 0; i < lines->count; i++)
        free(lines->items[i].sentence);
    free(lines->items);
}

/* The beginning tells the spells of one sentence apart (R 4.2). */
static void add_sentence(const struct cs_plan *plan, cs_name article, cs_value holder, cs_value claimant,
                         const struct cs_conclusion *c, uint32_t relation, const cs_value *act, cs_instant since,
                         struct cs_buffer *out)
{
    cs_buffer_init(out);
    cs_buffer_printf(out, "%s: %s to %s%s ", cs_names_text(plan->names, article), cs_names_text(plan->names, holder),
                     cs_names_text(plan->names, claimant), c->forbidden ? " no" : "");
    cs_docket_row_text(plan, relation, act, out);
    cs_buffer_printf(out, " from %lld", (long long)since);
}

static bool is_told(enum cs_state state)
{
    return state != CS_STATE_NONE && state != CS_STATE_IN_FORCE && state != CS_STATE_SUSPENDED;
}

static bool read_case(struct cs_case *c, const struct trial_of_rows *t, bool record)
{
    cs_case_init(c);
    cs_case_add_text(c, "pair.treaty", CS_SOURCE_TREATY, t->treaty.bytes, t->treaty.length);
    if (record)
        cs_case_add_text(c, "pair.record", CS_SOURCE_RECORD, t->record.bytes, t->record.length);
    cs_case_check(c);
    for (size_t i = 0; i < c->diagnostics.count && c->plan == NULL; i++)
        fprintf(stderr, "%s\n", c->diagnostics.items[i].message);
    return c->plan != NULL;
}

static cs_instant end_of(const struct trial_of_rows *t)
{
    return (FIRST_DAY + DAYS + 5 + (cs_instant)(t->count % 7)) * 86400;
}

/* The states in the ledger of a run without these access paths. */
static bool run_record(const struct trial_of_rows *t, unsigned ways_off, struct lines *out)
{
    struct cs_failure failure = {0};
    struct cs_docket *docket = NULL;
    struct cs_ledger *ledger = NULL;
    struct cs_run *run = NULL;
    struct cs_case c;
    bool fine = read_case(&c, t, true) &&
                cs_docket_new(c.plan, false, 0, end_of(t), 0, &failure, &docket) == CASUS_OK &&
                cs_run_new_without(docket, end_of(t), ways_off, &run) == CASUS_OK &&
                cs_ledger_new(run, false, CS_NO_NAME, &ledger) == CASUS_OK;

    for (size_t i = 0; fine && i < ledger->row_count; i++) {
        const struct cs_ledger_row *row = &ledger->rows[i];
        enum cs_state state = cs_ledger_state(ledger, row, docket->possible);
        const struct cs_bond_state *b = row->kind <= CS_ROW_EXPECTATION ? &run->bonds[row->bond] : NULL;
        struct cs_buffer sentence;

        if (b == NULL || !is_told(state))
            continue;
        add_sentence(docket->plan, b->article, b->holder, b->claimant, b->conclusion, b->relation, b->act,
                     cs_bond_at(b, CS_BOND_SINCE)->items[0].time, &sentence);
        set_state(out, cs_buffer_string(&sentence), state);
        cs_buffer_release(&sentence);
    }
    if (!fine)
        fprintf(stderr, "%s\n", failure.message);
    cs_ledger_free(ledger);
    cs_run_free(run);
    cs_docket_free(docket);
    cs_case_release(&c);
    return fine;
}

struct hearing { struct lines *out; const struct cs_plan *plan; struct cs_stream *stream; };

static void add_value(struct hearing *h, cs_value value, struct cs_buffer *out)
{
    char room[24];
    size_t length = 0;
    const char *text = value == CS_UNSAID ? "" : cs_stream_text(h->stream, value, room, &length);

    cs_buffer_add(out, text, length);
}

static bool hear(void *context, const struct cs_stream_verdict *v)
{
    struct hearing *h = context;
    struct cs_buffer sentence;
    const struct cs_shape *shape = h->plan->relations[v->relation].shape;

    cs_buffer_init(&sentence);
    add_value(h, v->article, &sentence);
    cs_buffer_text(&sentence, ": ");
    add_value(h, v->holder, &sentence);
    cs_buffer_text(&sentence, " to ");
    add_value(h, v->claimant, &sentence);
    cs_buffer_printf(&sentence, "%s %s", v->conclusion->forbidden ? " no" : "",
                     cs_names_text(h->plan->names, shape->head));
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (v->act[1 + i] != CS_UNSAID) {
            cs_buffer_printf(&sentence, " %s ", cs_prep_text(shape->roles[i].prep));
            add_value(h, v->act[1 + i], &sentence);
        }
    cs_buffer_printf(&sentence, " from %lld", (long long)v->since);
    set_state(h->out, cs_buffer_string(&sentence), v->state);
    cs_buffer_release(&sentence);
    return true;
}

static void set_role(struct cs_stream *stream, const struct cs_relation *r, enum cs_prep prep, const char *text,
                     cs_value *values)
{
    int position = cs_shape_role(r->shape, prep);

    if (text != NULL && position >= 0)
        values[r->first_role + (uint32_t)position] = cs_stream_name(stream, text, strlen(text));
}

static casus_status take_row(struct cs_stream *stream, const struct cs_plan *plan, const struct row *row,
                             uint64_t number)
{
    cs_name head = cs_names_find(plan->names, row->head, strlen(row->head));
    struct cs_stream_row out = {.relation = cs_plan_relation(plan, head, CS_NO_NAME), .hours = row->hours,
                                .start = row->start, .end = end_of_row(row),
                                .day = cs_day_of(row->start, CS_UTC), .offset = CS_UTC, .number = number};
    const struct cs_relation *r = &plan->relations[out.relation];

    set_role(stream, r, CS_PREP_ON, row->incident, out.values);
    set_role(stream, r, CS_PREP_BY, row->by, out.values);
    set_role(stream, r, CS_PREP_TO, row->to, out.values);
    return cs_stream_take(stream, &out);
}

/*
 * Late is only what comes after a close; that is, where all rows have hours and the way is not off. Where some have no
 * hour the stream may not have come to the close yet: then the row is taken, as a record takes it.
 */
static bool take_rows(struct cs_stream *stream, const struct cs_plan *plan, struct trial_of_rows *t,
                      unsigned ways_off)
{
    for (size_t i = 0; i < t->count; i++) {
        struct row *row = &t->rows[i];
        casus_status status = take_row(stream, plan, row, i + 1);
        bool after = is_after_close(t, i) && (ways_off & CS_WAY_CLOSE) == 0;

        row->late = status == CASUS_ERR_ARGUMENT;
        if ((status != CASUS_OK && !row->late) || (row->late && !after) || (!row->late && after && t->hours)) {
            fprintf(stderr, "row %zu is %s\n", i + 1, row->late ? "late" : "not late");
            return false;
        }
    }
    return true;
}

static bool run_stream(struct trial_of_rows *t, unsigned ways_off, struct lines *out)
{
    struct cs_failure failure = {0};
    struct cs_stream *stream = NULL;
    struct hearing h = {.out = out};
    struct cs_stream_wishes wishes = {.take = hear, .context = &h, .ways_off = ways_off};
    struct cs_case c;
    bool fine = read_case(&c, t, false) && cs_stream_new(c.plan, &wishes, &failure, &stream) == CASUS_OK;

    h.plan = c.plan;
    h.stream = stream;
    fine = fine && take_rows(stream, c.plan, t, ways_off) && cs_stream_end(stream, end_of(t)) == CASUS_OK;
    if (!fine)
        fprintf(stderr, "%s\n", failure.message);
    cs_stream_free(stream);
    cs_case_release(&c);
    return fine;
}

/* ---- comparing ---- */

static const struct line *find(const struct lines *lines, const char *sentence)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strcmp(lines->items[i].sentence, sentence) == 0)
            return &lines->items[i];
    return NULL;
}

/* Prints what `a` says and `b` does not; how much that is. */
static size_t compare(const struct lines *a, const char *of_a, const struct lines *b, const char *of_b)
{
    size_t wrong = 0;

    for (size_t i = 0; i < a->count; i++) {
        const struct line *other = find(b, a->items[i].sentence);

        if (other != NULL && other->state == a->items[i].state)
            continue;
        if (other == NULL && a->items[i].state == CS_STATE_UNDETERMINED)
            continue; /* it was for a while; that it is in force again is not told */
        fprintf(stderr, "%s: %s is %d, by %s %d\n", of_a, a->items[i].sentence, (int)a->items[i].state, of_b,
                other == NULL ? -1 : (int)other->state);
        wrong++;
    }
    return wrong;
}

/* ---- a disputed performance ---- */

static enum cs_state state_of(const struct lines *lines, const char *sentence)
{
    const struct line *line = find(lines, sentence);

    return line == NULL ? CS_STATE_IN_FORCE : line->state;
}

/* How many duties of article 3 that `lines` tells of have another state, with one row disputed, than they should. */
static size_t wrong_in_dispute(const struct lines *lines, const struct lines *with, const struct lines *without,
                               const struct lines *disputed)
{
    size_t wrong = 0;

    for (size_t i = 0; i < lines->count; i++) {
        const char *sentence = lines->items[i].sentence;
        enum cs_state a = state_of(with, sentence), b = state_of(without, sentence);
        enum cs_state expected = a == b ? a : CS_STATE_UNDETERMINED, found = state_of(disputed, sentence);

        if (strncmp(sentence, "Pact 3: ", 8) != 0 || found == expected)
            continue;
        fprintf(stderr, "disputed: %s is %d, with it %d, without it %d\n", sentence, (int)found, (int)a, (int)b);
        wrong++;
    }
    return wrong;
}

/* The first row of help from a certain one on. */
static size_t performance_from(const struct trial_of_rows *t, size_t first)
{
    for (size_t i = 0; i < t->count; i++)
        if (strcmp(t->rows[(first + i) % t->count].head, "assist") == 0 && !t->rows[(first + i) % t->count].late)
            return (first + i) % t->count;
    return SIZE_MAX;
}

static bool try_dispute(struct trial_of_rows *t, uint64_t seed, const struct lines *with, size_t *undetermined)
{
    struct lines without = {0}, disputed = {0};
    size_t one = performance_from(t, seed % t->count);
    bool fine = true;

    if (one == SIZE_MAX)
        return true;
    write_record(t, one, LEFT_OUT);
    fine = run_record(t, 0, &without);
    write_record(t, one, DISPUTED);
    fine = fine && run_record(t, (unsigned)(seed / 2 % (CS_WAYS + 1)), &disputed) &&
           wrong_in_dispute(with, with, &without, &disputed) + wrong_in_dispute(&without, with, &without, &disputed) +
                   wrong_in_dispute(&disputed, with, &without, &disputed) == 0;
    for (size_t i = 0; i < disputed.count; i++)
        *undetermined += disputed.items[i].state == CS_STATE_UNDETERMINED;
    release_lines(&without);
    release_lines(&disputed);
    return fine;
}

static bool try(uint64_t seed, size_t *told, size_t *undetermined)
{
    struct lines record = {0}, without = {0}, stream = {0};
    struct trial_of_rows t;
    bool fine;

    make(&t, seed);
    fine = run_stream(&t, (unsigned)(seed / 3 % (CS_WAYS + 1)), &stream);
    write_record(&t, SIZE_MAX, TOLD);
    fine = fine && run_record(&t, 0, &record) && run_record(&t, (unsigned)(seed % (CS_WAYS + 1)), &without);
    if (fine)
        fine = compare(&record, "record", &stream, "stream") + compare(&stream, "stream", &record, "record") +
                   compare(&record, "record", &without, "a run without ways") == 0;
    fine = fine && try_dispute(&t, seed, &record, undetermined);
    *told += record.count;
    if (!fine)
        fprintf(stderr, "seed %llu\n%s%s", (unsigned long long)seed, cs_buffer_string(&t.treaty),
                cs_buffer_string(&t.record));
    release_lines(&record);
    release_lines(&without);
    release_lines(&stream);
    cs_buffer_release(&t.treaty);
    cs_buffer_release(&t.record);
    return fine;
}

int main(int argc, char **argv)
{
    const char *from_environment = getenv("CASUS_COUNT");
    size_t count = argc > 1 ? strtoul(argv[1], NULL, 10)
                            : from_environment != NULL ? strtoul(from_environment, NULL, 10) : SANITIZED ? 100 : 500;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    size_t wrong = 0, told = 0, undetermined = 0;

    for (size_t i = 0; i < count && wrong < 3; i++)
        wrong += !try(seed + i, &told, &undetermined);
    printf("seeds from %llu: %zu streams, %zu duties told of, %zu undetermined in a dispute, %zu wrong\n",
           (unsigned long long)seed, count, told, undetermined, wrong);
    return wrong > 0 || told == 0 || undetermined == 0;
}
