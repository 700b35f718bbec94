/* SPDX-License-Identifier: MIT */
/*
 * Everything that can be wrong with texts becomes a diagnostic, whoever finds it: the parser, the checker, the
 * documents that are cited, the `check` lines that do not hold. They are shown by place; a last line sums up what was
 * looked at.
 *
 * Each record that is named is a case of its own, with what it uses and with the words and treaties named beside it:
 * what it says of itself does not hold for what another adds to it. Only if it makes no sense alone is it taken with
 * all the others.
 */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "cli/session.h"
#include "reasons/needs.h"
#include "reasons/verify.h"
#include "view/wrap.h"

struct checking {
    const char **paths;          /* words and treaties first, then records */
    size_t path_count, word_count;
    const char *folder;          /* of documents, or NULL */
    struct cs_session *sessions; /* one for each record, or one; kept until all is shown */
    size_t session_count;
    struct cs_diagnostics all;
    const char **files;          /* names of those that were looked at */
    size_t file_count, file_capacity;
    struct cs_passage_count passages;
    size_t checks, failed;
    bool unrun;                  /* a case had mistakes, and its checks were not run */
};

/* ---- check lines ---- */

static void tell_progress(void *context, size_t done, size_t all)
{
    (void)context;
    if (cs_terminal_shows_progress() && all > 1)
        fprintf(stderr, "\rchecking: run %zu of %zu ", done + 1, all);
}

static void end_progress(void)
{
    if (cs_terminal_shows_progress())
        fprintf(stderr, "\r%40s\r", "");
}

/* What is found may be several lines: the first says what, the others why. */
static void report_verdict(struct cs_diagnostics *diagnostics, const struct cs_verdict *verdict)
{
    size_t first = strcspn(verdict->found, "\n");
    struct cs_diagnostic *item = cs_diagnose(diagnostics, DIAG_CHECK_FAILED, verdict->check->span,
                                             "this check finds: %.*s", (int)first, verdict->found);

    if (verdict->found[first] == '\n')
        cs_diagnostic_help(diagnostics, item, "See 'casus why' with the same date and account.");
}

static enum cs_exit verify_file(struct checking *k, struct cs_session *session, const struct cs_file *file)
{
    struct cs_case *c = &session->c;
    struct cs_verdicts *verdicts;
    casus_status status = cs_verify(c->plan, file, 0, &c->failure, tell_progress, NULL, &verdicts);

    end_progress();
    if (status != CASUS_OK)
        return cs_session_trouble(session);
    k->checks += verdicts->count;
    k->failed += verdicts->failed;
    for (size_t i = 0; i < verdicts->count; i++)
        if (!verdicts->items[i].passed)
            report_verdict(&c->diagnostics, &verdicts->items[i]);
    cs_verdicts_free(verdicts);
    return CS_EXIT_FINE;
}

/* A record that does not run is no reason to refuse it here: only its warnings are not known. */
static enum cs_exit warn_of_needs(struct cs_session *session, const struct cs_file *file)
{
    struct cs_case *c = &session->c;
    struct cs_failure failure = {0};
    cs_instant end;

    if (!cs_case_last(c, &end) ||
        cs_needs_check(c->plan, file, end, &failure, &c->diagnostics) != CASUS_ERR_MEMORY)
        return CS_EXIT_FINE;
    cs_fail_memory(&c->failure);
    return cs_session_trouble(session);
}

static bool is_named(const struct checking *k, const struct cs_file *file)
{
    for (size_t i = 0; i < k->path_count; i++)
        if (strcmp(k->paths[i], file->source->name) == 0)
            return true;
    return false;
}

/* ---- files ---- */

/* True the first time that a file is looked at. */
static bool is_new(struct checking *k, const struct cs_file *file, struct cs_failure *failure)
{
    const char *name = file->source->name;

    for (size_t i = 0; i < k->file_count; i++)
        if (strcmp(k->files[i], name) == 0)
            return false;
    if (!cs_grow(&k->files, &k->file_capacity, k->file_count + 1, sizeof *k->files))
        cs_fail_memory(failure);
    else
        k->files[k->file_count++] = name;
    return true;
}

