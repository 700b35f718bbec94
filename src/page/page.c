/* SPDX-License-Identifier: MIT */
/* Makes first what the sections share, each part before those that need it; then writes the page from head to foot. */
#include "page/page.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "page/files.h"
#include "page/page_int.h"
#include "view/standing.h"

#define STANDINGS_MAX 120000 /* of a page, but any number of rows on so many accounts: */
#define ACCOUNTS_FREE 100

/* ---- text ---- */

const char *cs_page_keep(struct cs_page *page, struct cs_buffer *buffer)
{
    const char *text = cs_arena_text(&page->arena, cs_buffer_string(buffer), buffer->length);

    page->arena.failed = page->arena.failed || buffer->failed;
    cs_buffer_release(buffer);
    return text != NULL ? text : "";
}

const char *cs_page_date(const struct cs_moment *moment, char out[96])
{
    bool span = moment->form == CS_MOMENT_SPAN, certain = !moment->unsure && !moment->end_unknown && !moment->hours;
    bool between = !span && !moment->hours && (moment->unsure || moment->form == CS_MOMENT_RANGE);
    char first[32], last[32];

    cs_day_text(moment->first, first);
    cs_day_text(moment->last, last);
    if (between && moment->first < moment->last)
        snprintf(out, 96, "between %s and %s", first, last);
    else if (span && certain && moment->end == CS_TIME_NEVER)
        snprintf(out, 96, "from %s", first);
    else if (span && certain && moment->start == CS_TIME_ALWAYS)
        snprintf(out, 96, "until %s", last);
    else if (span && certain)
        snprintf(out, 96, "%s to %s", first, last);
    else
        cs_moment_text(moment, out);
    return out;
}

void cs_page_sentence(struct cs_page *page, const struct cs_line *line)
{
    const struct cs_ledger_row *row = line->rows[0];
    const struct cs_entry *entry = row->kind >= CS_ROW_REQUEST && line->text_count == 1 ? row->entry : NULL;
    const char *article = cs_row_name(&page->report, row->article != CS_NO_NAME ? row->article : row->instrument);
    char date[96];

    if (entry != NULL) {
        if (entry->label != CS_NO_NAME) {
            cs_page_text(page, cs_row_name(&page->report, entry->label));
            cs_buffer_char(page->out, ' ');
        }
        cs_buffer_printf(page->out, "<span class=\"date\">%s</span> ", cs_page_date(&entry->moment, date));
    }
    cs_page_text(page, entry != NULL ? line->statement : line->sentence);
    if (article != NULL) {
        cs_buffer_text(page->out, " <small>");
        cs_html_text(page->out, article);
        cs_buffer_text(page->out, "</small>");
    }
    cs_page_rests_on(page, line);
}

void cs_page_rests_on(struct cs_page *page, const struct cs_line *line)
{
    for (size_t i = 0; i < line->concluded_count; i++) {
        cs_buffer_text(page->out, i == 0 ? "<span class=\"concluded\">rests on what the record concludes: " : "; ");
        cs_html_text(page->out, line->concluded[i]);
    }
    cs_buffer_text(page->out, line->concluded_count > 0 ? "</span>" : "");
}

const char *cs_page_account_name(const struct cs_page *page, size_t account)
{
    return account + 1 == page->account_count ? "whatever is still open" : page->accounts[account].name;
}

const char *cs_page_account_lead(const struct cs_page *page, size_t account)
{
    return account + 1 == page->account_count ? "With " : "On the account of ";
}

static bool is_word(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80) != 0;
}

/* The occurrence with this label, if it is on the page; or NULL. */
static const struct cs_page_event *labelled(const struct cs_page *page, const char *word, size_t length)
{
    cs_name name = length == 0 || word[0] < 'a' || word[0] > 'z'
                       ? CS_NO_NAME
                       : cs_names_find(page->report.ledger->docket->plan->names, word, length);
    const struct cs_page_event *event;

    if (name == CS_NO_NAME || name >= page->name_count || page->event_of[name] == 0)
        return NULL;
    event = &page->events[page->event_of[name] - 1];
    return event->label != NULL ? event : NULL;
}

/* The length of the next word, or of the characters up to the next word. */
static size_t next_piece(const char *text, size_t length)
{
    size_t end = 0;

    while (end < length && is_word(text[end]) == is_word(text[0]))
        end++;
    return end;
}

void cs_page_text(struct cs_page *page, const char *text)
{
    for (size_t at = 0, length = strlen(text); at < length;) {
        size_t piece = next_piece(text + at, length - at);
        const struct cs_page_event *event = labelled(page, text + at, piece);

        if (event != NULL) {
            cs_buffer_text(page->out, "<a href=\"#");
            cs_html_text(page->out, event->id);
            cs_buffer_text(page->out, "\">");
        }
        cs_html_bytes(page->out, text + at, piece);
        cs_buffer_text(page->out, event != NULL ? "</a>" : "");
        at += piece;
    }
}

