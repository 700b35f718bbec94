/* SPDX-License-Identifier: MIT */
/*
 * jansson parses the text to a tree. The tree is checked once, and everything that can be asked for is put into arrays,
 * whose strings are those of the tree; the tree lives as long as the saved ledger.
 *
 * jansson knows the place of a syntax error, but not of a value, so a value of a wrong kind is named by its path. Every
 * allocation here is checked. jansson 2.14 does not notice if memory runs out while its lexer collects a token; nothing
 * here can change that.
 */
#include "casus/saved.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "api/api.h"
#include "lang/state.h"

#define VERSION 1

struct saved_question { struct casus_saved_question shown; const char **answers; };

struct saved_done { struct casus_saved_done shown; const char **states; };

struct saved_row {
    struct casus_saved_row shown;
    const char **states;
    struct casus_saved_case *cases;
    struct casus_saved_left_out *left_out;
    struct casus_saved_performed *performed;
    struct saved_done *done;
};

struct casus_saved {
    struct cs_arena arena;
    json_t *root;
    struct casus_saved_head head;
    const char *const *accounts;
    bool *contradictory;
    struct saved_question *questions;
    struct saved_row *rows;
    size_t account_count, question_count, row_count;
};

/* ---- values and their paths ---- */

/* A value with its path: a member of an object (key), or an item of an array (key NULL). The root is neither. */
struct value { const struct value *in; const char *key; size_t index; json_t *json; };

struct reading { struct casus_saved *saved; struct cs_failure *failure; };

static void add_path(const struct value *value, struct cs_buffer *out)
{
    if (value->in == NULL)
        return;
    add_path(value->in, out);
    if (value->key == NULL)
        cs_buffer_printf(out, "[%zu]", value->index);
    else
        cs_buffer_printf(out, "%s%s", value->in->in != NULL ? "." : "", value->key);
}

/* Fails with the path of the value and what is wrong with it; always false. */
static bool wrong(struct reading *r, const struct value *value, const char *what)
{
    struct cs_buffer path;

    cs_buffer_init(&path);
    add_path(value, &path);
    if (path.failed)
        cs_fail_memory(r->failure);
    else
        cs_fail(r->failure, CASUS_ERR_ARGUMENT, "this is no ledger that casus saved: %s%s%s", cs_buffer_string(&path),
                path.length > 0 ? ": " : "", what);
    cs_buffer_release(&path);
    return false;
}

static void *array(struct reading *r, size_t count, size_t size)
{
    void *items = cs_arena_array(&r->saved->arena, count, size);

    if (items == NULL)
        cs_fail_memory(r->failure);
    return items;
}

/* A member of an object; its json is NULL if the object has none. */
static struct value member(const struct value *of, const char *key)
{
    return (struct value){of, key, 0, json_object_get(of->json, key)};
}

static struct value item(const struct value *of, size_t index)
{
    return (struct value){of, NULL, index, json_array_get(of->json, index)};
}

static bool is_there(struct reading *r, const struct value *value)
{
    return value->json != NULL || wrong(r, value, "it is not there");
}

static bool read_array(struct reading *r, const struct value *value, size_t *count)
{
    if (!is_there(r, value))
        return false;
    *count = json_array_size(value->json);
    return json_is_array(value->json) || wrong(r, value, "it is no array");
}

static bool read_object(struct reading *r, const struct value *value)
{
    return is_there(r, value) && (json_is_object(value->json) || wrong(r, value, "it is no object"));
}

static bool read_string(struct reading *r, const struct value *value, const char **out)
{
    if (!is_there(r, value))
        return false;
    *out = json_string_value(value->json);
    return *out != NULL || wrong(r, value, "it is no string");
}

static bool read_string_of(struct reading *r, const struct value *of, const char *key, const char **out)
{
    struct value value = member(of, key);

    return read_string(r, &value, out);
}

/* Reads a string or null (NULL). */
static bool read_perhaps_of(struct reading *r, const struct value *of, const char *key, const char **out)
{
    struct value value = member(of, key);

    return (is_there(r, &value) && json_is_null(value.json)) || read_string(r, &value, out);
}

