/* SPDX-License-Identifier: MIT */
/*
 * A record that grows: a random record is begun with some of its entries, the others are entered one after another into
 * the opened case (casus_act_wishes.enter), in the order of the record or in any other. After each of them the case
 * says in JSON and in CSV what a case says that was read anew from the whole text; and an answer that goes on with the
 * entries (casus_answer_go_on), on the same date or from one to the next, says what one says that is made anew.
 *
 *   append_test [COUNT [SEED]]
 */
#include "property/kept.h"

#include "casus/casus.h"
#include "property/pieces.h"
#include "sanitized.h"

#define AGAIN_MAX 8
#define LONG_TEXT 10000 /* bytes of a ledger with more questions than need be */

struct counts { size_t entered, anew, refused, compared, gone_on, begun; };

static casus_case *read_case(const char *treaty, const char *record)
{
    casus_case *c = NULL;

    if (casus_case_new(&c) == CASUS_OK && casus_case_add_text(c, "pair.treaty", treaty, strlen(treaty)) == CASUS_OK &&
        casus_case_add_text(c, "pair.record", record, strlen(record)) == CASUS_OK && casus_case_check(c) == CASUS_OK)
        return c;
    casus_case_free(c);
    return NULL;
}

/* The ledger in a format; to be freed. */
static char *written(casus_answer *a, casus_format format)
{
    struct casus_style style = {.size = sizeof style, .format = format};
    casus_text text = {.bytes = NULL};

    if (casus_write_ledger(a, &style, casus_text_sink(&text)) == CASUS_OK)
        return text.bytes;
    casus_text_free(text.bytes);
    return NULL;
}

/* ---- a record in pieces ---- */

/* Does an entry begin with this line? What belongs to one is indented, or says until when. */
static bool is_entry_line(const char *line)
{
    return line[0] != ' ' && strncmp(line, "until ", 6) != 0 && strncmp(line, "account ", 8) != 0 &&
           strncmp(line, "zone ", 5) != 0 && strstr(line, " speaks for ") == NULL;
}

/* The first piece is the head: all up to the first dated line. */
static size_t split_entries(const char *text, struct piece_of_text *pieces)
{
    size_t count = 1;

    pieces[0] = (struct piece_of_text){.start = text};
    for (const char *line = text; *line != '\0';) {
        size_t length = line_length(line);

        if ((is_dated_line(line) || (count > 1 && is_entry_line(line))) && count < PIECES_MAX)
            pieces[count++] = (struct piece_of_text){.start = line};
        pieces[count - 1].length += length;
        line += length;
    }
    return count;
}

/* A line of something that happened on a day or at an instant, of which nobody says anything; else nothing of it. */
static bool is_plain(const struct piece_of_text *piece)
{
    size_t date = strcspn(piece->start, " "), line = strcspn(piece->start, "\n") + 1;

    return piece->start[0] >= '0' && piece->start[0] <= '9' && line >= piece->length &&
           date >= strlen("2023-03-01") && strcspn(piece->start, "/[~?%X.") >= date;
}

/* Leaves out what is said of entries, and what only says; and dates that are open. */
static size_t without_claims(struct piece_of_text *pieces, size_t count)
{
    size_t kept = 1;

    for (size_t i = 1; i < count; i++) {
        size_t line = strcspn(pieces[i].start, "\n") + 1;

        if (line < pieces[i].length)
            pieces[i].length = line;
        if (pieces[i].start[0] >= '0' && pieces[i].start[0] <= '9' &&
            strcspn(pieces[i].start, "~?%X[") >= strcspn(pieces[i].start, " "))
            pieces[kept++] = pieces[i];
    }
    return kept;
}

