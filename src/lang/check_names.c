/* SPDX-License-Identifier: MIT */
/* Kinds, particulars and their other spellings, treaties and their articles. */
#include "lang/check_int.h"

#include <ctype.h>
#include <string.h>

#define KINDS_DEEP_MAX 64 /* kinds above each other, since cs_kind_within walks up from one to the next */

static const char *const BUILT_IN[CS_KIND_BUILT_IN] = {
    [CS_KIND_ANY] = "any",         [CS_KIND_OCCURRENCE] = "occurrence", [CS_KIND_NUMBER] = "number",
    [CS_KIND_MOMENT] = "moment",   [CS_KIND_ARTICLE] = "article",       [CS_KIND_INSTRUMENT] = "instrument",
};

/* A character before which the name of an article may be cut: "CST 4" is a beginning of "CST 4(2)". */
static bool is_boundary(char c)
{
    return c == '(' || c == '.' || c == ' ' || c == '-' || c == ',';
}

/* Interns "CST 4(2)" and its beginnings from the article's number on. */
static bool intern_article(struct cs_checker *checker, const struct cs_article *article)
{
    const char *instrument = cs_checker_text(checker, article->instrument->name);
    const char *text = cs_checker_text(checker, article->text);
    size_t prefix = strlen(instrument) + 1;
    size_t length = prefix + strlen(text);
    char *full = cs_arena_alloc(checker->arena, length + 1);

    if (full == NULL)
        return false;
    memcpy(full, instrument, prefix - 1);
    full[prefix - 1] = ' ';
    memcpy(full + prefix, text, length - prefix);
    for (size_t i = prefix + 1; i < length; i++) {
        if (is_boundary(full[i]))
            cs_names_intern(checker->names, full, i);
    }
    cs_names_intern(checker->names, full, length);
    return !checker->names->failed;
}

bool cs_checker_intern_articles(struct cs_checker *checker)
{
    for (int kind = 0; kind < CS_KIND_BUILT_IN; kind++)
        cs_names_intern_text(checker->names, BUILT_IN[kind]);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_instrument *instrument = file->instruments; instrument != NULL;
             instrument = instrument->next) {
            for (const struct cs_article *article = instrument->articles; article != NULL; article = article->next) {
                if (!intern_article(checker, article))
                    return false;
            }
        }
    }
    return !checker->names->failed;
}

/* Kinds */

static size_t count_kind_lines(const struct cs_file *files)
{
    size_t count = 0;

    for (const struct cs_file *file = files; file != NULL; file = file->next) {
        for (const struct cs_kind_line *line = file->kinds; line != NULL; line = line->next)
            count++;
    }
    return count;
}

static void add_kind(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    struct cs_symbols *symbols = checker->symbols;

    symbols->kinds[symbols->kind_count++] = (struct cs_kind_symbol){.name = name, .span = span};
    symbols->kind_of[name] = (uint32_t)symbols->kind_count;
}

cs_kind cs_checker_kind(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (symbols->kind_of[name] > 0)
        return symbols->kind_of[name] - 1;
    if (!cs_checker_first_report(checker, name))
        return CS_KIND_ANY;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_KIND_UNKNOWN, span, "\"%s\" is not a declared kind",
                             cs_checker_text(checker, name));
    if (diagnostic == NULL)
        return CS_KIND_ANY;
    cs_checker_near_start(checker, &near, name);
    for (cs_kind kind = 0; kind < symbols->kind_count; kind++)
        cs_checker_near_try(checker, &near, symbols->kinds[kind].name, kind);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, symbols->kinds[near.best].name, symbols->kinds[near.best].span);
    else if (cs_symbols_shape(symbols, name) != NULL)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "What happens, or is entered, is of the kind \"occurrence\", whatever its word.");
    else if (strcmp(cs_checker_text(checker, name), "treaty") == 0)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A treaty or a declaration is of the kind \"instrument\".");
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic, "A kind is declared by a line such as: kind %s.",
                           cs_checker_text(checker, name));
    return CS_KIND_ANY;
}

