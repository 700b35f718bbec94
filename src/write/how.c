/* SPDX-License-Identifier: MIT */
/*
 * How a state can be brought about, for people and as JSON:
 *
 *   How "adopted d1" can come about, from 3 March 2022 on
 *
 *   1 sequence of 1 act, in 1 turn
 *
 *   1.  turn 1: close of d1
 *       can be blocked by Alden: objection by Alden to d1
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "view/standing.h"
#include "view/when.h"
#include "view/wrap.h"
#include "write/json.h"
#include "write/write.h"

static void put(struct cs_buffer *out, size_t columns, struct cs_buffer *text, size_t first, size_t column)
{
    cs_buffer_repeat(out, ' ', first);
    cs_wrap(out, cs_buffer_string(text), text->length, first, column, columns);
    cs_buffer_char(out, '\n');
    out->failed = out->failed || text->failed;
    cs_buffer_clear(text);
}

/* The date, "3 March 2022"; a time of a day as it is written. */
static void add_day(const struct cs_how_view *view, const char *date, struct cs_buffer *out)
{
    struct cs_moment m;

    if (cs_moment_parse(date, strlen(date), CS_UTC, &m) == NULL && m.form == CS_MOMENT_DAY)
        cs_when_day_in(view->language, m.first, out);
    else
        cs_buffer_text(out, date);
}

static const char *called(const struct cs_how_view *view, const char *name)
{
    const struct cs_symbols *symbols = view->language.symbols;
    cs_name found = symbols == NULL ? CS_NO_NAME : cs_names_find(symbols->names, name, strlen(name));

    return found == CS_NO_NAME ? name : cs_language_told(view->language, found);
}

/* Does another act of the sequence name this one, by its label? */
static bool is_named(const struct cs_how *how, const struct cs_how_sequence *s, size_t act)
{
    const char *label = how->acts[act].label;

    for (size_t i = 0; i < s->count; i++) {
        const char *at = strstr(how->acts[s->acts[i]].text, label);

        if (s->acts[i] != act && at != NULL && (at[strlen(label)] == '\0' || strchr(" ,;", at[strlen(label)]) != NULL))
            return true;
    }
    return false;
}

/* What somebody does to block, as all say it who do the same: "objection by ... to d1". */
static void add_way(const struct cs_how_view *view, const struct cs_how_block *block, struct cs_buffer *out)
{
    cs_buffer_text(out, block->always ? "!" : "");
    for (size_t i = 0; i < block->act_count; i++) {
        const char *text = view->how->acts[block->acts[i]].text, *who = strstr(text, block->who);

        cs_buffer_text(out, i > 0 ? "; " : "");
        if (who != NULL && who > text && who[-1] == ' ')
            cs_buffer_printf(out, "%.*s...%s", (int)(who - text), text, who + strlen(block->who));
        else
            cs_buffer_text(out, text);
    }
}

/* Those who block in one way, together. */
static void add_group(const struct cs_how_view *view, const struct cs_how_sequence *s, size_t first, const char *way,
                      bool *told, struct cs_buffer *text)
{
    struct cs_language l = view->language;
    const struct cs_how_block *block = &s->blocks[first];
    struct cs_buffer who, other;

    cs_buffer_init(&who);
    cs_buffer_init(&other);
    for (size_t i = first; i < s->block_count; i++) {
        cs_buffer_clear(&other);
        add_way(view, &s->blocks[i], &other);
        if (strcmp(cs_buffer_string(&other), way) != 0)
            continue;
        cs_buffer_printf(&who, "%s%s", who.length > 0 ? ", " : "", called(view, s->blocks[i].who));
        told[i] = true;
    }
    if (block->act_count == 0)
        cs_say(l, text, "{who} can block it alone, by not acting", cs_part_text(cs_buffer_string(&who)));
    else
        cs_say(l, text, "{who} can block it alone: {acts}", cs_part_text(cs_buffer_string(&who)),
               cs_part_text(way + block->always));
    cs_buffer_text(text, block->always ? cs_told(l, ", and so any other way") : "");
    text->failed = text->failed || who.failed || other.failed;
    cs_buffer_release(&who);
    cs_buffer_release(&other);
}

static void add_blocks(const struct cs_how_view *view, const struct cs_how_sequence *s, size_t columns,
                       struct cs_buffer *out)
{
    bool *told = calloc(s->block_count + 1, sizeof *told);
    struct cs_buffer text, way;

    cs_buffer_init(&text);
    cs_buffer_init(&way);
    out->failed = out->failed || told == NULL;
    for (size_t i = 0; told != NULL && i < s->block_count; i++) {
        if (told[i])
            continue;
        cs_buffer_clear(&way);
        add_way(view, &s->blocks[i], &way);
        add_group(view, s, i, cs_buffer_string(&way), told, &text);
        put(out, columns, &text, 7, 9);
    }
    out->failed = out->failed || way.failed;
    cs_buffer_release(&text);
    cs_buffer_release(&way);
    free(told);
}

