/* SPDX-License-Identifier: MIT */
#include "answer/sentence.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

#include "answer/examples.h"
#include "answer/plain.h"
#include "lang/lexer.h"
#include "lang/near.h"

struct reading {
    const struct cs_case *c;
    struct cs_arena *arena;
    struct cs_line *line;
    size_t at, count; /* tokens, without the date */
    struct cs_sentence *out;
    const struct cs_shape *misfit; /* a word whose roles do not fit the arguments after it */
};

/* One or more arguments, with or without a preposition: "to CST", "Military, Political". */
struct part {
    enum cs_prep prep; /* CS_PREP_COUNT: none */
    size_t first, end; /* tokens of the arguments */
    cs_kind kind;      /* of the first; CS_KIND_ANY if nothing is known of it */
};

#define PARTS_MAX (CS_ROLES_MAX + 2)
#define LETTERS_ALIKE ((size_t)3) /* a verb fits an event that begins with so many of its letters, and 3 in 5 */

/* ---- refusal ---- */

/* Refuses the question. `remedy`: lines on what can be asked instead, or "". */
__attribute__((format(printf, 3, 4))) static void refuse(struct reading *r, const char *remedy, const char *format, ...)
{
    va_list arguments;
    char message[2048];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    r->out->refusal = cs_arena_text(r->arena, message, strlen(message));
    r->out->remedy = remedy;
}

/* ---- tokens ---- */

static const struct cs_token *token(const struct reading *r, size_t at)
{
    return &r->line->tokens[at];
}

static bool says(const struct reading *r, size_t at, const char *word)
{
    const struct cs_token *t = token(r, at);
    size_t length = t->end - t->start;

    return at < r->count && strlen(word) == length &&
           cs_near_distance(r->line->source->bytes + t->start, length, word, length, 0) == 0;
}

/* The words from one token to before another, as they were written. */
static const char *words(const struct reading *r, size_t first, size_t end)
{
    const char *bytes = r->line->source->bytes, *text;

    if (first >= end)
        return "";
    text = cs_arena_text(r->arena, bytes + token(r, first)->start, token(r, end - 1)->end - token(r, first)->start);
    return text != NULL ? text : ""; /* the arena has failed */
}

static bool begins_argument(const struct reading *r, size_t at)
{
    enum cs_token_kind kind = token(r, at)->kind;

    return at < r->count && (kind == TOK_CAPITAL || kind == TOK_STRING || kind == TOK_LABEL || kind == TOK_INTEGER ||
                             kind == TOK_DATE);
}

static bool is_prep(const struct reading *r, size_t at)
{
    return at < r->count && cs_word_prep(token(r, at)->word) != CS_PREP_COUNT;
}

static bool is_plain_word(const struct reading *r, size_t at)
{
    return at < r->count && token(r, at)->kind == TOK_SMALL && !is_prep(r, at);
}

/* The token after the arguments that begin here: "Armenia", "CST 4(2)", "Military, Political". */
static size_t arguments_end(const struct reading *r, size_t at)
{
    while (begins_argument(r, at)) {
        if (token(r, at)->kind == TOK_CAPITAL) {
            while (at < r->count && token(r, at)->kind == TOK_CAPITAL)
                at++;
            if (at < r->count && (token(r, at)->kind == TOK_ARTICLE || token(r, at)->kind == TOK_INTEGER))
                at++;
        } else {
            at++;
        }
        if (at + 1 >= r->count || token(r, at)->kind != TOK_COMMA)
            break;
        at++;
    }
    return at;
}

static bool read_tokens(struct reading *r, const char *question, struct cs_lexer_mistake *mistake)
{
    size_t length = strlen(question);
    const struct cs_source *source;
    char *text;

    while (length > 0 && strchr(" \t?.", question[length - 1]) != NULL)
        length--;
    text = cs_arena_text(r->arena, question, length);
    r->line = cs_arena_alloc(r->arena, sizeof *r->line);
    source = text != NULL ? cs_source_new(r->arena, "the question", CS_SOURCE_RECORD, text, length) : NULL;
    if (source == NULL || r->line == NULL)
        return true; /* the arena has failed */
    if (!cs_lexer_line(source, 0, r->line, mistake))
        return false;
    r->count = r->line->count;
    return true;
}

/* Cuts "... on 2024-06-01" from the end: the date of the question. */
static void cut_date(struct reading *r)
{
    const struct cs_token *last;

    if (r->count < 3 || !says(r, r->count - 2, "on"))
        return;
    last = token(r, r->count - 1);
    if (last->kind != TOK_DATE && !(last->kind == TOK_INTEGER && last->end - last->start == 4))
        return;
    r->out->date = words(r, r->count - 1, r->count);
    r->count -= 2;
}

