/* SPDX-License-Identifier: MIT */
/*
 * Suppositions are laid over the trees: an entry that they change is changed where it stands, so that labels and claims
 * about it go on; what is new stays in the file of the supposition. Nothing was checked yet: names stand as written, so
 * spellings are compared by the name of which they are one.
 */
#include "lang/suppose.h"

#include <string.h>

struct laying {
    struct cs_file *files;
    struct cs_arena *arena;
    struct cs_names *names;
    struct cs_diagnostics *diagnostics;
    struct cs_file *own;
    struct cs_entry **tail; /* of the entries that are new */
};

/* ---- what fits ---- */

static cs_name spelt(const struct laying *l, cs_name name)
{
    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (const struct cs_name_line *line = file->names; line != NULL; line = line->next)
            if (line->name == name && line->also_of != CS_NO_NAME)
                return line->also_of;
    return name;
}

static bool same_arg(const struct laying *l, const struct cs_arg *a, const struct cs_arg *b)
{
    if (a->kind != b->kind)
        return false;
    if (a->kind == CS_ARG_NUMBER)
        return a->number == b->number;
    if (a->kind == CS_ARG_MOMENT)
        return a->moment->start == b->moment->start && a->moment->end == b->moment->end;
    return a->name == b->name || (a->kind == CS_ARG_NAME && spelt(l, a->name) == spelt(l, b->name));
}

static bool has_arg(const struct laying *l, const struct cs_role *role, const struct cs_arg *arg)
{
    for (const struct cs_arg *a = role->args; a != NULL; a = a->next)
        if (same_arg(l, a, arg))
            return true;
    return false;
}

/* Are all arguments of `said` among those of `role`? */
static bool role_has(const struct laying *l, const struct cs_role *role, const struct cs_role *said)
{
    for (const struct cs_arg *arg = said->args; arg != NULL; arg = arg->next)
        if (!has_arg(l, role, arg))
            return false;
    return true;
}

/* Does the term say all that the pattern says? A list in it may have more. */
static bool fits(const struct laying *l, const struct cs_term *term, const struct cs_term *pattern)
{
    if (term->head != pattern->head)
        return false;
    for (const struct cs_role *said = pattern->roles; said != NULL; said = said->next) {
        const struct cs_role *role = cs_term_role(term, said->prep);

        if (role == NULL || !role_has(l, role, said))
            return false;
    }
    return true;
}

static size_t arg_count(const struct cs_role *role)
{
    size_t count = 0;

    for (const struct cs_arg *a = role->args; a != NULL; a = a->next)
        count++;
    return count;
}

/*
 * The role in which the term has a list with more than the pattern says; NULL if there is none. *several: there are
 * two.
 */
static struct cs_role *longer_list(const struct laying *l, const struct cs_term *term, const struct cs_term *pattern,
                                   bool *several)
{
    struct cs_role *longer = NULL;

    *several = false;
    for (const struct cs_role *said = pattern->roles; said != NULL; said = said->next) {
        struct cs_role *role = cs_term_role(term, said->prep);

        if (role == NULL || !role_has(l, role, said) || arg_count(role) == arg_count(said))
            continue;
        *several = longer != NULL;
        longer = role;
    }
    return longer;
}

static void take_from_list(const struct laying *l, struct cs_role *role, const struct cs_role *said)
{
    struct cs_arg **link = &role->args;

    while (*link != NULL)
        if (has_arg(l, said, *link))
            *link = (*link)->next;
        else
            link = &(*link)->next;
}

static struct cs_entry *labelled(const struct laying *l, cs_name label)
{
    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->label == label && label != CS_NO_NAME)
                return entry;
    return NULL;
}

/* ---- what is told of mistakes ---- */

static void no_such_label(struct laying *l, const struct cs_arg *about)
{
    cs_diagnose(l->diagnostics, DIAG_LABEL_UNKNOWN, about->span, "no entry has the label \"%s\"",
                cs_names_text(l->names, about->name));
}

