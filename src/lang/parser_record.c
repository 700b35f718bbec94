/* SPDX-License-Identifier: MIT */
/* Entries, accounts, speakers. */
#include "lang/parser_int.h"

#include <string.h>

#include "lang/near.h"

#define MOST_ENTRIES ((size_t)64) /* of which the memory is taken at once */

/* Entries lie side by side, since they are passed one after another many times. */
static struct cs_entry *new_entry(struct cs_parser *parser, enum cs_entry_kind kind)
{
    struct cs_entry *entry;

    if (parser->spare_count == 0) {
        parser->spare_taken = parser->spare_taken < MOST_ENTRIES ? parser->spare_taken * 2 + 1 : MOST_ENTRIES;
        parser->spare = cs_arena_array(parser->arena, parser->spare_taken, sizeof *parser->spare);
        if (parser->spare == NULL)
            return NULL;
        parser->spare_count = parser->spare_taken;
    }
    entry = parser->spare++;
    parser->spare_count--;
    entry->kind = kind;
    return entry;
}

static bool open_entry(struct cs_parser *parser, struct cs_entry *entry)
{
    if (!cs_parser_line_ends(parser))
        return false;
    entry->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.entry, entry);
    parser->above = ABOVE_ENTRY;
    parser->entry = entry;
    parser->tail.claim = &entry->claims;
    if (entry->kind == CS_ENTRY_BOND) {
        parser->bond = entry->bond;
        parser->tail.modifier = &entry->bond->modifiers;
    }
    return true;
}

/* [ label ":" ] */
static bool read_label(struct cs_parser *parser, struct cs_entry *entry)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_diagnostic *diagnostic;

    if (cs_parser_peek(parser, 1)->kind != TOK_COLON)
        return true;
    if (token->kind != TOK_LABEL) {
        int length;
        const char *text = cs_parser_text(parser, token, &length);

        parser->file->label_lost = true;
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_LABEL_WRONG, cs_parser_span(parser, parser->at, 0),
                                 "\"%.*s\" cannot be a label", token->kind == TOK_STRING ? 0 : length, text);
        if (!cs_parser_slip(parser, diagnostic))
            cs_diagnostic_help(parser->diagnostics, diagnostic,
                               "A label is one word with a small first letter and a digit in it, such as \"e1\".");
        return false;
    }
    entry->label = cs_parser_intern_token(parser, token);
    entry->label_span = cs_parser_span(parser, parser->at, 0);
    parser->at += 2;
    return entry->label != CS_NO_NAME;
}

/*
 * A duty under a declaration belongs to it. In a record any other dated entry ends the text of the declaration.
 */
static void place_entry(struct cs_parser *parser, struct cs_entry *entry)
{
    bool duty = entry->kind == CS_ENTRY_BOND && !entry->bond->expectation;

    if (parser->instrument == NULL || !parser->instrument->declaration)
        return;
    if (duty || parser->source->kind != CS_SOURCE_RECORD)
        entry->instrument = parser->instrument;
    else {
        parser->instrument = NULL;
        parser->article = NULL;
    }
}

bool cs_parser_statement(struct cs_parser *parser, struct cs_entry *entry)
{
    if (!read_label(parser, entry))
        return false;
    if (!cs_parser_at_bond(parser))
        return cs_parser_term(parser, &entry->term);
    entry->kind = CS_ENTRY_BOND;
    entry->bond = cs_parser_make(parser, sizeof *entry->bond);
    return entry->bond != NULL && cs_parser_bond(parser, entry->bond);
}

/* "no" term, behind a date: by the end of it. A date that is open would not say by when. */
static bool read_absence(struct cs_parser *parser, struct cs_entry *entry, size_t first)
{
    const struct cs_moment *moment = &entry->moment;
    struct cs_span date = cs_parser_span(parser, first, parser->at);
    struct cs_diagnostic *diagnostic;

    entry->kind = CS_ENTRY_ABSENCE;
    parser->at++;
    if (!cs_parser_term(parser, &entry->term))
        return false;
    if (moment->form == CS_MOMENT_TIME || (moment->form == CS_MOMENT_DAY && !moment->unsure))
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_ABSENCE_DATE, date,
                             "the date of what had not been done is one day, or a moment of it");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "2022-09-16 no help to Alden: by the end of that day nothing of the kind had been done.");
    return true;
}

