/* SPDX-License-Identifier: MIT */
#include "serve/declare.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "serve/state.h"

static const char *const words[] = {"kind", "event", "fact", "quantity", "code", "account", "declaration"};

bool cs_declares(const char *lines)
{
    size_t length;

    lines += strspn(lines, " \t\r\n");
    length = strcspn(lines, " \t\r\n");
    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strlen(words[i]) == length && strncmp(lines, words[i], length) == 0)
            return true;
    return false;
}

void cs_declare_release(struct cs_declared *declared)
{
    casus_case_free(declared->with);
    casus_text_free(declared->lines.bytes);
    *declared = (struct cs_declared){.with = NULL};
}

/* The record with the lines as those of its next entry. *before: how many lines stand before them. */
static casus_status open_with(struct cs_register *r, const struct cs_kept_case *kept, struct cs_declared *out,
                              size_t *before, struct casus_failure *failure)
{
    struct cs_kept_case with = *kept;
    casus_text record = {.bytes = NULL};
    casus_status status;

    with.lines = calloc(kept->line_count + 1, sizeof *with.lines);
    if (with.lines == NULL)
        return cs_serve_memory(failure);
    if (kept->line_count > 0)
        memcpy(with.lines, kept->lines, kept->line_count * sizeof *with.lines);
    with.lines[with.line_count++] = (struct cs_kept_lines){.number = r->last + 1, .text = out->lines.bytes};
    cs_state_record(&with, NULL, &record);
    free(with.lines);
    *before = record.failed ? 0 : cs_state_line_count(record.bytes) - cs_state_line_count(out->lines.bytes);
    status = cs_state_open(kept, &record, NULL, &out->with, failure);
    out->bytes = record.length;
    casus_text_free(record.bytes);
    return status;
}

/* Tells the mistakes: where they are in the lines, with the number of their line there; else where in the record. */
static casus_status tell_mistakes(const struct cs_declared *declared, const char *record, size_t before,
                                  casus_text *told, struct casus_failure *failure)
{
    struct casus_diagnostic d;

    if (casus_case_error_count(declared->with) == 0)
        return CASUS_OK;
    for (size_t i = 0; casus_case_diagnostic(declared->with, i, &d) == CASUS_OK; i++) {
        bool own = strcmp(d.text, record) == 0 && d.line > before;
        char place[160];

        if (!d.error)
            continue;
        snprintf(place, sizeof place, "%s %s%.100s%s%zu: ", d.code, own ? "" : "in ", own ? "" : d.text,
                 own ? "line " : ", line ", own ? d.line - before : d.line);
        cs_serve_add_all(told, place, d.message, "\n", NULL);
        if (d.help != NULL)
            cs_serve_add_all(told, "  ", d.help, "\n", NULL);
    }
    return told->failed ? cs_serve_memory(failure)
                        : cs_serve_fail(failure, CASUS_ERR_ARGUMENT, "the lines have a mistake");
}

/* A statement, and what is said of one, is an act and no declaration; but for the duties of a party's declaration. */
static casus_status check_entries(struct cs_register *r, const struct cs_declared *declared, const char *record,
                                  size_t before, struct casus_failure *failure)
{
    size_t first = strspn(declared->lines.bytes, " \t\r\n");
    bool own = strncmp(declared->lines.bytes + first, "declaration ", 12) == 0;
    struct casus_wishes wishes = {.size = sizeof wishes};
    casus_answer *a = NULL;
    struct casus_entry entry;
    char now[32];
    casus_status status;

    cs_state_now(r, now);
    wishes.as_of = now;
    status = casus_answer_new(declared->with, &wishes, &a);
    if (status != CASUS_OK)
        return cs_serve_fail(failure, status, "%.500s", casus_case_message(declared->with));
    for (size_t i = 0; status == CASUS_OK && casus_entry_at(a, i, &entry) == CASUS_OK; i++)
        if (strcmp(entry.record, record) == 0 && entry.line > before &&
            (!own || entry.claim_count > 0 || entry.label != NULL))
            status = cs_serve_fail(failure, CASUS_ERR_ARGUMENT,
                                   "line %zu is a statement: enter what is declared first, and this line as an act "
                                   "behind that", entry.line - before);
    casus_answer_free(a);
    return status;
}

casus_status cs_declare_try(struct cs_register *r, const struct cs_kept_case *kept, const char *lines,
                            struct cs_declared *out, casus_text *told, struct casus_failure *failure)
{
    char record[128];
    size_t before = 0;
    casus_status status;

    *out = (struct cs_declared){.with = NULL};
    cs_serve_add_lines(&out->lines, lines);
    cs_serve_add(&out->lines, "\n");
    if (out->lines.failed)
        return cs_serve_memory(failure);
    cs_state_record_name(kept, record);
    status = open_with(r, kept, out, &before, failure);
    if (status == CASUS_OK)
        status = tell_mistakes(out, record, before, told, failure);
    return status == CASUS_OK ? check_entries(r, out, record, before, failure) : status;
}

casus_status cs_declare_enter(struct cs_register *r, const struct cs_kept_case *kept, const struct cs_hand *hand,
                              const char *kind, const char *before, struct cs_declared *declared,
                              struct cs_entered *out, struct casus_failure *failure)
{
    struct cs_opened opened = {.c = NULL, .bytes = declared->bytes};
    casus_text body = {.bytes = NULL};
    casus_status status;

    cs_serve_add_all(&body, before, declared->lines.bytes, NULL);
    status = body.failed ? cs_serve_memory(failure)
                         : cs_register_append(r, hand, kind, kept->name, body.bytes, out, failure);
    casus_text_free(body.bytes);
    if (status == CASUS_OK) {
        opened.c = casus_case_share(declared->with);
        cs_opened_keep(r, kept, NULL, &opened);
    }
    return status;
}

casus_status cs_declare_compare(struct cs_register *r, const struct cs_kept_case *kept,
                                const struct cs_declared *declared, struct cs_effects *out,
                                struct casus_failure *failure)
{
    casus_case *c = NULL;
    casus_status status = cs_opened_whole(r, kept, &c, failure);

    *out = (struct cs_effects){.items = NULL};
    if (status == CASUS_OK)
        status = cs_compare(r, c, declared->with, out, failure);
    casus_case_free(c);
    return status;
}
