/* SPDX-License-Identifier: MIT */
/* The lint of words, times and clauses: what a text hangs on, and whether it can come about. */
#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "counsel/lint_int.h"

/* ---- L0001, L0008: words that somebody has to find ---- */

static const struct cs_judge *judge_of(const struct cs_instrument *instrument, cs_name word)
{
    for (const struct cs_judge *j = instrument->judges; j != NULL; j = j->next)
        if (j->word == word)
            return j;
    return NULL;
}

/* Does a text treat the word as a name that is given, or disputed: by a judge, an exclusion, or `counts as`? */
static bool is_disputed(const struct cs_linter *l, cs_name word)
{
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next) {
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            if (judge_of(i, word) != NULL)
                return true;
        for (const struct cs_exclusion *e = file->exclusions; e != NULL; e = e->next)
            if (e->first.head == word || e->second.head == word)
                return true;
        for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
            for (const struct cs_condition *c = rule->conditions; rule->instrument != NULL && c != NULL; c = c->next)
                if (c->kind == CS_COND_COUNTS_AS && c->term.head == word)
                    return true;
    }
    return false;
}

/* Has the word a form for what something was ("a menace to Alden"), and nobody who does it? */
static bool is_termed(const struct cs_linter *l, const struct cs_shape *shape)
{
    return cs_symbols_worded(l->symbols, CS_NO_NAME, shape->head, CS_WORDING_TERMED) != NULL &&
           cs_shape_role(shape, CS_PREP_BY) < 0 && cs_shape_role(shape, CS_PREP_OF) < 0;
}

enum { FOUND_UNKNOWN, FOUND_LOOKING, FOUND_YES, FOUND_NO }; /* cs_linter.found */

/*
 * Is the word a name for what others have done, which somebody has to find? Not what a power lets somebody do, what is
 * owed, a request, a draft, or what rules conclude from any of these.
 */
static bool look_whether_found(struct cs_linter *l, const struct cs_relation *r, uint32_t general)
{
    bool disputed = is_disputed(l, r->head);

    if (r->kind != CS_RELATION_EVENT || general == CS_NOWHERE || l->has_power[general] || l->owed[general] ||
        l->sought[general] || l->decided[general] || (!disputed && !is_termed(l, r->shape)))
        return false;
    for (size_t i = 0; i < l->decision_count; i++)
        if (l->decisions[i].draft == general)
            return false;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        /* what one instrument says of some cases ("an advance is an attack") leaves the others to be found */
        for (uint32_t k = 0; (!disputed || rule->text->instrument == NULL) && k < rule->conclusion_count; k++)
            if (rule->conclusions[k].kind == CS_EFFECT_TERM &&
                cs_lint_head(l, rule->conclusions[k].pattern.relation) == r->head &&
                (rule->kind != CS_RULE_WHEN || !cs_lint_has_to_be_found(l, rule->trigger.relation)))
                return false;
    }
    return true;
}

bool cs_lint_has_to_be_found(struct cs_linter *l, uint32_t relation)
{
    const struct cs_relation *r = &l->plan->relations[relation];
    uint32_t general = cs_plan_relation(l->plan, r->head, CS_NO_NAME);
    unsigned char *known = &l->found[relation];

    if (*known == FOUND_UNKNOWN) {
        *known = FOUND_LOOKING; /* in a circle it says nothing against it */
        *known = look_whether_found(l, r, general) ? FOUND_YES : FOUND_NO;
    }
    return *known != FOUND_NO;
}

static const struct cs_conclusion *founded_by(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    for (uint32_t k = 0; k < rule->conclusion_count; k++)
        if (cs_lint_is_duty(&rule->conclusions[k]))
            return &rule->conclusions[k];
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *next = &l->plan->rules[i];
        const struct cs_conclusion *duty = NULL;

        if (l->seen[i] || next->kind != CS_RULE_WHEN || cs_lint_instrument(next) != cs_lint_instrument(rule))
            continue;
        for (uint32_t k = 0; k < rule->conclusion_count && !l->seen[i]; k++)
            l->seen[i] = rule->conclusions[k].kind == CS_EFFECT_TERM &&
                         rule->conclusions[k].pattern.relation == next->trigger.relation;
        if (l->seen[i] && (duty = founded_by(l, next)) != NULL)
            return duty;
    }
    return NULL;
}

