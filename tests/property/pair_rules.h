/* SPDX-License-Identifier: MIT */
/* Random pairs: the rules of a treaty. */
#ifndef TESTS_PROPERTY_PAIR_RULES_H
#define TESTS_PROPERTY_PAIR_RULES_H

#include "property/pair_words.h"

/* ---- conditions; `top` is the rank of the conclusion: absences and counts look only at lower ranks ---- */

/* What is so of every one; it looks at lower ranks, as a count does. */
static void every(struct pair *p, int top, const struct bound *d, struct cs_buffer *out)
{
    uint32_t what = below(&p->survey, 3);

    cs_buffer_text(out, what == 0 && top > PARTY ? "every s in s is party of Pact: " : "every s in raid by s on x: ");
    cs_buffer_text(out, percent(&p->survey, 30) ? "no " : "");
    if (top > VOTE && d != NULL && percent(&p->survey, 60))
        cs_buffer_printf(out, "vote by s on %s%s\n", d->name, percent(&p->survey, 50) ? " for Yes" : "");
    else
        cs_buffer_text(out, what == 1 ? "raid by x on s\n" : "raid by s on Borea\n");
}

static void counts(struct pair *p, int top, struct cs_buffer *out)
{
    static const char *const compares[] = {"at least", "at most", "more than", "fewer than", "exactly"};
    const char *compare = compares[below(&p->chance, 5)];
    const struct bound *d = known_variable(p, HAPPENING);

    if (percent(&p->survey, 30)) {
        every(p, top, d, out);
        return;
    }
    if (percent(&p->chance, 40) && top > TALLY) {
        cs_buffer_printf(out, "sum of n in tally of s with n %s %u\n", compare, below(&p->chance, 12));
        return;
    }
    cs_buffer_text(out, "number of s in ");
    if (top > VOTE && percent(&p->chance, 60)) {
        cs_buffer_text(out, "vote by s");
        if (d != NULL)
            cs_buffer_printf(out, " on %s", d->name);
        cs_buffer_text(
            out, percent(&p->chance, 70) ? (percent(&p->chance, 25) && !p->days ? " for Yes, No " : " for Yes ") : " ");
    } else {
        cs_buffer_text(out, top > PARTY ? "s is party of Pact " : "raid by s ");
    }
    if (percent(&p->chance, 30) && top > PARTY)
        cs_buffer_printf(out, "%s %s number of s in s is party of Pact\n", compare,
                         percent(&p->chance, 50) ? "1/2" : "2/3");
    else
        cs_buffer_printf(out, "%s %u\n", compare, 1 + below(&p->chance, 2));
}

static void calls(struct pair *p, int top, struct cs_buffer *out)
{
    const struct bound *d = known_variable(p, HAPPENING);
    int shape = some_shape(p, RAID, top < ALARM ? top : ALARM);

    cs_buffer_printf(out, "%s %s ", d->name, percent(&p->chance, 70) ? "counts as" : "does not count as");
    term(p, shape, ANY, 30, out);
    cs_buffer_char(out, '\n');
}

static void others(struct pair *p, struct cs_buffer *out)
{
    const struct bound *a = known_variable(p, STATE), *b = known_variable(p, STATE);

    if (percent(&p->survey, 35)) {
        cs_buffer_printf(out, "%s is %sa republic\n", a->name, percent(&p->survey, 40) ? "not " : "");
        return;
    }
    cs_buffer_printf(out, "%s other than %s\n", a->name, a != b ? b->name : particular(p, STATE));
}

/* The act: by the holder, to, of or on the claimant, on what it is about. */
static void act(struct pair *p, int shape, const char *holder, const char *claimant, enum use use,
                struct cs_buffer *out);
static int some_act(struct pair *p, bool forbidden);

