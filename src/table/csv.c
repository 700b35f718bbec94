/* SPDX-License-Identifier: MIT */
#include "table/csv.h"

#include <stdlib.h>
#include <string.h>

#include "base/eight.h"
#include "base/memory.h"
#include "text/source.h"

#define CHUNK ((size_t)1 << 16)

/* What a byte outside quotation marks may be; 0 of every other byte. */
enum { SEPARATOR = 1, LINE_END, RETURN, QUOTE, NUL, FAR }; /* FAR: beyond ASCII */

casus_status cs_csv_init(struct cs_csv *csv, cs_csv_read read, void *context, char separator,
                         struct cs_failure *failure)
{
    *csv = (struct cs_csv){.read = read, .context = context, .separator = separator, .next_line = 1};
    csv->class[(unsigned char)separator] = SEPARATOR;
    csv->class['\n'] = LINE_END;
    csv->class['\r'] = RETURN;
    csv->class['"'] = QUOTE;
    csv->class[0] = NUL;
    memset(csv->class + 128, FAR, 128);
    csv->capacity = 2 * CHUNK;
    csv->buffer = calloc(csv->capacity + 1 + CS_CSV_BEHIND, 1);
    if (csv->buffer == NULL)
        return cs_fail_memory(failure);
    csv->buffer[0] = '\0';
    return CASUS_OK;
}

void cs_csv_release(struct cs_csv *csv)
{
    free(csv->buffer);
    free(csv->fields);
    free(csv->undoubled);
    csv->buffer = csv->undoubled = NULL;
    csv->fields = NULL;
}

/* Moves the row that begins at `at` to the front and reads more behind it; false: there is no more, or a failure. */
static bool fill(struct cs_csv *csv, struct cs_failure *failure)
{
    size_t got;

    if (csv->ended)
        return false;
    if (csv->at > 0) {
        memmove(csv->buffer, csv->buffer + csv->at, csv->filled - csv->at);
        csv->filled -= csv->at;
        csv->at = 0;
    }
    if (csv->capacity - csv->filled < CHUNK) {
        char *grown = realloc(csv->buffer, 2 * csv->capacity + 1 + CS_CSV_BEHIND);

        if (grown == NULL) {
            cs_fail_memory(failure);
            return false;
        }
        csv->buffer = grown;
        csv->capacity *= 2;
    }
    got = csv->read(csv->context, csv->buffer + csv->filled, csv->capacity - csv->filled);
    if (got == SIZE_MAX) {
        cs_fail(failure, CASUS_ERR_IO, "the table cannot be read");
        return false;
    }
    csv->ended = got == 0;
    csv->filled += got;
    csv->bytes += got;
    csv->buffer[csv->filled] = '\0';
    return got > 0;
}

/* ---- one row ---- */

static void place_of(const struct cs_csv *csv, const char *where, uint64_t *line, size_t *column)
{
    const char *at = csv->row;

    *line = csv->line;
    *column = 1;
    for (; at < where; at++) {
        if (*at == '\n') {
            ++*line;
            *column = 1;
        } else if (((unsigned char)*at & 0xC0) != 0x80) {
            ++*column;
        }
    }
}

void cs_csv_place(const struct cs_csv *csv, size_t field, uint64_t *line, size_t *column)
{
    place_of(csv, field < csv->count ? csv->fields[field].start : csv->row, line, column);
}

enum scan { SCANNED, SCAN_BAD, SCAN_MORE };

static enum scan bad(struct cs_csv *csv, const char *where, const char *cause)
{
    csv->cause = cause;
    place_of(csv, where, &csv->bad_line, &csv->bad_column);
    return SCAN_BAD;
}

/*
 * A quoted field from behind its first quotation mark; `*at` moves behind its last. What is doubled in it is undone
 * only once the whole row is there (undouble), since the row is scanned again if the buffer does not hold it.
 */
static enum scan quoted(struct cs_csv *csv, const char **at, const char *end, bool *doubled)
{
    const char *open = *at - 1, *p = *at;

    for (;;) {
        p = memchr(p, '"', (size_t)(end - p));
        if (p == NULL)
            return csv->ended ? bad(csv, open, "this quotation mark is never closed") : SCAN_MORE;
        if (p + 1 == end && !csv->ended)
            return SCAN_MORE;
        if (p[1] != '"')
            break;
        *doubled = true;
        p += 2;
    }
    *at = p + 1;
    return SCANNED;
}

static inline bool add_field(struct cs_csv *csv, const char *text, const char *end, const char *start)
{
    if (csv->count == csv->capacity_of_fields &&
        !cs_grow(&csv->fields, &csv->capacity_of_fields, csv->count + 1, sizeof *csv->fields))
        return false;
    csv->fields[csv->count++] = (struct cs_csv_field){text, (size_t)(end - text), start};
    return true;
}

