/* SPDX-License-Identifier: MIT */
/* Running clingo on a program in a temporary file, and reading what it prints as terms. */
#include "models.h"
#include "scratch.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

bool clingo_found(void)
{
    return system("command -v clingo >/dev/null 2>&1") == 0;
}

bool term_is(const struct term *term, const char *word, size_t count)
{
    return term->count == count && strcmp(term->text, word) == 0;
}

static void term_release(struct term *term)
{
    for (size_t i = 0; i < term->count; i++)
        term_release(&term->args[i]);
    free(term->args);
    free(term->text);
}

void models_release(struct models *models)
{
    for (size_t i = 0; i < models->count; i++) {
        for (size_t k = 0; k < models->items[i].count; k++)
            term_release(&models->items[i].atoms[k]);
        free(models->items[i].atoms);
    }
    free(models->items);
    cs_buffer_release(&models->said);
    *models = (struct models){0};
}

static void *grown(void *items, size_t count, size_t size)
{
    void *more = (count & (count - 1)) == 0 ? realloc(items, (count == 0 ? 1 : 2 * count) * size) : items;

    if (more == NULL)
        abort();
    return more;
}

/* ---- reading an answer ---- */

static char *copy(const char *from, size_t length)
{
    char *text = malloc(length + 1);

    if (text == NULL)
        abort();
    memcpy(text, from, length);
    text[length] = '\0';
    return text;
}

/* term = STRING | word [ "(" term { "," term } ")" ]; what clingo prints has no blanks between. */
static const char *read_term(const char *at, struct term *out)
{
    size_t length = 0;

    *out = (struct term){0};
    if (*at == '"') {
        length = strcspn(at + 1, "\"");
        out->text = copy(at + 1, length);
        return at + length + 2;
    }
    length = strcspn(at, "(), \n");
    out->text = copy(at, length);
    at += length;
    if (*at != '(')
        return at;
    do {
        out->args = grown(out->args, out->count, sizeof *out->args);
        at = read_term(at + 1, &out->args[out->count++]);
    } while (*at == ',');
    return *at == ')' ? at + 1 : at;
}

static void read_model(const char *line, struct models *out)
{
    struct model m = {0};

    while (*line != '\0' && *line != '\n') {
        m.atoms = grown(m.atoms, m.count, sizeof *m.atoms);
        line = read_term(line, &m.atoms[m.count++]);
        line += *line == ' ';
    }
    out->items = grown(out->items, out->count, sizeof *out->items);
    out->items[out->count++] = m;
}

/* With -V0 clingo prints each answer set on one line, its atoms with a space between, and then SATISFIABLE or not. */
static void read_answers(const char *text, size_t most, struct models *out)
{
    for (const char *line = text; *line != '\0'; line += strcspn(line, "\n"), line += *line == '\n') {
        if (strncmp(line, "SATISFIABLE", 11) == 0 || strncmp(line, "UNSATISFIABLE", 13) == 0)
            return;
        if (out->count == most) {
            out->more = true;
            return;
        }
        read_model(line, out);
    }
}

/* ---- running it ---- */

static bool read_all(int from, struct cs_buffer *out)
{
    char bytes[65536];
    ssize_t length;

    while ((length = read(from, bytes, sizeof bytes)) > 0)
        cs_buffer_add(out, bytes, (size_t)length);
    return length == 0;
}

static bool write_program(const char *program, char *path, size_t size)
{
    FILE *f;
    int file;

    file = mkstemp(scratch_template(path, size, "casus-oracle"));
    f = file < 0 ? NULL : fdopen(file, "w");
    if (f == NULL)
        return false;
    fputs(program, f);
    return fclose(f) == 0;
}

bool clingo_models(const char *folder, const char *program, size_t most, struct models *out)
{
    char path[200], command[2048];
    struct cs_buffer text;
    int status;
    FILE *f;

    *out = (struct models){0};
    cs_buffer_init(&out->said);
    cs_buffer_init(&text);
    if (!write_program(program, path, sizeof path)) {
        cs_buffer_text(&out->said, "no temporary file could be written");
        return false;
    }
    snprintf(command, sizeof command, "clingo %zu -V0 -Wnone %s %s/kernel.lp %s/claims.lp %s/duties.lp 2>&1",
             most + 1, path, folder, folder, folder);
    f = popen(command, "r");
    if (f != NULL)
        read_all(fileno(f), &text);
    status = f == NULL ? -1 : pclose(f);
    unlink(path);
    status = WIFEXITED(status) ? WEXITSTATUS(status) : -1;
    if (status != 10 && status != 20 && status != 30) /* satisfiable, unsatisfiable, all of them found */
        cs_buffer_text(&out->said, cs_buffer_string(&text));
    else
        read_answers(cs_buffer_string(&text), most, out);
    cs_buffer_release(&text);
    return out->said.length == 0;
}
