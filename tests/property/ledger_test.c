/* SPDX-License-Identifier: MIT */
/*
 * What holds of any ledger, on random pairs: the pieces of a row are disjoint and together all possible worlds, and so
 * are its cases; an account has one state or depends on a question; formatting changes nothing of it.
 *
 *   ledger_test [COUNT [SEED]]
 */
#include "property/kept.h"
#include "property/ledger_text.h"

/* ---- what holds of any ledger ---- */

static void check_pieces(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    struct cs_worlds *w = t->docket->worlds;
    cs_set all = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        if (!cs_worlds_disjoint(w, all, row->pieces[i].worlds))
            differ(o, "pieces that overlap");
        all = cs_worlds_or(w, all, row->pieces[i].worlds);
    }
    if (all != t->docket->possible)
        differ(o, "pieces that are not all worlds");
    if (o->category != NULL)
        cs_buffer_printf(&o->text, "  row %s\n", cs_ledger_content(t->ledger, row));
}

static void check_cases(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    struct cs_worlds *w = t->docket->worlds;
    struct cs_arena arena;
    struct cs_ledger_case *cases;
    cs_set all = CS_NONE;
    size_t count;

    cs_arena_init(&arena);
    if (cs_ledger_cases(t->ledger, row, &arena, &cases, &count) == CASUS_OK) {
        for (size_t i = 0; i < count; i++) {
            if (!cs_worlds_disjoint(w, all, cases[i].worlds))
                differ(o, "cases that overlap");
            all = cs_worlds_or(w, all, cases[i].worlds);
            if (!cs_worlds_within(w, cases[i].worlds, cases[i].piece->worlds))
                differ(o, "a case outside its piece");
        }
        if (all != t->docket->possible)
            differ(o, "cases that are not all worlds");
        if (o->category != NULL)
            cs_buffer_printf(&o->text, "  row %s\n", cs_ledger_content(t->ledger, row));
    }
    cs_arena_release(&arena);
}

/* An account has one state, or is undetermined and depends on a question. */
static void check_accounts(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->account_count; i++) {
        cs_set worlds = t->ledger->accounts[i].worlds;
        enum cs_state state = cs_ledger_state(t->ledger, row, worlds);
        uint32_t questions[4];
        bool turns = cs_ledger_turns_on(t->ledger, row, worlds, questions, 4) > 0;

        if (!cs_worlds_within(t->docket->worlds, worlds, t->docket->possible))
            differ(o, "an account outside the possible worlds");
        if (worlds != CS_NONE && (state == CS_STATE_UNDETERMINED) != turns) {
            differ(o, "an account that turns on nothing, or need not");
            cs_buffer_printf(&o->text, "  %s: %s is %s\n", cs_ledger_content(t->ledger, row),
                             cs_names_text(t->docket->plan->names, t->ledger->accounts[i].voice),
                             cs_ledger_state_text(t->ledger, state));
        }
    }
}

static void check_ledger(const struct trial *t, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->row_count && o->category == NULL; i++) {
        check_pieces(t, &t->ledger->rows[i], o);
        check_cases(t, &t->ledger->rows[i], o);
        check_accounts(t, &t->ledger->rows[i], o);
    }
}

static void format_text(const char *text, struct cs_buffer *out)
{
    struct cs_arena arena;
    struct cs_source *source;

    cs_arena_init(&arena);
    source = cs_source_new(&arena, "x", CS_SOURCE_TREATY, text, strlen(text));
    if (source != NULL)
        cs_format(source, out);
    cs_arena_release(&arena);
}

/* The formatted pair has the same ledger. */
static void check_format(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    struct cs_buffer before, after, t, r;

    cs_buffer_init(&before);
    cs_buffer_init(&after);
    cs_buffer_init(&t);
    cs_buffer_init(&r);
    format_text(treaty, &t);
    format_text(record, &r);
    if (ledger_of(treaty, record, ask, &before)) {
        ledger_of(cs_buffer_string(&t), cs_buffer_string(&r), ask, &after);
        compare_texts("a ledger after formatting", &before, &after, o);
    }
    cs_buffer_release(&before);
    cs_buffer_release(&after);
    cs_buffer_release(&t);
    cs_buffer_release(&r);
}

/* ---- one pair ---- */

static enum verdict examine_laws(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                 struct outcome *o, void *totals)
{
    struct trial t;
    bool ran;

    (void)totals;
    (void)seed;
    if (!trial_read(&t, treaty, record)) {
        trial_release(&t);
        return REFUSED;
    }
    ran = trial_run(&t, ask);
    if (ran)
        check_ledger(&t, o);
    trial_as_number = trial_number(&t);
    trial_release(&t);
    if (o->category == NULL && ran)
        check_format(treaty, record, ask, o);
    trial_as_number = SIZE_MAX;
    return o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct hunt h = {.law = "ledger", .examine = examine_laws};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, 1000);
    return hunt_failed(&h);
}