static void nothing_fits(struct laying *l, struct cs_span span)
{
    struct cs_diagnostic *d =
        cs_diagnose(l->diagnostics, DIAG_LABEL_UNKNOWN, span, "no entry of the records says this");

    cs_diagnostic_help(l->diagnostics, d,
                       "A supposition takes out what stands in a record, in its words or by its label; what a rule "
                       "concludes ceases with its conditions.");
}

static void lists_differ(struct laying *l, struct cs_span span, const struct cs_entry *entry)
{
    struct cs_diagnostic *d = cs_diagnose(l->diagnostics, DIAG_SOMETHING_ELSE, span,
                                          "an entry that says this has longer lists in two places");

    cs_diagnostic_other(l->diagnostics, d, entry->span, "this entry");
    cs_diagnostic_help(l->diagnostics, d, "Say all of one of its lists, or name the entry by its label.");
}

/* ---- what is not so ---- */

static void take_out(struct laying *l, struct cs_entry *entry, const struct cs_term *pattern, struct cs_span span)
{
    bool several;
    struct cs_role *longer = longer_list(l, &entry->term, pattern, &several);

    if (several)
        lists_differ(l, span, entry);
    else if (longer == NULL)
        entry->supposed = CS_SUPPOSED_NOT;
    else
        take_from_list(l, longer, cs_term_role(pattern, longer->prep));
}

static void suppose_not(struct laying *l, const struct cs_supposition *line)
{
    const struct cs_entry *pattern = line->pattern;
    struct cs_entry *about = labelled(l, pattern->about.name);
    bool found = false;

    if (pattern->kind != CS_ENTRY_TERM && about == NULL) {
        no_such_label(l, &pattern->about);
        return;
    }
    if (pattern->kind == CS_ENTRY_ABOUT) {
        about->supposed = CS_SUPPOSED_NOT;
        return;
    }
    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == pattern->kind && entry->about.name == pattern->about.name &&
                fits(l, &entry->term, &pattern->term)) {
                take_out(l, entry, &pattern->term, line->span);
                found = true;
            }
    /* that an occurrence is not what nobody calls it needs no supposition, and is no mistake */
    if (!found && pattern->kind == CS_ENTRY_TERM)
        nothing_fits(l, line->span);
}

/* ---- the text of a day ---- */

static bool in_force(struct cs_moment since, struct cs_moment until, const struct cs_moment *day)
{
    return (since.form == CS_MOMENT_NONE || since.start <= day->start) &&
           (until.form == CS_MOMENT_NONE || day->start < until.start);
}

static void keep_rules(struct cs_file *file, const struct cs_instrument *instrument, const struct cs_moment *day)
{
    struct cs_rule **rule = &file->rules;

    while (*rule != NULL)
        if ((*rule)->article != NULL && (*rule)->instrument == instrument &&
            !in_force((*rule)->article->since, (*rule)->article->until, day))
            *rule = (*rule)->next;
        else
            rule = &(*rule)->next;
}

/* The articles of the day have no other time; the rest are not there. */
static bool keep_articles(struct cs_instrument *instrument, const struct cs_moment *day)
{
    struct cs_article **article = &instrument->articles;

    while (*article != NULL) {
        if (!in_force((*article)->since, (*article)->until, day)) {
            *article = (*article)->next;
            continue;
        }
        (*article)->since = (*article)->until = (struct cs_moment){.form = CS_MOMENT_NONE};
        article = &(*article)->next;
    }
    return instrument->articles != NULL;
}

static void keep_answers(struct cs_file *file, const struct cs_instrument *instrument, const struct cs_moment *day)
{
    for (struct cs_reading *reading = file->readings; reading != NULL; reading = reading->next) {
        struct cs_reading_answer **answer = &reading->answers;

        while (reading->instrument == instrument && *answer != NULL) {
            if (!in_force((*answer)->since, (*answer)->until, day)) {
                *answer = (*answer)->next;
                continue;
            }
            (*answer)->since = (*answer)->until = (struct cs_moment){.form = CS_MOMENT_NONE};
            answer = &(*answer)->next;
        }
    }
}

