/* SPDX-License-Identifier: MIT */
/*
 * The states of the duties of workload "assist" on one reading, computed by a program written by hand for this treaty
 * alone: the engine, which is general, is compared with it.
 */
#ifndef BENCH_MONITOR_H
#define BENCH_MONITOR_H

#include <stdbool.h>
#include <stddef.h>

struct monitor_counts { size_t in_force, fulfilled, late, violated; };

/* Reads parts of a record as workload_part makes them. False if memory ran out. */
struct monitor *monitor_new(size_t groups);
void monitor_free(struct monitor *monitor);
void monitor_read(struct monitor *monitor, const char *text);
/* The states of all duties at the end of the last day that was read. */
struct monitor_counts monitor_count(const struct monitor *monitor);

#endif