/* Reads a member that is written only if it is true; a missing one is NULL, or false. */
static bool read_rare_of(struct reading *r, const struct value *of, const char *key, const char **out)
{
    return member(of, key).json == NULL || read_string_of(r, of, key, out);
}

static bool read_bool_of(struct reading *r, const struct value *of, const char *key, bool *out)
{
    struct value value = member(of, key);

    if (!is_there(r, &value))
        return false;
    *out = json_is_true(value.json);
    return json_is_boolean(value.json) || wrong(r, &value, "it is neither true nor false");
}

static bool read_strings(struct reading *r, const struct value *of, const char *const **out, size_t *count)
{
    const char **strings;

    if (!read_array(r, of, count))
        return false;
    *out = strings = array(r, *count, sizeof *strings);
    for (size_t i = 0; strings != NULL && i < *count; i++) {
        struct value string = item(of, i);

        if (!read_string(r, &string, &strings[i]))
            return false;
    }
    return strings != NULL;
}

static bool read_digits_of(struct reading *r, const struct value *of, const char *key, const char **out)
{
    struct value value = member(of, key);

    if (!read_string(r, &value, out))
        return false;
    return (**out != '\0' && (*out)[strspn(*out, "0123456789")] == '\0') || wrong(r, &value, "it is no number");
}

/* ---- words ---- */

typedef const char *word_of(size_t index);

/* The word of a state that a row may have, by its number; NULL for states that are only shown to people. */
static const char *state_word(size_t index)
{
    enum cs_state state = (enum cs_state)(index + 1);

    if (state > CS_STATE_WITHOUT_EFFECT)
        state = CS_STATE_UNDETERMINED + (state - CS_STATE_WITHOUT_EFFECT - 1);
    return state < CS_STATE_COUNT ? cs_state_text(state) : NULL;
}

static const char *row_word(size_t index)
{
    return index <= CS_ROW_ACT ? cs_ledger_kind_text((enum cs_ledger_kind)index) : NULL;
}

static const char *question_word(size_t index)
{
    return index <= CS_QUESTION_ORDER ? cs_question_kind_text((enum cs_question_kind)index) : NULL;
}

static bool read_word(struct reading *r, const struct value *value, word_of *word, const char **out)
{
    if (!read_string(r, value, out))
        return false;
    for (size_t i = 0; word(i) != NULL; i++)
        if (strcmp(word(i), *out) == 0)
            return true;
    return wrong(r, value, "this word has no meaning here");
}

static bool read_word_of(struct reading *r, const struct value *of, const char *key, word_of *word, const char **out)
{
    struct value value = member(of, key);

    return read_word(r, &value, word, out);
}

/* The state of a row: of a request or a decision a word of its vocabulary too. */
static bool read_state_of(struct reading *r, const struct value *of, const char *key, const char *kind,
                          const char **out)
{
    bool entry = strcmp(kind, cs_ledger_kind_text(CS_ROW_REQUEST)) == 0 ||
                 strcmp(kind, cs_ledger_kind_text(CS_ROW_DECISION)) == 0;
    struct value value = member(of, key);

    if (!entry)
        return read_word(r, &value, state_word, out);
    return read_string(r, &value, out) && (**out != '\0' || wrong(r, &value, "it is no state"));
}

/* ---- accounts ---- */

/* Reads an object with a member for each account. */
static bool read_by_account(struct reading *r, const struct value *of)
{
    return read_object(r, of) && (json_object_size(of->json) == r->saved->account_count ||
                                  wrong(r, of, "it has other members than there are accounts"));
}

