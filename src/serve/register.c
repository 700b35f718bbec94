/* SPDX-License-Identifier: MIT */
#include "serve/register.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/state.h"

#define NAME_LONGEST 60
#define LINK_SECONDS (3LL * 24 * 3600)
#define PASS_SECONDS (12LL * 3600)

/* ---- appending ---- */

/* What is appended, by whom. */
static struct cs_chain_entry entry_of(const struct cs_hand *hand, const char *kind, const char *subject,
                                      const char *at, const char *body)
{
    return (struct cs_chain_entry){.at = at,
                                   .kind = kind,
                                   .subject = subject,
                                   .by = hand->by != NULL ? hand->by : "",
                                   .speaks_for = hand->speaks_for != NULL ? hand->speaks_for : "",
                                   .key = hand->key != NULL ? hand->key : "",
                                   .body = body};
}

casus_status cs_register_begin(struct cs_register *r, const struct cs_hand *hand, struct cs_entered *out, bool *before,
                               struct casus_failure *failure)
{
    casus_status status = cs_database_begin(r->database, failure);

    *before = false;
    memset(out, 0, sizeof *out);
    if (status == CASUS_OK)
        status = cs_state_read(r, failure);
    r->begun = r->last;
    if (status != CASUS_OK || hand->key == NULL || hand->key[0] == '\0')
        return status;
    status = cs_chain_find(r->database, hand->key, &out->number, failure);
    *before = out->before = out->number != 0;
    return status;
}

casus_status cs_register_finish(struct cs_register *r, casus_status status, struct casus_failure *failure)
{
    if (status == CASUS_OK)
        status = cs_database_commit(r->database, failure);
    if (status != CASUS_OK) {
        cs_database_undo(r->database);
        if (r->last != r->begun)
            r->last = -1;
    }
    return status;
}

casus_status cs_register_group_end(struct cs_register *r, struct casus_failure *failure)
{
    casus_status status = cs_database_group_end(r->database, failure);

    if (status != CASUS_OK)
        r->last = -1;
    return status;
}

static casus_status append(struct cs_register *r, struct cs_chain_entry *entry, struct cs_entered *out,
                           struct casus_failure *failure)
{
    casus_status status = cs_chain_append(r->database, entry, failure);

    if (status != CASUS_OK)
        return status;
    out->number = entry->number;
    memcpy(out->hash, entry->hash, sizeof out->hash);
    return cs_state_learn(r, entry, failure);
}

casus_status cs_register_append(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                                const char *subject, const char *body, struct cs_entered *out,
                                struct casus_failure *failure)
{
    struct cs_chain_entry entry;
    char now[32];

    cs_state_now(r, now);
    entry = entry_of(hand, kind, subject, now, body);
    return append(r, &entry, out, failure);
}

/* ---- creating ---- */

/* The file name of a path. */
static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

casus_status cs_register_check(const casus_case *c, struct casus_failure *failure)
{
    struct casus_diagnostic first;

    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++)
        if (casus_case_diagnostic(c, i, &first) == CASUS_OK && first.error)
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s, line %zu: %.280s", first.text, first.line,
                                 first.message);
    return CASUS_OK;
}

/*
 * The name under which a text is kept: that of its file, and of words in another language its folder too,
 * "ru/cst.casus".
 */
static const char *name_of(const char *path)
{
    const char *name = last_part(path);

    if (name - path < 3 || (name - path > 3 && name[-4] != '/') || !islower((unsigned char)name[-2]) ||
        !islower((unsigned char)name[-3]))
        return name;
    return name - 3;
}

