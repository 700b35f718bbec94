#!/bin/sh
# Every function of the public headers is called with nothing: NULL, 0, and a sink without a function. None ends the process;
# those that return a status refuse (CASUS_ERR_ARGUMENT). The calls are made from the headers, so none can be forgotten.

set -u
source=${CASUS_SOURCE:?}
build=$(dirname "${CASUS:?}")
if nm -D "$build/libcasus.so" | grep -q __asan; then
    echo "skipped: a library with sanitizers needs the compiler that made it"
    exit 77
fi
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM

{
    printf '#include <casus/casus.h>\n#include <stdio.h>\n#include <string.h>\nint main(void)\n{\n'
    printf '    casus_sink none = {0};\n    int failed = 0, called = 0;\n\n'
    cat "$source"/include/casus/*.h | awk '
        /^CASUS_(API|MUST_USE) / { joined = ""; open = 1 }
        open { joined = joined " " $0 }
        open && /;/ {
            open = 0
            sub(/;.*/, "", joined)
            match(joined, /casus_[a-z0-9_]*\(/)
            name = substr(joined, RSTART, RLENGTH - 1)
            result = substr(joined, 1, RSTART - 1)
            list = substr(joined, RSTART + RLENGTH)
            sub(/\)[^)]*$/, "", list)
            count = list == "void" ? 0 : split(list, arguments, ",")
            call = name "("
            for (i = 1; i <= count; i++)
                call = call (i > 1 ? ", " : "") (arguments[i] ~ /casus_sink/ ? "none" : "0")
            call = call ")"
            printf "    fputs(\"%s \", stderr);\n    called++;\n", name
            if (result ~ /casus_status/)
                printf "    if (%s != CASUS_ERR_ARGUMENT)\n        failed = printf(\"%s: not refused\\n\");\n", call, name
            else
                printf "    %s;\n", call
        }'
    printf '    return failed || called < 150;\n}\n'
} >"$work/nothing.c"
declared=$(cat "$source"/include/casus/*.h | grep -cE '^CASUS_(API|MUST_USE) ')
called=$(grep -c 'called++' "$work/nothing.c")
[ "$declared" = "$called" ] || { echo "FAILED: $declared functions are declared, $called are called"; exit 1; }
${CC-cc} -std=c11 -w -I"$source/include" "$work/nothing.c" -L"$build" -lcasus -o "$work/nothing" || exit 1
LD_LIBRARY_PATH=$build "$work/nothing" 2>"$work/names"
code=$?
[ "$code" = 0 ] || { echo "FAILED: status $code, last call:"; sed 's/.* \([^ ]* *\)$/\1/' "$work/names"; exit 1; }
