/* SPDX-License-Identifier: MIT */
/* Conditions in words: as the author wrote them, with what is bound, what counts came to, and what is lacking. */
#include "run/explain.h"

#include <string.h>

void cs_explain_span(const struct cs_span *span, struct cs_buffer *out)
{
    const char *bytes = span->source->bytes;

    for (uint32_t i = span->start; i < span->end; i++)
        if (bytes[i] != ' ' || bytes[i + 1] != ' ')
            cs_buffer_char(out, bytes[i] == '\n' || bytes[i] == '\r' ? ' ' : bytes[i]);
}

static void add_words(const struct cs_condition *text, struct cs_buffer *out)
{
    cs_explain_span(&text->span, out);
}

/* The words up to an argument, and the argument: what is bound, else as it is written. */
static void add_argument(const struct cs_match *match, struct cs_span *rest, const struct cs_arg *arg,
                         struct cs_operand operand, struct cs_buffer *out)
{
    cs_value value = cs_match_operand(match, operand);
    struct cs_span before = *rest;

    if (value == CS_UNSAID || arg->span.source != rest->source || arg->span.start < rest->start)
        return;
    before.end = arg->span.start;
    cs_explain_span(&before, out);
    cs_buffer_text(out, cs_names_text(match->run->plan->names, value));
    rest->start = arg->span.end;
}

/* "o1 within 3 days after n1", "Alden other than Borea" */
static void add_compared(const struct cs_match *match, const struct cs_step *step, struct cs_buffer *out)
{
    struct cs_span rest = step->text->span;
    const struct cs_arg *other = step->text->others;

    add_argument(match, &rest, step->text->subject, step->subject, out);
    for (uint32_t i = 0; i < step->other_count && other != NULL; i++, other = other->next)
        add_argument(match, &rest, other, step->others[i], out);
    cs_explain_span(&rest, out);
}

void cs_explain_pattern(const struct cs_match *match, const struct cs_pattern *pattern, const struct cs_term *text,
                        struct cs_buffer *out)
{
    const struct cs_plan *plan = match->run->plan;
    cs_value values[CS_COLUMNS_MAX] = {0};

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++) {
        if (pattern->columns[i].kind == CS_OPERAND_LIST) {
            cs_explain_span(&text->span, out);
            return;
        }
        values[i] = cs_match_operand(match, pattern->columns[i]);
    }
    cs_docket_row_text(plan, pattern->relation, values, out);
}

/* ---- counts ---- */

#define PAIRS_MAX 6 /* results of a count that are written one by one */

struct pair { cs_wide left, right; };
struct pairs { struct pair items[PAIRS_MAX]; size_t count; }; /* count: of all, also those beyond PAIRS_MAX */

static void add_pair(struct pairs *pairs, cs_wide left, cs_wide right)
{
    for (size_t i = 0; i < pairs->count && i < PAIRS_MAX; i++)
        if (pairs->items[i].left == left && pairs->items[i].right == right)
            return;
    if (pairs->count < PAIRS_MAX)
        pairs->items[pairs->count] = (struct pair){left, right};
    pairs->count++;
}

/* What the count comes to in some worlds, the highest first. */
static void find_pairs(struct cs_run *run, const struct cs_note *note, cs_set worlds, struct pairs *pairs)
{
    const struct cs_total *left = note->left_count > 0 ? run->totals + note->first_total : NULL;
    const struct cs_total *right = note->right_count > 0 ? run->totals + note->first_total + note->left_count : NULL;

    pairs->count = 0;
    if (note->left >= 0 && note->right >= 0)
        add_pair(pairs, note->left, note->right);
    for (uint32_t i = note->left_count; i-- > 0;) {
        cs_set here = cs_worlds_and(run->worlds, left[i].worlds, worlds);

        for (uint32_t k = note->right_count; k-- > 0 && here != CS_NONE;)
            if (!cs_worlds_disjoint(run->worlds, here, right[k].worlds))
                add_pair(pairs, left[i].sum, right[k].sum);
    }
}

