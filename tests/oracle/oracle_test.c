/* SPDX-License-Identifier: MIT */
/*
 * The engine against clingo: on random pairs of a treaty and a record, in every world, each duty has the same state,
 * each act the same effect, each decision the same outcome, and the same facts hold at the end; and the worlds are the
 * same. What is asked of clingo stands in kernel.lp, claims.lp and duties.lp; docs/oracle.md says what is covered.
 *
 *   oracle_test [COUNT [SEED]]      pairs; also CASUS_COUNT and CASUS_SEED
 *   oracle_test --half              as many more, the second half of what the tests look at
 *   oracle_test --pair T R END      one pair of files, asked on END
 *   oracle_test --program T R END   the program for clingo, to read or to try
 */
#include "oracle/lines.h"
#include "oracle/models.h"
#include "oracle/translate.h"
#include "property/trial.h"
#include "run/run_int.h"

#define MODELS_MAX 200
#define WORLDS_MAX 4000
#define DEPTH 3
#define DEPTH_MAX 24
#define ANY_ANSWER UINT32_MAX /* of a world of the oracle, to a question that it does not ask there */
#ifdef __clang__ /* the results do not depend on the compiler: one of them runs the many pairs */
#define PAIRS 40
#else
#define PAIRS 150
#endif
#define FOLDER CASUS_SOURCE_DIR "/tests/oracle"

struct totals { size_t runs, outside, crowded, contradictory, unruled, models, sampled, rows; };

/* Writes the lines of `a` that `b` lacks; the first of them names the outcome. */
static void say_missing(const char *whose, const struct lines *a, const struct lines *b, struct outcome *o)
{
    size_t k = 0;

    for (size_t i = 0; i < a->count; i++) {
        while (k < b->count && strcmp(b->items[k], a->items[i]) < 0)
            k++;
        if (k < b->count && strcmp(b->items[k], a->items[i]) == 0) {
            k++;
            continue;
        }
        differ(o, strncmp(a->items[i], "duty", 4) == 0       ? "a duty"
                  : strncmp(a->items[i], "fact", 4) == 0     ? "a fact"
                  : strncmp(a->items[i], "decision", 8) == 0 ? "a decision"
                                                             : "an act");
        cs_buffer_printf(&o->text, "  only %s: %s\n", whose, a->items[i]);
    }
}

/* ---- what the oracle says of one world ---- */

static const struct cs_shape *shape_of(const struct trial *t, const char *word)
{
    const struct cs_symbols *symbols = &t->c.symbols;
    const struct cs_shape *found = NULL;

    for (size_t i = 0; i < symbols->shape_count && found == NULL; i++) {
        struct cs_buffer text;

        cs_buffer_init(&text);
        oracle_word(symbols, &symbols->shapes[i], &text);
        found = strcmp(cs_buffer_string(&text), word) == 0 ? &symbols->shapes[i] : NULL;
        cs_buffer_release(&text);
    }
    return found;
}

static void say_value(const struct cs_role_symbol *role, const struct term *value, struct cs_buffer *out)
{
    char day[32];

    if (term_is(value, "by", 2)) {
        say_value(role, &value->args[0], out);
        cs_buffer_printf(out, " by %s", cs_day_text((cs_day)atoi(value->args[1].text), day));
    } else if (role->kind == CS_KIND_MOMENT) {
        cs_buffer_text(out, cs_day_text((cs_day)atoi(value->text), day));
    } else {
        cs_buffer_text(out, value->text);
        for (size_t i = 0; i < value->count; i++) {
            cs_buffer_text(out, i == 0 ? "(" : ",");
            say_value(role, &value->args[i], out);
        }
        cs_buffer_text(out, value->count > 0 ? ")" : "");
    }
}

