/* SPDX-License-Identifier: MIT */
/* The records of a part (part.h), which the writer and the reader share: their letters, and what of them is fixed. */
#ifndef CS_TABLE_PART_INT_H
#define CS_TABLE_PART_INT_H

#define CS_PART_MAGIC "casus part 1\n"

enum { CS_PART_HEAD = 'h', CS_PART_ROW = 'r', CS_PART_BAD = 'b', CS_PART_PROGRESS = 'p', CS_PART_END = 'e' };

#define CS_PART_BEFORE 5 /* bytes before a record: its letter and its length */
/* The bytes of a head without its titles, of a bad row without its texts, and so on. */
enum { CS_PART_HEAD_SIZE = 16, CS_PART_ROW_SIZE = 4, CS_PART_BAD_SIZE = 28, CS_PART_PROGRESS_SIZE = 16,
       CS_PART_END_SIZE = 41 };

#endif
