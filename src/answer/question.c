/* SPDX-License-Identifier: MIT */
#include "answer/question.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "answer/examples.h"
#include "answer/plain.h"
#include "ledger/happened.h"
#include "lang/near.h"

__attribute__((format(printf, 2, 3))) static void refuse(struct cs_inquiry *q, const char *format, ...)
{
    va_list arguments;
    char message[2048];

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    q->refusal = cs_arena_text(&q->arena, message, strlen(message));
    q->remedy = "";
}

/* ---- reading ---- */

/* Makes a file of the sentence alone, with the time zone of reports; labels are those of the last record. */
static void make_own(struct cs_inquiry *q, const struct cs_case *c)
{
    struct cs_source *source = cs_source_new(&q->arena, "the sentence", CS_SOURCE_RECORD, q->sentence.text,
                                             strlen(q->sentence.text));

    q->own.source = source;
    if (source == NULL)
        return;
    source->loose = true;
    q->own.reckoning = cs_case_reckoning(c);
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        q->own.hand = file->hand;
}

static casus_status parse(struct cs_inquiry *q, const struct cs_case *c)
{
    casus_status status = CASUS_OK;

    make_own(q, c);
    if (q->own.source == NULL)
        return CASUS_ERR_MEMORY;
    q->check = cs_parse_question(&q->arena, &q->names, &q->own, &q->diagnostics);
    if (q->check != NULL)
        status = cs_check_question(c->files, &c->symbols, &q->own, &q->names, &q->arena, q->check, &q->diagnostics);
    if (q->diagnostics.error_count > 0)
        q->check = NULL;
    if (q->diagnostics.error_count > 0 && q->short_forms)
        q->remedy = cs_plain_examples(c, &q->arena);
    cs_diagnostics_errors(&q->diagnostics);
    return q->diagnostics.failed || q->names.failed ? CASUS_ERR_MEMORY : status;
}

/* Reads a question to `why`: a row, or a sentence of the language. */
static void read_plainly(struct cs_inquiry *q)
{
    q->sentence = (struct cs_sentence){.form = strchr(q->asked, ' ') != NULL ? CS_ASKED_SENTENCE : CS_ASKED_ROW,
                                       .text = q->asked};
    if (strpbrk(q->asked, "\n\r") != NULL)
        refuse(q, "a sentence stands on one line");
}

/* Reads a question to `ask`: also short forms. Its date is in the time zone of reports. */
static casus_status read_short(struct cs_inquiry *q, const struct cs_case *c)
{
    casus_status status = cs_sentence_read(c, q->asked, &q->arena, &q->sentence);
    struct cs_date date;
    const char *wrong;

    q->refusal = q->sentence.refusal;
    q->remedy = q->sentence.remedy != NULL ? q->sentence.remedy : "";
    if (status != CASUS_OK || q->sentence.date == NULL)
        return status;
    wrong = cs_date_read(q->sentence.date, cs_case_reckoning(c), &date);
    if (wrong != NULL)
        refuse(q, "the date \"%s\" cannot be: %s", q->sentence.date, wrong);
    return CASUS_OK;
}

static bool is_sentence(const struct cs_inquiry *q)
{
    return q->sentence.form == CS_ASKED_SENTENCE || q->sentence.form == CS_ASKED_WHO_MAY;
}

/* What is no sentence of the language may be one of English. If it is none either, what was said of it stands. */
static casus_status read_in_english(struct cs_inquiry *q, const struct cs_case *c)
{
    struct cs_sentence sentence;

    if (!cs_plain_read(c, q->asked, &q->arena, &sentence) || (sentence.refusal != NULL && q->refusal != NULL))
        return cs_arena_failed(&q->arena) ? CASUS_ERR_MEMORY : CASUS_OK;
    cs_diagnostics_release(&q->diagnostics);
    cs_diagnostics_init(&q->diagnostics);
    q->sentence = sentence;
    q->refusal = sentence.refusal;
    q->remedy = sentence.remedy != NULL ? sentence.remedy : "";
    q->check = NULL;
    return q->refusal == NULL && is_sentence(q) ? parse(q, c) : CASUS_OK;
}

