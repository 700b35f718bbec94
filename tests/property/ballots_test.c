/* SPDX-License-Identifier: MIT */
/*
 * Each method of vocabulary/decisions.casus against a plain count. A ballot is made by chance: who is a member and
 * when, who is kept out, who votes, changes its vote, takes it back, votes by proxy, comes, leaves, objects. casus gets
 * it as a record, and it is counted here from the same numbers; the `check` lines of the record say the result of the
 * count.
 *
 *   ballots_test [BALLOTS [SEED]]     so many of each method
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "answer/verify.h"
#include "property/chance.h"
#include "sanitized.h"
#include "store/case.h"

#define STATES 8   /* the last two are guests: no members of anything */
#define GUESTS 2
#define ACTIONS 14
#define A_RECORD 20 /* ballots of one record, each in an organ of its own */
#define NOBODY STATES

static const char *const NAMES[STATES] = { "Alden", "Borea",  "Cassia",    "Dorn",
                                           "Elvar", "Ferrow", "Guest One", "Guest Two" };

enum method { CONSENSUS, UNANIMITY, MAJORITY, MAJORITY_OF_MEMBERS, THIRDS_OF_MEMBERS, THIRDS_OF_PRESENT, THIRDS_OF_CAST,
              WEIGHTED, SILENCE, METHODS };
static const char *const METHOD[METHODS] = {
    "Consensus", "Unanimity", "Majority", "Majority Of Members", "Two Thirds Of Members", "Two Thirds Of Present",
    "Two Thirds Of Cast", "Weighted Two Thirds", "Silence"};

enum voice { NONE, YES, NO, ABSTAIN, TAKEN_BACK };
static const char *const BALLOT[] = {[YES] = "Yes", [NO] = "No", [ABSTAIN] = "Abstain"};

enum membership { NEVER, ALWAYS, LEAVES, JOINS }; /* leaves as the first day ends, joins as the second begins */

struct action { uint32_t state; enum voice voice; bool second_day; };

struct ballot {
    enum method method;
    enum membership member[STATES];
    bool disputant[STATES], debtor[STATES], excused[STATES], suspended[STATES];
    bool excluding_disputants, excluding_debtors, ties, sparing, supporters;
    uint32_t proxy[STATES]; /* who votes for it, or NOBODY */
    struct action actions[ACTIONS];
    uint32_t action_count;
    bool comes[STATES], departs[STATES], objects[STATES], takes_back[STATES];
    uint32_t weight[STATES], former_weight[STATES]; /* 0: none */
    uint32_t quorum, chair;
};

/* ---- by chance ---- */

static void make(struct ballot *b, enum method method, struct chance *c)
{
    uint32_t willing = below(c, 4); /* some organs agree more often than others */
    bool weightless = percent(c, 6);

    memset(b, 0, sizeof *b);
    b->method = method;
    b->excluding_disputants = percent(c, 60);
    b->excluding_debtors = percent(c, 60);
    b->ties = percent(c, 50);
    b->sparing = percent(c, 25);
    b->supporters = percent(c, 25);
    b->quorum = percent(c, 50) ? below(c, 5) : 0;
    b->chair = below(c, STATES - GUESTS);
    for (uint32_t s = 0; s < STATES; s++) {
        uint32_t kind = below(c, 20);

        b->member[s] = s >= STATES - GUESTS || kind == 0 ? NEVER : kind < 3 ? LEAVES : kind < 5 ? JOINS : ALWAYS;
        b->disputant[s] = percent(c, 15);
        b->debtor[s] = percent(c, 15);
        b->excused[s] = percent(c, 30);
        b->suspended[s] = percent(c, 5);
        b->proxy[s] = percent(c, 25) ? below(c, STATES) : NOBODY;
        if (b->proxy[s] == s)
            b->proxy[s] = NOBODY;
        b->comes[s] = percent(c, 60);
        b->departs[s] = percent(c, 12);
        b->objects[s] = percent(c, 14);
        b->takes_back[s] = b->objects[s] && percent(c, 50);
        b->weight[s] = percent(c, 85) && !weightless ? 1 + below(c, 40) : 0;
        b->former_weight[s] = b->weight[s] > 0 && percent(c, 40) ? b->weight[s] + 1 + below(c, 90) : 0;
    }
    if (percent(c, 4))
        for (uint32_t s = 0; s < STATES; s++)
            b->member[s] = NEVER;
    b->action_count = below(c, ACTIONS + 1);
    for (uint32_t i = 0; i < b->action_count; i++) {
        struct action *a = &b->actions[i];

        a->state = below(c, STATES);
        a->voice = percent(c, 12) ? TAKEN_BACK : percent(c, 30 + 23 * willing) ? YES : percent(c, 70) ? NO : ABSTAIN;
        a->second_day = i * 5 >= b->action_count * 4;
    }
}

