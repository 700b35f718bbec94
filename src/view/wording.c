/* SPDX-License-Identifier: MIT */
#include "view/wording_int.h"

#include <stdlib.h>
#include <string.h>

#include "docket/made.h"
#include "view/mention.h"
#include "view/rows.h"
#include "view/when.h"

#define DEPTH_MAX 2 /* an occurrence in the wording of an occurrence; deeper ones stand by their label */

struct speaker {
    const struct cs_report *report;
    const struct cs_symbols *symbols;
    const struct cs_names *names;
    struct cs_told_on on; /* of the statement */
    const char *form;     /* that is asked for of what is told, "dat"; `form_length` 0: none */
    size_t form_length;
};

static struct speaker speaker_of(const struct cs_report *report)
{
    const struct cs_plan *plan = report->ledger->docket->plan;

    return (struct speaker){.report = report, .symbols = plan->symbols, .names = plan->names};
}

static bool add_wording(const struct speaker *s, const struct cs_worded *said, enum cs_wording_form form,
                        unsigned depth, struct cs_buffer *out);

static struct cs_language language_of(const struct speaker *s)
{
    return (struct cs_language){.symbols = s->symbols, .names = s->names, .name = s->report->language};
}

/* ---- names ---- */

/* When it happened, or began. */
struct cs_told_on cs_told_on_moment(const struct cs_moment *moment)
{
    cs_day last = moment->form == CS_MOMENT_SPAN ? moment->begins_last : moment->last;

    return (struct cs_told_on){.dated = moment->form != CS_MOMENT_NONE && !moment->begin_unknown,
                               .first = moment->first, .last = last};
}

struct cs_told_on cs_told_on_entry(const struct cs_report *report, const struct cs_entry *entry)
{
    const struct cs_occurrence *o = NULL;

    if (entry->kind != CS_ENTRY_TERM && entry->kind != CS_ENTRY_BOND && entry->about.name != CS_NO_NAME)
        o = cs_docket_entered(report->ledger->docket, entry->about.name);
    return cs_told_on_moment(o != NULL && o->entry != NULL ? &o->entry->moment : &entry->moment);
}

struct cs_told_on cs_told_on_row(const struct cs_ledger_row *row)
{
    struct cs_told_on on = {.dated = false};

    if (row->entry != NULL && row->bond == CS_NO_ROW)
        return cs_told_on_moment(&row->entry->moment);
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *piece = &row->pieces[i];

        if (!piece->has_since)
            continue;
        on.first = on.dated && on.first < piece->since_day ? on.first : piece->since_day;
        on.last = on.dated && on.last > piece->since_day ? on.last : piece->since_day;
        on.dated = true;
    }
    return on;
}

static cs_name called(const struct speaker *s, cs_name name)
{
    return s->on.dated ? cs_symbols_called(s->symbols, name, s->on.first, s->on.last) : name;
}

cs_name cs_worded_called(const struct cs_report *report, const struct cs_ledger_row *row, cs_name name)
{
    struct speaker s = speaker_of(report);

    s.on = cs_told_on_row(row);
    return report->formal || name == CS_NO_NAME ? name : called(&s, name);
}

/* The arguments of a role of a text, as names. */
static void put_args(const struct cs_arg *args, struct cs_worded_room *room)
{
    for (; args != NULL; args = args->next) {
        if (room->count == sizeof room->items / sizeof *room->items) {
            room->full = true;
            return;
        }
        room->items[room->count++] = args->name;
    }
}

void cs_worded_put_names(const struct cs_arg *args, struct cs_worded_room *room, struct cs_worded *out)
{
    size_t start = room->count;

    put_args(args, room);
    out->roles[CS_PREP_IS].values = room->items + start;
    out->roles[CS_PREP_IS].count = room->count - start;
}

bool cs_worded_read_term(const struct cs_term *term, cs_name it, struct cs_worded_room *room, struct cs_worded *out)
{
    *out = (struct cs_worded){.head = term->head, .it = it};
    for (const struct cs_role *role = term->roles; role != NULL; role = role->next) {
        size_t start = room->count;

        put_args(role->args, room);
        out->roles[role->prep].values = room->items + start;
        out->roles[role->prep].count = room->count - start;
    }
    return !room->full;
}

