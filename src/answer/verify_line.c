/* SPDX-License-Identifier: MIT */
/* One `check` line, held against one ledger. */
#include <stdlib.h>
#include <string.h>

#include "answer/verify_int.h"
#include "run/run_int.h"

#define INDENT_MAX 24 /* levels; deeper reasons are not indented further */

static const char *question_id(const struct verifying *v, uint32_t question)
{
    const struct cs_docket *docket = v->ledger->docket;

    return cs_names_text(&docket->names, docket->questions[question].id);
}

static void add_questions(const struct verifying *v, const uint32_t *questions, size_t count, struct cs_buffer *out)
{
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, "%s\"%s\"", i == 0 ? "" : ", ", question_id(v, questions[i]));
}

/* An array for all questions of the docket; NULL, with the failure set, if memory ran out. */
static uint32_t *room_for_questions(struct verifying *v)
{
    uint32_t *room = cs_arena_array(&v->scratch, v->ledger->docket->question_count, sizeof *room);

    if (room == NULL)
        cs_fail_memory(v->failure);
    return room;
}

/* Does the check name exactly these questions, in any order? */
static bool same_questions(struct verifying *v, const struct cs_check *check, const uint32_t *questions, size_t count,
                           struct cs_buffer *found)
{
    size_t wanted = 0, met = 0;

    if (!check->turns_on_given)
        return true;
    for (const struct cs_words *w = check->turns_on; w != NULL; w = w->next, wanted++)
        for (size_t i = 0; i < count; i++)
            met += strcmp(question_id(v, questions[i]), cs_names_text(v->plan->names, w->head)) == 0;
    if (wanted == count && met == count)
        return true;
    cs_buffer_text(found, "turns on ");
    add_questions(v, questions, count, found);
    if (count == 0)
        cs_buffer_text(found, "nothing");
    return false;
}

/* Is it in the reason as it is shown, with the passage and the gist of a claim? */
static bool is_in_reason(struct verifying *v, const struct cs_reason *r, const char *words)
{
    const struct cs_claim *claim = r->claim;
    struct cs_buffer shown;
    bool found;

    if (strstr(r->text, words) != NULL || claim == NULL)
        return strstr(r->text, words) != NULL;
    cs_buffer_init(&shown);
    cs_buffer_text(&shown, r->text);
    if (claim->anchor.given)
        cs_buffer_printf(&shown, " @%llu..%llu #%s", (unsigned long long)claim->anchor.start,
                         (unsigned long long)claim->anchor.end, claim->anchor.digest);
    if (claim->gist != NULL)
        cs_buffer_printf(&shown, ": %s", claim->gist);
    found = strstr(cs_buffer_string(&shown), words) != NULL;
    if (shown.failed)
        cs_fail_memory(v->failure);
    cs_buffer_release(&shown);
    return found;
}

static bool reason_has(struct verifying *v, const struct cs_reason *reasons, const char *words)
{
    const struct cs_reason *r;
    struct cs_reasons_walk walk;
    bool found = false;

    cs_reasons_walk_start(&walk, reasons);
    while (!found && (r = cs_reasons_walk_next(&walk)) != NULL)
        found = is_in_reason(v, r, words);
    if (!cs_reasons_walk_end(&walk))
        cs_fail_memory(v->failure);
    return found;
}

static void add_reasons(struct verifying *v, const struct cs_reason *reasons, struct cs_buffer *out)
{
    const struct cs_reason *r;
    struct cs_reasons_walk walk;

    cs_reasons_walk_start(&walk, reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL)
        cs_buffer_printf(out, "\n%*s%s", 4 + 2 * (int)(walk.level < INDENT_MAX ? walk.level : INDENT_MAX), "", r->text);
    if (!cs_reasons_walk_end(&walk))
        cs_fail_memory(v->failure);
}

