/* SPDX-License-Identifier: MIT */
/* Random pairs: the entries and lines of a record. */
#ifndef TESTS_PROPERTY_PAIR_RECORD_H
#define TESTS_PROPERTY_PAIR_RECORD_H

#include "property/pair_rules.h"

static const char *voice(struct pair *p)
{
    static const char *const more[] = {"Press", "Monitor", "Council"};

    return percent(&p->chance, 70) ? particular(p, STATE) : more[below(&p->chance, 3)];
}

static void claim(struct pair *p, const char *verb, struct cs_buffer *out)
{
    cs_buffer_printf(out, "  %s %s", verb, voice(p));
    if (percent(&p->chance, 12))
        cs_buffer_printf(out, " via %s", percent(&p->chance, 50) ? "Press" : "Monitor");
    if (percent(&p->chance, 30)) {
        cs_buffer_text(out, " recorded ");
        day_of(p, below(&p->chance, 11), out);
    }
    cs_buffer_char(out, '\n');
}

/* Nobody's word: it must count like an entry without claims. */
static void conclusion(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "  concluded \"from the rest\"");
    if (percent(&p->aside, 20)) {
        cs_buffer_text(out, " recorded ");
        day_of(p, below(&p->aside, 11), out);
    }
    cs_buffer_char(out, '\n');
}

static void retraction(struct pair *p, struct cs_buffer *out)
{
    cs_buffer_text(out, "  retracted \"entered by mistake\"");
    if (percent(&p->undone, 80)) {
        cs_buffer_text(out, " recorded ");
        day_of(p, below(&p->undone, 11), out);
    }
    cs_buffer_char(out, '\n');
}

/* What voices say. `asked`: how likely it is to become a question */
static void voices(struct pair *p, uint32_t asked, struct cs_buffer *out)
{
    static const char *const verbs[] = {"says", "denies", "asks", "retracts"};

    if (!percent(&p->chance, asked)) {
        if (percent(&p->chance, 30))
            claim(p, "says", out);
        else if (percent(&p->aside, 15))
            conclusion(p, out);
        return;
    }
    claim(p, "says", out);
    claim(p, percent(&p->chance, 60) ? "denies" : "asks", out);
    if (percent(&p->chance, 25))
        claim(p, verbs[below(&p->chance, 4)], out);
}

static void claims(struct pair *p, uint32_t asked, struct cs_buffer *out)
{
    voices(p, asked, out);
    if (percent(&p->undone, 5))
        retraction(p, out);
}

/* One side of a span whose day is not certain. */
static void unsure_side(struct pair *p, uint32_t day, struct cs_buffer *out)
{
    if (p->marks && percent(&p->aside, 40)) {
        day_of(p, day, out);
        cs_buffer_char(out, '~');
        return;
    }
    cs_buffer_char(out, '[');
    day_of(p, day, out);
    cs_buffer_text(out, "..");
    day_of(p, day + 1 + below(&p->aside, 2), out);
    cs_buffer_char(out, ']');
}

/* From one day, or hour, to another. */
static void lasting_date(struct pair *p, uint32_t day, struct cs_buffer *out)
{
    if (percent(&p->aside, 25))
        unsure_side(p, day, out);
    else if (percent(&p->aside, 25))
        hour_of(p, day, out);
    else
        day_of(p, day, out);
    cs_buffer_char(out, '/');
    if (percent(&p->aside, 20))
        unsure_side(p, day + 2, out);
    else if (percent(&p->aside, 20))
        cs_buffer_text(out, percent(&p->aside, 70) ? ".." : "");
    else
        day_of(p, day + 1 + below(&p->aside, 4), out);
}