static const struct cs_entry *entry_of(const struct speaker *s, cs_name name)
{
    const struct cs_occurrence *o = cs_docket_entered(s->report->ledger->docket, name);

    if (o != NULL)
        return o->entry;
    return name < s->symbols->by_name_count ? s->symbols->entry_of[name] : NULL;
}

static bool add_occurrence(const struct speaker *s, cs_name name, unsigned depth, struct cs_buffer *out)
{
    const struct cs_entry *entry = depth < DEPTH_MAX ? entry_of(s, name) : NULL;
    struct cs_worded_room room = {.count = 0};
    struct cs_worded said;

    if (entry == NULL || entry->kind != CS_ENTRY_TERM || !cs_worded_read_term(&entry->term, name, &room, &said))
        return false;
    said.on = cs_told_on_moment(&entry->moment);
    if (!add_wording(s, &said, CS_WORDING_NAMED, depth + 1, out))
        return false;
    if (entry->label != CS_NO_NAME && !s->report->unlabelled &&
        (name >= s->report->told_apart_count || !s->report->told_apart[name])) /* two drafts may be called alike */
        cs_buffer_printf(out, " (%s)", cs_names_text(s->names, entry->label));
    return true;
}

static void add_name(const struct speaker *outer, cs_name name, const struct cs_wording_piece *place, unsigned depth,
                     struct cs_buffer *out)
{
    struct speaker inner = *outer;
    const struct speaker *s = &inner;
    cs_name shown = called(s, name);
    const struct cs_title *title = cs_symbols_title(s->symbols, s->report->language, shown);
    struct cs_mentions *mentions = s->report->mentions;
    const char *text = NULL;

    inner.form = place != NULL ? place->form : NULL;
    inner.form_length = place != NULL ? place->form_length : 0;
    if (title != NULL && mentions != NULL && name < mentions->count)
        mentions->called[name] = true;
    if (title != NULL && inner.form_length > 0)
        text = cs_title_form(title, s->names, place->form, place->form_length);
    if (title != NULL && text == NULL)
        text = cs_title_short(title, s->names);
    if (title != NULL && text == NULL)
        text = title->text;
    if (text != NULL && mentions != NULL && cs_title_short(title, s->names) != NULL)
        cs_mention_add(out, shown, inner.form, inner.form_length, text);
    else if (text != NULL)
        cs_buffer_text(out, text);
    else if (!add_occurrence(s, name, depth, out))
        cs_language_name(language_of(s), shown, inner.form, inner.form_length, out);
}

/* The gender of a name by its title, or of an occurrence by the wording that names it; NULL if neither says it. */
static const char *gender_of(const struct speaker *s, cs_name name)
{
    const struct cs_title *title = cs_symbols_title(s->symbols, s->report->language, called(s, name));
    const struct cs_entry *entry = title == NULL ? entry_of(s, name) : NULL;
    const struct cs_wording *named = NULL;

    if (title != NULL)
        return cs_title_form(title, s->names, "gender", strlen("gender"));
    if (entry != NULL && entry->kind == CS_ENTRY_TERM)
        named = cs_symbols_worded(s->symbols, s->report->language, entry->term.head, CS_WORDING_NAMED);
    for (const struct cs_title_form *form = named != NULL ? named->forms : NULL; form != NULL; form = form->next)
        if (strcmp(cs_names_text(s->names, form->form), "gender") == 0)
            return form->text;
    return NULL;
}

static void add_names(const struct speaker *s, const cs_name *names, size_t count,
                      const struct cs_wording_piece *place, unsigned depth, struct cs_buffer *out)
{
    struct cs_buffer first;

    if (s->report->names_most > 0 && count > s->report->names_most) {
        cs_buffer_init(&first);
        add_name(s, names[0], place, depth, &first);
        cs_say(language_of(s), out, "{name} and {count} others", cs_part_text(cs_buffer_string(&first)),
               cs_part_number((long long)count - 1));
        out->failed = out->failed || first.failed;
        cs_buffer_release(&first);
        return;
    }
    for (size_t i = 0; i < count; i++) {
        if (i > 0)
            cs_buffer_text(out, i + 1 == count ? cs_told(language_of(s), " and ") : ", ");
        add_name(s, names[i], place, depth, out);
    }
}

