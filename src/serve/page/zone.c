/* SPDX-License-Identifier: MIT */
#define _DEFAULT_SOURCE /* timegm */
#include "serve/page/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

int cs_zone_minutes(const char *text)
{
    int hours, minutes, used = 0;
    char sign;

    if (strcmp(text, "Z") == 0)
        return 0;
    if (sscanf(text, "%c%2d:%2d%n", &sign, &hours, &minutes, &used) != 3 || used != 6 || text[used] != '\0' ||
        (sign != '+' && sign != '-') || hours < 0 || hours > 14 || minutes < 0 || minutes > 59)
        return CS_ZONE_NONE;
    return (sign == '-' ? -1 : 1) * (hours * 60 + minutes);
}

/* The zone of an instant, behind its time; NULL: it is a day, or no instant. */
static const char *zone_of(const char *when)
{
    const char *letter = strchr(when, 'T');

    return letter != NULL ? strpbrk(letter, "+-Z") : NULL;
}

/* An instant in the reader's zone: "08:00", with its day where that is another. "": it cannot be told. */
static void in_zone(const char *when, int from, int zone, char *out, size_t size)
{
    struct tm parts = {0};
    char day[16];
    time_t at;

    out[0] = '\0';
    if (sscanf(when, "%d-%d-%dT%d:%d", &parts.tm_year, &parts.tm_mon, &parts.tm_mday, &parts.tm_hour,
               &parts.tm_min) != 5)
        return;
    parts.tm_year -= 1900;
    parts.tm_mon -= 1;
    at = timegm(&parts) + (time_t)60 * (zone - from);
    gmtime_r(&at, &parts);
    strftime(day, sizeof day, "%Y-%m-%d", &parts);
    strftime(out, size, strncmp(day, when, strlen(day)) == 0 ? "%H:%M" : "%Y-%m-%d %H:%M", &parts);
}

void cs_web_time(struct cs_exchange *x, casus_text *out, const char *when)
{
    const char *zone = zone_of(when);
    int from = zone != NULL ? cs_zone_minutes(zone) : CS_ZONE_NONE;
    char shown[40], own[40];
    char *letter;

    snprintf(shown, sizeof shown, "%s", when);
    letter = strchr(shown, 'T');
    if (letter != NULL)
        *letter = ' ';
    cs_web(out, "<time datetime=\"{}\">{}</time>", when, shown);
    if (x->zone == CS_ZONE_NONE || from == CS_ZONE_NONE || from == x->zone)
        return;
    in_zone(when, from, x->zone, own, sizeof own);
    if (own[0] != '\0')
        cs_web(out, " <small>({} {})</small>", cs_web_say(x, "your time"), own);
}

/* ---- choosing ---- */

void cs_web_zone_form(struct cs_exchange *x, casus_text *out)
{
    static const char *const zones[] = {"-08:00", "-05:00", "-03:00", "Z",      "+01:00", "+02:00", "+03:00", "+04:00",
                                        "+04:30", "+05:00", "+05:30", "+06:00", "+07:00", "+08:00", "+09:00", "+10:00"};

    cs_web(out, "<h2>{}</h2><form method=\"post\" action=\"/zone\" class=\"card\">", cs_web_say(x, "Your time"));
    cs_web_form_token(x, out);
    cs_web(out, "<p><label>{}<br><select name=\"zone\">", cs_web_say(x, "Times are shown in this zone too"));
    for (size_t i = 0; i < sizeof zones / sizeof *zones; i++)
        cs_web(out, cs_zone_minutes(zones[i]) == x->zone ? "<option value=\"{}\" selected>UTC {}</option>"
                                                         : "<option value=\"{}\">UTC {}</option>",
               zones[i], *zones[i] != 'Z' ? zones[i] : "");
    cs_web(out, "</select></label></p><button>{}</button></form>", cs_web_say(x, "Keep it"));
}