static void event_date(struct pair *p, struct cs_buffer *out)
{
    uint32_t what = below(&p->chance, 100), day = below(&p->chance, 9);

    if (p->timed == ALL_HOURS || (p->timed == SOME_HOURS && percent(&p->hours, 40))) {
        hour_of(p, day, out);
    } else if (p->lasting && percent(&p->aside, 25)) {
        lasting_date(p, day, out);
    } else if (what < 62) {
        day_of(p, day, out);
    } else if (what < 84 && p->days) {
        day_of(p, day, out);
    } else if (what < 84) {
        hour_of(p, day, out);
    } else if (what < 94) {
        cs_buffer_char(out, '[');
        day_of(p, day, out);
        cs_buffer_text(out, "..");
        day_of(p, day + 1 + below(&p->chance, 2), out);
        cs_buffer_char(out, ']');
    } else if (what < 97 && p->marks) {
        day_of(p, day + 1, out);
        cs_buffer_char(out, "~?%"[below(&p->aside, 3)]);
    } else if (what < 97 || p->days) {
        cs_buffer_text(out, "about ");
        day_of(p, day + 1, out);
        cs_buffer_text(out, " within 1 day");
    } else {
        const char *zone = p->record_zone == 0 ? "Z" : "+04:00";
        cs_buffer_char(out, '[');
        day_of(p, day, out);
        cs_buffer_printf(out, "T06:00%s..", zone);
        day_of(p, day, out);
        cs_buffer_printf(out, "T18:00%s]", zone);
    }
}

static void fact_date(struct pair *p, struct cs_buffer *out)
{
    uint32_t what = below(&p->chance, 100), day = below(&p->chance, 8);

    if (what < 35 && percent(&p->aside, p->days ? 10 : 30)) {
        unsure_side(p, day, out);
        cs_buffer_char(out, '/');
        if (percent(&p->aside, 40))
            cs_buffer_text(out, "..");
        else if (percent(&p->aside, 50))
            unsure_side(p, day + 1, out);
        else
            day_of(p, day + 1 + below(&p->aside, 3), out);
    } else if (what < 35) {
        day_of(p, day, out);
        cs_buffer_text(out, percent(&p->aside, p->days ? 6 : 15) ? "/" : "/..");
    } else if (what < 80) {
        day_of(p, day, out);
        cs_buffer_char(out, '/');
        day_of(p, day + below(&p->chance, 4), out);
    } else if (what < 88 && !p->days) {
        cs_buffer_text(out, percent(&p->aside, 15) ? "/" : "../");
        day_of(p, day, out);
    } else {
        day_of(p, day, out);
    }
}

static void add_label(struct pair *p, int shape, struct cs_buffer *out)
{
    struct labelled *l = &p->labels[p->label_count < LABELS_MAX - 1 ? p->label_count++ : LABELS_MAX - 1];

    l->shape = shape;
    l->name[0] = 'e';
    l->name[1] = (char)('0' + p->label_count / 10);
    l->name[2] = (char)('0' + p->label_count % 10);
    l->name[3] = '\0';
    cs_buffer_printf(out, " %s:", l->name);
}

static int entered(struct pair *p, bool fact)
{
    static const int often[] = {RAID, REQUEST, AID, AID, DELIVERY, WAIVER, VOTE, VOTE, DRAFT, CLOSE, NOTICE, ATTACK};
    int shape;

    if (!fact && p->days && p->label_count == 0)
        return percent(&p->chance, 50) ? RAID : DRAFT;
    if (!fact && percent(&p->chance, 70))
        return often[below(&p->chance, 12)];
    do
        shape = fact ? some_shape(p, PARTY, SHAPE_COUNT) : some_shape(p, RAID, PARTY);
    while (!SHAPES[shape].entered);
    return shape;
}

static void event_entry(struct pair *p, uint32_t asked, struct cs_buffer *out)
{
    int shape = entered(p, false);
    struct cs_buffer line;

    cs_buffer_init(&line);
    term(p, shape, SAID, p->unsaid, &line);
    event_date(p, out);
    if (percent(&p->chance, 88) || p->days)
        add_label(p, shape, out);
    cs_buffer_printf(out, " %s\n", cs_buffer_string(&line));
    cs_buffer_release(&line);
    claims(p, asked, out);
}