const struct cs_page_event *cs_page_case(const struct cs_page *page, const char *text, size_t *place)
{
    size_t length = strlen(text);

    for (size_t at = 0; at < length; at += next_piece(text + at, length - at)) {
        const struct cs_page_event *event = labelled(page, text + at, next_piece(text + at, length - at));

        if (event == NULL)
            continue;
        *place = at;
        return event;
    }
    return NULL;
}

void cs_page_section(struct cs_page *page, const char *id, const char *title)
{
    cs_buffer_printf(page->out, "<section id=\"%s\" aria-labelledby=\"h-%s\"><h2 id=\"h-%s\">%s</h2>\n", id, id, id,
                     title);
}

void cs_page_question_links(struct cs_page *page, const struct cs_standing *standing)
{
    size_t count;
    const uint32_t *each = cs_legend_distinct(&page->legend, standing->questions, standing->question_count, &count);

    for (size_t i = 0; i < count; i++) {
        unsigned number = (unsigned)page->legend.numbers[each[i]];

        cs_buffer_printf(page->out, "%s<a href=\"#Q%u\">Q%u</a>", i > 0 ? " " : "", number, number);
    }
}

void cs_page_state(struct cs_page *page, const struct cs_standing *standing)
{
    const char *sign = cs_sign_text(cs_sign_of(standing->state));

    cs_buffer_printf(page->out, "<b class=\"%s\">%s</b>", sign,
                     cs_row_state(&page->report, standing->state));
}

/* ---- head ---- */

