#!/bin/sh
# What a client may do wrong, and what may happen to it (robust.py): the server is killed, cut off, told nonsense.
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
PYTHONDONTWRITEBYTECODE=1 exec python3 "$(dirname "$0")/robust.py" "$@"