static void fact_entry(struct pair *p, uint32_t asked, struct cs_buffer *out)
{
    fact_date(p, out);
    if (p->days || percent(&p->later, 40))
        cs_buffer_printf(out, " f%u:", ++p->fact_count);
    cs_buffer_char(out, ' ');
    term(p, entered(p, true), SAID, p->owes_states ? p->unsaid : 0, out);
    cs_buffer_char(out, '\n');
    claims(p, asked, out);
}

static void name_entry(struct pair *p, struct cs_buffer *out)
{
    if (p->label_count == 0)
        return;
    cs_buffer_printf(out, "%s counts as ", some_label(p));
    term(p, percent(&p->chance, 60) ? ATTACK : some_shape(p, p->days ? INCIDENT : RAID, PARTY), SAID,
         p->unsaid > 0 ? 50 : 0, out);
    cs_buffer_char(out, '\n');
    if (percent(&p->chance, 75)) {
        claim(p, "says", out);
        if (percent(&p->chance, 40))
            claim(p, "denies", out);
    }
    for (uint32_t words = percent(&p->chance, 20) && !p->days ? 1 + below(&p->chance, 2) : 0; words > 0; words--) {
        cs_buffer_printf(out, "  %s Commission", percent(&p->chance, 60) ? "says" : "denies");
        cs_buffer_printf(out, "%s recorded ", percent(&p->chance, 50) ? " under Pact" : "");
        day_of(p, below(&p->chance, 10), out);
        cs_buffer_char(out, '\n');
    }
}

/* Mostly a day; else one of several, or an hour (R 8.12). */
static void bond_date(struct pair *p, struct cs_buffer *out)
{
    uint32_t day = below(&p->chance, 5), what = below(&p->later, 100);

    if (what < 60 || (what < 70 && p->days)) {
        day_of(p, day, out);
    } else if (what < 70) {
        hour_of(p, day, out);
    } else if (what < 80) {
        cs_buffer_text(out, "about ");
        day_of(p, day + 1, out);
        cs_buffer_text(out, " within 1 day");
    } else if (what < 85 && p->marks) {
        day_of(p, day + 1, out);
        cs_buffer_char(out, '~');
    } else {
        cs_buffer_char(out, '[');
        day_of(p, day, out);
        cs_buffer_text(out, "..");
        day_of(p, day + 1 + below(&p->later, 3), out);
        cs_buffer_char(out, ']');
    }
}

static void expectation(struct pair *p, struct cs_buffer *out)
{
    const char *who = particular(p, STATE), *whom = particular(p, STATE);
    bool timed = p->timed == ALL_HOURS;

    if (timed)
        p->timed = SOME_HOURS; /* in days alone: the oracle knows no hours of a bond of the record */
    bond_date(p, out);
    if (percent(&p->later, 50) || p->days)
        cs_buffer_printf(out, " b%u:", ++p->bond_count);
    cs_buffer_printf(out, " %s expects ", who);
    claimant_name(p, whom, out);
    cs_buffer_text(out, percent(&p->chance, 15) ? "no " : "");
    act(p, some_act(p, false), whom, who, SAID, out);
    limit(p, out);
    if (timed)
        p->timed = ALL_HOURS;
    cs_buffer_char(out, '\n');
    if (percent(&p->chance, 20)) {
        cs_buffer_text(out, "until ");
        term(p, TRUCE, SAID, 50, out);
        cs_buffer_char(out, '\n');
    }
    claims(p, 15, out);
}

/* Does the entry with this label state the role? What it states no line fills in (R 2.7). */
static bool states_role(const struct cs_buffer *record, const char *label, enum cs_prep prep)
{
    char mark[16], role[16];
    const char *line, *found;

    snprintf(mark, sizeof mark, " %s: ", label);
    snprintf(role, sizeof role, " %s ", cs_prep_text(prep));
    line = strstr(cs_buffer_string(record), mark);
    found = line != NULL ? strstr(line, role) : NULL;
    return found != NULL && memchr(line, '\n', (size_t)(found - line)) == NULL;
}

