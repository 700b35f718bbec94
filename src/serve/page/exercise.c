/* SPDX-License-Identifier: MIT */
/*
 * An exercise: what those who run it see of its injects; and what came of it for all who take part: what was due, what
 * was done, late or not, and by whom, and what happened in which order.
 */
#include <stdlib.h>
#include <string.h>

#include "serve/http/handlers.h"
#include "serve/http/read.h"
#include "serve/page/page.h"

/* False: the register is of the real world, and that was answered. */
static bool is_exercise(struct cs_exchange *x)
{
    if (!x->r->exercise)
        cs_refuse(x, 404, "%s", cs_web_say(x, "This register is no exercise."));
    return x->r->exercise;
}

/* ---- for those who run it ---- */

static const char *state_of(const struct cs_exchange *x, const struct cs_inject *inject)
{
    switch (inject->state) {
    case CS_INJECT_WAITS: return cs_web_say(x, "to come");
    case CS_INJECT_ENTERED: return cs_web_say(x, "came about");
    case CS_INJECT_REFUSED: return cs_web_say(x, "could not be entered");
    }
    return "";
}

static void add_injects(struct cs_exchange *x, casus_text *out)
{
    cs_web(out, "<div class=\"wide cards\" tabindex=\"0\"><table><thead><tr><th>{}</th><th>{}</th><th>{}</th>"
                "<th>{}</th></tr></thead><tbody>",
           cs_web_say(x, "When"), cs_web_say(x, "Where"), cs_web_say(x, "What"), cs_web_say(x, "State"));
    for (size_t i = 0; i < x->r->injects.count; i++) {
        const struct cs_inject *inject = &x->r->injects.items[i];

        cs_web(out, "<tr><td>");
        cs_web_time(x, out, inject->moment);
        cs_web(out, "</td><td>{}</td><td><pre>{}</pre></td><td>{}<pre>{}</pre></td></tr>", inject->where, inject->text,
               state_of(x, inject), inject->why);
    }
    cs_web(out, "</tbody></table></div>");
}

void cs_web_exercise(struct cs_exchange *x)
{
    casus_text *out;

    if (!is_exercise(x))
        return;
    out = cs_web_begin(x, cs_web_say(x, "Run the exercise"));
    cs_web(out, "<p><a href=\"/after\">{}</a></p><h2>{}</h2>", cs_web_say(x, "After the action"),
           cs_web_say(x, "Injects"));
    if (x->r->injects.count > 0)
        add_injects(x, out);
    else
        cs_web(out, "<p>{}</p>", cs_web_say(x, "There are none yet."));
    cs_web(out, "<h2>{}</h2><p>{}</p>", cs_web_say(x, "Load injects"),
           cs_web_say(x, "Each has its moment and where it goes: a case, or parties, persons or all. What is below it "
                         "is two spaces in. Those whose moment has come are entered at once, the others as the clock "
                         "reaches them."));
    cs_web(out, "<pre class=\"told\">2022-09-13T10:00+04:00 in spring\n  e1: strike by Cardo on Alden\n"
                "    says Alden\n\n2022-09-13T12:00+04:00 to Alden, Borea\n  {}</pre>",
           cs_web_say(x, "The press asks for a statement by noon."));
    cs_web(out, "<form method=\"post\" enctype=\"multipart/form-data\" action=\"/exercise/injects\" class=\"card\">");
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><input type=\"file\" name=\"file\"></label></p><p><label>{}<br>"
                "<textarea name=\"text\" rows=\"6\" spellcheck=\"false\"></textarea></label></p><button>{}</button>"
                "</form>",
           cs_web_say(x, "A plain text file"), cs_web_say(x, "or its words"), cs_web_say(x, "Load injects"));
    cs_web_end(x);
}

void cs_web_injects(struct cs_exchange *x)
{
    const struct cs_pair *file = cs_field_pair(&x->request.form, "file");
    const char *text = file != NULL && file->length > 0 ? file->value : cs_field(&x->request.form, "text");
    struct cs_hand hand = cs_exchange_hand(x, NULL);
    struct casus_failure failure;
    struct cs_entered entered;
    casus_status status;

    if (!is_exercise(x))
        return;
    if (text == NULL || !cs_is_text(text, file != NULL && file->length > 0 ? file->length : strlen(text))) {
        cs_refuse(x, 422, "%s", cs_web_say(x, "Choose a file."));
        return;
    }
    status = cs_register_injects(x->r, &hand, text, &entered, &failure);
    if (status == CASUS_OK)
        cs_go_to(x, "/exercise");
    else
        cs_refuse_status(x, status, &failure);
}

