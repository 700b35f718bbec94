/* SPDX-License-Identifier: MIT */
/* The register of an organisation, from the command line: a table of what can be done with it. */
#include <inttypes.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "cli/session.h"

#define MANY 64

#ifndef CS_SERVE_APART
#include "serve/exercise.h"
#include "serve/mail.h"
#include "serve/people.h"
#include "serve/register.h"
#include "serve/sight.h"
#include "serve/texts.h"

/* The first two words are what is to be done and the file; `words` are those behind them. */
struct doing {
    const struct cs_invocation *invocation;
    const char *path;
    const char **words;
    size_t count;
    struct cs_register *r; /* NULL of those that open the file by themselves */
    struct cs_hand hand;
    casus_text out;
};

struct deed {
    const char *name, *words;
    size_t least, most; /* words behind the file */
    enum cs_exit (*run)(struct doing *doing);
};

static enum cs_exit failed(const struct doing *doing, casus_status status, const struct casus_failure *failure)
{
    return status == CASUS_ERR_ARGUMENT ? cs_usage(doing->invocation->command, "%s", failure->message)
                                        : cs_terminal_fail(failure->message);
}

/* Tells what was entered. */
static enum cs_exit tell(struct doing *doing, casus_status status, const struct cs_entered *entered,
                         const struct casus_failure *failure)
{
    if (status != CASUS_OK)
        return failed(doing, status, failure);
    if (entered->before)
        cs_text_printf(&doing->out, "Entered before, as entry %" PRId64 ": nothing was entered now.\n",
                       entered->number);
    else
        cs_text_printf(&doing->out, "Entry %" PRId64 ", %.8s\n", entered->number, entered->hash);
    return CS_EXIT_FINE;
}

/* The words from one on as lines; the text is to be freed. */
static void join_words(const struct doing *doing, size_t from, casus_text *out)
{
    for (size_t i = from; i < doing->count; i++) {
        cs_text_add(out, i > from ? "\n" : "");
        cs_text_add(out, doing->words[i]);
    }
}

/* Makes a link for a person, and tells it. */
static casus_status make_link(struct doing *doing, const char *person, struct casus_failure *failure)
{
    char link[CS_KEY_TEXT];
    casus_status status = cs_register_link(doing->r, person, link, failure);

    if (status == CASUS_OK)
        cs_text_printf(&doing->out, "For %s, once, within three days: http://127.0.0.1:8080/link/%s\n", person, link);
    return status;
}

/* Reads the number of an entry; 0: it is none, and that was told. */
static int64_t entry_number(const struct doing *doing, const char *word)
{
    char *end;
    long long number = strtoll(word, &end, 10);

    if (*end == '\0' && end != word && number > 0)
        return number;
    cs_usage(doing->invocation->command, "\"%s\" is no number of an entry", word);
    return 0;
}

/* ---- what can be done ---- */

static enum cs_exit do_new(struct doing *doing)
{
    const struct cs_invocation *invocation = doing->invocation;
    const char **texts = calloc(invocation->given_count + 1, sizeof *texts);
    struct casus_failure failure;
    casus_status status;
    size_t count = 0, at = 0;

    if (texts == NULL)
        return cs_terminal_fail("");
    while ((texts[count] = cs_invocation_each(invocation, "treaty", &at)) != NULL)
        count++;
    if (count == 0) {
        free(texts);
        return cs_usage(invocation->command, "a register is under some treaty: --treaty NAME");
    }
    status = cs_register_create(doing->path, texts, count, cs_invocation_value(invocation, "exercise"), &failure);
    free(texts);
    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out, "Made. Now open a case: casus register case %s NAME\n", doing->path);
    status = cs_register_open(doing->path, &doing->r, &failure);
    if (status == CASUS_OK)
        status = make_link(doing, CS_FIRST_PERSON, &failure);
    if (status != CASUS_OK) {
        casus_text why = {.bytes = NULL};

        cs_text_printf(&why, "the register was made, but not yet a link; casus register link %s %s makes it: %s",
                       doing->path, CS_FIRST_PERSON, failure.message);
        snprintf(failure.message, sizeof failure.message, "%s", cs_text_string(&why));
        casus_text_free(why.bytes);
        return failed(doing, status, &failure);
    }
    return CS_EXIT_FINE;
}

