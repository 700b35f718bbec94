/* SPDX-License-Identifier: MIT */
#include "page/files.h"

const unsigned char cs_page_css[] = {
#include "page/assets/page.css.inc"
};
const size_t cs_page_css_length = sizeof cs_page_css;

const unsigned char cs_page_js[] = {
#include "page/assets/page.js.inc"
};
const size_t cs_page_js_length = sizeof cs_page_js;

const unsigned char cs_timeline_css[] = {
#include "page/assets/timeline.css.inc"
};
const size_t cs_timeline_css_length = sizeof cs_timeline_css;
