/* SPDX-License-Identifier: MIT */
/*
 * Slips (parser_slip.h) where nothing else is known of the mistake: a mark too many ("then helper, owes victim help"),
 * a word that stands there twice, a letter of another script. The line is read once more as it would be without the
 * mark or the word at the place, or with a comma or a colon there; the first that can be read is the remedy. It is read
 * by a parser of its own, of which nothing is kept.
 */
#include <stdlib.h>
#include <string.h>

#include "base/buffer.h"
#include "lang/parser_slip.h"
#include "text/look.h"

/* A part of the line that something stands for instead; "" leaves it out. */
struct change { uint32_t start, end; const char *instead; };

static bool is_mark(const struct cs_token *token)
{
    return token->kind == TOK_COMMA || token->kind == TOK_COLON || token->kind == TOK_SLASH ||
           token->kind == TOK_RANGE || token->kind == TOK_OPEN || token->kind == TOK_CLOSE || token->kind == TOK_AT ||
           token->kind == TOK_SYMBOL;
}

/* Is the token written twice, this being the second? */
static bool is_doubled(const struct cs_parser *parser, size_t at)
{
    const struct cs_token *token = &parser->line.tokens[at];
    const char *bytes = parser->source->bytes;

    return at > 0 && at < parser->line.count && token->end - token->start == token[-1].end - token[-1].start &&
           memcmp(bytes + token->start, bytes + token[-1].start, token->end - token->start) == 0;
}

/* What stands above the line, as far as a line needs it: an instrument for what belongs to one. */
static const char *head_of(const struct cs_parser *parser)
{
    return parser->instrument != NULL ? "treaty Pact \"a pact\"\n" : "";
}

/* The head, and the line with the change. NULL if memory ran out. */
static const struct cs_source *changed(const struct cs_parser *parser, const struct change *change,
                                       struct cs_arena *arena)
{
    const struct cs_line *line = &parser->line;
    const char *bytes = parser->source->bytes, *head = head_of(parser);
    struct cs_source *source = NULL;
    const char *kept = NULL;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%.*s%s%.*s", head, (int)(change->start - line->start), bytes + line->start,
                     change->instead, (int)(line->end - change->end), bytes + change->end);
    if (!text.failed)
        kept = cs_arena_text(arena, cs_buffer_string(&text), text.length);
    if (kept != NULL)
        source = cs_source_new(arena, parser->source->name, parser->source->kind, kept, text.length);
    cs_buffer_release(&text);
    return source;
}

/* Can the only line of the source be read where the line stands that could not? */
static bool reads_well(const struct cs_parser *parser, const struct cs_source *source, struct cs_arena *arena,
                       struct cs_names *names, struct cs_diagnostics *diagnostics)
{
    struct cs_map map = {.separator = ','};
    struct cs_file file = {.source = source, .reckoning = parser->file->reckoning, .clock = parser->file->clock,
                           .map = parser->file->map != NULL ? &map : NULL};
    struct cs_parser *own = cs_parser_new(arena, names, &file, diagnostics);
    size_t last = source->line_count > 0 ? source->line_count - 1 : 0;
    bool well = own != NULL;

    if (own == NULL) /* then the arena has failed */
        return false;
    own->clocks = parser->clocks;
    own->scratch = true;
    for (size_t i = 0; i <= last && source->line_count > 0; i++) {
        if (i == last) { /* what it belongs to is not there, and not asked for */
            cs_parser_open(own, ABOVE_LOST);
            own->in_effects = parser->in_effects;
            own->dates_read = parser->dates_read;
        }
        cs_parser_read_line(own, i);
    }
    well = diagnostics->error_count == 0 && own->line.count > 0 && !cs_arena_failed(arena) && !names->failed;
    free(own);
    return well;
}

/* Can the line be read with the change? */
static bool helps(struct cs_parser *parser, const struct change *change)
{
    struct cs_diagnostics *diagnostics = malloc(sizeof *diagnostics);
    const struct cs_source *source;
    struct cs_arena arena;
    struct cs_names names;
    bool well = false;

    if (diagnostics == NULL) {
        parser->arena->failed = true;
        return false;
    }
    cs_arena_init(&arena);
    cs_names_init(&names);
    cs_diagnostics_init(diagnostics);
    source = changed(parser, change, &arena);
    if (source != NULL)
        well = reads_well(parser, source, &arena, &names, diagnostics);
    parser->arena->failed |= source == NULL || cs_arena_failed(&arena) || names.failed || diagnostics->failed;
    cs_diagnostics_release(diagnostics);
    cs_names_release(&names);
    cs_arena_release(&arena);
    free(diagnostics);
    return well;
}

