/* SPDX-License-Identifier: MIT */
/* What `casus run`, `why`, `ask`, `next`, `changes` and `brief` do, with each allocation failing in turn. */
#include "fault/each_fails.h"

#include "exercise.h"

/* A duty within a reading's time, on a name that is denied; a failure that founds another; a prohibition; a number. */
static const char DUTIES[] =
    "kind body, aid, ballot\nkind state is body\nname state Alden, Borea, Cassia\nname body Union\nname aid Military\n"
    "name ballot Yes, No\n"
    "event strike by state on state\nevent attack by state on state\n"
    "event request by state of body for aid on occurrence under article\n"
    "event help by body to state of aid on occurrence after request\nevent waiver by state on occurrence\n"
    "fact state is party of instrument\nfact state is menaced\nquantity killed of state in occurrence\n"
    "row request r: request by state of body\n"
    "treaty Pact \"a pact\"\nreading Soon \"how soon\"\n  Strict 1 day\n  Wide 3 days\n"
    "2000-01-01/.. Alden, Borea are party of Pact\n"
    "article 1 \"help\"\nwhen request by victim of Union for Military on a under Pact 1\n"
    "if a counts as attack on victim\nand helper is party of Pact\nand helper other than victim\n"
    "then helper owes victim help by helper to victim on a within Soon\nreleased upon waiver by victim on a\n"
    "article 2\nwhile first is party of Pact\nand second is party of Pact\nand first other than second\n"
    "and no second is menaced\nthen first owes second no strike by first on second\n"
    "article 3\nwhen attack on state\nthen state is menaced\n"
    "when holder fails claimant help by holder to claimant on a\nif killed of claimant in a at least 100\n"
    "then holder owes claimant help by holder to claimant of Military on a within 24 hours\n"
    "account Alden, Borea\n"
    "[2022-09-12..2022-09-14] e1: strike by Cassia on Alden\n  says Alden recorded 2022-09-14\n"
    "e1 counts as attack on Alden\n  says Alden\n  denies Cassia\n"
    "2022-09-15 r1: request by Alden of Union for Military on e1\n"
    "2022-09-17 h1: help by Borea to Alden of Military\n  says Borea\n  denies Alden\n"
    "killed of Alden in e1 at least 90\n  says Alden\n";

static const char DECISIONS[] =
    "kind body, ballot\nkind state is body\nname state Alden, Borea, Cassia\nname body Union\nname ballot Yes, No\n"
    "event draft in body to moment\nevent vote by state on occurrence for ballot\n"
    "event objection by state to occurrence\n"
    "event close of occurrence after vote, objection\nevent adoption of occurrence\nevent rejection of occurrence\n"
    "fact state is party of instrument\nfact silence of occurrence to moment\n"
    "row decision d: draft in body\n  state adopted adoption of d\n  state not adopted rejection of d\n"
    "  without s vote by s on d for No\n"
    "treaty Pact \"a pact\"\n2000-01-01/.. Alden, Borea, Cassia are party of Pact\n"
    "article 1\nwhen d: draft in Union to m\nthen silence of d to m\n"
    "when reached m: silence of d to m\nif no objection to d\nthen adoption of d\nand end silence of d to m\n"
    "may objection by state to d\nif state is party of Pact\nand silence of d\n"
    "when close of d\nif d counts as draft\n"
    "and number of s in vote by s on d for Yes at least 2/3 number of s in s is party of Pact\nthen adoption of d\n"
    "and end silence of d\n"
    "when 2 days after d: draft\nif no adoption of d\nthen rejection of d\n"
    "fact weight of state with one number\n2000-01-01/.. weight of Alden with 3\n2000-01-01/.. weight of Alden with 4\n"
    "2010-01-01/.. weight of Alden with 5\nevent choice of occurrence for body or nothing\n"
    "when vote by state on d\nthen weight of state with 1\nand choice of d\n"
    "account Alden\n"
    "2022-09-15T10:00Z d1: draft in Union to 2022-09-17T10:00Z\n2022-09-16 objection by Borea to d1\n  asks Alden\n"
    "2022-09-15 d2: draft in Union\n2022-09-15 vote by Alden, Borea on d2 for Yes\n"
    "2022-09-15 v3: vote by Cassia on d2 for No\n2022-09-15 close of d2\n";

/* Dates that are not certain, states with sides that are not, periods of business days. */
static const char DATES[] =
    "seasons northern\napproximate within 1 day\n"
    "kind state\nname state Alden, Borea\n"
    "event request by state of state\nevent help by state to state on occurrence\nfact state is closed\n"
    "calendar Town\n  known 2022\n  rest Saturday, Sunday\n  holiday 2022-09-14/2022-09-15 \"feasts\"\n"
    "  workday 2022-09-17\n"
    "treaty Pact \"a pact\" since 2022-21 calendar Town\nreading Soon \"how soon\"\n  Strict 1 business day\n"
    "  Wide 3 days or the next business day\n"
    "article 1\nwhen r: request by asker of helper\nthen helper owes asker help by helper to asker on r within Soon\n"
    "suspended while helper is closed\n"
    "article 2\nwhen 2 business days after r: request by asker of helper\nthen asker is closed\n"
    "account Alden\n"
    "2022-09-12~ r1: request by Alden of Borea\n"
    "[2022-09-13..2022-09-14]/2022-09-16~ Borea is closed\n2022-09-20/ Alden is closed\n"
    "2022-09-21 help by Borea to Alden on r1\n";

static casus_status run_text(const void *context, struct cs_buffer *out)
{
    const char *text = context;
    struct cs_failure failure = {0};
    struct cs_case c;
    cs_instant end;
    casus_status s;

    cs_case_init(&c);
    s = cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, text, strlen(text));
    if (s == CASUS_OK)
        s = cs_case_check(&c);
    if (s == CASUS_OK) {
        cs_diagnostics_show(&c.diagnostics, false, out);
        s = c.plan == NULL || !cs_case_last(&c, &end) ? CASUS_ERR_ARGUMENT : exercise_run(&c, 0, end, &failure, out);
    }
    cs_case_release(&c);
    return s == CASUS_OK && out->failed ? CASUS_ERR_MEMORY : s;
}

static void duties_of_a_small_record(void **state)
{
    (void)state;
    each_fails(run_text, DUTIES);
}

static void decisions_of_a_small_record(void **state)
{
    (void)state;
    each_fails(run_text, DECISIONS);
}

static void dates_of_a_small_record(void **state)
{
    (void)state;
    each_fails(run_text, DATES);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(duties_of_a_small_record),
        cmocka_unit_test(decisions_of_a_small_record),
        cmocka_unit_test(dates_of_a_small_record),
    };

    return cmocka_run_group_tests(tests, NULL, NULL);
}
