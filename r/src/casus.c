/* SPDX-License-Identifier: MIT */
/*
 * libcasus for R. An object of the library is an external pointer, which its finalizer gives back. What fails is
 * returned as a list of the class "failure", of which R/casus.R makes a condition: so nothing is left behind.
 */
#include <casus/casus.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define R_NO_REMAP
#include <R.h>
#include <R_ext/Rdynload.h>
#include <R_ext/Visibility.h>
#include <Rinternals.h>

/* ---- values ---- */

static SEXP text_of(const char *text)
{
    return text == NULL || *text == '\0' ? NA_STRING : Rf_mkCharCE(text, CE_UTF8);
}

static SEXP scalar_of(const char *text)
{
    return Rf_ScalarString(text_of(text));
}

/* A text that was given; NULL: none. */
static const char *given(SEXP value)
{
    return Rf_isNull(value) || STRING_ELT(value, 0) == NA_STRING ? NULL : Rf_translateCharUTF8(STRING_ELT(value, 0));
}

/* Texts that were given, as long as the call lasts. */
static const char **all_given(SEXP values, size_t *count)
{
    const char **texts;

    *count = (size_t)Rf_xlength(values);
    texts = (const char **)R_alloc(*count + 1, sizeof *texts);
    for (size_t i = 0; i < *count; i++)
        texts[i] = Rf_translateCharUTF8(STRING_ELT(values, (R_xlen_t)i));
    return texts;
}

static SEXP named_list(const char *const *names, int count)
{
    SEXP list = PROTECT(Rf_allocVector(VECSXP, count)), of = PROTECT(Rf_allocVector(STRSXP, count));

    for (int i = 0; i < count; i++)
        SET_STRING_ELT(of, i, Rf_mkChar(names[i]));
    Rf_setAttrib(list, R_NamesSymbol, of);
    UNPROTECT(2);
    return list;
}

static SEXP failure(casus_status status, const char *message)
{
    static const char *const statuses[] = {"ok", "memory", "io", "limit", "entangled", "argument"};
    static const char *const names[] = {"message", "status"};
    SEXP list = PROTECT(named_list(names, 2));

    SET_VECTOR_ELT(list, 0, Rf_mkString(message != NULL && *message != '\0' ? message : "memory ran out"));
    SET_VECTOR_ELT(list, 1, Rf_mkString(statuses[status]));
    Rf_setAttrib(list, R_ClassSymbol, Rf_mkString("failure"));
    UNPROTECT(1);
    return list;
}

/* What was written to a text, which is given back; or a failure. */
static SEXP written(casus_status status, const char *message, casus_text *text)
{
    SEXP out = PROTECT(status == CASUS_OK ? Rf_ScalarString(Rf_mkCharLenCE(text->bytes != NULL ? text->bytes : "",
                                                                           (int)text->length, CE_UTF8))
                                          : failure(status, message));

    casus_text_free(text->bytes);
    UNPROTECT(1);
    return out;
}

/* A list of columns as a data frame. */
static SEXP as_frame(SEXP list, R_xlen_t rows)
{
    SEXP numbers = PROTECT(Rf_allocVector(INTSXP, 2));

    INTEGER(numbers)[0] = NA_INTEGER;
    INTEGER(numbers)[1] = -(int)rows;
    Rf_setAttrib(list, R_RowNamesSymbol, numbers);
    Rf_setAttrib(list, R_ClassSymbol, Rf_mkString("data.frame"));
    UNPROTECT(1);
    return list;
}

/* ---- objects ---- */

static void free_case(SEXP object)
{
    casus_case_free(R_ExternalPtrAddr(object));
    R_ClearExternalPtr(object);
}

static void free_answer(SEXP object)
{
    casus_answer_free(R_ExternalPtrAddr(object));
    R_ClearExternalPtr(object);
}

static SEXP object_of(void *of, R_CFinalizer_t finalizer)
{
    SEXP object = PROTECT(R_MakeExternalPtr(of, R_NilValue, R_NilValue));

    R_RegisterCFinalizerEx(object, finalizer, TRUE);
    UNPROTECT(1);
    return object;
}

static void *open_object(SEXP object)
{
    void *of = R_ExternalPtrAddr(object);

    if (of == NULL)
        Rf_error("it is closed");
    return of;
}

