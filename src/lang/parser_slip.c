/* SPDX-License-Identifier: MIT */
/*
 * Slips (parser_slip.h) of names and sentences, and of the first word of a line; and the order in which all slips are
 * tried: the first that fits gives the remedy.
 */
#include "lang/parser_slip.h"

static bool is_particular(const struct cs_token *token)
{
    return token->kind == TOK_CAPITAL || token->kind == TOK_STRING || token->kind == TOK_LABEL;
}

static bool comment_of_another_language(const struct slip *slip)
{
    const struct cs_token *mark = slip->at <= 1 ? slip->first : slip->here;
    bool slashes = mark->kind == TOK_SLASH && mark + 1 <= last_of_line(slip) && mark[1].kind == TOK_SLASH;

    if (!slashes && !is_symbol(slip, mark, '#') && !(is_symbol(slip, mark, ';') && mark == slip->first))
        return false;
    return HELP(slip, "A comment begins with two hyphens: --.");
}

/* ---- names ---- */

/* Is the line a list of names? */
static bool is_line_of_names(const struct slip *slip)
{
    return slip->first->word == WORD_NAME || slip->first->word == WORD_ACCOUNT || slip->first->word == WORD_SOURCE ||
           slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION;
}

static bool ends_name(const struct cs_token *token)
{
    return (token->kind != TOK_SMALL && token->kind != TOK_CAPITAL) || token->word == WORD_ALSO ||
           token->word == WORD_SPEAK || token->word == WORD_SPEAKS || token->word == WORD_SAME ||
           token->word == WORD_OWES || token->word == WORD_EXPECTS || token->word == WORD_FAILS ||
           token->word == WORD_FULFILS || token->word == WORD_OWED ||
           token->word == WORD_IS || token->word == WORD_ARE || token->word == WORD_AND;
}

/*
 * The last word of a name with small words in it: "Organ of Consultation". In a line that is no list of names, it ends
 * with the first capital words behind small words that are not reserved. NULL if no capital word follows.
 */
static const struct cs_token *end_of_name(const struct slip *slip)
{
    const struct cs_token *last = NULL;

    /* "Saint Vincent and the Grenadines" */
    const struct cs_token *first = slip->here + (is_line_of_names(slip) && slip->here->word == WORD_AND);

    for (const struct cs_token *token = first; !ends_name(token); token++) {
        if (token->kind == TOK_CAPITAL)
            last = token;
        else if (!is_line_of_names(slip) && (last != NULL || cs_word_reserved(token->word)))
            break;
    }
    return last;
}

/* "d'Ivoire": a small word with a capital letter in it. */
static bool has_capital_inside(const struct slip *slip, const struct cs_token *token)
{
    for (uint32_t i = token->start + 1; i < token->end; i++)
        if (isupper((unsigned char)slip->parser->source->bytes[i]))
            return true;
    return false;
}

/* "treaty Pact of Steel "title"": the small word is a part of the name */
static bool is_title_of_steel(const struct slip *slip)
{
    static const char *const words[] = {"of", "on", "for", "and", "the", NULL};
    const struct cs_token *token = slip->here;

    while (token->kind == TOK_SMALL || token->kind == TOK_CAPITAL)
        token++;
    return (slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION) && token->kind == TOK_STRING &&
           is_one_of(slip, slip->here, words);
}

/* "for Military aid on e1" */
static bool small_word_behind_name(const struct slip *slip)
{
    const struct cs_token *name = word(slip, -1), *next = word(slip, 1);

    if (name->kind != TOK_CAPITAL || !cs_parser_free_word(slip->here) || !cs_word_reserved(word(slip, -2)->word) ||
        (next->kind != TOK_END && next->kind != TOK_COMMA && cs_word_prep(next->word) == CS_PREP_COUNT))
        return false;
    return HELP(slip, "Leave out \"%.*s\", or put all of the name in quotation marks: \"%.*s\".",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, name, slip->here));
}

static bool name_with_small_words(const struct slip *slip)
{
    const struct cs_token *start = word(slip, -1), *last;

    if (start->kind != TOK_CAPITAL || !is_small(slip->here) || (ends_name(slip->here) && slip->here->word != WORD_AND))
        return false;
    if ((slip->first->word == WORD_TREATY || slip->first->word == WORD_DECLARATION) && !is_title_of_steel(slip))
        return false;
    last = has_capital_inside(slip, slip->here) ? slip->here : end_of_name(slip);
    if (last == NULL || (!is_line_of_names(slip) && last > slip->here + 3))
        return false;
    while (start > slip->first && start[-1].kind == TOK_CAPITAL)
        start--;
    return HELP(slip, "A name with a small word in it stands in quotation marks: \"%.*s\".",
                TEXT_OF(slip, start, last));
}

