/* SPDX-License-Identifier: MIT */
/* What the accounts disagree about, as a table; what is undisputed, folded by kind. */
#include <string.h>

#include "page/page_int.h"

#define COLUMNS_MAX 6 /* with more accounts the states are listed below the sentence */
#define NAMES_SHOWN 12
#define ROWS_SHOWN 3 /* on a narrow window, by the style, if there are more than one more */

/* ---- what the sections of a request share ---- */

bool cs_page_is_of(const struct cs_page *page, size_t line, size_t request)
{
    const struct cs_ledger_row *row = page->lines.items[line].rows[0];
    const struct cs_ledger_row *own = page->summary.requests[request].row;
    const struct cs_ledger_row *rows = page->report.ledger->rows;

    if (own == NULL)
        return row->request == CS_NO_ROW && row->kind != CS_ROW_REQUEST;
    return row->request != CS_NO_ROW && rows[row->request].trigger == own->trigger;
}

/* The names of the holders of a line that stand in its sentence as "each other party". */
static void write_holders(struct cs_page *page, const struct cs_line *line)
{
    cs_name names[NAMES_SHOWN];
    size_t count = 0;
    struct cs_buffer text;

    if (line->row_count < 2 || line->listed || line->row_count > NAMES_SHOWN || line->rows[0]->holder == CS_NO_NAME)
        return;
    for (size_t i = 0; i < line->row_count; i++)
        names[count++] = cs_worded_called(&page->report, line->rows[i], line->rows[i]->holder);
    cs_buffer_init(&text);
    cs_worded_names(&page->report, names, count, &text);
    cs_buffer_text(page->out, "<span class=\"holders\">");
    cs_html_text(page->out, cs_buffer_string(&text));
    cs_buffer_text(page->out, "</span> ");
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_page_line_text(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];
    const struct cs_ledger_row *row = line->rows[0];

    cs_page_text(page, line->worded ? line->statement : line->sentence);
    cs_buffer_text(page->out, " <small>");
    write_holders(page, line);
    if (row->article != CS_NO_NAME || row->instrument != CS_NO_NAME) {
        cs_page_article(page, row);
        cs_buffer_char(page->out, ' ');
    }
    cs_buffer_printf(page->out, "<a class=\"no\" href=\"#row-%s\">", row->id);
    cs_page_say(page, "row");
    cs_buffer_printf(page->out, " %s</a></small>", line->ids);
}

void cs_page_now(struct cs_page *page, size_t index)
{
    struct cs_standing standing;

    cs_page_line_standing(page, &page->lines.items[index], page->accounts[page->shown].worlds, &standing);
    cs_buffer_printf(page->out, "<b class=\"now %s\" data-l=\"%zu\">%s</b>", cs_sign_text(cs_sign_of(standing.state)),
                     index, cs_row_state(&page->report, standing.state));
}

/* " by0 by2": the classes of the accounts on which it has this state; the style shows them without a script. */
static void write_by(struct cs_page *page, const enum cs_state *states, size_t count, enum cs_state state)
{
    for (size_t a = 0; a < count; a++)
        if (states[a] == state)
            cs_buffer_printf(page->out, " by%zu", a);
}

void cs_page_now_each(struct cs_page *page, size_t index)
{
    enum cs_state states[CS_ANCHORS_MAX], shown;
    size_t count = page->account_count <= CS_ANCHORS_MAX ? page->account_count : 0;

    if (count == 0) {
        cs_page_now(page, index);
        return;
    }
    for (size_t a = 0; a < count; a++) {
        struct cs_standing standing;

        cs_page_line_standing(page, &page->lines.items[index], page->accounts[a].worlds, &standing);
        states[a] = standing.state;
    }
    shown = states[page->shown];
    cs_buffer_printf(page->out, "<b class=\"now %s by-first", cs_sign_text(cs_sign_of(shown)));
    write_by(page, states, count, shown);
    cs_buffer_printf(page->out, "\" data-l=\"%zu\">%s</b>", index, cs_row_state(&page->report, shown));
    for (size_t a = 0; a < count; a++) {
        size_t first = 0;

        while (states[first] != states[a])
            first++;
        if (first < a || states[a] == shown)
            continue;
        cs_buffer_printf(page->out, "<b class=\"by-account %s", cs_sign_text(cs_sign_of(states[a])));
        write_by(page, states, count, states[a]);
        cs_buffer_printf(page->out, "\">%s</b>", cs_row_state(&page->report, states[a]));
    }
}