/* What is said of a duty, or of a prohibition (R 4.11). A `while` seldom asks what its own duties would answer. */
static void duty(struct pair *p, bool instant, struct cs_buffer *out)
{
    static const char *const verbs[] = {"owes", "owed", "owes", "fulfils", "fails"};
    const struct bound *one = known_variable(p, STATE), *two = known_variable(p, STATE);
    const char *holder = one != NULL ? one->name : particular(p, STATE);
    const char *claimant = two != NULL && two != one ? two->name : particular(p, STATE);
    uint32_t verb = below(&p->duty, 5);
    bool forbidden = percent(&p->duty, 25), negated = percent(&p->duty, 40);
    int shape = percent(&p->duty, 60) ? AID : DELIVERY;

    if (!instant && verb < 3)
        shape = DELIVERY;
    cs_buffer_printf(out, "%s%s %s %s %s", negated ? "no " : "", holder, verbs[verb], claimant, forbidden ? "no " : "");
    act(p, forbidden ? RAID : shape, holder, claimant, negated ? ANY : BINDS, out);
    cs_buffer_char(out, '\n');
}

/* The text behind "if " or "and ". `instant`: of a `when` rule, which looks at the facts as they were before. */
static void condition(struct pair *p, int top, bool instant, struct cs_buffer *out)
{
    int facts_top = instant ? SHAPE_COUNT : top, event_top = top < PARTY ? top : PARTY;
    bool event = event_top > 0 && percent(&p->chance, 45);
    uint32_t what = below(&p->chance, 100);

    if (p->duties && percent(&p->duty, 25)) {
        duty(p, instant, out);
    } else if (what < 12 && known_variable(p, STATE) != NULL) {
        others(p, out);
    } else if (what < 18 && p->scope) {
        cs_buffer_printf(out, "Scope reads %s\n", percent(&p->chance, 50) ? "Wide" : "Narrow");
    } else if (what < 24 && event_top > RAID) {
        counts(p, instant && top > PARTY ? SHAPE_COUNT : top, out);
    } else if (what < 30 && known_variable(p, HAPPENING) != NULL && !p->days) {
        cs_buffer_printf(out, "losses of %s in ", particular(p, STATE));
        cs_buffer_printf(out, "%s ", known_variable(p, HAPPENING)->name);
        cs_buffer_text(out, percent(&p->chance, 50) ? "at least " : "fewer than ");
        cs_buffer_printf(out, "%u\n", 50 + 50 * below(&p->chance, 3));
    } else if (what < 42 && known_variable(p, HAPPENING) != NULL && event_top > RAID) {
        calls(p, event_top, out);
    } else if (what < 62) {
        cs_buffer_text(out, "no ");
        term(p,
             event ? some_shape(p, RAID, event_top) : some_shape(p, PARTY, facts_top > PARTY ? facts_top : PARTY + 1),
             ANY, 30, out);
        cs_buffer_char(out, '\n');
    } else {
        term(p,
             event ? some_shape(p, RAID, event_top) : some_shape(p, PARTY, facts_top > PARTY ? facts_top : PARTY + 1),
             BINDS, 20, out);
        cs_buffer_char(out, '\n');
    }
}

static void conditions(struct pair *p, int top, bool instant, bool first, uint32_t most, struct cs_buffer *out)
{
    for (uint32_t n = below(&p->chance, most + 1); n > 0; n--) {
        cs_buffer_text(out, first ? "if    " : "and   ");
        condition(p, top, instant, out);
        first = false;
    }
}

/* ---- duties ---- */

/* A time that something to come sets, or that ends at an hour (R 7.13). */
static void later_limit(struct pair *p, struct cs_buffer *out)
{
    static const int ends[] = {NOTICE, VOTE, ALARM, REQUEST};
    uint32_t what = below(&p->duty, 100), n = 1 + below(&p->duty, 4);
    bool period = what < 30, both = what >= 30 && what < 45;

    if (period || both)
        cs_buffer_printf(out, " within %u days%s%s", n, percent(&p->duty, 30) && has_times(p) ? " until 18 hours" : "",
                         percent(&p->duty, 20) ? " only" : "");
    if (both)
        cs_buffer_text(out, " and");
    if (period)
        cs_buffer_text(out, percent(&p->duty, 80) ? " after " : "");
    else
        cs_buffer_text(out, " before ");
    if (!period || strcmp(cs_buffer_string(out) + out->length - 7, " after ") == 0)
        term(p, ends[below(&p->duty, 4)], ANY, 40, out);
    if (!period && percent(&p->duty, 20))
        cs_buffer_printf(out, " and within %u %s", 6 * n, percent(&p->duty, 50) && has_times(p) ? "hours" : "days");
}

