/* SPDX-License-Identifier: MIT */
/*
 * Slips (parser_slip.h) of conditions, limits and lines about entries: what a lawyer calls in other words than the
 * language. The remedy says how that is written here.
 */
#include "lang/parser_slip.h"

/* ---- conditions ---- */

/* "helper is state other than victim" */
static bool kind_and_other(const struct slip *slip)
{
    const struct cs_token *kind = word(slip, -1), *who = word(slip, -3);

    if (slip->here->word != WORD_OTHER || word(slip, -2)->word != WORD_IS || !cs_parser_free_word(kind))
        return false;
    return HELP(slip, "These are two conditions, each on its line: \"%.*s is a %.*s\" and \"%.*s other than ...\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, kind, kind), TEXT_OF(slip, who, who));
}

/* "if n: notice by state" */
static bool name_in_condition(const struct slip *slip)
{
    const struct cs_token *who = word(slip, -1), *what = word(slip, 1);

    if (slip->here->kind != TOK_COLON || !cs_parser_free_word(who) || !cs_parser_free_word(what) ||
        (word(slip, -2)->word != WORD_IF && word(slip, -2)->word != WORD_AND) || !is_of_rule(slip))
        return false;
    return HELP(slip, "A condition calls what has happened by a name so: \"%.*s counts as %.*s ...\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, what, what));
}

/* "attacker is a state or an organ" */
static bool either_kind(const struct slip *slip)
{
    const struct cs_token *kind = word(slip, -1), *article = word(slip, -2);

    if (!cs_parser_same_text(slip->parser, slip->here, "or") || !is_of_rule(slip) ||
        (!cs_parser_same_text(slip->parser, article, "a") && !cs_parser_same_text(slip->parser, article, "an")))
        return false;
    return HELP(slip, "Write a rule for each; or take a kind above both, declared by a line such as: kind %.*s, organ "
                      "is body.",
                TEXT_OF(slip, kind, kind));
}

/* "attacker is no state" */
static bool is_no(const struct slip *slip)
{
    const struct cs_token *who = word(slip, -2), *what = word(slip, 1);

    if (slip->here->word != WORD_NO || word(slip, -1)->word != WORD_IS || !is_of_rule(slip))
        return false;
    return HELP(slip, "Of what kind somebody is not: \"%.*s is not a %.*s\"; what is not so: \"no %.*s is %.*s "
                      "...\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, what, what), TEXT_OF(slip, who, who), TEXT_OF(slip, what, what));
}

/* "all b in b is member of Pact: ..." */
static bool all_for_every(const struct slip *slip)
{
    static const char *const words[] = {"all", "each", "any", NULL};
    const struct cs_token *each = slip->first + 1, *who = slip->first + 2;

    if (!is_of_rule(slip) || slip->parser->line.count < 4 || !is_one_of(slip, each, words) || who[1].word != WORD_IN)
        return false;
    return HELP(slip, "What is so of every one: \"every %.*s in %.*s is member of Pact: assent by %.*s\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, who, who), TEXT_OF(slip, who, who));
}

/* "when a counts as attack on victim" */
static bool condition_after_when(const struct slip *slip)
{
    const struct cs_token *what = slip->here + 2;

    if (slip->first->word != WORD_WHEN || slip->at != 2 || slip->here->word != WORD_COUNTS ||
        word(slip, 1)->word != WORD_AS || what->kind == TOK_END)
        return false;
    return HELP(slip,
                "\"when\" tells what happens: when %.*s: %.*s. That something counts as it is a condition: write "
                "\"if\".",
                TEXT_OF(slip, slip->first + 1, slip->first + 1), TEXT_OF(slip, what, last_of_line(slip)));
}

/* "every member of Pact: ...", "every s in s is member of Pact, assent by s" */
static bool every_without_colon(const struct slip *slip)
{
    const struct cs_token *each = slip->first + 1, *token = each;

    if (!is_of_rule(slip) || slip->first->word == WORD_THEN || slip->parser->line.count < 4 ||
        !reads(slip, each, "every"))
        return false;
    while (token->kind != TOK_END && token->kind != TOK_COLON)
        token++;
    return (token->kind == TOK_END || each[2].word != WORD_IN) &&
           HELP(slip, "Of whom it is so, then a colon, then what: \"every s in s is member of Pact: assent by s\".");
}

/* "no p is permanent in Council: vote by p for No": a condition on each of several, with "no" in the wrong place */
static bool no_for_every(const struct slip *slip)
{
    const struct cs_token *whom = slip->first + 2;

    return slip->here->kind == TOK_COLON && is_of_rule(slip) && slip->first->word != WORD_THEN && slip->at > 3 &&
           slip->first[1].word == WORD_NO && cs_parser_free_word(whom) && word(slip, 1)->kind != TOK_END &&
           HELP(slip, "What none of several does is written: \"every %.*s in %.*s: no %.*s\".",
                TEXT_OF(slip, whom, whom), TEXT_OF(slip, whom, word(slip, -1)),
                TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
}

/* "n 30 days before s" */
static bool distance_alone(const struct slip *slip)
{
    const struct cs_token *who = word(slip, -1), *unit = word(slip, 1), *side = word(slip, 2), *other = word(slip, 3);

    if (!is_of_rule(slip) || slip->at != 2 || slip->here->kind != TOK_INTEGER || unit->kind != TOK_SMALL ||
        (side->word != WORD_BEFORE && side->word != WORD_AFTER) || other->kind == TOK_END)
        return false;
    return HELP(slip, "How far apart two may or must be: \"%.*s within %.*s\", \"%.*s at least %.*s\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, slip->here, other), TEXT_OF(slip, who, who),
                TEXT_OF(slip, slip->here, other));
}

/* "Borea fulfills Alden ...", "Borea violates Alden ...", "Borea has failed ..." */
static bool verb_of_fate(const struct slip *slip)
{
    static const char *const kept[] = {"fulfills", "fulfilled", "performs", "performed", "honours", "discharges",
                                       NULL};
    static const char *const broken[] = {"violates", "violated", "breaches", "breached", "breaks", "failed", NULL};
    const struct cs_token *first = slip->first + 1, *who, *verb;

    if (!is_of_rule(slip) || slip->parser->line.count < 3)
        return false;
    if (first->word == WORD_NO)
        first++;
    for (who = first; who->kind == TOK_CAPITAL && who[1].kind == TOK_CAPITAL;)
        who++;
    verb = who + 1;
    if (who->kind == TOK_END || verb->kind == TOK_END)
        return false;
    if (reads(slip, verb, "has"))
        verb++;
    if (!is_one_of(slip, verb, kept) && !is_one_of(slip, verb, broken))
        return false;
    return HELP(slip,
                "What has become of a duty: \"%.*s %s Alden assistance by %.*s to Alden\"; the verbs are owes, owed, "
                "fulfils, fails.",
                TEXT_OF(slip, first, who), is_one_of(slip, verb, kept) ? "fulfils" : "fails",
                TEXT_OF(slip, first, who));
}

static bool is_verb_of_duty(const struct cs_token *token)
{
    return token->word == WORD_OWES || token->word == WORD_OWED || token->word == WORD_FULFILS ||
           token->word == WORD_FAILS;
}

static bool is_particular_or_small(const struct cs_token *token)
{
    return token->kind == TOK_CAPITAL || token->kind == TOK_STRING || cs_parser_free_word(token);
}

/* "a owes aid by a to Borea": the word for what is owed was read as who it is owed to */
static bool nobody_to_whom(const struct slip *slip)
{
    const struct cs_token *verb = word(slip, -2), *what = word(slip, -1), *who = word(slip, -3), *to = slip->here;

    if (slip->here->word == WORD_TO && is_verb_of_duty(what) && word(slip, 1)->kind != TOK_END)
        return HELP(slip, "Leave out \"to\": %.*s %.*s %.*s.", TEXT_OF(slip, verb, verb), TEXT_OF(slip, what, what),
                    TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
    if (cs_word_prep(slip->here->word) == CS_PREP_COUNT || !is_verb_of_duty(verb) || !cs_parser_free_word(what))
        return false;
    if (slip->here->word == WORD_TO && cs_parser_free_word(word(slip, 1)) &&
        (word(slip, 2)->kind == TOK_END || word(slip, 2)->word == WORD_WITHIN || word(slip, 2)->word == WORD_BEFORE))
        return HELP(slip, "What is owed is written as it would be entered: \"%.*s %.*s %.*s %.*s by %.*s to %.*s\".",
                    TEXT_OF(slip, who, who), TEXT_OF(slip, verb, verb), TEXT_OF(slip, what, what),
                    TEXT_OF(slip, word(slip, 1), word(slip, 1)), TEXT_OF(slip, who, who), TEXT_OF(slip, what, what));
    while (to->kind != TOK_END && to->word != WORD_TO)
        to++;
    if (is_particular_or_small(to + 1) && to->kind != TOK_END)
        return HELP(slip, "To whom it is owed stands behind the verb: \"%.*s %.*s %.*s %.*s\".",
                    TEXT_OF(slip, who, who), TEXT_OF(slip, verb, verb), TEXT_OF(slip, to + 1, to + 1),
                    TEXT_OF(slip, what, last_of_line(slip)));
    return HELP(slip, "To whom it is owed stands behind the verb: \"%.*s %.*s Alden %.*s %.*s ...\".",
                TEXT_OF(slip, who, who), TEXT_OF(slip, verb, verb), TEXT_OF(slip, what, what),
                TEXT_OF(slip, slip->here, slip->here));
}

/* "if a expects b aid ..." */
static bool expects_in_condition(const struct slip *slip)
{
    return slip->here->word == WORD_EXPECTS && is_of_rule(slip) && slip->first->word != WORD_THEN &&
           HELP(slip, "A condition asks for duties, with owes, owed, fulfils or fails; what is only expected nobody "
                      "owes.");
}

/* "then n does not count as notice" */
static bool denial_by_rule(const struct slip *slip)
{
    return slip->first->word == WORD_THEN && slip->here->word == WORD_DOES &&
           HELP(slip, "A rule gives names, and takes none away: ask for it in a condition of what it founds, \"if "
                      "%.*s does not count as ...\".", TEXT_OF(slip, word(slip, -1), word(slip, -1)));
}

/* "duty of Borea is in force" */
static bool state_of_duty(const struct slip *slip)
{
    static const char *const words[] = {"duty", "obligation", "prohibition", NULL};
    const struct cs_token *token = slip->first;

    while (token < slip->here && !is_one_of(slip, token, words))
        token++;
    if (!is_of_rule(slip) || token == slip->here || slip->here->word != WORD_IS)
        return false;
    return HELP(slip, "A duty is told by its sentence: \"a owes b assistance by a to b\" as long as it is open; "
                      "\"owed\", \"fulfils\", \"fails\" once that has come about.");
}

/* "2/3 of members vote Yes" */
static bool fraction(const struct slip *slip)
{
    return is_of_rule(slip) && slip->here->kind == TOK_INTEGER && slip->at == 1 && word(slip, 1)->kind == TOK_SLASH &&
           HELP(slip,
                "What is counted comes first: \"number of s in vote by s on d for Yes at least 2/3 number of s in s is "
                "member of Pact\".");
}

/* "if at least 3 days passed", "and notice by a within 3 days" */
static bool time_passed(const struct slip *slip)
{
    static const char *const units[] = {"hours", "days", "months", "years", "day", "month", "year", "hour", "weeks",
                                        "week", "business", NULL};
    const struct cs_token *number = word(slip, slip->here->word == WORD_WITHIN ? 1 : 2);

    if ((slip->first->word != WORD_IF && slip->first->word != WORD_AND) || number->kind != TOK_INTEGER ||
        !is_one_of(slip, number + 1, units) || (slip->here->word != WORD_WITHIN && slip->at != 1))
        return false;
    return HELP(slip, "The moments of two occurrences are compared that the rule has met: \"n counts as notice by a\", "
                      "then \"n within %.*s before r\", \"n at least %.*s before r\".",
                TEXT_OF(slip, number, number + 1), TEXT_OF(slip, number, number + 1));
}

/* ---- limits ---- */

/* "... until 18:00", "... within 2 days until 18:00", "... at 18 hours" behind what is owed */
static bool until_hour(const struct slip *slip)
{
    static const char *const units[] = {"hours", "hour", NULL};
    int at = slip->here->kind == TOK_COLON ? -2 : 0;
    const struct cs_token *until = word(slip, at), *hour = word(slip, at + 1), *behind = word(slip, at + 2);

    if (!is_of_rule(slip) || hour->kind != TOK_INTEGER ||
        !(until->word == WORD_AT ? is_one_of(slip, behind, units)
                                 : until->word == WORD_UNTIL && (behind->kind == TOK_COLON || behind->kind == TOK_END)))
        return false;
    return HELP(slip, "An hour ends the last day of a period: \"within 2 days until %.*s hours\".",
                TEXT_OF(slip, hour, hour));
}

/* "... no later than 3 days", "... not later than 5 days after notice" */
static bool no_later_than(const struct slip *slip)
{
    const struct cs_token *number = word(slip, 3), *unit = word(slip, 4);

    if ((slip->here->word != WORD_NO && slip->here->word != WORD_NOT) || !reads(slip, word(slip, 1), "later") ||
        word(slip, 2)->word != WORD_THAN || number->kind != TOK_INTEGER || unit->kind != TOK_SMALL)
        return false;
    return HELP(slip, "A time limit is written: within %.*s.", TEXT_OF(slip, number, unit));
}

/* "... until 2022-05-01" behind what is owed */
static bool until_date(const struct slip *slip)
{
    const struct cs_token *date = word(slip, 1);

    return slip->here->word == WORD_UNTIL && date->kind == TOK_DATE && is_of_rule(slip) &&
           HELP(slip, "Up to a date is written: before %.*s, the first day that is too late.",
                TEXT_OF(slip, date, date));
}

/* "... for 10 days" behind what is owed */
static bool for_a_period(const struct slip *slip)
{
    static const char *const units[] = {"hours", "days", "months", "years", "day", "month", "year", "hour", NULL};
    const struct cs_token *number = slip->here->kind == TOK_INTEGER ? slip->here : word(slip, -1);

    return slip->first->word == WORD_THEN && number->kind == TOK_INTEGER && number[-1].word == WORD_FOR &&
           is_one_of(slip, number + 1, units) &&
           HELP(slip, "How long something is owed or forbidden is written: within %.*s.",
                TEXT_OF(slip, number, number + 1));
}

/* "... as soon as possible" */
static bool as_soon_as_possible(const struct slip *slip)
{
    return slip->here->word == WORD_AS && reads(slip, word(slip, 1), "soon") &&
           HELP(slip,
                "How long that is, is a question of reading: declare one, such as: reading Promptly \"how long?\", "
                "with an answer on each line below it, and write: within Promptly.");
}

/* "... unless waiver by a" */
static bool unless(const struct slip *slip)
{
    return reads(slip, slip->here, "unless") && slip->at > 0 &&
           HELP(slip, "An exception stands on a line of its own: \"if no waiver by a\" above, for what was so before; "
                      "\"until waiver by a\" below, for what ends the duty later.");
}

/* ---- lines about entries ---- */

/* "i1 before d1, says Alden" */
static bool claim_on_the_line(const struct slip *slip)
{
    const struct cs_token *verb = slip->here->kind == TOK_COMMA ? word(slip, 1) : slip->here;

    if ((slip->first->kind != TOK_DATE && slip->first->kind != TOK_LABEL) ||
        (verb->word != WORD_SAYS && verb->word != WORD_DENIES && verb->word != WORD_ASKS))
        return false;
    return HELP(slip, "Who says so stands on a line of its own, below: %.*s.",
                TEXT_OF(slip, verb, last_of_line(slip)));
}

/* "g1 instead of aid by Alden", "g1 substitutes aid by Alden" */
static bool substitute(const struct slip *slip)
{
    static const char *const words[] = {"instead", "substitutes", "replaces", NULL};
    const struct cs_token *from = word(slip, word(slip, 1)->word == WORD_OF ? 2 : 1);

    if (slip->first->kind != TOK_LABEL || slip->at != 1 || !is_one_of(slip, slip->here, words) || from->kind == TOK_END)
        return false;
    return HELP(slip, "What is offered as a substitute: \"%.*s in place of %.*s\".",
                TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, from, last_of_line(slip)));
}

/* "r1 precedes a1", "r1 then a1", "r1 happened after a1" */
static bool order_of_entries(const struct slip *slip)
{
    static const char *const before[] = {"precedes", "preceded", "then", NULL};
    static const char *const after[] = {"follows", "followed", "succeeds", NULL};
    static const char *const was[] = {"happened", "came", "was", "occurred", NULL};
    const struct cs_token *last = last_of_line(slip), *verb = slip->here;
    bool later;

    if (slip->first->kind != TOK_LABEL || slip->at != 1 || last->kind != TOK_LABEL)
        return false;
    later = is_one_of(slip, verb, after) || (is_one_of(slip, verb, was) && verb[1].word == WORD_AFTER);
    if (!later && !is_one_of(slip, verb, before) && !(is_one_of(slip, verb, was) && verb[1].word == WORD_BEFORE))
        return false;
    return HELP(slip, "Which of two came first: %.*s %s %.*s.", TEXT_OF(slip, slip->first, slip->first),
                later ? "after" : "before", TEXT_OF(slip, last, last));
}

/* "r1 dated between 2022-01-01 and 2022-01-05", "r1 dated on 2022-01-03" */
static bool date_of_entry(const struct slip *slip)
{
    const struct cs_token *date = word(slip, 1), *other = word(slip, 3);

    if (word(slip, -1)->word != WORD_DATED || date->kind != TOK_DATE)
        return false;
    if (slip->here->word == WORD_BETWEEN && other->kind == TOK_DATE)
        return HELP(slip, "Some one moment between them is written: dated [%.*s..%.*s].", TEXT_OF(slip, date, date),
                    TEXT_OF(slip, other, other));
    return slip->here->word == WORD_ON && HELP(slip, "Leave out \"on\": dated %.*s.", TEXT_OF(slip, date, date));
}

/* "r1 is the same as a1", "r1 is not an aid", "r1 does not count as raid" */
static bool denial_of_name(const struct slip *slip)
{
    const struct cs_token *last = last_of_line(slip), *next = word(slip, 1);

    if (slip->first->kind != TOK_LABEL || slip->at != 1)
        return false;
    if (slip->here->word == WORD_IS && last->kind == TOK_LABEL && last[-1].word == WORD_AS)
        return HELP(slip, "Two entries that tell one thing: %.*s same as %.*s.",
                    TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, last, last));
    return (slip->here->word == WORD_IS || slip->here->word == WORD_DOES) && next->word == WORD_NOT &&
           HELP(slip, "What an entry is not is denied by somebody: \"%.*s counts as ...\", and below it \"denies\" and "
                      "the name.", TEXT_OF(slip, slip->first, slip->first));
}

/* "Alden represents Borea", "Alden acts for Borea" */
bool cs_slip_speaker(const struct slip *slip)
{
    static const char *const verbs[] = {"represents", "acts", "act", "represent", "signs", NULL};
    const struct cs_token *verb = slip->first, *last = last_of_line(slip);

    while (verb->kind == TOK_CAPITAL)
        verb++;
    return verb > slip->first && is_one_of(slip, verb, verbs) && last->kind == TOK_CAPITAL &&
           HELP(slip, "Who speaks for another: %.*s speaks for %.*s. An act in his name is a word of the vocabulary: "
                      "see representation.casus.", TEXT_OF(slip, slip->first, verb - 1), TEXT_OF(slip, last, last));
}

/* "m1 until 1995", "m1 ended 1995-03-01" */
static bool end_of_state(const struct slip *slip)
{
    static const char *const words[] = {"until", "till", "since", "from", "ended", "began", "ends", "begins", NULL};
    const struct cs_token *last = last_of_line(slip);

    if (slip->first->kind != TOK_LABEL || slip->at != 1 || !is_one_of(slip, slip->here, words) ||
        (last->kind != TOK_DATE && last->kind != TOK_INTEGER))
        return false;
    return HELP(slip, "Since when and until when a state held is one line: \"%.*s dated 1990-01-01/%.*s\", and below "
                      "it who says so.", TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, last, last));
}

/* "row request call by a" */
static bool row_without_name(const struct slip *slip)
{
    const struct cs_token *what = slip->first + 1, *term = slip->first + 2;

    return slip->first->word == WORD_ROW && slip->at == 3 && slip->here->kind != TOK_COLON && is_small(term) &&
           HELP(slip, "A row names its entry, for the lines below it: \"row %.*s r: %.*s\".",
                TEXT_OF(slip, what, what), TEXT_OF(slip, term, last_of_line(slip)));
}

/* "state granted aid to a", below a row */
static bool state_without_colon(const struct slip *slip)
{
    static const char *const plain[] = {"adopted", "not", "deferred", NULL};
    const struct cs_token *words = slip->first + 1, *token = words;

    if (slip->first->word != WORD_STATE || slip->at < 3 || !is_small(words) || is_one_of(slip, words, plain))
        return false;
    while (token->kind != TOK_END && token->kind != TOK_COLON)
        token++;
    if (token->kind == TOK_COLON)
        return false;
    return HELP(slip, "A colon stands behind the words of the state: \"state %.*s: %.*s\".",
                TEXT_OF(slip, words, words), TEXT_OF(slip, words + 1, last_of_line(slip)));
}

/* "offset +05:00 from 2024-03-31T02:00+04:00" */
static bool offset_from(const struct slip *slip)
{
    return slip->first->word == WORD_OFFSET && slip->here->word == WORD_FROM &&
           HELP(slip, "Since when the clock shows it is written: since %.*s.",
                TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
}

/* "2024-02-01 Borea takes over from Alden" */
static bool entered_taking_over(const struct slip *slip)
{
    static const char *const verbs[] = {"takes", "succeeds", "continues", "replaces", NULL};
    const struct cs_token *who = slip->here, *verb = who, *last = last_of_line(slip);

    while (verb->kind == TOK_CAPITAL)
        verb++;
    return slip->first->kind == TOK_DATE && verb > who && is_one_of(slip, verb, verbs) &&
           last->kind == TOK_CAPITAL &&
           HELP(slip, "Who goes on as another is a state that the vocabulary declares with \"taking over\": \"%.*s is "
                      "continuation of %.*s\".", TEXT_OF(slip, who, verb - 1), TEXT_OF(slip, last, last));
}

/* "v1 at least 2 days after p1", "v1 within 2 days of p1", in a record */
static bool distance_of_entries(const struct slip *slip)
{
    const struct cs_token *last = last_of_line(slip);

    if (slip->first->kind != TOK_LABEL || slip->at != 1 || last->kind != TOK_LABEL ||
        (slip->here->word != WORD_AT && slip->here->word != WORD_WITHIN))
        return false;
    return HELP(slip,
                "A record says which came first (\"%.*s after %.*s\") and when each was (\"%.*s dated ...\"); how far "
                "apart they are to be is a condition of a rule.",
                TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, last, last),
                TEXT_OF(slip, slip->first, slip->first));
}

/* "m1 carries out p1", "m1 answers p1" */
static bool link_between_entries(const struct slip *slip)
{
    const struct cs_token *last = last_of_line(slip);

    if (cs_slip_is_misspelt(slip))
        return false;
    if (slip->first->kind != TOK_LABEL || slip->at != 1 || last->kind != TOK_LABEL || last == slip->first ||
        !cs_parser_free_word(slip->here))
        return false;
    return HELP(slip,
                "What one occurrence is to another is a word of the vocabulary: declare \"fact occurrence is answer to "
                "occurrence\", and enter it with its date: 2023-01-01/.. %.*s is answer to %.*s. Or let the event name "
                "it: \"event mission by organ on occurrence\".",
                TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, last, last));
}

/* "r1 granted" */
static bool fate_of_entry(const struct slip *slip)
{
    return slip->first->kind == TOK_LABEL && slip->at == 1 && cs_parser_free_word(slip->here) &&
           word(slip, 1)->kind == TOK_END &&
           HELP(slip,
                "What has become of it follows from what happens: enter that, such as a decision on %.*s; which words "
                "tell it stands in the \"state\" lines of its row.",
                TEXT_OF(slip, slip->first, slip->first));
}

/* "fact state is successor of state takes over" */
static bool takes_over(const struct slip *slip)
{
    return slip->first->word == WORD_FACT && reads(slip, slip->here, "takes") && reads(slip, word(slip, 1), "over") &&
           HELP(slip, "Write \"taking over\".");
}

/* "Ben Bels speaks on behalf of Borea" */
static bool speaks_on_behalf(const struct slip *slip)
{
    const struct cs_token *verb = word(slip, -1), *last = last_of_line(slip);

    return (verb->word == WORD_SPEAKS || verb->word == WORD_SPEAK) && last->kind == TOK_CAPITAL &&
           HELP(slip, "Write \"for\": %.*s for %.*s.", TEXT_OF(slip, slip->first, verb), TEXT_OF(slip, last, last));
}

/* "name state Newland formerly Oldland until 2020-01-01" */
static bool earlier_name(const struct slip *slip)
{
    static const char *const words[] = {"formerly", "previously", "renamed", "until", "since", "called", NULL};
    const struct cs_token *old = slip->here;

    if (slip->first->word == WORD_NAME && reads(slip, slip->here, "till"))
        return HELP(slip, "Write \"until\", and the first day on which it was no longer called so.");
    if (slip->first->word != WORD_NAME || !is_one_of(slip, slip->here, words))
        return false;
    while (old->kind != TOK_END && old->kind != TOK_CAPITAL)
        old++;
    if (old->kind == TOK_END)
        return false;
    return HELP(slip,
                "The name of a time: also %.*s until 2020-01-01, the first day on which it was no longer called so.",
                TEXT_OF(slip, old, old));
}

/* "under 1", below a rule */
static bool ground_without_text(const struct slip *slip)
{
    return slip->first->word == WORD_UNDER && slip->at == 1 && slip->here->kind == TOK_INTEGER &&
           HELP(slip, "An article is named with its text: \"under Pact %.*s\".", TEXT_OF(slip, slip->here,
           slip->here));
}

/* "data until 2021-01-01", "data end 2021-01-01", "data on member end on 2021-01-01" */
bool cs_slip_data(const struct slip *slip)
{
    const struct cs_token *on = slip->first + 1, *last = last_of_line(slip);
    bool named;

    if (reads(slip, slip->first, "no") && reads(slip, on, "data"))
        on++;
    else if (!reads(slip, slip->first, "data"))
        return false;
    if ((last->kind != TOK_DATE && last->kind != TOK_INTEGER) ||
        (on->word == WORD_ON && last[-1].word == WORD_UNTIL))
        return false;
    named = on->kind != TOK_END && on->word == WORD_ON && on[1].kind == TOK_SMALL && !cs_word_reserved(on[1].word);
    return HELP(slip, "Where the data end is said of their words: data on %.*s until %.*s.",
                named ? (int)(on[1].end - on[1].start) : 6,
                named ? slip->parser->source->bytes + on[1].start : "member", TEXT_OF(slip, last, last));
}

bool cs_slip_rule(const struct slip *slip)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {kind_and_other,
                                                             name_in_condition,
                                                             either_kind,
                                                             is_no,
                                                             all_for_every,
                                                             condition_after_when,
                                                             every_without_colon,
                                                             no_for_every,
                                                             distance_alone,
                                                             verb_of_fate,
                                                             nobody_to_whom,
                                                             expects_in_condition,
                                                             denial_by_rule,
                                                             state_of_duty,
                                                             fraction,
                                                             time_passed,
                                                             until_hour,
                                                             until_date,
                                                             no_later_than,
                                                             for_a_period,
                                                             as_soon_as_possible,
                                                             unless,
                                                             claim_on_the_line,
                                                             substitute,
                                                             order_of_entries,
                                                             date_of_entry,
                                                             denial_of_name,
                                                             fate_of_entry,
                                                             takes_over,
                                                             cs_slip_speaker,
                                                             earlier_name,
                                                             end_of_state,
                                                             row_without_name,
                                                             state_without_colon,
                                                             offset_from,
                                                             entered_taking_over,
                                                             distance_of_entries,
                                                             speaks_on_behalf,
                                                             link_between_entries,
                                                             ground_without_text,
                                                             cs_slip_data};

    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](slip))
            return true;
    return false;
}
