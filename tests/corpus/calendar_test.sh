#!/bin/sh
# The calendars that casus writes are valid (calendar.awk), and the check finds the faults of invalid ones.

set -u
here=$(cd "$(dirname "$0")" && pwd)
source=${CASUS_SOURCE-$here/../..}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
LC_ALL=C
export LC_ALL
unset CASUS_PATH
status=0
wrong() {
    echo "$*"
    status=1
}
is_calendar() {
    awk -f "$here/calendar.awk" "$1"
}

cat >"$work/pact.treaty" <<'EOF'
kind  state
name  state Alden, Borea, "Côte d'Été, la très très très très longue; république \\ démocratique"
event strike by state on state
event help by state to state on occurrence
event inquiry by state on occurrence
fact  state is party of instrument
treaty Pact "a pact"
2030-01-01/.. Alden, Borea, "Côte d'Été, la très très très très longue; république \\ démocratique" are party of Pact
reading Soon "soon"
  Strict 24 hours
  Wide 5 days
article 1
when  a: strike on victim
if    helper is party of Pact
and   helper other than victim
then  helper owes victim help by helper to victim on a within Soon
article 2
when  a: strike on victim
if    helper is party of Pact
and   helper other than victim
then  helper owes victim inquiry by helper on a within 5 days
EOF
cat >"$work/a.record" <<'EOF'
use "pact.treaty"
zone +04:00
account Alden, Borea
2030-03-01T06:30+04:00 e1: strike by Borea on Alden
  says Alden
  denies Borea
EOF

"$CASUS" next "$work/a.record" --as-of 2030-03-02 --format ics >"$work/a.ics" || wrong "casus next failed"
is_calendar "$work/a.ics" || wrong "the calendar of hours and long names is none"
[ "$(grep -c '^BEGIN:VEVENT' "$work/a.ics")" = 4 ] || wrong "four duties are not four events, whatever their deadlines"
grep -q '^DTSTART:20300302T023000Z' "$work/a.ics" || wrong "24 hours after 06:30+04:00 are not 02:30 UTC on the next day"
grep -q '^DTSTART;VALUE=DATE:20300306' "$work/a.ics" || wrong "five days after 1 March are not 6 March"
"$CASUS" next "$work/a.record" --as-of 2030-03-03 --format ics >"$work/b.ics"
[ "$(grep '^UID' "$work/a.ics")" = "$(grep '^UID' "$work/b.ics")" ] || wrong "the UIDs differ a day later"
sequence() {
    sed -n 's/^SEQUENCE:\([0-9]*\)\r$/\1/p' "$1" | head -1
}
[ "$(sequence "$work/a.ics")" -lt "$(sequence "$work/b.ics")" ] || wrong "a later calendar does not replace an earlier one"
[ "$(grep -c '^TRIGGER:-PT1H' "$work/a.ics")" = 2 ] || wrong "an instant has no alarm an hour before"
[ "$(grep -c '^TRIGGER:-P1D' "$work/a.ics")" = 2 ] || wrong "a day has no alarm a day before"

# A deadline that moves takes its event with it: read as five days, Article 1 ends on another day, under the same UID.
{ cat "$work/a.record"; printf 'Soon reads Wide\n  says Alden\n  says Borea\n'; } >"$work/wide.record"
"$CASUS" next "$work/wide.record" --as Alden --as-of 2030-03-02 --format ics >"$work/wide.ics"
[ "$(grep '^UID' "$work/a.ics" | sort)" = "$(grep '^UID' "$work/wide.ics" | sort)" ] || wrong "a moved deadline has another UID"
[ "$(grep -c '^DTSTART;VALUE=DATE:20300306' "$work/wide.ics")" = 4 ] || wrong "the moved deadline is not on its day"
"$CASUS" next "$work/a.record" --as-of 2030-02-01 --format ics >"$work/none.ics"
is_calendar "$work/none.ics" || wrong "the calendar without a deadline is none"

for record in "$source"/examples/*/*.record "$source"/tests/conformance/*/*.record; do
    "$CASUS" next "$record" --format ics >"$work/c.ics" || wrong "$record: casus next failed"
    is_calendar "$work/c.ics" || wrong "$record: no calendar"
done

# Each of these changes makes the calendar invalid, and must be found.
spoil() {
    sed "$1" "$work/a.ics" >"$work/spoilt.ics"
    cmp -s "$work/a.ics" "$work/spoilt.ics" && wrong "nothing was spoilt by $1"
    is_calendar "$work/spoilt.ics" >/dev/null && wrong "not found: $1"
}
spoil '3s/\r$//'
spoil 's/^SUMMARY:/SUMMARY:aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa/'
spoil 's/^UID:.*/UID:one\r/'
spoil '/^UID/d'
spoil '/^DTSTAMP/d'
spoil 's/^\(DTSTAMP.*\)Z/\1/'
spoil 's/^\(DTEND;VALUE=DATE:\).*/\120300301\r/'
spoil '/^END:VEVENT/d'
spoil '/^VERSION/d'
spoil 's/\\,/,/'
spoil '2,$!d'
spoil "s/$(printf '\303')//"
exit $status
