/* SPDX-License-Identifier: MIT */
/* Random pairs: the text of a treaty, and both together. See pair_words.h. */
#ifndef TESTS_PROPERTY_PAIR_H
#define TESTS_PROPERTY_PAIR_H

#include "property/pair_crowd.h"
#include "property/pair_people.h"
#include "property/pair_record.h"
#include "property/pair_rules.h"

/* ---- texts ---- */

static void article(struct pair *p, uint32_t number, struct cs_buffer *out)
{
    cs_buffer_printf(out, "article %u", number);
    if (percent(&p->chance, 14)) {
        cs_buffer_text(out, " since ");
        day_of(p, below(&p->chance, 6), out);
    }
    if (percent(&p->chance, 10)) {
        cs_buffer_text(out, " until ");
        day_of(p, 4 + below(&p->chance, 6), out);
    }
    cs_buffer_text(out, " \"what it says\"\n");
}

/* Two versions of one article that follow each other on a day. */
static void amended(struct pair *p, uint32_t number, struct cs_buffer *out)
{
    void (*const rule)(struct pair *, struct cs_buffer *) = percent(&p->chance, 60) ? while_rule : when_rule;
    struct chance before = p->chance;
    uint32_t day;

    struct cs_buffer same;

    cs_buffer_init(&same);
    rule(p, &same);
    day = 3 + below(&before, 4);
    cs_buffer_printf(out, "article %u until ", number);
    day_of(p, day, out);
    cs_buffer_printf(out, "\n%s\narticle %u since ", cs_buffer_string(&same), number);
    day_of(p, day, out);
    cs_buffer_text(out, "\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, cs_buffer_string(&same));
    else
        rule(p, out);
    cs_buffer_text(out, "\n");
    cs_buffer_release(&same);
}

static void some_rule(struct pair *p, struct cs_buffer *out)
{
    uint32_t what = below(&p->chance, 100);

    if (what < 50)
        when_rule(p, out);
    else if (what < 88)
        while_rule(p, out);
    else
        may_rule(p, out);
    cs_buffer_char(out, '\n');
}

/* What becomes of requests and drafts, in the words of the program or in others (R 9.1). */
static void request_row(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "row   request r: request by asker\n");
    if (!percent(&p->fates, 60))
        return;
    if (percent(&p->fates, 60))
        cs_buffer_text(out, "  state carried out: aid on r\n");
    if (percent(&p->fates, 40))
        cs_buffer_text(out, "  state waived: waiver by asker on r\n");
    if (percent(&p->fates, 40))
        cs_buffer_text(out, "  state contested: vote on r for No\n");
    if (percent(&p->fates, 40))
        cs_buffer_text(out, "  state befriended: asker is friend of Alden\n");
    if (percent(&p->fates, 50))
        cs_buffer_text(out, "  state waiting\n");
    if (percent(&p->fates, 50))
        cs_buffer_text(out, "  groups aid on r\n");
}

static void decision_row(struct pair *p, struct cs_buffer *out)
{
    bool words = percent(&p->fates, 30);

    cs_buffer_text(out, "row   decision d: draft by state\n");
    cs_buffer_text(out, words ? "  state passed: adoption of d\n" : "  state adopted adoption of d\n");
    cs_buffer_text(out, "  state not adopted rejection of d\n");
    cs_buffer_text(out, percent(&p->chance, 50) ? "  without s vote by s on d for No\n\n" : "\n");
}

/* A clock that is set forward at night and back again some days later, perhaps over midnight. */
static void clock_of(struct pair *p, struct cs_buffer *out)
{
    uint32_t forward = below(&p->changes, 6), back = forward + 1 + below(&p->changes, 5);
    const char *standard = p->record_zone == 0 ? "+00:00" : "+04:00";
    const char *summer = p->record_zone == 0 ? "+01:00" : "+05:00";
    char last[32];

    cs_buffer_printf(out, "clock Hill \"made up\"\n  known 1990-01-01/%s\n  offset %s\n  offset %s since ",
                     cs_day_text(p->base + 1200, last), standard, summer);
    day_of(p, forward, out);
    cs_buffer_printf(out, "T%s%s\n  offset %s since ", percent(&p->changes, 70) ? "02:00" : "00:00", standard,
                     standard);
    day_of(p, back, out);
    cs_buffer_printf(out, "T%s%s\n", percent(&p->changes, 50) ? "03:00" : "00:00", summer);
}

