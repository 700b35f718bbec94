/* SPDX-License-Identifier: MIT */
/*
 * Questions: made once for each id, with their answers in the world sets. Those that come up in a run (which of two
 * came first, what a role was that the record leaves unsaid) are found by what they are about.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "docket/docket_int.h"
#include "docket/made.h"
#include "lang/say.h"

const char *cs_question_kind_text(enum cs_question_kind kind)
{
    static const char *const texts[] = {"occurrence", "qualification", "reading", "order"};

    return texts[kind];
}

uint32_t cs_docket_question(struct cs_docket *docket, enum cs_question_kind kind, cs_name id, const char *text,
                            const char *const *answers, uint32_t answer_count, const struct cs_entry *entry)
{
    static const char *const yes_or_no[] = {CS_PHRASE("yes"), CS_PHRASE("no")};
    struct cs_question *q;
    uint32_t number;

    for (size_t i = 0; i < docket->question_count; i++)
        if (docket->questions[i].id == id)
            return (uint32_t)i;
    if (docket->question_count >= CS_QUESTIONS_MAX) {
        cs_fail(docket->failure, CASUS_ERR_LIMIT, "more than %d questions; the last was \"%s\"", CS_QUESTIONS_MAX,
                cs_names_text(&docket->names, id));
        return CS_NOWHERE;
    }
    if (answer_count > CS_ANSWERS_MAX) {
        cs_fail_at(docket->failure, entry == NULL ? NULL : &entry->span, CASUS_ERR_LIMIT,
                   "the question \"%s\" has %u answers; at most %d can be told apart",
                   cs_names_text(&docket->names, id), (unsigned)answer_count, CS_ANSWERS_MAX);
        return CS_NOWHERE;
    }
    if (!cs_grow(&docket->questions, &docket->question_capacity, docket->question_count + 1,
                 sizeof *docket->questions)) {
        cs_fail_memory(docket->failure);
        return CS_NOWHERE;
    }
    if (answers == NULL)
        answers = yes_or_no;
    number = docket->placed < docket->place_count ? docket->places[docket->placed] : (uint32_t)docket->question_count;
    if (number < docket->question_count && cs_worlds_answer_count(docket->worlds, number) != answer_count) {
        must(cs_worlds_status(docket->worlds) != CASUS_OK); /* then other questions are asked than the first time */
        return CS_NOWHERE;
    }
    q = &docket->questions[number];
    *q = (struct cs_question){.kind = kind, .id = id, .answer_count = answer_count, .entry = entry};
    q->text = cs_arena_text(&docket->arena, text, strlen(text));
    q->answers = cs_arena_array(&docket->arena, answer_count, sizeof *q->answers);
    if (q->text == NULL || q->answers == NULL || id == CS_NO_NAME) {
        cs_fail_memory(docket->failure);
        return CS_NOWHERE;
    }
    for (uint32_t i = 0; i < answer_count; i++) {
        q->answers[i] = cs_arena_text(&docket->arena, answers[i], strlen(answers[i]));
        if (q->answers[i] == NULL) {
            cs_fail_memory(docket->failure);
            return CS_NOWHERE;
        }
    }
    if (docket->placed < docket->place_count) {
        docket->placed++;
    } else {
        cs_worlds_question(docket->worlds, answer_count);
        docket->question_count++;
    }
    return number;
}

uint32_t cs_docket_ask(struct cs_docket *docket, enum cs_question_kind kind, struct cs_name_key *key,
                       struct cs_buffer *id, struct cs_buffer *text, const char *const *answers, uint32_t answer_count,
                       const struct cs_entry *entry)
{
    uint32_t question = CS_NOWHERE;
    cs_name name = cs_names_make(&docket->names, key, id);

    if (name == CS_NO_NAME || text->failed)
        cs_fail_memory(docket->failure);
    else
        question = cs_docket_question(docket, kind, name, cs_buffer_string(text), answers, answer_count, entry);
    cs_buffer_release(text);
    return question;
}

#define STEPS UINT64_C(32000000)
#define STEPS_OF_ENTRY UINT64_C(5000)

void cs_docket_work(struct cs_docket *docket)
{
    cs_worlds_bound(docket->worlds, STEPS + STEPS_OF_ENTRY * (docket->occurrence_count + docket->fact_count));
}

void cs_docket_work_done(struct cs_docket *docket)
{
    cs_worlds_bound(docket->worlds, CS_STEPS_UNBOUND);
}

