#!/bin/sh
# The library of treaties, tried article by article with made-up records: their check lines hold, they are in their usual form,
# and each treaty of the library is used by some record, here or in examples/.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

set -- "$source"/tests/treaties/*.record
[ -e "$1" ] || { echo "there are no records"; exit 1; }
CASUS_PATH=$source "$program" check "$@" >"$work/check" 2>&1 || { cat "$work/check"; fail "a check line"; }
"$program" fmt --check "$@" || fail "not in the usual form"

cat "$@" "$source"/examples/*/*.record | sed -n 's/^use *//p' | tr ',' '\n' | tr -d ' ' | sort -u >"$work/used"
for treaty in "$source"/treaties/*.treaty; do
    name=$(basename "$treaty" .treaty)
    grep -qx "$name" "$work/used" || fail "no record uses $name.treaty"
done
exit $failed
