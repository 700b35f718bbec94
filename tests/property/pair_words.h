/* SPDX-License-Identifier: MIT */
/*
 * Random pairs of a treaty and a record, as text, from a seed. They are small, so that all worlds can be examined one
 * by one, and use nearly every construct of the language. What can be concluded has a rank (the order of SHAPES): few
 * pairs are refused because something depends on its own absence, and none begins and ends a fact without end.
 *
 * A statement asks chance once, or in an order that C fixes: a seed gives the same pair with every compiler.
 *
 * This file: the words, a pair, terms. pair_rules.h: rules; pair_record.h: entries; pair.h: the two texts.
 */
#ifndef TESTS_PROPERTY_PAIR_WORDS_H
#define TESTS_PROPERTY_PAIR_WORDS_H

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "lang/tree.h"
#include "property/chance.h"
#include "time/civil.h"

/* ---- words ---- */

enum sort { STATE, BODY, MATTER, BALLOT, NUMBER, MOMENT, HAPPENING, TREATY, ARTICLE, SORT_COUNT };

struct role { enum cs_prep prep; enum sort sort; };
struct shape {
    const char *line; /* how it is declared */
    const char *head;
    bool fact;
    struct role roles[5];
    uint32_t role_count;
    bool entered;   /* may stand in a record */
    bool concluded; /* may be concluded by a rule */
};

enum {
    RAID,
    REQUEST,
    AID,
    DELIVERY,
    WAIVER,
    TRUCE,
    NOTICE,
    DRAFT,
    VOTE,
    CLOSE,
    INCIDENT,
    ATTACK,
    ALARM,
    ADOPTION,
    REJECTION,
    PARTY,
    FRIEND,
    SITTING,
    MARKED,
    SILENCE,
    MENACE,
    READY,
    TALLY,
    SHAPE_COUNT
};

static const struct shape SHAPES[SHAPE_COUNT] = {
    [RAID] = { "raid by state on state",
               "raid",
               false,
               { { CS_PREP_BY, STATE }, { CS_PREP_ON, STATE } },
               2,
               true,
               false },
    [REQUEST] = { "request by state of state for matter on occurrence under article",
                  "request",
                  false,
                  { { CS_PREP_BY, STATE },
                    { CS_PREP_OF, STATE },
                    { CS_PREP_FOR, MATTER },
                    { CS_PREP_ON, HAPPENING },
                    { CS_PREP_UNDER, ARTICLE } },
                  5,
                  true,
                  false },
    [AID] = { "aid by state to state on occurrence",
              "aid",
              false,
              { { CS_PREP_BY, STATE }, { CS_PREP_TO, STATE }, { CS_PREP_ON, HAPPENING } },
              3,
              true,
              false },
    [DELIVERY] = { "delivery by state to state of number on occurrence",
                   "delivery",
                   false,
                   { { CS_PREP_BY, STATE }, { CS_PREP_TO, STATE }, { CS_PREP_OF, NUMBER }, { CS_PREP_ON, HAPPENING } },
                   4,
                   true,
                   false },
    [WAIVER] = { "waiver by state of state on occurrence",
                 "waiver",
                 false,
                 { { CS_PREP_BY, STATE }, { CS_PREP_OF, STATE }, { CS_PREP_ON, HAPPENING } },
                 3,
                 true,
                 false },
    [TRUCE] = { "truce by state on occurrence",
                "truce",
                false,
                { { CS_PREP_BY, STATE }, { CS_PREP_ON, HAPPENING } },
                2,
                true,
                false },
    [NOTICE] = { "notice by state to moment",
                 "notice",
                 false,
                 { { CS_PREP_BY, STATE }, { CS_PREP_TO, MOMENT } },
                 2,
                 true,
                 false },
    [DRAFT] = { "draft by state for matter",
                "draft",
                false,
                { { CS_PREP_BY, STATE }, { CS_PREP_FOR, MATTER } },
                2,
                true,
                false },
    [VOTE] = { "vote by state on occurrence for ballot",
               "vote",
               false,
               { { CS_PREP_BY, STATE }, { CS_PREP_ON, HAPPENING }, { CS_PREP_FOR, BALLOT } },
               3,
               true,
               false },
    [CLOSE] = { "close of occurrence after vote", "close", false, { { CS_PREP_OF, HAPPENING } }, 1, true, false },
    [INCIDENT] = { "incident by state on state",
                   "incident",
                   false,
                   { { CS_PREP_BY, STATE }, { CS_PREP_ON, STATE } },
                   2,
                   false,
                   true },
    [ATTACK] = { "attack by state on state",
                 "attack",
                 false,
                 { { CS_PREP_BY, STATE }, { CS_PREP_ON, STATE } },
                 2,
                 true,
                 true },
    [ALARM] = { "alarm by state", "alarm", false, { { CS_PREP_BY, STATE } }, 1, true, true },
    [ADOPTION] = { "adoption of occurrence", "adoption", false, { { CS_PREP_OF, HAPPENING } }, 1, true, true },
    [REJECTION] = { "rejection of occurrence", "rejection", false, { { CS_PREP_OF, HAPPENING } }, 1, false, true },
    [PARTY] = { "state is party of instrument",
                "party",
                true,
                { { CS_PREP_IS, STATE }, { CS_PREP_OF, TREATY } },
                2,
                true,
                false },
    [FRIEND] = { "state is friend of state",
                 "friend",
                 true,
                 { { CS_PREP_IS, STATE }, { CS_PREP_OF, STATE } },
                 2,
                 true,
                 true },
    [SITTING] = { "body is sitting", "sitting", true, { { CS_PREP_IS, BODY } }, 1, true, true },
    [MARKED] = { "state is marked", "marked", true, { { CS_PREP_IS, STATE } }, 1, true, true },
    [SILENCE] = { "silence of occurrence to moment",
                  "silence",
                  true,
                  { { CS_PREP_OF, HAPPENING }, { CS_PREP_TO, MOMENT } },
                  2,
                  false,
                  true },
    [MENACE] = { "menace to state", "menace", true, { { CS_PREP_TO, STATE } }, 1, false, true },
    [READY] = { "state is ready", "ready", true, { { CS_PREP_IS, STATE } }, 1, false, true },
    [TALLY] = { "tally of state with number",
                "tally",
                true,
                { { CS_PREP_OF, STATE }, { CS_PREP_WITH, NUMBER } },
                2,
                true,
                true },
};