/* Sets the kind above; a diagnostic if another one was given before. */
static void set_parent(struct cs_checker *checker, const struct cs_kind_line *line)
{
    cs_kind index = checker->symbols->kind_of[line->name] - 1;
    struct cs_kind_symbol *kind = &checker->symbols->kinds[index];
    struct cs_diagnostic *diagnostic;
    cs_kind parent;

    if (line->parent == CS_NO_NAME)
        return;
    parent = cs_checker_kind(checker, line->parent, line->parent_span);
    if (index < CS_KIND_BUILT_IN) {
        if (parent != CS_KIND_ANY)
            cs_diagnose(checker->diagnostics, DIAG_KIND_TWICE, line->span,
                        "\"%s\" is a kind of the language itself, with none above it but \"any\"",
                        cs_checker_text(checker, line->name));
        return;
    }
    if (kind->parent == CS_KIND_ANY) {
        kind->parent = parent;
        kind->span = line->span;
        return;
    }
    if (kind->parent == parent || parent == CS_KIND_ANY)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_KIND_TWICE, line->span,
                             "\"%s\" is declared with another kind above it",
                             cs_checker_text(checker, line->name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, kind->span, "here \"%s\" stands above it",
                        cs_checker_text(checker, checker->symbols->kinds[kind->parent].name));
}

/* A diagnostic if a kind is above itself. `depth`: 0 if not yet known, else one more than the number of kinds above. */
static void check_depth(struct cs_checker *checker, uint8_t *depth, cs_kind start)
{
    struct cs_symbols *symbols = checker->symbols;
    uint32_t steps = 0;
    cs_kind kind = start;

    while (depth[kind] == 0 && steps <= KINDS_DEEP_MAX) {
        kind = symbols->kinds[kind].parent;
        steps++;
    }
    if (steps + depth[kind] > KINDS_DEEP_MAX) {
        struct cs_kind_symbol *symbol = &symbols->kinds[start];

        cs_diagnose(checker->diagnostics, DIAG_KIND_TWICE, symbol->span,
                    "\"%s\" is a kind above itself, or more than %d kinds stand above it",
                    cs_checker_text(checker, symbol->name), KINDS_DEEP_MAX);
        symbol->parent = CS_KIND_ANY;
        depth[start] = 2;
        return;
    }
    steps += depth[kind];
    for (kind = start; depth[kind] == 0; kind = symbols->kinds[kind].parent)
        depth[kind] = (uint8_t)steps--;
}

bool cs_checker_kinds(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t count = CS_KIND_BUILT_IN + count_kind_lines(checker->files);
    uint8_t *depth = cs_arena_array(checker->arena, count, 1);

    symbols->kinds = cs_arena_array(checker->arena, count, sizeof *symbols->kinds);
    if (symbols->kinds == NULL || depth == NULL)
        return false;
    symbols->kind_capacity = count;
    for (int kind = 0; kind < CS_KIND_BUILT_IN; kind++)
        add_kind(checker, cs_names_find(checker->names, BUILT_IN[kind], strlen(BUILT_IN[kind])),
                 (struct cs_span){.source = NULL});
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_kind_line *line = file->kinds; line != NULL; line = line->next) {
            if (symbols->kind_of[line->name] == 0)
                add_kind(checker, line->name, line->span);
        }
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_kind_line *line = file->kinds; line != NULL; line = line->next)
            set_parent(checker, line);
    }
    depth[CS_KIND_ANY] = 1;
    for (cs_kind kind = CS_KIND_ANY + 1; kind < symbols->kind_count; kind++)
        check_depth(checker, depth, kind);
    return true;
}

/* Particulars */