/* Keeps each text of the case, and adds its line to the body of the first entry. */
static casus_status keep_texts(struct cs_database *database, casus_case *c, const char *const *texts, size_t count,
                               casus_text *body, struct casus_failure *failure)
{
    struct casus_text_of_case text;

    for (size_t i = 0; casus_case_text(c, i, &text) == CASUS_OK; i++) {
        const char *name = name_of(text.name);
        char digest[CS_DIGEST_HEX];
        bool used = false;

        if (strcmp(name, "register.record") == 0 || strncmp(text.name, "languages/", 10) == 0)
            continue;
        for (size_t k = 0; k < count; k++) {
            size_t stem = strlen(last_part(texts[k]));

            used = used || (strncmp(name, last_part(texts[k]), stem) == 0 && (name[stem] == '.' || name[stem] == '\0'));
        }
        if (cs_chain_keep(database, text.bytes, text.length, digest, failure) != CASUS_OK)
            return CASUS_ERR_IO;
        cs_serve_add_all(body, used ? "use " : "", name, " ", digest, "\n", NULL);
    }
    return body->failed ? cs_serve_memory(failure) : CASUS_OK;
}

/* Reads the texts and all that they use, and checks them. */
static casus_status read_texts(const char *const *texts, size_t count, casus_case **out, struct casus_failure *failure)
{
    casus_text record = {.bytes = NULL};
    casus_status status;

    for (size_t i = 0; i < count; i++) {
        bool file = casus_file_kind(texts[i]) != CASUS_TEXT_NONE;

        cs_serve_add_all(&record, file ? "use \"" : "use ", texts[i], file ? "\"\n" : "\n", NULL);
    }
    status = casus_case_new(out);
    if (status == CASUS_OK)
        status = record.failed ? CASUS_ERR_MEMORY
                               : casus_case_add_text(*out, "register.record", record.bytes, record.length);
    if (status == CASUS_OK)
        status = casus_case_add_language(*out, "ru");
    if (status == CASUS_OK || status == CASUS_ERR_ARGUMENT) /* without the library there is no Russian */
        status = casus_case_check(*out);
    casus_text_free(record.bytes);
    if (status != CASUS_OK)
        return cs_serve_fail(failure, status, "%.500s", casus_case_message(*out));
    return cs_register_check(*out, failure);
}

/* Appends the first entries. */
static casus_status found(struct cs_register *r, casus_case *c, const char *const *texts, size_t count,
                          const char *exercise, struct casus_failure *failure)
{
    struct cs_hand nobody = {.by = NULL};
    casus_text body = {.bytes = NULL};
    struct cs_entered entered;
    struct cs_chain_entry entry;
    char now[32];
    casus_status status = cs_database_begin(r->database, failure);

    cs_state_now(r, now);
    if (exercise != NULL)
        cs_serve_add(&body, "exercise\n");
    if (status == CASUS_OK)
        status = keep_texts(r->database, c, texts, count, &body, failure);
    if (status == CASUS_OK) {
        entry = entry_of(&nobody, "register", "", exercise != NULL ? exercise : now, body.bytes);
        status = append(r, &entry, &entered, failure);
    }
    if (status == CASUS_OK && exercise != NULL)
        status = cs_register_set_clock(r, &nobody, exercise, &entered, failure);
    if (status == CASUS_OK)
        status = cs_register_append(r, &nobody, "person", "", CS_FIRST_PERSON " administrator Administrator", &entered,
                                    failure);
    casus_text_free(body.bytes);
    return cs_register_finish(r, status, failure);
}

static bool is_instant(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd";
    size_t i = 0;

    for (; shape[i] != '\0'; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    return strlen(text) > i && strlen(text) < 32;
}

/* Is it an instant that the language reads? */
static casus_status check_instant(casus_case *c, const char *instant, struct casus_failure *failure)
{
    struct casus_date date;

    if (is_instant(instant) && casus_case_date(c, instant, &date) == CASUS_OK)
        return CASUS_OK;
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                         "\"%.60s\" is no instant; write it as 2022-09-13T08:00+04:00", instant);
}

casus_status cs_register_create(const char *path, const char *const *texts, size_t count, const char *exercise,
                                struct casus_failure *failure)
{
    struct cs_register r = {.database = NULL};
    casus_case *c = NULL;
    casus_status status = read_texts(texts, count, &c, failure);

    if (status == CASUS_OK && exercise != NULL)
        status = check_instant(c, exercise, failure);
    if (status == CASUS_OK)
        status = cs_database_create(path, &r.database, failure);
    if (status == CASUS_OK) {
        status = found(&r, c, texts, count, exercise, failure);
        (status == CASUS_OK ? cs_database_close : cs_database_destroy)(r.database);
    }
    casus_case_free(c);
    cs_state_release(&r);
    return status;
}