static bool names_joined(const struct slip *slip)
{
    static const char *const words[] = {"and", "&", ";", "+", "plus", NULL};
    const struct cs_token *before = word(slip, -1), *behind = word(slip, 1);
    bool between = word(slip, -2)->word == WORD_BETWEEN && is_small(before) && is_small(behind);

    if (!is_one_of(slip, slip->here, words) || !((is_particular(before) && is_particular(behind)) || between))
        return false;
    /* "Alden and Borea", or "Trinidad and Tobago"? */
    if (slip->here->word == WORD_AND && before->kind == TOK_CAPITAL && behind->kind == TOK_CAPITAL &&
        word(slip, -2)->word != WORD_BETWEEN) {
        while (before > slip->first && before[-1].kind == TOK_CAPITAL)
            before--;
        while (behind[1].kind == TOK_CAPITAL)
            behind++;
        return HELP(slip, "A comma joins them: %.*s, %.*s. If it is one name, quote it: \"%.*s\".",
                    TEXT_OF(slip, before, word(slip, -1)), TEXT_OF(slip, word(slip, 1), behind),
                    TEXT_OF(slip, before, behind));
    }
    return HELP(slip, "A comma joins them: %.*s, %.*s.", TEXT_OF(slip, before, before), TEXT_OF(slip, behind, behind));
}

/* "Trinidad and Tobago is ...", "Land in Between is ...": the subject is a name that is not quoted */
static bool subject_with_small_words(const struct slip *slip)
{
    const struct cs_token *name = slip->here, *last = NULL;

    if (name->kind != TOK_CAPITAL)
        return false;
    while (name->kind == TOK_CAPITAL)
        name++;
    if (!is_small(name) || name->word == WORD_IS || name->word == WORD_ARE)
        return false;
    for (; name->kind == TOK_SMALL || name->kind == TOK_CAPITAL; name++) {
        if (name->word == WORD_IS || name->word == WORD_ARE)
            return last != NULL && name == last + 1 &&
                   (slip->here[1].word == WORD_AND || name[-2].word == WORD_AND
                        ? HELP(slip, "A comma joins two; a name with a small word in it stands in quotation marks: "
                                     "\"%.*s\".", TEXT_OF(slip, slip->here, last))
                        : HELP(slip, "A name with a small word in it stands in quotation marks: \"%.*s\".",
                               TEXT_OF(slip, slip->here, last)));
        if (name->kind == TOK_CAPITAL)
            last = name;
    }
    return false;
}

static bool choice(const struct slip *slip)
{
    static const char *const words[] = {"or", "either", NULL};

    return is_one_of(slip, slip->here, words) &&
           HELP(slip, "The language has no \"or\": write a rule, or an entry, for each.");
}

static bool article_before_name(const struct slip *slip)
{
    static const char *const articles[] = {"the", "a", "an", NULL};
    static const char *const all[] = {"every", "each", "any", "all", "some", NULL};
    const struct cs_token *before = word(slip, -1);

    if (is_one_of(slip, before, articles) && slip->here->kind == TOK_CAPITAL)
        return HELP(slip, "Leave out \"%.*s\".", TEXT_OF(slip, before, before));
    if (is_one_of(slip, slip->here, articles) && word(slip, 1)->kind == TOK_CAPITAL)
        return HELP(slip, "Leave out \"%.*s\".", TEXT_OF(slip, slip->here, slip->here));
    if (slip->here->word == WORD_OWES || slip->here->word == WORD_EXPECTS)
        before = word(slip, -2);
    return is_one_of(slip, before, all) && is_small(slip->here) && cs_word_reserved(slip->first->word) &&
           HELP(slip, "Leave out \"%.*s\": a small word alone stands for each that fits.",
                TEXT_OF(slip, before, before));
}

static bool quotation_with_one_mark(const struct slip *slip)
{
    const struct cs_token *other = slip->here + 1;

    if (!is_symbol(slip, slip->here, '\''))
        return false;
    while (other->kind != TOK_END && !is_symbol(slip, other, '\''))
        other++;
    return other->kind != TOK_END && HELP(slip, "Use double quotation marks: \".");
}

/* ---- sentences ---- */

static bool full_stop(const struct slip *slip)
{
    return (is_symbol(slip, slip->here, '.') || is_symbol(slip, slip->here, ';') || is_symbol(slip, slip->here, '!')) &&
           word(slip, 1)->kind == TOK_END && HELP(slip, "A line ends without a mark: leave it out.");
}

static bool colon_out_of_place(const struct slip *slip)
{
    if (slip->here->kind != TOK_COLON)
        return false;
    if (slip->at == 1 && slip->first->kind == TOK_DATE)
        return HELP(slip, "Leave the colon out; one stands behind a label only: %.*s e1: ...",
                    TEXT_OF(slip, slip->first, slip->first));
    if (slip->first->word == WORD_SAYS || slip->first->word == WORD_DENIES)
        return HELP(slip, "Leave the colon out: %.*s \"...\".", TEXT_OF(slip, slip->first, word(slip, -1)));
    return false;
}