/* words { "," words } */
static bool add_silent_words(struct cs_parser *parser, const struct cs_moment *moment)
{
    do {
        struct cs_silent_word *word = cs_parser_make(parser, sizeof *word);

        if (word == NULL || !cs_parser_words(parser, &word->head, &word->span))
            return false;
        word->moment = *moment;
        CS_APPEND(parser->tail.silent_word, word);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return true;
}

/* The same to the end of the line, behind "silence" "on" */
static bool read_silent_words(struct cs_parser *parser, const struct cs_moment *moment)
{
    return add_silent_words(parser, moment) && cs_parser_line_ends(parser);
}

/* "silence" "on" words { "," words } */
bool cs_parse_silence_on(struct cs_parser *parser)
{
    static const struct cs_moment always = {.form = CS_MOMENT_NONE};

    return cs_parser_need(parser, WORD_ON) && read_silent_words(parser, &always);
}

/* The date of such a line. False: it is none, and a diagnostic is given. */
static bool read_data_end(struct cs_parser *parser, size_t start, struct cs_moment *out)
{
    struct cs_moment until, open = {.form = CS_MOMENT_NONE};
    char text[32];

    if (!cs_parser_need(parser, WORD_UNTIL) || !cs_parser_certain_date(parser, &until))
        return false;
    cs_day_text(cs_day_of(until.end, until.offset), text);
    if (until.hours || cs_moment_parse(text, strlen(text), until.offset, out) != NULL ||
        cs_moment_span(*out, open, out) != NULL) {
        cs_diagnose(parser->diagnostics, DIAG_ABSENCE_DATE, cs_parser_span_from(parser, start),
                    "data end with a whole day, month or year: until 2018-12-31");
        return false;
    }
    return cs_parser_line_ends(parser);
}

/* "data" "on" words { "," words } "until" DATE: silence on all of them from the day after it (R 8.14) */
bool cs_parse_data_on(struct cs_parser *parser)
{
    struct cs_silent_word **first = parser->tail.silent_word;
    struct cs_moment after = {.form = CS_MOMENT_NONE};
    size_t start = parser->at - 1;

    if (!cs_parser_need(parser, WORD_ON) || !add_silent_words(parser, &after) ||
        !read_data_end(parser, start, &after)) {
        *first = NULL;
        parser->tail.silent_word = first;
        return false;
    }
    for (struct cs_silent_word *word = *first; word != NULL; word = word->next) {
        word->moment = after;
        word->data_end = true;
        word->line = cs_parser_span_from(parser, start);
    }
    return true;
}

static bool at_silence(const struct cs_parser *parser)
{
    return cs_parser_is(parser, WORD_SILENCE) && cs_parser_peek_is(parser, 1, WORD_ON) &&
           cs_parser_free_word(cs_parser_peek(parser, 2));
}

/* The same behind days. Days that are open would not say of which time the record is complete. */
static bool read_silence(struct cs_parser *parser, const struct cs_moment *moment, size_t first)
{
    struct cs_span date = cs_parser_span(parser, first, parser->at);
    struct cs_diagnostic *diagnostic;
    bool days = moment->form == CS_MOMENT_DAY && !moment->unsure;

    if (moment->form == CS_MOMENT_SPAN)
        days = moment->begins_last == moment->first && !moment->end_unknown &&
               (moment->end == CS_TIME_NEVER || moment->ends_first == moment->last);
    parser->at += 2;
    if (!read_silent_words(parser, moment))
        return false;
    if (days)
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_ABSENCE_DATE, date,
                             "which days the record is silent on is left open");
    cs_diagnostic_help(parser->diagnostics, diagnostic, "Write 2021-05-12/2021-07-31, or no date: always.");
    return true;
}

/* moment ( "no" term | "silence" "on" words { "," words } | [ label ":" ] ( term | bond ) ) */
bool cs_parse_dated(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_TERM);
    size_t first = parser->at;

    if (entry == NULL || !cs_parser_moment(parser, &entry->moment))
        return false;
    if (at_silence(parser))
        return read_silence(parser, &entry->moment, first);
    if (cs_parser_is(parser, WORD_NO)) {
        if (!read_absence(parser, entry, first))
            return false;
    } else if (!cs_parser_statement(parser, entry)) {
        return false;
    }
    place_entry(parser, entry);
    return open_entry(parser, entry);
}

bool cs_parser_statement_alone(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_TERM);

    return entry != NULL && cs_parser_statement(parser, entry) && open_entry(parser, entry);
}

/* An opening word that the first word of the line may be a slip for. */
enum cs_line_kind cs_parser_near_kind(const struct cs_parser *parser)
{
    /* what other languages call lines on which others depend */
    static const struct { const char *word; enum cs_line_kind kind; } others[] = {
        {"art", LINE_ARTICLE}, {"section", LINE_ARTICLE}, {"clause", LINE_ARTICLE}, {"paragraph", LINE_ARTICLE},
        {"include", LINE_USE}, {"import", LINE_USE}, {"say", LINE_SAYS}};
    const struct cs_token *token = &parser->line.tokens[0];
    struct cs_near near;

