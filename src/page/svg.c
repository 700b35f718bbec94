/* SPDX-License-Identifier: MIT */
/*
 * The story of each request as a picture of fixed width, to be put into another page: a row for each item, its mark on
 * a scale that keeps lengths, its words beside it.
 */
#include <string.h>

#include "page/files.h"
#include "page/page_int.h"
#include "view/when.h"

#define WIDTH 1200u
#define LEFT 20u
#define SCALE (WIDTH - 2 * LEFT)
#define LANE 26u
#define LABEL_MAX 96u /* characters of a label; its title has the whole */
#define LINE_MAX (3 * LABEL_MAX / 2) /* characters of a line of the head */
#define LINE_HEIGHT 16u
#define ITEMS_MAX 40u
#define ROOM_LEAST 420u /* beside a mark, for its words */

/* Writes a label, cut with an ellipsis after LABEL_MAX characters. */
static void write_cut(struct cs_page *page, const char *text, size_t most)
{
    size_t length = 0, characters = 0;

    text = cs_mentions_plain(&page->report, text, &page->arena);
    while (text[length] != '\0' && characters < most) {
        length++;
        while ((text[length] & 0xC0) == 0x80)
            length++;
        characters++;
    }
    cs_html_bytes(page->out, text, length);
    if (text[length] != '\0') {
        cs_buffer_text(page->out, "\xE2\x80\xA6<title>");
        cs_html_text(page->out, text);
        cs_buffer_text(page->out, "</title>");
    }
}

static void write_text(struct cs_page *page, const char *class, unsigned y, const char *text)
{
    cs_buffer_printf(page->out, "<text class=\"%s\" x=\"%u\" y=\"%u\">", class, LEFT, y);
    write_cut(page, text, LINE_MAX);
    cs_buffer_text(page->out, "</text>\n");
}

static unsigned place_of(const struct cs_time_scale *scale, cs_day day, unsigned quarter)
{
    return LEFT + (unsigned)((uint64_t)cs_scale_place(scale, day, quarter) * SCALE / CS_AXIS_END);
}

/* The mark of an item, and its day and words on the side that has more room. */
static void write_item(struct cs_page *page, const struct cs_story *story, size_t index, unsigned y)
{
    const struct cs_story_item *item = &story->items[index];
    unsigned from = place_of(&story->scale, item->first, 0), to = place_of(&story->scale, item->last, 4);
    unsigned middle = (from + to) / 2;
    unsigned room = WIDTH - to > from ? WIDTH - to : from;
    bool left = from > WIDTH - to, above = room < ROOM_LEAST; /* above a bar that leaves no room beside it */
    struct cs_buffer day;

    cs_buffer_init(&day);
    cs_when_days(&page->report, item->first, item->last, CS_PHRASE("{first} to {last}"), &day);
    if (item->last > item->first)
        cs_buffer_printf(page->out, "<rect class=\"span\" x=\"%u\" y=\"%u\" width=\"%u\" height=\"6\" rx=\"3\"/>", from,
                         y - 3, to - from);
    cs_buffer_printf(page->out, "<use href=\"#%s\" x=\"%u\" y=\"%u\"/><text class=\"line\" x=\"%u\" y=\"%u\"%s>",
                     item->kind == CS_STORY_DUE ? "flag" : "point", middle, y,
                     above  ? from
                     : left ? from - 12
                            : to + 12,
                     above ? y - 7 : y + 4, left && !above ? " text-anchor=\"end\"" : "");
    cs_buffer_text(page->out, "<tspan class=\"head\">");
    cs_html_text(page->out, cs_buffer_string(&day));
    cs_buffer_text(page->out, "</tspan>  ");
    write_cut(page, item->text, above || room > LABEL_MAX * 8 ? LABEL_MAX : room / 8);
    cs_buffer_text(page->out, "</text>\n");
    page->out->failed = page->out->failed || day.failed;
    cs_buffer_release(&day);
}

static void write_breaks(struct cs_page *page, const struct cs_time_scale *scale, unsigned top, unsigned bottom)
{
    for (size_t i = 1; i < scale->part_count; i++) {
        unsigned middle = LEFT + (unsigned)((uint64_t)(scale->parts[i - 1].to + scale->parts[i].from) / 2 * SCALE /
                                            CS_AXIS_END);

        cs_buffer_printf(page->out, "<path class=\"thin\" d=\"M%u %u", middle - 3, top);
        for (unsigned y = top; y + 8 <= bottom; y += 8)
            cs_buffer_text(page->out, "l6 4l-6 4");
        cs_buffer_text(page->out, "\"/>\n");
    }
}

