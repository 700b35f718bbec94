/* SPDX-License-Identifier: MIT */
/* Every function here makes a report, has one writer of src/write or src/page write it, and sends it to the sink. */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "page/page.h"
#include "view/standing.h"
#include "view/when.h"

/* ---- style ---- */

static casus_status refuse(casus_answer *a, const char *what)
{
    cs_failure_clear(&a->last_call);
    return cs_fail(&a->last_call, CASUS_ERR_ARGUMENT, "%s", what);
}

/* Checks and copies a style. The client may know an older, shorter struct: the rest stays zero. */
static casus_status read_style(casus_answer *a, const struct casus_style *given, casus_sink sink, unsigned formats,
                               struct casus_style *out)
{
    *out = (struct casus_style){.size = sizeof *out};
    if (a == NULL || sink.write == NULL)
        return CASUS_ERR_ARGUMENT;
    if (a->answer->failure.status != CASUS_OK)
        return a->answer->failure.status;
    if (given != NULL && given->size < sizeof given->size)
        return refuse(a, "the size of the style is not set");
    if (given != NULL)
        memcpy(out, given, given->size < sizeof *out ? given->size : sizeof *out);
    if ((int)out->format < 0 || out->format > CASUS_EMBED || (formats >> out->format & 1) == 0)
        return refuse(a, "this is not written in that format");
    return CASUS_OK;
}

#define FORMAT(format) (1U << (format))
#define TEXT_JSON (FORMAT(CASUS_TEXT) | FORMAT(CASUS_JSON))
#define TEXT_JSON_CSV (TEXT_JSON | FORMAT(CASUS_CSV))

static casus_status find_request(casus_answer *a, const char *label, cs_name *out)
{
    const struct cs_ledger *ledger = a->answer->ledger;

    *out = CS_NO_NAME;
    if (label == NULL)
        return CASUS_OK;
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST &&
            strcmp(cs_names_text(ledger->docket->plan->names, ledger->rows[i].trigger), label) == 0) {
            *out = ledger->rows[i].trigger;
            return CASUS_OK;
        }
    cs_failure_clear(&a->last_call);
    return cs_fail(&a->last_call, CASUS_ERR_ARGUMENT, "there is no request \"%.200s\" in the ledger", label);
}

/* Makes the report of an answer in a style; fails, with a message, if the style is wrong. */
static casus_status open_report(casus_answer *a, const struct casus_style *given, casus_sink sink, unsigned formats,
                                struct casus_style *style, struct cs_report *out)
{
    casus_status status = read_style(a, given, sink, formats, style);
    bool data;

    if (status != CASUS_OK)
        return status;
    if (style->columns != 0 && style->columns < 40)
        return refuse(a, "a text is at least 40 columns wide");
    *out = cs_api_report(a);
    out->all = out->each = style->all;
    out->colour = style->colour;
    out->columns = style->columns;
    data = style->format == CASUS_JSON || style->format == CASUS_CSV || style->format == CASUS_DOT;
    out->formal = style->formal || data;
    if (!cs_case_speaks(&a->of->texts, style->language, &out->language)) {
        cs_failure_clear(&a->last_call);
        return cs_fail(&a->last_call, CASUS_ERR_ARGUMENT, "the case has no texts in the language \"%.40s\"",
                       style->language);
    }
    if (data)
        out->language = CS_NO_NAME;
    if (style->party != NULL && !cs_case_party(&a->of->texts, style->party, &out->party)) {
        cs_failure_clear(&a->last_call);
        return cs_party_unknown(&a->of->texts, style->party, &a->last_call);
    }
    return find_request(a, style->request, &out->request);
}

/* Sends what a writer wrote. A failure of the writer is kept in the answer; that of the sink is only returned. */
static casus_status send(casus_answer *a, casus_status status, struct cs_buffer *out, casus_sink sink)
{
    if (status == CASUS_OK && out->failed)
        status = cs_fail_memory(&a->answer->failure);
    if (status == CASUS_OK) /* a name that could not be written (base/names.h) */
        status = a->answer->failure.status;
    return cs_api_send(out, status, sink);
}

/* ---- the ledger ---- */

struct writers { casus_status (*of[3])(const struct cs_report *report, struct cs_buffer *out); }; /* by format */

