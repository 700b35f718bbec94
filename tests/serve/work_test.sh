#!/bin/sh
# People at work: from the link to an act, who may enter and see what, events, documents (work.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python work "$@"