static void zone_of_texts(struct pair *p, struct cs_buffer *out)
{
    static const char *const zones[] = {"", "zone +00:00\n", "zone +04:00\n", "zone -05:00\n"};
    const char *zone = p->record_zone == 0
                           ? zones[percent(&p->chance, 85) ? below(&p->chance, 2) : 2 + below(&p->chance, 2)]
                           : zones[percent(&p->chance, 75) ? 2 : below(&p->chance, 4)];

    if (p->clock)
        clock_of(p, out);
    cs_buffer_text(out, p->clock && percent(&p->changes, 60) ? "zone Hill\n" : zone);
}

/* That of the record too. */
static void one_zone(struct pair *p, struct cs_buffer *out)
{
    if (p->clock)
        clock_of(p, out);
    if (has_zone(p))
        cs_buffer_printf(out, "zone %s\n", p->clock ? "Hill" : p->record_zone != 0 ? "+04:00" : "+00:00");
}

static void vocabulary(struct pair *p, struct cs_buffer *out)
{
    static const char *const excluding[] = {"attack by s on t excludes attack by t on s\n",
                                            "attack by s excludes incident by s\n",
                                            "attack on s excludes alarm by s\n",
                                            "attack by s on Alden excludes incident by t on Borea\n"};

    if (!p->days)
        zone_of_texts(p, out);
    else
        one_zone(p, out);
    cs_buffer_text(out, "kind state, body, matter, ballot\nkind republic is state\n");
    for (size_t who = 0; who < RENAMED_COUNT && p->renames; who++)
        renamed_state(p, who, out);
    cs_buffer_text(out, p->renames ? "" : "name republic Borea\nname state Alden\n");
    for (uint32_t i = 2; i < p->states; i++)
        cs_buffer_printf(out, "name state %s\n", PARTICULARS[STATE][i]);
    cs_buffer_text(out, "name body Council, Commission\nname matter Aid, Word\nname ballot Yes, No\n");
    bool chains = !p->days && percent(&p->aside, 35);
    for (int i = 0; i < SHAPE_COUNT; i++) {
        cs_buffer_printf(out, "%s %s%s%s\n", SHAPES[i].fact ? "fact " : "event", SHAPES[i].line,
                         p->one && i == DRAFT ? " or nothing" : "", chains && BEHIND[i] != NULL ? BEHIND[i] : "");
        if (p->renames && i == AID) /* what is owed is told in plain language, with its claimant (names_test.c) */
            cs_buffer_text(out, "  owed \"help {to}[ over {on}]\"\n");
    }
    cs_buffer_text(out, "quantity losses of state in occurrence\n");
    if (p->heirs)
        cs_buffer_text(out, "fact  state is heir of state taking over\n");
    if (p->closes)
        cs_buffer_text(out, "fact  state is barred, for good\n");
    if (p->represents)
        envoy_words(out);
    if (p->sirens)
        cs_buffer_text(out, "event siren by state on state\n");
    if (p->crowded)
        crowd_words(out);
    if (p->one)
        cs_buffer_text(out, "fact  stance of state on occurrence for one ballot\nfact  one state is leader of body\n");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "incident excludes attack\n");
    if (percent(&p->roles, 25))
        cs_buffer_text(out, excluding[below(&p->roles, 4)]);
    request_row(p, out);
    decision_row(p, out);
}

static void readings(struct pair *p, struct cs_buffer *out)
{
    if (p->soon && p->business && percent(&p->aside, 60))
        cs_buffer_text(out, "reading Soon \"how long\"\n  Strict 1 business day\n"
                            "  Lenient 2 days or the next business day\n\n");
    else if (p->soon)
        cs_buffer_text(out, percent(&p->chance, 50) || !has_times(p)
                                ? "reading Soon \"how long\"\n  Strict 1 day\n  Lenient 3 days\n\n"
                                : "reading Soon \"how long\"\n  Strict 24 hours\n  Lenient 2 days\n\n");
    if (p->scope)
        cs_buffer_text(out, "reading Scope \"how far\"\n  Wide\n  Narrow\n\n");
}

