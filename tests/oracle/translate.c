/* SPDX-License-Identifier: MIT */
/*
 * The record, for clingo. Days are numbers (since 1970-01-01), from the first date of the record to the day
 * asked about. Each day is cut into parts, and each part into points, as many as the caller says (kernel.lp).
 */
#include <stdio.h>
#include <string.h>

#include "translate_int.h"

#define DAYS_MAX 80

void outside(struct translator *t, const char *what)
{
    if (t->outside == NULL)
        t->outside = what;
}

const char *name_text(const struct translator *t, cs_name name)
{
    return cs_names_text(&t->c->names, name);
}

const struct cs_shape *shape_of(const struct translator *t, const struct cs_term *term)
{
    return cs_symbols_shape(&t->c->symbols, term->head);
}

void oracle_word(const struct cs_symbols *symbols, const struct cs_shape *shape, struct cs_buffer *out)
{
    const char *head = cs_names_text(symbols->names, shape->head);

    cs_buffer_text(out, "w_");
    for (; *head != '\0'; head++)
        cs_buffer_char(out, *head == ' ' || *head == '-' ? '_' : *head);
}

void write_constant(struct translator *t, const struct cs_arg *arg, struct cs_buffer *out)
{
    if (arg->kind == CS_ARG_NUMBER) {
        cs_buffer_printf(out, "%lld", (long long)arg->number);
    } else if (arg->kind == CS_ARG_MOMENT) {
        if (arg->moment->form != CS_MOMENT_DAY)
            outside(t, "a moment that is no day");
        cs_buffer_printf(out, "%d", arg->moment->first);
    } else {
        if (strpbrk(name_text(t, arg->name), "\"\\") != NULL)
            outside(t, "a name with quotation marks");
        cs_buffer_printf(out, "\"%s\"", name_text(t, arg->name));
    }
}

void write_period(struct translator *t, const struct cs_instrument *by, struct cs_duration period,
                  struct cs_buffer *out)
{
    static const char *const units[] = {"hours", "days", "months", "years", "business"};

    cs_buffer_printf(out, "p(%d,%s%s%s", period.count, period.or_next ? "next(" : "", units[period.unit],
                     period.or_next ? ")" : "");
    if (cs_duration_needs_calendar(period) && by != NULL && by->days != NULL)
        cs_buffer_printf(out, ",\"%s\"", name_text(t, by->days->name));
    cs_buffer_char(out, ')');
}

/* ---- texts ---- */

static void readings(struct translator *t, const struct cs_reading *first)
{
    for (const struct cs_reading *r = first; r != NULL; r = r->next)
        for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next) {
            cs_buffer_printf(t->out, "reading(\"%s\",\"%s\").\n", name_text(t, r->name), name_text(t, a->name));
            if (!a->has_duration)
                continue;
            if (a->duration.unit == CS_HOURS) {
                cs_buffer_printf(t->out, "hours(reading(\"%s\"),%d) :- reads(\"%s\",\"%s\").\n", name_text(t, r->name),
                                 a->duration.count, name_text(t, r->name), name_text(t, a->name));
                continue;
            }
            period(t, r->instrument, a->duration);
            cs_buffer_printf(t->out, "lasts(reading(\"%s\"),D,E) :- reads(\"%s\",\"%s\"), lasts(",
                             name_text(t, r->name), name_text(t, r->name), name_text(t, a->name));
            write_period(t, r->instrument, a->duration, t->out);
            cs_buffer_text(t->out, ",D,E).\n");
        }
}

static bool begun(const struct cs_moment *since, cs_day day)
{
    return since->form == CS_MOMENT_NONE || since->first <= day;
}

static bool over(const struct cs_moment *until, cs_day day)
{
    return until->form != CS_MOMENT_NONE && until->first <= day;
}

static void marks(struct translator *t, const struct cs_shape *s)
{
    for (uint32_t i = 0; i < s->role_count; i++)
        if (s->roles[i].one || s->roles[i].or_nothing)
            outside(t, "a fact that has one value at a time, or a role that may be nothing");
}