/* ---- the plain count ---- */

struct standing {
    enum voice stance[STATES];
    bool has_voted[STATES], attends[STATES], blocks[STATES];
    bool closed; /* silence was broken */
};

static bool is_member(const struct ballot *b, uint32_t s, bool second_day)
{
    return b->member[s] == ALWAYS || b->member[s] == (second_day ? JOINS : LEAVES);
}

/* `late`: after 13:00 of the first day, as it is known by then who is a party to the dispute */
static bool has_vote(const struct ballot *b, uint32_t s, bool late, bool second_day)
{
    return is_member(b, s, second_day) && !(b->excluding_disputants && b->disputant[s] && late) &&
           !(b->excluding_debtors && b->debtor[s] && !b->excused[s]) && !b->suspended[s];
}

static bool votes_itself(const struct standing *at, uint32_t s)
{
    return at->stance[s] != NONE && at->stance[s] != TAKEN_BACK;
}

static bool may_vote(const struct ballot *b, uint32_t s, bool second_day)
{
    if (has_vote(b, s, second_day, second_day))
        return true;
    for (uint32_t p = 0; p < STATES; p++)
        if (b->proxy[p] == s && has_vote(b, p, second_day, second_day))
            return true;
    return false;
}

static void act(const struct ballot *b, struct standing *at, const struct action *a)
{
    if (a->voice == TAKEN_BACK) {
        if (at->has_voted[a->state])
            at->stance[a->state] = TAKEN_BACK;
    } else if (may_vote(b, a->state, a->second_day)) {
        at->stance[a->state] = a->voice;
        at->has_voted[a->state] = true;
        at->attends[a->state] = true;
    }
}

static void go_through(const struct ballot *b, struct standing *at)
{
    memset(at, 0, sizeof *at);
    for (uint32_t s = 0; s < STATES; s++)
        at->attends[s] = b->comes[s];
    for (uint32_t s = 0; s < STATES; s++)
        at->blocks[s] = b->objects[s] && has_vote(b, s, false, false);
    for (uint32_t s = 0; s < STATES; s++)
        at->closed |= b->method == SILENCE && at->blocks[s];
    for (uint32_t i = 0; i < b->action_count && b->method != SILENCE; i++)
        if (!b->actions[i].second_day)
            act(b, at, &b->actions[i]);
    for (uint32_t s = 0; s < STATES; s++) {
        at->attends[s] &= !b->departs[s];
        at->blocks[s] &= !b->takes_back[s];
    }
    for (uint32_t i = 0; i < b->action_count && b->method != SILENCE; i++)
        if (b->actions[i].second_day)
            act(b, at, &b->actions[i]);
}

static enum voice voice_of(const struct ballot *b, const struct standing *at, uint32_t s)
{
    if (votes_itself(at, s))
        return at->stance[s];
    return b->proxy[s] != NOBODY && votes_itself(at, b->proxy[s]) ? at->stance[b->proxy[s]] : NONE;
}

