/* SPDX-License-Identifier: MIT */
/*
 * A client of libcasus: asks a question of a record and prints the reasons of the answer, lists who must act next, and
 * names the rows whose states differ from those in a saved ledger (`casus run --format json`).
 *
 *     cc question.c $(pkg-config --cflags --libs casus) -o question
 *     ./question 2022.record 'does Russia owe Armenia assistance on e1' 2022-10-29 saved.json
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <casus/casus.h>

/* Deeper reasons are not shown: they may be as deep as the record is long. */
#define DEPTH_MAX 20

static int trouble(const char *message)
{
    fprintf(stderr, "question: %s\n", message);
    return 3;
}

static bool to_stream(void *stream, const char *bytes, size_t length)
{
    return fwrite(bytes, 1, length, stream) == length;
}

/* ---- a question, and the reasons of the answer ---- */

/* Reasons with equal numbers are equal, with all below them, so each number is entered once. */
struct seen { bool *numbers; size_t count; };

static bool is_new(struct seen *seen, size_t number)
{
    if (number >= seen->count) {
        size_t count = 2 * number + 64;
        bool *numbers = realloc(seen->numbers, count * sizeof *numbers);

        if (numbers == NULL)
            return false; /* not enough memory to show more of them */
        memset(numbers + seen->count, 0, (count - seen->count) * sizeof *numbers);
        seen->numbers = numbers;
        seen->count = count;
    }
    if (seen->numbers[number])
        return false;
    return seen->numbers[number] = true;
}

static void show_reasons(const casus_reason *reason, int depth, struct seen *seen)
{
    for (; reason != NULL; reason = reason->next) {
        bool enter = reason->first != NULL && depth < DEPTH_MAX && is_new(seen, reason->number);

        printf("%*s%s%s\n", 4 + 2 * depth, "", reason->text, reason->first != NULL && !enter ? " (...)" : "");
        if (enter)
            show_reasons(reason->first, depth + 1, seen);
    }
}

static int show_subject(casus_reply *reply, size_t subject)
{
    casus_answer *a = casus_reply_answer(reply);
    size_t row, accounts = casus_account_count(a);
    struct casus_row what;

    if (casus_reply_subject(reply, subject, &row) != CASUS_OK)
        return trouble(casus_reply_message(reply));
    if (row != CASUS_NO_ROW && casus_row_at(a, row, &what) == CASUS_OK)
        printf("%s %s\n", what.id, what.content);
    for (size_t account = 0; account < accounts; account++) {
        struct seen seen = {NULL, 0};
        const casus_reason *reasons;

        printf("  %s: %s\n", casus_account_name(a, account), casus_reply_state(reply, subject, account));
        if (casus_reply_reasons(reply, subject, account, &reasons) != CASUS_OK)
            return trouble(casus_reply_message(reply));
        show_reasons(reasons, 0, &seen);
        free(seen.numbers);
    }
    return 0;
}

static int ask(casus_case *c, const char *question, const struct casus_wishes *wishes)
{
    casus_sink errors = {to_stream, stderr};
    casus_reply *reply;
    int result = 0;

    if (casus_ask(c, question, CASUS_ASK_SHORT, wishes, &reply) != CASUS_OK)
        return trouble(casus_case_message(c));
    if (!casus_reply_understood(reply)) {
        result = trouble(casus_reply_refusal(reply));
        if (casus_write_reply_diagnostics(reply, NULL, errors) != CASUS_OK)
            result = trouble("the mistakes in the question could not be written");
    } else {
        printf("%s\n", casus_reply_read(reply));
        for (size_t i = 0; i < casus_reply_subject_count(reply) && result == 0; i++)
            result = show_subject(reply, i);
    }
    casus_reply_free(reply);
    return result;
}

/* ---- what is next ---- */

