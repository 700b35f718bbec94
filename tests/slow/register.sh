#!/bin/sh
# A register that holds: a server killed a thousand times, over a file and over a database; every allocation of a request
# failing in turn. Some 25 minutes.
set -u
for test in "kills 1000" "postgresql 1000" "memory 1"; do
    # shellcheck disable=SC2086
    set -- $test
    echo "serve/$1 $2"
    sh "$CASUS_SOURCE/tests/serve/$1_test.sh" "$2"
    status=$?
    [ $status = 0 ] || [ $status = 77 ] || exit $status
done
