/* SPDX-License-Identifier: MIT */
#include "answer/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lang/near.h"

__attribute__((format(printf, 2, 3))) static void refuse(struct cs_inquiry *q, const char *format, ...)
{
    va_list arguments;
    char message[2048];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    q->refusal = cs_arena_text(&q->arena, message, strlen(message));
    q->remedy = "";
}

/* ---- reading ---- */

/* Makes a file of the sentence alone, with the time zone of reports; labels are those of the last record. */
static void make_own(struct cs_inquiry *q, const struct cs_case *c)
{
    struct cs_source *source = cs_source_new(&q->arena, "the sentence", CS_SOURCE_RECORD, q->sentence.text,
                                             strlen(q->sentence.text));

    q->own.source = source;
    if (source == NULL)
        return;
    source->loose = true;
    q->own.reckoning.zone = cs_case_zone(c);
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        q->own.hand = file->hand;
}

static casus_status parse(struct cs_inquiry *q, const struct cs_case *c)
{
    casus_status status = CASUS_OK;

    make_own(q, c);
    if (q->own.source == NULL)
        return CASUS_ERR_MEMORY;
    q->check = cs_parse_question(&q->arena, &q->names, &q->own, &q->diagnostics);
    if (q->check != NULL)
        status = cs_check_question(c->files, &c->symbols, &q->own, &q->names, &q->arena, q->check, &q->diagnostics);
    if (q->diagnostics.error_count > 0)
        q->check = NULL;
    if (q->diagnostics.error_count > 0 && q->short_forms)
        q->remedy = cs_sentence_forms();
    cs_diagnostics_errors(&q->diagnostics);
    return q->diagnostics.failed || q->names.failed ? CASUS_ERR_MEMORY : status;
}

/* Reads a question to `why`: a row, or a sentence of the language. */
static void read_plainly(struct cs_inquiry *q)
{
    q->sentence = (struct cs_sentence){.form = strchr(q->asked, ' ') != NULL ? CS_ASKED_SENTENCE : CS_ASKED_ROW,
                                       .text = q->asked};
    if (strpbrk(q->asked, "\n\r") != NULL)
        refuse(q, "a sentence stands on one line");
}

/* Reads a question to `ask`: also short forms. Its date is in the time zone of reports. */
static casus_status read_short(struct cs_inquiry *q, const struct cs_case *c)
{
    casus_status status = cs_sentence_read(c, q->asked, &q->arena, &q->sentence);
    struct cs_date date;
    const char *wrong;

    q->refusal = q->sentence.refusal;
    q->remedy = q->sentence.remedy != NULL ? q->sentence.remedy : "";
    if (status != CASUS_OK || q->sentence.date == NULL)
        return status;
    wrong = cs_date_read(q->sentence.date, cs_case_zone(c), &date);
    if (wrong != NULL)
        refuse(q, "the date \"%s\" cannot be: %s", q->sentence.date, wrong);
    return CASUS_OK;
}

casus_status cs_inquiry_read(struct cs_inquiry *q, const struct cs_case *c, const char *question, bool short_forms,
                             struct cs_failure *failure)
{
    casus_status status = CASUS_OK;

    memset(q, 0, sizeof *q);
    cs_arena_init(&q->arena);
    cs_diagnostics_init(&q->diagnostics);
    cs_names_init_over(&q->names, &c->names);
    q->remedy = "";
    q->short_forms = short_forms;
    q->asked = cs_arena_text(&q->arena, question, strlen(question));
    if (q->asked == NULL)
        return cs_fail_memory(failure);
    if (short_forms)
        status = read_short(q, c);
    else
        read_plainly(q);
    if (status == CASUS_OK && q->refusal == NULL && q->sentence.form == CS_ASKED_SENTENCE)
        status = parse(q, c);
    return status != CASUS_OK || cs_arena_failed(&q->arena) ? cs_fail_memory(failure) : CASUS_OK;
}

void cs_inquiry_release(struct cs_inquiry *q)
{
    if (q->trial == NULL)
        cs_answer_free(q->answer);
    cs_trial_free(q->trial);
    cs_names_release(&q->names);
    free(q->subjects);
    cs_diagnostics_release(&q->diagnostics);
    cs_arena_release(&q->arena);
}