/* The duty that the rule founds, itself or by a word of its own that sets off another rule of its instrument. */
static const struct cs_conclusion *founded(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    memset(l->seen, 0, l->plan->rule_count * sizeof *l->seen);
    return founded_by(l, rule);
}

/* Is it the act of who owes, or of whom it is owed to, who then judges for itself? */
static bool is_own_act(const struct cs_linter *l, const struct cs_pattern *pattern, const struct cs_conclusion *duty)
{
    uint32_t doer = cs_lint_doer(l, pattern->relation), variable;

    return doer != CS_NOWHERE && cs_lint_variable(&pattern->columns[doer], &variable) &&
           ((duty->holder.kind == CS_OPERAND_VARIABLE && duty->holder.index == variable) ||
            (duty->claimant.kind == CS_OPERAND_VARIABLE && duty->claimant.index == variable));
}

static void tell_unjudged(struct cs_linter *l, const struct cs_lint_place *place, cs_name word,
                          const struct cs_conclusion *duty)
{
    struct cs_diagnostic *found =
        cs_lint_find(l, DIAG_LINT_UNJUDGED, place, "%s hangs on \"%s\", and %s names nobody who finds that it was one",
                     cs_lint_text(l, duty->act_head), cs_lint_text(l, word),
                     cs_lint_text(l, place->instrument->name));

    cs_diagnostic_help(l->out, found, "Name who decides it, \"judge ORGAN of %s\" below the treaty; or let the duty "
                       "begin with a finding, a decision, or the word of who asks.", cs_lint_text(l, word));
}

static void tell_differently(struct cs_linter *l, struct cs_lint_place place, cs_name word)
{
    const struct cs_judge *own = judge_of(place.instrument, word);

    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            const struct cs_judge *judge = i == place.instrument ? NULL : judge_of(i, word);
            struct cs_diagnostic *found;

            if (judge == NULL || (own != NULL && own->who == judge->who))
                continue;
            place.other = i;
            place.other_source = judge->span.source;
            found = cs_lint_find(l, DIAG_LINT_READ_DIFFERENTLY, &place,
                                 "whether it was \"%s\" %s settles for %s, and %s for %s", cs_lint_text(l, word),
                                 cs_lint_text(l, judge->who), cs_lint_text(l, i->name),
                                 own != NULL ? cs_lint_text(l, own->who) : "nobody",
                                 cs_lint_text(l, place.instrument->name));
            cs_diagnostic_other(l->out, found, judge->span, "here the other one says who settles it");
            cs_diagnostic_help(l->out, found, "Name the same judge in both, or say that a finding under the one "
                               "counts for the other.");
        }
}

static bool told_word(cs_name *words, size_t *count, size_t most, cs_name word)
{
    for (size_t i = 0; i < *count; i++)
        if (words[i] == word)
            return true;
    if (*count < most)
        words[(*count)++] = word;
    return false;
}

#define WORDS_MAX 64

/* Each word of an instrument once, where it first founds a duty. */
static void look_at_words(struct cs_linter *l, const struct cs_instrument *instrument)
{
    cs_name words[WORDS_MAX];
    size_t count = 0;

    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];
        const struct cs_conclusion *duty =
            cs_lint_instrument(rule) == instrument && rule->kind != CS_RULE_MAY ? founded(l, rule) : NULL;
        const struct cs_pattern *p;

        for (uint32_t at = 0; duty != NULL && (p = cs_lint_positive(rule, at)) != NULL; at++) {
            cs_name word = cs_lint_head(l, p->relation);
            struct cs_lint_place place = cs_lint_at_rule(rule, cs_lint_positive_span(rule, at));

            if (!cs_lint_has_to_be_found(l, p->relation) || is_own_act(l, p, duty) || cs_lint_needs_decision(l, rule) ||
                told_word(words, &count, WORDS_MAX, word))
                continue;
            if (judge_of(instrument, word) == NULL)
                tell_unjudged(l, &place, word, duty);
            tell_differently(l, place, word);
        }
    }
}

