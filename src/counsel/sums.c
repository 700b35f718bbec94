/* SPDX-License-Identifier: MIT */
#include "counsel/sums.h"

#include <stdlib.h>
#include <string.h>

#include "world/natural.h"

static casus_status make(size_t digits, size_t capacity, struct cs_sums *out)
{
    *out = (struct cs_sums){.digits = digits, .capacity = capacity};
    out->sizes = calloc(capacity, sizeof *out->sizes);
    out->weights = calloc(capacity, sizeof *out->weights);
    out->ways = calloc(capacity * digits, sizeof *out->ways);
    return out->sizes != NULL && out->weights != NULL && out->ways != NULL ? CASUS_OK : CASUS_ERR_MEMORY;
}

casus_status cs_sums_start(size_t digits, struct cs_sums *out)
{
    casus_status status = make(digits, 1, out);

    if (status == CASUS_OK) {
        out->count = 1;
        out->ways[0] = 1;
    }
    return status;
}

void cs_sums_release(struct cs_sums *sums)
{
    free(sums->sizes);
    free(sums->weights);
    free(sums->ways);
    memset(sums, 0, sizeof *sums);
}

/* The order of the sum at one place with a member more (`weight` and one in size) and that at another without. */
static int compare(const struct cs_sums *sums, size_t with, uint64_t weight, size_t without)
{
    uint64_t heavy = sums->weights[with] + weight, light = sums->weights[without];
    uint32_t large = sums->sizes[with] + 1, small = sums->sizes[without];

    return large != small ? (large > small) - (large < small) : (heavy > light) - (heavy < light);
}

/* ways += those of a sum, `factor` times */
static void add_ways(const struct cs_sums *from, size_t index, uint32_t factor, uint32_t *product, uint32_t *ways)
{
    memcpy(product, cs_sums_ways(from, index), from->digits * sizeof *product);
    cs_natural_multiply(product, from->digits, factor);
    cs_natural_add(ways, product, from->digits);
}

/* Two lists in one order, that of the sets without the member and that with him, become one. */
static casus_status merge(const struct cs_sums *from, uint64_t weight, uint32_t in, uint32_t out, uint32_t *product,
                          struct cs_sums *to)
{
    size_t with = 0, without = 0;

    while (with < from->count) {
        int order = without < from->count ? compare(from, with, weight, without) : -1;
        uint32_t *ways = to->ways + to->count * to->digits;

        if (to->count == CS_SUMS_MAX)
            return CASUS_ERR_LIMIT;
        to->sizes[to->count] = order < 0 ? from->sizes[with] + 1 : from->sizes[without];
        to->weights[to->count++] = order < 0 ? from->weights[with] + weight : from->weights[without];
        if (order >= 0)
            add_ways(from, without++, out, product, ways);
        if (order <= 0)
            add_ways(from, with++, in, product, ways);
    }
    return CASUS_OK;
}

casus_status cs_sums_add(struct cs_sums *sums, uint64_t weight, uint32_t in, uint32_t out)
{
    size_t most = 2 * sums->count < CS_SUMS_MAX ? 2 * sums->count : CS_SUMS_MAX;
    uint32_t *product = malloc(sums->digits * sizeof *product);
    struct cs_sums made;
    casus_status status = make(sums->digits, most, &made);

    if (status == CASUS_OK)
        status = product != NULL ? merge(sums, weight, in, out, product, &made) : CASUS_ERR_MEMORY;
    free(product);
    if (status != CASUS_OK) {
        cs_sums_release(&made);
        return status;
    }
    cs_sums_release(sums);
    *sums = made;
    return CASUS_OK;
}
