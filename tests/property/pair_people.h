/* SPDX-License-Identifier: MIT */
/*
 * Random pairs: names in time (R 2.13), and who acts for a state, in which form. Both are laid over a pair that is what
 * it is without them: the texts say some names otherwise, and a text of its own has the envoys.
 */
#ifndef TESTS_PROPERTY_PAIR_PEOPLE_H
#define TESTS_PROPERTY_PAIR_PEOPLE_H

#include <ctype.h>

#include "property/pair_record.h"

/* ---- names in time ---- */

/* Other names of a state, for some time or always, and one that another line says to be the same. */
#define OTHER_NAMES 3
static const struct { const char *first, *others[OTHER_NAMES], *same; } RENAMED[] = {
    {"Alden", {"New Alden", "Aldenia", "Aldon"}, "Aldenland"},
    {"Borea", {"Boreal Union", "Borealia", "Boreas"}, "Borealand"},
};
#define RENAMED_COUNT (sizeof RENAMED / sizeof *RENAMED)

/* " also Aldenia until 2023-02-28, Aldon": on one day it has at most one other name. */
static void other_names(struct pair *p, size_t who, struct cs_buffer *out)
{
    uint32_t first = 1 + below(&p->chance, 4), second = first + 1 + below(&p->chance, 4);
    uint32_t what = below(&p->chance, 4);

    cs_buffer_printf(out, " also %s%s", RENAMED[who].others[0], what == 0 ? " since " : " until ");
    day_of(p, first, out);
    if (what == 1 || what == 2) {
        cs_buffer_printf(out, ", %s since ", RENAMED[who].others[1]);
        day_of(p, percent(&p->chance, 50) ? first : second, out);
        if (what == 2) {
            cs_buffer_text(out, " until ");
            day_of(p, second + 2, out);
        }
    }
    if (percent(&p->chance, 40))
        cs_buffer_printf(out, ", %s", RENAMED[who].others[2]);
}

/* "name state Alden also ...", for Borea "name republic Borea also ...", and what is the same. */
static void renamed_state(struct pair *p, size_t who, struct cs_buffer *out)
{
    struct chance kept = p->chance;

    p->chance = p->names;
    cs_buffer_printf(out, "name %s %s", who == 0 ? "state" : "republic", RENAMED[who].first);
    other_names(p, who, out);
    cs_buffer_char(out, '\n');
    if (percent(&p->chance, 40))
        cs_buffer_printf(out, "name %s %s\n%s same as %s\n", who == 0 ? "state" : "republic", RENAMED[who].same,
                         RENAMED[who].same, RENAMED[who].first);
    p->names = p->chance;
    p->chance = kept;
}

static bool is_word_end(char c)
{
    return !isalnum((unsigned char)c) && c != '-';
}

/* Where the text has this word, from `at` on, outside of lines that declare names; NULL if it has not. */
static const char *find_name(const char *text, const char *at, const char *name)
{
    for (at = strstr(at, name); at != NULL; at = strstr(at + 1, name)) {
        const char *line = at;

        while (line > text && line[-1] != '\n')
            line--;
        if ((at == text || is_word_end(at[-1])) && is_word_end(at[strlen(name)]) && strncmp(line, "name ", 5) != 0 &&
            strstr(line, " same as ") != line + strcspn(line, " \n"))
            return at;
    }
    return NULL;
}

/* Replaces the name here by another; the place behind it. */
static const char *put_name(struct cs_buffer *text, const char *at, const char *name, const char *instead)
{
    size_t before = (size_t)(at - cs_buffer_string(text));
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_buffer_add(&out, cs_buffer_string(text), before);
    cs_buffer_text(&out, instead);
    cs_buffer_text(&out, at + strlen(name));
    cs_buffer_release(text);
    *text = out;
    return cs_buffer_string(text) + before + strlen(instead);
}

/* Which of the other names of a state the vocabulary declares; their number. */
static size_t declared_names(const char *treaty, size_t who, const char *out[OTHER_NAMES + 1])
{
    char same[64];
    size_t count = 0;

    snprintf(same, sizeof same, "\n%s same as ", RENAMED[who].same);
    for (size_t i = 0; i < OTHER_NAMES; i++) {
        const char *line = strstr(treaty, "\nname "), *found = NULL;

        for (; line != NULL && found == NULL; line = strstr(line + 1, "\nname ")) {
            const char *at = strstr(line, RENAMED[who].others[i]);

            found = at != NULL && at < line + 1 + strcspn(line + 1, "\n") ? at : NULL;
        }
        if (found != NULL)
            out[count++] = RENAMED[who].others[i];
    }
    if (strstr(treaty, same) != NULL)
        out[count++] = RENAMED[who].same;
    return count;
}