bool cs_inquiry_understood(const struct cs_inquiry *q)
{
    return q->refusal == NULL && q->diagnostics.error_count == 0;
}

/* ---- subjects that are rows ---- */

static casus_status add_subject(struct cs_inquiry *q, struct cs_reasons subject)
{
    if (!cs_grow(&q->subjects, &q->subject_capacity, q->subject_count + 1, sizeof *q->subjects))
        return cs_fail_memory(&q->answer->failure);
    subject.sentence = q->check != NULL ? q->sentence.text : NULL;
    q->subjects[q->subject_count++] = subject;
    return CASUS_OK;
}

static casus_status add_row(struct cs_inquiry *q, const struct cs_ledger_row *row)
{
    struct cs_reasons subject;
    casus_status status = cs_reasons_of_row(q->answer->ledger, row, &q->arena, &subject);

    return status == CASUS_OK ? add_subject(q, subject) : status;
}

/* ---- subjects that are no rows ---- */

static casus_status why_holding(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                                struct cs_reason **out)
{
    return cs_why_holds(of->ledger, of->check, worlds, arena, out);
}

static casus_status why_no_bond(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                                struct cs_reason **out)
{
    return cs_why_not(of->ledger, of->check->article, &of->check->bond, worlds, arena, out);
}

static casus_status add_set(struct cs_inquiry *q, struct cs_asked_set of)
{
    struct cs_reasons subject;
    casus_status status;

    of.ledger = q->answer->ledger;
    of.check = q->check;
    status = cs_reasons_of_set(&of, &q->arena, &subject);
    return status == CASUS_OK ? add_subject(q, subject) : status;
}

static casus_status add_power(struct cs_inquiry *q)
{
    struct cs_reasons subject;
    casus_status status = cs_trial_reasons(q->trial, CS_STATE_MAY, CS_STATE_MAY_NOT, false, &q->arena, &subject,
                                           &q->answer);

    return status == CASUS_OK ? add_subject(q, subject) : status;
}

static bool is_said(const struct cs_arg *arg, cs_name name)
{
    return arg->kind != CS_ARG_NAME || arg->name == name;
}

/* How near a row is to a duty that is asked about and that no row fits; 0: not at all. */
static int nearness(const struct cs_inquiry *q, const struct cs_ledger_row *row)
{
    const struct cs_bond *bond = &q->check->bond;
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const struct cs_arg *claimant = bond->expectation ? bond->first : bond->second;
    const char *act = cs_names_text(&q->names, bond->act.head), *topic;
    bool same_holder = is_said(holder, row->holder), same_claimant = is_said(claimant, row->claimant), same_act;

    if (row->bond == CS_NO_ROW)
        return 0;
    topic = cs_names_text(&q->names, row->topic);
    /* words alone are compared, since only a row is suggested: "consultation", "joint consultation" */
    same_act = strstr(topic, act) != NULL || strstr(act, topic) != NULL;
    if (!(same_holder && same_claimant) && !(same_act && (same_holder || same_claimant)))
        return 0;
    return 1 + (same_holder && same_claimant ? 2 : 0) + (same_act ? 1 : 0);
}

/* Adds the nearest rows; of equally near ones the first. */
static void add_near(const struct cs_inquiry *q, struct cs_reasons *subject)
{
    const struct cs_ledger *ledger = q->answer->ledger;
    size_t count = 0;

    for (int wanted = 4; wanted > 0; wanted--)
        for (size_t i = 0; i < ledger->row_count && count < CS_NEAR_ROWS; i++)
            if (nearness(q, &ledger->rows[i]) == wanted)
                subject->near[count++] = &ledger->rows[i];
}

