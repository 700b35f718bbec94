/* SPDX-License-Identifier: MIT */
/* What all kinds of findings share, and the comments by which a text accepts some. */
#include "counsel/lint_int.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"

static const struct { const char *why, *precedent; } LINTS[DIAG_COUNT] = {
#define LINT(name, why, precedent) [DIAG_LINT_##name] = {why, precedent},
#include "counsel/lint.def"
#undef LINT
};

/* A comment "-- lint: CODE [with NAME:] why". */
struct cs_acceptance {
    struct cs_acceptance *next;
    const struct cs_file *file;
    struct cs_span span;
    enum cs_diagnostic_code code; /* DIAG_COUNT: it is none of the lint */
    size_t line;                  /* the line that it is about, from 1 */
    bool has_reason, has_with, used;
    cs_name with;                 /* CS_NO_NAME: no text at hand has this instrument */
};

/* ---- reading the comments ---- */

/* Where the comment of a line begins, behind its hyphens; `end` if it has none. */
static size_t comment_at(const char *bytes, size_t start, size_t end)
{
    bool quoted = false;

    for (size_t at = start; at + 1 < end; at++) {
        if (quoted && bytes[at] == '\\')
            at++;
        else if (bytes[at] == '"')
            quoted = !quoted;
        else if (!quoted && bytes[at] == '-' && bytes[at + 1] == '-' && (at == start || bytes[at - 1] == ' '))
            return at + 2;
    }
    return end;
}

static bool blank(const char *bytes, size_t start, size_t end)
{
    while (start < end && isspace((unsigned char)bytes[start]))
        start++;
    return start == end;
}

static size_t line_end(const struct cs_source *source, size_t line)
{
    size_t end = line < source->line_count ? source->line_starts[line] : source->length;

    while (end > source->line_starts[line - 1] && isspace((unsigned char)source->bytes[end - 1]))
        end--;
    return end;
}

/* The line that a comment on line `line` is about: its own, if something stands before it, else the next with text. */
static size_t line_about(const struct cs_source *source, size_t line)
{
    for (; line <= source->line_count; line++) {
        size_t start = source->line_starts[line - 1], end = line_end(source, line);
        size_t comment = comment_at(source->bytes, start, end);

        if (!blank(source->bytes, start, comment < end ? comment - 2 : end))
            break;
    }
    return line;
}

static enum cs_diagnostic_code code_of(const char *bytes, size_t length)
{
    for (int code = 0; code < DIAG_COUNT; code++) {
        const char *text = cs_diagnostic_code_text((enum cs_diagnostic_code)code);

        if (cs_diagnostic_severity((enum cs_diagnostic_code)code) == CS_SEVERITY_FINDING && strlen(text) == length &&
            memcmp(text, bytes, length) == 0)
            return (enum cs_diagnostic_code)code;
    }
    return DIAG_COUNT;
}

static size_t skip(const char *bytes, size_t at, size_t end)
{
    while (at < end && bytes[at] == ' ')
        at++;
    return at;
}

/* What stands behind "lint:" in bytes at..end. */
static void read_acceptance(const struct cs_linter *l, const char *bytes, size_t at, size_t end,
                            struct cs_acceptance *out)
{
    size_t word = at = skip(bytes, at, end);
    const char *colon;

    while (at < end && bytes[at] != ' ')
        at++;
    out->code = code_of(bytes + word, at - word);
    at = skip(bytes, at, end);
    if (end - at > 5 && memcmp(bytes + at, "with ", 5) == 0 && (colon = memchr(bytes + at, ':', end - at)) != NULL) {
        out->has_with = true;
        out->with = cs_names_find(&l->c->names, bytes + at + 5, (size_t)(colon - (bytes + at + 5)));
        if (out->with != CS_NO_NAME &&
            (out->with >= l->symbols->by_name_count || l->symbols->instrument_of[out->with] == NULL))
            out->with = CS_NO_NAME;
        at = (size_t)(colon - bytes) + 1;
    }
    out->has_reason = skip(bytes, at, end) < end;
}