/* What is said, with the first name of each of whom it speaks (R 2.13). */
static inline void first_names(const char *treaty, const char *said, struct cs_buffer *out)
{
    cs_buffer_text(out, said);
    for (size_t who = 0; who < RENAMED_COUNT; who++) {
        const char *others[OTHER_NAMES + 1], *at;
        size_t count = declared_names(treaty, who, others);

        for (size_t i = 0; i < count; i++)
            while ((at = find_name(cs_buffer_string(out), cs_buffer_string(out), others[i])) != NULL)
                put_name(out, at, others[i], RENAMED[who].first);
    }
}

/* Says a name otherwise on some lines, whatever the day; one statement has one spelling of it (E0329). */
static void say_otherwise(struct pair *p, struct cs_buffer *text)
{
    for (size_t who = 0; who < RENAMED_COUNT; who++) {
        const char *others[OTHER_NAMES + 1], *first = RENAMED[who].first, *at = cs_buffer_string(text), *instead = NULL;
        size_t count = declared_names(cs_buffer_string(&p->treaty), who, others), line_end = 0;

        while (count > 0 && (at = find_name(cs_buffer_string(text), at, first)) != NULL) {
            if ((size_t)(at - cs_buffer_string(text)) >= line_end)
                instead = percent(&p->names, 40) ? others[below(&p->names, (uint32_t)count)] : first;
            at = put_name(text, at, first, instead);
            line_end = (size_t)(at - cs_buffer_string(text)) + strcspn(at, "\n");
        }
    }
}

/* ---- who acts for a state ---- */

static void envoy_words(struct cs_buffer *out)
{
    cs_buffer_text(out, "kind person, form\nname person Ivo, Petra\nname form Speech, Writing\n"
                        "event ballot by person on occurrence for ballot\n"
                        "event plea by person of state for matter\n"
                        "fact  person is envoy of state\nfact  occurrence is put in form\n");
}

/* What an envoy does becomes the act of his state, where he may do it; a plea founds something if it has its form. */
static void envoy_rules(struct pair *p, struct cs_buffer *out)
{
    struct chance kept = p->chance;

    p->chance = p->envoys;
    cs_buffer_text(out, "article 98\n");
    if (percent(&p->chance, 60))
        cs_buffer_text(out, "may   ballot by person on d\nif    person is envoy of state\n\n");
    cs_buffer_text(out, "when  ballot by p on d for b\nif    p is envoy of s\n");
    cs_buffer_text(out, percent(&p->chance, 40) ? "and   s is party of Pact\n" : "");
    cs_buffer_text(out, "then  vote by s on d for b\n\n");
    if (percent(&p->chance, 50))
        cs_buffer_text(out, "may   plea by p of t\nif    p is envoy of s\nand   s other than t\n\n");
    cs_buffer_text(out, "when  plea by p of t for m\nif    p is envoy of s\nthen  request by s of t for m\n\n");
    if (percent(&p->chance, 70))
        cs_buffer_printf(out, "when  q: request by s of t\nif    %sq is put in %s\n"
                              "then  t owes s aid by t to s on q within 3 days\n\n",
                         percent(&p->chance, 30) ? "no " : "", percent(&p->chance, 70) ? "Writing" : "Speech");
    if (percent(&p->chance, 40))
        cs_buffer_text(out, "while p is envoy of s\nand   s is party of Pact\n"
                            "then  s owes Council no raid by s\n\n");
    p->envoys = p->chance;
    p->chance = kept;
}

/* Envoys, who is one being disputed now and then, also between two of one state; what they do; and its form. */
static void envoy_entries(struct pair *p, struct cs_buffer *out)
{
    static const char *const who[] = {"Ivo", "Petra"};
    uint32_t first = p->label_count;

    for (uint32_t n = 1 + below(&p->chance, 2); n > 0; n--) {
        day_of(p, below(&p->chance, 3), out);
        cs_buffer_char(out, '/');
        if (percent(&p->chance, 30))
            day_of(p, 4 + below(&p->chance, 4), out);
        else
            cs_buffer_text(out, "..");
        cs_buffer_printf(out, " f%u: %s is envoy of %s\n", ++p->fact_count, who[n - 1], particular(p, STATE));
        claims(p, 35, out);
    }
    for (uint32_t n = 1 + below(&p->chance, 3); n > 0; n--) {
        bool plea = percent(&p->chance, 60) || first == 0;
        const char *by = who[below(&p->chance, 2)];

        if (p->timed == ALL_HOURS)
            hour_of(p, 1 + below(&p->chance, 6), out);
        else
            day_of(p, 1 + below(&p->chance, 6), out);
        add_label(p, plea ? REQUEST : VOTE, out);
        if (plea)
            cs_buffer_printf(out, " plea by %s of %s for Aid\n", by, particular(p, STATE));
        else
            cs_buffer_printf(out, " ballot by %s on %s for %s\n", by, p->labels[below(&p->chance, first)].name,
                             percent(&p->chance, 60) ? "Yes" : "No");
        claims(p, 15, out);
        if (!plea || percent(&p->chance, 40))
            continue;
        day_of(p, below(&p->chance, 5), out);
        cs_buffer_printf(out, "/.. f%u: %s is put in %s\n", ++p->fact_count, p->labels[p->label_count - 1].name,
                         percent(&p->chance, 75) ? "Writing" : "Speech");
        claims(p, 20, out);
    }
}

