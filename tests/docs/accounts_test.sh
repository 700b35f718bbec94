#!/bin/sh
# docs/accounts.md is what tools/accounts-page makes of the records: of each voice what it says, denies and leaves open, and
# what others say of it. A word that judges stands in the row of the one who uses it, and nowhere else on the page.
# With --accept the page is written anew.

# shellcheck disable=SC2034
name=accounts texts=records
# shellcheck source=/dev/null
. "$(dirname "$0")/made_page.sh"

# behind the head, and before the titles of the sources, each such word is in a row, and a row begins with who says it
sed -e '1,/^## /d' -e '/^## Sources/,$d' "$work/page" | grep -i -E 'attack|incursion|inva|aggress|territorial dispute' |
    grep -v -E '^\| [^|]+ \| `' >"$work/bare"
[ ! -s "$work/bare" ] || { cat "$work/bare"; fail "a word that judges stands under nobody"; }

# A made-up record: what comes out of it
mkdir -p "$work/made/examples/a" "$work/made/examples/b"
cat >"$work/made/examples/a/a.record" <<'EOF'
account Alden, Borea
"Foreign Office", Ann speak for Alden
source S1 "A report"
2022-01-01 e1: advance by Borea  -- a comment
  says   "Foreign Office" via Press in S1 @1..2 #12345678 "crossed over"  -- S1-001
  denies Borea in S1 "no"
e1 counts as attack on Alden
  asks   Press in S1
check holds e1 as open on 2022-01-01  -- S1-001
EOF
cat >"$work/made/examples/a/b.record" <<'EOF'
about e1
  retracts Ann recorded 2022-02-01 "no longer"
EOF
printf '%s\n' '-- MADE UP' '2022-01-01 e9: advance by Borea' '  says Cara' >"$work/made/examples/b/c.record"
page --list "$work/made" >"$work/out" || fail "a record that is in order"
diff - "$work/out" <<EOF || fail "what the tool lists of a record that is in order"
Foreign Office${tab}says${tab}Press${tab}S1${tab}examples/a/a.record${tab}5${tab}2022-01-01 e1: advance by Borea${tab}crossed over
Borea${tab}denies${tab}${tab}S1${tab}examples/a/a.record${tab}6${tab}2022-01-01 e1: advance by Borea${tab}no
Press${tab}asks${tab}${tab}S1${tab}examples/a/a.record${tab}8${tab}e1 counts as attack on Alden${tab}
Ann${tab}retracts${tab}${tab}${tab}examples/a/b.record${tab}2${tab}2022-01-01 e1: advance by Borea${tab}no longer
EOF
page "$work/made" >"$work/out" || fail "the page of a record that is in order"
for want in '^## Alden$' 'what these say who speak for it: Foreign Office, Ann\.$' '^| Press asks | `e1 counts as attack on Alden` |' \
    '^| Foreign Office says | `2022-01-01 e1: advance by Borea` | crossed over | Press, S1 |'; do
    grep -q "$want" "$work/out" || fail "the page does not have $want"
done
printf '%s\n' '  says Ann' >"$work/made/examples/a/b.record"
if page "$work/made" >/dev/null 2>&1; then fail "the tool takes a claim about nothing"; fi
exit $failed
