/* SPDX-License-Identifier: MIT */
#include "view/sentence.h"

#include <string.h>

#include "view/wording.h"

struct telling {
    const struct cs_report *report;
    const struct cs_place *places;
    size_t place_count;
    const struct cs_place *last; /* the place that was told last */
    struct cs_buffer *out;
};

/* The place that a "{name}" or "{name:form}" of this length names, or NULL. */
static const struct cs_place *place_of(const struct telling *t, const char *inside, size_t length)
{
    const char *colon = memchr(inside, ':', length);
    size_t name = colon != NULL ? (size_t)(colon - inside) : length;

    for (size_t i = 0; i < t->place_count; i++)
        if (strlen(t->places[i].name) == name && memcmp(t->places[i].name, inside, name) == 0)
            return &t->places[i];
    return NULL;
}

static bool is_given(const struct cs_place *place)
{
    return place != NULL && (place->text != NULL || place->count > 0);
}

static void add_place(struct telling *t, const char *inside, size_t length)
{
    const char *bar = memchr(inside, '|', length), *colon = memchr(inside, ':', length);
    const struct cs_place *place = place_of(t, inside, length);

    if (bar != NULL) {
        bool several = t->last != NULL && t->last->text == NULL && t->last->count > 1;

        cs_buffer_add(t->out, several ? bar + 1 : inside,
                      several ? length - (size_t)(bar + 1 - inside) : (size_t)(bar - inside));
        return;
    }
    if (!is_given(place))
        return;
    t->last = place;
    if (place->text != NULL)
        cs_buffer_text(t->out, place->text);
    else
        cs_worded_names_in(t->report, place->names, place->count, colon != NULL ? colon + 1 : NULL,
                           colon != NULL ? length - (size_t)(colon + 1 - inside) : 0, t->out);
}

/* Is a place within the bracket that begins behind `cursor` not given? */
static bool is_left_out(const struct telling *t, const char *cursor)
{
    for (; *cursor != ']' && *cursor != '\0'; cursor++)
        if (*cursor == '{') {
            size_t length = strcspn(cursor + 1, "}");

            if (memchr(cursor + 1, '|', length) == NULL && !is_given(place_of(t, cursor + 1, length)))
                return true;
        }
    return false;
}

void cs_sentence_add(const struct cs_report *report, const char *english, const struct cs_place *places, size_t count,
                     struct cs_buffer *out)
{
    struct telling t = {.report = report, .places = places, .place_count = count, .out = out};

    for (const char *cursor = english; *cursor != '\0'; cursor++) {
        if (*cursor == '{') {
            size_t length = strcspn(cursor + 1, "}");

            add_place(&t, cursor + 1, length);
            cursor += length + 1;
        } else if (*cursor == '[' && is_left_out(&t, cursor + 1)) {
            cursor += strcspn(cursor, "]");
        } else if (*cursor != '[' && *cursor != ']') {
            cs_buffer_char(out, *cursor);
        }
    }
}

const char *cs_sentence(const struct cs_report *report, const char *english, const struct cs_place *places,
                        size_t count, struct cs_arena *arena)
{
    struct cs_buffer out;
    const char *kept;

    cs_buffer_init(&out);
    cs_sentence_add(report, english, places, count, &out);
    kept = cs_arena_text(arena, cs_buffer_string(&out), out.length);
    arena->failed = arena->failed || out.failed;
    cs_buffer_release(&out);
    return kept != NULL ? kept : "";
}
