/* SPDX-License-Identifier: MIT */
#include "serve/sight.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

#define NAMES_LONGEST 2000

static const char *const scopes[CS_SCOPE_COUNT] = {"all", "members", "named"};

const char *cs_scope_name(enum cs_scope scope)
{
    return scope < CS_SCOPE_COUNT ? scopes[scope] : "";
}

enum cs_scope cs_scope_of(const char *name)
{
    enum cs_scope scope = CS_SCOPE_ALL;

    while (scope < CS_SCOPE_COUNT && strcmp(scopes[scope], name) != 0)
        scope++;
    return scope;
}

/* ---- learning ---- */

static struct cs_sight *find(const struct cs_register *r, const char *subject, int64_t target)
{
    for (size_t i = 0; i < r->sights.count; i++)
        if (r->sights.items[i].target == target && strcmp(r->sights.items[i].subject, subject) == 0)
            return &r->sights.items[i];
    return NULL;
}

casus_status cs_sight_learn(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    char scope[16] = "", until[40] = "", target[24] = "";
    struct cs_sight *sight;
    int used = 0;

    if (sscanf(entry->body, "%23s %15s %39s %n", target, scope, until, &used) != 3)
        return cs_serve_fail(failure, CASUS_ERR_IO, "entry %lld of the register does not read as it was written",
                             (long long)entry->number);
    sight = find(r, entry->subject, strtoll(target, NULL, 10));
    if (sight == NULL)
        sight = cs_state_one_more(&r->sights.items, &r->sights.count, sizeof *sight);
    if (sight == NULL)
        return cs_serve_memory(failure);
    free(sight->subject);
    free(sight->until);
    free(sight->names);
    sight->subject = strdup(entry->subject);
    sight->target = strtoll(target, NULL, 10);
    sight->scope = cs_scope_of(scope);
    sight->until = strcmp(until, "-") != 0 ? strdup(until) : NULL;
    sight->names = strdup(entry->body + used);
    if (sight->until != NULL && !cs_state_seconds(r, sight->until, false, &sight->until_seconds))
        sight->scope = CS_SCOPE_NAMED;
    return sight->subject != NULL && sight->names != NULL && (sight->until != NULL || strcmp(until, "-") == 0)
               ? CASUS_OK : cs_serve_memory(failure);
}

void cs_sight_release(struct cs_sights *sights)
{
    for (size_t i = 0; i < sights->count; i++) {
        free(sights->items[i].subject);
        free(sights->items[i].until);
        free(sights->items[i].names);
    }
    for (size_t i = 0; i < sizeof sights->seeings / sizeof *sights->seeings; i++)
        free(sights->seeings[i].hidden);
    free(sights->items);
    *sights = (struct cs_sights){.items = NULL};
}

/* ---- asking ---- */

bool cs_sight_named(struct cs_register *r, const struct cs_person *person, const char *names)
{
    while (*names != '\0') {
        size_t length = strcspn(names, ",");
        char *name = strndup(names, length);
        bool found = name != NULL &&
                     (strcmp(name, person->name) == 0 || cs_people_speaks(r, person->name, name));

        free(name);
        if (found)
            return true;
        names += length;
        names += strspn(names, ", ");
    }
    return false;
}

static bool sees(struct cs_register *r, const struct cs_person *person, const struct cs_sight *sight)
{
    bool member = person != NULL && person->role != CS_ROLE_NONE;
    long long at;
    char now[32];

    if (member && (person->role == CS_ROLE_SECRETARY || person->role == CS_ROLE_FACILITATOR ||
                   cs_sight_named(r, person, sight->names)))
        return true;
    cs_state_now(r, now);
    if (sight->until != NULL && (!cs_state_seconds(r, now, false, &at) || at < sight->until_seconds))
        return false;
    return sight->scope == CS_SCOPE_ALL || (sight->scope == CS_SCOPE_MEMBERS && member);
}

static bool entered_it(const struct cs_person *person, const char *by)
{
    return person != NULL && person->role != CS_ROLE_NONE && by != NULL && strcmp(by, person->name) == 0;
}

bool cs_sight_case(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c)
{
    const struct cs_sight *sight = find(r, c->name, 0);

    if (entered_it(person, c->by))
        return true;
    return sight != NULL ? sees(r, person, sight) : person != NULL && person->role != CS_ROLE_NONE;
}

/* The place of an entry among the lines of a case; their count: it has none. */
static size_t place_of(const struct cs_kept_case *c, int64_t number)
{
    size_t low = 0, high = c->line_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (c->lines[middle].number < number)
            low = middle + 1;
        else
            high = middle;
    }
    return low < c->line_count && c->lines[low].number == number ? low : c->line_count;
}

/* The last entry that begins at a line of the record or before it; `count`: there is none. */
static size_t entry_at(const size_t *begins, size_t count, size_t line)
{
    size_t low = 0, high = count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (begins[middle] <= line)
            low = middle + 1;
        else
            high = middle;
    }
    return low > 0 ? low - 1 : count;
}

