/* SPDX-License-Identifier: MIT */
/* Runs the program casus_failing with one of its system calls failing (fail_io.c), in a folder of the test. */
#ifndef TESTS_FAULT_FAILING_H
#define TESTS_FAULT_FAILING_H

#include "unit/store/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

#define CALLS_MAX 400 /* of one run; more mean an endless loop */

static const char PACT[] = "kind state\nname state Alden, Borea, Cassia\nevent raid by state on state\n"
                           "event aid by state to state on occurrence\nfact state is party of instrument\n"
                           "treaty Pact \"the pact\"\n\narticle 1 \"help\"\n"
                           "when e: raid by a on b\nif helper is party of Pact\nand helper other than a, b\n"
                           "then helper owes b aid by helper to b on e within 3 days\n\n"
                           "may aid by state\nif state is party of Pact\n";
static const char RECORD[] = "use   \"pact.treaty\"\n\nsource S1 \"a report\"\n  file \"report.txt\"\n\n"
                             "2000-01-01/.. Alden, Borea, Cassia are party of Pact\n"
                             "2022-03-01 e1: raid by Alden on Borea\n  says Borea in S1 quote \"they came\"\n";
static const char REPORT[] = "In the night they came over the hills.\n";

struct files { struct folder work, told; };

static inline void files_init(struct files *f)
{
    folder_init(&f->work);
    folder_init(&f->told);
    folder_write(&f->work, "pact.treaty", PACT);
    folder_write(&f->work, "a.record", RECORD);
    folder_write(&f->work, "report.txt", REPORT);
}

static inline void files_release(struct files *f)
{
    folder_release(&f->work);
    folder_release(&f->told);
}

/* The text of a small file, on the heap. */
static inline char *text_of(const struct folder *folder, const char *name)
{
    FILE *file = fopen(folder_path(folder, name), "r");
    size_t size = 1 << 16;
    char *text = calloc(1, size);

    assert_non_null(file);
    assert_non_null(text);
    assert_true(fread(text, 1, size - 1, file) < size - 1);
    fclose(file);
    return text;
}

struct ran {
    int exit;      /* -1: killed */
    char *out, *err;
    char *call;    /* the system call that failed; "" if there was none */
};

static inline void ran_release(struct ran *r)
{
    free(r->out);
    free(r->err);
    free(r->call);
}

static inline int open_new(const struct folder *folder, const char *name)
{
    int descriptor = open(folder_path(folder, name), O_WRONLY | O_CREAT | O_TRUNC, 0600);

    if (descriptor < 0)
        _exit(99);
    return descriptor;
}

/* In the child. `out`: a path for standard output, or NULL. */
static inline void become_casus(const struct files *f, const char *const *words, const char *fail, const char *out)
{
    int told = open_new(&f->told, "call");
    char descriptor[16];

    snprintf(descriptor, sizeof descriptor, "%d", told);
    if (fail != NULL)
        setenv("CASUS_FAIL", fail, 1);
    setenv("CASUS_FAIL_TOLD", descriptor, 1);
    setenv("CASUS_FAIL_FILE", "a.record", 1);
    if (dup2(out != NULL ? open(out, O_WRONLY) : open_new(&f->told, "out"), STDOUT_FILENO) < 0 ||
        dup2(open_new(&f->told, "err"), STDERR_FILENO) < 0 || chdir(f->work.path) != 0)
        _exit(99);
    execv(CASUS_FAILING, (char *const *)(uintptr_t)words);
    _exit(99);
}

static inline int exit_of(pid_t child)
{
    int status;

    assert_int_equal(waitpid(child, &status, 0), child);
    if (WIFSIGNALED(status) && WTERMSIG(status) == SIGKILL)
        return -1;
    assert_true(WIFEXITED(status));
    assert_int_not_equal(WEXITSTATUS(status), 99);
    return WEXITSTATUS(status);
}

static inline struct ran run_casus(const struct files *f, const char *const *words, const char *fail)
{
    pid_t child = fork();
    struct ran r;

    if (child == 0)
        become_casus(f, words, fail, NULL);
    r.exit = exit_of(child);
    r.out = text_of(&f->told, "out");
    r.err = text_of(&f->told, "err");
    r.call = text_of(&f->told, "call");
    return r;
}

#endif
