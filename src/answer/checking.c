/* SPDX-License-Identifier: MIT */
#include "answer/checking.h"

#include <stdlib.h>
#include <string.h>

#include "answer/verify.h"
#include "reasons/needs.h"
#include "reasons/offered.h"

/* ---- check lines ---- */

/* Adds a diagnostic for a failed check. The first line of `found` is its message, the others say why. */
static void report_verdict(struct cs_diagnostics *diagnostics, const struct cs_verdict *verdict)
{
    size_t first = strcspn(verdict->found, "\n");
    struct cs_diagnostic *item = cs_diagnose(diagnostics, DIAG_CHECK_FAILED, verdict->check->span,
                                             "this check finds: %.*s", (int)first, verdict->found);

    if (verdict->found[first] == '\n')
        cs_diagnostic_help(diagnostics, item, "See 'casus why' with the same date and account.");
}

static casus_status verify_file(struct cs_checking *k, struct cs_case *c, const struct cs_file *file)
{
    struct cs_verdicts *verdicts;
    casus_status status = cs_verify(c->plan, file, 0, &k->failure, k->progress, k->context, &verdicts);

    if (status != CASUS_OK)
        return status;
    k->checks += verdicts->count;
    k->failed += verdicts->failed;
    for (size_t i = 0; i < verdicts->count; i++)
        if (!verdicts->items[i].passed)
            report_verdict(&c->diagnostics, &verdicts->items[i]);
    cs_verdicts_free(verdicts);
    return CASUS_OK;
}

/* Warns of accounts without a world (R 1.2). */
static void warn_of_accounts(struct cs_docket *docket, struct cs_case *c, const struct cs_file *file)
{
    for (const struct cs_account *a = file->accounts; a != NULL; a = a->next) {
        cs_set worlds = cs_docket_account(docket, a->name);
        struct cs_diagnostic *item;

        if (!cs_ledger_contradictory(cs_worlds_and(docket->worlds, docket->possible, worlds)))
            continue;
        item = cs_diagnose(&c->diagnostics, DIAG_ACCOUNT_CONTRADICTS, a->span,
                           "the account of %s contradicts itself: in no world is all of it so",
                           cs_names_text(&c->names, a->name));
        cs_diagnostic_help(&c->diagnostics, item,
                           "Nothing is so on it, and nothing is not so: one of its claims cannot be right.");
    }
}

/*
 * Reads the record out as a run would. A record that cannot be read out (what it fixes cannot all be so) is refused
 * here as by a run.
 */
static struct cs_docket *read_out(struct cs_checking *k, struct cs_case *c, cs_instant end, struct cs_failure *failure)
{
    struct cs_docket *docket = NULL;

    if (cs_docket_new(c->plan, false, 0, end, 0, failure, &docket) != CASUS_OK)
        cs_fail(&k->failure, failure->status, "%s", failure->message);
    return docket;
}

/*
 * Runs the record for what it needs, and for the questions that only a run asks, by which an account may contradict
 * itself. If it cannot be run, that is no failure here; its accounts are then judged as they are read out.
 */
static void look_at_record(struct cs_checking *k, struct cs_case *c, const struct cs_file *file)
{
    struct cs_failure failure = {.status = CASUS_OK};
    struct cs_docket *docket;
    struct cs_run *run = NULL;
    cs_instant end;

    if (file->entries == NULL || !cs_case_last(c, &end))
        return;
    docket = read_out(k, c, end, &failure);
    if (docket != NULL &&
        (file->accounts != NULL || cs_needs_something(c->plan, file) || cs_offered_something(file)))
        (void)cs_run_new(docket, end, &run);
    if (run != NULL) {
        cs_needs_check(run, file, &c->diagnostics);
        cs_offered_check(run, file, &c->diagnostics);
    }
    if (docket != NULL && failure.status != CASUS_OK && failure.status != CASUS_ERR_MEMORY) {
        cs_failure_clear(&failure);
        cs_docket_free(docket);
        docket = read_out(k, c, end, &failure);
    }
    if (docket != NULL)
        warn_of_accounts(docket, c, file);
    if (failure.status == CASUS_ERR_MEMORY)
        cs_fail_memory(&k->failure);
    cs_run_free(run);
    cs_docket_free(docket);
}

