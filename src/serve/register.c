/* SPDX-License-Identifier: MIT */
#include "serve/register.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "serve/declare.h"
#include "serve/state.h"

#define NAME_LONGEST 60
#define WHY_LONGEST 2000
#define LINK_SECONDS (3LL * 24 * 3600)
#define PASS_SECONDS (12LL * 3600)

/* ---- appending ---- */

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

casus_status cs_register_append_at(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                                   const char *subject, const char *at, const char *body, struct cs_entered *out,
                                   struct casus_failure *failure)
{
    struct cs_chain_entry entry = {.at = at,
                                   .kind = kind,
                                   .subject = subject,
                                   .by = hand->by != NULL ? hand->by : "",
                                   .speaks_for = hand->speaks_for != NULL ? hand->speaks_for : "",
                                   .key = hand->key != NULL ? hand->key : "",
                                   .body = body};
    casus_status status = cs_chain_append(r->database, &entry, failure);

    if (status != CASUS_OK)
        return status;
    out->number = entry.number;
    memcpy(out->hash, entry.hash, sizeof out->hash);
    return cs_state_learn(r, &entry, failure);
}

casus_status cs_register_append(struct cs_register *r, const struct cs_hand *hand, const char *kind,
                                const char *subject, const char *body, struct cs_entered *out,
                                struct casus_failure *failure)
{
    char now[32];

    cs_state_now(r, now);
    return cs_register_append_at(r, hand, kind, subject, now, body, out, failure);
}

/* ---- opening, keys ---- */

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

casus_status cs_register_check_why(const char *why, struct casus_failure *failure)
{
    if (why[strspn(why, " ")] != '\0' && strlen(why) <= WHY_LONGEST && cs_serve_is_line(why))
        return CASUS_OK;
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "say why, in one line of at most %d bytes", WHY_LONGEST);
}

/* ---- cases ---- */

casus_status cs_register_check(const casus_case *c, struct casus_failure *failure)
{
    struct casus_diagnostic first;

    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++)
        if (casus_case_diagnostic(c, i, &first) == CASUS_OK && first.error)
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "%.200s, line %zu: %.280s", first.text, first.line,
                                 first.message);
    return CASUS_OK;
}

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
    casus_text head = {.bytes = NULL};
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    cs_serve_add(&head, matter->lines);
    cs_serve_add(&head, "\n");
    if (status == CASUS_OK && !before) {
        status = head.failed ? cs_serve_memory(failure) : check_name(r, matter->name, failure);
        if (status == CASUS_OK)
            status = cs_register_append(r, hand, "case", matter->name, head.bytes, out, failure);
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

/* Declarations, and what changes by them. */
static casus_status declare(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                            const struct cs_matter *matter, const char *kind, const char *before,
                            struct cs_entered *out, casus_text *told, struct casus_failure *failure)
{
    struct cs_effects effects = {.items = NULL};
    struct cs_declared declared;
    casus_status status = cs_declare_try(r, kept, matter->lines, &declared, told, failure);

    if (status == CASUS_OK && !matter->alone)
        status = cs_declare_compare(r, kept, &declared, &effects, failure);
    if (status == CASUS_OK && !matter->alone)
        cs_effects_write(&effects, told);
    if (status == CASUS_OK)
        status = cs_declare_enter(r, kept, hand, kind, before, &declared, out, failure);
    cs_effects_release(&effects);
    cs_declare_release(&declared);
    return status;
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
    if (cs_declares(matter->lines))
        return declare(r, kept, hand, matter, kind, before, out, told, failure);
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

/* ---- the clock ---- */

static bool is_instant(const char *text)
{
    static const char shape[] = "dddd-dd-ddTdd:dd";
    size_t i = 0;

    for (; shape[i] != '\0'; i++)
        if (shape[i] == 'd' ? !isdigit((unsigned char)text[i]) : text[i] != shape[i])
            return false;
    return strlen(text) > i && strlen(text) < 32;
}

casus_status cs_register_check_instant(casus_case *c, const char *instant, struct casus_failure *failure)
{
    struct casus_date date;

    if (is_instant(instant) && casus_case_date(c, instant, &date) == CASUS_OK)
        return CASUS_OK;
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                         "\"%.60s\" is no instant; write it as 2022-09-13T08:00+04:00", instant);
}

casus_status cs_register_set_clock(struct cs_register *r, const struct cs_hand *hand, const char *instant,
                                   struct cs_entered *out, struct casus_failure *failure)
{
    return cs_register_append_at(r, hand, "clock", "", instant, instant, out, failure);
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
        status = status == CASUS_OK ? cs_register_check_instant(c, instant, failure) : cs_serve_memory(failure);
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
