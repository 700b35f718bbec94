/* SPDX-License-Identifier: MIT */
/* Shapes of events, facts and quantities; readings; exclusions, ledger rows, judges. */
#include "lang/check_int.h"

#include <string.h>

#define ANSWERS_MAX 400

/* Shapes */

static void fill_roles(struct cs_checker *checker, const struct cs_term *term, struct cs_shape *shape)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        cs_kind kind = cs_checker_kind(checker, role->args->name, role->args->span);

        if (shape->role_count == CS_ROLES_MAX) {
            cs_diagnose(checker->diagnostics, DIAG_ROLES_TOO_MANY, role->span, "\"%s\" has more than %d roles",
                        cs_checker_text(checker, shape->head), CS_ROLES_MAX);
            return;
        }
        shape->roles[shape->role_count++] = (struct cs_role_symbol){
            .prep = role->prep, .kind = kind, .one = role->args->one, .or_nothing = role->args->or_nothing
        };
    }
}

static bool same_shape(const struct cs_shape *a, const struct cs_shape *b)
{
    if (a->kind != b->kind || a->role_count != b->role_count || a->takes_over != b->takes_over ||
        a->for_good != b->for_good)
        return false;
    for (uint32_t i = 0; i < a->role_count; i++) {
        int role = cs_shape_role(b, a->roles[i].prep);

        if (role < 0 || a->roles[i].kind != b->roles[role].kind ||
            a->roles[i].one != b->roles[role].one || a->roles[i].or_nothing != b->roles[role].or_nothing)
            return false;
    }
    return true;
}

/* "has organ", "owns ship": do the words begin with a verb? `rest` is then what follows it. */
static bool says_what_it_does(const char *words, const char **rest)
{
    size_t length = strcspn(words, " ");

    *rest = words + length + 1;
    return words[length] == ' ' && length > 2 && words[length - 1] == 's' && words[length - 2] != 's' &&
           words[length - 2] != 'u' && words[length - 2] != 'i';
}

/*
 * A kind is among the words of a fact. "fact state party of instrument": "is" was probably left out; "fact state is
 * member organ": a preposition.
 */
static void check_kind_in_words(struct cs_checker *checker, const struct cs_shape *shape)
{
    const char *text = cs_checker_text(checker, shape->head), *word = text, *rest;
    int subject = cs_shape_role(shape, CS_PREP_IS);
    struct cs_diagnostic *diagnostic;

    if (shape->kind != CS_SHAPE_FACT || strchr(text, ' ') == NULL)
        return;
    for (size_t length; *word != '\0'; word += length + (word[length] == ' ')) {
        cs_name name;

        length = strcspn(word, " ");
        name = cs_names_find(checker->names, word, length);
        if (name == CS_NO_NAME || checker->symbols->kind_of[name] <= CS_KIND_BUILT_IN ||
            (subject >= 0 && checker->symbols->kind_of[name] == shape->roles[subject].kind + 1))
            continue; /* "organ is highest organ of ..." says what the subject is */
        diagnostic =
            cs_diagnose(checker->diagnostics, DIAG_KIND_IN_WORDS, shape->span,
                        "the kind \"%.*s\" stands among the words of the fact \"%s\"", (int)length, word, text);
        if (subject >= 0)
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "If any %.*s may stand there, it stands behind a preposition.", (int)length, word);
        else if (word == text && says_what_it_does(word + length + 1, &rest))
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "A fact tells what somebody or something is, each other kind behind a preposition, such "
                               "as: fact %.*s is holder of %s.", (int)length, word, rest);
        else if (word == text)
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "Whoever or whatever a fact is told of stands before \"is\": fact %.*s is %s.",
                               (int)length, word, word + length + 1);
        else
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "Whoever or whatever a fact is told of stands before \"is\", or behind a preposition.");
        return;
    }
}

