/* SPDX-License-Identifier: MIT */
/* Makes first what the sections share, each part before those that need it; then writes the page from head to foot. */
#include "page/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/sha256.h"
#include "page/files.h"
#include "page/page_int.h"
#include "view/standing.h"
#include "view/when.h"

#define ROWS_MAX 30000       /* of a page */
#define STANDINGS_MAX 120000 /* of a page, but all its rows on so many accounts: */
#define ACCOUNTS_FREE 100

/* ---- head ---- */

void cs_page_digest(struct cs_buffer *out, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char digest[CS_SHA256_SIZE + 1] = {0};

    cs_sha256_of(bytes, length, digest);
    cs_buffer_text(out, "'sha256-");
    for (size_t i = 0; i < 33; i += 3) {
        unsigned long bits = (unsigned long)digest[i] << 16 | (unsigned long)digest[i + 1] << 8 | digest[i + 2];

        for (int shift = 18; shift >= (i == 30 ? 6 : 0); shift -= 6)
            cs_buffer_char(out, letters[bits >> shift & 63]);
    }
    cs_buffer_text(out, "='");
}

/* The last folder and the name of a path: records in several folders may have the same name. */
static const char *file_name(const char *path)
{
    const char *name = path + strlen(path);

    for (int slashes = 0; name > path; name--)
        if (name[-1] == '/' && ++slashes == 2)
            break;
    return name;
}

/* Of one request its own title; of several their number, so that none stands under the heading of another. */
static const char *title_of(struct cs_page *page)
{
    size_t count = page->summary.count;
    struct cs_buffer text;

    if (page->settings->title != NULL)
        return page->settings->title;
    if (page->summary.requests[0].title == NULL)
        return page->settings->name != NULL ? page->settings->name : "casus";
    count -= page->summary.requests[count - 1].row == NULL;
    if (count == 1)
        return cs_mentions_plain(&page->report, page->summary.requests[0].title, &page->arena);
    cs_buffer_init(&text);
    cs_say(cs_report_language(&page->report), &text, "{count} requests, and what came of each",
           cs_part_number((long long)count));
    return cs_page_keep(page, &text);
}

