/* SPDX-License-Identifier: MIT */
/* What a condition that nothing meets lacks (run/explain.h), as sentences. */
#include "run/explain.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording_int.h"

/* What was asked for; `said`: adds it as a sentence, else what the occurrence would have been. */
static bool add_asked_for(const struct cs_report *report, const struct cs_lack *lack, const char *of_it,
                          const char *of_all, struct cs_buffer *out)
{
    const struct cs_plan *plan = report->ledger->docket->plan;
    bool event = plan->relations[lack->relation].kind == CS_RELATION_EVENT;
    struct cs_worded said;

    if (lack->values == NULL)
        return false;
    cs_worded_read_row(plan, lack->relation, lack->values, &said);
    return cs_worded_so(report, &said, event ? of_it : NULL, of_all, out);
}

/* How often what is counted is so. */
static bool add_count(const struct cs_report *report, const struct cs_lack *lack, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    char have[CS_WIDE_TEXT], all[CS_WIDE_TEXT], text[CS_WIDE_TEXT];
    struct cs_part needed = lack->needed <= INT32_MAX ? cs_part_number((long long)lack->needed)
                                                      : cs_part_text(cs_wide_text(lack->needed, text));
    struct cs_buffer said;
    bool worded;

    cs_buffer_init(&said);
    worded = add_asked_for(report, lack, NULL, "{said}", &said);
    cs_wide_text(lack->have, have);
    if (worded && lack->all < 0)
        cs_say(l, out, CS_PHRASE("how often it is so that {said}: {have}, where {needed} {needed:is|are} needed"),
               cs_part_text(cs_buffer_string(&said)), cs_part_text(have), needed);
    else if (worded)
        cs_say(l, out, CS_PHRASE("how often it is so that {said}: {have} of {all}, where {needed} {needed:is|are} "
                                 "needed"),
               cs_part_text(cs_buffer_string(&said)), cs_part_text(have), cs_part_text(cs_wide_text(lack->all, all)),
               needed);
    out->failed = out->failed || said.failed;
    cs_buffer_release(&said);
    return worded;
}

/* "it ended on 1 February 2021: Alden closed" */
static bool add_end(const struct cs_report *report, const struct cs_lack *lack, struct cs_buffer *out)
{
    struct cs_buffer said, day;
    bool worded;

    cs_buffer_init(&said);
    cs_buffer_init(&day);
    cs_when_day(report, lack->day, &day);
    worded = lack->values == NULL ||
             add_asked_for(report, lack, CS_PHRASE("{it} {it:was|were} {what}"), "{said}", &said);
    if (worded)
        cs_say(cs_report_language(report), out, CS_PHRASE("it ended on {day}[: {said}]"),
               cs_part_text(cs_buffer_string(&day)), cs_part_text(cs_buffer_string(&said)));
    out->failed = out->failed || said.failed || day.failed;
    cs_buffer_release(&said);
    cs_buffer_release(&day);
    return worded;
}

/* Adds it without what is below it; false, with nothing added, if it stands in its formal words. */
static bool add_own(const struct cs_report *report, const struct cs_lack *lack, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_buffer text;

    if (lack->kind == CS_LACKS_ANSWER && report->ledger->docket->reading_questions[lack->reading] == CS_NOWHERE)
        return false;
    switch (lack->kind) {
    case CS_LACKS_EVENT:
        return add_asked_for(report, lack, NULL, CS_PHRASE("nobody reports that {said}"), out);
    case CS_LACKS_EFFECT:
    case CS_LACKS_TOLD:
        return add_asked_for(report, lack, NULL, CS_PHRASE("it is not so that {said}"), out);
    case CS_LACKS_FACT:
        return add_asked_for(report, lack, CS_PHRASE("{it} {it:was|were} not {what}"),
                             CS_PHRASE("it is not so that {said}"), out);
    case CS_LACKS_WAY:
        return add_asked_for(report, lack, CS_PHRASE("in the way: {it} {it:was|were} {what}"),
                             CS_PHRASE("in the way: {said}"), out);
    case CS_LACKS_KIND:
        cs_say(l, out, CS_PHRASE("{who} {who:is|are} not of the kind: {kind}"), cs_part_name(&lack->name),
               cs_part_text(cs_told(l, cs_row_name(report, lack->of_kind))));
        return true;
    case CS_LACKS_COUNT:
        return add_count(report, lack, out);
    case CS_LACKS_ANSWER:
        cs_buffer_init(&text);
        cs_worded_answer(report, cs_row_name(report, lack->name), &text);
        cs_worded_question(report, report->ledger->docket->reading_questions[lack->reading], out);
        cs_say(l, out, CS_PHRASE(" not: {answer}"), cs_part_text(cs_buffer_string(&text)));
        out->failed = out->failed || text.failed;
        cs_buffer_release(&text);
        return true;
    case CS_LACKS_GROUND:
        return add_asked_for(report, lack, NULL, "{said}", out);
    case CS_LACKS_END:
        return add_end(report, lack, out);
    case CS_LACKS_ACT:
        cs_say(l, out, CS_PHRASE("{it} {it:is|are} on the record, and without effect"), cs_part_name(&lack->name));
        return true;
    case CS_LACKS_TEXT:
        break;
    }
    return false;
}

/* "CST, Article 4(2): ", of a rule that stands in an article; the place of a rule of a vocabulary tells nobody more. */
void cs_worded_asking(const struct cs_report *report, const struct cs_plan_rule *rule, struct cs_buffer *out)
{
    if (rule == NULL || rule->article == CS_NO_NAME)
        return;
    cs_language_name(cs_report_language(report), rule->article, NULL, 0, out);
    cs_buffer_text(out, ": ");
}

void cs_worded_lack(const struct cs_report *report, const struct cs_lack *lack, struct cs_buffer *out)
{
    bool act = lack->kind == CS_LACKS_ACT, alone = lack->kind == CS_LACKS_EFFECT && lack->first != NULL;
    const char *between = act ? ": " : " (";

    if (alone) { /* that it is on the record says more than that it is not */
        cs_worded_lack(report, lack->first, out);
        return;
    }
    if (!add_own(report, lack, out)) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        cs_lack_own_text(report->ledger->docket->plan, lack, &text);
        cs_when_text(report, cs_buffer_string(&text), out);
        out->failed = out->failed || text.failed;
        cs_buffer_release(&text);
    }
    for (const struct cs_lack *below = lack->first; below != NULL; below = below->next) {
        cs_buffer_text(out, between);
        cs_worded_asking(report, below->rule, out);
        cs_worded_lack(report, below, out);
        between = "; ";
    }
    cs_buffer_text(out, lack->first != NULL && !act ? ")" : "");
}
