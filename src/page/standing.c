/* SPDX-License-Identifier: MIT */
/* The standing of a row or an occurrence in some worlds: its state, the words beside it, and its shapes on the axis. */
#include <string.h>

#include "ledger/beside.h"
#include "page/page_int.h"
#include "view/done.h"
#include "view/rows.h"
#include "view/when.h"

#define DOERS_MAX 32 /* named in one line */
#define NO_WORLD CS_PHRASE("this account contradicts itself, or reads it otherwise")

static const struct { enum cs_state state; enum cs_sign sign; } signs[] = {
    {CS_STATE_FULFILLED, CS_SIGN_DONE}, {CS_STATE_MET, CS_SIGN_DONE}, {CS_STATE_ADOPTED, CS_SIGN_DONE},
    {CS_STATE_WITH_EFFECT, CS_SIGN_DONE}, {CS_STATE_HAPPENED, CS_SIGN_DONE}, {CS_STATE_FULFILLED_LATE, CS_SIGN_LATE},
    {CS_STATE_MET_LATE, CS_SIGN_LATE}, {CS_STATE_FULFILLED_IN_PART, CS_SIGN_PART}, {CS_STATE_MET_IN_PART, CS_SIGN_PART},
    {CS_STATE_VIOLATED, CS_SIGN_NOT}, {CS_STATE_NOT_MET, CS_SIGN_NOT}, {CS_STATE_NOT_ADOPTED, CS_SIGN_NOT},
    {CS_STATE_WITHOUT_EFFECT, CS_SIGN_NOT}, {CS_STATE_DID_NOT_HAPPEN, CS_SIGN_NOT}, {CS_STATE_DEFERRED, CS_SIGN_WAIT},
    {CS_STATE_PENDING, CS_SIGN_WAIT}, {CS_STATE_SUSPENDED, CS_SIGN_WAIT}, {CS_STATE_IN_FORCE, CS_SIGN_RUN},
    {CS_STATE_EXPIRED, CS_SIGN_OVER}, {CS_STATE_DISCHARGED, CS_SIGN_OVER}, {CS_STATE_UNDETERMINED, CS_SIGN_OPEN},
    {CS_STATE_NOT_OWED, CS_SIGN_NONE}, {CS_STATE_NOT_FORBIDDEN, CS_SIGN_NONE}, {CS_STATE_NOT_EXPECTED, CS_SIGN_NONE},
    {CS_STATE_NOT_MADE, CS_SIGN_NONE}, {CS_STATE_CONTRADICTORY, CS_SIGN_OPEN}
};

enum cs_sign cs_sign_of(enum cs_state state)
{
    for (size_t i = 0; i < sizeof signs / sizeof *signs; i++)
        if (signs[i].state == state)
            return signs[i].sign;
    return cs_state_is_words(state) ? CS_SIGN_DONE : CS_SIGN_NONE; /* what was asked for has been asked for */
}

/* The states that vocabularies have of their own follow those of the program, each as often as it is written. */
enum cs_state cs_page_state_at(const struct cs_page *page, size_t index)
{
    const struct cs_plan *plan = page->report.ledger->docket->plan;
    size_t count = sizeof signs / sizeof *signs;

    if (index < count)
        return signs[index].state;
    for (size_t i = 0; i < plan->row_count; i++) {
        for (uint32_t s = 0; s < plan->rows[i].state_count; s++)
            if (cs_state_is_words(plan->rows[i].states[s].state) && count++ == index)
                return plan->rows[i].states[s].state;
        if (cs_state_is_words(plan->rows[i].otherwise) && count++ == index)
            return plan->rows[i].otherwise;
    }
    return CS_STATE_UNSAID;
}

const char *cs_sign_text(enum cs_sign sign)
{
    static const char *const texts[] = {"done", "late", "part", "not", "wait", "run", "over", "open", "none"};

    return texts[sign];
}

const char *cs_sign_meaning(enum cs_sign sign)
{
    static const char *const texts[] = {CS_PHRASE("done"), CS_PHRASE("done late"), CS_PHRASE("done in part"),
                                        CS_PHRASE("not done"), CS_PHRASE("deferred or pending"), CS_PHRASE("running"),
                                        CS_PHRASE("over"), CS_PHRASE("undetermined"), CS_PHRASE("not in question")};

    return texts[sign];
}