casus_status cs_register_open(const char *path, struct cs_register **out, struct casus_failure *failure)
{
    struct cs_register *r = calloc(1, sizeof *r);
    casus_status status = r != NULL ? cs_database_open(path, &r->database, failure) : cs_serve_memory(failure);

    if (status == CASUS_OK)
        status = cs_state_read(r, failure);
    if (status != CASUS_OK) {
        cs_register_close(r);
        r = NULL;
    }
    *out = r;
    return status;
}

casus_status cs_register_refresh(struct cs_register *r, struct casus_failure *failure)
{
    return cs_state_read(r, failure);
}

/* Makes a key of a kind for a person; the one before it is good no more. */
static casus_status make_key(struct cs_register *r, const char *person, const char *kind, int64_t seconds,
                             char text[CS_KEY_TEXT], struct casus_failure *failure)
{
    const struct cs_person *found_person = cs_people_find(r, person);
    struct cs_key key = {.made = (int64_t)time(NULL)};
    char secret[CS_KEY_TEXT];
    casus_status status;

    if (found_person == NULL || found_person->role == CS_ROLE_NONE)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has no person \"%.60s\"", person);
    snprintf(key.person, sizeof key.person, "%s", person);
    key.seen = key.made;
    key.ends = key.made + seconds;
    status = cs_key_random(secret, failure);
    if (status == CASUS_OK) {
        snprintf(key.note, sizeof key.note, "%.*s", 2 * CS_TOTP_SIZE, secret);
        status = cs_database_begin(r->database, failure);
    }
    if (status == CASUS_OK)
        status = cs_key_revoke_all(r->database, person, kind, failure);
    if (status == CASUS_OK)
        status = cs_key_make(r->database, kind, &key, text, failure);
    if (status == CASUS_OK)
        status = cs_database_commit(r->database, failure);
    if (status != CASUS_OK)
        cs_database_undo(r->database);
    return status;
}

casus_status cs_register_link(struct cs_register *r, const char *person, char text[CS_KEY_TEXT],
                              struct casus_failure *failure)
{
    return make_key(r, person, CS_KEY_LINK, LINK_SECONDS, text, failure);
}

casus_status cs_register_pass(struct cs_register *r, const char *person, char text[CS_KEY_TEXT],
                              struct casus_failure *failure)
{
    if (!r->exercise)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "only an exercise has passes; in a register of the real world people sign in");
    return make_key(r, person, CS_KEY_PASS, PASS_SECONDS, text, failure);
}

void cs_register_close(struct cs_register *r)
{
    if (r == NULL)
        return;
    cs_state_release(r);
    cs_database_close(r->database);
    free(r);
}

/* ---- cases ---- */

casus_status cs_register_check_record(const struct cs_kept_case *kept, int64_t without, struct casus_failure *failure)
{
    bool *hidden = calloc(kept->line_count + 1, sizeof *hidden);
    casus_text record = {.bytes = NULL};
    casus_case *c = NULL;
    casus_status status;

    if (hidden == NULL)
        return cs_serve_memory(failure);
    for (size_t i = 0; i < kept->line_count; i++)
        hidden[i] = kept->lines[i].number == without;
    cs_state_record(kept, hidden, &record);
    free(hidden);
    status = cs_state_open(kept, &record, NULL, &c, failure);
    if (status == CASUS_OK)
        status = cs_register_check(c, failure);
    casus_case_free(c);
    casus_text_free(record.bytes);
    return status;
}

static casus_status check_name(struct cs_register *r, const char *name, struct casus_failure *failure)
{
    size_t length = strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-");

    if (length == 0 || name[length] != '\0' || length > NAME_LONGEST || name[0] == '-')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" cannot be the name of a case: it has small letters, digits and hyphens, at "
                             "most %d", name, NAME_LONGEST);
    if (cs_state_case(r, name, failure) != NULL)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the register has a case \"%s\" already", name);
    return CASUS_OK;
}

