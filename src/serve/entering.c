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
    cs_declare_release(&tried->declared);
    cs_effects_release(&tried->effects);
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

/* The one entry that stands behind this line of the record; *found: how many there are. */
static casus_status find_entry(casus_answer *a, const char *record, size_t line, struct casus_entry *out, size_t *at,
                               size_t *found)
{
    struct casus_entry entry;
    casus_status status = CASUS_OK;

    *found = 0;
    for (size_t i = 0; status != CASUS_ERR_MEMORY && i < casus_entry_count(a); i++) {
        status = casus_entry_at(a, i, &entry);
        if (status != CASUS_OK || strcmp(entry.record, record) != 0 || entry.line <= line)
            continue;
        *out = entry;
        *at = i;
        (*found)++;
    }
    return status == CASUS_ERR_MEMORY ? status : CASUS_OK;
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

static casus_status many(struct casus_failure *failure)
{
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                         "a delegate enters one statement at a time, and what his party says of it; the rest, and what "
                         "declares a name, is for a secretary");
}

/* Does a line begin with "retracted": does the record take something back? */
static bool takes_back(const char *lines)
{
    for (const char *at = lines; at != NULL; at = strchr(at, '\n')) {
        at += strspn(at, " \t\n");
        if (strncmp(at, "retracted", 9) == 0 && !isalnum((unsigned char)at[9]))
            return true;
    }
    return false;
}

/* What a delegate of the party may enter: *says, it gets a claim of the party. */
static casus_status judge(const struct cs_register *r, const casus_act *act, casus_answer *a, const char *record,
                          size_t line, const char *party, bool *says, struct casus_failure *failure)
{
    struct casus_entry entry = {.label = NULL};
    struct casus_claim claim;
    size_t at = 0, found;

    if (find_entry(a, record, line, &entry, &at, &found) != CASUS_OK)
        return cs_serve_memory(failure);
    if (found != 1)
        return many(failure);
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
    struct casus_act_moment moment;
    size_t length = 0, line = 0;
    const char *before = casus_act_record(act, &length);
    char record[128];

    *says = false;
    if (takes_back(casus_act_line(act)))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                             "what the record holds is taken back by a secretary; your party denies it, or takes back "
                             "its own word: \"retracts %.60s\"", party);
    cs_state_record_name(kept, record);
    for (size_t i = 0; i < length; i++)
        line += before[i] == '\n';
    if (casus_act_moment_at(act, 0, &moment) != CASUS_OK)
        return cs_serve_memory(failure);
    return judge(r, act, moment.with, record, line, party, says, failure);
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

/* Tries the lines of *out in its case. Whether a delegate may enter them is seen where they are evaluated. */
static casus_status try_lines(struct cs_register *r, const struct cs_person *person,
                              const struct cs_proposal *proposal, const char *record, struct cs_tried *out,
                              struct casus_failure *failure)
{
    bool alone = proposal->alone && person->role != CS_ROLE_DELEGATE;
    struct cs_matter matter = {.name = proposal->name,
                               .lines = out->lines.bytes,
                               .on = proposal->on,
                               .alone = alone,
                               .enter = alone && proposal->enter && out->hidden == 0};
    casus_status status;
    char now[32], before[48];

    if (out->lines.failed)
        return cs_serve_memory(failure);
    cs_state_now(r, now);
    cs_register_before(r, before);
    casus_act_free(out->act);
    out->act = NULL;
    status = cs_register_try(out->c, record, &matter, now, before, &out->act, failure);
    if (status == CASUS_OK && casus_act_line(out->act) == NULL)
        status = cs_register_mistakes(out->act, &out->told, failure);
    return status;
}

/* Tries declarations. Only he who keeps the record enters them: he sees all of the case. */
static casus_status try_declarations(struct cs_register *r, const struct cs_person *person,
                                     const struct cs_kept_case *kept, const struct cs_proposal *proposal,
                                     struct cs_tried *out, struct casus_failure *failure)
{
    casus_status status;

    if (person->role != CS_ROLE_SECRETARY)
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "names and words are declared by a secretary");
    out->declares = true;
    status = cs_declare_try(r, kept, proposal->lines, &out->declared, &out->told, failure);
    if (status == CASUS_OK && !proposal->alone)
        status = cs_declare_compare(r, kept, &out->declared, &out->effects, failure);
    cs_serve_add(&out->lines, out->declared.lines.bytes != NULL ? out->declared.lines.bytes : "");
    return status == CASUS_OK && out->lines.failed ? cs_serve_memory(failure) : status;
}

