#!/bin/sh
# A million occurrences, each with a duty, in four files: the run comes to an end and counts them all. What it takes is
# shown; some 30 seconds and 4 GB are what it is known to need.

set -u
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
trap 'exit 3' INT TERM
cd "$work" || exit 3

cat >pact.treaty <<'END'
kind  state
name  state Alden, Borea, Cassia, Dorn
event raid by state on state
event aid by state to state on occurrence
treaty Pact "the pact"
article 1
when  e: raid by a on b
then  a owes b aid by a to b on e within 3 days
END
for file in 1 2 3 4; do
    LC_ALL=C awk -v file="$file" 'BEGIN {
        split("Alden Borea Cassia Dorn", states, " ")
        print "use   \"pact.treaty\""
        for (i = 0; i < 250000; i++)
            printf "20%02d-%02d-%02d e%d%06d: raid by %s on %s\n", i % 30, int(i / 30) % 12 + 1, int(i / 360) % 28 + 1, file, i,
                   states[i % 4 + 1], states[(i + file) % 4 + 1]
    }' >"$file.record"
done

available=$(awk '/MemAvailable/ { print int($2 / 1024) }' /proc/meminfo 2>/dev/null)
if [ "${available:-8192}" -lt 6000 ]; then
    echo "skipped: $available MB of memory are too few for a million occurrences"
    exit 0
fi

before=$(date +%s)
timeout 600 "$CASUS" run 1.record 2.record 3.record 4.record --as-of 2031-01-01 >out 2>&1 || { tail -3 out; exit 1; }
echo "a million occurrences: $(($(date +%s) - before)) s"
grep -q '1000000 duties (aid): 1000000 violated' out || { tail -5 out; exit 1; }
