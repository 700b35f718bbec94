/* SPDX-License-Identifier: MIT */
#include "view/requests.h"

#include <stdlib.h>
#include <string.h>

#include "view/done.h"
#include "view/grounds.h"
#include "view/rows.h"
#include "view/standing.h"

struct building {
    const struct cs_report *report;
    struct cs_request_table *table;
    struct cs_request_column *column;
    const struct cs_ledger_row *row;     /* the request, */
    const struct cs_occurrence *request; /* and its occurrence; NULL: a rule made it on a later day */
    const cs_value **values;             /* what was put in it */
    size_t value_count;
    struct cs_lines lines;
};

static struct cs_request_item *add_item(struct building *b, enum cs_aspect aspect, const char *name, const char *text)
{
    struct cs_request_column *c = b->column;

    if (!cs_grow(&c->items, &c->capacity, c->count + 1, sizeof *c->items)) {
        b->table->arena.failed = true;
        return NULL;
    }
    c->items[c->count] = (struct cs_request_item){.aspect = aspect, .name = name, .text = text != NULL ? text : ""};
    return &c->items[c->count++];
}

static const char *entry_text(struct building *b, const struct cs_entry *entry)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_entry(b->report, entry, &text);
    return cs_buffer_keep(&text, &b->table->arena);
}

/* ---- the request ---- */

static void add_value(struct building *b, cs_kind kind, cs_value value, struct cs_buffer *text)
{
    const struct cs_occurrence *about =
        kind == CS_KIND_OCCURRENCE ? cs_docket_occurrence(b->report->ledger->docket, value) : NULL;

    cs_buffer_text(text, text->length > 0 ? ", " : "");
    if (about != NULL)
        cs_row_entry(b->report, about->entry, text);
    else
        cs_buffer_text(text, cs_row_name(b->report, value));
}

/* The values of a role over all that was put in the request, each once. */
static const char *role_text(struct building *b, uint32_t column, cs_kind kind)
{
    const struct cs_ledger *ledger = b->report->ledger;
    cs_value *told = cs_arena_array(&b->table->arena, b->value_count, sizeof *told);
    struct cs_buffer text;
    size_t count = 0;

    cs_buffer_init(&text);
    for (size_t i = 0; told != NULL && i < b->value_count; i++) {
        cs_value value = b->values[i][column];
        size_t before = 0;

        while (before < count && told[before] != value)
            before++;
        if (!cs_plan_is_something(ledger->docket->plan, value) || before < count)
            continue;
        told[count++] = value;
        add_value(b, kind, value, &text);
    }
    return cs_buffer_keep(&text, &b->table->arena);
}

/* What was entered as one request may be several rows of the docket; of one by a name each row of the ledger is one. */
static void find_values(struct building *b)
{
    const struct cs_ledger *ledger = b->report->ledger;
    size_t most = ledger->row_count;

    for (const struct cs_occurrence_row *own = b->request != NULL ? b->request->rows : NULL; own; own = own->next)
        most++;
    b->values = cs_arena_array(&b->table->arena, most, sizeof *b->values);
    b->value_count = 0;
    for (const struct cs_occurrence_row *own = b->request != NULL ? b->request->rows : NULL;
         own != NULL && b->values != NULL && b->row->named == CS_NO_ROW; own = own->next)
        if (own->matter == NULL && own->relation == b->row->relation)
            b->values[b->value_count++] = own->values;
    for (const struct cs_ledger_row *row = b->row;
         b->values != NULL && row->named != CS_NO_ROW && row < ledger->rows + ledger->row_count &&
         row->kind == CS_ROW_REQUEST && row->trigger == b->row->trigger;
         row++)
        if (row->relation == b->row->relation)
            b->values[b->value_count++] = row->values;
}

static void add_roles(struct building *b)
{
    const struct cs_relation *relation = &b->report->ledger->docket->plan->relations[b->row->relation];

    find_values(b);
    for (uint32_t i = 0; relation->shape != NULL && i < relation->shape->role_count; i++) {
        const char *text = role_text(b, relation->first_role + i, relation->shape->roles[i].kind);

        if (text[0] != '\0')
            add_item(b, CS_ASPECT_ROLE, cs_prep_text(relation->shape->roles[i].prep), text);
    }
}

/* ---- decisions ---- */

/* "CSC is deciding by Consensus": a fact about the organ by which it decides. */
static const char *ground_text(struct building *b, const struct cs_entry *entry, cs_name who)
{
    struct cs_buffer fact;

    cs_buffer_init(&fact);
    cs_buffer_printf(&fact, "%s is %s", cs_row_name(b->report, who), cs_row_name(b->report, entry->term.head));
    for (const struct cs_role *role = entry->term.roles; role != NULL; role = role->next)
        if (role->prep != CS_PREP_IS)
            cs_buffer_printf(&fact, " %.*s", (int)(role->span.end - role->span.start),
                             role->span.source->bytes + role->span.start);
    return cs_buffer_keep(&fact, &b->table->arena);
}