/* A moment that the rule has bound, or NULL. */
static const char *moment_variable(const struct pair *p)
{
    for (uint32_t i = 0; i < p->variable_count; i++)
        if (p->variables[i].sort == MOMENT)
            return p->variables[i].name;
    return NULL;
}

static void limit(struct pair *p, struct cs_buffer *out)
{
    uint32_t what = below(&p->chance, 100), n = 1 + below(&p->chance, 4);
    const char *moment = moment_variable(p);

    if (moment != NULL && percent(&p->roles, 60)) {
        cs_buffer_printf(out, " before %s", moment);
        return;
    }

    if (p->awaits && percent(&p->duty, 40)) {
        later_limit(p, out);
        return;
    }
    if (p->business && percent(&p->aside, 60)) {
        cs_buffer_printf(out, " within %u %s", n,
                         percent(&p->aside, 60) ? "business days" : "days or the next business day");
        return;
    }
    if (what < 30)
        cs_buffer_printf(out, " within %u day%s%s", n, n == 1 ? "" : "s", percent(&p->chance, 20) ? " only" : "");
    else if (what < 48 && has_times(p))
        cs_buffer_printf(out, " within %u hours", 6 * (n + 1));
    else if (what < 53)
        cs_buffer_text(out, " within 1 month");
    else if (what < 65 && p->soon)
        cs_buffer_text(out, " within Soon");
    else if (what < 78) {
        cs_buffer_text(out, " before ");
        day_or_hour(p, p->timed == ALL_HOURS ? 50 : 90, 1, out);
    }
}

static void watches(struct pair *p, struct cs_buffer *out)
{
    static const int ends[] = {WAIVER, TRUCE, ALARM, ATTACK}, facts[] = {SITTING, MARKED, MENACE, FRIEND, READY};

    if (percent(&p->chance, 14)) {
        cs_buffer_text(out, "until ");
        term(p, ends[below(&p->chance, 4)], ANY, 40, out);
        cs_buffer_char(out, '\n');
    }
    if (percent(&p->chance, 12)) {
        cs_buffer_text(out, percent(&p->chance, 50) ? "until no " : "until ");
        term(p, facts[below(&p->chance, 5)], ANY, 40, out);
        cs_buffer_char(out, '\n');
    }
    if (percent(&p->chance, 14)) {
        cs_buffer_text(out, "released upon ");
        term(p, percent(&p->chance, 75) ? WAIVER : MARKED, ANY, 30, out);
        cs_buffer_char(out, '\n');
    }
    if (percent(&p->chance, 16) && p->timed != ALL_HOURS) {
        cs_buffer_text(out, "suspended while ");
        term(p, percent(&p->chance, 70) ? SITTING : facts[below(&p->chance, 5)], ANY, 40, out);
        cs_buffer_char(out, '\n');
    }
}

/* The act: by the holder, to, of or on the claimant, on what it is about. */
static void act(struct pair *p, int shape, const char *holder, const char *claimant, enum use use,
                struct cs_buffer *out)
{
    const struct shape *s = &SHAPES[shape];
    struct cs_buffer arg;

    cs_buffer_init(&arg);
    for (uint32_t i = 0; i < s->role_count; i++)
        if (s->roles[i].prep == CS_PREP_IS && s->roles[i].sort == STATE) {
            cs_buffer_printf(out, "%s is ", percent(&p->aside, 60) ? holder : claimant);
        } else if (s->roles[i].prep == CS_PREP_IS) {
            argument(p, s->roles[i].sort, use, &arg);
            cs_buffer_printf(out, "%s is ", cs_buffer_string(&arg));
        }
    cs_buffer_text(out, s->head);
    for (uint32_t i = 0; i < s->role_count; i++) {
        enum sort sort = s->roles[i].sort;

        if (s->roles[i].prep == CS_PREP_IS)
            continue;
        cs_buffer_clear(&arg);
        if (s->roles[i].prep == CS_PREP_BY && percent(&p->chance, 90))
            cs_buffer_text(&arg, holder);
        else if (sort == STATE && percent(&p->chance, 75))
            cs_buffer_text(&arg, claimant);
        else if (sort == NUMBER && percent(&p->chance, 85))
            cs_buffer_text(&arg, "10");
        else if (sort == STATE || sort == NUMBER || percent(&p->chance, 30) || !argument(p, sort, use, &arg))
            continue;
        cs_buffer_printf(out, " %s %s", cs_prep_text(s->roles[i].prep), cs_buffer_string(&arg));
    }
    cs_buffer_release(&arg);
}

