/* SPDX-License-Identifier: MIT */
#include "serve/people.h"

#include <ctype.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/keys.h"
#include "serve/state.h"

#define TITLE_LONGEST 120
#define PERSONS_MOST 10000

static const char *const roles[CS_ROLE_COUNT] = {"none",      "reader",      "delegate",
                                                 "secretary", "facilitator", "administrator"};

const char *cs_role_name(enum cs_role role)
{
    return role < CS_ROLE_COUNT ? roles[role] : "";
}

enum cs_role cs_role_of(const char *name)
{
    enum cs_role role = CS_ROLE_NONE;

    while (role < CS_ROLE_COUNT && strcmp(roles[role], name) != 0)
        role++;
    return role;
}

/* ---- learning ---- */

/* Copies the next word of a body, and moves on behind it. NULL if there is none. */
static char *take_word(const char **body)
{
    size_t length = strcspn(*body, " \n");
    char *word = length > 0 ? strndup(*body, length) : NULL;

    *body += length + ((*body)[length] != '\0');
    return word;
}

static struct cs_person *find(struct cs_people *people, const char *name)
{
    for (size_t i = 0; i < people->person_count; i++)
        if (strcmp(people->persons[i].name, name) == 0)
            return &people->persons[i];
    return NULL;
}

static casus_status learn_person(struct cs_register *r, const char *body, struct casus_failure *failure)
{
    char *name = take_word(&body), *role = take_word(&body);
    struct cs_person *person = name != NULL ? find(&r->people, name) : NULL;

    if (name != NULL && person == NULL) {
        person = cs_state_one_more(&r->people.persons, &r->people.person_count, sizeof *person);
        if (person != NULL) {
            person->name = name;
            name = NULL;
        }
    }
    free(name);
    if (person == NULL || role == NULL) {
        free(role);
        return cs_serve_memory(failure);
    }
    person->role = cs_role_of(role);
    free(role);
    if (person->role == CS_ROLE_COUNT)
        person->role = CS_ROLE_NONE;
    free(person->title);
    person->title = strndup(body, strcspn(body, "\n"));
    return person->title != NULL ? CASUS_OK : cs_serve_memory(failure);
}

static casus_status learn_mandate(struct cs_register *r, const struct cs_chain_entry *entry,
                                  struct casus_failure *failure)
{
    struct cs_mandate *m = cs_state_one_more(&r->people.mandates, &r->people.mandate_count, sizeof *m);
    const char *body = entry->body;

    if (m == NULL)
        return cs_serve_memory(failure);
    m->number = entry->number;
    m->person = take_word(&body);
    m->begin = take_word(&body);
    m->end = take_word(&body);
    m->party = strndup(body, strcspn(body, "\n"));
    m->giver = strdup(entry->by);
    if (m->person == NULL || m->begin == NULL || m->end == NULL || m->party == NULL || m->giver == NULL)
        return cs_serve_memory(failure);
    m->until = LLONG_MAX;
    if (strcmp(m->end, "-") == 0) {
        free(m->end);
        m->end = NULL;
    }
    if (!cs_state_seconds(r, m->begin, true, &m->from) ||
        (m->end != NULL && !cs_state_seconds(r, m->end, false, &m->until)))
        m->ended = true;
    return CASUS_OK;
}

casus_status cs_people_learn(struct cs_register *r, const struct cs_chain_entry *entry, bool *known,
                             struct casus_failure *failure)
{
    *known = true;
    if (strcmp(entry->kind, "person") == 0)
        return learn_person(r, entry->body, failure);
    if (strcmp(entry->kind, "mandate") == 0)
        return learn_mandate(r, entry, failure);
    *known = strcmp(entry->kind, "mandate-end") == 0;
    for (size_t i = 0; *known && i < r->people.mandate_count; i++)
        if (r->people.mandates[i].number == strtoll(entry->body, NULL, 10))
            r->people.mandates[i].ended = true;
    return CASUS_OK;
}

void cs_people_release(struct cs_people *people)
{
    for (size_t i = 0; i < people->person_count; i++) {
        free(people->persons[i].name);
        free(people->persons[i].title);
    }
    for (size_t i = 0; i < people->mandate_count; i++) {
        struct cs_mandate *m = &people->mandates[i];

        free(m->person);
        free(m->party);
        free(m->giver);
        free(m->begin);
        free(m->end);
    }
    free(people->persons);
    free(people->mandates);
    *people = (struct cs_people){.persons = NULL};
}

