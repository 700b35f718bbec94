/* SPDX-License-Identifier: MIT */
/*
 * The timeline alone, as a picture of fixed width: the same lanes and bars as on the page. Each is in an <svg> of its
 * own, so that percentages are of the axis.
 */
#include "page/files.h"
#include "page/page_int.h"

#define WIDTH 1200u
#define AXIS_LEFT 470u
#define AXIS_WIDTH (WIDTH - AXIS_LEFT - 40u)
#define LANE 24u
#define LABEL_MAX 70u /* characters of a label; its title has the whole */

/* Writes a label, cut with an ellipsis after LABEL_MAX characters. */
static void write_label(struct cs_page *page, const char *class, unsigned x, unsigned y, const char *text)
{
    size_t length = 0, characters = 0;

    while (text[length] != '\0' && characters < LABEL_MAX) {
        length++;
        while ((text[length] & 0xC0) == 0x80)
            length++;
        characters++;
    }
    cs_buffer_printf(page->out, "<text class=\"%s\" x=\"%u\" y=\"%u\">", class, x, y);
    cs_html_bytes(page->out, text, length);
    if (text[length] != '\0') {
        cs_buffer_text(page->out, "\xE2\x80\xA6<title>");
        cs_html_text(page->out, text);
        cs_buffer_text(page->out, "</title>");
    }
    cs_buffer_text(page->out, "</text>\n");
}

static void open_lane(struct cs_page *page, unsigned y)
{
    cs_buffer_printf(page->out, "<svg x=\"%u\" y=\"%u\" width=\"%u\" height=\"22\" overflow=\"visible\">", AXIS_LEFT, y,
                     AXIS_WIDTH);
}

static void write_axis(struct cs_page *page, unsigned y)
{
    struct cs_tick ticks[CS_TICKS_MAX];
    size_t count = cs_page_ticks(page, ticks);
    char day[32];

    open_lane(page, y);
    for (size_t i = 0; i < count; i++) {
        cs_buffer_printf(page->out, "<text class=\"%s\" text-anchor=\"middle\" y=\"14\" x=\"",
                         i == 0 ? "head" : "axis");
        cs_html_hundredths(page->out, ticks[i].place);
        cs_buffer_printf(page->out, "%%\">%s</text>", cs_day_text(ticks[i].day, day));
    }
    cs_buffer_text(page->out, "</svg>\n");
}

static void write_line(struct cs_page *page, const struct cs_line *line, unsigned y)
{
    bool request = line->rows[0]->kind == CS_ROW_REQUEST;
    struct cs_standing standing;
    struct cs_buffer text;

    cs_page_line_standing(page, line, page->accounts[page->shown].worlds, &standing);
    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s  %s: %s", line->ids, cs_row_state(&page->report, standing.state),
                     line->sentence);
    write_label(page, request ? "head" : "line", 20, y + 15, cs_buffer_string(&text));
    page->arena.failed = page->arena.failed || text.failed;
    cs_buffer_release(&text);
    open_lane(page, y);
    cs_page_shapes(page, standing.shapes);
    cs_buffer_text(page->out, "</svg>\n");
}

/* The number of lines drawn. If there are many lines of no request, which come last, they are left out. */
static size_t line_count(const struct cs_page *page)
{
    size_t count = 0;

    while (count < page->lines.count && page->lines.items[count].rows[0]->request != CS_NO_ROW)
        count++;
    return page->lines.count - count > CS_OPEN_LINES_MAX ? count : page->lines.count;
}

void cs_page_picture(struct cs_page *page, const char *title)
{
    size_t lanes = page->lane_count, lines = line_count(page);
    unsigned y = 74, top = y, height = (unsigned)((lanes + lines) * LANE) + y + 40;

    cs_buffer_printf(page->out,
                     "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%u\" height=\"%u\" viewBox=\"0 0 %u %u\" "
                     "role=\"img\">\n<title>",
                     WIDTH, height, WIDTH, height);
    cs_html_text(page->out, title);
    cs_buffer_text(page->out, "</title>\n<style>");
    cs_buffer_add(page->out, (const char *)cs_timeline_css, cs_timeline_css_length);
    cs_buffer_text(page->out, "</style>\n<rect width=\"100%\" height=\"100%\" fill=\"#fff\"/>\n");
    cs_page_symbols(page);
    write_label(page, "title", 20, 28, title);
    cs_buffer_printf(page->out, "<text class=\"soft\" x=\"20\" y=\"48\">%s",
                     cs_page_account_lead(page, page->shown));
    cs_html_text(page->out, cs_page_account_name(page, page->shown));
    cs_buffer_printf(page->out, ", on %s. The axis shows order, not length.</text>\n", page->report.as_of);
    write_axis(page, 52);
    cs_buffer_printf(page->out, "<svg x=\"%u\" y=\"%u\" width=\"%u\" height=\"%u\"><use href=\"#grid\"/></svg>\n",
                     AXIS_LEFT, top, AXIS_WIDTH, height - top - 20);
    for (size_t i = 0; i < lanes; i++, y += LANE) {
        write_label(page, "soft", 20, y + 15, cs_page_lane_word(page, i));
        open_lane(page, y);
        cs_page_lane_marks(page, i);
        cs_buffer_text(page->out, "</svg>\n");
    }
    for (size_t i = 0; i < lines; i++, y += LANE)
        write_line(page, &page->lines.items[i], y);
    if (lines < page->lines.count)
        cs_buffer_printf(page->out, "<text class=\"soft\" x=\"20\" y=\"%u\">and %zu lines under no request</text>\n",
                         y + 15, page->lines.count - lines);
    cs_buffer_text(page->out, "</svg>\n");
}
