/* SPDX-License-Identifier: MIT */
/*
 * Numbers known by their bounds (R 8.4). Every comparison is turned into "at least k". What the bounds leave open is
 * one question for each k asked; worlds in which a number is at least k but not at least a smaller one cannot be. No
 * number is below zero.
 */
#include <string.h>

#include "docket/docket_int.h"
#include "docket/made.h"

static struct cs_quantity *find_quantity(struct cs_docket *docket, uint32_t relation, const cs_value *values)
{
    size_t size = docket->plan->relations[relation].column_count * sizeof *values;

    for (size_t i = 0; i < docket->quantity_count; i++)
        if (docket->quantities[i].relation == relation && memcmp(docket->quantities[i].values, values, size) == 0)
            return &docket->quantities[i];
    return NULL;
}

static void set_limits(const struct cs_entry *entry, struct cs_bound *bound)
{
    cs_wide n = entry->number;

    bound->least = 0;
    bound->has_most = false;
    switch (entry->compare) {
    case CS_AT_LEAST:
        bound->least = n;
        break;
    case CS_MORE_THAN:
        bound->least = n + 1;
        break;
    case CS_EXACTLY:
        bound->least = n;
        bound->most = n;
        bound->has_most = true;
        break;
    case CS_AT_MOST:
        bound->most = n;
        bound->has_most = true;
        break;
    case CS_FEWER_THAN:
        bound->most = n - 1;
        bound->has_most = true;
        break;
    }
}

/* The bound of the quantity that says the same, or NULL: lines that say the same are one matter. */
static struct cs_bound *find_bound(const struct cs_quantity *quantity, const struct cs_entry *entry)
{
    for (uint32_t i = 0; i < quantity->bound_count; i++)
        if (quantity->bounds[i].entry->compare == entry->compare && quantity->bounds[i].entry->number == entry->number)
            return &quantity->bounds[i];
    return NULL;
}

static casus_status add_bound(struct cs_docket *docket, const struct cs_entry *entry, size_t capacity)
{
    uint32_t relation = cs_plan_relation(docket->plan, entry->term.head, CS_NO_NAME);
    cs_value values[CS_COLUMNS_MAX] = {0};
    struct cs_quantity *quantity;
    struct cs_bound *bound;
    struct cs_matter *matter;
    struct cs_pattern pattern;
    struct cs_recorded fallback = {.time = CS_TIME_ALWAYS};

    cs_plan_pattern(docket->plan, &entry->term, CS_NO_NAME, &pattern);
    for (uint32_t i = 0; i < docket->plan->relations[relation].column_count; i++) {
        const struct cs_occurrence *o;

        values[i] = pattern.columns[i].kind == CS_OPERAND_VALUE ? pattern.columns[i].index : CS_UNSAID;
        o = cs_docket_occurrence(docket, values[i]);
        if (o != NULL)
            fallback = cs_entry_recorded(o->entry);
    }
    quantity = find_quantity(docket, relation, values);
    if (quantity == NULL) {
        quantity = &docket->quantities[docket->quantity_count++];
        quantity->relation = relation;
        memcpy(quantity->values, values, sizeof values);
        quantity->bounds = cs_arena_array(&docket->arena, capacity, sizeof *quantity->bounds);
    }
    bound = quantity->bounds == NULL ? NULL : find_bound(quantity, entry);
    matter = bound != NULL ? bound->matter : cs_docket_matter(docket, entry);
    if (quantity->bounds == NULL || matter == NULL)
        return cs_fail_memory(docket->failure);
    cs_matter_add_claims(docket, matter, entry, CS_NO_NAME, fallback);
    if (!matter->known || bound != NULL)
        return CASUS_OK;
    bound = &quantity->bounds[quantity->bound_count++];
    bound->entry = entry;
    bound->matter = matter;
    set_limits(entry, bound);
    return CASUS_OK;
}

