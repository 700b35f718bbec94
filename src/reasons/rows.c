/* SPDX-License-Identifier: MIT */
/*
 * Makes the reasons of a row of the run: its entry with the claims about it, or the firings that concluded it, with
 * what met their conditions. Nothing is evaluated again: reasons are read from the firings, rows and stances that the
 * run and the docket have kept, within the worlds that are asked about.
 */
#include "base/hash.h"
#include "ledger/ledger_int.h"
#include "reasons/why_int.h"

/* The number of a text; CS_NO_NAME if it is empty, or memory ran out. Releases it. */
static cs_name keep_text(struct cs_explaining *why, struct cs_buffer *text)
{
    struct cs_names *keys = &why->run->reason_keys;
    cs_name number = text->length == 0 ? CS_NO_NAME : cs_names_intern_bytes(keys, text->bytes, text->length);

    if (text->failed || keys->failed)
        cs_fail_memory(why->run->failure);
    cs_buffer_release(text);
    return number;
}

static struct cs_reason *add_kept(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                  cs_name text)
{
    struct cs_reason *reason = cs_reason_place(why, parent);

    if (reason != NULL) {
        reason->kind = kind;
        reason->text = cs_names_text(&why->run->reason_keys, text);
        reason->text_number = text;
    }
    return reason;
}

struct cs_reason *cs_reason_add(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                struct cs_buffer *text)
{
    cs_name number = keep_text(why, text);

    return add_kept(why, parent, kind, number);
}

/* The slot of a subject whose text is kept, or the free one where it belongs. */
static const struct cs_slot *told_slot(const struct cs_told_texts *told, const void *of, uint64_t hash)
{
    const struct cs_slot *slot = cs_slots_first(&told->slots, hash);

    while (slot->item != 0 && told->items[slot->item - 1].of != of)
        slot = cs_slots_next(&told->slots, slot);
    return slot;
}

struct cs_reason *cs_reason_told(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                 cs_reason_writer *write, const void *of, const void *about)
{
    struct cs_told_text text = {.of = of};
    uint64_t hash = cs_hash_mix(1, (uint64_t)(uintptr_t)of);
    const struct cs_slot *slot = why->told == NULL ? &CS_FREE_SLOT : told_slot(why->told, of, hash);
    struct cs_reason *reason;

    if (slot->item != 0) {
        text = why->told->items[slot->item - 1];
    } else if (!why->bare) {
        struct cs_buffer words;

        cs_buffer_init(&words);
        text.said = write(why, of, about, &words);
        text.text = keep_text(why, &words);
        if (text.text != CS_NO_NAME && why->told != NULL && cs_slots_reserve(&why->told->slots) &&
            cs_grow(&why->told->items, &why->told->capacity, why->told->count + 1, sizeof text)) {
            cs_slots_put(&why->told->slots, told_slot(why->told, of, hash), hash, (uint32_t)why->told->count);
            why->told->items[why->told->count++] = text;
        }
    }
    reason = add_kept(why, parent, kind, text.text);
    if (reason != NULL)
        reason->said_length = text.said;
    return reason;
}

struct cs_reason *cs_reason_text(struct cs_explaining *why, struct cs_reason *parent, enum cs_reason_kind kind,
                                 const char *text)
{
    struct cs_buffer buffer;

    cs_buffer_init(&buffer);
    cs_buffer_text(&buffer, text);
    return cs_reason_add(why, parent, kind, &buffer);
}

/* ---- claims ---- */

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