static SEXP close_case(SEXP object)
{
    free_case(object);
    return R_NilValue;
}

static SEXP close_answer(SEXP object)
{
    free_answer(object);
    return R_NilValue;
}

/* ---- cases ---- */

static SEXP version(void)
{
    return Rf_mkString(casus_version());
}

static SEXP new_case(void)
{
    casus_case *c;

    return casus_case_new(&c) == CASUS_OK ? object_of(c, free_case) : failure(CASUS_ERR_MEMORY, NULL);
}

static SEXP done(casus_case *c, casus_status status)
{
    return status == CASUS_OK ? R_NilValue : failure(status, casus_case_message(c));
}

static SEXP add_files(SEXP object, SEXP files)
{
    casus_case *c = open_object(object);
    size_t count;
    const char **paths = all_given(files, &count);

    return done(c, casus_case_add_files(c, paths, count));
}

static SEXP add_text(SEXP object, SEXP name, SEXP text)
{
    casus_case *c = open_object(object);
    const char *bytes = given(text);

    return done(c, casus_case_add_text(c, given(name), bytes, strlen(bytes)));
}

static SEXP suppose(SEXP object, SEXP text)
{
    casus_case *c = open_object(object);
    const char *bytes = given(text);

    return done(c, casus_case_suppose(c, NULL, bytes, strlen(bytes)));
}

/* ---- mistakes ---- */

/* Functions that a case and a checking both have. */
typedef casus_status (*diagnostic_at)(const void *of, size_t index, struct casus_diagnostic *out);

static casus_status of_case(const void *of, size_t index, struct casus_diagnostic *out)
{
    return casus_case_diagnostic(of, index, out);
}

static casus_status of_checking(const void *of, size_t index, struct casus_diagnostic *out)
{
    return casus_checking_diagnostic(of, index, out);
}

static SEXP diagnostics(const void *of, diagnostic_at at, size_t count)
{
    static const char *const names[] = {"code",   "error",      "message",    "text",       "line",
                                        "column", "other_text", "other_line", "other_note", "help"};
    SEXP list = PROTECT(named_list(names, 10));
    static const int types[] = {STRSXP, LGLSXP, STRSXP, STRSXP, INTSXP, INTSXP, STRSXP, INTSXP, STRSXP, STRSXP};

    for (int i = 0; i < 10; i++)
        SET_VECTOR_ELT(list, i, Rf_allocVector((SEXPTYPE)types[i], (R_xlen_t)count));
    for (size_t i = 0; i < count; i++) {
        struct casus_diagnostic d;
        const char *texts[10] = {NULL};

        if (at(of, i, &d) != CASUS_OK)
            continue;
        texts[0] = d.code;
        texts[2] = d.message;
        texts[3] = d.text;
        texts[6] = d.other_text;
        texts[8] = d.other_note;
        texts[9] = d.help;
        for (int column = 0; column < 10; column++)
            if (types[column] == STRSXP)
                SET_STRING_ELT(VECTOR_ELT(list, column), (R_xlen_t)i, text_of(texts[column]));
        LOGICAL(VECTOR_ELT(list, 1))[i] = d.error;
        INTEGER(VECTOR_ELT(list, 4))[i] = (int)d.line;
        INTEGER(VECTOR_ELT(list, 5))[i] = (int)d.column;
        INTEGER(VECTOR_ELT(list, 7))[i] = d.other_text != NULL ? (int)d.other_line : NA_INTEGER;
    }
    as_frame(list, (R_xlen_t)count);
    UNPROTECT(1);
    return list;
}

/* What was found, and how it is told where there are errors. */
static SEXP findings(SEXP found, size_t errors, SEXP told)
{
    static const char *const names[] = {"diagnostics", "errors", "told"};
    SEXP list = PROTECT(named_list(names, 3));

    SET_VECTOR_ELT(list, 0, found);
    SET_VECTOR_ELT(list, 1, Rf_ScalarInteger((int)errors));
    SET_VECTOR_ELT(list, 2, told);
    UNPROTECT(1);
    return list;
}

static const struct casus_diagnostic_style errors_only = {.size = sizeof errors_only, .errors_only = true};

