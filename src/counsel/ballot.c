/* SPDX-License-Identifier: MIT */
#include "counsel/ballot.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counsel/rule.h"
#include "docket/docket_int.h"
#include "run/run_int.h"

#define DRAFT "ballot0"
#define ACTS_MAX 32

/* An act that a member may do on a draft: the columns of member and draft, and one more that is filled in. */
struct act {
    uint32_t relation, member, draft, filled; /* filled: CS_NOWHERE if there is none */
    cs_value with;
};

struct holding {
    const struct cs_case *c;    /* as it is */
    const struct cs_ballot_wish *wish;
    struct cs_failure *failure;
    struct cs_ballot *ballot;
    const struct cs_plan *plan; /* of the case as it is */
    const struct cs_plan_row *row;
    uint32_t organ_column;
    uint32_t voter, voter_member, voter_draft; /* the fact that says who has a vote, and its columns */
    uint32_t adoption, adoption_draft;
    struct act acts[ACTS_MAX];
    size_t act_count;
    uint32_t closing, closing_draft, closing_moment; /* closing_moment: CS_NOWHERE if it names none */
    const char *draft;
    cs_instant start;
};

/* ---- what the vocabulary says ---- */

static bool is_variable(const struct cs_operand *operand, uint32_t *index)
{
    *index = operand->index;
    return operand->kind == CS_OPERAND_VARIABLE;
}

/* The column of a pattern that is this variable; CS_NOWHERE if none is. */
static uint32_t column_of(const struct cs_plan *plan, const struct cs_pattern *pattern, uint32_t variable)
{
    uint32_t index;

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        if (is_variable(&pattern->columns[i], &index) && index == variable)
            return i;
    return CS_NOWHERE;
}

/* The first column of a pattern, from `from` on, that is a variable other than this one. */
static uint32_t other_column(const struct cs_plan *plan, const struct cs_pattern *pattern, uint32_t variable,
                             uint32_t from)
{
    uint32_t index;

    for (uint32_t i = from; i < plan->relations[pattern->relation].column_count; i++)
        if (is_variable(&pattern->columns[i], &index) && index != variable)
            return i;
    return CS_NOWHERE;
}

static bool find_voter(struct holding *h, const struct cs_plan_row *row, uint32_t draft)
{
    for (uint32_t i = 0; i < row->need_count; i++) {
        const struct cs_pattern *need = &row->needs[i].pattern;

        h->voter = need->relation;
        h->voter_draft = column_of(h->plan, need, draft);
        h->voter_member = other_column(h->plan, need, draft, 0);
        if (h->voter_draft != CS_NOWHERE && h->voter_member != CS_NOWHERE)
            return true;
    }
    return false;
}

static bool find_adoption(struct holding *h, const struct cs_plan_row *row, uint32_t draft)
{
    for (uint32_t i = 0; i < row->state_count; i++) {
        const struct cs_plan_state *state = &row->states[i];

        if (state->kind != CS_ROW_STATE_OUTCOME || state->state != CS_STATE_ADOPTED)
            continue;
        h->adoption = state->pattern.relation;
        h->adoption_draft = column_of(h->plan, &state->pattern, draft);
        return h->adoption_draft != CS_NOWHERE;
    }
    return false;
}

/* The column in which the organ may stand: of a kind of its own, narrower than any. */
static uint32_t organ_column(const struct holding *h, const struct cs_relation *relation, cs_name organ)
{
    for (uint32_t i = relation->first_role; i < relation->column_count; i++)
        if (relation->column_kinds[i] >= CS_KIND_BUILT_IN &&
            cs_symbols_is(h->plan->symbols, organ, relation->column_kinds[i]))
            return i;
    return CS_NOWHERE;
}

/* The line of the ledger by which drafts of the organ are decisions. */
static bool find_row(struct holding *h, cs_name organ)
{
    for (size_t i = 0; i < h->plan->row_count; i++) {
        const struct cs_plan_row *row = &h->plan->rows[i];
        uint32_t draft;

        h->organ_column = organ_column(h, &h->plan->relations[row->pattern.relation], organ);
        if (row->decision && h->organ_column != CS_NOWHERE && is_variable(&row->pattern.columns[0], &draft) &&
            find_voter(h, row, draft) && find_adoption(h, row, draft)) {
            h->row = row;
            return true;
        }
    }
    return false;
}

