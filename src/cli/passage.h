/* SPDX-License-Identifier: MIT */
/* What `cite` and `claim` share: the anchor of words in a document, and what is told where they do not stand there. */
#ifndef CS_CLI_PASSAGE_H
#define CS_CLI_PASSAGE_H

#include "cli/cli.h"

/* "@767..815 #8b25e5da" */
void cs_passage_anchor(casus_text *out, const struct casus_passage *passage);
/* Prints that the words do not stand in a document, and the nearest that does; returns CS_EXIT_FINDINGS. */
enum cs_exit cs_passage_missing(const char *path, const char *document, size_t length, const char *words);

#endif