static bool read_accounts(struct reading *r, const struct value *root)
{
    struct value accounts = member(root, "accounts"), contradictory = member(root, "contradictory");
    struct casus_saved *s = r->saved;
    const char *const *names, *const *none = NULL;
    size_t count = 0;

    if (!read_strings(r, &accounts, &names, &s->account_count))
        return false;
    if (s->account_count == 0)
        return wrong(r, &accounts, "it is empty");
    if (contradictory.json != NULL && !read_strings(r, &contradictory, &none, &count))
        return false;
    s->accounts = names;
    s->contradictory = array(r, s->account_count, sizeof *s->contradictory);
    if (s->contradictory == NULL)
        return false;
    for (size_t i = 0; i < count; i++) {
        size_t account = 0;

        while (account < s->account_count && strcmp(none[i], names[account]) != 0)
            account++;
        if (account == s->account_count)
            return wrong(r, &contradictory, "it names somebody without an account");
        s->contradictory[account] = true;
    }
    return true;
}

/* ---- questions ---- */

static bool read_question(struct reading *r, const struct value *of, struct saved_question *q)
{
    struct value answers = member(of, "answers");

    q->answers = array(r, r->saved->account_count, sizeof *q->answers);
    if (q->answers == NULL || !read_object(r, of) || !read_string_of(r, of, "id", &q->shown.id) ||
        !read_word_of(r, of, "kind", question_word, &q->shown.kind) ||
        !read_string_of(r, of, "text", &q->shown.text) || !read_by_account(r, &answers))
        return false;
    for (size_t a = 0; a < r->saved->account_count; a++)
        if (!read_perhaps_of(r, &answers, r->saved->accounts[a], &q->answers[a]))
            return false;
    return true;
}

static bool read_questions(struct reading *r, const struct value *root)
{
    struct value questions = member(root, "questions");
    struct casus_saved *s = r->saved;

    if (!read_array(r, &questions, &s->question_count))
        return false;
    s->questions = array(r, s->question_count, sizeof *s->questions);
    for (size_t i = 0; s->questions != NULL && i < s->question_count; i++) {
        struct value question = item(&questions, i);

        if (!read_question(r, &question, &s->questions[i]))
            return false;
    }
    return s->questions != NULL;
}

/* ---- rows ---- */

static bool read_when(struct reading *r, const struct value *of, struct casus_saved_case *c)
{
    struct casus_saved_when *when;
    void *at;

    if (!read_object(r, of))
        return false;
    c->when = when = array(r, json_object_size(of->json), sizeof *when);
    if (when == NULL)
        return false;
    for (at = json_object_iter(of->json); at != NULL; at = json_object_iter_next(of->json, at)) {
        struct casus_saved_when *one = &when[c->when_count++];

        one->question = json_object_iter_key(at);
        if (!read_string_of(r, of, one->question, &one->answer))
            return false;
    }
    return true;
}

static bool read_case(struct reading *r, const struct value *of, const char *kind, struct casus_saved_case *c)
{
    struct value when = member(of, "when"), without = member(of, "without"), substituted = member(of, "substituted"),
                 owed = member(of, "owed"), unreported = member(of, "unreported");

    if (!read_object(r, of) || !read_when(r, &when, c) || !read_state_of(r, of, "state", kind, &c->state) ||
        !read_perhaps_of(r, of, "since", &c->since) || !read_perhaps_of(r, of, "deadline", &c->deadline) ||
        !read_bool_of(r, of, "still_owed", &c->still_owed) || !read_digits_of(r, of, "worlds", &c->worlds) ||
        !read_rare_of(r, of, "performed", &c->performed) || !read_rare_of(r, of, "owed", &c->owed))
        return false;
    if ((c->performed == NULL) != (c->owed == NULL))
        return wrong(r, &owed, "performed and owed stand together, or neither does");
    return (substituted.json == NULL || read_bool_of(r, of, "substituted", &c->substituted)) &&
           (unreported.json == NULL || read_bool_of(r, of, "unreported", &c->unreported)) &&
           (without.json == NULL || read_strings(r, &without, &c->without, &c->without_count));
}

static bool read_cases(struct reading *r, const struct value *of, struct saved_row *row)
{
    if (!read_array(r, of, &row->shown.case_count))
        return false;
    row->cases = array(r, row->shown.case_count, sizeof *row->cases);
    for (size_t i = 0; row->cases != NULL && i < row->shown.case_count; i++) {
        struct value one = item(of, i);

        if (!read_case(r, &one, row->shown.kind, &row->cases[i]))
            return false;
    }
    return row->cases != NULL;
}

