/* SPDX-License-Identifier: MIT */
/*
 * Writes a tree as text, without places: two texts mean the same if these texts of their trees are equal. One line for
 * each node. A new field of tree.h must be written here.
 */
#ifndef TESTS_TREE_TEXT_H
#define TESTS_TREE_TEXT_H

#include "base/buffer.h"
#include "lang/parser.h"

struct tree_text {
    const struct cs_names *names;
    struct cs_buffer *out;
};

/* ---- pieces of a line ---- */

static inline void tree_word(const struct tree_text *t, const char *what, const char *text)
{
    if (text != NULL)
        cs_buffer_printf(t->out, " %s=\"%s\"", what, text);
}

static inline void tree_name(const struct tree_text *t, const char *what, cs_name name)
{
    if (name != CS_NO_NAME)
        tree_word(t, what, cs_names_text(t->names, name));
}

static inline void tree_number(const struct tree_text *t, const char *what, cs_wide number)
{
    char text[CS_WIDE_TEXT];

    cs_buffer_printf(t->out, " %s=%s", what, cs_wide_text(number, text));
}

static inline void tree_moment(const struct tree_text *t, const char *what, const struct cs_moment *m)
{
    if (m->form != CS_MOMENT_NONE)
        cs_buffer_printf(t->out, " %s=%d:%lld..%lld:%d..%d%+d%s%s", what, (int)m->form, (long long)m->start,
                         (long long)m->end, (int)m->first, (int)m->last, (int)m->offset.offset,
                         m->offset_written ? ":written" : "", m->hours ? ":hours" : "");
}

static inline void tree_duration(const struct tree_text *t, const struct cs_duration *d)
{
    cs_buffer_printf(t->out, " duration=%lld:%d%s", (long long)d->count, (int)d->unit, d->or_next ? ":next" : "");
}

static inline void tree_args(const struct tree_text *t, const char *what, const struct cs_arg *arg)
{
    for (; arg != NULL; arg = arg->next) {
        cs_buffer_printf(t->out, " %s:%d%s", what, (int)arg->kind,
                         arg->one          ? " one"
                         : arg->or_nothing ? " or nothing"
                                           : "");
        tree_name(t, "name", arg->name);
        tree_name(t, "of", arg->instrument);
        if (arg->kind == CS_ARG_NUMBER)
            tree_number(t, "number", arg->number);
        if (arg->kind == CS_ARG_MOMENT)
            tree_moment(t, "moment", arg->moment);
    }
}

static inline void tree_term(const struct tree_text *t, const char *what, const struct cs_term *term)
{
    tree_name(t, what, term->head);
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next)
        tree_args(t, cs_prep_text(role->prep), role->args);
}

static inline void tree_counted(const struct tree_text *t, const char *what, const struct cs_number *n)
{
    cs_buffer_printf(t->out, " %s:%d", what, (int)n->kind);
    tree_number(t, "constant", n->constant);
    tree_name(t, "counted", n->variable);
    tree_term(t, "in", &n->term);
}

static inline void tree_bond(const struct tree_text *t, const struct cs_bond *b)
{
    cs_buffer_printf(t->out, " bond:%s%s%s", b->expectation ? "expectation" : "duty", b->negated ? ":no" : "",
                     b->only ? ":only" : "");
    tree_args(t, "first", b->first);
    tree_args(t, "second", b->second);
    tree_term(t, "act", &b->act);
    for (const struct cs_bond_limit *limit = b->limits; limit != NULL; limit = limit->next) {
        cs_buffer_printf(t->out, " limit:%d:%d%s", (int)limit->kind, (int)limit->hour, limit->after ? ":after" : "");
        if (limit->kind == CS_LIMIT_DURATION)
            tree_duration(t, &limit->duration);
        tree_name(t, "reading", limit->reading);
        tree_moment(t, "before", &limit->before);
        tree_term(t, "of", &limit->term);
    }
    for (const struct cs_modifier *m = b->modifiers; m != NULL; m = m->next) {
        cs_buffer_printf(t->out, "\n  modifier:%d%s", (int)m->kind, m->negated ? ":no" : "");
        tree_term(t, "term", &m->term);
    }
}

static inline void tree_end(const struct tree_text *t)
{
    cs_buffer_char(t->out, '\n');
}

/* ---- words ---- */

