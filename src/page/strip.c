/* SPDX-License-Identifier: MIT */
/*
 * The drawing of a story, on a scale that keeps lengths (scale.c): a lane for each kind of item. In a lane a mark with
 * its label takes the first level where nothing else is, so what happens on one day is stacked, never spread.
 */
#include <string.h>

#include "page/page_int.h"
#include "view/when.h"

#define LANE_STEP 16u    /* the height of a level; page.css has those of lanes, h1 to h8 */
#define LEVELS_MAX 8
#define MARK_WIDTH 150u  /* of the axis, in hundredths of a percent */
#define LETTER_WIDTH 68u /* of a label, on a drawing of some 950 pixels; on narrow ones the style hides labels */
#define LABEL_MAX 40u    /* characters of a label */
#define DAY_LEAST 1400u  /* between two days that are named */
#define DAY_LEAST_NARROW 2700u /* the same on a narrow window */

static const char *const lane_names[CS_STORY_KINDS] = {CS_PHRASE("happened"), CS_PHRASE("asked"), CS_PHRASE("decided"),
                                                      CS_PHRASE("done"), CS_PHRASE("due")};

const char *cs_story_lane(enum cs_story_kind kind)
{
    return lane_names[kind];
}

/* ---- where marks and labels stand ---- */

struct mark {
    uint32_t from, to;  /* of its bar, or of its day */
    uint32_t left, right; /* of all that it takes */
    size_t level;
    bool before;        /* the label stands before the mark */
    const char *label;
};

static size_t letters(const char *text)
{
    size_t count = 0;

    for (; *text != '\0'; text++)
        count += (*text & 0xC0) != 0x80;
    return count;
}

/* The text, cut with an ellipsis after LABEL_MAX characters, at the end of a word. */
static const char *cut(struct cs_page *page, const char *text)
{
    size_t length = 0, end = 0, count = 0;
    struct cs_buffer out;

    text = cs_mentions_plain(&page->report, text, &page->arena);
    while (text[length] != '\0' && count < LABEL_MAX) {
        end = text[length] == ' ' ? length : end;
        length++;
        while ((text[length] & 0xC0) == 0x80)
            length++;
        count++;
    }
    if (text[length] == '\0')
        return text;
    cs_buffer_init(&out);
    cs_buffer_add(&out, text, end > 0 ? end : length);
    cs_buffer_text(&out, "\xE2\x80\xA6");
    return cs_page_keep(page, &out);
}

/* "Armenia's request to the CSTO", of what is due "give Armenia help"; else its sentence. */
static const char *label_of(struct cs_page *page, const struct cs_story_item *item)
{
    struct cs_buffer text;

    if (item->entry == NULL && item->line != CS_NO_LINE && page->lines.items[item->line].text_count > 0)
        return cut(page, page->lines.items[item->line].texts[0]);
    cs_buffer_init(&text);
    if (item->entry == NULL || page->report.formal || !cs_worded_occurrence(&page->report, item->entry, &text))
        cs_buffer_text(&text, item->text);
    return cut(page, cs_page_keep(page, &text));
}

/* Is the level free for the mark among those of its lane before it? */
static bool is_free(const struct cs_story *story, const struct mark *marks, size_t index, size_t level)
{
    for (size_t i = 0; i < index; i++)
        if (story->items[i].kind == story->items[index].kind && marks[i].level == level &&
            marks[i].left < marks[index].right && marks[index].left < marks[i].right)
            return false;
    return true;
}

/* Beside the mark on the side where there is room, at the first free level. */
static void place_mark(const struct cs_story *story, struct mark *marks, size_t index)
{
    struct mark *m = &marks[index];
    uint32_t middle = (m->from + m->to) / 2;
    uint32_t width = (uint32_t)letters(m->label) * LETTER_WIDTH + MARK_WIDTH;
    uint32_t left = m->from + MARK_WIDTH < middle ? m->from : middle > MARK_WIDTH ? middle - MARK_WIDTH : 0;
    uint32_t right = m->to > middle + MARK_WIDTH ? m->to : middle + MARK_WIDTH;

    m->before = right + width > CS_AXIS_END;
    m->left = !m->before ? left : left > width ? left - width : 0;
    m->right = m->before ? right : right + width;
    while (m->level + 1 < LEVELS_MAX && !is_free(story, marks, index, m->level))
        m->level++;
    if (!is_free(story, marks, index, m->level) || (m->before && left < width)) {
        m->label = NULL; /* the mark alone */
        m->left = left;
        m->right = right;
        for (m->level = 0; m->level + 1 < LEVELS_MAX && !is_free(story, marks, index, m->level);)
            m->level++;
    }
}

