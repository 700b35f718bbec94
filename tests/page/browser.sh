# What tests in a browser need, for a test that reads this file: Debian's Chromium, node, and packages of npm (package-lock.json),
# which are installed beside the build, in $work. If they are not available, the test says so and is skipped (77). It is run for the
# preset default only: a page does not depend on the compiler.
source=${CASUS_SOURCE:?}
program=${CASUS:?}

skip() {
    echo "skipped: $*"
    exit 77
}

[ "$program" = "$source/build/casus" ] || skip "the page is tested with the preset default"
command -v chromium >/dev/null || skip "chromium is not installed (tools/prepare installs it)"
command -v node >/dev/null || skip "nodejs is not installed (tools/prepare installs it)"
command -v npm >/dev/null || skip "npm is not installed (tools/prepare installs it)"

work=$source/build/$(basename "$here")-test
mkdir -p "$work" || exit 3
cp "$here"/*.mjs "$source"/tests/page/*.mjs "$source"/tests/page/package*.json "$work" || exit 3
if ! cmp -s "$source/tests/page/package-lock.json" "$work/installed"; then
    npm ci --prefix "$work" --ignore-scripts --no-audit --no-fund >"$work/npm.log" 2>&1 || {
        cat "$work/npm.log"
        skip "npm cannot install what the test needs"
    }
    cp "$source/tests/page/package-lock.json" "$work/installed"
fi
export CASUS_CHROMIUM
CASUS_CHROMIUM=$(command -v chromium)