/* `record`: the one that the case is of, whose checks are run in it; those of words and treaties, where first met. */
static enum cs_exit look_at_file(struct checking *k, struct cs_session *session, const struct cs_file *file,
                                 const char *record)
{
    struct cs_case *c = &session->c;
    bool is_first = is_new(k, file, &c->failure);
    enum cs_exit result = CS_EXIT_FINE;
    bool runs = file->source->kind == CS_SOURCE_RECORD ? record != NULL && strcmp(record, file->source->name) == 0
                                                       : is_first && is_named(k, file);

    if (is_first)
        cs_documents_check(&session->documents, file, &c->names, &c->diagnostics, &c->failure, &k->passages);
    if (c->failure.status != CASUS_OK)
        return cs_session_trouble(session);
    if (!runs || c->plan == NULL)
        return CS_EXIT_FINE;
    if (file->checks != NULL)
        result = verify_file(k, session, file);
    return result == CS_EXIT_FINE ? warn_of_needs(session, file) : result;
}

/* ---- mistakes of all cases ---- */

static bool same_source(const struct cs_source *a, const struct cs_source *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->name, b->name) == 0);
}

static bool same(const struct cs_diagnostic *a, const struct cs_diagnostic *b)
{
    return a->code == b->code && a->span.start == b->span.start && strcmp(a->message, b->message) == 0 &&
           same_source(a->span.source, b->span.source);
}

/* Adds those that no case before had: a file that two records use is read twice. */
static void gather(struct cs_diagnostics *all, const struct cs_diagnostics *own)
{
    size_t before = all->count;
    size_t unseen = own->error_count + own->warning_count - own->count;

    for (size_t i = 0; i < own->count; i++) {
        bool known = false;

        for (size_t k = 0; k < before && !known; k++)
            known = same(&all->items[k], &own->items[i]);
        if (known)
            continue;
        if (cs_diagnostic_severity(own->items[i].code) == CS_SEVERITY_ERROR)
            all->error_count++;
        else
            all->warning_count++;
        if (all->count < CS_DIAGNOSTICS_MAX)
            all->items[all->count++] = own->items[i];
    }
    if (own->error_count > 0)
        all->error_count += unseen;
    else
        all->warning_count += unseen;
}

/* ---- cases ---- */

static enum cs_exit read_case(struct cs_session *session, const char *const *words, size_t word_count,
                              const char *const *records, size_t record_count)
{
    enum cs_exit result;

    cs_session_init(session);
    result = cs_session_add(session, words, word_count);
    if (result == CS_EXIT_FINE)
        result = cs_session_add(session, records, record_count);
    if (result == CS_EXIT_FINE && cs_case_check(&session->c) != CASUS_OK)
        result = cs_session_trouble(session);
    return result;
}

/* A record that makes no sense alone may be a part of all that is named. */
static enum cs_exit read_record(struct checking *k, struct cs_session *session, const char *const *record)
{
    enum cs_exit result = read_case(session, k->paths, k->word_count, record, 1);

    if (result != CS_EXIT_FINE || session->c.plan != NULL || k->path_count - k->word_count == 1)
        return result;
    cs_session_release(session);
    result = read_case(session, k->paths, k->path_count, NULL, 0);
    if (result != CS_EXIT_FINE || session->c.plan != NULL)
        return result;
    cs_session_release(session);
    return read_case(session, k->paths, k->word_count, record, 1);
}

/* `record` NULL: words and treaties alone. */
static enum cs_exit check_case(struct checking *k, const char *const *record)
{
    struct cs_session *session = &k->sessions[k->session_count++];
    enum cs_exit result = record != NULL ? read_record(k, session, record)
                                         : read_case(session, k->paths, k->word_count, NULL, 0);

    if (result == CS_EXIT_FINE)
        result = cs_session_sources(session, k->folder);
    for (const struct cs_file *f = session->c.files; f != NULL && result == CS_EXIT_FINE; f = f->next)
        result = look_at_file(k, session, f, record != NULL ? *record : NULL);
    k->unrun = k->unrun || session->c.plan == NULL;
    gather(&k->all, &session->c.diagnostics);
    return result;
}

static enum cs_exit check_cases(struct checking *k)
{
    enum cs_exit result = CS_EXIT_FINE;

    if (k->word_count == k->path_count)
        return check_case(k, NULL);
    for (size_t i = k->word_count; i < k->path_count && result == CS_EXIT_FINE; i++)
        result = check_case(k, &k->paths[i]);
    return result;
}

/* ---- the last line ---- */

static void add_count(struct cs_buffer *out, size_t count, const char *one, const char *several)
{
    cs_buffer_printf(out, "%zu %s", count, count == 1 ? one : several);
}

