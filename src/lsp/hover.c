/* SPDX-License-Identifier: MIT */
/*
 * Hover: what stands at a place, in words. Of a name the lines that declare it; of an article its rules, as they are
 * written and in words, and what is owed under it; of a label its claims, and the state of what came of it; of a claim
 * the passage that it cites.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

#define LINES_MAX 40 /* of a text that are shown */
#define ROWS_MAX 20  /* of the ledger */
#define PASSAGE_MAX 2000 /* bytes of a passage */

/* ---- lines of a text ---- */

static bool is_indented(const struct cs_lsp_lines *lines, size_t line)
{
    size_t start = lines->starts[line];

    return start < lines->length && (lines->bytes[start] == ' ' || lines->bytes[start] == '\t');
}

static bool is_empty(const struct cs_lsp_lines *lines, size_t line)
{
    for (size_t i = lines->starts[line]; i < cs_lsp_line_end(lines, line); i++)
        if (lines->bytes[i] != ' ' && lines->bytes[i] != '\t')
            return false;
    return true;
}

static bool begins_with(const struct cs_lsp_lines *lines, size_t line, const char *words)
{
    size_t start = lines->starts[line], length = strlen(words);

    return lines->length - start >= length && memcmp(lines->bytes + start, words, length) == 0;
}

