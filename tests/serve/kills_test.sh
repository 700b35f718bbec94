#!/bin/sh
# A server that is killed at random moments while acts are entered (kills.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python kills "$@"
