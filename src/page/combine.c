/* SPDX-License-Identifier: MIT */
/*
 * The entries of a table: one for each combination of what its switches are set to. Most combinations make no
 * difference to what the table is of; what is the same is found once, in two steps.
 *
 * First, the sets on which an entry depends are taken as they are under the answers that are given (their cofactors),
 * where they no longer depend on what was answered. Two combinations with equal cofactors differ only in answers that
 * make no difference to the sets: one goes over into the other if these are replaced. A question of order is the
 * exception: orders may go in a circle (ledger/turns.c), so what it is set to stays apart.
 *
 * Second, most entries depend only on which of the sets have some of the worlds, which have all of them, and on which
 * questions some of the sets turn (CS_PAGE_MEETS): that takes less time to find than the entry.
 */
#include <stdlib.h>
#include <string.h>

#include "page/page_int.h"

/* The sets of a table: those of an account, those that are possible, then those on which the table depends. */
enum { WORLDS, POSSIBLE, SETS };

struct combining {
    struct cs_page *page;
    const struct cs_page_subject *subject;
    const struct cs_page_account *account;
    const uint32_t *switches;
    size_t count, combined;
    uint32_t values[CS_SWITCHES_MAX];
    bool orders;          /* some switch is of an order */
    struct cs_page_entries *kept;
    cs_set *first;        /* each once; if the account is its answers to the switches, within its base */
    size_t set_count;
    bool *hangs;          /* on which of the questions of the switches each of them depends, */
    size_t question_count, question_first[CS_SWITCHES_MAX]; /* which are so many; the first of each switch */
    size_t *turning;      /* where among them those are that turn on questions */
    cs_set *sets;         /* as they are once a switch is set: so many for each switch, one after another */
    cs_set *within;       /* room for the sets within the worlds */
    cs_set *turns;        /* and for those that turn */
    uint32_t *questions;  /* and for the questions */
    struct cs_names keys; /* of blocks: the entries for which the first switches are set to the same */
    uint32_t *starts;     /* by block: its first entry */
    size_t start_capacity;
    uint32_t *entries;
    struct cs_buffer key;
};

/* ---- keys ---- */

static void add_word(struct combining *c, uint32_t word)
{
    cs_buffer_add(&c->key, (const char *)&word, sizeof word);
}

static bool is_of_order(const struct combining *c, uint32_t s)
{
    return c->page->report.ledger->docket->questions[c->page->switches[s].question].earlier != 0;
}

/* The name of the key that was written; CS_NO_NAME if memory ran out. */
static cs_name take_key(struct combining *c, struct cs_names *keys)
{
    cs_name name = c->key.failed ? CS_NO_NAME : cs_names_intern_bytes(keys, c->key.bytes, c->key.length);

    c->page->arena.failed = c->page->arena.failed || name == CS_NO_NAME;
    return name;
}

/* The key of what follows once the first `depth` switches are set, so that these are the sets. */
static cs_name key_of(struct combining *c, struct cs_names *keys, size_t depth, const cs_set *sets)
{
    cs_buffer_clear(&c->key);
    add_word(c, (uint32_t)depth);
    for (size_t i = 0; i < depth && c->orders; i++)
        if (is_of_order(c, c->switches[i])) {
            add_word(c, c->switches[i]);
            add_word(c, c->values[i]);
        }
    cs_buffer_add(&c->key, (const char *)sets, c->set_count * sizeof *sets);
    return take_key(c, keys);
}

/* The key of which sets have some or all of the worlds, and of the questions on which those turn that do. */
static cs_name key_of_meeting(struct combining *c, struct cs_names *keys, const cs_set *sets)
{
    struct cs_docket *docket = c->page->report.ledger->docket;
    size_t turning = c->subject->turning_count, questions = 0;

    for (size_t i = 0; i < turning; i++)
        c->turns[i] = sets[c->turning[i]];
    if (turning > 0) /* they are within the worlds already */
        questions = cs_turns_on(docket, c->turns, turning, CS_ALL, c->questions, docket->question_count);
    cs_buffer_clear(&c->key);
    cs_buffer_char(&c->key, sets[WORLDS] == CS_NONE ? 'n' : 'a');
    for (size_t i = SETS; i < c->set_count; i++)
        cs_buffer_char(&c->key, sets[i] == CS_NONE ? 'n' : sets[i] == sets[WORLDS] ? 'a' : 's');
    cs_buffer_add(&c->key, (const char *)c->questions, questions * sizeof *c->questions);
    return take_key(c, keys);
}

