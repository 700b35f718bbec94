#!/bin/sh
# The records in examples/: their own check lines hold; their texts are in their usual form; they come out the same in any zone
# and language; and, where the documents they cite lie beside the checkout, every anchor is right and every claim accounted for.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
documents=$source/../shared/sources
claims=$source/../shared/facts/claims.csv
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
    "$program" check --sources "$documents" "$source"/examples/csto-2022/documents.record >"$work/anchors" 2>&1 ||
        { cat "$work/anchors"; fail "an anchor"; }
else
    echo "skipped: the documents that the examples cite are not beside the checkout; no anchor was verified"
fi

if [ -f "$claims" ]; then
    for id in $(sed -n 's/^\(S[234]-[0-9][0-9][0-9]\),.*/\1/p' "$claims"); do
        grep -q -- "$id" "$source"/examples/csto-2022/documents.record "$source"/examples/csto-2022/README.md ||
            fail "claim $id is neither in the record nor among those left out"
    done
else
    echo "skipped: the list of claims is not beside the checkout; none was accounted for"
fi
exit $failed
