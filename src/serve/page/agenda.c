/* SPDX-License-Identifier: MIT */
/* The agenda: for each party that its reader may speak for, what it must and may do, by when, in each case. */
#include <stdio.h>
#include <string.h>
#include <time.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

/* What it may do, each a link to its form. */
static void add_powers(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const casus_next *next,
                       const char *party)
{
    struct casus_power power;

    if (casus_next_may_count(next) == 0)
        return;
    cs_web(out, "<details open><summary>{}</summary><ul>", cs_web_say(x, "Enter one of these"));
    for (size_t i = 0; casus_next_may(next, i, &power) == CASUS_OK; i++) {
        casus_text act = {.bytes = NULL}, whom = {.bytes = NULL};

        cs_url_text(&act, power.act);
        cs_url_text(&whom, party);
        cs_web(out, "<li><a href=\"/cases/{}/act?for={}&amp;word={}\">{}</a> <small>{}</small></li>", c->kept->name,
               whom.bytes, act.bytes, power.act, power.article);
        out->failed = out->failed || act.failed || whom.failed;
        casus_text_free(act.bytes);
        casus_text_free(whom.bytes);
    }
    cs_web(out, "</ul></details>");
}

/* What one party must and may do in a case, as the library writes it. */
static casus_status add_next(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const char *party)
{
    struct casus_style style = cs_web_style(x);
    casus_text text = {.bytes = NULL};
    casus_next *next = NULL;
    casus_status status = casus_next_new(c->answer, party, &next);

    if (status == CASUS_OK)
        status = casus_write_next(next, &style, casus_text_sink(&text));
    cs_web_told(out, &text, c->kept->name, NULL);
    if (status == CASUS_OK)
        add_powers(x, out, c, next, party);
    casus_next_free(next);
    return status;
}

static bool is_one(const char *name, const char *const *parties, size_t count)
{
    for (size_t i = 0; i < count; i++)
        if (name != NULL && strcmp(name, parties[i]) == 0)
            return true;
    return false;
}

/* The state of a row on each account, or once where all have the same. */
static casus_status add_states(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, size_t row,
                               const char *kind)
{
    size_t count = casus_account_count(c->answer);
    struct casus_stand first, stand;
    bool same = true;
    casus_status status = casus_row_stand(c->answer, row, 0, &first);

    for (size_t k = 1; status == CASUS_OK && k < count; k++)
        if ((status = casus_row_stand(c->answer, row, k, &stand)) == CASUS_OK)
            same = same && strcmp(stand.state, first.state) == 0;
    if (status == CASUS_OK && same)
        cs_web(out, ": <strong>{}</strong>", cs_web_say(x, cs_serve_state(kind, first.state)));
    for (size_t k = 0; status == CASUS_OK && !same && k < count; k++)
        if ((status = casus_row_stand(c->answer, row, k, &stand)) == CASUS_OK)
            cs_web(out, k > 0 ? "; {}: <strong>{}</strong>" : ": {}: <strong>{}</strong>",
                   casus_account_name(c->answer, k), cs_web_say(x, cs_serve_state(kind, stand.state)));
    return status;
}

/* What others owe that is still open, the soonest first, each with its state on each account. */
static casus_status add_others(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const casus_next *next,
                               const char *const *parties, size_t count)
{
    struct casus_row row;
    const char *words;
    size_t at, shown = 0;
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && casus_next_must(next, i, &at) == CASUS_OK; i++) {
        if (casus_row_at(c->answer, at, &row) != CASUS_OK || is_one(row.holder, parties, count))
            continue;
        if (shown++ == 0)
            cs_web(out, "<details><summary>{}</summary><ul>", cs_web_say(x, "What others owe"));
        status = casus_row_words(c->answer, at, &words);
        if (status != CASUS_OK)
            break;
        cs_web(out, "<li><a href=\"/cases/{}/ask?question={}\">{}</a>", c->kept->name, row.id, words);
        status = add_states(x, out, c, at, row.kind);
        cs_web(out, "</li>");
    }
    if (shown > 0)
        cs_web(out, "</ul></details>");
    return status;
}

/* Is a decision pending on some account? */
static casus_status is_pending(struct cs_web_case *c, size_t row, bool *out)
{
    struct casus_stand stand;
    casus_status status = CASUS_OK;

    *out = false;
    for (size_t k = 0; status == CASUS_OK && !*out && k < casus_account_count(c->answer); k++) {
        status = casus_row_stand(c->answer, row, k, &stand);
        *out = status == CASUS_OK && strcmp(stand.state, "pending") == 0;
    }
    return status;
}