/* Marks a field in which quotation marks are doubled: the marks are undone later. */
#define DOUBLED ((size_t)1 << (sizeof(size_t) * 8 - 1))

/* One field from `*at`, which moves to what ends it. */
static enum scan field(struct cs_csv *csv, const char **at, const char *end, bool *far, bool *memory)
{
    const char *start = *at, *p = start;
    unsigned char class;

    if (*p == '"' && p < end) {
        bool doubled = false;
        enum scan scan;

        p++;
        scan = quoted(csv, &p, end, &doubled);
        if (scan != SCANNED)
            return scan;
        *far = true; /* what is in it was not looked at */
        *memory = add_field(csv, start + 1, p - 1, start);
        if (doubled && *memory)
            csv->fields[csv->count - 1].length |= DOUBLED;
        class = csv->class[(unsigned char)*p];
        if (p < end && class != SEPARATOR && class != LINE_END && class != RETURN)
            return bad(csv, p, "something stands between a closing quotation mark and the end of its field");
        *at = p;
        return SCANNED;
    }
    for (;;) {
        while ((class = csv->class[(unsigned char)*p]) == 0)
            p++;
        if (class == FAR)
            *far = true;
        else if (class == QUOTE)
            return bad(csv, p, "a quotation mark stands inside a field that does not begin with one");
        else if (class != NUL || p == end)
            break;
        else
            return bad(csv, p, "a byte 0 stands in the table");
        p++;
    }
    *memory = add_field(csv, start, p, start);
    *at = p;
    return SCANNED;
}

/* The row from `at` on, whose end moves to *end_of_row, behind its line end. */
static enum scan scan_row(struct cs_csv *csv, const char **end_of_row, bool *far, bool *memory)
{
    const char *at = csv->row, *end = csv->buffer + csv->filled;

    csv->count = 0;
    *far = false;
    for (;;) {
        enum scan scan = field(csv, &at, end, far, memory);

        if (scan != SCANNED || !*memory)
            return scan;
        if (at == end) {
            *end_of_row = at;
            return csv->ended ? SCANNED : SCAN_MORE;
        }
        if (*at == '\r') {
            if (at + 1 == end && !csv->ended)
                return SCAN_MORE;
            if (at + 1 < end && at[1] != '\n')
                return bad(csv, at, "a carriage return stands alone; a line ends in LF or CRLF");
            *end_of_row = at + (at + 1 < end ? 2 : 1);
            return SCANNED;
        }
        if (*at == '\n') {
            *end_of_row = at + 1;
            return SCANNED;
        }
        at++;
        if (csv->count == CS_CSV_FIELDS_MAX)
            return bad(csv, at, "the row has more than 4,096 fields");
    }
}

/* The row, where nothing but plain fields stands up to a line feed, as in most. False: it is not so, or not whole. */
static inline bool scan_plain(struct cs_csv *csv, const char **end_of_row)
{
    size_t most = csv->capacity_of_fields < CS_CSV_FIELDS_MAX ? csv->capacity_of_fields : CS_CSV_FIELDS_MAX;
    struct cs_csv_field *field = csv->fields, *last = most > 0 ? field + most : field;
    const char *start = csv->row;
    uint64_t separators = CS_EIGHT_TIMES((unsigned char)csv->separator);

    for (const char *at = start;; at += 8) /* a byte 0 stands behind what is filled */
        for (uint64_t stops = cs_eight_stops(cs_eight_bytes(at), separators); stops != 0; stops &= stops - 1) {
            const char *end = at + (__builtin_ctzll(stops) >> 3);
            char byte = *end;

            if (byte != (char)separators && byte != '\n') {
                if (csv->class[(unsigned char)byte] == 0) /* a control that means nothing */
                    continue;
                return false;
            }
            if (field == last)
                return false;
            *field++ = (struct cs_csv_field){start, (size_t)(end - start), start};
            start = end + 1;
            if (byte == '\n') {
                csv->count = (size_t)(field - csv->fields);
                *end_of_row = start;
                return true;
            }
        }
}

