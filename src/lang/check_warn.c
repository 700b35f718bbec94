/* SPDX-License-Identifier: MIT */
/*
 * Warnings of what the language allows and what is most often a slip of the author: names that look the same, one name
 * for two particulars, a list that names one twice, an account without claims, an entry about what happens later, an
 * act owed that does not say who does it.
 */
#include <stdlib.h>
#include <string.h>

#include <utf8proc.h>

#include "lang/check_int.h"
#include "text/look.h"

/* ---- names that look the same ---- */

/*
 * The first name with each look. Words, kinds, labels and particulars cannot be confused; each sort is compared by
 * itself. Voices are of the sort of particulars.
 */
struct looks {
    struct cs_checker *checker;
    bool *seen_before; /* by name: a voice that was looked at */
    bool foreign;      /* of labels: "el1" and "e11" are two, unless a letter is of another script */
    struct cs_names names;
    struct seen { cs_name name; struct cs_span span; } *seen; /* by the number of the look */
    size_t capacity, count;
};

static cs_name resolved(const struct cs_checker *checker, cs_name name)
{
    cs_checker_spell(checker, &name);
    return name;
}

static bool is_ascii(const struct cs_checker *checker, cs_name name)
{
    const char *text = cs_checker_text(checker, name);

    while (*text != '\0' && (unsigned char)*text < 0x80)
        text++;
    return *text == '\0';
}

static void look_at(struct looks *looks, cs_name name, struct cs_span span)
{
    struct cs_checker *checker = looks->checker;
    struct cs_diagnostic *diagnostic;
    struct cs_buffer text;
    struct seen *seen;
    cs_name look;

    cs_buffer_init(&text);
    cs_look_add(&text, cs_checker_text(checker, name), cs_names_length(checker->names, name));
    look = cs_names_intern_buffer(&looks->names, &text);
    if (look == CS_NO_NAME || !cs_grow(&looks->seen, &looks->capacity, (size_t)look + 1, sizeof *looks->seen)) {
        checker->failed = true;
        return;
    }
    for (; looks->count <= look; looks->count++)
        looks->seen[looks->count] = (struct seen){.name = CS_NO_NAME};
    seen = &looks->seen[look];
    if (seen->name == CS_NO_NAME) {
        *seen = (struct seen){name, span};
        return;
    }
    if (resolved(checker, seen->name) == resolved(checker, name) ||
        (looks->foreign && is_ascii(checker, seen->name) && is_ascii(checker, name)))
        return;
    diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_NAME_LIKE, span, "\"%s\" looks like \"%s\", and is another name",
                    cs_checker_text(checker, name), cs_checker_text(checker, seen->name));
    cs_diagnostic_other(checker->diagnostics, diagnostic, seen->span, "here is that one");
    cs_checker_tell_look(checker, diagnostic, name, seen->name);
}

static void look_begin(struct looks *looks)
{
    cs_names_release(&looks->names);
    cs_names_init(&looks->names);
    looks->count = 0;
}

static void look_at_voice(struct looks *looks, cs_name voice, struct cs_span span)
{
    if (!looks->seen_before[voice])
        look_at(looks, voice, span);
    looks->seen_before[voice] = true;
}

static void look_at_voices(struct looks *looks, const struct cs_file *file)
{
    for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
        look_at_voice(looks, account->name, account->span);
    for (const struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next) {
        look_at_voice(looks, speaker->voice, speaker->span);
        look_at_voice(looks, speaker->party, speaker->party_span);
    }
    for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
        for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
            look_at_voice(looks, claim->voice, claim->voice_span);
}

/* Labels and sources, of which one has a letter that is not of ASCII: most cases have none, and are not compared. */
static void look_at_labels(struct looks *looks, bool sources)
{
    const struct cs_checker *checker = looks->checker;
    bool any = false;

    for (int pass = 0; pass < (any ? 2 : 1); pass++)
        for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
            for (const struct cs_entry *e = sources ? NULL : file->entries; e != NULL; e = e->next) {
                any = any || (e->label != CS_NO_NAME && !is_ascii(checker, e->label));
                if (pass == 1 && e->label != CS_NO_NAME && e->same_as == NULL)
                    look_at(looks, e->label, e->label_span);
            }
            for (const struct cs_document *d = sources ? file->documents : NULL; d != NULL; d = d->next) {
                any = any || !is_ascii(checker, d->name);
                if (pass == 1)
                    look_at(looks, d->name, d->span);
            }
        }
}