static void add_shape(struct cs_checker *checker, const struct cs_shape_line *line)
{
    struct cs_symbols *symbols = checker->symbols;
    uint32_t index = symbols->shape_of[line->term.head];
    struct cs_shape *other = index > 0 ? &symbols->shapes[index - 1] : NULL;
    struct cs_shape *shape = &symbols->shapes[symbols->shape_count];
    struct cs_diagnostic *diagnostic;

    *shape = (struct cs_shape){
        .kind = line->kind, .head = line->term.head, .after = line->after, .span = line->term.head_span,
        .takes_over = line->takes_over, .for_good = line->for_good};
    fill_roles(checker, &line->term, shape);
    if (other == NULL) {
        symbols->shape_of[shape->head] = (uint32_t)++symbols->shape_count;
        check_kind_in_words(checker, shape);
        return;
    }
    if (same_shape(other, shape))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_SHAPE_TWICE, shape->span,
                             "\"%s\" is declared twice, and not in the same way",
                             cs_checker_text(checker, shape->head));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is declared first");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Use the word as it is declared there, or give what is meant here another one.");
    other->conflicting = true;
}

bool cs_checker_shapes(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t count = 1; /* one more, for a shape that is made before it turns out not to be new */

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_shape_line *line = file->shapes; line != NULL; line = line->next)
            count++;
    }
    symbols->shapes = cs_arena_array(checker->arena, count, sizeof *symbols->shapes);
    if (symbols->shapes == NULL)
        return false;
    symbols->shape_capacity = count;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_shape_line *line = file->shapes; line != NULL; line = line->next)
            add_shape(checker, line);
    }
    return true;
}

/* Readings */

static cs_instant since_of(const struct cs_moment *since)
{
    return since->form == CS_MOMENT_NONE ? CS_TIME_ALWAYS : since->start;
}

static cs_instant until_of(const struct cs_moment *until)
{
    return until->form == CS_MOMENT_NONE ? CS_TIME_NEVER : until->start;
}

static bool same_time(const struct cs_reading_answer *a, const struct cs_reading_answer *b)
{
    return since_of(&a->since) < until_of(&b->until) && since_of(&b->since) < until_of(&a->until);
}

/* R 3: at every time while the instrument is in force the reading must have an answer. */
static void check_times(struct cs_checker *checker, const struct cs_reading *reading)
{
    const struct cs_instrument *text = reading->instrument;
    cs_instant at = text != NULL ? since_of(&text->since) : CS_TIME_ALWAYS;
    cs_instant end = text != NULL ? until_of(&text->until) : CS_TIME_NEVER;
    struct cs_diagnostic *diagnostic;

    while (at < end) {
        cs_instant reached = at;

        for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
            if (since_of(&a->since) <= at && until_of(&a->until) > reached)
                reached = until_of(&a->until);
        if (reached == at)
            break;
        at = reached;
    }
    if (at >= end || reading->answers == NULL || reading->broken)
        return;
    diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_ANSWER_GAP, reading->span, "at some time the reading has no answer");
    cs_diagnostic_help(
        checker->diagnostics, diagnostic,
        "Some answer counts at every time: what ends \"until\" a day is followed by one \"since\" that day.");
}