/* Adds lines of events, each in the words of one of the record, with the date of another and a label of its own. */
static size_t happen_again(struct piece_of_text *pieces, size_t count, struct chance *chance, char again[][500])
{
    size_t added = 0;

    for (size_t tries = 0; tries < 4 * AGAIN_MAX && added < AGAIN_MAX && count + added < PIECES_MAX; tries++) {
        const struct piece_of_text *what = &pieces[below(chance, (uint32_t)count)];
        const struct piece_of_text *when = &pieces[below(chance, (uint32_t)count)];
        const char *words = strchr(what->start, ' ');
        int length;

        if (!is_plain(what) || !is_plain(when) || words == NULL)
            continue;
        words++;
        if (words[0] == 'e' && words[1] >= '0' && words[1] <= '9' && strcspn(words, ":") < strcspn(words, " "))
            words = strchr(words, ' ') + 1;
        length = snprintf(again[added], sizeof again[added], "%.*s z%zu: %.*s\n", (int)strcspn(when->start, " "),
                          when->start, added, (int)strcspn(words, "\n"), words);
        if (length >= (int)sizeof again[added])
            continue;
        pieces[count + added] = (struct piece_of_text){.start = again[added], .length = (size_t)length};
        added++;
    }
    return added;
}

/* By their dates, as a rule: these stand first. */
static int by_text(const void *a, const void *b)
{
    const struct piece_of_text *x = a, *y = b;
    size_t length = x->length < y->length ? x->length : y->length;
    int order = strncmp(x->start, y->start, length);

    return order != 0 ? order : x->length < y->length ? -1 : x->length > y->length;
}

/* ---- growing ---- */

#define STEP_SECONDS (86400 / 2)

struct growing {
    const char *treaty;
    struct casus_wishes wishes;
    cs_instant end, step;  /* up to when it is asked, and how much later after the next entry */
    char as_of[40];
    struct cs_buffer text; /* of the record so far */
    casus_case *c;
    casus_answer *a;       /* that goes on, or NULL */
    bool entangled;        /* there is no answer any more, or a long one: more entries add questions, and take long */
    struct outcome *o;
    struct counts *counts;
};

static void ask_later(struct growing *g, cs_instant by)
{
    g->end += by;
    cs_instant_text(g->end - 1, CS_UTC, g->as_of);
    g->wishes.as_of = g->as_of;
}

static void compare(struct growing *g, casus_answer *a, const char *category)
{
    casus_case *fresh = read_case(g->treaty, cs_buffer_string(&g->text));
    casus_answer *other = NULL;
    casus_status status = fresh != NULL ? casus_answer_new(fresh, &g->wishes, &other) : CASUS_ERR_ARGUMENT;
    static const casus_format formats[] = {CASUS_JSON, CASUS_CSV};

    if ((a == NULL) != (status != CASUS_OK))
        differ(g->o, "an answer that there is only in one of two ways");
    for (size_t i = 0; a != NULL && other != NULL && i < 2 && g->o->category == NULL; i++) {
        char *one = written(a, formats[i]), *two = written(other, formats[i]);

        if (one == NULL || two == NULL ? one != two : strcmp(one, two) != 0) {
            differ(g->o, category);
            cs_buffer_printf(&g->o->text, "---- of the record\n%s---- grown\n%s---- anew\n%s",
                             cs_buffer_string(&g->text), one == NULL ? "" : one, two == NULL ? "" : two);
        }
        g->counts->compared += one != NULL && two != NULL;
        g->entangled = g->entangled || (one != NULL && strlen(one) > LONG_TEXT);
        casus_text_free(one);
        casus_text_free(two);
    }
    casus_answer_free(other);
    casus_case_free(fresh);
}

static void compare_new(struct growing *g)
{
    casus_answer *a = NULL;

    if (casus_answer_new(g->c, &g->wishes, &a) == CASUS_OK || a == NULL)
        compare(g, a, "an answer of a case into which an entry was entered");
    g->entangled = g->entangled || a == NULL;
    casus_answer_free(a);
}

/* The answer goes on with what was entered, or is begun again. */
static void compare_gone_on(struct growing *g)
{
    bool done = false;

    if (g->a != NULL && casus_answer_go_on(g->a, g->wishes.as_of, &done) != CASUS_OK)
        done = false;
    if (g->a != NULL && done) {
        g->counts->gone_on++;
        compare(g, g->a, "an answer that goes on with an entry");
        return;
    }
    g->counts->begun++;
    casus_answer_free(g->a);
    if (casus_answer_new(g->c, &g->wishes, &g->a) != CASUS_OK)
        g->a = NULL;
}

