/* SPDX-License-Identifier: MIT */
/* Reasons as a part of a larger JSON text. */
#ifndef CS_REPORT_REASONS_JSON_H
#define CS_REPORT_REASONS_JSON_H

#include "report/json.h"
#include "report/report.h"

/* The key "rows" and its list, inside an object that is open. */
void cs_reasons_json_into(struct cs_json *json, const struct cs_report *report, const struct cs_reasons *reasons,
                          size_t count);

#endif
