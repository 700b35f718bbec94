/* SPDX-License-Identifier: MIT */
/* Sources, and what is said of an entry: claims, what the record concludes, what it takes back. */
#include <string.h>

#include "lang/parser_int.h"

/* "source" NAME STRING */
bool cs_parse_source(struct cs_parser *parser)
{
    struct cs_document *document = cs_parser_make(parser, sizeof *document);

    if (document == NULL || !cs_parser_name(parser, "a short name for the source, such as S1,", &document->name) ||
        !cs_parser_string(parser, "its title in quotation marks", &document->title) || !cs_parser_line_ends(parser))
        return false;
    document->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.document, document);
    parser->above = ABOVE_SOURCE;
    parser->document = document;
    return true;
}

static bool belongs_to_source(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_SOURCE, "this line belongs to a source, and none stands above it",
                             "A source is declared by a line such as: source S1 \"title\".");
}

static bool once(struct cs_parser *parser, bool given)
{
    if (given)
        cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span(parser, 0, 1), "this is given twice");
    return !given;
}

static bool read_source_text(struct cs_parser *parser, const char *what, const char **out)
{
    return once(parser, *out != NULL) && cs_parser_string(parser, what, out) && cs_parser_line_ends(parser);
}

/* "publisher" STRING */
bool cs_parse_publisher(struct cs_parser *parser)
{
    return belongs_to_source(parser) &&
           read_source_text(parser, "the publisher in quotation marks", &parser->document->publisher);
}

/* "author" STRING */
bool cs_parse_author(struct cs_parser *parser)
{
    return belongs_to_source(parser) &&
           read_source_text(parser, "the author in quotation marks", &parser->document->author);
}

/* "url" STRING. Only addresses of the web are taken: pages make a link of it. */
bool cs_parse_url(struct cs_parser *parser)
{
    size_t at = parser->at;
    const char *url;

    if (!belongs_to_source(parser) ||
        !read_source_text(parser, "an address of the web in quotation marks", &parser->document->url))
        return false;
    url = parser->document->url;
    if ((strncmp(url, "https://", 8) == 0 && url[8] != '\0') || (strncmp(url, "http://", 7) == 0 && url[7] != '\0'))
        return true;
    cs_diagnose(parser->diagnostics, DIAG_URL_WRONG, cs_parser_span(parser, at, 0),
                "an address of the web begins with https:// or http://");
    return false;
}

/* "file" STRING */
bool cs_parse_source_file(struct cs_parser *parser)
{
    return belongs_to_source(parser) &&
           read_source_text(parser, "the name of a file in quotation marks", &parser->document->file);
}

/* "date" DATE */
bool cs_parse_source_date(struct cs_parser *parser)
{
    return belongs_to_source(parser) && once(parser, parser->document->date.form != CS_MOMENT_NONE) &&
           cs_parser_date(parser, &parser->document->date) && cs_parser_line_ends(parser);
}

/* Copies hexadecimal digits as small letters; false if there are not exactly `count` of them. */
static bool copy_hex(const char *text, size_t length, size_t count, char *out)
{
    if (length != count)
        return false;
    for (size_t i = 0; i < count; i++) {
        char c = text[i] >= 'A' && text[i] <= 'F' ? (char)(text[i] - 'A' + 'a') : text[i];

        if (!((c >= '0' && c <= '9') || (c >= 'a' && c <= 'f')))
            return false;
        out[i] = c;
    }
    out[count] = '\0';
    return true;
}

/* "sha256" HEX */
bool cs_parse_sha256(struct cs_parser *parser)
{
    const struct cs_token *token = cs_parser_token(parser);
    char *digest;

    if (!belongs_to_source(parser) || !once(parser, parser->document->sha256 != NULL))
        return false;
    digest = cs_parser_make(parser, 65);
    if (digest == NULL)
        return false;
    if (!copy_hex(parser->source->bytes + token->start, token->end - token->start, 64, digest)) {
        cs_diagnose(parser->diagnostics, DIAG_DIGEST_WRONG, cs_parser_span(parser, parser->at, 0),
                    "a SHA-256 has 64 digits, 0 to 9 and a to f");
        return false;
    }
    parser->document->sha256 = digest;
    parser->document->sha256_span = cs_parser_span(parser, parser->at, 0);
    parser->at++;
    return cs_parser_line_ends(parser);
}