/* What a decision rests on, each fact once; NULL if on nothing that is said of the organ. */
static const char *rule_of(struct building *b, const struct cs_ledger_row *row)
{
    size_t count, written = 0;
    const struct cs_entry **grounds = cs_decision_grounds(b->report, row, &b->table->arena, &count);
    const char **facts = cs_arena_array(&b->table->arena, count, sizeof *facts);
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; facts != NULL && i < count; i++) {
        const char *fact = ground_text(b, grounds[i], cs_decider(b->report, row));
        size_t before = 0;

        while (before < written && strcmp(facts[before], fact) != 0)
            before++;
        if (before < written)
            continue;
        facts[written++] = fact;
        cs_buffer_printf(&text, "%s%s", text.length > 0 ? ", " : "", fact);
    }
    return text.length > 0 ? cs_buffer_keep(&text, &b->table->arena) : (cs_buffer_release(&text), NULL);
}

static void add_left_out(struct building *b, const struct cs_ledger_row *row)
{
    struct cs_arena *arena = &b->table->arena;
    size_t count;
    const struct cs_left_out *all =
        cs_ledger_left_out(b->report->ledger, row, b->report->ledger->worlds, arena, &count);

    for (size_t i = 0; i < count; i++) {
        const char *who = cs_row_name(b->report, all[i].who);
        struct cs_buffer perhaps;
        struct cs_request_item *item;
        bool added = false;

        cs_buffer_init(&perhaps);
        cs_buffer_printf(&perhaps, "perhaps %s", who);
        if (!all[i].certain)
            who = cs_arena_text(arena, cs_buffer_string(&perhaps), perhaps.length);
        arena->failed = arena->failed || perhaps.failed;
        cs_buffer_release(&perhaps);
        for (size_t k = 0; k < b->column->count && who != NULL; k++)
            added = added || (b->column->items[k].aspect == CS_ASPECT_LEFT_OUT &&
                            strcmp(b->column->items[k].text, who) == 0);
        item = added || who == NULL ? NULL : add_item(b, CS_ASPECT_LEFT_OUT, "left out", who);
        if (item != NULL)
            item->questions = cs_row_left_out_questions(b->report, &all[i], arena, &item->question_count);
    }
}

static void set_standing(struct cs_request_item *item, const struct cs_line *line)
{
    if (item == NULL)
        return;
    item->id = line->ids;
    item->states = line->states;
    item->line = line;
    item->questions = line->questions;
    item->question_count = line->question_count;
    item->concluded = line->concluded;
    item->concluded_count = line->concluded_count;
}

static void add_decisions(struct building *b)
{
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct cs_line *line = &b->lines.items[i];
        const struct cs_row_done *done;
        struct cs_request_item *item;

        if (line->rows[0]->kind != CS_ROW_DECISION)
            continue;
        item = add_item(b, CS_ASPECT_DECIDED, "decided", entry_text(b, line->rows[0]->entry));
        set_standing(item, line);
        if (item == NULL)
            continue;
        item->rule = rule_of(b, line->rows[0]);
        done = cs_row_done_throughout(b->report, line->rows[0], b->report->ledger->worlds, &b->table->arena);
        if (done == NULL || !done->has_days)
            continue;
        item->has_days = true;
        item->days = done->days;
        item->days_most = done->days_most;
    }
    for (size_t i = 0; i < b->lines.count; i++)
        if (b->lines.items[i].rows[0]->kind == CS_ROW_DECISION)
            add_left_out(b, b->lines.items[i].rows[0]);
    for (size_t i = 0; i < b->lines.count; i++)
        if (b->lines.items[i].rows[0]->kind == CS_ROW_DECISION && b->lines.items[i].same &&
            b->lines.items[i].states[0] == CS_STATE_DEFERRED)
            add_item(b, CS_ASPECT_DEFERRED, "deferred", entry_text(b, b->lines.items[i].rows[0]->entry));
}

/* ---- duties, and what was done ---- */

static void add_bonds(struct building *b, bool expectations)
{
    for (size_t i = 0; i < b->lines.count; i++) {
        const struct cs_line *line = &b->lines.items[i];
        const struct cs_ledger_row *row = line->rows[0];

        if (row->bond == CS_NO_ROW || (row->kind == CS_ROW_EXPECTATION) != expectations)
            continue;
        set_standing(add_item(b, expectations ? CS_ASPECT_EXPECTED : CS_ASPECT_OWED,
                              expectations ? "expected" : "owed", line->label),
                     line);
    }
}

