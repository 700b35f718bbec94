/* SPDX-License-Identifier: MIT */
#include "serve/entering.h"

#include <ctype.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define LINES_LONGEST (64 * 1024)

void cs_entering_release(struct cs_tried *tried)
{
    casus_act_free(tried->act);
    casus_case_free(tried->c);
    casus_text_free(tried->lines.bytes);
    casus_text_free(tried->told.bytes);
    *tried = (struct cs_tried){.act = NULL};
}

/* Is the name behind the first "by" of a sentence this one? A name has words that begin with capital letters. */
static bool is_by(const char *sentence, const char *party)
{
    const char *by = strstr(sentence, " by ");
    size_t length = strlen(party);

    return by != NULL && strncmp(by + 4, party, length) == 0 &&
           (by[4 + length] == '\0' || (by[4 + length] == ' ' && islower((unsigned char)by[5 + length])));
}

/* The one entry that stands behind this line of the record; false: there is none, or there are several. */
static bool find_entry(casus_answer *a, const char *record, size_t line, struct casus_entry *out, size_t *at)
{
    struct casus_entry entry;
    size_t found = 0;

    for (size_t i = 0; i < casus_entry_count(a); i++)
        if (casus_entry_at(a, i, &entry) == CASUS_OK && strcmp(entry.record, record) == 0 &&
            entry.line > line) {
            *out = entry;
            *at = i;
            found++;
        }
    return found == 1;
}

/* The record with what was tried at its end. Free *c and *a in any case. */
static casus_status open_with(const struct cs_kept_case *kept, const casus_act *act, casus_case **c, casus_answer **a,
                              size_t *line, struct casus_failure *failure)
{
    struct casus_wishes wishes = {.size = sizeof wishes};
    casus_text text = {.bytes = NULL};
    casus_sink sink = casus_text_sink(&text);
    size_t length = 0;
    const char *before = casus_act_record(act, &length);
    casus_status status;

    *c = NULL;
    *a = NULL;
    *line = 0;
    for (size_t i = 0; i < length; i++)
        *line += before[i] == '\n';
    sink.write(sink.context, before, length);
    cs_serve_add(&text, casus_act_addition(act));
    status = cs_state_open(kept, &text, NULL, c, failure);
    casus_text_free(text.bytes);
    if (status == CASUS_OK) {
        status = casus_answer_new(*c, &wishes, a);
        if (status != CASUS_OK)
            cs_serve_fail(failure, status, "%.500s", casus_case_message(*c));
    }
    return status;
}

/* Is this date of a record now, by the register's clock? A day is, wherever in the world it is that day. */
static bool is_now(const struct cs_register *r, const char *date)
{
    bool day = date != NULL && strchr(date, 'T') == NULL;
    long long at, begin, end, zones = day ? 14LL * 3600 : 0;
    char now[32];

    cs_state_now(r, now);
    return date != NULL && cs_state_seconds(r, now, false, &at) && cs_state_seconds(r, date, true, &begin) &&
           cs_state_seconds(r, date, false, &end) && begin - zones <= at && at <= end + zones;
}

/* What a delegate of the party may enter: *says, it gets a claim of the party. */
static casus_status judge(const struct cs_register *r, const casus_act *act, casus_answer *a, const char *record,
                          size_t line, const char *party, bool *says, struct casus_failure *failure)
{
    struct casus_entry entry = {.label = NULL};
    struct casus_claim claim;
    size_t at = 0;

    if (!find_entry(a, record, line, &entry, &at))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "a delegate enters one statement at a time, and what his party says of it; the rest is "
                             "for a secretary");
    if (entry.concluded != NULL)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only a secretary enters what the record concludes");
    for (size_t i = 0; i < entry.claim_count; i++) {
        if (casus_claim_at(a, at, i, &claim) != CASUS_OK)
            return cs_serve_memory(failure);
        if (claim.voice == NULL || strcmp(claim.voice, party) != 0 || claim.via != NULL)
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                                 "you enter for %.60s, and have no mandate to say what %.60s says", party,
                                 claim.voice != NULL ? claim.voice : "somebody else");
        if (claim.recorded != NULL && !is_now(r, claim.recorded))
            return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                                 "a claim is recorded when it is entered; leave \"recorded\" out");
    }
    *says = entry.claim_count == 0 &&
            !(casus_act_needs_power(act) && is_by(entry.text, party) && is_now(r, entry.date));
    return CASUS_OK;
}

static casus_status check_delegate(struct cs_register *r, const struct cs_kept_case *kept, const casus_act *act,
                                   const char *party, bool *says, struct casus_failure *failure)
{
    casus_answer *a;
    casus_case *c;
    size_t line;
    casus_status status = open_with(kept, act, &c, &a, &line, failure);
    char record[128];

    *says = false;
    cs_state_record_name(kept, record);
    if (status == CASUS_OK)
        status = judge(r, act, a, record, line, party, says, failure);
    casus_answer_free(a);
    casus_case_free(c);
    return status;
}

