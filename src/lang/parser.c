/* SPDX-License-Identifier: MIT */
/*
 * A file line by line. A mistake is reported in its line only. Two kinds of consequences of it are not reported: lines
 * that belong to the line that could not be read are parsed and dropped (ABOVE_LOST), and the words that it may have
 * declared are kept in the file's `unread`, which the checker does not report as unknown.
 */
#include "lang/parser_int.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

static bool (*const PARSE[LINE_KIND_COUNT])(struct cs_parser *parser) = {
#define LINE(name, word, belongs, indent, pad, function) function,
#include "lang/line.def"
#undef LINE
};

void *cs_parser_make(struct cs_parser *parser, size_t size)
{
    return cs_arena_alloc(parser->arena, size);
}

static void close_rule(struct cs_parser *parser)
{
    const struct cs_rule *rule = parser->rule;

    if (rule->kind == CS_RULE_MAY || rule->effects != NULL || rule->broken)
        return;
    cs_diagnose(parser->diagnostics, DIAG_RULE_IDLE, rule->span, "this rule concludes nothing: a \"then\" is missing");
}

static void close_reading(struct cs_parser *parser)
{
    struct cs_diagnostic *diagnostic;

    if (parser->reading->answers != NULL || parser->reading->broken)
        return;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_READING_EMPTY, parser->reading->span,
                             "this reading has no answers");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "Write each answer on a line of its own below it, such as: Strict 1 day.");
}

static void close_case(struct cs_parser *parser)
{
    const struct cs_map_case *c = parser->map_case;

    if (c->statements == NULL && !c->nothing && !c->broken)
        cs_diagnose(parser->diagnostics, DIAG_RULE_IDLE, c->span, "such a row says nothing: a \"then\" is missing");
}

void cs_parser_open(struct cs_parser *parser, enum cs_parser_above above)
{
    if (parser->above == ABOVE_RULE)
        close_rule(parser);
    else if (parser->above == ABOVE_READING)
        close_reading(parser);
    else if (parser->above == ABOVE_CLOCK)
        cs_parser_close_clock(parser);
    else if (parser->above == ABOVE_CASE)
        close_case(parser);
    parser->above = above;
    parser->rule = NULL;
    parser->in_effects = false;
    parser->bond = NULL;
    parser->reading = NULL;
    parser->calendar = NULL;
    parser->clock = NULL;
    parser->row = NULL;
    parser->document = NULL;
    parser->entry = NULL;
    parser->check = NULL;
    parser->map_case = NULL;
}

/* Makes what the line that could not be read would have made, so that lines can be added to it; it is in no list. */
static bool make_lost(struct cs_parser *parser, enum cs_parser_above above)
{
    switch (above) {
    case ABOVE_RULE:
        if (parser->rule == NULL && (parser->rule = cs_parser_make(parser, sizeof *parser->rule)) != NULL) {
            parser->tail.condition = &parser->rule->conditions;
            parser->tail.effect = &parser->rule->effects;
            parser->tail.ground = &parser->rule->grounds;
        }
        return parser->rule != NULL;
    case ABOVE_READING:
        if (parser->reading == NULL && (parser->reading = cs_parser_make(parser, sizeof *parser->reading)) != NULL)
            parser->tail.answer = &parser->reading->answers;
        return parser->reading != NULL;
    case ABOVE_CALENDAR:
        if (parser->calendar == NULL && (parser->calendar = cs_parser_make(parser, sizeof *parser->calendar)) != NULL)
            parser->tail.special_day = &parser->calendar->days;
        return parser->calendar != NULL;
    case ABOVE_CLOCK:
        if (parser->clock == NULL && (parser->clock = cs_parser_make(parser, sizeof *parser->clock)) != NULL)
            parser->tail.clock_line = &parser->clock->lines;
        return parser->clock != NULL;
    case ABOVE_ROW:
        if (parser->row == NULL && (parser->row = cs_parser_make(parser, sizeof *parser->row)) != NULL)
            parser->tail.row_state = &parser->row->states;
        return parser->row != NULL;
    case ABOVE_SOURCE:
        if (parser->document == NULL)
            parser->document = cs_parser_make(parser, sizeof *parser->document);
        return parser->document != NULL;
    case ABOVE_ENTRY:
        if (parser->entry == NULL && (parser->entry = cs_parser_make(parser, sizeof *parser->entry)) != NULL)
            parser->tail.claim = &parser->entry->claims;
        return parser->entry != NULL;
    case ABOVE_CHECK:
        if (parser->check == NULL && (parser->check = cs_parser_make(parser, sizeof *parser->check)) != NULL) {
            parser->tail.turns_on = &parser->check->turns_on;
            parser->tail.less = &parser->check->less;
            parser->tail.because = &parser->check->because;
        }
        return parser->check != NULL;
    case ABOVE_CASE:
        if (parser->map_case == NULL && (parser->map_case = cs_parser_make(parser, sizeof *parser->map_case)) != NULL) {
            parser->tail.map_test = &parser->map_case->tests;
            parser->tail.map_statement = &parser->map_case->statements;
        }
        return parser->map_case != NULL;
    case ABOVE_NOTHING:
    case ABOVE_WORD: /* what stands below it needs no more than its name */
    case ABOVE_ARTICLE: /* what may stand below one may stand below an entry too */
    case ABOVE_LOST:
        break;
    }
    return true;
}

