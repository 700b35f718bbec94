#!/bin/sh
# Records that are run together do not get into each other's way: the check lines of each record hold in the run of all.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
cp -R "$source/examples" "$work"
CASUS_PATH=$source
export CASUS_PATH
failed=0
tried=0

# The records that csto.record uses, and of each its zone and its check lines alone.
for record in $(sed -n 's/^use  *"/"/p' "$work/examples/together/csto.record" | tr -d '",'); do
    tried=$((tried + 1))
    {
        echo 'use zones, "csto.record"'
        awk '/^zone /
             /^check / { inside = 1 }
             inside && /^(check|  )/ { print; next }
             !/^$/ && !/^--/ { inside = 0 }' "$work/examples/together/$record"
    } >"$work/examples/together/one.record"
    grep -q '^check ' "$work/examples/together/one.record" || { echo "FAILED: $record has no check line"; failed=1; }
    "$program" check "$work/examples/together/one.record" >"$work/out" 2>&1 ||
        { cat "$work/out"; echo "FAILED: $record comes out otherwise in the run of all"; failed=1; }
done
[ "$tried" -gt 1 ] || { echo "FAILED: nothing is run together"; exit 1; }
exit $failed