static inline void tree_vocabulary(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_use *use = file->uses; use != NULL; use = use->next)
        cs_buffer_printf(t->out, "use \"%s\"%s\n", use->name, use->quoted ? " quoted" : "");
    for (const struct cs_kind_line *k = file->kinds; k != NULL; k = k->next, tree_end(t)) {
        tree_name(t, "kind", k->name);
        tree_name(t, "is", k->parent);
    }
    for (const struct cs_name_line *n = file->names; n != NULL; n = n->next, tree_end(t)) {
        tree_name(t, "name", n->name);
        tree_name(t, "kind", n->kind);
        tree_name(t, "also", n->also_of);
    }
    for (const struct cs_shape_line *s = file->shapes; s != NULL; s = s->next, tree_end(t)) {
        cs_buffer_printf(t->out, "shape:%d", (int)s->kind);
        tree_term(t, "term", &s->term);
        for (const struct cs_words *after = s->after; after != NULL; after = after->next)
            tree_name(t, "after", after->head);
    }
    for (const struct cs_exclusion *x = file->exclusions; x != NULL; x = x->next, tree_end(t)) {
        tree_term(t, "excludes", &x->first);
        tree_term(t, "excluded", &x->second);
    }
    for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next, tree_end(t)) {
        cs_buffer_printf(t->out, "row %s", row->decision ? "decision" : "request");
        tree_name(t, "variable", row->variable);
        tree_term(t, "term", &row->term);
        for (const struct cs_row_state *state = row->states; state != NULL; state = state->next) {
            cs_buffer_printf(t->out, "\n  state:%d", (int)state->kind);
            tree_word(t, "is", cs_state_in_words(state->state, t->names));
            tree_name(t, "variable", state->variable);
            tree_term(t, "term", &state->term);
        }
        for (const struct cs_row_need *need = row->needs; need != NULL; need = need->next) {
            cs_buffer_printf(t->out, "\n  needs:%s", need->warning);
            tree_term(t, "term", &need->term);
        }
    }
}

/* ---- texts of law ---- */

static inline void tree_instruments(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next) {
        cs_buffer_printf(t->out, "instrument%s", i->declaration ? ":declaration" : "");
        tree_name(t, "name", i->name);
        tree_word(t, "title", i->title);
        tree_name(t, "by", i->by);
        tree_moment(t, "since", &i->since);
        tree_moment(t, "until", &i->until);
        cs_buffer_printf(t->out, " zone=%d:%d\n", (int)i->has_zone, (int)i->zone.offset);
        for (const struct cs_article *a = i->articles; a != NULL; a = a->next, tree_end(t)) {
            tree_name(t, "article", a->text);
            tree_moment(t, "since", &a->since);
            tree_moment(t, "until", &a->until);
            tree_name(t, "grade", a->grade);
            tree_word(t, "gist", a->gist);
        }
        for (const struct cs_judge *judge = i->judges; judge != NULL; judge = judge->next, tree_end(t)) {
            tree_name(t, "judge", judge->who);
            tree_name(t, "of", judge->word);
        }
    }
    for (const struct cs_reading *r = file->readings; r != NULL; r = r->next, tree_end(t)) {
        tree_name(t, "reading", r->name);
        tree_word(t, "title", r->title);
        tree_name(t, "instrument", r->instrument != NULL ? r->instrument->name : CS_NO_NAME);
        for (const struct cs_reading_answer *a = r->answers; a != NULL; a = a->next) {
            tree_name(t, "answer", a->name);
            if (a->has_duration)
                tree_duration(t, &a->duration);
            tree_moment(t, "since", &a->since);
            tree_moment(t, "until", &a->until);
            tree_name(t, "grade", a->grade);
            tree_word(t, "gist", a->gist);
        }
    }
}

static inline void tree_condition(const struct tree_text *t, const char *what, const struct cs_condition *c)
{
    cs_buffer_printf(t->out, "\n  %s:%d%s:%d", what, (int)c->kind, c->negated ? ":no" : "", (int)c->compare);
    tree_term(t, "term", &c->term);
    tree_args(t, "subject", c->subject);
    tree_args(t, "others", c->others);
    tree_name(t, "reading", c->reading);
    tree_name(t, "answer", c->answer);
    tree_number(t, "over", c->ratio_over);
    tree_number(t, "under", c->ratio_under);
    tree_counted(t, "left", &c->left);
    tree_counted(t, "right", &c->right);
}

