#!/bin/sh
# The examples on two centuries of alliances and on vetoes, where the research data are (CASUS_DATA, else ../shared/data beside
# the project; tests skip without them). Expected values: the keys of ATOP's state-years and the rows that are to be
# identical are those of the codebook's file; the six differences were looked up in the member rows by hand; the wars of
# the reliability table below were looked up in the tables.

source=${CASUS_SOURCE:?}
: "${CASUS:?}"
data=${CASUS_DATA:-$source/../shared/data}
if [ ! -r "$data/atop/atop5_1m.csv" ]; then
    echo "skipped: the research data are not there ($data; CASUS_DATA names their folder)"
    exit 77
fi
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
failed=0
fail() {
    echo "failed: $1"
    failed=1
}
has() {
    grep -qF -- "$2" "$1" || { fail "$1 lacks: $2"; head -n 20 "$1"; }
}
alliances=$source/examples/alliances

"$alliances/state-years" "$data" -o "$work/years.csv" >"$work/years" || fail "state-years ended with $?"
has "$work/years" "11923 of 11923 keys are derived; 11917 rows are identical, 6 differ"
has "$work/years" "phase 1 of alliance 1415 has it and was in force until 1905-8-12"
# The terms of all alliances of the table are facts under the one text
[ "$(tail -n +2 "$work/years.csv" | cut -d, -f11-69 | tr ',' '\n' | sort -u | grep -c .)" = \
    "$(tail -n +2 "$data/atop/atop5_1m.csv" | cut -d, -f1 | sort -u | grep -c .)" ] || fail "an alliance is in no year"
[ "$(grep -c 'not explained' "$work/years")" = 0 ] || fail "a difference is not explained"

# The data end with 2018: nothing is said of later days
if "$CASUS" scan "$alliances/alliances.treaty" "$alliances/members.map" "$data/atop/atop5_1m.csv" --unit state-year \
    --as-of 2021-12-31 >"$work/later" 2>&1; then
    fail "years behind the end of the data are told"
fi
has "$work/later" "after the data end more than 400 states of \"party\" may be so, each a question; ask as of 2018-12-31"

"$alliances/dyad-years" "$data" >"$work/dyads.csv" 2>"$work/dyads" || fail "dyad-years ended with $?"
# Britain and Canada in 1942: the Declaration by United Nations alone, signed on 1 January
has "$work/dyads.csv" "2020,1942,1,1,1,0,0,0,,1,0,1,1,0,2550,,,,,,,,,2,20,5.1"
# Britain, France and Sweden, 1855: who owes whom more than consultation is not in the member rows
has "$work/dyads.csv" "200380,1855,1,,0,0,0,,,1,0,1,1,1,1190,"
# Annam has no code of the Correlates of War
[ "$(cut -d, -f24,25 "$work/dyads.csv" | grep -c 8152)" = 0 ] || fail "state 8152 has no dyads"

"$alliances/reliability" "$data" -o "$work/wars.csv" >"$work/wars" || fail "reliability ended with $?"
has "$work/wars" "Leeds and Anac 2005, 137 alliances in wars"
# Each row of theirs is in the table. That of alliance 1030, which ended on 29 March 1848, while the first attack of war 10 is
# of 4 April
[ "$(awk -F, 'NR > 1 && $11 != ""' "$work/wars.csv" | wc -l)" = 137 ] || fail "not all rows of Leeds and Anac are told"
grep -q '^10,1030,no,.*,violated,"its party in the war was no party of it on the day of an attack"' "$work/wars.csv" ||
    fail "alliance 1030 in war 10"
# The Franco-Prussian war: Prussia attacked by the dyadic data, France by the Interstate War Data
has "$work/wars" "58,1295: COW violated, IWD honoured: IWD has state 220 attack state 255, COW has not"
# Each of the 88 wars of the Interstate War Data is one of the Correlates of War: in both data sets Laos was attacked by
# Vietnam in 1967, and the Communist Coalition of 1970 is not the Vietnam War
[ "$(grep -c 'no war of the Correlates' "$work/wars")" = 0 ] || fail "a war of the Interstate War Data is not found"
"$alliances/coders" "$data" >"$work/coders.csv" || fail "coders ended with $?"
for row in 58,255,220,1870,8,4,1,0 58,220,255,1870,7,19,0,1 170,816,812,1967,12,13,1,1 176,816,811,1970,3,23,1,1; do
    has "$work/coders.csv" "$row"
done
has "$work/wars" "directed_dyadic_war.csv:288:22: \"24\" is no date: there is no month 24"
# The Franco-Russian alliance and Serbia's neighbours aside: Greece did not fight for Serbia in 1913 and did in 1917
grep -q '^139,2070,' "$work/wars.csv" || fail "the alliance of 1921 was called on in 1939"
# Kuwait was attacked on 2 August 1990, and the Arab League promises defence
grep -q '^211,3205,' "$work/wars.csv" || fail "the Arab League was called on in 1990"

# Counted by hand in the table: USSR 90 and Russia 31, USA 82, UK 29, China 17, France 16
"$source/examples/security-council/vetoes" "$data" -o "$work/drafts.csv" >"$work/vetoes" || fail "vetoes ended with $?"
has "$work/vetoes" "214 drafts, 214 not adopted, by 265 vetoes"
has "$work/vetoes" "all            121      16      29      82      17"
has "$work/vetoes" "1980s            4       7      14      42       0"
has "$work/drafts.csv" '1946-02-16,"S/PV.23",not adopted,Soviet Union' # whom the table calls USSR

exit $failed
