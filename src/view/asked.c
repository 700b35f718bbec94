/* SPDX-License-Identifier: MIT */
/* Questions of the docket and their answers as sentences. */
#include <string.h>

#include "docket/made.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording_int.h"

#define BUTTON_LONGEST 60 /* bytes of an answer on a button */

/* "Was the fighting an attack by Azerbaijan on Armenia?"; that of a judge of its own (R 2.6) names his instrument */
static bool add_name_question(const struct cs_report *report, const struct cs_entry *entry, cs_name judged,
                              struct cs_buffer *out)
{
    struct cs_part parts[] = {cs_part_name(&entry->about.name), cs_part_text(""), cs_part_names(&judged, 0)};
    struct cs_buffer text;
    bool worded;

    cs_buffer_init(&text);
    worded = cs_worded_term(report, entry, CS_NO_NAME, CS_WORDING_TERMED, &text);
    parts[1] = cs_part_text(cs_buffer_string(&text));
    if (judged != CS_NO_NAME)
        parts[2] = cs_part_name(&judged);
    if (worded)
        cs_say_parts(cs_report_language(report), out,
                     CS_PHRASE("{it:Was|Were} {it} {what}[, in the sense of {text}]?"), parts, 3);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}

/* "Is it so that the CSTO drew up a roadmap for the fighting (28 October 2022)?" */
static bool add_happened_question(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_moment moment = cs_when_of(report, entry);
    struct cs_buffer text, when;
    bool worded;

    cs_buffer_init(&text);
    cs_buffer_init(&when);
    worded = cs_worded_statement(report, entry, &text);
    cs_when_moment(report, &moment, &when);
    if (worded)
        cs_say(cs_report_language(report), out, "Is it so that {said} ({when})?",
               cs_part_text(cs_buffer_string(&text)), cs_part_text(cs_buffer_string(&when)));
    out->failed = out->failed || text.failed || when.failed;
    cs_buffer_release(&text);
    cs_buffer_release(&when);
    return worded;
}

/* "Is it so, though nobody reports it, that Russia gave Armenia help in time?" */
static bool add_unreported_question(const struct cs_report *report, const struct cs_question *q, const cs_name *actors,
                                    size_t count, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    uint32_t relation = cs_plan_relation(docket->plan, cs_names_part(&docket->names, q->id, 0), CS_NO_NAME);
    cs_value values[CS_COLUMNS_MAX];
    struct cs_worded said;
    struct cs_buffer text;

    if (relation == CS_NOWHERE)
        return false;
    for (uint32_t i = 0; i < docket->plan->relations[relation].column_count; i++)
        values[i] = cs_names_part(&docket->names, q->id, 1 + i);
    cs_worded_read_row(docket->plan, relation, values, &said);
    for (int prep = 0; prep < CS_PREP_COUNT && count > 0; prep++)
        if (said.roles[prep].count == 1 && said.roles[prep].values[0] == cs_worded_actor(&said)) {
            said.roles[prep].values = actors;
            said.roles[prep].count = count;
            break;
        }
    cs_buffer_init(&text);
    return cs_worded_as(report, out, cs_worded_add(report, &said, CS_WORDING_SAID, &text),
                       CS_PHRASE("Is it so, though nobody reports it, that {said} in time?"),
                       (struct cs_part[]){cs_part_text("")}, 1, &text);
}

/* What is asked about a role that is left unsaid; NULL if the question is none. */
static const struct cs_asked *find_asked(const struct cs_docket *docket, uint32_t question)
{
    for (size_t i = 0; i < docket->asked_count; i++)
        if (docket->asked[i].question == question && docket->asked[i].kind <= CS_PREP_COUNT)
            return &docket->asked[i];
    return NULL;
}

