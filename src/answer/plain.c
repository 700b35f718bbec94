/* SPDX-License-Identifier: MIT */
#include "answer/plain.h"

#include <stdio.h>
#include <string.h>

#include "answer/answer.h"
#include "answer/examples.h"
#include "answer/foreign.h"
#include "answer/spoken.h"

struct plain {
    struct cs_spoken phrase;
    const char *asked;       /* the question without its date */
    size_t at;               /* the words before it have been read */
    struct cs_sentence *out;
    bool read;
};

static const char *words(struct plain *p, size_t first, size_t end)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = first; i < end; i++) {
        const char *word = p->phrase.words[i];

        bool leans = strcmp(word, ",") == 0 || strcmp(word, "'s") == 0;

        cs_buffer_printf(&text, "%s%s", i > first && !leans ? " " : "", word);
    }
    return cs_buffer_keep(&text, p->phrase.arena);
}

static bool says(const struct plain *p, size_t ahead, const char *list)
{
    return cs_spoken_says(&p->phrase, p->at + ahead, list);
}

static bool refuse(struct plain *p, const char *refusal, const char *remedy)
{
    p->out->refusal = refusal;
    p->out->remedy = remedy;
    p->read = true;
    return true;
}

static bool take(struct plain *p, enum cs_asked_form form, const char *text)
{
    p->out->form = form;
    p->out->text = text;
    p->read = true;
    return true;
}

/* ---- entries of a case ---- */

static bool is_state_word(const struct plain *p, const char *text)
{
    for (int state = CS_STATE_UNSAID + 1; state < CS_STATE_COUNT; state++)
        if (strcmp(cs_state_text((enum cs_state)state), text) == 0)
            return true;
    for (const struct cs_file *file = p->phrase.c->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            for (const struct cs_row_state *state = row->states; state != NULL; state = state->next)
                if (cs_state_is_words(state->state) &&
                    strcmp(cs_state_in_words(state->state, &p->phrase.c->names), text) == 0)
                    return true;
    return false;
}

/* What the records say counts as this, or does not; CS_NO_NAME: as anything. */
static struct cs_labels find_counting(const struct cs_case *c, cs_name head)
{
    struct cs_labels labels = {.count = 0};

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_COUNTS_AS && entry->about.name != CS_NO_NAME &&
                (head == CS_NO_NAME || entry->term.head == head))
                cs_labels_add(&labels, entry->about.name);
    return labels;
}

/* What "it" is in "was it an attack", the word of which the phrase has from `at` on: what may be one, else anything. */
static struct cs_labels find_it(struct plain *p, size_t at)
{
    struct cs_labels labels = {.count = 0};
    struct cs_spoken_term said, second;

    if (cs_spoken_find(&p->phrase, at, p->phrase.count, CS_SPOKEN_NOUN, false, &said, &second))
        labels = find_counting(p->phrase.c, said.shape->head);
    return labels.count > 0 ? labels : find_counting(p->phrase.c, CS_NO_NAME);
}

static bool refuse_it(struct plain *p, const struct cs_labels *labels, bool counting)
{
    struct cs_buffer text;

    if (labels->count == 0)
        return refuse(p, counting ? "no entry says what \"it\" might count as"
                                  : "no decision and no request is labelled that \"it\" could be", "");
    cs_buffer_init(&text);
    cs_buffer_text(&text, "\"it\" could be ");
    for (size_t i = 0; i < labels->count && i < CS_LABELS_TOLD; i++)
        cs_buffer_printf(&text, "%s%s", i == 0 ? "" : i + 1 == labels->count ? " or " : ", ",
                         cs_names_text(&p->phrase.c->names, labels->first[i]));
    cs_buffer_text(&text, labels->count > CS_LABELS_TOLD ? ", or another one; say which" : "; say which");
    return refuse(p, cs_buffer_keep(&text, p->phrase.arena), "");
}