static void articles(struct translator *t, const struct cs_instrument *i)
{
    if (i->declaration || i->judges != NULL)
        outside(t, "a declaration or a judge");
    for (const struct cs_article *a = i->articles; a != NULL; a = a->next) {
        cs_buffer_printf(t->out, "law(\"%s %s\").\n", name_text(t, i->name), name_text(t, a->text));
        for (cs_day day = t->first; day <= t->asked; day++)
            if (begun(&i->since, day) && begun(&a->since, day) && !over(&i->until, day) && !over(&a->until, day))
                cs_buffer_printf(t->out, "valid(\"%s %s\",%d,%u). ", name_text(t, i->name), name_text(t, a->text), day,
                                 (unsigned)a->span.start);
        cs_buffer_char(t->out, '\n');
    }
}

/* word(A0,A1,...) or with another letter. */
void pattern(struct translator *t, const struct cs_shape *s, char letter)
{
    oracle_word(&t->c->symbols, s, t->out);
    for (uint32_t i = 0; i < s->role_count; i++)
        cs_buffer_printf(t->out, "%c%c%u", i == 0 ? '(' : ',', letter, i);
    cs_buffer_text(t->out, s->role_count > 0 ? ")" : "");
}

/* headed(Row,Word) for the words that exclude each other. */
static void heading(struct translator *t, const struct cs_shape *s)
{
    cs_buffer_text(t->out, "headed(");
    pattern(t, s, 'X');
    cs_buffer_char(t->out, ',');
    oracle_word(&t->c->symbols, s, t->out);
    cs_buffer_text(t->out, ",t) :- seen(_,");
    pattern(t, s, 'X');
    cs_buffer_text(t->out, ",t).\n");
}

/* ---- rows ---- */

static const struct cs_arg *nth(const struct cs_arg *args, uint32_t n)
{
    while (n-- > 0 && args != NULL)
        args = args->next;
    return args;
}

static uint32_t length(const struct cs_arg *args)
{
    uint32_t count = 0;

    for (; args != NULL; args = args->next)
        count++;
    return count;
}

const struct cs_role *role_of(const struct cs_term *term, enum cs_prep prep)
{
    const struct cs_role *role = term->roles;

    while (role != NULL && role->prep != prep)
        role = role->next;
    return role;
}

/* R 2.1: what a name leaves unsaid comes from the entry, if it has the role, for the same kind. NULL if it has not. */
static const struct cs_role *filled_in(struct translator *t, const struct cs_entry *of,
                                       const struct cs_role_symbol *role)
{
    const struct cs_shape *s = shape_of(t, &of->term);
    const struct cs_role *has = role_of(&of->term, role->prep);

    for (uint32_t i = 0; has != NULL && i < s->role_count; i++)
        if (s->roles[i].prep == role->prep && !cs_kind_within(&t->c->symbols, s->roles[i].kind, role->kind))
            has = NULL;
    if (has != NULL && has->args->next != NULL && t->unsaid)
        outside(t, "a name of one of a list");
    return has;
}

bool row_of(struct translator *t, const struct cs_term *term, const struct cs_entry *of, uint32_t number,
            struct cs_buffer *out)
{
    const struct cs_shape *s = shape_of(t, term);

    oracle_word(&t->c->symbols, s, out);
    for (uint32_t i = 0; i < s->role_count; i++) {
        const struct cs_role *role = role_of(term, s->roles[i].prep);

        cs_buffer_char(out, i == 0 ? '(' : ',');
        if (role == NULL && of != NULL && &of->term != term)
            role = filled_in(t, of, &s->roles[i]);
        if (role == NULL) {
            write_unsaid(t, of, &s->roles[i], term->head, out);
        } else {
            write_constant(t, nth(role->args, number % length(role->args)), out);
            number /= length(role->args);
        }
        if (role != NULL && s->roles[i].kind == CS_KIND_ARTICLE)
            outside(t, "an article in an entry");
    }
    cs_buffer_text(out, s->role_count > 0 ? ")" : "");
    return number == 0;
}

const char *label(struct translator *t, const struct cs_entry *e)
{
    if (e->label == CS_NO_NAME)
        outside(t, "an entry without a label");
    return name_text(t, e->label);
}

/* ---- claims ---- */

cs_day said_on(const struct cs_claim *c, cs_day about)
{
    return c->recorded.form == CS_MOMENT_NONE ? about : c->recorded.last;
}

const char *claim_word(const struct cs_claim *c, bool turned)
{
    static const char *const words[2][4] = {{"says", "denies", "asks", "retracts"},
                                            {"denies", "says", "asks", "retracts"}};

    return words[turned][c->kind];
}

