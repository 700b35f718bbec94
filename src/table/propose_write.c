/* SPDX-License-Identifier: MIT */
/* The map of what was chosen (propose.c), as text. */
#include <stdio.h>
#include <string.h>

#include "table/propose_int.h"
#include "table/record.h"
#include "text/character.h"

#define SHOWN_MAX 40

static const char *const preps[] = {"by", "to", "on", "in"};      /* of the roles of an event, in their order */
static const char *const fact_preps[] = {"", "with", "in", "under"};

/* Kinds that the language has itself, and "state", which is another. */
static bool is_kind_taken(const char *word)
{
    static const char *const kinds[] = {"any", "occurrence", "number", "moment", "article", "instrument", "state"};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i], word) == 0)
            return true;
    return cs_profile_word_taken(word);
}

#define KIND_MAX 64

/* The kind of what a column has: its word without digits. */
static void name_kind(const struct proposal *p, size_t index, char kind[KIND_MAX])
{
    size_t length = 0;

    for (const char *at = column(p, index)->word; *at != '\0' && length + sizeof "thing" < KIND_MAX; at++)
        if (*at < '0' || *at > '9')
            kind[length++] = *at;
    kind[length] = '\0';
    if (p->uses[index] == USE_STATE)
        strcpy(kind, "state");
    else if (is_kind_taken(kind))
        strcpy(kind + length, "thing");
}

static void write_kind(struct proposal *p, size_t index)
{
    char kind[KIND_MAX];

    name_kind(p, index, kind);
    cs_buffer_text(p->out, kind);
}

static bool same_kind(const struct proposal *p, size_t a, size_t b)
{
    char x[KIND_MAX], y[KIND_MAX];

    name_kind(p, a, x);
    name_kind(p, b, y);
    return strcmp(x, y) == 0;
}

static const char *list_of(const struct cs_column_profile *c)
{
    return has(c->stem, "gw") ? "GW" : "COW";
}

static bool uses_codes(const struct proposal *p, size_t index)
{
    return p->wishes->codes && p->uses[index] == USE_STATE && cs_propose_codes(column(p, index));
}

static bool some_codes(const struct proposal *p)
{
    for (size_t i = 0; i < p->chosen_count; i++)
        if (uses_codes(p, p->chosen[i]))
            return true;
    return false;
}

/* What a comment shows of a text: the beginning, with a space for what would end the line, and for what nobody sees. */
static void write_shown(struct proposal *p, const char *text)
{
    size_t length = strlen(text) < SHOWN_MAX ? strlen(text) : SHOWN_MAX;

    while (length > 0 && ((unsigned char)text[length] & 0xC0) == 0x80) /* no part of a character */
        length--;
    for (size_t at = 0; at < length;) {
        size_t seen = cs_text_unseen_at(text + at, length - at);

        cs_buffer_add(p->out, text + at, seen);
        at += seen;
        if (at == length)
            break;
        cs_buffer_char(p->out, ' ');
        do
            at++;
        while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80);
    }
}

static void write_head(struct proposal *p)
{
    cs_buffer_printf(p->out, "-- proposed by casus from the %s%zu rows of ", p->wishes->whole ? "" : "first ",
                     p->profile->rows);
    write_shown(p, p->wishes->name);
    cs_buffer_text(p->out, "\n--\n");
    cs_buffer_text(p->out, "-- Lines behind \"unsure\" are likely, not certain. What a row says has a word of this "
                           "map; a treaty has its own.\n\n");
}

static bool is_used(const struct proposal *p, size_t index)
{
    for (size_t i = 0; i < p->group_count; i++)
        for (size_t part = 0; part < 3; part++)
            if (p->groups[i].has[part] && p->groups[i].columns[part] == index &&
                (&p->groups[i] == p->dated || &p->groups[i] == p->to))
                return true;
    return p->uses[index] == USE_STATE || p->uses[index] == USE_THING || p->uses[index] == USE_CASES;
}

