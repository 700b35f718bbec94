/* SPDX-License-Identifier: MIT */
/*
 * One answer, whatever is asked: of a random case, what `run` says of each row on each account is what is said of it by
 * the run on that account alone, by JSON, CSV and the page, by `why` and by check lines. `next` lists the open rows of
 * that run and the powers that `ask may` and `act` confirm; an act that is tried leads to the ledger of the record
 * with its line; check lines of several dates find what is so on each; `changes` tells what differs between two runs;
 * an account that contradicts itself is told of in every text, and the brief tells of each question. All through the
 * public library.
 *
 *   answer_test [COUNT [SEED]]
 */
#include "property/answers.h"
#include "sanitized.h"

#define TRIES_MAX 3 /* acts of a record that are tried */

/* ---- check lines ---- */

/* As what a check line of this state tells of a row of its entry: the least is meant; 0: it cannot be about the row. */
static int meant_as(const char *kind, const char *state)
{
    bool effect = same(state, "with effect") || same(state, "without effect");
    bool decided = same(state, "adopted") || same(state, "not adopted") || same(state, "deferred") ||
                   same(state, "pending");
    bool either = same(state, "none") || same(state, "undetermined") || same(state, "contradictory");

    if (same(kind, "act"))
        return effect ? 1 : either ? 3 : 0;
    if (same(kind, "decision")) /* a request beside it is only called so */
        return decided || either ? 1 : 0;
    return decided ? 0 : 2;
}

/* Is a check line of this state about this row of the entry, and not about another? */
static bool is_told_of(const casus_answer *a, size_t index, const char *state)
{
    struct casus_row r = row_at(a, index);
    int meant = meant_as(r.kind, state);

    for (size_t i = 0; i < casus_row_count(a) && r.holder == NULL; i++) {
        struct casus_row other = row_at(a, i);
        bool beside = i != index && other.holder == NULL && same(r.trigger, other.trigger);
        int as = beside ? meant_as(other.kind, state) : 0;

        if (as != 0 && (as < meant || meant == 0))
            return false;
    }
    return true;
}

/* How a row is asked about in a check line, or false: it has no label, or another row reads like it. */
static bool check_of(const casus_answer *a, size_t index, char *out, size_t size)
{
    struct casus_row r = row_at(a, index), other;
    bool bond = r.holder != NULL, expects = strcmp(r.kind, "expectation") == 0;
    size_t head = strcspn(r.content, " ");

    for (size_t i = 0; i < casus_row_count(a); i++) {
        other = row_at(a, i);
        if (i == index || strcmp(r.kind, other.kind) != 0)
            continue;
        if (bond ? same(r.article, other.article) && same(r.holder, other.holder) &&
                       same(r.claimant, other.claimant) && strncmp(r.content, other.content, head) == 0
                 : same(r.trigger, other.trigger))
            return false;
    }
    if (!bond) {
        if (r.trigger == NULL || strchr(r.trigger, ' ') != NULL)
            return false;
        snprintf(out, size, "%s", r.trigger);
        return true;
    }
    if (r.content[strcspn(r.content, ":\"'")] != '\0' || r.claimant == NULL)
        return false;
    snprintf(out, size, "%s%s\"%s\" %s \"%s\" %s%s", r.article != NULL ? r.article : "", r.article != NULL ? ": " : "",
             expects ? r.claimant : r.holder, expects ? "expects" : "owes", expects ? r.holder : r.claimant,
             strcmp(r.kind, "prohibition") == 0 ? "no " : "", r.content);
    return true;
}

/* A check line of this state, after so many of others that the row is not in. */
static void add_checks(struct asked *q, size_t row, size_t account, size_t others, struct cs_buffer *lines,
                       struct cs_buffer *marks)
{
    static const char *const bonds[] = {"in force", "suspended", "fulfilled", "violated", "expired", "none",
                                        "undetermined", "contradictory"};
    static const char *const expectations[] = {"in force", "met", "not met", "none", "undetermined", "contradictory"};
    static const char *const acts[] = {"with effect", "without effect", "none", "undetermined", "contradictory"};
    static const char *const decisions[] = {"adopted", "not adopted", "pending", "undetermined", "contradictory"};
    static const char *const requests[] = {"none", "undetermined", "contradictory", "with effect", "carried out",
                                           "waiting"};
    struct casus_row r = row_at(q->a, row);
    const char *const *other = requests, *state = state_of(q->a, row, account);
    size_t count = sizeof requests / sizeof *requests;
    bool became;
    char what[1024];