const struct cs_particular *cs_checker_particular(const struct cs_checker *checker, cs_name name)
{
    uint32_t index = checker->symbols->particular_of[name];

    return index > 0 ? &checker->symbols->particulars[index - 1] : NULL;
}

static void add_particular(struct cs_checker *checker, cs_name name, cs_kind kind, struct cs_span span)
{
    struct cs_symbols *symbols = checker->symbols;
    uint32_t index = symbols->particular_of[name];
    struct cs_particular *particular;
    struct cs_diagnostic *diagnostic;

    if (index == 0) {
        symbols->particulars[symbols->particular_count++] =
            (struct cs_particular){.name = name, .kind = kind, .span = span};
        symbols->particular_of[name] = (uint32_t)symbols->particular_count;
        return;
    }
    particular = &symbols->particulars[index - 1];
    if (particular->conflicting || cs_kind_within(symbols, particular->kind, kind))
        return;
    if (cs_kind_within(symbols, kind, particular->kind)) {
        particular->kind = kind;
        particular->span = span;
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_TWICE, span, "\"%s\" cannot be of two kinds",
                             cs_checker_text(checker, name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, particular->span, "here it is of kind \"%s\"",
                        cs_checker_text(checker, symbols->kinds[particular->kind].name));
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "If there are two of that name, each needs one of its own, such as \"%s (%s)\".",
                       cs_checker_text(checker, name), cs_checker_text(checker, symbols->kinds[kind].name));
    particular->conflicting = true;
    particular->kind = CS_KIND_ANY;
}

static void add_instrument(struct cs_checker *checker, struct cs_instrument *instrument)
{
    struct cs_instrument *other = checker->symbols->instrument_of[instrument->name];
    struct cs_diagnostic *diagnostic;

    add_particular(checker, instrument->name, CS_KIND_INSTRUMENT, instrument->span);
    if (other == NULL) {
        checker->symbols->instrument_of[instrument->name] = instrument;
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_INSTRUMENT_TWICE, instrument->span,
                             "there is already a text with the name \"%s\"",
                             cs_checker_text(checker, instrument->name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
}

static void mark_article(struct cs_checker *checker, const struct cs_article *article, char *full)
{
    const char *instrument = cs_checker_text(checker, article->instrument->name);
    const char *text = cs_checker_text(checker, article->text);
    size_t prefix = strlen(instrument) + 1;
    size_t length = prefix + strlen(text);

    memcpy(full, instrument, prefix - 1);
    full[prefix - 1] = ' ';
    memcpy(full + prefix, text, length - prefix);
    for (size_t i = prefix + 1; i < length; i++) {
        if (is_boundary(full[i]))
            checker->symbols->is_article[cs_names_find(checker->names, full, i)] = true;
    }
    checker->symbols->is_article[cs_names_find(checker->names, full, length)] = true;
    checker->symbols->is_whole_article[cs_names_find(checker->names, full, length)] = true;
}

/* Bytes of the longest full name of an article. */
static size_t longest_article(const struct cs_checker *checker)
{
    size_t longest = 0;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next) {
                size_t length = cs_names_length(checker->names, i->name) + cs_names_length(checker->names, a->text) + 1;

                longest = length > longest ? length : longest;
            }
    return longest;
}

static void add_file_particulars(struct cs_checker *checker, struct cs_file *file, char *full)
{
    for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
        cs_kind kind = line->kind == CS_NO_NAME ? CS_KIND_ANY : cs_checker_kind(checker, line->kind, line->kind_span);

        if (line->also_of == CS_NO_NAME)
            add_particular(checker, line->name, kind, line->span);
    }
    for (struct cs_instrument *instrument = file->instruments; instrument != NULL; instrument = instrument->next) {
        add_instrument(checker, instrument);
        for (const struct cs_article *article = instrument->articles; article != NULL; article = article->next)
            mark_article(checker, article, full);
    }
}