static void add_passages(struct cs_buffer *out, const struct cs_passage_count *p, bool sources)
{
    size_t all = p->verified + p->unverified + p->wrong;

    if (all == 0)
        return;
    cs_buffer_text(out, "; ");
    add_count(out, all, "passage", "passages");
    if (p->verified == all)
        cs_buffer_text(out, " verified");
    else if (p->unverified == all)
        cs_buffer_printf(out, " not verified: %s",
                         sources ? "no document at hand" : "no documents at hand (--sources DIR)");
    else
        cs_buffer_printf(out, ": %zu verified, %zu wrong, %zu not verified", p->verified, p->wrong, p->unverified);
}

static void add_summary(const struct checking *k, struct cs_buffer *page)
{
    struct cs_buffer text, *out = &text;

    cs_buffer_init(out);
    add_count(out, k->file_count, "file", "files");
    add_passages(out, &k->passages, k->folder != NULL);
    if (k->checks > 0) {
        cs_buffer_text(out, "; ");
        add_count(out, k->checks, "check", "checks");
        if (k->failed == 0)
            cs_buffer_text(out, k->checks == 1 ? " holds" : " hold");
        else
            cs_buffer_printf(out, ": %zu hold%s, %zu fail%s", k->checks - k->failed, k->checks - k->failed == 1 ? "s" : "",
                             k->failed, k->failed == 1 ? "s" : "");
    }
    if (k->unrun)
        cs_buffer_text(out, "; where there are mistakes nothing was run");
    cs_wrap(page, cs_buffer_string(out), out->length, 0, 2, CS_REPORT_COLUMNS);
    cs_buffer_char(page, '\n');
    page->failed = page->failed || out->failed;
    cs_buffer_release(out);
}

/* ---- the command ---- */

/* Words and treaties before records, each in the order in which they are named. */
static bool sort_paths(struct checking *k, const struct cs_invocation *invocation)
{
    k->paths = calloc(invocation->count, sizeof *k->paths);
    k->sessions = calloc(invocation->count, sizeof *k->sessions);
    if (k->paths == NULL || k->sessions == NULL)
        return false;
    for (int records = 0; records < 2; records++) {
        for (size_t i = 0; i < invocation->count; i++) {
            enum cs_source_kind kind = CS_SOURCE_RECORD;

            cs_case_kind(invocation->arguments[i], &kind);
            if ((kind == CS_SOURCE_RECORD) == (records == 1))
                k->paths[k->path_count++] = invocation->arguments[i];
        }
        if (records == 0)
            k->word_count = k->path_count;
    }
    return true;
}

static enum cs_exit check(struct checking *k, struct cs_buffer *out)
{
    enum cs_exit result = check_cases(k);

    if (result != CS_EXIT_FINE)
        return result;
    cs_diagnostics_sort(&k->all);
    cs_diagnostics_show(&k->all, cs_terminal_colours(STDOUT_FILENO), out);
    add_summary(k, out);
    cs_terminal_hint(STDOUT_FILENO, &k->all, out);
    return cs_terminal_write(out, k->all.error_count > 0 ? CS_EXIT_FINDINGS : CS_EXIT_FINE);
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    struct checking k = {.folder = cs_invocation_value(invocation, "sources")};
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_buffer out;
    enum cs_exit result;

    if (cs_session_kinds(invocation->command, invocation->arguments, invocation->count) != CS_EXIT_FINE)
        return CS_EXIT_USAGE;
    cs_buffer_init(&out);
    cs_diagnostics_init(&k.all);
    if (sort_paths(&k, invocation)) {
        result = check(&k, &out);
    } else {
        cs_fail_memory(&failure);
        result = cs_terminal_trouble(&failure);
    }
    for (size_t i = 0; i < k.session_count; i++)
        cs_session_release(&k.sessions[i]);
    cs_diagnostics_release(&k.all);
    cs_buffer_release(&out);
    free(k.files);
    free(k.sessions);
    free(k.paths);
    return result;
}

const struct cs_command cs_command_check = {
    .name = "check",
    .arguments = "FILE... [--sources DIR]",
    .summary = "find what is wrong with words, treaties and records",
    .help = "Reads the files and all that they use, and shows every mistake with its place,\n"
            "its cause and a remedy. Then the passages that claims cite are looked up in\n"
            "the documents of DIR: each must lie in its document, have its digest, and say\n"
            "what is quoted. Without documents it says how many passages it could not\n"
            "verify. Then the `check` lines of the records that are named are run, those of\n"
            "each record with what it uses and with the words and treaties named beside it.\n"
            "\n"
            "Ends with 1 if anything is wrong. Warnings are shown and are not wrong.\n",
    .options = {{"sources", "DIR", "the folder of the documents that are cited"}},
    .least = 1,
    .most = SIZE_MAX,
    .run = run,
};