    if (strcmp(r.kind, "expectation") == 0) {
        other = expectations;
        count = sizeof expectations / sizeof *expectations;
    } else if (r.holder != NULL) {
        other = bonds;
        count = sizeof bonds / sizeof *bonds;
    } else if (strcmp(r.kind, "act") == 0) {
        other = acts;
        count = sizeof acts / sizeof *acts;
    } else if (strcmp(r.kind, "decision") == 0) {
        other = decisions;
        count = sizeof decisions / sizeof *decisions;
    }
    if (!check_of(q->a, row, what, sizeof what))
        return;
    /* a request has effect whatever became of it (R 9.1) */
    became = strcmp(r.kind, "request") == 0 && !same(state, "none") && !same(state, "without effect");
    for (size_t i = 0; i <= count; i++) {
        const char *asked = i < count ? other[i] : state;

        if ((i < count && (strcmp(asked, state) == 0 || (became && same(asked, "with effect")))) ||
            !is_told_of(q->a, row, asked) || (i < count && others == 0))
            continue;
        others -= i < count;
        cs_buffer_printf(lines, "check %s %s as %s on %s%s%s\n", asked, what, casus_account_name(q->a, account),
                         q->as_of, q->wishes.known_on != NULL ? " known " : "",
                         q->wishes.known_on != NULL ? q->wishes.known_on : "");
        cs_buffer_char(marks, i == count ? '+' : '-');
    }
}

static size_t count_line_ends(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += *text == '\n';
    return count;
}

static void print_line(const char *lines, size_t index, struct cs_buffer *out)
{
    for (; index > 0; index--)
        lines = strchr(lines, '\n') + 1;
    cs_buffer_add(out, lines, strcspn(lines, "\n") + 1);
}

/* Lines that cannot be written so (a name that reads as something else) become empty ones. */
static bool without_mistakes(const casus_case *c, char *lines, size_t first)
{
    bool any = false;

    for (size_t i = 0; i < casus_case_diagnostic_count(c); i++) {
        struct casus_diagnostic d;
        char *line = lines;

        if (casus_case_diagnostic(c, i, &d) != CASUS_OK || !d.error || d.line < first)
            continue;
        for (size_t k = d.line - first; k > 0 && line != NULL; k--)
            line = strchr(line, '\n') != NULL ? strchr(line, '\n') + 1 : NULL;
        if (line == NULL)
            continue;
        any = any || line[0] != '-';
        for (; *line != '\n' && *line != '\0'; line++)
            *line = '-';
    }
    return any;
}

static void compare_verdicts(struct asked *q, casus_case *c, const char *lines, const char *marks, size_t first)
{
    casus_verdicts *verdicts = NULL;
    struct casus_verdict verdict;

    if (casus_verdicts_new(c, "pair.record", NULL, NULL, &verdicts) != CASUS_OK)
        return;
    for (size_t i = 0; i < casus_verdict_count(verdicts); i++) {
        bool passes;

        if (casus_verdict_at(verdicts, i, &verdict) != CASUS_OK || verdict.line < first)
            continue;
        passes = marks[verdict.line - first] == '+';
        q->totals->checks++;
        q->totals->failing_checks += !passes;
        if (verdict.passed == passes)
            continue;
        wrong(q, "a check line that finds otherwise than the run", "the ledger", NULL, passes ? "so" : "not so",
              verdict.found);
        print_line(lines, verdict.line - first, &q->o->text);
    }
    casus_verdicts_free(verdicts);
}

/* Evaluates the lines at the end of the record. */
static void compare_lines(struct asked *q, struct cs_buffer *lines, const struct cs_buffer *marks)
{
    size_t first = count_line_ends(q->record) + 1;
    casus_case *c = lines->length == 0 ? NULL : read_case(q->treaty, q->record, cs_buffer_string(lines));

    while (c != NULL && casus_case_error_count(c) > 0) {
        bool again = without_mistakes(c, lines->bytes, first);

        casus_case_free(c);
        c = again ? read_case(q->treaty, q->record, cs_buffer_string(lines)) : NULL;
    }
    if (c != NULL)
        compare_verdicts(q, c, cs_buffer_string(lines), cs_buffer_string(marks), first);
    casus_case_free(c);
}

