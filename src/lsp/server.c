/* SPDX-License-Identifier: MIT */
/* The life of the server: from `initialize` to `exit`, and who answers what. */
#define _XOPEN_SOURCE 700 /* strdup */

#include "lsp/server.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "lsp/uri.h"

/* ---- sending ---- */

void cs_lsp_notify(struct cs_lsp_server *s, const char *method, json_t *params)
{
    if (params != NULL)
        cs_lsp_send(&s->transport, json_pack("{s:s, s:s, s:o}", "jsonrpc", "2.0", "method", method, "params", params));
}

void cs_lsp_log(struct cs_lsp_server *s, int type, const char *format, ...)
{
    char message[600];
    va_list arguments;

    va_start(arguments, format);
    vsnprintf(message, sizeof message, format, arguments);
    va_end(arguments);
    cs_lsp_notify(s, "window/logMessage", json_pack("{s:i, s:o}", "type", type, "message", cs_lsp_string(message)));
}

json_t *cs_lsp_refuse(struct cs_lsp_problem *problem, int code, const char *format, ...)
{
    va_list arguments;

    problem->code = code;
    va_start(arguments, format);
    vsnprintf(problem->message, sizeof problem->message, format, arguments);
    va_end(arguments);
    return NULL;
}

static void send_error(struct cs_lsp_server *s, json_t *id, int code, const char *message)
{
    cs_lsp_send(&s->transport, json_pack("{s:s, s:O, s:{s:i, s:o}}", "jsonrpc", "2.0", "id", id, "error", "code", code,
                                         "message", cs_lsp_string(message)));
}

/* ---- initialize ---- */

static void add_folder(struct cs_lsp_server *s, const char *uri)
{
    char *path = uri != NULL && s->folder_count < CS_LSP_FOLDERS_MAX ? cs_lsp_uri_path(uri) : NULL;

    for (size_t i = 0; i < s->folder_count && path != NULL; i++)
        if (strcmp(s->folders[i], path) == 0) {
            free(path);
            path = NULL;
        }
    if (path != NULL)
        s->folders[s->folder_count++] = path;
}

static void remove_folder(struct cs_lsp_server *s, const char *uri)
{
    char *path = uri != NULL ? cs_lsp_uri_path(uri) : NULL;
    size_t kept = 0;

    for (size_t i = 0; i < s->folder_count; i++) {
        if (path != NULL && strcmp(s->folders[i], path) == 0)
            free(s->folders[i]);
        else
            s->folders[kept++] = s->folders[i];
    }
    s->folder_count = kept;
    free(path);
}

static void read_folders(struct cs_lsp_server *s, const json_t *params)
{
    const json_t *folders = json_object_get(params, "workspaceFolders"), *folder;
    size_t index;

    json_array_foreach(folders, index, folder)
        add_folder(s, json_string_value(json_object_get(folder, "uri")));
    if (s->folder_count == 0)
        add_folder(s, json_string_value(json_object_get(params, "rootUri")));
}

/* The first of the client's encodings that is known; UTF-16 if it says nothing. */
static const char *agree_on_units(struct cs_lsp_server *s, const json_t *capabilities)
{
    static const char *const names[] = {"utf-16", "utf-8", "utf-32"}; /* by enum cs_lsp_units */
    const json_t *offered = json_object_get(json_object_get(capabilities, "general"), "positionEncodings"), *item;
    size_t index;

    json_array_foreach(offered, index, item)
        for (int units = CS_LSP_UTF16; units <= CS_LSP_UTF32; units++)
            if (json_is_string(item) && strcmp(json_string_value(item), names[units]) == 0) {
                s->units = (enum cs_lsp_units)units;
                return names[units];
            }
    return names[CS_LSP_UTF16];
}

