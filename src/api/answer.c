/* SPDX-License-Identifier: MIT */
/* Answers: reading the wishes, making an answer, freeing it. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "lang/parser.h"
#include "time/notation.h"

/* ---- dates and parties ---- */

/* The failure of a text that is no date, with the remedy that a record would be told. */
static casus_status no_date(const char *text, const char *why, const char *wrong, struct cs_failure *failure)
{
    struct cs_buffer remedy;

    cs_buffer_init(&remedy);
    /* not of what hangs on the head of a file: its zone, its marks */
    if (text[0] != '\0' && strncmp(wrong, "a date is written", 17) == 0)
        cs_parse_date_remedy(text, &remedy);
    cs_fail(failure, CASUS_ERR_ARGUMENT, "%s%s%s%s", why, wrong, remedy.length > 0 ? "." : "",
            cs_buffer_string(&remedy));
    cs_buffer_release(&remedy);
    return failure->status;
}

/* Reads a date; NULL: the last one of the records. `why` is put before the message if it is not a date. */
static casus_status read_date(const casus_case *c, const char *text, const char *why, struct cs_date *out,
                              struct cs_failure *failure)
{
    struct cs_reckoning reckoning = cs_case_reckoning(&c->texts);
    char remedy[CS_NOTATION_REMEDY_MAX];
    const char *wrong;
    cs_instant last;

    if (text != NULL) {
        wrong = cs_date_read(text, reckoning, out);
        if (wrong == NULL)
            return CASUS_OK;
        /* the remedy may be a date of several days, which is none here */
        if (cs_notation_remedy(text, strlen(text), true, remedy) && strpbrk(remedy, "X[/") == NULL)
            return cs_fail(failure, CASUS_ERR_ARGUMENT, "%s%s. %s", why, wrong, remedy);
        return no_date(text, why, wrong, failure);
    }
    if (!cs_case_last(&c->texts, &last))
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "the texts hold no dated entry, so a date is needed");
    cs_date_of(last, reckoning.zone, out);
    return CASUS_OK;
}

/* Reads a date of the wishes; a message begins with the date. */
static casus_status read_wish(const casus_case *c, const char *text, struct cs_date *out, struct cs_failure *failure)
{
    char why[128];

    if (text != NULL)
        snprintf(why, sizeof why, "the date \"%.40s\" cannot be: ", text);
    return read_date(c, text, text != NULL ? why : "", out, failure);
}

casus_status casus_case_date(casus_case *c, const char *text, struct casus_date *out)
{
    struct cs_failure failure;
    struct cs_date date;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    if (read_date(c, text, "", &date, &failure) == CASUS_OK) {
        memcpy(out->text, date.text, sizeof out->text);
        out->end = date.end;
    }
    return cs_api_case_result(c, &failure);
}

static casus_status find_party(const casus_case *c, const char *text, cs_name *out, struct cs_failure *failure)
{
    return cs_case_party(&c->texts, text, out) ? CASUS_OK : cs_party_unknown(&c->texts, text, failure);
}

casus_status casus_case_party(casus_case *c, const char *text, const char **name)
{
    struct cs_failure failure;
    cs_name party;

    if (name == NULL)
        return CASUS_ERR_ARGUMENT;
    *name = NULL;
    if (c == NULL || text == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK && find_party(c, text, &party, &failure) == CASUS_OK)
        *name = cs_names_text(&c->texts.names, party);
    return cs_api_case_result(c, &failure);
}

/* ---- wishes ---- */

casus_status cs_api_case_ready(const casus_case *c, struct cs_failure *failure)
{
    cs_failure_clear(failure);
    if (!c->checked)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "the case is not checked yet");
    if (c->texts.plan == NULL)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "there are mistakes in the texts: see their diagnostics");
    return CASUS_OK;
}

casus_status cs_api_wishes(const casus_case *c, const struct casus_wishes *given, const char *date,
                           struct cs_wishes *out, struct casus_wishes *all, struct cs_failure *failure)
{
    *all = (struct casus_wishes){.size = sizeof *all};
    memset(out, 0, sizeof *out);
    if (given != NULL && given->size < sizeof given->size)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "the size of the wishes is not set");
    if (given != NULL) /* the client may know an older, shorter struct: the rest stays zero */
        memcpy(all, given, given->size < sizeof *all ? given->size : sizeof *all);
    if (!cs_api_listed(all->readings, all->reading_count))
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "a reading of the wishes is missing");
    if (date != NULL)
        all->as_of = date;
    out->one_account = all->account != NULL;
    if (all->account != NULL && strcmp(all->account, "open") != 0 &&
        find_party(c, all->account, &out->account, failure) != CASUS_OK)
        return failure->status;
    out->known_given = all->known_on != NULL;
    if (out->known_given && read_wish(c, all->known_on, &out->known, failure) != CASUS_OK)
        return failure->status;
    return read_wish(c, all->as_of, &out->as_of, failure);
}

/* ---- making and freeing ---- */

