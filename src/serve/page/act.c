/* SPDX-License-Identifier: MIT */
/*
 * An act: a form made from the words of the texts, a preview of the sentence, of the power for it and of everything
 * that would change by it, and the entry itself. The preview changes nothing.
 */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/entering.h"
#include "serve/http/handlers.h"
#include "serve/page/claim.h"
#include "serve/page/words.h"

#define HINTS_MOST 8

/* ---- the form ---- */

void cs_web_party_choice(struct cs_exchange *x, casus_text *out, const char *chosen)
{
    const char *parties[CS_MANDATES_MOST];
    size_t count = cs_web_parties(x, parties, CS_MANDATES_MOST);

    cs_web(out, "<p><label>{}<br><select name=\"for\">", cs_web_say(x, "For whom"));
    if (x->person->role == CS_ROLE_SECRETARY)
        cs_web(out, "<option value=\"\">{}</option>", cs_web_say(x, "nobody: for the record"));
    for (size_t i = 0; i < count; i++)
        cs_web(out, strcmp(parties[i], chosen) == 0 ? "<option selected>{}</option>" : "<option>{}</option>",
                parties[i]);
    cs_web(out, "</select></label></p>");
}

/* The words for what the party has the power to do now, in the first group; then all. */
static void add_words(struct cs_exchange *x, casus_text *out, struct cs_words *words, const char *party)
{
    const struct cs_word *chosen = words->chosen;
    struct casus_power power;
    struct casus_failure failure;
    casus_next *next = NULL;
    struct cs_web_case c;

    cs_web(out, "<form method=\"get\" action=\"/cases/{}/act\" class=\"card\">", x->request.parameters[0]);
    cs_web(out, "<input type=\"hidden\" name=\"for\" value=\"{}\"><p><label>{}<br><select name=\"word\">", party,
            cs_web_say(x, "What"));
    if (cs_web_open_case(x, cs_exchange_case(x), &c, &failure) == CASUS_OK &&
        casus_next_new(c.answer, *party != '\0' ? party : NULL, &next) == CASUS_OK && casus_next_may_count(next) > 0) {
        cs_web(out, "<optgroup label=\"{}\">", cs_web_say(x, "What it may do now"));
        for (size_t i = 0; casus_next_may(next, i, &power) == CASUS_OK; i++)
            cs_web(out, "<option value=\"{}\">{} {}</option>", power.act, power.act, power.article);
        cs_web(out, "</optgroup><optgroup label=\"{}\">", cs_web_say(x, "Other words"));
    } else {
        cs_web(out, "<optgroup label=\"{}\">", cs_web_say(x, "Other words"));
    }
    for (size_t i = 0; i < words->count; i++)
        cs_web(out, &words->items[i] == chosen ? "<option selected>{}</option>" : "<option>{}</option>",
               words->items[i].name);
    cs_web(out, "</optgroup></select></label></p><button>{}</button></form>", cs_web_say(x, "Choose"));
    casus_next_free(next);
    cs_web_close(&c);
}

/* Below the field of a role some of what may stand there: what a list offers is seen only as one writes. */
static void add_hint(struct cs_exchange *x, casus_text *out, const struct cs_word_role *role)
{
    if (role->choice_count == 0)
        return;
    cs_web(out, "<p class=\"hint\"><small>");
    for (size_t k = 0; k < role->choice_count && k < HINTS_MOST; k++) {
        cs_web(out, k > 0 ? "; <b>{}</b>" : "<b>{}</b>", role->choices[k].text);
        if (role->choices[k].means != NULL)
            cs_web(out, " {}", role->choices[k].means);
    }
    if (role->choice_count > HINTS_MOST)
        cs_web(out, "; {}", cs_web_say(x, "and others"));
    cs_web(out, "</small></p>");
}

/* A field for each role of the word, with what the texts let stand there. */
static void add_roles(struct cs_exchange *x, casus_text *out, const struct cs_word *word, const char *party)
{
    cs_web(out, "<input type=\"hidden\" name=\"word\" value=\"{}\"><p>{}: <strong>{}</strong></p>", word->name,
            cs_web_say(x, "What"), word->name);
    for (size_t i = 0; i < word->role_count; i++) {
        const struct cs_word_role *role = &word->roles[i];
        char list[24];

        snprintf(list, sizeof list, "may%zu", i);
        cs_web(out, "<p><label>{} <small>({})</small><br><input name=\"role {}\" list=\"{}\" value=\"{}\"></label></p>",
               role->name, role->kinds, role->name, list,
               role->value != NULL ? role->value : strcmp(role->name, "by") == 0 ? party : "");
        cs_web(out, "<datalist id=\"{}\">", list);
        for (size_t k = 0; k < role->choice_count; k++)
            cs_web(out, "<option value=\"{}\">{}</option>", role->choices[k].text, role->choices[k].means);
        cs_web(out, "</datalist>");
        add_hint(x, out, role);
    }
}