/* What is owed, or forbidden. */
static int some_act(struct pair *p, bool forbidden)
{
    static const int states[] = {FRIEND, FRIEND, SITTING, MARKED, MARKED, MENACE, READY, TALLY, TALLY};
    static const int acts[] = {AID, AID, AID, DELIVERY, DELIVERY, WAIVER, TRUCE, RAID, ATTACK, ALARM, CLOSE};

    if (p->owes_states && percent(&p->aside, 45))
        return states[below(&p->aside, p->days ? 7 : 9)]; /* the oracle does not cover states with numbers */
    if (forbidden)
        return percent(&p->chance, 50) ? RAID : ATTACK;
    return acts[below(&p->chance, 11)];
}

/* A name before the subject of a state is quoted: two capital words in a row are one name. */
static void claimant_name(const struct pair *p, const char *name, struct cs_buffer *out)
{
    cs_buffer_printf(out, p->owes_states && name[0] >= 'A' && name[0] <= 'Z' ? "\"%s\" " : "%s ", name);
}

static void bond(struct pair *p, struct cs_buffer *out)
{
    const struct bound *one = known_variable(p, STATE), *two = known_variable(p, STATE);
    const char *holder = one != NULL ? one->name : particular(p, STATE);
    const char *claimant = two != NULL && two != one ? two->name : particular(p, STATE);
    bool forbidden = percent(&p->chance, 22);
    int shape = some_act(p, forbidden);

    cs_buffer_printf(out, "%s owes ", holder);
    claimant_name(p, claimant, out);
    cs_buffer_text(out, forbidden ? "no " : "");
    act(p, shape, holder, claimant, BOUND, out);
    limit(p, out);
    cs_buffer_char(out, '\n');
    watches(p, out);
}

/* ---- rules ---- */

static void new_rule(struct pair *p)
{
    p->variable_count = 0;
    p->fresh = 0;
}

static void delay(struct pair *p, struct cs_buffer *out)
{
    uint32_t n = 1 + below(&p->chance, 3), what = below(&p->chance, 100);

    if (what < 40)
        cs_buffer_printf(out, "%u day%s after ", n, n == 1 ? "" : "s");
    else if (what < 60)
        cs_buffer_printf(out, "start of %u day%s after ", n, n == 1 ? "" : "s");
    else if ((what < 85 || !p->soon) && !has_times(p) && !p->business)
        cs_buffer_text(out, "1 day after ");
    else if (what < 85 || !p->soon)
        cs_buffer_printf(out, p->business ? "%u business days after " : "%u hours after ", p->business ? n : 12 * n);
    else
        cs_buffer_text(out, "Soon after ");
}

