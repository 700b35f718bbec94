/* SPDX-License-Identifier: MIT */
/* Was a duty of a request broken? The answer in some worlds, as a sentence, and on what it hangs. */
#include <stdio.h>
#include <string.h>

#include "view/rows.h"
#include "view/sentence.h"
#include "view/summary.h"
#include "view/when.h"
#include "view/wording.h"

#define NAMES_MAX 64 /* of one sentence */

cs_set cs_summary_broken(const struct cs_ledger *ledger, struct cs_line *line)
{
    static const enum cs_state violated[] = {CS_STATE_VIOLATED};
    struct cs_union broken = {0};

    if (line->broken_known)
        return line->broken;
    for (size_t r = 0; line->rows[0]->kind == CS_ROW_DUTY && r < line->row_count; r++)
        cs_union_add(ledger->docket->worlds, &broken, cs_ledger_in_states(ledger, line->rows[r], violated, 1));
    line->broken = cs_union_worlds(ledger->docket->worlds, &broken);
    line->broken_known = cs_worlds_status(ledger->docket->worlds) == CASUS_OK;
    return line->broken;
}

/* The last days by which the rows of a line were due where it is broken, "20 September 2022"; NULL: none is known. */
static const char *due_of(const struct cs_report *report, const struct cs_line *line, cs_set worlds,
                          struct cs_arena *arena)
{
    const struct cs_ledger_piece *soonest = NULL, *latest = NULL;
    struct cs_buffer text;

    for (size_t r = 0; r < line->row_count; r++)
        for (uint32_t i = 0; i < line->rows[r]->piece_count; i++) {
            const struct cs_ledger_piece *p = &line->rows[r]->pieces[i];

            if (p->state != CS_STATE_VIOLATED || !p->has_deadline ||
                cs_worlds_disjoint(report->ledger->docket->worlds, p->worlds, worlds))
                continue;
            soonest = soonest == NULL || p->deadline < soonest->deadline ? p : soonest;
            latest = latest == NULL || p->deadline > latest->deadline ? p : latest;
        }
    if (soonest == NULL)
        return NULL;
    cs_buffer_init(&text);
    if (!soonest->deadline_hours && !latest->deadline_hours) {
        cs_when_days(report, cs_day_of(soonest->deadline - 1, soonest->deadline_offset),
                     cs_day_of(latest->deadline - 1, latest->deadline_offset),
                     CS_PHRASE("{first} to {last}"), &text);
    } else {
        cs_when_deadline(report, latest, &text);
    }
    return cs_buffer_keep(&text, arena);
}

static size_t holders_of(const struct cs_report *report, const struct cs_line *line, cs_name *out)
{
    size_t count = 0;

    for (size_t r = 0; r < line->row_count && count < NAMES_MAX; r++) {
        cs_name holder = cs_worded_called(report, line->rows[r], line->rows[r]->holder);
        size_t k = 0;

        while (k < count && out[k] != holder)
            k++;
        if (k == count && holder != CS_NO_NAME)
            out[count++] = holder;
    }
    return count;
}

/* "Yes: Belarus and Russia did not give Armenia help by 20 September 2022." */
static const char *broken_sentence(const struct cs_report *report, const struct cs_line *line, cs_set worlds,
                                   bool certain, struct cs_arena *arena)
{
    cs_name holders[NAMES_MAX];
    struct cs_place places[] = {{.name = "who", .names = holders, .count = holders_of(report, line, holders)},
                                {.name = "act", .text = line->texts[0]},
                                {.name = "due", .text = due_of(report, line, worlds, arena)},
                                {.name = "duty", .text = line->sentence}};
    const char *sentence;

    if (!line->worded || line->text_count > 1 || places[0].count == 0)
        sentence = certain ? CS_PHRASE("Yes. This was broken: {duty}[, by {due}].")
                           : CS_PHRASE("Open. This may have been broken: {duty}[, by {due}].");
    else
        sentence = certain ? CS_PHRASE("Yes: {who} did not {act}[ by {due}].")
                           : CS_PHRASE("Open: perhaps {who} did not {act}[ by {due}].");
    return cs_sentence(report, sentence, places, 4, arena);
}

/*
 * Why no duty is broken in these worlds: looked at are those that are broken in others, if there are any, for they are
 * what is disputed.
 */
