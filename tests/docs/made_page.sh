# For the tests of pages that a tool makes (docs/NAME.md by tools/NAME-page): sourced, with `name` set to NAME, and `texts` to
# what the tool reads. Defines `fail`, `page`, `work`, `tab`, `failed`; compares the page, or rewrites it with --accept.

set -u
source=${CASUS_SOURCE:?}
accept=${1-}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
# shellcheck disable=SC2034
tab=$(printf '\t')
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

page() {
    sh "$source/tools/$name-page" "$@"
}

page "$source" >"$work/page" || fail "the $texts cannot be read for docs/$name.md"
if [ "$accept" = --accept ] && [ "$failed" = 0 ]; then
    cp "$work/page" "$source/docs/$name.md"
elif ! cmp -s "$source/docs/$name.md" "$work/page"; then
    diff "$source/docs/$name.md" "$work/page" | head -20
    fail "docs/$name.md is not what the $texts say: sh tools/$name-page >docs/$name.md"
fi

# Made-up texts that the tool must refuse, each with the reason. The test defines `made`, which writes one from its input.
refuses() {
    what=$1
    made
    if page --list "$work/made" >"$work/out" 2>"$work/error"; then
        fail "the tool takes a text in which $what"
    elif ! grep -q "$2" "$work/error"; then
        cat "$work/error"
        fail "the tool does not say that $what"
    fi
}
