#!/bin/sh
# The programs of examples/c, as built, on the small case, whose answers are worked out by hand.

# shellcheck source=/dev/null
. "$(dirname "$0")/small_case.sh"
examples=$(dirname "${CASUS:?}")/tests

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

"$CASUS" run a.record --as-of 2022-09-14 --format json >saved.json || fail "a ledger to be saved"
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
"$CASUS" run a.record --as-of 2022-09-12 --format json >before.json || fail "a ledger before it"
"$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 before.json >found || fail "question, before"
grep -qx '  new: 1 help by Borea to Alden on e1' found || fail "the duty is not new"

head -c 60 saved.json >cut.json
printf 'attac\n' >b.record
told 3 'cut.json: line 4, column ' "$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 cut.json
told 3 'nowhere.json' "$examples/example_question" a.record 'owes Borea to Alden' 2022-09-20 nowhere.json
told 3 'question: ' "$examples/example_question" a.record 'owes Nobody to Alden' 2022-09-20
told 1 'b.record:1' "$examples/example_question" b.record 'owes Borea to Alden' 2022-09-20
told 1 'b.record:1' "$examples/example_ledger" b.record 2022-09-20
told 3 '2022-09-31' "$examples/example_ledger" a.record 2022-09-31
exit $failed
