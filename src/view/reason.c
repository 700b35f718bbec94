/* SPDX-License-Identifier: MIT */
/*
 * Reasons in another language than English. The room of reasons writes each as one English line; here it is said again
 * of what it is made of: the claim, the article, the entry with what the voices say of it, the state.
 */
#include "view/reason.h"

#include <string.h>

#include "view/rows.h"
#include "view/when.h"
#include "view/wording.h"

static void add_claim(const struct cs_report *report, const struct cs_claim *claim, struct cs_buffer *out)
{
    static const char *const phrases[] = {CS_PHRASE("{who} says[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} denies[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} leaves open[ via {via}][ in {source}][, recorded {day}]"),
                                          CS_PHRASE("{who} takes back[ via {via}][ in {source}][, recorded {day}]")};
    struct cs_language l = cs_report_language(report);
    cs_name via[8];
    struct cs_buffer day;
    size_t count = 0;

    for (const struct cs_via *v = claim->via; v != NULL && count < sizeof via / sizeof *via; v = v->next)
        via[count++] = v->name;
    cs_buffer_init(&day);
    if (claim->recorded.form != CS_MOMENT_NONE)
        cs_when_moment(report, &claim->recorded, &day);
    cs_say(l, out, phrases[claim->kind], cs_part_name(&claim->voice), cs_part_names(via, count),
           cs_part_names(&claim->source, claim->source != CS_NO_NAME), cs_part_text(cs_buffer_string(&day)));
    out->failed = out->failed || day.failed;
    cs_buffer_release(&day);
}

/* ---- an entry, and on what it stands ---- */

static size_t voices(const struct cs_matter *matter, enum cs_claim_kind kind, cs_name *names, size_t capacity)
{
    size_t count = 0;

    for (const struct cs_stance *s = matter->stances; s != NULL && count < capacity; s = s->next)
        if (s->kind == kind)
            names[count++] = s->voice;
    return count;
}

static void add_standing(const struct cs_report *report, const struct cs_matter *matter, struct cs_buffer *out)
{
    static const struct { enum cs_claim_kind kind; const char *phrase; } tails[] = {
        {CS_CLAIM_SAYS, CS_PHRASE("on the word of {names}")},
        {CS_CLAIM_DENIES, CS_PHRASE("denied by {names}")},
        {CS_CLAIM_ASKS, CS_PHRASE("left open by {names}")},
        {CS_CLAIM_RETRACTS, CS_PHRASE("taken back by {names}")}};
    struct cs_language l = cs_report_language(report);
    const char *between = ": ";
    cs_name names[64];

    if (matter->judged != NULL) {
        cs_buffer_text(out, between);
        cs_say(l, out, "settled by {who}, who is competent", cs_part_name(&matter->judged->voice));
        return;
    }
    if (matter->concluded != NULL) {
        cs_buffer_text(out, between);
        cs_say(l, out, "concluded by the record ({why})",
               cs_part_text(cs_told(l, matter->concluded->concluded->why)));
        between = ", ";
    } else if (matter->bare && matter->stances == NULL) {
        cs_buffer_printf(out, "%s%s", between, cs_told(l, "entered without claim"));
    } else if (voices(matter, CS_CLAIM_SAYS, names, 1) > 0 && voices(matter, CS_CLAIM_DENIES, names, 1) == 0 &&
               voices(matter, CS_CLAIM_ASKS, names, 1) == 0 && matter->entry->kind != CS_ENTRY_COUNTS_AS) {
        cs_buffer_printf(out, "%s%s", between, cs_told(l, "unopposed"));
        between = ", ";
    }
    for (size_t i = 0; i < sizeof tails / sizeof *tails; i++) {
        size_t count = voices(matter, tails[i].kind, names, sizeof names / sizeof *names);

        if (count == 0)
            continue;
        cs_buffer_text(out, between);
        cs_say(l, out, tails[i].phrase, cs_part_names(names, count));
        between = ", ";
    }
}

static bool add_entry(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    if (reason->entry == NULL || reason->matter == NULL || reason->matter->supposed != 0 ||
        reason->matter->taken_back)
        return false;
    cs_row_entry(report, reason->entry, out);
    add_standing(report, reason->matter, out);
    return true;
}

/* ---- a state ---- */

/* "since 2022-09-13", "until 2022-09-14, 2022-09-20 or 2022-09-22": the word before its days */
static bool add_days(struct cs_language l, const char *text, struct cs_buffer *out)
{
    if (strncmp(text, "since ", 6) == 0)
        cs_say(l, out, "since {day}", cs_part_text(text + 6));
    else if (strncmp(text, "until ", 6) == 0)
        cs_say(l, out, "until {day}", cs_part_text(text + 6));
    else
        return false;
    return true;
}

/* "violated, since 2022-09-13, still owed" */
static void add_state(const struct cs_report *report, const char *text, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    struct cs_buffer part;

    cs_buffer_init(&part);
    for (const char *at = text; *at != '\0';) {
        const char *end = strstr(at, ", ");
        size_t length = end != NULL ? (size_t)(end - at) : strlen(at);

        cs_buffer_clear(&part);
        cs_buffer_add(&part, at, length);
        cs_buffer_text(out, at > text ? ", " : "");
        if (!add_days(l, cs_buffer_string(&part), out))
            cs_buffer_text(out, cs_told(l, cs_buffer_string(&part)));
        at += length + (end != NULL ? 2 : 0);
    }
    out->failed = out->failed || part.failed;
    cs_buffer_release(&part);
}

/* ---- a rule ---- */

static void add_rule(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    const struct cs_article *article = reason->article;
    bool graded = article->grade != CS_NO_NAME && strstr(reason->text, " (grade ") != NULL;

    cs_say(l, out, "{treaty} {article}", cs_part_text(cs_language_told(l, article->instrument->name)),
           cs_part_text(cs_told(l, cs_row_name(report, article->text))));
    cs_say(l, out, "[ (grade {grade})][: {gist}]", cs_part_text(graded ? cs_row_name(report, article->grade) : ""),
           cs_part_text(article->gist != NULL ? cs_told(l, article->gist) : ""));
}

bool cs_told_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out)
{
    struct cs_language l = cs_report_language(report);
    const char *told;

    if (report->language == CS_NO_NAME || report->formal)
        return false;
    if (reason->kind == CS_REASON_CLAIM && reason->claim != NULL) {
        add_claim(report, reason->claim, out);
        return true;
    }
    if (reason->kind == CS_REASON_ENTRY)
        return add_entry(report, reason, out);
    if (reason->kind == CS_REASON_STATE) {
        add_state(report, reason->text, out);
        return true;
    }
    if (reason->kind == CS_REASON_RULE && reason->article != NULL && strncmp(reason->text, "under ", 6) != 0) {
        add_rule(report, reason, out);
        return true;
    }
    told = reason->said_length == 0 ? cs_told(l, reason->text) : reason->text;
    if (told == reason->text)
        return false;
    cs_buffer_text(out, told);
    return true;
}
