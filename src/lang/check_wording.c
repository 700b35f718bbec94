/* SPDX-License-Identifier: MIT */
/* Wordings and titles: are their places those of the word, and has each name the forms that they ask for? */
#include "lang/check_int.h"

#include <stdlib.h>
#include <string.h>

#include "lang/say.h"
#include "lang/wording.h"

static struct cs_diagnostic *wording_wrong(struct cs_checker *checker, const struct cs_wording *wording,
                                           const char *complaint, const struct cs_wording_piece *piece)
{
    return cs_diagnose(checker->diagnostics, DIAG_WORDING_WRONG, wording->span, "\"%.*s\": %s",
                       piece->length > 60 ? 60 : (int)piece->length, piece->start, complaint);
}

static bool takes_place(struct cs_checker *checker, const struct cs_wording *wording, const struct cs_shape *shape,
                        const struct cs_wording_piece *piece)
{
    struct cs_diagnostic *diagnostic;
    bool it = piece->kind == CS_PIECE_IT || piece->it;

    if (it ? shape->kind == CS_SHAPE_EVENT : cs_shape_role(shape, piece->prep) >= 0)
        return true;
    diagnostic = wording_wrong(checker, wording,
                               it ? "only what happens is an occurrence" : "the word has no such role", piece);
    cs_diagnostic_other(checker->diagnostics, diagnostic, shape->span, "here it is declared");
    cs_checker_help_roles(checker, diagnostic, shape);
    return false;
}

/* Reads the text of a wording to its end; one diagnostic for the first mistake. */
static void check_wording(struct cs_checker *checker, const struct cs_wording *wording, const struct cs_shape *shape)
{
    const char *cursor = wording->text;
    bool open = false, other = false;

    for (;;) {
        struct cs_wording_piece piece = cs_wording_next(&cursor);

        switch (piece.kind) {
        case CS_PIECE_WRONG:
            wording_wrong(checker, wording, piece.complaint, &piece);
            return;
        case CS_PIECE_OPEN:
        case CS_PIECE_CLOSE:
            if (open == (piece.kind == CS_PIECE_OPEN)) {
                wording_wrong(checker, wording, open ? "a bracket stands in another one"
                                                     : "no \"[\" stands before this \"]\"", &piece);
                return;
            }
            open = !open;
            other = false;
            break;
        case CS_PIECE_OR:
            if (!open || other) {
                wording_wrong(checker, wording, open ? "a bracket has one \"|\"" : "\"|\" stands in a bracket", &piece);
                return;
            }
            other = true;
            break;
        case CS_PIECE_CHOICE:
            if (piece.name_length == 0)
                break;
            /* fall through */
        case CS_PIECE_ROLE:
        case CS_PIECE_IT:
            if (!takes_place(checker, wording, shape, &piece))
                return;
            break;
        case CS_PIECE_END:
            if (open)
                cs_diagnose(checker->diagnostics, DIAG_WORDING_WRONG, wording->span,
                            "a bracket of this wording is not closed");
            return;
        case CS_PIECE_TEXT:
        case CS_PIECE_PLACE:
        case CS_PIECE_CASE:
            break;
        }
    }
}

static void given_twice(struct cs_checker *checker, struct cs_span span, struct cs_span other, const char *what)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_GIVEN_TWICE, span, "%s", what);

    cs_diagnostic_other(checker->diagnostics, diagnostic, other, "here it was given first");
}

/* ---- tables ---- */

static int by_word(const void *a, const void *b)
{
    const struct cs_wording_symbol *x = a, *y = b;

    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    if (x->head != y->head)
        return x->head < y->head ? -1 : 1;
    return x->form < y->form ? -1 : x->form > y->form;
}