/* What is shown where somebody refers to the page. */
static void write_description(struct cs_page *page, const char *title)
{
    static const char *const names[] = {"name=\"description\"", "property=\"og:description\""};
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_summary_paragraph(&page->summary, &page->summary.requests[0], &text);
    cs_buffer_text(page->out, "<meta property=\"og:type\" content=\"article\">\n"
                              "<meta name=\"twitter:card\" content=\"summary\">\n"
                              "<meta property=\"og:title\" content=\"");
    cs_html_text(page->out, title);
    cs_buffer_text(page->out, "\">\n");
    for (size_t i = 0; text.length > 0 && i < sizeof names / sizeof *names; i++) {
        cs_buffer_printf(page->out, "<meta %s content=\"", names[i]);
        cs_html_text(page->out, cs_buffer_string(&text));
        cs_buffer_text(page->out, "\">\n");
    }
    page->out->failed = page->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* The words that the style adds. A letter that could end the string or the element stands as its number. */
static void add_style_phrases(struct cs_page *page, struct cs_buffer *out)
{
    static const struct { const char *name, *english; } phrases[] = {
        {"turns", CS_PHRASE("depends on ")}, {"short", CS_PHRASE("in short: ")},
        {"own", CS_PHRASE(" (as the account itself answers)")}};

    cs_buffer_text(out, ":root{");
    for (size_t i = 0; i < sizeof phrases / sizeof *phrases; i++) {
        cs_buffer_printf(out, "--%s:\"", phrases[i].name);
        for (const char *c = cs_told(cs_report_language(&page->report), phrases[i].english); *c != '\0'; c++)
            if (cs_page_is_word(*c) || *c == ' ')
                cs_buffer_char(out, *c);
            else
                cs_buffer_printf(out, "\\%06x", (unsigned char)*c);
        cs_buffer_text(out, "\";");
    }
    cs_buffer_text(out, "}\n");
}

static void write_head(struct cs_page *page, const char *title)
{
    struct cs_buffer *out = page->out;
    struct cs_buffer style, date;
    const char *language = cs_row_name(&page->report, cs_report_language(&page->report).name);
    size_t start;

    cs_buffer_printf(out, "<!DOCTYPE html>\n<html lang=\"%s\">\n", language != NULL ? language : "en");
    cs_buffer_text(out, "<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    cs_buffer_init(&style);
    cs_buffer_add(&style, (const char *)cs_page_css, cs_page_css_length);
    add_style_phrases(page, &style);
    page->arena.failed = page->arena.failed || style.failed;
    cs_page_digest(out, (const unsigned char *)cs_buffer_string(&style), style.length);
    cs_buffer_text(out, "; script-src ");
    cs_page_digest(out, cs_page_js, cs_page_js_length);
    cs_buffer_text(out,
                   "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"casus\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    cs_html_text(out, title);
    cs_buffer_text(out, ", ");
    cs_buffer_init(&date);
    cs_when_as_of(&page->report, &date);
    cs_html_text(out, cs_page_keep(page, &date));
    cs_buffer_text(out, "</title>\n");
    start = out->length;
    write_description(page, title);
    cs_page_settle(page, start, true);
    cs_buffer_text(out, "<style>");
    cs_buffer_add(out, cs_buffer_string(&style), style.length);
    cs_buffer_release(&style);
    cs_buffer_text(out, "</style>\n</head>\n");
}

/* ---- header and switches ---- */

/* Is a row of this instrument on the page? */
static bool has_instrument(const struct cs_page *page, cs_name instrument)
{
    for (size_t i = 0; i < page->lines.count; i++)
        if (page->lines.items[i].rows[0]->instrument == instrument)
            return true;
    return false;
}

static void write_basis(struct cs_page *page)
{
    const struct cs_plan *plan = page->report.ledger->docket->plan;
    size_t records = 0, treaties = 0;
    struct cs_language l = cs_report_language(&page->report);

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        if (file->source->kind == CS_SOURCE_RECORD) {
            cs_buffer_printf(page->out, "%s<b>", records++ == 0 ? cs_told(l, " On the record ") : "</b>, ");
            cs_html_text(page->out, file_name(file->source->name));
        }
    cs_buffer_text(page->out, records > 0 ? "</b>" : cs_told(l, " On no record"));
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (has_instrument(page, i->name)) {
                cs_buffer_printf(page->out, "%s<b>", treaties++ == 0 ? cs_told(l, ", under ") : ", ");
                cs_html_text(page->out, cs_language_told(l, i->name));
                cs_buffer_text(page->out, "</b> (");
                cs_html_text(page->out, i->title != NULL ? cs_told(l, i->title) : "");
                cs_buffer_char(page->out, ')');
            }
    cs_buffer_char(page->out, '.');
}

static void write_contradictions(struct cs_page *page)
{
    for (size_t a = 0; a < page->account_count; a++) {
        const char *text = cs_standing_contradiction(&page->report, page->accounts[a].name, page->accounts[a].worlds,
                                                     &page->arena);

        if (text == NULL)
            continue;
        cs_buffer_text(page->out, "<p class=\"warning\">");
        cs_html_text(page->out, text);
        cs_buffer_text(page->out, "</p>\n");
    }
}

void cs_page_as_it_stood(struct cs_page *page)
{
    struct cs_buffer text;
    struct cs_place day = {.name = "day"};

    cs_buffer_init(&text);
    cs_when_as_of(&page->report, &text);
    day.text = cs_page_keep(page, &text);
    cs_html_text(page->out, cs_sentence(&page->report, "As it stood on {day}", &day, 1, &page->arena));
}

static void write_as_of(struct cs_page *page)
{
    struct cs_buffer known;

    cs_page_as_it_stood(page);
    cs_buffer_init(&known);
    cs_when_known(&page->report, &known);
    cs_html_text(page->out, cs_page_keep(page, &known));
    if (page->report.supposed != NULL) {
        struct cs_place what = {.name = "what", .text = page->report.supposed};

        cs_html_text(page->out, cs_sentence(&page->report, ". Supposed: {what}", &what, 1, &page->arena));
    }
}

static void write_header(struct cs_page *page, const char *title)
{
    struct cs_buffer *out = page->out;
    size_t start = out->length;

    cs_buffer_text(out, "<header>\n<p class=\"eyebrow\">");
    write_as_of(page);
    cs_buffer_text(out, "</p>\n<h1>");
    cs_html_text(out, title);
    cs_buffer_text(out, "</h1>\n");
    write_contradictions(page);
    cs_buffer_text(out, "</header>\n");
    cs_page_settle(page, start, true);
}

/* Where no script runs, a link to an account shows it: the style looks for the target of the address. */
static void write_anchors(struct cs_page *page)
{
    for (size_t a = 0; a < page->account_count && page->account_count <= CS_ANCHORS_MAX; a++) {
        cs_buffer_printf(page->out, "<span class=\"as%zu\" id=\"as=", a);
        cs_html_text(page->out, page->accounts[a].name);
        cs_buffer_text(page->out, "\"></span>");
    }
    cs_buffer_text(page->out, "\n");
}

/* ---- foot ---- */

static void write_legend(struct cs_page *page)
{
    struct cs_language l = cs_report_language(&page->report);

    cs_page_section(page, "reading", CS_PHRASE("How to read this page"));
    cs_buffer_text(page->out, "<ul class=\"signs\">");
    for (int sign = 0; sign < CS_SIGN_NONE; sign++)
        cs_buffer_printf(page->out, "<li><b class=\"%s\">%s</b></li>", cs_sign_text((enum cs_sign)sign),
                         cs_told(l, cs_sign_meaning((enum cs_sign)sign)));
    cs_buffer_text(page->out, "</ul>\n");
    cs_page_paragraph(page, CS_PHRASE(
        "A bar runs from what founded a duty to its deadline, the upright stroke; it is hatched where the deadline "
        "depends on a question, and dashed where it is open whether there is a duty at all. A thin line behind the "
        "deadline is what is still owed. A diamond is an occurrence; the band around it, the days on which it may have "
        "been. Busy days have more room on the axis, and the time between them less: it shows order, not length."));
    cs_buffer_text(page->out, "\n<p>");
    cs_page_say(page, "Every state is that of an account: of the worlds in which all is so that a party says.");
    cs_buffer_text(page->out, " <b>");
    cs_page_say(page, "Undetermined");
    cs_buffer_text(page->out, "</b> ");
    cs_page_say(page, "means that the account leaves open a question on which the line turns; it is neither yes nor "
                      "no. An account is silent where its party has said nothing.");
    cs_buffer_text(page->out, "</p></section>\n");
}

static void write_everything(struct cs_page *page)
{
    size_t start = page->out->length;

    cs_mentions_again(&page->report);
    cs_buffer_printf(page->out, "<details class=\"everything\" id=\"everything\"><summary><h2>");
    cs_page_say(page, "Everything");
    cs_buffer_text(page->out, " <small>");
    cs_page_count(page, CS_PHRASE("{count} lines"), page->lines.count);
    cs_buffer_text(page->out, ", ");
    cs_page_count(page, CS_PHRASE("{count} questions"), page->question_count);
    cs_buffer_text(page->out, ", ");
    cs_page_count(page, CS_PHRASE("{count} entries"), page->event_count);
    cs_buffer_text(page->out, "</small></h2></summary>\n<p class=\"basis\">");
    write_basis(page);
    cs_buffer_text(page->out, "</p>\n");
    page->level = 2;
    cs_page_other_readings(page);
    cs_page_ledger(page);
    cs_page_questions(page);
    cs_page_happened(page);
    write_legend(page);
    cs_buffer_text(page->out, "</details>\n");
    cs_page_settle(page, start, false);
}

static void write_body(struct cs_page *page, const char *title)
{
    size_t start;

    cs_buffer_text(page->out, "<body>\n");
    write_anchors(page);
    cs_buffer_text(page->out, "<a class=\"skip\" href=\"#main\">");
    cs_page_say(page, "To the page");
    cs_buffer_text(page->out, "</a>\n");
    cs_page_symbols(page);
    write_header(page, title);
    cs_page_switch_bar(page);
    cs_buffer_text(page->out, "<main id=\"main\">\n");
    page->level = page->summary.count > 1 ? 3 : 2;
    cs_page_answers(page);
    cs_page_sources(page);
    cs_page_glossary(page);
    write_everything(page);
    cs_buffer_text(page->out, "</main>\n<dialog id=\"card\" aria-label=\"");
    cs_page_say(page, "A question");
    cs_buffer_text(page->out, "\"></dialog>\n");
    start = page->out->length;
    cs_page_data(page);
    cs_page_settle(page, start, true); /* the order in which the script tells things is the reader's */
    cs_buffer_text(page->out, "<script>");
    cs_buffer_add(page->out, (const char *)cs_page_js, cs_page_js_length);
    cs_buffer_text(page->out, "</script>\n</body>\n</html>\n");
}

/* ---- what the sections share ---- */

#define INTERNERS 9

static struct cs_names *const *interners(struct cs_page *page, struct cs_names *out[INTERNERS])
{
    struct cs_names *const all[] = {&page->standings, &page->times, &page->tables, &page->vectors, &page->nodes,
                                    &page->roots,     &page->texts, &page->claims, &page->verdicts};

    memcpy(out, all, sizeof all);
    return out;
}

static void fold_lines(struct cs_page *page)
{
    const struct cs_ledger *ledger = page->report.ledger;
    const struct cs_ledger_row **rows = cs_arena_array(&page->arena, ledger->row_count, sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++)
        if (cs_row_wanted(&page->report, &ledger->rows[i]))
            rows[count++] = &ledger->rows[i];
    if (rows != NULL)
        cs_fold(&page->report, rows, count, &page->arena, &page->lines);
}

static void make_tables(struct cs_page *page)
{
    struct cs_worlds *w = page->report.ledger->docket->worlds;

    page->line_tables = cs_arena_array(&page->arena, page->lines.count, sizeof *page->line_tables);
    page->line_reasons = cs_arena_array(&page->arena, page->lines.count, sizeof *page->line_reasons);
    for (size_t i = 0; page->line_tables != NULL && page->line_reasons != NULL && i < page->lines.count; i++) {
        page->line_tables[i] = cs_page_line_tables(page, &page->lines.items[i]);
        page->line_reasons[i] = cs_page_reason_tables(page, page->lines.items[i].rows[0]);
    }
    page->verdict_tables = cs_arena_array(&page->arena, page->told, sizeof *page->verdict_tables);
    for (size_t r = 0; page->verdict_tables != NULL && r < page->told; r++)
        page->verdict_tables[r] = cs_page_verdict_tables(page, &page->summary.requests[r]);
    for (size_t i = 0; i < page->event_count; i++)
        if (!page->events[i].is_fact && !cs_worlds_within(w, page->report.ledger->worlds, page->events[i].worlds))
            page->events[i].class = cs_page_event_tables(page, &page->events[i]);
}

/* Does a line depend on the question, over all worlds? */
static bool is_on_a_line(const struct cs_page *page, uint32_t question)
{
    for (size_t i = 0; i < page->lines.count; i++)
        for (size_t k = 0; k < page->lines.items[i].question_count; k++)
            if (page->lines.items[i].questions[k] == question)
                return true;
    return false;
}

/* Numbers the questions as `casus run` does; then those on which a line depends only on some account or reading. */
static void number_questions(struct cs_page *page)
{
    struct cs_legend *legend = &page->legend;

    cs_legend_use_lines(legend, &page->lines);
    cs_legend_group(legend);
    page->questions = cs_arena_array(&page->arena, legend->count, sizeof *page->questions);
    for (int extra = 0; page->questions != NULL && extra < 2; extra++)
        for (uint32_t q = 0; q < legend->count; q++)
            if (cs_legend_tells(legend, q) && is_on_a_line(page, q) == (extra == 0))
                page->questions[page->question_count++] = q;
    for (size_t i = 0; i < page->question_count; i++)
        legend->numbers[page->questions[i]] = (uint32_t)i + 1;
    for (uint32_t q = 0; q < legend->count; q++)
        if (legend->numbers[q] != 0)
            legend->numbers[q] = legend->numbers[legend->firsts[q]];
}

/* Each row has a standing on each account, with its reasons: many rows, or accounts, would be too many for a page. */
static bool has_room(const struct cs_report *report)
{
    const struct cs_ledger *ledger = report->ledger;
    size_t rows = 0;

    for (size_t i = 0; i < ledger->row_count; i++)
        rows += cs_row_wanted(report, &ledger->rows[i]);
    if (rows > ROWS_MAX) {
        cs_fail(ledger->docket->failure, CASUS_ERR_LIMIT,
                "a page of %zu rows is too large: at most %d are shown; use --request, or `casus run`", rows, ROWS_MAX);
        return false;
    }
    if (ledger->account_count <= ACCOUNTS_FREE || rows * ledger->account_count <= STANDINGS_MAX)
        return true;
    cs_fail(ledger->docket->failure, CASUS_ERR_LIMIT,
            "a page of %zu rows on %zu accounts is too large: at most %d states are shown, or %d accounts; declare "
            "fewer accounts, or use --request or `casus run`",
            rows, ledger->account_count, STANDINGS_MAX, ACCOUNTS_FREE);
    return false;
}

/* The summary, with the verdicts on each account of the page. */
static void summarise(struct cs_page *page)
{
    cs_set *worlds = cs_arena_array(&page->arena, page->account_count, sizeof *worlds);

    for (size_t a = 0; worlds != NULL && a < page->account_count; a++)
        worlds[a] = page->accounts[a].worlds;
    cs_summary_init_in(&page->summary, &page->report, worlds, worlds != NULL ? page->account_count : 0);
}

static void open_page(struct cs_page *page, const struct cs_report *report, const struct cs_page_settings *settings,
                      struct cs_buffer *out)
{
    struct cs_names *all[INTERNERS];

    *page = (struct cs_page){.report = *report, .settings = settings, .out = out};
    cs_arena_init(&page->arena);
    interners(page, all);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cs_names_init(all[i]);
    cs_telling_open(&page->telling, report, out);
    page->report = page->telling.report;
    cs_worded_tell_apart(&page->report, &page->arena);
    cs_page_accounts(page);
    cs_page_classes(page);
    summarise(page);
    page->told = page->summary.count < CS_REQUESTS_TOLD_MAX ? page->summary.count : CS_REQUESTS_TOLD_MAX;
    page->arena.failed = page->arena.failed || cs_arena_failed(&page->summary.arena);
    if (!page->arena.failed)
        cs_page_switches(page);
    cs_legend_init(&page->legend, &page->report, &page->arena);
    fold_lines(page);
    cs_page_events(page);
    cs_page_choose_lanes(page);
    cs_page_axis(page);
    if (!page->arena.failed)
        make_tables(page);
    number_questions(page);
}

static casus_status close_page(struct cs_page *page)
{
    struct cs_names *all[INTERNERS];
    casus_status status;

    interners(page, all);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++) {
        page->arena.failed = page->arena.failed || all[i]->failed;
        cs_names_release(all[i]);
    }
    page->arena.failed = page->arena.failed || page->axis.failed;
    cs_axis_release(&page->axis);
    page->arena.failed = page->arena.failed || page->unfolding.failed;
    cs_unfolding_release(&page->unfolding);
    free(page->node_of);
    cs_page_release_reasons(page);
    page->arena.failed = page->arena.failed || cs_arena_failed(&page->summary.arena);
    cs_summary_release(&page->summary);
    cs_telling_close(&page->telling, page->out);
    status = cs_report_status(&page->report, &page->arena, page->out);
    cs_arena_release(&page->arena);
    return status;
}

casus_status cs_page_html(const struct cs_report *report, const struct cs_page_settings *settings,
                          struct cs_buffer *out)
{
    struct cs_page page;

    if (!has_room(report))
        return report->ledger->docket->failure->status;
    open_page(&page, report, settings, out);
    if (!page.arena.failed) {
        const char *title = title_of(&page);

        write_head(&page, title);
        write_body(&page, title);
    }
    return close_page(&page);
}

/* Makes what is shared, writes one part by itself, and releases. */
static casus_status write_apart(const struct cs_report *report, const struct cs_page_settings *settings,
                                void (*write)(struct cs_page *page, const char *title), struct cs_buffer *out)
{
    struct cs_page page;

    if (!has_room(report))
        return report->ledger->docket->failure->status;
    open_page(&page, report, settings, out);
    if (!page.arena.failed)
        write(&page, title_of(&page));
    return close_page(&page);
}

casus_status cs_page_embed(const struct cs_report *report, const struct cs_page_settings *settings,
                           struct cs_buffer *out)
{
    return write_apart(report, settings, cs_page_embedded, out);
}

casus_status cs_page_svg(const struct cs_report *report, const struct cs_page_settings *settings, struct cs_buffer *out)
{
    return write_apart(report, settings, cs_page_picture, out);
}
