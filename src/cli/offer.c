/* SPDX-License-Identifier: MIT */
/* What the shells offer of the files on a line: `casus help --offer WHAT FILE...`, a word or name on each line. */
#include <string.h>

#include "cli/session.h"

static void add_line(casus_text *out, const char *text)
{
    cs_text_printf(out, "%s\n", text);
}

/* "Immediately=Strict": each answer behind the reading that is declared last before it. */
static void add_reading(const casus_symbols *s, const struct casus_symbol *answer, casus_text *out)
{
    struct casus_symbol symbol, reading = {.name = NULL};

    for (size_t i = 0; i < casus_symbol_count(s); i++)
        if (casus_symbol_at(s, i, &symbol) == CASUS_OK && strcmp(symbol.kind, "reading") == 0 &&
            symbol.declared.text != NULL && answer->declared.text != NULL &&
            strcmp(symbol.declared.text, answer->declared.text) == 0 &&
            symbol.declared.line < answer->declared.line &&
            (reading.name == NULL || symbol.declared.line > reading.declared.line))
            reading = symbol;
    if (reading.name != NULL)
        cs_text_printf(out, "%s=%s\n", reading.name, answer->name);
}

static void add_symbols(const casus_symbols *s, const char *kind, casus_text *out)
{
    struct casus_symbol symbol;

    for (size_t i = 0; i < casus_symbol_count(s); i++) {
        if (casus_symbol_at(s, i, &symbol) != CASUS_OK || strcmp(symbol.kind, kind) != 0)
            continue;
        if (strcmp(kind, "answer") == 0)
            add_reading(s, &symbol, out);
        else
            add_line(out, symbol.name);
    }
}

static void add_rows(const casus_answer *a, casus_text *out)
{
    struct casus_row row;

    for (size_t i = 0; i < casus_row_count(a); i++)
        if (casus_row_at(a, i, &row) == CASUS_OK)
            add_line(out, row.id);
}

/* Rows are told by their numbers and by the labels of the record. */
enum cs_exit cs_offer(const struct cs_invocation *invocation, const char *what, casus_text *out)
{
    static const struct { const char *what, *kind; } kinds[] = {
        {"labels", "label"}, {"readings", "answer"}, {"rows", "label"}};
    struct cs_session session;
    casus_symbols *symbols = NULL;
    const char *kind = NULL;
    enum cs_exit result;

    for (size_t i = 0; i < sizeof kinds / sizeof *kinds; i++)
        if (strcmp(kinds[i].what, what) == 0)
            kind = kinds[i].kind;
    if (kind == NULL || invocation->count == 0)
        return cs_usage(invocation->command, "--offer names labels, readings or rows of files");
    cs_session_init(&session);
    result = cs_session_read(&session, invocation, invocation->arguments, invocation->count);
    if (result == CS_EXIT_FINE && casus_symbols_new(session.c, &symbols) != CASUS_OK)
        result = cs_session_trouble(&session);
    if (result == CS_EXIT_FINE)
        add_symbols(symbols, kind, out);
    casus_symbols_free(symbols);
    if (result == CS_EXIT_FINE && strcmp(what, "rows") == 0) {
        result = cs_session_wish(&session, invocation, NULL, NULL, NULL);
        if (result == CS_EXIT_FINE)
            result = cs_session_run(&session, invocation);
        if (result == CS_EXIT_FINE)
            add_rows(session.a, out);
    }
    cs_session_release(&session);
    return result;
}
