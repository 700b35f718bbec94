#!/bin/sh
# The date strings of ../shared/data/edtf, which public test lists of ISO 8601-2 have: each is accepted, or refused with a
# message that says what to write instead. Skipped where that list is absent. What is expected is told for each kind of
# string (docs/dates.md), and worked out from R 8, not from a run: the first expression that fits a string counts.
: "${CASUS:?the program}" "${CASUS_SOURCE:?the source tree}"
list=$CASUS_SOURCE/../shared/data/edtf/strings.txt
if [ ! -f "$list" ]; then
    echo "skipped: $list is absent"
    exit 77
fi
work=$(mktemp -d) || exit 1
trap 'rm -rf "$work"' EXIT

# expression (D is a digit), then a part of the remedy, or "accepted"
cat >"$work/kinds" <<'KINDS'
^-0000	Write 0000
^DDDD-(1[3-9]|00|20)(-XX)?$	where the month is not known
^DDDD-(25|29)$	at the head of the file
^DDDD-34$	Write [2001-04..2001-06]
^DDDD-41$	Write [2001-07..2001-12]
^DDDD-DD-(00|32|39)$	where the day is not known
^(2015|1900)-02-29$	the last of the month is
^2016-02-30$	the last of the month is 2016-02-29
^2016-(04|11)-31$	the last of the month is
T24:00(:00)?$	Write 2016-05-03T00:00
T(24:00:01|00:61:00|25:00)$	hours to 23, minutes and seconds to 59
T[0-9]+:[0-9]+:60Z?$	the last second of that minute
T16$	Write 2016-05-02T16:00
[.]042$	Write 2016-05-02T16:54:59.
[+]0230$	Write 2016-05-02T16:54:59+02:30
[+](24:00|00:60)$	with its offset behind it
T.*-00(:00)?$	Z for a time in UTC
−	The sign before the hours is a hyphen
T.*[?]$	a time of day has none
T[0-9:]+(Z|[+-]DD(:DD)?)?(/|$)	accepted
^-?DD$	A year has four digits
^DDD~?$	A year has four digits
^DDDDD$	has a Y
^20040201$	Write 2004-02-01
^2004-W05$	write [2004-01-26..2004-02-01]
^2004-032$	Write 2004-02-01
^XXXX	any day at all is no date
^1XXX$	Write [1000..1999]
^1X99$	Write [1099..1999]
^-01XX$	Write [-0199..-0100]
^-030X$	Write [-0309..-0300]
^-199X$	Write [-1999..-1990]
^2016-XX-05$	Write [2016-01-05..2016-12-05]
^1560-XX-25$	Write [1560-01-25..1560-12-25]
^156X-12-31$	Write [1560-12-31..1569-12-31]
^15XX-12-25$	Write [1500-12-25..1599-12-25]
^15XX-12-XX$	Write [1500-12-01..1599-12-31]
^15XX-01-3X$	Write [1500-01-30..1599-01-31]
^1984-1X$	Write [1984-10..1984-12]
^2004-06-1X$	Write [2004-06-10..2004-06-19]
^199u$	write 199X
^1999-uu-uu$	write 1999-XX-XX
^Y-?(9999|0+1)$	Write 
^[Yy]-?(DDDDDDD|17E7)	the last Y999999
^1950S2$	Write [1900..1999]
^([?]|[^/]*[?~%]-|[^/]*-[?~%]|.*[(])	One mark counts for the whole date
^1984[?]~$	write 1984%
^2003-23.european$	Write 2003-23
^[[{][0-9]+,	Write 
^[[]1984]$	Write 1984
^([[][.][.]|.*[.][.]]$)	with the first and the last day
^[{]	Write an entry for each
^[[]2001-02-05[.][.]2001-02-03]$	write [2001-02-03..2001-02-05]
^2005-02-08/2004	write 2004-02-01/2005-02-08
^([.][.])?/([.][.])?$	One side is a date
/open$	Write 2004-01-01/..
/unknown$	Write 2004-01-01/ 
^unknown/	Write /2004-01-01
^xyz$	2022-09-13
^x2009$	write 2009.
^	accepted
KINDS

# A date of what happens; of a state, where it has two sides.
entry()
{
    case $1 in
    */*) echo "$1 Alden is party of Pact" ;;
    *) echo "$1 a1: attack by Borea on Alden" ;;
    esac
}

LC_ALL=C awk -F '\t' '
    FNR == NR { gsub("D", "[0-9]", $1); kind[++kinds] = $1; remedy[kinds] = $2; next }
    {
        for (i = 1; i < kinds && $0 !~ kind[i];)
            i++
        print remedy[i]
    }' "$work/kinds" "$list" >"$work/expected"

count=0
bad=0
while IFS= read -r text; do
    count=$((count + 1))
    {
        printf '%s\n' 'zone +00:00' 'seasons northern' 'approximate within 5 days' 'uncertain within 30 days' \
            'kind state' 'kind pact' 'name state Alden, Borea' 'name pact Pact' \
            'event attack by state on state' 'fact state is party of pact'
        entry "$text"
    } >"$work/a.record"
    if "$CASUS" check "$work/a.record" >"$work/out" 2>&1; then
        told=accepted
    else
        told=$(tr -s ' \n' '  ' <"$work/out")
    fi
    read -r expected <&3
    case $told in
    *"$expected"*) ;;
    *)
        echo "\"$text\": expected \"$expected\", told: $told"
        bad=1
        ;;
    esac
done <"$list" 3<"$work/expected"
if [ "$count" -lt 226 ]; then
    echo "only $count of 226 strings"
    bad=1
fi
exit $bad