/* The vocabulary puts these after others of the same day. */
static const char *const BEHIND[SHAPE_COUNT] = {
    [AID] = " after request", [DELIVERY] = " after raid", [VOTE] = " after truce", [WAIVER] = " after aid, delivery",
    [TRUCE] = " after waiver",
};

/* Names with a hyphen and capitals at their end, as some dates have: how a name reads must not matter. */
static const char *const PARTICULARS[SORT_COUNT][4] = {
    [STATE] = {"Alden", "Borea", "Cassiar-AB", "Dornian-CD"},
    [BODY] = {"Council", "Commission"},
    [MATTER] = {"Aid", "Word"},
    [BALLOT] = {"Yes", "No"},
    [NUMBER] = {"10", "4", "6", "1"},
    [TREATY] = {"Pact", "Accord"},
    [ARTICLE] = {"Pact 1", "Pact 1(1)", "Pact 2"},
};
static const uint32_t PARTICULAR_COUNT[SORT_COUNT] = {[BODY] = 2, [MATTER] = 2, [BALLOT] = 2, [NUMBER] = 4,
                                                        [ARTICLE] = 3};

/* ---- a pair ---- */

#define LABELS_MAX 32
#define VARIABLES_MAX 16

struct bound { enum sort sort; char name[8]; };
struct labelled { char name[8]; int shape; };

