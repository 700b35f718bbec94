/* SPDX-License-Identifier: MIT */
/*
 * Every way that a draft can go, for people, as JSON, as DOT and as a picture:
 *
 *   The ways of a draft in Council, on 3 March 2022
 *
 *   1  Alden
 *        objection: not adopted (rejection)
 *        nothing: 2
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/standing.h"
#include "view/when.h"
#include "view/wrap.h"
#include "write/html.h"
#include "write/json.h"
#include "write/write.h"

static const char *called(const struct cs_explore_view *view, const char *name)
{
    const struct cs_symbols *symbols = view->language.symbols;
    cs_name found = symbols == NULL ? CS_NO_NAME : cs_names_find(symbols->names, name, strlen(name));

    return found == CS_NO_NAME ? name : cs_language_told(view->language, found);
}

/* "Alden", "Alden again", "close"; of an end "not adopted (rejection)". */
static void add_place(const struct cs_explore_view *view, const struct cs_explore_node *node, struct cs_buffer *out)
{
    struct cs_language l = view->language;

    if (node->outcome != NULL) {
        cs_buffer_text(out, cs_told(l, node->outcome));
        if (node->by != NULL)
            cs_buffer_printf(out, " (%s)", node->by);
    } else if (node->who != NULL) {
        cs_buffer_text(out, called(view, node->who));
        cs_buffer_text(out, node->again ? cs_told(l, ", again") : "");
    } else if (view->explore->bounds) {
        cs_say(view->language, out, "how many: {act}",
               cs_part_text(strcmp(node->step, "nothing") == 0 ? cs_told(view->language, "nothing") : node->step));
    } else {
        cs_buffer_text(out, node->step);
    }
}

static void list_acts(const struct cs_explore_view *view, const struct cs_explore_edge *edge, struct cs_buffer *out)
{
    for (size_t i = 0; i < edge->act_count; i++)
        cs_buffer_printf(out, "%s%s", i > 0 ? cs_told(view->language, " or ") : "",
                         strcmp(edge->acts[i], "nothing") == 0 ? cs_told(view->language, "nothing") : edge->acts[i]);
}

/* "97 or more, and the others: vote for No" */
static void add_bound(const struct cs_explore_view *view, const struct cs_explore_edge *edge, struct cs_buffer *out)
{
    struct cs_part least = cs_part_number((long long)edge->least), most = cs_part_number((long long)edge->most);
    struct cs_language l = view->language;
    struct cs_buffer others;

    cs_buffer_init(&others);
    list_acts(view, edge, &others);
    if (edge->most == view->explore->member_count)
        cs_say(l, out, "{least} or more, and the others: {act}", least, cs_part_text(cs_buffer_string(&others)));
    else if (edge->most == 0)
        cs_say(l, out, "none, and the others: {act}", cs_part_text(cs_buffer_string(&others)));
    else if (edge->least == 0)
        cs_say(l, out, "{most} or fewer, and the others: {act}", most, cs_part_text(cs_buffer_string(&others)));
    else
        cs_say(l, out, "{least} to {most}, and the others: {act}", least, most,
               cs_part_text(cs_buffer_string(&others)));
    out->failed = out->failed || others.failed;
    cs_buffer_release(&others);
}

/* Several ways that come to the same as doing nothing are "anything else"; JSON lists them. */
static void add_acts(const struct cs_explore_view *view, const struct cs_explore_edge *edge, struct cs_buffer *out)
{
    if (view->explore->bounds) {
        add_bound(view, edge, out);
        return;
    }
    if (edge->act_count > 2 && strcmp(edge->acts[edge->act_count - 1], "nothing") == 0) {
        cs_buffer_text(out, cs_told(view->language, "anything else, or nothing"));
        return;
    }
    list_acts(view, edge, out);
}

