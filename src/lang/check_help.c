/* SPDX-License-Identifier: MIT */
/*
 * The remedy for a name or a word that nobody declared: it is a name without its quotation marks, it looks like another
 * name, or it has a known word among other words.
 */
#include "lang/check_int.h"

#include <string.h>

#include "text/character.h"
#include "text/look.h"

/* Is the name read as one name without quotation marks? That is: capital words with one space between them. */
static bool is_run_of_capitals(const char *text, size_t length)
{
    for (size_t at = 0; at < length; at++) {
        bool start = at == 0 || text[at - 1] == ' ';
        unsigned char c = (unsigned char)text[at];

        if (start && !(c >= 'A' && c <= 'Z'))
            return false;
        if (!start && c < 0x80 && c != ' ' && strchr("'-.", c) == NULL && !(c >= '0' && c <= '9') &&
            !((c | 0x20) >= 'a' && (c | 0x20) <= 'z'))
            return false;
    }
    return length > 0;
}

const char *cs_checker_written(const struct cs_checker *checker, cs_name name)
{
    const char *text = cs_checker_text(checker, name);
    size_t length = cs_names_length(checker->names, name);
    char *quoted;

    if (is_run_of_capitals(text, length))
        return text;
    quoted = cs_arena_alloc(checker->arena, length + 3);
    if (quoted == NULL)
        return text;
    quoted[0] = '"';
    memcpy(quoted + 1, text, length);
    memcpy(quoted + length + 1, "\"", 2);
    return quoted;
}

static struct cs_span line_of(struct cs_span span)
{
    const char *bytes = span.source->bytes;

    while (span.start > 0 && bytes[span.start - 1] != '\n')
        span.start--;
    while (span.end < span.source->length && bytes[span.end] != '\n')
        span.end++;
    return span;
}

/* Does the name stand in the line without quotation marks, and include the place? */
static bool stands_over(struct cs_span line, struct cs_span place, const char *text, size_t length)
{
    const char *bytes = line.source->bytes;

    for (uint32_t at = line.start; at + length <= line.end && at < place.end; at++)
        if (at + length > place.start && memcmp(bytes + at, text, length) == 0 &&
            (at == line.start || bytes[at - 1] != '"'))
            return true;
    return false;
}

bool cs_checker_unquoted(struct cs_checker *checker, struct cs_diagnostic *diagnostic, struct cs_span place)
{
    struct cs_span line;

    if (diagnostic == NULL)
        return false;
    line = line_of(place);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *name = file->names; name != NULL; name = name->next) {
            const char *text = cs_checker_text(checker, name->name);
            size_t length = cs_names_length(checker->names, name->name);

            if (strchr(text, ' ') == NULL || is_run_of_capitals(text, length) ||
                !stands_over(line, place, text, length))
                continue;
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "A name with a small word in it stands in quotation marks: \"%s\".", text);
            return true;
        }
    }
    return false;
}

/* "Victim", in a rule with the variable "victim" */
static bool is_variable_with_capital(const struct cs_checker *checker, const char *text, bool in_rule)
{
    char small[64];
    size_t length = strlen(text);
    cs_name name;

    if (length >= sizeof small)
        return false;
    memcpy(small, text, length + 1);
    small[0] = (char)(text[0] - 'A' + 'a');
    name = cs_names_find(checker->names, small, length);
    return name != CS_NO_NAME && (cs_checker_variable_of(checker, name) != NULL || in_rule);
}

bool cs_checker_letter(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                       struct cs_span place)
{
    static const char *const openers[] = {"when ", "while ", "if ", "and ", "then ", "may ", "until ", "released "};
    const char *text = cs_checker_text(checker, name);
    struct cs_span line = line_of(place);
    bool in_rule = false;

    if (text[0] < 'A' || text[0] > 'Z')
        return false;
    while (line.start < line.end && strchr(" \t", line.source->bytes[line.start]) != NULL)
        line.start++;
    for (size_t i = 0; i < sizeof openers / sizeof *openers; i++)
        in_rule = in_rule || (line.end - line.start > strlen(openers[i]) &&
                              memcmp(line.source->bytes + line.start, openers[i], strlen(openers[i])) == 0);
    if (is_variable_with_capital(checker, text, in_rule)) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "The other lines have it with a small letter: \"%c%s\". A capital letter names somebody.",
                           text[0] - 'A' + 'a', text + 1);
        return true;
    }
    if (text[1] != '\0' || !in_rule)
        return false;
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Whoever it is has a small letter in a rule: \"%c\". A capital letter names somebody.",
                       text[0] - 'A' + 'a');
    return true;
}

