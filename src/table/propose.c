/* SPDX-License-Identifier: MIT */
/* What of a table is chosen for its map: the dates, the particulars, the word of each row. */
#include "table/propose_int.h"

#include "lang/lexer.h"
#include "text/character.h"

#define HEADER_MAX 1000 /* bytes of a header that a map names */

static bool ends_with(const char *text, const char *end)
{
    size_t length = strlen(text), tail = strlen(end);

    return length >= tail && strcmp(text + length - tail, end) == 0;
}

static bool mostly(size_t part, size_t whole)
{
    return whole > 0 && part * 10 >= whole * 9;
}

/*
 * Can a map name it? A header with a line end, or a sign that nobody sees, has no text of the language; one that is too
 * long, no room on a line.
 */
static bool is_usable(const struct proposal *p, size_t index)
{
    const char *header = column(p, index)->header;
    size_t length = header == NULL ? 0 : strlen(header);

    return length <= HEADER_MAX && (header == NULL || cs_text_unseen_at(header, length) == length);
}

/* ---- dates ---- */

/* The rest of a stem without the word for a part of a date at its beginning or end; false if it has none. */
static bool without_part(const char *stem, size_t part, char rest[48])
{
    static const char *const words[3][4] = {{"year", "yr"}, {"month", "mnth", "mon", "mo"}, {"day", "dy"}};
    size_t length = strlen(stem), letters = length;

    while (letters > 0 && stem[letters - 1] >= '0' && stem[letters - 1] <= '9')
        letters--;
    for (size_t i = 0; i < 4 && words[part][i] != NULL; i++) {
        size_t n = strlen(words[part][i]);

        if (letters >= n && strncmp(stem + letters - n, words[part][i], n) == 0) {
            memcpy(rest, stem, letters - n);
            strcpy(rest + letters - n, stem + letters);
            return true;
        }
        if (strncmp(stem, words[part][i], n) == 0) {
            strcpy(rest, stem + n);
            return true;
        }
    }
    return false;
}

static bool in_range(const struct cs_column_profile *c, size_t part)
{
    return mostly(part == 0 ? c->of_year : part == 1 ? c->of_month : c->of_day, c->filled) &&
           (part > 0 || c->greatest >= 1000);
}

static struct group *add_group(struct proposal *p, enum form form, size_t index)
{
    struct group *g = &p->groups[p->group_count];

    if (p->group_count == GROUPS_MAX)
        return NULL;
    p->group_count++;
    *g = (struct group){.form = form, .columns = {index}, .has = {true}};
    strcpy(g->stem, column(p, index)->stem);
    p->uses[index] = USE_DATE;
    return g;
}

static void add_part(struct proposal *p, size_t index, size_t part, const char *stem)
{
    struct group *g = NULL;

    for (size_t i = 0; i < p->group_count; i++)
        if (p->groups[i].form == FORM_PARTS && strcmp(p->groups[i].stem, stem) == 0 && !p->groups[i].has[part])
            g = &p->groups[i];
    if (g == NULL && (g = add_group(p, FORM_PARTS, index)) != NULL) {
        strcpy(g->stem, stem);
        g->has[0] = false;
    }
    if (g == NULL)
        return;
    g->columns[part] = index;
    g->has[part] = true;
    p->uses[index] = USE_DATE;
}

static bool are_seconds(const struct proposal *p, const struct cs_column_profile *c)
{
    bool called = has(c->stem, "sec") || has(c->stem, "time") || has(c->stem, "epoch") || has(c->stem, "stamp");

    return c->whole == c->filled && c->filled > 1 && c->rises && c->greatest > 100000 &&
           (called || !p->profile->headers);
}

static void find_dates(struct proposal *p)
{
    for (size_t i = 0; i < p->profile->count; i++) {
        const struct cs_column_profile *c = column(p, i);
        char rest[48];

        if (!is_usable(p, i))
            continue;
        if (mostly(c->iso, c->filled))
            add_group(p, FORM_DAYS, i);
        else if (mostly(c->ordered, c->filled))
            add_group(p, FORM_ORDERED, i);
        else if (are_seconds(p, c))
            add_group(p, FORM_SECONDS, i);
        for (size_t part = 0; part < 3 && p->uses[i] == USE_NONE; part++)
            if (strlen(c->stem) < sizeof rest && in_range(c, part) && without_part(c->stem, part, rest))
                add_part(p, i, part, rest);
    }
}

static bool is_end(const struct group *g)
{
    return has(g->stem, "end") || has(g->stem, "exit") || has(g->stem, "until") || has(g->stem, "finish") ||
           has(g->stem, "stop");
}

int cs_propose_exactness(const struct group *g)
{
    if (g->form != FORM_PARTS)
        return 4;
    return !g->has[0] ? 0 : !g->has[1] ? 1 : !g->has[2] ? 2 : 3;
}