/* What is said of the roles and the date of an occurrence, and what it stands in place of, is told wherever it is. */
static void add_details(struct cs_explaining *why, struct cs_reason *parent, const struct cs_entry *entry)
{
    const struct cs_docket *docket = why->run->docket;
    const struct cs_occurrence *o =
        parent == NULL || entry->label == CS_NO_NAME || entry->kind != CS_ENTRY_TERM
            ? NULL
            : cs_docket_entered(why->run->docket, entry->label);

    for (const struct cs_filling *f = o == NULL ? NULL : o->fillings; f != NULL; f = f->next)
        cs_reason_matter(why, parent, f->matter);
    for (const struct cs_dating *d = o == NULL ? NULL : o->datings; d != NULL; d = d->next)
        cs_reason_matter(why, parent, d->matter);
    for (size_t i = 0; o != NULL && i < docket->substitute_count; i++)
        if (docket->substitutes[i].entry->about.name == entry->label &&
            (i == 0 || docket->substitutes[i - 1].matter != docket->substitutes[i].matter))
            cs_reason_matter(why, parent, docket->substitutes[i].matter);
    for (size_t i = 0; parent != NULL && entry->kind == CS_ENTRY_BOND && i < docket->concluded_count; i++)
        if (docket->concluded[i]->entry->kind == CS_ENTRY_DATED && entry->label != CS_NO_NAME &&
            docket->concluded[i]->entry->about.name == entry->label)
            cs_reason_matter(why, parent, docket->concluded[i]);
}

/* What nobody denies or asks about is no question, and so in all worlds. */
static bool stands_here(const struct cs_explaining *why, const struct cs_matter *matter)
{
    return matter->question == CS_NOWHERE || !cs_worlds_disjoint(why->run->worlds, matter->yes, why->worlds);
}

/* Adds the entry of a matter and how it stands; returns the length of the entry. */
static uint32_t add_matter_words(const struct cs_explaining *why, const void *of, const void *about,
                                 struct cs_buffer *out)
{
    const struct cs_matter *matter = of;
    uint32_t said;

    (void)about;

    add_entry_words(matter->entry, out);
    said = (uint32_t)out->length;
    if (matter->under != CS_NO_NAME)
        cs_buffer_printf(out, " under %s", cs_explain_name(why, matter->under));
    cs_reason_standing(why, matter, !cs_docket_stands_alone(why->run->docket, matter->entry), out);
    return said;
}

struct cs_reason *cs_reason_matter(struct cs_explaining *why, struct cs_reason *parent, const struct cs_matter *matter)
{
    struct cs_reason *reason = cs_reason_made(why, matter);

    if (reason != NULL)
        return cs_reason_repeat(why, parent, reason);
    reason = cs_reason_told(why, parent, CS_REASON_ENTRY, add_matter_words, matter, NULL);
    if (reason != NULL) {
        reason->entry = matter->entry;
        reason->matter = matter;
        if (matter->concluded != NULL && matter->judged == NULL && stands_here(why, matter))
            cs_reason_conclude(why, reason);
    }
    if (!why->bare)
        cs_reason_claims(why, reason, matter);
    cs_reason_remember(why, matter, reason);
    add_details(why, reason, matter->entry);
    return reason;
}

void cs_reason_reading(struct cs_explaining *why, struct cs_reason *parent, uint32_t reading)
{
    const struct cs_entry *entry = why->run->docket->reading_concluded[reading];
    struct cs_reason *reason;
    struct cs_buffer text;

    if (entry == NULL || parent == NULL)
        return;
    cs_buffer_init(&text);
    add_entry_words(entry, &text);
    cs_reason_conclusion(entry->concluded, &text);
    reason = cs_reason_add(why, parent, CS_REASON_ENTRY, &text);
    if (reason != NULL) {
        reason->entry = entry;
        cs_reason_conclude(why, reason);
    }
}

/* ---- rows and rules ---- */

void cs_reason_lack(struct cs_explaining *why, struct cs_reason *parent, const struct cs_lack *lack, bool with_rule)
{
    struct cs_reason *reason;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (with_rule) {
        cs_explain_article(why->run, lack->rule, &text);
        cs_buffer_text(&text, ": ");
    }
    cs_lack_text(why->run, lack, &text);
    reason = cs_reason_add(why, parent, CS_REASON_ABSENT, &text);
    if (reason == NULL)
        return;
    reason->tells = CS_TELLS_LACK;
    reason->lack = lack;
    reason->with_rule = with_rule;
}