/* aid("Alden",u,"e01") as the ledger writes it: "aid by Alden on e01". */
static void say_row(const struct trial *t, const struct term *row, struct cs_buffer *out)
{
    const struct cs_shape *shape = shape_of(t, row->text);

    for (size_t i = 0; i < row->count; i++)
        if (shape->roles[i].prep == CS_PREP_IS) {
            say_value(&shape->roles[i], &row->args[i], out);
            cs_buffer_text(out, " is ");
        }
    cs_buffer_text(out, cs_names_text(t->docket->plan->names, shape->head));
    for (size_t i = 0; i < row->count; i++)
        if (shape->roles[i].prep != CS_PREP_IS && !term_is(&row->args[i], "u", 0)) {
            cs_buffer_printf(out, " %s ", cs_prep_text(shape->roles[i].prep));
            say_value(&shape->roles[i], &row->args[i], out);
        }
}

static bool same_term(const struct term *a, const struct term *b)
{
    bool same = a->count == b->count && strcmp(a->text, b->text) == 0;

    for (size_t i = 0; i < a->count && same; i++)
        same = same_term(&a->args[i], &b->args[i]);
    return same;
}

/* Is there a WORD(...) of the sentence and day of this duty(...)? */
static bool is_so(const struct model *m, const char *word, const struct term *duty)
{
    for (size_t i = 0; i < m->count; i++) {
        bool same = term_is(&m->atoms[i], word, 6);

        for (size_t k = 0; k < 6 && same; k++)
            same = same_term(&m->atoms[i].args[k], &duty->args[k]);
        if (same)
            return true;
    }
    return false;
}

/* What is expected is met, or not met. */
static const char *state_text(const struct term *duty)
{
    static const char *const words[][2] = {{"fulfilled", "met"}, {"fulfilled late", "met late"},
                                           {"fulfilled in part", "met in part"}, {"violated", "not met"}};
    const char *state = duty->args[6].text;

    for (size_t i = 0; i < 4 && term_is(&duty->args[0], "hope", 1); i++)
        if (strcmp(state, words[i][0]) == 0)
            return words[i][1];
    return state;
}

static struct cs_zone zone_of(const struct trial *t)
{
    return oracle_zone(&t->c);
}

/* Until the end of a day, or an instant. */
static void say_end(cs_instant end, struct cs_zone zone, struct cs_buffer *out)
{
    cs_day day = cs_day_of(end, zone);
    char text[32];

    if (cs_day_start(day, zone) == end)
        cs_buffer_printf(out, " until %s", cs_day_text(day - 1, text));
    else
        cs_buffer_printf(out, " until before %s", cs_instant_text(end, zone, text));
}

static void say_duty(const struct trial *t, const struct model *m, const struct term *d, struct cs_buffer *out)
{
    char day[32];

    const char *article = term_is(&d->args[0], "hope", 1) ? d->args[0].args[0].text : d->args[0].text;

    cs_buffer_printf(out, "duty %s: %s %s %s %s", article, d->args[2].text,
                     term_is(&d->args[0], "hope", 1) ? "is to do by" : "owes",
                     term_is(&d->args[3], "u", 0) ? "" : d->args[3].text, /* to nobody, if he was left unsaid */
                     strcmp(d->args[1].text, "no") == 0 ? "no " : "");
    say_row(t, &d->args[4], out);
    cs_buffer_printf(out, ": %s since %s", state_text(d), cs_day_text((cs_day)atoi(d->args[5].text), day));
    if (strcmp(d->args[7].text, "unknown") == 0 && strcmp(d->args[6].text, "suspended") != 0)
        cs_buffer_text(out, " until " UNKNOWN_DAY);
    else if (strcmp(d->args[7].text, "none") != 0 && strcmp(d->args[6].text, "suspended") != 0)
        say_end(term_is(&d->args[7], "h", 1) ? (cs_instant)atoll(d->args[7].args[0].text)
                                              : cs_day_start((cs_day)atoi(d->args[7].text) + 1, zone_of(t)),
                zone_of(t), out);
    cs_buffer_text(out, is_so(m, "owed", d) ? ", still owed" : "");
    cs_buffer_text(out, is_so(m, "substituted", d) ? ", substituted" : "");
}

