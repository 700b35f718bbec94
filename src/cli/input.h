/* SPDX-License-Identifier: MIT */
/*
 * The bytes of a table: a file or standard input, also if it is compressed with gzip (RFC 1952) or zstd (RFC 8878),
 * which its first bytes tell. Where the program was built without one of these libraries such a table is refused with
 * the name of what is missing.
 */
#ifndef CS_CLI_INPUT_H
#define CS_CLI_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct cs_input { /* zeroed it is closed */
    int file;
    bool open;
    const char *refusal;    /* why it cannot be read, once a read has failed */
    unsigned char *bytes;   /* that were read and not yet given, of a compressed one before they are unpacked */
    size_t at, count;
    uint64_t read;          /* so many bytes of the file so far */
    bool ended;
    struct cs_unpacking *unpacking; /* or NULL: it is not compressed */
};

/* So many files will be open at once: asks the system for as many as it allows. */
void cs_input_expect(size_t count);
/*
 * "-" is standard input. Else only a file is read, or what the caller has open already (/dev/fd/63): a pipe with a name
 * waits for its writer, and a device may have no end. False: `refusal` says why.
 */
bool cs_input_open(struct cs_input *input, const char *path);
void cs_input_close(struct cs_input *input);
/* A casus_reader: 0 at the end, SIZE_MAX if it cannot be read. */
size_t cs_input_read(void *input, char *bytes, size_t size);

#endif