/* "the request" of "was the request granted", "what became of the request": the only one, if there is one alone. */
static void name_only_row(struct plain *p, size_t at)
{
    bool decision = cs_spoken_says(&p->phrase, at, "decision|draft");
    struct cs_labels labels;

    if ((!decision && !cs_spoken_says(&p->phrase, at, "request")) || at == 0 ||
        !cs_spoken_says(&p->phrase, at - 1, "is|was|of") ||
        (at + 1 < p->phrase.count && !is_state_word(p, words(p, at + 1, p->phrase.count))))
        return;
    labels = cs_labels_of_rows(p->phrase.c, decision);
    if (labels.count == 1)
        p->phrase.words[at] = cs_names_text(&p->phrase.c->names, labels.first[0]);
}

/*
 * "it" is the only decision, else the only request; of "was it an attack", what might count as something. The question
 * is refused if there are several.
 */
static bool resolve_it(struct plain *p)
{
    const struct cs_case *c = p->phrase.c;
    bool counting = cs_spoken_says(&p->phrase, 0, "is|was") && cs_spoken_says(&p->phrase, 1, "it") &&
                    !is_state_word(p, words(p, 2, p->phrase.count));
    struct cs_labels labels = counting ? find_it(p, 2) : cs_labels_of_rows(c, true);

    if (!counting && labels.count == 0)
        labels = cs_labels_of_rows(c, false);
    for (size_t i = 0; i < p->phrase.count; i++) {
        name_only_row(p, i);
        if (!cs_spoken_says(&p->phrase, i, "it"))
            continue;
        if (labels.count != 1) {
            refuse_it(p, &labels, counting);
            return false;
        }
        p->phrase.words[i] = cs_names_text(&c->names, labels.first[0]);
    }
    return true;
}

/* ---- sentences of the language ---- */

static void add_filled(struct cs_buffer *out, const struct cs_filled *filled)
{
    for (size_t i = 0; i < filled->count; i++)
        cs_buffer_printf(out, "%s%s", i > 0 ? ", " : "", filled->texts[i]);
}

/* "Armenia is party of CST", "vote by Armenia on d1"; without the role `but`. */
static void add_term(struct plain *p, const struct cs_spoken_term *said, enum cs_prep but, struct cs_buffer *out)
{
    const struct cs_filled *subject = &said->roles[CS_PREP_IS];

    if (but != CS_PREP_IS && subject->count > 0) {
        add_filled(out, subject);
        cs_buffer_text(out, " is ");
    }
    cs_buffer_text(out, cs_names_text(&p->phrase.c->names, said->shape->head));
    for (uint32_t i = 0; i < said->shape->role_count; i++) {
        enum cs_prep prep = said->shape->roles[i].prep;

        if (prep == CS_PREP_IS || prep == but || said->roles[prep].count == 0)
            continue;
        cs_buffer_printf(out, " %s ", cs_prep_text(prep));
        add_filled(out, &said->roles[prep]);
    }
}

static const char *term_text(struct plain *p, const char *before, const struct cs_spoken_term *said)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, before);
    add_term(p, said, CS_PREP_COUNT, &text);
    return cs_buffer_keep(&text, p->phrase.arena);
}

/* "Russia owes whom assistance to Armenia": the holder is who acts, small words stand for anybody. */
static const char *bond_text(struct plain *p, const struct cs_filled *holder, const char *verb,
                             const struct cs_filled *claimant, const struct cs_spoken_term *said)
{
    enum cs_prep actor = cs_spoken_actor(said->shape);
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (holder != NULL && holder->count > 0)
        add_filled(&text, holder);
    else
        cs_buffer_text(&text, "who");
    cs_buffer_printf(&text, " %s ", verb);
    if (claimant != NULL && claimant->count > 0)
        add_filled(&text, claimant);
    else
        cs_buffer_text(&text, "whom");
    cs_buffer_char(&text, ' ');
    add_term(p, said, holder != NULL && holder->count > 0 && said->roles[actor].count > 0 ? actor : CS_PREP_COUNT,
             &text);
    return cs_buffer_keep(&text, p->phrase.arena);
}

/* ---- what the words mean ---- */

/* Two words of the vocabulary are meant alike: both are named. */
static bool refuse_both(struct plain *p, const char *before, const struct cs_spoken_term *a,
                        const struct cs_spoken_term *b)
{
    struct cs_buffer remedy;

    cs_buffer_init(&remedy);
    cs_buffer_printf(&remedy, "  %s\n  %s\n", term_text(p, before, a), term_text(p, before, b));
    return refuse(p, "this may mean several things; ask for one of them in its own words:",
                  cs_buffer_keep(&remedy, p->phrase.arena));
}