casus_status cs_inquiry_read(struct cs_inquiry *q, const struct cs_case *c, const char *question, bool short_forms,
                             struct cs_failure *failure)
{
    casus_status status = CASUS_OK;

    memset(q, 0, sizeof *q);
    cs_arena_init(&q->arena);
    cs_diagnostics_init(&q->diagnostics);
    cs_names_init_over(&q->names, &c->names);
    q->remedy = "";
    q->short_forms = short_forms;
    q->asked = cs_arena_text(&q->arena, question, strlen(question));
    if (q->asked == NULL)
        return cs_fail_memory(failure);
    if (short_forms)
        status = read_short(q, c);
    else
        read_plainly(q);
    if (status == CASUS_OK && q->refusal == NULL && is_sentence(q))
        status = parse(q, c);
    if (status == CASUS_OK && short_forms && !cs_inquiry_understood(q))
        status = read_in_english(q, c);
    return status != CASUS_OK || cs_arena_failed(&q->arena) ? cs_fail_memory(failure) : CASUS_OK;
}

void cs_inquiry_release(struct cs_inquiry *q)
{
    if (q->trial == NULL)
        cs_answer_free(q->answer);
    cs_trial_free(q->trial);
    cs_names_release(&q->names);
    free(q->subjects);
    cs_diagnostics_release(&q->diagnostics);
    cs_arena_release(&q->arena);
}

bool cs_inquiry_understood(const struct cs_inquiry *q)
{
    return q->refusal == NULL && q->diagnostics.error_count == 0;
}

/* ---- subjects that are rows ---- */

static casus_status add_subject(struct cs_inquiry *q, struct cs_reasons subject)
{
    if (!cs_grow(&q->subjects, &q->subject_capacity, q->subject_count + 1, sizeof *q->subjects))
        return cs_fail_memory(&q->answer->failure);
    subject.sentence = q->check != NULL ? q->sentence.text : NULL;
    q->subjects[q->subject_count++] = subject;
    return CASUS_OK;
}

static casus_status add_row(struct cs_inquiry *q, const struct cs_ledger_row *row)
{
    struct cs_reasons subject;
    casus_status status = cs_reasons_of_row(q->answer->ledger, row, &q->arena, &subject);

    return status == CASUS_OK ? add_subject(q, subject) : status;
}

/* ---- subjects that are no rows ---- */

static casus_status why_holding(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                                struct cs_reason **out)
{
    return cs_why_holds(of->ledger, of->check, worlds, arena, out);
}

static casus_status why_no_bond(const struct cs_asked_set *of, cs_set worlds, struct cs_arena *arena,
                                struct cs_reason **out)
{
    return cs_why_not(of->ledger, of->check->article, &of->check->bond, worlds, arena, out);
}

static casus_status add_set(struct cs_inquiry *q, struct cs_asked_set of)
{
    struct cs_reasons subject;
    casus_status status;

    of.ledger = q->answer->ledger;
    of.check = q->check;
    status = cs_reasons_of_set(&of, &q->arena, &subject);
    return status == CASUS_OK ? add_subject(q, subject) : status;
}

static casus_status add_power(struct cs_inquiry *q)
{
    struct cs_reasons subject;
    casus_status status = cs_trial_reasons(q->trial, CS_STATE_MAY, CS_STATE_MAY_NOT, false, &q->arena, &subject,
                                           &q->answer);

    return status == CASUS_OK ? add_subject(q, subject) : status;
}

static bool is_said(const struct cs_arg *arg, cs_name name)
{
    return arg->kind != CS_ARG_NAME || arg->name == name;
}

#define SAYS_LESS 5