static int by_text(const void *a, const void *b)
{
    int order = by_word(a, b);
    const struct cs_wording_symbol *x = a, *y = b;

    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

static int by_name(const void *a, const void *b)
{
    const struct cs_title_symbol *x = a, *y = b;

    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    return x->name < y->name ? -1 : x->name > y->name;
}

static int by_title(const void *a, const void *b)
{
    int order = by_name(a, b);
    const struct cs_title_symbol *x = a, *y = b;

    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

static int by_phrase(const void *a, const void *b)
{
    const struct cs_phrase_symbol *x = a, *y = b;

    if (x->language != y->language)
        return x->language < y->language ? -1 : 1;
    return strcmp(x->phrase->english, y->phrase->english);
}

static int by_phrase_in_order(const void *a, const void *b)
{
    int order = by_phrase(a, b);
    const struct cs_phrase_symbol *x = a, *y = b;

    return order != 0 ? order : x->place < y->place ? -1 : x->place > y->place;
}

/* English has no name of its own in the tables, whether a file names it or not. */
static cs_name language_of(struct cs_checker *checker, const struct cs_file *file)
{
    return file->language != CS_NO_NAME && strcmp(cs_checker_text(checker, file->language), "en") == 0
               ? CS_NO_NAME : file->language;
}

static bool make_tables(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t wordings = 0, titles = 0, phrases = 0;

    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_wording *w = file->wordings; w != NULL; w = w->next)
            wordings++;
        for (const struct cs_title *t = file->titles; t != NULL; t = t->next)
            titles++;
        for (const struct cs_phrase *p = file->phrases; p != NULL; p = p->next)
            phrases++;
    }
    symbols->wordings = cs_arena_array(checker->arena, wordings, sizeof *symbols->wordings);
    symbols->titles = cs_arena_array(checker->arena, titles, sizeof *symbols->titles);
    symbols->phrases = cs_arena_array(checker->arena, phrases, sizeof *symbols->phrases);
    return symbols->wordings != NULL && symbols->titles != NULL && symbols->phrases != NULL;
}

static void add_wordings(struct cs_checker *checker, const struct cs_file *file)
{
    struct cs_symbols *symbols = checker->symbols;

    for (const struct cs_wording *w = file->wordings; w != NULL; w = w->next) {
        const struct cs_shape *shape =
            cs_checker_head(checker, w->head, w->head_span, SHAPES_EVENT | SHAPES_FACT | SHAPES_QUANTITY);

        if (shape == NULL)
            continue;
        check_wording(checker, w, shape);
        symbols->wordings[symbols->wording_count] = (struct cs_wording_symbol){
            language_of(checker, file), w->head, w->form, (uint32_t)symbols->wording_count, w};
        symbols->wording_count++;
    }
}

static void add_titles(struct cs_checker *checker, struct cs_file *file)
{
    struct cs_symbols *symbols = checker->symbols;

    for (struct cs_title *t = file->titles; t != NULL; t = t->next) {
        if (t->about.kind == CS_ARG_LABEL)
            cs_checker_label(checker, &t->about);
        else if (cs_checker_spell(checker, &t->about.name), !checker->symbols->is_voice[t->about.name] &&
                 !cs_checker_is_instrument(checker, t->about.name) &&
                 !cs_checker_name(checker, t->about.name, t->about.span))
            continue;
        symbols->titles[symbols->title_count] = (struct cs_title_symbol){
            language_of(checker, file), t->about.name, (uint32_t)symbols->title_count, t};
        symbols->title_count++;
    }
}

static void add_phrases(struct cs_checker *checker, const struct cs_file *file)
{
    struct cs_symbols *symbols = checker->symbols;
    struct cs_wording_piece piece;

    for (const struct cs_phrase *p = file->phrases; p != NULL; p = p->next) {
        const char *complaint = cs_phrase_unknown_place(p->english, p->text, &piece);

        if (complaint != NULL)
            cs_diagnose(checker->diagnostics, DIAG_WORDING_WRONG, p->span, "\"%.*s\": %s",
                        piece.length > 60 ? 60 : (int)piece.length, piece.start, complaint);
        symbols->phrases[symbols->phrase_count] =
            (struct cs_phrase_symbol){language_of(checker, file), (uint32_t)symbols->phrase_count, p};
        symbols->phrase_count++;
    }
}

