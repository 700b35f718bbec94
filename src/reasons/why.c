/* SPDX-License-Identifier: MIT */
/*
 * Reasons as a tree. Nothing is judged anew: it is read from firings, rows and stances, within the worlds asked about.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "ledger/ledger_int.h"
#include "reasons/why_int.h"

struct cs_reason *cs_reason_add(struct cs_whying *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                struct cs_buffer *text)
{
    struct cs_reason *reason = cs_reason_place(why, parent);

    if (reason != NULL) {
        reason->kind = kind;
        reason->text = cs_arena_text(why->arena, cs_buffer_string(text), text->length);
    }
    if (reason == NULL || reason->text == NULL || text->failed)
        cs_fail_memory(why->run->failure);
    cs_buffer_release(text);
    return reason;
}

static struct cs_reason *add_text(struct cs_whying *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                  const char *text)
{
    struct cs_buffer buffer;

    cs_buffer_init(&buffer);
    cs_buffer_text(&buffer, text);
    return cs_reason_add(why, parent, kind, &buffer);
}

static const char *name_of(const struct cs_whying *why, cs_name name)
{
    return cs_names_text(why->run->plan->names, name);
}

/* ---- claims ---- */

static void add_claim(struct cs_whying *why, struct cs_reason *parent, const struct cs_stance *s)
{
    static const char *const verbs[] = {"says", "denies", "leaves open", "takes back"};
    struct cs_buffer text;
    struct cs_reason *reason;
    char moment[96];

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s %s", name_of(why, s->voice), s->torn ? "says and denies" : verbs[s->kind]);
    for (const struct cs_via *via = s->claim->via; via != NULL; via = via->next)
        cs_buffer_printf(&text, " via %s", name_of(why, via->name));
    if (s->claim->source != CS_NO_NAME)
        cs_buffer_printf(&text, " in %s", name_of(why, s->claim->source));
    if (s->claim->recorded.form != CS_MOMENT_NONE)
        cs_buffer_printf(&text, ", recorded %s", cs_moment_text(&s->claim->recorded, moment));
    reason = cs_reason_add(why, parent, CS_REASON_CLAIM, &text);
    if (reason != NULL)
        reason->claim = s->claim;
}

static void add_voices(const struct cs_whying *why, const struct cs_matter *matter, enum cs_claim_kind kind,
                       const char *before, struct cs_buffer *out)
{
    size_t count = 0, done = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        count += s->kind == kind;
    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        if (s->kind == kind) {
            cs_buffer_text(out, done == 0 ? before : done + 1 == count ? " and " : ", ");
            cs_buffer_text(out, name_of(why, s->voice));
            done++;
        }
}

/* ": unopposed, on the word of Armenia and RFERL" */
static void add_standing(const struct cs_whying *why, const struct cs_matter *matter, bool name, struct cs_buffer *out)
{
    struct cs_tally tally = cs_matter_tally(matter);
    size_t voices = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        voices += s->kind == CS_CLAIM_SAYS;
    if (matter->judged != NULL) {
        cs_buffer_printf(out, ": settled by %s, who is competent", name_of(why, matter->judged->voice));
        return;
    }
    if (matter->bare && matter->stances == NULL) {
        cs_buffer_text(out, ": entered without claim");
        return;
    }
    if (tally.says && !tally.denies && !tally.asks && !name)
        cs_buffer_text(out, ": unopposed");
    add_voices(why, matter, CS_CLAIM_SAYS, tally.denies || name ? ": on the word of " : ", on the word of ", out);
    if (voices == 1 && !tally.denies && !name)
        cs_buffer_text(out, " alone");
    add_voices(why, matter, CS_CLAIM_DENIES, voices > 0 ? ", denied by " : ": denied by ", out);
    add_voices(why, matter, CS_CLAIM_ASKS, tally.any ? ", left open by " : ": left open by ", out);
    add_voices(why, matter, CS_CLAIM_RETRACTS, ": taken back by ", out);
}

static void add_claims(struct cs_whying *why, struct cs_reason *parent, const struct cs_matter *matter)
{
    for (const struct cs_stance *s = matter->stances; parent != NULL && s != NULL; s = s->next)
        add_claim(why, parent, s);
}