/* The key of a question about a quantity. A bound that is denied and a rule that asks for it raise one question. */
static void bound_key(const struct cs_docket *docket, uint32_t relation, const cs_value *values,
                      enum cs_compare compare, cs_wide number, struct cs_name_key *key)
{
    cs_name_key_init(key, CS_MADE_BOUND);
    cs_made_row(key, docket->plan, relation, values);
    cs_name_key_number(key, compare);
    cs_made_wide(key, number);
}

static void bound_text(const struct cs_docket *docket, const struct cs_quantity *q, const struct cs_bound *bound,
                       struct cs_buffer *out)
{
    char digits[CS_WIDE_TEXT];

    cs_docket_row_text(docket->plan, q->relation, q->values, out);
    cs_buffer_printf(out, " %s %s", cs_compare_text(bound->entry->compare), cs_wide_text(bound->entry->number, digits));
}

static void settle_bound(struct cs_docket *docket, const struct cs_quantity *q, const struct cs_bound *b)
{
    struct cs_name_key key;
    struct cs_buffer line, text;

    if (cs_matter_settle(docket, b->matter, false))
        return;
    bound_key(docket, q->relation, q->values, b->entry->compare, b->entry->number, &key);
    cs_buffer_init(&line);
    cs_buffer_init(&text);
    bound_text(docket, q, b, &line);
    bound_text(docket, q, b, &text);
    cs_matter_ask(docket, b->matter, false, &key, &line, &text);
}

static size_t count_says(const struct cs_matter *matter)
{
    size_t count = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL; s = s->next)
        count += s->kind == CS_CLAIM_SAYS;
    return count;
}

/* Do the same voices say both? What the record itself says has none. */
static bool same_voices(const struct cs_matter *a, const struct cs_matter *b)
{
    for (const struct cs_stance *x = a->stances; x != NULL; x = x->next) {
        bool found = x->kind != CS_CLAIM_SAYS;

        for (const struct cs_stance *y = b->stances; y != NULL && !found; y = y->next)
            found = y->kind == CS_CLAIM_SAYS && y->voice == x->voice;
        if (!found)
            return false;
    }
    return count_says(a) == count_says(b);
}

/* What voices say of a number by several bounds, which can all be: one answer to the question whose number it is. */
struct version { const struct cs_matter *first; cs_wide least, most; bool has_most; struct cs_buffer text; };

static bool joins(const struct version *v, const struct cs_bound *b)
{
    cs_wide least = b->least > v->least ? b->least : v->least;

    return same_voices(v->first, b->matter) && (!v->has_most || least <= v->most) && (!b->has_most || least <= b->most);
}

static void join(struct version *v, const struct cs_bound *b)
{
    v->least = b->least > v->least ? b->least : v->least;
    if (b->has_most && (!v->has_most || b->most < v->most))
        v->most = b->most;
    v->has_most |= b->has_most;
}

/* The version to which each bound that stands belongs, by its number; their count. */
static uint32_t find_versions(struct cs_docket *docket, struct cs_quantity *q, struct version *versions, uint32_t *of)
{
    uint32_t count = 0;

    for (uint32_t i = 0; i < q->bound_count; i++) {
        struct cs_bound *b = &q->bounds[i];
        uint32_t v = 0;

        if (b->matter->yes != CS_ALL)
            continue;
        while (v < count && !joins(&versions[v], b))
            v++;
        if (v == count) {
            versions[count++] = (struct version){.first = b->matter};
            cs_buffer_init(&versions[v].text);
            bound_text(docket, q, b, &versions[v].text);
        } else {
            char digits[CS_WIDE_TEXT];

            cs_buffer_printf(&versions[v].text, " and %s %s", cs_compare_text(b->entry->compare),
                             cs_wide_text(b->entry->number, digits));
        }
        join(&versions[v], b);
        of[i] = v;
    }
    return count;
}