static void add_done(struct building *b)
{
    size_t count;
    const struct cs_request_done *all = cs_request_done(b->report, b->row, &b->table->arena, &count);

    for (size_t i = 0; i < count; i++) {
        struct cs_request_item *item = add_item(b, CS_ASPECT_DONE, "done", all[i].text);

        if (item == NULL)
            return;
        item->states = all[i].states;
        item->questions = all[i].questions;
        item->question_count = all[i].question_count;
        item->has_days = all[i].has_days;
        item->days = all[i].days;
        item->days_most = all[i].days_most;
    }
}

static void add_substitutes(struct building *b)
{
    const struct cs_docket *docket = b->report->ledger->docket;

    for (size_t i = 0; i < docket->matter_count; i++) {
        const struct cs_matter *m = docket->matters[i];
        struct cs_request_item *item;

        if (m->entry->kind != CS_ENTRY_IN_PLACE || m->yes == CS_NONE ||
            !cs_lines_offered(b->report, &b->lines, m->entry))
            continue;
        item = add_item(b, CS_ASPECT_SUBSTITUTED, "in place", entry_text(b, m->entry));
        if (item != NULL)
            item->states = cs_standing_of_set(b->report, m->yes, CS_STATE_SO, CS_STATE_NOT_SO, &b->table->arena);
    }
}

/* ---- columns ---- */

static void fold_group(struct building *b, cs_name trigger)
{
    const struct cs_ledger *ledger = b->report->ledger;
    const struct cs_ledger_row **rows = cs_arena_array(&b->table->arena, ledger->row_count, sizeof *rows);
    size_t count = 0;

    for (size_t i = 0; rows != NULL && i < ledger->row_count; i++)
        if (ledger->rows[i].request != CS_NO_ROW && ledger->rows[ledger->rows[i].request].trigger == trigger)
            rows[count++] = &ledger->rows[i];
    cs_fold(b->report, rows, count, &b->table->arena, &b->lines);
}

static void build_column(struct building *b, const struct cs_ledger_row *row)
{
    char date[96];

    b->row = row;
    b->request = cs_docket_occurrence(b->report->ledger->docket, row->trigger);
    b->column = &b->table->columns[b->table->count++];
    b->column->label = cs_row_name(b->report, row->trigger);
    fold_group(b, row->trigger);
    if (b->request != NULL)
        cs_moment_text(&b->request->entry->moment, date);
    add_item(b, CS_ASPECT_DATE, "date",
             b->request == NULL ? row->date : cs_arena_text(&b->table->arena, date, strlen(date)));
    add_roles(b);
    for (size_t i = 0; i < b->lines.count; i++)
        if (b->lines.items[i].rows[0]->kind == CS_ROW_REQUEST)
            set_standing(add_item(b, CS_ASPECT_EFFECT, "effect",
                                  b->lines.items[i].rows[0]->entry == NULL ||
                                          b->lines.items[i].rows[0]->entry->label == CS_NO_NAME ||
                                          strchr(b->lines.items[i].ids, '.') != NULL
                                      ? cs_ledger_content(b->report->ledger, b->lines.items[i].rows[0]) : ""),
                         &b->lines.items[i]);
    add_decisions(b);
    add_bonds(b, false);
    add_bonds(b, true);
    add_done(b);
    add_substitutes(b);
}

static void use_item(struct cs_legend *legend, const struct cs_request_item *item)
{
    if (item->line != NULL)
        cs_legend_use_line(legend, item->line);
    else
        cs_legend_use(legend, item->questions, item->question_count);
}

void cs_request_table_init(struct cs_request_table *table, const struct cs_report *report)
{
    const struct cs_ledger *ledger = report->ledger;
    struct building b = {.report = report, .table = table};

    *table = (struct cs_request_table){.count = 0};
    cs_arena_init(&table->arena);
    table->columns = cs_arena_array(&table->arena, ledger->row_count, sizeof *table->columns);
    for (size_t i = 0; table->columns != NULL && i < ledger->row_count; i++)
        if (ledger->rows[i].kind == CS_ROW_REQUEST && cs_row_wanted(report, &ledger->rows[i]) &&
            (i == 0 || ledger->rows[i - 1].kind != CS_ROW_REQUEST ||
             ledger->rows[i - 1].trigger != ledger->rows[i].trigger))
            build_column(&b, &ledger->rows[i]);
    cs_legend_init(&table->legend, report, &table->arena);
    for (size_t c = 0; c < table->count; c++)
        for (size_t i = 0; i < table->columns[c].count; i++)
            use_item(&table->legend, &table->columns[c].items[i]);
    cs_legend_number(&table->legend);
}

void cs_request_table_release(struct cs_request_table *table)
{
    for (size_t c = 0; c < table->count; c++)
        free(table->columns[c].items);
    cs_arena_release(&table->arena);
}
