#!/bin/sh
# Sessions with `casus lsp` (sessions.py), played by a client in Python.
command -v python3 >/dev/null || { echo "skipped: python3 is not installed"; exit 77; }
PYTHONDONTWRITEBYTECODE=1 exec python3 "$(dirname "$0")/sessions.py" "$@"
