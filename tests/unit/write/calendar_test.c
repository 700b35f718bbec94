/* SPDX-License-Identifier: MIT */
/* Deadlines as a calendar (RFC 5545). */
#include "unit/view/reported.h"

#include "ledger/next.h"
#include "write/write.h"

static casus_status write_calendar(struct reported *r, const char *text, const char *date)
{
    struct cs_next *next;
    casus_status s;

    given_report(r, text, date);
    assert_status(&r->g, cs_next_new(r->g.ledger, CS_NO_NAME, &next), CASUS_OK);
    s = cs_next_calendar(&r->report, next, &r->out);
    cs_next_free(next);
    return s;
}

/* The calendar with its folded lines made whole, each ended by LF; the arena of the report owns it. */
static const char *unfolded(struct reported *r)
{
    const char *text = cs_buffer_string(&r->out);
    char *out = cs_arena_alloc(&r->arena, r->out.length + 1), *at = out;

    assert_non_null(out);
    while (*text != '\0') {
        const char *end = strstr(text, "\r\n");

        assert_non_null(end);
        assert_true(end - text <= 75); /* octets of a line */
        assert_null(memchr(text, '\n', (size_t)(end - text)));
        memcpy(at, text, (size_t)(end - text));
        at += end - text;
        text = end + 2;
        if (*text == ' ')
            text++;
        else
            *at++ = '\n';
    }
    return out;
}

static size_t count_lines(const char *calendar, const char *line)
{
    size_t count = 0, length = strlen(line);

    for (const char *at = calendar; (at = strstr(at, line)) != NULL; at += length)
        count += (at == calendar || at[-1] == '\n') && (at[length] == '\n');
    return count;
}

#define PLEA REPORTED_WORDS "account Alden, Borea\n2022-01-10 p1: plea by Alden of Borea\n"

static void a_duty_is_a_whole_day_at_its_last(void **state)
{
    struct reported r;
    const char *calendar;

    (void)state;
    assert_int_equal(write_calendar(&r, PLEA, "2022-01-11"), CASUS_OK);
    calendar = unfolded(&r);
    assert_int_equal(count_lines(calendar, "BEGIN:VCALENDAR"), 1);
    assert_int_equal(count_lines(calendar, "END:VCALENDAR"), 1);
    assert_int_equal(count_lines(calendar, "BEGIN:VEVENT"), 1);
    assert_int_equal(count_lines(calendar, "DTSTART;VALUE=DATE:20220113"), 1);
    assert_int_equal(count_lines(calendar, "DTEND;VALUE=DATE:20220114"), 1); /* exclusive */
    assert_int_equal(count_lines(calendar, "DTSTAMP:20220111T235959Z"), 1);  /* the date of the ledger: no clock */
    assert_int_equal(count_lines(calendar, "STATUS:CONFIRMED"), 1);
    release_report(&r);
}

static void an_uncertain_deadline_is_one_event_on_its_soonest_day(void **state)
{
    struct reported r;
    const char *calendar;

    (void)state;
    assert_int_equal(write_calendar(&r, REPORTED_WORDS "account Alden\n"
                                                       "[2022-01-10..2022-01-11] p1: plea by Alden of Borea\n",
                                    "2022-01-11"), CASUS_OK);
    calendar = unfolded(&r);
    assert_int_equal(count_lines(calendar, "BEGIN:VEVENT"), 1);
    assert_int_equal(count_lines(calendar, "DTSTART;VALUE=DATE:20220113"), 1);
    assert_int_equal(count_lines(calendar, "STATUS:TENTATIVE"), 1);
    assert_non_null(strstr(calendar, "By 13 or 14 January 2022 on every account."));
    release_report(&r);
}

/* A treaty of one duty within this time, and a state with this name beside Alden. */
#define TREATY(name, time)                                                                              \
    "kind state\nname state Alden, \"" name "\"\nevent plea by state of state\nevent help by state to state\n" \
    "treaty Pact \"a pact\"\narticle 1\nwhen plea by asker of helper\n"                                \
    "then helper owes asker help by helper to asker within " time "\naccount Alden\n"

static void a_deadline_of_hours_is_an_instant_in_utc(void **state)
{
    struct reported r;
    const char *calendar;

    (void)state;
    assert_int_equal(write_calendar(&r, TREATY("Borea", "24 hours") "2022-01-10T06:00+04:00 plea by Alden of Borea\n",
                                    "2022-01-10"), CASUS_OK);
    calendar = unfolded(&r);
    assert_int_equal(count_lines(calendar, "DTSTART:20220111T020000Z"), 1); /* the last instant is in time */
    assert_null(strstr(calendar, "VALUE=DATE"));
    release_report(&r);
}