static inline void tree_rules(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_rule *r = file->rules; r != NULL; r = r->next, tree_end(t)) {
        cs_buffer_printf(t->out, "rule:%d delay:%d%s%s", (int)r->kind, (int)r->delay, r->start_of ? ":start" : "",
                         r->broken ? ":broken" : "");
        tree_name(t, "article", r->article != NULL ? r->article->text : CS_NO_NAME);
        tree_name(t, "instrument", r->instrument != NULL ? r->instrument->name : CS_NO_NAME);
        if (r->delay == CS_DELAY_DURATION)
            tree_duration(t, &r->duration);
        tree_name(t, "reading", r->reading);
        tree_name(t, "variable", r->variable);
        tree_condition(t, "trigger", &r->trigger);
        for (const struct cs_condition *c = r->conditions; c != NULL; c = c->next)
            tree_condition(t, "condition", c);
        for (const struct cs_effect *e = r->effects; e != NULL; e = e->next) {
            cs_buffer_printf(t->out, "\n  effect:%d", (int)e->kind);
            if (e->kind == CS_EFFECT_BOND)
                tree_bond(t, &e->bond);
            else
                tree_term(t, "term", &e->term);
        }
    }
}

/* ---- the record ---- */

static inline void tree_claims(const struct tree_text *t, const struct cs_claim *claim)
{
    for (; claim != NULL; claim = claim->next) {
        cs_buffer_printf(t->out, "\n  claim:%d", (int)claim->kind);
        tree_name(t, "voice", claim->voice);
        for (const struct cs_via *via = claim->via; via != NULL; via = via->next)
            tree_name(t, "via", via->name);
        tree_name(t, "in", claim->source);
        tree_name(t, "under", claim->instrument);
        tree_moment(t, "recorded", &claim->recorded);
        if (claim->anchor.given)
            cs_buffer_printf(t->out, " @%llu..%llu#%s", (unsigned long long)claim->anchor.start,
                             (unsigned long long)claim->anchor.end, claim->anchor.digest);
        tree_word(t, "quote", claim->quote);
        tree_word(t, "gist", claim->gist);
    }
}

static inline void tree_entries(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_entry *e = file->entries; e != NULL; e = e->next, tree_end(t)) {
        cs_buffer_printf(t->out, "entry:%d:%d", (int)e->kind, (int)e->compare);
        tree_moment(t, "moment", &e->moment);
        tree_name(t, "label", e->label);
        tree_name(t, "about", e->about.name);
        tree_name(t, "same", e->other.name);
        if (e->other.moment != NULL)
            tree_moment(t, e->after ? "after" : "before", e->other.moment);
        cs_buffer_text(t->out, e->after ? ":after" : "");
        tree_term(t, "term", &e->term);
        for (const struct cs_role *role = e->kind == CS_ENTRY_ROLE && e->term.head == CS_NO_NAME ? e->term.roles : NULL;
             role != NULL; role = role->next)
            tree_args(t, "role", role->args);
        if (e->kind == CS_ENTRY_BOND)
            tree_bond(t, e->bond);
        tree_name(t, "reading", e->reading);
        tree_name(t, "answer", e->answer);
        tree_number(t, "number", e->number);
        tree_name(t, "declaration", e->instrument != NULL ? e->instrument->name : CS_NO_NAME);
        tree_claims(t, e->claims);
    }
}

static inline void tree_voices(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_account *a = file->accounts; a != NULL; a = a->next, tree_end(t))
        tree_name(t, "account", a->name);
    for (const struct cs_speaker *s = file->speakers; s != NULL; s = s->next, tree_end(t)) {
        tree_name(t, "speaker", s->voice);
        tree_word(t, "heard", s->ordered ? "in order" : "all");
        tree_name(t, "for", s->party);
        cs_buffer_printf(t->out, " rank=%u", (unsigned)s->rank);
    }
    for (const struct cs_document *d = file->documents; d != NULL; d = d->next, tree_end(t)) {
        tree_name(t, "source", d->name);
        tree_word(t, "title", d->title);
        tree_word(t, "author", d->author);
        tree_word(t, "publisher", d->publisher);
        tree_word(t, "url", d->url);
        tree_word(t, "file", d->file);
        tree_word(t, "sha256", d->sha256);
        tree_moment(t, "date", &d->date);
    }
}