/* Does the rule let a voter on a draft do its act? Then *member and *draft are variables of its trigger. */
static bool lets_voters(const struct holding *h, const struct cs_plan_rule *rule, uint32_t *member, uint32_t *draft)
{
    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        if (step->kind == CS_STEP_MATCH && step->pattern.relation == h->voter &&
            is_variable(&step->pattern.columns[h->voter_member], member) &&
            is_variable(&step->pattern.columns[h->voter_draft], draft))
            return true;
    }
    return false;
}

static void add_act(struct holding *h, struct act act)
{
    for (size_t i = 0; i < h->act_count; i++)
        if (h->acts[i].relation == act.relation && h->acts[i].with == act.with && h->acts[i].member == act.member)
            return;
    if (h->act_count == ACTS_MAX)
        cs_fail(h->failure, CASUS_ERR_LIMIT, "members of %s may do more than %d things on a draft", h->wish->organ,
                ACTS_MAX);
    else
        h->acts[h->act_count++] = act;
}

/* With each particular of the kind of a role that the rule leaves open, in their order. */
static void add_acts(struct holding *h, const struct cs_pattern *pattern, struct act act)
{
    const struct cs_relation *relation = &h->plan->relations[pattern->relation];
    const struct cs_symbols *symbols = h->plan->symbols;
    bool filled = false;

    for (uint32_t i = relation->first_role; i < relation->column_count && !filled; i++) {
        if (i == act.member || i == act.draft || relation->column_kinds[i] < CS_KIND_BUILT_IN)
            continue;
        for (size_t p = 0; p < symbols->particular_count; p++)
            if (cs_symbols_is(symbols, symbols->particulars[p].name, relation->column_kinds[i])) {
                act.filled = i;
                act.with = symbols->particulars[p].name;
                add_act(h, act);
                filled = true;
            }
    }
    if (!filled)
        add_act(h, act);
}

static void find_acts(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &h->plan->rules[i];
        struct act act = {.relation = rule->trigger.relation, .filled = CS_NOWHERE, .with = CS_NO_NAME};
        uint32_t member, draft;

        if (rule->kind != CS_RULE_MAY || !lets_voters(h, rule, &member, &draft))
            continue;
        act.member = column_of(h->plan, &rule->trigger, member);
        act.draft = column_of(h->plan, &rule->trigger, draft);
        if (act.member != CS_NOWHERE && act.draft != CS_NOWHERE)
            add_acts(h, &rule->trigger, act);
    }
}

/* Does the rule conclude this, of the thing in this column? Then *variable is that thing. */
static bool concludes(const struct cs_plan_rule *rule, uint32_t relation, uint32_t column, uint32_t *variable)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        if (rule->conclusions[i].kind == CS_EFFECT_TERM && rule->conclusions[i].pattern.relation == relation &&
            is_variable(&rule->conclusions[i].pattern.columns[column], variable))
            return true;
    return false;
}

/* The event at which a draft is adopted, with the draft in one of its roles. */
static bool find_close(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &h->plan->rules[i];
        uint32_t draft;

        if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE ||
            !concludes(rule, h->adoption, h->adoption_draft, &draft) ||
            h->plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT)
            continue;
        h->closing = rule->trigger.relation;
        h->closing_draft = column_of(h->plan, &rule->trigger, draft);
        h->closing_moment = CS_NOWHERE;
        if (h->closing_draft != CS_NOWHERE && h->closing_draft != 0)
            return true;
    }
    return false;
}

/* The same of a moment: the event that begins a fact with a moment at which the draft is adopted. */
static bool find_circulation(struct holding *h)
{
    for (size_t i = 0; i < h->plan->rule_count; i++) {
        const struct cs_plan_rule *reached = &h->plan->rules[i];
        uint32_t draft, of_draft, of_moment;

        if (reached->kind != CS_RULE_WHEN || reached->delay != CS_DELAY_REACHED ||
            !concludes(reached, h->adoption, h->adoption_draft, &draft))
            continue;
        of_draft = column_of(h->plan, &reached->trigger, draft);
        of_moment = column_of(h->plan, &reached->trigger, reached->moment_variable);
        for (size_t k = 0; k < h->plan->rule_count && of_draft != CS_NOWHERE && of_moment != CS_NOWHERE; k++) {
            const struct cs_plan_rule *rule = &h->plan->rules[k];
            uint32_t moment;

            if (rule->kind != CS_RULE_WHEN || rule->delay != CS_DELAY_NONE ||
                h->plan->relations[rule->trigger.relation].kind != CS_RELATION_EVENT ||
                !concludes(rule, reached->trigger.relation, of_draft, &draft) ||
                !concludes(rule, reached->trigger.relation, of_moment, &moment))
                continue;
            h->closing = rule->trigger.relation;
            h->closing_draft = column_of(h->plan, &rule->trigger, draft);
            h->closing_moment = column_of(h->plan, &rule->trigger, moment);
            if (h->closing_draft != CS_NOWHERE && h->closing_moment != CS_NOWHERE)
                return true;
        }
    }
    return false;
}