bool cs_parser_belongs(struct cs_parser *parser, enum cs_parser_above above, const char *complaint, const char *help)
{
    struct cs_diagnostic *diagnostic;

    if (parser->above == above)
        return true;
    if (parser->above == ABOVE_LOST)
        return make_lost(parser, above);
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span(parser, 0, 1), "%s", complaint);
    if (!cs_parser_opening_slip(parser, diagnostic) && help != NULL)
        cs_diagnostic_help(parser->diagnostics, diagnostic, "%s", help);
    cs_parser_open(parser, ABOVE_LOST);
    parser->misplaced = true; /* it may have lost the word with which it began; or the line above is lost */
    parser->file->label_lost = parser->file->label_lost || above == ABOVE_ENTRY;
    parser->file->name_lost = parser->file->name_lost || above == ABOVE_SOURCE || above == ABOVE_READING;
    return false;
}

static void add_unread(struct cs_parser *parser, cs_name name)
{
    struct cs_words *words = cs_parser_make(parser, sizeof *words);

    if (words == NULL || name == CS_NO_NAME)
        return;
    words->head = name;
    CS_APPEND(parser->tail.unread, words);
}

/* "At once", where a small letter stands for the capital of a name: it may be "At Once" elsewhere. */
static void add_capitalised(struct cs_parser *parser, size_t first)
{
    const struct cs_token *tokens = parser->line.tokens;
    size_t end = first, length = 0;

    while (tokens[end].kind == TOK_CAPITAL || tokens[end].kind == TOK_SMALL || tokens[end].kind == TOK_LABEL)
        end++;
    for (size_t i = first; i < end; i++) {
        size_t size = tokens[i].end - tokens[i].start;

        if (i > first)
            parser->text[length++] = ' ';
        memcpy(parser->text + length, parser->source->bytes + tokens[i].start, size);
        parser->text[length] = (char)toupper((unsigned char)parser->text[length]);
        length += size;
    }
    add_unread(parser, cs_names_intern(parser->names, parser->text, length));
}

/* Keeps everything that the line may have declared: names, labels, small words alone and together. */
static void remember_unread(struct cs_parser *parser)
{
    const struct cs_token *tokens = parser->line.tokens;
    size_t at = 0;

    if (tokens[0].word == WORD_SOURCE && tokens[1].kind == TOK_INTEGER) { /* "source 1", which is S1 elsewhere */
        parser->text[0] = 'S';
        memcpy(parser->text + 1, parser->source->bytes + tokens[1].start, tokens[1].end - tokens[1].start);
        add_unread(parser, cs_names_intern(parser->names, parser->text, 1 + tokens[1].end - tokens[1].start));
    }
    if (parser->line.count > 1)
        add_capitalised(parser, 1);
    if (tokens[0].kind == TOK_SMALL && tokens[0].word == WORD_NONE)
        add_capitalised(parser, 0);

    while (at < parser->line.count) {
        size_t end = at + 1;

        if (cs_parser_free_word(&tokens[at])) {
            add_unread(parser, cs_parser_intern_token(parser, &tokens[at]));
            while (end < parser->line.count && cs_parser_free_word(&tokens[end])) {
                add_unread(parser, cs_parser_intern_token(parser, &tokens[end]));
                end++;
            }
            /* the first word may be the one that opens the line */
            if (at == 0 && end > 2)
                add_unread(parser, cs_parser_intern_words(parser, 1, end));
        } else if (tokens[at].kind == TOK_CAPITAL) {
            add_unread(parser, cs_parser_intern_token(parser, &tokens[at]));
            while (end < parser->line.count && tokens[end].kind == TOK_CAPITAL)
                end++;
            if (at + 1 < end) /* the first may stand for a kind */
                add_unread(parser, cs_parser_intern_words(parser, at + 1, end));
        } else if (tokens[at].kind == TOK_STRING) {
            add_unread(parser, cs_names_intern(parser->names, parser->source->bytes + tokens[at].start + 1,
                                               tokens[at].end - tokens[at].start - 2));
            at++;
            continue;
        } else if (tokens[at].kind != TOK_LABEL) {
            at++;
            continue;
        }
        add_unread(parser, cs_parser_intern_words(parser, at, end));
        at = end;
    }
}

