/* SPDX-License-Identifier: MIT */
/* The findings of the lint as JSON, and as SARIF 2.1.0 for code scanners. As text: cs_diagnostics_show. */
#include <ctype.h>
#include <string.h>

#include "write/json.h"
#include "write/write.h"

/* Line and column of both ends, in the words of the format; columns are of characters, the end is behind the last. */
static void add_region(struct cs_json *json, struct cs_span span, const char *const names[4])
{
    size_t place[4];

    cs_source_place(span.source, span.start, &place[0], &place[1]);
    cs_source_place(span.source, span.end, &place[2], &place[3]);
    for (size_t i = 0; i < 4; i++) {
        cs_json_key(json, names[i]);
        cs_json_number(json, place[i]);
    }
}

static void add_place(struct cs_json *json, const char *key, struct cs_span span, const char *note)
{
    static const char *const names[] = {"line", "column", "end_line", "end_column"};

    cs_json_key(json, key);
    if (span.source == NULL) {
        cs_json_text(json, NULL);
        return;
    }
    cs_json_open(json, '{', true);
    cs_json_pair(json, "file", span.source->name);
    add_region(json, span, names);
    if (note != NULL)
        cs_json_pair(json, "note", note);
    cs_json_close(json, '}');
}

void cs_lint_json(const struct cs_diagnostics *findings, struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_key(&json, "count");
    cs_json_number(&json, findings->finding_count);
    cs_json_key(&json, "findings");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < findings->count; i++) {
        const struct cs_diagnostic *d = &findings->items[i];

        cs_json_open(&json, '{', false);
        cs_json_pair(&json, "code", cs_diagnostic_code_text(d->code));
        cs_json_pair(&json, "kind", cs_diagnostic_summary(d->code));
        cs_json_pair(&json, "clause", d->clause);
        add_place(&json, "place", d->span, NULL);
        cs_json_pair(&json, "message", d->message);
        add_place(&json, "other", d->other, d->other_note);
        cs_json_pair(&json, "why", d->why);
        cs_json_pair(&json, "precedent", d->precedent);
        cs_json_pair(&json, "remedy", d->help);
        cs_json_close(&json, '}');
    }
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
}

/* ---- SARIF ---- */

/* The path as a URI reference: what a URI may not hold is written as %XX. */
static void add_uri(struct cs_json *json, const char *path)
{
    struct cs_buffer uri;

    cs_buffer_init(&uri);
    for (const char *at = path; *at != '\0'; at++) {
        if (isalnum((unsigned char)*at) || strchr("/._-~", *at) != NULL)
            cs_buffer_char(&uri, *at);
        else
            cs_buffer_printf(&uri, "%%%02X", (unsigned)(unsigned char)*at);
    }
    cs_json_pair(json, "uri", cs_buffer_string(&uri));
    json->out->failed = json->out->failed || uri.failed;
    cs_buffer_release(&uri);
}

static void add_message(struct cs_json *json, const char *key, const char *text)
{
    cs_json_key(json, key);
    cs_json_open(json, '{', true);
    cs_json_pair(json, "text", text);
    cs_json_close(json, '}');
}

static void add_location(struct cs_json *json, struct cs_span span, const char *note)
{
    static const char *const names[] = {"startLine", "startColumn", "endLine", "endColumn"};

    cs_json_open(json, '{', false);
    cs_json_key(json, "physicalLocation");
    cs_json_open(json, '{', false);
    cs_json_key(json, "artifactLocation");
    cs_json_open(json, '{', true);
    add_uri(json, span.source->name);
    cs_json_close(json, '}');
    cs_json_key(json, "region");
    cs_json_open(json, '{', true);
    add_region(json, span, names);
    cs_json_close(json, '}');
    cs_json_close(json, '}');
    if (note != NULL)
        add_message(json, "message", note);
    cs_json_close(json, '}');
}

static bool is_used(const struct cs_diagnostics *findings, enum cs_diagnostic_code code,
                    const struct cs_diagnostic **one)
{
    for (size_t i = 0; i < findings->count; i++)
        if (findings->items[i].code == code) {
            *one = &findings->items[i];
            return true;
        }
    return false;
}

static void add_rules(struct cs_json *json, const struct cs_diagnostics *findings)
{
    const struct cs_diagnostic *one;

    cs_json_key(json, "rules");
    cs_json_open(json, '[', false);
    for (int code = 0; code < DIAG_COUNT; code++) {
        if (!is_used(findings, (enum cs_diagnostic_code)code, &one))
            continue;
        cs_json_open(json, '{', false);
        cs_json_pair(json, "id", cs_diagnostic_code_text(one->code));
        add_message(json, "shortDescription", cs_diagnostic_summary(one->code));
        if (one->why != NULL)
            add_message(json, "fullDescription", one->why);
        if (one->precedent != NULL)
            add_message(json, "help", one->precedent);
        cs_json_close(json, '}');
    }
    cs_json_close(json, ']');
}

static void add_result(struct cs_json *json, const struct cs_diagnostic *d)
{
    struct cs_buffer text;

    cs_buffer_init(&text);
    cs_buffer_printf(&text, "%s%s%s.%s%s", d->clause != NULL ? d->clause : "", d->clause != NULL ? ": " : "",
                     d->message, d->help != NULL ? " " : "", d->help != NULL ? d->help : "");
    cs_json_open(json, '{', false);
    cs_json_pair(json, "ruleId", cs_diagnostic_code_text(d->code));
    cs_json_pair(json, "level", "warning");
    add_message(json, "message", cs_buffer_string(&text));
    cs_json_key(json, "locations");
    cs_json_open(json, '[', false);
    add_location(json, d->span, NULL);
    cs_json_close(json, ']');
    if (d->other.source != NULL) {
        cs_json_key(json, "relatedLocations");
        cs_json_open(json, '[', false);
        add_location(json, d->other, d->other_note);
        cs_json_close(json, ']');
    }
    cs_json_close(json, '}');
    json->out->failed = json->out->failed || text.failed;
    cs_buffer_release(&text);
}

void cs_lint_sarif(const struct cs_diagnostics *findings, const char *version, struct cs_buffer *out)
{
    struct cs_json json;

    cs_json_init(&json, out);
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "$schema", "https://json.schemastore.org/sarif-2.1.0.json");
    cs_json_pair(&json, "version", "2.1.0");
    cs_json_key(&json, "runs");
    cs_json_open(&json, '[', false);
    cs_json_open(&json, '{', false);
    cs_json_key(&json, "tool");
    cs_json_open(&json, '{', false);
    cs_json_key(&json, "driver");
    cs_json_open(&json, '{', false);
    cs_json_pair(&json, "name", "casus lint");
    cs_json_pair(&json, "version", version);
    add_rules(&json, findings);
    cs_json_close(&json, '}');
    cs_json_close(&json, '}');
    cs_json_pair(&json, "columnKind", "unicodeCodePoints");
    cs_json_key(&json, "results");
    cs_json_open(&json, '[', false);
    for (size_t i = 0; i < findings->count; i++)
        add_result(&json, &findings->items[i]);
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
    cs_json_close(&json, ']');
    cs_json_close(&json, '}');
}
