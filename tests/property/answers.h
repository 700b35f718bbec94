/* SPDX-License-Identifier: MIT */
/*
 * What is asked of one case by answer_test.c, and the first half of it: the ledger on all accounts and on one, as JSON,
 * CSV, page and reasons.
 */
#ifndef TESTS_PROPERTY_ANSWERS_H
#define TESTS_PROPERTY_ANSWERS_H

#include "property/json_text.h"
#include "property/kept.h"

#include "casus/casus.h"

struct totals {
    size_t cases, rows, stands, open, contradictory, checks, failing_checks, must, may, asked, tried, changed, told;
};

/* What is asked of one pair. */
struct asked {
    casus_case *c;
    const char *treaty, *record; /* with the contradiction, if there is to be one */
    char as_of[40], known_on[40];
    struct casus_wishes wishes;
    casus_answer *a; /* on all accounts */
    struct outcome *o;
    struct totals *totals;
};

/* ---- what is found wrong ---- */

static void wrong(struct asked *q, const char *category, const char *what, const char *account, const char *one,
                  const char *other)
{
    differ(q->o, category);
    cs_buffer_printf(&q->o->text, "  %s, account %s: %s, and %s\n", what, account == NULL ? "-" : account,
                     one == NULL ? "nothing" : one, other == NULL ? "nothing" : other);
}

static void must_be(struct asked *q, const char *category, const char *what, const char *account, const char *one,
                    const char *other)
{
    if (one == NULL || other == NULL || strcmp(one, other) != 0)
        wrong(q, category, what, account, one, other);
}

/* ---- small things ---- */

/* What Alden says cannot all be so: his account has no world, whatever else the record tells. */
static const char CONTRADICTION[] = "event zig by state\nevent zag by state\nzig excludes zag\n"
                                    "2000-01-02 z1: zig by Alden\n  says Alden\n  says Borea\n"
                                    "z1 counts as zag\n  says Alden\n";

static casus_case *read_case(const char *treaty, const char *record, const char *more)
{
    struct cs_buffer text;
    casus_case *c = NULL;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", record, more);
    if (casus_case_new(&c) != CASUS_OK || casus_case_add_text(c, "pair.treaty", treaty, strlen(treaty)) != CASUS_OK ||
        casus_case_add_text(c, "pair.record", cs_buffer_string(&text), text.length) != CASUS_OK ||
        casus_case_check(c) != CASUS_OK) {
        casus_case_free(c);
        c = NULL;
    }
    cs_buffer_release(&text);
    return c;
}

static const char *state_of(casus_answer *a, size_t row, size_t account)
{
    struct casus_stand stand;

    return casus_row_stand(a, row, account, &stand) == CASUS_OK ? stand.state : NULL;
}

static struct casus_row row_at(const casus_answer *a, size_t row)
{
    struct casus_row out;

    return casus_row_at(a, row, &out) == CASUS_OK ? out : (struct casus_row){.id = "?", .kind = "?", .content = "?"};
}

static bool same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Rows of two answers of one case, or of two cases, that read alike. */
static bool same_row(const struct casus_row *a, const struct casus_row *b)
{
    return same(a->kind, b->kind) && same(a->article, b->article) && same(a->holder, b->holder) &&
           same(a->claimant, b->claimant) && same(a->content, b->content) && same(a->trigger, b->trigger) &&
           same(a->date, b->date);
}

/* The one row that reads like this one; CASUS_NOT_THERE: there is none, or (*count) there are several. */
static size_t find_like(const casus_answer *a, const struct casus_row *row, size_t *count)
{
    size_t found = CASUS_NOT_THERE;

    *count = 0;
    for (size_t i = 0; i < casus_row_count(a); i++) {
        struct casus_row other = row_at(a, i);

        if (same_row(row, &other)) {
            found = i;
            ++*count;
        }
    }
    return *count == 1 ? found : CASUS_NOT_THERE;
}

