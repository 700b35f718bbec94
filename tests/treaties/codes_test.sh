#!/bin/sh
# The spells of vocabulary/states.casus in COW and GW are those of the published lists (../shared/data/cow): the same days,
# whichever states of ours share a code. ISO has a code once, but for what changed hands. Skipped where the lists are absent.
: "${CASUS_SOURCE:?the source tree}"
data=$CASUS_SOURCE/../shared/data/cow
if [ ! -f "$data/cow_states.csv" ]; then
    echo "skipped: $data is absent"
    exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# LIST CODE FIRST LAST, a line for each spell; the first day of the list is ..., the last is open
awk -F, 'FNR == 1 { next }
         { gsub(/"/, "") }
         FILENAME ~ /cow_states/ { printf "COW %s %04d-%02d-%02d %04d-%02d-%02d\n", $2, $4, $5, $6, $7, $8, $9; next }
         { print "GW", $1, $(NF - 1), $NF }' "$data/cow_states.csv" "$data/gw_states.csv" |
    sed 's/ 1816-01-01 / ... /; s/^\(COW.*\) 2016-12-31$/\1 open/; s/^\(GW.*\) 2017-12-31$/\1 open/' |
    sort >"$work/wanted"

# Ours have the first day after a spell: the day before it is the last. A spell that goes on under another name is one.
grep '^code ' "$CASUS_SOURCE/vocabulary/states.casus" | grep -oE '"[0-9]+" in (COW|GW)( since [-0-9]+)?( until [-0-9]+)?' |
    while read -r code _ list rest; do
        first=... last=open
        case $rest in *since*) first=${rest#*since } first=${first%% *} ;; esac
        case $rest in *until*) last=${rest#*until } ;; esac
        echo "$list $(echo "$code" | tr -d '"') $first $last"
    done | sort -k1,1 -k2,2 -k3,3 |
    awk '$1 " " $2 == same && $3 == last { last = $4; next }
         { if (same) print same, first, last; same = $1 " " $2; first = $3; last = $4 }
         END { print same, first, last }' >"$work/spells"
while read -r list code first last; do
    [ "$last" = open ] || last=$(date -u -d "$last - 1 day" +%F)
    echo "$list $code $first $last"
done <"$work/spells" | sort >"$work/found"

diff "$work/wanted" "$work/found" || exit 1
[ "$(wc -l <"$work/found")" -eq 459 ] || { echo "243 spells of COW and 216 of GW are not all there"; exit 1; }