static void compare_checks(struct asked *q)
{
    struct cs_buffer lines, marks;

    cs_buffer_init(&lines);
    cs_buffer_init(&marks);
    for (size_t i = 0; i < casus_row_count(q->a); i++)
        for (size_t k = 0; k < casus_account_count(q->a); k++)
            add_checks(q, i, k, 10, &lines, &marks);
    compare_lines(q, &lines, &marks);
    cs_buffer_release(&lines);
    cs_buffer_release(&marks);
}

/*
 * Lines of several dates, which are evaluated in one run that goes on, find what a run to each date finds. On every
 * other date one line is not so: a date of which all lines hold has only the rows of which they tell.
 */
static void compare_dates(struct asked *q)
{
    static const int days[] = {-2, 0, -9, 5, -5};
    struct asked on = *q;
    struct cs_moment moment;
    struct cs_buffer lines, marks;

    if (cs_moment_parse(q->as_of, strlen(q->as_of), CS_UTC, &moment) != NULL)
        return;
    cs_buffer_init(&lines);
    cs_buffer_init(&marks);
    for (size_t d = 0; d < sizeof days / sizeof *days; d++) {
        cs_day_text(cs_day_of(moment.start, CS_UTC) + days[d], on.as_of);
        on.wishes.as_of = on.as_of;
        on.a = NULL;
        if (casus_answer_new(q->c, &on.wishes, &on.a) != CASUS_OK)
            continue;
        for (size_t i = 0; i < casus_row_count(on.a); i++)
            for (size_t k = 0; k < casus_account_count(on.a); k++)
                add_checks(&on, i, k, d % 2 == 1 && i == casus_row_count(on.a) / 2 && k == 0, &lines, &marks);
        casus_answer_free(on.a);
    }
    compare_lines(q, &lines, &marks);
    cs_buffer_release(&lines);
    cs_buffer_release(&marks);
}

/* ---- powers ---- */

/* The powers of `next` with this act, under any article, on an account: "may" if one of them is there. */
static const char *listed_power(const casus_next *next, const char *act, size_t account)
{
    const char *best = "may not";

    for (size_t i = 0; i < casus_next_may_count(next); i++) {
        struct casus_power power;
        const char *state = casus_next_may_state(next, i, account);

        if (casus_next_may(next, i, &power) != CASUS_OK || strcmp(power.act, act) != 0)
            continue;
        if (strcmp(state, "may not") != 0 && strcmp(best, "may") != 0)
            best = state;
    }
    return best;
}

/*
 * What a power leaves open ("request by Alden" of anybody else) the act leaves unsaid, and then it may be undetermined
 * whether somebody is meant who is allowed (R 2.7). Together several powers may leave nothing open.
 */
static void compare_with_may(struct asked *q, const char *act, const char *account, const char *listed,
                             const char *asked)
{
    bool either = same(listed, "undetermined") && same(asked, "may");

    if (!same(asked, "undetermined") && !either)
        must_be(q, "a power of next that may answers otherwise", act, account, listed, asked);
}

/* `ask` ends with 1 if an account has no answer; `act` is done without a word if it has effect in every world. */
static void compare_ends(struct asked *q, const char *act, casus_reply *reply, const casus_act *tried)
{
    size_t open = 0, with = 0, without = 0, count = casus_account_count(casus_reply_answer(reply));
    casus_effect effect = casus_act_effect(tried);

    for (size_t k = 0; k < count; k++) {
        const char *asked = casus_reply_state(reply, 0, k), *state = casus_act_state(tried, k);

        open += same(asked, "undetermined") || same(asked, "contradictory");
        with += same(state, "with effect") || same(state, "undetermined");
        without += same(state, "without effect") || same(state, "undetermined");
    }
    if ((open > 0) != casus_reply_open(reply))
        wrong(q, "a reply that is open where each account has an answer, or is not where one has none", act, NULL, NULL,
              NULL);
    if ((effect == CASUS_EFFECT_FULL && without > 0) || (effect == CASUS_EFFECT_NONE && with > 0))
        wrong(q, "an act of another effect than on its accounts", act, NULL, NULL, NULL);
}

