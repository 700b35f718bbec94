#!/bin/sh
# The page of `casus report`, opened from disk in Chromium, shows the same states as the ledger of the same run.
set -u
here=${CASUS_SOURCE:?}/tests/page
. "$here/browser.sh"
exec node "$work/page.mjs" "$here" "$work"