void claims(struct translator *t, const struct cs_entry *e, const char *matter, cs_day about, bool turned,
            unsigned *number)
{
    cs_buffer_printf(t->out, "matter(%s).\n", matter);
    for (const struct cs_claim *c = e->claims; c != NULL; c = c->next) {
        if (c->instrument != CS_NO_NAME || c->source != CS_NO_NAME)
            outside(t, "a claim with a source or an instrument");
        cs_buffer_printf(t->out, "claim(%u,%s,\"%s\",%s,%d,%s).\n", ++*number, matter, name_text(t, c->voice),
                         claim_word(c, turned), said_on(c, about), c->via == NULL ? "own" : "reported");
        if (c->recorded.form != CS_MOMENT_NONE)
            cs_buffer_printf(t->out, "recorded(%u).\n", *number);
    }
    if (e->claims == NULL && e->kind != CS_ENTRY_ABOUT)
        cs_buffer_printf(t->out, "entered(%s).\n", matter);
    if (e->concluded != NULL && e->concluded->recorded.form != CS_MOMENT_NONE)
        cs_buffer_printf(t->out, "concluded_on(%s,%d).\n", matter, e->concluded->recorded.last);
    if (e->retracted == NULL)
        return;
    cs_buffer_printf(t->out, "taken_back(%s,", matter);
    if (e->retracted->recorded.form == CS_MOMENT_NONE)
        cs_buffer_text(t->out, "#sup).\n");
    else
        cs_buffer_printf(t->out, "%d).\n", e->retracted->recorded.last);
}

static void accounts(struct translator *t, const struct cs_file *f)
{
    for (const struct cs_account *a = f->accounts; a != NULL; a = a->next)
        cs_buffer_printf(t->out, "declared(\"%s\").\n", name_text(t, a->name));
    for (const struct cs_speaker *s = f->speakers; s != NULL; s = s->next)
        cs_buffer_printf(t->out, "speaks(\"%s\",\"%s\").\n", name_text(t, s->voice), name_text(t, s->party));
}

/* ---- entries ---- */

static bool mentions(const struct cs_term *term, cs_name name)
{
    for (const struct cs_role *r = term->roles; r != NULL; r = r->next)
        for (const struct cs_arg *a = r->args; a != NULL; a = a->next)
            if (a->name == name && a->kind <= CS_ARG_LABEL)
                return true;
    return false;
}

static void occurrence(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const char *name = label(t, e);
    struct cs_buffer text;

    if (e->moment.form == CS_MOMENT_SPAN) {
        outside(t, "an act that lasts");
        return;
    }
    cs_buffer_init(&text);
    cs_buffer_printf(t->out, "entry(\"%s\").\n", name);
    if (e->moment.form == CS_MOMENT_TIME) {
        cs_buffer_printf(t->out, "hour(\"%s\",%lld).\n", name, (long long)e->moment.start);
        if (e->moment.start == cs_day_start(cs_day_of(e->moment.start, t->zone), t->zone))
            cs_buffer_printf(t->out, "opens_day(\"%s\").\n", name);
    }
    translate_dates(t, e);
    for (uint32_t i = 0; cs_buffer_clear(&text), row_of(t, &e->term, e, i, &text); i++) {
        cs_buffer_printf(t->out, "term(\"%s\",%s).\n", name, cs_buffer_string(&text));
    }
    cs_buffer_printf(t->out, "headed_entry(\"%s\",", name);
    oracle_word(&t->c->symbols, shape_of(t, &e->term), t->out);
    cs_buffer_text(t->out, ").\n");
    cs_buffer_clear(&text);
    cs_buffer_printf(&text, "happened(\"%s\")", name);
    claims(t, e, cs_buffer_string(&text), cs_moment_last_beginning(&e->moment), false, claim);
    if (e->moment.last - e->moment.first > 30)
        outside(t, "a date of many days");
    cs_buffer_release(&text);
}

/*
 * R 2.14: who takes over from whom. Those who do so on one day must take over from the same: else one thing goes from
 * hand to hand, or in two of its places at once, which the oracle does not follow.
 */
