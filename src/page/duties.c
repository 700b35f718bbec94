/* SPDX-License-Identifier: MIT */
/*
 * The duties of a request: each with a bar from when it was founded to when it was due, the gist of its article, why it
 * stands as it does in three steps, and all reasons of each holder.
 */
#include <string.h>

#include "page/page_int.h"
#include "reasons/why.h"
#include "view/done.h"
#include "view/when.h"

#define DUTIES_SHOWN 1           /* of a request; the others are folded away */
#define DUTIES_MAX 24            /* of a request; the others stand in the ledger alone */
#define LINES_MAX 400            /* of a page; of more the reasons stand in the ledger alone */
#define QUESTIONS_TOLD ((size_t)3)
#define OFFERS_TOLD ((size_t)2)
#define HOLDERS_MAX 12           /* of a line whose reasons are told one by one */
#define REASON_BYTES_MAX 60000u /* of HTML; what is beyond stands in the ledger below */

/* ---- the bar ---- */

struct times { bool founded, due; cs_day since, first, last; };

/* When the rows of a line were founded and due, over all worlds. */
static struct times times_of(const struct cs_page *page, const struct cs_line *line)
{
    struct times t = {.founded = false};

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];
            cs_day due = cs_day_of(p->deadline - 1, p->deadline_offset);

            if (cs_worlds_disjoint(page->report.ledger->docket->worlds, p->worlds, page->report.ledger->worlds))
                continue;
            if (p->has_since) {
                t.since = !t.founded || p->since_day < t.since ? p->since_day : t.since;
                t.founded = true;
            }
            if (p->has_deadline) {
                t.first = !t.due || due < t.first ? due : t.first;
                t.last = !t.due || due > t.last ? due : t.last;
                t.due = true;
            }
        }
    return t;
}

static void write_part(struct cs_page *page, const char *class, uint32_t from, uint32_t to)
{
    if (to <= from)
        return;
    cs_buffer_printf(page->out, "<rect class=\"%s\" x=\"", class);
    cs_html_hundredths(page->out, from);
    cs_buffer_text(page->out, "%\" width=\"");
    cs_html_hundredths(page->out, to - from);
    cs_buffer_text(page->out, "%\" y=\"6\" height=\"10\"/>");
}

/* "due by 14 Sep to 20 Sep" */
static void write_word(struct cs_page *page, uint32_t at, unsigned y, const char *word, cs_day first, cs_day last)
{
    cs_buffer_text(page->out, "<text x=\"");
    cs_html_hundredths(page->out, at);
    cs_buffer_printf(page->out, "%%\" y=\"%u\" text-anchor=\"%s\">", y, at > CS_AXIS_END / 2 ? "end" : "start");
    cs_page_say(page, word);
    cs_buffer_char(page->out, ' ');
    cs_page_short_day(page, first);
    if (last > first) {
        cs_buffer_text(page->out, " \xE2\x80\x93 ");
        cs_page_short_day(page, last);
    }
    cs_buffer_text(page->out, "</text>");
}

/* ---- what was offered ---- */

struct offers { const struct cs_entry **items; size_t count; };

/* Was it done by a holder of the line, or by who was asked? */
static bool is_by_who_owes(const struct cs_line *line, const struct cs_entry *asked, const struct cs_entry *entry)
{
    for (size_t r = 0; r < line->row_count; r++)
        if (cs_page_names(entry, CS_PREP_BY, line->rows[r]->holder))
            return true;
    for (const struct cs_arg *arg = asked != NULL ? cs_term_args(&asked->term, CS_PREP_OF) : NULL; arg != NULL;
         arg = arg->next)
        if (cs_page_names(entry, CS_PREP_BY, arg->name))
            return true;
    return false;
}

static bool performs(struct cs_page *page, const struct cs_line *line, cs_name label)
{
    for (size_t r = 0; label != CS_NO_NAME && r < line->row_count; r++) {
        size_t count;
        const struct cs_row_done *done =
            cs_row_done(&page->report, line->rows[r], page->report.ledger->worlds, &page->arena, &count);

        for (size_t i = 0; i < count; i++)
            if (done[i].name != NULL && strcmp(done[i].name, cs_row_name(&page->report, label)) == 0)
                return true;
    }
    return false;
}

