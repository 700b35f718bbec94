/* SPDX-License-Identifier: MIT */
/* Sources and labels; entries with their claims; checks. */
#include <string.h>

#include "lang/check_int.h"

/* Sources and labels */

static bool same_text(const char *a, const char *b)
{
    return a == NULL || b == NULL ? a == b : strcmp(a, b) == 0;
}

/* Two records that cite one source may both declare it, so that each can also be run alone. */
static bool same_document(const struct cs_document *a, const struct cs_document *b)
{
    return same_text(a->title, b->title) && same_text(a->author, b->author) &&
           same_text(a->publisher, b->publisher) && same_text(a->url, b->url) && same_text(a->file, b->file) &&
           same_text(a->sha256, b->sha256) && a->date.form == b->date.form && a->date.first == b->date.first &&
           a->date.last == b->date.last;
}

static void add_document(struct cs_checker *checker, struct cs_document *document)
{
    struct cs_document *other = checker->symbols->document_of[document->name];
    struct cs_diagnostic *diagnostic;

    if (other == NULL) {
        checker->symbols->document_of[document->name] = document;
        return;
    }
    if (document->span.source != other->span.source && same_document(document, other))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_SOURCE_TWICE, document->span,
                             "there is already a source with the name \"%s\"",
                             cs_checker_text(checker, document->name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
}

bool cs_checker_documents(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (struct cs_document *document = file->documents; document != NULL; document = document->next)
            add_document(checker, document);
    }
    return true;
}

void cs_checker_add_label(struct cs_checker *checker, struct cs_entry *entry)
{
    struct cs_entry *other = checker->symbols->entry_of[entry->label];
    struct cs_diagnostic *diagnostic;

    if (other == NULL) {
        checker->symbols->entry_of[entry->label] = entry;
        return;
    }
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_LABEL_TWICE, entry->label_span,
                             "the label \"%s\" was already given to another entry",
                             cs_checker_text(checker, entry->label));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->label_span, "to this one");
}

void cs_checker_labels(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        file->entry_kinds = 0;
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            file->entry_kinds |= (uint32_t)1 << entry->kind;
            if (entry->label != CS_NO_NAME)
                cs_checker_add_label(checker, entry);
        }
    }
}

/* Claims */

static void check_source(struct cs_checker *checker, struct cs_claim *claim)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    cs_checker_own_source(checker, &claim->source);
    if (claim->source == CS_NO_NAME || symbols->document_of[claim->source] != NULL ||
        !cs_checker_first_report(checker, claim->source))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_SOURCE_UNKNOWN,
                             cs_checker_find(checker, claim->span, claim->source), "there is no source \"%s\"",
                             cs_checker_text(checker, claim->source));
    if (diagnostic == NULL)
        return;
    cs_checker_near_start(checker, &near, claim->source);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_document *document = file->documents; document != NULL; document = document->next)
            cs_checker_near_try(checker, &near, document->name, document->name);
    }
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, symbols->document_of[near.best]->span);
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A source is declared by a line such as: source %s \"title\".",
                           cs_checker_written(checker, claim->source));
}

/* The event that an entry is about: the entry with its label, or the entry itself; NULL if that is no event. */
static const struct cs_entry *event_of(const struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_shape *shape;

    if (entry->about.name != CS_NO_NAME) /* its spelling is replaced already */
        entry = checker->symbols->entry_of[entry->about.name];
    if (entry == NULL || entry->kind != CS_ENTRY_TERM)
        return NULL;
    shape = cs_symbols_shape(checker->symbols, entry->term.head);
    return shape != NULL && shape->kind == CS_SHAPE_EVENT ? entry : NULL;
}

static void check_recorded(struct cs_checker *checker, const struct cs_entry *entry, const struct cs_claim *claim)
{
    const struct cs_entry *event = event_of(checker, entry);
    struct cs_diagnostic *diagnostic;

    if (claim->recorded.form == CS_MOMENT_NONE || event == NULL || claim->recorded.end > event->moment.start)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_RECORDED_EARLY, claim->span,
                             "this was recorded before it happened");
    cs_diagnostic_other(checker->diagnostics, diagnostic, event->span, "it is about this");
}

