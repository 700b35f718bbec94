#!/bin/sh
# Mail at once and daily, to a server of mail of its own (mail.py).
. "${CASUS_SOURCE:?}/tests/serve/python.sh"
run_python mail "$@"
