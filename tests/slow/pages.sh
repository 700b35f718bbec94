#!/bin/sh
# Each page of a register at both widths, light and dark, in English and Russian; May 2021 and January 2022 replayed over
# HTTP. Some 5 minutes.
set -u
for test in "pages all" "replay may-2021" "replay january-2022"; do
    # shellcheck disable=SC2086
    set -- $test
    echo "serve/$1 $2"
    sh "$CASUS_SOURCE/tests/serve/$1_test.sh" "$2"
    status=$?
    [ $status = 0 ] || [ $status = 77 ] || exit $status
done