static bool is_counted(const struct ballot *b, const struct standing *at, uint32_t s)
{
    return at->attends[s] || (b->proxy[s] != NOBODY && !votes_itself(at, s) && at->attends[b->proxy[s]]);
}

struct numbers { uint32_t voters, yes, no, counted, yes_counted, weight, yes_weight; bool blocked; };

static struct numbers count(const struct ballot *b, const struct standing *at, bool second_day)
{
    struct numbers n = {0};

    for (uint32_t s = 0; s < STATES; s++) {
        enum voice voice = voice_of(b, at, s);

        if (!has_vote(b, s, true, second_day))
            continue;
        n.voters++;
        n.yes += voice == YES;
        n.no += voice == NO;
        n.counted += is_counted(b, at, s);
        n.yes_counted += voice == YES && is_counted(b, at, s);
        n.weight += b->weight[s];
        n.yes_weight += voice == YES ? b->weight[s] : 0;
        n.blocked |= at->blocks[s];
    }
    return n;
}

static bool adopts(const struct ballot *b, const struct standing *at)
{
    struct numbers n = count(b, at, b->method != SILENCE);

    if (b->method == SILENCE)
        return n.voters > 0 && !at->closed;
    if (n.voters == 0 || n.counted < b->quorum)
        return false;
    switch (b->method) {
    case CONSENSUS:
        return !n.blocked;
    case UNANIMITY:
        return n.yes == n.voters;
    case MAJORITY:
        return n.yes > n.no || (b->ties && n.yes == n.no && has_vote(b, b->chair, true, true) &&
                                voice_of(b, at, b->chair) == YES);
    case MAJORITY_OF_MEMBERS:
        return 2 * n.yes > n.voters;
    case THIRDS_OF_MEMBERS:
        return 3 * n.yes >= 2 * n.voters;
    case THIRDS_OF_PRESENT:
        return n.yes_counted > 0 && 3 * n.yes_counted >= 2 * n.counted;
    case THIRDS_OF_CAST:
        return n.yes > 0 && 3 * n.yes >= 2 * (n.yes + n.no);
    case WEIGHTED:
        return n.yes_weight > 0 && 3 * n.yes_weight >= 2 * n.weight;
    default:
        abort();
    }
}

static bool is_bound(const struct ballot *b, const struct standing *at, uint32_t s)
{
    bool second_day = b->method != SILENCE, votes = has_vote(b, s, true, second_day);

    return is_member(b, s, second_day) && !(b->sparing && !(votes && is_counted(b, at, s))) &&
           !(b->supporters && !(votes && voice_of(b, at, s) == YES));
}

/* ---- the record ---- */

/* The first or second day of the ballot with this number: no two are on one day. */
static const char *day(uint32_t number, uint32_t of)
{
    static char text[2][32];

    snprintf(text[of - 1], sizeof text[0], "2030-%02u-%02u", 1 + number / 10, 1 + number % 10 * 2 + of);
    return text[of - 1];
}