static void what_is_done_is_not_there_and_what_is_overdue_is(void **state)
{
    struct reported r;

    (void)state;
    assert_int_equal(write_calendar(&r, PLEA "2022-01-12 help by Borea to Alden on p1\n", "2022-01-20"), CASUS_OK);
    assert_int_equal(count_lines(unfolded(&r), "BEGIN:VEVENT"), 0);
    assert_int_equal(count_lines(unfolded(&r), "BEGIN:VTIMEZONE"), 1); /* a calendar has a component at least */
    release_report(&r);
    assert_int_equal(write_calendar(&r, PLEA, "2022-01-20"), CASUS_OK);
    assert_int_equal(count_lines(unfolded(&r), "BEGIN:VEVENT"), 1);
    release_report(&r);
}

/* The first line that begins with "UID:". */
static void uid_of(struct reported *r, char out[64])
{
    const char *uid = strstr(unfolded(r), "\nUID:");

    assert_non_null(uid);
    snprintf(out, 64, "%.*s", (int)strcspn(uid + 1, "\n"), uid + 1);
}

static void a_duty_keeps_its_uid_when_its_deadline_moves(void **state)
{
    struct reported r;
    char first[64], later[64], moved[64];

    (void)state;
    write_calendar(&r, PLEA, "2022-01-11");
    uid_of(&r, first);
    release_report(&r);
    write_calendar(&r, PLEA "2022-01-12 p2: plea by Borea of Alden\n", "2022-01-12");
    uid_of(&r, later);
    release_report(&r);
    write_calendar(&r, REPORTED_WORDS "account Alden\n2022-01-11 p1: plea by Alden of Borea\n", "2022-01-11");
    uid_of(&r, moved);
    release_report(&r);
    assert_string_equal(first, later);
    assert_string_equal(first, moved); /* the same sentence, due a day later */
}

static void marks_of_the_format_are_escaped(void **state)
{
    struct reported r;

    (void)state;
    assert_int_equal(write_calendar(&r, TREATY("Bo, rea; \\\\ x", "3 days")
                                    "2022-01-10 plea by Alden of \"Bo, rea; \\\\ x\"\n", "2022-01-10"), CASUS_OK);
    assert_non_null(strstr(unfolded(&r), "SUMMARY:Due: Bo\\, rea\\; \\\\ x owes Alden"));
    release_report(&r);
}

#define ACCENTS "\303\251\303\251\303\251\303\251\303\251\303\251\303\251\303\251"
#define LONG_NAME "B" ACCENTS ACCENTS ACCENTS ACCENTS ACCENTS

static void a_character_is_never_broken_between_lines(void **state)
{
    struct reported r;

    (void)state;
    assert_int_equal(write_calendar(&r, TREATY(LONG_NAME, "3 days") "2022-01-10 plea by Alden of \"" LONG_NAME "\"\n",
                                    "2022-01-10"), CASUS_OK);
    unfolded(&r);
    assert_non_null(strstr(cs_buffer_string(&r.out), "\r\n "));
    for (const char *at = cs_buffer_string(&r.out); (at = strstr(at, "\r\n ")) != NULL; at += 3)
        assert_int_not_equal((unsigned char)at[3] & 0xC0, 0x80);
    release_report(&r);
}

static void a_year_of_five_figures_is_refused(void **state)
{
    struct reported r;

    (void)state;
    assert_int_equal(write_calendar(&r, REPORTED_WORDS "account Alden\n9999-12-30 p1: plea by Alden of Borea\n",
                                    "9999-12-31"),
                     CASUS_ERR_LIMIT);
    assert_non_null(strstr(r.g.failure.message, "10000-01-02"));
    release_report(&r);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_duty_is_a_whole_day_at_its_last),
        cmocka_unit_test(an_uncertain_deadline_is_one_event_on_its_soonest_day),
        cmocka_unit_test(a_deadline_of_hours_is_an_instant_in_utc),
        cmocka_unit_test(what_is_done_is_not_there_and_what_is_overdue_is),
        cmocka_unit_test(a_duty_keeps_its_uid_when_its_deadline_moves),
        cmocka_unit_test(marks_of_the_format_are_escaped),
        cmocka_unit_test(a_character_is_never_broken_between_lines),
        cmocka_unit_test(a_year_of_five_figures_is_refused),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
