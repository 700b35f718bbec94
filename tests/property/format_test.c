/* SPDX-License-Identifier: MIT */
/*
 * The laws of the formatter (form.h) on random treaties and records, as they are and with mistakes: words and marks
 * that are left out, doubled, moved or taken from elsewhere, comments and spaces anywhere.
 *
 *   format_test [COUNT [SEED]]
 */
#include "form.h"
#include "property/kept.h"
#include "sanitized.h"

#define LOOKS 12 /* at each pair; with one more mistake each time */

/* ---- mistakes ---- */

static size_t some_place(const struct cs_buffer *text, struct chance *chance)
{
    return below(chance, (uint32_t)text->length + 1);
}

static void insert(struct cs_buffer *text, size_t at, const char *bytes, size_t length)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    cs_buffer_add(&out, cs_buffer_string(text), at);
    cs_buffer_add(&out, bytes, length);
    cs_buffer_text(&out, cs_buffer_string(text) + at);
    cs_buffer_release(text);
    *text = out;
}

static void leave_out(struct cs_buffer *text, size_t at, size_t length)
{
    struct cs_buffer out;

    if (length > text->length - at)
        length = text->length - at;
    cs_buffer_init(&out);
    cs_buffer_add(&out, cs_buffer_string(text), at);
    cs_buffer_text(&out, cs_buffer_string(text) + at + length);
    cs_buffer_release(text);
    *text = out;
}

static void move_some(struct cs_buffer *text, struct chance *chance)
{
    char piece[48];
    size_t from = some_place(text, chance), length = 1 + below(chance, sizeof piece - 1);

    if (length > text->length - from)
        length = text->length - from;
    memcpy(piece, cs_buffer_string(text) + from, length);
    insert(text, some_place(text, chance), piece, length);
}

static void change(struct cs_buffer *text, struct chance *chance)
{
    static const char *const marks[] = { " ",
                                         "\t",
                                         "  -- a remark \t",
                                         "--",
                                         "\n",
                                         "\n\n\n",
                                         "\"",
                                         "\\",
                                         ",",
                                         ":",
                                         "..",
                                         "[",
                                         "]",
                                         "@",
                                         "#",
                                         "/",
                                         "(",
                                         "\r",
                                         "\xC3",
                                         "\xEF\xBB\xBF",
                                         "then ",
                                         "if ",
                                         "article 4 / 2",
                                         "says A",
                                         "12",
                                         "\xC3\xA9t\xC3\xA9" };
    uint32_t what = below(chance, 100);

    if (what < 45) {
        const char *mark = marks[below(chance, sizeof marks / sizeof *marks)];

        insert(text, some_place(text, chance), mark, strlen(mark));
    } else if (what < 75) {
        size_t at = some_place(text, chance);

        leave_out(text, at, 1 + below(chance, 12));
    } else {
        move_some(text, chance);
    }
}

/* ---- the laws ---- */

static bool keep_laws(enum cs_source_kind kind, const char *text, struct outcome *o)
{
    struct form once, twice = {0};
    const char *broken = "memory";

    if (form_init(&once, kind, text, strlen(text)) &&
        form_init(&twice, kind, cs_buffer_string(&once.proper), once.proper.length))
        broken = form_broken_law(&once, &twice);
    if (broken != NULL) {
        differ(o, broken);
        cs_buffer_printf(&o->text, "proper:\n%s---- again:\n%s---- trees:\n%s----\n%s---- comments:\n%s----\n%s",
                         cs_buffer_string(&once.proper), cs_buffer_string(&twice.proper), cs_buffer_string(&once.tree),
                         cs_buffer_string(&twice.tree), cs_buffer_string(&once.comments),
                         cs_buffer_string(&twice.comments));
    }
    form_release(&twice);
    form_release(&once);
    return broken == NULL;
}

static enum verdict examine_forms(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                  struct outcome *o, void *totals)
{
    (void)ask;
    (void)seed;
    (void)totals;
    return keep_laws(CS_SOURCE_TREATY, treaty, o) && keep_laws(CS_SOURCE_RECORD, record, o) ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct hunt h = {.law = "format", .examine = examine_forms, .alter = change, .looks = LOOKS};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 125 : 500);
    return hunt_failed(&h);
}
