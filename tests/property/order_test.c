/* SPDX-License-Identifier: MIT */
/*
 * R 12, R 2.4: the entries of a record in another order, each with its claims in another order, spread over one to four
 * files that come in any order, give the same rows.
 *
 *   order_test [COUNT [SEED]]
 */
#include "property/kept.h"
#include "property/ledger_text.h"
#include "property/pieces.h"
#include "sanitized.h"

#define RECORDS_MAX 4

/* ---- a record in pieces ---- */

static bool is_entry_line(const char *line)
{
    return is_dated_line(line) || strncmp(line, "about ", 6) == 0 || strncmp(line, "losses ", 7) == 0 ||
           ((line[0] == 'e' || line[0] == 'b' || line[0] == 'f') && line[1] >= '0' && line[1] <= '9');
}

/* What is no entry stays. */
static size_t split_entries(const char *text, struct piece_of_text *pieces, size_t max)
{
    size_t count = 0;

    for (const char *line = text; *line != '\0' && count < max;) {
        size_t length = line_length(line);
        bool entry = is_entry_line(line), capital = line[0] >= 'A' && line[0] <= 'Z';

        if (count == 0 || entry || (!pieces[count - 1].stays && capital))
            pieces[count++] = (struct piece_of_text){line, 0, !entry && !capital};
        pieces[count - 1].length += length;
        line += length;
    }
    return count;
}

/* An entry with its claims in another order. */
static void add_entry(const struct piece_of_text *entry, struct chance *chance, struct cs_buffer *out)
{
    struct piece_of_text lines[16];
    size_t count = 0;

    for (size_t at = 0; at < entry->length && count < 16;) {
        const char *line = entry->start + at;
        size_t length = line_length(line);

        lines[count++] = (struct piece_of_text){line, length, line[0] != ' '}; /* only claims are indented */
        at += length;
    }
    shuffle(lines, entry->stays ? 0 : count, chance);
    for (size_t i = 0; i < count; i++)
        cs_buffer_add(out, lines[i].start, lines[i].length);
}

/* ---- the same record, otherwise ---- */

/* Lines about dates hold for their own file: each file of the record gets them. Accounts and speakers stand once. */
static bool is_of_dates(const char *line)
{
    static const char *const words[] = {"zone", "seasons", "approximate", "uncertain"};

    for (size_t i = 0; i < sizeof words / sizeof *words; i++)
        if (strncmp(line, words[i], strlen(words[i])) == 0)
            return true;
    return false;
}

static void begin_record(const struct piece_of_text *head, bool whole, struct cs_buffer *out)
{
    for (size_t at = 0; head->stays && at < head->length; at += line_length(head->start + at))
        if (whole || is_of_dates(head->start + at))
            cs_buffer_add(out, head->start + at, line_length(head->start + at));
}

static void spread(const char *record, struct chance *chance, struct cs_buffer *records, size_t count)
{
    struct piece_of_text pieces[PIECES_MAX];
    size_t piece_count = split_entries(record, pieces, PIECES_MAX);
    size_t with_head = below(chance, (uint32_t)count);

    shuffle(pieces, piece_count, chance);
    for (size_t i = 0; i < count; i++)
        if (piece_count > 0)
            begin_record(&pieces[0], i == with_head, &records[i]);
    for (size_t i = 0; i < piece_count; i++)
        if (!pieces[i].stays)
            add_entry(&pieces[i], chance, &records[below(chance, (uint32_t)count)]);
}

static void check_spread(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                         struct outcome *o)
{
    struct chance chance = {seed};
    struct cs_buffer records[RECORDS_MAX], before, after;
    const char *texts[RECORDS_MAX];
    size_t count = 1 + below(&chance, RECORDS_MAX);

    cs_buffer_init(&before);
    cs_buffer_init(&after);
    for (size_t i = 0; i < RECORDS_MAX; i++)
        cs_buffer_init(&records[i]);
    spread(record, &chance, records, count);
    for (size_t i = 0; i < count; i++)
        texts[i] = cs_buffer_string(&records[i]);
    trial_as_number = strlen(treaty) + strlen(record); /* all are run by the same access paths */
    if (ledger_of(treaty, record, ask, &before)) {
        ledger_of_records(treaty, texts, count, ask, &after);
        compare_texts("a ledger after entries in another order", &before, &after, o);
        for (size_t i = 0; i < count && o->category != NULL; i++)
            cs_buffer_printf(&o->text, "record %zu was:\n%s", i + 1, texts[i]);
    }
    trial_as_number = SIZE_MAX;
    for (size_t i = 0; i < RECORDS_MAX; i++)
        cs_buffer_release(&records[i]);
    cs_buffer_release(&before);
    cs_buffer_release(&after);
}

static enum verdict examine_order(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                  struct outcome *o, void *totals)
{
    struct trial t;
    bool sound = trial_read(&t, treaty, record);

    (void)totals;
    trial_release(&t);
    for (uint64_t other = 0; sound && other < 3 && o->category == NULL; other++)
        check_spread(treaty, record, ask, seed * 3 + other, o);
    return !sound ? REFUSED : o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct hunt h = {.law = "order", .examine = examine_order};

    try_kept_pairs(&h);
    hunt(&h, argc, argv, SANITIZED ? 150 : 600);
    return hunt_failed(&h);
}