static void sort_phrases(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t kept = 0;

    qsort(symbols->phrases, symbols->phrase_count, sizeof *symbols->phrases, by_phrase_in_order);
    for (size_t i = 0; i < symbols->phrase_count; i++) {
        struct cs_phrase_symbol *at = &symbols->phrases[i];

        if (kept == 0 || by_phrase(at, &symbols->phrases[kept - 1]) != 0)
            symbols->phrases[kept++] = *at;
        else if (strcmp(at->phrase->text, symbols->phrases[kept - 1].phrase->text) != 0)
            given_twice(checker, at->phrase->span, symbols->phrases[kept - 1].phrase->span,
                        "how this phrase is put was already said, in other words");
    }
    symbols->phrase_count = kept;
}

/*
 * Sorts; of two for the same the first counts, but all ways in which a word is asked about. The same text in two files
 * is no mistake, as with other declarations.
 */
static void sort(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;
    size_t kept = 0;

    qsort(symbols->wordings, symbols->wording_count, sizeof *symbols->wordings, by_text);
    for (size_t i = 0; i < symbols->wording_count; i++) {
        struct cs_wording_symbol *at = &symbols->wordings[i];

        if (kept == 0 || at->form == CS_WORDING_ASKED || by_word(&at[0], &symbols->wordings[kept - 1]) != 0)
            symbols->wordings[kept++] = *at;
        else if (strcmp(at->text->text, symbols->wordings[kept - 1].text->text) != 0)
            given_twice(checker, at->text->span, symbols->wordings[kept - 1].text->span,
                        "how this word is put was already said, in other words");
    }
    symbols->wording_count = kept;
    kept = 0;
    qsort(symbols->titles, symbols->title_count, sizeof *symbols->titles, by_title);
    for (size_t i = 0; i < symbols->title_count; i++) {
        struct cs_title_symbol *at = &symbols->titles[i];

        if (kept == 0 || by_name(at, &symbols->titles[kept - 1]) != 0)
            symbols->titles[kept++] = *at;
        else if (strcmp(at->title->text, symbols->titles[kept - 1].title->text) != 0)
            given_twice(checker, at->title->span, symbols->titles[kept - 1].title->span,
                        "this has a title already, and another one");
    }
    symbols->title_count = kept;
}

/* ---- forms of names ---- */

static bool is_called(const struct cs_names *names, const struct cs_title_form *form, const char *text, size_t length)
{
    return cs_names_length(names, form->form) == length && memcmp(cs_names_text(names, form->form), text, length) == 0;
}

static const struct cs_title_form *form_from(const struct cs_title_form *form, const struct cs_names *names,
                                             const char *text, size_t length)
{
    while (form != NULL && !is_called(names, form, text, length))
        form = form->next;
    return form;
}

static const struct cs_title_form *short_of(const struct cs_title *title, const struct cs_names *names)
{
    return form_from(title->forms, names, "short", strlen("short"));
}

const char *cs_title_short(const struct cs_title *title, const struct cs_names *names)
{
    const struct cs_title_form *brief = short_of(title, names);

    return brief != NULL ? brief->text : NULL;
}

const char *cs_title_form(const struct cs_title *title, const struct cs_names *names, const char *form, size_t length)
{
    const struct cs_title_form *from = short_of(title, names), *found;

    if (from == NULL || (length == strlen("gender") && memcmp(form, "gender", length) == 0))
        from = title->forms;
    found = form_from(from, names, form, length);
    return found != NULL ? found->text : NULL;
}

const char *cs_title_long(const struct cs_title *title, const struct cs_names *names, const char *form, size_t length)
{
    const struct cs_title_form *brief = short_of(title, names);

    if (length == 0)
        return title->text;
    for (const struct cs_title_form *f = title->forms; f != NULL && f != brief; f = f->next)
        if (is_called(names, f, form, length))
            return f->text;
    return brief == NULL ? title->text : NULL;
}

/* `written_out`: it is the title itself that lacks it, not its short form. */
static void form_missing(struct cs_checker *checker, const struct cs_title *title, bool written_out,
                         const struct cs_wording_symbol *wording, const struct cs_wording_piece *place)
{
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_FORM_MISSING, title->span,
                    "the %s of \"%s\" has no form \"%.*s\", for which a wording asks",
                    written_out || cs_title_short(title, checker->names) == NULL ? "title" : "short form",
                    cs_checker_text(checker, title->about.name), (int)place->form_length, place->form);

    cs_diagnostic_other(checker->diagnostics, diagnostic, wording->text->span, "this one");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Add it %s: %.*s \"...\".",
                       written_out ? "before \"short\"" : "at the end of its line", (int)place->form_length,
                       place->form);
}