static void heritage(struct translator *t, const struct cs_entry *e, uint32_t row, const char *fact)
{
    const struct cs_arg *from = role_of(&e->term, CS_PREP_OF)->args;

    cs_buffer_printf(t->out, "heritage(%s,\"%s\",\"%s\").\n", fact,
                     name_text(t, role_of(&e->term, CS_PREP_IS)->args->name), name_text(t, from->name));
    if (row > 0 || from->next != NULL)
        outside(t, "a list of those who take over");
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *o = f->entries; o != NULL; o = o->next)
            if (o->kind == CS_ENTRY_TERM && shape_of(t, &o->term)->takes_over &&
                role_of(&o->term, CS_PREP_OF)->args->name != from->name && o->moment.first <= e->moment.last &&
                e->moment.first <= o->moment.last)
                outside(t, "two who take over from different ones on one day");
}

/* A list of states is one entry with several facts. */
static void state(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const char *name = label(t, e);
    struct cs_buffer text;

    if (e->moment.form == CS_MOMENT_TIME)
        outside(t, "a state with an hour");
    cs_buffer_init(&text);
    translate_dates(t, e);
    for (uint32_t i = 0; cs_buffer_clear(&text), row_of(t, &e->term, NULL, i, &text); i++) {
        if (shape_of(t, &e->term)->takes_over)
            heritage(t, e, i, cs_buffer_string(&text));
        cs_buffer_printf(t->out, "told(\"%s\",%s).\n", name, cs_buffer_string(&text));
    }
    cs_buffer_clear(&text);
    cs_buffer_printf(&text, "happened(\"%s\")", name);
    claims(t, e, cs_buffer_string(&text), cs_moment_last_beginning(&e->moment), false, claim);
    cs_buffer_release(&text);
}

/* A role of a name: a list is one argument, "Alden, Borea", as the question has it. */
static void write_listed(struct translator *t, const struct cs_role *role, struct cs_buffer *out)
{
    if (role->args->next == NULL) {
        write_constant(t, role->args, out);
        return;
    }
    for (const struct cs_arg *a = role->args; a != NULL; a = a->next) {
        if (a->kind == CS_ARG_NUMBER || a->kind == CS_ARG_MOMENT)
            outside(t, "a list of numbers or days");
        else
            cs_buffer_printf(out, "%s%s%s", a == role->args ? "\"" : ", ", name_text(t, a->name),
                             a->next == NULL ? "\"" : "");
    }
}

void name_matter(struct translator *t, const struct cs_entry *e, struct cs_buffer *out)
{
    const struct cs_shape *s = shape_of(t, &e->term);

    cs_buffer_printf(out, "named(\"%s\",", name_text(t, e->about.name));
    oracle_word(&t->c->symbols, s, out);
    for (uint32_t i = 0; i < s->role_count; i++) {
        const struct cs_role *role = role_of(&e->term, s->roles[i].prep);

        cs_buffer_char(out, i == 0 ? '(' : ',');
        if (role == NULL)
            cs_buffer_char(out, 'u');
        else
            write_listed(t, role, out);
    }
    cs_buffer_text(out, s->role_count > 0 ? "))" : ")");
}

/* A name with a list is one matter, and gives a name for each of it (R 4.7). */
static void naming(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const struct cs_entry *of = t->c->symbols.entry_of[e->about.name];
    struct cs_buffer text, row;

    cs_buffer_init(&text);
    cs_buffer_init(&row);
    name_matter(t, e, &text);
    for (uint32_t i = 0; cs_buffer_clear(&row), row_of(t, &e->term, of, i, &row); i++)
        cs_buffer_printf(t->out, "says_row(%s,\"%s\",%s).\n", cs_buffer_string(&text), name_text(t, e->about.name),
                         cs_buffer_string(&row));
    cs_buffer_release(&row);
    cs_buffer_printf(t->out, "headed_name(%s,", cs_buffer_string(&text));
    oracle_word(&t->c->symbols, shape_of(t, &e->term), t->out);
    cs_buffer_text(t->out, ").\n");
    claims(t, e, cs_buffer_string(&text), cs_moment_last_beginning(&of->moment), false, claim);
    if (shape_of(t, &e->term)->kind != CS_SHAPE_EVENT || shape_of(t, &of->term)->kind != CS_SHAPE_EVENT)
        outside(t, "a name of a state");
    cs_buffer_release(&text);
}