/* ---- the text of a ballot ---- */

/* A name in quotation marks, so that any name may stand; labels, numbers and moments as they are. */
static void add_value(const char *text, struct cs_buffer *out)
{
    bool quoted = !islower((unsigned char)text[0]) && !isdigit((unsigned char)text[0]);

    cs_buffer_text(out, quoted ? "\"" : "");
    for (; *text != '\0'; text++) {
        if (quoted && (*text == '"' || *text == '\\'))
            cs_buffer_char(out, '\\');
        cs_buffer_char(out, *text);
    }
    cs_buffer_text(out, quoted ? "\"" : "");
}

/* A statement of this relation; `texts` by column, NULL where nothing is said. */
static void add_statement(const struct cs_plan *plan, uint32_t relation, const char *const *texts,
                          struct cs_buffer *out)
{
    const struct cs_relation *r = &plan->relations[relation];

    cs_buffer_text(out, cs_names_text(plan->names, r->head));
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        enum cs_prep prep = r->shape->roles[i - r->first_role].prep;

        if (texts[i] == NULL || prep == CS_PREP_IS)
            continue;
        cs_buffer_printf(out, " %s ", cs_prep_text(prep));
        add_value(texts[i], out);
    }
}

static void add_time(const struct holding *h, int64_t second, struct cs_buffer *out)
{
    static const struct cs_zone utc;
    char text[32];

    cs_buffer_printf(out, "%s ", cs_instant_text(h->start + second, utc, text));
}

static void add_act_text(const struct holding *h, const struct act *act, const char *member, struct cs_buffer *out)
{
    const char *texts[CS_COLUMNS_MAX] = {NULL};

    texts[act->member] = member;
    texts[act->draft] = h->draft;
    if (act->filled != CS_NOWHERE)
        texts[act->filled] = cs_names_text(h->plan->names, act->with);
    add_statement(h->plan, act->relation, texts, out);
}

#define FIRST_ACT 60 /* seconds after the draft */

#define OTHER "Something Else"

/*
 * A role left unsaid would be a question (R 2.7). So what the draft is for is a particular of its own, which no text
 * names; who puts it stays open.
 */
static void fill_roles(const struct holding *h, const char **texts, struct cs_buffer *out)
{
    const struct cs_relation *r = &h->plan->relations[h->row->pattern.relation];
    const struct cs_symbols *symbols = h->plan->symbols;
    bool declared = false;

    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        const struct cs_role_symbol *role = &r->shape->roles[i - r->first_role];

        if (texts[i] != NULL || role->kind < CS_KIND_BUILT_IN || role->or_nothing || role->prep == CS_PREP_IS ||
            role->prep == CS_PREP_BY || declared)
            continue;
        cs_buffer_printf(out, "name %s " OTHER "\n", cs_names_text(h->plan->names, symbols->kinds[role->kind].name));
        texts[i] = OTHER;
        declared = true; /* of one kind: a second role of another kind stays unsaid */
    }
}

static void add_draft(const struct holding *h, struct cs_buffer *out)
{
    const char *texts[CS_COLUMNS_MAX] = {NULL};

    if (h->wish->draft != NULL)
        return;
    texts[h->organ_column] = h->wish->organ;
    fill_roles(h, texts, out);
    add_time(h, 0, out);
    cs_buffer_text(out, DRAFT ": ");
    add_statement(h->plan, h->row->pattern.relation, texts, out);
    cs_buffer_char(out, '\n');
}

static void add_close(const struct holding *h, struct cs_buffer *out)
{
    static const struct cs_zone utc;
    int64_t end = FIRST_ACT + 2 * CS_BALLOT_MEMBERS_MAX + 60;
    const char *texts[CS_COLUMNS_MAX] = {NULL};
    char moment[32];

    texts[h->closing_draft] = h->draft;
    if (h->closing_moment != CS_NOWHERE)
        texts[h->closing_moment] = cs_instant_text(h->start + end, utc, moment);
    add_time(h, h->closing_moment != CS_NOWHERE ? FIRST_ACT / 2 : end, out);
    add_statement(h->plan, h->closing, texts, out);
    cs_buffer_char(out, '\n');
}

/* ---- running it ---- */

