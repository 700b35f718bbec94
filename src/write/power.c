/* SPDX-License-Identifier: MIT */
/*
 * Who can decide in an organ, for people and as JSON:
 *
 *   Who can decide in Council, on 3 March 2022
 *
 *     3 members; for a draft: vote for Yes; against it: vote for No
 *
 *             Banzhaf     Shapley-Shubik
 *     Alden   2 of 6      1/3
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/standing.h"
#include "view/when.h"
#include "view/wrap.h"
#include "write/json.h"
#include "write/write.h"

#define PLACES 6u

void cs_power_number(const uint32_t *number, size_t digits, struct cs_buffer *out)
{
    uint32_t *copy = malloc((digits + 1) * sizeof *copy);

    if (copy == NULL) {
        out->failed = true;
        return;
    }
    memcpy(copy, number, digits * sizeof *copy);
    cs_natural_write(copy, digits, out);
    free(copy);
}

static void put(struct cs_buffer *out, size_t columns, struct cs_buffer *text, size_t column)
{
    cs_buffer_repeat(out, ' ', column);
    cs_wrap(out, cs_buffer_string(text), text->length, column, column + 2, columns);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text->failed;
    cs_buffer_clear(text);
}

/* A member, an organ as the reader's language calls it. */
static const char *called(const struct cs_power_view *view, const char *name)
{
    const struct cs_symbols *symbols = view->language.symbols;
    cs_name found = symbols == NULL ? CS_NO_NAME : cs_names_find(symbols->names, name, strlen(name));

    return found == CS_NO_NAME ? name : cs_language_told(view->language, found);
}

/* The date, "3 March 2022"; a time of a day as it is written. */
static void add_day(const struct cs_power_view *view, struct cs_buffer *out)
{
    struct cs_moment m;

    if (cs_moment_parse(view->as_of, strlen(view->as_of), CS_UTC, &m) == NULL && m.form == CS_MOMENT_DAY)
        cs_when_day_in(view->language, m.first, out);
    else
        cs_buffer_text(out, view->as_of);
}

/* ---- the table of members ---- */

#define LONG ((size_t)24) /* a number or a fraction of more is told as a decimal; JSON has it as it is */

static void add_swings(const struct cs_power_view *view, const struct cs_power_member *member, struct cs_buffer *out)
{
    const struct cs_power *p = view->power;
    size_t length = out->length;

    cs_power_number(member->swings, p->digits, out);
    cs_buffer_text(out, cs_told(view->language, " of "));
    cs_power_number(p->all_swings, p->digits + 1, out);
    if (out->failed || out->length - length <= LONG)
        return;
    out->length = length;
    cs_natural_ratio(member->swings, p->all_swings, p->digits, PLACES, out);
}

static void add_share(const struct cs_power_view *view, const struct cs_power_member *member, struct cs_buffer *out)
{
    const struct cs_power *p = view->power;
    size_t length = out->length;

    if (member->over == NULL) {
        cs_buffer_text(out, "-");
        return;
    }
    cs_power_number(member->over, p->share_digits, out);
    if (!cs_natural_is_zero(member->over, p->share_digits)) {
        cs_buffer_char(out, '/');
        cs_power_number(member->under, p->share_digits, out);
    }
    if (out->failed || out->length - length <= LONG)
        return;
    out->length = length;
    cs_natural_ratio(member->over, member->under, p->share_digits, PLACES, out);
}

static void add_cell(struct cs_buffer *out, const struct cs_buffer *cell, size_t width)
{
    size_t own = cs_text_width(cs_buffer_string(cell), cell->length);

    cs_buffer_add(out, cs_buffer_string(cell), cell->length);
    cs_buffer_repeat(out, ' ', own < width ? width - own : 0);
}

static size_t widest(const struct cs_power_view *view,
                     void (*add)(const struct cs_power_view *, const struct cs_power_member *, struct cs_buffer *))
{
    const struct cs_power *p = view->power;
    size_t width = 0;

    for (size_t i = 0; i < p->ballot.member_count; i++) {
        struct cs_buffer cell;
        size_t own;

        cs_buffer_init(&cell);
        if (add == NULL)
            cs_buffer_text(&cell, called(view, p->members[i].name));
        else
            add(view, &p->members[i], &cell);
        own = cs_text_width(cs_buffer_string(&cell), cell.length);
        width = own > width ? own : width;
        cs_buffer_release(&cell);
    }
    return width;
}

