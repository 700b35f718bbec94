#!/bin/sh
# Each allocation of a request fails in turn while a server works (memory.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python memory "$@"