/* How many of `right` are needed; -1 if the comparison asks for no least number. */
static cs_wide needed_of(const struct cs_step *step, cs_wide right)
{
    cs_wide product;

    if ((step->compare != CS_AT_LEAST && step->compare != CS_MORE_THAN) ||
        !cs_wide_multiply(right, step->ratio_over, &product))
        return -1;
    return product / step->ratio_under +
           (step->compare == CS_MORE_THAN || product % step->ratio_under != 0 ? 1 : 0);
}

/* Can the one be told as a part of the other? Of a quorum that asks for nobody it is none. */
static bool is_part(cs_wide left, cs_wide right)
{
    return left <= right && right > 0;
}

/* "12 of 18 where 12 are needed, or 11 of 17"; of a number of the text "2 of 3 needed", "4 where 3 are needed" */
static void add_count(struct cs_run *run, const struct cs_step *step, const struct cs_note *note, cs_set worlds,
                      struct cs_buffer *out)
{
    char left[CS_WIDE_TEXT], right[CS_WIDE_TEXT], needed[CS_WIDE_TEXT];
    struct pairs pairs;
    cs_wide before = -1;

    find_pairs(run, note, worlds, &pairs);
    if (pairs.count == 0)
        cs_buffer_text(out, ": the number is open");
    for (size_t i = 0; i < pairs.count && i < PAIRS_MAX; i++) {
        cs_wide need = needed_of(step, pairs.items[i].right);

        cs_buffer_printf(out, "%s%s", i == 0 ? ": " : ", or ", cs_wide_text(pairs.items[i].left, left));
        if (step->right.kind == CS_NUMBER_CONSTANT && is_part(pairs.items[i].left, need)) {
            cs_buffer_printf(out, " of %s needed", cs_wide_text(need, needed)); /* of which it is no part */
            continue;
        }
        if (step->right.kind != CS_NUMBER_CONSTANT && (need < 0 || is_part(pairs.items[i].left, pairs.items[i].right)))
            cs_buffer_printf(out, " of %s", cs_wide_text(pairs.items[i].right, right));
        if (need >= 0 && need != before)
            cs_buffer_printf(out, " where %s %s needed", cs_wide_text(need, needed), need == 1 ? "is" : "are");
        before = need;
    }
    if (pairs.count > PAIRS_MAX)
        cs_buffer_printf(out, ", or one of %zu other results", pairs.count - PAIRS_MAX);
}

/* ---- conditions ---- */

static cs_value subject_of(const struct cs_match *match, const struct cs_step *step)
{
    return cs_match_operand(match, step->pattern.columns[0]);
}

/* The first row that fits the pattern in some of these worlds, with all its particulars: it should be absent. */
static const struct cs_row *standing_row(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                                         const cs_value **values, cs_set *in)
{
    struct cs_run *run = match->run;
    const struct cs_store *store = &run->stores[pattern->relation];
    struct cs_mark mark = cs_match_mark(match);
    struct cs_match copy;
    struct cs_cursor cursor;
    uint32_t row, first = CS_NOWHERE;

    cs_match_copy(&copy, match);
    cs_match_start(match, pattern, &cursor);
    while (cs_cursor_next(&cursor, &row)) { /* the newest come first */
        cs_set here = row < first ? cs_worlds_and(run->worlds, store->rows[row].worlds, worlds) : CS_NONE;

        if (here != CS_NONE &&
            cs_match_row(&copy, pattern, cs_store_values(run, pattern->relation, row), here) != CS_NONE) {
            first = row;
            *in = here;
        }
        cs_match_back(&copy, mark);
    }
    if (first == CS_NOWHERE)
        return NULL;
    *values = cs_store_values(run, pattern->relation, first);
    return &store->rows[first];
}

