/* SPDX-License-Identifier: MIT */
#include "view/ruled.h"

#include <string.h>

#include "run/explain.h"
#include "view/wording_int.h"

/* A statement in its wording; else as it stands in the text. */
static void add_term(const struct cs_report *report, const struct cs_term *term, const struct cs_arg *subject,
                     enum cs_wording_form form, const struct cs_span *span, struct cs_buffer *out)
{
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (subject != NULL || !cs_worded_read_term(term, CS_NO_NAME, &room, &said) ||
        !cs_worded_add(report, &said, form, out))
        cs_explain_span(span, out);
}

/*
 * What somebody does, as behind "to": he is told before it, and is left out here. False, with nothing added, if it has
 * no wording.
 */
static bool add_act(const struct cs_report *report, struct cs_worded *said, cs_name who, struct cs_buffer *out)
{
    for (int prep = 0; prep < CS_PREP_COUNT; prep++)
        if (said->roles[prep].count == 1 && said->roles[prep].values[0] == who)
            said->roles[prep].count = 0;
    return cs_worded_add(report, said, CS_WORDING_OWED, out);
}

/* Adds a phrase with one part, which was written in `part`, and empties that. */
static void add_with(const struct cs_report *report, const char *phrase, struct cs_buffer *part, struct cs_buffer *out)
{
    const struct cs_part parts[] = {cs_part_text(cs_buffer_string(part))};

    cs_say_parts(cs_report_language(report), out, phrase, parts, 1);
    out->failed = out->failed || part->failed;
    cs_buffer_clear(part);
}

static void add_condition(const struct cs_report *report, const struct cs_condition *c, struct cs_buffer *part,
                          struct cs_buffer *out)
{
    if (c->kind != CS_COND_TERM) {
        cs_explain_span(&c->span, out);
    } else if (!c->negated) {
        add_term(report, &c->term, NULL, CS_WORDING_SAID, &c->span, out);
    } else {
        add_term(report, &c->term, NULL, CS_WORDING_SAID, &c->term.span, part);
        add_with(report, CS_PHRASE("it is not so that {said}"), part, out);
    }
}

/* Behind which a duty ends, or stands still. */
static void add_modifier(const struct cs_report *report, const struct cs_modifier *m, struct cs_buffer *part,
                         struct cs_buffer *out)
{
    add_term(report, &m->term, NULL, CS_WORDING_SAID, &m->term.span, part);
    add_with(report,
             m->kind == CS_MODIFIER_RELEASED    ? CS_PHRASE(", unless {said}")
             : m->kind == CS_MODIFIER_SUSPENDED ? CS_PHRASE(", but not while {said}")
             : m->negated                       ? CS_PHRASE(", as long as {said}")
                                                : CS_PHRASE(", until {said}"),
             part, out);
}

/* "helper is to give victim help, within 3 days" */
static void add_bond(const struct cs_report *report, const struct cs_bond *bond, struct cs_buffer *part,
                     struct cs_buffer *out)
{
    const struct cs_arg *who = bond->expectation ? bond->second : bond->first;
    struct cs_worded_room room = {.count = 0};
    struct cs_part parts[2];
    struct cs_worded said;
    struct cs_buffer act;

    cs_buffer_init(&act);
    if (who == NULL || who->next != NULL || !cs_worded_read_term(&bond->act, CS_NO_NAME, &room, &said) ||
        !add_act(report, &said, who->name, &act)) {
        cs_explain_span(&bond->span, out); /* with its times */
    } else {
        cs_explain_span(&who->span, part);
        parts[0] = cs_part_text(cs_buffer_string(part));
        parts[1] = cs_part_text(cs_buffer_string(&act));
        cs_say_parts(cs_report_language(report), out,
                     bond->expectation ? CS_PHRASE("{who} is expected to {act}")
                     : bond->negated   ? CS_PHRASE("{who} is not to {act}")
                                       : CS_PHRASE("{who} is to {act}"), parts, 2);
        for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next) {
            cs_buffer_text(out, limit == bond->limits ? ", " : " ");
            cs_explain_span(&limit->span, out);
        }
    }
    cs_buffer_clear(part);
    out->failed = out->failed || act.failed;
    cs_buffer_release(&act);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        add_modifier(report, m, part, out);
}

static void add_effect(const struct cs_report *report, const struct cs_effect *e, struct cs_buffer *part,
                       struct cs_buffer *out)
{
    if (e->kind == CS_EFFECT_BOND) {
        add_bond(report, &e->bond, part, out);
    } else if (e->kind == CS_EFFECT_TERM) {
        add_term(report, &e->term, e->subject, CS_WORDING_SAID, &e->span, out);
    } else {
        add_term(report, &e->term, e->subject, CS_WORDING_SAID, &e->term.span, part);
        add_with(report, CS_PHRASE("it is no longer so that {said}"), part, out);
    }
}