/* ---- a summary of a row's pieces in some worlds ---- */

struct extent { /* the first and last of some possible instants */
    bool given;
    cs_instant first, last;
};

static void extend(struct extent *e, cs_instant instant)
{
    if (!e->given || instant < e->first)
        e->first = instant;
    if (!e->given || instant > e->last)
        e->last = instant;
    e->given = true;
}

struct summary {
    struct extent since, due;
    struct cs_ledger_due deadlines;
    const struct cs_ledger_piece *first, *last; /* by since */
    struct cs_ledger_beside beside;
    bool exists, owed, not_owed;
    struct cs_ledger_outcome *outcomes;
    size_t outcome_count;
};

static void add_piece(struct summary *s, const struct cs_ledger_piece *p)
{
    if (p->state == CS_STATE_NONE)
        return;
    s->exists = true;
    if (p->has_since && (s->first == NULL || p->since < s->first->since))
        s->first = p;
    if (p->has_since && (s->last == NULL || p->since > s->last->since))
        s->last = p;
    if (p->has_since)
        extend(&s->since, p->since);
    if (p->has_deadline)
        extend(&s->due, p->deadline);
    s->owed = s->owed || p->still_owed;
    s->not_owed = s->not_owed || !p->still_owed;
}

static void summarise(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds, struct summary *s)
{
    memset(s, 0, sizeof *s);
    for (uint32_t i = 0; i < row->piece_count; i++)
        if (!cs_worlds_disjoint(page->report.ledger->docket->worlds, row->pieces[i].worlds, worlds))
            add_piece(s, &row->pieces[i]);
    s->deadlines = cs_ledger_due(page->report.ledger, row, worlds);
    s->beside = cs_ledger_beside(page->report.ledger, row, worlds);
    s->owed = s->owed && row->kind == CS_ROW_DUTY; /* an expectation is never owed */
    s->outcome_count = cs_ledger_outcomes(page->report.ledger, row, worlds, &page->arena, &s->outcomes);
}

static struct extent outcome(const struct summary *s, enum cs_outcome_kind kind)
{
    struct extent e = {false, 0, 0};

    for (size_t i = 0; i < s->outcome_count; i++)
        if (s->outcomes[i].kind == kind)
            extend(&e, s->outcomes[i].time);
    return e;
}

/* ---- in words ---- */

static void add_comma(struct cs_buffer *out)
{
    if (out->length > 0)
        cs_buffer_text(out, ", ");
}

static void add_phrase(struct cs_page *page, const char *english, struct cs_buffer *out)
{
    add_comma(out);
    cs_sentence_add(&page->report, english, NULL, 0, out);
}

/* A phrase with a time, "by 14 to 20 September 2022"; releases the text. */
static void add_time(struct cs_page *page, const char *english, struct cs_buffer *time, struct cs_buffer *out)
{
    struct cs_place place = {.name = "when", .text = cs_buffer_string(time)};

    add_comma(out);
    cs_sentence_add(&page->report, english, &place, 1, out);
    out->failed = out->failed || time->failed;
    cs_buffer_release(time);
}

static void add_days(struct cs_page *page, const char *english, cs_day first, cs_day last, struct cs_buffer *out)
{
    struct cs_buffer time;

    cs_buffer_init(&time);
    cs_when_days(&page->report, first, last, CS_PHRASE("{first} to {last}"), &time);
    add_time(page, english, &time, out);
}

/* The time allowed, to its last day or its last minute. */
static void add_due(struct cs_page *page, const struct summary *s, struct cs_buffer *out)
{
    const struct cs_ledger_piece *first = s->deadlines.first, *last = s->deadlines.last;
    struct cs_buffer time;

    if (!first->deadline_hours && !last->deadline_hours) {
        add_days(page, CS_PHRASE("by {when}"), cs_day_of(first->deadline - 1, first->deadline_offset),
                 cs_day_of(last->deadline - 1, last->deadline_offset), out);
        return;
    }
    cs_buffer_init(&time);
    cs_when_deadline(&page->report, last, &time);
    add_time(page, CS_PHRASE("by {when}"), &time, out);
}

