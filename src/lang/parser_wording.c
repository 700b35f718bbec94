/* SPDX-License-Identifier: MIT */
/* Lines that say how words and names are put in plain language: language, wording, said and the like, title, phrase. */
#include "lang/parser_int.h"

/* "language" small */
bool cs_parse_language(struct cs_parser *parser)
{
    struct cs_span span = cs_parser_span_line(parser);
    cs_name language;

    if (!cs_parser_small(parser, "the code of a language, such as \"ru\",", &language) || !cs_parser_line_ends(parser))
        return false;
    if (parser->file->language == CS_NO_NAME && parser->file->wordings == NULL && parser->file->titles == NULL &&
        parser->file->phrases == NULL) {
        parser->file->language = language;
        return true;
    }
    cs_diagnose(parser->diagnostics, DIAG_HEAD_LATE, span,
                parser->file->language != CS_NO_NAME ? "the language of this file was already given"
                                                     : "wordings of this file stand before its language");
    return false;
}

/* "wording" words: the word of which the lines below it tell */
bool cs_parse_wording(struct cs_parser *parser)
{
    cs_name head;
    struct cs_span span;

    if (!cs_parser_words(parser, &head, &span) || !cs_parser_line_ends(parser))
        return false;
    cs_parser_worded(parser, head, span);
    return true;
}

void cs_parser_worded(struct cs_parser *parser, cs_name head, struct cs_span span)
{
    parser->above = ABOVE_WORD;
    parser->worded = head;
    parser->worded_span = span;
}

/* { small STRING }, to the end of the line */
static bool read_forms(struct cs_parser *parser, struct cs_title_form **out)
{
    while (cs_parser_token(parser)->kind == TOK_SMALL) {
        struct cs_title_form *form = cs_parser_make(parser, sizeof *form);

        if (form == NULL)
            return false;
        form->span = cs_parser_span(parser, parser->at, 0);
        if (!cs_parser_small(parser, "the name of a form, such as \"short\",", &form->form) ||
            !cs_parser_string(parser, "its text, in quotation marks,", &form->text))
            return false;
        CS_APPEND(out, form);
    }
    return cs_parser_line_ends(parser);
}

/* ( "said" | "owed" | "named" | "termed" | "asked" ) STRING { small STRING } */
static bool parse_form(struct cs_parser *parser, enum cs_wording_form form)
{
    struct cs_wording *wording;

    if (!cs_parser_belongs(parser, ABOVE_WORD, "this line says how a word is put, and no word stands above it",
                           "It stands below \"event\", \"fact\" or \"quantity\", or below: wording WORDS."))
        return false;
    wording = cs_parser_make(parser, sizeof *wording);
    if (wording == NULL)
        return false;
    wording->form = form;
    wording->head = parser->worded;
    wording->head_span = parser->worded_span;
    wording->span = cs_parser_span(parser, parser->at, 0);
    if (!cs_parser_string(parser, "how it is put, in quotation marks,", &wording->text) ||
        !read_forms(parser, &wording->forms))
        return false;
    if (parser->above != ABOVE_LOST)
        CS_APPEND(parser->tail.wording, wording);
    return true;
}

bool cs_parse_said(struct cs_parser *parser)
{
    return parse_form(parser, CS_WORDING_SAID);
}

bool cs_parse_owed(struct cs_parser *parser)
{
    return parse_form(parser, CS_WORDING_OWED);
}

bool cs_parse_named(struct cs_parser *parser)
{
    return parse_form(parser, CS_WORDING_NAMED);
}

bool cs_parse_termed(struct cs_parser *parser)
{
    return parse_form(parser, CS_WORDING_TERMED);
}

bool cs_parse_asked(struct cs_parser *parser)
{
    return parse_form(parser, CS_WORDING_ASKED);
}

/* "title" ( NAME | label ) STRING { small STRING } */
bool cs_parse_title(struct cs_parser *parser)
{
    struct cs_title *title = cs_parser_make(parser, sizeof *title);

    if (title == NULL || !cs_parser_arg(parser, "a name or a label", &title->about))
        return false;
    if (title->about.kind != CS_ARG_NAME && title->about.kind != CS_ARG_LABEL) {
        cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, title->about.span,
                    "a name or a label has a title, and this is neither");
        return false;
    }
    title->span = cs_parser_span_line(parser);
    if (!cs_parser_string(parser, "its title, in quotation marks,", &title->text) ||
        !read_forms(parser, &title->forms))
        return false;
    CS_APPEND(parser->tail.title, title);
    return true;
}

/* "phrase" STRING STRING: the English one, and how it is put in the language of the file */
bool cs_parse_phrase(struct cs_parser *parser)
{
    struct cs_phrase *phrase = cs_parser_make(parser, sizeof *phrase);

    if (phrase == NULL || !cs_parser_string(parser, "the English phrase, in quotation marks,", &phrase->english))
        return false;
    phrase->span = cs_parser_span(parser, parser->at, 0);
    if (!cs_parser_string(parser, "how it is put in the language of the file, in quotation marks,", &phrase->text) ||
        !cs_parser_line_ends(parser))
        return false;
    CS_APPEND(parser->tail.phrase, phrase);
    return true;
}
