/* SPDX-License-Identifier: MIT */
/*
 * The rule of an organ that is read as a weighted game says of a ballot what the engine says of it as it is held: for
 * methods that count, random weights, and ballots by chance, half of them near the weight at which the rule turns.
 *
 *   power_test [ORGANS [SEED]]
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "counsel/ballot.h"
#include "property/chance.h"
#include "sanitized.h"

#define MEMBERS (CS_BALLOT_DIAGRAM_MAX + 3)
#define BALLOTS 12

static const char *const METHODS[] = {"Majority", "Majority Of Members", "Two Thirds Of Members", "Two Thirds Of Cast",
                                      "Two Thirds Of Present", "Weighted Two Thirds"};

static void add_organ(struct cs_buffer *out, const char *method, struct chance *chance)
{
    cs_buffer_text(out, "zone +00:00\nname organ Council\n");
    for (int i = 0; i < MEMBERS; i++)
        cs_buffer_printf(out, "name state \"Member %d\"\n2020-01-01/.. \"Member %d\" is member of Council\n"
                              "2020-01-01/.. weight of \"Member %d\" in Council with %u\n",
                         i, i, i, 1 + below(chance, percent(chance, 20) ? 5000 : 90));
    cs_buffer_printf(out, "2020-01-01/.. Council is deciding by %s\n", method);
}

/* Members become for the draft one by one, up to some number, or up to where the game turns. */
static void choose_ballot(const struct cs_game *game, struct chance *chance, bool is_for[MEMBERS])
{
    bool near = percent(chance, 50), late = percent(chance, 50);
    uint32_t most = below(chance, MEMBERS + 1);

    memset(is_for, 0, MEMBERS * sizeof *is_for);
    for (uint32_t k = 0; near ? !cs_game_adopts(game, is_for) : k < most; k++) {
        uint32_t i = below(chance, MEMBERS);

        is_for[i] = true;
        if (near && !late && cs_game_adopts(game, is_for)) {
            is_for[i] = false; /* just not enough */
            return;
        }
    }
}

static void add_ballot(struct cs_buffer *out, int number, const bool is_for[MEMBERS])
{
    cs_buffer_printf(out, "2022-01-01T%02d:00 d%d: draft in Council for Mission\n", number, number);
    for (int i = 0; i < MEMBERS; i++)
        cs_buffer_printf(out, "2022-01-01T%02d:10 vote by \"Member %d\" on d%d for %s\n", number, i, number,
                         is_for[i] ? "Yes" : "No");
    cs_buffer_printf(out, "2022-01-01T%02d:20 close of d%d\n", number, number);
}

static void open_case(struct cs_case *c, const struct cs_buffer *record)
{
    cs_case_init(c);
    cs_case_add(c, CASUS_SOURCE_DIR "/vocabulary/decisions.casus");
    cs_case_add_text(c, "council.record", CS_SOURCE_RECORD, cs_buffer_string(record), record->length);
    if (cs_case_check(c) != CASUS_OK || c->plan == NULL) {
        fprintf(stderr, "the record is not valid: %s\n%s", c->failure.message, cs_buffer_string(record));
        exit(1);
    }
}

static bool is_adopted(const struct cs_ledger *ledger, const char *label)
{
    for (size_t i = 0; i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_DECISION &&
            strcmp(cs_names_text(ledger->docket->plan->names, ledger->rows[i].trigger), label) == 0)
            return cs_ledger_state(ledger, &ledger->rows[i], ledger->docket->possible) == CS_STATE_ADOPTED;
    return false;
}

static int compare(const struct cs_game *game, const struct cs_buffer *organ, struct chance *chance)
{
    struct cs_wishes wishes = {.one_account = true};
    bool ballots[BALLOTS][MEMBERS];
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_answer *answer;
    struct cs_buffer record;
    struct cs_case c;
    int wrong = 0;

    cs_buffer_init(&record);
    cs_buffer_add(&record, cs_buffer_string(organ), organ->length);
    for (int b = 0; b < BALLOTS; b++) {
        choose_ballot(game, chance, ballots[b]);
        add_ballot(&record, b, ballots[b]);
    }
    open_case(&c, &record);
    if (cs_date_read("2022-01-02", (struct cs_reckoning){.has_zone = false}, &wishes.as_of) != NULL ||
        cs_answer_new(c.plan, &wishes, &failure, &answer) != CASUS_OK) {
        fprintf(stderr, "%s\n", failure.message);
        exit(1);
    }
    for (int b = 0; b < BALLOTS; b++) {
        char label[16];

        snprintf(label, sizeof label, "d%d", b);
        if (is_adopted(answer->ledger, label) == cs_game_adopts(game, ballots[b]))
            continue;
        fprintf(stderr, "the engine and the game differ on %s of\n%s", label, cs_buffer_string(&record));
        wrong++;
    }
    cs_answer_free(answer);
    cs_case_release(&c);
    cs_buffer_release(&record);
    return wrong;
}

static int try_organ(const char *method, struct chance *chance)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_date as_of;
    struct cs_ballot_wish wish = {.organ = "Council", .as_of = &as_of};
    struct cs_ballot ballot;
    struct cs_buffer organ;
    struct cs_case c;
    int wrong = 0;

    cs_buffer_init(&organ);
    add_organ(&organ, method, chance);
    open_case(&c, &organ);
    if (cs_date_read("2021-06-01", (struct cs_reckoning){.has_zone = false}, &as_of) != NULL ||
        cs_ballot_hold(&c, &wish, &failure, &ballot) != CASUS_OK || !ballot.is_game) {
        fprintf(stderr, "%s is not read as a game: %s\n", method, failure.message);
        wrong++;
    } else {
        wrong += compare(&ballot.game, &organ, chance);
    }
    cs_ballot_release(&ballot);
    cs_case_release(&c);
    cs_buffer_release(&organ);
    return wrong;
}

int main(int argc, char **argv)
{
    long organs = argc > 1 ? strtol(argv[1], NULL, 10) : SANITIZED ? 1 : 2;
    struct chance chance = {.state = argc > 2 ? strtoull(argv[2], NULL, 10) : 20260817};
    int wrong = 0;

    for (long i = 0; i < organs; i++)
        for (size_t m = 0; m < sizeof METHODS / sizeof *METHODS; m++)
            wrong += try_organ(METHODS[m], &chance);
    return wrong > 0;
}
