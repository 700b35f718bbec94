/* SPDX-License-Identifier: MIT */
/* Reasons in another language than English. */
#ifndef CS_VIEW_REASON_H
#define CS_VIEW_REASON_H

#include "reasons/why.h"
#include "view/view.h"

/* Adds a reason in the language of the report; false, with nothing added, if it stands as reasons/ has it. */
bool cs_told_reason(const struct cs_report *report, const struct cs_reason *reason, struct cs_buffer *out);

#endif