/* The trigger of a `when`; the rank of the lowest fact that it may begin or end, SHAPE_COUNT for none. */
static int trigger(struct pair *p, bool *delayed, struct cs_buffer *out)
{
    uint32_t what = below(&p->chance, 100);
    int shape;

    cs_buffer_text(out, "when  ");
    *delayed = percent(&p->chance, 16);
    if (*delayed)
        delay(p, out);
    if (p->duties && percent(&p->duty, 25)) {
        static const char *const verbs[] = {"owes", "owed", "fulfils", "fails"};
        const char *holder = new_variable(p, STATE), *claimant = new_variable(p, STATE);
        uint32_t verb = below(&p->duty, 4);
        bool forbidden = percent(&p->duty, 30);

        cs_buffer_printf(out, "%s%s %s %s %s", verb == 0 && !*delayed && percent(&p->duty, 40) ? "no " : "", holder,
                         verbs[verb], claimant, forbidden ? "no " : "");
        act(p, forbidden ? RAID : percent(&p->duty, 60) ? AID : DELIVERY, holder, claimant, BINDS, out);
        cs_buffer_char(out, '\n');
        return SHAPE_COUNT;
    }
    if (what < 10) {
        const char *holder = new_variable(p, STATE), *claimant = new_variable(p, STATE);
        bool forbidden = percent(&p->chance, 30);

        cs_buffer_printf(out, "%s fails %s %s", holder, claimant, forbidden ? "no " : "");
        act(p, forbidden && !p->owes_states ? RAID : some_act(p, forbidden), holder, claimant, BINDS, out);
        cs_buffer_char(out, '\n');
        return SHAPE_COUNT;
    }
    if (what < 24) {
        shape = some_shape(p, PARTY, SHAPE_COUNT);
        if (!*delayed && percent(&p->chance, 35))
            cs_buffer_text(out, "no ");
    } else {
        shape = some_shape(p, RAID, PARTY);
        if (percent(&p->chance, 60))
            cs_buffer_printf(out, "%s: ", new_variable(p, HAPPENING));
    }
    term(p, shape, BINDS, 15, out);
    cs_buffer_char(out, '\n');
    if (shape >= PARTY)
        return shape + 1;
    return SHAPES[shape].concluded ? SHAPE_COUNT : PARTY;
}

static int concluded_fact(struct pair *p, int from)
{
    int shape;

    do
        shape = some_shape(p, from, SHAPE_COUNT);
    while (!SHAPES[shape].concluded || shape == SILENCE);
    return shape;
}

static void when_rule(struct pair *p, struct cs_buffer *out)
{
    bool delayed, names;
    int lowest, top = SHAPE_COUNT, event = INCIDENT;
    uint32_t what;

    new_rule(p);
    lowest = trigger(p, &delayed, out);
    what = below(&p->chance, 100);
    names = what < 25 && lowest == PARTY;
    if (names) {
        event = some_shape(p, INCIDENT, PARTY);
        top = event;
    }
    conditions(p, top, true, true, 2, out);
    need_state(p, out); /* an "and" without an "if" is an "if" */
    if (names && percent(&p->chance, 92)) {
        cs_buffer_text(out, "then  ");
        term(p, event, BOUND, 15, out);
        cs_buffer_char(out, '\n');
        if (percent(&p->chance, 70))
            return;
        cs_buffer_text(out, "and   ");
    } else {
        cs_buffer_text(out, "then  ");
    }
    if (what < 55 && lowest < SHAPE_COUNT) {
        cs_buffer_text(out, percent(&p->chance, 40) ? "end " : "");
        term(p, concluded_fact(p, lowest), BOUND, 0, out);
        cs_buffer_char(out, '\n');
        return;
    }
    bond(p, out);
}

static void while_rule(struct pair *p, struct cs_buffer *out)
{
    static const int heads[] = {FRIEND, MARKED, MENACE, READY, TALLY};
    int head = heads[below(&p->chance, 5)];
    bool fact = percent(&p->chance, 55);
    int top = fact ? head : SHAPE_COUNT;

    new_rule(p);
    cs_buffer_text(out, "while ");
    if (percent(&p->chance, 50))
        term(p, percent(&p->chance, 60) ? PARTY : MARKED < top ? MARKED : PARTY, BINDS, 10, out);
    else
        term(p, some_shape(p, RAID, top < PARTY ? top : PARTY), BINDS, 20, out);
    cs_buffer_char(out, '\n');
    conditions(p, top, false, false, 2, out);
    if (head == TALLY && fact && known_variable(p, NUMBER) == NULL && percent(&p->chance, 50))
        cs_buffer_text(out, "and   delivery by sxz of nxz\n");
    need_state(p, out);
    cs_buffer_text(out, "then  ");
    if (fact) {
        term(p, head, BOUND, 0, out);
        cs_buffer_char(out, '\n');
        if (percent(&p->chance, 80))
            return;
        cs_buffer_text(out, "and   ");
    }
    bond(p, out);
}

static void may_rule(struct pair *p, struct cs_buffer *out)
{
    static const int acts[] = {REQUEST, REQUEST, VOTE, WAIVER, NOTICE, AID, ADOPTION, TRUCE, DRAFT};

    new_rule(p);
    cs_buffer_text(out, "may   ");
    term(p, acts[below(&p->chance, 9)], BINDS, 25, out);
    cs_buffer_char(out, '\n');
    conditions(p, SHAPE_COUNT, true, true, 2, out);
}

