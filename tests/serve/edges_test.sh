#!/bin/sh
# What comes at a boundary: silences, votes, a name that is sealed (edges.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python edges "$@"