/* A name that can be one of two names of one particular; else it is reported. */
static bool may_join(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    if (!cs_checker_name(checker, name, span))
        return false;
    if (cs_checker_particular(checker, name) != NULL)
        return true;
    cs_diagnose(checker->diagnostics, DIAG_SAME_WRONG, span,
                "\"%s\" is no name that was declared for somebody or something", cs_checker_text(checker, name));
    return false;
}

/*
 * NAME same as NAME (R 2.8): one particular has two names; the first becomes a spelling of the second. Whatever the
 * order of the lines: the second may itself be a spelling of a third, and who says the same twice says nothing wrong.
 */
static void join_names(struct cs_checker *checker, const struct cs_name_line *line)
{
    struct cs_symbols *symbols = checker->symbols;
    const cs_name names[] = {line->name, cs_symbols_spelt(symbols, line->also_of)};
    cs_name other = symbols->spelling_of[names[0]];
    cs_kind kinds[2];

    if (other != CS_NO_NAME) {
        if (other != line->also_of)
            cs_diagnose(checker->diagnostics, DIAG_SAME_WRONG, line->span, "\"%s\" is already the same as \"%s\"",
                        cs_checker_text(checker, names[0]), cs_checker_text(checker, other));
        return;
    }
    for (size_t i = 0; i < 2; i++) {
        if (!may_join(checker, names[i], line->span))
            return;
        kinds[i] = cs_checker_particular(checker, names[i])->kind;
    }
    if (names[0] == names[1] && names[1] != line->also_of) {
        cs_diagnose(checker->diagnostics, DIAG_SAME_WRONG, line->span, "\"%s\" is already the same as \"%s\"",
                    cs_checker_text(checker, line->also_of), cs_checker_text(checker, names[0]));
        return;
    }
    if (names[0] == names[1] || symbols->instrument_of[names[0]] != NULL ||
        (!cs_kind_within(symbols, kinds[0], kinds[1]) && !cs_kind_within(symbols, kinds[1], kinds[0]))) {
        cs_diagnose(checker->diagnostics, DIAG_SAME_WRONG, line->span, "\"%s\" cannot be the same as \"%s\"",
                    cs_checker_text(checker, names[0]), cs_checker_text(checker, line->also_of));
        return;
    }
    if (cs_kind_within(symbols, kinds[0], kinds[1]))
        symbols->particulars[symbols->particular_of[names[1]] - 1].kind = kinds[0];
    symbols->particular_of[names[0]] = 0;
    symbols->spelling_of[names[0]] = line->also_of;
}

/* Takes out those that turned out to be another spelling: whoever goes through the particulars meets each once. */
static void drop_joined(struct cs_symbols *symbols)
{
    size_t kept = 0;

    for (size_t i = 0; i < symbols->particular_count; i++) {
        if (symbols->particular_of[symbols->particulars[i].name] == 0)
            continue;
        symbols->particulars[kept++] = symbols->particulars[i];
        symbols->particular_of[symbols->particulars[i].name] = (uint32_t)kept;
    }
    symbols->particular_count = kept;
}

static void add_spelling(struct cs_checker *checker, const struct cs_name_line *line)
{
    const struct cs_particular *particular = cs_checker_particular(checker, line->name);
    cs_name other = checker->symbols->spelling_of[line->name];
    struct cs_diagnostic *diagnostic;

    if (line->name == line->also_of || other == line->also_of)
        return;
    if (particular == NULL && other == CS_NO_NAME) {
        checker->symbols->spelling_of[line->name] = line->also_of;
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_TWICE, line->span,
                             "\"%s\" cannot be another spelling of \"%s\": it is already %s%s%s",
                             cs_checker_text(checker, line->name), cs_checker_text(checker, line->also_of),
                             particular ? "a name of its own" : "one of \"",
                             particular ? "" : cs_checker_text(checker, other), particular ? "" : "\"");
    if (particular != NULL)
        cs_diagnostic_other(checker->diagnostics, diagnostic, particular->span, "here it is declared");
}

