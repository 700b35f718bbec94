/* SPDX-License-Identifier: MIT */
#include "cli/input.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#ifdef CS_HAS_GZIP
#include <zlib.h>
#endif
#ifdef CS_HAS_ZSTD
#include <zstd.h>
#endif

#define ROOM ((size_t)1 << 16)

enum packing { PLAIN, GZIP, ZSTD };

struct cs_unpacking {
    enum packing packing;
    bool within; /* a part of the file has begun and not ended */
#ifdef CS_HAS_GZIP
    z_stream gzip;
#endif
#ifdef CS_HAS_ZSTD
    ZSTD_DStream *zstd;
#endif
};

void cs_input_expect(size_t count)
{
    struct rlimit limit;
    rlim_t wanted = (rlim_t)count + 64;

    if (getrlimit(RLIMIT_NOFILE, &limit) != 0 || limit.rlim_cur >= wanted)
        return;
    limit.rlim_cur = limit.rlim_max < wanted ? limit.rlim_max : wanted;
    setrlimit(RLIMIT_NOFILE, &limit); /* a file that cannot be opened is told */
}

/* Is it by name a descriptor that the caller of the program has opened? */
static bool is_descriptor(const char *path)
{
    return strncmp(path, "/dev/fd/", 8) == 0 || strncmp(path, "/proc/self/fd/", 14) == 0 ||
           strcmp(path, "/dev/stdin") == 0;
}

/* Why the file that has been opened is not read; NULL: it is. */
static const char *refusal_of(int file)
{
    struct stat about;

    if (fstat(file, &about) != 0)
        return strerror(errno);
    if (S_ISDIR(about.st_mode))
        return strerror(EISDIR);
    return S_ISREG(about.st_mode)
               ? NULL : "it is a pipe or a device; what is no file is read from standard input, as -";
}

/* The descriptor, or -1. It does not wait for the writer of a pipe. */
static int open_file(const char *path, const char **refusal)
{
    int file;

    do
        file = open(path, O_RDONLY | O_CLOEXEC | (is_descriptor(path) ? 0 : O_NONBLOCK));
    while (file < 0 && errno == EINTR);
    *refusal = file < 0 ? strerror(errno) : is_descriptor(path) ? NULL : refusal_of(file);
    if (file >= 0 && *refusal != NULL) {
        close(file);
        file = -1;
    }
    return file;
}

bool cs_input_open(struct cs_input *input, const char *path)
{
    const char *refusal = NULL;

    *input = (struct cs_input){.file = strcmp(path, "-") == 0 ? STDIN_FILENO : open_file(path, &refusal)};
    input->refusal = refusal;
    if (input->file < 0)
        return false;
    input->bytes = malloc(ROOM);
    input->open = true;
    if (input->bytes != NULL)
        return true;
    cs_input_close(input);
    input->refusal = "memory ran out";
    return false;
}

static void free_unpacking(struct cs_unpacking *u)
{
    if (u == NULL)
        return;
#ifdef CS_HAS_GZIP
    if (u->packing == GZIP)
        inflateEnd(&u->gzip);
#endif
#ifdef CS_HAS_ZSTD
    ZSTD_freeDStream(u->zstd);
#endif
    free(u);
}

void cs_input_close(struct cs_input *input)
{
    if (!input->open)
        return;
    if (input->file != STDIN_FILENO)
        close(input->file);
    free_unpacking(input->unpacking);
    free(input->bytes);
    *input = (struct cs_input){.open = false};
}

/* Reads what is there behind what was not given yet; false if that failed. */
static bool fill(struct cs_input *input)
{
    ssize_t got;

    if (input->at > 0)
        memmove(input->bytes, input->bytes + input->at, input->count - input->at);
    input->count -= input->at;
    input->at = 0;
    do
        got = read(input->file, input->bytes + input->count, ROOM - input->count);
    while (got < 0 && errno == EINTR);
    if (got < 0)
        return false;
    input->ended = got == 0;
    input->count += (size_t)got;
    input->read += (uint64_t)got;
    return true;
}

static enum packing packing_of(const struct cs_input *input)
{
    static const unsigned char gzip[] = {0x1F, 0x8B}, zstd[] = {0x28, 0xB5, 0x2F, 0xFD};

    if (input->count >= sizeof gzip && memcmp(input->bytes, gzip, sizeof gzip) == 0)
        return GZIP;
    return input->count >= sizeof zstd && memcmp(input->bytes, zstd, sizeof zstd) == 0 ? ZSTD : PLAIN;
}