static struct mark *place_marks(struct cs_page *page, const struct cs_story *story)
{
    struct mark *marks = cs_arena_array(&page->arena, story->count, sizeof *marks);

    for (size_t i = 0; marks != NULL && i < story->count; i++) {
        marks[i] = (struct mark){.from = cs_scale_place(&story->scale, story->items[i].first, 0),
                                 .to = cs_scale_place(&story->scale, story->items[i].last, 4),
                                 .label = label_of(page, &story->items[i])};
        place_mark(story, marks, i);
    }
    return marks;
}

/* How many levels a lane has; 0: it is empty. */
static size_t levels_of(const struct cs_story *story, const struct mark *marks, enum cs_story_kind kind)
{
    size_t most = 0;

    for (size_t i = 0; i < story->count; i++)
        if (story->items[i].kind == kind && marks[i].level + 1 > most)
            most = marks[i].level + 1;
    return most;
}

static unsigned lane_height(size_t levels)
{
    return levels == 0 ? 0 : (unsigned)levels * LANE_STEP + 10;
}

/* ---- the drawing ---- */

static void write_place(struct cs_page *page, const char *name, uint32_t place)
{
    cs_buffer_printf(page->out, " %s=\"", name);
    cs_html_hundredths(page->out, place);
    cs_buffer_text(page->out, "%\"");
}

/* "13 Sep" */
void cs_page_short_day(struct cs_page *page, cs_day day)
{
    static const char *const months[] = {
        CS_PHRASE("{day} Jan"), CS_PHRASE("{day} Feb"), CS_PHRASE("{day} Mar"), CS_PHRASE("{day} Apr"),
        CS_PHRASE("{day} May"), CS_PHRASE("{day} Jun"), CS_PHRASE("{day} Jul"), CS_PHRASE("{day} Aug"),
        CS_PHRASE("{day} Sep"), CS_PHRASE("{day} Oct"), CS_PHRASE("{day} Nov"), CS_PHRASE("{day} Dec")};
    struct cs_civil date = cs_civil_from_day(day);

    cs_page_count(page, months[date.month - 1], (size_t)date.day);
}

static void write_mark(struct cs_page *page, const struct cs_story_item *item, const struct mark *m, unsigned y)
{
    uint32_t middle = (m->from + m->to) / 2;

    cs_buffer_printf(page->out, "<g class=\"is-%s\"><title>", lane_names[item->kind]);
    cs_html_text(page->out, cs_mentions_plain(&page->report, item->text, &page->arena));
    cs_buffer_text(page->out, "</title>");
    if (item->last > item->first) {
        cs_buffer_text(page->out, "<rect class=\"span\"");
        write_place(page, "x", m->from);
        write_place(page, "width", m->to - m->from);
        cs_buffer_printf(page->out, " y=\"%u\" height=\"6\" rx=\"3\"/>", y - 3);
    }
    cs_buffer_printf(page->out, "<use href=\"#%s\"", item->kind == CS_STORY_DUE ? "flag" : "point");
    write_place(page, "x", middle);
    cs_buffer_printf(page->out, " y=\"%u\"/>", y);
    if (m->label != NULL) {
        uint32_t at = item->last > item->first ? (m->before ? m->from : m->to) : middle;

        cs_buffer_text(page->out, "<text class=\"label\"");
        write_place(page, "x", at);
        cs_buffer_printf(page->out, " dx=\"%s\" y=\"%u\"%s>", m->before ? "-9" : "9", y + 4,
                         m->before ? " text-anchor=\"end\"" : "");
        cs_html_text(page->out, m->label);
        cs_buffer_text(page->out, "</text>");
    }
    cs_buffer_text(page->out, "</g>");
}