/* As people read it: `none` is called by what it is said of (docs/language.md part 2). */
static const char *as_read(const char *kind, const char *state)
{
    if (state == NULL || strcmp(state, "none") != 0)
        return state;
    return strcmp(kind, "duty") == 0          ? "not owed"
           : strcmp(kind, "prohibition") == 0 ? "not forbidden"
           : strcmp(kind, "expectation") == 0 ? "not expected"
                                              : "not made";
}

typedef casus_status writer(casus_answer *, const struct casus_style *, casus_sink);

static char *written_in(writer *write, casus_answer *a, const struct casus_style *style)
{
    casus_text text = {.bytes = NULL};

    if (write(a, style, casus_text_sink(&text)) == CASUS_OK && !text.failed)
        return text.bytes;
    casus_text_free(text.bytes);
    return NULL;
}

/* The text that a writer writes; NULL if it failed. To be freed with casus_text_free. */
static char *written(writer *write, casus_answer *a, casus_format format)
{
    return written_in(write, a, &(struct casus_style){.size = sizeof(struct casus_style), .format = format});
}

/* Is it in the text, if any white space may stand where one stands, and marks of Markdown are passed over? */
static const char *behind(const char *at, const char *words, size_t length);

static bool tells(const char *text, const char *words)
{
    for (; text != NULL && *text != '\0'; text++)
        if (behind(text, words, strlen(words)) != NULL)
            return true;
    return false;
}

/* The place behind these words, if they stand here, whatever the lines and the marks of Markdown; else NULL. */
static const char *behind(const char *at, const char *words, size_t length)
{
    const char *end = words + length;

    while (words < end) {
        at += *at == '\\' && *words != '\\';
        if (*words == ' ' && strchr(" \n", *at) != NULL && *at != '\0') {
            at += strspn(at, " \n");
            words++;
        } else if (*at == *words) {
            at++;
            words++;
        } else {
            return NULL;
        }
    }
    return at;
}

#define FOLDED_MAX 200 /* bytes of the names that may stand for one */

/* Does the text tell of the question, where one line may stand for several that differ in one name? */
static bool tells_question(const char *text, const char *question)
{
    if (tells(text, question))
        return true;
    for (const char *name = question; *name != '\0'; name++) {
        const char *tail = name + strcspn(name, " ,:?"), *at, *from = text;

        if (*name < 'A' || *name > 'Z' || (name > question && name[-1] != ' '))
            continue;
        for (; from != NULL && *from != '\0'; from++) {
            const char *end = behind(from, question, (size_t)(name - question));

            for (at = end; at != NULL && *at != '\0' && at < end + FOLDED_MAX; at++)
                if (behind(at, tail, strlen(tail)) != NULL)
                    return true;
        }
    }
    return false;
}

/* ---- JSON, CSV ---- */

static void compare_json(struct asked *q, casus_answer *a)
{
    char *text = written(casus_write_ledger, a, CASUS_JSON);
    const char *rows = json_member(text, "rows"), *row = json_first(rows);

    if (json_count(rows) != casus_row_count(a))
        wrong(q, "rows that are not in the JSON", "the ledger", NULL, NULL, NULL);
    for (size_t i = 0; i < casus_row_count(a) && row != NULL; i++, row = json_next(row)) {
        struct casus_row r = row_at(a, i);

        if (!json_is(json_member(row, "id"), r.id))
            wrong(q, "a row with another number in the JSON", r.content, NULL, r.id, NULL);
        for (size_t k = 0; k < casus_account_count(a); k++) {
            char state[64];

            json_text(json_member(json_member(row, "states"), casus_account_name(a, k)), state, sizeof state);
            must_be(q, "a state that the JSON tells otherwise", r.content, casus_account_name(a, k), state_of(a, i, k),
                    state);
        }
    }
    casus_text_free(text);
}

/* The field of a line of CSV; fields with a comma stand in quotation marks. */
static void csv_field(const char *line, size_t column, char *out, size_t size)
{
    size_t length = 0;
    bool quoted = false;

    for (; *line != '\0' && (quoted || (*line != '\r' && *line != '\n')); line++) {
        quoted ^= *line == '"';
        if (*line == ',' && !quoted && column-- == 0)
            break;
        if (column == 0 && *line != '"' && (*line != ',' || quoted) && length + 1 < size)
            out[length++] = *line;
    }
    out[length] = '\0';
}