static void add_entry_words(const struct cs_entry *entry, struct cs_buffer *out)
{
    const char *bytes = entry->span.source->bytes;
    uint32_t i = entry->span.start;

    for (; i < entry->span.end && bytes[i] != '\n' && bytes[i] != '\r'; i++) {
        if (bytes[i] == '-' && bytes[i + 1] == '-')
            break;
        if (bytes[i] != ' ' || bytes[i + 1] != ' ')
            cs_buffer_char(out, bytes[i]);
    }
    while (out->length > 0 && out->bytes[out->length - 1] == ' ')
        out->bytes[--out->length] = '\0';
}

struct cs_reason *cs_reason_matter(struct cs_whying *why, struct cs_reason *parent, const struct cs_matter *matter)
{
    bool name = matter->entry->kind == CS_ENTRY_COUNTS_AS;
    struct cs_buffer text;
    struct cs_reason *reason = cs_reason_told(why, matter);

    if (reason != NULL)
        return cs_reason_again(why, parent, reason);
    cs_buffer_init(&text);
    add_entry_words(matter->entry, &text);
    if (matter->under != CS_NO_NAME)
        cs_buffer_printf(&text, " under %s", name_of(why, matter->under));
    add_standing(why, matter, name, &text);
    reason = cs_reason_add(why, parent, CS_REASON_ENTRY, &text);
    if (reason != NULL)
        reason->entry = matter->entry;
    add_claims(why, reason, matter);
    cs_reason_tell(why, matter, reason);
    return reason;
}

/* ---- rows and rules ---- */

static void add_row(struct cs_whying *why, struct cs_reason *parent, uint32_t relation, uint32_t row);

struct lacking { struct cs_whying *why; struct cs_reason *parent; };

static void add_lack(void *context, const struct cs_plan_rule *rule, cs_set worlds, struct cs_buffer *text)
{
    struct lacking *l = context;
    struct cs_buffer whole;

    (void)worlds;
    cs_buffer_init(&whole);
    cs_explain_article(l->why->run, rule, &whole);
    cs_buffer_printf(&whole, ": %s", cs_buffer_string(text));
    cs_reason_add(l->why, l->parent, CS_REASON_ABSENT, &whole);
}