/* Looks at the first bytes; false if the table cannot be read. */
static bool begin(struct cs_input *input)
{
    struct cs_unpacking *u;
    enum packing packing;

    while (input->count < 4 && !input->ended)
        if (!fill(input))
            return false;
    packing = packing_of(input);
    if (packing == PLAIN)
        return true;
    u = calloc(1, sizeof *u);
    input->unpacking = u;
    input->refusal = "memory ran out";
    if (u == NULL)
        return false;
    u->packing = packing;
#ifndef CS_HAS_GZIP
    input->refusal = "it is compressed with gzip, and this casus was built without zlib (Debian: zlib1g-dev): unpack "
                     "it first, gunzip -c";
    if (packing == GZIP)
        return false;
#else
    if (packing == GZIP && inflateInit2(&u->gzip, 15 + 16) != Z_OK) {
        u->packing = PLAIN;
        return false;
    }
#endif
#ifndef CS_HAS_ZSTD
    input->refusal = "it is compressed with zstd, and this casus was built without libzstd (Debian: libzstd-dev): "
                     "unpack it first, zstd -dc";
    if (packing == ZSTD)
        return false;
#else
    u->zstd = packing == ZSTD ? ZSTD_createDStream() : NULL;
    if (packing == ZSTD && u->zstd == NULL)
        return false;
#endif
    input->refusal = NULL;
    return true;
}

/* Unpacks some bytes; the number of them, which may be 0, or SIZE_MAX. */
static size_t unpack(struct cs_input *input, char *bytes, size_t size)
{
    struct cs_unpacking *u = input->unpacking;

    (void)bytes;
    (void)size;
    (void)u;
    input->refusal = "its compressed bytes are damaged";
#ifdef CS_HAS_GZIP
    if (u->packing == GZIP) {
        int result;
        size_t given;

        u->within = true;
        u->gzip.next_in = input->bytes + input->at;
        u->gzip.avail_in = (uInt)(input->count - input->at);
        u->gzip.next_out = (unsigned char *)bytes;
        u->gzip.avail_out = (uInt)(size < ROOM ? size : ROOM);
        given = u->gzip.avail_out;
        result = inflate(&u->gzip, Z_NO_FLUSH);
        input->at = input->count - u->gzip.avail_in;
        if (result == Z_STREAM_END) {
            u->within = false;
            if (inflateReset(&u->gzip) != Z_OK) /* another part may follow */
                return SIZE_MAX;
        } else if (result != Z_OK && result != Z_BUF_ERROR) {
            return SIZE_MAX;
        }
        return given - u->gzip.avail_out;
    }
#endif
#ifdef CS_HAS_ZSTD
    if (u->packing == ZSTD) {
        ZSTD_inBuffer in = {input->bytes, input->count, input->at};
        ZSTD_outBuffer out = {bytes, size, 0};
        size_t result = ZSTD_decompressStream(u->zstd, &out, &in);

        input->at = in.pos;
        if (ZSTD_isError(result))
            return SIZE_MAX;
        u->within = result != 0;
        return out.pos;
    }
#endif
    return SIZE_MAX;
}

static size_t read_packed(struct cs_input *input, char *bytes, size_t size)
{
    for (;;) {
        size_t before = input->at, got = SIZE_MAX;

        if (input->at < input->count || input->unpacking->within) {
            got = unpack(input, bytes, size);
            if (got > 0)
                return got;
        }
        if (input->at > before && input->at < input->count)
            continue;
        if (input->ended) {
            if (input->unpacking->within)
                input->refusal = "its compressed bytes end too early";
            return input->unpacking->within ? SIZE_MAX : 0;
        }
        if (!fill(input)) {
            input->refusal = strerror(errno);
            return SIZE_MAX;
        }
    }
}

size_t cs_input_read(void *context, char *bytes, size_t size)
{
    struct cs_input *input = context;
    size_t part;

    if (input->read == 0 && !input->ended && !begin(input)) {
        if (input->refusal == NULL)
            input->refusal = strerror(errno);
        return SIZE_MAX;
    }
    if (input->unpacking != NULL)
        return read_packed(input, bytes, size);
    if (input->at == input->count && !input->ended && !fill(input)) {
        input->refusal = strerror(errno);
        return SIZE_MAX;
    }
    part = input->count - input->at < size ? input->count - input->at : size;
    memcpy(bytes, input->bytes + input->at, part);
    input->at += part;
    return part;
}