/* "under NP": the treaty to which the claim applies. */
static void check_claim_treaty(struct cs_checker *checker, struct cs_claim *claim)
{
    struct cs_span span;

    if (claim->instrument == CS_NO_NAME)
        return;
    span = cs_checker_find(checker, claim->span, claim->instrument);
    cs_checker_spell(checker, &claim->instrument);
    if (cs_checker_name(checker, claim->instrument, span) && !cs_checker_is_instrument(checker, claim->instrument))
        cs_diagnose(checker->diagnostics, DIAG_KIND_WRONG, span, "\"%s\" is no treaty",
                    cs_checker_text(checker, claim->instrument));
}

static void check_claim(struct cs_checker *checker, const struct cs_entry *entry, struct cs_claim *claim)
{
    cs_checker_voice(checker, &claim->voice, claim->voice_span, true);
    for (struct cs_via *via = claim->via; via != NULL; via = via->next)
        cs_checker_voice(checker, &via->name, cs_checker_find(checker, claim->span, via->name), true);
    check_source(checker, claim);
    check_claim_treaty(checker, claim);
    check_recorded(checker, entry, claim);
}

/* Entries */

/* What happens and lasts must have a beginning (R 6.5, 8.9). */
static void check_lasting_date(struct cs_checker *checker, const struct cs_moment *moment, struct cs_span span)
{
    struct cs_diagnostic *diagnostic;

    if (moment->start != CS_TIME_ALWAYS)
        return;
    diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_EVENT_SPAN, span, "what happens and lasts has a day on which it began");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Write A/B, or [A..B]/C where that day is not certain. What always was is a fact.");
}

static void check_event_date(struct cs_checker *checker, const struct cs_entry *entry, struct cs_span span)
{
    const struct cs_moment *moment = &entry->moment;
    struct cs_diagnostic *diagnostic;

    if (moment->form == CS_MOMENT_SPAN && entry->kind == CS_ENTRY_TERM) {
        check_lasting_date(checker, moment, span);
    } else if (moment->form == CS_MOMENT_SPAN) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_EVENT_SPAN, span,
                                 "the date of what happens is that on which it happened or began");
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "If the moment is not known, write [A..B]: some one moment between the two.");
    }
}

static void check_fact_date(struct cs_checker *checker, const struct cs_entry *entry, const struct cs_entry *fact,
                            struct cs_span span)
{
    const struct cs_moment *moment = &entry->moment;
    struct cs_diagnostic *diagnostic;

    cs_checker_lasts_from(checker, cs_symbols_shape(checker->symbols, fact->term.head), moment, span);
    if (moment->form == CS_MOMENT_SPAN || moment->form == CS_MOMENT_NONE || moment->form == CS_MOMENT_TIME ||
        (moment->form == CS_MOMENT_DAY && !moment->unsure))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_FACT_DATE, span,
                             "what holds for a time has a day on which it begins");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Write the day from which it holds, or A/B, A/.. or ../B: from one day to another. Where that "
                       "day is not certain, write so of its side: [2022-09-01..2022-09-05]/.., 2022-09~/..");
}

static void check_statement(struct cs_checker *checker, struct cs_entry *entry)
{
    struct cs_span date = entry->span;
    const struct cs_shape *shape = cs_checker_term(checker, &entry->term, SHAPES_EVENT | SHAPES_FACT);

    date.end = entry->label != CS_NO_NAME ? entry->label_span.start : entry->term.span.start;
    while (date.end > date.start + 1 && date.source->bytes[date.end - 1] == ' ')
        date.end--;
    if (shape == NULL)
        return;
    cs_checker_one_value(checker, &entry->term, shape);
    if (shape->kind == CS_SHAPE_EVENT)
        check_event_date(checker, entry, date);
    else
        check_fact_date(checker, entry, entry, date);
}