static void add_form(struct cs_exchange *x, casus_text *out, const struct cs_word *word, const char *lines,
                     const char *party)
{
    const char *on = cs_field(&x->request.form, "on");

    cs_web(out, "<form method=\"post\" action=\"/cases/{}/preview\" class=\"card\">", x->request.parameters[0]);
    cs_web_form_token(x, out);
    cs_web_party_choice(x, out, party);
    if (word != NULL)
        add_roles(x, out, word, party);
    cs_web(out, "<p><label>{}<br><input name=\"on\" value=\"{}\" placeholder=\"2022-09-13T08:00+04:00\"></label></p>",
            cs_web_say(x, "When, if not now"), on);
    if (word == NULL)
        cs_web(out, "<p><label>{}<br><textarea name=\"lines\" rows=\"5\" spellcheck=\"false\">{}</textarea></label>"
                    "</p>",
                cs_web_say(x, "Lines: a statement, and the claims below it"), lines);
    else
        cs_web(out, "<p><label>{}<br><input name=\"label\" value=\"{}\" placeholder=\"r1\"></label></p>",
               cs_web_say(x, "A short name for it, if others will refer to it"), cs_field(&x->request.form, "label"));
    cs_web(out, "<button>{}</button></form>", cs_web_say(x, "Show what it would do"));
}

/* A new name: a person, a state, whatever the texts have a kind for. */
static void add_naming(struct cs_exchange *x, casus_text *out, const struct cs_words *words)
{
    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/cases/{}/preview\" class=\"card\">",
           cs_web_say(x, "Declare a name"), x->request.parameters[0]);
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><select name=\"kind\">", cs_web_say(x, "Of which kind"));
    for (size_t i = 0; i < words->kind_count; i++)
        cs_web(out, "<option>{}</option>", words->kinds[i]);
    cs_web(out, "</select></label></p><p><label>{}<br><input name=\"names\" required></label></p>"
                "<button>{}</button></form>",
           cs_web_say(x, "The name; of several, commas between"), cs_web_say(x, "Show what it would do"));
}

void cs_web_act(struct cs_exchange *x)
{
    const struct cs_kept_case *kept = cs_exchange_case(x);
    const char *name = cs_field(&x->request.query, "word"), *party = cs_field(&x->request.query, "for");
    const char *parties[1];
    struct casus_failure failure;
    struct cs_words words;
    casus_status status;
    casus_text *out;

    if (kept == NULL)
        return;
    status = cs_words_read(x, kept, name, &words, &failure);
    if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
        cs_words_release(&words);
        return;
    }
    if (party == NULL && x->person->role == CS_ROLE_DELEGATE && cs_web_parties(x, parties, 1) == 1)
        party = parties[0]; /* he enters nothing for nobody */
    party = party != NULL ? party : "";
    out = cs_web_begin(x, cs_web_say(x, "Enter an act"));
    cs_web_case_links(x, out, kept);
    add_words(x, out, &words, party);
    if (words.chosen != NULL) {
        add_form(x, out, words.chosen, "", party);
    } else {
        cs_web(out, "<p><a href=\"/cases/{}/claim\">{}</a></p><h2>{}</h2>", kept->name,
               cs_web_say(x, "Say, deny, name, ask or take back"), cs_web_say(x, "Or write the lines yourself"));
        add_form(x, out, NULL, "", party);
        if (x->person->role == CS_ROLE_SECRETARY)
            add_naming(x, out, &words);
    }
    cs_words_release(&words);
    cs_web_end(x);
}

/* ---- the preview ---- */

/* The lines of a form: as written, or made of its word and roles. */
static void read_lines(const struct cs_exchange *x, casus_text *out)
{
    const struct cs_pairs *form = &x->request.form;
    const char *lines = cs_field(form, "lines"), *label = cs_field(form, "label"), *word = cs_field(form, "word");
    const char *kind = cs_field(form, "kind"), *names = cs_field(form, "names");

    if (cs_web_claim_lines(x, out))
        return;
    if (kind != NULL && names != NULL) {
        cs_serve_add_all(out, "name ", kind, " ", names, NULL);
        return;
    }
    if (word == NULL) {
        cs_serve_add_lines(out, lines != NULL ? lines : "");
        return;
    }
    if (label != NULL && *label != '\0') {
        cs_serve_add(out, label);
        cs_serve_add(out, ": ");
    }
    cs_serve_add(out, word);
    for (size_t i = 0; i < form->count; i++)
        if (strncmp(form->items[i].name, "role ", 5) == 0 && form->items[i].length > 0)
            cs_serve_add_all(out, " ", form->items[i].name + 5, " ", form->items[i].value, NULL);
}