static void small_entry(struct pair *p, struct cs_buffer *out)
{
    static const char *const compares[] = {"at least", "at most", "exactly", "more than", "fewer than"};
    const struct labelled *l = &p->labels[below(&p->chance, p->label_count)];
    uint32_t what = below(&p->chance, 100);

    if (p->label_count == 0)
        return;
    if (what < 35) {
        cs_buffer_printf(out, "losses of %s in %s ", particular(p, STATE), l->name);
        cs_buffer_printf(out, "%s ", compares[below(&p->chance, 5)]);
        cs_buffer_printf(out, "%u\n", 40 + 40 * below(&p->chance, 4));
        claims(p, 20, out);
    } else if (what < 60) {
        const struct shape *s = &SHAPES[l->shape];
        uint32_t role = below(&p->chance, s->role_count);
        struct cs_buffer arg;

        cs_buffer_init(&arg);
        argument(p, s->roles[role].sort, SAID, &arg);
        if (!states_role(&p->record, l->name, s->roles[role].prep)) {
            cs_buffer_printf(out, "%s %s %s\n", l->name, cs_prep_text(s->roles[role].prep), cs_buffer_string(&arg));
            claims(p, 40, out);
        }
        cs_buffer_release(&arg);
    } else if (what < 75) {
        cs_buffer_printf(out, "about %s\n", l->name);
        claim(p, percent(&p->chance, 40) ? "denies" : "says", out);
    } else if (what < 90) {
        cs_buffer_printf(out, "%s in place of ", l->name);
        term(p, some_act(p, false), SAID, 40, out);
        cs_buffer_char(out, '\n');
        claims(p, 20, out);
    } else if (p->scope || p->soon) {
        cs_buffer_printf(out, "%s reads %s\n", p->scope ? "Scope" : "Soon", p->scope ? "Wide" : "Strict");
        claims(p, 60, out);
    }
}

static void members(struct pair *p, struct cs_buffer *out)
{
    if (p->days)
        day_of(p, 0, out);
    cs_buffer_text(out, p->days ? "/.. f0: Alden" : "2000-01-01/.. Alden");
    for (uint32_t i = 1; i < p->states; i++)
        if (percent(&p->chance, 80))
            cs_buffer_printf(out, ", %s", PARTICULARS[STATE][i]);
    cs_buffer_text(out, " are party of Pact\n");
}

static void record(struct pair *p)
{
    struct cs_buffer *out = &p->record;
    uint32_t entries = 4 + below(&p->chance, 6), asked = percent(&p->chance, 60) ? 15 : 0, speakers;

    if (!p->days && (p->record_zone != 0 || percent(&p->chance, 50) || p->clock))
        cs_buffer_text(out, p->clock && percent(&p->changes, 75) ? "zone  Hill\n"
                            : p->record_zone == 0 ? "zone  +00:00\n" : "zone  +04:00\n");
    if (p->days && has_zone(p))
        cs_buffer_printf(out, "zone  %s\n", p->clock ? "Hill" : p->record_zone != 0 ? "+04:00" : "+00:00");
    if (p->marks)
        cs_buffer_text(out, "approximate within 1 day\nuncertain within 1 day\n");
    cs_buffer_text(out, "account Alden, Borea\n");
    speakers = below(&p->chance, 100);
    if (speakers < 20)
        cs_buffer_printf(out, "Press, Monitor speak for Alden%s\n", speakers < 10 ? " in this order" : "");
    members(p, out);
    for (; entries > 0; entries--) {
        uint32_t what = below(&p->chance, 100);

        if (what < 62)
            event_entry(p, asked, out);
        else if (what < 82 || (p->days && what >= 92))
            fact_entry(p, asked, out);
        else if (what < 87)
            name_entry(p, out);
        else if (what < 92)
            expectation(p, out);
        else
            small_entry(p, out);
    }
}