static bool read_left_out(struct reading *r, const struct value *of, struct saved_row *row)
{
    if (of->json == NULL)
        return true;
    if (!read_array(r, of, &row->shown.left_out_count))
        return false;
    row->left_out = array(r, row->shown.left_out_count, sizeof *row->left_out);
    for (size_t i = 0; row->left_out != NULL && i < row->shown.left_out_count; i++) {
        struct casus_saved_left_out *out = &row->left_out[i];
        struct value one = item(of, i), turns_on = member(&one, "turns_on");

        if (!read_object(r, &one) || !read_string_of(r, &one, "who", &out->who) ||
            !read_bool_of(r, &one, "perhaps", &out->perhaps) ||
            !read_strings(r, &turns_on, &out->turns_on, &out->turns_on_count))
            return false;
    }
    return row->left_out != NULL;
}

static bool read_day_count(struct reading *r, const struct value *of, size_t index, int *out)
{
    struct value value = item(of, index);

    if (!json_is_integer(value.json) || json_integer_value(value.json) != (int)json_integer_value(value.json))
        return wrong(r, &value, "it is no number of days");
    *out = (int)json_integer_value(value.json);
    return true;
}

/* "days_after": null, or the fewest and the most. */
static bool read_days_after(struct reading *r, const struct value *of, bool *has, int *least, int *most)
{
    struct value days = member(of, "days_after");
    size_t count;

    if (!is_there(r, &days) || json_is_null(days.json))
        return days.json != NULL;
    if (!read_array(r, &days, &count))
        return false;
    if (count != 2)
        return wrong(r, &days, "it is not the fewest days and the most");
    *has = true;
    return read_day_count(r, &days, 0, least) && read_day_count(r, &days, 1, most);
}

/* Older ledgers do not have it. */
static bool read_performed(struct reading *r, const struct value *of, struct saved_row *row)
{
    if (of->json == NULL)
        return true;
    if (!read_array(r, of, &row->shown.performed_count))
        return false;
    row->performed = array(r, row->shown.performed_count, sizeof *row->performed);
    for (size_t i = 0; row->performed != NULL && i < row->shown.performed_count; i++) {
        struct casus_saved_performed *p = &row->performed[i];
        struct value one = item(of, i);

        if (!read_object(r, &one) || !read_string_of(r, &one, "on", &p->on) ||
            !read_string_of(r, &one, "latest", &p->latest) || !read_perhaps_of(r, &one, "by", &p->by) ||
            !read_perhaps_of(r, &one, "what", &p->what) ||
            !read_days_after(r, &one, &p->has_days, &p->days_after, &p->days_most) ||
            !read_bool_of(r, &one, "perhaps", &p->perhaps))
            return false;
    }
    return row->performed != NULL;
}

/* Whether something is so: a state that is no row's. */
static const char *so_word(size_t index)
{
    static const enum cs_state states[] = {CS_STATE_SO, CS_STATE_NOT_SO, CS_STATE_UNDETERMINED,
                                           CS_STATE_CONTRADICTORY};

    return index < sizeof states / sizeof *states ? cs_state_text(states[index]) : NULL;
}

static bool read_deed(struct reading *r, const struct value *of, struct saved_done *d)
{
    struct value states = member(of, "states"), turns_on = member(of, "turns_on");
    struct casus_saved_done *shown = &d->shown;

    d->states = array(r, r->saved->account_count, sizeof *d->states);
    if (d->states == NULL || !read_object(r, of) || !read_string_of(r, of, "on", &shown->on) ||
        !read_string_of(r, of, "latest", &shown->latest) || !read_perhaps_of(r, of, "by", &shown->by) ||
        !read_string_of(r, of, "what", &shown->what) || !read_string_of(r, of, "text", &shown->text) ||
        !read_bool_of(r, of, "owed", &shown->owed) ||
        !read_days_after(r, of, &shown->has_days, &shown->days_after, &shown->days_most) ||
        !read_strings(r, &turns_on, &shown->turns_on, &shown->turns_on_count) || !read_by_account(r, &states))
        return false;
    for (size_t a = 0; a < r->saved->account_count; a++)
        if (!read_word_of(r, &states, r->saved->accounts[a], so_word, &d->states[a]))
            return false;
    return true;
}

