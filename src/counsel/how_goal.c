/* SPDX-License-Identifier: MIT */
/* The goal of a search for acts: "fulfilled 4.1", "granted r1", "may vote by Georgia on d2". */
#include <string.h>

#include "counsel/how_int.h"
#include "ledger/changes.h"

/* ---- its words ---- */

/* Do the words begin the text, as whole words with something behind them? */
static bool begins(const char *text, const char *words)
{
    const char *rest = text + strlen(words);

    return strncmp(text, words, strlen(words)) == 0 && *rest == ' ' && rest[strspn(rest, " ")] != '\0';
}

/* The longest state of these words with which the goal begins. */
static void try_state(struct how *h, const char *words)
{
    if (words != NULL && begins(h->wish->goal, words) && (h->state == NULL || strlen(words) > strlen(h->state)))
        h->state = words;
}

static void find_state(struct how *h)
{
    const struct cs_plan *plan = h->c->plan;

    for (int state = CS_STATE_UNSAID + 1; state < CS_STATE_UNDETERMINED; state++)
        try_state(h, cs_state_text((enum cs_state)state));
    for (size_t i = 0; i < plan->row_count; i++) {
        try_state(h, cs_state_in_words(plan->rows[i].otherwise, &h->c->names));
        for (uint32_t s = 0; s < plan->rows[i].state_count; s++)
            try_state(h, cs_state_in_words(plan->rows[i].states[s].state, &h->c->names));
    }
}

static casus_status split(struct how *h)
{
    find_state(h);
    if (h->state == NULL)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT,
                       "\"%s\" does not begin with a state and go on with a row: write \"fulfilled 4.1\", \"adopted "
                       "d1\" or \"granted r1\"", h->wish->goal);
    h->subject = h->wish->goal + strlen(h->state);
    h->subject += strspn(h->subject, " ");
    /* a power is asked for with its word */
    if (strcmp(h->state, cs_state_text(CS_STATE_MAY)) == 0)
        h->subject = h->wish->goal;
    return CASUS_OK;
}

/* ---- what it names ---- */

#define NAMES_MAX 256

static void add_name(struct how *h, cs_name name, enum cs_prep prep, const struct cs_names *names)
{
    const char *text = name == CS_NO_NAME ? NULL : cs_names_text(names, name);

    for (size_t i = 0; text != NULL && i < h->name_count; i++)
        if (h->names[i].prep == prep && strcmp(h->names[i].text, text) == 0)
            return;
    if (text != NULL && h->name_count < NAMES_MAX)
        h->names[h->name_count++] =
            (struct how_name){.text = cs_arena_text(&h->out->arena, text, strlen(text)), .prep = prep};
}

static void add_values(struct how *h, const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    const cs_value *values = row->values;
    uint32_t relation = row->relation;
    const struct cs_relation *r;

    if (row->bond != CS_NO_ROW)
        values = cs_ledger_owed(ledger, row, &relation);
    if (values == NULL)
        return;
    r = &ledger->docket->plan->relations[relation];
    for (uint32_t i = r->first_role; i < r->column_count; i++)
        add_name(h, values[i], r->shape->roles[i - r->first_role].prep, ledger->docket->plan->names);
}

static void add_term(struct how *h, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_NAME || arg->kind == CS_ARG_LABEL)
                add_name(h, arg->name, role->prep, &h->base.names);
}

static casus_status refused(struct how *h, const struct cs_inquiry *q)
{
    const char *why = q->refusal != NULL ? q->refusal
                      : q->diagnostics.count > 0 ? q->diagnostics.items[0].message : "it cannot be understood";

    return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "\"%s\": %s", h->subject, why);
}

static struct cs_wishes wishes_of(const struct how *h, const struct cs_date *as_of)
{
    return (struct cs_wishes){.as_of = *as_of, .one_account = true, .account = h->account,
                              .node_budget = h->wide ? CS_HOW_WIDE_NODES : h->wish->nodes};
}