struct pair {
    struct chance chance;
    struct chance aside;    /* for constructs that were added later: pairs without them stay the same for a seed */
    struct chance survey;   /* the same for `every` and `is a` */
    struct chance later;    /* the same, for those that came after these */
    struct chance changes;  /* the same, for the clock */
    struct chance fates;    /* the same, for what becomes of requests and drafts */
    struct chance heir;     /* the same, for who takes over */
    struct chance duty;     /* the same, for what is said of duties */
    struct chance roles;    /* the same, for names that exclude each other in roles, and a moment as a time (R 7.13) */
    struct chance hours;    /* the same, for what is compared with what comes about in the middle of a day */
    struct chance undone;   /* the same, for what the record takes back (R 2.15) */
    struct chance closing;  /* the same, for what is so for good (R 6.9) */
    struct chance names;    /* the same, for names in time (R 2.13) */
    struct chance envoys;   /* the same, for who acts for a state */
    struct chance crowds;   /* the same, for a crowded day */
    struct cs_buffer treaty, record;
    bool duties;            /* some rules look at duties */
    bool awaits;            /* some times are set by what is still to come */
    uint32_t states;
    uint32_t unsaid;        /* how often, in a hundred, a role of the record is left unsaid */
    bool accord;            /* a second treaty */
    bool soon, scope;       /* readings */
    bool business;          /* the texts have a calendar; not so the record, which is written later */
    bool owes_states;       /* a state may be owed or forbidden, and leave a role unsaid */
    bool lasting;           /* what happens may have an end */
    bool marks;             /* the record says what its ~ and ? stand for */
    bool one;               /* facts that have one value at a time */
    bool compares;          /* moments of occurrences are compared */
    bool heirs;             /* one takes over from another (R 2.14) */
    bool closes;            /* somebody is barred for good (R 6.9) */
    bool renames;           /* states have other names in time */
    bool represents;        /* envoys act for states */
    bool sirens;            /* somebody is left unsaid, and compared by name alone */
    bool crowded;           /* much happens on one day */
    bool seals;             /* of motions too */
    bool clock;             /* the zone of the texts, or of some, is a clock that changes (R 7.12) */
    bool days;              /* only what tests/oracle knows: one zone, nothing left unsaid, and of hours: */
    enum { NO_HOURS, SOME_HOURS, ALL_HOURS } timed; /* all things happen at an hour, and times run for hours */
    cs_day base;            /* the first day of the record */
    int32_t record_zone;    /* in minutes */
    struct labelled labels[LABELS_MAX];
    uint32_t label_count, fact_count, bond_count;
    struct bound variables[VARIABLES_MAX]; /* of the rule that is being written */
    uint32_t variable_count;
    uint32_t fresh;
};

static const char *particular(struct pair *p, enum sort sort)
{
    uint32_t count = sort == STATE    ? (percent(&p->chance, 70) ? 2 : p->states)
                     : sort == TREATY ? p->accord ? 2u : 1u
                                      : PARTICULAR_COUNT[sort];

    return PARTICULARS[sort][below(&p->chance, count)];
}

static void day_of(struct pair *p, uint32_t offset, struct cs_buffer *out)
{
    char text[32];

    cs_buffer_text(out, cs_day_text(p->base + (cs_day)offset, text));
}

/* Says the head of a file the zone of its hours? */
static bool has_zone(const struct pair *p)
{
    return p->clock || p->record_zone != 0 || p->timed != NO_HOURS;
}

/* May times run for hours, or end at one? */
static bool has_times(const struct pair *p)
{
    return !p->days || p->timed == ALL_HOURS;
}

/* An instant, mostly in the zone of the record. */
static void hour_of(struct pair *p, uint32_t offset, struct cs_buffer *out)
{
    static const char *const offsets[] = {"Z", "+04:00", "-05:00"};
    static const char *const hours[] = {"00:00", "06:00", "12:00", "12:00", "18:30"};

    day_of(p, offset, out);
    cs_buffer_printf(out, "T%s", hours[below(&p->chance, 5)]);
    if (p->days) /* by the clock of the file */
        return;
    cs_buffer_text(out,
                   percent(&p->chance, 80) ? (p->record_zone == 0 ? "Z" : "+04:00") : offsets[below(&p->chance, 3)]);
}

static void day_or_hour(struct pair *p, uint32_t days, uint32_t first, struct cs_buffer *out)
{
    bool day = percent(&p->chance, days) || !has_times(p);

    (day ? day_of : hour_of)(p, first + below(&p->chance, 9), out);
}

/* ---- terms ---- */

enum use { BINDS, ANY, BOUND, SAID }; /* a condition that binds; one whose new variables are any; an effect; a record */

static const struct bound *known_variable(struct pair *p, enum sort sort)
{
    const struct bound *found = NULL;
    uint32_t seen = 0;

    for (uint32_t i = 0; i < p->variable_count; i++)
        if (p->variables[i].sort == sort && below(&p->chance, ++seen) == 0)
            found = &p->variables[i];
    return found;
}

static const char *new_variable(struct pair *p, enum sort sort)
{
    static const char letters[] = {[STATE] = 's', [BODY] = 'b', [MATTER] = 'm', [BALLOT] = 'v',
                                   [NUMBER] = 'n', [MOMENT] = 't', [HAPPENING] = 'o', [TREATY] = 'p', [ARTICLE] = 'a'};
    struct bound *b = &p->variables[p->variable_count < VARIABLES_MAX - 1 ? p->variable_count++ : VARIABLES_MAX - 1];

    b->sort = sort;
    b->name[0] = letters[sort];
    b->name[1] = 'x';
    b->name[2] = (char)('a' + p->fresh++ % 26);
    b->name[3] = '\0';
    return b->name;
}