/* "12 of 18 where 12 are needed", "2 of 3 needed" at the end of a reason, or NULL. */
static const char *count_of(const struct cs_reason *r)
{
    const char *text = r->text, *colon = NULL;

    while ((text = strstr(text, ": ")) != NULL)
        colon = text += 2;
    if (colon == NULL || *colon < '0' || *colon > '9')
        return NULL;
    return strstr(colon, " of ") != NULL || strstr(colon, " where ") != NULL ? colon : NULL;
}

/* What the reasons count, each once: "; they count 12 of 18 where 12 are needed". */
static void add_counts(struct verifying *v, const struct cs_reason *reasons, struct cs_buffer *found)
{
    const struct cs_reason *r;
    struct cs_reasons_walk walk;
    struct cs_buffer counts;

    cs_buffer_init(&counts);
    cs_reasons_walk_start(&walk, reasons);
    while ((r = cs_reasons_walk_next(&walk)) != NULL) {
        const char *count = count_of(r);

        if (count != NULL && (counts.length == 0 || strstr(cs_buffer_string(&counts), count) == NULL))
            cs_buffer_printf(&counts, "%s%s", counts.length == 0 ? "; they count " : "; ", count);
    }
    if (!cs_reasons_walk_end(&walk) || counts.failed)
        cs_fail_memory(v->failure);
    cs_buffer_text(found, counts.length == 0 ? "; none of them counts" : cs_buffer_string(&counts));
    cs_buffer_release(&counts);
}

/* `because` and `tally`: are their words among the reasons? */
static bool reasons_match(struct verifying *v, const struct cs_check *check, const struct cs_reason *reasons,
                          struct cs_buffer *found)
{
    char have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];
    bool passed = true;
    struct cs_buffer tally;

    for (const struct cs_words *w = check->because; w != NULL && passed; w = w->next)
        if (!reason_has(v, reasons, cs_names_text(v->plan->names, w->head))) {
            cs_buffer_printf(found, "no reason says \"%s\"", cs_names_text(v->plan->names, w->head));
            passed = false;
        }
    if (check->tally_given && passed) {
        cs_buffer_init(&tally);
        cs_buffer_printf(&tally, "%s of %s", cs_wide_text(check->tally_have, have), cs_wide_text(check->tally_of, of));
        if (!reason_has(v, reasons, cs_buffer_string(&tally))) {
            cs_buffer_printf(found, "no reason counts %s", cs_buffer_string(&tally));
            add_counts(v, reasons, found);
            passed = false;
        }
        cs_buffer_release(&tally);
    }
    if (!passed)
        add_reasons(v, reasons, found);
    return passed;
}

static bool less_matches(struct verifying *v, const struct cs_check *check, const struct cs_ledger_piece *p,
                         struct cs_buffer *found)
{
    uint32_t wanted = 0, met = 0;

    for (const struct cs_words *w = check->less; w != NULL; w = w->next, wanted++)
        for (uint32_t i = 0; p != NULL && i < p->without_count; i++)
            met += p->without[i] == w->head;
    if (!check->less_given || (p != NULL && wanted == p->without_count && met == wanted))
        return true;
    cs_buffer_text(found, "without ");
    for (uint32_t i = 0; p != NULL && i < p->without_count; i++)
        cs_buffer_printf(found, "%s%s", i == 0 ? "" : ", ",
                         cs_names_text(v->ledger->docket->plan->names, p->without[i]));
    if (p == NULL || p->without_count == 0)
        cs_buffer_text(found, "nobody");
    return false;
}

/* Is the act offered in place of what the row is about in all of these worlds? */
static bool stands_in(const struct verifying *v, const struct cs_ledger_row *row, cs_name label, cs_set worlds)
{
    const struct cs_docket *docket = v->ledger->docket;
    const struct cs_pieces *pieces =
        row->bond == CS_NO_ROW ? NULL : cs_bond_at(&v->ledger->run->bonds[row->bond], CS_BOND_SUBSTITUTES);

    for (size_t i = 0; pieces != NULL && i < pieces->count; i++)
        if (docket->substitutes[pieces->items[i].firing].entry->about.name == label)
            worlds = cs_worlds_minus(docket->worlds, worlds, pieces->items[i].worlds);
    return worlds == CS_NONE;
}