/* Does a line belong to an article: is it of one of its rules? */
static bool is_of_rules(const struct cs_lsp_lines *lines, size_t line)
{
    static const char *const words[] = {"when", "while", "may", "if", "then", "and", "until", "under", "released",
                                        "suspended"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (begins_with(lines, line, words[i]))
            return true;
    return is_indented(lines, line);
}

/* Writes the lines that declare something, from the one of `place` on. */
static void write_lines(FILE *out, struct cs_lsp_text *text, const struct casus_place *place, bool article,
                        bool markdown)
{
    const struct cs_lsp_lines *lines = text != NULL ? cs_lsp_text_lines(text) : NULL;
    size_t first, last;

    if (lines == NULL)
        return;
    first = last = cs_lsp_line_of(lines, cs_lsp_library_offset(lines, place->line, place->column));
    for (size_t i = first + 1; i < lines->count && i < first + LINES_MAX; i++) {
        if (article ? is_of_rules(lines, i) : is_indented(lines, i) && !is_empty(lines, i))
            last = i;
        else if (!article || !(is_empty(lines, i) || begins_with(lines, i, "--")))
            break;
    }
    fputs(markdown ? "```casus\n" : "", out);
    for (size_t i = first; i <= last; i++) {
        size_t length = cs_lsp_line_end(lines, i) - lines->starts[i];

        fprintf(out, "%.*s\n", (int)length, lines->bytes + lines->starts[i]);
    }
    fputs(markdown ? "```\n" : "", out);
}

/* ---- the ledger ---- */

static bool is_same(const struct casus_stand *a, const struct casus_stand *b)
{
    return strcmp(a->state, b->state) == 0 && strcmp(a->since, b->since) == 0 && strcmp(a->due, b->due) == 0;
}

/* The state of a row on each account; accounts that say the same, one after the other, in one line. */
static void write_states(FILE *out, casus_answer *a, size_t row)
{
    struct casus_stand stand, next;
    size_t accounts = casus_account_count(a);

    for (size_t i = 0; i < accounts; i++) {
        if (casus_row_stand(a, row, i, &stand) != CASUS_OK)
            return;
        fprintf(out, "  - %s", casus_account_name(a, i));
        while (i + 1 < accounts && casus_row_stand(a, row, i + 1, &next) == CASUS_OK && is_same(&stand, &next))
            fprintf(out, ", %s", casus_account_name(a, ++i));
        fprintf(out, ": %s%s%s%s%s\n", stand.state, stand.since[0] != '\0' ? " since " : "", stand.since,
                stand.due[0] != '\0' ? ", due " : "", stand.due);
    }
}

/* "- 1.1 Borea is to give Alden aid (Pact 1, by 5 January 2022)", and a line for each account. */
static void write_row(FILE *out, casus_answer *a, size_t row)
{
    const char *words;
    struct casus_row r;

    if (casus_row_at(a, row, &r) != CASUS_OK || casus_row_words(a, row, &words) != CASUS_OK)
        return;
    fprintf(out, "- %s %s\n", r.id, words);
    write_states(out, a, row);
}

/* The rows that a label is, or that it founded; or those under an article. */
static void write_rows(FILE *out, casus_answer *a, const char *label, const char *article)
{
    size_t found = 0, count = a != NULL ? casus_row_count(a) : 0;

    for (size_t i = 0; i < count; i++) {
        struct casus_row r;

        if (casus_row_at(a, i, &r) != CASUS_OK ||
            !(label != NULL ? r.trigger != NULL && strcmp(r.trigger, label) == 0
                            : r.article != NULL && strcmp(r.article, article) == 0))
            continue;
        if (found == 0)
            fprintf(out, "\nLedger, %s:\n", casus_answer_as_of(a));
        if (found++ < ROWS_MAX)
            write_row(out, a, i);
    }
    if (found > ROWS_MAX)
        fprintf(out, "- and %zu more\n", found - ROWS_MAX);
}

/*
 * The rules of an article in plain language, a line for each, as they are in force on the date of the ledger; of a
 * treaty without a record those that are in force last.
 */
static void write_rules(FILE *out, const struct cs_lsp_spot *spot, const char *article)
{
    const struct casus_wishes last = {.size = sizeof last, .as_of = "2999-12-31"};
    casus_answer *a = spot->analysis->answer, *own = NULL;
    const char *words;

    if (a == NULL && !spot->document->slow && spot->analysis->message[0] == '\0' &&
        casus_case_error_count(spot->analysis->c) == 0 && casus_answer_new(spot->analysis->c, &last, &own) == CASUS_OK)
        a = own;
    if (a != NULL && casus_article_words(a, article, &words) == CASUS_OK && words[0] != '\0') {
        fputs("\nIn words", out);
        if (own == NULL)
            fprintf(out, ", as of %s", casus_answer_as_of(a));
        fputs(":\n", out);
        for (const char *line = words, *end; (end = strchr(line, '\n')) != NULL; line = end + 1)
            fprintf(out, "- %.*s\n", (int)(end - line), line);
    }
    casus_answer_free(own);
}

/* ---- claims ---- */

/* Writes the passage that a claim cites, on one line; or why it cannot be shown. */
static void write_cited(FILE *out, const struct casus_claim *claim, const struct casus_cited *cited)
{
    bool space = false;

    if (strcmp(cited->state, "unverified") == 0)
        fprintf(out, "  (bytes %zu to %zu of a document that is not at hand)\n", claim->start, claim->end);
    else if (cited->text != NULL && strcmp(cited->state, "verified") != 0)
        fprintf(out, "  (the document is not as it was cited: %s)\n", cited->state);
    if (cited->text == NULL)
        return;
    fputs("  > ", out);
    for (size_t i = 0; i < cited->length && i < PASSAGE_MAX; i++) {
        if (strchr(" \t\r\n", cited->text[i]) == NULL)
            fputc(cited->text[i], out);
        else if (!space)
            fputc(' ', out);
        space = strchr(" \t\r\n", cited->text[i]) != NULL;
    }
    fputs(cited->length > PASSAGE_MAX ? " ...\n" : "\n", out);
}

static void write_claim(FILE *out, const struct casus_claim *claim, const struct casus_cited *cited)
{
    fprintf(out, "- %s %s", claim->voice != NULL ? claim->voice : "", claim->kind);
    if (claim->via != NULL)
        fprintf(out, " via %s", claim->via);
    if (claim->source != NULL)
        fprintf(out, " in %s", claim->source);
    if (claim->gist != NULL)
        fprintf(out, ": %s", claim->gist);
    fputs("\n", out);
    write_cited(out, claim, cited);
}

/* The claims on an entry, if a passage of one can be shown; they stand in its lines too. */
static void write_claims(FILE *out, struct cs_lsp_analysis *analysis, const char *label)
{
    size_t count;
    const struct casus_entry *entries = cs_lsp_entries(analysis, &count);

    for (size_t i = 0; i < count; i++) {
        struct casus_claim claim;
        struct casus_cited cited;

        if (entries[i].label == NULL || strcmp(entries[i].label, label) != 0)
            continue;
        for (size_t k = 0; k < entries[i].claim_count; k++)
            if (casus_claim_at(analysis->answer, i, k, &claim) == CASUS_OK &&
                casus_claim_passage(analysis->answer, i, k, &cited) == CASUS_OK && cited.text != NULL)
                write_claim(out, &claim, &cited);
    }
}

/* The number of the claim in a line among those of the entry above it; false if the line has no claim. */
static bool claim_in_line(const struct cs_lsp_lines *lines, size_t entry, size_t line, size_t *number)
{
    static const char *const words[] = {"says ", "denies ", "asks ", "retracts "};
    bool claim = false;

    *number = 0;
    for (size_t i = entry + 1; i <= line; i++) {
        size_t at = lines->starts[i];

        while (at < lines->length && (lines->bytes[at] == ' ' || lines->bytes[at] == '\t'))
            at++;
        *number += claim;
        claim = false;
        for (size_t k = 0; k < sizeof words / sizeof *words; k++)
            claim = claim || (lines->length - at > strlen(words[k]) &&
                              memcmp(lines->bytes + at, words[k], strlen(words[k])) == 0);
    }
    return claim;
}

/* Writes the claim at a place, with its passage. */
static void write_passage(FILE *out, const struct cs_lsp_spot *spot)
{
    const struct cs_lsp_lines *lines = &spot->document->lines;
    size_t found = SIZE_MAX, line = cs_lsp_line_of(lines, spot->offset), from = 0, number, count;
    const struct casus_entry *entries = cs_lsp_entries(spot->analysis, &count);
    struct casus_claim claim;
    struct casus_cited cited;

    for (size_t i = 0; i < count; i++)
        if (entries[i].record != NULL && strcmp(entries[i].record, spot->text->name) == 0 && entries[i].line <= line &&
            entries[i].line > from) {
            found = i;
            from = entries[i].line;
        }
    if (found != SIZE_MAX && claim_in_line(lines, from - 1, line, &number) &&
        casus_claim_at(spot->analysis->answer, found, number, &claim) == CASUS_OK &&
        casus_claim_passage(spot->analysis->answer, found, number, &cited) == CASUS_OK)
        write_claim(out, &claim, &cited);
}

/* ---- what stands there ---- */

static void write_symbol(FILE *out, struct cs_lsp_server *s, const struct cs_lsp_spot *spot, size_t number)
{
    casus_answer *a = spot->analysis->answer;
    struct casus_symbol symbol;
    bool article;

    if (casus_symbol_at(spot->analysis->symbols, number, &symbol) != CASUS_OK)
        return;
    article = strcmp(symbol.kind, "article") == 0;
    fprintf(out, s->markdown ? "**%s** (%s)\n\n" : "%s (%s)\n", symbol.name, symbol.kind);
    if (symbol.declared.text == NULL)
        fputs("declared nowhere\n", out);
    else
        write_lines(out, cs_lsp_text(spot->analysis, symbol.declared.text), &symbol.declared, article, s->markdown);
    if (strcmp(symbol.kind, "label") == 0) {
        write_claims(out, spot->analysis, symbol.name);
        write_rows(out, a, symbol.name, NULL);
    }
    if (article) {
        write_rules(out, spot, symbol.name);
        write_rows(out, a, NULL, symbol.name);
    }
}

json_t *cs_lsp_hover(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    struct cs_lsp_spot spot;
    struct casus_place place;
    char *text = NULL;
    size_t symbol, length;
    json_t *result = NULL;
    bool found;
    FILE *out;

    if (!cs_lsp_spot(s, params, &spot, problem) || (out = open_memstream(&text, &length)) == NULL)
        return NULL;
    cs_lsp_answer(s, spot.document);
    write_passage(out, &spot);
    found = cs_lsp_symbol_at(&spot, &symbol, &place);
    if (found)
        write_symbol(out, s, &spot, symbol);
    if (fclose(out) == 0)
        result = length == 0 ? json_null()
                             : json_pack("{s:{s:s, s:o}}", "contents", "kind", s->markdown ? "markdown" : "plaintext",
                                         "value", cs_lsp_string(text));
    if (result != NULL && found && length > 0)
        json_object_set_new(result, "range", cs_lsp_place_range(s, spot.text, &place));
    free(text);
    return result;
}