/* ---- the table ---- */

static void write_row(struct cs_page *page, size_t index)
{
    const struct cs_line *line = &page->lines.items[index];

    cs_buffer_printf(page->out, "<tr class=\"%s\"><th scope=\"row\">", cs_ledger_kind_text(line->rows[0]->kind));
    cs_page_line_text(page, index);
    cs_buffer_text(page->out, "</th><td class=\"chosen\" data-label=\"");
    cs_page_say(page, "as shown");
    cs_buffer_text(page->out, "\">");
    cs_page_now(page, index);
    cs_buffer_text(page->out, "</td>");
    for (size_t a = 0; a < page->column_count; a++) {
        struct cs_standing standing;

        cs_page_line_standing(page, line, page->accounts[a].worlds, &standing);
        cs_buffer_text(page->out, "<td data-label=\"");
        cs_html_text(page->out, cs_page_account_called(page, a));
        cs_buffer_text(page->out, "\">");
        cs_page_state(page, &standing);
        cs_buffer_text(page->out, "</td>");
    }
    cs_buffer_text(page->out, "</tr>\n");
}

/* What matters most comes first: duties that are broken on an account, then those that may be. */
#define RANKS 3
static unsigned rank_of(const struct cs_page *page, struct cs_line *line)
{
    for (size_t a = 0; a < cs_row_account_count(&page->report); a++)
        if (line->states[a] == CS_STATE_VIOLATED)
            return 0;
    return cs_summary_broken(page->report.ledger, line) != CS_NONE ? 1 : 2;
}

static void write_table(struct cs_page *page, size_t r, size_t count)
{
    cs_buffer_printf(page->out, "<table class=\"outcomes%s\"><thead><tr><th scope=\"col\">",
                     page->column_count > COLUMNS_MAX ? " many" : "");
    cs_page_say(page, "owed, expected, decided");
    cs_buffer_text(page->out, "</th><th scope=\"col\" class=\"chosen\"><span class=\"who\">");
    cs_page_account_title(page, page->shown);
    cs_buffer_text(page->out, "</span></th>");
    for (size_t a = 0; a < page->column_count; a++) {
        cs_buffer_text(page->out, "<th scope=\"col\">");
        cs_html_text(page->out, cs_page_account_called(page, a));
        cs_buffer_text(page->out, "</th>");
    }
    cs_buffer_text(page->out, "</tr></thead><tbody>\n");
    for (unsigned rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < page->lines.count; i++)
            if (cs_page_is_of(page, i, r) && !page->lines.items[i].same &&
                rank_of(page, &page->lines.items[i]) == rank)
                write_row(page, i);
    cs_buffer_text(page->out, "</tbody></table>\n");
    if (count > ROWS_SHOWN + 1) {
        cs_buffer_text(page->out, "<button type=\"button\" class=\"rest\" hidden>");
        cs_page_count(page, CS_PHRASE("{count} more"), count - ROWS_SHOWN);
        cs_buffer_text(page->out, "</button>\n");
    }
}

/* ---- what is undisputed ---- */

