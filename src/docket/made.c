/* SPDX-License-Identifier: MIT */
/* What goes into the keys of made names: terms, dates, bonds, rows, periods, numbers. */
#include "docket/made.h"

static void add_args(struct cs_name_key *key, const struct cs_arg *args)
{
    int64_t count = 0;

    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next)
        count++;
    cs_name_key_number(key, count);
    for (const struct cs_arg *arg = args; arg != NULL; arg = arg->next) {
        cs_name_key_number(key, arg->kind);
        cs_name_key_name(key, arg->name);
    }
}

void cs_made_term(struct cs_name_key *key, const struct cs_term *term)
{
    cs_name_key_name(key, term->head);
    for (int prep = 0; prep < CS_PREP_COUNT; prep++) {
        const struct cs_arg *args = cs_term_args(term, (enum cs_prep)prep);

        if (args != NULL) {
            cs_name_key_number(key, prep);
            add_args(key, args);
        }
    }
}

static void add_given(struct cs_name_key *key, const struct cs_given *given)
{
    const int8_t parts[] = {given->month,    given->day,          given->year_open,
                            given->month_open, given->day_open, (int8_t)given->mark};
    uint64_t packed = 0;

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        packed = packed << 8 | (uint8_t)parts[i];
    cs_name_key_number(key, given->year);
    cs_name_key_number(key, (int64_t)packed);
}

/* Two days as one number. */
static void add_days(struct cs_name_key *key, cs_day a, cs_day b)
{
    cs_name_key_number(key, (int64_t)((uint64_t)(uint32_t)a << 32 | (uint32_t)b));
}

/* A season, or a date with a mark (~ ? %), is other days in other files (R 8.6, 8.7): its key is what is written. */
void cs_made_moment(struct cs_name_key *key, const struct cs_moment *moment)
{
    bool own_days = moment->form != CS_MOMENT_SEASON && moment->from.mark == 0 && moment->to.mark == 0;

    cs_name_key_number(key, (int64_t)moment->form << 2 | moment->end_unknown << 1 | moment->begin_unknown);
    add_given(key, &moment->from);
    add_given(key, &moment->to);
    add_days(key, own_days ? moment->first : 0, own_days ? moment->last : 0);
    add_days(key, own_days ? moment->begins_last : 0, own_days ? moment->ends_first : 0);
    cs_name_key_number(key, moment->hours ? moment->start : 0);
    cs_name_key_number(key, moment->hours ? moment->end : 0);
}

void cs_made_bond(struct cs_name_key *key, const struct cs_bond *bond)
{
    cs_name_key_number(key, bond->expectation);
    cs_name_key_number(key, bond->negated);
    add_args(key, bond->first);
    add_args(key, bond->second);
    cs_made_term(key, &bond->act);
}

void cs_made_row(struct cs_name_key *key, const struct cs_plan *plan, uint32_t relation, const cs_value *values)
{
    const struct cs_relation *r = &plan->relations[relation];

    cs_name_key_name(key, r->head);
    cs_name_key_name(key, r->under);
    if (r->kind == CS_RELATION_DUTY)
        cs_name_key_number(key, r->forbidden);
    for (uint32_t i = 0; i < r->column_count; i++)
        cs_name_key_name(key, values[i]);
}

void cs_made_period(struct cs_name_key *key, struct cs_duration period)
{
    cs_name_key_number(key, period.unit);
    cs_name_key_number(key, period.count);
    cs_name_key_number(key, period.or_next);
}

void cs_made_wide(struct cs_name_key *key, cs_wide number)
{
    cs_name_key_number(key, (int64_t)(number & UINT64_MAX));
    cs_name_key_number(key, (int64_t)(number >> 64));
}

bool cs_made_is(const struct cs_plan *plan, cs_value value, cs_kind kind)
{
    const struct cs_symbols *symbols = plan->symbols;

    if (cs_names_tag(plan->names, value) != CS_MADE_PARTICULAR)
        return cs_symbols_is(symbols, value, kind);
    return cs_kind_within(symbols, symbols->kind_of[cs_names_part(plan->names, value, 0)] - 1, kind);
}