/* Was it done to who asked, or to whom the line is owed? What was done otherwise, such as a meeting, is no offer. */
static bool is_to_who_claims(const struct cs_line *line, const struct cs_entry *asked, const struct cs_entry *entry)
{
    if (line->rows[0]->claimant != CS_NO_NAME && cs_page_names(entry, CS_PREP_TO, line->rows[0]->claimant))
        return true;
    for (const struct cs_arg *arg = asked != NULL ? cs_term_args(&asked->term, CS_PREP_BY) : NULL; arg != NULL;
         arg = arg->next)
        if (cs_page_names(entry, CS_PREP_TO, arg->name))
            return true;
    return false;
}

/* What was done for who asked, by who owes this or was asked, but what performs it. */
static struct offers offers_of(struct cs_page *page, const struct cs_line *line, size_t r)
{
    const struct cs_ledger_row *request = page->summary.requests[r].row;
    size_t count = 0;
    const struct cs_request_done *done =
        request != NULL ? cs_request_done(&page->report, request, &page->arena, &count) : NULL;
    struct offers offers = {.items = cs_arena_array(&page->arena, count, sizeof *offers.items)};

    for (size_t i = 0; offers.items != NULL && i < count; i++) {
        const struct cs_entry *entry = done[i].what->entry;

        if (entry->kind == CS_ENTRY_TERM && entry->moment.form != CS_MOMENT_NONE &&
            !entry->moment.begin_unknown && !performs(page, line, entry->label) &&
            is_by_who_owes(line, request->entry, entry) && is_to_who_claims(line, request->entry, entry))
            offers.items[offers.count++] = entry;
    }
    return offers;
}

static cs_day last_day(const struct cs_moment *moment)
{
    return moment->form == CS_MOMENT_SPAN ? moment->begins_last : moment->last;
}

static void write_offers(struct cs_page *page, const struct cs_time_scale *scale, const struct offers *offers)
{
    for (size_t i = 0; i < offers->count; i++) {
        const struct cs_moment *m = &offers->items[i]->moment;
        uint32_t at = (cs_scale_place(scale, m->first, 0) + cs_scale_place(scale, last_day(m), 4)) / 2;

        cs_buffer_text(page->out, "<g class=\"offer\"><use href=\"#point\" x=\"");
        cs_html_hundredths(page->out, at);
        cs_buffer_text(page->out, "%\" y=\"11\"/></g>");
    }
}

/* "In the meantime: the CSTO sent a mission to Armenia (between 13 and 20 September 2022) ..." */
static void write_meantime(struct cs_page *page, const struct offers *offers)
{
    struct cs_report plain = page->report;

    if (offers->count == 0)
        return;
    plain.unlabelled = true;
    cs_buffer_text(page->out, "<p class=\"meantime\"><svg aria-hidden=\"true\">"
                              "<use href=\"#point\" x=\"7\" y=\"7\"/></svg>");
    cs_page_say(page, "In the meantime:");
    for (size_t i = 0; i < offers->count && i < OFFERS_TOLD; i++) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        if (!cs_worded_statement(&plain, offers->items[i], &text))
            cs_row_statement(&plain, offers->items[i], &text);
        cs_buffer_text(&text, " (");
        cs_when_moment(&page->report, &offers->items[i]->moment, &text);
        cs_buffer_char(page->out, i > 0 ? ';' : ' ');
        cs_buffer_text(page->out, i > 0 ? " " : "");
        cs_html_text(page->out, cs_page_keep(page, &text));
        cs_buffer_char(page->out, ')');
    }
    if (offers->count > OFFERS_TOLD) {
        cs_buffer_text(page->out, "; ");
        cs_page_count(page, CS_PHRASE("{count} more"), offers->count - OFFERS_TOLD);
    }
    cs_buffer_text(page->out, ".</p>\n");
}