/* "Was a duty broken? Yes: ..." */
static const char *answer_of(struct cs_page *page, size_t r)
{
    struct cs_place places[] = {{.name = "who", .text = cs_page_account_called(page, page->shown)},
                                {.name = "answer",
                                 .text = page->summary.requests[r].verdicts[page->shown].sentence}};

    return cs_mentions_plain(&page->report,
                             cs_sentence(&page->report,
                                         page->shown + 1 == page->account_count
                                             ? "Was a duty broken? {answer}"
                                             : "Was a duty broken? On the account of {who}: {answer}",
                                         places, 2, &page->arena),
                             &page->arena);
}

/* Where the second line of an answer begins; at its end if it has one line. */
static size_t second_line(const char *text)
{
    size_t length = 0, characters = 0, word = 0;

    while (text[length] != '\0' && characters < LINE_MAX) {
        word = text[length] == ' ' ? length + 1 : word;
        characters += (text[++length] & 0xC0) != 0x80;
    }
    return text[length] == '\0' || word == 0 ? strlen(text) : word;
}

static unsigned height_of(struct cs_page *page, size_t r, const struct cs_story *story)
{
    const char *answer = answer_of(page, r);

    return (unsigned)(story->count < ITEMS_MAX ? story->count : ITEMS_MAX) * LANE + 110 +
           (answer[second_line(answer)] != '\0' ? LINE_HEIGHT : 0);
}

/* The answer, in one line or two; returns what the second takes. */
static unsigned write_answer(struct cs_page *page, size_t r, unsigned y)
{
    const char *answer = answer_of(page, r);
    size_t second = second_line(answer);
    const char *first = cs_arena_text(&page->arena, answer, answer[second] == '\0' ? second : second - 1);

    write_text(page, "soft", y, first != NULL ? first : "");
    if (answer[second] == '\0')
        return 0;
    write_text(page, "soft", y + LINE_HEIGHT, answer + second);
    return LINE_HEIGHT;
}

static void write_more(struct cs_page *page, unsigned y, size_t count)
{
    cs_buffer_printf(page->out, "<text class=\"soft\" x=\"%u\" y=\"%u\">", LEFT, y);
    cs_page_count(page, CS_PHRASE("{count} more"), count);
    cs_buffer_text(page->out, "</text>\n");
}

static void write_request(struct cs_page *page, size_t r, const struct cs_story *story, const char *title, unsigned y)
{
    unsigned top = y + 62, bottom = y + height_of(page, r, story) - 30;

    write_text(page, "title", y + 20, title);
    top += write_answer(page, r, y + 42);
    write_breaks(page, &story->scale, top, bottom);
    for (size_t i = 0; i < story->count && i < ITEMS_MAX; i++)
        write_item(page, story, i, top + (unsigned)i * LANE + LANE / 2);
    if (story->count > ITEMS_MAX)
        write_more(page, bottom + 16, story->count - ITEMS_MAX);
}

void cs_page_picture(struct cs_page *page, const char *title)
{
    size_t count = page->told;
    struct cs_story *stories = cs_arena_array(&page->arena, count, sizeof *stories);
    unsigned height = 40, y = 10;

    for (size_t r = 0; stories != NULL && r < count; r++) {
        cs_page_story_make(page, r, &stories[r]);
        height += height_of(page, r, &stories[r]);
    }
    cs_buffer_printf(page->out,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\" "
                     "role=\"img\">\n<title>",
                     WIDTH, height, WIDTH, height);
    cs_html_text(page->out, title);
    cs_buffer_text(page->out, "</title>\n<style>");
    cs_buffer_add(page->out, (const char *)cs_timeline_css, cs_timeline_css_length);
    cs_buffer_text(page->out, "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    cs_page_symbols(page);
    for (size_t r = 0; stories != NULL && r < count; r++) {
        const char *own = page->summary.requests[r].title;

        write_request(page, r, &stories[r], count == 1 || own == NULL ? title : own, y);
        y += height_of(page, r, &stories[r]);
    }
    cs_buffer_printf(page->out, "<text class=\"soft\" x=\"%u\" y=\"%u\">", LEFT, height - 12);
    cs_page_say(page, "Equal lengths are equal times; a zigzag leaves out time in which nothing is dated.");
    cs_buffer_char(page->out, ' ');
    cs_page_as_it_stood(page);
    cs_buffer_text(page->out, ".</text>\n</svg>\n");
}
