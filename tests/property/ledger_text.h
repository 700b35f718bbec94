/* SPDX-License-Identifier: MIT */
/* A ledger as text: what does not depend on how questions are numbered. */
#ifndef TESTS_PROPERTY_LEDGER_TEXT_H
#define TESTS_PROPERTY_LEDGER_TEXT_H

#include "property/trial.h"

static inline const char *state_text(const struct trial *t, const struct cs_ledger_row *row, cs_set worlds)
{
    return cs_ledger_state_text(t->ledger, cs_ledger_state(t->ledger, row, worlds));
}

static inline void ledger_text(struct trial *t, struct cs_buffer *out)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];

        cs_buffer_printf(out, "%s %s %s %s %s %s:", row->id, cs_ledger_kind_text(row->kind),
                         cs_names_text(t->docket->plan->names, row->article),
                         cs_names_text(t->docket->plan->names, row->holder),
                         cs_names_text(t->docket->plan->names, row->claimant),
                         cs_ledger_content(t->ledger, row));
        for (size_t a = 0; a < t->ledger->account_count; a++)
            cs_buffer_printf(out, " %s", state_text(t, row, t->ledger->accounts[a].worlds));
        cs_buffer_printf(out, " %s:", state_text(t, row, t->docket->possible));
        for (uint32_t p = 0; p < row->piece_count; p++) {
            cs_buffer_char(out, ' ');
            cs_worlds_count(t->docket->worlds, row->pieces[p].worlds, out);
        }
        cs_buffer_char(out, '\n');
    }
}

/* The same of a treaty and several records. False if it is refused or reaches a limit. */
static inline bool ledger_of_records(const char *treaty, const char *const *records, size_t count,
                                     const struct ask *ask, struct cs_buffer *out)
{
    struct trial t;
    bool ran = trial_read_records(&t, treaty, records, count) && trial_run(&t, ask);

    if (ran)
        ledger_text(&t, out);
    trial_release(&t);
    return ran;
}

static inline bool ledger_of(const char *treaty, const char *record, const struct ask *ask, struct cs_buffer *out)
{
    return ledger_of_records(treaty, &record, 1, ask, out);
}

/* The same without how many worlds there are: what each row is on each account, and all that it may be. */
static inline void states_text(struct trial *t, struct cs_buffer *out)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];

        cs_buffer_printf(out, "%s %s %s %s %s:", cs_ledger_kind_text(row->kind),
                         cs_names_text(t->docket->plan->names, row->article),
                         cs_names_text(t->docket->plan->names, row->holder),
                         cs_names_text(t->docket->plan->names, row->claimant),
                         cs_ledger_content(t->ledger, row));
        for (size_t a = 0; a < t->ledger->account_count; a++)
            cs_buffer_printf(out, " %s", state_text(t, row, t->ledger->accounts[a].worlds));
        cs_buffer_printf(out, " %s\n", state_text(t, row, t->docket->possible));
    }
}

static inline bool states_of(const char *treaty, const char *record, const struct ask *ask, struct cs_buffer *out)
{
    struct trial t;
    bool ran = trial_read(&t, treaty, record) && trial_run(&t, ask);

    if (ran)
        states_text(&t, out);
    trial_release(&t);
    return ran;
}

static inline void compare_texts(const char *category, const struct cs_buffer *a, const struct cs_buffer *b,
                                 struct outcome *o)
{
    if (strcmp(cs_buffer_string(a), cs_buffer_string(b)) == 0)
        return;
    differ(o, category);
    cs_buffer_printf(&o->text, "%s---\n%s", cs_buffer_string(a), cs_buffer_string(b));
}

#endif