/* The word that the rest of the question means; false if there is none, or if the question is refused. */
static bool find(struct plain *p, size_t at, enum cs_spoken_form form, const char *before, struct cs_spoken_term *said)
{
    struct cs_spoken_term second;

    if (!cs_spoken_find(&p->phrase, at, p->phrase.count, form, *before != '\0', said, &second))
        return false;
    if (second.shape == NULL)
        return true;
    refuse_both(p, before, said, &second);
    return false;
}

/* The particular that stands in this role in all rules that give the power; CS_NO_NAME if there is not one. */
static cs_name only_one(const struct cs_case *c, const struct cs_relation *relation, uint32_t column)
{
    cs_name only = CS_NO_NAME;

    for (const struct cs_use_site *site = relation->powers; site != NULL; site = site->next) {
        const struct cs_operand *o = &c->plan->rules[site->rule].trigger.columns[column];

        if (o->kind != CS_OPERAND_VALUE || (only != CS_NO_NAME && only != o->index))
            return CS_NO_NAME;
        only = o->index;
    }
    return only;
}

/* What nobody would say, since the texts leave no choice: who admits observers. */
static void fill_unsaid(struct plain *p, struct cs_spoken_term *said)
{
    const struct cs_case *c = p->phrase.c;
    uint32_t number = cs_plan_relation(c->plan, said->shape->head, CS_NO_NAME);
    const struct cs_relation *relation = number != CS_NOWHERE ? &c->plan->relations[number] : NULL;

    for (uint32_t i = 0; relation != NULL && i < said->shape->role_count; i++) {
        struct cs_filled *role = &said->roles[said->shape->roles[i].prep];
        cs_name only = role->count == 0 && !role->anybody ? only_one(c, relation, relation->first_role + i)
                                                          : CS_NO_NAME;

        if (only == CS_NO_NAME || only >= c->symbols.by_name_count || c->symbols.particular_of[only] == 0)
            continue;
        role->texts[0] = cs_spoken_quoted(&p->phrase, only);
        role->names[0] = only;
        role->count = 1;
    }
}

/* "may Azerbaijan become an observer", "who may vote on d1" */
static bool read_power(struct plain *p)
{
    struct cs_spoken_term said;

    if (!find(p, p->at, CS_SPOKEN_SENTENCE, "may ", &said))
        return p->read;
    fill_unsaid(p, &said);
    return take(p, says(p, 0, "who|which|anybody|anyone|what") ? CS_ASKED_WHO_MAY : CS_ASKED_SENTENCE,
                term_text(p, "may ", &said));
}

/* "Russia help Armenia", of "must Russia help Armenia" */
static bool read_must(struct plain *p)
{
    struct cs_spoken_term said;

    if (!find(p, p->at, CS_SPOKEN_SENTENCE, "", &said))
        return p->read;
    return take(p, CS_ASKED_SENTENCE,
                bond_text(p, &said.roles[cs_spoken_actor(said.shape)], "owes", NULL, &said));
}

static bool read_holding(struct plain *p)
{
    struct cs_spoken_term said;

    if (!find(p, p->at, CS_SPOKEN_SENTENCE, "", &said))
        return p->read;
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        p->out->lists = p->out->lists || said.roles[prep].anybody;
    return take(p, CS_ASKED_SENTENCE, term_text(p, "", &said));
}

/* ---- owing ---- */

static const char *joined(struct plain *p, const struct cs_filled *filled)
{
    struct cs_buffer text;

    if (filled->count != 1) /* one party, or anybody */
        return NULL;
    cs_buffer_init(&text);
    cs_buffer_text(&text, filled->names[0] != CS_NO_NAME ? cs_names_text(&p->phrase.c->names, filled->names[0])
                                                         : filled->texts[0]);
    return cs_buffer_keep(&text, p->phrase.arena);
}

