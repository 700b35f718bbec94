# Runs a test of this folder that is written in Python, in a folder of its own that is taken away at the end:
#
#   . "$CASUS_SOURCE/tests/serve/python.sh"; run_python roles
#
# The test starts and stops servers of its own, on free ports (client.py).
run_python() {
    "${CASUS:?}" serve /none 2>&1 | grep -q 'built without' && { echo "skipped: built without casus serve"; exit 77; }
    command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
    ! grep -q __asan_init "$CASUS" || export CASUS_SANITIZED=1
    work=$(mktemp -d) || exit 3
    trap 'rm -rf "$work"' EXIT INT TERM
    folder=${CASUS_SOURCE:?}/tests/serve
    test=$1
    shift
    (cd "$work" && PYTHONDONTWRITEBYTECODE=1 PYTHONPATH=$folder python3 "$folder/$test.py" "$@")
}