struct lacking { struct cs_explaining *why; struct cs_reason *parent; uint32_t relation; const cs_value *row; };

static void add_lack(void *context, cs_set worlds, const struct cs_lack *lack)
{
    struct lacking *l = context;

    if (!cs_explain_other_case(l->why->run, lack, l->relation, l->row, worlds))
        cs_reason_lack(l->why, l->parent, lack, true);
}

/* For an absent fact: adds the conditions that each `while` rule which could conclude it lacks. */
static void add_lacking(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                        const struct cs_pattern *pattern, cs_set worlds)
{
    const struct cs_plan *plan = why->run->plan;
    cs_value values[CS_COLUMNS_MAX];
    struct lacking lacking = {why, parent, pattern->relation, values};

    for (uint32_t i = 0; i < plan->relations[pattern->relation].column_count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    for (const struct cs_use_site *s = plan->relations[pattern->relation].concluders; s != NULL; s = s->next) {
        const struct cs_plan_rule *rule = &plan->rules[s->rule];
        struct cs_match inner;

        cs_match_init(&inner, why->run, rule);
        if (cs_match_row(&inner, &rule->head, values, CS_ALL) != CS_NONE)
            cs_explain_failures(&inner, cs_explain_from_head(&inner), worlds, why->arena, add_lack, &lacking);
    }
}

bool cs_reason_bounds(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                      const struct cs_pattern *pattern)
{
    const struct cs_docket *docket = why->run->docket;
    uint32_t columns = why->run->plan->relations[pattern->relation].column_count;
    bool any = false;

    if (why->bare && docket->concluded_count == 0)
        return false;
    for (size_t q = 0; q < docket->quantity_count; q++) {
        const struct cs_quantity *quantity = &docket->quantities[q];
        bool same = quantity->relation == pattern->relation;

        for (uint32_t i = 0; same && i < columns; i++)
            same = quantity->values[i] == cs_match_operand(match, pattern->columns[i]);
        for (uint32_t i = 0; same && i < quantity->bound_count; i++)
            if (!why->bare || quantity->bounds[i].matter->concluded != NULL) {
                cs_reason_matter(why, parent, quantity->bounds[i].matter);
                any = true;
            }
    }
    return any;
}

/* Is the row there by an entry that the record concludes? */
static bool is_concluded(const struct cs_explaining *why, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &why->run->stores[relation].rows[row];
    const struct cs_occurrence *o;

    if (r->matter != NULL)
        return r->matter->concluded != NULL;
    for (const struct cs_support *s = r->supports; s != NULL; s = s->next)
        if (s->entry != NULL && s->entry->matter->concluded != NULL)
            return true;
    if (why->run->plan->relations[relation].kind != CS_RELATION_EVENT || r->firing != CS_NOWHERE)
        return false;
    o = cs_docket_occurrence(why->run->docket, cs_store_values(why->run, relation, row)[0]);
    return o != NULL && o->matter->concluded != NULL;
}

/* Adds the rows that a measure counts, if what is counted is a reason; else those of them that the record concludes. */
static void add_counted(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                        const struct cs_measure *measure, cs_set worlds)
{
    const struct cs_run *run = why->run;
    const struct cs_store *store;

    if (parent == NULL || measure->kind == CS_NUMBER_CONSTANT || !run->docket->concludes)
        return;
    store = &run->stores[measure->pattern.relation];
    for (uint32_t row = 0; row < store->count; row++) {
        cs_set here = cs_worlds_and(run->worlds, store->rows[row].worlds, worlds);
        struct cs_match copy;

        cs_match_copy(&copy, match);
        if (here != CS_NONE && (why->bare || is_concluded(why, measure->pattern.relation, row)) &&
            cs_match_row(&copy, &measure->pattern, cs_store_values(run, measure->pattern.relation, row), here) !=
                CS_NONE)
            cs_reason_row(why, parent, measure->pattern.relation, row);
    }
}

static void explain_step(const struct cs_explaining *why, const struct cs_match *match, uint32_t step, cs_set worlds,
                         struct cs_buffer *out)
{
    if (!why->bare)
        cs_explain_step(match, step, worlds, out);
}

const cs_value *cs_reason_values(struct cs_explaining *why, const struct cs_match *match,
                                 const struct cs_pattern *pattern)
{
    uint32_t count = why->run->plan->relations[pattern->relation].column_count;
    cs_value *values;

    for (uint32_t i = 0; i < count; i++)
        if (pattern->columns[i].kind == CS_OPERAND_LIST)
            return NULL;
    values = cs_arena_array(why->arena, count, sizeof *values);
    if (values == NULL)
        cs_fail_memory(why->run->failure);
    for (uint32_t i = 0; values != NULL && i < count; i++)
        values[i] = cs_match_operand(match, pattern->columns[i]);
    return values;
}

/* Adds a reason that something is not so. Releases the text. */
static struct cs_reason *add_not_so(struct cs_explaining *why, struct cs_reason *parent, const struct cs_match *match,
                                    const struct cs_pattern *pattern, struct cs_buffer *text)
{
    struct cs_reason *reason = cs_reason_add(why, parent, CS_REASON_ABSENT, text);

    if (reason != NULL) {
        reason->tells = CS_TELLS_NOT_SO;
        reason->relation = pattern->relation;
        reason->values = cs_reason_values(why, match, pattern);
    }
    return reason;
}

/* Adds a reason that a reading has this answer. Releases the text. */
static struct cs_reason *add_read(struct cs_explaining *why, struct cs_reason *parent, const struct cs_step *step,
                                  struct cs_buffer *text)
{
    struct cs_reason *reason = cs_reason_add(why, parent, CS_REASON_READING, text);

    if (reason != NULL) {
        reason->tells = CS_TELLS_READING;
        reason->question = step->reading;
        reason->answer = step->answer;
    }
    return reason;
}

static void add_step(struct cs_explaining *why, struct cs_reason *parent, struct cs_match *match,
                     const struct cs_firing *firing, uint32_t step)
{
    const struct cs_step *s = &match->rule->steps[step];
    uint32_t ref = why->run->refs[firing->first_ref + 1 + step];
    cs_set worlds = cs_worlds_and(why->run->worlds, why->worlds, firing->worlds);
    struct cs_reason *reason;
    struct cs_lack *counted;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (why->bare && s->kind == CS_STEP_ABSENT)
        return; /* what is not so rests on nothing */
    switch (s->kind) {
    case CS_STEP_MATCH:
        cs_buffer_release(&text);
        if (ref != CS_NOWHERE)
            cs_reason_row(why, parent, s->pattern.relation, ref);
        return;
    case CS_STEP_ABSENT:
        cs_buffer_text(&text, "absent: ");
        cs_explain_step(match, step, worlds, &text);
        add_lacking(why, add_not_so(why, parent, match, &s->pattern, &text), match, &s->pattern, worlds);
        return;
    case CS_STEP_NUMBER:
        if (firing->first_note != CS_NOWHERE)
            match->notes[step] = why->run->notes[firing->first_note + step];
        explain_step(why, match, step, worlds, &text);
        reason = cs_reason_add(why, parent, CS_REASON_COUNT, &text);
        counted = why->bare || reason == NULL ? NULL : cs_explain_count(match, step, worlds, why->arena);
        if (counted != NULL) {
            counted->text = reason->text;
            reason->lack = counted;
            reason->tells = CS_TELLS_LACK;
        }
        add_counted(why, reason, match, &s->left, worlds);
        add_counted(why, reason, match, &s->right, worlds);
        return;
    case CS_STEP_READS:
        explain_step(why, match, step, worlds, &text);
        cs_reason_reading(why, add_read(why, parent, s, &text), s->reading);
        return;
    case CS_STEP_EVERY:
    case CS_STEP_QUANTITY:
    case CS_STEP_MOMENTS:
        explain_step(why, match, step, worlds, &text);
        reason = cs_reason_add(why, parent, CS_REASON_COUNT, &text);
        if (reason != NULL && s->kind == CS_STEP_QUANTITY)
            cs_reason_bounds(why, reason, match, &s->pattern);
        return;
    case CS_STEP_KIND:
    case CS_STEP_OTHER:
        cs_buffer_release(&text);
        return;
    }
}

static void add_gist(const struct cs_explaining *why, const struct cs_article *article, bool with_grade,
                     struct cs_buffer *out)
{
    if (with_grade && article->grade != CS_NO_NAME)
        cs_buffer_printf(out, " (grade %s)", cs_explain_name(why, article->grade));
    if (article->gist != NULL)
        cs_buffer_printf(out, ": %s", article->gist);
}

/* Another article in which the rule has its ground: "under CST 6: the heads of state decide". */
static void add_ground(struct cs_explaining *why, struct cs_reason *parent, const struct cs_ground *ground,
                       const struct cs_article *article)
{
    struct cs_reason *reason;
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "under %s", cs_explain_name(why, ground->name));
    add_gist(why, article, true, &text);
    reason = cs_reason_add(why, parent, CS_REASON_RULE, &text);
    if (reason != NULL)
        reason->article = article;
}