static void compare_csv(struct asked *q)
{
    char *text = written(casus_write_ledger, q->a, CASUS_CSV), id[64], account[64], state[64];
    const char *line = text == NULL ? NULL : strchr(text, '\n');
    char *hyphen;

    for (size_t i = 0; i < casus_row_count(q->a); i++)
        for (size_t k = 0; k < casus_account_count(q->a); k++) {
            struct casus_row r = row_at(q->a, i);

            if (line == NULL || *++line == '\0') {
                wrong(q, "a row that is not in the CSV", r.content, casus_account_name(q->a, k), NULL, NULL);
                casus_text_free(text);
                return;
            }
            csv_field(line, 2, id, sizeof id);
            csv_field(line, 10, account, sizeof account);
            csv_field(line, 11, state, sizeof state);
            hyphen = strchr(id, '-'); /* 2.10 is written as 2-10 (docs/data.md) */
            if (hyphen != NULL)
                *hyphen = '.';
            must_be(q, "a row with another number in the CSV", r.content, NULL, r.id, id);
            must_be(q, "another account in the CSV", r.content, NULL, casus_account_name(q->a, k), account);
            must_be(q, "a state that the CSV tells otherwise", r.content, account, state_of(q->a, i, k), state);
            line = strchr(line, '\n');
        }
    casus_text_free(text);
}

/* ---- the page ---- */

/*
 * The entry of a table for the answers that the account itself gives: in mixed radix of the switches that are chosen
 * together, which come first, "open" being 0 (page/table.c).
 */
static long own_entry(const char *data, const char *table, size_t account)
{
    const char *presets = json_at(json_member(data, "presets"), account), *at;
    size_t index = 0, combined = (size_t)json_number(json_member(data, "combined"));

    for (at = json_first(json_at(table, 0)); at != NULL && (size_t)json_number(at) < combined; at = json_next(at)) {
        size_t which = (size_t)json_number(at), answers = 1;
        const char *list = json_member(json_at(json_member(data, "switches"), which), "answers");

        for (const char *answer = json_first(list); answer != NULL; answer = json_next(answer))
            answers++;
        index = index * answers + (size_t)json_number(json_at(presets, which));
    }
    return json_number(json_at(json_at(table, 1), index));
}

/* The state of a line on an account: through its vector, and where switches matter as the account has them. */
static void page_state(const char *data, size_t line, size_t account, char *out, size_t size)
{
    const char *vectors = json_member(data, "vectors"), *states = json_member(data, "states");
    long table = json_number(json_at(json_at(json_member(data, "lines"), line), 0));
    long standing = table < 0 ? -1 : json_number(json_at(json_at(vectors, (size_t)table), account));
    const char *value = table < 0 ? NULL : json_at(json_at(vectors, (size_t)table), account);

    if (value != NULL && sscanf(value, "%ld", &standing) == 1 && standing < 0)
        standing = own_entry(data, json_at(json_member(data, "tables"), (size_t)(-1 - standing)), account);
    value = standing < 0 ? NULL : json_at(json_at(json_member(data, "standings"), (size_t)standing), 0);
    json_text(value == NULL ? NULL : json_at(json_at(states, (size_t)json_number(value)), 0), out, size);
}

/* A line of the page, which stands for one row or for several. */
static size_t compare_line(struct asked *q, const char *data, size_t line, const char *ids, size_t length)
{
    size_t rows = 0;

    while (length > 0) {
        char id[64], state[64];
        size_t end = strcspn(ids, " \""), row;

        end = end < length ? end : length;
        snprintf(id, sizeof id, "%.*s", (int)end, ids);
        if (!casus_row_find(q->a, id, &row)) {
            wrong(q, "a row of the page that the ledger has not", id, NULL, NULL, NULL);
            return rows;
        }
        rows++;
        for (size_t k = 0; k < casus_account_count(q->a); k++) {
            page_state(data, line, k, state, sizeof state);
            must_be(q, "a state that the page tells otherwise", row_at(q->a, row).content, casus_account_name(q->a, k),
                    as_read(row_at(q->a, row).kind, state_of(q->a, row, k)), state);
        }
        ids += end;
        length -= end;
        ids += length > 0;
        length -= length > 0;
    }
    return rows;
}

