/* SPDX-License-Identifier: MIT */
/* The made-up record in which the members of an organ act on a draft, and its run. */
#include <ctype.h>
#include <string.h>

#include "counsel/ballot_int.h"

/* A name in quotation marks, so that any name may stand; labels, numbers and moments as they are. */
void cs_ballot_add_value(const char *text, struct cs_buffer *out)
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
void cs_ballot_add_statement(const struct cs_plan *plan, uint32_t relation, const char *const *texts,
                             struct cs_buffer *out)
{
    const struct cs_relation *r = &plan->relations[relation];

    cs_buffer_text(out, cs_names_text(plan->names, r->head));
    for (uint32_t i = r->first_role; i < r->column_count; i++) {
        enum cs_prep prep = r->shape->roles[i - r->first_role].prep;

        if (texts[i] == NULL || prep == CS_PREP_IS)
            continue;
        cs_buffer_printf(out, " %s ", cs_prep_text(prep));
        cs_ballot_add_value(texts[i], out);
    }
}

void cs_ballot_add_time(const struct holding *h, int64_t second, struct cs_buffer *out)
{
    static const struct cs_zone utc;
    char text[32];

    cs_buffer_printf(out, "%s ", cs_instant_text(h->start + second, utc, text));
}

void cs_ballot_add_act(const struct holding *h, const struct act *act, const char *member, struct cs_buffer *out)
{
    const char *texts[CS_COLUMNS_MAX] = {NULL};

    texts[act->member] = member;
    texts[act->draft] = h->draft;
    if (act->filled != CS_NOWHERE)
        texts[act->filled] = cs_names_text(h->plan->names, act->with);
    cs_ballot_add_statement(h->plan, act->relation, texts, out);
}

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

void cs_ballot_add_draft(const struct holding *h, struct cs_buffer *out)
{
    const char *texts[CS_COLUMNS_MAX] = {NULL};

    if (h->wish->draft != NULL)
        return;
    texts[h->organ_column] = h->wish->organ;
    fill_roles(h, texts, out);
    cs_ballot_add_time(h, 0, out);
    cs_buffer_text(out, CS_BALLOT_DRAFT ": ");
    cs_ballot_add_statement(h->plan, h->row->pattern.relation, texts, out);
    cs_buffer_char(out, '\n');
}

void cs_ballot_add_close(const struct holding *h, struct cs_buffer *out)
{
    static const struct cs_zone utc;
    int64_t end = CS_BALLOT_FIRST + 2 * CS_BALLOT_MEMBERS_MAX + 60;
    const char *texts[CS_COLUMNS_MAX] = {NULL};
    char moment[32];

    texts[h->closing_draft] = h->draft;
    if (h->closing_moment != CS_NOWHERE)
        texts[h->closing_moment] = cs_instant_text(h->start + end, utc, moment);
    cs_ballot_add_time(h, h->closing_moment != CS_NOWHERE ? CS_BALLOT_FIRST / 2 : end, out);
    cs_ballot_add_statement(h->plan, h->closing, texts, out);
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

/* The same articles and answers count, by their grades. */
static casus_status keep_grades(const struct cs_case *of, struct cs_case *out)
{
    struct cs_buffer list;

    if (of->grades.count == 0)
        return CASUS_OK;
    cs_buffer_init(&list);
    for (size_t i = 0; i < of->grades.count; i++)
        cs_buffer_printf(&list, "%s%s", i > 0 ? "," : "", cs_names_text(&of->names, of->grades.names[i]));
    if (list.failed)
        cs_fail_memory(&out->failure);
    else
        cs_case_grades(out, cs_buffer_string(&list));
    cs_buffer_release(&list);
    return out->failure.status;
}

casus_status cs_ballot_copy(const struct cs_case *of, struct cs_case *out)
{
    cs_case_init(out);
    for (const struct cs_file *file = of->files; file != NULL && out->failure.status == CASUS_OK; file = file->next)
        if (!file->supposed)
            cs_case_add_text(out, file->source->name, file->source->kind, file->source->bytes, file->source->length);
    return out->failure.status == CASUS_OK ? keep_grades(of, out) : out->failure.status;
}

casus_status cs_ballot_suppose(const struct cs_case *of, struct cs_case *out)
{
    for (const struct cs_case_supposition *s = of->suppositions; s != NULL; s = s->next)
        if (cs_case_suppose(out, s->name, s->text, s->length, s->line) != CASUS_OK)
            return out->failure.status;
    return CASUS_OK;
}

static casus_status lay_rules(const struct holding *h, struct cs_case *c)
{
    if (cs_ballot_suppose(h->c, c) != CASUS_OK)
        return c->failure.status;
    for (size_t i = 0; i < h->wish->rule_count; i++)
        if (cs_case_suppose(c, "the rule", h->wish->rules[i], strlen(h->wish->rules[i]), true) != CASUS_OK)
            return c->failure.status;
    return CASUS_OK;
}

/* The case with the text of a ballot, checked; a mistake in a rule that is supposed is the failure. */
casus_status cs_ballot_make_case(const struct holding *h, const struct cs_buffer *text, struct cs_case *out)
{
    if (cs_ballot_copy(h->c, out) == CASUS_OK && h->wish->draft != NULL)
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

casus_status cs_ballot_run_case(const struct holding *h, const struct cs_case *c, struct cs_answer **out)
{
    struct cs_wishes wishes = {.one_account = true, .account = CS_NO_NAME};

    if (h->wish->account != NULL && !cs_case_party(c, h->wish->account, &wishes.account))
        return cs_fail(h->failure, CASUS_ERR_ARGUMENT, "nobody is called \"%s\"", h->wish->account);
    cs_date_of(h->start + (int64_t)86400 * 2, (struct cs_zone){0}, &wishes.as_of);
    return cs_answer_new(c->plan, &wishes, h->failure, out);
}

const struct cs_ledger_row *cs_ballot_decision(const struct holding *h, const struct cs_ledger *ledger)
{
    cs_name label = cs_names_find(ledger->docket->plan->names, h->draft, strlen(h->draft));

    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_DECISION && ledger->rows[i].trigger == label)
            return &ledger->rows[i];
    return NULL;
}

uint32_t cs_ballot_question(const struct cs_answer *answer, const char *label)
{
    cs_name name = cs_names_find(answer->docket->plan->names, label, strlen(label));
    const struct cs_occurrence *o = name == CS_NO_NAME ? NULL : cs_docket_occurrence(answer->docket, name);

    return o == NULL || o->matter == NULL ? CS_NOWHERE : o->matter->question;
}
