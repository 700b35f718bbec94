/* SPDX-License-Identifier: MIT */
/* Writes reasons as part of a larger JSON text. */
#ifndef CS_WRITE_REASONS_JSON_H
#define CS_WRITE_REASONS_JSON_H

#include "write/json.h"
#include "write/write.h"

/* Writes the key "rows" and its list into the object that is open. */
void cs_reasons_json_into(struct cs_json *json, const struct cs_report *report, const struct cs_reasons *reasons,
                          size_t count);

#endif