static const char *some_label(struct pair *p)
{
    return p->labels[below(&p->chance, p->label_count)].name;
}

/* The argument of a role, or false if it is to be left unsaid. */
static bool argument(struct pair *p, enum sort sort, enum use use, struct cs_buffer *out)
{
    const struct bound *known = known_variable(p, sort);
    bool has_particular = sort != MOMENT && sort != HAPPENING;

    if (use == SAID) {
        if (sort == MOMENT)
            day_or_hour(p, 60, 0, out);
        else if (sort == HAPPENING && p->label_count == 0)
            return false;
        else
            cs_buffer_text(out, sort == HAPPENING ? some_label(p) : particular(p, sort));
        return true;
    }
    if (known != NULL && percent(&p->chance, use == BINDS ? 55 : 85)) {
        cs_buffer_text(out, known->name);
    } else if (use == BINDS && percent(&p->chance, has_particular ? 75 : 100)) {
        cs_buffer_text(out, new_variable(p, sort));
    } else if (has_particular) {
        cs_buffer_text(out, particular(p, sort));
    } else {
        return false;
    }
    return true;
}

static void term(struct pair *p, int shape, enum use use, uint32_t unsaid, struct cs_buffer *out)
{
    const struct shape *s = &SHAPES[shape];
    struct cs_buffer arg;

    cs_buffer_init(&arg);
    for (uint32_t i = 0; i < s->role_count; i++) {
        if (s->roles[i].prep != CS_PREP_IS)
            continue;
        argument(p, s->roles[i].sort, use, &arg);
        cs_buffer_printf(out, "%s is ", cs_buffer_string(&arg));
    }
    cs_buffer_text(out, s->head);
    for (uint32_t i = 0; i < s->role_count; i++) {
        bool all = p->days && (use == BOUND || (use == SAID && p->unsaid == 0));

        cs_buffer_clear(&arg);
        if (s->roles[i].prep == CS_PREP_IS || (p->days && s->roles[i].sort == ARTICLE))
            continue;
        if ((percent(&p->chance, unsaid) && !all) || !argument(p, s->roles[i].sort, use, &arg))
            continue;
        cs_buffer_printf(out, " %s %s", cs_prep_text(s->roles[i].prep), cs_buffer_string(&arg));
        /* a list: in the record all of it, in a pattern any one of it */
        if (s->roles[i].sort == STATE && cs_buffer_string(&arg)[0] < 'a' &&
            (use == SAID || (use < BOUND && !p->days)) && percent(&p->chance, 4))
            cs_buffer_text(out, strcmp(cs_buffer_string(&arg), "Alden") == 0 ? ", Borea" : ", Alden");
    }
    cs_buffer_release(&arg);
}

static int some_shape(struct pair *p, int from, int to)
{
    return from + (int)below(&p->chance, (uint32_t)(to - from));
}

/* A variable of this sort; if none is bound, one more condition binds it. */
static void need_state(struct pair *p, struct cs_buffer *out)
{
    if (known_variable(p, STATE) == NULL)
        cs_buffer_printf(out, "and   %s is party of Pact\n", new_variable(p, STATE));
}

/* Days of rest, holidays and working days in their place, near the days of the record; known well beyond them. */
static void calendar(struct pair *p, struct cs_buffer *out)
{
    char last[32];

    /* from before the record's membership, which may found what is counted in business days */
    cs_buffer_printf(out, "calendar Works\n  known 1999-12-01/%s\n", cs_day_text(p->base + 200, last));
    cs_buffer_text(out, percent(&p->aside, 70) ? "  rest Saturday, Sunday\n" : "  rest Friday\n");
    if (percent(&p->aside, 60)) {
        cs_buffer_text(out, "  holiday ");
        day_of(p, below(&p->aside, 3), out);
        cs_buffer_char(out, '/');
        day_of(p, 3 + below(&p->aside, 2), out);
        cs_buffer_char(out, '\n');
    }
    if (percent(&p->aside, 60)) {
        cs_buffer_text(out, "  workday ");
        day_of(p, 6 + below(&p->aside, 4), out);
        cs_buffer_char(out, '\n');
    }
    cs_buffer_char(out, '\n');
}

#endif
