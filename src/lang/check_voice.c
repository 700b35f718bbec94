/* SPDX-License-Identifier: MIT */
/*
 * Voices. Any name may be one, so a misspelt voice is a new voice. One that is declared nowhere is compared with the
 * particulars, with those who have an account or speak for somebody, and with those who have spoken before.
 */
#include <ctype.h>
#include <string.h>

#include "lang/check_int.h"
#include "lang/near.h"

/* Of shorter names another is too often near; one of two may lack a letter. */
#define VOICE_BYTES_MIN 5
#define WORD_BYTES_MIN 4  /* "Witness A" and "Witness B", "Witness 1" and "Witness 2" are two voices */

struct cs_heard_voice { struct cs_heard_voice *next; cs_name name; struct cs_span span; bool declared; };

/* ---- those that are known ---- */

static bool add(struct cs_checker *checker, cs_name name)
{
    if (!cs_near_index_add(&checker->voices, cs_names_text(checker->names, name), cs_names_length(checker->names, name),
                           name))
        checker->failed = true;
    return !checker->failed;
}

static void add_heard(struct cs_checker *checker, cs_name name, struct cs_span span, bool declared)
{
    struct cs_heard_voice *heard;

    if (cs_checker_particular(checker, name) != NULL || !add(checker, name))
        return;
    heard = cs_arena_alloc(checker->arena, sizeof *heard);
    if (heard == NULL)
        return;
    *heard = (struct cs_heard_voice){checker->heard, name, span, declared};
    checker->heard = heard;
}

/* Makes the index of the particulars and of those who have an account or speak for somebody, once. */
static bool make_index(struct cs_checker *checker)
{
    const struct cs_symbols *symbols = checker->symbols;

    if (checker->voices.slots.used > 0)
        return true;
    for (size_t i = 0; i < symbols->particular_count; i++)
        if (!add(checker, symbols->particulars[i].name))
            return false;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
            add_heard(checker, account->name, account->span, true);
        for (const struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next)
            add_heard(checker, speaker->voice, speaker->span, true);
    }
    return !checker->failed;
}

/* Is this the first time that the voice is named, and can no line that was not read declare it? */
static bool is_new(struct cs_checker *checker, cs_name voice)
{
    if (cs_checker_marked(checker, CS_MARK_VOICED, voice) || cs_checker_marked(checker, CS_MARK_UNREAD, voice) ||
        cs_checker_marked(checker, CS_MARK_REPORTED, voice) || cs_checker_lost(checker, voice))
        return false;
    cs_checker_mark(checker, CS_MARK_VOICED, voice);
    return true;
}

/* ---- the nearest ---- */

struct near_voice { struct cs_checker *checker; const char *text; size_t length, distance; cs_name best; };

/* The nearest voice; of equally near ones the first that is named. */
static void try_voice(void *context, uint32_t number)
{
    struct near_voice *v = context;
    cs_name name = number;
    const char *text = cs_names_text(v->checker->names, name);
    size_t length = cs_names_length(v->checker->names, name), distance;

    if (length == v->length && memcmp(text, v->text, length) == 0)
        return;
    distance = cs_near_distance(v->text, v->length, text, length, 1);
    if (distance > 1 || distance > v->distance || (distance == v->distance && name > v->best && v->best != CS_NO_NAME))
        return;
    v->distance = distance;
    v->best = name;
}

/* The voice that differs from this one by one letter, or CS_NO_NAME. */
static cs_name near_voice(struct cs_checker *checker, cs_name voice)
{
    struct near_voice v = {checker, cs_names_text(checker->names, voice), cs_names_length(checker->names, voice), 1,
                           CS_NO_NAME};

    if (v.length + 1 < VOICE_BYTES_MIN || !make_index(checker))
        return CS_NO_NAME;
    cs_near_index_find(&checker->voices, v.text, v.length, try_voice, &v);
    if (v.length < VOICE_BYTES_MIN && cs_names_length(checker->names, v.best) < VOICE_BYTES_MIN)
        return CS_NO_NAME;
    return v.best;
}

static bool is_end(char c)
{
    return c == '\0' || c == ' ';
}

