#!/bin/sh
# The package of python/: its structs against those of C; what it does on the small case and on a table, what is wrong
# told as exceptions; installed by pip; and its vignette on the research data, where these are.

source=${CASUS_SOURCE:?}
program=${CASUS:?}
python=${PYTHON-/usr/bin/python3}
data=${CASUS_DATA:-$source/../shared/data}
CASUS_LIBRARY=$(dirname "$program")/libcasus.so
CASUS_PATH=$source
PYTHONDONTWRITEBYTECODE=1
PYTHONPATH=$source/python
export CASUS_LIBRARY CASUS_PATH PYTHONDONTWRITEBYTECODE PYTHONPATH
[ -x "$python" ] || { echo "skipped: $python is not installed"; exit 77; }
if nm -D "$CASUS_LIBRARY" | grep -q __asan; then
    echo "skipped: a library with sanitizers cannot be loaded by a program without"
    exit 77
fi
# shellcheck source=/dev/null
. "$source/tests/examples/small_case.sh"
# shellcheck source=/dev/null
. "$source/tests/research/rates.sh"

# A program in C that says where each member is, written from what the package believes.
"$python" - >offsets.c <<'END_OF_PYTHON' || fail "the structs"
from casus import _library as lib
names = {"Wishes": "casus_wishes", "Diagnostic": "casus_diagnostic", "DiagnosticStyle": "casus_diagnostic_style",
         "Style": "casus_style", "Row": "casus_row", "Reason": "casus_reason", "Column": "casus_column",
         "BadRow": "casus_bad_row", "ScanWishes": "casus_scan_wishes",
         "ScanCounts": "casus_scan_counts", "Text": "casus_text", "Sink": "casus_sink"}
print("#include <casus/casus.h>\n#include <stddef.h>\nint main(void)\n{")
for name, struct in names.items():
    for member, *_ in getattr(lib, name)._fields_:
        at = getattr(getattr(lib, name), member)
        print(f'    _Static_assert(offsetof(struct {struct}, {member}) == {at.offset}, "{struct}.{member}");')
        print(f'    _Static_assert(sizeof ((struct {struct} *)0)->{member} == {at.size}, "{struct}.{member}");')
print("    return 0;\n}")
END_OF_PYTHON
${CC-cc} -fsyntax-only -I"$source/include" offsets.c || fail "a member of a struct is not where C has it"

"$python" "$source/tests/research/package.py" || fail "package.py"
if "$python" -c 'import pandas' 2>/dev/null; then
    "$python" "$source/tests/research/package.py" pandas || fail "package.py with pandas"
else
    echo "left out: data frames (python3-pandas is not installed)"
fi

if "$python" -c 'import setuptools, wheel, venv, pip' 2>/dev/null; then
    cp -r "$source/python" copy
    unset PYTHONPATH
    { "$python" -m venv --without-pip --system-site-packages venv &&
        venv/bin/python -m pip install --quiet --no-build-isolation --no-deps --no-index ./copy &&
        venv/bin/python -I -c 'import casus; casus.version()'; } >pip 2>&1 || { cat pip; fail "pip install"; }
    PYTHONPATH=$source/python
    export PYTHONPATH
else
    echo "left out: pip install (python3-pip, python3-setuptools, python3-wheel or python3-venv is not installed)"
fi

if [ ! -r "$data/atop/atop5_1m.csv" ]; then
    echo "left out: the vignette (the research data are not in $data; CASUS_DATA names their folder)"
elif ! "$python" -c 'import pandas' 2>/dev/null; then
    echo "left out: the vignette (python3-pandas is not installed)"
else
    "$python" "$source/python/vignette/reliability.py" "$data" plot.png >table || fail "the vignette"
    rates_are_those_of_the_example table
    kappa_is_that_of_the_example table
    if "$python" -c 'import matplotlib' 2>/dev/null; then
        [ "$(head -c 4 plot.png | tail -c 3)" = PNG ] || fail "there is no plot"
    else
        echo "left out: the plot (python3-matplotlib is not installed)"
    fi
fi
exit $failed