/* The k-th set as it is once the i-th switch has this value. */
static cs_set given(struct combining *c, cs_set set, size_t k, size_t i, uint32_t value)
{
    const struct cs_page_switch *s = &c->page->switches[c->switches[i]];
    const bool *hangs = c->hangs + k * c->question_count + c->question_first[i];

    for (size_t q = 0; q < s->count; q++)
        if (hangs[q])
            set = cs_worlds_given(c->page->report.ledger->docket->worlds, set, s->all[q], value - 1);
    return set;
}

/* As cs_page_worlds_with: an account that gives this answer in none of its worlds answers otherwise in this alone. */
static cs_set given_to_account(struct combining *c, const cs_set *from, size_t i, uint32_t value)
{
    cs_set own = value == 0 ? CS_NONE : given(c, from[WORLDS], WORLDS, i, value);
    cs_set possible = value == 0 ? from[POSSIBLE] : given(c, from[POSSIBLE], POSSIBLE, i, value);

    return own != CS_NONE ? own
                          : cs_worlds_and(c->page->report.ledger->docket->worlds,
                                          cs_page_forget(c->page, from[WORLDS], &c->page->switches[c->switches[i]]),
                                          possible);
}

/* Of an account that is what it says of each switch: open is as it leaves it. */
static void give_plain(struct combining *c, const cs_set *from, size_t i, uint32_t value, cs_set *to)
{
    cs_set open = c->account->open[c->switches[i]];

    for (size_t k = 0; k < c->set_count; k++)
        to[k] = value > 0 ? given(c, from[k], k, i, value)
                          : cs_worlds_and(c->page->report.ledger->docket->worlds, from[k], open);
}

/* The sets as they are once one switch, the i-th, is set: 0 open, else an answer + 1. */
static void give(struct combining *c, const cs_set *from, size_t i, uint32_t value, cs_set *to)
{
    bool own = value == c->account->presets[c->switches[i]];
    cs_set worlds;

    if (c->account->plain) {
        give_plain(c, from, i, value, to);
        return;
    }
    worlds = own ? from[WORLDS] : given_to_account(c, from, i, value);
    for (size_t k = 0; k < c->set_count; k++)
        to[k] = own || value == 0 ? from[k] : given(c, from[k], k, i, value);
    to[WORLDS] = worlds;
}

/* ---- entries ---- */

static uint32_t number_of(struct combining *c)
{
    return c->subject->number(c->page, c->subject->what,
                              cs_page_worlds_with(c->page, c->account, c->switches, c->values, c->count));
}

static bool room_for(struct combining *c, struct cs_page_numbers *numbers, cs_name name)
{
    if (name != CS_NO_NAME && cs_grow(&numbers->items, &numbers->capacity, (size_t)name + 1, sizeof *numbers->items))
        return true;
    c->page->arena.failed = true;
    return false;
}

static bool meets(const struct combining *c)
{
    return c->subject->depends == CS_PAGE_MEETS && !c->orders;
}

/* All switches are set, so that these are the sets. */
static uint32_t entry_by_meeting(struct combining *c, const cs_set *sets)
{
    struct cs_worlds *w = c->page->report.ledger->docket->worlds;
    struct cs_page_numbers *numbers = &c->kept->by_meeting;
    size_t before = numbers->keys.count;
    cs_name name;

    for (size_t i = 0; i < c->set_count && !c->account->plain; i++) /* else they are (add_sets, give_plain) */
        c->within[i] = cs_worlds_and(w, sets[i], sets[WORLDS]);
    name = key_of_meeting(c, &numbers->keys, c->account->plain ? sets : c->within);
    if (!room_for(c, numbers, name))
        return 0;
    if (numbers->keys.count > before)
        numbers->items[name] = number_of(c);
    return numbers->items[name];
}

static uint32_t entry_of(struct combining *c, const cs_set *sets)
{
    struct cs_page_numbers *numbers = &c->kept->by_sets;
    size_t before = numbers->keys.count;
    cs_name name = key_of(c, &numbers->keys, c->count, sets);
    uint32_t number;

    if (!room_for(c, numbers, name))
        return 0;
    if (numbers->keys.count == before)
        return numbers->items[name];
    number = meets(c) ? entry_by_meeting(c, sets) : number_of(c);
    numbers->items[name] = number;
    return number;
}

static size_t values_of(const struct combining *c, size_t i)
{
    return cs_page_answers_of(c->page, c->switches[i]) + 1;
}