static enum cs_exit do_link(struct doing *doing)
{
    struct casus_failure failure;
    casus_status status = make_link(doing, doing->words[0], &failure);

    return status == CASUS_OK ? CS_EXIT_FINE : failed(doing, status, &failure);
}

static enum cs_exit do_pass(struct doing *doing)
{
    struct casus_failure failure;
    char pass[CS_KEY_TEXT];
    casus_status status = cs_register_pass(doing->r, doing->words[0], pass, &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out, "For %s, within 12 hours: http://127.0.0.1:8080/pass/%s\n", doing->words[0], pass);
    return CS_EXIT_FINE;
}

static enum cs_exit do_mail(struct doing *doing)
{
    bool none = strcmp(doing->words[1], "none") == 0;
    struct casus_failure failure;
    casus_status status = cs_register_mail(doing->r, doing->words[0], none ? NULL : doing->words[1], &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_add(&doing->out, none ? "He gets no mail.\n" : "He gets mail at this address.\n");
    return CS_EXIT_FINE;
}

static enum cs_exit do_person(struct doing *doing)
{
    struct cs_newcomer person = {.name = doing->words[0], .title = doing->words[2],
                                 .role = cs_role_of(doing->words[1])};
    struct casus_failure failure;
    struct cs_entered entered;

    if (person.role == CS_ROLE_COUNT)
        return cs_usage(doing->invocation->command,
                        "\"%s\" is no role: reader, delegate, secretary, facilitator, administrator, or none for "
                        "one who has left",
                        doing->words[1]);
    return tell(doing, cs_register_person(doing->r, &doing->hand, &person, &entered, &failure), &entered, &failure);
}

static enum cs_exit do_mandate(struct doing *doing)
{
    struct cs_mission mission = {.person = doing->words[0],
                                 .party = doing->words[1],
                                 .begin = doing->count > 2 ? doing->words[2] : NULL,
                                 .end = doing->count > 3 ? doing->words[3] : NULL};
    struct casus_failure failure;
    struct cs_entered entered;

    return tell(doing, cs_register_mandate(doing->r, &doing->hand, &mission, &entered, &failure), &entered, &failure);
}

static enum cs_exit do_end(struct doing *doing)
{
    int64_t number = entry_number(doing, doing->words[0]);
    struct casus_failure failure;
    struct cs_entered entered;

    if (number == 0)
        return CS_EXIT_USAGE;
    return tell(doing, cs_register_mandate_end(doing->r, &doing->hand, number, doing->words[1], &entered, &failure),
                &entered, &failure);
}

static enum cs_exit do_visible(struct doing *doing)
{
    bool whole = strcmp(doing->words[1], "case") == 0;
    struct cs_showing showing = {.name = doing->words[0],
                                 .target = whole ? 0 : entry_number(doing, doing->words[1]),
                                 .scope = cs_scope_of(doing->words[2]),
                                 .names = doing->count > 3 ? doing->words[3] : NULL,
                                 .until = cs_invocation_value(doing->invocation, "until")};
    struct casus_failure failure;
    struct cs_entered entered;

    if (!whole && showing.target == 0)
        return CS_EXIT_USAGE;
    if (showing.scope == CS_SCOPE_COUNT)
        return cs_usage(doing->invocation->command, "\"%s\" is not all, members or named", doing->words[2]);
    return tell(doing, cs_register_visible(doing->r, &doing->hand, &showing, &entered, &failure), &entered, &failure);
}

static enum cs_exit do_case(struct doing *doing)
{
    struct cs_matter matter = {.name = doing->words[0]};
    struct casus_failure failure;
    struct cs_entered entered;
    casus_text head = {.bytes = NULL};
    enum cs_exit result;