static void write_bar(struct cs_page *page, const struct times *t, const struct offers *offers)
{
    cs_day now = cs_day_of(page->settings->end - 1, page->axis.zone);
    struct cs_time_scale scale = {.count = 0};
    uint32_t since, first, last, end;

    if (!t->founded || !t->due)
        return;
    cs_scale_add(page, &scale, t->since);
    cs_scale_add(page, &scale, t->first);
    cs_scale_add(page, &scale, t->last);
    cs_scale_add(page, &scale, now);
    for (size_t i = 0; i < offers->count; i++) {
        cs_scale_add(page, &scale, offers->items[i]->moment.first);
        cs_scale_add(page, &scale, last_day(&offers->items[i]->moment));
    }
    cs_scale_finish(page, &scale);
    since = cs_scale_place(&scale, t->since, 0);
    first = cs_scale_place(&scale, t->first, 4);
    last = cs_scale_place(&scale, t->last, 4);
    end = cs_scale_place(&scale, now, 4);
    cs_buffer_text(page->out, "<svg class=\"term-of\" height=\"52\" aria-hidden=\"true\">");
    write_part(page, "run", since, first < end ? first : end);
    write_part(page, "maybe", first, last);
    write_part(page, "late", last, end);
    write_offers(page, &scale, offers);
    write_word(page, since, 32, CS_PHRASE("owed since"), t->since, t->since);
    write_word(page, last, 48, t->last > now ? CS_PHRASE("due") : CS_PHRASE("due by"), t->first, t->last);
    if (end > last)
        write_word(page, CS_AXIS_END, 32, CS_PHRASE("as of"), now, now);
    cs_buffer_text(page->out, "</svg>\n");
}

/* "due by 14 to 20 September 2022" */
static void write_due(struct cs_page *page, const struct times *t)
{
    struct cs_buffer text;

    if (!t->due)
        return;
    cs_buffer_init(&text);
    cs_when_days(&page->report, t->first, t->last, CS_PHRASE("{first} to {last}"), &text);
    cs_buffer_text(page->out, " <span class=\"by-day\">");
    cs_page_say(page, "due by");
    cs_buffer_char(page->out, ' ');
    cs_html_text(page->out, cs_page_keep(page, &text));
    cs_buffer_text(page->out, "</span>");
}

/* ---- why: the text, what set it off, and how each account answers what it hangs on ---- */

/* The first reason of a kind, in the order of the tree. */
static const struct cs_reason *first_of(struct cs_page *page, const struct cs_reason *reasons,
                                        const struct cs_entry *asked,
                                        bool (*is)(const struct cs_page *page, const struct cs_reason *reason,
                                                   const struct cs_entry *asked))
{
    struct cs_reasons_walk walk;
    const struct cs_reason *r, *found = NULL;

    cs_reasons_walk_start(&walk, reasons);
    while (found == NULL && (r = cs_reasons_walk_next(&walk)) != NULL)
        if (is(page, r, asked))
            found = r;
    if (cs_reasons_walk_end(&walk))
        return found;
    page->out->failed = true;
    return NULL;
}

static bool is_article(const struct cs_page *page, const struct cs_reason *reason, const struct cs_entry *asked)
{
    (void)page;
    (void)asked;
    return reason->kind == CS_REASON_RULE && reason->article != NULL && reason->article->gist != NULL;
}

static bool is_request(const struct cs_page *page, const struct cs_reason *reason, const struct cs_entry *asked)
{
    (void)page;
    return reason->kind == CS_REASON_ENTRY && asked != NULL && reason->entry == asked;
}

/* Something that happened, and can be told in a sentence: no state of things, which began long before. */
static bool is_what_happened(const struct cs_page *page, const struct cs_reason *reason, const struct cs_entry *asked)
{
    struct cs_buffer text;
    bool worded;

    (void)asked;
    if (reason->kind != CS_REASON_ENTRY || reason->entry == NULL || reason->entry->kind != CS_ENTRY_TERM ||
        reason->entry->moment.form == CS_MOMENT_NONE || reason->entry->moment.form == CS_MOMENT_SPAN)
        return false;
    cs_buffer_init(&text);
    worded = cs_worded_statement(&page->report, reason->entry, &text);
    cs_buffer_release(&text);
    return worded;
}