static SEXP check(SEXP object, SEXP grades)
{
    casus_case *c = open_object(object);
    casus_status status = given(grades) != NULL ? casus_case_set_grades(c, given(grades)) : CASUS_OK;
    casus_text text = {.bytes = NULL};
    SEXP found, told, out;

    if (status == CASUS_OK)
        status = casus_case_check(c);
    if (status != CASUS_OK)
        return done(c, status);
    found = PROTECT(diagnostics(c, of_case, casus_case_diagnostic_count(c)));
    status = casus_write_diagnostics(c, &errors_only, casus_text_sink(&text));
    told = PROTECT(written(status, "", &text));
    out = findings(found, casus_case_error_count(c), told);
    UNPROTECT(2);
    return out;
}

static SEXP check_files(SEXP files, SEXP sources)
{
    size_t count;
    const char **paths = all_given(files, &count);
    casus_checking *checking;
    casus_status status = casus_check(paths, count, given(sources), NULL, NULL, &checking);
    casus_text text = {.bytes = NULL};
    SEXP found, told, out;

    if (status != CASUS_OK) {
        out = PROTECT(failure(status, checking != NULL ? casus_checking_message(checking) : ""));
        casus_checking_free(checking);
        UNPROTECT(1);
        return out;
    }
    found = PROTECT(diagnostics(checking, of_checking, casus_checking_diagnostic_count(checking)));
    status = casus_write_checking(checking, &errors_only, casus_text_sink(&text));
    told = PROTECT(written(status, "", &text));
    out = PROTECT(findings(found, casus_checking_error_count(checking), told));
    casus_checking_free(checking);
    UNPROTECT(3);
    return out;
}

/* ---- answers ---- */

static struct casus_wishes wishes_of(SEXP list)
{
    struct casus_wishes wishes = {.size = sizeof wishes};

    wishes.as_of = given(VECTOR_ELT(list, 0));
    wishes.known_on = given(VECTOR_ELT(list, 1));
    wishes.account = given(VECTOR_ELT(list, 2));
    if (!Rf_isNull(VECTOR_ELT(list, 3)))
        wishes.readings = all_given(VECTOR_ELT(list, 3), &wishes.reading_count);
    wishes.sources = given(VECTOR_ELT(list, 4));
    return wishes;
}

static SEXP run(SEXP object, SEXP list)
{
    casus_case *c = open_object(object);
    struct casus_wishes wishes = wishes_of(list);
    casus_answer *a;
    casus_status status = casus_answer_new(c, &wishes, &a);

    return status == CASUS_OK ? object_of(a, free_answer) : done(c, status);
}

static SEXP as_of(SEXP object)
{
    return scalar_of(casus_answer_as_of(open_object(object)));
}

static SEXP accounts(SEXP object)
{
    const casus_answer *a = open_object(object);
    size_t count = casus_account_count(a);
    SEXP out = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)count));

    for (size_t i = 0; i < count; i++)
        SET_STRING_ELT(out, (R_xlen_t)i, text_of(casus_account_name(a, i)));
    UNPROTECT(1);
    return out;
}

/* The names of tables, or of units. */
static SEXP table_names(SEXP units)
{
    const char *(*name)(size_t) = Rf_asLogical(units) ? casus_unit_name : casus_export_name;
    R_xlen_t count = 0;
    SEXP out;

    while (name((size_t)count) != NULL)
        count++;
    out = PROTECT(Rf_allocVector(STRSXP, count));
    for (R_xlen_t i = 0; i < count; i++)
        SET_STRING_ELT(out, i, text_of(name((size_t)i)));
    UNPROTECT(1);
    return out;
}

static SEXP column_of(const casus_export *table, size_t column, bool integer)
{
    size_t rows = casus_export_row_count(table);
    SEXP out = PROTECT(Rf_allocVector(integer ? INTSXP : STRSXP, (R_xlen_t)rows));

    for (size_t row = 0; row < rows; row++) {
        const char *cell = casus_export_cell(table, row, column);

        if (!integer)
            SET_STRING_ELT(out, (R_xlen_t)row, text_of(cell));
        else
            INTEGER(out)[row] = cell == NULL ? NA_INTEGER : (int)strtol(cell, NULL, 10);
    }
    UNPROTECT(1);
    return out;
}

