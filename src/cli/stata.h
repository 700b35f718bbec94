/* SPDX-License-Identifier: MIT */
/* A table as a file of Stata (.dta, version 118), with labels; by libreadstat, where the program was built with it. */
#ifndef CS_CLI_STATA_H
#define CS_CLI_STATA_H

#include "cli/cli.h"

/* What was at `path` is replaced only by the whole. Prints what failed, or that libreadstat is missing. */
enum cs_exit cs_stata_write(const char *path, const casus_export *table, const char *label);

#endif
