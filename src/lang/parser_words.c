/* SPDX-License-Identifier: MIT */
/* Lines that declare names and words: use, hand, kind, name, event, fact, quantity, excludes, row. */
#include "lang/parser_int.h"

/* "use" ( small | STRING ) { "," ( small | STRING ) } */
bool cs_parse_use(struct cs_parser *parser)
{
    do {
        const struct cs_token *token = cs_parser_token(parser);
        struct cs_use *use = cs_parser_make(parser, sizeof *use);

        if (use == NULL)
            return false;
        use->span = cs_parser_span(parser, parser->at, 0);
        use->quoted = token->kind == TOK_STRING;
        if (use->quoted) {
            if (!cs_parser_string(parser, "the name of a file", &use->name))
                return false;
        } else if (token->kind == TOK_SMALL || token->kind == TOK_LABEL) {
            use->name = cs_arena_text(parser->arena, parser->source->bytes + token->start, token->end - token->start);
            parser->at++;
        } else {
            return cs_parser_expected(parser, "the name of a file, in small letters or in quotation marks,");
        }
        if (use->name == NULL)
            return false;
        CS_APPEND(parser->tail.use, use);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

/* "hand" small */
bool cs_parse_hand(struct cs_parser *parser)
{
    struct cs_span span = cs_parser_span_line(parser);
    cs_name hand;

    if (!cs_parser_small(parser, "a small word for whose record this is", &hand) || !cs_parser_line_ends(parser))
        return false;
    if (parser->source->kind != CS_SOURCE_RECORD) {
        cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, span, "only a record is by somebody's hand");
        return false;
    }
    if (parser->file->hand != CS_NO_NAME) {
        cs_diagnose(parser->diagnostics, DIAG_GIVEN_TWICE, span, "whose hand this record is by was already said");
        return false;
    }
    parser->file->hand = hand;
    return true;
}

/* "kind" small { "," small } [ "is" small ] */
bool cs_parse_kind(struct cs_parser *parser)
{
    struct cs_kind_line *first = NULL;
    cs_name parent = CS_NO_NAME;
    struct cs_span parent_span = {.source = NULL};

    do {
        struct cs_kind_line *kind = cs_parser_make(parser, sizeof *kind);

        if (kind == NULL)
            return false;
        kind->span = cs_parser_span(parser, parser->at, 0);
        if (!cs_parser_small(parser, "a kind, one small word,", &kind->name))
            return false;
        CS_APPEND(parser->tail.kind, kind);
        if (first == NULL)
            first = kind;
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    if (cs_parser_take(parser, WORD_IS)) {
        parent_span = cs_parser_span(parser, parser->at, 0);
        if (!cs_parser_small(parser, "the kind above it, one small word,", &parent))
            return false;
    }
    for (; first != NULL; first = first->next) {
        first->parent = parent;
        first->parent_span = parent_span;
    }
    return cs_parser_line_ends(parser);
}

/* The kind of a line of names. */
struct name_kind { cs_name name; struct cs_span span; };

static struct cs_name_line *read_name(struct cs_parser *parser, struct name_kind kind, cs_name also_of)
{
    struct cs_name_line *line = cs_parser_make(parser, sizeof *line);
    size_t first = parser->at;

    if (line == NULL || !cs_parser_name(parser, "a name", &line->name))
        return NULL;
    line->kind = kind.name;
    line->kind_span = kind.span;
    line->also_of = also_of;
    line->span = cs_parser_span_from(parser, first);
    CS_APPEND(parser->tail.name, line);
    return line;
}

/* { "also" NAME { since } { "," NAME { since } } }: other spellings of one name, and names for a time. */
static bool read_spellings(struct cs_parser *parser, struct name_kind kind, cs_name also_of)
{
    while (cs_parser_take(parser, WORD_ALSO)) {
        bool listed = false;

        do {
            struct cs_name_line *line = read_name(parser, kind, also_of);

            if (line == NULL || !cs_parser_times(parser, cs_parser_certain_date, &line->since, &line->until))
                return false;
            listed = listed || cs_parser_token(parser)->kind == TOK_COMMA;
            line->listed = listed;
        } while (cs_parser_take_kind(parser, TOK_COMMA));
    }
    return cs_parser_line_ends(parser);
}

/* "code" NAME STRING "in" NAME { since } { "," STRING "in" NAME { since } } */
bool cs_parse_code(struct cs_parser *parser)
{
    struct cs_span span;
    size_t first = parser->at;
    cs_name name;

    if (!cs_parser_name(parser, "the name of what has the code", &name))
        return false;
    span = cs_parser_span_from(parser, first);
    do {
        struct cs_code_line *code = cs_parser_make(parser, sizeof *code);

        if (code == NULL)
            return false;
        code->name = name;
        code->name_span = span;
        code->span = cs_parser_span(parser, parser->at, 0);
        if (!cs_parser_string(parser, "the code, in quotation marks,", &code->text) ||
            !cs_parser_need(parser, WORD_IN))
            return false;
        first = parser->at;
        if (!cs_parser_name(parser, "the name of the list that has the code", &code->list))
            return false;
        code->list_span = cs_parser_span_from(parser, first);
        if (!cs_parser_times(parser, cs_parser_certain_date, &code->since, &code->until))
            return false;
        CS_APPEND(parser->tail.code, code);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return cs_parser_line_ends(parser);
}

/* "name" small NAME { "," NAME } { "also" NAME { since } { "," NAME { since } } } */
bool cs_parse_name(struct cs_parser *parser)
{
    struct name_kind kind = {.span = cs_parser_span(parser, parser->at, 0)};
    struct cs_name_line *line;
    struct cs_diagnostic *diagnostic;
    size_t count = 0;

    if (!cs_parser_small(parser, "a kind, one small word,", &kind.name))
        return false;
    do {
        line = read_name(parser, kind, CS_NO_NAME);
        if (line == NULL)
            return false;
        count++;
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    if (count == 1 || !cs_parser_is(parser, WORD_ALSO))
        return read_spellings(parser, kind, line->name);
    diagnostic = cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, cs_parser_span(parser, parser->at, 0),
                             "\"also\" gives other spellings of one name, and several stand before it");
    cs_diagnostic_help(parser->diagnostics, diagnostic, "Give each name with other spellings a line of its own.");
    return false;
}

/* NAME "same" "as" NAME */
bool cs_parse_same_name(struct cs_parser *parser)
{
    struct cs_name_line *line = read_name(parser, (struct name_kind){.name = CS_NO_NAME}, CS_NO_NAME);

    return line != NULL && cs_parser_need(parser, WORD_SAME) && cs_parser_need(parser, WORD_AS) &&
           cs_parser_name(parser, "the name that the other record has", &line->also_of) &&
           cs_parser_line_ends(parser);
}

static bool read_words_list(struct cs_parser *parser, struct cs_words **out)
{
    do {
        struct cs_words *words = cs_parser_make(parser, sizeof *words);

        if (words == NULL || !cs_parser_words(parser, &words->head, &words->span))
            return false;
        CS_APPEND(out, words);
    } while (cs_parser_take_kind(parser, TOK_COMMA));
    return true;
}

/* In a shape each role has one kind; else a diagnostic. */
static bool check_shape(struct cs_parser *parser, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        const struct cs_arg *wrong = role->args->kind != CS_ARG_VARIABLE ? role->args : role->args->next;

        if (wrong == NULL)
            continue;
        cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, wrong->span,
                    "in a declaration one kind, a small word, stands after \"%s\"", cs_prep_text(role->prep));
        return false;
    }
    return true;
}

static bool misplaced_mark(struct cs_parser *parser, const struct cs_role *role, const char *what,
                           const struct cs_role *marked)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, role->span, "%s", what);

    if (marked != NULL)
        cs_diagnostic_other(parser->diagnostics, diagnostic, marked->span, "this one has it");
    return false;
}

