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

void cs_entry_words(const struct cs_entry *entry, struct cs_buffer *out)
{
    const struct cs_term *term = entry->kind == CS_ENTRY_BOND ? &entry->bond->act : &entry->term;
    const char *bytes = term->span.source->bytes;
    char moment[96];

    if (entry->moment.form != CS_MOMENT_NONE)
        cs_buffer_printf(out, "%s ", cs_moment_text(&entry->moment, moment));
    for (uint32_t i = term->span.start; i < term->span.end; i++) {
        bool space = bytes[i] == ' ' || bytes[i] == '\t';

        if (!space || (i > term->span.start && bytes[i - 1] != ' ' && bytes[i - 1] != '\t'))
            cs_buffer_char(out, space ? ' ' : bytes[i]);
    }
}
