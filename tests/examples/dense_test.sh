#!/bin/sh
# A stream in which thousands of cases are open at once, with ids that are integers and texts, with families and without
# (casus plan): how many duties are performed and broken. The figures are counted by hand: of n incidents, in each of
# which state 0 asks for help, every third has a consultation in time; in every second member 5 helps; every fifth is
# withdrawn behind that, which ends what the others owe. Then all times run out.
#
#   consult  performed n / 3, broken the others
#   assist   performed n / 2; broken by 31 members in 4 n / 5 incidents, but for member 5 in 4 n / 10 of them

casus=${CASUS:?} source=${CASUS_SOURCE:?}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM
failed=0
cp "$source/examples/assist/assist.treaty" "$source/examples/assist/assist.map" "$work" || exit 3
{
    cat "$work/assist.treaty"
    printf '\nwhile s is threatened in i\nand   "39" is member of Alliance\n'
    printf 'then  "39" owes Alliance assist on i by "39" within 720 hours only\nuntil withdraw on i\n'
} >"$work/alone.treaty"
"$casus" plan "$work/alone.treaty" | grep -q '^family' && echo "families are possible where none should be" && failed=1

# rows N PREFIX: in the order of time
rows() {
    awk -v n="$1" -v prefix="$2" 'BEGIN {
        for (i = 1; i <= n; i++) print i ",threat," prefix i ",0"
        for (i = 1; i <= n; i++) print n + i ",request," prefix i ",0"
        for (i = 3; i <= n; i += 3) print 2 * n + i ",consult," prefix i ","
        for (i = 2; i <= n; i += 2) print 3 * n + i ",assist," prefix i ",5"
        for (i = 5; i <= n; i += 5) print 4 * n + i ",withdraw," prefix i ","
        print 4000000 ",threat," prefix n + 1 ",0"
    }'
}
check() { # TREATY N PREFIX
    rows "$2" "$3" >"$work/rows.csv"
    "$casus" scan "$work/$1.treaty" --map "$work/assist.map" "$work/rows.csv" | cut -d, -f1,2 | tail -n +2 | sort |
        uniq -c | sed 's/^ *//' >"$work/got"
    awk -v n="$2" 'BEGIN {
        third = int(n / 3)
        print n / 2 " fulfilled,assist"
        print third " fulfilled,consult"
        print 31 * 4 * n / 5 - 4 * n / 10 " violated,assist"
        print n - third " violated,consult"
    }' >"$work/wanted"
    cmp -s "$work/wanted" "$work/got" && return
    echo "$1, $2 incidents, ids \"${3}1\":"
    diff "$work/wanted" "$work/got"
    failed=1
}
for prefix in "" n; do
    check assist 5000 "$prefix"
    check alone 500 "$prefix"
done
exit "$failed"