static void check_looks(struct cs_checker *checker)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct looks looks = {.checker = checker,
                          .seen_before = calloc(symbols->by_name_count + 1, sizeof *looks.seen_before)};

    cs_names_init(&looks.names);
    if (looks.seen_before == NULL) {
        cs_names_release(&looks.names);
        checker->failed = true;
        return;
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next)
            look_at(&looks, line->name, line->span);
        for (const struct cs_instrument *instrument = file->instruments; instrument != NULL;
             instrument = instrument->next)
            look_at(&looks, instrument->name, instrument->span);
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        look_at_voices(&looks, file);
    look_begin(&looks);
    for (size_t i = 0; i < symbols->shape_count; i++)
        look_at(&looks, symbols->shapes[i].head, symbols->shapes[i].span);
    look_begin(&looks);
    for (size_t i = CS_KIND_BUILT_IN; i < symbols->kind_count; i++)
        look_at(&looks, symbols->kinds[i].name, symbols->kinds[i].span);
    looks.foreign = true;
    look_begin(&looks);
    look_at_labels(&looks, false);
    look_begin(&looks);
    look_at_labels(&looks, true);
    cs_names_release(&looks.names);
    free(looks.seen_before);
    free(looks.seen);
}

/* ---- one name for two ---- */

static bool has_spellings(const struct cs_name_line *line)
{
    const struct cs_name_line *next = line->next;

    return next != NULL && next->kind != CS_NO_NAME && next->also_of == line->name;
}

/* Two lines of one file that declare the same name, or lines of two files that declare it of two kinds. */
static void check_homonyms(struct cs_checker *checker)
{
    const struct cs_name_line **first = calloc(checker->symbols->by_name_count, sizeof *first);

    if (first == NULL) {
        checker->failed = true;
        return;
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
            const struct cs_name_line *other = first[line->name];
            const struct cs_particular *particular = cs_checker_particular(checker, line->name);
            struct cs_diagnostic *diagnostic;

            if (line->also_of != CS_NO_NAME || line->kind == CS_NO_NAME || has_spellings(line) ||
                cs_checker_marked(checker, CS_MARK_UNREAD, line->name) || /* the line was read in part */
                checker->symbols->kind_of[line->kind] == 0)
                continue;
            if (other == NULL) {
                first[line->name] = line;
                continue;
            }
            if ((particular != NULL && particular->conflicting) ||
                (other->span.source != line->span.source && other->kind == line->kind))
                continue;
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_NAME_AGAIN, line->span,
                                     "\"%s\" is declared again, and is one with the first",
                                     cs_checker_text(checker, line->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it is declared first");
            cs_diagnostic_help(checker->diagnostics, diagnostic,
                               "If there are two of that name, each needs one of its own, such as \"%s (%s)\".",
                               cs_checker_text(checker, line->name), cs_checker_text(checker, line->kind));
        }
    }
    free(first);
}

/* ---- spellings ---- */

/* The text without accents and in small letters, which the caller frees; NULL if it is not UTF-8 or memory ran out. */
static char *plain_letters(const char *text)
{
    utf8proc_uint8_t *plain = NULL;

    if (utf8proc_map((const utf8proc_uint8_t *)text, 0, &plain,
                     UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_STRIPMARK |
                         UTF8PROC_CASEFOLD) < 0)
        return NULL;
    return (char *)plain;
}

static size_t word_length(const char *text)
{
    return strcspn(text, " -/'");
}

static const char *next_word(const char *text)
{
    text += word_length(text);
    return text + strspn(text, " -/'");
}

/*
 * Are `letters` the first letters of the words, or of the longer words? "csto" are those of "collective security treaty
 * organization".
 */
static bool are_initials(const char *letters, const char *words)
{
    size_t count = 0, length = word_length(letters);

    if (letters[length] != '\0')
        return false;
    for (; *words != '\0'; words = next_word(words)) {
        if (count < length && letters[count] == *words)
            count++;
        else if (word_length(words) > 3)
            return false;
    }
    return count == length && count > 1;
}

/* May one be a spelling of the other? They share a word or a similar one, or one is the initials of the other. */
static bool are_akin(const char *a, const char *b)
{
    if (are_initials(a, b) || are_initials(b, a))
        return true;
    for (; *a != '\0'; a = next_word(a)) {
        for (const char *w = b; *w != '\0'; w = next_word(w)) {
            size_t length = word_length(a), other = word_length(w);
            struct cs_near near;

            if (length > 64 || other > 64 || length < 3 || other < 3)
                continue;
            cs_near_start(&near, a, length);
            cs_near_try(&near, w, other, 0);
            if (near.found || strncmp(a, w, length < other ? length : other) == 0)
                return true;
        }
    }
    return false;
}