/* R 6.8: before a day is before it begins, after it when it is over; before an hour is by then. */
static void order_of_moment(struct translator *t, const struct cs_entry *e, const char *who, struct cs_buffer *matter)
{
    const struct cs_moment *m = e->other.moment;
    bool hour = m->form == CS_MOMENT_TIME;
    cs_day begins = e->after && !hour ? m->last + 1 : m->first;

    if (m->form != CS_MOMENT_DAY && !hour)
        outside(t, "an order to a moment that is neither a day nor an hour");
    if (!in_zone(t, m) || (hour && t->has_hours))
        outside(t, "an order to a moment of another zone, or among hours");
    cs_buffer_printf(matter, "timed(\"%s\",%lld)", who,
                     hour ? (long long)m->start : (long long)cs_day_start(begins, t->zone));
    cs_buffer_printf(t->out, "within(%s,before,%d). within(%s,after,%d).\n", cs_buffer_string(matter),
                     hour ? m->first : begins - 1, cs_buffer_string(matter), begins);
}

/* Of two: put(M,Answer,O,P) for both answers to the matter M that the first by name came before the other. */
static bool order_of_two(struct translator *t, const struct cs_entry *e, const char *one, const char *other,
                         struct cs_buffer *matter)
{
    bool turned = strcmp(one, other) > 0;
    const char *first = turned ? other : one, *second = turned ? one : other;

    cs_buffer_printf(matter, "ordered(\"%s\",\"%s\")", first, second);
    cs_buffer_printf(t->out, "put(%s,before,\"%s\",\"%s\"). put(%s,after,\"%s\",\"%s\").\n",
                     cs_buffer_string(matter), first, second, cs_buffer_string(matter), second, first);
    return turned != e->after;
}

/* What a line says of the order of two occurrences, or of one and a moment (R 6.7, 6.8). */
static void said_order(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const struct cs_entry *of[] = {t->c->symbols.entry_of[e->about.name], NULL};
    struct cs_buffer matter;
    bool turned = e->after;

    if (e->other.kind == CS_ARG_LABEL)
        of[1] = t->c->symbols.entry_of[e->other.name];
    for (size_t i = 0; i < (e->other.kind == CS_ARG_LABEL ? 2 : 1); i++)
        if (of[i] == NULL || of[i]->kind != CS_ENTRY_TERM || shape_of(t, &of[i]->term)->kind != CS_SHAPE_EVENT) {
            outside(t, "an order that is not of occurrences");
            return;
        }
    cs_buffer_init(&matter);
    if (of[1] == NULL && of[0]->moment.form == CS_MOMENT_TIME)
        outside(t, "an order of what has an hour to a moment");
    if (of[1] == NULL)
        order_of_moment(t, e, name_text(t, of[0]->label), &matter);
    else
        turned = order_of_two(t, e, name_text(t, of[0]->label), name_text(t, of[1]->label), &matter);
    if (e->claims == NULL)
        cs_buffer_printf(t->out, "recorded_order(%s,%s).\n", cs_buffer_string(&matter), turned ? "after" : "before");
    claims(t, e, cs_buffer_string(&matter), cs_moment_last_beginning(&of[0]->moment), turned, claim);
    cs_buffer_release(&matter);
}

/* `about e1`: more claims on its having happened. */
static void more_claims(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    const struct cs_entry *of = t->c->symbols.entry_of[e->about.name];
    struct cs_buffer matter;

    if (of == NULL)
        return;
    cs_buffer_init(&matter);
    cs_buffer_printf(&matter, "happened(\"%s\")", name_text(t, e->about.name));
    claims(t, e, cs_buffer_string(&matter), cs_moment_last_beginning(&of->moment), false, claim);
    cs_buffer_release(&matter);
}

/* Its date and what is said of it; what it founds comes with the rules. */
static void recorded_bond(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    struct cs_buffer matter;

    if (e->moment.form == CS_MOMENT_TIME)
        outside(t, "a bond of the record with an hour");
    cs_buffer_init(&matter);
    cs_buffer_printf(&matter, "happened(\"%s\")", label(t, e));
    translate_dates(t, e);
    claims(t, e, cs_buffer_string(&matter), cs_moment_last_beginning(&e->moment), false, claim);
    cs_buffer_release(&matter);
}

