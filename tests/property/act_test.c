/* SPDX-License-Identifier: MIT */
/*
 * R 5.4: an act that is tried has the effect that the run gives it once it is entered, on every account; a question
 * "may" and a check line say the same, of what somebody denies as if it were so, also where several acts of one day are
 * checked together; and it changes what it changes once it is read with the record. Each event that a random record has
 * on a day, or at an instant, is tried again under another label, or without one; each state under a label, or with the
 * dates of the one before.
 *
 *   act_test [COUNT [SEED]]
 */
#include "property/kept.h"

#include "casus/casus.h"
#include "sanitized.h"

#define TRIES_MAX 4 /* entries of a record that are tried */

struct totals { size_t tried, asked, supposed, with, without, open, checked, together, followed, states; };

/* ---- lines of a record ---- */

struct told { char date[40], words[400]; };

/* "2023-03-01 e3: raid by Borea on Alden": a day or an instant, a label, the words. False for any other line. */
static bool read_line(const char *line, size_t length, struct told *out)
{
    const char *space = memchr(line, ' ', length), *colon = memchr(line, ':', length), *end = line + length;
    size_t date;

    while (colon != NULL && (colon + 1 >= end || colon[1] != ' '))
        colon = memchr(colon + 1, ':', (size_t)(end - colon - 1));
    if (space == NULL || colon == NULL || colon < space || line[0] < '0' || line[0] > '9')
        return false;
    date = (size_t)(space - line);
    if (date < strlen("2023-03-01") || date >= sizeof out->date || (size_t)(end - colon) >= sizeof out->words ||
        strcspn(line, "/[~?%X.") < date || memchr(space + 1, ' ', (size_t)(colon - space - 1)) != NULL)
        return false;
    snprintf(out->date, sizeof out->date, "%.*s", (int)date, line);
    snprintf(out->words, sizeof out->words, "%.*s", (int)(end - colon - 2), colon + 2);
    return true;
}

/* ---- the ways to ask ---- */

static casus_case *read_case(const char *treaty, const char *record, const char *more)
{
    struct cs_buffer text;
    casus_case *c = NULL;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", record, more);
    if (casus_case_new(&c) != CASUS_OK || casus_case_add_text(c, "pair.treaty", treaty, strlen(treaty)) != CASUS_OK ||
        casus_case_add_text(c, "pair.record", cs_buffer_string(&text), text.length) != CASUS_OK ||
        casus_case_check(c) != CASUS_OK || casus_case_error_count(c) > 0) {
        casus_case_free(c);
        c = NULL;
    }
    cs_buffer_release(&text);
    return c;
}

/*
 * The effect of a request in this state: whatever became of it, it has effect (R 9.1). NULL: what became of it is open,
 * and so the state does not tell.
 */
static const char *effect_of(const char *state, bool has_words)
{
    static const char *const others[] = {"none", "without effect", "contradictory", "with effect"};

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (strcmp(state, others[i]) == 0)
            return state;
    if (strcmp(state, "undetermined") == 0)
        return has_words ? NULL : state;
    return "with effect";
}

/*
 * The state that a run gives the entry z9 on an account; NULL if it is in no row, or in several. `has_words`: the
 * vocabulary has words for what becomes of a request.
 */
static const char *state_of_entry(casus_answer *a, size_t account, bool has_words)
{
    const char *found = NULL;

    for (size_t i = 0; i < casus_row_count(a); i++) {
        struct casus_stand stand;
        struct casus_row row;

        if (casus_row_at(a, i, &row) != CASUS_OK || row.trigger == NULL || strcmp(row.trigger, "z9") != 0 ||
            (strcmp(row.kind, "act") != 0 && strcmp(row.kind, "request") != 0))
            continue;
        if (found != NULL || casus_row_stand(a, i, account, &stand) != CASUS_OK)
            return NULL;
        found = strcmp(row.kind, "request") == 0 ? effect_of(stand.state, has_words) : stand.state;
        if (found == NULL)
            return NULL;
    }
    return found;
}

static void tell(struct outcome *o, const char *category, const struct told *told, const char *account, const char *one,
                 const char *other)
{
    differ(o, category);
    cs_buffer_printf(&o->text, "  %s %s, account %s: %s, and %s\n", told->date, told->words, account, one, other);
}