static bool is_named(const struct cs_checking *k, const struct cs_file *file)
{
    for (size_t i = 0; i < k->path_count; i++)
        if (strcmp(k->paths[i], file->source->name) == 0)
            return true;
    return false;
}

/* ---- files ---- */

/* True the first time that a file is checked. */
static bool is_new(struct cs_checking *k, const struct cs_file *file)
{
    const char *name = file->source->name;

    for (size_t i = 0; i < k->file_count; i++)
        if (strcmp(k->files[i], name) == 0)
            return false;
    if (!cs_grow(&k->files, &k->file_capacity, k->file_count + 1, sizeof *k->files))
        cs_fail_memory(&k->failure);
    else
        k->files[k->file_count++] = name;
    return true;
}

/* Checks a file of a case. Check lines of `record` run in its own case; those of other files in the first case. */
static casus_status look_at_file(struct cs_checking *k, struct cs_checking_case *of, const struct cs_file *file,
                                 const char *record)
{
    struct cs_case *c = &of->c;
    bool is_first = is_new(k, file);
    bool runs = file->source->kind == CS_SOURCE_RECORD ? record != NULL && strcmp(record, file->source->name) == 0
                                                       : is_first && is_named(k, file);

    if (is_first && k->failure.status == CASUS_OK)
        cs_documents_check(&of->documents, file, &c->names, &c->diagnostics, &k->failure, &k->passages);
    if (k->failure.status != CASUS_OK || !runs || c->plan == NULL)
        return k->failure.status;
    if (file->checks != NULL)
        verify_file(k, c, file);
    if (k->failure.status == CASUS_OK)
        look_at_record(k, c, file);
    return k->failure.status;
}

/* ---- diagnostics of all cases ---- */

static bool same_source(const struct cs_source *a, const struct cs_source *b)
{
    return a == b || (a != NULL && b != NULL && strcmp(a->name, b->name) == 0);
}

static bool same(const struct cs_diagnostic *a, const struct cs_diagnostic *b)
{
    return a->code == b->code && a->span.start == b->span.start && strcmp(a->message, b->message) == 0 &&
           same_source(a->span.source, b->span.source);
}

/* Adds the diagnostics that no earlier case had: a file that two records use is read twice. */
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

static casus_status read_case(struct cs_checking *k, struct cs_checking_case *of, const char *const *words,
                              size_t word_count, const char *const *records, size_t record_count)
{
    struct cs_case *c = &of->c;

    cs_case_init(c);
    for (size_t i = 0; i < word_count; i++)
        cs_case_add(c, words[i]);
    for (size_t i = 0; i < record_count; i++)
        cs_case_add(c, records[i]);
    cs_case_check(c);
    if (c->failure.status != CASUS_OK)
        cs_fail(&k->failure, c->failure.status, "%s", c->failure.message);
    return k->failure.status;
}

/* Reads a record alone; if that has errors, together with all files that were named. */
static casus_status read_record(struct cs_checking *k, struct cs_checking_case *of, const char *const *record)
{
    casus_status status = read_case(k, of, k->paths, k->word_count, record, 1);

    if (status != CASUS_OK || of->c.plan != NULL || k->path_count - k->word_count == 1)
        return status;
    cs_case_release(&of->c);
    status = read_case(k, of, k->paths, k->path_count, NULL, 0);
    if (status != CASUS_OK || of->c.plan != NULL)
        return status;
    cs_case_release(&of->c);
    return read_case(k, of, k->paths, k->word_count, record, 1);
}

/* `record` NULL: a case of vocabularies and treaties alone. */
static casus_status check_case(struct cs_checking *k, const char *const *record)
{
    struct cs_checking_case *of = &k->cases[k->case_count++];
    casus_status status = record != NULL ? read_record(k, of, record)
                                         : read_case(k, of, k->paths, k->word_count, NULL, 0);

    if (status == CASUS_OK)
        status = cs_documents_open(&of->documents, of->c.files, k->folder, &k->failure);
    for (const struct cs_file *f = of->c.files; f != NULL && status == CASUS_OK; f = f->next)
        status = look_at_file(k, of, f, record != NULL ? *record : NULL);
    k->unrun = k->unrun || of->c.plan == NULL;
    if (of->c.diagnostics.failed)
        cs_fail_memory(&k->failure);
    gather(&k->all, &of->c.diagnostics);
    return k->failure.status;
}

