#!/bin/sh
# A vote and a silence on their page (votes.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python votes "$@"