static void find_acceptances(struct cs_linter *l, const struct cs_file *file)
{
    const struct cs_source *source = file->source;

    for (size_t line = 1; line <= source->line_count; line++) {
        size_t start = source->line_starts[line - 1], end = line_end(source, line);
        size_t comment = comment_at(source->bytes, start, end), at = skip(source->bytes, comment, end);
        struct cs_acceptance *own;

        if (end - at < 5 || memcmp(source->bytes + at, "lint:", 5) != 0)
            continue;
        own = cs_arena_alloc(&l->arena, sizeof *own);
        if (own == NULL)
            return;
        *own = (struct cs_acceptance){.next = l->acceptances, .file = file, .line = line_about(source, line),
                                      .span = {source, (uint32_t)(comment - 2), (uint32_t)end}};
        read_acceptance(l, source->bytes, at + 5, end, own);
        l->acceptances = own;
    }
}

/* ---- telling a finding ---- */

static size_t line_of(struct cs_span span)
{
    size_t line, column;

    cs_source_place(span.source, span.start, &line, &column);
    return line;
}

static bool on_line(const struct cs_source *source, size_t line, struct cs_span span)
{
    size_t last, column;

    if (span.source != source || source == NULL)
        return false;
    cs_source_place(source, span.end > span.start ? span.end - 1 : span.end, &last, &column);
    return line >= line_of(span) && line <= last;
}

static bool accepts(const struct cs_acceptance *a, enum cs_diagnostic_code code, const struct cs_lint_place *place)
{
    const struct cs_source *source = a->span.source;

    if (a->code != code || !a->has_reason ||
        (a->has_with && (place->other == NULL || place->other->name != a->with) &&
         (place->instrument == NULL || place->instrument->name != a->with)))
        return false;
    return on_line(source, a->line, place->span) ||
           (place->rule != NULL && on_line(source, a->line, place->rule->span)) ||
           (place->article != NULL && place->article->span.source == source &&
            line_of(place->article->span) == a->line) ||
           (place->instrument != NULL && place->instrument->span.source == source &&
            line_of(place->instrument->span) == a->line);
}

static bool is_accepted(struct cs_linter *l, enum cs_diagnostic_code code, const struct cs_lint_place *place)
{
    bool accepted = false;

    for (struct cs_acceptance *a = l->acceptances; a != NULL; a = a->next)
        if (accepts(a, code, place))
            a->used = accepted = true;
    return accepted;
}

static bool is_named(const struct cs_linter *l, const struct cs_source *source)
{
    for (const struct cs_file *file = l->c->files; source != NULL && file != NULL; file = file->next)
        if (file->source == source)
            return file->named;
    return false;
}

bool cs_lint_is_named(const struct cs_linter *l, const struct cs_lint_place *place)
{
    return is_named(l, place->span.source) || is_named(l, place->other_source);
}

struct cs_lint_told { enum cs_diagnostic_code code; const struct cs_source *source; uint32_t start; };

/* Notes the finding; true if it was noted before, or memory ran out. */
static bool was_told(struct cs_linter *l, enum cs_diagnostic_code code, struct cs_span span)
{
    uint64_t hash = cs_hash_mix(cs_hash_mix((uint64_t)code, (uint64_t)(uintptr_t)span.source), span.start);
    const struct cs_slot *slot;

    if (!cs_slots_reserve(&l->told_slots) ||
        !cs_grow(&l->told, &l->told_capacity, l->told_count + 1, sizeof *l->told)) {
        cs_fail_memory(l->failure);
        return true;
    }
    for (slot = cs_slots_first(&l->told_slots, hash); slot->item != 0; slot = cs_slots_next(&l->told_slots, slot)) {
        const struct cs_lint_told *told = &l->told[slot->item - 1];

        if (told->code == code && told->source == span.source && told->start == span.start)
            return true;
    }
    l->told[l->told_count] = (struct cs_lint_told){code, span.source, span.start};
    cs_slots_put(&l->told_slots, slot, hash, (uint32_t)l->told_count++);
    return false;
}

static const char *clause_of(struct cs_linter *l, const struct cs_lint_place *place)
{
    struct cs_buffer text;

    if (place->instrument == NULL)
        return NULL;
    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_lint_text(l, place->instrument->name));
    if (place->article != NULL)
        cs_buffer_printf(&text, " %s", cs_lint_text(l, place->article->text));
    return cs_buffer_keep(&text, &l->out->arena);
}

