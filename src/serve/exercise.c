/* SPDX-License-Identifier: MIT */
#include "serve/exercise.h"

#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

#define TEXT_LONGEST (256 * 1024)
#define INJECTS_MOST 1000 /* of one file */

static void release_inject(struct cs_inject *inject)
{
    char *parts[] = {inject->by, inject->moment, inject->where, inject->text, inject->why};

    for (size_t i = 0; i < sizeof parts / sizeof *parts; i++)
        free(parts[i]);
}

void cs_exercise_release(struct cs_injects *injects)
{
    for (size_t i = 0; i < injects->count; i++)
        release_inject(&injects->items[i]);
    free(injects->items);
    *injects = (struct cs_injects){.items = NULL};
}

/* ---- reading a file ---- */

struct reading { const struct cs_register *r; const char *at; int64_t line; };

static size_t line_length(const char *at)
{
    return strcspn(at, "\n");
}

static void next_line(struct reading *reading)
{
    size_t length = line_length(reading->at);

    reading->at += length + (reading->at[length] == '\n');
    reading->line++;
}

static casus_status refuse(const struct reading *reading, const char *why, struct casus_failure *failure)
{
    return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "line %" PRId64 " of the injects: %s", reading->line, why);
}

/* Reads "INSTANT in CASE" or "INSTANT to NAMES". */
static casus_status read_head(struct reading *reading, struct cs_inject *out, struct casus_failure *failure)
{
    size_t length = line_length(reading->at), moment = strcspn(reading->at, " \n");
    const char *rest = reading->at + moment;

    length -= length > 0 && reading->at[length - 1] == '\r';
    out->line = reading->line;
    out->moment = strndup(reading->at, moment);
    if (out->moment == NULL)
        return cs_serve_memory(failure);
    if (strchr(out->moment, 'T') == NULL || !cs_state_seconds(reading->r, out->moment, false, &out->seconds))
        return refuse(reading, "an inject begins with its moment, as 2022-09-13T10:00+04:00", failure);
    if (length < moment + 5 || (strncmp(rest, " in ", 4) != 0 && strncmp(rest, " to ", 4) != 0))
        return refuse(reading, "behind its moment stands where it goes: \"in CASE\", or \"to\" parties, persons or all",
                      failure);
    out->note = rest[1] == 't';
    out->where = strndup(rest + 4, length - moment - 4);
    return out->where != NULL ? CASUS_OK : cs_serve_memory(failure);
}

/* Reads the lines below a head, without their two spaces; empty lines end them where no such line follows. */
static casus_status read_lines(struct reading *reading, struct cs_inject *out, struct casus_failure *failure)
{
    casus_text text = {.bytes = NULL};
    casus_sink sink = casus_text_sink(&text);

    while (strncmp(reading->at, "  ", 2) == 0) {
        size_t length = line_length(reading->at) - 2;

        length -= length > 0 && reading->at[length + 1] == '\r';
        if (text.length > 0)
            cs_serve_add(&text, "\n");
        sink.write(sink.context, reading->at + 2, length);
        next_line(reading);
    }
    if (text.failed || text.bytes == NULL) {
        casus_text_free(text.bytes);
        return text.failed ? cs_serve_memory(failure)
                           : refuse(reading, "an inject has lines below it, two spaces in", failure);
    }
    out->text = text.bytes;
    return CASUS_OK;
}

/* Adds the injects of a file; what was added stays if it fails. */
static casus_status read_file(const struct cs_register *r, const char *text, struct cs_injects *out,
                              struct casus_failure *failure)
{
    struct reading reading = {.r = r, .at = text, .line = 1};
    size_t first = out->count;
    casus_status status = CASUS_OK;

    while (status == CASUS_OK && *reading.at != '\0') {
        size_t blank = strspn(reading.at, " \t\r");
        struct cs_inject *inject;

        if (reading.at[blank] == '\n' || reading.at[blank] == '\0' || strncmp(reading.at, "--", 2) == 0) {
            next_line(&reading);
            continue;
        }
        if (out->count - first == INJECTS_MOST)
            return refuse(&reading, "a file has at most 1000 injects", failure);
        inject = cs_state_one_more(&out->items, &out->count, sizeof *inject);
        status = inject != NULL ? read_head(&reading, inject, failure) : cs_serve_memory(failure);
        next_line(&reading);
        if (status == CASUS_OK)
            status = read_lines(&reading, inject, failure);
    }
    return status;
}

