/* SPDX-License-Identifier: MIT */
/* The turn: who uses the register, one at a time, in the order in which they came. */
#include "serve/http/server_int.h"

void cs_turn_begin(struct cs_turn *turn)
{
    pthread_mutex_init(&turn->lock, NULL);
    pthread_cond_init(&turn->next, NULL);
}

void cs_turn_end(struct cs_turn *turn)
{
    pthread_mutex_destroy(&turn->lock);
    pthread_cond_destroy(&turn->next);
}

void cs_turn_take(struct cs_turn *turn)
{
    unsigned long number;

    pthread_mutex_lock(&turn->lock);
    number = turn->came++;
    while (turn->served != number)
        pthread_cond_wait(&turn->next, &turn->lock);
    pthread_mutex_unlock(&turn->lock);
}

void cs_turn_give(struct cs_turn *turn)
{
    pthread_mutex_lock(&turn->lock);
    turn->served++;
    pthread_cond_broadcast(&turn->next);
    pthread_mutex_unlock(&turn->lock);
}