casus_status cs_register_case(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                              struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_chain_entry entry;
    casus_text head = {.bytes = NULL};
    char now[32];
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    cs_serve_add(&head, matter->lines);
    cs_serve_add(&head, "\n");
    if (status == CASUS_OK && !before) {
        status = head.failed ? cs_serve_memory(failure) : check_name(r, matter->name, failure);
        cs_state_now(r, now);
        entry = entry_of(hand, "case", matter->name, now, head.bytes);
        if (status == CASUS_OK)
            status = append(r, &entry, out, failure);
        if (status == CASUS_OK)
            status = cs_register_check_record(&r->cases[r->case_count - 1], 0, failure);
    }
    casus_text_free(head.bytes);
    return cs_register_finish(r, status, failure);
}

/* ---- entering ---- */

casus_status cs_register_try(casus_case *c, const char *record, const struct cs_matter *matter, const char *now,
                             const char *before, casus_act **out, struct casus_failure *failure)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes,
                                      .on = matter->on,
                                      .otherwise = now,
                                      .recorded = now,
                                      .before = before,
                                      .alone = matter->alone,
                                      .enter = matter->enter};
    casus_status status = casus_act_try(c, record, matter->lines, &wishes, out);

    return status == CASUS_OK ? status : cs_serve_fail(failure, status, "%.500s", casus_case_message(c));
}

casus_status cs_register_mistakes(const casus_act *act, casus_text *told, struct casus_failure *failure)
{
    struct casus_diagnostic_style style = {.size = sizeof style};

    if (*casus_act_refusal(act) != '\0')
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.500s", casus_act_refusal(act));
    if (casus_write_act_diagnostics(act, &style, casus_text_sink(told)) != CASUS_OK)
        return cs_serve_memory(failure);
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the lines have a mistake");
}

/* Tells whether an act has effect, and what changes by it, if that was looked at. */
static casus_status tell_changes(casus_act *act, casus_text *told, struct casus_failure *failure)
{
    struct casus_style style = {.size = sizeof style};

    if (casus_act_after(act) == NULL)
        return CASUS_OK;
    if (casus_act_needs_power(act) && casus_act_effect(act) != CASUS_EFFECT_FULL)
        cs_serve_add(told, casus_act_effect(act) == CASUS_EFFECT_NONE
                               ? "It stands without effect: no text gives the power for it.\n\n"
                               : "Whether it has effect is contested or open.\n\n");
    if (casus_write_act_changes(act, &style, casus_text_sink(told)) != CASUS_OK)
        return cs_serve_fail(failure, CASUS_ERR_MEMORY, "%.500s", casus_act_message(act));
    return CASUS_OK;
}

/* Enters the lines that were tried; `before` stands before them in the body of the entry. */
static casus_status enter_act(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                              const char *kind, const char *before, casus_act *act, struct cs_entered *out,
                              struct casus_failure *failure)
{
    struct cs_opened with = {.c = NULL};
    casus_text body = {.bytes = NULL};
    casus_status status;

    cs_serve_add(&body, before);
    cs_serve_add(&body, casus_act_line(act));
    status = body.failed ? cs_serve_memory(failure)
                         : cs_register_append(r, hand, kind, kept->name, body.bytes, out, failure);
    casus_text_free(body.bytes);
    with.c = casus_act_case(act);
    if (status != CASUS_OK) {
        cs_opened_close(r, with.c);
        casus_case_free(with.c);
        return status;
    }
    (void)casus_act_record(act, &with.bytes);
    with.bytes += strlen(casus_act_addition(act));
    if (cs_opened_go_on(r, kept, with.c, with.bytes))
        casus_case_free(with.c);
    else
        cs_opened_keep(r, kept, NULL, &with);
    return status;
}

void cs_register_before(const struct cs_register *r, char out[48])
{
    snprintf(out, 48, "\n-- entry %lld\n", (long long)r->last + 1);
}

casus_status cs_register_enter_tried(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                                     casus_act *act, struct cs_entered *out, casus_text *told,
                                     struct casus_failure *failure)
{
    casus_status status = tell_changes(act, told, failure);