/* Older ledgers do not have it. */
static bool read_done(struct reading *r, const struct value *of, struct saved_row *row)
{
    if (of->json == NULL)
        return true;
    if (!read_array(r, of, &row->shown.done_count))
        return false;
    row->done = array(r, row->shown.done_count, sizeof *row->done);
    for (size_t i = 0; row->done != NULL && i < row->shown.done_count; i++) {
        struct value one = item(of, i);

        if (!read_deed(r, &one, &row->done[i]))
            return false;
    }
    return row->done != NULL;
}

static bool read_states(struct reading *r, const struct value *of, struct saved_row *row)
{
    row->states = array(r, r->saved->account_count, sizeof *row->states);
    if (row->states == NULL || !read_by_account(r, of))
        return false;
    for (size_t a = 0; a < r->saved->account_count; a++)
        if (!read_state_of(r, of, r->saved->accounts[a], row->shown.kind, &row->states[a]))
            return false;
    return true;
}

static bool read_row(struct reading *r, const struct value *of, struct saved_row *row)
{
    struct value states = member(of, "states"), turns_on = member(of, "turns_on"), without = member(of, "without"),
                 cases = member(of, "cases"), concluded = member(of, "concluded"), request = member(of, "request"),
                 performed = member(of, "performed"), done = member(of, "done");
    struct casus_saved_row *shown = &row->shown;

    return read_object(r, of) && read_string_of(r, of, "id", &shown->id) &&
           read_word_of(r, of, "kind", row_word, &shown->kind) &&
           read_perhaps_of(r, of, "instrument", &shown->instrument) &&
           read_perhaps_of(r, of, "article", &shown->article) && read_perhaps_of(r, of, "holder", &shown->holder) &&
           read_perhaps_of(r, of, "claimant", &shown->claimant) &&
           read_perhaps_of(r, of, "content", &shown->content) && read_perhaps_of(r, of, "trigger", &shown->trigger) &&
           read_states(r, &states, row) && read_strings(r, &turns_on, &shown->turns_on, &shown->turns_on_count) &&
           (request.json == NULL || read_perhaps_of(r, of, "request", &shown->request)) &&
           read_left_out(r, &without, row) && read_performed(r, &performed, row) && read_done(r, &done, row) &&
           read_cases(r, &cases, row) &&
           (concluded.json == NULL || read_strings(r, &concluded, &shown->concluded, &shown->concluded_count));
}

static bool read_rows(struct reading *r, const struct value *root)
{
    struct value rows = member(root, "rows");
    struct casus_saved *s = r->saved;

    if (!read_array(r, &rows, &s->row_count))
        return false;
    s->rows = array(r, s->row_count, sizeof *s->rows);
    for (size_t i = 0; s->rows != NULL && i < s->row_count; i++) {
        struct value row = item(&rows, i);

        if (!read_row(r, &row, &s->rows[i]))
            return false;
    }
    return s->rows != NULL;
}

/* ---- the whole ledger ---- */

static bool read_version(struct reading *r, const struct value *root)
{
    struct value version = member(root, "version");

    if (version.json == NULL || json_integer_value(version.json) == VERSION)
        return true;
    if (!json_is_integer(version.json))
        return wrong(r, &version, "it is no whole number");
    cs_fail(r->failure, CASUS_ERR_ARGUMENT,
            "the ledger was saved in version %lld, and this casus (" CS_VERSION ") reads version %d: use a later one",
            (long long)json_integer_value(version.json), VERSION);
    return false;
}

