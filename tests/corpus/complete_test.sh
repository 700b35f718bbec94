#!/bin/sh
# Every code of src/text/diagnostic.def and every numbered rule of docs/language.md has a case whose title names it.

set -u
here=$(cd "$(dirname "$0")" && pwd)
source=${CASUS_SOURCE-$here/../..}
titles=$(grep -h '^== ' "$here"/*/*.txt)
missing=0

need() {
    printf '%s\n' "$titles" | grep -q "[ ]$1\([ ]\|\$\)" && return
    echo "no case is named after $1"
    missing=1
}

codes=$(grep -o '"[EW][0-9][0-9]*"' "$source/src/text/diagnostic.def" | tr -d '"')
# The numbers of rules: below "**R 6 Duties.**" of the paragraphs that begin with "**6.1**" and "**6.2**"; of a rule
# without parts, its own.
rules=$(awk '
    /^\*\*R [0-9]+/ { finish(); rule = $2; parts = "" }
    rule != "" && $1 ~ "^\\*\\*" rule "\\.[0-9]+\\*\\*$" { gsub(/\*/, "", $1); parts = parts "R" $1 "\n" }
    function finish() { if (rule != "") printf "%s", parts == "" ? "R" rule "\n" : parts; rule = "" }
    END { finish() }
' "$source/docs/language.md")

[ "$(echo "$codes" | wc -l)" -gt 50 ] && [ "$(echo "$rules" | wc -l)" -gt 40 ] || {
    echo "the lists of codes and rules are not where they were"
    exit 1
}
for code in $codes; do
    need "$code"
done
for rule in $rules; do
    need "R ${rule#R}"
done
exit "$missing"
