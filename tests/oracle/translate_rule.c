/* SPDX-License-Identifier: MIT */
/*
 * The rules of a treaty: each becomes a rule of clingo with the same lines in its body, at a point t.
 *
 *   when   facts as they were before t, occurrences up to and including t       (R 4.1)
 *   while  both as they are at t, after all that came before it                 (R 4.2)
 *   may    as when, without the act itself                                      (R 5.1)
 */
#include <string.h>

#include "translate_body.h"

static void write_valid(struct body *b)
{
    cs_buffer_printf(&b->text, ", %s(t,Today), valid(\"%s %s\",Today,%u)",
                     b->rule->kind == CS_RULE_WHILE ? "civil" : "on",
                     name_text(b->t, b->rule->article->instrument->name), name_text(b->t, b->rule->article->text),
                     (unsigned)b->rule->article->span.start);
}

/* ---- effects ---- */

static bool trigger_is_entry(struct body *b)
{
    return b->rule->trigger.kind != CS_COND_DUTY && !is_fact(b, &b->rule->trigger.term);
}

/* Is some argument of this text left open? */
static bool has_any(const char *text)
{
    return strstr(text, "(_") != NULL || strstr(text, ",_") != NULL;
}

/* R 6.1: where nobody is said to owe, nothing is owed. */
static void write_somebody(struct body *b, const struct cs_arg *holder)
{
    if (b->t->unsaid && holder->kind == CS_ARG_VARIABLE) {
        cs_buffer_text(b->t->out, ", not unsaid(");
        write_value(b, holder->name, b->t->out);
        cs_buffer_char(b->t->out, ')');
        return;
    }
    if (!may_be_unsaid(b, holder))
        return;
    cs_buffer_text(b->t->out, ", ");
    write_arg(b, holder, MATCHES, CS_NO_NAME, b->t->out);
    cs_buffer_text(b->t->out, " != u");
}

/* R 6.6: what has happened earlier, and is not called so yet. */
static void write_later_name(struct body *b, const struct cs_effect *e)
{
    struct cs_buffer *out = b->t->out;
    struct cs_buffer of, row;

    cs_buffer_init(&of);
    cs_buffer_init(&row);
    write_arg(b, e->subject, MATCHES, CS_NO_NAME, &of);
    b->named = cs_buffer_string(&of);
    write_term(b, &e->term, MAKES, CS_NO_NAME, &row);
    b->named = NULL;
    cs_buffer_printf(out, "later_name(%s,%s,t) :- %s, entry(%s), past(%s,_,t), not past(%s,%s,t).\n",
                     cs_buffer_string(&of), cs_buffer_string(&row), cs_buffer_string(&b->text), cs_buffer_string(&of),
                     cs_buffer_string(&of), cs_buffer_string(&of), cs_buffer_string(&row));
    cs_buffer_release(&of);
    cs_buffer_release(&row);
}

/* Where roles may be unsaid it ends what agrees: of whom it is so is compared with who was left unsaid (R 2.7). */
static void write_ended(struct body *b, const struct cs_effect *e)
{
    struct cs_buffer term;

    cs_buffer_init(&term);
    write_term(b, &e->term, MATCHES, CS_NO_NAME, &term);
    cs_buffer_printf(b->t->out, "ends(Ended,t) :- %s, lives(_,Ended,t), Ended = %s", cs_buffer_string(&b->text),
                     cs_buffer_string(&term));
    write_joins(b, b->t->out);
    cs_buffer_text(b->t->out, ".\n");
    cs_buffer_release(&term);
}

