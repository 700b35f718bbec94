/* SPDX-License-Identifier: MIT */
/* The letters of the records of a part (part.h), which the writer and the reader share. */
#ifndef CS_TABLE_PART_INT_H
#define CS_TABLE_PART_INT_H

#define CS_PART_MAGIC "casus part 1\n"

enum { CS_PART_HEAD = 'h', CS_PART_ROW = 'r', CS_PART_BAD = 'b', CS_PART_PROGRESS = 'p', CS_PART_END = 'e' };

#endif