static bool take_between(struct plain *p, bool expectation, const struct cs_filled *first,
                         const struct cs_filled *second)
{
    p->out->expectation = expectation;
    p->out->first = joined(p, first);
    p->out->second = joined(p, second);
    if (p->out->first == NULL && p->out->second == NULL)
        return false;
    return take(p, CS_ASKED_BETWEEN, words(p, 0, p->phrase.count));
}

/* "Russia owe Armenia [help]", "who owes help to Armenia", "what Russia owe": from the holder on */
static bool read_owing(struct plain *p)
{
    struct cs_filled first, second = {.anybody = true};
    size_t verb = cs_spoken_names(&p->phrase, p->at, p->phrase.count, &first), at, behind;
    bool expectation = cs_spoken_says(&p->phrase, verb, "expect|expects|expected");
    struct cs_spoken_term said;

    if (!expectation && !cs_spoken_says(&p->phrase, verb, "owe|owes|owed"))
        return false;
    at = verb + 1 + (cs_spoken_says(&p->phrase, verb + 1, "to|of") ? 1 : 0);
    behind = cs_spoken_names(&p->phrase, at, p->phrase.count, &second);
    if (behind == at)
        at = behind = verb + 1;
    if (behind == p->phrase.count)
        return take_between(p, expectation, &first, &second);
    if (!find(p, behind, CS_SPOKEN_NOUN, "", &said))
        return p->read;
    return take(p, CS_ASKED_SENTENCE,
                expectation ? bond_text(p, &first, "expects", &second, &said)
                            : bond_text(p, &first, "owes", &second, &said));
}

/* ---- what something is; what happened ---- */

/* "what is e1", "who is Stanislav Zas": a name alone */
static bool read_name(struct plain *p, size_t at)
{
    struct cs_filled filled = {.count = 0};
    size_t behind = cs_spoken_name(&p->phrase, at, p->phrase.count, &filled);

    if (behind != p->phrase.count || filled.count != 1 || filled.names[0] == CS_NO_NAME)
        return false;
    p->out->about = filled.names[0];
    return take(p, CS_ASKED_ABOUT, cs_names_text(&p->phrase.c->names, filled.names[0]));
}

static bool is_date(const struct plain *p, size_t at)
{
    struct cs_date date;

    return at < p->phrase.count && cs_date_read(p->phrase.words[at], cs_case_reckoning(p->phrase.c), &date) == NULL;
}

/* "happened on D", "happened between D and D", "happened since D", "happened" */
static bool read_happened(struct plain *p)
{
    size_t count = p->phrase.count - p->at;

    p->out->first = p->out->second = NULL;
    if (count == 3 && says(p, 1, "on") && is_date(p, p->at + 2))
        p->out->first = p->out->second = p->phrase.words[p->at + 2];
    else if (count == 3 && says(p, 1, "since") && is_date(p, p->at + 2))
        p->out->first = p->phrase.words[p->at + 2];
    else if (count == 5 && says(p, 1, "between") && says(p, 3, "and") && is_date(p, p->at + 2) &&
             is_date(p, p->at + 4)) {
        p->out->first = p->phrase.words[p->at + 2];
        p->out->second = p->phrase.words[p->at + 4];
    } else if (count != 1) {
        return refuse(p, "what happened is asked of a day with its year, of two, or of all: \"on DATE\", \"between "
                         "DATE and DATE\", \"since DATE\", or nothing more", "");
    }
    return take(p, CS_ASKED_HAPPENED, words(p, 0, p->phrase.count));
}

/* ---- states ---- */

/* "d1 adopted", "4.2 violated", "Armenia's request still owed": a row, and a state that it might have */
static bool read_state(struct plain *p)
{
    struct cs_filled filled = {.count = 0};
    size_t behind = cs_spoken_name(&p->phrase, p->at, p->phrase.count, &filled);
    bool number;

    if (behind == p->at || filled.count != 1 || !is_state_word(p, words(p, behind, p->phrase.count)))
        return false;
    number = filled.names[0] == CS_NO_NAME;
    if (!number && p->phrase.c->symbols.entry_of[filled.names[0]] == NULL)
        return false;
    return take(p, CS_ASKED_ROW, number ? filled.texts[0] : cs_names_text(&p->phrase.c->names, filled.names[0]));
}