static casus_status ask(struct how *h, const struct cs_case *c, const struct cs_date *as_of, struct cs_inquiry *q)
{
    struct cs_wishes wishes = wishes_of(h, as_of);

    if (cs_inquiry_read(q, c, h->subject, false, h->failure) != CASUS_OK)
        return h->failure->status;
    if (!cs_inquiry_understood(q))
        return refused(h, q);
    if (cs_inquiry_answer(q, c, &wishes, h->failure) != CASUS_OK)
        return h->failure->status;
    return cs_inquiry_understood(q) ? CASUS_OK : refused(h, q);
}

/* Several rows that differ only in what the goal leaves open would be several goals. */
static casus_status keep_rows(struct how *h)
{
    const struct cs_ledger_row **rows =
        cs_arena_array(&h->out->arena, h->base.subject_count, sizeof *rows);

    h->names = cs_arena_array(&h->out->arena, NAMES_MAX + 1, sizeof *h->names);
    if (rows == NULL || h->names == NULL)
        return cs_fail_memory(h->failure);
    for (size_t i = 0; i < h->base.subject_count; i++)
        if (h->base.subjects[i].row != NULL)
            rows[h->row_count++] = h->base.subjects[i].row;
    h->rows = rows;
    if (h->row_count > 1)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT,
                       "%zu rows fit \"%s\", among them %s and %s: name one of them", h->row_count, h->subject,
                       rows[0]->id, rows[1]->id);
    for (size_t i = 0; i < h->row_count; i++)
        add_values(h, h->base.answer->ledger, rows[i]);
    if (h->row_count > 0 && rows[0]->trigger != CS_NO_NAME) /* it fills nothing, but what names it is near */
        add_name(h, rows[0]->trigger, CS_PREP_COUNT, h->base.answer->docket->plan->names);
    if (h->base.check != NULL)
        add_term(h, h->base.check->kind == CS_CHECK_BOND ? &h->base.check->bond.act : &h->base.check->term);
    return cs_arena_failed(&h->out->arena) ? cs_fail_memory(h->failure) : CASUS_OK;
}

static bool is(const struct how *h, enum cs_state state)
{
    return strcmp(cs_state_text(state), h->state) == 0;
}

/* May the subject have the state at all? A duty that is not founded yet may come to have each state of a duty. */
static casus_status check_state(struct how *h)
{
    const struct cs_inquiry *q = &h->base;
    enum cs_ledger_kind kind = h->row_count > 0 ? h->rows[0]->kind : CS_ROW_DUTY;
    bool bond = kind == CS_ROW_DUTY || kind == CS_ROW_PROHIBITION || kind == CS_ROW_EXPECTATION, of_bond = false;

    if (h->row_count == 0 && (q->check == NULL || q->check->kind != CS_CHECK_BOND))
        return is(h, q->reply.yes) || is(h, q->reply.no)
                   ? CASUS_OK
                   : cs_fail(h->failure, CASUS_ERR_ARGUMENT,
                             "there is no row of \"%s\" in the ledger of that day, and it cannot become %s", h->subject,
                             h->state);
    for (int state = CS_STATE_NONE; state <= CS_STATE_EXPIRED; state++)
        of_bond = of_bond || is(h, (enum cs_state)state);
    for (int state = CS_STATE_NOT_OWED; state <= CS_STATE_NOT_EXPECTED; state++)
        of_bond = of_bond || is(h, (enum cs_state)state);
    return of_bond == bond ? CASUS_OK
                           : cs_fail(h->failure, CASUS_ERR_ARGUMENT, "%s \"%s\" cannot become %s",
                                     cs_ledger_kind_text(kind), h->subject, h->state);
}

casus_status how_read_goal(struct how *h)
{
    if (split(h) != CASUS_OK || ask(h, h->c, h->wish->as_of, &h->base) != CASUS_OK || keep_rows(h) != CASUS_OK ||
        check_state(h) != CASUS_OK)
        return h->failure->status;
    h->answer = h->base.answer;
    return CASUS_OK;
}

