/* SPDX-License-Identifier: MIT */
/*
 * The shard key: a column of a map by whose values the rows of a table can be told apart, so that each value may be run
 * by itself, on another core or machine.
 *
 * A key is proved from the rules. It gives words (events and facts, and the duties to do them) a role that holds its
 * value; other words concern all values. It is a key if
 *
 *   - each row of a word that has such a role says it from this column;
 *   - each rule, power and duty looks at words with the role for one value at a time, and what it concludes names that
 *     value, so nothing passes from one value to another;
 *   - of what concerns all values such a rule looks only at facts that rows and records begin and end, not at what
 *     happens at some moment of a day, or follows from that: their order would tie the values to each other;
 *   - nothing but such rows says anything with that role: neither a rule about all values, nor the records of the case.
 *
 * Rows of words that concern all values go to all shards. What becomes of duties that concern all is told by the first.
 */
#ifndef CS_PLAN_SHARD_H
#define CS_PLAN_SHARD_H

#include "base/buffer.h"
#include "plan/plan.h"

struct cs_shard_key {
    const struct cs_map_column *column; /* of the map; NULL: the rows cannot be told apart */
    uint32_t *columns; /* by relation: the column that holds its value; CS_NOWHERE: its rows concern all values */
};

/*
 * The key of a map of the plan's files: the first column that is proved. If there is none `why` says for each column
 * that came into question what speaks against it. False only if memory ran out.
 */
bool cs_shard_key_find(const struct cs_plan *plan, const struct cs_file *map, struct cs_arena *arena,
                       struct cs_shard_key *out, struct cs_buffer *why);
/* The shard, from 0, to which a value belongs, by its text: the same on every machine. */
uint32_t cs_shard_of(const char *text, size_t length, uint32_t shards);
/* Appends the keys of all maps, a line each: "shard   events.map: incident". */
void cs_shard_text(const struct cs_plan *plan, struct cs_buffer *out);

#endif
