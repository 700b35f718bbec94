/* SPDX-License-Identifier: MIT */
/*
 * A fact of the library that the texts of two instruments conclude, and that does not say whose it is: each of the two
 * would act on what the other meant.
 */
#include <stdlib.h>
#include <string.h>

#include "lang/check_int.h"

/* Where an instrument concludes a fact. */
struct concluded { struct concluded *before; const struct cs_instrument *by; const struct cs_term *term; };

static bool says_whose(const struct cs_shape *shape)
{
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].kind == CS_KIND_INSTRUMENT || shape->roles[i].kind == CS_KIND_ARTICLE)
            return true;
    return false;
}

/* May one of each list be the same? A small word may be anything. */
static bool may_agree(const struct cs_arg *a, const struct cs_arg *b)
{
    for (const struct cs_arg *x = a; x != NULL; x = x->next)
        for (const struct cs_arg *y = b; y != NULL; y = y->next)
            if (x->kind == CS_ARG_VARIABLE || y->kind == CS_ARG_VARIABLE || x->name == y->name)
                return true;
    return false;
}

/* May they be one and the same fact? What differs in a name is of two. */
static bool may_be_one(const struct cs_term *a, const struct cs_term *b)
{
    for (const struct cs_role *role = a->roles; role != NULL; role = role->next) {
        const struct cs_role *other = cs_term_role(b, role->prep);

        if (other != NULL && !may_agree(role->args, other->args))
            return false;
    }
    return true;
}

/* A preposition that the words do not have yet, for the role that is missing. */
static const char *free_preposition(const struct cs_shape *shape)
{
    static const enum cs_prep preps[] = {CS_PREP_OF, CS_PREP_UNDER, CS_PREP_IN, CS_PREP_BY};

    for (size_t i = 0; i < sizeof preps / sizeof *preps; i++)
        if (cs_shape_role(shape, preps[i]) < 0)
            return cs_prep_text(preps[i]);
    return "under";
}

static void warn(struct cs_checker *checker, const struct cs_shape *shape, const struct concluded *first,
                 const struct cs_instrument *by, const struct cs_term *term)
{
    const char *words = cs_checker_text(checker, shape->head);
    struct cs_diagnostic *diagnostic =
        cs_diagnose(checker->diagnostics, DIAG_FACT_SHARED, term->span,
                    "%s and %s both conclude \"%s\", and nothing says whose it is",
                    cs_checker_text(checker, first->by->name), cs_checker_text(checker, by->name), words);

    cs_diagnostic_other(checker->diagnostics, diagnostic, first->term->span, "here the other one does");
    cs_diagnostic_help(checker->diagnostics, diagnostic,
                       "Give the fact a role for its instrument: \"%s ... %s instrument\", and name it in each text.",
                       words, free_preposition(shape));
}

struct sharing {
    struct cs_checker *checker;
    struct concluded **of; /* by shape; what was concluded so far, the newest first */
    bool *warned;          /* by shape */
};

static void look_at(struct sharing *s, const struct cs_instrument *by, const struct cs_term *term)
{
    const struct cs_symbols *symbols = s->checker->symbols;
    const struct cs_shape *shape = cs_symbols_shape(symbols, term->head);
    size_t index = shape != NULL ? (size_t)(shape - symbols->shapes) : 0;
    struct concluded *own;

    if (shape == NULL || shape->kind != CS_SHAPE_FACT || says_whose(shape) || s->warned[index])
        return;
    for (const struct concluded *c = s->of[index]; c != NULL; c = c->before)
        if (c->by->name != by->name && may_be_one(c->term, term)) {
            warn(s->checker, shape, c, by, term);
            s->warned[index] = true;
            return;
        }
    own = cs_arena_alloc(s->checker->arena, sizeof *own);
    if (own == NULL)
        return;
    *own = (struct concluded){s->of[index], by, term};
    s->of[index] = own;
}

void cs_checker_shared(struct cs_checker *checker)
{
    size_t count = checker->symbols->shape_count + 1;
    struct sharing s = {.checker = checker,
                        .of = cs_arena_array(checker->arena, count, sizeof *s.of),
                        .warned = cs_arena_array(checker->arena, count, sizeof *s.warned)};

    if (s.of == NULL || s.warned == NULL)
        return;
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
            for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
                if (rule->instrument != NULL && e->kind == CS_EFFECT_TERM)
                    look_at(&s, rule->instrument, &e->term);
}