/* ---- in which worlds it is so ---- */

casus_status how_run(struct how *h, const struct cs_date *as_of)
{
    struct cs_wishes wishes = wishes_of(h, as_of);

    /* names of the case of the wish are carried over by their texts */
    if (h->account != CS_NO_NAME) {
        const char *text = cs_names_text(&h->c->names, h->account);

        wishes.account = cs_names_find(&h->made.names, text, strlen(text));
    }
    if (h->row_count > 0) {
        if (cs_answer_new(h->made.plan, &wishes, h->failure, &h->own) == CASUS_OK)
            h->answer = h->own;
        return h->failure->status;
    }
    h->asked = true;
    if (cs_inquiry_read(&h->inquiry, &h->made, h->subject, false, h->failure) != CASUS_OK)
        return h->failure->status;
    if (!cs_inquiry_understood(&h->inquiry))
        return refused(h, &h->inquiry);
    if (cs_inquiry_answer(&h->inquiry, &h->made, &wishes, h->failure) == CASUS_OK)
        h->answer = h->inquiry.answer;
    return h->failure->status;
}

void how_drop_run(struct how *h)
{
    cs_answer_free(h->own);
    h->own = NULL;
    if (h->asked)
        cs_inquiry_release(&h->inquiry);
    h->asked = false;
    memset(&h->inquiry, 0, sizeof h->inquiry);
    h->answer = NULL;
}

const struct cs_ledger_row *how_goal_row(const struct how *h, size_t *from)
{
    const struct cs_inquiry *q = h->answer == h->base.answer ? &h->base : &h->inquiry;
    const struct cs_ledger *ledger = h->answer->ledger;

    if (h->row_count == 0)
        while (*from < q->subject_count)
            if (q->subjects[(*from)++].row != NULL)
                return q->subjects[*from - 1].row;
    for (; h->row_count > 0 && *from < ledger->row_count; (*from)++)
        for (size_t i = 0; i < h->row_count; i++)
            if (&ledger->rows[*from] == h->rows[i] ||
                (h->answer != h->base.answer && cs_changes_same_thing(h->base.answer->ledger, h->rows[i], ledger,
                                                                      &ledger->rows[*from])))
                return &ledger->rows[(*from)++];
    return NULL;
}

static cs_set of_row(struct how *h, const struct cs_ledger_row *row)
{
    const struct cs_ledger *ledger = h->answer->ledger;
    cs_set set = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        const char *plain = cs_ledger_state_text(ledger, row->pieces[i].state);
        const char *shown = cs_ledger_state_text(ledger, cs_ledger_shown(row->kind, row->pieces[i].state));

        if (strcmp(plain, h->state) == 0 || strcmp(shown, h->state) == 0)
            set = cs_worlds_or(ledger->docket->worlds, set, row->pieces[i].worlds);
    }
    return set;
}

cs_set how_goal(struct how *h)
{
    const struct cs_inquiry *q = h->answer == h->base.answer ? &h->base : &h->inquiry;
    struct cs_worlds *worlds = h->answer->docket->worlds;
    const struct cs_ledger_row *row;
    cs_set set = CS_NONE;
    size_t from = 0;

    while ((row = how_goal_row(h, &from)) != NULL)
        set = cs_worlds_or(worlds, set, of_row(h, row));
    for (size_t i = 0; h->row_count == 0 && i < q->subject_count; i++) {
        const struct cs_reasons *subject = &q->subjects[i];

        if (subject->row != NULL)
            set = cs_worlds_or(worlds, set, of_row(h, subject->row));
        else if (strcmp(cs_state_text(q->reply.yes), h->state) == 0)
            set = cs_worlds_or(worlds, set, subject->set);
        else if (strcmp(cs_state_text(q->reply.no), h->state) == 0)
            set = cs_worlds_or(worlds, set, cs_worlds_not(worlds, subject->set));
    }
    return set;
}