static casus_status add_bonds(struct cs_inquiry *q)
{
    const struct cs_ledger *ledger = q->answer->ledger;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (cs_ledger_row_fits(ledger, &ledger->rows[i], q->check->article, &q->check->bond) &&
            add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    if (q->subject_count > 0)
        return CASUS_OK;
    if (add_set(q, (struct cs_asked_set){.set = CS_NONE, .no = CS_STATE_NONE, .why = why_no_bond}) != CASUS_OK)
        return q->answer->failure.status;
    q->subjects[q->subject_count - 1].kind = q->check->bond.expectation ? CS_ROW_EXPECTATION
                                             : q->check->bond.negated   ? CS_ROW_PROHIBITION
                                                                        : CS_ROW_DUTY;
    add_near(q, &q->subjects[q->subject_count - 1]);
    return CASUS_OK;
}

static casus_status add_holding(struct cs_inquiry *q)
{
    return add_set(q, (struct cs_asked_set){.set = cs_ledger_holds(q->answer->ledger, q->check), .yes = CS_STATE_HOLDS,
                                            .no = CS_STATE_DOES_NOT_HOLD, .why = why_holding});
}

/* ---- all duties between two parties ---- */

casus_status cs_party_unknown(const struct cs_case *c, const char *text, struct cs_failure *refused)
{
    const struct cs_symbols *symbols = &c->symbols;
    struct cs_near near;

    cs_near_start(&near, text, strlen(text));
    for (size_t i = 0; i < symbols->particular_count; i++) {
        const char *name = cs_names_text(&c->names, symbols->particulars[i].name);

        cs_near_try(&near, name, strlen(name), (uint32_t)i);
    }
    if (near.found)
        return cs_fail(refused, CASUS_ERR_ARGUMENT,
                       "nobody in these files is called \"%.200s\"; did you mean \"%.200s\"?", text,
                       cs_names_text(&c->names, symbols->particulars[near.best].name));
    return cs_fail(refused, CASUS_ERR_ARGUMENT, "nobody in these files is called \"%.200s\"", text);
}

/* Finds a party of the question; refuses the question if nobody has that name. `text` NULL: anybody. */
static bool find_party(struct cs_inquiry *q, const struct cs_case *c, const char *text, cs_name *out)
{
    struct cs_failure unknown = {.status = CASUS_OK};

    *out = CS_NO_NAME;
    if (text == NULL || cs_case_party(c, text, out))
        return true;
    cs_party_unknown(c, text, &unknown);
    refuse(q, "%s", unknown.message);
    return false;
}

/* Is the row a duty or, with `expectation`, an expectation between these two? CS_NO_NAME: whoever. */
static bool is_between(const struct cs_ledger_row *row, bool expectation, cs_name holder, cs_name claimant)
{
    return row->bond != CS_NO_ROW && (row->kind == CS_ROW_EXPECTATION) == expectation &&
           (holder == CS_NO_NAME || row->holder == holder) && (claimant == CS_NO_NAME || row->claimant == claimant);
}

static casus_status add_between(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_sentence *s = &q->sentence;
    const struct cs_ledger *ledger = q->answer->ledger;
    cs_name first, second, holder, claimant;
    size_t near = 0;

    if (!find_party(q, c, s->first, &first) || !find_party(q, c, s->second, &second))
        return CASUS_OK;
    holder = s->expectation ? second : first;
    claimant = s->expectation ? first : second;
    for (size_t i = 0; i < ledger->row_count; i++)
        if (is_between(&ledger->rows[i], s->expectation, holder, claimant) &&
            add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    /* what is owed is not what is expected beyond it, and may be what is meant */
    for (size_t i = 0; i < ledger->row_count && q->subject_count == 0 && near < CS_NEAR_ROWS; i++)
        if (is_between(&ledger->rows[i], !s->expectation, holder, claimant))
            q->near_rows[near++] = &ledger->rows[i];
    return CASUS_OK;
}

/* The entry with the label that is asked for, if it is an occurrence or a state; else NULL. */
static const struct cs_entry *asked_entry(const struct cs_inquiry *q, const struct cs_case *c)
{
    cs_name name = cs_names_find(&c->names, q->sentence.text, strlen(q->sentence.text));
    const struct cs_entry *entry = name < c->symbols.by_name_count ? c->symbols.entry_of[name] : NULL;

    return entry != NULL && entry->kind == CS_ENTRY_TERM ? entry : NULL;
}

/* A label that no row has, "m2", asks whether what its entry says is so. */
static casus_status ask_of_entry(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_entry *entry = asked_entry(q, c);
    const char *label = q->sentence.text;
    casus_status status = CASUS_OK;

    if (entry != NULL) {
        const struct cs_span *span = &entry->term.span;

        q->sentence.form = CS_ASKED_SENTENCE;
        q->sentence.text = cs_arena_text(&q->arena, span->source->bytes + span->start, span->end - span->start);
        status = q->sentence.text == NULL ? CASUS_ERR_MEMORY : parse(q, c);
        if (status != CASUS_OK)
            return cs_fail_memory(&q->answer->failure);
    }
    if (q->check != NULL && q->check->kind == CS_CHECK_HOLDS)
        return add_holding(q);
    refuse(q, "the ledger has no row \"%s\"; `casus run` shows their numbers", label);
    return CASUS_OK;
}

static casus_status add_subjects(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_ledger_row *row;

    if (q->sentence.form == CS_ASKED_BETWEEN)
        return add_between(q, c);
    if (q->sentence.form == CS_ASKED_ROW) {
        row = cs_ledger_row(q->answer->ledger, q->sentence.text);
        return row != NULL ? add_row(q, row) : ask_of_entry(q, c);
    }
    if (q->check->kind == CS_CHECK_MAY)
        return add_power(q);
    return q->check->kind == CS_CHECK_HOLDS ? add_holding(q) : add_bonds(q);
}

/* ---- the reply ---- */

/* Does the sentence leave nothing open, so that at most one thing fits it? Then the fits are not listed. */
static bool is_whole(const struct cs_check *check, const struct cs_fit *fits, size_t count)
{
    for (const struct cs_role *role = check->term.roles; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE)
            return false;
    return check->counts_as ||
           (count == 1 && fits[0].bearer == CS_NO_NAME);
}

static casus_status make_reply(struct cs_inquiry *q)
{
    const struct cs_check *check = q->check;
    bool power = check != NULL && check->kind == CS_CHECK_MAY, bond = check != NULL && check->kind == CS_CHECK_BOND;
    struct cs_fit *fits;

    q->reply = (struct cs_reply){.asked = q->asked,
                                 .read = q->sentence.text,
                                 .yes = power ? CS_STATE_MAY : CS_STATE_HOLDS,
                                 .no = power  ? CS_STATE_MAY_NOT
                                       : bond ? CS_STATE_NONE
                                              : CS_STATE_DOES_NOT_HOLD,
                                 .subjects = q->subjects,
                                 .subject_count = q->subject_count};
    memcpy(q->reply.near_rows, q->near_rows, sizeof q->near_rows);
    if (check == NULL || check->kind != CS_CHECK_HOLDS)
        return CASUS_OK;
    if (cs_ledger_fits(q->answer->ledger, check, &q->arena, &fits, &q->reply.fit_count) != CASUS_OK)
        return q->answer->failure.status;
    q->reply.fits = fits;
    if (q->reply.fit_count == 0) {
        if (cs_ledger_near_fits(q->answer->ledger, check, CS_NEAR_ROWS, &q->arena, &fits, &q->reply.near_count) !=
            CASUS_OK)
            return q->answer->failure.status;
        q->reply.near = fits;
    } else if (is_whole(check, fits, q->reply.fit_count)) {
        q->reply.fit_count = 0;
    }
    return CASUS_OK;
}

/* Tries the act that "may" asks about, as an entry of the day. */
static casus_status try_act(struct cs_inquiry *q, const struct cs_case *c, const struct cs_wishes *wishes,
                            struct cs_failure *failure)
{
    if (cs_trial_ask(c->plan, wishes, q->check, cs_case_zone(c), NULL, failure, &q->trial) == CASUS_OK)
        q->answer = q->trial->before;
    return failure->status;
}

casus_status cs_inquiry_answer(struct cs_inquiry *q, const struct cs_case *c, const struct cs_wishes *wishes,
                               struct cs_failure *failure)
{
    struct cs_wishes with_names = *wishes;
    casus_status status;

    with_names.names = &q->names;
    status = q->check != NULL && q->check->kind == CS_CHECK_MAY
                 ? try_act(q, c, &with_names, failure)
                 : cs_answer_new(c->plan, &with_names, failure, &q->answer);

    if (status != CASUS_OK)
        return status;
    if (add_subjects(q, c) == CASUS_OK && q->refusal == NULL)
        make_reply(q);
    if (cs_arena_failed(&q->arena))
        cs_fail_memory(&q->answer->failure);
    if (cs_answer_status(q->answer, "the answer") != CASUS_OK)
        return cs_fail(failure, q->answer->failure.status, "%s", q->answer->failure.message);
    return CASUS_OK;
}