static casus_status check_cases(struct cs_checking *k)
{
    casus_status status = CASUS_OK;

    if (k->word_count == k->path_count)
        return check_case(k, NULL);
    for (size_t i = k->word_count; i < k->path_count && status == CASUS_OK; i++)
        status = check_case(k, &k->paths[i]);
    return status;
}

/* Takes the file in, unless it was taken in before by any name. False without memory. */
static bool take(struct cs_checking *k, const char *path, struct cs_names *taken)
{
    char *real = cs_case_real(path);
    size_t before = taken->count;

    if (real == NULL) { /* what is not there is told where it is read */
        k->paths[k->path_count++] = path;
        return true;
    }
    cs_names_intern_text(taken, real);
    free(real);
    if (taken->count > before)
        k->paths[k->path_count++] = path;
    return !taken->failed;
}

/* Sorts vocabularies and treaties before records; each in the given order. A file that is named twice is read once. */
static casus_status sort_paths(struct cs_checking *k, const char *const *paths, size_t count, struct cs_names *taken)
{
    k->paths = calloc(count, sizeof *k->paths);
    k->cases = calloc(count, sizeof *k->cases);
    if (k->paths == NULL || k->cases == NULL)
        return cs_fail_memory(&k->failure);
    for (int records = 0; records < 2; records++) {
        for (size_t i = 0; i < count; i++) {
            enum cs_source_kind kind;

            if (!cs_case_kind(paths[i], &kind))
                return cs_fail(&k->failure, CASUS_ERR_ARGUMENT,
                               "the name of \"%s\" does not end in .casus, .treaty, .record or .map", paths[i]);
            if ((kind == CS_SOURCE_RECORD) == (records == 1) && !take(k, paths[i], taken))
                return cs_fail_memory(&k->failure);
        }
        if (records == 0)
            k->word_count = k->path_count;
    }
    return CASUS_OK;
}

casus_status cs_checking_run(struct cs_checking *k, const char *const *paths, size_t count, const char *folder,
                             void (*progress)(void *context, size_t done, size_t all), void *context)
{
    struct cs_names taken;
    casus_status status;

    memset(k, 0, sizeof *k);
    cs_diagnostics_init(&k->all);
    k->folder = folder;
    k->progress = progress;
    k->context = context;
    cs_names_init(&taken);
    status = sort_paths(k, paths, count, &taken);
    cs_names_release(&taken);
    if (status == CASUS_OK && check_cases(k) == CASUS_OK)
        cs_diagnostics_sort(&k->all);
    return k->failure.status;
}

void cs_checking_release(struct cs_checking *k)
{
    for (size_t i = 0; i < k->case_count; i++) {
        cs_documents_release(&k->cases[i].documents);
        cs_case_release(&k->cases[i].c);
    }
    cs_diagnostics_release(&k->all);
    free(k->files);
    free(k->cases);
    free(k->paths);
}

/* ---- summary ---- */

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

void cs_checking_summary(const struct cs_checking *k, struct cs_buffer *out)
{
    add_count(out, k->file_count, "file", "files");
    add_passages(out, &k->passages, k->folder != NULL);
    if (k->checks > 0) {
        cs_buffer_text(out, "; ");
        add_count(out, k->checks, "check", "checks");
        if (k->failed == 0)
            cs_buffer_text(out, k->checks == 1 ? " holds" : " hold");
        else
            cs_buffer_printf(out, ": %zu hold%s, %zu fail%s", k->checks - k->failed,
                             k->checks - k->failed == 1 ? "s" : "", k->failed, k->failed == 1 ? "s" : "");
    }
    if (k->unrun)
        cs_buffer_text(out, "; where there are mistakes nothing was run");
}
