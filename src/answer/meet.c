/* SPDX-License-Identifier: MIT */
/* Which word of the vocabulary a phrase means: its words are met by the wordings, one by one, in all ways. */
#include "answer/spoken.h"

#include <string.h>

#include "lang/wording.h"
#include "plan/plan.h"

#define ITEMS_MAX 96     /* pieces of a wording; of a longer one the rest is not met */
#define STEPS_MAX 200000 /* of all ways together, so that no question takes long */

/* Where a word is looked for. */
struct search {
    const struct cs_spoken *phrase;
    size_t at, end;
    size_t steps;
};

/* ---- meeting a wording ---- */

enum item_kind { ITEM_WORD, ITEM_PLACE, ITEM_IT, ITEM_CHOICE, ITEM_OPEN, ITEM_OR, ITEM_CLOSE };
struct item {
    enum item_kind kind;
    enum cs_prep prep;
    const char *start; /* of a word, or of the options of a choice, "is|are" */
    size_t length;
};

struct pattern { struct item items[ITEMS_MAX]; size_t count; };

static void add_item(struct pattern *p, struct item item)
{
    if (p->count < ITEMS_MAX)
        p->items[p->count++] = item;
}

static void add_text(struct pattern *p, const char *start, size_t length)
{
    for (size_t at = 0; at < length;) {
        size_t word = 0;

        while (at + word < length && strchr(" ,()", start[at + word]) == NULL)
            word++;
        if (word > 0 && !(word == 1 && start[at] == 'a') && !(word == 2 && strncmp(start + at, "an", 2) == 0) &&
            !(word == 3 && strncmp(start + at, "the", 3) == 0))
            add_item(p, (struct item){.kind = ITEM_WORD, .start = start + at, .length = word});
        at += word > 0 ? word : 1;
    }
}

static void read_pattern(struct pattern *p, const char *text)
{
    struct cs_wording_piece piece;

    while (piece = cs_wording_next(&text), piece.kind != CS_PIECE_END && piece.kind != CS_PIECE_WRONG) {
        if (piece.kind == CS_PIECE_TEXT)
            add_text(p, piece.start, piece.length);
        else if (piece.kind == CS_PIECE_CHOICE || piece.kind == CS_PIECE_CASE)
            add_item(p, (struct item){.kind = ITEM_CHOICE, .start = piece.options, .length = piece.options_length});
        else
            add_item(p, (struct item){.kind = piece.kind == CS_PIECE_ROLE   ? ITEM_PLACE
                                              : piece.kind == CS_PIECE_IT   ? ITEM_IT
                                              : piece.kind == CS_PIECE_OPEN ? ITEM_OPEN
                                              : piece.kind == CS_PIECE_OR   ? ITEM_OR
                                                                            : ITEM_CLOSE,
                                      .prep = piece.prep});
    }
}

struct meeting {
    const struct cs_spoken *phrase;
    const struct pattern *pattern;
    size_t end;
    size_t *steps;
    struct cs_spoken_term said;  /* so far */
    struct cs_spoken_term *best; /* of all ways */
    bool weighty;            /* the pattern has words that mean something, and one of them is to be met */
};

/* Small words that many wordings have: they alone mean nothing. */
static bool says_little(const char *word)
{
    return cs_spoken_one_of(word, "is|are|was|were|be|been|has|have|had|by|of|to|for|on|at|in|with|under|from|into|"
                                  "against|over|between|about|through|and|it|its|no|not|that|there");
}

static bool is_little(const struct item *item)
{
    char word[64];

    if (item->length >= sizeof word)
        return false;
    memcpy(word, item->start, item->length);
    word[item->length] = '\0';
    return says_little(word);
}

static bool meets_word(struct meeting *m, const char *start, size_t length, size_t at)
{
    char word[64];

    if (at >= m->end || length >= sizeof word)
        return false;
    memcpy(word, start, length);
    word[length] = '\0';
    return cs_spoken_alike(word, m->phrase->words[at]);
}

static void meet(struct meeting *m, size_t item, size_t at);

/* Goes on behind a word that was met. */
static void go_on(struct meeting *m, size_t item, size_t at, size_t behind)
{
    size_t before = m->said.likeness, worth = 1;

    for (size_t i = at; i < behind; i++)
        worth += says_little(m->phrase->words[i]) ? 0 : 100;
    m->said.likeness += worth;
    meet(m, item, behind);
    m->said.likeness = before;
}