/* ---- kinds ---- */

static cs_name name_of(const struct reading *r, size_t first, size_t end)
{
    const char *bytes = r->line->source->bytes;
    struct cs_buffer text;
    cs_name name;

    cs_buffer_init(&text);
    if (token(r, first)->kind == TOK_STRING)
        cs_buffer_add(&text, bytes + token(r, first)->start + 1, token(r, first)->end - token(r, first)->start - 2);
    for (size_t i = first; token(r, first)->kind != TOK_STRING && i < end && token(r, i)->kind != TOK_COMMA; i++)
        cs_buffer_printf(&text, "%s%.*s", i > first ? " " : "", (int)(token(r, i)->end - token(r, i)->start),
                         bytes + token(r, i)->start);
    name = cs_names_find(&r->c->names, cs_buffer_string(&text), text.length);
    if (text.failed)
        r->arena->failed = true;
    cs_buffer_release(&text);
    return cs_symbols_spelt(&r->c->symbols, name);
}

static cs_kind kind_of(const struct reading *r, size_t first, size_t end)
{
    const struct cs_symbols *s = &r->c->symbols;
    cs_name name = name_of(r, first, end);

    if (token(r, first)->kind == TOK_LABEL)
        return CS_KIND_OCCURRENCE;
    if (name == CS_NO_NAME || name >= s->by_name_count)
        return token(r, end - 1)->kind == TOK_ARTICLE ? CS_KIND_ARTICLE : CS_KIND_ANY;
    if (s->particular_of[name] != 0)
        return s->particulars[s->particular_of[name] - 1].kind;
    return s->instrument_of[name] != NULL ? CS_KIND_INSTRUMENT : CS_KIND_ANY;
}

static bool role_takes(const struct reading *r, const struct cs_shape *shape, uint32_t role, uint32_t used,
                       cs_kind kind)
{
    return (used >> role & 1) == 0 &&
           (kind == CS_KIND_ANY || cs_kind_within(&r->c->symbols, kind, shape->roles[role].kind));
}

/* The role that an argument takes: its own, else `of`, else the only one that it fits. False if there is none. */
static bool find_role(const struct reading *r, const struct cs_shape *shape, uint32_t used, const struct part *part,
                      uint32_t *out)
{
    int own = part->prep != CS_PREP_COUNT ? cs_shape_role(shape, part->prep) : -1,
        of = cs_shape_role(shape, CS_PREP_OF);
    size_t count = 0;

    *out = (uint32_t)own;
    if (own >= 0 && role_takes(r, shape, *out, used, part->kind))
        return true;
    *out = (uint32_t)of;
    if (of >= 0 && role_takes(r, shape, *out, used, part->kind))
        return true;
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (role_takes(r, shape, i, used, part->kind)) {
            *out = i;
            count++;
        }
    return count == 1;
}

/* The role of the subject: `is`, `by`, `in`, else the first that it fits by kind. */
static bool find_subject(const struct reading *r, const struct cs_shape *shape, cs_kind kind, uint32_t *out)
{
    static const enum cs_prep preferred[] = {CS_PREP_IS, CS_PREP_BY, CS_PREP_IN};

    for (size_t i = 0; i < sizeof preferred / sizeof *preferred; i++) {
        int role = cs_shape_role(shape, preferred[i]);

        *out = (uint32_t)role;
        if (role >= 0 && role_takes(r, shape, *out, 0, kind))
            return true;
    }
    for (*out = 0; *out < shape->role_count; (*out)++)
        if (role_takes(r, shape, *out, 0, kind))
            return true;
    return false;
}

/* ---- a word and its arguments ---- */

/* Reads parts from a token on; false if there is something else. */
static bool read_parts(struct reading *r, size_t at, struct part *parts, size_t *count)
{
    *count = 0;
    while (at < r->count) {
        struct part part = {.prep = CS_PREP_COUNT};

        if (is_prep(r, at))
            part.prep = cs_word_prep(token(r, at++)->word);
        part.first = at;
        part.end = arguments_end(r, at);
        if (part.end == at || *count == PARTS_MAX)
            return false;
        part.kind = kind_of(r, part.first, part.end);
        parts[(*count)++] = part;
        at = part.end;
    }
    return true;
}