/* For each row of units the number of the row of the ledger that tells most of it. */
static SEXP ledger_rows(const casus_answer *a, const casus_export *table)
{
    size_t rows = casus_export_row_count(table);
    SEXP out = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)rows));

    for (size_t i = 0; i < rows; i++) {
        struct casus_row row = {.id = NULL};
        size_t at;

        if (casus_export_ledger_row(table, i, &at) && casus_row_at(a, at, &row) != CASUS_OK)
            row.id = NULL;
        SET_STRING_ELT(out, (R_xlen_t)i, text_of(row.id));
    }
    UNPROTECT(1);
    return out;
}

static SEXP frame_of(const casus_answer *a, const casus_export *table, bool ledger)
{
    int count = (int)casus_export_column_count(table);
    const char **names = (const char **)R_alloc((size_t)count + 1, sizeof *names);
    bool *integers = (bool *)R_alloc((size_t)count + 1, sizeof *integers);
    SEXP list;

    for (int i = 0; i < count; i++) {
        struct casus_column column;

        if (casus_export_column(table, (size_t)i, &column) != CASUS_OK)
            return failure(CASUS_ERR_ARGUMENT, "a column is missing");
        names[i] = column.name;
        integers[i] = column.integer;
    }
    names[count] = "ledger_row";
    list = PROTECT(named_list(names, count + ledger));
    for (int i = 0; i < count; i++)
        SET_VECTOR_ELT(list, i, column_of(table, (size_t)i, integers[i]));
    if (ledger)
        SET_VECTOR_ELT(list, count, ledger_rows(a, table));
    as_frame(list, (R_xlen_t)casus_export_row_count(table));
    UNPROTECT(1);
    return list;
}

static SEXP make_table(SEXP object, SEXP name, SEXP units, SEXP columns, SEXP ledger)
{
    casus_answer *a = open_object(object);
    casus_export *table;
    casus_status status = (Rf_asLogical(units) ? casus_units_new : casus_export_new)(a, given(name), &table);
    size_t count, missing = 0;
    SEXP out;

    if (status != CASUS_OK)
        return failure(status, casus_answer_message(a));
    if (!Rf_isNull(columns)) {
        const char **names = all_given(columns, &count);

        status = casus_export_keep(table, names, count, &missing);
        if (status != CASUS_OK) {
            char message[200];

            snprintf(message, sizeof message, "there is no column \"%.100s\"",
                     status == CASUS_ERR_ARGUMENT ? names[missing] : "");
            casus_export_free(table);
            return failure(status, status == CASUS_ERR_ARGUMENT ? message : NULL);
        }
    }
    out = PROTECT(frame_of(a, table, Rf_asLogical(ledger)));
    casus_export_free(table);
    UNPROTECT(1);
    return out;
}

/* ---- reasons ---- */

/* The number from 0 of a row of the ledger; -1: there is none. */
static SEXP find_row(SEXP object, SEXP id)
{
    size_t row;

    return Rf_ScalarInteger(casus_row_find(open_object(object), given(id), &row) ? (int)row : -1);
}

static SEXP why(SEXP object, SEXP row)
{
    casus_answer *a = open_object(object);
    casus_text text = {.bytes = NULL};
    casus_status status = casus_write_why(a, (size_t)Rf_asInteger(row), NULL, casus_text_sink(&text));

    return written(status, casus_answer_message(a), &text);
}

static SEXP ledger(SEXP object)
{
    casus_answer *a = open_object(object);
    casus_text text = {.bytes = NULL};
    casus_status status = casus_write_ledger(a, NULL, casus_text_sink(&text));

    return written(status, casus_answer_message(a), &text);
}

/* Reasons in the order in which they are told: each number is gone into once (reason.h), and nothing recurs. */
struct step { const casus_reason *reason; size_t above; int depth; };
struct walk { struct step *steps; size_t count, capacity; };

static void push(struct walk *w, struct step step)
{
    if (step.reason == NULL)
        return;
    if (w->count == w->capacity) {
        struct step *larger = (struct step *)R_alloc(2 * w->capacity + 16, sizeof *larger);

        if (w->count > 0)
            memcpy(larger, w->steps, w->count * sizeof *larger);
        w->steps = larger;
        w->capacity = 2 * w->capacity + 16;
    }
    w->steps[w->count++] = step;
}

/* The numbers that were met. */
struct met { bool *of; size_t count; };