/* Holders of one office: on few days, so that they meet. */
static void one_value_entries(struct pair *p, struct cs_buffer *out)
{
    for (uint32_t n = below(&p->chance, 4); n > 0; n--) {
        day_of(p, below(&p->chance, 3), out);
        cs_buffer_char(out, '/');
        if (percent(&p->chance, 40))
            day_of(p, 3 + below(&p->chance, 3), out);
        else
            cs_buffer_text(out, "..");
        cs_buffer_printf(out, " %s is leader of %s\n", particular(p, STATE),
                         percent(&p->chance, 80) ? "Council" : "Commission");
        claims(p, 25, out);
    }
}

/* One takes over from another, now and then two from one, or a third from the second. */
static void heir_entries(struct pair *p, struct cs_buffer *out)
{
    for (uint32_t n = 1 + below(&p->chance, percent(&p->chance, 30) ? 3 : 1); n > 0; n--) {
        uint32_t day = 1 + below(&p->chance, 5), from, who;

        if (percent(&p->chance, 15)) {
            cs_buffer_char(out, '[');
            day_of(p, day, out);
            cs_buffer_text(out, "..");
            day_of(p, day + 1, out);
            cs_buffer_text(out, "]/..");
        } else if (percent(&p->chance, 15) && !p->days) {
            hour_of(p, day, out);
        } else {
            day_of(p, day, out);
        }
        from = below(&p->chance, p->states - 1); /* no two take over from each other */
        who = from + 1 + below(&p->chance, p->states - 1 - from);
        if (p->days)
            cs_buffer_printf(out, " f%u:", ++p->fact_count);
        cs_buffer_printf(out, " %s is heir of %s\n", PARTICULARS[STATE][who], PARTICULARS[STATE][from]);
        claims(p, 40, out);
    }
}

/* Lines without claims by which something is in place of an act. */
static void offers(struct pair *p, struct cs_buffer *out)
{
    struct chance kept = p->chance;

    p->chance = p->hours;
    for (uint32_t n = 1 + below(&p->chance, 3); n > 0 && p->label_count > 0; n--) {
        int shape = percent(&p->chance, 70) ? AID : some_act(p, percent(&p->chance, 30));
        struct cs_buffer line;

        cs_buffer_init(&line);
        term(p, shape, SAID, 0, &line);
        cs_buffer_printf(out, "%s in place of %s\n", some_label(p), cs_buffer_string(&line));
        cs_buffer_release(&line);
    }
    p->hours = p->chance;
    p->chance = kept;
}

/* What the record is silent on, and who says that there was none (R 2.10, 2.11). */
static void silent_lines(struct pair *p, struct cs_buffer *out)
{
    static const char *const words[] = {"aid", "delivery", "notice", "aid, delivery", "waiver", "marked"};

    if (percent(&p->chance, 25)) {
        uint32_t day = below(&p->chance, 6);

        day_of(p, day, out);
        cs_buffer_char(out, '/');
        if (percent(&p->chance, 30))
            cs_buffer_text(out, "..");
        else
            day_of(p, day + below(&p->chance, 5), out);
        cs_buffer_char(out, ' ');
    }
    cs_buffer_printf(out, "silence on %s\n", words[below(&p->chance, 100) < 45 ? 0 : below(&p->chance, 6)]);
    for (uint32_t n = below(&p->chance, 4); n > 0; n--) {
        uint32_t day = 2 + below(&p->chance, 9);
        int shape = percent(&p->chance, 75) ? (percent(&p->chance, 75) ? AID : DELIVERY) : some_act(p, false);

        if (!p->days && percent(&p->chance, 15))
            hour_of(p, day, out);
        else
            day_of(p, day, out);
        cs_buffer_text(out, " no ");
        term(p, shape, SAID, 65, out);
        cs_buffer_char(out, '\n');
        if (percent(&p->chance, 85))
            claims(p, 50, out);
        if (percent(&p->chance, 30))
            claim(p, "denies", out);
    }
}