casus_status cs_docket_fail_entangled(const struct cs_docket *docket, struct cs_failure *failure, const char *where)
{
    uint32_t heaviest[8];
    size_t count = cs_worlds_heaviest(docket->worlds, heaviest, 8);
    const struct cs_span *place = NULL;
    struct cs_buffer list;

    cs_buffer_init(&list);
    for (size_t i = 0; i < count && heaviest[i] < docket->question_count; i++) {
        const struct cs_question *question = &docket->questions[heaviest[i]];

        cs_buffer_printf(&list, "%s\"%s\"", i == 0 ? "" : ", ", cs_names_text(docket->plan->names, question->id));
        if (place == NULL && question->entry != NULL)
            place = &question->entry->span;
    }
    cs_fail_at(failure, place, CASUS_ERR_ENTANGLED, "too many entangled questions%s; the heaviest are %.400s", where,
               cs_buffer_string(&list));
    cs_buffer_release(&list);
    return CASUS_ERR_ENTANGLED;
}

cs_set cs_docket_yes(struct cs_docket *docket, uint32_t question)
{
    return cs_worlds_answer(docket->worlds, question, 0);
}

cs_set cs_docket_reads(const struct cs_docket *docket, uint32_t reading, uint32_t answer)
{
    if (docket->reading_fixed[reading] != CS_NOWHERE)
        return docket->reading_fixed[reading] == answer ? CS_ALL : CS_NONE;
    return cs_worlds_answer(docket->worlds, docket->reading_questions[reading], answer);
}

static uint64_t asked_hash(uint32_t kind, uint32_t a, uint32_t b)
{
    return cs_hash_mix(cs_hash_mix(kind, a), b);
}

static const struct cs_slot *asked_slot(const struct cs_docket *docket, uint32_t kind, uint32_t a, uint32_t b)
{
    const struct cs_slot *slot = cs_slots_first(&docket->asked_slots, asked_hash(kind, a, b));

    for (; slot->item != 0; slot = cs_slots_next(&docket->asked_slots, slot)) {
        const struct cs_asked *asked = &docket->asked[slot->item - 1];

        if (asked->kind == kind && asked->a == a && asked->b == b)
            break;
    }
    return slot;
}

uint32_t *cs_docket_asked(struct cs_docket *docket, uint32_t kind, uint32_t a, uint32_t b)
{
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&docket->asked_slots) ||
        !cs_grow(&docket->asked, &docket->asked_capacity, docket->asked_count + 1, sizeof *docket->asked)) {
        cs_fail_memory(docket->failure);
        return NULL;
    }
    slot = asked_slot(docket, kind, a, b);
    if (slot->item == 0) {
        docket->asked[docket->asked_count] = (struct cs_asked){kind, a, b, CS_NOWHERE};
        cs_slots_put(&docket->asked_slots, slot, asked_hash(kind, a, b), (uint32_t)docket->asked_count++);
    }
    return &docket->asked[slot->item - 1].question;
}

int cs_docket_name_order(const struct cs_docket *docket, cs_name a, cs_name b)
{
    int order = strcmp(cs_names_text(&docket->names, a), cs_names_text(&docket->names, b));

    return order != 0 ? order : a < b ? -1 : a > b;
}

static uint32_t ask_order(struct cs_docket *docket, cs_value first, cs_value second)
{
    const char *x = cs_names_text(&docket->names, first), *y = cs_names_text(&docket->names, second);
    struct cs_name_key key;
    struct cs_buffer id, text;

    cs_name_key_init(&key, CS_MADE_ORDER);
    cs_name_key_name(&key, first);
    cs_name_key_name(&key, second);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "order %s %s", x, y);
    cs_buffer_printf(&text, "did %s come before %s?", x, y);
    return cs_docket_ask(docket, CS_QUESTION_ORDER, &key, &id, &text, NULL, 2, NULL);
}

uint32_t cs_docket_order(struct cs_docket *docket, cs_value a, cs_value b, bool *turned)
{
    cs_value first, second;
    uint32_t *question;

    *turned = cs_docket_name_order(docket, a, b) > 0;
    first = *turned ? b : a;
    second = *turned ? a : b;
    question = cs_docket_asked(docket, CS_ASKED_ORDER, first, second);
    if (question == NULL)
        return CS_NOWHERE;
    if (*question == CS_NOWHERE)
        *question = ask_order(docket, first, second);
    return *question;
}

uint32_t cs_docket_order_asked(const struct cs_docket *docket, cs_value a, cs_value b, bool *turned)
{
    uint32_t item;

    *turned = cs_docket_name_order(docket, a, b) > 0;
    item = asked_slot(docket, CS_ASKED_ORDER, *turned ? b : a, *turned ? a : b)->item;
    return item == 0 ? CS_NOWHERE : docket->asked[item - 1].question;
}

bool cs_docket_settled_asked(const struct cs_docket *docket, cs_value a, cs_value b)
{
    bool turned = cs_docket_name_order(docket, a, b) > 0;
    uint32_t item = asked_slot(docket, CS_ASKED_ORDER, turned ? b : a, turned ? a : b)->item;

    return item != 0 && docket->asked[item - 1].question == CS_NOWHERE;
}

/*
 * One side of a question of order, as a number. An entry is its value; all else (the end of a period, what a rule
 * brings about at it) is the instant `at`, so that all that comes at one instant is one.
 */
