#!/bin/sh
# The records in examples/: their own check lines hold; their texts are in their usual form; they come out the same in any zone
# and language; and, where the documents they cite lie beside the checkout, every anchor is right. That every claim is accounted
# for is tested by docs/claims_test.sh.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
documents=$source/../shared/sources
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

set -- "$source"/examples/*/*.record
[ -e "$1" ] || { echo "there are no examples"; exit 1; }
"$program" check "$@" >"$work/check" 2>&1 || { cat "$work/check"; fail "a check line of an example"; }
"$program" fmt --check "$@" "$source"/vocabulary/*.casus "$source"/treaties/*.treaty || fail "not in the usual form"

for record; do
    "$program" run --format json "$record" >"$work/here" || fail "run $record"
    TZ=Asia/Tokyo LC_ALL=C.UTF-8 "$program" run --format json "$record" >"$work/there" || fail "run $record elsewhere"
    cmp "$work/here" "$work/there" || fail "$record depends on the zone or the language of the machine"
done

if [ -d "$documents" ]; then
    "$program" check --sources "$documents" "$@" >"$work/anchors" 2>&1 ||
        { cat "$work/anchors"; fail "an anchor"; }
else
    echo "skipped: the documents that the examples cite are not beside the checkout; no anchor was verified"
fi
exit $failed
