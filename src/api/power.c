/* SPDX-License-Identifier: MIT */
#include <stdlib.h>
#include <string.h>

#include "api/api.h"

/* "Alden=0.7", into the arena of the failure's owner: `names` has room for the names. */
static casus_status read_chance(const char *given, char *name, struct cs_power_chance *out, struct cs_failure *failure)
{
    const char *sign = strrchr(given, '=');
    uint64_t over, under;

    if (sign == NULL || sign == given || !cs_credence_fraction(sign + 1, strlen(sign + 1), &over, &under) ||
        over > under || under > UINT32_MAX)
        return cs_fail(failure, CASUS_ERR_ARGUMENT, "\"%s\" is not a name and a chance from 0 to 1, such as Alden=0.7",
                       given);
    memcpy(name, given, (size_t)(sign - given));
    name[sign - given] = '\0';
    *out = (struct cs_power_chance){.member = name, .over = (uint32_t)over, .under = (uint32_t)under};
    return CASUS_OK;
}

/* The chances, each with its name behind them in one piece of memory; NULL if one is wrong. */
static struct cs_power_chance *read_chances(const casus_case *c, const struct casus_voting_wishes *wishes,
                                            struct cs_failure *failure)
{
    struct cs_power_chance *chances;
    size_t bytes = 1;
    char *names;

    if (!cs_api_listed(wishes->chances, wishes->chance_count)) {
        cs_fail(failure, CASUS_ERR_ARGUMENT, "a chance of the wishes is missing");
        return NULL;
    }
    for (size_t i = 0; i < wishes->chance_count; i++)
        bytes += strlen(wishes->chances[i]) + 1;
    chances = calloc(1, wishes->chance_count * sizeof *chances + bytes);
    if (chances == NULL) {
        cs_fail_memory(failure);
        return NULL;
    }
    names = (char *)(chances + wishes->chance_count);
    for (size_t i = 0; i < wishes->chance_count; i++) {
        cs_name name;

        if (read_chance(wishes->chances[i], names, &chances[i], failure) != CASUS_OK)
            break;
        names += strlen(names) + 1;
        if (cs_case_party(&c->texts, chances[i].member, &name))
            chances[i].member = cs_names_text(&c->texts.names, name);
    }
    return chances;
}

/* The name of the organ as the texts spell it. */
static const char *spelt(const casus_case *c, const char *organ)
{
    cs_name name;

    return cs_case_party(&c->texts, organ, &name) ? cs_names_text(&c->texts.names, name) : organ;
}

static void compute(casus_voting *p, const struct casus_voting_wishes *wishes, struct cs_failure *failure)
{
    struct casus_wishes given = {.size = sizeof given, .as_of = wishes->as_of, .account = wishes->account}, all;
    struct cs_wishes inner;
    struct cs_ballot_wish wish = {.organ = spelt(p->of, wishes->organ), .draft = wishes->draft, .rules = &wishes->rule,
                                  .rule_count = wishes->rule != NULL};
    struct cs_power_chance *chances;

    if (cs_api_case_ready(p->of, failure) != CASUS_OK ||
        cs_api_wishes(p->of, &given, NULL, &inner, &all, failure) != CASUS_OK)
        return;
    wish.as_of = &inner.as_of;
    wish.account = inner.account != CS_NO_NAME ? cs_names_text(&p->of->texts.names, inner.account) : NULL;
    memcpy(p->as_of, inner.as_of.text, sizeof p->as_of);
    chances = read_chances(p->of, wishes, failure);
    if (chances != NULL && failure->status == CASUS_OK)
        cs_power(&p->of->texts, &wish, chances, wishes->chance_count, wishes->most, failure, &p->power);
    free(chances);
}