static void write_columns(struct proposal *p)
{
    if (p->profile->separator != ',')
        cs_buffer_printf(p->out, "separator %s\n", p->profile->separator == ';' ? "semicolon" : "tab");
    if (!p->profile->headers)
        cs_buffer_text(p->out, "-- unsure: the first row is no row of headers, so columns have names of this map\n"
                               "table ");
    for (size_t i = 0; i < p->profile->count; i++) {
        const struct cs_column_profile *c = column(p, i);

        if (!p->profile->headers)
            cs_buffer_printf(p->out, "%s%s%s", i > 0 ? ", " : "", c->word, c->empty > 0 ? " or nothing" : "");
        else if (is_used(p, i) && strcmp(c->word, c->header) != 0) {
            cs_buffer_printf(p->out, "column %s ", c->word);
            cs_table_add_quoted(c->header, strlen(c->header), p->out);
            cs_buffer_char(p->out, '\n');
        }
    }
    cs_buffer_text(p->out, p->profile->headers ? "" : "\n");
}

static void write_words(struct proposal *p)
{
    const char *before = "kind  ";
    bool codes = some_codes(p);

    if (codes)
        cs_buffer_text(p->out, "use   states\n");
    for (size_t i = 0; i < p->chosen_count; i++) {
        bool again = codes && p->uses[p->chosen[i]] == USE_STATE;

        for (size_t k = 0; k < i; k++)
            again = again || same_kind(p, p->chosen[k], p->chosen[i]);
        if (again)
            continue;
        cs_buffer_text(p->out, before);
        write_kind(p, p->chosen[i]);
        before = ", ";
    }
    cs_buffer_text(p->out, strcmp(before, ", ") == 0 ? "\n" : "");
}

/*
 * The roles of an event or a fact, as kinds or as columns; of rows of one case (SIZE_MAX: of all) without those that
 * they leave empty.
 */
static void write_roles(struct proposal *p, bool kinds, const char *const *with, size_t of_case)
{
    for (size_t i = 0; i < p->chosen_count; i++) {
        size_t index = p->chosen[i];

        if (*with[i] == '\0' ||
            (of_case != SIZE_MAX && p->filled != NULL && p->filled[of_case * p->profile->count + index] == 0))
            continue;
        cs_buffer_printf(p->out, " %s ", with[i]);
        if (kinds)
            write_kind(p, index);
        else
            cs_buffer_text(p->out, column(p, index)->word);
    }
}

/* The word of an event: what the column says, in small letters. */
static void write_event(struct proposal *p, size_t of_case)
{
    const char *text = of_case != SIZE_MAX ? column(p, p->cases)->values[of_case].text : "entry";
    char word[48];
    size_t length = 0;

    for (; *text != '\0' && length + 1 < sizeof word; text++)
        word[length++] = (char)(*text >= 'A' && *text <= 'Z' ? *text - 'A' + 'a' : *text);
    word[length] = '\0';
    cs_buffer_printf(p->out, "%s%s", word, cs_profile_word_taken(word) ? "row" : "");
}

static size_t case_count(const struct proposal *p)
{
    return p->cases != SIZE_MAX ? column(p, p->cases)->value_count : 1;
}

static void write_declarations(struct proposal *p)
{
    if (p->to != NULL) {
        cs_buffer_text(p->out, "fact  ");
        write_kind(p, p->chosen[0]);
        cs_buffer_text(p->out, " is listed");
        write_roles(p, true, fact_preps, SIZE_MAX);
        cs_buffer_char(p->out, '\n');
    }
    for (size_t v = 0; p->to == NULL && v < case_count(p); v++) {
        size_t of_case = p->cases != SIZE_MAX ? v : SIZE_MAX;

        cs_buffer_text(p->out, "event ");
        write_event(p, of_case);
        write_roles(p, true, preps, of_case);
        cs_buffer_char(p->out, '\n');
    }
}

static void write_order(struct proposal *p, const struct cs_column_profile *c)
{
    bool day_first = c->first_part > 12;

    cs_buffer_printf(p->out, " as \"%s%c%s%cYYYY\"", day_first ? "D" : "M", c->between, day_first ? "M" : "D",
                     c->between);
}