/* Are all that the check names offered in its place, and no others? */
static bool substitutes_match(const struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row,
                              cs_set worlds, struct cs_buffer *found)
{
    const struct cs_docket *docket = v->ledger->docket;
    bool same = true;
    size_t count = 0;

    for (size_t s = 0; check->substitutes != NULL && s < docket->substitute_count; s++) {
        cs_name label = docket->substitutes[s].entry->about.name;
        bool named = false, is = stands_in(v, row, label, worlds);

        for (const struct cs_arg *arg = check->substitutes; arg != NULL; arg = arg->next)
            named |= arg->name == label;
        same &= is == named;
        if (is)
            cs_buffer_printf(found, "%s%s", count++ == 0 ? "in its place " : ", ",
                             cs_names_text(docket->plan->names, label));
    }
    for (const struct cs_arg *arg = check->substitutes; arg != NULL; arg = arg->next)
        same &= stands_in(v, row, arg->name, worlds);
    if (same)
        cs_buffer_clear(found);
    else if (count == 0)
        cs_buffer_text(found, "not that in its place on all of this account");
    return same;
}

/* Do the marks of the check hold in every piece of the account? */
static bool marks_match(struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row,
                        cs_set worlds, struct cs_buffer *found)
{
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *p = &row->pieces[i];

        if (cs_worlds_disjoint(v->ledger->docket->worlds, p->worlds, worlds))
            continue;
        if (check->still_owed_given && p->still_owed != check->still_owed) {
            cs_buffer_text(found, p->still_owed ? "still owed" : "no longer owed");
            return false;
        }
        if (check->substituted && !p->substituted) {
            cs_buffer_text(found, "nothing offered in its place");
            return false;
        }
        if (!less_matches(v, check, p, found) ||
            !substitutes_match(v, check, row, cs_worlds_and(v->ledger->docket->worlds, p->worlds, worlds), found))
            return false;
    }
    return true;
}

/* Do state, questions and marks match? Reasons are compared elsewhere. */
static bool row_is_so(struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row, cs_set worlds,
                      struct cs_buffer *found)
{
    enum cs_state state = cs_ledger_state(v->ledger, row, worlds);
    uint32_t *questions = room_for_questions(v);
    size_t count = 0;

    if (state == CS_STATE_UNDETERMINED && questions != NULL)
        count = cs_ledger_turns_on(v->ledger, row, worlds, questions, v->ledger->docket->question_count);
    if (state != check->state) {
        cs_buffer_text(found, cs_ledger_state_text(v->ledger, state));
        if (count > 0)
            cs_buffer_text(found, ", turning on ");
        add_questions(v, questions, count, found);
        cs_buffer_printf(found, " (%s%s%s)", cs_names_text(v->ledger->docket->plan->names, row->holder),
                         row->holder == CS_NO_NAME ? "" : " ", cs_ledger_content(v->ledger, row));
        return false;
    }
    return same_questions(v, check, questions, count, found) && marks_match(v, check, row, worlds, found);
}

static bool row_has_reasons(struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row,
                            cs_set worlds, struct cs_buffer *found)
{
    struct cs_reason *reasons = NULL;

    if (check->because == NULL && !check->tally_given)
        return true;
    return cs_why(v->ledger, row, worlds, &v->scratch, &reasons) == CASUS_OK &&
           reasons_match(v, check, reasons, found);
}

static bool row_passes(struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row,
                       cs_set worlds, struct cs_buffer *found)
{
    return row_is_so(v, check, row, worlds, found) && row_has_reasons(v, check, row, worlds, found);
}

/* ---- a duty that was founded anew ---- */

/*
 * The row that a check is about if its sentence was founded several times: in every world the newest founding that
 * exists there (R 4.2).
 */
