/* SPDX-License-Identifier: MIT */
/*
 * Reasons as sentences. The room of reasons writes each as one formal line; here it is said again of what it is made
 * of: the claim, the article, the entry with what the voices say of it, the state, what is not so.
 */
#include <string.h>

#include "run/explain.h"
#include "view/rows.h"
#include "view/when.h"
#include "view/wording_int.h"

void cs_worded_claim(const struct cs_report *report, const struct cs_claim *claim, bool torn, const char *source,
                     struct cs_buffer *out)
{
    static const char *const phrases[] = {CS_PHRASE("{who} says[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} denies[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} leaves open[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} takes back[ via {via}][ in {source}][, recorded {day}]")};
    struct cs_language l = cs_report_language(report);
    cs_name via[8];
    struct cs_buffer day;
    size_t count = 0;

    for (const struct cs_via *v = claim->via; v != NULL && count < sizeof via / sizeof *via; v = v->next)
        via[count++] = v->name;
    cs_buffer_init(&day);
    if (claim->recorded.form != CS_MOMENT_NONE)
        cs_when_moment(report, &claim->recorded, &day);
    cs_say(l, out,
           torn ? CS_PHRASE("{who} says and denies[ via {via}][ in {source}][, recorded {day}]") : phrases[claim->kind],
           cs_part_name(&claim->voice), cs_part_names(via, count),
           source != NULL ? cs_part_text(source) : cs_part_names(&claim->source, claim->source != CS_NO_NAME),
           cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
}

/* ---- an entry, and on what it stands ---- */

/* Those who take this side, and no other on the same day. */
static size_t voices(const struct cs_matter *matter, enum cs_claim_kind kind, cs_name *names, size_t capacity)
{
    size_t count = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL && count < capacity; s = s->next)
        if (s->kind == kind && !s->torn)
            names[count++] = s->voice;
    return count;
}

/* Those who take two sides on one day, and so leave it open. */
static size_t torn_voices(const struct cs_matter *matter, cs_name *names, size_t capacity)
{
    size_t count = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL && count < capacity; s = s->next)
        if (s->torn)
            names[count++] = s->voice;
    return count;
}

/* Is it so on the word of one voice, and does nobody deny it? */
static bool is_alone(const struct cs_report *report, const struct cs_matter *matter, enum cs_claim_kind kind,
                     size_t count)
{
    cs_name other;

    return kind == CS_CLAIM_SAYS && count == 1 && voices(matter, CS_CLAIM_DENIES, &other, 1) == 0 &&
           torn_voices(matter, &other, 1) == 0 &&
           cs_docket_stands_alone(report->ledger->docket, matter->entry) && matter->concluded == NULL;
}

static void add_standing(const struct cs_report *report, const struct cs_matter *matter, struct cs_buffer *out)
{
    static const struct { enum cs_claim_kind kind; const char *phrase; } tails[] = {
        {CS_CLAIM_SAYS, CS_PHRASE("on the word of {names}")},
        {CS_CLAIM_DENIES, CS_PHRASE("denied by {names}")},
        {CS_CLAIM_ASKS, CS_PHRASE("left open by {names}")},
        {CS_CLAIM_RETRACTS, CS_PHRASE("taken back by {names}")}};
    struct cs_language l = cs_report_language(report);
    const char *between = ": ";
    cs_name names[64];
    size_t torn;

    if (matter->judged != NULL) {
        cs_buffer_text(out, between);
        cs_say(l, out, "settled by {who}, who is competent", cs_part_name(&matter->judged->voice));
        return;
    }
    if (matter->concluded != NULL) {
        cs_buffer_text(out, between);
        cs_say(l, out, "concluded by the record ({why})",
               cs_part_text(cs_told(l, matter->concluded->concluded->why)));
        between = ", ";
    } else if (matter->bare && matter->stances == NULL) {
        cs_buffer_printf(out, "%s%s", between, cs_told(l, "entered without claim"));
    } else if (voices(matter, CS_CLAIM_SAYS, names, 1) > 0 && voices(matter, CS_CLAIM_DENIES, names, 1) == 0 &&
               voices(matter, CS_CLAIM_ASKS, names, 1) == 0 && torn_voices(matter, names, 1) == 0 &&
               cs_docket_stands_alone(report->ledger->docket, matter->entry)) {
        cs_buffer_printf(out, "%s%s", between, cs_told(l, "unopposed"));
        between = ", ";
    }
    if ((torn = torn_voices(matter, names, sizeof names / sizeof *names)) > 0) {
        cs_buffer_text(out, between);
        cs_say(l, out, "said and denied by {names}", cs_part_names(names, torn));
        between = ", ";
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t count = voices(matter, tails[i].kind, names, sizeof names / sizeof *names);

        if (count == 0)
            continue;
        cs_buffer_text(out, between);
        cs_say(l, out,
               is_alone(report, matter, tails[i].kind, count) ? CS_PHRASE("on the word of {names} alone")
                                                              : tails[i].phrase,
               cs_part_names(names, count));
        between = ", ";
    }
}