casus_status casus_voting_new(casus_case *c, const struct casus_voting_wishes *given, casus_voting **out)
{
    struct casus_voting_wishes wishes = {.size = sizeof wishes};
    struct cs_failure failure;
    casus_voting *p;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    *out = NULL;
    if (c == NULL || given == NULL || given->size < sizeof given->size)
        return CASUS_ERR_ARGUMENT;
    memcpy(&wishes, given, given->size < sizeof wishes ? given->size : sizeof wishes);
    if (wishes.organ == NULL || (wishes.chances == NULL && wishes.chance_count > 0))
        return cs_api_case_refuse(c, "no organ is named");
    if (c->texts.failure.status != CASUS_OK)
        return c->texts.failure.status;
    cs_failure_clear(&failure);
    p = calloc(1, sizeof *p);
    if (p == NULL)
        return CASUS_ERR_MEMORY;
    p->of = c;
    atomic_fetch_add(&c->users, 1);
    p->organ = cs_api_copy(wishes.organ, &failure);
    p->rule = cs_api_copy(wishes.rule, &failure);
    if (failure.status == CASUS_OK)
        compute(p, &wishes, &failure);
    if (failure.status == CASUS_OK)
        *out = p;
    else
        casus_voting_free(p);
    return cs_api_case_result(c, &failure);
}

void casus_voting_free(casus_voting *p)
{
    if (p == NULL)
        return;
    cs_power_release(&p->power);
    free(p->organ);
    free(p->rule);
    cs_api_case_leave(p->of);
    free(p);
}

size_t casus_voting_member_count(const casus_voting *p)
{
    return p == NULL ? 0 : p->power.ballot.member_count;
}

static const char *decimal(casus_voting *p, const uint32_t *number, size_t digits)
{
    struct cs_buffer text;
    const char *kept;

    cs_buffer_init(&text);
    cs_power_number(number, digits, &text);
    kept = text.failed ? NULL : cs_arena_text(&p->power.ballot.arena, cs_buffer_string(&text), text.length);
    cs_buffer_release(&text);
    return kept;
}

casus_status casus_voting_member_at(casus_voting *p, size_t index, struct casus_voting_member *out)
{
    const struct cs_power_member *member;

    if (out == NULL)
        return CASUS_ERR_ARGUMENT;
    memset(out, 0, sizeof *out);
    if (index >= casus_voting_member_count(p))
        return CASUS_ERR_ARGUMENT;
    member = &p->power.members[index];
    *out = (struct casus_voting_member){.name = member->name,
                                       .swings = decimal(p, member->swings, p->power.digits),
                                       .veto = member->veto};
    if (member->over != NULL) {
        out->over = decimal(p, member->over, p->power.share_digits);
        out->under = decimal(p, member->under, p->power.share_digits);
    }
    return out->swings == NULL || (member->over != NULL && (out->over == NULL || out->under == NULL))
               ? CASUS_ERR_MEMORY : CASUS_OK;
}

casus_status casus_write_voting(casus_voting *const *powers, size_t count, const struct casus_style *given,
                               casus_sink sink)
{
    struct casus_style style = {.size = sizeof style};
    struct cs_power_view *views;
    struct cs_buffer out;
    casus_status status;
    cs_name language;

    if (powers == NULL || count == 0 || sink.write == NULL || (given != NULL && given->size < sizeof given->size))
        return CASUS_ERR_ARGUMENT;
    for (size_t i = 0; i < count; i++)
        if (powers[i] == NULL)
            return CASUS_ERR_ARGUMENT;
    if (given != NULL)
        memcpy(&style, given, given->size < sizeof style ? given->size : sizeof style);
    if ((style.format != CASUS_TEXT && style.format != CASUS_JSON) ||
        !cs_case_speaks(&powers[0]->of->texts, style.language, &language))
        return CASUS_ERR_ARGUMENT;
    views = calloc(count, sizeof *views);
    if (views == NULL)
        return CASUS_ERR_MEMORY;
    for (size_t i = 0; i < count; i++)
        views[i] = (struct cs_power_view){.power = &powers[i]->power, .organ = powers[i]->organ,
                                          .rule = powers[i]->rule, .as_of = powers[i]->as_of,
                                          .supposed = powers[i]->of->supposed,
                                          .language = {.symbols = &powers[i]->of->texts.symbols, .name = language}};
    cs_buffer_init(&out);
    if (style.format == CASUS_JSON)
        cs_power_json(views, count, &out);
    else
        cs_power_text(views, count, style.columns != 0 ? style.columns : CS_REPORT_COLUMNS, style.colour, &out);
    status = out.failed ? CASUS_ERR_MEMORY : CASUS_OK;
    free(views);
    return cs_api_send(&out, status, sink);
}