/* "may accession by Azerbaijan of CST"; NULL if the arguments do not fit the word. */
static const char *compose(struct reading *r, const char *before, const struct cs_shape *shape,
                           const struct part *subject, const struct part *parts, size_t count)
{
    const struct part *taken[CS_ROLES_MAX] = {NULL};
    uint32_t used = 0, role;
    struct cs_buffer text;

    if (!find_subject(r, shape, subject->kind, &role))
        return NULL;
    taken[role] = subject;
    used |= (uint32_t)1 << role;
    for (size_t i = 0; i < count; i++) {
        if (!find_role(r, shape, used, &parts[i], &role))
            return NULL;
        taken[role] = &parts[i];
        used |= (uint32_t)1 << role;
    }
    cs_buffer_init(&text);
    cs_buffer_text(&text, before);
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (taken[i] != NULL && shape->roles[i].prep == CS_PREP_IS)
            cs_buffer_printf(&text, "%s is ", words(r, taken[i]->first, taken[i]->end));
    cs_buffer_text(&text, cs_names_text(&r->c->names, shape->head));
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (taken[i] != NULL && shape->roles[i].prep != CS_PREP_IS)
            cs_buffer_printf(&text, " %s %s", cs_prep_text(shape->roles[i].prep),
                             words(r, taken[i]->first, taken[i]->end));
    return cs_buffer_keep(&text, r->arena);
}

/* ---- may ACTOR VERB ... ---- */

static bool has_power(const struct reading *r, const struct cs_shape *shape)
{
    uint32_t relation = cs_plan_relation(r->c->plan, shape->head, CS_NO_NAME);

    return shape->kind == CS_SHAPE_EVENT && relation != CS_NOWHERE && r->c->plan->relations[relation].powers != NULL;
}

static size_t letters_alike(const char *a, size_t a_length, const char *b)
{
    size_t i = 0;

    while (i < a_length && b[i] != '\0' && b[i] != ' ' && a[i] == b[i])
        i++;
    return i;
}

/* How well a verb fits the words of an event; 0: not at all. Of equal ones the event of fewer words fits better. */
static size_t likeness(const char *verb, const char *head)
{
    size_t length = strlen(verb), best = 0, count = 1;

    if (strcmp(verb, head) == 0)
        return SIZE_MAX;
    for (const char *word = head; word != NULL; word = strchr(word, ' ')) {
        size_t alike;

        if (*word == ' ') {
            word++;
            count++;
        }
        alike = letters_alike(verb, length, word);
        if (alike >= LETTERS_ALIKE && 5 * alike >= 3 * length && alike > best)
            best = alike;
    }
    return best == 0 ? 0 : 64 * best - (count < 64 ? count : 63);
}

static void add_form(const struct reading *r, const struct cs_shape *shape, struct cs_buffer *out)
{
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep == CS_PREP_IS)
            cs_buffer_printf(out, "%s is ",
                             cs_names_text(&r->c->names, r->c->symbols.kinds[shape->roles[i].kind].name));
    cs_buffer_text(out, cs_names_text(&r->c->names, shape->head));
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep != CS_PREP_IS)
            cs_buffer_printf(out, " %s %s", cs_prep_text(shape->roles[i].prep),
                             cs_names_text(&r->c->names, r->c->symbols.kinds[shape->roles[i].kind].name));
}

/* The events for which some text gives a power, as lines; with `verb` only those that it may mean. */
static const char *list_powers(struct reading *r, const char *verb)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, verb != NULL ? "" : "What somebody may do:\n");
    for (size_t i = 0; i < r->c->symbols.shape_count; i++) {
        const struct cs_shape *shape = &r->c->symbols.shapes[i];

        if (!has_power(r, shape) || (verb != NULL && likeness(verb, cs_names_text(&r->c->names, shape->head)) == 0))
            continue;
        cs_buffer_text(&text, "  may ");
        add_form(r, shape, &text);
        cs_buffer_char(&text, '\n');
    }
    return cs_buffer_keep(&text, r->arena);
}

/* Refuses a verb that means no power, or `several`. */
static void refuse_verb(struct reading *r, const char *verb, bool several)
{
    const struct cs_symbols *s = &r->c->symbols;
    struct cs_near near;
    bool any = false;

    cs_near_start(&near, verb, strlen(verb));
    for (size_t i = 0; i < s->shape_count; i++) {
        const char *head = cs_names_text(&r->c->names, s->shapes[i].head);

        if (!has_power(r, &s->shapes[i]))
            continue;
        any = any || likeness(verb, head) > 0;
        cs_near_try(&near, head, strlen(head), (uint32_t)i);
    }
    if (several)
        refuse(r, list_powers(r, verb), "\"%s\" may mean several acts; ask for one of them in its own words:", verb);
    else if (any)
        refuse(r, list_powers(r, verb), "\"%s\" is not said of such as these; it is:", verb);
    else if (near.found)
        refuse(r, list_powers(r, NULL), "no text gives anybody a power that \"%s\" could mean; did you mean \"%s\"?",
               verb, cs_names_text(&r->c->names, s->shapes[near.best].head));
    else
        refuse(r, list_powers(r, NULL), "no text gives anybody a power that \"%s\" could mean", verb);
}