static void write_when(struct proposal *p, const struct group *g)
{
    static const char *const parts[] = {"year", "month", "day"};
    int exact = cs_propose_exactness(g), count = g->form == FORM_PARTS ? exact : 1;

    for (int i = 0; i < count; i++)
        cs_buffer_printf(p->out, "%s%s", i > 0 ? ", " : "", column(p, g->columns[i])->word);
    if (g->form == FORM_SECONDS)
        cs_buffer_text(p->out, " as seconds");
    if (g->form == FORM_ORDERED)
        write_order(p, column(p, g->columns[0]));
    for (int i = 0; g->form == FORM_PARTS && exact < 3 && i < count; i++)
        cs_buffer_printf(p->out, "%s%s", i > 0 ? ", " : " as ", parts[i]);
}

static void write_unsure_dates(struct proposal *p)
{
    for (size_t i = 0; i < p->group_count; i++) {
        const struct group *g = &p->groups[i];

        if (g == p->dated || g == p->to)
            continue;
        cs_buffer_text(p->out, "-- unsure: also a date");
        for (size_t part = 0; part < 3; part++)
            if (g->has[part])
                cs_buffer_printf(p->out, " %s", column(p, g->columns[part])->word);
        cs_buffer_text(p->out, cs_propose_exactness(g) == 0 ? ", whose year is in another column\n" : "\n");
    }
    for (int k = 0; k < 2; k++) {
        const struct group *g = k == 0 ? p->dated : p->to;
        const struct cs_column_profile *c = g != NULL ? column(p, g->columns[0]) : NULL;

        if (g != NULL && g->form == FORM_ORDERED && c->first_part <= 12 && c->second_part <= 12)
            cs_buffer_printf(p->out, "-- unsure: no row tells whether the month or the day stands first in %s\n",
                             c->word);
    }
}

/* An end that many rows share is probably the end of the data. */
static void write_data_end(struct proposal *p)
{
    const struct cs_column_profile *c = column(p, p->to->columns[0]);

    for (size_t v = 0; v < c->value_count; v++)
        if (c->values[v].count >= 10 && c->values[v].count * 5 >= c->filled && strlen(c->values[v].text) >= 4 &&
            strspn(c->values[v].text, "0123456789-/.") == strlen(c->values[v].text))
            cs_buffer_printf(p->out, "-- unsure: %zu rows end with %s: if the data end there, later is unknown:\n"
                                     "-- continuing \"%s\" in %s\n-- data on listed until %s\n",
                             c->values[v].count, c->values[v].text, c->values[v].text, c->word, c->values[v].text);
}

static void write_dates(struct proposal *p)
{
    write_unsure_dates(p);
    if (p->dated == NULL) {
        cs_buffer_text(p->out, "-- unsure: no column has a date; this one is made up\ndated 2000\n");
        return;
    }
    if (p->to != NULL) {
        write_data_end(p);
        return;
    }
    cs_buffer_text(p->out, "dated ");
    write_when(p, p->dated);
    cs_buffer_char(p->out, '\n');
}

static void write_new(struct proposal *p, size_t index)
{
    if (p->uses[index] == USE_STATE)
        cs_buffer_text(p->out, "-- unsure: these look like states; such as a text declares are \"a state\", codes \"a "
                               "state in COW\"\n");
    cs_buffer_printf(p->out, "each  %s is a new ", column(p, index)->word);
    write_kind(p, index);
    cs_buffer_char(p->out, '\n');
}

static void write_particulars(struct proposal *p)
{
    for (size_t i = 0; i < p->chosen_count; i++) {
        const struct cs_column_profile *c = column(p, p->chosen[i]);

        if (uses_codes(p, p->chosen[i]))
            cs_buffer_printf(p->out, "each  %s is a state in %s\n", c->word, list_of(c));
        else
            write_new(p, p->chosen[i]);
    }
}

/* ---- what stands for none ---- */

static bool is_year_of_end(const struct proposal *p, size_t index)
{
    return p->to != NULL && p->to->columns[0] == index;
}

