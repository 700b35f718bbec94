/* SPDX-License-Identifier: MIT */
/* What every fuzz target needs. Inputs are short: what is long is tested elsewhere, and here it only takes time. */
#ifndef TESTS_FUZZ_TARGET_H
#define TESTS_FUZZ_TARGET_H

#include <stddef.h>
#include <stdint.h>

#define INPUT_BYTES_MAX ((size_t)8192)

/* Called by libFuzzer for each input. */
int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#endif