/* "performed 13 September 2022 (s1)": days, and the labels of the occurrences. */
static void add_outcome(struct cs_page *page, const struct summary *s, enum cs_outcome_kind kind, const char *english,
                        struct cs_buffer *out)
{
    struct cs_zone zone = page->report.ledger->docket->zone;
    struct extent e = outcome(s, kind);
    size_t named = 0;

    if (!e.given)
        return;
    add_days(page, english, cs_day_of(e.first, zone), cs_day_of(e.last, zone), out);
    for (size_t i = 0; i < s->outcome_count; i++) {
        const struct cs_ledger_outcome *o = &s->outcomes[i];
        const struct cs_occurrence *by =
            o->by != CS_NO_NAME ? cs_docket_entered(page->report.ledger->docket, o->by) : NULL;
        bool again = false;

        for (size_t k = 0; k < i; k++)
            again = again || (s->outcomes[k].kind == kind && s->outcomes[k].by == o->by);
        if (o->kind != kind || again || by == NULL || by->entry->label == CS_NO_NAME)
            continue;
        cs_buffer_printf(out, "%s%s", named++ == 0 ? " (" : ", ", cs_row_name(&page->report, o->by));
    }
    if (named > 0)
        cs_buffer_char(out, ')');
}

/* Adds names that are one text, "Armenia, Belarus", each as the reader's language calls it. */
static size_t add_called(const struct cs_page *page, const char *names, cs_name *out, size_t count, size_t most)
{
    for (const char *at = names; *at != '\0' && count < most;) {
        const char *end = strstr(at, ", ");
        size_t length = end != NULL ? (size_t)(end - at) : strlen(at), i = 0;
        cs_name name = cs_names_find(page->report.ledger->docket->plan->names, at, length);

        while (i < count && out[i] != name)
            i++;
        if (name != CS_NO_NAME && i == count)
            out[count++] = name;
        at += length + (end != NULL ? 2 : 0);
    }
    return count;
}

/* Adds who did it, each once: " by Armenia and Belarus"; and how long after the request. */
static void add_doers(struct cs_page *page, const struct cs_row_done *all, size_t count, struct cs_buffer *out)
{
    int32_t least = all[0].days, most = all[0].days_most;
    cs_name names[DOERS_MAX];
    struct cs_place places[] = {{.name = "names", .names = names}, {.name = "days"}};
    struct cs_buffer text;

    for (size_t i = 0; i < count; i++) {
        if (all[i].by != NULL)
            places[0].count = add_called(page, all[i].by, names, places[0].count, DOERS_MAX);
        least = all[i].days < least ? all[i].days : least;
        most = all[i].days_most > most ? all[i].days_most : most;
    }
    cs_buffer_init(&text);
    if (all[0].has_days && least == 0 && most == 0)
        cs_sentence_add(&page->report, "on the day of", NULL, 0, &text);
    else if (all[0].has_days)
        cs_row_days_after(cs_report_language(&page->report), least, most, &text);
    places[1].text = text.length > 0 ? cs_buffer_string(&text) : NULL;
    cs_sentence_add(&page->report, "[ by {names}][, {days} the request]", places, 2, out);
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* Of a performance after its date, and of a decision with its date: "decided 13 September 2022 by the Council". */
static void add_done(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds, bool open,
                     struct cs_buffer *out)
{
    size_t count;
    const struct cs_row_done *all = cs_row_done(&page->report, row, worlds, &page->arena, &count);

    if (count == 0)
        return;
    if (row->kind == CS_ROW_DECISION)
        add_days(page, open ? CS_PHRASE("perhaps decided {when}") : CS_PHRASE("decided {when}"), all[0].first,
                 all[count - 1].last, out);
    add_doers(page, all, count, out);
}

static void add_marks(struct cs_page *page, const struct summary *s, struct cs_buffer *out)
{
    const struct cs_ledger_piece *part = s->beside.part;
    char have[CS_WIDE_TEXT], of[CS_WIDE_TEXT], least[CS_WIDE_TEXT];

    if (part != NULL) {
        struct cs_place places[] = {{.name = "have", .text = cs_wide_text(part->have, have)},
                                    {.name = "of", .text = cs_wide_text(part->of, of)},
                                    {.name = "least", .text = cs_wide_text(s->beside.least, least)}};

        add_comma(out);
        if (s->beside.least == part->have)
            cs_sentence_add(&page->report, "{have} of {of} performed", places, 2, out);
        else
            cs_sentence_add(&page->report, "{least} to {have} of {of} performed", places, 3, out);
    }
    if (s->owed)
        add_phrase(page, s->not_owed ? CS_PHRASE("perhaps still owed") : CS_PHRASE("still owed"), out);
}

static void add_left_out(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds, struct cs_buffer *out)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_row_left_out(&page->report, row, worlds, &page->arena, &text);
    if (text.length > 0) {
        add_comma(out);
        cs_buffer_text(out, cs_buffer_string(&text));
    }
    out->failed = out->failed || text.failed;
    cs_buffer_release(&text);
}

