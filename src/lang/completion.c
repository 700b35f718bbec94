/* SPDX-License-Identifier: MIT */
#include "lang/completion.h"

#include <stdlib.h>
#include <string.h>

#include "lang/line.h"

struct completing {
    const struct cs_symbols *symbols;
    const char *prefix; /* the part of the word that is written already */
    size_t length;
    struct cs_completion *items;
    size_t count, capacity;
    bool failed;
};

/* What may stand at the place, according to the line before it. */
struct wanted {
    bool line_start;
    bool state;      /* behind "check": what is so */
    bool row;        /* behind "row" */
    bool claimant;   /* a voice of a claim */
    bool word;       /* behind "wording": what happens or holds */
    bool words;      /* of the language, within a line */
    bool source;
    bool clock;
    bool of_kind;    /* a role of this kind */
    cs_kind kind;
};

static void offer(struct completing *c, struct cs_completion item)
{
    if (strncmp(item.text, c->prefix, c->length) != 0)
        return;
    if (!cs_grow(&c->items, &c->capacity, c->count + 1, sizeof *c->items))
        c->failed = true;
    else
        c->items[c->count++] = item;
}

/* ---- the line ---- */

static bool is_word(char c)
{
    return c != ' ' && c != '\t' && c != ',' && c != ':' && c != '\n' && c != '\r' && c != '"';
}

/* Where these words, as whole words, end in a part of a line; 0 if they are not in it. */
static size_t words_in(const char *line, size_t length, const char *words)
{
    size_t size = strlen(words), found = 0;

    for (size_t at = 0; at + size <= length; at++)
        if (memcmp(line + at, words, size) == 0 && (at == 0 || !is_word(line[at - 1])) &&
            (at + size == length || !is_word(line[at + size])))
            found = at + size;
    return found;
}

/* The last declared word in the line; of two that end at one place, the longer. */
static const struct cs_shape *shape_in(const struct cs_symbols *symbols, const char *line, size_t length)
{
    const struct cs_shape *found = NULL;
    size_t best = 0, size = 0;

    for (size_t i = 0; i < symbols->shape_count; i++) {
        const char *text = cs_names_text(symbols->names, symbols->shapes[i].head);
        size_t end = words_in(line, length, text);

        if (end > best || (end == best && end > 0 && strlen(text) > size)) {
            found = &symbols->shapes[i];
            best = end;
            size = strlen(text);
        }
    }
    return found;
}

/* The last preposition, if only names and commas are behind it. */
static enum cs_prep last_prep(const char *line, size_t length)
{
    enum cs_prep found = CS_PREP_COUNT;
    size_t best = 0;

    for (int prep = CS_PREP_IS + 1; prep < CS_PREP_COUNT; prep++) {
        size_t end = words_in(line, length, cs_prep_text((enum cs_prep)prep));

        if (end > best) {
            found = (enum cs_prep)prep;
            best = end;
        }
    }
    return found;
}

/* Does the line begin with one of these words? The list ends with NULL. */
static bool begins_with(const char *line, size_t length, const char *const *words)
{
    for (; *words != NULL; words++) {
        size_t size = strlen(*words);

        if (length > size && memcmp(line, *words, size) == 0 && !is_word(line[size]))
            return true;
    }
    return false;
}

static const char *const CLAIMS[] = {"says", "denies", "asks", "retracts", NULL};

/* Is this word all that stands before the place? */
static bool is_opener(const char *line, size_t length, const char *word)
{
    size_t size = strlen(word);

    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    return length == size && memcmp(line, word, size) == 0;
}

/* The length of the label with which the line begins; 0: it begins with none. */
static size_t label_of(const char *line, size_t length)
{
    size_t label = 0;
    bool digit = false;

    for (; label < length && is_word(line[label]); label++)
        digit = digit || (line[label] >= '0' && line[label] <= '9');
    return digit && label < length && line[0] >= 'a' && line[0] <= 'z' ? label : 0;
}

/* "s1 before", "s1 after": what may stand there is a label. */
static bool is_order(const char *line, size_t length)
{
    size_t label = label_of(line, length);

    if (label == 0)
        return false;
    return is_opener(line + label + 1, length - label - 1, "before") ||
           is_opener(line + label + 1, length - label - 1, "after");
}

static struct wanted wanted_by(const struct cs_symbols *symbols, const char *line, size_t length)
{
    struct wanted wanted = {.line_start = length == 0};
    const struct cs_shape *shape = shape_in(symbols, line, length);
    enum cs_prep prep = last_prep(line, length);
    int role;