static void suppose_text(struct laying *l, const struct cs_supposition *line)
{
    bool found = false;

    for (struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
            if (i->name != line->instrument)
                continue;
            found = true;
            keep_rules(file, i, &line->day);
            keep_answers(file, i, &line->day);
            if (!keep_articles(i, &line->day))
                cs_diagnose(l->diagnostics, DIAG_DATE_WRONG, line->span, "no article of %s was in force on that day",
                            cs_names_text(l->names, line->instrument));
        }
    if (!found)
        cs_diagnose(l->diagnostics, DIAG_NAME_UNKNOWN, line->span, "there is no treaty \"%s\"",
                    cs_names_text(l->names, line->instrument));
}

/* ---- readings ---- */

static void drop_reads(struct laying *l, cs_name reading)
{
    for (struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry **entry = &file->entries; *entry != NULL;)
            if ((*entry)->kind == CS_ENTRY_READS && (*entry)->reading == reading && (*entry)->claims == NULL)
                *entry = (*entry)->next;
            else
                entry = &(*entry)->next;
}

static void keep(struct laying *l, struct cs_entry *entry)
{
    entry->next = NULL;
    entry->supposed = CS_SUPPOSED_SO;
    *l->tail = entry;
    l->tail = &entry->next;
}

static void suppose_period(struct laying *l, const struct cs_supposition *line)
{
    struct cs_reading_answer *answer = cs_arena_alloc(l->arena, sizeof *answer), **tail;

    if (answer == NULL)
        return;
    *answer = (struct cs_reading_answer){.name = line->pattern->answer, .has_duration = true,
                                         .duration = line->period, .span = line->span};
    for (struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_reading *reading = file->readings; reading != NULL; reading = reading->next) {
            if (reading->name != line->pattern->reading)
                continue;
            for (tail = &reading->answers; *tail != NULL;)
                tail = &(*tail)->next;
            *tail = answer;
            drop_reads(l, reading->name);
            keep(l, line->pattern);
            return;
        }
    cs_diagnose(l->diagnostics, DIAG_NAME_UNKNOWN, line->span, "there is no reading \"%s\"",
                cs_names_text(l->names, line->pattern->reading));
}

/* ---- statements ---- */

static const struct cs_shape_line *shape_of(const struct laying *l, cs_name head)
{
    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (const struct cs_shape_line *shape = file->shapes; shape != NULL; shape = shape->next)
            if (shape->term.head == head)
                return shape;
    return NULL;
}

/*
 * May what is supposed say this role otherwise than an entry, and take its place? Of a state the role that has one
 * value at a time; of an event another than who acts, that says of no occurrence.
 */
static bool may_differ(const struct cs_shape_line *shape, const struct cs_role *said)
{
    const struct cs_role *declared = cs_term_role(&shape->term, said->prep);

    if (shape->kind == CS_SHAPE_FACT)
        return declared != NULL && declared->args->one;
    return said->prep != CS_PREP_IS && said->prep != CS_PREP_BY && said->args->kind == CS_ARG_NAME;
}

/* The one role in which the entry says otherwise than the statement, if all else is the same; or NULL. */
static const struct cs_role *difference(const struct laying *l, const struct cs_shape_line *shape,
                                        const struct cs_term *term, const struct cs_term *said)
{
    const struct cs_role *found = NULL;

    for (const struct cs_role *role = said->roles; role != NULL; role = role->next) {
        const struct cs_role *other = cs_term_role(term, role->prep);

        if (other == NULL)
            return NULL;
        if (role_has(l, other, role))
            continue;
        if (found != NULL || !may_differ(shape, role))
            return NULL;
        found = role;
    }
    return found;
}

static struct cs_role *copy_roles(struct laying *l, const struct cs_role *roles, const struct cs_term *said)
{
    struct cs_role *first = NULL, **tail = &first;

    for (; roles != NULL; roles = roles->next) {
        const struct cs_role *own = cs_term_role(said, roles->prep);
        struct cs_role *copy = cs_arena_alloc(l->arena, sizeof *copy);

        if (copy == NULL)
            return first;
        *copy = own != NULL ? *own : *roles;
        copy->next = NULL;
        *tail = copy;
        tail = &copy->next;
    }
    return first;
}