/* ---- asking ---- */

const struct cs_person *cs_people_find(const struct cs_register *r, const char *name)
{
    for (size_t i = 0; name != NULL && i < r->people.person_count; i++)
        if (strcmp(r->people.persons[i].name, name) == 0)
            return &r->people.persons[i];
    return NULL;
}

bool cs_mandate_good(struct cs_register *r, const struct cs_mandate *mandate)
{
    char now[32];
    long long at;

    cs_state_now(r, now);
    return !mandate->ended && cs_state_seconds(r, now, false, &at) && mandate->from <= at && at <= mandate->until;
}

bool cs_people_speaks(struct cs_register *r, const char *person, const char *party)
{
    for (size_t i = 0; i < r->people.mandate_count; i++) {
        const struct cs_mandate *m = &r->people.mandates[i];

        if (strcmp(m->person, person) == 0 && strcmp(m->party, party) == 0 && cs_mandate_good(r, m))
            return true;
    }
    return false;
}

/* ---- entering ---- */

/* Is it one line without control characters, at most so long? */
static bool is_line(const char *text, size_t longest)
{
    return strlen(text) <= longest && cs_serve_is_line(text);
}

static size_t administrators(const struct cs_register *r)
{
    size_t count = 0;

    for (size_t i = 0; i < r->people.person_count; i++)
        count += r->people.persons[i].role == CS_ROLE_ADMINISTRATOR;
    return count;
}

static casus_status check_person(const struct cs_register *r, const struct cs_newcomer *p,
                                 struct casus_failure *failure)
{
    size_t length = strspn(p->name, "abcdefghijklmnopqrstuvwxyz0123456789-");
    const struct cs_person *old = cs_people_find(r, p->name);

    if (length == 0 || p->name[length] != '\0' || length >= CS_PERSON_SIZE || p->name[0] == '-')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" cannot be the name of a person: it has small letters, digits and hyphens, at "
                             "most %d", p->name, CS_PERSON_SIZE - 1);
    if (!is_line(p->title, TITLE_LONGEST) || *p->title == '\0')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "a person has a title of one line, at most %d bytes",
                             TITLE_LONGEST);
    if (old == NULL && r->people.person_count >= PERSONS_MOST)
        return cs_serve_fail(failure, CASUS_ERR_LIMIT, "a register has at most %d persons", PERSONS_MOST);
    if (old != NULL && old->role == CS_ROLE_ADMINISTRATOR && p->role != CS_ROLE_ADMINISTRATOR &&
        administrators(r) == 1)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "%s is the only administrator; make another one first", p->name);
    return CASUS_OK;
}

/* Enters a body of three parts under a kind, and takes over what has become of it. */
static casus_status enter(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                          const char *const *parts, size_t count, struct cs_entered *out,
                          struct casus_failure *failure)
{
    casus_text body = {.bytes = NULL};
    casus_status status;

    for (size_t i = 0; i < count; i++) {
        cs_serve_add(&body, i > 0 ? " " : "");
        cs_serve_add(&body, parts[i]);
    }
    status = body.failed ? cs_serve_memory(failure)
                         : cs_register_append(r, hand, kind, "", body.bytes, out, failure);
    casus_text_free(body.bytes);
    return status;
}

casus_status cs_register_person(struct cs_register *r, const struct cs_hand *hand, const struct cs_newcomer *person,
                                struct cs_entered *out, struct casus_failure *failure)
{
    const char *parts[] = {person->name, cs_role_name(person->role), person->title};
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before) {
        status = check_person(r, person, failure);
        if (status == CASUS_OK && person->role == CS_ROLE_FACILITATOR && !r->exercise)
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only an exercise has a facilitator");
        if (status == CASUS_OK)
            status = enter(r, hand, "person", parts, 3, out, failure);
        if (status == CASUS_OK && person->role == CS_ROLE_NONE)
            status = cs_key_revoke_all(r->database, person->name, NULL, failure);
    }
    return cs_register_finish(r, status, failure);
}