static void compare_page(struct asked *q)
{
    static const char begins[] = "<li class=\"line ", data_begins[] = "id=\"data\">";
    char *text = written(casus_write_page, q->a, CASUS_HTML);
    const char *data = text == NULL ? NULL : strstr(text, data_begins), *at = text;
    size_t line = 0, rows = 0;

    if (data == NULL) {
        wrong(q, "a page without data", "the page", NULL, NULL, NULL);
        casus_text_free(text);
        return;
    }
    data += strlen(data_begins);
    while ((at = strstr(at, begins)) != NULL && at < data) {
        const char *end = strchr(at, '>'), *several = strstr(at, "data-rows=\""), *one = strstr(at, "id=\"row-");
        const char *ids =
            several != NULL && several < end ? several + strlen("data-rows=\"") : one + strlen("id=\"row-");

        rows += compare_line(q, data, line++, ids, strcspn(ids, "\""));
        at = end;
    }
    if (rows != casus_row_count(q->a))
        wrong(q, "rows that are not on the page", "the page", NULL, NULL, NULL);
    casus_text_free(text);
}

/* ---- why ---- */

static bool is_state(const char *text, const char *state)
{
    size_t length = strlen(state);

    return strncmp(text, state, length) == 0 && (text[length] == '\0' || text[length] == ',');
}

/* Since when a duty stands is the same in its reasons. */
static void compare_since(struct asked *q, const struct casus_row *row, const struct casus_stand *stand,
                          const char *account, const casus_reason *reasons)
{
    char since[64];

    snprintf(since, sizeof since, ", since %s", stand->since);
    if (row->holder != NULL && stand->since[0] != '\0' && strstr(reasons->text, since) == NULL)
        wrong(q, "a row that stands since another day in its reasons", row->content, account, stand->since,
              reasons->text);
}

/* Each reason at the top is a state: of an account without questions the one that it has, of an open one several. */
static void compare_reasons(struct asked *q, size_t row, size_t account)
{
    const char *name = casus_account_name(q->a, account), *state = state_of(q->a, row, account);
    struct casus_row r = row_at(q->a, row);
    const casus_reason *reasons = NULL;
    struct casus_stand stand;

    if (casus_why(q->a, row, account, &reasons) != CASUS_OK || reasons == NULL) {
        wrong(q, "a row without reasons", r.content, name, state, NULL);
    } else if (strcmp(state, "contradictory") == 0) {
        if (!tells(reasons->text, "contradicts itself"))
            wrong(q, "reasons that do not tell of a contradiction", r.content, name, state, reasons->text);
    } else if (strcmp(state, "undetermined") != 0) {
        if (casus_row_stand(q->a, row, account, &stand) == CASUS_OK)
            compare_since(q, &r, &stand, name, reasons);
        for (; reasons != NULL; reasons = reasons->next) /* it may have begun on one day or another */
            if (!is_state(reasons->text, as_read(r.kind, state)))
                wrong(q, "a state with other reasons", r.content, name, as_read(r.kind, state), reasons->text);
    } else if (reasons->next == NULL) {
        wrong(q, "an open row with one reason alone", r.content, name, state, reasons->text);
    }
}

static void compare_why(struct asked *q)
{
    for (size_t i = 0; i < casus_row_count(q->a); i++) {
        struct casus_row r = row_at(q->a, i);
        const char *accounts;
        char *text = NULL;
        size_t length;

        if (casus_why_json(q->a, i, &text, &length) != CASUS_OK)
            wrong(q, "a row without reasons in JSON", r.content, NULL, NULL, NULL);
        accounts = json_member(json_first(json_member(text, "rows")), "accounts");
        for (size_t k = 0; k < casus_account_count(q->a); k++) {
            char state[64];

            json_text(json_member(json_at(accounts, k), "state"), state, sizeof state);
            must_be(q, "a state that why tells otherwise", r.content, casus_account_name(q->a, k),
                    state_of(q->a, i, k), state);
            compare_reasons(q, i, k);
        }
        casus_text_free(text);
    }
}