/* Puts what is said in the place of the entry; of an entry with a list, in the place of that part of the list. */
static void put_in_place(struct laying *l, struct cs_entry *entry, const struct cs_entry *said)
{
    bool several;
    struct cs_role *longer = longer_list(l, &entry->term, &said->term, &several);
    struct cs_entry *copy = entry;

    if (several) {
        lists_differ(l, said->span, entry);
        return;
    }
    if (longer != NULL && (copy = cs_arena_alloc(l->arena, sizeof *copy)) == NULL)
        return;
    if (longer != NULL)
        *copy = *entry;
    copy->term.roles = copy_roles(l, entry->term.roles, &said->term);
    copy->claims = NULL;
    copy->concluded = NULL;
    copy->supposed = CS_SUPPOSED_SO;
    if (longer != NULL) {
        take_from_list(l, longer, cs_term_role(&said->term, longer->prep));
        copy->label = CS_NO_NAME;
        keep(l, copy);
    }
}

/* Of all dated entries of the texts the beginning of the first, as a state that began then. */
static bool from_the_beginning(struct laying *l, struct cs_moment *out)
{
    struct cs_moment begins, none = {.form = CS_MOMENT_NONE};
    cs_instant first = CS_TIME_NEVER;
    char text[40];

    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->moment.form != CS_MOMENT_NONE && entry->moment.start != CS_TIME_ALWAYS &&
                entry->moment.start < first)
                first = entry->moment.start;
    if (first == CS_TIME_NEVER)
        return false;
    cs_day_text(cs_day_of(first, l->own->reckoning.zone), text);
    return cs_moment_read(text, strlen(text), &l->own->reckoning, &begins) == NULL &&
           cs_moment_span(begins, none, out) == NULL;
}

static void needs_date(struct laying *l, const struct cs_entry *entry)
{
    struct cs_diagnostic *d = cs_diagnose(l->diagnostics, DIAG_DATE_MISSING, entry->span,
                                          "nothing in the records has this in other words, so its date is needed");

    cs_diagnostic_help(l->diagnostics, d,
                       "Write it before the line: 2022-09-13. A line without a date takes the place of an entry of the "
                       "same who, on the same, that says one role otherwise.");
}

/* A statement without a date. */
static void suppose_undated(struct laying *l, struct cs_entry *said)
{
    const struct cs_shape_line *shape = shape_of(l, said->term.head);
    bool found = false;

    if (shape == NULL || said->kind != CS_ENTRY_TERM) { /* the checker tells of an unknown word */
        if (said->kind != CS_ENTRY_TERM)
            needs_date(l, said);
        else
            keep(l, said);
        return;
    }
    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next) {
            if (entry->kind != CS_ENTRY_TERM || entry->term.head != said->term.head)
                continue;
            if (fits(l, &entry->term, &said->term) && shape->kind == CS_SHAPE_FACT) {
                take_out(l, entry, &said->term, said->span); /* it holds throughout instead */
                continue;
            }
            if (fits(l, &entry->term, &said->term))
                entry->supposed = CS_SUPPOSED_SO;
            else if (difference(l, shape, &entry->term, &said->term) != NULL)
                put_in_place(l, entry, said);
            else
                continue;
            found = true;
        }
    if (found)
        return;
    if (shape->kind == CS_SHAPE_FACT && from_the_beginning(l, &said->moment))
        keep(l, said);
    else
        needs_date(l, said);
}

static void suppose_statement(struct laying *l, struct cs_entry *said)
{
    struct cs_entry *entry = labelled(l, said->label);

    if (entry == NULL) {
        if (said->moment.form == CS_MOMENT_NONE)
            suppose_undated(l, said);
        else
            keep(l, said);
        return;
    }
    if (said->moment.form != CS_MOMENT_NONE)
        entry->moment = said->moment;
    entry->kind = said->kind;
    entry->term = said->term;
    entry->bond = said->bond;
    entry->claims = NULL;
    entry->concluded = NULL;
    entry->supposed = CS_SUPPOSED_SO;
}

/* ---- what is said of an entry ---- */

