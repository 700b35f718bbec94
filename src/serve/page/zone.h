/* SPDX-License-Identifier: MIT */
/*
 * Times as people read them: as they were recorded, in the zone of the organisation's clock, and in the reader's own
 * zone where that is another. A browser with a script tells its zone by a cookie; without one the reader chooses it.
 */
#ifndef CS_SERVE_PAGE_ZONE_H
#define CS_SERVE_PAGE_ZONE_H

#include "serve/page/page.h"

#define CS_ZONE_NONE 10000 /* he has told none */
/* Reads "+04:00", "-03:30" or "Z" as minutes; CS_ZONE_NONE: it is none. */
int cs_zone_minutes(const char *text);
/* Adds the form in which a reader without scripts chooses his zone. */
void cs_web_zone_form(struct cs_exchange *x, casus_text *out);

#endif