/* Asks which of the versions is right: each bound is so in the worlds of its own. */
static casus_status ask_whose(struct cs_docket *docket, struct cs_quantity *q)
{
    struct version *versions = cs_arena_array(&docket->arena, q->bound_count, sizeof *versions);
    uint32_t *of = cs_arena_array(&docket->arena, q->bound_count, sizeof *of), count, question;
    const char *answers[CS_ANSWERS_MAX];
    struct cs_name_key key;
    struct cs_buffer id, text;

    if (versions == NULL || of == NULL)
        return cs_fail_memory(docket->failure);
    count = find_versions(docket, q, versions, of);
    cs_buffer_init(&id);
    cs_docket_row_text(docket->plan, q->relation, q->values, &id);
    for (uint32_t v = 0; v < count; v++) {
        answers[v] = cs_arena_text(&docket->arena, cs_buffer_string(&versions[v].text), versions[v].text.length);
        id.failed |= versions[v].text.failed || answers[v] == NULL;
        cs_buffer_release(&versions[v].text);
    }
    cs_buffer_init(&text);
    cs_buffer_text(&text, "whose number is it?");
    cs_name_key_init(&key, CS_MADE_WHOSE);
    cs_made_row(&key, docket->plan, q->relation, q->values);
    question = cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, answers, count, q->bounds[0].entry);
    for (uint32_t i = 0; i < q->bound_count && question != CS_NOWHERE; i++) {
        struct cs_matter *m = q->bounds[i].matter;

        if (m->yes != CS_ALL)
            continue;
        m->question = question;
        m->yes = cs_worlds_answer(docket->worlds, question, of[i]);
        m->no = cs_worlds_not(docket->worlds, m->yes);
    }
    return docket->failure->status;
}

/* Each bound that is denied is a question. Bounds that contradict each other are one question: which is right. */
static casus_status settle_quantity(struct cs_docket *docket, struct cs_quantity *q)
{
    cs_wide least = 0, most = 0;
    bool has_most = false;
    uint32_t stand = 0;

    for (uint32_t i = 0; i < q->bound_count; i++) {
        struct cs_bound *b = &q->bounds[i];

        settle_bound(docket, q, b);
        if (b->matter->yes != CS_ALL)
            continue;
        stand++;
        least = b->least > least ? b->least : least;
        if (b->has_most && (!has_most || b->most < most))
            most = b->most;
        has_most |= b->has_most;
    }
    if (!has_most || least <= most)
        return docket->failure->status;
    if (stand > CS_ANSWERS_MAX)
        return cs_fail_at(
            docket->failure, &q->bounds[0].entry->span, CASUS_ERR_LIMIT,
            "%u bounds of one quantity cannot all be, and at most %d can be told apart: leave out those that "
            "others imply",
            (unsigned)stand, CS_ANSWERS_MAX);
    return ask_whose(docket, q);
}

casus_status cs_docket_quantities(struct cs_docket *docket)
{
    size_t count = 0;

    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_BOUND); entry != NULL; entry = entry->next)
            count += entry->kind == CS_ENTRY_BOUND;
    docket->quantities = cs_arena_array(&docket->arena, count, sizeof *docket->quantities);
    if (docket->quantities == NULL)
        return cs_fail_memory(docket->failure);
    for (const struct cs_file *file = docket->plan->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = cs_file_entries(file, CS_ENTRY_BOUND); entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_BOUND && add_bound(docket, entry, count) != CASUS_OK)
                return docket->failure->status;
    for (size_t i = 0; i < docket->quantity_count; i++)
        if (settle_quantity(docket, &docket->quantities[i]) != CASUS_OK)
            return docket->failure->status;
    return CASUS_OK;
}