/* What is absent and would be concluded by `while`: what each rule that could conclude it lacks. */
static void add_lacking(struct cs_whying *why, struct cs_reason *parent, const struct cs_match *match,
                        const struct cs_pattern *pattern, cs_set worlds)
{
    const struct cs_plan *plan = why->run->plan;
    struct lacking lacking = {why, parent};

    for (const struct cs_use_site *s = plan->relations[pattern->relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &plan->rules[s->rule];
        cs_value values[CS_COLUMNS_MAX];
        struct cs_match inner;

        for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
            values[i] = cs_match_operand(match, pattern->columns[i]);
        cs_match_init(&inner, why->run, rule);
        if (cs_match_row(&inner, &rule->head, values, CS_ALL) != CS_NONE)
            cs_explain_failures(&inner, &rule->from_head, worlds, add_lack, &lacking);
    }
}

static void add_step(struct cs_whying *why, struct cs_reason *parent, struct cs_match *match,
                     const struct cs_firing *firing, uint32_t step)
{
    const struct cs_step *s = &match->rule->steps[step];
    uint32_t ref = why->run->refs[firing->first_ref + 1 + step];
    cs_set worlds = cs_worlds_and(why->run->worlds, why->worlds, firing->worlds);
    struct cs_buffer text;

    cs_buffer_init(&text);
    switch (s->kind) {
    case CS_STEP_MATCH:
        cs_buffer_release(&text);
        if (ref != CS_NOWHERE)
            add_row(why, parent, s->pattern.relation, ref);
        return;
    case CS_STEP_ABSENT:
        cs_buffer_text(&text, "absent: ");
        cs_explain_step(match, step, worlds, &text);
        add_lacking(why, cs_reason_add(why, parent, CS_REASON_ABSENT, &text), match, &s->pattern, worlds);
        return;
    case CS_STEP_NUMBER:
        if (firing->first_note != CS_NOWHERE)
            match->notes[step] = why->run->notes[firing->first_note + step];
        cs_explain_step(match, step, worlds, &text);
        cs_reason_add(why, parent, CS_REASON_COUNT, &text);
        return;
    case CS_STEP_READS:
        cs_explain_step(match, step, worlds, &text);
        cs_reason_add(why, parent, CS_REASON_READING, &text);
        return;
    case CS_STEP_QUANTITY:
        cs_explain_step(match, step, worlds, &text);
        cs_reason_add(why, parent, CS_REASON_COUNT, &text);
        return;
    case CS_STEP_OTHER:
        cs_buffer_release(&text);
        return;
    }
}

static void add_article(struct cs_whying *why, const struct cs_plan_rule *rule, struct cs_buffer *out)
{
    const struct cs_article *article = rule->text->article;

    cs_explain_article(why->run, rule, out);
    if (article != NULL && article->grade != CS_NO_NAME)
        cs_buffer_printf(out, " (grade %s)", name_of(why, article->grade));
    if (article != NULL && article->gist != NULL)
        cs_buffer_printf(out, ": %s", article->gist);
}

/* What is below the article of a firing: its trigger, and what met each condition. */
static void unfold(struct cs_whying *why, struct cs_reason *reason, const struct cs_firing *firing)
{
    const struct cs_plan_rule *rule = &why->run->plan->rules[firing->rule];
    struct cs_match match;

    why->dated = true;
    why->known = (uint32_t)(firing - why->run->firings);
    why->time = firing->time;
    cs_match_init(&match, why->run, rule);
    for (uint32_t v = 0; v < rule->variable_count; v++) {
        match.values[v] = why->run->values[firing->first_value + v];
        if (match.values[v] != CS_UNSAID)
            match.bound |= (uint64_t)1 << v;
    }
    if (rule->kind != CS_RULE_WHILE && rule->kind != CS_RULE_MAY && why->run->refs[firing->first_ref] != CS_NOWHERE)
        add_row(why, reason, rule->trigger.relation, why->run->refs[firing->first_ref]);
    for (uint32_t i = 0; i < rule->step_count; i++)
        add_step(why, reason, &match, firing, i);
    why->dated = false;
}

void cs_reason_firing(struct cs_whying *why, struct cs_reason *parent, uint32_t index)
{
    const struct cs_firing *firing;
    struct cs_reason *told;
    struct cs_buffer text;

    if (index == CS_NOWHERE)
        return;
    firing = &why->run->firings[index];
    told = cs_reason_told(why, firing);
    if (told != NULL) {
        cs_reason_again(why, parent, told);
        return;
    }
    cs_buffer_init(&text);
    add_article(why, &why->run->plan->rules[firing->rule], &text);
    told = cs_reason_add(why, parent, CS_REASON_RULE, &text);
    cs_reason_tell(why, firing, told);
    if (told != NULL)
        cs_reason_later(why, told, index);
}

/* One after another and not one inside another: a chain of rules may be as long as the record. */
void cs_reasons_unfold(struct cs_whying *why)
{
    for (size_t i = 0; i < why->later_count && cs_run_ok(why->run); i++)
        unfold(why, why->later[i].reason, &why->run->firings[why->later[i].firing]);
    cs_reasons_join(why);
}

/* Did a cause lead to it before what is being explained came about, in some of the worlds that are asked about? */
static bool is_cause_then(const struct cs_whying *why, const struct cs_cause *cause)
{
    return (!why->dated || cause->firing < why->known) &&
           !cs_worlds_disjoint(why->run->worlds, why->run->firings[cause->firing].worlds, why->worlds);
}

/* The newest cause of that kind, + 1; else the newest of all. */
static uint32_t newest_cause(const struct cs_whying *why, uint32_t causes)
{
    for (uint32_t c = causes; c != 0; c = why->run->causes[c - 1].before)
        if (is_cause_then(why, &why->run->causes[c - 1]))
            return c;
    return causes;
}

/* The cause before this one, unless that no longer held when this one came; 0: there is none. */
static uint32_t cause_before(const struct cs_run *run, uint32_t cause)
{
    return run->causes[cause - 1].anew ? 0 : run->causes[cause - 1].before;
}

/* All that led to it, in the order in which it did, by the time of what is being explained (R 13). */
static void add_causes(struct cs_whying *why, struct cs_reason *parent, uint32_t causes)
{
    const struct cs_run *run = why->run;
    uint32_t newest = newest_cause(why, causes), *firings, count = 0;

    for (uint32_t c = newest; c != 0; c = cause_before(run, c))
        count++;
    firings = cs_arena_array(why->arena, count, sizeof *firings);
    if (firings == NULL)
        cs_fail_memory(run->failure);
    count = 0;
    for (uint32_t c = newest; c != 0 && firings != NULL; c = cause_before(run, c))
        if (c == newest || is_cause_then(why, &run->causes[c - 1]))
            firings[count++] = run->causes[c - 1].firing;
    while (count > 0 && firings != NULL)
        cs_reason_firing(why, parent, firings[--count]);
}

/* Since when a fact that a rule concludes had held. */
static void add_since(const struct cs_whying *why, const struct cs_row *r, struct cs_buffer *out)
{
    char day[32];

    for (const struct cs_begun *begun = r->begun; begun != NULL; begun = begun->next)
        if ((!why->dated || begun->time <= why->time) &&
            !cs_worlds_disjoint(why->run->worlds, begun->worlds, why->worlds)) {
            if (cs_ledger_has_a_day(begun->time))
                cs_buffer_printf(out, ", since %s", cs_day_text(cs_day_of(begun->time, why->run->docket->zone), day));
            return;
        }
}

static void add_derived(struct cs_whying *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
{
    const struct cs_relation *r = &why->run->plan->relations[relation];
    const cs_value *values = cs_store_values(why->run, relation, row);
    struct cs_reason *reason;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (r->kind == CS_RELATION_EVENT && values[0] != CS_UNSAID)
        cs_buffer_printf(&text, "%s is also ", name_of(why, values[0]));
    cs_docket_row_text(why->run->plan, relation, values, &text);
    if (r->kind == CS_RELATION_FACT)
        add_since(why, &why->run->stores[relation].rows[row], &text);
    reason = cs_reason_add(why, parent, CS_REASON_DERIVED, &text);
    add_causes(why, reason, why->run->stores[relation].rows[row].causes);
}

static bool supported_then(const struct cs_whying *why, const struct cs_support *s)
{
    return s->entry != NULL && why->dated && cs_ledger_held(why->run, s->entry, why->time, why->worlds);
}

/* The entries by which a fact of the record holds; what began it, if a rule did. */
static void add_fact(struct cs_whying *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &why->run->stores[relation].rows[row];
    bool entered = false, then = false;

    for (const struct cs_support *s = r->supports; s != NULL; s = s->next)
        then |= supported_then(why, s);
    if (!then && why->dated && r->firing != CS_NOWHERE) {
        add_derived(why, parent, relation, row);
        return;
    }
    for (const struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry != NULL && (!then || supported_then(why, s))) {
            cs_reason_matter(why, parent, s->entry->matter);
            entered = true;
        }
    if (!entered || r->derived != CS_NONE)
        add_derived(why, parent, relation, row);
}

static void add_row(struct cs_whying *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &why->run->stores[relation].rows[row];
    const struct cs_occurrence *o;

    if (why->run->plan->relations[relation].kind == CS_RELATION_FACT) {
        add_fact(why, parent, relation, row);
        return;
    }
    if (r->matter != NULL) {
        cs_reason_matter(why, parent, r->matter);
        return;
    }
    o = cs_docket_occurrence(why->run->docket, cs_store_values(why->run, relation, row)[0]);
    if (r->firing != CS_NOWHERE || o == NULL)
        add_derived(why, parent, relation, row);
    else
        cs_reason_matter(why, parent, o->matter);
}

/* ---- bonds ---- */

/* Pieces that differ only in their deadlines are one case of the reasons; the worlds are those of all of them. */
struct case_of {
    const struct cs_ledger_row *row;
    const struct cs_ledger_piece *piece; /* the first */
    cs_set worlds;
};

static bool same_case(const struct cs_ledger_piece *a, const struct cs_ledger_piece *b)
{
    return a->state == b->state && a->has_since == b->has_since && (!a->has_since || a->since == b->since) &&
           a->has_deadline == b->has_deadline && a->still_owed == b->still_owed && a->substituted == b->substituted &&
           a->in_part == b->in_part && (!a->in_part || a->have == b->have) && a->without_count == b->without_count &&
           (a->without_count == 0 || memcmp(a->without, b->without, a->without_count * sizeof *a->without) == 0);
}

static void add_deadline(const struct cs_ledger_piece *p, struct cs_buffer *out)
{
    char text[32];

    if (p->deadline_hours)
        cs_buffer_text(out, cs_instant_text(p->deadline - 1, p->deadline_offset, text));
    else
        cs_buffer_text(out, cs_day_text(cs_day_of(p->deadline - 1, p->deadline_offset), text));
}

/* "2022-09-14, 2022-09-16 or 2022-09-20" */
static void add_deadlines(const struct cs_whying *why, const struct case_of *c, struct cs_buffer *out)
{
    const struct cs_ledger_piece *last = NULL;
    size_t count = 0;

    for (uint32_t i = 0; i < c->row->piece_count; i++) {
        const struct cs_ledger_piece *p = &c->row->pieces[i];

        if (!same_case(c->piece, p) || cs_worlds_disjoint(why->run->worlds, p->worlds, c->worlds))
            continue;
        if (last != NULL) {
            cs_buffer_text(out, count++ == 0 ? "" : ", ");
            add_deadline(last, out);
        }
        last = p;
    }
    if (last != NULL) {
        cs_buffer_text(out, count == 0 ? "" : " or ");
        add_deadline(last, out);
    }
}

/* `decided`: the days since when a decision stands, or NULL. */
static struct cs_reason *add_state(struct cs_whying *why, const struct case_of *c, const char *decided)
{
    const struct cs_ledger_piece *p = c->piece;
    struct cs_buffer text;
    char day[32], have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_state_text(cs_ledger_shown(c->row->kind, p->state)));
    if (p->in_part)
        cs_buffer_printf(&text, ", %s of %s", cs_wide_text(p->have, have), cs_wide_text(p->of, of));
    if (decided != NULL)
        cs_buffer_printf(&text, ", since %s", decided);
    else if (p->has_since)
        cs_buffer_printf(&text, ", since %s", cs_day_text(p->since_day, day));
    if (p->has_deadline) {
        cs_buffer_text(&text, ", until ");
        add_deadlines(why, c, &text);
    }
    if (p->still_owed)
        cs_buffer_text(&text, ", still owed");
    if (p->substituted)
        cs_buffer_text(&text, ", something offered in its place");
    for (uint32_t i = 0; i < p->without_count; i++)
        cs_buffer_printf(&text, "%s%s", i == 0 ? ", without " : ", ", name_of(why, p->without[i]));
    return cs_reason_add(why, NULL, CS_REASON_STATE, &text);
}

static void add_performances(struct cs_whying *why, struct cs_reason *parent, const struct cs_bond_state *b,
                             cs_set worlds)
{
    const struct cs_pieces *lists[] = {&b->done_at, &b->broken_at, &b->ended_at};
    static const char *const words[] = {"performed by", "broken by", "ended by"};

    for (size_t l = 0; l < 3; l++)
        for (size_t i = 0; i < lists[l]->count; i++) {
            const struct cs_piece *piece = &lists[l]->items[i];
            struct cs_reason *note;

            if (piece->relation == CS_NOWHERE || piece->firing == CS_NOWHERE ||
                cs_worlds_disjoint(why->run->worlds, piece->worlds, worlds))
                continue;
            if (why->run->plan->relations[piece->relation].kind == CS_RELATION_CONDITION) {
                add_text(why, parent, CS_REASON_NOTE, "ended as the state that founded it ceased");
                continue;
            }
            note = add_text(why, parent, CS_REASON_NOTE, words[l]);
            why->dated = true;
            why->known = piece->known;
            why->time = piece->time;
            add_row(why, note, piece->relation, piece->firing);
            why->dated = false;
        }
    for (size_t i = 0; i < b->substitutes.count; i++)
        if (!cs_worlds_disjoint(why->run->worlds, b->substitutes.items[i].worlds, worlds))
            cs_reason_matter(why, parent, why->run->docket->substitutes[b->substitutes.items[i].firing].matter);
}

static void add_absence(struct cs_whying *why, struct cs_reason *parent, const struct case_of *c,
                        const struct cs_bond_state *b)
{
    const struct cs_ledger_piece *p = c->piece;
    struct cs_buffer text;

    if (b->conclusion->forbidden || (p->state != CS_STATE_VIOLATED && p->state != CS_STATE_NOT_MET))
        return;
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "absent: %s", c->row->content);
    if (p->has_deadline) {
        cs_buffer_text(&text, " by ");
        add_deadlines(why, c, &text);
    }
    cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
}

