/* SPDX-License-Identifier: MIT */
/* Code actions: the remedies of the mistakes in a range, as edits. */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/server.h"

/* What the client reads: the remedy's text, without its line end. */
static json_t *title_of(const struct casus_remedy *remedy)
{
    size_t length = strcspn(remedy->text, "\n");
    char title[300];

    if (length == 0)
        return json_string("Take it out");
    snprintf(title, sizeof title, "Write \"%.*s\"%s", (int)(length > 200 ? 200 : length), remedy->text,
             remedy->text[length] == '\n' ? " at the head of the file" : "");
    return cs_lsp_string(title);
}

/* The action for a diagnostic; NULL if it has no remedy. */
static json_t *action_for(const struct cs_lsp_server *s, const struct cs_lsp_spot *spot, size_t index,
                          const struct casus_diagnostic *d)
{
    const struct cs_lsp_lines *lines = &spot->document->lines;
    struct casus_remedy remedy;
    json_t *changes;

    if (casus_case_remedy(spot->analysis->c, index, &remedy) != CASUS_OK || remedy.text == NULL)
        return NULL;
    changes = json_object();
    json_object_set_new(
        changes, spot->document->uri,
        json_pack("[o]", cs_lsp_edit(lines, cs_lsp_library_offset(lines, remedy.line, remedy.column),
                                     cs_lsp_library_offset(lines, remedy.end_line, remedy.end_column), remedy.text,
                                     strlen(remedy.text), s->units)));
    return json_pack("{s:o, s:s, s:b, s:[o], s:{s:o}}", "title", title_of(&remedy), "kind", "quickfix", "isPreferred",
                     1, "diagnostics", cs_lsp_diagnostic(s, spot->analysis, d), "edit", "changes", changes);
}

json_t *cs_lsp_code_action(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem)
{
    const json_t *range = json_object_get(params, "range");
    struct cs_lsp_spot spot;
    size_t start, end;
    json_t *actions;

    if (!cs_lsp_spot_text(s, params, &spot, problem))
        return NULL;
    if (!cs_lsp_read_position(&spot.document->lines, json_object_get(range, "start"), s->units, &start) ||
        !cs_lsp_read_position(&spot.document->lines, json_object_get(range, "end"), s->units, &end))
        return cs_lsp_refuse(problem, CS_LSP_INVALID_PARAMS, "the request has no range");
    actions = json_array();
    for (size_t i = 0; i < casus_case_diagnostic_count(spot.analysis->c); i++) {
        const struct cs_lsp_lines *lines = &spot.document->lines;
        struct casus_diagnostic d;
        json_t *action;

        if (casus_case_diagnostic(spot.analysis->c, i, &d) != CASUS_OK || d.text == NULL ||
            strcmp(d.text, spot.text->name) != 0 || cs_lsp_library_offset(lines, d.line, d.column) > end ||
            cs_lsp_library_offset(lines, d.end_line, d.end_column) < start)
            continue;
        action = action_for(s, &spot, i, &d);
        if (action != NULL)
            json_array_append_new(actions, action);
    }
    return actions;
}