static casus_status write_by(const struct writers *writers, casus_answer *a, const struct casus_style *given,
                             casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(a, given, sink, TEXT_JSON_CSV, &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    return send(a, writers->of[style.format](&report, &out), &out, sink);
}

casus_status casus_write_ledger(casus_answer *a, const struct casus_style *style, casus_sink sink)
{
    static const struct writers writers = {{cs_report_text, cs_report_json, cs_report_csv}};

    return write_by(&writers, a, style, sink);
}

casus_status casus_write_requests(casus_answer *a, const struct casus_style *style, casus_sink sink)
{
    static const struct writers writers = {{cs_requests_text, cs_requests_json, cs_requests_csv}};

    return write_by(&writers, a, style, sink);
}

/* ---- compared ---- */

/* What the comparison refuses is of this call; what else fails, of the answer. */
static casus_status compared(casus_answer *a, const struct cs_failure *failure)
{
    if (failure->status == CASUS_ERR_ARGUMENT)
        a->last_call = *failure;
    else if (failure->status != CASUS_OK && a->answer->failure.status == CASUS_OK)
        a->answer->failure = *failure;
    return failure->status;
}

casus_status casus_write_comparison(casus_answer *a, const char *const *instruments, size_t count,
                                    const struct casus_style *given, casus_sink sink)
{
    struct cs_comparison comparison;
    struct cs_failure failure;
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(a, given, sink, TEXT_JSON, &style, &report);

    if (status != CASUS_OK)
        return status;
    if (count == 0 || !cs_api_listed(instruments, count))
        return refuse(a, "no instrument is named");
    cs_failure_clear(&failure);
    cs_compare_instruments(&a->of->texts, a->answer->ledger, report.end - 1, instruments, count, &failure,
                           &comparison);
    status = compared(a, &failure);
    cs_buffer_init(&out);
    if (status == CASUS_OK)
        status = style.format == CASUS_JSON ? cs_comparison_json(&report, &comparison, &out)
                                            : cs_comparison_text(&report, &comparison, &out);
    cs_comparison_release(&comparison);
    return send(a, status, &out, sink);
}

casus_status casus_write_request_differences(casus_answer *a, const char *one, const char *other,
                                             const struct casus_style *given, casus_sink sink)
{
    const char *labels[2] = {one, other};
    struct cs_request_differences differences;
    struct cs_failure failure;
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(a, given, sink, TEXT_JSON, &style, &report);

    if (status != CASUS_OK)
        return status;
    if (one == NULL || other == NULL)
        return refuse(a, "two requests are compared");
    cs_failure_clear(&failure);
    cs_compare_requests(a->answer->ledger, labels, &failure, &differences);
    status = compared(a, &failure);
    cs_buffer_init(&out);
    if (status == CASUS_OK)
        status = style.format == CASUS_JSON ? cs_differences_json(&report, &differences, &out)
                                            : cs_differences_text(&report, &differences, &out);
    cs_request_differences_release(&differences);
    return send(a, status, &out, sink);
}

casus_status casus_write_brief(casus_answer *a, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(a, given, sink, FORMAT(CASUS_TEXT), &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    return send(a, cs_brief(&report, style.title != NULL ? style.title : a->of->title, &out), &out, sink);
}

casus_status casus_write_page(casus_answer *a, const struct casus_style *given, casus_sink sink)
{
    struct cs_page_settings settings = {.account = CS_NO_NAME};
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status =
        open_report(a, given, sink, FORMAT(CASUS_HTML) | FORMAT(CASUS_SVG) | FORMAT(CASUS_EMBED), &style, &report);

    if (status != CASUS_OK)
        return status;
    settings.title = style.title;
    settings.name = a->of->name;
    settings.end = report.end;
    settings.account_given = style.account != NULL;
    if (style.account != NULL && strcmp(style.account, "open") != 0 &&
        !cs_case_party(&a->of->texts, style.account, &settings.account)) {
        cs_failure_clear(&a->last_call);
        return cs_party_unknown(&a->of->texts, style.account, &a->last_call);
    }
    cs_buffer_init(&out);
    status = style.format == CASUS_SVG     ? cs_page_svg(&report, &settings, &out)
             : style.format == CASUS_EMBED ? cs_page_embed(&report, &settings, &out)
                                           : cs_page_html(&report, &settings, &out);
    return send(a, status, &out, sink);
}

/* ---- reasons, replies ---- */

static casus_status write_reasons(const struct cs_report *report, const struct cs_reasons *subjects, size_t count,
                                  casus_format format, struct cs_buffer *out)
{
    return format == CASUS_JSON  ? cs_reasons_json(report, subjects, count, out)
           : format == CASUS_DOT ? cs_reasons_dot(report, subjects, count, out)
                                 : cs_reasons_text(report, subjects, count, out);
}

casus_status casus_write_why(casus_answer *a, size_t row, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_reasons subject;
    struct cs_report report;
    struct cs_arena arena;
    struct cs_buffer out;
    casus_status status = open_report(a, given, sink, TEXT_JSON | FORMAT(CASUS_DOT), &style, &report);

    if (status != CASUS_OK)
        return status;
    if (row >= a->answer->ledger->row_count)
        return refuse(a, "there is no such row");
    cs_arena_init(&arena);
    cs_buffer_init(&out);
    status = cs_reasons_of_row(a->answer->ledger, &a->answer->ledger->rows[row], &arena, &subject);
    if (status == CASUS_OK)
        status = write_reasons(&report, &subject, 1, style.format, &out);
    if (cs_arena_failed(&arena))
        status = cs_fail_memory(&a->answer->failure);
    cs_arena_release(&arena);
    return send(a, status, &out, sink);
}

casus_status casus_write_reply_reasons(casus_reply *r, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(casus_reply_answer(r), given, sink, TEXT_JSON, &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    status = write_reasons(&report, r->inquiry.subjects, r->inquiry.subject_count, style.format, &out);
    return send(r->shown, status, &out, sink);
}

casus_status casus_write_reply(casus_reply *r, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(casus_reply_answer(r), given, sink, TEXT_JSON, &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    status = style.format == CASUS_JSON ? cs_reply_json(&report, &r->inquiry.reply, &out)
                                        : cs_reply_text(&report, &r->inquiry.reply, &out);
    return send(r->shown, status, &out, sink);
}

/* ---- what is next, what has changed ---- */

casus_status casus_write_next(casus_next *n, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(n == NULL ? NULL : n->of, given, sink, TEXT_JSON_CSV | FORMAT(CASUS_ICS), &style,
                                      &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    status = style.format == CASUS_JSON  ? cs_next_json(&report, n->next, n->party, &out)
             : style.format == CASUS_CSV ? cs_next_csv(&report, n->next, &out)
             : style.format == CASUS_ICS ? cs_next_calendar(&report, n->next, &out)
                                         : cs_next_text(&report, n->next, n->party, &out);
    return send(n->of, status, &out, sink);
}

/* Of another answer than that for which the style was read: a report in the same style, and the same language. */
static struct cs_report report_in_style(casus_answer *a, const struct casus_style *style)
{
    struct cs_report report = cs_api_report(a);

    report.colour = style->colour;
    report.formal = style->formal;
    report.columns = style->columns;
    cs_case_speaks(&a->of->texts, style->language, &report.language);
    return report;
}

casus_status casus_write_changes(casus_changes *c, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report before, after;
    struct cs_buffer out;
    casus_status status = open_report(c == NULL ? NULL : c->after, given, sink, TEXT_JSON_CSV, &style, &after);

    if (status != CASUS_OK)
        return status;
    before = report_in_style(c->before, &style);
    before.formal = after.formal; /* data are */
    if (after.language == CS_NO_NAME)
        before.language = CS_NO_NAME;
    cs_buffer_init(&out);
    status = style.format == CASUS_JSON  ? cs_changes_json(&before, &after, c->changes, &out)
             : style.format == CASUS_CSV ? cs_changes_csv(&before, &after, c->changes, &out)
                                         : cs_changes_text(&before, &after, c->changes, &out);
    if (status != CASUS_OK && c->after->answer->failure.status == CASUS_OK) /* it is the earlier answer that failed */
        cs_fail(&c->after->answer->failure, status, "%s", c->before->answer->failure.message);
    return send(c->after, status, &out, sink);
}

/* ---- what decides a line ---- */

casus_status casus_write_pivots(casus_pivots *p, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_answer *a = p == NULL ? NULL : p->of->shown;
    casus_status status = open_report(a, given, sink, TEXT_JSON, &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    status = style.format == CASUS_JSON ? cs_pivots_json(&report, p->lines, p->line_count, &out)
                                        : cs_pivots_text(&report, p->lines, p->line_count, &out);
    return send(a, status, &out, sink);
}

/* ---- an act ---- */

casus_status casus_write_act_reasons(casus_act *act, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_reasons subject;
    struct cs_answer *answer;
    struct cs_report report;
    struct cs_arena arena;
    struct cs_buffer out;
    casus_answer *shown;
    casus_status status = open_report(casus_act_after(act), given, sink, FORMAT(CASUS_TEXT), &style, &report);

    if (status != CASUS_OK)
        return status;
    if (act->act.trial == NULL)
        return refuse(act->after, "it is no act, so nobody needs a power for it");
    cs_arena_init(&arena);
    cs_buffer_init(&out);
    status = cs_trial_reasons(act->act.trial, CS_STATE_WITH_EFFECT, CS_STATE_WITHOUT_EFFECT, true, &arena, &subject,
                              &answer);
    shown = answer == act->before->answer ? act->before : act->after;
    report = report_in_style(shown, &style);
    subject.sentence = act->act.words;
    if (status == CASUS_OK)
        status = cs_reasons_text(&report, &subject, 1, &out);
    if (cs_arena_failed(&arena))
        status = cs_fail_memory(&shown->answer->failure);
    cs_arena_release(&arena);
    return send(shown, status, &out, sink);
}

/* Which rows of a date are told together. */
enum told { TOLD_WITH, TOLD_WITHOUT, TOLD_ALIKE, TOLD_COUNT };
static const char *const TOLD_AS[] = {CS_PHRASE("On {day}, with it:"), CS_PHRASE("On {day}, without it:"),
                                      CS_PHRASE("On {day}, again the same with it and without it:")};

static const struct cs_ledger_row *row_told(const struct cs_follow_row *row, enum told told)
{
    if (row->alike)
        return told == TOLD_ALIKE ? row->with : NULL;
    return told == TOLD_WITH ? row->with : told == TOLD_WITHOUT ? row->without : NULL;
}

/* A line that is a phrase without places. */
static void tell(const struct cs_report *report, const char *phrase, struct cs_buffer *out)
{
    cs_buffer_text(out, cs_told(cs_report_language(report), phrase));
    cs_buffer_char(out, '\n');
}

/* A phrase about a date that is given as data, told as people write it. */
static void say_day(const struct cs_report *report, const char *phrase, const char *date, struct cs_buffer *out)
{
    struct cs_buffer day;

    cs_buffer_init(&day);
    cs_when_text(report, date, &day);
    cs_say(cs_report_language(report), out, phrase, cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
}

static casus_status write_moment(casus_act *act, size_t index, enum told told, const struct casus_style *style,
                                 struct cs_buffer *out)
{
    const struct cs_follow_date *date = &act->follow->dates[index];
    const struct cs_ledger_row **rows = calloc(date->row_count + 1, sizeof *rows);
    casus_answer *of = told == TOLD_WITHOUT ? act->moments[index].without : act->moments[index].with;
    struct cs_report report = report_in_style(of, style);
    casus_status status = CASUS_OK;
    size_t count = 0;

    if (rows == NULL)
        return cs_fail_memory(&act->after->answer->failure);
    for (size_t i = 0; i < date->row_count; i++)
        if (row_told(&date->rows[i], told) != NULL)
            rows[count++] = row_told(&date->rows[i], told);
    report.all = true;
    if (count > 0) {
        cs_buffer_text(out, out->length > 0 ? "\n" : "");
        say_day(&report, TOLD_AS[told], date->date.text, out);
        cs_buffer_char(out, '\n');
        status = cs_report_rows(&report, rows, count, out);
    }
    free(rows);
    return status;
}

casus_status casus_write_act_changes(casus_act *act, const struct casus_style *given, casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_arena arena;
    struct cs_buffer out;
    size_t contradictions;
    casus_status status = open_report(casus_act_after(act), given, sink, FORMAT(CASUS_TEXT), &style, &report);

    if (status != CASUS_OK)
        return status;
    cs_buffer_init(&out);
    cs_arena_init(&arena);
    cs_standing_reservations(&report, &arena, &out);
    out.failed = out.failed || cs_arena_failed(&arena);
    cs_arena_release(&arena);
    contradictions = out.length;
    for (size_t i = 0; i < act->follow->date_count; i++)
        for (int told = TOLD_WITH; told < TOLD_COUNT && status == CASUS_OK; told++)
            status = write_moment(act, i, (enum told)told, &style, &out);
    if (out.length == contradictions)
        tell(&report, act->left_out != NULL
                          ? CS_PHRASE("Nothing in the ledger changes by it, at any date that was looked at.")
                          : CS_PHRASE("Nothing in the ledger changes by it, at any date."), &out);
    if (act->left_out != NULL) {
        cs_buffer_char(&out, '\n');
        say_day(&report, CS_PHRASE("Not looked at, for there are too many: {day}."), act->left_out, &out);
        cs_buffer_char(&out, '\n');
    }
    return send(act->after, status, &out, sink);
}

/* ---- what has become of an act ---- */

/* The lines that are entered, or would be; then who may do such a thing, and by which date it was dated. */
static void tell_entered(const casus_act *act, const struct cs_report *report, bool dry, const char *file,
                         struct cs_buffer *out)
{
    bool anybody = casus_act_state(act, 0) != NULL && !casus_act_needs_power(act), last = casus_act_date_is_last(act);

    if (dry) {
        cs_say(cs_report_language(report), out, "Nothing is written. This would be put at the end of \"{file}\":",
               cs_part_text(file));
        cs_buffer_printf(out, "\n%s\n", casus_act_addition(act));
    } else {
        cs_buffer_text(out, casus_act_line(act));
        cs_buffer_text(out, cs_told(cs_report_language(report), "Done."));
        cs_buffer_char(out, anybody ? ' ' : '\n');
    }
    if (anybody)
        tell(report, CS_PHRASE("No text says who may do this, so anybody may."), out);
    if (last)
        tell(report, CS_PHRASE("It is dated as the last entry of the record; --on DATE gives another date."), out);
    if (!dry || anybody || last)
        cs_buffer_char(out, '\n');
}

casus_status casus_write_act_told(casus_act *act, casus_told told, const char *file, const struct casus_style *given,
                                  casus_sink sink)
{
    struct casus_style style;
    struct cs_report report;
    struct cs_buffer out;
    casus_status status = open_report(casus_act_after(act), given, sink, FORMAT(CASUS_TEXT), &style, &report);

    if (status != CASUS_OK)
        return status;
    if (file == NULL || told < CASUS_TOLD_ENTERED || told > CASUS_TOLD_REFUSED)
        return refuse(act->after, "what has become of the act is not said, or of which file");
    cs_buffer_init(&out);
    if (told != CASUS_TOLD_REFUSED) {
        tell_entered(act, &report, told == CASUS_TOLD_TRIED, file, &out);
        return send(act->after, CASUS_OK, &out, sink);
    }
    say_day(&report, CS_PHRASE("{day}: not done, and the record is as it was"), casus_act_date(act), &out);
    cs_buffer_text(&out, "\n\n");
    status = send(act->after, CASUS_OK, &out, sink);
    if (status == CASUS_OK)
        status = casus_write_act_reasons(act, given, sink);
    if (status != CASUS_OK || casus_act_effect(act) != CASUS_EFFECT_CONTESTED)
        return status;
    cs_buffer_init(&out);
    cs_buffer_char(&out, '\n');
    tell(&report, CS_PHRASE("Whether it has effect is contested or open. --contested enters it all the same."), &out);
    return send(act->after, CASUS_OK, &out, sink);
}

/* ---- as one text ---- */

static casus_status hand_out(casus_status status, casus_text *from, char **text, size_t *length)
{
    if (status != CASUS_OK) {
        casus_text_free(from->bytes);
        return status;
    }
    *text = from->bytes;
    *length = from->length;
    return CASUS_OK;
}

static const struct casus_style as_json = {.size = sizeof as_json, .format = CASUS_JSON};

casus_status casus_ledger_json(casus_answer *a, char **text, size_t *length)
{
    casus_text out = {.bytes = NULL};

    if (text == NULL || length == NULL)
        return CASUS_ERR_ARGUMENT;
    *text = NULL;
    *length = 0;
    return hand_out(casus_write_ledger(a, &as_json, casus_text_sink(&out)), &out, text, length);
}

casus_status casus_why_json(casus_answer *a, size_t row, char **text, size_t *length)
{
    casus_text out = {.bytes = NULL};

    if (text == NULL || length == NULL)
        return CASUS_ERR_ARGUMENT;
    *text = NULL;
    *length = 0;
    return hand_out(casus_write_why(a, row, &as_json, casus_text_sink(&out)), &out, text, length);
}
