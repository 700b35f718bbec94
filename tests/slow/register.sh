#!/bin/sh
# A register that holds: a server killed a thousand times, over a file and over a database; one in five allocations of a
# request failing in turn (`sh tests/serve/memory_test.sh 1`: each); each call with which a copy is written; a million
# damaged requests. At the same time, since a server that begins waits more than it works: some 5 minutes.
set -u
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
number=0
for test in "kills 1000" "postgresql 500" "postgresql 500" "memory 5" "copies 1" "requests 1000000"; do
    number=$((number + 1))
    {
        # shellcheck disable=SC2086
        set -- $test
        echo "serve/$1 $2"
        sh "$CASUS_SOURCE/tests/serve/$1_test.sh" "$2"
        echo $? >"$work/$number.status"
    } >"$work/$number.log" 2>&1 &
done
wait
result=0
for each in 1 2 3 4 5 6; do
    cat "$work/$each.log"
    status=$(cat "$work/$each.status")
    [ "$status" = 0 ] || [ "$status" = 77 ] || result=1
done
exit $result