/* The entries of all combinations of the switches from `depth` on, so many, from `at` on. */
static void fill(struct combining *c, size_t depth, const cs_set *sets, size_t at, size_t size)
{
    cs_set *next = c->sets + (depth + 1) * c->set_count;
    size_t before = c->keys.count;
    cs_name name;

    if (depth == c->combined) {
        c->entries[at] = entry_of(c, sets);
        return;
    }
    name = key_of(c, &c->keys, depth, sets);
    if (name == CS_NO_NAME || !cs_grow(&c->starts, &c->start_capacity, (size_t)name + 1, sizeof *c->starts)) {
        c->page->arena.failed = true;
        return;
    }
    if (c->keys.count == before) {
        memcpy(c->entries + at, c->entries + c->starts[name], size * sizeof *c->entries);
        return;
    }
    c->starts[name] = (uint32_t)at;
    size /= values_of(c, depth);
    for (uint32_t v = 0; v < values_of(c, depth) && !c->page->arena.failed; v++, at += size) {
        c->values[depth] = v;
        give(c, sets, depth, v, next);
        fill(c, depth + 1, next, at, size);
    }
}

/* ---- tables ---- */

static bool is_shared(const struct combining *c)
{
    return c->subject->depends != CS_PAGE_DEPENDS_ON_MORE;
}

/* Each combination is looked at by itself. */
static void fill_apart(struct combining *c, size_t entries)
{
    for (size_t e = 0; e < entries; e++) {
        size_t rest = e;

        for (size_t i = c->combined; i-- > 0;) { /* the last switch changes quickest */
            c->values[i] = (uint32_t)(rest % values_of(c, i));
            rest /= values_of(c, i);
        }
        c->entries[e] = number_of(c);
    }
}

/* What is chosen by itself is set as the account has it while the others are chosen. */
static void fill_combined(struct combining *c, size_t entries)
{
    memcpy(c->sets, c->first, c->set_count * sizeof *c->sets);
    for (size_t i = c->combined; i < c->count; i++)
        give(c, c->sets, i, c->values[i], c->sets);
    fill(c, 0, c->sets, 0, entries);
}

/* Adds a set, if it is not there yet; where it is. The order is the same on each account. */
static size_t add_set(struct combining *c, cs_set set)
{
    struct cs_lists *places = &c->kept->places;
    uint32_t at = cs_lists_of(places, set);

    if (at != 0)
        return places->items[at - 1].number;
    if (!cs_lists_put(places, set, (uint32_t)c->set_count, 0))
        c->page->arena.failed = true;
    c->first[c->set_count] = set;
    return c->set_count++;
}

static void add_sets(struct combining *c)
{
    const struct cs_page_subject *s = c->subject;
    bool plain = c->account->plain;

    c->first[WORLDS] = plain ? c->account->base : c->account->worlds;
    c->first[POSSIBLE] = plain ? CS_ALL : c->page->report.ledger->worlds;
    c->set_count = SETS;
    cs_lists_clear(&c->kept->places);
    for (size_t i = 0; i < s->count; i++)
        add_set(c, s->sets[i]);
    for (size_t i = 0; i < s->further_count; i++)
        add_set(c, s->further[i]);
    for (size_t i = 0; i < s->turning_count; i++)
        c->turning[i] = add_set(c, s->turning[i]);
    for (size_t i = SETS; i < c->set_count && plain; i++)
        c->first[i] = cs_worlds_and(c->page->report.ledger->docket->worlds, c->first[i], c->account->base);
}

static int by_number(const void *a, const void *b)
{
    uint32_t x = *(const uint32_t *)a, y = *(const uint32_t *)b;

    return (x > y) - (x < y);
}

/* Finds on which questions of the switches each set depends. */
static void find_hangs(struct combining *c)
{
    struct cs_worlds *w = c->page->report.ledger->docket->worlds;

    for (size_t k = 0; k < c->set_count; k++) {
        bool *hangs = c->hangs + k * c->question_count;
        uint32_t *questions = NULL;
        size_t count = 0;

        if (!cs_worlds_support(w, c->first[k], &questions, &count))
            c->page->arena.failed = true;
        for (size_t i = 0; i < c->count; i++) {
            const struct cs_page_switch *s = &c->page->switches[c->switches[i]];

            for (size_t q = 0; q < s->count && count > 0; q++)
                hangs[c->question_first[i] + q] =
                    bsearch(&s->all[q], questions, count, sizeof *questions, by_number) != NULL;
        }
        free(questions);
    }
    for (size_t q = 0; q < c->question_count; q++) /* what is possible may come in later (give) */
        c->hangs[q] = c->hangs[q] || c->hangs[POSSIBLE * c->question_count + q];
}