/* ---- learning ---- */

static casus_status learn_file(struct cs_register *r, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    size_t first = r->injects.count;
    casus_status status = read_file(r, entry->body, &r->injects, failure);

    for (size_t i = first; i < r->injects.count; i++) {
        r->injects.items[i].file = entry->number;
        r->injects.items[i].by = strdup(entry->by);
        if (r->injects.items[i].by == NULL)
            status = cs_serve_memory(failure);
    }
    return status;
}

/* The inject that the body "NUMBER LINE..." names; *rest is what stands behind that. NULL: there is none. */
static struct cs_inject *named(struct cs_register *r, const char *body, const char **rest)
{
    char *end;
    long long file = strtoll(body, &end, 10), line = strtoll(end, &end, 10);

    *rest = end + (*end != '\0');
    for (size_t i = 0; i < r->injects.count; i++)
        if (r->injects.items[i].file == file && r->injects.items[i].line == line)
            return &r->injects.items[i];
    return NULL;
}

casus_status cs_exercise_learn(struct cs_register *r, struct cs_kept_case *c, const struct cs_chain_entry *entry,
                               bool *known, struct casus_failure *failure)
{
    bool lines = c != NULL && strcmp(entry->kind, "inject") == 0;
    bool refused = c != NULL && strcmp(entry->kind, "inject-refused") == 0;
    struct cs_inject *inject;
    const char *rest = NULL;

    *known = true;
    if (strcmp(entry->kind, "injects") == 0)
        return entry->body != NULL ? learn_file(r, entry, failure) : cs_serve_memory(failure);
    *known = lines || refused || strcmp(entry->kind, "note") == 0;
    if (!*known)
        return CASUS_OK;
    if (entry->body == NULL) /* sealed; which inject it was is gone with its words */
        return lines ? cs_state_learn_lines(c, entry, NULL, failure) : CASUS_OK;
    inject = named(r, entry->body, &rest);
    if (inject != NULL) {
        inject->state = refused ? CS_INJECT_REFUSED : CS_INJECT_ENTERED;
        inject->entry = entry->number;
        free(inject->why);
        inject->why = refused ? strdup(rest) : NULL;
        if (refused && inject->why == NULL)
            return cs_serve_memory(failure);
    }
    return lines ? cs_state_learn_lines(c, entry, rest, failure) : CASUS_OK;
}

/* ---- asking ---- */

bool cs_note_for(struct cs_register *r, const struct cs_person *person, const struct cs_inject *note)
{
    return note->note && note->state == CS_INJECT_ENTERED && person != NULL && person->role != CS_ROLE_NONE &&
           (strcmp(note->where, "all") == 0 || cs_sight_named(r, person, note->where));
}

/* ---- entering ---- */

/* Enters one inject at the time of the clock. */
static casus_status come_about(struct cs_register *r, size_t index, struct casus_failure *failure)
{
    struct cs_inject *inject = &r->injects.items[index];
    struct cs_hand hand = {.by = inject->by};
    struct cs_matter matter = {.name = inject->where, .lines = inject->text, .on = inject->moment};
    struct cs_entered entered;
    casus_text told = {.bytes = NULL}, body = {.bytes = NULL};
    char head[64];
    casus_status status;

    snprintf(head, sizeof head, "%" PRId64 " %" PRId64 "\n", inject->file, inject->line);
    if (inject->note)
        return cs_register_append(r, &hand, "note", "", head, &entered, failure);
    status = cs_register_try_and_enter(r, &hand, &matter, "inject", head, &entered, &told, failure);
    if (status == CASUS_ERR_ARGUMENT) {
        head[strlen(head) - 1] = ' ';
        cs_serve_add_all(&body, head, failure->message, told.bytes != NULL ? "\n" : NULL, told.bytes, NULL);
        status = body.failed ? cs_serve_memory(failure)
                             : cs_register_append(r, &hand, "inject-refused", inject->where, body.bytes, &entered,
                                                  failure);
    }
    casus_text_free(body.bytes);
    casus_text_free(told.bytes);
    return status;
}

/* The inject that comes about first of those that wait until this time; their count: there is none. */
static size_t next_until(const struct cs_injects *injects, long long to)
{
    size_t next = injects->count;

    for (size_t i = injects->count; i-- > 0;)
        if (injects->items[i].state == CS_INJECT_WAITS && injects->items[i].seconds <= to &&
            (next == injects->count || injects->items[i].seconds <= injects->items[next].seconds))
            next = i;
    return next;
}