static void write_when_effect(struct body *b, const struct cs_effect *e, const char *occurrence)
{
    struct cs_buffer *out = b->t->out;
    const struct cs_arg *same = NULL; /* what is named, if it is named as it happens */

    if (e->kind == CS_EFFECT_END && b->t->unsaid) {
        write_ended(b, e);
        return;
    }
    if (e->kind == CS_EFFECT_BOND) {
        cs_buffer_text(out, "founds(");
        write_sentence(b, &e->bond, out);
        cs_buffer_char(out, ',');
        write_origin(b, &e->bond, out);
    } else if (is_fact(b, &e->term)) {
        cs_buffer_text(out, e->kind == CS_EFFECT_END ? "ends(" : "begins(");
        write_term(b, &e->term, e->kind == CS_EFFECT_END ? MATCHES : MAKES, CS_NO_NAME, out);
    } else {
        check_certain(b, &e->term, "a name with what an act owed may leave unsaid");
        if (e->subject != NULL)
            write_later_name(b, e);
        cs_buffer_printf(out, "name(%s,", occurrence);
        b->named = occurrence;
        write_term(b, &e->term, MAKES, CS_NO_NAME, out);
        b->named = NULL;
        same = e->subject;
    }
    cs_buffer_printf(out, ",t) :- %s", cs_buffer_string(&b->text));
    if (same != NULL) {
        cs_buffer_printf(out, ", %s = ", occurrence);
        write_arg(b, same, MATCHES, CS_NO_NAME, out);
    }
    if (e->kind == CS_EFFECT_BOND)
        write_somebody(b, e->bond.expectation ? e->bond.second : e->bond.first);
    cs_buffer_text(out, ".\n");
    if (e->kind != CS_EFFECT_BOND && e->subject == NULL && !is_fact(b, &e->term) && !trigger_is_entry(b)) {
        if (has_any(occurrence))
            outside(b->t, "a name of a fact that is not told whole");
        cs_buffer_printf(out, "set_off(%s,t) :- %s.\n", occurrence, cs_buffer_string(&b->text));
    }
    if (e->kind == CS_EFFECT_BOND)
        write_owed_act(b, &e->bond);
}

/* ---- when ---- */

/* The trigger at a point t: an occurrence with that name, a fact that begins or ceases, a broken duty. */
static void write_trigger(struct body *b, const char *occurrence, struct cs_buffer *out)
{
    const struct cs_condition *trigger = &b->rule->trigger;

    if (trigger->kind == CS_COND_DUTY) {
        cs_buffer_printf(out, "%s(Duty,t), Duty = ",
                         trigger->verb != CS_VERB_OWES ? "becomes" : trigger->negated ? "is_missed" : "is_seen");
        write_duty(b, trigger, out);
        write_joins(b, out);
    } else if (is_fact(b, &trigger->term)) {
        cs_buffer_text(out, trigger->negated ? "is_missed(" : "is_seen(");
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
        write_joins(b, out);
    } else {
        if (trigger->negated)
            outside(b->t, "when no occurrence");
        cs_buffer_printf(out, "name(%s,", occurrence);
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
        write_joins(b, out);
    }
}

/* The occurrence to which the rule gives names: that of its trigger, or a term that stands for one. */
static const char *trigger_occurrence(struct body *b, struct cs_buffer *out)
{
    const struct cs_condition *trigger = &b->rule->trigger;

    if (trigger->kind == CS_COND_DUTY) {
        if (b->rule->variable != CS_NO_NAME)
            outside(b->t, "a small word for what has become of a duty");
        cs_buffer_text(out, trigger->verb != CS_VERB_OWES ? "Duty"
                            : trigger->negated            ? "end(Duty,t)"
                                                          : "begin(Duty,t)");
    } else if (is_fact(b, &trigger->term)) {
        cs_buffer_text(out, trigger->negated ? "end(" : "begin(");
        write_term(b, &trigger->term, MATCHES, CS_NO_NAME, out);
        cs_buffer_text(out, ",t)");
    } else if (b->rule->variable != CS_NO_NAME) {
        write_variable(b->t, b->rule->variable, "V_", out);
    } else {
        cs_buffer_text(out, "O");
    }
    return cs_buffer_string(out);
}

static bool waits_for_hours(const struct cs_rule *rule)
{
    return rule->delay == CS_DELAY_DURATION && rule->duration.unit == CS_HOURS;
}

/*
 * awaits(Rule,Root,Values,E,t): the rule is set off at t, and waits for the end (or start) of day E, or for the part E
 * of a day.
 */