struct cs_diagnostic *cs_lint_find(struct cs_linter *l, enum cs_diagnostic_code code,
                                   const struct cs_lint_place *place, const char *format, ...)
{
    struct cs_diagnostic *found;
    va_list arguments;

    if (is_accepted(l, code, place) || !cs_lint_is_named(l, place) || was_told(l, code, place->span))
        return NULL;
    va_start(arguments, format);
    found = cs_diagnose_list(l->out, code, place->span, format, arguments);
    va_end(arguments);
    if (found == NULL)
        return NULL;
    found->why = LINTS[code].why;
    found->precedent = LINTS[code].precedent;
    found->clause = clause_of(l, place);
    return found;
}

struct cs_lint_place cs_lint_at_rule(const struct cs_plan_rule *rule, struct cs_span span)
{
    return (struct cs_lint_place){.span = span, .rule = rule->text, .article = rule->text->article,
                                  .instrument = rule->text->instrument};
}

struct cs_lint_place cs_lint_at_entry(const struct cs_linter *l, const struct cs_entry *entry)
{
    struct cs_lint_place place = {.span = entry->span};

    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            if (i->span.source != entry->span.source || i->span.start > entry->span.start)
                continue;
            place.instrument = i;
            place.article = NULL;
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next)
                if (a->span.start < entry->span.start)
                    place.article = a;
        }
    return place;
}

static void tell_idle(struct cs_linter *l)
{
    for (struct cs_acceptance *a = l->acceptances; a != NULL; a = a->next) {
        struct cs_lint_place place = {.span = a->span};
        struct cs_diagnostic *found = NULL;

        if (!a->file->named)
            continue;
        if (a->code == DIAG_COUNT)
            found = cs_lint_find(l, DIAG_LINT_ACCEPTS_NOTHING, &place, "no finding of the lint has this code");
        else if (!a->has_reason)
            found = cs_lint_find(l, DIAG_LINT_ACCEPTS_NOTHING, &place, "the acceptance says no reason");
        else if (!a->used && (!a->has_with || a->with != CS_NO_NAME))
            found = cs_lint_find(l, DIAG_LINT_ACCEPTS_NOTHING, &place, "nothing of this kind is found here");
        cs_diagnostic_help(l->out, found, "Write `-- lint: L0014 why it stands` above or behind a line of the clause, "
                           "above the article or above the treaty; take it out where nothing is found.");
    }
}

/* ---- patterns ---- */

const char *cs_lint_text(const struct cs_linter *l, cs_name name)
{
    return cs_names_text(&l->c->names, name);
}

uint32_t cs_lint_column(const struct cs_linter *l, const struct cs_pattern *pattern, uint32_t variable)
{
    uint32_t index;

    for (uint32_t i = 0; i < l->plan->relations[pattern->relation].column_count; i++)
        if (cs_lint_variable(&pattern->columns[i], &index) && index == variable)
            return i;
    return CS_NOWHERE;
}

uint32_t cs_lint_doer(const struct cs_linter *l, uint32_t relation)
{
    static const enum cs_prep order[] = {CS_PREP_BY, CS_PREP_IS, CS_PREP_OF};
    const struct cs_relation *r = &l->plan->relations[relation];

    for (size_t i = 0; r->shape != NULL && i < sizeof order / sizeof *order; i++) {
        int role = cs_shape_role(r->shape, order[i]);

        if (role >= 0 && (order[i] != CS_PREP_OF || r->kind == CS_RELATION_FACT))
            return r->first_role + (uint32_t)role;
    }
    return CS_NOWHERE;
}

bool cs_lint_is(const struct cs_linter *l, const struct cs_operand *operand, cs_value value)
{
    (void)l;
    if (operand->kind == CS_OPERAND_VALUE)
        return operand->index == value;
    for (const struct cs_arg *arg = operand->list; operand->kind == CS_OPERAND_LIST && arg != NULL; arg = arg->next)
        if (arg->name == value)
            return true;
    return false;
}

bool cs_lint_meet(const struct cs_linter *l, const struct cs_operand *a, cs_kind a_kind, const struct cs_operand *b,
                  cs_kind b_kind)
{
    if (a->kind == CS_OPERAND_VALUE && b->kind == CS_OPERAND_VALUE)
        return cs_plan_fits(l->plan, a_kind, a->index, b->index);
    if (a->kind == CS_OPERAND_LIST && b->kind == CS_OPERAND_LIST) {
        for (const struct cs_arg *arg = a->list; arg != NULL; arg = arg->next)
            if (cs_lint_is(l, b, arg->name))
                return true;
        return false;
    }
    if (a->kind == CS_OPERAND_LIST && b->kind == CS_OPERAND_VALUE)
        return cs_lint_is(l, a, b->index);
    if (a->kind == CS_OPERAND_VALUE && b->kind == CS_OPERAND_LIST)
        return cs_lint_is(l, b, a->index);
    return cs_kind_within(l->symbols, a_kind, b_kind) || cs_kind_within(l->symbols, b_kind, a_kind);
}