/* Notes that the line declares something whose name is not on it, so that no unknown name can be told from it. */
static void note_lost(struct cs_parser *parser)
{
    const struct cs_token *tokens = parser->line.tokens;
    const struct cs_token *name = &tokens[parser->line.count > 0 ? 1 : 0];

    switch ((int)tokens[0].word) {
    case WORD_FACT:
        while (name->kind != TOK_END && name->word != WORD_IS)
            name++;
        name += name->word == WORD_IS;
        parser->file->word_lost = parser->file->word_lost || !cs_parser_free_word(name);
        break;
    case WORD_KIND:
    case WORD_EVENT:
    case WORD_QUANTITY:
        parser->file->word_lost = parser->file->word_lost || !cs_parser_free_word(name);
        break;
    case WORD_TREATY:
    case WORD_DECLARATION:
    case WORD_SOURCE:
    case WORD_READING: /* a name and a text in quotation marks */
        while (name->kind == TOK_CAPITAL)
            name++;
        parser->file->name_lost = parser->file->name_lost || name == &tokens[1] || name->kind != TOK_STRING;
        break;
    case WORD_NAME:
        parser->file->name_lost = parser->file->name_lost || tokens[parser->line.count - 1].kind == TOK_COMMA;
        break;
    }
}

/* The kind of a line that could not be read, also if its first word is misspelt. */
static enum cs_line_kind kind_meant(struct cs_parser *parser, enum cs_line_kind kind)
{
    enum cs_line_kind meant = LINE_UNKNOWN;

    if (parser->line.count == 0 || (kind != LINE_UNKNOWN && kind != LINE_UNDATED && kind != LINE_ANSWER))
        return kind;
    if (kind != LINE_ANSWER)
        meant = cs_parser_near_kind(parser);
    return meant != LINE_UNKNOWN ? meant : cs_parser_kind_without_capital(parser);
}

/* The line, or a part of it, could not be read. */
static void lose_line(struct cs_parser *parser, enum cs_line_kind kind)
{
    enum cs_line_kind meant = kind_meant(parser, kind);
    bool belongs = cs_line_belongs(kind) && (meant == LINE_UNKNOWN || cs_line_belongs(meant));

    if (parser->rule != NULL)
        parser->rule->broken = true;
    if (parser->file->map != NULL)
        parser->file->map->broken = true;
    if (parser->map_case != NULL)
        parser->map_case->broken = true;
    if (parser->calendar != NULL)
        parser->calendar->broken = true;
    if (parser->clock != NULL)
        parser->clock->broken = true;
    if (parser->reading != NULL)
        parser->reading->broken = true;
    if (meant == LINE_USE)
        parser->file->use_lost = true;
    if (meant == LINE_ARTICLE && parser->instrument != NULL)
        parser->instrument->broken = true;
    if (meant == LINE_TREATY || meant == LINE_DECLARATION)
        cs_parser_begin_instrument(parser, meant == LINE_DECLARATION);
    /* "state Alden" may have been "name state Alden" */
    if (!belongs || kind == LINE_ANSWER || (kind == LINE_ROW_STATE && parser->misplaced))
        remember_unread(parser);
    note_lost(parser);
    if (!belongs)
        cs_parser_open(parser, ABOVE_LOST);
}

