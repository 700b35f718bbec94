/* SPDX-License-Identifier: MIT */
/*
 * Claims to stances: of each voice its latest claim by the known-on date, its own before what others report of it
 * (R 2.4, 2.5). Then the stances decide whether the matter stands, does not, or is a question (R 2.1, 2.2).
 */
#include "docket/docket_int.h"

bool cs_instant_known(const struct cs_docket *docket, cs_instant recorded)
{
    return !docket->known_given || recorded < docket->known;
}

/*
 * R 8.7: what was recorded on a date of several days had been recorded when the last of them was over. What has no end
 * was recorded as it began.
 */
struct cs_recorded cs_moment_recorded(const struct cs_moment *moment)
{
    if (moment->form == CS_MOMENT_TIME)
        return (struct cs_recorded){moment->start, cs_day_of(moment->start, moment->zone)};
    if (moment->form == CS_MOMENT_DAY && !moment->unsure)
        return (struct cs_recorded){moment->start, moment->first};
    if (moment->end == CS_TIME_NEVER)
        return (struct cs_recorded){cs_day_start(moment->begins_last + 1, moment->offset) - 1, moment->begins_last};
    return (struct cs_recorded){moment->end - 1, moment->last};
}

/* A state is entered as it begins. */
struct cs_recorded cs_entry_recorded(const struct cs_entry *entry)
{
    if (entry == NULL)
        return (struct cs_recorded){0, 0};
    if (entry->moment.form != CS_MOMENT_SPAN)
        return cs_moment_recorded(&entry->moment);
    if (entry->moment.begins_last == entry->moment.first)
        return (struct cs_recorded){entry->moment.start, entry->moment.first};
    return (struct cs_recorded){cs_day_start(entry->moment.begins_last + 1, entry->moment.offset) - 1,
                                entry->moment.begins_last};
}

const struct cs_moment *cs_claim_date(const struct cs_symbols *symbols, const struct cs_claim *claim)
{
    const struct cs_document *document = NULL;

    if (claim->recorded.form != CS_MOMENT_NONE)
        return &claim->recorded;
    if (claim->source != CS_NO_NAME && claim->source < symbols->by_name_count)
        document = symbols->document_of[claim->source];
    return document == NULL || document->date.form == CS_MOMENT_NONE ? NULL : &document->date;
}

struct cs_recorded cs_claim_recorded(const struct cs_docket *docket, const struct cs_claim *claim,
                                     struct cs_recorded fallback)
{
    const struct cs_moment *date = cs_claim_date(docket->plan->symbols, claim);

    return date == NULL ? fallback : cs_moment_recorded(date);
}

struct cs_recorded cs_conclusion_recorded(const struct cs_entry *entry, struct cs_recorded fallback)
{
    return entry->concluded != NULL && entry->concluded->recorded.form != CS_MOMENT_NONE
               ? cs_moment_recorded(&entry->concluded->recorded)
               : fallback;
}

struct cs_matter *cs_docket_matter(struct cs_docket *docket, const struct cs_entry *entry)
{
    struct cs_matter *matter = cs_arena_alloc(&docket->arena, sizeof *matter);

    if (matter == NULL ||
        !cs_grow(&docket->matters, &docket->matter_capacity, docket->matter_count + 1, sizeof *docket->matters)) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    matter->entry = entry;
    matter->question = CS_NOWHERE;
    docket->matters[docket->matter_count++] = matter;
    return matter;
}

static struct cs_stance *find_stance(struct cs_matter *matter, cs_name voice, bool reported, struct cs_stance ***last)
{
    struct cs_stance **link = &matter->stances;

    for (; *link != NULL; link = &(*link)->next)
        if ((*link)->voice == voice && (*link)->reported == reported)
            break;
    *last = link;
    return *link;
}

static void say_again(struct cs_docket *docket, struct cs_stance *stance, const struct cs_claim *claim)
{
    struct cs_said **link = &stance->said;
    struct cs_said *said = cs_arena_alloc(&docket->arena, sizeof *said);

    if (said == NULL)
        return;
    while (*link != NULL)
        link = &(*link)->next;
    said->claim = claim;
    *link = said;
}

/*
 * R 2.4: a claim of a later day replaces one of an earlier day, in whatever order the lines stand. Of one day a
 * retraction prevails; two other claims of one day that differ leave the voice torn.
 */
static void take_latest(struct cs_docket *docket, struct cs_stance *stance, const struct cs_claim *claim,
                        cs_day recorded)
{
    if (stance->claim != NULL && recorded < stance->recorded)
        return;
    if (stance->claim != NULL && recorded == stance->recorded && claim->kind != CS_CLAIM_RETRACTS) {
        stance->torn |= stance->kind != CS_CLAIM_RETRACTS && stance->kind != claim->kind;
        if (stance->kind == claim->kind)
            say_again(docket, stance, claim);
        return;
    }
    stance->torn = false;
    stance->kind = claim->kind;
    stance->claim = claim;
    stance->said = NULL;
    stance->recorded = recorded;
}