/* Somebody is barred for good (R 6.9): no duty names him any more. */
static void closing_rules(struct pair *p, struct cs_buffer *out)
{
    static const char *const rules[] = {"when  raid by a on b\nthen  a is barred\n",
                                        "when  waiver by a\nthen  a is barred\n",
                                        "when  r: request by a of b\nif    no aid by b to a\nthen  b is barred\n",
                                        "when  notice by a\nthen  a is barred\nand   Alden owes a aid by Alden to a\n"};

    cs_buffer_printf(out, "article 99\n%s\n", rules[below(&p->closing, 4)]);
}

static void treaty(struct pair *p)
{
    static void (*const together[])(struct pair *, struct cs_buffer *) = {
        silence_rules, vote_rules,  aid_rules,  menace_rules, trade_rules,
        peace_rules,   state_rules, name_rules, friend_rules, article_rules};
    struct cs_buffer *out = &p->treaty;
    uint32_t rules = 1 + below(&p->chance, 4), number = 1;

    vocabulary(p, out);
    if (p->business)
        calendar(p, out);
    cs_buffer_printf(out, "treaty Pact \"the pact\"%s\n\n", p->business ? " calendar Works" : "");
    readings(p, out);
    if (percent(&p->chance, 15) && !p->days)
        cs_buffer_text(out, "judge Commission of attack\n\n");
    cs_buffer_text(out, "article 1(1) \"a paragraph\"\n\narticle 2 \"another\"\n\n");
    if (percent(&p->chance, 60)) {
        article(p, number++, out);
        together[below(&p->chance, p->days ? 9 : 10)](p, out);
    }
    for (; rules > 0; rules--) {
        if (percent(&p->chance, 10)) {
            amended(p, number++, out);
            continue;
        }
        if (rules == 1 && p->accord) {
            cs_buffer_printf(out, "treaty Accord \"the accord\"%s\n\n", p->business ? " calendar Works" : "");
            p->accord = true;
        }
        article(p, number++, out);
        some_rule(p, out);
    }
    if (p->one) {
        struct chance kept = p->chance;

        p->chance = p->aside;
        article(p, number++, out);
        one_value_rules(p, out);
        p->aside = p->chance;
        p->chance = kept;
    }
    if (percent(&p->aside, 12)) {
        struct chance kept = p->chance;

        p->chance = p->aside;
        article(p, number + 1, out);
        later_rules(p, out);
        p->aside = p->chance;
        p->chance = kept;
    }
    if (p->compares) {
        struct chance kept = p->chance, aside = p->aside;

        p->chance = p->later;
        article(p, number, out);
        moment_rules(p, out);
        p->chance = kept;
        p->aside = aside;
    }
    if (p->represents)
        envoy_rules(p, out);
    if (p->sirens)
        siren_rules(p, out);
    if (p->crowded)
        crowd_rules(p, out);
    if (p->closes)
        closing_rules(p, out);
}