/* How near a row is to a duty that is asked about and that no row fits; 0: not at all. */
static int nearness(const struct cs_inquiry *q, const struct cs_ledger_row *row)
{
    const struct cs_bond *bond = &q->check->bond;
    const struct cs_arg *holder = bond->expectation ? bond->second : bond->first;
    const struct cs_arg *claimant = bond->expectation ? bond->first : bond->second;
    const char *act = cs_names_text(&q->names, bond->act.head), *topic;
    bool same_holder = is_said(holder, row->holder), same_claimant = is_said(claimant, row->claimant), same_act;

    if (row->bond == CS_NO_ROW)
        return 0;
    if (cs_ledger_row_says_less(q->answer->ledger, row, q->check->article, bond))
        return SAYS_LESS;
    topic = cs_names_text(&q->names, row->topic);
    /* words alone are compared, since only a row is suggested: "consultation", "joint consultation" */
    same_act = strstr(topic, act) != NULL || strstr(act, topic) != NULL;
    if (!(same_holder && same_claimant) && !(same_act && (same_holder || same_claimant)))
        return 0;
    return 1 + (same_holder && same_claimant ? 2 : 0) + (same_act ? 1 : 0);
}

/* Adds the nearest rows; of equally near ones the first. */
static void add_near(const struct cs_inquiry *q, struct cs_reasons *subject)
{
    const struct cs_ledger *ledger = q->answer->ledger;
    size_t count = 0;

    for (int wanted = SAYS_LESS; wanted > 0; wanted--) {
        for (size_t i = 0; i < ledger->row_count && count < CS_NEAR_ROWS; i++)
            if (nearness(q, &ledger->rows[i]) == wanted)
                subject->near[count++] = &ledger->rows[i];
        if (wanted == SAYS_LESS && count > 0) {
            subject->near_says_less = true;
            return;
        }
    }
}