/* "since 1 January 2022: Cassia is friend of Alden": an entry for which there is no sentence. */
static void add_formal(const struct cs_report *report, const struct cs_entry *entry, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    if ((entry->kind == CS_ENTRY_TERM && entry->term.head != CS_NO_NAME) || entry->kind == CS_ENTRY_ABSENCE ||
        entry->kind == CS_ENTRY_BOND) {
        cs_when_moment(report, &entry->moment, out);
        cs_buffer_text(out, entry->kind == CS_ENTRY_ABSENCE ? ": no " : ": ");
        cs_row_statement(report, entry, &text);
        if (entry->label != CS_NO_NAME)
            cs_buffer_printf(&text, " (%s)", cs_row_name(report, entry->label));
    } else {
        cs_row_entry(report, entry, &text);
    }
    cs_when_text(report, cs_buffer_string(&text), out);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

static void add_entry(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    if (reason->matter != NULL && reason->matter->supposed == 0 && !reason->matter->taken_back &&
        reason->matter->under == CS_NO_NAME && reason->matter->retracted == NULL) {
        if (!cs_worded_entry(report, reason->entry, out))
            add_formal(report, reason->entry, out);
        add_standing(report, reason->matter, out);
    } else if (cs_worded_entry(report, reason->entry, out)) {
        cs_when_text(report, reason->text + reason->said + reason->said_length, out);
    } else {
        cs_when_text(report, reason->text, out);
    }
}

/* ---- a state ---- */

/* "since 13 September 2022", "by 14, 16 or 20 September 2022" */
static void add_times(const struct cs_report *report, const struct cs_reason_state *state, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (state->of_days)
        cs_when_days(report, state->first, state->last, CS_PHRASE("a day between {first} and {last}"), &text);
    else if (state->piece->has_since)
        cs_when_day(report, state->piece->since_day, &text);
    cs_say(l, out, "[, since {day}]", cs_part_text(cs_buffer_string(&text)));
    cs_buffer_clear(&text);
    cs_when_deadlines(report, state->deadlines, state->deadline_count, &text);
    cs_say(l, out,
           state->kind == CS_ROW_PROHIBITION ? CS_PHRASE("[, until {day}]") : CS_PHRASE("[, to be done by {day}]"),
           cs_part_text(cs_buffer_string(&text)));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* "violated, since 13 September 2022, to be done by 14 September 2022, still owed" */
static void add_state(const struct cs_report *report, const struct cs_reason_state *state, struct cs_buffer *out)
{
    const struct cs_ledger_piece *p = state->piece;
    struct cs_language l = cs_report_language(report);
    char have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];

    cs_buffer_text(out, cs_row_state(report, cs_ledger_shown(state->kind, p->state)));
    if (p->in_part)
        cs_say(l, out, ", {have} of {all}", cs_part_text(cs_wide_text(p->have, have)),
               cs_part_text(cs_wide_text(p->of, of)));
    add_times(report, state, out);
    if (p->still_owed)
        cs_buffer_text(out, cs_told(l, ", still owed"));
    if (p->unreported)
        cs_buffer_text(out, cs_told(l, ", unreported"));
    if (p->substituted)
        cs_buffer_text(out, cs_told(l, ", something offered in its place"));
    if (p->without_count > 0)
        cs_say(l, out, ", without {names}", cs_part_names(p->without, p->without_count));
}

/* ---- a rule ---- */

static void add_rule(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    const struct cs_article *article = reason->article;
    bool graded = article->grade != CS_NO_NAME && strstr(reason->text, " (grade ") != NULL;

    if (strncmp(reason->text, "under ", 6) == 0) /* another article in which the rule has its ground */
        cs_buffer_text(out, cs_told(l, "under "));
    cs_say(l, out, "{treaty} {article}", cs_part_text(cs_language_told(l, article->instrument->name)),
           cs_part_text(cs_told(l, cs_row_name(report, article->text))));
    cs_say(l, out, "[ (grade {grade})][: {gist}]", cs_part_text(graded ? cs_row_name(report, article->grade) : ""),
           cs_part_text(article->gist != NULL ? cs_told(l, article->gist) : ""));
}

/* ---- what a rule concluded ---- */

static void read_row(const struct cs_report *report, const struct cs_reason *reason, struct cs_worded *out)
{
    const struct cs_occurrence *entered;

    cs_worded_read_row(report->ledger->docket->plan, reason->relation, reason->values, out);
    out->on = (struct cs_told_on){reason->has_day, reason->day, reason->day};
    if (out->it != CS_NO_NAME && (entered = cs_docket_entered(report->ledger->docket, out->it)) != NULL)
        out->on = cs_told_on_moment(&entered->entry->moment);
}

static bool is_event(const struct cs_report *report, const struct cs_reason *reason)
{
    return report->ledger->docket->plan->relations[reason->relation].kind == CS_RELATION_EVENT;
}

/* "the fighting was also a menace to Armenia", "Armenia is a member of the CSTO"; else by the other phrases. */
static bool add_row(const struct cs_report *report, const struct cs_reason *reason, const char *of_it,
                    const char *of_all, struct cs_buffer *out)
{
    struct cs_worded said;

    read_row(report, reason, &said);
    return cs_worded_so(report, &said, is_event(report, reason) ? of_it : NULL, of_all, out);
}

/* ---- what was not done ---- */

static void add_voices(const struct cs_matter *matter, cs_name *names, size_t capacity, size_t *count)
{
    *count = 0;
    for (const struct cs_stance *s = matter->stances; s != NULL && *count < capacity; s = s->next)
        if (s->kind == CS_CLAIM_SAYS && !s->torn)
            names[(*count)++] = s->voice;
}

/* "Armen Grigorian says that Belarus did not give Armenia help by 16 September 2022" */
static bool add_said_none(const struct cs_report *report, const struct cs_reason *reason, const cs_name *actors,
                          size_t actor_count, struct cs_worded *said, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_buffer act, day;
    cs_name voices[64];
    size_t count;
    bool worded;

    cs_buffer_init(&act);
    cs_buffer_init(&day);
    add_voices(reason->matter, voices, sizeof voices / sizeof *voices, &count);
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        if (said->roles[prep].values == actors)
            said->roles[prep].count = 0;
    worded = actor_count > 0 && cs_worded_add(report, said, CS_WORDING_OWED, &act);
    cs_when_moment(report, &reason->matter->entry->moment, &day);
    if (worded && count > 0)
        cs_say(l, out, "{who} {who:says|say} that {holder} did not {act} by {day}", cs_part_names(voices, count),
               cs_part_names(actors, actor_count), cs_part_text(cs_buffer_string(&act)),
               cs_part_text(cs_buffer_string(&day)));
    else if (worded)
        cs_say(l, out, "the record says that {holder} did not {act} by {day}", cs_part_names(actors, actor_count),
               cs_part_text(cs_buffer_string(&act)), cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || act.failed || day.failed;
    cs_buffer_release(&act);
    cs_buffer_release(&day);
    return worded;
}

/*
 * "nobody reports that Belarus gave Armenia help by 14, 16 or 20 September 2022"; on an account on which it is not so,
 * "it is not so that Belarus gave Armenia help by 14 September 2022, though somebody reports it".
 */
static bool add_unreported(const struct cs_report *report, const struct cs_reason *reason,
                           const struct cs_worded *said, struct cs_buffer *out)
{
    static const char *const phrases[] = {
        [CS_REPORTED_BY_NOBODY] = CS_PHRASE("nobody reports that {said}[ by {days}]"),
        [CS_REPORTED_WITHOUT_EFFECT] = CS_PHRASE("what is reported has no effect: {said}[ by {days}]"),
        [CS_REPORTED_NOT_SO] = CS_PHRASE("it is not so that {said}[ by {days}], though somebody reports it")};
    struct cs_buffer what, days;
    bool worded;

    cs_buffer_init(&what);
    cs_buffer_init(&days);
    worded = cs_worded_add(report, said, CS_WORDING_SAID, &what);
    cs_when_deadlines(report, reason->state->deadlines, reason->state->deadline_count, &days);
    if (worded)
        cs_say(cs_report_language(report), out, phrases[reason->reported],
               cs_part_text(cs_buffer_string(&what)), cs_part_text(cs_buffer_string(&days)));
    out->failed = out->failed || what.failed || days.failed;
    cs_buffer_release(&what);
    cs_buffer_release(&days);
    return worded;
}

/* The role in which it is said who acts. */
static int role_of(const struct cs_worded *said, cs_name actor)
{
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        if (said->roles[prep].count == 1 && said->roles[prep].values[0] == actor)
            return prep;
    return -1;
}

bool cs_worded_not_done(const struct cs_report *report, const struct cs_reason *reason, const cs_name *actors,
                        size_t count, struct cs_buffer *out)
{
    struct cs_worded said = {.it = CS_NO_NAME};
    cs_name actor;
    int role;
    bool worded = false;

    if (!report->formal && reason->values != NULL) {
        read_row(report, reason, &said);
        if (said.it == CS_UNSAID)
            said.it = CS_NO_NAME;
        actor = count > 0 ? actors[0] : cs_worded_actor(&said);
        role = role_of(&said, actor);
        if (role >= 0) {
            said.roles[role].values = count > 0 ? actors : &actor;
            said.roles[role].count = count > 0 ? count : 1;
        }
        worded = reason->tells == CS_TELLS_NONE
                     ? role >= 0 && add_said_none(report, reason, said.roles[role].values, said.roles[role].count,
                                                  &said, out)
                     : add_unreported(report, reason, &said, out);
    }
    return worded;
}

/* ---- questions and readings ---- */

/* "Was the fighting an attack by Azerbaijan on Armenia? yes" */
static void add_answered(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    const char *rest = reason->text + reason->said_length;

    cs_worded_question(report, reason->question, out);
    rest += rest[0] == ':'; /* behind the question mark */
    if (rest[0] == ' ') {
        cs_buffer_char(out, ' ');
        cs_worded_answer(report, rest + 1, out);
    }
}

/* "on whom are the measures laid? Each Party" */
static bool add_reading(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    const struct cs_docket *docket = report->ledger->docket;
    const struct cs_plan_reading *reading = &docket->plan->readings[reason->question];

    if (docket->reading_questions[reason->question] == CS_NOWHERE)
        return false;
    cs_worded_question(report, docket->reading_questions[reason->question], out);
    cs_buffer_char(out, ' ');
    cs_worded_answer(report, cs_row_name(report, reading->answers[reason->answer]->name), out);
    return true;
}

/* Adds a reason by what it tells; false, with nothing added, if it stands as reasons/ has it. */
static bool add_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    switch (reason->tells) {
    case CS_TELLS_STATE:
        add_state(report, reason->state, out);
        return true;
    case CS_TELLS_READING:
        return add_reading(report, reason, out);
    case CS_TELLS_NOT_SO:
        return reason->values != NULL &&
               add_row(report, reason, CS_PHRASE("{it} {it:was|were} not {what}"),
                       CS_PHRASE("it is not so that {said}"), out);
    case CS_TELLS_UNREPORTED:
    case CS_TELLS_NONE:
        return cs_worded_not_done(report, reason, NULL, 0, out);
    case CS_TELLS_LACK:
        if (reason->with_rule)
            cs_worded_asking(report, reason->lack->rule, out);
        cs_worded_lack(report, reason->lack, out);
        return true;
    case CS_TELLS_TEXT:
        break;
    }
    if (reason->kind == CS_REASON_CLAIM && reason->claim != NULL)
        cs_worded_claim(report, reason->claim, strstr(reason->text, " says and denies") != NULL, NULL, out);
    else if (reason->kind == CS_REASON_ENTRY && reason->entry != NULL)
        add_entry(report, reason, out);
    else if (reason->kind == CS_REASON_RULE && reason->article != NULL)
        add_rule(report, reason, out);
    else if (reason->kind == CS_REASON_QUESTION)
        add_answered(report, reason, out);
    else
        return false;
    return true;
}

/* What stands behind a statement: ", since 2022-09-13", of which the reader's language has words of its own. */
static void add_rest(const struct cs_report *report, const char *rest, struct cs_buffer *out)
{
    static const char since[] = ", since ";
    struct cs_buffer day;

    if (strncmp(rest, since, strlen(since)) != 0) {
        cs_when_text(report, rest, out);
        return;
    }
    cs_buffer_init(&day);
    cs_when_text(report, rest + strlen(since), &day);
    cs_say(cs_report_language(report), out, "[, since {day}]", cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
}

void cs_worded_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    if (report->formal) {
        cs_buffer_text(out, reason->text);
        return;
    }
    if (add_reason(report, reason, out))
        return;
    if (reason->said_length > 0 && reason->values != NULL &&
        add_row(report, reason, CS_PHRASE("{it} {it:was|were} also {what}"), "{said}", out))
        add_rest(report, reason->text + reason->said + reason->said_length, out);
    else
        cs_when_text(report, cs_told(cs_report_language(report), reason->text), out);
}
