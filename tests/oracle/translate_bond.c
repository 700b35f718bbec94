/* SPDX-License-Identifier: MIT */
/*
 * Duties, prohibitions and expectations for clingo: of the rules of a text, and those that a record enters. Each is a
 * sentence b(Article,Polarity,Holder,Claimant,Act); of what is only expected the article is hope(Article).
 */
#include <string.h>

#include "translate_body.h"

/* A bond that the record enters stands in no article. */
void write_article(struct body *b, struct cs_buffer *out)
{
    if (b->rule == NULL)
        cs_buffer_text(out, "\"\"");
    else
        cs_buffer_printf(out, "\"%s %s\"", name_text(b->t, b->rule->instrument->name),
                         name_text(b->t, b->rule->article->text));
}

/*
 * o(Rule,Values): the origin of a duty; what the duty waits for gets the variables of the rule from it. The moments
 * that are a time of it come first (R 6.1).
 */
void write_origin(struct body *b, const struct cs_bond *bond, struct cs_buffer *out)
{
    size_t count = 0;

    cs_buffer_printf(out, "o(%u,v", b->t->rule);
    for (const struct cs_bond_limit *l = bond->limits; l != NULL; l = l->next)
        if (l->kind == CS_LIMIT_MOMENT) {
            cs_buffer_char(out, count++ == 0 ? '(' : ',');
            write_variable(b->t, l->term.head, "V_", out);
        }
    for (size_t i = 0; i < b->bound_count; i++) {
        cs_buffer_char(out, count++ == 0 ? '(' : ',');
        write_places(b, b->bound[i], out);
    }
    cs_buffer_text(out, count > 0 ? "))" : ")");
}

static void write_party(struct body *b, const struct cs_arg *party, struct cs_buffer *out)
{
    bool open = b->t->unsaid && party->kind == CS_ARG_VARIABLE;

    cs_buffer_text(out, open ? "@told(" : "");
    write_arg(b, party, MAKES, CS_NO_NAME, out);
    cs_buffer_text(out, open ? ")" : "");
}

void write_sentence(struct body *b, const struct cs_bond *bond, struct cs_buffer *out)
{
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const struct cs_arg *claimant = bond->expectation ? bond->first : bond->second;

    cs_buffer_text(out, bond->expectation ? "b(hope(" : "b(");
    write_article(b, out);
    cs_buffer_printf(out, "%s,%s,", bond->expectation ? ")" : "", bond->negated ? "no" : "do");
    write_party(b, holder, out);
    cs_buffer_char(out, ',');
    write_party(b, claimant, out);
    cs_buffer_char(out, ',');
    write_term(b, &bond->act, MAKES, CS_NO_NAME, out);
    cs_buffer_char(out, ')');
    if (holder->next != NULL || claimant->next != NULL)
        outside(b->t, "a list of those who owe");
}

/*
 * HEAD Sentence,Origin,t) :- it was founded (with `at_once`: is founded, or taken over, at t), WHAT TERM,t). The origin
 * tells whose it is: the sentence of one that another has taken over is not what the rule says (R 2.14).
 */
static void write_watch(struct body *b, const struct cs_bond *bond, const char *head, bool at_once, const char *what,
                        const char *term)
{
    struct cs_buffer *out = b->t->out;

    cs_buffer_text(out, head);
    cs_buffer_text(out, "Sentence,");
    write_origin(b, bond, out);
    cs_buffer_text(out, at_once ? ",t) :- meets(_,Sentence," : ",t) :- watched(Sentence,_,");
    write_origin(b, bond, out);
    cs_buffer_printf(out, "%s), %s%s,t)%s.\n", at_once ? ",t" : "", what, term, cs_buffer_string(&b->joins));
}

/* A term of which each word is told: a duty may leave unsaid what only the rule's look at it binds (R 4.11). */
void check_certain(struct body *b, const struct cs_term *term, const char *what)
{
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        if (may_be_unsaid(b, role->args))
            outside(b->t, what);
}

/*
 * A term that a bond waits for. R 2.7: of whom its rule has met nobody who is said it waits for him alone; what a
 * `while` founds waits for anybody.
 */
static void write_awaited(struct body *b, const struct cs_term *term, struct cs_buffer *out)
{
    b->waits_for_any = b->rule != NULL && b->rule->kind == CS_RULE_WHILE;
    write_term(b, term, MATCHES, CS_NO_NAME, out);
    b->waits_for_any = false;
}