    wanted.state = is_opener(line, length, "check");
    wanted.row = is_opener(line, length, "row");
    wanted.word = is_opener(line, length, "wording");
    if (length > 4 && memcmp(line, "zone", 4) == 0 && !is_word(line[4])) {
        wanted.clock = true;
        return wanted;
    }
    if (is_order(line, length)) {
        wanted.of_kind = true;
        wanted.kind = CS_KIND_OCCURRENCE;
        return wanted;
    }
    if (begins_with(line, length, CLAIMS)) {
        wanted.source = prep == CS_PREP_IN;
        wanted.claimant = !wanted.source;
        wanted.words = wanted.claimant && memchr(line, ' ', length) != line + length - 1; /* behind the voice */
        return wanted;
    }
    role = shape != NULL && prep != CS_PREP_COUNT ? cs_shape_role(shape, prep) : -1;
    if (role >= 0) {
        wanted.of_kind = true;
        wanted.kind = shape->roles[role].kind;
    }
    wanted.words = !wanted.line_start && !wanted.state && !wanted.row && !wanted.word && !wanted.of_kind;
    return wanted;
}

/* ---- names ---- */

static bool fits_kind(const struct cs_symbols *symbols, const struct cs_mention *m, cs_kind kind)
{
    switch (m->kind) {
    case CS_MENTION_PARTICULAR:
        return m->name < symbols->by_name_count && symbols->particular_of[m->name] != 0 &&
               cs_kind_within(symbols, symbols->particulars[symbols->particular_of[m->name] - 1].kind, kind);
    case CS_MENTION_LABEL:
        return kind == CS_KIND_OCCURRENCE || kind == CS_KIND_ANY;
    case CS_MENTION_ARTICLE:
        return kind == CS_KIND_ARTICLE || kind == CS_KIND_ANY;
    case CS_MENTION_INSTRUMENT:
        return kind == CS_KIND_INSTRUMENT || kind == CS_KIND_ARTICLE || kind == CS_KIND_ANY;
    default:
        return false;
    }
}

static bool is_wanted(const struct completing *c, const struct wanted *wanted, const struct cs_mention *m)
{
    if (wanted->clock || m->kind == CS_MENTION_CLOCK)
        return wanted->clock && m->kind == CS_MENTION_CLOCK;
    if (wanted->state || wanted->row)
        return false;
    if (wanted->word)
        return m->kind == CS_MENTION_EVENT || m->kind == CS_MENTION_FACT || m->kind == CS_MENTION_QUANTITY;
    if (wanted->source)
        return m->kind == CS_MENTION_SOURCE;
    if (wanted->claimant)
        return m->kind == CS_MENTION_PARTICULAR;
    if (wanted->of_kind)
        return fits_kind(c->symbols, m, wanted->kind);
    return true;
}

static void offer_names(struct completing *c, const struct wanted *wanted, const struct cs_mention *mentions,
                        size_t count)
{
    for (size_t i = 0; i < count; i++)
        if ((mentions[i].declares || mentions[i].kind == CS_MENTION_PARTICULAR) && is_wanted(c, wanted, &mentions[i]))
            offer(c, (struct cs_completion){.text = cs_names_text(c->symbols->names, mentions[i].name),
                                            .kind = mentions[i].kind,
                                            .name = mentions[i].name});
}

static void offer_words(struct completing *c)
{
    for (int kind = 0; kind < LINE_KIND_COUNT; kind++) {
        enum cs_word word = cs_line_word((enum cs_line_kind)kind);

        if (word != WORD_NONE)
            offer(c, (struct cs_completion){.text = cs_word_text(word), .word = true});
    }
}

static void offer_word(struct completing *c, const char *text)
{
    offer(c, (struct cs_completion){.text = text, .word = true});
}

/* ---- words within a line ---- */

#define WORDS_MAX 24

/* What may stand within lines that begin with one of the openers, beside names. */
struct within { const char *openers[12], *words[WORDS_MAX]; };

static const struct within WITHIN[] = {
    {{"when", "while", "may", "if", "and", "then", "until", "released", "suspended"},
     {"after", "at least", "at most", "before", "counts as", "does not count as", "every", "exactly", "expects",
      "fails", "fewer than", "fulfils", "is", "more than", "no", "number of", "other than", "owed", "owes", "reads",
      "sum of", "within"}},
    {{"says", "denies", "asks", "retracts"}, {"in", "quote", "recorded", "under", "via"}},
    {{"concluded", "retracted"}, {"recorded"}},
    {{"check"},
     {"as", "at least", "at most", "counts as", "exactly", "expects", "is", "known", "no", "on", "open", "owes"}},
    {{"name"}, {"also", "since", "until"}},
    {{"treaty", "declaration", "article"}, {"by", "calendar", "grade", "since", "until"}},
    {{"event", "fact", "quantity"}, {"after", "is", "one", "for good", "or nothing", "taking over"}},
};

static const struct within DATED = {{NULL}, {"expects", "is", "no", "owes", "silence on"}};
static const struct within LABELLED = {{NULL}, {"after", "before", "counts as", "dated", "in place of", "same as"}};

static void offer_words_of(struct completing *c, const struct within *within)
{
    for (size_t i = 0; i < WORDS_MAX && within->words[i] != NULL; i++)
        offer_word(c, within->words[i]);
}