static bool has_label(const struct cs_term *term, const char *label, const struct cs_names *names)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_LABEL && strcmp(cs_names_text(names, arg->name), label) == 0)
                return true;
    return false;
}

/* What was done on the draft, and closes of sessions, are taken out: the vote is held anew. What is so of it stays. */
static void take_out_vote(const struct holding *h, struct cs_case *c)
{
    const struct cs_symbols *symbols = &h->c->symbols;
    const char *close = cs_names_text(h->plan->names, h->plan->relations[h->closing].head);

    for (struct cs_file *file = c->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            const char *head = entry->kind == CS_ENTRY_TERM ? cs_names_text(&c->names, entry->term.head) : NULL;
            const struct cs_shape *shape =
                head == NULL ? NULL : cs_symbols_shape(symbols, cs_names_find(&h->c->names, head, strlen(head)));

            if (shape != NULL && shape->kind == CS_SHAPE_EVENT &&
                (strcmp(head, close) == 0 || has_label(&entry->term, h->draft, &c->names)))
                entry->supposed = CS_SUPPOSED_NOT;
        }
}

static casus_status lay_rules(const struct holding *h, struct cs_case *c)
{
    for (const struct cs_case_supposition *s = h->c->suppositions; s != NULL; s = s->next)
        if (cs_case_suppose(c, s->name, s->text, s->length, s->line) != CASUS_OK)
            return c->failure.status;
    for (size_t i = 0; i < h->wish->rule_count; i++)
        if (cs_case_suppose(c, "the rule", h->wish->rules[i], strlen(h->wish->rules[i]), true) != CASUS_OK)
            return c->failure.status;
    return CASUS_OK;
}

/* The case with the text of a ballot, checked; a mistake in a rule that is supposed is the failure. */
static casus_status make_case(const struct holding *h, const struct cs_buffer *text, struct cs_case *out)
{
    cs_case_init(out);
    for (const struct cs_file *file = h->c->files; file != NULL && out->failure.status == CASUS_OK; file = file->next)
        if (!file->supposed)
            cs_case_add_text(out, file->source->name, file->source->kind, file->source->bytes, file->source->length);
    if (out->failure.status == CASUS_OK && h->wish->draft != NULL)
        take_out_vote(h, out);
    if (out->failure.status == CASUS_OK)
        cs_case_add_text(out, "the ballot.record", CS_SOURCE_RECORD, cs_buffer_string(text), text->length);
    if (out->failure.status == CASUS_OK && lay_rules(h, out) == CASUS_OK)
        cs_case_check(out);
    if (out->failure.status != CASUS_OK)
        return cs_fail(h->failure, out->failure.status, "%s", out->failure.message);
    if (out->diagnostics.error_count > 0)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "%s: %s", out->diagnostics.items[0].span.source->name,
                       out->diagnostics.items[0].message);
    return CASUS_OK;
}

static casus_status run_case(const struct holding *h, const struct cs_case *c, struct cs_answer **out)
{
    struct cs_wishes wishes = {.one_account = true, .account = CS_NO_NAME};

    if (h->wish->account != NULL && !cs_case_party(c, h->wish->account, &wishes.account))
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "nobody is called \"%s\"", h->wish->account);
    cs_date_of(h->start + (int64_t)86400 * 2, (struct cs_zone){0}, &wishes.as_of);
    return cs_answer_new(c->plan, &wishes, h->failure, out);
}

static const struct cs_ledger_row *decision_of(const struct holding *h, const struct cs_ledger *ledger)
{
    cs_name label = cs_names_find(ledger->docket->plan->names, h->draft, strlen(h->draft));

    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_DECISION && ledger->rows[i].trigger == label)
            return &ledger->rows[i];
    return NULL;
}

/* The worlds in which the draft is adopted. */
static cs_set adopted_in(const struct holding *h, const struct cs_ledger *ledger)
{
    const struct cs_ledger_row *row = decision_of(h, ledger);
    cs_set set = CS_NONE;

    for (uint32_t i = 0; row != NULL && i < row->piece_count; i++)
        if (row->pieces[i].state == CS_STATE_ADOPTED)
            set = cs_worlds_or(ledger->docket->worlds, set, row->pieces[i].worlds);
    return set;
}

/* ---- its members, and what they may do ---- */

/* The same relation in the plan of another case of the same words. */
static uint32_t relation_in(const struct cs_plan *plan, const struct cs_plan *of, uint32_t relation)
{
    const char *head = cs_names_text(of->names, of->relations[relation].head);
    uint32_t found = cs_plan_relation(plan, cs_names_find(plan->names, head, strlen(head)), CS_NO_NAME);

    must(found != CS_NOWHERE);
    return found;
}

