/* SPDX-License-Identifier: MIT */
/*
 * A client of libcasus: prints each duty of a record with its state on each account, and the reasons of the first duty
 * that is violated on some account.
 *
 *     cc ledger.c $(pkg-config --cflags --libs casus) -o ledger
 *     ./ledger 2022.record 2022-10-29
 */
#include <stdio.h>
#include <string.h>

#include <casus/casus.h>

static int trouble(const char *message)
{
    fprintf(stderr, "ledger: %s\n", message);
    return 3;
}

static int show_mistakes(const casus_case *c)
{
    struct casus_diagnostic d;

    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++)
        if (casus_case_diagnostic(c, i, &d) == CASUS_OK && d.error)
            fprintf(stderr, "%s:%zu:%zu: %s %s\n", d.text, d.line, d.column, d.code, d.message);
    return 1;
}

/* Three levels of them; question.c shows how all are shown, which may be as deep as the record is long. */
static void show_reasons(const casus_reason *reason, int depth)
{
    for (; reason != NULL && depth < 3; reason = reason->next) {
        printf("%*s%s\n", 4 + 2 * depth, "", reason->text);
        show_reasons(reason->first, depth + 1);
    }
}

static int show_row(casus_answer *a, size_t number, const struct casus_row *row, bool *explained)
{
    printf("%s owes %s %s (%s)\n", row->holder, row->claimant, row->content,
           row->article != NULL ? row->article : "in the record");
    for (size_t account = 0; account < casus_account_count(a); account++) {
        struct casus_stand stand;
        const casus_reason *reasons;

        if (casus_row_stand(a, number, account, &stand) != CASUS_OK)
            return trouble(casus_answer_message(a));
        printf("  %s: %s", casus_account_name(a, account), stand.state);
        for (size_t i = 0; i < stand.turns_on_count; i++) {
            struct casus_question question;

            if (casus_question_at(a, stand.turns_on[i], &question) == CASUS_OK)
                printf("%s%s", i == 0 ? ", turns on: " : "; ", question.id);
        }
        printf("\n");
        if (*explained || strcmp(stand.state, "violated") != 0)
            continue;
        if (casus_why(a, number, account, &reasons) != CASUS_OK)
            return trouble(casus_answer_message(a));
        show_reasons(reasons, 0);
        *explained = true;
    }
    return 0;
}

static int show_duties(casus_answer *a)
{
    bool explained = false;
    int result = 0;

    printf("on %s\n", casus_answer_as_of(a));
    for (size_t i = 0; i < casus_row_count(a) && result == 0; i++) {
        struct casus_row row;

        if (casus_row_at(a, i, &row) == CASUS_OK && strcmp(row.kind, "duty") == 0)
            result = show_row(a, i, &row, &explained);
    }
    return result;
}

static int run(casus_case *c, const char *file, const char *date)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = date};
    casus_answer *a;
    int result;

    if (casus_case_add_file(c, file) != CASUS_OK || casus_case_check(c) != CASUS_OK)
        return trouble(casus_case_message(c));
    if (casus_case_error_count(c) > 0)
        return show_mistakes(c);
    if (casus_answer_new(c, &wishes, &a) != CASUS_OK)
        return trouble(casus_case_message(c));
    result = show_duties(a);
    casus_answer_free(a);
    return result;
}

int main(int count, char **words)
{
    casus_case *c;
    int result;

    if (count != 3) {
        fprintf(stderr, "usage: ledger FILE DATE\n");
        return 2;
    }
    if (casus_case_new(&c) != CASUS_OK)
        return trouble("out of memory");
    result = run(c, words[1], words[2]);
    casus_case_free(c);
    return result;
}