static void compare_power(struct asked *q, const casus_next *next, const char *act, const struct casus_wishes *wishes)
{
    static const struct { const char *power, *effect; } words[] = {
        {"may", "with effect"}, {"may not", "without effect"}, {"undetermined", "undetermined"},
        {"contradictory", "contradictory"}};
    casus_reply *reply = NULL;
    casus_act *tried = NULL;
    char question[512], entered[512];

    snprintf(question, sizeof question, "may %s", act);
    snprintf(entered, sizeof entered, "z9: %s", act);
    if (casus_ask(q->c, question, CASUS_ASK_PLAIN, wishes, &reply) == CASUS_OK && casus_reply_understood(reply) &&
        casus_act_new(q->c, "pair.record", entered, wishes->as_of, &tried) == CASUS_OK &&
        casus_act_after(tried) != NULL) {
        q->totals->may++;
        compare_ends(q, act, reply, tried);
        for (size_t k = 0; k < casus_account_count(casus_reply_answer(reply)); k++) {
            const char *name = casus_account_name(casus_reply_answer(reply), k);
            const char *asked = casus_reply_state(reply, 0, k), *effect = casus_act_state(tried, k);

            compare_with_may(q, act, name, listed_power(next, act, k), asked);
            for (size_t i = 0; i < sizeof words / sizeof *words; i++)
                if (same(words[i].power, asked))
                    must_be(q, "a power that act judges otherwise", act, name, words[i].effect, effect);
        }
    }
    casus_act_free(tried);
    casus_reply_free(reply);
}

/*
 * Has a power of this event a condition about an occurrence that nothing binds ("no close of oxa")? What next lists is
 * not looked for among all occurrences.
 */
static bool asks_of_occurrences(const struct asked *q, const char *act)
{
    char words[64];

    snprintf(words, sizeof words, "\nmay   %.*s", (int)strcspn(act, " "), act);
    for (const char *rule = strstr(q->treaty, words); rule != NULL; rule = strstr(rule + 1, words))
        for (const char *line = strchr(rule + 1, '\n'); line != NULL && (line[1] == 'i' || line[1] == 'a');
             line = strchr(line + 1, '\n')) {
            char text[200];

            snprintf(text, sizeof text, "%.*s", (int)strcspn(line + 1, "\n"), line + 1);
            if ((strstr(text, " no ") != NULL || strstr(text, "not count") != NULL) && strstr(text, " ox") != NULL)
                return true;
        }
    return false;
}

/*
 * What somebody may do on an account is among the powers of next, in these words or in fewer; an act that fits no power
 * needs none (R 5.1).
 */
static void compare_with_next(struct asked *q, const casus_next *next, const char *act,
                              const struct casus_wishes *wishes)
{
    casus_reply *reply = NULL;
    casus_act *tried = NULL;
    char question[512], entered[512];
    struct cs_buffer called;

    cs_buffer_init(&called);
    first_names(q->treaty, act, &called);
    snprintf(question, sizeof question, "may %s", act);
    snprintf(entered, sizeof entered, "z9: %s", act);
    if (strchr(act, ',') == NULL && !asks_of_occurrences(q, act) &&
        casus_act_new(q->c, "pair.record", entered, wishes->as_of, &tried) == CASUS_OK &&
        casus_act_needs_power(tried) && casus_ask(q->c, question, CASUS_ASK_PLAIN, wishes, &reply) == CASUS_OK &&
        casus_reply_understood(reply))
        for (size_t k = 0; k < casus_account_count(casus_reply_answer(reply)); k++) {
            bool listed = false;

            for (size_t i = 0; i < casus_next_may_count(next) && !listed; i++) {
                struct casus_power power;

                listed = casus_next_may(next, i, &power) == CASUS_OK && fits(power.act, cs_buffer_string(&called)) &&
                         strcmp(casus_next_may_state(next, i, k), "may not") != 0;
            }
            q->totals->asked++;
            if (same(casus_reply_state(reply, 0, k), "may") && !listed)
                wrong(q, "a power that next does not list", act, casus_account_name(q->a, k), "may", NULL);
        }
    cs_buffer_release(&called);
    casus_act_free(tried);
    casus_reply_free(reply);
}

