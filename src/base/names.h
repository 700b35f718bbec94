/* SPDX-License-Identifier: MIT */
/*
 * Names as numbers: equal texts have equal numbers, and so have texts that differ only in how Unicode composes a letter
 * (an e with its accent, or an e and an accent): what is kept is the composed form, NFC. Number 0 is no name.
 */
#ifndef CS_BASE_NAMES_H
#define CS_BASE_NAMES_H

#include "base/buffer.h"
#include "base/memory.h"

typedef uint32_t cs_name;
#define CS_NO_NAME ((cs_name)0)

struct cs_names {
    struct cs_arena arena;
    const char **texts; /* by number; texts[0] is "" */
    uint32_t *lengths;
    size_t count, capacity, lengths_capacity;
    uint32_t *slots; /* open addressing, a power of two */
    size_t slot_count;
    bool failed;
};

void cs_names_init(struct cs_names *names);
void cs_names_release(struct cs_names *names);
/* The number of this text, a new one if it was not known; CS_NO_NAME only if memory ran out. */
cs_name cs_names_intern(struct cs_names *names, const char *text, size_t length);
cs_name cs_names_intern_text(struct cs_names *names, const char *text);
/* The same of what was written into a buffer, which is released. If the buffer failed, `names` has. */
cs_name cs_names_intern_buffer(struct cs_names *names, struct cs_buffer *text);
/* The number of this text, or CS_NO_NAME if it was never interned. */
cs_name cs_names_find(const struct cs_names *names, const char *text, size_t length);
/* Borrowed, NUL-terminated, lives as long as `names`. */
const char *cs_names_text(const struct cs_names *names, cs_name name);
uint32_t cs_names_length(const struct cs_names *names, cs_name name);

#endif
