/* SPDX-License-Identifier: MIT */
#include "serve/page/html.h"

#include <ctype.h>
#include <stdio.h>
#include <string.h>

static void add(casus_text *out, const char *bytes, size_t length)
{
    casus_sink sink = casus_text_sink(out);

    if (length > 0)
        sink.write(sink.context, bytes, length);
}

static const char *escape_of(char c)
{
    switch (c) {
    case '&': return "&amp;";
    case '<': return "&lt;";
    case '>': return "&gt;";
    case '"': return "&quot;";
    case '\'': return "&#39;";
    default: return NULL;
    }
}

void cs_web_escape(casus_text *out, const char *text, size_t length)
{
    size_t from = 0;

    for (size_t i = 0; i < length; i++) {
        const char *escape = escape_of(text[i]);

        if (escape == NULL)
            continue;
        add(out, text + from, i - from);
        add(out, escape, strlen(escape));
        from = i + 1;
    }
    add(out, text + from, length - from);
}

void cs_web_parts(casus_text *out, const char *const *parts, size_t count)
{
    const char *template = parts[0], *hole;
    size_t used = 1;

    while ((hole = strstr(template, "{}")) != NULL) {
        add(out, template, (size_t)(hole - template));
        if (used < count && parts[used] != NULL)
            cs_web_escape(out, parts[used], strlen(parts[used]));
        used++;
        template = hole + 2;
    }
    add(out, template, strlen(template));
    if (used != count)
        out->failed = true; /* a template with other holes than texts: the page is not shown, and its test fails */
}

static bool write_escaped(void *context, const char *bytes, size_t length)
{
    casus_text *out = context;

    cs_web_escape(out, bytes, length);
    return !out->failed;
}

casus_sink cs_web_sink(casus_text *out)
{
    return (casus_sink){.write = write_escaped, .context = out};
}

void cs_url_text(casus_text *out, const char *text)
{
    for (; *text != '\0'; text++) {
        char code[4];

        if (isalnum((unsigned char)*text) || strchr("-._", *text) != NULL) {
            add(out, text, 1);
            continue;
        }
        snprintf(code, sizeof code, "%%%02X", (unsigned char)*text);
        add(out, code, 3);
    }
}