/* ---- rules that mean something together ---- */

static void silence_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "when  d: notice by s to m\nthen  silence of d to m\n\n");
    cs_buffer_text(out, "when  reached m: silence of d to m\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "if    no waiver on d\n");
    cs_buffer_text(out, "then  adoption of d\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "and   end silence of d to m\n");
    cs_buffer_text(out, "\nwhen  waiver on d\nif    silence of d to m\nthen  ");
    cs_buffer_text(out, percent(&p->chance, 50) ? "rejection of d\nand   " : "");
    cs_buffer_text(out, "end silence of d to m\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  adoption of d\nthen  Alden owes Borea aid by Alden to Borea on d within 2 days\n\n");
}

static void vote_rules(struct pair *p, struct cs_buffer *out)
{
    static const char *const bases[] = {"at least 2/3 number of s in s is party of Pact", "at least 2",
                                        "more than number of s in vote by s on d for No",
                                        "more than 1/2 number of s in vote by s on d"};

    cs_buffer_text(out, "when  close of d\nif    d counts as draft\n");
    cs_buffer_printf(out, "and   number of s in vote by s on d for Yes %s\nthen  adoption of d\n\n",
                     bases[below(&p->chance, 4)]);
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "when  close of d\nif    no adoption of d\nthen  rejection of d\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "may   vote by state on d\nif    state is party of Pact\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(
            out, "when  adoption of d\nif    s is party of Pact\nthen  s owes Council aid by s on d within 3 days\n\n");
}

/* Facts that have one value at a time, begun by votes, notices and the record; what follows them; what ends them. */
static void one_value_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "when  vote by s on d for b\nthen  stance of s on d for b\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(
            out, "when  close of d\nif    number of s in stance of s on d for Yes at least 2\nthen  adoption of d\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "when  close of d\nif    stance of s on d for Yes\nand   no stance of s on d for No\n"
                            "then  s owes Council aid by s within 2 days\n\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "when  raid by s on t\nthen  s is leader of Council\n\n");
    if (percent(&p->chance, 30))
        cs_buffer_text(out, "when  request by s\nthen  end s is leader of Council\n\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "while s is leader of Council\nthen  s owes Council no raid by s\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(
            out, "when  draft by s for m\nif    no request for m\nthen  s owes Council aid by s within 3 days\n\n");
    if (percent(&p->chance, 30))
        cs_buffer_text(out, "when  d: draft by s for nothing\nthen  s is leader of Council\n\n");
    if (percent(&p->chance, 30))
        cs_buffer_text(out, "when  2 days after notice by s\nthen  s is leader of Commission\n\n");
}

static void aid_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "when  r: request by asker\nif    asker is party of Pact\nand   helper is party of Pact\n");
    cs_buffer_text(out, "and   helper other than asker\n");
    cs_buffer_text(out, percent(&p->chance, 50) ? "then  helper owes asker aid by helper to asker on r"
                                                : "then  helper owes asker delivery by helper to asker of 10 on r");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 40) ? "\nreleased upon waiver of helper on r\n\n" : "\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  a: attack on victim\nif    helper is party of Pact\nand   helper other than victim\n"
                            "then  helper owes victim aid by helper to victim within 2 days\n\n");
}

static void menace_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "while raid by enemy on victim\nand   enemy is marked\nthen  menace to victim\n\n");
    cs_buffer_text(out, "while menace to victim\nand   helper is party of Pact\nand   helper other than victim\n"
                        "then  helper owes victim aid by helper to victim");
    limit(p, out);
    cs_buffer_text(out, "\n\n");
}

/* Suspension, part performance, failure: what random rules seldom come to. */
static void trade_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_printf(out, "when  r: request by asker\nthen  Borea owes asker delivery by Borea to asker of 10%s",
                     percent(&p->chance, 50) ? " on r" : "");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 60) ? "\nsuspended while Council is sitting" : "");
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nuntil Alden is marked" : "");
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nreleased upon waiver by asker" : "");
    cs_buffer_text(out, "\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "when  a fails b delivery by a to b of n\nthen  a owes b aid by a to b within 2 days\n\n");
    if (percent(&p->chance, 30))
        cs_buffer_text(out, "when  a fails b delivery by a to b of n\nthen  a is marked\n\n");
}

