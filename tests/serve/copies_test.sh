#!/bin/sh
# A disk that fails while a server works (copies.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python copies "$@"
