#!/bin/sh
# Each act of an organisation has its form (acts.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python acts "$@"