static void peace_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "while first is party of Pact\nand   second is party of Pact\nand   first other than second\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "and   no Council is sitting\n");
    cs_buffer_text(out, "then  first owes second no raid by first on second");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 40) ? "\nuntil menace to first" : "");
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nsuspended while second is marked" : "");
    cs_buffer_text(out, "\n\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(
            out,
            "when  a fails b no raid by a on b\nthen  a is marked\nand   a owes b aid by a to b within 3 days\n\n");
}

/* One duty that depends on several states, which cease and return. */
static void state_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "while s is marked\n");
    cs_buffer_text(out, percent(&p->chance, 40) ? "and   no Council is sitting\n" : "");
    cs_buffer_printf(out, "then  Alden owes Borea %s",
                     percent(&p->chance, 60) ? "aid by Alden to Borea" : "no raid by Alden on Borea");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nreleased upon waiver by Borea" : "");
    cs_buffer_text(out, "\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  waiver by s\nthen  end s is marked\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  raid by s\nthen  s is marked\n\n");
    if (percent(&p->chance, 30))
        cs_buffer_text(out, "when  alarm\nthen  Alden owes Borea aid by Alden to Borea\n\n");
}

/* Names that are given because other names are given, or are not. */
static void name_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "when  incident by a on b\nif    no attack by a on b\nthen  alarm by b\n\n");
    cs_buffer_printf(out, "when  raid by a on b\nif    %sa is marked\nthen  attack by a on b\n\n",
                     percent(&p->chance, 50) ? "no " : "");
    cs_buffer_text(out, "when  e: raid by a on b\n");
    cs_buffer_text(out, percent(&p->chance, 50) ? "if    e does not count as attack on b\n" : "");
    cs_buffer_text(out, "then  incident by a on b\n\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "when  e: alarm by b\nthen  Alden owes b aid by Alden to b on e within 2 days\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  attack by a on b\nthen  a is marked\nand   end b is friend of a\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "while number of e in raid on e at least 1\nthen  Alden is ready\n\n");
}

/* A fact that depends on itself, and what depends on it. */
static void friend_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "while a is friend of b\nand   b is friend of c\nthen  a is friend of c\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "while a is friend of b\nand   a is marked\nthen  b is friend of a\n\n");
    cs_buffer_text(out, percent(&p->chance, 50) ? "while Alden is friend of b\nthen  Alden owes b aid by Alden to b"
                                                : "when  Alden is friend of b\nthen  Alden owes b aid by Alden to b");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 40) ? "\nuntil no Alden is friend of b\n\n" : "\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "when  raid by a on b\nthen  end b is friend of a\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "while number of b in Alden is friend of b at least 2\nthen  Alden is ready\n\n"
                            "when  Alden is ready\nthen  Borea owes Alden aid by Borea to Alden within 2 days\n\n");
}

/* What comes to count as a performance only when somebody says so later, by a waiver or a notice (R 6.6). */
static void later_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "when  r: raid by s on t\nthen  s owes t aid by s to t");
    cs_buffer_text(out, percent(&p->chance, 40) ? " on r" : "");
    limit(p, out);
    cs_buffer_text(out, percent(&p->chance, 40) ? "\nuntil Alden is marked" : "");
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nreleased upon waiver by t" : "");
    cs_buffer_text(out, percent(&p->chance, 30) ? "\nsuspended while Council is sitting\n\n" : "\n\n");
    cs_buffer_text(out, percent(&p->chance, 50) ? "when  s fails t aid by s to t\nthen  s is marked\n\n" : "");
    cs_buffer_text(out, "when  waiver by t on d\n");
    cs_buffer_printf(out, "if    d counts as %s by s\n", percent(&p->chance, 50) ? "delivery" : "truce");
    cs_buffer_text(out, "then  d counts as aid by s to t\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "when  waiver by t on d\nif    d counts as raid by s\nand   no aid by s\n"
                            "then  d counts as delivery by s to t of 6\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "when  a: aid by s to t\nthen  t owes s truce by t on a within 2 days\n\n");
    if (percent(&p->chance, 40)) /* what comes to be called so may have been before it was forbidden */
        cs_buffer_text(out, "when  notice by s\nthen  s owes Alden no attack by s on Alden within 4 days\n\n"
                            "when  waiver by t on d\nif    d counts as raid by s on x\n"
                            "then  d counts as attack by s on x\n\n");
}