static bool read_offset(struct cs_parser *parser, uint64_t *out)
{
    cs_wide value;

    if (!cs_parser_number(parser, "a number of bytes", &value))
        return false;
    if (value > UINT32_MAX) {
        cs_diagnose(parser->diagnostics, DIAG_ANCHOR_WRONG, cs_parser_span(parser, parser->at - 1, 0),
                    "no source has so many bytes");
        return false;
    }
    *out = (uint64_t)value;
    return true;
}

/* anchor = "@" INT ".." INT "#" 8 hex digits */
static bool read_anchor(struct cs_parser *parser, struct cs_anchor *anchor)
{
    const struct cs_token *token;
    size_t first = parser->at;

    parser->at++;
    if (!read_offset(parser, &anchor->start) || !cs_parser_need_kind(parser, TOK_RANGE, "\"..\"") ||
        !read_offset(parser, &anchor->end))
        return false;
    token = cs_parser_token(parser);
    if (token->kind != TOK_DIGEST)
        return cs_parser_expected(parser, "\"#\" and 8 digits of the passage's SHA-256");
    if (!copy_hex(parser->source->bytes + token->start + 1, token->end - token->start - 1, 8, anchor->digest)) {
        cs_diagnose(parser->diagnostics, DIAG_ANCHOR_WRONG, cs_parser_span(parser, parser->at, 0),
                    "after \"#\" stand the first 8 digits of the passage's SHA-256, 0 to 9 and a to f");
        return false;
    }
    parser->at++;
    anchor->span = cs_parser_span_from(parser, first);
    anchor->given = true;
    if (anchor->start >= anchor->end) {
        cs_diagnose(parser->diagnostics, DIAG_ANCHOR_WRONG, anchor->span, "the passage ends before it begins");
        return false;
    }
    return true;
}

/* One of the optional parts of a claim, each at most once; `*more` is false if none begins here. */
static bool read_claim_part(struct cs_parser *parser, struct cs_claim *claim, struct cs_via ***vias, bool *more)
{
    const struct cs_token *token = cs_parser_token(parser);
    struct cs_via *via;

    if (cs_parser_is(parser, WORD_VIA)) {
        parser->at++;
        via = cs_parser_make(parser, sizeof *via);
        if (via == NULL || !cs_parser_name(parser, "the name of who reports it", &via->name))
            return false;
        CS_APPEND(*vias, via);
        return true;
    }
    if (cs_parser_is(parser, WORD_IN) && claim->source == CS_NO_NAME) {
        parser->at++;
        return cs_parser_name(parser, "the name of a source", &claim->source);
    }
    if (cs_parser_is(parser, WORD_UNDER) && claim->instrument == CS_NO_NAME) {
        parser->at++;
        return cs_parser_name(parser, "the name of a treaty", &claim->instrument);
    }
    if (cs_parser_is(parser, WORD_RECORDED) && claim->recorded.form == CS_MOMENT_NONE) {
        parser->at++;
        return cs_parser_date(parser, &claim->recorded);
    }
    if (token->kind == TOK_AT && !claim->anchor.given)
        return read_anchor(parser, &claim->anchor);
    if (cs_parser_is(parser, WORD_QUOTE) && claim->quote == NULL) {
        parser->at++;
        return cs_parser_string(parser, "the words of the passage in quotation marks", &claim->quote);
    }
    if (token->kind == TOK_STRING && claim->gist == NULL)
        return cs_parser_string(parser, "the gist", &claim->gist);
    *more = false;
    return true;
}

static bool check_anchor(struct cs_parser *parser, const struct cs_claim *claim)
{
    if (!claim->anchor.given || claim->source != CS_NO_NAME)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_ANCHOR_WRONG, claim->anchor.span,
                "a passage is cited, but not the source in which it stands: say \"in\" which");
    return false;
}

/*
 * Nobody says what the record concludes, so no claim stands beside it: on one entry the two would look alike, as if the
 * voice had said it.
 */
