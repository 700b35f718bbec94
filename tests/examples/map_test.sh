#!/bin/sh
# `casus map` on the research data (CASUS_DATA, else ../shared/data beside the project; skips without them): of each table
# it proposes a map, which `casus scan` takes. What rows are bad even so is known: five of directed_dyadic_war.csv, two
# with a month 24 and three with the year 19118.
data=${CASUS_DATA:-${CASUS_SOURCE:?}/../shared/data}
if [ ! -r "$data/cow/directed_dyadic_war.csv" ]; then
    echo "skipped: the research data are not there ($data; CASUS_DATA names their folder)"
    exit 77
fi
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
failed=0
for table in "$data"/*/*.csv; do
    name=${table##*/}
    "${CASUS:?}" map "$table" >"$work/proposed.map" || failed=1
    "$CASUS" scan --map "$work/proposed.map" "$table" --format record --bad-rows skip >"$work/record" 2>"$work/told"
    case $? in
    0) ;;
    1) [ "$name" = directed_dyadic_war.csv ] && grep -q '^casus scan: 5 of 1,364 rows are bad' "$work/told" || {
           echo "$name: rows are bad"
           tail -3 "$work/told"
           failed=1
       } ;;
    *) echo "$name: the map is not understood" && failed=1 ;;
    esac
    rows=$(grep -c ' t[0-9]*: ' "$work/record")
    [ "$rows" -gt 10 ] || { echo "$name: $rows rows were read" && failed=1; }
done
# by their headers: the start and the end of membership, in three columns each; the state; the alliance
"$CASUS" map "$data/atop/atop5_1m.csv" >"$work/atop.map"
for line in 'from  yrent, moent, dayent to yrexit, moexit, dayexit' 'then  member is listed with atopid' \
            'continuing "0" in yrexit    -- unsure'; do
    grep -qx -e "$line" "$work/atop.map" || { echo "atop: no line $line" && failed=1; }
done
exit $failed