    for (size_t i = 0; i < sizeof others / sizeof *others; i++)
        if (cs_parser_same_text(parser, token, others[i].word))
            return others[i].kind;
    if (token->kind != TOK_SMALL || cs_word_reserved(token->word))
        return LINE_UNKNOWN;
    cs_near_start(&near, parser->source->bytes + token->start, token->end - token->start);
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        enum cs_word word = cs_line_word((enum cs_line_kind)kind);

        if (word != WORD_NONE)
            cs_near_try(&near, cs_word_text(word), strlen(cs_word_text(word)), (uint32_t)kind);
    }
    return near.found && cs_line_word((enum cs_line_kind)near.best) != token->word ? (enum cs_line_kind)near.best
                                                                                  : LINE_UNKNOWN;
}

/* An entry without its date, which is a mistake. */
bool cs_parse_undated(struct cs_parser *parser)
{
    struct cs_diagnostic *diagnostic;

    if (cs_parser_near_kind(parser) != LINE_UNKNOWN)
        return cs_parse_unknown(parser);
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_DATE_MISSING, cs_parser_span(parser, 0, 1),
                             "an entry of the record begins with its date");
    if (!cs_parser_opening_slip(parser, diagnostic))
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "Write 2022-09-13, or [2022-09-12..2022-09-13] for one moment in between, or "
                           "2022-09-13/.. for what holds from then on.");
    return false;
}

bool cs_parse_unknown(struct cs_parser *parser)
{
    const struct cs_token *token = &parser->line.tokens[0];
    enum cs_word near = cs_line_word(cs_parser_near_kind(parser));
    struct cs_diagnostic *diagnostic;
    int length;
    const char *text = cs_parser_text(parser, token, &length);

    diagnostic = cs_diagnose(parser->diagnostics, DIAG_LINE_UNKNOWN, cs_parser_span(parser, 0, 1),
                             "no line begins with %s%.*s%s", token->kind == TOK_STRING ? "" : "\"", length, text,
                             token->kind == TOK_STRING ? "" : "\"");
    if (cs_parser_opening_slip(parser, diagnostic))
        return false;
    if (near != WORD_NONE) {
        cs_diagnostic_help(parser->diagnostics, diagnostic, "Did you mean \"%s\"?", cs_word_text(near));
        cs_diagnostic_instead(parser->diagnostics, diagnostic, cs_parser_span(parser, 0, 1), "%s", cs_word_text(near));
    } else if (token->kind == TOK_SMALL)
        cs_diagnostic_help(parser->diagnostics, diagnostic,
                           "An entry of the record begins with its date; a comment begins with --.");
    return false;
}

/* ( "before" | "after" ) ( label | DATE ), behind a label */
static bool read_order(struct cs_parser *parser, struct cs_entry *entry)
{
    size_t first = parser->at + 1;

    entry->kind = CS_ENTRY_ORDER;
    entry->after = cs_parser_is(parser, WORD_AFTER);
    parser->at++;
    if (cs_parser_token(parser)->kind == TOK_LABEL)
        return cs_parser_label(parser, &entry->other);
    if (!cs_parser_at_date(parser, 0))
        return cs_parser_expected(parser, "a label such as \"e1\", or a moment such as 2022-09-16T18:00+04:00,");
    entry->other.kind = CS_ARG_MOMENT;
    entry->other.moment = cs_parser_make(parser, sizeof *entry->other.moment);
    if (entry->other.moment == NULL || !cs_parser_plain_date(parser, entry->other.moment))
        return false;
    entry->other.span = cs_parser_span_from(parser, first);
    return true;
}

/* label "counts as" term | label "in place of" term | label "dated" moment | label "same as" label | label PREP args */
bool cs_parse_about_label(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_COUNTS_AS);

    if (entry == NULL || !cs_parser_label(parser, &entry->about))
        return false;
    if (cs_parser_take(parser, WORD_COUNTS)) {
        if (!cs_parser_need(parser, WORD_AS) || !cs_parser_term(parser, &entry->term))
            return false;
    } else if (cs_parser_is(parser, WORD_IN) && cs_parser_peek_is(parser, 1, WORD_PLACE) &&
               cs_parser_peek_is(parser, 2, WORD_OF)) {
        entry->kind = CS_ENTRY_IN_PLACE;
        parser->at += 3;
        if (!cs_parser_term(parser, &entry->term))
            return false;
    } else if (cs_parser_take(parser, WORD_DATED)) {
        entry->kind = CS_ENTRY_DATED;
        if (!cs_parser_moment(parser, &entry->moment))
            return false;
    } else if (cs_parser_take(parser, WORD_SAME)) {
        entry->kind = CS_ENTRY_SAME;
        if (!cs_parser_need(parser, WORD_AS) || !cs_parser_label(parser, &entry->other))
            return false;
    } else if (cs_parser_is(parser, WORD_BEFORE) || cs_parser_is(parser, WORD_AFTER)) {
        if (!read_order(parser, entry))
            return false;
    } else if (cs_parser_at_role(parser)) {
        entry->kind = CS_ENTRY_ROLE;
        if (!cs_parser_role(parser, &entry->term.roles))
            return false;
        entry->term.span = entry->term.roles->span;
    } else {
        return cs_parser_expected(parser,
                                  "\"counts as\", \"in place of\", \"dated\", \"same as\", \"before\", \"after\", or a "
                                  "word such as \"under\" or \"at\"");
    }
    return open_entry(parser, entry);
}

