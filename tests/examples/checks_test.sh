#!/bin/sh
# Each check line of the records of real cases ends in what it is drawn from: a claim (S2-005), an outside fact (O31), a
# precedent (P22) or a rule of law (CST-10). Where the lists lie beside the checkout, each of these is in one of them.

set -u
source=${CASUS_SOURCE:?}
shared=$source/../shared
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

grep -h '^check ' "$source"/examples/csto-*/*.record "$source"/examples/kazakhstan-2022/*.record \
    "$source"/examples/together/*.record "$source"/examples/precedents/*.record >"$work/checks"
[ -s "$work/checks" ] || { echo "FAILED: there are no check lines"; exit 1; }
grep -v -E -- '-- ([A-Z]+[A-Z0-9-]*[0-9])(, [A-Z]+[A-Z0-9-]*[0-9])*(: .*)?$' "$work/checks" >"$work/bare"
if [ -s "$work/bare" ]; then
    cat "$work/bare"
    echo "FAILED: check lines that do not say what they are drawn from"
    failed=1
fi
sed -e 's/^.*  -- //' -e 's/:.*//' "$work/checks" | tr ',' '\n' | tr -d ' ' | sort -u >"$work/named"
if [ -d "$shared/facts" ] && [ -d "$shared/law" ]; then
    {
        cut -d , -f 1 "$shared/facts/claims.csv" "$shared/facts/outside.csv" "$shared/law/rules.csv"
        # the precedents have names of their own in their list; a record declares each as a source
        cat "$source"/examples/*/*.record | sed -n 's/^source \(P[0-9]*\) .*/\1/p'
    } | sort -u >"$work/known"
    if ! comm -23 "$work/named" "$work/known" >"$work/strange" || [ -s "$work/strange" ]; then
        cat "$work/strange"
        echo "FAILED: check lines are drawn from what is in no list"
        failed=1
    fi
else
    echo "skipped: the lists of facts and rules are not beside the checkout; no number was looked up"
fi
exit $failed