/* Hides the entries whose lines have mistakes since what they refer to is hidden. Counts them. */
static casus_status hide_mistaken(const struct cs_kept_case *kept, const casus_case *c, const char *name, bool *hidden,
                                  size_t *count, struct casus_failure *failure)
{
    size_t *begins = calloc(kept->line_count + 1, sizeof *begins);
    struct casus_diagnostic d;

    *count = 0;
    if (begins == NULL || !cs_state_begins(kept, hidden, begins)) {
        free(begins);
        return cs_serve_memory(failure);
    }
    for (size_t i = 0; casus_case_diagnostic(c, i, &d) == CASUS_OK; i++) {
        size_t place = d.error && strcmp(d.text, name) == 0 ? entry_at(begins, kept->line_count, d.line)
                                                            : kept->line_count;

        if (place < kept->line_count && !hidden[place]) {
            hidden[place] = true;
            (*count)++;
        }
    }
    free(begins);
    return CASUS_OK;
}

/* Which lines of a case a person does not see; *hides NULL: he sees all. */
static casus_status find_hidden(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                                bool **hides, size_t *hidden, struct casus_failure *failure)
{
    *hides = NULL;
    *hidden = 0;
    for (size_t i = 0; i < r->sights.count; i++) {
        const struct cs_sight *sight = &r->sights.items[i];
        size_t place = sight->target != 0 && strcmp(sight->subject, c->name) == 0 ? place_of(c, sight->target)
                                                                                  : c->line_count;

        if (place == c->line_count || sees(r, person, sight) || entered_it(person, c->lines[place].by))
            continue;
        if (*hides == NULL)
            *hides = calloc(c->line_count + 1, sizeof **hides);
        if (*hides == NULL)
            return cs_serve_memory(failure);
        *hidden += !(*hides)[place];
        (*hides)[place] = true;
    }
    return CASUS_OK;
}

/* Opens a case without what is hidden, and without what refers to that. */
static casus_status open_without(const struct cs_kept_case *c, bool *hides, const char *language,
                                 struct cs_opened *out, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;
    char name[128];
    size_t more = 1;

    cs_state_record_name(c, name);
    while (status == CASUS_OK && more > 0) {
        casus_text record = {.bytes = NULL};

        casus_case_free(out->c);
        out->c = NULL;
        cs_state_record(c, hides, &record);
        status = cs_state_open(c, &record, language, &out->c, failure);
        more = 0;
        if (status == CASUS_OK && hides != NULL && casus_case_error_count(out->c) > 0)
            status = hide_mistaken(c, out->c, name, hides, &more, failure);
        out->hidden += more;
        out->bytes = record.length;
        casus_text_free(record.bytes);
    }
    return status;
}

casus_status cs_sight_open_anew(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                                casus_case **out, struct casus_failure *failure)
{
    struct cs_opened made = {.c = NULL};
    casus_status status = find_hidden(r, person, c, &made.hides, &made.hidden, failure);

    if (status == CASUS_OK)
        status = open_without(c, made.hides, NULL, &made, failure);
    free(made.hides);
    *out = made.c;
    return status;
}

/*
 * The case without what is hidden, and without what refers to that, as it is kept open; it is opened if it is not. Of
 * `made` `hides` and `hidden` are set; what it has is taken over.
 */
static casus_status open_kept(struct cs_register *r, const struct cs_kept_case *c, const char *language,
                              struct cs_opened *made, const struct cs_opened **out, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    *out = cs_opened_find(r, c, language, made->hides);
    if (*out != NULL) {
        free(made->hides);
        return CASUS_OK;
    }
    if (made->hides != NULL) {
        made->left_out = calloc(c->line_count, sizeof *made->left_out);
        if (made->left_out != NULL)
            memcpy(made->left_out, made->hides, c->line_count * sizeof *made->left_out);
        else
            status = cs_serve_memory(failure);
    }
    if (status == CASUS_OK)
        status = open_without(c, made->left_out, language, made, failure);
    if (status == CASUS_OK) {
        *out = cs_opened_keep(r, c, language, made);
        return CASUS_OK;
    }
    casus_case_free(made->c);
    free(made->hides);
    free(made->left_out);
    return status;
}

casus_status cs_sight_open(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                           const char *language, casus_case **out, size_t *hidden, struct casus_failure *failure)
{
    struct cs_opened made = {.c = NULL};
    const struct cs_opened *kept = NULL;
    casus_status status = find_hidden(r, person, c, &made.hides, &made.hidden, failure);

    if (status == CASUS_OK)
        status = open_kept(r, c, language, &made, &kept, failure);
    *out = kept != NULL ? casus_case_share(kept->c) : NULL;
    *hidden = kept != NULL ? kept->hidden : made.hidden;
    return status;
}

/* ---- which entries ---- */