static void add_rule_words(const struct cs_explaining *why, const struct cs_plan_rule *rule, bool with_grade,
                           struct cs_buffer *out)
{
    const struct cs_article *article = rule->text->article;

    cs_explain_article(why->run, rule, out);
    if (article == NULL)
        return;
    add_gist(why, article, with_grade, out);
    if (article->concluded != NULL)
        cs_reason_conclusion(article->concluded, out);
}

/* A rule has two texts: that with its grade is kept under the byte behind its first. */
static uint32_t add_kept_rule(const struct cs_explaining *why, const void *of, const void *about, struct cs_buffer *out)
{
    add_rule_words(why, about, of != about, out);
    return 0;
}

struct cs_reason *cs_reason_rule(struct cs_explaining *why, struct cs_reason *parent, const struct cs_plan_rule *rule,
                                 bool with_grade)
{
    const struct cs_article *article = rule->text->article;
    const void *of = with_grade ? (const char *)rule + 1 : (const char *)rule;
    struct cs_reason *reason = cs_reason_told(why, parent, CS_REASON_RULE, add_kept_rule, of, rule);

    if (reason != NULL) {
        reason->article = article;
        if (article != NULL && article->concluded != NULL)
            cs_reason_conclude(why, reason);
    }
    return reason;
}