/* The place of a name among those that the texts declare. */
static uint32_t place_of(const struct cs_symbols *symbols, const char *name)
{
    cs_name found = cs_names_find(symbols->names, name, strlen(name));

    return found == CS_NO_NAME || found >= symbols->by_name_count ? 0 : symbols->particular_of[found];
}

/* Adds a member in the order of the texts, once. */
static void add_member(struct cs_ballot *b, const struct cs_symbols *symbols, const char *name)
{
    uint32_t place = place_of(symbols, name);
    size_t at = b->member_count;
    const char *kept;

    for (size_t i = 0; i < b->member_count; i++)
        if (strcmp(b->members[i], name) == 0)
            return;
    kept = cs_arena_text(&b->arena, name, strlen(name));
    if (kept == NULL)
        return; /* the arena keeps that it failed */
    for (; at > 0 && place_of(symbols, b->members[at - 1]) > place; at--)
        b->members[at] = b->members[at - 1];
    b->members[at] = kept;
    b->member_count++;
}

static casus_status read_members(struct holding *h, const struct cs_answer *answer)
{
    const struct cs_names *names = answer->docket->plan->names;
    uint32_t relation = relation_in(answer->docket->plan, h->plan, h->voter);
    const struct cs_store *store = &answer->run->stores[relation];
    cs_name label = cs_names_find(names, h->draft, strlen(h->draft));
    struct cs_ballot *b = h->ballot;
    cs_set worlds = answer->ledger->accounts[0].worlds;

    b->members = cs_arena_array(&b->arena, store->count, sizeof *b->members);
    for (uint32_t row = 0; b->members != NULL && row < store->count; row++) {
        const cs_value *values = cs_store_values(answer->run, relation, row);

        if (values[h->voter_draft] != label ||
            cs_worlds_disjoint(answer->docket->worlds, worlds, store->rows[row].worlds))
            continue;
        add_member(b, h->plan->symbols, cs_names_text(names, values[h->voter_member]));
    }
    if (cs_arena_failed(&b->arena))
        return cs_fail_memory(h->failure);
    if (b->member_count == 0)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "nobody has a vote in %s on that day", h->wish->organ);
    return b->member_count > CS_BALLOT_MEMBERS_MAX
               ? cs_fail(h->failure, CASUS_ERR_LIMIT, "%s has %zu members; at most %d are counted", h->wish->organ,
                         b->member_count, CS_BALLOT_MEMBERS_MAX)
               : CASUS_OK;
}

/* A ballot that is run: each member does the one act or the other. */
struct held { struct cs_case c; struct cs_answer *answer; };

static void held_release(struct held *held)
{
    cs_answer_free(held->answer);
    cs_case_release(&held->c);
}

/* `is_for` NULL: all members do `for_act`. An act NULL: doing nothing. Release in any case. */
static casus_status run_ballot(struct holding *h, const struct act *for_act, const struct act *against_act,
                               const bool *is_for, struct held *out)
{
    struct cs_buffer text;

    out->answer = NULL;
    cs_case_init(&out->c);
    cs_buffer_init(&text);
    add_draft(h, &text);
    for (size_t i = 0; i < h->ballot->member_count; i++) {
        const struct act *act = is_for == NULL || is_for[i] ? for_act : against_act;

        if (act == NULL)
            continue;
        add_time(h, FIRST_ACT + (int64_t)i, &text);
        add_act_text(h, act, h->ballot->members[i], &text);
        cs_buffer_char(&text, '\n');
    }
    add_close(h, &text);
    if (text.failed)
        cs_fail_memory(h->failure);
    else if (make_case(h, &text, &out->c) == CASUS_OK)
        run_case(h, &out->c, &out->answer);
    cs_buffer_release(&text);
    return h->failure->status;
}

static bool is_adopted(const struct holding *h, const struct held *held)
{
    return !cs_worlds_disjoint(held->answer->docket->worlds, adopted_in(h, held->answer->ledger),
                               held->answer->ledger->accounts[0].worlds);
}

/* Runs the ballot in which all members do the act (NULL: nothing). */
static casus_status try_act(struct holding *h, const struct act *act, bool *adopted)
{
    struct held held;

    if (run_ballot(h, act, NULL, NULL, &held) == CASUS_OK) {
        if (h->ballot->member_count == 0)
            read_members(h, held.answer);
        *adopted = is_adopted(h, &held);
    }
    held_release(&held);
    return h->failure->status;
}