/* Answers that all these worlds give to questions on which the row depends. */
static void add_answers(struct cs_whying *why, struct cs_reason *parent, cs_set worlds, const uint32_t *questions,
                        size_t count)
{
    struct cs_docket *docket = why->run->docket;

    for (size_t i = 0; i < count; i++) {
        const struct cs_question *q = &docket->questions[questions[i]];
        struct cs_buffer text;
        size_t given = 0;

        cs_buffer_init(&text);
        cs_buffer_printf(&text, "%s: ", name_of(why, q->id));
        for (uint32_t a = 0; a < q->answer_count; a++)
            if (!cs_worlds_disjoint(docket->worlds, worlds, cs_worlds_answer(docket->worlds, questions[i], a)))
                cs_buffer_printf(&text, "%s%s", given++ == 0 ? "" : " or ", q->answers[a]);
        if (given == q->answer_count)
            cs_buffer_release(&text);
        else
            cs_reason_add(why, parent, CS_REASON_QUESTION, &text);
    }
}

/* Where there is no bond: what founds it in other worlds and is not so in these. */
static void add_missing(struct cs_whying *why, struct cs_reason *parent, const uint32_t *questions, size_t count)
{
    for (size_t i = 0; i < count; i++)
        for (size_t m = 0; m < why->run->docket->matter_count; m++)
            if (why->run->docket->matters[m]->question == questions[i])
                cs_reason_matter(why, parent, why->run->docket->matters[m]);
}