static void check_bond_date(struct cs_checker *checker, const struct cs_entry *entry)
{
    if (entry->moment.form == CS_MOMENT_SPAN)
        cs_diagnose(checker->diagnostics, DIAG_EVENT_SPAN, entry->span,
                    "a duty or expectation has the one date on which it begins");
}

static void check_bond_entry(struct cs_checker *checker, struct cs_entry *entry)
{
    struct cs_diagnostic *diagnostic;

    checker->instrument = entry->instrument;
    cs_checker_bond(checker, entry->bond);
    checker->instrument = NULL;
    check_bond_date(checker, entry);
    if (entry->bond->expectation || entry->instrument != NULL)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_DUTY_NOWHERE, entry->bond->span,
                             "nobody owes anything by the record alone");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Put it below the declaration that founds it, or write what is expected: \"expects\".");
}

/*
 * `about` must be an event of the record: only an occurrence counts as something, is in place of something, or has its
 * roles filled in. `so` is what nothing that happened could be.
 */
static void check_about_event(struct cs_checker *checker, struct cs_entry *entry, const char *so)
{
    const struct cs_entry *other;
    struct cs_diagnostic *diagnostic;

    cs_checker_label(checker, &entry->about);
    other = checker->symbols->entry_of[entry->about.name];
    if (other == NULL || event_of(checker, other) != NULL)
        return;
    if (other->kind == CS_ENTRY_TERM && cs_symbols_shape(checker->symbols, other->term.head) == NULL)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_ABOUT_NO_EVENT, entry->about.span,
                             "\"%s\" is no event: nothing happened that could be %s",
                             cs_checker_text(checker, entry->about.name), so);
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it stands");
    if (entry->kind == CS_ENTRY_ROLE)
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Each who holds it to be otherwise says a state, or a bond, of its own.");
}

/* Is it a state that the record enters? */
static bool is_state(const struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_shape *shape =
        entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(checker->symbols, entry->term.head) : NULL;

    return shape != NULL && shape->kind == CS_SHAPE_FACT;
}

/* Another date of an event, of a state, or of a bond that the record enters (R 8.5, 8.12, 8.13). */
static void check_dated(struct cs_checker *checker, struct cs_entry *entry)
{
    const struct cs_entry *other;

    cs_checker_label(checker, &entry->about);
    other = checker->symbols->entry_of[entry->about.name];
    if (other != NULL && other->kind == CS_ENTRY_BOND) {
        check_bond_date(checker, entry);
        return;
    }
    if (other != NULL && is_state(checker, other)) {
        check_fact_date(checker, entry, other, entry->span);
        return;
    }
    check_about_event(checker, entry, "called so");
    check_event_date(checker, entry, entry->span);
}

/* A line fills in what its entry leaves unsaid, and nothing else (R 2.7). */
static void told_role_is_stated(struct cs_checker *checker, const struct cs_entry *line, const struct cs_entry *entry)
{
    enum cs_prep prep = line->term.roles->prep;
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_ROLE_STATED, line->span, "\"%s\" says already \"%s %s\"",
                    cs_checker_text(checker, line->about.name), cs_prep_text(prep),
                    cs_checker_text(checker, cs_term_role(&entry->term, prep)->args->name));

    cs_diagnostic_other(checker->diagnostics, diagnostic, entry->span, "here it stands");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Who holds it to be another says what it was: \"%s counts as ...\". Or leave the role out of "
                       "the entry, and let each voice fill it in.",
                       cs_checker_text(checker, line->about.name));
}

static void check_role_entry(struct cs_checker *checker, struct cs_entry *entry)
{
    const struct cs_shape *shape = NULL;
    const struct cs_entry *other;

    check_about_event(checker, entry, "told further");
    other = checker->symbols->entry_of[entry->about.name];
    if (other != NULL && other->kind == CS_ENTRY_TERM)
        shape = cs_symbols_shape(checker->symbols, other->term.head);
    cs_checker_role(checker, entry->term.roles, shape);
    if (shape != NULL && shape->kind == CS_SHAPE_EVENT && cs_term_role(&other->term, entry->term.roles->prep) != NULL)
        told_role_is_stated(checker, entry, other);
}