static casus_status check_mandate(struct cs_register *r, const struct cs_person *person, const char *party,
                                  struct casus_failure *failure)
{
    if (person == NULL || (person->role != CS_ROLE_DELEGATE && person->role != CS_ROLE_SECRETARY))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only delegates and secretaries enter something in a case");
    if (party == NULL && person->role == CS_ROLE_DELEGATE)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "say for whom you enter it");
    if (party != NULL && !cs_people_speaks(r, person->name, party))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "you have no mandate now to speak for %.60s", party);
    return CASUS_OK;
}

/* Tries the lines of *out in its case. */
static casus_status try_lines(struct cs_register *r, const struct cs_proposal *proposal, const char *record,
                              struct cs_tried *out, struct casus_failure *failure)
{
    struct cs_matter matter = {.name = proposal->name, .lines = out->lines.bytes, .on = proposal->on};
    casus_status status;
    char now[32];

    cs_state_now(r, now);
    casus_act_free(out->act);
    out->act = NULL;
    status = cs_register_try(out->c, record, &matter, now, &out->act, failure);
    if (status == CASUS_OK && casus_act_line(out->act) == NULL)
        status = cs_register_mistakes(out->act, &out->told, failure);
    return status;
}

casus_status cs_entering_try(struct cs_register *r, const struct cs_person *person, const struct cs_proposal *proposal,
                             const char *language, struct cs_tried *out, struct casus_failure *failure)
{
    const struct cs_kept_case *kept = cs_state_case(r, proposal->name, failure);
    casus_status status = kept != NULL ? check_mandate(r, person, proposal->party, failure) : CASUS_ERR_ARGUMENT;
    bool says = false;
    size_t hidden;
    char record[128];

    *out = (struct cs_tried){.act = NULL};
    if (status == CASUS_OK && !cs_sight_case(r, person, kept))
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "there is no such case, or it is not for you to see");
    if (status == CASUS_OK && (strlen(proposal->lines) > LINES_LONGEST || *proposal->lines == '\0'))
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "enter a statement, of at most %d bytes", LINES_LONGEST);
    if (status != CASUS_OK)
        return status;
    cs_state_record_name(kept, record);
    cs_serve_add(&out->lines, proposal->lines);
    status = cs_sight_open(r, person, kept, language, &out->c, &hidden, failure);
    if (status == CASUS_OK)
        status = out->lines.failed ? cs_serve_memory(failure) : try_lines(r, proposal, record, out, failure);
    if (status == CASUS_OK && person->role == CS_ROLE_DELEGATE)
        status = check_delegate(r, kept, out->act, proposal->party, &says, failure);
    if (status != CASUS_OK || !says)
        return status;
    cs_serve_add(&out->lines, "\n  says ");
    cs_serve_add(&out->lines, proposal->party);
    status = out->lines.failed ? cs_serve_memory(failure) : try_lines(r, proposal, record, out, failure);
    if (status == CASUS_OK)
        status = check_delegate(r, kept, out->act, proposal->party, &says, failure);
    if (status == CASUS_OK && says)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only a secretary enters this");
    return status;
}

casus_status cs_entering_enter(struct cs_register *r, const struct cs_person *person,
                               const struct cs_proposal *proposal, const struct cs_condition *condition,
                               struct cs_entered *out, casus_text *told, struct casus_failure *failure)
{
    struct cs_hand hand = {.by = person != NULL ? person->name : NULL,
                           .speaks_for = proposal->party,
                           .key = condition->key};
    struct cs_matter matter = {.name = proposal->name, .on = proposal->on};
    struct cs_tried tried = {.act = NULL};
    const struct cs_kept_case *kept;
    int64_t number = 0;
    char name[CS_PERSON_SIZE];
    casus_status status = CASUS_OK;

    memset(out, 0, sizeof *out);
    if (person != NULL) { /* the list of persons may be read again below */
        snprintf(name, sizeof name, "%s", person->name);
        hand.by = name;
    }
    if (condition->key != NULL && *condition->key != '\0')
        status = cs_chain_find(r->chain, condition->key, &number, failure);
    if (status == CASUS_OK && number != 0) {
        out->number = number;
        out->before = true;
        return CASUS_OK;
    }
    kept = status == CASUS_OK ? cs_state_case(r, proposal->name, failure) : NULL;
    if (kept == NULL)
        return status == CASUS_OK ? CASUS_ERR_ARGUMENT : status;
    if (condition->last != 0 && condition->last != kept->last)
        return cs_serve_fail(failure, CASUS_ERR_LIMIT,
                             "something was entered in this case meanwhile; look at it again before you confirm");
    status = cs_entering_try(r, person, proposal, NULL, &tried, failure);
    matter.lines = tried.lines.bytes;
    if (status == CASUS_OK)
        status = cs_register_enter(r, &hand, &matter, out, told, failure);
    else if (tried.told.length > 0)
        cs_serve_add(told, tried.told.bytes);
    cs_entering_release(&tried);
    return status;
}
