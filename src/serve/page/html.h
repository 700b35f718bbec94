/* SPDX-License-Identifier: MIT */
/*
 * HTML, with escaping in one place. A template is a literal with {} where a text stands; every text is escaped, so that
 * it may stand between tags and in a quoted attribute. Nothing else writes HTML that has a text in it.
 *
 *     cs_web(&out, "<a href=\"/cases/{}\">{}</a>", name, title);
 */
#ifndef CS_SERVE_PAGE_HTML_H
#define CS_SERVE_PAGE_HTML_H

#include "casus/casus.h"

/* The first is the template; there are as many others as it has {}. A text that is NULL is written as nothing. */
#define cs_web(out, ...)                                                                                              \
    cs_web_parts(out, (const char *const[]){__VA_ARGS__}, sizeof((const char *const[]){__VA_ARGS__}) / sizeof(char *))
void cs_web_parts(casus_text *out, const char *const *parts, size_t count);
/* One text, escaped. */
void cs_web_escape(casus_text *out, const char *text, size_t length);
/* A sink that escapes what the library writes. */
casus_sink cs_web_sink(casus_text *out);
/* Adds a text as a part of a path or a query: what is not a letter, digit, hyphen, dot or underscore as %XX. */
void cs_url_text(casus_text *out, const char *text);

#endif