casus_status cs_exercise_go_on(struct cs_register *r, const char *instant, struct casus_failure *failure)
{
    struct cs_entered entered;
    long long to, now;
    casus_status status = CASUS_OK;

    if (!cs_state_seconds(r, instant, false, &to))
        return cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "\"%.60s\" is no instant", instant);
    while (status == CASUS_OK) {
        size_t next = next_until(&r->injects, to);

        if (next == r->injects.count)
            return CASUS_OK;
        if (cs_state_seconds(r, r->clock, false, &now) && r->injects.items[next].seconds > now) {
            struct cs_hand hand = {.by = r->injects.items[next].by};

            status = cs_register_set_clock(r, &hand, r->injects.items[next].moment, &entered, failure);
        }
        if (status == CASUS_OK)
            status = come_about(r, next, failure);
    }
    return status;
}

/* Has the case no mistake with the lines of all its injects that wait? The first that has one is told. */
static casus_status check_lines(struct cs_register *r, const struct cs_kept_case *c, struct casus_failure *failure)
{
    casus_text record = {.bytes = NULL};
    char name[128];
    casus_status status = CASUS_OK;

    cs_state_record_name(c, name);
    cs_state_record(c, NULL, &record);
    for (size_t i = 0; status == CASUS_OK && i < r->injects.count; i++) {
        const struct cs_inject *inject = &r->injects.items[i];
        struct cs_matter matter = {.name = c->name, .lines = inject->text, .on = inject->moment};
        struct casus_failure why;
        casus_text told = {.bytes = NULL};
        casus_case *opened = NULL;
        casus_act *act = NULL;

        if (inject->note || inject->state != CS_INJECT_WAITS || strcmp(inject->where, c->name) != 0)
            continue;
        status = cs_state_open(c, &record, NULL, &opened, failure);
        if (status == CASUS_OK)
            status = cs_register_try(opened, name, &matter, inject->moment, NULL, &act, failure);
        if (status == CASUS_OK && casus_act_line(act) == NULL) {
            cs_register_mistakes(act, &told, &why);
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the inject of line %" PRId64 ": %.200s\n%.600s",
                                   inject->line, why.message, told.bytes != NULL ? told.bytes : "");
        } else if (status == CASUS_OK) {
            cs_serve_add(&record, casus_act_addition(act));
        }
        casus_text_free(told.bytes);
        casus_act_free(act);
        casus_case_free(opened);
    }
    casus_text_free(record.bytes);
    return status;
}

/* Is there what the file names, and can its lines be entered? */
static casus_status check_file(struct cs_register *r, size_t first, struct casus_failure *failure)
{
    casus_status status = CASUS_OK;

    for (size_t i = first; status == CASUS_OK && i < r->injects.count; i++)
        if (!r->injects.items[i].note && cs_state_case(r, r->injects.items[i].where, failure) == NULL)
            status = CASUS_ERR_ARGUMENT;
    for (size_t i = 0; status == CASUS_OK && i < r->case_count; i++)
        status = check_lines(r, &r->cases[i], failure);
    return status;
}

casus_status cs_register_injects(struct cs_register *r, const struct cs_hand *hand, const char *text,
                                 struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_injects read = {.items = NULL};
    bool before;
    casus_status status = cs_register_begin(r, hand, out, &before, failure);

    if (status == CASUS_OK && !before && !r->exercise)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "only an exercise has injects");
    if (status == CASUS_OK && !before && strlen(text) > TEXT_LONGEST)
        status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "a file of injects has at most %d bytes", TEXT_LONGEST);
    if (status == CASUS_OK && !before) {
        status = read_file(r, text, &read, failure);
        if (status == CASUS_OK && read.count == 0)
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the file has no inject");
        cs_exercise_release(&read);
    }
    if (status == CASUS_OK && !before) {
        size_t first = r->injects.count;
        struct cs_entered moved;

        status = cs_register_append(r, hand, "injects", "", text, out, failure);
        if (status == CASUS_OK)
            status = check_file(r, first, failure);
        moved = *out;
        if (status == CASUS_OK)
            status = cs_exercise_go_on(r, r->clock, failure);
        *out = moved;
    }
    return cs_register_finish(r, status, failure);
}
