#!/bin/sh
# The page of `casus report`, opened from disk in Debian's Chromium, shows the same states as the ledger of the same run.
#
# Packages of npm (package-lock.json) are installed beside the build. If Chromium, node or the packages are not available,
# it says so and is skipped (77). It is run for the preset default only: the page does not depend on the compiler.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
here=$source/tests/page

skip() {
    echo "skipped: $*"
    exit 77
}

[ "$program" = "$source/build/casus" ] || skip "the page is tested with the preset default"
command -v chromium >/dev/null || skip "chromium is not installed (tools/prepare installs it)"
command -v node >/dev/null || skip "nodejs is not installed (tools/prepare installs it)"
command -v npm >/dev/null || skip "npm is not installed (tools/prepare installs it)"

work=$source/build/page-test
mkdir -p "$work" || exit 3
cp "$here"/*.mjs "$here"/package.json "$here"/package-lock.json "$work" || exit 3
if ! cmp -s "$here/package-lock.json" "$work/installed"; then
    npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund >"$work/npm.log" 2>&1 || {
        cat "$work/npm.log"
        skip "npm cannot install what the test needs"
    }
    cp "$here/package-lock.json" "$work/installed"
fi
CASUS_CHROMIUM=$(command -v chromium) exec node "$work/page.mjs" "$here" "$work"