static bool is_akin_to_any(const struct cs_checker *checker, const struct cs_name_line *line,
                           const struct cs_name_line *base)
{
    char *own = plain_letters(cs_checker_text(checker, line->name));
    bool akin = own == NULL;

    for (const struct cs_name_line *other = base; own != NULL && other != line && !akin; other = other->next) {
        char *text = plain_letters(cs_checker_text(checker, other->name));

        akin = text == NULL || are_akin(own, text);
        free(text);
    }
    free(own);
    return akin;
}

/* Is it another spelling of that name, and no name of its own, which E0305 reports? */
static bool is_spelling_of(const struct cs_checker *checker, const struct cs_name_line *line,
                           const struct cs_name_line *base)
{
    return line != NULL && line->also_of == base->name &&
           resolved(checker, line->name) == resolved(checker, base->name);
}

/*
 * "name state Türkiye also Turkey, Poland": the name behind the comma is a spelling too. If it resembles none of the
 * others, it was probably meant as a name of its own.
 */
static void check_spellings(struct cs_checker *checker, const struct cs_file *file)
{
    const struct cs_name_line *base = NULL, *other;
    struct cs_diagnostic *diagnostic;

    for (const struct cs_name_line *line = file->names; line != NULL; line = line->next) {
        if (line->also_of == CS_NO_NAME || line->kind == CS_NO_NAME) {
            base = line;
            continue;
        }
        if (!line->listed || base == NULL || line->since.form != CS_MOMENT_NONE ||
            line->until.form != CS_MOMENT_NONE || !is_spelling_of(checker, line, base) ||
            is_akin_to_any(checker, line, base))
            continue;
        other = line == base->next ? line->next : base->next;
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_SPELLING_STRANGE, line->span,
                                 "\"%s\" becomes another spelling of \"%s\", and resembles it in nothing",
                                 cs_checker_text(checker, line->name), cs_checker_text(checker, line->also_of));
        cs_diagnostic_help(
            checker->diagnostics, diagnostic,
            "A name of its own stands on a line of its own. If it is a spelling, write \"also\" before each: %s%s%s"
            "also %s.",
            is_spelling_of(checker, other, base) ? "also " : "",
            is_spelling_of(checker, other, base) ? cs_checker_written(checker, other->name) : "",
            is_spelling_of(checker, other, base) ? " " : "", cs_checker_written(checker, line->name));
    }
}

/* ---- lists ---- */

void cs_checker_list(struct cs_checker *checker, const struct cs_arg *args)
{
    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next) {
        for (const struct cs_arg *other = args; other != arg; other = other->next) {
            struct cs_diagnostic *diagnostic;

            if (other->name != arg->name || other->kind != arg->kind || other->name == CS_NO_NAME ||
                cs_checker_spelled_otherwise(checker, other, arg)) /* E0329 reports it */
                continue;
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_LISTED_TWICE, arg->span,
                                     "\"%s\" stands twice in one list", cs_checker_text(checker, arg->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it stands first");
            if (arg->kind == CS_ARG_VARIABLE)
                cs_diagnostic_help(
                    checker->diagnostics, diagnostic,
                    "A small word is the same in all of a rule: two of a kind need two words, such as first, "
                    "second.");
            return;
        }
    }
}

static void listed_twice(struct cs_checker *checker, cs_name name, struct cs_span span, struct cs_span other)
{
    struct cs_diagnostic *diagnostic = cs_diagnose(checker->diagnostics, DIAG_LISTED_TWICE, span,
                                                   "\"%s\" stands twice in one list", cs_checker_text(checker, name));

    cs_diagnostic_other(checker->diagnostics, diagnostic, other, "here it stands first");
}

static void check_name_lists(struct cs_checker *checker, const struct cs_file *file)
{
    size_t count = checker->symbols->by_name_count;
    const struct cs_account **accounts = calloc(count, sizeof *accounts);
    const struct cs_speaker **speakers = calloc(count, sizeof *speakers);

    checker->failed = checker->failed || accounts == NULL || speakers == NULL;
    for (const struct cs_account *account = file->accounts; !checker->failed && account != NULL;
         account = account->next) {
        if (accounts[account->name] != NULL)
            listed_twice(checker, account->name, account->span, accounts[account->name]->span);
        else
            accounts[account->name] = account;
    }
    for (const struct cs_speaker *speaker = file->speakers; !checker->failed && speaker != NULL;
         speaker = speaker->next) {
        const struct cs_speaker *other = speakers[speaker->voice];

        if (other != NULL && other->party == speaker->party)
            listed_twice(checker, speaker->voice, speaker->span, other->span);
        else
            speakers[speaker->voice] = speaker;
    }
    free(accounts);
    free(speakers);
}

