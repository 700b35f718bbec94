/* SPDX-License-Identifier: MIT */
/*
 * A writer of Markdown (CommonMark, with the footnotes of pandoc and GitHub). Text of the user is escaped, so that it
 * is shown as it was written and is never markup. Inline text is put together in a buffer:
 *
 *     cs_markdown_text(&line, gist);  cs_markdown_note(&md, &line, "S2, ...");  cs_markdown_item(&md, &line);
 */
#ifndef CS_WRITE_MARKDOWN_H
#define CS_WRITE_MARKDOWN_H

#include "base/buffer.h"
#include "base/memory.h"
#include "view/view.h"

struct cs_markdown {
    struct cs_arena arena;
    struct cs_buffer *out;
    char **notes; /* escaped, in the order of their numbers */
    size_t note_count, note_capacity;
    const struct cs_report *report; /* whose titles are written out (view/mention.h); or NULL */
    bool failed;
};

void cs_markdown_init(struct cs_markdown *md, const struct cs_report *report, struct cs_buffer *out);
void cs_markdown_release(struct cs_markdown *md);

/* Adds escaped text; a run of white space becomes one space; control characters and invalid UTF-8 become `?`. */
void cs_markdown_text(struct cs_buffer *line, const char *text);
/* Adds the mark of a footnote; equal texts share one footnote. */
void cs_markdown_note(struct cs_markdown *md, struct cs_buffer *line, const char *text);

/* Write the line, wrapped at 80 columns, and clear the buffer. */
void cs_markdown_heading(struct cs_markdown *md, int level, struct cs_buffer *line);
void cs_markdown_paragraph(struct cs_markdown *md, struct cs_buffer *line);
void cs_markdown_item(struct cs_markdown *md, struct cs_buffer *line);
/* Writes an empty line, unless the last line is empty. */
void cs_markdown_gap(struct cs_markdown *md);
/* Writes the footnotes; call it last. */
void cs_markdown_notes(struct cs_markdown *md);

#endif