static inline void tree_words(const struct tree_text *t, const char *what, const struct cs_words *words)
{
    for (; words != NULL; words = words->next)
        tree_name(t, what, words->head);
}

static inline void tree_checks(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_check *c = file->checks; c != NULL; c = c->next, tree_end(t)) {
        cs_buffer_printf(t->out, "check:%d:%d%s%s", (int)c->kind, (int)c->compare, c->counts_as ? ":counts" : "",
                         c->quantity ? ":quantity" : "");
        tree_word(t, "state", cs_state_in_words(c->state, t->names));
        tree_number(t, "count", c->count);
        tree_name(t, "article", c->article);
        if (c->kind == CS_CHECK_BOND || c->kind == CS_CHECK_COUNT)
            tree_bond(t, &c->bond);
        tree_name(t, "about", c->about.name);
        tree_term(t, "term", &c->term);
        tree_number(t, "number", c->number);
        tree_name(t, "as", c->account);
        tree_moment(t, "on", &c->day);
        tree_moment(t, "known", &c->known);
        cs_buffer_printf(t->out, " %d%d%d%d%d%d", c->turns_on_given, c->still_owed_given, c->still_owed, c->tally_given,
                         c->substituted, c->less_given);
        tree_words(t, "turns", c->turns_on);
        tree_words(t, "less", c->less);
        tree_args(t, "by", c->substitutes);
        tree_name(t, "under", c->under);
        tree_words(t, "because", c->because);
        tree_number(t, "have", c->tally_have);
        tree_number(t, "of", c->tally_of);
    }
}

static inline void tree_reckoning(const struct tree_text *t, const struct cs_reckoning *r)
{
    cs_buffer_printf(t->out, "zone=%d:%d seasons=%d", (int)r->has_zone, (int)r->zone.offset, (int)r->seasons);
    if (r->has_approximate)
        tree_duration(t, &r->approximate);
    if (r->has_uncertain)
        tree_duration(t, &r->uncertain);
}

static inline void tree_clocks(const struct tree_text *t, const struct cs_file *file)
{
    if (file->clock != CS_NO_NAME)
        tree_name(t, "zone", file->clock);
    for (const struct cs_clock_text *c = file->clocks; c != NULL; c = c->next, tree_end(t)) {
        tree_name(t, "clock", c->name);
        cs_buffer_printf(t->out, " \"%s\"", c->title);
        tree_moment(t, "known", &c->known);
        for (const struct cs_clock_line *line = c->lines; line != NULL; line = line->next) {
            cs_buffer_printf(t->out, " offset=%d", (int)line->offset);
            tree_moment(t, "since", &line->since);
        }
    }
}

static inline void tree_calendars(const struct tree_text *t, const struct cs_file *file)
{
    for (const struct cs_calendar_text *c = file->calendars; c != NULL; c = c->next, tree_end(t)) {
        tree_name(t, "calendar", c->name);
        tree_moment(t, "known", &c->known);
        for (size_t day = 0; day < CS_WEEKDAYS; day++)
            cs_buffer_char(t->out, c->rests[day] ? 'R' : 'W');
        for (const struct cs_special_day *d = c->days; d != NULL; d = d->next)
            cs_buffer_printf(t->out, "\n  %s %d..%d", d->business ? "workday" : "holiday", (int)d->first, (int)d->last);
    }
}

static inline void tree_text(const struct cs_file *file, const struct cs_names *names, struct cs_buffer *out)
{
    struct tree_text t = {names, out};

    tree_reckoning(&t, &file->reckoning);
    tree_name(&t, "hand", file->hand);
    tree_end(&t);
    tree_vocabulary(&t, file);
    tree_clocks(&t, file);
    tree_calendars(&t, file);
    tree_instruments(&t, file);
    tree_rules(&t, file);
    tree_voices(&t, file);
    for (const struct cs_silent_word *w = file->silent_words; w != NULL; w = w->next, tree_end(&t)) {
        tree_name(&t, w->data_end ? "data end" : "silent", w->head);
        tree_moment(&t, "days", &w->moment);
    }
    tree_entries(&t, file);
    tree_checks(&t, file);
    tree_words(&t, "unread", file->unread);
    tree_end(&t);
}

#endif
