/* SPDX-License-Identifier: MIT */
#include "table/dates.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* ---- values that stand for none ---- */

static bool is_about(const struct cs_map_code *code, cs_name column)
{
    const struct cs_map_code_column *c = code->columns;

    while (c != NULL && c->name != column)
        c = c->next;
    return code->columns == NULL || c != NULL;
}

const struct cs_map_code *cs_map_code_of(const struct cs_map *map, cs_name column, const struct cs_csv_field *field)
{
    for (const struct cs_map_code *code = map->codes; code != NULL; code = code->next) {
        if (!is_about(code, column))
            continue;
        for (const struct cs_map_value *v = code->values; v != NULL; v = v->next)
            if (strlen(v->text) == field->length && memcmp(v->text, field->text, field->length) == 0)
                return code;
    }
    return NULL;
}

/* ---- parts ---- */

static bool read_number(const char *text, size_t length, int64_t *out)
{
    *out = 0;
    for (size_t i = 0; i < length; i++) {
        if (text[i] < '0' || text[i] > '9' || length > 6)
            return false;
        *out = *out * 10 + (text[i] - '0');
    }
    return length > 0;
}

bool cs_table_date_parts(const char *order, const struct cs_csv_field *field, int64_t parts[3])
{
    size_t at = 0;

    parts[0] = parts[1] = parts[2] = 0;
    for (const char *o = order; *o != '\0'; o++) {
        size_t end = at, part = *o == 'Y' ? 0 : *o == 'M' ? 1 : 2;

        if (*o != 'Y' && *o != 'M' && *o != 'D') {
            if (at >= field->length || field->text[at++] != *o)
                return false;
            continue;
        }
        while (o[1] == *o)
            o++;
        while (end < field->length && field->text[end] >= '0' && field->text[end] <= '9')
            end++;
        if (!read_number(field->text + at, end - at, &parts[part]))
            return false;
        at = end;
    }
    return at == field->length;
}

/* ---- dates ---- */

__attribute__((format(printf, 3, 4))) static struct cs_table_date wrong(uint32_t field, const struct cs_csv_field *f,
                                                                        const char *why, ...)
{
    struct cs_table_date date = {.kind = CS_TABLE_DATE_WRONG, .field = field};
    int length = snprintf(date.text, sizeof date.text, "\"%.*s\" is no date: ", f->length > 60 ? 60 : (int)f->length,
                          f->text);
    va_list arguments;

    va_start(arguments, why);
    vsnprintf(date.text + length, sizeof date.text - (size_t)length, why, arguments);
    va_end(arguments);
    return date;
}

/*
 * A year, and a month and a day as far as they are above 0; `fields` and `last` for what is told of a wrong one. Of
 * `count` parts that the table has those that are missing are not known, "1822-12-XX"; of months that it has alone the
 * whole is meant, "1822-12".
 */
static struct cs_table_date of_parts(const int64_t parts[3], const struct cs_csv_field *const *fields, uint32_t last,
                                     uint32_t count)
{
    struct cs_table_date date = {.kind = CS_TABLE_DATE_KNOWN};
    uint32_t month = last < 1 ? last : 1, day = last < 2 ? last : 2;
    int length;

    if (parts[0] < 1 || parts[0] > 9999)
        return wrong(0, fields[0], "a year of a table is one from 1 to 9999");
    if (parts[1] > 12)
        return wrong(month, fields[month], "there is no month %lld", (long long)parts[1]);
    if (parts[2] > 0 && (parts[2] > 31 || parts[2] > cs_days_in_month((int32_t)parts[0], (int32_t)parts[1])))
        return wrong(day, fields[day], "there is no day %lld-%02lld-%02lld", (long long)parts[0], (long long)parts[1],
                     (long long)parts[2]);
    length = snprintf(date.text, sizeof date.text, "%04lld", (long long)parts[0]);
    for (uint32_t i = 1; i < count; i++)
        length += parts[i] > 0 ? snprintf(date.text + length, sizeof date.text - (size_t)length, "-%02lld",
                                          (long long)parts[i])
                               : snprintf(date.text + length, sizeof date.text - (size_t)length, "-XX");
    return date;
}

/* What stands for none in the field: as the map says; an empty field is missing. */
static bool stands_for_none(const struct cs_map *map, cs_name column, const struct cs_csv_field *f,
                            enum cs_map_code_kind *out)
{
    const struct cs_map_code *code = cs_map_code_of(map, column, f);