/* Only facts about particulars: those with a number, a moment or an occurrence in them are not looked at. */
static bool of_particulars(const struct cs_shape *shape)
{
    bool yes = shape->kind == CS_SHAPE_FACT && shape->role_count <= 2;

    for (uint32_t i = 0; i < shape->role_count; i++)
        yes &= shape->roles[i].kind == CS_KIND_INSTRUMENT || shape->roles[i].kind >= CS_KIND_BUILT_IN;
    return yes;
}

/* Does a text declare it? What only an entry names is not asked of the engine (below). */
static bool is_declared(const struct trial *t, const char *name)
{
    for (size_t i = 0; i < t->c.symbols.particular_count; i++)
        if (strcmp(cs_names_text(&t->c.names, t->c.symbols.particulars[i].name), name) == 0)
            return true;
    return false;
}

/* A fact of which every role is told: no duty that is open, which is none of the facts of a text (R 4.11). */
static bool is_whole(const struct trial *t, const struct term *row)
{
    const struct cs_shape *shape = shape_of(t, row->text);
    bool whole = shape != NULL && of_particulars(shape);

    for (size_t i = 0; i < row->count && whole; i++)
        whole = !term_is(&row->args[i], "u", 0) &&
                (shape->roles[i].kind == CS_KIND_INSTRUMENT || is_declared(t, row->args[i].text));
    return whole;
}

static void oracle_lines(const struct trial *t, const struct model *m, struct lines *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < m->count; i++) {
        const struct term *atom = &m->atoms[i];

        cs_buffer_clear(&text);
        if (term_is(atom, "duty", 8)) {
            say_duty(t, m, atom, &text);
        } else if (term_is(atom, "fact", 1)) {
            if (!is_whole(t, &atom->args[0]))
                continue;
            cs_buffer_text(&text, "fact ");
            say_row(t, &atom->args[0], &text);
        } else if (term_is(atom, "act", 2)) {
            cs_buffer_printf(&text, "act %s: %s", atom->args[0].text, atom->args[1].text);
        } else if (term_is(atom, "decision", 2)) {
            cs_buffer_printf(&text, "decision %s: %s", atom->args[0].text, atom->args[1].text);
        } else {
            continue;
        }
        add_line(out, &text);
    }
    cs_buffer_release(&text);
    sort_lines(out);
}

/* ---- what the engine says of it ---- */

static const struct cs_ledger_piece *piece_in(const struct trial *t, const struct cs_ledger_row *row,
                                              const uint32_t *world)
{
    const struct cs_ledger_piece *found = NULL;

    for (uint32_t i = 0; i < row->piece_count; i++)
        if (cs_worlds_has(t->docket->worlds, row->pieces[i].worlds, world))
            found = &row->pieces[i];
    return found;
}

static void engine_row(const struct trial *t, const struct cs_ledger_row *row, const struct cs_ledger_piece *p,
                       struct lines *out)
{
    const struct cs_names *names = t->docket->plan->names;
    struct cs_buffer text;
    char day[32];

    cs_buffer_init(&text);
    if (row->kind <= CS_ROW_EXPECTATION) {
        cs_buffer_printf(&text, "duty %s: %s %s %s %s: %s since %s",
                         row->article == CS_NO_NAME ? "" : cs_names_text(names, row->article),
                         cs_names_text(names, row->holder), row->kind == CS_ROW_EXPECTATION ? "is to do by" : "owes",
                         cs_names_text(names, row->claimant), cs_ledger_content(t->ledger, row),
                         cs_state_text(p->state),
                         cs_day_text(p->since_day, day));
        if (p->has_deadline && p->state != CS_STATE_SUSPENDED) /* the deadline of a suspended duty is not known yet */
            say_end(p->deadline, zone_of(t), &text);
        cs_buffer_text(&text, p->still_owed ? ", still owed" : "");
        cs_buffer_text(&text, p->substituted ? ", substituted" : "");
        add_line(out, &text);
    } else if (row->kind == CS_ROW_DECISION) {
        cs_buffer_printf(&text, "%s %s: %s", p->state == CS_STATE_WITHOUT_EFFECT ? "act" : "decision",
                         cs_names_text(names, row->trigger), cs_ledger_state_text(t->ledger, p->state));
        add_line(out, &text);
    } else if (row->named == CS_NO_ROW) { /* what a name or a rule makes a request is no line of the oracle */
        cs_buffer_printf(&text, "act %s: %s", cs_names_text(names, row->trigger),
                         cs_ledger_state_text(t->ledger, p->state));
        add_line(out, &text);
    }
    cs_buffer_release(&text);
}