/* Restricts the answer to the worlds of the readings in the wishes. */
static casus_status suppose(casus_answer *a, const struct casus_wishes *wishes, struct cs_failure *refused)
{
    for (size_t i = 0; i < wishes->reading_count; i++) {
        cs_buffer_printf(&a->readings, "%s%s", i > 0 ? ", " : "", wishes->readings[i]);
        if (cs_answer_suppose(a->answer, wishes->readings[i], refused) != CASUS_OK)
            return refused->status != CASUS_OK ? refused->status
                                               : cs_fail(refused, a->answer->failure.status, "%s",
                                                         a->answer->failure.message);
    }
    return a->readings.failed ? cs_fail_memory(refused) : CASUS_OK;
}

casus_answer *cs_api_answer(casus_case *c, struct cs_answer *answer, bool borrowed, const struct casus_wishes *wishes,
                            struct cs_failure *failure)
{
    casus_answer *a = calloc(1, sizeof *a);

    if (a == NULL) {
        cs_fail_memory(failure);
        if (!borrowed)
            cs_answer_free(answer);
        return NULL;
    }
    a->of = c;
    a->users = 1;
    atomic_fetch_add(&c->users, 1);
    a->answer = answer;
    a->borrowed = borrowed;
    a->as_of_given = wishes->as_of != NULL;
    cs_arena_init(&a->arena);
    cs_buffer_init(&a->readings);
    if (suppose(a, wishes, failure) == CASUS_OK &&
        cs_documents_open(&a->documents, c->texts.files, wishes->sources, failure) == CASUS_OK)
        return a;
    casus_answer_free(a);
    return NULL;
}

casus_status casus_answer_new(casus_case *c, const struct casus_wishes *given, casus_answer **out)
{
    struct cs_failure failure;
    struct casus_wishes all;
    struct cs_wishes wishes;
    struct cs_answer *answer;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    if (cs_api_case_ready(c, &failure) == CASUS_OK &&
        cs_api_wishes(c, given, NULL, &wishes, &all, &failure) == CASUS_OK &&
        cs_answer_new(c->texts.plan, &wishes, &failure, &answer) == CASUS_OK)
        *out = cs_api_answer(c, answer, false, &all, &failure);
    return cs_api_case_result(c, &failure);
}

/* Forgets what was given to the caller of it. */
static void forget_given(casus_answer *a)
{
    cs_arena_release(&a->arena);
    a->entries = NULL;
    a->entry_count = 0;
}

casus_status casus_answer_go_on(casus_answer *a, const char *as_of, bool *done)
{
    struct cs_failure failure;
    struct cs_date date;

    if (done == NULL)
        return CASUS_ERR_ARGUMENT;
    *done = false;
    if (a == NULL || as_of == NULL)
        return CASUS_ERR_ARGUMENT;
    if (a->answer->failure.status != CASUS_OK)
        return a->answer->failure.status;
    cs_failure_clear(&failure);
    if (a->users > 1 || a->borrowed || a->readings.length > 0)
        cs_fail(&failure, CASUS_ERR_ARGUMENT, "the answer is shared, has readings, or belongs to something else");
    else if (read_wish(a->of, as_of, &date, &failure) == CASUS_OK && date.end < a->answer->wishes.as_of.end)
        cs_fail(&failure, CASUS_ERR_ARGUMENT, "the answer is of %s, and %s is earlier", a->answer->wishes.as_of.text,
                date.text);
    if (failure.status == CASUS_OK) {
        forget_given(a);
        a->as_of_given = true;
        cs_answer_append(a->answer, &date, &failure, done);
    }
    a->last_call = failure;
    return failure.status;
}

void cs_api_answer_leave(casus_answer *a)
{
    if (--a->users > 0)
        return;
    if (!a->borrowed)
        cs_answer_free(a->answer);
    cs_documents_release(&a->documents);
    cs_buffer_release(&a->readings);
    cs_arena_release(&a->arena);
    cs_api_case_leave(a->of);
    free(a);
}

void casus_answer_free(casus_answer *a)
{
    if (a != NULL)
        cs_api_answer_leave(a);
}

casus_answer *casus_answer_share(casus_answer *a)
{
    if (a != NULL)
        a->users++;
    return a;
}

const char *casus_answer_message(const casus_answer *a)
{
    if (a == NULL)
        return "there is no answer";
    return a->answer->failure.status != CASUS_OK ? a->answer->failure.message : a->last_call.message;
}

const char *casus_answer_as_of(const casus_answer *a)
{
    return a == NULL ? NULL : a->answer->wishes.as_of.text;
}

struct cs_report cs_api_report(const casus_answer *a)
{
    const struct cs_wishes *wishes = &a->answer->wishes;

    return (struct cs_report){.ledger = a->answer->ledger,
                              .as_of = wishes->as_of.text,
                              .end = wishes->as_of.end,
                              .as_of_given = a->as_of_given,
                              .known_on = wishes->known_given ? wishes->known.text : NULL,
                              .grades = a->of->grades,
                              .supposed = a->of->supposed,
                              .formal = true,
                              .readings = a->readings.length > 0 ? a->readings.bytes : NULL,
                              .documents = &a->documents};
}
