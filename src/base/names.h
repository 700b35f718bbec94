/* SPDX-License-Identifier: MIT */
/*
 * Names as numbers. Number 0 is no name.
 *
 * There are two sorts. A *text* is known by its characters: equal texts have equal numbers, and so have texts that
 * differ only in how Unicode composes a letter (an e with its accent, or an e and an accent): what is kept is the
 * composed form, NFC. A *made* name is known by what it is made of, its key; its text is only what is shown of it. So
 * "r1 by 2022-09-15" that a rule made of r1 and of a day is never the particular that a record calls so, and two made
 * names that read alike are still two.
 *
 *     table A   1 2 3 4 5                 names of the texts of a case
 *     over A              6 7 8           names of one answer; 1 to 5 are those of A
 *
 * A table may stand over another one. It then begins with the names that the lower one has at that moment and adds its
 * own behind them. It never changes the lower one, so that several threads may each have a table over the same. The
 * lower one must live longer; what is added to it later is not seen above, and would share numbers with what is added
 * there.
 */
#ifndef CS_BASE_NAMES_H
#define CS_BASE_NAMES_H

#include "base/buffer.h"
#include "base/memory.h"

typedef uint32_t cs_name;
#define CS_NO_NAME ((cs_name)0)

struct cs_names {
    struct cs_arena arena;
    const struct cs_names *below; /* or NULL */
    cs_name first;                /* number of the first name that is its own */
    struct cs_named *items;       /* by number, less `first` */
    size_t count;                 /* numbers so far, with those below and number 0 */
    size_t capacity;
    uint32_t *slots; /* of its own names; open addressing, a power of two */
    size_t slot_count;
    bool failed;
};

/*
 * What a made name is made of: a tag that says what sort of thing it is, then names and numbers in an order that the
 * tag knows. Start one with cs_name_key_init; cs_names_make or cs_name_key_release ends it. Memory failure is sticky.
 */
struct cs_name_key {
    uint32_t *words;
    size_t count, capacity;
    bool failed;
};
void cs_name_key_init(struct cs_name_key *key, uint32_t tag);
void cs_name_key_release(struct cs_name_key *key);
void cs_name_key_name(struct cs_name_key *key, cs_name name);
void cs_name_key_number(struct cs_name_key *key, int64_t number);

void cs_names_init(struct cs_names *names);
void cs_names_init_over(struct cs_names *names, const struct cs_names *below);
void cs_names_release(struct cs_names *names);
/* The number of this text, a new one if it was not known; CS_NO_NAME only if memory ran out. */
cs_name cs_names_intern(struct cs_names *names, const char *text, size_t length);
cs_name cs_names_intern_text(struct cs_names *names, const char *text);
/* The same of what was written into a buffer, which is released. If the buffer failed, `names` has. */
cs_name cs_names_intern_buffer(struct cs_names *names, struct cs_buffer *text);
/* The number of this text, or CS_NO_NAME if it was never interned. A made name is not found by its text. */
cs_name cs_names_find(const struct cs_names *names, const char *text, size_t length);
/*
 * The made name with this key, a new one if it was not known: then it is shown as `text`. Both are released. CS_NO_NAME
 * only if memory ran out.
 */
cs_name cs_names_make(struct cs_names *names, struct cs_name_key *key, struct cs_buffer *text);
/* The made name with this key, or CS_NO_NAME. The key stays. */
cs_name cs_names_find_made(const struct cs_names *names, const struct cs_name_key *key);
/* The tag of a made name; 0 of a text. No tag is 0. */
uint32_t cs_names_tag(const struct cs_names *names, cs_name name);
/* What a made name has at this place of its key behind the tag, counted from 0, if that is a name; else CS_NO_NAME. */
cs_name cs_names_part(const struct cs_names *names, cs_name name, size_t place);
/*
 * The same name in another table: of a text the same text, of a made name what is made of the same parts. CS_NO_NAME if
 * the other table has none, or if memory ran out: then `*failed` is set.
 */
cs_name cs_names_carry(const struct cs_names *from, cs_name name, const struct cs_names *to, bool *failed);
/* Borrowed, NUL-terminated, lives as long as `names`. */
const char *cs_names_text(const struct cs_names *names, cs_name name);
uint32_t cs_names_length(const struct cs_names *names, cs_name name);

#endif