/* ---- L0002: time words ---- */

static bool same_duration(struct cs_duration a, struct cs_duration b)
{
    return a.count == b.count && a.unit == b.unit && a.or_next == b.or_next;
}

static bool has_duration(const struct cs_reading *reading, struct cs_duration duration)
{
    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next)
        if (a->has_duration && same_duration(a->duration, duration))
            return true;
    return false;
}

static bool agrees(const struct cs_reading *a, const struct cs_reading *b)
{
    for (const struct cs_reading_answer *x = a->answers; x != NULL; x = x->next)
        if (x->has_duration && !has_duration(b, x->duration))
            return false;
    return true;
}

/* "1 day or 3 days or 7 days", each once; how many. */
size_t cs_lint_periods(const struct cs_reading *reading, struct cs_buffer *out)
{
    char period[64];
    size_t count = 0;

    for (const struct cs_reading_answer *a = reading->answers; a != NULL; a = a->next) {
        bool again = false;

        for (const struct cs_reading_answer *b = reading->answers; b != a; b = b->next)
            again = again || (a->has_duration && b->has_duration && same_duration(a->duration, b->duration));
        if (!a->has_duration || again)
            continue;
        cs_buffer_text(out, count++ == 0 ? "" : " or ");
        cs_buffer_text(out, cs_duration_text(a->duration, period));
    }
    return count;
}

static void look_at_reading(struct cs_linter *l, const struct cs_reading *reading)
{
    struct cs_lint_place place = {.span = reading->span, .instrument = reading->instrument};
    struct cs_diagnostic *found;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (cs_lint_periods(reading, &text) > 1) {
        found = cs_lint_find(l, DIAG_LINT_UNMEASURED, &place, "\"%s\" has no measure: it is read as %s",
                             reading->title != NULL ? reading->title : cs_lint_text(l, reading->name),
                             cs_buffer_string(&text));
        cs_diagnostic_help(l->out, found, "Name a number of hours or days, or who sets it.");
    }
    l->out->failed = l->out->failed || text.failed;
    cs_buffer_release(&text);
}

/* The first time word in the gist, which is English; NULL if there is none. */
static const char *time_word(const char *gist)
{
    static const char *const words[] = {"immediately", "at once", "without delay", "without undue delay", "forthwith",
                                        "promptly", "swiftly", "urgently", "as soon as possible", "in good time",
                                        "in due course", "within a reasonable time"};

    for (size_t i = 0; gist != NULL && i < sizeof words / sizeof *words; i++)
        for (const char *at = gist; *at != '\0'; at++)
            if (strncasecmp(at, words[i], strlen(words[i])) == 0 && (at == gist || !isalpha((unsigned char)at[-1])))
                return words[i];
    return NULL;
}

static void look_at_gist(struct cs_linter *l, const struct cs_article *article)
{
    struct cs_lint_place place = {.span = article->span, .article = article, .instrument = article->instrument};
    const char *word = time_word(article->gist);
    bool owes = false, timed = false;
    struct cs_diagnostic *found;

    for (size_t i = 0; word != NULL && i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        for (uint32_t k = 0; rule->text->article == article && k < rule->conclusion_count; k++) {
            owes = owes || cs_lint_is_duty(&rule->conclusions[k]);
            timed = timed || rule->conclusions[k].limit_count > 0 || rule->delay != CS_DELAY_NONE;
        }
    }
    if (!owes || timed)
        return;
    found = cs_lint_find(l, DIAG_LINT_UNMEASURED, &place, "it says \"%s\", and no duty of it has a time", word);
    cs_diagnostic_help(l->out, found, "Write how long: \"within 3 days\"; or a reading with the periods that are "
                       "pleaded.");
}

/* ---- L0008: one time word, two measures ---- */

/* The word that a reading is about: its title up to the comma. */
static size_t term_length(const struct cs_reading *reading)
{
    return reading->title == NULL ? 0 : strcspn(reading->title, ",");
}