/* Adds 'sha256-...', the digest in base 64, of a content security policy. */
static bool add_digest(struct cs_buffer *out, const unsigned char *bytes, size_t length)
{
    static const char letters[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    unsigned char digest[33] = {0};
    char hex[65];

    if (!cs_sha256_hex(bytes, length, hex))
        return false;
    for (size_t i = 0; i < 32; i++) {
        char pair[3] = {hex[2 * i], hex[2 * i + 1], '\0'};

        digest[i] = (unsigned char)strtoul(pair, NULL, 16);
    }
    cs_buffer_text(out, "'sha256-");
    for (size_t i = 0; i < 33; i += 3) {
        unsigned long bits = (unsigned long)digest[i] << 16 | (unsigned long)digest[i + 1] << 8 | digest[i + 2];

        for (int shift = 18; shift >= (i == 30 ? 6 : 0); shift -= 6)
            cs_buffer_char(out, letters[bits >> shift & 63]);
    }
    cs_buffer_text(out, "='");
    return true;
}

/* The request with the most lines, and how many requests there are. */
static const struct cs_line *main_request(const struct cs_page *page, size_t *count)
{
    const struct cs_line *best = NULL, *current = NULL;
    size_t most = 0, members = 0;

    *count = 0;
    for (size_t i = 0; i < page->lines.count; i++) {
        const struct cs_line *line = &page->lines.items[i];

        if (line->rows[0]->kind == CS_ROW_REQUEST) {
            current = line;
            members = 0;
            (*count)++;
        }
        if (current != NULL && line->rows[0]->request != CS_NO_ROW && ++members > most) {
            most = members;
            best = current;
        }
    }
    return best;
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

/* The length of the text up to " on e1": a heading has no labels, since they are explained only below it. */
static size_t without_case(const struct cs_page *page, const char *text)
{
    size_t at;

    return cs_page_case(page, text, &at) != NULL && at > 4 && memcmp(text + at - 4, " on ", 4) == 0 ? at - 4
                                                                                                    : strlen(text);
}

/* "Armenia asked the CSTO for help", in formal words "request by Armenia of CSTO", or the name of the record. */
static const char *title_of(struct cs_page *page)
{
    size_t count;
    const struct cs_line *request = main_request(page, &count);
    struct cs_buffer title;

    if (page->settings->title != NULL)
        return page->settings->title;
    cs_buffer_init(&title);
    if (request == NULL)
        cs_buffer_text(&title, page->settings->name != NULL ? page->settings->name : "casus");
    else if (request->worded)
        cs_buffer_text(&title, request->statement);
    else
        cs_buffer_add(&title, request->rows[0]->content, without_case(page, request->rows[0]->content));
    if (count > 1)
        cs_buffer_printf(&title, ", and %zu more request%s", count - 1, count > 2 ? "s" : "");
    if (request != NULL && title.length > 0 && title.bytes[0] >= 'a' && title.bytes[0] <= 'z')
        title.bytes[0] = (char)(title.bytes[0] - 'a' + 'A');
    return cs_page_keep(page, &title);
}

static void write_head(struct cs_page *page, const char *title)
{
    struct cs_buffer *out = page->out;

    cs_buffer_text(out, "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
                        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src ");
    if (!add_digest(out, cs_page_css, cs_page_css_length))
        page->arena.failed = true;
    cs_buffer_text(out, "; script-src ");
    if (!add_digest(out, cs_page_js, cs_page_js_length))
        page->arena.failed = true;
    cs_buffer_text(out,
                   "; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'\">\n"
                   "<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
                   "<meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"generator\" content=\"casus\">\n"
                   "<meta name=\"referrer\" content=\"no-referrer\">\n<title>");
    cs_html_text(out, title);
    cs_buffer_printf(out, ", %s</title>\n<style>", page->report.as_of);
    cs_buffer_add(out, (const char *)cs_page_css, cs_page_css_length);
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

    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        if (file->source->kind == CS_SOURCE_RECORD) {
            cs_buffer_text(page->out, records++ == 0 ? " On the record <b>" : "</b>, <b>");
            cs_html_text(page->out, file_name(file->source->name));
        }
    cs_buffer_text(page->out, records > 0 ? "</b>" : " On no record");
    for (const struct cs_file *file = plan->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (has_instrument(page, i->name)) {
                cs_buffer_text(page->out, treaties++ == 0 ? ", under <b>" : ", <b>");
                cs_html_text(page->out, cs_row_name(&page->report, i->name));
                cs_buffer_text(page->out, "</b> (");
                cs_html_text(page->out, i->title);
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
        cs_buffer_char(page->out, ' ');
        cs_html_text(page->out, text);
    }
}

static void write_header(struct cs_page *page, const char *title)
{
    struct cs_buffer *out = page->out;

    cs_buffer_text(out, "<header>\n<p class=\"eyebrow\">casus: who owes what to whom, and on whose account</p>\n<h1>");
    cs_html_text(out, title);
    cs_buffer_printf(out, "</h1>\n<p class=\"lede\">How it stood on <b>%s</b>%s", page->report.as_of,
                     page->report.as_of_given ? "" : ", the last date of the record");
    if (page->report.known_on != NULL)
        cs_buffer_printf(out, ", by what was known on <b>%s</b>", page->report.known_on);
    cs_buffer_char(out, '.');
    if (page->report.supposed != NULL) {
        cs_buffer_text(out, " Supposed: ");
        cs_html_text(out, page->report.supposed);
        cs_buffer_char(out, '.');
    }
    write_basis(page);
    write_contradictions(page);
    cs_buffer_text(out, "</p>\n</header>\n");
}

static void write_account_switch(struct cs_page *page)
{
    cs_buffer_text(page->out, "<fieldset class=\"accounts\"><legend>Account</legend>");
    for (size_t a = 0; a < page->account_count; a++) {
        cs_buffer_printf(page->out, "<label><input type=\"radio\" name=\"account\" value=\"%zu\"%s><span>", a,
                         a == page->shown ? " checked" : "");
        cs_html_text(page->out, cs_page_account_name(page, a));
        cs_buffer_text(page->out, "</span></label>");
    }
    cs_buffer_text(page->out, "</fieldset>");
}

static void write_reading_switches(struct cs_page *page)
{
    for (size_t r = 0; r < page->reading_count; r++) {
        const struct cs_question *question = &page->report.ledger->docket->questions[page->readings[r]];

        cs_buffer_text(page->out, "<label class=\"reading\"><span>");
        cs_html_text(page->out, question->text);
        cs_buffer_printf(page->out,
                         "</span><select name=\"reading\" data-reading=\"%zu\"><option value=\"0\">open</option>", r);
        for (uint32_t a = 0; a < question->answer_count; a++) {
            cs_buffer_printf(page->out, "<option value=\"%u\">", (unsigned)a + 1);
            cs_html_text(page->out, question->answers[a]);
            cs_buffer_text(page->out, "</option>");
        }
        cs_buffer_text(page->out, "</select></label>");
    }
    if (!page->combined)
        cs_buffer_text(page->out,
                       "<p class=\"note\">The readings combine in too many ways for one page: each is chosen "
                       "with the others open.</p>");
}

static void write_switch(struct cs_page *page)
{
    cs_buffer_text(page->out, "<form class=\"switch\" aria-label=\"What the page shows\" hidden>");
    write_account_switch(page);
    if (page->reading_count > 0) {
        cs_buffer_text(page->out, "<details class=\"readings\"><summary>Readings: <!-- -->all open</summary><div>");
        write_reading_switches(page);
        cs_buffer_text(page->out, "</div></details>");
    }
    cs_buffer_text(page->out, "</form>\n");
    cs_buffer_printf(page->out, "<p class=\"note scriptless\">The timeline and the ledger show %s<b>",
                     page->shown + 1 == page->account_count ? "" : "the account of ");
    cs_html_text(page->out, cs_page_account_name(page, page->shown));
    cs_buffer_text(page->out,
                   "</b> with every reading open. Switching needs JavaScript; casus report --as writes the page of "
                   "another account.</p>\n<p id=\"status\" class=\"quiet\" role=\"status\">");
    cs_buffer_text(page->out, cs_page_account_lead(page, page->shown));
    cs_html_text(page->out, cs_page_account_name(page, page->shown));
    cs_buffer_text(page->out, "; readings: all open.</p>\n");
}

/* ---- foot ---- */

static void write_legend(struct cs_page *page)
{
    cs_page_section(page, "reading", "How to read this page");
    cs_buffer_text(page->out, "<ul class=\"signs\">");
    for (int sign = 0; sign < CS_SIGN_NONE; sign++)
        cs_buffer_printf(page->out, "<li><b class=\"%s\">%s</b></li>", cs_sign_text((enum cs_sign)sign),
                         cs_sign_meaning((enum cs_sign)sign));
    cs_buffer_text(
        page->out,
        "</ul>\n<p>A bar runs from what founded a duty to its deadline, the upright stroke; it is hatched where the "
        "deadline depends on a question, and dashed where it is open whether there is a duty at all. A thin line "
        "behind the deadline is what is still owed. A diamond is an occurrence; the band around it, the days on "
        "which it may have been. Busy days have more room on the axis, and the time between them less: it shows "
        "order, not length.</p>\n"
        "<p>Every state is that of an account: of the worlds in which all is so that a party says. "
        "<b>Undetermined</b> means that the account leaves open a question on which the line turns; it is "
        "neither yes nor no. An account is silent where its party has said nothing.</p></section>\n");
}

static void write_body(struct cs_page *page, const char *title)
{
    cs_buffer_text(page->out, "<body>\n<a class=\"skip\" href=\"#main\">To the page</a>\n");
    cs_page_symbols(page);
    write_header(page, title);
    write_switch(page);
    cs_buffer_text(page->out, "<main id=\"main\">\n");
    cs_page_requests(page);
    cs_page_ledger(page);
    cs_page_questions(page);
    cs_page_happened(page);
    cs_page_sources(page);
    write_legend(page);
    cs_buffer_text(page->out, "</main>\n<dialog id=\"card\" aria-label=\"A question\"></dialog>\n");
    cs_page_data(page);
    cs_buffer_text(page->out, "<script>");
    cs_buffer_add(page->out, (const char *)cs_page_js, cs_page_js_length);
    cs_buffer_text(page->out, "</script>\n</body>\n</html>\n");
}

/* ---- what the sections share ---- */

static struct cs_names *const *interners(struct cs_page *page, struct cs_names *out[7])
{
    struct cs_names *const all[] = {&page->standings, &page->tables, &page->vectors, &page->nodes,
                                    &page->roots,     &page->texts,  &page->claims};

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

/* Each row has a standing on each account, with its reasons: of many accounts these would be too many for a page. */
static bool has_room(const struct cs_report *report)
{
    const struct cs_ledger *ledger = report->ledger;

    if (ledger->account_count <= ACCOUNTS_FREE ||
        ledger->row_count * ledger->account_count <= STANDINGS_MAX)
        return true;
    cs_fail(ledger->docket->failure, CASUS_ERR_LIMIT,
            "a page of %zu rows on %zu accounts is too large: at most %d states are shown, or %d accounts; declare "
            "fewer accounts, or use --request or `casus run`",
            ledger->row_count, ledger->account_count, STANDINGS_MAX, ACCOUNTS_FREE);
    return false;
}

static void open_page(struct cs_page *page, const struct cs_report *report, const struct cs_page_settings *settings,
                      struct cs_buffer *out)
{
    struct cs_names *all[7];

    *page = (struct cs_page){.report = *report, .settings = settings, .out = out};
    cs_arena_init(&page->arena);
    interners(page, all);
    for (size_t i = 0; i < sizeof all / sizeof *all; i++)
        cs_names_init(all[i]);
    cs_page_accounts(page);
    cs_page_classes(page);
    if (!page->arena.failed)
        cs_page_readings(page);
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
    struct cs_names *all[7];
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

casus_status cs_page_svg(const struct cs_report *report, const struct cs_page_settings *settings, struct cs_buffer *out)
{
    struct cs_page page;

    if (!has_room(report))
        return report->ledger->docket->failure->status;
    open_page(&page, report, settings, out);
    page.picture = true;
    if (!page.arena.failed)
        cs_page_picture(&page, title_of(&page));
    return close_page(&page);
}