void cs_checker_entry(struct cs_checker *checker, struct cs_entry *entry)
{
    checker->where = WHERE_RECORD;
    switch (entry->kind) {
    case CS_ENTRY_TERM:
        check_statement(checker, entry);
        break;
    case CS_ENTRY_BOND:
        check_bond_entry(checker, entry);
        break;
    case CS_ENTRY_COUNTS_AS:
        check_about_event(checker, entry, "called so");
        cs_checker_term(checker, &entry->term, SHAPES_EVENT);
        break;
    case CS_ENTRY_IN_PLACE:
        check_about_event(checker, entry, "called so");
        cs_checker_term(checker, &entry->term, SHAPES_EVENT | SHAPES_FACT);
        break;
    case CS_ENTRY_ROLE:
        check_role_entry(checker, entry);
        break;
    case CS_ENTRY_ABOUT:
        cs_checker_label(checker, &entry->about);
        break;
    case CS_ENTRY_DATED:
        check_dated(checker, entry);
        break;
    case CS_ENTRY_ORDER:
        cs_checker_order(checker, entry);
        break;
    case CS_ENTRY_SAME:
        break;
    case CS_ENTRY_READS:
        cs_checker_reads(checker, entry->reading, entry->answer, entry->span);
        break;
    case CS_ENTRY_BOUND:
        cs_checker_term(checker, &entry->term, SHAPES_QUANTITY);
        cs_checker_one_each(checker, &entry->term, A_QUANTITY);
        break;
    case CS_ENTRY_ABSENCE:
        cs_checker_term(checker, &entry->term, SHAPES_EVENT | SHAPES_FACT);
        break;
    }
    cs_checker_later(checker, entry);
    if (entry->retracted != NULL)
        cs_checker_retraction(checker, entry);
    for (struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
        check_claim(checker, entry, claim);
}

/* Checks */

/* "check violated CST 4(2): ...": an article, or a whole treaty */
static void check_check_article(struct cs_checker *checker, struct cs_check *check)
{
    struct cs_span span;

    if (check->article == CS_NO_NAME)
        return;
    span = cs_checker_find(checker, check->span, check->article);
    cs_checker_spell(checker, &check->article);
    if (cs_checker_name(checker, check->article, span) && !cs_checker_is_instrument(checker, check->article) &&
        cs_checker_particular(checker, check->article) != NULL)
        cs_diagnose(checker->diagnostics, DIAG_KIND_WRONG, span, "\"%s\" is no treaty and no article",
                    cs_checker_text(checker, check->article));
}

static bool is_known_state(const struct cs_checker *checker, enum cs_state state)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
                if (s->state == state)
                    return true;
    return false;
}

static void try_states(const struct cs_checker *checker, struct cs_near *near)
{
    for (uint32_t state = CS_STATE_UNSAID + 1; state < CS_STATE_COUNT; state++)
        if (state <= CS_STATE_WITHOUT_EFFECT || state >= CS_STATE_UNDETERMINED)
            cs_near_try(near, cs_state_text((enum cs_state)state), strlen(cs_state_text((enum cs_state)state)), state);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
                if (cs_state_is_words(s->state)) {
                    const char *words = cs_state_in_words(s->state, checker->names);

                    cs_near_try(near, words, strlen(words), s->state);
                }
}

/* A state in words that no `row` of the case has. */
static void check_state(struct cs_checker *checker, const struct cs_check *check)
{
    const char *words = cs_state_in_words(check->state, checker->names);
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (!cs_state_is_words(check->state) || is_known_state(checker, check->state))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_STATE_WRONG, check->state_span,
                             "\"%s\" is no state of anything", words);
    cs_near_start(&near, words, strlen(words));
    try_states(checker, &near);
    if (near.found) {
        const char *meant = cs_state_in_words((enum cs_state)near.best, checker->names);

        cs_diagnostic_help(checker->diagnostics, diagnostic, "Did you mean \"%s\"?", meant);
        cs_diagnostic_instead(checker->diagnostics, diagnostic, check->state_span, "%s", meant);
    } else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A vocabulary says which states an entry has: \"state %s: ...\" below its \"row\".", words);
}

