/* SPDX-License-Identifier: MIT */
/* What decides a line, as JSON. Probabilities are exact: a numerator and a denominator, in decimal. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/rows.h"
#include "write/json.h"
#include "write/row_data.h"
#include "write/write.h"

struct writer {
    const struct cs_report *report;
    const struct cs_pivots *p;
    struct cs_json json;
};

static const char *state_text(const struct writer *w, enum cs_state state)
{
    return cs_ledger_state_text(w->report->ledger, state);
}

static const struct cs_question *question_of(const struct writer *w, uint32_t question)
{
    return &w->report->ledger->docket->questions[question];
}

static void write_id(struct writer *w, uint32_t question)
{
    cs_json_text(&w->json, cs_row_name(w->report, question_of(w, question)->id));
}

static void write_natural(struct writer *w, const char *key, const uint32_t *number, size_t digits)
{
    uint32_t *copy = malloc((digits + 1) * sizeof *copy);
    struct cs_buffer text;

    if (copy == NULL) {
        w->json.out->failed = true;
        return;
    }
    memcpy(copy, number, digits * sizeof *copy);
    cs_buffer_init(&text);
    cs_natural_write(copy, digits, &text);
    cs_json_pair(&w->json, key, cs_buffer_string(&text));
    w->json.out->failed = w->json.out->failed || text.failed;
    cs_buffer_release(&text);
    free(copy);
}

static void write_pivot(struct writer *w, const struct cs_pivot *pivot)
{
    cs_json_open(&w->json, '{', true);
    cs_json_key(&w->json, "questions");
    cs_json_open(&w->json, '[', true);
    for (size_t i = 0; i < pivot->count; i++)
        write_id(w, pivot->questions[i]);
    cs_json_close(&w->json, ']');
    cs_json_key(&w->json, "outcomes");
    cs_json_open(&w->json, '[', true);
    for (size_t o = 0; o < pivot->outcome_count; o++) {
        cs_json_open(&w->json, '{', true);
        cs_json_key(&w->json, "answers");
        cs_json_open(&w->json, '[', true);
        for (size_t i = 0; i < pivot->count; i++)
            cs_json_text(&w->json, question_of(w, pivot->questions[i])->answers[pivot->outcomes[o].answers[i]]);
        cs_json_close(&w->json, ']');
        cs_json_pair(&w->json, "state", state_text(w, pivot->outcomes[o].state));
        cs_json_close(&w->json, '}');
    }
    cs_json_close(&w->json, ']');
    cs_json_close(&w->json, '}');
}

static void write_account(struct writer *w, size_t index)
{
    const struct cs_pivot_account *account = &w->p->accounts[index];
    char count[24];

    snprintf(count, sizeof count, "%llu", (unsigned long long)account->pivot_count);
    cs_json_open(&w->json, '{', false);
    cs_json_pair(&w->json, "account", cs_row_account(w->report, index));
    cs_json_pair(&w->json, "state", state_text(w, account->state));
    cs_json_pair(&w->json, "count", count);
    cs_json_key(&w->json, "pivots");
    cs_json_open(&w->json, '[', false);
    for (size_t i = 0; i < account->listed; i++)
        write_pivot(w, &account->pivots[i]);
    cs_json_close(&w->json, ']');
    cs_json_close(&w->json, '}');
}

static void write_evidence(struct writer *w, const struct cs_evidence *e)
{
    const struct cs_question *question = question_of(w, e->question);

    cs_json_open(&w->json, '{', false);
    cs_json_pair(&w->json, "question", cs_row_name(w->report, question->id));
    write_natural(w, "settles", e->settles, e->digits);
    write_natural(w, "right", e->right, e->digits);
    cs_json_key(&w->json, "answers");
    cs_json_open(&w->json, '{', true);
    for (uint32_t a = 0; a < question->answer_count; a++)
        if (e->answers[a].possible)
            cs_json_pair(&w->json, question->answers[a], state_text(w, e->answers[a].state));
    cs_json_close(&w->json, '}');
    cs_json_close(&w->json, '}');
}

static void write_judgement(struct writer *w, const struct cs_judgement *j)
{
    cs_json_open(&w->json, '{', false);
    cs_json_pair(&w->json, "judge", j->judge->name);
    write_natural(w, "all", j->all, j->digits);
    cs_json_key(&w->json, "states");
    cs_json_open(&w->json, '{', true);
    for (size_t s = 0; s < w->p->state_count; s++)
        write_natural(w, state_text(w, w->p->states[s].state), j->states[s], j->digits);
    cs_json_close(&w->json, '}');
    cs_json_key(&w->json, "evidence");
    cs_json_open(&w->json, '[', false);
    for (size_t i = 0; i < j->evidence_count; i++)
        write_evidence(w, &j->evidence[i]);
    cs_json_close(&w->json, ']');
    cs_json_close(&w->json, '}');
}

static void write_line(struct writer *w)
{
    const struct cs_pivots *p = w->p;

    cs_json_open(&w->json, '{', false);
    if (p->row != NULL) {
        cs_json_row_id(&w->json, p->row);
        cs_json_row_terms(&w->json, w->report, p->row, NULL);
    } else {
        cs_json_pair(&w->json, "sentence", p->sentence);
    }
    cs_json_key(&w->json, "settled");
    cs_json_bool(&w->json, p->settled);
    cs_json_key(&w->json, "states");
    cs_json_open(&w->json, '[', true);
    for (size_t s = 0; s < p->state_count; s++)
        cs_json_text(&w->json, state_text(w, p->states[s].state));
    cs_json_close(&w->json, ']');
    cs_json_key(&w->json, "accounts");
    cs_json_open(&w->json, '[', false);
    for (size_t a = 0; a < p->account_count; a++)
        write_account(w, a);
    cs_json_close(&w->json, ']');
    cs_json_key(&w->json, "judges");
    cs_json_open(&w->json, '[', false);
    for (size_t i = 0; i < p->judgement_count; i++)
        write_judgement(w, &p->judgements[i]);
    cs_json_close(&w->json, ']');
    cs_json_close(&w->json, '}');
}

casus_status cs_pivots_json(const struct cs_report *report, const struct cs_pivots *lines, size_t count,
                            struct cs_buffer *out)
{
    struct writer w = {.report = report};

    cs_json_init(&w.json, out);
    cs_json_open(&w.json, '{', false);
    cs_json_pair(&w.json, "as_of", report->as_of);
    cs_json_pair(&w.json, "known_on", report->known_on);
    cs_json_reservations(&w.json, report);
    cs_json_key(&w.json, "lines");
    cs_json_open(&w.json, '[', false);
    for (size_t i = 0; i < count; i++) {
        w.p = &lines[i];
        write_line(&w);
    }
    cs_json_close(&w.json, ']');
    cs_json_close(&w.json, '}');
    return cs_report_status(report, NULL, out);
}