/* On a day behind all that the record dates, so that nothing of that day comes before or after the act. */
static void compare_powers(struct asked *q)
{
    struct casus_wishes wishes = {.size = sizeof wishes};
    struct casus_date last;
    struct cs_moment moment;
    casus_answer *a = NULL;
    casus_next *next = NULL;
    char day[32];

    if (casus_case_date(q->c, NULL, &last) != CASUS_OK ||
        cs_moment_parse(last.text, strlen("2022-01-01"), CS_UTC, &moment) != NULL)
        return;
    wishes.as_of = cs_day_text(cs_day_of(moment.start, CS_UTC) + 40, day);
    if (casus_answer_new(q->c, &wishes, &a) == CASUS_OK && casus_next_new(a, NULL, &next) == CASUS_OK)
        for (size_t i = 0; i < casus_next_may_count(next); i++) {
            struct casus_power power;

            if (casus_next_may(next, i, &power) == CASUS_OK)
                compare_power(q, next, power.act, &wishes);
        }
    for (const char *line = q->record; next != NULL && *line != '\0';) {
        size_t length = strcspn(line, "\n");
        char date[40], label[40], words[400];

        if (sscanf(line, "%39[0-9T:+Z-] %39[a-z0-9]: %399[^\n]", date, label, words) == 3)
            compare_with_next(q, next, words, &wishes);
        line += length + (line[length] == '\n');
    }
    casus_next_free(next);
    casus_answer_free(a);
}

/* ---- changes ---- */

static const struct casus_row_change *change_of(const struct casus_row_change *all, size_t count, size_t before,
                                                size_t after)
{
    for (size_t i = 0; i < count; i++)
        if (all[i].before == before && all[i].after == after)
            return &all[i];
    return NULL;
}

/* Is it no more, or again, still owed, or is something in its place? Where the state is open, that may be open too. */
static bool otherwise_beside(struct asked *q, casus_answer *before, size_t old, size_t row, size_t account)
{
    struct casus_stand was, is;

    return casus_row_stand(before, old, account, &was) == CASUS_OK &&
           casus_row_stand(q->a, row, account, &is) == CASUS_OK && !same(is.state, "undetermined") &&
           (!same(was.still_owed, is.still_owed) || was.substituted != is.substituted);
}

/* The lines of a row and of what is said of it, as one line; returns where the next row begins. */
static const char *next_block(const char *line, struct cs_buffer *out)
{
    do {
        size_t length;

        line += strspn(line, " ");
        length = strcspn(line, "\n");
        cs_buffer_printf(out, "%.*s ", (int)length, line);
        line += length + (line[length] == '\n');
    } while (strncmp(line, "   ", 3) == 0);
    return line;
}

/* Below "Changed", each row tells what is otherwise, or that its time ran out. */
static void compare_changed_text(struct asked *q, const char *text)
{
    const char *line = text == NULL ? NULL : strstr(text, "\nChanged\n");

    for (line = line == NULL ? "" : line + strlen("\nChanged\n"); strncmp(line, "  ", 2) == 0;) {
        struct cs_buffer block;

        cs_buffer_init(&block);
        line = next_block(line, &block);
        if (strstr(cs_buffer_string(&block), ", now ") == NULL &&
            strstr(cs_buffer_string(&block), "its time ran out: ") == NULL)
            wrong(q, "a row that changed, and not in what", cs_buffer_string(&block), NULL, NULL, NULL);
        cs_buffer_release(&block);
        q->totals->told++;
    }
}

