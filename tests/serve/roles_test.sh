#!/bin/sh
# Every route, asked for by every role, with every method, in every state of a case (roles.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python roles "$@"
