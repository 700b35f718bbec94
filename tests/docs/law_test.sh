#!/bin/sh
# docs/law.md is what tools/law-page makes of the treaties; the tool refuses a treaty whose marks are wrong; and, where the list
# of rules lies beside the checkout, each of them is encoded or left out with a reason, and nothing else is.
# With --accept the page is written anew.

# shellcheck disable=SC2034
name=law texts=treaties
# shellcheck source=/dev/null
. "$(dirname "$0")/made_page.sh"
law=$source/../shared/law

# Made-up treaties: what the tool must refuse, and why.
made() {
    mkdir -p "$work/made/treaties"
    cat >"$work/made/treaties/a.treaty"
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