static void write_wait(struct body *b, const char *occurrence)
{
    struct cs_buffer *out = b->t->out;
    struct cs_buffer values;
    bool entry = trigger_is_entry(b);

    cs_buffer_init(&values);
    cs_buffer_printf(&values, "waits(%u,%s,v(u", b->t->rule, entry ? "Root" : "u");
    for (size_t i = 0; i < b->bound_count; i++) {
        cs_buffer_char(&values, ',');
        write_places(b, b->bound[i], &values);
    }
    cs_buffer_text(&values, "),E,");
    cs_buffer_printf(out, "a%st) :- ", cs_buffer_string(&values));
    write_trigger(b, occurrence, out);
    if (entry)
        cs_buffer_printf(out, ", root(%s,Root,t)", occurrence);
    cs_buffer_printf(out, ", on(t,Day), valid(\"%s %s\",Day,%u)",
                     name_text(b->t, b->rule->article->instrument->name), name_text(b->t, b->rule->article->text),
                     (unsigned)b->rule->article->span.start);
    if (waits_for_hours(b->rule)) {
        cs_buffer_printf(out, ", instant(t,H), E = timer(H+%d).\n", b->rule->duration.count * 3600);
        cs_buffer_printf(&b->text, "%s_), opens(t,_,E)", cs_buffer_string(&values));
    } else {
        cs_buffer_text(out, ", lasts(");
        if (b->rule->delay == CS_DELAY_READING)
            cs_buffer_printf(out, "reading(\"%s\")", name_text(b->t, b->rule->reading));
        else
            write_period(b->t, b->rule->instrument, b->rule->duration, out);
        cs_buffer_text(out, ",Day,E).\n");
        cs_buffer_printf(&b->text, "%s_), opens(t,E,%s)", cs_buffer_string(&values),
                         b->rule->start_of ? "early" : "dusk");
        if (b->rule->delay == CS_DELAY_READING && b->t->has_times)
            outside(b->t, "hours, and a rule that waits for a reading");
    }
    cs_buffer_release(&values);
}

/* R 4.6: the state holds as its day ends, or begins after it. */
static void write_reached(struct body *b)
{
    struct cs_buffer term, day;

    cs_buffer_init(&term);
    cs_buffer_init(&day);
    write_term(b, &b->rule->trigger.term, MATCHES, CS_NO_NAME, &term);
    write_variable(b->t, b->rule->variable, "V_", &day);
    cs_buffer_printf(&b->text,
                     "holds(%s,t), 1 <= #count { 1 : opens(t,%s,dusk) ; "
                     "2 : is_seen(%s,t), civil(t,Today), %s < Today }",
                     cs_buffer_string(&term), cs_buffer_string(&day), cs_buffer_string(&term), cs_buffer_string(&day));
    write_joins(b, &b->text);
    cs_buffer_release(&term);
    cs_buffer_release(&day);
}

static void translate_when(struct body *b)
{
    const struct cs_rule *rule = b->rule;
    struct cs_buffer occurrence, reached;
    const char *of;

    cs_buffer_init(&occurrence);
    cs_buffer_init(&reached);
    if (rule->trigger.kind == CS_COND_DUTY)
        bind_duty(b, &rule->trigger);
    else
        bind_term(b, &rule->trigger.term);
    if (rule->delay != CS_DELAY_REACHED && trigger_is_entry(b))
        bind_place(b, rule->variable, NULL);
    of = trigger_occurrence(b, &occurrence);
    if (rule->delay == CS_DELAY_REACHED) {
        write_reached(b);
        cs_buffer_text(&reached, "reach(");
        write_term(b, &rule->trigger.term, MATCHES, CS_NO_NAME, &reached);
        cs_buffer_text(&reached, ",t)");
        of = cs_buffer_string(&reached);
    } else if (rule->delay == CS_DELAY_NONE) {
        write_trigger(b, of, &b->text);
    } else {
        write_wait(b, of);
        of = !trigger_is_entry(b) ? "by(u,t)" : waits_for_hours(rule) ? "by(Root,Today)" : "by(Root,E)";
        if (!trigger_is_entry(b))
            for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_TERM && !is_fact(b, &e->term))
                    outside(b->t, "a name after a state and a period");
    }
    bind_conditions(b);
    write_conditions(b);
    write_valid(b);
    for (const struct cs_effect *e = rule->effects; e != NULL; e = e->next) {
        write_when_effect(b, e, of);
        b->t->rule++;
    }
    cs_buffer_release(&occurrence);
    cs_buffer_release(&reached);
}

