/* SPDX-License-Identifier: MIT */
/*
 * A document and a record that cites it. Up to the first line of three hyphens the bytes are the document, behind it
 * the record; its first line are also words to be found in the document.
 */
#include "target.h"

#include <string.h>

#include "store/anchor.h"
#include "store/case.h"

#define WORDS_BYTES_MAX 64

static const char VOCABULARY[] = "kind state\nname state A, B\nevent strike by state on state\n";

/* Every source of the record has the one document. */
static void give_documents(struct cs_documents *documents, const struct cs_file *files, const char *bytes,
                           size_t length)
{
    struct cs_failure failure = {0};

    must(cs_documents_read(documents, files, NULL, &failure) == CASUS_OK);
    for (size_t i = 0; i < documents->count; i++) {
        struct cs_document_text *text = &documents->items[i];

        if (text->document->file == NULL)
            continue;
        text->bytes = bytes;
        text->length = length;
        text->state = CS_DOCUMENT_SAME;
    }
}

static size_t count_citing(const struct cs_file *files)
{
    size_t count = 0;

    for (const struct cs_file *file = files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next)
                count += claim->anchor.given || claim->quote != NULL;
    return count;
}

static void verify_record(const char *record, size_t size, const char *document, size_t length)
{
    struct cs_case c;
    struct cs_documents documents;
    struct cs_passage_count count = {0};
    struct cs_buffer shown;

    cs_case_init(&c);
    cs_buffer_init(&shown);
    must(cs_case_add_text(&c, "words.casus", CS_SOURCE_VOCABULARY, VOCABULARY, strlen(VOCABULARY)) == CASUS_OK);
    must(cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, record, size) == CASUS_OK);
    must(cs_case_check(&c) == CASUS_OK);
    give_documents(&documents, c.files, document, length);
    for (const struct cs_file *file = c.files; file != NULL; file = file->next)
        must(cs_documents_check(&documents, file, &c.names, &c.diagnostics, &c.failure, &count) == CASUS_OK);
    must(count.verified + count.unverified + count.wrong == count_citing(c.files));
    cs_diagnostics_sort(&c.diagnostics);
    cs_diagnostics_show(&c.diagnostics, false, &shown);
    cs_buffer_release(&shown);
    cs_documents_release(&documents);
    cs_case_release(&c);
}

/* Nothing but what cs_words_near reads as nothing: spaces, and a hyphen that shows only at the end of a line. */
static bool is_blank(const char *words)
{
    static const char *const blanks[] = {" ",        "\t",           "\n",           "\r",          "\xC2\xA0",
                                         "\xC2\xAD", "\xE2\x80\xAF", "\xE2\x80\x89", "\xE2\x80\x8B"};
    bool blank = true;

    while (*words != '\0' && blank) {
        blank = false;
        for (size_t i = 0; i < sizeof blanks / sizeof *blanks && !blank; i++)
            if (strncmp(words, blanks[i], strlen(blanks[i])) == 0) {
                words += strlen(blanks[i]);
                blank = true;
            }
    }
    return blank;
}

static void check_found(size_t length, const struct cs_found_words *found)
{
    must(found->start < found->end && found->end <= length && found->line >= 1);
    must(strlen(found->digest) == 8);
}

/* Each exact place is what it says, behind the one before; text that stands there exactly is found nearly as well. */
static void cite(const char *document, size_t length, const char *words)
{
    struct cs_found_words found;
    size_t from = 0, count = 0;
    bool whole, near;

    while (cs_words_next(document, length, words, from, &found)) {
        check_found(length, &found);
        must(found.start >= from && memcmp(document + found.start, words, strlen(words)) == 0);
        from = found.start + 1;
        count++;
    }
    near = cs_words_near(document, length, words, &found, &whole);
    if (near)
        check_found(length, &found);
    if (count > 0 && !is_blank(words) && cs_text_invalid(words, strlen(words)) == strlen(words))
        must(near && whole);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data, *record = NULL;
    size_t length = size;
    char words[WORDS_BYTES_MAX + 1] = "";

    if (size > INPUT_BYTES_MAX)
        return 0;
    for (size_t i = 0; i + 4 <= size && record == NULL; i++)
        if (memcmp(bytes + i, "---\n", 4) == 0 && (i == 0 || bytes[i - 1] == '\n')) {
            length = i;
            record = bytes + i + 4;
        }
    if (record != NULL) {
        size_t rest = (size_t)(bytes + size - record), line = 0;

        while (line < rest && line < WORDS_BYTES_MAX && record[line] != '\n')
            line++;
        memcpy(words, record, line);
        verify_record(record, rest, bytes, length);
    }
    cite(bytes, length, words);
    return 0;
}