static const char *filled(const struct cs_exchange *x, const char *name)
{
    const char *value = cs_field(&x->request.form, name);

    return value != NULL && *value != '\0' ? value : NULL;
}

/* What the form proposes; free its text. */
static struct cs_proposal read_proposal(const struct cs_exchange *x, casus_text *lines)
{
    read_lines(x, lines);
    return (struct cs_proposal){.name = x->request.parameters[0],
                                .lines = lines->bytes != NULL ? lines->bytes : "",
                                .on = filled(x, "on"),
                                .party = filled(x, "for")};
}

/* What was filled in stands in the fields again. */
static bool fill_again(const struct cs_exchange *x, struct cs_word *word)
{
    for (size_t i = 0; i < word->role_count; i++) {
        struct cs_word_role *role = &word->roles[i];
        casus_text name = {.bytes = NULL};
        const char *value;

        cs_serve_add_all(&name, "role ", role->name, NULL);
        value = name.failed ? NULL : cs_field(&x->request.form, name.bytes);
        free(role->value);
        role->value = strdup(value != NULL ? value : "");
        casus_text_free(name.bytes);
        if (name.failed || role->value == NULL)
            return false;
    }
    return true;
}

/* The form of a word as it was filled in; false: there is none, or no memory for it. */
static bool add_form_again(struct cs_exchange *x, casus_text *out, const char *party)
{
    const char *word = cs_field(&x->request.form, "word");
    const struct cs_kept_case *kept = word != NULL ? cs_exchange_case(x) : NULL;
    struct casus_failure failure;
    struct cs_words words;
    bool shown;

    if (kept == NULL)
        return false;
    shown = cs_words_read(x, kept, word, &words, &failure) == CASUS_OK && words.chosen != NULL &&
            fill_again(x, words.chosen);
    if (shown)
        add_form(x, out, words.chosen, "", party);
    cs_words_release(&words);
    return shown;
}

/* What is wrong, and the form or the lines once more. */
static void show_mistake(struct cs_exchange *x, const struct cs_proposal *proposal, const char *told,
                         const struct casus_failure *failure)
{
    const char *party = proposal->party != NULL ? proposal->party : "";
    casus_text *out;

    x->response.status = 422;
    out = cs_web_begin(x, cs_web_say(x, "This cannot be entered so"));
    cs_web(out, "<p class=\"problem\" role=\"alert\">{}</p>", failure->message);
    if (told != NULL)
        cs_web(out, "<pre class=\"told\">{}</pre>", told);
    if (!add_form_again(x, out, party))
        add_form(x, out, NULL, proposal->lines, party);
    cs_web_end(x);
}

static void add_power(struct cs_exchange *x, casus_text *out, casus_act *act)
{
    struct casus_style style = cs_web_style(x);
    casus_text text = {.bytes = NULL};

    if (casus_act_needs_power(act) && casus_act_effect(act) != CASUS_EFFECT_FULL)
        cs_web(out, "<p class=\"problem\">{}</p>",
                casus_act_effect(act) == CASUS_EFFECT_NONE
                    ? cs_web_say(x, "No text gives the power for it: if it is entered, it stands without effect.")
                    : cs_web_say(x, "Whether it has effect is contested or open."));
    else if (casus_act_needs_power(act))
        cs_web(out, "<p class=\"fine\">{}</p>", cs_web_say(x, "It has effect."));
    if (!casus_act_needs_power(act))
        return;
    if (casus_write_act_reasons(act, &style, casus_text_sink(&text)) != CASUS_OK)
        cs_web(out, "<p>{}</p>", casus_act_message(act));
    cs_web_told(out, &text, NULL, NULL);
}

/* The button that enters what was shown, and only if nothing came between. */
static void add_confirm(struct cs_exchange *x, casus_text *out, const struct cs_proposal *proposal, const char *lines,
                        int64_t last)
{
    struct casus_failure failure;
    char key[CS_KEY_TEXT], number[24];

    if (cs_key_random(key, &failure) != CASUS_OK) {
        cs_web(out, "<p class=\"problem\">{}</p>", failure.message);
        return;
    }
    snprintf(number, sizeof number, "%" PRId64, last);
    cs_web(out, "<form method=\"post\" action=\"/cases/{}/enter\">", proposal->name);
    cs_web_form_token(x, out);
    cs_web(out, "<input type=\"hidden\" name=\"lines\" value=\"{}\"><input type=\"hidden\" name=\"for\" value=\"{}\">"
                 "<input type=\"hidden\" name=\"on\" value=\"{}\"><input type=\"hidden\" name=\"last\" value=\"{}\">"
                 "<input type=\"hidden\" name=\"key\" value=\"{}\"><button class=\"main\">{}</button></form>",
            lines, proposal->party, proposal->on, number, key, cs_web_say(x, "Enter it"));
}