static bool fits_role(const struct meeting *m, enum cs_prep prep, const struct cs_filled *filled)
{
    const struct cs_symbols *s = &m->phrase->c->symbols;
    int role = cs_shape_role(m->said.shape, prep);

    if (role < 0)
        return false;
    for (size_t i = 0; i < filled->count; i++) {
        cs_name name = filled->names[i];
        cs_kind kind = m->said.shape->roles[role].kind;

        if (name == CS_NO_NAME ? kind != CS_KIND_NUMBER && kind != CS_KIND_MOMENT && kind != CS_KIND_ANY
            : s->particular_of[name] != 0 ? !cs_kind_within(s, s->particulars[s->particular_of[name] - 1].kind, kind)
            : s->entry_of[name] != NULL   ? !cs_kind_within(s, CS_KIND_OCCURRENCE, kind)
            : s->instrument_of[name] != NULL && !cs_kind_within(s, CS_KIND_INSTRUMENT, kind) &&
                  !cs_kind_within(s, CS_KIND_ARTICLE, kind))
            return false;
    }
    return true;
}

static void meet_place(struct meeting *m, size_t item, size_t at)
{
    enum cs_prep prep = m->pattern->items[item].prep;
    struct cs_filled filled;
    size_t behind = cs_spoken_names(m->phrase, at, m->end, &filled);

    if (behind == at || m->said.roles[prep].count > 0 || m->said.roles[prep].anybody || !fits_role(m, prep, &filled))
        return;
    m->said.roles[prep] = filled;
    meet(m, item + 1, behind);
    m->said.roles[prep] = (struct cs_filled){.count = 0};
}

static size_t find_item(const struct pattern *p, size_t from, enum item_kind kind)
{
    while (from < p->count && p->items[from].kind != kind && p->items[from].kind != ITEM_CLOSE)
        from++;
    return from;
}

/* With what stands in a bracket, with what stands behind its bar, and without it. */
static void meet_bracket(struct meeting *m, size_t item, size_t at)
{
    size_t bar = find_item(m->pattern, item, ITEM_OR), close = find_item(m->pattern, item, ITEM_CLOSE);

    meet(m, item + 1, at);
    if (bar < close)
        meet(m, bar + 1, at);
    meet(m, close + 1, at);
}

/* The words are at their end: what still stands in the wording was left unsaid, which is worth a little less. */
static void meet_end(struct meeting *m, size_t item)
{
    size_t left = 0;
    bool open = false;

    for (size_t i = item; i < m->pattern->count; i++) {
        if (m->pattern->items[i].kind == ITEM_OPEN || m->pattern->items[i].kind == ITEM_CLOSE)
            open = m->pattern->items[i].kind == ITEM_OPEN;
        else if (!open)
            left += m->pattern->items[i].kind == ITEM_WORD ? 2 : 1;
    }
    if ((m->said.likeness < 100 && m->weighty) || m->said.likeness <= left + m->best->likeness)
        return;
    *m->best = m->said;
    m->best->likeness = m->said.likeness - left;
}

/* The role that a preposition behind the wording means: its own, else the only one left that fits. */
static enum cs_prep role_behind(const struct meeting *m, size_t at, const struct cs_filled *filled)
{
    enum cs_prep found = CS_PREP_COUNT;

    for (uint32_t i = 0; i < m->said.shape->role_count; i++) {
        enum cs_prep prep = m->said.shape->roles[i].prep;

        if (m->said.roles[prep].count > 0 || m->said.roles[prep].anybody || !fits_role(m, prep, filled))
            continue;
        if (cs_spoken_says(m->phrase, at, cs_prep_text(prep)) ||
            (prep == CS_PREP_ON && cs_spoken_says(m->phrase, at, "over|about")))
            return prep;
        if (found != CS_PREP_COUNT)
            return CS_PREP_COUNT;
        found = prep;
    }
    return found;
}

/* What stands behind the whole wording: "over e1", where it has no place for that. */
static void meet_rest(struct meeting *m, size_t at)
{
    struct cs_filled filled;
    size_t behind = cs_spoken_names(m->phrase, at + 1, m->end, &filled);
    enum cs_prep prep;

    if (behind == at + 1 || !cs_spoken_says(m->phrase, at, "by|of|to|for|on|at|in|with|under|from|into|against|over|"
                                                           "between|about|through"))
        return;
    prep = role_behind(m, at, &filled);
    if (prep == CS_PREP_COUNT)
        return;
    m->said.roles[prep] = filled;
    meet(m, m->pattern->count, behind);
    m->said.roles[prep] = (struct cs_filled){.count = 0};
}

