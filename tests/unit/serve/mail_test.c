/* SPDX-License-Identifier: MIT */
/* A letter of the outbox goes to one of two servers over one store; if that one ends, to another after a while. */
#include "unit/cmocka_all.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "serve/database.h"
#include "serve/mail.h"
#include "scratch.h"

static bool take(struct cs_database *database, int64_t now, char *id)
{
    struct casus_failure failure;
    struct cs_letter letter;
    bool found;

    assert_int_equal(cs_mail_next(database, now, now + 60, &letter, &found, &failure), CASUS_OK);
    if (found)
        strcpy(id, letter.id);
    free(letter.message);
    return found;
}

static void a_letter_is_taken_once(void **state)
{
    static const char *const ends[] = {"", "-wal", "-shm"};
    char folder[200], file[216], path[224], id[CS_KEY_TEXT];
    char first_message[] = "Subject: first\r\n", second_message[] = "Subject: second\r\n";
    struct cs_letter first = {.id = "one", .address = "a@example.org", .message = first_message};
    struct cs_letter second = {.id = "two", .address = "b@example.org", .message = second_message};
    struct cs_database *here, *there;
    struct casus_failure failure;

    (void)state;
    assert_non_null(mkdtemp(scratch_template(folder, sizeof folder, "casus-mail")));
    snprintf(file, sizeof file, "%s/a.register", folder);
    assert_int_equal(cs_database_create(file, &here, &failure), CASUS_OK);
    assert_int_equal(cs_database_commit(here, &failure), CASUS_OK);
    assert_int_equal(cs_database_open(file, &there, &failure), CASUS_OK);
    assert_int_equal(cs_mail_put(here, &first, 100, &failure), CASUS_OK);
    assert_int_equal(cs_mail_put(here, &second, 110, &failure), CASUS_OK);

    assert_false(take(here, 99, id));
    assert_true(take(here, 105, id)); /* kept until 165 */
    assert_string_equal(id, "one");
    assert_false(take(there, 105, id));
    assert_true(take(there, 110, id)); /* kept until 170 */
    assert_string_equal(id, "two");
    assert_false(take(here, 164, id));
    assert_true(take(there, 165, id)); /* who took it has ended */
    assert_string_equal(id, "one");
    assert_int_equal(cs_mail_done(there, "one", &failure), CASUS_OK);
    assert_int_equal(cs_mail_later(here, "two", 300, &failure), CASUS_OK);
    assert_false(take(there, 299, id));
    assert_true(take(there, 300, id));

    cs_database_close(there);
    cs_database_close(here);
    for (size_t i = 0; i < sizeof ends / sizeof *ends; i++) {
        snprintf(path, sizeof path, "%s%s", file, ends[i]);
        unlink(path);
    }
    assert_int_equal(rmdir(folder), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {cmocka_unit_test(a_letter_is_taken_once)};

    return cmocka_run_group_tests(tests, NULL, NULL);
}
