/* SPDX-License-Identifier: MIT */
/* The codes that particulars have in lists, such as COW and ISO 3166: code France "220" in COW, "FRA" in ISO. */
#include "lang/check_int.h"

#include <stdlib.h>
#include <string.h>

static int by_list(const struct cs_code *x, const struct cs_code *y)
{
    return x->list != y->list ? (x->list < y->list ? -1 : 1) : 0;
}

static int by_day(const struct cs_code *x, const struct cs_code *y)
{
    return x->first != y->first ? (x->first < y->first ? -1 : 1) : (x->last > y->last) - (x->last < y->last);
}

static int by_code(const void *a, const void *b)
{
    const struct cs_code *x = a, *y = b;
    int order = by_list(x, y);

    order = order != 0 ? order : strcmp(x->text, y->text);
    return order != 0 ? order : by_day(x, y);
}

static int by_particular(const void *a, const void *b)
{
    const struct cs_code *x = *(const struct cs_code *const *)a, *y = *(const struct cs_code *const *)b;
    int order = by_list(x, y);

    if (order != 0 || x->of != y->of)
        return order != 0 ? order : x->of < y->of ? -1 : 1;
    return by_day(x, y);
}

/* Days of both. Who says the same twice says nothing wrong. */
static bool collide(const struct cs_code *a, const struct cs_code *b)
{
    return a->last >= b->first && (a->of != b->of || strcmp(a->text, b->text) != 0);
}

static void tell(struct cs_checker *checker, const struct cs_code *a, const struct cs_code *b)
{
    struct cs_diagnostic *diagnostic;

    if (a->of != b->of)
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_CODE_TIME, b->span,
                                 "\"%s\" is the code of two in %s on one day, of \"%s\" and of \"%s\"", b->text,
                                 cs_checker_text(checker, b->list), cs_checker_text(checker, a->of),
                                 cs_checker_text(checker, b->of));
    else
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_CODE_TIME, b->span,
                                 "\"%s\" has two codes in %s on one day, \"%s\" and \"%s\"",
                                 cs_checker_text(checker, b->of), cs_checker_text(checker, b->list), a->text, b->text);
    cs_diagnostic_other(checker->diagnostics, diagnostic, a->span, "here is the other");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "%s",
                       "Say since when each counts, and until when: \"260\" in COW since 1955-05-05 until 1990-10-03.");
}

/* A list is any declared name; a treaty or a voice may have a code as well. */
static bool known(struct cs_checker *checker, cs_name *name, struct cs_span span)
{
    cs_checker_spell(checker, name);
    return checker->symbols->is_voice[*name] || cs_checker_is_instrument(checker, *name) ||
           cs_checker_name(checker, *name, span);
}

static void add(struct cs_checker *checker, struct cs_code_line *line)
{
    struct cs_symbols *symbols = checker->symbols;
    struct cs_code *code = &symbols->codes[symbols->code_count];
    struct cs_checker_time time = {.code = DIAG_CODE_TIME, .what = "code", .text = line->text, .since = &line->since,
                                   .until = &line->until, .span = line->span};
    bool both = known(checker, &line->name, line->name_span);

    both = known(checker, &line->list, line->list_span) && both;
    *code = (struct cs_code){.list = line->list, .of = line->name, .text = line->text, .span = line->span};
    symbols->code_count += cs_checker_days(checker, &time, &code->first, &code->last) && both;
}

static bool check_particulars(struct cs_checker *checker)
{
    const struct cs_symbols *symbols = checker->symbols;
    const struct cs_code **all = cs_arena_array(checker->arena, symbols->code_count, sizeof *all);

    if (all == NULL)
        return false;
    for (size_t i = 0; i < symbols->code_count; i++)
        all[i] = &symbols->codes[i];
    qsort(all, symbols->code_count, sizeof *all, by_particular);
    for (size_t i = 1; i < symbols->code_count; i++)
        if (by_list(all[i - 1], all[i]) == 0 && all[i - 1]->of == all[i]->of && collide(all[i - 1], all[i]))
            tell(checker, all[i - 1], all[i]);
    return true;
}

bool cs_checker_codes(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t count = 0;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_code_line *line = file->codes; line != NULL; line = line->next)
            count++;
    if (count == 0)
        return true;
    symbols->codes = cs_arena_array(checker->arena, count, sizeof *symbols->codes);
    if (symbols->codes == NULL)
        return false;
    for (struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (struct cs_code_line *line = file->codes; line != NULL; line = line->next)
            add(checker, line);
    qsort(symbols->codes, symbols->code_count, sizeof *symbols->codes, by_code);
    for (size_t i = 1; i < symbols->code_count; i++) {
        const struct cs_code *a = &symbols->codes[i - 1], *b = &symbols->codes[i];

        if (by_list(a, b) == 0 && strcmp(a->text, b->text) == 0 && collide(a, b))
            tell(checker, a, b);
    }
    return check_particulars(checker);
}

/* Is the code before all that begin with the text that is looked for? */
static bool before(const struct cs_code *code, cs_name list, const char *text, size_t length)
{
    return code->list != list ? code->list < list : strncmp(code->text, text, length) < 0;
}

cs_name cs_symbols_coded(const struct cs_symbols *symbols, cs_name list, const char *code, size_t length, cs_day first,
                         cs_day last)
{
    size_t low = 0, high = symbols->code_count;

    while (low < high) {
        size_t middle = low + (high - low) / 2;

        if (before(&symbols->codes[middle], list, code, length))
            low = middle + 1;
        else
            high = middle;
    }
    for (; low < symbols->code_count && symbols->codes[low].list == list &&
           strncmp(symbols->codes[low].text, code, length) == 0; low++) {
        const struct cs_code *found = &symbols->codes[low];

        if (strlen(found->text) == length && found->first <= first && last <= found->last)
            return found->of;
    }
    return CS_NO_NAME;
}

const char *cs_symbols_code(const struct cs_symbols *symbols, cs_name list, cs_name name, cs_day day)
{
    for (size_t i = 0; i < symbols->code_count; i++) {
        const struct cs_code *code = &symbols->codes[i];

        if (code->list == list && code->of == name && code->first <= day && day <= code->last)
            return code->text;
    }
    return NULL;
}