/* What is before an organ; and, unless a party was told, what comes about by itself, with what would stop it. */
static casus_status add_running(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const casus_next *next,
                                bool told)
{
    struct casus_coming coming;
    struct casus_row row;
    const char *words;
    size_t shown = 0;
    bool pending;
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && casus_row_at(c->answer, i, &row) == CASUS_OK; i++) {
        if (strcmp(row.kind, "decision") != 0 || (status = is_pending(c, i, &pending)) != CASUS_OK || !pending)
            continue;
        status = casus_row_words(c->answer, i, &words);
        if (status == CASUS_OK && shown++ == 0)
            cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "Votes and silences"));
        if (status == CASUS_OK)
            cs_web(out, "<li><a href=\"/cases/{}/drafts\">{}</a></li>", c->kept->name, words);
    }
    for (size_t i = 0; !told && status == CASUS_OK && casus_next_coming(next, i, &coming) == CASUS_OK; i++) {
        if (shown++ == 0)
            cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "Votes and silences"));
        cs_web_coming(x, out, &coming);
    }
    if (shown > 0)
        cs_web(out, "</ul>");
    return status;
}

/* What is dated later than now: a session that was called, say. */
static casus_status add_later(struct cs_exchange *x, casus_text *out, struct cs_web_case *c)
{
    casus_status status = CASUS_OK;
    struct casus_entry entry;
    long long now, begin;
    char earliest[sizeof "2022-03-01"];
    size_t shown = 0;
    struct tm parts;
    time_t before;

    if (!cs_state_seconds(x->r, c->now, false, &now))
        return CASUS_OK;
    before = (time_t)now - 2 * 24 * 3600; /* in no zone is it later than now on a day before that */
    if (gmtime_r(&before, &parts) == NULL || strftime(earliest, sizeof earliest, "%Y-%m-%d", &parts) == 0)
        return CASUS_OK;
    for (size_t i = 0; status != CASUS_ERR_MEMORY && i < casus_entry_count(c->answer); i++) {
        status = casus_entry_at(c->answer, i, &entry);
        if (status != CASUS_OK || entry.date == NULL || strncmp(entry.date, earliest, sizeof earliest - 1) < 0 ||
            !cs_state_seconds(x->r, entry.date, true, &begin) || begin <= now)
            continue;
        if (shown++ == 0)
            cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "To come"));
        cs_web(out, "<li><code>{}</code></li>", entry.text);
    }
    if (shown > 0)
        cs_web(out, "</ul>");
    return status == CASUS_ERR_MEMORY ? status : CASUS_OK;
}

static void add_case(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *kept,
                     const char *const *parties, size_t count)
{
    struct casus_failure failure = {.message = ""};
    struct cs_web_case c;
    casus_status status = cs_web_open_case(x, kept, &c, &failure);
    casus_next *all = NULL; /* of everybody */
    bool told = false;

    cs_web(out, "<section><h2><a href=\"/cases/{}\">{}</a></h2>", kept->name, kept->name);
    for (size_t i = 0; status == CASUS_OK && i < count; i++) {
        const char *name;

        if (casus_case_party(c.c, parties[i], &name) != CASUS_OK)
            continue;
        status = add_next(x, out, &c, name);
        told = true;
        cs_web(out, "<p><a class=\"button\" href=\"/cases/{}/act?for={}\">{}: {}</a></p>", kept->name, name,
                cs_web_say(x, "Enter an act"), name);
    }
    if (status == CASUS_OK)
        status = casus_next_new(c.answer, NULL, &all);
    if (status == CASUS_OK)
        status = add_running(x, out, &c, all, told);
    if (status == CASUS_OK)
        status = add_later(x, out, &c);
    if (status == CASUS_OK)
        status = add_others(x, out, &c, all, parties, count);
    casus_next_free(all);
    if (status != CASUS_OK)
        cs_web(out, "<p class=\"problem\">{}</p>",
                failure.message[0] != '\0' ? failure.message : casus_answer_message(c.answer));
    cs_web(out, "</section>");
    cs_web_close(&c);
}

void cs_web_agenda(struct cs_exchange *x)
{
    const char *parties[CS_MANDATES_MOST];
    size_t count = cs_web_parties(x, parties, CS_MANDATES_MOST);
    casus_text *out = cs_web_begin(x, cs_web_say(x, "Agenda"));

    cs_web_notes(x, out);
    if (count == 0)
        cs_web(out, "<p>{}</p>", cs_web_say(x, "You may speak for nobody now. You see the cases."));
    for (size_t i = 0; i < x->r->case_count; i++)
        if (cs_sight_case(x->r, x->person, &x->r->cases[i]))
            add_case(x, out, &x->r->cases[i], parties, count);
    cs_web_end(x);
}
