/* SPDX-License-Identifier: MIT */
/*
 * A bond notes which lines stood in its place. Bonds of one act, of several holders or articles, are no doubt: it is
 * that act. Acts that differ in what the line leaves unsaid may be: the author may have thought of one of them.
 */
#include "reasons/offered.h"

#include "run/run_int.h"

bool cs_offered_something(const struct cs_file *file)
{
    return cs_file_entries(file, CS_ENTRY_IN_PLACE) != NULL;
}

static bool stood_in(const struct cs_bond_state *b, uint32_t substitute)
{
    const struct cs_pieces *pieces = cs_bond_at(b, CS_BOND_SUBSTITUTES);

    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].firing == substitute)
            return true;
    return false;
}

/* Do the acts differ in a role that the line leaves unsaid? */
static bool differ(const struct cs_relation *r, const struct cs_substitute *s, const struct cs_bond_state *a,
                   const struct cs_bond_state *b)
{
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        if (s->values[i] == CS_UNSAID && i != r->number_column && a->act[i] != b->act[i])
            return true;
    return false;
}

static void warn(const struct cs_run *run, const struct cs_substitute *s, const struct cs_bond_state *a,
                 const struct cs_bond_state *b, struct cs_diagnostics *diagnostics)
{
    struct cs_buffer first, second;
    struct cs_diagnostic *diagnostic;

    cs_buffer_init(&first);
    cs_buffer_init(&second);
    cs_docket_row_text(run->plan, a->relation, a->act, &first);
    cs_docket_row_text(run->plan, b->relation, b->act, &second);
    diagnostic = cs_diagnose(diagnostics, DIAG_OFFERED_WIDELY, s->entry->term.span,
                             "this stands in place of \"%s\" and of \"%s\"", cs_buffer_string(&first),
                             cs_buffer_string(&second));
    cs_diagnostic_help(diagnostics, diagnostic, "%s",
                       "What the line leaves unsaid is anything. Say which one is meant; if it is each, list them.");
    cs_buffer_release(&first);
    cs_buffer_release(&second);
}

static void look_at(struct cs_run *run, uint32_t substitute, struct cs_diagnostics *diagnostics)
{
    const struct cs_substitute *s = &run->docket->substitutes[substitute];
    const struct cs_bond_state *first = NULL;

    for (uint32_t i = 0; i < run->bond_count; i++) {
        const struct cs_bond_state *b = &run->bonds[i];

        if (b->relation != s->relation || !stood_in(b, substitute))
            continue;
        if (first != NULL && differ(&run->plan->relations[s->relation], s, first, b)) {
            warn(run, s, first, b, diagnostics);
            return;
        }
        first = first == NULL ? b : first;
    }
}

void cs_offered_check(struct cs_run *run, const struct cs_file *file, struct cs_diagnostics *diagnostics)
{
    for (uint32_t i = 0; i < run->docket->substitute_count; i++)
        if (run->docket->substitutes[i].entry->span.source == file->source)
            look_at(run, i, diagnostics);
}
