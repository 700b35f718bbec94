#!/bin/sh
# docs/law.md is what tools/law-page makes of the treaties; the tool refuses a treaty whose marks are wrong; and, where the list
# of rules lies beside the checkout, each of them is encoded or left out with a reason, and nothing else is.
# With --accept the page is written anew.

set -u
source=${CASUS_SOURCE:?}
law=$source/../shared/law
accept=${1-}
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
tab=$(printf '\t')
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

page() {
    sh "$source/tools/law-page" "$@"
}

page "$source" >"$work/page" || fail "the treaties cannot be read for their rules"
if [ "$accept" = --accept ] && [ "$failed" = 0 ]; then
    cp "$work/page" "$source/docs/law.md"
elif ! cmp -s "$source/docs/law.md" "$work/page"; then
    diff "$source/docs/law.md" "$work/page" | head -20
    fail "docs/law.md is not what the treaties say: sh tools/law-page >docs/law.md"
fi

# Made-up treaties: what the tool must refuse, and why.
made() {
    mkdir -p "$work/made/treaties"
    cat >"$work/made/treaties/a.treaty"
}

refuses() {
    what=$1
    made
    if page --list "$work/made" >"$work/out" 2>"$work/error"; then
        fail "the tool takes a treaty in which $what"
    elif ! grep -q "$2" "$work/error"; then
        cat "$work/error"
        fail "the tool does not say that $what"
    fi
}

made <<'EOF'
-- law: AB-01, AB-02
article 1 "gist"
-- in part AB-02: not this,
--   and not that
-- left out AB-03: why
EOF
page --list "$work/made" >"$work/out" || fail "a treaty that is in order"
cut -f 1,2,4 "$work/out" | diff - /dev/fd/3 3<<EOF || fail "what the tool lists of a treaty that is in order"
AB-01${tab}encoded${tab}2
AB-02${tab}encoded${tab}2
AB-02${tab}in part${tab}3
AB-03${tab}left out${tab}5
EOF
page "$work/made" | grep -q '^| AB-02 | in part | not this, and not that |' || fail "a remark goes on in the next line"

refuses "a rule is encoded and left out" "AB-01 is left out here, and encoded elsewhere" <<'EOF'
-- law: AB-01
article 1 "gist"
-- left out AB-01: why
EOF
refuses "a rule in part is encoded nowhere" "AB-01 is encoded nowhere" <<'EOF'
-- in part AB-01: why
EOF
refuses "a rule is left out twice" "AB-01 is left out twice" <<'EOF'
-- left out AB-01: why
-- left out AB-01: why
EOF
refuses "a mark stands above no article" "above no article" <<'EOF'
-- law: AB-01
while state is party of A
EOF
refuses "a number is none" "is no number of a rule" <<'EOF'
-- law: AB
article 1 "gist"
EOF
refuses "an instrument is left out in a treaty" "of which rule" <<'EOF'
-- left out AB: why
EOF
refuses "nothing is said of what is left out" "nothing is said of AB-01" <<'EOF'
-- left out AB-01:
EOF

if [ -d "$law" ]; then
    page --list "$source" | cut -f 1 | sort -u >"$work/have"
    sed -n '2,$s/^\([A-Z0-9-]*\),.*/\1/p' "$law/rules.csv" | sort >"$work/want"
    [ -s "$work/want" ] || fail "the list of rules is empty"
    while read -r rule; do
        grep -qx -e "$rule" -e "${rule%-*}" "$work/have" || fail "$rule is neither encoded nor left out"
    done <"$work/want"
    while read -r id; do
        grep -q -x -e "$id" -e "$id-[0-9][0-9]" "$work/want" || fail "$id is in no list"
    done <"$work/have"
else
    echo "skipped: the list of rules is not beside the checkout; that each rule is accounted for was not tested"
fi
exit $failed