/* The run of the record with the act as its last line. */
static void compare_with_run(const casus_act *act, const char *treaty, const char *record, const struct told *told,
                             struct outcome *o, struct totals *t)
{
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = casus_act_date(act)};
    casus_case *c = read_case(treaty, record, casus_act_addition(act));
    bool has_words = strstr(treaty, "by asker\n  state") != NULL;
    casus_answer *a = NULL;

    if (c == NULL)
        differ(o, "an act whose line is refused");
    else if (casus_answer_new(c, &wishes, &a) == CASUS_OK)
        for (size_t i = 0; i < casus_account_count(a); i++) {
            const char *run = state_of_entry(a, i, has_words), *tried = casus_act_state(act, i);

            if (run == NULL || !casus_act_needs_power(act))
                continue;
            t->asked++;
            t->with += strcmp(tried, "with effect") == 0;
            t->without += strcmp(tried, "without effect") == 0;
            t->open += strcmp(tried, "undetermined") == 0;
            if (strcmp(run, tried) != 0)
                tell(o, "an act that is judged otherwise once it is entered", told, casus_account_name(a, i), tried,
                     run);
        }
    casus_answer_free(a);
    casus_case_free(c);
}

static const char *as_power(const char *effect)
{
    return strcmp(effect, "with effect") == 0 ? "may" : strcmp(effect, "without effect") == 0 ? "may not" : effect;
}

/* Has the record a line by which there was none of the word of the act (R 2.10)? */
static bool says_none(const char *record, const struct told *told)
{
    char line[420];

    snprintf(line, sizeof line, " no %.*s", (int)strcspn(told->words, " "), told->words);
    return strstr(record, line) != NULL;
}

/*
 * The answer of the record with the act as its last line, as if nobody denied that: who says that there was none denies
 * what is entered, and not what is only asked about. NULL if it cannot be run.
 */
static casus_answer *answer_as_done(const casus_act *act, const char *treaty, const char *record, casus_case **c)
{
    static const char so[] = "z9 happened";
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = casus_act_date(act)};
    struct cs_buffer text;
    casus_answer *a = NULL;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", record, casus_act_addition(act));
    if (casus_case_new(c) != CASUS_OK || casus_case_add_text(*c, "pair.treaty", treaty, strlen(treaty)) != CASUS_OK ||
        casus_case_add_text(*c, "pair.record", cs_buffer_string(&text), text.length) != CASUS_OK ||
        casus_case_suppose(*c, "supposed", so, strlen(so)) != CASUS_OK || casus_case_check(*c) != CASUS_OK ||
        casus_case_error_count(*c) > 0 || casus_answer_new(*c, &wishes, &a) != CASUS_OK)
        a = NULL;
    cs_buffer_release(&text);
    return a;
}

/* "may ..." on that date. */
static void compare_with_question(casus_case *c, const casus_act *act, const char *treaty, const char *record,
                                  const struct told *told, struct outcome *o, struct totals *t)
{
    bool denied = says_none(record, told), has_words = strstr(treaty, "by asker\n  state") != NULL;
    casus_case *supposed = NULL;
    casus_answer *done = denied ? answer_as_done(act, treaty, record, &supposed) : NULL;
    struct casus_wishes wishes = {.size = sizeof wishes, .as_of = casus_act_date(act)};
    casus_reply *reply = NULL;
    size_t accounts = 0;
    char question[420];

    snprintf(question, sizeof question, "may %s", told->words);
    if (casus_ask(c, question, CASUS_ASK_PLAIN, &wishes, &reply) != CASUS_OK)
        reply = NULL;
    else if (!casus_reply_understood(reply))
        differ(o, "an act that cannot be asked about");
    if (reply != NULL && casus_reply_understood(reply))
        accounts = casus_account_count(casus_reply_answer(reply));
    for (size_t i = 0; i < accounts; i++) {
        const char *asked = casus_reply_state(reply, 0, i), *tried = casus_act_state(act, i);
        bool may_be_denied = denied && (strcmp(tried, "none") == 0 || strcmp(tried, "undetermined") == 0);

        if (may_be_denied)
            tried = done == NULL ? NULL : state_of_entry(done, i, has_words);
        t->supposed += may_be_denied && tried != NULL;
        if (tried != NULL && strcmp(asked, as_power(tried)) != 0)
            tell(o, may_be_denied ? "a question that is answered otherwise than the act that is so"
                                  : "a question that is answered otherwise than the act",
                 told, casus_account_name(casus_reply_answer(reply), i), tried, asked);
    }
    casus_answer_free(done);
    casus_case_free(supposed);
    casus_reply_free(reply);
}