static bool refuse_both(struct cs_parser *parser, struct cs_span first)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(parser->diagnostics, DIAG_CONCLUDED_WRONG, cs_parser_span_line(parser),
                    "what the record concludes is nobody's word: no claim stands beside it");

    cs_diagnostic_other(parser->diagnostics, diagnostic, first, "this is about the same entry");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "If a voice says it, leave \"concluded\" out. If a voice denies or asks what the record "
                       "concludes, that stands on an entry of its own: the same line again, or \"about\" and its "
                       "label.");
    return false;
}

/*
 * ( "says" | ... ) NAME { "via" NAME } [ "in" NAME ] [ "under" NAME ] [ "recorded" DATE ] [ anchor ]
 * [ "quote" STRING ] [ STRING ], the parts behind the voice in any order
 */
static bool parse_claim(struct cs_parser *parser, enum cs_claim_kind kind)
{
    struct cs_claim *claim;
    struct cs_via **vias;
    size_t first = parser->at;
    bool more = true;

    if (!cs_parser_belongs(parser, ABOVE_ENTRY, "nothing stands above this line that anybody could say or deny",
                           "What is said stands below the entry that it is about, or below \"about\" and its label."))
        return false;
    if (parser->entry->concluded != NULL)
        return refuse_both(parser, parser->entry->concluded->span);
    claim = cs_parser_make(parser, sizeof *claim);
    if (claim == NULL || !cs_parser_name(parser, "the name of a voice", &claim->voice))
        return false;
    claim->kind = kind;
    claim->voice_span = cs_parser_span_from(parser, first);
    if (cs_parser_token(parser)->kind == TOK_COMMA) {
        bool another = cs_parser_peek(parser, 1)->kind == TOK_CAPITAL || cs_parser_peek(parser, 1)->kind == TOK_STRING;
        struct cs_diagnostic *diagnostic =
            cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span(parser, parser->at, 0), "%s",
                        another ? "one voice a line: write a line for each of them"
                                : "no comma stands between the voice and what it adds");

        if (!another)
            cs_parser_slip(parser, diagnostic);
        return false;
    }
    vias = &claim->via;
    while (more) {
        if (!read_claim_part(parser, claim, &vias, &more))
            return false;
    }
    if (!cs_parser_line_ends(parser) || !check_anchor(parser, claim))
        return false;
    claim->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.claim, claim);
    return true;
}

bool cs_parse_says(struct cs_parser *parser)
{
    return parser->above == ABOVE_CASE ? cs_parser_map_claim(parser, false) : parse_claim(parser, CS_CLAIM_SAYS);
}

bool cs_parse_denies(struct cs_parser *parser)
{
    return parser->above == ABOVE_CASE ? cs_parser_map_claim(parser, true) : parse_claim(parser, CS_CLAIM_DENIES);
}

bool cs_parse_asks(struct cs_parser *parser)
{
    return parse_claim(parser, CS_CLAIM_ASKS);
}

bool cs_parse_retracts(struct cs_parser *parser)
{
    return parse_claim(parser, CS_CLAIM_RETRACTS);
}

/* Is there something here that the record could conclude, and nothing yet that says on what it rests? */
static bool may_be_concluded(struct cs_parser *parser, const struct cs_entry *entry)
{
    struct cs_diagnostic *diagnostic;

    if (entry->claims != NULL)
        return refuse_both(parser, entry->claims->span);
    if (entry->concluded != NULL) {
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser),
                                 "that this is concluded is said already");
        cs_diagnostic_other(parser->diagnostics, diagnostic, entry->concluded->span, "here");
        return false;
    }
    if (entry->kind != CS_ENTRY_ABOUT && entry->kind != CS_ENTRY_SAME)
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_CONCLUDED_WRONG, cs_parser_span_line(parser),
                             entry->kind == CS_ENTRY_ABOUT
                                 ? "\"about\" says nothing that could be concluded"
                                 : "that two entries are one is the record's own word already");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       entry->kind == CS_ENTRY_ABOUT
                           ? "Put \"concluded\" below the entry itself, where that is nobody's word."
                           : "Leave this line out.");
    return false;
}