/* ---- while and may ---- */

static void translate_while(struct body *b)
{
    struct cs_buffer *out = b->t->out;

    b->past = "past";
    bind_conditions(b);
    cs_buffer_text(&b->text, "on(t,_)");
    write_conditions(b);
    for (const struct cs_effect *e = b->rule->effects; e != NULL; e = e->next) {
        if (e->kind == CS_EFFECT_BOND) {
            cs_buffer_text(out, "state(");
            write_sentence(b, &e->bond, out);
            cs_buffer_char(out, ',');
            write_origin(b, &e->bond, out);
            cs_buffer_char(out, ',');
            write_article(b, out);
            cs_buffer_printf(out, ",%u,t) :- %s", (unsigned)b->rule->article->span.start,
                             cs_buffer_string(&b->text));
            write_somebody(b, e->bond.expectation ? e->bond.second : e->bond.first);
            cs_buffer_text(out, ".\n");
            write_owed_act(b, &e->bond);
        } else {
            struct cs_buffer all = b->text;

            cs_buffer_init(&b->text);
            cs_buffer_text(&b->text, cs_buffer_string(&all));
            write_valid(b);
            cs_buffer_text(out, "holds(");
            write_term(b, &e->term, MAKES, CS_NO_NAME, out);
            cs_buffer_printf(out, ",t) :- %s.\n", cs_buffer_string(&b->text));
            cs_buffer_release(&b->text);
            b->text = all;
        }
        b->t->rule++;
    }
}

static void translate_may(struct body *b)
{
    struct cs_buffer *out = b->t->out;
    struct cs_buffer pattern;

    b->past = "past";
    bind_term(b, &b->rule->trigger.term);
    cs_buffer_init(&pattern);
    write_term(b, &b->rule->trigger.term, MATCHES, CS_NO_NAME, &pattern);
    write_joins(b, &pattern);
    write_agreements(b, &pattern);
    cs_buffer_printf(&b->text, "asked(O,Row,t) :- occurs(O,t), term(O,Row), Row = %s", cs_buffer_string(&pattern));
    for (const struct cs_condition *c = b->rule->conditions; c != NULL; c = c->next)
        if (c->kind == CS_COND_KIND && c->implied && is_bound(b, c->subject->name))
            write_condition(b, c);
    write_valid(b);
    cs_buffer_printf(out, "%s.\n", cs_buffer_string(&b->text));
    cs_buffer_clear(&b->text);
    bind_conditions(b);
    cs_buffer_printf(&b->text, "occurs(O,t), term(O,Row), Row = %s", cs_buffer_string(&pattern));
    write_conditions(b);
    write_valid(b);
    cs_buffer_printf(out, "may(O,Row,t) :- %s.\n", cs_buffer_string(&b->text));
    cs_buffer_release(&pattern);
}

void translate_rule(struct translator *t, const struct cs_rule *rule)
{
    struct body b = {.t = t, .rule = rule, .past = "seen"};

    if (rule->article == NULL) {
        outside(t, "a rule outside of an article");
        return;
    }
    cs_buffer_init(&b.text);
    cs_buffer_init(&b.joins);
    if (rule->kind == CS_RULE_WHEN)
        translate_when(&b);
    else if (rule->kind == CS_RULE_WHILE)
        translate_while(&b);
    else
        translate_may(&b);
    t->rule++;
    body_release(&b);
}

/* ---- the rows of requests and decisions ---- */