/* The name of these words, runs of spaces as one; CS_NO_NAME if there is none. */
static cs_name head_of(struct reading *r, const char *words)
{
    struct cs_buffer text;
    cs_name name;

    cs_buffer_init(&text);
    for (; *words != '\0'; words++)
        if (*words != ' ' || words[1] != ' ')
            cs_buffer_char(&text, *words);
    name = cs_names_find(&r->c->names, cs_buffer_string(&text), text.length);
    if (text.failed)
        r->arena->failed = true;
    cs_buffer_release(&text);
    return name;
}

/* The one event that the verb fits best, among those whose roles take the arguments. */
static void choose_power(struct reading *r, const char *verb, const struct part *actor, const struct part *parts,
                                 size_t count)
{
    const struct cs_symbols *s = &r->c->symbols;
    const struct cs_shape *shape;
    const char *found = NULL;
    size_t best = 0, equals = 0;

    for (size_t i = 0; i < s->shape_count; i++) {
        const char *sentence;
        size_t like = has_power(r, &s->shapes[i]) ? likeness(verb, cs_names_text(&r->c->names, s->shapes[i].head)) : 0;

        if (like == 0 || like < best)
            continue;
        sentence = compose(r, "may ", &s->shapes[i], actor, parts, count);
        if (sentence == NULL)
            continue;
        equals = like == best ? equals + 1 : 1;
        best = like;
        found = sentence;
    }
    if (found == NULL && (shape = cs_symbols_shape(s, head_of(r, verb))) != NULL && shape->kind == CS_SHAPE_EVENT &&
        !has_power(r, shape))
        found = compose(r, "may ", shape, actor, parts, count); /* that no text says who may do it is an answer */
    if (found == NULL || equals > 1)
        refuse_verb(r, verb, found != NULL);
    else
        r->out->text = found;
}

static void read_power(struct reading *r)
{
    struct part actor = {.prep = CS_PREP_COUNT, .first = 1, .end = arguments_end(r, 1)}, parts[PARTS_MAX];
    size_t at = actor.end, count;
    const char *verb;

    while (is_plain_word(r, at))
        at++;
    verb = words(r, actor.end, at);
    if (at == actor.end || !read_parts(r, at, parts, &count)) {
        refuse(r, cs_plain_examples(r->c, r->arena),
               "\"%s\" cannot be read: what may be done stands in one verb, and to what behind it",
               words(r, 0, r->count));
        return;
    }
    actor.kind = kind_of(r, actor.first, actor.end);
    choose_power(r, verb, &actor, parts, count);
}

/* ---- the other forms ---- */

/* Reads "party Armenia ...": a declared word with its subject after it. False if it is something else. */
static bool read_word(struct reading *r)
{
    size_t end = 0, argument;
    const struct cs_shape *shape = NULL;
    struct part subject = {.prep = CS_PREP_COUNT}, parts[PARTS_MAX];
    const char *sentence;
    size_t count;

    while (is_plain_word(r, end))
        end++;
    if (end == 0 || !begins_argument(r, end))
        return false;
    shape = cs_symbols_shape(&r->c->symbols, head_of(r, words(r, 0, end)));
    argument = arguments_end(r, end);
    if (shape == NULL || !read_parts(r, argument, parts, &count))
        return false;
    subject.first = end;
    subject.end = argument;
    subject.kind = kind_of(r, end, argument);
    sentence = compose(r, "", shape, &subject, parts, count);
    if (sentence != NULL)
        r->out->text = sentence;
    else
        r->misfit = shape;
    return sentence != NULL;
}

static const char *joined(struct reading *r, const char *a, const char *between, const char *b)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s%s", a, between, b);
    return cs_buffer_keep(&text, r->arena);
}

