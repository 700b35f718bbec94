#!/bin/sh
# The example in Python, which loads the shared library by ctypes, on the small case of library_test.sh.

source=${CASUS_SOURCE:?}
program=${CASUS:?}
example=$source/examples/python/ledger.py
CASUS_LIBRARY=$(dirname "$program")/libcasus.so
PYTHONDONTWRITEBYTECODE=1
export CASUS_LIBRARY PYTHONDONTWRITEBYTECODE
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
if nm -D "$CASUS_LIBRARY" | grep -q __asan; then
    echo "skipped: a library with sanitizers cannot be loaded by a program without"
    exit 77
fi
# shellcheck source=/dev/null
. "$(dirname "$0")/small_case.sh"

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

python3 "$example" a.record 2022-09-20 >found || fail "ledger.py"
cat >expected <<'END_OF_TEXT'
on 2022-09-20
1 duty help by Borea to Alden on e1 (Pact 1)
  Alden: violated, by 2022-09-16
  Corvin: none
END_OF_TEXT
diff expected found || fail "what ledger.py prints"

printf 'attac\n' >b.record
told 1 'b.record:1:1: E' python3 "$example" b.record 2022-09-20
told 3 'nowhere.record' python3 "$example" nowhere.record 2022-09-20
told 3 '2022-09-31' python3 "$example" a.record 2022-09-31
told 2 'usage' python3 "$example" a.record
CASUS_LIBRARY=$work/nowhere.so
told 3 'nowhere.so' python3 "$example" a.record 2022-09-20
exit $failed