/* Rows that read like another one cannot be told apart from outside. */
static void compare_change(struct asked *q, casus_answer *before, casus_answer *after, size_t row,
                           const struct casus_row_change *all, size_t count)
{
    struct casus_row r = row_at(after, row);
    const struct casus_row_change *change;
    bool told;
    size_t old, olds, news;

    if (find_like(after, &r, &news) == CASUS_NOT_THERE)
        return;
    old = find_like(before, &r, &olds);
    if (olds > 1)
        return;
    change = change_of(all, count, old, row);
    told = change != NULL && change->states;
    if (old == CASUS_NOT_THERE) {
        if (change == NULL)
            wrong(q, "a new row that changes do not tell", r.content, NULL, NULL, NULL);
        return;
    }
    for (size_t k = 0; k < casus_account_count(after); k++) {
        const char *was = state_of(before, old, k), *is = state_of(after, row, k);

        if (!same(was, is) && !told)
            wrong(q, "another state that changes do not tell", r.content, casus_account_name(after, k), was, is);
        if (otherwise_beside(q, before, old, row, k) && !told)
            wrong(q, "something else beside a state, and changes do not tell it", r.content,
                  casus_account_name(after, k), was, is);
    }
    if (change != NULL && !told && !change->deadline)
        wrong(q, "a change in nothing", r.content, NULL, NULL, NULL);
    q->totals->changed += change != NULL;
}

/* A row that is there no longer. */
static void compare_gone(struct asked *q, casus_answer *before, size_t row, const struct casus_row_change *all,
                         size_t count)
{
    struct casus_row r = row_at(before, row);
    size_t olds, news;

    find_like(q->a, &r, &news);
    if (find_like(before, &r, &olds) != CASUS_NOT_THERE && news == 0 &&
        change_of(all, count, row, CASUS_NOT_THERE) == NULL)
        wrong(q, "a row that is gone and changes do not tell", r.content, NULL, NULL, NULL);
}

static void compare_changes(struct asked *q)
{
    struct casus_wishes wishes = q->wishes;
    struct casus_row_change *all = NULL;
    struct cs_moment moment;
    casus_changes *changes = NULL;
    casus_answer *before = NULL;
    casus_text text = {.bytes = NULL};
    size_t count = 0;
    char day[32];

    if (cs_moment_parse(q->as_of, strlen("2022-01-01"), CS_UTC, &moment) != NULL)
        return;
    wishes.as_of = cs_day_text(cs_day_of(moment.start, CS_UTC) - 3, day);
    if (casus_answer_new(q->c, &wishes, &before) == CASUS_OK &&
        casus_changes_new(before, q->a, &changes) == CASUS_OK) {
        count = casus_row_change_count(changes);
        all = calloc(count + 1, sizeof *all);
    }
    for (size_t i = 0; all != NULL && i < count; i++) {
        if (casus_row_change_at(changes, i, &all[i]) != CASUS_OK)
            wrong(q, "a change that is not there", "changes", NULL, NULL, NULL);
    }
    for (size_t i = 0; all != NULL && i < casus_row_count(q->a); i++)
        compare_change(q, before, q->a, i, all, count);
    for (size_t i = 0; all != NULL && i < casus_row_count(before); i++)
        compare_gone(q, before, i, all, count);
    if (changes != NULL && casus_write_changes(changes, NULL, casus_text_sink(&text)) != CASUS_OK)
        wrong(q, "changes that cannot be told", "changes", NULL, NULL, NULL);
    compare_changed_text(q, text.bytes);
    casus_text_free(text.bytes);
    free(all);
    casus_changes_free(changes);
    casus_answer_free(before);
}

/* ---- an act that is tried ---- */

/* The ledger of the record with it is that of the record with its line, and so is what it changes. */
static void compare_act(struct asked *q, const char *words, const char *on)
{
    struct casus_wishes wishes = {.size = sizeof wishes};
    casus_act *act = NULL;
    casus_answer *a = NULL;
    casus_case *c = NULL;

    if (casus_act_new(q->c, "pair.record", words, on, &act) != CASUS_OK || casus_act_after(act) == NULL) {
        casus_act_free(act);
        return;
    }
    q->totals->tried++;
    wishes.as_of = casus_act_date(act);
    c = read_case(q->treaty, q->record, casus_act_addition(act));
    if (c == NULL || casus_case_error_count(c) > 0) {
        wrong(q, "an act whose line is refused", words, NULL, NULL, NULL);
    } else if (casus_answer_new(c, &wishes, &a) == CASUS_OK) {
        char *one = written(casus_write_ledger, casus_act_after(act), CASUS_CSV);
        char *other = written(casus_write_ledger, a, CASUS_CSV);

        if (!same(one, other)) {
            wrong(q, "an act that leads to another ledger once it is entered", words, NULL, NULL, NULL);
            cs_buffer_printf(&q->o->text, "---- tried\n%s---- entered\n%s", one, other);
        }
        casus_text_free(one);
        casus_text_free(other);
    }
    casus_answer_free(a);
    casus_case_free(c);
    casus_act_free(act);
}