/* "CST 4(2): when the attacked party asks, all others give it the aid it needs, at once" */
static void write_article(struct cs_page *page, const struct cs_article *article)
{
    struct cs_language l = cs_report_language(&page->report);
    struct cs_buffer text;

    cs_buffer_text(page->out, "<li><b>");
    cs_buffer_init(&text);
    cs_say(l, &text, "{treaty} {article}", cs_part_text(cs_language_told(l, article->instrument->name)),
           cs_part_text(cs_told(l, cs_row_name(&page->report, article->text))));
    cs_html_text(page->out, cs_page_keep(page, &text));
    cs_buffer_text(page->out, "</b>: ");
    cs_html_text(page->out, cs_told(l, article->gist));
    cs_buffer_text(page->out, ".</li>");
}

/* "On 13 September 2022, Armenia asked the CSTO for help", and who says so. */
static void write_cause(struct cs_page *page, const struct cs_entry *entry)
{
    struct cs_report plain = page->report;
    struct cs_moment moment = cs_when_of(&page->report, entry);
    struct cs_buffer when, what;
    struct cs_place places[] = {{.name = "when"}, {.name = "what"}};

    plain.unlabelled = true;
    cs_buffer_init(&when);
    cs_buffer_init(&what);
    cs_when_on(&page->report, &moment, &when);
    if (!cs_worded_statement(&plain, entry, &what))
        cs_row_statement(&plain, entry, &what);
    places[0].text = cs_page_keep(page, &when);
    places[1].text = cs_page_keep(page, &what);
    cs_buffer_init(&what);
    cs_sentence_add(&page->report, "{when}, {what}[, {outcome}].", places, 2, &what);
    cs_worded_capital(&what, 0);
    cs_buffer_text(page->out, "<li>");
    cs_html_text(page->out, cs_page_keep(page, &what));
    cs_buffer_char(page->out, ' ');
    cs_page_chips(page, entry);
    cs_buffer_text(page->out, "</li>");
}

static bool hangs_on(const struct cs_standing *standing, uint32_t question)
{
    for (size_t i = 0; i < standing->question_count; i++)
        if (standing->questions[i] == question)
            return true;
    return false;
}

/* "Was the fighting an attack by Azerbaijan on Armenia? yes": what the line hangs on, and how an account answers it. */
static const char *answers_on(struct cs_page *page, const struct cs_line *line, size_t account)
{
    const struct cs_report *report = &page->report;
    size_t count, told = 0;
    const uint32_t *each = cs_legend_distinct(&page->legend, line->questions, line->question_count, &count);
    struct cs_standing standing;
    struct cs_buffer out, text;

    cs_buffer_init(&out);
    cs_page_line_standing(page, line, page->accounts[account].worlds, &standing);
    for (size_t i = 0; i < count && told < QUESTIONS_TOLD; i++) {
        const char *answer = cs_row_answer(report, each[i], page->accounts[account].worlds);

        if (!cs_legend_tells(&page->legend, each[i]) || (answer == NULL && !hangs_on(&standing, each[i])))
            continue;
        cs_buffer_init(&text);
        cs_buffer_text(&text, cs_legend_text(&page->legend, each[i]));
        cs_worded_capital(&text, 0);
        cs_buffer_text(&out, told++ > 0 ? "<br>" : "");
        cs_html_text(&out, cs_page_keep(page, &text));
        cs_buffer_text(&out, " <b>");
        cs_html_text(&out, answer == NULL ? cs_told(cs_report_language(report), "open")
                                          : cs_worded_choice(report, each[i], answer, &page->arena));
        cs_buffer_text(&out, "</b>");
    }
    if (told == QUESTIONS_TOLD && count > told) {
        cs_buffer_text(&out, " <small>");
        cs_buffer_init(&text);
        cs_say(cs_report_language(report), &text, "{count} more questions", cs_part_number((long long)(count - told)));
        cs_html_text(&out, cs_page_keep(page, &text));
        cs_buffer_text(&out, "</small>");
    }
    if (told == 0) { /* nothing is open: what came of it */
        cs_buffer_init(&text);
        cs_buffer_printf(&text, "%s%s%s", standing.times,
                         standing.times[0] != '\0' && standing.words[0] != '\0' ? ", " : "", standing.words);
        cs_worded_capital(&text, 0);
        cs_html_text(&out, cs_page_keep(page, &text));
    }
    return cs_page_keep(page, &out);
}