/* Enters a piece; one that is refused is left out. */
static void enter(struct growing *g, const struct piece_of_text *piece)
{
    struct casus_act_wishes wishes = {.size = sizeof wishes, .before = "\n", .enter = true};
    char *words = strndup(piece->start, piece->length - (piece->start[piece->length - 1] == '\n'));
    casus_act *act = NULL;
    casus_case *with;

    if (words == NULL || casus_act_try(g->c, "pair.record", words, &wishes, &act) != CASUS_OK) {
        free(words);
        return;
    }
    free(words);
    with = casus_act_case(act);
    g->counts->refused += with == NULL;
    if (with != NULL) {
        *(with == g->c ? &g->counts->entered : &g->counts->anew) += 1;
        cs_buffer_text(&g->text, casus_act_addition(act));
        if (with != g->c) {
            casus_answer_free(g->a);
            g->a = NULL;
        }
        casus_act_free(act);
        casus_case_free(g->c);
        g->c = with;
        ask_later(g, g->step);
        compare_new(g);
        if (!g->entangled)
            compare_gone_on(g);
        return;
    }
    casus_act_free(act);
}

static enum verdict examine_append(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                   struct outcome *o, void *counts)
{
    struct growing g = {.treaty = treaty, .o = o, .counts = counts, .wishes.size = sizeof g.wishes};
    struct chance chance = {seed};
    struct piece_of_text pieces[PIECES_MAX];
    size_t count = split_entries(record, pieces), first = 1 + below(&chance, (uint32_t)count);
    char known[40], again[AGAIN_MAX][500];
    enum verdict verdict = REFUSED;

    g.end = ask->end;
    cs_instant_text(ask->known - 1, CS_UTC, known);
    g.wishes.known_on = ask->known_given ? known : NULL;
    if (percent(&chance, 60)) { /* what happened happens again, mostly before the end of what is so already */
        if (percent(&chance, 70))
            count = without_claims(pieces, count);
        first = count;
        count += happen_again(pieces, count, &chance, again);
        g.wishes.known_on = NULL;
    } else if (percent(&chance, 50)) { /* as things happen: then an answer can go on from one date to the next */
        qsort(pieces + 1, count - 1, sizeof *pieces, by_text);
        g.step = STEP_SECONDS;
        g.end = ask->end - g.step * (cs_instant)(count - first);
    } else if (percent(&chance, 60)) { /* the first stay: others name them */
        shuffle(pieces + first, count - first, &chance);
    }
    cs_buffer_init(&g.text);
    for (size_t i = 0; i < first; i++)
        cs_buffer_add(&g.text, pieces[i].start, pieces[i].length);
    g.c = read_case(treaty, cs_buffer_string(&g.text));
    if (g.c == NULL || casus_case_error_count(g.c) > 0) { /* an entry names one that comes behind it */
        casus_case_free(g.c);
        g.c = read_case(treaty, record);
        first = count;
    }
    if (g.c != NULL && casus_case_error_count(g.c) == 0) {
        ask_later(&g, 0);
        if (casus_answer_new(g.c, &g.wishes, &g.a) != CASUS_OK)
            g.a = NULL;
        for (size_t i = first; i < count && o->category == NULL && !g.entangled; i++)
            enter(&g, &pieces[i]);
        verdict = o->category == NULL ? FINE : WRONG;
    }
    casus_answer_free(g.a);
    casus_case_free(g.c);
    cs_buffer_release(&g.text);
    return verdict;
}

int main(int argc, char **argv)
{
    struct counts counts = {0};
    struct hunt h = {.law = "append", .examine = examine_append, .totals = &counts, .totals_size = sizeof counts};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 100 : 600);
    printf("%zu entries entered, %zu by reading all anew, %zu refused; %zu texts compared\n", counts.entered,
           counts.anew, counts.refused, counts.compared);
    printf("%zu answers gone on with, %zu begun\n", counts.gone_on, counts.begun);
    if (h.wrong == 0 && h.count >= 600 &&
        (counts.entered == 0 || counts.anew == 0 || counts.compared == 0 || counts.gone_on == 0)) {
        printf("FAILED: no entry of some sort was entered\n");
        return 1;
    }
    return hunt_failed(&h);
}