static int64_t side_of(const struct cs_docket *docket, cs_value value, cs_instant at)
{
    return cs_docket_entered(docket, value) != NULL ? (int64_t)value << 1 : (int64_t)((uint64_t)at << 1 | 1);
}

cs_set cs_docket_before(struct cs_docket *docket, cs_value a, cs_value b, cs_instant at)
{
    enum cs_settled_order settled = cs_docket_settled_order(docket, a, b, at);
    bool turned;
    uint32_t question;
    struct cs_question *q;

    if (settled != CS_ORDER_OPEN) { /* it is noted that the order matters */
        turned = cs_docket_name_order(docket, a, b) > 0;
        cs_docket_asked(docket, CS_ASKED_ORDER, turned ? b : a, turned ? a : b);
        return settled == CS_ORDER_FIRST ? CS_ALL : CS_NONE;
    }
    question = cs_docket_order(docket, a, b, &turned);
    if (question == CS_NOWHERE)
        return CS_NONE;
    q = &docket->questions[question];
    if (q->earlier == q->later) { /* it is asked for the first time */
        q->earlier = side_of(docket, turned ? b : a, at);
        q->later = side_of(docket, turned ? a : b, at);
    }
    return cs_worlds_answer(docket->worlds, question, turned ? 1 : 0);
}

/* A role has one particular: two of those asked about are never both right. */
static void exclude_others(struct cs_docket *docket, uint32_t kind, cs_value occurrence, uint32_t question)
{
    cs_set yes = cs_docket_yes(docket, question);

    for (size_t i = 0; i < docket->asked_count; i++) {
        const struct cs_asked *other = &docket->asked[i];

        if (other->kind == kind && other->a == occurrence && other->question != CS_NOWHERE &&
            other->question != question)
            docket->possible =
                cs_worlds_minus(docket->worlds, docket->possible,
                                cs_worlds_and(docket->worlds, yes, cs_docket_yes(docket, other->question)));
    }
}

static uint32_t ask_unsaid(struct cs_docket *docket, cs_value occurrence, enum cs_prep prep, cs_value value)
{
    const struct cs_occurrence *o = cs_docket_occurrence(docket, occurrence);
    struct cs_name_key key;
    struct cs_buffer id, text;

    cs_name_key_init(&key, CS_MADE_ROLE);
    cs_name_key_name(&key, occurrence);
    cs_name_key_number(&key, prep);
    cs_name_key_name(&key, value);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_buffer_printf(&id, "%s %s %s",
                     occurrence == CS_UNSAID ? "the act asked about" : cs_names_text(docket->plan->names, occurrence),
                     cs_prep_text(prep), cs_names_text(docket->plan->names, value));
    cs_buffer_printf(&text, "was %s? %s", cs_buffer_string(&id),
                     occurrence == CS_UNSAID || (o != NULL && o->entry->asked) ? "That was not said"
                                                                                : "The record does not say");
    return cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, NULL, 2, o == NULL ? NULL : o->entry);
}

cs_set cs_docket_unsaid(struct cs_docket *docket, cs_value occurrence, enum cs_prep prep, cs_value value)
{
    uint32_t *question;

    if (value == docket->plan->nothing) /* a role that is left unsaid is something; that it is nothing must be said */
        return CS_NONE;
    question = cs_docket_asked(docket, (uint32_t)prep + 1, occurrence, value);
    if (question == NULL)
        return CS_NONE;
    if (*question == CS_NOWHERE) {
        *question = ask_unsaid(docket, occurrence, prep, value);
        if (*question != CS_NOWHERE)
            exclude_others(docket, (uint32_t)prep + 1, occurrence, *question);
    }
    return *question == CS_NOWHERE ? CS_NONE : cs_docket_yes(docket, *question);
}

/* From the last to the first, so that each list is in the order of the matters. */
static bool list_matters(struct cs_docket *docket)
{
    if (!cs_grow(&docket->matters_of, &docket->matters_of_capacity, docket->question_count + 1,
                 sizeof *docket->matters_of))
        return cs_fail_memory(docket->failure) == CASUS_OK;
    for (size_t i = 0; i < docket->question_count; i++)
        docket->matters_of[i] = NULL;
    for (size_t i = docket->matter_count; i-- > 0;) {
        struct cs_matter *matter = docket->matters[i];

        if (matter->question == CS_NOWHERE)
            continue;
        matter->asked_next = docket->matters_of[matter->question];
        docket->matters_of[matter->question] = matter;
    }
    docket->matters_of_questions = docket->question_count;
    docket->matters_of_matters = docket->matter_count;
    return true;
}

const struct cs_matter *cs_docket_matters_of(struct cs_docket *docket, uint32_t question)
{
    bool listed = docket->matters_of_questions == docket->question_count &&
                  docket->matters_of_matters == docket->matter_count;

    return listed || list_matters(docket) ? docket->matters_of[question] : NULL;
}
