/* SPDX-License-Identifier: MIT */
/*
 * A folder of documents: up to the first line of three hyphens the bytes are the document a.txt, behind it is a record
 * whose sources name files by whatever names. What is read lies in the folder and nowhere else; passages lie in what
 * was read.
 */
#include "target.h"

#include <string.h>

#include "folder.h"
#include "lines.h"
#include "store/anchor.h"
#include "store/case.h"

static const char ELSEWHERE[] = "what is outside of the folder\n";

int LLVMFuzzerInitialize(int *count, char ***words);

static void remove_inside(void)
{
    unlinkat(folder_descriptor, "inside/a.txt", 0);
    unlinkat(folder_descriptor, "inside", AT_REMOVEDIR);
}

int LLVMFuzzerInitialize(int *count, char ***words)
{
    (void)count;
    (void)words;
    folder_make();
    atexit(remove_inside);
    folder_write("outside", ELSEWHERE, strlen(ELSEWHERE));
    must(mkdirat(folder_descriptor, "inside", 0700) == 0);
    return 0;
}

static void look_at_documents(const struct cs_documents *documents, const char *bytes, size_t length)
{
    for (size_t i = 0; i < documents->count; i++) {
        const struct cs_document_text *text = &documents->items[i];

        if (text->bytes == NULL)
            continue;
        must(text->length == length && memcmp(text->bytes, bytes, length) == 0);
        must(strlen(text->digest) == 64);
    }
}

static void look_at_passages(struct cs_case *c, const struct cs_documents *documents)
{
    for (const struct cs_file *file = c->files; file != NULL; file = file->next)
        for (const struct cs_entry *entry = file->entries; entry != NULL; entry = entry->next)
            for (const struct cs_claim *claim = entry->claims; claim != NULL; claim = claim->next) {
                struct cs_passage p;

                cs_documents_passage(documents, claim, &p);
                must(p.bytes == NULL ||
                     (p.bytes >= p.text->bytes && p.bytes + p.length <= p.text->bytes + p.text->length));
                must(p.state != CS_PASSAGE_VERIFIED || p.bytes != NULL);
            }
}

static void verify(const char *record, size_t size, const char *document, size_t length)
{
    struct cs_documents documents;
    struct cs_passage_count count = {0};
    struct cs_buffer shown;
    struct cs_case c;
    char inside[80];

    snprintf(inside, sizeof inside, "%s/inside", folder);
    folder_write("inside/a.txt", document, length);
    cs_case_init(&c);
    cs_buffer_init(&shown);
    must(cs_case_add_text(&c, "a.record", CS_SOURCE_RECORD, record, size) == CASUS_OK);
    must(cs_documents_read(&documents, c.files, inside, &c.failure) == CASUS_OK || c.failure.status == CASUS_ERR_IO);
    if (c.failure.status == CASUS_OK) {
        look_at_documents(&documents, document, length);
        look_at_passages(&c, &documents);
        for (const struct cs_file *file = c.files; file != NULL; file = file->next)
            must(cs_documents_check(&documents, file, &c.names, &c.diagnostics, &c.failure, &count) == CASUS_OK);
        cs_diagnostics_sort(&c.diagnostics);
        cs_diagnostics_show(&c.diagnostics, true, &shown);
    }
    cs_buffer_release(&shown);
    cs_documents_release(&documents);
    cs_case_release(&c);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    const char *bytes = (const char *)data;

    if (size > INPUT_BYTES_MAX)
        return 0;
    for (size_t i = 0; i + 4 <= size; i++)
        if (memcmp(bytes + i, "---\n", 4) == 0 && (i == 0 || bytes[i - 1] == '\n')) {
            verify(bytes + i + 4, size - i - 4, bytes, i);
            break;
        }
    return 0;
}