static bool is_met(struct met *met, size_t number)
{
    bool was;

    if (number >= met->count) {
        size_t count = 2 * number + 64;
        bool *larger = (bool *)R_alloc(count, sizeof *larger);

        memset(larger, 0, count * sizeof *larger);
        if (met->count > 0)
            memcpy(larger, met->of, met->count * sizeof *larger);
        *met = (struct met){larger, count};
    }
    was = met->of[number];
    met->of[number] = true;
    return was;
}

/* All reasons, the ones below a number once. */
static struct walk walk_through(const casus_reason *first)
{
    struct walk waiting = {.count = 0}, told = {.count = 0};
    struct met met = {.count = 0};

    push(&waiting, (struct step){first, 0, 0});
    while (waiting.count > 0) {
        struct step step = waiting.steps[--waiting.count];

        push(&told, step);
        push(&waiting, (struct step){step.reason->next, step.above, step.depth});
        if (!is_met(&met, step.reason->number))
            push(&waiting, (struct step){step.reason->first, step.reason->number, step.depth + 1});
    }
    return told;
}

static SEXP reasons(SEXP object, SEXP row, SEXP account)
{
    static const char *const names[] = {"number", "above", "depth", "kind", "text", "voice", "source", "gist", "start",
                                        "end"};
    casus_answer *a = open_object(object);
    const casus_reason *first;
    casus_status status = casus_why(a, (size_t)Rf_asInteger(row), (size_t)Rf_asInteger(account), &first);
    struct walk told;
    SEXP list;

    if (status != CASUS_OK)
        return failure(status, casus_answer_message(a));
    told = walk_through(first);
    list = PROTECT(named_list(names, 10));
    for (int i = 0; i < 10; i++)
        SET_VECTOR_ELT(list, i, Rf_allocVector(i < 3 || i > 7 ? INTSXP : STRSXP, (R_xlen_t)told.count));
    for (size_t i = 0; i < told.count; i++) {
        const casus_reason *r = told.steps[i].reason;
        const char *const texts[] = {r->kind, r->text, r->voice, r->source, r->gist};
        bool cited = r->start != 0 || r->end != 0;

        INTEGER(VECTOR_ELT(list, 0))[i] = (int)r->number;
        INTEGER(VECTOR_ELT(list, 1))[i] = told.steps[i].depth > 0 ? (int)told.steps[i].above : NA_INTEGER;
        INTEGER(VECTOR_ELT(list, 2))[i] = told.steps[i].depth;
        for (int column = 0; column < 5; column++)
            SET_STRING_ELT(VECTOR_ELT(list, 3 + column), (R_xlen_t)i, text_of(texts[column]));
        INTEGER(VECTOR_ELT(list, 8))[i] = cited ? (int)r->start : NA_INTEGER;
        INTEGER(VECTOR_ELT(list, 9))[i] = cited ? (int)r->end : NA_INTEGER;
    }
    as_frame(list, (R_xlen_t)told.count);
    UNPROTECT(1);
    return list;
}

/* ---- questions ---- */

/* A matrix: a row for each subject, a column for each account. */
static SEXP states_of(casus_reply *reply)
{
    casus_answer *a = casus_reply_answer(reply);
    size_t rows = casus_reply_subject_count(reply), columns = casus_account_count(a);
    SEXP out = PROTECT(Rf_allocMatrix(STRSXP, (int)rows, (int)columns));
    SEXP names = PROTECT(Rf_allocVector(VECSXP, 2)), of = PROTECT(Rf_allocVector(STRSXP, (R_xlen_t)columns));

    for (size_t column = 0; column < columns; column++) {
        SET_STRING_ELT(of, (R_xlen_t)column, text_of(casus_account_name(a, column)));
        for (size_t row = 0; row < rows; row++)
            SET_STRING_ELT(out, (R_xlen_t)(column * rows + row), text_of(casus_reply_state(reply, row, column)));
    }
    SET_VECTOR_ELT(names, 1, of);
    Rf_setAttrib(out, R_DimNamesSymbol, names);
    UNPROTECT(3);
    return out;
}

