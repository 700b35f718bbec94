#!/bin/sh
# The example in Python, which loads the shared library by ctypes, on the small record of library_test.sh.

set -u
source=${CASUS_SOURCE:?}
program=${CASUS:?}
CASUS_LIBRARY=$(dirname "$program")/libcasus.so
PYTHONDONTWRITEBYTECODE=1
export CASUS_LIBRARY PYTHONDONTWRITEBYTECODE
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
if nm -D "$CASUS_LIBRARY" | grep -q __asan; then
    echo "skipped: a library with sanitizers cannot be loaded by a program without"
    exit 0
fi
work=$(mktemp -d) || exit 3
trap 'rm -rf "$work"' EXIT INT TERM
failed=0

fail() {
    echo "FAILED: $*"
    failed=1
}

# A member of a struct that is not where C has it is not seen by an example that prints few of them.
cat >"$work/sizes.c" <<'END_OF_C'
#include <casus/casus.h>
#include <stdio.h>
int main(void)
{
    printf("%zu %zu %zu %zu\n", sizeof(struct casus_wishes), sizeof(struct casus_diagnostic), sizeof(struct casus_row),
           sizeof(struct casus_stand));
    return 0;
}
END_OF_C
${CC-cc} -I"$source/include" "$work/sizes.c" -o "$work/sizes" && "$work/sizes" >"$work/in-c" || fail "sizes.c"
PYTHONPATH=$source/examples/python python3 -c '
from ctypes import sizeof
from ledger import Diagnostic, Row, Stand, Wishes
print(sizeof(Wishes), sizeof(Diagnostic), sizeof(Row), sizeof(Stand))' >"$work/in-python" || fail "the structs"
diff "$work/in-c" "$work/in-python" || fail "the structs of Python (>) are not those of C (<)"

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
python3 "$source/examples/python/ledger.py" a.record 2022-09-20 >found || fail "ledger.py"
cat >expected <<'END_OF_TEXT'
on 2022-09-20
1 duty help by Borea to Alden on e1 (Pact 1)
  Alden: violated, by 2022-09-16
  Corvin: none
END_OF_TEXT
diff expected found || fail "what ledger.py prints"

told() {
    status=$1 words=$2
    shift 2
    python3 "$source/examples/python/ledger.py" "$@" >found 2>errors
    code=$?
    [ "$code" = "$status" ] || fail "ledger.py $* ends with $code, not $status"
    grep -qF "$words" errors || { cat errors; fail "ledger.py $* does not tell: $words"; }
}
printf 'attac\n' >b.record
told 1 'b.record:1:1: E' b.record 2022-09-20
told 3 'nowhere.record' nowhere.record 2022-09-20
told 3 '2022-09-31' a.record 2022-09-31
told 2 'usage' a.record
CASUS_LIBRARY=$work/nowhere.so
told 3 'nowhere.so' a.record 2022-09-20
exit $failed