/* What tells one piece of a row from another: not only its state, also since when and until when. */
static size_t piece_questions(const struct cs_ledger *ledger, const struct cs_ledger_row *row, uint32_t *out,
                              size_t max)
{
    cs_set *sets = calloc(row->piece_count + 1, sizeof *sets);
    size_t count;

    if (sets == NULL) {
        cs_fail_memory(ledger->docket->failure);
        return 0;
    }
    for (uint32_t i = 0; i < row->piece_count; i++)
        sets[i] = row->pieces[i].worlds;
    count = cs_turns_on(ledger->docket, sets, row->piece_count, ledger->docket->possible, out, max);
    free(sets);
    return count;
}

static void why_bond(struct cs_whying *why, const struct cs_ledger *ledger, const struct case_of *c)
{
    const struct cs_bond_state *b = &why->run->bonds[c->row->bond];
    struct cs_reason *state = add_state(why, c, NULL);
    size_t room = ledger->docket->question_count, count;
    uint32_t *questions = cs_arena_array(why->arena, room, sizeof *questions);
    uint32_t *telling = cs_arena_array(why->arena, room, sizeof *telling);

    if (questions == NULL || telling == NULL)
        return;
    count = cs_ledger_turns_on(ledger, c->row, ledger->docket->possible, questions, room);
    add_answers(why, state, c->worlds, telling, piece_questions(ledger, c->row, telling, room));
    if (c->piece->state == CS_STATE_NONE) {
        add_missing(why, state, questions, count);
        return;
    }
    if (b->rule == NULL && b->entry != NULL)
        for (size_t i = 0; i < why->run->plan->bond_count; i++)
            if (why->run->plan->bonds[i].entry == b->entry) {
                cs_reason_matter(why, state, why->run->docket->bond_matters[i]);
                break;
            }
    for (size_t i = 0; i < b->since.count; i++)
        if (!cs_worlds_disjoint(why->run->worlds, b->since.items[i].worlds, c->worlds))
            cs_reason_firing(why, state, b->since.items[i].firing);
    add_performances(why, state, b, c->worlds);
    add_absence(why, state, c, b);
}