void cs_checker_tell_look(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name, cs_name other)
{
    int32_t code, resembles;
    const char *script;

    if (!cs_look_differs(cs_checker_text(checker, name), cs_names_length(checker->names, name),
                         cs_checker_text(checker, other), cs_names_length(checker->names, other), &code, &resembles))
        return;
    if (code < 0x80) { /* the other name has the unusual character */
        int32_t swapped = code;

        code = resembles;
        resembles = swapped;
    }
    script = cs_look_script(code);
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "U+%04X, %s%s%s, is drawn like \"%c\"; write both names alike if they are one.", (unsigned)code,
                       script == NULL     ? "another character"
                       : script[0] == 'A' ? "an "
                                          : "a ",
                       script != NULL ? script : "", script != NULL ? " letter" : "",
                       resembles < 0x80 ? (char)resembles : '?');
}

bool cs_checker_look_alike(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name,
                           cs_name candidate)
{
    if (diagnostic == NULL || !cs_look_same(cs_checker_text(checker, name), cs_names_length(checker->names, name),
                                            cs_checker_text(checker, candidate),
                                            cs_names_length(checker->names, candidate), &checker->failed))
        return false;
    cs_checker_tell_look(checker, diagnostic, name, candidate);
    return true;
}

/* The longest run of words within the text that is a known word, or NULL. */
static const struct cs_shape *shape_within(const struct cs_checker *checker, const char *text, size_t length)
{
    const struct cs_shape *best = NULL;

    for (size_t from = 0; from < length; from++) {
        if (from > 0 && text[from - 1] != ' ')
            continue;
        for (size_t to = from + 1; to <= length; to++) {
            const struct cs_shape *shape;

            if (to < length && text[to] != ' ')
                continue;
            shape = cs_symbols_shape(checker->symbols, cs_names_find(checker->names, text + from, to - from));
            if (shape != NULL &&
                (best == NULL || to - from > cs_names_length(checker->names, best->head)))
                best = shape;
        }
    }
    return best;
}

/* The known word that is near to a word of the text: "attacks", "attacked"; NULL if there is none. */
static const struct cs_shape *shape_near_a_word(const struct cs_checker *checker, const char *text)
{
    const struct cs_symbols *symbols = checker->symbols;

    while (*text != '\0') {
        size_t length = strcspn(text, " ");
        struct cs_near near;

        cs_near_start(&near, text, length);
        near.limit = length >= 6 ? 2 : 0;
        for (size_t i = 0; i < symbols->shape_count && length >= 6; i++)
            cs_checker_near_try(checker, &near, symbols->shapes[i].head, (uint32_t)i);
        if (near.found)
            return &symbols->shapes[near.best];
        text += length;
        text += strspn(text, " ");
    }
    return NULL;
}

bool cs_checker_word_among_others(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name head)
{
    const char *text = cs_checker_text(checker, head);
    const struct cs_shape *shape;
    struct cs_buffer roles;

    if (diagnostic == NULL || strchr(text, ' ') == NULL)
        return false;
    if (strstr(text, " shall ") != NULL || strstr(text, " must ") != NULL || strstr(text, " should ") != NULL ||
        strstr(text, " will ") != NULL) {
        cs_diagnostic_help(checker->diagnostics, diagnostic, "A duty is written \"a owes b assistance by a to b\".");
        return true;
    }
    shape = shape_within(checker, text, cs_names_length(checker->names, head));
    if (shape == NULL)
        shape = shape_near_a_word(checker, text);
    if (shape == NULL)
        return false;
    cs_buffer_init(&roles);
    cs_checker_list_roles(checker, shape, &roles);
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Did you mean \"%s\"?%s%s%s",
                       cs_checker_text(checker, shape->head), roles.length > 0 ? " It takes " : "",
                       cs_buffer_string(&roles), roles.length > 0 ? "." : "");
    checker->diagnostics->failed = checker->diagnostics->failed || roles.failed;
    cs_buffer_release(&roles);
    return true;
}