/* What is asked under an article, or under its paragraph. */
static void article_rules(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_printf(out, "when  r: request by asker under %s\n", percent(&p->chance, 50) ? "Pact 1" : "Pact 1(1)");
    cs_buffer_text(out, percent(&p->chance, 30) ? "if    no request under Pact 2\n" : "");
    cs_buffer_printf(out, "then  Borea owes asker request by Borea of asker%s", percent(&p->chance, 40) ? " on r" : "");
    cs_buffer_text(out, percent(&p->chance, 60) ? " under Pact 1(1)" : " under Pact 1");
    limit(p, out);
    cs_buffer_text(out, "\n\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "may   request by s under Pact 1\nif    s is party of Pact\n\n");
}

/* How the moments of two occurrences stand (R 4.10). */
static void moments(struct pair *p, const char *a, const char *b, struct cs_buffer *out)
{
    static const char *const sides[] = {"before", "after", "of"};
    uint32_t what = below(&p->chance, 100), n = 1 + below(&p->chance, 4);

    if (what < 35) {
        cs_buffer_printf(out, "%s %s %s\n", a, sides[below(&p->chance, 2)], b);
        return;
    }
    cs_buffer_printf(out, "%s %s %u ", a, what < 80 ? "within" : "at least", n);
    if (p->business && percent(&p->chance, 40))
        cs_buffer_text(out, "business days ");
    else
        cs_buffer_text(out, percent(&p->chance, 15) ? "months " : n == 1 ? "day " : "days ");
    cs_buffer_printf(out, "%s %s\n", sides[below(&p->chance, what < 80 ? 3 : 2)], b);
}

/* A notice within a day: as hours have passed, or as a duty is broken. */
static void notice_rules(struct pair *p, struct cs_buffer *out)
{
    uint32_t hours = 6 * (1 + below(&p->hours, 6));

    if (percent(&p->hours, 60))
        cs_buffer_printf(out, "when  %u hours after raid by s\nthen  notice by s\n\n", hours);
    else
        cs_buffer_printf(out, "when  raid by s on t\nthen  s owes t aid by s to t within %u hours\n\n"
                              "when  s fails t aid by s to t\nthen  notice by s\n\n", hours);
}

static void moment_rules(struct pair *p, struct cs_buffer *out)
{
    static const char *const called[] = {"raid by s", "request by s", "notice by s", "aid by s"};
    bool third = percent(&p->chance, 50);

    if (percent(&p->hours, 25) && has_times(p))
        notice_rules(p, out);
    if (percent(&p->chance, 30))
        cs_buffer_printf(out, "when  %u day%s after raid by s\nthen  notice by s\n\n", 1 + third, third ? "s" : "");
    cs_buffer_printf(out, "when  x: %s\n", called[below(&p->chance, 4)]);
    cs_buffer_printf(out, "if    y counts as %s\n", called[below(&p->chance, 4)]);
    if (third)
        cs_buffer_printf(out, "and   z counts as %s\n", called[below(&p->chance, 4)]);
    cs_buffer_text(out, "and   ");
    moments(p, "y", third ? "z" : "x", out);
    cs_buffer_text(out, percent(&p->chance, 50) ? "then  s is marked\n\n"
                                                : "then  Alden owes Borea aid by Alden to Borea within 2 days\n\n");
    if (percent(&p->chance, 40)) {
        cs_buffer_printf(out, "while y counts as %s\nand   z counts as %s\nand   ", called[below(&p->chance, 4)],
                         called[below(&p->chance, 4)]);
        moments(p, "y", "z", out);
        cs_buffer_text(out, "then  Borea owes Alden aid by Borea to Alden within 3 days\n\n");
    }
}

#endif