/* ---- accounts ---- */

/*
 * Marks the voices of claims, those for whom they speak, those of whom the record says that they say nothing, and those
 * on whose account a check line asks something. `any` is set if there is a claim.
 */
static void mark_voices(const struct cs_checker *checker, bool *speaks, bool *any)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
                speaks[resolved(checker, claim->voice)] = *any = true;
        for (const struct cs_silence *silence = file->silences; silence != NULL; silence = silence->next)
            speaks[silence->name] = true;
        for (const struct cs_check *check = file->checks; check != NULL; check = check->next)
            speaks[resolved(checker, check->account)] = true;
    }
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_speaker *speaker = file->speakers; speaker != NULL; speaker = speaker->next)
            speaks[speaker->party] = speaks[speaker->party] || speaks[speaker->voice];
}

static bool is_in_line(const struct cs_account *account, const struct cs_account *first)
{
    size_t line, first_line, column;

    cs_source_place(account->span.source, account->span.start, &line, &column);
    cs_source_place(first->span.source, first->span.start, &first_line, &column);
    return line == first_line;
}

/* "account Alden Dorn", "account Drn": adds what was probably meant, if the name is declared nowhere. */
static bool account_misspelt(struct cs_checker *checker, struct cs_diagnostic *diagnostic, cs_name name)
{
    const struct cs_symbols *symbols = checker->symbols;
    struct cs_near near;

    if (cs_checker_particular(checker, name) != NULL)
        return false;
    if (cs_checker_several_names(checker, diagnostic, name))
        return true;
    cs_checker_near_start(checker, &near, name);
    for (size_t i = 0; i < symbols->particular_count; i++)
        cs_checker_near_try(checker, &near, symbols->particulars[i].name, (uint32_t)i);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, symbols->particulars[near.best].name,
                           symbols->particulars[near.best].span);
    return near.found;
}

/* Reports all silent accounts of one line together. Returns the first account of the next line. */
static const struct cs_account *check_account_line(struct cs_checker *checker, const struct cs_account *first,
                                                   bool *speaks)
{
    const struct cs_account *account = first, *silent = NULL;
    struct cs_diagnostic *diagnostic;
    struct cs_buffer names;
    size_t count = 0;

    cs_buffer_init(&names);
    for (; account != NULL && is_in_line(account, first); account = account->next) {
        if (speaks[account->name] || cs_checker_marked(checker, CS_MARK_VOICED, account->name))
            continue; /* probably misspelt, here or where it speaks */
        speaks[account->name] = true; /* it is reported once */
        silent = silent != NULL ? silent : account;
        cs_buffer_printf(&names, "%s%s", count++ > 0 ? ", " : "", cs_checker_written(checker, account->name));
    }
    if (count > 0 && checker->diagnostics->error_count == 0) { /* a line that could not be read may be a claim */
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ACCOUNT_SILENT, silent->span,
                                 count == 1 ? "%s has an account, and never says anything"
                                            : "%s have accounts, and never say anything", cs_buffer_string(&names));
        if (count > 1 || !account_misspelt(checker, diagnostic, silent->name))
            cs_diagnostic_help(
                checker->diagnostics, diagnostic,
                "A silent account leaves open what others call something. If it is no oversight, write: %s say%s "
                "nothing.",
                cs_buffer_string(&names), count == 1 ? "s" : "");
    }
    checker->failed = checker->failed || names.failed;
    cs_buffer_release(&names);
    return account;
}

static void check_accounts(struct cs_checker *checker)
{
    bool *speaks = calloc(checker->symbols->by_name_count, sizeof *speaks);
    bool any = false;

    if (speaks == NULL) {
        checker->failed = true;
        return;
    }
    mark_voices(checker, speaks, &any);
    for (const struct cs_file *file = checker->files; any && file != NULL; file = file->next) {
        const struct cs_account *account = file->accounts;

        while (account != NULL)
            account = check_account_line(checker, account, speaks);
    }
    free(speaks);
}

/* ---- what comes later ---- */

#define LATER_DAYS 31

