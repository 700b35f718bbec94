/* SPDX-License-Identifier: MIT */
/*
 * What the program writes as JSON, read again without a tree: a value is where it begins. The texts are well-formed, or
 * the test fails by what it does not find.
 */
#ifndef TESTS_PROPERTY_JSON_TEXT_H
#define TESTS_PROPERTY_JSON_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

static const char *json_blank(const char *at)
{
    return at + strspn(at, " \t\r\n");
}

/* Behind the value that begins here. */
static const char *json_behind(const char *at)
{
    size_t depth = 0;

    at = json_blank(at);
    do {
        if (*at == '"') {
            for (at++; *at != '\0' && *at != '"'; at++)
                at += *at == '\\' && at[1] != '\0';
            at += *at == '"';
        } else if (*at == '{' || *at == '[') {
            depth++;
            at++;
        } else if (*at == '}' || *at == ']') {
            depth -= depth > 0;
            at++;
        } else {
            at += strcspn(at, ",:{}[]\" \t\r\n");
            at += depth > 0 && (*at == ',' || *at == ':');
        }
        if (depth > 0)
            at = json_blank(at);
    } while (depth > 0 && *at != '\0');
    return at;
}

/* The first value of a list, or the first key of an object; NULL of what has none. */
static const char *json_first(const char *list)
{
    if (list == NULL || (*(list = json_blank(list)) != '[' && *list != '{'))
        return NULL;
    list = json_blank(list + 1);
    return *list == ']' || *list == '}' || *list == '\0' ? NULL : list;
}

static const char *json_next(const char *value)
{
    value = json_blank(json_behind(value));
    return *value == ',' ? json_blank(value + 1) : NULL;
}

static const char *json_at(const char *list, size_t index)
{
    const char *value = json_first(list);

    for (; value != NULL && index > 0; index--)
        value = json_next(value);
    return value;
}

static size_t json_count(const char *list)
{
    size_t count = 0;

    for (const char *value = json_first(list); value != NULL; value = json_next(value))
        count++;
    return count;
}

/* A text as it is meant, cut where there is no room; "" of null. */
static const char *json_text(const char *value, char *out, size_t size)
{
    unsigned code;
    size_t length = 0;

    out[0] = '\0';
    if (value == NULL || *(value = json_blank(value)) != '"')
        return out;
    for (value++; *value != '\0' && *value != '"' && length + 1 < size; value++) {
        char c = *value;

        if (c == '\\') {
            c = *++value;
            if (c == 'u' && sscanf(value + 1, "%4x", &code) == 1) {
                c = (char)code;
                value += 4;
            } else {
                c = c == 'n' ? '\n' : c == 't' ? '\t' : c;
            }
        }
        out[length++] = c;
    }
    out[length] = '\0';
    return out;
}

static bool json_is(const char *value, const char *text)
{
    char found[512];

    return strcmp(json_text(value, found, sizeof found), text) == 0;
}

/* The value of a key of an object; NULL if it has none. */
static const char *json_member(const char *object, const char *key)
{
    for (const char *at = json_first(object); at != NULL;) {
        const char *colon = json_blank(json_behind(at)), *value = json_blank(colon + (*colon == ':'));

        if (json_is(at, key))
            return value;
        at = json_next(value);
    }
    return NULL;
}

static long json_number(const char *value)
{
    long number = -1;

    if (value != NULL && sscanf(json_blank(value), "%ld", &number) != 1)
        number = -1;
    return number;
}

#endif
