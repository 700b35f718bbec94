/* SPDX-License-Identifier: MIT */
/* The values of a stream: particulars that the table alone has, and names of the texts. */
#include "base/eight.h"
#include "docket/made.h"
#include "run/stream_int.h"

static cs_name kind_name(const struct cs_stream *s, cs_kind kind)
{
    return s->docket->plan->symbols->kinds[kind].name;
}

cs_value cs_stream_particular(struct cs_stream *s, cs_kind kind, const char *text, size_t length)
{
    struct cs_names *names = &s->docket->names;
    struct cs_name_key key;
    struct cs_buffer shown;
    cs_value value = CS_NO_NAME;
    uint32_t number;

    /* an occurrence has a row, which is looked up by the number of its name */
    if (!cs_kind_within(s->docket->plan->symbols, kind, CS_KIND_OCCURRENCE) && cs_is_integer(text, length, &number))
        value = cs_names_integer(names, CS_MADE_PARTICULAR, kind_name(s, kind), number);
    if (value != CS_NO_NAME)
        return value;
    cs_name_key_init(&key, CS_MADE_PARTICULAR);
    cs_name_key_name(&key, kind_name(s, kind));
    cs_name_key_name(&key, cs_names_intern(names, text, length));
    value = cs_names_find_made(names, &key);
    if (value != CS_NO_NAME) {
        cs_name_key_release(&key);
        return value;
    }
    cs_buffer_init(&shown);
    cs_buffer_add(&shown, text, length);
    return cs_names_make(names, &key, &shown);
}

cs_value cs_stream_integer(struct cs_stream *s, cs_kind kind, uint32_t number)
{
    char text[24];
    cs_value value = CS_NO_NAME;

    if (!cs_kind_within(s->docket->plan->symbols, kind, CS_KIND_OCCURRENCE))
        value = cs_names_integer(&s->docket->names, CS_MADE_PARTICULAR, kind_name(s, kind), number);
    if (value != CS_NO_NAME)
        return value;
    return cs_stream_particular(s, kind, text, cs_write_integer(text, number));
}

cs_value cs_stream_first_integer(struct cs_stream *s, cs_kind kind)
{
    return cs_kind_within(s->docket->plan->symbols, kind, CS_KIND_OCCURRENCE)
               ? CS_UNSAID : cs_names_integer(&s->docket->names, CS_MADE_PARTICULAR, kind_name(s, kind), 0);
}

cs_value cs_stream_name(struct cs_stream *s, const char *text, size_t length)
{
    return cs_names_intern(&s->docket->names, text, length);
}

cs_kind cs_stream_kind(const struct cs_stream *s, cs_value value)
{
    const struct cs_names *names = &s->docket->names;

    return cs_names_tag(names, value) != CS_MADE_PARTICULAR
               ? CS_KIND_ANY : s->docket->plan->symbols->kind_of[cs_names_part(names, value, 0)] - 1;
}

bool cs_stream_is_text(const struct cs_stream *s, cs_value value)
{
    return cs_names_tag(&s->docket->names, value) == 0;
}

const char *cs_stream_text(const struct cs_stream *s, cs_value value, char room[24], size_t *length)
{
    uint32_t number;

    if (!cs_names_is_integer(value, &number))
        return cs_names_read(&s->docket->names, value, length);
    *length = cs_write_integer(room, number);
    return room;
}