static const char *describe(struct holding *h, const struct act *act)
{
    struct cs_buffer text;
    const char *kept;

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_names_text(h->plan->names, h->plan->relations[act->relation].head));
    if (act->filled != CS_NOWHERE) {
        const struct cs_relation *r = &h->plan->relations[act->relation];

        cs_buffer_printf(&text, " %s %s", cs_prep_text(r->shape->roles[act->filled - r->first_role].prep),
                         cs_names_text(h->plan->names, act->with));
    }
    kept = cs_arena_text(&h->ballot->arena, cs_buffer_string(&text), text.length);
    if (text.failed || kept == NULL)
        cs_fail_memory(h->failure);
    cs_buffer_release(&text);
    return kept;
}

/* Finds by which acts members are for and against; *for_act NULL: by doing nothing. */
static casus_status find_stances(struct holding *h, const struct act **for_act, const struct act **against_act)
{
    bool nothing_adopts, adopts, for_found = false, against_found = false;

    *for_act = *against_act = NULL;
    if (try_act(h, NULL, &nothing_adopts) != CASUS_OK)
        return h->failure->status;
    for (size_t i = 0; i < h->act_count; i++) {
        if (for_found && against_found)
            break;
        if (try_act(h, &h->acts[i], &adopts) != CASUS_OK)
            return h->failure->status;
        /* where nothing adopts it, an act that adopts it too may be without any effect */
        if (adopts && !for_found && !nothing_adopts) {
            *for_act = &h->acts[i];
            for_found = true;
        } else if (!adopts && !against_found) {
            *against_act = &h->acts[i];
            against_found = true;
        }
    }
    if ((!for_found && !nothing_adopts) || (!against_found && nothing_adopts))
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "no act of the members of %s %s", h->wish->organ,
                       nothing_adopts ? "keeps a draft from being adopted" : "has a draft adopted");
    return CASUS_OK;
}

/* ---- all ballots ---- */

static void add_choice(const struct holding *h, const struct act *act, char which, size_t member, struct cs_buffer *out)
{
    if (act == NULL)
        return;
    add_time(h, FIRST_ACT + 2 * (int64_t)member + (which == 'n'), out);
    cs_buffer_printf(out, "ballot%c%zu: ", which, member);
    add_act_text(h, act, h->ballot->members[member], out);
    cs_buffer_text(out, "\n  asks \"the ballot\"\n");
}

static uint32_t question_of(const struct cs_answer *answer, char which, size_t member)
{
    const struct cs_occurrence *o;
    char label[32];
    cs_name name;

    snprintf(label, sizeof label, "ballot%c%zu", which, member);
    name = cs_names_find(answer->docket->plan->names, label, strlen(label));
    o = name == CS_NO_NAME ? NULL : cs_docket_occurrence(answer->docket, name);
    return o == NULL || o->matter == NULL ? CS_NOWHERE : o->matter->question;
}

/* The set without a question: a world of it, with any answer. */
static cs_set without_question(struct cs_worlds *w, cs_set set, uint32_t question)
{
    return cs_worlds_or(w, cs_worlds_given(w, set, question, 0), cs_worlds_given(w, set, question, 1));
}

/* Leaves of the set the questions of the members alone; fails if it depends on others. */
static casus_status leave_members(struct holding *h, cs_set set)
{
    struct cs_ballot *b = h->ballot;
    struct cs_docket *docket = b->answer->docket;
    uint32_t *support;
    size_t count;

    if (!cs_worlds_support(docket->worlds, set, &support, &count))
        return cs_fail_memory(h->failure);
    for (size_t i = 0; i < count; i++) {
        size_t m = 0;

        while (m < b->member_count && b->questions[m] != support[i])
            m++;
        if (m == b->member_count)
            cs_fail(h->failure, CASUS_ERR_ARGUMENT,
                    "the outcome depends on more than the votes: %s. Choose --as ACCOUNT, or --suppose its answer",
                    docket->questions[support[i]].text);
    }
    free(support);
    b->adopted = set;
    return h->failure->status;
}

