/* SPDX-License-Identifier: MIT */
#include "report/page_files.h"

const unsigned char cs_page_css[] = {
#include "report/page/page.css.inc"
};
const size_t cs_page_css_length = sizeof cs_page_css;

const unsigned char cs_page_js[] = {
#include "report/page/page.js.inc"
};
const size_t cs_page_js_length = sizeof cs_page_js;

const unsigned char cs_timeline_css[] = {
#include "report/page/timeline.css.inc"
};
const size_t cs_timeline_css_length = sizeof cs_timeline_css;