static void add_title(const struct cs_explore_view *view, struct cs_buffer *out)
{
    struct cs_buffer day;
    struct cs_moment m;

    cs_buffer_init(&day);
    if (cs_moment_parse(view->as_of, strlen(view->as_of), CS_UTC, &m) == NULL && m.form == CS_MOMENT_DAY)
        cs_when_day_in(view->language, m.first, &day);
    else
        cs_buffer_text(&day, view->as_of);
    cs_say(view->language, out, "The ways of a draft[ ({draft})] in {organ}, on {day}",
           cs_part_text(view->draft != NULL ? view->draft : ""), cs_part_text(called(view, view->organ)),
           cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
}

/* ---- text ---- */

static void put(struct cs_buffer *out, size_t columns, struct cs_buffer *text, size_t first, size_t column)
{
    cs_buffer_repeat(out, ' ', first);
    cs_wrap(out, cs_buffer_string(text), text->length, first, column, columns);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text->failed;
    cs_buffer_clear(text);
}

static void add_node(const struct cs_explore_view *view, size_t number, size_t columns, struct cs_buffer *out)
{
    const struct cs_explore *x = view->explore;
    const struct cs_explore_node *node = &x->nodes[number];
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%zu  ", number + 1);
    add_place(view, node, &text);
    put(out, columns, &text, 2, 5);
    for (size_t i = 0; i < node->edge_count; i++) {
        const struct cs_explore_node *to = &x->nodes[node->edges[i].to];

        add_acts(view, &node->edges[i], &text);
        cs_buffer_text(&text, ": ");
        if (to->outcome != NULL)
            add_place(view, to, &text);
        else
            cs_buffer_printf(&text, "%zu", node->edges[i].to + 1);
        put(out, columns, &text, 7, 9);
    }
    if (node->cut) {
        cs_buffer_text(&text, cs_told(view->language, "... not followed further"));
        put(out, columns, &text, 7, 9);
    }
    cs_buffer_release(&text);
}

void cs_explore_text(const struct cs_explore_view *view, size_t columns, bool colour, struct cs_buffer *out)
{
    const struct cs_explore *x = view->explore;
    struct cs_language l = view->language;
    struct cs_buffer text;

    cs_buffer_init(&text);
    add_title(view, &text);
    cs_paint(out, colour, CS_PAINT_BOLD);
    put(out, columns, &text, 0, 2);
    cs_paint(out, colour, CS_PAINT_PLAIN);
    cs_standing_supposed(l, view->supposed, columns, out);
    if (x->bounds)
        cs_say(l, &text, "{members} members, whose ways are too many to be told one by one: told is how many it takes "
               "who do one act while all others do another", cs_part_number((long long)x->member_count));
    else
        cs_say(l, &text, "{members} members; {places} places, where what can follow is alike they are one",
               cs_part_number((long long)x->member_count), cs_part_number((long long)x->node_count));
    cs_buffer_char(out, '\n');
    put(out, columns, &text, 2, 4);
    cs_buffer_char(out, '\n');
    for (size_t n = 0; n < x->node_count; n++)
        if (x->nodes[n].outcome == NULL || n == 0)
            add_node(view, n, columns, out);
    if (x->cut) {
        cs_say(l, &text, "There are more than {count} places: the others are not told",
               cs_part_number(CS_EXPLORE_NODES_MAX));
        cs_buffer_char(out, '\n');
        put(out, columns, &text, 2, 4);
    }
    cs_buffer_release(&text);
}

/* ---- JSON ---- */

void cs_explore_json(const struct cs_explore_view *view, struct cs_buffer *out)
{
    const struct cs_explore *x = view->explore;
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "organ", view->organ);
    cs_json_pair(&json, "draft", view->draft);
    cs_json_pair(&json, "rule", view->rule);
    cs_json_pair(&json, "as_of", view->as_of);
    cs_json_key(&json, "cut");
    cs_json_bool(&json, x->cut);
    cs_json_key(&json, "bounds");
    cs_json_bool(&json, x->bounds);
    cs_json_key(&json, "places");
    cs_json_open(&json, '[', false);
    for (size_t n = 0; n < x->node_count; n++) {
        const struct cs_explore_node *node = &x->nodes[n];

        cs_json_open(&json, '{', false);
        cs_json_pair(&json, "member", node->who);
        cs_json_pair(&json, "step", node->step);
        cs_json_pair(&json, "outcome", node->outcome);
        cs_json_pair(&json, "by", node->by);
        cs_json_key(&json, "cut");
        cs_json_bool(&json, node->cut);
        cs_json_key(&json, "ways");
        cs_json_open(&json, '[', false);
        for (size_t i = 0; i < node->edge_count; i++) {
            cs_json_open(&json, '{', true);
            cs_json_key(&json, "acts");
            cs_json_open(&json, '[', true);
            for (size_t k = 0; k < node->edges[i].act_count; k++)
                cs_json_text(&json, node->edges[i].acts[k]);
            cs_json_close(&json, ']');
            if (x->bounds) {
                cs_json_key(&json, "least");
                cs_json_number(&json, node->edges[i].least);
                cs_json_key(&json, "most");
                cs_json_number(&json, node->edges[i].most);
            }
            cs_json_key(&json, "to");
            cs_json_number(&json, node->edges[i].to);
            cs_json_close(&json, '}');
        }
        cs_json_close(&json, ']');
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
}

/* ---- DOT ---- */

static void add_quoted(struct cs_buffer *out, struct cs_buffer *text)
{
    cs_buffer_char(out, '"');
    for (const char *at = cs_buffer_string(text); *at != '\0'; at++) {
        if (*at == '"' || *at == '\\')
            cs_buffer_char(out, '\\');
        cs_buffer_char(out, *at);
    }
    cs_buffer_char(out, '"');
    out->failed = out->failed || text->failed;
    cs_buffer_clear(text);
}

void cs_explore_dot(const struct cs_explore_view *view, struct cs_buffer *out)
{
    const struct cs_explore *x = view->explore;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(out, "digraph ways {\n  label=");
    add_title(view, &text);
    add_quoted(out, &text);
    cs_buffer_text(out, ";\n  labelloc=t;\n  node [shape=box, style=rounded, fontname=\"Helvetica\"];\n"
                        "  edge [fontname=\"Helvetica\", fontsize=10];\n");
    for (size_t n = 0; n < x->node_count; n++) {
        const struct cs_explore_node *node = &x->nodes[n];

        cs_buffer_printf(out, "  n%zu [label=", n + 1);
        add_place(view, node, &text);
        cs_buffer_text(&text, node->cut ? " ..." : "");
        add_quoted(out, &text);
        cs_buffer_printf(out, "%s];\n", node->outcome != NULL ? ", style=bold" : "");
        for (size_t i = 0; i < node->edge_count; i++) {
            cs_buffer_printf(out, "  n%zu -> n%zu [label=", n + 1, node->edges[i].to + 1);
            add_acts(view, &node->edges[i], &text);
            add_quoted(out, &text);
            cs_buffer_text(out, "];\n");
        }
    }
    cs_buffer_text(out, "}\n");
    cs_buffer_release(&text);
}

/*
 * ---- a picture: a row for each step, in it the places of the step ----
 *
 * Ways to the next row are curves. Those that pass over rows go by a channel at the left, one for each place to which
 * they lead. Ends are told beside the place from which they are reached.
 */

#define BOX_WIDTH 150u
#define BOX_HEIGHT 30u
#define GAP 40u
#define ROW 100u
#define TOP 60u
#define CHANNEL 9u
#define BESIDE 60u /* for the labels of ways between two places */
#define LETTER 6u /* the width of a letter of a label */

struct picture {
    const struct cs_explore_view *view;
    struct cs_buffer *out;
    size_t *column;  /* by node: its place in its row */
    size_t *row;     /* by node: rows without places are left out */
    size_t *channel; /* by node: at which the ways to it run that pass over rows, from 1; 0: there is none */
    size_t *pitch;   /* by row: from place to place */
    size_t rows, channels, width;
};

static bool is_end(const struct picture *p, size_t node)
{
    return p->view->explore->nodes[node].outcome != NULL;
}

static size_t x_of(const struct picture *p, size_t node)
{
    return GAP + p->channels * CHANNEL + p->column[node] * p->pitch[p->row[node]];
}

static size_t y_of(const struct picture *p, size_t node)
{
    return TOP + p->row[node] * ROW;
}

/* "objection: not adopted (rejection)" */
static void add_ending(const struct picture *p, const struct cs_explore_edge *edge, struct cs_buffer *out)
{
    add_acts(p->view, edge, out);
    cs_buffer_text(out, ": ");
    add_place(p->view, &p->view->explore->nodes[edge->to], out);
}

static void place_rows(struct picture *p)
{
    const struct cs_explore *x = p->view->explore;

    for (size_t depth = 0; depth < x->depth_count; depth++) {
        size_t count = 0;

        for (size_t n = 0; n < x->node_count; n++)
            if (x->nodes[n].depth == depth && (!is_end(p, n) || n == 0)) {
                p->column[n] = count++;
                p->row[n] = p->rows;
            }
        p->rows += count > 0;
    }
}

static bool lay_out(struct picture *p)
{
    const struct cs_explore *x = p->view->explore;
    struct cs_buffer text;

    p->column = calloc(x->node_count + 1, sizeof *p->column);
    p->row = calloc(x->node_count + 1, sizeof *p->row);
    p->channel = calloc(x->node_count + 1, sizeof *p->channel);
    p->pitch = calloc(x->depth_count + 1, sizeof *p->pitch);
    if (p->column == NULL || p->row == NULL || p->channel == NULL || p->pitch == NULL)
        return false;
    place_rows(p);
    for (size_t row = 0; row < p->rows; row++)
        p->pitch[row] = BOX_WIDTH + GAP + BESIDE;
    cs_buffer_init(&text);
    for (size_t n = 0; n < x->node_count; n++)
        for (size_t i = 0; i < x->nodes[n].edge_count; i++) {
            size_t to = x->nodes[n].edges[i].to;

            if (!is_end(p, to)) {
                if (p->row[to] > p->row[n] + 1 && p->channel[to] == 0)
                    p->channel[to] = ++p->channels;
                continue;
            }
            cs_buffer_clear(&text);
            add_ending(p, &x->nodes[n].edges[i], &text);
            if (BOX_WIDTH + GAP + text.length * LETTER > p->pitch[p->row[n]])
                p->pitch[p->row[n]] = BOX_WIDTH + GAP + text.length * LETTER;
        }
    for (size_t n = 0; n < x->node_count; n++)
        if ((!is_end(p, n) || n == 0) && x_of(p, n) + p->pitch[p->row[n]] > p->width)
            p->width = x_of(p, n) + p->pitch[p->row[n]];
    cs_buffer_release(&text);
    return !text.failed;
}

static void add_label(struct picture *p, size_t x, size_t y, const char *more, struct cs_buffer *text)
{
    cs_buffer_printf(p->out, "<text x=\"%zu\" y=\"%zu\"%s>", x, y, more);
    cs_html_text(p->out, cs_buffer_string(text));
    cs_buffer_text(p->out, "</text>\n");
    p->out->failed = p->out->failed || text->failed;
    cs_buffer_clear(text);
}

/* To the next row, or by the channel of where it leads. */
static void add_line(struct picture *p, size_t from, size_t to, size_t x, size_t y)
{
    size_t into = x_of(p, to) + BOX_WIDTH / 2, top = y_of(p, to), channel = GAP / 2 + p->channel[to] * CHANNEL;

    cs_buffer_text(p->out, "<path d=\"");
    if (p->row[to] == p->row[from] + 1)
        cs_buffer_printf(p->out, "M%zu %zu C%zu %zu %zu %zu %zu %zu", x, y, x, y + ROW / 4, into, top - ROW / 4, into,
                         top);
    else
        cs_buffer_printf(p->out, "M%zu %zu V%zu H%zu V%zu H%zu V%zu", x, y, y + 8, channel, top - 12,
                         into - BOX_WIDTH / 3, top);
    cs_buffer_text(p->out, "\" fill=\"none\" stroke=\"#888\" marker-end=\"url(#arrow)\"/>\n");
}

static void add_lines(struct picture *p)
{
    const struct cs_explore *x = p->view->explore;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t n = 0; n < x->node_count; n++) {
        size_t ways = 0, ends = 0, way = 0;

        for (size_t i = 0; i < x->nodes[n].edge_count; i++)
            ways += !is_end(p, x->nodes[n].edges[i].to);
        for (size_t i = 0; i < x->nodes[n].edge_count; i++) {
            size_t from = x_of(p, n) + BOX_WIDTH * (way + 1) / (ways + 1), y = y_of(p, n) + BOX_HEIGHT;

            if (is_end(p, x->nodes[n].edges[i].to)) {
                add_ending(p, &x->nodes[n].edges[i], &text);
                add_label(p, x_of(p, n) + BOX_WIDTH + 6, y_of(p, n) + 10 + 12 * ends++, " class=\"act\"", &text);
                continue;
            }
            add_line(p, n, x->nodes[n].edges[i].to, from, y);
            add_acts(p->view, &x->nodes[n].edges[i], &text);
            add_label(p, from + 3, y + 18 + 11 * way++, " class=\"act\"", &text);
        }
    }
    cs_buffer_release(&text);
}