/* Do the two differ in a long word, and in no digit? */
static bool in_a_long_word(const char *a, const char *b)
{
    size_t start = 0, at = 0;

    for (; a[at] == b[at] && a[at] != '\0'; at++)
        if (a[at] == ' ')
            start = at + 1;
    if (isdigit((unsigned char)a[at]) || isdigit((unsigned char)b[at]))
        return false;
    for (size_t i = 0; i < WORD_BYTES_MIN; i++)
        if (is_end(a[start + i]) || is_end(b[start + i]))
            return i == WORD_BYTES_MIN - 1 && is_end(a[start + i]) != is_end(b[start + i]);
    return true;
}

/* Warns of a voice that is nearly another; of one that was only heard, if they differ in a long word. */
static bool warn_of_near(struct cs_checker *checker, cs_name voice, struct cs_span span)
{
    cs_name near = near_voice(checker, voice);
    const struct cs_heard_voice *heard = checker->heard;
    const struct cs_particular *particular;
    struct cs_diagnostic *diagnostic;
    size_t line, column;

    if (near == CS_NO_NAME)
        return false;
    particular = cs_checker_particular(checker, near);
    while (particular == NULL && heard != NULL && heard->name != near)
        heard = heard->next;
    if (particular == NULL && (heard == NULL || (!heard->declared && !in_a_long_word(cs_checker_text(checker, voice),
                                                                                     cs_checker_text(checker, near)))))
        return false;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_VOICE_STRANGE, span, "\"%s\" has not been heard of before",
                             cs_checker_text(checker, voice));
    cs_checker_mark(checker, CS_MARK_VOICED, near); /* if it is silent, this is why */
    cs_checker_suggest(checker, diagnostic, near, particular != NULL ? particular->span : heard->span);
    if (particular == NULL && !heard->declared && diagnostic != NULL) {
        cs_source_place(heard->span.source, heard->span.start, &line, &column);
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Did you mean \"%s\", who speaks in %s:%zu?",
                           cs_checker_text(checker, near), heard->span.source->name, line);
    }
    return true;
}

/* ---- those who are named ---- */

/* Warns of a party that is declared nowhere and is nearly a particular. */
static void check_party(struct cs_checker *checker, cs_name name, struct cs_span span)
{
    if (cs_checker_particular(checker, name) == NULL && checker->symbols->spelling_of[name] == CS_NO_NAME &&
        cs_checker_particular(checker, near_voice(checker, name)) != NULL && is_new(checker, name))
        warn_of_near(checker, name, span);
}

void cs_checker_voices(struct cs_checker *checker)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
            checker->symbols->is_voice[account->name] = true;
        for (const struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next) {
            checker->symbols->is_voice[speaker->voice] = true;
            checker->symbols->is_voice[speaker->party] = true;
        }
    }
}

void cs_checker_parties(struct cs_checker *checker)
{
    const struct cs_file *file = checker->file;

    for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
        check_party(checker, account->name, account->span);
    for (const struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next) {
        check_party(checker, speaker->party, speaker->party_span);
        check_party(checker, speaker->voice, speaker->span);
    }
    for (const struct cs_silence *silence = file->silences; silence != NULL; silence = silence->next)
        check_party(checker, silence->name, silence->span);
}

/* "says Lake Herald S1", where S1 is a source: capital words in a row are one name. */
static bool source_in_voice(struct cs_checker *checker, cs_name voice, struct cs_span span)
{
    const char *text = cs_checker_text(checker, voice), *last = strrchr(text, ' ');
    struct cs_diagnostic *diagnostic;
    cs_name source;

    if (last == NULL)
        return false;
    source = cs_names_find(checker->names, last + 1, strlen(last + 1));
    cs_checker_own_source(checker, &source);
    if (source == CS_NO_NAME || checker->symbols->document_of[source] == NULL)
        return false;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_VOICE_STRANGE, span, "\"%s\" has not been heard of before",
                             text);
    cs_diagnostic_help(checker->diagnostics, diagnostic, "\"%s\" is a source: write \"in\" before it, %.*s in %s.",
                       last + 1, (int)(last - text), text, last + 1);
    return true;
}

void cs_checker_voice(struct cs_checker *checker, cs_name *voice, struct cs_span span, bool speaks)
{
    cs_checker_spell(checker, voice);
    if (checker->errors_only || cs_checker_particular(checker, *voice) != NULL || checker->symbols->is_voice[*voice] ||
        !is_new(checker, *voice) || source_in_voice(checker, *voice, span) ||
        warn_of_near(checker, *voice, span))
        return;
    if (speaks && make_index(checker))
        add_heard(checker, *voice, span, false);
}