/* Events of the record are tried again, on their days. */
static void compare_acts(struct asked *q)
{
    size_t tries = 0;

    for (const char *line = q->record; *line != '\0' && tries < TRIES_MAX && q->o->category == NULL;) {
        size_t length = strcspn(line, "\n");
        char date[40], label[40], words[400], entered[440];

        if (sscanf(line, "%39[0-9T:+Z-] %39[a-z0-9]: %399[^\n]", date, label, words) == 3) {
            snprintf(entered, sizeof entered, "z9: %s", words);
            compare_act(q, entered, date);
            tries++;
        }
        line += length + (line[length] == '\n');
    }
}

/* ---- what every text tells ---- */

static bool contradicts(casus_answer *a, size_t account)
{
    return casus_row_count(a) > 0 && same(state_of(a, 0, account), "contradictory");
}

static void tell_of(struct asked *q, const char *where, char *text, size_t account)
{
    char sentence[200];

    snprintf(sentence, sizeof sentence, "The account of %s contradicts itself", casus_account_name(q->a, account));
    if (!tells(text, sentence))
        wrong(q, "a contradictory account that is not told", where, casus_account_name(q->a, account), NULL, NULL);
    casus_text_free(text);
}

static char *written_next(struct asked *q)
{
    casus_text text = {.bytes = NULL};
    casus_next *next = NULL;

    if (casus_next_new(q->a, NULL, &next) != CASUS_OK ||
        casus_write_next(next, NULL, casus_text_sink(&text)) != CASUS_OK)
        wrong(q, "nothing that is next", "next", NULL, NULL, NULL);
    casus_next_free(next);
    return text.bytes;
}

static char *written_changes(struct asked *q)
{
    struct casus_wishes wishes = q->wishes;
    casus_text text = {.bytes = NULL};
    casus_changes *changes = NULL;
    casus_answer *before = NULL;

    wishes.as_of = "1999-12-31";
    if (casus_answer_new(q->c, &wishes, &before) != CASUS_OK ||
        casus_changes_new(before, q->a, &changes) != CASUS_OK ||
        casus_write_changes(changes, NULL, casus_text_sink(&text)) != CASUS_OK)
        wrong(q, "changes that cannot be told", "changes", NULL, NULL, NULL);
    casus_changes_free(changes);
    casus_answer_free(before);
    return text.bytes;
}

/* Each question of the page tells what that account says to it. */
static void compare_page_answers(struct asked *q, size_t account)
{
    char *page = written(casus_write_page, q->a, CASUS_HTML);
    size_t questions = 0, told = 0;

    for (const char *at = page; at != NULL && (at = strstr(at, "<article class=\"question\"")) != NULL; at++)
        questions++;
    for (const char *at = page; at != NULL && (at = strstr(at, "<dt>contradictory</dt>")) != NULL; at++)
        told++;
    if (questions != told)
        wrong(q, "a question of the page without a contradictory account", "report", casus_account_name(q->a, account),
              NULL, NULL);
    casus_text_free(page);
}

static void compare_contradictions(struct asked *q)
{
    for (size_t k = 0; k < casus_account_count(q->a); k++) {
        if (!contradicts(q->a, k))
            continue;
        q->totals->contradictory++;
        tell_of(q, "run", written(casus_write_ledger, q->a, CASUS_TEXT), k);
        tell_of(q, "run --by request", written(casus_write_requests, q->a, CASUS_TEXT), k);
        tell_of(q, "brief", written(casus_write_brief, q->a, CASUS_TEXT), k);
        tell_of(q, "report", written(casus_write_page, q->a, CASUS_HTML), k);
        tell_of(q, "next", written_next(q), k);
        tell_of(q, "changes", written_changes(q), k);
        compare_page_answers(q, k);
    }
}