struct meant {
    struct cs_ledger_row row;             /* has the pieces of each founding in the worlds where it is the newest */
    const struct cs_ledger_row **founded; /* the newest first */
    cs_set *newest;                       /* by founding: the worlds in which it is the newest */
    size_t count;
};

/* Is there a row of a later founding? Then the check is evaluated on that one. */
static bool founded_anew(const struct verifying *v, const struct cs_ledger_row *row)
{
    const struct cs_bond_state *bonds = v->ledger->run->bonds;

    for (uint32_t bond = cs_bond_past(&bonds[row->bond])->newer; bond != CS_NO_ROW;
         bond = cs_bond_past(&bonds[bond])->newer)
        if (v->row_of[bond] != NULL)
            return true;
    return false;
}

/* Collects the foundings of the sentence. Worlds in which none exists are given to the newest. */
static bool gather_foundings(struct verifying *v, const struct cs_ledger_row *row, struct meant *m)
{
    const struct cs_bond_state *bonds = v->ledger->run->bonds;
    struct cs_worlds *w = v->ledger->docket->worlds;
    cs_set rest = CS_ALL;
    size_t count = 0;

    for (uint32_t bond = row->bond; bond != CS_NO_ROW; bond = cs_bond_past(&bonds[bond])->same)
        count++;
    m->founded = cs_arena_array(&v->scratch, count, sizeof *m->founded);
    m->newest = cs_arena_array(&v->scratch, count, sizeof *m->newest);
    if (m->founded == NULL || m->newest == NULL) {
        cs_fail_memory(v->failure);
        return false;
    }
    for (uint32_t bond = row->bond; bond != CS_NO_ROW; bond = cs_bond_past(&bonds[bond])->same) {
        const struct cs_ledger_row *founded = v->row_of[bond];

        if (founded == NULL)
            continue;
        m->founded[m->count] = founded;
        m->newest[m->count++] = cs_worlds_and(w, rest, bonds[bond].exists);
        rest = cs_worlds_minus(w, rest, bonds[bond].exists);
    }
    m->newest[0] = cs_worlds_or(w, m->newest[0], rest);
    return true;
}

static bool make_meant(struct verifying *v, const struct cs_ledger_row *row, struct meant *m)
{
    size_t pieces = 0;

    *m = (struct meant){.row = *row};
    if (!gather_foundings(v, row, m))
        return false;
    for (size_t i = 0; i < m->count; i++)
        pieces += m->founded[i]->piece_count;
    m->row.pieces = cs_arena_array(&v->scratch, pieces, sizeof *m->row.pieces);
    m->row.piece_count = 0;
    m->row.states = NULL; /* it has other pieces */
    if (m->row.pieces == NULL) {
        cs_fail_memory(v->failure);
        return false;
    }
    for (size_t i = 0; i < m->count; i++)
        for (uint32_t p = 0; p < m->founded[i]->piece_count; p++) {
            struct cs_ledger_piece piece = m->founded[i]->pieces[p];

            piece.worlds = cs_worlds_and(v->ledger->docket->worlds, piece.worlds, m->newest[i]);
            if (piece.worlds != CS_NONE)
                m->row.pieces[m->row.piece_count++] = piece;
        }
    return true;
}

static bool meant_passes(struct verifying *v, const struct cs_check *check, const struct meant *m, cs_set worlds,
                         struct cs_buffer *found)
{
    struct cs_reason *reasons = NULL, **last = &reasons;

    if (!row_is_so(v, check, &m->row, worlds, found))
        return false;
    if (check->because == NULL && !check->tally_given)
        return true;
    for (size_t i = 0; i < m->count; i++) {
        cs_set here = cs_worlds_and(v->ledger->docket->worlds, worlds, m->newest[i]);

        if (here != CS_NONE && cs_why(v->ledger, m->founded[i], here, &v->scratch, last) != CASUS_OK)
            return false;
        while (*last != NULL)
            last = &(*last)->next;
    }
    return reasons_match(v, check, reasons, found);
}

