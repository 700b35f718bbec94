/* SPDX-License-Identifier: MIT */
#include "lang/tree.h"

static const char *const PREPS[CS_PREP_COUNT] = {
    [CS_PREP_IS] = "is",       [CS_PREP_BY] = "by",       [CS_PREP_OF] = "of",           [CS_PREP_TO] = "to",
    [CS_PREP_FOR] = "for",     [CS_PREP_ON] = "on",       [CS_PREP_AT] = "at",           [CS_PREP_IN] = "in",
    [CS_PREP_WITH] = "with",   [CS_PREP_UNDER] = "under", [CS_PREP_FROM] = "from",       [CS_PREP_INTO] = "into",
    [CS_PREP_AGAINST] = "against", [CS_PREP_OVER] = "over", [CS_PREP_BETWEEN] = "between", [CS_PREP_ABOUT] = "about",
    [CS_PREP_THROUGH] = "through",
};

static const char *const COMPARES[] = {
    [CS_AT_LEAST] = "at least",     [CS_AT_MOST] = "at most", [CS_MORE_THAN] = "more than",
    [CS_FEWER_THAN] = "fewer than", [CS_EXACTLY] = "exactly",
};

const char *cs_prep_text(enum cs_prep prep)
{
    return PREPS[prep];
}

const char *cs_compare_text(enum cs_compare compare)
{
    return COMPARES[compare];
}

const char *cs_verb_text(enum cs_verb verb)
{
    static const char *const texts[] = {"fails", "fulfils", "owed", "owes"};

    return texts[verb];
}

uint32_t cs_choices_times(uint32_t a, uint32_t b)
{
    uint64_t product = (uint64_t)a * b;

    return product > CS_CHOICES_MAX ? CS_CHOICES_MAX + 1 : (uint32_t)product;
}

static uint32_t arg_count(const struct cs_arg *args)
{
    uint32_t count = 0;

    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next)
        count++;
    return count;
}

struct cs_role *cs_term_role(const struct cs_term *term, enum cs_prep prep)
{
    struct cs_role *role = term->roles;

    while (role != NULL && role->prep != prep)
        role = role->next;
    return role;
}

const struct cs_arg *cs_term_args(const struct cs_term *term, enum cs_prep prep)
{
    const struct cs_role *role = cs_term_role(term, prep);

    return role != NULL ? role->args : NULL;
}

uint32_t cs_term_choices(const struct cs_term *term)
{
    uint32_t choices = 1;

    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        choices = cs_choices_times(choices, arg_count(role->args));
    return choices;
}

uint32_t cs_bond_choices(const struct cs_bond *bond)
{
    return cs_choices_times(cs_term_choices(&bond->act),
                            cs_choices_times(arg_count(bond->first), arg_count(bond->second)));
}

static void clip(struct cs_validity *validity, const struct cs_moment *since, const struct cs_moment *until)
{
    if (since->form != CS_MOMENT_NONE && since->start > validity->since)
        validity->since = since->start;
    if (until->form != CS_MOMENT_NONE && until->start < validity->until)
        validity->until = until->start;
}

struct cs_validity cs_text_validity(const struct cs_article *article, const struct cs_instrument *instrument)
{
    struct cs_validity validity = {CS_TIME_ALWAYS, CS_TIME_NEVER};

    if (article != NULL)
        clip(&validity, &article->since, &article->until);
    if (instrument != NULL)
        clip(&validity, &instrument->since, &instrument->until);
    return validity;
}

/* ---- the words of an entry ---- */

/* That of a list whose text begins here, or NULL. */
static const struct cs_arg *one_at(const struct cs_arg *arg, uint32_t at)
{
    while (arg != NULL && (arg->span.start != at || (arg->kind != CS_ARG_LABEL && arg->kind != CS_ARG_NAME)))
        arg = arg->next;
    return arg;
}

/* The argument whose text begins here, or NULL. */
static const struct cs_arg *arg_at(const struct cs_entry *entry, uint32_t at)
{
    const struct cs_term *terms[] = {&entry->term, entry->bond != NULL ? &entry->bond->act : &entry->term};
    const struct cs_arg *found = NULL;

    if (entry->about.span.source != NULL && entry->about.span.start == at)
        return &entry->about;
    for (size_t i = 0; i < 2; i++)
        for (const struct cs_role *role = terms[i]->roles; role != NULL && found == NULL; role = role->next)
            found = one_at(role->args, at);
    if (entry->bond != NULL && found == NULL)
        found = one_at(entry->bond->first, at);
    return entry->bond != NULL && found == NULL ? one_at(entry->bond->second, at) : found;
}

void cs_entry_span_words(const struct cs_entry *entry, struct cs_span span, const struct cs_names *names,
                         struct cs_buffer *out)
{
    const char *bytes = span.source->bytes;

    for (uint32_t i = span.start; i < span.end && bytes[i] != '\n' && bytes[i] != '\r';) {
        bool begins = i == span.start || bytes[i - 1] == ' ' || bytes[i - 1] == '\t' || bytes[i - 1] == ',';
        const struct cs_arg *arg = begins ? arg_at(entry, i) : NULL;

        if (arg != NULL) {
            const char *quote = bytes[i] == '"' ? "\"" : "";

            cs_buffer_printf(out, "%s%s%s", quote, cs_names_text(names, arg->name), quote);
            i = arg->span.end;
            continue;
        }
        if (bytes[i] == '-' && bytes[i + 1] == '-')
            break;
        if (bytes[i] != ' ' && bytes[i] != '\t')
            cs_buffer_char(out, bytes[i]);
        else if (i + 1 < span.end && strchr(" \t\r\n", bytes[i + 1]) == NULL && strncmp(bytes + i + 1, "--", 2) != 0)
            cs_buffer_char(out, ' ');
        i++;
    }
}

void cs_entry_words(const struct cs_entry *entry, const struct cs_names *names, struct cs_buffer *out)
{
    char moment[96];

    if (entry->moment.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, "%s ", cs_moment_text(&entry->moment, moment));
    cs_entry_span_words(entry, entry->kind == CS_ENTRY_BOND ? entry->bond->act.span : entry->term.span, names, out);
}