/* "e1 an attack by Azerbaijan", of "was e1 ...": an occurrence, and what it might count as */
static bool read_counting(struct plain *p)
{
    struct cs_filled filled = {.count = 0};
    size_t behind = cs_spoken_name(&p->phrase, p->at, p->phrase.count, &filled);
    struct cs_buffer text;
    struct cs_spoken_term said;

    if (behind == p->at || filled.count != 1 || filled.names[0] == CS_NO_NAME ||
        p->phrase.c->symbols.entry_of[filled.names[0]] == NULL || !find(p, behind, CS_SPOKEN_NOUN, "", &said) ||
        said.shape->kind != CS_SHAPE_EVENT)
        return false;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s counts as ", filled.texts[0]);
    add_term(p, &said, CS_PREP_COUNT, &text);
    return take(p, CS_ASKED_SENTENCE, cs_buffer_keep(&text, p->phrase.arena));
}

/* Behind "what became of": a row by its label or number. */
static bool read_row(struct plain *p)
{
    struct cs_filled filled = {.count = 0};
    size_t behind = cs_spoken_name(&p->phrase, p->at, p->phrase.count, &filled);

    if (behind == p->at || behind != p->phrase.count || filled.count != 1)
        return false;
    return take(p, CS_ASKED_ROW, filled.names[0] == CS_NO_NAME ? filled.texts[0]
                                                               : cs_names_text(&p->phrase.c->names, filled.names[0]));
}

/* ---- the forms ---- */

/* Behind "is", "was": puts the verb behind the subject, as in a statement. */
static void put_behind_subject(struct plain *p)
{
    struct cs_filled filled;
    size_t behind = cs_spoken_names(&p->phrase, p->at + 1, p->phrase.count, &filled);
    const char *verb = p->phrase.words[p->at];

    if (behind == p->at + 1)
        return;
    for (size_t i = p->at; i + 1 < behind; i++)
        p->phrase.words[i] = p->phrase.words[i + 1];
    p->phrase.words[behind - 1] = verb;
}

/* Leaves out "have to" behind a name: "does Russia have to help Armenia" asks what "must Russia help Armenia" asks. */
static bool drop_duty_words(struct plain *p, const char *verbs)
{
    struct cs_filled filled;
    size_t behind = cs_spoken_names(&p->phrase, p->at, p->phrase.count, &filled);

    if (behind == p->at || !cs_spoken_says(&p->phrase, behind, verbs) || !cs_spoken_says(&p->phrase, behind + 1, "to"))
        return false;
    memmove(&p->phrase.words[behind], &p->phrase.words[behind + 2],
            (p->phrase.count - behind - 2) * sizeof *p->phrase.words);
    p->phrase.count -= 2;
    return true;
}

/* "Armenia was attacked by Azerbaijan" as "Azerbaijan attacked Armenia"; without "by", "who attacked Armenia". */
static bool read_passive(struct plain *p)
{
    const char *active[CS_SPOKEN_WORDS];
    struct cs_filled filled;
    size_t verb = cs_spoken_names(&p->phrase, p->at, p->phrase.count, &filled) + 1, by = verb + 1, count = 0;

    if (verb == p->at + 1 || verb >= p->phrase.count || !cs_spoken_says(&p->phrase, verb - 1, "is|are|was|were") ||
        (by < p->phrase.count && !cs_spoken_says(&p->phrase, by, "by")))
        return false;
    if (by + 1 < p->phrase.count)
        for (size_t i = by + 1; i < p->phrase.count; i++)
            active[count++] = p->phrase.words[i];
    else
        active[count++] = "who";
    active[count++] = p->phrase.words[verb];
    for (size_t i = p->at; i + 1 < verb; i++)
        active[count++] = p->phrase.words[i];
    memcpy(p->phrase.words, active, count * sizeof *active);
    p->phrase.count = count;
    p->at = 0;
    return read_holding(p);
}