static void read_wishes(struct cs_lsp_server *s, const json_t *params)
{
    const json_t *capabilities = json_object_get(params, "capabilities");
    const json_t *text = json_object_get(capabilities, "textDocument");
    const json_t *options = json_object_get(params, "initializationOptions");
    const json_t *formats = json_object_get(json_object_get(text, "hover"), "contentFormat"), *item;
    const char *sources = json_string_value(json_object_get(options, "sources"));
    size_t index;

    json_array_foreach(formats, index, item)
        s->markdown = s->markdown || (json_is_string(item) && strcmp(json_string_value(item), "markdown") == 0);
    s->watches = json_is_true(json_object_get(
        json_object_get(json_object_get(capabilities, "workspace"), "didChangeWatchedFiles"), "dynamicRegistration"));
    s->checks = !json_is_false(json_object_get(options, "checkLines"));
    s->sources = sources != NULL && *sources != '\0' ? strdup(sources) : NULL;
}

static const char *const PROVIDERS[] = {
    "documentFormattingProvider", "documentRangeFormattingProvider", "documentSymbolProvider", "hoverProvider",
    "definitionProvider",         "referencesProvider",              "documentHighlightProvider", "inlayHintProvider"};

static json_t *initialize(struct cs_lsp_server *s, const json_t *params)
{
    const char *encoding = agree_on_units(s, json_object_get(params, "capabilities"));
    json_t *capabilities;

    read_folders(s, params);
    read_wishes(s, params);
    s->initialized = true;
    capabilities = json_pack("{s:s, s:{s:b, s:i, s:{s:b}}, s:{s:{s:b, s:b}}}", "positionEncoding", encoding,
                             "textDocumentSync", "openClose", 1, "change", 2, "save", "includeText", 0, "workspace",
                             "workspaceFolders", "supported", 1, "changeNotifications", 1);
    for (size_t i = 0; i < sizeof PROVIDERS / sizeof *PROVIDERS; i++)
        json_object_set_new(capabilities, PROVIDERS[i], json_true());
    json_object_set_new(capabilities, "renameProvider", json_pack("{s:b}", "prepareProvider", 1));
    json_object_set_new(capabilities, "codeActionProvider", json_pack("{s:[s]}", "codeActionKinds", "quickfix"));
    json_object_set_new(capabilities, "completionProvider", json_pack("{s:[s]}", "triggerCharacters", " "));
    json_object_set_new(capabilities, "semanticTokensProvider",
                        json_pack("{s:o, s:b}", "legend", cs_lsp_token_legend(), "full", 1));
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities", capabilities, "serverInfo", "name", "casus", "version",
                     casus_version());
}

/* Asks to be told when a file of the workspace changes that the client has not open. */
static void watch_files(struct cs_lsp_server *s)
{
    if (s->watches)
        cs_lsp_send(&s->transport,
                    json_pack("{s:s, s:s, s:s, s:{s:[{s:s, s:s, s:{s:[{s:s}]}}]}}", "jsonrpc", "2.0", "id",
                              "casus-watch", "method", "client/registerCapability", "params", "registrations", "id",
                              "casus-watch", "method", "workspace/didChangeWatchedFiles", "registerOptions",
                              "watchers", "globPattern", "**/*.{casus,treaty,record,map}"));
}

/* ---- documents ---- */

/* What was made of any text in which this file counts is made anew; NULL: of all. */
static void renew(struct cs_lsp_server *s, const char *real)
{
    for (struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next)
        if (cs_lsp_document_concerns(d, real)) {
            cs_lsp_document_forget(d);
            d->to_check = true;
        }
}

static void did_open(struct cs_lsp_server *s, const json_t *params)
{
    const json_t *opened = json_object_get(params, "textDocument");
    struct cs_lsp_document *document;
    const char *wrong = cs_lsp_document_open(&s->documents, json_string_value(json_object_get(opened, "uri")),
                                             json_object_get(opened, "text"),
                                             json_integer_value(json_object_get(opened, "version")), &document);

    if (wrong != NULL) {
        cs_lsp_log(s, 1, "%s", wrong);
        return;
    }
    renew(s, NULL);
    document->to_judge = s->checks;
}