/* Conditions, the first of them behind `before`; those that the checker added are none of the text. */
static void add_conditions(const struct cs_report *report, const struct cs_condition *c, const char *before,
                           struct cs_buffer *part, struct cs_buffer *out)
{
    for (; c != NULL; c = c->next)
        if (!c->implied) {
            cs_buffer_text(out, before);
            add_condition(report, c, part, out);
            before = cs_told(cs_report_language(report), CS_PHRASE(", and "));
        }
}

static void add_effects(const struct cs_report *report, const struct cs_rule *rule, struct cs_buffer *part,
                        struct cs_buffer *out)
{
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next) {
        cs_buffer_text(out, e == rule->effects ? ": " : "; ");
        add_effect(report, e, part, out);
    }
}

/* "chair may convene the Council"; of an act that does not say who does it "There is a power to ...". */
static void add_power(const struct cs_report *report, const struct cs_rule *rule, struct cs_buffer *part,
                      struct cs_buffer *out)
{
    const struct cs_term *term = &rule->trigger.term;
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;
    struct cs_buffer act;
    cs_name who = CS_NO_NAME;

    cs_buffer_init(&act);
    if (cs_worded_read_term(term, CS_NO_NAME, &room, &said)) {
        if (said.roles[CS_PREP_IS].count == 1 || said.roles[CS_PREP_BY].count == 1)
            who = cs_worded_actor(&said);
        if (!add_act(report, &said, who, &act))
            who = CS_NO_NAME;
    }
    if (act.length == 0) {
        cs_explain_span(&term->span, part);
        add_with(report, CS_PHRASE("There is a power: {said}"), part, out);
    } else if (who == CS_NO_NAME) {
        add_with(report, CS_PHRASE("There is a power to {act}"), &act, out);
    } else {
        cs_worded_name(report, who, part);
        cs_say(cs_report_language(report), out, "{who} may {act}", cs_part_text(cs_buffer_string(part)),
               cs_part_text(cs_buffer_string(&act)));
        cs_buffer_clear(part);
    }
    out->failed = out->failed || act.failed;
    cs_buffer_release(&act);
}

static void add_rule(const struct cs_report *report, const struct cs_rule *rule, struct cs_buffer *part,
                     struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    const char *condition = cs_told(l, CS_PHRASE(", if "));

    if (rule->kind == CS_RULE_MAY) {
        add_power(report, rule, part, out);
        add_conditions(report, rule->conditions, condition, part, out);
    } else if (rule->kind == CS_RULE_WHILE) {
        add_conditions(report, rule->conditions, cs_told(l, CS_PHRASE("As long as ")), part, out);
    } else {
        if (rule->delay == CS_DELAY_NONE && rule->trigger.kind == CS_COND_TERM && !rule->trigger.negated)
            add_term(report, &rule->trigger.term, NULL, CS_WORDING_SAID, &rule->trigger.term.span, part);
        else
            cs_explain_span(&rule->trigger.span, part);
        add_with(report, CS_PHRASE("Once {said}"), part, out);
        add_conditions(report, rule->conditions, condition, part, out);
    }
    add_effects(report, rule, part, out);
    cs_buffer_text(out, ".\n");
}

/* Is the rule one of the article, in force on the date of the report? */
static bool is_of(const struct cs_report *report, const struct cs_rule *rule, const char *name, bool *failed)
{
    const struct cs_article *a = rule->article;
    const struct cs_names *names = report->ledger->docket->plan->names;
    struct cs_buffer full;
    bool same;

    if (a == NULL || a->instrument == NULL ||
        !cs_validity_has(cs_text_validity(a, a->instrument), report->end - 1))
        return false;
    cs_buffer_init(&full);
    cs_buffer_printf(&full, "%s %s", cs_names_text(names, a->instrument->name), cs_names_text(names, a->text));
    same = strcmp(cs_buffer_string(&full), name) == 0;
    *failed = *failed || full.failed;
    cs_buffer_release(&full);
    return same;
}

size_t cs_ruled_article(const struct cs_report *report, const char *article, struct cs_buffer *out)
{
    struct cs_buffer part;
    size_t count = 0;

    cs_buffer_init(&part);
    for (const struct cs_file *file = report->ledger->docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_rule *rule = file->rules; rule != NULL; rule = rule->next)
            if (is_of(report, rule, article, &out->failed)) {
                add_rule(report, rule, &part, out);
                count++;
            }
    out->failed = out->failed || part.failed;
    cs_buffer_release(&part);
    return count;
}