/* Any one of "is|are", "has a vote|have votes": each may be several words. */
static void meet_choice(struct meeting *m, size_t item, size_t at)
{
    const struct item *choice = &m->pattern->items[item];
    const char *option = choice->start, *end = option + choice->length;

    while (option < end) {
        const char *bar = memchr(option, '|', (size_t)(end - option));
        size_t behind = at, word = 0;
        struct pattern words = {.count = 0};

        add_text(&words, option, (size_t)((bar != NULL ? bar : end) - option));
        while (word < words.count && meets_word(m, words.items[word].start, words.items[word].length, behind)) {
            word++;
            behind++;
        }
        if (word == words.count && word > 0)
            go_on(m, item + 1, at, behind);
        option = bar != NULL ? bar + 1 : end;
    }
}

static void meet(struct meeting *m, size_t item, size_t at)
{
    const struct item *i = &m->pattern->items[item];

    if (++*m->steps > STEPS_MAX)
        return;
    if (at == m->end) {
        meet_end(m, item);
        return;
    }
    if (item == m->pattern->count) {
        meet_rest(m, at);
        return;
    }
    switch (i->kind) {
    case ITEM_WORD:
        if (meets_word(m, i->start, i->length, at))
            go_on(m, item + 1, at, at + 1);
        break;
    case ITEM_CHOICE:
        meet_choice(m, item, at);
        break;
    case ITEM_PLACE:
        meet_place(m, item, at);
        if (m->said.likeness > 0) { /* "give help to Alden", of "give {to} help": it may stand behind */
            m->said.likeness--;
            meet(m, item + 1, at);
            m->said.likeness++;
        }
        break;
    case ITEM_OPEN:
        meet_bracket(m, item, at);
        break;
    case ITEM_OR: /* behind what stood before the bar */
        meet(m, find_item(m->pattern, item + 1, ITEM_CLOSE) + 1, at);
        break;
    case ITEM_CLOSE:
        meet(m, item + 1, at);
        break;
    case ITEM_IT:
        break;
    }
}

/* ---- which word is meant ---- */

enum cs_prep cs_spoken_actor(const struct cs_shape *shape)
{
    static const enum cs_prep order[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN, CS_PREP_OF};

    for (size_t i = 0; i < sizeof order / sizeof *order; i++)
        if (cs_shape_role(shape, order[i]) >= 0)
            return order[i];
    return shape->role_count > 0 ? shape->roles[0].prep : CS_PREP_IS;
}

static bool has_place(const struct pattern *p, enum cs_prep prep)
{
    for (size_t i = 0; i < p->count; i++)
        if (p->items[i].kind == ITEM_PLACE && p->items[i].prep == prep)
            return true;
    return false;
}

static struct meeting meeting_of(struct search *s, const struct cs_shape *shape, const struct pattern *p,
                                 struct cs_spoken_term *best)
{
    return (struct meeting){.phrase = s->phrase, .pattern = p, .end = s->end, .steps = &s->steps,
                            .said = {.shape = shape}, .best = best};
}

static void try_pattern(struct search *s, const struct cs_shape *shape, const struct pattern *p,
                        struct cs_spoken_term *best)
{
    struct meeting m = meeting_of(s, shape, p, best);

    for (size_t i = 0; i < p->count; i++)
        m.weighty = m.weighty || (p->items[i].kind == ITEM_WORD && !is_little(&p->items[i]));
    meet(&m, 0, s->at);
}

static void try_wording(struct search *s, const struct cs_shape *shape, enum cs_wording_form form,
                        const char *text, struct cs_spoken_term *best)
{
    struct pattern p = {.count = 0};

    if (form == CS_WORDING_OWED) { /* who owes it stands before it */
        struct pattern rest = {.count = 0};

        read_pattern(&rest, text);
        if (has_place(&rest, cs_spoken_actor(shape)))
            return;
        add_item(&p, (struct item){.kind = ITEM_PLACE, .prep = cs_spoken_actor(shape)});
    }
    read_pattern(&p, text);
    try_pattern(s, shape, &p, best);
}