static void compare_readings(struct cs_linter *l, const struct cs_reading *a, const struct cs_reading *b)
{
    struct cs_lint_place place = {.span = b->span, .instrument = b->instrument, .other = a->instrument,
                                  .other_source = a->span.source};
    size_t length = term_length(a);
    struct cs_diagnostic *found;

    if (a->instrument == NULL || b->instrument == NULL || a->instrument == b->instrument || length == 0 ||
        length != term_length(b) || strncasecmp(a->title, b->title, length) != 0 || !a->answers->has_duration ||
        !b->answers->has_duration || (agrees(a, b) && agrees(b, a)))
        return;
    found = cs_lint_find(l, DIAG_LINT_READ_DIFFERENTLY, &place, "\"%.*s\" is not the same time in %s and in %s",
                         (int)length, b->title, cs_lint_text(l, a->instrument->name),
                         cs_lint_text(l, b->instrument->name));
    cs_diagnostic_other(l->out, found, a->span, "here the other one reads it");
    cs_diagnostic_help(l->out, found, "Give both the same measure, or use another word in one of them.");
}

static void look_at_readings(struct cs_linter *l)
{
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_reading *r = file->readings; r != NULL; r = r->next) {
            look_at_reading(l, r);
            for (const struct cs_file *before = l->c->files; before != NULL; before = before->next) {
                for (const struct cs_reading *b = before->readings; b != NULL && b != r; b = b->next)
                    compare_readings(l, b, r);
                if (before == file)
                    break;
            }
        }
}

/* ---- L0012: what can never apply ---- */

static void tell_unreachable(struct cs_linter *l, const struct cs_plan_rule *rule, struct cs_span span, const char *why)
{
    struct cs_lint_place place = cs_lint_at_rule(rule, span);
    struct cs_diagnostic *found =
        cs_lint_find(l, DIAG_LINT_UNREACHABLE, &place, "this clause can never apply: %s", why);

    cs_diagnostic_help(l->out, found, "Take the clause out, or the line that keeps it from ever applying.");
}

/* Is whatever fits `a` also a `b`: of each role of b the same is said, or anything fits? */
static bool covered(const struct cs_linter *l, const struct cs_pattern *a, const struct cs_pattern *b)
{
    if (a->relation != b->relation)
        return false;
    for (uint32_t i = 0; i < l->plan->relations[a->relation].column_count; i++) {
        const struct cs_operand *x = &a->columns[i], *y = &b->columns[i];

        if (y->kind != CS_OPERAND_ANY &&
            (y->kind != x->kind || y->index != x->index || y->kind == CS_OPERAND_LIST))
            return false;
    }
    return true;
}

static void look_at_steps(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; i < rule->step_count; i++) {
        const struct cs_step *step = &rule->steps[i];

        for (uint32_t k = 0; k < i && step->kind == CS_STEP_READS; k++)
            if (rule->steps[k].kind == CS_STEP_READS && rule->steps[k].reading == step->reading &&
                rule->steps[k].answer != step->answer)
                tell_unreachable(l, rule, step->text->span, "a reading has one answer at a time");
        for (uint32_t k = 0; step->kind == CS_STEP_ABSENT && (p = cs_lint_positive(rule, k)) != NULL; k++)
            if (covered(l, p, &step->pattern))
                tell_unreachable(l, rule, step->text->span, "what must be absent here is what the clause asks for");
        for (uint32_t k = 0; step->kind == CS_STEP_OTHER && k < step->other_count; k++)
            if (step->others[k].kind == step->subject.kind && step->others[k].index == step->subject.index)
                tell_unreachable(l, rule, step->text->span, "nobody is other than himself");
    }
}

/* Of an article that is never in force the plan has no rules; so the texts are asked. */
static void look_at_article(struct cs_linter *l, const struct cs_article *article)
{
    struct cs_lint_place place = {.span = article->span, .article = article, .instrument = article->instrument};
    struct cs_validity force = cs_text_validity(article, article->instrument);
    struct cs_diagnostic *found;

    if (force.since < force.until)
        return;
    found = cs_lint_find(l, DIAG_LINT_UNREACHABLE, &place, "this article is never in force: it ends before it begins");
    cs_diagnostic_help(l->out, found, "`until` is the first day on which it no longer counts; it is later than "
                       "`since`.");
}

/* ---- L0013: deadlines ---- */