    if (code != NULL && code->kind == CS_CODE_OTHER) /* of dates no other is meant */
        code = NULL;
    *out = code != NULL ? code->kind : CS_CODE_MISSING;
    return code != NULL || f->length == 0;
}

static struct cs_table_date none(enum cs_map_code_kind kind)
{
    static const enum cs_table_date_kind kinds[] = {[CS_CODE_MISSING] = CS_TABLE_DATE_MISSING,
                                                    [CS_CODE_CONTINUING] = CS_TABLE_DATE_CONTINUING,
                                                    [CS_CODE_INAPPLICABLE] = CS_TABLE_DATE_INAPPLICABLE};

    return (struct cs_table_date){.kind = kinds[kind]};
}

static struct cs_table_date in_columns(const struct cs_map *map, const struct cs_map_dated *dated,
                                       const struct cs_csv_field *const *fields)
{
    static const char *const whats[] = {"year", "month", "day"};
    int64_t parts[3] = {0, 0, 0};

    for (uint32_t i = 0; i < dated->count; i++) {
        enum cs_map_code_kind kind;

        if (stands_for_none(map, dated->names[i], fields[i], &kind)) {
            if (i == 0 || kind != CS_CODE_MISSING)
                return none(kind);
            break;
        }
        if (!read_number(fields[i]->text, fields[i]->length, &parts[i]) || (i > 0 && parts[i] == 0))
            return wrong(i, fields[i], "it should be a %s", whats[i]);
    }
    return of_parts(parts, fields, dated->count - 1, dated->count);
}

static struct cs_table_date in_one(const struct cs_map_dated *dated, const struct cs_csv_field *f,
                                   const struct cs_reckoning *reckoning)
{
    struct cs_table_date date = {.kind = CS_TABLE_DATE_KNOWN};
    struct cs_moment moment;
    const char *why;
    int64_t parts[3];

    if (dated->form == CS_MAP_ORDERED) {
        if (!cs_table_date_parts(dated->order, f, parts))
            return wrong(0, f, "it should be in the order %s", dated->order);
        return of_parts(parts, (const struct cs_csv_field *const[]){f}, 0,
                        strchr(dated->order, 'D') != NULL ? 3 : strchr(dated->order, 'M') != NULL ? 2 : 1);
    }
    if (dated->form == CS_MAP_SECONDS) {
        bool negative = f->length > 1 && f->text[0] == '-';
        int64_t seconds = 0;

        for (size_t i = negative; i < f->length; i++) {
            if (f->text[i] < '0' || f->text[i] > '9' || f->length > 13)
                return wrong(0, f, "it should be a count of seconds");
            seconds = seconds * 10 + (f->text[i] - '0');
        }
        cs_instant_text(negative ? -seconds : seconds, CS_UTC, date.text);
        return date;
    }
    why = f->length < 64 ? cs_moment_read(f->text, f->length, reckoning, &moment) : "it is too long";
    if (why != NULL)
        return wrong(0, f, "%s", why);
    snprintf(date.text, sizeof date.text, "%.*s", (int)f->length, f->text);
    return date;
}

struct cs_table_date cs_table_date(const struct cs_map *map, const struct cs_map_dated *dated,
                                   const struct cs_csv_field *const *fields, const struct cs_reckoning *reckoning)
{
    enum cs_map_code_kind kind;

    if (dated->form == CS_MAP_CONSTANT) {
        struct cs_table_date date = {.kind = CS_TABLE_DATE_KNOWN};

        snprintf(date.text, sizeof date.text, "%s", dated->order);
        return date;
    }
    if (dated->form == CS_MAP_PARTS)
        return in_columns(map, dated, fields);
    if (stands_for_none(map, dated->names[0], fields[0], &kind))
        return none(kind);
    return in_one(dated, fields[0], reckoning);
}

bool cs_table_date_before(const char *first, const char *second)
{
    size_t length = 0;

    /* dates of ISO 8601 sort as texts, as far as both are known */
    while (first[length] == second[length] && first[length] != '\0')
        length++;
    return length < 10 && first[length] >= '0' && first[length] <= '9' && second[length] >= '0' &&
           second[length] < first[length];
}
