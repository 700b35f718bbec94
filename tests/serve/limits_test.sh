#!/bin/sh
# Requests that are slow, huge, cut off or wrongly encoded, and many of them (limits.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python limits "$@"
