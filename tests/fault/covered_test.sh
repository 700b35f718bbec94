#!/bin/sh
# Every function of the library is called by a test in which each allocation fails in turn (api_test.c,
# library_test.c, tools_test.c). Those that the library shows stand in packaging/debian/libcasus0.symbols.
set -u
missing=$(sed -n 's/^ \(casus_[a-z_0-9]*\)@.*/\1/p' "$CASUS_SOURCE/packaging/debian/libcasus0.symbols" |
    while read -r name; do
        grep -qw -- "$name" "$CASUS_SOURCE"/tests/fault/*.c || echo "$name"
    done)
if [ -n "$missing" ]; then
    echo "no test lets allocations fail in:"
    echo "$missing"
    exit 1
fi