void cs_explain_step(const struct cs_match *match, uint32_t index, cs_set worlds, struct cs_buffer *out)
{
    const struct cs_step *step = &match->rule->steps[index];
    struct cs_span rest;

    switch (step->kind) {
    case CS_STEP_MATCH:
    case CS_STEP_ABSENT:
        if (step->text->kind == CS_COND_COUNTS_AS && subject_of(match, step) != CS_UNSAID)
            cs_buffer_printf(out, "%s counts as ", cs_names_text(match->run->plan->names, subject_of(match, step)));
        cs_explain_pattern(match, &step->pattern, &step->text->term, out);
        return;
    case CS_STEP_KIND:
        if (cs_match_operand(match, step->subject) != CS_UNSAID)
            cs_buffer_text(out, cs_names_text(match->run->plan->names, cs_match_operand(match, step->subject)));
        else
            cs_buffer_text(out, cs_names_text(match->run->plan->names, step->text->subject->name));
        cs_buffer_printf(out, " is %sof the kind %s", step->negated ? "not " : "",
                         cs_names_text(match->run->plan->names, step->text->kind_word));
        return;
    case CS_STEP_QUANTITY:
        cs_explain_pattern(match, &step->pattern, &step->text->term, out);
        cs_buffer_char(out, ' ');
        rest = step->text->span;
        rest.start = step->text->term.span.end;
        cs_explain_span(&rest, out);
        return;
    case CS_STEP_NUMBER:
        add_words(step->text, out);
        add_count(match->run, step, &match->notes[index], worlds, out);
        return;
    case CS_STEP_OTHER:
    case CS_STEP_MOMENTS:
        add_compared(match, step, out);
        return;
    default:
        add_words(step->text, out);
    }
}

/* ---- what is lacking ---- */

static const cs_value *keep_values(const cs_value *values, uint32_t count, struct cs_arena *arena)
{
    cs_value *kept = cs_arena_array(arena, count, sizeof *kept);

    if (kept != NULL)
        memcpy(kept, values, count * sizeof *kept);
    return kept;
}

struct cs_lack *cs_explain_wanted(const struct cs_match *match, const struct cs_pattern *pattern,
                                  enum cs_lack_kind kind, struct cs_arena *arena)
{
    uint32_t count = match->run->plan->relations[pattern->relation].column_count;
    struct cs_lack *lack = cs_arena_alloc(arena, sizeof *lack);
    cs_value values[CS_COLUMNS_MAX] = {0};
    bool listed = false;

    if (lack == NULL)
        return NULL;
    *lack = (struct cs_lack){.kind = kind, .rule = match->rule, .relation = pattern->relation, .text = ""};
    for (uint32_t i = 0; i < count; i++) {
        listed = listed || pattern->columns[i].kind == CS_OPERAND_LIST;
        if (!listed)
            values[i] = cs_match_operand(match, pattern->columns[i]);
    }
    if (!listed)
        lack->values = keep_values(values, count, arena);
    return lack;
}

struct cs_lack *cs_explain_count(const struct cs_match *match, uint32_t step, cs_set worlds, struct cs_arena *arena)
{
    const struct cs_step *asked = &match->rule->steps[step];
    struct cs_lack *lack;
    struct pairs pairs;

    find_pairs(match->run, &match->notes[step], worlds, &pairs);
    if (pairs.count != 1 || needed_of(asked, pairs.items[0].right) < 0)
        return NULL;
    if (asked->left.kind != CS_NUMBER_OF)
        return NULL;
    lack = cs_explain_wanted(match, &asked->left.pattern, CS_LACKS_COUNT, arena);
    if (lack != NULL) {
        lack->have = pairs.items[0].left;
        lack->all = is_part(lack->have, pairs.items[0].right) ? pairs.items[0].right : -1;
        lack->needed = needed_of(asked, pairs.items[0].right);
    }
    return lack;
}

/* Whether the text of what it lacks is its row, so that it can be written later. */
static bool tells_itself(const struct cs_match *match, const struct cs_step *step, const struct cs_lack *lack)
{
    return lack != NULL && lack->values != NULL && step->kind == CS_STEP_MATCH &&
           (step->text->kind != CS_COND_COUNTS_AS || subject_of(match, step) == CS_UNSAID);
}

/* Gives it its text; releases the buffer. */
static struct cs_lack *with_text(struct cs_run *run, struct cs_lack *lack, struct cs_buffer *text,
                                 struct cs_arena *arena)
{
    if (lack != NULL)
        lack->text = cs_arena_text(arena, cs_buffer_string(text), text->length);
    if (lack == NULL || lack->text == NULL || text->failed) {
        cs_run_fail_memory(run);
        lack = NULL;
    }
    cs_buffer_release(text);
    return lack;
}

