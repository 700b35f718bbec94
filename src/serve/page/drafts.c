/* SPDX-License-Identifier: MIT */
/*
 * What is before an organ: each draft with its state, what was done on it, what comes about by itself and when, what
 * would stop that, and who can still act on it. Nobody closes a vote or a silence here; the rule of the organ does.
 */
#include <ctype.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/page/page.h"

/* Does a sentence name this label, as a word? */
static bool names(const char *sentence, const char *label)
{
    size_t length = strlen(label);

    for (const char *at = strstr(sentence, label); at != NULL; at = strstr(at + 1, label))
        if ((at == sentence || at[-1] == ' ') && !isalnum((unsigned char)at[length]) && at[length] != '_')
            return true;
    return false;
}

/* The state on each account; if all agree, once. */
static casus_status add_states(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, size_t row)
{
    size_t count = casus_account_count(c->answer);
    struct casus_stand stand;
    struct casus_row of;
    casus_status status = casus_row_at(c->answer, row, &of);

    cs_web(out, "<ul>");
    for (size_t i = 0; i < count && status == CASUS_OK; i++) {
        status = casus_row_stand(c->answer, row, i, &stand);
        if (status != CASUS_OK)
            break;
        cs_web(out, "<li>{}: <strong>{}</strong>", casus_account_name(c->answer, i),
               cs_web_say(x, cs_serve_state(of.kind, stand.state)));
        if (stand.since[0] != '\0') {
            cs_web(out, ", {} ", cs_web_say(x, "since"));
            cs_web_time(x, out, stand.since);
        }
        cs_web(out, "</li>");
    }
    cs_web(out, "</ul>");
    return status;
}

static void end_list(const struct cs_exchange *x, casus_text *out, size_t shown)
{
    if (shown == 0)
        cs_web(out, "<li>{}</li>", cs_web_say(x, "nothing"));
    cs_web(out, "</ul>");
}

/* The entries that name it, other than its own. */
static void add_done(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const char *label)
{
    struct casus_entry entry;
    size_t shown = 0;

    cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "Done on it"));
    for (size_t i = 0; casus_entry_at(c->answer, i, &entry) == CASUS_OK; i++)
        if ((entry.label == NULL || strcmp(entry.label, label) != 0) && names(entry.text, label)) {
            cs_web(out, "<li><code>{}</code></li>", entry.text);
            shown++;
        }
    end_list(x, out, shown);
}

void cs_web_coming(struct cs_exchange *x, casus_text *out, const struct casus_coming *coming)
{
    cs_web(out, "<li>");
    cs_web_time(x, out, coming->on);
    cs_web(out, ": <code>{}</code>", coming->act);
    if (coming->blocker_count > 0)
        cs_web(out, " <small>{}:", cs_web_say(x, "what would stop it"));
    for (size_t i = 0; i < coming->blocker_count; i++)
        cs_web(out, i > 0 ? "; <code>{}</code>" : " <code>{}</code>", coming->blockers[i]);
    cs_web(out, coming->blocker_count > 0 ? "</small></li>" : "</li>");
}

/* What comes about by itself, and who may act, on all accounts or on some. */
static void add_ahead(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const casus_next *next,
                      const char *label)
{
    struct casus_coming coming;
    struct casus_power power;
    size_t shown = 0;

    cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "Comes about by itself, if nothing else happens"));
    for (size_t i = 0; casus_next_coming(next, i, &coming) == CASUS_OK; i++)
        if (names(coming.act, label) || names(coming.ends, label)) {
            cs_web_coming(x, out, &coming);
            shown++;
        }
    end_list(x, out, shown);
    shown = 0;
    cs_web(out, "<h3>{}</h3><ul>", cs_web_say(x, "Can still be done"));
    for (size_t i = 0; casus_next_may(next, i, &power) == CASUS_OK; i++)
        if (names(power.act, label)) {
            const char *state = casus_next_may_state(next, i, 0);

            cs_web(out, "<li><code>{}</code> <small>{}</small>: {}", power.act, power.article,
                   cs_web_say(x, state != NULL ? state : "undetermined"));
            for (size_t k = 1; k < casus_account_count(c->answer); k++)
                if (casus_next_may_state(next, i, k) != state)
                    cs_web(out, "; {}: {}", casus_account_name(c->answer, k),
                           cs_web_say(x, casus_next_may_state(next, i, k)));
            cs_web(out, "</li>");
            shown++;
        }
    end_list(x, out, shown);
}

void cs_web_drafts(struct cs_exchange *x)
{
    casus_status status = CASUS_OK;
    struct casus_failure failure;
    casus_next *next = NULL;
    struct cs_web_case c;
    struct casus_row row;
    const char *words;
    size_t shown = 0;
    casus_text *out;

    if (!cs_web_open(x, &c))
        return;
    out = cs_web_begin(x, cs_web_say(x, "Votes and silences"));
    cs_web_case_links(x, out, c.kept);
    status = casus_next_new(c.answer, NULL, &next);
    for (size_t i = 0; status == CASUS_OK && casus_row_at(c.answer, i, &row) == CASUS_OK; i++) {
        if (strcmp(row.kind, "decision") != 0 || row.trigger == NULL)
            continue;
        shown++;
        status = casus_row_words(c.answer, i, &words);
        if (status != CASUS_OK)
            break;
        cs_web(out, "<section><h2>{}</h2><p>{}</p><p><code>{}</code></p>", row.trigger, words, row.content);
        status = add_states(x, out, &c, i);
        add_done(x, out, &c, row.trigger);
        add_ahead(x, out, &c, next, row.trigger);
        cs_web(out, "</section>");
    }
    if (shown == 0)
        cs_web(out, "<p>{}</p>", cs_web_say(x, "Nothing was put before an organ yet."));
    cs_web_end(x);
    if (status != CASUS_OK) {
        cs_serve_fail(&failure, status, "%.500s", casus_answer_message(c.answer));
        cs_refuse_status(x, status, &failure);
    }
    casus_next_free(next);
    cs_web_close(&c);
}