/* The instant whose text governs (R 11.2): an occurrence of a day without an hour is taken in as the day ends. */
static cs_instant governed_at(const struct cs_explaining *why, const struct cs_plan_rule *rule,
                              const struct cs_firing *firing)
{
    uint32_t row = rule->kind == CS_RULE_WHEN ? why->run->refs[firing->first_ref] : CS_NOWHERE;
    const struct cs_occurrence *o = NULL;

    if (row != CS_NOWHERE && why->run->plan->relations[rule->trigger.relation].kind == CS_RELATION_EVENT)
        o = cs_docket_occurrence(why->run->docket, cs_store_values(why->run, rule->trigger.relation, row)[0]);
    for (uint32_t i = 0; o != NULL && i < o->cell_count; i++)
        if (o->cells[i].end == firing->time)
            return o->cells[i].start;
    return firing->time;
}

/* The versions that were in force then. */
static void add_grounds(struct cs_explaining *why, struct cs_reason *reason, const struct cs_plan_rule *rule,
                        cs_instant time)
{
    for (const struct cs_ground *g = rule->text->grounds; g != NULL; g = g->next)
        for (uint32_t i = 0; i < g->count; i++) {
            const struct cs_article *article = g->articles[i];

            if (cs_validity_has(cs_text_validity(article, article->instrument), time))
                add_ground(why, reason, g, article);
        }
}

