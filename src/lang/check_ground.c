/* SPDX-License-Identifier: MIT */
/* "under CST 6" below a rule: another article in which it has its ground, such as one that has no rules. */
#include "lang/check_int.h"

#include <string.h>

/* Is this the article of that name, in force while the rule is? */
static bool is_ground(const struct cs_checker *checker, const struct cs_rule *rule, const struct cs_ground *ground,
                      const struct cs_article *article)
{
    size_t before = cs_names_length(checker->names, article->instrument->name) + 1;
    struct cs_validity own = cs_text_validity(rule->article, rule->instrument);
    struct cs_validity its = cs_text_validity(article, article->instrument);

    return strcmp(cs_checker_text(checker, ground->name) + before, cs_checker_text(checker, article->text)) == 0 &&
           own.since < its.until && its.since < own.until;
}

static void find_articles(struct cs_checker *checker, const struct cs_rule *rule, struct cs_ground *ground,
                          const struct cs_instrument *instrument)
{
    size_t count = 0;

    for (const struct cs_article *article = instrument->articles; article != NULL; article = article->next)
        count += is_ground(checker, rule, ground, article);
    ground->articles = cs_arena_array(checker->arena, count, sizeof *ground->articles);
    for (const struct cs_article *article = instrument->articles; article != NULL && ground->articles != NULL;
         article = article->next)
        if (is_ground(checker, rule, ground, article))
            ground->articles[ground->count++] = article;
}

void cs_checker_grounds(struct cs_checker *checker, struct cs_rule *rule)
{
    for (struct cs_ground *ground = rule->grounds; ground != NULL; ground = ground->next) {
        cs_name name = cs_checker_instrument_of(checker, ground->name);
        const struct cs_instrument *instrument = name == CS_NO_NAME ? NULL : checker->symbols->instrument_of[name];
        struct cs_diagnostic *diagnostic;

        if (instrument != NULL && name != ground->name)
            find_articles(checker, rule, ground, instrument);
        else if (!cs_checker_name(checker, ground->name, ground->span))
            continue;
        if (ground->count > 0 || (instrument != NULL && instrument->broken) ||
            !cs_checker_first_report(checker, ground->name))
            continue;
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_ARTICLE_UNKNOWN, ground->span,
                                 "no text has an article \"%s\" that is in force while this rule is",
                                 cs_checker_text(checker, ground->name));
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "An article may stand without rules: article 6 \"its gist in your words\".");
    }
}
