#!/bin/sh
# A report that comes late, a retraction, a chair that asks for itself (late.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python late "$@"