/* `one` may stand in one role of a fact (R 4.5), `or nothing` in roles of an event (R 2.7); else a diagnostic. */
static bool check_marks(struct cs_parser *parser, enum cs_shape_kind kind, const struct cs_term *term)
{
    const struct cs_role *marked = NULL;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        if (role->args->one && kind != CS_SHAPE_FACT)
            return misplaced_mark(parser, role, "only a fact has one value at a time", NULL);
        if (role->args->one && marked != NULL)
            return misplaced_mark(parser, role, "only one role of a fact has one value at a time", marked);
        if (role->args->or_nothing && kind != CS_SHAPE_EVENT)
            return misplaced_mark(parser, role, "only a role of an event is nothing where it is left unsaid", NULL);
        if (role->args->one)
            marked = role;
    }
    return true;
}

/* A fact by which one takes over from another says no more than who from whom (R 2.14). */
static bool check_takes_over(struct cs_parser *parser, const struct cs_term *term)
{
    bool subject = false, from = false;
    size_t count = 0;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next, count++) {
        subject = subject || (role->prep == CS_PREP_IS && !role->args->one);
        from = from || (role->prep == CS_PREP_OF && !role->args->one);
    }
    if (subject && from && count == 2)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, term->span,
                "who takes over stands before \"is\", and from whom behind \"of\", and nothing else: "
                "fact state is continuation of state taking over");
    return false;
}