static casus_status add_bonds(struct cs_inquiry *q)
{
    const struct cs_ledger *ledger = q->answer->ledger;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (cs_ledger_row_fits(ledger, &ledger->rows[i], q->check->article, &q->check->bond) &&
            add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    if (q->subject_count > 0)
        return CASUS_OK;
    if (add_set(q, (struct cs_asked_set){.set = CS_NONE, .no = CS_STATE_NONE, .why = why_no_bond}) != CASUS_OK)
        return q->answer->failure.status;
    q->subjects[q->subject_count - 1].kind = q->check->bond.expectation ? CS_ROW_EXPECTATION
                                             : q->check->bond.negated   ? CS_ROW_PROHIBITION
                                                                        : CS_ROW_DUTY;
    add_near(q, &q->subjects[q->subject_count - 1]);
    return CASUS_OK;
}

static casus_status add_holding(struct cs_inquiry *q)
{
    return add_set(q, (struct cs_asked_set){.set = cs_ledger_holds(q->answer->ledger, q->check), .yes = CS_STATE_HOLDS,
                                            .no = CS_STATE_DOES_NOT_HOLD, .why = why_holding});
}

/* ---- all duties between two parties ---- */

static void try_name(const struct cs_case *c, struct cs_near *near, cs_name name)
{
    const char *text = cs_names_text(&c->names, name);

    if (name != CS_NO_NAME)
        cs_near_try(near, text, strlen(text), name);
}

casus_status cs_party_unknown(const struct cs_case *c, const char *text, struct cs_failure *refused)
{
    const struct cs_symbols *symbols = &c->symbols;
    struct cs_near near;

    cs_near_start(&near, text, strlen(text));
    for (size_t i = 0; i < symbols->particular_count; i++)
        try_name(c, &near, symbols->particulars[i].name);
    for (const struct cs_file *file = c->files; file != NULL; file = file->next) {
        for (const struct cs_account *account = file->accounts; account != NULL; account = account->next)
            try_name(c, &near, account->name);
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
                try_name(c, &near, claim->voice);
    }
    if (near.found)
        return cs_fail(refused, CASUS_ERR_ARGUMENT,
                       "nobody in these files is called \"%.200s\"; did you mean \"%.200s\"?", text,
                       cs_names_text(&c->names, near.best));
    return cs_fail(refused, CASUS_ERR_ARGUMENT, "nobody in these files is called \"%.200s\"", text);
}

/* Finds a party of the question; refuses the question if nobody has that name. `text` NULL: anybody. */
static bool find_party(struct cs_inquiry *q, const struct cs_case *c, const char *text, cs_name *out)
{
    struct cs_failure unknown = {.status = CASUS_OK};

    *out = CS_NO_NAME;
    if (text == NULL || cs_case_party(c, text, out))
        return true;
    cs_party_unknown(c, text, &unknown);
    refuse(q, "%s", unknown.message);
    return false;
}

/* Is the row a duty or, with `expectation`, an expectation between these two? CS_NO_NAME: whoever. */
static bool is_between(const struct cs_ledger_row *row, bool expectation, cs_name holder, cs_name claimant)
{
    return row->bond != CS_NO_ROW && (row->kind == CS_ROW_EXPECTATION) == expectation &&
           (holder == CS_NO_NAME || row->holder == holder) && (claimant == CS_NO_NAME || row->claimant == claimant);
}

/* In some world of an account that is shown, is it broken, or was it? */
static bool is_breach(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    for (uint32_t i = 0; i < row->piece_count; i++) {
        const struct cs_ledger_piece *piece = &row->pieces[i];

        if (piece->state != CS_STATE_VIOLATED && piece->state != CS_STATE_FULFILLED_LATE)
            continue;
        for (size_t a = 0; a < ledger->account_count; a++)
            if (cs_worlds_and(ledger->docket->worlds, piece->worlds, ledger->accounts[a].worlds) != CS_NONE)
                return true;
    }
    return false;
}

/* Is its state not the same on all accounts that are shown? That of the open account may be less certain. */
static bool is_disputed(const struct cs_ledger *ledger, const struct cs_ledger_row *row)
{
    enum cs_state first = CS_STATE_UNSAID;

    for (size_t i = 0; i < ledger->account_count; i++) {
        enum cs_state state = ledger->accounts[i].voice == CS_NO_NAME
                                  ? first
                                  : cs_ledger_state(ledger, row, ledger->accounts[i].worlds);

        if (first != CS_STATE_UNSAID && state != first)
            return true;
        first = state;
    }
    return false;
}

/* Is the row asked for, by what the question says besides its parties? */
static bool is_asked(const struct cs_inquiry *q, const struct cs_case *c, const struct cs_ledger_row *row)
{
    const struct cs_sentence *s = &q->sentence;
    const struct cs_ledger *ledger = q->answer->ledger;
    cs_name of = s->of == NULL ? CS_NO_NAME : cs_names_find(&c->names, s->of, strlen(s->of));

    if (s->of != NULL && (row->article == CS_NO_NAME ||
                          !cs_plan_fits(ledger->docket->plan, CS_KIND_ARTICLE, row->article, of)))
        return false;
    return s->rows == CS_ASKED_ALL || is_breach(ledger, row);
}

static casus_status add_disputed(struct cs_inquiry *q)
{
    const struct cs_ledger *ledger = q->answer->ledger;

    for (size_t i = 0; i < ledger->row_count; i++)
        if (is_disputed(ledger, &ledger->rows[i]) && add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    return CASUS_OK;
}

static casus_status add_between(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_sentence *s = &q->sentence;
    const struct cs_ledger *ledger = q->answer->ledger;
    cs_name first, second, holder, claimant;
    size_t near = 0;

    if (s->rows == CS_ASKED_DISPUTED)
        return add_disputed(q);
    if (!find_party(q, c, s->first, &first) || !find_party(q, c, s->second, &second))
        return CASUS_OK;
    holder = s->expectation ? second : first;
    claimant = s->expectation ? first : second;
    for (size_t i = 0; i < ledger->row_count; i++)
        if (is_between(&ledger->rows[i], s->expectation, holder, claimant) && is_asked(q, c, &ledger->rows[i]) &&
            add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    /* what is owed is not what is expected beyond it, and may be what is meant */
    for (size_t i = 0; s->rows == CS_ASKED_ALL && i < ledger->row_count && q->subject_count == 0 && near < CS_NEAR_ROWS;
         i++)
        if (is_between(&ledger->rows[i], !s->expectation, holder, claimant))
            q->near_rows[near++] = &ledger->rows[i];
    return CASUS_OK;
}

/* The entry with the label that is asked for, if it is an occurrence or a state; else NULL. */
static const struct cs_entry *asked_entry(const struct cs_inquiry *q, const struct cs_case *c)
{
    cs_name name = cs_names_find(&c->names, q->sentence.text, strlen(q->sentence.text));
    const struct cs_entry *entry = name < c->symbols.by_name_count ? c->symbols.entry_of[name] : NULL;

    return entry != NULL && entry->kind == CS_ENTRY_TERM ? entry : NULL;
}

/* A label that no row has, "m2", asks whether what its entry says is so. */
static casus_status ask_of_entry(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_entry *entry = asked_entry(q, c);
    const char *label = q->sentence.text;
    casus_status status = CASUS_OK;

    if (entry != NULL) {
        const struct cs_span *span = &entry->term.span;

        q->sentence.form = CS_ASKED_SENTENCE;
        q->sentence.text = cs_arena_text(&q->arena, span->source->bytes + span->start, span->end - span->start);
        status = q->sentence.text == NULL ? CASUS_ERR_MEMORY : parse(q, c);
        if (status != CASUS_OK)
            return cs_fail_memory(&q->answer->failure);
    }
    if (q->check != NULL && q->check->kind == CS_CHECK_HOLDS)
        return add_holding(q);
    refuse(q, "the ledger has no row \"%s\"; `casus run` shows their numbers", label);
    return CASUS_OK;
}

/* ---- what something is, what happened, who may ---- */

static const char *line_of(struct cs_inquiry *q, struct cs_buffer *text)
{
    const char *line = cs_arena_text(&q->arena, cs_buffer_string(text), text->length);

    q->arena.failed = q->arena.failed || text->failed;
    cs_buffer_release(text);
    return line;
}

/* Is it the name of the article, "CST 4(2)"; or, as `begins`, that of the article of which it is a paragraph? */
static bool is_named(const struct cs_case *c, const struct cs_article *article, const char *full, bool *begins)
{
    const char *instrument = cs_names_text(&c->names, article->instrument->name);
    const char *text = cs_names_text(&c->names, article->text);
    size_t length = strlen(instrument), behind;

    if (strncmp(full, instrument, length) != 0 || full[length] != ' ')
        return false;
    full += length + 1;
    behind = strlen(full);
    *begins = text[behind < strlen(text) ? behind : 0] == '(';
    return strcmp(full, text) == 0 || (*begins && strncmp(full, text, behind) == 0);
}

static void add_to_brackets(struct cs_buffer *out, const char **between, const char *word, const char *text)
{
    cs_buffer_printf(out, "%s%s %s", *between, word, text);
    *between = ", ";
}

/* "when the attacked party asks, ... (grade P, since 2010-12-10)" */
static void describe_article(const struct cs_case *c, const struct cs_article *a, struct cs_buffer *out)
{
    const char *between = " (";
    char date[96];

    cs_buffer_text(out, a->gist);
    if (a->grade != CS_NO_NAME)
        add_to_brackets(out, &between, "grade", cs_names_text(&c->names, a->grade));
    if (a->since.form != CS_MOMENT_NONE)
        add_to_brackets(out, &between, "since", cs_moment_text(&a->since, date));
    if (a->until.form != CS_MOMENT_NONE)
        add_to_brackets(out, &between, "until", cs_moment_text(&a->until, date));
    cs_buffer_text(out, between[0] == ',' ? ")" : "");
}

/* The gists of all articles of this name, and of their paragraphs, each with its number. */
static void describe_articles(const struct cs_case *c, cs_name name, struct cs_buffer *out)
{
    size_t told = 0;
    bool begins;

    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_instrument *i = file->instruments; i != NULL; i = i->next)
            for (const struct cs_article *a = i->articles; a != NULL; a = a->next) {
                if (a->gist == NULL || !is_named(c, a, cs_names_text(&c->names, name), &begins))
                    continue;
                cs_buffer_text(out, told++ > 0 ? "; " : ": ");
                if (begins)
                    cs_buffer_printf(out, "%s: ", cs_names_text(&c->names, a->text));
                describe_article(c, a, out);
            }
}

/* "the Collective Security Council: an organ; also the Council", "a document: ..., Asbarez, 2022-09-21" */
static const char *describe(struct cs_inquiry *q, const struct cs_case *c, cs_name name)
{
    const struct cs_symbols *s = &c->symbols;
    const struct cs_title *title = cs_symbols_title(s, CS_NO_NAME, name);
    const struct cs_document *document = s->document_of[name];
    struct cs_buffer text;
    char date[96];

    cs_buffer_init(&text);
    cs_buffer_text(&text, cs_names_text(&c->names, name));
    if (title != NULL)
        cs_buffer_printf(&text, ", %s", title->text);
    if (s->particular_of[name] != 0)
        cs_buffer_printf(&text, ": %s",
                         cs_names_text(&c->names, s->kinds[s->particulars[s->particular_of[name] - 1].kind].name));
    if (s->instrument_of[name] != NULL)
        cs_buffer_printf(&text, ": %s", s->instrument_of[name]->title);
    if (document != NULL) {
        cs_buffer_printf(&text, ": %s", document->title);
        if (document->publisher != NULL)
            cs_buffer_printf(&text, ", %s", document->publisher);
        if (document->date.form != CS_MOMENT_NONE)
            cs_buffer_printf(&text, ", %s", cs_moment_text(&document->date, date));
    }
    describe_articles(c, name, &text);
    for (cs_name other = 1; other < s->by_name_count; other++)
        if (other != name && cs_symbols_spelt(s, other) == name)
            cs_buffer_printf(&text, "; also %s", cs_names_text(&c->names, other));
    return line_of(q, &text);
}

/* An entry: its row, or what it says; a bond that the record enters: its rows. And all that is so of the name. */
static casus_status add_about(struct cs_inquiry *q, const struct cs_case *c)
{
    cs_name name = q->sentence.about;
    const struct cs_entry *entry = c->symbols.entry_of[name];
    const struct cs_ledger *ledger = q->answer->ledger;
    const struct cs_ledger_row *row = cs_ledger_row(ledger, q->sentence.text);

    if (entry == NULL || c->symbols.particular_of[name] != 0) {
        q->reply.about = describe(q, c, name);
    } else if (row != NULL) {
        return add_row(q, row);
    } else if (entry->kind == CS_ENTRY_TERM) {
        return ask_of_entry(q, c);
    }
    for (size_t i = 0; entry != NULL && i < ledger->row_count; i++)
        if (ledger->rows[i].entry == entry && add_row(q, &ledger->rows[i]) != CASUS_OK)
            return q->answer->failure.status;
    return CASUS_OK;
}

/* What happened: the entries of these days. A first date that lies behind the last is refused. */
static casus_status add_happened(struct cs_inquiry *q, const struct cs_case *c)
{
    struct cs_zone zone = cs_case_zone(c);
    cs_instant from = INT64_MIN, to = q->answer->wishes.as_of.end;
    struct cs_happening *happened;
    struct cs_fit *fits;
    struct cs_date date;
    size_t count;

    if (q->sentence.second != NULL && cs_date_read(q->sentence.second, cs_case_reckoning(c), &date) == NULL)
        to = date.end;
    if (q->sentence.first != NULL && cs_date_read(q->sentence.first, cs_case_reckoning(c), &date) == NULL)
        from = strchr(q->sentence.first, 'T') != NULL ? date.end - 1
                                                      : cs_day_start(cs_day_of(date.end - 1, zone), zone);
    if (from >= to) {
        refuse(q, "the first of the two dates is not the earlier one");
        return CASUS_OK;
    }
    cs_ledger_happenings(q->answer->ledger, from, to, &q->arena, &happened, &count);
    fits = cs_arena_array(&q->arena, count, sizeof *fits);
    for (size_t i = 0; fits != NULL && i < count; i++) {
        const struct cs_span *span = &happened[i].entry->span;

        fits[i] = (struct cs_fit){.text = cs_arena_text(&q->arena, span->source->bytes + span->start,
                                                        span->end - span->start),
                                  .bearer = happened[i].entry->label, .worlds = happened[i].worlds,
                                  .entry = happened[i].entry, .act = CS_NO_NAME};
    }
    q->reply.fits = fits;
    q->reply.fit_count = count;
    return CASUS_OK;
}

static casus_status add_subjects(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_ledger_row *row;

    switch (q->sentence.form) {
    case CS_ASKED_BETWEEN:
        return add_between(q, c);
    case CS_ASKED_ABOUT:
        return add_about(q, c);
    case CS_ASKED_HAPPENED:
        return add_happened(q, c);
    case CS_ASKED_WHO_MAY:
        return CASUS_OK; /* the fits are the answer */
    case CS_ASKED_SENTENCE:
    case CS_ASKED_ROW:
        break;
    }
    if (q->sentence.form == CS_ASKED_ROW) {
        row = cs_ledger_row(q->answer->ledger, q->sentence.text);
        return row != NULL ? add_row(q, row) : ask_of_entry(q, c);
    }
    if (q->check->kind == CS_CHECK_MAY)
        return add_power(q);
    return q->check->kind == CS_CHECK_HOLDS ? add_holding(q) : add_bonds(q);
}

/* ---- the reply ---- */

/* Does the sentence leave nothing open, so that at most one thing fits it? Then the fits are not listed. */
static bool is_whole(const struct cs_check *check, const struct cs_fit *fits, size_t count)
{
    for (const struct cs_role *role = check->term.roles; role != NULL; role = role->next)
        if (role->args->kind == CS_ARG_VARIABLE)
            return false;
    return check->counts_as ||
           (count == 1 && fits[0].bearer == CS_NO_NAME);
}

/* Does the act leave a role unsaid, and is the power undetermined on some account, perhaps for that? */
static bool is_open(const struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_shape *shape = cs_symbols_shape(&c->symbols, q->check->term.head);
    uint32_t said = 0;

    for (const struct cs_role *role = q->check->term.roles; role != NULL; role = role->next)
        said += role->args->kind != CS_ARG_VARIABLE;
    if (shape == NULL || said >= shape->role_count)
        return false;
    for (size_t i = 0; i < q->subject_count; i++)
        for (size_t p = 0; p < q->subjects[i].part_count; p++)
            if (q->subjects[i].parts[p].of_account && cs_state_is_no_answer(q->subjects[i].parts[p].state))
                return true;
    return false;
}

/* What the reply lists: who may, what is so of a name, what fits a sentence that leaves something unsaid. */
static casus_status list_fits(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_ledger *ledger = q->answer->ledger;
    const struct cs_check *check = q->check;
    enum cs_asked_form form = q->asked_form;
    struct cs_fit *fits = NULL;
    casus_status status = CASUS_OK;

    if (form == CS_ASKED_HAPPENED)
        return status;
    if (form == CS_ASKED_WHO_MAY || (check != NULL && check->kind == CS_CHECK_MAY && is_open(q, c)))
        status = cs_ledger_empowered(ledger, check, &q->arena, &fits, &q->reply.fit_count);
    else if (form == CS_ASKED_ABOUT)
        status = cs_ledger_about(ledger, q->sentence.about, &q->arena, &fits, &q->reply.fit_count);
    else if (check != NULL && check->kind == CS_CHECK_HOLDS)
        status = cs_ledger_fits(ledger, check, &q->arena, &fits, &q->reply.fit_count);
    else
        return status;
    q->reply.fits = fits;
    if (status != CASUS_OK || form == CS_ASKED_WHO_MAY || form == CS_ASKED_ABOUT || check->kind == CS_CHECK_MAY)
        return status;
    if (q->reply.fit_count == 0) {
        status = cs_ledger_near_fits(ledger, check, CS_NEAR_ROWS, &q->arena, &fits, &q->reply.near_count);
        q->reply.near = fits;
    } else if (!q->sentence.lists && is_whole(check, fits, q->reply.fit_count)) {
        q->reply.fit_count = 0;
    }
    return status;
}

/* "who may vote on d1" */
static const char *with_who(struct cs_inquiry *q)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "who %s", q->sentence.text);
    return line_of(q, &text);
}