/* One item for each different answer; that of the account that is shown stands there without a script. */
static void write_answers(struct cs_page *page, const struct cs_line *line)
{
    const char **texts = cs_arena_array(&page->arena, page->account_count, sizeof *texts);

    for (size_t a = 0; texts != NULL && a < page->account_count; a++)
        texts[a] = answers_on(page, line, a);
    for (size_t a = 0; texts != NULL && a < page->account_count; a++) {
        bool again = false, first = strcmp(texts[a], texts[page->shown]) == 0;

        for (size_t i = 0; i < a; i++)
            again = again || strcmp(texts[i], texts[a]) == 0;
        if (again || texts[a][0] == '\0')
            continue;
        cs_buffer_text(page->out, first ? "<li class=\"by-first" : "<li class=\"by-account");
        for (size_t i = a; i < page->account_count && page->account_count <= CS_ANCHORS_MAX; i++)
            if (strcmp(texts[i], texts[a]) == 0)
                cs_buffer_printf(page->out, " by%zu", i);
        cs_buffer_text(page->out, "\" data-as=\"");
        for (size_t i = a; i < page->account_count; i++)
            if (strcmp(texts[i], texts[a]) == 0)
                cs_buffer_printf(page->out, i > a ? " %zu" : "%zu", i);
        cs_buffer_printf(page->out, "\">%s</li>", texts[a]);
    }
}

/* The reasons of each holder, on the account that is shown first. */
static void write_all_reasons(struct cs_page *page, const struct cs_line *line)
{
    size_t start = page->out->length;

    if (page->duty_reason_bytes >= REASON_BYTES_MAX || line->row_count > HOLDERS_MAX || page->lines.count > LINES_MAX)
        return;
    cs_buffer_text(page->out, "<details class=\"all-reasons\"><summary>");
    cs_page_say(page, "All reasons");
    cs_buffer_text(page->out, " <small>");
    cs_page_account_title(page, page->shown);
    cs_buffer_text(page->out, "</small></summary>\n");
    for (size_t i = 0; i < line->row_count; i++) {
        if (line->row_count > 1) {
            cs_buffer_text(page->out, "<details class=\"why\"><summary>");
            cs_html_text(page->out, cs_row_called(&page->report, line->rows[i]->holder, &page->arena));
            cs_buffer_text(page->out, "</summary>");
        } else {
            cs_buffer_text(page->out, "<div class=\"why\">");
        }
        cs_page_reason_tree(page, line->rows[i], page->accounts[page->shown].worlds);
        cs_buffer_text(page->out, line->row_count > 1 ? "</details>" : "</div>");
    }
    cs_buffer_text(page->out, "</details>\n");
    page->duty_reason_bytes += page->out->length - start;
}

static void write_steps(struct cs_page *page, const struct cs_line *line, size_t r, const struct offers *offers)
{
    const struct cs_ledger_row *request = page->summary.requests[r].row;
    const struct cs_entry *asked = request != NULL ? request->entry : NULL;
    const struct cs_reason *article, *cause;
    struct cs_reason *reasons = NULL;

    if (cs_why(page->report.ledger, line->rows[0], page->report.ledger->worlds, &page->arena, &reasons) != CASUS_OK)
        return;
    article = first_of(page, reasons, asked, is_article);
    cause = first_of(page, reasons, asked, is_request);
    if (cause == NULL)
        cause = first_of(page, reasons, asked, is_what_happened);
    cs_buffer_text(page->out, "<details class=\"why-so\" open><summary>");
    cs_page_say(page, "Why");
    cs_buffer_text(page->out, "</summary><ol class=\"steps\">");
    if (article != NULL)
        write_article(page, article->article);
    if (cause != NULL)
        write_cause(page, cause->entry);
    write_answers(page, line);
    cs_buffer_text(page->out, "</ol>");
    write_meantime(page, offers);
    write_all_reasons(page, line);
    cs_buffer_text(page->out, "</details>\n");
}

