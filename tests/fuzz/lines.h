/* SPDX-License-Identifier: MIT */
/*
 * How texts are varied: besides the bytes that libFuzzer changes, whole lines are left out, doubled, moved, and taken
 * from another text, and a word is put in the place of another. One idea a line, so most of what comes of it is read.
 */
#ifndef TESTS_FUZZ_LINES_H
#define TESTS_FUZZ_LINES_H

#include <stdbool.h>
#include <string.h>

#include "../property/chance.h"
#include "target.h"

size_t LLVMFuzzerMutate(uint8_t *data, size_t size, size_t max);
size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed);
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size, uint8_t *out,
                                 size_t max, unsigned seed);

struct stretch { size_t start, length; };

/* The line in which a byte lies, with its end. */
static struct stretch line_at(const uint8_t *data, size_t size, size_t at)
{
    size_t end = at;

    while (at > 0 && data[at - 1] != '\n')
        at--;
    while (end < size && data[end] != '\n')
        end++;
    end += end < size;
    return (struct stretch){at, end - at};
}

static struct stretch some_line(const uint8_t *data, size_t size, struct chance *chance)
{
    return line_at(data, size, below(chance, (uint32_t)size));
}

static bool is_gap(uint8_t byte)
{
    return byte == ' ' || byte == '\n';
}

static struct stretch some_word(const uint8_t *data, size_t size, struct chance *chance)
{
    size_t at = below(chance, (uint32_t)size), end = at;

    while (at > 0 && !is_gap(data[at - 1]))
        at--;
    while (end < size && !is_gap(data[end]))
        end++;
    return (struct stretch){at, end - at};
}

/* Puts `new` in the place of a stretch; what does not fit is left as it is. */
static size_t put(uint8_t *data, size_t size, size_t max, struct stretch old, const uint8_t *new, size_t length)
{
    if (size - old.length + length > max)
        return size;
    memmove(data + old.start + length, data + old.start + old.length, size - old.start - old.length);
    memcpy(data + old.start, new, length);
    return size - old.length + length;
}

size_t LLVMFuzzerCustomMutator(uint8_t *data, size_t size, size_t max, unsigned seed)
{
    struct chance chance = {seed};
    uint8_t kept[INPUT_BYTES_MAX];
    struct stretch from, to;
    bool words;

    if (size == 0 || size > sizeof kept || percent(&chance, 50))
        return LLVMFuzzerMutate(data, size, max);
    words = percent(&chance, 40);
    from = words ? some_word(data, size, &chance) : some_line(data, size, &chance);
    to = words ? some_word(data, size, &chance) : some_line(data, size, &chance);
    memcpy(kept, data + from.start, from.length);
    if (percent(&chance, 25))
        return put(data, size, max, from, kept, 0);
    if (!words && percent(&chance, 60))
        to.length = 0; /* before it */
    return put(data, size, max, to, kept, from.length);
}

/* Some lines of one text before a line of the other. */
size_t LLVMFuzzerCustomCrossOver(const uint8_t *a, size_t a_size, const uint8_t *b, size_t b_size, uint8_t *out,
                                 size_t max, unsigned seed)
{
    struct chance chance = {seed};
    struct stretch from, to;

    if (a_size > max)
        a_size = max;
    memcpy(out, a, a_size);
    if (a_size == 0 || b_size == 0)
        return a_size;
    to = some_line(a, a_size, &chance);
    to.length = 0;
    from = some_line(b, b_size, &chance);
    while (from.start + from.length < b_size && percent(&chance, 60))
        from.length += line_at(b, b_size, from.start + from.length).length;
    return put(out, a_size, max, to, b + from.start, from.length);
}

#endif