/* "Strict: 1 day", "Strict = 1 day", below a reading */
static bool mark_behind_answer(const struct slip *slip)
{
    return slip->parser->above == ABOVE_READING && slip->first->kind == TOK_CAPITAL &&
           (slip->here->kind == TOK_COLON || slip->here->kind == TOK_COMMA || is_symbol(slip, slip->here, '=') ||
            is_symbol(slip, slip->here, '-')) &&
           word(slip, 1)->kind != TOK_END &&
           HELP(slip, "Leave the mark out: %.*s %.*s.", TEXT_OF(slip, slip->first, word(slip, -1)),
                TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
}

/* A part of a claim in other words than those of the language. */
static bool part_of_claim(const struct slip *slip)
{
    if (slip->first->word != WORD_SAYS && slip->first->word != WORD_DENIES && slip->first->word != WORD_ASKS)
        return false;
    if ((slip->here->word == WORD_ON || slip->here->word == WORD_SINCE) && word(slip, 1)->kind == TOK_DATE)
        return HELP(slip, "When it was said is written: recorded %.*s.", TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    return slip->here->kind == TOK_STRING && word(slip, -1)->kind == TOK_STRING &&
           HELP(slip, "A claim has one gist; the words of the passage stand behind \"quote\".");
}

/* "2023-01-02 e1 counts as strike", "e1 is attack on Borea" */
static bool name_of_an_entry(const struct slip *slip)
{
    static const char *const verbs[] = {"is", "was", "means", "constitutes", "qualifies", "equals", NULL};
    static const char *const articles[] = {"a", "an", "the", "as", NULL};
    const struct cs_token *next = word(slip, 1), *last = last_of_line(slip);

    if (slip->here->kind == TOK_LABEL && slip->first->kind == TOK_DATE &&
        (next->word == WORD_COUNTS || next->word == WORD_DATED || next->word == WORD_SAME))
        return HELP(
            slip,
            "This has no date of its own: %.*s %.*s ...; when it was said is written behind who says so: recorded "
            "%.*s.",
            TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, next, next), TEXT_OF(slip, slip->first, slip->first));
    if (slip->first->kind != TOK_LABEL || slip->at != 1 || !is_one_of(slip, slip->here, verbs))
        return false;
    if (is_one_of(slip, next, articles) && next < last)
        next++;
    else if (slip->here->word == WORD_IS && cs_parser_free_word(next))
        return HELP(slip,
                    "What an entry is called is written: %.*s counts as %.*s. What is so begins on a day: "
                    "2023-01-01/.. %.*s.",
                    TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, next, last),
                    TEXT_OF(slip, slip->first, last));
    if (!cs_parser_free_word(next))
        return HELP(slip, "What an entry is called is written: %.*s counts as ...",
                    TEXT_OF(slip, slip->first, slip->first));
    return HELP(slip, "What an entry is called is written: %.*s counts as %.*s.",
                TEXT_OF(slip, slip->first, slip->first), TEXT_OF(slip, next, last));
}

/* "expects Borea to assist" */
static bool expects_to(const struct slip *slip)
{
    const struct cs_token *whom = word(slip, -1), *verb = word(slip, -2);

    return slip->here->word == WORD_TO && slip->at >= 3 && (verb->word == WORD_EXPECTS || verb->word == WORD_OWES) &&
           HELP(slip, "What is owed or expected is written as it would be entered: \"%.*s assistance by %.*s to ...\".",
                TEXT_OF(slip, word(slip, -3), whom), TEXT_OF(slip, whom, whom));
}

/* "killed 5 soldiers of Borea" */
static bool number_in_event(const struct slip *slip)
{
    return slip->first->kind == TOK_DATE && slip->here->kind == TOK_INTEGER && is_small(word(slip, -1)) &&
           !cs_word_reserved(word(slip, -1)->word) && !is_small(slip->first) &&
           HELP(slip, "A number stands in a line of its own, without a date: \"%.*s of ... in e1 at least %.*s\".",
                TEXT_OF(slip, word(slip, -1), word(slip, -1)), TEXT_OF(slip, slip->here, slip->here));
}

static bool count_in_words(const struct slip *slip)
{
    if (slip->here->word == WORD_AT && (word(slip, 1)->word == WORD_LEAST || word(slip, 1)->word == WORD_MOST) &&
        (slip->first->word == WORD_IF || slip->first->word == WORD_AND) && slip->at == 1)
        return HELP(
            slip,
            "What is counted comes first: \"number of s in vote by s on d at least 2/3 number of s in s is voter on "
            "d\".");
    return word(slip, -2)->word == WORD_OF && word(slip, -3)->word == WORD_NUMBER &&
           HELP(slip, "A number says in what it is counted: \"number of %.*s in vote by %.*s on d at least 3\".",
                TEXT_OF(slip, word(slip, -1), word(slip, -1)), TEXT_OF(slip, word(slip, -1), word(slip, -1)));
}

