/* SPDX-License-Identifier: MIT */
#include "serve/texts.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

#define NAME_LONGEST 60

void cs_texts_release(struct cs_texts *texts)
{
    for (size_t i = 0; i < texts->count; i++) {
        struct cs_kept_text *t = &texts->items[i];
        char *parts[] = {t->name, t->digest, t->bytes, t->at, t->by, t->why};

        for (size_t k = 0; k < sizeof parts / sizeof *parts; k++)
            free(parts[k]);
    }
    free(texts->items);
    while (texts->sets != NULL) {
        struct cs_text_set *set = texts->sets;

        texts->sets = set->next;
        free(set->items);
        free(set);
    }
    *texts = (struct cs_texts){.items = NULL};
}

const struct cs_kept_text *cs_texts_at(const struct cs_text_set *set, size_t index)
{
    return &set->of->items[set->items[index]];
}

/* ---- learning ---- */

/* Adds a version "NAME DIGEST why". */
static casus_status learn(struct cs_register *r, const struct cs_chain_entry *entry, const char *line, bool used,
                          struct casus_failure *failure)
{
    size_t name = strcspn(line, " "), digest = line[name] == ' ' ? strcspn(line + name + 1, " \n") : 0;
    struct cs_kept_text *text;

    if (digest == 0)
        return cs_serve_fail(failure, CASUS_ERR_IO, "entry %lld of the register does not read as it was written",
                             (long long)entry->number);
    text = cs_state_one_more(&r->texts.items, &r->texts.count, sizeof *text);
    if (text == NULL)
        return cs_serve_memory(failure);
    text->used = used;
    text->number = entry->number;
    text->name = strndup(line, name);
    text->digest = strndup(line + name + 1, digest);
    line += name + 1 + digest;
    text->why = strdup(*line == ' ' ? line + 1 : "");
    text->at = strdup(entry->at);
    text->by = strdup(entry->by);
    if (text->name == NULL || text->digest == NULL || text->why == NULL || text->at == NULL || text->by == NULL)
        return cs_serve_memory(failure);
    return cs_chain_content(r->database, text->digest, &text->bytes, &text->length, failure);
}

casus_status cs_texts_learn_first(struct cs_register *r, const struct cs_chain_entry *entry, const char *line,
                                  struct casus_failure *failure)
{
    bool used = strncmp(line, "use ", 4) == 0;

    return learn(r, entry, line + (used ? 4 : 0), used, failure);
}

static bool is_treaty(const char *name, size_t length)
{
    return length > 7 && strncmp(name + length - 7, ".treaty", 7) == 0;
}

/* The latest version of this name, of this digest (NULL: of any); the count of all: there is none. */
static size_t find(const struct cs_texts *texts, const char *name, size_t length, const char *digest)
{
    for (size_t i = texts->count; i-- > 0;)
        if (strncmp(texts->items[i].name, name, length) == 0 && texts->items[i].name[length] == '\0' &&
            (digest == NULL || strncmp(texts->items[i].digest, digest, CS_DIGEST_HEX - 1) == 0))
            return i;
    return texts->count;
}

casus_status cs_texts_learn(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    size_t length = strcspn(entry->body, " "), before = find(&r->texts, entry->body, length, NULL);

    return learn(r, entry, entry->body,
                 before < r->texts.count ? r->texts.items[before].used : is_treaty(entry->body, length), failure);
}

/* A new set with the items of another (NULL: none). */
static struct cs_text_set *new_set(struct cs_register *r, const struct cs_text_set *like)
{
    struct cs_text_set *set = calloc(1, sizeof *set);
    size_t count = like != NULL ? like->count : 0;

    if (set == NULL)
        return NULL;
    set->items = calloc(count + r->texts.count + 1, sizeof *set->items);
    if (set->items == NULL) {
        free(set);
        return NULL;
    }
    if (count > 0)
        memcpy(set->items, like->items, count * sizeof *set->items);
    set->count = count;
    set->of = &r->texts;
    set->next = r->texts.sets;
    r->texts.sets = set;
    return set;
}

/* Puts a version in the place of the one of its name, or at the end. True: that is a change. */
static bool put(struct cs_text_set *set, size_t version)
{
    const char *name = set->of->items[version].name;

    for (size_t i = 0; i < set->count; i++)
        if (strcmp(cs_texts_at(set, i)->name, name) == 0) {
            bool other = strcmp(cs_texts_at(set, i)->digest, set->of->items[version].digest) != 0;

            set->items[i] = version;
            return other;
        }
    set->items[set->count++] = version;
    return true;
}

casus_status cs_texts_latest_set(struct cs_register *r, const struct cs_text_set **out, struct casus_failure *failure)
{
    struct cs_text_set *set = new_set(r, NULL);

    *out = set;
    if (set == NULL)
        return cs_serve_memory(failure);
    for (size_t i = 0; i < r->texts.count; i++)
        put(set, i);
    return CASUS_OK;
}