static void choose_dates(struct proposal *p)
{
    for (size_t i = 0; i < p->group_count; i++) {
        const struct group *g = &p->groups[i];

        if (cs_propose_exactness(g) == 0)
            continue;
        if (is_end(g))
            p->to = p->to == NULL ? g : p->to;
        else if (p->from == NULL || (p->to == NULL && cs_propose_exactness(g) > cs_propose_exactness(p->from)))
            p->from = g;
    }
    p->dated = p->from != NULL ? p->from : p->to;
    if (p->from == NULL)
        p->to = NULL;
}

/* ---- particulars ---- */

bool cs_propose_codes(const struct cs_column_profile *c)
{
    return mostly(c->of_code, c->filled);
}

static bool are_states(const struct cs_column_profile *c)
{
    static const char *const words[] = {"ccode", "cowcode", "gwcode", "gwno", "state", "country", "member", "iso3"};
    bool called = false;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        called = called || has(c->stem, words[i]);
    return called && c->filled > 0 && (cs_propose_codes(c) || (c->whole == 0 && c->value_count > 1));
}

/* Is it what the rows are about: a number or a name of something, as its header says? */
static bool are_things(const struct cs_column_profile *c)
{
    static const char *const words[] = {"war", "case", "incident", "dispute", "crisis", "alliance", "treaty"};
    bool called = c->many && (c->header == NULL || c->whole == 0 || c->least > 0) &&
                  (ends_with(c->stem, "id") || ends_with(c->stem, "num") || ends_with(c->stem, "no") ||
                   c->header == NULL);

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        called = called || strcmp(c->stem, words[i]) == 0;
    return called && c->filled > 0;
}

static void choose(struct proposal *p, size_t index, enum use use)
{
    if (p->chosen_count == CHOSEN_MAX || p->uses[index] != USE_NONE || !is_usable(p, index))
        return;
    p->chosen[p->chosen_count++] = index;
    p->uses[index] = use;
}

static void choose_particulars(struct proposal *p)
{
    size_t rows = p->profile->rows;

    for (int codes = 1; codes >= 0 && p->chosen_count == 0; codes--) /* names only where there are no codes */
        for (size_t i = 0; i < p->profile->count && p->chosen_count < 2; i++)
            if (are_states(column(p, i)) && cs_propose_codes(column(p, i)) == (codes == 1) &&
                column(p, i)->filled * 4 >= rows)
                choose(p, i, USE_STATE);
    for (size_t i = 0, things = 0; i < p->profile->count && things < 2; i++)
        if (p->uses[i] == USE_NONE && are_things(column(p, i)) && column(p, i)->filled * 2 >= rows) {
            choose(p, i, USE_THING);
            things++;
        }
    for (size_t i = 0; i < p->profile->count && p->chosen_count == 0; i++)
        if (column(p, i)->filled == rows && rows > 0)
            choose(p, i, USE_THING);
}

/* A column of few words says what happened. */
static void choose_cases(struct proposal *p)
{
    p->cases = SIZE_MAX;
    for (size_t i = 0; i < p->profile->count && p->to == NULL; i++) {
        const struct cs_column_profile *c = column(p, i);
        bool called = has(c->stem, "event") || has(c->stem, "what") || has(c->stem, "action") || c->header == NULL;

        if (p->uses[i] != USE_NONE || !is_usable(p, i) || !called || c->many || c->value_count < 2 ||
            c->empty + c->marker_count > 0 || c->words != c->filled)
            continue;
        for (size_t v = 0; v < c->value_count; v++)
            called = called && strchr(c->values[v].text, ' ') == NULL;
        if (!called)
            continue;
        p->uses[i] = USE_CASES;
        p->cases = i;
        return;
    }
}

void cs_propose(struct cs_profile *profile, const struct cs_propose_wishes *wishes, struct cs_buffer *out)
{
    struct proposal p = {.profile = profile, .wishes = wishes, .out = out};

    cs_arena_init(&p.arena);
    p.uses = cs_arena_array(&p.arena, profile->count, sizeof *p.uses);
    if (p.uses == NULL) {
        out->failed = true;
        return;
    }
    find_dates(&p);
    choose_dates(&p);
    choose_particulars(&p);
    if (p.chosen_count == 0) /* a fact needs somebody of whom it is told */
        p.to = NULL;
    choose_cases(&p);
    if (p.cases != SIZE_MAX)
        p.filled = cs_profile_filled(profile, p.cases, wishes->bytes, wishes->length);
    cs_propose_write(&p);
    cs_arena_release(&p.arena);
}

bool cs_propose_fits(const struct cs_buffer *map)
{
    const char *text = cs_buffer_string(map);

    for (size_t length = strcspn(text, "\n"); text[length] != '\0'; length = strcspn(text, "\n")) {
        if (length > CS_LINE_BYTES_MAX)
            return false;
        text += length + 1;
    }
    return strlen(text) <= CS_LINE_BYTES_MAX;
}