/* "treaty Pact "a pact" from 1994-01-01"; a grade behind the gist */
static bool part_of_text(const struct slip *slip)
{
    if (slip->first->word != WORD_TREATY && slip->first->word != WORD_ARTICLE && slip->first->word != WORD_DECLARATION)
        return false;
    if (slip->here->word == WORD_FROM && word(slip, 1)->kind == TOK_DATE)
        return HELP(slip, "When it is in force is written: since %.*s.", TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    if (slip->first->word == WORD_DECLARATION && slip->here->word == WORD_OF)
        return HELP(slip, "Whose declaration it is stands behind \"by\".");
    return word(slip, -1)->kind == TOK_STRING && slip->here->word == WORD_GRADE &&
           HELP(slip, "The gist stands last, behind the grade.");
}

static bool one_a_line(const struct slip *slip)
{
    const struct cs_token *before = word(slip, -2);

    return slip->here->kind == TOK_COMMA && (before->word == WORD_FOR || before->word == WORD_AS) &&
           is_particular(slip->first) && HELP(slip, "Write a line for each.");
}

static bool capital_for_small(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;

    if (slip->first->word != WORD_KIND && slip->first->word != WORD_EVENT && slip->first->word != WORD_FACT &&
        slip->first->word != WORD_QUANTITY)
        return false;
    if (is_symbol(slip, slip->here, '('))
        return HELP(slip, "Write it without brackets and commas: \"by state on state\".");
    return slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]) &&
           HELP(slip, "Kinds and words of a vocabulary have small letters: \"%c%.*s\".",
                tolower((unsigned char)bytes[0]), (int)(slip->here->end - slip->here->start) - 1, bytes + 1);
}

static bool no_clock(const struct slip *slip)
{
    static const char *const words[] = {"today", "now", "yesterday", "tomorrow", NULL};

    return is_one_of(slip, slip->here, words) && HELP(slip, "Write the date: the language has no clock.");
}

/* Does the line begin with a span, "2023-01-05/.."? */
static bool lasts(const struct slip *slip)
{
    const char *line = slip->parser->source->bytes + slip->first->start;

    return memchr(line, '/', slip->here->start - slip->first->start) != NULL;
}

/* The last words of states that duties alone have. */
static const char *const STATES_OF_DUTIES[] = {"violated", "fulfilled", "force", "late", "none", "suspended", NULL};

/* "Alden was member of League", "Alden has weight in Council", "Alden has attacked Borea" */
static bool state_with_a_verb(const struct slip *slip)
{
    static const char *const to_be[] = {"was", "were", "be", "became", "becomes", "remains", "remained", "stays", NULL};
    static const char *const to_have[] = {"has", "have", "had", NULL};
    const struct cs_token *verb = slip->here, *what, *last = last_of_line(slip);
    bool plural = false;

    for (; verb < last && (is_particular(verb) || verb->kind == TOK_COMMA); verb++)
        plural = plural || verb->kind == TOK_COMMA;
    what = verb + 1;
    if (verb == last || !cs_parser_free_word(what))
        return false;
    if (is_one_of(slip, verb, to_be))
        return HELP(slip,
                    "A state of things is told with \"%s\", whenever it was, and its date says when: %.*s %s %.*s.",
                    plural ? "are" : "is", TEXT_OF(slip, slip->here, verb - 1), plural ? "are" : "is",
                    TEXT_OF(slip, what, last));
    if (!is_one_of(slip, verb, to_have))
        return false;
    if (what < last && is_particular(what + 1))
        return HELP(slip, "What happens comes first, then who and whom: attack by %.*s on %.*s.",
                    TEXT_OF(slip, slip->here, verb - 1), TEXT_OF(slip, what + 1, what + 1));
    return HELP(slip,
                "A state of things is told with \"is\", or begins with its word: %.*s is %.*s ..., or %.*s of %.*s "
                "...",
                TEXT_OF(slip, slip->here, verb - 1), TEXT_OF(slip, what, what), TEXT_OF(slip, what, what),
                TEXT_OF(slip, slip->here, verb - 1));
}