/* ---- requests, acts, decisions ---- */

static void why_act(struct cs_whying *why, const struct case_of *c)
{
    const struct cs_ledger_row *row = c->row;
    const struct cs_ledger_piece *p = c->piece;
    struct cs_run *run = why->run;
    const struct cs_occurrence *o = &run->docket->occurrences[row->occurrence];
    size_t number = run->effective_first[row->occurrence] + row->occurrence_row;
    struct cs_reason *state = add_state(why, c, NULL);

    cs_reason_matter(why, state, o->matter);
    for (const struct cs_act_failure *f = run->act_failures[number]; f != NULL; f = f->next)
        if (p->state == CS_STATE_WITHOUT_EFFECT && !cs_worlds_disjoint(run->worlds, f->worlds, c->worlds))
            add_text(why, state, CS_REASON_ABSENT, f->text);
    for (const struct cs_use_site *s = run->plan->relations[o->rows->relation].powers;
         s != NULL && p->state == CS_STATE_WITHOUT_EFFECT; s = s->next) {
        const struct cs_article *article = run->plan->rules[s->rule].text->article;
        struct cs_buffer text;

        if (article == NULL || article->gist == NULL)
            continue;
        cs_buffer_init(&text);
        add_article(why, &run->plan->rules[s->rule], &text);
        cs_reason_add(why, state, CS_REASON_RULE, &text);
    }
    if (p->state == CS_STATE_WITH_EFFECT)
        add_causes(why, state, run->act_causes[number]);
}