static void check_answers(struct cs_checker *checker, const struct cs_reading *reading)
{
    size_t count = 0;

    for (const struct cs_reading_answer *answer = reading->answers; answer != NULL; answer = answer->next) {
        if (++count > ANSWERS_MAX) {
            cs_diagnose(checker->diagnostics, DIAG_ANSWER_TWICE, answer->span,
                        "a reading cannot have more than %d answers", ANSWERS_MAX);
            return;
        }
        for (const struct cs_reading_answer *other = reading->answers; other != answer; other = other->next) {
            struct cs_diagnostic *diagnostic;

            if (other->name != answer->name || !same_time(answer, other))
                continue;
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_ANSWER_TWICE, answer->span,
                                     "\"%s\" is already an answer of this reading",
                                     cs_checker_text(checker, answer->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
            break;
        }
    }
}

static void add_reading(struct cs_checker *checker, struct cs_reading *reading)
{
    struct cs_reading *other = checker->symbols->reading_of[reading->name];
    struct cs_diagnostic *diagnostic;

    check_answers(checker, reading);
    check_times(checker, reading);
    if (other == NULL) {
        checker->symbols->reading_of[reading->name] = reading;
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_READING_TWICE, reading->span,
                             "there is already a reading with the name \"%s\"",
                             cs_checker_text(checker, reading->name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
}

bool cs_checker_readings(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (struct cs_reading *reading = file->readings; reading != NULL; reading = reading->next)
            add_reading(checker, reading);
    }
    return true;
}

static const struct cs_reading *find_reading(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    const struct cs_reading *reading = checker->symbols->reading_of[name];
    struct cs_diagnostic *diagnostic;
    const struct cs_reading *best = NULL;
    struct cs_near near;

    if (reading != NULL || !cs_checker_first_report(checker, name))
        return reading;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_READING_UNKNOWN,
                             cs_checker_find(checker, span, name), "there is no reading \"%s\"",
                             cs_checker_text(checker, name));
    if (diagnostic == NULL)
        return NULL;
    cs_checker_near_start(checker, &near, name);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_reading *other = file->readings; other != NULL; other = other->next) {
            cs_checker_near_try(checker, &near, other->name, other->name);
            if (near.found && near.best == other->name)
                best = other;
        }
    }
    if (best != NULL)
        cs_checker_suggest(checker, diagnostic, best->name, best->span);
    else
        cs_diagnostic_help(
            checker->diagnostics, diagnostic,
            "A reading is declared by a line such as: reading %s \"how long?\", with each answer on a line below it.",
            cs_checker_written(checker, name));
    return NULL;
}

void cs_checker_reads(struct cs_checker *checker, cs_name name, cs_name answer, struct cs_span span)
{
    const struct cs_reading *reading = find_reading(checker, name, span);
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (reading == NULL)
        return;
    for (const struct cs_reading_answer *other = reading->answers; other != NULL; other = other->next) {
        if (other->name == answer)
            return;
    }
    if (reading->broken || !cs_checker_first_report(checker, answer))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_ANSWER_UNKNOWN, cs_checker_find(checker, span, answer),
                             "\"%s\" is no answer of the reading \"%s\"",
                             cs_checker_text(checker, answer), cs_checker_text(checker, name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, reading->span, "here is the reading");
    cs_checker_near_start(checker, &near, answer);
    for (const struct cs_reading_answer *other = reading->answers; other != NULL && diagnostic != NULL;
         other = other->next)
        cs_checker_near_try(checker, &near, other->name, other->name);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, (struct cs_span){.source = NULL});
}

void cs_checker_period(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    const struct cs_reading *reading = find_reading(checker, name, span);

    if (reading == NULL)
        return;
    for (const struct cs_reading_answer *answer = reading->answers; answer != NULL; answer = answer->next) {
        struct cs_diagnostic *diagnostic;

        if (answer->has_duration && !cs_checker_business(checker, answer->duration, span))
            return;
        if (answer->has_duration)
            continue;
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ANSWER_ENDLESS, span,
                                 "\"%s\" stands for a period here, and not all its answers say how long",
                                 cs_checker_text(checker, name));
        cs_diagnostic_other(checker->diagnostics, diagnostic, answer->span, "this one does not");
        return;
    }
}

/* Exclusions, ledger rows, judges */

static void check_exclusion(struct cs_checker *checker, struct cs_exclusion *exclusion)
{
    checker->where = WHERE_ROW;
    cs_checker_term(checker, &exclusion->first, SHAPES_EVENT);
    cs_checker_term(checker, &exclusion->second, SHAPES_EVENT);
    cs_checker_one_each(checker, &exclusion->first, "the line tells of one that excludes another");
    cs_checker_one_each(checker, &exclusion->second, "the line tells of one that excludes another");
    if (exclusion->first.head == exclusion->second.head &&
        (exclusion->first.roles == NULL || exclusion->second.roles == NULL))
        cs_diagnose(checker->diagnostics, DIAG_EXCLUSION_SELF, exclusion->span, "nothing excludes itself");
}