static bool read_concluded(struct cs_parser *parser, const struct cs_concluded **out)
{
    struct cs_concluded *concluded = cs_parser_make(parser, sizeof *concluded);

    if (concluded == NULL || !cs_parser_string(parser, "the grounds in quotation marks", &concluded->why))
        return false;
    if (parser->above != ABOVE_ARTICLE && cs_parser_take(parser, WORD_RECORDED) &&
        !cs_parser_date(parser, &concluded->recorded))
        return false;
    if (!cs_parser_line_ends(parser))
        return false;
    concluded->span = cs_parser_span_line(parser);
    *out = concluded;
    return true;
}

/* Below an article: what follows from it is the record's conclusion. Only a declaration can be the record's own. */
static bool conclude_article(struct cs_parser *parser)
{
    struct cs_diagnostic *diagnostic;

    if (parser->instrument->declaration && parser->article->concluded == NULL)
        return read_concluded(parser, &parser->article->concluded);
    if (parser->instrument->declaration) {
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser),
                                 "that this is concluded is said already");
        cs_diagnostic_other(parser->diagnostics, diagnostic, parser->article->concluded->span, "here");
        return false;
    }
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_CONCLUDED_WRONG, cs_parser_span_line(parser),
                             "an article of a treaty is no conclusion of the record");
    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "What the record concludes by a rule stands in a declaration of its own.");
    return false;
}

/* "concluded" STRING [ "recorded" DATE ] */
bool cs_parse_concluded(struct cs_parser *parser)
{
    if (parser->above == ABOVE_ARTICLE)
        return conclude_article(parser);
    if (!cs_parser_belongs(parser, ABOVE_ENTRY, "nothing stands above this line that could be concluded",
                           "What the record concludes is an entry, and \"concluded\" stands below it."))
        return false;
    return may_be_concluded(parser, parser->entry) && read_concluded(parser, &parser->entry->concluded);
}

/* That two entries are one is not said of an entry, and what the record holds of "about" stands elsewhere. */
static bool may_be_retracted(struct cs_parser *parser, const struct cs_entry *entry)
{
    struct cs_diagnostic *diagnostic;

    if (entry->retracted != NULL) {
        diagnostic = cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, cs_parser_span_line(parser),
                                 "that this is taken back is said already");
        cs_diagnostic_other(parser->diagnostics, diagnostic, entry->retracted->span, "here");
        return false;
    }
    if (entry->kind != CS_ENTRY_SAME)
        return true;
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_RETRACTED_WRONG, cs_parser_span_line(parser),
                             "that two entries are one is not taken back");
    cs_diagnostic_help(parser->diagnostics, diagnostic, "Take the line \"same as\" out.");
    return false;
}

/* The record takes something back, no voice does. */
static bool refuse_voice(struct cs_parser *parser)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(parser->diagnostics, DIAG_RETRACTED_WRONG, cs_parser_span(parser, parser->at, 0),
                    "\"retracted\" is the word of the record, and of no voice: behind it stands why");

    cs_diagnostic_help(parser->diagnostics, diagnostic,
                       "retracted \"entered by mistake\" recorded 2022-09-20: the record takes the entry back. "
                       "retracts Alden: a voice takes back what it has said.");
    return false;
}

/* "retracted" STRING [ "recorded" DATE ] */
bool cs_parse_retracted(struct cs_parser *parser)
{
    struct cs_retraction *retraction = cs_parser_make(parser, sizeof *retraction);

    if (retraction == NULL ||
        !cs_parser_belongs(parser, ABOVE_ENTRY, "nothing stands above this line that could be taken back",
                           "\"retracted\" stands below an entry, or below \"about\" and its label.") ||
        !may_be_retracted(parser, parser->entry))
        return false;
    if (cs_parser_token(parser)->kind == TOK_CAPITAL)
        return refuse_voice(parser);
    if (!cs_parser_string(parser, "why, in quotation marks", &retraction->why) ||
        (cs_parser_take(parser, WORD_RECORDED) && !cs_parser_date(parser, &retraction->recorded)) ||
        !cs_parser_line_ends(parser))
        return false;
    retraction->span = cs_parser_span_line(parser);
    parser->entry->retracted = retraction;
    return true;
}
