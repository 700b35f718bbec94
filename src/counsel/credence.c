/* SPDX-License-Identifier: MIT */
#include "counsel/credence.h"

#include <stdio.h>
#include <string.h>

#include "base/wide.h"
#include "lang/near.h"

struct fraction { uint64_t over, under; bool given; };

struct reading {
    const struct cs_docket *docket;
    const char *name;
    size_t line;
    struct cs_arena *arena;
    struct cs_failure *failure;
    uint32_t **weights;
    bool *told;
};

__attribute__((format(printf, 2, 3))) static bool refuse(const struct reading *r, const char *format, ...)
{
    char message[512];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cs_fail(r->failure, CASUS_ERR_ARGUMENT, "%s:%zu: %s", r->name, r->line, message);
    return false;
}

static void trim(const char **text, size_t *length)
{
    while (*length > 0 && (**text == ' ' || **text == '\t')) {
        (*text)++;
        (*length)--;
    }
    while (*length > 0 && strchr(" \t\r", (*text)[*length - 1]) != NULL)
        (*length)--;
}

/* ---- numbers ---- */

#define UNDER_MAX UINT64_C(1000000)

static bool read_digits(const char **at, const char *end, uint64_t most, uint64_t *out)
{
    const char *first = *at;

    for (*out = 0; *at < end && **at >= '0' && **at <= '9'; (*at)++) {
        *out = *out * 10 + (uint64_t)(**at - '0');
        if (*out > most)
            return false;
    }
    return *at > first;
}

/* "0.7", "7", "7/10", "70%" */
static bool read_fraction(const char *text, size_t length, struct fraction *out)
{
    const char *at = text, *end = text + length;

    *out = (struct fraction){.under = 1, .given = true};
    if (!read_digits(&at, end, UNDER_MAX, &out->over))
        return false;
    if (at < end && *at == '.') {
        for (at++; at < end && *at >= '0' && *at <= '9'; at++) {
            if (out->under == UNDER_MAX)
                return false;
            out->over = out->over * 10 + (uint64_t)(*at - '0');
            out->under *= 10;
        }
        if (at[-1] == '.')
            return false;
    } else if (at < end && *at == '/') {
        at++;
        if (!read_digits(&at, end, UNDER_MAX, &out->under) || out->under == 0)
            return false;
    }
    if (at < end && *at == '%') {
        out->under *= 100;
        at++;
    }
    return at == end;
}

bool cs_credence_fraction(const char *text, size_t length, uint64_t *over, uint64_t *under)
{
    struct fraction fraction;

    if (!read_fraction(text, length, &fraction))
        return false;
    *over = fraction.over;
    *under = fraction.under;
    return true;
}

/* Makes whole weights of the fractions; false if they need more than 32 bits. */
static bool make_whole(const struct fraction *fractions, uint32_t count, uint32_t *weights)
{
    uint64_t under = 1, sum = 0;

    for (uint32_t i = 0; i < count; i++) {
        if (fractions[i].under > UINT32_MAX)
            return false;
        under = under / (uint64_t)cs_wide_divisor(under, fractions[i].under) * fractions[i].under;
        if (under > UINT32_MAX)
            return false;
    }
    for (uint32_t i = 0; i < count; i++) {
        uint64_t weight = under / fractions[i].under * fractions[i].over;

        sum += weight;
        if (weight > UINT32_MAX || sum > UINT32_MAX)
            return false;
        weights[i] = (uint32_t)weight;
    }
    return sum > 0;
}

/* The answers without a weight share what is left of 1. */
static bool share_rest(const struct reading *r, struct fraction *fractions, uint32_t count)
{
    struct fraction rest = {1, 1, true};
    uint64_t missing = 0;

    for (uint32_t i = 0; i < count; i++) {
        uint64_t divisor;

        if (!fractions[i].given) {
            missing++;
            continue;
        }
        if (rest.over * fractions[i].under < fractions[i].over * rest.under)
            return refuse(r, "these weights are more than 1, and other answers have none: give each answer a weight");
        rest.over = rest.over * fractions[i].under - fractions[i].over * rest.under;
        rest.under *= fractions[i].under;
        divisor = (uint64_t)cs_wide_divisor(rest.over, rest.under);
        rest.over /= divisor;
        rest.under /= divisor;
        if (rest.under > UINT32_MAX)
            return refuse(r, "these weights are too fine: use fewer decimal places");
    }
    for (uint32_t i = 0; missing > 0 && i < count; i++)
        if (!fractions[i].given)
            fractions[i] = (struct fraction){rest.over, rest.under * missing, true};
    return true;
}

/* ---- lines ---- */

static bool find_question(const struct reading *r, const char *id, size_t length, uint32_t *out)
{
    const struct cs_docket *docket = r->docket;
    struct cs_near near;

    cs_near_start(&near, id, length);
    for (*out = 0; *out < docket->question_count; (*out)++) {
        const char *other = cs_names_text(docket->plan->names, docket->questions[*out].id);

        if (strlen(other) == length && memcmp(other, id, length) == 0)
            return true;
        cs_near_try(&near, other, strlen(other), *out);
    }
    if (near.found)
        return refuse(r, "there is no question \"%.*s\"; did you mean \"%s\"?", (int)length, id,
                      cs_names_text(docket->plan->names, docket->questions[near.best].id));
    return refuse(r, "there is no question \"%.*s\"; `casus run --format json` lists them", (int)length, id);
}