/* A check line of the first account. */
static void compare_with_check(const casus_act *act, const char *treaty, const char *record, const struct told *told,
                               const char *account, struct outcome *o, struct totals *t)
{
    const char *effect = casus_act_state(act, 0);
    bool may = strcmp(effect, "with effect") == 0;
    casus_verdicts *verdicts = NULL;
    struct casus_verdict verdict;
    struct cs_buffer line;
    casus_case *c;

    if (!may && strcmp(effect, "without effect") != 0)
        return;
    cs_buffer_init(&line);
    cs_buffer_printf(&line, "check %s %s as %s on %s\n", may ? "may" : "may not", told->words, account, told->date);
    c = read_case(treaty, record, cs_buffer_string(&line));
    if (c != NULL && casus_verdicts_new(c, "pair.record", NULL, NULL, &verdicts) == CASUS_OK)
        for (size_t i = 0; i < casus_verdict_count(verdicts); i++) {
            t->checked++;
            if (casus_verdict_at(verdicts, i, &verdict) == CASUS_OK && !verdict.passed)
                tell(o, "a check line that finds otherwise", told, account, effect, verdict.found);
        }
    casus_verdicts_free(verdicts);
    casus_case_free(c);
    cs_buffer_release(&line);
}

/* Adds a check line for each account on which the act, tried by itself, may be done or may not. */
static size_t add_checks(casus_case *c, const struct told *told, const char *date, struct cs_buffer *lines)
{
    size_t count = 0;
    casus_act *act = NULL;
    casus_answer *after;
    char words[420];

    snprintf(words, sizeof words, "z9: %s", told->words);
    if (casus_act_new(c, "pair.record", words, date, &act) != CASUS_OK)
        return 0;
    after = casus_act_after(act);
    for (size_t i = 0; after != NULL && casus_act_needs_power(act) && i < casus_account_count(after); i++) {
        const char *effect = casus_act_state(act, i);
        bool may = strcmp(effect, "with effect") == 0;

        if (!may && strcmp(effect, "without effect") != 0)
            continue;
        cs_buffer_printf(lines, "check %s %s as %s on %s\n", may ? "may" : "may not", told->words,
                         casus_account_name(after, i), date);
        count++;
    }
    casus_act_free(act);
    return count;
}

/* All acts on the day of the first, checked in one case: each is found as it is by itself. */
static void compare_together(casus_case *c, const char *treaty, const char *record, const struct told *told,
                             size_t count, struct outcome *o, struct totals *t)
{
    casus_verdicts *verdicts = NULL;
    struct casus_verdict verdict;
    struct cs_buffer lines;
    size_t acts = 0;
    casus_case *checked = NULL;

    cs_buffer_init(&lines);
    for (size_t i = 0; i < count; i++)
        acts += add_checks(c, &told[i], told[0].date, &lines) > 0;
    if (acts > 1)
        checked = read_case(treaty, record, cs_buffer_string(&lines));
    if (checked != NULL && casus_verdicts_new(checked, "pair.record", NULL, NULL, &verdicts) == CASUS_OK)
        for (size_t i = 0; i < casus_verdict_count(verdicts); i++) {
            t->together++;
            if (casus_verdict_at(verdicts, i, &verdict) == CASUS_OK && !verdict.passed) {
                differ(o, "a check line that finds otherwise beside others");
                cs_buffer_printf(&o->text, "%s  found: %s\n", cs_buffer_string(&lines), verdict.found);
            }
        }
    casus_verdicts_free(verdicts);
    casus_case_free(checked);
    cs_buffer_release(&lines);
}

/* ---- what follows ---- */

/* What the act changes, date by date; NULL if it is none. */
static char *changes_by(casus_case *c, const char *words, const char *on)
{
    casus_text text = {.bytes = NULL};
    casus_act *act = NULL;

    if (casus_act_new(c, "pair.record", words, on, &act) != CASUS_OK || casus_act_after(act) == NULL ||
        casus_write_act_changes(act, NULL, casus_text_sink(&text)) != CASUS_OK) {
        casus_text_free(text.bytes);
        text.bytes = NULL;
    }
    casus_act_free(act);
    return text.bytes;
}

/*
 * Of an act behind all that is there nothing is read anew, and what follows is that of its trial. With one more record
 * behind its own, empty as it is, all is read and run with the act in it.
 */
static void compare_what_follows(casus_case *c, const char *treaty, const char *record, const char *words,
                                 const char *on, struct outcome *o, struct totals *t)
{
    casus_case *read = NULL;
    char *one, *other;

    if (casus_case_new(&read) == CASUS_OK &&
        casus_case_add_text(read, "pair.treaty", treaty, strlen(treaty)) == CASUS_OK &&
        casus_case_add_text(read, "pair.record", record, strlen(record)) == CASUS_OK &&
        casus_case_add_text(read, "z.record", "", 0) == CASUS_OK && casus_case_check(read) == CASUS_OK) {
        one = changes_by(c, words, on);
        other = changes_by(read, words, on);
        t->followed += one != NULL && strncmp(one, "Nothing", strlen("Nothing")) != 0;
        if (one == NULL ? other != NULL : other == NULL || strcmp(one, other) != 0) {
            differ(o, "an act that changes other things once it is read with the record");
            cs_buffer_printf(&o->text, "---- %s, on %s, tried\n%s---- read\n%s", words, on != NULL ? on : "its date",
                             one != NULL ? one : "", other != NULL ? other : "");
        }
        casus_text_free(one);
        casus_text_free(other);
    }
    casus_case_free(read);
}