/* Has the instrument a judge of this word? */
static bool judges_word(const struct cs_checker *checker, cs_name instrument, cs_name word)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            for (const struct cs_judge *judge = i->judges; judge != NULL; judge = judge->next)
                if (i->name == instrument && judge->word == word)
                    return true;
    return false;
}

/* R 2.12: "under NP" behind a word that NP has a judge of is no role of it: the word is meant as NP reads it. */
static void take_instrument(struct cs_checker *checker, struct cs_check *check)
{
    const struct cs_shape *shape = cs_symbols_shape(checker->symbols, check->term.head);

    for (struct cs_role **role = &check->term.roles; *role != NULL; role = &(*role)->next) {
        struct cs_arg *arg = (*role)->args;

        if ((*role)->prep != CS_PREP_UNDER || arg->next != NULL || arg->kind != CS_ARG_NAME || shape == NULL ||
            cs_shape_role(shape, CS_PREP_UNDER) >= 0)
            continue;
        cs_checker_spell(checker, &arg->name);
        if (!judges_word(checker, arg->name, check->term.head))
            continue;
        check->under = arg->name;
        *role = (*role)->next;
        return;
    }
}

void cs_checker_check(struct cs_checker *checker, struct cs_check *check)
{
    checker->where = WHERE_CHECK;
    check_check_article(checker, check);
    switch (check->kind) {
    case CS_CHECK_BOND:
    case CS_CHECK_COUNT:
        cs_checker_bond(checker, &check->bond);
        break;
    case CS_CHECK_ENTRY:
        check_state(checker, check);
        cs_checker_label(checker, &check->about);
        break;
    case CS_CHECK_HOLDS:
        if (check->counts_as)
            cs_checker_label(checker, &check->about);
        take_instrument(checker, check);
        cs_checker_term(checker, &check->term, check->quantity ? SHAPES_QUANTITY : SHAPES_EVENT | SHAPES_FACT);
        if (check->quantity)
            cs_checker_one_each(checker, &check->term, A_QUANTITY);
        break;
    case CS_CHECK_MAY:
        cs_checker_term(checker, &check->term, SHAPES_EVENT);
        break;
    }
    if (check->account != CS_NO_NAME)
        cs_checker_voice(checker, &check->account, cs_checker_find(checker, check->span, check->account), false);
    for (struct cs_arg *arg = check->substitutes; arg != NULL; arg = arg->next)
        cs_checker_label(checker, arg);
    for (struct cs_words *less = check->less; less != NULL; less = less->next) {
        cs_checker_spell(checker, &less->head);
        cs_checker_name(checker, less->head, less->span);
    }
}

/* Every word of a `silence` line is one of something that may be done or hold; twice the same is a slip. */
static void check_silent_words(struct cs_checker *checker)
{
    for (struct cs_silent_word *w = checker->file->silent_words; w != NULL; w = w->next) {
        struct cs_diagnostic *diagnostic;
        struct cs_silent_word *other = checker->file->silent_words;

        cs_checker_head(checker, w->head, w->span, SHAPES_EVENT | SHAPES_FACT);
        while (other != w && (other->head != w->head || other->moment.start != w->moment.start ||
                              other->moment.end != w->moment.end))
            other = other->next;
        if (other == w)
            continue;
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_LISTED_TWICE, w->span,
                                 w->data_end ? "with which day the data on \"%s\" end was already said"
                                             : "that the record is silent on \"%s\" was already said",
                                 cs_checker_text(checker, w->head));
        cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is");
    }
}

void cs_checker_record(struct cs_checker *checker)
{
    check_silent_words(checker);
    for (struct cs_entry *entry = checker->file->entries; entry != NULL; entry = entry->next)
        cs_checker_entry(checker, entry);
    for (struct cs_check *check = checker->file->checks; check != NULL; check = check->next)
        cs_checker_check(checker, check);
    cs_checker_parties(checker);
}
