#!/bin/sh
# The register in a PostgreSQL of its own: the tests of the other store, and what only this one can (postgresql.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python postgresql "$@"