/* Does a state that the texts enter, and that fits the pattern, begin before this? */
static bool begins_before(const struct cs_linter *l, const struct cs_pattern *pattern, cs_instant date)
{
    for (size_t i = 0; i < l->entry_count; i++)
        if (l->entries[i].entry->moment.start < date && cs_lint_unify(l, &l->entries[i].pattern, pattern))
            return true;
    return false;
}

static bool founded_before(const struct cs_linter *l, const struct cs_plan_rule *rule, cs_instant date)
{
    const struct cs_pattern *p;
    bool any = false;

    if (rule->kind != CS_RULE_WHILE)
        return false;
    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        if (!begins_before(l, p, date))
            return false;
        any = true;
    }
    return any;
}

static void look_at_deadlines(struct cs_linter *l, const struct cs_plan_rule *rule)
{
    for (uint32_t k = 0; k < rule->conclusion_count; k++)
        for (uint32_t i = 0; cs_lint_is_duty(&rule->conclusions[k]) && i < rule->conclusions[k].limit_count; i++) {
            const struct cs_limit *limit = &rule->conclusions[k].limits[i];
            struct cs_lint_place place = cs_lint_at_rule(rule, rule->conclusions[k].text->span);
            struct cs_diagnostic *found;

            if (limit->kind != CS_LIMIT_BEFORE || rule->until <= limit->before ||
                founded_before(l, rule, limit->before))
                continue;
            found = cs_lint_find(l, DIAG_LINT_DEADLINE_FIRST, &place,
                                 "it may come to be owed after the date before which it is owed");
            cs_diagnostic_help(l->out, found, "Let the time run from what founds the duty (\"within 30 days\"), or "
                               "let the article end by that date (\"until\").");
        }
}

/* ---- L0016: one fact of two instruments ---- */

static void compare_conclusions(struct cs_linter *l, const struct cs_plan_rule *a, const struct cs_plan_rule *b)
{
    for (uint32_t i = 0; i < b->conclusion_count; i++)
        for (uint32_t k = 0; k < a->conclusion_count; k++) {
            const struct cs_conclusion *x = &a->conclusions[k], *y = &b->conclusions[i];
            struct cs_lint_place place;
            struct cs_diagnostic *found;

            if (x->kind != CS_EFFECT_TERM || y->kind != CS_EFFECT_TERM ||
                l->plan->relations[y->pattern.relation].kind != CS_RELATION_FACT ||
                !cs_lint_unify(l, &x->pattern, &y->pattern))
                continue;
            place = cs_lint_at_rule(b, y->text->span);
            place.other = cs_lint_instrument(a);
            place.other_source = x->text->span.source;
            found = cs_lint_find(l, DIAG_LINT_SHARED_FACT, &place, "%s and %s both conclude \"%s\" of the same",
                                 cs_lint_text(l, cs_lint_instrument(a)->name),
                                 cs_lint_text(l, cs_lint_instrument(b)->name),
                                 cs_lint_text(l, cs_lint_head(l, y->pattern.relation)));
            cs_diagnostic_other(l->out, found, x->text->span, "here the other one does");
            cs_diagnostic_help(l->out, found, "Give the fact a role for its instrument, or let one of the two take it "
                               "from the other.");
        }
}

static void look_at_facts(struct cs_linter *l)
{
    for (size_t b = 0; b < l->plan->rule_count; b++)
        for (size_t a = 0; a < b; a++) {
            const struct cs_instrument *first = cs_lint_instrument(&l->plan->rules[a]);
            const struct cs_instrument *second = cs_lint_instrument(&l->plan->rules[b]);

            if (first != NULL && second != NULL && first != second)
                compare_conclusions(l, &l->plan->rules[a], &l->plan->rules[b]);
        }
}

void cs_lint_words(struct cs_linter *l)
{
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            look_at_words(l, i);
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next) {
                look_at_gist(l, a);
                look_at_article(l, a);
            }
        }
    look_at_readings(l);
    look_at_facts(l);
    for (size_t i = 0; i < l->plan->rule_count; i++)
        if (cs_lint_instrument(&l->plan->rules[i]) != NULL) {
            look_at_steps(l, &l->plan->rules[i]);
            look_at_deadlines(l, &l->plan->rules[i]);
        }
}