static void take_claim(struct cs_docket *docket, struct cs_matter *matter, const struct cs_claim *claim,
                       cs_day recorded)
{
    struct cs_stance **last;
    struct cs_stance *stance = find_stance(matter, claim->voice, claim->via != NULL, &last);

    if (stance == NULL) {
        stance = cs_arena_alloc(&docket->arena, sizeof *stance);
        if (stance == NULL)
            return;
        *stance = (struct cs_stance){.voice = claim->voice, .reported = claim->via != NULL};
        *last = stance;
    }
    take_latest(docket, stance, claim, recorded);
}

/* `later`: it was recorded on a later day than what was concluded so far. */
static void take_conclusion(struct cs_docket *docket, struct cs_matter *matter, const struct cs_entry *entry,
                            bool later)
{
    docket->concludes = true;
    if (matter->concluded != NULL) {
        matter->concluded = later ? entry : matter->concluded;
        return;
    }
    matter->concluded = entry;
    if (cs_grow(&docket->concluded, &docket->concluded_capacity, docket->concluded_count + 1,
                sizeof *docket->concluded))
        docket->concluded[docket->concluded_count++] = matter;
    else
        cs_fail_memory(docket->failure);
}

/* The record's own word; a date on which it was recorded is given only with what is concluded. */
static void take_own_word(struct cs_docket *docket, struct cs_matter *matter, const struct cs_entry *entry)
{
    bool later = false;

    if (entry->concluded != NULL && entry->concluded->recorded.form != CS_MOMENT_NONE) {
        cs_day day = cs_moment_recorded(&entry->concluded->recorded).day;

        later = !matter->dated || day > matter->own;
        matter->own = later ? day : matter->own;
        matter->dated = true;
    }
    matter->known = true;
    matter->bare = true;
    if (entry->concluded != NULL)
        take_conclusion(docket, matter, entry, later);
}

/* ---- what the record takes back (R 2.15) ---- */

/* The day on which it is recorded; without one it counts for all days. */
static cs_day retracted_on(const struct cs_entry *entry)
{
    const struct cs_moment *recorded = &entry->retracted->recorded;

    return recorded->form == CS_MOMENT_NONE ? CS_DAY_FARTHEST : cs_moment_recorded(recorded).day;
}

static void take_retraction(struct cs_docket *docket, struct cs_matter *matter, const struct cs_entry *entry)
{
    const struct cs_moment *recorded = &entry->retracted->recorded;

    if (recorded->form != CS_MOMENT_NONE && !cs_instant_known(docket, cs_moment_recorded(recorded).time))
        return;
    matter->known = true;
    if (matter->retracted == NULL || retracted_on(matter->retracted) < retracted_on(entry))
        matter->retracted = entry;
}

bool cs_matter_keeps(const struct cs_docket *docket, const struct cs_matter *matter, const struct cs_claim *claim,
                     cs_day recorded)
{
    return matter->retracted == NULL ||
           (cs_claim_date(docket->plan->symbols, claim) != NULL && recorded > retracted_on(matter->retracted));
}

/*
 * Stances are made once all claims and retractions are there: what was taken back must not stand beside what stays, nor
 * replace it.
 */
static void make_stances(struct cs_docket *docket, struct cs_matter *matter)
{
    for (const struct cs_claimed *c = matter->claimed; c != NULL; c = c->next)
        if (cs_matter_keeps(docket, matter, c->claim, c->recorded))
            take_claim(docket, matter, c->claim, c->recorded);
    matter->claimed = matter->claimed_last = NULL;
    if (matter->retracted == NULL || matter->taken_back)
        return;
    matter->taken_back = true;
    if (!matter->dated || matter->own <= retracted_on(matter->retracted)) {
        matter->bare = false;
        matter->concluded = NULL;
    }
}

void cs_matter_add_denial(struct cs_docket *docket, struct cs_matter *matter, const struct cs_stance *absence)
{
    struct cs_stance **last;
    struct cs_stance *stance;
    bool same_day;

    make_stances(docket, matter); /* of the matter's own lines, on which the denial is no claim */
    stance = find_stance(matter, absence->voice, absence->reported, &last);
    same_day = stance != NULL && stance->recorded == absence->recorded;
    if (stance == NULL) {
        stance = *last = cs_arena_alloc(&docket->arena, sizeof *stance);
        if (stance == NULL)
            return;
    } else if (stance->recorded > absence->recorded || (same_day && stance->kind == CS_CLAIM_RETRACTS)) {
        return;
    } else if (same_day) {
        stance->torn |= stance->kind != CS_CLAIM_DENIES;
        return;
    }
    *stance = (struct cs_stance){.next = stance->next, .voice = absence->voice, .kind = CS_CLAIM_DENIES,
                                 .claim = absence->claim, .said = absence->said, .recorded = absence->recorded,
                                 .reported = absence->reported};
}