/* A fact that is so for good says it of one particular, and nothing else (R 6.9). */
static bool check_for_good(struct cs_parser *parser, const struct cs_term *term)
{
    const struct cs_role *role = term->roles;

    if (role != NULL && role->next == NULL && role->prep == CS_PREP_IS && !role->args->one)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_SOMETHING_ELSE, term->span,
                "of what it is so for good stands before \"is\", and nothing else: fact incident is closed, for good");
    return false;
}

/* What stands behind the roles of a fact: "taking over", or ", for good". */
static bool read_nature(struct cs_parser *parser, struct cs_shape_line *shape)
{
    if (cs_parser_take(parser, WORD_TAKING)) {
        shape->takes_over = true;
        return cs_parser_need(parser, WORD_OVER) && check_takes_over(parser, &shape->term);
    }
    if (!cs_parser_take_kind(parser, TOK_COMMA))
        return true;
    shape->for_good = true;
    return cs_parser_need(parser, WORD_FOR) && cs_parser_need(parser, WORD_GOOD) &&
           check_for_good(parser, &shape->term);
}

/* ( "event" | "fact" | "quantity" ) term [ "after" words { "," words } ]; of a fact [ "one" ] before a kind, and
   [ "taking" "over" | "," "for" "good" ]; of an event [ "or" "nothing" ] behind a kind */
static bool parse_shape(struct cs_parser *parser, enum cs_shape_kind kind)
{
    struct cs_shape_line *shape = cs_parser_make(parser, sizeof *shape);
    bool read;

    if (shape == NULL)
        return false;
    shape->kind = kind;
    parser->declaring = true;
    read = cs_parser_term(parser, &shape->term);
    parser->declaring = false;
    if (!read || !check_shape(parser, &shape->term) || !check_marks(parser, kind, &shape->term))
        return false;
    if (kind == CS_SHAPE_FACT && !read_nature(parser, shape))
        return false;
    if (kind == CS_SHAPE_EVENT && cs_parser_take(parser, WORD_AFTER) && !read_words_list(parser, &shape->after))
        return false;
    if (!cs_parser_line_ends(parser))
        return false;
    CS_APPEND(parser->tail.shape, shape);
    cs_parser_worded(parser, shape->term.head, shape->term.head_span);
    return true;
}

bool cs_parse_event(struct cs_parser *parser)
{
    return parse_shape(parser, CS_SHAPE_EVENT);
}

bool cs_parse_fact(struct cs_parser *parser)
{
    return parse_shape(parser, CS_SHAPE_FACT);
}

bool cs_parse_quantity(struct cs_parser *parser)
{
    return parse_shape(parser, CS_SHAPE_QUANTITY);
}

/* words { PREP role } "excludes" words { PREP role } */
bool cs_parse_exclusion(struct cs_parser *parser)
{
    struct cs_exclusion *exclusion = cs_parser_make(parser, sizeof *exclusion);
    struct cs_token *middle = parser->line.tokens;
    enum cs_token_kind kind;
    bool read;

    if (exclusion == NULL)
        return false;
    while (middle->word != WORD_EXCLUDES)
        middle++;
    kind = middle->kind;
    middle->kind = TOK_END; /* it may be a word of a vocabulary too: the first term ends before it */
    read = cs_parser_term(parser, &exclusion->first) && cs_parser_line_ends(parser);
    middle->kind = kind;
    parser->at = (size_t)(middle - parser->line.tokens) + 1;
    if (!read || !cs_parser_term(parser, &exclusion->second) || !cs_parser_line_ends(parser))
        return false;
    exclusion->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.exclusion, exclusion);
    return true;
}

/* "row" ( "request" | "decision" ) label-or-small ":" term */
bool cs_parse_row(struct cs_parser *parser)
{
    struct cs_row_line *row = cs_parser_make(parser, sizeof *row);

    if (row == NULL)
        return false;
    row->decision = cs_parser_take(parser, WORD_DECISION);
    if (!row->decision && !cs_parser_take(parser, WORD_REQUEST))
        return cs_parser_expected(parser, "\"request\" or \"decision\"");
    if (cs_parser_token(parser)->kind == TOK_LABEL) {
        row->variable = cs_parser_intern_token(parser, cs_parser_token(parser));
        parser->at++;
    } else if (!cs_parser_small(parser, "a small word for the entry, such as \"d\",", &row->variable)) {
        return false;
    }
    if (row->variable == CS_NO_NAME || !cs_parser_need_kind(parser, TOK_COLON, "\":\"") ||
        !cs_parser_term(parser, &row->term) || !cs_parser_line_ends(parser))
        return false;
    row->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.row, row);
    parser->above = ABOVE_ROW;
    parser->row = row;
    parser->tail.row_state = &row->states;
    return true;
}