/* "Alden attacks Borea", "check violated Alden contribution": the word must come first; a duty has a sentence. */
static bool name_before_word(const struct slip *slip)
{
    const struct cs_token *verb = word(slip, 1), *whom = word(slip, 2);
    bool entry = slip->first->kind == TOK_DATE || (slip->parser->source->loose && slip->at == 0);
    bool check = slip->first->word == WORD_CHECK && slip->at > 1;

    if (slip->here->kind == TOK_CAPITAL && (entry || check) && state_with_a_verb(slip))
        return true;
    if (slip->here->kind != TOK_CAPITAL || (!entry && !check) || !is_small(verb) || cs_word_reserved(verb->word) ||
        verb->word == WORD_SAYS || cs_slip_is_verb_misspelt(slip, verb))
        return false;
    if (check && is_one_of(slip, word(slip, -1), STATES_OF_DUTIES))
        return HELP(slip, "A duty is told by its sentence, as \"casus run --formal\" has it: %.*s owes ... %.*s ...",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, verb, verb));
    if (cs_word_prep(whom->word) != CS_PREP_COUNT && lasts(slip))
        return HELP(slip, "A state of things is told with \"is\": %.*s is %.*s ...",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, verb, whom));
    if (cs_word_prep(whom->word) != CS_PREP_COUNT)
        return HELP(slip,
                    "A state of things is told with \"is\": %.*s is %.*s ... What happens begins with its word, and "
                    "who acts stands behind \"by\": request by %.*s ...",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, verb, whom),
                    TEXT_OF(slip, slip->here, slip->here));
    return whom->kind == TOK_CAPITAL &&
           HELP(slip,
                "What happens comes first, then who and whom: attack by %.*s on %.*s. A state of things is told with "
                "\"is\": %.*s is continuation of %.*s.",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, whom, whom),
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, whom, whom));
}

/* "is in breach of", "is at war with": no preposition may follow "is". */
static bool preposition_after_is(const struct slip *slip)
{
    const struct cs_token *is = word(slip, -1), *next = word(slip, 1);

    if ((is->word != WORD_IS && is->word != WORD_ARE) || cs_word_prep(slip->here->word) == CS_PREP_COUNT)
        return false;
    if (!cs_parser_free_word(next))
        return HELP(slip, "Behind \"is\" stands first a word of the vocabulary, as in \"is party of\".");
    return HELP(slip,
                "Behind \"is\" stands first a word of the vocabulary, as in \"is party of\". Make one of the two, "
                "\"%.*s-%.*s\", and declare it as a fact, or take \"%.*s\" alone.",
                TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, next, next), TEXT_OF(slip, next, next));
}

/* "a is not b", "no a is b", "a = b" */
static bool sameness(const struct slip *slip)
{
    bool equals = is_symbol(slip, slip->here, '=');
    const struct cs_token *who = word(slip, slip->here->word == WORD_NOT ? -2 : -1), *other = word(slip, 1);

    if (slip->here->word == WORD_NOT && word(slip, -1)->word == WORD_IS && word(slip, 2)->kind == TOK_END &&
        slip->first->word == WORD_IF && (is_small(other) || is_particular(other)) && who != slip->first)
        return HELP(slip,
                    "Different ones: \"%.*s other than %.*s\"; a state of things that does not hold: \"no %.*s is "
                    "%.*s\".",
                    TEXT_OF(slip, who, who), TEXT_OF(slip, other, other), TEXT_OF(slip, who, who),
                    TEXT_OF(slip, other, other));
    if (slip->first->word != WORD_IF && slip->first->word != WORD_AND)
        return false;
    if (equals)
        return HELP(slip, "Who is the same has one small word in all lines of a rule; different ones are told by "
                          "\"other than\".");
    return is_symbol(slip, slip->here, '!') && HELP(slip, "Different ones are told by \"other than\".");
}

static bool not_for_no(const struct slip *slip)
{
    const struct cs_token *is = word(slip, -1), *subject = word(slip, -2);

    if (slip->here->word != WORD_NOT && slip->here->word != WORD_NO)
        return false;
    if (is->word == WORD_IS || is->word == WORD_ARE)
        return HELP(slip, "Put \"no\" before the whole: \"no %.*s %.*s ...\".", TEXT_OF(slip, subject, subject),
                    TEXT_OF(slip, is, is));
    return slip->here->word == WORD_NOT &&
           HELP(slip, "Write \"no\" before what is not to be: \"no attack by ... on ...\".");
}

