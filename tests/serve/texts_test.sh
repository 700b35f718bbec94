#!/bin/sh
# A treaty is amended while a duty runs: versions of texts, and what would change under them (texts.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python texts "$@"