static void translate_request(struct body *b, const struct cs_row_line *row)
{
    struct cs_buffer term;

    cs_buffer_init(&term);
    write_term(b, &row->term, MATCHES, CS_NO_NAME, &term);
    write_joins(b, &term);
    cs_buffer_printf(b->t->out, "#program base.\nrequest(O,Row) :- term(O,Row), Row = %s.\n#program finish(t).\n",
                     cs_buffer_string(&term));
    cs_buffer_release(&term);
}

/* The name of the entry as an argument of an atom. */
static void write_entry(struct translator *t, const struct cs_row_line *row)
{
    write_variable(t, row->variable, "V_", t->out);
}

/* The entry as its row fits it, which binds the small words of that line: "entry(V_d), seen(V_d,...,t)". */
static void write_fitting(struct body *b, const struct cs_row_line *row)
{
    struct cs_buffer term;

    cs_buffer_init(&term);
    bind_place(b, row->variable, NULL);
    bind_term(b, &row->term);
    write_term(b, &row->term, MATCHES, CS_NO_NAME, &term);
    cs_buffer_text(b->t->out, "entry(");
    write_entry(b->t, row);
    cs_buffer_text(b->t->out, "), seen(");
    write_entry(b->t, row);
    cs_buffer_printf(b->t->out, ",%s,t)", cs_buffer_string(&term));
    write_joins(b, b->t->out);
    cs_buffer_release(&term);
}

/* One `state` or `without` line. What belongs to what is shown, and is no meaning. */
static void translate_row_state(struct translator *t, const struct cs_row_line *row, const struct cs_row_state *s,
                                unsigned *rank)
{
    struct body inner = {.t = t, .past = "seen"};

    cs_buffer_init(&inner.text);
    cs_buffer_init(&inner.joins);
    if (s->kind == CS_ROW_STATE_GROUPS || s->kind == CS_ROW_STATE_ELSE)
        return;
    if (s->kind == CS_ROW_STATE_WITHOUT) {
        bind_variable(&inner, s->variable);
        cs_buffer_text(t->out, "without(");
        write_entry(t, row);
        cs_buffer_char(t->out, ',');
        write_variable(t, s->variable, "V_", t->out);
    } else {
        cs_buffer_text(t->out, "comes(");
        write_entry(t, row);
        cs_buffer_printf(t->out, ",%u,\"%s\"", (*rank)++, cs_state_in_words(s->state, &t->c->names));
    }
    cs_buffer_text(t->out, ") :- ");
    write_fitting(&inner, row);
    cs_buffer_text(t->out, ", ");
    if (t->unsaid)
        bind_term(&inner, &s->term);
    write_atom(&inner, &s->term, MATCHES, CS_NO_NAME, t->out);
    write_agreements(&inner, t->out);
    cs_buffer_text(t->out, ".\n");
    body_release(&inner);
}

/* What an entry is as long as nothing has come about. */
static const char *otherwise_of(const struct translator *t, const struct cs_row_line *row)
{
    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        if (s->kind == CS_ROW_STATE_ELSE)
            return cs_state_in_words(s->state, &t->c->names);
    return row->decision ? "pending" : "with effect";
}

void translate_row(struct translator *t, const struct cs_row_line *row)
{
    const char *entered = row->decision ? "draft" : "plea";
    struct body b = {.t = t, .past = "seen"};
    unsigned rank = 0;

    cs_buffer_init(&b.text);
    cs_buffer_init(&b.joins);
    if (!row->decision)
        translate_request(&b, row);
    cs_buffer_printf(t->out, "%s(", entered);
    write_entry(t, row);
    cs_buffer_text(t->out, ") :- ");
    write_fitting(&b, row);
    if (!row->decision) { /* what a name or a rule makes a request is no line of the oracle */
        cs_buffer_text(t->out, ", request(");
        write_entry(t, row);
        cs_buffer_text(t->out, ",_)");
    }
    cs_buffer_text(t->out, ".\notherwise(");
    write_entry(t, row);
    cs_buffer_printf(t->out, ",\"%s\") :- %s(", otherwise_of(t, row), entered);
    write_entry(t, row);
    cs_buffer_text(t->out, ").\n");
    for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
        translate_row_state(t, row, s, &rank);
    body_release(&b);
}