/* The words around the place, as they are with the change: "helper owes". */
static void tell(const struct cs_parser *parser, struct cs_diagnostic *diagnostic, size_t at, const char *instead)
{
    const struct cs_token *tokens = parser->line.tokens, *mark = &tokens[at];
    const struct cs_token *before = at > 0 ? mark - 1 : mark, *behind = at + 1 < parser->line.count ? mark + 1 : mark;
    const char *bytes = parser->source->bytes;
    bool left_out = *instead == ' ', between = before < mark && behind > mark;

    cs_diagnostic_help(parser->diagnostics, diagnostic, left_out ? "Leave out \"%.*s\": %.*s%s%.*s."
                       : *instead == ','                         ? "A comma in place of \"%.*s\"? %.*s%s%.*s"
                                                                 : "A colon in place of \"%.*s\"? %.*s%s%.*s",
                       (int)(mark->end - mark->start), bytes + mark->start,
                       before < mark ? (int)(before->end - before->start) : 0, bytes + before->start,
                       left_out && !between ? "" : instead, behind > mark ? (int)(behind->end - behind->start) : 0,
                       bytes + behind->start);
    cs_diagnostic_instead(parser->diagnostics, diagnostic,
                          (struct cs_span){parser->source, mark->start, mark->end}, "%s",
                          !left_out ? instead : between && !mark->spaced && !behind->spaced ? " " : "");
}

static bool is_particular(const struct cs_token *token)
{
    return token->kind == TOK_CAPITAL || token->kind == TOK_STRING || token->kind == TOK_LABEL;
}

/* Could these two be of one list? */
static bool may_be_listed(const struct cs_parser *parser, size_t at)
{
    const struct cs_token *mark = &parser->line.tokens[at];

    return at > 0 && ((is_particular(mark - 1) && is_particular(mark + 1)) ||
                      (cs_parser_free_word(mark - 1) && cs_parser_free_word(mark + 1)));
}

/* The token at which the mistake is told. */
static size_t place_of(const struct cs_parser *parser, const struct cs_diagnostic *diagnostic)
{
    size_t at = 0;

    while (at < parser->line.count && parser->line.tokens[at].end <= diagnostic->span.start)
        at++;
    return at;
}

/* Is the token a word of the language with a letter of another script? Then adds the remedy. */
static bool is_of_another_script(struct cs_parser *parser, struct cs_diagnostic *diagnostic, size_t at)
{
    const struct cs_token *token = &parser->line.tokens[at];
    const char *bytes = parser->source->bytes + token->start;
    size_t length = token->end - token->start;

    if (at >= parser->line.count || (token->kind != TOK_SMALL && token->kind != TOK_LABEL) || token->word != WORD_NONE)
        return false;
    for (int word = WORD_NONE + 1; word < WORD_COUNT_OF_WORDS; word++) {
        const char *text = cs_word_text((enum cs_word)word);
        int32_t code, resembles;

        if (!cs_look_same(bytes, length, text, strlen(text), &parser->arena->failed) ||
            !cs_look_differs(bytes, length, text, strlen(text), &code, &resembles) || cs_look_script(code) == NULL)
            continue;
        cs_diagnostic_help(parser->diagnostics, diagnostic, "A letter of \"%.*s\" is %s: write \"%s\" anew.",
                           (int)length, bytes, cs_look_script(code), text);
        cs_diagnostic_instead(parser->diagnostics, diagnostic,
                              (struct cs_span){parser->source, token->start, token->end}, "%s", text);
        return true;
    }
    return false;
}

#define MARKS_BEHIND 8 /* where a sentence was expected, so many marks in it are tried */

/* The marks that may be the mistake: at the place, before it, then those behind it. */
static size_t marks_at(const struct cs_parser *parser, size_t place, size_t *marks)
{
    const struct cs_token *tokens = parser->line.tokens;
    size_t count = 0;

    if (place < parser->line.count && (is_mark(&tokens[place]) || is_doubled(parser, place)))
        marks[count++] = place;
    if (place > 0 && is_mark(&tokens[place - 1]))
        marks[count++] = place - 1;
    for (size_t at = place + 1; parser->unexpected && at < parser->line.count && count < MARKS_BEHIND; at++)
        if (is_mark(&tokens[at]))
            marks[count++] = at;
    return count;
}

void cs_parser_mark_slip(struct cs_parser *parser, struct cs_diagnostic *diagnostic)
{
    static const char *const instead[] = {" ", ", ", ": "};
    size_t marks[MARKS_BEHIND + 2], place = place_of(parser, diagnostic), count;

    if (parser->scratch || is_of_another_script(parser, diagnostic, place) ||
        (place > 0 && is_of_another_script(parser, diagnostic, place - 1)) ||
        is_of_another_script(parser, diagnostic, 0))
        return;
    count = marks_at(parser, place, marks);
    for (size_t k = 0; k < sizeof instead / sizeof *instead; k++)
        for (size_t i = 0; i < count; i++) {
            const struct cs_token *mark = &parser->line.tokens[marks[i]];
            struct change change = {mark->start, mark->end, instead[k]};

            if ((k > 0 && !is_mark(mark)) || (*instead[k] == ',' && !may_be_listed(parser, marks[i])) ||
                !helps(parser, &change))
                continue;
            tell(parser, diagnostic, marks[i], instead[k]);
            return;
        }
}