static SEXP reply_of(casus_reply *reply)
{
    static const char *const understood[] = {"question", "date", "states", "text"};
    static const char *const refused[] = {"refusal", "remedy"};
    bool is = casus_reply_understood(reply);
    SEXP list = PROTECT(is ? named_list(understood, 4) : named_list(refused, 2));
    casus_text text = {.bytes = NULL};
    casus_status status;

    if (is) {
        SET_VECTOR_ELT(list, 0, scalar_of(casus_reply_read(reply)));
        SET_VECTOR_ELT(list, 1, scalar_of(casus_reply_date(reply)));
        SET_VECTOR_ELT(list, 2, states_of(reply));
        status = casus_write_reply(reply, NULL, casus_text_sink(&text));
        SET_VECTOR_ELT(list, 3, written(status, casus_reply_message(reply), &text));
    } else {
        status = casus_write_reply_diagnostics(reply, NULL, casus_text_sink(&text));
        SET_VECTOR_ELT(list, 0, *casus_reply_refusal(reply) != '\0' ? scalar_of(casus_reply_refusal(reply))
                                                                    : written(status, "", &text));
        SET_VECTOR_ELT(list, 1, Rf_mkString(casus_reply_remedy(reply)));
    }
    UNPROTECT(1);
    return list;
}

static SEXP ask(SEXP object, SEXP question, SEXP list)
{
    casus_case *c = open_object(object);
    struct casus_wishes wishes = wishes_of(list);
    casus_reply *reply;
    casus_status status = casus_ask(c, given(question), CASUS_ASK_SHORT, &wishes, &reply);
    SEXP out;

    if (status != CASUS_OK)
        return done(c, status);
    out = PROTECT(reply_of(reply));
    casus_reply_free(reply);
    UNPROTECT(1);
    return out;
}

/* ---- tables ---- */

struct bytes { const char *at; size_t left; };

static size_t read_bytes(void *context, char *to, size_t size)
{
    struct bytes *b = context;
    size_t count = size < b->left ? size : b->left;

    memcpy(to, b->at, count);
    b->at += count;
    b->left -= count;
    return count;
}

#define BAD_MAX 1000 /* bad rows that are kept; the others are counted */

struct bad { struct { char text[200], cause[512]; int line, column; } *rows; size_t count; };

static void note_bad(void *context, const struct casus_bad_row *row)
{
    struct bad *bad = context;

    if (bad->count < BAD_MAX) {
        snprintf(bad->rows[bad->count].text, sizeof bad->rows->text, "%s", row->table);
        snprintf(bad->rows[bad->count].cause, sizeof bad->rows->cause, "%s", row->cause);
        bad->rows[bad->count].line = row->line < INT_MAX ? (int)row->line : INT_MAX;
        bad->rows[bad->count].column = (int)row->column;
    }
    bad->count++;
}

static SEXP bad_frame(const struct bad *bad)
{
    static const char *const names[] = {"table", "line", "column", "cause"};
    R_xlen_t count = (R_xlen_t)(bad->count < BAD_MAX ? bad->count : BAD_MAX);
    SEXP list = PROTECT(named_list(names, 4));

    for (int i = 0; i < 4; i++)
        SET_VECTOR_ELT(list, i, Rf_allocVector(i == 0 || i == 3 ? STRSXP : INTSXP, count));
    for (R_xlen_t i = 0; i < count; i++) {
        SET_STRING_ELT(VECTOR_ELT(list, 0), i, text_of(bad->rows[i].text));
        INTEGER(VECTOR_ELT(list, 1))[i] = bad->rows[i].line;
        INTEGER(VECTOR_ELT(list, 2))[i] = bad->rows[i].column;
        SET_STRING_ELT(VECTOR_ELT(list, 3), i, text_of(bad->rows[i].cause));
    }
    as_frame(list, count);
    UNPROTECT(1);
    return list;
}

/* A table of CSV as a data frame of texts. */
static SEXP csv_frame(const casus_text *text)
{
    struct casus_failure failed;
    casus_table *table;
    casus_status status = casus_table_read(text->bytes != NULL ? text->bytes : "", text->length, &table, &failed);
    const char **names;
    size_t columns, rows;
    SEXP list;

    if (status != CASUS_OK)
        return failure(status, failed.message);
    columns = casus_table_column_count(table);
    rows = casus_table_row_count(table);
    names = (const char **)R_alloc(columns + 1, sizeof *names);
    for (size_t i = 0; i < columns; i++)
        names[i] = casus_table_column(table, i);
    list = PROTECT(named_list(names, (int)columns));
    for (size_t i = 0; i < columns; i++) {
        SEXP column = Rf_allocVector(STRSXP, (R_xlen_t)rows);

        SET_VECTOR_ELT(list, (R_xlen_t)i, column);
        for (size_t row = 0; row < rows; row++)
            SET_STRING_ELT(column, (R_xlen_t)row, text_of(casus_table_field(table, row, i)));
    }
    casus_table_free(table);
    as_frame(list, (R_xlen_t)rows);
    UNPROTECT(1);
    return list;
}