bool cs_lint_unify(const struct cs_linter *l, const struct cs_pattern *a, const struct cs_pattern *b)
{
    const struct cs_relation *ra = &l->plan->relations[a->relation], *rb = &l->plan->relations[b->relation];

    if (ra->head != rb->head || ra->shape == NULL || ra->shape != rb->shape)
        return false;
    for (uint32_t i = 0; i < ra->shape->role_count; i++) {
        cs_kind kind = ra->shape->roles[i].kind;

        if (!cs_lint_meet(l, &a->columns[ra->first_role + i], kind, &b->columns[rb->first_role + i], kind))
            return false;
    }
    return true;
}

bool cs_lint_names(const struct cs_linter *l, const struct cs_pattern *pattern, cs_value value)
{
    for (uint32_t i = 0; i < l->plan->relations[pattern->relation].column_count; i++)
        if (cs_lint_is(l, &pattern->columns[i], value))
            return true;
    return false;
}

/* ---- rules ---- */

/* The condition of that number behind the trigger that is met by a row. */
static const struct cs_step *met(const struct cs_plan_rule *rule, uint32_t index)
{
    for (uint32_t i = 0; i < rule->step_count; i++)
        if (rule->steps[i].kind == CS_STEP_MATCH && index-- == 0)
            return &rule->steps[i];
    return NULL;
}

static bool has_trigger(const struct cs_plan_rule *rule)
{
    return rule->kind == CS_RULE_WHEN && !rule->ceasing;
}

const struct cs_pattern *cs_lint_positive(const struct cs_plan_rule *rule, uint32_t index)
{
    const struct cs_step *step;

    if (has_trigger(rule) && index == 0)
        return &rule->trigger;
    step = met(rule, index - has_trigger(rule));
    return step == NULL ? NULL : &step->pattern;
}

struct cs_span cs_lint_positive_span(const struct cs_plan_rule *rule, uint32_t index)
{
    bool is_trigger = has_trigger(rule) && index == 0;
    const struct cs_step *step = is_trigger ? NULL : met(rule, index - has_trigger(rule));

    if (step != NULL && step->text != NULL)
        return step->text->span;
    return rule->text->trigger.term.span.source != NULL ? rule->text->trigger.term.span : rule->text->span;
}

static bool is_organ(const struct cs_linter *l, cs_value value)
{
    for (size_t i = 0; i < l->decision_count; i++) {
        const struct cs_lint_decision *d = &l->decisions[i];

        if (cs_symbols_is(l->symbols, value, l->plan->relations[d->draft].column_kinds[d->organ_column]))
            return true;
    }
    return false;
}

bool cs_lint_needs_decision(const struct cs_linter *l, const struct cs_plan_rule *rule)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++) {
        uint32_t doer = cs_lint_doer(l, p->relation);

        if (l->decided[p->relation])
            return true;
        if (cs_relation_happens(&l->plan->relations[p->relation]) && doer != CS_NOWHERE &&
            p->columns[doer].kind == CS_OPERAND_VALUE && is_organ(l, p->columns[doer].index))
            return true;
    }
    return false;
}

cs_value cs_lint_organ(const struct cs_linter *l, const struct cs_plan_rule *rule)
{
    const struct cs_pattern *p;

    for (uint32_t i = 0; (p = cs_lint_positive(rule, i)) != NULL; i++)
        for (size_t d = 0; d < l->decision_count; d++)
            if (p->relation == l->decisions[d].draft &&
                p->columns[l->decisions[d].organ_column].kind == CS_OPERAND_VALUE)
                return p->columns[l->decisions[d].organ_column].index;
    return CS_NO_NAME;
}

bool cs_lint_concluded(const struct cs_linter *l, const struct cs_pattern *pattern)
{
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        for (uint32_t k = 0; k < rule->conclusion_count; k++)
            if (rule->conclusions[k].kind == CS_EFFECT_TERM && cs_lint_unify(l, &rule->conclusions[k].pattern, pattern))
                return true;
    }
    return false;
}

