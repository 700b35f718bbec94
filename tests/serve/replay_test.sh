#!/bin/sh
# September 2022 over HTTP, with the clock set step by step (replay.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python replay "$@"
