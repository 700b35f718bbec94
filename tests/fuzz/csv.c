/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as CSV, read whole and in pieces of a few bytes: the same rows, and the same mistakes. The first byte
 * chooses the separator and the size of the pieces.
 */
#include "target.h"

#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "table/csv.h"

struct input { const char *bytes; size_t length, at, piece; };

static size_t give(void *context, char *bytes, size_t size)
{
    struct input *in = context;
    size_t part = in->length - in->at;

    part = part < in->piece ? part : in->piece;
    part = part < size ? part : size;
    memcpy(bytes, in->bytes + in->at, part);
    in->at += part;
    return part;
}

static void read_all(const uint8_t *data, size_t size, size_t piece, char separator, struct cs_buffer *out)
{
    struct input in = {(const char *)data, size, 0, piece};
    struct cs_failure failure;
    struct cs_csv csv;
    enum cs_csv_result result;

    cs_failure_clear(&failure);
    cs_buffer_init(out);
    must(cs_csv_init(&csv, give, &in, separator, &failure) == CASUS_OK);
    while ((result = cs_csv_next(&csv, &failure)) == CS_CSV_ROW || result == CS_CSV_BAD) {
        if (result == CS_CSV_BAD) {
            must(csv.bad_line > 0 && csv.bad_column > 0 && csv.cause != NULL);
            cs_buffer_printf(out, "%d:%zu %s\n", (int)csv.bad_line, csv.bad_column, csv.cause);
            continue;
        }
        for (size_t i = 0; i < csv.count; i++) {
            uint64_t line;
            size_t column;

            cs_csv_place(&csv, i, &line, &column);
            cs_buffer_printf(out, "%d:%zu ", (int)line, column);
            cs_buffer_add(out, csv.fields[i].text, csv.fields[i].length);
            cs_buffer_char(out, '\n');
        }
    }
    must(result == CS_CSV_END && csv.bytes == size);
    cs_csv_release(&csv);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    struct cs_buffer whole, pieces;

    if (size < 1 || size > INPUT_BYTES_MAX)
        return 0;
    read_all(data + 1, size - 1, SIZE_MAX, ",;\t"[data[0] % 3], &whole);
    read_all(data + 1, size - 1, 1 + data[0] / 3 % 8, ",;\t"[data[0] % 3], &pieces);
    must(whole.length == pieces.length &&
         memcmp(cs_buffer_string(&whole), cs_buffer_string(&pieces), whole.length) == 0);
    cs_buffer_release(&whole);
    cs_buffer_release(&pieces);
    return 0;
}