static void entry(struct translator *t, const struct cs_entry *e, unsigned *claim)
{
    if (e->kind == CS_ENTRY_COUNTS_AS)
        naming(t, e, claim);
    else if (e->kind == CS_ENTRY_ABSENCE)
        translate_absence(t, e, claim);
    else if (e->kind == CS_ENTRY_ORDER)
        said_order(t, e, claim);
    else if (e->kind == CS_ENTRY_DATED)
        translate_dating(t, e, claim);
    else if (e->kind == CS_ENTRY_IN_PLACE)
        translate_offer(t, e);
    else if (e->kind == CS_ENTRY_ABOUT)
        more_claims(t, e, claim);
    else if (e->kind == CS_ENTRY_BOND)
        recorded_bond(t, e, claim);
    else if (e->kind != CS_ENTRY_TERM)
        outside(t, "an entry that is neither an occurrence, a state nor a name");
    else if (shape_of(t, &e->term)->kind == CS_SHAPE_EVENT)
        occurrence(t, e, claim);
    else if (shape_of(t, &e->term)->kind == CS_SHAPE_FACT)
        state(t, e, claim);
    else
        outside(t, "a quantity");
}

/* ---- the order of a day (R 6.4) ---- */

/* `event close of occurrence after vote`: x comes after y if both are about the same occurrence. */
static bool put_after(const struct translator *t, const struct cs_entry *x, const struct cs_entry *y)
{
    for (const struct cs_words *w = shape_of(t, &x->term)->after; w != NULL; w = w->next)
        if (w->head == y->term.head)
            for (const struct cs_role *r = x->term.roles; r != NULL; r = r->next)
                for (const struct cs_arg *a = r->args; a != NULL; a = a->next)
                    if (a->kind == CS_ARG_LABEL && (mentions(&y->term, a->name) || y->label == a->name))
                        return true;
    return false;
}

static void order(struct translator *t, const struct cs_entry *x, const struct cs_entry *y)
{
    if (mentions(&x->term, y->label))
        cs_buffer_printf(t->out, "refers(\"%s\",\"%s\").\n", name_text(t, x->label), name_text(t, y->label));
    if (put_after(t, x, y))
        cs_buffer_printf(t->out, "follows(\"%s\",\"%s\").\n", name_text(t, x->label), name_text(t, y->label));
}

static bool is_occurrence(const struct translator *t, const struct cs_entry *e)
{
    return e->kind == CS_ENTRY_TERM && shape_of(t, &e->term)->kind == CS_SHAPE_EVENT;
}

static void orders(struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *x = f->entries; x != NULL; x = x->next)
            for (const struct cs_entry *y = f->entries; y != NULL; y = y->next)
                if (x != y && is_occurrence(t, x) && is_occurrence(t, y))
                    order(t, x, y);
}

/* ---- all ---- */

static void find_first_day(struct translator *t)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_TERM || e->kind == CS_ENTRY_DATED || e->kind == CS_ENTRY_BOND)
                widen(t, &e->moment);
        for (const struct cs_silent_word *w = f->silent_words; w != NULL; w = w->next)
            if (w->data_end && w->moment.first < t->first)
                t->first = w->moment.first;
    }
    if (t->asked - t->first > DAYS_MAX)
        outside(t, "many days");
}

static bool is_owed(const struct translator *t, cs_name head)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            for (const struct cs_effect *e = r->effects; e != NULL; e = e->next)
                if (e->kind == CS_EFFECT_BOND && e->bond.act.head == head)
                    return true;
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND && e->bond->act.head == head)
                return true;
    return false;
}

static bool is_excluded(const struct translator *t, cs_name head)
{
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_exclusion *e = f->exclusions; e != NULL; e = e->next)
            if (e->first.head == head || e->second.head == head)
                return true;
    return false;
}