/* The state of what has come to nothing else is one. */
static void check_else(struct cs_checker *checker, const struct cs_row_line *row, const struct cs_row_state *state)
{
    for (const struct cs_row_state *other = row->states; other != state; other = other->next)
        if (other->kind == CS_ROW_STATE_ELSE) {
            struct cs_diagnostic *diagnostic =
                cs_diagnose(checker->diagnostics, DIAG_GIVEN_TWICE, state->span,
                            "what an entry is as long as nothing else has come about is said twice");

            cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
            return;
        }
}

static bool names_row(const struct cs_row_line *row, const struct cs_arg *args)
{
    for (; args != NULL; args = args->next)
        if (args->name == row->variable && (args->kind == CS_ARG_VARIABLE || args->kind == CS_ARG_LABEL))
            return true;
    return false;
}

/* What belongs to an entry is found by a word in which that entry stands, and another occurrence. */
static void check_groups(struct cs_checker *checker, const struct cs_row_line *row, const struct cs_row_state *state)
{
    const struct cs_shape *shape = cs_symbols_shape(checker->symbols, state->term.head);
    uint32_t occurrences = shape != NULL && shape->kind == CS_SHAPE_EVENT ? 1 : 0;
    bool named = false;

    for (const struct cs_role *role = state->term.roles; role != NULL; role = role->next)
        named = named || names_row(row, role->args);
    for (uint32_t i = 0; shape != NULL && i < shape->role_count; i++)
        occurrences += shape->roles[i].kind == CS_KIND_OCCURRENCE;
    if (shape == NULL || (named && occurrences > 1))
        return;
    cs_diagnostic_help(checker->diagnostics,
                       cs_diagnose(checker->diagnostics, DIAG_GROUPS_NOTHING, state->span,
                                   "the line names no occurrence that could belong to \"%s\"",
                                   cs_checker_text(checker, row->variable)),
                       "Write a word with two occurrences, of which one is the entry: \"groups a is answer to %s\".",
                       cs_checker_text(checker, row->variable));
}

static void check_row(struct cs_checker *checker, struct cs_row_line *row)
{
    checker->where = WHERE_ROW;
    cs_checker_term(checker, &row->term, SHAPES_EVENT);
    for (struct cs_row_state *state = row->states; state != NULL; state = state->next) {
        if (state->kind == CS_ROW_STATE_ELSE) {
            check_else(checker, row, state);
            continue;
        }
        cs_checker_term(checker, &state->term, SHAPES_EVENT | SHAPES_FACT);
        if (state->variable != CS_NO_NAME)
            cs_checker_one_each(checker, &state->term, "the line tells who or what is left out");
        if (state->kind == CS_ROW_STATE_GROUPS)
            check_groups(checker, row, state);
    }
    for (struct cs_row_need *need = row->needs; need != NULL; need = need->next)
        cs_checker_term(checker, &need->term, SHAPES_EVENT | SHAPES_FACT);
}

static void check_instrument(struct cs_checker *checker, struct cs_instrument *instrument)
{
    if (instrument->declaration)
        cs_checker_name(checker, instrument->by, instrument->span);
    for (const struct cs_judge *judge = instrument->judges; judge != NULL; judge = judge->next)
        cs_checker_head(checker, judge->word, cs_checker_find(checker, judge->span, judge->word),
                        SHAPES_EVENT | SHAPES_FACT);
}

void cs_checker_words(struct cs_checker *checker)
{
    const struct cs_file *file = checker->file;

    for (const struct cs_shape_line *line = file->shapes; line != NULL; line = line->next) {
        for (const struct cs_words *words = line->after; words != NULL; words = words->next)
            cs_checker_head(checker, words->head, words->span, SHAPES_EVENT);
    }
    for (struct cs_exclusion *exclusion = file->exclusions; exclusion != NULL; exclusion = exclusion->next)
        check_exclusion(checker, exclusion);
    for (struct cs_row_line *row = file->rows; row != NULL; row = row->next)
        check_row(checker, row);
    for (struct cs_instrument *instrument = file->instruments; instrument != NULL; instrument = instrument->next)
        check_instrument(checker, instrument);
}