/* Zigzags where time is left out. */
static void write_breaks(struct cs_page *page, const struct cs_time_scale *scale, unsigned height)
{
    for (size_t i = 1; i < scale->part_count; i++) {
        uint32_t middle = (scale->parts[i - 1].to + scale->parts[i].from) / 2;

        cs_buffer_text(page->out, "<svg class=\"break\"");
        write_place(page, "x", middle);
        cs_buffer_printf(page->out, " y=\"0\" width=\"1\" height=\"%u\" overflow=\"visible\"><path d=\"M-3 0", height);
        for (unsigned y = 0; y < height; y += 8)
            cs_buffer_text(page->out, "l6 4l-6 4");
        cs_buffer_text(page->out, "M3 0");
        for (unsigned y = 0; y < height; y += 8)
            cs_buffer_text(page->out, "l6 4l-6 4");
        cs_buffer_text(page->out, "\"/></svg>");
    }
}

/* Names the first and last day of each part, and days between that have room. */
static void write_days(struct cs_page *page, const struct cs_time_scale *scale, unsigned y)
{
    cs_day before = 0, end = scale->count > 0 ? scale->days[scale->count - 1] : 0;
    uint32_t least = 0, narrow = 0, last = cs_scale_place(scale, end, 2);

    for (size_t i = 0; i < scale->count; i++) {
        uint32_t at = cs_scale_place(scale, scale->days[i], 2);
        bool is_last = scale->days[i] == end, wide;

        if (i > 0 && (scale->days[i] == before || at < least || (!is_last && at + DAY_LEAST > last)))
            continue;
        wide = i > 0 && !is_last && (at < narrow || at + DAY_LEAST_NARROW > last);
        before = scale->days[i];
        least = at + DAY_LEAST;
        narrow = wide ? narrow : at + DAY_LEAST_NARROW;
        cs_buffer_text(page->out, "<line class=\"tick\"");
        write_place(page, "x1", at);
        write_place(page, "x2", at);
        cs_buffer_printf(page->out, " y1=\"0\" y2=\"%u\"/><text%s", y - 11, wide ? " class=\"t2\"" : "");
        write_place(page, "x", at);
        cs_buffer_printf(page->out, " y=\"%u\" text-anchor=\"%s\">", y,
                         at < 400                 ? "start"
                         : at > CS_AXIS_END - 500 ? "end"
                                                  : "middle");
        cs_page_short_day(page, scale->days[i]);
        cs_buffer_text(page->out, "</text>");
    }
}

static void write_lane(struct cs_page *page, const struct cs_story *story, const struct mark *marks,
                       enum cs_story_kind kind, unsigned top)
{
    for (size_t i = 0; i < story->count; i++)
        if (story->items[i].kind == kind)
            write_mark(page, &story->items[i], &marks[i],
                       top + 5 + LANE_STEP / 2 + (unsigned)marks[i].level * LANE_STEP);
}

void cs_page_strip(struct cs_page *page, const struct cs_story *story)
{
    struct mark *marks = place_marks(page, story);
    unsigned total = 0, top = 0;

    if (marks == NULL)
        return;
    cs_buffer_text(page->out, "<div class=\"strip\" aria-hidden=\"true\"><ul class=\"lanes-of\">");
    for (int kind = 0; kind < CS_STORY_KINDS; kind++) {
        size_t levels = levels_of(story, marks, (enum cs_story_kind)kind);

        total += lane_height(levels);
        if (levels == 0)
            continue;
        cs_buffer_printf(page->out, "<li class=\"is-%s h%zu\">", lane_names[kind], levels);
        cs_page_say(page, lane_names[kind]);
        cs_buffer_text(page->out, "</li>");
    }
    cs_buffer_printf(page->out, "</ul><svg height=\"%u\">", total + 20);
    write_days(page, &story->scale, total + 14);
    write_breaks(page, &story->scale, total);
    for (int kind = 0; kind < CS_STORY_KINDS; kind++) {
        write_lane(page, story, marks, (enum cs_story_kind)kind, top);
        top += lane_height(levels_of(story, marks, (enum cs_story_kind)kind));
    }
    cs_buffer_text(page->out, "</svg></div>\n");
}
