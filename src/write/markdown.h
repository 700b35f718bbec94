/* SPDX-License-Identifier: MIT */
/*
 * A writer of Markdown (CommonMark, with footnotes as pandoc and GitHub know them). What comes from a text of the user
 * is escaped, so that it is shown as it was written and does nothing. Inline text is put together in a buffer:
 *
 *     cs_markdown_text(&line, gist);  cs_markdown_note(&md, &line, "S2, ...");  cs_markdown_item(&md, &line);
 */
#ifndef CS_WRITE_MARKDOWN_H
#define CS_WRITE_MARKDOWN_H

#include "base/buffer.h"
#include "base/memory.h"

struct cs_markdown {
    struct cs_arena arena;
    struct cs_buffer *out;
    char **notes; /* escaped, in the order of their numbers */
    size_t note_count, note_capacity;
    bool failed;
};

void cs_markdown_init(struct cs_markdown *md, struct cs_buffer *out);
void cs_markdown_release(struct cs_markdown *md);

/* Adds text that is escaped; white space becomes one space, what must not be written `?`. */
void cs_markdown_text(struct cs_buffer *line, const char *text);
/* Adds the mark of a footnote; the same text again has the same footnote. */
void cs_markdown_note(struct cs_markdown *md, struct cs_buffer *line, const char *text);

/* Write a line that was put together, broken at 80 columns, and clear it. */
void cs_markdown_heading(struct cs_markdown *md, int level, struct cs_buffer *line);
void cs_markdown_paragraph(struct cs_markdown *md, struct cs_buffer *line);
void cs_markdown_item(struct cs_markdown *md, struct cs_buffer *line);
/* An empty line, unless there is one. */
void cs_markdown_gap(struct cs_markdown *md);
/* The footnotes, at the end. */
void cs_markdown_notes(struct cs_markdown *md);

#endif