/* "has Armenia been attacked" as "was Armenia attacked" */
static void drop_been(struct plain *p)
{
    struct cs_filled filled;
    size_t been = cs_spoken_names(&p->phrase, p->at + 1, p->phrase.count, &filled);

    if (!cs_spoken_says(&p->phrase, been, "been"))
        return;
    p->phrase.words[p->at] = "was";
    memmove(&p->phrase.words[been], &p->phrase.words[been + 1], (p->phrase.count - been - 1) * sizeof *p->phrase.words);
    p->phrase.count--;
}

/* Behind what asks: "does Russia owe", "may Armenia leave", "was d1 adopted", or a statement. */
static bool read_asked(struct plain *p)
{
    if (says(p, 0, "may|can|could|might")) {
        p->at++;
        return read_power(p);
    }
    if (says(p, 0, "must|should|shall|ought")) {
        p->at += says(p, 1, "to") ? 2 : 1;
        return read_must(p);
    }
    if (says(p, 0, "has|have|had"))
        drop_been(p);
    if (says(p, 0, "do|does|did|has|have|had|will|would")) {
        p->at++;
        if (drop_duty_words(p, "have|need|has|needs"))
            return read_must(p);
        return read_owing(p) || p->read || read_holding(p);
    }
    if (says(p, 0, "is|are|was|were")) {
        p->at++;
        if (read_state(p) || p->read || read_counting(p) || p->read)
            return true;
        if (drop_duty_words(p, "obliged|required|bound|supposed"))
            return read_must(p);
        p->at--;
        put_behind_subject(p);
    }
    return read_owing(p) || p->read || read_holding(p) || (!p->read && read_passive(p));
}

/* "is owed to Armenia", "is Armenia owed" */
static bool read_owed_to(struct plain *p)
{
    struct cs_filled claimant, nobody = {.count = 0};
    bool first = says(p, 1, "owed") && says(p, 2, "to");
    size_t from = p->at + (first ? 3 : 1), behind = cs_spoken_names(&p->phrase, from, p->phrase.count, &claimant);

    if (behind == from || (!first && !cs_spoken_says(&p->phrase, behind++, "owed")) || behind != p->phrase.count)
        return false;
    return take_between(p, false, &nobody, &claimant);
}

/* "does CST 4(2) say": what the article is */
static bool read_saying(struct plain *p)
{
    bool says_it = p->phrase.count > p->at + 2 && cs_spoken_says(&p->phrase, p->phrase.count - 1, "say|mean|provide");

    p->phrase.count -= says_it;
    if (says_it && read_name(p, p->at + 1))
        return true;
    p->phrase.count += says_it;
    return false;
}

/* "what does Russia owe", "what must Russia do": all that one owes */
static bool read_what(struct plain *p)
{
    struct cs_filled holder, nobody = {.count = 0};
    size_t behind;

    if (says(p, 0, "became|becomes|happened|came") && says(p, 1, "of|to|with")) {
        p->at += 2;
        return read_row(p);
    }
    if (says(p, 0, "happened|happens|occurred"))
        return read_happened(p);
    if (says(p, 0, "is|are|was|were") && (read_name(p, p->at + 1) || read_owed_to(p)))
        return true;
    if (says(p, 0, "does|do|did") && read_saying(p))
        return true;
    if (says(p, 0, "does|do|did")) { /* "what did Armenia ask for": its asking tells that, so the last word goes */
        p->at++;
        if (read_owing(p) || p->read)
            return true;
        p->phrase.count -= cs_spoken_says(&p->phrase, p->phrase.count - 1, "for|of|about|on|to|with");
        return read_holding(p);
    }
    if (!says(p, 0, "must|should|shall"))
        return false;
    behind = cs_spoken_names(&p->phrase, p->at + 1, p->phrase.count, &holder);
    return behind > p->at + 1 && behind + 1 == p->phrase.count && cs_spoken_says(&p->phrase, behind, "do") &&
           take_between(p, false, &holder, &nobody);
}

/* "who may vote", "who must help", "who voted": "who" stands before what it does */
static bool read_who(struct plain *p)
{
    static const struct { const char *verbs; bool power; } kinds[] = {{"may|can|could", true},
                                                                        {"must|should|shall", false}};

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++) {
        if (!says(p, 1, kinds[i].verbs))
            continue;
        p->phrase.words[p->at + 1] = p->phrase.words[p->at];
        p->at++;
        return kinds[i].power ? read_power(p) : read_must(p);
    }
    return read_owing(p) || p->read || read_holding(p);
}