casus_status cs_entering_try(struct cs_register *r, const struct cs_person *person, const struct cs_proposal *proposal,
                             const char *language, struct cs_tried *out, struct casus_failure *failure)
{
    const struct cs_kept_case *kept = cs_state_case(r, proposal->name, failure);
    casus_status status = kept != NULL ? check_mandate(r, person, proposal->party, failure) : CASUS_ERR_ARGUMENT;
    bool says = false;
    char record[128];

    *out = (struct cs_tried){.act = NULL};
    if (status == CASUS_OK && !cs_sight_case(r, person, kept))
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "there is no such case, or it is not for you to see");
    if (status == CASUS_OK && (strlen(proposal->lines) > LINES_LONGEST || *proposal->lines == '\0'))
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "enter a statement, of at most %d bytes", LINES_LONGEST);
    if (status != CASUS_OK)
        return status;
    if (cs_declares(proposal->lines))
        return try_declarations(r, person, kept, proposal, out, failure);
    cs_state_record_name(kept, record);
    cs_serve_add(&out->lines, proposal->lines);
    status = cs_sight_open(r, person, kept, language, &out->c, &out->hidden, failure);
    if (status == CASUS_OK)
        status = try_lines(r, person, proposal, record, out, failure);
    if (status == CASUS_OK && person->role == CS_ROLE_DELEGATE)
        status = check_delegate(r, kept, out->act, proposal->party, &says, failure);
    if (status != CASUS_OK || !says)
        return status;
    cs_serve_add(&out->lines, "\n  says ");
    cs_serve_add(&out->lines, proposal->party);
    status = try_lines(r, person, proposal, record, out, failure);
    if (status == CASUS_OK)
        status = check_delegate(r, kept, out->act, proposal->party, &says, failure);
    if (status == CASUS_OK && says)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only a secretary enters this");
    return status;
}

/* Tries the proposal in the case as it is now, and enters it: as it was tried, where he sees all of the case. */
static casus_status try_and_enter(struct cs_register *r, const struct cs_person *person, const struct cs_hand *hand,
                                  const struct cs_proposal *proposal, int64_t last, struct cs_entered *out,
                                  casus_text *told, struct casus_failure *failure)
{
    struct cs_matter matter = {.name = proposal->name, .on = proposal->on, .alone = proposal->alone};
    struct cs_proposal entered = *proposal;
    const struct cs_kept_case *kept = cs_state_case(r, proposal->name, failure);
    struct cs_tried tried = {.act = NULL};
    casus_status status;

    if (kept == NULL)
        return CASUS_ERR_ARGUMENT;
    if (last != 0 && last != kept->last)
        return cs_serve_fail(failure, CASUS_ERR_LIMIT,
                             "something was entered in this case meanwhile; look at it again before you confirm");
    entered.enter = true;
    status = cs_entering_try(r, person, &entered, NULL, &tried, failure);
    matter.lines = tried.lines.bytes;
    if (status != CASUS_OK && tried.told.length > 0) {
        cs_serve_add(told, tried.told.bytes);
    } else if (status == CASUS_OK && tried.declares) {
        if (!proposal->alone)
            cs_effects_write(&tried.effects, told);
        status = cs_declare_enter(r, kept, hand, "lines", "", &tried.declared, out, failure);
    } else if (status == CASUS_OK && tried.hidden == 0) {
        status = cs_register_enter_tried(r, kept, hand, tried.act, out, told, failure);
    } else if (status == CASUS_OK) {
        status = cs_register_try_and_enter(r, hand, &matter, "lines", "", out, told, failure);
    }
    cs_entering_release(&tried);
    return status;
}

casus_status cs_entering_enter(struct cs_register *r, const struct cs_person *person,
                               const struct cs_proposal *proposal, const struct cs_condition *condition,
                               struct cs_entered *out, casus_text *told, struct casus_failure *failure)
{
    struct cs_hand hand = {.speaks_for = proposal->party, .key = condition->key};
    struct cs_person self;
    char name[CS_PERSON_SIZE];
    bool before = false;
    casus_status status;

    if (person != NULL) { /* the list of persons may be read again below */
        snprintf(name, sizeof name, "%s", person->name);
        self = (struct cs_person){.name = name, .role = person->role};
        hand.by = name;
    }
    status = cs_register_begin(r, &hand, out, &before, failure);
    if (status == CASUS_OK && !before)
        status = try_and_enter(r, person != NULL ? &self : NULL, &hand, proposal, condition->last, out, told, failure);
    return cs_register_finish(r, status, failure);
}