    join_words(doing, 1, &head);
    matter.lines = cs_text_string(&head);
    result = head.failed ? cs_terminal_fail("")
                         : tell(doing, cs_register_case(doing->r, &doing->hand, &matter, &entered, &failure), &entered,
                                &failure);
    casus_text_free(head.bytes);
    return result;
}

static enum cs_exit do_enter(struct doing *doing)
{
    struct cs_matter matter = {.name = doing->words[0], .on = cs_invocation_value(doing->invocation, "on")};
    struct casus_failure failure;
    struct cs_entered entered;
    casus_text lines = {.bytes = NULL}, told = {.bytes = NULL};
    enum cs_exit result;
    casus_status status;

    join_words(doing, 1, &lines);
    matter.lines = cs_text_string(&lines);
    if (lines.failed)
        return cs_terminal_fail("");
    status = cs_register_enter(doing->r, &doing->hand, &matter, &entered, &told, &failure);
    if (status == CASUS_ERR_ARGUMENT)
        cs_terminal_error_text(&told);
    result = tell(doing, status, &entered, &failure);
    if (result == CS_EXIT_FINE)
        cs_text_add(&doing->out, cs_text_string(&told));
    casus_text_free(told.bytes);
    casus_text_free(lines.bytes);
    return result;
}

static enum cs_exit do_document(struct doing *doing)
{
    const char *path = doing->words[1], *slash = strrchr(path, '/');
    struct cs_matter matter = {.name = doing->words[0]};
    struct casus_failure failure;
    struct cs_entered entered;
    casus_text lines = {.bytes = NULL};
    enum cs_exit result;
    size_t length;
    char *bytes;