/*
 * Calls `visit` for each row that brought the outcome about in these worlds: those that fit the line of the vocabulary.
 */
static void each_outcome(struct cs_whying *why, const struct case_of *c,
                         void (*visit)(struct cs_whying *why, void *context, uint32_t relation, uint32_t row),
                         void *context)
{
    struct cs_run *run = why->run;
    const struct cs_occurrence *o = &run->docket->occurrences[c->row->occurrence];
    static const struct cs_plan_rule none;

    for (size_t i = 0; i < run->plan->row_count; i++) {
        const struct cs_plan_row *line = &run->plan->rows[i];
        struct cs_match match;

        cs_match_init(&match, run, &none);
        if (line->pattern.relation != o->rows->relation ||
            cs_match_row(&match, &line->pattern, o->rows->values, CS_ALL) == CS_NONE)
            continue;
        for (uint32_t s = 0; s < line->state_count; s++) {
            const struct cs_plan_state *outcome = &line->states[s];
            const struct cs_store *store = &run->stores[outcome->pattern.relation];
            struct cs_mark mark = cs_match_mark(&match);

            if (outcome->outcome == CS_OUTCOME_WITHOUT || cs_state_of_outcome(outcome->outcome) != c->piece->state)
                continue;
            for (uint32_t r = 0; r < store->count; r++) {
                cs_set here = cs_worlds_and(run->worlds, store->rows[r].worlds, c->worlds);

                if (here != CS_NONE &&
                    cs_match_row(&match, &outcome->pattern, cs_store_values(run, outcome->pattern.relation, r), here) !=
                        CS_NONE)
                    visit(why, context, outcome->pattern.relation, r);
                cs_match_back(&match, mark);
            }
        }
    }
}

struct decided { cs_instant first, last; };

static void note_decided(struct cs_whying *why, void *context, uint32_t relation, uint32_t row)
{
    struct decided *d = context;

    for (const struct cs_begun *b = why->run->stores[relation].rows[row].begun; b != NULL; b = b->next)
        if (!cs_worlds_disjoint(why->run->worlds, b->worlds, why->worlds)) {
            d->first = b->time < d->first ? b->time : d->first;
            d->last = b->time > d->last ? b->time : d->last;
        }
}

static void add_outcome(struct cs_whying *why, void *context, uint32_t relation, uint32_t row)
{
    add_row(why, context, relation, row);
}

static void why_decision(struct cs_whying *why, const struct cs_ledger *ledger, const struct case_of *c)
{
    struct cs_run *run = why->run;
    struct decided d = {CS_TIME_NEVER, CS_TIME_ALWAYS};
    struct cs_reason *state;
    uint32_t telling[64];
    char text[72], day[32];

    each_outcome(why, c, note_decided, &d);
    if (d.first <= d.last) {
        snprintf(text, sizeof text, "%s", cs_day_text(cs_day_of(d.first, run->docket->zone), day));
        if (cs_day_of(d.last, run->docket->zone) != cs_day_of(d.first, run->docket->zone))
            snprintf(text + strlen(text), sizeof text - strlen(text), " to %s",
                     cs_day_text(cs_day_of(d.last, run->docket->zone), day));
    }
    state = add_state(why, c, d.first <= d.last ? text : NULL);
    add_answers(why, state, c->worlds, telling, piece_questions(ledger, c->row, telling, 64));
    cs_reason_matter(why, state, run->docket->occurrences[c->row->occurrence].matter);
    each_outcome(why, c, add_outcome, state);
}