/* "about" label */
bool cs_parse_about(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_ABOUT);

    return entry != NULL && cs_parser_label(parser, &entry->about) && open_entry(parser, entry);
}

/* NAME "reads" NAME */
bool cs_parse_reads(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_READS);

    return entry != NULL && cs_parser_name(parser, "the name of a reading", &entry->reading) &&
           cs_parser_need(parser, WORD_READS) && cs_parser_name(parser, "one of its answers", &entry->answer) &&
           open_entry(parser, entry);
}

/* term compare INT */
bool cs_parse_bound(struct cs_parser *parser)
{
    struct cs_entry *entry = new_entry(parser, CS_ENTRY_BOUND);

    return entry != NULL && cs_parser_term(parser, &entry->term) && cs_parser_compare(parser, &entry->compare) &&
           cs_parser_number(parser, "a number", &entry->number) && open_entry(parser, entry);
}

/* "account" NAME { "," NAME } */
bool cs_parse_account(struct cs_parser *parser)
{
    do {
        struct cs_account *account = cs_parser_make(parser, sizeof *account);
        size_t first = parser->at;

        if (account == NULL || !cs_parser_name(parser, "a name", &account->name))
            return false;
        account->span = cs_parser_span_from(parser, first);
        CS_APPEND(parser->tail.account, account);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

/* NAME { "," NAME } ( "speaks" | "speak" ) "for" NAME [ "in" "this" "order" ] */
bool cs_parse_speaks(struct cs_parser *parser)
{
    struct cs_speaker *speakers = NULL;
    struct cs_speaker **tail = &speakers;
    uint32_t rank = 0;
    bool ordered = false;
    struct cs_span span;
    cs_name party;
    size_t at;

    do {
        struct cs_speaker *speaker = cs_parser_make(parser, sizeof *speaker);
        size_t first = parser->at;

        if (speaker == NULL || !cs_parser_name(parser, "the name of a voice", &speaker->voice))
            return false;
        speaker->span = cs_parser_span_from(parser, first);
        speaker->rank = rank++;
        CS_APPEND(tail, speaker);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    if (!cs_parser_take(parser, WORD_SPEAKS) && !cs_parser_need(parser, WORD_SPEAK))
        return false;
    at = parser->at + 1;
    if (!cs_parser_need(parser, WORD_FOR) || !cs_parser_name(parser, "the name of whom they speak for", &party))
        return false;
    span = cs_parser_span_from(parser, at);
    if (cs_parser_is(parser, WORD_IN) && cs_parser_peek_is(parser, 1, WORD_THIS) &&
        cs_parser_peek_is(parser, 2, WORD_ORDER)) {
        ordered = true;
        parser->at += 3;
    }
    if (!cs_parser_line_ends(parser))
        return false;
    for (struct cs_speaker *speaker = speakers; speaker != NULL; speaker = speaker->next) {
        speaker->party = party;
        speaker->party_span = span;
        speaker->ordered = ordered;
    }
    *parser->tail.speaker = speakers;
    parser->tail.speaker = tail;
    return true;
}

/* NAME { "," NAME } ( "says" | "say" ) "nothing" */
bool cs_parse_silence(struct cs_parser *parser)
{
    do {
        struct cs_silence *silence = cs_parser_make(parser, sizeof *silence);
        size_t first = parser->at;

        if (silence == NULL || !cs_parser_name(parser, "the name of a voice", &silence->name))
            return false;
        silence->span = cs_parser_span_from(parser, first);
        CS_APPEND(parser->tail.silence, silence);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return (cs_parser_take(parser, WORD_SAYS) || cs_parser_need(parser, WORD_SAY)) &&
           cs_parser_need(parser, WORD_NOTHING) && cs_parser_line_ends(parser);
}