/* Values that stand for none in one column: a line each, since data sets are not of one mind. */
static void write_markers(struct proposal *p, size_t index)
{
    static const char *const lines[] = {[CS_MARKER_MISSING] = "missing", [CS_MARKER_INAPPLICABLE] = "inapplicable",
                                        [CS_MARKER_CONTINUING] = "continuing"};
    const struct cs_column_profile *c = column(p, index);

    for (size_t i = 0; i < c->marker_count; i++) {
        enum cs_marker marker = cs_marker_of(c->markers[i].text, strlen(c->markers[i].text));

        if (marker == CS_MARKER_CONTINUING && !is_year_of_end(p, index))
            marker = CS_MARKER_MISSING;
        cs_buffer_printf(p->out, "%s \"%s\" in %s\n", lines[marker], c->markers[i].text, c->word);
    }
    if (p->uses[index] == USE_DATE && !c->rises && c->whole > 0 && c->least == 0)
        cs_buffer_printf(p->out, "%s \"0\" in %s    -- unsure\n", is_year_of_end(p, index) ? "continuing" : "missing",
                         c->word);
}

/* ---- what rows say ---- */

static void write_statement(struct proposal *p, size_t of_case)
{
    cs_buffer_text(p->out, "then  ");
    write_event(p, of_case);
    write_roles(p, false, preps, of_case);
    cs_buffer_char(p->out, '\n');
}

static void write_span(struct proposal *p)
{
    cs_buffer_text(p->out, "\nevery row\nfrom  ");
    write_when(p, p->from);
    cs_buffer_text(p->out, " to ");
    write_when(p, p->to);
    cs_buffer_printf(p->out, "\nthen  %s is listed", column(p, p->chosen[0])->word);
    write_roles(p, false, fact_preps, SIZE_MAX);
    cs_buffer_char(p->out, '\n');
}

static void write_cases(struct proposal *p)
{
    if (p->to != NULL) {
        write_span(p);
        return;
    }
    if (p->cases == SIZE_MAX) {
        cs_buffer_text(p->out, "\nevery row\n");
        write_statement(p, SIZE_MAX);
        return;
    }
    for (size_t v = 0; v < case_count(p); v++) {
        cs_buffer_printf(p->out, "\nwhere %s is \"%s\"\n", column(p, p->cases)->word,
                         column(p, p->cases)->values[v].text);
        write_statement(p, v);
    }
    if (!p->wishes->whole)
        cs_buffer_text(p->out, "\n-- unsure: rows further down may say something else\n-- otherwise nothing\n");
}

static void write_other(struct proposal *p, const struct cs_column_profile *c)
{
    cs_buffer_text(p->out, "--   ");
    write_shown(p, c->header != NULL ? c->header : c->word);
    cs_buffer_text(p->out, ": ");
    if (c->filled == 0)
        cs_buffer_text(p->out, "nothing");
    else if (c->many && c->whole == c->filled)
        cs_buffer_printf(p->out, "whole numbers, %lld to %lld", c->least, c->greatest);
    else if (c->many)
        cs_buffer_text(p->out, "such as ");
    for (size_t v = 0; v < (c->many ? c->whole < c->filled : c->value_count); v++) {
        cs_buffer_text(p->out, v > 0 ? ", " : "");
        write_shown(p, c->values[v].text);
    }
    cs_buffer_char(p->out, '\n');
}

static void write_others(struct proposal *p)
{
    bool any = false;

    for (size_t i = 0; i < p->profile->count; i++) {
        if (is_used(p, i))
            continue;
        if (!any)
            cs_buffer_text(p->out, "\n-- other columns, of which this map says nothing:\n");
        any = true;
        write_other(p, column(p, i));
    }
}

void cs_propose_write(struct proposal *p)
{
    write_head(p);
    write_columns(p);
    write_words(p);
    write_declarations(p);
    cs_buffer_char(p->out, '\n');
    write_dates(p);
    write_particulars(p);
    for (size_t i = 0; i < p->profile->count; i++)
        if (is_used(p, i))
            write_markers(p, i);
    write_cases(p);
    write_others(p);
}
