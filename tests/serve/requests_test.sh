#!/bin/sh
# Damaged requests at a server (requests.c): 12,000, or as many as are asked for.
#
#   sh tests/serve/requests_test.sh [COUNT [SEED]]
program=$(dirname "${CASUS:?}")/tests/casus_requests
[ -x "$program" ] || { echo "skipped: casus_requests is not built"; exit 77; }
! grep -q __asan_init "$CASUS" || export CASUS_SANITIZED=1
exec "$program" "$@"