/* Every fact of these words and particulars, asked one by one: small pairs only. */
static void engine_fact(const struct trial *t, const struct cs_shape *shape, const uint32_t *chosen,
                        const uint32_t *world, struct lines *out)
{
    struct cs_role roles[CS_ROLES_MAX] = {0};
    struct cs_arg args[CS_ROLES_MAX] = {0};
    struct cs_check check = {.kind = CS_CHECK_HOLDS, .term = {.head = shape->head, .roles = roles}};
    struct cs_buffer text;

    for (uint32_t i = 0; i < shape->role_count; i++) {
        roles[i] = (struct cs_role){ .next = i + 1 < shape->role_count ? &roles[i + 1] : NULL,
                                     .prep = shape->roles[i].prep,
                                     .args = &args[i] };
        args[i] = (struct cs_arg){.kind = CS_ARG_NAME, .name = t->c.symbols.particulars[chosen[i]].name};
    }
    if (!cs_worlds_has(t->docket->worlds, cs_ledger_holds(t->ledger, &check), world))
        return;
    cs_buffer_init(&text);
    cs_buffer_text(&text, "fact ");
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep == CS_PREP_IS)
            cs_buffer_printf(&text, "%s is ", cs_names_text(t->docket->plan->names, args[i].name));
    cs_buffer_text(&text, cs_names_text(t->docket->plan->names, shape->head));
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep != CS_PREP_IS)
            cs_buffer_printf(&text, " %s %s", cs_prep_text(shape->roles[i].prep),
                             cs_names_text(t->docket->plan->names, args[i].name));
    add_line(out, &text);
    cs_buffer_release(&text);
}

static void engine_facts(const struct trial *t, const uint32_t *world, struct lines *out)
{
    const struct cs_symbols *symbols = &t->c.symbols;

    for (size_t s = 0; s < symbols->shape_count; s++) {
        const struct cs_shape *shape = &symbols->shapes[s];
        uint32_t chosen[CS_ROLES_MAX] = {0}, i = 0;

        if (!of_particulars(shape))
            continue;
        do {
            bool fits = true;

            for (i = 0; i < shape->role_count; i++)
                fits &= cs_kind_within(symbols, symbols->particulars[chosen[i]].kind, shape->roles[i].kind);
            if (fits)
                engine_fact(t, shape, chosen, world, out);
            for (i = 0; i < shape->role_count && ++chosen[i] == symbols->particular_count; i++)
                chosen[i] = 0;
        } while (i < shape->role_count);
    }
}

static void engine_lines(const struct trial *t, const uint32_t *world, struct lines *out, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_piece *p = piece_in(t, &t->ledger->rows[i], world);

        if (p == NULL)
            differ(o, "a world that is in no piece");
        else if (p->state != CS_STATE_NONE)
            engine_row(t, &t->ledger->rows[i], p, out);
    }
    engine_facts(t, world, out);
    sort_lines(out);
}

/* ---- worlds ---- */