    return status == CASUS_OK ? enter_act(r, kept, hand, "lines", "", act, out, failure) : status;
}

casus_status cs_register_try_and_enter(struct cs_register *r, const struct cs_hand *hand,
                                       const struct cs_matter *matter, const char *kind, const char *before,
                                       struct cs_entered *out, casus_text *told, struct casus_failure *failure)
{
    struct cs_kept_case *kept = cs_state_case(r, matter->name, failure);
    casus_case *c = NULL;
    casus_act *act = NULL;
    casus_status status;
    char name[128], now[32], place[48];

    if (kept == NULL)
        return CASUS_ERR_ARGUMENT;
    cs_state_record_name(kept, name);
    cs_state_now(r, now);
    cs_register_before(r, place);
    status = cs_opened_whole(r, kept, &c, failure);
    if (status == CASUS_OK)
        status = cs_register_try(c, name, matter, now, place, &act, failure);
    if (status == CASUS_OK)
        status = casus_act_line(act) == NULL ? cs_register_mistakes(act, told, failure) : tell_changes(act, told,
                                                                                                       failure);
    if (status == CASUS_OK)
        status = enter_act(r, kept, hand, kind, before, act, out, failure);
    casus_act_free(act);
    casus_case_free(c);
    return status;
}

casus_status cs_register_enter(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                               struct cs_entered *out, casus_text *told, struct casus_failure *failure)
{
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before)
        status = cs_register_try_and_enter(r, hand, matter, "lines", "", out, told, failure);
    return cs_register_finish(r, status, failure);
}

/* ---- documents ---- */

static bool is_file_name(const char *name)
{
    size_t length = strspn(name, "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789._-");

    return length > 0 && name[length] == '\0' && name[0] != '.' && name[0] != '-' && length <= NAME_LONGEST;
}

/* Is it text, HTML or PDF, as the ending of its name says? Text has no NUL. */
static bool is_document(const char *file, const char *bytes, size_t length)
{
    const char *dot = strrchr(file, '.');

    if (dot == NULL)
        return false;
    if (strcmp(dot, ".pdf") == 0)
        return length > 5 && memcmp(bytes, "%PDF-", 5) == 0;
    return (strcmp(dot, ".txt") == 0 || strcmp(dot, ".html") == 0 || strcmp(dot, ".htm") == 0) &&
           memchr(bytes, '\0', length) == NULL;
}

static casus_status check_document(struct cs_register *r, const char *name, const char *file, const char *bytes,
                                   size_t length, struct casus_failure *failure)
{
    const struct cs_kept_case *c = cs_state_case(r, name, failure);

    if (c == NULL)
        return CASUS_ERR_ARGUMENT;
    if (!is_file_name(file))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" cannot be kept under this name: a name has letters, digits, dots, hyphens and "
                             "underscores, at most %d", file, NAME_LONGEST);
    if (!is_document(file, bytes, length))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "\"%.80s\" is not what its name says: a document is text (.txt), HTML (.html, .htm) or "
                             "PDF (.pdf)", file);
    for (size_t i = 0; i < c->document_count; i++)
        if (strcmp(c->documents[i].name, file) == 0)
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the case has a document \"%s\" already", file);
    return CASUS_OK;
}

casus_status cs_register_document(struct cs_register *r, const struct cs_hand *hand, const struct cs_matter *matter,
                                  const char *file, const char *bytes, size_t length, struct cs_entered *out,
                                  struct casus_failure *failure)
{
    casus_text lines = {.bytes = NULL}, first = {.bytes = NULL}, told = {.bytes = NULL};
    struct cs_matter with = *matter;
    char digest[CS_DIGEST_HEX];
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before) {
        status = check_document(r, matter->name, file, bytes, length, failure);
        if (status == CASUS_OK)
            status = cs_chain_keep(r->database, bytes, length, digest, failure);
        if (status == CASUS_OK) {
            cs_serve_add_all(&lines, matter->lines, "\n  file \"", file, "\"\n  sha256 ", digest, "\n", NULL);
            cs_serve_add_all(&first, file, " ", digest, "\n", NULL);
            with.lines = lines.bytes;
            status = lines.failed || first.failed ? cs_serve_memory(failure)
                                                  : cs_register_try_and_enter(r, hand, &with, "document", first.bytes,
                                                                              out, &told, failure);
        }
    }
    casus_text_free(told.bytes);
    casus_text_free(first.bytes);
    casus_text_free(lines.bytes);
    return cs_register_finish(r, status, failure);
}