/* Finds what somebody does not see of a case, with what refers to that. */
static casus_status find_left_out(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                                  bool **out, struct casus_failure *failure)
{
    struct cs_opened made = {.c = NULL};
    const struct cs_opened *kept;
    casus_status status = find_hidden(r, person, c, &made.hides, &made.hidden, failure);

    *out = NULL;
    if (status != CASUS_OK || made.hides == NULL)
        return status;
    status = open_kept(r, c, NULL, &made, &kept, failure);
    if (status != CASUS_OK)
        return status;
    *out = calloc(c->line_count, sizeof **out);
    if (*out == NULL)
        return cs_serve_memory(failure);
    memcpy(*out, kept->left_out, c->line_count * sizeof **out);
    return CASUS_OK;
}

/* The entries of a case that somebody does not see now, as found before or anew; NULL: they could not be found. */
static const struct cs_seeing *look(struct cs_register *r, const struct cs_person *person,
                                    const struct cs_kept_case *c)
{
    struct cs_seeing *seeing = &r->sights.seeings[person != NULL];
    const char *name = person != NULL ? person->name : "";
    struct casus_failure failure;
    char now[32];

    cs_state_now(r, now);
    if (seeing->number == c->number && seeing->last == r->last && strcmp(seeing->now, now) == 0 &&
        strcmp(seeing->person, name) == 0)
        return seeing;
    free(seeing->hidden);
    *seeing = (struct cs_seeing){.hidden = NULL};
    if (find_left_out(r, person, c, &seeing->hidden, &failure) != CASUS_OK)
        return NULL;
    snprintf(seeing->person, sizeof seeing->person, "%s", name);
    snprintf(seeing->now, sizeof seeing->now, "%s", now);
    seeing->number = c->number;
    seeing->last = r->last;
    return seeing;
}

bool cs_sight_entry(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                    int64_t number)
{
    const struct cs_seeing *seeing;
    size_t place = place_of(c, number);

    if (place == c->line_count || entered_it(person, c->lines[place].by))
        return true; /* what has no lines is of the case itself */
    seeing = look(r, person, c);
    return seeing != NULL && (seeing->hidden == NULL || !seeing->hidden[place]);
}

/* ---- entering ---- */

/* Is each name in the list a person, or a party for which somebody has had a mandate? A slip would hide it from all. */
static casus_status check_names(const struct cs_register *r, const char *names, struct casus_failure *failure)
{
    while (*names != '\0') {
        size_t length = strcspn(names, ",");
        bool known = false;

        for (size_t i = 0; i < r->people.person_count; i++)
            known = known || (strlen(r->people.persons[i].name) == length &&
                              strncmp(r->people.persons[i].name, names, length) == 0);
        for (size_t i = 0; i < r->people.mandate_count; i++)
            known = known || (strlen(r->people.mandates[i].party) == length &&
                              strncmp(r->people.mandates[i].party, names, length) == 0);
        if (!known)
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                                 "\"%.*s\" is no person of the register, and nobody has had a mandate for it",
                                 (int)(length < 80 ? length : 80), names);
        names += length + (names[length] == ',');
        names += strspn(names, " ");
    }
    return CASUS_OK;
}

static casus_status check_showing(struct cs_register *r, const struct cs_showing *s, struct casus_failure *failure)
{
    const struct cs_kept_case *c = cs_state_case(r, s->name, failure);
    long long seconds;

    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (s->target != 0 && place_of(c, s->target) == c->line_count)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %lld is no entry of the case", (long long)s->target);
    if (s->until != NULL && (strchr(s->until, 'T') == NULL || !cs_state_seconds(r, s->until, false, &seconds)))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.60s\" is no instant; write it as 2022-09-13T08:00+04:00", s->until);
    if (s->names != NULL && (strlen(s->names) > NAMES_LONGEST || strpbrk(s->names, "\r\n") != NULL))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the names are one line, at most %d bytes", NAMES_LONGEST);
    if (s->scope == CS_SCOPE_NAMED && (s->names == NULL || *s->names == '\0'))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "say who may see it: persons or parties, with commas between");
    return s->names != NULL ? check_names(r, s->names, failure) : CASUS_OK;
}

casus_status cs_register_visible(struct cs_register *r, const struct cs_hand *hand, const struct cs_showing *showing,
                                 struct cs_entered *out, struct casus_failure *failure)
{
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);
    casus_text body = {.bytes = NULL};
    char head[128];

    if (status == CASUS_OK && !before)
        status = check_showing(r, showing, failure);
    if (status == CASUS_OK && !before) {
        if (showing->target != 0)
            snprintf(head, sizeof head, "%lld", (long long)showing->target);
        else
            snprintf(head, sizeof head, "case");
        cs_serve_add(&body, head);
        snprintf(head, sizeof head, " %s %.39s ", cs_scope_name(showing->scope),
                 showing->until != NULL ? showing->until : "-");
        cs_serve_add(&body, head);
        cs_serve_add(&body, showing->names != NULL ? showing->names : "");
        status = body.failed ? cs_serve_memory(failure)
                             : cs_register_append(r, hand, "visible", showing->name, body.bytes, out, failure);
    }
    casus_text_free(body.bytes);
    return cs_register_finish(r, status, failure);
}
