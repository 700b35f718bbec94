/* SPDX-License-Identifier: MIT */
/* The files of src/page/assets/, which the build puts into the program (cmake/embed.cmake). */
#ifndef CS_PAGE_FILES_H
#define CS_PAGE_FILES_H

#include <stddef.h>

extern const unsigned char cs_page_css[], cs_page_js[], cs_timeline_css[];
extern const size_t cs_page_css_length, cs_page_js_length, cs_timeline_css_length;

#endif