static bool read_ledger(struct reading *r)
{
    struct casus_saved_head *head = &r->saved->head;
    struct value root = {NULL, NULL, 0, r->saved->root};

    return read_object(r, &root) && read_version(r, &root) && read_string_of(r, &root, "as_of", &head->as_of) &&
           read_perhaps_of(r, &root, "known_on", &head->known_on) &&
           read_rare_of(r, &root, "grades", &head->grades) && read_rare_of(r, &root, "readings", &head->readings) &&
           read_accounts(r, &root) && read_questions(r, &root) && read_digits_of(r, &root, "worlds", &head->worlds) &&
           read_rows(r, &root);
}

/* Fails with an error of jansson in our own words: its messages repeat bytes of the text, which may be harmful. */
static casus_status no_json(const json_error_t *error, size_t length, struct cs_failure *failure)
{
    const char *what = "no JSON stands here";

    switch (json_error_code(error)) {
    case json_error_unknown: /* not an error of the text */
    case json_error_out_of_memory:
        return cs_fail_memory(failure);
    case json_error_stack_overflow:
        return cs_fail(failure, CASUS_ERR_LIMIT, "line %d, column %d: it is nested more than %d deep", error->line,
                       error->column, JSON_PARSER_MAX_DEPTH);
    case json_error_premature_end_of_input:
        what = length == 0 ? "it is empty" : "it ends too early";
        break;
    case json_error_invalid_utf8:
        what = "what stands here is no text of UTF-8";
        break;
    case json_error_end_of_input_expected:
        what = "something stands behind the end of the JSON";
        break;
    case json_error_duplicate_key:
        what = "a member stands twice";
        break;
    case json_error_numeric_overflow:
        what = "the number is too large";
        break;
    case json_error_null_character:
    case json_error_null_byte_in_key:
        what = "a character 0 stands in a string";
        break;
    default:
        break;
    }
    return cs_fail(failure, CASUS_ERR_ARGUMENT, "line %d, column %d: %s", error->line, error->column, what);
}

static casus_status read_text(struct casus_saved *s, const char *text, size_t length, struct cs_failure *failure)
{
    struct reading r = {s, failure};
    json_error_t error = {.line = 0};

    if (length > CASUS_SAVED_BYTES_MAX)
        return cs_fail(failure, CASUS_ERR_LIMIT, "the text is larger than 256 MB");
    s->root = json_loadb(text, length, JSON_REJECT_DUPLICATES, &error);
    if (s->root == NULL)
        return no_json(&error, length, failure);
    read_ledger(&r);
    return failure->status;
}

casus_status casus_saved_read(const char *text, size_t length, casus_saved **out, struct casus_failure *failure)
{
    struct cs_failure inside = {.status = CASUS_OK};
    casus_saved *s;

    if (out == NULL)
        return cs_api_refused(failure, "there is no place for the ledger");
    *out = NULL;
    if (text == NULL)
        return cs_api_refused(failure, "there is no text to read");
    s = calloc(1, sizeof *s);
    if (s == NULL) {
        cs_fail_memory(&inside);
        return cs_api_result(&inside, failure);
    }
    cs_arena_init(&s->arena);
    if (read_text(s, text, length, &inside) == CASUS_OK)
        *out = s;
    else
        casus_saved_free(s);
    return cs_api_result(&inside, failure);
}

void casus_saved_free(casus_saved *saved)
{
    if (saved == NULL)
        return;
    cs_arena_release(&saved->arena);
    json_decref(saved->root);
    free(saved);
}

/* ---- access ---- */

/*
 * Fills a struct of the client, up to its size, which is its first member and does not change. `kept` NULL: there is no
 * such item.
 */
static casus_status give(void *out, const void *kept, size_t size)
{
    size_t given;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memcpy(&given, out, sizeof given);
    if (given < sizeof given)
        return CASUS_ERR_ARGUMENT;
    memset((char *)out + sizeof given, 0, given - sizeof given);
    if (kept == NULL)
        return CASUS_ERR_ARGUMENT;
    memcpy((char *)out + sizeof given, (const char *)kept + sizeof given, (given < size ? given : size) - sizeof given);
    return CASUS_OK;
}