bool cs_checker_particulars(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t count = 0;
    char *full = cs_arena_alloc(checker->arena, longest_article(checker) + 1);

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next)
            count++;
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            count++;
    }
    symbols->particulars = cs_arena_array(checker->arena, count, sizeof *symbols->particulars);
    if (symbols->particulars == NULL || full == NULL)
        return false;
    symbols->particular_capacity = count;
    for (struct cs_file *file = checker->files; file != NULL; file = file->next)
        add_file_particulars(checker, file, full);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
            if (line->also_of != CS_NO_NAME && line->kind != CS_NO_NAME)
                add_spelling(checker, line);
        }
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
            if (line->kind == CS_NO_NAME && line->also_of != CS_NO_NAME)
                join_names(checker, line);
        }
    }
    drop_joined(symbols);
    return true;
}

/* Replaces spellings in all names of the trees outside of terms; those in terms are replaced as terms are checked. */
void cs_checker_spellings(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (struct cs_account *account = file->accounts; account != NULL; account = account->next)
            cs_checker_spell(checker, &account->name);
        for (struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next) {
            cs_checker_spell(checker, &speaker->voice);
            cs_checker_spell(checker, &speaker->party);
        }
        for (struct cs_silence *silence = file->silences; silence != NULL; silence = silence->next)
            cs_checker_spell(checker, &silence->name);
        for (struct cs_instrument *instrument = file->instruments; instrument != NULL; instrument = instrument->next) {
            cs_checker_spell(checker, &instrument->by);
            for (struct cs_judge *judge = instrument->judges; judge != NULL; judge = judge->next)
                cs_checker_spell(checker, &judge->who);
        }
    }
}

/* Names and articles */

bool cs_checker_is_instrument(const struct cs_checker *checker, cs_name name)
{
    const struct cs_particular *particular = name == CS_NO_NAME ? NULL : cs_checker_particular(checker, name);

    return particular != NULL && cs_kind_within(checker->symbols, particular->kind, CS_KIND_INSTRUMENT);
}

cs_name cs_checker_instrument_of(const struct cs_checker *checker, cs_name name)
{
    const char *text = cs_checker_text(checker, name);

    for (size_t length = cs_names_length(checker->names, name); length > 0; length--) {
        cs_name instrument;

        if (text[length] != ' ')
            continue;
        instrument = cs_names_find(checker->names, text, length);
        if (cs_checker_is_instrument(checker, instrument))
            return instrument;
    }
    return CS_NO_NAME;
}

bool cs_checker_article_known(const struct cs_checker *checker, cs_name name, cs_name instrument)
{
    const char *text = cs_checker_text(checker, name);
    size_t first = cs_names_length(checker->names, instrument) + 1;
    const struct cs_symbols *symbols = checker->symbols;

    if (symbols->instrument_of[instrument] == NULL || symbols->instrument_of[instrument]->broken ||
        symbols->is_article[name])
        return true;
    for (size_t length = cs_names_length(checker->names, name); length > first; length--) {
        if (is_boundary(text[length]) && symbols->is_whole_article[cs_names_find(checker->names, text, length)])
            return true;
    }
    return false;
}

static bool is_particular_text(struct cs_checker *checker, const char *text, size_t length)
{
    cs_name name = cs_names_find(checker->names, text, length);

    return name != CS_NO_NAME && cs_checker_particular(checker, name) != NULL;
}

