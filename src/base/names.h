/* SPDX-License-Identifier: MIT */
/*
 * Names as numbers. Number 0 is no name.
 *
 * There are two sorts. A *text* is identified by its characters: equal texts have equal numbers. Texts that differ only
 * in how Unicode composes a letter are equal; the composed form, NFC, is kept. A *made* name is identified by its key,
 * the parts that it is made of; its text is only for display. So "r1 by 2022-09-15", which a rule made of r1 and a day,
 * is another name than the same text in a record, and two made names with equal texts are two names.
 *
 *     table A   1 2 3 4 5                 names of the texts of a case
 *     over A              6 7 8           names of one answer; 1 to 5 are those of A
 *
 * A table may stand over another one. It then begins with the names that the lower one has at that moment, and its own
 * names have the next numbers. It never changes the lower one, so that several threads may each have a table over the
 * same one. The lower one must live longer. A name that is added to it meanwhile is not seen by the upper table, where
 * its number may be that of another name, unless the upper one has left room for it (cs_names_init_above).
 */
#ifndef CS_BASE_NAMES_H
#define CS_BASE_NAMES_H

#include "base/buffer.h"
#include "base/failure.h"
#include "base/memory.h"
#include "base/slots.h"

typedef uint32_t cs_name;
#define CS_NO_NAME ((cs_name)0)

struct cs_names;
/*
 * Writes how a made name reads, from what it was made of (cs_names_make_later), with the names of the table. `out` is
 * empty; a failure stays in it.
 */
typedef void (*cs_name_writer)(const struct cs_names *names, const void *made_of, struct cs_buffer *out);

/*
 * Integers that stand for themselves: no text is kept of them, and nothing is looked up. All of a family are made names
 * with this tag and this first part; integers of two families are two names. Only the uppermost table has families.
 */
#define CS_FAMILIES 4
#define CS_INTEGERS ((cs_name)1 << 31)          /* the first number of one; all texts and made names are below */
#define CS_INTEGER_MAX (((uint32_t)1 << 29) - 1) /* the greatest integer */
struct cs_family { uint32_t tag; cs_name part; };

struct cs_names {
    struct cs_arena arena;
    const struct cs_names *below; /* or NULL */
    cs_name first;                /* number of the first name that is its own */
    struct cs_named *items;       /* by number, less `first` */
    size_t count;                 /* numbers so far, with those below and number 0 */
    size_t capacity;
    struct cs_slots slots; /* of its own names, by their place in `items` */
    struct cs_late_texts *late; /* texts that are written as they are first asked for, or NULL */
    struct cs_family families[CS_FAMILIES];
    uint32_t family_count;
    bool failed;           /* memory ran out; sticky */
};

/*
 * What a made name is made of: a tag that says what sort of thing it is, then names and numbers in an order that the
 * tag determines (docket/made.h). Begin with cs_name_key_init; cs_names_make or cs_name_key_release releases it. Memory
 * failure is sticky.
 */
#define CS_NAME_KEY_WORDS 96 /* a key of so many words needs no memory of its own */
struct cs_name_key {
    uint32_t *more; /* all words of a longer key, else NULL */
    size_t count, capacity;
    bool failed;
    uint32_t words[CS_NAME_KEY_WORDS];
};
void cs_name_key_init(struct cs_name_key *key, uint32_t tag);
void cs_name_key_release(struct cs_name_key *key);
void cs_name_key_name(struct cs_name_key *key, cs_name name);
void cs_name_key_number(struct cs_name_key *key, int64_t number);

void cs_names_init(struct cs_names *names);
void cs_names_init_over(struct cs_names *names, const struct cs_names *below);
/*
 * The same, but its own names begin so many numbers later: that many names may be added to the lower one, and are seen
 * by the upper one, while no other thread uses either.
 */
void cs_names_init_above(struct cs_names *names, const struct cs_names *below, size_t room);
/* Is a lower table still within the room that it has left? */
bool cs_names_within_room(const struct cs_names *names);
void cs_names_release(struct cs_names *names);
/* The number of this text, a new one if it was not known; CS_NO_NAME only if memory ran out. */
cs_name cs_names_intern(struct cs_names *names, const char *text, size_t length);
/* The same for bytes that are no text: they are taken as they are, and not composed. */
cs_name cs_names_intern_bytes(struct cs_names *names, const char *bytes, size_t length);
cs_name cs_names_intern_text(struct cs_names *names, const char *text);
/* The same for the text of a buffer, which is released. If the buffer has failed, `names` fails too. */
cs_name cs_names_intern_buffer(struct cs_names *names, struct cs_buffer *text);
/* The number of this text, or CS_NO_NAME if it was never interned. A made name is not found by its text. */
cs_name cs_names_find(const struct cs_names *names, const char *text, size_t length);
/*
 * The made name with this key; if there is none yet, a new one, shown as `text`. Key and text are released. CS_NO_NAME
 * only if memory ran out.
 */
cs_name cs_names_make(struct cs_names *names, struct cs_name_key *key, struct cs_buffer *text);
/* Where the failure goes if memory runs out as a text is written late; before the first cs_names_make_later. */
void cs_names_write_late(struct cs_names *names, struct cs_failure *failure);
/*
 * The same of a name whose text most often nobody reads: it is written as it is first asked for, from `made_of`, which
 * lives as long as `names`. Only one thread may use such a table. The key is released.
 */
cs_name cs_names_make_later(struct cs_names *names, struct cs_name_key *key, cs_name_writer write, const void *made_of);
/*
 * What such a name of this table stands for is another thing now: its text is written anew if it is asked for again,
 * and the one that it had is no longer valid.
 */
void cs_names_write_again(struct cs_names *names, cs_name name, cs_name_writer write, const void *made_of);
/* The made name with this key, or CS_NO_NAME. The key is not released. */
cs_name cs_names_find_made(const struct cs_names *names, const struct cs_name_key *key);
/* The tag of a made name, never 0; 0 for a text. */
uint32_t cs_names_tag(const struct cs_names *names, cs_name name);
/* Part `place` of the key of a made name, counted from 0 behind the tag, if it is a name; else CS_NO_NAME. */
cs_name cs_names_part(const struct cs_names *names, cs_name name, size_t place);
/*
 * The same name in another table: the equal text, or the made name with the same parts. CS_NO_NAME if the other table
 * has none, or if memory ran out, when `*failed` is set.
 */
cs_name cs_names_carry(const struct cs_names *from, cs_name name, const struct cs_names *to, bool *failed);
/* The name of an integer of a family; CS_NO_NAME if it is too great, or the table has CS_FAMILIES others. */
cs_name cs_names_integer(struct cs_names *names, uint32_t tag, cs_name part, uint32_t number);
/* Is the name such an integer? Then *number is it. */
static inline bool cs_names_is_integer(cs_name name, uint32_t *number)
{
    *number = name & CS_INTEGER_MAX;
    return name >= CS_INTEGERS;
}
/* Borrowed, NUL-terminated, lives as long as `names`. */
const char *cs_names_text(const struct cs_names *names, cs_name name);
uint32_t cs_names_length(const struct cs_names *names, cs_name name);
/* The text of a name that is no integer, with its length. */
const char *cs_names_read(const struct cs_names *names, cs_name name, size_t *length);
/* Fetches a name of a large table from memory while something else is done; or, once that is there, its text. */
void cs_names_fetch(const struct cs_names *names, cs_name name, bool text);

#endif