/* More bonds of the record; what is said of their dates, of those of occurrences, and of whether they were made. */
static void dated_lines(struct pair *p, struct cs_buffer *out)
{
    for (uint32_t n = below(&p->chance, 3); n > 0; n--)
        expectation(p, out);
    for (uint32_t n = below(&p->chance, 4); n > 0; n--) {
        uint32_t what = below(&p->chance, 100);

        char label[12];

        if (what < 35 && p->bond_count > 0)
            snprintf(label, sizeof label, "b%u", 1 + below(&p->chance, p->bond_count));
        else if (what < 75 && p->fact_count > 0)
            snprintf(label, sizeof label, "f%u", 1 + below(&p->chance, p->fact_count));
        else if (p->label_count > 0)
            snprintf(label, sizeof label, "%s", some_label(p));
        else
            return;
        cs_buffer_printf(out, "%s dated ", label);
        (label[0] == 'f' ? fact_date : bond_date)(p, out); /* a fact has a day on which it begins (E0506) */
        cs_buffer_char(out, '\n');
        if (percent(&p->chance, 80))
            claims(p, 60, out);
    }
    if (p->bond_count > 0 && percent(&p->chance, 20)) {
        cs_buffer_printf(out, "about b%u\n", 1 + below(&p->chance, p->bond_count));
        claim(p, percent(&p->chance, 60) ? "denies" : "says", out);
    }
}

/* The date with which the record begins the line of this label, up to the blank behind it; "" if it is not found. */
static void date_of(const struct pair *p, const char *label, char out[64])
{
    const char *line = p->record.bytes;
    char mark[12];

    out[0] = '\0';
    snprintf(mark, sizeof mark, " %s:", label);
    for (; line != NULL && *line != '\0'; line = strchr(line, '\n'), line += line != NULL) {
        const char *end = strchr(line, ' ');

        if (end != NULL && strncmp(end, mark, strlen(mark)) == 0 && end - line < 64) {
            memcpy(out, line, (size_t)(end - line));
            out[end - line] = '\0';
            return;
        }
    }
}

/* Which of two came first, of two whose dates leave it open; and whether one was before an hour of its day. */
static void order_lines(struct pair *p, struct cs_buffer *out)
{
    for (uint32_t tries = 2 + below(&p->chance, 8); tries > 0 && p->label_count > 1; tries--) {
        const char *a = p->labels[below(&p->chance, p->label_count)].name,
                   *b = p->labels[below(&p->chance, p->label_count)].name;
        char first[64], second[64];
        bool loose;

        date_of(p, a, first);
        date_of(p, b, second);
        loose = percent(&p->chance, 20) && (first[0] == '[' || second[0] == '[');
        if (first[0] == '[' && percent(&p->changes, 35)) { /* [A..B], each of ten letters */
            bool before = percent(&p->changes, 50); /* the first day has nothing before it, the last nothing after it */

            cs_buffer_printf(out, "%s %s %.10s\n", a, before ? "before" : "after", first + (before ? 13 : 1));
        } else if (strlen(first) == 10 && percent(&p->chance, 20)) {
            const char *word = percent(&p->chance, 60) ? "before" : "after";

            cs_buffer_printf(out, "%s %s %sT%02u:00%s\n", a, word, first, 6 + 6 * below(&p->chance, 3),
                             p->days && has_zone(p) ? "" : "Z");
        } else if (strcmp(a, b) != 0 && first[0] != '\0' && strchr(first, '/') == NULL && strchr(second, '/') == NULL &&
                   (strcmp(first, second) == 0 || loose)) {
            cs_buffer_printf(out, "%s %s %s\n", a, percent(&p->chance, 60) ? "before" : "after", b);
        } else {
            continue;
        }
        if (percent(&p->chance, 50))
            claims(p, 50, out);
        return;
    }
}

#endif
