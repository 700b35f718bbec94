/* SPDX-License-Identifier: MIT */
/*
 * What pages share: the frame around each, its language, the case as its reader sees it. A page is a handler of
 * routes.def; it writes into the response of its exchange, between cs_web_begin and cs_web_end.
 */
#ifndef CS_SERVE_PAGE_PAGE_H
#define CS_SERVE_PAGE_PAGE_H

#include "serve/http/exchange.h"
#include "serve/page/html.h"

/* A phrase of the pages in the reader's language: phrases.def has it in Russian. */
const char *cs_web_say(const struct cs_exchange *x, const char *english);

/* Begins a page: its head, the banner of an exercise with its clock, the navigation, and its heading. */
casus_text *cs_web_begin(struct cs_exchange *x, const char *title);
void cs_web_end(struct cs_exchange *x);
/* The links of a case, on each of its pages. */
void cs_web_case_links(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c);
/* The hidden field that every form has. */
void cs_web_form_token(struct cs_exchange *x, casus_text *out);
/* Writes an instant or a day as people do, also in the reader's zone (page/zone.h): a <time>. */
void cs_web_time(struct cs_exchange *x, casus_text *out, const char *when);

/* A case as its reader sees it now. Release it in any case. */
struct cs_web_case {
    const struct cs_kept_case *kept;
    casus_case *c;
    casus_answer *answer; /* now, by the register's clock */
    size_t hidden;        /* entries that he does not see */
    char now[32];
};
/* The case that the path names; if that cannot be shown, that was answered. */
bool cs_web_open(struct cs_exchange *x, struct cs_web_case *out);
/* The same of another case; `status` is set, and nothing answered, if it fails. */
casus_status cs_web_open_case(struct cs_exchange *x, const struct cs_kept_case *kept, struct cs_web_case *out,
                               struct casus_failure *failure);
void cs_web_close(struct cs_web_case *c);

/* A style in the reader's language, as HTML, or as text whose lines a page wraps. */
struct casus_style cs_web_style(const struct cs_exchange *x);
/* The parties for whom who asks may speak now: calls `take` with each once. */
size_t cs_web_parties(struct cs_exchange *x, const char **out, size_t most);

/*
 * Lays out what the library has written as text for people, in the style of cs_web_style, and frees it. `name` of the
 * case: its numbers link to the question why; NULL: they do not. `all`: what the link says to the ledger of the case
 * with a line for each thing that was summed up; NULL: there is none.
 */
void cs_web_told(casus_text *out, casus_text *text, const char *name, const char *all);
/* What is otherwise in a ledger, as a table (serve/compare.h). */
struct cs_effects;
void cs_web_effects(struct cs_exchange *x, casus_text *out, const struct cs_effects *effects);
/* What comes about by itself, and when, as an item of a list, with the acts that would stop it. */
void cs_web_coming(struct cs_exchange *x, casus_text *out, const struct casus_coming *coming);
/* The choice for whom something is entered; that of this name is chosen. */
void cs_web_party_choice(struct cs_exchange *x, casus_text *out, const char *chosen);
/* Adds a text in quotation marks, as the language has it. */
void cs_web_quote(casus_text *out, const char *text);
/* The document that the path names, if who asks may see it; else NULL, and that was answered. */
const struct cs_kept_document *cs_web_find_document(struct cs_exchange *x, const struct cs_kept_case *c);
/* The notes of an exercise that are for who asks; nothing if there is none. */
void cs_web_notes(struct cs_exchange *x, casus_text *out);

/* A page that says what went wrong. */
void cs_web_problem(struct cs_exchange *x, const char *why);

#endif