/* ---- notes, on the agenda ---- */

void cs_web_notes(struct cs_exchange *x, casus_text *out)
{
    bool any = false;

    for (size_t i = x->r->injects.count; i-- > 0;) {
        const struct cs_inject *note = &x->r->injects.items[i];

        if (!cs_note_for(x->r, x->person, note))
            continue;
        if (!any)
            cs_web(out, "<section><h2>{}</h2>", cs_web_say(x, "Notes of the exercise"));
        any = true;
        cs_web(out, "<p>");
        cs_web_time(x, out, note->moment);
        cs_web(out, " <small>{}: {}</small></p><pre class=\"told\">{}</pre>", cs_web_say(x, "To whom"), note->where,
               note->text);
    }
    if (any)
        cs_web(out, "</section>");
}

/* ---- after the action ---- */

/* How a row stands on an account. */
struct standing { struct casus_stand stand; struct casus_performed done; };

static bool same(const struct standing *a, const struct standing *b)
{
    const char *x = a->done.what != NULL ? a->done.what : "", *y = b->done.what != NULL ? b->done.what : "";

    return strcmp(a->stand.state, b->stand.state) == 0 && strcmp(a->stand.due, b->stand.due) == 0 &&
           strcmp(a->done.on, b->done.on) == 0 && strcmp(x, y) == 0;
}

static void add_when(struct cs_exchange *x, casus_text *out, const char *what, const char *when)
{
    if (when[0] == '\0')
        return;
    cs_web(out, " <small>{}</small> ", cs_web_say(x, what));
    cs_web_time(x, out, when);
}

/* The accounts from one on that agree with it, and their state; those that were told already are marked. */
static void add_agreeing(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const char *kind,
                         const struct standing *all, size_t count, size_t first, bool *told)
{
    const struct standing *s = &all[first];

    cs_web(out, "<li><strong>{}</strong>", cs_web_say(x, cs_serve_state(kind, s->stand.state)));
    add_when(x, out, "Due", s->stand.due);
    add_when(x, out, "Done", s->done.on);
    cs_web(out, " {} {} <small>", s->done.by, s->done.what);
    for (size_t i = first; i < count; i++)
        if (!told[i] && same(s, &all[i])) {
            cs_web(out, i > first ? ", {}" : "{}", casus_account_name(c->answer, i));
            told[i] = true;
        }
    cs_web(out, "</small></li>");
}

/* A row on all accounts. */
static casus_status add_stands(struct cs_exchange *x, casus_text *out, struct cs_web_case *c, const char *kind,
                               size_t row)
{
    size_t count = casus_account_count(c->answer);
    struct standing *all = calloc(count + 1, sizeof *all);
    bool *told = calloc(count + 1, sizeof *told);
    casus_status status = all != NULL && told != NULL ? CASUS_OK : CASUS_ERR_MEMORY;

    for (size_t i = 0; status == CASUS_OK && i < count; i++) {
        status = casus_row_stand(c->answer, row, i, &all[i].stand);
        if (status == CASUS_OK)
            status = casus_row_performed(c->answer, row, i, &all[i].done);
    }
    cs_web(out, "<ul class=\"stands\">");
    for (size_t i = 0; status == CASUS_OK && i < count; i++)
        if (!told[i])
            add_agreeing(x, out, c, kind, all, count, i, told);
    cs_web(out, "</ul>");
    free(all);
    free(told);
    return status;
}

static bool is_due(const struct casus_row *row)
{
    return strcmp(row->kind, "duty") == 0 || strcmp(row->kind, "expectation") == 0 ||
           strcmp(row->kind, "decision") == 0;
}