static bool belongs_to_row(struct cs_parser *parser)
{
    return cs_parser_belongs(parser, ABOVE_ROW, "this line belongs to a \"row\", and none stands above it", NULL);
}

/* What is left out, or missing, is told of decisions alone. */
static bool belongs_to_decision(struct cs_parser *parser)
{
    if (!belongs_to_row(parser))
        return false;
    if (parser->row->decision || parser->above == ABOVE_LOST)
        return true;
    cs_diagnose(parser->diagnostics, DIAG_LINE_MISPLACED, cs_parser_span_line(parser),
                "this is told of a decision; below a request stand \"state\" and \"groups\"");
    return false;
}

static bool end_row_state(struct cs_parser *parser, struct cs_row_state *state)
{
    if (!cs_parser_line_ends(parser))
        return false;
    state->span = cs_parser_span_line(parser);
    CS_APPEND(parser->tail.row_state, state);
    return true;
}

static bool read_row_state(struct cs_parser *parser, struct cs_row_state *state)
{
    return cs_parser_term(parser, &state->term) && end_row_state(parser, state);
}

/* Is a state of decisions written without a colon behind it, as in "state adopted adoption of d"? */
static size_t short_state(const struct cs_parser *parser, size_t count)
{
    size_t words = cs_parser_is(parser, WORD_NOT) ? 2 : 1;
    bool known = cs_parser_peek_is(parser, words - 1, WORD_ADOPTED) || cs_parser_is(parser, WORD_DEFERRED);

    return known && (count > words || cs_parser_peek(parser, count)->kind != TOK_COLON) ? words : 0;
}

/* "state" words [ ":" term ] | "state" ( "adopted" | "not adopted" | "deferred" ) term */
bool cs_parse_row_state(struct cs_parser *parser)
{
    size_t count = cs_parser_state_words(parser), first = parser->at, brief;
    struct cs_row_state *state;

    if (!belongs_to_row(parser))
        return false;
    state = cs_parser_make(parser, sizeof *state);
    if (state == NULL)
        return false;
    brief = cs_parser_peek(parser, count)->kind == TOK_COLON ? 0 : short_state(parser, count);
    count = brief > 0 ? brief : count;
    if (count == 0 || (count == 1 && cs_parser_is(parser, WORD_NOT)))
        return cs_parser_expected(parser, "the words of a state, such as \"adopted\" or \"granted:\",");
    state->variable = CS_NO_NAME;
    parser->at += count;
    if (!cs_parser_row_state_of(parser, first, &state->state))
        return false;
    if (brief > 0 || cs_parser_take_kind(parser, TOK_COLON))
        return read_row_state(parser, state);
    if (cs_parser_token(parser)->kind != TOK_END)
        return cs_parser_expected(parser, "\":\" and what must have come about, or the end of the line,");
    state->kind = CS_ROW_STATE_ELSE;
    return end_row_state(parser, state);
}

/* "without" small term */
bool cs_parse_row_without(struct cs_parser *parser)
{
    struct cs_row_state *state;

    if (!belongs_to_decision(parser))
        return false;
    state = cs_parser_make(parser, sizeof *state);
    if (state == NULL)
        return false;
    state->kind = CS_ROW_STATE_WITHOUT;
    return cs_parser_small(parser, "a small word for who or what is left out", &state->variable) &&
           read_row_state(parser, state);
}

/* "groups" term */
bool cs_parse_row_groups(struct cs_parser *parser)
{
    struct cs_row_state *state;

    if (!belongs_to_row(parser))
        return false;
    state = cs_parser_make(parser, sizeof *state);
    if (state == NULL)
        return false;
    state->kind = CS_ROW_STATE_GROUPS;
    return read_row_state(parser, state);
}

/* "needs" term STRING */
bool cs_parse_row_needs(struct cs_parser *parser)
{
    struct cs_row_need *need, **tail;

    if (!belongs_to_decision(parser))
        return false;
    need = cs_parser_make(parser, sizeof *need);
    if (need == NULL || !cs_parser_term(parser, &need->term) ||
        !cs_parser_string(parser, "what to warn of, in quotation marks,", &need->warning) ||
        !cs_parser_line_ends(parser))
        return false;
    need->span = cs_parser_span_line(parser);
    if (parser->row == NULL)
        return false;
    for (tail = &parser->row->needs; *tail != NULL;)
        tail = &(*tail)->next;
    *tail = need;
    return true;
}