static cs_set open_question(struct cs_docket *docket, uint32_t relation, const cs_value *values, cs_wide k)
{
    struct cs_name_key key;
    struct cs_buffer id, text;
    char digits[CS_WIDE_TEXT];
    uint32_t question;

    bound_key(docket, relation, values, CS_AT_LEAST, k, &key);
    cs_buffer_init(&id);
    cs_buffer_init(&text);
    cs_docket_row_text(docket->plan, relation, values, &id);
    cs_buffer_printf(&text, "was %s %s or more?", cs_buffer_string(&id), cs_wide_text(k, digits));
    cs_buffer_printf(&id, " at least %s", digits);
    question = cs_docket_ask(docket, CS_QUESTION_OCCURRENCE, &key, &id, &text, NULL, 2, NULL);
    return question == CS_NOWHERE ? CS_NONE : cs_docket_yes(docket, question);
}

/*
 * Remembers that k was asked of this quantity, and excludes worlds in which its answer and that of the next lower or
 * the next higher number contradict. With those further off it then agrees as well.
 */
static void tie_thresholds(struct cs_docket *docket, uint32_t relation, const cs_value *values, cs_wide k, cs_set yes)
{
    size_t size = docket->plan->relations[relation].column_count * sizeof *values;
    struct cs_worlds *w = docket->worlds;
    struct cs_threshold *t, *lower = NULL, *higher = NULL;

    for (t = docket->thresholds; t != NULL; t = t->next) {
        if (t->relation != relation || memcmp(t->values, values, size) != 0)
            continue;
        if (t->k == k)
            return;
        if (t->k < k && (lower == NULL || t->k > lower->k))
            lower = t;
        if (t->k > k && (higher == NULL || t->k < higher->k))
            higher = t;
    }
    if (lower != NULL)
        docket->possible = cs_worlds_minus(w, docket->possible, cs_worlds_minus(w, yes, lower->yes));
    if (higher != NULL)
        docket->possible = cs_worlds_minus(w, docket->possible, cs_worlds_minus(w, higher->yes, yes));
    t = cs_arena_alloc(&docket->arena, sizeof *t);
    if (t == NULL)
        return;
    *t = (struct cs_threshold){.next = docket->thresholds, .relation = relation, .k = k, .yes = yes};
    memcpy(t->values, values, size);
    docket->thresholds = t;
}

static cs_set at_least(struct cs_docket *docket, uint32_t relation, const cs_value *values, cs_wide k)
{
    const struct cs_quantity *q = find_quantity(docket, relation, values);
    struct cs_worlds *w = docket->worlds;
    cs_set yes = CS_NONE, no = CS_NONE, open;

    if (k <= 0)
        return CS_ALL;
    for (uint32_t i = 0; q != NULL && i < q->bound_count; i++) {
        const struct cs_bound *b = &q->bounds[i];

        if (k <= b->least)
            yes = cs_worlds_or(w, yes, b->matter->yes);
        else if (b->has_most && k > b->most)
            no = cs_worlds_or(w, no, b->matter->yes);
    }
    open = cs_worlds_not(w, cs_worlds_or(w, yes, no));
    if (open != CS_NONE) {
        cs_set asked = open_question(docket, relation, values, k);

        tie_thresholds(docket, relation, values, k, asked);
        yes = cs_worlds_or(w, yes, cs_worlds_and(w, open, asked));
    }
    return yes;
}

cs_set cs_docket_quantity(struct cs_docket *docket, uint32_t relation, const cs_value *values, enum cs_compare compare,
                          cs_wide number)
{
    struct cs_worlds *w = docket->worlds;

    switch (compare) {
    case CS_AT_LEAST:
        return at_least(docket, relation, values, number);
    case CS_MORE_THAN:
        return at_least(docket, relation, values, number + 1);
    case CS_FEWER_THAN:
        return cs_worlds_not(w, at_least(docket, relation, values, number));
    case CS_AT_MOST:
        return cs_worlds_not(w, at_least(docket, relation, values, number + 1));
    case CS_EXACTLY:
        return cs_worlds_minus(w, at_least(docket, relation, values, number),
                               at_least(docket, relation, values, number + 1));
    }
    return CS_NONE;
}
