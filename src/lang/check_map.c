/* SPDX-License-Identifier: MIT */
/*
 * The map of a table: every column that a line names is one of the table; a statement has columns of fitting kinds. Of
 * a table with headers any small word may be a column: whether the table has it is seen as it is read.
 */
#include "lang/check_int.h"

#include <string.h>

static struct cs_map_column *find(const struct cs_map *map, cs_name name)
{
    struct cs_map_column *column = map->columns;

    while (column != NULL && column->name != name)
        column = column->next;
    return column;
}

/* ---- columns ---- */

static void column_unknown(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_UNKNOWN, span,
                                                   "the table has no column \"%s\"", cs_checker_text(checker, name));
    struct cs_near near;

    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, name);
    for (const struct cs_map_column *c = checker->file->map->columns; c != NULL; c = c->next)
        if (c->name != name)
            cs_checker_near_try(checker, &near, c->name, c->name);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, find(checker->file->map, near.best)->span);
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic, "The line \"table\" names them all, in their order.");
}

/* The column of this name; of a table with headers it is added where no line has named it yet. */
static const struct cs_map_column *use_column(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    struct cs_map *map = checker->file->map;
    struct cs_map_column *column = find(map, name), **tail = &map->columns;

    if (column != NULL)
        return column;
    if (map->headless) {
        column_unknown(checker, name, cs_checker_find(checker, span, name));
        return NULL;
    }
    column = cs_arena_array(checker->arena, 1, sizeof *column);
    if (column == NULL)
        return NULL;
    column->name = name;
    column->span = cs_checker_find(checker, span, name);
    while (*tail != NULL)
        tail = &(*tail)->next;
    *tail = column;
    return column;
}

static bool has_codes(const struct cs_checker *checker, cs_name list)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_code_line *line = file->codes; line != NULL; line = line->next)
            if (line->list == list)
                return true;
    return false;
}

static void check_column(struct cs_checker *checker, struct cs_map_column *column)
{
    struct cs_diagnostic *diagnostic;

    for (const struct cs_map_column *c = checker->file->map->columns; c != column; c = c->next)
        if (c->name == column->name) {
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_GIVEN_TWICE, column->span,
                                     "there is a column \"%s\" already", cs_checker_text(checker, column->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, c->span, "here");
        }
    if (column->codes != CS_NO_NAME)
        cs_checker_spell(checker, &column->codes);
    if (column->codes != CS_NO_NAME && !has_codes(checker, column->codes)) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, column->codes_span,
                                 "no line gives codes in the list \"%s\"", cs_checker_text(checker, column->codes));
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Lines such as code France \"220\" in COW do; those of states are in the library: use "
                           "states.");
    }
    if (column->kind_word == CS_NO_NAME)
        return;
    column->kind = cs_checker_kind(checker, column->kind_word, column->kind_span);
    if (column->kind == CS_KIND_NUMBER ? !column->is_new : column->kind >= CS_KIND_BUILT_IN)
        return;
    if (checker->symbols->kind_of[column->kind_word] == 0) /* it is reported as unknown */
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, column->kind_span,
                             "a column cannot hold %s of kind \"%s\"", column->is_new ? "new ones" : "values",
                             cs_checker_text(checker, column->kind_word));
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "A column holds numbers, or particulars of a kind that a vocabulary declares.");
}

/* ---- statements ---- */

/* A column may have a digit in its name, as a label has. */
static void columns_for_labels(struct cs_checker *checker, struct cs_term *term)
{
    for (struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            if (arg->kind == CS_ARG_LABEL && (find(checker->file->map, arg->name) != NULL ||
                                              checker->symbols->entry_of[arg->name] == NULL))
                arg->kind = CS_ARG_VARIABLE;
}

void cs_checker_map_column(struct cs_checker *checker, const struct cs_arg *arg, cs_kind wanted)
{
    const struct cs_map_column *column = find(checker->file->map, arg->name);
    const struct cs_kind_symbol *kinds = checker->symbols->kinds;
    const char *text = cs_checker_text(checker, arg->name), *wants = cs_checker_text(checker, kinds[wanted].name);
    struct cs_diagnostic *diagnostic;

    if (column == NULL) {
        column_unknown(checker, arg->name, arg->span);
        return;
    }
    if (column->kind_word == CS_NO_NAME) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, arg->span,
                                 "the map does not say what stands in the column \"%s\"", text);
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Say it in a line of its own: each %s is %s %s.", text,
                           cs_checker_article(wants), wants);
        return;
    }
    if (column->kind == CS_KIND_ANY || cs_kind_within(checker->symbols, column->kind, wanted))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, arg->span,
                             "each \"%s\" is %s %s, and %s %s should stand here", text,
                             cs_checker_article(cs_checker_text(checker, column->kind_word)),
                             cs_checker_text(checker, column->kind_word), cs_checker_article(wants), wants);
    cs_diagnostic_other(checker->diagnostics, diagnostic, column->kind_span, "here it is said");
}