/* What a world of the oracle answers to a question of the engine, as text; "" if it knows no such question. */
static void answer_to(const struct trial *t, const struct model *m, const char *id, struct cs_buffer *out)
{
    struct cs_buffer text;
    char day[32];

    cs_buffer_init(&text);
    for (size_t i = 0; i < m->count && out->length == 0; i++) {
        const struct term *atom = &m->atoms[i], *matter = atom->count > 0 ? &atom->args[0] : atom;

        cs_buffer_clear(&text);
        if (term_is(atom, "day", 2)) {
            cs_buffer_printf(&text, "date %s", atom->args[0].text);
            if (strcmp(cs_buffer_string(&text), id) == 0)
                cs_buffer_text(out, cs_day_text((cs_day)atoi(atom->args[1].text), day));
        } else if (term_is(atom, "end", 2)) {
            cs_buffer_printf(&text, "end %s", atom->args[0].text);
            if (strcmp(cs_buffer_string(&text), id) == 0)
                cs_buffer_text(out, atom->args[1].text[0] == '#' ? "later"
                                                                 : cs_day_text((cs_day)atoi(atom->args[1].text), day));
        } else if (term_is(atom, "reads", 2)) {
            if (strcmp(atom->args[0].text, id) == 0)
                cs_buffer_text(out, atom->args[1].text);
        } else if (term_is(atom, "before", 2)) {
            bool turned = strcmp(atom->args[0].text, atom->args[1].text) > 0;

            cs_buffer_printf(&text, "order %s %s", atom->args[turned].text, atom->args[!turned].text);
            if (strcmp(cs_buffer_string(&text), id) == 0)
                cs_buffer_text(out, turned ? "no" : "yes");
        } else if (term_is(atom, "yes", 1) || term_is(atom, "no", 1)) {
            if (term_is(matter, "happened", 1)) {
                cs_buffer_printf(&text, "happened %s", matter->args[0].text);
            } else if (term_is(matter, "after", 2)) {
                cs_buffer_printf(&text, "after %s ", cs_day_text((cs_day)atoi(matter->args[0].text), day));
                say_row(t, &matter->args[1], &text);
            } else if (term_is(matter, "role", 3)) {
                cs_buffer_printf(&text, "%s %s %s", matter->args[0].text, matter->args[1].text, matter->args[2].text);
            } else if (term_is(matter, "unreported", 1)) {
                cs_buffer_text(&text, "unreported ");
                say_row(t, &matter->args[0], &text);
            } else {
                cs_buffer_printf(&text, "%s counts as ", matter->args[0].text);
                say_row(t, &matter->args[1], &text);
            }
            if (strcmp(cs_buffer_string(&text), id) == 0)
                cs_buffer_text(out, atom->text);
        }
    }
    cs_buffer_release(&text);
}

static bool is_order(const char *id)
{
    return strncmp(id, "order ", 6) == 0;
}

static bool is_unreported(const char *id)
{
    return strncmp(id, "unreported ", 11) == 0;
}

/*
 * The world of the engine with the answers of this one; two of different days have no answer about their order, nor has
 * an act whose time does not run out in it.
 */
static bool world_of(const struct trial *t, const struct model *m, uint32_t *world, struct outcome *o)
{
    bool known = true;

    for (size_t q = 0; q < t->docket->question_count; q++) {
        const struct cs_question *question = &t->docket->questions[q];
        const char *id = cs_names_text(t->docket->plan->names, question->id);
        struct cs_buffer answer;
        bool found = false;

        cs_buffer_init(&answer);
        answer_to(t, m, id, &answer);
        world[q] = 0;
        for (uint32_t a = 0; a < question->answer_count; a++)
            if (strcmp(question->answers[a], cs_buffer_string(&answer)) == 0) {
                world[q] = a;
                found = true;
            }
        if (!found && !is_order(id) && !is_unreported(id)) {
            differ(o, "a question that only the engine asks");
            cs_buffer_printf(&o->text, "  %s = \"%s\" (%s, ...)\n", id, cs_buffer_string(&answer),
                             question->answers[0]);
            known = false;
        }
        cs_buffer_release(&answer);
    }
    return known;
}