static void add_sequence(const struct cs_how_view *view, size_t index, size_t columns, struct cs_buffer *out)
{
    const struct cs_how *how = view->how;
    const struct cs_how_sequence *s = &how->sequences[index];
    struct cs_language l = view->language;
    struct cs_buffer text;

    cs_buffer_init(&text);
    for (size_t i = 0; i < s->count; i++) {
        const struct cs_how_act *act = &how->acts[s->acts[i]];

        if (i == 0)
            cs_buffer_printf(&text, "%zu.%s", index + 1, index + 1 < 10 ? "  " : index + 1 < 100 ? " " : "");
        cs_buffer_printf(&text, "%s%zu  ", i == 0 ? " " : "", act->turn);
        if (is_named(how, s, s->acts[i]))
            cs_buffer_printf(&text, "%s: ", act->label);
        cs_buffer_text(&text, act->text);
        if (act->article != NULL)
            cs_buffer_printf(&text, " (%s)", act->article);
        put(out, columns, &text, i == 0 ? 2 : 7, 12);
    }
    add_blocks(view, s, columns, out);
    if (s->block_count == 0) {
        cs_buffer_text(&text, cs_told(l, "nobody alone can block it"));
        put(out, columns, &text, 7, 9);
    }
    cs_buffer_release(&text);
}

static void add_bounds(const struct cs_how_view *view, size_t columns, struct cs_buffer *out)
{
    const struct cs_how *how = view->how;
    struct cs_language l = view->language;
    struct cs_buffer text;

    cs_buffer_init(&text);
    if (how->turns_cut)
        cs_say(l, &text, "The search ended with turn {count}: more turns (--turns) might bring it about",
               cs_part_number((long long)how->turns));
    if (how->turns_cut)
        put(out, columns, &text, 2, 4);
    if (how->acts_cut) {
        cs_say(l, &text, "Only the first {count} acts were tried: others might bring it about, or block it",
               cs_part_number((long long)how->act_count));
        put(out, columns, &text, 2, 4);
    }
    if (how->only != NULL) {
        cs_say(l, &text, "The acts are too many to be tried together, so of those of each actor one was: {act}; others "
                         "might bring it about, or block it", cs_part_text(how->only));
        put(out, columns, &text, 2, 4);
    }
    if (how->unwritten > 0) {
        cs_buffer_text(&text, cs_told(l, "Acts on entries without a label were left out: give them one"));
        put(out, columns, &text, 2, 4);
    }
    cs_buffer_release(&text);
}

static void add_result(const struct cs_how_view *view, size_t columns, struct cs_buffer *out)
{
    const struct cs_how *how = view->how;
    struct cs_language l = view->language;
    char count[24];
    struct cs_buffer text, day;

    cs_buffer_init(&text);
    cs_buffer_init(&day);
    switch (how->result) {
    case CS_HOW_ALREADY:
        cs_buffer_text(&text, cs_told(l, "It is so already"));
        break;
    case CS_HOW_NONE:
        cs_say(l, &text, "No act that anybody may do brings it about; acts that were tried: {count}",
               cs_part_number((long long)how->act_count));
        break;
    case CS_HOW_OPEN:
        cs_buffer_text(&text,
                       cs_told(l, "Acts can bring it about by some answers to these questions and not by others; "
                                  "choose --as ACCOUNT, or --suppose an answer"));
        break;
    case CS_HOW_FOUND:
        if (how->sequence_count == 1 && how->listed == 1 && how->sequences[0].count == 0) {
            cs_buffer_text(&text, cs_told(l, "It comes about by itself"));
        } else {
            snprintf(count, sizeof count, "%llu", (unsigned long long)how->sequence_count);
            cs_say(l, &text, "Turns: {turns}; sequences of acts, none of which could be left out: {count}",
                   cs_part_number((long long)how->turns), cs_part_text(count));
            if (how->sequence_count == UINT64_MAX)
                cs_buffer_text(&text, cs_told(l, " or more"));
            if (how->listed < how->sequence_count)
                cs_buffer_text(&text, cs_told(l, ", the first of them"));
        }
        if (how->waits) {
            add_day(view, how->date.text, &day);
            cs_say(l, &text, "; it is so on {day}", cs_part_text(cs_buffer_string(&day)));
        }
        break;
    }
    text.failed = text.failed || day.failed;
    put(out, columns, &text, 2, 4);
    for (size_t i = 0; how->result == CS_HOW_OPEN && i < how->question_count; i++) {
        cs_buffer_text(&text, how->questions[i]);
        put(out, columns, &text, 4, 6);
    }
    cs_buffer_release(&day);
    cs_buffer_release(&text);
}