static void check_statement(struct cs_checker *checker, struct cs_map_statement *statement, bool ends_by_date)
{
    const struct cs_shape *shape;

    columns_for_labels(checker, &statement->term);
    shape = cs_checker_term(checker, &statement->term, statement->ends ? SHAPES_FACT : SHAPES_EVENT | SHAPES_FACT);
    if (shape != NULL)
        cs_checker_one_each(checker, &statement->term, "a row says one thing of each column");
    if (statement->ends || ends_by_date)
        cs_checker_lasts(checker, shape, statement->span);
}

/* ---- dates, codes, voices ---- */

static void use_dated(struct cs_checker *checker, struct cs_map_dated *dated)
{
    for (uint32_t i = 0; i < dated->count; i++)
        dated->columns[i] = use_column(checker, dated->names[i], dated->span);
}

/* Of what lasts it is said from when to when: an event that happens in a moment has no end. */
static void check_span(struct cs_checker *checker, const struct cs_map_case *c,
                       const struct cs_map_statement *statement)
{
    struct cs_diagnostic *diagnostic;

    if (!statement->ends || c->to.span.source == NULL)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, statement->span,
                             "\"from ... to\" says when it ends, and so does \"end\"");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Write the fact without \"end\".");
}

static void check_codes(struct cs_checker *checker, const struct cs_map_code *codes)
{
    for (; codes != NULL; codes = codes->next)
        for (const struct cs_map_code_column *column = codes->columns; column != NULL; column = column->next)
            use_column(checker, column->name, column->span);
}

static bool has_dates(const struct cs_map *map)
{
    const struct cs_map_case *c = map->cases;

    if (map->dated.span.source != NULL)
        return true;
    while (c != NULL && (c->from.span.source != NULL || c->nothing))
        c = c->next;
    return map->cases != NULL && c == NULL;
}

static void check_case(struct cs_checker *checker, struct cs_map_case *c)
{
    use_dated(checker, &c->from);
    use_dated(checker, &c->to);
    for (struct cs_map_claim *claim = c->claims; claim != NULL; claim = claim->next)
        cs_checker_spell(checker, &claim->voice);
    for (struct cs_map_test *test = c->tests; test != NULL; test = test->next)
        test->column = use_column(checker, test->name, test->span);
    for (struct cs_map_statement *statement = c->statements; statement != NULL; statement = statement->next) {
        check_statement(checker, statement, c->to.span.source != NULL);
        check_span(checker, c, statement);
    }
}

/* ---- what is written ---- */

static bool is_role_of_event(const struct cs_symbols *symbols, enum cs_prep prep)
{
    for (size_t i = 0; i < symbols->shape_count; i++)
        if (cs_shape_role(&symbols->shapes[i], prep) >= 0)
            return true;
    return false;
}

static void check_items(struct cs_checker *checker)
{
    const struct cs_map *map = checker->file->map;

    for (const struct cs_map_item *item = map->items; item != NULL; item = item->next) {
        if (item->kind == CS_MAP_ROLE && !is_role_of_event(checker->symbols, item->prep))
            cs_diagnose(checker->diagnostics, DIAG_COLUMN_WRONG, map->items_span, "no word takes \"%s\"",
                        cs_prep_text(item->prep));
        for (const struct cs_map_item *other = map->items; other != item; other = other->next)
            if (strcmp(other->title, item->title) == 0) {
                cs_diagnose(checker->diagnostics, DIAG_GIVEN_TWICE, map->items_span,
                            "two columns that are written are called \"%s\"", item->title);
                break;
            }
    }
}

static void lacks(struct cs_checker *checker, const char *what, const char *help)
{
    if (checker->file->map->broken)
        return;
    cs_diagnostic_help(checker->diagnostics,
                       cs_diagnose(checker->diagnostics, DIAG_MAP_LACKS,
                                   (struct cs_span){checker->file->source, 0, 0}, "this map does not say %s", what),
                       "%s", help);
}

void cs_checker_map(struct cs_checker *checker)
{
    struct cs_map *map = checker->file->map;

    if (map == NULL)
        return;
    checker->where = WHERE_MAP;
    checker->use = USE_ANY;
    for (struct cs_map_column *column = map->columns; column != NULL; column = column->next) {
        if (map->headless && !column->listed) /* a line `each` made it */
            column_unknown(checker, column->name, column->span);
        check_column(checker, column);
    }
    if (!has_dates(map))
        lacks(checker, "when its rows are", "Say in which column the date stands: dated day.");
    use_dated(checker, &map->dated);
    check_codes(checker, map->codes);
    if (map->cases == NULL)
        lacks(checker, "what a row says", "Say it of all rows (every row), or of some: where event is request.");
    for (struct cs_map_case *c = map->cases; c != NULL; c = c->next)
        check_case(checker, c);
    check_items(checker);
}
