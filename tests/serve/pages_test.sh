#!/bin/sh
# The pages of a register in Chromium: axe, phone and desktop, the keyboard alone, with and without scripts (pages.mjs).
set -u
here=${CASUS_SOURCE:?}/tests/serve
"${CASUS:?}" serve /none 2>&1 | grep -q 'built without' && { echo "skipped: built without casus serve"; exit 77; }
. "$CASUS_SOURCE/tests/page/browser.sh"
exec node "$work/pages.mjs" "$here" "$work" "$@"