static struct cs_lack *plain_lack(const struct cs_match *match, enum cs_lack_kind kind, struct cs_arena *arena)
{
    struct cs_lack *lack = cs_arena_alloc(arena, sizeof *lack);

    if (lack != NULL)
        *lack = (struct cs_lack){.kind = kind, .rule = match->rule};
    return lack;
}

static void put_below(struct cs_lack *lack, struct cs_lack *below)
{
    struct cs_lack **link = &lack->first;

    while (*link != NULL)
        link = &(*link)->next;
    *link = below;
}

/* Of a fact that a rule concludes: adds the facts by which it did, "Ee is suspended in Council". */
static void add_grounds(struct cs_run *run, const struct cs_row *row, cs_set worlds, struct cs_lack *lack,
                        struct cs_arena *arena)
{
    const struct cs_firing *firing = row->firing == CS_NOWHERE ? NULL : &run->firings[row->firing];
    const struct cs_plan_rule *rule = firing == NULL ? NULL : &run->plan->rules[firing->rule];

    if (rule == NULL || rule->kind != CS_RULE_WHILE || cs_worlds_disjoint(run->worlds, firing->worlds, worlds))
        return;
    for (uint32_t i = 0; i < rule->step_count; i++) {
        uint32_t relation = rule->steps[i].pattern.relation, ref = run->refs[firing->first_ref + 1 + i];
        struct cs_lack *ground;

        if (rule->steps[i].kind != CS_STEP_MATCH || ref == CS_NOWHERE ||
            run->plan->relations[relation].kind != CS_RELATION_FACT)
            continue;
        ground = cs_arena_alloc(arena, sizeof *ground);
        if (ground != NULL)
            *ground = (struct cs_lack){.kind = CS_LACKS_GROUND, .relation = relation,
                                       .values = keep_values(cs_store_values(run, relation, ref),
                                                             run->plan->relations[relation].column_count, arena)};
        if (ground != NULL && ground->values != NULL)
            put_below(lack, ground);
        else
            cs_run_fail_memory(run);
    }
}

/* The row that ended it: what set off the rule, or what replaced it. CS_NOWHERE: neither is known. */
static uint32_t ended_by(const struct cs_run *run, const struct cs_ending *ended, uint32_t *relation)
{
    const struct cs_firing *firing = ended->firing == CS_NOWHERE ? NULL : &run->firings[ended->firing];

    if (firing == NULL)
        return ended->replaced_by;
    *relation = run->plan->rules[firing->rule].trigger.relation;
    return run->refs[firing->first_ref];
}

struct cs_lack *cs_explain_end(struct cs_run *run, uint32_t relation, const struct cs_ending *ended,
                               struct cs_arena *arena)
{
    uint32_t by = ended_by(run, ended, &relation);
    const cs_value *values = by == CS_NOWHERE ? NULL : cs_store_values(run, relation, by);
    struct cs_lack *lack = cs_arena_alloc(arena, sizeof *lack);
    const struct cs_occurrence *o;
    struct cs_buffer text;
    char day[32];

    cs_buffer_init(&text);
    if (lack != NULL) {
        *lack = (struct cs_lack){.kind = CS_LACKS_END, .relation = relation,
                                 .day = cs_day_of(ended->time - (ended->own ? 1 : 0), run->docket->zone)};
        if (values != NULL)
            lack->values = keep_values(values, run->plan->relations[relation].column_count, arena);
        cs_buffer_printf(&text, "it ended on %s", cs_day_text(lack->day, day));
    }
    if (values != NULL) {
        cs_buffer_text(&text, ": ");
        cs_docket_row_text(run->plan, relation, values, &text);
        o = run->plan->relations[relation].kind != CS_RELATION_EVENT ? NULL
                                                                     : cs_docket_occurrence(run->docket, values[0]);
        if (o != NULL && o->entry->label != CS_NO_NAME)
            cs_buffer_printf(&text, " (%s)", cs_names_text(run->plan->names, o->entry->label));
    }
    return with_text(run, lack, &text, arena);
}