casus_status cs_texts_choose(struct cs_register *r, const struct cs_text_set *set, const char *chosen,
                             const struct cs_text_set **out, struct casus_failure *failure)
{
    struct cs_text_set *other = new_set(r, set);
    bool changes = false;

    *out = other;
    if (other == NULL)
        return cs_serve_memory(failure);
    while (*chosen != '\0') {
        size_t line = strcspn(chosen, "\r\n"), name = strcspn(chosen, " \r\n");
        size_t version = find(&r->texts, chosen, name,
                              line >= name + CS_DIGEST_HEX && chosen[name] == ' ' ? chosen + name + 1 : NULL);

        if (version == r->texts.count || (line != name && line != name + CS_DIGEST_HEX))
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no version \"%.*s\" of a text",
                                 (int)(line < 140 ? line : 140), chosen);
        changes = put(other, version) || changes;
        chosen += line;
        chosen += strspn(chosen, "\r\n");
    }
    if (!changes)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the case is under these versions already");
    return CASUS_OK;
}

casus_status cs_texts_learn_under(struct cs_register *r, struct cs_kept_case *c, const struct cs_chain_entry *entry,
                                  struct casus_failure *failure)
{
    const char *lines = strchr(entry->body, '\n');

    return cs_texts_choose(r, c->under, lines != NULL ? lines + 1 : "", &c->under, failure);
}

/* ---- asking ---- */

void cs_texts_use(const struct cs_text_set *set, casus_text *out)
{
    const char *before = "use ";

    for (size_t i = 0; i < set->count; i++)
        if (cs_texts_at(set, i)->used) {
            cs_serve_add_all(out, before, "\"", cs_texts_at(set, i)->name, "\"", NULL);
            before = ", ";
        }
    cs_serve_add(out, "\n");
}

/* The library of this machine has no say in what a case uses. */
static casus_found find_text(void *context, const char *used, bool quoted, const char *by, const char **name,
                             const char **text, size_t *length)
{
    static const char *const endings[] = {".casus", ".treaty"};
    const struct cs_text_set *set = context;

    (void)by;
    for (size_t i = 0; i < set->count; i++) {
        const struct cs_kept_text *kept = cs_texts_at(set, i);
        size_t stem = strlen(used);
        bool found = (quoted || strchr(used, '/') != NULL) && strcmp(kept->name, used) == 0;

        for (size_t e = 0; e < 2 && !quoted; e++)
            found = found || (strncmp(kept->name, used, stem) == 0 && strcmp(kept->name + stem, endings[e]) == 0);
        if (!found)
            continue;
        *name = kept->name;
        *text = kept->bytes;
        *length = kept->length;
        return CASUS_FOUND_TEXT;
    }
    return CASUS_FOUND_NOTHING;
}

casus_status cs_texts_find_in(casus_case *c, const struct cs_text_set *set)
{
    return casus_case_set_finder(c, find_text, (void *)(uintptr_t)set);
}

/* ---- entering ---- */

/* "cst.treaty", "facts.casus", and in another language "ru/facts.casus". */
static bool is_text_name(const char *name)
{
    const char *dot = strrchr(name, '.'), *stem = name;

    if (islower((unsigned char)name[0]) && islower((unsigned char)name[1]) && name[2] == '/')
        stem = name + 3;
    return dot != NULL && dot > stem && strlen(name) <= NAME_LONGEST && stem[0] != '-' &&
           strspn(stem, "abcdefghijklmnopqrstuvwxyz0123456789-_") == (size_t)(dot - stem) &&
           (strcmp(dot, ".casus") == 0 || strcmp(dot, ".treaty") == 0);
}

static casus_status check_version(const struct cs_version *v, struct casus_failure *failure)
{
    if (!is_text_name(v->name))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" cannot be the name of a text; write it as cst.treaty or facts.casus, with "
                             "small letters, digits and hyphens, at most %d", v->name, NAME_LONGEST);
    return cs_register_check_why(v->why, failure);
}

/* Have the latest versions of all texts, with this one used, no mistake? */
static casus_status check_latest(struct cs_register *r, const char *name, struct casus_failure *failure)
{
    bool worded = strchr(name, '/') != NULL;
    char record_name[] = "register", language[3] = {name[0], name[1], '\0'};
    struct cs_kept_case all = {.name = record_name};
    casus_text record = {.bytes = NULL};
    casus_case *c = NULL;
    casus_status status = cs_texts_latest_set(r, &all.under, failure);

    if (status != CASUS_OK)
        return status;
    cs_texts_use(all.under, &record);
    if (!worded)
        cs_serve_add_all(&record, "use \"", name, "\"\n", NULL);
    status = cs_state_open(&all, &record, worded ? language : NULL, &c, failure);
    if (status == CASUS_OK)
        status = cs_register_check(c, failure);
    casus_case_free(c);
    casus_text_free(record.bytes);
    return status;
}

