#!/bin/sh
# Words of a document become a claim with its anchor; an entry is sealed on a page (documents.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python documents "$@"