/* Of a fact that an entry or a rule had begun: adds how it ended last in some of these worlds. */
static void add_end(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                    struct cs_lack *lack, struct cs_arena *arena)
{
    struct cs_run *run = match->run;
    struct cs_lack *below;
    uint32_t row;

    if (run->plan->relations[pattern->relation].kind != CS_RELATION_FACT || lack->values == NULL)
        return;
    row = cs_store_find(run, pattern->relation, lack->values);
    for (const struct cs_ending *e = row == CS_NOWHERE ? NULL : run->stores[pattern->relation].rows[row].ended;
         e != NULL; e = e->next) {
        if (cs_worlds_disjoint(run->worlds, e->worlds, worlds))
            continue;
        below = cs_explain_end(run, pattern->relation, e, arena);
        if (below != NULL)
            put_below(lack, below);
        return;
    }
}

void cs_lack_own_text(const struct cs_plan *plan, const struct cs_lack *lack, struct cs_buffer *out)
{
    if (lack->text != NULL) {
        cs_buffer_text(out, lack->text);
        return;
    }
    cs_buffer_text(out, lack->kind == CS_LACKS_WAY ? "in the way: " : "");
    cs_docket_row_text(plan, lack->relation, lack->values, out);
    cs_buffer_text(out, lack->kind == CS_LACKS_FACT ? " is not so" : "");
}

/* What is below an act stands behind a colon, other things in brackets; what its rule is stands before it. */
void cs_lack_text(const struct cs_run *run, const struct cs_lack *lack, struct cs_buffer *out)
{
    bool act = lack->kind == CS_LACKS_ACT, open = false;

    cs_lack_own_text(run->plan, lack, out);
    for (const struct cs_lack *below = lack->first; below != NULL; below = below->next) {
        cs_buffer_text(out, open ? (below->kind == CS_LACKS_GROUND ? ", " : "; ") : act ? ": " : " (");
        open = true;
        if (below->rule != NULL) {
            cs_explain_article(run, below->rule, out);
            cs_buffer_text(out, ": ");
        }
        cs_lack_text(run, below, out);
        if (!act && (below->next == NULL || below->kind == CS_LACKS_ACT)) {
            cs_buffer_char(out, ')');
            open = false;
        }
    }
}

/* The count as it stands now, in the worlds in which it does not suffice. */
static struct cs_lack *lacks_number(struct cs_match *match, uint32_t index, cs_set worlds, struct cs_arena *arena)
{
    const struct cs_step *step = &match->rule->steps[index];
    size_t totals = match->run->total_count;
    struct cs_lack *lack;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_match_number(match, step, &match->notes[index]);
    cs_explain_step(match, index, worlds, &text);
    lack = cs_explain_count(match, index, worlds, arena);
    match->run->total_count = totals;
    cs_buffer_text(&text, needed_of(step, 1) < 0 ? " is not so" : "");
    return with_text(match->run, lack != NULL ? lack : plain_lack(match, CS_LACKS_TEXT, arena), &text, arena);
}

static bool seeks_event(const struct cs_match *match, const struct cs_step *step)
{
    return step->kind == CS_STEP_MATCH &&
           match->run->plan->relations[step->pattern.relation].kind == CS_RELATION_EVENT;
}

/* The last act that fits the pattern, and has no effect in some of these worlds; or NULL. */
static const struct cs_failed_act *find_failed(const struct cs_match *match, const struct cs_pattern *pattern,
                                               cs_set worlds)
{
    const struct cs_failed_act *act = match->run->failed_acts[pattern->relation];
    struct cs_mark mark = cs_match_mark(match);
    struct cs_match copy;

    for (cs_match_copy(&copy, match); act != NULL; act = act->next) {
        cs_set here = cs_worlds_and(match->run->worlds, act->worlds, worlds);

        if (here != CS_NONE && cs_match_row(&copy, pattern, act->row->values, here) != CS_NONE)
            break;
        cs_match_back(&copy, mark);
    }
    return act;
}

/*
 * "r1 is recorded, and without effect: CSC 3: Alden is member of Council is not so". A reason that tells of many acts
 * already is left to `why` of the act: else each act of a chain would repeat all before it.
 */
#define TOLD_AGAIN_MAX 240