static casus_status make_reply(struct cs_inquiry *q, const struct cs_case *c)
{
    const struct cs_check *check = q->check;
    bool power = check != NULL && check->kind == CS_CHECK_MAY, bond = check != NULL && check->kind == CS_CHECK_BOND;

    q->reply.asked = q->asked;
    q->reply.read = q->sentence.text;
    if (q->asked_form == CS_ASKED_WHO_MAY)
        q->reply.read = with_who(q);
    q->reply.form = q->asked_form;
    q->reply.rows = q->sentence.rows;
    q->reply.lists = q->sentence.lists;
    q->reply.yes = power ? CS_STATE_MAY : q->asked_form == CS_ASKED_HAPPENED ? CS_STATE_HAPPENED : CS_STATE_HOLDS;
    q->reply.no = power                                ? CS_STATE_MAY_NOT
                  : bond                               ? CS_STATE_NONE
                  : q->asked_form == CS_ASKED_HAPPENED ? CS_STATE_DID_NOT_HAPPEN
                                                       : CS_STATE_DOES_NOT_HOLD;
    q->reply.subjects = q->subjects;
    q->reply.subject_count = q->subject_count;
    memcpy(q->reply.near_rows, q->near_rows, sizeof q->near_rows);
    return list_fits(q, c);
}

