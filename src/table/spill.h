/* SPDX-License-Identifier: MIT */
/*
 * A file without a name, for what does not fit into memory. The system removes it with the process, however that ends:
 * it is opened with O_TMPFILE, or unlinked at once where the file system has no such thing.
 */
#ifndef CS_TABLE_SPILL_H
#define CS_TABLE_SPILL_H

#include <stddef.h>
#include <stdint.h>

#include "base/failure.h"

struct cs_spill { int file; const char *folder; uint64_t size; }; /* file < 0: it is not open */

/* `folder` outlives it; NULL: $TMPDIR, else /tmp. CASUS_ERR_IO: the message names the folder and what is wrong. */
casus_status cs_spill_open(struct cs_spill *spill, const char *folder, struct cs_failure *failure);
void cs_spill_close(struct cs_spill *spill);
/* Behind all that was added. */
casus_status cs_spill_add(struct cs_spill *spill, const void *bytes, size_t length, struct cs_failure *failure);
casus_status cs_spill_read(const struct cs_spill *spill, uint64_t at, void *bytes, size_t length,
                           struct cs_failure *failure);
/* Gives back the room of a part that is read no more, where the file system can. */
void cs_spill_drop(const struct cs_spill *spill, uint64_t at, uint64_t length);

#endif