static const struct saved_row *row_at(const casus_saved *saved, size_t row)
{
    return saved != NULL && row < saved->row_count ? &saved->rows[row] : NULL;
}

casus_status casus_saved_head(const casus_saved *saved, struct casus_saved_head *out)
{
    return give(out, saved != NULL ? &saved->head : NULL, sizeof *out);
}

size_t casus_saved_account_count(const casus_saved *saved)
{
    return saved != NULL ? saved->account_count : 0;
}

const char *casus_saved_account(const casus_saved *saved, size_t account)
{
    return account < casus_saved_account_count(saved) ? saved->accounts[account] : NULL;
}

bool casus_saved_contradictory(const casus_saved *saved, size_t account)
{
    return account < casus_saved_account_count(saved) && saved->contradictory[account];
}

size_t casus_saved_question_count(const casus_saved *saved)
{
    return saved != NULL ? saved->question_count : 0;
}

casus_status casus_saved_question_at(const casus_saved *saved, size_t question, struct casus_saved_question *out)
{
    bool there = question < casus_saved_question_count(saved);

    return give(out, there ? &saved->questions[question].shown : NULL, sizeof *out);
}

const char *casus_saved_answer(const casus_saved *saved, size_t question, size_t account)
{
    if (question >= casus_saved_question_count(saved) || account >= saved->account_count)
        return NULL;
    return saved->questions[question].answers[account];
}

size_t casus_saved_row_count(const casus_saved *saved)
{
    return saved != NULL ? saved->row_count : 0;
}

casus_status casus_saved_row_at(const casus_saved *saved, size_t row, struct casus_saved_row *out)
{
    const struct saved_row *found = row_at(saved, row);

    return give(out, found != NULL ? &found->shown : NULL, sizeof *out);
}

bool casus_saved_row_find(const casus_saved *saved, const char *id, size_t *row)
{
    size_t count = id != NULL ? casus_saved_row_count(saved) : 0, at = 0;

    while (at < count && strcmp(saved->rows[at].shown.id, id) != 0)
        at++;
    if (row != NULL)
        *row = at < count ? at : 0;
    return at < count;
}

const char *casus_saved_state(const casus_saved *saved, size_t row, size_t account)
{
    const struct saved_row *found = row_at(saved, row);

    return found != NULL && account < saved->account_count ? found->states[account] : NULL;
}

casus_status casus_saved_case_at(const casus_saved *saved, size_t row, size_t index, struct casus_saved_case *out)
{
    const struct saved_row *found = row_at(saved, row);
    bool there = found != NULL && index < found->shown.case_count;

    return give(out, there ? &found->cases[index] : NULL, sizeof *out);
}

casus_status casus_saved_left_out_at(const casus_saved *saved, size_t row, size_t index,
                                     struct casus_saved_left_out *out)
{
    const struct saved_row *found = row_at(saved, row);
    bool there = found != NULL && index < found->shown.left_out_count;

    return give(out, there ? &found->left_out[index] : NULL, sizeof *out);
}

casus_status casus_saved_performed_at(const casus_saved *saved, size_t row, size_t index,
                                      struct casus_saved_performed *out)
{
    const struct saved_row *found = row_at(saved, row);
    bool there = found != NULL && index < found->shown.performed_count;

    return give(out, there ? &found->performed[index] : NULL, sizeof *out);
}

static const struct saved_done *done_at(const casus_saved *saved, size_t row, size_t index)
{
    const struct saved_row *found = row_at(saved, row);

    return found != NULL && index < found->shown.done_count ? &found->done[index] : NULL;
}

casus_status casus_saved_done_at(const casus_saved *saved, size_t row, size_t index, struct casus_saved_done *out)
{
    const struct saved_done *found = done_at(saved, row, index);

    return give(out, found != NULL ? &found->shown : NULL, sizeof *out);
}

const char *casus_saved_done_state(const casus_saved *saved, size_t row, size_t index, size_t account)
{
    const struct saved_done *found = done_at(saved, row, index);

    return found != NULL && account < saved->account_count ? found->states[account] : NULL;
}