static void did_change(struct cs_lsp_server *s, const json_t *params)
{
    const json_t *changed = json_object_get(params, "textDocument"), *version = json_object_get(changed, "version");
    struct cs_lsp_document *document =
        cs_lsp_document(&s->documents, json_string_value(json_object_get(changed, "uri")));
    const char *wrong;

    if (document == NULL) {
        cs_lsp_log(s, 1, "a document was changed that is not open");
        return;
    }
    if (json_is_integer(version) && json_integer_value(version) <= document->version) {
        cs_lsp_log(s, 1, "a change to version %lld of %s came after version %lld: it is left out",
                   (long long)json_integer_value(version), document->uri, (long long)document->version);
        return;
    }
    wrong = cs_lsp_document_change(&s->documents, document, json_object_get(params, "contentChanges"), s->units);
    if (wrong != NULL)
        cs_lsp_log(s, 1, "%s: %s", document->uri, wrong);
    if (json_is_integer(version))
        document->version = json_integer_value(version);
    cs_lsp_document_touch(&s->documents, document);
    renew(s, document->real);
}

static void did_save(struct cs_lsp_server *s, const json_t *params)
{
    struct cs_lsp_document *document = cs_lsp_document(
        &s->documents, json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri")));

    if (document == NULL)
        return;
    document->saved = true;
    for (struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next) { /* they may use it */
        d->to_check = true;
        d->to_judge = s->checks;
    }
}

static void did_close(struct cs_lsp_server *s, const json_t *params)
{
    struct cs_lsp_document *document = cs_lsp_document(
        &s->documents, json_string_value(json_object_get(json_object_get(params, "textDocument"), "uri")));

    if (document == NULL)
        return;
    cs_lsp_notify(s, "textDocument/publishDiagnostics",
                  json_pack("{s:o, s:[]}", "uri", cs_lsp_string(document->uri), "diagnostics"));
    cs_lsp_document_close(&s->documents, document);
    renew(s, NULL);
}

static void did_change_files(struct cs_lsp_server *s, const json_t *params)
{
    (void)params;
    renew(s, NULL);
    for (struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next)
        d->to_judge = s->checks && d->saved;
}

static void did_change_folders(struct cs_lsp_server *s, const json_t *params)
{
    const json_t *event = json_object_get(params, "event"), *list, *folder;
    size_t index;

    list = json_object_get(event, "removed");
    json_array_foreach(list, index, folder)
        remove_folder(s, json_string_value(json_object_get(folder, "uri")));
    list = json_object_get(event, "added");
    json_array_foreach(list, index, folder)
        add_folder(s, json_string_value(json_object_get(folder, "uri")));
}

/* ---- who does what ---- */

static const struct {
    const char *method;
    json_t *(*answer)(struct cs_lsp_server *s, const json_t *params, struct cs_lsp_problem *problem);
} REQUESTS[] = {
#define REQUEST(method, function) {method, function},
#include "lsp/requests.def"
#undef REQUEST
};

static const struct { const char *method; void (*take)(struct cs_lsp_server *s, const json_t *params); } NOTES[] = {
    {"textDocument/didOpen", did_open},
    {"textDocument/didChange", did_change},
    {"textDocument/didSave", did_save},
    {"textDocument/didClose", did_close},
    {"workspace/didChangeWatchedFiles", did_change_files},
    {"workspace/didChangeWorkspaceFolders", did_change_folders},
};

static void take_note(struct cs_lsp_server *s, const char *method, const json_t *params)
{
    if (strcmp(method, "exit") == 0)
        s->exits = true;
    if (!s->initialized || s->shut_down)
        return;
    if (strcmp(method, "initialized") == 0)
        watch_files(s);
    for (size_t i = 0; i < sizeof NOTES / sizeof *NOTES; i++)
        if (strcmp(method, NOTES[i].method) == 0)
            NOTES[i].take(s, params);
}

/* The result of a request; NULL, with the problem, if there is none. */
static json_t *result_of(struct cs_lsp_server *s, const char *method, const json_t *params,
                         struct cs_lsp_problem *problem)
{
    if (strcmp(method, "initialize") == 0)
        return s->initialized ? cs_lsp_refuse(problem, CS_LSP_INVALID_REQUEST, "the server is initialized already")
                              : initialize(s, params);
    if (!s->initialized)
        return cs_lsp_refuse(problem, CS_LSP_NOT_INITIALIZED, "the server is not initialized");
    if (s->shut_down)
        return cs_lsp_refuse(problem, CS_LSP_INVALID_REQUEST, "the server was shut down");
    if (strcmp(method, "shutdown") == 0) {
        s->shut_down = true;
        return json_null();
    }
    for (size_t i = 0; i < sizeof REQUESTS / sizeof *REQUESTS; i++)
        if (strcmp(method, REQUESTS[i].method) == 0)
            return REQUESTS[i].answer(s, params, problem);
    return cs_lsp_refuse(problem, CS_LSP_METHOD_NOT_FOUND, "the server has no method \"%.200s\"", method);
}

static void answer(struct cs_lsp_server *s, json_t *id, const char *method, const json_t *params)
{
    struct cs_lsp_problem problem = {.code = 0};
    json_t *result = result_of(s, method, params, &problem);

    if (result != NULL)
        cs_lsp_send(&s->transport, json_pack("{s:s, s:O, s:o}", "jsonrpc", "2.0", "id", id, "result", result));
    else
        send_error(s, id, problem.code != 0 ? problem.code : CS_LSP_INTERNAL_ERROR,
                   problem.code != 0 ? problem.message : "memory ran out");
}

static void take_message(struct cs_lsp_server *s, const json_t *message, bool cancelled)
{
    const char *method = json_string_value(json_object_get(message, "method"));
    const json_t *params = json_object_get(message, "params");
    json_t *id = json_object_get(message, "id");

    if (method == NULL && (json_object_get(message, "result") != NULL || json_object_get(message, "error") != NULL))
        return; /* the client's answer to a request of the server */
    if (method == NULL || (id != NULL && !json_is_string(id) && !json_is_integer(id)))
        send_error(s, json_is_string(id) || json_is_integer(id) ? id : json_null(), CS_LSP_INVALID_REQUEST,
                   "the message is no request: it has no method, or its id is neither a number nor a text");
    else if (id == NULL)
        take_note(s, method, params);
    else if (cancelled)
        send_error(s, id, CS_LSP_REQUEST_CANCELLED, "the request was cancelled");
    else
        answer(s, id, method, params);
}

/* ---- the loop ---- */

/* Checks one document that was changed, or else evaluates the check lines of one; false if there is none. */
static bool check_one(struct cs_lsp_server *s)
{
    for (struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next)
        if (d->to_check) {
            cs_lsp_publish(s, d);
            return true;
        }
    for (struct cs_lsp_document *d = s->documents.first; d != NULL; d = d->next)
        if (d->to_judge) {
            cs_lsp_judge(s, d);
            return true;
        }
    return false;
}

static void serve(struct cs_lsp_server *s)
{
    while (!s->exits) {
        enum cs_lsp_arrival arrival;
        bool cancelled;
        json_t *message;

        while (s->initialized && !s->shut_down && !cs_lsp_ready(&s->transport) && check_one(s))
            continue;
        arrival = cs_lsp_next(&s->transport, &message, &cancelled);
        if (arrival == CS_LSP_END)
            break;
        if (arrival == CS_LSP_MESSAGE)
            take_message(s, message, cancelled);
        else if (arrival == CS_LSP_NO_JSON)
            send_error(s, json_null(), CS_LSP_PARSE_ERROR, "the message is no JSON in UTF-8");
        else
            send_error(s, json_null(), CS_LSP_INVALID_REQUEST, "the message has more than 64 MB");
        json_decref(message);
    }
}

int cs_lsp_serve(const struct cs_lsp_pipe *pipe)
{
    struct cs_lsp_server *s = calloc(1, sizeof *s);
    int status;

    if (s == NULL) {
        pipe->complain(pipe->context, "memory ran out");
        return 1;
    }
    cs_lsp_transport_init(&s->transport, pipe);
    serve(s);
    status = s->shut_down ? 0 : 1;
    cs_lsp_documents_release(&s->documents);
    for (size_t i = 0; i < s->folder_count; i++)
        free(s->folders[i]);
    free(s->sources);
    cs_lsp_transport_release(&s->transport);
    free(s);
    return status;
}