casus_status cs_why(const struct cs_ledger *ledger, const struct cs_ledger_row *row, cs_set worlds,
                    struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_whying why = {.run = ledger->run, .arena = arena, .top = out};

    *out = NULL;
    if (cs_ledger_contradictory(worlds)) {
        add_text(&why, NULL, CS_REASON_NOTE, "the account contradicts itself: in no world is all of it so");
        return ledger->run->failure->status;
    }
    cs_run_stand_at_end(ledger->run);
    for (uint32_t i = 0; i < row->piece_count; i++) {
        struct case_of c = {row, &row->pieces[i], CS_NONE};
        bool told = false;

        for (uint32_t k = 0; k < row->piece_count; k++) {
            cs_set here = cs_worlds_and(ledger->docket->worlds, row->pieces[k].worlds, worlds);

            if (here == CS_NONE || !same_case(c.piece, &row->pieces[k]))
                continue;
            told |= k < i;
            c.worlds = cs_worlds_or(ledger->docket->worlds, c.worlds, here);
        }
        if (told || c.worlds == CS_NONE || cs_worlds_disjoint(ledger->docket->worlds, c.piece->worlds, worlds))
            continue;
        why.worlds = c.worlds;
        if (row->bond != CS_NO_ROW)
            why_bond(&why, ledger, &c);
        else if (row->kind == CS_ROW_DECISION)
            why_decision(&why, ledger, &c);
        else
            why_act(&why, &c);
        cs_reasons_unfold(&why);
    }
    return cs_reasons_end(&why);
}

static bool is_entered(const struct cs_run *run, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &run->stores[relation].rows[row];

    for (const struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry != NULL)
            return true;
    return run->plan->relations[relation].kind == CS_RELATION_EVENT && r->firing == CS_NOWHERE;
}

/* The rows that fit: those that are there in some of the worlds, or `elsewhere` those of the record, in whatever
 * worlds. */
static bool add_fitting(struct cs_whying *why, const struct cs_pattern *pattern, bool elsewhere)
{
    struct cs_run *run = why->run;
    const struct cs_store *store = &run->stores[pattern->relation];
    static const struct cs_plan_rule none;
    struct cs_match match;
    bool any = false;

    cs_match_init(&match, run, &none);
    for (uint32_t r = 0; r < store->count; r++) {
        struct cs_mark mark = cs_match_mark(&match);
        cs_set here = elsewhere ? CS_ALL : cs_worlds_and(run->worlds, store->rows[r].worlds, why->worlds);

        if (here != CS_NONE && (!elsewhere || is_entered(run, pattern->relation, r)) &&
            cs_match_row(&match, pattern, cs_store_values(run, pattern->relation, r), here) != CS_NONE) {
            add_row(why, NULL, pattern->relation, r);
            any = true;
        }
        cs_match_back(&match, mark);
    }
    return any;
}

casus_status cs_why_holds(const struct cs_ledger *ledger, const struct cs_check *check, cs_set worlds,
                          struct cs_arena *arena, struct cs_reason **out)
{
    struct cs_whying why = {.run = ledger->run, .arena = arena, .top = out, .worlds = worlds};
    struct cs_pattern pattern;

    *out = NULL;
    if (cs_ledger_contradictory(worlds) || !cs_plan_pattern(why.run->plan, &check->term, CS_NO_NAME, &pattern))
        return CASUS_OK;
    if (check->counts_as)
        pattern.columns[0] = (struct cs_operand){CS_OPERAND_VALUE, .index = check->about.name};
    if (!add_fitting(&why, &pattern, false)) {
        add_fitting(&why, &pattern, true);
        cs_reason_absent(&why, &pattern);
    }
    cs_reasons_unfold(&why);
    return cs_reasons_end(&why);
}