/* `days`: only what the oracle covers (docs/oracle.md). */
static void pair_init(struct pair *p, uint64_t seed, bool days)
{
    static const struct cs_civil bases[] = {{2020, 1, 28}, {2023, 2, 25}, {2024, 2, 27}, {2021, 12, 29}, {2022, 6, 10}};
    struct chance after;

    memset(p, 0, sizeof *p);
    p->chance.state = seed * 0x2545f4914f6cdd1du + 1;
    p->aside.state = ~p->chance.state;
    p->survey.state = p->chance.state << 1;
    p->heir.state = seed * 0xa0761d6478bd642fu + 23;
    p->roles.state = seed * 0x8ebc6af09c88c6e3u + 31;
    p->undone.state = seed * 0x589965cc75374cc3u + 37;
    p->hours.state = seed * 0x94d049bb133111ebu + 41;
    p->changes.state = seed * 0xd6e8feb86659fd93u + 11;
    p->duty.state = p->chance.state * 5 + 3;
    p->duties = percent(&p->duty, days ? 12 : 30);
    p->awaits = percent(&p->duty, days ? 20 : 30);
    p->later.state = p->chance.state ^ 0x9e3779b97f4a7c15u;
    p->closing.state = seed * 0xd1342543de82ef95u + 41;
    p->closes = percent(&p->closing, 20);
    p->fates.state = p->chance.state ^ 0xc2b2ae3d27d4eb4fu;
    p->names.state = seed * 0x9fb21c651e98df25u + 43;
    p->renames = percent(&p->names, 20);
    p->sirens = percent(&p->names, days ? 30 : 15);
    p->envoys.state = seed * 0xa3b195354a39b70du + 47;
    p->represents = percent(&p->envoys, 20);
    crowd_init(p, seed);
    cs_buffer_init(&p->treaty);
    cs_buffer_init(&p->record);
    p->days = days;
    p->states = 2 + below(&p->chance, 3);
    p->unsaid = percent(&p->chance, 30) && !days ? 20 : 0;
    p->accord = percent(&p->chance, 25);
    p->soon = percent(&p->chance, 30);
    p->scope = percent(&p->chance, 20);
    p->business = percent(&p->aside, days ? 15 : 35);
    p->marks = percent(&p->aside, 30);
    p->one = percent(&p->aside, 30) && !days;
    p->owes_states = percent(&p->aside, 50);
    p->lasting = percent(&p->aside, 30) && !days;
    p->compares = percent(&p->later, 30);
    p->heirs = percent(&p->heir, days ? 10 : 20);
    p->clock = percent(&p->changes, 25) && !days;
    p->base = cs_day_from_civil(bases[below(&p->chance, 5)]);
    p->record_zone = percent(&p->chance, 70) || days ? 0 : 240;
    if (days) {
        uint32_t what = below(&p->hours, 100);

        p->timed = what < 12 ? SOME_HOURS : what < 34 ? ALL_HOURS : NO_HOURS;
        p->clock = percent(&p->hours, 15);
        p->record_zone = percent(&p->hours, 15) ? 240 : 0;
        p->unsaid = percent(&p->names, 30) ? 20 : 0;
    }
    treaty(p);
    p->business = false;
    if (days)
        p->variable_count = 0; /* nothing is bound where the record enters what is expected */
    record(p);
    if (p->one) {
        p->chance = p->aside;
        one_value_entries(p, &p->record);
    }
    after = p->chance;
    if (p->heirs) {
        p->chance = p->heir;
        heir_entries(p, &p->record);
    }
    if (p->represents) {
        p->chance = p->envoys;
        envoy_entries(p, &p->record);
    }
    if (p->sirens) {
        p->chance = p->names;
        siren_entries(p, &p->record);
        p->names = p->chance;
    }
    crowd_entries(p, &p->record);
    p->chance.state = seed * 0x9e3779b97f4a7c15u + 7; /* of its own: all else is as it is without these lines */
    if (percent(&p->chance, 30))
        silent_lines(p, &p->record);
    if (days && percent(&p->hours, 15))
        offers(p, &p->record);
    if (percent(&p->later, days ? 8 : 15)) {
        cs_buffer_printf(&p->record, "data on %s until ", percent(&p->later, 60) ? "party" : "marked, aid");
        day_of(p, below(&p->later, 6), &p->record);
        cs_buffer_char(&p->record, '\n');
    }
    if (percent(&p->later, days ? 15 : 35) && p->timed == NO_HOURS)
        dated_lines(p, &p->record);
    p->chance.state = seed * 0x9e3779b97f4a7c15u + 11;
    if (percent(&p->chance, 40))
        order_lines(p, &p->record);
    p->chance = after;
    if (p->renames) {
        say_otherwise(p, &p->treaty);
        say_otherwise(p, &p->record);
    }
}

static void pair_release(struct pair *p)
{
    cs_buffer_release(&p->treaty);
    cs_buffer_release(&p->record);
}

#endif