/* ---- clock, seal ---- */

casus_status cs_register_set_clock(struct cs_register *r, const struct cs_hand *hand, const char *instant,
                                   struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_chain_entry entry = entry_of(hand, "clock", "", instant, instant);

    return append(r, &entry, out, failure);
}

casus_status cs_register_clock(struct cs_register *r, const struct cs_hand *hand, const char *instant,
                               struct cs_entered *out, struct casus_failure *failure)
{
    struct casus_date from, to;
    casus_case *c = NULL;
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before && !r->exercise)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only the clock of an exercise can be moved");
    if (status == CASUS_OK && !before) {
        status = casus_case_new(&c);
        if (status == CASUS_OK)
            status = casus_case_check(c);
        status = status == CASUS_OK ? check_instant(c, instant, failure) : cs_serve_memory(failure);
    }
    if (status == CASUS_OK && !before && casus_case_date(c, r->clock, &from) == CASUS_OK &&
        casus_case_date(c, instant, &to) == CASUS_OK && to.end < from.end)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                               "the clock stands at %s, and goes only forward; for an earlier time begin a new "
                               "exercise", r->clock);
    if (status == CASUS_OK && !before)
        status = cs_exercise_go_on(r, instant, failure);
    if (status == CASUS_OK && !before)
        status = cs_register_set_clock(r, hand, instant, out, failure);
    casus_case_free(c);
    return cs_register_finish(r, status, failure);
}

/* Gives the content of a document away, where no other that is not sealed, and no text, has the same. */
static casus_status drop_content(struct cs_register *r, int64_t number, struct casus_failure *failure)
{
    const char *digest = NULL;
    size_t others = 0;

    for (size_t i = 0; i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].document_count; k++)
            if (r->cases[i].documents[k].number == number)
                digest = r->cases[i].documents[k].digest;
    for (size_t i = 0; digest != NULL && i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].document_count; k++) {
            const struct cs_kept_document *d = &r->cases[i].documents[k];

            others += d->number != number && !d->sealed && strcmp(d->digest, digest) == 0;
        }
    for (size_t i = 0; digest != NULL && i < r->texts.count; i++)
        others += strcmp(r->texts.items[i].digest, digest) == 0;
    return digest != NULL && others == 0 ? cs_chain_drop(r->database, digest, failure) : CASUS_OK;
}

/* The case whose record has the lines of this entry; NULL if there is none. */
static struct cs_kept_case *case_with(struct cs_register *r, int64_t number, bool *sealed)
{
    for (size_t i = 0; i < r->case_count; i++)
        for (size_t k = 0; k < r->cases[i].line_count; k++)
            if (r->cases[i].lines[k].number == number) {
                *sealed = r->cases[i].lines[k].sealed;
                return &r->cases[i];
            }
    return NULL;
}

static casus_status check_seal(struct cs_register *r, int64_t number, struct casus_failure *failure)
{
    struct casus_failure why;
    bool sealed = false;
    struct cs_kept_case *kept = case_with(r, number, &sealed);

    if (kept == NULL)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %lld is no entry of a case", (long long)number);
    if (sealed)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "entry %lld is sealed already", (long long)number);
    if (cs_register_check_record(kept, number, &why) != CASUS_OK)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "other entries refer to entry %lld; seal these first (without it: %.380s)",
                             (long long)number, why.message);
    return CASUS_OK;
}