/* Undoes doubled quotation marks: such fields are copied, so that places in the row stay right. */
static bool undouble(struct cs_csv *csv)
{
    size_t used = 0;

    for (size_t i = 0; i < csv->count; i++) {
        struct cs_csv_field *f = &csv->fields[i];
        size_t length = f->length & ~DOUBLED, start = used;

        if (length == f->length)
            continue;
        if (csv->undoubled_capacity < csv->filled) { /* room for the whole buffer: earlier fields do not move */
            char *grown = realloc(csv->undoubled, csv->capacity + CS_CSV_BEHIND);

            if (grown == NULL)
                return false;
            csv->undoubled = grown;
            csv->undoubled_capacity = csv->capacity;
        }
        for (size_t at = 0; at < length; at++) {
            csv->undoubled[used++] = f->text[at];
            at += f->text[at] == '"';
        }
        f->text = csv->undoubled + start;
        f->length = used - start;
    }
    return true;
}

/* Lines that the row took; quoted fields may have several. */
static uint64_t lines_of(const char *from, const char *to)
{
    uint64_t lines = 0;

    while ((from = memchr(from, '\n', (size_t)(to - from))) != NULL) {
        lines++;
        from++;
    }
    return lines;
}

/* Goes on behind the first line of a row that cannot be read: a quotation mark that is not closed costs one line. */
static void skip_line(struct cs_csv *csv, struct cs_failure *failure)
{
    const char *line_end;

    while ((line_end = memchr(csv->buffer + csv->at, '\n', csv->filled - csv->at)) == NULL) {
        csv->at = csv->filled; /* what was scanned is dropped, so that one endless line needs no memory */
        if (!fill(csv, failure))
            return;
    }
    csv->at = (size_t)(line_end + 1 - csv->buffer);
    csv->next_line++;
}

static enum cs_csv_result bad_row(struct cs_csv *csv, struct cs_failure *failure)
{
    skip_line(csv, failure);
    return failure->status == CASUS_OK ? CS_CSV_BAD : CS_CSV_FAILED;
}

static bool valid(struct cs_csv *csv, const char *end)
{
    size_t length = (size_t)(end - csv->row), invalid = cs_text_invalid(csv->row, length);

    if (invalid == length)
        return true;
    bad(csv, csv->row + invalid,
        csv->row[invalid] == '\0' ? "a byte 0 stands in the table" : "the table is not UTF-8 here");
    return false;
}

/* The table begins: a byte order mark is no part of its first field. */
static void begin(struct cs_csv *csv, struct cs_failure *failure)
{
    csv->began = true;
    while (csv->filled < 3 && fill(csv, failure))
        ;
    if (csv->filled >= 3 && memcmp(csv->buffer, "\xEF\xBB\xBF", 3) == 0)
        csv->at = 3;
}

/* The same on every machine, since shards may run on several. */
static void add_print(const struct cs_csv *csv, const char *end)
{
    uint64_t print = *csv->print;

    for (const char *at = csv->row; at < end; at += 8) {
        uint64_t eight = end - at < 8 ? cs_eight_of(at, (size_t)(end - at)) : cs_eight_bytes(at);

        print = (print ^ eight) * UINT64_C(0x9e3779b97f4a7c15);
        print ^= print >> 32;
    }
    *csv->print = print;
}

enum cs_csv_result cs_csv_next(struct cs_csv *csv, struct cs_failure *failure)
{
    if (!csv->began)
        begin(csv, failure);
    for (;;) {
        const char *end;
        bool far = false, memory = true;
        enum scan scan;

        if (csv->at == csv->filled && !fill(csv, failure))
            return failure->status == CASUS_OK ? CS_CSV_END : CS_CSV_FAILED;
        csv->line = csv->next_line;
        csv->row = csv->buffer + csv->at;
        scan = scan_plain(csv, &end) ? SCANNED : scan_row(csv, &end, &far, &memory);
        if (!memory) {
            cs_fail_memory(failure);
            return CS_CSV_FAILED;
        }
        if (scan == SCAN_MORE && csv->filled - csv->at > CS_CSV_ROW_BYTES_MAX)
            scan = bad(csv, csv->row, "the row has more than 1 MB; probably a quotation mark in it is not closed");
        if (scan == SCAN_BAD)
            return bad_row(csv, failure);
        if (scan == SCAN_MORE) {
            fill(csv, failure);
            if (failure->status != CASUS_OK)
                return CS_CSV_FAILED;
            continue;
        }
        if (far && !valid(csv, end))
            return bad_row(csv, failure);
        if (csv->print != NULL)
            add_print(csv, end);
        csv->at = (size_t)(end - csv->buffer);
        csv->next_line += far ? lines_of(csv->row, end) : 1;
        if (csv->count == 1 && csv->fields[0].length == 0 && csv->fields[0].start == csv->fields[0].text)
            continue; /* an empty line */
        if (far && !undouble(csv)) {
            cs_fail_memory(failure);
            return CS_CSV_FAILED;
        }
        return CS_CSV_ROW;
    }
}