static int show_next(casus_answer *a)
{
    casus_next *next;

    if (casus_next_new(a, NULL, &next) != CASUS_OK)
        return trouble(casus_answer_message(a));
    printf("next, after %s\n", casus_answer_as_of(a));
    for (size_t i = 0; i < casus_next_must_count(next); i++) {
        struct casus_stand stand;
        struct casus_row row;
        size_t number;

        if (casus_next_must(next, i, &number) != CASUS_OK || casus_row_at(a, number, &row) != CASUS_OK ||
            casus_row_stand(a, number, 0, &stand) != CASUS_OK)
            break;
        printf("  %s %s: %s (%s on %s's account%s%s)\n", row.id, row.holder != NULL ? row.holder : "anybody",
               row.content, stand.state, casus_account_name(a, 0), stand.due[0] != '\0' ? ", by " : "", stand.due);
    }
    casus_next_free(next);
    return 0;
}

/* ---- a ledger that was saved ---- */

static bool is_same(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Finds a row by its terms, not by its number: on another date another row may have that number. */
static bool find_saved(const casus_saved *saved, const struct casus_row *row, size_t *found)
{
    for (*found = 0; *found < casus_saved_row_count(saved); ++*found) {
        struct casus_saved_row old = {.size = sizeof old};

        if (casus_saved_row_at(saved, *found, &old) == CASUS_OK && is_same(old.kind, row->kind) &&
            is_same(old.article, row->article) && is_same(old.holder, row->holder) &&
            is_same(old.claimant, row->claimant) && is_same(old.content, row->content) &&
            is_same(old.trigger, row->trigger))
            return true;
    }
    return false;
}

static void compare_row(const casus_saved *saved, casus_answer *a, size_t number)
{
    struct casus_row row;
    size_t found;

    if (casus_row_at(a, number, &row) != CASUS_OK)
        return;
    if (!find_saved(saved, &row, &found)) {
        printf("  new: %s %s\n", row.id, row.content);
        return;
    }
    for (size_t account = 0; account < casus_account_count(a); account++) {
        const char *name = casus_account_name(a, account);
        struct casus_stand stand;

        for (size_t old = 0; old < casus_saved_account_count(saved); old++)
            if (strcmp(casus_saved_account(saved, old), name) == 0 &&
                casus_row_stand(a, number, account, &stand) == CASUS_OK &&
                strcmp(casus_saved_state(saved, found, old), stand.state) != 0)
                printf("  %s: %s was %s, is %s\n", name, row.content, casus_saved_state(saved, found, old),
                       stand.state);
    }
}

static int compare(casus_answer *a, const char *file)
{
    struct casus_saved_head head = {.size = sizeof head};
    struct casus_failure failure;
    casus_saved *saved;
    casus_status status;
    size_t length;
    char *text;

    if (casus_file_read(file, &text, &length, &failure) != CASUS_OK)
        return trouble(failure.message);
    status = casus_saved_read(text, length, &saved, &failure);
    casus_text_free(text);
    if (status != CASUS_OK) {
        fprintf(stderr, "question: %s: %s\n", file, failure.message);
        return 3;
    }
    if (casus_saved_head(saved, &head) == CASUS_OK)
        printf("since the ledger of %s\n", head.as_of);
    for (size_t i = 0; i < casus_row_count(a); i++)
        compare_row(saved, a, i);
    casus_saved_free(saved);
    return 0;
}

static int run(casus_case *c, char **words, int count)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = words[3]};
    casus_sink errors = {to_stream, stderr};
    casus_answer *a;
    int result;

    if (casus_case_add_file(c, words[1]) != CASUS_OK || casus_case_check(c) != CASUS_OK)
        return trouble(casus_case_message(c));
    if (casus_case_error_count(c) > 0)
        return casus_write_diagnostics(c, NULL, errors) == CASUS_OK ? 1 : 3;
    result = ask(c, words[2], &wishes);
    if (result != 0)
        return result;
    if (casus_answer_new(c, &wishes, &a) != CASUS_OK)
        return trouble(casus_case_message(c));
    result = show_next(a);
    if (result == 0 && count == 5)
        result = compare(a, words[4]);
    casus_answer_free(a);
    return result;
}

int main(int count, char **words)
{
    casus_case *c;
    int result;

    if (count != 4 && count != 5) {
        fprintf(stderr, "usage: question FILE QUESTION DATE [SAVED.json]\n");
        return 2;
    }
    if (casus_case_new(&c) != CASUS_OK)
        return trouble("out of memory");
    result = run(c, words, count);
    casus_case_free(c);
    return result;
}