static bool has_line(const struct lines *lines, const char *start)
{
    for (size_t i = 0; i < lines->count; i++)
        if (strncmp(lines->items[i], start, strlen(start)) == 0)
            return true;
    return false;
}

/*
 * An act that needs a power in some world is told by the engine in all: where its power is not in force it has effect
 * without one (R 5.1). The oracle tells it only where it needs one.
 */
static void drop_unasked(struct lines *engine, const struct lines *oracle)
{
    static const char with_effect[] = ": with effect";
    size_t kept = 0;

    for (size_t i = 0; i < engine->count; i++) {
        char *end = strstr(engine->items[i], with_effect), *line = engine->items[i];
        bool drop = false;

        if (strncmp(line, "act ", 4) == 0 && end != NULL) {
            *end = '\0';
            drop = !has_line(oracle, line);
            *end = ':';
        }
        if (drop)
            free(line);
        else
            engine->items[kept++] = line;
    }
    engine->count = kept;
}

static void compare_world(struct trial *t, const struct model *m, uint32_t *world, struct outcome *o,
                          struct totals *totals)
{
    struct lines engine = {0}, oracle = {0};

    if (!world_of(t, m, world, o))
        return;
    if (!cs_worlds_has(t->docket->worlds, t->docket->possible, world)) {
        differ(o, "a world that only the oracle has");
    } else {
        engine_lines(t, world, &engine, o);
        oracle_lines(t, m, &oracle);
        drop_unasked(&engine, &oracle);
        totals->rows += oracle.count;
        if (!same_lines(&engine, &oracle)) {
            say_missing("the engine", &engine, &oracle, o);
            say_missing("the oracle", &oracle, &engine, o);
        }
    }
    lines_release(&engine);
    lines_release(&oracle);
}

static void say_world(const struct trial *t, const struct model *m, const uint32_t *world, struct cs_buffer *out)
{
    cs_buffer_text(out, "in the world");
    for (size_t q = 0; q < t->docket->question_count; q++)
        cs_buffer_printf(out, "%s %s = %s", q == 0 ? ":" : ";",
                         cs_names_text(t->docket->plan->names, t->docket->questions[q].id),
                         t->docket->questions[q].answers[world[q]]);
    cs_buffer_text(out, "\nin the oracle's words:");
    for (size_t i = 0; i < m->count; i++)
        if (term_is(&m->atoms[i], "before", 2))
            cs_buffer_printf(out, " %s before %s;", m->atoms[i].args[0].text, m->atoms[i].args[1].text);
    cs_buffer_char(out, '\n');
}

static bool has_atom(const struct model *m, const char *word)
{
    for (size_t i = 0; i < m->count; i++)
        if (term_is(&m->atoms[i], word, 0))
            return true;
    return false;
}

static bool next_world(const struct cs_docket *docket, uint32_t *world)
{
    for (size_t q = 0; q < docket->question_count; q++) {
        if (++world[q] < docket->questions[q].answer_count)
            return true;
        world[q] = 0;
    }
    return false;
}

/* Is it asked about a role of a name that a rule gives, and does not give in this world? */
static bool is_idle(const struct model *m, const char *id)
{
    bool idle = false;

    for (size_t i = 0; i < m->count && !idle; i++)
        if (term_is(&m->atoms[i], "idle", 2)) {
            struct cs_buffer start;

            cs_buffer_init(&start);
            cs_buffer_printf(&start, "%s %s ", m->atoms[i].args[0].text, m->atoms[i].args[1].text);
            idle = strncmp(id, cs_buffer_string(&start), start.length) == 0;
            cs_buffer_release(&start);
        }
    return idle;
}

static bool world_with_idle(const struct trial *t, const struct model *m, uint32_t *world, struct outcome *o)
{
    bool known = world_of(t, m, world, o);

    for (size_t q = 0; q < t->docket->question_count; q++)
        if (is_idle(m, cs_names_text(t->docket->plan->names, t->docket->questions[q].id)))
            world[q] = ANY_ANSWER;
    return known;
}