static bool bond_passes(struct verifying *v, const struct cs_check *check, cs_set worlds, struct cs_buffer *found)
{
    struct cs_reason *reasons = NULL;
    struct meant meant;
    size_t fitting = 0;

    for (size_t i = 0; i < v->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &v->ledger->rows[i];

        if (!cs_ledger_row_fits(v->ledger, row, check->article, &check->bond) || founded_anew(v, row))
            continue;
        fitting++;
        if (!make_meant(v, row, &meant) || !meant_passes(v, check, &meant, worlds, found))
            return false;
    }
    if (fitting > 0)
        return true;
    if (check->state != CS_STATE_NONE) {
        cs_buffer_text(found, "none: there is no such row");
        return false;
    }
    if (check->because == NULL)
        return true;
    return cs_why_not(v->ledger, check->article, &check->bond, worlds, &v->scratch, &reasons) == CASUS_OK &&
           reasons_match(v, check, reasons, found);
}

/* ---- counts of rows ---- */

/* worlds[n]: the worlds of the account in which n rows fit. */
struct counted { cs_set *worlds; size_t count; };

static void count_row(struct verifying *v, const struct cs_ledger_row *row, cs_set account, struct counted *c)
{
    struct cs_worlds *w = v->ledger->docket->worlds;
    struct cs_union all = {0};
    cs_set there;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].state != CS_STATE_NONE)
            cs_union_add(w, &all, cs_worlds_and(w, row->pieces[i].worlds, account));
    there = cs_union_worlds(w, &all);
    if (there == CS_NONE)
        return;
    c->worlds[c->count] = CS_NONE;
    for (size_t n = c->count++; n > 0; n--)
        c->worlds[n] = cs_worlds_or(w, cs_worlds_minus(w, c->worlds[n], there),
                                    cs_worlds_and(w, c->worlds[n - 1], there));
    c->worlds[0] = cs_worlds_minus(w, c->worlds[0], there);
}

/* "1", or "undetermined (0 or 1), turning on ..." */
static void add_counted(struct verifying *v, const struct counted *c, const uint32_t *questions, size_t question_count,
                        struct cs_buffer *out)
{
    size_t several = 0, written = 0;

    for (size_t n = 0; n < c->count; n++)
        several += c->worlds[n] != CS_NONE;
    cs_buffer_text(out, several > 1 ? "undetermined (" : "");
    for (size_t n = 0; n < c->count; n++)
        if (c->worlds[n] != CS_NONE)
            cs_buffer_printf(out, "%s%zu", written++ > 0 ? " or " : "", n);
    cs_buffer_text(out, several > 1 ? ")" : "");
    cs_buffer_text(out, question_count > 0 ? ", turning on " : "");
    add_questions(v, questions, question_count, out);
}

/* The number must be the same in all worlds of the account; else it is undetermined (R 1.3). */
static bool count_passes(struct verifying *v, const struct cs_check *check, cs_set worlds, struct cs_buffer *found)
{
    struct counted c = {calloc(v->ledger->row_count + 1, sizeof *c.worlds), 1};
    uint32_t *questions = room_for_questions(v);
    size_t several = 0, count;
    bool passed;

    if (c.worlds == NULL || questions == NULL) {
        cs_fail_memory(v->failure);
        free(c.worlds);
        return false;
    }
    c.worlds[0] = worlds;
    for (size_t i = 0; i < v->ledger->row_count; i++)
        if (cs_ledger_row_fits(v->ledger, &v->ledger->rows[i], check->article, &check->bond))
            count_row(v, &v->ledger->rows[i], worlds, &c);
    for (size_t n = 0; n < c.count; n++)
        several += c.worlds[n] != CS_NONE;
    passed = check->state == CS_STATE_UNDETERMINED
                 ? several > 1
                 : several == 1 && check->count < (cs_wide)c.count && c.worlds[(size_t)check->count] != CS_NONE;
    count = cs_turns_on(v->ledger->docket, c.worlds, c.count, worlds, questions,
                        v->ledger->docket->question_count);
    if (!passed)
        add_counted(v, &c, questions, count, found);
    free(c.worlds);
    return passed && same_questions(v, check, questions, count, found);
}

