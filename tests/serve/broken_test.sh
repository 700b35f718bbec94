#!/bin/sh
# A disk that fails while a server works (broken.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python broken "$@"