/* The brief tells of each question on which some row turns; in the words of the JSON if it is formal. */
static void compare_brief(struct asked *q)
{
    const struct casus_style formal = {.size = sizeof formal, .format = CASUS_TEXT, .formal = true};
    char *brief = written_in(casus_write_brief, q->a, &formal), *json = written(casus_write_ledger, q->a, CASUS_JSON);

    for (const char *row = json_first(json_member(json, "rows")); row != NULL; row = json_next(row))
        for (const char *on = json_first(json_member(row, "turns_on")); on != NULL; on = json_next(on))
            for (size_t i = 0; i < casus_question_count(q->a); i++) {
                struct casus_question question;

                if (casus_question_at(q->a, i, &question) == CASUS_OK && json_is(on, question.id) &&
                    !tells_question(brief, question.text))
                    wrong(q, "a question that the brief does not tell", question.id, NULL, question.text, NULL);
            }
    casus_text_free(brief);
    casus_text_free(json);
}

/* ---- one pair ---- */

static void count_stands(struct asked *q)
{
    q->totals->cases++;
    q->totals->rows += casus_row_count(q->a);
    for (size_t i = 0; i < casus_row_count(q->a); i++)
        for (size_t k = 0; k < casus_account_count(q->a); k++) {
            q->totals->stands++;
            q->totals->open += same(state_of(q->a, i, k), "undetermined");
        }
}

static void compare_all(struct asked *q)
{
    static void (*const each[])(struct asked *) = {compare_csv,     compare_page,    compare_why,
                                                   compare_checks,  compare_dates,   compare_powers,
                                                   compare_changes, compare_acts,    compare_brief,
                                                   compare_contradictions};

    count_stands(q);
    compare_json(q, q->a);
    for (size_t i = 0; i < casus_account_count(q->a) && q->o->category == NULL; i++)
        compare_alone(q, i);
    for (size_t i = 0; i < sizeof each / sizeof *each && q->o->category == NULL; i++)
        each[i](q);
}

static enum verdict examine_answers(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                    struct outcome *o, void *totals)
{
    struct asked q = {.treaty = treaty, .o = o, .totals = totals};
    struct cs_buffer text;
    bool refused;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s", record, seed % 4 == 0 ? CONTRADICTION : "");
    q.record = cs_buffer_string(&text);
    q.wishes.size = sizeof q.wishes;
    cs_day_text(cs_day_of(ask->end - 1, CS_UTC), q.as_of);
    q.wishes.as_of = q.as_of;
    if (ask->known_given) {
        cs_day_text(cs_day_of(ask->known - 1, CS_UTC), q.known_on);
        q.wishes.known_on = q.known_on;
    }
    q.c = read_case(treaty, q.record, "");
    refused = q.c == NULL || casus_case_error_count(q.c) > 0;
    if (!refused && casus_answer_new(q.c, &q.wishes, &q.a) == CASUS_OK) /* else too many questions, beyond a calendar */
        compare_all(&q);
    casus_answer_free(q.a);
    casus_case_free(q.c);
    cs_buffer_release(&text);
    return refused ? REFUSED : o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct totals t = {0};
    struct hunt h = {.law = "answer", .examine = examine_answers, .totals = &t, .totals_size = sizeof t};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 250 : 2000);
    printf("%zu cases, %zu rows; on accounts %zu, %zu undetermined; %zu contradictory accounts\n", t.cases, t.rows,
           t.stands, t.open, t.contradictory);
    printf("%zu check lines, %zu to fail; %zu rows that are next, %zu powers, %zu acts asked about, %zu tried, %zu "
           "changes, %zu told\n",
           t.checks, t.failing_checks, t.must, t.may, t.asked, t.tried, t.changed, t.told);
    if (h.wrong == 0 && h.count >= 500 &&
        (t.open == 0 || t.contradictory == 0 || t.failing_checks == 0 || t.must == 0 || t.may == 0 || t.asked == 0 ||
         t.tried == 0 || t.changed == 0 || t.told == 0)) {
        printf("FAILED: something was asked of no case\n");
        return 1;
    }
    return hunt_failed(&h);
}