/* "a must not attack b", "b may request ..." */
static bool verb_of_duty(const struct slip *slip)
{
    static const char *const words[] = {"must", "shall", "should", "will", "cannot", NULL};
    const struct cs_token *before = word(slip, -1);

    if (slip->here->word == WORD_MAY && slip->first->word == WORD_CHECK)
        return HELP(slip, "Behind \"check\" stands \"may\" or \"may not\", then the act: check may %.*s.",
                    TEXT_OF(slip, word(slip, 1), last_of_line(slip)));
    if (slip->here->word == WORD_MAY && slip->at > 0)
        return HELP(slip,
                    "A power is a rule of its own: \"may request by state of body\", with its conditions below it.");
    if (slip->first->word == WORD_MAY && slip->at == 1 && slip->here->word == WORD_NOT)
        return HELP(slip, "A power is told by \"may\" alone; what is forbidden is a duty: \"a owes b no attack by a on "
                          "b\".");
    if (slip->first->word == WORD_THEN)
        while (before > slip->first && !is_one_of(slip, before, words))
            before--;
    if (!is_one_of(slip, before, words) && !is_one_of(slip, slip->here, words))
        return false;
    return HELP(slip,
                "A duty is written \"a owes b assistance by a to b\", a prohibition \"a owes b no attack by a on b\".");
}

/* "2023-01-01 killed of Borea in e1 at least 5" */
static bool dated_bound(const struct slip *slip)
{
    return slip->first->kind == TOK_DATE && cs_parser_at_compare(slip->parser) && slip->at > 1 &&
           HELP(slip, "A bound on a quantity has no date: begin the line with the quantity.");
}

static bool capital_needed(const struct slip *slip)
{
    return slip->first->word == WORD_SOURCE && slip->here->kind == TOK_INTEGER &&
           HELP(slip, "A name begins with a capital letter: S%.*s.", TEXT_OF(slip, slip->here, slip->here));
}

static bool standpoint(const struct slip *slip)
{
    const struct cs_token *last = word(slip, -1);

    if (slip->first->word != WORD_CHECK)
        return false;
    if (slip->at == 1 && (word(slip, 1)->word == WORD_IS || word(slip, 1)->word == WORD_ARE))
        return HELP(slip, "The state comes first: \"check holds %.*s %.*s ...\".",
                    TEXT_OF(slip, slip->here, slip->here), TEXT_OF(slip, word(slip, 1), word(slip, 1)));
    if (slip->at == 1)
        return HELP(
            slip,
            "The state comes first: \"check violated Borea owes Alden ...\", or \"in force\", \"fulfilled\", \"none\", "
            "\"holds\".");
    if (slip->here->kind == TOK_END && (is_particular(last) || last->word == WORD_OPEN))
        return HELP(slip, "A check says on whose account and when: \"as open on 2023-01-31\".");
    return last->word == WORD_AS && slip->here->word == WORD_OF &&
           HELP(slip, "A check says on whose account and when: \"as open on 2023-01-31\".");
}

static bool label_for_word(const struct slip *slip)
{
    return slip->here->kind == TOK_LABEL && slip->first->kind == TOK_DATE && slip->at == 1 &&
           HELP(slip, "A word with a digit in it is a label, and a colon stands behind it: %.*s: ...",
                TEXT_OF(slip, slip->here, slip->here));
}

static bool label_with_capital(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;
    uint32_t length = slip->here->end - slip->here->start, letters = 0;

    while (letters < length && !isdigit((unsigned char)bytes[letters]))
        letters++;
    if (slip->here->kind != TOK_CAPITAL || word(slip, 1)->kind != TOK_COLON || !isupper((unsigned char)bytes[0]) ||
        letters == length)
        return false;
    return HELP(slip, "A label begins with a small letter: %c%.*s.", tolower((unsigned char)bytes[0]), (int)length - 1,
                bytes + 1);
}

static bool quoted_use(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->here->start;

    return slip->first->word == WORD_USE && slip->here->kind == TOK_CAPITAL && isupper((unsigned char)bytes[0]) &&
           HELP(slip, "The files of the library have small names: use %c%.*s.", tolower((unsigned char)bytes[0]),
                (int)(slip->here->end - slip->here->start) - 1, bytes + 1);
}

/* "Alden says that ..." */
static bool name_that_says(const struct slip *slip)
{
    static const char *const words[] = { "says",   "denies",   "claims",  "states", "said",
                                         "denied", "confirms", "alleges", NULL };
    const struct cs_token *last = slip->first;

    while (last[1].kind == TOK_CAPITAL)
        last++;
    return slip->first->kind == TOK_CAPITAL && is_one_of(slip, last + 1, words) &&
           HELP(slip, "What is said is an entry with its date, and below it stands who says so: says %.*s.",
                TEXT_OF(slip, slip->first, last));
}

/* "state Alden" */
static bool kind_for_name(const struct slip *slip)
{
    const struct cs_token *next = slip->first + 1;

    return slip->first->word == WORD_STATE && (next->kind == TOK_CAPITAL || next->kind == TOK_STRING) &&
           HELP(slip, "A name is declared with its kind: name state %.*s.", TEXT_OF(slip, next, next));
}