static void add_claimed(struct cs_docket *docket, struct cs_matter *matter, const struct cs_claim *claim,
                        cs_day recorded)
{
    struct cs_claimed *claimed = cs_arena_alloc(&docket->arena, sizeof *claimed);

    if (claimed == NULL) {
        cs_fail_memory(docket->failure);
        return;
    }
    *claimed = (struct cs_claimed){NULL, claim, recorded};
    if (matter->claimed == NULL)
        matter->claimed = claimed;
    else
        matter->claimed_last->next = claimed;
    matter->claimed_last = claimed;
}

void cs_matter_add_claims(struct cs_docket *docket, struct cs_matter *matter, const struct cs_entry *entry,
                          cs_name under, struct cs_recorded fallback)
{
    if (entry->supposed != CS_SUPPOSED_NOTHING) {
        docket->supposes = true;
        matter->known = true;
        if (matter->supposed != CS_SUPPOSED_SO)
            matter->supposed = entry->supposed;
    }
    if (entry->claims == NULL && entry->kind != CS_ENTRY_ABOUT &&
        cs_instant_known(docket, cs_conclusion_recorded(entry, fallback).time))
        take_own_word(docket, matter, entry);
    if (entry->retracted != NULL)
        take_retraction(docket, matter, entry);
    for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
        struct cs_recorded recorded = cs_claim_recorded(docket, claim, fallback);

        if ((claim->instrument != CS_NO_NAME && claim->instrument != under) || !cs_instant_known(docket, recorded.time))
            continue;
        matter->known = true;
        add_claimed(docket, matter, claim, recorded.day);
    }
}

void cs_matter_close(struct cs_docket *docket, struct cs_matter *matter)
{
    struct cs_stance **link = &matter->stances;

    make_stances(docket, matter);
    while (*link != NULL) {
        struct cs_stance **own;

        if ((*link)->reported && find_stance(matter, (*link)->voice, false, &own) != NULL)
            *link = (*link)->next;
        else
            link = &(*link)->next;
    }
}

struct cs_tally cs_matter_tally(const struct cs_matter *matter)
{
    struct cs_tally tally = {.says = matter->bare};

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next) {
        tally.says |= s->kind == CS_CLAIM_SAYS || s->torn;
        tally.denies |= s->kind == CS_CLAIM_DENIES || s->torn;
        tally.asks |= s->kind == CS_CLAIM_ASKS;
        tally.any |= s->kind != CS_CLAIM_RETRACTS;
    }
    return tally;
}

/* R 2.2: a name is no question if every declared account says it. */
static bool all_accounts_say(const struct cs_docket *docket, const struct cs_matter *matter)
{
    for (size_t i = 0; i < docket->account_count; i++) {
        const struct cs_stance *s = matter->stances;

        while (s != NULL && !(s->voice == docket->accounts[i].voice && s->kind == CS_CLAIM_SAYS && !s->torn))
            s = s->next;
        if (s == NULL)
            return false;
    }
    return docket->account_count > 0;
}

bool cs_matter_settle(struct cs_docket *docket, struct cs_matter *matter, bool name)
{
    struct cs_tally tally;
    bool stands;

    cs_matter_close(docket, matter);
    tally = cs_matter_tally(matter);
    stands = tally.says && !tally.denies && !tally.asks;
    if (name)
        stands = stands && (matter->bare || all_accounts_say(docket, matter));
    if (matter->supposed != CS_SUPPOSED_NOTHING)
        stands = matter->supposed == CS_SUPPOSED_SO;
    matter->yes = stands ? CS_ALL : CS_NONE;
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
    return stands || matter->supposed != CS_SUPPOSED_NOTHING || !(tally.says || tally.asks);
}

void cs_matter_ask(struct cs_docket *docket, struct cs_matter *matter, bool name, struct cs_name_key *key,
                   struct cs_buffer *id, struct cs_buffer *text)
{
    matter->question = cs_docket_ask(docket, name ? CS_QUESTION_QUALIFICATION : CS_QUESTION_OCCURRENCE, key, id, text,
                                     NULL, 2, matter->entry);
    if (matter->question != CS_NOWHERE)
        matter->yes = cs_docket_yes(docket, matter->question);
    matter->no = cs_worlds_not(docket->worlds, matter->yes);
}
