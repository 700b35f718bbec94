/* SPDX-License-Identifier: MIT */
/* Making a register: its texts and its first entries. */
#include <ctype.h>
#include <string.h>

#include "serve/state.h"

/* The file name of a path. */
static const char *last_part(const char *path)
{
    const char *slash = strrchr(path, '/');

    return slash != NULL ? slash + 1 : path;
}

/*
 * The name under which a text is kept: that of its file, and of words in another language its folder too,
 * "ru/cst.casus".
 */
static const char *name_of(const char *path)
{
    const char *name = last_part(path);

    if (name - path < 3 || (name - path > 3 && name[-4] != '/') || !islower((unsigned char)name[-2]) ||
        !islower((unsigned char)name[-3]))
        return name;
    return name - 3;
}

/* Keeps each text of the case, and adds its line to the body of the first entry. */
static casus_status keep_texts(struct cs_database *database, casus_case *c, const char *const *texts, size_t count,
                               casus_text *body, struct casus_failure *failure)
{
    struct casus_text_of_case text;

    for (size_t i = 0; casus_case_text(c, i, &text) == CASUS_OK; i++) {
        const char *name = name_of(text.name);
        char digest[CS_DIGEST_HEX];
        bool used = false;

        if (strcmp(name, "register.record") == 0 || strncmp(text.name, "languages/", 10) == 0)
            continue;
        for (size_t k = 0; k < count; k++) {
            size_t stem = strlen(last_part(texts[k]));

            used = used || (strncmp(name, last_part(texts[k]), stem) == 0 && (name[stem] == '.' || name[stem] == '\0'));
        }
        if (cs_chain_keep(database, text.bytes, text.length, digest, failure) != CASUS_OK)
            return CASUS_ERR_IO;
        cs_serve_add_all(body, used ? "use " : "", name, " ", digest, "\n", NULL);
    }
    return body->failed ? cs_serve_memory(failure) : CASUS_OK;
}

/* Reads the texts and all that they use, and checks them. */
static casus_status read_texts(const char *const *texts, size_t count, casus_case **out, struct casus_failure *failure)
{
    casus_text record = {.bytes = NULL};
    casus_status status;

    for (size_t i = 0; i < count; i++) {
        bool file = casus_file_kind(texts[i]) != CASUS_TEXT_NONE;

        cs_serve_add_all(&record, file ? "use \"" : "use ", texts[i], file ? "\"\n" : "\n", NULL);
    }
    status = casus_case_new(out);
    if (status == CASUS_OK)
        status = record.failed ? CASUS_ERR_MEMORY
                               : casus_case_add_text(*out, "register.record", record.bytes, record.length);
    if (status == CASUS_OK)
        status = casus_case_add_language(*out, "ru");
    if (status == CASUS_OK || status == CASUS_ERR_ARGUMENT) /* without the library there is no Russian */
        status = casus_case_check(*out);
    casus_text_free(record.bytes);
    if (status != CASUS_OK)
        return cs_serve_fail(failure, status, "%.500s", casus_case_message(*out));
    return cs_register_check(*out, failure);
}

/* Appends the first entries. */
static casus_status found(struct cs_register *r, casus_case *c, const char *const *texts, size_t count,
                          const char *exercise, struct casus_failure *failure)
{
    struct cs_hand nobody = {.by = NULL};
    casus_text body = {.bytes = NULL};
    struct cs_entered entered;
    char now[32];
    casus_status status;

    cs_state_now(r, now);
    if (exercise != NULL)
        cs_serve_add(&body, "exercise\n");
    status = keep_texts(r->database, c, texts, count, &body, failure);
    if (status == CASUS_OK)
        status = cs_register_append_at(r, &nobody, "register", "", exercise != NULL ? exercise : now, body.bytes,
                                       &entered, failure);
    if (status == CASUS_OK && exercise != NULL)
        status = cs_register_set_clock(r, &nobody, exercise, &entered, failure);
    if (status == CASUS_OK)
        status = cs_register_append(r, &nobody, "person", "", CS_FIRST_PERSON " administrator Administrator", &entered,
                                    failure);
    casus_text_free(body.bytes);
    return cs_register_finish(r, status, failure);
}

casus_status cs_register_create(const char *path, const char *const *texts, size_t count, const char *exercise,
                                struct casus_failure *failure)
{
    struct cs_register r = {.database = NULL};
    casus_case *c = NULL;
    casus_status status = read_texts(texts, count, &c, failure);

    if (status == CASUS_OK && exercise != NULL)
        status = cs_register_check_instant(c, exercise, failure);
    if (status == CASUS_OK)
        status = cs_database_create(path, &r.database, failure);
    if (status == CASUS_OK) {
        status = found(&r, c, texts, count, exercise, failure);
        (status == CASUS_OK ? cs_database_close : cs_database_destroy)(r.database);
    }
    casus_case_free(c);
    cs_state_release(&r);
    return status;
}