bool cs_parser_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static bool (*const SLIPS[])(const struct slip *slip) = { comment_of_another_language,
                                                              cs_slip_date,
                                                              cs_slip_rule,
                                                              cs_slip_line,
                                                              mark_behind_answer,
                                                              part_of_claim,
                                                              name_of_an_entry,
                                                              expects_to,
                                                              count_in_words,
                                                              part_of_text,
                                                              one_a_line,
                                                              capital_for_small,
                                                              no_clock,
                                                              names_joined,
                                                              choice,
                                                              name_that_says,
                                                              kind_for_name,
                                                              name_with_small_words,
                                                              subject_with_small_words,
                                                              small_word_behind_name,
                                                              article_before_name,
                                                              quotation_with_one_mark,
                                                              full_stop,
                                                              colon_out_of_place,
                                                              quoted_use,
                                                              name_before_word,
                                                              preposition_after_is,
                                                              cs_slip_different,
                                                              sameness,
                                                              verb_of_duty,
                                                              not_for_no,
                                                              dated_bound,
                                                              number_in_event,
                                                              capital_needed,
                                                              standpoint,
                                                              cs_slip_label_for_date,
                                                              label_for_word,
                                                              label_with_capital,
                                                              cs_slip_last,
                                                              cs_slip_near };
    struct slip slip = {.parser = parser, .diagnostic = diagnostic, .first = &parser->line.tokens[0],
                        .here = cs_parser_token(parser), .at = parser->at};

    if (diagnostic == NULL) /* so many mistakes are kept already that it is only counted */
        return false;
    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0] && parser->line.count > 0; i++)
        if (SLIPS[i](&slip))
            return true;
    return false;
}

/* ---- the first word of a line ---- */

/* Words with which an author may begin a line, and what to write instead. */
static const struct opening { const char *word, *help;
} OPENINGS[] = {
    { "unless", "Write \"if no ...\": the rule applies unless that is so." },
    { "except", "Write \"if no ...\": the rule applies except where that is so." },
    { "provided", "Write \"if ...\" on a line of its own." },
    { "or", "The language has no \"or\": write a rule for each." },
    { "else", "The language has no \"else\": write a rule for each case." },
    { "art", "An article is written: article 2." },
    { "section", "An article is written: article 2." },
    { "clause", "An article is written: article 2." },
    { "paragraph", "A paragraph belongs to its article: article 2(1)." },
    { "claims", "Who says something: \"says\" and the name." },
    { "states", "Who says something: \"says\" and the name." },
    { "alleges", "Who says something: \"says\" and the name." },
    { "confirms", "Who says something: \"says\" and the name." },
    { "said", "Who says something: \"says\" and the name." },
    { "rejects", "Who denies something: \"denies\" and the name." },
    { "denied", "Who denies something: \"denies\" and the name." },
    { "disputes", "Who denies something: \"denies\" and the name; who only asks: \"asks\"." },
    { "include", "Files are named by \"use\", such as: use security." },
    { "import", "Files are named by \"use\", such as: use security." },
    { "but", "Each condition begins with \"if\" or \"and\"." },
    { "can", "A power is a rule that begins with \"may\": may request by state." },
    { "must", "What a rule concludes begins with \"then\": then a owes b assistance by a to b." },
    { "shall", "What a rule concludes begins with \"then\": then a owes b assistance by a to b." },
    { "country", "A name is declared with its kind: name state Alden." },
    { "timezone", "The zone of a file is written: zone +04:00." },
    { "note", "A comment begins with two hyphens: --." },
    { "comment", "A comment begins with two hyphens: --." },
    { "link", "Where a source is found on the web is written: url \"https://...\"." },
    { "title", "The title stands behind the name: source S1 \"title\"." },
    { "released", "What releases from a duty is written: released upon waiver by b." },
    { "suspended", "What suspends a duty is written: suspended while commission is sitting." },
    { "from", "What holds from a day on begins with that day: 2023-01-01/.. and the fact." },
    { "since", "What holds from a day on begins with that day: 2023-01-01/.. and the fact." },
    { "till", "What held up to a day begins with ../ and that day: ../2023-01-01 and the fact." },
    { "on", "An entry begins with its date, without \"on\"." },
    { "in", "An entry begins with its date, without \"in\": 2023-01, for some day of January." },
    { "at", "An entry begins with its date, without \"at\": 2023-01-01T18:00+04:00." },
    { "unknown",
      "A day that is not known is written as [A..B], with the first and the last day that are possible, or 2023-01." },
    { "undated",
      "A day that is not known is written as [A..B], with the first and the last day that are possible, or 2023-01." },
    { "circa",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "around",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "early",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "late",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." },
    { "mid",
      "A date that is not certain is written: about 2023-01-15 within 10 days, or 2023-01 for some day of January." }
};

/* The kind of the line if its first word had no capital letter: "When", "Treaty". */
static enum cs_line_kind kind_without_capital(const struct slip *slip)
{
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        enum cs_word opener = cs_line_word((enum cs_line_kind)kind);

        if (opener != WORD_NONE && slip->first->kind == TOK_CAPITAL && reads(slip, slip->first, cs_word_text(opener)))
            return (enum cs_line_kind)kind;
    }
    return LINE_UNKNOWN;
}