/* ---- entries ---- */

/* Checks an entry that has no row: it needs no power, so it has effect wherever it has happened. */
static bool bare_entry_passes(struct verifying *v, const struct cs_check *check, cs_set worlds, struct cs_buffer *found)
{
    const struct cs_occurrence *o = cs_docket_occurrence(v->ledger->docket, check->about.name);
    enum cs_state state;

    if (o == NULL) {
        cs_buffer_text(found, "no such row");
        return check->state == CS_STATE_NONE;
    }
    state =
        cs_ledger_standing(v->ledger, worlds, cs_ledger_taken(v->ledger, (size_t)(o - v->ledger->docket->occurrences)),
                           CS_STATE_WITH_EFFECT, CS_STATE_NONE);
    if (state != check->state)
        cs_buffer_text(found, cs_ledger_state_text(v->ledger, state));
    return state == check->state;
}

/* Has a request effect, or not, whatever has become of it since? */
static bool effect_passes(struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row,
                          cs_set worlds, struct cs_buffer *found)
{
    cs_set effective = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (row->pieces[i].state != CS_STATE_NONE && row->pieces[i].state != CS_STATE_WITHOUT_EFFECT)
            effective = cs_worlds_or(v->ledger->docket->worlds, effective, row->pieces[i].worlds);
    if (check->state == CS_STATE_WITH_EFFECT && !check->turns_on_given &&
        cs_ledger_standing(v->ledger, worlds, effective, CS_STATE_HOLDS, CS_STATE_NONE) == CS_STATE_HOLDS)
        return row_has_reasons(v, check, row, worlds, found);
    return row_passes(v, check, row, worlds, found);
}

/* Has the vocabulary this state for decisions, or for requests? */
static bool has_state(const struct cs_plan *plan, bool decision, enum cs_state state)
{
    bool has = false;

    for (size_t i = 0; i < plan->row_count && !has; i++) {
        const struct cs_plan_row *line = &plan->rows[i];

        has = line->decision == decision && line->otherwise == state;
        for (uint32_t k = 0; k < line->state_count && line->decision == decision && !has; k++)
            has = line->states[k].state == state;
    }
    return has;
}

/*
 * An entry may have several rows: of the act that it is, of the decision or request that it is in its own words, and of
 * a request that a voice or a rule makes of it. A check line is about those that can have its state; with and without
 * effect are said of the act first, all else of it last. 0: it cannot be about the row; the least is meant.
 */
static int meant_as(const struct verifying *v, const struct cs_check *check, const struct cs_ledger_row *row)
{
    enum cs_state state = check->state;
    bool effect = state == CS_STATE_WITH_EFFECT || state == CS_STATE_WITHOUT_EFFECT;
    bool either = state == CS_STATE_UNDETERMINED || state == CS_STATE_NONE;
    bool act = row->kind == CS_ROW_ACT, decision = row->kind == CS_ROW_DECISION;

    if (row->kind < CS_ROW_REQUEST || row->trigger != check->about.name ||
        (effect ? decision : act && !either))
        return 0;
    if (act)
        return effect ? 1 : 4;
    if (!effect && !either && !has_state(v->plan, decision, state))
        return 5; /* it tells what it is instead */
    return row->named == CS_NO_ROW ? 2 : 3;
}