/* What was due in a case, what was decided, and what became of it on each account. */
static casus_status add_rows(struct cs_exchange *x, casus_text *out, struct cs_web_case *c)
{
    casus_status status = CASUS_OK;
    struct casus_row row;
    const char *words;
    size_t shown = 0;

    for (size_t i = 0; status == CASUS_OK && casus_row_at(c->answer, i, &row) == CASUS_OK; i++) {
        if (!is_due(&row))
            continue;
        shown++;
        status = casus_row_words(c->answer, i, &words);
        if (status != CASUS_OK)
            break;
        cs_web(out, "<p>{}</p>", words);
        status = add_stands(x, out, c, row.kind, i);
    }
    if (shown == 0)
        cs_web(out, "<p>{}</p>", cs_web_say(x, "Nothing was due, and nothing was decided."));
    return status;
}

struct telling { struct cs_exchange *x; const struct cs_kept_case *c; casus_text *out; };

/* The inject that came about by an entry; NULL: it is none. */
static const struct cs_inject *inject_of(const struct cs_register *r, int64_t entry)
{
    for (size_t i = 0; i < r->injects.count; i++)
        if (r->injects.items[i].state == CS_INJECT_ENTERED && r->injects.items[i].entry == entry)
            return &r->injects.items[i];
    return NULL;
}

static casus_status add_happening(void *context, const struct cs_chain_entry *entry, struct casus_failure *failure)
{
    struct telling *t = context;
    const struct cs_inject *inject = inject_of(t->x->r, entry->number);
    bool lines = strcmp(entry->kind, "lines") == 0 || strcmp(entry->kind, "document") == 0 || inject != NULL;

    if (!lines || !cs_sight_entry(t->x->r, t->x->person, t->c, entry->number))
        return CASUS_OK;
    cs_web(t->out, inject != NULL ? "<tr class=\"inject\"><td>" : "<tr><td>");
    cs_web_time(t->x, t->out, entry->at);
    cs_web(t->out, "</td><td>{}</td><td>{}</td><td>{}</td><td><pre>{}</pre></td></tr>",
           inject != NULL ? cs_web_say(t->x, "Inject") : cs_web_say(t->x, "Act"), entry->by, entry->speaks_for,
           entry->body == NULL ? cs_web_say(t->x, "(sealed)")
           : inject != NULL    ? inject->text
                               : entry->body);
    return t->out->failed ? cs_serve_memory(failure) : CASUS_OK;
}

/* What happened, in its order: injects and what those who take part did. */
static casus_status add_story(struct cs_exchange *x, casus_text *out, const struct cs_kept_case *c,
                              struct casus_failure *failure)
{
    struct telling t = {.x = x, .c = c, .out = out};
    casus_status status;

    cs_web(out, "<h3>{}</h3><div class=\"wide cards\" tabindex=\"0\"><table><thead><tr><th>{}</th><th>{}</th>"
                "<th>{}</th><th>{}</th><th>{}</th></tr></thead><tbody>",
           cs_web_say(x, "What happened"), cs_web_say(x, "When"), cs_web_say(x, "What"), cs_web_say(x, "By"),
           cs_web_say(x, "For"), cs_web_say(x, "Lines"));
    status = cs_chain_walk(x->r->database, c->name, 0, add_happening, &t, failure);
    cs_web(out, "</tbody></table></div>");
    return status;
}

void cs_web_after(struct cs_exchange *x)
{
    struct casus_failure failure;
    casus_status status = CASUS_OK;
    casus_text *out;

    if (!is_exercise(x))
        return;
    out = cs_web_begin(x, cs_web_say(x, "After the action"));
    for (size_t i = 0; status == CASUS_OK && i < x->r->case_count; i++) {
        const struct cs_kept_case *kept = &x->r->cases[i];
        struct cs_web_case c;

        if (!cs_sight_case(x->r, x->person, kept))
            continue;
        cs_web(out, "<section><h2><a href=\"/cases/{}\">{}</a></h2>", kept->name, kept->name);
        status = cs_web_open_case(x, kept, &c, &failure);
        if (status == CASUS_OK) {
            status = add_rows(x, out, &c);
            if (status != CASUS_OK)
                cs_serve_fail(&failure, status, "%.500s", casus_answer_message(c.answer));
        }
        cs_web_close(&c);
        if (status == CASUS_OK)
            status = add_story(x, out, kept, &failure);
        cs_web(out, "</section>");
    }
    cs_web_end(x);
    if (status != CASUS_OK)
        cs_refuse_status(x, status, &failure);
}
