#!/bin/sh
# docs/claims.md is the output of tools/claims-page; the tool refuses a record whose numbers are wrong; and, if the list
# of facts is beside the checkout, the page has each of its claims and conflicts, and no others. With --accept the page is
# rewritten.

# shellcheck disable=SC2034
name=claims texts=records
# shellcheck source=/dev/null
. "$(dirname "$0")/made_page.sh"
facts=$source/../shared/facts

# Made-up records that the tool must refuse, each with the reason.
made() {
    mkdir -p "$work/made/examples/a"
    cat >"$work/made/examples/a/a.record"
}

made <<'EOF'
2022-09-13 e1: attack
  says Armenia via RFERL in S2 "in words, in S3"  -- S2-001, S2-002
  denies Azerbaijan in S3 @1..2 #12345678  -- S3-001
-- left out S2-003: no fact
--   of the system
-- C1: two voices
EOF
page --list "$work/made" >"$work/out" || fail "a record that is in order"
cut -f 1,2,4 "$work/out" | diff - /dev/fd/3 3<<EOF || fail "what the tool lists of a record that is in order"
C1${tab}conflict${tab}6
S2-001${tab}placed${tab}2
S2-002${tab}placed${tab}2
S2-003${tab}left out${tab}4
S3-001${tab}placed${tab}3
EOF
page "$work/made" | grep -q '^| S2-003 | left out | no fact of the system |' || fail "a remark goes on in the next line"

refuses "a claim cites another document" "S2-001 stands at a claim that cites S3" <<'EOF'
2022-09-13 e1: attack
  says Armenia in S3 "in S2"  -- S2-001
EOF
refuses "a claim is placed and left out" "S2-001 is placed here and left out elsewhere" <<'EOF'
-- left out S2-001: why
2022-09-13 e1: attack
  says Armenia in S2  -- S2-001
EOF
refuses "a number stands at no claim" "S2-001 stands at a line that is no claim" <<'EOF'
2022-09-13 e1: attack  -- S2-001
EOF
refuses "a number is none" "is no number of a claim" <<'EOF'
2022-09-13 e1: attack
  says Armenia in S2  -- S2-01
EOF
refuses "a number is hidden in a remark" "stands alone in its comment" <<'EOF'
2022-09-13 e1: attack
  says Armenia in S2  -- as in S2-001
EOF
refuses "nothing is said of what is left out" "nothing is said of S2-001" <<'EOF'
-- left out S2-001:
EOF

if [ -d "$facts" ]; then
    page --list "$source" >"$work/list" || fail "the list of the records"
    # of a claim, its document; the records cite it by the name that the claim's number begins with
    sed -n 's/^\(S[0-9]*-[0-9][0-9][0-9]\),\([^,]*\),.*/\1 \2/p' "$facts/claims.csv" | sort >"$work/claims"
    sed -n 's/^\(C[0-9][0-9]*\),.*/\1/p' "$facts/conflicts.csv" | sort >"$work/conflicts"
    if [ ! -s "$work/claims" ] || [ ! -s "$work/conflicts" ]; then fail "the list of facts is empty"; fi
    cut -d ' ' -f 1 "$work/claims" >"$work/want"
    awk -F '\t' '$2 != "conflict" { print $1 }' "$work/list" | sort -u >"$work/have"
    diff "$work/want" "$work/have" >"$work/difference" ||
        { cat "$work/difference"; fail "claims (<: not accounted for, >: not in the list)"; }
    awk -F '\t' '$2 == "conflict" { print $1 }' "$work/list" | sort -u | diff "$work/conflicts" - >"$work/difference" ||
        { cat "$work/difference"; fail "conflicts (<: not accounted for, >: not in the list)"; }
    sed 's/-[0-9]* / /' "$work/claims" | sort -u | while read -r name document; do
        grep -h -A 5 "^source $name " "$source"/examples/*/*.record | grep -q "^  file  *\"$document\"$" ||
            echo "$name is not $document"
    done >"$work/strange"
    [ ! -s "$work/strange" ] || { cat "$work/strange"; fail "a source is not the document of its claims"; }
else
    echo "skipped: the list of facts is not beside the checkout; that each claim is accounted for was not tested"
fi
exit $failed