static bool read_question(struct plain *p)
{
    if (says(p, 0, "why"))
        p->at++;
    if (says(p, 0, "by|since|until|to|from") && says(p, 1, "when|whom|what"))
        p->at++;
    if (says(p, 0, "when|whom|where|how")) {
        p->at++;
        return (says(p, 0, "does|do|did") && read_what(p)) || p->read || read_asked(p);
    }
    if (says(p, 0, "what|who")) {
        p->at++;
        if (read_what(p) || p->read)
            return true;
        p->at = p->at > 0 && !says(p, 0, "what|who") ? p->at - 1 : p->at;
        return read_who(p);
    }
    return says(p, 0, "which") ? read_who(p) : read_asked(p);
}

/* ---- what is broken, what is disputed ---- */

static const char BREACH[] = "breach|breaches|breached|break|breaks|broke|broken|violate|violates|violated|violation|"
                             "violations";
static const char BESIDE_BREACH[] = "who|whom|what|which|why|when|how|has|have|had|is|are|was|were|did|does|do|been|be|"
                                    "there|any|anybody|anyone|anything|somebody|in|of|its|their|his|duty|duties|"
                                    "obligation|obligations|promise|promises|under|by|to|towards|commit|committed";

/* A name of the question: a text, an article of one, or a party: the claimant behind "to", else the holder. */
static bool add_to_breach(struct plain *p, const struct cs_filled *filled, bool behind_to)
{
    const struct cs_symbols *s = &p->phrase.c->symbols;
    cs_name name = filled->count == 1 ? filled->names[0] : CS_NO_NAME;
    const char **place;

    if (name == CS_NO_NAME || (name < s->by_name_count && s->entry_of[name] != NULL))
        return false;
    if (name >= s->by_name_count || s->particular_of[name] == 0 || s->instrument_of[name] != NULL)
        place = &p->out->of;
    else
        place = behind_to ? &p->out->second : &p->out->first;
    if (*place != NULL)
        return false;
    *place = cs_names_text(&p->phrase.c->names, name);
    return true;
}

/* "who is in breach", "did Russia break its duties to Armenia under CST 4": nothing else is said of it */
static bool read_breach(struct plain *p)
{
    bool found = false;

    for (size_t i = 0, behind; i < p->phrase.count; i = behind) {
        struct cs_filled filled = {.count = 0};

        behind = cs_spoken_name(&p->phrase, i, p->phrase.count, &filled);
        if (behind > i ? !add_to_breach(p, &filled, i > 0 && cs_spoken_says(&p->phrase, i - 1, "to|towards"))
                       : !cs_spoken_says(&p->phrase, i, BREACH) && !cs_spoken_says(&p->phrase, i, BESIDE_BREACH))
            return false;
        found = found || (behind == i && cs_spoken_says(&p->phrase, i, BREACH));
        behind += behind == i;
    }
    p->out->rows = CS_ASKED_BROKEN;
    return found && take(p, CS_ASKED_BETWEEN, p->asked);
}

static const char BESIDE_DISPUTE[] = "what|which|where|how|is|are|was|were|in|still|there|anything|do|does|did|they|"
                                     "accounts|parties|sides|states|members|about|on|over|between|facts";

/* "what is disputed", "what do the accounts disagree about" */
static bool read_disputed(struct plain *p)
{
    bool found = false;

    for (size_t i = 0; i < p->phrase.count; i++) {
        bool word = cs_spoken_says(&p->phrase, i, "disputed|contested|disagree|differ|dispute|disagreement");

        if (!word && !cs_spoken_says(&p->phrase, i, BESIDE_DISPUTE))
            return false;
        found = found || word;
    }
    p->out->rows = CS_ASKED_DISPUTED;
    return found && take(p, CS_ASKED_BETWEEN, p->asked);
}

/* ---- who says so ---- */

static const char SAYING[] = "say|says|said|claim|claims|claimed|deny|denies|denied|assert|asserts|asserted";

/*
 * "who says that e1 was an attack", "does Azerbaijan deny it was an attack": whether it was, on each account; the
 * reasons tell who says so. Leaves the statement; of "e1 was ..." the question "was e1 ...".
 */