/* The parts of the program that are written for each word. */
static void words(struct translator *t, bool of_finish)
{
    for (size_t i = 0; i < t->c->symbols.shape_count; i++) {
        const struct cs_shape *s = &t->c->symbols.shapes[i];

        if (s->kind == CS_SHAPE_EVENT && of_finish && is_excluded(t, s->head))
            heading(t, s);
        else if (s->kind == CS_SHAPE_EVENT && !of_finish && is_owed(t, s->head))
            translate_performing(t, s);
        else if (s->kind == CS_SHAPE_FACT && !of_finish && is_owed(t, s->head))
            translate_performing_state(t, s);
        if (s->kind != CS_SHAPE_QUANTITY && !of_finish && is_owed(t, s->head))
            translate_silence(t, s);
        if (s->kind != CS_SHAPE_QUANTITY && !of_finish && is_owed(t, s->head))
            translate_offers(t, s);
        if (!of_finish)
            translate_untold(t, s);
        if (!of_finish && is_owed(t, s->head) && is_looked_at(t, s->head))
            translate_looks(t, s);
    }
}

static void texts(struct translator *t, const struct cs_file *f)
{
    readings(t, f->readings);
    for (const struct cs_instrument *i = f->instruments; i != NULL; i = i->next)
        articles(t, i);
    periods_of_rules(t, f);
    for (const struct cs_exclusion *e = f->exclusions; e != NULL; e = e->next) {
        if (e->first.roles != NULL || e->second.roles != NULL)
            continue;
        cs_buffer_text(t->out, "excludes(");
        oracle_word(&t->c->symbols, cs_symbols_shape(&t->c->symbols, e->first.head), t->out);
        cs_buffer_char(t->out, ',');
        oracle_word(&t->c->symbols, cs_symbols_shape(&t->c->symbols, e->second.head), t->out);
        cs_buffer_text(t->out, ").\n");
    }
}

/* of_kind(X,K): the particular X is of the kind K, or of one below it. */
static void kinds(struct translator *t)
{
    const struct cs_symbols *s = &t->c->symbols;

    for (size_t i = 0; i < s->particular_count; i++)
        for (cs_kind kind = CS_KIND_BUILT_IN; kind < s->kind_count; kind++)
            if (strpbrk(name_text(t, s->particulars[i].name), "\"\\") == NULL &&
                cs_kind_within(s, s->particulars[i].kind, kind))
                cs_buffer_printf(t->out, "of_kind(\"%s\",\"%s\").\n", name_text(t, s->particulars[i].name),
                                 name_text(t, s->kinds[kind].name));
}

static void base(struct translator *t)
{
    unsigned claim = 0;

    cs_buffer_text(t->out, "#program base.\n");
    parts(t);
    needs(t);
    kinds(t);
    business_days(t);
    if (t->has_hours)
        hour_tables(t);
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        texts(t, f);
        accounts(t, f);
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            entry(t, e, &claim);
    }
    orders(t);
    translate_unsaid(t);
    translate_exclusions(t, ":- called_row(O,X), called_row(O,Y)");
}

static void translate_all(struct translator *t, unsigned depth)
{
    base(t);
    cs_buffer_printf(t->out, "#const depth = %u.\n", depth);
    cs_buffer_text(t->out, has_heirs(t) ? "#program step(t).\nopen_duty(I,t) :- stays_open(I,t), not shut(I,t).\n"
                                      : "#program step(t).\nopen_duty(I,t) :- stays_open(I,t).\n");
    words(t, false);
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next) {
        for (const struct cs_rule *r = f->rules; r != NULL; r = r->next)
            translate_rule(t, r);
        for (const struct cs_entry *e = f->entries; e != NULL; e = e->next)
            if (e->kind == CS_ENTRY_BOND)
                translate_recorded_bond(t, e);
    }
    cs_buffer_text(t->out, "#program finish(t).\n");
    words(t, true);
    translate_exclusions(t, "contradictory :- seen(O,X,t), seen(O,Y,t)");
    for (const struct cs_file *f = t->c->files; f != NULL; f = f->next)
        for (const struct cs_row_line *r = f->rows; r != NULL; r = r->next)
            translate_row(t, r);
}

const char *oracle_translate(const struct cs_case *c, cs_day asked, unsigned depth, struct cs_buffer *out)
{
    struct translator t = {.c = c, .out = out, .first = asked, .asked = asked};

    find_zone(&t);
    find_hours(&t);
    find_unsaid(&t);
    find_first_day(&t);
    for (size_t i = 0; i < c->symbols.shape_count; i++)
        marks(&t, &c->symbols.shapes[i]);
    if (t.outside == NULL)
        find_instants(&t);
    if (t.outside == NULL)
        translate_all(&t, depth);
    release_instants(&t);
    return t.outside;
}
