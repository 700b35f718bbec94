/* SPDX-License-Identifier: MIT */
/*
 * Random pairs: a crowded day. Several things happen on it without hours, most of which have no particular in common; a
 * rule on the one looks at what another brings about, through facts of somebody else and the agenda of a session.
 */
#ifndef TESTS_PROPERTY_PAIR_CROWD_H
#define TESTS_PROPERTY_PAIR_CROWD_H

#include "property/pair_words.h"

static void crowd_init(struct pair *p, uint64_t seed)
{
    p->crowds.state = seed * 0xbf58476d1ce4e5b9u + 53;
    p->crowded = percent(&p->crowds, 25);
}

static void crowd_words(struct cs_buffer *out)
{
    cs_buffer_text(out, "event bell by state\nevent drum by state\nevent horn by state\n"
                        "event motion by state for matter\nevent listing of occurrence in occurrence\n"
                        "event seal of occurrence\nevent issue of occurrence\nevent passage for matter\n"
                        "fact  state is stirred\nfact  state is lit\nfact  state is crowned\n"
                        "fact  agenda of occurrence with occurrence\nfact  occurrence is tabled\n");
}

static const char *const CROWD_STATES[] = {"x", "Alden", "Borea"};

/* One of the facts, of somebody; `rank`: only those below it. */
static void crowd_fact(struct pair *p, uint32_t rank, struct cs_buffer *out)
{
    static const char *const facts[] = {"stirred", "lit", "crowned"};

    cs_buffer_printf(out, "%s is %s", CROWD_STATES[below(&p->chance, 3)], facts[below(&p->chance, rank)]);
}

static void crowd_conditions(struct pair *p, uint32_t rank, struct cs_buffer *out)
{
    static const char *const events[] = {"bell by Alden", "drum by x", "no horn by Borea", "horn by Alden"};

    for (uint32_t i = 0, n = below(&p->chance, 3); i < n; i++) {
        cs_buffer_printf(out, "%s", i == 0 ? "if    " : "and   ");
        if (percent(&p->chance, 20)) {
            cs_buffer_text(out, events[below(&p->chance, 4)]);
        } else {
            cs_buffer_text(out, percent(&p->chance, 25) ? "no " : "");
            crowd_fact(p, rank, out);
        }
        cs_buffer_char(out, '\n');
    }
}

static void crowd_rule(struct pair *p, struct cs_buffer *out)
{
    static const char *const events[] = {"bell", "drum", "horn"};

    cs_buffer_printf(out, "when  %s by x\n", events[below(&p->chance, 3)]);
    crowd_conditions(p, 3, out);
    cs_buffer_text(out, "then  ");
    if (percent(&p->chance, 35)) {
        cs_buffer_printf(out, "x owes Alden %s by x on Alden%s\n", percent(&p->chance, 30) ? "no raid" : "raid",
                         percent(&p->chance, 50) ? " within 2 days" : "");
        return;
    }
    cs_buffer_text(out, percent(&p->chance, 25) ? "end " : "");
    crowd_fact(p, 2, out);
    cs_buffer_char(out, '\n');
}

static void crowd_rules(struct pair *p, struct cs_buffer *out)
{
    static const char *const states[] = {
        "while Alden is stirred\nand   Borea is lit\nthen  Alden is crowned\n",
        "while x is stirred\nand   no x is lit\nthen  x is crowned\n",
        "while x is stirred\nand   y is lit\nthen  y is crowned\n",
        "while Alden is stirred\nand   Borea is lit\nthen  Borea owes Alden raid by Borea on Alden within 3 days\n",
        "while x is lit\nand   no Alden is stirred\nthen  x owes Borea raid by x on Borea\n",
        "when  x is crowned\nthen  x owes Borea raid by x on Borea within 2 days\n",
        "when  x is lit\nif    Alden is stirred\nthen  Borea owes Alden raid by Borea on Alden\n",
        "when  no x is stirred\nif    Borea is lit\nthen  Alden owes Borea raid by Alden on Borea\n",
    };
    static const char *const motions[] = {
        "when  m: motion by x\nthen  m is tabled\n",
        "when  listing of m in s\nthen  agenda of s with m\n",
        "when  seal of m\nif    m is tabled\nthen  issue of m\nand   end m is tabled\n",
        "when  seal of s\nif    agenda of s with m\nand   m is tabled\nthen  end m is tabled\n",
        "when  issue of m\nif    m counts as motion for matter\nthen  passage for matter\n",
        "when  issue of m\nif    m counts as motion by x\nthen  x is lit\n",
        "when  passage for Aid\nif    passage for Word\nthen  Alden owes Borea raid by Alden on Borea within 2 days\n",
        "when  passage for Aid\nif    no passage for Word\nthen  Borea is stirred\n",
    };
    struct chance kept = p->chance;

    p->chance = p->crowds;
    cs_buffer_text(out, "article 96\n");
    for (uint32_t n = 2 + below(&p->chance, 4); n > 0; n--) {
        crowd_rule(p, out);
        cs_buffer_char(out, '\n');
    }
    for (size_t i = 0; i < sizeof states / sizeof *states; i++)
        if (percent(&p->chance, 25))
            cs_buffer_printf(out, "%s\n", states[i]);
    p->seals = percent(&p->chance, 50);
    for (size_t i = 0; p->seals && i < sizeof motions / sizeof *motions; i++)
        if (percent(&p->chance, i < 3 ? 90 : 50))
            cs_buffer_printf(out, "%s\n", motions[i]);
    p->crowds = p->chance;
    p->chance = kept;
}

static void crowd_entry(struct pair *p, uint32_t number, struct cs_buffer *out)
{
    static const char *const events[] = {"bell", "drum", "horn"};

    cs_buffer_printf(out, " w%u: %s by %s\n", number, events[below(&p->chance, 3)],
                     PARTICULARS[STATE][below(&p->chance, p->states)]);
}

/* Motions of the day or before, and what becomes of them. */
static void crowd_motions(struct pair *p, uint32_t day, struct cs_buffer *out)
{
    uint32_t count = 2 + below(&p->chance, 2), before = percent(&p->chance, 50);

    for (uint32_t i = 0; i < count; i++) {
        day_of(p, day - before, out);
        cs_buffer_printf(out, " m%u: motion by %s for %s\n", i, PARTICULARS[STATE][below(&p->chance, p->states)],
                         percent(&p->chance, 50) ? "Aid" : "Word");
    }
    for (uint32_t i = 0; i < count; i++) {
        if (i > 0 && percent(&p->chance, 25)) {
            day_of(p, day, out);
            cs_buffer_printf(out, " l%u: listing of m%u in m0\n", i, i);
        }
        if (percent(&p->chance, 75)) {
            day_of(p, day, out);
            cs_buffer_printf(out, " s%u: seal of m%u\n", i, i);
        }
    }
}

static void crowd_entries(struct pair *p, struct cs_buffer *out)
{
    struct chance kept = p->chance;
    uint32_t day, count;

    if (!p->crowded || p->timed != NO_HOURS)
        return;
    p->chance = p->crowds;
    day = 2 + below(&p->chance, 4);
    count = 2 + below(&p->chance, 3);
    for (uint32_t i = 0; i < count; i++) {
        day_of(p, percent(&p->chance, 85) ? day : day - 1, out);
        crowd_entry(p, i, out);
    }
    if (p->seals)
        crowd_motions(p, day, out);
    p->crowds = p->chance;
    p->chance = kept;
}

#endif