enum cs_lint_need cs_lint_request(const struct cs_linter *l, uint32_t relation)
{
    bool any = false, all = true;

    if (l->sought[relation])
        return CS_LINT_ALWAYS;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        for (uint32_t k = 0; k < rule->conclusion_count; k++) {
            bool by_request = rule->kind == CS_RULE_WHEN && !rule->ceasing && l->sought[rule->trigger.relation];

            if (rule->conclusions[k].kind != CS_EFFECT_TERM || rule->conclusions[k].pattern.relation != relation)
                continue;
            any = any || by_request;
            all = all && by_request;
        }
    }
    return !any ? CS_LINT_NEVER : all ? CS_LINT_ALWAYS : CS_LINT_SOMETIMES;
}

/* ---- who loses a vote ---- */

/* Does the rule conclude the relation? *variable: what stands in this column. */
static bool concludes(const struct cs_plan_rule *rule, uint32_t relation, uint32_t column, uint32_t *variable)
{
    for (uint32_t i = 0; i < rule->conclusion_count; i++)
        if (rule->conclusions[i].kind == CS_EFFECT_TERM && rule->conclusions[i].pattern.relation == relation &&
            cs_lint_variable(&rule->conclusions[i].pattern.columns[column], variable))
            return true;
    return false;
}

/*
 * From the rules that conclude `of`: the facts and events that they look for (`absent`: that must not be) of whoever
 * stands in `column`. True if one is new.
 */
static bool add_takers(struct cs_linter *l, uint32_t of, uint32_t column, enum cs_step_kind kind)
{
    bool more = false;
    uint32_t variable;

    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        for (uint32_t s = 0; concludes(rule, of, column, &variable) && s < rule->step_count; s++) {
            const struct cs_step *step = &rule->steps[s];
            uint32_t at = step->kind == kind ? cs_lint_column(l, &step->pattern, variable) : CS_NOWHERE;

            if (at == CS_NOWHERE || l->taker[step->pattern.relation] != CS_NOWHERE)
                continue;
            l->taker[step->pattern.relation] = at;
            more = true;
        }
    }
    return more;
}

/* Who has no vote: of whom something is so that a voter must not be, or what makes that so. */
static void find_takers(struct cs_linter *l)
{
    bool more = false;

    for (size_t i = 0; i < l->plan->relation_count; i++)
        l->taker[i] = CS_NOWHERE;
    for (size_t i = 0; i < l->decision_count; i++)
        more = add_takers(l, l->decisions[i].voter, l->decisions[i].member_column, CS_STEP_ABSENT) || more;
    while (more) {
        more = false;
        for (uint32_t i = 0; i < l->plan->relation_count; i++)
            if (l->taker[i] != CS_NOWHERE)
                more = add_takers(l, i, l->taker[i], CS_STEP_MATCH) || more;
    }
}

/* ---- what the texts say ---- */

static bool add_decision(struct cs_linter *l, const struct cs_plan_row *row)
{
    struct cs_lint_decision d = {.row = row, .draft = row->pattern.relation, .organ_column = CS_NOWHERE,
                                 .adoption = CS_NOWHERE};
    uint32_t draft, index;

    if (!row->decision || row->need_count == 0 || !cs_lint_variable(&row->pattern.columns[0], &draft))
        return false;
    for (uint32_t i = 1; i < l->plan->relations[d.draft].column_count && d.organ_column == CS_NOWHERE; i++)
        if (cs_lint_variable(&row->pattern.columns[i], &index))
            d.organ_column = i;
    d.voter = row->needs[0].pattern.relation;
    d.member_column = CS_NOWHERE;
    for (uint32_t i = 0; i < l->plan->relations[d.voter].column_count && d.member_column == CS_NOWHERE; i++)
        if (cs_lint_variable(&row->needs[0].pattern.columns[i], &index) && index != draft)
            d.member_column = i;
    for (uint32_t i = 0; i < row->state_count && d.adoption == CS_NOWHERE; i++)
        if (row->states[i].kind == CS_ROW_STATE_OUTCOME && row->states[i].state == CS_STATE_ADOPTED)
            d.adoption = row->states[i].pattern.relation;
    if (d.organ_column == CS_NOWHERE || d.member_column == CS_NOWHERE || d.adoption == CS_NOWHERE ||
        l->decision_count == CS_LINT_DECISIONS_MAX)
        return false;
    l->decisions[l->decision_count++] = d;
    return true;
}