/* ---- the section ---- */

static bool is_told(const struct cs_page *page, size_t index, size_t r)
{
    const struct cs_line *line = &page->lines.items[index];

    return cs_page_is_of(page, index, r) && line->rows[0]->kind == CS_ROW_DUTY;
}

/* The line of which the verdict tells: the first that is broken, else the first that may be; CS_NO_LINE: none. */
static size_t first_broken(const struct cs_page *page, size_t r)
{
    size_t first = CS_NO_LINE;

    for (size_t i = 0; i < page->lines.count; i++) {
        cs_set broken = is_told(page, i, r) ? cs_summary_broken(page->report.ledger, &page->lines.items[i]) : CS_NONE;

        if (broken == CS_NONE)
            continue;
        if (cs_worlds_within(page->report.ledger->docket->worlds, page->accounts[page->shown].worlds, broken))
            return i;
        first = first == CS_NO_LINE ? i : first;
    }
    return first;
}

/*
 * Those that may be broken come first: what the verdict tells, of two texts that lay it on the same parties by the one
 * that the request itself set off. `first` is first_broken.
 */
#define RANKS 4
static unsigned char rank_of(const struct cs_page *page, size_t index, size_t r, size_t first)
{
    struct cs_line *line = &page->lines.items[index];
    const struct cs_ledger_row *request = page->summary.requests[r].row;
    struct times times = times_of(page, line);

    if (cs_summary_broken(page->report.ledger, line) == CS_NONE)
        return 3;
    if (strcmp(page->lines.items[first].sentence, line->sentence) != 0)
        return 2;
    return request == NULL || request->entry == NULL || !times.founded || times.since >= request->entry->moment.first
               ? 0
               : 1;
}

static void write_duty(struct cs_page *page, size_t index, size_t r)
{
    const struct cs_line *line = &page->lines.items[index];
    struct times times = times_of(page, line);
    struct offers offers = offers_of(page, line, r);

    cs_buffer_text(page->out, "<div class=\"box duty\"><p class=\"head\">");
    cs_page_now_each(page, index);
    cs_buffer_text(page->out, " <span>");
    cs_page_line_text(page, index);
    write_due(page, &times);
    cs_buffer_text(page->out, "</span></p>\n");
    write_bar(page, &times, &offers);
    write_steps(page, line, r, &offers);
    cs_buffer_text(page->out, "</div>\n");
}

void cs_page_duties(struct cs_page *page, size_t r)
{
    unsigned char *ranks = cs_arena_array(&page->arena, page->lines.count, sizeof *ranks);
    size_t first = first_broken(page, r), count = 0, written = 0;

    for (size_t i = 0; ranks != NULL && i < page->lines.count; i++) {
        ranks[i] = is_told(page, i, r) ? rank_of(page, i, r, first) : RANKS;
        count += ranks[i] < RANKS;
    }
    if (count == 0)
        return;
    cs_buffer_text(page->out, "<section class=\"duties\">");
    cs_page_heading(page, 0, "Duties");
    for (unsigned rank = 0; rank < RANKS; rank++)
        for (size_t i = 0; i < page->lines.count && written < DUTIES_MAX; i++)
            if (ranks[i] == rank) {
                if (written++ == DUTIES_SHOWN) {
                    cs_buffer_text(page->out, "<details><summary>");
                    cs_page_count(page, CS_PHRASE("{count} more {count:duty|duties}"),
                                  (count < DUTIES_MAX ? count : DUTIES_MAX) - DUTIES_SHOWN);
                    cs_buffer_text(page->out, "</summary>\n");
                }
                write_duty(page, i, r);
            }
    cs_buffer_text(page->out, written > DUTIES_SHOWN ? "</details>\n" : "");
    if (count > written) {
        cs_buffer_text(page->out, "<p class=\"note\">");
        cs_page_count(page, CS_PHRASE("{count} more {count:duty stands|duties stand} in the ledger below."),
                      count - written);
        cs_buffer_text(page->out, "</p>\n");
    }
    cs_buffer_text(page->out, "</section>\n");
}
