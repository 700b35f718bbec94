/* SPDX-License-Identifier: MIT */
/*
 * Titles that have a short form: written out where an output first mentions the name, short after that.
 *
 *     Armenia asked the Collective Security Treaty Organization (the CSTO) for help. The CSTO ...
 *
 * Sentences are made, compared and folded long before it is known in which order they are shown. So a report that keeps
 * mentions has a mark around each short form, and who writes takes the marks away, in the order of what is written:
 * cs_report_wrap, and cs_mentions_settle for what is written in another way. Where the long and the short form have no
 * longer word in common, the short one stands behind the long one in brackets. Before "'s" the short form stands.
 */
#ifndef CS_VIEW_MENTION_H
#define CS_VIEW_MENTION_H

#include "view/view.h"

/* By name: was it called by its title; was its title written out? */
struct cs_mentions { bool *called, *told; size_t count; };

/* What an output keeps as it is written: a copy of the report, which keeps mentions. */
struct cs_telling {
    struct cs_report report;
    struct cs_mentions mentions;
    struct cs_arena arena;
    size_t start;  /* where the output begins in its buffer */
    bool is_whole; /* it is no part of another */
};

/*
 * Begins an output. A formal report keeps no mentions, and one that keeps them already, as part of another output, goes
 * on with those. The work of a whole output on sets of worlds is bounded until it is closed (cs_docket_work). Close it
 * in any case.
 */
void cs_telling_open(struct cs_telling *telling, const struct cs_report *report, const struct cs_buffer *out);
/* Takes away all marks that are left, and releases. */
void cs_telling_close(struct cs_telling *telling, struct cs_buffer *out);
/* Another part of the output begins, at which people may begin to read: titles are written out again. */
void cs_mentions_again(const struct cs_report *report);
/* Adds the short form of a title, marked. `form`: "dat"; `length` 0: none. */
void cs_mention_add(struct cs_buffer *out, cs_name name, const char *form, size_t length, const char *text);
/* The length of the mark with which a text begins; 0 if it begins with none. */
size_t cs_mention_mark(const char *text, size_t length);
/* Has the text the whole of each mark? */
bool cs_mention_whole(const char *text, size_t length);
/* Is the text one mark and nothing else? */
bool cs_mention_is_one(const char *text, size_t length);
/* Like cs_mention_mark, and notes there that a sentence begins: a title is then written out with a capital letter. */
size_t cs_mention_begin(char *text, size_t length);
/*
 * Takes away the marks from `start` on, in the order of the text. `plain`: the short forms stay, and nothing was
 * mentioned. `escape` adds a title as the text has it; NULL: as it is.
 */
void cs_mentions_settle(const struct cs_report *report, struct cs_buffer *out, size_t start, bool plain,
                        void (*escape)(struct cs_buffer *out, const char *text));
/* A copy of a text with short forms alone, in the arena. */
const char *cs_mentions_plain(const struct cs_report *report, const char *text, struct cs_arena *arena);
/* cs_wrap in the width of the report, with titles written out at their first mention. */
size_t cs_report_wrap(const struct cs_report *report, struct cs_buffer *out, const char *text, size_t length,
                      size_t column, size_t indent);
/*
 * Adds a line for each occurrence that was called by its title, so that it is found in the record: "e1: the fighting of
 * September 2022"; `all`: also for each name that was called by a short form. Nothing if there are none.
 */
void cs_mentions_write(const struct cs_report *report, bool all, struct cs_arena *arena, struct cs_buffer *out);

#endif