/* "Is it so that the request was under CST 4? The record does not say." */
static bool add_role_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_asked *asked = find_asked(docket, question);
    const struct cs_entry *entry = docket->questions[question].entry;
    struct cs_buffer text;

    if (asked == NULL || asked->kind == 0 || asked->a == CS_UNSAID || entry == NULL || entry->asked)
        return false;
    cs_buffer_init(&text);
    return cs_worded_as(report, out,
                        cs_worded_role(report, asked->a, (enum cs_prep)(asked->kind - 1), &asked->b, 1, &text),
                        CS_PHRASE("Is it so that {said}? The record does not say."),
                        (struct cs_part[]){cs_part_text("")}, 1, &text);
}

/*
 * "On which day was the request (r1)?", "On which day did it begin that Armenia is a member?"; of a word without a
 * wording "On which day did this begin: Armenia is member of CSTO?"
 */
static bool add_day_question(const struct cs_report *report, const struct cs_question *q, bool ends,
                             struct cs_buffer *out)
{
    cs_name it = cs_names_part(&report->ledger->docket->names, q->id, 0);
    struct cs_buffer text;

    if (q->entry == NULL)
        return false;
    if (!ends && q->entry->moment.form != CS_MOMENT_SPAN) {
        cs_say(cs_report_language(report), out, "On which day {it:was|were} {it}?", cs_part_name(&it));
        return true;
    }
    cs_buffer_init(&text);
    if (cs_worded_statement(report, q->entry, &text))
        return cs_worded_as(report, out, true,
                            ends ? CS_PHRASE("On which day did it end that {said}?")
                                 : CS_PHRASE("On which day did it begin that {said}?"),
                            (struct cs_part[]){cs_part_text("")}, 1, &text);
    cs_row_statement(report, q->entry, &text);
    return cs_worded_as(report, out, true,
                        ends ? CS_PHRASE("On which day did this end: {said}?")
                             : CS_PHRASE("On which day did this begin: {said}?"),
                        (struct cs_part[]){cs_part_text("")}, 1, &text);
}

/* In another language: the same of a deadline or a moment, which no entry has: by their names. */
static bool add_formal_order(const struct cs_report *report, cs_name first, cs_name second, struct cs_buffer *out)
{
    const struct cs_names *names = report->ledger->docket->plan->names;
    struct cs_language l = cs_report_language(report);
    struct cs_buffer one, other;

    if (l.name == CS_NO_NAME)
        return false;
    cs_buffer_init(&one);
    cs_buffer_init(&other);
    cs_when_text(report, cs_names_text(names, first), &one);
    cs_when_text(report, cs_names_text(names, second), &other);
    cs_say(l, out, "Did {first} come before {second}?", cs_part_text(cs_buffer_string(&one)),
           cs_part_text(cs_buffer_string(&other)));
    out->failed = out->failed || one.failed || other.failed;
    cs_buffer_release(&one);
    cs_buffer_release(&other);
    return true;
}

/* "Did the strike come before the request (r1)?" */
static bool add_order_question(const struct cs_report *report, const struct cs_question *q, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    cs_name first = cs_names_part(&docket->names, q->id, 0), second = cs_names_part(&docket->names, q->id, 1);

    if (cs_docket_entered(docket, first) == NULL || cs_docket_entered(docket, second) == NULL)
        return add_formal_order(report, first, second, out);
    cs_say(cs_report_language(report), out, "Did {first} come before {second}?", cs_part_name(&first),
           cs_part_name(&second));
    return true;
}

/* In another language: what a reading asks, "how is "immediately" to be read?" or its own question. */
static bool add_reading_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    struct cs_language l = cs_report_language(report);

    for (size_t i = 0; l.name != CS_NO_NAME && i < docket->plan->reading_count; i++) {
        const struct cs_plan_reading *reading = &docket->plan->readings[i];
        const char *title = cs_told(l, reading->text->title);

        if (docket->reading_questions[i] != question || reading->id != reading->text->name)
            continue; /* the reading of a time says that time in English */
        if (strchr(title, '?') != NULL)
            cs_buffer_text(out, title);
        else
            cs_say(l, out, "how is '{text}' to be read?", cs_part_text(title));
        return true;
    }
    return false;
}