/* ---- one account alone ---- */

/* Is it owed or expected, and still open in some world of this answer? By the cases that its JSON tells. */
static bool is_open(const char *row)
{
    for (const char *at = json_first(json_member(row, "cases")); at != NULL; at = json_next(at)) {
        const char *owed = json_member(at, "still_owed");

        if (json_is(json_member(at, "state"), "in force") || json_is(json_member(at, "state"), "suspended") ||
            (owed != NULL && strncmp(owed, "true", 4) == 0))
            return true;
    }
    return false;
}

static bool lists_row(const casus_next *next, size_t row)
{
    size_t found;

    for (size_t i = 0; i < casus_next_must_count(next); i++)
        if (casus_next_must(next, i, &found) == CASUS_OK && found == row)
            return true;
    for (size_t i = 0; i < casus_next_expected_count(next); i++)
        if (casus_next_expected(next, i, &found) == CASUS_OK && found == row)
            return true;
    return false;
}

static void compare_must(struct asked *q, casus_answer *a, const char *account)
{
    char *text = written(casus_write_ledger, a, CASUS_JSON);
    const char *row = json_first(json_member(text, "rows"));
    casus_next *next = NULL;

    if (casus_next_new(a, NULL, &next) != CASUS_OK)
        wrong(q, "nothing that is next", "next", account, NULL, NULL);
    for (size_t i = 0; i < casus_row_count(a) && row != NULL; i++, row = json_next(row)) {
        struct casus_row r = row_at(a, i);
        bool bond = strcmp(r.kind, "duty") == 0 || strcmp(r.kind, "expectation") == 0;
        bool open = bond && is_open(row), listed = lists_row(next, i);

        q->totals->must += listed;
        if (open != listed)
            wrong(q, "what is next is not what the run has open", r.content, account, open ? "open" : "not open",
                  listed ? "listed" : "not listed");
    }
    casus_next_free(next);
    casus_text_free(text);
}

static void compare_alone(struct asked *q, size_t account)
{
    struct casus_wishes wishes = q->wishes;
    const char *name = casus_account_name(q->a, account);
    casus_answer *alone = NULL;

    wishes.account = name;
    if (casus_answer_new(q->c, &wishes, &alone) != CASUS_OK) {
        wrong(q, "an account that cannot be asked alone", "the ledger", name, NULL, NULL);
        return;
    }
    if (casus_row_count(alone) != casus_row_count(q->a))
        wrong(q, "other rows on one account", "the ledger", name, NULL, NULL);
    for (size_t i = 0; i < casus_row_count(q->a) && i < casus_row_count(alone); i++) {
        struct casus_row r = row_at(q->a, i), other = row_at(alone, i);

        must_be(q, "another number on one account", r.content, name, r.id, other.id);
        must_be(q, "another row on one account", r.content, name, r.content, other.content);
        must_be(q, "another state on one account", r.content, name, state_of(q->a, i, account), state_of(alone, i, 0));
    }
    compare_json(q, alone);
    compare_must(q, alone, name);
    casus_answer_free(alone);
}

/* May the act be what the power allows? What one of them leaves unsaid may be anything. */
static inline bool fits(const char *power, const char *act)
{
    size_t head = strcspn(power, " ");
    const char *at = power + head;

    if (strncmp(power, act, head) != 0 || (act[head] != ' ' && act[head] != '\0'))
        return false;
    while (*at != '\0') {
        size_t length = 1 + strcspn(at + 1, " ");
        char role[128], prep[32];

        snprintf(prep, sizeof prep, "%.*s ", (int)length, at);
        length += at[length] == ' ' ? 1 + strcspn(at + length + 1, " ") : 0;
        snprintf(role, sizeof role, "%.*s", (int)length, at);
        if (strstr(act, role) == NULL && strstr(act, prep) != NULL && strcmp(prep, " under ") != 0)
            return false; /* an article may be invoked by a paragraph */
        at += length;
    }
    return true;
}

#endif