/* What `until`, `released upon` and `suspended while` wait for. A variable that nothing binds is any. */
static void write_modifier(struct body *b, const struct cs_bond *bond, const struct cs_modifier *m)
{
    bool fact = is_fact(b, &m->term);
    struct cs_buffer term;

    if (!fact && (m->negated || m->kind == CS_MODIFIER_SUSPENDED))
        outside(b->t, "waiting for what is no occurrence");
    check_certain(b, &m->term, "waiting for what an act owed may leave unsaid");
    cs_buffer_init(&term);
    write_awaited(b, &m->term, &term);
    if (m->kind == CS_MODIFIER_SUSPENDED) {
        write_watch(b, bond, "pauses(", false, "holds(", cs_buffer_string(&term));
        write_watch(b, bond, "pauses_now(", true, "holds(", cs_buffer_string(&term));
    } else {
        write_watch(b, bond, m->kind == CS_MODIFIER_UNTIL ? "strikes(until," : "strikes(released,", false,
                    !fact ? "name(_," : m->negated ? "ceased(" : "began(", cs_buffer_string(&term));
        if (fact && !m->negated && m->kind == CS_MODIFIER_UNTIL)
            write_watch(b, bond, "over_already(", true, "holds(", cs_buffer_string(&term));
    }
    cs_buffer_clear(&b->joins);
    cs_buffer_release(&term);
}

/* Has the reading an answer that is counted by a calendar? */
static bool may_need_calendar(const struct body *b, const struct cs_bond_limit *limit)
{
    for (const struct cs_file *f = b->t->c->files; f != NULL; f = f->next)
        for (const struct cs_reading *r = f->readings; r != NULL; r = r->next)
            for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next)
                if (r->name == limit->reading && a->has_duration && cs_duration_needs_calendar(a->duration))
                    return true;
    return false;
}

static void check_unsuspended(struct body *b, const struct cs_bond *bond, const char *what)
{
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        if (m->kind == CS_MODIFIER_SUSPENDED)
            outside(b->t, what);
}

/* R 7.2: so many hours; of a reading, by those of its answers that run for hours. */
static void write_hours(struct body *b, const struct cs_bond_limit *limit, unsigned number)
{
    struct cs_buffer *out = b->t->out;

    if (limit->after)
        cs_buffer_printf(out, "limit_after_hours(l(%u,%u),", b->t->rule, number);
    else
        cs_buffer_printf(out, "limit_hours(%u,l(%u,%u),", b->t->rule, b->t->rule, number);
    if (limit->kind == CS_LIMIT_READING)
        cs_buffer_printf(out, "N) :- hours(reading(\"%s\"),N).\n", name_text(b->t, limit->reading));
    else
        cs_buffer_printf(out, "%d).\n", limit->duration.count);
}

static void write_period_limit(struct body *b, const struct cs_bond *bond, const struct cs_bond_limit *limit,
                               unsigned number)
{
    struct cs_buffer *out = b->t->out;
    bool hours = limit->kind == CS_LIMIT_DURATION && limit->duration.unit == CS_HOURS;

    if (b->rule == NULL && (hours || limit->hour != 0))
        outside(b->t, "a bond of the record that runs for hours");
    if (b->t->has_times)
        check_unsuspended(b, bond, "hours, and what is suspended");
    if (hours || limit->kind == CS_LIMIT_READING)
        write_hours(b, limit, number);
    if (hours)
        return;
    if (limit->hour != 0) {
        if (limit->after)
            outside(b->t, "a period after what is to come that ends at an hour");
        clock_hours(b->t, limit->hour);
        cs_buffer_printf(out, "limit_until(%u,l(%u,%u),%d,", b->t->rule, b->t->rule, number, limit->hour);
    } else if (limit->after)
        cs_buffer_printf(out, "limit_after(l(%u,%u),", b->t->rule, number);
    else
        cs_buffer_printf(out, "limit(%u,l(%u,%u),", b->t->rule, b->t->rule, number);
    if (limit->kind == CS_LIMIT_READING)
        cs_buffer_printf(out, "reading(\"%s\")", name_text(b->t, limit->reading));
    else
        write_period(b->t, b->rule == NULL ? NULL : b->rule->instrument, limit->duration, out);
    cs_buffer_text(out, ").\n");
    if (limit->kind == CS_LIMIT_DURATION && limit->duration.unit == CS_BUSINESS_DAYS)
        cs_buffer_printf(out, "counts_business(l(%u,%u),\"%s\").\n", b->t->rule, number,
                         name_text(b->t, b->rule->instrument->days->name));
    if (limit->kind == CS_LIMIT_DURATION ? limit->duration.or_next : b->rule != NULL && may_need_calendar(b, limit))
        check_unsuspended(b, bond, "a suspended period up to the next business day, or of a reading by a calendar");
}

