/* SPDX-License-Identifier: MIT */
/*
 * What the workload "assist" comes to on one reading, as somebody would write it by hand for this treaty and these
 * lines alone: a yardstick for the engine, which knows neither.
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
