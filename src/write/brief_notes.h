/* SPDX-License-Identifier: MIT */
/* Footnotes of a brief (write/brief.c): sources, what the record concludes, articles. Each has its mark in the line. */
#ifndef CS_WRITE_BRIEF_NOTES_H
#define CS_WRITE_BRIEF_NOTES_H

#include "reasons/why.h"
#include "view/view.h"
#include "write/markdown.h"

struct cs_notes {
    const struct cs_report *report;
    struct cs_markdown *md;
    struct cs_buffer *line;
};

/* One for each of its latest claims by which a voice says so. */
void cs_note_stance(const struct cs_notes *notes, const struct cs_stance *stance);
/* "Concluded by the record: why." */
void cs_note_conclusion(const struct cs_notes *notes, const struct cs_entry *entry);
/* One for each claim about a matter; or one of what the record concludes. */
void cs_note_matter(const struct cs_notes *notes, const struct cs_matter *matter);
/* The article of a row and its gist: the first rule among its reasons in all possible worlds. */
void cs_note_article(const struct cs_notes *notes, const struct cs_reason *reasons);

#endif