/* "Pact Article 1", "Pact Corvin owes ..."; else the articles that there are, if they are few. */
static void article_help(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name instrument,
                         const char *number)
{
    static const char *const words[] = {"Article ", "Art ", "Article", "Section ", "Paragraph "};
    const char *text = cs_checker_text(checker, instrument);
    struct cs_buffer articles;
    size_t count = 0;

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(number, words[i], strlen(words[i])) == 0 && isdigit((unsigned char)number[strlen(words[i])])) {
            cs_diagnostic_help(checker->diagnostics, diagnostic, "Its number alone stands behind the treaty: %s %s.",
                               text, number + strlen(words[i]));
            return;
        }
    if (is_particular_text(checker, number, strlen(number))) {
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "\"%s\" and \"%s\" are two names: the number of an article and a colon stand behind the "
                           "first, such as %s 1: %s.", text, number, text, number);
        return;
    }
    cs_buffer_init(&articles);
    for (const struct cs_article *article = checker->symbols->instrument_of[instrument]->articles; article != NULL;
         article = article->next)
        if (count++ < 12)
            cs_buffer_printf(&articles, "%s%s", count > 1 ? ", " : "", cs_checker_text(checker, article->text));
    if (count > 0 && count <= 12)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           count == 1 ? "Its article is %s." : "Its articles are %s.", cs_buffer_string(&articles));
    checker->failed = checker->failed || articles.failed;
    cs_buffer_release(&articles);
}

static void article_unknown(struct cs_checker *checker, cs_name name, cs_name instrument, struct cs_span span)
{
    struct cs_diagnostic *diagnostic;

    if (!cs_checker_first_report(checker, name))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_ARTICLE_UNKNOWN, span, "%s has no article %s",
                             cs_checker_text(checker, instrument),
                             cs_checker_text(checker, name) + cs_names_length(checker->names, instrument) + 1);
    cs_diagnostic_other(checker->diagnostics, diagnostic, checker->symbols->instrument_of[instrument]->span,
                        "here its text begins");
    article_help(checker, diagnostic, instrument,
                 cs_checker_text(checker, name) + cs_names_length(checker->names, instrument) + 1);
}

/* If the name looks like an article, the bytes of the words before its number ("CST" of "CST 4(2)"); else 0. */
static size_t words_before_number(const struct cs_checker *checker, cs_name name)
{
    const char *text = cs_checker_text(checker, name);
    const char *space = strrchr(text, ' ');

    return space != NULL && isdigit((unsigned char)space[1]) ? (size_t)(space - text) : 0;
}

/* The diagnostic for "CST 4(2)" if CST is no treaty. */
static void treaty_unknown(struct cs_checker *checker, cs_name name, size_t words, struct cs_span span)
{
    const char *text = cs_checker_text(checker, name);
    cs_name before = cs_names_find(checker->names, text, words);
    struct cs_diagnostic *diagnostic;

    if (before != CS_NO_NAME && (cs_checker_marked(checker, CS_MARK_UNREAD, before) ||
                                 cs_checker_marked(checker, CS_MARK_REPORTED, before)))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_UNKNOWN, span,
                             "\"%.*s\" is no treaty, so it has no article %s", (int)words, text, text + words + 1);
    if (before == CS_NO_NAME || cs_checker_particular(checker, before) == NULL)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A treaty is declared by the line with which its text begins, or as a name: "
                           "name instrument %.*s.", (int)words, text);
    if (before != CS_NO_NAME)
        cs_checker_mark(checker, CS_MARK_REPORTED, before);
}

/* Do the words make several names, "Alden Belo Caria"? Each takes the fewest words that are a name. */
static bool are_names(struct cs_checker *checker, const char *text)
{
    const char *start = text, *end;

    for (end = text;; end++) {
        if (*end != ' ' && *end != '\0')
            continue;
        if (is_particular_text(checker, start, (size_t)(end - start)))
            start = end + 1;
        if (*end == '\0')
            return start == end + 1;
    }
}