static void tell_states(const struct ballot *b, uint32_t number, uint32_t s, struct cs_buffer *out)
{
    if (b->member[s] != NEVER)
        cs_buffer_printf(out, "%s/%s %s is member of Organ %u\n", b->member[s] == JOINS ? day(number, 2) : "2000-01-01",
                         b->member[s] == LEAVES ? day(number, 1) : "..", NAMES[s], number);
    if (b->disputant[s])
        cs_buffer_printf(out, "%sT13:00/.. %s is disputant in d%u\n", day(number, 1), NAMES[s], number);
    if (b->debtor[s])
        cs_buffer_printf(out, "2029-01-01/.. arrears of %s in Organ %u\n", NAMES[s], number);
    if (b->excused[s])
        cs_buffer_printf(out, "2029-02-01/.. %s is excused in Organ %u\n", NAMES[s], number);
    if (b->suspended[s])
        cs_buffer_printf(out, "2029-02-01/.. %s is suspended in Organ %u\n", NAMES[s], number);
    if (b->proxy[s] != NOBODY)
        cs_buffer_printf(out, "2029-04-01/.. %s is proxy of %s in Organ %u\n", NAMES[b->proxy[s]], NAMES[s], number);
    if (b->former_weight[s] > 0)
        cs_buffer_printf(out, "2000-01-01/.. weight of %s in Organ %u with %u\n", NAMES[s], number,
                         b->former_weight[s]);
    if (b->weight[s] > 0)
        cs_buffer_printf(out, "2010-01-01/.. weight of %s in Organ %u with %u\n", NAMES[s], number, b->weight[s]);
    if (b->comes[s])
        cs_buffer_printf(out, "%sT09:05 attendance by %s at d%u\n", day(number, 1), NAMES[s], number);
    if (b->departs[s])
        cs_buffer_printf(out, "%sT15:00 departure by %s at d%u\n", day(number, 1), NAMES[s], number);
    if (b->objects[s])
        cs_buffer_printf(out, "%sT09:%u objection by %s to d%u\n", day(number, 1), 30 + s, NAMES[s], number);
    if (b->takes_back[s])
        cs_buffer_printf(out, "%sT14:%u objection withdrawal by %s to d%u\n", day(number, 1), 10 + s, NAMES[s], number);
}

static void tell(const struct ballot *b, uint32_t number, struct cs_buffer *out)
{
    cs_buffer_printf(out, "\nname organ Organ %u\n2000-01-01/.. Organ %u is deciding by %s\n", number, number,
                     METHOD[b->method]);
    if (b->excluding_disputants)
        cs_buffer_printf(out, "2000-01-01/.. Organ %u is excluding disputants\n", number);
    if (b->excluding_debtors)
        cs_buffer_printf(out, "2000-01-01/.. Organ %u is excluding debtors\n", number);
    if (b->ties)
        cs_buffer_printf(out, "2000-01-01/.. Organ %u is letting chair decide ties\n", number);
    if (b->sparing)
        cs_buffer_printf(out, "2000-01-01/.. Organ %u is sparing absentees\n", number);
    if (b->supporters)
        cs_buffer_printf(out, "2000-01-01/.. Organ %u is binding supporters\n", number);
    if (b->quorum > 0)
        cs_buffer_printf(out, "2000-01-01/.. quorum of Organ %u with %u\n", number, b->quorum);
    cs_buffer_printf(out, "2000-01-01/.. %s is chair of Organ %u\n", NAMES[b->chair], number);
    cs_buffer_printf(out, "%sT09:00 d%u: draft in Organ %u for Mission\n", day(number, 1), number, number);
    if (b->method == SILENCE)
        cs_buffer_printf(out, "%sT09:00 circulation of d%u to %sT16:00Z\n", day(number, 1), number, day(number, 1));
    for (uint32_t s = 0; s < STATES; s++)
        tell_states(b, number, s, out);
    for (uint32_t i = 0; i < b->action_count && b->method != SILENCE; i++) {
        const struct action *a = &b->actions[i];

        cs_buffer_printf(out, "%sT10:%u ", day(number, a->second_day ? 2 : 1), 10 + i);
        if (a->voice == TAKEN_BACK)
            cs_buffer_printf(out, "vote withdrawal by %s on d%u\n", NAMES[a->state], number);
        else
            cs_buffer_printf(out, "vote by %s on d%u for %s\n", NAMES[a->state], number, BALLOT[a->voice]);
    }
    if (b->method != SILENCE)
        cs_buffer_printf(out, "%sT11:00 close of d%u\n", day(number, 2), number);
}

static uint32_t adopted; /* by the method that is examined */

