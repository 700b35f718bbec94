#!/bin/sh
# Programs at work: tokens and scopes, every view and act as JSON, tags and keys, feeds (api.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python api "$@"