/* May the name stand in this place? An occurrence may have a title as well. */
static bool may_stand(const struct cs_checker *checker, const struct cs_title *title, cs_kind kind)
{
    return title->about.kind == CS_ARG_LABEL ? kind == CS_KIND_OCCURRENCE
                                             : cs_symbols_is(checker->symbols, title->about.name, kind);
}

/* One warning for each title and wording at most, so that a language without any forms does not drown all others. */
static void check_forms(struct cs_checker *checker, const struct cs_wording_symbol *wording)
{
    const struct cs_symbols *symbols = checker->symbols;
    const struct cs_shape *shape = cs_symbols_shape(symbols, wording->head);
    const char *cursor = wording->text->text;
    struct cs_wording_piece place;

    while (place = cs_wording_next(&cursor), place.kind != CS_PIECE_END && place.kind != CS_PIECE_WRONG) {
        int role = place.kind == CS_PIECE_ROLE && place.form_length > 0 ? cs_shape_role(shape, place.prep) : -1;

        for (size_t i = 0; role >= 0 && i < symbols->title_count; i++) {
            const struct cs_title_symbol *t = &symbols->titles[i];
            bool written_out;

            if (t->language != wording->language || checker->form_told[i] ||
                !may_stand(checker, t->title, shape->roles[role].kind))
                continue;
            written_out = cs_title_form(t->title, checker->names, place.form, place.form_length) != NULL;
            if (written_out && cs_title_long(t->title, checker->names, place.form, place.form_length) != NULL)
                continue;
            form_missing(checker, t->title, written_out, wording, &place);
            checker->form_told[i] = true;
        }
    }
}

bool cs_checker_wordings(struct cs_checker *checker)
{
    struct cs_symbols *symbols = checker->symbols;

    if (!make_tables(checker))
        return false;
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        checker->file = file;
        add_wordings(checker, file);
        add_titles(checker, file);
        add_phrases(checker, file);
    }
    sort(checker);
    sort_phrases(checker);
    checker->form_told = cs_arena_array(checker->arena, symbols->title_count, sizeof *checker->form_told);
    if (checker->form_told == NULL)
        return false;
    for (size_t i = 0; i < symbols->wording_count; i++)
        check_forms(checker, &symbols->wordings[i]);
    return true;
}

const struct cs_wording *cs_symbols_worded(const struct cs_symbols *symbols, cs_name language, cs_name head,
                                           enum cs_wording_form form)
{
    struct cs_wording_symbol key = {.language = language, .head = head, .form = form}, *found;

    if (symbols->wording_count == 0)
        return NULL;
    found = bsearch(&key, symbols->wordings, symbols->wording_count, sizeof key, by_word);
    return found == NULL ? NULL : found->text;
}

const char *cs_symbols_wording(const struct cs_symbols *symbols, cs_name language, cs_name head,
                               enum cs_wording_form form)
{
    const struct cs_wording *found = cs_symbols_worded(symbols, language, head, form);

    return found == NULL ? NULL : found->text;
}

const char *cs_symbols_phrase(const struct cs_symbols *symbols, cs_name language, const char *english)
{
    struct cs_phrase phrase = {.english = english};
    struct cs_phrase_symbol key = {.language = language, .phrase = &phrase}, *found;

    if (symbols->phrase_count == 0)
        return NULL;
    found = bsearch(&key, symbols->phrases, symbols->phrase_count, sizeof key, by_phrase);
    return found == NULL ? NULL : found->phrase->text;
}

const struct cs_title *cs_symbols_title(const struct cs_symbols *symbols, cs_name language, cs_name name)
{
    struct cs_title_symbol key = {.language = language, .name = name}, *found;

    if (symbols->title_count == 0)
        return NULL;
    found = bsearch(&key, symbols->titles, symbols->title_count, sizeof key, by_name);
    return found == NULL ? NULL : found->title;
}