/* What a scan has come to: what it wrote, bad rows, how many there were, of how many. */
static SEXP scanned(SEXP out, const struct bad *bad, const casus_scan *scan)
{
    static const char *const names[] = {"out", "bad", "bad_count", "rows"};
    struct casus_scan_counts counts;
    SEXP list = PROTECT(named_list(names, 4));

    casus_scan_counts(scan, &counts);
    SET_VECTOR_ELT(list, 0, out);
    SET_VECTOR_ELT(list, 1, bad_frame(bad));
    SET_VECTOR_ELT(list, 2, Rf_ScalarReal((double)bad->count));
    SET_VECTOR_ELT(list, 3, Rf_ScalarReal((double)counts.rows));
    UNPROTECT(1);
    return list;
}

/* `tables`: raw vectors. `record`: the rows as a record, a text; else what becomes of duties, a data frame. */
static SEXP scan(SEXP object, SEXP tables, SEXP names, SEXP record, SEXP skip, SEXP account, SEXP late, SEXP first)
{
    casus_case *c = open_object(object);
    struct bad bad = {.rows = (void *)R_alloc(BAD_MAX, sizeof *bad.rows)};
    struct casus_scan_wishes wishes = {.size = sizeof wishes, .skip_bad = Rf_asLogical(skip), .account = given(account),
                                       .late = (int64_t)Rf_asReal(late), .bad = note_bad, .context = &bad,
                                       .first_table = (size_t)Rf_asInteger(first),
                                       .sort = Rf_asLogical(record)}; /* of a record the order does not matter */
    casus_text text = {.bytes = NULL};
    casus_scan *s;
    casus_status status;
    SEXP out, list;

    wishes.form = Rf_asLogical(record) ? CASUS_SCAN_RECORD : CASUS_SCAN_CSV;
    status = casus_scan_new(c, &wishes, casus_text_sink(&text), &s);
    if (status != CASUS_OK)
        return done(c, status);
    for (R_xlen_t i = 0; i < Rf_xlength(tables) && status == CASUS_OK; i++) {
        SEXP raw = VECTOR_ELT(tables, i);
        struct bytes bytes = {(const char *)RAW(raw), (size_t)Rf_xlength(raw)};

        status = casus_scan_table(s, Rf_translateCharUTF8(STRING_ELT(names, i)), read_bytes, &bytes);
    }
    if (status == CASUS_OK)
        status = casus_scan_end(s);
    if (status != CASUS_OK || wishes.form == CASUS_SCAN_RECORD) {
        out = PROTECT(written(status, casus_scan_message(s), &text));
    } else {
        out = PROTECT(csv_frame(&text));
        casus_text_free(text.bytes);
    }
    list = PROTECT(scanned(out, &bad, s));
    casus_scan_free(s);
    UNPROTECT(2);
    return list;
}

/* ---- what R may call ---- */

#define CALL(name, count) {#name, (DL_FUNC)&name, count}
static const R_CallMethodDef calls[] = {
    CALL(version, 0), CALL(new_case, 0), CALL(add_files, 2), CALL(add_text, 3), CALL(suppose, 2), CALL(check, 2),
    CALL(check_files, 2), CALL(run, 2), CALL(as_of, 1), CALL(accounts, 1), CALL(table_names, 1), CALL(make_table, 5),
    CALL(find_row, 2), CALL(why, 2), CALL(ledger, 1), CALL(reasons, 3), CALL(ask, 3), CALL(scan, 8),
    CALL(close_case, 1), CALL(close_answer, 1), {NULL, NULL, 0}};

void attribute_visible R_init_casus(DllInfo *library)
{
    R_registerRoutines(library, NULL, calls, NULL, NULL);
    R_useDynamicSymbols(library, FALSE);
}