    if (casus_file_read(path, &bytes, &length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    join_words(doing, 2, &lines);
    matter.lines = cs_text_string(&lines);
    result = lines.failed ? cs_terminal_fail("")
                          : tell(doing,
                                 cs_register_document(doing->r, &doing->hand, &matter, slash != NULL ? slash + 1 : path,
                                                      bytes, length, &entered, &failure),
                                 &entered, &failure);
    casus_text_free(lines.bytes);
    casus_text_free(bytes);
    return result;
}

static enum cs_exit do_text(struct doing *doing)
{
    const char *path = doing->words[0], *slash = strrchr(path, '/');
    struct cs_version version = {.name = slash != NULL ? slash + 1 : path, .why = doing->words[1]};
    struct casus_failure failure;
    struct cs_entered entered;
    enum cs_exit result;
    char *bytes;

    if (casus_file_read(path, &bytes, &version.length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    version.bytes = bytes;
    result = tell(doing, cs_register_text(doing->r, &doing->hand, &version, &entered, &failure), &entered, &failure);
    casus_text_free(bytes);
    return result;
}

static enum cs_exit do_under(struct doing *doing)
{
    struct cs_moving moving = {.name = doing->words[0], .why = doing->words[1]};
    bool dry = cs_invocation_value(doing->invocation, "dry-run") != NULL;
    /* What was entered under a key may have been entered before. */
    bool looks = doing->hand.key == NULL || dry;
    casus_text chosen = {.bytes = NULL};
    struct cs_effects effects = {.items = NULL};
    struct cs_entered entered = {.number = 0};
    struct casus_failure failure;
    enum cs_exit result = CS_EXIT_FINE;
    casus_status status = CASUS_OK;

    join_words(doing, 2, &chosen);
    moving.chosen = cs_text_string(&chosen);
    if (chosen.failed)
        return cs_terminal_fail("");
    if (looks)
        status = cs_register_under_tried(doing->r, &moving, &effects, &failure);
    if (status == CASUS_OK && !dry)
        status = cs_register_under(doing->r, &doing->hand, &moving, &entered, &failure);
    if (status != CASUS_OK || !dry)
        result = tell(doing, status, &entered, &failure);
    if (status == CASUS_OK && looks)
        cs_effects_write(&effects, &doing->out);
    cs_effects_release(&effects);
    casus_text_free(chosen.bytes);
    return result;
}

static enum cs_exit do_clock(struct doing *doing)
{
    struct casus_failure failure;
    struct cs_entered entered;

    return tell(doing, cs_register_clock(doing->r, &doing->hand, doing->words[0], &entered, &failure), &entered,
                &failure);
}

static enum cs_exit do_injects(struct doing *doing)
{
    struct casus_failure failure;
    struct cs_entered entered;
    enum cs_exit result;
    size_t length;
    char *bytes;

    if (casus_file_read(doing->words[0], &bytes, &length, &failure) != CASUS_OK)
        return cs_terminal_fail(failure.message);
    result = tell(doing, cs_register_injects(doing->r, &doing->hand, bytes, &entered, &failure), &entered, &failure);
    casus_text_free(bytes);
    return result;
}

static enum cs_exit do_seal(struct doing *doing)
{
    int64_t number = entry_number(doing, doing->words[0]);
    struct casus_failure failure;
    struct cs_entered entered;

    if (number == 0)
        return CS_EXIT_USAGE;
    return tell(doing, cs_register_seal(doing->r, &doing->hand, number, doing->words[1], &entered, &failure), &entered,
                &failure);
}

static enum cs_exit do_log(struct doing *doing)
{
    struct casus_failure failure;
    casus_status status = cs_register_log(doing->r, doing->count > 0 ? doing->words[0] : NULL,
                                          casus_text_sink(&doing->out), &failure);

    return status == CASUS_OK ? CS_EXIT_FINE : failed(doing, status, &failure);
}

static enum cs_exit do_export(struct doing *doing)
{
    struct casus_failure failure;
    casus_status status = cs_register_export(doing->r, doing->words[0], doing->words[1], &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out, "Written. Now: casus run %s/%s.record\n", doing->words[1], doing->words[0]);
    return CS_EXIT_FINE;
}

static enum cs_exit do_verify(struct doing *doing)
{
    struct casus_failure failure;
    struct cs_soundness soundness;
    const char *known = doing->count > 0 ? doing->words[0] : NULL;
    casus_status status;

    if (known != NULL && (strlen(known) != CS_DIGEST_HEX - 1 || known[strspn(known, "0123456789abcdef")] != '\0'))
        return cs_usage(doing->invocation->command, "\"%.80s\" is no hash; it has %d digits, as casus register last "
                                                    "prints it", known, CS_DIGEST_HEX - 1);
    status = cs_register_verify(doing->path, known, &soundness, &failure);
    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    if (soundness.sound)
        cs_text_printf(&doing->out, "Sound: %" PRId64 " entries.\n", soundness.entries);
    if (soundness.sound && known != NULL && soundness.known_at == 0) {
        cs_text_add(&doing->out, "None of them has this hash: what it stands for was taken away, or changed and the "
                                 "register made anew.\n");
        return CS_EXIT_FINDINGS;
    }
    if (soundness.sound && known != NULL)
        cs_text_printf(&doing->out, "Entry %" PRId64 " has this hash: up to it nothing was changed.\n",
                       soundness.known_at);
    if (soundness.sound)
        return CS_EXIT_FINE;
    if (soundness.entry != 0)
        cs_text_printf(&doing->out, "Entry %" PRId64 ": %s.\n", soundness.entry, soundness.fault);
    else
        cs_text_printf(&doing->out, "%s.\n", soundness.fault);
    return CS_EXIT_FINDINGS;
}

static enum cs_exit do_last(struct doing *doing)
{
    struct casus_failure failure;
    struct cs_entered last;
    casus_status status = cs_register_last(doing->r, &last, &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out, "Entry %" PRId64 ", %s\n", last.number, last.hash);
    return CS_EXIT_FINE;
}

static enum cs_exit do_backup(struct doing *doing)
{
    struct casus_failure failure;
    casus_status status = cs_register_copy(doing->r, doing->words[0], &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out, "Copied to %s.\n", doing->words[0]);
    return CS_EXIT_FINE;
}

static enum cs_exit do_restore(struct doing *doing)
{
    struct casus_failure failure;
    int64_t entries;
    casus_status status = cs_register_restore(doing->words[0], doing->path, &entries, &failure);

    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    cs_text_printf(&doing->out,
                   "Restored: %" PRId64 " entries. All sign in anew; links and tokens of the copy are good no more.\n",
                   entries);
    return CS_EXIT_FINE;
}

static const struct deed deeds[] = {
    {"new", "FILE --treaty NAME", 0, 0, do_new},
    {"case", "FILE CASE [LINE...]", 1, MANY, do_case},
    {"enter", "FILE CASE LINE...", 2, MANY, do_enter},
    {"document", "FILE CASE PATH LINE...", 3, MANY, do_document},
    {"text", "FILE PATH WHY", 2, 2, do_text},
    {"under", "FILE CASE WHY TEXT...", 3, MANY, do_under},
    {"clock", "FILE INSTANT", 1, 1, do_clock},
    {"injects", "FILE PATH", 1, 1, do_injects},
    {"seal", "FILE NUMBER WHY", 2, 2, do_seal},
    {"log", "FILE [CASE]", 0, 1, do_log},
    {"export", "FILE CASE DIR", 2, 2, do_export},
    {"verify", "FILE [HASH]", 0, 1, do_verify},
    {"last", "FILE", 0, 0, do_last},
    {"backup", "FILE COPY", 1, 1, do_backup},
    {"restore", "FILE COPY", 1, 1, do_restore},
    {"person", "FILE NAME ROLE TITLE", 3, 3, do_person},
    {"mandate", "FILE NAME PARTY [BEGIN [END]]", 2, 4, do_mandate},
    {"end", "FILE NUMBER WHY", 2, 2, do_end},
    {"visible", "FILE CASE case|NUMBER all|members|named [NAMES]", 3, 4, do_visible},
    {"link", "FILE NAME", 1, 1, do_link},
    {"pass", "FILE NAME", 1, 1, do_pass},
    {"mail", "FILE NAME ADDRESS|none", 2, 2, do_mail},
};

/* ---- choosing ---- */

static enum cs_exit unknown(const struct cs_command *command, const char *word)
{
    const char *names[sizeof deeds / sizeof *deeds];
    casus_text near = {.bytes = NULL};

    for (size_t i = 0; i < sizeof deeds / sizeof *deeds; i++)
        names[i] = deeds[i].name;
    cs_usage_near(word, names, sizeof deeds / sizeof *deeds, &near);
    cs_usage(command, "a register knows no \"%s\"%s", word, cs_text_string(&near));
    casus_text_free(near.bytes);
    return CS_EXIT_USAGE;
}

static enum cs_exit run_deed(const struct deed *deed, struct doing *doing)
{
    struct casus_failure failure;
    enum cs_exit result;
    casus_status status = CASUS_OK;

    if (doing->count < deed->least || doing->count > deed->most)
        return cs_usage(doing->invocation->command, "it is: casus register %s %s", deed->name, deed->words);
    if (deed->run != do_new && deed->run != do_verify && deed->run != do_restore)
        status = cs_register_open(doing->path, &doing->r, &failure);
    if (status != CASUS_OK)
        return failed(doing, status, &failure);
    result = deed->run(doing);
    cs_register_close(doing->r);
    return result;
}

static enum cs_exit run(const struct cs_invocation *invocation)
{
    const char *store = cs_invocation_value(invocation, "store");
    size_t first = store != NULL ? 1 : 2; /* of the words behind the register */
    struct doing doing = {.invocation = invocation,
                          .path = store,
                          .hand = {cs_invocation_value(invocation, "by"), cs_invocation_value(invocation, "for"),
                                   cs_invocation_value(invocation, "key")}};
    enum cs_exit result = CS_EXIT_USAGE;
    size_t i = 0;

    while (i < sizeof deeds / sizeof *deeds && strcmp(deeds[i].name, invocation->arguments[0]) != 0)
        i++;
    if (i == sizeof deeds / sizeof *deeds)
        return unknown(invocation->command, invocation->arguments[0]);
    if (invocation->count < first)
        return cs_usage(invocation->command, "it is: casus register %s %s", deeds[i].name, deeds[i].words);
    if (store == NULL)
        doing.path = invocation->arguments[1];
    doing.words = invocation->arguments + first;
    doing.count = invocation->count - first;
    result = run_deed(&deeds[i], &doing);
    if (result == CS_EXIT_FINE || result == CS_EXIT_FINDINGS)
        result = cs_terminal_text(&doing.out, result);
    casus_text_free(doing.out.bytes);
    return result;
}

#else
static enum cs_exit run(const struct cs_invocation *invocation)
{
    return cs_become_apart(invocation);
}
#endif

const struct cs_command cs_command_register = {
    .name = "register",
    .arguments = "WHAT FILE ...",
    .summary = "keep the cases of an organisation in a register that only grows",
    .help = "A register keeps cases and what was entered in them, by whom, for whom and when.\n"
            "Nobody edits or removes an entry; a correction is an entry. Each has the hash of\n"
            "the one before.\n\n"
            "  new FILE --treaty NAME...       make one, under texts of the library or files\n"
            "  case FILE CASE [LINE...]        open a case; the lines are the head of its\n"
            "                                  record: zone, account, name\n"
            "  enter FILE CASE LINE...         enter a statement and the claims below it; it\n"
            "                                  tells what changes by it\n"
            "  document FILE CASE PATH LINE... keep a document; the lines declare its source\n"
            "  text FILE PATH WHY              keep another version of a text, or a new one,\n"
            "                                  for the cases that are opened later\n"
            "  under FILE CASE WHY TEXT...     put a case under the latest version of a text\n"
            "                                  (NAME), or under another ('NAME HASH');\n"
            "                                  it tells what changes by it\n"
            "  export FILE CASE DIR            write the record, its texts and documents\n"
            "  log FILE [CASE]                 list the entries\n"
            "  verify FILE [HASH]              compute every hash again; is this one that was\n"
            "                                  kept still among them?\n"
            "  last FILE                       the hash of the last entry, to keep elsewhere\n"
            "  seal FILE NUMBER WHY            take the lines of an entry out; its hash stays\n"
            "  backup FILE COPY                copy it, also while others write to it\n"
            "  restore FILE COPY               make it anew from a copy; all sign in anew\n"
            "  clock FILE INSTANT              move the clock of an exercise on\n"
            "  injects FILE PATH               load what comes about in an exercise, and when\n\n"
            "Who takes part in `casus serve`:\n"
            "  person FILE NAME ROLE TITLE     reader, delegate, secretary, administrator,\n"
            "                                  facilitator, or none for one who has left\n"
            "  mandate FILE NAME PARTY [BEGIN [END]]\n"
            "                                  NAME may speak for PARTY\n"
            "  end FILE NUMBER WHY             that mandate has ended\n"
            "  link FILE NAME                  a link to set a password, good once\n"
            "  pass FILE NAME                  a pass for an exercise, without a password\n"
            "  mail FILE NAME ADDRESS|none     where he gets mail; he says how often\n"
            "  visible FILE CASE case|NUMBER all|members|named [NAMES]\n"
            "                                  who sees a case, or an entry of it\n\n"
            "FILE, and COPY, may be a database of PostgreSQL 15, postgresql://...; --store\n"
            "gives it in place of FILE.\n",
    .options = {{"store", "URL", "in place of FILE: postgresql://HOST/DATABASE"},
                {"treaty", "NAME", "of new: a treaty or vocabulary; may be repeated"},
                {"exercise", "INSTANT", "of new: an exercise, with a clock of its own"},
                {"by", "PERSON", "who enters it"},
                {"for", "PARTY", "for whom"},
                {"on", "DATE", "of enter: the date of what has none; else now"},
                {"until", "INSTANT", "of visible: up to then it is for those named alone"},
                {"key", "KEY", "what was entered under this key is not repeated"},
                {"dry-run", NULL, "of under: tell what would change; enter nothing"}},
    .many = "treaty",
    .least = 1,
    .most = 2 + MANY,
    .run = run,
};