static void write_limit(struct body *b, const struct cs_bond *bond, const struct cs_bond_limit *limit,
                        unsigned number)
{
    struct cs_buffer *out = b->t->out;

    if (limit->kind == CS_LIMIT_DURATION || limit->kind == CS_LIMIT_READING)
        write_period_limit(b, bond, limit, number);
    if (limit->kind == CS_LIMIT_BEFORE && limit->before.form == CS_MOMENT_TIME)
        cs_buffer_printf(out, "last_hour(%u,l(%u,%u),%lld).\n", b->t->rule, b->t->rule, number,
                         (long long)limit->before.start);
    else if (limit->kind == CS_LIMIT_BEFORE)
        cs_buffer_printf(out, "last_day(%u,l(%u,%u),%d).\n", b->t->rule, b->t->rule, number, limit->before.first - 1);
    if (limit->kind == CS_LIMIT_BEFORE && limit->before.form == CS_MOMENT_TIME && b->rule == NULL)
        outside(b->t, "a bond of the record that ends at an hour");
    if (limit->kind == CS_LIMIT_BEFORE && limit->before.form != CS_MOMENT_TIME &&
        (limit->before.form != CS_MOMENT_DAY || !in_zone(b->t, &limit->before)))
        outside(b->t, "before a month, or a day of another zone");
    if (limit->kind == CS_LIMIT_BEFORE || limit->kind == CS_LIMIT_MOMENT)
        cs_buffer_printf(out, "dated(l(%u,%u)).\n", b->t->rule, number);
    if (limit->kind == CS_LIMIT_OCCURRENCE)
        cs_buffer_printf(out, "awaited(l(%u,%u)).\n", b->t->rule, number);
}

/* R 7.13: what is to come sets the time; or a moment that another line has bound. */
static void write_later_limit(struct body *b, const struct cs_bond *bond, const struct cs_bond_limit *limit,
                              unsigned number)
{
    struct cs_buffer head, term;

    cs_buffer_init(&head);
    cs_buffer_init(&term);
    if (limit->after || limit->kind == CS_LIMIT_OCCURRENCE) {
        check_certain(b, &limit->term, "waiting for what an act owed may leave unsaid");
        cs_buffer_printf(&head, "calls(l(%u,%u),", b->t->rule, number);
        write_awaited(b, &limit->term, &term);
        write_watch(b, bond, cs_buffer_string(&head), false, "name(_,", cs_buffer_string(&term));
        cs_buffer_clear(&b->joins);
    } else if (limit->kind == CS_LIMIT_MOMENT) {
        cs_buffer_text(b->t->out, "first_end(B,");
        cs_buffer_printf(b->t->out, "l(%u,%u),", b->t->rule, number);
        write_variable(b->t, limit->term.head, "V_", b->t->out);
        cs_buffer_text(b->t->out, "-1,t) :- origin(B,");
        write_origin(b, bond, b->t->out);
        cs_buffer_text(b->t->out, ",t), ");
        write_variable(b->t, limit->term.head, "V_", b->t->out);
        cs_buffer_text(b->t->out, " != u.\n");
    }
    cs_buffer_release(&head);
    cs_buffer_release(&term);
}

static void write_limits(struct body *b, const struct cs_bond *bond)
{
    struct cs_buffer *out = b->t->out;
    unsigned number = 0;

    cs_buffer_text(out, "#program base.\n");
    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        write_limit(b, bond, limit, number++);
    if (bond->only)
        cs_buffer_printf(out, "only(%u).\n", b->t->rule);
    cs_buffer_text(out, "#program step(t).\n");
    number = 0;
    for (const struct cs_bond_limit *limit = bond->limits; limit != NULL; limit = limit->next)
        write_later_limit(b, bond, limit, number++);
}

void write_owed_act(struct body *b, const struct cs_bond *bond)
{
    write_limits(b, bond);
    for (const struct cs_modifier *m = bond->modifiers; m != NULL; m = m->next)
        write_modifier(b, bond, m);
}

/* R 8.12: it is founded as its day begins, when all that begins and ends with that has done so. */
void translate_recorded_bond(struct translator *t, const struct cs_entry *e)
{
    struct body b = {.t = t, .past = "seen"};
    struct cs_buffer *out = t->out;

    cs_buffer_init(&b.text);
    cs_buffer_init(&b.joins);
    if (e->instrument != NULL || !e->bond->expectation)
        outside(t, "a bond of a declaration");
    cs_buffer_text(out, "founds(");
    write_sentence(&b, e->bond, out);
    cs_buffer_char(out, ',');
    write_origin(&b, e->bond, out);
    cs_buffer_printf(out, ",t) :- stands(happened(\"%s\")), begins_on(\"%s\",D), opens(t,D,rise).\n", label(t, e),
                     label(t, e));
    cs_buffer_printf(out, "#program base.\nrecorded_bond(%u,\"%s\").\n#program step(t).\n", t->rule, label(t, e));
    write_owed_act(&b, e->bond);
    t->rule++;
    body_release(&b);
}