/*
 * Has the oracle a world with these answers? Orders are left out, which the oracle has for things of one day only, and
 * whether something was done unreported, which it asks only where it matters.
 */
static bool oracle_has(const struct trial *t, const uint32_t *worlds, size_t count, const uint32_t *world)
{
    size_t questions = t->docket->question_count;

    for (size_t i = 0; i < count; i++) {
        bool same = true;

        for (size_t q = 0; q < questions && same; q++)
            same = worlds[i * questions + q] == world[q] || worlds[i * questions + q] == ANY_ANSWER ||
                   t->docket->questions[q].kind == CS_QUESTION_ORDER ||
                   is_unreported(cs_names_text(t->docket->plan->names, t->docket->questions[q].id));
        if (same)
            return true;
    }
    return false;
}

/* Every world of the engine is one of the oracle's, where all of both can be looked at. */
static void compare_world_sets(struct trial *t, const struct models *models, struct outcome *o)
{
    size_t questions = t->docket->question_count, all = 1;
    uint32_t *worlds = calloc(models->count * questions + 1, sizeof *worlds);
    uint32_t *world = calloc(CS_QUESTIONS_MAX, sizeof *world);

    for (size_t q = 0; q < questions && all <= WORLDS_MAX; q++)
        all *= t->docket->questions[q].answer_count;
    for (size_t i = 0; worlds != NULL && i < models->count; i++)
        if (!world_with_idle(t, &models->items[i], worlds + i * questions, o))
            all = SIZE_MAX;
    for (bool more = all <= WORLDS_MAX && !models->more; more && o->category == NULL;
         more = next_world(t->docket, world))
        if (cs_worlds_has(t->docket->worlds, t->docket->possible, world) &&
            !oracle_has(t, worlds, models->count, world)) {
            differ(o, "a world that only the engine has");
            for (size_t q = 0; q < questions; q++)
                cs_buffer_printf(&o->text, "  %s = %s\n",
                                 cs_names_text(t->docket->plan->names, t->docket->questions[q].id),
                                 t->docket->questions[q].answers[world[q]]);
        }
    free(worlds);
    free(world);
}

static void compare_models(struct trial *t, const struct models *models, struct outcome *o, struct totals *totals)
{
    uint32_t *world = calloc(CS_QUESTIONS_MAX, sizeof *world);

    if (models->count == 0)
        differ(o, "no world at all");
    totals->models += models->count;
    totals->sampled += models->more;
    for (size_t i = 0; world != NULL && i < models->count && o->category == NULL; i++) {
        if (has_atom(&models->items[i], "contradictory")) {
            totals->contradictory++;
            continue;
        }
        if (has_atom(&models->items[i], "unruled")) { /* no rule says what comes of it */
            totals->unruled++;
            continue;
        }
        compare_world(t, &models->items[i], world, o, totals);
        if (o->category != NULL)
            say_world(t, &models->items[i], world, &o->text);
    }
    free(world);
}

/* ---- one pair ---- */

static bool any_has(const struct models *models, const char *word)
{
    for (size_t i = 0; i < models->count; i++)
        if (has_atom(&models->items[i], word))
            return true;
    return false;
}

/* The worlds of the oracle; false if it cannot be asked. */
static bool ask_oracle(const struct trial *t, const struct ask *ask, struct models *models, struct outcome *o,
                       struct totals *totals)
{
    struct cs_buffer program;
    const char *outside = NULL;
    bool crowded = true;

