/* SPDX-License-Identifier: MIT */
#include "serve/page/words.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#define CHOICES_MOST 300

void cs_words_release(struct cs_words *words)
{
    for (size_t i = 0; i < words->count; i++) {
        for (size_t k = 0; k < words->items[i].role_count; k++) {
            struct cs_word_role *role = &words->items[i].roles[k];

            for (size_t n = 0; n < role->choice_count; n++) {
                free(role->choices[n].text);
                free(role->choices[n].means);
            }
            free(role->choices);
            free(role->kinds);
            free(role->value);
            free(role->name);
        }
        free(words->items[i].name);
    }
    for (size_t i = 0; i < words->kind_count; i++)
        free(words->kinds[i]);
    free(words->kinds);
    free(words->items);
    *words = (struct cs_words){.items = NULL};
}

/* Reads roles as "by state on occurrence or nothing", up to a comment, or to what comes before it in time: "after". */
static casus_status read_roles(const char *text, struct cs_word *word, struct casus_failure *failure)
{
    while (word->role_count < CS_WORD_ROLES_MOST) {
        struct cs_word_role *role = &word->roles[word->role_count];
        size_t length, from;

        text += strspn(text, " \t");
        length = strcspn(text, " \t\n");
        if (length == 0 || strncmp(text, "--", 2) == 0 || strncmp(text, "after ", 6) == 0)
            return CASUS_OK;
        role->name = strndup(text, length);
        text += length;
        text += strspn(text, " \t");
        length = strcspn(text, " \t\n");
        /* A list of kinds goes on behind each comma, and behind "or". */
        while (length > 0 && (text[length - 1] == ',' || strncmp(text + length, " or ", 4) == 0)) {
            from = length + (text[length - 1] == ',' ? strspn(text + length, " \t") : 4);
            length = from + strcspn(text + from, " \t\n");
        }
        role->kinds = strndup(text, length);
        word->role_count++;
        if (role->name == NULL || role->kinds == NULL)
            return cs_serve_memory(failure);
        text += length;
    }
    return CASUS_OK;
}

static casus_status add_word(struct cs_words *words, const struct casus_symbol *symbol, struct casus_failure *failure)
{
    const char *at = symbol->detail != NULL ? strstr(symbol->detail, symbol->name) : NULL;
    struct cs_word *word = cs_state_one_more(&words->items, &words->count, sizeof *word);

    if (word == NULL)
        return cs_serve_memory(failure);
    word->name = strdup(symbol->name);
    if (word->name == NULL)
        return cs_serve_memory(failure);
    return at != NULL ? read_roles(at + strlen(symbol->name), word, failure) : CASUS_OK;
}

static casus_status add_kind(struct cs_words *words, const struct casus_symbol *symbol, struct casus_failure *failure)
{
    char **kind = cs_state_one_more(&words->kinds, &words->kind_count, sizeof *kind);

    if (kind != NULL)
        *kind = strdup(symbol->name);
    return kind != NULL && *kind != NULL ? CASUS_OK : cs_serve_memory(failure);
}

static int by_text(const void *a, const void *b)
{
    return strcmp(*(char *const *)a, *(char *const *)b);
}

static int by_name(const void *a, const void *b)
{
    return strcmp(((const struct cs_word *)a)->name, ((const struct cs_word *)b)->name);
}

static casus_status read_words(casus_symbols *symbols, struct cs_words *out, struct casus_failure *failure)
{
    struct casus_symbol symbol;
    casus_status status = CASUS_OK;

    for (size_t i = 0; status == CASUS_OK && casus_symbol_at(symbols, i, &symbol) == CASUS_OK; i++)
        if (strcmp(symbol.kind, "event") == 0)
            status = add_word(out, &symbol, failure);
        else if (strcmp(symbol.kind, "kind") == 0)
            status = add_kind(out, &symbol, failure);
    if (status == CASUS_OK && out->count > 0)
        qsort(out->items, out->count, sizeof *out->items, by_name);
    if (status == CASUS_OK && out->kind_count > 0)
        qsort(out->kinds, out->kind_count, sizeof *out->kinds, by_text);
    return status;
}

/* What was entered under a label, the rest of its line; NULL: it does not stand there, or there is no memory. */
static char *means_of(const char *line, const char *label)
{
    size_t length = strlen(label);

    for (const char *at = strstr(line, label); at != NULL; at = strstr(at + 1, label))
        if ((at == line || at[-1] == ' ') && strncmp(at + length, ": ", 2) == 0)
            return strdup(at + length + 2);
    return NULL;
}

/* Keeps what may stand at the end of a line of the record. */
static casus_status read_choices(casus_symbols *symbols, const char *record, size_t line, size_t column,
                                 struct cs_word_role *role, struct casus_failure *failure)
{
    struct casus_completion completion;
    size_t count = 0;