static bool entry_passes(struct verifying *v, const struct cs_check *check, cs_set worlds, struct cs_buffer *found)
{
    bool effect = check->state == CS_STATE_WITH_EFFECT || check->state == CS_STATE_WITHOUT_EFFECT;
    bool either = check->state == CS_STATE_UNDETERMINED || check->state == CS_STATE_NONE, other = false;
    int meant = 0;

    for (size_t i = 0; i < v->ledger->row_count; i++) {
        int as = meant_as(v, check, &v->ledger->rows[i]);

        other |= v->ledger->rows[i].kind >= CS_ROW_REQUEST && v->ledger->rows[i].trigger == check->about.name;
        if (as != 0 && (meant == 0 || as < meant))
            meant = as;
    }
    for (size_t i = 0; i < v->ledger->row_count && meant != 0; i++) {
        const struct cs_ledger_row *row = &v->ledger->rows[i];

        if (meant_as(v, check, row) == meant && (effect && row->kind == CS_ROW_REQUEST
                                                     ? !effect_passes(v, check, row, worlds, found)
                                                     : !row_passes(v, check, row, worlds, found)))
            return false;
    }
    if (meant != 0)
        return true;
    if (!other && (effect || either))
        return bare_entry_passes(v, check, worlds, found);
    cs_buffer_text(found, "no such row");
    return false;
}

static bool set_passes(struct verifying *v, const struct cs_check *check, cs_set set, cs_set worlds, enum cs_state yes,
                       enum cs_state no, struct cs_buffer *found)
{
    const cs_set sets[] = {set, cs_worlds_not(v->ledger->docket->worlds, set)};
    enum cs_state state = cs_ledger_standing(v->ledger, worlds, set, yes, no);
    uint32_t *questions = room_for_questions(v);
    size_t count = questions == NULL ? 0
                                     : cs_turns_on(v->ledger->docket, sets, 2, worlds, questions,
                                                   v->ledger->docket->question_count);

    if (state != check->state) {
        cs_buffer_text(found, cs_ledger_state_text(v->ledger, state));
        if (count > 0)
            cs_buffer_text(found, ", turning on ");
        add_questions(v, questions, count, found);
        return false;
    }
    return same_questions(v, check, questions, count, found);
}

/* The reasons why the act has effect or not, on the account of the check. */
static casus_status why_may(struct verifying *v, const struct cs_trial *trial, const struct cs_check *check,
                            struct cs_reason **out)
{
    struct cs_ledger *ledger = trial->same_at_end ? trial->before->ledger : trial->after->ledger;
    cs_set worlds = cs_docket_account(ledger->docket, check->account);
    size_t from = 0;
    const struct cs_ledger_row *row = cs_trial_row(trial, &from);

    *out = NULL;
    if (trial->same_at_end)
        return cs_why_act(ledger, &check->term, worlds, &v->scratch, out);
    return row == NULL ? CASUS_OK : cs_why(ledger, row, worlds, &v->scratch, out);
}

/* Do two checks of one file and date ask about the same act, in the same words? */
static bool same_act(const struct cs_check *a, const struct cs_check *b)
{
    const struct cs_span *x = &a->term.span, *y = &b->term.span;

    return a->under == b->under && cs_zone_same(a->day.offset, b->day.offset) &&
           x->end - x->start == y->end - y->start &&
           memcmp(x->source->bytes + x->start, y->source->bytes + y->start, x->end - x->start) == 0;
}

static void end_trial(struct verifying *v)
{
    cs_trial_free(v->trial);
    v->trial = NULL;
}

void cs_verify_end_trials(struct verifying *v)
{
    end_trial(v);
    if (v->trials != NULL)
        cs_trials_release(v->trials);
    free(v->trials);
    v->trials = NULL;
}

/* Its place among the acts of one run, or their number. */
static size_t place_of(const struct cs_trials *trials, const struct cs_check *check)
{
    size_t i = 0;

    while (i < trials->count && !same_act(trials->checks[i], check))
        i++;
    return i;
}

