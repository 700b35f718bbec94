#!/bin/sh
# The programs of examples/c, as built, on a small record whose answers are worked out by hand: three days from 2022-09-13 end
# on 2022-09-16, so on the 14th the duty is in force on Alden's account, and on the 20th it is violated.

set -u
program=${CASUS:?}
examples=$(dirname "$program")/tests
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

cat >"$work/a.record" <<'END_OF_RECORD'
kind state
name state Alden, Borea, Corvin
event attack by state on state
event help by state to state on occurrence
treaty Pact "a pact"
article 1
when a: attack on victim
then Borea owes victim help by Borea to victim on a within 3 days
account Alden, Corvin
2022-09-13 e1: attack by Corvin on Alden
  says Alden
  denies Corvin
END_OF_RECORD
cd "$work" || exit 3

"$examples/example_ledger" a.record 2022-09-20 >found || fail "ledger"
cat >expected <<'END_OF_TEXT'
on 2022-09-20
Borea owes Alden help by Borea to Alden on e1 (Pact 1)
  Alden: violated
    violated, since 2022-09-13, until 2022-09-16, still owed
      nobody reports any help by Borea to Alden on e1 by 2022-09-16
      happened e1: yes
      Pact 1
        2022-09-13 e1: attack by Corvin on Alden: on the word of Alden, denied by Corvin
  Corvin: none
END_OF_TEXT
diff expected found || fail "what ledger prints"

"$program" run a.record --as-of 2022-09-14 --format json >saved.json || fail "a ledger to be saved"
"$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 saved.json >found || fail "question"
cat >expected <<'END_OF_TEXT'
owes Borea to Alden
1 help by Borea to Alden on e1
  Alden: violated
    violated, since 2022-09-13, until 2022-09-16, still owed
      nobody reports any help by Borea to Alden on e1 by 2022-09-16
      happened e1: yes
      Pact 1
        2022-09-13 e1: attack by Corvin on Alden: on the word of Alden, denied by Corvin
          Alden says
          Corvin denies
  Corvin: none
    not owed
      happened e1: no
      2022-09-13 e1: attack by Corvin on Alden: on the word of Alden, denied by Corvin
        Alden says
        Corvin denies
next, after 2022-09-20
  1 Borea: help by Borea to Alden on e1 (violated on Alden's account, by 2022-09-16)
since the ledger of 2022-09-14
  Alden: help by Borea to Alden on e1 was in force, is violated
END_OF_TEXT
diff expected found || fail "what question prints"

# Before the attack there is no duty: it is new afterwards.
"$program" run a.record --as-of 2022-09-12 --format json >before.json || fail "a ledger before it"
"$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 before.json >found || fail "question, before"
grep -qx '  new: 1 help by Borea to Alden on e1' found || fail "the duty is not new"

# What is wrong is told, and the status says of which kind it is.
told() {
    status=$1 words=$2
    shift 2
    "$@" >found 2>errors
    code=$?
    [ "$code" = "$status" ] || fail "$* ends with $code, not $status"
    grep -qF "$words" errors || { cat errors; fail "$* does not tell: $words"; }
}
head -c 60 saved.json >cut.json
printf 'attac\n' >b.record
told 3 'cut.json: line 4, column ' "$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 cut.json
told 3 'nowhere.json' "$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 nowhere.json
told 3 'question: ' "$examples/example_question" a.record 'owes Nobody to Alden' 2022-09-20
told 1 'b.record:1' "$examples/example_question" b.record 'owes Borea to Alden' 2022-09-20
told 1 'b.record:1' "$examples/example_ledger" b.record 2022-09-20
told 3 '2022-09-31' "$examples/example_ledger" a.record 2022-09-31
exit $failed