void cs_how_text(const struct cs_how_view *view, size_t columns, bool colour, struct cs_buffer *out)
{
    const struct cs_how *how = view->how;
    struct cs_buffer text, day;

    cs_buffer_init(&text);
    cs_buffer_init(&day);
    add_day(view, view->as_of, &day);
    cs_say(view->language, &text, "How \"{goal}\" can come about, from {day} on", cs_part_text(how->goal),
           cs_part_text(cs_buffer_string(&day)));
    text.failed = text.failed || day.failed;
    cs_paint(out, colour, CS_PAINT_BOLD);
    put(out, columns, &text, 0, 2);
    cs_paint(out, colour, CS_PAINT_PLAIN);
    cs_standing_supposed(view->language, view->supposed, columns, out);
    for (size_t i = 0; i < how->contradictory_count; i++) {
        cs_say(view->language, &text, "The account of {who} contradicts itself: in no world is all of it so.",
               cs_part_text(called(view, how->contradictory[i])));
        put(out, columns, &text, 0, 2);
    }
    cs_buffer_char(out, '\n');
    add_result(view, columns, out);
    for (size_t i = 0; how->result == CS_HOW_FOUND && i < how->listed; i++)
        if (how->sequences[i].count > 0 || how->sequences[i].block_count > 0) {
            cs_buffer_char(out, '\n');
            add_sequence(view, i, columns, out);
        }
    if (how->turns_cut || how->acts_cut || how->only != NULL || how->unwritten > 0)
        cs_buffer_char(out, '\n');
    add_bounds(view, columns, out);
    cs_buffer_release(&day);
    cs_buffer_release(&text);
}

/* ---- JSON ---- */

static const char *const RESULTS[] = {"already", "found", "open", "none"};

static void json_acts(struct cs_json *json, const struct cs_how *how, const size_t *acts, size_t count)
{
    cs_json_open(json, '[', false);
    for (size_t i = 0; i < count; i++) {
        const struct cs_how_act *act = &how->acts[acts[i]];

        cs_json_open(json, '{', true);
        cs_json_pair(json, "label", act->label);
        cs_json_pair(json, "act", act->text);
        cs_json_pair(json, "actor", act->actor);
        cs_json_pair(json, "article", act->article);
        cs_json_key(json, "turn");
        cs_json_number(json, (unsigned long long)act->turn);
        cs_json_pair(json, "record", act->written);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void json_block(struct cs_json *json, const struct cs_how *how, const struct cs_how_block *block)
{
    cs_json_open(json, '{', true);
    cs_json_pair(json, "who", block->who);
    cs_json_key(json, "acts");
    cs_json_open(json, '[', true);
    for (size_t i = 0; i < block->act_count; i++)
        cs_json_text(json, how->acts[block->acts[i]].text);
    cs_json_close(json, ']');
    cs_json_key(json, "always");
    cs_json_bool(json, block->always);
    cs_json_close(json, '}');
}

void cs_how_json(const struct cs_how_view *view, struct cs_buffer *out)
{
    const struct cs_how *how = view->how;
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "goal", how->goal);
    cs_json_pair(&json, "as_of", view->as_of);
    cs_json_key(&json, "contradictory");
    cs_json_open(&json, '[', true);
    for (size_t i = 0; i < how->contradictory_count; i++)
        cs_json_text(&json, how->contradictory[i]);
    cs_json_close(&json, ']');
    cs_json_pair(&json, "result", RESULTS[how->result]);
    cs_json_key(&json, "turns");
    cs_json_number(&json, (unsigned long long)how->turns);
    cs_json_key(&json, "tried");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < how->act_count; i++)
        cs_json_text(&json, how->acts[i].text);
    cs_json_close(&json, ']');
    cs_json_key(&json, "turns_cut");
    cs_json_bool(&json, how->turns_cut);
    cs_json_key(&json, "acts_cut");
    cs_json_bool(&json, how->acts_cut);
    cs_json_pair(&json, "only", how->only);
    cs_json_pair(&json, "date", how->waits ? how->date.text : NULL);
    cs_json_key(&json, "questions");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < how->question_count; i++)
        cs_json_text(&json, how->questions[i]);
    cs_json_close(&json, ']');
    cs_json_key(&json, "sequence_count");
    cs_json_number(&json, how->sequence_count);
    cs_json_key(&json, "sequences");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < how->listed; i++) {
        const struct cs_how_sequence *s = &how->sequences[i];

        cs_json_open(&json, '{', false);
        cs_json_key(&json, "acts");
        json_acts(&json, how, s->acts, s->count);
        cs_json_key(&json, "blocks");
        cs_json_open(&json, '[', false);
        for (size_t k = 0; k < s->block_count; k++)
            json_block(&json, how, &s->blocks[k]);
        cs_json_close(&json, ']');
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
}
