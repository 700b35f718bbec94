/* SPDX-License-Identifier: MIT */
#include "text/explanation.h"

#include <stdio.h>
#include <string.h>

static const unsigned char embedded[] = {
#include "text/explanations.txt.inc"
    0};

bool cs_explanation_code(const char *text, enum cs_diagnostic_code *out)
{
    for (int code = 0; code < DIAG_COUNT; code++) {
        const char *own = cs_diagnostic_code_text((enum cs_diagnostic_code)code);

        if (strcmp(own + 1, text[0] != '\0' ? text + 1 : text) == 0 &&
            (text[0] == own[0] || text[0] == own[0] - 'A' + 'a')) {
            *out = (enum cs_diagnostic_code)code;
            return true;
        }
    }
    return false;
}

static bool begins(const char *line, const char *with)
{
    return strncmp(line, with, strlen(with)) == 0;
}

static const char *next_line(const char *line)
{
    line += strcspn(line, "\n");
    return *line == '\n' ? line + 1 : line;
}

/* The lines below "== CODE"; NULL if there are none. */
static const char *find(const char *code)
{
    char head[16];

    snprintf(head, sizeof head, "== %s\n", code);
    for (const char *line = (const char *)embedded; *line != '\0'; line = next_line(line))
        if (begins(line, head))
            return next_line(line);
    return NULL;
}

/* "-- wrong a.record": the heading of an example, the text of that file. */
static bool write_head(const char *line, struct cs_buffer *out)
{
    static const struct { const char *mark, *shown; } heads[] = {
        {"-- wrong ", "Wrong"}, {"-- right ", "Right"}, {"-- beside ", "With"}};

    for (size_t i = 0; i < sizeof heads / sizeof *heads; i++)
        if (begins(line, heads[i].mark)) {
            const char *name = line + strlen(heads[i].mark);

            cs_buffer_printf(out, "\n%s, %.*s:\n\n", heads[i].shown, (int)strcspn(name, "\n"), name);
            return true;
        }
    return false;
}

void cs_explanation_write(enum cs_diagnostic_code code, struct cs_buffer *out)
{
    const char *line = find(cs_diagnostic_code_text(code));
    bool example = false;

    cs_buffer_printf(out, "%s: %s%s\n\n", cs_diagnostic_code_text(code), cs_diagnostic_summary(code),
                     cs_diagnostic_severity(code) == CS_SEVERITY_WARNING ? " (a warning)" : "");
    for (; line != NULL && *line != '\0' && !begins(line, "== "); line = next_line(line)) {
        size_t length = strcspn(line, "\n");

        if (write_head(line, out)) {
            example = true;
            continue;
        }
        if (length == 0)
            continue;
        cs_buffer_text(out, example ? "    " : "");
        cs_buffer_add(out, line, length);
        cs_buffer_char(out, '\n');
    }
}
