/* SPDX-License-Identifier: MIT */
/*
 * What holds of any ledger, on random pairs: the pieces of a row are disjoint and all possible worlds together, and so are
 * its cases; an account has one state or turns on something; formatting changes nothing the second time and never what
 * is said; the entries of a record and their claims in another order give the same rows (R 12).
 *
 *   ledger_test [COUNT [SEED]]
 */
#include "property/trial.h"

/* ---- what holds of any ledger ---- */

static void check_pieces(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    struct cs_worlds *w = t->docket->worlds;
    cs_set all = CS_NONE;

    for (uint32_t i = 0; i < row->piece_count; i++) {
        if (!cs_worlds_disjoint(w, all, row->pieces[i].worlds))
            differ(o, "pieces that overlap");
        all = cs_worlds_or(w, all, row->pieces[i].worlds);
    }
    if (all != t->docket->possible)
        differ(o, "pieces that are not all worlds");
    if (o->category != NULL)
        cs_buffer_printf(&o->text, "  row %s\n", row->content);
}

static void check_cases(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    struct cs_worlds *w = t->docket->worlds;
    struct cs_arena arena;
    struct cs_ledger_case *cases;
    cs_set all = CS_NONE;
    size_t count;

    cs_arena_init(&arena);
    if (cs_ledger_cases(t->ledger, row, &arena, &cases, &count) == CASUS_OK) {
        for (size_t i = 0; i < count; i++) {
            if (!cs_worlds_disjoint(w, all, cases[i].worlds))
                differ(o, "cases that overlap");
            all = cs_worlds_or(w, all, cases[i].worlds);
            if (!cs_worlds_within(w, cases[i].worlds, cases[i].piece->worlds))
                differ(o, "a case outside its piece");
        }
        if (all != t->docket->possible)
            differ(o, "cases that are not all worlds");
        if (o->category != NULL)
            cs_buffer_printf(&o->text, "  row %s\n", row->content);
    }
    cs_arena_release(&arena);
}

/* An account has one state, or is undetermined and turns on something. */
static void check_accounts(const struct trial *t, const struct cs_ledger_row *row, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->account_count; i++) {
        cs_set worlds = t->ledger->accounts[i].worlds;
        const char *state = cs_ledger_state(t->ledger, row, worlds);
        uint32_t questions[4];
        bool turns = cs_ledger_turns_on(t->ledger, row, worlds, questions, 4) > 0;

        if (!cs_worlds_within(t->docket->worlds, worlds, t->docket->possible))
            differ(o, "an account outside the possible worlds");
        if (worlds != CS_NONE && (strcmp(state, "undetermined") == 0) != turns) {
            differ(o, "an account that turns on nothing, or need not");
            cs_buffer_printf(&o->text, "  %s: %s is %s\n", row->content,
                             cs_names_text(t->c.plan->names, t->ledger->accounts[i].voice), state);
        }
    }
}

static void check_ledger(const struct trial *t, struct outcome *o)
{
    for (size_t i = 0; i < t->ledger->row_count && o->category == NULL; i++) {
        check_pieces(t, &t->ledger->rows[i], o);
        check_cases(t, &t->ledger->rows[i], o);
        check_accounts(t, &t->ledger->rows[i], o);
    }
}

/* ---- the ledger as text: what does not depend on how questions are numbered ---- */

static void ledger_text(struct trial *t, struct cs_buffer *out)
{
    for (size_t i = 0; i < t->ledger->row_count; i++) {
        const struct cs_ledger_row *row = &t->ledger->rows[i];

        cs_buffer_printf(out, "%s %s %s %s %s %s:", row->id, cs_row_kind_text(row->kind),
                         cs_names_text(t->c.plan->names, row->article), cs_names_text(t->c.plan->names, row->holder),
                         cs_names_text(t->c.plan->names, row->claimant), row->content);
        for (size_t a = 0; a < t->ledger->account_count; a++)
            cs_buffer_printf(out, " %s", cs_ledger_state(t->ledger, row, t->ledger->accounts[a].worlds));
        cs_buffer_printf(out, " %s:", cs_ledger_state(t->ledger, row, t->docket->possible));
        for (uint32_t p = 0; p < row->piece_count; p++) {
            cs_buffer_char(out, ' ');
            cs_worlds_count(t->docket->worlds, row->pieces[p].worlds, out);
        }
        cs_buffer_char(out, '\n');
    }
}

/* The numbers of worlds of the pieces of a row are sorted by what they say: here only how many lines and states differ. */
static bool ledger_of(const char *treaty, const char *record, const struct ask *ask, struct cs_buffer *out)
{
    struct trial t;
    bool ran = trial_read(&t, treaty, record) && trial_run(&t, ask);

    if (ran)
        ledger_text(&t, out);
    trial_release(&t);
    return ran;
}

static void compare_texts(const char *category, const struct cs_buffer *a, const struct cs_buffer *b, struct outcome *o)
{
    if (strcmp(cs_buffer_string(a), cs_buffer_string(b)) == 0)
        return;
    differ(o, category);
    cs_buffer_printf(&o->text, "%s---\n%s", cs_buffer_string(a), cs_buffer_string(b));
}

static void format_text(const char *text, struct cs_buffer *out)
{
    struct cs_arena arena;
    struct cs_source *source;

    cs_arena_init(&arena);
    source = cs_source_new(&arena, "x", CS_SOURCE_TREATY, text, strlen(text));
    if (source != NULL)
        cs_format(source, out);
    cs_arena_release(&arena);
}

