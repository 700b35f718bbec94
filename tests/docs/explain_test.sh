#!/bin/sh
# Every code is explained: its wrong example gives the code, its right one gives no error or warning, and
# `casus explain CODE` shows both. Of a finding of the lint (L): its right example has no mistake, and not this finding. Examples are those of src/text/explanations.txt.

set -u
texts=$CASUS_SOURCE/src/text/explanations.txt
codes=$(grep -o '"[EWL][0-9][0-9]*"' "$CASUS_SOURCE/src/text/diagnostic.def" | tr -d '"')
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT
LC_ALL=C
NO_COLOR=1
export LC_ALL NO_COLOR
unset CASUS_PATH
status=0
wrong() {
    echo "$*"
    status=1
}

# Writes the files of a code to $work/wrong and $work/right, and the names of those to be checked to $work/*.name.
write_examples() {
    rm -rf "$work"/* && mkdir "$work/wrong" "$work/right"
    awk -v code="$1" -v work="$work" '
        function put(which) { printf "%s", text > (work "/" which "/" name) }
        function finish() {
            sub(/\n+$/, "\n", text)
            if (to == "beside") {
                put("wrong")
                put("right")
            } else if (to != "") {
                put(to)
                print name > (work "/" to ".name")
            }
            to = text = ""
        }
        function expanded(line,    byte, many) {
            while (match(line, /<byte [0-9A-F][0-9A-F]>/)) {
                byte = substr(line, RSTART + 6, 2)
                line = substr(line, 1, RSTART - 1) sprintf("%c", hex(byte)) substr(line, RSTART + RLENGTH)
            }
            if (match(line, /<4,100 letters>/)) {
                many = sprintf("%4100s", "")
                gsub(/ /, "a", many)
                line = substr(line, 1, RSTART - 1) many substr(line, RSTART + RLENGTH)
            }
            return line
        }
        function hex(two) { return 16 * digit(substr(two, 1, 1)) + digit(substr(two, 2, 1)) }
        function digit(one) { return index("0123456789ABCDEF", one) - 1 }
        /^== / { finish(); on = $2 == code; next }
        !on { next }
        /^-- (wrong|right|beside) / { finish(); to = $2; name = $3; next }
        { text = text expanded($0) "\n" }
        END { finish() }
    ' "$texts"
}

check() {
    (cd "$work/$1" && "$CASUS" check --sources . "$(cat "../$1.name")" 2>&1)
}

lint() {
    (cd "$work/$1" && "$CASUS" lint "$(cat "../$1.name")" 2>&1)
}

[ "$(echo "$codes" | wc -l)" -gt 60 ] || wrong "the list of codes is not where it was"
for code in $codes; do
    write_examples "$code"
    if ! [ -e "$work/wrong.name" ] || ! [ -e "$work/right.name" ]; then
        wrong "$code: no wrong or no right example in src/text/explanations.txt"
        continue
    fi
    case $code in
    L*)
        lint wrong | grep -q "^$code " || wrong "$code: its wrong example gives $(lint wrong)"
        lint right | grep "^$code " && wrong "$code: its right example has it too"
        ;;
    *) check wrong | grep -q "^$code " || wrong "$code: its wrong example gives $(check wrong)" ;;
    esac
    check right >"$work/said" || wrong "$code: its right example gives $(cat "$work/said")"
    grep '^[EW][0-9][0-9][0-9][0-9] ' "$work/said" && wrong "$code: its right example is not clean"
    "$CASUS" explain "$code" >"$work/page" || wrong "$code: casus explain fails"
    for part in "^$code: " '^Wrong, ' '^Right, '; do
        grep -q "$part" "$work/page" || wrong "$code: casus explain lacks $part"
    done
    sed -n '3p' "$work/page" | grep -q . || wrong "$code: casus explain says nothing"
    awk 'length($0) > 110 { exit 1 }' "$work/page" || wrong "$code: a line is too long"
done
for code in $(sed -n 's/^== //p' "$texts"); do
    echo "$codes" | grep -qx "$code" || wrong "$code is explained and does not exist"
done
exit $status