static void add_duty(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row, bool ceased);

/* Adds what set the rule off. */
static void add_trigger(struct cs_explaining *why, struct cs_reason *parent, const struct cs_plan_rule *rule,
                        uint32_t row)
{
    if (rule->ceasing && why->run->plan->relations[rule->trigger.relation].kind == CS_RELATION_DUTY)
        add_duty(why, parent, rule->trigger.relation, row, true);
    else
        cs_reason_row(why, parent, rule->trigger.relation, row);
}

/* Adds what is below the article of a firing: its trigger, and what met each condition. */
static void unfold(struct cs_explaining *why, struct cs_reason *reason, const struct cs_firing *firing)
{
    const struct cs_plan_rule *rule = &why->run->plan->rules[firing->rule];
    struct cs_match match;

    why->dated = !why->widest;
    why->known = (uint32_t)(firing - why->run->firings);
    why->time = firing->time;
    if (!why->bare)
        add_grounds(why, reason, rule, governed_at(why, rule, firing));
    cs_match_init(&match, why->run, rule);
    for (uint32_t v = 0; v < rule->variable_count; v++) {
        match.values[v] = why->run->values[firing->first_value + v];
        if (match.values[v] != CS_UNSAID)
            match.bound |= (uint64_t)1 << v;
    }
    if (rule->kind != CS_RULE_WHILE && rule->kind != CS_RULE_MAY && why->run->refs[firing->first_ref] != CS_NOWHERE)
        add_trigger(why, reason, rule, why->run->refs[firing->first_ref]);
    if (rule->delay == CS_DELAY_READING)
        cs_reason_reading(why, reason, rule->reading);
    for (uint32_t i = 0; i < rule->step_count; i++)
        add_step(why, reason, &match, firing, i);
    why->dated = false;
}

void cs_reason_firing(struct cs_explaining *why, struct cs_reason *parent, uint32_t index)
{
    const struct cs_firing *firing;
    struct cs_reason *reason;

    if (index == CS_NOWHERE || (why->rests != NULL && index < why->rests->firing_count && why->rests->firings[index]))
        return;
    firing = &why->run->firings[index];
    reason = cs_reason_made(why, firing);
    if (reason != NULL) {
        cs_reason_repeat(why, parent, reason);
        return;
    }
    reason = cs_reason_rule(why, parent, &why->run->plan->rules[firing->rule], true);
    cs_reason_remember(why, firing, reason);
    if (reason != NULL)
        cs_reason_postpone(why, reason, index);
}

/* A loop, not a recursion: a chain of rules may be as long as the record. */
void cs_reasons_unfold(struct cs_explaining *why)
{
    for (size_t i = 0; i < why->postponed_count && cs_run_ok(why->run); i++)
        unfold(why, why->postponed[i].reason, &why->run->firings[why->postponed[i].firing]);
    if (why->widest && why->concluded_count == 0 && cs_run_ok(why->run))
        cs_reason_note_rests(why);
    cs_reasons_complete(why);
}

/* Was the cause there when what is being explained happened, in some of the worlds that are asked about? */
static bool is_cause_then(const struct cs_explaining *why, const struct cs_cause *cause)
{
    return (!why->dated || cause->firing < why->known) &&
           !cs_worlds_disjoint(why->run->worlds, why->run->firings[cause->firing].worlds, why->worlds);
}

/* The newest such cause, + 1; if there is none, the newest of all. */
static uint32_t newest_cause(const struct cs_explaining *why, uint32_t causes)
{
    for (uint32_t c = causes; c != 0 && !why->widest; c = why->run->causes[c - 1].before)
        if (is_cause_then(why, &why->run->causes[c - 1]))
            return c;
    return causes;
}

