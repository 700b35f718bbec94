/* SPDX-License-Identifier: MIT */
/* What performs an act owed (R 6.2, 6.3, 6.5), and what rules see of what becomes of duties (R 4.11), for clingo. */
#include "translate_int.h"

static int number_role(const struct cs_shape *s)
{
    for (uint32_t i = 0; i < s->role_count; i++)
        if (s->roles[i].kind == CS_KIND_NUMBER)
            return (int)i;
    return -1;
}

/* HEAD(I,WHO,Row,t) :- the act of the duty I and the row, behind `how`. */
static void write_fitting_row(struct translator *t, const struct cs_shape *s, const char *head, const char *who,
                              const char *how)
{
    cs_buffer_printf(t->out, "%s(I,%s,", head, who);
    pattern(t, s, 'X');
    cs_buffer_text(t->out, ",t) :- act(I,");
    pattern(t, s, 'A');
    cs_buffer_printf(t->out, "), %s", how);
    pattern(t, s, 'X');
    cs_buffer_text(t->out, ",t)");
}

/*
 * fits(I,WHO,Row,t): the row fits the act of duty I. The body of the rule begins with `how`. A number is performed in
 * parts; what is forbidden with one is that number (R 6.3), and by whom it is asked.
 */
static void fitting(struct translator *t, const struct cs_shape *s, const char *who, const char *how)
{
    write_fitting_row(t, s, "fits", who, how);
    for (uint32_t i = 0; i < s->role_count; i++)
        if (t->unsaid && is_of_somebody(s->roles[i].kind))
            cs_buffer_printf(t->out, ", 1 <= #count { 1 : A%u = u ; 2 : A%u = X%u ; 3 : forbidden(I), same(X%u,A%u) }",
                             i, i, i, i, i);
        else
            cs_buffer_printf(t->out, ", 1 { A%u = u ; A%u = X%u%s }", i, i, i,
                             (int)i == number_role(s) ? " ; positive(I)" : "");
    cs_buffer_text(t->out, ".\n");
}

/*
 * R 6.2: the same, but it leaves unsaid something that the act says: vague(I,...), which performs the oldest such duty;
 * or as `head`.
 */
static void fitting_vaguely(struct translator *t, const struct cs_shape *s, const char *head, const char *who,
                            const char *how)
{
    bool any = false;

    for (uint32_t i = 0; i < s->role_count; i++)
        any |= is_of_somebody(s->roles[i].kind);
    if (!t->unsaid || !any)
        return;
    write_fitting_row(t, s, head, who, how);
    cs_buffer_text(t->out, ", positive(I)");
    for (uint32_t i = 0; i < s->role_count; i++) {
        cs_buffer_printf(t->out, ", 1 { A%u = u ; A%u = X%u", i, i, i);
        if (is_of_somebody(s->roles[i].kind))
            cs_buffer_printf(t->out, " ; unsaid(X%u)", i);
        cs_buffer_text(t->out, (int)i == number_role(s) ? " ; positive(I) }" : " }");
    }
    cs_buffer_text(t->out, ", 1 <= #count { ");
    any = false;
    for (uint32_t i = 0; i < s->role_count; i++)
        if (is_of_somebody(s->roles[i].kind)) {
            cs_buffer_printf(t->out, "%s%u : unsaid(X%u), A%u != u", any ? " ; " : "", i, i, i);
            any = true;
        }
    cs_buffer_text(t->out, " }.\n");
}

/* R 6.5: a state performs as it begins, and as the duty is founded while it holds. */
void translate_performing_state(struct translator *t, const struct cs_shape *s)
{
    if (number_role(s) >= 0)
        outside(t, "a state with a number that is owed");
    fitting(t, s, "state", "began(");
    fitting(t, s, "state", "fresh(I,t), holds(");
    fitting_vaguely(t, s, "vague", "state", "began(");
    fitting_vaguely(t, s, "fits", "state", "fresh(I,t), holds(");
}

/*
 * When an occurrence performs an act (R 6.2, 6.3): a role that the act leaves unsaid may be anything; of a role of kind
 * number the amounts add up.
 */
void translate_performing(struct translator *t, const struct cs_shape *s)
{
    int number = number_role(s);

    fitting(t, s, "O", "name(O,");
    fitting_vaguely(t, s, "vague", "O", "name(O,");
    if (number < 0)
        return;
    cs_buffer_text(t->out, "numbered(I,A");
    cs_buffer_printf(t->out, "%d) :- act(I,", number);
    pattern(t, s, 'A');
    cs_buffer_printf(t->out, "), later(I,t), A%d != u.\namount(", number);
    pattern(t, s, 'X');
    cs_buffer_printf(t->out, ",X%d,t) :- name(_,", number);
    pattern(t, s, 'X');
    cs_buffer_printf(t->out, ",t), X%d != u.\n", number);
}

/* What becomes of duties of a word that rules look at (R 4.11). */
void translate_looks(struct translator *t, const struct cs_shape *s)
{
    static const char *const lines[][3] = { /* with the act between them */
        {"holds(owes(X,H,C,", "),t) :- law(A), open_duty(I,t), sentence(I,A,X,H,C,", ").\n"},
        {"arises(be(owed,X,H,C,", "),t) :- law(A), founded(b(A,X,H,C,", "),_,t).\n"},
        {"arises(be(fulfils,X,H,C,", "),t) :- law(A), performed(d(b(A,X,H,C,", "),_),t).\n"},
        {"arises(be(fails,X,H,C,", "),t) :- law(A), breach(d(b(A,X,H,C,", "),_),t).\n"},
    };

    for (size_t i = 0; i < sizeof lines / sizeof *lines; i++)
        for (size_t k = 0; k < 3; k++) {
            cs_buffer_text(t->out, lines[i][k]);
            if (k < 2)
                pattern(t, s, 'A');
        }
}