/* "is Armenia party of CST", "is e1 attack on Armenia", "does Russia owe Armenia ...", "does e1 count as ..." */
static bool read_inverted(struct reading *r)
{
    size_t end = arguments_end(r, 1);
    const char *subject = words(r, 1, end);

    if (end == 1 || end == r->count)
        return false;
    if (says(r, 0, "does") && says(r, end, "owe"))
        r->out->text = joined(r, subject, " owes ", words(r, end + 1, r->count));
    else if (says(r, 0, "does") && says(r, end, "expect"))
        r->out->text = joined(r, subject, " expects ", words(r, end + 1, r->count));
    else if (says(r, 0, "does") && says(r, end, "count") && says(r, end + 1, "as"))
        r->out->text = joined(r, subject, " counts as ", words(r, end + 2, r->count));
    else if (says(r, 0, "is") && token(r, 1)->kind == TOK_LABEL)
        r->out->text = joined(r, subject, " counts as ", words(r, end, r->count));
    else if (says(r, 0, "is") || says(r, 0, "are"))
        r->out->text = joined(r, subject, says(r, 0, "is") ? " is " : " are ", words(r, end, r->count));
    else
        return false;
    return true;
}

static void set_between(struct reading *r, bool expectation, const char *first, const char *second)
{
    r->out->form = CS_ASKED_BETWEEN;
    r->out->expectation = expectation;
    r->out->first = first;
    r->out->second = second;
}

/* "owes Russia to Armenia", "expects Armenia of CSC", "Russia owes Armenia", "who owes Armenia", "Russia owes" */
static bool read_between(struct reading *r)
{
    size_t at = 0, end;
    bool verb_first = says(r, 0, "owes") || says(r, 0, "expects");
    bool expectation = says(r, 0, "expects");
    const char *first = NULL, *second = NULL;

    if (verb_first)
        at = 1;
    end = arguments_end(r, at);
    if (end > at)
        first = words(r, at, end);
    else if (!verb_first && says(r, 0, "who"))
        end = 1;
    at = end;
    if (!verb_first) {
        expectation = says(r, at, "expects");
        if (!expectation && !says(r, at, "owes"))
            return false;
        at++;
    } else if (at < r->count && is_prep(r, at)) {
        at++;
    }
    end = arguments_end(r, at);
    if (end > at)
        second = words(r, at, end);
    else if (at < r->count && (says(r, at, "whom") || says(r, at, "what")))
        end = at + 1;
    if (end < r->count || (first == NULL && second == NULL))
        return false; /* there is an act as well, or no party */
    set_between(r, expectation, first, second);
    return true;
}

static bool is_row(const struct reading *r)
{
    const struct cs_token *first = token(r, 0);

    return r->count == 1 && (first->kind == TOK_LABEL || first->kind == TOK_INTEGER || first->kind == TOK_ARTICLE);
}

static void refuse_misfit(struct reading *r)
{
    struct cs_buffer form;

    cs_buffer_init(&form);
    add_form(r, r->misfit, &form);
    refuse(r, "", "\"%s\" cannot be read: it is \"%s\"", words(r, 0, r->count), cs_buffer_string(&form));
    if (form.failed)
        r->arena->failed = true;
    cs_buffer_release(&form);
}

static void read_question(struct reading *r)
{
    r->out->text = words(r, 0, r->count);
    if (is_row(r)) {
        r->out->form = CS_ASKED_ROW;
    } else if (says(r, 0, "may")) {
        if (begins_argument(r, 1))
            read_power(r);
        else
            r->out->text = joined(r, "may ", "", words(r, 1, r->count));
    } else if (!read_between(r) && !read_inverted(r) && !read_word(r)) {
        if (r->misfit != NULL)
            refuse_misfit(r);
        else if (arguments_end(r, 0) == r->count)
            refuse(r, cs_plain_examples(r->c, r->arena), "\"%s\" is a name: what about it?", words(r, 0, r->count));
    }
}

casus_status cs_sentence_read(const struct cs_case *c, const char *question, struct cs_arena *arena,
                              struct cs_sentence *out)
{
    struct reading r = {.c = c, .arena = arena, .out = out};
    struct cs_lexer_mistake mistake;

    *out = (struct cs_sentence){.form = CS_ASKED_SENTENCE};
    if (strpbrk(question, "\n\r") != NULL) {
        refuse(&r, "", "a question stands on one line");
    } else if (!read_tokens(&r, question, &mistake)) {
        refuse(&r, cs_plain_examples(c, arena), "\"%s\" cannot be read: %s", question, mistake.message);
    } else if (!cs_arena_failed(arena)) {
        cut_date(&r);
        if (r.count == 0)
            refuse(&r, cs_plain_examples(c, arena), "nothing is asked");
        else if (!cs_arena_failed(arena))
            read_question(&r);
    }
    return cs_arena_failed(arena) ? CASUS_ERR_MEMORY : CASUS_OK;
}