/* The cause before this one, + 1; 0 if there is none, or it no longer held when this one was added. */
static uint32_t cause_before(const struct cs_explaining *why, uint32_t cause)
{
    return why->run->causes[cause - 1].anew && !why->widest ? 0 : why->run->causes[cause - 1].before;
}

/*
 * Does the cause belong to the time for which the fact holds, in some of the worlds that are asked about? In each of
 * these that time began with the newest beginning in it: what made it so before, and had ended, is no reason.
 */
static bool is_of_this_time(const struct cs_explaining *why, const struct cs_row *fact, const struct cs_cause *cause)
{
    const struct cs_firing *firing = &why->run->firings[cause->firing];
    cs_set left = cs_worlds_and(why->run->worlds, firing->worlds, why->worlds);

    for (const struct cs_begun *begun = fact == NULL || why->widest ? NULL : fact->begun;
         begun != NULL && left != CS_NONE; begun = begun->next) {
        if ((why->dated && begun->time > why->time) || cs_worlds_disjoint(why->run->worlds, begun->worlds, left))
            continue;
        if (begun->time <= firing->time)
            return true;
        left = cs_worlds_minus(why->run->worlds, left, begun->worlds);
    }
    return left != CS_NONE;
}

/* `fact`: the row that they concluded, if it is one of a fact. */
static void add_causes(struct cs_explaining *why, struct cs_reason *parent, uint32_t causes, const struct cs_row *fact)
{
    const struct cs_run *run = why->run;
    uint32_t newest = newest_cause(why, causes), *firings, count = 0;

    for (uint32_t c = newest; c != 0; c = cause_before(why, c))
        count++;
    firings = cs_arena_array(why->arena, count, sizeof *firings);
    if (firings == NULL)
        cs_fail_memory(run->failure);
    count = 0;
    for (uint32_t c = newest; c != 0 && firings != NULL; c = cause_before(why, c))
        if (c == newest || (is_cause_then(why, &run->causes[c - 1]) && is_of_this_time(why, fact, &run->causes[c - 1])))
            firings[count++] = run->causes[c - 1].firing;
    while (count > 0 && firings != NULL)
        cs_reason_firing(why, parent, firings[--count]);
}

void cs_reason_causes(struct cs_explaining *why, struct cs_reason *parent, uint32_t causes)
{
    add_causes(why, parent, causes, NULL);
}

/* Adds the day since when a derived fact has held; false if it is not known. */
static bool add_since(const struct cs_explaining *why, const struct cs_row *r, cs_day *since, struct cs_buffer *out)
{
    char day[32];

    for (const struct cs_begun *begun = r->begun; begun != NULL; begun = begun->next)
        if ((!why->dated || begun->time <= why->time) &&
            !cs_worlds_disjoint(why->run->worlds, begun->worlds, why->worlds)) {
            *since = cs_day_of(begun->time, why->run->docket->zone);
            if (cs_ledger_has_a_day(begun->time))
                cs_buffer_printf(out, ", since %s", cs_day_text(*since, day));
            return cs_ledger_has_a_day(begun->time);
        }
    return false;
}