/* `line` up to the word at hand, which is not its first. */
static void offer_within(struct completing *c, const char *line, size_t length)
{
    size_t label = label_of(line, length);

    for (size_t i = 0; i < sizeof WITHIN / sizeof *WITHIN; i++)
        if (begins_with(line, length, WITHIN[i].openers))
            offer_words_of(c, &WITHIN[i]);
    if (label > 0 && is_opener(line + label, length - label, ""))
        offer_words_of(c, &LABELLED);
    else if ((line[0] >= '0' && line[0] <= '9') || line[0] == '[' || line[0] == '.' || line[0] == '/')
        offer_words_of(c, &DATED);
}

/* Is the word that ends a part of a line a preposition, or is a comma behind it? Then an argument follows. */
static bool wants_argument(const char *line, size_t length)
{
    size_t start;

    while (length > 0 && (line[length - 1] == ' ' || line[length - 1] == '\t'))
        length--;
    for (start = length; start > 0 && is_word(line[start - 1]);)
        start--;
    return start == length || last_prep(line + start, length - start) != CS_PREP_COUNT;
}

/* The roles of the last word in the line that it has not said yet: their prepositions. */
static void offer_roles(struct completing *c, const char *line, size_t length)
{
    const struct cs_shape *shape = shape_in(c->symbols, line, length);
    size_t start = length, size;
    const char *head;

    if (shape == NULL || wants_argument(line, length))
        return;
    head = cs_names_text(c->symbols->names, shape->head);
    size = strlen(head);
    while (start > 0 && (start + size > length || memcmp(line + start, head, size) != 0))
        start--;
    for (uint32_t i = 0; i < shape->role_count; i++)
        if (shape->roles[i].prep != CS_PREP_IS &&
            words_in(line + start, length - start, cs_prep_text(shape->roles[i].prep)) == 0)
            offer_word(c, cs_prep_text(shape->roles[i].prep));
}

/* What a check line may say of something: the states of the program, and those of the vocabularies of the case. */
static void offer_states(struct completing *c, const struct cs_file *files)
{
    for (int state = CS_STATE_NONE; state < CS_STATE_COUNT; state++)
        if (state <= CS_STATE_WITHOUT_EFFECT || state == CS_STATE_HOLDS || state == CS_STATE_DOES_NOT_HOLD ||
            state == CS_STATE_MAY || state == CS_STATE_MAY_NOT || state >= CS_STATE_UNDETERMINED)
            offer_word(c, cs_state_text((enum cs_state)state));
    offer_word(c, cs_word_text(WORD_COUNT));
    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_row_line *row = file->rows; row != NULL; row = row->next)
            for (const struct cs_row_state *s = row->states; s != NULL; s = s->next)
                if (cs_state_is_words(s->state))
                    offer_word(c, cs_state_in_words(s->state, c->symbols->names));
}

static int by_text(const void *a, const void *b)
{
    const struct cs_completion *x = a, *y = b;
    int order = strcmp(x->text, y->text);

    if (order != 0 || x->word != y->word)
        return order != 0 ? order : x->word ? -1 : 1;
    return x->kind < y->kind ? -1 : x->kind > y->kind;
}

static size_t each_once(struct cs_completion *items, size_t count)
{
    size_t kept = 0;

    for (size_t i = 0; i < count; i++)
        if (kept == 0 || by_text(&items[kept - 1], &items[i]) != 0)
            items[kept++] = items[i];
    return kept;
}

casus_status cs_complete(const struct cs_source *source, uint32_t offset, const struct cs_symbols *symbols,
                         const struct cs_file *files, const struct cs_mention *mentions, size_t mention_count,
                         struct cs_completion **out, size_t *count)
{
    struct completing c = {.symbols = symbols};
    uint32_t word = offset, line = offset;
    struct wanted wanted;

    while (word > 0 && is_word(source->bytes[word - 1]))
        word--;
    while (line > 0 && source->bytes[line - 1] != '\n')
        line--;
    while (line < word && (source->bytes[line] == ' ' || source->bytes[line] == '\t'))
        line++;
    c.prefix = source->bytes + word;
    c.length = offset - word;
    wanted = wanted_by(symbols, source->bytes + line, word - line);
    if (wanted.line_start)
        offer_words(&c);
    if (wanted.state)
        offer_states(&c, files);
    if (wanted.words)
        offer_within(&c, source->bytes + line, word - line);
    if (!begins_with(source->bytes + line, word - line, CLAIMS))
        offer_roles(&c, source->bytes + line, word - line);
    if (wanted.row) {
        offer_word(&c, cs_word_text(WORD_REQUEST));
        offer_word(&c, cs_word_text(WORD_DECISION));
    }
    offer_names(&c, &wanted, mentions, mention_count);
    if (c.count > 0)
        qsort(c.items, c.count, sizeof *c.items, by_text);
    *out = c.failed ? NULL : c.items;
    *count = c.failed ? 0 : each_once(c.items, c.count);
    if (c.failed)
        free(c.items);
    return c.failed ? CASUS_ERR_MEMORY : CASUS_OK;
}
