/* SPDX-License-Identifier: MIT */
/*
 * Calendars (R 7.9 to 7.11): which days are business days, and which instrument has which calendar. Clocks (R 7.12) are
 * made by the parser; that each has a name of its own is checked here.
 */
#include "lang/check_int.h"

static struct cs_calendar_text *find_calendar(const struct cs_checker *checker, cs_name name)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (struct cs_calendar_text *text = file->calendars; text != NULL; text = text->next)
            if (text->name == name)
                return text; /* the first of that name */
    return NULL;
}

/* A holiday or a workday overrides the days of rest. */
static void mark_special_day(struct cs_checker *checker, struct cs_calendar *calendar, bool *said,
                             const struct cs_special_day *special)
{
    if (!cs_calendar_knows(calendar, special->first) || !cs_calendar_knows(calendar, special->last)) {
        cs_diagnose(checker->diagnostics, DIAG_CALENDAR_WRONG, special->span,
                    "this lies outside of the days for which the calendar is known");
        return;
    }
    for (cs_day day = special->first; day <= special->last; day++) {
        size_t at = (size_t)(day - calendar->first);

        if (said[at] && (calendar->business[at] != 0) != special->business) {
            cs_diagnose(checker->diagnostics, DIAG_CALENDAR_WRONG, special->span,
                        "one day is both a holiday and a workday");
            return;
        }
        said[at] = true;
        calendar->business[at] = special->business;
    }
}

static void fill(struct cs_checker *checker, struct cs_calendar_text *text)
{
    struct cs_calendar *calendar = &text->calendar;
    size_t count = (size_t)(text->known.last - text->known.first) + 1;
    bool *said = cs_arena_array(checker->arena, count, sizeof *said);

    calendar->first = text->known.first;
    calendar->last = text->known.last;
    calendar->business = cs_arena_array(checker->arena, count, 1);
    if (said == NULL || calendar->business == NULL)
        return;
    for (cs_day day = calendar->first; day <= calendar->last; day++)
        calendar->business[day - calendar->first] = !text->rests[cs_weekday_of(day)];
    for (const struct cs_special_day *special = text->days; special != NULL; special = special->next)
        mark_special_day(checker, calendar, said, special);
}

static void check_calendar(struct cs_checker *checker, struct cs_calendar_text *text)
{
    const struct cs_calendar_text *first = find_calendar(checker, text->name);
    struct cs_diagnostic *diagnostic;

    if (first != text) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_CALENDAR_TWICE, text->span,
                                 "there are two calendars with the name \"%s\"", cs_checker_text(checker, text->name));
        cs_diagnostic_other(checker->diagnostics, diagnostic, first->span, "here is the first");
    }
    if (text->known.form != CS_MOMENT_NONE) {
        fill(checker, text);
    } else if (!text->broken) {
        diagnostic = cs_diagnose(checker->diagnostics, DIAG_CALENDAR_WRONG, text->span,
                                 "the calendar does not say for which days it is known");
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Write below it, for instance: known 2022-01-01/2022-12-31. Beyond, nothing is counted.");
    }
}

static void find_calendar_of(struct cs_checker *checker, struct cs_instrument *instrument)
{
    struct cs_diagnostic *diagnostic;
    struct cs_near near;

    if (instrument->calendar == CS_NO_NAME)
        return;
    instrument->days = find_calendar(checker, instrument->calendar);
    if (instrument->days != NULL || cs_checker_marked(checker, CS_MARK_UNREAD, instrument->calendar))
        return;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_CALENDAR_UNKNOWN,
                             cs_checker_find(checker, instrument->span, instrument->calendar),
                             "no calendar has the name \"%s\"", cs_checker_text(checker, instrument->calendar));
    cs_checker_near_start(checker, &near, instrument->calendar);
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_calendar_text *text = file->calendars; text != NULL; text = text->next)
            cs_checker_near_try(checker, &near, text->name, text->name);
    if (near.found)
        cs_checker_suggest(checker, diagnostic, near.best, find_calendar(checker, near.best)->span);
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "A calendar is declared by a line such as: calendar %s.",
                           cs_checker_text(checker, instrument->calendar));
}

static void check_clock(struct cs_checker *checker, const struct cs_clock_text *text)
{
    for (const struct cs_file *file = checker->files; file != NULL; file = file->next)
        for (const struct cs_clock_text *first = file->clocks; first != NULL; first = first->next) {
            struct cs_diagnostic *diagnostic;

            if (first == text)
                return;
            if (first->name != text->name)
                continue;
            diagnostic = cs_diagnose(checker->diagnostics, DIAG_CLOCK_TWICE, text->span,
                                     "there are two clocks with the name \"%s\"", cs_checker_text(checker, text->name));
            cs_diagnostic_other(checker->diagnostics, diagnostic, first->span, "here is the first");
            return;
        }
}

bool cs_checker_calendars(struct cs_checker *checker)
{
    for (struct cs_file *file = checker->files; file != NULL; file = file->next) {
        for (struct cs_calendar_text *text = file->calendars; text != NULL; text = text->next)
            check_calendar(checker, text);
        for (const struct cs_clock_text *clock = file->clocks; clock != NULL; clock = clock->next)
            check_clock(checker, clock);
        for (struct cs_instrument *instrument = file->instruments; instrument != NULL; instrument = instrument->next)
            find_calendar_of(checker, instrument);
    }
    return !cs_arena_failed(checker->arena);
}

bool cs_checker_business(struct cs_checker *checker, struct cs_duration period, struct cs_span span)
{
    const struct cs_instrument *instrument = checker->instrument;
    struct cs_diagnostic *diagnostic;

    if (!cs_duration_needs_calendar(period) || (instrument != NULL && instrument->calendar != CS_NO_NAME))
        return true;
    diagnostic = cs_diagnose(checker->diagnostics, DIAG_CALENDAR_MISSING, span,
                             "business days are counted here, and no calendar says which days these are");
    if (instrument == NULL)
        cs_diagnostic_help(checker->diagnostics, diagnostic, "Only a treaty or a declaration has a calendar.");
    else
        cs_diagnostic_help(checker->diagnostics, diagnostic,
                           "Name it at the end of the line with its title, such as: calendar Geneva.");
    return false;
}