casus_status cs_register_text(struct cs_register *r, const struct cs_hand *hand, const struct cs_version *version,
                              struct cs_entered *out, struct casus_failure *failure)
{
    casus_text body = {.bytes = NULL};
    char digest[CS_DIGEST_HEX];
    bool before;
    size_t there;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before) {
        status = check_version(version, failure);
        if (status == CASUS_OK)
            status = cs_chain_keep(r->database, version->bytes, version->length, digest, failure);
        there = find(&r->texts, version->name, strlen(version->name), NULL);
        if (status == CASUS_OK && there < r->texts.count && strcmp(r->texts.items[there].digest, digest) == 0)
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the latest version of %.60s is this one already",
                                   version->name);
        if (status == CASUS_OK) {
            cs_serve_add_all(&body, version->name, " ", digest, " ", version->why, NULL);
            status = body.failed ? cs_serve_memory(failure)
                                 : cs_register_append(r, hand, "text", "", body.bytes, out, failure);
        }
        if (status == CASUS_OK)
            status = check_latest(r, version->name, failure);
    }
    casus_text_free(body.bytes);
    return cs_register_finish(r, status, failure);
}

/* The body of an entry: why, and the versions that the case is not under yet. */
static void write_under(const struct cs_text_set *from, const struct cs_text_set *to, const char *why, casus_text *out)
{
    cs_serve_add(out, why);
    for (size_t i = 0; i < to->count; i++)
        if (i >= from->count || to->items[i] != from->items[i])
            cs_serve_add_all(out, "\n", cs_texts_at(to, i)->name, " ", cs_texts_at(to, i)->digest, NULL);
}

casus_status cs_register_under(struct cs_register *r, const struct cs_hand *hand, const struct cs_moving *moving,
                               struct cs_entered *out, struct casus_failure *failure)
{
    const struct cs_text_set *set = NULL;
    struct cs_kept_case *c;
    casus_text body = {.bytes = NULL};
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before) {
        c = cs_state_case(r, moving->name, failure);
        status = c != NULL ? CASUS_OK : CASUS_ERR_ARGUMENT;
        if (status == CASUS_OK)
            status = cs_register_check_why(moving->why, failure);
        if (status == CASUS_OK)
            status = cs_texts_choose(r, c->under, moving->chosen, &set, failure);
        if (status == CASUS_OK) {
            write_under(c->under, set, moving->why, &body);
            status = body.failed ? cs_serve_memory(failure)
                                 : cs_register_append(r, hand, "under", moving->name, body.bytes, out, failure);
        }
        if (status == CASUS_OK)
            status = cs_register_check_record(c, 0, failure);
    }
    casus_text_free(body.bytes);
    return cs_register_finish(r, status, failure);
}

/* ---- what would change by it ---- */

casus_status cs_texts_compare(struct cs_register *r, const struct cs_person *person, const struct cs_kept_case *c,
                              const struct cs_text_set *under, struct cs_effects *out, struct casus_failure *failure)
{
    struct cs_kept_case other = *c;
    const struct cs_kept_case *sides[2] = {c, &other};
    casus_case *cases[2] = {NULL, NULL};
    casus_status status = CASUS_OK;
    size_t hidden;

    *out = (struct cs_effects){.items = NULL};
    other.under = under;
    for (size_t i = 0; status == CASUS_OK && i < 2; i++)
        status = person != NULL ? cs_sight_open(r, person, sides[i], NULL, &cases[i], &hidden, failure)
                                : cs_opened_whole(r, sides[i], &cases[i], failure);
    if (status == CASUS_OK)
        status = cs_register_check(cases[1], failure);
    if (status == CASUS_OK)
        status = cs_compare(r, cases[0], cases[1], out, failure);
    for (size_t i = 0; i < 2; i++)
        casus_case_free(cases[i]);
    return status;
}

casus_status cs_register_under_tried(struct cs_register *r, const struct cs_moving *moving, struct cs_effects *out,
                                     struct casus_failure *failure)
{
    const struct cs_kept_case *c = cs_state_case(r, moving->name, failure);
    const struct cs_text_set *set = NULL;
    casus_status status = CASUS_ERR_ARGUMENT;

    *out = (struct cs_effects){.items = NULL};
    if (c != NULL)
        status = cs_register_check_why(moving->why, failure);
    if (status == CASUS_OK)
        status = cs_texts_choose(r, c->under, moving->chosen, &set, failure);
    return status == CASUS_OK ? cs_texts_compare(r, NULL, c, set, out, failure) : status;
}