/* By the words of its declaration: "[Armenia is] party of CST", "vote by Armenia on d1", in any order of its roles. */
static void try_formal(struct search *s, const struct cs_shape *shape, struct cs_spoken_term *best)
{
    const struct cs_spoken *phrase = s->phrase;
    size_t at = s->at, end = s->end;
    struct pattern head = {.count = 0}, empty = {.count = 0};
    struct meeting m = meeting_of(s, shape, &empty, best);
    const char *text = cs_names_text(&phrase->c->names, shape->head);

    if (cs_shape_role(shape, CS_PREP_IS) >= 0) {
        struct cs_filled subject;
        size_t behind = cs_spoken_names(phrase, at, end, &subject);

        if (behind > at && cs_spoken_says(phrase, behind, "is|are|was|were|be") &&
            fits_role(&m, CS_PREP_IS, &subject)) {
            m.said.roles[CS_PREP_IS] = subject;
            at = behind + 1;
        }
    }
    add_text(&head, text, strlen(text));
    for (size_t i = 0; i < head.count; i++, at++) {
        if (at >= end || strlen(phrase->words[at]) != head.items[i].length ||
            strncmp(phrase->words[at], head.items[i].start, head.items[i].length) != 0)
            return;
        m.said.likeness += 100;
    }
    while (at < end) {
        enum cs_prep prep = CS_PREP_COUNT;
        struct cs_filled filled;
        size_t behind;

        for (int p = CS_PREP_IS + 1; p < CS_PREP_COUNT; p++)
            if (cs_spoken_says(phrase, at, cs_prep_text((enum cs_prep)p)))
                prep = (enum cs_prep)p;
        behind = cs_spoken_names(phrase, at + 1, end, &filled);
        if (prep == CS_PREP_COUNT || behind == at + 1 || m.said.roles[prep].count > 0 || !fits_role(&m, prep, &filled))
            return;
        m.said.roles[prep] = filled;
        m.said.likeness++;
        at = behind;
    }
    meet_end(&m, 0);
}

static bool has_power(const struct cs_case *c, const struct cs_shape *shape)
{
    uint32_t relation = cs_plan_relation(c->plan, shape->head, CS_NO_NAME);

    return shape->kind == CS_SHAPE_EVENT && relation != CS_NOWHERE && c->plan->relations[relation].powers != NULL;
}

static void try_shape(struct search *s, const struct cs_shape *shape, enum cs_spoken_form form,
                      struct cs_spoken_term *best)
{
    const struct cs_symbols *symbols = &s->phrase->c->symbols;

    for (size_t i = 0; i < symbols->wording_count; i++) {
        enum cs_wording_form of = symbols->wordings[i].form;
        bool noun = of == CS_WORDING_NAMED || of == CS_WORDING_TERMED;

        if (symbols->wordings[i].head == shape->head && noun == (form == CS_SPOKEN_NOUN))
            try_wording(s, shape, of, symbols->wordings[i].text->text, best);
    }
    try_formal(s, shape, best);
}

/* Has some wording of the case this word? */
static bool is_known(const struct cs_spoken *phrase, const char *word)
{
    const struct cs_symbols *s = &phrase->c->symbols;

    for (size_t i = 0; i < s->wording_count; i++) {
        struct pattern p = {.count = 0};

        read_pattern(&p, s->wordings[i].text->text);
        for (size_t item = 0; item < p.count; item++) {
            char text[64];

            if (p.items[item].kind != ITEM_WORD || p.items[item].length >= sizeof text)
                continue;
            memcpy(text, p.items[item].start, p.items[item].length);
            text[p.items[item].length] = '\0';
            if (cs_spoken_alike(text, word))
                return true;
        }
    }
    return false;
}

const char *cs_spoken_unknown(const struct cs_spoken *phrase, size_t at)
{
    struct cs_filled filled = {.count = 0};

    while (at < phrase->count) {
        size_t behind = cs_spoken_name(phrase, at, phrase->count, &filled);

        filled.count = 0;
        if (behind == at && !says_little(phrase->words[at]) &&
            !cs_spoken_one_of(phrase->words[at], ",|who|whom|what|owe|owes|owed|expect|expects|expected|do|does|did") &&
            !is_known(phrase, phrase->words[at]))
            return phrase->words[at];
        at = behind > at ? behind : at + 1;
    }
    return NULL;
}

bool cs_spoken_find(const struct cs_spoken *phrase, size_t at, size_t end, enum cs_spoken_form form, bool powers,
                    struct cs_spoken_term *best, struct cs_spoken_term *second)
{
    const struct cs_symbols *s = &phrase->c->symbols;
    struct search search = {.phrase = phrase, .at = at, .end = end};

    *best = *second = (struct cs_spoken_term){.shape = NULL};
    for (size_t i = 0; i < s->shape_count; i++) {
        struct cs_spoken_term said = {.shape = NULL};

        if (s->shapes[i].kind == CS_SHAPE_QUANTITY || (powers && s->shapes[i].kind != CS_SHAPE_EVENT))
            continue;
        try_shape(&search, &s->shapes[i], form, &said);
        if (said.shape == NULL)
            continue;
        if (powers && has_power(phrase->c, &s->shapes[i]))
            said.likeness += 50; /* less than a word of the phrase */
        if (s->shapes[i].kind == CS_SHAPE_EVENT)
            said.likeness++; /* what was entered, rather than what a rule makes of it */
        if (said.likeness > best->likeness) {
            *second = (struct cs_spoken_term){.shape = NULL};
            *best = said;
        } else if (said.likeness == best->likeness) {
            *second = said;
        }
    }
    return best->shape != NULL;
}