/* How a bond came out: when it was performed, broken, ended. */
static void add_outcomes(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds, const struct summary *s,
                         enum cs_sign sign, struct cs_buffer *out)
{
    bool open = sign == CS_SIGN_OPEN;

    add_outcome(page, s, CS_OUTCOME_OF_PERFORMED,
                open ? CS_PHRASE("perhaps performed {when}") : CS_PHRASE("performed {when}"), out);
    add_done(page, row, worlds, open, out);
    if (s->beside.unreported)
        add_phrase(page, open ? CS_PHRASE("perhaps performed, unreported") : CS_PHRASE("performed, unreported"), out);
    if (row->kind == CS_ROW_PROHIBITION)
        add_outcome(page, s, CS_OUTCOME_OF_BROKEN,
                    open ? CS_PHRASE("perhaps broken {when}") : CS_PHRASE("broken {when}"), out);
    if (sign == CS_SIGN_OVER)
        add_outcome(page, s, CS_OUTCOME_OF_ENDED, CS_PHRASE("ended {when}"), out);
    if (s->beside.substituted && outcome(s, CS_OUTCOME_OF_SUBSTITUTE).given)
        add_phrase(page, s->beside.not_substituted ? CS_PHRASE("perhaps something else offered")
                                                   : CS_PHRASE("something else offered"), out);
}

/* Since when, and until when. */
static const char *times_of(struct cs_page *page, const struct cs_ledger_row *row, const struct summary *s)
{
    struct cs_buffer out;

    cs_buffer_init(&out);
    if (row->kind <= CS_ROW_EXPECTATION && s->first != NULL)
        add_days(page, CS_PHRASE("since {when}"), s->first->since_day, s->last->since_day, &out);
    if (row->kind <= CS_ROW_EXPECTATION && s->deadlines.first != NULL)
        add_due(page, s, &out);
    return cs_page_keep(page, &out);
}

static const char *words_of(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds,
                            const struct summary *s, enum cs_sign sign)
{
    bool bond = row->kind <= CS_ROW_EXPECTATION;
    struct cs_buffer out;

    cs_buffer_init(&out);
    if (bond && sign != CS_SIGN_NONE)
        add_outcomes(page, row, worlds, s, sign, &out);
    if (row->kind == CS_ROW_DECISION)
        add_done(page, row, worlds, sign == CS_SIGN_OPEN, &out);
    add_marks(page, s, &out);
    add_left_out(page, row, worlds, &out);
    return cs_page_keep(page, &out);
}

/* ---- shapes ---- */

static void add_shape(struct cs_buffer *out, const char *name, uint32_t from, uint32_t to)
{
    if (to <= from)
        return;
    cs_buffer_printf(out, "%s%s ", out->length > 0 ? ";" : "", name);
    cs_html_hundredths(out, from);
    cs_buffer_char(out, ' ');
    cs_html_hundredths(out, to - from);
}

static void add_sign(struct cs_buffer *out, const char *name, uint32_t at)
{
    cs_buffer_printf(out, "%s%s ", out->length > 0 ? ";" : "", name);
    cs_html_hundredths(out, at);
}

/* The end of a bar without a deadline or an ending event: the date of the ledger. */
static uint32_t now_of(const struct cs_page *page)
{
    return cs_page_place(page, page->settings->end);
}

static uint32_t later(uint32_t a, uint32_t b)
{
    return a > b ? a : b;
}

