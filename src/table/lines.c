/* SPDX-License-Identifier: MIT */
#include "table/lines.h"

/* Is the first line end outside of quotation marks a carriage return with something else than a line feed behind it? */
static bool is_old(const char *bytes, size_t length)
{
    bool quoted = false;

    for (size_t i = 0; i < length; i++) {
        quoted ^= bytes[i] == '"';
        if (!quoted && bytes[i] == '\n')
            return false;
        if (!quoted && bytes[i] == '\r')
            return i + 1 < length && bytes[i + 1] != '\n';
    }
    return false;
}

size_t cs_line_ends_read(void *context, char *bytes, size_t size)
{
    struct cs_line_ends *l = context;
    size_t got = l->read(l->context, bytes, size);

    if (got == 0 || got > size)
        return got;
    if (!l->began) {
        l->old = is_old(bytes, got);
        l->wide = got >= 2 && ((unsigned char)bytes[0] ^ (unsigned char)bytes[1]) == 1 &&
                  ((unsigned char)bytes[0] | (unsigned char)bytes[1]) == 0xFF; /* FF FE or FE FF */
    }
    l->began = true;
    for (size_t i = 0; l->old && i < got; i++)
        if (bytes[i] == '\r')
            bytes[i] = '\n';
    return got;
}

const char *cs_line_ends_cause(const struct cs_csv *csv)
{
    const struct cs_line_ends *lines = csv->context;

    return lines->wide ? "the table is in UTF-16, and casus reads UTF-8: iconv -f UTF-16 -t UTF-8" : csv->cause;
}
