/* SPDX-License-Identifier: MIT */
/*
 * One shard of a scan: of the rows those whose key (plan/shard.h) belongs to it, and those that concern all keys; of
 * what becomes of duties the rows of a part (part.h), with a key each by which the parts are put together.
 */
#ifndef CS_TABLE_SHARD_H
#define CS_TABLE_SHARD_H

#include "plan/shard.h"
#include "run/stream.h"
#include "table/part.h"
#include "table/write.h"

struct cs_shard_wishes { uint32_t shard, shards; uint64_t print; casus_sink sink; }; /* the shard from 1 */

struct cs_shard;

/* All that is given outlives it. NULL if memory ran out. */
struct cs_shard *cs_shard_new(const struct cs_plan *plan, const struct cs_shard_key *key,
                              const struct cs_stream *stream, const struct cs_shard_wishes *wishes);
void cs_shard_free(struct cs_shard *shard);
/* Where its row writer sends rows. */
casus_sink cs_shard_sink(struct cs_shard *shard);
/* Begins the part. The writer is one whose sink is that of the shard. */
bool cs_shard_begin(struct cs_shard *shard, struct cs_row_writer *writer);

/* Does the row concern this shard? */
bool cs_shard_takes(const struct cs_shard *shard, const struct cs_stream_row *row);
/* Does this shard tell of what concerns the row, that it is bad say? NULL: of a row that no shard can read. */
bool cs_shard_tells_of(const struct cs_shard *shard, const struct cs_stream_row *row);
/* Does this shard tell of the verdict? */
bool cs_shard_tells(const struct cs_shard *shard, const struct cs_stream_verdict *verdict);
bool cs_shard_write(struct cs_shard *shard, struct cs_row_writer *writer, const struct cs_stream_verdict *verdict);
/* Did something fail because memory ran out? */
bool cs_shard_lacks_memory(const struct cs_shard *shard);
struct cs_part_writer *cs_shard_part(struct cs_shard *shard);

#endif
