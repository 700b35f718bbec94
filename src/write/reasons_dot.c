/* SPDX-License-Identifier: MIT */
/* Reasons as a graph in DOT, from a state to the reasons below it. Equal reasons are one node. */
#include <stdlib.h>
#include <string.h>

#include "base/names.h"
#include "text/character.h"
#include "view/rows.h"
#include "write/write.h"

struct graph {
    struct cs_buffer *out;
    const struct cs_report *report;
    struct cs_reasons_entered drawn;
    uint32_t *nodes; /* by number of the reason: its node, or 0 */
    size_t node_capacity;
    uint32_t node_count;
};

/* A quoted string of DOT, escaped; invisible characters and invalid UTF-8 become "?". */
static void add_string(struct cs_buffer *out, const char *text)
{
    struct cs_buffer plain;
    size_t line = 0;

    cs_buffer_init(&plain);
    cs_text_plain(&plain, text, strlen(text), false);
    out->failed = out->failed || plain.failed;
    text = cs_buffer_string(&plain);
    cs_buffer_char(out, '"');
    for (size_t i = 0; i < plain.length; i++, line++) {
        char c = text[i];

        if (c == '"' || c == '\\')
            cs_buffer_char(out, '\\');
        if (c == '\n' || c == '\t') {
            cs_buffer_char(out, '?');
        } else if (c == ' ' && line > 40) {
            cs_buffer_text(out, "\\n");
            line = 0;
        } else {
            cs_buffer_char(out, text[i]);
        }
    }
    cs_buffer_char(out, '"');
    cs_buffer_release(&plain);
}

static const char *style_of(const struct cs_reason *reason)
{
    switch (reason->kind) {
    case CS_REASON_STATE:
        return "shape=box, style=bold";
    case CS_REASON_RULE:
        return "shape=box";
    case CS_REASON_CLAIM:
        return "shape=note";
    case CS_REASON_ABSENT:
        return "shape=plaintext, style=dashed";
    case CS_REASON_QUESTION:
    case CS_REASON_READING:
        return "shape=diamond, margin=0";
    default:
        return "shape=ellipse";
    }
}

static unsigned node_of(struct graph *g, const struct cs_reason *reason)
{
    size_t old = g->node_capacity;

    if (!cs_grow(&g->nodes, &g->node_capacity, (size_t)reason->number + 1, sizeof *g->nodes)) {
        g->out->failed = true;
        return 0;
    }
    for (size_t i = old; i < g->node_capacity; i++)
        g->nodes[i] = 0;
    if (g->nodes[reason->number] == 0)
        g->nodes[reason->number] = ++g->node_count;
    return g->nodes[reason->number];
}

static void add_label(struct graph *g, const struct cs_reason *reason)
{
    struct cs_buffer text;
    const struct cs_claim *claim = reason->claim;

    cs_buffer_init(&text);
    cs_buffer_text(&text, reason->text);
    if (claim != NULL && (claim->quote != NULL || claim->gist != NULL))
        cs_buffer_printf(&text, ": %s", claim->quote != NULL ? claim->quote : claim->gist);
    add_string(g->out, cs_buffer_string(&text));
    g->out->failed = g->out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_node(struct graph *g, const struct cs_reason *reason)
{
    struct cs_reasons_entered below = {0};

    cs_buffer_printf(g->out, "  n%u [%s, label=", node_of(g, reason), style_of(reason));
    add_label(g, reason);
    cs_buffer_text(g->out, "];\n");
    for (const struct cs_reason *r = reason->first; r != NULL; r = r->next)
        if (cs_reason_enter(&below, r))
            cs_buffer_printf(g->out, "  n%u -> n%u;\n", node_of(g, reason), node_of(g, r));
    g->out->failed = g->out->failed || below.failed;
    cs_reasons_entered_release(&below);
}

static void add_nodes(struct graph *g, const struct cs_reason *first)
{
    struct cs_reasons_walk walk;
    const struct cs_reason *r;

    cs_reasons_walk_start(&walk, first);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        if (cs_reason_enter(&g->drawn, r))
            add_node(g, r);
    g->out->failed = !cs_reasons_walk_end(&walk) || g->out->failed;
}

/* One account: a node above its reasons. */
static void add_part(struct graph *g, const struct cs_reasons *subject, size_t index)
{
    const struct cs_reasons_part *part = &subject->parts[index];
    const char *account = cs_row_name(g->report, part->account);
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s: %s", account != NULL ? account : "open",
                     cs_ledger_state_text(g->report->ledger, cs_ledger_shown(subject->kind, part->state)));
    cs_buffer_printf(g->out, "  a%zu [shape=box, style=rounded, label=", index);
    add_string(g->out, cs_buffer_string(&text));
    cs_buffer_printf(g->out, "];\n  row -> a%zu;\n", index);
    add_nodes(g, part->reasons);
    for (const struct cs_reason *r = part->reasons; r != NULL; r = r->next)
        cs_buffer_printf(g->out, "  a%zu -> n%u;\n", index, node_of(g, r));
    g->out->failed = g->out->failed || text.failed;
    cs_buffer_release(&text);
}

casus_status cs_reasons_dot(const struct cs_report *report, const struct cs_reasons *reasons, size_t count,
                            struct cs_buffer *out)
{
    struct graph g = {.out = out, .report = report};

    for (size_t i = 0; i < count; i++) {
        cs_buffer_text(
            out, "digraph reasons {\n  rankdir=LR;\n  node [fontname=\"sans-serif\", fontsize=10];\n  row [shape=box, "
                 "style=bold, label=");
        add_string(out, reasons[i].row != NULL ? cs_ledger_content(report->ledger, reasons[i].row)
                                             : reasons[i].sentence);
        cs_buffer_text(out, "];\n");
        for (size_t p = 0; p < reasons[i].part_count; p++)
            add_part(&g, &reasons[i], p);
        cs_buffer_text(out, "}\n");
    }
    out->failed = out->failed || g.drawn.failed;
    cs_reasons_entered_release(&g.drawn);
    free(g.nodes);
    return cs_report_status(report, NULL, out);
}