/* Tries the act that "may" asks about, as an entry of the day. */
static casus_status try_act(struct cs_inquiry *q, const struct cs_case *c, const struct cs_wishes *wishes,
                            struct cs_failure *failure)
{
    if (cs_trial_ask(c->plan, wishes, q->check, cs_case_zone(c), NULL, failure, &q->trial) == CASUS_OK)
        q->answer = q->trial->before;
    return failure->status;
}

casus_status cs_inquiry_answer(struct cs_inquiry *q, const struct cs_case *c, const struct cs_wishes *wishes,
                               struct cs_failure *failure)
{
    struct cs_wishes with_names = *wishes;
    casus_status status;

    with_names.names = &q->names;
    q->asked_form = q->sentence.form;
    status = q->check != NULL && q->check->kind == CS_CHECK_MAY && q->asked_form != CS_ASKED_WHO_MAY
                 ? try_act(q, c, &with_names, failure)
                 : cs_answer_new(c->plan, &with_names, failure, &q->answer);

    if (status != CASUS_OK)
        return status;
    if (add_subjects(q, c) == CASUS_OK && q->refusal == NULL)
        make_reply(q, c);
    if (cs_arena_failed(&q->arena))
        cs_fail_memory(&q->answer->failure);
    if (cs_answer_status(q->answer, "the answer") != CASUS_OK)
        return cs_fail(failure, q->answer->failure.status, "%s", q->answer->failure.message);
    return CASUS_OK;
}
