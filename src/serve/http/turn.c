/* SPDX-License-Identifier: MIT */
/*
 * The turn: who uses the register, one at a time, in the order in which they came. Who gives it wakes the one who is
 * next, and nobody else: under load a thread that wakes to find that it is not its turn costs as much as a short
 * request.
 */
#include "serve/http/server_int.h"

/* One that waits, for as long as it does. */
struct cs_waiter { struct cs_waiter *next; pthread_cond_t wake; bool its; };

void cs_turn_begin(struct cs_turn *turn)
{
    pthread_mutex_init(&turn->lock, NULL);
    turn->first = turn->last = NULL;
    turn->taken = false;
}

void cs_turn_end(struct cs_turn *turn)
{
    pthread_mutex_destroy(&turn->lock);
}

void cs_turn_take(struct cs_turn *turn)
{
    struct cs_waiter own = {.next = NULL};

    pthread_mutex_lock(&turn->lock);
    if (turn->taken) {
        pthread_cond_init(&own.wake, NULL);
        *(turn->last != NULL ? &turn->last->next : &turn->first) = &own;
        turn->last = &own;
        while (!own.its)
            pthread_cond_wait(&own.wake, &turn->lock);
        pthread_cond_destroy(&own.wake);
    }
    turn->taken = true;
    pthread_mutex_unlock(&turn->lock);
}

/* It goes from hand to hand: who comes meanwhile does not get before the one who is next. */
void cs_turn_give(struct cs_turn *turn)
{
    struct cs_waiter *next;

    pthread_mutex_lock(&turn->lock);
    next = turn->first;
    turn->taken = next != NULL;
    if (next != NULL) {
        turn->first = next->next;
        turn->last = next->next != NULL ? turn->last : NULL;
        next->its = true;
        pthread_cond_signal(&next->wake);
    }
    pthread_mutex_unlock(&turn->lock);
}
