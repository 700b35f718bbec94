/* SPDX-License-Identifier: MIT */
/*
 * What waits for the disk. Requests that enter something while others wait for the turn share one transaction: the
 * group. Whatever is answered meanwhile may tell of it, so no response leaves before the group is on the disk; if it
 * cannot be written, all of them are answered with that.
 *
 * Nobody waits for a group to fill: who is done while nobody else waits for the turn ends it.
 */
#include <inttypes.h>

#include "serve/http/server_int.h"

#define OLDEST_MS 20 /* a group ends after so long at the latest, */
#define MOST 256     /* or with so many responses */

/* Writes the group, and lets those go on that wait for it. The one that is done now (or NULL) goes on by itself. */
static void end(struct cs_server *server, struct cs_held *own)
{
    struct casus_failure failure;
    casus_status status = cs_register_group_end(server->r, &failure);
    struct cs_held *held = server->held;

    server->held = NULL;
    server->held_count = 0;
    if (status != CASUS_OK && own != NULL)
        cs_refuse_status(own->x, status, &failure);
    for (struct cs_held *next; held != NULL; held = next) {
        next = held->next;
        if (status != CASUS_OK)
            cs_refuse_status(held->x, status, &failure);
        MHD_resume_connection(held->connection);
    }
    cs_stream_wake(server, false);
}

void cs_group_end(struct cs_server *server)
{
    if (server->held != NULL || cs_database_group_waits(server->r->database))
        end(server, NULL);
}

bool cs_group_after(struct cs_server *server, struct cs_held *own)
{
    if (server->held == NULL && !cs_database_group_waits(server->r->database))
        return true;
    if (server->held == NULL)
        server->held_since = cs_serve_now_ms();
    if (atomic_load(&server->waiting) == 0 || server->held_count + 1 >= MOST ||
        cs_serve_now_ms() - server->held_since >= OLDEST_MS) {
        end(server, own);
        return true;
    }
    own->next = server->held;
    server->held = own;
    server->held_count++;
    MHD_suspend_connection(own->connection);
    return false;
}