    cs_buffer_init(&program);
    for (unsigned depth = DEPTH; depth <= DEPTH_MAX && crowded && outside == NULL && o->category == NULL; depth *= 2) {
        models_release(models);
        cs_buffer_clear(&program);
        outside = oracle_translate(&t->c, cs_day_of(ask->end - 1, zone_of(t)), depth, &program);
        if (outside == NULL && !clingo_models(FOLDER, cs_buffer_string(&program), MODELS_MAX, models)) {
            differ(o, "what clingo does not read");
            cs_buffer_text(&o->text, cs_buffer_string(&models->said));
        }
        crowded = any_has(models, "crowded");
        if (any_has(models, "merging")) /* two duties go on as one: the reference leaves open as which */
            break;
    }
    crowded |= any_has(models, "merging");
    cs_buffer_release(&program);
    totals->outside += outside != NULL;
    totals->crowded += outside == NULL && crowded;
    if (outside != NULL && getenv("CASUS_OUTSIDE") != NULL)
        printf("outside: %s\n", outside);
    return outside == NULL && !crowded && o->category == NULL;
}

static enum verdict examine_oracle(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                   struct outcome *o, void *context)
{
    struct totals *totals = context;
    struct models models = {0};
    struct ask whole = *ask;
    struct trial t;

    (void)seed;
    if (!trial_read(&t, treaty, record)) {
        trial_release(&t);
        return REFUSED;
    }
    whole.end = cs_day_start(cs_day_of(ask->end - 1, zone_of(&t)) + 1, zone_of(&t)); /* the day of a clock */
    if (trial_run(&t, &whole)) {
        totals->runs++;
        if (ask_oracle(&t, &whole, &models, o, totals)) {
            compare_models(&t, &models, o, totals);
            compare_world_sets(&t, &models, o);
        }
    }
    models_release(&models);
    trial_release(&t);
    return o->category == NULL ? FINE : WRONG;
}

static void print_totals(const struct totals *t)
{
    printf("  %zu runs, %zu outside of the fragment, %zu too crowded; %zu worlds (%zu runs by the first %d), %zu "
           "contradictory, %zu of which no rule says what comes, %zu lines\n",
           t->runs, t->outside, t->crowded, t->models, t->sampled, MODELS_MAX, t->contradictory, t->unruled, t->rows);
}

/* ---- files ---- */

static int try_files(char **argv)
{
    char *treaty = trial_read_file(argv[2]), *record = trial_read_file(argv[3]);
    struct totals totals = {0};
    struct outcome o = {0};
    struct cs_moment m;
    struct ask ask;
    enum verdict v = FINE;

    cs_buffer_init(&o.text);
    cs_moment_parse(argv[4], strlen(argv[4]), CS_UTC, &m);
    ask = (struct ask){.end = m.end};
    if (strcmp(argv[1], "--program") == 0) {
        struct trial t;
        const char *why;

        if (!trial_read(&t, treaty, record))
            return 1;
        why = oracle_translate(&t.c, m.last, DEPTH, &o.text);
        printf("%s%s\n", why == NULL ? "" : why, why == NULL ? cs_buffer_string(&o.text) : "");
        trial_release(&t);
    } else {
        v = examine_oracle(treaty, record, &ask, 0, &o, &totals);
        printf("%s%s\n%s", v == REFUSED ? "refused" : v == FINE ? "same" : "different: ", o.category ? o.category : "",
               cs_buffer_string(&o.text));
        print_totals(&totals);
    }
    cs_buffer_release(&o.text);
    free(treaty);
    free(record);
    return v != FINE;
}

int main(int argc, char **argv)
{
    struct totals totals = {0};
    struct hunt h = {.examine = examine_oracle, .totals = &totals, .totals_size = sizeof totals, .days = true};

    if (!clingo_found()) {
        printf("skipped: clingo is not installed (tools/prepare installs it)\n");
        return 77;
    }
    if (argc > 4 && argv[1][0] == '-')
        return try_files(argv);
    if (argc > 1 && strcmp(argv[1], "--half") == 0) {
        static char seed[32];

        snprintf(seed, sizeof seed, "%d", PAIRS + 1);
        argc = 1;
        if (getenv("CASUS_SEED") == NULL)
            setenv("CASUS_SEED", seed, 1);
    }
    hunt(&h, argc, argv, PAIRS);
    print_totals(&totals);
    return hunt_failed(&h);
}