/* "strict 1 day", below a reading */
static bool answer_without_capital(const struct slip *slip)
{
    const char *bytes = slip->parser->source->bytes + slip->first->start;

    return slip->parser->above == ABOVE_READING && cs_parser_free_word(slip->first) &&
           slip->first->word == WORD_NONE && islower((unsigned char)bytes[0]) &&
           cs_parser_near_kind(slip->parser) == LINE_UNKNOWN && slip->first[1].kind != TOK_COLON &&
           (slip->first[1].kind == TOK_END || slip->first[1].kind == TOK_STRING ||
            slip->first[1].kind == TOK_INTEGER) &&
           HELP(slip, "The name of an answer begins with a capital letter: %c%.*s.", toupper((unsigned char)bytes[0]),
                (int)(last_of_line(slip)->end - slip->first->start) - 1, bytes + 1);
}

static bool capital_opening(const struct slip *slip)
{
    enum cs_line_kind kind = kind_without_capital(slip);

    return kind != LINE_UNKNOWN &&
           HELP(slip, "The words of the language have small letters: \"%s\".", cs_word_text(cs_line_word(kind)));
}

/* "e1: 2023-01-01 attack ..." */
static bool label_before_date(const struct slip *slip)
{
    const struct cs_token *date = slip->first + 2;

    if (slip->first->kind != TOK_LABEL || slip->first[1].kind != TOK_COLON || date->kind != TOK_DATE)
        return false;
    return HELP(slip, "The date comes first: %.*s %.*s ...", TEXT_OF(slip, date, date),
                TEXT_OF(slip, slip->first, slip->first + 1));
}

/* "Council is organ of League", without a date */
static bool fact_without_date(const struct slip *slip)
{
    const struct cs_token *is = slip->first, *last = last_of_line(slip);

    while (is_particular(is) || is->kind == TOK_COMMA)
        is++;
    return is > slip->first && is->word == WORD_IS && is < last &&
           HELP(slip, "What is so begins on a day: 2023-01-01/.. %.*s.", TEXT_OF(slip, slip->first, last));
}

/* "killed of Borea in e1: 5" */
static bool bound_with_colon(const struct slip *slip)
{
    size_t count = slip->parser->line.count;
    const struct cs_token *last = count >= 3 ? &slip->parser->line.tokens[count - 1] : NULL;

    return last != NULL && last->kind == TOK_INTEGER &&
           (last[-1].kind == TOK_COLON || is_symbol(slip, last - 1, '=')) &&
           HELP(slip, "A number is told by a comparison: \"exactly %.*s\", \"at least %.*s\".",
                TEXT_OF(slip, last, last), TEXT_OF(slip, last, last));
}

/* "call by s exclude aid by s" */
static bool exclude(const struct slip *slip)
{
    static const char *const verbs[] = {"exclude", "excluding", "precludes", NULL};
    const struct cs_token *verb = slip->first, *last = last_of_line(slip);

    while (verb < last && !is_one_of(slip, verb, verbs))
        verb++;
    return verb > slip->first && verb < last &&
           HELP(slip, "What is the one is never the other: \"%.*s excludes %.*s\".",
                TEXT_OF(slip, slip->first, verb - 1), TEXT_OF(slip, verb + 1, last));
}

bool cs_parser_opening_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static bool (*const SLIPS[])(const struct slip *slip) = {
        comment_of_another_language, cs_slip_month,   cs_slip_notation, answer_without_capital, cs_slip_near_opening,
        capital_opening,             name_that_says,  kind_for_name,    label_before_date,      fact_without_date,
        bound_with_colon,            cs_slip_data,    cs_slip_speaker,  exclude,                cs_slip_opening
    };
    const struct cs_token *first = &parser->line.tokens[0];
    struct slip slip = {.parser = parser, .diagnostic = diagnostic, .first = first, .here = first};

    if (diagnostic == NULL)
        return false;
    for (size_t i = 0; i < sizeof SLIPS / sizeof SLIPS[0]; i++)
        if (SLIPS[i](&slip))
            return true;
    for (size_t i = 0; i < sizeof OPENINGS / sizeof OPENINGS[0]; i++)
        if (first->kind == TOK_SMALL && reads(&slip, first, OPENINGS[i].word))
            return HELP(&slip, "%s", OPENINGS[i].help);
    return false;
}

enum cs_line_kind cs_parser_kind_without_capital(struct cs_parser *parser)
{
    struct slip slip = {.parser = parser, .first = &parser->line.tokens[0], .here = &parser->line.tokens[0]};

    return kind_without_capital(&slip);
}