static void add_table(const struct cs_power_view *view, struct cs_buffer *out)
{
    const struct cs_power *p = view->power;
    size_t names = widest(view, NULL), swings = widest(view, add_swings), shares = widest(view, add_share);
    struct cs_buffer cell;

    swings = swings < strlen("Banzhaf") ? strlen("Banzhaf") : swings;
    shares = shares < strlen("Shapley-Shubik") ? strlen("Shapley-Shubik") : shares;
    cs_buffer_init(&cell);
    cs_buffer_repeat(out, ' ', 4 + names + 2);
    cs_buffer_text(&cell, "Banzhaf");
    add_cell(out, &cell, swings + 2);
    cs_buffer_text(out, "Shapley-Shubik\n");
    for (size_t i = 0; i < p->ballot.member_count; i++) {
        const struct cs_power_member *member = &p->members[i];

        cs_buffer_repeat(out, ' ', 4);
        cs_buffer_clear(&cell);
        cs_buffer_text(&cell, called(view, member->name));
        add_cell(out, &cell, names + 2);
        cs_buffer_clear(&cell);
        add_swings(view, member, &cell);
        add_cell(out, &cell, swings + 2);
        cs_buffer_clear(&cell);
        add_share(view, member, &cell);
        add_cell(out, &cell, member->veto ? shares + 2 : 0);
        cs_buffer_text(out, member->veto ? cs_told(view->language, "blocks alone") : "");
        cs_buffer_char(out, '\n');
    }
    out->failed = out->failed || cell.failed;
    cs_buffer_release(&cell);
}

/* ---- sets and chances ---- */

static bool is_number(const uint32_t *number, size_t digits, size_t small)
{
    return number[0] == small && cs_natural_is_zero(number + 1, digits - 1);
}

static void add_sets(const struct cs_power_view *view, const struct cs_power_sets *sets, const char *phrase,
                     size_t columns, struct cs_buffer *out)
{
    const struct cs_power *p = view->power;
    size_t listed = sets->listed;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_told(view->language, phrase));
    cs_power_number(sets->count, p->digits, &text);
    cs_buffer_text(&text, sets->more ? cs_told(view->language, " or more") : "");
    cs_buffer_text(&text, listed > 0 && !is_number(sets->count, p->digits, listed)
                              ? cs_told(view->language, ", the first of them") : "");
    put(out, columns, &text, 2);
    for (size_t i = 0; i < listed; i++) {
        for (size_t k = 0; k < sets->sizes[i]; k++)
            cs_buffer_printf(&text, "%s%s", k > 0 ? ", " : "", called(view, p->members[sets->sets[i][k]].name));
        put(out, columns, &text, 4);
    }
    cs_buffer_release(&text);
}

static void add_chance(const struct cs_power *p, struct cs_buffer *out)
{
    cs_natural_ratio(p->chance, p->chance_of, p->chance_digits, PLACES, out);
}

static void add_rule(const struct cs_power_view *view, size_t columns, struct cs_buffer *out)
{
    const struct cs_power *p = view->power;
    struct cs_language l = view->language;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_say(l, &text, "{count} members; for a draft: {for}; against it: {against}",
           cs_part_number((long long)p->ballot.member_count),
           cs_part_text(cs_told(l, p->ballot.for_act != NULL ? p->ballot.for_act : CS_PHRASE("doing nothing"))),
           cs_part_text(cs_told(l, p->ballot.against_act != NULL ? p->ballot.against_act
                                                                 : CS_PHRASE("doing nothing"))));
    put(out, columns, &text, 2);
    cs_buffer_char(out, '\n');
    add_table(view, out);
    cs_buffer_char(out, '\n');
    cs_buffer_text(&text, cs_told(l, "adopted in "));
    cs_power_number(p->adopting, p->digits, &text);
    cs_buffer_text(&text, cs_told(l, " of "));
    cs_power_number(p->ballots, p->digits, &text);
    cs_buffer_text(&text, cs_told(l, " ballots; the chance of adoption is "));
    add_chance(p, &text);
    put(out, columns, &text, 2);
    if (p->members[0].over == NULL) {
        cs_buffer_text(&text, cs_told(l, "Shapley-Shubik is not told: the weights of so many members add up in too "
                                         "many ways"));
        put(out, columns, &text, 2);
    }
    if (!p->has_sets) {
        cs_buffer_text(&text, cs_told(l, "the smallest sets are not listed: they are too many"));
        put(out, columns, &text, 2);
        cs_buffer_release(&text);
        return;
    }
    add_sets(view, &p->winning, CS_PHRASE("smallest sets of members that have it adopted, whatever the others do: "),
             columns, out);
    add_sets(view, &p->blocking, CS_PHRASE("smallest sets of members that keep it from being adopted: "), columns,
             out);
    cs_buffer_release(&text);
}

static size_t count_vetoes(const struct cs_power *p)
{
    size_t count = 0;

    for (size_t i = 0; i < p->ballot.member_count; i++)
        count += p->members[i].veto;
    return count;
}