/* "CSC 3: Alden is member of Council is not so"; written as it is first asked for. */
static const char *failure_text(struct cs_run *run, struct cs_act_failure *failure)
{
    struct cs_buffer whole;

    if (failure->text != NULL)
        return failure->text;
    cs_buffer_init(&whole);
    cs_explain_article(run, failure->lack->rule, &whole);
    cs_buffer_text(&whole, ": ");
    cs_lack_text(run, failure->lack, &whole);
    failure->text = cs_arena_text(&run->arena, cs_buffer_string(&whole), whole.length);
    if (failure->text == NULL || whole.failed)
        cs_run_fail_memory(run);
    cs_buffer_release(&whole);
    return failure->text != NULL ? failure->text : "";
}

static struct cs_lack *lacks_effect(struct cs_run *run, const struct cs_failed_act *act, cs_set worlds,
                                    struct cs_arena *arena)
{
    struct cs_act_failure *first = run->act_failures[act->number];
    struct cs_lack *lack = cs_arena_alloc(arena, sizeof *lack), *copy;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s is recorded, and without effect",
                     cs_names_text(run->plan->names, act->occurrence->value));
    if (lack != NULL)
        *lack = (struct cs_lack){.kind = CS_LACKS_ACT, .name = act->occurrence->value};
    lack = with_text(run, lack, &text, arena);
    for (struct cs_act_failure *f = first; f != NULL && lack != NULL; f = f->next) {
        struct cs_act_failure *same = first;

        while (same != f && strcmp(failure_text(run, same), failure_text(run, f)) != 0)
            same = same->next;
        if (same != f || strlen(failure_text(run, f)) > TOLD_AGAIN_MAX ||
            cs_worlds_disjoint(run->worlds, f->worlds, worlds))
            continue;
        copy = cs_arena_alloc(arena, sizeof *copy);
        if (copy == NULL) {
            cs_run_fail_memory(run);
            break;
        }
        *copy = *f->lack;
        copy->next = NULL;
        put_below(lack, copy);
    }
    return lack;
}

/*
 * "no request by Azerbaijan is recorded", "... has happened" where it is told, and is not so here; "no request by Alden
 * has effect (r1 is recorded, and without effect: ...)"
 */
static struct cs_lack *lacks_event(struct cs_match *match, uint32_t index, cs_set worlds, struct cs_arena *arena)
{
    const struct cs_step *step = &match->rule->steps[index];
    const struct cs_failed_act *act = find_failed(match, &step->pattern, worlds);
    bool any = subject_of(match, step) == CS_UNSAID;
    bool told = any && act == NULL && cs_explain_told(match, &step->pattern);
    struct cs_lack *lack, *below;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_text(&text, any ? "no " : "");
    cs_explain_step(match, index, worlds, &text);
    cs_buffer_text(&text, !any ? " is not so" : act != NULL ? " has effect" : told ? " has happened" : " is recorded");
    lack = with_text(match->run,
                     cs_explain_wanted(match, &step->pattern,
                                       !any          ? CS_LACKS_FACT
                                       : act != NULL ? CS_LACKS_EFFECT
                                       : told        ? CS_LACKS_TOLD
                                                     : CS_LACKS_EVENT,
                                       arena),
                     &text, arena);
    if (act == NULL || lack == NULL)
        return lack;
    below = lacks_effect(match->run, act, cs_worlds_and(match->run->worlds, act->worlds, worlds), arena);
    if (below != NULL)
        put_below(lack, below);
    return lack;
}

static struct cs_lack *lacks_kind(const struct cs_match *match, const struct cs_step *step, struct cs_arena *arena)
{
    struct cs_lack *lack = plain_lack(match, CS_LACKS_KIND, arena);

    if (lack != NULL) {
        lack->name = cs_match_operand(match, step->subject);
        lack->of_kind = step->text->kind_word;
        if (lack->name == CS_UNSAID || step->negated)
            lack->kind = CS_LACKS_TEXT;
    }
    return lack;
}

static struct cs_lack *lacks_answer(const struct cs_match *match, const struct cs_step *step, struct cs_arena *arena)
{
    struct cs_lack *lack = plain_lack(match, CS_LACKS_ANSWER, arena);

    if (lack != NULL) {
        lack->reading = step->reading;
        lack->name = match->run->plan->readings[step->reading].answers[step->answer]->name;
    }
    return lack;
}