void cs_worded_name(const struct cs_report *report, cs_name name, struct cs_buffer *out)
{
    struct speaker s = speaker_of(report);

    if (report->formal)
        cs_buffer_text(out, cs_names_text(s.names, name));
    else
        add_name(&s, name, NULL, 0, out);
}

void cs_worded_names(const struct cs_report *report, const cs_name *names, size_t count, struct cs_buffer *out)
{
    struct speaker s = speaker_of(report);

    for (size_t i = 0; report->formal && i < count; i++)
        cs_buffer_printf(out, "%s%s", i > 0 ? ", " : "", cs_names_text(s.names, names[i]));
    if (!report->formal)
        add_names(&s, names, count, NULL, 0, out);
}

static void add_name_in_context(const void *context, cs_name name, const char *form, size_t length,
                                struct cs_buffer *out)
{
    const struct cs_report *report = context;
    struct speaker s = speaker_of(report);
    struct cs_wording_piece place = {.form = form, .form_length = length};

    if (report->formal)
        cs_language_name(language_of(&s), name, form, length, out);
    else
        add_name(&s, name, &place, 0, out);
}

static const char *gender_in_report(const void *context, cs_name name)
{
    struct speaker s = speaker_of(context);

    return gender_of(&s, name);
}

struct cs_language cs_report_language(const struct cs_report *report)
{
    struct cs_language language = {.symbols = NULL};
    struct speaker s;

    if (report->ledger == NULL)
        return language;
    s = speaker_of(report);
    language = language_of(&s);
    language.add_name = add_name_in_context;
    language.gender = gender_in_report;
    language.context = report;
    return language;
}

void cs_worded_names_in(const struct cs_report *report, const cs_name *names, size_t count, const char *form,
                        size_t form_length, struct cs_buffer *out)
{
    struct speaker s = speaker_of(report);
    const struct cs_wording_piece place = {.form = form, .form_length = form_length};

    if (report->formal || form == NULL)
        cs_worded_names(report, names, count, out);
    else
        add_names(&s, names, count, &place, 0, out);
}

/* ---- wordings ---- */

/* Is a place of the bracket that begins here unsaid? */
static bool is_left_out(const char *cursor, const struct cs_worded *said)
{
    for (;;) {
        struct cs_wording_piece piece = cs_wording_next(&cursor);

        if (piece.kind == CS_PIECE_ROLE && said->roles[piece.prep].count == 0)
            return true;
        if (piece.kind == CS_PIECE_IT && said->it == CS_NO_NAME)
            return true;
        if (piece.kind == CS_PIECE_OR || piece.kind == CS_PIECE_CLOSE || piece.kind == CS_PIECE_END ||
            piece.kind == CS_PIECE_WRONG)
            return false;
    }
}

/* Who acts is told as "somebody" where it is unsaid and the sentence needs it. */
static bool may_be_somebody(const struct cs_wording_piece *place, enum cs_wording_form form)
{
    return form == CS_WORDING_SAID && (place->prep == CS_PREP_BY || place->prep == CS_PREP_IS);
}

/* Is all said that the wording needs, and does it show every role that is said? `named` need not show all. */
static bool fits(const char *cursor, const struct cs_worded *said, enum cs_wording_form form)
{
    bool shown[CS_PREP_COUNT] = {false};
    struct cs_wording_piece piece;

    while (piece = cs_wording_next(&cursor), piece.kind != CS_PIECE_END) {
        if (piece.kind == CS_PIECE_OPEN && is_left_out(cursor, said)) {
            cursor = cs_phrase_behind(cursor, true);
        } else if (piece.kind == CS_PIECE_OR) {
            cursor = cs_phrase_behind(cursor, false);
        } else if (piece.kind == CS_PIECE_ROLE) {
            if (said->roles[piece.prep].count == 0 && !may_be_somebody(&piece, form))
                return false;
            shown[piece.prep] = true;
        } else if (piece.kind == CS_PIECE_WRONG || (piece.kind == CS_PIECE_IT && said->it == CS_NO_NAME)) {
            return false;
        }
    }
    for (int prep = 0; prep < CS_PREP_COUNT && form != CS_WORDING_NAMED; prep++)
        if (said->roles[prep].count > 0 && !shown[prep])
            return false;
    return true;
}