/* ---- somebody who is left unsaid, and with whom texts compare him by name ---- */

static void siren_rules(struct pair *p, struct cs_buffer *out)
{
    static const char *const rules[] = {
        "when  siren by Alden\nthen  Borea owes Alden truce by Borea within 2 days\n",
        "when  siren by Alden on Borea\nif    no siren by Borea\nthen  Alden is marked\n",
        "when  raid\nthen  Borea owes Alden truce by Borea within 4 days\nuntil siren by Alden\n",
        "when  raid\nthen  Alden owes Borea notice by Alden\nreleased upon siren on Alden\n",
        "may   siren by Borea\nif    Alden is marked\n",
        ("when  e: siren\nif    e counts as siren by Borea\nand   e does not count as siren on Borea\n"
         "then  alarm by Borea\n"),
    };
    /* Small words, counts, every, acts owed: in pairs for the oracle alone, so that the others stay. */
    static const char *const more[] = {
        "when  siren by s\nif    s is party of Pact\nthen  s owes Council truce by s within 3 days\n",
        "while siren by s on t\nand   t is party of Pact\nthen  Borea owes t aid by Borea to t within 2 days\n",
        "when  siren by s on t\nif    s other than t\nand   s is a republic\nthen  s is marked\n",
        "when  siren by s on t\nif    t is not a republic\nthen  t owes Alden aid by t to Alden within 2 days\n",
        "when  waiver by x\nif    number of s in siren by s at least 2\nthen  Alden is marked\n",
        "when  raid by x on t\nif    number of s in siren by s on t fewer than 2\nthen  Borea is marked\n",
        ("when  notice\nif    number of s in siren by s at least 2/3 number of s in s is party of Pact\n"
         "then  alarm by Borea\n"),
        "when  waiver\nif    every s in siren by s: raid by s\nthen  Borea is marked\n",
        "when  request by x\nif    every s in s is party of Pact: no siren by s on x\nthen  x is marked\n",
        "when  raid by s on t\nthen  s owes Alden siren by s on t within 4 days\n",
        "when  request by s\nthen  Borea owes Alden siren by Borea on s within 3 days\n",
        "when  raid by s on t\nthen  t owes s no siren by t on s\n",
        "when  siren by s\nthen  attack by s on Alden\n",
        "when  siren by s on t\nif    no raid by s on t\nthen  s owes t aid by s to t within 2 days\n",
        "when  waiver by s\nif    Borea owes Alden siren by Borea on s\nthen  s is marked\n",
    };
    struct chance kept = p->chance;

    p->chance = p->names;
    cs_buffer_text(out, "article 97\n");
    for (uint32_t n = 1 + below(&p->chance, 3); n > 0; n--)
        cs_buffer_printf(out, "%s\n", rules[below(&p->chance, sizeof rules / sizeof *rules)]);
    for (uint32_t n = p->days ? 1 + below(&p->chance, 3) : 0; n > 0; n--)
        cs_buffer_printf(out, "%s\n", more[below(&p->chance, sizeof more / sizeof *more)]);
    p->names = p->chance;
    p->chance = kept;
}

static void siren_entries(struct pair *p, struct cs_buffer *out)
{
    for (uint32_t n = 1 + below(&p->chance, 3); n > 0; n--) {
        bool by = percent(&p->chance, 40), on = percent(&p->chance, 40);
        const char *who = particular(p, STATE), *whom = particular(p, STATE);

        if (p->timed == ALL_HOURS)
            hour_of(p, 1 + below(&p->chance, 6), out);
        else
            day_of(p, 1 + below(&p->chance, 6), out);
        add_label(p, RAID, out);
        cs_buffer_printf(out, " siren%s%s%s%s\n", by ? " by " : "", by ? who : "", on ? " on " : "", on ? whom : "");
        claims(p, 15, out);
    }
}

#endif