static void check_label_later(struct cs_checker *checker, const struct cs_entry *entry, const struct cs_arg *arg)
{
    const struct cs_entry *other = arg->kind == CS_ARG_LABEL ? checker->symbols->entry_of[arg->name] : NULL;
    const struct cs_shape *shape;
    struct cs_diagnostic *diagnostic;

    if (other == NULL || other->kind != CS_ENTRY_TERM || other->moment.form == CS_MOMENT_NONE ||
        entry->moment.form == CS_MOMENT_NONE || entry->moment.end == CS_TIME_NEVER ||
        other->moment.first - entry->moment.last <= LATER_DAYS ||
        other->moment.first - entry->moment.last > CS_FAR_DAYS) /* such a year is told by itself */
        return;
    shape = cs_symbols_shape(checker->symbols, other->term.head);
    if (shape == NULL || shape->kind != CS_SHAPE_EVENT)
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_ABOUT_LATER, arg->span,
                             "this is about \"%s\", which happens %d days later", cs_checker_text(checker, arg->name),
                             (int)(other->moment.first - entry->moment.last));
    cs_diagnostic_other(checker->diagnostics, diagnostic, other->span, "here it happens");
    cs_diagnostic_help(checker->diagnostics, diagnostic, "Is one of the two dates, or the label, a slip?");
}

static void check_term_later(struct cs_checker *checker, const struct cs_entry *entry, const struct cs_term *term)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        for (const struct cs_arg *arg = role->args; arg != NULL; arg = arg->next)
            check_label_later(checker, entry, arg);
}

void cs_checker_later(struct cs_checker *checker, const struct cs_entry *entry)
{
    const struct cs_shape *shape;

    if (entry->kind == CS_ENTRY_BOND) {
        check_term_later(checker, entry, &entry->bond->act);
        return;
    }
    shape = entry->kind == CS_ENTRY_TERM ? cs_symbols_shape(checker->symbols, entry->term.head) : NULL;
    if (shape != NULL && shape->kind == CS_SHAPE_EVENT)
        check_term_later(checker, entry, &entry->term);
}

/* ---- whose act is owed ---- */

static bool says(const struct cs_term *term, enum cs_prep prep)
{
    const struct cs_role *role = term->roles;

    while (role != NULL && role->prep != prep)
        role = role->next;
    return role != NULL;
}

/* Of a small word that is unknown here: it may. */
static bool may_stand(const struct cs_checker *checker, const struct cs_arg *arg, cs_kind kind)
{
    const struct cs_particular *particular =
        arg->kind == CS_ARG_NAME ? cs_checker_particular(checker, resolved(checker, arg->name)) : NULL;

    return particular == NULL || cs_kind_within(checker->symbols, particular->kind, kind);
}

/* What an act owed leaves unsaid may be anything (R 6.2): without "by" whoever does it performs it, or breaks it. */
static void check_doer(struct cs_checker *checker, const struct cs_bond *bond)
{
    const struct cs_shape *shape = cs_symbols_shape(checker->symbols, bond->act.head);
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const char *who = holder == NULL ? "" : holder->kind == CS_ARG_NAME ? cs_checker_written(checker, holder->name)
                                                                       : cs_checker_text(checker, holder->name);
    const char *head = cs_checker_text(checker, bond->act.head);
    int by = shape == NULL || shape->kind != CS_SHAPE_EVENT ? -1 : cs_shape_role(shape, CS_PREP_BY);
    struct cs_diagnostic *diagnostic;

    if (by < 0 || bond->by_any || says(&bond->act, CS_PREP_BY) || holder == NULL ||
        !may_stand(checker, holder, shape->roles[by].kind))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_DOER_UNSAID, bond->act.span,
                             bond->negated ? "whoever does this breaks it" : "whoever does this performs it");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "If what %s does is meant, write: %s by %s; if what anybody does, %s by any.",
                       who, head, who, head);
}

static void check_doers(struct cs_checker *checker, const struct cs_file *file)
{
    for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
        for (const struct cs_effect *effect = rule->effects; effect != NULL; effect = effect->next)
            if (effect->kind == CS_EFFECT_BOND)
                check_doer(checker, &effect->bond);
    for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_BOND); entry != NULL; entry = entry->next)
        if (entry->kind == CS_ENTRY_BOND)
            check_doer(checker, entry->bond);
}

void cs_checker_warn(struct cs_checker *checker)
{
    check_looks(checker);
    check_homonyms(checker);
    check_accounts(checker);
    cs_checker_shared(checker);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next) {
        check_spellings(checker, file);
        check_doers(checker, file);
        if (file->accounts != NULL || file->speakers != NULL)
            check_name_lists(checker, file);
    }
}