static const char *gender_in_context(const void *context, cs_name name)
{
    return gender_of(context, name);
}

/* Adds the word of a choice: by the names of its place, or of the place before it. */
static void add_choice(const struct speaker *s, const struct cs_wording_piece *piece, const struct cs_worded *said,
                       const struct cs_part *last, struct cs_buffer *out)
{
    struct cs_language language = language_of(s);
    struct cs_part with = *last;
    const char *word;
    size_t length;

    language.gender = gender_in_context;
    language.context = s;
    if (piece->it)
        with = cs_part_name(&said->it);
    else if (piece->name_length > 0)
        with = cs_part_names(said->roles[piece->prep].values, said->roles[piece->prep].count);
    word = cs_language_agree(language, piece, &with, &length);
    cs_buffer_add(out, word, length);
}

static void add_pieces(const struct speaker *s, const char *cursor, const struct cs_worded *said, unsigned depth,
                       struct cs_buffer *out)
{
    struct cs_wording_piece piece;
    struct cs_part last = cs_part_name(&said->head);
    const char *word;
    size_t length;

    while (piece = cs_wording_next(&cursor), piece.kind != CS_PIECE_END) {
        if (piece.kind == CS_PIECE_ROLE)
            last = cs_part_names(said->roles[piece.prep].values, said->roles[piece.prep].count);
        if (piece.kind == CS_PIECE_TEXT) {
            cs_say_behind(piece.start, piece.length, out);
        } else if (piece.kind == CS_PIECE_CHOICE) {
            add_choice(s, &piece, said, &last, out);
        } else if (piece.kind == CS_PIECE_CASE) {
            word = cs_language_case(language_of(s), &piece, s->form, s->form_length, &length);
            cs_buffer_add(out, word, length);
        } else if (piece.kind == CS_PIECE_OPEN && is_left_out(cursor, said)) {
            cursor = cs_phrase_behind(cursor, true);
        } else if (piece.kind == CS_PIECE_OR) {
            cursor = cs_phrase_behind(cursor, false);
        } else if (piece.kind == CS_PIECE_ROLE && last.count == 0) {
            cs_buffer_text(out, cs_told(language_of(s), "somebody"));
        } else if (piece.kind == CS_PIECE_ROLE) {
            add_names(s, last.names, last.count, &piece, depth, out);
        } else if (piece.kind == CS_PIECE_IT) {
            add_name(s, said->it, &piece, DEPTH_MAX, out);
        }
    }
}

static bool add_wording(const struct speaker *s, const struct cs_worded *said, enum cs_wording_form form,
                        unsigned depth, struct cs_buffer *out)
{
    const char *text = cs_symbols_wording(s->symbols, s->report->language, said->head, form);

    struct speaker dated = *s;

    if (text == NULL || !fits(text, said, form))
        return false;
    dated.on = said->on;
    add_pieces(&dated, text, said, depth, out);
    return true;
}

bool cs_worded_add(const struct cs_report *report, const struct cs_worded *said, enum cs_wording_form form,
                   struct cs_buffer *out)
{
    struct speaker s = speaker_of(report);
    struct cs_buffer text;
    bool worded;

    if (report->formal)
        return false;
    if (add_wording(&s, said, form, 0, out))
        return true;
    if (form != CS_WORDING_TERMED)
        return false;
    cs_buffer_init(&text); /* a word that has no noun for what something is: "was this: Alden called for help" */
    worded = add_wording(&s, said, CS_WORDING_SAID, 0, &text);
    if (worded)
        cs_say(cs_report_language(report), out, "this: {said}", cs_part_text(cs_buffer_string(&text)));
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
    return worded;
}