static void drop_saying(struct plain *p)
{
    struct cs_filled filled;
    size_t at = 1;

    if (cs_spoken_says(&p->phrase, 0, "does|did|do|has|have|what"))
        at = cs_spoken_names(&p->phrase, 1, p->phrase.count, &filled);
    else if (!cs_spoken_says(&p->phrase, 0, "who"))
        return;
    if (at + 2 >= p->phrase.count || !cs_spoken_says(&p->phrase, at, SAYING))
        return;
    at += cs_spoken_says(&p->phrase, at + 1, "that") ? 2 : 1;
    memmove(p->phrase.words, &p->phrase.words[at], (p->phrase.count - at) * sizeof *p->phrase.words);
    p->phrase.count -= at;
    at = cs_spoken_says(&p->phrase, 0, "it") ? 1 : cs_spoken_names(&p->phrase, 0, p->phrase.count, &filled);
    if (at > 0 && cs_spoken_says(&p->phrase, at, "is|was|are|were")) {
        const char *verb = p->phrase.words[at];

        memmove(&p->phrase.words[1], p->phrase.words, at * sizeof *p->phrase.words);
        p->phrase.words[0] = verb;
    }
}

/* Leaves out "not", which a question why something is not so has: the answer is the same. */
static void drop_negation(struct plain *p)
{
    size_t count = 0;
    bool why = cs_spoken_says(&p->phrase, 0, "why");

    for (size_t i = 0; i < p->phrase.count; i++)
        if (!why || !cs_spoken_says(&p->phrase, i, "not|never"))
            p->phrase.words[count++] = p->phrase.words[i];
    p->phrase.count = count;
}

/* Cuts "... on DATE" from the end, but not of "what happened on DATE". */
static void cut_date(struct plain *p)
{
    size_t count = p->phrase.count;

    if (count < 3 || cs_spoken_says(&p->phrase, 1, "happened|happens|occurred") ||
        !cs_spoken_says(&p->phrase, count - 2, "on") || !is_date(p, count - 1))
        return;
    p->out->date = p->phrase.words[count - 1];
    p->phrase.count -= 2;
}

/* Nothing that the question could mean was found. */
static void refuse_words(struct plain *p)
{
    size_t behind = p->at > 0 ? p->at : 1;
    const char *unknown = cs_spoken_unknown(&p->phrase, behind);
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (unknown != NULL)
        cs_buffer_printf(&text, "no name and no wording of these files has \"%s\"", unknown);
    else
        cs_buffer_text(&text, "no wording of these files is put like this question");
    refuse(p, cs_buffer_keep(&text, p->phrase.arena), cs_plain_examples(p->phrase.c, p->phrase.arena));
}

/* What begins so is no sentence of the language with a slip in it, of which the parser knows better what was meant. */
static const char OPENINGS[] = "who|whom|what|when|where|which|why|how|can|could|must|should|shall|do|does|did|has|"
                               "have|had|"
                               "was|were|will|would";

bool cs_plain_read(const struct cs_case *c, const char *question, struct cs_arena *arena, struct cs_sentence *out)
{
    struct cs_sentence read = {.form = CS_ASKED_SENTENCE};
    struct plain p = {.out = &read};
    const char *english;
    bool asks;

    if (strpbrk(question, "\n\r") != NULL || !cs_spoken_read(&p.phrase, c, question, arena) || p.phrase.count == 0)
        return false;
    cs_foreign_join_dates(&p.phrase);
    english = cs_foreign_english(&p.phrase);
    if (english != NULL && !cs_spoken_read(&p.phrase, c, english, arena))
        return false;
    asks = (english != NULL || cs_spoken_says(&p.phrase, 0, OPENINGS)) && p.phrase.count > 1;
    cut_date(&p);
    drop_negation(&p);
    p.asked = words(&p, 0, p.phrase.count);
    drop_saying(&p);
    if (resolve_it(&p) && !read_question(&p) && !p.read && !read_breach(&p) && !read_disputed(&p) && asks)
        refuse_words(&p);
    if (p.read)
        *out = read;
    return p.read;
}
