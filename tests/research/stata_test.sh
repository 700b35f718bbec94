#!/bin/sh
# examples/alliances/reliability.do, which cannot be run without Stata: the variables that it names are those of the
# file that casus writes, and the table that it makes has the figures of examples/alliances/reliability.

source=${CASUS_SOURCE:?}
program=${CASUS:?}
python=${PYTHON-/usr/bin/python3}
data=${CASUS_DATA:-$source/../shared/data}
skip() {
    echo "skipped: $1"
    exit 77
}
[ -r "$data/atop/atop5_1m.csv" ] || skip "the research data are not in $data (CASUS_DATA names their folder)"
"$python" -c 'import pandas' 2>/dev/null || skip "pandas is not installed (Debian: python3-pandas)"
# shellcheck source=/dev/null
. "$source/tests/examples/small_case.sh"
# shellcheck source=/dev/null
. "$source/tests/research/rates.sh"
alliances=$source/examples/alliances

"$alliances/coders" "$data" >coders.csv || fail "coders"
set -- --grade A,N --reading Partner=This
for name in Adversary Place Conflict Number Demands Provocation Other; do set -- "$@" --reading "$name=Met"; done
"$program" scan "$alliances/wars.treaty" "$alliances/members.map" "$data/atop/atop5_1m.csv" "$alliances/wars.map" \
    "$data/cow/Inter-StateWarData_v4.0.csv" "$alliances/coders.map" coders.csv --unit alliance-war \
    --as-of 2007-12-31 "$@" -o wars.dta 2>errors || {
    grep -q libreadstat errors && skip "$(cat errors)"
    cat errors
    fail "casus scan"
}
"$python" "$source/tests/research/stata.py" "$alliances/reliability.do" wars.dta >table || fail "stata.py"
rates_are_those_of_the_example table
exit $failed