static bool find_answer(const struct reading *r, const struct cs_question *question, const char *text, size_t length,
                        uint32_t *out)
{
    for (*out = 0; *out < question->answer_count; (*out)++)
        if (strlen(question->answers[*out]) == length && memcmp(question->answers[*out], text, length) == 0)
            return true;
    return refuse(r, "\"%.*s\" is no answer to it; its first is \"%s\"", (int)length, text, question->answers[0]);
}

/* "yes 0.7" */
static bool read_answer(const struct reading *r, const struct cs_question *question, const char *text, size_t length,
                        struct fraction *fractions)
{
    size_t answer = length;
    struct fraction fraction;
    uint32_t index;

    while (answer > 0 && text[answer - 1] != ' ' && text[answer - 1] != '\t')
        answer--;
    if (answer == 0 || !read_fraction(text + answer, length - answer, &fraction))
        return refuse(r, "\"%.*s\" is not an answer and its weight, such as: yes 0.7", (int)length, text);
    length = answer;
    trim(&text, &length);
    if (!find_answer(r, question, text, length, &index))
        return false;
    if (fractions[index].given)
        return refuse(r, "the answer \"%.*s\" has two weights", (int)length, text);
    fractions[index] = fraction;
    return true;
}

static bool read_answers(struct reading *r, uint32_t index, const char *text, size_t length)
{
    const struct cs_question *question = &r->docket->questions[index];
    struct fraction *fractions = cs_arena_array(r->arena, question->answer_count, sizeof *fractions);

    if (fractions == NULL)
        return cs_fail_memory(r->failure), false;
    while (length > 0) {
        const char *comma = memchr(text, ',', length), *part = text;
        size_t size = comma != NULL ? (size_t)(comma - text) : length;
        size_t used = size + (comma != NULL);

        text += used;
        length -= used;
        trim(&part, &size);
        if (!read_answer(r, question, part, size, fractions))
            return false;
    }
    if (!share_rest(r, fractions, question->answer_count))
        return false;
    if (!make_whole(fractions, question->answer_count, r->weights[index]))
        return refuse(r, "these weights are all 0, or too fine: use fewer decimal places");
    return true;
}

static bool read_line(struct reading *r, const char *text, size_t length)
{
    const char *colon = NULL;
    size_t id;
    uint32_t index;

    for (size_t i = 0; i + 1 < length; i++)
        if (text[i] == '-' && text[i + 1] == '-' && (i == 0 || text[i - 1] == ' ' || text[i - 1] == '\t'))
            length = i;
    trim(&text, &length);
    if (length == 0)
        return true;
    for (size_t i = 0; i + 1 < length; i++)
        if (text[i] == ':' && (text[i + 1] == ' ' || text[i + 1] == '\t'))
            colon = text + i;
    if (colon == NULL)
        return refuse(r, "a question, a colon, and its answers with their weights should stand here");
    id = (size_t)(colon - text);
    if (!find_question(r, text, id, &index))
        return false;
    if (r->told[index])
        return refuse(r, "the question has a line above already");
    r->told[index] = true;
    return read_answers(r, index, colon + 1, length - id - 1);
}

static bool make_weights(struct reading *r)
{
    size_t count = r->docket->question_count;

    r->weights = cs_arena_array(r->arena, count, sizeof *r->weights);
    r->told = cs_arena_array(r->arena, count, sizeof *r->told);
    for (size_t q = 0; r->weights != NULL && r->told != NULL && q < count; q++) {
        uint32_t answers = r->docket->questions[q].answer_count;

        r->weights[q] = cs_arena_array(r->arena, answers, sizeof **r->weights);
        for (uint32_t a = 0; r->weights[q] != NULL && a < answers; a++)
            r->weights[q][a] = 1;
    }
    if (cs_arena_failed(r->arena))
        cs_fail_memory(r->failure);
    return !cs_arena_failed(r->arena);
}

casus_status cs_credence_read(const struct cs_docket *docket, const char *name, const char *text, size_t length,
                              struct cs_arena *arena, struct cs_failure *failure, struct cs_credence *out)
{
    struct reading r = {.docket = docket, .name = name, .arena = arena, .failure = failure};

    *out = (struct cs_credence){.name = name};
    if (!make_weights(&r))
        return failure->status;
    while (text != NULL && length > 0) {
        const char *end = memchr(text, '\n', length);
        size_t size = end != NULL ? (size_t)(end - text) : length, used = size + (end != NULL);

        r.line++;
        if (!read_line(&r, text, size))
            return failure->status;
        text += used;
        length -= used;
    }
    for (size_t q = 0; q < docket->question_count; q++)
        out->told += r.told[q];
    out->weights = (const uint32_t *const *)r.weights;
    return CASUS_OK;
}