static void add_boxes(struct picture *p)
{
    const struct cs_explore *x = p->view->explore;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t n = 0; n < x->node_count; n++) {
        if (is_end(p, n) && n > 0)
            continue;
        cs_buffer_printf(p->out, "<rect x=\"%zu\" y=\"%zu\" width=\"%u\" height=\"%u\" rx=\"6\" fill=\"#eef3fa\" "
                                 "stroke=\"#333\"/>\n", x_of(p, n), y_of(p, n), BOX_WIDTH, BOX_HEIGHT);
        add_place(p->view, &x->nodes[n], &text);
        cs_buffer_text(&text, x->nodes[n].cut ? " ..." : "");
        add_label(p, x_of(p, n) + BOX_WIDTH / 2, y_of(p, n) + BOX_HEIGHT / 2 + 4,
                  text.length * LETTER > BOX_WIDTH
                      ? " text-anchor=\"middle\" textLength=\"142\" lengthAdjust=\"spacingAndGlyphs\""
                      : " text-anchor=\"middle\"", &text);
    }
    cs_buffer_release(&text);
}

void cs_explore_svg(const struct cs_explore_view *view, struct cs_buffer *out)
{
    struct picture p = {.view = view, .out = out};
    struct cs_buffer text;
    size_t width, height;

    if (!lay_out(&p))
        out->failed = true;
    cs_buffer_init(&text);
    width = p.width < 640 ? 640 : p.width;
    height = TOP + p.rows * ROW;
    cs_buffer_printf(out,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%zu\" height=\"%zu\" viewBox=\"0 0 %zu %zu\" "
                     "role=\"img\" font-family=\"sans-serif\" font-size=\"12\">\n<title>",
                     width, height, width, height);
    add_title(view, &text);
    cs_html_text(out, cs_buffer_string(&text));
    cs_buffer_text(out, "</title>\n<style>.act { font-size: 10px; fill: #333 }</style>\n"
                        "<defs><marker id=\"arrow\" viewBox=\"0 0 8 8\" refX=\"8\" refY=\"4\" markerWidth=\"7\" "
                        "markerHeight=\"7\" orient=\"auto\"><path d=\"M0 0 L8 4 L0 8 z\" fill=\"#888\"/></marker>"
                        "</defs>\n"
                        "<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    add_label(&p, GAP, 28, " font-size=\"15\"", &text);
    if (!out->failed) {
        add_lines(&p);
        add_boxes(&p);
    }
    cs_buffer_text(out, "</svg>\n");
    cs_buffer_release(&text);
    free(p.column);
    free(p.row);
    free(p.channel);
    free(p.pitch);
}