static struct cs_lack *lacks_every(struct cs_match *match, const struct cs_step *step, cs_set worlds,
                                   struct cs_arena *arena)
{
    struct cs_buffer text;
    cs_value first;

    cs_buffer_init(&text);
    cs_match_lacking(match, step, worlds, &first);
    add_words(step->text, &text);
    cs_buffer_text(&text, " is not so");
    if (first != CS_UNSAID)
        cs_buffer_printf(&text, " of %s", cs_names_text(match->run->plan->names, first));
    return with_text(match->run, plain_lack(match, CS_LACKS_TEXT, arena), &text, arena);
}

/* "in the way: objection by Armenia to u1" */
static struct cs_lack *lacks_absence(const struct cs_match *match, uint32_t index, cs_set worlds,
                                     struct cs_arena *arena)
{
    const struct cs_step *step = &match->rule->steps[index];
    struct cs_lack *lack = cs_explain_wanted(match, &step->pattern, CS_LACKS_WAY, arena);
    const struct cs_plan *plan = match->run->plan;
    const cs_value *values;
    const struct cs_row *standing;
    struct cs_buffer text;
    cs_set here = CS_NONE;

    standing = standing_row(match, &step->pattern, worlds, &values, &here);
    if (standing == NULL || lack == NULL) {
        cs_buffer_init(&text);
        cs_buffer_text(&text, "in the way: ");
        cs_explain_step(match, index, worlds, &text);
        return with_text(match->run, lack, &text, arena);
    }
    lack->text = NULL;
    lack->values = keep_values(values, plan->relations[step->pattern.relation].column_count, arena);
    if (lack->values == NULL) {
        cs_run_fail_memory(match->run);
        return NULL;
    }
    add_grounds(match->run, standing, here, lack, arena);
    return lack;
}

static void add_lacking(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                        struct cs_lack *lack, struct cs_arena *arena);

/*
 * "no request by Azerbaijan is recorded", "Georgia is party of CST is not so", "in the way: objection by Armenia to
 * u1". With `deeper`, for a fact that rules conclude, also what these lack: "Cuba is voter is not so (Charter 5: in the
 * way: ...)".
 */
static struct cs_lack *lacks(struct cs_match *match, uint32_t index, cs_set worlds, bool deeper, struct cs_arena *arena)
{
    const struct cs_step *step = &match->rule->steps[index];
    struct cs_lack *lack;
    struct cs_buffer text;

    if (step->kind == CS_STEP_NUMBER)
        return lacks_number(match, index, worlds, arena);
    if (step->kind == CS_STEP_EVERY)
        return lacks_every(match, step, worlds, arena);
    if (step->kind == CS_STEP_ABSENT)
        return lacks_absence(match, index, worlds, arena);
    if (seeks_event(match, step)) {
        lack = lacks_event(match, index, worlds, arena);
    } else {
        lack = step->kind == CS_STEP_MATCH   ? cs_explain_wanted(match, &step->pattern, CS_LACKS_FACT, arena)
               : step->kind == CS_STEP_KIND  ? lacks_kind(match, step, arena)
               : step->kind == CS_STEP_READS ? lacks_answer(match, step, arena)
                                             : plain_lack(match, CS_LACKS_TEXT, arena);
        if (tells_itself(match, step, lack)) {
            lack->text = NULL;
        } else {
            cs_buffer_init(&text);
            cs_explain_step(match, index, worlds, &text);
            cs_buffer_text(&text, " is not so");
            lack = with_text(match->run, lack, &text, arena);
        }
    }
    if (step->kind == CS_STEP_MATCH && lack != NULL)
        add_end(match, &step->pattern, worlds, lack, arena);
    if (step->kind == CS_STEP_MATCH && deeper && lack != NULL)
        add_lacking(match, &step->pattern, worlds, lack, arena);
    return lack;
}

/* ---- how far a rule comes ---- */

struct reaching { struct cs_run *run; cs_set worlds; bool any; struct cs_match *first; cs_set of_first; };

static void reached(void *context, struct cs_match *match, cs_set worlds)
{
    struct reaching *r = context;

    if (!r->any && r->first != NULL) {
        cs_match_copy(r->first, match);
        r->of_first = worlds;
    }
    r->any = true;
    r->worlds = cs_worlds_or(r->run->worlds, r->worlds, worlds);
}