static const char *kept_sentence(const struct cs_report *report, const struct cs_summary_request *request,
                                 cs_set worlds)
{
    bool any = false, owed = false, running = false, open = false;

    for (size_t i = 0; i < request->lines.count && !open; i++) { /* what is open decides the sentence */
        struct cs_line *line = &request->lines.items[i];

        if (request->broken != CS_NONE && cs_summary_broken(report->ledger, line) == CS_NONE)
            continue;
        for (size_t r = 0; line->rows[0]->kind == CS_ROW_DUTY && r < line->row_count && !open; r++) {
            enum cs_state state = cs_ledger_state(report->ledger, line->rows[r], worlds);

            any = true;
            owed = owed || state != CS_STATE_NONE;
            running = running || state == CS_STATE_IN_FORCE || state == CS_STATE_SUSPENDED;
            open = open || state == CS_STATE_UNDETERMINED;
        }
    }
    return !any       ? CS_PHRASE("No: no treaty text makes it a duty.")
           : !owed    ? CS_PHRASE("No: it was not owed.")
           : open     ? CS_PHRASE("No: no duty was broken.")
           : running  ? CS_PHRASE("No: what is owed can still be done.")
                      : CS_PHRASE("No: what was owed was done.");
}

/* Is the same act by the same line of holders told for the first time? A second article may lay it on them too. */
static bool is_new(struct cs_names *told, const struct cs_line *line, size_t count)
{
    return cs_names_intern_text(told, line->sentence) > count;
}

static const char *more_sentence(bool certain, size_t more)
{
    if (more == 1)
        return certain ? CS_PHRASE(" One more duty was broken.") : CS_PHRASE(" One more duty may have been broken.");
    return certain ? CS_PHRASE(" {count} more duties were broken.")
                   : CS_PHRASE(" {count} more duties may have been broken.");
}

/* The duties that are broken, or may be: the first in a sentence, the number of the others in a second. */
static const char *broken_sentences(const struct cs_report *report, const struct cs_summary_request *request,
                                    cs_set worlds, bool certain, struct cs_arena *arena)
{
    struct cs_worlds *w = report->ledger->docket->worlds;
    size_t count = 0;
    struct cs_names told;
    struct cs_buffer text;
    char number[24];

    cs_names_init(&told);
    cs_buffer_init(&text);
    for (size_t i = 0; i < request->lines.count; i++) {
        cs_set broken = cs_summary_broken(report->ledger, &request->lines.items[i]);

        if (cs_worlds_disjoint(w, worlds, broken) || (certain && !cs_worlds_within(w, worlds, broken)) ||
            !is_new(&told, &request->lines.items[i], count))
            continue;
        if (count++ == 0)
            cs_buffer_text(&text, broken_sentence(report, &request->lines.items[i], worlds, certain, arena));
    }
    arena->failed = arena->failed || told.failed;
    cs_names_release(&told);
    if (count == 0) /* in each world another duty is */
        cs_sentence_add(report, "Yes: one duty or another was broken.", NULL, 0, &text);
    if (count > 1) {
        struct cs_place place = {.name = "count", .text = number};

        snprintf(number, sizeof number, "%zu", count - 1);
        cs_sentence_add(report, more_sentence(certain, count - 1), &place, 1, &text);
    }
    return cs_buffer_keep(&text, arena);
}

struct cs_verdict cs_summary_verdict(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena)
{
    struct cs_worlds *w = report->ledger->docket->worlds;
    struct cs_verdict verdict = {.kind = CS_VERDICT_CONTRADICTORY};

    if (cs_ledger_contradictory(worlds)) {
        verdict.sentence = cs_sentence(report, "No answer: this contradicts itself.", NULL, 0, arena);
        return verdict;
    }
    if (!request->judged) {
        verdict.kind = CS_VERDICT_OPEN;
        verdict.sentence = cs_sentence(report, "Open: the duties are not looked at together.", NULL, 0, arena);
        return verdict;
    }
    verdict.kind = cs_worlds_disjoint(w, worlds, request->broken)  ? CS_VERDICT_KEPT
                   : cs_worlds_within(w, worlds, request->broken) ? CS_VERDICT_BROKEN
                                                                  : CS_VERDICT_OPEN;
    if (verdict.kind == CS_VERDICT_KEPT) {
        verdict.sentence = cs_sentence(report, kept_sentence(report, request, worlds), NULL, 0, arena);
        return verdict;
    }
    verdict.sentence = broken_sentences(report, request, worlds, verdict.kind == CS_VERDICT_BROKEN, arena);
    return verdict;
}

struct cs_verdict cs_summary_hanging(const struct cs_report *report, const struct cs_summary_request *request,
                                     cs_set worlds, struct cs_arena *arena)
{
    struct cs_verdict verdict = cs_summary_verdict(report, request, worlds, arena);

    if (verdict.kind == CS_VERDICT_OPEN && request->judged)
        verdict.questions = cs_row_set_questions(report, request->broken, worlds, arena, &verdict.question_count);
    return verdict;
}