    if (casus_complete(symbols, record, line, column, &count) != CASUS_OK)
        return cs_serve_memory(failure);
    for (size_t i = 0; i < count && role->choice_count < CHOICES_MOST; i++) {
        struct cs_choice *choice;

        if (casus_completion_at(symbols, i, &completion) != CASUS_OK ||
            (strcmp(completion.kind, "name") != 0 && strcmp(completion.kind, "label") != 0 &&
             strcmp(completion.kind, "article") != 0 && strcmp(completion.kind, "instrument") != 0))
            continue;
        choice = cs_state_one_more(&role->choices, &role->choice_count, sizeof *choice);
        if (choice == NULL || (choice->text = strdup(completion.text)) == NULL)
            return cs_serve_memory(failure);
        if (strcmp(completion.kind, "label") == 0 && completion.detail != NULL)
            choice->means = means_of(completion.detail, completion.text);
    }
    return CASUS_OK;
}

/* Asks for each role of the word on a line of its own, "request by ", at the end of the record. */
static casus_status ask_choices(casus_case *c, const char *record, struct cs_word *word, struct casus_failure *failure)
{
    struct casus_text_of_case text = {.name = NULL};
    casus_text asked = {.bytes = NULL};
    casus_symbols *symbols = NULL;
    casus_status status = CASUS_OK;
    size_t lines;

    for (size_t i = 0; casus_case_text(c, i, &text) == CASUS_OK && strcmp(text.name, record) != 0; i++)
        ;
    if (text.name == NULL)
        return CASUS_OK;
    cs_serve_add(&asked, text.bytes);
    cs_serve_add(&asked, "\n");
    lines = asked.failed ? 0 : 1 + cs_state_line_count(asked.bytes);
    for (size_t i = 0; i < word->role_count; i++)
        cs_serve_add_all(&asked, word->name, " ", word->roles[i].name, " \n", NULL);
    if (asked.failed || casus_case_replace(c, record, asked.bytes, asked.length) != CASUS_OK ||
        casus_case_check(c) != CASUS_OK || casus_symbols_new(c, &symbols) != CASUS_OK)
        status = cs_serve_fail(failure, CASUS_ERR_MEMORY, "%.500s", casus_case_message(c));
    for (size_t i = 0; status == CASUS_OK && i < word->role_count; i++)
        status = read_choices(symbols, record, lines + i, strlen(word->name) + strlen(word->roles[i].name) + 3,
                              &word->roles[i], failure);
    casus_symbols_free(symbols);
    casus_text_free(asked.bytes);
    return status;
}

/* Is it a name or a label, and not a word that stands for anything? */
static bool is_particular(const char *value, size_t length)
{
    return isupper((unsigned char)value[0]) || (unsigned char)value[0] >= 0x80 ||
           (length > 0 && isdigit((unsigned char)value[length - 1]));
}

/* The role whose preposition begins here; NULL: none does. */
static struct cs_word_role *role_at(struct cs_word *word, const char *at)
{
    for (size_t i = 0; i < word->role_count; i++) {
        size_t length = strlen(word->roles[i].name);

        if (strncmp(at, word->roles[i].name, length) == 0 && at[length] == ' ')
            return &word->roles[i];
    }
    return NULL;
}

/* Sets what stands in the roles. */
static void take_roles(struct cs_word *word, const char *at)
{
    while (*at == ' ') {
        struct cs_word_role *role = role_at(word, at + 1);
        const char *value, *end;

        if (role == NULL)
            return;
        value = at + 1 + strlen(role->name) + 1;
        for (end = value; *end != '\0' && !(*end == ' ' && role_at(word, end + 1) != NULL); end++)
            ;
        free(role->value);
        role->value = is_particular(value, (size_t)(end - value)) ? strndup(value, (size_t)(end - value)) : NULL;
        at = end;
    }
}

bool cs_words_take(struct cs_words *words, const char *act)
{
    size_t longest = 0;

    for (size_t i = 0; i < words->count; i++) {
        size_t length = strlen(words->items[i].name);

        if (length > longest && strncmp(words->items[i].name, act, length) == 0 &&
            (act[length] == ' ' || act[length] == '\0')) {
            longest = length;
            words->chosen = &words->items[i];
        }
    }
    if (words->chosen != NULL)
        take_roles(words->chosen, act + longest);
    return words->chosen != NULL;
}

casus_status cs_words_read(struct cs_exchange *x, const struct cs_kept_case *kept, const char *chosen,
                           struct cs_words *out, struct casus_failure *failure)
{
    casus_symbols *symbols = NULL;
    casus_case *c = NULL;
    char record[128];
    casus_status status = cs_sight_open_anew(x->r, x->person, kept, &c, failure);

    *out = (struct cs_words){.items = NULL};
    cs_state_record_name(kept, record);
    if (status == CASUS_OK && casus_symbols_new(c, &symbols) != CASUS_OK)
        status = cs_serve_fail(failure, CASUS_ERR_MEMORY, "%.500s", casus_case_message(c));
    if (status == CASUS_OK)
        status = read_words(symbols, out, failure);
    casus_symbols_free(symbols);
    if (status == CASUS_OK && chosen != NULL)
        cs_words_take(out, chosen);
    if (status == CASUS_OK && out->chosen != NULL)
        status = ask_choices(c, record, out->chosen, failure);
    casus_case_free(c);
    return status;
}