/* Several rules, a line each. */
static void add_side_by_side(const struct cs_power_view *views, size_t count, struct cs_buffer *out)
{
    struct cs_language l = views[0].language;
    const char *plain = cs_told(l, "as it is"), *blocks = cs_told(l, "who blocks alone");
    size_t width = cs_text_width(plain, strlen(plain)), first = cs_text_width(blocks, strlen(blocks));

    for (size_t i = 0; i < count; i++)
        if (views[i].rule != NULL && strlen(views[i].rule) > width)
            width = strlen(views[i].rule);
    cs_buffer_printf(out, "\n%s\n  ", cs_told(l, "Side by side"));
    cs_buffer_repeat(out, ' ', width);
    cs_buffer_printf(out, "  %s  %s\n", blocks, cs_told(l, "chance of adoption"));
    for (size_t i = 0; i < count; i++) {
        const char *rule = views[i].rule != NULL ? views[i].rule : plain;
        char vetoes[64];

        snprintf(vetoes, sizeof vetoes, "%zu%s%zu", count_vetoes(views[i].power), cs_told(l, " of "),
                 views[i].power->ballot.member_count);
        cs_buffer_printf(out, "  %s", rule);
        cs_buffer_repeat(out, ' ', width - cs_text_width(rule, strlen(rule)));
        cs_buffer_printf(out, "  %s", vetoes);
        cs_buffer_repeat(out, ' ', first - cs_text_width(vetoes, strlen(vetoes)) + 2);
        add_chance(views[i].power, out);
        cs_buffer_char(out, '\n');
    }
}

void cs_power_text(const struct cs_power_view *views, size_t count, size_t columns, bool colour, struct cs_buffer *out)
{
    for (size_t i = 0; i < count; i++) {
        struct cs_buffer text, day;

        cs_buffer_init(&text);
        cs_buffer_init(&day);
        add_day(&views[i], &day);
        cs_say(views[i].language, &text, "Who can decide in {organ}, on {day}[, if {rule}]",
               cs_part_text(called(&views[i], views[i].organ)), cs_part_text(cs_buffer_string(&day)),
               cs_part_text(views[i].rule != NULL ? views[i].rule : ""));
        out->failed = out->failed || day.failed;
        cs_buffer_release(&day);
        cs_buffer_text(out, i > 0 ? "\n" : "");
        cs_paint(out, colour, CS_PAINT_BOLD);
        put(out, columns, &text, 0);
        cs_paint(out, colour, CS_PAINT_PLAIN);
        cs_standing_supposed(views[i].language, views[i].supposed, columns, out);
        cs_buffer_char(out, '\n');
        cs_buffer_release(&text);
        add_rule(&views[i], columns, out);
    }
    if (count > 1)
        add_side_by_side(views, count, out);
}

/* ---- JSON ---- */

static void pair_number(struct cs_json *json, const char *key, const uint32_t *number, size_t digits)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_power_number(number, digits, &text);
    cs_json_pair(json, key, cs_buffer_string(&text));
    json->out->failed = json->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void pair_sets(struct cs_json *json, const char *key, const struct cs_power *p, const struct cs_power_sets *sets)
{
    cs_json_key(json, key);
    cs_json_open(json, '{', false);
    pair_number(json, "count", sets->count, p->digits);
    cs_json_key(json, "sets");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < sets->listed; i++) {
        cs_json_open(json, '[', true);
        for (size_t k = 0; k < sets->sizes[i]; k++)
            cs_json_text(json, p->members[sets->sets[i][k]].name);
        cs_json_close(json, ']');
    }
    cs_json_close(json, ']');
    cs_json_close(json, '}');
}

static void add_member(struct cs_json *json, const struct cs_power *p, const struct cs_power_member *member)
{
    cs_json_open(json, '{', true);
    cs_json_pair(json, "name", member->name);
    pair_number(json, "banzhaf", member->swings, p->digits);
    if (member->over != NULL) {
        pair_number(json, "shapley_over", member->over, p->share_digits);
        pair_number(json, "shapley_under", member->under, p->share_digits);
    }
    cs_json_key(json, "veto");
    cs_json_bool(json, member->veto);
    cs_json_close(json, '}');
}

static void add_view(struct cs_json *json, const struct cs_power_view *view)
{
    const struct cs_power *p = view->power;

    cs_json_open(json, '{', false);
    cs_json_pair(json, "organ", view->organ);
    cs_json_pair(json, "as_of", view->as_of);
    cs_json_pair(json, "rule", view->rule);
    cs_json_pair(json, "for", p->ballot.for_act);
    cs_json_pair(json, "against", p->ballot.against_act);
    cs_json_key(json, "members");
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < p->ballot.member_count; i++)
        add_member(json, p, &p->members[i]);
    cs_json_close(json, ']');
    pair_number(json, "banzhaf_all", p->all_swings, p->digits + 1);
    pair_number(json, "adopting", p->adopting, p->digits);
    pair_number(json, "ballots", p->ballots, p->digits);
    pair_number(json, "chance_over", p->chance, p->chance_digits);
    pair_number(json, "chance_under", p->chance_of, p->chance_digits);
    if (p->has_sets) {
        pair_sets(json, "winning", p, &p->winning);
        pair_sets(json, "blocking", p, &p->blocking);
    }
    cs_json_close(json, '}');
}

void cs_power_json(const struct cs_power_view *views, size_t count, struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_key(&json, "rules");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < count; i++)
        add_view(&json, &views[i]);
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
}