static casus_status check_mission(struct cs_register *r, const struct cs_mission *m, struct casus_failure *failure)
{
    const struct cs_person *person = cs_people_find(r, m->person);
    long long begin, end = LLONG_MAX;
    size_t count = 0;

    if (person == NULL || person->role == CS_ROLE_NONE)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no person \"%.60s\"", m->person);
    if (!is_line(m->party, TITLE_LONGEST) || !isupper((unsigned char)m->party[0]))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.60s\" is no name of a party; write it as the texts do, with a capital letter",
                             m->party);
    if (!cs_state_seconds(r, m->begin, true, &begin) ||
        (m->end != NULL && !cs_state_seconds(r, m->end, false, &end)))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "a mandate begins and ends on a day, 2022-09-13, or at an instant, "
                             "2022-09-13T08:00+04:00");
    if (end < begin)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the mandate would end before it begins");
    for (size_t i = 0; i < r->people.mandate_count; i++)
        count += !r->people.mandates[i].ended && strcmp(r->people.mandates[i].person, m->person) == 0;
    if (count >= CS_MANDATES_MOST)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "a person has at most %d mandates; end some first",
                             CS_MANDATES_MOST);
    return CASUS_OK;
}

/* The latest versions of all texts, as a checked case. Free *out in any case. */
static casus_status open_texts(struct cs_register *r, casus_case **out, struct casus_failure *failure)
{
    char name[] = "register";
    struct cs_kept_case all = {.name = name};
    casus_text record = {.bytes = NULL};
    casus_status status = cs_texts_latest_set(r, &all.under, failure);

    if (status != CASUS_OK)
        return status;
    cs_texts_use(all.under, &record);
    status = cs_state_open(&all, &record, NULL, out, failure);
    casus_text_free(record.bytes);
    return status;
}

/*
 * A party is one that a case of the register knows, or one that will be declared: a name that is nearly one that is
 * known is refused. Without a case the texts are asked.
 */
static casus_status check_party(struct cs_register *r, const char *party, struct casus_failure *failure)
{
    struct casus_failure near = {.message = ""};

    for (size_t i = 0; i == 0 || i < r->case_count; i++) {
        struct casus_failure ignored; /* a case that cannot be opened now knows nobody */
        casus_case *c = NULL;
        casus_status status = r->case_count == 0 ? open_texts(r, &c, &ignored)
                                                 : cs_opened_whole(r, &r->cases[i], &c, &ignored);
        const char *known;

        if (status == CASUS_OK)
            status = casus_case_party(c, party, &known);
        if (status == CASUS_ERR_ARGUMENT && near.message[0] == '\0' && strchr(casus_case_message(c), ';') != NULL)
            snprintf(near.message, sizeof near.message, "%s", casus_case_message(c));
        casus_case_free(c);
        if (status == CASUS_OK)
            return CASUS_OK;
        if (status == CASUS_ERR_MEMORY)
            return cs_serve_memory(failure);
    }
    return near.message[0] == '\0'
               ? CASUS_OK
               : cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                               "the register knows no party \"%.60s\"%s If another is meant, declare it in a case "
                               "first", party, strchr(near.message, ';'));
}

casus_status cs_register_mandate(struct cs_register *r, const struct cs_hand *hand, const struct cs_mission *mission,
                                 struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_mission m = *mission;
    char now[32];
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    cs_state_now(r, now);
    m.begin = m.begin != NULL ? m.begin : now;
    if (status == CASUS_OK && !before) {
        const char *parts[] = {m.person, m.begin, m.end != NULL ? m.end : "-", m.party};

        status = check_mission(r, &m, failure);
        if (status == CASUS_OK)
            status = check_party(r, m.party, failure);
        if (status == CASUS_OK)
            status = enter(r, hand, "mandate", parts, 4, out, failure);
    }
    return cs_register_finish(r, status, failure);
}

casus_status cs_register_mandate_end(struct cs_register *r, const struct cs_hand *hand, int64_t number, const char *why,
                                     struct cs_entered *out, struct casus_failure *failure)
{
    const char *parts[2];
    char digits[24];
    bool before, open = false;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    snprintf(digits, sizeof digits, "%lld", (long long)number);
    parts[0] = digits;
    parts[1] = why;
    if (status == CASUS_OK && !before) {
        for (size_t i = 0; i < r->people.mandate_count; i++)
            open = open || (r->people.mandates[i].number == number && !r->people.mandates[i].ended);
        if (!open)
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %s is no mandate that has not ended", digits);
        else if (!is_line(why, 300) || why[strspn(why, " ")] == '\0')
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "say why, in one line of at most 300 bytes");
        if (status == CASUS_OK)
            status = enter(r, hand, "mandate-end", parts, 2, out, failure);
    }
    return cs_register_finish(r, status, failure);
}