/* The power for it, and what would change. */
static void add_changes(struct cs_exchange *x, casus_text *out, const struct cs_tried *tried)
{
    struct casus_style style = cs_web_style(x);
    casus_text changes = {.bytes = NULL};

    if (!tried->declares)
        add_power(x, out, tried->act);
    cs_web(out, "<h2>{}</h2>", cs_web_say(x, "What would change, at each later date"));
    if (tried->declares) {
        cs_web_effects(x, out, &tried->effects);
        return;
    }
    if (casus_write_act_changes(tried->act, &style, casus_text_sink(&changes)) != CASUS_OK)
        cs_web(out, "<p>{}</p>", casus_act_message(tried->act));
    cs_web_told(out, &changes, NULL, NULL);
}

void cs_web_preview(struct cs_exchange *x)
{
    const struct cs_kept_case *kept = cs_exchange_case(x);
    casus_text lines = {.bytes = NULL};
    struct casus_failure failure;
    struct cs_proposal proposal;
    struct cs_tried tried;
    casus_status status;
    casus_text *out;

    if (kept == NULL)
        return;
    proposal = read_proposal(x, &lines);
    status = lines.failed ? cs_serve_memory(&failure)
                          : cs_entering_try(x->r, x->person, &proposal, x->language, &tried, &failure);
    if (lines.failed) {
        cs_refuse_status(x, status, &failure);
    } else if (status == CASUS_ERR_ARGUMENT) {
        show_mistake(x, &proposal, tried.told.bytes, &failure);
    } else if (status != CASUS_OK) {
        cs_refuse_status(x, status, &failure);
    } else {
        out = cs_web_begin(x, cs_web_say(x, "What it would do"));
        cs_web(out, "<p>{}</p><pre class=\"told\">{}</pre>", cs_web_say(x, "To be entered:"),
               tried.declares ? tried.lines.bytes : casus_act_line(tried.act));
        add_changes(x, out, &tried);
        add_confirm(x, out, &proposal, tried.lines.bytes, kept->last);
        cs_web(out, "<p><a href=\"/cases/{}\">{}</a></p>", kept->name, cs_web_say(x, "Leave it"));
        cs_web_end(x);
    }
    if (!lines.failed)
        cs_entering_release(&tried);
    casus_text_free(lines.bytes);
}

void cs_web_enter(struct cs_exchange *x)
{
    const struct cs_kept_case *kept = cs_exchange_case(x);
    const char *last = filled(x, "last"), *key = filled(x, "key");
    struct cs_condition condition = {.last = last != NULL && strlen(last) < 19 ? strtoll(last, NULL, 10) : -1};
    casus_text lines = {.bytes = NULL}, told = {.bytes = NULL};
    struct casus_failure failure;
    struct cs_proposal proposal;
    struct cs_entered entered;
    casus_status status;
    char place[200], keyed[CS_PERSON_SIZE + CS_KEY_TEXT + 2];

    if (kept == NULL)
        return;
    if (key == NULL || strlen(key) >= CS_KEY_TEXT) {
        cs_refuse(x, 422, "%s", cs_web_say(x, "Look at what it would do first."));
        return;
    }
    snprintf(keyed, sizeof keyed, "%s %s", x->person->name, key);
    condition.key = keyed;
    proposal = read_proposal(x, &lines);
    proposal.alone = true; /* he has seen what changes before he confirmed */
    status = lines.failed ? cs_serve_memory(&failure)
                          : cs_entering_enter(x->r, x->person, &proposal, &condition, &entered, &told, &failure);
    if (status == CASUS_OK) {
        snprintf(place, sizeof place, "/cases/%s/log#e%" PRId64, proposal.name, entered.number);
        cs_go_to(x, place);
    } else if (status == CASUS_ERR_LIMIT && condition.last != 0) {
        cs_refuse(x, 409, "%s", failure.message);
    } else if (status == CASUS_ERR_ARGUMENT) {
        show_mistake(x, &proposal, told.bytes, &failure);
    } else {
        cs_refuse_status(x, status, &failure);
    }
    casus_text_free(told.bytes);
    casus_text_free(lines.bytes);
}