static void claim(const struct ballot *b, uint32_t number, struct cs_buffer *out)
{
    struct standing at;
    bool result;

    go_through(b, &at);
    result = adopts(b, &at);
    adopted += result;
    cs_buffer_printf(out, "check %s d%u as open on 2030-12-31\n", result ? "adopted" : "not adopted", number);
    for (uint32_t s = 0; s < STATES; s++)
        cs_buffer_printf(out, "check %s %s is bound by d%u as open on 2030-12-31\n",
                         result && is_bound(b, &at, s) ? "holds" : "does not hold", NAMES[s], number);
}

/* ---- both against each other ---- */

static void show_wrong(const struct cs_verdicts *verdicts, const struct cs_buffer *record)
{
    for (size_t i = 0; i < verdicts->count; i++) {
        const struct cs_verdict *v = &verdicts->items[i];
        const struct cs_span *span = &v->check->span;

        if (!v->passed)
            printf("  the count says %.*s, casus finds %s\n", (int)(span->end - span->start),
                   span->source->bytes + span->start, v->found);
    }
    printf("---- record\n%s", record->bytes);
}

static bool holds(const struct cs_buffer *record)
{
    struct cs_case c;
    struct cs_verdicts *verdicts = NULL;
    bool fine = false;

    cs_case_init(&c);
    cs_case_add(&c, CASUS_SOURCE_DIR "/vocabulary/decisions.casus");
    cs_case_add_text(&c, "ballots.record", CS_SOURCE_RECORD, record->bytes, record->length);
    cs_case_check(&c);
    if (c.plan == NULL || c.failure.status != CASUS_OK) {
        printf("the record is refused\n%s", record->bytes);
    } else {
        const struct cs_file *file = c.files;

        while (file->next != NULL)
            file = file->next;
        if (cs_verify(c.plan, file, 0, &c.failure, NULL, NULL, &verdicts) == CASUS_OK)
            fine = verdicts->failed == 0;
        else
            printf("it does not run: %s\n", c.failure.message);
        if (verdicts != NULL && !fine)
            show_wrong(verdicts, record);
    }
    cs_verdicts_free(verdicts);
    cs_case_release(&c);
    return fine;
}

static bool try_method(enum method method, uint32_t count, uint64_t seed)
{
    struct chance chance = {seed * METHODS + method};
    bool fine = true;

    adopted = 0;
    for (uint32_t done = 0; done < count && fine;) {
        struct cs_buffer record, claims;

        cs_buffer_init(&record);
        cs_buffer_init(&claims);
        cs_buffer_text(&record,
                       "zone  +00:00\nname  state Alden, Borea, Cassia, Dorn, Elvar, Ferrow, Guest One, Guest Two\n");
        for (uint32_t k = 0; k < A_RECORD && done < count; k++, done++) {
            struct ballot b;

            make(&b, method, &chance);
            tell(&b, k + 1, &record);
            claim(&b, k + 1, &claims);
        }
        cs_buffer_add(&record, cs_buffer_string(&claims), claims.length);
        fine = holds(&record);
        cs_buffer_release(&record);
        cs_buffer_release(&claims);
    }
    printf("%-22s %u ballots, %u adopted, seed %llu: %s\n", METHOD[method], count, adopted, (unsigned long long)seed,
           fine ? "as counted" : "WRONG");
    if (fine && count >= 100 && (adopted < count / 50 || adopted > count - count / 50)) {
        printf("nearly all ballots come to the same: the test tells nothing\n");
        return false;
    }
    return fine;
}

int main(int argc, char **argv)
{
    uint32_t count = argc > 1 ? (uint32_t)strtoul(argv[1], NULL, 10) : SANITIZED ? 40 : 200;
    uint64_t seed = argc > 2 ? strtoull(argv[2], NULL, 10) : 1;
    bool fine = true;

    for (int method = 0; method < METHODS; method++)
        fine &= try_method((enum method)method, count, seed);
    return fine ? EXIT_SUCCESS : EXIT_FAILURE;
}