bool cs_checker_several_names(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name)
{
    const char *text = cs_checker_text(checker, name);

    for (const char *space = strchr(text, ' '); space != NULL; space = strchr(space + 1, ' ')) {
        cs_name before = cs_names_find(checker->names, text, (size_t)(space - text));
        cs_name after = cs_names_find(checker->names, space + 1, strlen(space + 1));

        if (before == CS_NO_NAME || after == CS_NO_NAME || cs_checker_particular(checker, before) == NULL ||
            cs_checker_particular(checker, after) == NULL)
            continue;
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "\"%.*s\" and \"%s\" are two names: between them stands a comma, or the word of a role, "
                           "such as \"for\" or \"on\".", (int)(space - text), text, space + 1);
        return true;
    }
    if (strchr(text, ' ') == NULL || is_particular_text(checker, text, strlen(text)) || !are_names(checker, text))
        return false;
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "These are several names: a comma stands between each two of them.");
    return true;
}

/*
 * "name state Alden Borea", where Alden and Borea are named elsewhere: adds that one name was declared, and keeps the
 * other part from being reported. False if there is no such name.
 */
static bool part_of_name(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name)
{
    const struct cs_symbols *symbols = checker->symbols;
    const char *text = cs_checker_text(checker, name);
    size_t length = strlen(text);

    for (size_t i = 0; i < symbols->particular_count; i++) {
        const char *whole = cs_checker_text(checker, symbols->particulars[i].name);
        size_t all = strlen(whole);
        cs_name other = CS_NO_NAME;

        if (all <= length + 1)
            continue;
        if (strncmp(whole, text, length) == 0 && whole[length] == ' ')
            other = cs_names_find(checker->names, whole + length + 1, all - length - 1);
        else if (strcmp(whole + all - length, text) == 0 && whole[all - length - 1] == ' ')
            other = cs_names_find(checker->names, whole, all - length - 1);
        if (other == CS_NO_NAME || cs_checker_particular(checker, other) != NULL)
            continue;
        cs_diagnostic_other(checker->diagnostics, diagnostic, symbols->particulars[i].span,
                            "here one name is declared, \"%s\"", whole);
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Between two names stands a comma.");
        cs_checker_mark(checker, CS_MARK_REPORTED, other);
        return true;
    }
    return false;
}

void cs_checker_name_unknown(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    const struct cs_symbols *symbols = checker->symbols;
    size_t words = words_before_number(checker, name);
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (!cs_checker_first_report(checker, name))
        return;
    if (words > 0) {
        treaty_unknown(checker, name, words, span);
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_UNKNOWN, span, "nobody and nothing has the name \"%s\"",
                             cs_checker_text(checker, name));
    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, name);
    for (size_t i = 0; i < symbols->particular_count; i++)
        cs_checker_near_try(checker, &near, symbols->particulars[i].name, (uint32_t)i);
    if (cs_checker_unquoted(checker, diagnostic, span) || cs_checker_several_names(checker, diagnostic, name) ||
        cs_checker_letter(checker, diagnostic, name, span) || part_of_name(checker, diagnostic, name))
        return;
    for (size_t i = 0; i < symbols->particular_count; i++)
        if (cs_checker_look_alike(checker, diagnostic, name, symbols->particulars[i].name))
            return;
    if (near.found)
        cs_checker_suggest(checker, diagnostic, symbols->particulars[near.best].name,
                           symbols->particulars[near.best].span);
    else
        cs_diagnostic_help(
            checker->diagnostics, diagnostic, "A name is declared with its kind, by a line such as: name %s %s.",
            checker->wanted < CS_KIND_BUILT_IN ? "state"
                                               : cs_checker_text(checker, symbols->kinds[checker->wanted].name),
            cs_checker_written(checker, name));
}

bool cs_checker_name(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    cs_name instrument;

    if (cs_checker_particular(checker, name) != NULL)
        return true;
    instrument = cs_checker_instrument_of(checker, name);
    if (instrument == CS_NO_NAME) {
        cs_checker_name_unknown(checker, name, span);
        return false;
    }
    if (cs_checker_article_known(checker, name, instrument))
        return true;
    article_unknown(checker, name, instrument, span);
    return false;
}