static const struct { enum cs_ledger_kind kind; const char *one, *several, *counted; } kinds[] = {
    {CS_ROW_DUTY, CS_PHRASE("duty"), CS_PHRASE("duties"), CS_PHRASE("{count} {count:duty|duties}")},
    {CS_ROW_EXPECTATION, CS_PHRASE("political expectation"), CS_PHRASE("political expectations"),
     CS_PHRASE("{count} political {count:expectation|expectations}")},
    {CS_ROW_DECISION, CS_PHRASE("decision"), CS_PHRASE("decisions"), CS_PHRASE("{count} {count:decision|decisions}")},
    {CS_ROW_ACT, CS_PHRASE("act"), CS_PHRASE("acts"), CS_PHRASE("{count} {count:act|acts}")},
    {CS_ROW_PROHIBITION, CS_PHRASE("prohibition"), CS_PHRASE("prohibitions"),
     CS_PHRASE("{count} {count:prohibition|prohibitions}")}};

static bool is_undisputed(const struct cs_page *page, size_t index, size_t r, enum cs_ledger_kind kind)
{
    const struct cs_line *line = &page->lines.items[index];

    return cs_page_is_of(page, index, r) && line->same && line->rows[0]->kind == kind;
}

static size_t count_rows(const struct cs_page *page, size_t r, enum cs_ledger_kind kind)
{
    size_t count = 0;

    for (size_t i = 0; i < page->lines.count; i++)
        if (is_undisputed(page, i, r, kind))
            count += kind == CS_ROW_PROHIBITION ? page->lines.items[i].row_count : 1;
    return count;
}

static bool write_counts(struct cs_page *page, size_t r)
{
    bool any = false;

    for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++) {
        size_t count = count_rows(page, r, kinds[k].kind);

        if (count == 0)
            continue;
        if (!any) {
            cs_buffer_text(page->out, "<details class=\"undisputed\"><summary>");
            cs_page_say(page, "Undisputed:");
        }
        cs_buffer_text(page->out, any ? ", " : " ");
        cs_page_count(page, kinds[k].counted, count);
        any = true;
    }
    cs_buffer_text(page->out, any ? "</summary>\n" : "");
    return any;
}

static void write_kind(struct cs_page *page, size_t r, size_t k)
{
    size_t count = count_rows(page, r, kinds[k].kind);
    bool folded = kinds[k].kind == CS_ROW_PROHIBITION && count > 4;

    if (count == 0)
        return;
    cs_page_heading(page, 1, count == 1 ? kinds[k].one : kinds[k].several);
    if (folded) { /* standing prohibitions are many and quiet */
        cs_buffer_text(page->out, "<p>");
        cs_page_count(page, CS_PHRASE("{count} stand as on every account; the ledger below has each."), count);
        cs_buffer_text(page->out, "</p>\n");
        return;
    }
    cs_buffer_text(page->out, "<ul class=\"rows\">\n");
    for (size_t i = 0; i < page->lines.count; i++)
        if (is_undisputed(page, i, r, kinds[k].kind)) {
            cs_buffer_printf(page->out, "<li class=\"%s\">", cs_ledger_kind_text(kinds[k].kind));
            cs_page_now(page, i);
            cs_buffer_text(page->out, "<span>");
            cs_page_line_text(page, i);
            cs_buffer_text(page->out, "</span></li>\n");
        }
    cs_buffer_text(page->out, "</ul>\n");
}

void cs_page_differences(struct cs_page *page, size_t r)
{
    size_t differ = 0;

    for (size_t i = 0; i < page->lines.count; i++)
        differ += cs_page_is_of(page, i, r) && !page->lines.items[i].same;
    cs_buffer_text(page->out, "<section class=\"differ\">");
    cs_page_heading(page, 0, "What they disagree about");
    if (differ > 0) {
        write_table(page, r, differ);
    } else {
        cs_buffer_text(page->out, "<p>");
        cs_page_say(page, "Nothing: every row stands alike on all accounts.");
        cs_buffer_text(page->out, "</p>\n");
    }
    if (write_counts(page, r)) {
        for (size_t k = 0; k < sizeof kinds / sizeof *kinds; k++)
            write_kind(page, r, k);
        cs_buffer_text(page->out, "</details>\n");
    }
    cs_buffer_text(page->out, "</section>\n");
}