static bool add_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_question *q = &docket->questions[question];

    switch (cs_names_tag(&docket->names, q->id)) {
    case CS_MADE_NAME:
        return q->entry != NULL && q->entry->kind == CS_ENTRY_COUNTS_AS &&
               add_name_question(report, q->entry, cs_names_part(&docket->names, q->id, 1), out);
    case CS_MADE_UNREPORTED:
        return add_unreported_question(report, q, NULL, 0, out);
    case CS_MADE_HAPPENED:
        return q->entry != NULL && add_happened_question(report, q->entry, out);
    case CS_MADE_READING:
        return add_reading_question(report, question, out);
    case CS_MADE_ROLE:
        return add_role_question(report, question, out);
    case CS_MADE_DATE:
        return add_day_question(report, q, false, out);
    case CS_MADE_END:
        return add_day_question(report, q, true, out);
    case CS_MADE_ORDER:
        return add_order_question(report, q, out);
    default:
        return false;
    }
}

void cs_worded_question(const struct cs_report *report, uint32_t question, struct cs_buffer *out)
{
    const struct cs_question *q = &report->ledger->docket->questions[question];
    size_t start = out->length;

    if (report->formal) {
        cs_buffer_text(out, q->text);
        return;
    }
    if (!add_question(report, question, out)) /* a reading has a text of its own */
        cs_when_text(report, cs_told(cs_report_language(report), q->text), out);
    cs_worded_capital(out, start);
}

bool cs_worded_question_of(const struct cs_report *report, uint32_t question, const cs_name *actors, size_t count,
                           struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    size_t start = out->length;

    if (report->formal || cs_names_tag(&docket->names, docket->questions[question].id) != CS_MADE_UNREPORTED ||
        !add_unreported_question(report, &docket->questions[question], actors, count, out))
        return false;
    cs_worded_capital(out, start);
    return true;
}

void cs_worded_answer(const struct cs_report *report, const char *answer, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);

    for (const char *or; (or = strstr(answer, " or ")) != NULL; answer = or + 4) { /* of several: "Strict or Middle" */
        struct cs_buffer one;

        cs_buffer_init(&one);
        cs_buffer_add(&one, answer, (size_t)(or - answer));
        cs_when_text(report, cs_told(l, cs_buffer_string(&one)), out);
        cs_buffer_text(out, cs_told(l, " or "));
        out->failed = out->failed || one.failed;
        cs_buffer_release(&one);
    }
    cs_when_text(report, cs_told(l, answer), out);
}

static const struct cs_reading_answer *answer_of(const struct cs_docket *docket, uint32_t question, const char *answer)
{
    for (size_t i = 0; i < docket->plan->reading_count; i++)
        if (docket->reading_questions[i] == question)
            for (uint32_t a = 0; a < docket->plan->readings[i].answer_count; a++)
                if (strcmp(docket->questions[question].answers[a], answer) == 0)
                    return docket->plan->readings[i].answers[a];
    return NULL;
}

const char *cs_worded_choice(const struct cs_report *report, uint32_t question, const char *answer,
                             struct cs_arena *arena)
{
    struct cs_language l = cs_report_language(report);
    const struct cs_reading_answer *a = answer_of(report->ledger->docket, question, answer);
    const char *told = cs_told(l, answer), *gist = a != NULL && a->gist != NULL ? cs_told(l, a->gist) : NULL;
    size_t length = gist != NULL ? strcspn(gist, ":") : 0;
    struct cs_buffer text;

    if (told == answer && length > 0 && length <= BUTTON_LONGEST && gist[length] == ':' && !a->has_duration)
        return cs_arena_text(arena, gist, length);
    cs_buffer_init(&text);
    if (a != NULL && a->has_duration)
        cs_when_period(l, a->duration, &text);
    else
        cs_when_text(report, told, &text); /* an answer may be a day */
    return cs_buffer_keep(&text, arena);
}