/* What follows from the adoption of a draft: by rules that it sets off, and by those that these set off. */
static void spread_decided(struct cs_linter *l)
{
    bool more = true;

    for (size_t i = 0; i < l->decision_count; i++)
        l->decided[l->decisions[i].adoption] = true;
    while (more) {
        more = false;
        for (size_t i = 0; i < l->plan->rule_count; i++) {
            const struct cs_plan_rule *rule = &l->plan->rules[i];

            if (rule->kind != CS_RULE_WHEN || rule->ceasing || !l->decided[rule->trigger.relation])
                continue;
            for (uint32_t k = 0; k < rule->conclusion_count; k++) {
                uint32_t relation = rule->conclusions[k].pattern.relation;

                if (rule->conclusions[k].kind == CS_EFFECT_TERM && !l->decided[relation])
                    l->decided[relation] = more = true;
            }
        }
    }
}

static void look_at_plan(struct cs_linter *l)
{
    for (size_t i = 0; i < l->plan->row_count; i++)
        if (!add_decision(l, &l->plan->rows[i]) && !l->plan->rows[i].decision)
            l->sought[l->plan->rows[i].pattern.relation] = true;
    for (size_t i = 0; i < l->plan->rule_count; i++) {
        const struct cs_plan_rule *rule = &l->plan->rules[i];

        if (rule->kind == CS_RULE_MAY)
            l->has_power[rule->trigger.relation] = true;
        for (uint32_t k = 0; k < rule->conclusion_count; k++)
            if (cs_lint_is_duty(&rule->conclusions[k]))
                l->owed[rule->conclusions[k].pattern.relation] = true;
    }
    spread_decided(l);
    find_takers(l);
}

static void look_at_entries(struct cs_linter *l)
{
    size_t count = 0;

    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL; e = e->next)
            count += e->kind == CS_ENTRY_TERM;
    l->entries = cs_arena_array(&l->arena, count, sizeof *l->entries);
    for (const struct cs_file *file = l->c->files; l->entries != NULL && file != NULL; file = file->next)
        for (const struct cs_entry *e = file->entries; e != NULL; e = e->next) {
            struct cs_lint_entry *own = &l->entries[l->entry_count];

            if (e->kind == CS_ENTRY_TERM && cs_plan_pattern(l->plan, &e->term, CS_NO_NAME, &own->pattern) &&
                l->plan->relations[own->pattern.relation].kind == CS_RELATION_FACT) {
                own->entry = e;
                l->entry_count++;
            }
        }
}

bool cs_lint_open(struct cs_linter *l)
{
    size_t count = l->plan->relation_count + 1;

    cs_arena_init(&l->arena);
    l->decided = cs_arena_array(&l->arena, count, sizeof *l->decided);
    l->sought = cs_arena_array(&l->arena, count, sizeof *l->sought);
    l->has_power = cs_arena_array(&l->arena, count, sizeof *l->has_power);
    l->owed = cs_arena_array(&l->arena, count, sizeof *l->owed);
    l->taker = cs_arena_array(&l->arena, count, sizeof *l->taker);
    l->found = cs_arena_array(&l->arena, count, sizeof *l->found);
    l->seen = cs_arena_array(&l->arena, l->plan->rule_count + 1, sizeof *l->seen);
    if (cs_arena_failed(&l->arena))
        return false;
    look_at_plan(l);
    look_at_entries(l);
    for (const struct cs_file *file = l->c->files; file != NULL; file = file->next)
        find_acceptances(l, file);
    return !cs_arena_failed(&l->arena);
}

void cs_lint_close(struct cs_linter *l)
{
    cs_slots_release(&l->told_slots);
    free(l->told);
    cs_arena_release(&l->arena);
}

casus_status cs_lint(const struct cs_case *c, struct cs_failure *failure, struct cs_diagnostics *out)
{
    struct cs_linter l = {.c = c, .plan = c->plan, .symbols = &c->symbols, .failure = failure, .out = out};

    if (cs_lint_open(&l)) {
        cs_lint_words(&l);
        cs_lint_duties(&l);
        cs_lint_organs(&l);
        tell_idle(&l);
        cs_diagnostics_sort(out);
    }
    if (failure->status == CASUS_OK && (cs_arena_failed(&l.arena) || out->failed || cs_arena_failed(&out->arena)))
        cs_fail_memory(failure);
    cs_lint_close(&l);
    return failure->status;
}