static casus_status read_ballots(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    struct cs_ballot *b = h->ballot;
    struct cs_worlds *w = b->answer->docket->worlds;
    cs_set worlds = b->answer->ledger->accounts[0].worlds, set = adopted_in(h, b->answer->ledger);

    b->questions = cs_arena_array(&b->arena, b->member_count, sizeof *b->questions);
    b->for_answers = cs_arena_array(&b->arena, b->member_count, sizeof *b->for_answers);
    if (b->questions == NULL || b->for_answers == NULL)
        return cs_fail_memory(h->failure);
    for (size_t i = 0; i < b->member_count; i++) {
        uint32_t yes = question_of(b->answer, 'y', i), no = question_of(b->answer, 'n', i);

        b->questions[i] = for_act != NULL ? yes : no;
        b->for_answers[i] = for_act != NULL ? 0 : 1; /* of a question the first answer is yes */
        if (b->questions[i] == CS_NOWHERE)
            return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "%s has no vote that could be left open", b->members[i]);
        if (for_act == NULL || against_act == NULL)
            continue;
        /* a member does the one or the other */
        set = cs_worlds_or(w,
                           cs_worlds_and(w, cs_worlds_answer(w, yes, 0), cs_worlds_given(w, set, no, 1)),
                           cs_worlds_and(w, cs_worlds_answer(w, yes, 1), cs_worlds_given(w, set, no, 0)));
        worlds = without_question(w, worlds, no);
    }
    if (cs_answer_status(b->answer, "the rule of this organ") != CASUS_OK)
        return cs_fail(h->failure, b->answer->failure.status, "%s", b->answer->failure.message);
    return leave_members(h, worlds != CS_NONE ? cs_worlds_restrict(w, set, worlds) : set);
}

static casus_status count_ballots(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    struct cs_ballot *b = h->ballot;
    struct cs_buffer text;

    cs_buffer_init(&text);
    add_draft(h, &text);
    for (size_t i = 0; i < b->member_count; i++) {
        add_choice(h, for_act, 'y', i, &text);
        add_choice(h, against_act, 'n', i, &text);
    }
    add_close(h, &text);
    if (text.failed)
        cs_fail_memory(h->failure);
    if (h->failure->status == CASUS_OK && make_case(h, &text, &b->c) == CASUS_OK &&
        run_case(h, &b->c, &b->answer) == CASUS_OK)
        read_ballots(h, for_act, against_act);
    cs_buffer_release(&text);
    return h->failure->status;
}

/* ---- the rule as a game ---- */

/* An order of the members, the same on every machine. */
static void shuffle(size_t *order, size_t count, uint64_t seed)
{
    for (size_t i = 0; i < count; i++)
        order[i] = i;
    for (size_t i = count; i > 1; i--) {
        size_t at, kept = order[i - 1];

        seed = seed * UINT64_C(6364136223846793005) + UINT64_C(1442695040888963407);
        at = (size_t)(seed >> 33) % i;
        order[i - 1] = order[at];
        order[at] = kept;
    }
}

/* Does the engine find of this ballot what the game says? */
static casus_status compare(struct holding *h, const struct act *for_act, const struct act *against_act,
                            const bool *is_for)
{
    struct held held;

    if (run_ballot(h, for_act, against_act, is_for, &held) == CASUS_OK &&
        is_adopted(h, &held) != cs_game_adopts(&h->ballot->game, is_for))
        cs_fail(h->failure, CASUS_ERR_ENTANGLED,
                "the rule of %s is not the comparison of weights that it seems to be, and its ballots are too many to "
                "count", h->wish->organ);
    held_release(&held);
    return h->failure->status;
}

#define ORDERS 2

/* In some orders, members become for the draft one by one: the ballots before it is adopted and after are compared. */
static casus_status check_game(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    size_t n = h->ballot->member_count;
    bool *is_for = cs_arena_array(&h->ballot->arena, n, sizeof *is_for);
    size_t *order = cs_arena_array(&h->ballot->arena, n, sizeof *order);

    if (is_for == NULL || order == NULL)
        return cs_fail_memory(h->failure);
    for (uint64_t seed = 1; seed <= ORDERS && h->failure->status == CASUS_OK; seed++) {
        size_t turning = 0;

        memset(is_for, 0, n * sizeof *is_for);
        shuffle(order, n, seed);
        while (turning < n && !cs_game_adopts(&h->ballot->game, is_for))
            is_for[order[turning++]] = true;
        if (compare(h, for_act, against_act, is_for) != CASUS_OK || turning == 0)
            continue;
        is_for[order[turning - 1]] = false;
        compare(h, for_act, against_act, is_for);
    }
    return h->failure->status;
}