/* The place of the outcome's sign: at the event, or at the end of the time allowed. */
static uint32_t sign_place(const struct cs_page *page, const struct summary *s, enum cs_sign sign, uint32_t due)
{
    static const enum cs_outcome_kind kinds[CS_SIGN_COUNT] = {
        [CS_SIGN_DONE] = CS_OUTCOME_OF_PERFORMED, [CS_SIGN_LATE] = CS_OUTCOME_OF_PERFORMED,
        [CS_SIGN_PART] = CS_OUTCOME_OF_PERFORMED, [CS_SIGN_NOT] = CS_OUTCOME_OF_BROKEN,
        [CS_SIGN_OVER] = CS_OUTCOME_OF_ENDED};
    struct extent e = outcome(s, kinds[sign]);

    if (sign == CS_SIGN_RUN || sign == CS_SIGN_WAIT || sign == CS_SIGN_OPEN)
        return now_of(page);
    if (e.given)
        return cs_page_place(page, e.last);
    return due;
}

static const char *bar_of(struct cs_page *page, const struct summary *s, enum cs_sign sign)
{
    uint32_t now = now_of(page), from, settled, due, at;
    struct cs_buffer out;

    cs_buffer_init(&out);
    if (!s->exists || !s->since.given || sign == CS_SIGN_NONE)
        return "";
    from = cs_page_place(page, s->since.first);
    due = s->due.given ? cs_page_place(page, s->due.last) : now;
    settled = s->due.given ? cs_page_place(page, s->due.first) : due;
    at = sign_place(page, s, sign, due);
    if (!s->due.given) /* without a deadline the bar runs until it ends */
        settled = due = sign == CS_SIGN_RUN ? now : later(at, from);
    add_shape(&out, sign == CS_SIGN_OPEN ? "maybe" : "term", from, settled);
    add_shape(&out, "unsettled", settled, due);
    if (sign == CS_SIGN_LATE)
        add_shape(&out, "over", due, at);
    if (sign == CS_SIGN_NOT && s->owed)
        add_shape(&out, "over", due, now);
    if (s->due.given)
        add_sign(&out, "due", due);
    if (s->due.given && settled < due)
        add_sign(&out, "due", settled);
    add_sign(&out, cs_sign_text(sign), at);
    return cs_page_keep(page, &out);
}

/* The first and last instant at which an occurrence may have happened, in these worlds. */
static struct extent when(const struct cs_page *page, const struct cs_occurrence *o, cs_set worlds)
{
    struct extent e = {false, 0, 0};

    for (uint32_t i = 0; i < o->cell_count; i++)
        if (!cs_worlds_disjoint(page->report.ledger->docket->worlds, o->cells[i].worlds, worlds)) {
            extend(&e, o->cells[i].start);
            extend(&e, o->cells[i].end);
        }
    if (!e.given && o->entry->moment.form != CS_MOMENT_NONE) {
        extend(&e, o->moment.start);
        extend(&e, o->moment.end);
    }
    return e;
}

/* The shapes of an occurrence: a span if its day is open, and the sign in its middle. */
static const char *point_of(struct cs_page *page, const struct cs_occurrence *o, cs_set worlds, const char *sign)
{
    struct extent e = when(page, o, worlds);
    uint32_t from = cs_page_place(page, e.first), to = cs_page_place(page, e.last);
    struct cs_buffer out;

    cs_buffer_init(&out);
    if (e.last - e.first > 86400)
        add_shape(&out, "span", from, to);
    add_sign(&out, sign, (from + to) / 2);
    return cs_page_keep(page, &out);
}

/* ---- rows ---- */

void cs_page_row_standing(struct cs_page *page, const struct cs_ledger_row *row, cs_set worlds,
                          struct cs_standing *out)
{
    struct summary s;
    enum cs_sign sign;