static void add_derived(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
{
    const struct cs_relation *r = &why->run->plan->relations[relation];
    const struct cs_row *of = &why->run->stores[relation].rows[row];
    const cs_value *values = cs_store_values(why->run, relation, row);
    struct cs_reason *reason;
    struct cs_buffer text;
    uint32_t said;
    cs_day since = 0;
    bool dated = false;

    if (why->bare) {
        add_causes(why, parent, of->causes, r->kind == CS_RELATION_FACT ? of : NULL);
        return;
    }
    cs_buffer_init(&text);
    if (r->kind == CS_RELATION_EVENT && values[0] != CS_UNSAID)
        cs_buffer_printf(&text, "%s is also ", cs_explain_name(why, values[0]));
    cs_docket_row_text(why->run->plan, relation, values, &text);
    said = (uint32_t)text.length;
    if (r->kind == CS_RELATION_FACT)
        dated = add_since(why, of, &since, &text);
    reason = cs_reason_add(why, parent, CS_REASON_DERIVED, &text);
    if (reason != NULL && r->shape != NULL) {
        reason->said_length = said;
        reason->relation = relation;
        reason->values = values;
        reason->has_day = dated;
        reason->day = since;
    }
    add_causes(why, reason, of->causes, r->kind == CS_RELATION_FACT ? of : NULL);
}

/* Adds what did it: the rows that performed the bond, or broke it. */
static void add_doing(struct cs_explaining *why, struct cs_reason *parent, const struct cs_pieces *pieces, cs_set of)
{
    for (size_t i = 0; i < pieces->count; i++)
        if (pieces->items[i].relation != CS_NOWHERE && pieces->items[i].firing != CS_NOWHERE &&
            !cs_worlds_disjoint(why->run->worlds, pieces->items[i].worlds, of) &&
            (!why->dated || pieces->items[i].time <= why->time))
            cs_reason_row(why, parent, pieces->items[i].relation, pieces->items[i].firing);
}

/* What rules read of a duty: what founded it, and what performed or broke it, or let it cease (R 4.11). */
static void add_duty(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row, bool ceased)
{
    const struct cs_relation *r = &why->run->plan->relations[relation];
    const struct cs_row *at = &why->run->stores[relation].rows[row];
    cs_set of = ceased ? why->worlds : at->worlds; /* the row of what has ceased has lost its worlds */
    struct cs_reason *reason;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (!why->bare)
        cs_docket_row_text(why->run->plan, relation, cs_store_values(why->run, relation, row), &text);
    cs_buffer_text(&text, ceased && !why->bare ? ": no longer" : "");
    reason = cs_reason_add(why, parent, CS_REASON_DERIVED, &text);
    for (uint32_t k = at->bonds, next; k != 0 && reason != NULL; k = next) {
        const struct cs_bond_state *b = &why->run->bonds[k - 1];

        next = r->kind == CS_RELATION_DUTY ? cs_bond_past(b)->beside : 0;
        for (size_t i = 0; i < cs_bond_at(b, CS_BOND_SINCE)->count; i++)
            if (!cs_worlds_disjoint(why->run->worlds, cs_bond_at(b, CS_BOND_SINCE)->items[i].worlds, why->worlds) &&
                (!why->dated || cs_bond_at(b, CS_BOND_SINCE)->items[i].time <= why->time))
                cs_reason_firing(why, reason, cs_bond_at(b, CS_BOND_SINCE)->items[i].firing);
        if (ceased || (r->kind == CS_RELATION_DUTY_EVENT && r->verb == CS_VERB_FULFILS))
            add_doing(why, reason, cs_bond_at(b, CS_BOND_DONE_AT), of);
        if (r->kind == CS_RELATION_DUTY_EVENT && r->verb == CS_VERB_FAILS)
            add_doing(why, reason, cs_bond_at(b, CS_BOND_BROKEN_AT), of);
        if (ceased)
            add_doing(why, reason, cs_bond_at(b, CS_BOND_ENDED_AT), of);
    }
}

static bool supported_then(const struct cs_explaining *why, const struct cs_support *s)
{
    return s->entry != NULL && why->dated && cs_ledger_held(why->run, s->entry, why->time, why->worlds);
}

/* Adds the entries by which a fact holds, and the rules that began it. */
static void add_fact(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
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
    if (!entered || r->derived != CS_NONE || why->widest)
        add_derived(why, parent, relation, row);
}

void cs_reason_row(struct cs_explaining *why, struct cs_reason *parent, uint32_t relation, uint32_t row)
{
    const struct cs_row *r = &why->run->stores[relation].rows[row];
    const struct cs_occurrence *o;

    if (why->run->plan->relations[relation].kind == CS_RELATION_FACT) {
        add_fact(why, parent, relation, row);
        return;
    }
    if (r->bonds != 0) {
        add_duty(why, parent, relation, row, false);
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