static void count_questions(struct combining *c)
{
    for (size_t i = 0; i < c->count; i++) {
        c->orders = c->orders || is_of_order(c, c->switches[i]);
        c->question_first[i] = c->question_count;
        c->question_count += c->page->switches[c->switches[i]].count;
    }
}

static bool begin(struct combining *c, size_t entries)
{
    const struct cs_page_subject *s = c->subject;
    size_t most = s->count + s->further_count + s->turning_count + SETS;

    count_questions(c);
    c->first = calloc(most, sizeof *c->first);
    c->sets = calloc((c->count + 2) * most, sizeof *c->sets);
    c->within = calloc(most, sizeof *c->within);
    c->hangs = calloc(most * c->question_count + 1, sizeof *c->hangs);
    c->turning = calloc(s->turning_count + 1, sizeof *c->turning);
    c->turns = calloc(s->turning_count + 1, sizeof *c->turns);
    c->questions = calloc(c->page->report.ledger->docket->question_count + 1, sizeof *c->questions);
    c->entries = calloc(entries, sizeof *c->entries);
    if (c->first == NULL || c->sets == NULL || c->within == NULL || c->hangs == NULL || c->turning == NULL ||
        c->turns == NULL || c->questions == NULL || c->entries == NULL)
        return false;
    add_sets(c);
    find_hangs(c);
    return true;
}

static void set_as_account(struct combining *c)
{
    for (size_t i = 0; i < c->count; i++)
        c->values[i] = c->account->presets[c->switches[i]];
}

static void add_combined(struct combining *c, size_t entries, struct cs_buffer *out)
{
    set_as_account(c);
    if (is_shared(c))
        fill_combined(c, entries);
    else
        fill_apart(c, entries);
    for (size_t e = 0; e < entries; e++) {
        if (e > 0)
            cs_buffer_char(out, ',');
        cs_buffer_number(out, c->entries[e]);
    }
}

static uint32_t single_entry(struct combining *c)
{
    cs_set *next = c->sets + c->set_count;

    if (!is_shared(c))
        return number_of(c);
    memcpy(c->sets, c->first, c->set_count * sizeof *c->sets);
    for (size_t i = 0; i < c->count; i++) {
        give(c, c->sets, i, c->values[i], next);
        memcpy(c->sets, next, c->set_count * sizeof *c->sets);
    }
    return entry_of(c, c->sets);
}

/* Of the others, each by itself, with all else as the account has it. */
static void add_singles(struct combining *c, struct cs_buffer *out)
{
    set_as_account(c);
    for (size_t i = c->combined; i < c->count; i++) {
        for (c->values[i] = 0; c->values[i] < values_of(c, i); c->values[i]++)
            cs_buffer_printf(out, ",%u", (unsigned)single_entry(c));
        c->values[i] = c->account->presets[c->switches[i]];
    }
}

size_t cs_page_combinations(const struct cs_page *page, const uint32_t *switches, size_t count)
{
    size_t product = 1;

    for (size_t i = 0; i < count && product <= CS_COMBINATIONS_MAX; i++)
        product *= cs_page_answers_of(page, switches[i]) + 1;
    return product;
}

void cs_page_add_entries(struct cs_page *page, const struct cs_page_subject *subject,
                         const struct cs_page_account *account, const uint32_t *switches, size_t count,
                         struct cs_page_entries *kept, struct cs_buffer *out)
{
    struct combining c = {.page = page, .subject = subject, .account = account, .switches = switches, .count = count,
                          .kept = kept};
    size_t entries;

    while (c.combined < count && switches[c.combined] < page->combined)
        c.combined++;
    entries = cs_page_combinations(page, switches, c.combined);
    cs_names_init(&c.keys);
    cs_buffer_init(&c.key);
    if (begin(&c, entries)) {
        add_combined(&c, entries, out);
        add_singles(&c, out);
    } else {
        page->arena.failed = true;
    }
    cs_buffer_release(&c.key);
    cs_names_release(&c.keys);
    free(c.first);
    free(c.sets);
    free(c.within);
    free(c.hangs);
    free(c.turning);
    free(c.turns);
    free(c.questions);
    free(c.entries);
    free(c.starts);
}

void cs_page_entries_init(struct cs_page_entries *kept)
{
    *kept = (struct cs_page_entries){.by_sets = {.items = NULL}};
    cs_names_init(&kept->by_sets.keys);
    cs_names_init(&kept->by_meeting.keys);
}

void cs_page_entries_release(struct cs_page_entries *kept)
{
    cs_names_release(&kept->by_sets.keys);
    cs_names_release(&kept->by_meeting.keys);
    free(kept->by_sets.items);
    free(kept->by_meeting.items);
    cs_lists_release(&kept->places);
}