static casus_status read_game(struct holding *h, const struct act *for_act, const struct act *against_act)
{
    struct cs_ballot *b = h->ballot;
    struct held yes, no;

    run_ballot(h, for_act, NULL, NULL, &yes);
    run_ballot(h, against_act, NULL, NULL, &no);
    if (h->failure->status == CASUS_OK) {
        struct cs_rule_wish wish = {.all_for = yes.answer, .all_against = no.answer, .draft = h->draft,
                                    .adoption = cs_names_text(h->plan->names, h->plan->relations[h->adoption].head),
                                    .closing = cs_names_text(h->plan->names, h->plan->relations[h->closing].head),
                                    .members = b->members, .member_count = b->member_count};

        cs_rule_read(&wish, &b->arena, h->failure, &b->game);
    }
    held_release(&yes);
    held_release(&no);
    b->is_game = h->failure->status == CASUS_OK && check_game(h, for_act, against_act) == CASUS_OK;
    return h->failure->status;
}

/* Few members are counted ballot by ballot, in a diagram; many by their weights, if the rule is about weights. */
static casus_status hold(struct holding *h)
{
    const struct act *for_act, *against_act;
    casus_status status;
    bool few;

    if (find_stances(h, &for_act, &against_act) != CASUS_OK)
        return h->failure->status;
    few = h->ballot->member_count <= CS_BALLOT_DIAGRAM_MAX;
    h->ballot->for_act = for_act != NULL ? describe(h, for_act) : NULL;
    h->ballot->against_act = against_act != NULL ? describe(h, against_act) : NULL;
    if (h->failure->status != CASUS_OK)
        return h->failure->status;
    status = few ? count_ballots(h, for_act, against_act) : read_game(h, for_act, against_act);
    if (status != CASUS_ERR_ENTANGLED)
        return status;
    cs_failure_clear(h->failure);
    if (!few)
        return count_ballots(h, for_act, against_act);
    cs_answer_free(h->ballot->answer);
    h->ballot->answer = NULL;
    cs_case_release(&h->ballot->c);
    cs_case_init(&h->ballot->c);
    return read_game(h, for_act, against_act);
}

/* The draft of the record is one of the organ, on or before the date. */
static casus_status check_draft(struct holding *h)
{
    cs_name label = cs_names_find(&h->c->names, h->wish->draft, strlen(h->wish->draft));
    const struct cs_entry *entry =
        label != CS_NO_NAME && label < h->c->symbols.by_name_count ? h->c->symbols.entry_of[label] : NULL;

    if (entry == NULL || entry->kind != CS_ENTRY_TERM ||
        entry->term.head != h->plan->relations[h->row->pattern.relation].head)
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "\"%s\" is not the label of a draft in the records",
                       h->wish->draft);
    return CASUS_OK;
}

/* By its close, and if nothing that members do makes a difference there, by the end of a silence. */
static casus_status hold_either(struct holding *h)
{
    bool close = find_close(h);
    struct cs_failure first;

    if (close && hold(h) == CASUS_OK)
        return CASUS_OK;
    if (h->failure->status != CASUS_OK && h->failure->status != CASUS_ERR_ARGUMENT)
        return h->failure->status;
    if (h->ballot->answer != NULL || h->ballot->is_game || !find_circulation(h))
        return close ? h->failure->status
                     : cs_fail(h->failure, CASUS_ERR_ARGUMENT, "no text says when a draft of %s is adopted",
                               h->wish->organ);
    first = *h->failure;
    cs_failure_clear(h->failure);
    if (hold(h) != CASUS_OK && close && h->failure->status == CASUS_ERR_ARGUMENT && h->ballot->answer == NULL)
        *h->failure = first;
    return h->failure->status;
}

casus_status cs_ballot_hold(const struct cs_case *c, const struct cs_ballot_wish *wish, struct cs_failure *failure,
                            struct cs_ballot *out)
{
    struct holding h = {.c = c, .wish = wish, .failure = failure, .ballot = out, .plan = c->plan,
                        .draft = wish->draft != NULL ? wish->draft : DRAFT, .start = wish->as_of->end};
    cs_name organ = cs_names_find(&c->names, wish->organ, strlen(wish->organ));

    memset(out, 0, sizeof *out);
    cs_arena_init(&out->arena);
    cs_case_init(&out->c);
    if (organ == CS_NO_NAME || !find_row(&h, cs_symbols_spelt(&c->symbols, organ)))
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "\"%s\" is nobody that decides on drafts", wish->organ);
    find_acts(&h);
    if (failure->status != CASUS_OK)
        return failure->status;
    if (wish->draft != NULL && check_draft(&h) != CASUS_OK)
        return failure->status;
    return hold_either(&h);
}

void cs_ballot_release(struct cs_ballot *ballot)
{
    cs_answer_free(ballot->answer);
    cs_case_release(&ballot->c);
    cs_arena_release(&ballot->arena);
    memset(ballot, 0, sizeof *ballot);
}