/* fmt(fmt(x)) = fmt(x), and it says the same. */
static void check_format(const char *treaty, const char *record, const struct ask *ask, struct outcome *o)
{
    struct cs_buffer before, after, t, r, again;

    cs_buffer_init(&before);
    cs_buffer_init(&after);
    cs_buffer_init(&t);
    cs_buffer_init(&r);
    cs_buffer_init(&again);
    format_text(treaty, &t);
    format_text(record, &r);
    format_text(cs_buffer_string(&t), &again);
    compare_texts("formatting a treaty twice", &t, &again, o);
    cs_buffer_clear(&again);
    format_text(cs_buffer_string(&r), &again);
    compare_texts("formatting a record twice", &r, &again, o);
    if (o->category == NULL && ledger_of(treaty, record, ask, &before)) {
        ledger_of(cs_buffer_string(&t), cs_buffer_string(&r), ask, &after);
        compare_texts("a ledger after formatting", &before, &after, o);
    }
    cs_buffer_release(&before);
    cs_buffer_release(&after);
    cs_buffer_release(&t);
    cs_buffer_release(&r);
    cs_buffer_release(&again);
}

/* ---- entries in another order ---- */

struct piece_of_text { const char *start; size_t length; bool entry; };

static bool is_entry_line(const char *line)
{
    return (line[0] >= '0' && line[0] <= '9') || line[0] == '[' || line[0] == '.' || strncmp(line, "about ", 6) == 0 ||
           strncmp(line, "losses ", 7) == 0 || (line[0] == 'e' && line[1] >= '0' && line[1] <= '9');
}

static size_t split_entries(const char *text, struct piece_of_text *pieces, size_t max)
{
    size_t count = 0;

    for (const char *line = text; *line != '\0' && count < max;) {
        size_t length = strcspn(line, "\n");
        bool entry = is_entry_line(line);

        length += line[length] == '\n';
        if (count == 0 || entry || (pieces[count - 1].entry && line[0] >= 'A' && line[0] <= 'Z'))
            pieces[count++] = (struct piece_of_text){line, 0, entry || (line[0] >= 'A' && line[0] <= 'Z')};
        pieces[count - 1].length += length;
        line += length;
    }
    return count;
}

static void shuffle(struct piece_of_text *pieces, size_t count, struct chance *chance)
{
    for (size_t i = count; i > 1; i--) {
        size_t k = below(chance, (uint32_t)i);
        struct piece_of_text keep = pieces[i - 1];

        if (!keep.entry || !pieces[k].entry)
            continue;
        pieces[i - 1] = pieces[k];
        pieces[k] = keep;
    }
}

/* An entry with its claims in another order. */
static void add_entry(const struct piece_of_text *entry, struct chance *chance, struct cs_buffer *out)
{
    struct piece_of_text lines[16];
    size_t count = 0;

    for (size_t at = 0; at < entry->length && count < 16;) {
        const char *line = entry->start + at;
        size_t length = strcspn(line, "\n") + 1;

        lines[count++] = (struct piece_of_text){line, length, line[0] == ' '}; /* only claims are indented */
        at += length;
    }
    shuffle(lines, entry->entry ? count : 0, chance);
    for (size_t i = 0; i < count; i++)
        cs_buffer_add(out, lines[i].start, lines[i].length);
}

/* R 12, R 2.4: the entries of the record in another order, and their claims, give the same rows. */
static void check_permuted(const char *treaty, const char *record, const struct ask *ask, uint64_t seed, struct outcome *o)
{
    struct piece_of_text pieces[64];
    size_t count = split_entries(record, pieces, 64);
    struct chance chance = {seed};
    struct cs_buffer text, before, after;

    cs_buffer_init(&text);
    cs_buffer_init(&before);
    cs_buffer_init(&after);
    shuffle(pieces, count, &chance);
    for (size_t i = 0; i < count; i++)
        add_entry(&pieces[i], &chance, &text);
    if (ledger_of(treaty, record, ask, &before)) {
        ledger_of(treaty, cs_buffer_string(&text), ask, &after);
        compare_texts("a ledger after entries in another order", &before, &after, o);
        if (o->category != NULL)
            cs_buffer_printf(&o->text, "the entries were:\n%s", cs_buffer_string(&text));
    }
    cs_buffer_release(&text);
    cs_buffer_release(&before);
    cs_buffer_release(&after);
}

/* ---- one pair ---- */

static enum verdict examine_laws(const char *treaty, const char *record, const struct ask *ask, uint64_t seed,
                                 struct outcome *o, void *totals)
{
    struct trial t;
    bool ran;

    (void)totals;
    if (!trial_read(&t, treaty, record)) {
        trial_release(&t);
        return REFUSED;
    }
    ran = trial_run(&t, ask);
    if (ran)
        check_ledger(&t, o);
    trial_release(&t);
    if (o->category == NULL && ran)
        check_format(treaty, record, ask, o);
    if (o->category == NULL && ran)
        check_permuted(treaty, record, ask, seed, o);
    return o->category == NULL ? FINE : WRONG;
}

int main(int argc, char **argv)
{
    struct hunt h = {.examine = examine_laws};

    hunt(&h, argc, argv, 1000);
    return hunt_failed(&h);
}