    *out = (struct cs_standing){.shapes = "", .times = "", .words = ""};
    out->state = cs_ledger_shown(row->kind, cs_ledger_state(page->report.ledger, row, worlds));
    if (cs_ledger_contradictory(worlds)) {
        out->words = cs_sentence(&page->report, NO_WORLD, NULL, 0, &page->arena);
        return;
    }
    sign = cs_sign_of(out->state);
    summarise(page, row, worlds, &s);
    out->questions = cs_row_line_questions(&page->report, row, worlds, &page->arena, &out->question_count);
    out->times = times_of(page, row, &s);
    out->words = words_of(page, row, worlds, &s, sign);
    out->shapes =
        row->kind <= CS_ROW_EXPECTATION ? bar_of(page, &s, sign)
        : sign == CS_SIGN_NONE          ? ""
        : row->occurrence != CS_NO_ROW
            ? point_of(page, &page->report.ledger->docket->occurrences[row->occurrence], worlds, cs_sign_text(sign))
            : "";
}

void cs_page_line_standing(struct cs_page *page, const struct cs_line *line, cs_set worlds, struct cs_standing *out)
{
    cs_page_row_standing(page, line->rows[0], worlds, out);
    out->questions =
        cs_line_questions(line, out->questions, out->question_count, &page->arena, &out->question_count);
}

static void add_piece_key(const struct cs_ledger_piece *p, struct cs_buffer *out)
{
    char have[CS_WIDE_TEXT], of[CS_WIDE_TEXT];

    cs_buffer_printf(out, "|%u %d", (unsigned)p->worlds, (int)p->state);
    if (p->has_since)
        cs_buffer_printf(out, " s%lld", (long long)p->since);
    if (p->has_deadline)
        cs_buffer_printf(out, " d%lld", (long long)p->deadline);
    cs_buffer_printf(out, " %d%d%d", p->still_owed, p->substituted, p->unreported);
    if (p->in_part)
        cs_buffer_printf(out, " p%s/%s", cs_wide_text(p->have, have), cs_wide_text(p->of, of));
    for (uint32_t i = 0; i < p->without_count; i++)
        cs_buffer_printf(out, " w%u", (unsigned)p->without[i]);
}

void cs_page_row_key(struct cs_page *page, const struct cs_ledger_row *row, struct cs_buffer *out)
{
    struct cs_ledger_outcome *outcomes;
    size_t count = cs_ledger_outcomes(page->report.ledger, row, CS_ALL, &page->arena, &outcomes), done_count;
    const struct cs_row_done *done =
        cs_row_done(&page->report, row, page->report.ledger->worlds, &page->arena, &done_count);

    cs_buffer_printf(out, "%d", row->kind == CS_ROW_PROHIBITION);
    for (size_t i = 0; i < done_count; i++)
        cs_buffer_printf(out, "|%s %d %d %d", done[i].by != NULL ? done[i].by : "", done[i].has_days,
                         (int)done[i].days, (int)done[i].days_most);
    if (row->occurrence != CS_NO_ROW)
        cs_buffer_printf(out, " o%u", (unsigned)row->occurrence);
    for (uint32_t i = 0; i < row->piece_count; i++)
        add_piece_key(&row->pieces[i], out);
    for (size_t i = 0; i < count; i++)
        cs_buffer_printf(out, "|%d %lld %u %u", (int)outcomes[i].kind, (long long)outcomes[i].time,
                         (unsigned)outcomes[i].by, (unsigned)outcomes[i].worlds);
}

/* ---- occurrences ---- */

void cs_page_event_standing(struct cs_page *page, const struct cs_page_event *event, cs_set worlds,
                            struct cs_standing *out)
{
    struct cs_docket *docket = page->report.ledger->docket;
    bool all = cs_worlds_within(docket->worlds, worlds, event->worlds);
    bool none = cs_worlds_disjoint(docket->worlds, worlds, event->worlds);

    *out = (struct cs_standing){.times = "", .words = "", .shapes = ""};
    out->state =
        cs_ledger_standing(page->report.ledger, worlds, event->worlds, CS_STATE_HAPPENED, CS_STATE_DID_NOT_HAPPEN);
    if (cs_ledger_contradictory(worlds)) {
        out->words = cs_sentence(&page->report, NO_WORLD, NULL, 0, &page->arena);
        return;
    }
    if (!all && !none)
        out->questions =
            cs_row_set_questions(&page->report, event->worlds, worlds, &page->arena, &out->question_count);
    out->shapes = point_of(page, event->occurrence, cs_worlds_and(docket->worlds, worlds, event->worlds),
                           all ? "point" : none ? "gone" : "doubt");
}