/* ---- one pair ---- */

static void try_line(casus_case *c, const char *treaty, const char *record, const struct told *told, struct outcome *o,
                     struct totals *t)
{
    char words[420];
    casus_act *act = NULL;
    casus_answer *after;

    snprintf(words, sizeof words, "z9: %s", told->words);
    if (casus_act_new(c, "pair.record", words, told->date, &act) != CASUS_OK)
        return; /* too many questions, a date beyond a calendar */
    after = casus_act_after(act);
    if (after != NULL) {
        t->tried++;
        compare_with_run(act, treaty, record, told, o, t);
        if (casus_act_needs_power(act) && o->category == NULL)
            compare_with_question(c, act, treaty, record, told, o, t);
        if (casus_act_needs_power(act) && o->category == NULL)
            compare_with_check(act, treaty, record, told, casus_account_name(after, 0), o, t);
        if (o->category == NULL)
            compare_what_follows(c, treaty, record, t->tried % 2 == 0 ? words : told->words, told->date, o, t);
    }
    casus_act_free(act);
}

/* "2022-06-01/.. Borea is sworn": a state without a label. */
static bool read_state(const char *line, size_t length, struct told *out)
{
    const char *space = memchr(line, ' ', length);
    size_t date = space == NULL ? 0 : (size_t)(space - line);

    if (date == 0 || date >= sizeof out->date || memchr(line, '/', date) == NULL || memchr(line, ':', length) != NULL ||
        length - date >= sizeof out->words || line[0] < '0' || line[0] > '9')
        return false;
    snprintf(out->date, sizeof out->date, "%.*s", (int)date, line);
    snprintf(out->words, sizeof out->words, "%.*s", (int)(length - date - 1), space + 1);
    return true;
}

static void try_states(casus_case *c, const char *treaty, const char *record, struct outcome *o, struct totals *t)
{
    struct told last = {.date = ""};
    size_t tries = 0, followed = t->followed;

    for (const char *line = record; *line != '\0' && tries < TRIES_MAX && o->category == NULL;) {
        size_t length = strcspn(line, "\n");
        struct told told;
        char words[460];

        if (read_state(line, length, &told)) {
            bool labelled = last.date[0] == '\0' || strcmp(last.date, told.date) == 0;

            snprintf(words, sizeof words, "%s %s%s", labelled ? told.date : last.date, labelled ? "z9: " : "",
                     told.words);
            compare_what_follows(c, treaty, record, words, NULL, o, t);
            last = told;
            tries++;
        }
        line += length + (line[length] == '\n');
    }
    t->states += t->followed - followed;
}

static enum verdict examine_acts(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                 struct outcome *o, void *totals)
{
    casus_case *c = read_case(treaty, record, "");
    struct told all[TRIES_MAX];
    size_t tries = 0;

    (void)ask;
    (void)seed;
    if (c == NULL)
        return REFUSED;
    for (const char *line = record; *line != '\0' && tries < TRIES_MAX && o->category == NULL;) {
        size_t length = strcspn(line, "\n");
        struct told told;

        if (read_line(line, length, &told)) {
            all[tries++] = told;
            try_line(c, treaty, record, &told, o, totals);
        }
        line += length + (line[length] == '\n');
    }
    if (o->category == NULL && tries > 1)
        compare_together(c, treaty, record, all, tries, o, totals);
    if (o->category == NULL)
        try_states(c, treaty, record, o, totals);
    casus_case_free(c);
    return o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct totals t = {0};
    struct hunt h = {.law = "act", .examine = examine_acts, .totals = &t, .totals_size = sizeof t};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 300 : 1500);
    printf("%zu acts tried; on accounts: %zu with effect, %zu without, %zu undetermined, %zu as if nobody denied them; "
           "%zu check lines, %zu together\n", t.tried, t.with, t.without, t.open, t.supposed, t.checked, t.together);
    printf("%zu acts and states change something, %zu of them states\n", t.followed, t.states);
    if (h.wrong == 0 && h.count >= 1500 &&
        (t.with == 0 || t.without == 0 || t.open == 0 || t.supposed == 0 || t.checked == 0 || t.together == 0 ||
         t.states == 0 || t.followed == t.states)) {
        printf("FAILED: no act of some sort was tried\n");
        return 1;
    }
    return hunt_failed(&h);
}