static void report(struct cs_parser *parser, const struct cs_lexer_mistake *mistake)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(parser->diagnostics, mistake->code, mistake->span, "%s", mistake->message);

    if (mistake->help != NULL)
        cs_diagnostic_help(parser->diagnostics, diagnostic, "%s", mistake->help);
    if (mistake->instead != NULL)
        cs_diagnostic_instead(parser->diagnostics, diagnostic, mistake->span, "%s", mistake->instead);
}

/*
 * The kind of the line, as recovery needs it. An unknown line may have been meant to belong to the rule above, which is
 * then not reported as incomplete.
 */
static enum cs_line_kind kind_of_line(struct cs_parser *parser)
{
    enum cs_line_kind kind = parser->line.count > 0 ? cs_line_kind(&parser->line) : LINE_UNKNOWN;

    if (kind == LINE_UNDATED && parser->rule != NULL && parser->line.tokens[0].kind == TOK_SMALL)
        return LINE_UNKNOWN;
    return kind;
}

bool cs_parser_read_words(struct cs_parser *parser, size_t index)
{
    struct cs_lexer_mistake mistake;

    if (cs_lexer_line(parser->source, index, &parser->line, &mistake))
        return true;
    report(parser, &mistake);
    return false;
}

void cs_parser_read_line(struct cs_parser *parser, size_t index)
{
    bool readable = cs_parser_read_words(parser, index);
    enum cs_line_kind kind;
    size_t told;

    if (!readable)
        cs_lexer_around_mistakes(&parser->line);
    if (readable && parser->line.count == 0)
        return;
    kind = kind_of_line(parser);
    if (kind == LINE_UNKNOWN) { /* it may have been meant to belong to the rule above */
        if (parser->rule != NULL)
            parser->rule->broken = true;
    } else if (!cs_line_belongs(kind)) {
        cs_parser_open(parser, ABOVE_NOTHING);
    }
    parser->at = cs_line_word(kind) == WORD_NONE ? 0 : 1;
    parser->misplaced = false;
    told = parser->diagnostics->count;
    parser->unexpected = false;
    if (!readable || (parser->file->map != NULL && !cs_parser_in_map(parser, kind)) || !PARSE[kind](parser)) {
        if (readable && parser->diagnostics->count == told + 1 && parser->diagnostics->items[told].help == NULL)
            cs_parser_mark_slip(parser, &parser->diagnostics->items[told]);
        lose_line(parser, kind);
    }
}

/*
 * What is no text, or one in another encoding, would give a mistake in every line; it is reported once. Every second
 * byte of most texts in UTF-16 is zero, and three of four in UTF-32.
 */
static bool is_no_text(struct cs_parser *parser)
{
    const unsigned char *bytes = (const unsigned char *)parser->source->bytes;
    size_t length = parser->source->length, zeros = 0, looked = length < 64 ? length : 64;
    bool marked = length >= 2 && ((bytes[0] == 0xFF && bytes[1] == 0xFE) || (bytes[0] == 0xFE && bytes[1] == 0xFF));
    struct cs_diagnostic *diagnostic;
    uint32_t at = (uint32_t)cs_source_zero(parser->source);

    if (at == length)
        return false;
    for (size_t i = 0; i < looked; i++)
        zeros += bytes[i] == 0;
    if (marked || (zeros >= looked / 3 && zeros < looked * 4 / 5)) {
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_TEXT_NOT_UTF8, (struct cs_span){parser->source, 0, 0},
                                 "the text is %s", zeros > looked * 3 / 5 ? "UTF-32" : "UTF-16");
        cs_diagnostic_help(parser->diagnostics, diagnostic, "Save the file as UTF-8.");
        return true;
    }
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_CHARACTER_CONTROL,
                             (struct cs_span){parser->source, at, at + 1}, "a zero byte stands in the text");
    cs_diagnostic_help(parser->diagnostics, diagnostic, "Is this a text at all? Save it as plain text in UTF-8.");
    return true;
}