/* Of these worlds those in which the first `count` steps can be met; and one way in which they are. */
static cs_set reach(struct cs_match *match, const struct cs_join *join, uint32_t count, cs_set worlds,
                    struct cs_match *first, cs_set *of_first)
{
    struct cs_join part = *join;
    struct reaching r = {.run = match->run, .worlds = CS_NONE, .first = first};

    part.count = count;
    cs_match_steps(match, &part, worlds, reached, &r);
    if (of_first != NULL)
        *of_first = r.of_first;
    return r.worlds;
}

/* What the match has bound stays; what its steps noted does not. */
static cs_set failures(struct cs_match *match, const struct cs_join *join, cs_set worlds, bool deeper,
                       struct cs_arena *arena, cs_explain_found found, void *context)
{
    struct cs_run *run = match->run;

    worlds = cs_worlds_and(run->worlds, worlds, run->docket->possible);
    for (uint32_t count = 1; count <= join->count && worlds != CS_NONE && cs_run_ok(run); count++) {
        cs_set on = reach(match, join, count, worlds, NULL, NULL), failing = cs_worlds_minus(run->worlds, worlds, on),
               here;
        struct cs_match so_far;
        const struct cs_lack *lack;

        worlds = on;
        if (failing == CS_NONE)
            continue;
        reach(match, join, count - 1, failing, &so_far, &here);
        if (here == CS_NONE) /* a run that has failed meets nothing, and has no match to tell of */
            return CS_NONE;
        lack = lacks(&so_far, join->steps[count - 1], here, deeper, arena);
        if (lack != NULL)
            found(context, failing, lack);
    }
    return worlds;
}

cs_set cs_explain_failures(const struct cs_match *match, const struct cs_join *join, cs_set worlds,
                           struct cs_arena *arena, cs_explain_found found, void *context)
{
    struct cs_match copy;

    cs_match_copy(&copy, match);
    return failures(&copy, join, worlds, true, arena, found, context);
}

struct below {
    struct cs_lack *lack;
    struct cs_run *run;
    struct cs_arena *arena;
    uint32_t relation;
    const cs_value *row; /* which could be concluded */
};

static void add_below(void *context, cs_set worlds, const struct cs_lack *lack)
{
    const struct below *below = context;
    struct cs_lack *copy;

    if (cs_explain_other_case(below->run, lack, below->relation, below->row, worlds))
        return;
    copy = cs_arena_alloc(below->arena, sizeof *copy);
    if (copy == NULL) {
        cs_run_fail_memory(below->run);
        return;
    }
    *copy = *lack;
    put_below(below->lack, copy);
}

/* Adds below it what the rules that conclude this fact lack; nothing if no rule concludes it. */
static void add_lacking(const struct cs_match *match, const struct cs_pattern *pattern, cs_set worlds,
                        struct cs_lack *lack, struct cs_arena *arena)
{
    const struct cs_plan *plan = match->run->plan;
    cs_value values[CS_COLUMNS_MAX] = {0};
    struct below below = {lack, match->run, arena, pattern->relation, values};

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    for (const struct cs_use_site *s = plan->relations[pattern->relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &plan->rules[s->rule];
        struct cs_match inner;
        cs_set fits;

        cs_match_init(&inner, match->run, rule);
        fits = cs_match_row(&inner, &rule->head, values, worlds);
        if (fits != CS_NONE && cs_rule_in_force(match->run, rule))
            failures(&inner, cs_explain_from_head(&inner), fits, false, arena, add_below, &below);
    }
}

void cs_explain_power(struct cs_run *run, uint32_t relation, const cs_value *values, cs_set worlds,
                      struct cs_arena *arena, cs_explain_found found, void *context)
{
    for (const struct cs_use_site *s = run->plan->relations[relation].powers; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &run->plan->rules[s->rule];
        struct cs_match match;
        cs_set fits = cs_match_power(&match, run, rule, values);

        if (fits != CS_NONE)
            failures(&match, &rule->from_trigger, cs_worlds_and(run->worlds, fits, worlds), true, arena, found,
                     context);
    }
}