static void suppose_name(struct laying *l, struct cs_entry *said)
{
    bool found = false;

    for (const struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            if (entry->kind == CS_ENTRY_COUNTS_AS && entry->about.name == said->about.name &&
                fits(l, &entry->term, &said->term)) {
                entry->supposed = CS_SUPPOSED_SO;
                found = true;
            }
    if (!found)
        keep(l, said);
}

/* Takes out the other lines that say the same of the entry: its date, or this role. */
static void drop_said(struct laying *l, const struct cs_entry *said)
{
    for (struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry **entry = &file->entries; *entry != NULL;)
            if ((*entry)->kind == said->kind && (*entry)->about.name == said->about.name &&
                (said->kind == CS_ENTRY_DATED || (*entry)->term.roles->prep == said->term.roles->prep))
                *entry = (*entry)->next;
            else
                entry = &(*entry)->next;
}

static void suppose_role(struct laying *l, struct cs_entry *about, const struct cs_entry *said)
{
    struct cs_role *role = cs_term_role(&about->term, said->term.roles->prep), **tail = &about->term.roles;

    drop_said(l, said);
    if (role != NULL) {
        role->args = said->term.roles->args;
        return;
    }
    while (*tail != NULL)
        tail = &(*tail)->next;
    *tail = said->term.roles;
}

static void suppose_about(struct laying *l, struct cs_entry *said)
{
    struct cs_entry *about = labelled(l, said->about.name);

    if (about == NULL) {
        no_such_label(l, &said->about);
    } else if (said->kind == CS_ENTRY_ABOUT) {
        about->supposed = CS_SUPPOSED_SO;
    } else if (said->kind == CS_ENTRY_DATED) {
        drop_said(l, said);
        about->moment = said->moment;
    } else {
        suppose_role(l, about, said);
    }
}

/* Another number takes the place of all bounds of that quantity. */
static void suppose_bound(struct laying *l, struct cs_entry *said)
{
    for (struct cs_file *file = l->files; file != NULL; file = file->next)
        for (struct cs_entry **entry = &file->entries; *entry != NULL;)
            if ((*entry)->kind == CS_ENTRY_BOUND && fits(l, &(*entry)->term, &said->term) &&
                fits(l, &said->term, &(*entry)->term))
                *entry = (*entry)->next;
            else
                entry = &(*entry)->next;
    keep(l, said);
}

static void suppose_entry(struct laying *l, struct cs_entry *said)
{
    switch (said->kind) {
    case CS_ENTRY_TERM:
    case CS_ENTRY_BOND:
        suppose_statement(l, said);
        return;
    case CS_ENTRY_COUNTS_AS:
        suppose_name(l, said);
        return;
    case CS_ENTRY_ABOUT:
    case CS_ENTRY_DATED:
    case CS_ENTRY_ROLE:
        suppose_about(l, said);
        return;
    case CS_ENTRY_READS:
        drop_reads(l, said->reading);
        keep(l, said);
        return;
    case CS_ENTRY_BOUND:
        suppose_bound(l, said);
        return;
    case CS_ENTRY_IN_PLACE:
    case CS_ENTRY_SAME:
    case CS_ENTRY_ORDER:
    case CS_ENTRY_ABSENCE:
        keep(l, said);
        return;
    }
}

void cs_suppose(struct cs_file *files, struct cs_file *own, const struct cs_supposition *lines, struct cs_arena *arena,
                struct cs_names *names, struct cs_diagnostics *diagnostics)
{
    struct laying l = {.files = files, .arena = arena, .names = names, .diagnostics = diagnostics, .own = own,
                       .tail = &own->entries};
    struct cs_entry *entries = own->entries;

    own->entries = NULL;
    for (const struct cs_supposition *line = lines; line != NULL; line = line->next)
        switch (line->kind) {
        case CS_SUPPOSITION_NOT:
            suppose_not(&l, line);
            break;
        case CS_SUPPOSITION_TEXT:
            suppose_text(&l, line);
            break;
        case CS_SUPPOSITION_PERIOD:
            suppose_period(&l, line);
            break;
        }
    while (entries != NULL) {
        struct cs_entry *next = entries->next;

        suppose_entry(&l, entries);
        entries = next;
    }
}