/* Tries the acts of all checks at hand in one run; where there is one act alone that is of no use. */
static void try_all(struct verifying *v)
{
    v->trials = calloc(1, sizeof *v->trials);
    if (v->trials == NULL)
        return; /* each has a run of its own */
    for (size_t i = 0; i < v->at_hand_count && v->trials->count < CS_TRIALS_MAX; i++) {
        const struct cs_check *check = v->at_hand[i]->check;

        if (check->kind == CS_CHECK_MAY && place_of(v->trials, check) == v->trials->count)
            v->trials->checks[v->trials->count++] = check;
    }
    if (v->trials->count > 1)
        cs_trials_run(v->trials, v->plan, &v->answer->wishes, v->answer);
}

/* Tries the act on the day of the check, as an entry of the file that has the check; once for all accounts. */
static struct cs_trial *try_act(struct verifying *v, const struct cs_check *check)
{
    struct cs_trial *together;
    size_t at;

    if (v->trial != NULL && same_act(v->tried, check))
        return v->trial;
    if (v->trials == NULL)
        try_all(v);
    at = v->trials == NULL ? 0 : place_of(v->trials, check);
    together = v->trials == NULL || at == v->trials->count ? NULL : cs_trials_at(v->trials, at);
    if (together != NULL)
        return together;
    end_trial(v);
    v->tried = check;
    cs_trial_ask(v->plan, &v->answer->wishes, check, check->day.offset, v->answer, v->failure, &v->trial);
    return v->trial;
}

static bool may_passes(struct verifying *v, const struct cs_check *check, struct cs_buffer *found)
{
    struct cs_ledger *ledger = v->answer->ledger;
    struct cs_trial *trial = try_act(v, check);
    struct cs_reason *reasons;
    bool passed;

    if (trial == NULL)
        return false;
    v->ledger = trial->same_at_end ? trial->before->ledger : trial->after->ledger;
    passed = set_passes(v, check, !trial->needs_power ? CS_ALL : trial->same_at_end ? trial->power : trial->effect,
                        cs_docket_account(v->ledger->docket, check->account), CS_STATE_MAY, CS_STATE_MAY_NOT, found);
    if (passed && check->because != NULL)
        passed = why_may(v, trial, check, &reasons) == CASUS_OK && reasons_match(v, check, reasons, found);
    if (cs_answer_status(trial->before, "this check") != CASUS_OK)
        cs_fail(v->failure, trial->before->failure.status, "%s", trial->before->failure.message);
    if (cs_answer_status(trial->after, "this check") != CASUS_OK)
        cs_fail(v->failure, trial->after->failure.status, "%s", trial->after->failure.message);
    v->ledger = ledger;
    return passed;
}

bool cs_verify_passes(struct verifying *v, const struct cs_check *check, struct cs_buffer *found)
{
    cs_set worlds = cs_docket_account(v->ledger->docket, check->account), set;
    struct cs_reason *reasons = NULL;

    if (cs_ledger_contradictory(worlds)) {
        cs_buffer_text(found, "the account contradicts itself: in no world is all of it so");
        return check->state == CS_STATE_CONTRADICTORY;
    }
    switch (check->kind) {
    case CS_CHECK_BOND:
        return bond_passes(v, check, worlds, found);
    case CS_CHECK_COUNT:
        return count_passes(v, check, worlds, found);
    case CS_CHECK_ENTRY:
        return entry_passes(v, check, worlds, found);
    case CS_CHECK_HOLDS:
        set = cs_ledger_holds(v->ledger, check);
        /* read again: a quantity may have raised a question */
        worlds = cs_docket_account(v->ledger->docket, check->account);
        if (!set_passes(v, check, set, worlds, CS_STATE_HOLDS, CS_STATE_DOES_NOT_HOLD, found))
            return false;
        if (check->because == NULL)
            return true;
        return cs_why_holds(v->ledger, check, worlds, &v->scratch, &reasons) == CASUS_OK &&
               reasons_match(v, check, reasons, found);
    case CS_CHECK_MAY:
        return may_passes(v, check, found);
    }
    return false;
}
