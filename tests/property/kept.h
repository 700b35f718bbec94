/* SPDX-License-Identifier: MIT */
/*
 * Pairs that were once found wrong, made small and kept in tests/property/pairs/NAME.pair, so that they are looked at
 * again whatever the seeds become. Every law is tried on each of them. A file is
 *
 *   -- what it is about
 *   asked 2022-01-05 known 2022-01-03      the date of the run; `known` only if one was given
 *   fault differential                     this law does not hold of it yet: the test fails once it does
 *   ---
 *   the treaty
 *   ---
 *   the record
 */
#ifndef TESTS_PROPERTY_KEPT_H
#define TESTS_PROPERTY_KEPT_H

#include <glob.h>

#include "property/trial.h"

struct kept {
    char *text; /* cut into head, treaty and record */
    char *treaty, *record;
    struct ask ask;
    bool faulty;
};

static bool kept_date(const char *line, const char *word, cs_instant *end)
{
    const char *at = strstr(line, word);
    struct cs_moment moment;

    if (at == NULL)
        return false;
    at += strlen(word);
    if (cs_moment_parse(at, strcspn(at, " \n"), CS_UTC, &moment) != NULL)
        return false;
    *end = moment.end;
    return true;
}

static char *cut_at_hyphens(char *text)
{
    char *end = strstr(text, "\n---\n");

    if (end == NULL)
        return NULL;
    end[1] = '\0';
    return end + strlen("\n---\n");
}

/* Release in any case; false if the file is not as it should be. */
static bool kept_read(struct kept *k, const char *path, const char *law)
{
    char fault[64];

    memset(k, 0, sizeof *k);
    k->text = trial_read_file(path);
    k->treaty = k->text != NULL ? cut_at_hyphens(k->text) : NULL;
    k->record = k->treaty != NULL ? cut_at_hyphens(k->treaty) : NULL;
    if (k->record == NULL || !kept_date(k->text, "\nasked ", &k->ask.end))
        return false;
    k->ask.known_given = kept_date(k->text, " known ", &k->ask.known);
    snprintf(fault, sizeof fault, "\nfault %s\n", law);
    k->faulty = strstr(k->text, fault) != NULL;
    return true;
}

static void try_kept_pair(struct hunt *h, const char *path)
{
    struct outcome o = {0};
    struct kept k;
    enum verdict v;

    if (!kept_read(&k, path, h->law)) {
        printf("DIFFERENCE in %s: it is no kept pair\n", path);
        h->wrong++;
        free(k.text);
        return;
    }
    v = examine(h, k.treaty, k.record, &k.ask, 1, &o, h->totals);
    if (v == REFUSED || (v == WRONG) != k.faulty) {
        printf("DIFFERENCE in %s: %s\n%s\n", path,
               v == REFUSED ? "it is refused"
               : v == WRONG ? o.category
                            : "the law holds: the fault is mended, and its line is to be taken out",
               cs_buffer_string(&o.text));
        h->wrong++;
    }
    cs_buffer_release(&o.text);
    free(k.text);
}

static void try_kept_pairs(struct hunt *h)
{
    glob_t found;

    if (glob(CASUS_SOURCE_DIR "/tests/property/pairs/*.pair", 0, NULL, &found) != 0) {
        printf("DIFFERENCE: there are no kept pairs\n");
        h->wrong++;
        return;
    }
    for (size_t i = 0; i < found.gl_pathc; i++)
        try_kept_pair(h, found.gl_pathv[i]);
    printf("%zu kept pairs\n", found.gl_pathc);
    globfree(&found);
}

#endif