static void start_lists(struct cs_parser *parser)
{
    struct cs_file *file = parser->file;

    parser->tail.unread = &file->unread;
    parser->tail.use = &file->uses;
    parser->tail.kind = &file->kinds;
    parser->tail.name = &file->names;
    parser->tail.code = &file->codes;
    parser->tail.shape = &file->shapes;
    parser->tail.exclusion = &file->exclusions;
    parser->tail.wording = &file->wordings;
    parser->tail.title = &file->titles;
    parser->tail.phrase = &file->phrases;
    parser->tail.row = &file->rows;
    parser->tail.instrument = &file->instruments;
    parser->tail.calendar = &file->calendars;
    parser->tail.clock = &file->clocks;
    parser->tail.reading = &file->readings;
    parser->tail.rule = &file->rules;
    parser->tail.account = &file->accounts;
    parser->tail.speaker = &file->speakers;
    parser->tail.silence = &file->silences;
    parser->tail.silent_word = &file->silent_words;
    parser->tail.document = &file->documents;
    parser->tail.entry = &file->entries;
    parser->tail.check = &file->checks;
    if (file->map != NULL) {
        parser->tail.map_column = &file->map->columns;
        parser->tail.map_case = &file->map->cases;
        parser->tail.map_code = &file->map->codes;
    }
}

static void give_zone(struct cs_file *file)
{
    for (struct cs_instrument *instrument = file->instruments; instrument != NULL; instrument = instrument->next) {
        instrument->has_zone = file->reckoning.has_zone;
        instrument->zone = file->reckoning.zone;
    }
}

struct cs_parser *cs_parser_new(struct cs_arena *arena, struct cs_names *names, struct cs_file *file,
                                struct cs_diagnostics *diagnostics)
{
    struct cs_parser *parser = malloc(sizeof *parser); /* the tokens of a line are too large for some stacks */

    if (parser == NULL) {
        arena->failed = true; /* by which whoever parses tells it from a mistake */
        return NULL;
    }
    memset(parser, 0, offsetof(struct cs_parser, line));
    memset(&parser->line, 0, offsetof(struct cs_line, tokens) + sizeof *parser->line.tokens);
    parser->line.count = 0;
    parser->arena = arena;
    parser->names = names;
    parser->source = file->source;
    parser->diagnostics = diagnostics;
    parser->file = file;
    start_lists(parser);
    return parser;
}

struct cs_file *cs_parse(struct cs_arena *arena, struct cs_names *names, const struct cs_source *source,
                         const struct cs_clock_finder *clocks, struct cs_diagnostics *diagnostics)
{
    struct cs_file *file = cs_arena_alloc(arena, sizeof *file);
    struct cs_parser *parser;

    if (file == NULL)
        return NULL;
    file->source = source;
    if (source->kind == CS_SOURCE_MAP) {
        file->map = cs_arena_alloc(arena, sizeof *file->map);
        if (file->map == NULL)
            return NULL;
        file->map->separator = ',';
    }
    parser = cs_parser_new(arena, names, file, diagnostics);
    if (parser == NULL)
        return NULL;
    parser->clocks = clocks;
    if (!is_no_text(parser)) {
        for (size_t index = 0; index < source->line_count && !cs_arena_failed(arena) && !names->failed; index++)
            cs_parser_read_line(parser, index);
    }
    cs_parser_open(parser, ABOVE_NOTHING);
    free(parser);
    give_zone(file);
    return cs_arena_failed(arena) || names->failed ? NULL : file;
}

struct cs_entry *cs_parse_more(struct cs_arena *arena, struct cs_names *names, const struct cs_file *file, size_t line,
                               struct cs_diagnostics *diagnostics)
{
    struct cs_file own, before;
    struct cs_entry *entries;
    struct cs_parser *parser;

    memset(&own, 0, sizeof own);
    own.source = file->source;
    own.reckoning = file->reckoning;
    own.clock = file->clock;
    own.hand = file->hand;
    own.language = file->language;
    memcpy(&before, &own, sizeof own);
    parser = cs_parser_new(arena, names, &own, diagnostics);
    if (parser == NULL)
        return NULL;
    for (size_t index = line; index < own.source->line_count && !cs_arena_failed(arena) && !names->failed; index++)
        cs_parser_read_line(parser, index);
    cs_parser_open(parser, ABOVE_NOTHING);
    free(parser);
    entries = own.entries;
    own.entries = NULL;
    return cs_arena_failed(arena) || names->failed || diagnostics->error_count > 0 ||
                   memcmp(&own, &before, sizeof own) != 0
               ? NULL : entries;
}