casus_status cs_register_seal(struct cs_register *r, const struct cs_hand *hand, int64_t number, const char *why,
                              struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_chain_entry entry;
    casus_text body = {.bytes = NULL};
    char digits[32], now[32];
    bool before, sealed = false;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before)
        status = check_seal(r, number, failure);
    if (status == CASUS_OK && !before) {
        snprintf(digits, sizeof digits, "%lld ", (long long)number);
        cs_serve_add(&body, digits);
        cs_serve_add(&body, why);
        cs_state_now(r, now);
        entry = entry_of(hand, "seal", case_with(r, number, &sealed)->name, now, body.bytes);
        status = body.failed ? cs_serve_memory(failure) : cs_chain_seal(r->database, number, failure);
        if (status == CASUS_OK)
            status = drop_content(r, number, failure);
        if (status == CASUS_OK)
            status = append(r, &entry, out, failure);
    }
    casus_text_free(body.bytes);
    status = cs_register_finish(r, status, failure);
    return status == CASUS_OK ? cs_database_settle(r->database, failure) : status;
}

/* ---- verifying ---- */

/* Entries without a body, and those that were sealed. */
struct missing { int64_t *numbers; size_t count; };

/* A seal comes behind what it seals: an entry without a body is noted, and struck out again by its seal. */
static casus_status note_missing(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct missing *m = context;
    int64_t *grown;

    if (entry->body != NULL && strcmp(entry->kind, "seal") == 0) {
        int64_t sealed = strtoll(entry->body, NULL, 10);

        for (size_t i = 0; i < m->count; i++)
            if (m->numbers[i] == sealed)
                m->numbers[i] = 0;
    }
    if (entry->body != NULL)
        return CASUS_OK;
    grown = realloc(m->numbers, (m->count + 1) * sizeof *grown);
    if (grown == NULL)
        return cs_serve_memory(failure);
    m->numbers = grown;
    m->numbers[m->count++] = entry->number;
    return CASUS_OK;
}

static casus_status verify_bodies(struct cs_database *database, struct cs_soundness *out, struct casus_failure *failure)
{
    struct missing m = {.numbers = NULL};
    casus_status status = cs_chain_walk(database, NULL, 0, note_missing, &m, failure);

    for (size_t i = m.count; status == CASUS_OK && i-- > 0;)
        if (m.numbers[i] != 0) {
            out->sound = false;
            out->entry = m.numbers[i];
            snprintf(out->fault, sizeof out->fault, "its text is missing, and it was never sealed");
        }
    free(m.numbers);
    return status;
}

casus_status cs_register_verify(const char *path, struct cs_soundness *out, struct casus_failure *failure)
{
    struct cs_database *database;
    casus_status status = cs_database_open(path, &database, failure);

    if (status == CASUS_OK)
        status = cs_chain_verify(database, out, failure);
    if (status == CASUS_OK && out->sound)
        status = verify_bodies(database, out, failure);
    cs_database_close(database);
    return status;
}

/* Copies a sound register to a new place, without keys. */
static casus_status copy_without_keys(const char *copy, const char *where, struct casus_failure *failure)
{
    struct cs_database *database = NULL;
    casus_status status = cs_database_open(copy, &database, failure);

    if (status == CASUS_OK)
        status = cs_database_copy(database, where, failure);
    cs_database_close(database);
    database = NULL;
    if (status == CASUS_OK)
        status = cs_database_open(where, &database, failure);
    if (status == CASUS_OK)
        status = cs_key_forget_all(database, failure);
    cs_database_close(database);
    return status;
}

casus_status cs_register_restore(const char *copy, const char *where, int64_t *entries, struct casus_failure *failure)
{
    struct cs_soundness soundness;
    casus_status status = cs_register_verify(copy, &soundness, failure);

    *entries = 0;
    if (status == CASUS_OK && !soundness.sound)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the copy is not sound: entry %lld: %s",
                             (long long)soundness.entry, soundness.fault);
    if (status == CASUS_OK)
        status = copy_without_keys(copy, where, failure);
    if (status == CASUS_OK)
        status = cs_register_verify(where, &soundness, failure);
    if (status == CASUS_OK && !soundness.sound)
        return cs_serve_fail(failure, CASUS_ERR_IO, "what was written does not read as the copy: %s", soundness.fault);
    *entries = soundness.entries;
    return status;
}

casus_status cs_register_copy(struct cs_register *r, const char *path, struct casus_failure *failure)
{
    return cs_database_copy(r->database, path, failure);
}
